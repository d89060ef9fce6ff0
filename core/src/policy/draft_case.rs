//! What the policy file says of cases, typed and not yet checked (草稿：办件).

use super::draft::WithinDraft;
use super::read::{OneOrMany, TomlDay, draft};
use crate::term::{
    Complexity, DutyDays, ReEntry, RecordField, ReopenClock, Role, Stage, StepKind, SupervisionLevel,
};

draft! {
    /// What a role may do (办件权限).
    pub struct PowerDraft {
        /// Who.
        role: Role,
        /// What.
        commands: Vec<StepKind>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// Two steps that one person may not both take in one case (回避).
    pub struct SeparationDraft {
        /// Whoever did this
        did: StepKind,
        /// may not do that.
        may_not: StepKind,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// When a case may be suspended (挂账).
    pub struct SuspensionDraft {
        /// On which grounds.
        grounds: Vec<String>,
        /// How often in one case; absent: as often as there is a ground.
        most: Option<u32>,
        /// How long each may last, after which the clock runs again; absent: until it is resumed.
        longest: Option<WithinDraft>,
        /// The clause it rests on.
        clause: String,
        /// The first day of receipt it is for.
        from: Option<TomlDay>,
        /// The last day of receipt it is for.
        to: Option<TomlDay>,
    }

    /// When the limit of a case may be extended (延期).
    pub struct ExtensionDraft {
        /// For which complexity; absent: for those that no other names.
        complexity: Option<Complexity>,
        /// On which grounds.
        grounds: Vec<String>,
        /// How often in one case.
        most: u32,
        /// How long each at most, in the unit of the limit.
        longest: WithinDraft,
        /// The clause it rests on.
        clause: String,
        /// The first day of receipt it is for.
        from: Option<TomlDay>,
        /// The last day of receipt it is for.
        to: Option<TomlDay>,
    }

    /// The ladder of supervision (督办等级).
    pub struct SupervisionDraft {
        /// Its levels, from the lowest.
        ladder: Vec<SupervisionLevel>,
        /// Whether a level may be left out on the way up; absent: none may.
        skip: Option<bool>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// The limit of a stage (环节时限).
    pub struct StageDraft {
        /// Which stage.
        stage: Stage,
        /// For which complexity; absent: for those that no other names.
        complexity: Option<Complexity>,
        /// How long.
        within: WithinDraft,
        /// How a stage that is entered again is timed.
        re_entry: ReEntry,
        /// The clause it rests on.
        clause: String,
        /// The first day of receipt it is for.
        from: Option<TomlDay>,
        /// The last day of receipt it is for.
        to: Option<TomlDay>,
    }

    /// From when on a case is soon due (临期预警).
    pub struct WarnDraft {
        /// For which complexity; absent: for those that no other names.
        complexity: Option<Complexity>,
        /// Once so many percent of the limit have run.
        used: Option<u32>,
        /// Once no more than this is left, in the unit of the limit.
        left: Option<WithinDraft>,
        /// The clause it rests on.
        clause: String,
        /// The first day of receipt it is for.
        from: Option<TomlDay>,
        /// The last day of receipt it is for.
        to: Option<TomlDay>,
    }

    /// When a closed case may be opened again (重新办理).
    pub struct ReopenDraft {
        /// What its clock does.
        clock: ReopenClock,
        /// How often; absent: as often as need be.
        most: Option<u32>,
        /// How long after the close; absent: at any time.
        within: Option<WithinDraft>,
        /// The clause it rests on.
        clause: String,
        /// The first day of receipt it is for.
        from: Option<TomlDay>,
        /// The last day of receipt it is for.
        to: Option<TomlDay>,
    }

    /// When being late may be appealed against (申诉).
    pub struct AppealDraft {
        /// On which grounds.
        grounds: Vec<String>,
        /// How long after the case ended; absent: at any time.
        within: Option<WithinDraft>,
        /// The clause it rests on.
        clause: String,
        /// The first day of receipt it is for.
        from: Option<TomlDay>,
        /// The last day of receipt it is for.
        to: Option<TomlDay>,
    }

    /// Why a matter may not be taken on (不予受理).
    pub struct DeclineDraft {
        /// On which grounds.
        grounds: Vec<String>,
        /// The clause it rests on.
        clause: String,
        /// The first day of receipt it is for.
        from: Option<TomlDay>,
        /// The last day of receipt it is for.
        to: Option<TomlDay>,
    }

    /// The hotline (民情热线).
    pub struct HotlineDraft {
        /// Who answers on which days.
        duty: OneOrMany<HotlineDutyDraft>,
        /// What the record of a call holds.
        record: OneOrMany<HotlineRecordDraft>,
        /// By when a caller is told how it stands.
        feedback: OneOrMany<HotlineFeedbackDraft>,
    }

    /// Who answers the hotline on which days (值班).
    pub struct HotlineDutyDraft {
        /// On which days.
        days: DutyDays,
        /// How many members of staff.
        staff: u32,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// What the record of a call holds (记录项).
    pub struct HotlineRecordDraft {
        /// The fields, each at most once.
        fields: Vec<RecordField>,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }

    /// By when a caller is told how it stands (反馈时限).
    pub struct HotlineFeedbackDraft {
        /// How long after the call.
        within: WithinDraft,
        /// The clause it rests on.
        clause: String,
        /// The first day it is in force.
        from: Option<TomlDay>,
        /// The last day it is in force.
        to: Option<TomlDay>,
    }
}
