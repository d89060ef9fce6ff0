//! Who acts on a case or owes a duty (角色).

use super::Handler;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Who acts on a case or owes a duty (角色, M-5, M-6, X-3, X-4).
    pub enum Role as "role" {
        /// The person responsible for the grid.
        GridResponsible = "grid_responsible", "网格责任人", "the responsible person of the grid";
        /// The leader of the grid.
        GridLeader = "grid_leader", "网格长", "the leader of the grid";
        /// An assistant who visits the grid.
        Assistant = "assistant", "协理员", "the assistant";
        /// The member of staff who answers the hotline.
        DutyStaff = "duty_staff", "值班人员", "the staff on duty";
        /// Both committees of the community (village).
        Committees = "committees", "社区两委", "both committees";
        /// The head of both committees.
        CommitteesHead = "committees_head", "社区两委主要负责人", "the head of both committees";
        /// The competent units above.
        UnitsAbove = "units_above", "上级有关单位", "the competent units above";
        /// The office of the leading group.
        Office = "office", "领导小组办公室", "the office of the leading group";
        /// The team of the grid.
        GridTeam = "grid_team", "网格管理小组", "the team of the grid";
        /// The village committee.
        VillageCommittee = "village_committee", "村委会", "the village committee";
        /// The cadres of the village.
        VillageCadres = "village_cadres", "村干部", "the cadres of the village";
        /// The person served.
        Served = "served", "服务对象", "the person served";
    }
}

impl From<Handler> for Role {
    fn from(handler: Handler) -> Self {
        match handler {
            Handler::GridResponsible => Self::GridResponsible,
            Handler::Committees => Self::Committees,
            Handler::CommitteesHead => Self::CommitteesHead,
            Handler::UnitsAbove => Self::UnitsAbove,
        }
    }
}
