//! The stages of a case that may have a limit of their own (环节).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A stage of a case that may have a limit of its own (环节, X-4.0).
    pub enum Stage as "stage" {
        /// From the receipt to the file.
        File = "file", "建案", "filing";
        /// From the file to the dispatch.
        Dispatch = "dispatch", "派遣", "dispatch";
        /// From the dispatch to whoever takes it.
        Accept = "accept", "接收", "acceptance";
        /// From then to the feedback, the meeting included.
        Handle = "handle", "处置", "handling";
        /// From the feedback to the verification.
        Verify = "verify", "核查", "verification";
        /// From the verification to the close.
        Close = "close", "结案", "closing";
        /// From the receipt to the report of what is major or sudden.
        Report = "report", "上报", "report";
    }
}

vocabulary! {
    /// How a stage that is entered again is timed (重入计时).
    pub enum ReEntry as "re_entry" {
        /// Each entry has the whole limit.
        Single = "single", "每次重新计时", "each entry anew";
        /// All entries share it.
        Cumulative = "cumulative", "累计计时", "all entries together";
    }
}

vocabulary! {
    /// What the clock of a reopened case does (重新办理计时).
    pub enum ReopenClock as "reopen clock" {
        /// It goes on; while the case was closed it stood.
        Resume = "resume", "接续计时", "goes on";
        /// It starts again with the whole limit.
        Anew = "anew", "重新计时", "starts again";
    }
}

vocabulary! {
    /// Why a matter is put to the meeting (议题, M-4.3).
    pub enum Topic as "topic" {
        /// It is regional, or beyond.
        Regional = "regional", "区域性问题", "regional";
        /// Many people feel strongly about it.
        ManyPeople = "many_people", "群众反映强烈", "many feel strongly";
    }
}
