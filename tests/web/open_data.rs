//! Everything public, for archives and programs: lists of pages, files, a harvester's records.

use chrono::Utc;
use heroes_memorial::heroes::queries::{Author, Change, restore, withdraw};
use reqwest::StatusCode;
use reqwest::header::{ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED};

use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::site::{Answer, Site};

async fn held(site: &Site, path: &str, name: reqwest::header::HeaderName, value: &str) -> Answer {
    let request = site.browser.request(reqwest::Method::GET, path);
    site.browser.send(request.header(name, value)).await
}

fn take_down(site: &Site, id: i32) {
    site.state
        .db
        .write_now(|conn| withdraw(conn, None, id, Utc::now(), "test"))
        .unwrap();
}

fn texts(xml: &str, element: &str) -> Vec<String> {
    let open = format!("<{element}>");
    xml.split(&open)
        .skip(1)
        .map(|rest| rest.split("</").next().unwrap().to_owned())
        .collect()
}

#[actix_web::test]
async fn what_did_not_change_is_not_sent_again() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    for path in [
        "/api/v1/heroes",
        "/api/v1/heroes/yurii-lysiuk",
        "/api/v1/units",
        "/api/openapi.json",
        "/data/heroes.csv",
        "/data/heroes.jsonl",
        "/sitemap.xml",
        "/sitemaps/1.xml",
        "/sitemaps/pages.xml",
    ] {
        let first = site.get(path).await.ok();
        assert!(!first.bytes.is_empty(), "{path}");
        let tag = first.header("etag").unwrap().to_owned();
        let again = held(&site, path, IF_NONE_MATCH, &format!("\"x\", {tag}")).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
        assert!(
            again.bytes.is_empty() && again.headers.contains_key(ETAG),
            "{path}"
        );
        let other = held(&site, path, IF_NONE_MATCH, "\"x\"").await;
        assert_eq!(other.status, StatusCode::OK, "{path}");
        if let Some(changed) = first.headers.get(LAST_MODIFIED) {
            let again = held(&site, path, IF_MODIFIED_SINCE, changed.to_str().unwrap()).await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
            let before = held(
                &site,
                path,
                IF_MODIFIED_SINCE,
                "Sat, 01 Jan 2000 00:00:00 GMT",
            )
            .await;
            assert_eq!(before.status, StatusCode::OK, "{path}");
        }
        let head = site.browser.head(path).await.ok();
        assert!(head.bytes.is_empty(), "{path}");
        assert_eq!(head.header("etag"), Some(tag.as_str()), "{path}");
        assert_eq!(
            head.header("content-type"),
            first.header("content-type"),
            "{path}"
        );
    }
    let files = ["/data/heroes.csv", "/data/heroes.jsonl", "/sitemaps/1.xml"];
    let mut before = Vec::new();
    for path in files {
        before.push(site.get(path).await.ok().header("etag").unwrap().to_owned());
    }
    publish_life(&site, NAME_ONLY);
    for (path, tag) in files.into_iter().zip(before) {
        let changed = held(&site, path, IF_NONE_MATCH, &tag).await.ok();
        assert!(
            changed.text().contains("Криничанська") || changed.text().contains("krynychanska"),
            "{path}"
        );
    }
}

#[actix_web::test]
async fn a_page_that_is_down_is_in_no_list_and_no_file() {
    let site = Site::open().await;
    let id = publish_life(&site, LYSIUK);
    publish_life(&site, NAME_ONLY);
    take_down(&site, id);
    for path in [
        "/sitemap.xml",
        "/sitemaps/1.xml",
        "/data/heroes.csv",
        "/data/heroes.jsonl",
        "/api/v1/heroes",
    ] {
        let text = site.get(path).await.ok().text();
        assert!(
            !text.contains("lysiuk") && !text.contains("Лисюк"),
            "{path}"
        );
    }
    let gone = site.get("/api/v1/heroes/yurii-lysiuk").await;
    assert_eq!(gone.status, StatusCode::GONE);
    let only = publish_life(&site, NAME_ONLY);
    for id in [2, only] {
        take_down(&site, id);
    }
    assert_eq!(
        site.get("/sitemaps/1.xml").await.status,
        StatusCode::NOT_FOUND
    );
    assert!(
        !site
            .get("/sitemap.xml")
            .await
            .ok()
            .text()
            .contains("/1.xml")
    );
    for path in [
        "/sitemaps/2.xml",
        "/sitemaps/0.xml",
        "/sitemaps/01.xml",
        "/sitemaps/-1.xml",
        "/sitemaps/99999999999.xml",
        "/sitemaps/2147483647.xml",
    ] {
        assert_eq!(site.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[actix_web::test]
async fn the_files_are_whole_and_read_back() {
    let site = Site::open().await;
    // More than one piece.
    for number in 0..230 {
        publish_life(
            &site,
            &format!(
                r#"{{"name": {{"family": "Криничанська", "given": "Орися"}}, "external_id": "n{number}", "call_sign": "=1+{number}"}}"#
            ),
        );
    }
    let lines = site.get("/data/heroes.jsonl").await.ok();
    assert_eq!(
        lines.header("content-disposition"),
        Some("attachment; filename=\"heroes.jsonl\"")
    );
    let lines = lines.text();
    assert_eq!(lines.lines().count(), 230);
    for line in lines.lines() {
        let life: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(life["url"].as_str().unwrap().contains("/uk/heroes/"));
    }
    let table = site.get("/data/heroes.csv").await.ok().text();
    let mut rows = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let headers = rows.headers().unwrap().clone();
    assert_eq!(
        (&headers[0], headers.iter().next_back()),
        ("external_id", Some("page"))
    );
    let sign = headers.iter().position(|name| name == "call_sign").unwrap();
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 230);
    assert_eq!((&rows[229][0], &rows[229][sign]), ("n229", "'=1+229"));
    let package = site.get("/data/datapackage.json").await.ok();
    let package: serde_json::Value = serde_json::from_slice(&package.bytes).unwrap();
    let fields = package["resources"][0]["schema"]["fields"]
        .as_array()
        .unwrap();
    let names: Vec<&str> = fields
        .iter()
        .map(|field| field["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, headers.iter().collect::<Vec<_>>());
    assert_eq!(package["licenses"][0]["name"], "CC0-1.0");
}

#[actix_web::test]
async fn a_harvester_comes_back_for_the_rest_and_hears_what_is_gone() {
    let site = Site::open().await;
    let known = publish_life(&site, LYSIUK);
    for number in 0..120 {
        publish_life(
            &site,
            &format!(
                r#"{{"name": {{"family": "Криничанська", "given": "Орися"}}, "external_id": "n{number}"}}"#
            ),
        );
    }
    take_down(&site, known);
    let mut path = "/oai?verb=ListRecords&metadataPrefix=memorial".to_owned();
    let mut heard = Vec::new();
    loop {
        let page = site.get(&path).await.ok();
        assert_eq!(page.header("content-type"), Some("text/xml; charset=utf-8"));
        let xml = page.text();
        heard.extend(texts(&xml, "identifier"));
        let (_, token) = xml.split_once("<resumptionToken ").unwrap();
        let (about, token) = token.split_once('>').unwrap();
        assert!(about.contains("completeListSize=\"121\""), "{about}");
        let token = token.split('<').next().unwrap();
        if token.is_empty() {
            break;
        }
        path = format!("/oai?verb=ListRecords&resumptionToken={token}");
        let other = format!("/oai?verb=ListIdentifiers&resumptionToken={token}");
        assert!(
            site.get(&other)
                .await
                .ok()
                .text()
                .contains("badResumptionToken")
        );
    }
    let numbers: std::collections::BTreeSet<_> = heard.iter().collect();
    assert_eq!((heard.len(), numbers.len()), (121, 121));
    let name = format!("oai:127.0.0.1:{known}");
    let one = format!("/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier={name}");
    let gone = site.get(&one).await.ok().text();
    assert!(
        gone.contains("status=\"deleted\"") && !gone.contains("<metadata>"),
        "{gone}"
    );
    assert!(!gone.contains("Лисюк"));
    // Whoever took it from a part of all hears of it there.
    let part = "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&set=unit-58-motorized";
    assert!(site.get(part).await.ok().text().contains(&name));
    let change = Change {
        by: Author::Shell,
        at: Utc::now(),
        why: "test",
    };
    site.state
        .db
        .write_now(|conn| restore(conn, known, change))
        .unwrap();
    let back = site.get(&one).await.ok().text();
    assert!(
        !back.contains("deleted")
            && back.contains("Лисюк")
            && back.contains("<setSpec>fell-UA-14</setSpec>")
    );
    let posted = [
        ("verb", "GetRecord"),
        ("metadataPrefix", "oai_dc"),
        ("identifier", name.as_str()),
    ];
    assert!(
        site.post("/oai", &posted)
            .await
            .ok()
            .text()
            .contains("Лисюк")
    );
}

#[actix_web::test]
async fn what_was_never_public_is_no_record_and_what_is_narrowed_while_down_leaves_no_sign() {
    use heroes_memorial::heroes::visibility::{Audience, Visibility};
    let site = Site::open().await;
    let unknown = "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:127.0.0.1:1";
    assert!(
        site.get(unknown)
            .await
            .ok()
            .text()
            .contains("idDoesNotExist")
    );
    let id = publish_life(&site, LYSIUK);
    assert_eq!(id, 1);
    assert!(!site.get(unknown).await.ok().text().contains("<error"));
    take_down(&site, id);
    let mut hidden = Visibility::default();
    hidden.set("service", Audience::Moderators);
    site.state
        .db
        .write_now(|conn| heroes_memorial::heroes::queries::show_to(conn, id, &hidden))
        .unwrap();
    let header = site.get(unknown).await.ok().text();
    assert!(
        header.contains("deleted") && !header.contains("setSpec"),
        "{header}"
    );
    for odd in [
        "oai:127.0.0.1:01",
        "oai:127.0.0.1:",
        "oai:other.example:1",
        "1",
    ] {
        let path = format!("/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier={odd}");
        assert!(
            site.get(&path).await.ok().text().contains("idDoesNotExist"),
            "{odd}"
        );
    }
    let asked = "/oai?verb=Identify&%3Cx%3E=%22%26";
    let answer = site.get(asked).await.ok().text();
    assert!(
        answer.contains("badArgument") && answer.contains("<request>"),
        "{answer}"
    );
}

#[actix_web::test]
async fn one_merged_into_another_is_gone_for_a_harvester() {
    let site = Site::open().await;
    let id = publish_life(&site, LYSIUK);
    site.state
        .db
        .write_now(|conn| heroes_memorial::heroes::queries::make_way(conn, id))
        .unwrap();
    let list = site
        .get("/oai?verb=ListIdentifiers&metadataPrefix=memorial")
        .await
        .ok()
        .text();
    assert!(list.contains("status=\"deleted\""));
}

#[actix_web::test]
async fn the_page_of_open_data_says_what_may_be_taken_and_claims_no_more_than_families_gave() {
    let site = Site::open().await;
    for path in ["/uk/data", "/en/data"] {
        let page = site.get(path).await.ok();
        assert!(page.says("CC0 1.0"), "{path}");
        for address in page.attributes(".offers a", "href") {
            site.get(&address).await.ok();
        }
        let front = site.get(&path[..3]).await.ok();
        assert!(
            front
                .attributes(".foot-nav a", "href")
                .contains(&path.to_owned())
        );
    }
    assert!(
        site.get("/robots.txt")
            .await
            .ok()
            .text()
            .contains("Sitemap: http://127.0.0.1:8080/sitemap.xml")
    );
}
