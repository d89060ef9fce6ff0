//! What a size is measured in (规模口径).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What the size of a grid is measured in (规模口径, X-3.1).
    pub enum Dimension as "size unit" {
        /// Farm households.
        Household = "household", "户", "households";
        /// People.
        Population = "population", "人", "people";
        /// Hectares.
        Area = "area", "公顷", "hectares";
        /// Merchants.
        Merchant = "merchant", "商户", "merchants";
    }
}

vocabulary! {
    /// Whether a size rule must hold (约束力).
    pub enum Binding as "binding" {
        /// A division that breaks it is not lawful.
        Hard = "hard", "必须", "must hold";
        /// Said, and left to the county.
        Advisory = "advisory", "参考", "advisory";
    }
}
