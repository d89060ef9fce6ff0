//! How hard a matter is (难易程度).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// How hard a matter is (难易程度, X-4.2): it decides the limit.
    pub enum Complexity as "complexity" {
        /// 7 working days in X-4.2a.
        General = "general", "一般", "general";
        /// 15 working days in X-4.2b.
        Complex = "complex", "较复杂", "more complex";
        /// 30 working days in X-4.2c.
        Major = "major", "重大疑难", "major or difficult";
    }
}
