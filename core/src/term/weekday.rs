//! The days of the week (星期).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A day of the week (星期), Monday first.
    pub enum Weekday as "day of the week" {
        /// Monday.
        Monday = "monday", "周一", "Monday";
        /// Tuesday.
        Tuesday = "tuesday", "周二", "Tuesday";
        /// Wednesday.
        Wednesday = "wednesday", "周三", "Wednesday";
        /// Thursday.
        Thursday = "thursday", "周四", "Thursday";
        /// Friday.
        Friday = "friday", "周五", "Friday";
        /// Saturday.
        Saturday = "saturday", "周六", "Saturday";
        /// Sunday.
        Sunday = "sunday", "周日", "Sunday";
    }
}
