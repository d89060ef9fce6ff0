//! The words of a sheet and of a ranking (考评用语).

use crate::vocabulary::vocabulary;

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
        /// Full marks at a target, so many off for each percentage point below, never under a floor.
        Slope = "slope", "达标满分、每低一个百分点扣分", "off for each point below a target";
        /// From which percentage on how many marks.
        Steps = "steps", "分档", "by steps";
        /// So many off for each that is counted, at most a cap.
        Deduct = "deduct", "每件扣分", "off for each";
    }
}

vocabulary! {
    /// What an item with nothing to count does (无数据时).
    pub enum Empty as "empty" {
        /// It gives no marks and is said to be not applicable.
        NotApplicable = "not_applicable", "不适用", "not applicable";
        /// It gives its full marks.
        FullMarks = "full_marks", "计满分", "full marks";
        /// Its weight is spread over the other items, in proportion to theirs.
        Spread = "spread", "权重分摊到其他项", "its weight is spread over the rest";
    }
}

vocabulary! {
    /// What of a sheet is rounded (修约对象).
    pub enum RoundAt as "what is rounded" {
        /// The total, once.
        Total = "total", "总分", "the total";
        /// Each item; the total is their sum.
        Item = "item", "各项", "each item";
    }
}

vocabulary! {
    /// How the marks of two sheets are joined (双百分合成, X-4.3c).
    pub enum Join as "how two sheets are joined" {
        /// They are added: 200 in all.
        Add = "add", "相加", "added";
        /// Their mean: 100 in all.
        Mean = "mean", "平均", "their mean";
        /// By percentages that add up to 100.
        Weighed = "weighed", "加权", "weighed";
    }
}

vocabulary! {
    /// What becomes of a unit that existed for a part of a period (期中设立、撤并).
    pub enum PartUnit as "unit of a part of a period" {
        /// It is ranked as all others.
        Ranked = "ranked", "照常排名", "ranked";
        /// It is listed without a rank.
        Listed = "listed", "只列出", "listed";
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
