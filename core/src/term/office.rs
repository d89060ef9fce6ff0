//! The leading group: posts, and the offices that fill them (领导小组).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A post in the leading group (领导小组职务, M-8, X-8.1).
    pub enum Post as "post" {
        /// One.
        Head = "head", "组长", "head";
        /// One or more.
        Deputy = "deputy", "副组长", "deputy head";
        /// The rest.
        Member = "member", "成员", "member";
        /// Runs the office.
        OfficeDirector = "office_director", "办公室主任", "director of the office";
    }
}

vocabulary! {
    /// The office that a member of the leading group holds (任职, M-8, X-8.1).
    pub enum Office as "office" {
        /// M-8, X-8.1.
        PartySecretary = "party_secretary", "党（工）委书记", "Party secretary";
        /// M-8.
        DeputyPartySecretary = "deputy_party_secretary", "党委副书记", "deputy Party secretary";
        ///
        TownshipHead = "township_head", "乡长", "township head";
        ///
        DisciplineSecretary = "discipline_secretary", "纪检书记", "secretary for discipline";
        /// another member of the leadership.
        LeadershipMember = "leadership_member", "其他班子成员", "other member of the leadership";
        /// M-8.
        DepartmentHead = "department_head", "部门负责人", "head of a department";
        /// M-8.
        VillageSecretary = "village_secretary", "村（居）书记", "village secretary";
        /// M-8: runs the office in the social affairs office.
        SocialAffairsDeputy = "social_affairs_deputy", "社会事务办分管副主任", "deputy director of social affairs";
        /// one comrade named for it.
        Designated = "designated", "指定的一名同志", "a comrade named for it";
    }
}
