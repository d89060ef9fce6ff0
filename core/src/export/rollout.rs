//! The roll-out as a picture (推进图): the four phases as bars over the months, the tasks of a village with their days.

use chrono::{Datelike, Days, NaiveDate};
use svg::Node as _;
use svg::node::element::{Group, Line, Path, Rectangle, Text};

use super::ink::{INK, PAPER, SOFT, number, paper, text, wide};
use super::map::GROUND;
use crate::decision::{Arg, Lang, Template};
use crate::duty::rollout::{PlannedPhase, RolloutStanding, TaskStanding};
use crate::error::InputError;
use crate::term::{RolloutPhase, RolloutTask, TaskState};
use crate::vocabulary::Vocabulary as _;

/// What is asked of the picture (绘图要求).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GanttOptions {
    /// A heading.
    pub title: Option<String>,
    /// How wide it is, in pixels: 560 to 8000.
    pub width: u32,
    /// The language of its words.
    pub lang: Lang,
}

impl Default for GanttOptions {
    /// 960 pixels wide, in Chinese, without a heading.
    fn default() -> Self {
        Self { title: None, width: 960, lang: Lang::Zh }
    }
}

static MONTH: Template = Template::new("gantt.month", "{0}月", "{0}");
static TODAY: Template = Template::new("gantt.today", "{0}月{1}日", "{0}-{1}");
static DAYS: Template = Template::new("gantt.days", "{0}月{1}日至{2}月{3}日", "{0}-{1} to {2}-{3}");
static FROM: Template = Template::new("gantt.from", "{0}月{1}日起", "from {0}-{1}");
static REQUIRED: Template =
    Template::new("gantt.required", "＊进入下一阶段前须完成", "* required before the next phase");
static STAR: Template = Template::new("gantt.star", "{0}＊", "{0} *");

const LABELS: f64 = 260.0;
const ROW: f64 = 24.0;
const HEAD: f64 = 34.0;
const MARGIN: f64 = 16.0;
/// Bars of the phases and marks of the states: apart for the colour-blind, and never by colour alone.
const BAR: &str = "#88aacc";
const STATES: [(&str, &str); 5] =
    [("#117733", "●"), ("#997700", "◐"), ("#004488", "○"), ("#bb2233", "✕"), ("#8c959f", "·")];

/// The roll-out of a year as an SVG: each phase a bar, each of its tasks below it with a mark on the day it was done, or the
/// sign of where it stands; the day asked about as a line. Without a village, the phases and their tasks alone. The open
/// phase runs to the end of its year.
///
/// ```
/// use wangge::duty::rollout;
/// use wangge::export::{GanttOptions, gantt};
/// # fn main() -> Result<(), wangge::Error> {
/// let policy = wangge::Policy::preset("xiang-2011")?;
/// let plan = rollout::plan(&policy, 2026)?;
/// let day = chrono::NaiveDate::from_ymd_opt(2026, 7, 3).expect("a day");
/// let stands = rollout::standing(&policy, 2026, "东村", &[], day)?.value;
/// let svg = gantt(&plan, Some(&stands), &GanttOptions::default())?;
/// assert!(svg.starts_with("<svg") && svg.contains("网格划分、组建团队") && svg.contains("6月23日至6月30日"));
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`InputError`] for a width that is none, or a plan without a phase.
pub fn gantt(
    plan: &[PlannedPhase],
    village: Option<&RolloutStanding>,
    options: &GanttOptions,
) -> Result<String, InputError> {
    let wide = super::ink::width(options.width, 560)?;
    let Some(sheet) = Sheet::of(plan, village.map(|stands| stands.on), options) else {
        return Err(InputError::value("plan", "[]", "one phase or more"));
    };
    let mut group = Group::new();
    let mut top = MARGIN;
    let title = options.title.clone().or_else(|| village.map(|stands| stands.village.clone()));
    if let Some(title) = title {
        group.append(words(&title, MARGIN, top + 18.0, 20.0, INK).set("font-weight", "bold"));
        top += HEAD;
    }
    let grid = top;
    top += HEAD;
    let mut rows = Group::new();
    for phase in plan {
        sheet.phase(&mut rows, phase, top);
        top += ROW;
        for task in &phase.tasks {
            let stands = village.and_then(|village| {
                village.tasks.iter().find(|one| one.phase == phase.phase && one.task == *task)
            });
            sheet.task(&mut rows, phase, *task, stands, top);
            top += ROW;
        }
        top += 6.0;
    }
    sheet.months(&mut group, grid, top);
    if let Some(stands) = village {
        sheet.today(&mut group, stands.on, grid, top);
    }
    group.append(rows);
    sheet.key(&mut group, village.is_some(), top + 36.0);
    top += 52.0;
    Ok(paper(wide, top).add(group).to_string())
}

fn words(said: &str, x: f64, y: f64, size: f64, fill: &str) -> Text {
    text(said, (x, y), size).set("fill", fill)
}

struct Sheet {
    first: NaiveDate,
    days: f64,
    wide: f64,
    lang: Lang,
}

impl Sheet {
    fn of(plan: &[PlannedPhase], on: Option<NaiveDate>, options: &GanttOptions) -> Option<Self> {
        let first = plan.first()?.from.with_day(1)?;
        let ends = plan.iter().filter_map(|phase| phase.to).chain(on).max().unwrap_or(first);
        // The open phase shows at least a month and a half of itself.
        let open = plan.last().filter(|phase| phase.to.is_none()).map(|phase| phase.from);
        let ends =
            open.and_then(|from| from.checked_add_days(Days::new(60))).map_or(ends, |day| day.max(ends));
        let next = if ends.month() == 12 { (ends.year() + 1, 1) } else { (ends.year(), ends.month() + 1) };
        let last = NaiveDate::from_ymd_opt(next.0, next.1, 1)?;
        let days = i32::try_from((last - first).num_days()).ok().map(f64::from)?;
        let wide = f64::from(options.width) - LABELS - 2.0 * MARGIN;
        Some(Self { first, days, wide, lang: options.lang })
    }

    fn x(&self, day: NaiveDate) -> f64 {
        let from = i32::try_from((day - self.first).num_days()).map_or(0.0, f64::from);
        MARGIN + LABELS + (from / self.days).clamp(0.0, 1.0) * self.wide
    }

    fn say(&self, template: &'static Template, args: impl Into<Vec<Arg>>) -> String {
        template.with(args).render(self.lang)
    }

    fn months(&self, group: &mut Group, top: f64, bottom: f64) {
        let mut day = self.first;
        loop {
            let x = self.x(day);
            let month = match self.lang {
                Lang::Zh => self.say(&MONTH, [Arg::from(day.month())]),
                Lang::En => day.format("%b").to_string(),
            };
            let next = day.checked_add_months(chrono::Months::new(1));
            let end = next.map_or(x, |next| self.x(next));
            if day.month().is_multiple_of(2) {
                let band = Rectangle::new()
                    .set("x", number(x))
                    .set("y", number(top))
                    .set("width", number(end - x))
                    .set("height", number(bottom - top))
                    .set("fill", GROUND);
                group.append(band);
            }
            group.append(
                words(&month, f64::midpoint(x, end), top + 18.0, 13.0, SOFT).set("text-anchor", "middle"),
            );
            match next.filter(|_| end < MARGIN + LABELS + self.wide - 0.5) {
                Some(next) => day = next,
                None => break,
            }
        }
    }

    fn phase(&self, group: &mut Group, phase: &PlannedPhase, top: f64) {
        let name = phase.phase.term().render(self.lang);
        let nth = RolloutPhase::index(phase.phase) + 1;
        let heading = format!("{nth}. {name}");
        group.append(words(&heading, MARGIN, top + 16.0, 14.0, INK).set("font-weight", "bold"));
        let x = self.x(phase.from);
        let end = phase.to.and_then(|to| to.succ_opt()).map_or(MARGIN + LABELS + self.wide, |to| self.x(to));
        let part = |day: NaiveDate| [Arg::from(day.month()), day.day().into()];
        let says = match phase.to {
            Some(to) => self.say(&DAYS, [part(phase.from), part(to)].concat()),
            None => self.say(&FROM, part(phase.from)),
        };
        let bar = Path::new()
            .set("fill", BAR)
            .set("d", bar(x, end, top + 4.0, top + ROW - 4.0, phase.to.is_none()));
        group.append(bar);
        // Beside the bar, where there is room; else before it.
        let room = wide(&says) * 12.0 + 12.0;
        let right = MARGIN + LABELS + self.wide;
        let (at, anchor) = if end - x > room {
            (x + 6.0, "start")
        } else if right - end > room {
            (end + 6.0, "start")
        } else {
            (x - 6.0, "end")
        };
        let halo = if at > x && at < end { BAR } else { PAPER };
        let says = words(&says, at, top + 16.5, 12.0, INK).set("text-anchor", anchor);
        group.append(says.set("stroke", halo).set("stroke-width", 3).set("paint-order", "stroke"));
    }

    fn task(
        &self,
        group: &mut Group,
        phase: &PlannedPhase,
        task: RolloutTask,
        stands: Option<&TaskStanding>,
        top: f64,
    ) {
        let name = task.term().render(self.lang);
        let required = phase.required.contains(&task);
        let name = if required { self.say(&STAR, [Arg::from(name)]) } else { name.to_owned() };
        group.append(words(&name, MARGIN + 18.0, top + 16.0, 13.0, INK));
        let (x, end) = (
            self.x(phase.from),
            phase.to.and_then(|to| to.succ_opt()).map_or(MARGIN + LABELS + self.wide, |to| self.x(to)),
        );
        let line = Line::new()
            .set("x1", number(x))
            .set("x2", number(end))
            .set("y1", number(top + 12.0))
            .set("y2", number(top + 12.0))
            .set("stroke", BAR)
            .set("stroke-width", 1);
        group.append(line);
        let Some(stands) = stands else { return };
        let (colour, sign) = STATES.get(stands.state.index()).copied().unwrap_or((INK, "?"));
        let at = stands.done.map_or(end, |day| self.x(day));
        group.append(words(sign, at, top + 17.0, 15.0, colour).set("text-anchor", "middle"));
    }

    fn today(&self, group: &mut Group, on: NaiveDate, top: f64, bottom: f64) {
        let x = self.x(on);
        let line = Line::new()
            .set("x1", number(x))
            .set("x2", number(x))
            .set("y1", number(top + 24.0))
            .set("y2", number(bottom))
            .set("stroke", "#bb2233")
            .set("stroke-width", 1.5)
            .set("stroke-dasharray", "4 3");
        group.append(line);
        let says = self.say(&TODAY, [Arg::from(on.month()), on.day().into()]);
        group.append(words(&says, x, bottom + 12.0, 12.0, "#bb2233").set("text-anchor", "middle"));
    }

    fn key(&self, group: &mut Group, states: bool, y: f64) {
        let mut x = MARGIN;
        if states {
            for state in TaskState::ALL {
                let (colour, sign) = STATES.get(state.index()).copied().unwrap_or((INK, "?"));
                let name = state.term().render(self.lang);
                group.append(words(sign, x, y + 4.0, 15.0, colour));
                group.append(words(name, x + 18.0, y + 3.0, 12.0, SOFT));
                x += 34.0 + wide(name) * 12.0;
            }
        }
        group.append(words(&self.say(&REQUIRED, []), x, y + 3.0, 12.0, SOFT));
    }
}

/// A bar; one without an end has the point of an arrow.
fn bar(x: f64, end: f64, top: f64, bottom: f64, open: bool) -> String {
    let middle = f64::midpoint(top, bottom);
    let shoulder = if open { end - 8.0 } else { end };
    let point = if open { format!("L{} {}", number(end), number(middle)) } else { String::new() };
    let (x, top, bottom, shoulder) = (number(x), number(top), number(bottom), number(shoulder));
    format!("M{x} {top}L{shoulder} {top}{point}L{shoulder} {bottom}L{x} {bottom}Z")
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&MONTH, &TODAY, &DAYS, &FROM, &REQUIRED, &STAR];
