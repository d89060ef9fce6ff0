//! How words are set in a picture (绘图文字): fonts, colours, and how wide words are.

use svg::node::element::Text;
#[cfg(feature = "svg")]
use svg::{Document, node::element::Rectangle};

#[cfg(feature = "svg")]
use crate::error::InputError;

pub(super) const FONT: &str =
    "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Zen Hei, sans-serif";
pub(super) const INK: &str = "#1f2328";
pub(super) const SOFT: &str = "#59636e";
pub(super) const PAPER: &str = "#ffffff";

/// How wide a picture is, in pixels.
#[cfg(feature = "svg")]
pub(super) fn width(width: u32, least: u32) -> Result<f64, InputError> {
    if !(least..=8000).contains(&width) {
        return Err(InputError::value("width", width, format!("{least} to 8000 pixels")));
    }
    Ok(f64::from(width))
}

/// A white picture of that many pixels, with the font and the colour of its words.
#[cfg(feature = "svg")]
pub(super) fn paper(wide: f64, high: f64) -> Document {
    let (wide, high) = (number(wide), number(high));
    let ground = Rectangle::new().set("width", wide.as_str()).set("height", high.as_str()).set("fill", PAPER);
    Document::new()
        .set("viewBox", format!("0 0 {wide} {high}"))
        .set("width", wide)
        .set("height", high)
        .set("role", "img")
        .set("font-family", FONT)
        .set("fill", INK)
        .add(ground)
}

/// A word at its left end, or its middle, on the line.
pub(super) fn text(words: &str, (x, y): (f64, f64), size: f64) -> Text {
    Text::new(clean(words)).set("x", number(x)).set("y", number(y)).set("font-size", number(size))
}

/// About how wide words are, in heights of a letter.
pub(super) fn wide(words: &str) -> f64 {
    words.chars().map(|letter| if letter.is_ascii() { 0.6 } else { 1.0 }).sum()
}

/// As much of words as there is room for, the rest as dots.
#[cfg(feature = "svg")]
pub(super) fn fit(words: &str, room: f64, size: f64) -> String {
    if wide(words) * size <= room {
        return words.to_owned();
    }
    let mut kept = String::new();
    for letter in words.chars() {
        let mut longer = kept.clone();
        longer.push(letter);
        if (wide(&longer) + 1.0) * size > room {
            break;
        }
        kept = longer;
    }
    kept.push('…');
    kept
}

/// Characters that XML cannot hold are shown as such.
pub(super) fn clean(words: &str) -> String {
    let lawful = |letter: char| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}');
    words.chars().map(|letter| if lawful(letter) { letter } else { '\u{fffd}' }).collect()
}

/// To a tenth of a pixel.
pub(super) fn number(value: f64) -> String {
    let value = (value * 10.0).round() / 10.0;
    // No negative nought.
    (value + 0.0).to_string()
}
