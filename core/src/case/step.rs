//! The steps of a case with what each says (办件步骤): what a command asks for, and an event keeps.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::form::{Form, NOTHING, may, must};
use crate::error::InputError;
use crate::policy::{Facts, TermOfTime};
use crate::term::{
    Channel, Complexity, Handler, Outcome, Scope, ServedParty, Settlement, StepKind, SupervisionLevel, Topic,
    Unit, Work,
};
use crate::vocabulary::Vocabulary;

/// What is known of a matter (办件事实): what decides its route and its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFacts {
    /// How far it reaches (E-13).
    pub scope: Scope,
    /// Whether it is major (E-4).
    pub major: bool,
    /// Whether it is sudden (E-4).
    pub sudden: bool,
    /// The type of work, where it is known (M-1.2 to M-1.5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<Work>,
    /// The complexity; where it is not given, that of the level (E-1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complexity: Option<Complexity>,
}

impl CaseFacts {
    /// The facts that decide the route.
    pub fn route(&self) -> Facts {
        Facts { scope: self.scope, major: self.major, sudden: self.sudden, work: self.work }
    }
}

/// What a field of a step must be.
trait Sound: Sized {
    fn sound(&self, field: &'static str) -> Result<(), InputError>;

    /// What may stand in it, in words.
    fn allowed() -> String;
}

impl Sound for NaiveDateTime {
    fn sound(&self, field: &'static str) -> Result<(), InputError> {
        InputError::moment(*self, field)
    }

    fn allowed() -> String {
        "a moment, as \"2026-11-23T09:30:00\"".to_owned()
    }
}

impl Sound for String {
    fn sound(&self, field: &'static str) -> Result<(), InputError> {
        if ["to", "into", "grid"].contains(&field) {
            return InputError::name(self, field);
        }
        InputError::text(self, field)
    }

    fn allowed() -> String {
        InputError::text_allowed()
    }
}

impl<T: Sound> Sound for Option<T> {
    fn sound(&self, field: &'static str) -> Result<(), InputError> {
        self.as_ref().map_or(Ok(()), |some| some.sound(field))
    }

    fn allowed() -> String {
        T::allowed()
    }
}

impl Sound for TermOfTime {
    fn sound(&self, field: &'static str) -> Result<(), InputError> {
        if (1..=Self::MOST).contains(&self.count) {
            return Ok(());
        }
        Err(InputError::value(field, self, format!("1 to {}", Self::MOST)))
    }

    fn allowed() -> String {
        format!("count (1 to {}), unit ({})", Self::MOST, codes::<Unit>())
    }
}

fn codes<V: Vocabulary>() -> String {
    V::codes().join(", ")
}

macro_rules! always_sound {
    ($($kind:ty: $allowed:expr),+ $(,)?) => { $(
        impl Sound for $kind {
            fn sound(&self, _: &'static str) -> Result<(), InputError> {
                Ok(())
            }

            fn allowed() -> String {
                $allowed
            }
        }
    )+ };
}
always_sound! {
    bool: "true, false".to_owned(),
    CaseFacts: format!(
        "scope ({}), major, sudden; where they are known, work ({}) and complexity ({})",
        codes::<Scope>(), codes::<Work>(), codes::<Complexity>()
    ),
    Channel: codes::<Self>(),
    ServedParty: codes::<Self>(),
    Handler: codes::<Self>(),
    Outcome: codes::<Self>(),
    Settlement: codes::<Self>(),
    SupervisionLevel: codes::<Self>(),
    Topic: codes::<Self>(),
    NaiveDate: "a day, as \"2026-11-23\"".to_owned(),
}

/// What a step says, field by field, as it is looked through where it cannot be read.
struct Said(BTreeMap<String, Box<RawValue>>);

impl Said {
    /// Refuses a field that the step does not have.
    fn only(&self, kind: StepKind, fields: &[&str]) -> Result<(), InputError> {
        match self.0.iter().find(|(key, _)| !fields.contains(&key.as_str())) {
            None => Ok(()),
            Some((key, value)) => {
                let allowed = format!("the fields of {kind}: {}", fields.join(", "));
                Err(InputError::value(key, shown(value), allowed))
            }
        }
    }

    /// Refuses a field that is not there, or not what it must be.
    fn field<T: Sound + DeserializeOwned>(&self, field: &str, required: bool) -> Result<(), InputError> {
        match self.0.get(field) {
            None if required => Err(InputError::value(field, "none given", T::allowed())),
            Some(value) if !required && value.get() == NOTHING => Ok(()),
            Some(value) if serde_json::from_str::<T>(value.get()).is_err() => {
                Err(InputError::value(field, shown(value), T::allowed()))
            }
            _ => Ok(()),
        }
    }
}

fn shown(value: &RawValue) -> String {
    value.get().chars().take(200).collect()
}

macro_rules! steps {
    ($(
        $(#[$outer:meta])*
        $name:ident { $( $(#[$inner:meta])* $field:ident: $kind:ty, )* $([$( $(#[$also:meta])* $maybe:ident: $some:ty, )+])? }
    )+) => {
        $(
            $(#[$outer])*
            #[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub struct $name {
                $( $(#[$inner])* pub $field: $kind, )*
                $($( $(#[$also])* #[serde(default, skip_serializing_if = "Option::is_none")] pub $maybe: Option<$some>, )+)?
            }
        )+

        /// A step of a case with what it says (办件步骤).
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum Step {
            $( $(#[$outer])* $name($name), )+
        }

        $(
            impl From<$name> for Step {
                fn from(step: $name) -> Self {
                    Self::$name(step)
                }
            }
        )+

        impl Step {
            /// Which step it is.
            pub const fn kind(&self) -> StepKind {
                match self { $( Self::$name(_) => StepKind::$name, )+ }
            }

            /// The step from its kind and what it says, as JSON: `{"to": "unit-3"}`; `{}` where it says nothing.
            ///
            /// # Errors
            /// [`InputError`] for the field that cannot be used, is not there or is one too many; for the column `data`
            /// where that is not JSON.
            ///
            /// ```
            /// use wangge::{StepKind, case::Step};
            /// let error = Step::parse(StepKind::Feedback, r#"{"outcome": "done"}"#).expect_err("no such outcome");
            /// assert_eq!((error.column.as_str(), error.allowed.as_str()), ("outcome", "settled, answered, eased, cannot"));
            /// ```
            pub fn parse(kind: StepKind, data: &str) -> Result<Self, InputError> {
                let step = Self::read(kind, data).map_err(|error| {
                    let shown: String = data.chars().take(200).collect();
                    let whole =
                        || InputError::value("data", shown, format!("what {kind} says, as JSON: {error}"));
                    Self::at_fault(kind, data).unwrap_or_else(whole)
                })?;
                step.check()?;
                Ok(step)
            }

            fn form(kind: StepKind) -> Form {
                match kind { $( StepKind::$name => {
                    const MUST: &[&str] = &[$( stringify!($field) ),*];
                    let fields = &[$( stringify!($field), )* $($( stringify!($maybe), )+)?];
                    Form { name: stringify!($name), fields, must: MUST.len() }
                } )+ }
            }

            pub(super) fn read(kind: StepKind, data: &str) -> Result<Self, serde_json::Error> {
                let mut said = Self::form(kind).read(data)?.into_iter();
                let mut next = || said.next().flatten();
                Ok(match kind { $( StepKind::$name => Self::$name($name {
                    $( $field: must(next(), stringify!($field))?, )*
                    $($( $maybe: may(next())?, )+)?
                }), )+ })
            }

            /// The field that keeps a step from being read.
            pub(super) fn at_fault(kind: StepKind, data: &str) -> Option<InputError> {
                let said = Said(serde_json::from_str(data).ok()?);
                let looked = || {
                    said.only(kind, Self::form(kind).fields)?;
                    match kind { $( StepKind::$name => {
                        $( said.field::<$kind>(stringify!($field), true)?; )*
                        $($( said.field::<$some>(stringify!($maybe), false)?; )+)?
                        Ok(())
                    } )+ }
                };
                looked().err()
            }

            /// What it says, as JSON, without its kind.
            pub fn data(&self) -> String {
                // Texts, words and numbers: nothing that JSON could not hold.
                match self { $( Self::$name(said) => serde_json::to_string(said), )+ }.unwrap_or_default()
            }

            /// Checks the texts and the terms in it.
            ///
            /// # Errors
            /// [`InputError`] for the field.
            pub fn check(&self) -> Result<(), InputError> {
                match self { $( Self::$name(said) => {
                    $( said.$field.sound(stringify!($field))?; )*
                    $($( said.$maybe.sound(stringify!($maybe))?; )+)?
                    let _ = said;
                    Ok(())
                } )+ }
            }
        }
    };
}

steps! {
    /// 信息采集: the matter is taken in (M-5.1, M-5.2, X-4.0).
    Collect {
        /// How it came in.
        channel: Channel,
        /// Whether there is somebody to be told of the result.
        served: ServedParty,
        /// What is known of it.
        facts: CaseFacts,
        [
            /// When it was received, where that was before it was entered.
            received: NaiveDateTime,
            /// The grid it lies in.
            grid: String,
            /// What it is about.
            text: String,
        ]
    }
    /// 案卷建立: a file is made of it (X-4.0).
    File { [
        /// What is to be remembered.
        note: String,
    ] }
    /// 不予受理: it is not taken on.
    Decline {
        /// Why.
        ground: String,
        [
            /// What is to be remembered.
            note: String,
        ]
    }
    /// 现场办结: accepted, registered and settled on the spot (M-1.2, M-6.2).
    SettleOnSpot {
        /// How.
        settlement: Settlement,
        /// Whether the person served was told on the spot.
        told: bool,
        [
            /// What was done.
            note: String,
        ]
    }
    /// 任务派遣: it is given to somebody (X-4.0).
    Dispatch {
        /// To whom: a person or a unit of the embedder's.
        to: String,
        [
            /// What is to be remembered.
            note: String,
        ]
    }
    /// 接收: the first to accept is the 第一责任人 (M-5.4).
    Accept { [
        /// What is to be remembered.
        note: String,
    ] }
    /// 退回: it is given back.
    Return {
        /// Why, and who should have it.
        opinion: String,
    }
    /// 转办: it is passed to somebody else, who has yet to accept it.
    Transfer {
        /// To whom.
        to: String,
        [
            /// What is to be remembered.
            note: String,
        ]
    }
    /// 上报: it is reported upwards (M-4.4, M-6.4, M-6.5, X-4.1c).
    ReportUp {
        /// To whom.
        to: Handler,
        /// Whether it is handed over with it: whoever it is reported to has yet to accept it.
        hand_over: bool,
        [
            /// What is to be remembered.
            note: String,
        ]
    }
    /// 提交民情分析会: it is put to the meeting (M-1.3, M-4.3).
    PutToMeeting {
        /// Why it is a topic.
        topic: Topic,
        [
            /// The day of the meeting.
            meeting: NaiveDate,
            /// What is to be remembered.
            note: String,
        ]
    }
    /// 民情分析会议定: it comes back from the meeting (M-4.3, M-4.4).
    TakeFromMeeting {
        /// Whether the community cannot settle it, so that it goes up (M-4.4).
        beyond: bool,
        /// What the meeting holds.
        opinion: String,
    }
    /// 处理反馈: what was done is fed back (X-4.0).
    Feedback {
        /// What was done.
        outcome: Outcome,
        [
            /// How.
            note: String,
        ]
    }
    /// 核查: what was fed back is verified (X-4.0).
    Verify {
        /// Whether it passed; else it is handled again.
        passed: bool,
        [
            /// What was found.
            note: String,
        ]
    }
    /// 告知服务对象: the person served is told of the result (M-6.2 to M-6.4).
    Tell { [
        /// How.
        note: String,
    ] }
    /// 结案: it is closed (X-4.0, X-4.2).
    Close {
        /// How it ended.
        settlement: Settlement,
        [
            /// What is to be remembered.
            note: String,
        ]
    }
    /// 并案: it is another case once more.
    Merge {
        /// The case it goes into.
        into: String,
        [
            /// What is to be remembered.
            note: String,
        ]
    }
    /// 撤回: whoever brought it takes it back.
    Withdraw { [
        /// Why.
        note: String,
    ] }
    /// 重新办理: it is opened again.
    Reopen {
        /// Why.
        ground: String,
    }
    /// 跟踪回访: what was eased is looked at again (X-4.2c).
    FollowUp {
        /// Whether it is settled by now, so that it need not be looked at again.
        resolved: bool,
        [
            /// What was found.
            note: String,
        ]
    }
    /// 申诉: its being late is appealed against.
    Appeal {
        /// Why.
        ground: String,
        [
            /// What is to be remembered.
            note: String,
        ]
    }
    /// 申诉裁定: the appeal is decided. The fact stays; a granted one keeps it out of the assessment.
    DecideAppeal {
        /// Whether it is granted.
        granted: bool,
        [
            /// Why.
            note: String,
        ]
    }
    /// 挂账: its clock is stopped.
    Pause {
        /// Why.
        ground: String,
        [
            /// What is to be remembered.
            note: String,
        ]
    }
    /// 恢复办理: its clock runs again.
    Resume { [
        /// What is to be remembered.
        note: String,
    ] }
    /// 申请延期: more time is asked for.
    AskExtension {
        /// How much, in the unit of the limit.
        by: TermOfTime,
        /// Why.
        ground: String,
        [
            /// What is to be remembered.
            note: String,
        ]
    }
    /// 延期审批: the extension is granted or refused.
    DecideExtension {
        /// Whether it is granted.
        granted: bool,
        [
            /// How much, where less than was asked for.
            by: TermOfTime,
            /// Why.
            note: String,
        ]
    }
    /// 督办: it is put under supervision, or under a higher level of it (X-4.3a).
    Supervise {
        /// The level.
        level: SupervisionLevel,
        [
            /// Why.
            note: String,
        ]
    }
    /// 解除督办: supervision ends.
    Lift { [
        /// Why.
        note: String,
    ] }
    /// 重新定性: its facts are corrected; the limit follows, the receipt does not.
    Reclassify {
        /// What is known now.
        facts: CaseFacts,
        /// Why.
        ground: String,
    }
    /// 备注: something is written down.
    Note {
        /// What.
        text: String,
    }
}
