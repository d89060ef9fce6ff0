//! What a division strives for (划分取向).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a division strives for, beside the sizes that must hold (划分取向, X-3.0).
    pub enum Aim as "aim" {
        /// Natural groups (自然村组) stay together.
        WholeGroups = "whole_groups", "自然村组完整", "natural groups whole";
        /// Each grid lies in one piece.
        Connected = "connected", "网格连片", "grids in one piece";
        /// Short rounds: the sum of squared distances to the middles is small.
        Compact = "compact", "网格紧凑", "compact grids";
        /// Grids of the same size.
        Even = "even", "规模均匀", "even sizes";
    }
}
