//! `uniffi-bindgen kotlin|swift <library> <folder>`: writes the bindings of the (unstripped) library into the folder.

use std::path::Path;
use std::process::ExitCode;

use camino::Utf8PathBuf;
use uniffi_bindgen::{
    BindgenPaths, BindgenPathsLayer,
    bindings::{GenerateOptions, TargetLanguage, generate_with_bindgen_paths},
};

/// Where `uniffi.toml` lies. Without it the generator takes its defaults and says nothing.
struct Mobile;

impl BindgenPathsLayer for Mobile {
    fn get_crate_root(&self, name: &str) -> Option<Utf8PathBuf> {
        (name == "wangge_mobile").then(|| concat!(env!("CARGO_MANIFEST_DIR"), "/..").into())
    }
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (language, library, folder) = match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["kotlin", library, folder] => (TargetLanguage::Kotlin, library, folder),
        ["swift", library, folder] => (TargetLanguage::Swift, library, folder),
        _ => {
            eprintln!("usage: uniffi-bindgen kotlin|swift <library> <folder>");
            return ExitCode::from(2);
        }
    };
    let kotlin = matches!(language, TargetLanguage::Kotlin);
    let mut paths = BindgenPaths::default();
    paths.add_layer(Mobile);
    let options = GenerateOptions {
        languages: vec![language],
        source: library.into(),
        out_dir: folder.into(),
        config_override: None,
        format: false,
        crate_filter: None,
        metadata_no_deps: true,
    };
    let done = generate_with_bindgen_paths(options, paths).map_err(|error| format!("{error:#}"));
    match done
        .and_then(|()| if kotlin { guard(&Path::new(folder).join("cn/wangge/wangge.kt")) } else { Ok(()) })
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// How an object given to a function is lowered by UniFFI 0.32: without asking whether it has been closed, so that
/// the library would read freed memory.
const UNGUARDED: &str = "return value.uniffiCloneHandle()";
/// The same as a method's own object is treated: counted as in use, or `IllegalStateException`.
const GUARDED: &str = "return value.callWithHandle { it }";

/// Makes a closed object an exception wherever it is an argument.
fn guard(file: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", file.display());
    let text = std::fs::read_to_string(file).map_err(failed)?;
    let (objects, found) = (text.matches("fun uniffiCloneHandle()").count(), text.matches(UNGUARDED).count());
    if objects == 0 || found != objects {
        return Err(format!("{}: {objects} objects, {found} times `{UNGUARDED}`", file.display()));
    }
    std::fs::write(file, text.replace(UNGUARDED, GUARDED)).map_err(failed)
}
