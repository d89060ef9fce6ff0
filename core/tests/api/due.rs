//! When a clock runs out: the vectors, a slow reference, and what must hold for every input.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use proptest::prelude::*;
use wangge::policy::{ClockRule, TermOfTime};
use wangge::rules::deadline;
use wangge::rules::due::{Amount, Clock, DueAt, DueOptions, Pause, due_at};
use wangge::{
    Complexity, DayKind, DayMeasure, Error, InputError, Lang, MakeUp, Overlay, OverlayDay, Policy, Roll,
    Start, Unit, Vocabulary, WorkCalendar,
};

use crate::day;
use crate::vectors::{Row, error_code, folder, rows};

const MINUTE: TimeDelta = TimeDelta::minutes(1);

fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap_or_else(|_| panic!("{text} is no moment"))
}

fn clock_policy(name: &str) -> Policy {
    let path = folder().join("clocks").join(format!("{name}.toml"));
    match std::fs::read_to_string(path) {
        Ok(text) => Policy::from_toml(&text).unwrap_or_else(|error| panic!("{name}: {error}")),
        Err(_) => Policy::preset(name).unwrap_or_else(|_| panic!("{name} is no policy")),
    }
}

const POLICIES: &[&str] = &["a", "b", "b-1730", "c", "d", "e", "seasons", "e-seasons", "night", "combined"];

fn term(text: &str) -> TermOfTime {
    text.parse().expect("a term")
}

/// The clock without ranks or running times: every day, every minute looked at, one after the other.
struct Slow<'a> {
    calendar: &'a WorkCalendar,
    rule: &'a ClockRule,
    start: NaiveDateTime,
    unit: Unit,
    pauses: &'a [Pause],
}

#[derive(Debug, PartialEq, Eq)]
enum Slowly {
    At(NaiveDateTime),
    Open(i64),
    Unknown,
}

impl Slow<'_> {
    fn by_days(&self) -> bool {
        self.unit == Unit::NaturalDay
            || (self.unit == Unit::WorkingDay && self.rule.measure == DayMeasure::Whole)
    }

    fn works(&self, date: NaiveDate, make_up: MakeUp) -> Option<bool> {
        let day = self.calendar.day(date).ok()?;
        Some(day.workday && (make_up == MakeUp::Count || day.kind != DayKind::MakeUp))
    }

    fn hours(&self, date: NaiveDate) -> Vec<(u32, u32)> {
        let sessions = self.rule.sessions.as_ref().expect("sessions");
        let row = sessions.on(date).expect("every day has a row");
        row.hours.iter().map(|hours| (u32::from(hours.open), u32::from(hours.close))).collect()
    }

    fn close(&self, date: NaiveDate) -> Option<NaiveDateTime> {
        let midnight = date.and_time(NaiveTime::MIN);
        let minute = if self.works(date, MakeUp::Count)? { self.hours(date).last()?.1 } else { 1440 };
        Some(midnight + TimeDelta::minutes(i64::from(minute)))
    }

    fn paused(&self, at: NaiveDateTime) -> bool {
        self.pauses.iter().any(|pause| pause.from <= at && pause.to.is_none_or(|to| at < to))
    }

    fn open(&self) -> Option<NaiveDateTime> {
        self.pauses.iter().filter(|pause| pause.to.is_none()).map(|pause| pause.from).min()
    }

    fn runs(&self, at: NaiveDateTime) -> Option<bool> {
        if self.paused(at) {
            return Some(false);
        }
        if self.unit == Unit::UrgentHour {
            return Some(true);
        }
        let minute = at.hour() * 60 + at.minute();
        let within = self.hours(at.date()).iter().any(|(open, close)| (*open..*close).contains(&minute));
        Some(self.works(at.date(), self.rule.counting.make_up)? && within)
    }

    fn counts(&self, date: NaiveDate) -> Option<bool> {
        let can = self.unit == Unit::NaturalDay || self.works(date, self.rule.counting.make_up)?;
        Some(can && !self.paused(self.close(date)?))
    }

    fn first(&self) -> Option<NaiveDate> {
        let day = self.start.date();
        self.works(day, MakeUp::Count)?;
        match self.rule.counting.start {
            Start::SameDay if self.start < self.close(day)? => Some(day),
            Start::NextDay | Start::SameDay => day.succ_opt(),
            Start::DeemedNextWorkingDay => {
                let late = self.rule.cut_off.is_some_and(|hour| self.start.time() >= hour);
                let mut deemed = if late { day.succ_opt()? } else { day };
                while !self.works(deemed, self.rule.counting.make_up)? {
                    deemed = deemed.succ_opt()?;
                }
                deemed.succ_opt()
            }
        }
    }

    fn total(&self, counts: &[u32]) -> i64 {
        let count: i64 = counts.iter().map(|count| i64::from(*count)).sum();
        if self.by_days() {
            return count;
        }
        let day: u32 = self.hours(self.start.date()).iter().map(|(open, close)| close - open).sum();
        count * if self.unit == Unit::WorkingDay { i64::from(day) } else { 60 }
    }

    fn due(&self, total: i64, roll: Roll) -> Slowly {
        self.find(total, roll).unwrap_or(Slowly::Unknown)
    }

    fn find(&self, total: i64, roll: Roll) -> Option<Slowly> {
        let open = self.open();
        let mut left = total;
        if !self.by_days() {
            let mut at = self.start;
            loop {
                if open.is_some_and(|from| from <= at) {
                    return Some(Slowly::Open(left));
                }
                left -= i64::from(self.runs(at)?);
                at += MINUTE;
                if left == 0 {
                    return Some(Slowly::At(at));
                }
            }
        }
        let mut date = self.first()?;
        loop {
            if open.is_some_and(|from| self.close(date).is_some_and(|close| from <= close)) {
                return Some(Slowly::Open(left));
            }
            left -= i64::from(self.counts(date)?);
            if left == 0 {
                break;
            }
            date = date.succ_opt()?;
        }
        let mut moved = self.calendar.roll(date, roll).ok()?;
        while moved != date && self.paused(self.close(moved)?) {
            if open.is_some_and(|from| self.close(moved).is_some_and(|close| from <= close)) {
                return Some(Slowly::Open(0));
            }
            moved = self.calendar.roll(moved.succ_opt()?, Roll::Following).ok()?;
        }
        Some(Slowly::At(self.close(moved)?))
    }

    fn elapsed(&self, now: NaiveDateTime) -> i64 {
        if !self.by_days() {
            let minutes = std::iter::successors(Some(self.start), |at| Some(*at + MINUTE));
            let ran = minutes.take_while(|at| *at < now).filter(|at| self.runs(*at) == Some(true));
            return i64::try_from(ran.count()).expect("few");
        }
        let days = self.first().expect("known").iter_days();
        let closed = days.take_while(|date| self.close(*date).is_some_and(|close| close <= now));
        i64::try_from(closed.filter(|date| self.counts(*date) == Some(true)).count()).expect("few")
    }
}

fn number(amount: Amount) -> i64 {
    match amount {
        Amount::Days(days) => days,
        Amount::Time(time) => time.num_minutes(),
    }
}

/// The same question to both; whether they agree, and what the library says.
fn compare(
    policy: &Policy,
    calendar: &WorkCalendar,
    start: NaiveDateTime,
    (asked, extensions): (TermOfTime, &[TermOfTime]),
    pauses: &[Pause],
    roll: Roll,
    now: Option<NaiveDateTime>,
) -> Result<DueAt, Error> {
    let rule = &policy.clock(start.date()).expect("in force").value;
    let slow = Slow { calendar, rule, start, unit: asked.unit, pauses };
    let counts: Vec<u32> = [asked].iter().chain(extensions).map(|term| term.count).collect();
    let total = slow.total(&counts);
    let slowly = slow.due(total, roll);
    let options = DueOptions { roll };
    let found = due_at(policy, calendar, start, asked, pauses, extensions, options);
    let what = format!("{policy} {start} {asked} {pauses:?} {extensions:?} {roll}");
    let due = match found {
        Ok(due) => due.value,
        Err(error) => {
            assert!(matches!(error, Error::Calendar(_)), "{what}: {error}");
            assert_eq!(slowly, Slowly::Unknown, "{what}: {error}");
            return Err(error);
        }
    };
    let quickly = match (due.at, due.left) {
        (Some(at), None) => Slowly::At(at),
        (None, Some(left)) => Slowly::Open(number(left)),
        other => panic!("{what}: {other:?}"),
    };
    assert_eq!(quickly, slowly, "{what}");
    assert_eq!(number(due.total()), total);
    if let Some(now) = now {
        let elapsed = slow.elapsed(now);
        assert_eq!(due.elapsed(now).map(number), Ok(elapsed), "elapsed at {now}: {what}");
        let left = match due.at {
            Some(at) if now > at => slow.elapsed(at) - elapsed,
            _ => (total - elapsed).max(0),
        };
        assert_eq!(due.remaining(now).map(number), Ok(left), "remaining at {now}: {what}");
    }
    // What the explanation counts is what was asked for, or what ran before the pause that goes on.
    let steps = due.explain().expect("known days").steps;
    let counted: i64 = steps.iter().map(|step| number(step.counted)).sum();
    assert_eq!(counted, total - due.left.map_or(0, number), "explained: {what}");
    Ok(due)
}

fn pauses_of(row: &Row) -> Vec<Pause> {
    let pause = |text: &str| {
        let (from, to) = text.split_once('/').expect("from/to");
        Pause { from: moment(from), to: Some(to).filter(|to| !to.is_empty()).map(moment) }
    };
    row.get("pauses").split_whitespace().map(pause).collect()
}

fn amount(amount: Option<Amount>) -> String {
    match amount {
        None => String::new(),
        Some(Amount::Days(days)) => format!("{days}d"),
        Some(Amount::Time(time)) => format!("{}m", time.num_minutes()),
    }
}

#[test]
fn due_at_is_as_the_vectors_say() {
    let calendar = WorkCalendar::china();
    let all = rows("due_at.csv");
    assert!(all.len() >= 200);
    for row in all {
        let policy = clock_policy(row.get("policy"));
        let asked = term(row.get("term"));
        let added = row.get("extensions").split_whitespace();
        let extensions: Vec<TermOfTime> = added
            .map(|count| TermOfTime { count: count.parse().expect("a count"), unit: asked.unit })
            .collect();
        let now = row.opt("now").map(moment);
        let question = (asked, extensions.as_slice());
        let start = moment(row.get("start"));
        let pauses = pauses_of(&row);
        match compare(&policy, &calendar, start, question, &pauses, row.word("roll"), now) {
            Err(error) => assert_eq!(error_code(&error), row.get("at"), "{}", row.at()),
            Ok(due) => {
                let text = |at: NaiveDateTime| at.format("%Y-%m-%dT%H:%M").to_string();
                assert_eq!(due.at.map_or_else(|| "open".to_owned(), text), row.get("at"), "{}", row.at());
                let date = due.date.map(|date| date.to_string()).unwrap_or_default();
                assert_eq!(date, row.get("date"), "{}", row.at());
                let status = due.status.map(|status| status.to_string()).unwrap_or_default();
                assert_eq!(status, row.get("status"), "{}", row.at());
                assert_eq!(amount(due.left), row.get("left"), "{}", row.at());
                let elapsed = now.map(|now| due.elapsed(now).expect("known"));
                assert_eq!(amount(elapsed), row.get("elapsed"), "{}", row.at());
                let remaining = now.map(|now| due.remaining(now).expect("known"));
                assert_eq!(amount(remaining), row.get("remaining"), "{}", row.at());
            }
        }
    }
}

fn any_start() -> impl Strategy<Value = NaiveDateTime> {
    let minute = prop_oneof![prop::sample::select(vec![0_u32, 480, 720, 840, 1080]), 0..1440_u32];
    (0_u64..9490, minute).prop_map(|(days, minute)| {
        (day("2001-01-01") + Days::new(days)).and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(minute))
    })
}

fn any_term() -> impl Strategy<Value = TermOfTime> {
    prop::sample::select(Unit::ALL).prop_flat_map(|unit| {
        let most = if matches!(unit, Unit::WorkingDay | Unit::NaturalDay) { 12 } else { 40 };
        (1_u32..most).prop_map(move |count| TermOfTime { count, unit })
    })
}

/// Minutes from the start to the beginning of a pause, its length in minutes, and whether it goes on.
fn any_pauses() -> impl Strategy<Value = Vec<(i64, i64, bool)>> {
    let ends = prop::sample::select(vec![0_i64, 1, 60, 960, 1440, 3840]);
    let length = prop_oneof![ends, 0..5000_i64];
    prop::collection::vec((-2000..15_000_i64, length, prop::bool::weighted(0.05)), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_clock_is_walked_minute_by_minute(
        name in prop::sample::select(POLICIES),
        start in any_start(),
        asked in any_term(),
        added in prop::collection::vec(1_u32..4, 0..3),
        pauses in any_pauses(),
        roll in prop::sample::select(Roll::ALL),
        later in -100..25_000_i64,
        on_the_minute in any::<bool>(),
    ) {
        let (policy, calendar) = (clock_policy(name), WorkCalendar::china());
        let extensions: Vec<_> = added.iter().map(|count| TermOfTime { count: *count, unit: asked.unit }).collect();
        let pauses: Vec<_> = pauses.iter().map(|(from, length, open)| {
            let mut from = start + TimeDelta::minutes(*from);
            if on_the_minute {
                from = from.date().and_hms_opt(18, 0, 0).expect("a moment");
            }
            Pause { from, to: (!open).then(|| from + TimeDelta::minutes(*length)) }
        }).collect();
        let roll = if asked.unit == Unit::NaturalDay { roll } else { Roll::None };
        let now = Some(start + TimeDelta::minutes(later)).filter(|now| now.date() <= calendar.last());
        let _ = compare(&policy, &calendar, start, (asked, &extensions), &pauses, roll, now);
    }

    #[test]
    fn whole_days_are_those_of_a_deadline(start in any_start(), count in 1_u32..60, natural in any::<bool>(),
        rule in prop::sample::select(Start::ALL), make_up in prop::sample::select(MakeUp::ALL), late in any::<bool>()) {
        let unit = if natural { Unit::NaturalDay } else { Unit::WorkingDay };
        let roll = if natural { "roll = \"following\"\n" } else { "" };
        let cut_off = if late && rule == Start::DeemedNextWorkingDay { "cut_off = \"15:00\"\n" } else { "" };
        let text = format!(
            "schema = 1\nid = \"x\"\ntitle = \"示例\"\nfrom = 2001-01-01\n[[limit]]\ncomplexity = \"general\"\n\
             within = {{ count = {count}, unit = \"{unit}\" }}\nsettled_by = [\"closed\"]\n{roll}clause = \"X-4.2a\"\n\
             [counting]\nstart = \"{rule}\"\nmake_up_days = \"{make_up}\"\n{cut_off}clause = \"E-2\"\n\
             [counting.sessions]\nhours = [\"00:00-24:00\"]\nclause = \"E-2\"\n");
        let (policy, calendar) = (Policy::from_toml(&text).expect("a policy"), WorkCalendar::china());
        let options = DueOptions { roll: if natural { Roll::Following } else { Roll::None } };
        let by_day = deadline::due(&policy, &calendar, start, Complexity::General);
        let by_clock = due_at(&policy, &calendar, start, TermOfTime { count, unit }, &[], &[], options);
        match (by_day, by_clock) {
            (Ok(by_day), Ok(by_clock)) => {
                prop_assert_eq!(Some(by_day.value.date), by_clock.value.date);
                prop_assert_eq!(Some(by_day.value.status), by_clock.value.status);
            }
            (by_day, by_clock) => prop_assert_eq!(by_day.err().map(|e| e.code()), by_clock.err().map(|e| e.code())),
        }
    }
}

#[test]
fn seconds_are_counted_and_the_last_minute_is_given_whole() {
    let (policy, calendar) = (Policy::preset("combined").expect("a preset"), WorkCalendar::china());
    let at = |hour, minute, second| day("2026-11-20").and_hms_opt(hour, minute, second).expect("a moment");
    let ask = |start, text: &str, pauses: &[Pause]| {
        due_at(&policy, &calendar, start, term(text), pauses, &[], DueOptions::default())
            .expect("an answer")
            .value
    };
    let due = ask(at(9, 0, 30), "1 working_hour", &[]);
    assert_eq!(due.at, Some(at(10, 1, 0)));
    assert_eq!(due.elapsed(at(9, 1, 0)), Ok(Amount::Time(TimeDelta::seconds(30))));
    assert_eq!(due.remaining(at(10, 0, 45)), Ok(Amount::Time(TimeDelta::zero())));
    let pause = Pause::new(at(9, 10, 0), at(9, 10, 20));
    assert_eq!(ask(at(9, 0, 30), "1 urgent_hour", &[pause]).at, Some(at(10, 1, 0)));
    let pause = Pause::new(at(9, 10, 0), at(9, 10, 31));
    assert_eq!(ask(at(9, 0, 30), "1 urgent_hour", &[pause]).at, Some(at(10, 2, 0)));
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let (policy, calendar) = (Policy::preset("combined").expect("a preset"), WorkCalendar::china());
    let at = |hour| day("2026-11-20").and_hms_opt(hour, 0, 0).expect("a moment");
    let ask = |text: &str, pauses: &[Pause], extensions: &[TermOfTime], roll| {
        due_at(&policy, &calendar, at(9), term(text), pauses, extensions, DueOptions { roll })
            .map(|due| due.value.at)
    };
    let input = |found: Result<_, Error>| match found {
        Err(Error::Input(InputError { column, value, allowed, .. })) => {
            format!("{column}: {value}: {allowed}")
        }
        other => panic!("{other:?}"),
    };
    let backwards = [Pause::new(at(9), at(10)), Pause::new(at(11), at(10))];
    assert_eq!(
        input(ask("1 working_hour", &backwards, &[], Roll::None)),
        "pauses[1]: 2026-11-20 11:00:00 to 2026-11-20 10:00:00: an end that is not before the beginning"
    );
    assert_eq!(
        input(ask("1 working_hour", &[], &[term("1 working_day")], Roll::None)),
        "extensions[0]: 1 working_day: working_hour, as the term"
    );
    assert_eq!(
        input(ask("1 working_day", &[], &[], Roll::Following)),
        "roll: following: none: only a term of natural days is rolled"
    );
    for text in [
        "",
        "7",
        "7working_day",
        "7 weeks",
        "0 working_day",
        "10001 working_day",
        "-1 working_day",
        "+1 working_day",
    ] {
        assert_eq!(text.parse::<TermOfTime>().expect_err("no term").value, text);
    }
    // A preset that states no sessions: the key is named; round the clock none are needed.
    let xiang = Policy::preset("xiang-2011").expect("a preset");
    let ask = |text: &str| due_at(&xiang, &calendar, at(9), term(text), &[], &[], DueOptions::default());
    let Err(Error::Unspecified(error)) = ask("1 working_day") else { panic!("it states no sessions") };
    assert_eq!(error.key, "counting.sessions");
    assert_eq!(ask("2 urgent_hour").expect("no sessions needed").value.at, Some(at(11)));
    // A limit of hours has no due date, and says what to ask.
    let hours = Policy::preset_toml("combined")
        .expect("a preset")
        .replace("count = 7, unit = \"working_day\"", "count = 7, unit = \"working_hour\"");
    let hours = Policy::from_toml(&hours).expect("a policy");
    let error =
        deadline::due(&hours, &calendar, day("2026-11-20"), Complexity::General).expect_err("no due date");
    assert_eq!(
        error.to_string(),
        "limit.within: 7 working_hour cannot be used; allowed: a term of whole days; other terms have a due moment (due_at), not a due date"
    );
    let elapsed = Policy::preset_toml("combined")
        .expect("a preset")
        .replace("make_up_days", "day = \"elapsed\"\nmake_up_days");
    let elapsed = Policy::from_toml(&elapsed).expect("a policy");
    let error =
        deadline::due(&elapsed, &calendar, day("2026-11-20"), Complexity::General).expect_err("no due date");
    assert!(error.to_string().starts_with("counting.day: elapsed cannot be used"), "{error}");
    assert_eq!(Policy::from_toml(&elapsed.to_toml()).expect("it reads back"), elapsed);
}

#[test]
fn a_table_of_rest_days_ends_the_search() {
    let days = day("2026-01-01").iter_days().take(365);
    let days = days.map(|date| OverlayDay { date, workday: false, name: "示例".into() }).collect();
    let overlay = Overlay { title: "全年放假（示例）".into(), source: "示例".into(), days };
    let calendar = WorkCalendar::china().with_overlay(overlay).expect("an overlay");
    let start = day("2026-01-05").and_hms_opt(9, 0, 0).expect("a moment");
    for name in POLICIES {
        let policy = clock_policy(name);
        for text in ["1 working_day", "1 working_hour", "1 natural_day"] {
            let roll = if text.ends_with("natural_day") { Roll::Following } else { Roll::None };
            let found = due_at(&policy, &calendar, start, term(text), &[], &[], DueOptions { roll });
            let Err(error) = found else { panic!("{name} {text}: {found:?}") };
            assert_eq!(error.code(), "calendar.unknown_day", "{name} {text}");
        }
    }
}

#[test]
fn a_kept_clock_answers_as_the_question_does() {
    let calendar = WorkCalendar::china();
    for name in POLICIES {
        let policy = clock_policy(name);
        let start = moment("2026-06-18T15:20");
        let clock = Clock::new(&policy, &calendar, start.date()).expect("in force");
        for text in ["3 working_day", "9 working_hour", "30 urgent_hour", "5 natural_day"] {
            let kept = clock.due_at(start, term(text), &[], &[], DueOptions::default());
            let asked = due_at(&policy, &calendar, start, term(text), &[], &[], DueOptions::default());
            assert_eq!(kept, asked.map(|due| due.value));
        }
    }
}

#[test]
fn the_explanation_tells_pauses_and_extensions() {
    let calendar = WorkCalendar::china();
    let pauses = [Pause::new(moment("2026-11-20T17:00"), moment("2026-11-23T09:00"))];
    let explain = |name: &str, text: &str, pauses: &[Pause], added: &[TermOfTime]| {
        let policy = clock_policy(name);
        let start = moment("2026-11-20T16:00");
        let due = due_at(&policy, &calendar, start, term(text), pauses, added, DueOptions::default());
        due.expect("an answer").value.explain().expect("known days").lines(Lang::Zh)
    };
    assert_eq!(
        explain("a", "1 working_day", &pauses, &[term("1 working_day")]),
        [
            "2026年11月20日（周五） 16:00受理，期限1个工作日",
            "延期1个工作日，期限共2天",
            "2026年11月20日（周五）：工作日，受理",
            "2026年11月21日（周六）：周末，不计",
            "2026年11月22日（周日）：周末，不计",
            "2026年11月23日（周一）：工作日，计为第1天",
            "2026年11月24日（周二）：工作日，计为第2天（延期内）",
            "到期时刻：2026年11月24日（周二） 18:00",
        ]
    );
    assert_eq!(
        explain("e", "1 working_day", &pauses, &[]),
        [
            "2026年11月20日（周五） 16:00受理，期限1个工作日",
            "2026年11月20日（周五）：工作日，16:00至18:00计1小时，暂停1小时",
            "2026年11月21日（周六）：周末，不计",
            "2026年11月22日（周日）：周末，不计",
            "2026年11月23日（周一）：工作日，08:00至12:00计3小时，暂停1小时",
            "2026年11月23日（周一）：工作日，14:00至18:00计4小时",
            "到期时刻：2026年11月23日（周一） 18:00",
        ]
    );
    let open = [Pause::open(moment("2026-11-21T02:30"))];
    assert_eq!(
        explain("a", "12 urgent_hour", &open, &[]),
        [
            "2026年11月20日（周五） 16:00受理，期限12个紧急工作时",
            "2026年11月20日（周五），16:00至24:00计8小时",
            "2026年11月21日（周六），00:00至02:30计2小时30分",
            "自2026年11月21日（周六） 02:30起暂停，到期时刻未定；恢复后尚余1小时30分",
        ]
    );
}

#[test]
fn sessions_that_cannot_be_are_faults() {
    let sessions = "[counting.sessions]              # 工作时、日终时刻按此计算\nhours = [\"08:00-12:00\", \"14:00-18:00\"]\n";
    let text = Policy::preset_toml("combined").expect("a preset");
    assert!(text.contains(sessions));
    for (hours, path, code) in [
        ("hours = []", "counting.sessions.hours", "policy.bad_value"),
        ("hours = [\"08:00-12:00\", \"11:00-18:00\"]", "counting.sessions.hours", "policy.bad_value"),
        ("hours = [\"12:00-08:00\"]", "counting.sessions.hours[0]", "policy.bad_value"),
        ("hours = [\"8:00-12:00\"]", "counting.sessions.hours[0]", "policy.bad_value"),
        ("hours = [\"08:00-24:01\"]", "counting.sessions.hours[0]", "policy.bad_value"),
        ("hours = [8]", "counting.sessions.hours[0]", "policy.wrong_type"),
        ("hours = [\"08:00-12:00\"]\nweekdays = [\"monday\"]", "counting.sessions", "counting.no_sessions"),
        ("hours = [\"08:00-12:00\"]\nweekdays = []", "counting.sessions.weekdays", "policy.bad_value"),
        (
            "hours = [\"08:00-12:00\"]\nseason = { from = \"02-30\", to = \"03-01\" }",
            "counting.sessions.season.from",
            "policy.bad_value",
        ),
    ] {
        let error = Policy::from_toml(&text.replace(sessions, &format!("[counting.sessions]\n{hours}\n")))
            .expect_err("a fault");
        let found: Vec<_> = error.faults().iter().map(|fault| (fault.path.as_str(), fault.code())).collect();
        assert!(found.contains(&(path, code)), "{hours}: {found:?}");
    }
    let twice = "[[counting.sessions]]\nhours = [\"08:00-12:00\"]\nclause = \"W-3\"\n[[counting.sessions]]\nhours = [\"08:00-13:00\"]\n";
    let error = Policy::from_toml(&text.replace(sessions, twice)).expect_err("a fault");
    let found: Vec<_> = error.faults().iter().map(|fault| (fault.path.as_str(), fault.code())).collect();
    assert_eq!(found, [("counting.sessions[1]", "route.unreachable")]);
    let elapsed = text.replace("make_up_days", "day = \"elapsed\"\nmake_up_days");
    let uneven = twice.replacen("hours", "weekdays = [\"friday\"]\nhours", 1);
    let error = Policy::from_toml(&elapsed.replace(sessions, &uneven)).expect_err("a fault");
    let found: Vec<_> = error.faults().iter().map(|fault| (fault.path.as_str(), fault.code())).collect();
    assert_eq!(found, [("counting.sessions[1]", "counting.uneven")]);
}
