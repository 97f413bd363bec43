//! Lives of invented people, with stories of a kilobyte or two.

use heroes_memorial::reference::Reference;
use serde_json::Value;

use crate::invented::{Chance, GIVEN, PLACES, ROOTS};

const STORY: &str = "народився виріс у родині учителів закінчив школу ліцей працював на заводі механіком любив рибалку футбол \
    книжки грав на гітарі мріяв про дім сад дітей пішов добровольцем у перші дні служив водієм навідником командиром \
    відділення бригада позиція бій поранення шпиталь повернення побратими згадують його щирим веселим надійним мама сестра \
    дружина діти поховали вдома вулиця дорога поле ріка осінь весна зима ранок вечір світло тиша дзвони пам’ять";

/// One life in the format of a record.
pub fn life(chance: &mut Chance, reference: &Reference) -> Value {
    let story: Vec<&str> = STORY.split_whitespace().collect();
    let words = 60 + chance.below(180);
    let biography: Vec<&str> = (0..words).map(|_| chance.of(&story)).collect();
    let region = |chance: &mut Chance| {
        reference.regions[chance.below(reference.regions.len())]
            .iso
            .clone()
    };
    let place = |chance: &mut Chance| serde_json::json!({"settlement": chance.of(&PLACES), "region": region(chance)});
    // The smaller of three numbers is small more often: names of many bearers and of few.
    let name = chance.family();
    let call_sign = (chance.below(3) == 0).then(|| chance.of(&ROOTS).to_owned());
    serde_json::json!({
        "name": {"family": name, "given": chance.of(&GIVEN)},
        "call_sign": call_sign,
        "born": format!("{}-{:02}", 1965 + chance.below(40), 1 + chance.below(12)),
        "died": format!("{}-{:02}-{:02}", 2014 + chance.below(12), 1 + chance.below(12), 1 + chance.below(28)),
        "birth_place": place(chance), "home_place": place(chance), "death_place": place(chance), "burial_place": place(chance),
        "service": [{"unit": reference.units[chance.below(reference.units.len())].slug,
            "rank": reference.ranks[chance.below(reference.ranks.len())].slug}],
        "biography": {"uk": biography.join(" ")},
    })
}
