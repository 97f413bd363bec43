//! A life in the fifteen words of Dublin Core, in both languages as far as both are there.

use crate::dates::Edtf;
use crate::heroes::hero::{Photo, Place, PlaceRole};
use crate::heroes::queries::Published;
use crate::heroes::telling::Telling;
use crate::i18n::{Lang, Words};
use crate::photos::photo::Size;
use crate::photos::show::address;
use crate::reference::Reference;
use crate::sharing::rights;
use crate::sharing::xml::Xml;

pub const NAMESPACE: &str = "http://www.openarchives.org/OAI/2.0/oai_dc/";
pub const SCHEMA: &str = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd";

/// `absolute` makes an address of a path.
pub fn write(
    xml: &mut Xml,
    life: &Published,
    reference: &Reference,
    absolute: impl Fn(&str) -> String,
) {
    let record = &life.record;
    let tongues = Lang::ALL.map(|lang| Telling {
        w: Words::new(lang),
        reference,
    });
    xml.open(&format!(
        "oai_dc:dc xmlns:oai_dc=\"{NAMESPACE}\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"{NAMESPACE} {SCHEMA}\""
    ));
    let mut say = |word: &str, lang: Option<Lang>, text: &str| {
        let lang = lang
            .map(|lang| format!(" xml:lang=\"{lang}\""))
            .unwrap_or_default();
        xml.element(&format!("dc:{word}{lang}"), text);
    };
    for telling in tongues {
        let lang = telling.lang();
        let name = telling.name(&record.name, record.latin.as_ref()).full();
        let years: Vec<String> = [&record.born, &record.died]
            .into_iter()
            .map(|date| date.map_or_else(|| "?".to_owned(), |date: Edtf| date.to_string()))
            .collect();
        let is_known = record.born.is_some() || record.died.is_some();
        let years = match is_known {
            true => format!(", {}", years.join(" — ")),
            false => String::new(),
        };
        say("title", Some(lang), &format!("{name}{years}"));
    }
    for telling in tongues {
        let lang = telling.lang();
        for service in &record.service {
            if let Some(unit) = telling.unit(service).filter(|unit| unit.lang.is_none()) {
                say("subject", Some(lang), &unit.words);
            }
        }
    }
    for (lang, text) in [
        (Lang::Uk, &record.biography.uk),
        (Lang::En, &record.biography.en),
    ] {
        if let Some(text) = text {
            say("description", Some(lang), text);
        }
    }
    for telling in tongues {
        say(
            "publisher",
            Some(telling.lang()),
            telling.w.common_memorial(),
        );
    }
    say(
        "date",
        None,
        &life.published_at.format("%Y-%m-%d").to_string(),
    );
    say("type", None, "Text");
    say("format", None, "text/html");
    say(
        "identifier",
        None,
        &absolute(&format!("/uk/heroes/{}", life.slug)),
    );
    say("identifier", None, &absolute(&format!("/h/{}", life.id)));
    for source in &record.sources {
        if let Some(said) = source.url.as_ref().or(source.title.as_ref()) {
            say("source", None, said);
        }
    }
    for (lang, text) in [
        (Lang::Uk, &record.biography.uk),
        (Lang::En, &record.biography.en),
    ] {
        if text.is_some() {
            say("language", None, lang.code());
        }
    }
    for identifier in &record.identifiers {
        say("relation", None, &identifier.address());
    }
    if let Some(portrait) = record.photos.iter().find_map(Photo::id) {
        say("relation", None, &absolute(&address(portrait, Size::Large)));
    }
    for telling in tongues {
        let places = PlaceRole::ALL
            .into_iter()
            .filter_map(|role| record.place(role));
        let mut said: Vec<String> = Vec::new();
        for place in places {
            let words = written(telling, place);
            if !words.is_empty() && !said.contains(&words) {
                say("coverage", Some(telling.lang()), &words);
                said.push(words);
            }
        }
    }
    say("rights", Some(Lang::En), rights::SAID);
    say("rights", None, &absolute(&format!("/en{}", rights::PAGE)));
    xml.close("oai_dc:dc");
}

fn written(telling: Telling<'_>, place: &Place) -> String {
    telling
        .short_place(place)
        .into_iter()
        .map(|piece| piece.words)
        .collect()
}
