//! What every answer is made of: a value, and the reasons it rests on (依据).

use core::fmt;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};

use crate::clause::ClauseId;
use crate::vocabulary::{Term, Vocabulary, vocabulary};

/// A language of wording (措辞语言).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Chinese, as a county's staff reads.
    Zh,
    /// English, as programmers read.
    En,
}

/// A sentence in both languages, with numbered places `{0}`, `{1}` … for what it speaks of.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Template {
    /// The stable code of the sentence, such as `size.none`.
    pub code: &'static str,
    /// The Chinese sentence.
    pub zh: &'static str,
    /// The English sentence.
    pub en: &'static str,
}

impl Template {
    pub(crate) const fn new(code: &'static str, zh: &'static str, en: &'static str) -> Self {
        Self { code, zh, en }
    }

    /// The sentence about these things.
    pub(crate) fn with(&'static self, args: impl Into<Vec<Arg>>) -> Wording {
        Wording { template: self, args: args.into() }
    }
}

/// What a sentence speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Arg {
    /// A number.
    Number(i64),
    /// A day.
    Date(NaiveDate),
    /// A word of a vocabulary, said in the language of the sentence.
    Term(Term),
    /// A name or a code, the same in every language.
    Text(String),
    /// Several, in order.
    List(Vec<Arg>),
    /// A whole sentence within the sentence.
    Wording(Wording),
}

impl Arg {
    fn render(&self, lang: Lang, out: &mut String) {
        match (self, lang) {
            (Self::Number(number), _) => out.push_str(&number.to_string()),
            (Self::Date(date), Lang::Zh) => out.push_str(&date_zh(*date)),
            (Self::Date(date), Lang::En) => out.push_str(&date.to_string()),
            (Self::Term(term), lang) => out.push_str(term.render(lang)),
            (Self::Text(text), _) => out.push_str(text),
            (Self::Wording(wording), lang) => out.push_str(&wording.render(lang)),
            (Self::List(items), lang) => {
                for (place, item) in items.iter().enumerate() {
                    if place > 0 {
                        out.push_str(if lang == Lang::Zh { "、" } else { ", " });
                    }
                    item.render(lang, out);
                }
            }
        }
    }

    /// A list of words.
    pub(crate) fn terms<V: Vocabulary>(members: &[V]) -> Self {
        Self::List(members.iter().map(|member| Self::Term(member.term())).collect())
    }
}

macro_rules! arg_from_number {
    ($($number:ty),+) => { $(
        impl From<$number> for Arg {
            fn from(number: $number) -> Self {
                Self::Number(i64::from(number))
            }
        }
    )+ };
}
arg_from_number!(i32, u32, i64);

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<NaiveDate> for Arg {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

/// A moment, to the minute.
impl From<NaiveDateTime> for Arg {
    fn from(at: NaiveDateTime) -> Self {
        Self::Text(at.format("%Y-%m-%d %H:%M").to_string())
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<V: Vocabulary> From<V> for Arg {
    fn from(member: V) -> Self {
        Self::Term(member.term())
    }
}

/// A sentence about something: a template and what fills it. It is worded only when asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wording {
    template: &'static Template,
    args: Vec<Arg>,
}

impl Wording {
    /// The stable code of the sentence.
    pub fn code(&self) -> &'static str {
        self.template.code
    }

    /// What the sentence speaks of, in order.
    pub fn args(&self) -> &[Arg] {
        &self.args
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        self.render(Lang::Zh)
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        self.render(Lang::En)
    }

    /// The sentence in the language asked for.
    pub fn render(&self, lang: Lang) -> String {
        let text = match lang {
            Lang::Zh => self.template.zh,
            Lang::En => self.template.en,
        };
        let mut out = String::with_capacity(text.len() + 16);
        let mut rest = text;
        while let Some((before, from)) = rest.split_once('{') {
            out.push_str(before);
            let Some((place, after)) = from.split_once('}') else {
                rest = from;
                break;
            };
            if let Some(arg) = place.parse().ok().and_then(|place: usize| self.args.get(place)) {
                arg.render(lang, &mut out);
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

impl fmt::Display for Wording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en())
    }
}

impl serde::Serialize for Wording {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut out = serializer.serialize_struct("Wording", 3)?;
        out.serialize_field("code", self.code())?;
        out.serialize_field("zh", &self.zh())?;
        out.serialize_field("en", &self.en())?;
        out.end()
    }
}

/// Why an answer is as it is (依据): the clause, and what it says of this matter.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Reason {
    /// The clause the answer rests on.
    pub clause: ClauseId,
    /// What the clause says of this matter.
    pub wording: Wording,
}

impl Reason {
    pub(crate) fn new(clause: &ClauseId, wording: Wording) -> Self {
        Self { clause: clause.clone(), wording }
    }

    /// The reason in Chinese, clause first.
    pub fn zh(&self) -> String {
        format!("〔{}〕{}", self.clause, self.wording.zh())
    }

    /// The reason in English, clause first.
    pub fn en(&self) -> String {
        format!("[{}] {}", self.clause, self.wording.en())
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en())
    }
}

/// A value and the reasons it rests on (结论与依据).
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Decision<T> {
    /// The answer.
    pub value: T,
    /// The reasons, the deciding one first.
    pub because: Vec<Reason>,
}

impl<T> Decision<T> {
    /// The ids of the clauses it rests on, each once, in the order of the reasons.
    pub fn clauses(&self) -> Vec<&str> {
        let mut ids = Vec::with_capacity(self.because.len());
        for reason in &self.because {
            if !ids.contains(&reason.clause.as_str()) {
                ids.push(reason.clause.as_str());
            }
        }
        ids
    }

    /// The same reasons for a value made of this one.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Decision<U> {
        Decision { value: make(self.value), because: self.because }
    }
}

vocabulary! {
    /// How much a finding weighs (分量).
    pub enum Weight as "finding" {
        /// Against a clause.
        Breach = "breach", "不符合", "breach";
        /// Lawful, and worth a look.
        Advice = "advice", "提示", "advice";
    }
}

/// What a check found (检查结果): how much it weighs, where, and the clause.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Finding {
    /// A breach, or advice.
    pub weight: Weight,
    /// What it concerns, such as “G-001 网格长 P-7”, “G-001 leader P-7”.
    pub subject: Wording,
    /// The clause and what was found.
    pub reason: Reason,
}

impl Finding {
    pub(crate) fn new(weight: Weight, subject: Wording, clause: &ClauseId, wording: Wording) -> Self {
        Self { weight, subject, reason: Reason::new(clause, wording) }
    }

    /// The finding in Chinese: weight, subject, clause and what was found.
    pub fn zh(&self) -> String {
        format!("{}：{}：{}", self.weight.zh(), self.subject.zh(), self.reason.zh())
    }

    /// The stable code of what was found, such as `team.no_leader`.
    pub fn code(&self) -> &'static str {
        self.reason.wording.code()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.weight.en(), self.subject, self.reason)
    }
}

/// A day as a Chinese reader expects it: 2026年12月2日（周三）.
pub fn date_zh(date: NaiveDate) -> String {
    let weekday = match date.weekday() {
        Weekday::Mon => '一',
        Weekday::Tue => '二',
        Weekday::Wed => '三',
        Weekday::Thu => '四',
        Weekday::Fri => '五',
        Weekday::Sat => '六',
        Weekday::Sun => '日',
    };
    format!("{}年{}月{}日（周{weekday}）", date.year(), date.month(), date.day())
}
