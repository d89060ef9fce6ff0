//! What must hold for every input.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use wangge::assess::{CaseRow, Period, Place, on_time, rank, score};
use wangge::rules::{deadline, size};
use wangge::{Complexity, Counting, MakeUp, Policy, Roll, Start, Vocabulary, WorkCalendar};

use crate::day;

/// From where 120 working days fit before it in the table, make-up days left out.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..8650).prop_map(|days| day("2001-07-15") + Days::new(days))
}

fn any_counting() -> impl Strategy<Value = Counting> {
    (prop::sample::select(Start::ALL), prop::sample::select(MakeUp::ALL))
        .prop_map(|(start, make_up)| Counting { start, make_up })
}

/// A calendar without ranks: every day looked at, one after the other.
fn slow_add(calendar: &WorkCalendar, from: NaiveDate, n: i32, counting: Counting) -> NaiveDate {
    let counts = |date: NaiveDate| {
        let found = calendar.day(date).expect("within the table");
        found.workday && !(counting.make_up == MakeUp::Ignore && found.kind == wangge::DayKind::MakeUp)
    };
    let step = |date: NaiveDate| if n < 0 { date.pred_opt() } else { date.succ_opt() }.expect("a day");
    let mut date = from;
    if counting.start == Start::DeemedNextWorkingDay {
        while !counts(date) {
            date = date.succ_opt().expect("a day");
        }
    }
    let mut left = n.unsigned_abs();
    if counting.start == Start::SameDay && left > 0 && counts(date) {
        left -= 1;
    }
    while left > 0 {
        date = step(date);
        left -= u32::from(counts(date));
    }
    date
}

proptest! {
    #[test]
    fn adding_is_walking(from in any_day(), n in -120_i32..120, counting in any_counting()) {
        let calendar = WorkCalendar::china();
        prop_assert_eq!(calendar.add_workdays(from, n, counting), Ok(slow_add(&calendar, from, n, counting)));
    }

    #[test]
    fn what_was_added_lies_between(from in any_day(), n in 1_i32..300, make_up in prop::sample::select(MakeUp::ALL)) {
        let calendar = WorkCalendar::china();
        let to = calendar.add_workdays(from, n, Counting { start: Start::NextDay, make_up }).expect("within the table");
        prop_assert_eq!(calendar.workdays_between(from, to, make_up), Ok(n));
        prop_assert_eq!(calendar.workdays_between(to, from, make_up), Ok(-n));
    }

    #[test]
    fn adding_and_taking_away_are_inverse_on_working_days(from in any_day(), n in 0_i32..200, start in prop::sample::select(&[Start::NextDay, Start::DeemedNextWorkingDay][..])) {
        let calendar = WorkCalendar::china();
        let from = calendar.roll(from, Roll::Following).expect("within the table");
        let to = calendar.add_workdays(from, n, start.into()).expect("within the table");
        prop_assert_eq!(calendar.add_workdays(to, -n, start.into()), Ok(from));
    }

    #[test]
    fn adding_is_monotone(a in any_day(), gap in 0_u64..40, n in -60_i32..60, more in 0_i32..20, counting in any_counting()) {
        let calendar = WorkCalendar::china();
        let add = |date, n| calendar.add_workdays(date, n, counting).expect("within the table");
        prop_assert!(add(a, n) <= add(a + Days::new(gap), n));
        prop_assert!(add(a, n) <= add(a, n + more) || (counting.start == Start::SameDay && n < 0 && n + more >= 0));
    }

    #[test]
    fn rolling_ends_on_the_nearest_working_day(from in any_day(), roll in prop::sample::select(Roll::ALL)) {
        let calendar = WorkCalendar::china();
        let to = calendar.roll(from, roll).expect("within the table");
        let worked = |date| calendar.is_workday(date).expect("within the table");
        match roll {
            Roll::None => prop_assert_eq!(to, from),
            _ => prop_assert!(worked(to)),
        }
        if roll == Roll::ModifiedFollowing {
            prop_assert_eq!(to.format("%Y-%m").to_string(), from.format("%Y-%m").to_string());
        }
        let (low, high) = (from.min(to), from.max(to));
        let passed = low.iter_days().take_while(|date| *date < high).filter(|date| *date != to);
        prop_assert!(passed.filter(|date| worked(*date)).count() == 0 || roll == Roll::None);
    }

    #[test]
    fn sizes_are_lawful_even_and_sum_up(households in 0_u32..200_000, min in 1_u32..400, more in 0_u32..300) {
        let policy = band(min, min + more);
        let found = size::counts(&policy, households).expect("a band").value;
        for grids in found.counts().take(40) {
            let sizes = found.sizes(grids).expect("a lawful number");
            let all: Vec<u32> = sizes.iter().collect();
            prop_assert_eq!(all.len() as u32, grids);
            prop_assert_eq!(all.iter().sum::<u32>(), households);
            prop_assert!(all.iter().all(|size| (min..=min + more).contains(size)));
            prop_assert!(all.iter().max().zip(all.iter().min()).is_none_or(|(most, least)| most - least <= 1));
        }
        // Infeasible exactly where no k exists.
        let exists = |grids: u32| u64::from(grids) * u64::from(min) <= u64::from(households)
            && u64::from(grids) * u64::from(min + more) >= u64::from(households);
        let tried: Vec<u32> = (1..=households / min + 2).filter(|grids| exists(*grids)).collect();
        prop_assert_eq!(tried.first().copied().zip(tried.last().copied()), found.feasible);
        if found.feasible.is_none() {
            let lawful = |n: u32| size::counts(&policy, n).expect("a band").value.is_feasible();
            if let Some(below) = found.below {
                prop_assert!(lawful(below) && (below + 1..households).all(|n| !lawful(n)));
            } else {
                prop_assert!((0..households).all(|n| !lawful(n)));
            }
            let above = found.above.expect("there is always one above");
            prop_assert!(lawful(above) && (households..above).all(|n| !lawful(n)));
        }
        prop_assert_eq!(found.preferred.is_some(), found.feasible.is_some());
        prop_assert!(found.preferred.is_none_or(|grids| found.allows(grids)));
    }

    #[test]
    fn a_later_receipt_is_never_due_earlier(a in any_day(), gap in 0_u64..60, complexity in prop::sample::select(Complexity::ALL)) {
        let (policy, calendar) = (Policy::preset("combined").expect("a preset"), WorkCalendar::china());
        let due = |date| deadline::due(&policy, &calendar, date, complexity).expect("within the table").value;
        prop_assert!(due(a).date <= due(a + Days::new(gap)).date);
        let explained = due(a).explain(&calendar).expect("within the table");
        let counted = explained.steps.iter().filter(|step| step.counted.is_some()).count();
        prop_assert_eq!(counted as u32, due(a).within.count);
        prop_assert_eq!(explained.steps.last().map(|step| step.day.date), Some(due(a).date));
    }

    #[test]
    fn ranks_follow_the_rates_whatever_the_order_of_rows(rows in prop::collection::vec((0_usize..6, 0_u64..60, prop::option::of(0_u64..30)), 0..80), seed in any::<u64>()) {
        let (policy, calendar) = (Policy::preset("combined").expect("a preset"), WorkCalendar::china());
        let mut cases: Vec<CaseRow> = rows.iter().map(|(village, after, taken)| {
            let received = day("2026-06-01") + Days::new(*after);
            CaseRow { village: format!("V{village}"), received, closed: taken.map(|days| received + Days::new(days)), complexity: Complexity::General }
        }).collect();
        let period = Period::new(day("2026-06-01"), day("2026-08-31")).expect("a period");
        let found = on_time(&policy, &calendar, &cases, period, day("2026-08-31")).expect("good rows").value;
        let ranked = rank(&policy, &found).expect("a ranking").value;
        prop_assert_eq!(ranked.len(), found.villages.len());
        for pair in ranked.windows(2) {
            if let (Place::Rank { rank: a, .. }, Place::Rank { rank: b, shared_by }) = (pair[0].place, pair[1].place) {
                let order = pair[0].figures.compare(&pair[1].figures).expect("both have cases");
                prop_assert_eq!(order.is_eq(), a == b);
                prop_assert!(order.is_ge() && (a == b || shared_by >= 1));
            }
        }
        for row in &score(&policy, "grid_work", &found).expect("a sheet").value {
            let naive = row.figures.rate(4);
            prop_assert_eq!(naive.is_none(), row.marks == wangge::assess::Marks::NotApplicable);
        }
        let turn = (seed as usize).checked_rem(cases.len()).unwrap_or_default();
        cases.rotate_left(turn);
        let again = on_time(&policy, &calendar, &cases, period, day("2026-08-31")).expect("good rows").value;
        prop_assert_eq!(again, found);
    }
}

fn band(min: u32, max: u32) -> Policy {
    let text = Policy::preset_toml("combined").expect("a preset");
    let text = text.replace("min = 100\nmax = 150", &format!("min = {min}\nmax = {max}"));
    Policy::from_toml(&text).expect("a lawful policy")
}

#[test]
fn more_than_one_dimension_at_once() {
    let more = "
[[grid.size]]
unit = \"household\"
min = 100
max = 150
clause = \"X-3.1\"

[[grid.size]]
unit = \"population\"
max = 500
clause = \"X-3.0\"

[[grid.size]]
unit = \"merchant\"
min = 10
max = 30
binding = \"advisory\"
clause = \"X-3.0\"

[[grid.size]]
unit = \"household\"
place = \"community\"
min = 300
max = 500
clause = \"X-3.0\"
";
    let text = Policy::preset_toml("xiang-2011").expect("a preset");
    let (before, rest) = text.split_once("[grid.size]").expect("a size");
    let (_, after) = rest.split_once("clause = \"X-3.1\"\n").expect("its clause");
    let mut text = format!("{before}{after}{more}");
    text.push_str("\n[grid.prefer]\nvalue = \"fewest\"\nclause = \"X-3.0\"\n");
    let policy = Policy::from_toml(&text).expect("a lawful policy");
    let ask = |extent: &size::Extent| size::counts_of(&policy, extent, &[]).expect("a band").value;
    let mut extent =
        size::Extent { population: Some(1700), merchants: Some(20), ..size::Extent::households(430) };
    let found = ask(&extent);
    // 430 households: 3 to 4 grids; 1700 people at 500 at most: 4 or more.
    assert_eq!((found.feasible, found.preferred), (Some((4, 4)), Some(4)));
    let codes: Vec<_> = found.findings.iter().map(|finding| (finding.weight, finding.code())).collect();
    use wangge::Weight::Advice;
    assert_eq!(codes, [(Advice, "size.only_mean"), (Advice, "size.advisory")]);
    extent.population = Some(2500);
    assert_eq!(ask(&extent).feasible, None);
    extent.population = None;
    let found = ask(&extent);
    assert_eq!(found.findings[0].code(), "size.not_given");
    assert_eq!(found.findings[0].weight, wangge::Weight::Breach);
    extent.place = Some(wangge::Place::Community);
    extent.population = Some(900);
    assert_eq!(ask(&extent).band, (300, 500));
}

#[test]
fn an_exception_and_the_neighbours_are_among_the_choices() {
    let text = Policy::preset_toml("combined").expect("a preset").to_owned()
        + "\n[[grid.exception]]\nmin = 60\nmax = 99\ngrids = 1\nground = \"山区独立自然村\"\nclause = \"X-3.0\"\n";
    let policy = Policy::from_toml(&text).expect("a lawful policy");
    let found = size::counts_of(&policy, &size::Extent::households(80), &[("甲村", 60), ("乙村", 90)]);
    let found = found.expect("a band");
    let said: Vec<_> = found.value.choices.iter().map(|choice| choice.wording().zh()).collect();
    assert_eq!(
        said,
        [
            "按例外（山区独立自然村）划为1个网格",
            "与甲村合并划分：共140户，划1个网格",
            "从相邻村划入20户后即可依规划分",
        ]
    );
    assert_eq!(found.clauses(), ["X-3.1", "E-5"]);
}
