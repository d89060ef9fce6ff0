//! Which lawful number of grids is preferred (网格数的取向).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Which lawful number of grids is preferred (网格数的取向, X-3.0).
    pub enum Preference as "preference" {
        /// As few grids as the maximum allows.
        Fewest = "fewest", "网格最少", "fewest grids";
        /// Grids near the middle of the band; of two equally near, fewer.
        Middle = "middle", "规模居中", "middle of the band";
        /// As many grids as the minimum allows: the most room to grow.
        Roomiest = "roomiest", "余量最大", "most room to grow";
    }
}
