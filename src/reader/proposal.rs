//! What a text seems to say. A wrong proposal is far worse than a missing one: whatever is in doubt is left out.

use std::ops::Range;

use super::acts::{self, Act};
use super::text::Sentence;
use super::{deeds, person, places, said, service, settle, text, when, whose};
use crate::dates::Edtf;
use crate::heroes::hero::{
    Award, Circumstances, Event, Kin, Place, PlaceRole, Quote, Service, Sex, Text,
};
use crate::i18n::Lang;
use crate::names::Name;
use crate::reference::Reference;

/// One fact that a family may tick, and where it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub fact: Fact,
    /// The bytes of the text that its sentence takes.
    pub sentence: Range<usize>,
}

/// A fact of a life, as the record keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// As written: in Cyrillic or in Latin letters.
    Name(Name),
    CallSign(String),
    /// Only from grammar that agrees throughout.
    Sex(Sex),
    Born(Edtf),
    /// The words from which a date of birth was derived.
    BornNote(Text),
    Died(Edtf),
    Place(PlaceRole, Place),
    Circumstances(Circumstances),
    /// What one sentence says of the service; a text may say it in several.
    Service(Service),
    Event(Event),
    Award(Award),
    Quote(Quote),
    Kin(Kin),
    Interests(Text),
}

/// What the rules of one sentence may look at.
pub(super) struct Reading<'a> {
    pub sentence: &'a Sentence<'a>,
    pub acts: Vec<Act>,
    pub dates: Vec<when::When>,
    pub lang: Lang,
    pub reference: &'a Reference,
}

impl Reading<'_> {
    /// A text in the language that is read.
    pub fn said(&self, words: String) -> Text {
        Text::told(self.lang, Some(words), None)
    }
}

/// What a text in this language seems to say of the one person it is about, in the order of the form.
#[must_use]
pub fn read(text: &str, lang: Lang, reference: &Reference) -> Vec<Proposal> {
    let sentences = text::sentences(text);
    let hero = person::hero(&sentences);
    let whose = whose::whose(&sentences, hero.as_ref());
    let land = places::Land::new(reference);
    let mut found = Vec::new();
    if let Some(hero) = &hero {
        found.push(Proposal {
            fact: Fact::Name(hero.name.clone()),
            sentence: sentences[hero.sentence].range.clone(),
        });
    }
    for (sentence, whose) in sentences.iter().zip(&whose) {
        let mut facts = said::quotes(sentence, lang, hero.as_ref());
        if whose.kin_may_be_told {
            facts.extend(said::kin(sentence));
        }
        let reading = Reading {
            sentence,
            acts: acts::acts(sentence, hero.as_ref()),
            dates: when::dates(sentence),
            lang,
            reference,
        };
        if whose.is_the_heros {
            facts.extend(person::call_sign(sentence));
            facts.extend(deeds::dates(&reading));
            facts.extend(places::places(&reading, &land));
            facts.extend(deeds::circumstances(&reading));
            facts.extend(service::service(&reading, hero.as_ref()));
            facts.extend(service::awards(&reading));
            facts.extend(deeds::events(&reading));
            facts.extend(said::interests(&reading));
        } else if whose.is_told_by_the_couple {
            facts.extend(deeds::marriage(&reading));
        }
        found.extend(facts.into_iter().map(|fact| Proposal {
            fact,
            sentence: sentence.range.clone(),
        }));
    }
    found.extend(person::sex(&sentences, &whose, hero.as_ref()));
    settle::settled(found, &sentences, &whose, lang)
}
