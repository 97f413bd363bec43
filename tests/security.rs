//! What docs/security.md says is so: every test it names is there, and every file; and what we build on binds nobody.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn sources(folder: &str) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    found
}

/// All that stands between two back quotes on the page.
fn named(page: &str) -> BTreeSet<String> {
    page.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_test_and_file_that_the_page_names_is_there() {
    let page = read("docs/security.md");
    let code: String = ["src", "tests"]
        .into_iter()
        .flat_map(sources)
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let (mut tests, mut files) = (0, 0);
    for name in named(&page) {
        let is_test = name.matches('_').count() > 1
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        let ending = name.rsplit('.').next().unwrap();
        let is_file = !name.contains([' ', '*', '<', ':'])
            && !name.starts_with(['/', '.'])
            && (["rs", "toml", "md", "js", "html", "txt"].contains(&ending) || name.ends_with('/'));
        if is_test || name.starts_with("fuzz_") {
            assert!(code.contains(&format!("fn {name}(")), "no test {name}");
            tests += 1;
        } else if is_file {
            assert!(root().join(&name).exists(), "no file {name}");
            files += 1;
        }
    }
    assert!(tests > 80 && files > 30, "{tests} tests, {files} files");
}

/// A row a requirement, none twice, and whatever is not met says so in bold.
#[test]
fn every_requirement_has_one_row() {
    let page = read("docs/security.md");
    let mut numbers = BTreeSet::new();
    let (checklist, _) = page.split_once("### What does not apply").unwrap();
    for row in checklist.lines().filter(|row| row.starts_with("| ")) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let number = cells[0].split('.').all(|part| part.parse::<u32>().is_ok());
        if !number || cells[0].matches('.').count() != 2 {
            continue;
        }
        assert_eq!(cells.len(), 5, "{row}");
        assert!(["1", "2"].contains(&cells[1]), "{row}");
        assert!(!cells[3].is_empty() && !cells[4].is_empty(), "{row}");
        assert!(numbers.insert(cells[0].to_owned()), "{} twice", cells[0]);
    }
    // 253 in all; the others stand, with the reason, under what does not apply.
    assert_eq!(numbers.len(), 187);
    for chapter in 1..=17 {
        let applies = page.contains(&format!("### V{chapter} "));
        let not = page.contains(&format!("| {chapter} (all) |"));
        assert!(applies != not, "V{chapter}");
    }
}

#[test]
fn no_dependency_binds_whoever_serves_it() {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        metadata.status.success(),
        "{}",
        String::from_utf8_lossy(&metadata.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 300, "{}", packages.len());
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let Some(source) = package["source"].as_str() else {
            assert_eq!(name, "heroes-memorial", "a package from nowhere");
            continue;
        };
        let registry = source == "registry+https://github.com/rust-lang/crates.io-index";
        assert!(registry, "{name} comes from {source}");
        let licence = package["license"].as_str().unwrap_or_default();
        let file = package["license_file"].is_string();
        assert!(!licence.is_empty() || file, "{name} has no licence");
        // Of several to choose from one is enough.
        let free = licence
            .split(" OR ")
            .flat_map(|one| one.split('/'))
            .any(|one| !one.contains("GPL") && !one.contains("SSPL"));
        assert!(free, "{name}: {licence}");
    }
}
