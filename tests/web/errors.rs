//! Errors are pages too: in the visitor's language, with a way on, and nothing of the inside.

use reqwest::{Method, StatusCode};

use crate::accounts::administrator;
use crate::site::Site;

#[actix_web::test]
async fn a_wrong_address_is_answered_in_the_language_of_its_path() {
    let site = Site::open().await;
    let ukrainian = site.get("/uk/nowhere").await;
    assert_eq!(ukrainian.status, StatusCode::NOT_FOUND);
    assert_eq!(ukrainian.all("h1"), ["Такої сторінки немає"]);
    assert_eq!(
        site.get("/en/nowhere").await.all("h1"),
        ["There is no such page"]
    );
}

#[actix_web::test]
async fn an_error_at_the_desk_leads_back_to_the_desk() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let lost = site.get("/admin/submissions/4711").await;
    assert_eq!(lost.status, StatusCode::NOT_FOUND);
    assert!(lost.says("До черги") && !lost.says("Знайти людину"));
    assert!(!lost.says("На головну сторінку"));
    assert_eq!(lost.attributes("main a", "href"), ["/admin"]);
    let foreign = site
        .browser
        .request(Method::POST, "/admin/queue/next")
        .header("Sec-Fetch-Site", "cross-site");
    let refused = site.browser.send(foreign).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(refused.attributes("main a", "href"), ["/admin"]);
    // Elsewhere the way on is the public one, also below words that only begin so.
    for path in ["/uk/nowhere", "/administration"] {
        let public = site.get(path).await;
        assert_eq!(public.status, StatusCode::NOT_FOUND);
        assert!(public.says("Знайти людину") && !public.says("До черги"));
    }
}

#[actix_web::test]
async fn a_wrong_method_says_which_are_right() {
    let site = Site::open().await;
    let answer = site
        .browser
        .send(site.browser.request(Method::DELETE, "/healthz"))
        .await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.header("allow"), Some("GET, HEAD"));
    assert!(answer.says("Відкрийте сторінку звичайним посиланням"));
}

#[actix_web::test]
async fn a_form_of_another_site_is_refused() {
    let site = Site::open().await;
    let foreign = site
        .browser
        .request(Method::POST, "/uk/submissions/new")
        .header("Sec-Fetch-Site", "cross-site");
    assert_eq!(
        site.browser.send(foreign).await.status,
        StatusCode::FORBIDDEN
    );
}

#[actix_web::test]
async fn every_answer_carries_the_headers_that_keep_strangers_out() {
    let site = Site::open().await;
    for path in ["/healthz", "/uk/nowhere"] {
        let answer = site.get(path).await;
        assert!(
            answer
                .header("content-security-policy")
                .unwrap()
                .starts_with("default-src 'none'")
        );
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    }
}

#[actix_web::test]
async fn the_front_door_opens_in_the_language_the_browser_prefers() {
    let site = Site::open().await;
    assert_eq!(site.get("/").await.location().as_deref(), Some("/uk"));
    let english = site
        .browser
        .request(Method::GET, "/")
        .header("Accept-Language", "en-GB,en;q=0.9");
    assert_eq!(
        site.browser.send(english).await.location().as_deref(),
        Some("/en")
    );
}

#[actix_web::test]
async fn a_page_is_small_on_the_wire_and_not_sent_twice() {
    let site = Site::open().await;
    let plain = site.get("/uk/privacy").await.ok();
    let asked = site
        .browser
        .request(Method::GET, "/uk/privacy")
        .header("Accept-Encoding", "gzip");
    let packed = site.browser.send(asked).await.ok();
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert!(packed.bytes.len() * 2 < plain.bytes.len());
    let etag = plain.header("etag").unwrap();
    let again = site
        .browser
        .request(Method::GET, "/uk/privacy")
        .header("If-None-Match", etag);
    let again = site.browser.send(again).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert!(again.bytes.is_empty());
}

#[actix_web::test]
async fn an_address_with_a_wrong_number_is_a_page_in_the_visitors_language() {
    let site = Site::open().await;
    crate::accounts::administrator(&site, &site.browser).await;
    for path in [
        "/admin/submissions/abc",
        "/admin/submissions/abc/edit",
        "/admin/heroes/99999999999",
        "/admin/imports/x/photos/y",
        "/uk/heroes/%FF",
        "/uk/regions/%FF",
        "/photos/%FF/small.webp",
        "/h/%FF",
        "/h/01",
        "/h/+1",
        "/uk/submissions/%FF",
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.all("h1"), ["Такої сторінки немає"], "{path}");
    }
}

#[actix_web::test]
async fn a_slash_too_many_leads_to_the_page_and_nowhere_else() {
    let site = Site::open().await;
    for (path, page) in [
        ("/uk/", "/uk"),
        ("/uk/heroes/", "/uk/heroes"),
        ("/en/heroes/?q=a%20b", "/en/heroes?q=a%20b"),
        ("/admin/", "/admin"),
        ("/uk/heroes/yurii-lysiuk/", "/uk/heroes/yurii-lysiuk"),
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::MOVED_PERMANENTLY, "{path}");
        assert_eq!(answer.header("location"), Some(page), "{path}");
    }
    for path in ["//example.org/", "//example.org/uk/", "/uk//heroes/"] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header("location"), None, "{path}");
    }
    assert_eq!(
        site.post("/uk/heroes/", &[]).await.status,
        StatusCode::NOT_FOUND
    );
}
