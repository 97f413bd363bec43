//! Lists from communities: read in whatever letters Excel wrote them, corrected at the desk, published by a person's act.

use std::path::Path;

use chrono::Utc;
use diesel::prelude::*;
use heroes_memorial::archive::report::{Row, Summary};
use heroes_memorial::archive::{export, import};
use heroes_memorial::schema::{heroes, import_rows, import_runs};
use reqwest::StatusCode;
use reqwest::multipart::{Form, Part};

use crate::accounts::administrator;
use crate::lives::{LYSIUK, publish_life};
use crate::site::{Answer, Browser, Site};

const LIST: &str = "Прізвище;Ім'я;По батькові;Дата народження;Дата загибелі;Населений пункт;Область;Підрозділ;Звання;Біографія;;\r\n\
    ЛИСЮК;Юрій;Іванович;05.1996;05.03.2024;Буряківка;Житомирська обл.;58 ОМПБр;солдат;\"Любив ліс.\r\n\r\nБув «Лісником»; тихим.\";;\r\n\
    Заярний;Іван;;1990;2022-06;;;;;;;\r\n\
    Помилка;Петро;;31.02.1990;5.3.24;;Галичина;;;;;\r\n";

fn windows_1251(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::WINDOWS_1251.encode(text);
    assert!(!lost);
    bytes.into_owned()
}

fn utf_16(text: &str) -> Vec<u8> {
    std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect()
}

/// Reads a file from the shell.
fn shell(
    site: &Site,
    name: &str,
    bytes: &[u8],
    change: impl Fn(&mut import::Arguments),
) -> anyhow::Result<(Summary, Vec<Row>)> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, bytes).unwrap();
    let mut arguments = import::Arguments {
        file,
        ..import::Arguments::default()
    };
    change(&mut arguments);
    let mut rows = Vec::new();
    let summary = import::import(&site.state.db, &arguments, Utc::now(), &mut |row| {
        rows.push(row.clone())
    })?;
    Ok((summary, rows))
}

fn written(site: &Site, path: &Path) {
    let arguments = export::Arguments {
        file: path.to_owned(),
        photos: None,
    };
    export::export(&site.state.db, &arguments, Utc::now()).unwrap();
}

fn count(site: &Site, state: &str) -> i64 {
    let rows = import_rows::table.filter(import_rows::state.eq(state.to_owned()));
    site.state
        .db
        .read_now(|conn| rows.count().get_result(conn))
        .unwrap()
}

fn public(site: &Site) -> i64 {
    site.state
        .db
        .read_now(|conn| heroes::table.count().get_result(conn))
        .unwrap()
}

pub async fn bring(browser: &Browser, name: &str, bytes: Vec<u8>) -> Answer {
    let form = Form::new()
        .part("file", Part::bytes(bytes).file_name(name.to_owned()))
        .text("table", "");
    browser.post_files("/admin/imports/new", form).await
}

/// A file goes to the desk and its rows are taken as its headers say.
pub async fn taken(browser: &Browser, name: &str, bytes: Vec<u8>) -> String {
    let page = bring(browser, name, bytes).await.seen_at();
    let preview = browser.get(&page).await.ok();
    let names = preview.attributes("select", "name");
    let chosen: Vec<String> = names
        .iter()
        .map(|name| {
            let selected = format!("select[name='{name}'] option[selected]");
            preview
                .attributes(&selected, "value")
                .first()
                .cloned()
                .unwrap_or_default()
        })
        .collect();
    let form: Vec<(&str, &str)> = names
        .iter()
        .zip(&chosen)
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser
        .post(&format!("{page}/taking"), &form)
        .await
        .seen_at()
}

async fn desk() -> Site {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    site
}

#[actix_web::test]
async fn a_list_from_excel_comes_to_the_desk_and_a_faulty_row_is_corrected_in_place_and_published()
{
    let site = desk().await;
    let page = bring(&site.browser, "громада.csv", windows_1251(LIST))
        .await
        .seen_at();
    let preview = site.get(&page).await.ok();
    assert!(
        preview.says("Рядків: 3. Прочиталося: 2. З помилками: 1.")
            && preview.says("рядок 4, Помилка Петро")
            && preview.says("стовпець «Дата народження»: «31.02.1990»: такої дати немає"),
        "{}",
        preview.words()
    );
    assert_eq!(
        (count(&site, "waiting"), count(&site, "faulty")),
        (0, 0),
        "nothing was taken yet"
    );
    let seen = taken(&site.browser, "громада.csv", windows_1251(LIST)).await;
    let list = site.get(&seen).await.ok();
    assert!(
        list.says("Рядки взято.") && list.says("Лисюк Юрій Іванович") && list.says("Любив ліс."),
        "{}",
        list.words()
    );
    assert!(
        list.says("58-ма окрема мотопіхотна бригада") && list.says("Буряківка"),
        "{}",
        list.words()
    );

    // One number everywhere: the faulty row waits for somebody too.
    for page in ["/admin", "/admin/imports"] {
        assert!(site.get(page).await.ok().says("чекають 3 рядки"), "{page}");
    }
    let told = site.get("/admin/state").await.ok();
    let names = told.all(".state th");
    let at = names
        .iter()
        .position(|name| name == "Рядки списків, які чекають");
    assert_eq!(told.all(".state td")[at.unwrap()], "3");

    let run = seen.split('?').next().unwrap().to_owned();
    let faulty = site.get(&format!("{run}?state=faulty")).await.ok();
    for words in [
        "стовпець «Дата народження»: «31.02.1990»: такої дати немає; напишіть 05.03.2024",
        "стовпець «Дата загибелі»: «5.3.24»: рік має бути з чотирьох цифр",
        "стовпець «Область»: «Галичина»: такої області немає",
    ] {
        assert!(faulty.says(words), "{words}\n{}", faulty.words());
    }
    let edit = faulty
        .attributes("a.button", "href")
        .into_iter()
        .find(|href| href.ends_with("/edit"))
        .unwrap();
    let form = site.get(&edit).await.ok();
    assert_eq!(form.attributes("[name='cell.3']", "value"), ["31.02.1990"]);
    let cells = |born: &'static str| {
        [
            ("revision", "1"),
            ("cell.0", "Помилка"),
            ("cell.1", "Петро"),
            ("cell.3", born),
            ("cell.4", "05.03.2024"),
            ("cell.6", "Львівська"),
        ]
    };
    let still = site.post(&edit, &cells("30.02.1990")).await;
    assert_eq!(still.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(still.says("«30.02.1990»: такої дати немає") && !still.says("Галичина"));
    assert_eq!(
        still.attributes("[name='cell.6']", "value"),
        ["Львівська"],
        "what was typed is kept"
    );
    let seen = site.post(&edit, &cells("28.02.1990")).await.seen_at();
    assert!(seen.contains("state=new"), "{seen}");
    let now = site.get(&seen).await.ok();
    assert!(
        now.says("Виправлено.")
            && now.says("Помилка Петро")
            && now.says("28 лютого 1990 — 5 березня 2024"),
        "{}",
        now.words()
    );
    assert_eq!(
        site.post(&edit, &cells("27.02.1990")).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "it is a record now"
    );

    let act = edit.replace("/edit", "/publication");
    assert_eq!(
        site.post(&act, &[("revision", "1")]).await.status,
        StatusCode::CONFLICT,
        "unread as corrected"
    );
    site.post(&act, &[("revision", "2")]).await.seen_at();
    site.visitor().get("/uk/heroes/petro-pomylka").await.ok();
    assert_eq!(public(&site), 1);
    let journal = site.get("/admin/journal").await.ok();
    assert!(
        journal.says("виправлено рядок списку") && journal.says("громада.csv, рядок 4"),
        "{}",
        journal.words()
    );
}

#[actix_web::test]
async fn a_list_read_again_in_any_letters_and_by_any_way_brings_nobody_twice() {
    let site = desk().await;
    taken(&site.browser, "a.csv", windows_1251(LIST)).await;
    assert_eq!(
        (
            count(&site, "waiting"),
            count(&site, "faulty"),
            count(&site, "same")
        ),
        (2, 1, 0)
    );
    let commas = LIST
        .replace("\"Любив ліс.\r\n\r\nБув «Лісником»; тихим.\"", "Т")
        .replace(';', "\t")
        .replace('Т', "\"Любив ліс.\n\nБув «Лісником»; тихим.\"");
    taken(&site.browser, "b.txt", utf_16(LIST)).await;
    taken(
        &site.browser,
        "c.csv",
        format!("\u{FEFF}{LIST}").into_bytes(),
    )
    .await;
    taken(&site.browser, "d.tsv", commas.into_bytes()).await;
    assert_eq!(
        (
            count(&site, "waiting"),
            count(&site, "faulty"),
            count(&site, "same")
        ),
        (2, 1, 9)
    );
    let list = site.get("/admin/imports/runs/2").await.ok();
    assert!(
        list.says("вже чекає в розділі списків") && list.says("вже чекає з тими самими помилками"),
        "{}",
        list.words()
    );
    // From the shell it leaves no trace when there is nothing new.
    let (summary, rows) = shell(&site, "e.csv", &windows_1251(LIST), |_| ()).unwrap();
    assert_eq!(
        (summary.new, summary.same, summary.unsure, summary.faulty),
        (0, 3, 0, 0),
        "{rows:?}"
    );
    let runs: i64 = site
        .state
        .db
        .read_now(|conn| import_runs::table.count().get_result(conn))
        .unwrap();
    assert_eq!(runs, 4);
}

#[actix_web::test]
async fn rows_from_the_shell_wait_at_the_same_desk_with_their_faults() {
    let site = desk().await;
    let (summary, rows) = shell(&site, "list.csv", LIST.as_bytes(), |_| ()).unwrap();
    assert_eq!((summary.new, summary.faulty), (2, 1));
    let said = rows[2].to_string();
    assert!(
        said.starts_with("line 4: faulty: Помилка Петро: column “Дата народження”: “31.02.1990”: this is no date; write 05.03.2024"),
        "{said}"
    );
    let lines = "{\"name\":{\"family\":\"Лев\",\"given\":\"Іван\"},\"rang\":\"x\"}\n";
    shell(&site, "list.jsonl", lines.as_bytes(), |_| ()).unwrap();
    let faulty = site.get("/admin/imports/runs/2?state=faulty").await.ok();
    assert!(faulty.says("unknown field `rang`"), "{}", faulty.words());
    let fixed = "{\"name\":{\"family\":\"Лев\",\"given\":\"Іван\"}}";
    let seen = site
        .post(
            "/admin/imports/4/edit",
            &[("revision", "1"), ("line", fixed)],
        )
        .await
        .seen_at();
    assert!(site.get(&seen).await.ok().says("Лев Іван"));
    let (summary, _) = shell(&site, "list.jsonl", lines.as_bytes(), |_| ()).unwrap();
    assert_eq!(summary.same, 1, "the faulty line was corrected here");
}

#[actix_web::test]
async fn an_unknown_column_is_asked_about_and_never_dropped() {
    let site = desk().await;
    let table = "ПІБ\tДата загибелі\tПримітки\nЛисюк Юрій\t05.03.2024\tЛюбив ліс.\n";
    let form = Form::new()
        .part("file", Part::bytes(Vec::new()).file_name(""))
        .text("table", table);
    let page = site
        .browser
        .post_files("/admin/imports/new", form)
        .await
        .seen_at();
    let preview = site.get(&page).await.ok();
    assert!(
        preview.says("Вставлена таблиця")
            && preview.says("Стовпець 3, «Примітки», нам незнайомий."),
        "{}",
        preview.words()
    );
    let take = format!("{page}/taking");
    let stopped = site.post(&take, &[("column.2", "")]).await;
    assert_eq!(stopped.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(count(&site, "waiting"), 0);
    let seen = site
        .post(&take, &[("column.2", "biography_uk")])
        .await
        .seen_at();
    assert!(site.get(&seen).await.ok().says("Любив ліс."));
    assert_eq!(
        site.post(&take, &[("column.2", "-")]).await.status,
        StatusCode::CONFLICT,
        "taken once"
    );

    let fault = shell(&site, "t.csv", table.as_bytes(), |_| ())
        .unwrap_err()
        .to_string();
    assert!(
        fault.contains("column 3 “Примітки” is not known") && fault.contains("--leave-out"),
        "{fault}"
    );
    let left_out =
        |arguments: &mut import::Arguments| arguments.leave_out = vec!["примітки".to_owned()];
    assert_eq!(
        shell(&site, "t.csv", table.as_bytes(), left_out)
            .unwrap()
            .0
            .rows(),
        1
    );
}

#[actix_web::test]
async fn what_is_no_list_is_declined_with_a_sentence() {
    let site = desk().await;
    for (name, bytes, words) in [
        ("a.xlsx", b"PK\x03\x04 workbook".to_vec(), "Це книга Excel."),
        ("a.csv", b"a\0b\0c\0".to_vec(), "Це не таблиця."),
        (
            "a.csv",
            "Прізвище;Ім’я\n".as_bytes().to_vec(),
            "жодного рядка",
        ),
        ("a.csv", Vec::new(), "Виберіть файл або вставте таблицю."),
        (
            "a.csv",
            vec![b'a'; 10 * 1024 * 1024 + 1],
            "Список більший за 10 МБ.",
        ),
        (
            "a.csv",
            format!("ПІБ\n{}", "Лис Лев\n".repeat(10_001)).into_bytes(),
            "понад 10 000 рядків",
        ),
    ] {
        let answer = bring(&site.browser, name, bytes).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(answer.says(words), "{words}\n{}", answer.words());
    }
    let runs: i64 = site
        .state
        .db
        .read_now(|conn| import_runs::table.count().get_result(conn))
        .unwrap();
    assert_eq!(runs, 0);
}

#[actix_web::test]
async fn only_what_was_ticked_as_it_was_read_is_published() {
    let site = desk().await;
    let table = "ПІБ;Дата загибелі\nА Анна;2022\nБ Борис;2022\nВ Віра;2022\nБ Борис;\n";
    taken(&site.browser, "l.csv", table.as_bytes().to_vec()).await;
    let list = site.get("/admin/imports/runs/1?state=new").await.ok();
    let ticks = list.attributes("input[name=row]", "value");
    assert_eq!(ticks, ["1.1", "2.1", "3.1"], "the unsure row has no tick");
    let unsure = site.get("/admin/imports/runs/1?state=unsure").await.ok();
    assert!(
        unsure.says("можливо, та сама людина: l.csv, рядок 3"),
        "{}",
        unsure.words()
    );
    // Somebody corrects the second row meanwhile.
    let edit = site.get("/admin/imports/2/edit").await.ok();
    let revision = edit.attributes("input[name=revision]", "value").remove(0);
    let form = [
        ("revision", revision.as_str()),
        ("name.family", "Бойко"),
        ("name.given", "Борис"),
        ("died", "2022"),
    ];
    site.post("/admin/imports/2/edit", &form).await.seen_at();
    assert_eq!(
        site.post("/admin/imports/2/edit", &form).await.status,
        StatusCode::CONFLICT
    );
    let form = [
        ("row", "1.1"),
        ("row", "2.1"),
        ("row", "4.1"),
        ("row", "77.1"),
        ("row", "x"),
    ];
    let seen = site
        .post("/admin/imports/runs/1/publication", &form)
        .await
        .seen_at();
    let after = site.get(&seen).await.ok();
    assert!(
        after.says("Оприлюднено 1 рядок.") && after.says("3 позначені рядки не оприлюднено"),
        "{}",
        after.words()
    );
    assert_eq!(public(&site), 1);

    // Published in error: its life is found from the list, and taken back there.
    let published = site.get("/admin/imports/runs/1?state=published").await.ok();
    assert!(
        published
            .attributes("a", "href")
            .contains(&"/admin/heroes/1".to_owned())
    );
}

#[actix_web::test]
async fn an_unsure_row_names_the_person_and_leads_to_the_page() {
    let site = desk().await;
    let life = publish_life(&site, LYSIUK);
    let list = "Прізвище;Ім'я;Дата загибелі\r\nЛисюк;Юрій;2024\r\n";
    let run = taken(&site.browser, "l.csv", windows_1251(list)).await;
    let run = run.split('?').next().unwrap();
    let unsure = site.get(&format!("{run}?state=unsure")).await.ok();
    let said = unsure.all(".import-reason").remove(0);
    assert!(
        said.starts_with("можливо, та сама людина: Лисюк Юрій: "),
        "{said}"
    );
    assert_eq!(
        unsure.attributes(".import-reason a", "href"),
        [format!("/admin/heroes/{life}")]
    );
    assert!(!unsure.says("yurii-lysiuk"));
}

#[actix_web::test]
async fn a_row_with_a_telephone_number_is_published_only_by_a_word_about_it() {
    let site = desk().await;
    let table = "ПІБ;Біографія\nА Анна;Телефон сестри 067 123 45 67.\nБ Борис;Любив ліс.\n";
    taken(&site.browser, "l.csv", table.as_bytes().to_vec()).await;
    let list = site.get("/admin/imports/runs/1?state=new").await.ok();
    let ticks = list.attributes("input[name=row]", "value");
    assert_eq!(ticks, ["2.1"], "what was found is not ticked away");
    assert!(list.says("Телефон: 067 123 45 67"), "{}", list.words());
    let both = [("row", "1.1"), ("row", "2.1")];
    site.post("/admin/imports/runs/1/publication", &both)
        .await
        .seen_at();
    assert_eq!(public(&site), 1);
    let publication = "/admin/imports/1/publication";
    let silently = site.post(publication, &[("revision", "1")]).await;
    assert_eq!(silently.status, StatusCode::CONFLICT);
    assert_eq!(public(&site), 1);
    let said = [("revision", "1"), ("stands", "1")];
    site.post(publication, &said).await.seen_at();
    assert_eq!(public(&site), 2);
}

#[actix_web::test]
async fn the_desk_of_lists_is_closed_to_everybody_else() {
    let site = desk().await;
    shell(&site, "list.csv", LIST.as_bytes(), |_| ()).unwrap();
    let stranger = site.visitor();
    for page in [
        "/admin/imports",
        "/admin/imports/new",
        "/admin/imports/runs/1",
        "/admin/imports/1",
        "/admin/imports/1/edit",
    ] {
        assert_eq!(
            stranger.get(page).await.status,
            StatusCode::SEE_OTHER,
            "{page}"
        );
    }
    for act in [
        "1/edit",
        "1/publication",
        "1/discarding",
        "1/return",
        "runs/1/taking",
        "runs/1/publication",
        "runs/1/forgetting",
    ] {
        let answer = stranger
            .post(&format!("/admin/imports/{act}"), &[("revision", "1")])
            .await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{act}");
    }
    assert_eq!(
        bring(&stranger, "a.csv", LIST.into()).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!((count(&site, "waiting"), public(&site)), (2, 0));
    for page in [
        "/admin/imports/runs/9",
        "/admin/imports/99",
        "/admin/imports/99/edit",
    ] {
        assert_eq!(site.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
}

#[actix_web::test]
async fn a_table_that_was_exported_says_the_same_when_it_is_read_again() {
    let site = desk().await;
    let lives = [
        r#"{"external_id":"p1","name":{"family":"Лисюк","given":"Юрій"},"latin":{"family":"Lysiuk","given":"Yurii"},"aliases":["Yuriy Lysiuk"],"call_sign":"Лис","sex":"male","born":"1996-05","born_note":"У травні","died":"2024-03-05","birth_place":{"settlement":"Буряківка","region":"UA-18"},"death_place":{"settlement":"Іллінка","region":"UA-14","near":true},"burial_place":{"settlement":"Пулини","region":"UA-18","cemetery":"центральний"},"circumstances":"combat","service":[{"unit":"58-motorized","position":{"uk":"водій","en":"driver"},"from":"2022-02-24"},{"unit_text":"загін"}],"events":[{"kind":"captivity","from":"2022-05","to":"2022-08-09/2022-09-08"}],"interests":{"uk":"футбол"},"biography":{"uk":"Перший.\n\nДругий; «третій», \"четвертий\".","en":"One."},"awards":[{"award":"war-veteran-badge"},{"award_text":"грамота"}],"quotes":[{"text":{"uk":"Мій Герой"},"speaker":"Яна","relation":"sister"}],"kin":[{"relation":"parents"},{"relation":"sister"}],"sources":[{"title":"Джерело","url":"https://example.org/"}],"identifiers":[{"scheme":"wikidata","value":"Q42"},{"scheme":"viaf","value":"102333412"}]}"#,
        r#"{"name":{"family":"ЛИС","given":"Лев"},"call_sign":"=1+1","awards":[{"award":"war-veteran-badge","when":"2023","posthumous":true}],"home_place":{"settlement":"Краків","country":"PL","near":true}}"#,
        r#"{"name":{"family":"Новий","given":"Іван"},"call_sign":"-","biography":{"uk":"+380: не номер, а назва","en":"'=quoted"},"service":[{"unit_text":"58 ОМПБр"}],"born":"../1990"}"#,
    ];
    for life in lives {
        crate::lives::publish_life(&site, life);
    }
    let folder = tempfile::tempdir().unwrap();
    let (table, lines) = (
        folder.path().join("out.csv"),
        folder.path().join("out.jsonl"),
    );
    written(&site, &table);
    written(&site, &lines);
    let text = std::fs::read_to_string(&table).unwrap();
    assert!(
        text.starts_with('\u{FEFF}') && text.contains("'=1+1") && text.contains("'+380"),
        "{text}"
    );
    let (summary, rows) = shell(&site, "out.csv", text.as_bytes(), |_| ()).unwrap();
    assert_eq!((summary.same, summary.rows()), (3, 3), "{rows:#?}");
    assert!(
        rows.iter().all(|row| !row.to_string().contains("differs")),
        "{rows:#?}"
    );

    // And elsewhere it brings the very same lives.
    let there = Site::open().await;
    let publish = |arguments: &mut import::Arguments| arguments.publish = true;
    let (summary, rows) = shell(&there, "out.csv", text.as_bytes(), publish).unwrap();
    assert_eq!(summary.new, 3, "{rows:#?}");
    let again = folder.path().join("again.jsonl");
    written(&there, &again);
    assert_eq!(
        std::fs::read_to_string(&lines).unwrap(),
        std::fs::read_to_string(&again).unwrap()
    );
}
