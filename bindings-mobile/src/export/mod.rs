//! What other programs read (feature `exports`): what is owed as iCalendar and as a month, the roll-out as a picture, a
//! service card as contacts, as a code and as a page.

mod card;
mod gantt;
mod ics;
mod month;

use wangge::Lang;

pub use card::{PageOptions, page, qr, vcard, vcards};
pub use gantt::GanttOptions;
pub use ics::IcsOptions;
pub use month::MonthOptions;

/// A language of words (语言).
#[uniffi::remote(Enum)]
pub enum Lang {
    /// Chinese, as a county's staff reads.
    Zh,
    /// English, as programmers read.
    En,
}

/// The language asked for, Chinese where none is.
fn lang(asked: Option<Lang>) -> Lang {
    asked.unwrap_or(Lang::Zh)
}
