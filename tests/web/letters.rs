//! Letters to families: what is owed goes out once, later when it cannot go now, and never where it should not.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use heroes_memorial::config::Settings;
use heroes_memorial::letters::posting::post_due;
use heroes_memorial::letters::server::Server;
use heroes_memorial::letters::{letter, queries};
use heroes_memorial::submissions::consent;

use crate::accounts::administrator;
use crate::contributions::{approved, begun, sent};
use crate::lives::{LYSIUK, publish_life};
use crate::site::{Browser, Site};

const YANA: &str = "yana@example.org";

/// A mail server on this machine, that says what the test tells it to.
#[derive(Clone)]
pub struct Post {
    port: u16,
    taken: Arc<Mutex<Vec<Letter>>>,
    /// Instead of its ordinary answer to a command; an empty one ends the conversation.
    answers: Arc<Mutex<VecDeque<(&'static str, &'static str)>>>,
}

#[derive(Debug, Clone)]
pub struct Letter {
    pub to: String,
    head: String,
    pub body: String,
}

impl Post {
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let post = Self {
            port: listener.local_addr().unwrap().port(),
            taken: Arc::default(),
            answers: Arc::default(),
        };
        let desk = post.clone();
        std::thread::spawn(move || {
            for line in listener.incoming() {
                // Whoever hangs up in the middle has hung up.
                let _ = desk.talk(line.unwrap());
            }
        });
        post
    }

    fn talk(&self, line: TcpStream) -> std::io::Result<()> {
        let mut reader = BufReader::new(line.try_clone()?);
        let say = |words: &str| (&line).write_all(format!("{words}\r\n").as_bytes());
        let mut to = String::new();
        say("220 mail.example")?;
        loop {
            let mut said = String::new();
            if reader.read_line(&mut said)? == 0 {
                return Ok(());
            }
            let command = said.split([' ', '\r']).next().unwrap().to_owned();
            if command == "RCPT" {
                to = said.split(['<', '>']).nth(1).unwrap().to_owned();
            }
            if command == "DATA" {
                say("354 go on")?;
                let mut data = String::new();
                while !data.ends_with("\r\n.\r\n") {
                    reader.read_line(&mut data)?;
                }
                self.taken.lock().unwrap().push(Letter::read(&to, &data));
            }
            let mut answers = self.answers.lock().unwrap();
            let answer = match answers.front() {
                Some((to, answer)) if *to == command => {
                    let answer = *answer;
                    answers.pop_front();
                    answer
                }
                _ if command == "EHLO" => "250-mail.example\r\n250-8BITMIME\r\n250 AUTH PLAIN",
                _ if command == "AUTH" => "235 come in",
                _ if command == "QUIT" => "221 bye",
                _ => "250 well",
            };
            drop(answers);
            if answer.is_empty() {
                return Ok(());
            }
            say(answer)?;
        }
    }

    pub fn answers(&self, command: &'static str, answer: &'static str) {
        self.answers.lock().unwrap().push_back((command, answer));
    }

    pub fn taken(&self) -> Vec<Letter> {
        self.taken.lock().unwrap().clone()
    }

    /// A memorial that hands its letters over here.
    pub async fn memorial(&self) -> Site {
        self.memorial_of("").await
    }

    pub async fn memorial_of(&self, password: &str) -> Site {
        let url = format!("smtp://{password}127.0.0.1:{}", self.port);
        Site::open_with(Settings {
            smtp: Some(Server::parse(&url).unwrap()),
            mail_from: Some("memorial@memorial.example".parse().unwrap()),
            public_url: "https://memorial.example".parse().unwrap(),
            ..Settings::default()
        })
        .await
    }
}

impl Letter {
    fn read(to: &str, data: &str) -> Self {
        let (head, body) = data.split_once("\r\n\r\n").unwrap();
        let body = body.trim_end_matches("\r\n.\r\n");
        let body = if head.contains("Content-Transfer-Encoding: base64") {
            let packed: String = body.split_whitespace().collect();
            String::from_utf8(STANDARD.decode(packed).unwrap()).unwrap()
        } else {
            body.to_owned()
        };
        Self {
            to: to.to_owned(),
            head: head.to_owned(),
            body: body.replace("\r\n", "\n"),
        }
    }

    pub fn says(&self, words: &str) -> bool {
        self.body.replace('\u{a0}', " ").contains(words)
    }

    pub fn header(&self, name: &str) -> String {
        let unfolded = self.head.replace("\r\n ", "");
        let prefix = format!("{name}: ");
        let found = unfolded.lines().find_map(|line| line.strip_prefix(&prefix));
        found.unwrap_or_default().to_owned()
    }

    /// The subject as it is read.
    pub fn subject(&self) -> String {
        let mut subject = String::new();
        for word in self.header("Subject").split("=?utf-8?b?").skip(1) {
            let packed = word.split("?=").next().unwrap();
            subject += std::str::from_utf8(&STANDARD.decode(packed).unwrap()).unwrap();
        }
        subject.replace('\u{a0}', " ")
    }
}

/// A family sends a story and leaves an address, or none. Answers the address of its own page.
async fn told(browser: &Browser, lang: &str, email: &str) -> String {
    let beginning = format!("/{lang}/submissions/new");
    let form = [
        ("family", "Лисюк"),
        ("given", "Юрій"),
        ("call-sign", "Лис"),
        ("sex", "male"),
    ];
    let next = browser.begin(&beginning, &form).await;
    let home = next.strip_suffix("/relation").unwrap().to_owned();
    for (step, form) in [
        ("relation", &[("relation", "sister")][..]),
        (
            "contact",
            &[
                ("contact-name", "Яна"),
                ("contact-phone", "+380671234567"),
                ("contact-email", email),
                ("contact-other", "через сільську раду"),
            ],
        ),
        ("consent", &[("consent", consent::VERSION)]),
    ] {
        browser
            .post(&format!("{home}/{step}"), form)
            .await
            .seen_at();
    }
    send(browser, &home).await;
    home
}

async fn send(browser: &Browser, home: &str) {
    let sent = browser.post(&format!("{home}/sending"), &[]).await;
    assert_eq!(sent.seen_at(), home);
}

/// The moderator's answer to the first story.
async fn decided(site: &Site, act: &str) {
    let review = site.get("/admin/submissions/1").await.ok();
    let revision = review.attributes("[name=revision]", "value").remove(0);
    let form = [
        ("revision", revision.as_str()),
        ("message", "Де народився Юрій?"),
        ("seen", "1"),
    ];
    site.post(&format!("/admin/submissions/1/{act}"), &form)
        .await
        .seen_at();
}

async fn posted(site: &Site, at: DateTime<Utc>) -> usize {
    post_due(&site.state, at).await.unwrap()
}

/// Where each letter about the first story is, the newest first.
fn standings(site: &Site) -> Vec<(letter::Kind, letter::Standing)> {
    let kept = site
        .state
        .db
        .read_now(|conn| queries::of_submission(conn, 1));
    kept.unwrap()
        .into_iter()
        .map(|kept| (kept.kind, kept.state))
        .collect()
}

#[actix_web::test]
async fn a_family_that_left_an_address_hears_that_the_story_came_and_that_it_was_asked() {
    let post = Post::open();
    let site = post.memorial().await;
    administrator(&site, &site.browser).await;
    let family = site.visitor();
    let home = told(&family, "uk", YANA).await;
    assert_eq!(posted(&site, Utc::now()).await, 1);
    let received = post.taken().remove(0);
    assert_eq!(received.to, YANA);
    assert_eq!(received.subject(), "Написане Вами надійшло");
    assert!(
        received.says("Те, що Ви почали писати нам"),
        "{}",
        received.body
    );
    assert!(received.says("https://memorial.example/uk/submissions/words"));
    assert_eq!(received.header("Auto-Submitted"), "auto-generated");
    assert!(
        received
            .header("Message-ID")
            .ends_with("@memorial.example>")
    );
    assert!(
        received
            .header("From")
            .contains("memorial@memorial.example")
    );
    assert!(received.header("Date").ends_with("+0000"));
    assert_eq!(received.header("Reply-To"), "");
    assert_eq!(received.header("MIME-Version"), "1.0");
    assert_eq!(received.header("Content-Type"), "text/plain; charset=utf-8");

    decided(&site, "return").await;
    assert_eq!(posted(&site, Utc::now()).await, 1);
    let asked = post.taken().remove(1);
    assert_eq!(asked.subject(), "Модератор має до Вас запитання");
    assert!(!asked.says("Де народився"), "the question is on the page");
    let review = site.get("/admin/submissions/1").await.ok();
    assert!(review.says("є запитання · надіслано"), "{}", review.words());
    assert!(!review.says(YANA));

    // Answered: the story has arrived anew.
    send(&family, &home).await;
    assert_eq!(posted(&site, Utc::now()).await, 1);
    assert_eq!(post.taken()[2].subject(), "Написане Вами надійшло");
}

#[actix_web::test]
async fn without_an_address_or_without_a_mail_server_nothing_is_sent() {
    let post = Post::open();
    let site = post.memorial().await;
    administrator(&site, &site.browser).await;
    told(&site.visitor(), "uk", "").await;
    decided(&site, "return").await;
    assert_eq!(posted(&site, Utc::now()).await, 0);
    assert_eq!(standings(&site), []);

    let plain = Site::open().await;
    administrator(&plain, &plain.browser).await;
    told(&plain.visitor(), "uk", YANA).await;
    decided(&plain, "return").await;
    assert_eq!(posted(&plain, Utc::now()).await, 0);
    assert!(plain.get("/admin").await.ok().all(".desk-note").is_empty());
}

#[actix_web::test]
async fn a_letter_is_what_it_may_be_and_nothing_more() {
    let post = Post::open();
    let site = post.memorial().await;
    administrator(&site, &site.browser).await;
    let home = told(&site.visitor(), "uk", YANA).await;
    let key = home.rsplit('/').next().unwrap();
    posted(&site, Utc::now()).await;
    decided(&site, "return").await;
    posted(&site, Utc::now()).await;
    site.post("/admin/submissions/1/reopening", &[])
        .await
        .seen_at();
    decided(&site, "refusal").await;
    posted(&site, Utc::now()).await;
    let taken = post.taken();
    assert_eq!(taken.len(), 3);
    for letter in taken {
        let whole = format!("{} {} {}", letter.head, letter.subject(), letter.body);
        let secret = [
            key,
            "Лис",
            "Юрі",
            "Lysiuk",
            "Яна",
            "0671234567",
            "раду",
            "сестр",
        ];
        for secret in secret {
            assert!(!whole.contains(secret), "{secret}: {whole}");
        }
        let links = letter.body.matches("://").count();
        let own = letter.body.matches("https://memorial.example/uk").count();
        assert_eq!(links, own, "{}", letter.body);
    }
}

#[actix_web::test]
async fn a_letter_about_a_page_names_it_once_anyone_can_read_it() {
    let post = Post::open();
    let site = post.memorial().await;
    administrator(&site, &site.browser).await;
    told(&site.visitor(), "en", YANA).await;
    posted(&site, Utc::now()).await;
    decided(&site, "approval").await;
    // Taken back before the letter about it went out: there is nothing to tell.
    site.post("/admin/submissions/1/approval-undoing", &[("reason", "Ні")])
        .await
        .seen_at();
    assert_eq!(posted(&site, Utc::now()).await, 0);
    decided(&site, "approval").await;
    assert_eq!(posted(&site, Utc::now()).await, 1);
    let letter = post.taken().remove(1);
    assert!(
        letter.says("Yurii Lysiuk\nhttps://memorial.example/en/heroes/yurii-lysiuk\n"),
        "{}",
        letter.body
    );
    assert!(!letter.says("/submissions/words"));
}

#[actix_web::test]
async fn a_mail_server_that_is_busy_gets_the_letter_later_and_once() {
    let post = Post::open();
    let site = post.memorial().await;
    told(&site.visitor(), "uk", YANA).await;
    let now = Utc::now();
    post.answers("RCPT", "451 come later");
    assert_eq!(posted(&site, now).await, 0);
    assert_eq!(posted(&site, now + TimeDelta::seconds(50)).await, 0);
    assert!(post.taken().is_empty());
    assert_eq!(posted(&site, now + TimeDelta::seconds(60)).await, 1);
    assert_eq!(posted(&site, now + TimeDelta::days(3)).await, 0);
    assert_eq!(post.taken().len(), 1);
}

#[actix_web::test]
async fn a_letter_that_may_have_gone_out_comes_again_as_the_same_letter() {
    let post = Post::open();
    let site = post.memorial().await;
    told(&site.visitor(), "uk", YANA).await;
    let now = Utc::now();
    // The line breaks after the mail server took it and before it said so.
    post.answers("DATA", "");
    assert_eq!(posted(&site, now).await, 0);
    assert_eq!(posted(&site, now + TimeDelta::seconds(60)).await, 1);
    let twice = post.taken();
    assert_eq!(twice.len(), 2);
    assert_eq!(twice[0].header("Message-ID"), twice[1].header("Message-ID"));

    // The process dies over a letter.
    told(&site.visitor(), "uk", YANA).await;
    let now = Utc::now();
    let taken = site.state.db.write_now(|conn| queries::take(conn, now));
    assert!(taken.unwrap().is_some());
    assert_eq!(posted(&site, now + TimeDelta::minutes(59)).await, 0);
    assert_eq!(posted(&site, now + TimeDelta::minutes(60)).await, 1);
    assert_eq!(posted(&site, now + TimeDelta::days(1)).await, 0);
    assert_eq!(post.taken().len(), 3);
}

#[actix_web::test]
async fn a_letter_that_is_declined_is_given_up_and_the_desk_says_so() {
    let post = Post::open();
    let site = post.memorial().await;
    administrator(&site, &site.browser).await;
    told(&site.visitor(), "uk", YANA).await;
    let now = Utc::now();
    for act in ["sending", "putting-away"] {
        post.answers("RCPT", "550 there is no yana@example.org here");
        posted(&site, now).await;
        assert_eq!(posted(&site, now + TimeDelta::days(1)).await, 0);
        let queue = site.get("/admin").await.ok();
        assert_eq!(queue.all(".desk-note"), ["Листи, які не дійшли: 1"]);
        let page = site.get("/admin/letters").await.ok();
        assert!(page.says("Розповідь 1") && page.says("поштовий сервер відмовив"));
        assert!(!page.says(YANA));
        let review = site.get("/admin/submissions/1").await.ok();
        assert!(review.says("розповідь надійшла · не дійшов"));
        let done = site.post(&format!("/admin/letters/1/{act}"), &[]).await;
        assert_eq!(done.seen_at(), "/admin/letters");
        let late = site.post(&format!("/admin/letters/1/{act}"), &[]).await;
        assert_eq!(late.status, reqwest::StatusCode::CONFLICT);
        assert!(
            site.get("/admin/letters")
                .await
                .ok()
                .says("Немає листів, які не дійшли.")
        );
    }
    assert_eq!(posted(&site, now + TimeDelta::days(2)).await, 0);
    assert!(post.taken().is_empty());
    assert!(
        site.get("/admin/journal")
            .await
            .ok()
            .says("прибрано лист, який не дійшов")
    );
}

#[actix_web::test]
async fn a_wrong_password_of_the_memorial_is_no_fault_of_the_letters() {
    let post = Post::open();
    let site = post.memorial_of("memorial:wrong@").await;
    told(&site.visitor(), "uk", YANA).await;
    let now = Utc::now();
    post.answers("AUTH", "535 who are you");
    assert_eq!(posted(&site, now).await, 0);
    assert_eq!(posted(&site, now + TimeDelta::minutes(1)).await, 1);
    assert_eq!(post.taken().len(), 1);
}

#[actix_web::test]
async fn what_is_no_address_is_given_up() {
    let post = Post::open();
    let site = post.memorial().await;
    told(&site.visitor(), "uk", "yana@example.org,second@example.org").await;
    assert_eq!(posted(&site, Utc::now()).await, 0);
    assert_eq!(
        standings(&site),
        [(letter::Kind::Received, letter::Standing::GivenUp)]
    );
    assert!(post.taken().is_empty());
}

#[actix_web::test]
async fn consent_taken_back_takes_the_letter_back() {
    let post = Post::open();
    let site = post.memorial().await;
    administrator(&site, &site.browser).await;
    let family = site.visitor();
    let home = told(&family, "uk", YANA).await;
    decided(&site, "return").await;
    family
        .post(&format!("{home}/withdrawal"), &[])
        .await
        .seen_at();
    assert_eq!(posted(&site, Utc::now()).await, 0);
    assert_eq!(
        standings(&site),
        [
            (letter::Kind::Asked, letter::Standing::Dropped),
            (letter::Kind::Received, letter::Standing::Dropped)
        ]
    );
    assert!(post.taken().is_empty());
}

#[actix_web::test]
async fn the_same_act_twice_is_one_letter() {
    let post = Post::open();
    let site = post.memorial().await;
    administrator(&site, &site.browser).await;
    let family = site.visitor();
    let home = told(&family, "uk", YANA).await;
    send(&family, &home).await;
    assert_eq!(posted(&site, Utc::now()).await, 1);
    // Asked, taken back, asked in other words: the family hears of it once.
    decided(&site, "return").await;
    site.post("/admin/submissions/1/reopening", &[])
        .await
        .seen_at();
    decided(&site, "return").await;
    for _ in 0..2 {
        site.state
            .db
            .write_now(|conn| queries::owe(conn, 1, letter::Kind::Proof, "version 1", Utc::now()))
            .unwrap();
    }
    assert_eq!(posted(&site, Utc::now()).await, 2);
    let subjects: Vec<String> = post.taken().iter().map(Letter::subject).collect();
    assert_eq!(
        subjects,
        [
            "Написане Вами надійшло",
            "Модератор має до Вас запитання",
            "Сторінка готова: подивіться її до оприлюднення"
        ]
    );
}

#[actix_web::test]
async fn whoever_added_to_a_page_hears_that_it_was_looked_at() {
    let post = Post::open();
    let site = post.memorial().await;
    administrator(&site, &site.browser).await;
    publish_life(&site, LYSIUK);
    let teacher = site.visitor();
    let home = begun(&teacher, "Народився 6 травня.").await;
    let steps: &[(&str, &[(&str, &str)])] = &[("contact", &[("contact-email", YANA)])];
    sent(&teacher, &home, steps).await.seen_at();
    posted(&site, Utc::now()).await;
    approved(&site, 1, &[]).await.seen_at();
    assert_eq!(posted(&site, Utc::now()).await, 1);
    assert_eq!(
        post.taken()[1].subject(),
        "Відповідь на те, що Ви нам сказали"
    );
}

#[actix_web::test]
async fn old_news_is_not_sent_when_a_mail_server_is_set_at_last() {
    let post = Post::open();
    let site = post.memorial().await;
    told(&site.visitor(), "uk", YANA).await;
    assert_eq!(posted(&site, Utc::now() + TimeDelta::days(5)).await, 0);
    assert_eq!(
        standings(&site),
        [(letter::Kind::Received, letter::Standing::Dropped)]
    );
}

#[actix_web::test]
async fn every_letter_is_written_in_both_languages() {
    let post = Post::open();
    let site = post.memorial().await;
    for (story, lang) in [(1, "uk"), (2, "en")] {
        told(&site.visitor(), lang, YANA).await;
        for kind in letter::Kind::ALL {
            site.state
                .db
                .write_now(|conn| queries::owe(conn, story, kind, "test", Utc::now()))
                .unwrap();
        }
    }
    // Of those that tell of a decision nothing goes out while there is none.
    assert_eq!(posted(&site, Utc::now()).await, 10);
    for letter in post.taken() {
        let address = ["uk", "en"].map(|lang| format!("https://memorial.example/{lang}\n"));
        assert!(
            address.iter().any(|address| letter.body.contains(address)),
            "{}",
            letter.body
        );
        assert!(!letter.body.contains('!'), "{}", letter.body);
    }
}

#[actix_web::test]
async fn without_a_mail_server_the_desk_says_that_no_letter_goes_out() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    told(&site.visitor(), "uk", YANA).await;
    let why = "Листи не надсилаються: поштового сервера не налаштовано";
    for page in ["/admin/submissions/1", "/admin/state", "/admin/letters"] {
        assert!(site.get(page).await.ok().says(why), "{page}");
    }
    let review = site.get("/admin/submissions/1").await.ok();
    assert!(
        review.says("розповідь надійшла · не надсилається"),
        "{}",
        review.words()
    );
    let post = Post::open();
    let site = post.memorial().await;
    administrator(&site, &site.browser).await;
    told(&site.visitor(), "uk", YANA).await;
    let review = site.get("/admin/submissions/1").await.ok();
    assert!(review.says("розповідь надійшла · чекає") && !review.says(why));
}
