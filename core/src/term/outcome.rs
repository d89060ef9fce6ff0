//! What was done about a case, as fed back (处理结果).

use super::Settlement;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What was done about a case, as fed back (处理结果, X-4.0).
    pub enum Outcome as "outcome" {
        /// Settled.
        Settled = "settled", "已办结", "settled";
        /// Answered.
        Answered = "answered", "已答复", "answered";
        /// Eased.
        Eased = "eased", "已作缓解性处置", "eased";
        /// It cannot be done.
        Cannot = "cannot", "无法办理", "cannot be done";
    }
}

impl Outcome {
    /// How a case with that outcome is closed. What cannot be done is answered: the person served is told why.
    pub const fn settlement(self) -> Settlement {
        match self {
            Self::Settled => Settlement::Closed,
            Self::Answered | Self::Cannot => Settlement::Answered,
            Self::Eased => Settlement::Eased,
        }
    }
}
