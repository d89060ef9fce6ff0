//! How a term of days is counted (起算规则): the named conventions.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Which day is the first that can count (起算日).
    pub enum Start as "start" {
        /// A: the first working day after receipt is day 1.
        NextDay = "next_day", "次日起算", "the day after receipt";
        /// B: a receipt on a rest day counts as received on the next working day, itself not counted.
        DeemedNextWorkingDay = "deemed_next_working_day", "休息日收到视为下一工作日收到", "deemed received on the next working day";
        /// C: the day of receipt, if it is a working day, is day 1.
        SameDay = "same_day", "当日起算", "the day of receipt";
    }
}

vocabulary! {
    /// Whether make-up working days count (调休上班日是否计入).
    pub enum MakeUp as "make_up" {
        /// They count, as the notices have it.
        Count = "count", "计入", "counted";
        /// D: they are left out.
        Ignore = "ignore", "不计入", "left out";
    }
}

vocabulary! {
    /// What a working day of a term is (工作日折算): a day, or as many minutes.
    pub enum DayMeasure as "measure of a working day" {
        /// A day that counts or not.
        Whole = "whole", "按整日计", "by whole days";
        /// E: the working minutes of one day, from the minute of receipt on.
        Elapsed = "elapsed", "折算为工作时间", "by working minutes";
    }
}

vocabulary! {
    /// Where a day that is a rest day moves to (顺延规则).
    pub enum Roll as "roll" {
        /// The next working day.
        Following = "following", "顺延至下一工作日", "the next working day";
        /// The working day before.
        Preceding = "preceding", "提前至上一工作日", "the working day before";
        /// The next working day, but the one before if that would leave the month.
        ModifiedFollowing = "modified_following", "顺延但不跨月", "the next working day within the month";
        /// Nowhere.
        None = "none", "不调整", "not moved";
    }
}

/// A convention of counting: where counting starts, and whether make-up days count.
///
/// The default is convention A with make-up days counted, the reading of E-2 and E-3.
///
/// ```
/// use wangge::{Counting, MakeUp, Start};
/// assert_eq!(Counting::default(), Counting { start: Start::NextDay, make_up: MakeUp::Count });
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Counting {
    /// Which day is the first that can count.
    pub start: Start,
    /// Whether make-up working days count.
    pub make_up: MakeUp,
}

impl Default for Counting {
    fn default() -> Self {
        Self { start: Start::NextDay, make_up: MakeUp::Count }
    }
}

impl From<Start> for Counting {
    fn from(start: Start) -> Self {
        Self { start, make_up: MakeUp::Count }
    }
}
