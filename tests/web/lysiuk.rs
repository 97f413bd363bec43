//! The published story of Yurii Lysiuk, as his family would type it, and the record that must come of it.

/// A step's word and what is typed into it: (name of the field, value). What a person ticks has its value too.
pub const STEPS: &[(&str, &[(&str, &str)])] = &[
    ("relation", &[("relation", "sister")]),
    (
        "birth",
        &[
            ("born-month", "5"),
            ("born-year", "1996"),
            ("born-note", "У травні йому мало б виповнитися 28"),
            ("birth-settlement", "Буряківка"),
            ("birth-region", "UA-18"),
        ],
    ),
    (
        "death",
        &[
            ("died-day", "5"),
            ("died-month", "3"),
            ("died-year", "2024"),
            ("death-settlement", "Іллінка"),
            ("death-region", "UA-14"),
            ("death-near", "1"),
            ("circumstances", "combat"),
        ],
    ),
    (
        "burial",
        &[("burial-settlement", "Пулини"), ("burial-region", "UA-18")],
    ),
    (
        "service",
        &[
            ("service-0-unit", "58 бригада"),
            ("service-0-position", "водій"),
            ("service-0-position-other", "driver"),
            ("service-0-from-day", "24"),
            ("service-0-from-month", "2"),
            ("service-0-from-year", "2022"),
            ("award-0-name", "Ветеран війни"),
        ],
    ),
    (
        "life",
        &[
            ("event-0-kind", "education"),
            ("event-0-text", "Пулинський професійний ліцей, тракторист"),
            (
                "event-0-text-other",
                "Pulyn Professional Lyceum, tractor driver",
            ),
            ("event-1-kind", "work"),
            ("event-1-text", "пилорамник, «Заповіт»"),
            ("event-1-text-other", "sawyer at Zapovit"),
            ("event-2-kind", "captivity"),
            (
                "event-2-text",
                "Сто днів у полоні; звільнений під час обміну",
            ),
            (
                "event-2-text-other",
                "A hundred days in captivity; freed in an exchange",
            ),
            ("event-2-from-month", "5"),
            ("event-2-from-year", "2022"),
        ],
    ),
    (
        "story",
        &[
            ("biography", STORY_UK),
            ("biography-other", STORY_EN),
            ("interests", "футбол"),
            ("interests-other", "football"),
        ],
    ),
    (
        "quote",
        &[
            ("quote-0-text", "Я дуже ним пишаюся, він мій Герой"),
            (
                "quote-0-text-other",
                "I am very proud of him, he is my Hero",
            ),
            ("quote-0-speaker", "Яна"),
            ("quote-0-named", "1"),
            ("quote-0-relation", "sister"),
            ("kin", "parents"),
            ("kin", "sister"),
        ],
    ),
    // Invented: the contacts of his family are nobody's business.
    (
        "contact",
        &[
            ("contact-name", "Сестра для перевірки"),
            ("contact-email", CONTACT),
        ],
    ),
];

pub const CONTACT: &str = "sestra@family.example";

pub const STORY_UK: &str = "Юрій Лисюк, позивний «Лис», загинув 5 березня 2024 року поблизу села Іллінка Донецької області. \
Боєць отримав смертельне поранення, виконуючи бойове завдання. У травні йому мало б виповнитися 28.\n\n\
Юрій народився в селі Буряківка на Житомирщині. Після школи здобув професійно-технічну освіту в Пулинському професійному ліцеї, \
де вивчився на тракториста. Працював у «Заповіті» пилорамником. З дитинства любив футбол.\n\n\
24 лютого 2022 року, у перший день повномасштабного вторгнення, він став до лав Збройних Сил України. Служив водієм у 58-й окремій \
мотопіхотній бригаді. У травні 2022 року потрапив у полон і пробув там сто днів. Після обміну повернувся на фронт.\n\n\
Поховали захисника в Пулинах. У Юрія залишилися батьки й сестра.";

/// Word for word as his memorial published it, but for the sentences on what stands in fields of its own.
pub const STORY_EN: &str = "Yurii Lysiuk, with the call sign Lys, died on March 5, 2024, near the village of Illinka, Donetsk region. \
The fighter was fatally wounded while performing a combat mission. He would have turned 28 in May.\n\n\
Yuriy was born in the village of Buryakivka, in the Zhytomyr region. After school, he received secondary specialized education at \
the Pulyn Professional Lyceum, where he received a degree in tractor driving. He worked at Zapovit as a sawyer. Since childhood, he \
was fond of football.\n\n\
On February 24, 2022, on the first day of the full-scale invasion, he joined the Armed Forces of Ukraine. He served in the 58th \
separate motorized infantry brigade as a driver. In May 2022, he was captured by the occupiers and spent 100 days there. After the \
exchange, he went back to the front.\n\n\
The defender was buried in the village of Puliny, Zhytomyr region. Yurii is survived by his parents and sister.";

/// Every fact of the text in its own field: what must be published, but for the story itself and the picture's number.
pub const FACTS: &str = r#"{
  "name": {"family": "Лисюк", "given": "Юрій", "patronymic": null},
  "aliases": ["Yuriy Lysiuk"],
  "call_sign": "Лис",
  "sex": "male",
  "born": "1996-05", "born_note": "У травні йому мало б виповнитися 28",
  "died": "2024-03-05",
  "birth_place": {"settlement": "Буряківка", "region": "UA-18"},
  "death_place": {"settlement": "Іллінка", "region": "UA-14", "near": true},
  "burial_place": {"settlement": "Пулини", "region": "UA-18"},
  "circumstances": "combat",
  "service": [{"unit": "58-motorized", "position": {"uk": "водій", "en": "driver"}, "from": "2022-02-24"}],
  "events": [
    {"kind": "education", "text": {"uk": "Пулинський професійний ліцей, тракторист", "en": "Pulyn Professional Lyceum, tractor driver"}},
    {"kind": "work", "text": {"uk": "пилорамник, «Заповіт»", "en": "sawyer at Zapovit"}},
    {"kind": "captivity", "from": "2022-05",
     "text": {"uk": "Сто днів у полоні; звільнений під час обміну", "en": "A hundred days in captivity; freed in an exchange"}}],
  "interests": {"uk": "футбол", "en": "football"},
  "awards": [{"award": "war-veteran-badge"}],
  "quotes": [{"text": {"uk": "Я дуже ним пишаюся, він мій Герой", "en": "I am very proud of him, he is my Hero"},
              "speaker": "Яна", "relation": "sister"}],
  "kin": [{"relation": "parents"}, {"relation": "sister"}]
}"#;

/// Every public page on which he stands once he is published, and could be betrayed before.
pub const FOUND_AT: &[&str] = &[
    "/uk",
    "/en",
    "/uk/heroes",
    "/uk/heroes?q=Лисюк",
    "/uk/heroes?q=Лисюк+Юрій",
    "/en/heroes?q=Lysiuk",
    "/en/heroes?q=Lysyuk",
    "/uk/heroes?q=Лис",
    "/uk/heroes?q=«Лис»",
    "/uk/heroes?q=Житомир",
    "/en/heroes?q=Zhytomyr",
    "/uk/heroes?q=Пулини",
    "/uk/heroes?q=58+бригада",
    "/en/heroes?q=58th+brigade",
    "/uk/heroes?q=тракторист",
    "/en/heroes?q=sawyer",
    "/uk/heroes?region=zhytomyrska",
    "/uk/heroes?region=UA-18",
    "/uk/heroes?region=donetska&region_role=fell",
    "/uk/heroes?region=zhytomyrska&region_role=rests",
    "/uk/heroes?unit=58-motorized",
    "/uk/heroes?died_from=2024&died_to=2024",
    "/uk/heroes?letter=Л",
    "/uk/regions/zhytomyrska",
    "/uk/regions/donetska",
    "/en/units/58-motorized",
];
