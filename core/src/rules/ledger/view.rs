//! What of a ledger somebody sees (查看, X-5, M-7.1.4): by the policy, section by section; the rest is left out.

use chrono::NaiveDate;

use super::finding::nth;
use super::household::{Household, Ledger};
use super::secret::{Secret, mask};
use crate::clause::ClauseId;
use crate::decision::{Arg, Decision, Reason, Template};
use crate::error::{Error, InputError};
use crate::policy::{Dated, LedgerSection, Policy};
use crate::term::{LedgerField, Section, View};
use crate::vocabulary::Vocabulary as _;

/// One value that a view shows (可见信息).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Seen {
    /// The household; empty for the public.
    pub household: String,
    /// Its grids.
    pub grid: String,
    /// The member, counted within the household from 1; `None` for what is said of the household.
    pub member: Option<u32>,
    /// The field.
    pub field: LedgerField,
    /// What is shown.
    pub text: Secret<String>,
    /// Whether it is masked.
    pub masked: bool,
}

static SEES: Template =
    Template::new("ledger.sees", "{0}可查看“{1}”（用途：{2}）", "shown to {0}: {1} (kept for: {2})");
static MASKED: Template = Template::new(
    "ledger.masked",
    "{0}可查看“{1}”（用途：{2}），其中{3}脱敏显示",
    "shown to {0}: {1} (kept for: {2}), masked: {3}",
);
static KEPT_BACK: Template = Template::new("ledger.kept_back", "{0}不能查看：{1}", "not shown to {0}: {1}");

/// What a view shows of a ledger on a day: each value with its place, masked where the policy says so. A section that the
/// policy does not let the view see is left out, and so is a section that the policy does not state. A resident sees the
/// household `of`, a leader and a team the households of the grid `of`, the office and the public those of all; the public
/// is not told which household it is. Who has left is no longer shown, but to the office.
///
/// ```
/// use wangge::{LedgerField, Policy, View};
/// use wangge::rules::ledger::{self, Household, Ledger, Member};
/// # fn main() -> Result<(), wangge::Error> {
/// let member = Member { name: Some("示例甲".into()), phone: Some("14200001234".into()), ..Member::default() };
/// let household = Household {
///     id: "H-1".into(), grids: vec!["340100000001001".into()], members: vec![member], ..Household::default()
/// };
/// let (ledger, policy) = (Ledger::new(vec![household]), Policy::preset("combined")?);
/// let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day");
/// let seen = ledger::view(&policy, &ledger, View::Team, Some("340100000001001"), day)?;
/// let shown: Vec<_> = seen.value.iter().map(|one| one.text.reveal().as_str()).collect();
/// assert_eq!(shown, ["示例甲", "142******34"]);
/// assert_eq!(ledger::view(&policy, &ledger, View::Public, None, day)?.value, []);
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`InputError`] where `of` is missing, is not needed, or is nothing that the ledger has;
/// [`Unspecified`](crate::Unspecified) where the policy states no section at all;
/// [`PolicyError`](crate::PolicyError) where it is not in force on the day.
pub fn view(
    policy: &Policy,
    ledger: &Ledger,
    view: View,
    of: Option<&str>,
    day: NaiveDate,
) -> Result<Decision<Vec<Seen>>, Error> {
    let rules = rules(policy, day)?;
    let households = households(ledger, view, of)?;
    let seen_rules: Vec<&Dated<LedgerSection>> =
        rules.iter().copied().filter(|rule| rule.value.see.contains(&view)).collect();
    let mut seen = Vec::new();
    for household in households {
        let at = |member, field, text: std::borrow::Cow<'_, str>, rule: &LedgerSection| {
            let masked = rule.mask.contains(&field) && !rule.plain.contains(&view);
            Seen {
                household: if view == View::Public { String::new() } else { household.id.clone() },
                grid: household.grids.join(", "),
                member: if view == View::Public { None } else { member },
                field,
                text: Secret::new(if masked { mask(field, &text) } else { text.into_owned() }),
                masked,
            }
        };
        let fields = |rule: &LedgerSection| {
            let section = Some(rule.section);
            LedgerField::ALL.iter().copied().filter(move |field| field.section() == section)
        };
        for rule in seen_rules.iter().map(|rule| &rule.value) {
            seen.extend(
                fields(rule)
                    .filter_map(|field| Some(at(None, field, household.sections_value(field)?, rule))),
            );
        }
        for (place, member) in household.members.iter().enumerate() {
            if !member.is_there(day) && view != View::Office {
                continue;
            }
            for rule in seen_rules.iter().map(|rule| &rule.value) {
                seen.extend(
                    fields(rule)
                        .filter_map(|field| Some(at(Some(nth(place)), field, member.value(field)?, rule))),
                );
            }
        }
    }
    Ok(Decision { value: seen, because: because(view, &rules) })
}

impl Household {
    /// What stands of the household itself in a field of a section.
    fn sections_value(&self, field: LedgerField) -> Option<std::borrow::Cow<'_, str>> {
        field.section().and_then(|_| self.value(field))
    }
}

/// The sections that the policy states for a day.
pub(super) fn rules(policy: &Policy, day: NaiveDate) -> Result<Vec<&Dated<LedgerSection>>, Error> {
    let mut rules = Vec::new();
    let mut missing = None;
    for section in Section::ALL {
        match policy.ledger_section(*section, day) {
            Ok(rule) => rules.push(rule),
            Err(Error::Unspecified(error)) => missing = Some(missing.unwrap_or(error)),
            Err(error) => return Err(error),
        }
    }
    match missing {
        Some(error) if rules.is_empty() => Err(error.into()),
        _ => Ok(rules),
    }
}

fn households<'l>(ledger: &'l Ledger, view: View, of: Option<&str>) -> Result<Vec<&'l Household>, Error> {
    let all = ledger.households().iter();
    match (view.of(), of) {
        (None, None) => Ok(all.collect()),
        (None, Some(of)) => Err(InputError::value("of", of, format!("nothing: {view} sees all")).into()),
        (Some(field), None) => {
            Err(InputError::value("of", "None", format!("the {field} of the {view}")).into())
        }
        (Some(field), Some(of)) => {
            let found: Vec<_> = match field {
                LedgerField::Household => all.filter(|household| household.id == of).collect(),
                _ => all.filter(|household| household.grids.iter().any(|grid| grid == of)).collect(),
            };
            if found.is_empty() {
                return Err(InputError::value("of", of, format!("a {field} of the ledger")).into());
            }
            Ok(found)
        }
    }
}

fn because(view: View, rules: &[&Dated<LedgerSection>]) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let mut back = Vec::new();
    for rule in rules {
        let value = &rule.value;
        if !value.see.contains(&view) {
            back.push(value.section);
            continue;
        }
        let mut args = vec![Arg::from(view), value.section.into(), value.purpose.as_str().into()];
        let words = if value.mask.is_empty() || value.plain.contains(&view) {
            SEES.with(args)
        } else {
            args.push(Arg::terms(&value.mask));
            MASKED.with(args)
        };
        reasons.push(Reason::new(&rule.clause, words));
    }
    if !back.is_empty() {
        let words = KEPT_BACK.with([Arg::from(view), Arg::terms(&back)]);
        reasons.push(Reason::new(&ClauseId::fixed("M-7.1.4"), words));
    }
    reasons
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&SEES, &MASKED, &KEPT_BACK];
