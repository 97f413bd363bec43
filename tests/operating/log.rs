//! Nothing private is ever written down: a memorial that says all it can, and everything it said searched for every secret.

use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use heroes_memorial::submissions::consent;
use reqwest::{Method, StatusCode};

use crate::process::Place;
use crate::site::{Answer, Browser};

/// What nobody may ever read in a log.
#[derive(Default)]
struct Secrets(Vec<(&'static str, String)>);

impl Secrets {
    fn keep(&mut self, what: &'static str, secret: impl Into<String>) -> String {
        let secret = secret.into();
        assert!(
            secret.chars().count() > 4,
            "{what}: {secret} could be found by chance"
        );
        self.0.push((what, secret.clone()));
        secret
    }

    /// However it is written: as it is, as in an address, as in a form, as in JSON.
    fn are_not_in(&self, place: &str, written: &str) {
        for (what, secret) in &self.0 {
            let form: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
            let escaped: String = secret
                .chars()
                .flat_map(|letter| letter.escape_unicode())
                .collect();
            let json = secret
                .encode_utf16()
                .map(|unit| format!("\\u{unit:04x}"))
                .collect::<String>();
            for spelt in [
                secret.clone(),
                form.replace('+', "%20"),
                form,
                escaped,
                json,
            ] {
                assert!(
                    !written.contains(&spelt),
                    "{what} stands in {place}: {spelt}"
                );
            }
        }
    }
}

fn cookies(answer: &Answer) -> Vec<String> {
    let all = answer.headers.get_all("set-cookie").iter();
    all.filter_map(|cookie| {
        let cookie = cookie.to_str().unwrap().split(';').next()?;
        Some(cookie.split_once('=')?.1.to_owned())
    })
    .filter(|value| value.len() > 8)
    .collect()
}

const PASSWORD: &str = "вишня потяг сіль ранок";

#[actix_web::test]
async fn nothing_that_a_person_sent_is_written_down() {
    for format in ["json", "text"] {
        told_everything(format).await;
    }
}

async fn told_everything(format: &str) {
    let mut place = Place::empty();
    let mut secrets = Secrets::default();
    let mail = secrets.keep("the mail server's password", "kalyna-kalyna-7788");
    place.settings = vec![
        ("RUST_LOG", "trace".to_owned()),
        ("MEMORIAL_LOG_FORMAT", format.to_owned()),
        (
            "MEMORIAL_SMTP",
            format!("smtp://memorial:{mail}@127.0.0.1:9"),
        ),
        ("MEMORIAL_MAIL_FROM", "memorial@mail.example".to_owned()),
        ("MEMORIAL_TRUSTED_PROXY", "127.0.0.1".to_owned()),
    ];
    let process = place.start();
    place.ready().await;

    // The desk: invited, with a second factor, signed in again. Where the log is one of objects, no link is printed.
    let admin = Browser::new(&place.address());
    let name = secrets.keep("a moderator's name", "Соломія Замковецька");
    secrets.keep("a password", PASSWORD);
    let accepted = if format == "json" {
        place.add_administrator(&name, PASSWORD);
        let form = [
            ("name", name.as_str()),
            ("password", PASSWORD),
            ("next", "/admin"),
        ];
        admin.post("/admin/sign-in", &form).await
    } else {
        let link = process.first_link();
        secrets.keep("an invitation", link.rsplit('/').next().unwrap());
        let form = [
            ("name", name.as_str()),
            ("password", PASSWORD),
            ("again", PASSWORD),
        ];
        admin.post(&link, &form).await
    };
    assert_eq!(
        accepted.status,
        StatusCode::SEE_OTHER,
        "{}",
        accepted.words()
    );
    for cookie in cookies(&accepted) {
        secrets.keep("a session", cookie);
    }
    let page = admin.get("/admin/account/second-factor").await.ok();
    let letters: String = page.all("#secret")[0].split_whitespace().collect();
    secrets.keep("the secret of the second factor", letters.clone());
    let secret = totp_rs::Secret::try_from_base32(letters).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    let now = chrono::Utc::now().timestamp().try_into().unwrap();
    let code = totp.generate(now).to_string();
    let codes = admin
        .post(
            "/admin/account/second-factor",
            &[("current", PASSWORD), ("code", &code)],
        )
        .await
        .ok();
    for code in codes.all("#codes li") {
        secrets.keep("a recovery code", code);
    }
    let wrong = secrets.keep("a password that was mistyped", "вишня потяг сіль ранко");
    for password in [wrong.as_str(), PASSWORD] {
        let form = [
            ("name", name.as_str()),
            ("password", password),
            ("next", "/admin"),
        ];
        let answer = Browser::new(&place.address())
            .post("/admin/sign-in", &form)
            .await;
        for cookie in cookies(&answer) {
            secrets.keep("a half session", cookie);
        }
    }
    let lost = secrets.keep("a name that nobody has", "Невідомченко Невідомка");
    let form = [
        ("name", lost.as_str()),
        ("password", PASSWORD),
        ("next", "/admin"),
    ];
    Browser::new(&place.address())
        .post("/admin/sign-in", &form)
        .await;

    // A family.
    let family = Browser::new(&place.address());
    let page = family.get("/uk/submissions/new").await.ok();
    let once = page.attributes("input[name=once]", "value").remove(0);
    secrets.keep("a form's own word", once.clone());
    let surname = secrets.keep("a name under review", "Перебийнісенко");
    let form = [
        ("once", once.as_str()),
        ("family", &surname),
        ("given", "Юрій"),
        ("sex", "male"),
    ];
    let next = family.post("/uk/submissions/new", &form).await.seen_at();
    let home = next.strip_suffix("/relation").unwrap().to_owned();
    let key = secrets.keep("a key", home.rsplit('/').next().unwrap());
    let page = family.get(&next).await.ok();
    let words = page.all(".key-words li");
    let words = secrets.keep("six words", words.join(" "));
    let story = secrets.keep("a story", "Він беріг калинову сопілку діда Охріма");
    let phone = secrets.keep("a telephone", "+380671239876");
    let email = secrets.keep("an e-mail", "yana.perebyinis@poshta.example");
    let relative = secrets.keep("who tells", "Тітка Явдоха Перебийніс");
    for (step, form) in [
        ("relation", &[("relation", "sister")][..]),
        ("story", &[("biography", story.as_str())]),
        (
            "contact",
            &[
                ("contact-name", &relative),
                ("contact-phone", &phone),
                ("contact-email", &email),
            ],
        ),
        ("consent", &[("consent", consent::VERSION)]),
    ] {
        family.post(&format!("{home}/{step}"), form).await.seen_at();
    }
    let relatives = format!("{home}/relatives");
    let invited = family.post(&relatives, &[("name", &relative)]).await;
    assert!(invited.status.is_success() || invited.status.is_redirection());
    family.post(&format!("{home}/sending"), &[]).await.seen_at();
    family
        .post("/uk/submissions/words", &[("words", &words)])
        .await
        .seen_at();
    let wrong = secrets.keep(
        "words of nobody",
        "абетка абетка абетка абетка абетка абетка",
    );
    family
        .post("/uk/submissions/words", &[("words", &wrong)])
        .await;
    let memory = secrets.keep("a key of nobody", "ZZZZZZZZZZZZZZZZZZZZZZZZ");
    family.get(&format!("/uk/submissions/{memory}")).await;
    let query = secrets.keep("what was looked for", "Жайворонченко Тарасик");
    let search: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
    family.get(&format!("/uk/heroes?q={search}")).await.ok();
    let address = secrets.keep("an address", "198.51.100.77");
    let from = family
        .request(Method::GET, &format!("{home}/check"))
        .header("X-Forwarded-For", &address)
        .header("X-Request-Id", "proxy-4711-abcdef");
    let numbered = family.send(from).await.ok();
    assert_eq!(numbered.header("x-request-id"), Some("proxy-4711-abcdef"));
    // A picture that is none, whose name says who is on it.
    let file = secrets.keep("a file's name", "Перебийніс-у-шпиталі.jpg");
    let part = reqwest::multipart::Part::bytes(b"no picture".to_vec()).file_name(file);
    let form = reqwest::multipart::Form::new().part("photo", part);
    family.post_files(&format!("{home}/photos"), form).await;

    // The desk reads and asks.
    admin.post("/admin/submissions/1/taking", &[]).await;
    let review = admin.get("/admin/submissions/1").await.ok();
    assert!(review.says(&surname));
    let revision = review.attributes("[name=revision]", "value").remove(0);
    let asked = secrets.keep("a moderator's question", "Чи була сопілка вербовою?");
    let form = [
        ("revision", revision.as_str()),
        ("message", &asked),
        ("seen", "1"),
    ];
    admin
        .post("/admin/submissions/1/return", &form)
        .await
        .seen_at();

    // Faults: the file loses what a page needs, while the memorial is open.
    let mut file = SqliteConnection::establish(place.database().to_str().unwrap()).unwrap();
    file.batch_execute("PRAGMA busy_timeout = 5000; ALTER TABLE heroes RENAME TO lost; ALTER TABLE submissions RENAME TO gone;")
        .unwrap();
    let fallen = family.get("/uk/regions").await;
    let fallen = if fallen.status.is_server_error() {
        fallen
    } else {
        family.get(&home).await
    };
    assert_eq!(fallen.status, StatusCode::INTERNAL_SERVER_ERROR);
    let number = fallen.header("x-request-id").unwrap().to_owned();
    assert!(
        fallen.says(&number),
        "the family can tell it: {}",
        fallen.words()
    );
    family
        .post(&format!("{home}/story"), &[("biography", &story)])
        .await;
    admin.get("/admin").await;

    let figures = Browser::new(&place.watch_address())
        .get("/metrics")
        .await
        .ok()
        .text();
    // The letter that cannot be sent has been tried by now.
    actix_web::rt::time::sleep(Duration::from_millis(500)).await;
    let said = process.said.clone();
    process.order("-TERM");
    process.ended_well().await;
    let said = std::fs::read_to_string(said).unwrap();
    secrets.are_not_in("the log", &said);
    secrets.are_not_in("the figures", &figures);
    // And it did say what happened: each request by the pattern of its address, the fault by the number the family has.
    let key_pattern = "/{lang:uk|en}/submissions/{key}";
    assert!(
        said.lines()
            .filter(|line| line.contains(key_pattern))
            .count()
            > 10,
        "{said}"
    );
    assert!(said.contains("proxy-4711-abcdef") && said.contains(&number));
    assert!(said.contains("a request could not be answered"));
    assert!(figures.contains(key_pattern) && !figures.contains(&key));
    if format == "json" {
        for line in said.lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            assert!(line["level"].is_string() && line["timestamp"].is_string());
        }
    }
}
