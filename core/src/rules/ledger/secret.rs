//! Values that must not show (不外显的值): identity numbers, names, numbers to call, and what else stands of a person.

use core::fmt;

use chrono::{Datelike as _, NaiveDate};

use crate::term::LedgerField;

/// A value of a person's that shows only where it is asked for by name: [`reveal`](Self::reveal). Its `Debug` is three
/// stars, it has no `Display`, and no error or finding holds it.
///
/// ```
/// use wangge::rules::ledger::Secret;
/// let name = Secret::new("示例".to_owned());
/// assert_eq!(format!("{name:?}"), "***");
/// assert_eq!(name.reveal(), "示例");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Keeps a value from showing.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself, for what a person may see.
    pub const fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl From<&str> for Secret<String> {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<NaiveDate> for Secret<NaiveDate> {
    fn from(day: NaiveDate) -> Self {
        Self(day)
    }
}

/// What of a value may stand in a list of faults or of changes, or in a masked view: enough to find the entry on paper,
/// not enough to find the person.
///
/// | field | shown | example |
/// |---|---|---|
/// | name | the first character | `示*` |
/// | identity number | of 15 signs or more, the first three and the last | `110**************X` |
/// | phone | of 10 digits or more, the first three and the last two | `142******34` |
/// | day of birth | the year | `1958-**-**` |
/// | anything else | nothing | `***` |
///
/// A sex, a relation, a household and a grid are words of lists, not masked. Of an identity number neither the birthday
/// nor the running number show: with a region that everybody knows, they would be the number itself.
///
/// ```
/// use wangge::{LedgerField, rules::ledger::mask};
/// assert_eq!(mask(LedgerField::Name, "示例甲"), "示**");
/// assert_eq!(mask(LedgerField::Identity, "11000019000101001X"), "110**************X");
/// assert_eq!(mask(LedgerField::Identity, "示例甲"), "***");
/// assert_eq!(mask(LedgerField::Phone, "14200001234"), "142******34");
/// assert_eq!(mask(LedgerField::Address, "示例村1号"), "***");
/// ```
pub fn mask(field: LedgerField, text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let keep = |first: usize, last: usize| {
        let middle = "*".repeat(signs.len().saturating_sub(first + last));
        let head: String = signs.iter().take(first).collect();
        let tail: String = signs.iter().skip(signs.len().saturating_sub(last)).collect();
        format!("{head}{middle}{tail}")
    };
    let digits = signs.iter().filter(|sign| sign.is_ascii_digit()).count();
    let number = |least: usize| digits >= least && signs.len() <= digits + 3 && signs.len() <= 24;
    match field {
        LedgerField::Household
        | LedgerField::Grid
        | LedgerField::Sex
        | LedgerField::Relation
        | LedgerField::Left => text.to_owned(),
        LedgerField::Name if signs.len() == 1 => "*".to_owned(),
        LedgerField::Name => keep(1, 0),
        LedgerField::Identity if number(14) => keep(3, 1),
        LedgerField::Phone if number(10) => keep(3, 2),
        LedgerField::Birthday => text
            .parse::<NaiveDate>()
            .map_or_else(|_| "***".to_owned(), |day| format!("{:04}-**-**", day.year())),
        _ => "***".to_owned(),
    }
}
