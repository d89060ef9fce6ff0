//! The type of work (工作类型).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// The type of work (工作类型, M-1.2 to M-1.5): it decides how a matter is taken in.
    pub enum Work as "work" {
        /// Accepted and filed on the spot (M-1.2).
        General = "general", "一般性", "general";
        /// Taken back for deliberation (M-1.3).
        Coordination = "coordination", "协调性", "coordination";
        /// Reported at once (M-1.4).
        Emergency = "emergency", "突发性", "emergency";
        /// The procedure is explained (M-1.5).
        Approval = "approval", "审批性", "approval";
    }
}
