//! What only the inside can check: the sentences.

use crate::decision::Template;

fn all() -> Vec<&'static Template> {
    [
        crate::error::TEMPLATES,
        crate::error::CASE_TEMPLATES,
        crate::error::STEP_TEMPLATES,
        crate::calendar::DAY_TEMPLATES,
        crate::calendar::WALK_TEMPLATES,
        crate::policy::READ_TEMPLATES,
        crate::policy::CHECK_TEMPLATES,
        crate::policy::CHECK_CASE_TEMPLATES,
        crate::policy::CHECK_COUNTING_TEMPLATES,
        crate::policy::CHECK_ROUTE_TEMPLATES,
        crate::policy::CHECK_ASSESS_TEMPLATES,
        #[cfg(feature = "write")]
        crate::policy::DIFF_TEMPLATES,
        crate::policy::CHECK_DUTY_TEMPLATES,
        crate::duty::TEMPLATES,
        crate::duty::CHECKLIST_TEMPLATES,
        crate::policy::CHECK_WORK_TEMPLATES,
        crate::policy::CHECK_LEDGER_TEMPLATES,
        crate::division::TEMPLATES,
        crate::division::ASKED_TEMPLATES,
        crate::division::AUDIT_TEMPLATES,
        crate::division::REDIVIDE_TEMPLATES,
        crate::division::SPLIT_TEMPLATES,
        crate::division::EDIT_TEMPLATES,
        crate::rules::size::TEMPLATES,
        crate::rules::team::TEMPLATES,
        crate::rules::route::TEMPLATES,
        crate::rules::deadline::TEMPLATES,
        crate::rules::limit_text::TEMPLATES,
        crate::rules::due::TEMPLATES,
        crate::rules::due::EXPLAIN_TEMPLATES,
        crate::rules::ledger::CHECK_TEMPLATES,
        crate::rules::ledger::FIGURE_TEMPLATES,
        crate::rules::ledger::FINDING_TEMPLATES,
        crate::rules::ledger::IMPORT_TEMPLATES,
        crate::rules::ledger::VIEW_TEMPLATES,
        crate::rules::card::TEMPLATES,
        crate::case::COURSE_TEMPLATES,
        crate::case::GUARD_TEMPLATES,
        crate::case::CLOCK_TEMPLATES,
        crate::case::LOG_TEMPLATES,
        crate::case::CONDUCT_TEMPLATES,
        crate::rules::conduct::TEMPLATES,
        crate::duty::MEETING_TEMPLATES,
        crate::duty::MINUTES_TEMPLATES,
        crate::duty::DELIBERATION_TEMPLATES,
        crate::duty::ROLLOUT_TEMPLATES,
        crate::hotline::CALL_TEMPLATES,
        crate::hotline::ROSTER_TEMPLATES,
        crate::assess::METRIC_TEMPLATES,
        crate::assess::BULLETIN_TEMPLATES,
        #[cfg(feature = "write")]
        crate::assess::BACKTEST_TEMPLATES,
        crate::policy::LINT_TEMPLATES,
        crate::assess::FIGURE_TEMPLATES,
        crate::assess::MARKS_TEMPLATES,
        crate::assess::RANK_TEMPLATES,
        #[cfg(feature = "card")]
        crate::export::card::PAGE_TEMPLATES,
        crate::assess::RANKS_TEMPLATES,
        crate::assess::YEAR_TEMPLATES,
        #[cfg(feature = "svg")]
        crate::export::LEGEND_TEMPLATES,
        #[cfg(feature = "svg")]
        crate::export::MAP_TEMPLATES,
        #[cfg(feature = "svg")]
        crate::export::MONTH_TEMPLATES,
        #[cfg(feature = "svg")]
        crate::export::ASSESS_PICTURE_TEMPLATES,
        #[cfg(feature = "ical")]
        crate::export::ICS_TEMPLATES,
        #[cfg(feature = "svg")]
        crate::export::ROLLOUT_TEMPLATES,
    ]
    .concat()
}

fn places(text: &str) -> Vec<&str> {
    let mut places: Vec<_> = text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
    places.sort_unstable();
    places.dedup();
    places
}

#[test]
fn both_languages_speak_of_the_same_things() {
    for template in all() {
        assert_eq!(places(template.zh), places(template.en), "{}", template.code);
        assert!(!template.zh.is_ascii(), "{} is not in Chinese", template.code);
        assert!(template.en.is_ascii(), "{} is not in English", template.code);
    }
}

#[test]
fn every_sentence_has_its_own_code() {
    let mut codes: Vec<_> = all().iter().map(|template| template.code).collect();
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
    assert!(count > 60, "the list of sentences has shrunk to {count}");
}
