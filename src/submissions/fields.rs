//! The boxes of the family's pages: each knows its words, what was typed, and what is wrong with it.

use std::borrow::Borrow;
use std::fmt::Display;
use std::sync::Arc;

use askama::Template;
use askama::filters::HtmlSafe;

use super::answers::{Answers, Contacts, TypedDate, TypedPlace};
use super::consent;
use super::faults::{named, sentence};
use super::reading::{ABROAD, Fault, Kind};
use crate::dates::{BoxFault, DateBox};
use crate::heroes::hero::{Circumstances, EventKind, Relation, Sex};
use crate::i18n::dates::{Case, month};
use crate::i18n::{Lang, Words, order};
use crate::photos::queries::Sent as Picture;
use crate::questions::question::{Question, place};
use crate::reference::Reference;
use crate::regions::country;

/// All that the boxes of one page are filled from.
pub struct Fields {
    pub w: Words,
    /// The language the story is written in.
    pub story: Lang,
    pub answers: Answers,
    pub contacts: Contacts,
    pub pictures: Vec<Picture>,
    /// Of this page only.
    pub faults: Vec<Fault>,
    /// What a moderator asks about fields of this page, and nobody has answered yet.
    pub questions: Vec<Question>,
    pub reference: Arc<Reference>,
    /// Letters go out to whoever leaves an address.
    pub writes_letters: bool,
}

/// A label and a box for a line or for paragraphs.
#[derive(Template)]
#[template(path = "submissions/_line.html")]
pub struct Line {
    id: String,
    label: String,
    hint: String,
    value: String,
    asked: Vec<String>,
    fault: Option<String>,
    rows: Rows,
    width: &'static str,
    list: &'static str,
    complete: &'static str,
    kind: &'static str,
    lang: Option<Lang>,
    /// It asks for a settlement: which of the register was meant, and the words of its suggestions.
    place: Option<(String, Words)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Rows {
    One,
    Few,
    Many,
}

/// Day, month and year, of which any may be empty.
#[derive(Template)]
#[template(path = "submissions/_date.html")]
pub struct DateField {
    w: Words,
    id: String,
    title: String,
    hint: String,
    small: bool,
    date: TypedDate,
    asks_unknown: bool,
    asked: Vec<String>,
    fault: Option<String>,
    wrong: Option<DateBox>,
}

/// A list to choose one from.
#[derive(Template)]
#[template(path = "submissions/_select.html")]
pub struct Select {
    id: String,
    label: String,
    asked: Vec<String>,
    nothing: &'static str,
    groups: Vec<Group>,
}

struct Group {
    /// Empty for options that stand by themselves.
    label: String,
    options: Vec<Choice>,
}

pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// A box to tick.
#[derive(Template)]
#[template(path = "submissions/_check.html")]
pub struct Check {
    id: String,
    label: String,
    ticked: bool,
}

impl HtmlSafe for Line {}
impl HtmlSafe for DateField {}
impl HtmlSafe for Select {}
impl HtmlSafe for Check {}

/// What the summary of faults links to.
pub struct Wrong {
    pub anchor: String,
    pub sentence: String,
}

impl Fields {
    /// Of whom the story tells, where it was said.
    pub fn sex(&self) -> Option<Sex> {
        Sex::from_word(&self.answers.who.sex)
    }

    fn fault(&self, field: &str) -> Option<&Fault> {
        self.faults.iter().find(|fault| fault.field == field)
    }

    /// What is wrong on this page, each with the box to go to.
    pub fn wrong(&self) -> Vec<Wrong> {
        let one = |fault: &Fault| Wrong {
            anchor: anchor(fault),
            sentence: named(fault, self.w),
        };
        self.faults.iter().map(one).collect()
    }

    /// The sentence for a field that is no box of its own.
    pub fn fault_of(&self, field: &str) -> Option<String> {
        self.fault(field).map(|fault| sentence(fault, self.w))
    }

    /// What a moderator asks beside this box.
    pub fn asked(&self, field: &str) -> Vec<String> {
        let here = |question: &&Question| {
            place(&question.fact).is_some_and(|(_, box_name)| box_name == field)
        };
        let said = |question: &Question| self.w.asking_asks(&question.words);
        self.questions.iter().filter(here).map(said).collect()
    }

    pub fn line(
        &self,
        id: impl Display,
        label: impl Display,
        hint: impl Display,
        value: impl Display,
    ) -> Line {
        let id = id.to_string();
        Line {
            asked: self.asked(&id),
            fault: self.fault_of(&id),
            id,
            label: label.to_string(),
            hint: hint.to_string(),
            value: value.to_string(),
            rows: Rows::One,
            width: "",
            list: "",
            complete: "off",
            kind: "text",
            lang: None,
            place: None,
        }
    }

    /// A settlement, with what the register proposes. `name` is that of its place's boxes.
    pub fn settlement(&self, name: &str, typed: &TypedPlace) -> Line {
        let label = self.w.submissions_settlement();
        Line {
            place: Some((typed.meant.clone(), self.w)),
            ..self.line(format!("{name}-settlement"), label, "", &typed.settlement)
        }
    }

    /// A few lines.
    pub fn note(
        &self,
        id: impl Display,
        label: impl Display,
        hint: impl Display,
        value: impl Display,
    ) -> Line {
        Line {
            rows: Rows::Few,
            ..self.line(id, label, hint, value)
        }
    }

    /// Pages.
    pub fn story(
        &self,
        id: impl Display,
        label: impl Display,
        hint: impl Display,
        value: impl Display,
    ) -> Line {
        Line {
            rows: Rows::Many,
            ..self.line(id, label, hint, value)
        }
    }

    /// The day, and «не знаю» where the question stands by itself.
    pub fn date(
        &self,
        id: impl Display,
        title: impl Display,
        hint: impl Display,
        date: &TypedDate,
    ) -> DateField {
        let id = id.to_string();
        let wrong = self.fault(&id).map(|fault| match &fault.kind {
            Kind::Date(fault) => BoxFault::which(fault),
            _ => DateBox::Year,
        });
        DateField {
            w: self.w,
            asked: self.asked(&id),
            fault: self.fault_of(&id),
            id,
            title: title.to_string(),
            hint: hint.to_string(),
            small: false,
            date: date.clone(),
            asks_unknown: true,
            wrong,
        }
    }

    /// A date among other fields of a row.
    pub fn small_date(&self, id: impl Display, title: impl Display, date: &TypedDate) -> DateField {
        DateField {
            small: true,
            asks_unknown: false,
            ..self.date(id, title, "", date)
        }
    }

    /// A date among other fields that one may well not know.
    pub fn small_date_or_unknown(
        &self,
        id: impl Display,
        title: impl Display,
        date: &TypedDate,
    ) -> DateField {
        DateField {
            asks_unknown: true,
            ..self.small_date(id, title, date)
        }
    }

    pub fn check(&self, id: impl Display, label: impl Display, ticked: impl Borrow<bool>) -> Check {
        Check {
            id: id.to_string(),
            label: label.to_string(),
            ticked: *ticked.borrow(),
        }
    }

    /// The regions of Ukraine, then the countries.
    pub fn region(&self, id: impl Display, label: impl Display, chosen: &str) -> Select {
        let lang = self.w.lang();
        let name = |region: &crate::reference::Region| match lang {
            Lang::Uk => region.name_uk.clone(),
            Lang::En => region.name_en.clone(),
        };
        let option = |value: &str, label: String| Choice {
            chosen: value == chosen,
            value: value.to_owned(),
            label,
        };
        let mut regions: Vec<Choice> = self
            .reference
            .regions
            .iter()
            .map(|region| option(&region.iso, name(region)))
            .collect();
        let mut abroad: Vec<Choice> = ABROAD
            .iter()
            .map(|code| option(code, country::name(lang, code).to_owned()))
            .collect();
        abroad.sort_by_cached_key(|choice| order::sort_key(&choice.label));
        if lang == Lang::En {
            regions.sort_by(|one, other| one.label.cmp(&other.label));
        }
        Select {
            asked: self.asked(&id.to_string()),
            id: id.to_string(),
            label: label.to_string(),
            nothing: self.w.submissions_choose_nothing(),
            groups: vec![
                Group {
                    label: self.w.submissions_in_ukraine().to_owned(),
                    options: regions,
                },
                Group {
                    label: self.w.submissions_abroad().to_owned(),
                    options: abroad,
                },
            ],
        }
    }

    pub fn rank(&self, id: impl Display, label: impl Display, chosen: &str) -> Select {
        let lang = self.w.lang();
        let mut groups: Vec<(String, Group)> = Vec::new();
        for rank in &self.reference.ranks {
            let label = match lang {
                Lang::Uk => rank.name_uk.clone(),
                Lang::En => rank.name_en.clone(),
            };
            let option = Choice {
                chosen: rank.slug == chosen,
                value: rank.slug.clone(),
                label,
            };
            match groups
                .iter_mut()
                .find(|(service, _)| *service == rank.service)
            {
                Some((_, group)) => group.options.push(option),
                None => groups.push((
                    rank.service.clone(),
                    Group {
                        label: self.w.submissions_rank_service(&rank.service),
                        options: vec![option],
                    },
                )),
            }
        }
        Select {
            asked: self.asked(&id.to_string()),
            id: id.to_string(),
            label: label.to_string(),
            nothing: self.w.submissions_choose_unknown(),
            groups: groups.into_iter().map(|(_, group)| group).collect(),
        }
    }

    fn plain(&self, id: impl Display, label: impl Display, options: Vec<Choice>) -> Select {
        Select {
            asked: self.asked(&id.to_string()),
            id: id.to_string(),
            label: label.to_string(),
            nothing: self.w.submissions_choose_nothing(),
            groups: vec![Group {
                label: String::new(),
                options,
            }],
        }
    }

    pub fn circumstances(&self, id: impl Display, label: impl Display) -> Select {
        let chosen = &self.answers.death.circumstances;
        let option = |(word, _): &(&'static str, Circumstances)| Choice {
            value: (*word).to_owned(),
            label: self.w.submissions_circumstance(*word),
            chosen: word == chosen,
        };
        Select {
            nothing: self.w.submissions_choose_unknown(),
            ..self.plain(id, label, Circumstances::WORDS.iter().map(option).collect())
        }
    }

    pub fn event_kind(&self, id: impl Display, label: impl Display, chosen: &str) -> Select {
        let option = |(word, _): &(&'static str, EventKind)| Choice {
            value: (*word).to_owned(),
            label: self.w.submissions_event_kind(*word),
            chosen: *word == chosen,
        };
        self.plain(id, label, EventKind::WORDS.iter().map(option).collect())
    }

    /// What a speaker was to the person.
    pub fn relation(&self, id: impl Display, label: impl Display, chosen: &str) -> Select {
        self.plain(id, label, self.relations(chosen))
    }

    /// What one person can be to another.
    fn relations(&self, chosen: &str) -> Vec<Choice> {
        Relation::WORDS
            .iter()
            .filter(|(_, relation)| !matches!(relation, Relation::Parents | Relation::Children))
            .map(|(word, _)| self.related(word, *word == chosen))
            .collect()
    }

    /// What the one who writes was to the person.
    pub fn own_relations(&self) -> Vec<Choice> {
        self.relations(&self.answers.relation.relation)
    }

    /// The kin one leaves behind.
    pub fn kin(&self) -> Vec<Choice> {
        use Relation::*;
        let kin = [
            Parents,
            Mother,
            Father,
            Wife,
            Husband,
            Partner,
            Children,
            Daughter,
            Son,
            Sister,
            Brother,
            Grandmother,
            Grandfather,
            Granddaughter,
            Grandson,
        ];
        let chosen = |word: &str| self.answers.quote.kin.iter().any(|known| known == word);
        kin.iter()
            .map(|relation| self.related(relation.word(), chosen(relation.word())))
            .collect()
    }

    fn related(&self, word: &str, chosen: bool) -> Choice {
        Choice {
            value: word.to_owned(),
            label: self.w.submissions_relation(word),
            chosen,
        }
    }

    /// All names a unit is known by in the page's language, for the browser to offer.
    pub fn unit_names(&self) -> Vec<&str> {
        let units = self.reference.units.iter();
        match self.w.lang() {
            Lang::Uk => units.map(|unit| unit.name_uk.as_str()).collect(),
            Lang::En => units.map(|unit| unit.name_en.as_str()).collect(),
        }
    }

    pub fn award_names(&self) -> Vec<&str> {
        let awards = self.reference.awards.iter();
        match self.w.lang() {
            Lang::Uk => awards.map(|award| award.name_uk.as_str()).collect(),
            Lang::En => awards.map(|award| award.name_en.as_str()).collect(),
        }
    }

    /// The name of each row and what it holds; one empty row where there is none.
    pub fn rows<'a, T: Default + Clone>(&self, name: &str, rows: &'a [T]) -> Vec<(String, T)> {
        let mut named: Vec<(String, T)> = (0..)
            .zip(rows)
            .map(|(at, row): (usize, &'a T)| (format!("{name}-{at}"), row.clone()))
            .collect();
        if named.is_empty() {
            named.push((format!("{name}-0"), T::default()));
        }
        named
    }

    /// The pictures and what was typed about each.
    pub fn typed_pictures(&self) -> Vec<(&Picture, super::answers::TypedPhoto)> {
        let typed = |picture: &Picture| {
            let known = self
                .answers
                .photos
                .iter()
                .find(|typed| typed.id == picture.photo_id);
            known.cloned().unwrap_or_default()
        };
        self.pictures
            .iter()
            .map(|picture| (picture, typed(picture)))
            .collect()
    }

    /// What is said beside the box for the address.
    pub fn email_hint(&self) -> &'static str {
        if self.writes_letters {
            self.w.letters_email_hint()
        } else {
            ""
        }
    }

    pub fn consent_text(&self) -> &'static [&'static str] {
        consent::text(self.w.lang())
    }

    pub fn has_agreed(&self) -> bool {
        self.answers.consent == consent::VERSION
    }

    /// Whether something was typed in the second language, so that its box stands open.
    pub fn is_typed(&self, words: &str) -> bool {
        !words.trim().is_empty()
    }

    /// «Додати англійською», or Ukrainian where the story is in English.
    pub fn in_other_language(&self) -> &'static str {
        match self.story {
            Lang::Uk => self.w.submissions_add_in_english(),
            Lang::En => self.w.submissions_add_in_ukrainian(),
        }
    }
}

/// The box that a fault leads to.
pub fn anchor(fault: &Fault) -> String {
    let of_date = |which: DateBox| {
        let part = match which {
            DateBox::Day => "day",
            DateBox::Month => "month",
            DateBox::Year => "year",
        };
        format!("{}-{part}", fault.field)
    };
    match &fault.kind {
        Kind::Date(wrong) => of_date(wrong.which()),
        Kind::DateAndUnknown | Kind::DiedBeforeBorn | Kind::EndsBeforeBegins => {
            of_date(DateBox::Year)
        }
        _ if fault.field == "relation" => "relation-mother".to_owned(),
        _ => fault.field.clone(),
    }
}

impl Line {
    #[must_use]
    pub fn half(self) -> Self {
        Self {
            width: " input-half",
            ..self
        }
    }

    #[must_use]
    pub fn short(self) -> Self {
        Self {
            width: " input-short",
            ..self
        }
    }

    /// Offers the names of the list with this id.
    #[must_use]
    pub fn offers(self, list: &'static str) -> Self {
        Self { list, ..self }
    }

    /// What browsers may fill in by themselves.
    #[must_use]
    pub fn complete(self, complete: &'static str) -> Self {
        Self { complete, ..self }
    }

    #[must_use]
    pub fn kind(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }

    /// The language of what is typed, where it may differ from the page's.
    #[must_use]
    pub fn lang(self, lang: impl Borrow<Lang>) -> Self {
        Self {
            lang: Some(*lang.borrow()),
            ..self
        }
    }

    /// The box beside a settlement that holds which one is meant.
    fn meant(&self) -> String {
        self.id.replace("-settlement", "-meant")
    }

    fn described(&self) -> Option<String> {
        described(
            &self.id,
            !self.hint.is_empty(),
            !self.asked.is_empty(),
            self.fault.is_some(),
        )
    }
}

impl DateField {
    fn described(&self) -> Option<String> {
        described(
            &self.id,
            !self.hint.is_empty(),
            !self.asked.is_empty(),
            self.fault.is_some(),
        )
    }

    fn is_wrong(&self, which: &str) -> bool {
        match self.wrong {
            Some(DateBox::Day) => which == "day",
            Some(DateBox::Month) => which == "month",
            Some(DateBox::Year) => which == "year",
            None => false,
        }
    }

    fn months(&self) -> Vec<Choice> {
        let typed = self.date.month.trim();
        let chosen: Option<u32> = typed.parse().ok();
        let mut months: Vec<Choice> = (1..=12)
            .map(|number| Choice {
                value: number.to_string(),
                label: month(self.w.lang(), number, Case::Nominative).to_owned(),
                chosen: chosen == Some(number),
            })
            .collect();
        if !typed.is_empty() && !months.iter().any(|month| month.chosen) {
            months.push(Choice {
                value: typed.to_owned(),
                label: typed.to_owned(),
                chosen: true,
            });
        }
        months
    }
}

fn described(id: &str, hint: bool, asked: bool, fault: bool) -> Option<String> {
    let parts = [(hint, "hint"), (asked, "asked"), (fault, "error")];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(stands, _)| *stands)
        .map(|(_, part)| format!("{id}-{part}"))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
