//! Where issues go, for a whole table: each combination of facts is answered once, a row is a look-up.

use numpy::PyArrayMethods;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use wangge::policy::Facts;
use wangge::rules::route::{self as rule, Route};
use wangge::{Complexity, Decision, Error, Scope, Vocabulary, Work};

use super::answer::{NO_WORD, empty, flags, no_nulls, words as words_of};
use super::drive::{BLOCK, Way};
use super::input::{FlagCells, Flags, NO_FLAG, NONE, WordCells, Words, as_many, refuse};
use crate::arrow::Parts;
use crate::error::{PyError, refused};
use crate::policy::PyPolicy;

/// The columns of an answer, in order.
const COLUMNS: [&str; 8] =
    ["level", "handler", "steps", "path", "report_at_once", "told_by", "complexity", "because"];

/// How many combinations of facts there are.
const WORKS: usize = Work::ALL.len() + 1;
const COMPLEXITIES: usize = Complexity::ALL.len() + 1;
const COMBINATIONS: usize = Scope::ALL.len() * 4 * WORKS * COMPLEXITIES;

/// A combination that no row has: a fact is null.
const NO_FACTS: u8 = 255;
const NO_WORK: u8 = byte(Work::ALL.len());
const NO_COMPLEXITY: u8 = byte(Complexity::ALL.len());
/// How many scopes, types of work and complexities there are, the missing ones counted.
const MANY: [u8; 3] = [byte(Scope::ALL.len()), NO_WORK + 1, NO_COMPLEXITY + 1];
const _: () = assert!(COMBINATIONS < NO_FACTS as usize, "a combination must fit a byte");

#[expect(clippy::cast_possible_truncation, reason = "all combinations fit a byte, which is asserted above")]
const fn byte(many: usize) -> u8 {
    many as u8
}

/// The answer to every combination of facts, in the order of [`combine`].
fn answers(policy: &wangge::Policy) -> Vec<Result<Decision<Route>, Error>> {
    let works = || Work::ALL.iter().copied().map(Some).chain([None]);
    let complexities = || Complexity::ALL.iter().copied().map(Some).chain([None]);
    let mut all = Vec::with_capacity(COMBINATIONS);
    for scope in Scope::ALL.iter().copied() {
        for (major, sudden) in [(false, false), (false, true), (true, false), (true, true)] {
            for work in works() {
                for complexity in complexities() {
                    all.push(rule::decide(policy, &Facts { scope, major, sudden, work }, complexity));
                }
            }
        }
    }
    all
}

/// The place of each row's facts among the combinations; [`NO_FACTS`] where one is missing or not known.
#[expect(clippy::needless_bitwise_bool, reason = "no branch a row")]
fn combine(scope: &[u8], major: &[u8], sudden: &[u8], work: &[u8], complexity: &[u8], out: &mut [u8]) {
    let cells = scope.iter().zip(major).zip(sudden).zip(work).zip(complexity);
    for (out, ((((scope, major), sudden), work), complexity)) in out.iter_mut().zip(cells) {
        let (work, whole) = (if *work == NONE { NO_WORK } else { *work }, *scope < MANY[0]);
        let complexity = if *complexity == NONE { NO_COMPLEXITY } else { *complexity };
        let good =
            whole & (*major < NO_FLAG) & (*sudden < NO_FLAG) & (work < MANY[1]) & (complexity < MANY[2]);
        let place = scope.wrapping_mul(4).wrapping_add(major.wrapping_mul(2)).wrapping_add(*sudden);
        let place =
            place.wrapping_mul(MANY[1]).wrapping_add(work).wrapping_mul(MANY[2]).wrapping_add(complexity);
        *out = if good { place } else { NO_FACTS };
    }
}

/// What one column says of an answer; `None` where it says nothing.
fn say(column: &str, found: &Decision<Route>) -> Option<String> {
    fn all<T: ToString>(items: &[T]) -> String {
        let words: Vec<String> = items.iter().map(ToString::to_string).collect();
        words.join(", ")
    }
    let route = &found.value;
    match column {
        "level" => Some(route.level.to_string()),
        "handler" => Some(route.handler.to_string()),
        "steps" => Some(all(&route.steps)),
        "path" => Some(all(&route.path)),
        "told_by" => route.told_by.map(|word| word.to_string()),
        "complexity" => route.complexity.map(|word| word.to_string()),
        _ => Some(all(&found.clauses())),
    }
}

/// The words of a column by name, in the order of their vocabulary where they have one.
fn listed(column: &str, answers: &[Result<Decision<Route>, Error>]) -> Vec<String> {
    fn codes<V: Vocabulary>() -> Vec<String> {
        V::codes().into_iter().map(str::to_owned).collect()
    }
    match column {
        "level" => codes::<wangge::Level>(),
        "handler" | "told_by" => codes::<wangge::Handler>(),
        "complexity" => codes::<Complexity>(),
        _ => {
            let mut words: Vec<String> = Vec::new();
            for word in answers.iter().flatten().filter_map(|found| say(column, found)) {
                if !words.contains(&word) {
                    words.push(word);
                }
            }
            words
        }
    }
}

/// The facts of each row as one byte.
struct Cells<'a> {
    scope: WordCells<'a>,
    major: FlagCells<'a>,
    sudden: FlagCells<'a>,
    work: WordCells<'a>,
    complexity: WordCells<'a>,
    /// The combinations that the policy does not answer, the facts in words, and what is missing.
    failed: &'a [(u8, String, String)],
}

impl Cells<'_> {
    fn work(
        &self,
        first: usize,
        mut outs: Vec<&mut [u8]>,
        tables: &[[u8; 256]],
        refused: &super::drive::Refused,
    ) -> Result<(), Error> {
        let rows = outs.first().map_or(0, |out| out.len());
        let mut facts = vec![[0_u8; BLOCK]; 5];
        let mut places = vec![NO_FACTS; BLOCK];
        let mut done = 0;
        while done < rows {
            let now = BLOCK.min(rows - done);
            let start = first + done;
            let [scope, major, sudden, work, complexity] = facts.as_mut_slice() else { break };
            let (Some(scope), Some(major), Some(sudden), Some(work), Some(complexity), Some(places)) = (
                scope.get_mut(..now),
                major.get_mut(..now),
                sudden.get_mut(..now),
                work.get_mut(..now),
                complexity.get_mut(..now),
                places.get_mut(..now),
            ) else {
                break;
            };
            self.scope.fill(start, scope);
            self.major.fill(start, major);
            self.sudden.fill(start, sudden);
            self.work.fill(start, work);
            self.complexity.fill(start, complexity);
            let lists = [
                (&*scope, Scope::ALL.len(), &self.scope),
                (&*work, Work::ALL.len(), &self.work),
                (&*complexity, Complexity::ALL.len(), &self.complexity),
            ];
            for (codes, many, words) in lists {
                let bad = |code: u8| usize::from(code) >= many && code != NONE;
                if codes.iter().fold(false, |any, code| any | bad(*code)) {
                    for (row, _) in codes.iter().enumerate().filter(|(_, code)| bad(**code)) {
                        refused.row(|| words.refuse(start + row))?;
                    }
                }
            }
            combine(scope, major, sudden, work, complexity, places);
            if !self.failed.is_empty() {
                for (row, place) in places.iter_mut().enumerate() {
                    if let Some((_, value, allowed)) = self.failed.iter().find(|(failed, ..)| failed == place)
                    {
                        refused.row(|| refuse(start + row, "facts", value.clone(), allowed))?;
                        *place = NO_FACTS;
                    }
                }
            }
            for (out, table) in outs.iter_mut().zip(tables) {
                for (out, place) in out.get_mut(done..done + now).unwrap_or_default().iter_mut().zip(&*places)
                {
                    // A byte is always within 256.
                    *out = table.get(usize::from(*place)).copied().unwrap_or(NO_WORD);
                }
            }
            done += now;
        }
        Ok(())
    }
}

/// `wangge.columns.route` over numpy and Arrow: the columns asked for, by name.
#[pyfunction]
#[pyo3(signature = (scope, major, sudden, work, complexity, policy, rows, columns, arrow, way))]
#[expect(clippy::too_many_arguments, reason = "called by one function of Python")]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python")]
pub(crate) fn route<'py>(
    scope: &Bound<'py, PyAny>,
    major: &Bound<'py, PyAny>,
    sudden: &Bound<'py, PyAny>,
    work: &Bound<'py, PyAny>,
    complexity: &Bound<'py, PyAny>,
    policy: &Bound<'py, PyPolicy>,
    rows: usize,
    columns: Vec<String>,
    arrow: bool,
    way: Way<'py>,
) -> PyResult<Parts<'py>> {
    let py = scope.py();
    if let Some(other) = columns.iter().find(|name| !COLUMNS.contains(&name.as_str())) {
        return Err(refused("columns", other, COLUMNS.join(", ")).into());
    }
    let policy = &policy.get().0;
    // Where the policy has no table at all, that is the answer, not a row's.
    policy.route_table().map_err(PyError::from)?;
    let words = (
        Words::read::<Scope>("scope", scope)?,
        Words::read::<Work>("work", work)?,
        Words::read::<Complexity>("complexity", complexity)?,
    );
    let flagged = (Flags::read("major", major)?, Flags::read("sudden", sudden)?);
    let lengths = [
        ("scope", words.0.rows()),
        ("work", words.1.rows()),
        ("complexity", words.2.rows()),
        ("major", flagged.0.rows()),
        ("sudden", flagged.1.rows()),
    ];
    for (name, found) in lengths {
        as_many(name, found.unwrap_or(rows), rows)?;
    }
    let answers = answers(policy);
    let failed = answers.iter().enumerate().filter_map(|(place, found)| {
        let error = found.as_ref().err()?;
        Some((u8::try_from(place).ok()?, combination(place), error.wording().en()))
    });
    let failed: Vec<_> = failed.collect();
    let lists: Vec<Vec<String>> = columns.iter().map(|column| listed(column, &answers)).collect();
    let tables = columns.iter().zip(&lists).map(|(column, list)| {
        let mut table = [NO_WORD; 256];
        for (entry, found) in table.iter_mut().zip(&answers) {
            let Ok(found) = found else { continue };
            *entry = if column == "report_at_once" {
                u8::from(found.value.report_at_once)
            } else {
                let said = say(column, found);
                let place = said.and_then(|word| list.iter().position(|other| *other == word));
                place.and_then(|place| u8::try_from(place).ok()).unwrap_or(NO_WORD)
            };
        }
        table
    });
    let tables: Vec<[u8; 256]> = tables.collect();
    let made = columns.iter().map(|_| empty::<u8>(py, rows)).collect::<PyResult<Vec<_>>>()?;
    let told = way.refused();
    {
        let cells = Cells {
            scope: words.0.cells()?,
            major: flagged.0.cells()?,
            sudden: flagged.1.cells()?,
            work: words.1.cells()?,
            complexity: words.2.cells()?,
            failed: &failed,
        };
        let mut writes: Vec<_> = made.iter().map(PyArrayMethods::readwrite).collect();
        let outs: Vec<&mut [u8]> =
            writes.iter_mut().map(|out| out.as_slice_mut()).collect::<Result<_, _>>()?;
        way.drive(py, outs, |first, outs| cells.work(first, outs, &tables, &told))?;
    }
    way.tell(py, told)?;
    let table = PyDict::new(py);
    for ((column, list), codes) in columns.iter().zip(lists).zip(made) {
        let answer = if column == "report_at_once" {
            let (values, nulls) = (empty::<bool>(py, rows)?, no_nulls(py, rows)?);
            let mut any = false;
            {
                let (read, mut values, mut nulls) = (codes.readonly(), values.readwrite(), nulls.readwrite());
                let cells =
                    values.as_slice_mut()?.iter_mut().zip(nulls.as_slice_mut()?).zip(read.as_slice()?);
                for ((value, null), code) in cells {
                    (*value, *null) = (*code == 1, *code == NO_WORD);
                    any |= *null;
                }
            }
            flags(arrow, values, any.then_some(nulls))?
        } else {
            words_of(arrow, &codes, list)?
        };
        table.set_item(column, answer)?;
    }
    Ok(Parts(table))
}

/// The facts of a combination, for people.
fn combination(place: usize) -> String {
    let (place, complexity) = (place / COMPLEXITIES, place % COMPLEXITIES);
    let (place, work) = (place / WORKS, place % WORKS);
    let (scope, flags) = (place / 4, place % 4);
    let named = |code: Option<&'static str>| code.unwrap_or("none");
    format!(
        "scope {}, major {}, sudden {}, work {}, complexity {}",
        named(Scope::ALL.get(scope).map(|word| word.code())),
        flags / 2 == 1,
        flags % 2 == 1,
        named(Work::ALL.get(work).map(|word| word.code())),
        named(Complexity::ALL.get(complexity).map(|word| word.code())),
    )
}
