//! Letters on a family's days: only when asked for, once, on the day, and ended by one press.

use chrono::{DateTime, TimeDelta, Utc};
use heroes_memorial::anniversaries::posting::post_due;
use heroes_memorial::heroes::queries::{put_back, withdraw};
use reqwest::StatusCode;

use crate::accounts::administrator;
use crate::letters::Post;
use crate::moderation::{let_all_stand, revision, told};
use crate::site::{Browser, Site};

const YANA: &str = "yana@example.org";

/// Eight in the morning in Kyiv on the day of death.
fn morning() -> DateTime<Utc> {
    "2027-03-05T06:00:00Z".parse().unwrap()
}

async fn due(site: &Site, at: DateTime<Utc>) -> usize {
    post_due(&site.state, at).await.unwrap()
}

/// A family whose page is public, fallen on 5 March 2024, born in May 1996, that left an address or none; and its own page.
async fn public(post: &Post, email: &str) -> (Site, Browser, String) {
    let site = post.memorial().await;
    administrator(&site, &site.browser).await;
    let family = site.visitor();
    let home = told(&family, "Юрій любив ліс.").await;
    let contact = [("contact-name", "Яна"), ("contact-email", email)];
    family
        .post(&format!("{home}/contact"), &contact)
        .await
        .seen_at();
    let born = [
        ("born-year", "1996"),
        ("born-month", "5"),
        ("born-day", "14"),
    ];
    family.post(&format!("{home}/birth"), &born).await.seen_at();
    family.post(&format!("{home}/sending"), &[]).await.seen_at();
    let_all_stand(&site.browser, 1).await;
    let read = revision(&site.get("/admin/submissions/1").await.ok());
    let approved = [("revision", read.as_str()), ("seen", "1")];
    site.post("/admin/submissions/1/approval", &approved)
        .await
        .seen_at();
    (site, family, home)
}

async fn asked(family: &Browser, home: &str, days: &[&str]) {
    let form: Vec<(&str, &str)> = days
        .iter()
        .map(|day| ("day", *day))
        .chain([("language", "uk")])
        .collect();
    let answer = family.post(&format!("{home}/anniversaries"), &form).await;
    assert_eq!(answer.seen_at(), format!("{home}#days"));
}

#[actix_web::test]
async fn a_family_that_asked_is_written_to_once_on_the_day() {
    let post = Post::open();
    let (site, family, home) = public(&post, YANA).await;
    let page = family.get(&home).await.ok();
    assert!(page.says("Ми не пишемо, доки Ви самі не попросите."));
    assert!(page.says("У день пам’яті, 5 березня") && page.says("У день народження, 14 травня"));
    // Nobody asked yet.
    assert_eq!(due(&site, morning()).await, 0);
    asked(&family, &home, &["death"]).await;
    assert!(
        family
            .get(&home)
            .await
            .ok()
            .says("Ми писатимемо Вам у позначені дні")
    );

    let minute = TimeDelta::minutes(1);
    assert_eq!(due(&site, morning() - minute).await, 0);
    assert_eq!(due(&site, morning()).await, 1);
    // Not again on that day, by another round or after a restart.
    assert_eq!(due(&site, morning() + minute).await, 0);
    assert_eq!(due(&site, morning() + TimeDelta::hours(12)).await, 0);
    let restarted = site.copied();
    assert_eq!(due(&restarted, morning() + TimeDelta::hours(2)).await, 0);
    // The birthday was not asked for; next year it is due again.
    assert_eq!(due(&site, "2027-05-14T09:00:00Z".parse().unwrap()).await, 0);
    assert_eq!(due(&site, "2028-03-05T06:00:00Z".parse().unwrap()).await, 1);

    let letter = post.taken().remove(0);
    assert_eq!(letter.to, YANA);
    assert_eq!(letter.subject(), "День пам’яті: Юрій Лисюк");
    for words in [
        "Сьогодні, 5 березня, день пам’яті. Згадуємо разом із Вами.",
        "Юрій Лисюк\nhttps://memorial.example/uk/heroes/yurii-lysiuk",
        "Ви отримали цього листа, бо самі попросили",
    ] {
        assert!(letter.says(words), "{words}: {}", letter.body);
    }
    assert!(!letter.says(&home), "the family's key travels in no letter");
    assert_eq!(
        letter.header("List-Unsubscribe-Post"),
        "List-Unsubscribe=One-Click"
    );
    assert_eq!(letter.header("Auto-Submitted"), "auto-generated");
    assert!(letter.header("Message-ID").starts_with("<day-2027-03-05."));

    // The journal says which days, and no address.
    let journal = site.get("/admin/journal").await.ok();
    assert!(journal.says("родина попросила писати їй у дні пам’яті"));
    assert!(!journal.text().contains(YANA));

    // One press ends it; looking does not, and nobody's guess does.
    let link = letter.header("List-Unsubscribe");
    let path = link
        .trim_matches(['<', '>'])
        .strip_prefix("https://memorial.example")
        .unwrap();
    assert!(letter.body.contains(path));
    let stranger = site.visitor();
    assert!(
        stranger
            .get(path)
            .await
            .ok()
            .says("Натисніть, і таких листів більше не буде.")
    );
    let guessed = stranger
        .post("/uk/anniversaries/1/AAAAAAAAAAAAAAAAAAAAAAAA", &[])
        .await;
    assert_eq!(guessed.status, StatusCode::GONE);
    assert_eq!(due(&site, "2029-03-05T06:00:00Z".parse().unwrap()).await, 1);
    // As a mail program does it: without a browser's headers (RFC 8058).
    let one_click = stranger
        .request(reqwest::Method::POST, path)
        .form(&[("List-Unsubscribe", "One-Click")]);
    assert_eq!(stranger.send(one_click).await.status, StatusCode::OK);
    assert_eq!(due(&site, "2030-03-05T06:00:00Z".parse().unwrap()).await, 0);
    assert_eq!(stranger.get(path).await.status, StatusCode::GONE);
    assert!(
        family
            .get(&home)
            .await
            .ok()
            .says("Ми не пишемо, доки Ви самі не попросите.")
    );
}

#[actix_web::test]
async fn a_letter_that_could_not_go_out_in_the_morning_goes_later_that_day_and_never_the_next() {
    let post = Post::open();
    let (site, family, home) = public(&post, YANA).await;
    asked(&family, &home, &["death", "birth"]).await;
    post.answers("RCPT", "451 later");
    assert_eq!(due(&site, morning()).await, 0);
    assert_eq!(due(&site, morning() + TimeDelta::minutes(5)).await, 0);
    assert_eq!(due(&site, morning() + TimeDelta::minutes(11)).await, 1);
    // The memorial was away all day of the birthday, but for its last minute.
    assert_eq!(due(&site, "2027-05-14T20:59:00Z".parse().unwrap()).await, 1);
    assert_eq!(
        post.taken().last().unwrap().subject(),
        "День народження: Юрій Лисюк"
    );
    // And all day of the next: what was missed stays away.
    assert_eq!(due(&site, "2028-03-06T06:00:00Z".parse().unwrap()).await, 0);
    // An address that is none is not tried again.
    post.answers("RCPT", "550 nobody");
    assert_eq!(due(&site, "2028-05-14T06:00:00Z".parse().unwrap()).await, 0);
    assert_eq!(due(&site, "2028-05-14T08:00:00Z".parse().unwrap()).await, 0);
}

#[actix_web::test]
async fn nothing_is_sent_of_a_page_that_is_down_or_by_a_consent_that_was_taken_back() {
    let post = Post::open();
    let (site, family, home) = public(&post, YANA).await;
    asked(&family, &home, &["death"]).await;
    let down = site.copied();
    let until = morning() + TimeDelta::days(2);
    down.state
        .db
        .write_now(|conn| withdraw(conn, None, 1, Utc::now(), "test"))
        .unwrap();
    assert_eq!(due(&down, morning()).await, 0);
    assert_eq!(due(&down, until).await, 0);
    let at = family.at(&down);
    assert!(at.get(&home).await.ok().all("#days").is_empty());
    // It came back within the day: the letter is due then.
    down.state
        .db
        .write_now(|conn| {
            use diesel::prelude::*;
            use heroes_memorial::schema::withdrawals;
            diesel::update(withdrawals::table.find(1))
                .set(withdrawals::until.eq(Utc::now()))
                .execute(conn)?;
            put_back(conn, 1)
        })
        .unwrap();
    assert_eq!(due(&down, morning() + TimeDelta::hours(5)).await, 1);

    family
        .post(&format!("{home}/withdrawal"), &[])
        .await
        .seen_at();
    assert_eq!(due(&site, morning()).await, 0);
    assert!(family.get(&home).await.ok().all("#days").is_empty());
    let again = family
        .post(&format!("{home}/anniversaries"), &[("day", "death")])
        .await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn without_an_address_nothing_is_offered_and_only_the_family_is_asked() {
    let post = Post::open();
    let (site, family, home) = public(&post, "").await;
    assert!(family.get(&home).await.ok().all("#days").is_empty());
    let refused = family
        .post(&format!("{home}/anniversaries"), &[("day", "death")])
        .await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    assert_eq!(due(&site, morning()).await, 0);
    let nobody = site
        .visitor()
        .post("/uk/submissions/nokey/anniversaries", &[("day", "death")])
        .await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    // Unticking both ends what was asked for.
    let (site, family, home) = public(&Post::open(), YANA).await;
    asked(&family, &home, &["death", "birth"]).await;
    asked(&family, &home, &[]).await;
    assert_eq!(due(&site, morning()).await, 0);
}
