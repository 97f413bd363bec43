//! Nobody is led from here to another's page by an address that begins with ours.

use reqwest::{Method, StatusCode};

use super::raw::asked;
use crate::accounts::{PASSWORD, administrator};
use crate::lives::{LYSIUK, publish_life};
use crate::matrix::{everybodys, filled};
use crate::moderation::told;
use crate::roles;
use crate::site::{Answer, Site};

const EVIL: [&str; 16] = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/%2f%2fevil.example",
    "/%5cevil.example",
    "https://evil.example/admin",
    "http:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/admin@evil.example",
    "/admin.evil.example",
    "/admin/..//evil.example",
    "/admin/%2e%2e//evil.example",
    "/\t/evil.example",
    "/admin\r\nLocation: https://evil.example",
];

/// Whether a browser that follows stays here.
#[track_caller]
fn stays(site: &Site, answer: &Answer, what: &str) {
    let Some(location) = answer.headers.get("location") else {
        return;
    };
    let location = location.to_str().unwrap();
    let here = url::Url::parse(&site.address).unwrap();
    let there = here.join("/uk/x/y").unwrap().join(location).unwrap();
    let ours = url::Url::parse("http://127.0.0.1:8080").unwrap();
    let stays = there.origin() == here.origin() || there.origin() == ours.origin();
    assert!(stays, "{what} leads to {there}");
    // Nor does what stands before the path mislead an older browser.
    assert!(
        !location.starts_with("//") && !location.contains('\\'),
        "{what}: {location}"
    );
    assert!(!there.path().starts_with("//"), "{what}: {location}");
}

#[actix_web::test]
async fn whoever_signs_in_or_chooses_a_language_stays_here() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let mut led = 0;
    for evil in EVIL {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("next", evil)
            .finish();
        // Somebody who is signed in already, somebody who signs in, and a language chosen.
        for path in ["/admin/sign-in", "/admin/sign-in/second-factor"] {
            let answer = site.get(&format!("{path}?{query}")).await;
            stays(&site, &answer, evil);
            led += usize::from(answer.status.is_redirection());
        }
        let stranger = site.visitor();
        let form = [("name", "Олена М."), ("password", PASSWORD), ("next", evil)];
        let answer = stranger.post("/admin/sign-in", &form).await;
        assert_eq!(answer.seen_at(), "/admin", "{evil}");
        let form = [("lang", "en"), ("next", evil)];
        let answer = stranger.post("/admin/language", &form).await;
        assert_eq!(answer.seen_at(), "/admin", "{evil}");
        stays(
            &site,
            &site
                .visitor()
                .get(&format!("/admin/accounts?{query}"))
                .await,
            evil,
        );
    }
    assert!(led >= EVIL.len(), "{led}");
}

#[actix_web::test]
async fn a_slash_too_many_leads_nobody_away() {
    let site = Site::open().await;
    for path in [
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "/%2f%2fevil.example/",
        "/%5cevil.example/",
        "/uk//evil.example/",
        "//evil.example/..",
        "/.//evil.example/",
        "//evil.example/%2e%2e/",
        "/\\/evil.example/",
        "/;@evil.example/",
        "/@evil.example/",
    ] {
        let said = asked(&site, "GET", path).await;
        let location = said.text.lines().find_map(|line| {
            line.to_lowercase()
                .strip_prefix("location: ")
                .map(str::to_owned)
        });
        let Some(location) = location else { continue };
        let here = url::Url::parse("http://memorial.example/uk/").unwrap();
        let there = here.join(location.trim()).unwrap();
        assert_eq!(
            there.host_str(),
            Some("memorial.example"),
            "{path}: {location}"
        );
    }
}

/// Every address that redirects, asked with every name under which an address to go to is ever sent, and from another's page.
#[actix_web::test]
async fn no_address_takes_its_destination_from_outside() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    publish_life(&site, LYSIUK);
    let family = site.visitor();
    let home = told(&family, "Юрій любив ліс.").await;
    let names = [
        "next",
        "return",
        "return_to",
        "back",
        "url",
        "redirect",
        "from",
        "to",
        "continue",
        "dest",
    ];
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for name in names {
        query.append_pair(name, "//evil.example/");
    }
    let query = query.finish();
    let mut paths: Vec<(String, bool, bool)> = Vec::new();
    for (path, shows, acts) in everybodys() {
        paths.push((filled(&path, "yurii-lysiuk"), shows, acts));
    }
    for (path, shows, acts) in roles::desk() {
        paths.push((
            roles::real(path, 2),
            shows,
            acts && path != "/admin/sign-out",
        ));
    }
    for step in [
        "", "/check", "/story", "/death", "/photos", "/here", "/text", "/sending",
    ] {
        paths.push((format!("{home}{step}"), true, true));
    }
    let mut led = 0;
    for (path, shows, acts) in paths {
        for (method, does) in [(Method::GET, shows), (Method::POST, acts)] {
            if !does {
                continue;
            }
            let mut request = site
                .browser
                .request(method.clone(), &format!("{path}?{query}"))
                .header("referer", "https://evil.example/admin")
                .header("x-forwarded-host", "evil.example")
                .header("x-forwarded-prefix", "//evil.example");
            if method == Method::POST {
                request = request
                    .header("sec-fetch-site", "same-origin")
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(query.clone());
            }
            let answer = site.browser.send(request).await;
            stays(&site, &answer, &format!("{method} {path}"));
            led += usize::from(answer.status.is_redirection());
            assert_ne!(
                answer.status,
                StatusCode::INTERNAL_SERVER_ERROR,
                "{method} {path}"
            );
        }
    }
    assert!(led > 20, "{led}");
}
