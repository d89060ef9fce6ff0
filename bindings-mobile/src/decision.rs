//! What every answer is made of: the reasons it rests on, and what a check found.

use wangge::Weight;

/// Why an answer is as it is: the clause, and what it says of this matter.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Reason {
    /// The id of the clause, such as `X-4.2a`.
    pub clause: String,
    /// The stable code of the sentence, such as `deadline.within`.
    pub code: String,
    /// The reason in Chinese, clause first.
    pub zh: String,
    /// The reason in English, clause first.
    pub en: String,
}

/// What a check found: how much it weighs, where, and the clause.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Finding {
    /// A breach, or advice.
    pub weight: Weight,
    /// The stable code, such as `team.no_leader`.
    pub code: String,
    /// The id of the clause.
    pub clause: String,
    /// What it concerns, in Chinese.
    pub subject_zh: String,
    /// What it concerns, in English.
    pub subject_en: String,
    /// The finding in Chinese: weight, subject, clause and what was found.
    pub zh: String,
    /// The finding in English: weight, subject, clause and what was found.
    pub en: String,
}

impl From<&wangge::Reason> for Reason {
    fn from(reason: &wangge::Reason) -> Self {
        Self {
            clause: reason.clause.to_string(),
            code: reason.wording.code().to_owned(),
            zh: reason.zh(),
            en: reason.en(),
        }
    }
}

impl From<&wangge::Finding> for Finding {
    fn from(finding: &wangge::Finding) -> Self {
        Self {
            weight: finding.weight,
            code: finding.code().to_owned(),
            clause: finding.reason.clause.to_string(),
            subject_zh: finding.subject.zh(),
            subject_en: finding.subject.en(),
            zh: finding.zh(),
            en: finding.to_string(),
        }
    }
}

pub(crate) fn reasons(because: &[wangge::Reason]) -> Vec<Reason> {
    because.iter().map(Reason::from).collect()
}

pub(crate) fn findings(found: &[wangge::Finding]) -> Vec<Finding> {
    found.iter().map(Finding::from).collect()
}
