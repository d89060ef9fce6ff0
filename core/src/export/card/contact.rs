//! People of a card as contacts (电子名片): vCard 4.0, RFC 6350.

use core::fmt::Write as _;

use vcard4::VcardBuilder;

use super::plain;
use crate::error::InputError;
use crate::rules::card::{CardPerson, ServiceCard};

/// Somebody on a card as a vCard 4.0 (RFC 6350): name, post, village and grid, number. Its UID is that of the person in the
/// grid, so that a telephone that reads it again updates the contact.
///
/// ```
/// use wangge::export::card::vcard;
/// use wangge::rules::card::{CardPerson, ServiceCard};
/// # fn main() -> Result<(), wangge::InputError> {
/// let leader = CardPerson {
///     id: "p-1".into(), name: "示例甲".into(), post: "网格长".into(), contact: "0551-10000001".into(),
/// };
/// let card = ServiceCard { grid: "340100000001001".into(), village: "示例村".into(), ..ServiceCard::default() };
/// let text = vcard(&card, &leader)?;
/// assert!(text.starts_with("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:示例甲\r\n"));
/// assert!(text.contains("\r\nTEL:0551-10000001\r\n"));
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`InputError`] for somebody without a name, or a text with control characters.
pub fn vcard(card: &ServiceCard, person: &CardPerson) -> Result<String, InputError> {
    let name = plain("name", &person.name)?;
    if name.is_empty() {
        return Err(InputError::value("name", "", "a name: a contact has one"));
    }
    let mut builder = VcardBuilder::new(name.to_owned());
    let contact = plain("contact", &person.contact)?;
    if !contact.is_empty() {
        builder = builder.telephone(contact.to_owned());
    }
    let post = plain("post", &person.post)?;
    if !post.is_empty() {
        builder = builder.title(post.to_owned());
    }
    let units = [plain("village", &card.village)?, plain("grid", &card.grid)?];
    let units: Vec<String> =
        units.iter().filter(|unit| !unit.is_empty()).map(|unit| (*unit).to_owned()).collect();
    if !units.is_empty() {
        builder = builder.org(units);
    }
    let uid = format!("urn:x-wangge:{}:{}", encoded(&card.grid), encoded(plain("id", &person.id)?));
    let uid = uid.parse().map_err(|_| InputError::value("id", &person.id, "an id"))?;
    Ok(builder.uid(uid).finish().to_string())
}

/// Everybody on a card, the leader first, one vCard after the other, as telephones read them from one file.
///
/// # Errors
/// As for [`vcard`], with the place of the person, from 0.
pub fn vcards(card: &ServiceCard) -> Result<String, InputError> {
    let people = card.people().enumerate();
    people.map(|(row, person)| vcard(card, person).map_err(|error| error.at(row))).collect()
}

/// Letters and digits as they are, all else by its bytes, as a URN holds it (RFC 3986).
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // A String takes all that is written.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
