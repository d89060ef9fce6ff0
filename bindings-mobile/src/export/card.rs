//! A service card as contacts, as a code and as a page.

use chrono::NaiveDate;
use wangge::Lang;
use wangge::export::card as export;
use wangge::rules::card::{CardPerson, ServiceCard};

use super::lang;
use crate::error::WanggeError;

/// What is asked of the page (印制要求).
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PageOptions {
    /// What the QR code holds, such as an address of the village's own page; none: the leader as a contact.
    #[uniffi(default = None)]
    pub qr: Option<String>,
    /// The day it was made; none: left out.
    #[uniffi(default = None)]
    pub made: Option<NaiveDate>,
    /// The language of its headings; none: Chinese.
    #[uniffi(default = None)]
    pub lang: Option<Lang>,
}

/// Somebody on a card as a vCard 4.0 (电子名片, RFC 6350): name, post, village and grid, number. Its UID is that of the person
/// in the grid, so that a telephone that reads it again updates the contact.
///
/// Refuses with `Input` for somebody without a name, or a text with control characters.
#[uniffi::export]
pub fn vcard(card: &ServiceCard, person: &CardPerson) -> Result<String, WanggeError> {
    Ok(export::vcard(card, person)?)
}

/// Everybody on a card, the leader first, as telephones read them from one `.vcf` file.
///
/// Refuses as `vcard` does, with the place of the person, from 0.
#[uniffi::export]
pub fn vcards(card: &ServiceCard) -> Result<String, WanggeError> {
    Ok(export::vcards(card)?)
}

/// A card as a page to print (民情联系服务卡, SVG, X-6): A6, upright, with a QR code.
///
/// Refuses with `Input` for a text that finds no room or has control characters, more than six members, and as `vcard`
/// and `qr` do.
#[uniffi::export(default(options))]
pub fn page(card: &ServiceCard, options: PageOptions) -> Result<String, WanggeError> {
    let PageOptions { qr, made, lang: asked } = options;
    Ok(export::page(card, &export::PageOptions { qr, made, lang: lang(asked) })?)
}

/// A text as a QR code (二维码, ISO/IEC 18004) in SVG: one unit a module, with the white that readers need around it.
///
/// Refuses with `Input` for a text of more than 2331 bytes.
#[uniffi::export]
pub fn qr(text: &str) -> Result<String, WanggeError> {
    Ok(export::qr(text)?)
}
