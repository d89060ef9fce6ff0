//! Who handles an issue (办理主体).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Who handles an issue (办理主体, M-6).
    pub enum Handler as "handler" {
        /// The person responsible for the grid.
        GridResponsible = "grid_responsible", "网格责任人", "the responsible person of the grid";
        /// Both committees of the community (village).
        Committees = "committees", "社区两委", "both committees";
        /// The head of both committees.
        CommitteesHead = "committees_head", "社区两委主要负责人", "the head of both committees";
        /// The competent units above.
        UnitsAbove = "units_above", "上级有关单位", "the competent units above";
    }
}
