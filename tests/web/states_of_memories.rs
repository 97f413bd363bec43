//! Every act on a memory, in every state.

use crate::lives::{LYSIUK, publish_life};
use crate::memories::{act, written};
use crate::site::Site;
use crate::states::{Cell::*, Row, column, is_sound, staffed};

const STATES: [&str; 8] = [
    "waiting",
    "with a finding",
    "reworded",
    "approved",
    "hidden",
    "refused",
    "taken back",
    "never written",
];

#[rustfmt::skip]
const MEMORY: [Row<8>; 9] = [
    //                                                                  wait  find  rewo  appr  hidd  refu  back  never
    ("/admin/memories/{id}/approval", "",                              [Done, Late, Done, Late, Late, Late, Late, Gone]),
    ("/admin/memories/{id}/refusal", "",                               [Done, Done, Done, Late, Late, Late, Late, Gone]),
    ("/admin/memories/{id}/reopening", "",                             [Late, Late, Late, Done, Done, Done, Late, Gone]),
    ("/admin/memories/{id}/hiding", "",                                [Late, Late, Late, Done, Late, Late, Late, Gone]),
    ("/admin/memories/{id}/showing", "",                               [Late, Late, Late, Late, Done, Late, Late, Gone]),
    ("/admin/memories/{id}/findings", "",                              [Late, Done, Late, Late, Late, Late, Late, Gone]),
    ("/admin/memories/{id}/wording", "",                               [Done, Done, Done, Late, Late, Late, Late, Gone]),
    ("/admin/memories/{id}/wordings/{number}/restoration", "",         [Late, Late, Done, Late, Late, Late, Late, Gone]),
    ("/admin/memories/{id}/contacts", "",                              [Page, Page, Page, Gone, Gone, Gone, Gone, Gone]),
];

pub fn acts() -> Vec<&'static str> {
    MEMORY.iter().map(|(act, ..)| *act).collect()
}

#[actix_web::test]
async fn what_may_be_done_with_a_memory_as_it_stands() {
    is_sound(&MEMORY);
    let first = staffed(Site::open().await).await;
    publish_life(&first.site, LYSIUK);
    let page = "/uk/heroes/yurii-lysiuk/memories";
    let contact = [("contact", "067 000 00 01")];
    let plain = written(&first.site.visitor(), page, "Він ділився всім.", &contact).await;
    let plain = plain.seen_at();
    let found = "Він ділився всім. Мій номер 067 123 45 67.";
    written(&first.site.visitor(), page, found, &contact)
        .await
        .seen_at();
    for (at, state) in STATES.into_iter().enumerate() {
        for by_moderator in [false, true] {
            let scene = first.copied();
            let scene = if by_moderator {
                scene.changed_round()
            } else {
                scene
            };
            let id = match state {
                "with a finding" => 2,
                "never written" => 99,
                _ => 1,
            };
            match state {
                "reworded" => {
                    let words = [("words", "Він ділився."), ("name", "О.")];
                    act(&scene.me, 1, "wording", &words).await.seen_at();
                }
                "approved" => _ = act(&scene.me, 1, "approval", &[]).await.seen_at(),
                "hidden" => {
                    act(&scene.me, 1, "approval", &[]).await.seen_at();
                    let why = [("reason", "Перевіряємо.")];
                    act(&scene.me, 1, "hiding", &why).await.seen_at();
                }
                "refused" => {
                    let why = [("reason", "Це не про нього.")];
                    act(&scene.me, 1, "refusal", &why).await.seen_at();
                }
                "taken back" => {
                    let back = format!("{plain}/withdrawal");
                    scene.site.visitor().post(&back, &[]).await.seen_at();
                }
                _ => {}
            }
            let shown = scene.me.get(&format!("/admin/memories/{id}")).await;
            let one = |selector: &str| {
                let found = shown.attributes(selector, "value");
                found.first().map_or("0".to_owned(), Clone::clone)
            };
            let form = [
                ("revision", one("input[name=revision]")),
                ("stands", one("button[name=stands]")),
                ("reason", "Бо так.".to_owned()),
                ("words", "Він ділився всім, що мав.".to_owned()),
                ("name", "Олена".to_owned()),
            ];
            let asked = |act: &'static str, _: &'static str| {
                let path = act.replace("{id}", &id.to_string());
                (path.replace("{number}", "1"), form.to_vec())
            };
            column(&scene, &MEMORY, (at, state), asked).await;
        }
    }
}
