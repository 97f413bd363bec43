//! What can be chosen beside the list: every filter with its count, kept where it was typed, taken back as a word.

use crate::lives::{LYSIUK, NAME_ONLY, publish_life};
use crate::site::{Answer, Site};

/// Three more lives, so that choices differ.
const LIVES: [&str; 3] = [
    r#"{"name": {"family": "Бондар", "given": "Ольга"}, "born": "1984", "died": "2022-03",
        "home_place": {"settlement": "Одеса", "region": "UA-51"}, "burial_place": {"region": "UA-18"},
        "service": [{"unit": "14-mechanized", "rank": "captain"}], "awards": [{"award": "courage-3"}]}"#,
    r#"{"name": {"family": "Лященко", "given": "Ілля"}, "born": "1999-12-01", "died": "2022-05-07",
        "birth_place": {"region": "UA-18"}, "home_place": {"region": "UA-18"},
        "service": [{"unit": "58-motorized", "rank": "soldier"}]}"#,
    r#"{"name": {"family": "Лоза", "given": "Марко"}, "born": "199X", "died": "2022/2023",
        "birth_place": {"region": "UA-51"}, "service": [{"unit": "36-marine", "rank": "soldier"}]}"#,
];

async fn memorial() -> Site {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    publish_life(&site, NAME_ONLY);
    for life in LIVES {
        publish_life(&site, life);
    }
    site
}

/// The group of the form with this heading: «Житомирська 2».
fn offered(page: &Answer, name: &str) -> Vec<String> {
    page.all(&format!(
        ".option:has(input[name={name}]), .filter-group:has(input[name={name}]) .option-link"
    ))
}

fn has(page: &Answer, name: &str, option: &str) -> bool {
    offered(page, name).iter().any(|shown| shown == option)
}

#[actix_web::test]
async fn every_choice_says_how_many_lives_it_finds() {
    let site = memorial().await;
    let page = site.get("/uk/heroes").await.ok();
    assert_eq!(offered(&page, "region"), ["Житомирська 2", "Одеська 2"]);
    assert_eq!(offered(&page, "unit")[0], "58 ОМПБр 2");
    assert_eq!(offered(&page, "died_from"), ["2024 1", "2022 2"]);
    let rests = site.get("/uk/heroes?region_role=rests").await.ok();
    assert_eq!(offered(&rests, "region"), ["Житомирська 2"]);
    let english = site.get("/en/heroes").await.ok();
    assert_eq!(offered(&english, "region"), ["Odesa 2", "Zhytomyr 2"]);
    // What a choice promises is what it finds.
    for (asked, number) in [
        ("region=zhytomyrska", 2),
        ("region=zhytomyrska&region_role=rests", 2),
        ("unit=58-motorized", 2),
        ("died_from=2024&died_to=2024", 1),
    ] {
        let page = site.get(&format!("/uk/heroes?{asked}")).await.ok();
        assert_eq!(page.all(".person-name").len(), number, "{asked}");
    }
}

#[actix_web::test]
async fn ranks_awards_and_decades_are_counted_too() {
    let site = memorial().await;
    let page = site.get("/uk/heroes").await.ok();
    assert_eq!(offered(&page, "rank"), ["Солдат 2", "Капітан 1"]);
    assert_eq!(
        offered(&page, "award"),
        [
            "Орден «За мужність» III ступеня 1",
            "Нагрудний знак «Ветеран війни» 1"
        ]
    );
    assert!(has(&page, "born_from", "1980-ті 1"), "{}", page.words());
    assert_eq!(page.all(".letters a"), ["Б", "К", "Л"]);
    assert_eq!(
        page.attributes(".letters a", "title")[2].replace('\u{a0}', " "),
        "Л: 3 людини"
    );
    let page = site.get("/en/heroes").await.ok();
    assert_eq!(page.all(".letters a"), ["B", "K", "L"]);
    assert!(has(&page, "rank", "Soldier 2"));
}

#[actix_web::test]
async fn another_choice_of_the_same_kind_can_be_added() {
    let site = memorial().await;
    let page = site
        .get("/uk/heroes?region=zhytomyrska&died_from=2022&died_to=2022")
        .await
        .ok();
    assert!(has(&page, "region", "Житомирська 1"));
    assert!(has(&page, "region", "Одеська 2"));
    assert!(has(&page, "died_from", "2024 1"));
    assert!(has(&page, "unit", "58 ОМПБр 1"));
    assert!(
        !offered(&page, "unit")
            .iter()
            .any(|unit| unit.starts_with("14 ОМБр"))
    );
    let page = site
        .get("/uk/heroes?region=zhytomyrska&region=odeska&died_from=2022&died_to=2022")
        .await
        .ok();
    assert_eq!(page.all(".person-name").len(), 3);
}

#[actix_web::test]
async fn choices_work_together_and_each_can_be_taken_back() {
    let site = memorial().await;
    let all = "q=Лященко&region=zhytomyrska&unit=58-motorized&rank=soldier&died_from=2022&died_to=2022\
               &born_from=1990&born_to=1999&letter=Л&sort=name";
    let page = site.get(&format!("/uk/heroes?{all}")).await.ok();
    assert_eq!(page.all(".person-name"), ["Лященко Ілля"]);
    let words: Vec<String> = page
        .all(".chip")
        .iter()
        .map(|chip| chip.replace("Прибрати: ", ""))
        .collect();
    assert_eq!(
        words,
        [
            "Житомирська область",
            "58 ОМПБр",
            "Солдат",
            "загинули: 2022",
            "народилися: 1990-ті",
            "прізвище на «Л»"
        ]
    );
    for (chip, less) in words.iter().zip(page.attributes(".chip", "href")) {
        let page = site.get(&less).await.ok();
        assert_eq!(page.all(".person-name"), ["Лященко Ілля"], "{chip}");
        assert_eq!(page.all(".chip").len(), words.len() - 1, "{chip}");
        assert!(
            !page.all(".chip").iter().any(|left| left.ends_with(chip)),
            "{chip}"
        );
    }
    let none = site
        .get(&page.attributes(".chips-all", "href")[0])
        .await
        .ok();
    assert!(none.all(".chip").is_empty());
    assert_eq!(
        none.attributes("#q", "value"),
        ["Лященко"],
        "the words stay"
    );
    let award = site
        .get("/uk/heroes?award=courage-3&rank=captain")
        .await
        .ok();
    assert_eq!(award.all(".person-name"), ["Бондар Ольга"]);
}

#[actix_web::test]
async fn what_is_chosen_stays_in_the_form() {
    let site = memorial().await;
    let all = "q=Ілля&region=zhytomyrska&region_role=rests&unit=14-mechanized&rank=captain&award=courage-3\
               &died_from=2022-03&born_to=1999&letter=Л&sort=died";
    for lang in ["uk", "en"] {
        let page = site.get(&format!("/{lang}/heroes?{all}")).await.ok();
        assert_eq!(
            page.attributes("input[checked]", "value"),
            [
                "rests",
                "zhytomyrska",
                "14-mechanized",
                "captain",
                "courage-3"
            ],
            "{lang}"
        );
        let hidden = page.attributes("input[type=hidden]", "value");
        assert_eq!(hidden, ["Л", "died"]);
        assert_eq!(page.attributes("#q", "value"), ["Ілля"]);
        assert_eq!(page.attributes("[name=born_to]", "value"), ["1999"]);
        let from = &page.attributes("[name=died_from]", "value")[0];
        let from = from.replace('\u{a0}', " ");
        assert_eq!(
            from,
            if lang == "uk" {
                "березень 2022"
            } else {
                "March 2022"
            }
        );
    }
}

#[actix_web::test]
async fn dates_are_read_as_people_type_them() {
    let site = memorial().await;
    for typed in [
        "2024",
        "2024-03",
        "03.2024",
        "3.2024",
        "5.03.2024",
        "05/03/2024",
        "березень 2024",
        "5 березня 2024 р.",
        "March 2024",
        "5 March 2024",
    ] {
        let page = site
            .get(&format!("/uk/heroes?died_from={typed}&died_to={typed}"))
            .await
            .ok();
        assert_eq!(page.all(".person-name"), ["Лисюк Юрій"], "{typed}");
        assert!(
            page.attributes("[aria-invalid]", "name").is_empty(),
            "{typed}"
        );
        // What the box shows is read again when the form is sent again.
        let shown = page.attributes("[name=died_from]", "value")[0].clone();
        let again = site
            .get(&format!("/uk/heroes?died_from={shown}"))
            .await
            .ok();
        assert!(
            again.attributes("[aria-invalid]", "name").is_empty(),
            "{shown}"
        );
    }
    let decade = site
        .get("/uk/heroes?born_from=1990&born_to=1999")
        .await
        .ok();
    assert_eq!(
        decade.all(".person-name"),
        ["Лисюк Юрій", "Лоза Марко", "Лященко Ілля"],
        "a decade is found by its years"
    );
}

#[actix_web::test]
async fn what_cannot_be_read_is_said_and_stands_where_it_was_typed() {
    let site = memorial().await;
    let page = site
        .get("/uk/heroes?died_from=колись&died_to=2023&region=zhytomyrska")
        .await
        .ok();
    assert_eq!(
        page.all(".person-name"),
        ["Лященко Ілля"],
        "the rest is followed"
    );
    assert!(page.says("Цього ми не зрозуміли й пропустили: колись."));
    assert_eq!(page.attributes("[aria-invalid=true]", "value"), ["колись"]);
    assert!(page.says("Цієї дати ми не зрозуміли."));
    assert_eq!(
        page.attributes(".filters[open]", "class").len(),
        1,
        "a phone shows it"
    );
    let english = site.get("/en/heroes?born_to=31.02.1990").await.ok();
    assert_eq!(
        english.attributes("[aria-invalid=true]", "value"),
        ["31.02.1990"]
    );
    assert!(english.says("We did not understand this date."));
}

#[actix_web::test]
async fn whatever_stands_in_an_address_gets_an_ordinary_page() {
    let site = memorial().await;
    let long = "я".repeat(1_500);
    for asked in [
        "region=narnia&unit=narnia&rank=narnia&award=narnia".to_owned(),
        "region=zhytomyrska&region=zhytomyrska&region=UA-18".to_owned(),
        "page=1&page=2&page=x&page=-1&limit=0&limit=1000000000000".to_owned(),
        "letter=LL&letter=1&letter=😀&sort=fame&sort=&region_role=king".to_owned(),
        "died_from=2024&died_from=колись&died_from=2022".to_owned(),
        "died_from=9999&died_to=0001&born_from=XXXX-03&born_to=../1990".to_owned(),
        format!("died_from={long}&region={long}&letter={long}&q={long}"),
        format!(
            "{}unit=58-motorized",
            "unit=14-mechanized&region=x&".repeat(150)
        ),
        "%FF=%FE&region=%00&died_to=%E2%80%AE&q[]=1&=&&&".to_owned(),
    ] {
        let page = site.get(&format!("/uk/heroes?{asked}")).await.ok();
        assert_eq!(page.all("h1").len(), 1);
        assert!(page.words().len() < 20_000, "{asked}");
    }
    let page = site
        .get("/uk/heroes?region=zhytomyrska&region=UA-18&region=narnia")
        .await
        .ok();
    assert_eq!(
        page.all(".chip"),
        ["Прибрати: Житомирська область"],
        "once is enough"
    );
    assert!(page.says("Цього ми не зрозуміли й пропустили: narnia."));
}

#[actix_web::test]
async fn the_commonest_stand_open_and_the_rest_under_its_branch() {
    let site = Site::open().await;
    let units = [
        "14-mechanized",
        "21-mechanized",
        "22-mechanized",
        "23-mechanized",
        "24-mechanized",
        "58-motorized",
        "80-air-assault",
        "95-air-assault",
    ];
    for (number, unit) in units.iter().enumerate() {
        for _ in 0..=number {
            publish_life(
                &site,
                &format!(
                    r#"{{"name": {{"family": "Вовк", "given": "Іван"}}, "service": [{{"unit": "{unit}"}}]}}"#
                ),
            );
        }
    }
    let page = site.get("/uk/heroes").await.ok();
    assert_eq!(page.all(".filter-more summary"), ["Ще 3 частини"]);
    assert_eq!(page.all(".filter-branch"), ["Сухопутні війська"]);
    assert_eq!(
        page.attributes(".filter-more input[name=unit]", "value"),
        ["14-mechanized", "21-mechanized", "22-mechanized"]
    );
    assert_eq!(
        offered(&page, "unit")[0],
        "95 ОДШБр 8",
        "the commonest first"
    );
    let page = site.get("/uk/heroes?unit=14-mechanized").await.ok();
    assert_eq!(
        offered(&page, "unit")[0],
        "14 ОМБр 1",
        "what is chosen stands open"
    );
    assert_eq!(
        page.attributes("input[checked][name=unit]", "value"),
        ["14-mechanized"]
    );
}
