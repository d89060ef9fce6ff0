//! Rows of a table into a ledger (导入): a row a member, the values of the household in each row or in its first.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::finding::{LedgerFinding, Place};
use super::household::{Household, Ledger, Member};
use super::secret::{Secret, mask};
use crate::clause::ClauseId;
use crate::decision::{Arg, Template, Weight};
use crate::error::InputError;
use crate::term::{LedgerField, Relation, Sex};
use crate::vocabulary::Vocabulary;

/// A row of a table of the ledger (台账行): its values by field. Nothing of it shows but its number and its fields.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LedgerRow {
    /// The row as a person sees it, from 1.
    pub row: u64,
    /// What stands in it; a field at most once.
    pub values: Vec<(LedgerField, Secret<String>)>,
}

/// A table that was read (导入结果): what it holds, and what of it could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// The rows without a fault.
    pub ledger: Ledger,
    /// The faults; a row with one is not in the ledger.
    pub faults: Vec<LedgerFinding>,
}

static NO_HOUSEHOLD: Template =
    Template::new("ledger.row_household", "没有户号，本行未读入", "no household: the row is left out");
static BAD_DAY: Template = Template::new(
    "ledger.row_day",
    "“{0}”不是日期，应如 2026-11-23，本行未读入",
    "{0} is no day as 2026-11-23: the row is left out",
);
static BAD_WORD: Template = Template::new(
    "ledger.row_word",
    "“{0}”不可用，允许：{1}；本行未读入",
    "{0} cannot be used; allowed: {1}: the row is left out",
);
static OTHER_VALUE: Template = Template::new(
    "ledger.row_other",
    "与第{0}行同户而不同：{1}、{2}；本行未读入",
    "not as in row {0} of the same household: {1}, {2}: the row is left out",
);

#[cfg(feature = "tables")]
static BROKEN: Template = Template::new(
    "ledger.row_broken",
    "字段数与表头不符，或不是CSV，本行未读入",
    "not as many fields as headings, or no CSV: the row is left out",
);
#[cfg(feature = "tables")]
static ROUNDED: Template = Template::new(
    "ledger.row_rounded",
    "身份证号存为数字，后几位已被表格软件改动，应存为文本；本行未读入",
    "the identity number is kept as a number, of which a workbook loses the last digits; keep it as text: the row is left out",
);

impl Imported {
    /// A row that is no row.
    #[cfg(feature = "tables")]
    pub(crate) fn broken(&mut self, row: u64) {
        let place = Place { row: Some(row), ..Place::default() };
        self.faults.push(place.finding(Weight::Breach, &ClauseId::fixed("X-5"), BROKEN.with([])));
    }

    /// A row whose identity number is a number.
    #[cfg(feature = "tables")]
    pub(crate) fn rounded(&mut self, row: u64) {
        let place = Place { row: Some(row), field: Some(LedgerField::Identity), ..Place::default() };
        self.faults.push(place.finding(Weight::Breach, &ClauseId::fixed("X-5"), ROUNDED.with([])));
    }
}

impl Relation {
    /// Reads a code or a Chinese term, or one of the words that tables have for them, such as 长子, 妻, 父亲.
    ///
    /// ```
    /// use wangge::Relation;
    /// assert_eq!(Relation::read("次女"), Some(Relation::Daughter));
    /// assert_eq!(Relation::read("示例"), None);
    /// ```
    pub fn read(text: &str) -> Option<Self> {
        Self::find(text).or_else(|| {
            Some(match text {
                "本人" => Self::Head,
                "夫" | "妻" | "丈夫" | "妻子" => Self::Spouse,
                "儿子" | "独生子" | "长子" | "次子" | "三子" | "四子" | "五子" => Self::Son,
                "女儿" | "独生女" | "长女" | "次女" | "三女" | "四女" | "五女" => {
                    Self::Daughter
                }
                "孙子" | "孙女" | "外孙" | "外孙子" | "外孙女" => Self::Grandchild,
                "父" | "母" | "父亲" | "母亲" => Self::Parent,
                "祖父" | "祖母" | "外祖父" | "外祖母" => Self::Grandparent,
                "兄" | "弟" | "姐" | "妹" => Self::Sibling,
                "非亲属" | "其他亲属" => Self::Other,
                _ => return None,
            })
        })
    }
}

impl Ledger {
    /// Reads rows into households: those of one number belong together, in the order of their first rows. A row that names
    /// no member gives the values of its household. Days are read as `2026-11-23`, sexes and relations by their terms; all
    /// else is kept as written, for [`check`](super::check()) to look at.
    ///
    /// A row with a fault is listed and left out. Rows of one household that say different things of it are a fault, but for
    /// the grid: then the household is in two.
    ///
    /// ```
    /// use wangge::LedgerField;
    /// use wangge::rules::ledger::{Ledger, LedgerRow};
    /// # fn main() -> Result<(), wangge::InputError> {
    /// let row = |row, household: &str, name: &str, birthday: &str| LedgerRow {
    ///     row,
    ///     values: vec![
    ///         (LedgerField::Household, household.into()),
    ///         (LedgerField::Name, name.into()),
    ///         (LedgerField::Birthday, birthday.into()),
    ///     ],
    /// };
    /// let read = Ledger::from_rows([row(2, "H-1", "示例甲", "1958-03-01"), row(3, "H-1", "示例乙", "1958年")])?;
    /// assert_eq!((read.ledger.people(), read.faults.len()), (1, 1));
    /// assert_eq!((read.faults[0].row, read.faults[0].code()), (Some(3), "ledger.row_day"));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`InputError`] for a row that gives a field twice, with its place from 0.
    pub fn from_rows(rows: impl IntoIterator<Item = LedgerRow>) -> Result<Imported, InputError> {
        let mut reader = Reader { households: Vec::new(), places: BTreeMap::new(), faults: Vec::new() };
        for (place, row) in rows.into_iter().enumerate() {
            let mut values: BTreeMap<LedgerField, String> = BTreeMap::new();
            for (field, text) in row.values {
                let text = text.reveal().trim();
                if text.is_empty() {
                    continue;
                }
                if values.insert(field, text.to_owned()).is_some() {
                    return Err(InputError::value("field", field, "each field once a row").at(place));
                }
            }
            reader.row(row.row, values);
        }
        let households = reader.households.into_iter().map(|(household, _)| household).collect();
        Ok(Imported { ledger: Self::new(households), faults: reader.faults })
    }
}

struct Reader {
    /// Each household, and for each of its values the row that gave it.
    households: Vec<(Household, BTreeMap<LedgerField, u64>)>,
    places: BTreeMap<String, usize>,
    faults: Vec<LedgerFinding>,
}

impl Reader {
    fn fault(&mut self, row: u64, household: &str, field: LedgerField, words: crate::decision::Wording) {
        let place =
            Place { row: Some(row), household: household.to_owned(), member: None, field: Some(field) };
        self.faults.push(place.finding(Weight::Breach, &ClauseId::fixed("X-5"), words));
    }

    fn row(&mut self, row: u64, mut values: BTreeMap<LedgerField, String>) {
        let before = self.faults.len();
        let id = values.remove(&LedgerField::Household).unwrap_or_default();
        if id.is_empty() {
            self.fault(row, "", LedgerField::Household, NO_HOUSEHOLD.with([]));
        }
        let (mut of_household, mut of_member): (BTreeMap<_, _>, BTreeMap<_, _>) =
            values.into_iter().partition(|(field, _)| field.of_household());
        let grid = of_household.remove(&LedgerField::Grid);
        let mut secret = |field| of_member.remove(&field).map(Secret::new);
        let (name, identity, phone) =
            (secret(LedgerField::Name), secret(LedgerField::Identity), secret(LedgerField::Phone));
        let sex = of_member.remove(&LedgerField::Sex);
        let sex = self.word(row, &id, LedgerField::Sex, sex, Sex::find);
        let relation = of_member.remove(&LedgerField::Relation);
        let relation = self.word(row, &id, LedgerField::Relation, relation, Relation::read);
        let birthday = of_member.remove(&LedgerField::Birthday);
        let birthday = self.day(row, &id, LedgerField::Birthday, birthday).map(Secret::new);
        let left = of_member.remove(&LedgerField::Left);
        let left = self.day(row, &id, LedgerField::Left, left);
        let sections = of_member.into_iter().map(|(field, text)| (field, Secret::new(text))).collect();
        let member =
            Member { row: Some(row), name, sex, birthday, identity, phone, relation, left, sections };
        if let Some((household, given)) = self.places.get(&id).and_then(|place| self.households.get(*place)) {
            let mut others = Vec::new();
            for (field, text) in &of_household {
                let old = household.sections.get(field).map(|old| old.reveal().as_str());
                if let Some(old) = old.filter(|old| *old != text.as_str()) {
                    let first = given.get(field).copied().unwrap_or_default();
                    let args =
                        [Arg::from(first.to_string()), mask(*field, old).into(), mask(*field, text).into()];
                    others.push((*field, OTHER_VALUE.with(args)));
                }
            }
            for (field, words) in others {
                self.fault(row, &id, field, words);
            }
        }
        if self.faults.len() > before {
            return;
        }
        let place = *self.places.entry(id.clone()).or_insert_with(|| {
            let household = Household { row: Some(row), id, ..Household::default() };
            self.households.push((household, BTreeMap::new()));
            self.households.len() - 1
        });
        let Some((household, given)) = self.households.get_mut(place) else { return };
        if let Some(grid) = grid.filter(|grid| !household.grids.contains(grid)) {
            household.grids.push(grid);
        }
        for (field, text) in of_household {
            given.entry(field).or_insert(row);
            household.sections.entry(field).or_insert_with(|| Secret::new(text));
        }
        if !member.filled().is_empty() {
            household.members.push(member);
        }
    }

    fn word<V: Vocabulary>(
        &mut self,
        row: u64,
        household: &str,
        field: LedgerField,
        text: Option<String>,
        read: impl Fn(&str) -> Option<V>,
    ) -> Option<V> {
        let text = text?;
        let found = read(&text);
        if found.is_none() {
            // What stands in the wrong column may be anything.
            let words = BAD_WORD.with([Arg::from("***"), Arg::terms(V::ALL)]);
            self.fault(row, household, field, words);
        }
        found
    }

    fn day(
        &mut self,
        row: u64,
        household: &str,
        field: LedgerField,
        text: Option<String>,
    ) -> Option<NaiveDate> {
        let text = text?;
        let plain = text.len() == 10 && text.is_ascii();
        let found = text.parse().ok().filter(|_| plain);
        if found.is_none() {
            self.fault(row, household, field, BAD_DAY.with([Arg::from("***")]));
        }
        found
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &NO_HOUSEHOLD,
    &BAD_DAY,
    &BAD_WORD,
    &OTHER_VALUE,
    #[cfg(feature = "tables")]
    &BROKEN,
    #[cfg(feature = "tables")]
    &ROUNDED,
];
