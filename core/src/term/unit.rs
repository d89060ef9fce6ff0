//! What a limit is counted in (时限单位).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a limit is counted in (时限单位, X-4.2).
    pub enum Unit as "unit" {
        /// Whole working days.
        WorkingDay = "working_day", "个工作日", "working days";
        /// Calendar days.
        NaturalDay = "natural_day", "个自然日", "calendar days";
    }
}
