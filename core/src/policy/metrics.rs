//! The figures that ship with the library (指标目录), as data: what is counted over what, and where that comes from.

use super::assess_rules::{MetricRule, Signed};
use crate::clause::ClauseId;
use crate::term::{Belongs, Tally};

/// A figure that ships with the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandardMetric {
    /// Its name, as policies give it.
    pub id: &'static str,
    /// Its Chinese name.
    pub zh: &'static str,
    /// Its English name.
    pub en: &'static str,
    /// What is counted.
    pub numerator: &'static [Tally],
    /// What is taken away from that.
    pub less: &'static [Tally],
    /// Over what.
    pub denominator: &'static [Tally],
    /// By which day a case belongs to a period.
    pub belongs_by: Belongs,
    /// Whether more of it is better.
    pub more_is_better: bool,
    /// The clause that it measures.
    pub clause: &'static str,
}

macro_rules! metrics {
    ($($id:literal, $zh:literal, $en:literal: $($top:ident)+ $(- $($less:ident)+)? / $($below:ident)+, $by:ident, $good:literal, $clause:literal;)+) => {
        /// All of them, in the order of what they measure: the cases, the duties, the records, the conduct.
        pub static METRICS: &[StandardMetric] = &[$(
            StandardMetric {
                id: $id,
                zh: $zh,
                en: $en,
                numerator: &[$(Tally::$top),+],
                less: &[$($(Tally::$less),+)?],
                denominator: &[$(Tally::$below),+],
                belongs_by: Belongs::$by,
                more_is_better: $good,
                clause: $clause,
            },
        )+];
    };
}

metrics! {
    "filing_rate", "建案率", "filing rate": Filed SettledOnSpot / Received, Received, true, "X-4.0";
    "declined_rate", "不予受理率", "declined rate": Declined / Received, Received, false, "X-4.0";
    "withdrawn_rate", "撤回率", "withdrawn rate": Withdrawn / Received, Received, false, "X-4.0";
    "on_spot_rate", "现场办结率", "settled on the spot": SettledOnSpot / Cases, Received, true, "M-1.2";
    "dispatch_rate", "派遣率", "dispatch rate": Dispatched / Filed, Received, true, "X-4.0";
    "acceptance_rate", "接收率", "acceptance rate": Accepted / Dispatched, Received, true, "M-5.4";
    "handling_rate", "处置反馈率", "handling rate": FedBack / Dispatched, Received, true, "X-4.0";
    "verified_rate", "核查通过率", "verified rate": Verified / FedBack, Received, true, "X-4.0";
    "verified_at_once_rate", "一次核查通过率", "verified at once": VerifiedAtOnce / Verified, Received, true, "X-4.0";
    "closing_rate", "办结率", "closing rate": Closed / Due, FellDue, true, "X-4.2a";
    "on_time_rate", "按期办结率", "on-time rate": ClosedOnTime / Due, FellDue, true, "X-4.2a";
    "on_time_of_closed", "办结件按期率", "in time, of those closed": ClosedOnTime / Closed, Closed, true, "X-4.2a";
    "late_rate", "超期办结率", "closed late": ClosedLate / Due, FellDue, false, "X-4.2a";
    "overdue_rate", "逾期未结率", "open and late": OverdueOpen / Due, FellDue, false, "M-7.2.3";
    "rework_rate", "返工率", "rework rate": Reworked / Due, FellDue, false, "M-7.2.5";
    "return_rate", "退回率", "rate of returns": Returned / Due, FellDue, false, "M-7.1.3";
    "returned_twice_rate", "两次以上退回率", "returned twice or more": ReturnedTwice / Due, FellDue, false, "M-7.1.3";
    "transfer_rate", "转办率", "rate of transfers": Transferred / Due, FellDue, false, "M-7.1.3";
    "transferred_twice_rate", "两次以上转办率", "passed on twice or more": TransferredTwice / Due, FellDue, false, "M-7.1.3";
    "extension_rate", "延期率", "rate of extensions": Extended / Due, FellDue, false, "X-4.2a";
    "suspension_rate", "挂账率", "rate of suspensions": Suspended / Due, FellDue, false, "X-4.2a";
    "reopened_rate", "重新办理率", "opened again": Reopened / Due, FellDue, false, "M-7.2.5";
    "repeat_rate", "重复反映率", "repeat complaints": Repeated / Cases, Received, false, "M-7.2.6";
    "told_rate", "告知率", "told": Told / ToldDue, FellDue, true, "M-6.2";
    "reported_rate", "立即上报率", "reported": Reported / ReportDue, Received, true, "M-6.5";
    "supervised_rate", "被督办率", "under supervision": Supervised / Due, FellDue, false, "X-4.3a";
    "carded_rate", "黄牌红牌率", "under a card": Carded / Due, FellDue, false, "X-4.3a";
    "eased_rate", "缓解性处置率", "eased": Eased / Closed, Closed, false, "X-4.2c";
    "followed_up_rate", "缓解件回访率", "eased and followed up": Eased - FollowUpOpen / Eased, Closed, true, "X-4.2c";
    "satisfaction_rate", "满意率", "satisfaction": Satisfied / Rated, Closed, true, "M-5.6";
    "rated_share", "评价参与率", "share rated": Rated / Closed, Closed, true, "M-5.6";
    "self_found_share", "主动发现占比", "found by the team": SelfFound / Cases, Received, true, "X-3.4";
    "patrol_rate", "巡查完成率", "patrols": PatrolsDone / PatrolsDue, FellDue, true, "M-3.1";
    "exchange_rate", "交流完成率", "exchanges": ExchangesDone / ExchangesDue, FellDue, true, "M-3.1";
    "summary_rate", "小结完成率", "summaries": SummariesDone / SummariesDue, FellDue, true, "M-3.1";
    "visit_rate", "走访完成率", "rounds of visits": VisitsDone / VisitsDue, FellDue, true, "X-4.1a";
    "household_coverage", "入户覆盖率", "household coverage": HouseholdsSeen / HouseholdsDue, FellDue, true, "M-3.1";
    "diary_rate", "日记完成率", "diary": DiaryDaysDone / DiaryDaysDue, FellDue, true, "M-3.4";
    "prompt_report_rate", "及时报告率", "prompt reports": ReportsDone / ReportsDue, FellDue, true, "X-4.1c";
    "meeting_rate", "民情分析会召开率", "analysis meetings": MeetingsHeld / MeetingsDue, FellDue, true, "M-4.1";
    "leaders_meeting_rate", "网格长例会召开率", "leaders' meetings": LeadersMeetingsHeld / LeadersMeetingsDue, FellDue, true, "X-4.1b";
    "monday_rate", "集中办公落实率", "Monday office": MondaysHeld / MondaysDue, FellDue, true, "X-4.4a";
    "attendance_rate", "到会率", "attendance": AttendancePresent / AttendanceDue, FellDue, true, "M-4.5";
    "attendance_or_leave_rate", "到会或请假率", "attendance or leave": AttendancePresent AttendanceExcused / AttendanceDue, FellDue, true, "M-4.5";
    "hotline_duty_rate", "热线值班率", "hotline duty": HotlineDaysStaffed / HotlineDaysDue, FellDue, true, "M-5.2";
    "call_record_rate", "来电记录完整率", "calls recorded in full": CallsComplete / Calls, Received, true, "M-5.2";
    "checklist_rate", "查问完整率", "checklists": CheckItemsDone / CheckItemsDue, FellDue, true, "M-3.2";
    "ledger_rate", "台账完整率", "ledger": LedgerFieldsFilled / LedgerFieldsDue, FellDue, true, "X-5";
    "card_rate", "服务卡公示率", "service cards": CardsPublished / CardsDue, FellDue, true, "X-6";
    "conduct_per_grid", "每网格违纪事项", "findings a grid": ConductUpheld / Grids, FellDue, false, "M-7.2.1";
}

impl StandardMetric {
    /// The figure of that name.
    pub fn find(id: &str) -> Option<&'static Self> {
        METRICS.iter().find(|metric| metric.id == id)
    }

    /// The same as a rule; cases that an appeal exempted are left out (X-4.3, the fact stays in the log).
    pub fn rule(&self) -> MetricRule {
        let signed = |less: bool| move |tally: &Tally| Signed { tally: *tally, less };
        MetricRule {
            id: self.id.to_owned(),
            zh: self.zh.to_owned(),
            en: self.en.to_owned(),
            numerator: self
                .numerator
                .iter()
                .map(signed(false))
                .chain(self.less.iter().map(signed(true)))
                .collect(),
            denominator: self.denominator.iter().map(signed(false)).collect(),
            belongs_by: self.belongs_by,
            exempt: true,
            more_is_better: self.more_is_better,
            clause: ClauseId::checked(self.clause),
        }
    }
}
