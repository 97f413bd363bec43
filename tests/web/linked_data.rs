//! What a page says of itself to machines.

use serde_json::Value;

use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::site::{Answer, Site};

fn said(page: &Answer) -> Value {
    let text = page.text();
    let (_, after) = text
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    let (json, _) = after.split_once("</script>").unwrap();
    serde_json::from_str(json).unwrap()
}

fn person(page: &Answer) -> Value {
    said(page)["@graph"][1].clone()
}

#[actix_web::test]
async fn a_life_says_who_it_is_in_the_language_of_its_page() {
    let site = Site::open().await;
    let known = LYSIUK.replacen(
        "\"external_id\"",
        r#""identifiers": [{"scheme": "wikidata", "value": "Q4321"}], "external_id""#,
        1,
    );
    publish_life(&site, &known);
    let page = site.get("/uk/heroes/yurii-lysiuk").await.ok();
    let uk = person(&page);
    assert_eq!(uk["@type"], "Person");
    assert_eq!(uk["name"], page.all("h1")[0]);
    assert_eq!(
        (&uk["familyName"], &uk["givenName"]),
        (&"Лисюк".into(), &"Юрій".into())
    );
    assert_eq!(
        (&uk["birthDate"], &uk["deathDate"]),
        (&"1996-05".into(), &"2024-03-05".into())
    );
    assert_eq!(uk["gender"], "https://schema.org/Male");
    assert_eq!(uk["birthPlace"]["name"], "Буряківка");
    assert_eq!(uk["birthPlace"]["containedInPlace"]["identifier"], "UA-18");
    assert!(
        uk["deathPlace"]["name"]
            .as_str()
            .unwrap()
            .starts_with("поблизу")
    );
    assert_eq!(uk["sameAs"][0], "https://www.wikidata.org/wiki/Q4321");
    let others: Vec<&str> = uk["alternateName"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert!(
        others.contains(&"Yurii Lysiuk") && others.contains(&"Лис"),
        "{others:?}"
    );
    assert!(page.says("Цю людину знають також інші каталоги: Wikidata Q4321"));
    let english = site.get("/en/heroes/yurii-lysiuk").await.ok();
    let en = person(&english);
    assert_eq!(en["name"], "Yurii Lysiuk");
    assert_eq!(en["@id"], uk["@id"], "one person in both languages");
    assert!(
        en["affiliation"][0]["name"]
            .as_str()
            .unwrap()
            .contains("58th")
    );
    assert_eq!(said(&english)["@graph"][0]["inLanguage"], "en");
}

#[actix_web::test]
async fn what_is_not_known_is_not_said_and_no_word_of_a_story_is_code() {
    let site = Site::open().await;
    publish_life(&site, NAME_ONLY);
    let bare = person(&site.get("/uk/heroes/orysia-krynychanska").await.ok());
    for word in [
        "birthDate",
        "deathDate",
        "gender",
        "birthPlace",
        "image",
        "award",
        "sameAs",
    ] {
        assert!(bare.get(word).is_none(), "{word}");
    }
    let hostile = r#"{"name": {"family": "Лев", "given": "Лев"}, "born": "1990~",
        "call_sign": "</script><script>alert(1)</script>", "aliases": ["<!-- <script>"],
        "biography": {"uk": "</script><!-- кінець"}}"#;
    publish_life(&site, hostile);
    let page = site.get("/uk/heroes/lev-lev").await.ok();
    assert_eq!(page.all("script[type='application/ld+json']").len(), 1);
    assert_eq!(page.all("script:not([src])").len(), 1);
    let said = person(&page);
    assert!(said["alternateName"].to_string().contains("<!-- <script>"));
    assert!(
        said.get("birthDate").is_none(),
        "about 1990 is no date there"
    );
}

#[actix_web::test]
async fn a_place_abroad_stays_as_it_was_written() {
    let site = Site::open().await;
    publish_life(
        &site,
        r#"{"name": {"family": "Криничанська", "given": "Орися"}, "death_place": {"settlement": "Вроцлав", "country": "PL"}}"#,
    );
    let said = person(&site.get("/en/heroes/orysia-krynychanska").await.ok());
    assert_eq!(said["deathPlace"]["name"], "Вроцлав");
    assert_eq!(said["deathPlace"]["containedInPlace"]["name"], "Poland");
}

#[actix_web::test]
async fn a_hidden_fact_is_said_to_nobody() {
    use heroes_memorial::heroes::visibility::{Audience, Visibility};
    let site = Site::open().await;
    let known = LYSIUK.replacen(
        "\"external_id\"",
        r#""identifiers": [{"scheme": "wikidata", "value": "Q4321"}], "external_id""#,
        1,
    );
    let id = publish_life(&site, &known);
    let mut hidden = Visibility::default();
    for fact in ["born", "birth_place", "identifiers", "call_sign"] {
        hidden.set(fact, Audience::Moderators);
    }
    site.state
        .db
        .write_now(|conn| heroes_memorial::heroes::queries::show_to(conn, id, &hidden))
        .unwrap();
    let page = site.get("/uk/heroes/yurii-lysiuk").await.ok();
    let person = person(&page);
    assert!(person.get("birthDate").is_none() && person.get("birthPlace").is_none());
    for path in [
        "/uk/heroes/yurii-lysiuk",
        "/api/v1/heroes/yurii-lysiuk",
        "/data/heroes.csv",
        "/data/heroes.jsonl",
        "/oai?verb=ListRecords&metadataPrefix=memorial",
        "/oai?verb=ListRecords&metadataPrefix=oai_dc",
        "/sitemaps/1.xml",
    ] {
        let text = site.get(path).await.ok().text();
        for told in ["Q4321", "1996-05", "Буряківка", "from-UA-18"] {
            assert!(!text.contains(told), "{path} says {told}");
        }
    }
    let identified = site.get("/api/v1/identifiers/wikidata/Q4321").await;
    assert_eq!(identified.status, reqwest::StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn the_front_page_says_how_to_search_it() {
    let site = Site::open().await;
    let said = said(&site.get("/en").await.ok());
    assert_eq!(said["@type"], "WebSite");
    let address = said["potentialAction"]["target"]["urlTemplate"]
        .as_str()
        .unwrap();
    assert!(address.ends_with("/en/heroes?q={name}"));
}
