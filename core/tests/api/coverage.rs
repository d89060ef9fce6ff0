//! The table of clause coverage (条款覆盖表): for every clause the modules that cite it, the vectors and tests that
//! exercise it, or why there is nothing to compute. It is read off the files themselves.
//!
//! `cargo run -p wangge --example clause_coverage` rewrites the page; the tests fail where it is not as the files say, or
//! where a clause has neither.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use wangge::{CLAUSES, Clause};

/// Where the page stands, from the folder of the crate.
pub(crate) const PAGE: &str = "../bindings-python/docs/clauses.md";

/// What is known of one clause.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    pub(crate) modules: BTreeSet<String>,
    pub(crate) vectors: BTreeSet<String>,
    pub(crate) tests: BTreeSet<String>,
    /// Why there is nothing to compute.
    pub(crate) declarative: Option<String>,
}

impl Coverage {
    /// Whether code of the core or a preset cites it, and a vector or a test exercises it.
    pub(crate) fn is_computed(&self) -> bool {
        let exercised = !self.vectors.is_empty() || !self.tests.is_empty();
        exercised && !self.modules.is_empty()
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|one| one == ending) {
            found.push(path);
        }
    }
}

/// The longest id of a clause at the beginning of a text, or one that ends where its digits end.
fn id_at(text: &str) -> Option<&'static str> {
    let fits = |clause: &&Clause| {
        text.strip_prefix(clause.id).is_some_and(|rest| {
            let mut after = rest.chars();
            match after.next() {
                Some(letter) if letter.is_ascii_alphanumeric() => false,
                // M-4.1 is not M-4.
                Some('.') => !after.next().is_some_and(|letter| letter.is_ascii_digit()),
                _ => true,
            }
        })
    };
    CLAUSES.iter().filter(fits).map(|clause| clause.id).max_by_key(|id| id.len())
}

/// The clauses that a text cites, ranges (`M-4.1 to M-4.5`, `M-2.1 … M-2.10`) included.
pub(crate) fn cited(text: &str) -> BTreeSet<&'static str> {
    let mut found: BTreeSet<&'static str> = BTreeSet::new();
    let mut last: Option<(&'static str, usize)> = None;
    for (at, letter) in text.char_indices().filter(|(_, letter)| "MXE".contains(*letter)) {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|before| before.is_ascii_alphanumeric() || before == '-') || !letter.is_ascii()
        {
            continue;
        }
        let Some(id) = id_at(&text[at..]) else { continue };
        if let Some((first, end)) = last.filter(|(_, end)| [" to ", " … ", "至"].contains(&&text[*end..at]))
        {
            let _ = end;
            found.extend(between(first, id));
        }
        found.insert(id);
        last = Some((id, at + id.len()));
    }
    found
}

/// The clauses from one to another of the same stem, in the order of the table.
fn between(first: &str, last: &str) -> impl Iterator<Item = &'static str> {
    let place = |id: &str| CLAUSES.iter().position(|clause| clause.id == id).unwrap_or_default();
    let stem = |id: &str| id.rsplit_once('.').map_or(id, |(stem, _)| stem).to_owned();
    let (same, from, to) = (stem(first) == stem(last) || first.starts_with("E-"), place(first), place(last));
    CLAUSES
        .iter()
        .skip(from)
        .take(if same { (to + 1).saturating_sub(from) } else { 0 })
        .map(|clause| clause.id)
}

fn module_of(path: &Path, source: &Path) -> String {
    let inside = path.strip_prefix(source).expect("a file of the crate").with_extension("");
    let parts: Vec<String> =
        inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| *part != "mod").collect();
    parts.join("::")
}

/// Every clause, in the order of the table, with what covers it.
pub(crate) fn coverage() -> BTreeMap<usize, Coverage> {
    let mut all: BTreeMap<usize, Coverage> =
        (0..CLAUSES.len()).map(|nth| (nth, Coverage::default())).collect();
    let place = |id: &str| CLAUSES.iter().position(|clause| clause.id == id).expect("a clause of the table");
    let mut add = |text: &str, put: &dyn Fn(&mut Coverage)| {
        for id in cited(text) {
            all.get_mut(&place(id)).into_iter().for_each(put);
        }
    };
    let read = |path: &Path| fs::read_to_string(path).expect("a text");
    let name =
        |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();

    let source = root().join("src");
    let mut found = Vec::new();
    files(&source, "rs", &mut found);
    for path in found {
        let module = module_of(&path, &source);
        // The table itself, the list of contents and the terms of all modules implement nothing.
        if !["clause", "lib", "tests", "term"].contains(&module.as_str()) {
            add(&read(&path), &|one| {
                one.modules.insert(module.clone());
            });
        }
    }
    let mut found = Vec::new();
    files(&source.join("policy/presets"), "toml", &mut found);
    for path in found {
        // A preset that states it in a key of its own: comments do not count.
        let keys: Vec<String> = read(&path)
            .lines()
            .filter(|line| line.starts_with("clause = ") || line.starts_with("reading = "))
            .map(str::to_owned)
            .collect();
        let preset = name(&path);
        add(&keys.join("\n"), &|one| {
            one.modules.insert(preset.clone());
        });
    }
    let mut found = Vec::new();
    files(&root().join("../tests/vectors"), "csv", &mut found);
    for path in found {
        let text = read(&path);
        let rows: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
        let file = name(&path);
        add(&rows.join("\n"), &|one| {
            one.vectors.insert(file.clone());
        });
    }
    let mut found = Vec::new();
    files(&root().join("tests/api"), "rs", &mut found);
    for path in found.iter().filter(|path| !["coverage.rs", "clauses.rs"].contains(&name(path).as_str())) {
        let file = name(path);
        add(&read(path), &|one| {
            one.tests.insert(file.clone());
        });
    }
    for line in read(&root().join("data/declarative_clauses.csv")).lines().skip(1) {
        let (id, reason) = line.split_once(',').expect("a clause and a reason");
        let clause = all.get_mut(&place(id)).expect("a clause");
        assert!(clause.declarative.is_none(), "{id} stands twice in declarative_clauses.csv");
        clause.declarative = Some(reason.to_owned());
    }
    all
}

fn joined(words: &BTreeSet<String>) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" ")
}

/// How many clauses are computed, and how many declare what nothing is computed of.
pub(crate) fn summary() -> String {
    let all = coverage();
    let computed = all.values().filter(|one| one.is_computed()).count();
    let declarative = all.values().filter(|one| !one.is_computed() && one.declarative.is_some()).count();
    format!(
        "{} clauses: {computed} computed and exercised, {declarative} declarative, {} with neither",
        all.len(),
        all.len() - computed - declarative
    )
}

/// The page.
pub(crate) fn page() -> String {
    let mut page = String::from(
        "# 条款覆盖表\n\n每一条款由哪些模块或预设实现、由哪些向量和测试核对；没有可计算内容的，写明理由。\
         本页由 `cargo run -p wangge --example clause_coverage` 生成，测试核对其与代码一致。\n\n\
         For every clause: the modules and presets that cite it, the vectors and tests that exercise it, or why there \
         is nothing to compute. The page is generated, and a test holds it to the code.\n\n",
    );
    let _ = writeln!(page, "{}.\n", summary());
    page.push_str("| 条款 | 名称 | 实现 | 向量 | 测试 |\n|---|---|---|---|---|\n");
    for (nth, one) in coverage() {
        let Some(clause) = CLAUSES.get(nth) else { continue };
        let _ = match &one.declarative {
            Some(reason) => {
                writeln!(page, "| {} | {} | 无可计算内容：{reason} | | |", clause.id, clause.heading)
            }
            None => writeln!(
                page,
                "| {} | {} | {} | {} | {} |",
                clause.id,
                clause.heading,
                joined(&one.modules),
                joined(&one.vectors),
                joined(&one.tests)
            ),
        };
    }
    page
}

#[cfg(test)]
mod tests {
    use super::{PAGE, cited, coverage, page, root};
    use wangge::CLAUSES;

    #[test]
    fn citations_are_read_with_their_ranges() {
        let found = |text: &str| cited(text).into_iter().collect::<Vec<_>>();
        assert_eq!(found("by M-4.2, not M-4.22"), ["M-4.2"]);
        assert_eq!(found("M-4.1 to M-4.3; E-12."), ["E-12", "M-4.1", "M-4.2", "M-4.3"]);
        assert_eq!(found("(X-4.2a) X-4.0b.1, X-4.0b"), ["X-4.0b.1", "X-4.2a"]);
        assert_eq!(found("M-2.9 … M-2.10"), ["M-2.10", "M-2.9"]);
        assert_eq!(found("HEX-4.0 WM-4.1"), Vec::<&str>::new());
    }

    #[test]
    fn every_clause_is_computed_and_exercised_or_says_why_not() {
        let mut faults = Vec::new();
        for (nth, one) in coverage() {
            let id = CLAUSES[nth].id;
            match (one.is_computed(), &one.declarative) {
                (false, None) => faults.push(format!("{id}: {one:?}")),
                (true, Some(reason)) => {
                    faults.push(format!("{id} is computed, so it is not declarative: {reason}"));
                }
                _ => {}
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn the_page_is_what_the_files_say() {
        let written = std::fs::read_to_string(root().join(PAGE)).expect("the page of clause coverage");
        assert!(
            written == page(),
            "the page is old: cargo run -p wangge --example clause_coverage rewrites it"
        );
    }
}
