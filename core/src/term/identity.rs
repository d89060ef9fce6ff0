//! Who may lead a grid (网格长的身份).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Who may lead a grid (网格长的身份, X-3.2).
    pub enum Identity as "identity" {
        /// May lead from outside the grid.
        CadreInCharge = "cadre_in_charge", "包村干部", "cadre in charge of the village";
        /// May lead from outside the grid.
        GraduateOfficial = "graduate_official", "大学生村官", "graduate village official";
        /// Leads from inside the grid.
        Retired = "retired", "离退干部", "retired cadre";
        /// Leads from inside the grid.
        Teacher = "teacher", "教师", "teacher";
        /// Leads from inside the grid.
        CommitteeMember = "committee_member", "村支两委干部", "member of the village committees";
        /// Leads from inside the grid.
        PartyDelegate = "party_delegate", "党员代表", "delegate of the Party members";
        /// Leads from inside the grid.
        VillagersDelegate = "villagers_delegate", "村民代表", "delegate of the villagers";
    }
}
