//! `docs/operating/memorial`, by which an administrator gives commands on the server.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use crate::process::{Place, changed, is_there};

const SCRIPT: &str = include_str!("../../docs/operating/memorial");

/// A command given as the administrator gives it, with these settings in the file. In place of changing the account (which only
/// root can) it says which one was asked for.
fn given(settings: &str, program: &str, arguments: &[&str]) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let env = at("heroes-memorial.env").display().to_string();
    let mut script = changed(SCRIPT, "/etc/heroes-memorial.env", &env);
    script = changed(&script, "/usr/local/bin/heroes-memorial", program);
    fs::write(at("memorial"), script).unwrap();
    fs::write(at("heroes-memorial.env"), settings).unwrap();
    fs::write(
        at("runuser"),
        "#!/bin/sh\n[ \"$1 $3\" = \"-u --\" ] && echo \"as $2\"; shift 3; exec \"$@\"\n",
    )
    .unwrap();
    fs::set_permissions(at("runuser"), fs::Permissions::from_mode(0o755)).unwrap();
    let paths = std::env::var("PATH").unwrap();
    let output = Command::new("bash")
        .arg(at("memorial"))
        .args(arguments)
        .env("PATH", format!("{}:{paths}", folder.path().display()))
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
    if !is_there("bash", "--version", "MEMORIAL_NGINX_TESTS") {
        return;
    }
    let place = Place::new();
    let database = format!("MEMORIAL_DATABASE={}\n", place.database().display());
    let copy = place.folder.path().join("a copy.sqlite3");
    let program = env!("CARGO_BIN_EXE_heroes-memorial");
    let (well, said) = given(&database, program, &["backup", &copy.display().to_string()]);
    assert!(well, "{said}");
    assert!(said.starts_with("as memorial\n"), "{said}");
    let fresh = place.folder.path().join("again.sqlite3");
    let settings = format!("MEMORIAL_DATABASE={}", fresh.display());
    let (well, said) = given(
        &settings,
        program,
        &["restore", &copy.display().to_string()],
    );
    assert!(well && said.contains("1 public lives"), "{said}");
    // What the command says with how it ended goes on to whoever gave it.
    let (well, _) = given(
        &settings,
        program,
        &["restore", &copy.display().to_string()],
    );
    assert!(!well, "there is a memorial already");
}

#[test]
fn a_setting_reaches_the_program_as_it_stands_and_stays_out_of_the_list_of_processes() {
    if !is_there("bash", "--version", "MEMORIAL_NGINX_TESTS") {
        return;
    }
    let settings = "# MEMORIAL_LISTEN=no\n\nPATH=/nowhere\nMEMORIAL_SMTP=smtps://a$HOME`id`&\"b #c\\d@mail.example \n\
                    MEMORIAL_PUBLIC_URL=https://memorial.example";
    let (well, said) = given(settings, "printenv", &["MEMORIAL_SMTP"]);
    assert!(well);
    assert_eq!(
        said,
        "as memorial\nsmtps://a$HOME`id`&\"b #c\\d@mail.example \n"
    );
    let (_, said) = given(settings, "printenv", &["MEMORIAL_PUBLIC_URL"]);
    assert_eq!(
        said, "as memorial\nhttps://memorial.example\n",
        "the last line has no end"
    );
    let (well, _) = given(settings, "printenv", &["MEMORIAL_LISTEN"]);
    assert!(!well, "a remark is no setting");
    // `ps` shows arguments to everybody.
    let (_, said) = given(settings, "echo", &["check"]);
    assert_eq!(said, "as memorial\ncheck\n");
}
