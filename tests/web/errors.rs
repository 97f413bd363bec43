//! Errors are pages too: in the visitor's language, with a way on, and nothing of the inside.

use reqwest::{Method, StatusCode};

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
