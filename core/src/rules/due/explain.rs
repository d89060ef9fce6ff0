//! Every day or session of a clock: what counted, what a pause took, which extension added (逐段说明).

use chrono::NaiveDateTime;

use super::clock::{DAY, MINUTE, Pace, moment, opening, split, stamp};
use super::days::{Days, Last};
use super::pause::Stop;
use super::{Amount, DueAt, Way, total};
use crate::calendar::{DEEMED, date};
use crate::decision::{Arg, Lang, Template, Wording};
use crate::error::Error;
use crate::rules::deadline::{RECEIVED, ROLLED};

static STARTED: Template = Template::new(
    "due.started",
    "{0} {1}受理，期限{2}{3}",
    "{0} {1}: received, to be settled within {2} {3}",
);
static EXTENDED: Template =
    Template::new("due.extended", "延期{0}{1}，期限共{2}", "extended by {0} {1}, {2} together");
static COUNTS: Template = Template::new("due.day", "{0}，计为第{1}天", "{0}: day {1}");
static COUNTS_EXTENDED: Template =
    Template::new("due.day_extended", "{0}，计为第{1}天（延期内）", "{0}: day {1}, of an extension");
static RESTS: Template = Template::new("due.rests", "{0}，不计", "{0}: not counted");
static STOPPED: Template = Template::new(
    "due.stopped",
    "{0}，日终时处于暂停（{1} {2}起），不计",
    "{0}: paused at its close (from {1} {2}), not counted",
);
static RAN: Template = Template::new("due.ran", "{0}，{1}计{2}", "{0}, {1}: {2}");
static RAN_PAUSED: Template =
    Template::new("due.ran_paused", "{0}，{1}计{2}，暂停{3}", "{0}, {1}: {2}, paused {3}");
static HOURS_FROM_TO: Template = Template::new("due.from_to", "{0}至{1}", "{0}-{1}");
static ENDS: Template = Template::new("due.ends", "到期时刻：{0} {1}", "due on {0} at {1}");
static STANDS: Template = Template::new(
    "due.stands",
    "自{0} {1}起暂停，到期时刻未定；恢复后尚余{2}",
    "paused from {0} {1}, no due moment yet; {2} left when it runs again",
);

/// One day or session of a clock.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ClockStep {
    /// When it begins: the day, or the part of the session in which the clock could run.
    pub from: NaiveDateTime,
    /// When it ends.
    pub to: NaiveDateTime,
    /// How much of the term ran in it.
    pub counted: Amount,
    /// How much of it a pause took; a day that a pause took is one day.
    pub paused: Amount,
    /// Why.
    pub why: Wording,
}

/// Every day or session of a clock, for people to read (逐段说明).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ClockExplanation {
    /// The receipt and the term, then each extension.
    pub head: Vec<Wording>,
    /// The days or sessions, in order.
    pub steps: Vec<ClockStep>,
    /// How it ends.
    pub due: Wording,
}

impl ClockExplanation {
    /// The explanation in words, a line a day or session, the due moment last.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let steps = self.steps.iter().map(|step| &step.why);
        self.head.iter().chain(steps).chain([&self.due]).map(|words| words.render(lang)).collect()
    }
}

/// A moment as a day and an hour; midnight as the end of the day before where something ends with it.
fn said(stamp: i64, ends: bool) -> [Arg; 2] {
    let (day, within) = split(if ends { stamp.saturating_sub(1) } else { stamp });
    let within = if ends { within + 1 } else { within };
    let (minutes, rest) = (within / MINUTE, within % MINUTE);
    let mut hour = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    if rest != 0 {
        hour = format!("{hour}:{:02}", rest / 1_000_000_000);
    }
    [date(day).map_or_else(|| Arg::from(""), Arg::from), hour.into()]
}

impl DueAt {
    /// Every day or session from the receipt to the due moment, or to the pause that goes on: what counted, what a
    /// pause took, which extension added.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use wangge::rules::due::{self, DueOptions, Pause};
    /// use wangge::{Lang, Policy, WorkCalendar};
    /// # fn main() -> Result<(), wangge::Error> {
    /// let at = |day, hour| NaiveDate::from_ymd_opt(2026, 11, day).and_then(|day| day.and_hms_opt(hour, 0, 0)).expect("a moment");
    /// let (policy, calendar) = (Policy::preset("combined")?, WorkCalendar::china());
    /// let pauses = [Pause::new(at(20, 17), at(23, 9))];
    /// let due = due::due_at(&policy, &calendar, at(20, 16), "1 working_day".parse()?, &pauses, &[], DueOptions::default())?;
    /// let lines = due.value.explain()?.lines(Lang::En);
    /// assert_eq!(lines[1], "2026-11-20: working day: received");
    /// assert_eq!(lines[4], "2026-11-23: working day: day 1");
    /// assert_eq!(lines[5], "due on 2026-11-23 at 18:00");
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// As for [`elapsed`](Self::elapsed).
    pub fn explain(&self) -> Result<ClockExplanation, Error> {
        let stops = self.stops()?;
        let [day, hour] = said(stamp(self.start, "start")?, false);
        let mut head = vec![STARTED.with([day, hour, self.term.count.into(), self.term.unit.into()])];
        let way = self.way();
        for (nth, extension) in self.extensions.iter().enumerate() {
            let so_far = self.extensions.get(..=nth).unwrap_or_default();
            let sum = Amount::of(way == Way::Days, total(self.term, so_far, &self.time, way)?).wording();
            head.push(EXTENDED.with([Arg::from(extension.count), extension.unit.into(), Arg::Wording(sum)]));
        }
        let parts = match way {
            Way::Days => self.days(&stops)?,
            Way::Time(pace) => self.times(pace, &stops)?,
        };
        let open = stops.iter().find(|stop| stop.to == Stop::OPEN);
        let due = match (self.at, self.left, open) {
            (None, Some(left), Some(open)) => {
                let [day, hour] = said(open.from, false);
                STANDS.with([day, hour, Arg::Wording(left.wording())])
            }
            (at, ..) => ENDS.with(said(stamp(at.unwrap_or(self.start), "at")?, true)),
        };
        Ok(ClockExplanation { head, steps: parts, due })
    }

    fn days(&self, stops: &[Stop]) -> Result<Vec<ClockStep>, Error> {
        let time = &self.time;
        let start = stamp(self.start, "start")?;
        let days = Days::new(time, self.term.unit, start, self.missed_cut_off)?;
        let count = total(self.term, &self.extensions, time, Way::Days)?;
        let end = match days.last(count, stops, self.roll)? {
            Last::On(last, moved) => last.max(moved),
            Last::Open(_) => {
                stops.last().map_or(start, |stop| stop.from).div_euclid(DAY).try_into().unwrap_or(i32::MAX)
            }
        };
        let (mut parts, mut number) = (Vec::new(), 0);
        let mut stops = stops.iter().peekable();
        for day in split(start).0..=end {
            let close = time.close(day)?;
            while stops.next_if(|stop| stop.to <= close).is_some() {}
            let stop = stops.peek().filter(|stop| stop.holds(close));
            let can_count =
                days.before(day).zip(days.before(day + 1)).is_some_and(|(before, after)| before < after);
            let what = date(day).map(|date| time.calendar.day(date)).transpose()?;
            let words = Arg::Wording(what.map_or_else(|| DEEMED.with([]), |day| day.wording()));
            let (mut counted, mut paused) = (0, 0);
            let why = if day < days.first {
                match days.deemed {
                    Some(deemed) if deemed == day => DEEMED.with([words]),
                    Some(_) if day > split(start).0 => RESTS.with([words]),
                    _ => RECEIVED.with([words]),
                }
            } else if number == count {
                ROLLED.with([words, self.roll.into()])
            } else if !can_count {
                RESTS.with([words])
            } else if let Some(stop) = stop {
                paused = 1;
                let [from, hour] = said(stop.from, false);
                STOPPED.with([words, from, hour])
            } else {
                (counted, number) = (1, number + 1);
                let extended = number > i64::from(self.term.count);
                (if extended { &COUNTS_EXTENDED } else { &COUNTS }).with([words, Arg::from(number)])
            };
            parts.push(ClockStep {
                from: moment(opening(day)),
                to: moment(close),
                counted: Amount::Days(counted),
                paused: Amount::Days(paused),
                why,
            });
        }
        Ok(parts)
    }

    fn times(&self, pace: Pace, stops: &[Stop]) -> Result<Vec<ClockStep>, Error> {
        let start = stamp(self.start, "start")?;
        let open = stops.iter().find(|stop| stop.to == Stop::OPEN).map_or(start, |stop| stop.from);
        let end = self.at.map_or(Ok(open), |at| stamp(at, "at"))?;
        let mut left = total(self.term, &self.extensions, &self.time, self.way())?;
        let (mut parts, mut behind) = (Vec::new(), 0);
        for day in split(start).0..=split(end.saturating_sub(1)).0 {
            let date = date(day).unwrap_or_default();
            let (words, sessions) = match pace {
                Pace::Always => (Arg::from(date), vec![(opening(day), opening(day) + DAY)]),
                Pace::Sessions => {
                    let make_up = self.time.rule.counting.make_up;
                    let worked = self.time.is_worked(day, make_up).unwrap_or(false);
                    let row = self.time.row(day).filter(|_| worked);
                    let hours = row.map(|row| row.hours.as_slice()).unwrap_or_default();
                    let at = |minute: u16| opening(day) + i64::from(minute) * MINUTE;
                    let sessions = hours.iter().map(|session| (at(session.open), at(session.close)));
                    (Arg::Wording(self.time.calendar.day(date)?.wording()), sessions.collect())
                }
            };
            if sessions.is_empty() {
                parts.push(ClockStep {
                    from: moment(opening(day)),
                    to: moment(opening(day) + DAY),
                    counted: Amount::of(false, 0),
                    paused: Amount::of(false, 0),
                    why: RESTS.with([words]),
                });
                continue;
            }
            for (from, to) in sessions {
                let (from, to) = (from.max(start), to.min(end));
                if from >= to {
                    continue;
                }
                while stops.get(behind).is_some_and(|stop| stop.to <= from) {
                    behind += 1;
                }
                let within = stops.iter().skip(behind).take_while(|stop| stop.from < to);
                let paused: i64 = within.map(|stop| stop.to.min(to) - stop.from.max(from)).sum();
                let counted = (to - from - paused).min(left);
                left -= counted;
                let (Some(begins), Some(ends)) =
                    (said(from, false).get(1).cloned(), said(to, true).get(1).cloned())
                else {
                    continue;
                };
                let hours = Arg::Wording(HOURS_FROM_TO.with([begins, ends]));
                let ran = Arg::Wording(Amount::of(false, counted).wording());
                let why = if paused == 0 {
                    RAN.with([words.clone(), hours, ran])
                } else {
                    let paused = Arg::Wording(Amount::of(false, paused).wording());
                    RAN_PAUSED.with([words.clone(), hours, ran, paused])
                };
                parts.push(ClockStep {
                    from: moment(from),
                    to: moment(to),
                    counted: Amount::of(false, counted),
                    paused: Amount::of(false, paused),
                    why,
                });
            }
        }
        Ok(parts)
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[
    &STARTED,
    &EXTENDED,
    &COUNTS,
    &COUNTS_EXTENDED,
    &RESTS,
    &STOPPED,
    &RAN,
    &RAN_PAUSED,
    &ENDS,
    &STANDS,
    &HOURS_FROM_TO,
];
