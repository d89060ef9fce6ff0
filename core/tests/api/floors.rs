//! A file may use only floors below its own: read off the `use` lines.

use std::fs;
use std::path::{Path, PathBuf};

const FLOORS: &[(&str, u8)] = &[
    ("clause", 0),
    ("decision", 0),
    ("error", 0),
    ("vocabulary", 0),
    ("threads", 0),
    ("calendar", 1),
    ("term", 2),
    ("policy", 3),
    ("rules", 4),
    ("division", 4),
    ("case", 5),
    ("duty", 5),
    ("hotline", 5),
    ("assess", 6),
    // Beside the floors: they read from those, and nothing reads from them.
    ("table", 7),
    ("export", 7),
];

fn floor_of(module: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == module).map(|(_, floor)| *floor)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the source folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The top modules of the crate that a line of code names.
fn named(line: &str) -> Vec<&str> {
    let code = line.split("//").next().unwrap_or_default();
    code.match_indices("crate::")
        .filter_map(|(at, _)| {
            let rest = &code[at + "crate::".len()..];
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            Some(&rest[..end]).filter(|name| !name.is_empty())
        })
        .collect()
}

fn upwards(source: &str, floor: u8) -> Vec<String> {
    let lines = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines
        .flat_map(|line| named(line).into_iter().map(move |name| (name, line)))
        .filter(|(name, _)| floor_of(name).is_some_and(|used| used > floor))
        .map(|(_, line)| line.trim().to_owned())
        .collect()
}

#[test]
fn no_floor_reaches_upwards() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&root, &mut found);
    let mut looked_at = 0;
    for path in found {
        let inside = path.strip_prefix(&root).expect("a file of the crate");
        let first = inside.components().next().and_then(|part| part.as_os_str().to_str()).unwrap_or_default();
        let module = first.trim_end_matches(".rs");
        if ["lib", "tests"].contains(&module) {
            continue;
        }
        let floor = floor_of(module).unwrap_or_else(|| panic!("{module} has no floor yet: give it one"));
        let source = fs::read_to_string(&path).expect("a source file");
        assert_eq!(upwards(&source, floor), Vec::<String>::new(), "{} reaches upwards", inside.display());
        looked_at += 1;
    }
    assert!(looked_at > 30, "only {looked_at} files were looked at");
}

#[test]
fn a_reach_upwards_is_seen() {
    assert_eq!(upwards("use crate::policy::Policy;", 1), ["use crate::policy::Policy;"]);
    assert_eq!(upwards("    crate::assess::rank(a, b)", 4), ["crate::assess::rank(a, b)"]);
    assert_eq!(upwards("// crate::assess\nuse crate::term::Level;", 3), Vec::<String>::new());
}
