//! Rewrites the page of clause coverage: `cargo run -p wangge --example clause_coverage`; with `--summary` it only says
//! how many clauses are covered.
#![expect(clippy::print_stdout, clippy::expect_used, reason = "a tool of the repository")]

#[path = "../tests/api/coverage.rs"]
mod coverage;

fn main() {
    if !std::env::args().any(|arg| arg == "--summary") {
        let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(coverage::PAGE);
        std::fs::write(page, coverage::page()).expect("the page is written");
    }
    println!("{}", coverage::summary());
}
