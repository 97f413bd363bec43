//! Nothing that one visitor sends comes out of a cache to another.

use reqwest::{Method, StatusCode};

use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::matrix::{everybodys, face, filled, regex, still};
use crate::site::{Answer, Browser, Site};

const HEADERS: [(&str, &str); 19] = [
    ("host", "evil.example"),
    ("x-forwarded-host", "evil.example"),
    ("x-forwarded-proto", "evil.example"),
    ("x-forwarded-scheme", "evil.example"),
    ("x-forwarded-port", "666"),
    ("x-forwarded-for", "evil.example"),
    ("x-forwarded-prefix", "/evil.example"),
    ("x-host", "evil.example"),
    ("x-original-url", "/evil.example"),
    ("x-rewrite-url", "/evil.example"),
    ("x-http-method-override", "POST"),
    (
        "forwarded",
        "host=evil.example;proto=evil.example;for=\"evil.example\"",
    ),
    ("true-client-ip", "evil.example"),
    ("accept-language", "evil.example"),
    (
        "cookie",
        "desk-language=evil.example; session=evil.example; lang=evil.example",
    ),
    ("origin", "https://evil.example"),
    ("referer", "https://evil.example/"),
    ("user-agent", "evil.example"),
    ("accept", "evil.example/json, text/evil.example"),
];

fn plain(
    answer: &Answer,
) -> (
    StatusCode,
    std::collections::BTreeMap<String, String>,
    String,
) {
    let (status, headers, body) = face(answer, "—");
    let once = regex(r#"name="once" value="[^"]*""#);
    (status, headers, once.replace_all(&body, "").into_owned())
}

async fn asked(by: &Browser, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = by.request(Method::GET, path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    by.send(request).await
}

/// Every public address, asked as usual, then with each header that has ever poisoned a cache, then as usual again.
#[actix_web::test]
async fn no_header_changes_what_the_next_visitor_sees() {
    let site = Site::open_at(still).await;
    publish_life(&site, LYSIUK);
    publish_life(&site, NAME_ONLY);
    let mut kept = 0;
    for (path, shows, _) in everybodys() {
        if !shows {
            continue;
        }
        let path = filled(&path, "yurii-lysiuk");
        let before = site.visitor().get(&path).await;
        let cacheable = before
            .header("cache-control")
            .is_some_and(|said| !said.contains("no-store"));
        let vary = before.header("vary").unwrap_or_default().to_lowercase();
        for header in HEADERS {
            let answer = asked(&site.visitor(), &path, &[header]).await;
            let text = String::from_utf8_lossy(&answer.bytes).into_owned();
            assert!(
                !text.contains("evil.example"),
                "{path} repeats {}",
                header.0
            );
            for (name, value) in &answer.headers {
                let value = String::from_utf8_lossy(value.as_bytes());
                assert!(
                    !value.contains("evil.example"),
                    "{path}: {name} repeats {}",
                    header.0
                );
            }
            // What depends on a header says so, or is kept by nobody.
            if cacheable && !vary.contains(header.0) {
                assert_eq!(
                    plain(&answer),
                    plain(&before),
                    "{path} depends on {}",
                    header.0
                );
            }
        }
        let all: Vec<(&str, &str)> = HEADERS
            .iter()
            .filter(|(name, _)| *name != "host")
            .copied()
            .collect();
        asked(&site.visitor(), &path, &all).await;
        let after = site.visitor().get(&path).await;
        assert_eq!(plain(&after), plain(&before), "{path} is not what it was");
        kept += usize::from(cacheable);
    }
    assert!(kept > 40, "{kept}");
}

/// What a cache might leave out of its key (a word of an advertisement, a fragment of an address) is not repeated on the page.
#[actix_web::test]
async fn a_word_after_the_question_mark_that_no_page_asks_for_is_not_repeated() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    for (path, shows, _) in everybodys() {
        if !shows {
            continue;
        }
        let path = filled(&path, "yurii-lysiuk");
        // The addresses of programs say which word they do not know.
        if path.starts_with("/api") || path.starts_with("/oai") || path.starts_with("/oembed") {
            continue;
        }
        for query in [
            "utm_source=evil.example",
            "fbclid=evil.example&x[]=evil.example",
            "evil.example",
            "callback=evil.example",
        ] {
            let answer = site.get(&format!("{path}?{query}")).await;
            assert!(answer.status.as_u16() < 500, "{path}?{query}");
            let text = String::from_utf8_lossy(&answer.bytes).into_owned();
            // The way to the twin in the other language may keep the question: it is a link to here.
            let elsewhere = regex(r#"(href|src|action|content)="(https?:)?//evil\.example"#);
            assert!(!elsewhere.is_match(&text), "{path}?{query}");
            assert!(!text.contains(">evil.example"), "{path}?{query}");
        }
    }
}

/// A private page is never one that a cache may keep, whatever stands behind its address.
#[actix_web::test]
async fn a_private_page_is_kept_by_nobody_however_its_address_ends() {
    let site = Site::open().await;
    crate::accounts::administrator(&site, &site.browser).await;
    let home = crate::moderation::told(&site.browser, "Юрій любив ліс.").await;
    for path in [
        "/admin",
        "/admin/accounts",
        "/admin/submissions/1",
        home.as_str(),
    ] {
        let answer = site.get(path).await.ok();
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        for end in [
            "/x.css",
            "/x.js",
            "/logo.png",
            ";x.css",
            "%3bx.css",
            "%2fx.css",
            "/.css",
            "%0ax.css",
            "/..%2fx.css",
        ] {
            let answer = site.get(&format!("{path}{end}")).await;
            let kept = answer.header("cache-control").unwrap_or("no-store");
            assert_eq!(kept, "no-store", "{path}{end}: {}", answer.status);
            assert!(!answer.says("ліс"), "{path}{end}");
        }
    }
}

/// Two lengths in one request are not two requests.
#[actix_web::test]
async fn a_request_whose_length_is_told_twice_is_refused() {
    let site = Site::open().await;
    for head in [
        "POST /uk/submissions/words HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /admin HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /uk/submissions/words HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 40\r\n\r\na=1&GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /uk/submissions/words HTTP/1.1\r\nHost: a\r\nContent-Length: +4\r\n\r\na=1&",
        "POST /uk/submissions/words HTTP/1.1\r\nHost: a\r\nContent-Length: 4, 4\r\n\r\na=1&",
        "POST /uk/submissions/words HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST /uk/submissions/words HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "GET /uk HTTP/1.1\r\nHost: a\r\nHost : b\r\n\r\n",
        "GET /uk HTTP/1.1\r\nHost: a\r\nX: a\nb: c\r\n x\r\n\r\n",
    ] {
        let said = super::raw::said(&site, head.as_bytes()).await;
        let answers = said.text.matches("HTTP/1.1 ").count();
        assert!(answers <= 1, "{head:?}: {}", said.text);
        assert!((400..500).contains(&said.status), "{head:?}: {}", said.text);
    }
}
