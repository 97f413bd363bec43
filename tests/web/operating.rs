//! What whoever looks after the machine relies on: health, headers on every answer, a handler that falls over, proxies.

use std::time::Duration;

use actix_web::web::get;
use actix_web::{HttpRequest, HttpResponse, HttpServer};
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use heroes_memorial::app::app;
use heroes_memorial::config::Settings;
use reqwest::{Method, StatusCode};

use crate::lives::{LYSIUK, publish_life};
use crate::site::{Answer, Browser, Site};

async fn healthy(site: &Site) -> (StatusCode, String) {
    let answer = site.get("/healthz").await;
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    (answer.status, answer.text())
}

#[actix_web::test]
async fn alive_is_not_ready() {
    let site = Site::open().await;
    assert_eq!(healthy(&site).await, (StatusCode::OK, "ok\n".into()));
    site.state.readiness.warm();
    let (status, why) = healthy(&site).await;
    assert_eq!(
        (status, why.as_str()),
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "the names are being read\n"
        )
    );
    site.state.readiness.open();
    assert_eq!(healthy(&site).await.0, StatusCode::OK);
    site.state.readiness.stop();
    let answer = site.get("/healthz").await;
    assert_eq!(answer.text(), "the memorial is stopping\n");
    assert_eq!(
        answer.header("connection"),
        Some("close"),
        "the next line is another process's"
    );
    assert_eq!(site.get("/healthz/alive").await.ok().text(), "alive\n");
    assert_eq!(
        site.get("/uk").await.ok().header("connection"),
        Some("close")
    );
}

#[actix_web::test]
async fn a_file_that_does_not_answer_is_not_ready_and_still_alive() {
    let site = Site::open().await;
    let mut other = SqliteConnection::establish(site.database().to_str().unwrap()).unwrap();
    other.batch_execute("BEGIN IMMEDIATE;").unwrap();
    let (status, why) = healthy(&site).await;
    assert_eq!(
        (status, why.as_str()),
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "the writer does not answer\n"
        )
    );
    assert_eq!(site.get("/healthz/alive").await.ok().text(), "alive\n");
    other
        .batch_execute("ROLLBACK; PRAGMA busy_timeout = 20000; ALTER TABLE regions RENAME TO lost;")
        .unwrap();
    actix_web::rt::time::sleep(Duration::from_millis(1100)).await;
    let (status, why) = healthy(&site).await;
    assert_eq!(
        (status, why.as_str()),
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database cannot be read\n"
        )
    );
}

/// A memorial with one address more, whose handler falls over.
fn with_one_that_falls(site: &Site) -> Browser {
    let shared = site.state.clone();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let falls = async |asked: HttpRequest| {
        let story = asked.headers().get("x-no-such-thing");
        story.expect("«Калинова сопілка»");
        HttpResponse::Ok().finish()
    };
    let server = HttpServer::new(move || app(shared.clone()).route("/falls", get().to(falls)))
        .workers(1)
        .disable_signals()
        .listen(listener)
        .unwrap()
        .run();
    actix_web::rt::spawn(server);
    Browser::new(&address)
}

#[actix_web::test]
async fn a_handler_that_falls_over_is_a_page_with_a_number() {
    let site = Site::open_with(over_tls()).await;
    let browser = with_one_that_falls(&site);
    let answer = browser.get("/falls").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    let number = answer.header("x-request-id").unwrap().to_owned();
    assert!(
        answer.says(&format!("Номер запиту: {number}")),
        "{}",
        answer.words()
    );
    assert!(!answer.says("сопілка"));
    assert_eq!(site.state.figures.panics.get(), 1);
    has_all(&answer, "/falls");
    // And the next is answered.
    browser.get("/uk").await.ok();
    assert_ne!(
        browser.get("/falls").await.header("x-request-id"),
        Some(number.as_str())
    );
    // A page that is only not there has none.
    assert!(!browser.get("/uk/nothing").await.says("Номер запиту"));
}

/// The headers that the strictest of those who look at them ask for (OWASP Secure Headers, Mozilla's Observatory).
#[track_caller]
fn has_all(answer: &Answer, path: &str) {
    let policy = answer.header("content-security-policy").unwrap_or_default();
    assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
    assert!(!policy.contains("unsafe"), "{path}: {policy}");
    let framed = policy.ends_with("frame-ancestors *");
    assert!(
        framed || policy.contains("frame-ancestors 'none'"),
        "{path}: {policy}"
    );
    assert_eq!(
        answer.header("x-frame-options").is_some(),
        !framed,
        "{path}"
    );
    for (name, values) in [
        ("x-content-type-options", &["nosniff"][..]),
        (
            "referrer-policy",
            &["strict-origin-when-cross-origin", "no-referrer"],
        ),
        ("cross-origin-opener-policy", &["same-origin"]),
        (
            "cross-origin-resource-policy",
            &["same-origin", "cross-origin"],
        ),
        ("origin-agent-cluster", &["?1"]),
        ("x-permitted-cross-domain-policies", &["none"]),
        (
            "strict-transport-security",
            &["max-age=63072000; includeSubDomains"],
        ),
    ] {
        let value = answer.header(name).unwrap_or_default();
        assert!(values.contains(&value), "{path}: {name}: {value:?}");
    }
    assert!(answer.header("permissions-policy").is_some(), "{path}");
    let number = answer.header("x-request-id").unwrap_or_default();
    assert!(number.len() >= 8, "{path}: {number}");
    let kind = answer.header("content-type").unwrap_or("text/html");
    if kind.starts_with("text/html") {
        assert_eq!(
            answer.header("cross-origin-embedder-policy"),
            Some("require-corp"),
            "{path}"
        );
    }
    for told in ["server", "x-powered-by"] {
        assert_eq!(answer.header(told), None, "{path}");
    }
}

/// Every address of `routes.rs`, with something in its braces.
fn addresses() -> Vec<String> {
    let source = include_str!("../../src/routes.rs");
    let (mut scope, mut found) = (String::new(), Vec::new());
    for line in source.lines() {
        if line.contains("site.service(") || line.starts_with("fn ") || line.starts_with("pub fn ")
        {
            scope.clear();
        }
        let Some((before, rest)) = line.split_once('"') else {
            continue;
        };
        let Some((path, _)) = rest.split_once('"') else {
            continue;
        };
        if before.trim_end().ends_with("scope(") {
            path.clone_into(&mut scope);
        } else if path.is_empty() || path.starts_with('/') {
            found.push(filled(&format!("{scope}{path}")));
        }
    }
    found
}

fn filled(pattern: &str) -> String {
    let mut path = String::new();
    for (number, part) in pattern.split('{').enumerate() {
        if number == 0 {
            path.push_str(part);
            continue;
        }
        let (name, rest) = part.split_once('}').unwrap();
        path.push_str(match name.split(':').next().unwrap() {
            "lang" => "uk",
            "step" => "death",
            "slug" => "yurii-lysiuk",
            "day" => "03-05",
            "format" => "md",
            "fact" => "birth",
            _ => "1",
        });
        path.push_str(rest);
    }
    path
}

fn over_tls() -> Settings {
    Settings {
        public_url: "https://memorial.example".parse().unwrap(),
        hsts_subdomains: true,
        ..Settings::default()
    }
}

#[actix_web::test]
async fn every_answer_of_every_address_carries_every_header() {
    let site = Site::open_with(over_tls()).await;
    publish_life(&site, LYSIUK);
    let addresses = addresses();
    assert!(addresses.len() > 200, "{}", addresses.len());
    for expected in [
        "/uk/submissions/1/death",
        "/uk/heroes/yurii-lysiuk/embed",
        "/api/v1/heroes",
        "/admin/state",
        "/healthz/alive",
    ] {
        assert!(
            addresses.iter().any(|path| path == expected),
            "{expected}: {addresses:#?}"
        );
    }
    let mut kinds = std::collections::BTreeSet::new();
    for path in &addresses {
        // A page, an act (refused: it comes from nowhere), and a method that nobody answers.
        for method in [Method::GET, Method::POST, Method::DELETE] {
            let request = site
                .visitor()
                .request(method.clone(), path)
                .header("Sec-Fetch-Site", "cross-site");
            let answer = site.visitor().send(request).await;
            has_all(&answer, &format!("{method} {path}"));
            kinds.insert(answer.status.as_u16());
        }
    }
    for kind in [200, 303, 403, 404, 405] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
    // Files, and what stops before any handler.
    let page = site.get("/uk").await.ok();
    let sheet = page.attributes("link[rel=stylesheet]", "href").remove(0);
    has_all(&site.get(&sheet).await.ok(), &sheet);
    let huge = site
        .browser
        .request(Method::POST, "/uk/submissions/new")
        .body(vec![b'a'; 3_000_000]);
    has_all(&site.browser.send(huge).await, "a form that is too long");
    // The page of the card for other sites is the one that may be framed.
    let embed = site.get("/uk/heroes/yurii-lysiuk/embed").await.ok();
    assert!(
        embed
            .header("content-security-policy")
            .unwrap()
            .ends_with("frame-ancestors *")
    );
    // Without TLS nobody is told to come by TLS alone; without the operator's word nothing is said of other hosts.
    let plain = Site::open().await;
    assert_eq!(
        plain.get("/uk").await.header("strict-transport-security"),
        None
    );
    let alone = Settings {
        hsts_subdomains: false,
        ..over_tls()
    };
    let alone = Site::open_with(alone).await;
    assert_eq!(
        alone.get("/uk").await.header("strict-transport-security"),
        Some("max-age=63072000")
    );
}

/// How many tries at six words are let through when each comes with a header of its own.
async fn tries(site: &Site, header: &str, value: impl Fn(usize) -> String) -> usize {
    let mut let_through = 0;
    for number in 0..30 {
        let tried = site
            .browser
            .request(Method::POST, "/uk/submissions/words")
            .header("Sec-Fetch-Site", "same-origin")
            .header(header, value(number))
            .form(&[("words", "абетка абетка абетка абетка абетка абетка")]);
        let answer = site.browser.send(tried).await;
        let_through += usize::from(answer.status != StatusCode::TOO_MANY_REQUESTS);
    }
    let_through
}

#[actix_web::test]
async fn only_a_trusted_proxy_says_who_asks() {
    let stranger = Site::open().await;
    for header in ["X-Forwarded-For", "Forwarded"] {
        let from = |number: usize| match header {
            "Forwarded" => format!("for=198.51.100.{number}"),
            _ => format!("198.51.100.{number}"),
        };
        assert!(
            tries(&stranger, header, from).await < 15,
            "{header} of a stranger"
        );
        let settings = Settings {
            trusted_proxy: vec![
                "10.0.0.0/8".parse().unwrap(),
                "127.0.0.0/8".parse().unwrap(),
            ],
            ..Settings::default()
        };
        let behind = Site::open_with(settings.clone()).await;
        assert_eq!(
            tries(&behind, header, from).await,
            30,
            "{header} of a proxy"
        );
        // What the visitor wrote himself changes nothing: the last hand that is not trusted counts.
        let behind = Site::open_with(settings).await;
        let same = |number: usize| {
            format!(
                "{}, {}, {}",
                from(number),
                from(200),
                from(200).replace("198.51.100.200", "10.1.1.1")
            )
        };
        assert!(
            tries(&behind, header, same).await < 15,
            "{header} that a visitor wrote"
        );
    }
}

#[actix_web::test]
async fn nobody_is_believed_which_host_and_protocol_it_is() {
    let settings = Settings {
        trusted_proxy: vec!["127.0.0.1".parse().unwrap()],
        ..Settings::default()
    };
    let site = Site::open_with(settings).await;
    publish_life(&site, LYSIUK);
    for path in [
        "/uk",
        "/uk/heroes/yurii-lysiuk",
        "/",
        "/uk/",
        "/sitemap.xml",
        "/uk/heroes/nobody",
    ] {
        let request = site
            .browser
            .request(Method::GET, path)
            .header("X-Forwarded-Host", "evil.example")
            .header("X-Forwarded-Proto", "https")
            .header(
                "Forwarded",
                "for=198.51.100.7;host=evil.example;proto=https",
            );
        let answer = site.browser.send(request).await;
        assert!(
            !String::from_utf8_lossy(&answer.bytes).contains("evil.example"),
            "{path}"
        );
        assert!(
            !answer
                .location()
                .unwrap_or_default()
                .contains("evil.example"),
            "{path}"
        );
        assert_eq!(answer.header("strict-transport-security"), None);
    }
}

#[actix_web::test]
async fn a_number_is_believed_of_a_proxy_and_of_nobody_else() {
    let ask = async |site: &Site, given: &str| {
        let request = site
            .browser
            .request(Method::GET, "/uk")
            .header("X-Request-Id", given);
        let answer = site.browser.send(request).await.ok();
        answer.header("x-request-id").unwrap().to_owned()
    };
    let site = Site::open().await;
    assert_ne!(ask(&site, "proxy-number-1").await, "proxy-number-1");
    let settings = Settings {
        trusted_proxy: vec!["127.0.0.1".parse().unwrap()],
        ..Settings::default()
    };
    let site = Site::open_with(settings).await;
    assert_eq!(ask(&site, "proxy-number-1").await, "proxy-number-1");
    for wrong in ["<script>alert(1)</script>", "short", "with a space in it"] {
        assert_ne!(ask(&site, wrong).await, wrong);
    }
}
