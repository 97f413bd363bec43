//! What a page says of itself to machines, in the words of <https://schema.org>: JSON-LD in its head. Only what the page itself
//! shows to everyone.

use std::fmt;

use serde_json::{Map, Value, json};

use super::rights;
use crate::dates::{Calendar, Edtf, Shape};
use crate::heroes::hero::{Photo, Place, Record, Sex};
use crate::heroes::queries::Published;
use crate::heroes::telling::{Piece, Role, Telling, is_abroad};
use crate::i18n::{Lang, Words};
use crate::regions::country;
use crate::units::unit;
use crate::web::portrait::Picture;

/// A JSON document that may stand inside `<script type="application/ld+json">`: no letter of it can end the element or begin
/// a comment, whatever a story says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedData(String);

/// Its `<`, `>` and `&` are written as JSON escapes, so there is nothing left to escape.
impl askama::filters::HtmlSafe for LinkedData {}

impl fmt::Display for LinkedData {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl LinkedData {
    fn of(document: &Value) -> Self {
        let written = document.to_string();
        let mut safe = String::with_capacity(written.len() + 16);
        let mut rest = written.as_str();
        while let Some(at) = rest.find(['<', '>', '&']) {
            safe.push_str(&rest[..at]);
            safe.push_str(match rest.as_bytes()[at] {
                b'<' => "\\u003c",
                b'>' => "\\u003e",
                _ => "\\u0026",
            });
            rest = &rest[at + 1..];
        }
        safe.push_str(rest);
        Self(safe)
    }

    /// Of the front page: what this site is, and how it is searched.
    pub fn of_site(w: Words, origin: &str) -> Self {
        let lang = w.lang();
        Self::of(&json!({
            "@context": "https://schema.org",
            "@type": "WebSite",
            "@id": format!("{origin}/#site"),
            "url": format!("{origin}/{lang}"),
            "name": w.common_memorial(),
            "inLanguage": lang.code(),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": format!("{origin}/{lang}/heroes?q={{name}}")},
                "query-input": "required name=name",
            },
        }))
    }

    /// Of a life's page. `picture` says where its portrait is seen and how large it is.
    pub fn of_life(
        telling: Telling<'_>,
        published: &Published,
        origin: &str,
        description: &str,
        picture: impl Fn(&Photo) -> Option<Picture>,
    ) -> Self {
        let (w, lang) = (telling.w, telling.lang());
        let at = Origin(origin.trim_end_matches('/'));
        let page = at.page(lang, &format!("/heroes/{}", published.slug));
        let person = person(telling, published, at, description, picture);
        let name = person.get("name").cloned().unwrap_or_default();
        let step = |position: u8, name: Value, item: String| json!({"@type": "ListItem", "position": position, "name": name, "item": {"@id": item}});
        Self::of(&json!({
            "@context": "https://schema.org",
            "@graph": [
                {
                    "@type": "ProfilePage",
                    "@id": page,
                    "url": page,
                    "name": name,
                    "inLanguage": lang.code(),
                    "datePublished": published.published_at.format("%Y-%m-%d").to_string(),
                    "dateModified": published.changed_at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
                    "license": at.page(lang, rights::PAGE),
                    "isPartOf": {"@type": "WebSite", "@id": format!("{}/#site", at.0), "name": w.common_memorial()},
                    "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": [
                        step(1, w.layout_find().into(), at.page(lang, "/heroes")),
                        step(2, name.clone(), page.clone()),
                    ]},
                    "mainEntity": {"@id": at.person(published.id)},
                },
                person,
            ],
        }))
    }
}

/// `https://memorial.example`, without a slash at the end.
#[derive(Clone, Copy)]
struct Origin<'a>(&'a str);

impl Origin<'_> {
    fn page(self, lang: Lang, path: &str) -> String {
        format!("{}/{lang}{path}", self.0)
    }

    /// The permanent number names the person, in whatever language the page is.
    fn person(self, id: i32) -> String {
        format!("{}/h/{id}#person", self.0)
    }
}

fn person(
    telling: Telling<'_>,
    published: &Published,
    at: Origin<'_>,
    description: &str,
    picture: impl Fn(&Photo) -> Option<Picture>,
) -> Map<String, Value> {
    let record = &published.record;
    let lang = telling.lang();
    let name = telling.name(&record.name, record.latin.as_ref());
    let mut said = Map::new();
    let mut say = |word: &str, value: Value| {
        let is_nothing = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !is_nothing {
            said.insert(word.to_owned(), value);
        }
    };
    say("@type", "Person".into());
    say("@id", at.person(published.id).into());
    say("name", name.full().into());
    say("givenName", name.given.clone().into());
    say("familyName", name.family.clone().into());
    say("additionalName", name.patronymic.clone().into());
    say(
        "alternateName",
        others(telling, record, &name.full()).into(),
    );
    say("description", description.into());
    say(
        "url",
        at.page(lang, &format!("/heroes/{}", published.slug)).into(),
    );
    say("gender", record.sex.map(gender).into());
    say("birthDate", record.born.as_ref().and_then(date).into());
    say("deathDate", record.died.as_ref().and_then(date).into());
    say(
        "birthPlace",
        place(telling, at, record.birth_place.as_ref()),
    );
    say(
        "deathPlace",
        place(telling, at, record.death_place.as_ref()),
    );
    say(
        "homeLocation",
        place(telling, at, record.home_place.as_ref()),
    );
    say("affiliation", units(telling, at, record).into());
    say("award", awards(telling, record).into());
    say("image", images(telling, at, record, picture).into());
    say("identifier", identifiers(published).into());
    say(
        "sameAs",
        record
            .identifiers
            .iter()
            .map(|one| Value::from(one.address()))
            .collect(),
    );
    say(
        "mainEntityOfPage",
        json!({"@id": at.page(lang, &format!("/heroes/{}", published.slug))}),
    );
    said
}

/// The name in the other language, other spellings, and the call sign.
fn others(telling: Telling<'_>, record: &Record, shown: &str) -> Vec<String> {
    let mut names = vec![record.name.full(), record.latin().full()];
    names.extend(record.aliases.iter().cloned());
    names.extend(
        record
            .call_sign
            .as_deref()
            .map(|sign| telling.written(sign)),
    );
    let mut others: Vec<String> = Vec::new();
    for name in names {
        if name != shown && !others.contains(&name) {
            others.push(name);
        }
    }
    others
}

fn gender(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "https://schema.org/Male",
        Sex::Female => "https://schema.org/Female",
    }
}

/// A day, a month or a year that is certain, as ISO 8601 writes it; anything less certain has no word there.
fn date(date: &Edtf) -> Option<String> {
    let Shape::Exact(known) = date.shape() else {
        return None;
    };
    Some(match known {
        Calendar::Day(day) => day.format("%Y-%m-%d").to_string(),
        Calendar::Month { year, month } => format!("{year:04}-{month:02}"),
        Calendar::Year(year) => format!("{year:04}"),
    })
}

/// The settlement within its region within its country, as much of it as is known.
fn place(telling: Telling<'_>, at: Origin<'_>, place: Option<&Place>) -> Value {
    let Some(known) = place else {
        return Value::Null;
    };
    let lang = telling.lang();
    let code = known
        .country
        .as_deref()
        .or(known.region.as_ref().map(|_| "UA"));
    let nation = code.map(
        |code| json!({"@type": "Country", "name": country::name(lang, code), "identifier": code}),
    );
    let region = known
        .region
        .as_deref()
        .and_then(|iso| telling.reference.region(iso));
    let wider = match region {
        Some(region) => {
            let mut wider = json!({
                "@type": "AdministrativeArea",
                "name": named(lang, &region.name_uk, &region.name_en),
                "identifier": region.iso,
                "url": at.page(lang, &format!("/regions/{}", region.slug)),
            });
            within(&mut wider, nation);
            Some(wider)
        }
        None => nation,
    };
    let Some(settlement) = &known.settlement else {
        return wider.unwrap_or_default();
    };
    // In the words of the page: what is near a village is not in it, and a place abroad has no Latin letters of ours. The
    // country, after a comma, has its own place.
    let bare = Place {
        settlement: Some(settlement.clone()),
        near: known.near,
        country: known.country.clone().filter(|_| is_abroad(known)),
        ..Place::default()
    };
    let name: String = telling
        .place(&bare, Role::From)
        .into_iter()
        .map(|piece: Piece| piece.words)
        .take_while(|words| words != ", ")
        .collect();
    let mut found = json!({"@type": "Place", "name": name});
    within(&mut found, wider);
    found
}

fn within(place: &mut Value, wider: Option<Value>) {
    if let (Some(place), Some(wider)) = (place.as_object_mut(), wider) {
        place.insert("containedInPlace".to_owned(), wider);
    }
}

fn units(telling: Telling<'_>, at: Origin<'_>, record: &Record) -> Vec<Value> {
    let lang = telling.lang();
    let mut units: Vec<Value> = Vec::new();
    for service in &record.service {
        let known = service
            .unit
            .as_deref()
            .and_then(|slug| telling.reference.unit(slug));
        let unit = match (known, &service.unit_text) {
            (Some(known), _) => json!({
                "@type": "Organization",
                "name": unit::name(lang, known),
                "url": at.page(lang, &format!("/units/{}", known.slug)),
            }),
            (None, Some(text)) => json!({"@type": "Organization", "name": text}),
            (None, None) => continue,
        };
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    units
}

fn awards(telling: Telling<'_>, record: &Record) -> Vec<String> {
    let named = record.awards.iter().filter_map(|award| {
        let known = award
            .award
            .as_deref()
            .and_then(|slug| telling.reference.award(slug));
        known
            .map(|known| named(telling.lang(), &known.name_uk, &known.name_en).to_owned())
            .or_else(|| award.award_text.clone())
    });
    named.collect()
}

fn images(
    telling: Telling<'_>,
    at: Origin<'_>,
    record: &Record,
    picture: impl Fn(&Photo) -> Option<Picture>,
) -> Vec<Value> {
    let shown = record.photos.iter().filter_map(|photo| {
        let picture = picture(photo)?;
        let mut image = json!({
            "@type": "ImageObject",
            "contentUrl": format!("{}{}", at.0, picture.src),
            "width": format!("{} px", picture.width),
            "height": format!("{} px", picture.height),
        });
        if let Some(image) = image.as_object_mut() {
            let caption = telling.text(&photo.caption).map(|(words, _)| words);
            image.extend(caption.map(|words| ("caption".to_owned(), words.into())));
            image.extend(
                photo
                    .credit
                    .clone()
                    .map(|by| ("creditText".to_owned(), by.into())),
            );
        }
        Some(image)
    });
    shown.collect()
}

/// The memorial's own number, the number of the archive the life came from, and those of other catalogues.
fn identifiers(published: &Published) -> Vec<Value> {
    let value = |scheme: &str, value: &str| json!({"@type": "PropertyValue", "propertyID": scheme, "value": value});
    let mut all = vec![value("heroes-memorial", &published.id.to_string())];
    all.extend(
        published
            .record
            .external_id
            .iter()
            .map(|id| value("archive", id)),
    );
    all.extend(
        published
            .record
            .identifiers
            .iter()
            .map(|one| value(one.scheme().word(), one.value())),
    );
    all
}

fn named<'a>(lang: Lang, uk: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Uk => uk,
        Lang::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_a_story_can_end_the_script() {
        let hostile = "</script><!-- <script> ]]> & \u{2028}";
        let safe = LinkedData::of(&json!({"name": hostile})).to_string();
        assert!(!safe.contains(['<', '>', '&']), "{safe}");
        let read: Value = serde_json::from_str(&safe).unwrap();
        assert_eq!(read["name"], hostile);
    }

    #[test]
    fn a_date_is_only_as_precise_as_it_is_known() {
        for (known, said) in [
            ("2024-03-05", Some("2024-03-05")),
            ("1996-05", Some("1996-05")),
            ("1996", Some("1996")),
            ("1996~", None),
            ("1996?", None),
            ("199X", None),
            ("2022-08-09/2022-09-08", None),
            ("../1990", None),
            ("XXXX-03-05", None),
        ] {
            assert_eq!(date(&known.parse().unwrap()).as_deref(), said, "{known}");
        }
    }
}
