//! Days of the year: a day is remembered on its day, a month in its month, coarser dates on no day.

use heroes_memorial::heroes::hero::Record;
use heroes_memorial::heroes::queries::{Author, Change, publish};
use reqwest::StatusCode;

use crate::lives::{LYSIUK, NAME_ONLY, publish_life, published_at};
use crate::site::Site;

/// A life of which no more is known than its dates.
fn life(family: &str, born: &str, died: &str) -> String {
    let date = |date: &str| match date {
        "" => "null".to_owned(),
        date => format!("\"{date}\""),
    };
    format!(
        r#"{{"name": {{"family": "{family}", "given": "Іван"}}, "born": {}, "died": {}}}"#,
        date(born),
        date(died)
    )
}

#[actix_web::test]
async fn a_day_says_who_fell_and_who_was_born_on_it_by_year() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    publish_life(&site, NAME_ONLY);
    publish_life(&site, &life("Верба", "1990-03-05", "2022"));
    publish_life(&site, &life("Гай", "XXXX-03-05", "2023-03-05"));
    publish_life(&site, &life("Дуб", "1990", "2023-03-05"));
    let page = site.get("/uk/days/03-05").await.ok();
    assert_eq!(page.all("h1"), ["5 березня"]);
    assert_eq!(
        page.all("h2"),
        ["Загинули цього дня", "Народилися цього дня"]
    );
    assert_eq!(page.all(".section-head .count"), ["3 людини", "2 людини"]);
    assert_eq!(page.all("h3"), ["2023", "2024", "1990", "Рік невідомий"]);
    assert_eq!(
        page.all(".person-name"),
        [
            "Гай Іван",
            "Дуб Іван",
            "Лисюк Юрій",
            "Верба Іван",
            "Гай Іван"
        ]
    );
    let page = site.get("/en/days/03-05").await.ok();
    assert_eq!(page.all("h1"), ["5 March"]);
    assert_eq!(page.all("h2"), ["Fell on this day", "Born on this day"]);
}

#[actix_web::test]
async fn a_doubtful_or_coarser_date_is_remembered_on_no_day() {
    let site = Site::open().await;
    for (number, died) in [
        "2024-10-05?",
        "2024-10-05~",
        "2024-10?",
        "2024",
        "202X",
        "2024-10-05/2024-10-09",
        "../2010-05",
        "2024-10-05/..",
    ]
    .into_iter()
    .enumerate()
    {
        publish_life(&site, &life(&format!("Дуб{number}"), "", died));
    }
    for address in ["/uk/days/10-05", "/uk/days/10"] {
        let page = site.get(address).await.ok();
        assert!(page.all(".person-name").is_empty(), "{address}");
    }
    let page = site.get("/uk/days").await.ok();
    assert!(page.all(".square-count").is_empty());
    assert!(page.all(".month-only").is_empty());
}

#[actix_web::test]
async fn a_month_lists_those_of_whom_only_the_month_is_known() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    publish_life(&site, &life("Верба", "", "2023-05"));
    publish_life(&site, &life("Гай", "XXXX-05", "2023-05-07"));
    let page = site.get("/uk/days/05").await.ok();
    assert_eq!(page.all("h1"), ["Травень"]);
    assert_eq!(page.all("h2"), ["Загинули в травні", "Народилися в травні"]);
    assert_eq!(
        page.all(".person-name"),
        ["Верба Іван", "Лисюк Юрій", "Гай Іван"]
    );
    assert_eq!(page.all(".squares a").len(), 31);
    assert_eq!(page.all(".somebody .square-count"), ["1"]);
    let day = site.get("/uk/days/05-07").await.ok();
    assert_eq!(day.all(".person-name"), ["Гай Іван"]);
    assert!(day.says("Відомо лише місяць: 3 людини"));
    assert_eq!(
        site.get("/en/days/05").await.ok().all("h2"),
        ["Fell in May", "Born in May"]
    );
}

#[actix_web::test]
async fn the_calendar_has_every_day_and_says_how_many_it_remembers() {
    let site = Site::open_at(|| "2027-03-05T22:30:00Z".parse().unwrap()).await;
    publish_life(&site, LYSIUK);
    publish_life(&site, &life("Верба", "1990-03-05", "2022-03-05"));
    publish_life(&site, &life("Гай", "XXXX-03-05", ""));
    let page = site.get("/uk/days").await.ok();
    assert_eq!(page.all(".month h2").len(), 12);
    assert_eq!(page.all(".squares a").len(), 366);
    assert_eq!(
        page.all(".square-count"),
        ["3"],
        "who was born and fell on one day counts once"
    );
    assert_eq!(
        page.attributes("a.somebody", "aria-label"),
        ["5 березня: 3 людини"
            .replace("5 б", "5\u{a0}б")
            .replace("3 л", "3\u{a0}л")]
    );
    // It is past midnight in Kyiv.
    assert_eq!(
        page.attributes("[aria-current=date]", "href"),
        ["/uk/days/03-06"]
    );
    assert_eq!(page.all(".month-only"), ["Відомо лише місяць: 1 людина"]);
    assert_eq!(page.attributes(".month-only a", "href"), ["/uk/days/05"]);
}

#[actix_web::test]
async fn days_lead_to_their_neighbours() {
    let site = Site::open().await;
    for (day, before, after) in [
        ("01-01", "12-31", "01-02"),
        ("12-31", "12-30", "01-01"),
        ("02-28", "02-27", "02-29"),
        ("03-01", "02-29", "03-02"),
    ] {
        let page = site.get(&format!("/uk/days/{day}")).await.ok();
        let lead = |rel: &str| page.attributes(&format!("a[rel={rel}]"), "href");
        assert_eq!(lead("prev"), [format!("/uk/days/{before}")]);
        assert_eq!(lead("next"), [format!("/uk/days/{after}")]);
    }
    let page = site.get("/uk/days/01").await.ok();
    assert_eq!(page.attributes("a[rel=prev]", "href"), ["/uk/days/12"]);
    let page = site.get("/uk/days/12").await.ok();
    assert_eq!(page.attributes("a[rel=next]", "href"), ["/uk/days/01"]);
}

#[actix_web::test]
async fn a_day_that_is_none_is_not_found_and_a_short_one_leads_on() {
    let site = Site::open().await;
    for day in [
        "02-30", "13-01", "00-10", "04-31", "tomorrow", "03-05-07", "13", "00", "003", "-", "03-",
    ] {
        let answer = site.get(&format!("/uk/days/{day}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{day}");
    }
    for (short, whole) in [("2-5", "02-05"), ("02-5", "02-05"), ("2", "02")] {
        let answer = site.get(&format!("/en/days/{short}")).await;
        assert_eq!(answer.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(answer.location(), Some(format!("/en/days/{whole}")));
    }
}

#[actix_web::test]
async fn who_fell_on_the_leap_day_is_remembered_in_every_year() {
    let common = Site::open_at(|| "2027-02-28T08:00:00Z".parse().unwrap()).await;
    let leap = Site::open_at(|| "2028-02-28T08:00:00Z".parse().unwrap()).await;
    for site in [&common, &leap] {
        publish_life(site, &life("Верба", "", "2024-02-29"));
        let page = site.get("/uk/days/02-29").await.ok();
        assert_eq!(page.all(".person-name"), ["Верба Іван"]);
        assert!(page.says("Коли його немає, цих людей пам’ятаємо 28 лютого."));
    }
    let page = common.get("/uk/days/02-28").await.ok();
    assert_eq!(page.all(".person-name"), ["Верба Іван"]);
    assert!(page.says("Цього року немає 29 лютого"));
    assert_eq!(
        common.get("/uk").await.ok().all(".today .name"),
        ["Іван Верба"]
    );
    assert_eq!(
        common.get("/uk").await.ok().attributes("#today a", "href"),
        ["/uk/days/02-28"]
    );
    let page = leap.get("/uk/days/02-28").await.ok();
    assert!(page.all(".person-name").is_empty());
    assert!(!page.says("29 лютого, тож"));
}

#[actix_web::test]
async fn a_day_without_anybody_says_so() {
    let site = Site::open().await;
    for (address, words) in [
        ("/uk/days/08-24", "тут ще не розповіли"),
        ("/en/days/08-24", "has been told of here yet"),
        (
            "/uk/days/08",
            "Людей, про яких відомо лише місяць, тут немає",
        ),
        ("/uk/days", "Дні пам’яті"),
    ] {
        assert!(site.get(address).await.ok().says(words), "{address}");
    }
}

#[actix_web::test]
async fn a_long_day_is_read_a_page_at_a_time() {
    let site = Site::open().await;
    let change = Change {
        by: Author::Shell,
        at: published_at(),
        why: "test",
    };
    let lives: Vec<Record> = (0..130)
        .map(|number| match number {
            0..70 => life(&format!("Дуб{number:03}"), "", "2023-03-05"),
            _ => life(&format!("Явір{number:03}"), "1990-03-05", ""),
        })
        .map(|json| serde_json::from_str(&json).unwrap())
        .collect();
    site.state
        .db
        .write_now(|conn| {
            for record in &lives {
                publish(conn, record, change)?;
            }
            Ok(())
        })
        .unwrap();
    let page = site.get("/uk/days/03-05").await.ok();
    assert_eq!(page.all(".person-name").len(), 60);
    assert_eq!(page.all("h2"), ["Загинули цього дня"]);
    assert_eq!(
        page.attributes(".jumps a", "href"),
        ["/uk/days/03-05#fell", "/uk/days/03-05?page=2#born"]
    );
    assert!(page.says("1–60 із 130"));
    let page = site.get("/uk/days/03-05?page=2").await.ok();
    let names = page.all(".person-name");
    assert_eq!(names.len(), 60);
    assert_eq!(
        (names[0].as_str(), names[10].as_str()),
        ("Дуб060 Іван", "Явір070 Іван")
    );
    assert_eq!(page.all("h2").len(), 2);
    assert_eq!(page.all(".section-head .count"), ["70 людей", "60 людей"]);
    assert!(page.attributes("link[rel=canonical]", "href")[0].ends_with("/uk/days/03-05?page=2"));
    for beyond in ["page=3", "page=99999999999", "page=3&page=1"] {
        let page = site.get(&format!("/uk/days/03-05?{beyond}")).await.ok();
        assert!(!page.all(".person-name").is_empty(), "{beyond}");
    }
    for first in ["page=0", "page=-5", "page=x", "page="] {
        let page = site.get(&format!("/uk/days/03-05?{first}")).await.ok();
        assert_eq!(page.all(".person-name")[0], "Дуб000 Іван", "{first}");
    }
}

#[actix_web::test]
async fn the_head_of_every_page_leads_to_the_days() {
    let site = Site::open().await;
    let page = site.get("/uk/days").await.ok();
    assert_eq!(page.all(".head-wide [aria-current=true]"), ["Дні пам’яті"]);
    let page = site.get("/uk/heroes").await.ok();
    assert!(
        page.attributes(".foot-nav a", "href")
            .contains(&"/uk/days".to_owned())
    );
}
