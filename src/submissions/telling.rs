//! What each step is called and asks, and what it holds so far, in a sentence that names the person where grammar allows.

use chrono::NaiveDate;

use super::answers::{Answers, Contacts, TypedDate, TypedPlace};
use super::submission::Step;
use crate::heroes::hero::{Record, Sex};
use crate::i18n::{Lang, Words, dates};
use crate::names;
use crate::reference::Reference;
use crate::regions::country;
use crate::web::layout::shortened;

/// The person, as far as a sentence needs to know.
#[derive(Debug, Clone)]
pub struct Person {
    /// Empty while nobody has written it.
    pub given: String,
    /// None where it is not told, and where there is no name to go with it.
    pub sex: Option<Sex>,
}

impl Person {
    pub fn of(answers: &Answers, lang: Lang) -> Self {
        let who = &answers.who;
        let given = names::tidy(&who.given);
        let given = match lang {
            Lang::Uk => given,
            Lang::En if who.latin_given.trim().is_empty() => names::romanise(&given),
            Lang::En => names::tidy(&who.latin_given),
        };
        let given = shortened(&given, 40);
        Self {
            sex: Sex::from_word(&who.sex).filter(|_| !given.is_empty()),
            given,
        }
    }

    /// The name in a case, where it is sure; English has none.
    fn case(&self, lang: Lang, case: fn(&str, Sex) -> Option<String>) -> Option<String> {
        match lang {
            Lang::Uk => case(&self.given, self.sex?),
            Lang::En => Some(self.given.clone()).filter(|given| !given.is_empty()),
        }
    }
}

/// Given and family name, in the page's letters. Empty while there is neither.
pub fn full_name(answers: &Answers, lang: Lang) -> String {
    let who = &answers.who;
    let own = !(who.latin_family.trim().is_empty() || who.latin_given.trim().is_empty());
    let name = match lang {
        Lang::En if own => format!("{} {}", who.latin_given, who.latin_family),
        Lang::En => names::romanise(&names::tidy(&format!("{} {}", who.given, who.family))),
        Lang::Uk => format!("{} {}", who.given, who.family),
    };
    shortened(&names::tidy(&name), 120)
}

/// The same of a record.
pub fn public_name(record: &Record, lang: Lang) -> String {
    let name = match lang {
        Lang::Uk => format!("{} {}", record.name.given, record.name.family),
        Lang::En => {
            let latin = record.latin();
            format!("{} {}", latin.given, latin.family)
        }
    };
    shortened(&name, 120)
}

/// The name of a step in the list of steps.
pub fn name(step: Step, w: Words, person: &Person) -> String {
    let sex = person.sex;
    match step {
        Step::Who => w.submissions_name_who().to_owned(),
        Step::Note => w.contribution_name_note().to_owned(),
        Step::Relation => w.submissions_name_relation(sex),
        Step::Birth => w.submissions_name_birth(sex),
        Step::Death => w.submissions_name_death(sex),
        Step::Burial => w.submissions_name_burial(sex),
        Step::Service => w.submissions_name_service(sex),
        Step::Life => w.submissions_name_life().to_owned(),
        Step::Story => w.submissions_name_story(sex),
        Step::Quote => w.submissions_name_quote().to_owned(),
        Step::Photos => w.submissions_name_photos().to_owned(),
        Step::Contact => w.submissions_name_contact().to_owned(),
        Step::Consent => w.submissions_name_consent().to_owned(),
    }
}

/// The question itself.
pub fn title(step: Step, w: Words, person: &Person) -> String {
    let (given, sex) = (&person.given, person.sex);
    match step {
        Step::Who => w.submissions_title_who().to_owned(),
        Step::Note => w.contribution_title_note().to_owned(),
        Step::Relation => match person.case(w.lang(), names::dative) {
            Some(whom) => w.submissions_title_relation_named(whom),
            None => w.submissions_title_relation(sex),
        },
        Step::Birth => w.submissions_title_birth(given, sex),
        Step::Death => w.submissions_title_death(given, sex),
        Step::Burial => w.submissions_title_burial(given, sex),
        Step::Service => w.submissions_title_service(given, sex),
        Step::Life => match person.case(w.lang(), names::genitive) {
            Some(whose) => w.submissions_title_life_named(whose),
            None => w.submissions_title_life().to_owned(),
        },
        Step::Story => w.submissions_title_story(given, sex),
        Step::Quote => w.submissions_title_quote().to_owned(),
        Step::Photos => match person.case(w.lang(), names::genitive) {
            Some(whose) => w.submissions_title_photos_named(whose),
            None => w.submissions_title_photos().to_owned(),
        },
        Step::Contact => w.submissions_title_contact().to_owned(),
        Step::Consent => w.submissions_title_consent().to_owned(),
    }
}

/// Why we ask.
pub fn why(step: Step, w: Words, person: &Person) -> String {
    match step {
        Step::Who => w.submissions_why_who().to_owned(),
        Step::Note => w.contribution_why_note().to_owned(),
        Step::Relation => w.submissions_why_relation().to_owned(),
        Step::Birth => w.submissions_why_birth().to_owned(),
        Step::Death => match person.case(w.lang(), names::accusative) {
            Some(whom) => w.submissions_why_death_named(person.sex, whom),
            None => w.submissions_why_death().to_owned(),
        },
        Step::Burial => w.submissions_why_burial().to_owned(),
        Step::Service => w.submissions_why_service().to_owned(),
        Step::Life => w.submissions_why_life().to_owned(),
        Step::Story => w.submissions_why_story().to_owned(),
        Step::Quote => w.submissions_why_quote().to_owned(),
        Step::Photos => w.submissions_why_photos().to_owned(),
        Step::Contact => w.submissions_why_contact().to_owned(),
        Step::Consent => w.submissions_why_consent().to_owned(),
    }
}

/// What the steps hold, in words.
pub struct Held<'a> {
    pub w: Words,
    pub answers: &'a Answers,
    pub contacts: &'a Contacts,
    pub reference: &'a Reference,
    pub today: NaiveDate,
}

impl Held<'_> {
    /// For the list of steps: a line. Empty when the step holds nothing.
    pub fn short(&self, step: Step) -> String {
        let said = match step {
            Step::Note | Step::Story | Step::Quote | Step::Contact => {
                self.lines(step).into_iter().next().unwrap_or_default()
            }
            Step::Who => {
                let call_sign = self.call_sign();
                list([full_name(self.answers, self.w.lang()), call_sign])
            }
            Step::Service => self.lines(step).into_iter().next().unwrap_or_default(),
            Step::Consent if !self.answers.has_seen(step) => String::new(),
            Step::Life => match self.answers.life.events.len() {
                0 => String::new(),
                count => self.w.submissions_events(count),
            },
            Step::Photos => match self.answers.photos.len() {
                0 => String::new(),
                count => self.w.submissions_photos(count),
            },
            _ => self.lines(step).join(", "),
        };
        shortened(&said, 60)
    }

    /// For the check of all answers: everything, a line for each thing.
    pub fn lines(&self, step: Step) -> Vec<String> {
        let (w, answers) = (self.w, self.answers);
        let lines = match step {
            Step::Who => {
                let who = &answers.who;
                let latin = [&who.latin_given, &who.latin_patronymic, &who.latin_family]
                    .map(String::as_str);
                vec![
                    words([who.given.as_str(), &who.patronymic, &who.family]),
                    words(latin),
                    self.labelled(w.stress_label(), &self.stress()),
                    self.call_sign(),
                    list(who.aliases.lines().map(str::to_owned)),
                    Sex::from_word(&who.sex)
                        .map(|sex| w.submissions_sex(sex))
                        .unwrap_or_default(),
                ]
            }
            Step::Note => vec![answers.note.clone()],
            Step::Relation => vec![
                self.related(&answers.relation.relation),
                answers.relation.words.clone(),
            ],
            Step::Birth => {
                let birth = &answers.birth;
                let home = self.place(&birth.home);
                vec![
                    self.date(&birth.born),
                    birth.note.text.clone(),
                    birth.note.other.clone(),
                    self.place(&birth.place),
                    if home.is_empty() {
                        home
                    } else {
                        w.submissions_lived_in(home)
                    },
                ]
            }
            Step::Death => {
                let death = &answers.death;
                let circumstances = match death.circumstances.as_str() {
                    "" => String::new(),
                    word => w.submissions_circumstance(word),
                };
                vec![
                    self.date(&death.died),
                    self.place(&death.place),
                    circumstances,
                ]
            }
            Step::Burial => vec![self.place(&answers.burial)],
            Step::Service => {
                let rows = answers.service.rows.iter().map(|row| {
                    let rank = self.reference.rank(&row.rank).map(|rank| match w.lang() {
                        Lang::Uk => rank.name_uk.clone(),
                        Lang::En => rank.name_en.clone(),
                    });
                    list([
                        self.unit(&row.unit),
                        rank.unwrap_or_default(),
                        row.position.text.clone(),
                        row.position.other.clone(),
                        self.span(&row.from, &row.to),
                    ])
                });
                let awards = answers.service.awards.iter().map(|row| {
                    let posthumous = if row.posthumous {
                        w.submissions_posthumous()
                    } else {
                        ""
                    };
                    list([
                        row.name.clone(),
                        self.date(&row.when),
                        posthumous.to_owned(),
                    ])
                });
                rows.chain(awards).collect()
            }
            Step::Life => {
                let event = |row: &super::answers::EventRow| {
                    let kind = match row.kind.as_str() {
                        "" => String::new(),
                        word => w.submissions_event_kind(word),
                    };
                    list([
                        kind,
                        self.span(&row.from, &row.to),
                        row.text.text.clone(),
                        row.text.other.clone(),
                    ])
                };
                answers.life.events.iter().map(event).collect()
            }
            Step::Story => {
                let story = &answers.story;
                let mut lines = vec![
                    story.biography.text.clone(),
                    story.biography.other.clone(),
                    self.labelled(w.submissions_interests(), &story.interests.text),
                    self.labelled(w.submissions_interests(), &story.interests.other),
                ];
                lines.extend(
                    story
                        .sources
                        .iter()
                        .map(|row| list([row.title.clone(), row.url.clone()])),
                );
                lines
            }
            Step::Quote => {
                let quotes = answers.quote.rows.iter().flat_map(|row| {
                    let named = if row.speaker.trim().is_empty() || row.named {
                        ""
                    } else {
                        w.visibility_name_withheld()
                    };
                    let speaker = list([
                        row.speaker.clone(),
                        self.related(&row.relation),
                        named.to_owned(),
                    ]);
                    [row.text.text.clone(), row.text.other.clone(), speaker]
                });
                let kin = answers.quote.kin.iter().map(|word| self.related(word));
                quotes.chain([list(kin)]).collect()
            }
            Step::Photos => {
                let count = answers.photos.len();
                let captions = answers.photos.iter().map(|photo| {
                    list([
                        photo.caption.text.clone(),
                        photo.caption.other.clone(),
                        photo.credit.clone(),
                        photo.year.clone(),
                    ])
                });
                let count = if count == 0 {
                    String::new()
                } else {
                    w.submissions_photos(count)
                };
                std::iter::once(count).chain(captions).collect()
            }
            Step::Contact => {
                let Contacts {
                    name,
                    phone,
                    email,
                    other,
                } = self.contacts;
                vec![name.clone(), phone.clone(), email.clone(), other.clone()]
            }
            Step::Consent if answers.consent == super::consent::VERSION => {
                vec![w.submissions_consented().to_owned()]
            }
            Step::Consent => vec![w.submissions_not_consented().to_owned()],
        };
        lines
            .into_iter()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect()
    }

    fn labelled(&self, label: &str, words: &str) -> String {
        if words.trim().is_empty() {
            String::new()
        } else {
            format!("{label}: {words}")
        }
    }

    /// As it will be shown: however it was typed, with marks.
    fn stress(&self) -> String {
        let read = self
            .answers
            .read(self.w.lang(), self.reference, self.today)
            .record;
        let marked = read.and_then(|record| Some(record.stress()?.on(&record.name).full()));
        marked.unwrap_or_else(|| self.answers.who.stress.clone())
    }

    fn call_sign(&self) -> String {
        let bare = self
            .answers
            .who
            .call_sign
            .trim()
            .trim_matches(['«', '»', '"', '“', '”', '„']);
        if bare.is_empty() {
            String::new()
        } else {
            self.w.submissions_in_marks(bare)
        }
    }

    fn related(&self, word: &str) -> String {
        if word.is_empty() {
            String::new()
        } else {
            self.w.submissions_relation(word)
        }
    }

    fn unit(&self, written: &str) -> String {
        match self.reference.unit_called(written) {
            Some(unit) => match (self.w.lang(), &unit.short_uk) {
                (Lang::Uk, Some(short)) => short.replace(' ', "\u{a0}"),
                (Lang::Uk, None) => unit.name_uk.clone(),
                (Lang::En, _) => unit.name_en.clone(),
            },
            None => written.to_owned(),
        }
    }

    /// What cannot be read as a date is shown as it was typed.
    fn date(&self, typed: &TypedDate) -> String {
        if typed.unknown && !typed.is_written() {
            return self.w.common_unknown().to_owned();
        }
        match typed.read(self.today) {
            Ok(Some(date)) => dates::day(self.w.lang(), &date),
            Ok(None) => String::new(),
            Err(_) => [&typed.day, &typed.month, &typed.year]
                .map(|typed| typed.trim())
                .into_iter()
                .filter(|typed| !typed.is_empty())
                .collect::<Vec<_>>()
                .join("."),
        }
    }

    fn span(&self, from: &TypedDate, to: &TypedDate) -> String {
        let (from, to) = (self.date(from), self.date(to));
        match (from.is_empty(), to.is_empty()) {
            (true, true) => String::new(),
            (false, true) => from,
            (true, false) => format!("— {to}"),
            (false, false) => format!("{from} — {to}"),
        }
    }

    fn place(&self, typed: &TypedPlace) -> String {
        if typed.unknown && !typed.is_written() {
            return self.w.common_unknown().to_owned();
        }
        let lang = self.w.lang();
        let region = match self.reference.region(&typed.region) {
            Some(region) if lang == Lang::Uk => region.name_uk.clone(),
            Some(region) => region.name_en.clone(),
            None if typed.region.is_empty() => String::new(),
            None => country::name(lang, &typed.region).to_owned(),
        };
        let settlement = typed.settlement.trim();
        let near = typed.near && !settlement.is_empty();
        let settlement = if near {
            self.w.submissions_near(settlement)
        } else {
            settlement.to_owned()
        };
        list([settlement, region, typed.cemetery.clone()])
    }
}

fn list(parts: impl IntoIterator<Item = String>) -> String {
    parts
        .into_iter()
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

fn words<const N: usize>(parts: [&str; N]) -> String {
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
