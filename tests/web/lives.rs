//! Published lives that tests begin with.

use chrono::{DateTime, Utc};
use heroes_memorial::heroes::hero::Record;
use heroes_memorial::heroes::queries::{Author, Change, publish};

use crate::site::Site;

/// Yurii Lysiuk, as DESIGN.md gives his record.
pub const LYSIUK: &str = r#"{
  "external_id": "p000001",
  "name": {"family": "Лисюк", "given": "Юрій"}, "latin": {"family": "Lysiuk", "given": "Yurii"},
  "aliases": ["Yuriy Lysiuk"], "call_sign": "Лис", "sex": "male",
  "born": "1996-05", "born_note": "У травні йому мало б виповнитися 28", "died": "2024-03-05",
  "birth_place": {"settlement": "Буряківка", "region": "UA-18"},
  "death_place": {"settlement": "Іллінка", "region": "UA-14", "near": true},
  "burial_place": {"settlement": "Пулини", "region": "UA-18"},
  "circumstances": "combat",
  "service": [{"unit": "58-motorized", "position": {"uk": "водій", "en": "driver"}, "from": "2022-02-24"}],
  "events": [{"kind": "captivity", "from": "2022-05", "to": "2022-08-09/2022-09-08",
              "text": {"uk": "Сто днів у полоні; звільнений під час обміну"}},
             {"kind": "education", "text": {"uk": "Пулинський професійний ліцей, тракторист"}},
             {"kind": "work", "text": {"uk": "пилорамник, «Заповіт»"}}],
  "interests": {"uk": "футбол", "en": "football"},
  "biography": {"uk": "Юрій Лисюк народився у травні 1996 року в Буряківці на Житомирщині. У Пулинському професійному ліцеї вивчився на тракториста, працював пилорамником у «Заповіті». Любив футбол.\n\nВід 24 лютого 2022 року Юрій, позивний «Лис», служив водієм у 58-й окремій мотопіхотній бригаді. У травні того ж року він потрапив у полон. Полон тривав сто днів — Юрія звільнили під час обміну.\n\nВін загинув у бою 5 березня 2024 року поблизу Іллінки на Донеччині. У травні йому мало б виповнитися двадцять вісім. Поховали Юрія в Пулинах. У нього залишилися батьки й сестра."},
  "awards": [{"award": "war-veteran-badge"}],
  "quotes": [{"text": {"uk": "Я дуже ним пишаюся, він мій Герой"}, "speaker": "Яна", "relation": "sister"}],
  "kin": [{"relation": "parents"}, {"relation": "sister"}],
  "sources": [{"title": "Платформа пам’яті «Меморіал»", "url": "https://www.victims.memorial/"}]
}"#;

/// Someone of whom nothing is known but the name.
pub const NAME_ONLY: &str = r#"{"name": {"family": "Криничанська", "given": "Орися"}}"#;

pub fn published_at() -> DateTime<Utc> {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

/// Publishes a record and gives its permanent number.
pub fn publish_life(site: &Site, json: &str) -> i32 {
    let record: Record = serde_json::from_str(json).unwrap();
    let change = Change {
        by: Author::Shell,
        at: published_at(),
        why: "test",
    };
    site.state
        .db
        .write_now(|conn| publish(conn, &record, change))
        .unwrap()
}
