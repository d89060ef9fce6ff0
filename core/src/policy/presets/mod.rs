//! The presets: three policy files that ship with the library.

/// The TOML text of a preset.
pub(super) fn text(name: &str) -> Option<&'static str> {
    match name {
        "modian-2012" => Some(include_str!("modian-2012.toml")),
        "xiang-2011" => Some(include_str!("xiang-2011.toml")),
        "combined" => Some(include_str!("combined.toml")),
        _ => None,
    }
}
