//! What an English page shows of what has no English: names in Latin letters, anything else as written and said so.

use crate::lives::publish_life;
use crate::site::Site;

const ABROAD: &str = r#"{
  "name": {"family": "Шевчук", "given": "Олег"}, "sex": "male", "born": "1990", "died": "2023",
  "birth_place": {"settlement": "Світловодськ", "region": "UA-35"},
  "home_place": {"settlement": "Вроцлав", "country": "PL"},
  "death_place": {"settlement": "Вроцлав", "country": "PL"},
  "service": [{"unit_text": "окрема рота \"Вітер\"", "from": "2022"}],
  "awards": [{"award_text": "Почесна грамота міста"}],
  "events": [{"kind": "work", "from": "2015", "to": "2016", "text": {"en": "A turner"}}],
  "quotes": [{"text": {"uk": "«Олег не знав слова «не зможу»»"}, "speaker": "командир першої роти"},
             {"text": {"en": "A friend"}, "speaker": "Яна", "relation": "sister"}],
  "sources": [{"title": "Сторінка пам’яті", "url": "https://example.org/1"}, {"url": "https://www.example.org/%D0%9B%D0%B8%D1%81"}]
}"#;

#[actix_web::test]
async fn common_words_and_foreign_places_are_never_put_into_latin_letters() {
    let site = Site::open().await;
    publish_life(&site, ABROAD);
    let page = site.get("/en/heroes/oleh-shevchuk").await.ok();
    let ukrainian = page.all("bdi[lang=uk]");
    for words in [
        "Вроцлав",
        "окрема рота «Вітер»",
        "Почесна грамота міста",
        "Командир першої роти",
    ] {
        assert!(ukrainian.iter().any(|said| said == words), "{words}");
    }
    let line = page.all(".event-what");
    assert_eq!(line.last().unwrap(), "Died in Вроцлав, Poland");
    assert!(page.says("Svitlovodsk"));
    assert!(page.says("Yana, sister"));
    for nonsense in ["Vrotslav", "rota", "hramota", "Komandyr"] {
        assert!(!page.says(nonsense), "{nonsense}");
    }
    assert!(page.all(".event-when").contains(&"2015–2016".to_owned()));
    assert_eq!(page.all(".sources li[lang=uk]"), ["Сторінка пам’яті"]);
    assert_eq!(
        page.all(".sources li"),
        ["Сторінка пам’яті", "example.org/Лис"]
    );

    let list = site.get("/en/heroes").await.ok();
    assert_eq!(list.all(".person-where bdi[lang=uk]"), ["Вроцлав"]);
    assert_eq!(
        list.all(".person-where span[lang=uk]"),
        ["окрема рота «Вітер»"]
    );
    let home = site.get("/en").await.ok();
    assert!(
        home.all(".eight-years")
            .contains(&"Вроцлав, Poland".to_owned())
    );
    assert!(!home.says("Vrotslav"));
}

#[actix_web::test]
async fn marks_and_prepositions_are_set_as_they_should_be() {
    let site = Site::open().await;
    publish_life(&site, ABROAD);
    let page = site.get("/uk/heroes/oleh-shevchuk").await.ok();
    assert_eq!(page.all(".quote p")[0], "«Олег не знав слова „не зможу“»");
    assert!(page.says("Народився у Світловодську"));
    assert!(page.says("окрема рота «Вітер»"));
    assert!(page.all("bdi[lang=uk]").is_empty());
}
