//! What somebody sends is words on every page, in every file and to every program that reads it: it is put into every field
//! there is, shown back at once, kept, published, and every answer that could hold it is read as its reader reads it.

use std::collections::BTreeSet;

use heroes_memorial::archive::export_static::write::{Arguments, export_static};
use heroes_memorial::config::Settings;
use heroes_memorial::db::Database;
use heroes_memorial::submissions::consent;
use heroes_memorial::submissions::submission::Kind;
use reqwest::multipart::{Form, Part};

use super::sound::{EVIL, Filled, LONG, Numbers, all_sound, file, forms, leads, noted, sound};
use crate::accounts::{administrator, colleague};
use crate::lives::publish_life;
use crate::matrix::{everybodys, filled, regex};
use crate::photos::picture;
use crate::roles;
use crate::site::{Answer, Browser, Site};

/// Every text of a record.
fn record() -> String {
    let text = serde_json::json!({"uk": LONG, "en": LONG});
    serde_json::json!({
        "external_id": EVIL,
        "name": {"family": NAME, "given": NAME},
        "latin": {"family": "Evil", "given": "Ivan"},
        "aliases": [EVIL], "call_sign": EVIL, "sex": "male",
        "born": "1996-03-05", "born_note": EVIL, "died": "2024-03-05",
        "birth_place": {"settlement": EVIL, "region": "UA-18"},
        "home_place": {"settlement": EVIL, "region": "UA-18"},
        "death_place": {"settlement": EVIL, "region": "UA-14", "near": true},
        "burial_place": {"settlement": EVIL, "region": "UA-18", "cemetery": EVIL},
        "service": [{"unit": "58-motorized", "position": text, "rank_text": EVIL},
                    {"unit_text": EVIL, "position": text, "rank_text": EVIL}],
        "events": [{"kind": "work", "from": "2014", "text": text}, {"kind": "captivity", "text": text}],
        "interests": text, "biography": text,
        "awards": [{"award_text": EVIL, "when": "2024"}],
        "quotes": [{"text": text, "speaker": EVIL, "relation": "sister"}],
        "kin": [{"relation": "sister"}],
        "sources": [{"title": EVIL, "url": "https://a.example/\"><x-evil>"}, {"title": EVIL}],
    })
    .to_string()
}

/// Sends a form as the page that holds it would.
async fn send(by: &Browser, form: &Filled, more: &[(&str, &str)]) -> Answer {
    let mut pairs: Vec<(&str, &str)> = form
        .pairs
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| more.iter().all(|(other, _)| other != name))
        .collect();
    pairs.extend(more);
    if form.takes_files {
        let mut parts = Form::new();
        for (name, value) in pairs {
            parts = parts.text(name.to_owned(), value.to_owned());
        }
        let evil = EVIL.replace('"', "%22");
        let part = Part::bytes(picture([200, 190, 180])).file_name(evil);
        return by.post_files(&form.action, parts.part("files", part)).await;
    }
    by.post(&form.action, &pairs).await
}

/// Looks at an answer and at the page that it leads to.
async fn looked(by: &Browser, answer: Answer, what: &str) {
    if answer.status.as_u16() >= 500 {
        noted(format!("{what}: {}", answer.status));
    }
    sound(&answer, what);
    if let Some(next) = answer.location() {
        let page = by.get(&next).await;
        sound(&page, &format!("{what} → {next}"));
    }
}

/// A name may hold no markup; this it may hold, and it would end an attribute.
const NAME: &str = "Злий\" onclick \"x-evil '()";

/// What a story cannot do without: the rest of it may be as evil as it is.
const PLAIN: [(&str, &str); 11] = [
    ("family", NAME),
    ("given", NAME),
    ("patronymic", ""),
    ("latin-family", ""),
    ("latin-given", ""),
    ("latin-patronymic", ""),
    ("stress", ""),
    ("sex", "male"),
    ("contact-phone", "+380671234567"),
    ("contact-email", ""),
    ("consent", consent::VERSION),
];

/// Only what the form itself asks for.
fn plain(form: &Filled) -> Vec<(&str, &str)> {
    let asks = |name: &str| form.pairs.iter().any(|(known, _)| known == name);
    let consents = form.action.ends_with("/consent");
    let judged = form.pairs.iter().map(|(name, _)| name.as_str());
    let judged = judged.filter(|name| name.ends_with("-url") || name.ends_with("-year"));
    PLAIN
        .into_iter()
        .filter(|(name, _)| asks(name) || (*name == "consent" && consents))
        .chain(judged.map(|name| (name, "")))
        .collect()
}

/// A family says evil in every field of every step, sees it shown back, and sends it.
async fn told(family: &Browser) -> (String, usize) {
    let new = "/uk/submissions/new";
    let page = family.get(new).await.ok();
    let begin = forms(&page, new, Numbers::Evil);
    let begin = begin.iter().max_by_key(|form| form.words).unwrap();
    looked(family, send(family, begin, &[]).await, new).await;
    let answer = send(family, begin, &plain(begin)).await;
    let next = answer
        .location()
        .unwrap_or_else(|| panic!("{}", answer.words()));
    let home = next[..next.rfind('/').unwrap()].to_owned();
    let steps = Kind::Life.steps().iter().map(|step| step.word().to_owned());
    let further = ["relatives", "text", "papers", "call", "visibility"].map(str::to_owned);
    let mut words = 0;
    for step in steps.chain(further) {
        let path = format!("{home}/{step}");
        for numbers in [Numbers::Evil, Numbers::Empty] {
            let page = family.get(&path).await;
            sound(&page, &path);
            for form in forms(&page, &path, numbers) {
                let parts = ["/replacement", "/parting", "/hiding"];
                if parts.iter().any(|end| form.action.ends_with(end)) {
                    continue;
                }
                words += form.words;
                let more = match numbers {
                    Numbers::Evil => Vec::new(),
                    Numbers::Empty => plain(&form),
                };
                let answer = send(family, &form, &more).await;
                looked(family, answer, &format!("{path}: {}", form.action)).await;
            }
        }
    }
    for page in ["", "/check", "/memories", "/withdrawal"] {
        sound(&family.get(&format!("{home}{page}")).await, page);
    }
    let sent = family.post(&format!("{home}/sending"), &[]).await;
    if sent.location().as_deref() != Some(home.as_str()) {
        let why = sent.all(".faults li, .error, [role=alert] li").join("; ");
        noted(format!("it was not sent: {why}"));
    }
    (home, words)
}

async fn furnished() -> (Site, Browser, String) {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    colleague(&site, &site.browser, "<x-evil>Ніна", "moderator").await;
    publish_life(&site, &record());
    let family = site.visitor();
    let (home, words) = told(&family).await;
    assert!(words > 30, "{words} fields took words");
    (site, family, home)
}

/// The address of the life that was published.
async fn slug(site: &Site) -> String {
    let answer = site.get("/api/v1/heroes").await.ok();
    let found: serde_json::Value = serde_json::from_slice(&answer.bytes).unwrap();
    found["heroes"][0]["slug"].as_str().unwrap().to_owned()
}

fn holds(answer: &Answer) -> bool {
    String::from_utf8_lossy(&answer.bytes).contains("x-evil")
}

#[actix_web::test]
async fn words_stay_words_on_every_public_page_and_in_every_file() {
    let (site, family, home) = furnished().await;
    let slug = slug(&site).await;
    let stranger = site.visitor();
    // What anybody may send about a life, shown back with a fault and without.
    for path in [
        format!("/uk/heroes/{slug}/memories"),
        format!("/uk/heroes/{slug}/unfinished/school"),
        format!("/uk/submissions/new?about={slug}"),
        "/uk/submissions/call".to_owned(),
        "/uk/submissions/words".to_owned(),
        "/en/submissions/new".to_owned(),
    ] {
        let page = stranger.get(&path).await.ok();
        sound(&page, &path);
        for form in forms(&page, &path, Numbers::Evil) {
            let answer = send(&stranger, &form, &[]).await;
            looked(&stranger, answer, &path).await;
            let answer = send(
                &stranger,
                &form,
                &[("agree", "1"), ("consent", consent::VERSION)],
            )
            .await;
            looked(&stranger, answer, &path).await;
        }
    }
    crate::memories::act(&site.browser, 1, "approval", &[("stands", "1")]).await;
    let titles = [("title-uk", EVIL), ("title-en", EVIL)];
    let digest = site.post("/admin/digests", &titles).await.seen_at();
    let page = site.get(&digest).await.ok();
    let version = page.attributes("[name=version]", "value").remove(0);
    let content = [
        ("version", version.as_str()),
        ("title-uk", EVIL),
        ("title-en", EVIL),
        ("intro-uk", LONG),
        ("intro-en", LONG),
        ("add", "1"),
    ];
    site.post(&digest, &content).await.seen_at();
    let page = site.get(&digest).await.ok();
    let version = page.attributes("[name=version]", "value").remove(0);
    let publication = format!("{digest}/publication");
    site.post(&publication, &[("version", version.as_str())])
        .await
        .seen_at();
    assert!(holds(&stranger.get("/uk/digests").await.ok()));

    let query: String = url::form_urlencoded::byte_serialize(LONG.as_bytes()).collect();
    let mut pages: BTreeSet<String> = everybodys()
        .into_iter()
        .filter(|(_, shows, _)| *shows)
        .map(|(path, ..)| filled(&path, &slug))
        .collect();
    for lang in ["uk", "en"] {
        for name in [
            "q",
            "region",
            "unit",
            "rank",
            "award",
            "letter",
            "sort",
            "page",
            "died_from",
            "born_to",
            "region_role",
            "x",
        ] {
            pages.insert(format!("/{lang}/heroes?{name}={query}"));
        }
        pages.insert(format!("/{lang}/heroes?q=evil"));
        pages.insert(format!("/{lang}/{query}"));
        pages.insert(format!("/{lang}/submissions/{query}"));
    }
    for path in [
        "/api/v1/heroes?q=",
        "/api/v1/heroes?x=",
        "/api/v1/suggest?q=",
        "/api/v1/places?q=",
        "/oembed?url=",
        "/oembed?format=xml&url=",
        "/oai?verb=",
        "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=",
        "/api/v1/identifiers/wikidata/",
        "/admin/sign-in?next=",
        "/api/v1/rotation?day=",
    ] {
        pages.insert(format!("{path}{query}"));
    }
    for format in ["json", "xml"] {
        pages.insert(format!(
            "/oembed?format={format}&url=http%3A%2F%2F127.0.0.1%3A8080%2Fuk%2Fheroes%2F{slug}"
        ));
    }
    for verb in ["ListRecords", "ListIdentifiers", "ListSets", "Identify"] {
        pages.insert(format!("/oai?verb={verb}&metadataPrefix=oai_dc"));
    }
    for path in [
        "item.html",
        "item.md",
        "item.txt",
        "embed?size=large",
        "calendar.ics",
        "qr.svg",
        "text.txt",
    ] {
        pages.insert(format!("/uk/heroes/{slug}/{path}"));
    }
    // And wherever those lead, in both languages.
    let mut open: Vec<String> = pages.iter().cloned().collect();
    let (mut seen, mut held, mut kinds) = (0, 0, BTreeSet::new());
    while let Some(path) = open.pop() {
        let answer = stranger.get(&path).await;
        if answer.status.as_u16() >= 500 {
            noted(format!("{path}: {}", answer.status));
        }
        sound(&answer, &path);
        seen += 1;
        held += usize::from(holds(&answer));
        let kind = answer.header("content-type").unwrap_or_default();
        kinds.insert(kind.split(';').next().unwrap().to_owned());
        if kind.starts_with("text/html") && seen < 400 {
            for next in leads(&answer) {
                if !next.starts_with("/static") && pages.insert(next.clone()) {
                    open.push(next);
                }
            }
        }
    }
    assert!(seen > 100 && held > 30, "{held} of {seen} hold it");
    for kind in [
        "text/html",
        "application/atom+xml",
        "application/json",
        "application/jsonl",
        "text/calendar",
        "text/markdown",
        "text/csv",
        "image/svg+xml",
        "text/xml",
    ] {
        assert!(kinds.contains(kind), "{kind} is not among {kinds:?}");
    }

    // What a family takes home, and the whole memorial as a folder.
    let zip = family.get(&format!("{home}/keepsake.zip")).await.ok();
    sound(&zip, "keepsake.zip");
    let folder = tempfile::tempdir().unwrap();
    let copy = site.copied();
    let (from, to) = (copy.database(), folder.path().join("stick"));
    let made = std::thread::spawn(move || {
        let settings = Settings {
            public_url: "https://memorial.example".parse().unwrap(),
            ..Settings::default()
        };
        export_static(
            Database::open(&from).unwrap(),
            settings,
            &Arguments { folder: to.clone() },
            chrono::Utc::now,
        )
        .map(|_| to)
    });
    let to = made.join().unwrap().unwrap();
    let (mut read, mut open) = (0, vec![to]);
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let kind = match path.extension().and_then(|end| end.to_str()) {
                Some("html") => "text/html",
                Some("svg") => "image/svg+xml",
                Some("ics") => "text/calendar",
                Some("json") => "application/json",
                _ => continue,
            };
            file(
                kind,
                &std::fs::read(&path).unwrap(),
                &path.display().to_string(),
            );
            read += 1;
        }
    }
    assert!(read > 20, "{read}");
    all_sound();
}

/// Every page of the desk, and every form on it, in a memorial where everybody has sent the worst they can.
#[actix_web::test]
async fn words_stay_words_at_the_desk_and_in_whatever_a_moderator_writes() {
    let (site, _, _) = furnished().await;
    crate::imports::bring(&site.browser, "<x-evil>.jsonl", record().into_bytes()).await;
    site.post("/admin/digests", &[("title-uk", EVIL), ("title-en", EVIL)])
        .await;
    let mut pages: BTreeSet<String> = BTreeSet::new();
    for (path, shows, _) in roles::desk() {
        if shows && path != "/admin/sign-in" {
            pages.insert(roles::real(path, 2));
            pages.insert(
                roles::real(path, 2)
                    .replace("/submissions/1", "/submissions/1?q=%22%3E%3Cx-evil%3E"),
            );
        }
    }
    let encoded: String = url::form_urlencoded::byte_serialize(EVIL.as_bytes()).collect();
    for path in [
        "/admin",
        "/admin/heroes",
        "/admin/journal",
        "/admin/places",
        "/admin/reference/units",
        "/admin/namesakes",
        "/admin/imports",
        "/admin/memories",
        "/admin/letters",
    ] {
        for name in ["q", "state", "by", "act", "page", "scope"] {
            pages.insert(format!("{path}?{name}={encoded}"));
        }
    }
    let numbers = regex("[0-9]+");
    let mut tried: BTreeSet<String> = BTreeSet::new();
    let mut open: Vec<String> = pages.iter().cloned().collect();
    let (mut seen, mut held, mut sent) = (0, 0, 0);
    while let Some(path) = open.pop() {
        let answer = site.get(&path).await;
        if answer.status.as_u16() >= 500 {
            noted(format!("{path}: {}", answer.status));
        }
        sound(&answer, &path);
        seen += 1;
        held += usize::from(holds(&answer));
        if !answer
            .header("content-type")
            .unwrap_or_default()
            .starts_with("text/html")
        {
            continue;
        }
        for next in leads(&answer) {
            let kind = numbers.replace_all(&next, "N").into_owned();
            if next.starts_with("/admin")
                && tried.insert(format!("GET {kind}"))
                && pages.insert(next.clone())
            {
                open.push(next);
            }
        }
        for form in forms(&answer, &path, Numbers::Evil) {
            let kind = numbers.replace_all(&form.action, "N").into_owned();
            let known = form
                .pairs
                .iter()
                .map(|(name, _)| name.as_str())
                .collect::<Vec<_>>()
                .join(" ");
            if form.words == 0
                || !tried.insert(format!("POST {kind} {}", numbers.replace_all(&known, "N")))
            {
                continue;
            }
            // What is done is done to a memorial of its own, and looked at there.
            let copy = site.copied();
            let by = site.browser.at(&copy);
            let answer = send(&by, &form, &[]).await;
            looked(&by, answer, &form.action).await;
            for after in [path.as_str(), "/admin/journal", "/admin"] {
                sound(
                    &by.get(after).await,
                    &format!("{} and then {after}", form.action),
                );
            }
            sent += 1;
        }
    }
    assert!(seen > 60 && held > 10, "{held} of {seen} hold it");
    assert!(sent > 8, "{sent} forms were sent");
    all_sound();
}

/// A browser that names itself, and a page it comes from, are shown at the desk as a browser's known name and not at all.
#[actix_web::test]
async fn what_a_browser_says_of_itself_is_never_shown_as_it_says_it() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let evil = "<x-evil onclick=a()>\"'";
    let request = site
        .browser
        .request(reqwest::Method::POST, "/admin/sign-in")
        .header(
            "user-agent",
            format!("Mozilla/5.0 {evil} Firefox/128.0 {evil}"),
        )
        .header("referer", format!("https://evil.example/{evil}"))
        .header("sec-fetch-site", "same-origin")
        .form(&[
            ("name", "Олена М."),
            ("password", crate::accounts::PASSWORD),
        ]);
    site.browser.send(request).await.seen_at();
    for path in ["/admin/account", "/admin/accounts", "/admin/journal"] {
        let page = site.get(path).await.ok();
        sound(&page, path);
        assert!(!page.text().contains("evil"), "{path}");
    }
    all_sound();
}
