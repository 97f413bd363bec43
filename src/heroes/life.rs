//! One life as readers see it: on its page, in the family's proof and on the moderator's desk, always the same.

use askama::Template;

use super::hero::{Photo, Place, Quote, Record, Sex};
use super::telling::{Piece, Role, Telling, capitalised, follow, from_to, joined, quoted};
use super::timeline::{Mark, Moment, What, timeline};
use crate::dates;
use crate::i18n::dates::{age, day, life_years, span, when};
use crate::i18n::typography::tidy;
use crate::i18n::{Lang, Words};
use crate::web::portrait::{Picture, Portrait};

/// A name longer than this many letters is set smaller.
const LONG_NAME: usize = 22;

/// Written into a template as `{{ life }}`; the page brings css/heroes.css.
#[derive(Template)]
#[template(path = "heroes/life.html")]
pub struct Life {
    w: Words,
    pub portrait: Portrait,
    portrait_words: Vec<Piece>,
    pub name: String,
    /// The name with its stress marks, where the family gave them and the page is in its letters.
    pub stressed: Option<String>,
    long: bool,
    pub call_sign: Option<String>,
    pub years: Option<String>,
    pub age: Option<String>,
    pub facts: Vec<Fact>,
    pub story: Option<Story>,
    pub quotes: Vec<Said>,
    pub line: Vec<Line>,
    pub pictures: Vec<Shown>,
}

/// A row of the list of facts. What is not known has no row.
pub struct Fact {
    pub label: String,
    pub values: Vec<Value>,
}

pub struct Value {
    pub pieces: Vec<Piece>,
    pub more: Option<String>,
}

/// The story in paragraphs, and said openly when it is not in the page's language.
pub struct Story {
    pub paragraphs: Vec<String>,
    pub foreign: Option<&'static str>,
}

pub struct Said {
    pub paragraphs: Vec<String>,
    pub lang: Option<&'static str>,
    pub by: Vec<Piece>,
}

/// A mark on the line of life; `open` when the line from it to the next is dashed.
pub struct Line {
    pub when: String,
    class: &'static str,
    open: bool,
    pub what: Vec<Piece>,
}

pub struct Shown {
    pub picture: Picture,
    pub alt: String,
    pub caption: Option<Piece>,
    pub credit: Vec<Piece>,
}

/// The template escapes what it shows, so its text may stand in another template as it is.
impl askama::filters::HtmlSafe for Life {}

impl Life {
    /// `picture` says where a photo of the record can be seen and how large it is; one it does not know is left out.
    pub fn of(
        telling: Telling<'_>,
        record: &Record,
        picture: impl Fn(&Photo) -> Option<Picture>,
    ) -> Life {
        let lang = telling.lang();
        let name = telling.name(&record.name, record.latin.as_ref());
        let full = name.full();
        let mut photos: Vec<(&Photo, Picture)> = record
            .photos
            .iter()
            .filter_map(|photo| Some((photo, picture(photo)?)))
            .collect();
        let first = (!photos.is_empty()).then(|| photos.remove(0));
        let portrait_words = first.as_ref().map(|(photo, _)| {
            let mut pieces: Vec<Piece> = telling.piece(&photo.caption).into_iter().collect();
            let credit = credit(telling, photo);
            if !pieces.is_empty() && !credit.is_empty() {
                pieces.push(Piece::plain(". "));
            }
            pieces.extend(credit);
            pieces
        });
        Life {
            w: telling.w,
            portrait: Portrait::large(
                first.map(|(_, picture)| picture),
                name.initials(),
                full.clone(),
            ),
            portrait_words: portrait_words.unwrap_or_default(),
            long: full.chars().count() > LONG_NAME,
            name: full.clone(),
            stressed: record
                .stress()
                .filter(|_| lang == Lang::Uk)
                .map(|stress| stress.on(&record.name).full()),
            call_sign: record
                .call_sign
                .as_deref()
                .map(|call_sign| telling.call_sign(call_sign)),
            years: life_years(
                lang,
                record.born.as_ref(),
                record.died.as_ref(),
                record.sex,
                false,
            ),
            age: record
                .born
                .as_ref()
                .zip(record.died.as_ref())
                .and_then(|(born, died)| dates::age(born, died))
                .map(|years| age(lang, years)),
            facts: facts(telling, record),
            story: story(telling, record),
            quotes: record
                .quotes
                .iter()
                .filter_map(|quote| said(telling, quote))
                .collect(),
            line: line(telling, record),
            pictures: photos
                .into_iter()
                .map(|(photo, picture)| Shown {
                    picture,
                    alt: telling
                        .text(&photo.caption)
                        .map_or_else(|| full.clone(), |(words, _)| words),
                    caption: telling.piece(&photo.caption),
                    credit: credit(telling, photo),
                })
                .collect(),
        }
    }
}

fn credit(telling: Telling<'_>, photo: &Photo) -> Vec<Piece> {
    let year = photo
        .year
        .map(|year| telling.w.heroes_photo_year(year.to_string()));
    let mut pieces: Vec<Piece> = year.map(Piece::plain).into_iter().collect();
    if let Some(credit) = photo.credit.as_deref() {
        if !pieces.is_empty() {
            pieces.push(Piece::plain(". "));
        }
        let by = telling.speaker(credit);
        if by.lang.is_some() {
            pieces.push(Piece::plain(telling.w.heroes_photo_credit("")));
            pieces.push(by);
        } else {
            pieces.push(Piece::plain(telling.w.heroes_photo_credit(by.words)));
        }
    }
    pieces
}

fn story(telling: Telling<'_>, record: &Record) -> Option<Story> {
    let (text, lang) = telling.text(&record.biography)?;
    Some(Story {
        paragraphs: paragraphs(&text),
        foreign: (lang != telling.lang()).then(|| lang.code()),
    })
}

/// An empty line divides paragraphs.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines().map(str::trim) {
        match (line.is_empty(), paragraphs.last_mut()) {
            (false, Some(last)) if last.is_empty() => last.push_str(line),
            (false, Some(last)) => {
                last.push('\n');
                last.push_str(line);
            }
            (true, Some(last)) if last.is_empty() => {}
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

fn said(telling: Telling<'_>, quote: &Quote) -> Option<Said> {
    let (text, lang) = telling.text(&quote.text)?;
    let relation = quote
        .relation
        .map(|relation| telling.w.heroes_relation(relation.word()));
    let by = quote
        .speaker
        .as_deref()
        .map(|speaker| telling.speaker(speaker))
        .into_iter()
        .chain(relation.map(Piece::plain));
    let mut by = joined(by);
    if let Some(first) = by.first_mut() {
        first.words = capitalised(&first.words);
    }
    Some(Said {
        paragraphs: paragraphs(&quoted(lang, text.trim_end_matches(['.', ' ']))),
        lang: (lang != telling.lang()).then(|| lang.code()),
        by,
    })
}

fn facts(telling: Telling<'_>, record: &Record) -> Vec<Fact> {
    let Telling { w, .. } = telling;
    let (lang, sex) = (telling.lang(), record.sex);
    let one = |pieces: Vec<Piece>| vec![Value { pieces, more: None }];
    let mut facts = Vec::new();
    let mut add = |label: String, values: Vec<Value>| {
        if values.iter().any(|value| !value.pieces.is_empty()) {
            facts.push(Fact { label, values });
        }
    };

    let mut born: Vec<Piece> = record
        .born
        .as_ref()
        .map(|born| Piece::plain(when(lang, born)))
        .into_iter()
        .collect();
    if let Some(place) = &record.birth_place {
        born = with_comma(born, telling.place(place, Role::From));
    }
    add(w.heroes_born(sex), one(born));
    if let Some(place) = record
        .home_place
        .as_ref()
        .filter(|home| Some(*home) != record.birth_place.as_ref())
    {
        add(w.heroes_lived(sex), one(telling.place(place, Role::From)));
    }
    let service = record.service.iter().map(|service| {
        let position = telling.piece(&service.position);
        let rank = telling.rank(service);
        let dates = span(lang, service.from.as_ref(), service.to.as_ref());
        match joined(
            [telling.unit(service), position, rank]
                .into_iter()
                .flatten(),
        ) {
            // Only the dates are known.
            pieces if pieces.is_empty() => Value {
                pieces: dates.map(Piece::plain).into_iter().collect(),
                more: None,
            },
            pieces => Value {
                pieces,
                more: dates,
            },
        }
    });
    add(w.heroes_served(sex), service.collect());
    add(
        telling.ended(record.circumstances, sex),
        one(death(telling, record)),
    );
    if let Some(place) = &record.burial_place {
        add(
            w.heroes_rests().to_owned(),
            one(telling.place(place, Role::Rests)),
        );
    }
    let awards: Vec<Value> = record
        .awards
        .iter()
        .filter_map(|award| {
            let known = award
                .award
                .as_deref()
                .and_then(|slug| telling.reference.award(slug));
            let name = known.map(|award| match lang {
                Lang::Uk => tidy(lang, &award.name_uk),
                Lang::En => tidy(lang, &award.name_en),
            });
            let name = name.map(Piece::plain).or_else(|| {
                award
                    .award_text
                    .as_deref()
                    .map(|text| telling.as_written(text))
            })?;
            let after = (award.posthumous == Some(true)).then(|| w.heroes_posthumous().to_owned());
            let given = award.when.as_ref().map(|date| when(lang, date));
            let more = [after, given].into_iter().flatten().map(Piece::plain);
            let pieces = joined(std::iter::once(name).chain(more));
            Some(Value { pieces, more: None })
        })
        .collect();
    add(w.heroes_awards(awards.len()), awards);
    if let Some(interests) = telling.piece(&record.interests) {
        add(w.heroes_interests().to_owned(), one(vec![interests]));
    }
    let kin = record
        .kin
        .iter()
        .map(|kin| w.heroes_relation(kin.relation.word()))
        .map(Piece::plain);
    add(w.heroes_kin().to_owned(), one(joined(kin)));
    facts
}

/// «5 березня 2024 року в бою поблизу Іллінки, Донецька область».
fn death(telling: Telling<'_>, record: &Record) -> Vec<Piece> {
    let date = record.died.as_ref().map(|died| when(telling.lang(), died));
    let how = telling.how(record.circumstances).map(str::to_owned);
    let words = match (date, how) {
        (Some(date), Some(how)) => Some(follow(telling.lang(), &date, &how)),
        (date, how) => date.or(how),
    };
    let mut pieces: Vec<Piece> = words.map(Piece::plain).into_iter().collect();
    if let Some(place) = &record.death_place {
        let place_pieces = telling.place(place, Role::Fell);
        if place.near
            && place.settlement.is_some()
            && place.cemetery.is_none()
            && !pieces.is_empty()
        {
            pieces.push(Piece::plain(" "));
            pieces.extend(place_pieces);
        } else {
            pieces = with_comma(pieces, place_pieces);
        }
    }
    pieces
}

fn with_comma(mut before: Vec<Piece>, after: Vec<Piece>) -> Vec<Piece> {
    if !before.is_empty() && !after.is_empty() {
        before.push(Piece::plain(", "));
    }
    before.extend(after);
    before
}

fn line(telling: Telling<'_>, record: &Record) -> Vec<Line> {
    let moments = timeline(record);
    // Birth and death alone are said above already.
    if moments
        .iter()
        .all(|moment| matches!(moment.what, What::Born(_) | What::Died(..)))
    {
        return Vec::new();
    }
    let undated = |at: usize| {
        moments
            .get(at)
            .is_some_and(|moment| moment.mark() == Mark::Undated)
    };
    moments
        .iter()
        .enumerate()
        .map(|(at, moment)| Line {
            when: moment_when(telling, moment),
            class: match moment.mark() {
                Mark::Day => "day",
                Mark::Span => "month",
                Mark::Undated => "undated",
                Mark::Death => "death",
            },
            open: undated(at) || undated(at + 1),
            what: happened(telling, moment, record.sex),
        })
        .collect()
}

fn moment_when(telling: Telling<'_>, moment: &Moment<'_>) -> String {
    let lang = telling.lang();
    match (&moment.when, &moment.until) {
        (Some(from), Some(to)) if from != to => from_to(lang, from, to),
        (Some(from), _) => day(lang, from),
        (None, _) => telling.w.heroes_undated().to_owned(),
    }
}

fn happened(telling: Telling<'_>, moment: &Moment<'_>, sex: Option<Sex>) -> Vec<Piece> {
    let Telling { w, .. } = telling;
    let lang = telling.lang();
    let plain = |words: String| vec![Piece::plain(words)];
    match moment.what {
        What::Born(None) => plain(w.heroes_born(sex)),
        What::Born(Some(place)) => somewhere(telling, w.heroes_born(sex), place),
        What::Served { service, first } => {
            let unit = telling.any_unit(service.unit.as_deref(), service.unit_text.as_deref());
            let position = telling.piece(&service.position);
            let rank = telling.rank(service).filter(|_| position.is_none());
            let said = joined([unit, position, rank].into_iter().flatten());
            let begun = if first {
                w.heroes_began_service(sex)
            } else {
                w.heroes_went_on_serving(sex)
            };
            after_colon(begun, said)
        }
        What::Told(_, text) => told(telling, text, ""),
        What::Captured(None) => plain(w.heroes_captured(sex)),
        What::Captured(Some(text)) => told(telling, text, &format!("{}. ", w.heroes_captured(sex))),
        What::CaptivityEnded(None) => plain(w.heroes_captivity_ended().to_owned()),
        What::CaptivityEnded(Some(text)) => told(telling, text, ""),
        What::Died(circumstances, place) => {
            let ended = telling.ended(circumstances, sex);
            let said = telling
                .how(circumstances)
                .map_or(ended.clone(), |how| follow(lang, &ended, how));
            match place {
                Some(place) => somewhere(telling, said, place),
                None => plain(said),
            }
        }
    }
}

/// «Народився в Буряківці на Житомирщині»; where no case is known, after a colon.
fn somewhere(telling: Telling<'_>, before: String, place: &Place) -> Vec<Piece> {
    let Some(mut inside) = telling.inside(place) else {
        return after_colon(before, telling.place(place, Role::From));
    };
    if let Some(first) = inside.first_mut() {
        first.words = follow(telling.lang(), &before, &first.words);
    }
    inside
}

/// On the line of life nothing is a link: the facts above have them.
fn after_colon(before: String, after: Vec<Piece>) -> Vec<Piece> {
    if after.is_empty() {
        return vec![Piece::plain(before)];
    }
    let plain = |piece| Piece {
        href: None,
        ..piece
    };
    std::iter::once(Piece::plain(format!("{before}: ")))
        .chain(after.into_iter().map(plain))
        .collect()
}

fn told(telling: Telling<'_>, text: &super::hero::Text, before: &str) -> Vec<Piece> {
    let Some(piece) = telling.piece(text) else {
        return vec![Piece::plain(before.trim_end())];
    };
    let piece = Piece {
        words: capitalised(piece.words.trim_end_matches('.')),
        ..piece
    };
    if before.is_empty() {
        vec![piece]
    } else {
        vec![Piece::plain(before), piece]
    }
}
