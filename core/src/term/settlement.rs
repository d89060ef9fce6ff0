//! How a matter ends (办理结果).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// How a matter ends (办理结果, X-4.2).
    pub enum Settlement as "settlement" {
        /// Settled.
        Closed = "closed", "办结", "settled";
        /// Answered.
        Answered = "answered", "答复", "answered";
        /// Eased, and kept for follow-up.
        Eased = "eased", "缓解性处置", "eased";
    }
}
