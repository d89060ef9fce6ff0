//! The words of a sheet and of a ranking (考评用语).

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A figure of a period (指标, X-4.3).
    pub enum Metric as "metric" {
        /// Cases settled by their due date, of those that count in the period.
        OnTimeRate = "on_time_rate", "按期办结率", "on-time rate";
    }
}

vocabulary! {
    /// Which day decides the period that a case belongs to (归属期).
    pub enum Belongs as "belongs_by" {
        /// The day it was received.
        Received = "received", "受理日", "received";
        /// The day it fell due.
        FellDue = "fell_due", "到期日", "fell due";
        /// The day it was settled.
        Closed = "closed", "办结日", "settled";
    }
}

vocabulary! {
    /// What decides between equal rates (同分排序).
    pub enum TieBreak as "tie-break" {
        /// More cases that count come first.
        MoreCases = "more_cases", "计入件数多者在前", "more cases first";
        /// Fewer cases overdue and open come first.
        FewerOverdue = "fewer_overdue", "逾期未结少者在前", "fewer overdue cases first";
    }
}

vocabulary! {
    /// How marks are rounded, once, at the end (修约).
    pub enum Rounding as "rounding" {
        /// Away from zero at the half.
        HalfUp = "half_up", "四舍五入", "half up";
    }
}

vocabulary! {
    /// How a rate becomes marks (计分方法).
    pub enum CurveKind as "curve" {
        /// The rate times the weight.
        Linear = "linear", "按比例", "in proportion";
    }
}

vocabulary! {
    /// What an item with nothing to count does (无数据时).
    pub enum Empty as "empty" {
        /// It gives no marks and is said to be not applicable.
        NotApplicable = "not_applicable", "不适用", "not applicable";
        /// It gives its full marks.
        FullMarks = "full_marks", "计满分", "full marks";
    }
}

vocabulary! {
    /// How the rows of a decision table are tried (命中规则).
    pub enum HitPolicy as "hit" {
        /// In order; the first that fits decides.
        First = "first", "依次取第一条", "first";
        /// In any order; exactly one fits.
        Unique = "unique", "恰有一条", "unique";
    }
}

vocabulary! {
    /// Whether a matter is reported at once (报告要求).
    pub enum Report as "report" {
        /// M-1.4, M-6.5, X-4.1c.
        AtOnce = "at_once", "立即上报", "at once";
    }
}

vocabulary! {
    /// Which calendar a policy counts by (采用的日历).
    pub enum CalendarTable as "table" {
        /// E-3.
        StateCouncil = "state_council", "国务院办公厅放假安排", "State Council arrangement";
    }
}
