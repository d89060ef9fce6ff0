//! All that is wrong in a ledger, at once (台账检查, X-5): numbers, grids, entries that stand twice, ages that contradict.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::finding::{LedgerFinding, Place, nth};
use super::household::{Household, Ledger, Member};
use super::identity::{read_identity, read_phone};
use super::secret::mask;
use crate::clause::ClauseId;
use crate::decision::{Arg, Template, Weight, Wording};
use crate::error::Error;
use crate::policy::{CodeScheme, Policy};
use crate::term::{LedgerField, Relation, Section, Sex};

static NO_ID: Template = Template::new("ledger.no_household", "没有户号", "the household has no number");
static HOUSEHOLD_TWICE: Template =
    Template::new("ledger.household_twice", "户号{0}重复", "household {0} stands more than once");
static NO_GRID: Template = Template::new("ledger.no_grid", "没有归入网格", "the household is in no grid");
static TWO_GRIDS: Template =
    Template::new("ledger.two_grids", "归入{0}个网格：{1}", "the household is in {0} grids: {1}");
static GRID_CODE: Template = Template::new(
    "ledger.grid_code",
    "网格编码“{0}”不可用，应为{1}位行政区划代码加{2}位顺序号",
    "{0} is no code of a grid: {1} digits of a region and {2} of a number are needed",
);
static NO_MEMBER: Template = Template::new("ledger.no_member", "没有家庭成员", "the household has no member");
static NO_HEAD: Template = Template::new("ledger.no_head", "没有户主", "the household has no head");
static TWO_HEADS: Template = Template::new("ledger.two_heads", "有{0}名户主", "the household has {0} heads");
static NO_NAME: Template = Template::new("ledger.no_name", "没有姓名", "the member has no name");
static IDENTITY: Template = Template::new("ledger.identity", "身份证号“{0}”{1}", "identity number {0}: {1}");
static IDENTITY_SEX: Template = Template::new(
    "ledger.identity_sex",
    "性别为{0}，身份证号“{1}”所载为{2}",
    "the sex is {0}, and identity number {1} says {2}",
);
static IDENTITY_BIRTHDAY: Template = Template::new(
    "ledger.identity_birthday",
    "出生日期{0}与身份证号“{1}”所载不同",
    "the birthday {0} is not the one in identity number {1}",
);
static PHONE: Template = Template::new(
    "ledger.phone",
    "电话“{0}”{1}；允许：手机号码，或区号加固定电话",
    "phone {0}: {1}; allowed: a mobile number, or a fixed line with its area code",
);
static BORN_LATER: Template = Template::new(
    "ledger.born_later",
    "出生日期{0}晚于台账日期{1}",
    "the birthday {0} is after the day of the ledger, {1}",
);
static LEFT_BEFORE: Template =
    Template::new("ledger.left_before", "离户日期{0}早于出生日期", "left on {0}, before being born");
static MEMBER_TWICE: Template = Template::new(
    "ledger.member_twice",
    "与第{0}名成员的身份证号相同（{1}）",
    "the same identity number as member {0} ({1})",
);
static MAYBE_TWICE: Template = Template::new(
    "ledger.member_maybe_twice",
    "与第{0}名成员的姓名、出生日期相同，请核对是否为同一人",
    "the same name and birthday as member {0}: look whether it is one person",
);
static TWO_HOUSEHOLDS: Template = Template::new(
    "ledger.two_households",
    "身份证号“{0}”同时列入户{1}",
    "identity number {0} also stands in household {1}",
);
static CHILD_OLDER: Template = Template::new(
    "ledger.child_older",
    "与户主关系为{0}，出生却不晚于户主",
    "a {0} of the head, and not born after the head",
);
static PARENT_YOUNGER: Template = Template::new(
    "ledger.parent_younger",
    "与户主关系为{0}，出生却不早于户主",
    "a {0} of the head, and not born before the head",
);
static RELATION_SEX: Template =
    Template::new("ledger.relation_sex", "与户主关系为{0}，性别却为{1}", "a {0}, and the sex is {1}");
static YOUNG_HEAD: Template = Template::new(
    "ledger.young_head",
    "户主{0}周岁，不足{1}周岁，请核对",
    "the head is {0} years old, below {1}: have a look",
);

/// All that is wrong in a ledger as of a day, in its order: each with its row, household, member and field, private values
/// masked. A breach cannot be so; advice is worth a look.
///
/// Numbers are those of GB 11643-1999 and of the telephone; codes of grids those of the policy, where it states them. Of
/// members that have left by the day, only their own entries are looked at.
///
/// ```
/// use wangge::Policy;
/// use wangge::rules::ledger::{self, Household, Ledger, Member};
/// # fn main() -> Result<(), wangge::Error> {
/// // Made up: there is no district 110000.
/// let member = Member {
///     name: Some("示例甲".into()), identity: Some("110000190002300010".into()), ..Member::default()
/// };
/// let household = Household { id: "H-1".into(), members: vec![member], ..Household::default() };
/// let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day");
/// let findings = ledger::check(&Policy::preset("combined")?, &Ledger::new(vec![household]), day)?;
/// let found: Vec<_> = findings.iter().map(|one| one.code()).collect();
/// assert_eq!(found, ["ledger.no_grid", "ledger.no_head", "ledger.identity", "ledger.identity"]);
/// assert!(findings[2].zh().ends_with("〔W-21〕身份证号“110**************0”出生日期不存在"));
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`PolicyError`](crate::PolicyError) where the policy is not in force on the day.
pub fn check(policy: &Policy, ledger: &Ledger, day: NaiveDate) -> Result<Vec<LedgerFinding>, Error> {
    let scheme = policy.at(day)?.code_scheme()?.map(|rule| (rule.value, rule.clause.clone()));
    let head = policy.ledger_head(day)?.map(|rule| (rule.value, rule.clause.clone()));
    let mut check = Check {
        day,
        clause: clause(policy, day),
        scheme,
        head,
        findings: Vec::new(),
        ids: BTreeSet::new(),
        people: people(ledger, day),
    };
    for household in ledger.households() {
        check.household(household);
    }
    Ok(check.findings)
}

/// The clause of the family section where the policy states one, else that of the document.
pub(super) fn clause(policy: &Policy, day: NaiveDate) -> ClauseId {
    policy
        .ledger_section(Section::Family, day)
        .map_or_else(|_| ClauseId::fixed("X-5"), |rule| rule.clause.clone())
}

/// The households in which each identity number stands, of those who have not left.
fn people(ledger: &Ledger, day: NaiveDate) -> BTreeMap<&str, Vec<&str>> {
    let mut people: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for household in ledger.households() {
        for member in household.members.iter().filter(|member| member.is_there(day)) {
            if let Some(identity) = &member.identity {
                let homes = people.entry(identity.reveal()).or_default();
                if !homes.contains(&household.id.as_str()) {
                    homes.push(&household.id);
                }
            }
        }
    }
    people
}

struct Check<'l> {
    day: NaiveDate,
    clause: ClauseId,
    scheme: Option<(CodeScheme, ClauseId)>,
    head: Option<(u32, ClauseId)>,
    findings: Vec<LedgerFinding>,
    ids: BTreeSet<&'l str>,
    people: BTreeMap<&'l str, Vec<&'l str>>,
}

impl<'l> Check<'l> {
    fn find(&mut self, place: Place, weight: Weight, words: Wording) {
        let finding = place.finding(weight, &self.clause, words);
        self.findings.push(finding);
    }

    fn household(&mut self, household: &'l Household) {
        let at = |field| Place { row: household.row, household: household.id.clone(), member: None, field };
        let id = household.id.as_str();
        if id.trim().is_empty() {
            self.find(at(Some(LedgerField::Household)), Weight::Breach, NO_ID.with([]));
        } else if !self.ids.insert(id) {
            let words = HOUSEHOLD_TWICE.with([Arg::from(id)]);
            self.find(at(Some(LedgerField::Household)), Weight::Breach, words);
        }
        let grids = household.grids.as_slice();
        match grids {
            [] => self.find(at(Some(LedgerField::Grid)), Weight::Breach, NO_GRID.with([])),
            [_] => {}
            many => {
                let list = many.iter().map(|grid| Arg::from(grid.as_str())).collect();
                let words = TWO_GRIDS.with([many.len().into(), Arg::List(list)]);
                self.find(at(Some(LedgerField::Grid)), Weight::Breach, words);
            }
        }
        if let Some((scheme, clause)) = self.scheme.clone() {
            for grid in grids.iter().filter(|grid| !is_grid(grid, scheme)) {
                let args = [Arg::from(grid.as_str()), scheme.region.into(), scheme.sequence.into()];
                let finding =
                    at(Some(LedgerField::Grid)).finding(Weight::Breach, &clause, GRID_CODE.with(args));
                self.findings.push(finding);
            }
        }
        let there: Vec<&Member> =
            household.members.iter().filter(|member| member.is_there(self.day)).collect();
        let heads: Vec<&Member> =
            there.iter().copied().filter(|member| member.relation == Some(Relation::Head)).collect();
        if household.members.is_empty() {
            self.find(at(None), Weight::Advice, NO_MEMBER.with([]));
        } else if !there.is_empty() {
            match heads.len() {
                1 => {}
                0 => self.find(at(Some(LedgerField::Relation)), Weight::Advice, NO_HEAD.with([])),
                many => {
                    let words = TWO_HEADS.with([many.into()]);
                    self.find(at(Some(LedgerField::Relation)), Weight::Advice, words);
                }
            }
        }
        let head = match heads.as_slice() {
            [one] => Some(*one),
            _ => None,
        };
        for (place, member) in household.members.iter().enumerate() {
            let at = At { household, place };
            self.entries(&at, member);
            if member.is_there(self.day) {
                self.twice(&at, member);
                self.ages(&at, member, head);
            }
        }
    }

    /// What stands of a member, by itself.
    fn entries(&mut self, at: &At<'_>, member: &Member) {
        if member.name.as_ref().is_none_or(|name| name.reveal().trim().is_empty()) {
            self.find(at.of(LedgerField::Name), Weight::Breach, NO_NAME.with([]));
        }
        let birthday = member.birthday.as_ref().map(|day| *day.reveal());
        let masked_day = |day: NaiveDate| Arg::from(mask(LedgerField::Birthday, &day.to_string()));
        if let Some(identity) = &member.identity {
            let masked = mask(LedgerField::Identity, identity.reveal());
            match read_identity(identity.reveal(), self.day) {
                Err(faults) => {
                    for fault in faults {
                        let words = IDENTITY.with([Arg::from(masked.as_str()), fault.into()]);
                        self.find(at.of(LedgerField::Identity), Weight::Breach, words);
                    }
                }
                Ok(facts) => {
                    if let Some(sex) = member.sex.filter(|sex| *sex != facts.sex) {
                        let args = [Arg::from(sex), masked.as_str().into(), facts.sex.into()];
                        self.find(at.of(LedgerField::Sex), Weight::Breach, IDENTITY_SEX.with(args));
                    }
                    if let Some(other) = birthday.filter(|birthday| *birthday != facts.birthday) {
                        let args = [masked_day(other), Arg::from(masked)];
                        self.find(at.of(LedgerField::Birthday), Weight::Breach, IDENTITY_BIRTHDAY.with(args));
                    }
                }
            }
        }
        if let Some(phone) = &member.phone
            && let Err(fault) = read_phone(phone.reveal())
        {
            let masked = mask(LedgerField::Phone, phone.reveal());
            self.find(
                at.of(LedgerField::Phone),
                Weight::Breach,
                PHONE.with([Arg::from(masked), fault.into()]),
            );
        }
        if let Some(birthday) = birthday {
            if birthday > self.day {
                let words = BORN_LATER.with([masked_day(birthday), self.day.into()]);
                self.find(at.of(LedgerField::Birthday), Weight::Breach, words);
            }
            if let Some(left) = member.left.filter(|left| *left < birthday) {
                self.find(at.of(LedgerField::Left), Weight::Breach, LEFT_BEFORE.with([left.into()]));
            }
        }
        if let (Some(relation @ Relation::Son), Some(sex @ Sex::Female))
        | (Some(relation @ Relation::Daughter), Some(sex @ Sex::Male)) = (member.relation, member.sex)
        {
            let words = RELATION_SEX.with([Arg::from(relation), sex.into()]);
            self.find(at.of(LedgerField::Relation), Weight::Breach, words);
        }
    }

    /// Whether somebody stands twice, in the household or in another.
    fn twice(&mut self, at: &At<'_>, member: &Member) {
        let day = self.day;
        let before = || {
            let before = at.household.members.iter().take(at.place).enumerate();
            before.filter(move |(_, other)| other.is_there(day))
        };
        if let Some(identity) = &member.identity {
            let masked = Arg::from(mask(LedgerField::Identity, identity.reveal()));
            let same = before().find(|(_, other)| other.identity.as_ref() == Some(identity));
            if let Some((place, _)) = same {
                let words = MEMBER_TWICE.with([nth(place).into(), masked.clone()]);
                self.find(at.of(LedgerField::Identity), Weight::Breach, words);
            }
            let homes = self.people.get(identity.reveal().as_str());
            let others: Vec<Arg> = homes
                .into_iter()
                .flatten()
                .filter(|home| **home != at.household.id)
                .map(|home| Arg::from(*home))
                .collect();
            if !others.is_empty() {
                let words = TWO_HOUSEHOLDS.with([masked, Arg::List(others)]);
                self.find(at.of(LedgerField::Identity), Weight::Breach, words);
            }
        }
        let known = member.name.is_some() && member.birthday.is_some();
        let same = before().find(|(_, other)| {
            known
                && other.name == member.name
                && other.birthday == member.birthday
                && (other.identity.is_none() || member.identity.is_none())
        });
        if let Some((place, _)) = same {
            let words = MAYBE_TWICE.with([nth(place).into()]);
            self.find(at.of(LedgerField::Name), Weight::Advice, words);
        }
    }

    /// Whether the ages of a member and of the head can be.
    fn ages(&mut self, at: &At<'_>, member: &Member, head: Option<&Member>) {
        let Some(birthday) = born(member, self.day) else { return };
        let relation = member.relation;
        if relation == Some(Relation::Head) {
            let age = birthday.years(self.day);
            if let Some((least, clause)) =
                self.head.clone().filter(|(least, _)| age.is_some_and(|age| age < *least))
            {
                let words = YOUNG_HEAD.with([age.unwrap_or_default().into(), least.into()]);
                let finding = at.of(LedgerField::Birthday).finding(Weight::Advice, &clause, words);
                self.findings.push(finding);
            }
            return;
        }
        let Some(of_head) = head.and_then(|head| born(head, self.day)) else { return };
        let (own, other) = (birthday.0, of_head.0);
        let template: &'static Template = match relation {
            Some(Relation::Son | Relation::Daughter | Relation::Grandchild) if own <= other => &CHILD_OLDER,
            Some(Relation::Parent | Relation::Grandparent) if own >= other => &PARENT_YOUNGER,
            _ => return,
        };
        if let Some(relation) = relation {
            self.find(at.of(LedgerField::Relation), Weight::Breach, template.with([Arg::from(relation)]));
        }
    }
}

/// A day of birth.
#[derive(Debug, Clone, Copy)]
pub(super) struct Born(pub(super) NaiveDate);

impl Born {
    /// Full years on a day (周岁); `None` before birth.
    pub(super) fn years(self, day: NaiveDate) -> Option<u32> {
        day.years_since(self.0)
    }
}

/// The birthday that is stated, else that of the identity number.
pub(super) fn born(member: &Member, day: NaiveDate) -> Option<Born> {
    let of_number = || {
        let identity = member.identity.as_ref()?;
        read_identity(identity.reveal(), day).ok().map(|facts| facts.birthday)
    };
    member.birthday.as_ref().map(|birthday| *birthday.reveal()).or_else(of_number).map(Born)
}

/// The sex that is stated, else that of the identity number.
pub(super) fn sex(member: &Member, day: NaiveDate) -> Option<Sex> {
    let of_number = || {
        let identity = member.identity.as_ref()?;
        read_identity(identity.reveal(), day).ok().map(|facts| facts.sex)
    };
    member.sex.or_else(of_number)
}

/// A member's place in the ledger.
struct At<'h> {
    household: &'h Household,
    place: usize,
}

impl At<'_> {
    fn of(&self, field: LedgerField) -> Place {
        Place {
            row: self.household.members.get(self.place).and_then(|member| member.row),
            household: self.household.id.clone(),
            member: Some(nth(self.place)),
            field: Some(field),
        }
    }
}

/// Whether a code is a region's digits and the number of a grid, which is not 0.
fn is_grid(code: &str, scheme: CodeScheme) -> bool {
    let (region, number) = (scheme.region as usize, scheme.sequence as usize);
    code.len() == region + number
        && code.bytes().all(|sign| sign.is_ascii_digit())
        && code.bytes().skip(region).any(|sign| sign != b'0')
        && !code.starts_with('0')
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &NO_ID,
    &HOUSEHOLD_TWICE,
    &NO_GRID,
    &TWO_GRIDS,
    &GRID_CODE,
    &NO_MEMBER,
    &NO_HEAD,
    &TWO_HEADS,
    &NO_NAME,
    &IDENTITY,
    &IDENTITY_SEX,
    &IDENTITY_BIRTHDAY,
    &PHONE,
    &BORN_LATER,
    &LEFT_BEFORE,
    &MEMBER_TWICE,
    &MAYBE_TWICE,
    &TWO_HOUSEHOLDS,
    &CHILD_OLDER,
    &PARENT_YOUNGER,
    &RELATION_SEX,
    &YOUNG_HEAD,
];
