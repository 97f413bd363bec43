//! Caddy in front, as `docs/operating/Caddyfile` sets it up. Where there is no Caddy the test says that it was skipped, unless
//! `MEMORIAL_CADDY_TESTS=required`.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use actix_web::rt::time::sleep;
use reqwest::{Method, StatusCode};

use crate::process::{Place, changed, free_ports, is_there};
use crate::site::Browser;

const FILE: &str = include_str!("../../docs/operating/Caddyfile");

/// A Caddy that is ended when this is dropped.
struct Caddy(Child);

impl Drop for Caddy {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn caddy(folder: &Path, word: &str) -> Command {
    let mut caddy = Command::new("caddy");
    caddy
        .args([word, "--adapter", "caddyfile", "--config"])
        .arg(folder.join("Caddyfile"))
        .env("HOME", folder)
        .env("XDG_DATA_HOME", folder)
        .env("XDG_CONFIG_HOME", folder);
    caddy
}

#[actix_web::test]
async fn caddy_shows_a_page_and_writes_down_no_visitor_even_while_the_memorial_is_away() {
    if !is_there("caddy", "version", "MEMORIAL_CADDY_TESTS") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Caddyfile");
    fs::write(&file, FILE).unwrap();
    let valid = caddy(folder.path(), "validate").output().unwrap();
    assert!(
        valid.status.success(),
        "{}",
        String::from_utf8_lossy(&valid.stderr)
    );

    // Only places are others, and how long it waits for one that is away.
    let mut place = Place::new();
    place.settings = vec![("MEMORIAL_TRUSTED_PROXY", "127.0.0.1".to_owned())];
    let memorial = place.socket.local_addr().unwrap().to_string();
    let [port] = free_ports();
    let mut text = FILE.to_owned();
    for (from, to) in [
        ("\n{\n", "\n{\n\tadmin off\n"),
        (
            "\nmemorial.example {",
            &format!("\nhttp://127.0.0.1:{port} {{"),
        ),
        ("127.0.0.1:8080", &memorial),
        ("lb_try_duration 15s", "lb_try_duration 500ms"),
    ] {
        text = changed(&text, from, to);
    }
    fs::write(&file, text).unwrap();
    let said = folder.path().join("said.log");
    let running = caddy(folder.path(), "run")
        .stdout(Stdio::null())
        .stderr(fs::File::create(&said).unwrap())
        .spawn();
    let _running = Caddy(running.unwrap());
    let process = place.start();
    place.ready().await;

    let visitor = Browser::new(&format!("http://127.0.0.1:{port}"));
    let life = "/uk/heroes/yurii-lysiuk";
    let mut opened = false;
    for _ in 0..200 {
        let asked = visitor.request(Method::GET, "/healthz").send().await;
        opened = asked.is_ok_and(|answer| answer.status() == StatusCode::OK);
        if opened {
            break;
        }
        sleep(Duration::from_millis(50)).await;
    }
    assert!(opened, "{}", fs::read_to_string(&said).unwrap());
    let page = visitor.get(life).await.ok();
    assert!(page.says("Лисюк"));
    assert!(page.header("x-request-id").is_some());

    // Away: the socket is closed as well.
    process.order("-TERM");
    process.ended_well().await;
    drop(place);
    let secret = "/uk/submissions/FhIgn1ROHZ?q=nobody-reads-this";
    assert_eq!(visitor.get(secret).await.status, StatusCode::BAD_GATEWAY);
    let log = fs::read_to_string(&said).unwrap();
    assert!(
        log.contains("serving"),
        "what concerns Caddy itself is told"
    );
    for told in [
        "FhIgn1ROHZ",
        "nobody-reads-this",
        "remote_ip",
        "remote_addr",
    ] {
        assert!(!log.contains(told), "the log tells {told}: {log}");
    }
}
