//! What a reader wants to see of the queue: as an address says it, each word removable.

use std::fmt::Write;

/// Of what kind a story is; the rule is kept beside the column `submissions.tells`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tells {
    Life,
    Addition,
    Correction,
    Memory,
    /// Somebody wants back what is public: its own page, or what was added to one.
    Withdrawal,
}

impl Tells {
    pub const ALL: [Self; 5] = [
        Self::Life,
        Self::Addition,
        Self::Correction,
        Self::Memory,
        Self::Withdrawal,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Life => "life",
            Self::Addition => "addition",
            Self::Correction => "correction",
            Self::Memory => "memory",
            Self::Withdrawal => "withdrawal",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tells| tells.word() == word)
    }
}

/// Days that one may ask a story to have waited.
pub const AGES: [i64; 5] = [1, 3, 7, 14, 30];

/// Nothing chosen is everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// As in the record: `UA-18`.
    pub region: Option<String>,
    pub unit: Option<String>,
    pub tells: Option<Tells>,
    /// `uk` or `en`.
    pub language: Option<String>,
    /// Waits for more days than these.
    pub days: Option<i64>,
    /// Nothing that is marked as heavy.
    pub light: bool,
    /// Only what one cares for.
    pub mine: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    Region,
    Unit,
    Tells,
    Language,
    Days,
    Light,
    Mine,
}

impl Wanted {
    /// What cannot be understood is not asked for.
    pub fn of(value: impl Fn(&str) -> String) -> Self {
        let slug = |name: &str| {
            let value = value(name);
            let plain =
                value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && value.len() <= 80;
            Some(value).filter(|value| plain && !value.is_empty())
        };
        Self {
            region: slug("region"),
            unit: slug("unit"),
            tells: Tells::from_word(&value("kind")),
            language: slug("language").filter(|code| matches!(code.as_str(), "uk" | "en")),
            days: value("days")
                .parse()
                .ok()
                .filter(|days| AGES.contains(days)),
            light: !value("light").is_empty(),
            mine: !value("mine").is_empty(),
        }
    }

    pub fn chosen(&self) -> Vec<Choice> {
        [
            (Choice::Region, self.region.is_some()),
            (Choice::Unit, self.unit.is_some()),
            (Choice::Tells, self.tells.is_some()),
            (Choice::Language, self.language.is_some()),
            (Choice::Days, self.days.is_some()),
            (Choice::Light, self.light),
            (Choice::Mine, self.mine),
        ]
        .into_iter()
        .filter_map(|(choice, is_chosen)| is_chosen.then_some(choice))
        .collect()
    }

    pub fn without(&self, choice: Choice) -> Self {
        let mut less = self.clone();
        match choice {
            Choice::Region => less.region = None,
            Choice::Unit => less.unit = None,
            Choice::Tells => less.tells = None,
            Choice::Language => less.language = None,
            Choice::Days => less.days = None,
            Choice::Light => less.light = false,
            Choice::Mine => less.mine = false,
        }
        less
    }

    /// The same as boxes of a form.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(self.region.clone().map(|value| ("region", value)));
        pairs.extend(self.unit.clone().map(|value| ("unit", value)));
        pairs.extend(self.tells.map(|tells| ("kind", tells.word().to_owned())));
        pairs.extend(self.language.clone().map(|value| ("language", value)));
        pairs.extend(self.days.map(|days| ("days", days.to_string())));
        pairs.extend(self.light.then(|| ("light", "1".to_owned())));
        pairs.extend(self.mine.then(|| ("mine", "1".to_owned())));
        pairs
    }

    /// The address of the queue narrowed so; every value is letters, digits and hyphens.
    pub fn address(&self, state: &str) -> String {
        let mut address = String::from("/admin");
        let state = (state != "waiting").then(|| ("state", state.to_owned()));
        for (at, (name, value)) in state.into_iter().chain(self.pairs()).enumerate() {
            let mark = if at == 0 { '?' } else { '&' };
            let _ = write!(address, "{mark}{name}={value}");
        }
        address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &'static [(&str, &str)]) -> Wanted {
        Wanted::of(|name| {
            let found = pairs.iter().find(|(known, _)| *known == name);
            found
                .map(|(_, value)| (*value).to_owned())
                .unwrap_or_default()
        })
    }

    #[test]
    fn what_is_wanted_goes_into_an_address_and_out_of_it_word_by_word() {
        let wanted = typed(&[
            ("region", "UA-18"),
            ("unit", "58-motorized"),
            ("kind", "memory"),
            ("language", "en"),
            ("days", "7"),
            ("light", "1"),
            ("mine", "1"),
        ]);
        assert_eq!(
            wanted.address("waiting"),
            "/admin?region=UA-18&unit=58-motorized&kind=memory&language=en&days=7&light=1&mine=1"
        );
        assert_eq!(wanted.chosen().len(), 7);
        let mut less = wanted.clone();
        for choice in wanted.chosen() {
            less = less.without(choice);
        }
        assert_eq!(less, Wanted::default());
        assert_eq!(less.address("taken"), "/admin?state=taken");
    }

    #[test]
    fn what_cannot_be_understood_is_not_asked_for() {
        let wanted = typed(&[
            ("region", "'; --"),
            ("unit", "58&x=1"),
            ("kind", "all"),
            ("language", "ru"),
            ("days", "-1"),
        ]);
        assert_eq!(wanted, Wanted::default());
    }
}
