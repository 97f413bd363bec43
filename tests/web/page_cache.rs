//! Public pages are answered from memory, and what is answered is always what would be written now.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};

use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web::Data;
use chrono::{DateTime, Utc};
use heroes_memorial::app::{State, app};
use heroes_memorial::archive::import;
use heroes_memorial::config::Settings;
use heroes_memorial::db::Database;
use heroes_memorial::heroes::queries::{Author, Change, publish, restore, show_to, withdraw};
use heroes_memorial::heroes::visibility::{Audience, Visibility};
use heroes_memorial::search::index;
use reqwest::header::{ACCEPT_ENCODING, COOKIE, HOST, IF_NONE_MATCH, RANGE};
use reqwest::{Method, StatusCode};

use crate::accounts::administrator;
use crate::cards::with_pictures;
use crate::lives::{LYSIUK, NAME_ONLY, publish_life, published_at};
use crate::memories::{act, written};
use crate::moderation::told;
use crate::site::{Answer, Site};
use crate::states::number;
use crate::{digests, places, reference};

const LIFE: &str = "/uk/heroes/yurii-lysiuk";

/// What each address of `routes.rs` that anyone can read leads to here; none where a page is made anew for each request, and why.
const PUBLIC: &[(&str, Result<&str, &str>)] = &[
    ("/{lang:uk|en}", Ok("/uk")),
    ("/heroes", Ok("/uk/heroes?q=лисюк")),
    ("/heroes/{slug}", Ok(LIFE)),
    (
        "/heroes/{slug}/unfinished/{fact}",
        Err("it has a form that is sent once"),
    ),
    ("/heroes/{slug}/plain", Ok("/uk/heroes/yurii-lysiuk/plain")),
    ("/heroes/{slug}/text.txt", Err("a file that few ask for")),
    ("/heroes/{slug}/text.brf", Err("a file that few ask for")),
    (
        "/heroes/{slug}/card.png",
        Err("kept by what it shows (sharing/made.rs)"),
    ),
    ("/card.png", Err("kept by what it shows (sharing/made.rs)")),
    ("/heroes/{slug}/qr", Ok("/uk/heroes/yurii-lysiuk/qr")),
    (
        "/heroes/{slug}/qr.svg",
        Err("kept by what it shows (sharing/made.rs)"),
    ),
    (
        "/heroes/{slug}/qr.png",
        Err("kept by what it shows (sharing/made.rs)"),
    ),
    (
        "/heroes/{slug}/booklet",
        Ok("/uk/heroes/yurii-lysiuk/booklet"),
    ),
    (
        "/heroes/{slug}/page.pdf",
        Err("kept by what it shows (sharing/made.rs)"),
    ),
    (
        "/heroes/{slug}/booklet.pdf",
        Err("kept by what it shows (sharing/made.rs)"),
    ),
    (
        "/heroes/{slug}/booklet-sheet.pdf",
        Err("kept by what it shows (sharing/made.rs)"),
    ),
    (
        "/heroes/{slug}/memories",
        Err("it has a form that is sent once"),
    ),
    ("/memories/{key}", Err("for one pair of eyes")),
    ("/silence", Err("it says how long until nine")),
    (
        "/silence/screen",
        Err("it is answered when the file is not"),
    ),
    (
        "/heroes/{slug}/calendar.ics",
        Ok("/uk/heroes/yurii-lysiuk/calendar.ics"),
    ),
    ("/heroes/{slug}/embed", Ok("/uk/heroes/yurii-lysiuk/embed")),
    ("/heroes/{slug}/item", Ok("/uk/heroes/yurii-lysiuk/item")),
    (
        "/heroes/{slug}/item.{format:html|md|txt}",
        Ok("/uk/heroes/yurii-lysiuk/item.md"),
    ),
    ("/regions", Ok("/uk/regions?region_role=fell")),
    ("/regions/{slug}", Ok("/uk/regions/zhytomyrska")),
    (
        "/regions/{slug}/calendar.ics",
        Ok("/uk/regions/zhytomyrska/calendar.ics"),
    ),
    (
        "/regions/{slug}/feed.atom",
        Ok("/uk/regions/zhytomyrska/feed.atom"),
    ),
    ("/units", Ok("/uk/units")),
    ("/units/{slug}", Ok("/uk/units/58-motorized")),
    (
        "/units/{slug}/calendar.ics",
        Ok("/uk/units/58-motorized/calendar.ics"),
    ),
    (
        "/units/{slug}/feed.atom",
        Ok("/uk/units/58-motorized/feed.atom"),
    ),
    ("/feed.atom", Ok("/uk/feed.atom")),
    ("/digests", Ok("/uk/digests")),
    ("/digests/feed.atom", Ok("/uk/digests/feed.atom")),
    ("/digests/{slug}", Ok("/uk/digests/{digest}")),
    (
        "/digests/{slug}/digest.{format:html|md|txt}",
        Ok("/uk/digests/{digest}/digest.md"),
    ),
    (
        "/anniversaries/{number}/{token}",
        Err("for one pair of eyes"),
    ),
    ("/days", Ok("/uk/days")),
    ("/days/{month:[0-9]+}", Ok("/uk/days/03")),
    ("/days/{day}", Ok("/uk/days/03-05")),
    ("/data", Ok("/uk/data")),
    ("/days/{day}/turns", Ok("/uk/days/03-05/turns")),
    (
        "/days/{day}/calendar.ics",
        Ok("/uk/days/03-05/calendar.ics"),
    ),
    ("/about", Ok("/uk/about")),
    ("/privacy", Ok("/uk/privacy")),
    ("/rules", Ok("/uk/rules")),
    ("/accessibility", Ok("/uk/accessibility")),
    ("/silence.css", Err("it says how long until nine")),
    (
        "/h/{number}",
        Err("it leads to the language that is preferred"),
    ),
    ("/h/{number}/{token}", Err("for whoever stands there")),
    (
        "/h/{number}/{token}/photos/{photo}",
        Err("for whoever stands there"),
    ),
];

/// The addresses that are kept, in Ukrainian; those of a life for each that is or was public, and of each digest.
fn kept(site: &Site) -> Vec<String> {
    let all = |sql: &str| number(site, sql);
    let slugs = all(
        "SELECT coalesce(group_concat(slug), '') AS line FROM (SELECT slug FROM hero_addresses ORDER BY slug LIMIT 6)",
    );
    let digests = all("SELECT coalesce(group_concat(slug), '') AS line FROM weekly_digests");
    let mut addresses = Vec::new();
    for (_, address) in PUBLIC {
        let Ok(address) = address else { continue };
        if address.contains("yurii-lysiuk") {
            let slugs = slugs.split(',').filter(|slug| !slug.is_empty());
            addresses.extend(slugs.map(|slug| address.replace("yurii-lysiuk", slug)));
        } else if address.contains("{digest}") {
            let slugs = digests.split(',').filter(|slug| !slug.is_empty());
            addresses.extend(slugs.map(|slug| address.replace("{digest}", slug)));
        } else {
            addresses.push((*address).to_owned());
        }
    }
    addresses.extend([
        "/uk/heroes".to_owned(),
        "/uk/heroes?unit=58-motorized".to_owned(),
        "/uk/heroes?q=пулини&region=zhytomyrska".to_owned(),
        "/uk/regions/donetska".to_owned(),
        "/en/heroes/yurii-lysiuk".to_owned(),
        "/en/heroes".to_owned(),
        "/en".to_owned(),
        "/feed.atom".to_owned(),
    ]);
    addresses
}

/// What a memorial answers at these addresses, without a socket between.
async fn answers(state: Data<State>, addresses: &[String]) -> Vec<(u16, Option<String>, Vec<u8>)> {
    let site = init_service(app(state)).await;
    let mut all = Vec::new();
    for address in addresses {
        let address: String = url::form_urlencoded::byte_serialize(address.as_bytes()).collect();
        let address = ["%2F", "%3F", "%3D", "%26"]
            .iter()
            .zip(["/", "?", "=", "&"])
            .fold(address, |all, (packed, letter)| all.replace(packed, letter));
        let answer = call_service(&site, TestRequest::get().uri(&address).to_request()).await;
        let led = answer.headers().get("location");
        let led = led.map(|led| led.to_str().unwrap().to_owned());
        all.push((
            answer.status().as_u16(),
            led,
            read_body(answer).await.to_vec(),
        ));
    }
    all
}

/// Pages that are kept now, so that an act may find them stale.
pub struct Warm(Vec<String>);

impl Warm {
    pub async fn up(site: &Site) -> Warm {
        let addresses = kept(site);
        answers(site.state.clone(), &addresses).await;
        Warm(addresses)
    }

    /// Whether every page that is answered now is the same as that of a memorial which has just begun to serve this file.
    pub async fn is_true(&self, site: &Site) -> Result<(), String> {
        let mut addresses = self.0.clone();
        addresses.extend(kept(site));
        addresses.dedup();
        let (kept, fresh) = (
            answers(site.state.clone(), &addresses).await,
            answers(site.fresh(), &addresses).await,
        );
        for ((address, kept), fresh) in addresses.iter().zip(kept).zip(fresh) {
            if kept != fresh {
                let text = |of: &[u8]| String::from_utf8_lossy(of).into_owned();
                let first = text(&kept.2)
                    .lines()
                    .zip(text(&fresh.2).lines())
                    .find(|(kept, fresh)| kept != fresh)
                    .map(|(kept, fresh)| format!("{kept}\nand not\n{fresh}"));
                return Err(format!(
                    "{address} is answered {} and not {}: {}",
                    kept.0,
                    fresh.0,
                    first.unwrap_or_default()
                ));
            }
        }
        Ok(())
    }
}

fn hits(site: &Site) -> u64 {
    site.state.pages.counts().hits
}

async fn packed(site: &Site, address: &str, accepted: &str) -> Answer {
    let visitor = site.visitor();
    let request = visitor
        .request(Method::GET, address)
        .header(ACCEPT_ENCODING, accepted);
    visitor.send(request).await
}

async fn digest(site: &Site, life: i32) -> i32 {
    let id = digests::begun(&site.browser, "Тиждень", &[life]).await;
    site.post(&format!("/admin/digests/{id}/publication"), &[])
        .await;
    id
}

#[actix_web::test]
async fn every_public_address_is_kept_or_it_is_said_why_not() {
    let routes = include_str!("../../src/routes.rs");
    let readers = routes
        .split("fn readers(")
        .nth(1)
        .unwrap()
        .split("\nfn ")
        .next()
        .unwrap();
    let told: BTreeSet<&str> = PUBLIC.iter().map(|(route, _)| *route).collect();
    let mut there = BTreeSet::new();
    for part in readers
        .split("page(")
        .chain(readers.split("page_and_act("))
        .skip(1)
    {
        if let Some(rest) = part.trim_start().strip_prefix('"') {
            there.insert(rest.split('"').next().unwrap());
        }
    }
    assert_eq!(there, told);

    let (site, _) = one().await;
    let addresses = kept(&site);
    assert!(addresses.len() > 45, "{addresses:?}");
    for address in &addresses {
        // Of her no day is known.
        if address.ends_with("orysia-krynychanska/calendar.ics") {
            continue;
        }
        let before = site.state.pages.counts();
        let asked = [address.clone(), address.clone()];
        let two = answers(site.state.clone(), &asked).await;
        assert_eq!((two[0].0, &two[0]), (200, &two[1]), "{address}");
        let after = site.state.pages.counts();
        let counted = (after.misses - before.misses, after.hits - before.hits);
        assert_eq!(counted, (1, 1), "{address}");
    }
    let silence = [
        "/uk/silence",
        "/uk/silence/screen",
        "/uk/heroes/yurii-lysiuk/memories",
    ];
    for address in silence.map(str::to_owned) {
        let before = hits(&site);
        answers(site.state.clone(), &[address.clone(), address.clone()]).await;
        assert_eq!(hits(&site), before, "{address}");
    }
}

/// A memorial with an administrator, two lives and a digest.
async fn one() -> (Site, i32) {
    let site = Site::open().await;
    let (id, _) = with_pictures(&site, LYSIUK, &[[10, 20, 30], [40, 50, 60]]);
    administrator(&site, &site.browser).await;
    publish_life(&site, NAME_ONLY);
    digest(&site, id).await;
    (site, id)
}

/// Each of these changes something public; what only the desk does is judged in `states.rs`, act by act.
#[actix_web::test]
async fn no_page_is_older_than_the_last_act() {
    let (site, id) = one().await;
    let mut faults = Vec::new();
    macro_rules! after {
        ($what:literal, $act:expr) => {{
            let warm = Warm::up(&site).await;
            $act;
            if let Err(fault) = warm.is_true(&site).await {
                faults.push(format!("after {}: {fault}", $what));
            }
        }};
    }
    let visitor = site.visitor();
    after!("nothing", drop(visitor.clone()));
    after!(
        "a candle",
        visitor
            .post(&format!("{LIFE}/candles"), &[])
            .await
            .seen_at()
    );
    after!(
        "a memory is sent",
        written(
            &visitor,
            &format!("{LIFE}/memories"),
            "Ми росли поруч.",
            &[]
        )
        .await
        .seen_at()
    );
    after!(
        "a memory is shown",
        act(&site.browser, 1, "approval", &[]).await.seen_at()
    );
    after!(
        "a memory is hidden",
        act(&site.browser, 1, "hiding", &[("reason", "так")])
            .await
            .seen_at()
    );
    let comrade = LYSIUK
        .replace("p000001", "p000002")
        .replace("Лисюк", "Мельник")
        .replace("Lysiuk", "Melnyk");
    after!("a comrade is published", publish_life(&site, &comrade));
    after!(
        "a third of the same village",
        publish_life(
            &site,
            &comrade
                .replace("p000002", "p000003")
                .replace("Юрій", "Ігор")
                .replace("Yurii", "Ihor")
        )
    );
    after!("a picture is hidden", {
        let photo = number(&site, "SELECT min(photo_id) AS line FROM hero_photos");
        let mut eyes = Visibility::default();
        eyes.set(&format!("photo-{photo}"), Audience::Moderators);
        site.state
            .db
            .write_now(|conn| show_to(conn, id, &eyes))
            .unwrap()
    });
    after!(
        "a comrade goes",
        site.state
            .db
            .write_now(|conn| withdraw(conn, None, 3, Utc::now(), "так"))
            .unwrap()
    );
    let unit = "/admin/reference/units/58-motorized";
    after!(
        "a unit is called otherwise",
        reference::change(
            &site.browser,
            unit,
            &[("name_uk", "58-ма бригада імені гетьмана")]
        )
        .await
        .seen_at()
    );
    let region = "/admin/reference/regions/zhytomyrska";
    after!(
        "a region is told of",
        reference::change(&site.browser, region, &[("text_uk", "Край лісів.")])
            .await
            .seen_at()
    );
    after!("a digest is published", digest(&site, id).await);
    after!(
        "a digest goes",
        site.post("/admin/digests/1/withdrawal", &[("reason", "так")])
            .await
    );
    publish_life(&site, &places::life("Перший", "Пулинни", "UA-18"));
    let page = site.get("/admin/places").await.ok();
    after!(
        "a place is matched",
        places::matched(&site, &page).await.seen_at()
    );
    after!(
        "the index is made anew",
        site.state.db.write_now(index::rebuild).unwrap()
    );
    after!("another process publishes", {
        let other = Database::open(&site.database()).unwrap();
        let record = serde_json::from_str(
            &comrade
                .replace("p000002", "p000009")
                .replace("Юрій", "Олег")
                .replace("Yurii", "Oleh"),
        )
        .unwrap();
        other
            .write_now(|conn| publish(conn, &record, change()))
            .unwrap();
        site.state.db.notice().unwrap();
    });
    after!("another process takes a long list", {
        let other = Database::open(&site.database()).unwrap();
        long_list(&other, site.database().parent().unwrap());
        site.state.db.notice().unwrap();
    });
    after!("a page changes after a long list", {
        let hidden = |conn: &mut _| withdraw(conn, None, id, published_at(), "так");
        site.state.db.write_now(hidden).unwrap();
    });
    after!("another process brings it back after a long list", {
        let other = Database::open(&site.database()).unwrap();
        other.write_now(|conn| restore(conn, id, change())).unwrap();
        site.state.db.notice().unwrap();
    });
    after!("another process changes more than is kept", {
        let other = Database::open(&site.database()).unwrap();
        for _ in 0..3 {
            other
                .write_now(|conn| {
                    for _ in 0..200 {
                        withdraw(conn, None, id, published_at(), "так")?;
                        restore(conn, id, change())?;
                    }
                    Ok(())
                })
                .unwrap();
        }
        site.state.db.notice().unwrap();
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// So many lives that their import says only that everything changed.
fn long_list(db: &Database, folder: &Path) {
    let mut list = String::new();
    for first in "БВГДЗКЛМПР".chars() {
        for between in ["а", "е", "и", "о", "у"] {
            for second in "бвгджзклмн".chars() {
                for end in ["енко", "чук"] {
                    let family = format!("{first}{between}{second}{end}");
                    list +=
                        &format!("{{\"name\":{{\"family\":\"{family}\",\"given\":\"Іван\"}}}}\n");
                }
            }
        }
    }
    let file = folder.join("list.jsonl");
    std::fs::write(&file, list).unwrap();
    let arguments = import::Arguments {
        file,
        publish: true,
        ..import::Arguments::default()
    };
    let taken = import::import(db, &arguments, published_at(), &mut |_| ()).unwrap();
    assert!(taken.new > 300 && taken.rows() == 1000, "{taken}");
}

fn change() -> Change<'static> {
    Change {
        by: Author::Shell,
        at: published_at(),
        why: "test",
    }
}

#[actix_web::test]
async fn a_page_that_a_family_hides_is_gone_the_moment_it_is_told_so() {
    let site = Site::open().await;
    let id = publish_life(&site, LYSIUK);
    for address in [LIFE, "/uk/heroes", "/uk", "/uk/heroes/yurii-lysiuk/embed"] {
        let first = packed(&site, address, "br, gzip").await.ok();
        let again = packed(&site, address, "br, gzip").await.ok();
        assert_eq!(first.bytes.len() > 100, again.bytes.len() > 100);
    }
    assert!(hits(&site) >= 4);
    site.state
        .db
        .write(move |conn| withdraw(conn, None, id, Utc::now(), "родина"))
        .await
        .unwrap();
    for accepted in ["br, gzip", "gzip", "identity"] {
        assert_eq!(packed(&site, LIFE, accepted).await.status, StatusCode::GONE);
        let embed = packed(&site, "/uk/heroes/yurii-lysiuk/embed", accepted).await;
        assert_eq!(embed.status, StatusCode::GONE);
    }
    assert!(!site.get("/uk/heroes").await.ok().says("Лисюк"));
    assert!(!site.get("/uk").await.ok().says("Лисюк"));
}

#[actix_web::test]
async fn what_is_for_one_pair_of_eyes_is_never_kept() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let id = publish_life(&site, LYSIUK);
    let home = told(&site.visitor(), "Юрій любив ліс.").await;
    let grave = site.state.grave_address(id);
    let token = grave.rsplit('/').next().unwrap().to_owned();
    let receipt = written(
        &site.visitor(),
        &format!("{LIFE}/memories"),
        "Ми росли поруч.",
        &[],
    )
    .await
    .seen_at();
    let before = site.state.pages.counts();
    for address in [
        home.clone(),
        format!("{home}/visibility"),
        receipt,
        grave,
        format!("{LIFE}?grave={token}"),
        format!("{LIFE}?grave=AAAAAAAAAAAAAAAAAAAAAA"),
        // Nobody's page: who waits, who was never here.
        "/uk/heroes/nobody".to_owned(),
        "/uk/regions/nowhere".to_owned(),
        format!("{LIFE}/"),
        "/admin".to_owned(),
        "/admin/heroes".to_owned(),
        "/".to_owned(),
        format!("/h/{id}"),
        // A query that the page does not read: as many addresses as a stranger likes.
        format!("{LIFE}?utm_source=x"),
        "/uk/about?page=2".to_owned(),
    ] {
        for _ in 0..3 {
            let answer = site.get(&address).await;
            assert!(answer.status.as_u16() < 500, "{address}");
        }
    }
    let after = site.state.pages.counts();
    assert_eq!((after.pages, after.hits), (before.pages, before.hits));
}

#[actix_web::test]
async fn nothing_that_a_visitor_sends_changes_what_others_are_sent() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let clean = packed(&site.copied(), LIFE, "identity").await.ok();
    let strange = [
        (HOST, "evil.example"),
        (COOKIE, "session=x; desk-language=en"),
        (RANGE, "bytes=0-9"),
        ("x-forwarded-host".parse().unwrap(), "evil.example"),
        ("x-forwarded-proto".parse().unwrap(), "https"),
        (
            "forwarded".parse().unwrap(),
            "host=evil.example;proto=https",
        ),
        ("x-original-url".parse().unwrap(), "/admin"),
        ("x-http-method-override".parse().unwrap(), "POST"),
        ("accept-language".parse().unwrap(), "en"),
        ("save-data".parse().unwrap(), "on"),
        ("accept".parse().unwrap(), "application/json"),
    ];
    let visitor = site.visitor();
    let mut first = visitor.request(Method::GET, LIFE);
    for (name, value) in strange {
        first = first.header(name, value);
    }
    let poisoned = visitor.send(first).await.ok();
    assert_eq!(poisoned.bytes, clean.bytes);
    let next = packed(&site, LIFE, "identity").await.ok();
    assert_eq!(next.bytes, clean.bytes);
    let told = |answer: &Answer| {
        let mut headers = answer.headers.clone();
        headers.remove("date");
        // Each answer has a number of its own.
        headers.remove("x-request-id");
        headers
    };
    assert_eq!(told(&next), told(&clean));
    assert!(hits(&site) > 0);
}

#[actix_web::test]
async fn a_page_is_the_same_however_it_is_packed_and_named_for_each_packing() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let plain = packed(&site, LIFE, "identity").await.ok();
    let gzip = packed(&site, LIFE, "gzip").await.ok();
    let mut brotli = packed(&site, LIFE, "br").await.ok();
    for _ in 0..200 {
        if brotli.header("content-encoding") == Some("br") {
            break;
        }
        actix_web::rt::time::sleep(std::time::Duration::from_millis(25)).await;
        brotli = packed(&site, LIFE, "br, gzip").await.ok();
    }
    assert_eq!(plain.header("content-encoding"), None);
    assert_eq!(gzip.header("content-encoding"), Some("gzip"));
    assert_eq!(brotli.header("content-encoding"), Some("br"));
    let mut unpacked = Vec::new();
    std::io::Read::read_to_end(
        &mut flate2::read::GzDecoder::new(&*gzip.bytes),
        &mut unpacked,
    )
    .unwrap();
    assert_eq!(unpacked, plain.bytes);
    let mut unpacked = Vec::new();
    brotli::BrotliDecompress(&mut &*brotli.bytes, &mut unpacked).unwrap();
    assert_eq!(unpacked, plain.bytes);
    assert!(brotli.bytes.len() < gzip.bytes.len() && gzip.bytes.len() * 3 < plain.bytes.len());

    let tags: Vec<&str> = [&plain, &gzip, &brotli]
        .map(|form| form.header("etag").unwrap())
        .into();
    assert_eq!(tags.iter().collect::<BTreeSet<_>>().len(), 3, "{tags:?}");
    assert!(
        tags.iter().all(|tag| tag.starts_with('"')),
        "strong: {tags:?}"
    );
    for (form, accepted) in [(&plain, "identity"), (&gzip, "gzip"), (&brotli, "gzip, br")] {
        assert_eq!(form.header("vary"), Some("Accept-Encoding"));
        let tag = form.header("etag").unwrap();
        let visitor = site.visitor();
        let ask = |method: Method| {
            let request = visitor
                .request(method, LIFE)
                .header(ACCEPT_ENCODING, accepted);
            visitor.send(request.header(IF_NONE_MATCH, tag))
        };
        for method in [Method::GET, Method::HEAD] {
            let held = ask(method).await;
            assert_eq!(
                (held.status, held.bytes.len()),
                (StatusCode::NOT_MODIFIED, 0)
            );
            assert_eq!(held.header("etag"), Some(tag));
            assert!(held.headers.contains_key("content-security-policy"));
            assert!(!held.headers.contains_key("content-type"));
        }
        let head = visitor
            .send(
                visitor
                    .request(Method::HEAD, LIFE)
                    .header(ACCEPT_ENCODING, accepted),
            )
            .await
            .ok();
        assert!(head.bytes.is_empty() && head.header("etag") == Some(tag));
        assert_eq!(
            head.header("content-length"),
            Some(form.bytes.len().to_string().as_str())
        );
    }
    // Whoever holds a form that this program does not read is sent one that it does.
    let visitor = site.visitor();
    let request = visitor
        .request(Method::GET, LIFE)
        .header(ACCEPT_ENCODING, "identity");
    let sent = visitor.send(request.header(IF_NONE_MATCH, tags[2])).await;
    assert_eq!(
        (sent.status, sent.bytes == plain.bytes),
        (StatusCode::OK, true)
    );
}

#[actix_web::test]
async fn thousands_who_ask_for_one_page_cost_one_making() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let service = init_service(app(site.state.clone())).await;
    let ask = || call_service(&service, TestRequest::get().uri(LIFE).to_request());
    let all = futures_util::future::join_all((0..2000).map(|_| ask())).await;
    assert!(
        all.iter()
            .all(|answer| answer.status() == StatusCode::OK.as_u16())
    );
    let counts = site.state.pages.counts();
    assert_eq!((counts.misses, counts.hits, counts.pages), (1, 1999, 1));
    // And once more when it has changed.
    publish_life(&site, NAME_ONLY);
    publish_life(
        &site,
        &LYSIUK
            .replace("Лисюк", "Мельник")
            .replace("Lysiuk", "Melnyk")
            .replace("p000001", "p2"),
    );
    futures_util::future::join_all((0..2000).map(|_| ask())).await;
    assert_eq!(site.state.pages.counts().misses, 2);
}

#[actix_web::test]
async fn a_stranger_with_many_questions_fills_no_more_than_there_is_room_for() {
    let settings = Settings {
        page_cache: 1,
        ..Settings::default()
    };
    let site = Site::open_with(settings).await;
    publish_life(&site, LYSIUK);
    let service = init_service(app(site.state.clone())).await;
    for _ in 0..3 {
        call_service(&service, TestRequest::get().uri(LIFE).to_request()).await;
    }
    for number in 0..300 {
        let address = format!("/uk/heroes?q=а&page={number}&x={}", "y".repeat(300));
        call_service(
            &service,
            TestRequest::get()
                .uri(&address.replace('а', "%D0%B0"))
                .to_request(),
        )
        .await;
    }
    let counts = site.state.pages.counts();
    assert!(
        counts.pages > 5 && counts.bytes <= 1024 * 1024,
        "{counts:?}"
    );
    let before = counts.pages;
    let long = format!("/uk/heroes?q={}", "y".repeat(600));
    call_service(&service, TestRequest::get().uri(&long).to_request()).await;
    assert_eq!(site.state.pages.counts().pages, before);
}

#[actix_web::test]
async fn a_memorial_may_keep_nothing() {
    let settings = Settings {
        page_cache: 0,
        ..Settings::default()
    };
    let site = Site::open_with(settings).await;
    publish_life(&site, LYSIUK);
    let first = packed(&site, LIFE, "gzip").await.ok();
    let again = packed(&site, LIFE, "gzip").await.ok();
    assert_eq!(first.bytes, again.bytes);
    let counts = site.state.pages.counts();
    assert_eq!((counts.hits, counts.misses, counts.pages), (0, 0, 0));
}

static NOW: AtomicI64 = AtomicI64::new(1_795_860_000);

fn clock() -> DateTime<Utc> {
    DateTime::from_timestamp(NOW.load(Ordering::SeqCst), 0).unwrap()
}

/// Through two nights hour by hour, and once an hour back: a page of each moment is that moment's.
#[actix_web::test]
async fn no_page_outlives_its_day_its_turn_or_its_candle() {
    let site = Site::open_at(clock).await;
    publish_life(&site, LYSIUK);
    for (at, day) in (10..16).enumerate() {
        let life = NAME_ONLY.replace("Орися", &format!("Орися{at}")).replace(
            "\"}}",
            &format!("\"}}, \"died\": \"2024-11-{}\"}}", 27 + day % 3),
        );
        publish_life(&site, &life);
    }
    site.post(&format!("{LIFE}/candles"), &[]).await.seen_at();
    let (mut faults, mut homes) = (Vec::new(), BTreeSet::new());
    for hour in 0..52 {
        let warm = Warm::up(&site).await;
        let step = if hour == 30 { -3600 } else { 3600 };
        NOW.fetch_add(step, Ordering::SeqCst);
        if let Err(fault) = warm.is_true(&site).await {
            faults.push(format!("at {}: {fault}", clock()));
        }
        homes.insert(answers(site.state.clone(), &["/uk".to_owned()]).await);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(homes.len() >= 4, "others have their turn: {}", homes.len());
    assert!(!site.get(LIFE).await.ok().says("горить свічка"));
}

#[actix_web::test]
async fn a_cache_in_front_is_told_what_a_page_shows_and_for_how_long() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    for _ in 0..2 {
        let alone = site.get(LIFE).await.ok();
        assert_eq!(
            alone.header("cache-control"),
            Some("public, max-age=0, must-revalidate")
        );
        assert_eq!(alone.header("cache-tag"), None);
    }
    let settings = Settings {
        shared_cache: 600,
        ..Settings::default()
    };
    let site = Site::open_with_clock(settings, || "2026-11-28T21:55:00Z".parse().unwrap()).await;
    let id = publish_life(&site, LYSIUK);
    for _ in 0..2 {
        let life = site.get(LIFE).await.ok();
        // Five minutes before midnight in Kyiv.
        let kept = "public, max-age=0, s-maxage=300, must-revalidate";
        assert_eq!(life.header("cache-control"), Some(kept));
        let tags: Vec<&str> = life.header("cache-tag").unwrap().split(',').collect();
        for tag in [
            format!("life-{id}").as_str(),
            &format!("remembered-{id}"),
            "reference",
            "bond-unit-58-motorized",
        ] {
            assert!(tags.contains(&tag), "{tag}: {tags:?}");
        }
        assert_eq!(
            site.get("/uk/heroes").await.ok().header("cache-tag"),
            Some("public")
        );
    }
    // What may not be kept at all says so to everyone.
    let gone = site.get("/uk/heroes/nobody").await;
    assert_eq!(
        (gone.header("cache-control"), gone.header("cache-tag")),
        (Some("no-store"), None)
    );
}
