//! Identity numbers (公民身份号码, GB 11643-1999) and numbers to call: what is wrong with one, and what it says.

use chrono::NaiveDate;

use crate::term::{IdentityFault, PhoneFault, Private, Sex};

/// What an identity number says of its holder (身份证号所载信息); not the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct IdentityFacts {
    /// The day of birth.
    pub birthday: NaiveDate,
    /// The sex.
    pub sex: Sex,
}

/// The codes of the provinces, as GB/T 2260 gives them, and those of residence permits (81 to 83).
const PROVINCES: [u32; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54,
    61, 62, 63, 64, 65, 71, 81, 82, 83,
];

/// Reads an identity number: 18 signs, a region, a day of birth that exists and has come by `day`, and the check character
/// of ISO 7064 MOD 11-2. The region is looked at by its province: codes below that changed over the years.
///
/// ```
/// use wangge::{IdentityFault, Sex, rules::ledger::read_identity};
/// let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day");
/// // Made up: there is no district 110000.
/// let facts = read_identity("110000190001010012", day).expect("a number that could be");
/// assert_eq!((facts.birthday.to_string().as_str(), facts.sex), ("1900-01-01", Sex::Male));
/// assert_eq!(read_identity("110000190002300010", day), Err(vec![IdentityFault::Birthday, IdentityFault::Checksum]));
/// ```
///
/// # Errors
/// Every [`IdentityFault`] of the number at once.
pub fn read_identity(text: &str, day: NaiveDate) -> Result<IdentityFacts, Vec<IdentityFault>> {
    let signs = text.as_bytes();
    let all_digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    if text.chars().count() == 15 && all_digits(signs) {
        return Err(vec![IdentityFault::Old]);
    }
    if text.chars().count() != 18 {
        return Err(vec![IdentityFault::Length]);
    }
    let Some((&last, first)) = signs.split_last() else { return Err(vec![IdentityFault::Length]) };
    if !text.is_ascii() || !all_digits(first) || !(last.is_ascii_digit() || last == b'X') {
        return Err(vec![IdentityFault::Digits]);
    }
    let digits: Vec<u32> = first.iter().map(|sign| u32::from(sign - b'0')).collect();
    let number = |from: usize, many: usize| {
        digits.iter().skip(from).take(many).fold(0, |number, digit| number * 10 + digit)
    };
    let mut faults = Vec::new();
    if !PROVINCES.contains(&number(0, 2)) {
        faults.push(IdentityFault::Region);
    }
    let year = i32::try_from(number(6, 4)).unwrap_or_default();
    let birthday = NaiveDate::from_ymd_opt(year, number(10, 2), number(12, 2));
    match birthday {
        None => faults.push(IdentityFault::Birthday),
        Some(birthday) if birthday > day => faults.push(IdentityFault::Future),
        Some(_) => {}
    }
    if checksum(&digits) != last {
        faults.push(IdentityFault::Checksum);
    }
    match birthday {
        Some(birthday) if faults.is_empty() => {
            let sex = if number(14, 3).is_multiple_of(2) { Sex::Female } else { Sex::Male };
            Ok(IdentityFacts { birthday, sex })
        }
        _ => Err(faults),
    }
}

/// The check character of seventeen digits (ISO 7064 MOD 11-2): the weight of a place is 2 to the power of its distance from
/// the end, modulo 11.
pub(crate) fn checksum(digits: &[u32]) -> u8 {
    let mut weight = 1_u32;
    let mut sum = 0;
    for digit in digits.iter().rev() {
        weight = weight * 2 % 11;
        sum += digit * weight;
    }
    match (12 - sum % 11) % 11 {
        10 => b'X',
        digit => b'0' + u8::try_from(digit).unwrap_or_default(),
    }
}

/// Reads a number to call: a mobile number of 11 digits from 13 to 19, or a fixed line with its area code (0 and two or
/// three digits, then seven or eight that begin from 1 to 9), with a hyphen or without. `+86` may stand before it.
///
/// ```
/// use wangge::{PhoneFault, Private, rules::ledger::read_phone};
/// assert_eq!(read_phone("142-0000-1234"), Ok(Private::Mobile));
/// assert_eq!(read_phone("0551-10000001"), Ok(Private::Landline));
/// assert_eq!(read_phone("10000001"), Err(PhoneFault::AreaCode));
/// ```
///
/// # Errors
/// What is wrong with it.
pub fn read_phone(text: &str) -> Result<Private, PhoneFault> {
    let text = text.strip_prefix("+86").map_or(text, |rest| rest.trim_start_matches(['-', ' ']));
    let fits = |sign: u8| sign.is_ascii_digit() || sign == b'-';
    if !text.bytes().all(fits) || text.starts_with('-') || text.ends_with('-') || text.contains("--") {
        return Err(PhoneFault::Signs);
    }
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    let line = |line: &[u8]| matches!(line, [b'1'..=b'9', ..]) && matches!(line.len(), 7 | 8);
    match digits.as_slice() {
        [b'1', b'3'..=b'9', ..] if digits.len() == 11 => Ok(Private::Mobile),
        // Three digits of area where the second is 1 or 2 (Beijing, Shanghai, Guangzhou …), else four.
        [b'0', b'1' | b'2', _, rest @ ..] if line(rest) => Ok(Private::Landline),
        [b'0', b'3'..=b'9', _, _, rest @ ..] if line(rest) => Ok(Private::Landline),
        [b'1', ..] if digits.len() == 11 => Err(PhoneFault::Mobile),
        _ if line(&digits) => Err(PhoneFault::AreaCode),
        _ => Err(PhoneFault::Length),
    }
}
