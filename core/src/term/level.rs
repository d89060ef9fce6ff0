//! The level of an issue (问题层级).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// The level of an issue (问题层级, M-6.1).
    pub enum Level as "level" {
        /// Settled inside the grid (M-6.2).
        General = "general", "一般", "general";
        /// Needs joint coordination (M-6.3).
        Regional = "regional", "区域", "regional";
        /// Beyond what the community can settle (M-6.4).
        Overall = "overall", "全局", "overall";
        /// Major or sudden (M-6.5).
        Major = "major", "重大或突发", "major or sudden";
    }
}
