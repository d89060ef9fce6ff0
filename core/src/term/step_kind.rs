//! What is done to a case (办件步骤): the command, and the event that it leaves.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What is done to a case (办件步骤, X-4.0): the command, and the event that it leaves.
    pub enum StepKind as "step" {
        /// The matter is taken in; the first event of every case.
        Collect = "collect", "信息采集", "collect";
        /// A file is made of it.
        File = "file", "案卷建立", "file";
        /// It is not taken on.
        Decline = "decline", "不予受理", "decline";
        /// It is settled where it was met, registered and told (M-1.2, M-6.2).
        SettleOnSpot = "settle_on_spot", "现场办结", "settle on the spot";
        /// It is given to somebody.
        Dispatch = "dispatch", "任务派遣", "dispatch";
        /// Whoever it was given to takes it (M-5.4).
        Accept = "accept", "接收", "accept";
        /// It is given back with an opinion.
        Return = "return", "退回", "return";
        /// It is passed to somebody else.
        Transfer = "transfer", "转办", "transfer";
        /// It is reported upwards (M-4.4, M-6.4, M-6.5, X-4.1c).
        ReportUp = "report_up", "上报", "report upwards";
        /// It is put to the meeting that deliberates on it (M-1.3, M-4.3).
        PutToMeeting = "put_to_meeting", "提交民情分析会", "put to the meeting";
        /// It comes back from the meeting (M-4.4).
        TakeFromMeeting = "take_from_meeting", "民情分析会议定", "take from the meeting";
        /// What was done about it is fed back.
        Feedback = "feedback", "处理反馈", "feed back";
        /// What was fed back is verified.
        Verify = "verify", "核查", "verify";
        /// The person served is told (M-6.2 to M-6.4).
        Tell = "tell", "告知服务对象", "tell the person served";
        /// It is closed.
        Close = "close", "结案", "close";
        /// It is found to be another case once more.
        Merge = "merge", "并案", "merge";
        /// It is taken back by whoever brought it.
        Withdraw = "withdraw", "撤回", "withdraw";
        /// It is opened again.
        Reopen = "reopen", "重新办理", "reopen";
        /// What was eased is looked at again (X-4.2c).
        FollowUp = "follow_up", "跟踪回访", "follow up";
        /// Its being late is appealed against.
        Appeal = "appeal", "申诉", "appeal";
        /// The appeal is decided.
        DecideAppeal = "decide_appeal", "申诉裁定", "decide the appeal";
        /// Its clock is stopped.
        Pause = "pause", "挂账", "suspend";
        /// Its clock runs again.
        Resume = "resume", "恢复办理", "resume";
        /// More time is asked for.
        AskExtension = "ask_extension", "申请延期", "ask for an extension";
        /// The extension is granted or refused.
        DecideExtension = "decide_extension", "延期审批", "decide the extension";
        /// It is put under supervision (X-4.3a).
        Supervise = "supervise", "督办", "supervise";
        /// Supervision ends.
        Lift = "lift", "解除督办", "lift the supervision";
        /// Its facts are corrected: the limit follows, the receipt does not.
        Reclassify = "reclassify", "重新定性", "reclassify";
        /// Something is written down.
        Note = "note", "备注", "note";
    }
}
