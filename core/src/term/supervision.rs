//! The levels of supervision (督办等级).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A level of supervision, from the lowest (督办等级, X-4.3a).
    pub enum SupervisionLevel as "supervision" {
        /// Ordinary.
        Ordinary = "ordinary", "普通督办", "ordinary";
        /// Yellow card.
        Yellow = "yellow", "黄牌督办", "yellow card";
        /// Red card.
        Red = "red", "红牌督办", "red card";
    }
}
