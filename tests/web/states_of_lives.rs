//! Every act on a life, on what is proposed about it, and on two lives that are one, in every state that each can be in.

use crate::lives::{LYSIUK, publish_life};
use crate::moderation::{boxes, post};
use crate::motions::{proposed, seconded};
use crate::namesakes::{self, two_pages};
use crate::site::{Answer, Browser, Site};
use crate::states::{Cell::*, Row, Scene, column, is_sound, number, staffed};

const LIVES: [&str; 7] = [
    "public",
    "hidden for a day",
    "taken down by two",
    "hidden by its family",
    "merged into another",
    "another was merged into it",
    "never public",
];

#[rustfmt::skip]
const LIFE: [Row<7>; 6] = [
    //                                                            public hidden down family merged kept  never
    ("/admin/heroes/{id}/edit", "",                              [Done,  Late,  Late, Late,  Late, Done, Gone]),
    ("/admin/heroes/{id}/withdrawal", "",                        [Done,  Done,  Late, Late,  Late, Done, Gone]),
    ("/admin/heroes/{id}/restoration", "",                       [Late,  Done,  Done, Done,  Late, Late, Gone]),
    ("/admin/heroes/{id}/hiding", "for a day",                   [Done,  Late,  Late, Late,  Late, Done, Gone]),
    ("/admin/heroes/{id}/hiding", "for a week",                  [Done,  Done,  Late, Late,  Late, Done, Gone]),
    ("/admin/heroes/{id}/versions/{number}/restoration", "",     [Done,  Late,  Late, Late,  Late, Done, Gone]),
];

const MOTIONS: [&str; 9] = [
    "mine",
    "another's",
    "agreed to",
    "refused",
    "taken back",
    "mine, and the life has changed since",
    "another's, and the life has changed since",
    "proposed anew since",
    "never made",
];

#[rustfmt::skip]
const MOTION: [Row<9>; 3] = [
    //                                              mine  their agreed ref. back  stale theirs anew  never
    ("/admin/motions/{id}/seconding", "",          [Bars, Done, Late, Late, Late, Bars, Late, Late, Gone]),
    ("/admin/motions/{id}/refusal", "",            [Bars, Done, Late, Late, Late, Bars, Done, Late, Gone]),
    ("/admin/motions/{id}/taking-back", "",        [Done, Bars, Late, Late, Late, Done, Bars, Late, Gone]),
];

const PAIRS: [&str; 10] = [
    "nothing is proposed",
    "merging is proposed by me",
    "merging is proposed by another",
    "merging was declined",
    "merged",
    "parting is proposed by me",
    "parting is proposed by another",
    "parted again",
    "told apart",
    "merging was proposed by another, and one is taken down",
];

#[rustfmt::skip]
const PAIR: [Row<10>; 4] = [
    //                                                     none  mine  their decl. merg. mine  their parted apart down
    ("/admin/namesakes/{one}/{other}", "",                [Done, Late, Late, Done, Late, Late, Late, Done, Late, Late]),
    ("/admin/namesakes/proposals/{id}/seconding", "",     [Late, Bars, Done, Late, Late, Bars, Done, Late, Late, Late]),
    ("/admin/namesakes/proposals/{id}/declining", "",     [Late, Done, Done, Late, Late, Done, Done, Late, Late, Done]),
    ("/admin/namesakes/merges/{id}/undoing", "",          [Gone, Gone, Gone, Gone, Done, Late, Late, Late, Gone, Gone]),
];

pub fn acts() -> Vec<&'static str> {
    let life = LIFE.iter().map(|(act, ..)| *act);
    let motion = MOTION.iter().map(|(act, ..)| *act);
    let pair = PAIR.iter().map(|(act, ..)| *act);
    let mut acts: Vec<&str> = life.chain(motion).chain(pair).collect();
    acts.dedup();
    acts
}

const WHY: (&str, &str) = ("reason", "Просить родина");

/// What the page would send, were the act allowed.
fn form(scene: &Scene, life: i32, act: &str, how: &str) -> Vec<(&'static str, String)> {
    let reason = (WHY.0, WHY.1.to_owned());
    if act.ends_with("/edit") {
        let said = |name: &'static str, words: &str| (name, words.to_owned());
        let read =
            format!("SELECT coalesce(max(number), 1) FROM hero_versions WHERE hero_id = {life}");
        return vec![
            ("revision", number(&scene.site, &read)),
            said("name.family", "Лисюк"),
            said("name.given", "Юрась"),
            said("why", "Так каже сестра"),
        ];
    }
    match how {
        "for a week" => vec![reason, ("days", "7".to_owned())],
        _ if act.contains("/versions/") => {
            let read = format!(
                "SELECT coalesce(max(number), 1) FROM hero_versions WHERE hero_id = {life}"
            );
            vec![reason, ("version", number(&scene.site, &read))]
        }
        _ => vec![reason],
    }
}

/// Two lives that families told, both public, the second one changed since; their families, and two people at the desk.
async fn told(by_moderator: bool) -> (Scene, [(Browser, String); 2]) {
    let (site, irina, families, _) = two_pages().await;
    small_change(&site.browser, 2).await;
    let scene = Scene {
        me: site.browser.clone(),
        other: irina,
        ids: [1, 2],
        site,
    };
    let scene = if by_moderator {
        scene.changed_round()
    } else {
        scene
    };
    (scene, families)
}

/// What one person does alone: the life has another version.
async fn small_change(by: &Browser, life: i32) {
    let path = format!("/admin/heroes/{life}/edit");
    let read = boxes(&by.get(&path).await.ok());
    let changes = [("call_sign", "Лисеня"), ("why", "Каже побратим")];
    post(by, &path, &read, &changes).await.seen_at();
}

async fn merged(scene: &Scene) {
    let proposal = namesakes::proposed(&scene.me, (1, 2), &[]).await.seen_at();
    let act = namesakes::proposal(&scene.other.get(&proposal).await.ok());
    scene.other.post(&act, &[]).await.seen_at();
}

async fn taken_down(scene: &Scene, life: i32) {
    let path = format!("/admin/heroes/{life}/withdrawal");
    seconded(&scene.other, &scene.me.post(&path, &[WHY]).await).await;
}

async fn lives(by_moderator: bool) {
    is_sound(&LIFE);
    let (scene, families) = told(by_moderator).await;
    for (at, state) in LIVES.into_iter().enumerate() {
        let scene = scene.copied();
        let mut life = 2;
        match state {
            "hidden for a day" => {
                let hidden = scene.me.post("/admin/heroes/2/hiding", &[WHY]).await;
                hidden.seen_at();
            }
            "taken down by two" => taken_down(&scene, 2).await,
            "hidden by its family" => {
                let (family, home) = &families[1];
                let hides = family.at(&scene.site);
                hides.post(&format!("{home}/hiding"), &[]).await.seen_at();
            }
            "merged into another" => merged(&scene).await,
            "another was merged into it" => {
                merged(&scene).await;
                life = 1;
            }
            "never public" => life = 99,
            _ => {}
        }
        let asked = |act: &'static str, how: &'static str| {
            let path = act.replace("{id}", &life.to_string());
            let path = path.replace("{number}", "1");
            (path, form(&scene, life, act, how))
        };
        column(&scene, &LIFE, (at, state), asked).await;
    }
}

#[actix_web::test]
async fn what_a_moderator_may_do_with_a_life_as_it_stands() {
    lives(true).await;
}

#[actix_web::test]
async fn what_an_administrator_may_do_with_a_life_as_it_stands() {
    lives(false).await;
}

async fn motions(by_moderator: bool) {
    is_sound(&MOTION);
    let first = staffed(Site::open().await).await;
    publish_life(&first.site, LYSIUK);
    let first = if by_moderator {
        first.changed_round()
    } else {
        first
    };
    for (at, state) in MOTIONS.into_iter().enumerate() {
        let scene = first.copied();
        let (me, other) = (&scene.me, &scene.other);
        let is_mine = state.starts_with("mine") || ["agreed to", "taken back"].contains(&state);
        let by = if is_mine { me } else { other };
        let made = by.post("/admin/heroes/1/withdrawal", &[WHY]).await;
        let address = proposed(&made);
        let put_away = async |by: &Browser, act: &str| -> Answer {
            by.post(&format!("{address}/{act}"), &[WHY]).await
        };
        match state {
            "agreed to" => seconded(other, &made).await,
            "refused" => _ = put_away(me, "refusal").await.seen_at(),
            "taken back" => _ = put_away(me, "taking-back").await.seen_at(),
            "proposed anew since" => {
                small_change(me, 1).await;
                let anew = other.post("/admin/heroes/1/withdrawal", &[WHY]).await;
                assert_ne!(proposed(&anew), address);
            }
            stale if stale.ends_with("has changed since") => small_change(me, 1).await,
            _ => {}
        }
        let id = if state == "never made" { "99" } else { "1" };
        let asked = |act: &'static str, how: &'static str| {
            (act.replace("{id}", id), form(&scene, 1, act, how))
        };
        column(&scene, &MOTION, (at, state), asked).await;
    }
}

#[actix_web::test]
async fn what_a_moderator_may_do_with_a_motion_as_it_stands() {
    motions(true).await;
}

#[actix_web::test]
async fn what_an_administrator_may_do_with_a_motion_as_it_stands() {
    motions(false).await;
}

/// The plan that the page of two lives would send.
fn plan(scene: &Scene) -> Vec<(&'static str, String)> {
    let version = |life: i32| {
        let sql = format!("SELECT max(number) FROM hero_versions WHERE hero_id = {life}");
        number(&scene.site, &sql)
    };
    vec![
        (WHY.0, WHY.1.to_owned()),
        ("kept-version", version(1)),
        ("gone-version", version(2)),
    ]
}

async fn pairs(by_moderator: bool) {
    is_sound(&PAIR);
    let (first, _) = told(by_moderator).await;
    for (at, state) in PAIRS.into_iter().enumerate() {
        let scene = first.copied();
        let (me, other) = (&scene.me, &scene.other);
        let by = if state.contains("by another") {
            other
        } else {
            me
        };
        if state.starts_with("merging") {
            namesakes::proposed(by, (1, 2), &[]).await.seen_at();
        }
        let part = async || {
            merged(&scene).await;
            by.post("/admin/namesakes/merges/1/undoing", &[WHY])
                .await
                .seen_at();
        };
        let settle = async |by: &Browser, act: &str| {
            let last = number(&scene.site, "SELECT max(id) FROM merge_proposals");
            let path = format!("/admin/namesakes/proposals/{last}/{act}");
            by.post(&path, &[]).await.seen_at();
        };
        match state {
            "merging was declined" => settle(other, "declining").await,
            "merged" => merged(&scene).await,
            "parting is proposed by me" | "parting is proposed by another" => part().await,
            "parted again" => {
                part().await;
                settle(other, "seconding").await;
            }
            "told apart" => {
                let two = [("one", "life-1"), ("other", "life-2")];
                let told = me.post("/admin/namesakes/distinction", &two).await;
                told.seen_at();
            }
            down if down.ends_with("taken down") => taken_down(&scene, 2).await,
            _ => {}
        }
        let last = number(
            &scene.site,
            "SELECT coalesce(max(id), 99) FROM merge_proposals",
        );
        let asked = |act: &'static str, how: &'static str| match act {
            "/admin/namesakes/{one}/{other}" => ("/admin/namesakes/1/2".to_owned(), plan(&scene)),
            "/admin/namesakes/merges/{id}/undoing" => {
                (act.replace("{id}", "1"), form(&scene, 1, act, how))
            }
            _ => (act.replace("{id}", &last), Vec::new()),
        };
        column(&scene, &PAIR, (at, state), asked).await;
    }
}

#[actix_web::test]
async fn what_a_moderator_may_do_with_two_lives_as_they_stand() {
    pairs(true).await;
}

#[actix_web::test]
async fn what_an_administrator_may_do_with_two_lives_as_they_stand() {
    pairs(false).await;
}
