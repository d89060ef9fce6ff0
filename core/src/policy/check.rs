//! From a draft to a policy: what each value must be, and what they must be to one another.

use core::ops::Range;
use std::sync::Arc;

use super::dated::DatedDraft;
use super::draft::{
    AimsDraft, CodeDraft, ExceptionDraft, HeadroomDraft, LeadersDraft, LeadingGroupDraft, LimitDraft,
    PolicyDraft, SizeDraft,
};
use super::read::{At, Faults, OneOrMany, parse, section_of};
use super::rules::{
    CodeScheme, ComplexityByLevel, Exception, Leaders, LeadingGroup, LimitRule, PostRule, SizeRule, TeamSize,
};
use super::{Checked, Dated, Inner, OwnClause, Policy, Span};
use crate::calendar::{Counting, Roll, Start};
use crate::clause::{Clause, ClauseId};
use crate::decision::{Arg, Template};
use crate::error::Fault;
use crate::term::{Aim, Binding, Settlement, Unit};
use crate::vocabulary::Vocabulary;

static UNKNOWN_CLAUSE: Template = Template::new(
    "policy.unknown_clause",
    "没有条款“{0}”；请引用 clauses 表中的条款，或在 [[clause]] 中写明本地条款",
    "there is no clause {0}; cite one of the documents, or state the county's own in [[clause]]",
);
static KNOWN_CLAUSE: Template =
    Template::new("policy.clause_taken", "条款编号“{0}”已被占用", "the clause id {0} is taken");
static BACKWARDS: Template =
    Template::new("policy.backwards", "{0}大于{1}，区间应从小到大", "{0} is above {1}; a range goes upwards");
static OUTSIDE_SPAN: Template = Template::new(
    "policy.outside_span",
    "生效日期超出了政策本身的生效期间（{0}起）",
    "in force outside the policy's own span (from {0})",
);
static TWICE: Template = Template::new(
    "policy.two_in_force",
    "与{0}在同一天生效，同一规定每天只能有一个值",
    "in force on the same day as {0}; one rule has one value a day",
);
pub(super) static REPEATED: Template =
    Template::new("policy.repeated", "“{0}”重复出现", "{0} stands more than once");
static BOTH_LISTS: Template = Template::new(
    "policy.both_lists",
    "“{0}”既列为格外又列为格内",
    "{0} is listed both as leading from outside and from inside",
);
static ROLL_WORKING: Template = Template::new(
    "limit.roll",
    "工作日、工作时时限不在休息日届满，roll 只用于自然日时限",
    "roll is for natural days; other terms end where they end",
);

/// Reads and checks a file.
pub(super) fn policy(text: &str) -> Result<Policy, Vec<Fault>> {
    let mut faults = Faults::new(text);
    let draft: Option<PolicyDraft> = parse(text, &mut faults);
    let Some(draft) = draft else { return Err(faults.into_list()) };
    let checked = Check::checked(&draft, &mut faults);
    if !faults.is_empty() {
        return Err(faults.into_list());
    }
    let inner = Inner {
        source: text.to_owned(),
        checked,
        #[cfg(feature = "write")]
        draft,
    };
    Ok(Policy { inner: Arc::new(inner), at: None })
}

pub(super) struct Check<'d, 's, 'f> {
    pub(super) faults: &'f mut Faults<'s>,
    own: Vec<&'d str>,
    span: Span,
    /// What was checked so far, and when it is in force.
    pub(super) sections: Vec<(String, Span)>,
}

impl<'d, 's, 'f> Check<'d, 's, 'f> {
    fn checked(draft: &'d PolicyDraft, faults: &'f mut Faults<'s>) -> Checked {
        if draft.schema != 1 {
            faults.bad_value(draft.at.field("schema"), draft.schema, "1");
        }
        let span = Span { from: draft.from.0, to: draft.to.map(|day| day.0) };
        if let Some(to) = span.to.filter(|to| *to < span.from) {
            faults.push(draft.at.field("to"), BACKWARDS.with([Arg::from(span.from), to.into()]));
        }
        let mut check = Check { faults, own: Vec::new(), span, sections: Vec::new() };
        let clauses = check.own_clauses(draft);
        let grid = draft.grid.as_ref();
        let empty_sizes = OneOrMany(Vec::new());
        let sizes = grid.map_or(&empty_sizes, |grid| &grid.size);
        Checked {
            id: draft.id.clone(),
            title: draft.title.clone(),
            span,
            clauses,
            sizes: check.section(&sizes.0, |rule| (rule.unit, rule.place), Self::size),
            prefers: check.section(
                grid.map_or(&[][..], |grid| &grid.prefer.0),
                |_| (),
                |check, prefer| (prefer.value, check.clause(&prefer.clause, &prefer.at)),
            ),
            exceptions: check.section(
                grid.map_or(&[][..], |grid| &grid.exception.0),
                |rule| (rule.min, rule.max, rule.grids),
                Self::exception,
            ),
            aims: check.section(grid.map_or(&[][..], |grid| &grid.aims.0), |_| (), Self::aims),
            headrooms: check.section(grid.map_or(&[][..], |grid| &grid.headroom.0), |_| (), Self::headroom),
            codes: check.section(grid.map_or(&[][..], |grid| &grid.code.0), |_| (), Self::code),
            teams: check.section(
                &draft.team.0,
                |_| (),
                |check, team| {
                    let members = &team.members;
                    check.order(members.min, members.max, &members.at);
                    let size = TeamSize { min: members.min, max: members.max };
                    (size, check.clause(&team.clause, &team.at))
                },
            ),
            leaders: check.section(&draft.leaders.0, |_| (), Self::leaders),
            groups: check.section(&draft.leading_group.0, |_| (), Self::group),
            routes: check.section(&draft.route.0, |_| (), Self::route),
            by_level: check.section(
                &draft.complexity_by_level.0,
                |_| (),
                |check, levels| {
                    let of = [levels.general, levels.regional, levels.overall, levels.major];
                    (ComplexityByLevel { of }, check.clause(&levels.clause, &levels.at))
                },
            ),
            limits: check.section(
                draft.limit.as_deref().unwrap_or_default(),
                |limit| limit.complexity,
                Self::limit,
            ),
            countings: check.section(
                &draft.counting.0,
                |_| (),
                |check, counting| {
                    let value = Counting { start: counting.start, make_up: counting.make_up_days };
                    (value, check.clause(&counting.clause, &counting.at))
                },
            ),
            cut_offs: check.section(
                &draft.counting.0,
                |_| (),
                |check, counting| {
                    let cut_off = counting.cut_off.map(|time| time.0);
                    if let Some(time) = cut_off.filter(|_| counting.start != Start::DeemedNextWorkingDay) {
                        let found = time.format("%H:%M").to_string();
                        let allowed = "start = \"deemed_next_working_day\" beside it";
                        check.faults.bad_value(counting.at.field("cut_off"), found, allowed);
                    }
                    (cut_off, check.clause(&counting.clause, &counting.at))
                },
            ),
            clocks: check.section(&draft.counting.0, |_| (), Self::clock),
            calendars: check.section(
                &draft.calendar.0,
                |_| (),
                |check, calendar| (calendar.table, check.clause(&calendar.clause, &calendar.at)),
            ),
            cases: check.cases(draft),
            duties: check.duties(draft),
            ledger: check.ledger(draft),
            assess: check.assess(draft),
            // Last of the rules: the systems name the sections above.
            work: check.work(draft),
            sections: check.sections,
        }
    }

    fn own_clauses(&mut self, draft: &'d PolicyDraft) -> Vec<OwnClause> {
        let mut clauses: Vec<OwnClause> = Vec::new();
        for own in draft.clause.iter().flatten() {
            if Clause::find(&own.id).is_some() || self.own.contains(&own.id.as_str()) {
                self.faults.push(own.at.field("id"), KNOWN_CLAUSE.with([Arg::from(own.id.as_str())]));
            }
            self.own.push(&own.id);
            clauses.push(OwnClause {
                id: own.id.clone(),
                document: own.document.clone(),
                article: own.article.clone(),
                heading: own.heading.clone(),
                text: own.text.clone(),
            });
        }
        clauses
    }

    /// Checks each version of a section, and that no two with the same key are in force on one day.
    pub(super) fn section<D: DatedDraft, T, K: PartialEq>(
        &mut self,
        drafts: &[D],
        key: impl Fn(&D) -> K,
        make: impl Fn(&mut Self, &D) -> (T, ClauseId),
    ) -> Vec<Dated<T>> {
        let mut values = Vec::with_capacity(drafts.len());
        let mut seen: Vec<(K, Span, &str)> = Vec::new();
        for draft in drafts {
            let span = self.dates(draft);
            let key = key(draft);
            let twin = seen.iter().find(|(other, days, _)| *other == key && days.overlaps(&span));
            if let Some((_, _, path)) = twin {
                let at = draft.at();
                self.faults.push((at.path.clone(), at.span.clone()), TWICE.with([Arg::from(*path)]));
            }
            seen.push((key, span, &draft.at().path));
            self.sections.push((section_of(&draft.at().path), span));
            let (value, clause) = make(self, draft);
            values.push(Dated { value, clause, span });
        }
        values
    }

    /// The days that a rule says it is in force; those of the policy where it does not.
    pub(super) fn span_of(&self, draft: &impl DatedDraft) -> Span {
        let from = draft.from().map_or(self.span.from, |day| day.0);
        Span { from, to: draft.to().map(|day| day.0).or(self.span.to) }
    }

    fn dates(&mut self, draft: &impl DatedDraft) -> Span {
        let Span { from, to } = self.span_of(draft);
        if let Some(to) = to.filter(|to| *to < from) {
            let key = if draft.to().is_some() { "to" } else { "from" };
            self.faults.push(draft.at().field(key), BACKWARDS.with([Arg::from(from), to.into()]));
        }
        let late = self.span.to.is_some_and(|end| to.is_none_or(|to| to > end));
        if from < self.span.from || late {
            let key = if from < self.span.from { "from" } else { "to" };
            self.faults.push(draft.at().field(key), OUTSIDE_SPAN.with([Arg::from(self.span.from)]));
        }
        Span { from, to }
    }

    pub(super) fn clause(&mut self, id: &str, at: &At) -> ClauseId {
        if Clause::find(id).is_none() && !self.own.contains(&id) {
            self.faults.push(at.field("clause"), UNKNOWN_CLAUSE.with([Arg::from(id)]));
        }
        ClauseId::checked(id)
    }

    /// A second clause of a rule.
    pub(super) fn reading(&mut self, id: &str, at: &At) -> ClauseId {
        if Clause::find(id).is_none() && !self.own.contains(&id) {
            self.faults.push(at.field("reading"), UNKNOWN_CLAUSE.with([Arg::from(id)]));
        }
        ClauseId::checked(id)
    }

    fn order(&mut self, min: u32, max: u32, at: &At) {
        if min > max {
            self.faults.push(at.field("min"), BACKWARDS.with([Arg::from(min), max.into()]));
        }
    }

    pub(super) fn at_least(&mut self, number: u32, least: u32, at: (String, Range<usize>)) {
        if number < least {
            self.faults.bad_value(at, number, format!("{least} or more"));
        }
    }

    pub(super) fn repeated<V: Vocabulary>(&mut self, words: &[V], at: (String, Range<usize>)) {
        let again =
            words.iter().enumerate().find(|(nth, word)| words.iter().take(*nth).any(|other| other == *word));
        if let Some((_, word)) = again {
            self.faults.push(at, REPEATED.with([Arg::from(word.code())]));
        }
    }

    pub(super) fn filled<V: Vocabulary>(&mut self, words: &[V], at: (String, Range<usize>)) {
        if words.is_empty() {
            self.faults.bad_value(at, "[]", V::codes().join(", "));
        } else {
            self.repeated(words, at);
        }
    }

    fn size(&mut self, rule: &SizeDraft) -> (SizeRule, ClauseId) {
        if rule.min.is_none() && rule.max.is_none() {
            self.faults.bad_value(
                (rule.at.path.clone(), rule.at.span.clone()),
                "no min, no max",
                "min, max, or both",
            );
        }
        let (min, max) = (rule.min.unwrap_or(1), rule.max.unwrap_or(u32::MAX));
        self.at_least(min, 1, rule.at.field("min"));
        self.at_least(max, 1, rule.at.field("max"));
        self.order(min, max, &rule.at);
        let binding = rule.binding.unwrap_or(Binding::Hard);
        let value = SizeRule { unit: rule.unit, min, max, place: rule.place, binding };
        (value, self.clause(&rule.clause, &rule.at))
    }

    fn exception(&mut self, rule: &ExceptionDraft) -> (Exception, ClauseId) {
        self.at_least(rule.min, 1, rule.at.field("min"));
        self.at_least(rule.grids, 1, rule.at.field("grids"));
        self.order(rule.min, rule.max, &rule.at);
        if rule.grids > rule.min {
            self.faults.bad_value(rule.at.field("grids"), rule.grids, "at most one grid a household");
        }
        let value =
            Exception { min: rule.min, max: rule.max, grids: rule.grids, ground: rule.ground.clone() };
        (value, self.clause(&rule.clause, &rule.at))
    }

    fn aims(&mut self, aims: &AimsDraft) -> (Vec<Aim>, ClauseId) {
        self.filled(&aims.order, aims.at.field("order"));
        (aims.order.clone(), self.clause(&aims.clause, &aims.at))
    }

    fn headroom(&mut self, headroom: &HeadroomDraft) -> (u32, ClauseId) {
        if headroom.percent > 99 {
            self.faults.bad_value(headroom.at.field("percent"), headroom.percent, "0 to 99");
        }
        (headroom.percent, self.clause(&headroom.clause, &headroom.at))
    }

    fn code(&mut self, code: &CodeDraft) -> (CodeScheme, ClauseId) {
        for (key, digits, most) in [("region", code.region, 19), ("sequence", code.sequence, 9)] {
            if !(1..=most).contains(&digits) {
                self.faults.bad_value(code.at.field(key), digits, format!("1 to {most} digits"));
            }
        }
        let scheme = CodeScheme { region: code.region, sequence: code.sequence };
        (scheme, self.clause(&code.clause, &code.at))
    }

    fn leaders(&mut self, leaders: &LeadersDraft) -> (Leaders, ClauseId) {
        self.repeated(&leaders.outside, leaders.at.field("outside"));
        self.repeated(&leaders.inside, leaders.at.field("inside"));
        if leaders.outside.is_empty() && leaders.inside.is_empty() {
            self.faults.bad_value(
                leaders.at.field("inside"),
                "[]",
                "one identity or more, outside or inside",
            );
        }
        for word in leaders.inside.iter().filter(|word| leaders.outside.contains(word)) {
            self.faults.push(leaders.at.field("inside"), BOTH_LISTS.with([Arg::from(word.code())]));
        }
        let value = Leaders {
            outside: leaders.outside.clone(),
            inside: leaders.inside.clone(),
            closed: leaders.closed,
        };
        (value, self.clause(&leaders.clause, &leaders.at))
    }

    fn group(&mut self, group: &LeadingGroupDraft) -> (LeadingGroup, ClauseId) {
        let mut posts: Vec<PostRule> = Vec::new();
        for post in &group.post {
            self.filled(&post.office, post.at.field("office"));
            if let Some(max) = post.max {
                self.order(post.min, max, &post.at);
            }
            if posts.iter().any(|other| other.post == post.post) {
                self.faults.push(post.at.field("post"), REPEATED.with([Arg::from(post.post.code())]));
            }
            posts.push(PostRule {
                post: post.post,
                offices: post.office.clone(),
                each: post.each,
                min: post.min,
                max: post.max,
            });
        }
        (LeadingGroup { posts }, self.clause(&group.clause, &group.at))
    }

    fn limit(&mut self, limit: &LimitDraft) -> (LimitRule, ClauseId) {
        let within = self.within(&limit.within);
        if limit.roll.is_some() && within.unit != Unit::NaturalDay {
            self.faults.push(limit.at.field("roll"), ROLL_WORKING.with([]));
        }
        self.filled::<Settlement>(&limit.settled_by, limit.at.field("settled_by"));
        let value = LimitRule {
            complexity: limit.complexity,
            within,
            settled_by: limit.settled_by.clone(),
            roll: limit.roll.unwrap_or(Roll::None),
        };
        (value, self.clause(&limit.clause, &limit.at))
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &UNKNOWN_CLAUSE,
    &KNOWN_CLAUSE,
    &BACKWARDS,
    &OUTSIDE_SPAN,
    &TWICE,
    &REPEATED,
    &BOTH_LISTS,
    &ROLL_WORKING,
];
