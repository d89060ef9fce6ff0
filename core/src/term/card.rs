//! The words of the service card (民情联系服务卡用语, X-6).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What stands on a card (卡片内容, X-6).
    pub enum CardPart as "part of a card" {
        /// The leader of the grid.
        Leader = "leader", "网格长", "leader";
        /// The members of the team.
        Team = "team", "服务团队成员", "team";
        /// The name of each.
        Name = "name", "姓名", "name";
        /// The post of each.
        Post = "post", "职务", "post";
        /// How to reach each.
        Contact = "contact", "联系方式", "contact";
        /// What they do for residents.
        Services = "services", "服务内容", "services";
        /// The supervising line of the level above.
        Supervision = "supervision", "上级监督举报电话", "supervising line";
    }
}

vocabulary! {
    /// Where a card is made public (公示途径, X-6).
    pub enum CardPlace as "place of publication" {
        /// On a board or a wall of notices.
        Board = "board", "黑板报、宣传栏", "board";
        /// In the column of village affairs.
        AffairsColumn = "affairs_column", "村务公开栏", "village affairs column";
    }
}
