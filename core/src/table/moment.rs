//! Days as people write them, and as Excel numbers them.

use chrono::{Days, NaiveDate, NaiveTime};

use super::Serials;

/// A day in one of the hands people write it in: `2026-11-23`, `2026/11/23`, `2026.11.23`, `2026年11月23日`,
/// with or without leading zeros, and its time of day where one follows. Nothing else is a day, two-digit years least
/// of all.
pub fn read_moment(text: &str) -> Option<(NaiveDate, Option<NaiveTime>)> {
    let (date, time) = match text.split_once([' ', 'T']) {
        Some((date, time)) => (date, Some(time.trim())),
        None => (text, None),
    };
    let clock = |time: &str| {
        let seconds = NaiveTime::parse_from_str(time, "%H:%M:%S");
        seconds.or_else(|_| NaiveTime::parse_from_str(time, "%H:%M")).ok()
    };
    let time = match time {
        Some(time) => Some(clock(time)?),
        None => None,
    };
    let parts: Vec<&str> = if let Some(date) = date.strip_suffix('日') {
        let (year, rest) = date.split_once('年')?;
        let (month, day) = rest.split_once('月')?;
        vec![year, month, day]
    } else {
        let mark = ['-', '/', '.'].into_iter().find(|mark| date.contains(*mark))?;
        date.split(mark).collect()
    };
    let [year, month, day] = parts.as_slice() else { return None };
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4
        || !(1..=2).contains(&month.len())
        || !(1..=2).contains(&day.len())
        || !parts.iter().all(digits)
    {
        return None;
    }
    Some((NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?, time))
}

/// The day, and the time to the second where there is one, of a number of Excel.
#[expect(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "Excel keeps days as fractions"
)]
pub(super) fn of_serial(serial: f64, system: Serials) -> Option<(NaiveDate, Option<NaiveTime>)> {
    // 60 is the day that never was, 1900-02-29; before it the count is off by one.
    let (first, least) = match system {
        Serials::From1900 => (NaiveDate::from_ymd_opt(1899, 12, 30)?, 61.0),
        Serials::From1904 => (NaiveDate::from_ymd_opt(1904, 1, 1)?, 0.0),
    };
    if !(least..2_958_466.0).contains(&serial) {
        return None;
    }
    let seconds = (serial.fract() * 86_400.0).round() as u32;
    let day = first.checked_add_days(Days::new(serial.trunc() as u64))?;
    match seconds {
        0 => Some((day, None)),
        86_400 => Some((day.succ_opt()?, None)),
        seconds => Some((day, Some(NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)?))),
    }
}

#[cfg(test)]
mod tests {
    use super::{of_serial, read_moment};
    use crate::table::Serials;

    #[test]
    fn days_are_read_in_the_hands_that_people_write() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 7);
        for text in [
            "2026-03-07",
            "2026-3-7",
            "2026/03/07",
            "2026/3/7",
            "2026.3.7",
            "2026年3月7日",
            "2026年03月07日",
            "2026-03-07T09:32:09",
            "2026-03-07 09:32",
            "2026年3月7日 9:05",
        ] {
            assert_eq!(read_moment(text).map(|found| found.0), day, "{text}");
        }
        let time = read_moment("2026年3月7日 9:05").and_then(|found| found.1);
        assert_eq!(time, chrono::NaiveTime::from_hms_opt(9, 5, 0));
    }

    #[test]
    fn nothing_else_is_a_day() {
        for text in [
            "",
            "2026",
            "26-03-07",
            "2026-13-01",
            "2026-02-30",
            "2026-03",
            "2026-03-07x",
            "2026-3/7",
            "03/07/2026",
            "2026年3月",
            "2026-03-07T25:00",
            "2026--7",
            "二〇二六年三月七日",
            "2026-03-07 上午",
            "46349",
        ] {
            assert_eq!(read_moment(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_of_excel() {
        let day = |text: &str| read_moment(text);
        assert_eq!(of_serial(46349.0, Serials::From1900), day("2026-11-23"));
        assert_eq!(of_serial(46349.5, Serials::From1900), day("2026-11-23 12:00"));
        assert_eq!(of_serial(44887.0, Serials::From1904), day("2026-11-23"));
        assert_eq!(of_serial(61.0, Serials::From1900), day("1900-03-01"));
        for bad in [60.0, -1.0, f64::NAN, f64::INFINITY, 2_958_466.0] {
            assert_eq!(of_serial(bad, Serials::From1900), None);
        }
    }
}
