//! The way in: whether there is such an account, whose session it is, and what a cookie is worth.

use heroes_memorial::config::Settings;
use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};

use crate::accounts::{PASSWORD, administrator, moderator, sign_in};
use crate::matrix::face;
use crate::second_factor::turned_on;
use crate::site::{Browser, Site};

fn cookies(headers: &HeaderMap) -> Vec<String> {
    let all = headers.get_all("set-cookie").iter();
    all.map(|cookie| cookie.to_str().unwrap().to_owned())
        .collect()
}

fn session(headers: &HeaderMap, name: &str) -> Option<String> {
    cookies(headers).iter().find_map(|cookie| {
        cookie
            .strip_prefix(&format!("{name}="))?
            .split(';')
            .next()
            .map(str::to_owned)
    })
}

async fn opens(site: &Site, token: &str) -> bool {
    let stranger = site.visitor();
    let request = stranger
        .request(Method::GET, "/admin")
        .header("cookie", format!("session={token}"));
    stranger.send(request).await.status == StatusCode::OK
}

#[actix_web::test]
async fn a_name_that_nobody_has_is_answered_as_a_wrong_password_is() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    turned_on(&site, &taras).await;
    moderator(&site, &site.browser, "Ірина").await;
    site.post("/admin/accounts/3/disabling", &[])
        .await
        .seen_at();
    let mut faces = Vec::new();
    // Somebody, somebody with a second factor, somebody whose account is shut (with the right password too), and nobody.
    for (name, password) in [
        ("Олена М.", "не той пароль зовсім"),
        ("Тарас", "не той пароль зовсім"),
        ("Ірина", "не той пароль зовсім"),
        ("Ірина", PASSWORD),
        ("Ніхто", "не той пароль зовсім"),
        ("Ніхто", PASSWORD),
    ] {
        let answer = sign_in(&site.visitor(), name, password).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        faces.push(face(&answer, name));
    }
    for other in &faces[1..] {
        assert_eq!(*other, faces[0]);
    }
    // Whoever guesses is made to wait as soon for a name that nobody has.
    let mut tries = [0; 2];
    for (tries, name) in tries.iter_mut().zip(["Олена М.", "Хтось інший"]) {
        while sign_in(&site.visitor(), name, "не той пароль зовсім")
            .await
            .status
            != StatusCode::TOO_MANY_REQUESTS
        {
            *tries += 1;
            assert!(*tries < 50, "{name} is never slowed down");
        }
    }
    // One try of the first name was made above.
    assert_eq!(tries[0] + 1, tries[1]);
}

#[actix_web::test]
async fn a_session_gets_another_name_whenever_its_power_changes_and_ends_on_the_server() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    // What a stranger planted is never taken on: not at the sign-in, and not by an invitation.
    let planted = "cd".repeat(32);
    let plant = |browser: &Browser, path: &str, form: &[(&str, &str)]| {
        browser
            .request(Method::POST, path)
            .header(
                "cookie",
                format!("session={planted}; browser={planted}; half={planted}"),
            )
            .header("sec-fetch-site", "same-origin")
            .form(form)
    };
    let victim = site.visitor();
    let form = [("name", "Олена М."), ("password", PASSWORD)];
    let answer = victim.send(plant(&victim, "/admin/sign-in", &form)).await;
    let first = session(&answer.headers, "session").unwrap();
    assert!(first != planted && opens(&site, &first).await && !opens(&site, &planted).await);
    assert_ne!(session(&answer.headers, "browser").unwrap(), planted);
    let made = site
        .post("/admin/accounts/invitations", &[("role", "moderator")])
        .await
        .ok();
    let link = made.attributes("#link", "value").remove(0);
    let guest = site.visitor();
    let form = [
        ("name", "Тарас"),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    let path = &link[link.find("/admin").unwrap()..];
    let answer = guest.send(plant(&guest, path, &form)).await;
    let invited = session(&answer.headers, "session").unwrap();
    assert!(invited != planted && opens(&site, &invited).await && !opens(&site, &planted).await);

    // A new password gives a new name, and no session from before opens anything: neither this one nor those elsewhere.
    let elsewhere = session(
        &sign_in(&site.visitor(), "Тарас", PASSWORD).await.headers,
        "session",
    )
    .unwrap();
    let new = "потяг вишня ранок сіль";
    let form = [("current", PASSWORD), ("password", new), ("again", new)];
    let answer = guest.post("/admin/account/password", &form).await;
    let changed = session(&answer.headers, "session").unwrap();
    assert!(opens(&site, &changed).await);
    for before in [&invited, &elsewhere] {
        assert!(
            !opens(&site, before).await,
            "a session outlived its password"
        );
    }
    // Signing out ends it where it counts, and not in the browser alone.
    let answer = guest.post("/admin/sign-out", &[]).await;
    assert_eq!(answer.header("clear-site-data"), Some("\"cache\""));
    assert!(!opens(&site, &changed).await);
}

#[actix_web::test]
async fn an_open_session_alone_does_not_change_what_guards_the_account() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let settings = "/admin/account/second-factor";
    let page = taras.get(settings).await.ok();
    let letters: String = page.all("#secret")[0].split_whitespace().collect();
    let secret = totp_rs::Secret::try_from_base32(letters).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    let now = site.state.now().timestamp().try_into().unwrap();
    let code = totp.generate(now).to_string();
    for password in ["", "не той пароль зовсім"] {
        let form = [("current", password), ("code", code.as_str())];
        let refused = taras.post(settings, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.says("Це не теперішній пароль"),
            "{}",
            refused.words()
        );
        assert_eq!(refused.attributes("#own", "aria-invalid"), ["true"]);
    }
    let form = [
        ("current", "не той"),
        ("password", "потяг вишня ранок"),
        ("again", "потяг вишня ранок"),
    ];
    let refused = taras.post("/admin/account/password", &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = [("current", PASSWORD), ("code", code.as_str())];
    taras.post(settings, &form).await.ok();
    let refused = taras
        .post(
            &format!("{settings}/removal"),
            &[("current", PASSWORD), ("code", "000000")],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // The tries are counted as those at the door are.
    let mut tries = 0;
    loop {
        let form = [("current", "не той пароль зовсім"), ("code", "000000")];
        let refused = taras.post(&format!("{settings}/removal"), &form).await;
        if refused.status == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
        tries += 1;
        assert!(tries < 20);
    }
}

#[actix_web::test]
async fn every_cookie_is_for_this_host_over_tls_and_for_no_script() {
    let settings = Settings {
        public_url: "https://memorial.example".parse().unwrap(),
        ..Settings::default()
    };
    let site = Site::open_with(settings).await;
    let link = heroes_memorial::accounts::invitation::first(
        &site.state.db,
        heroes_memorial::app::chance().unwrap(),
        site.state.now(),
    );
    let link = link.unwrap().unwrap();
    let form = [
        ("name", "Олена М."),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    let mut answers = vec![site.post(&link, &form).await];
    answers.push(sign_in(&site.visitor(), "Олена М.", PASSWORD).await);
    answers.push(site.post("/admin/language", &[("lang", "en")]).await);
    answers.push(site.post("/admin/sign-out", &[]).await);
    let mut names = Vec::new();
    for cookie in answers.iter().flat_map(|answer| cookies(&answer.headers)) {
        let name = cookie.split('=').next().unwrap().to_owned();
        for said in ["Secure", "HttpOnly", "SameSite=Lax"] {
            assert!(
                cookie.contains(&format!("; {said}")),
                "{cookie} lacks {said}"
            );
        }
        assert!(!cookie.contains("Domain="), "{cookie}");
        // The language of the desk is no secret, and stays at the desk.
        let everywhere = cookie.contains("; Path=/;") || cookie.ends_with("; Path=/");
        let bound = name.starts_with("__Host-") && everywhere;
        assert!(bound || name == "desk-language", "{cookie}");
        names.push(name);
    }
    names.sort();
    names.dedup();
    assert_eq!(names, ["__Host-browser", "__Host-session", "desk-language"]);
    // A cookie that a page without TLS could have set opens nothing here.
    let token = session(
        &sign_in(&site.visitor(), "Олена М.", PASSWORD).await.headers,
        "__Host-session",
    )
    .unwrap();
    let stranger = site.visitor();
    for (name, opens) in [
        ("session", false),
        ("__host-session", false),
        ("__Host-session", true),
    ] {
        let request = stranger
            .request(Method::GET, "/admin")
            .header("cookie", format!("{name}={token}"));
        assert_eq!(
            stranger.send(request).await.status == StatusCode::OK,
            opens,
            "{name}"
        );
    }
}
