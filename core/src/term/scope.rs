//! How far an issue reaches (涉及范围).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// How far an issue reaches (涉及范围, E-13).
    pub enum Scope as "scope" {
        /// Within one grid.
        Grid = "grid", "网格内", "within the grid";
        /// More than one grid, or both committees needed.
        Village = "village", "跨网格、本社区（村）", "across grids, within the community";
        /// Beyond what the community (village) can settle.
        Beyond = "beyond", "超出本社区（村）", "beyond the community";
    }
}
