//! Every act on a story, in every state that a story can be in.

use chrono::{DateTime, Utc};

use crate::accounts::{back_again, signed_in};
use crate::contributions;
use crate::lives::{LYSIUK, publish_life};
use crate::moderation::{let_all_stand, told};
use crate::site::Browser;
use crate::site::Site;
use crate::states::{Cell::*, Row, Scene, column, is_sound, number, staffed};

/// Whose hands and answers are meant is seen from whoever acts: `returned` by them or by another is one to all.
const STATES: [&str; 14] = [
    "a draft",
    "waits",
    "in my hands",
    "in another's hands",
    "shown to its family by me",
    "returned",
    "refused",
    "approved today",
    "approved the day before yesterday",
    "approved, and its family takes its consent back",
    "its family took its consent back while it waited",
    "joined to a page",
    "joined to a page, and wanted back",
    "erased",
];

#[rustfmt::skip]
const TABLE: [Row<14>; 19] = [
    //                                                          draft waits mine  other shown ret.  ref.  young old   back  taken join  jback erased
    ("/admin/submissions/{id}/taking", "",                     [Gone, Done, Same, Late, Same, Late, Late, Late, Late, Late, Gone, Late, Late, Gone]),
    ("/admin/submissions/{id}/taking", "from a colleague",     [Gone, Done, Same, Done, Same, Late, Late, Late, Late, Late, Gone, Late, Late, Gone]),
    ("/admin/submissions/{id}/giving-back", "",                [Gone, Late, Done, Late, Done, Late, Late, Late, Late, Late, Gone, Late, Late, Gone]),
    ("/admin/submissions/{id}/passing", "",                    [Gone, Done, Done, Late, Done, Late, Late, Late, Late, Late, Gone, Late, Late, Gone]),
    ("/admin/submissions/{id}/findings", "",                   [Gone, Done, Done, Late, Done, Late, Late, Late, Late, Late, Gone, Late, Late, Gone]),
    ("/admin/submissions/{id}/findings", "one that is none",   [Gone, Late, Late, Late, Late, Late, Late, Late, Late, Late, Gone, Late, Late, Gone]),
    ("/admin/submissions/{id}/letter", "",                     [Gone, Look, Look, Late, Look, Late, Late, Late, Late, Late, Gone, Late, Late, Gone]),
    ("/admin/submissions/{id}/edit", "",                       [Gone, Done, Done, Late, Done, Late, Late, Late, Late, Late, Gone, Late, Late, Gone]),
    ("/admin/submissions/{id}/companion", "",                  [Gone, Done, Done, Late, Done, Late, Late, Late, Late, Late, Gone, Late, Late, Gone]),
    ("/admin/submissions/{id}/proof", "",                      [Gone, Done, Done, Late, Done, Late, Late, Late, Late, Late, Gone, Late, Late, Gone]),
    ("/admin/submissions/{id}/approval", "",                   [Gone, Done, Done, Late, Done, Late, Late, Late, Late, Late, Gone, Late, Late, Gone]),
    ("/admin/submissions/{id}/return", "",                     [Gone, Done, Done, Late, Done, Late, Late, Late, Late, Late, Gone, Late, Late, Gone]),
    ("/admin/submissions/{id}/refusal", "",                    [Gone, Done, Done, Late, Done, Late, Late, Late, Late, Late, Gone, Late, Late, Gone]),
    ("/admin/submissions/{id}/reopening", "",                  [Gone, Late, Late, Late, Late, Done, Done, Late, Late, Late, Gone, Late, Late, Gone]),
    ("/admin/submissions/{id}/approval-undoing", "",           [Gone, Late, Late, Late, Late, Late, Late, Done, Done, Done, Gone, Late, Late, Gone]),
    ("/admin/submissions/{id}/unadding", "",                   [Gone, Late, Late, Late, Late, Late, Late, Late, Late, Late, Gone, Late, Done, Gone]),
    // What tells of a story and does not decide it is open to all who decide, whoever holds it; a key is a draft's family's too.
    ("/admin/submissions/{id}/heaviness", "",                  [Gone, Done, Done, Done, Done, Done, Done, Done, Done, Done, Gone, Done, Done, Gone]),
    ("/admin/submissions/{id}/contacts", "",                   [Gone, Page, Page, Page, Page, Page, Page, Page, Page, Page, Gone, Page, Page, Gone]),
    ("/admin/submissions/{id}/key", "",                        [Page, Page, Page, Page, Page, Page, Page, Page, Page, Page, Page, Page, Page, Gone]),
];

pub fn acts() -> Vec<&'static str> {
    let mut acts: Vec<&str> = TABLE.iter().map(|(act, ..)| *act).collect();
    acts.dedup();
    acts
}

fn today() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

fn the_day_after_tomorrow() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + 48 * 3600, 0).unwrap()
}

/// Three things that were told: a story that was sent, an addition to a page that was sent, a story that was only begun. Each
/// with its family and the address of the family's page.
struct Told {
    scene: Scene,
    families: [(Browser, String); 3],
}

impl Told {
    async fn open() -> Self {
        let scene = staffed(Site::open_at(today).await).await;
        publish_life(&scene.site, LYSIUK);
        let family = scene.site.visitor();
        let home = told(&family, "Ми жили на вулиці Садовій, 14, у батьків.").await;
        let friend = scene.site.visitor();
        let addition = contributions::begun(&friend, "Він любив рибалку.").await;
        let steps: &[(&str, &[(&str, &str)])] = &[("story", &[("interests", "рибалка")])];
        contributions::sent(&friend, &addition, steps)
            .await
            .seen_at();
        let draft = crate::submissions::begun(&scene.site).await;
        let_all_stand(&scene.me, 1).await;
        act(&scene.me, 1, "giving-back", &[]).await;
        Self {
            families: [
                (family, home),
                (friend, addition),
                (scene.site.visitor(), draft),
            ],
            scene,
        }
    }

    /// What the family with this number does on its own page.
    async fn family(&self, scene: &Scene, which: usize, does: &str) {
        let (browser, home) = &self.families[which];
        let (does, browser) = (format!("{home}/{does}"), browser.at(&scene.site));
        browser.post(&does, &[]).await.seen_at();
    }

    /// The memorial with a story in this state, as whoever acts sees it, and the number of the story.
    async fn in_state(&self, state: &str, by_moderator: bool) -> (Scene, i32) {
        let mut scene = self.scene.copied();
        if by_moderator {
            scene = scene.changed_round();
        }
        let site = &scene.site;
        let read = revision(site, 1);
        let read = ("revision", read.as_str());
        let (me, letter) = (&scene.me, ("message", "Дякуємо. Ось чому."));
        match state {
            "a draft" => return (scene, 3),
            "waits" => {}
            "in my hands" => act(me, 1, "taking", &[]).await,
            "in another's hands" => act(&scene.other, 1, "taking", &[]).await,
            "shown to its family by me" => act(me, 1, "proof", &[read, ("seen", "1")]).await,
            "returned" => act(me, 1, "return", &[read, letter]).await,
            "refused" => act(me, 1, "refusal", &[read, letter]).await,
            "its family took its consent back while it waited" => {
                self.family(&scene, 0, "withdrawal").await;
            }
            "erased" => {
                self.family(&scene, 2, "erasure").await;
                return (scene, 3);
            }
            "joined to a page" | "joined to a page, and wanted back" => {
                let take = [("take-interests", "both")];
                contributions::approved(site, 2, &take).await.seen_at();
                if state == "joined to a page, and wanted back" {
                    self.family(&scene, 1, "withdrawal").await;
                }
                return (scene, 2);
            }
            _ => act(me, 1, "approval", &[read, ("seen", "1")]).await,
        }
        if state == "approved, and its family takes its consent back" {
            self.family(&scene, 0, "withdrawal").await;
        }
        if state == "approved the day before yesterday" {
            // Whoever was signed in has been away for too long; in browsers of their own they come back.
            let site = scene.site.copied_at(the_day_after_tomorrow);
            let (olena, taras) = (site.visitor(), site.visitor());
            signed_in(&olena).await;
            back_again(&taras, "Тарас").await;
            let ids = scene.ids;
            let (me, other) = match by_moderator {
                true => (taras, olena),
                false => (olena, taras),
            };
            scene = Scene {
                site,
                me,
                other,
                ids,
            };
        }
        (scene, 1)
    }
}

async fn act(by: &Browser, id: i32, act: &str, form: &[(&str, &str)]) {
    let path = format!("/admin/submissions/{id}/{act}");
    by.post(&path, form).await.seen_at();
}

fn revision(site: &Site, id: i32) -> String {
    let sql = format!("SELECT coalesce((SELECT revision FROM submissions WHERE id = {id}), 1)");
    number(site, &sql)
}

/// What the page would send, were the act allowed.
fn form(scene: &Scene, id: i32, act: &str, how: &str) -> Vec<(&'static str, String)> {
    let read = || ("revision", revision(&scene.site, id));
    let said = |name: &'static str, words: &str| (name, words.to_owned());
    let mark = || number(&scene.site, "SELECT max(mark) FROM let_stand");
    let (_, act) = act.rsplit_once('/').unwrap();
    match (act, how) {
        ("taking", "from a colleague") => vec![said("from", &scene.ids[1].to_string())],
        ("findings", "") => vec![read(), ("ask-again", mark())],
        ("findings", _) => vec![read(), said("stands", "0000000000000000")],
        ("letter", _) => vec![said("ready", "already")],
        ("edit", _) => vec![
            read(),
            said("name.family", "Лисюк"),
            said("name.given", "Юрій"),
            said("call_sign", "Лисеня"),
        ],
        ("companion", _) => vec![said("with", "life-1")],
        ("proof" | "approval", _) => vec![read(), said("seen", "1"), said("page", "1")],
        ("return" | "refusal", _) => vec![read(), said("message", "Дякуємо. Ось чому.")],
        ("approval-undoing", _) => vec![said("reason", "Не та світлина")],
        ("heaviness", _) => vec![said("heavy", "torture")],
        ("key", _) => vec![said("how", "Передзвонили на номер із розповіді.")],
        _ => Vec::new(),
    }
}

async fn judged(by_moderator: bool) {
    is_sound(&TABLE);
    let told = Told::open().await;
    for (at, state) in STATES.into_iter().enumerate() {
        let (scene, id) = told.in_state(state, by_moderator).await;
        let asked = |act: &'static str, how: &'static str| {
            let path = act.replace("{id}", &id.to_string());
            (path, form(&scene, id, act, how))
        };
        column(&scene, &TABLE, (at, state), asked).await;
    }
}

#[actix_web::test]
async fn what_a_moderator_may_do_with_a_story_as_it_stands() {
    judged(true).await;
}

#[actix_web::test]
async fn what_an_administrator_may_do_with_a_story_as_it_stands() {
    judged(false).await;
}
