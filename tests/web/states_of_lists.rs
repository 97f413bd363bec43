//! Every act on an account, on a list that came and its rows, on what was matched, and on what a family asks, in every state.

use crate::accounts::colleague;
use crate::imports::{bring, taken};
use crate::lives::publish_life;
use crate::moderation::{opened, revision};
use crate::second_factor::turned_on;
use crate::site::Site;
use crate::states::{Cell::*, Row, Scene, column, is_sound, number, staffed};
use crate::{places, reference_matching};

const ACCOUNTS: [&str; 6] = [
    "one's own",
    "open",
    "with a second factor",
    "disabled",
    "invited back",
    "never made",
];

/// By an administrator; a moderator is refused all of it.
#[rustfmt::skip]
const ACCOUNT: [Row<6>; 6] = [
    //                                                             own   open  factor disabled invited never
    ("/admin/accounts/{id}/invitation", "",                       [Bars, Page, Page,  Page,    Page,   Gone]),
    ("/admin/accounts/{id}/role", "",                             [Bars, Done, Done,  Done,    Done,   Gone]),
    ("/admin/accounts/{id}/second-factor/removal", "",            [Bars, Same, Done,  Same,    Same,   Gone]),
    ("/admin/accounts/{id}/sessions/revocation", "",              [Bars, Done, Done,  Done,    Done,   Gone]),
    ("/admin/accounts/{id}/disabling", "",                        [Bars, Done, Done,  Late,    Done,   Gone]),
    ("/admin/accounts/{id}/scope", "",                            [Done, Done, Done,  Gone,    Done,   Gone]),
];

const RUNS: [&str; 3] = ["waits to be taken", "taken", "forgotten"];

#[rustfmt::skip]
const RUN: [Row<3>; 3] = [
    //                                                   waits taken forgotten
    ("/admin/imports/runs/{id}/taking", "",             [Done, Late, Gone]),
    ("/admin/imports/runs/{id}/forgetting", "",         [Done, Late, Gone]),
    // How many of the ticked rows could not be published is said on the page that is seen then.
    ("/admin/imports/runs/{id}/publication", "",        [Same, Done, Gone]),
];

const ROWS: [&str; 6] = [
    "new",
    "unsure",
    "faulty",
    "set aside",
    "published",
    "never came",
];

#[rustfmt::skip]
const ROW: [Row<6>; 4] = [
    //                                              new   unsure faulty aside publ. never
    ("/admin/imports/{id}/publication", "",        [Done, Done,  Late,  Late, Late, Gone]),
    ("/admin/imports/{id}/discarding", "",         [Done, Done,  Done,  Late, Late, Gone]),
    ("/admin/imports/{id}/return", "",             [Late, Late,  Late,  Done, Late, Gone]),
    ("/admin/imports/{id}/edit", "",               [Done, Done,  Done,  Late, Late, Gone]),
];

/// What was done once, can be undone once.
const ONCE: [&str; 3] = ["done", "undone", "never done"];

#[rustfmt::skip]
const MATCH: [Row<3>; 2] = [
    ("/admin/reference/matches/{id}/undoing", "",       [Done, Late, Gone]),
    ("/admin/places/matchings/{id}/undoing", "",        [Done, Late, Gone]),
];

const REGISTERED: [&str; 3] = ["added by a moderator", "the codifier's own", "removed"];

#[rustfmt::skip]
const REGISTER: [Row<3>; 3] = [
    ("/admin/places/settlements/{id}/removal", "",      [Done, Gone, Gone]),
    ("/admin/places/settlements/{id}/names", "",        [Done, Done, Gone]),
    ("/admin/places/names/{id}/removal", "",            [Done, Done, Gone]),
];

const ASKED: [&str; 3] = ["open", "settled", "never asked"];

#[rustfmt::skip]
const ASK: [Row<3>; 3] = [
    ("/admin/calls/{id}/contacts", "",                  [Page, Gone, Gone]),
    ("/admin/calls/{id}/outcome", "",                   [Done, Late, Gone]),
    ("/admin/wishes/{id}/settling", "",                 [Done, Late, Late]),
];

const DIGESTS: [&str; 4] = ["a draft", "public", "taken down", "never begun"];

#[rustfmt::skip]
const DIGEST: [Row<4>; 5] = [
    //                                                              draft public down never
    ("/admin/digests/{id}", "",                                    [Done, Done, Done, Gone]),
    ("/admin/digests/{id}", "as it was before",                    [Late, Late, Late, Gone]),
    ("/admin/digests/{id}/publication", "",                        [Done, Late, Done, Gone]),
    ("/admin/digests/{id}/withdrawal", "",                         [Late, Done, Late, Gone]),
    ("/admin/digests/{id}/versions/{number}/restoration", "",      [Done, Done, Done, Gone]),
];

pub fn acts() -> Vec<&'static str> {
    let account = ACCOUNT.iter().map(|(act, ..)| *act);
    let row = ROW.iter().map(|(act, ..)| *act);
    let three = RUN.iter().chain(&MATCH).chain(&REGISTER).chain(&ASK);
    let three = three.map(|(act, ..)| *act);
    let digest = DIGEST.iter().map(|(act, ..)| *act);
    account.chain(row).chain(three).chain(digest).collect()
}

fn said(form: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let owned = form
        .iter()
        .map(|(name, words)| (*name, (*words).to_owned()));
    owned.collect()
}

#[actix_web::test]
async fn what_an_administrator_may_do_with_an_account_as_it_stands() {
    is_sound(&ACCOUNT);
    let first = staffed(Site::open().await).await;
    let third = colleague(&first.site, &first.me, "Ніна", "moderator").await;
    for (at, state) in ACCOUNTS.into_iter().enumerate() {
        let scene = first.copied();
        let does = async |act: &str| {
            let path = format!("/admin/accounts/3/{act}");
            scene.me.post(&path, &[]).await
        };
        match state {
            "with a second factor" => _ = turned_on(&scene.site, &third.at(&scene.site)).await,
            "disabled" => _ = does("disabling").await.seen_at(),
            "invited back" => _ = does("invitation").await.ok(),
            _ => {}
        }
        let id = match state {
            "one's own" => "1",
            "never made" => "99",
            _ => "3",
        };
        let asked = |act: &'static str, _: &'static str| {
            let form = said(&[("role", "reader"), ("region", "UA-18")]);
            (act.replace("{id}", id), form)
        };
        column(&scene, &ACCOUNT, (at, state), asked).await;
        // A moderator does nothing of it, whatever the state.
        let table = ACCOUNT.map(|(act, how, _)| (act, how, [Bars]));
        column(&scene.changed_round(), &table, (0, state), asked).await;
    }
}

const LIST: &str = "Прізвище;Ім'я;Дата народження;Дата загибелі\r\n\
    Лисюк;Юрій;05.1996;05.03.2024\r\n\
    Заярний;Іван;1990;2022-06\r\n\
    Помилка;Петро;31.02.1990;05.03.2024\r\n";

/// Each of both roles acts on its own copy.
async fn of_both_roles(first: &Scene, by_moderator: bool) -> Scene {
    let scene = first.copied();
    if by_moderator {
        scene.changed_round()
    } else {
        scene
    }
}

#[actix_web::test]
async fn what_may_be_done_with_a_list_that_came_as_it_stands() {
    is_sound(&RUN);
    let first = staffed(Site::open().await).await;
    for (at, state) in RUNS.into_iter().enumerate() {
        for by_moderator in [false, true] {
            let scene = of_both_roles(&first, by_moderator).await;
            let run = bring(&scene.me, "список.csv", LIST.into()).await.seen_at();
            let columns = scene.me.get(&run).await.ok();
            let names = columns.attributes("select", "name");
            let mut form: Vec<(&'static str, String)> = Vec::new();
            for name in names {
                let selected = format!("select[name='{name}'] option[selected]");
                let chosen = columns.attributes(&selected, "value");
                form.push((name.leak(), chosen.first().cloned().unwrap_or_default()));
            }
            let does: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
            match state {
                "taken" => {
                    _ = scene
                        .me
                        .post(&format!("{run}/taking"), &does)
                        .await
                        .seen_at()
                }
                "forgotten" => {
                    let gone = scene.me.post(&format!("{run}/forgetting"), &[]).await;
                    gone.seen_at();
                }
                _ => {}
            }
            let id = run.rsplit('/').next().unwrap();
            let asked = |act: &'static str, _: &'static str| {
                let form = if act.ends_with("/publication") {
                    said(&[("row", "1.1")])
                } else {
                    form.clone()
                };
                (act.replace("{id}", id), form)
            };
            column(&scene, &RUN, (at, state), asked).await;
        }
    }
}

#[actix_web::test]
async fn what_may_be_done_with_a_row_of_a_list_as_it_stands() {
    is_sound(&ROW);
    let first = staffed(Site::open().await).await;
    publish_life(
        &first.site,
        r#"{"name": {"family": "Заярний", "given": "Іван"}}"#,
    );
    taken(&first.me, "список.csv", LIST.into()).await;
    let how = "SELECT group_concat(state || (doubt IS NOT NULL), ' ') FROM import_rows";
    assert_eq!(number(&first.site, how), "waiting0 waiting1 faulty0");
    for (at, state) in ROWS.into_iter().enumerate() {
        for by_moderator in [false, true] {
            let scene = of_both_roles(&first, by_moderator).await;
            let id = match state {
                "unsure" => "2",
                "faulty" => "3",
                "never came" => "99",
                _ => "1",
            };
            let did = match state {
                "set aside" => "discarding",
                "published" => "publication",
                _ => "",
            };
            let read = [("revision", "1"), ("stands", "1")];
            if !did.is_empty() {
                let path = format!("/admin/imports/{id}/{did}");
                scene.me.post(&path, &read).await.seen_at();
            }
            let asked = |act: &'static str, _: &'static str| {
                let mut form = said(&read);
                if act.ends_with("/edit") {
                    // The boxes of a record, and the cells of a row that is none yet.
                    form.extend(said(&[
                        ("name.family", "Лисюк"),
                        ("name.given", "Юрась"),
                        ("cell.0", "Помилка"),
                        ("cell.1", "Петро"),
                    ]));
                }
                (act.replace("{id}", id), form)
            };
            column(&scene, &ROW, (at, state), asked).await;
        }
    }
}

#[actix_web::test]
async fn what_may_be_done_with_a_match_as_it_stands() {
    is_sound(&MATCH);
    let first = staffed(Site::open().await).await;
    let unit = reference_matching::unit("58 Мотопіхотна");
    publish_life(&first.site, &reference_matching::life("Верба", &unit));
    publish_life(&first.site, &places::life("Перший", "Пулинни", "UA-18"));
    let list = "/admin/reference/unmatched?list=units";
    let page = first.me.get(list).await.ok();
    let to = [("to", "58-motorized")];
    let made = reference_matching::make(&first.me, &page, 1, &to).await;
    made.seen_at();
    let page = first.me.get("/admin/places").await.ok();
    places::matched(&first.site, &page).await.seen_at();
    let undo = |act: &str, id: &str| act.replace("{id}", id);
    let units = said(&[("list", "units")]);
    for (at, state) in ONCE.into_iter().enumerate() {
        for by_moderator in [false, true] {
            let scene = of_both_roles(&first, by_moderator).await;
            if state == "undone" {
                for (act, ..) in MATCH {
                    let done = scene.me.post(&undo(act, "1"), &[("list", "units")]).await;
                    done.seen_at();
                }
            }
            let id = if state == "never done" { "99" } else { "1" };
            let asked = |act: &'static str, _: &'static str| (undo(act, id), units.clone());
            column(&scene, &MATCH, (at, state), asked).await;
        }
    }
}

#[actix_web::test]
async fn what_may_be_done_with_the_register_as_it_stands() {
    is_sound(&REGISTER);
    let first = staffed(Site::open().await).await;
    let village = [
        ("name", "Зникле Село"),
        ("kind", "village"),
        ("region", "UA-18"),
    ];
    let added = first.me.post("/admin/places/settlements", &village).await;
    added.seen_at();
    let settlement = number(&first.site, "SELECT max(id) FROM settlements");
    for id in [settlement.as_str(), "1"] {
        let path = format!("/admin/places/settlements/{id}/names");
        let named = first.me.post(&path, &[("name", "Інша Назва")]).await;
        named.seen_at();
    }
    let name = number(&first.site, "SELECT max(id) FROM settlement_names");
    for (at, state) in REGISTERED.into_iter().enumerate() {
        for by_moderator in [false, true] {
            let scene = of_both_roles(&first, by_moderator).await;
            if state == "removed" {
                for path in [
                    format!("/admin/places/names/{name}/removal"),
                    format!("/admin/places/settlements/{settlement}/removal"),
                ] {
                    scene.me.post(&path, &[]).await.seen_at();
                }
            }
            let asked = |act: &'static str, _: &'static str| {
                let id = match state {
                    _ if act.contains("/places/names/") => name.as_str(),
                    "the codifier's own" => "1",
                    _ => settlement.as_str(),
                };
                (act.replace("{id}", id), said(&[("name", "Ще Інша")]))
            };
            column(&scene, &REGISTER, (at, state), asked).await;
        }
    }
}

#[actix_web::test]
async fn what_may_be_done_with_what_a_family_asks_as_it_stands() {
    is_sound(&ASK);
    let (site, family, home) = opened("Юрій любив ліс.").await;
    let taras = crate::accounts::moderator(&site, &site.browser, "Тарас").await;
    let read = revision(&site.get("/admin/submissions/1").await.ok());
    let approved = [("revision", read.as_str()), ("seen", "1")];
    let done = site.post("/admin/submissions/1/approval", &approved).await;
    done.seen_at();
    family.post(&format!("{home}/hiding"), &[]).await.seen_at();
    let mother = site.visitor();
    let door = "/uk/submissions/call";
    let page = mother.get(door).await.ok();
    let once = page.attributes("input[name=once]", "value").remove(0);
    let asks = [
        ("once", once.as_str()),
        ("contact-phone", "+380 67 123 45 67"),
        ("words", "Увечері. Про сина."),
    ];
    mother.post(door, &asks).await.seen_at();
    let first = Scene {
        me: site.browser.clone(),
        other: taras,
        ids: [1, 2],
        site,
    };
    let outcome = [("outcome", "Як домовилися."), ("stands", "0")];
    for (at, state) in ASKED.into_iter().enumerate() {
        for by_moderator in [false, true] {
            let scene = of_both_roles(&first, by_moderator).await;
            if state == "settled" {
                for path in ["/admin/calls/1/outcome", "/admin/wishes/1/settling"] {
                    scene.me.post(path, &outcome).await.seen_at();
                }
            }
            let id = if state == "never asked" { "99" } else { "1" };
            let asked =
                |act: &'static str, _: &'static str| (act.replace("{id}", id), said(&outcome));
            column(&scene, &ASK, (at, state), asked).await;
        }
    }
}

#[actix_web::test]
async fn what_may_be_done_with_a_digest_as_it_stands() {
    is_sound(&DIGEST);
    let first = staffed(Site::open().await).await;
    publish_life(&first.site, crate::lives::LYSIUK);
    let id = crate::digests::begun(&first.me, "Тиждень", &[1]).await;
    let renamed = [("title-uk", "Другий тиждень".to_owned())];
    let third = crate::digests::changed(&first.me, id, &renamed).await;
    third.seen_at();
    for (at, state) in DIGESTS.into_iter().enumerate() {
        for by_moderator in [false, true] {
            let scene = of_both_roles(&first, by_moderator).await;
            let acts = match state {
                "public" => vec!["publication"],
                "taken down" => vec!["publication", "withdrawal"],
                _ => vec![],
            };
            for act in acts {
                let path = format!("/admin/digests/{id}/{act}");
                scene.me.post(&path, &[]).await.seen_at();
            }
            let id = if state == "never begun" { 99 } else { id };
            let asked = |act: &'static str, how: &'static str| {
                let path = act
                    .replace("{id}", &id.to_string())
                    .replace("{number}", "2");
                let version = if how.is_empty() { "3" } else { "2" };
                (
                    path,
                    said(&[("version", version), ("title-uk", "Інша назва")]),
                )
            };
            column(&scene, &DIGEST, (at, state), asked).await;
        }
    }
}
