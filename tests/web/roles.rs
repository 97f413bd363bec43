//! Who may do what at the desk: every address of it, asked by nobody, a reader, a moderator and an administrator.

use diesel::prelude::*;
use reqwest::StatusCode;

use crate::accounts::{PASSWORD, administrator, colleague, moderator, sign_in, signed_in, user};
use crate::lives::{LYSIUK, publish_life};
use crate::moderation::{opened, told};
use crate::site::{Browser, Site};

/// The ways in and out, which need no account.
pub const DOORS: [&str; 5] = [
    "/admin/sign-in",
    "/admin/sign-in/second-factor",
    "/admin/sign-out",
    "/admin/invitation/{token}",
    "/admin/language",
];
/// What everybody does to their own account.
const OWN: [&str; 9] = [
    "/admin/account/password",
    "/admin/account/sessions/revocation",
    "/admin/account/second-factor",
    "/admin/account/second-factor/codes",
    "/admin/account/second-factor/removal",
    "/admin/account/notices/putting-away",
    "/admin/account/care/scope",
    "/admin/account/care/limit",
    "/admin/account/care/digest",
];
/// Pages that are themselves an act's form, or open what a reader may not.
const CLOSED_TO_READERS: [&str; 7] = [
    "/admin/submissions/{id}/edit",
    "/admin/heroes/{id}/edit",
    "/admin/calls",
    "/admin/keys",
    "/admin/imports/new",
    "/admin/imports/{id}/edit",
    "/admin/reference/{list:units|ranks|awards|regions}/new",
];
/// Pages of what is not in the furnished memorial: an address that does not exist, and not one that is forbidden.
const NOT_THERE: [&str; 9] = [
    "/admin/memories/{id}",
    "/admin/digests/{id}",
    "/admin/motions/{id}",
    "/admin/imports/{id}",
    "/admin/imports/runs/{id}",
    "/admin/imports/{id}/photos/{photo}",
    "/admin/photos/{id}/{size}",
    "/admin/namesakes/merges/{id}",
    "/admin/namesakes/{one}/{other}",
];

/// Every address of the desk as `routes.rs` has it: its path, whether it shows, whether it acts.
pub fn desk() -> Vec<(&'static str, bool, bool)> {
    let desk: Vec<_> = include_str!("../../src/routes.rs")
        .lines()
        .filter_map(|line| {
            let (before, rest) = line.split_once("(\"/admin")?;
            let kind = before.rsplit(['(', '.']).next()?;
            let path = &line[before.len() + 2..][..rest.find('"')? + "/admin".len()];
            match kind {
                "page" => Some((path, true, false)),
                "act" => Some((path, false, true)),
                "page_and_act" => Some((path, true, true)),
                other => panic!("an address of another kind: {other}"),
            }
        })
        .collect();
    assert!(desk.len() > 50, "{}", desk.len());
    for known in DOORS.iter().chain(&OWN).chain(&CLOSED_TO_READERS) {
        assert!(
            desk.iter().any(|(path, ..)| path == known),
            "{known} is an address no more"
        );
    }
    desk
}

fn is_administrators(path: &str) -> bool {
    path.starts_with("/admin/accounts")
}

/// With numbers that exist, where such things exist at all.
pub fn real(path: &str, account: i32) -> String {
    let id = if is_administrators(path) { account } else { 1 };
    path.replace("{list:units|ranks|awards|regions}", "units")
        .replace("{slug}", "58-motorized")
        .replace("{id}", &id.to_string())
        .replace("{lang}", "uk")
        .replace("{number}", "1")
        .replace("{one}", "1")
        .replace("{other}", "2")
        .replace("{photo}", "1")
        .replace("{size}", "small.webp")
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = diesel::sql_types::Integer)]
    data_version: i32,
}

/// Changes whenever anything is written by another connection.
fn version(conn: &mut SqliteConnection) -> i32 {
    diesel::sql_query("PRAGMA data_version")
        .get_result::<Version>(conn)
        .unwrap()
        .data_version
}

async fn furnished() -> Site {
    let (site, _, _) = opened("Юрій любив ліс.").await;
    publish_life(&site, LYSIUK);
    site
}

#[actix_web::test]
async fn a_reader_is_refused_every_act_and_nothing_changes() {
    let site = furnished().await;
    let reader = colleague(&site, &site.browser, "Ніна", "reader").await;
    let mut conn = SqliteConnection::establish(site.database().to_str().unwrap()).unwrap();
    let before = version(&mut conn);
    let mut acts = 0;
    for (path, _, acted) in desk() {
        if !acted || DOORS.contains(&path) || OWN.contains(&path) {
            continue;
        }
        let answer = reader.post(&real(path, 1), &[]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        assert!(
            answer.says("Ви можете тут лише читати"),
            "{path}: {}",
            answer.words()
        );
        acts += 1;
    }
    assert!(acts > 30, "{acts}");
    assert_eq!(version(&mut conn), before, "something was written");
    // The same measure does see a write.
    reader
        .post("/admin/account/notices/putting-away", &[])
        .await
        .seen_at();
    colleague(&site, &site.browser, "Інший", "reader").await;
    assert_ne!(version(&mut conn), before);

    // In the other language too.
    reader
        .post("/admin/language", &[("lang", "en"), ("next", "/admin")])
        .await
        .seen_at();
    let refused = reader.post("/admin/submissions/1/taking", &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(
        refused.says("You may only read here"),
        "{}",
        refused.words()
    );
}

#[actix_web::test]
async fn a_reader_sees_the_desk_without_anything_to_press() {
    let site = furnished().await;
    // A story in each state that the page of a story tells apart.
    site.post("/admin/submissions/1/taking", &[])
        .await
        .seen_at();
    told(&site.visitor(), "Юрій любив річку.").await;
    let reader = colleague(&site, &site.browser, "Ніна", "reader").await;
    let mut pages: Vec<String> = Vec::new();
    for (path, shown, _) in desk() {
        if !shown || DOORS.contains(&path) {
            continue;
        }
        let asked = real(path, 1);
        let answer = reader.get(&asked).await;
        if is_administrators(path) || CLOSED_TO_READERS.contains(&path) {
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        } else if NOT_THERE.contains(&path) {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        } else if path == "/admin/reference" {
            assert_eq!(answer.seen_at(), "/admin/reference/units");
        } else {
            assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.words());
            if !path.starts_with("/admin/account") {
                pages.push(asked);
            }
        }
    }
    pages.push("/admin/submissions/2".to_owned());
    pages.push("/admin?state=taken".to_owned());
    assert!(pages.len() > 8);
    for path in pages {
        let page = reader.get(&path).await.ok();
        for pressed in [
            "main form[method=post]",
            "main [formaction]",
            ".desk-bar",
            "main a[href$='/edit']",
        ] {
            let found = page.all(pressed);
            assert!(found.is_empty(), "{path} has {pressed}: {found:?}");
        }
        for door in ["/admin/keys", "/admin/calls", "/admin/accounts"] {
            assert!(
                page.all(&format!("a[href='{door}']")).is_empty(),
                "{path} leads to {door}"
            );
        }
    }
    // A moderator sees the same story with something to press.
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let page = taras.get("/admin/submissions/2").await.ok();
    assert_eq!(page.all(".desk-bar").len(), 1);
}

#[actix_web::test]
async fn a_moderator_is_refused_what_is_an_administrators_and_nothing_else() {
    let site = furnished().await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    for (path, shown, acted) in desk() {
        if DOORS.contains(&path) || OWN.contains(&path) {
            continue;
        }
        let asked = real(path, 1);
        let mut answers = Vec::new();
        if shown {
            answers.push(taras.get(&asked).await);
        }
        if acted {
            answers.push(taras.post(&asked, &[]).await);
        }
        for answer in answers {
            let refused = answer.status == StatusCode::FORBIDDEN;
            assert_eq!(
                refused,
                is_administrators(path),
                "{path}: {}",
                answer.status
            );
            if refused {
                assert!(answer.says("Це може лише адміністратор"), "{path}");
            }
            assert_ne!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        }
    }
    // The administrator is refused none of them, but for what would be done to oneself.
    for (path, shown, _) in desk() {
        if is_administrators(path) && shown {
            site.get(&real(path, 2)).await.ok();
        }
    }
    for path in [
        "role",
        "disabling",
        "second-factor/removal",
        "sessions/revocation",
    ] {
        for (account, status) in [(1, StatusCode::FORBIDDEN), (2, StatusCode::SEE_OTHER)] {
            let answer = site
                .post(
                    &format!("/admin/accounts/{account}/{path}"),
                    &[("role", "moderator")],
                )
                .await;
            assert_eq!(answer.status, status, "{path} {account}");
        }
    }
}

#[actix_web::test]
async fn nobody_is_led_to_the_door_and_does_nothing() {
    let site = furnished().await;
    let nobody = site.visitor();
    let mut conn = SqliteConnection::establish(site.database().to_str().unwrap()).unwrap();
    let before = version(&mut conn);
    for (path, shown, acted) in desk() {
        if DOORS.contains(&path) {
            continue;
        }
        let asked = real(path, 1);
        if shown {
            let answer = nobody.get(&asked).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
            assert!(
                answer.location().unwrap().starts_with("/admin/sign-in"),
                "{path}"
            );
        }
        if acted {
            let answer = nobody.post(&asked, &[]).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        }
    }
    assert_eq!(version(&mut conn), before, "something was written");
}

async fn become_one(site: &Site, account: i32, role: &str) -> StatusCode {
    let path = format!("/admin/accounts/{account}/role");
    site.post(&path, &[("role", role)]).await.status
}

#[actix_web::test]
async fn a_role_is_changed_at_once_in_the_journal_and_told_to_whose_it_is() {
    let site = furnished().await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    taras
        .post("/admin/submissions/1/taking", &[])
        .await
        .seen_at();
    assert_eq!(become_one(&site, 2, "owner").await, StatusCode::BAD_REQUEST);
    assert_eq!(become_one(&site, 9, "reader").await, StatusCode::NOT_FOUND);
    assert_eq!(become_one(&site, 1, "reader").await, StatusCode::FORBIDDEN);
    assert_eq!(become_one(&site, 2, "reader").await, StatusCode::SEE_OTHER);

    let answer = taras.post("/admin/submissions/1/giving-back", &[]).await;
    assert_eq!(
        answer.status,
        StatusCode::FORBIDDEN,
        "in the session that is open too"
    );
    let page = taras.get("/admin").await.ok();
    assert!(page.says("Вам є повідомлення"), "{}", page.words());
    let page = taras.get("/admin/account").await.ok();
    assert!(
        page.says("Олена М.: Ваші права змінено."),
        "{}",
        page.words()
    );
    taras
        .post("/admin/account/notices/putting-away", &[])
        .await
        .seen_at();
    assert!(
        !taras
            .get("/admin/account")
            .await
            .ok()
            .says("Ваші права змінено")
    );

    let journal = site.get("/admin/journal").await.ok();
    assert!(journal.says("змінено права"), "{}", journal.words());
    assert!(journal.says("модерування → читання"), "{}", journal.words());

    assert_eq!(become_one(&site, 2, "admin").await, StatusCode::SEE_OTHER);
    taras.get("/admin/accounts").await.ok();
}

#[actix_web::test]
async fn of_two_administrators_who_unseat_each_other_at_once_one_stays() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let taras = colleague(&site, &site.browser, "Тарас", "admin").await;
    for round in 0..5 {
        let acts: (&str, &[(&str, &str)]) = if round % 2 == 0 {
            ("role", &[("role", "reader")])
        } else {
            ("disabling", &[])
        };
        let (one, other) = (
            format!("/admin/accounts/2/{}", acts.0),
            format!("/admin/accounts/1/{}", acts.0),
        );
        futures_util::join!(site.post(&one, acts.1), taras.post(&other, acts.1));
        let (_, listed) = user(&site, &["list"], "");
        let open = listed
            .lines()
            .filter(|line| line.contains("\tadmin\t") && line.contains("\topen\t"))
            .count();
        assert_eq!(open, 1, "{listed}");
        // Whoever stayed brings the other back for the next round.
        let (by, other): (&Browser, i32) = if listed.contains("Олена М.\tadmin\t")
            && listed
                .lines()
                .any(|line| line.starts_with("Олена М.\tadmin\t") && line.contains("\topen\t"))
        {
            (&site.browser, 2)
        } else {
            (&taras, 1)
        };
        if acts.0 == "role" {
            by.post(
                &format!("/admin/accounts/{other}/role"),
                &[("role", "admin")],
            )
            .await
            .seen_at();
        } else {
            let link = by
                .post(&format!("/admin/accounts/{other}/invitation"), &[])
                .await
                .ok();
            let link = link.attributes("#link", "value").remove(0);
            let path = link
                .strip_prefix("http://127.0.0.1:8080")
                .unwrap()
                .to_owned();
            let back = if other == 2 { &taras } else { &site.browser };
            back.post(&path, &[("password", PASSWORD), ("again", PASSWORD)])
                .await
                .seen_at();
        }
    }
}

#[actix_web::test]
async fn readers_come_by_invitation_and_from_the_shell() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let (done, said) = user(&site, &["add", "Ніна", "--role", "reader"], PASSWORD);
    assert!(done && said.contains("as reader"), "{said}");
    let nina = site.visitor();
    sign_in(&nina, "Ніна", PASSWORD).await.seen_at();
    assert!(nina.get("/admin/account").await.ok().says("читання"));
    assert_eq!(
        nina.get("/admin/accounts").await.status,
        StatusCode::FORBIDDEN
    );
    let listed = site.get("/admin/accounts").await.ok();
    assert!(
        listed
            .attributes("option[selected]", "value")
            .contains(&"reader".to_owned())
    );
    signed_in(&site.visitor()).await;
}

#[actix_web::test]
async fn a_cookie_of_the_desk_is_asked_where_it_comes_from_however_the_address_is_written() {
    let site = furnished().await;
    for path in ["/admin/heroes/1/hiding", "/%61dmin/heroes/1/hiding"] {
        let request = site.browser.request(reqwest::Method::POST, path);
        let request = request.form(&[("reason", "Чужа сторінка"), ("days", "1")]);
        let refused = site.browser.send(request).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
    }
    site.visitor().get("/uk/heroes/yurii-lysiuk").await.ok();
}
