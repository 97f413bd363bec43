//! What is made before the crate is compiled: the words of both languages as methods, and what must cause a rebuild.

#[path = "build/assets.rs"]
mod assets;
#[path = "src/i18n/lang.rs"]
#[allow(dead_code, reason = "the crate uses the rest of it")]
mod lang;
#[path = "build/messages.rs"]
mod messages;
#[path = "src/i18n/typography.rs"]
mod typography;
#[path = "build/words.rs"]
mod words;

use std::path::PathBuf;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=words");
    println!("cargo:rerun-if-changed=Cargo.lock");
    assets::embed();

    let root =
        PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the folder"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names the output folder"));

    match words::generate(&root.join("words")) {
        Ok(source) => {
            std::fs::write(out.join("words.rs"), source).expect("words.rs can be written")
        }
        Err(faults) => {
            for fault in faults {
                println!("cargo::error={fault}");
            }
            std::process::exit(1);
        }
    }

    println!("cargo:rustc-env=COLLATION_DATA={}", collation_data(&root));
}

/// The version of the collation tables that this build carries: stored sort keys are only good for this one.
fn collation_data(root: &std::path::Path) -> String {
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).unwrap_or_default();
    let mut lines = lock
        .lines()
        .skip_while(|line| *line != "name = \"icu_collator_data\"");
    lines
        .nth(1)
        .and_then(|line| line.strip_prefix("version = "))
        .map_or_else(
            || "unknown".to_owned(),
            |version| version.trim_matches('"').to_owned(),
        )
}
