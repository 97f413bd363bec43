//! Moderators: the first link, invitations, signing in, sessions, and that the desk is closed to everybody else.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use heroes_memorial::accounts::invitation;
use heroes_memorial::app::chance;
use reqwest::{Method, StatusCode};

use crate::site::{Answer, Browser, Site};

pub const PASSWORD: &str = "вишня потяг сіль ранок";

/// The path that an empty memorial prints when it starts.
fn first_link(site: &Site) -> Option<String> {
    invitation::first(&site.state.db, chance().unwrap(), site.state.now()).unwrap()
}

/// Makes the first administrator in this browser.
pub async fn administrator(site: &Site, browser: &Browser) {
    let link = first_link(site).unwrap();
    let answer = browser
        .post(
            &link,
            &[
                ("name", "Олена М."),
                ("password", PASSWORD),
                ("again", PASSWORD),
            ],
        )
        .await;
    assert_eq!(answer.seen_at(), "/admin");
}

/// A moderator, invited by the administrator in `by`, in a browser of their own.
pub async fn moderator(site: &Site, by: &Browser, name: &str) -> Browser {
    colleague(site, by, name, "moderator").await
}

/// A colleague of this role, invited by the administrator in `by`, in a browser of their own.
pub async fn colleague(site: &Site, by: &Browser, name: &str, role: &str) -> Browser {
    let made = by
        .post("/admin/accounts/invitations", &[("role", role)])
        .await
        .ok();
    let link = made.attributes("#link", "value").remove(0);
    let path = &link[link.find("/admin").unwrap()..];
    let browser = site.visitor();
    let answer = browser
        .post(
            path,
            &[("name", name), ("password", PASSWORD), ("again", PASSWORD)],
        )
        .await;
    assert_eq!(answer.seen_at(), "/admin");
    browser
}

#[actix_web::test]
async fn an_invitation_is_headed_by_what_it_invites_to() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    for (role, head) in [
        ("reader", "Запрошення читати за столом"),
        ("moderator", "Запрошення до модерації"),
        ("admin", "Запрошення до адміністрування"),
    ] {
        let form = [("role", role)];
        let made = site.post("/admin/accounts/invitations", &form).await.ok();
        let link = made.attributes("#link", "value").remove(0);
        let path = &link[link.find("/admin").unwrap()..];
        let page = site.visitor().get(path).await.ok();
        assert_eq!(page.all("h1"), [head]);
        let only_reads = page.says("не вирішуватимете");
        assert_eq!(only_reads, role == "reader", "{role}");
    }
}

/// The first administrator comes back.
pub async fn signed_in(browser: &Browser) {
    sign_in(browser, "Олена М.", PASSWORD).await.seen_at();
}

/// Somebody whom [`moderator`] let in comes back.
pub async fn back_again(browser: &Browser, name: &str) {
    sign_in(browser, name, PASSWORD).await.seen_at();
}

pub async fn sign_in(browser: &Browser, name: &str, password: &str) -> Answer {
    browser
        .post(
            "/admin/sign-in",
            &[
                ("name", name),
                ("password", password),
                ("next", "/admin/account"),
            ],
        )
        .await
}

#[actix_web::test]
async fn the_first_link_makes_one_administrator_and_then_opens_nothing() {
    let site = Site::open().await;
    let earlier = first_link(&site).unwrap();
    let link = first_link(&site).unwrap();
    let replaced = site.get(&earlier).await;
    assert_eq!(replaced.status, StatusCode::GONE);
    assert!(
        replaced.says("Це посилання вже не діє"),
        "{}",
        replaced.words()
    );

    assert!(site.get(&link).await.ok().says("Перший адміністратор"));
    let faulty = site
        .post(
            &link,
            &[
                ("name", "Олена М."),
                ("password", "коротко"),
                ("again", "коротко"),
            ],
        )
        .await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        faulty.says("Пароль має щонайменше 15 знаків")
            && faulty.attributes("#name", "value") == ["Олена М."]
    );

    let typed = [
        ("name", "Олена М."),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    let (one, other) = (site.visitor(), site.visitor());
    let form = [
        ("name", "Тарас"),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    let (first, second) = futures_util::join!(one.post(&link, &typed), other.post(&link, &form));
    let mut statuses = [first.status, second.status];
    statuses.sort();
    assert_eq!(
        statuses,
        [StatusCode::SEE_OTHER, StatusCode::GONE],
        "only one wins"
    );

    assert_eq!(site.visitor().get(&link).await.status, StatusCode::GONE);
    assert_eq!(
        first_link(&site),
        None,
        "a memorial with an account prints no link"
    );
}

#[actix_web::test]
async fn a_moderator_signs_in_and_out_and_is_led_to_where_they_wanted_to_go() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let browser = site.visitor();
    let led = browser.get("/admin/account").await.seen_at();
    assert_eq!(led, "/admin/sign-in?next=%2Fadmin%2Faccount");
    assert_eq!(
        browser
            .get(&led)
            .await
            .ok()
            .attributes("main [name=next]", "value")[0],
        "/admin/account"
    );

    let wrong = sign_in(&browser, "Олена М.", "вишня потяг сіль вечір").await;
    let unknown = sign_in(&browser, "Невідома", PASSWORD).await;
    assert_eq!(
        (wrong.status, unknown.status),
        (
            StatusCode::UNPROCESSABLE_ENTITY,
            StatusCode::UNPROCESSABLE_ENTITY
        )
    );
    assert_eq!(
        wrong.all("#fault"),
        unknown.all("#fault"),
        "nothing tells which names exist"
    );

    let answer = sign_in(&browser, "Олена М.", PASSWORD).await;
    let cookies: Vec<_> = answer
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|cookie| cookie.to_str().unwrap().to_owned())
        .collect();
    let session = cookies
        .iter()
        .find(|cookie| cookie.starts_with("session="))
        .unwrap();
    assert!(
        session.contains("HttpOnly")
            && session.contains("SameSite=Lax")
            && session.contains("Path=/"),
        "{session}"
    );
    assert_eq!(answer.seen_at(), "/admin/account");
    let page = browser.get("/admin/account").await.ok();
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(
        page.all("ol.journal li").len(),
        2,
        "two sessions: {}",
        page.words()
    );

    assert_eq!(
        browser.post("/admin/sign-out", &[]).await.seen_at(),
        "/admin/sign-in"
    );
    assert_eq!(
        browser.get("/admin/account").await.status,
        StatusCode::SEE_OTHER
    );
    let token = session.split([';', '=']).nth(1).unwrap();
    let replayed = browser
        .request(Method::GET, "/admin/account")
        .header("cookie", format!("session={token}"));
    assert_eq!(
        browser.send(replayed).await.status,
        StatusCode::SEE_OTHER,
        "a session that was ended stays ended"
    );
    for next in [
        "https://evil.example",
        "//evil.example",
        "/admin/../uk\\",
        "/uk",
    ] {
        let form = [("name", "Олена М."), ("password", PASSWORD), ("next", next)];
        let led = browser.post("/admin/sign-in", &form).await.seen_at();
        assert!(led == "/admin" || led.starts_with("/admin/"), "{led}");
    }
}

#[actix_web::test]
async fn guessing_slows_the_guesser_down_and_not_the_moderator() {
    static NOW: AtomicI64 = AtomicI64::new(1_800_000_000);
    fn clock() -> DateTime<Utc> {
        DateTime::from_timestamp(NOW.load(Ordering::SeqCst), 0).unwrap()
    }
    let site = Site::open_at(clock).await;
    administrator(&site, &site.browser).await;
    site.post("/admin/sign-out", &[]).await;
    let guesser = site.visitor();
    for name in ["Олена М.", "Невідома"] {
        for _ in 0..5 {
            assert_eq!(
                sign_in(&guesser, name, "не той пароль зовсім").await.status,
                StatusCode::UNPROCESSABLE_ENTITY
            );
        }
        let slowed = sign_in(&guesser, name, PASSWORD).await;
        assert_eq!(
            slowed.status,
            StatusCode::TOO_MANY_REQUESTS,
            "the right password waits too: {name}"
        );
        assert!(
            slowed
                .header("retry-after")
                .unwrap()
                .parse::<u32>()
                .unwrap()
                <= 3
        );
        assert!(slowed.says("Надто багато спроб поспіль"));
    }
    // The moderator's own browser is counted apart from strangers.
    assert_eq!(
        sign_in(&site.browser, "Олена М.", PASSWORD).await.seen_at(),
        "/admin/account"
    );
    // And whoever waits gets in.
    NOW.fetch_add(3, Ordering::SeqCst);
    assert_eq!(
        sign_in(&guesser, "Олена М.", PASSWORD).await.seen_at(),
        "/admin/account"
    );
}

#[actix_web::test]
async fn a_session_ends_by_itself_by_choice_and_with_the_account() {
    static NOW: AtomicI64 = AtomicI64::new(1_800_000_000);
    fn clock() -> DateTime<Utc> {
        DateTime::from_timestamp(NOW.load(Ordering::SeqCst), 0).unwrap()
    }
    let site = Site::open_at(clock).await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let elsewhere = site.visitor();
    sign_in(&elsewhere, "Тарас", PASSWORD).await.seen_at();

    // Revoked from one's own page, and nobody else's.
    let page = taras.get("/admin/account").await.ok();
    let other = page.attributes("[name=session]", "value").remove(0);
    site.post("/admin/account/sessions/revocation", &[("session", &other)])
        .await
        .seen_at();
    elsewhere.get("/admin/account").await.ok();
    taras
        .post("/admin/account/sessions/revocation", &[("session", &other)])
        .await
        .seen_at();
    assert_eq!(
        elsewhere.get("/admin/account").await.status,
        StatusCode::SEE_OTHER
    );
    taras.get("/admin/account").await.ok();

    // A changed password ends the others.
    sign_in(&elsewhere, "Тарас", PASSWORD).await.seen_at();
    let new = "дощ ліхтар мак сорока";
    let wrong = taras
        .post(
            "/admin/account/password",
            &[("current", new), ("password", new), ("again", new)],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    taras
        .post(
            "/admin/account/password",
            &[("current", PASSWORD), ("password", new), ("again", new)],
        )
        .await
        .seen_at();
    assert_eq!(
        elsewhere.get("/admin/account").await.status,
        StatusCode::SEE_OTHER
    );
    taras.get("/admin/account").await.ok();

    // An account that is shut loses its sessions at once, and is let back in by a link.
    assert_eq!(
        taras.get("/admin/accounts").await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        taras.post("/admin/accounts/1/disabling", &[]).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        site.post("/admin/accounts/1/disabling", &[]).await.status,
        StatusCode::FORBIDDEN,
        "not oneself"
    );
    site.post("/admin/accounts/2/disabling", &[])
        .await
        .seen_at();
    assert_eq!(
        taras.get("/admin/account").await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        sign_in(&taras, "Тарас", new).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let link = site
        .post("/admin/accounts/2/invitation", &[])
        .await
        .ok()
        .attributes("#link", "value")
        .remove(0);
    let path = link
        .strip_prefix("http://127.0.0.1:8080")
        .unwrap()
        .to_owned();
    taras
        .post(&path, &[("password", PASSWORD), ("again", PASSWORD)])
        .await
        .seen_at();
    taras.get("/admin/account").await.ok();

    // Twelve idle hours.
    NOW.fetch_add(12 * 3600, Ordering::SeqCst);
    assert_eq!(
        taras.get("/admin/account").await.status,
        StatusCode::SEE_OTHER
    );
}

#[actix_web::test]
async fn whoever_is_no_administrator_any_more_has_invited_nobody() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let taras = colleague(&site, &site.browser, "Тарас", "admin").await;
    let link = async |by: &Browser, act: &str| {
        let made = by.post(act, &[("role", "admin")]).await.ok();
        let link = made.attributes("#link", "value").remove(0);
        link[link.find("/admin").unwrap()..].to_owned()
    };
    let links = [
        link(&taras, "/admin/accounts/invitations").await,
        link(&taras, "/admin/accounts/1/invitation").await,
    ];
    let own = link(&site.browser, "/admin/accounts/invitations").await;
    site.post("/admin/accounts/2/role", &[("role", "reader")])
        .await
        .seen_at();
    let form = [
        ("name", "Друга"),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    for link in links {
        let answer = site.visitor().post(&link, &form).await;
        assert_eq!(answer.status, StatusCode::GONE);
    }
    let answer = site.visitor().post(&own, &form).await;
    assert_eq!(answer.seen_at(), "/admin", "what others invited to stands");
}

#[actix_web::test]
async fn a_cookie_of_any_bytes_is_no_session_and_no_fault() {
    let site = Site::open().await;
    let long = [b"session=".as_slice(), &[b'a'; 4000]].concat();
    let values: [&[u8]; 9] = [
        b"session=",
        b"session=\xff\xfe\x80",
        b"session=\xd1\x8f",
        b"session=zz",
        b"=;=;;",
        b"session=%00%ff",
        b"desk-language=\xff; session=\"",
        b"session=0000000000000000000000000000000000000000000000000000000000000000; browser=\xff",
        &long,
    ];
    for path in [
        "/admin",
        "/admin/account",
        "/admin/accounts",
        "/admin/sign-in",
    ] {
        for value in values {
            let cookie = reqwest::header::HeaderValue::from_bytes(value).unwrap();
            let asked = site.visitor();
            let answer = asked
                .send(
                    asked
                        .request(Method::GET, path)
                        .header("cookie", cookie.clone()),
                )
                .await;
            assert!(
                answer.status == StatusCode::SEE_OTHER || path == "/admin/sign-in",
                "{path} {value:?}: {}",
                answer.status
            );
            let form = asked
                .request(Method::POST, "/admin/sign-in")
                .header("cookie", cookie)
                .header("sec-fetch-site", "same-origin");
            let answer = asked
                .send(form.form(&[("name", ""), ("password", "")]))
                .await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
    for token in ["x", "%ff%fe", &"g".repeat(64), &"ab".repeat(32), "я"] {
        assert_eq!(
            site.get(&format!("/admin/invitation/{token}")).await.status,
            StatusCode::GONE,
            "{token}"
        );
    }
}

#[actix_web::test]
async fn the_desk_speaks_both_languages() {
    let site = Site::open().await;
    assert!(
        site.get("/admin/sign-in")
            .await
            .ok()
            .says("Вхід для модераторів")
    );
    let answer = site
        .post(
            "/admin/language",
            &[("lang", "en"), ("next", "/admin/sign-in")],
        )
        .await;
    assert_eq!(answer.seen_at(), "/admin/sign-in");
    assert!(
        site.get("/admin/sign-in")
            .await
            .ok()
            .says("Sign in for moderators")
    );
}

/// Runs a `user` command on the memorial's own file, with a password on standard input.
pub fn user(site: &Site, arguments: &[&str], password: &str) -> (bool, String) {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_heroes-memorial"))
        .arg("user")
        .args(arguments)
        .env("MEMORIAL_DATABASE", site.database())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that asks for no password may be gone before it is written.
    let _ = writeln!(child.stdin.take().unwrap(), "{password}");
    let output = child.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

#[actix_web::test]
async fn accounts_are_looked_after_from_the_shell_while_the_memorial_is_open() {
    let site = Site::open().await;
    let link = first_link(&site).unwrap();
    let (done, said) = user(&site, &["add", "Тарас", "--role", "moderator"], PASSWORD);
    assert!(done, "{said}");
    assert_eq!(
        site.get(&link).await.status,
        StatusCode::GONE,
        "the memorial is empty no more"
    );
    for (arguments, password, sentence) in [
        (
            &["add", "Тарас", "--role", "admin"][..],
            PASSWORD,
            "There is an account Тарас already.",
        ),
        (
            &["add", "Олена", "--role", "admin"],
            "коротко",
            "A password has at least 15 characters.",
        ),
        (&["add", " ", "--role", "admin"], PASSWORD, "Write a name."),
        (
            &["disable", "Ніхто"],
            "",
            "There is no account Ніхто; `user list` shows them all.",
        ),
    ] {
        let (done, said) = user(&site, arguments, password);
        assert!(!done && said.trim() == sentence, "{arguments:?}: {said}");
    }
    assert!(!user(&site, &["add", "Олена", "--role", "owner"], PASSWORD).0);

    sign_in(&site.browser, "Тарас", PASSWORD).await.seen_at();
    site.get("/admin/account").await.ok();
    assert!(user(&site, &["disable", "Тарас"], "").0);
    assert_eq!(
        site.get("/admin/account").await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        sign_in(&site.browser, "Тарас", PASSWORD).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert!(user(&site, &["list"], "").1.contains("Тарас\tmoderator\t"));
    assert!(user(&site, &["reset", "Тарас"], "дощ ліхтар мак сорока").0);
    assert_eq!(
        sign_in(&site.browser, "Тарас", "дощ ліхтар мак сорока")
            .await
            .seen_at(),
        "/admin/account"
    );
}

#[actix_web::test]
async fn names_that_look_alike_are_one_account() {
    let site = Site::open().await;
    let (done, said) = user(&site, &["add", "Петро", "--role", "moderator"], PASSWORD);
    assert!(done, "{said}");
    // Another case, and the Latin letters that look the same.
    for alike in ["ПЕТРО", " петро ", "Пe\u{442}po"] {
        let (done, said) = user(&site, &["add", alike, "--role", "moderator"], PASSWORD);
        assert!(
            !done && said.trim() == "There is an account Петро already.",
            "{alike}: {said}"
        );
    }
    assert!(
        sign_in(&site.browser, "петро", PASSWORD)
            .await
            .seen_at()
            .contains("/admin")
    );
    let page = site.get("/admin/account").await.ok();
    assert!(page.says("Петро"));
    let (done, said) = user(&site, &["disable", "ПЕТРО"], "");
    assert!(done && said.contains("Петро"), "{said}");
    assert_eq!(
        sign_in(&site.visitor(), "Петро", PASSWORD).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}
