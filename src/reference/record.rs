//! An authority record as the desk edits it: its fields, what may stand in them, and what keeps it out of the list.

use serde::{Deserialize, Serialize};

use unicode_normalization::UnicodeNormalization;

use super::written::bare;
use super::{FormerName, Reference};
use crate::dates::{Edtf, certainly_after};
use crate::linter;
use crate::linter::passages::passages;

/// Characters of a name, and of a text of a region, at most.
const NAME: usize = 300;
const TEXT: usize = 4_000;
/// Names of one record beside its own; and names of the past.
const MOST_NAMES: usize = 60;
const MOST_FORMER: usize = 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Unit,
    Rank,
    Award,
    Region,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::Unit, Self::Rank, Self::Award, Self::Region];

    pub fn word(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Rank => "rank",
            Self::Award => "award",
            Self::Region => "region",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// As in `/admin/reference/units`.
    pub fn list(self) -> &'static str {
        match self {
            Self::Unit => "units",
            Self::Rank => "ranks",
            Self::Award => "awards",
            Self::Region => "regions",
        }
    }

    pub fn from_list(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.list() == word)
    }
}

/// Everything of one record that can change; its slug cannot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fields {
    Unit(UnitFields),
    Rank(RankFields),
    Award(AwardFields),
    Region(RegionFields),
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitFields {
    pub name_uk: String,
    pub name_en: String,
    pub short_uk: Option<String>,
    pub number: Option<i32>,
    pub branch: String,
    pub kind: String,
    pub parent: Option<String>,
    pub existed_from: Option<Edtf>,
    pub existed_to: Option<Edtf>,
    pub aliases: Vec<String>,
    pub former: Vec<FormerName>,
    pub merged_into: Option<String>,
    pub removed: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankFields {
    pub name_uk: String,
    pub name_en: String,
    pub service: String,
    pub tier: String,
    pub sequence: i32,
    pub aliases: Vec<String>,
    pub removed: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwardFields {
    pub name_uk: String,
    pub name_en: String,
    pub class: String,
    pub sequence: i32,
    pub aliases: Vec<String>,
    pub removed: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionFields {
    pub text_uk: Option<String>,
    pub text_en: Option<String>,
}

/// What is wrong with a field, by its key.
pub type Faults = Vec<(String, Fault)>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    Empty,
    Long,
    Number,
    /// A word of small Latin letters, digits and underscores.
    Word,
    Date,
    /// It ends before it begins.
    Order,
    /// No such unit in the list.
    Unknown,
    /// Following the owners leads back to where one began.
    Circle,
    Itself,
    /// Another record is called so: its name in Ukrainian.
    Taken(String),
    Slug,
    SlugTaken,
    /// Something says it or stands under it, so it cannot be taken out of the list.
    InUse,
    /// A telephone, the code of a military unit and the like: whatever says this record would show it to everyone.
    Private,
}

/// Whether a name or a text says what no page may show. A street may stand in the text of a region.
fn is_private(words: &str) -> bool {
    passages(words)
        .iter()
        .any(|(kind, _)| *kind != linter::finding::Kind::Address)
}

/// Spare rows for former names at the end of the form.
pub const SPARE: usize = 1;

impl Fields {
    pub fn empty(kind: Kind) -> Self {
        match kind {
            Kind::Unit => Self::Unit(UnitFields::default()),
            Kind::Rank => Self::Rank(RankFields::default()),
            Kind::Award => Self::Award(AwardFields::default()),
            Kind::Region => Self::Region(RegionFields::default()),
        }
    }

    pub fn kind(&self) -> Kind {
        match self {
            Self::Unit(_) => Kind::Unit,
            Self::Rank(_) => Kind::Rank,
            Self::Award(_) => Kind::Award,
            Self::Region(_) => Kind::Region,
        }
    }

    pub fn is_removed(&self) -> bool {
        match self {
            Self::Unit(unit) => unit.removed,
            Self::Rank(rank) => rank.removed,
            Self::Award(award) => award.removed,
            Self::Region(_) => false,
        }
    }

    /// The same taken out of the list. A region is never.
    pub fn removed(mut self) -> Self {
        match &mut self {
            Self::Unit(unit) => unit.removed = true,
            Self::Rank(rank) => rank.removed = true,
            Self::Award(award) => award.removed = true,
            Self::Region(_) => {}
        }
        self
    }

    /// Another name by which people may call it; a region takes none.
    pub fn aliases_mut(&mut self) -> Option<&mut Vec<String>> {
        match self {
            Self::Unit(unit) => Some(&mut unit.aliases),
            Self::Rank(rank) => Some(&mut rank.aliases),
            Self::Award(award) => Some(&mut award.aliases),
            Self::Region(_) => None,
        }
    }

    /// Everything it is called.
    pub fn names(&self) -> Vec<&str> {
        let (uk, en, aliases) = match self {
            Self::Unit(unit) => (&unit.name_uk, &unit.name_en, &unit.aliases),
            Self::Rank(rank) => (&rank.name_uk, &rank.name_en, &rank.aliases),
            Self::Award(award) => (&award.name_uk, &award.name_en, &award.aliases),
            Self::Region(_) => return Vec::new(),
        };
        let mut names = vec![uk.as_str(), en.as_str()];
        names.extend(aliases.iter().map(String::as_str));
        if let Self::Unit(unit) = self {
            names.extend(unit.short_uk.as_deref());
            for former in &unit.former {
                names.push(&former.name_uk);
                names.extend(former.name_en.as_deref());
            }
        }
        names.retain(|name| !name.is_empty());
        names
    }

    /// Each field that a person types, in the order of the form, as text; lists line by line.
    pub fn boxes(&self) -> Vec<(String, String)> {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let date = |date: &Option<Edtf>| date.as_ref().map(Edtf::to_string).unwrap_or_default();
        let mut boxes: Vec<(&str, String)> = Vec::new();
        match self {
            Self::Unit(unit) => {
                boxes.extend([
                    ("name_uk", unit.name_uk.clone()),
                    ("name_en", unit.name_en.clone()),
                    ("short_uk", text(&unit.short_uk)),
                    (
                        "number",
                        unit.number
                            .map(|number| number.to_string())
                            .unwrap_or_default(),
                    ),
                    ("branch", unit.branch.clone()),
                    ("kind", unit.kind.clone()),
                    ("parent", text(&unit.parent)),
                    ("existed_from", date(&unit.existed_from)),
                    ("existed_to", date(&unit.existed_to)),
                    ("aliases", unit.aliases.join("\n")),
                ]);
            }
            Self::Rank(rank) => boxes.extend([
                ("name_uk", rank.name_uk.clone()),
                ("name_en", rank.name_en.clone()),
                ("service", rank.service.clone()),
                ("tier", rank.tier.clone()),
                ("sequence", rank.sequence.to_string()),
                ("aliases", rank.aliases.join("\n")),
            ]),
            Self::Award(award) => boxes.extend([
                ("name_uk", award.name_uk.clone()),
                ("name_en", award.name_en.clone()),
                ("class", award.class.clone()),
                ("sequence", award.sequence.to_string()),
                ("aliases", award.aliases.join("\n")),
            ]),
            Self::Region(region) => boxes.extend([
                ("text_uk", text(&region.text_uk)),
                ("text_en", text(&region.text_en)),
            ]),
        }
        let mut boxes: Vec<(String, String)> = boxes
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect();
        if let Self::Unit(unit) = self {
            for (at, former) in unit.former.iter().enumerate() {
                boxes.extend([
                    (format!("former.{at}.name_uk"), former.name_uk.clone()),
                    (format!("former.{at}.name_en"), text(&former.name_en)),
                    (format!("former.{at}.from"), date(&former.from)),
                    (format!("former.{at}.to"), date(&former.to)),
                ]);
            }
        }
        boxes
    }

    /// Everything that can differ between two of one kind, as lines: for telling what changed.
    pub fn told(&self) -> Vec<(&'static str, Vec<String>)> {
        let known = [
            "name_uk",
            "name_en",
            "short_uk",
            "number",
            "branch",
            "kind",
            "parent",
            "existed_from",
            "existed_to",
            "service",
            "tier",
            "class",
            "sequence",
            "aliases",
            "text_uk",
            "text_en",
        ];
        let boxes = self.boxes();
        let mut told: Vec<(&'static str, Vec<String>)> = known
            .into_iter()
            .filter_map(|key| {
                let (_, value) = boxes.iter().find(|(known, _)| known == key)?;
                let lines = value.lines().filter(|line| !line.is_empty());
                Some((key, lines.map(str::to_owned).collect()))
            })
            .collect();
        if let Self::Unit(unit) = self {
            let former = unit.former.iter().map(|former| {
                let names = [Some(&former.name_uk), former.name_en.as_ref()];
                let names: Vec<_> = names.into_iter().flatten().map(String::as_str).collect();
                let ends = [&former.from, &former.to]
                    .map(|end| end.as_ref().map_or_else(|| "…".to_owned(), Edtf::to_string));
                format!("{} ({}–{})", names.join(" / "), ends[0], ends[1])
            });
            told.push(("former", former.collect()));
            told.push(("merged_into", unit.merged_into.iter().cloned().collect()));
        }
        if self.is_removed() {
            told.push(("removed", vec!["removed".to_owned()]));
        }
        told
    }

    /// What a person typed into the form. `before` keeps what the form does not ask for; `get` answers a box by its key.
    pub fn typed<'a>(
        before: &Self,
        reference: &Reference,
        get: impl Fn(&str) -> &'a str,
    ) -> (Self, Faults) {
        let mut reading = Reading {
            reference,
            get,
            faults: Vec::new(),
        };
        let fields = match before {
            Self::Unit(before) => Self::Unit(reading.unit(before)),
            Self::Rank(before) => Self::Rank(RankFields {
                name_uk: reading.name("name_uk"),
                name_en: reading.name("name_en"),
                service: reading.word("service"),
                tier: reading.word("tier"),
                sequence: reading.number("sequence", 1_000_000).unwrap_or_default(),
                aliases: reading.aliases(),
                removed: before.removed,
            }),
            Self::Award(before) => Self::Award(AwardFields {
                name_uk: reading.name("name_uk"),
                name_en: reading.name("name_en"),
                class: reading.word("class"),
                sequence: reading.number("sequence", 1_000_000).unwrap_or_default(),
                aliases: reading.aliases(),
                removed: before.removed,
            }),
            Self::Region(_) => Self::Region(RegionFields {
                text_uk: reading.text("text_uk"),
                text_en: reading.text("text_en"),
            }),
        };
        (fields, reading.faults)
    }

    /// What the list as it is now has against this record under this slug; `before` is what stands there, if anything does.
    /// Names that it had before are its own, whoever else has them.
    pub fn against(&self, slug: &str, before: Option<&Self>, reference: &Reference) -> Faults {
        let mut faults = Vec::new();
        let own: Vec<String> = before
            .map(|before| before.names().into_iter().map(bare).collect())
            .unwrap_or_default();
        let others = others(self.kind(), slug, reference);
        for (key, name) in self.keyed_names() {
            let sought = bare(name);
            if sought.is_empty() || own.contains(&sought) {
                continue;
            }
            let taken = others
                .iter()
                .find(|(_, names)| names.iter().any(|name| bare(name) == sought));
            if let Some((theirs, _)) = taken {
                faults.push((key, Fault::Taken((*theirs).to_owned())));
            }
        }
        if let Self::Unit(unit) = self {
            unit.places(slug, reference, &mut faults);
        }
        faults
    }

    /// Names by the box they stand in.
    fn keyed_names(&self) -> Vec<(String, &str)> {
        let key = |key: &str| key.to_owned();
        let (uk, en, aliases) = match self {
            Self::Unit(unit) => (&unit.name_uk, &unit.name_en, &unit.aliases),
            Self::Rank(rank) => (&rank.name_uk, &rank.name_en, &rank.aliases),
            Self::Award(award) => (&award.name_uk, &award.name_en, &award.aliases),
            Self::Region(_) => return Vec::new(),
        };
        let mut names = vec![(key("name_uk"), uk.as_str()), (key("name_en"), en.as_str())];
        names.extend(aliases.iter().map(|alias| (key("aliases"), alias.as_str())));
        if let Self::Unit(unit) = self {
            names.extend(
                unit.short_uk
                    .iter()
                    .map(|name| (key("short_uk"), name.as_str())),
            );
            for (at, former) in unit.former.iter().enumerate() {
                names.push((format!("former.{at}.name_uk"), &former.name_uk));
                names.extend(
                    former
                        .name_en
                        .iter()
                        .map(|name| (format!("former.{at}.name_en"), name.as_str())),
                );
            }
        }
        names
    }
}

impl UnitFields {
    /// The same under a new name; the present one becomes a former one. Boxes: `new_name_uk`, `new_name_en`, `new_short_uk`,
    /// `until`.
    pub fn renamed<'a>(
        &self,
        reference: &Reference,
        get: impl Fn(&str) -> &'a str,
    ) -> (Self, Faults) {
        let mut reading = Reading {
            reference,
            get,
            faults: Vec::new(),
        };
        let mut renamed = self.clone();
        renamed.name_uk = reading.name("new_name_uk");
        renamed.name_en = reading.name("new_name_en");
        renamed.short_uk = reading.line("new_short_uk");
        let to = reading.date("until");
        // It began to be called so when it ended being called otherwise.
        let from = self.former.last().and_then(|before| before.to);
        if let (Some(from), Some(to)) = (&from, &to)
            && certainly_after(from, to)
        {
            reading.wrong("until", Fault::Order);
        }
        renamed.former.push(FormerName {
            name_uk: self.name_uk.clone(),
            name_en: Some(self.name_en.clone()),
            from,
            to,
        });
        if renamed.former.len() > MOST_FORMER {
            reading.wrong("new_name_uk", Fault::Long);
        }
        // The short name of the past is looked for as well.
        if let Some(short) = &self.short_uk
            && renamed.short_uk.as_ref() != Some(short)
            && !renamed.aliases.contains(short)
        {
            renamed.aliases.push(short.clone());
            renamed.aliases.sort();
        }
        (renamed, reading.faults)
    }

    /// Where it stands among the others.
    fn places(&self, slug: &str, reference: &Reference, faults: &mut Faults) {
        if let Some(parent) = &self.parent {
            let mut above = reference.unit(parent);
            if above.is_none() {
                faults.push(("parent".into(), Fault::Unknown));
            }
            // A unit stands at most as deep as there are units.
            for _ in 0..=reference.units.len() {
                let Some(unit) = above else { break };
                if unit.slugs().any(|own| own == slug) {
                    let itself =
                        reference.unit(parent).map(|unit| unit.slug.as_str()) == Some(slug);
                    let fault = if itself { Fault::Itself } else { Fault::Circle };
                    faults.push(("parent".into(), fault));
                    break;
                }
                above = unit.parent.as_deref().and_then(|slug| reference.unit(slug));
            }
        }
        if let Some(into) = &self.merged_into {
            match reference.unit(into) {
                None => faults.push(("merged_into".into(), Fault::Unknown)),
                Some(unit) if unit.slugs().any(|own| own == slug) && unit.slug == slug => {
                    faults.push(("merged_into".into(), Fault::Itself));
                }
                // What stands under it stands under the other then: that must not be above it.
                Some(unit) => {
                    let mut above = unit.parent.as_deref().and_then(|slug| reference.unit(slug));
                    for _ in 0..=reference.units.len() {
                        let Some(owner) = above else { break };
                        if owner.slug == slug {
                            // Directly under it is fine: then it is no owner of itself any more.
                            if unit.parent.as_deref() != Some(slug) {
                                faults.push(("merged_into".into(), Fault::Circle));
                            }
                            break;
                        }
                        above = owner
                            .parent
                            .as_deref()
                            .and_then(|slug| reference.unit(slug));
                    }
                }
            }
        }
    }
}

/// Every other record of a kind: its Ukrainian name, and all its names.
fn others<'a>(kind: Kind, slug: &str, reference: &'a Reference) -> Vec<(&'a str, Vec<&'a str>)> {
    match kind {
        Kind::Unit => reference
            .units
            .iter()
            .filter(|unit| unit.slugs().all(|own| own != slug))
            .map(|unit| (unit.name_uk.as_str(), unit.names().collect()))
            .collect(),
        Kind::Rank => reference
            .ranks
            .iter()
            .filter(|rank| rank.slug != slug)
            .map(|rank| (rank.name_uk.as_str(), rank.names().collect()))
            .collect(),
        Kind::Award => reference
            .awards
            .iter()
            .filter(|award| award.slug != slug)
            .map(|award| (award.name_uk.as_str(), award.names().collect()))
            .collect(),
        Kind::Region => Vec::new(),
    }
}

/// A slug for what is new: small Latin letters, digits and single hyphens. `new` is the address of the form.
pub fn slug(typed: &str) -> Result<String, Fault> {
    let slug = typed.trim();
    let sound = slug
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !slug.starts_with('-')
        && !slug.ends_with('-')
        && !slug.contains("--");
    if slug.is_empty() {
        Err(Fault::Empty)
    } else if !sound || slug == "new" || slug.len() > 80 {
        Err(Fault::Slug)
    } else {
        Ok(slug.to_owned())
    }
}

struct Reading<'r, G> {
    reference: &'r Reference,
    get: G,
    faults: Faults,
}

impl<'a, G: Fn(&str) -> &'a str> Reading<'_, G> {
    fn unit(&mut self, before: &UnitFields) -> UnitFields {
        let (existed_from, existed_to) = self.span("existed_from", "existed_to");
        UnitFields {
            name_uk: self.name("name_uk"),
            name_en: self.name("name_en"),
            short_uk: self.line("short_uk"),
            number: self.number("number", 9_999),
            branch: self.name("branch"),
            kind: self.word("kind"),
            parent: self.parent(),
            existed_from,
            existed_to,
            aliases: self.aliases(),
            former: self.former(),
            merged_into: before.merged_into.clone(),
            removed: before.removed,
        }
    }

    fn wrong(&mut self, key: &str, fault: Fault) {
        self.faults.push((key.to_owned(), fault));
    }

    fn line(&mut self, key: &str) -> Option<String> {
        let line = tidied((self.get)(key));
        if line.chars().count() > NAME {
            self.wrong(key, Fault::Long);
        } else if is_private(&line) {
            self.wrong(key, Fault::Private);
        }
        Some(line).filter(|line| !line.is_empty())
    }

    fn name(&mut self, key: &str) -> String {
        let line = self.line(key);
        if line.is_none() {
            self.wrong(key, Fault::Empty);
        }
        line.unwrap_or_default()
    }

    fn text(&mut self, key: &str) -> Option<String> {
        let text = (self.get)(key).replace("\r\n", "\n");
        let lines = text.lines().map(tidied).collect::<Vec<_>>().join("\n");
        let mut text = lines.trim().to_owned();
        while text.contains("\n\n\n") {
            text = text.replace("\n\n\n", "\n\n");
        }
        if text.chars().count() > TEXT {
            self.wrong(key, Fault::Long);
        } else if is_private(&text) {
            self.wrong(key, Fault::Private);
        }
        Some(text).filter(|text| !text.is_empty())
    }

    fn word(&mut self, key: &str) -> String {
        let word = self.name(key);
        let sound = word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if !sound {
            self.wrong(key, Fault::Word);
        }
        word
    }

    fn number(&mut self, key: &str, most: i32) -> Option<i32> {
        let typed = (self.get)(key).trim();
        if typed.is_empty() {
            if key == "sequence" {
                self.wrong(key, Fault::Empty);
            }
            return None;
        }
        let number = typed
            .parse()
            .ok()
            .filter(|number| (1..=most).contains(number));
        if number.is_none() {
            self.wrong(key, Fault::Number);
        }
        number
    }

    fn date(&mut self, key: &str) -> Option<Edtf> {
        let typed = (self.get)(key).trim();
        if typed.is_empty() {
            return None;
        }
        let date = typed.parse().ok();
        if date.is_none() {
            self.wrong(key, Fault::Date);
        }
        date
    }

    fn span(&mut self, from: &str, to: &str) -> (Option<Edtf>, Option<Edtf>) {
        let (begins, ends) = (self.date(from), self.date(to));
        if let (Some(begins), Some(ends)) = (&begins, &ends)
            && certainly_after(begins, ends)
        {
            self.wrong(to, Fault::Order);
        }
        (begins, ends)
    }

    /// A slug, or any name of the unit.
    fn parent(&mut self) -> Option<String> {
        let typed = self.line("parent")?;
        let found = self
            .reference
            .unit(&typed)
            .or_else(|| self.reference.unit_called(&typed));
        if found.is_none() {
            self.wrong("parent", Fault::Unknown);
        }
        found.map(|unit| unit.slug.clone())
    }

    /// One a line, each once.
    fn aliases(&mut self) -> Vec<String> {
        let mut aliases: Vec<String> = Vec::new();
        for line in (self.get)("aliases").lines().map(tidied) {
            if line.is_empty() || aliases.contains(&line) {
                continue;
            }
            if line.chars().count() > NAME || aliases.len() == MOST_NAMES {
                self.wrong("aliases", Fault::Long);
                break;
            }
            if is_private(&line) {
                self.wrong("aliases", Fault::Private);
                break;
            }
            aliases.push(line);
        }
        // As the file keeps them, so that what is not changed does not differ.
        aliases.sort();
        aliases
    }

    fn former(&mut self) -> Vec<FormerName> {
        (0..MOST_FORMER)
            .filter_map(|at| {
                let key = |part: &str| format!("former.{at}.{part}");
                let name_uk = self.line(&key("name_uk"));
                let name_en = self.line(&key("name_en"));
                let (from, to) = self.span(&key("from"), &key("to"));
                if name_uk.is_none() && (name_en.is_some() || from.is_some() || to.is_some()) {
                    self.wrong(&key("name_uk"), Fault::Empty);
                }
                Some(FormerName {
                    name_uk: name_uk?,
                    name_en,
                    from,
                    to,
                })
            })
            .collect()
    }
}

/// NFC, single spaces, nothing that cannot be seen.
fn tidied(typed: &str) -> String {
    let seen: String = typed
        .nfc()
        .filter(|c| {
            !matches!(
                c,
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
            )
        })
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let words: Vec<&str> = seen
        .split([' ', '\t'])
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{Rank, Unit};

    fn unit(slug: &str, parent: Option<&str>, alias: &str) -> Unit {
        Unit {
            slug: slug.into(),
            name_uk: format!("частина {slug}"),
            name_en: format!("unit {slug}"),
            branch: "Сухопутні війська".into(),
            kind: "mechanized".into(),
            parent: parent.map(str::to_owned),
            aliases: vec![alias.into()],
            ..Unit::default()
        }
    }

    fn reference() -> Reference {
        let units = vec![
            unit("brigade", None, "Б"),
            unit("battalion", Some("brigade"), "Бат"),
            unit("company", Some("battalion"), "Рота"),
            unit("other", None, "Інша"),
        ];
        Reference::new(vec![], units, vec![], vec![])
    }

    fn fields(of: &Unit) -> UnitFields {
        UnitFields {
            name_uk: of.name_uk.clone(),
            name_en: of.name_en.clone(),
            branch: of.branch.clone(),
            kind: of.kind.clone(),
            parent: of.parent.clone(),
            aliases: of.aliases.clone(),
            ..UnitFields::default()
        }
    }

    fn faults(slug: &str, change: impl Fn(&mut UnitFields)) -> Faults {
        let reference = reference();
        let before = fields(reference.unit(slug).unwrap());
        let mut after = before.clone();
        change(&mut after);
        Fields::Unit(after).against(slug, Some(&Fields::Unit(before)), &reference)
    }

    #[test]
    fn a_unit_is_never_above_itself() {
        let under = |parent: &'static str| {
            move |unit: &mut UnitFields| unit.parent = Some(parent.to_owned())
        };
        assert_eq!(faults("battalion", under("other")), []);
        assert_eq!(faults("company", under("brigade")), []);
        let fault = |fault| [("parent".to_owned(), fault)];
        assert_eq!(faults("brigade", under("brigade")), fault(Fault::Itself));
        assert_eq!(faults("brigade", under("battalion")), fault(Fault::Circle));
        assert_eq!(faults("brigade", under("company")), fault(Fault::Circle));
        assert_eq!(faults("brigade", under("nowhere")), fault(Fault::Unknown));
    }

    #[test]
    fn a_unit_is_merged_into_another_and_not_into_itself() {
        let into = |into: &'static str| {
            move |unit: &mut UnitFields| unit.merged_into = Some(into.to_owned())
        };
        assert_eq!(faults("brigade", into("other")), []);
        assert_eq!(faults("battalion", into("brigade")), [], "into its owner");
        assert_eq!(faults("brigade", into("battalion")), [], "into its own");
        let fault = |fault| [("merged_into".to_owned(), fault)];
        assert_eq!(faults("brigade", into("brigade")), fault(Fault::Itself));
        assert_eq!(faults("brigade", into("company")), fault(Fault::Circle));
        assert_eq!(faults("brigade", into("nowhere")), fault(Fault::Unknown));
    }

    #[test]
    fn a_new_name_is_nobody_elses_and_an_old_one_may_be() {
        let called =
            |name: &'static str| move |unit: &mut UnitFields| unit.aliases.push(name.to_owned());
        assert_eq!(faults("brigade", called("Нова")), []);
        assert_eq!(faults("brigade", called("Б")), [], "its own");
        assert_eq!(
            faults("brigade", called("ІНША")),
            [("aliases".to_owned(), Fault::Taken("частина other".into()))]
        );
        let mut shared = reference();
        shared.units[0].aliases = vec!["Інша".into()];
        let before = fields(&shared.units[0]);
        let fields = Fields::Unit(before);
        assert_eq!(fields.against("brigade", Some(&fields), &shared), []);
    }

    #[test]
    fn a_form_is_read_field_by_field() {
        let reference = reference();
        let typed = [
            ("name_uk", "  58-ма   бригада "),
            ("name_en", ""),
            ("number", "0"),
            ("branch", "Сухопутні війська"),
            ("kind", "Механізована"),
            ("parent", "частина brigade"),
            ("existed_from", "2023"),
            ("existed_to", "2022"),
            ("aliases", "Б2\nА1\n\nБ2"),
            ("former.0.name_uk", "58-й полк"),
            ("former.0.to", "2023"),
        ];
        let get = |key: &str| {
            let found = typed.iter().find(|(known, _)| *known == key);
            found.map_or("", |(_, value)| *value)
        };
        let (fields, faults) = Fields::typed(&Fields::empty(Kind::Unit), &reference, get);
        let Fields::Unit(unit) = fields else {
            panic!("a unit")
        };
        assert_eq!(unit.name_uk, "58-ма бригада");
        assert_eq!(unit.parent.as_deref(), Some("brigade"));
        assert_eq!(unit.aliases, ["А1", "Б2"]);
        assert_eq!(unit.former[0].name_uk, "58-й полк");
        let mut wrong: Vec<_> = faults.iter().map(|(key, _)| key.as_str()).collect();
        wrong.sort_unstable();
        assert_eq!(wrong, ["existed_to", "kind", "name_en", "number"]);
    }

    #[test]
    fn what_is_written_into_the_boxes_is_read_out_of_them() {
        let reference = reference();
        let fields = Fields::Unit(UnitFields {
            short_uk: Some("Ч".into()),
            number: Some(5),
            existed_from: "2014-04".parse().ok(),
            former: vec![FormerName {
                name_uk: "полк".into(),
                name_en: None,
                from: None,
                to: "2023".parse().ok(),
            }],
            ..fields(reference.unit("battalion").unwrap())
        });
        let boxes = fields.boxes();
        let get = |key: &str| {
            let found = boxes.iter().find(|(known, _)| known == key);
            found.map_or("", |(_, value)| value.as_str())
        };
        let (read, faults) = Fields::typed(&fields, &reference, get);
        assert_eq!(faults, []);
        assert_eq!(read, fields);
    }

    #[test]
    fn a_slug_is_plain() {
        for good in ["58-motorized", "a", "155-mechanized-anne-of-kyiv"] {
            assert_eq!(slug(good).as_deref(), Ok(good));
        }
        for bad in ["new", "58 бригада", "-a", "a-", "a--b", "A", "a/b"] {
            assert_eq!(slug(bad), Err(Fault::Slug), "{bad}");
        }
        assert_eq!(slug("  "), Err(Fault::Empty));
    }

    #[test]
    fn ranks_keep_their_names_apart_too() {
        let rank = |slug: &str, name: &str| Rank {
            slug: slug.into(),
            name_uk: name.into(),
            name_en: slug.into(),
            ..Rank::default()
        };
        let ranks = vec![rank("soldier", "солдат"), rank("sailor", "матрос")];
        let reference = Reference::new(vec![], vec![], ranks, vec![]);
        let fields = Fields::Rank(RankFields {
            name_uk: "матрос".into(),
            name_en: "Deckhand".into(),
            ..RankFields::default()
        });
        assert_eq!(
            fields.against("deckhand", None, &reference),
            [("name_uk".to_owned(), Fault::Taken("матрос".into()))]
        );
    }
}
