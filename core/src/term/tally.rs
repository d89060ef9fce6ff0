//! What is counted (计数): the closed list that figures are made of.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A count of a unit and a period (计数项, X-4.3, M-5.6). Figures are made of these and of nothing else.
    pub enum Tally as "count" {
        /// Everything that came in.
        Received = "received", "受理数", "received";
        /// What came in and was neither declined, merged nor withdrawn.
        Cases = "cases", "计入件数", "cases that count";
        /// What got a file.
        Filed = "filed", "建案数", "filed";
        /// What was not taken on.
        Declined = "declined", "不予受理数", "declined";
        /// What was joined with another.
        Merged = "merged", "并案数", "merged";
        /// What was taken back.
        Withdrawn = "withdrawn", "撤回数", "withdrawn";
        /// What was settled on the spot (M-1.2).
        SettledOnSpot = "settled_on_spot", "现场办结数", "settled on the spot";
        /// What was given to somebody.
        Dispatched = "dispatched", "派遣数", "dispatched";
        /// What somebody took on (M-5.4).
        Accepted = "accepted", "接收数", "accepted";
        /// What was handled and fed back.
        FedBack = "fed_back", "处置反馈数", "fed back";
        /// What passed its verification.
        Verified = "verified", "核查通过数", "verified";
        /// What passed it at once.
        VerifiedAtOnce = "verified_at_once", "一次核查通过数", "verified at once";
        /// What was closed.
        Closed = "closed", "办结数", "closed";
        /// What was closed in time.
        ClosedOnTime = "closed_on_time", "按期办结数", "closed in time";
        /// What was closed late.
        ClosedLate = "closed_late", "超期办结数", "closed late";
        /// What is open and late.
        OverdueOpen = "overdue_open", "逾期未结数", "open and late";
        /// What is open and not late.
        Pending = "pending", "在办未到期数", "open and not late";
        /// What was to be closed: in time, late, or open and late.
        Due = "due", "应办结数", "to be closed";
        /// What failed its verification.
        Reworked = "reworked", "返工件数", "reworked";
        /// What was given back.
        Returned = "returned", "退回件数", "given back";
        /// What was given back twice or more.
        ReturnedTwice = "returned_twice", "两次以上退回件数", "given back twice or more";
        /// What was passed on (M-7.1.3).
        Transferred = "transferred", "转办件数", "passed on";
        /// What was passed on twice or more.
        TransferredTwice = "transferred_twice", "两次以上转办件数", "passed on twice or more";
        /// What had its limit extended.
        Extended = "extended", "延期件数", "extended";
        /// What was suspended.
        Suspended = "suspended", "挂账件数", "suspended";
        /// What was opened again.
        Reopened = "reopened", "重新办理件数", "opened again";
        /// What repeats an earlier complaint, as the record says.
        Repeated = "repeated", "重复反映件数", "complained of again";
        /// What somebody must be told of (M-6.2 to M-6.4).
        ToldDue = "told_due", "应告知数", "to be told";
        /// Of those, what they were told of.
        Told = "told", "已告知数", "told";
        /// What must be reported at once (M-6.5, X-4.1c).
        ReportDue = "report_due", "应上报数", "to be reported";
        /// Of those, what was reported.
        Reported = "reported", "已上报数", "reported";
        /// What is under supervision (X-4.3a).
        Supervised = "supervised", "督办件数", "under supervision";
        /// What is under a yellow or a red card.
        Carded = "carded", "黄牌红牌件数", "under a card";
        /// What was closed as eased (X-4.2c).
        Eased = "eased", "缓解性处置数", "eased";
        /// Of those, what is still to be followed up.
        FollowUpOpen = "follow_up_open", "待跟踪回访数", "to be followed up";
        /// What the person served rated, as the record says.
        Rated = "rated", "评价件数", "rated";
        /// Of those, what satisfied.
        Satisfied = "satisfied", "满意件数", "satisfied";
        /// What was appealed for with success: its lateness does not count.
        Exempted = "exempted", "免责件数", "exempted";
        /// What came by the hotline (M-5.1).
        FromHotline = "from_hotline", "热线来件数", "from the hotline";
        /// What those who serve found themselves: on patrol or on a visit.
        SelfFound = "self_found", "主动发现数", "found by the team";
        /// Patrols owed (M-3.1).
        PatrolsDue = "patrols_due", "应巡查次数", "patrols owed";
        /// Patrols in time.
        PatrolsDone = "patrols_done", "按期巡查次数", "patrols in time";
        /// Exchanges owed.
        ExchangesDue = "exchanges_due", "应交流次数", "exchanges owed";
        /// Exchanges in time.
        ExchangesDone = "exchanges_done", "按期交流次数", "exchanges in time";
        /// Summaries owed.
        SummariesDue = "summaries_due", "应小结次数", "summaries owed";
        /// Summaries in time.
        SummariesDone = "summaries_done", "按期小结次数", "summaries in time";
        /// Rounds of visits owed (X-4.1a).
        VisitsDue = "visits_due", "应走访次数", "rounds of visits owed";
        /// Rounds of visits in time.
        VisitsDone = "visits_done", "按期走访次数", "rounds of visits in time";
        /// Households owed a visit (E-10).
        HouseholdsDue = "households_due", "应走访户数", "households owed a visit";
        /// Households seen in time.
        HouseholdsSeen = "households_seen", "按期走访户数", "households seen in time";
        /// Days owed a diary (M-3.4).
        DiaryDaysDue = "diary_days_due", "应记日记天数", "days owed a diary";
        /// Days with one.
        DiaryDaysDone = "diary_days_done", "已记日记天数", "days with a diary";
        /// Prompt reports owed (X-4.1c).
        ReportsDue = "reports_due", "应报告次数", "prompt reports owed";
        /// Prompt reports in time.
        ReportsDone = "reports_done", "及时报告次数", "prompt reports in time";
        /// Analysis meetings owed (M-4.1).
        MeetingsDue = "meetings_due", "应开民情分析会次数", "analysis meetings owed";
        /// Analysis meetings held in time.
        MeetingsHeld = "meetings_held", "按期召开民情分析会次数", "analysis meetings in time";
        /// Meetings of grid leaders owed (X-4.1b).
        LeadersMeetingsDue = "leaders_meetings_due", "应开网格长例会次数", "leaders' meetings owed";
        /// Meetings of grid leaders held in time.
        LeadersMeetingsHeld = "leaders_meetings_held", "按期召开网格长例会次数", "leaders' meetings in time";
        /// Mondays owed together (X-4.4a).
        MondaysDue = "mondays_due", "应集中办公次数", "Mondays owed";
        /// Mondays held.
        MondaysHeld = "mondays_held", "按期集中办公次数", "Mondays in time";
        /// Days owed hotline duty (M-5.2).
        HotlineDaysDue = "hotline_days_due", "应值班天数", "days owed hotline duty";
        /// Days with somebody there.
        HotlineDaysStaffed = "hotline_days_staffed", "有人值班天数", "days with somebody on duty";
        /// Places at meetings of those who must attend (M-4.2).
        AttendanceDue = "attendance_due", "应到人次", "attendances owed";
        /// Of those, who came in time.
        AttendancePresent = "attendance_present", "按时到会人次", "attendances in time";
        /// Of those, who had leave.
        AttendanceExcused = "attendance_excused", "请假人次", "attendances excused";
        /// Calls recorded (M-5.2).
        Calls = "calls", "来电数", "calls";
        /// Of those, with every field.
        CallsComplete = "calls_complete", "记录完整的来电数", "calls recorded in full";
        /// Items that patrols and visits had to look at or ask (M-3.2, M-3.3).
        CheckItemsDue = "check_items_due", "应查问项数", "items to look at or ask";
        /// Of those, that they did.
        CheckItemsDone = "check_items_done", "已查问项数", "items looked at or asked";
        /// Fields of the household ledger that are needed.
        LedgerFieldsDue = "ledger_fields_due", "台账应填项数", "ledger fields needed";
        /// Of those, that are filled.
        LedgerFieldsFilled = "ledger_fields_filled", "台账已填项数", "ledger fields filled";
        /// Service cards that are needed.
        CardsDue = "cards_due", "应制作服务卡数", "service cards needed";
        /// Of those, that are complete and published.
        CardsPublished = "cards_published", "完整并公示的服务卡数", "service cards complete and published";
        /// Findings on conduct that count (M-7).
        ConductUpheld = "conduct_upheld", "成立的违纪事项数", "findings upheld";
        /// Grids of the unit: nothing it does changes them.
        Grids = "grids", "网格数", "grids";
        /// Households of the unit: nothing it does changes them.
        Households = "households", "户数", "households";
    }
}

impl Tally {
    /// How many are of cases; they come first.
    pub const OF_CASES: usize = 40;

    /// Whether it counts cases, so that it depends on the day by which a case belongs to a period.
    pub const fn is_of_cases(self) -> bool {
        (self as usize) < Self::OF_CASES
    }

    /// Whether it is a mere volume, so that more of it is neither better nor worse.
    pub const fn is_volume(self) -> bool {
        matches!(
            self,
            Self::Received
                | Self::Cases
                | Self::Filed
                | Self::Closed
                | Self::SettledOnSpot
                | Self::Dispatched
                | Self::Accepted
                | Self::FedBack
                | Self::FromHotline
                | Self::SelfFound
                | Self::Calls
                | Self::Reported
                | Self::Rated
                | Self::Exempted
        )
    }

    /// Whether nothing that the unit does changes it.
    pub const fn is_beyond_influence(self) -> bool {
        matches!(self, Self::Grids | Self::Households)
    }
}
