//! The native half of the Python package `wangge`. Thin: a newtype a noun, every body delegates to the core.
#![expect(
    clippy::doc_markdown,
    clippy::doc_link_with_quotes,
    reason = "these comments are Python's docstrings"
)]

mod arrow;
mod assess;
mod calendar;
mod case;
mod column;
mod date;
mod deadline;
mod division;
mod due;
mod duty;
mod error;
mod hotline;
mod policy;
mod record;
mod records;
mod route;
mod size;
mod table;
mod team;
mod term;
mod work;

use pyo3::prelude::*;

// Inline, so that the stub can be generated from it.
#[pymodule]
mod _wangge {
    #[pymodule_export]
    use crate::arrow::ArrowColumn;
    #[pymodule_export]
    use crate::assess::{
        PyAttribution, PyBacktested, PyBulletin, PyBulletinItem, PyChange, PyCorrection, PyCounted, PyCurve,
        PyFigure, PyFigures, PyItemMarks, PyLateness, PyLint, PyMetric, PyPublishedResult, PyRankMove,
        PyRanked, PyRanks, PyRate, PyRecordFact, PyResultRow, PyReview, PyScore, PyScores, PySheetMarks,
        PyTallies, PyUnitFact, PyUnitMarks, PyUnitRank, PyUnitYear, PyVersion, backtest_events, bulletin,
        count_events, event_grids, marks, open_records, rank, rank_paths, ranks, review, score_rows,
        sweep_events,
    };
    #[pymodule_export]
    use crate::calendar::PyWorkCalendar;
    #[pymodule_export]
    use crate::case::{
        PyActor, PyBoard, PyBoardRow, PyCase, PyCaseFacts, PyCaseLog, PyEvent, PyEventHead, PyExtension,
        PyOpenCommand, PyStageClock, PyUnplaced,
    };
    #[pymodule_export]
    use crate::column::{
        add_workdays, day_status, deadlines, fold_events, grid_counts, is_workday, route, workdays_between,
    };
    #[pymodule_export]
    use crate::deadline::PyDeadline;
    #[pymodule_export]
    use crate::division::{
        PyAudit, PyDivided, PyGrid, PyGridName, PyGroupShare, PyHouseholds, PyMeasures, PyMoved, PyPolygon,
        PyProgress, PySplit, PyTour, audit, divide, from_wgs84, place_faults, redivide, to_wgs84,
    };
    #[pymodule_export]
    use crate::due::{PyClockExplanation, PyClockStep, PyDueAt, PyLimitText, read_limit};
    #[pymodule_export]
    use crate::duty::{
        PyChecklist, PyCompleteness, PyDiaryGap, PyDutyGrid, PyDutyOutcome, PyDutyRecord, PyDutyRule,
        PyDwelling, PyHeld, PyHolder, PyObligation, PyOccasion, PyOwed, completeness, owe,
    };
    #[pymodule_export]
    use crate::error::refusal;
    #[pymodule_export]
    use crate::hotline::{
        PyCall, PyDutyDay, PyHotlineFigures, PyLeave, PyPrivatePart, PyPublished, PyRoster, PyShift, PySwap,
        check_call, feedback_due, hotline_figures, private_parts, publication,
    };
    #[pymodule_export]
    use crate::policy::{PyPolicy, clauses};
    #[pymodule_export]
    use crate::record::{PyClause, PyDay, PyExplanation, PyFault, PyFinding, PyFindings, PyReason, PyStep};
    #[pymodule_export]
    use crate::records::{
        PyCardPerson, PyLedgerData, PyPosted, PyServiceCard, PySupervision, PyValidity, ledger_headings,
        mask, qr, read_identity, read_phone,
    };
    #[pymodule_export]
    use crate::route::PyRoute;
    #[pymodule_export]
    use crate::size::{PyChoice, PyGridCounts, PySizes};
    #[pymodule_export]
    use crate::table::{headings_of, read_table};
    #[pymodule_export]
    use crate::team::{PyGroupMember, PyPerson, PyTeam};
    #[pymodule_export]
    use crate::term::{term_codes, term_words};
    #[pymodule_export]
    use crate::work::{
        PyAgendaItem, PyAttendance, PyAttendanceSheet, PyAttended, PyConductEffect, PyConductEvent,
        PyConductFinding, PyConductRegister, PyDeliberation, PyDeliberationStanding, PyDeliberationTaken,
        PyDerivedConduct, PyHeldBack, PyMeeting, PyMinutes, PyMinutesItem, PyObjection, PyPlannedPhase,
        PyProposal, PyRollout, PyRolloutStanding, PyRoundUp, PyStepStanding, PySystemCoverage, PySystems,
        PyTaskStanding, agenda, derive_conduct,
    };

    /// The most rows of households that are divided at once.
    #[pymodule_export]
    const MOST_ROWS: usize = wangge::division::MOST_ROWS;

    /// The version of the library.
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");
}
