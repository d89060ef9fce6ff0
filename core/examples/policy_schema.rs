//! Prints the JSON Schema of the policy file: `cargo run --example policy_schema --features schema`.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]

fn main() {
    println!("{}", wangge::Policy::json_schema());
}
