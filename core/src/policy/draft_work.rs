//! What the policy file says of meetings, conduct, the roll-out and the thirteen systems, typed and not yet checked
//! (草稿：会议、纪律、推进、制度).

use super::draft::WithinDraft;
use super::read::{OneOrMany, TomlDay, draft};
use super::sessions::MonthDay;
use super::share::{Points, Share};
use crate::term::{Conduct, DeliberationStep, MajorityOf, Role, RolloutPhase, RolloutTask, System};

draft! {
    /// The meetings (会议, M-4, X-4.1b).
    pub struct MeetingDraft {
        /// Who attends the 民情分析会 (M-4.2).
        analysis: OneOrMany<AttendDraft>,
        /// Who attends the 网格长例会 (X-4.1b).
        leaders: OneOrMany<AttendDraft>,
    }

    /// Who attends a meeting (参会人员).
    pub struct AttendDraft {
        /// Everybody of these roles.
        attend: Vec<Role>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// 四议两公开 (X-4.4b, E-12).
    pub struct DeliberationDraft {
        /// What each step needs.
        step: Option<Vec<DeliberationStepDraft>>,
    }

    /// What a step of 四议两公开 needs.
    pub struct DeliberationStepDraft {
        /// Which step.
        step: DeliberationStep,
        /// How many of those eligible must be there; of the first four steps.
        quorum: Option<Share>,
        /// How many must be in favour; of the first four steps.
        majority: Option<Share>,
        /// Of whom the majority is counted; of the first four steps.
        of: Option<MajorityOf>,
        /// How long it stays public, in working days or natural days; of the two publications.
        publish: Option<WithinDraft>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// Discipline at work (工作纪律, M-7).
    pub struct ConductDraft {
        /// How long there is for an answer, before a finding may be upheld without one.
        answer: OneOrMany<ConductAnswerDraft>,
        /// What an upheld finding takes from the marks.
        effect: Option<Vec<ConductEffectDraft>>,
        /// From when on the events of cases show it.
        derive: Option<Vec<ConductDeriveDraft>>,
    }

    /// How long there is for an answer (申辩期限).
    pub struct ConductAnswerDraft {
        /// How long.
        within: WithinDraft,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// What an upheld finding takes from the marks (扣分).
    pub struct ConductEffectDraft {
        /// For which conduct.
        conduct: Conduct,
        /// How many points.
        deduct: Points,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// From when on the events of cases show a conduct (推定标准).
    pub struct ConductDeriveDraft {
        /// Which one: `buck_passing`, `backlog`, `broken_feedback`, `stranded`.
        conduct: Conduct,
        /// More often, or more cases, than this: of `buck_passing` and `backlog`.
        more_than: Option<u32>,
        /// Longer than this: of `broken_feedback` and `stranded`.
        longer_than: Option<WithinDraft>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// The roll-out (实施步骤, X-7).
    pub struct RolloutDraft {
        /// The phases, in order.
        phase: Vec<PhaseDraft>,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// A phase of the roll-out (阶段).
    pub struct PhaseDraft {
        /// Which one.
        phase: RolloutPhase,
        /// Its first day, of any year.
        from: MonthDay,
        /// Its last day; absent: it has no end, as only the last may.
        to: Option<MonthDay>,
        /// What is done in it.
        tasks: Vec<RolloutTask>,
        /// Which of them must be done before the next phase.
        required: Option<Vec<RolloutTask>>,
        /// The clause it rests on.
        clause: String,
    }

    /// How one of the thirteen systems is arranged (制度安排, X-4.0b).
    pub struct SystemDraft {
        /// Which one.
        system: System,
        /// The sections of this file that arrange it, such as `"hotline"` or `"meeting.leaders"`.
        sections: Option<Vec<String>>,
        /// The documents that arrange it.
        documents: Option<Vec<String>>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }
}

impl SystemDraft {
    /// Whether it says by what it is arranged.
    pub(super) fn is_arranged(&self) -> bool {
        [&self.sections, &self.documents].into_iter().flatten().any(|names| !names.is_empty())
    }
}
