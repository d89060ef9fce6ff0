//! The service card of a grid (民情联系服务卡, X-6): what must stand on it, whether it is that of the people who serve, where
//! it hangs, and from which day on it is out of date.
//!
//! What stands on a card is made public: names, posts and numbers of people in office, never of residents.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::team::Team;
use crate::decision::{Arg, Decision, Finding, Reason, Template, Weight, Wording};
use crate::error::{Error, InputError};
use crate::policy::Policy;
use crate::term::{CardPart, CardPlace};

/// Somebody on a card (卡上人员).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct CardPerson {
    /// The id by which the roster knows them.
    pub id: String,
    /// The name; empty where it does not stand.
    pub name: String,
    /// The post, such as 网格长 or 村委会委员.
    pub post: String,
    /// How to reach them, such as a number to call.
    pub contact: String,
}

/// The supervising line of the level above (上级监督举报电话).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Supervision {
    /// Whose it is.
    pub unit: String,
    /// The number.
    pub phone: String,
}

/// Where a card hangs, and since when (公示).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Posted {
    /// Where.
    pub place: CardPlace,
    /// Since which day.
    pub on: NaiveDate,
}

/// The service card of a grid (民情联系服务卡).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct ServiceCard {
    /// The code of the grid.
    pub grid: String,
    /// The village.
    pub village: String,
    /// The leader of the grid.
    pub leader: Option<CardPerson>,
    /// The members of the team.
    pub team: Vec<CardPerson>,
    /// What they do for residents.
    pub services: Vec<String>,
    /// The supervising line of the level above.
    pub supervision: Option<Supervision>,
    /// Where it hangs.
    pub published: Vec<Posted>,
}

impl ServiceCard {
    /// Everybody on it, the leader first.
    pub fn people(&self) -> impl Iterator<Item = &CardPerson> {
        self.leader.iter().chain(&self.team)
    }
}

/// The team of a grid from a day on, until the next one (名册变动).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TeamFrom {
    /// The first day.
    pub from: NaiveDate,
    /// The team.
    pub team: Team,
}

/// Whether a card is still that of the people who serve (卡片有效性).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Validity {
    /// The first day on which it was no longer so; `None` while it is.
    pub stale_since: Option<NaiveDate>,
    /// Where it hangs and must be replaced, each with the day it was put there.
    pub replace: Vec<Posted>,
    /// What differs on the day asked about.
    pub findings: Vec<Finding>,
}

static OF_CARD: Template = Template::new("card.subject", "网格{0}服务卡", "card of grid {0}");
static OF_PERSON: Template =
    Template::new("card.subject_person", "网格{0}服务卡 {1}", "card of grid {0}: {1}");
static LACKS: Template = Template::new("card.lacks", "没有载明{0}", "it lacks: {0}");
static LACKS_SERVICE: Template =
    Template::new("card.lacks_service", "没有载明服务内容“{0}”", "it does not name the service: {0}");
static NOT_POSTED: Template = Template::new("card.not_posted", "没有在{0}公示", "it is not made public: {0}");
static POSTED_LATER: Template =
    Template::new("card.posted_later", "在{0}的公示日期{1}晚于{2}", "{0}: the day {1} is after {2}");
static PERSON_TWICE: Template =
    Template::new("card.person_twice", "{0}在卡上重复列出", "{0} stands more than once on it");
static OTHER_LEADER: Template = Template::new(
    "card.other_leader",
    "卡上网格长为{0}，名册为{1}",
    "the leader on it is {0}, and on the roster {1}",
);
static NO_LEADER: Template = Template::new(
    "card.no_leader",
    "卡上网格长为{0}，名册没有网格长",
    "the leader on it is {0}, and the roster has none",
);
static MISSES: Template =
    Template::new("card.misses_person", "名册上的{0}不在卡上", "{0} is on the roster and not on it");
static EXTRA: Template =
    Template::new("card.extra_person", "卡上的{0}不在名册上", "{0} is on it and not on the roster");
static OTHER_GRID: Template = Template::new(
    "card.other_grid",
    "名册是网格{0}的，卡片是网格{1}的",
    "the roster is that of grid {0}, the card that of {1}",
);
static HOLDS: Template =
    Template::new("card.holds", "服务卡与名册一致", "the card is that of the people who serve");
static STALE: Template = Template::new(
    "card.stale",
    "名册自{0}起变动，服务卡自当日起失效，应更换",
    "the roster changed on {0}: from that day on the card is out of date and is to be replaced",
);

/// What a card lacks on a day, and where it is not made public: the findings, none where all is well.
///
/// ```
/// use wangge::Policy;
/// use wangge::rules::card::{self, CardPerson, ServiceCard};
/// # fn main() -> Result<(), wangge::Error> {
/// let leader = CardPerson { id: "p-1".into(), name: "示例甲".into(), post: "网格长".into(), ..CardPerson::default() };
/// let card = ServiceCard { grid: "340100000001001".into(), leader: Some(leader), ..ServiceCard::default() };
/// let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day");
/// let found = card::check(&Policy::preset("xiang-2011")?, &card, day)?;
/// let codes: Vec<_> = found.iter().map(|one| one.code()).collect();
/// assert_eq!(codes, [
///     "card.lacks", "card.lacks", "card.lacks", "card.lacks", "card.not_posted", "card.not_posted",
/// ]);
/// assert_eq!(found[0].zh(), "不符合：网格340100000001001服务卡：〔X-6〕没有载明服务团队成员");
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `card`; [`PolicyError`](crate::PolicyError) where the policy is not in force on
/// the day.
pub fn check(policy: &Policy, card: &ServiceCard, day: NaiveDate) -> Result<Vec<Finding>, Error> {
    let rule = policy.card_rule(day)?;
    let mut findings = Vec::new();
    let mut find = |subject: Wording, words: Wording| {
        findings.push(Finding::new(Weight::Breach, subject, &rule.clause, words));
    };
    let blank = |text: &String| text.trim().is_empty();
    let own = || OF_CARD.with([Arg::from(card.grid.as_str())]);
    for part in &rule.value.needs {
        let whole = match part {
            CardPart::Leader => card.leader.is_some(),
            CardPart::Team => !card.team.is_empty(),
            CardPart::Services => card.services.iter().any(|service| !blank(service)),
            CardPart::Supervision => card.supervision.as_ref().is_some_and(|line| !blank(&line.phone)),
            CardPart::Name | CardPart::Post | CardPart::Contact => {
                for person in card.people() {
                    let text = match part {
                        CardPart::Name => &person.name,
                        CardPart::Post => &person.post,
                        _ => &person.contact,
                    };
                    if blank(text) {
                        find(of(card, &person.id), LACKS.with([Arg::from(*part)]));
                    }
                }
                true
            }
        };
        if !whole {
            find(own(), LACKS.with([Arg::from(*part)]));
        }
    }
    for service in rule.value.services.iter().filter(|service| !card.services.contains(service)) {
        find(own(), LACKS_SERVICE.with([Arg::from(service.as_str())]));
    }
    let mut seen = BTreeSet::new();
    for person in card.people().filter(|person| !seen.insert(&person.id)) {
        find(own(), PERSON_TWICE.with([Arg::from(person.id.as_str())]));
    }
    for place in &rule.value.published {
        if !card.published.iter().any(|posted| posted.place == *place) {
            find(own(), NOT_POSTED.with([Arg::from(*place)]));
        }
    }
    for posted in card.published.iter().filter(|posted| posted.on > day) {
        find(own(), POSTED_LATER.with([Arg::from(posted.place), posted.on.into(), day.into()]));
    }
    Ok(findings)
}

/// Whether the people on a card are those of the roster on a day: nobody missing, nobody else, the same leader.
///
/// # Errors
/// As for [`check`].
pub fn check_roster(
    policy: &Policy,
    card: &ServiceCard,
    team: &Team,
    day: NaiveDate,
) -> Result<Vec<Finding>, Error> {
    let clause = &policy.card_rule(day)?.clause;
    let own = || OF_CARD.with([Arg::from(card.grid.as_str())]);
    let words = differences(card, team);
    Ok(words.into_iter().map(|words| Finding::new(Weight::Breach, own(), clause, words)).collect())
}

/// Whether a card holds on a day, where the team of its grid changed over time: if not, since which day, and where it is to
/// be replaced. A card is out of date as long as its people are not those of the roster.
///
/// ```
/// use wangge::{CardPlace, Policy};
/// use wangge::rules::card::{self, CardPerson, Posted, ServiceCard, TeamFrom};
/// use wangge::rules::team::{Person, Team};
/// # fn main() -> Result<(), wangge::Error> {
/// let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a day");
/// let team = |from, leader: &str| {
///     let leaders = vec![Person { id: leader.into(), standing: None, lives_in_grid: None }];
///     TeamFrom { from: day(from), team: Team { grid: "G-1".into(), leaders, members: vec![] } }
/// };
/// let card = ServiceCard {
///     grid: "G-1".into(),
///     leader: Some(CardPerson { id: "p-1".into(), ..CardPerson::default() }),
///     published: vec![Posted { place: CardPlace::Board, on: day("2026-01-05") }],
///     ..ServiceCard::default()
/// };
/// let rosters = [team("2026-01-01", "p-1"), team("2026-09-01", "p-2")];
/// let found = card::validity(&Policy::preset("combined")?, &card, &rosters, day("2026-11-25"))?;
/// assert_eq!(found.value.stale_since, Some(day("2026-09-01")));
/// assert_eq!(found.value.replace, card.published);
/// assert_eq!(found.clauses(), ["X-6"]);
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`InputError`] where no roster is known for the day, or two begin on one day; as for [`check`].
pub fn validity(
    policy: &Policy,
    card: &ServiceCard,
    rosters: &[TeamFrom],
    day: NaiveDate,
) -> Result<Decision<Validity>, Error> {
    let clause = &policy.card_rule(day)?.clause;
    let mut by_day: BTreeMap<NaiveDate, &Team> = BTreeMap::new();
    for (row, roster) in rosters.iter().enumerate() {
        if by_day.insert(roster.from, &roster.team).is_some() {
            return Err(InputError::value("from", roster.from, "each day once").at(row).into());
        }
    }
    let until_now: Vec<(NaiveDate, Vec<Wording>)> =
        by_day.range(..=day).map(|(from, team)| (*from, differences(card, team))).collect();
    let Some((_, today)) = until_now.last() else {
        let first =
            by_day.keys().next().map_or_else(|| "a roster".to_owned(), |first| format!("{first} or later"));
        return Err(InputError::value("day", day, first).into());
    };
    let own = || OF_CARD.with([Arg::from(card.grid.as_str())]);
    let findings: Vec<Finding> =
        today.iter().map(|words| Finding::new(Weight::Breach, own(), clause, words.clone())).collect();
    let stale_since =
        until_now.iter().rev().take_while(|(_, words)| !words.is_empty()).last().map(|(from, _)| *from);
    let replace = match stale_since {
        None => Vec::new(),
        Some(_) => card.published.iter().copied().filter(|posted| posted.on <= day).collect(),
    };
    let words = stale_since.map_or_else(|| HOLDS.with([]), |since| STALE.with([Arg::from(since)]));
    let because = vec![Reason::new(clause, words)];
    Ok(Decision { value: Validity { stale_since, replace, findings }, because })
}

fn of(card: &ServiceCard, person: &str) -> Wording {
    OF_PERSON.with([Arg::from(card.grid.as_str()), person.into()])
}

/// What differs between the people of a card and of a roster.
fn differences(card: &ServiceCard, team: &Team) -> Vec<Wording> {
    let mut words = Vec::new();
    if team.grid != card.grid {
        words.push(OTHER_GRID.with([Arg::from(team.grid.as_str()), card.grid.as_str().into()]));
    }
    let leaders: BTreeSet<&str> = team.leaders.iter().map(|person| person.id.as_str()).collect();
    let members: BTreeSet<&str> = team.members.iter().map(|person| person.id.as_str()).collect();
    let leader = card.leader.as_ref().map(|person| person.id.as_str());
    match leader {
        Some(leader) if leaders.is_empty() => words.push(NO_LEADER.with([Arg::from(leader)])),
        Some(leader) if !leaders.contains(leader) => {
            let of_roster = Arg::List(leaders.iter().map(|one| Arg::from(*one)).collect());
            words.push(OTHER_LEADER.with([Arg::from(leader), of_roster]));
        }
        // Of several leaders on the roster, the card has room for one: the others are missing.
        leader => {
            let missing = leaders.iter().filter(|one| leader != Some(**one));
            words.extend(missing.map(|one| MISSES.with([Arg::from(*one)])));
        }
    }
    let on_card: BTreeSet<&str> = card.team.iter().map(|person| person.id.as_str()).collect();
    words.extend(members.difference(&on_card).map(|one| MISSES.with([Arg::from(*one)])));
    words.extend(on_card.difference(&members).map(|one| EXTRA.with([Arg::from(*one)])));
    words
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &OF_CARD,
    &OF_PERSON,
    &LACKS,
    &LACKS_SERVICE,
    &NOT_POSTED,
    &POSTED_LATER,
    &PERSON_TWICE,
    &OTHER_LEADER,
    &NO_LEADER,
    &MISSES,
    &EXTRA,
    &OTHER_GRID,
    &HOLDS,
    &STALE,
];
