//! A text as a QR code (二维码, ISO/IEC 18004).

use core::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};
use svg::Document;
use svg::node::element::{Path, Rectangle};

use crate::error::InputError;

/// Modules of white that a reader needs around a code.
pub(super) const QUIET: usize = 4;

/// A text as a QR code, in SVG: one unit a module, with the white that readers need around it; a seventh of it may be dirty.
///
/// ```
/// let svg = wangge::export::card::qr("示例")?;
/// assert!(svg.starts_with("<svg") && svg.contains("viewBox=\"0 0 29 29\""));
/// # Ok::<(), wangge::InputError>(())
/// ```
///
/// # Errors
/// [`InputError`] for a text that no code holds: 2331 bytes at most.
pub fn qr(text: &str) -> Result<String, InputError> {
    let (side, path) = modules(text)?;
    let ground = Rectangle::new().set("width", side).set("height", side).set("fill", "#ffffff");
    let document = Document::new()
        .set("viewBox", format!("0 0 {side} {side}"))
        .set("shape-rendering", "crispEdges")
        .set("role", "img")
        .add(ground)
        .add(path);
    Ok(document.to_string())
}

/// The side of a code with its white, in modules, and its black.
pub(super) fn modules(text: &str) -> Result<(usize, Path), InputError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| {
        InputError::value("qr", format!("{} bytes", text.len()), "2331 bytes at most, as UTF-8")
    })?;
    let width = code.width();
    let mut data = String::new();
    for (nth, colour) in code.to_colors().into_iter().enumerate() {
        if colour == Color::Dark {
            // A String takes all that is written.
            let _ = write!(data, "M{} {}h1v1h-1z", nth % width + QUIET, nth / width + QUIET);
        }
    }
    Ok((width + 2 * QUIET, Path::new().set("d", data).set("fill", "#000000")))
}
