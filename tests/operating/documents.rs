//! docs/operating.md, docs/backup.md and the files beside them: that what one says is what the other means.

use std::process::Command;

use crate::process::Place;

const OPERATING: &str = include_str!("../../docs/operating.md");
const BACKUP: &str = include_str!("../../docs/backup.md");
const SERVICE: &str = include_str!("../../docs/operating/heroes-memorial.service");
const SOCKET: &str = include_str!("../../docs/operating/heroes-memorial.socket");
const FORGET: &str = include_str!("../../docs/operating/heroes-memorial-forget.service");
const NGINX: &str = include_str!("../../docs/operating/nginx.conf");
const CADDY: &str = include_str!("../../docs/operating/Caddyfile");

/// The lines to be typed in a shell.
fn typed(page: &str) -> impl Iterator<Item = &str> {
    let mut within = false;
    page.lines().map(str::trim).filter(move |line| {
        if line.starts_with("```") {
            within = *line == "```sh";
            return false;
        }
        within
    })
}

/// The settings that the page puts into /etc/heroes-memorial.env.
fn settings() -> Vec<(&'static str, &'static str)> {
    let settings: Vec<_> = typed(OPERATING)
        .filter(|line| line.starts_with("MEMORIAL_"))
        .filter_map(|line| line.split_once('='))
        .collect();
    assert!(settings.len() > 5, "{settings:?}");
    settings
}

fn setting(name: &str) -> &'static str {
    let settings = settings();
    let found = settings.iter().find(|(one, _)| *one == name);
    found.unwrap_or_else(|| panic!("{name} is not set")).1
}

#[test]
fn the_settings_of_the_page_are_understood() {
    let place = Place::new();
    let output = Command::new(env!("CARGO_BIN_EXE_heroes-memorial"))
        .arg("check")
        .envs(settings())
        .env("MEMORIAL_DATABASE", place.database())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let help = Command::new(env!("CARGO_BIN_EXE_heroes-memorial"))
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    for (name, _) in settings() {
        assert!(help.contains(&format!("[env: {name}=")), "{name}");
    }
}

#[test]
fn every_command_names_the_memorial_that_it_means() {
    let mut commands = 0;
    for line in [OPERATING, BACKUP].into_iter().flat_map(typed) {
        let line = line.trim_start_matches("podman exec memorial ");
        let given = ["memorial ", "heroes-memorial ", "$practice "]
            .into_iter()
            .find(|word| line.starts_with(word));
        commands += usize::from(given.is_some());
        assert!(
            given != Some("heroes-memorial ")
                || line.contains("--database ")
                || OPERATING.contains(&format!("podman exec memorial {line}")),
            "which memorial? {line}"
        );
    }
    assert!(commands > 8, "{commands}");
    assert!(BACKUP.contains("practice=\"runuser -u memorial -- heroes-memorial --database /"));
}

#[test]
fn the_files_mean_the_same_folders_and_addresses() {
    let database = setting("MEMORIAL_DATABASE");
    let folder = database.rsplit_once('/').unwrap().0;
    let backups = setting("MEMORIAL_BACKUPS");
    assert!(SERVICE.contains(&format!(
        "\nStateDirectory={}\n",
        folder.strip_prefix("/var/lib/").unwrap()
    )));
    assert!(SERVICE.contains(&format!("\nReadWritePaths=-{backups}\n")));
    assert!(OPERATING.contains(&format!(
        "install -d -o memorial -g memorial -m 700 {folder} {backups}\n"
    )));

    let pages = "/var/cache/nginx/memorial";
    assert!(NGINX.contains(&format!("proxy_cache_path {pages} ")));
    assert!(FORGET.contains(&format!("\nReadWritePaths={pages}\n")));
    assert!(OPERATING.contains(&format!(
        "install -d -o www-data -g www-data -m 700 {pages}\n"
    )));
    let told = setting("MEMORIAL_CACHES").strip_prefix("http://").unwrap();
    assert!(FORGET.contains(&format!(" forget {pages} --at {told}\n")));

    let address = SOCKET.split_once("ListenStream=").unwrap().1;
    let address = address.lines().next().unwrap();
    assert!(NGINX.contains(&format!("    server {address};\n")));
    assert!(CADDY.contains(&format!("\treverse_proxy {address} {{\n")));
}

/// Neither a disk that is full nor a setting that is wrong for an hour ends it for good.
#[test]
fn the_services_never_give_up() {
    for unit in [SERVICE, FORGET] {
        assert!(unit.contains("\nStartLimitIntervalSec=0\n"));
        assert!(unit.contains("\nRestartSec=5\n"));
    }
    assert!(SOCKET.contains("\nTriggerLimitIntervalSec=0\n"));
}
