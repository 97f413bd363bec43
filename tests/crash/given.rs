//! A memorial to begin with: lives to light candles at, a moderator who can sign in.

use std::path::Path;

use chrono::Utc;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use heroes_memorial::accounts::account::{AccountName, NewPassword, Role};
use heroes_memorial::accounts::{password, queries};
use heroes_memorial::db::Database;
use heroes_memorial::heroes::hero::{Photo, Record};
use heroes_memorial::heroes::queries::{Author, Change, publish};
use heroes_memorial::photos::queries::store;
use heroes_memorial::photos::renditions::make;

use crate::lives::LYSIUK;

pub const NAME: &str = "Олена М.";
pub const PASSWORD: &str = "вишня потяг сіль ранок";

/// So many lives besides Lysiuk's, who has a picture. Answers their slugs.
pub fn memorial(path: &Path, lives: usize) -> Vec<String> {
    let database = Database::open(path).unwrap();
    let mut jpeg = Vec::new();
    let drawn = image::RgbImage::from_fn(240, 300, |x, y| {
        image::Rgb([x as u8, y as u8, (x * y % 251) as u8])
    });
    let mut out = std::io::Cursor::new(&mut jpeg);
    drawn.write_to(&mut out, image::ImageFormat::Jpeg).unwrap();
    let made = make(&jpeg).unwrap();
    let name = AccountName::parse(NAME).unwrap();
    let new = NewPassword::parse(PASSWORD, PASSWORD, NAME).unwrap();
    let hash = password::hash_now(&new).unwrap();
    database
        .write_now(|conn| {
            let change = || Change {
                by: Author::Shell,
                at: Utc::now(),
                why: "test",
            };
            let mut lysiuk: Record = serde_json::from_str(LYSIUK).unwrap();
            lysiuk
                .photos
                .push(Photo::kept(store(conn, &made, Utc::now())?));
            publish(conn, &lysiuk, change())?;
            for number in 0..lives {
                let json = format!(
                    r#"{{"name": {{"family": "Тестовий{number}", "given": "Іван"}}, "biography": {{"uk": "Він любив ліс і ріку, {number}."}}}}"#
                );
                publish(conn, &serde_json::from_str(&json).unwrap(), change())?;
            }
            queries::add(conn, &name, &hash, Role::Moderator, Utc::now())?;
            use heroes_memorial::schema::heroes::dsl::{heroes, slug};
            heroes.select(slug).load(conn)
        })
        .unwrap()
}

/// A connection beside the memorial's own, which sees what a reader of the file would.
pub fn beside(path: &Path) -> SqliteConnection {
    let mut conn = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    conn.batch_execute("PRAGMA busy_timeout = 5000;").unwrap();
    conn
}

/// All that was written stands in the file itself.
pub fn settle(path: &Path) {
    crate::site::settle(path);
}
