//! Every address of the memorial by who asks. The desk's stand in `roles` and, by the state things are in, in `states`; here are
//! all others: a family's own, by who holds which key and where the story stands, and those of everybody. A new address without
//! a row fails. Wherever something is not for the one who asks, the answer is the very one that nothing at all would get.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use reqwest::StatusCode;
use reqwest::multipart::{Form, Part};

use crate::accounts::{administrator, colleague, moderator};
use crate::keys::begun;
use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::moderation::{let_all_stand, revision, told};
use crate::photos::picture;
use crate::roles;
use crate::site::{Answer, Browser, Site};
use crate::submissions::put;

/// An address as `routes.rs` has it, whether it shows, whether it acts.
pub type Route = (String, bool, bool);

/// All of `routes.rs`, with what stands before an address in its scope.
pub fn routes() -> Vec<Route> {
    let source = include_str!("../../src/routes.rs");
    let begins = regex(r#"\b(scope|page_and_act|page|act)\(\s*"([^"]*)""#);
    let (mut all, mut scope, mut ends) = (Vec::new(), String::new(), 0);
    for found in begins.captures_iter(source) {
        let at = found.get(0).unwrap().start();
        let (kind, path) = (&found[1], &found[2]);
        if at > ends {
            scope.clear();
        }
        if kind == "scope" {
            scope = path.to_owned();
            ends = at + source[at..].find("\n    );").unwrap();
            continue;
        }
        all.push((format!("{scope}{path}"), kind != "act", kind != "page"));
    }
    assert!(all.len() > 200, "{}", all.len());
    all
}

/// A clock that stands, where a page counts the seconds.
pub fn still() -> DateTime<Utc> {
    "2026-11-28T10:00:00Z".parse().unwrap()
}

pub fn regex(pattern: &str) -> regex::Regex {
    regex::Regex::new(pattern).unwrap()
}

/// What an answer is made of but for its moment: status, headers, and the page with `own` taken out of it.
pub fn face(answer: &Answer, own: &str) -> (StatusCode, BTreeMap<String, String>, String) {
    const MOMENTS: [&str; 4] = ["date", "x-request-id", "content-length", "connection"];
    let headers = answer
        .headers
        .iter()
        .filter(|(name, _)| !MOMENTS.contains(&name.as_str()))
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).replace(own, "…");
            (name.to_string(), value)
        })
        .collect();
    let body = String::from_utf8_lossy(&answer.bytes).replace(own, "…");
    (answer.status, headers, body)
}

/// Asked as a form is sent; where files come, with one.
async fn acted(browser: &Browser, path: &str, form: &[(&str, &str)]) -> Answer {
    if ["/photos", "/papers"].iter().any(|end| path.ends_with(end)) {
        let part = Part::bytes(picture([10, 90, 200])).file_name("ще.jpg");
        return browser
            .post_files(path, Form::new().part("files", part))
            .await;
    }
    browser.post(path, form).await
}

// A family's own

/// What is sent where an empty form would say nothing of the right to send it.
const FORMS: [(&str, &[(&str, &str)]); 12] = [
    ("/story", &[("biography", "Він любив ліс і тишу.")]),
    ("/text", &[("text", "Він любив ліс.")]),
    ("/text/keeping", &[("text", "Він любив ліс.")]),
    ("/story/keeping", &[("biography", "Він любив ліс.")]),
    ("/relatives", &[("name", "тітка Оля")]),
    ("/replacement", &[("sure", "1")]),
    ("/call", &[("contact-phone", "+380671234567")]),
    ("/hiding", &[("words", "Нам погрожують.")]),
    ("/photos/uploads", &[("name", "a.jpg"), ("length", "5000")]),
    ("/thanks", &[("words", "Дякуємо.")]),
    ("/anniversaries", &[("wanted", "1")]),
    ("/proof", &[("answer", "right")]),
];

/// What comes of every address of a family's own page, by where the story stands; last, for a relative with whom a waiting
/// story is shared. `RELATIVE`, `PICTURE`, `MEMORY` are numbers of things of this very story.
const OWN: &str = "
                                    draft waits read  back  no    gone  public relative
GET                                 200   200   200   200   200   200   200   200
GET /check                          200   200   303   200   303   200   303   303
POST /here                          303   303   303   303   303   303   303   404
GET /relatives                      200   200   200   200   200   200   200   404
POST /relatives                     200   200   200   200   200   200   200   404
POST /relatives/RELATIVE/parting    303   303   303   303   303   303   303   404
POST /replacement                   303   303   303   303   303   303   303   404
GET /papers                         200   200   200   200   200   200   200   404
POST /papers                        303   303   409   303   409   303   409   404
GET /call                           200   200   200   200   200   200   200   404
POST /call                          303   303   303   303   303   303   303   404
GET /visibility                     200   200   303   200   303   200   200   404
POST /visibility                    303   303   303   303   303   303   303   404
POST /hiding                        404   404   404   404   404   404   303   404
GET /qr                             404   404   404   404   404   404   200   404
GET /qr.svg                         404   404   404   404   404   404   200   404
GET /qr.png                         404   404   404   404   404   404   200   404
GET /keepsake.zip                   200   200   200   200   200   200   200   404
GET /memories                       303   303   303   303   303   303   200   404
POST /memories/closing              404   404   404   404   404   404   303   404
POST /memories/opening              404   404   404   404   404   404   303   404
POST /memories/MEMORY/hiding        404   404   404   404   404   404   303   404
POST /memories/MEMORY/showing       404   404   404   404   404   404   303   404
GET /proof                          303   303   303   303   303   303   303   303
POST /proof                         303   303   303   303   303   303   303   303
POST /heaviness                     303   303   303   303   303   303   303   404
POST /thanks                        404   404   404   404   404   404   303   404
POST /anniversaries                 303   303   303   303   303   303   303   404
POST /sending                       422   303   303   303   303   422   303   404
GET /withdrawal                     200   200   200   200   200   200   200   404
POST /withdrawal                    303   303   303   303   303   303   303   404
POST /erasure                       303   303   303   303   303   303   303   404
GET /text                           200   200   303   200   303   200   303   200
POST /text                          303   303   409   303   409   303   409   303
POST /text/answers                  303   303   409   303   409   303   409   303
POST /text/keeping                  202   202   409   202   409   202   409   202
POST /story/keeping                 200   200   409   200   409   200   409   200
GET /birth/which                    303   303   303   303   303   303   303   303
POST /birth/which                   303   303   303   303   303   303   303   303
POST /photos/uploads                201   201   409   201   409   201   409   201
GET /photos/uploads/UPLOAD?from=0   404   404   404   404   404   404   404   404
POST /photos/uploads/UPLOAD?from=0  404   404   404   404   404   404   404   404
GET /photos/PICTURE                 200   200   200   200   200   200   200   200
GET /photos                         200   200   303   200   303   200   303   200
POST /photos                        303   303   409   303   409   303   409   303
GET /story                          200   200   303   200   303   200   303   200
POST /story                         303   303   409   303   409   303   409   303
";

const KEY: &str = "/{lang:uk|en}/submissions/{key}";

/// The address below a family's own page, with what is there.
fn own(path: &str) -> String {
    path.replace("{step:birth|death|burial}", "birth")
        .replace("{step:photos}", "photos")
        .replace("{step}", "story")
        .replace("/relatives/{id}", "/relatives/RELATIVE")
        .replace("/memories/{id}", "/memories/MEMORY")
        .replace("/photos/{id}", "/photos/PICTURE")
        .replace("/uploads/{id}", "/uploads/UPLOAD?from=0")
}

fn own_routes() -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    for (path, shows, acts) in routes() {
        let Some(path) = path.strip_prefix(KEY) else {
            continue;
        };
        if shows {
            all.push(("GET", own(path)));
        }
        if acts {
            all.push(("POST", own(path)));
        }
    }
    all
}

/// A memorial in which the story of a family with a key stands in one of seven ways, and another family has one too.
struct Story {
    site: Site,
    browser: Browser,
    home: String,
    relative: i32,
    picture: i32,
    memory: i32,
}

impl Story {
    fn path(&self, path: &str) -> String {
        let path = path
            .replace("RELATIVE", &self.relative.to_string())
            .replace("PICTURE", &self.picture.to_string())
            .replace("MEMORY", &self.memory.to_string())
            .replace("UPLOAD", &"A".repeat(24));
        format!("{}{path}", self.home)
    }
}

/// Shares a story; the address that the relative got.
async fn shared(family: &Browser, home: &str, name: &str) -> String {
    let page = family.get(&format!("{home}/relatives")).await.ok();
    let once = page.attributes("input[name=once]", "value").remove(0);
    let form = [("once", once.as_str()), ("name", name)];
    let invited = family.post(&format!("{home}/relatives"), &form).await.ok();
    let address = invited.attributes(".own-address a", "href").remove(0);
    address[address.find("/uk/").unwrap()..].to_owned()
}

async fn pictured(family: &Browser, home: &str, colour: [u8; 3]) {
    let part = Part::bytes(picture(colour)).file_name("портрет.jpg");
    family
        .post_files(&format!("{home}/photos"), Form::new().part("files", part))
        .await
        .seen_at();
}

/// A family with a story that was sent, a picture and a relative, and another family with the same: their homes and the
/// relatives' addresses. The first of everything is the first family's.
async fn two_families() -> (Site, Browser, [String; 2], [String; 2]) {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let family = site.visitor();
    let one = told(&family, "Юрій любив ліс.").await;
    pictured(&family, &one, [200, 190, 180]).await;
    let aunt = shared(&family, &one, "тітка Віра").await;
    let other = told(&family, "Інша родина розповідає про іншого Юрія.").await;
    pictured(&family, &other, [20, 30, 40]).await;
    let uncle = shared(&family, &other, "дядько Ілля").await;
    (site, family, [one, other], [aunt, uncle])
}

async fn approved(site: &Site, id: i32) {
    let address = format!("/admin/submissions/{id}");
    let_all_stand(&site.browser, id).await;
    let read = revision(&site.get(&address).await.ok());
    let form = [("revision", read.as_str()), ("seen", "1"), ("stands", "1")];
    site.post(&format!("{address}/approval"), &form)
        .await
        .seen_at();
}

async fn stories() -> Vec<Story> {
    let mut all = Vec::new();
    for state in [
        "draft", "waits", "taken", "returned", "refused", "gone", "public", "relative",
    ] {
        let (site, family, [home, _], [aunt, _]) = two_families().await;
        let mut story = Story {
            browser: family.clone(),
            home,
            relative: 1,
            picture: 1,
            memory: 1,
            site,
        };
        match state {
            "draft" => {
                story.home = begun(&family).await;
                pictured(&family, &story.home, [90, 190, 90]).await;
                shared(&family, &story.home, "баба Ніна").await;
                (story.relative, story.picture) = (3, 3);
            }
            "taken" | "returned" => put(&story.site, &story.home, state, Some("Додайте рік.")),
            "refused" => put(&story.site, &story.home, state, Some("Це вже є.")),
            "gone" => {
                let path = format!("{}/withdrawal", story.home);
                family.post(&path, &[]).await.seen_at();
            }
            "public" => {
                approved(&story.site, 1).await;
                let page = "/uk/heroes/yurii-lysiuk/memories";
                let friend = story.site.visitor();
                crate::memories::written(&friend, page, "Він умів мовчати.", &[])
                    .await
                    .seen_at();
                crate::memories::act(&story.site.browser, 1, "approval", &[])
                    .await
                    .seen_at();
            }
            "relative" => story.home = aunt,
            _ => {}
        }
        all.push(story);
    }
    all
}

#[actix_web::test]
async fn a_familys_own_addresses_by_where_the_story_stands() {
    let stories = stories().await;
    let mut table = String::new();
    for (method, path) in own_routes() {
        let mut row = format!("{:36}", format!("{method} {path}"));
        let form = FORMS.iter().find(|(known, _)| *known == path);
        for story in &stories {
            let asked = story.path(&path);
            let status = match method {
                "GET" => story.browser.get(&asked).await.status,
                _ => {
                    // What is done is done to a memorial of its own.
                    let copy = story.site.copied();
                    let browser = story.browser.at(&copy);
                    acted(&browser, &asked, form.map_or(&[], |(_, form)| *form))
                        .await
                        .status
                }
            };
            row.push_str(&format!("{:<6}", status.as_u16()));
        }
        table.push_str(row.trim_end());
        table.push('\n');
    }
    let wanted = OWN.trim().split_once('\n').unwrap().1;
    if std::env::var("MATRIX").is_ok() {
        println!("{table}");
    }
    assert_eq!(
        table.trim(),
        wanted.trim(),
        "the table as it is now:\n{table}"
    );
}

/// A wrong key, one that was replaced, and a relative's whose part is over: all open the same nothing, whatever is asked.
#[actix_web::test]
async fn a_key_that_is_lost_opens_what_a_key_that_never_was_opens() {
    let (site, family, [home, _], [aunt, _]) = two_families().await;
    let parting = format!("{home}/relatives/1/parting");
    family.post(&parting, &[]).await.seen_at();
    let replacement = format!("{home}/replacement");
    let new = family.post(&replacement, &[("sure", "1")]).await;
    let new = new.location().unwrap_or_default();
    assert!(!new.starts_with(&home), "{new}");
    let never = format!("/uk/submissions/{}", "A".repeat(24));
    let mut asked = 0;
    for (method, path) in own_routes() {
        let path = path
            .replace("RELATIVE", "1")
            .replace("PICTURE", "1")
            .replace("MEMORY", "1")
            .replace("UPLOAD", &"A".repeat(24));
        let form = FORMS.iter().find(|(known, _)| *known == path);
        let form = form.map_or(&[][..], |(_, form)| form);
        let mut faces = Vec::new();
        for home in [&never, &home, &aunt] {
            let address = format!("{home}{path}");
            let answer = match method {
                "GET" => family.get(&address).await,
                _ => acted(&family, &address, form).await,
            };
            let key = home.rsplit('/').next().unwrap();
            faces.push(face(&answer, key));
        }
        assert_eq!(faces[0].0, StatusCode::NOT_FOUND, "{method} {path}");
        assert_eq!(faces[0], faces[1], "{method} {path}: a replaced key");
        assert_eq!(faces[0], faces[2], "{method} {path}: a relative's");
        asked += 1;
    }
    assert!(asked > 40, "{asked}");
    drop(site);
}

/// With one's own key, what belongs to another family is not there, as what nobody has is not.
#[actix_web::test]
async fn with_ones_own_key_anothers_things_are_not_there() {
    let (site, family, [home, other], [aunt, _]) = two_families().await;
    approved(&site, 1).await;
    approved(&site, 2).await;
    // A memory of the other family's page.
    let listed = site.get("/api/v1/heroes").await.ok();
    let listed: serde_json::Value = serde_json::from_slice(&listed.bytes).unwrap();
    let lives = listed["heroes"].as_array().unwrap();
    let second = lives.iter().filter_map(|life| life["slug"].as_str());
    let second = second.max_by_key(|slug| slug.len()).unwrap();
    let page = format!("/uk/heroes/{second}/memories");
    let page = page.as_str();
    crate::memories::written(&site.visitor(), page, "Він умів мовчати.", &[])
        .await
        .seen_at();
    crate::memories::act(&site.browser, 1, "approval", &[])
        .await
        .seen_at();
    let begun = [("name", "їх.jpg"), ("length", "5000")];
    let upload = |home: &str| {
        let path = format!("{home}/photos/uploads");
        let family = family.clone();
        async move { family.post(&path, &begun).await }
    };
    // A story that still takes pictures, whose upload another key asks for.
    let draft = self::begun(&family).await;
    let answer = upload(&draft).await;
    let theirs: serde_json::Value = serde_json::from_slice(&answer.bytes).unwrap();
    let theirs = theirs["id"].as_str().unwrap().to_owned();

    let mut asked = 0;
    for (method, path) in own_routes() {
        // The other's thing, and one that nobody has.
        let pair = match path {
            _ if path.contains("RELATIVE") => ("RELATIVE", "2".to_owned(), "777".to_owned()),
            _ if path.contains("PICTURE") => ("PICTURE", "2".to_owned(), "777".to_owned()),
            _ if path.contains("MEMORY") => ("MEMORY", "1".to_owned(), "777".to_owned()),
            _ if path.contains("UPLOAD") => ("UPLOAD", theirs.clone(), "A".repeat(24)),
            _ => continue,
        };
        for home in [&home, &aunt] {
            let ask = |id: &str| {
                let address = format!("{home}{}", path.replace(pair.0, id));
                let family = family.clone();
                async move {
                    match method {
                        "GET" => family.get(&address).await,
                        _ => family.post(&address, &[]).await,
                    }
                }
            };
            let (theirs, none) = (ask(&pair.1).await, ask(&pair.2).await);
            // A number stands nowhere on the page; the longer name of an upload might.
            let (own, other) = match pair.0 {
                "UPLOAD" => (pair.1.as_str(), pair.2.as_str()),
                _ => ("—", "—"),
            };
            assert_eq!(face(&theirs, own), face(&none, other), "{method} {path}");
            assert!(
                theirs.status == StatusCode::NOT_FOUND || theirs.status == StatusCode::SEE_OTHER,
                "{method} {path}: {}",
                theirs.status
            );
            asked += 1;
        }
    }
    assert!(asked >= 10, "{asked}");
    // Nothing of the other family's was touched.
    let own = family.get(&format!("{other}/relatives")).await.ok();
    assert_eq!(own.all("dd.change form").len(), 1, "{}", own.words());
    let page = site.visitor().get(page).await.ok();
    assert!(page.says("Він умів мовчати"), "{}", page.words());
    family
        .get(&format!("{draft}/photos/uploads/{theirs}"))
        .await
        .ok();
}

// Everybody's

/// What everybody may ask, with what is there put in, and the answer; the same to all, signed in or not.
const EVERYBODY: &str = "
302 /
200 /healthz
200 /healthz/alive
200 /robots.txt
404 /photos/1/small.webp
200 /uk/submissions/new
200 /uk/submissions/call
200 /uk/submissions/words
200 /silence.css
301 /h/1
404 /h/1/AAAAAAAAAAAAAAAAAAAAAA
404 /h/1/AAAAAAAAAAAAAAAAAAAAAA/photos/1
200 /uk
200 /uk/heroes
200 /uk/heroes/yurii-lysiuk
303 /uk/heroes/yurii-lysiuk/unfinished/school
200 /uk/heroes/yurii-lysiuk/plain
200 /uk/heroes/yurii-lysiuk/text.txt
200 /uk/heroes/yurii-lysiuk/text.brf
200 /uk/heroes/yurii-lysiuk/card.png
200 /uk/card.png
200 /uk/heroes/yurii-lysiuk/qr
200 /uk/heroes/yurii-lysiuk/qr.svg
200 /uk/heroes/yurii-lysiuk/qr.png
200 /uk/heroes/yurii-lysiuk/booklet
200 /uk/heroes/yurii-lysiuk/page.pdf
200 /uk/heroes/yurii-lysiuk/booklet.pdf
200 /uk/heroes/yurii-lysiuk/booklet-sheet.pdf
200 /uk/heroes/yurii-lysiuk/memories
404 /uk/memories/AAAAAAAAAAAAAAAAAAAAAAAA
200 /uk/silence
200 /uk/silence/screen
200 /uk/heroes/yurii-lysiuk/calendar.ics
200 /uk/heroes/yurii-lysiuk/embed
200 /uk/heroes/yurii-lysiuk/item
200 /uk/heroes/yurii-lysiuk/item.txt
200 /uk/regions
200 /uk/regions/zhytomyrska
200 /uk/regions/zhytomyrska/calendar.ics
200 /uk/regions/zhytomyrska/feed.atom
200 /uk/units
200 /uk/units/58-motorized
200 /uk/units/58-motorized/calendar.ics
200 /uk/units/58-motorized/feed.atom
200 /uk/feed.atom
200 /uk/digests
200 /uk/digests/feed.atom
404 /uk/digests/2026-11
404 /uk/digests/2026-11/digest.txt
200 /uk/days
301 /uk/days/3
200 /uk/days/03-05
200 /uk/data
200 /uk/days/03-05/turns
200 /uk/days/03-05/calendar.ics
200 /uk/about
200 /uk/privacy
200 /uk/rules
200 /uk/accessibility
200 /feed.atom
400 /oembed
200 /api/v1/heroes
200 /api/v1/heroes/yurii-lysiuk
404 /api/v1/identifiers/wikidata/Q1
200 /api/v1/suggest
200 /api/v1/places
200 /api/v1/rotation
200 /api/v1/regions
200 /api/v1/units
200 /api/openapi.json
200 /sitemap.xml
404 /sitemaps/heroes-uk-1.xml
200 /data/heroes.jsonl
200 /data/heroes.csv
200 /data/datapackage.json
200 /oai
200 /oai/record.xsd
";

/// Addresses that cannot be asked with one answer for all, and where they are tested.
const ELSEWHERE: [(&str, &str); 3] = [
    ("/static/{fingerprint}/{path:.*}", "errors"),
    ("/digest/{account}/{token}", "care"),
    (
        "/{lang:uk|en}/anniversaries/{number}/{token}",
        "anniversaries",
    ),
];

/// The addresses that are neither a family's own nor the desk's.
pub fn everybodys() -> Vec<Route> {
    routes()
        .into_iter()
        .filter(|(path, ..)| !path.starts_with(KEY) && !path.starts_with("/admin"))
        .filter(|(path, ..)| ELSEWHERE.iter().all(|(known, _)| known != path))
        .collect()
}

/// An address of everybody's with what is there put in. `slug` is a life's.
pub fn filled(path: &str, slug: &str) -> String {
    let path = path
        .replace("{lang:uk|en}", "uk")
        .replace("{format:html|md|txt}", "txt")
        .replace("{month:[0-9]+}", "3");
    let path = match path.as_str() {
        _ if path.contains("/regions/") => path.replace("{slug}", "zhytomyrska"),
        _ if path.contains("/units/") => path.replace("{slug}", "58-motorized"),
        _ if path.contains("/digests/") => path.replace("{slug}", "2026-11"),
        _ => path.replace("{slug}", slug),
    };
    path.replace("{number}", "1")
        .replace("{token}", &"A".repeat(22))
        .replace("{photo}", "1")
        .replace("{id}", "1")
        .replace("{file}", "small.webp")
        .replace("{size}", "small.webp")
        .replace("{fact}", "school")
        .replace("{key}", &"A".repeat(24))
        .replace("{day}", "03-05")
        .replace("{scheme}", "wikidata")
        .replace("{value}", "Q1")
        .replace("{name}", "heroes-uk-1")
}

#[actix_web::test]
async fn everybodys_pages_are_the_same_to_everybody() {
    let site = Site::open_at(still).await;
    administrator(&site, &site.browser).await;
    publish_life(&site, LYSIUK);
    publish_life(&site, NAME_ONLY);
    let askers = [
        site.visitor(),
        colleague(&site, &site.browser, "Ніна", "reader").await,
        moderator(&site, &site.browser, "Тарас").await,
        site.browser.clone(),
    ];
    let mut table = String::new();
    for (path, shows, _) in everybodys() {
        if !shows {
            continue;
        }
        let asked = filled(&path, "yurii-lysiuk");
        let first = askers[0].get(&asked).await;
        for other in &askers[1..] {
            let answer = other.get(&asked).await;
            let once = regex(r#"name="once" value="[^"]*""#);
            let plain = |answer: &Answer| {
                let (status, headers, body) = face(answer, "—");
                (status, headers, once.replace_all(&body, "").into_owned())
            };
            let same = plain(&first) == plain(&answer);
            // A compressed or drawn file is made once and is the same to the byte; so is a page, but for its one-time word.
            assert!(same, "{asked} differs by who asks");
        }
        assert!(
            first.headers.get("set-cookie").is_none(),
            "{asked} sets a cookie"
        );
        table.push_str(&format!("{} {asked}\n", first.status.as_u16()));
    }
    assert_eq!(
        table.trim(),
        EVERYBODY.trim(),
        "the table as it is now:\n{table}"
    );
}

// The desk: what is in `roles`, and that a refusal tells nothing

/// Whoever may not do a thing is told so in the same words whether there is such a thing or not.
#[actix_web::test]
async fn a_refusal_at_the_desk_does_not_say_what_there_is() {
    let (site, _, _, _) = two_families().await;
    publish_life(&site, LYSIUK);
    let reader = colleague(&site, &site.browser, "Ніна", "reader").await;
    let taras = moderator(&site, &site.browser, "Тарас").await;
    let mut compared = 0;
    // Each in a memorial of its own: one address may do only so much in a minute.
    let copies = [site.copied(), site.copied(), site.copied()];
    let [nobody, reader, taras] = [
        copies[0].visitor(),
        reader.at(&copies[1]),
        taras.at(&copies[2]),
    ];
    for (path, shows, acts) in roles::desk() {
        if roles::DOORS.contains(&path) || !path.contains('{') {
            continue;
        }
        let there = roles::real(path, 1);
        let numbers = regex("/[0-9]+");
        let never = numbers.replace_all(&there, "/999999").into_owned();
        if there == never {
            continue;
        }
        let mut asked = Vec::new();
        for by in [&nobody, &reader, &taras] {
            if shows {
                asked.push(("GET", by.get(&there).await, by.get(&never).await));
            }
            if acts {
                asked.push((
                    "POST",
                    by.post(&there, &[]).await,
                    by.post(&never, &[]).await,
                ));
            }
        }
        for (method, one, other) in asked {
            let refused = [StatusCode::FORBIDDEN, StatusCode::UNAUTHORIZED];
            let led_away = one
                .location()
                .is_some_and(|to| to.starts_with("/admin/sign-in"));
            if !refused.contains(&one.status) && !led_away {
                continue;
            }
            let encoded = |path: &str| path.replace('/', "%2F");
            let (_, headers, body) = face(&one, &encoded(&there));
            let (_, other_headers, other_body) = face(&other, &encoded(&never));
            assert_eq!(one.status, other.status, "{method} {path}");
            assert_eq!(headers, other_headers, "{method} {path}");
            assert_eq!(
                body.replace(&there, ""),
                other_body.replace(&never, ""),
                "{method} {path}"
            );
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn every_address_stands_in_one_table() {
    let known = roles::desk();
    for (path, ..) in routes() {
        let desk = known.iter().any(|(desk, ..)| *desk == path);
        let own = path.starts_with(KEY);
        let elsewhere = ELSEWHERE.iter().any(|(known, _)| *known == path);
        let everybodys = everybodys().iter().any(|(known, ..)| *known == path);
        let times = [desk, own, elsewhere, everybodys]
            .iter()
            .filter(|stands| **stands)
            .count();
        assert_eq!(times, 1, "{path}");
    }
    for (path, tests) in ELSEWHERE {
        assert!(routes().iter().any(|(known, ..)| known == path), "{path}");
        assert!(
            include_str!("main.rs").contains(&format!("\nmod {tests};")),
            "{tests}"
        );
    }
}
