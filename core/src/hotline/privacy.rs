//! What of a person must not be published (隐私检查, M-5.5, M-7.1.4): numbers by which somebody could be found.

use core::ops::Range;

use crate::rules::ledger::checksum;
use crate::term::Private;

/// A part of a text by which a person could be found (个人信息). It says where, not what.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PrivatePart {
    /// What it is.
    pub kind: Private,
    /// Where it stands, in characters from 0, the end not included.
    pub place: Range<usize>,
}

/// A digit of any width, `0` to `9` or `０` to `９`.
fn digit(sign: char) -> Option<u32> {
    sign.to_digit(10).or_else(|| match u32::from(sign) {
        wide @ 0xFF10..=0xFF19 => Some(wide - 0xFF10),
        _ => None,
    })
}

/// Whether a sign may part the digits of one number.
fn parts_digits(sign: char) -> bool {
    matches!(sign, ' ' | '-' | '\u{3000}' | '－' | '—' | '·' | '(' | ')' | '（' | '）')
}

/// The parts of a text by which a person could be found: numbers of telephones, identity cards and bank cards, and
/// addresses of electronic mail. Digits of full width, and parted by blanks or hyphens, are seen too. A name is not: who
/// publishes reads the text.
///
/// ```
/// use wangge::hotline::private_parts;
/// use wangge::Private;
/// // Made up: no such numbers.
/// let parts = private_parts("联系电话138 0000 1234，证号11010119000101001X");
/// assert_eq!(parts.iter().map(|part| part.kind).collect::<Vec<_>>(), [Private::Mobile, Private::Identity]);
/// assert_eq!(parts[0].place, 4..17);
/// assert!(private_parts("2026年11月23日停水8小时，340100000001号网格").is_empty());
/// ```
pub fn private_parts(text: &str) -> Vec<PrivatePart> {
    let signs: Vec<char> = text.chars().collect();
    let mut parts = Vec::new();
    let mut from = 0;
    while from < signs.len() {
        let (end, digits, last_x) = number(&signs, from);
        if digits.is_empty() {
            from += 1;
            continue;
        }
        if let Some(kind) = kind_of(&digits, last_x) {
            parts.push(PrivatePart { kind, place: from..end });
        }
        from = end;
    }
    parts.extend(addresses(&signs));
    parts.sort_by_key(|part| part.place.start);
    parts
}

/// The number that begins at a place: where it ends, its digits, and whether an X closes it.
fn number(signs: &[char], from: usize) -> (usize, Vec<u32>, bool) {
    let (mut digits, mut end, mut at) = (Vec::new(), from, from);
    while let Some(&sign) = signs.get(at) {
        match digit(sign) {
            Some(value) => {
                digits.push(value);
                end = at + 1;
            }
            // One sign between two digits parts them; more than that ends the number.
            None if at == end && at > from && parts_digits(sign) => {}
            None => break,
        }
        at += 1;
    }
    let last_x =
        digits.len() == 17 && signs.get(end).is_some_and(|sign| matches!(sign, 'x' | 'X' | 'Ｘ' | 'ｘ'));
    (end + usize::from(last_x), digits, last_x)
}

fn kind_of(digits: &[u32], last_x: bool) -> Option<Private> {
    let begins = |with: &[u32]| digits.starts_with(with);
    let second = digits.get(1).copied().unwrap_or_default();
    match digits.len() {
        17 if last_x => Some(Private::Identity),
        18 if is_identity(digits) => Some(Private::Identity),
        16..=19 if is_card(digits) => Some(Private::BankCard),
        11 if begins(&[1]) && second >= 3 => Some(Private::Mobile),
        13 if begins(&[8, 6, 1]) => Some(Private::Mobile),
        10..=12 if begins(&[0]) && second > 0 => Some(Private::Landline),
        _ => None,
    }
}

/// The check digit of an identity number (GB 11643-1999, ISO 7064 MOD 11-2), and a day of birth that can be.
fn is_identity(digits: &[u32]) -> bool {
    let Some((last, first)) = digits.split_last() else { return false };
    let two = |at: usize| match digits.get(at..at + 2) {
        Some([tens, ones]) => tens * 10 + ones,
        _ => 0,
    };
    u32::from(checksum(first)) == u32::from(b'0') + last
        && (1..=12).contains(&two(10))
        && (1..=31).contains(&two(12))
}

/// The check digit of a bank card (ISO/IEC 7812-1).
fn is_card(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(nth, digit)| match nth % 2 {
            0 => *digit,
            _ if *digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10) && digits.first() == Some(&6)
}

fn addresses(signs: &[char]) -> Vec<PrivatePart> {
    let of_name = |sign: &char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '_' | '-' | '+');
    let mut parts = Vec::new();
    for (at, _) in signs.iter().enumerate().filter(|(_, sign)| **sign == '@') {
        let before = signs.iter().take(at).rev().take_while(|sign| of_name(sign)).count();
        let after: Vec<char> = signs.iter().skip(at + 1).take_while(|sign| of_name(sign)).copied().collect();
        if before > 0 && after.iter().skip(1).any(|sign| *sign == '.') {
            parts.push(PrivatePart { kind: Private::Email, place: at - before..at + 1 + after.len() });
        }
    }
    parts
}
