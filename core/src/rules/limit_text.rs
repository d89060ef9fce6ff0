//! A limit as people write it (处置时限的写法): `7个工作日`, `2紧急工作时`, `种植季节15工作日`.

use crate::decision::{Arg, Lang, Template, Wording};
use crate::error::InputError;
use crate::policy::TermOfTime;
use crate::term::Unit;

/// What a limit says: a term, on which condition, and what else stands there. No word is dropped:
/// `condition`, `said` and `remainder` one after the other are the text, but for blanks around it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct LimitText {
    /// The term.
    pub term: TermOfTime,
    /// The words that say the term, such as `15个工作日内`.
    pub said: String,
    /// Whether the word of the unit leaves open if working time is meant: `天`, `日`, `小时`. Read as it stands, a
    /// `天` is a natural day and a `小时` an hour of the clock (Civil Code, article 200); an authority may mean
    /// working days and working hours.
    pub bare: bool,
    /// The words before it: when it holds, such as `种植季节`.
    pub condition: Option<String>,
    /// The words after it: what must be done by then, such as `制止`.
    pub remainder: Option<String>,
}

/// The words of the units, the longer before the shorter: unit, and whether it is bare.
const UNITS: &[(&str, Unit, bool)] = &[
    ("紧急工作小时", Unit::UrgentHour, false),
    ("紧急工作时", Unit::UrgentHour, false),
    ("工作小时", Unit::WorkingHour, false),
    ("工作时", Unit::WorkingHour, false),
    ("工作日", Unit::WorkingDay, false),
    ("工作天", Unit::WorkingDay, false),
    ("自然日", Unit::NaturalDay, false),
    ("日历日", Unit::NaturalDay, false),
    ("日历天", Unit::NaturalDay, false),
    ("小时", Unit::UrgentHour, true),
    ("天", Unit::NaturalDay, true),
    ("日", Unit::NaturalDay, true),
];

static IN_DAYS: Template =
    Template::new("limit.bare_day", "{0}读作{1}个自然日", "{0}: read as {1} calendar days");
static IN_HOURS: Template =
    Template::new("limit.bare_hour", "{0}读作{1}小时，不分昼夜", "{0}: read as {1} hours of the clock");

const URGENT_DAY: &str =
    "紧急工作时 (hours, day and night) or 工作日 (working days): ask the authority which is meant";
const NO_NUMBER: &str = "a number and a unit, as 7个工作日 or 2紧急工作时";
const NO_UNIT: &str = "after the number one of 工作日, 自然日, 工作时, 紧急工作时, 天, 日, 小时";
const ONE_NUMBER: &str = "one number; write each limit as a text of its own";
const A_DATE: &str = "a length of time, not a day of a month or year";
const WHOLE: &str = "a whole number from 1 to 10000";

/// Digits of any width, and Chinese numerals.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "零〇一二两三四五六七八九十百千".contains(c)
}

/// A number in digits, or in Chinese numerals below ten thousand; never both mixed.
fn number(text: &str) -> Option<u32> {
    let plain: Option<String> = text
        .chars()
        .map(|c| match c {
            '0'..='9' => Some(c),
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
            _ => None,
        })
        .collect();
    if let Some(plain) = plain {
        return plain.parse().ok();
    }
    let (mut sum, mut digit, mut step) = (0, None, 10_000);
    for c in text.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                let value = "零一二三四五六七八九".chars().position(|known| known == c);
                let value = value.or(match c {
                    '〇' => Some(0),
                    '两' => Some(2),
                    _ => None,
                });
                let value = u32::try_from(value?).ok()?;
                // Two figures stand side by side only around a zero: 一百零五.
                if digit.is_some_and(|before| before != 0) {
                    return None;
                }
                digit = Some(value);
                continue;
            }
        };
        // Tens, hundreds and thousands go downwards: 一百二十, never 十一百.
        if unit >= step || digit == Some(0) || (digit.is_none() && (unit != 10 || sum != 0)) {
            return None;
        }
        step = unit;
        sum += digit.take().unwrap_or(1) * unit;
    }
    Some(sum + digit.unwrap_or(0))
}

/// Reads a limit as people write it. What cannot be read for certain is refused, with what to ask.
///
/// ```
/// use wangge::Unit;
/// use wangge::rules::limit_text;
/// # fn main() -> Result<(), wangge::InputError> {
/// let limit = limit_text::read("种植季节15工作日")?;
/// assert_eq!((limit.term.count, limit.term.unit), (15, Unit::WorkingDay));
/// assert_eq!(limit.condition.as_deref(), Some("种植季节"));
/// assert_eq!(limit_text::read("1紧急工作时制止")?.remainder.as_deref(), Some("制止"));
/// let error = limit_text::read("2紧急工作日").expect_err("hours or days?");
/// assert!(error.allowed.starts_with("紧急工作时"));
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`InputError`] with the text and what may stand there: no number or no unit, two numbers, parts of a whole, a day
/// of the year, or 紧急工作日, which is neither hours nor days.
pub fn read(text: &str) -> Result<LimitText, InputError> {
    let refuse = |allowed: &str| Err(InputError::value("limit", text, allowed));
    let whole = text.trim();
    if whole.contains("紧急工作日") || whole.contains("紧急工作天") {
        return refuse(URGENT_DAY);
    }
    // A numeral counts where a unit follows it; so 一般 and 统一 are words. Digits always count.
    let mut found: Option<(usize, usize, usize, Unit, bool)> = None;
    let mut at = 0;
    while let Some(rest) = whole.get(at..).filter(|rest| !rest.is_empty()) {
        let digits: usize = rest.chars().take_while(|c| is_digit(*c)).map(char::len_utf8).sum();
        if digits == 0 {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let figures = rest.get(..digits).unwrap_or_default();
        let after = rest.get(digits..).unwrap_or_default();
        let trimmed = after.trim_start();
        let trimmed = trimmed.strip_prefix('个').or_else(|| trimmed.strip_prefix('個')).unwrap_or(trimmed);
        let unit = UNITS.iter().find(|(word, ..)| trimmed.trim_start().starts_with(word));
        let in_figures = figures.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
        match unit {
            Some((word, unit, bare)) if found.is_none() => {
                let end = whole.len() - trimmed.trim_start().len() + word.len();
                found = Some((at, at + digits, end, *unit, *bare));
                at = end;
            }
            Some(_) => return refuse(ONE_NUMBER),
            None if after.starts_with(['月', '年']) && in_figures => return refuse(A_DATE),
            None if in_figures && found.is_some() => return refuse(ONE_NUMBER),
            None if in_figures
                && after.starts_with(['.', '．', '/', '-', '~', '～', '—', '至', '到', '、', ',']) =>
            {
                let again = after.chars().skip(1).any(is_digit);
                return refuse(if again && !after.starts_with(['.', '．', '/']) {
                    ONE_NUMBER
                } else {
                    WHOLE
                });
            }
            None if in_figures => return refuse(NO_UNIT),
            None => at += digits,
        }
    }
    let Some((begin, figures_end, mut end, unit, bare)) = found else { return refuse(NO_NUMBER) };
    let before = whole.get(..begin).unwrap_or_default();
    if before.ends_with(['月', '年', '每']) {
        return refuse(A_DATE);
    }
    if before.ends_with(['半', '.', '．', '-', '−', '负', '第', '数', '几']) {
        return refuse(WHOLE);
    }
    let figures = whole.get(begin..figures_end).unwrap_or_default();
    let count = number(figures).filter(|count| (1..=TermOfTime::MOST).contains(count));
    let Some(count) = count else { return refuse(WHOLE) };
    let after = whole.get(end..).unwrap_or_default();
    if after.starts_with('半') {
        return refuse(WHOLE);
    }
    // 之内, 以内 and 内 belong to the term.
    for word in ["以内", "之内", "内"] {
        if after.starts_with(word) {
            end += word.len();
            break;
        }
    }
    let words = |part: Option<&str>| part.filter(|part| !part.trim().is_empty()).map(str::to_owned);
    Ok(LimitText {
        term: TermOfTime { count, unit },
        said: whole.get(begin..end).unwrap_or_default().to_owned(),
        bare,
        condition: words(Some(before)),
        remainder: words(whole.get(end..)),
    })
}

impl LimitText {
    /// What a reader should know of how it was read: that the word of the unit leaves working time open.
    pub fn note(&self) -> Option<Wording> {
        let template = if self.term.unit == Unit::NaturalDay { &IN_DAYS } else { &IN_HOURS };
        self.bare.then(|| template.with([Arg::from(self.said.as_str()), self.term.count.into()]))
    }

    /// How it was read, on one line: the term, then the words before and after it.
    pub fn line(&self, lang: Lang) -> String {
        let mut line = self.term.to_string();
        let marks = if lang == Lang::Zh {
            ("条件", "其余", "单位未写明是否工作时间")
        } else {
            ("condition", "remainder", "bare unit")
        };
        for (mark, words) in [(marks.0, &self.condition), (marks.1, &self.remainder)] {
            if let Some(words) = words {
                line = format!("{line}; {mark}: {words}");
            }
        }
        if self.bare { format!("{line}; {}", marks.2) } else { line }
    }
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&IN_DAYS, &IN_HOURS];
