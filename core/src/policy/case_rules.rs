//! What a policy says of cases (办件规则), checked: who may do what, how often, how long, on which grounds.

use chrono::NaiveDate;

use super::{Dated, Policy, TermOfTime};
use crate::error::{Error, PolicyError};
use crate::term::{
    Complexity, DutyDays, ReEntry, RecordField, ReopenClock, Role, Stage, StepKind, SupervisionLevel,
};

/// What a role may do (办件权限).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PowerRule {
    /// Who.
    pub role: Role,
    /// What.
    pub commands: Vec<StepKind>,
}

/// Two steps that one person may not both take in one case (回避).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeparationRule {
    /// Whoever did this
    pub did: StepKind,
    /// may not do that.
    pub may_not: StepKind,
}

/// When a case may be suspended (挂账).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuspensionRule {
    /// On which grounds.
    pub grounds: Vec<String>,
    /// How often in one case; `None` where that is not bounded.
    pub most: Option<u32>,
    /// How long each may last, after which the clock runs again; `None`: until it is resumed.
    pub longest: Option<TermOfTime>,
}

/// When the limit of a case may be extended (延期).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionRule {
    /// For which complexity; `None` for those that no other rule names.
    pub complexity: Option<Complexity>,
    /// On which grounds.
    pub grounds: Vec<String>,
    /// How often in one case.
    pub most: u32,
    /// How long each at most, in the unit of the limit.
    pub longest: TermOfTime,
}

/// The ladder of supervision (督办等级).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupervisionRule {
    /// Its levels, from the lowest.
    pub ladder: Vec<SupervisionLevel>,
    /// Whether a level may be left out on the way up.
    pub skip: bool,
}

/// The limit of a stage (环节时限).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageRule {
    /// Which stage.
    pub stage: Stage,
    /// For which complexity; `None` for those that no other rule names.
    pub complexity: Option<Complexity>,
    /// How long.
    pub within: TermOfTime,
    /// How a stage that is entered again is timed.
    pub re_entry: ReEntry,
}

/// From when on a case is soon due (临期预警); one of the two, or both, of which the earlier decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WarnRule {
    /// For which complexity; `None` for those that no other rule names.
    pub complexity: Option<Complexity>,
    /// Once so many percent of the limit have run.
    pub used: Option<u32>,
    /// Once no more than this is left, in the unit of the limit.
    pub left: Option<TermOfTime>,
}

/// When a closed case may be opened again (重新办理).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReopenRule {
    /// What its clock does.
    pub clock: ReopenClock,
    /// How often; `None` where that is not bounded.
    pub most: Option<u32>,
    /// How long after the close; `None` where that is not bounded.
    pub within: Option<TermOfTime>,
}

/// When being late may be appealed against (申诉).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppealRule {
    /// On which grounds.
    pub grounds: Vec<String>,
    /// How long after the case ended; `None` where that is not bounded.
    pub within: Option<TermOfTime>,
}

/// Who answers the hotline on which days (值班).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HotlineDuty {
    /// On which days.
    pub days: DutyDays,
    /// How many members of staff.
    pub staff: u32,
}

/// What a file says of cases.
#[derive(Debug, PartialEq)]
pub(super) struct CaseRulesOfFile {
    pub(super) powers: Vec<Dated<PowerRule>>,
    pub(super) separations: Vec<Dated<SeparationRule>>,
    pub(super) suspensions: Vec<Dated<SuspensionRule>>,
    pub(super) extensions: Vec<Dated<ExtensionRule>>,
    pub(super) supervisions: Vec<Dated<SupervisionRule>>,
    pub(super) stages: Vec<Dated<StageRule>>,
    pub(super) warns: Vec<Dated<WarnRule>>,
    pub(super) reopens: Vec<Dated<ReopenRule>>,
    pub(super) appeals: Vec<Dated<AppealRule>>,
    pub(super) declines: Vec<Dated<Vec<String>>>,
    pub(super) duties: Vec<Dated<HotlineDuty>>,
    pub(super) records: Vec<Dated<Vec<RecordField>>>,
    pub(super) feedbacks: Vec<Dated<TermOfTime>>,
}

/// What a policy says of cases. A rule that it does not state is [`Unspecified`](crate::Unspecified), with the key.
impl Policy {
    fn cases(&self) -> &CaseRulesOfFile {
        &self.inner.checked.cases
    }

    /// The values in force on a day, of a section that has several at once.
    fn several<'p, T>(
        &self,
        values: &'p [Dated<T>],
        day: NaiveDate,
    ) -> Result<impl Iterator<Item = &'p Dated<T>> + use<'p, T>, PolicyError> {
        let day = self.at.unwrap_or(day);
        self.in_force(day)?;
        Ok(values.iter().filter(move |value| value.span.contains(day)))
    }

    /// The value for a complexity, or the one that names none.
    fn for_complexity<'p, T>(
        &self,
        key: &str,
        values: &'p [Dated<T>],
        of: impl Fn(&T) -> Option<Complexity>,
        complexity: Complexity,
        day: NaiveDate,
    ) -> Result<Option<&'p Dated<T>>, Error> {
        let named = |wanted: Option<Complexity>| {
            values.iter().filter(|value| of(&value.value) == wanted).collect::<Vec<_>>()
        };
        let mut found = named(Some(complexity));
        if found.is_empty() {
            found = named(None);
        }
        if found.is_empty() {
            return Ok(None);
        }
        self.one(key, found.into_iter(), Some(day)).map(Some)
    }

    /// Who may take a step on a day, each with the clause that says so.
    ///
    /// # Errors
    /// [`Unspecified`](crate::Unspecified) for `power` where nobody may.
    pub fn powers(&self, step: StepKind, day: NaiveDate) -> Result<Vec<(Role, &Dated<PowerRule>)>, Error> {
        let all = self.several(&self.cases().powers, day)?;
        let may: Vec<_> = all
            .filter(|power| power.value.commands.contains(&step))
            .map(|power| (power.value.role, power))
            .collect();
        if may.is_empty() {
            return Err(self.unspecified(format!("power[commands = \"{step}\"]")));
        }
        Ok(may)
    }

    /// The steps that bar a person from this one, each with the clause that says so.
    ///
    /// # Errors
    /// [`PolicyError`] where the policy is not in force on that day.
    pub fn separations(&self, step: StepKind, day: NaiveDate) -> Result<Vec<&Dated<SeparationRule>>, Error> {
        let all = self.several(&self.cases().separations, day)?;
        Ok(all.filter(|rule| rule.value.may_not == step).collect())
    }

    /// When a case received on a day may be suspended.
    ///
    /// # Errors
    /// As said above; the key is `suspension`.
    pub fn suspension(&self, received: NaiveDate) -> Result<&Dated<SuspensionRule>, Error> {
        self.one("suspension", self.cases().suspensions.iter(), Some(received))
    }

    /// When the limit of a case received on a day may be extended.
    ///
    /// # Errors
    /// As said above; the key is `extension`.
    pub fn extension(
        &self,
        complexity: Complexity,
        received: NaiveDate,
    ) -> Result<&Dated<ExtensionRule>, Error> {
        let values = &self.cases().extensions;
        let found = self.for_complexity("extension", values, |rule| rule.complexity, complexity, received)?;
        found.ok_or_else(|| self.unspecified(format!("extension[complexity = \"{complexity}\"]")))
    }

    /// The ladder of supervision on a day.
    ///
    /// # Errors
    /// As said above; the key is `supervision`.
    pub fn supervision(&self, day: NaiveDate) -> Result<&Dated<SupervisionRule>, Error> {
        self.one("supervision", self.cases().supervisions.iter(), Some(day))
    }

    /// The limit of a stage of a case received on a day; `None` where it has none.
    ///
    /// # Errors
    /// [`PolicyError`] where the policy is not in force on that day.
    pub fn stage(
        &self,
        stage: Stage,
        complexity: Complexity,
        received: NaiveDate,
    ) -> Result<Option<&Dated<StageRule>>, Error> {
        let in_force = self.several(&self.cases().stages, received)?;
        let of: Vec<_> = in_force.filter(|rule| rule.value.stage == stage).collect();
        let named = |wanted| of.iter().find(|rule| rule.value.complexity == wanted).copied();
        Ok(named(Some(complexity)).or_else(|| named(None)))
    }

    /// The limits of stages there are, over all time.
    pub fn stages(&self) -> &[Dated<StageRule>] {
        &self.cases().stages
    }

    /// From when on a case received on a day is soon due; `None` where the policy gives no warning.
    ///
    /// # Errors
    /// [`PolicyError`] where the policy is not in force on that day.
    pub fn warn(
        &self,
        complexity: Complexity,
        received: NaiveDate,
    ) -> Result<Option<&Dated<WarnRule>>, Error> {
        let in_force = self.several(&self.cases().warns, received)?;
        let of: Vec<_> = in_force.collect();
        let named = |wanted| of.iter().find(|rule| rule.value.complexity == wanted).copied();
        Ok(named(Some(complexity)).or_else(|| named(None)))
    }

    /// When a closed case that was received on a day may be opened again.
    ///
    /// # Errors
    /// As said above; the key is `reopen`.
    pub fn reopen(&self, received: NaiveDate) -> Result<&Dated<ReopenRule>, Error> {
        self.one("reopen", self.cases().reopens.iter(), Some(received))
    }

    /// When the lateness of a case received on a day may be appealed against.
    ///
    /// # Errors
    /// As said above; the key is `appeal`.
    pub fn appeal(&self, received: NaiveDate) -> Result<&Dated<AppealRule>, Error> {
        self.one("appeal", self.cases().appeals.iter(), Some(received))
    }

    /// On which grounds a matter received on a day may be declined; `None` where any stated ground will do.
    ///
    /// # Errors
    /// [`PolicyError`] where the policy is not in force on that day, or states the grounds for other days only.
    pub fn decline_grounds(&self, received: NaiveDate) -> Result<Option<&Dated<Vec<String>>>, Error> {
        let values = &self.cases().declines;
        if values.is_empty() {
            Ok(None)
        } else {
            self.one("decline", values.iter(), Some(received)).map(Some)
        }
    }

    /// Who answers the hotline on a day, and whether anybody has to.
    ///
    /// # Errors
    /// As said above; the key is `hotline.duty`.
    pub fn hotline_duty(&self, day: NaiveDate) -> Result<&Dated<HotlineDuty>, Error> {
        self.one("hotline.duty", self.cases().duties.iter(), Some(day))
    }

    /// What the record of a call of a day holds.
    ///
    /// # Errors
    /// As said above; the key is `hotline.record`.
    pub fn hotline_record(&self, day: NaiveDate) -> Result<&Dated<Vec<RecordField>>, Error> {
        self.one("hotline.record", self.cases().records.iter(), Some(day))
    }

    /// How long after a call of a day its caller is told how it stands.
    ///
    /// # Errors
    /// As said above; the key is `hotline.feedback`.
    pub fn hotline_feedback(&self, day: NaiveDate) -> Result<&Dated<TermOfTime>, Error> {
        self.one("hotline.feedback", self.cases().feedbacks.iter(), Some(day))
    }
}
