//! The second factor: set up, asked for, used once, slowed down, recovered from, taken off; and sessions told apart.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use heroes_memorial::config::Settings;
use reqwest::{Method, StatusCode};

use crate::accounts::{PASSWORD, administrator, moderator, sign_in, user};
use crate::site::{Answer, Browser, Site};

const SETTINGS: &str = "/admin/account/second-factor";
const STEP: &str = "/admin/sign-in/second-factor";

/// The telephone: what the app shows at a moment.
pub struct Telephone(totp_rs::Totp);

impl Telephone {
    /// Types the letters of the page into the app.
    fn with(page: &Answer) -> Self {
        let letters: String = page.all("#secret")[0].split_whitespace().collect();
        let secret = totp_rs::Secret::try_from_base32(letters).unwrap();
        let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
        Self(totp)
    }

    fn shows(&self, at: DateTime<Utc>) -> String {
        self.0
            .generate(at.timestamp().try_into().unwrap())
            .to_string()
    }
}

/// Turns the second factor on in this browser; the telephone and the recovery codes.
pub async fn turned_on(site: &Site, browser: &Browser) -> (Telephone, Vec<String>) {
    let telephone = Telephone::with(&browser.get(SETTINGS).await.ok());
    let code = telephone.shows(site.state.now());
    let form = [("current", PASSWORD), ("code", code.as_str())];
    let codes = browser.post(SETTINGS, &form).await.ok();
    (telephone, codes.all("#codes li"))
}

/// The password was right: where the browser is led.
async fn half_way(browser: &Browser, name: &str) {
    let led = sign_in(browser, name, PASSWORD).await.seen_at();
    assert!(led.starts_with(STEP), "{led}");
}

async fn code(browser: &Browser, code: &str) -> Answer {
    browser
        .post(STEP, &[("code", code), ("next", "/admin/account")])
        .await
}

fn cookie(answer: &Answer, name: &str) -> Option<String> {
    let begins = format!("{name}=");
    answer
        .headers
        .get_all("set-cookie")
        .iter()
        .find_map(|cookie| {
            cookie
                .to_str()
                .unwrap()
                .strip_prefix(&begins)?
                .split(';')
                .next()
                .map(str::to_owned)
        })
}

macro_rules! clock {
    () => {{
        static NOW: AtomicI64 = AtomicI64::new(1_800_000_000);
        fn clock() -> DateTime<Utc> {
            DateTime::from_timestamp(NOW.load(Ordering::SeqCst), 0).unwrap()
        }
        (&NOW, clock as fn() -> DateTime<Utc>)
    }};
}

#[actix_web::test]
async fn signing_in_takes_the_password_and_then_a_code_that_works_once() {
    let (now, clock) = clock!();
    let site = Site::open_at(clock).await;
    administrator(&site, &site.browser).await;
    let page = site.get(SETTINGS).await.ok();
    assert_eq!(page.all("svg.square").len(), 1);
    assert!(
        page.attributes("main a", "href")
            .iter()
            .any(|href| href.starts_with("otpauth://totp/Heroes%20Memorial"))
    );
    let form = [("current", PASSWORD), ("code", "000000")];
    let wrong = site.post(SETTINGS, &form).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        wrong.all("#secret"),
        page.all("#secret"),
        "the same secret is offered"
    );
    assert!(
        site.get("/admin/account")
            .await
            .ok()
            .says("Щоб увійти, досить пароля")
    );

    let elsewhere = site.visitor();
    sign_in(&elsewhere, "Олена М.", PASSWORD).await.seen_at();
    let (telephone, codes) = turned_on(&site, &site.browser).await;
    assert_eq!(codes.len(), 10);
    assert!(codes.iter().all(|code| code.len() == 19), "{codes:?}");
    assert_eq!(
        elsewhere.get("/admin").await.status,
        StatusCode::SEE_OTHER,
        "a session of the password alone ends"
    );
    site.get("/admin").await.ok();
    let settings = site.get(SETTINGS).await.ok();
    assert!(
        settings.all("#secret").is_empty(),
        "the secret is never shown again"
    );
    assert!(
        settings.says("Лишилося 10 запасних кодів"),
        "{}",
        settings.words()
    );

    // The code that turned it on is used up.
    half_way(&elsewhere, "Олена М.").await;
    let used = telephone.shows(clock());
    assert_eq!(
        code(&elsewhere, &used).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    now.fetch_add(30, Ordering::SeqCst);
    let fresh = telephone.shows(clock());
    let other = site.visitor();
    half_way(&other, "Олена М.").await;
    // Of two who send the same code at once, one comes in.
    let (one, two) = futures_util::join!(code(&elsewhere, &fresh), code(&other, &fresh));
    let mut statuses = [one.status, two.status];
    statuses.sort();
    assert_eq!(
        statuses,
        [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY]
    );
    let (inside, outside) = if one.status == StatusCode::SEE_OTHER {
        (&elsewhere, &other)
    } else {
        (&other, &elsewhere)
    };
    inside.get("/admin/account").await.ok();
    assert_eq!(
        outside.get("/admin/account").await.status,
        StatusCode::SEE_OTHER
    );

    // A step early or late is good, two are not.
    now.fetch_add(300, Ordering::SeqCst);
    for (drift, good) in [(-60, false), (60, false), (-30, true), (30, true)] {
        let browser = site.visitor();
        half_way(&browser, "Олена М.").await;
        let shown = telephone.shows(clock() + chrono::TimeDelta::seconds(drift));
        assert_eq!(
            code(&browser, &shown).await.status == StatusCode::SEE_OTHER,
            good,
            "{drift}"
        );
    }
    let journal = site.get("/admin/journal").await.ok();
    assert!(journal.says("увімкнено другу перевірку"));
    for secret in codes.iter().chain(&[used, fresh]) {
        assert!(!journal.says(secret));
    }
}

#[actix_web::test]
async fn half_a_session_opens_nothing_else_and_does_not_last() {
    let (now, clock) = clock!();
    let site = Site::open_at(clock).await;
    administrator(&site, &site.browser).await;
    let (telephone, _) = turned_on(&site, &site.browser).await;
    now.fetch_add(60, Ordering::SeqCst);
    let browser = site.visitor();
    let answer = sign_in(&browser, "Олена М.", PASSWORD).await;
    assert_eq!(cookie(&answer, "session"), None, "no session yet");
    let half = cookie(&answer, "half").unwrap();
    for path in ["/admin", "/admin/account", SETTINGS, "/admin/accounts"] {
        assert_eq!(
            browser.get(path).await.status,
            StatusCode::SEE_OTHER,
            "{path}"
        );
        // Nor does its token pass for a session's.
        let replayed = site.visitor();
        let request = replayed
            .request(Method::GET, path)
            .header("cookie", format!("session={half}"));
        assert_eq!(
            replayed.send(request).await.status,
            StatusCode::SEE_OTHER,
            "{path}"
        );
    }
    assert_eq!(
        browser
            .post("/admin/accounts/invitations", &[("role", "admin")])
            .await
            .status,
        StatusCode::UNAUTHORIZED
    );
    assert!(browser.get(STEP).await.ok().says("Код із телефону"));
    assert_eq!(
        site.visitor().get(STEP).await.seen_at(),
        "/admin/sign-in?next="
    );

    // Five minutes.
    now.fetch_add(300, Ordering::SeqCst);
    let shown = telephone.shows(clock());
    assert!(
        code(&browser, &shown)
            .await
            .seen_at()
            .starts_with("/admin/sign-in?")
    );
    assert_eq!(browser.get("/admin").await.status, StatusCode::SEE_OTHER);

    // A new password, or a shut account, ends the half too.
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let (his, _) = turned_on(&site, &taras).await;
    now.fetch_add(60, Ordering::SeqCst);
    let half = site.visitor();
    half_way(&half, "Тарас").await;
    site.post("/admin/accounts/2/disabling", &[])
        .await
        .seen_at();
    assert!(
        code(&half, &his.shows(clock()))
            .await
            .seen_at()
            .starts_with("/admin/sign-in?")
    );
}

#[actix_web::test]
async fn guessing_codes_is_bounded_and_slowed() {
    let (now, clock) = clock!();
    let site = Site::open_at(clock).await;
    administrator(&site, &site.browser).await;
    let (telephone, _) = turned_on(&site, &site.browser).await;
    now.fetch_add(60, Ordering::SeqCst);
    let guesser = site.visitor();
    half_way(&guesser, "Олена М.").await;
    for _ in 0..5 {
        assert_eq!(
            code(&guesser, "не код").await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
    // This half is spent, with the right code too.
    assert!(
        code(&guesser, &telephone.shows(clock()))
            .await
            .seen_at()
            .starts_with("/admin/sign-in?")
    );
    // And a new one begins slowed down.
    half_way(&guesser, "Олена М.").await;
    let slowed = code(&guesser, &telephone.shows(clock())).await;
    assert_eq!(slowed.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(slowed.header("retry-after").is_some() && slowed.says("Надто багато спроб"));
    now.fetch_add(3, Ordering::SeqCst);
    assert_eq!(
        code(&guesser, &telephone.shows(clock())).await.seen_at(),
        "/admin/account"
    );
}

#[actix_web::test]
async fn a_recovery_code_works_once_and_new_ones_replace_the_old() {
    let (now, clock) = clock!();
    let site = Site::open_at(clock).await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let (_, codes) = turned_on(&site, &site.browser).await;
    let (_, of_taras) = turned_on(&site, &taras).await;
    now.fetch_add(60, Ordering::SeqCst);
    let browser = site.visitor();
    half_way(&browser, "Олена М.").await;
    assert_eq!(
        code(&browser, &of_taras[0]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "another's"
    );
    let typed = codes[3].to_uppercase().replace('-', " ");
    assert_eq!(code(&browser, &typed).await.seen_at(), SETTINGS);
    assert!(
        browser
            .get(SETTINGS)
            .await
            .ok()
            .says("Лишилося 9 запасних кодів")
    );
    assert!(
        site.get("/admin/account")
            .await
            .ok()
            .says("Увімкнено. Лишилося 9 запасних кодів")
    );
    let again = site.visitor();
    half_way(&again, "Олена М.").await;
    let spent = code(&again, &codes[3]).await;
    assert_eq!(spent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(spent.says("Такого запасного коду немає") && !spent.says("годинник"));
    let mistyped = code(&again, "000000").await;
    assert_eq!(mistyped.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(mistyped.says("годинник") && !mistyped.says("запасного коду немає"));
    assert!(
        site.get("/admin/journal")
            .await
            .ok()
            .says("вхід за запасним кодом")
    );

    let renew = format!("{SETTINGS}/codes");
    assert_eq!(
        site.post(&renew, &[("code", "123")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let new = site
        .post(&renew, &[("code", &codes[4])])
        .await
        .ok()
        .all("#codes li");
    assert!(new.len() == 10 && new.iter().all(|code| !codes.contains(code)));
    assert_eq!(
        code(&again, &codes[5]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "an earlier one"
    );
    assert_eq!(code(&again, &new[0]).await.seen_at(), SETTINGS);
}

#[actix_web::test]
async fn it_is_turned_off_by_password_and_code_by_an_administrator_or_from_the_shell() {
    let (now, clock) = clock!();
    let site = Site::open_at(clock).await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let removal = format!("{SETTINGS}/removal");
    let (telephone, _) = turned_on(&site, &taras).await;
    now.fetch_add(60, Ordering::SeqCst);
    let shown = telephone.shows(clock());
    for (current, code) in [
        ("не той пароль", shown.as_str()),
        (PASSWORD, "000"),
        (PASSWORD, ""),
    ] {
        let answer = taras
            .post(&removal, &[("current", current), ("code", code)])
            .await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{current} {code}"
        );
    }
    taras
        .post(&removal, &[("current", PASSWORD), ("code", &shown)])
        .await
        .seen_at();
    assert_eq!(
        sign_in(&site.visitor(), "Тарас", PASSWORD).await.seen_at(),
        "/admin/account"
    );

    // An administrator takes it off, and Taras is told.
    let (again, _) = turned_on(&site, &taras).await;
    assert_eq!(
        taras
            .post("/admin/accounts/1/second-factor/removal", &[])
            .await
            .status,
        StatusCode::FORBIDDEN
    );
    assert!(
        site.get("/admin/accounts")
            .await
            .ok()
            .says("Зняти другу перевірку")
    );
    site.post("/admin/accounts/2/second-factor/removal", &[])
        .await
        .seen_at();
    assert!(
        taras
            .get("/admin/account")
            .await
            .ok()
            .says("Вашу другу перевірку знято")
    );
    assert!(
        site.get("/admin/journal")
            .await
            .ok()
            .says("знято другу перевірку")
    );
    assert_eq!(
        sign_in(&site.visitor(), "Тарас", PASSWORD).await.seen_at(),
        "/admin/account"
    );
    drop(again);

    // A link to a new password is no way around it; a reset from the shell takes it off.
    let (telephone, _) = turned_on(&site, &taras).await;
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
    let new = "дощ ліхтар мак сорока";
    let browser = site.visitor();
    let led = browser
        .post(&path, &[("password", new), ("again", new)])
        .await
        .seen_at();
    assert_eq!(led, STEP);
    assert_eq!(browser.get("/admin").await.status, StatusCode::SEE_OTHER);
    now.fetch_add(60, Ordering::SeqCst);
    assert_eq!(
        code(&browser, &telephone.shows(clock())).await.seen_at(),
        "/admin/account"
    );
    let (done, said) = user(&site, &["reset", "Тарас"], PASSWORD);
    assert!(done && said.contains("its second factor is off"), "{said}");
    assert_eq!(
        sign_in(&browser, "Тарас", PASSWORD).await.seen_at(),
        "/admin/account"
    );
    assert!(
        browser
            .get("/admin/account")
            .await
            .ok()
            .says("Сервер: Вашу другу перевірку знято")
    );
}

#[actix_web::test]
async fn where_it_is_required_nothing_else_opens_before_it() {
    let (now, clock) = clock!();
    let settings = Settings {
        require_second_factor: true,
        ..Settings::default()
    };
    let site = Site::open_with_clock(settings, clock).await;
    administrator(&site, &site.browser).await;
    for path in [
        "/admin",
        "/admin/account",
        "/admin/accounts",
        "/admin/journal",
        "/admin/submissions/1",
    ] {
        assert_eq!(site.get(path).await.seen_at(), SETTINGS, "{path}");
    }
    for path in [
        "/admin/accounts/invitations",
        "/admin/account/password",
        "/admin/submissions/1/taking",
        "/admin/account/second-factor/codes",
    ] {
        let refused = site.post(path, &[("role", "admin")]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        assert!(refused.says("Спершу потрібна друга перевірка"), "{path}");
    }
    assert!(
        site.get(SETTINGS)
            .await
            .ok()
            .says("без неї стіл не відкривається")
    );
    let (telephone, codes) = turned_on(&site, &site.browser).await;
    site.get("/admin").await.ok();
    site.get("/admin/accounts").await.ok();
    // Turned off, one is back where one was.
    now.fetch_add(60, Ordering::SeqCst);
    let form = [("current", PASSWORD), ("code", codes[0].as_str())];
    site.post(&format!("{SETTINGS}/removal"), &form)
        .await
        .seen_at();
    assert_eq!(site.get("/admin").await.seen_at(), SETTINGS);
    let offered = site.get(SETTINGS).await.ok();
    assert_ne!(
        Telephone::with(&offered).shows(clock()),
        telephone.shows(clock()),
        "another secret"
    );
    site.post("/admin/sign-out", &[]).await.seen_at();
}

#[actix_web::test]
async fn a_session_planted_beforehand_is_not_the_one_that_signs_in() {
    let (now, clock) = clock!();
    let site = Site::open_at(clock).await;
    administrator(&site, &site.browser).await;
    let planted = "ab".repeat(32);
    let victim = site.visitor();
    let plant = |path: &str, form: &[(&str, &str)]| {
        victim
            .request(Method::POST, path)
            .header("cookie", format!("session={planted}"))
            .header("sec-fetch-site", "same-origin")
            .form(form)
    };
    let form = [("name", "Олена М."), ("password", PASSWORD)];
    let answer = victim.send(plant("/admin/sign-in", &form)).await;
    assert_ne!(cookie(&answer, "session").unwrap(), planted);
    let attacker = site.visitor();
    let look = |token: &str| {
        attacker
            .request(Method::GET, "/admin")
            .header("cookie", format!("session={token}"))
    };
    assert_eq!(
        attacker.send(look(&planted)).await.status,
        StatusCode::SEE_OTHER
    );

    // Nor at the second step: the session of another account that the browser came with ends.
    let (telephone, _) = turned_on(&site, &site.browser).await;
    now.fetch_add(60, Ordering::SeqCst);
    let mallory = moderator(&site, &site.browser, "Тарас").await;
    let answer = sign_in(&mallory, "Тарас", PASSWORD).await;
    let own = cookie(&answer, "session").unwrap();
    assert_eq!(attacker.send(look(&own)).await.status, StatusCode::OK);
    let half = cookie(&sign_in(&victim, "Олена М.", PASSWORD).await, "half").unwrap();
    let shown = telephone.shows(clock());
    let second = victim
        .request(Method::POST, STEP)
        .header("cookie", format!("session={own}; half={half}"))
        .header("sec-fetch-site", "same-origin")
        .form(&[("code", &shown)]);
    let answer = victim.send(second).await;
    let new = cookie(&answer, "session").unwrap();
    assert!(new != own && new != half);
    assert_eq!(
        attacker.send(look(&own)).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(attacker.send(look(&new)).await.status, StatusCode::OK);

    // Turning the second factor on gives the session a new name as well.
    let before = cookie(&sign_in(&mallory, "Тарас", PASSWORD).await, "session").unwrap();
    turned_on(&site, &mallory).await;
    assert_eq!(
        attacker.send(look(&before)).await.status,
        StatusCode::SEE_OTHER
    );
    mallory.get("/admin").await.ok();
}

#[actix_web::test]
async fn sessions_are_told_apart_and_ended_by_their_owner_or_an_administrator() {
    let (_, clock) = clock!();
    let site = Site::open_at(clock).await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let firefox =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
    let at_home = site.visitor();
    let form = [("name", "Тарас"), ("password", PASSWORD)];
    let request = at_home
        .request(Method::POST, "/admin/sign-in")
        .header("user-agent", firefox)
        .header("sec-fetch-site", "same-origin")
        .form(&form);
    at_home.send(request).await.seen_at();
    let page = taras.get("/admin/account").await.ok();
    assert!(
        page.says("Firefox, Windows") && page.says("Невідомий браузер"),
        "{}",
        page.words()
    );
    assert!(!page.text().contains("rv:140"), "no more than that is kept");

    // An administrator ends them all; the next request, in the same second, finds none.
    assert!(site.get("/admin/accounts").await.ok().says("2 сеанси"));
    site.post("/admin/accounts/2/sessions/revocation", &[])
        .await
        .seen_at();
    for browser in [&taras, &at_home] {
        assert_eq!(browser.get("/admin").await.status, StatusCode::SEE_OTHER);
        let act = browser
            .post("/admin/account/notices/putting-away", &[])
            .await;
        assert_eq!(act.status, StatusCode::UNAUTHORIZED);
    }
    sign_in(&taras, "Тарас", PASSWORD).await.seen_at();
    assert!(
        taras
            .get("/admin/account")
            .await
            .ok()
            .says("усі Ваші сеанси завершено")
    );
    assert!(
        site.get("/admin/journal")
            .await
            .ok()
            .says("завершено сеанси")
    );
    // So does shutting the account.
    site.post("/admin/accounts/2/disabling", &[])
        .await
        .seen_at();
    assert_eq!(taras.get("/admin").await.status, StatusCode::SEE_OTHER);
}
