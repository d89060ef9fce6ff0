//! A service card for people (服务卡导出, X-6): each of its people as a vCard, a QR code, and a page of A6 to print.
//!
//! What stands on a card is public by its purpose: people in office, never residents.

mod contact;
mod page;
mod qr;

pub use contact::{vcard, vcards};
pub use page::{PageOptions, page};
pub use qr::qr;

#[cfg(test)]
pub(crate) use page::TEMPLATES as PAGE_TEMPLATES;

use crate::error::InputError;

/// A text without control characters, which neither a vCard nor a page can hold.
fn plain<'t>(column: &str, text: &'t str) -> Result<&'t str, InputError> {
    let text = text.trim();
    match text.chars().find(|letter| letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}')) {
        Some(letter) => Err(InputError::value(
            column,
            text.replace(letter, "\u{fffd}"),
            format!("a text without the character U+{:04X}", u32::from(letter)),
        )),
        None => Ok(text),
    }
}
