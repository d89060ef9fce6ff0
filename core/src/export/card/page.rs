//! A service card to print (民情联系服务卡, X-6): one page of A6, upright, as SVG.

use chrono::NaiveDate;
use svg::node::element::{Group, Line, Rectangle};
use svg::{Document, Node as _};

use super::super::ink::{FONT, INK, PAPER, SOFT, text, wide};
use super::{contact, plain, qr};
use crate::decision::{Arg, Lang, Template};
use crate::error::InputError;
use crate::rules::card::ServiceCard;
use crate::term::CardPart;
use crate::vocabulary::Vocabulary as _;

/// What is asked of the page (印制要求).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageOptions {
    /// What the QR code holds, such as an address of the village's own page; `None`: the leader as a contact.
    pub qr: Option<String>,
    /// The day it was made; left out where there is none.
    pub made: Option<NaiveDate>,
    /// The language of its headings.
    pub lang: Lang,
}

impl Default for PageOptions {
    /// The leader as a contact, without a day, in Chinese.
    fn default() -> Self {
        Self { qr: None, made: None, lang: Lang::Zh }
    }
}

static TITLE: Template = Template::new("card.page_title", "民情联系服务卡", "Service card");
static GRID: Template = Template::new("card.page_grid", "网格 {0}", "Grid {0}");
static SCAN_LEADER: Template =
    Template::new("card.page_scan_leader", "扫码存网格长电话", "Scan to keep the number");
static SCAN: Template = Template::new("card.page_scan", "扫码", "Scan");
static MADE: Template = Template::new("card.page_made", "{0}制", "Made on {0}");

/// Tenths of a millimetre: the page, its margin, and where its parts begin.
const WIDE: f64 = 1050.0;
const HIGH: f64 = 1480.0;
const MARGIN: f64 = 64.0;
const BAND: f64 = 206.0;
const FOOT: f64 = 1092.0;
const CODE: f64 = 310.0;
const ACCENT: &str = "#0b5d4e";
/// Sizes of letters that are tried, the largest first.
const SIZES: [f64; 5] = [40.0, 37.0, 34.0, 31.0, 28.0];

/// A card as a page of A6 (105 by 148 mm), as SVG: the leader, the team, the services, the supervising line, and a QR code.
/// Words are set in the first font of a list for Chinese that the printer's machine has.
///
/// ```
/// use wangge::export::card::{PageOptions, page};
/// use wangge::rules::card::{CardPerson, ServiceCard};
/// # fn main() -> Result<(), wangge::InputError> {
/// let leader = CardPerson {
///     id: "p-1".into(), name: "示例甲".into(), post: "网格长".into(), contact: "0551-10000001".into(),
/// };
/// let card = ServiceCard {
///     grid: "340100000001001".into(), village: "示例村".into(), leader: Some(leader), ..ServiceCard::default()
/// };
/// let svg = page(&card, &PageOptions::default())?;
/// assert!(svg.contains("width=\"105mm\"") && svg.contains("民情联系服务卡") && svg.contains("示例甲"));
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`InputError`] for a text that finds no room, or has control characters; more than six members; as for
/// [`vcard`](super::vcard) and [`qr`](super::qr()).
pub fn page(card: &ServiceCard, options: &PageOptions) -> Result<String, InputError> {
    let lang = options.lang;
    let mut document = Document::new()
        .set("viewBox", format!("0 0 {WIDE} {HIGH}"))
        .set("width", "105mm")
        .set("height", "148mm")
        .set("role", "img")
        .set("font-family", FONT)
        .set("fill", INK)
        .add(Rectangle::new().set("width", WIDE).set("height", HIGH).set("fill", PAPER))
        .add(band(card, lang)?);
    let mut top = BAND;
    if let Some(leader) = &card.leader {
        let mut part = Group::new();
        part.append(label(CardPart::Leader, top + 50.0, lang));
        let right = WIDE - MARGIN;
        let name = fit("name", &leader.name, 360.0, &[76.0, 64.0, 54.0, 44.0, 36.0])?;
        part.append(text(&leader.name, (MARGIN, top + 140.0), name).set("font-weight", "bold"));
        let size = fit("post", &leader.post, WIDE - 2.0 * MARGIN, &SIZES)?;
        part.append(text(&leader.post, (MARGIN, top + 196.0), size).set("fill", SOFT));
        let size = fit("contact", &leader.contact, 520.0, &[60.0, 52.0, 44.0, 36.0, 30.0])?;
        let number = text(&leader.contact, (right, top + 140.0), size).set("font-weight", "bold");
        part.append(number.set("text-anchor", "end").set("fill", ACCENT));
        document = document.add(part);
        top += 222.0;
    }
    if !card.team.is_empty() {
        let (part, high) = team(card, top, lang)?;
        document = document.add(rule(top)).add(part);
        top += high;
    }
    if !card.services.is_empty() {
        document = document.add(rule(top)).add(services(card, top, lang)?);
    }
    let foot = foot(card, options)?;
    Ok(document.add(rule(FOOT)).add(foot).to_string())
}

fn say(template: &'static Template, args: impl Into<Vec<Arg>>, lang: Lang) -> String {
    template.with(args).render(lang)
}

fn label(part: CardPart, y: f64, lang: Lang) -> svg::node::element::Text {
    text(part.term().render(lang), (MARGIN, y), 32.0).set("fill", ACCENT).set("font-weight", "bold")
}

fn rule(y: f64) -> Line {
    Line::new()
        .set("x1", MARGIN)
        .set("x2", WIDE - MARGIN)
        .set("y1", y)
        .set("y2", y)
        .set("stroke", "#c8d3cf")
        .set("stroke-width", 3)
}

/// The largest size at which a text has room.
fn fit(column: &str, words: &str, room: f64, sizes: &[f64]) -> Result<f64, InputError> {
    let words = plain(column, words)?;
    let found = sizes.iter().copied().find(|size| wide(words) * size <= room);
    found.ok_or_else(|| {
        let smallest = sizes.last().copied().unwrap_or(1.0);
        let allowed =
            format!("about {} Chinese characters at most, on a page of A6", (room / smallest).floor());
        InputError::value(column, words, allowed)
    })
}

fn band(card: &ServiceCard, lang: Lang) -> Result<Group, InputError> {
    let mut band =
        Group::new().add(Rectangle::new().set("width", WIDE).set("height", BAND - 16.0).set("fill", ACCENT));
    let title = say(&TITLE, [], lang);
    band.append(text(&title, (MARGIN, 96.0), 66.0).set("fill", PAPER).set("font-weight", "bold"));
    let village = fit("village", &card.village, 460.0, &SIZES)?;
    band.append(text(&card.village, (MARGIN, 156.0), village).set("fill", PAPER));
    let grid = say(&GRID, [Arg::from(card.grid.as_str())], lang);
    let size = fit("grid", &grid, 450.0, &SIZES)?;
    let grid = text(&grid, (WIDE - MARGIN, 156.0), size).set("fill", PAPER);
    band.append(grid.set("text-anchor", "end"));
    Ok(band)
}

fn team(card: &ServiceCard, top: f64, lang: Lang) -> Result<(Group, f64), InputError> {
    if card.team.len() > 6 {
        return Err(InputError::value("team", card.team.len(), "6 members at most, on a page of A6"));
    }
    let mut part = Group::new().add(label(CardPart::Team, top + 56.0, lang));
    let mut y = top + 56.0;
    for (row, person) in card.team.iter().enumerate() {
        y += 58.0;
        let size =
            |column, words: &str, room| fit(column, words, room, &SIZES).map_err(|error| error.at(row));
        let name = size("name", &person.name, 220.0)?;
        part.append(text(&person.name, (MARGIN, y), name));
        let post = size("post", &person.post, 330.0)?;
        part.append(text(&person.post, (MARGIN + 236.0, y), post).set("fill", SOFT));
        let number = size("contact", &person.contact, 330.0)?;
        part.append(text(&person.contact, (WIDE - MARGIN, y), number).set("text-anchor", "end"));
    }
    Ok((part, y - top + 34.0))
}

fn services(card: &ServiceCard, top: f64, lang: Lang) -> Result<Group, InputError> {
    let room = FOOT - top - 56.0 - 20.0;
    // One column while the letters are large, else two.
    for (columns, size) in [1_u32, 2].into_iter().flat_map(|columns| SIZES.map(|size| (columns, size))) {
        let width = (WIDE - 2.0 * MARGIN) / f64::from(columns);
        let mut lines: Vec<(bool, String)> = Vec::new();
        for service in &card.services {
            lines.extend(broken(plain("services", service)?, width / size - 1.4));
        }
        let step = size * 1.42;
        let columns = columns as usize;
        let high = lines.len().div_ceil(columns);
        if step * u32::try_from(high).map_or(f64::INFINITY, f64::from) > room
            || (columns > 1 && lines.iter().any(|(first, _)| !first))
        {
            continue;
        }
        let mut part = Group::new().add(label(CardPart::Services, top + 56.0, lang));
        for (column, lines) in lines.chunks(high.max(1)).enumerate() {
            let x = if column == 0 { MARGIN } else { MARGIN + width };
            let mut y = top + 62.0;
            for (first, line) in lines {
                y += step;
                if *first {
                    let side = size * 0.28;
                    let dot = Rectangle::new().set("x", x).set("y", y - size * 0.5).set("fill", ACCENT);
                    part.append(dot.set("width", side).set("height", side));
                }
                part.append(text(line, (x + size, y), size));
            }
        }
        return Ok(part);
    }
    let many = card.services.len();
    Err(InputError::value("services", format!("{many} services"), "as many as have room on a page of A6"))
}

/// A text in lines of so many heights of a letter; the first one is marked. A word of Latin letters is not cut.
fn broken(words: &str, room: f64) -> Vec<(bool, String)> {
    let mut lines: Vec<(bool, String)> = vec![(true, String::new())];
    let mut word = String::new();
    let mut put = |word: &mut String| {
        let Some((_, line)) = lines.last_mut() else { return };
        if wide(line) + wide(word) <= room || line.is_empty() {
            line.push_str(word);
        } else {
            lines.push((false, word.trim_start().to_owned()));
        }
        word.clear();
    };
    for letter in words.chars() {
        let joins =
            letter.is_ascii_alphanumeric() && word.ends_with(|last: char| last.is_ascii_alphanumeric());
        // These do not begin a line.
        let closes =
            matches!(letter, '，' | '。' | '、' | '；' | '：' | '）' | '”' | '！' | '？' | ',' | '.');
        if !joins && !closes {
            put(&mut word);
        }
        word.push(letter);
    }
    put(&mut word);
    lines
}

fn foot(card: &ServiceCard, options: &PageOptions) -> Result<Group, InputError> {
    let lang = options.lang;
    let mut foot = Group::new();
    let room = WIDE - 2.0 * MARGIN - CODE - 30.0;
    if let Some(line) = &card.supervision {
        foot.append(label(CardPart::Supervision, FOOT + 60.0, lang));
        let size = fit("supervision.unit", &line.unit, room, &SIZES)?;
        foot.append(text(&line.unit, (MARGIN, FOOT + 126.0), size));
        let size = fit("supervision.phone", &line.phone, room, &[56.0, 48.0, 40.0, 34.0])?;
        let phone = text(&line.phone, (MARGIN, FOOT + 200.0), size).set("font-weight", "bold");
        foot.append(phone.set("fill", ACCENT));
    }
    if let Some(day) = options.made {
        let words = say(&MADE, [Arg::from(day.format("%Y-%m-%d").to_string())], lang);
        foot.append(text(&words, (MARGIN, HIGH - 56.0), 28.0).set("fill", SOFT));
    }
    let (content, caption) = match (&options.qr, &card.leader) {
        (Some(content), _) => (content.clone(), say(&SCAN, [], lang)),
        (None, Some(leader)) => (contact::vcard(card, leader)?, say(&SCAN_LEADER, [], lang)),
        (None, None) => return Ok(foot),
    };
    let (side, code) = qr::modules(&content)?;
    let scale = u32::try_from(side).map_or(1.0, |side| CODE / f64::from(side));
    // Its white reaches into the margin; its black ends where the words do.
    let quiet = u32::try_from(qr::QUIET).map_or(0.0, f64::from) * scale;
    let (x, y) = (WIDE - MARGIN - CODE + quiet, FOOT + 32.0 - quiet);
    foot.append(
        code.set("transform", format!("translate({x} {y}) scale({scale:.4})"))
            .set("shape-rendering", "crispEdges"),
    );
    let caption = text(&caption, (x + CODE / 2.0, HIGH - 52.0), 28.0).set("fill", SOFT);
    foot.append(caption.set("text-anchor", "middle"));
    Ok(foot)
}

#[cfg(test)]
pub(crate) static TEMPLATES: &[&Template] = &[&TITLE, &GRID, &SCAN_LEADER, &SCAN, &MADE];
