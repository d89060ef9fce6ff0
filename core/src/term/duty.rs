//! The words of duties (经常性工作用语): what is owed how often, and how a period ends.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What is owed (工作事项, M-3, M-4.1, M-5.2, X-4.1, X-4.3, X-4.4).
    pub enum DutyKind as "duty" {
        /// Going round the grid (M-3.1).
        Patrol = "patrol", "巡查", "patrol";
        /// An exchange among those who serve (M-3.1).
        Exchange = "exchange", "交流", "exchange";
        /// A summary (M-3.1).
        Summary = "summary", "小结", "summary";
        /// Visiting households (M-3.1, X-4.1a).
        Visit = "visit", "入户走访", "visit to households";
        /// Writing the diary of the people's concerns (M-3.4).
        Diary = "diary", "民情日记", "diary";
        /// Entering what was gathered (M-3.4).
        Entry = "entry", "信息录入", "entry of what was gathered";
        /// Handing on what others must do (M-3.4).
        HandOver = "hand_over", "转办", "hand-over";
        /// Reporting what matters at once (M-3.4, X-4.1c).
        PromptReport = "prompt_report", "及时报告", "prompt report";
        /// The meeting that analyses the people's concerns (M-4.1).
        AnalysisMeeting = "analysis_meeting", "民情分析会", "analysis meeting";
        /// The month-end meeting of grid leaders (X-4.1b).
        LeadersMeeting = "leaders_meeting", "网格长例会", "meeting of grid leaders";
        /// Village cadres working together on Mondays (X-4.4a).
        MondayOffice = "monday_office", "周一集中办公", "Monday office";
        /// Answering the hotline (M-5.2).
        HotlineDuty = "hotline_duty", "热线值班", "hotline duty";
        /// The monthly supervision (X-4.3a).
        Supervision = "supervision", "督办", "supervision";
        /// The quarterly ranking (X-4.3b).
        Ranking = "ranking", "排名", "ranking";
        /// The yearly review (X-4.3c).
        Review = "review", "总评", "review";
    }
}

vocabulary! {
    /// How often (频次).
    pub enum Every as "how often" {
        /// Each day.
        Day = "day", "每天", "every day";
        /// Each week, Monday to Sunday.
        Week = "week", "每周", "every week";
        /// Each half of a month.
        HalfMonth = "half_month", "每半月", "every half month";
        /// Each month.
        Month = "month", "每月", "every month";
        /// Each quarter.
        Quarter = "quarter", "每季度", "every quarter";
        /// Each year.
        Year = "year", "每年", "every year";
        /// Whenever something calls for it.
        Occasion = "occasion", "遇事", "on occasion";
    }
}

vocabulary! {
    /// For what it is owed (责任单元).
    pub enum DutyUnit as "unit of a duty" {
        /// For each grid.
        Grid = "grid", "网格", "grid";
        /// For each village or community.
        Village = "village", "村（社区）", "village";
        /// Once for the whole township.
        Township = "township", "乡镇", "township";
    }
}

vocabulary! {
    /// Which day of a period a duty is due (到期日, E-7, E-8).
    pub enum DueOn as "due day" {
        /// The day of the occasion itself.
        SameDay = "same_day", "当日", "the same day";
        /// The first day of the period.
        FirstDay = "first_day", "首日", "the first day";
        /// Its last day.
        LastDay = "last_day", "末日", "the last day";
        /// Its last working day.
        LastWorkingDay = "last_working_day", "最后一个工作日", "the last working day";
        /// The Monday of the week.
        Monday = "monday", "周一", "Monday";
        /// The Tuesday of the week.
        Tuesday = "tuesday", "周二", "Tuesday";
        /// The Wednesday of the week.
        Wednesday = "wednesday", "周三", "Wednesday";
        /// The Thursday of the week.
        Thursday = "thursday", "周四", "Thursday";
        /// The Friday of the week.
        Friday = "friday", "周五", "Friday";
        /// The Saturday of the week.
        Saturday = "saturday", "周六", "Saturday";
        /// The Sunday of the week.
        Sunday = "sunday", "周日", "Sunday";
    }
}

vocabulary! {
    /// From when on it may be done (起始).
    pub enum Opens as "opening" {
        /// On any day of the period up to the due day.
        Period = "period", "本期内均可", "any day of the period";
        /// On the due day only.
        DueDay = "due_day", "仅限到期当日", "the due day only";
    }
}

vocabulary! {
    /// Where a due day that is a rest day goes (遇休息日, E-7, E-9).
    pub enum DutyRoll as "move of a due day" {
        /// The next working day.
        Following = "following", "顺延至下一工作日", "the next working day";
        /// The working day before.
        Preceding = "preceding", "提前至上一工作日", "the working day before";
        /// The next working day, but the one before if that would leave the month.
        ModifiedFollowing = "modified_following", "顺延但不跨月", "the next working day within the month";
        /// The next working day of the period; without one nothing is owed for it.
        FollowingInPeriod = "following_in_period", "顺延但不跨期，本期无工作日则免", "the next working day of the period, else not owed";
        /// Nowhere.
        None = "none", "不调整", "not moved";
        /// Nothing is owed for that period.
        Skip = "skip", "当期免", "not owed";
        /// The next working day, and two that meet there are one.
        Merge = "merge", "顺延，与同日的合并", "the next working day, joined with another there";
    }
}

vocabulary! {
    /// What becomes of two of the same duty that fall on one day (同日重合).
    pub enum Collide as "two on one day" {
        /// Both are owed.
        Both = "both", "分别计算", "both are owed";
        /// They are one.
        One = "one", "合并为一次", "they are one";
    }
}

vocabulary! {
    /// What a visit is owed to (走访对象, E-10).
    pub enum Covers as "coverage" {
        /// The grid: going out once will do.
        Grid = "grid", "按网格", "the grid";
        /// Every household of it.
        Household = "household", "按户", "every household";
    }
}

vocabulary! {
    /// What is owed for a period of which a grid has only a part (不满一期).
    pub enum PartPeriod as "part of a period" {
        /// As much as for a whole one, within the days there are.
        Owed = "owed", "照常", "owed within the days there are";
        /// Nothing.
        NotOwed = "not_owed", "免", "not owed";
        /// It is owed where the grid exists on the due day.
        IfDue = "if_due", "到期日在册的照常", "owed where the due day lies in it";
    }
}

vocabulary! {
    /// Who answers for a period in which a post changes hands (人员更替).
    pub enum Answers as "who answers" {
        /// Whoever holds the post on the due day.
        AtDue = "at_due", "到期日在岗者", "the holder on the due day";
        /// Whoever holds it on the first day.
        AtOpening = "at_opening", "起始日在岗者", "the holder on the first day";
    }
}

vocabulary! {
    /// What became of something owed (完成情况).
    pub enum DutyState as "state of a duty" {
        /// Done in its window.
        Done = "done", "按期完成", "done";
        /// Done after it, while that still counts.
        DoneLate = "done_late", "逾期完成", "done late";
        /// Not done, and due before the day asked about.
        Missed = "missed", "未完成", "missed";
        /// Not done, and not yet due.
        NotDue = "not_due", "未到期", "not yet due";
    }
}

vocabulary! {
    /// What a record counted for (记录去向).
    pub enum RecordUse as "use of a record" {
        /// For something owed, in time.
        InTime = "in_time", "计入按期", "counted in time";
        /// For something owed, late.
        Late = "late", "计入逾期", "counted late";
        /// For nothing: done without being owed.
        Extra = "extra", "额外完成", "done without being owed";
        /// For nothing: the same is recorded already.
        Duplicate = "duplicate", "重复记录", "recorded twice";
    }
}

vocabulary! {
    /// What a patrol looks at (四查看, M-3.2) and a visit asks (四必问, M-3.3).
    pub enum CheckItem as "item of a checklist" {
        /// Strangers and drifters.
        Strangers = "strangers", "闲散、流浪和陌生人员", "strangers and drifters";
        /// Weddings, funerals, moving in or out.
        ComingsAndGoings = "comings_and_goings", "婚丧嫁娶和住户迁移", "weddings, funerals, moving in or out";
        /// Illegal building and dirt.
        BuildingAndDirt = "building_and_dirt", "违法建设和环境卫生", "illegal building and dirt";
        /// Emergencies and anomalies.
        Emergencies = "emergencies", "突发事件和异常情况", "emergencies and anomalies";
        /// What worries a household.
        Worries = "worries", "烦心事", "worries";
        /// Whether it is satisfied with the services.
        Satisfaction = "satisfaction", "对服务是否满意", "satisfaction";
        /// What it suggests.
        Suggestions = "suggestions", "意见建议", "suggestions";
        /// Whether it wants help.
        HelpWanted = "help_wanted", "是否需要帮助", "help wanted";
    }
}
