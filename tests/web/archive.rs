//! An archive's list goes in, and everything public comes out.

use std::path::{Path, PathBuf};

use chrono::Utc;
use diesel::prelude::*;
use heroes_memorial::archive::report::{Row, Summary, Verdict};
use heroes_memorial::archive::{check, export, import};
use heroes_memorial::db::Database;
use heroes_memorial::heroes::hero::Record;
use heroes_memorial::schema::{hero_photos, heroes, import_rows, journal, lives, photos};

use crate::photos::picture;

/// The record of DESIGN.md, whole.
const LYSIUK: &str = r#"{"external_id":"p000001","name":{"family":"Лисюк","given":"Юрій","patronymic":null},
"latin":{"family":"Lysiuk","given":"Yurii","patronymic":null},"aliases":["Yuriy Lysiuk"],"call_sign":"Лис","sex":"male",
"born":"1996-05","born_note":"У травні йому мало б виповнитися 28","died":"2024-03-05",
"birth_place":{"settlement":"Буряківка","region":"UA-18"},"home_place":null,
"death_place":{"settlement":"Іллінка","region":"UA-14","near":true},
"burial_place":{"settlement":"Пулини","region":"UA-18","cemetery":null},"circumstances":"combat",
"service":[{"unit":"58-motorized","position":{"uk":"водій","en":"driver"},"rank":null,"from":"2022-02-24","to":null}],
"events":[{"kind":"captivity","from":"2022-05","to":"2022-08-09/2022-09-08","text":{"uk":"Сто днів у полоні; звільнений під час обміну"}},
{"kind":"education","text":{"uk":"Пулинський професійний ліцей, тракторист"}},{"kind":"work","text":{"uk":"пилорамник, «Заповіт»"}}],
"interests":{"uk":"футбол","en":"football"},"biography":{"uk":"…","en":"…"},
"awards":[{"award":"war-veteran-badge","when":null,"posthumous":null}],
"quotes":[{"text":{"uk":"Я дуже ним пишаюся, він мій Герой"},"speaker":"Яна","relation":"sister"}],
"kin":[{"relation":"parents"},{"relation":"sister"}],
"photos":[{"file":"lysiuk.jpg","caption":{"uk":"У відпустці"},"credit":null,"year":2023}],
"sources":[{"title":"Джерело","url":"https://example.org/"}]}"#;

struct Memorial {
    db: Database,
    folder: tempfile::TempDir,
}

impl Memorial {
    fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            db: Database::open(&folder.path().join("memorial.sqlite3")).unwrap(),
            folder,
        }
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn import(&self, list: &str, change: impl Fn(&mut import::Arguments)) -> (Summary, Vec<Row>) {
        let mut arguments = import::Arguments {
            file: self.file("list.jsonl", list),
            publish: true,
            ..import::Arguments::default()
        };
        change(&mut arguments);
        let mut rows = Vec::new();
        let summary = import::import(&self.db, &arguments, Utc::now(), &mut |row| {
            rows.push(row.clone())
        })
        .unwrap();
        (summary, rows)
    }

    fn export(&self, photos: Option<&Path>) -> Vec<Record> {
        let file = self.folder.path().join("out.jsonl");
        export::export(
            &self.db,
            &export::Arguments {
                file: file.clone(),
                photos: photos.map(Path::to_owned),
            },
            Utc::now(),
        )
        .unwrap();
        let text = std::fs::read_to_string(file).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    fn public(&self) -> i64 {
        self.db
            .read_now(|conn| heroes::table.count().get_result(conn))
            .unwrap()
    }

    fn waiting(&self) -> i64 {
        self.db
            .read_now(|conn| {
                import_rows::table
                    .filter(import_rows::state.eq("waiting"))
                    .count()
                    .get_result(conn)
            })
            .unwrap()
    }
}

fn one_line(record: &str) -> String {
    record.replace('\n', " ")
}

fn life(family: &str, more: &str) -> String {
    format!(r#"{{"name":{{"family":"{family}","given":"Іван"}}{more}}}"#)
}

#[test]
fn what_is_exported_and_imported_elsewhere_is_the_same() {
    let here = Memorial::empty();
    let pictures = tempfile::tempdir().unwrap();
    std::fs::write(pictures.path().join("lysiuk.jpg"), picture([120, 100, 90])).unwrap();
    let list = format!(
        "{}\n{}",
        one_line(LYSIUK),
        life("Заярний", r#","born":"1990~","died":"2022-06""#)
    );
    let (summary, _) = here.import(&list, |arguments| {
        arguments.photos = Some(pictures.path().to_owned())
    });
    assert_eq!((summary.new, summary.faulty, summary.pictures), (2, 0, 1));

    let carried = tempfile::tempdir().unwrap();
    let out = here.export(Some(carried.path()));
    let there = Memorial::empty();
    let lines: Vec<_> = out
        .iter()
        .map(|record| serde_json::to_string(record).unwrap())
        .collect();
    let (summary, rows) = there.import(&lines.join("\n"), |arguments| {
        arguments.photos = Some(carried.path().to_owned())
    });
    assert_eq!((summary.new, summary.pictures), (2, 1), "{rows:?}");
    assert_eq!(there.export(None), out);

    let mut first: Record = serde_json::from_str(&one_line(LYSIUK)).unwrap();
    first.photos[0].file.clone_from(&out[0].photos[0].file);
    assert_eq!(out[0], first, "nothing is lost and nothing is filled in");
}

#[test]
fn a_list_can_be_read_again_without_bringing_anyone_twice() {
    let memorial = Memorial::empty();
    let list = format!(
        "{}\n{}\n{}",
        one_line(LYSIUK),
        life("Заярний", ""),
        life("Поліщук", r#","died":"2023""#)
    );
    assert_eq!(memorial.import(&list, |_| ()).0.new, 3);
    let (summary, rows) = memorial.import(&list, |_| ());
    assert_eq!(
        (summary.new, summary.same, summary.unsure),
        (0, 3, 0),
        "{rows:?}"
    );
    assert_eq!((memorial.public(), memorial.waiting()), (3, 0));
    // A row of another list about the same person, by the archive's own name or by all that is said.
    let changed = one_line(LYSIUK).replace("\"Лис\"", "\"Лисиця\"");
    let (_, rows) = memorial.import(&changed, |_| ());
    assert!(
        matches!(&rows[0].verdict, Verdict::Same(note) if note.contains("differs")),
        "{rows:?}"
    );
}

#[test]
fn each_row_says_what_it_is_and_why() {
    let memorial = Memorial::empty();
    memorial.import(&life("Дубина", r#","born":"1976","died":"2022""#), |_| ());
    let list = [
        life("Новий", ""),
        life("Дубина", r#","born":"1976-03-01""#),
        life("Дубина", r#","born":"1980""#),
        life("Помилка", r#","rang":"sergeant""#),
        life("Помилка", r#","service":[{"unit":"59-motorised"}]"#),
        life("Помилка", r#","service":[{"rank":"general-sergeant"}]"#),
        life("Помилка", r#","awards":[{"award":"gold"}]"#),
        life("Помилка", r#","birth_place":{"region":"UA-99"}"#),
        life("Помилка", r#","born":"31.12.1990""#),
        life("Помилка", r#","born":"2000","died":"1999""#),
        life(
            "Помилка",
            r#","sources":[{"url":"https://me:secret@example.org/"}]"#,
        ),
        "не запис".to_owned(),
        String::new(),
        life("Останній", ""),
    ];
    let (summary, rows) = memorial.import(&list.join("\n"), |arguments| arguments.dry_run = true);
    let said: Vec<_> = rows.iter().map(ToString::to_string).collect();
    assert_eq!(
        (summary.new, summary.unsure, summary.faulty),
        (3, 1, 9),
        "{said:#?}"
    );
    for (row, words) in [
        (
            1,
            "line 2: unsure: Дубина Іван: may be the same person as ivan-dubyna",
        ),
        (3, "unknown field `rang`"),
        (4, "service[0].unit: no unit “59-motorised”"),
        (5, "service[0].rank: no rank “general-sergeant”"),
        (6, "awards[0].award: no award “gold”"),
        (7, "birth_place.region: no region “UA-99”"),
        (8, "line 9: faulty: born: "),
        (9, "born: 2000 is after died: 1999"),
        (
            10,
            "sources[0].url: an address with somebody’s name or password",
        ),
        (11, "line 12: faulty: "),
    ] {
        assert!(said[row].contains(words), "{} says not: {words}", said[row]);
    }
    assert_eq!(said[12], "line 14: new: Останній Іван");
}

#[test]
fn what_the_tables_refuse_is_a_fault_of_its_row_alone() {
    let memorial = Memorial::empty();
    let refuses = "CREATE TRIGGER refuses BEFORE INSERT ON heroes WHEN NEW.family = 'Зайвий' \
                   BEGIN SELECT raise(ABORT, 'not in these tables'); END";
    memorial
        .db
        .write_now(|conn| diesel::sql_query(refuses).execute(conn))
        .unwrap();
    let list = ["Перший", "Зайвий", "Другий", "Зайвий", "Третій"].map(|name| life(name, ""));
    for list in [list.join("\n"), list.join("\n\n")] {
        let (summary, rows) = memorial.import(&list, |_| ());
        let said: Vec<_> = rows.iter().map(ToString::to_string).collect();
        let again = summary.new == 0;
        assert_eq!(
            (summary.new, summary.same, summary.faulty),
            if again { (0, 5, 0) } else { (3, 1, 1) },
            "{said:#?}"
        );
        if !again {
            assert!(
                said[1].ends_with("Зайвий Іван: not in these tables"),
                "{said:#?}"
            );
        }
        assert_eq!(memorial.public(), 3);
    }
    // Nothing of what was refused is left, and the search knows the others.
    let addresses = memorial
        .db
        .read_now(|conn| lives::table.count().get_result::<i64>(conn))
        .unwrap();
    assert_eq!(addresses, 3);
    let checked = check::check(&memorial.db).unwrap();
    assert_eq!((checked.faults, checked.mended), (vec![], 0));
}

#[test]
fn a_dry_run_writes_nothing_and_knows_the_rows_of_its_own_list() {
    let memorial = Memorial::empty();
    let list = [
        life("Заярний", ""),
        life("Заярний", ""),
        life("Заярний", r#","born":"1990""#),
    ]
    .join("\n");
    let (dry, _) = memorial.import(&list, |arguments| arguments.dry_run = true);
    let nothing = memorial.db.read_now(|conn| {
        Ok((
            lives::table.count().get_result::<i64>(conn)?,
            import_rows::table.count().get_result::<i64>(conn)?,
            journal::table.count().get_result::<i64>(conn)?,
            photos::table.count().get_result::<i64>(conn)?,
        ))
    });
    assert_eq!(nothing.unwrap(), (0, 0, 0, 0));
    let (wet, _) = memorial.import(&list, |_| ());
    assert_eq!((dry.new, dry.same, dry.unsure), (1, 1, 1));
    assert_eq!((wet.new, wet.same, wet.unsure), (1, 1, 1));
}

#[test]
fn without_publish_rows_wait_and_nobody_sees_them() {
    let memorial = Memorial::empty();
    let list = format!("{}\n{}", life("Заярний", ""), life("Поліщук", ""));
    memorial.import(&list, |arguments| arguments.publish = false);
    assert_eq!((memorial.public(), memorial.waiting()), (0, 2));
    assert_eq!(
        memorial
            .import(&list, |arguments| arguments.publish = false)
            .0
            .same,
        2
    );
    assert_eq!(
        memorial.import(&list, |_| ()).0.new,
        2,
        "their time has come"
    );
    assert_eq!((memorial.public(), memorial.waiting()), (2, 0));
}

#[test]
fn a_picture_that_cannot_be_kept_is_a_fault_of_its_row_alone() {
    let memorial = Memorial::empty();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("text.jpg"), "не світлина").unwrap();
    std::fs::write(folder.path().join("good.jpg"), picture([1, 2, 3])).unwrap();
    let with =
        |family: &str, file: &str| life(family, &format!(r#","photos":[{{"file":"{file}"}}]"#));
    let list = [
        with("А", "text.jpg"),
        with("Б", "../list.jsonl"),
        with("В", "none.jpg"),
        with("Г", "good.jpg"),
    ]
    .join("\n");
    let (summary, rows) = memorial.import(&list, |arguments| {
        arguments.photos = Some(folder.path().to_owned())
    });
    assert_eq!(
        (summary.faulty, summary.new, summary.pictures),
        (3, 1, 1),
        "{rows:?}"
    );
    assert!(
        rows[0]
            .to_string()
            .ends_with("photos[0].file: text.jpg: the file is not a picture")
    );
}

#[test]
fn a_list_cannot_point_at_a_picture_that_is_kept_here() {
    let memorial = Memorial::empty();
    let hidden = heroes_memorial::photos::renditions::make(&picture([5, 5, 5])).unwrap();
    let hidden = memorial
        .db
        .write_now(|conn| heroes_memorial::photos::queries::store(conn, &hidden, Utc::now()))
        .unwrap();
    let list = life(
        "Хитрий",
        &format!(r#","photos":[{{"file":"{hidden}.webp"}}]"#),
    );
    let (summary, _) = memorial.import(&list, |_| ());
    assert_eq!((summary.new, summary.pictures_left_out), (1, 1));
    let shown = memorial
        .db
        .read_now(|conn| hero_photos::table.count().get_result::<i64>(conn))
        .unwrap();
    assert_eq!(shown, 0);
}

#[actix_web::test]
async fn a_waiting_row_becomes_public_only_by_a_moderators_hand() {
    let site = crate::site::Site::open().await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.jpg"), picture([90, 90, 90])).unwrap();
    let file = folder.path().join("list.jsonl");
    let first = life(
        "Заярний",
        r#","biography":{"uk":"Любив ліс."},"call_sign":"Ліс","photos":[{"file":"a.jpg"}]"#,
    );
    std::fs::write(&file, format!("{first}\n{}", life("Поліщук", ""))).unwrap();
    let arguments = import::Arguments {
        file,
        photos: Some(folder.path().to_owned()),
        ..import::Arguments::default()
    };
    import::import(&site.state.db, &arguments, Utc::now(), &mut |_| ()).unwrap();

    let stranger = site.visitor();
    assert_eq!(stranger.get("/uk/heroes/ivan-zaiarnyi").await.status, 404);
    assert_eq!(stranger.get("/photos/1/small.webp").await.status, 404);
    assert_eq!(
        stranger.get("/admin/imports/1/photos/1").await.status,
        303,
        "asked to sign in"
    );
    assert_eq!(
        stranger
            .post("/admin/imports/1/publication", &[])
            .await
            .status,
        401
    );

    crate::accounts::administrator(&site, &site.browser).await;
    let lists = site.get("/admin/imports").await.ok();
    assert!(
        lists.says("list.jsonl") && lists.says("Нові: 2"),
        "{}",
        lists.words()
    );
    let desk = site.get("/admin/imports/runs/1").await.ok();
    assert!(desk.says("Заярний Іван") && desk.says("Любив ліс."));
    assert!(
        desk.says("Позивний Ліс") && !desk.says("call_sign"),
        "{}",
        desk.words()
    );
    assert_eq!(
        site.get("/admin/imports/1/photos/1")
            .await
            .ok()
            .header("content-type"),
        Some("image/webp")
    );
    assert_eq!(
        site.get("/admin/imports/2/photos/1").await.status,
        404,
        "of this row only"
    );

    site.post("/admin/imports/2/discarding", &[])
        .await
        .seen_at();
    assert!(!site.get("/admin/imports/runs/1").await.says("Поліщук"));
    let aside = "/admin/imports/runs/1?state=discarded";
    assert!(site.get(aside).await.says("Поліщук"));
    let read = [("revision", "2")];
    assert_eq!(
        site.post("/admin/imports/2/publication", &read)
            .await
            .status,
        409
    );
    site.post("/admin/imports/2/return", &[]).await.seen_at();
    assert!(site.get("/admin/imports/runs/1").await.says("Поліщук"));

    let silently = site
        .post("/admin/imports/1/publication", &[("revision", "1")])
        .await;
    assert_eq!(silently.status, 409, "it is asked who else is in a picture");
    let read = [("revision", "1"), ("stands", "1")];
    let after = site
        .post("/admin/imports/1/publication", &read)
        .await
        .seen_at();
    assert!(site.get(&after).await.ok().says("Оприлюднено."));
    assert_eq!(
        site.post("/admin/imports/1/publication", &read)
            .await
            .status,
        409,
        "once"
    );
    assert!(
        stranger
            .get("/uk/heroes/ivan-zaiarnyi")
            .await
            .ok()
            .says("Любив ліс.")
    );
    assert_eq!(stranger.get("/photos/1/small.webp").await.status, 200);
    let published = site.get("/admin/imports/runs/1?state=published").await.ok();
    assert!(
        published
            .attributes("a", "href")
            .contains(&"/admin/heroes/1".to_owned())
    );
    let journal = site.get("/admin/journal").await.ok();
    assert!(journal.says("list.jsonl, рядок 1"), "{}", journal.words());
    let life = site.get("/admin/heroes/1").await.ok();
    assert!(life.says("Світлина 1") && !life.says("1.webp"));
}

#[test]
fn demo_fills_an_empty_memorial_and_no_other() {
    use heroes_memorial::archive::demo::fill::fill;
    let memorial = Memorial::empty();
    let filled = fill(&memorial.db, Utc::now()).unwrap();
    assert!(filled.lives >= 60 && filled.pictures >= 35);
    assert_eq!(memorial.public(), i64::from(filled.lives));
    assert!(filled.queued.sent >= 5 && filled.queued.drafts >= 1);
    let fault = fill(&memorial.db, Utc::now()).unwrap_err();
    assert!(fault.to_string().starts_with("The memorial is not empty."));
    assert_eq!(memorial.public(), i64::from(filled.lives));
}

#[test]
fn a_list_is_read_to_its_end_though_nobody_reads_what_is_said() {
    use std::process::{Command, Stdio};
    let memorial = Memorial::empty();
    let file = memorial.file(
        "list.jsonl",
        &[life("Новий", ""), "не запис".to_owned()].join("\n"),
    );
    let mut child = Command::new(env!("CARGO_BIN_EXE_heroes-memorial"))
        .arg("import")
        .arg(file)
        .env(
            "MEMORIAL_DATABASE",
            memorial.folder.path().join("memorial.sqlite3"),
        )
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Gone before a word was said, as `| head -0` is.
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && !said.contains("panicked"),
        "{said}"
    );
}

#[test]
fn one_picture_is_one() {
    let summary = Summary {
        new: 1,
        pictures_left_out: 1,
        ..Summary::default()
    };
    let said = summary.to_string();
    assert!(
        said.starts_with("1 row: 1 new") && said.contains("1 picture was left out"),
        "{said}"
    );
}

#[test]
fn check_finds_what_is_damaged_and_puts_the_index_right() {
    let memorial = Memorial::empty();
    let list = r#"{"name":{"family":"Лисюк","given":"Юрій"},"service":[{"unit":"58-motorized"}]}"#;
    memorial.import(list, |_| ());
    let whole = check::check(&memorial.db).unwrap();
    assert_eq!((whole.faults, whole.mended, whole.pictures), (vec![], 0, 0));

    // Somebody renamed the unit: the words of its lives are old.
    memorial
        .db
        .write_now(|conn| {
            diesel::sql_query(
                "UPDATE units SET name_uk = 'Бригада вітру' WHERE slug = '58-motorized'",
            )
            .execute(conn)
        })
        .unwrap();
    assert_eq!(check::check(&memorial.db).unwrap().mended, 1);
    assert_eq!(check::check(&memorial.db).unwrap().mended, 0);

    // The words of a life are lost, and those of another are there that is not public.
    for broken in [
        "DELETE FROM hero_words WHERE rowid = 1",
        "INSERT INTO hero_stories (rowid, story) VALUES (77, 'таємниця')",
    ] {
        memorial
            .db
            .write_now(|conn| diesel::sql_query(broken).execute(conn))
            .unwrap();
    }
    // A number that no life has cannot be told of as changed; it is only taken out.
    assert_eq!(check::check(&memorial.db).unwrap().mended, 2);
    assert_eq!(check::check(&memorial.db).unwrap().mended, 0);
}
