//! The light of a case (办件亮灯).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// The light of a case at a moment (办件亮灯).
    pub enum Light as "light" {
        /// In time.
        Green = "green", "正常", "in time";
        /// Soon due.
        Yellow = "yellow", "临期", "soon due";
        /// Late, and open.
        Red = "red", "逾期", "late";
        /// Its clock stands.
        Grey = "grey", "挂账", "suspended";
        /// Ended in time.
        Done = "done", "按期办结", "done in time";
        /// Ended late.
        DoneLate = "done_late", "逾期办结", "done late";
    }
}
