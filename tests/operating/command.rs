//! `docs/operating/memorial`, by which an administrator gives commands on the server.

use std::fs;
use std::process::Command;

use crate::process::{Place, changed};

const SCRIPT: &str = include_str!("../../docs/operating/memorial");

/// A command given as an administrator gives it, with these settings in the file; whether it went well, and what was said.
/// Without root the account cannot be changed: `bin/runuser` says what it was asked for.
fn given(settings: &str, program: &str, arguments: &[&str]) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("heroes-memorial.env");
    fs::write(&file, settings).unwrap();
    let mut script = changed(
        SCRIPT,
        "/etc/heroes-memorial.env",
        &file.display().to_string(),
    );
    script = changed(&script, "/usr/local/bin/heroes-memorial", program);
    let ours = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/operating/bin");
    let output = Command::new("bash")
        .args(["-c", &script, "memorial"])
        .args(arguments)
        .env("PATH", format!("{ours}:{}", std::env::var("PATH").unwrap()))
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

#[test]
fn a_command_on_the_server_meets_the_memorial_that_is_served_and_its_account() {
    let place = Place::new();
    let program = env!("CARGO_BIN_EXE_heroes-memorial");
    let at = |name: &str| place.folder.path().join(name).display().to_string();
    let (copy, again) = (at("a copy.sqlite3"), at("again.sqlite3"));
    let served = format!("MEMORIAL_DATABASE={}\n", place.database().display());
    let (well, said) = given(&served, program, &["backup", &copy]);
    assert!(well, "{said}");
    let asked = format!("runuser -u memorial -- {program} backup {copy}\n");
    assert!(said.starts_with(&asked), "{said}");
    let empty = format!("MEMORIAL_DATABASE={again}");
    let (well, said) = given(&empty, program, &["restore", &copy]);
    assert!(well && said.contains("1 public lives"), "{said}");
    // How the command ended is told to whoever gave it.
    let (well, _) = given(&empty, program, &["restore", &copy]);
    assert!(!well, "there is a memorial already");
}

#[test]
fn a_setting_reaches_the_program_as_it_stands_and_stays_out_of_the_list_of_processes() {
    let settings = "# MEMORIAL_LISTEN=no\n\nPATH=/nowhere\nMEMORIAL_SMTP=smtps://a$HOME`id`&#c@mail.example\n\
                    MEMORIAL_PUBLIC_URL=https://memorial.example";
    // The last line has no end.
    for (name, value) in [
        ("MEMORIAL_SMTP", "smtps://a$HOME`id`&#c@mail.example"),
        ("MEMORIAL_PUBLIC_URL", "https://memorial.example"),
    ] {
        let (_, said) = given(settings, "printenv", &[name]);
        let expected = format!("runuser -u memorial -- printenv {name}\n{value}\n");
        assert_eq!(said, expected);
    }
    let (well, _) = given(settings, "printenv", &["MEMORIAL_LISTEN"]);
    assert!(!well, "a remark is no setting");
}
