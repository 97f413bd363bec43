//! More of everything than anybody needs: a clear answer and never a fault of ours.

use heroes_memorial::archive::import;
use heroes_memorial::dates::Edtf;
use heroes_memorial::names::Name;
use reqwest::StatusCode;

use super::raw::said;
use crate::accounts::administrator;
use crate::imports::bring;
use crate::lives::{LYSIUK, publish_life};
use crate::site::{Answer, Site};
use crate::submissions::begun;

/// Refused as what it is, with a page that says so.
#[track_caller]
fn clear(answer: &Answer, what: &str) {
    assert!(
        answer.status.as_u16() < 500,
        "{what}: {} {}",
        answer.status,
        answer.words()
    );
}

#[actix_web::test]
async fn a_long_address_or_header_is_refused_before_it_is_read() {
    let site = Site::open().await;
    let long = "a".repeat(300_000);
    let many = "X-A: b\r\n".repeat(20_000);
    for request in [
        format!("GET /uk/heroes?q={long} HTTP/1.1\r\nHost: a\r\n\r\n"),
        format!("GET /{long} HTTP/1.1\r\nHost: a\r\n\r\n"),
        format!("GET /uk HTTP/1.1\r\nHost: a\r\nCookie: {long}\r\n\r\n"),
        format!("GET /uk HTTP/1.1\r\nHost: a\r\nX: {long}\r\n\r\n"),
        format!("GET /uk HTTP/1.1\r\nHost: a\r\n{many}\r\n"),
        format!("{long} / HTTP/1.1\r\nHost: a\r\n\r\n"),
        "\0\u{1}\u{2}\r\n\r\n".to_owned(),
        "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\u{fc}\u{3}\u{3}".to_owned(),
    ] {
        let answer = said(&site, request.as_bytes()).await;
        let refused = answer.status == 0 || (400..500).contains(&answer.status);
        assert!(refused, "{}: {}", &request[..20], answer.status);
    }
    site.get("/uk").await.ok();
}

#[actix_web::test]
async fn thousands_of_words_after_the_question_mark_are_only_words() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let pairs = "a=1&".repeat(7000);
    let same = "region=zhytomyrska&unit=58-motorized&q=a&letter=%D0%9B&".repeat(400);
    let words = format!("q={}", "%D0%BB%D0%B8%D1%81+".repeat(1500));
    let one = format!("q={}", "%F0%9F%95%AF".repeat(2000));
    let signs = format!("q={}", "%22%2A%28%29%3ANEAR+OR+NOT+AND%5E-".repeat(700));
    for query in [&pairs, &same, &words, &one, &signs] {
        for path in [
            "/uk/heroes",
            "/en/heroes",
            "/api/v1/heroes",
            "/api/v1/suggest",
            "/api/v1/places",
            "/uk/regions/zhytomyrska",
            "/oai",
            "/oembed",
            "/uk",
        ] {
            let answer = site.get(&format!("{path}?{query}")).await;
            clear(&answer, &format!("{path}?{}", &query[..10]));
        }
    }
    for number in [
        "99999999999999999999",
        "-1",
        "0",
        "1e9",
        "٣",
        "4294967296",
        "2147483648",
        "NaN",
        "%00",
    ] {
        for path in [
            format!("/uk/heroes?page={number}"),
            format!("/api/v1/heroes?limit={number}&page={number}"),
            format!("/uk/heroes?died_from={number}&born_to={number}"),
            format!("/h/{number}"),
            format!("/photos/{number}/small.webp"),
            format!("/uk/days/{number}"),
            format!("/sitemaps/heroes-uk-{number}.xml"),
            format!("/api/v1/rotation?day={number}"),
            format!("/oembed?url=http://127.0.0.1:8080/h/{number}&maxwidth={number}"),
            format!("/admin/submissions/{number}"),
        ] {
            clear(&site.get(&path).await, &path);
        }
    }
}

#[actix_web::test]
async fn a_form_of_ten_thousand_fields_and_a_field_of_a_million_letters_have_an_answer() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    publish_life(&site, LYSIUK);
    let home = begun(&site).await;
    let million = "ж".repeat(300_000);
    let names: Vec<String> = (0..10_000).map(|at| format!("event-{at}-text")).collect();
    let many: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x")).collect();
    let same: Vec<(&str, &str)> = (0..10_000).map(|_| ("biography", "x")).collect();
    let page = site.get("/uk/heroes/yurii-lysiuk/memories").await.ok();
    let once = page.attributes("input[name=once]", "value").remove(0);
    for path in [
        "/uk/submissions/new".to_owned(),
        "/uk/submissions/words".to_owned(),
        "/uk/submissions/call".to_owned(),
        format!("{home}/story"),
        format!("{home}/events"),
        format!("{home}/text"),
        format!("{home}/relatives"),
        format!("{home}/visibility"),
        format!("{home}/story/keeping"),
        "/uk/heroes/yurii-lysiuk/memories".to_owned(),
        "/uk/heroes/yurii-lysiuk/unfinished/school".to_owned(),
        "/uk/heroes/yurii-lysiuk/candles".to_owned(),
        "/admin/sign-in".to_owned(),
        "/admin/language".to_owned(),
        "/admin/account/password".to_owned(),
        "/admin/heroes/1/edit".to_owned(),
        "/admin/reference/units/new".to_owned(),
        "/admin/digests".to_owned(),
        "/oai".to_owned(),
    ] {
        clear(&site.post(&path, &many).await, &format!("{path}: many"));
        clear(&site.post(&path, &same).await, &format!("{path}: the same"));
        for field in [
            "name",
            "family",
            "biography",
            "words",
            "text",
            "password",
            "note",
            "lang",
            "verb",
            "title",
        ] {
            let form = [
                ("once", once.as_str()),
                (field, million.as_str()),
                ("lang", "uk"),
                ("agree", "1"),
            ];
            clear(&site.post(&path, &form).await, &format!("{path}: {field}"));
        }
    }
    site.get(&home).await.ok();
}

#[actix_web::test]
async fn ten_thousand_parts_are_bounded_and_a_packed_form_is_not_unpacked() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let home = begun(&site).await;
    let part = |at: usize, more: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"files\"{more}\r\n\r\n{at}\r\n")
    };
    let empty = |_: usize, more: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"files\"{more}\r\n\r\n\r\n")
    };
    let send = |path: String, body: Vec<u8>| {
        let request = site
            .browser
            .request(reqwest::Method::POST, &path)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "multipart/form-data; boundary=b")
            .body(body);
        let browser = site.browser.clone();
        async move { browser.send(request).await }
    };
    for path in [
        format!("{home}/photos"),
        format!("{home}/papers"),
        "/admin/imports/new".to_owned(),
    ] {
        let mut bodies = Vec::new();
        for more in ["", "; filename=\"a.jpg\"", "; filename=\"\""] {
            bodies.push((0..10_000).map(|at| part(at, more)).collect::<String>() + "--b--\r\n");
            bodies.push((0..10_000).map(|at| empty(at, more)).collect::<String>() + "--b--\r\n");
        }
        // Headers of a part without end, a part that never ends, nothing at all, and no boundary.
        bodies.push(format!(
            "--b\r\nX: {}\r\n\r\n1\r\n--b--",
            "y".repeat(1_000_000)
        ));
        bodies.push(format!(
            "--b\r\n{}\r\n1\r\n--b--",
            "X: y\r\n".repeat(100_000)
        ));
        bodies.push("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nnever".to_owned());
        bodies.push(String::new());
        bodies.push("no parts here".to_owned());
        for (at, body) in bodies.into_iter().enumerate() {
            let answer = send(path.clone(), body.into_bytes()).await;
            clear(&answer, &format!("{path} {at}"));
            // What is said of files that were not taken is said of so many and not of ten thousand.
            assert!(
                answer.bytes.len() < 100_000,
                "{path} {at}: {} bytes",
                answer.bytes.len()
            );
        }
    }
    // A body that says it is packed is taken as it is: nothing here unpacks what a stranger sends.
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packed, &vec![b'a'; 10_000_000]).unwrap();
    let packed = packed.finish().unwrap();
    for coding in ["gzip", "br", "zstd", "deflate"] {
        let request = site
            .browser
            .request(reqwest::Method::POST, &format!("{home}/story"))
            .header("sec-fetch-site", "same-origin")
            .header("content-encoding", coding)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(packed.clone());
        clear(&site.browser.send(request).await, coding);
        let page = site.get(&format!("{home}/story")).await.ok();
        assert!(!page.text().contains("aaaaaaaa"), "{coding} was unpacked");
    }
}

#[actix_web::test]
async fn a_list_that_is_nested_or_endless_is_faulty_and_no_fault_of_ours() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let deep = |open: &str, shut: &str| {
        format!(
            "{{\"name\":{}1{}}}",
            open.repeat(10_000),
            shut.repeat(10_000)
        )
    };
    let lines = [
        deep("[", "]"),
        deep("{\"a\":", "}"),
        "[".repeat(100_000),
        format!(
            "{{\"name\":{{\"family\":\"{}\",\"given\":\"x\"}}}}",
            "ж".repeat(500_000)
        ),
        format!(
            "{{\"name\":{{\"family\":\"a\",\"given\":\"b\"}},\"born\":\"{}\"}}",
            "1".repeat(1_000_000)
        ),
        format!(
            "{{\"name\":{{\"family\":\"a\",\"given\":\"b\"}},\"aliases\":[{}\"x\"]}}",
            "\"x\",".repeat(100_000)
        ),
        "{\"name\":{\"family\":\"a\",\"given\":\"b\"},\"born\":1e999999}".to_owned(),
        "{\"name\":{\"family\":\"\\ud800\",\"given\":\"b\"}}".to_owned(),
    ];
    for (at, line) in lines.iter().enumerate() {
        let answer = bring(&site.browser, "list.jsonl", line.clone().into_bytes()).await;
        clear(&answer, &format!("line {at}"));
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("list.jsonl");
        std::fs::write(&file, line).unwrap();
        let arguments = import::Arguments {
            file,
            dry_run: true,
            ..import::Arguments::default()
        };
        let mut faulty = 0;
        let summary = import::import(&site.state.db, &arguments, chrono::Utc::now(), &mut |_| {
            faulty += 1
        });
        match summary {
            Ok(_) => assert_eq!(faulty, 1, "line {at}"),
            Err(fault) => assert!(
                !line.starts_with('{') && fault.to_string().contains("is no list of records"),
                "line {at}: {fault:?}"
            ),
        }
    }
    let table = format!("Прізвище;Ім'я\n{}", "\"".repeat(200_000));
    let wide = format!("{}\n{}", "a;".repeat(50_000), "b;".repeat(50_000));
    for (at, bytes) in [
        table.into_bytes(),
        wide.into_bytes(),
        vec![0; 1_000_000],
        vec![0xff; 1_000_000],
    ]
    .into_iter()
    .enumerate()
    {
        clear(
            &bring(&site.browser, "list.csv", bytes).await,
            &format!("table {at}"),
        );
    }
}

#[test]
fn a_date_and_a_name_of_a_megabyte_are_refused_or_read_and_that_soon() {
    for piece in [
        "1",
        "-",
        "2024-",
        "~",
        "199X",
        "/",
        "..",
        "2024-03-05/",
        "?",
        "{",
        "ж",
        "\u{0301}",
    ] {
        let long = piece.repeat(1_000_000 / piece.len());
        assert!(long.parse::<Edtf>().is_err(), "{piece}");
        // Whether it is a name is another question; it is answered.
        let _ = Name::parse(&long, &long, Some(&long)).map(|name| name.romanised());
    }
}

#[actix_web::test]
async fn what_is_no_number_or_no_text_is_an_address_that_is_not_there() {
    let site = Site::open().await;
    for path in [
        "/h/%ff",
        "/photos/%00/small.webp",
        "/uk/heroes/%ff%fe",
        "/uk/days/%d0",
        "/uk/submissions/%ff",
        "/uk/memories/%00",
        "/api/v1/heroes/%f5",
        "/uk/heroes/%",
        "/uk/heroes/%zz",
    ] {
        let answer = site.get(path).await;
        assert!(
            matches!(
                answer.status,
                StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST
            ),
            "{path}: {}",
            answer.status
        );
    }
}
