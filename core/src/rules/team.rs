//! Who serves a grid (网格长、管理小组、领导小组): X-3.2, X-3.3, M-8, X-8.1. All findings at once.

use std::collections::BTreeMap;

use crate::decision::{Arg, Finding, Template, Weight, Wording};
use crate::error::Error;
use crate::policy::Policy;
use crate::term::{Identity, Office, Post};
use crate::vocabulary::Vocabulary;

/// What somebody is, as a roster says it (身份).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Standing {
    /// One of the identities that X-3.2 lists.
    Listed(Identity),
    /// Another, in the roster's own words.
    Other(String),
}

impl Standing {
    /// Reads a code or a Chinese term; anything else is another identity in the roster's own words.
    pub fn read(text: &str) -> Self {
        Identity::find(text).map_or_else(|| Self::Other(text.to_owned()), Self::Listed)
    }
}

impl From<&Standing> for Arg {
    fn from(standing: &Standing) -> Self {
        match standing {
            Standing::Listed(identity) => Self::from(*identity),
            Standing::Other(text) => Self::from(text.as_str()),
        }
    }
}

/// Somebody on a roster, by an opaque id: the library keeps no names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Person {
    /// The id.
    pub id: String,
    /// What they are; `None` where the roster does not say.
    pub standing: Option<Standing>,
    /// Whether they live in the grid; `None` where the roster does not say.
    pub lives_in_grid: Option<bool>,
}

/// The team of one grid (网格管理小组).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Team {
    /// The grid.
    pub grid: String,
    /// The leaders; one is lawful.
    pub leaders: Vec<Person>,
    /// The members beside the leader.
    pub members: Vec<Person>,
}

/// Somebody in the leading group.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct GroupMember {
    /// The id.
    pub id: String,
    /// The post in the group.
    pub post: Post,
    /// The office that they hold.
    pub office: Office,
}

static THE_GRID: Template = Template::new("team.subject_grid", "{0}网格", "grid {0}");
static THE_LEADER: Template = Template::new("team.subject_leader", "{0} 网格长", "{0} leader");
static A_LEADER: Template = Template::new("team.subject_a_leader", "{0} 网格长 {1}", "{0} leader {1}");
static THE_MEMBERS: Template = Template::new("team.subject_members", "{0} 成员", "{0} members");
static A_MEMBER: Template = Template::new("team.subject_a_member", "{0} 成员 {1}", "{0} member {1}");
static A_PERSON: Template = Template::new("team.subject_person", "人员 {0}", "person {0}");
static THE_POST: Template = Template::new("group.subject_post", "领导小组{0}", "leading group: {0}");
static A_HOLDER: Template =
    Template::new("group.subject_holder", "领导小组{0} {1}", "leading group: {0} {1}");
static NO_LEADER: Template =
    Template::new("team.no_leader", "没有网格长，应设一名", "no leader; there is to be one");
static LEADERS: Template =
    Template::new("team.many_leaders", "有{0}名网格长，应设一名", "{0} leaders; there is to be one");
static FEW: Template = Template::new(
    "team.few_members",
    "网格长之外有{0}名成员，应为{1}至{2}名，缺{3}名",
    "{0} members beside the leader; there are to be {1} to {2}: {3} missing",
);
static MANY: Template = Template::new(
    "team.many_members",
    "网格长之外有{0}名成员，应为{1}至{2}名，多{3}名",
    "{0} members beside the leader; there are to be {1} to {2}: {3} too many",
);
static UNLISTED: Template = Template::new(
    "team.unlisted_identity",
    "网格长身份“{0}”不在列举之中（{1}）",
    "the leader's identity {0} is not among those listed: {1}",
);
static NO_IDENTITY: Template =
    Template::new("team.no_identity", "没有写明网格长的身份", "the leader's identity is not stated");
static NOT_INSIDE: Template = Template::new(
    "team.leader_outside",
    "{0}担任网格长须为本网格内人员",
    "a {0} who leads a grid must live in it",
);
static NO_RESIDENCE: Template = Template::new(
    "team.no_residence",
    "{0}担任网格长须为本网格内人员，名册没有写明是否住在本网格",
    "a {0} who leads a grid must live in it; the roster does not say",
);
static LEADER_TWICE: Template = Template::new(
    "team.leader_as_member",
    "网格长{0}又列为成员，成员应在网格长之外另设",
    "leader {0} is also listed as a member; members are beside the leader",
);
static MEMBER_TWICE: Template =
    Template::new("team.member_twice", "成员{0}重复列出", "member {0} is listed more than once");
static LEADS_SEVERAL: Template =
    Template::new("team.leads_several", "{0}担任多个网格的网格长：{1}", "{0} leads several grids: {1}");
static SERVES_SEVERAL: Template =
    Template::new("team.serves_several", "{0}在多个网格任职：{1}", "{0} serves in several grids: {1}");
static GRID_TWICE: Template = Template::new(
    "team.grid_twice",
    "网格{0}的小组重复列出",
    "the team of grid {0} is listed more than once",
);
static VACANT: Template =
    Template::new("group.vacant", "{0}至少{1}名，现有{2}名", "{0}: at least {1}; there are {2}");
static CROWDED: Template =
    Template::new("group.crowded", "{0}至多{1}名，现有{2}名", "{0}: at most {1}; there are {2}");
static WRONG_OFFICE: Template =
    Template::new("group.wrong_office", "{0}由{1}担任，应由{2}担任", "{0} is held by {1}; it is for {2}");
static MISSING_OFFICE: Template = Template::new("group.missing_office", "{0}中缺{1}", "{0}: {1} is missing");
static LISTED_TWICE: Template =
    Template::new("group.listed_twice", "{0}重复列出", "{0} is listed more than once");
static TWO_POSTS: Template = Template::new(
    "group.two_posts",
    "{0}在领导小组中任多个职务：{1}",
    "{0} holds several posts in the leading group: {1}",
);
static UNKNOWN_POST: Template =
    Template::new("group.no_such_post", "政策没有设{0}这一职务", "the policy has no post of {0}");

/// What is wrong with the team of one grid, or worth a look; empty where nothing is.
///
/// ```
/// use wangge::rules::team::{self, Person, Standing, Team};
/// use wangge::{Identity, Policy};
/// # fn main() -> Result<(), wangge::Error> {
/// let teacher = Person {
///     id: "P-1".into(),
///     standing: Some(Standing::Listed(Identity::Teacher)),
///     lives_in_grid: Some(false),
/// };
/// let team = Team { grid: "G-001".into(), leaders: vec![teacher], members: vec![] };
/// let findings = team::check(&Policy::preset("combined")?, &team)?;
/// let codes: Vec<_> = findings.iter().map(|finding| finding.code()).collect();
/// assert_eq!(codes, ["team.leader_outside", "team.few_members"]);
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `leaders` or `team` where the policy does not state them.
pub fn check(policy: &Policy, team: &Team) -> Result<Vec<Finding>, Error> {
    let (leaders, size) = (policy.leaders()?, policy.team_size()?);
    let mut findings = Vec::new();
    let mut find = |weight, subject: &'static Template, id: Option<&str>, clause: &_, wording| {
        let args: Vec<Arg> = core::iter::once(team.grid.as_str()).chain(id).map(Arg::from).collect();
        findings.push(Finding::new(weight, subject.with(args), clause, wording));
    };
    match team.leaders.as_slice() {
        [] => find(Weight::Breach, &THE_LEADER, None, &leaders.clause, NO_LEADER.with([])),
        [_] => {}
        many => {
            let count = Arg::from(many.len().to_string());
            find(Weight::Breach, &THE_LEADER, None, &leaders.clause, LEADERS.with([count]));
        }
    }
    for leader in &team.leaders {
        let rule = &leaders.value;
        let (subject, id) = (&A_LEADER, Some(leader.id.as_str()));
        let Some(standing) = &leader.standing else {
            find(Weight::Advice, subject, id, &leaders.clause, NO_IDENTITY.with([]));
            continue;
        };
        let listed = match standing {
            Standing::Listed(identity) if rule.outside.contains(identity) => continue,
            Standing::Listed(identity) => rule.inside.contains(identity),
            Standing::Other(_) => false,
        };
        if !listed {
            let weight = if rule.closed { Weight::Breach } else { Weight::Advice };
            let all = Arg::terms(&[rule.outside.as_slice(), &rule.inside].concat());
            find(weight, subject, id, &leaders.clause, UNLISTED.with([standing.into(), all]));
        }
        // Whoever is not among those that may lead from outside must live in the grid.
        match leader.lives_in_grid {
            Some(true) => {}
            Some(false) => {
                find(Weight::Breach, subject, id, &leaders.clause, NOT_INSIDE.with([standing.into()]));
            }
            None => find(Weight::Advice, subject, id, &leaders.clause, NO_RESIDENCE.with([standing.into()])),
        }
    }
    let count = u32::try_from(team.members.len()).unwrap_or(u32::MAX);
    let (min, max) = (size.value.min, size.value.max);
    if count < min {
        let args = [Arg::from(count), min.into(), max.into(), (min - count).into()];
        find(Weight::Breach, &THE_MEMBERS, None, &size.clause, FEW.with(args));
    }
    if count > max {
        let args = [Arg::from(count), min.into(), max.into(), (count - max).into()];
        find(Weight::Breach, &THE_MEMBERS, None, &size.clause, MANY.with(args));
    }
    for (nth, member) in team.members.iter().enumerate() {
        let (subject, who) = (&A_MEMBER, Some(member.id.as_str()));
        let id = [Arg::from(member.id.as_str())];
        if team.leaders.iter().any(|leader| leader.id == member.id) {
            find(Weight::Breach, subject, who, &size.clause, LEADER_TWICE.with(id));
        } else if team.members.iter().take(nth).any(|other| other.id == member.id) {
            find(Weight::Breach, subject, who, &size.clause, MEMBER_TWICE.with(id));
        }
    }
    Ok(findings)
}

/// The findings of every team, and what only shows across them: a grid listed twice, a person in several grids.
///
/// # Errors
/// As for [`check`].
pub fn check_roster(policy: &Policy, teams: &[Team]) -> Result<Vec<Finding>, Error> {
    let (leaders, size) = (policy.leaders()?, policy.team_size()?);
    let mut findings = Vec::new();
    let mut leads: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut serves: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut grids: BTreeMap<&str, usize> = BTreeMap::new();
    for team in teams {
        findings.extend(check(policy, team)?);
        *grids.entry(&team.grid).or_default() += 1;
        for leader in &team.leaders {
            leads.entry(&leader.id).or_default().push(&team.grid);
        }
        for person in team.leaders.iter().chain(&team.members) {
            serves.entry(&person.id).or_default().push(&team.grid);
        }
    }
    for (grid, _) in grids.iter().filter(|(_, times)| **times > 1) {
        let words = GRID_TWICE.with([Arg::from(*grid)]);
        findings.push(Finding::new(Weight::Breach, THE_GRID.with([Arg::from(*grid)]), &size.clause, words));
    }
    let several = |grids: &Vec<&str>| {
        let mut distinct = grids.clone();
        distinct.sort_unstable();
        distinct.dedup();
        (distinct.len() > 1).then(|| Arg::List(distinct.iter().map(|grid| Arg::from(*grid)).collect()))
    };
    for (person, grids) in &serves {
        let led = leads.get(person).and_then(several);
        let (template, clause, list): (&'static Template, _, _) = match (led, several(grids)) {
            (Some(list), _) => (&LEADS_SEVERAL, &leaders.clause, list),
            (None, Some(list)) => (&SERVES_SEVERAL, &size.clause, list),
            (None, None) => continue,
        };
        let who = A_PERSON.with([Arg::from(*person)]);
        findings.push(Finding::new(Weight::Advice, who, clause, template.with([Arg::from(*person), list])));
    }
    Ok(findings)
}

/// What is wrong with the composition of the leading group (M-8, X-8.1).
///
/// ```
/// use wangge::rules::team::{self, GroupMember};
/// use wangge::{Office, Policy, Post};
/// # fn main() -> Result<(), wangge::Error> {
/// let head = GroupMember { id: "P-1".into(), post: Post::Head, office: Office::TownshipHead };
/// let findings = team::check_leading_group(&Policy::preset("xiang-2011")?, &[head])?;
/// assert_eq!(findings[0].code(), "group.wrong_office");
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`Unspecified`](crate::Unspecified) for `leading_group` where the policy does not state it.
pub fn check_leading_group(policy: &Policy, members: &[GroupMember]) -> Result<Vec<Finding>, Error> {
    let group = policy.leading_group()?;
    let mut findings = Vec::new();
    // One person listed again in the same post is one person, and a finding.
    let mut listed: Vec<&GroupMember> = Vec::with_capacity(members.len());
    for member in members {
        if listed.iter().any(|other| (&other.id, other.post) == (&member.id, member.post)) {
            let who = A_HOLDER.with([Arg::from(member.post), member.id.as_str().into()]);
            let words = LISTED_TWICE.with([Arg::from(member.id.as_str())]);
            findings.push(Finding::new(Weight::Breach, who, &group.clause, words));
        } else {
            listed.push(member);
        }
    }
    let members = listed;
    for rule in &group.value.posts {
        let holders: Vec<_> = members.iter().filter(|member| member.post == rule.post).collect();
        let count = u32::try_from(holders.len()).unwrap_or(u32::MAX);
        let mut find = |subject: Wording, wording| {
            findings.push(Finding::new(Weight::Breach, subject, &group.clause, wording));
        };
        for holder in holders.iter().filter(|holder| !rule.offices.contains(&holder.office)) {
            let args = [Arg::from(rule.post), holder.office.into(), Arg::terms(&rule.offices)];
            find(A_HOLDER.with([Arg::from(rule.post), holder.id.as_str().into()]), WRONG_OFFICE.with(args));
        }
        let held = |office: &Office| holders.iter().any(|holder| holder.office == *office);
        let missing: Vec<Office> =
            rule.offices.iter().copied().filter(|office| rule.each && !held(office)).collect();
        for office in &missing {
            find(
                THE_POST.with([Arg::from(rule.post)]),
                MISSING_OFFICE.with([Arg::from(rule.post), (*office).into()]),
            );
        }
        // A missing office says it already.
        if count < rule.min && missing.is_empty() {
            let args = [Arg::from(rule.post), rule.min.into(), count.into()];
            find(THE_POST.with([Arg::from(rule.post)]), VACANT.with(args));
        }
        if let Some(max) = rule.max.filter(|max| count > *max) {
            let args = [Arg::from(rule.post), max.into(), count.into()];
            find(THE_POST.with([Arg::from(rule.post)]), CROWDED.with(args));
        }
    }
    let mut posts: BTreeMap<&str, Vec<Post>> = BTreeMap::new();
    for member in &members {
        posts.entry(&member.id).or_default().push(member.post);
        if !group.value.posts.iter().any(|rule| rule.post == member.post) {
            let words = UNKNOWN_POST.with([Arg::from(member.post)]);
            findings.push(Finding::new(
                Weight::Advice,
                A_PERSON.with([Arg::from(member.id.as_str())]),
                &group.clause,
                words,
            ));
        }
    }
    for (person, held) in posts.iter().filter(|(_, held)| held.len() > 1) {
        let words = TWO_POSTS.with([Arg::from(*person), Arg::terms(held)]);
        findings.push(Finding::new(
            Weight::Advice,
            A_PERSON.with([Arg::from(*person)]),
            &group.clause,
            words,
        ));
    }
    Ok(findings)
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &THE_GRID,
    &THE_LEADER,
    &A_LEADER,
    &THE_MEMBERS,
    &A_MEMBER,
    &A_PERSON,
    &THE_POST,
    &A_HOLDER,
    &NO_LEADER,
    &LEADERS,
    &FEW,
    &MANY,
    &UNLISTED,
    &NO_IDENTITY,
    &NOT_INSIDE,
    &NO_RESIDENCE,
    &LEADER_TWICE,
    &MEMBER_TWICE,
    &LEADS_SEVERAL,
    &SERVES_SEVERAL,
    &GRID_TWICE,
    &VACANT,
    &CROWDED,
    &WRONG_OFFICE,
    &MISSING_OFFICE,
    &TWO_POSTS,
    &LISTED_TWICE,
    &UNKNOWN_POST,
];
