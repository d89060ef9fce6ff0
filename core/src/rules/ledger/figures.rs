//! How many residents there are (统计): in groups of at least so many, so that no figure is about a person.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::check::{born, sex};
use super::household::{Ledger, Member};
use super::protect::Counts;
use crate::decision::{Arg, Decision, Reason, Template};
use crate::error::Error;
use crate::policy::Policy;
use crate::term::{FigureBy, Section, Sex};
use crate::vocabulary::Vocabulary as _;

/// Who is counted (统计组).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Everybody.
    All,
    /// Those of an age, in full years; the last band has no end.
    Age {
        /// The youngest.
        from: u32,
        /// The oldest.
        to: Option<u32>,
    },
    /// Those of a sex.
    Sex(Sex),
    /// Those of whom something stands in a section.
    Section(Section),
    /// Those whose age or sex does not stand.
    Unknown,
}

impl Group {
    /// A stable code, such as `all`, `7-17`, `80+`, `female`, `medical`, `unknown`.
    pub fn code(self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::Age { from, to: Some(to) } => format!("{from}-{to}"),
            Self::Age { from, to: None } => format!("{from}+"),
            Self::Sex(sex) => sex.code().to_owned(),
            Self::Section(section) => section.code().to_owned(),
            Self::Unknown => "unknown".to_owned(),
        }
    }

    /// In Chinese, such as 7至17岁.
    pub fn zh(self) -> String {
        match self {
            Self::All => "合计".to_owned(),
            Self::Age { from, to: Some(to) } => format!("{from}至{to}岁"),
            Self::Age { from, to: None } => format!("{from}岁及以上"),
            Self::Sex(sex) => sex.zh().to_owned(),
            Self::Section(section) => section.zh().to_owned(),
            Self::Unknown => "未登记".to_owned(),
        }
    }
}

/// A figure (统计数).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Figure {
    /// The grid; `None` for all, empty for households in no grid or in several.
    pub grid: Option<String>,
    /// Who is counted.
    pub group: Group,
    /// How many; `None` where that is not shown.
    pub count: Option<u64>,
}

static LEAST: Template = Template::new(
    "ledger.least_group",
    "不足{0}人的组不显示；能由合计推出它的组一并不显示",
    "groups of fewer than {0} are not shown, nor those from which they would follow",
);

/// How many residents there are on a day, by grid and group, each line with its total, the last one for all grids: a figure
/// below the least group of the policy is not shown, and neither are as many others as would give it away by subtraction.
/// Nothing is shown where nobody is counted but the 0.
///
/// Everybody counts once who has not left by the day. By section, a person counts in each in which anything stands; of
/// those in whom nothing stands, there are as many as the total has more, so they are protected in the same way.
///
/// ```
/// use wangge::{FigureBy, Policy, Sex};
/// use wangge::rules::ledger::{self, Group, Household, Ledger, Member};
/// # fn main() -> Result<(), wangge::Error> {
/// let people = |sex, many| (0..many).map(move |_| Member { sex: Some(sex), ..Member::default() });
/// let grid = |id: &str, women, men| Household {
///     id: id.into(),
///     grids: vec![format!("34010000000100{id}")],
///     members: people(Sex::Female, women).chain(people(Sex::Male, men)).collect(),
///     ..Household::default()
/// };
/// let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day");
/// let ledger = Ledger::new(vec![grid("1", 3, 20), grid("2", 15, 30)]);
/// let found = ledger::figures(&Policy::preset("combined")?, &ledger, day, FigureBy::Sex)?.value;
/// let women: Vec<_> = found.iter().filter(|one| one.group == Group::Sex(Sex::Female)).map(|one| one.count).collect();
/// // 3 is too few, and 18 - 15 would say it.
/// assert_eq!(women, [None, None, Some(18)]);
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `ledger.figures`, and for its `ages` where those are asked for;
/// [`PolicyError`](crate::PolicyError) where the policy is not in force on the day.
pub fn figures(
    policy: &Policy,
    ledger: &Ledger,
    day: NaiveDate,
    by: FigureBy,
) -> Result<Decision<Vec<Figure>>, Error> {
    let rule = policy.ledger_figures(day)?;
    let least = rule.value.least_group;
    let groups: Vec<Group> = match by {
        FigureBy::Sex => vec![Group::Sex(Sex::Male), Group::Sex(Sex::Female), Group::Unknown],
        FigureBy::Section => Section::ALL.iter().map(|section| Group::Section(*section)).collect(),
        FigureBy::Age => {
            let ages = rule.value.ages.as_ref().ok_or_else(|| policy.unspecified("ledger.figures.ages"))?;
            let from = core::iter::once(0).chain(ages.iter().copied());
            let to = ages.iter().map(|age| Some(age - 1)).chain([None]);
            from.zip(to).map(|(from, to)| Group::Age { from, to }).chain([Group::Unknown]).collect()
        }
    };
    let mut by_grid: BTreeMap<&str, (u64, Vec<u64>)> = BTreeMap::new();
    for household in ledger.households() {
        for member in household.members.iter().filter(|member| member.is_there(day)) {
            let grid = household.grid().unwrap_or_default();
            let (all, counts) = by_grid.entry(grid).or_insert_with(|| (0, vec![0; groups.len()]));
            *all += 1;
            let mut known = false;
            for (group, count) in groups.iter().zip(counts) {
                // The last group is of those that no other takes.
                let belongs = if *group == Group::Unknown { !known } else { belongs(member, *group, day) };
                known |= belongs;
                *count += u64::from(belongs);
            }
        }
    }
    let lines: Vec<&(u64, Vec<u64>)> = by_grid.values().collect();
    let shown = if by == FigureBy::Section {
        each_apart(&lines, groups.len(), least)
    } else {
        let counts: Vec<Vec<u64>> = lines.iter().map(|(_, counts)| counts.clone()).collect();
        Counts::new(&counts).protected(least.into())
    };
    let grids = by_grid.keys().map(|grid| Some((*grid).to_owned())).chain([None]);
    let mut found = Vec::new();
    for (grid, line) in grids.zip(shown) {
        for (group, count) in groups.iter().copied().chain([Group::All]).zip(line) {
            found.push(Figure { grid: grid.clone(), group, count });
        }
    }
    let because = vec![Reason::new(&rule.clause, LEAST.with([Arg::from(least)]))];
    Ok(Decision { value: found, because })
}

fn belongs(member: &Member, group: Group, day: NaiveDate) -> bool {
    match group {
        Group::All => true,
        Group::Sex(wanted) => sex(member, day) == Some(wanted),
        Group::Section(section) => member.filled().iter().any(|field| field.section() == Some(section)),
        Group::Age { from, to } => born(member, day)
            .and_then(|born| born.years(day))
            .is_some_and(|age| from <= age && to.is_none_or(|to| age <= to)),
        Group::Unknown => false,
    }
}

/// Groups that overlap: each is a table of its own, of those who are in it and those who are not. A total that one of them
/// hides, all hide.
fn each_apart(lines: &[&(u64, Vec<u64>)], groups: usize, least: u32) -> Vec<Vec<Option<u64>>> {
    let mut tables: Vec<Counts> = (0..groups)
        .map(|group| {
            let counts: Vec<Vec<u64>> = lines
                .iter()
                .map(|(all, counts)| {
                    let own = counts.get(group).copied().unwrap_or_default();
                    vec![own, all.saturating_sub(own)]
                })
                .collect();
            Counts::new(&counts)
        })
        .collect();
    loop {
        let shown: Vec<Vec<Vec<Option<u64>>>> =
            tables.iter_mut().map(|table| table.protected(least.into())).collect();
        let rows = lines.len() + 1;
        let hidden: Vec<bool> = (0..rows)
            .map(|row| {
                shown.iter().any(|table| table.get(row).is_some_and(|line| line.last() == Some(&None)))
            })
            .collect();
        let mut again = false;
        for table in &mut tables {
            for (row, _) in hidden.iter().enumerate().filter(|(_, hidden)| **hidden) {
                again |= table.hide_total(row);
            }
        }
        if !again {
            return (0..rows)
                .map(|row| {
                    let own = shown
                        .iter()
                        .map(|table| table.get(row).and_then(|line| line.first().copied().flatten()));
                    let all = shown.first().and_then(|table| table.get(row)?.last().copied().flatten());
                    own.chain([all]).collect()
                })
                .collect();
        }
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&LEAST];
