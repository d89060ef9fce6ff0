//! How a matter came in (来源).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// How a matter came in (来源, M-3, M-5.1, X-4.1).
    pub enum Channel as "channel" {
        /// By the hotline.
        Hotline = "hotline", "民情热线", "the hotline";
        /// Told to an assistant on the way.
        Assistant = "assistant", "告知协理员", "an assistant";
        /// Told to the responsible person.
        Responsible = "responsible", "告知责任人", "the responsible person";
        /// Met on a patrol.
        Patrol = "patrol", "巡查发现", "a patrol";
        /// Heard on a visit to a household.
        Visit = "visit", "入户走访", "a visit";
        /// Brought by somebody who came.
        WalkIn = "walk_in", "来访", "somebody who came";
        /// Handed down from above.
        FromAbove = "from_above", "上级交办", "above";
    }
}

vocabulary! {
    /// Whether there is somebody to be told of the result (服务对象).
    pub enum ServedParty as "served" {
        /// Somebody who can be told.
        Known = "known", "可告知", "can be told";
        /// Somebody who gave no way to be told.
        Anonymous = "anonymous", "匿名", "anonymous";
        /// Nobody: found on a patrol.
        Nobody = "nobody", "无", "nobody";
    }
}
