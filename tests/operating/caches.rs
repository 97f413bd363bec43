//! Two nginx in front, as `docs/operating/nginx.conf` sets them up: what is hidden is hidden there too once the hiding has
//! answered, what is private never lies there, and readers read on while the memorial is away. Needs nginx; where there is none
//! the test says that it was skipped, unless `MEMORIAL_NGINX_TESTS=required`.

use std::fs;
use std::path::Path;
use std::time::Duration;

use actix_web::rt::time::sleep;
use reqwest::StatusCode;

use crate::lives::LYSIUK;
use crate::nginx::{Front, has_nginx};
use crate::process::Place;
use crate::site::{Answer, Browser};
use crate::story::{PASSWORD, administrator, approved, told};

/// All that lies in a folder, as one text.
fn all_bytes(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            all.extend(all_bytes(&entry.path()));
        } else if let Ok(bytes) = fs::read(entry.path()) {
            all.extend(bytes);
        }
    }
    all
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes
        .windows(words.len())
        .any(|part| part == words.as_bytes())
}

/// Asks until a cache has the page itself.
async fn kept(browser: &Browser, path: &str) -> Answer {
    for _ in 0..20 {
        let answer = browser.get(path).await;
        if answer.header("x-cache") == Some("HIT") {
            return answer;
        }
        sleep(Duration::from_millis(50)).await;
    }
    let answer = browser.get(path).await;
    panic!("{path} is not kept: {} {:?}", answer.status, answer.headers);
}

const LIFE: &str = "/uk/heroes/yurii-lysiuk";
const LISTS: [&str; 5] = [
    "/uk/heroes",
    "/en/heroes",
    "/uk/days/03-05",
    "/uk/feed.atom",
    "/en/heroes/yurii-lysiuk",
];

#[actix_web::test]
async fn what_is_hidden_is_hidden_in_two_caches_once_the_hiding_has_answered() {
    if !has_nginx() {
        return;
    }
    let mut place = Place::empty();
    let memorial = place.socket.local_addr().unwrap().to_string();
    let mut fronts = [Front::new(&memorial), Front::new(&memorial)];
    let told_at = fronts
        .each_ref()
        .map(|front| format!("http://127.0.0.1:{}", front.forgets_at));
    place.settings = vec![
        ("MEMORIAL_SHARED_CACHE", "86400".to_owned()),
        ("MEMORIAL_CACHES", told_at.join(",")),
        ("MEMORIAL_TRUSTED_PROXY", "127.0.0.1".to_owned()),
    ];
    let mut process = place.start();
    place.ready().await;
    for front in &fronts {
        front.ready().await;
    }
    let readers = fronts.each_ref().map(Front::browser);
    let desk = administrator(&place, &process).await;
    // The family comes through the first cache, the desk at times through the second.
    let family = fronts[0].browser();
    let home = told(&family).await;
    for reader in &readers {
        assert!(!kept(reader, "/uk/heroes").await.says("Лисюк"));
    }
    approved(&desk, 1).await;
    let portrait = readers[0]
        .get(LIFE)
        .await
        .ok()
        .attributes(".life-portrait img", "src")
        .remove(0);
    for reader in &readers {
        assert!(
            kept(reader, "/uk/heroes").await.says("Лисюк"),
            "published is public everywhere"
        );
        for path in [LIFE, &portrait].into_iter().chain(LISTS) {
            let answer = kept(reader, path).await.ok();
            assert_eq!(answer.header("cache-tag"), None, "keys are between us");
            assert!(answer.header("x-request-id").is_some());
        }
    }
    assert!(kept(&readers[1], LIFE).await.says("5 березня 2024"));

    // A fact.
    family
        .post(&format!("{home}/visibility"), &[("who-died", "moderators")])
        .await
        .seen_at();
    for reader in &readers {
        let page = reader.get(LIFE).await.ok();
        assert!(!page.says("5 березня 2024"), "{:?}", page.header("x-cache"));
        assert!(!reader.get("/uk/days/03-05").await.says("Лисюк"));
        kept(reader, LIFE).await;
    }

    // The memorial goes away, and what was kept is older than it should be: readers read on, pictures too.
    let day = place.settings[0].1.clone();
    "1".clone_into(&mut place.settings[0].1);
    process = place.replaced(process).await;
    // A memorial that opens lets everything go, and once more three seconds later.
    sleep(Duration::from_secs(4)).await;
    for reader in &readers {
        for path in [LIFE, &portrait, "/uk/heroes"] {
            kept(reader, path).await;
        }
    }
    process.order("-TERM");
    process.ended_well().await;
    sleep(Duration::from_millis(1500)).await;
    for front in &fronts {
        for path in [LIFE, &portrait, "/uk/heroes"] {
            // Each on a line of its own: behind a page that is old, nginx asks for a newer one on the same line.
            let page = front.browser().get(path).await.ok();
            let word = page.header("x-cache").unwrap();
            assert!(["STALE", "UPDATING"].contains(&word), "{path}: {word}");
        }
    }
    place.settings[0].1 = day;
    let _process = place.start();
    place.ready().await;

    // The page.
    for reader in &readers {
        for path in [LIFE, &portrait].into_iter().chain(LISTS) {
            kept(reader, path).await;
        }
    }
    let hidden = family.post(&format!("{home}/hiding"), &[]).await;
    assert_eq!(hidden.seen_at(), home);
    for reader in &readers {
        for path in [LIFE, "/en/heroes/yurii-lysiuk"] {
            assert_eq!(reader.get(path).await.status, StatusCode::GONE, "{path}");
        }
        let gone = reader.get(&portrait).await;
        assert!(
            gone.status.is_client_error(),
            "{:?} {:?}",
            gone.status,
            gone.headers
        );
        for path in LISTS {
            assert!(!reader.get(path).await.says("Лисюк"), "{path}");
        }
    }
    // Nothing of it lies there any more, and nothing private ever did.
    let key = home.rsplit('/').next().unwrap().to_owned();
    let signing = [
        ("name", "Олена М."),
        ("password", PASSWORD),
        ("next", "/admin"),
    ];
    let through = fronts[1].browser();
    let signed_in = through.post("/admin/sign-in", &signing).await;
    let cookie = signed_in.headers["set-cookie"].to_str().unwrap().to_owned();
    let cookie = cookie.split(['=', ';']).nth(1).unwrap().to_owned();
    assert!(
        through
            .get("/admin")
            .await
            .ok()
            .header("x-cache")
            .is_none_or(|word| word != "HIT")
    );
    for path in ["", "/check", "/visibility", "/keepsake.zip"] {
        for _ in 0..2 {
            let own = family.get(&format!("{home}{path}")).await;
            assert_ne!(own.header("x-cache"), Some("HIT"), "{path}");
        }
    }
    // What was hidden is let go once more three seconds later; then both keep the lists as they are now.
    sleep(Duration::from_secs(4)).await;
    for reader in &readers {
        kept(reader, "/uk/heroes").await;
    }
    for front in &fronts {
        let bytes = all_bytes(front.folder.path());
        assert!(holds(&bytes, "KEY: http"), "it does keep pages");
        for (what, secret) in [
            ("a key", key.as_str()),
            ("a session", &cookie),
            ("a telephone", "+380671234567"),
            ("a name that was hidden", "Лисюк"),
            ("a private page", "no-store"),
        ] {
            assert!(!holds(&bytes, secret), "{what} lies in a cache or its log");
        }
    }

    // A cache that is told nothing is said to be behind, acts are not held up for ever, and it is told when it can be.
    fronts[1].forgets_no_more();
    let page = desk.get("/admin/state").await.ok();
    assert!(
        page.says("Кеші попереду, які не відповідають 0"),
        "{}",
        page.words()
    );
    place.publish(LYSIUK);
    let watch = Browser::new(&place.watch_address());
    let mut behind = false;
    for _ in 0..100 {
        behind = watch
            .get("/metrics")
            .await
            .text()
            .contains("\nmemorial_caches_behind 1\n");
        if behind {
            break;
        }
        sleep(Duration::from_millis(100)).await;
    }
    assert!(behind, "{}", watch.get("/metrics").await.text());
    let page = desk.get("/admin/state").await.ok();
    assert!(
        page.says("Кеші попереду, які не відповідають") && page.says("ще може бути видно"),
        "{}",
        page.words()
    );
    // Whoever hides a page there is told so with the answer, and where to look.
    let hidden = desk
        .post(
            "/admin/heroes/2/hiding",
            &[("reason", "Родина просить."), ("days", "1")],
        )
        .await;
    let page = desk.get(&hidden.seen_at()).await.ok();
    assert!(
        page.says("Зроблено.") && page.says("кеш попереду ще не відпустив цієї сторінки"),
        "{}",
        page.words()
    );
    fronts[1].forget();
    for _ in 0..400 {
        if watch
            .get("/metrics")
            .await
            .text()
            .contains("\nmemorial_caches_behind 0\n")
        {
            behind = false;
            break;
        }
        sleep(Duration::from_millis(100)).await;
    }
    assert!(!behind, "it was told once it answered again");
}
