//! The kind of place that is divided (地方类型).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// The kind of place that is divided (地方类型).
    pub enum Place as "place" {
        /// A village.
        Village = "village", "村", "village";
        /// An urban community.
        Community = "community", "社区", "community";
        /// A market town.
        Town = "town", "集镇", "market town";
    }
}
