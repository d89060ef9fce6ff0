//! What of a text must not be published: numbers by which somebody could be found.

use wangge::Private;
use wangge::hotline;

use crate::number::length;

/// A part of a text by which a person could be found (个人信息, M-7.1.4). It says where, not what.
// Own: a text over there is counted in UTF-16, and rare characters of names are two of its units.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct PrivatePart {
    /// What it is.
    pub kind: Private,
    /// Where it begins, from 0, as `String.substring` counts.
    pub start: i32,
    /// Where it ends, that place not included.
    pub end: i32,
}

/// The parts of a text by which a person could be found: numbers of telephones, identity cards and bank cards, and
/// addresses of electronic mail. Digits of full width, and parted by blanks or hyphens, are seen too. A name is not: who
/// publishes reads the text.
#[uniffi::export]
pub fn private_parts(text: &str) -> Vec<PrivatePart> {
    parts(text, hotline::private_parts(text))
}

/// The parts, in the order of their places, as the other side counts.
pub(super) fn parts(text: &str, found: Vec<hotline::PrivatePart>) -> Vec<PrivatePart> {
    let mut units = vec![0];
    let mut passed = 0;
    units.extend(text.chars().map(|sign| {
        passed += sign.len_utf16();
        passed
    }));
    let place = |sign: usize| length(units.get(sign).copied().unwrap_or(passed));
    let part = |hotline::PrivatePart { kind, place: at }: hotline::PrivatePart| PrivatePart {
        kind,
        start: place(at.start),
        end: place(at.end),
    };
    found.into_iter().map(part).collect()
}
