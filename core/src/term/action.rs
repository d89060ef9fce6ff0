//! What is done with an issue, step by step (办理步骤).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// One step of handling an issue (办理步骤, M-1.2 to M-1.5, M-6.2 to M-6.5).
    pub enum Action as "step" {
        /// M-1.2, M-1.3.
        AcceptOnSpot = "accept_on_spot", "现场受理", "accept on the spot";
        /// M-1.2.
        Register = "register", "登记备案", "register and file";
        /// M-1.3.
        TakeBack = "take_back", "带回商处", "take back for deliberation";
        /// M-1.4.
        ReportAtOnce = "report_at_once", "立即上报", "report at once";
        /// M-1.4.
        FollowOnSpot = "follow_on_spot", "现场跟踪", "follow on the spot";
        /// M-1.5.
        TakeFacts = "take_facts", "掌握信息", "take the facts";
        /// M-1.5.
        ExplainProcedure = "explain_procedure", "告知流程", "explain the procedure";
        /// M-6.2.
        SettleInGrid = "settle_in_grid", "在网格内解决", "settle inside the grid";
        /// M-6.3.
        SubmitToCommittees = "submit_to_committees", "提交社区两委", "submit to both committees";
        /// M-6.3.
        CoordinateJointly = "coordinate_jointly", "集中协调解决", "coordinate jointly";
        /// M-6.5.
        ReportToCommitteesHead = "report_to_committees_head", "报告社区两委主要负责人", "report to the head of both committees";
        /// M-6.4, M-6.5.
        ReportUpwards = "report_upwards", "向上级报告", "report upwards";
        /// M-6.4.
        CoordinateAbove = "coordinate_above", "上级协调解决", "coordinated by the units above";
        /// M-6.5.
        Dispose = "dispose", "按规定处置", "dispose as laid down";
        /// M-6.2 to M-6.4.
        TellServed = "tell_served", "告知服务对象", "tell the person served";
    }
}
