//! What a limit is counted in (时限单位).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a limit is counted in (时限单位, X-4.2).
    pub enum Unit as "unit" {
        /// Whole working days.
        WorkingDay = "working_day", "个工作日", "working days";
        /// Calendar days.
        NaturalDay = "natural_day", "个自然日", "calendar days";
        /// Hours in the sessions of working days.
        WorkingHour = "working_hour", "个工作时", "working hours";
        /// Hours round the clock, day and night.
        UrgentHour = "urgent_hour", "个紧急工作时", "urgent hours";
    }
}
