//! The clauses that answers cite.

use wangge::Document;

/// One clause: an id that answers cite, and what it fixes.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Clause {
    /// The id, such as `X-4.2a`.
    pub id: String,
    /// The document it stands in.
    pub document: Document,
    /// The document's title, in Chinese.
    pub title: String,
    /// The place in the document, in Chinese.
    pub article: String,
    /// The heading, in Chinese.
    pub heading: String,
    /// What it fixes, paraphrased in Chinese.
    pub zh: String,
    /// What it fixes, paraphrased in English.
    pub en: String,
}

/// The heading and the text of a clause, in Chinese.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ClauseText {
    /// The heading.
    pub heading: String,
    /// What it fixes.
    pub text: String,
}

impl From<&wangge::Clause> for Clause {
    fn from(clause: &wangge::Clause) -> Self {
        Self {
            id: clause.id.to_owned(),
            document: clause.document,
            title: clause.document.title().to_owned(),
            article: clause.article.to_owned(),
            heading: clause.heading.to_owned(),
            zh: clause.zh.to_owned(),
            en: clause.en.to_owned(),
        }
    }
}

/// The clause with this id; none where the library's table has no such clause.
#[uniffi::export]
pub fn find_clause(id: &str) -> Option<Clause> {
    wangge::Clause::find(id).map(Clause::from)
}

/// Every clause of the two documents and of the extensions, in the order of the sources.
#[uniffi::export]
pub fn clauses() -> Vec<Clause> {
    wangge::CLAUSES.iter().map(Clause::from).collect()
}
