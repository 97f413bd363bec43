//! What of the journal is sought: by whom, which act, on which day, about which life or story.

use chrono::NaiveDate;

/// Who acted, as the journal's page is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    Account(i32),
    Family,
    Shell,
}

impl Hand {
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "family" => Some(Self::Family),
            "shell" => Some(Self::Shell),
            number => number.parse().ok().map(Self::Account),
        }
    }

    pub fn word(self) -> String {
        match self {
            Self::Account(id) => id.to_string(),
            Self::Family => "family".to_owned(),
            Self::Shell => "shell".to_owned(),
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    pub hand: Option<Hand>,
    pub act: Option<String>,
    /// A day in Kyiv.
    pub day: Option<NaiveDate>,
    pub hero_id: Option<i32>,
    pub submission_id: Option<i32>,
}

/// What was typed, and what could not be read of it: the names of its boxes.
pub fn read(typed: &[(&'static str, &str)]) -> (Sought, Vec<&'static str>) {
    let (mut sought, mut unread) = (Sought::default(), Vec::new());
    for (name, value) in typed {
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        // A number is written as the desk shows it, with or without its sign.
        let number = || value.trim_start_matches(['№', '#']).trim().parse().ok();
        let is_read = match *name {
            "who" => set(&mut sought.hand, Hand::from_word(value)),
            "act" => {
                let is_act = value.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
                set(&mut sought.act, is_act.then(|| value.to_owned()))
            }
            "day" => set(&mut sought.day, day(value)),
            "life" => set(&mut sought.hero_id, number()),
            "story" => set(&mut sought.submission_id, number()),
            _ => true,
        };
        if !is_read {
            unread.push(*name);
        }
    }
    (sought, unread)
}

fn set<T>(place: &mut Option<T>, found: Option<T>) -> bool {
    *place = found;
    place.is_some()
}

/// As the browser's own box sends it, or as it is written by hand.
fn day(value: &str) -> Option<NaiveDate> {
    use chrono::Datelike;
    ["%Y-%m-%d", "%d.%m.%Y"]
        .into_iter()
        .find_map(|form| NaiveDate::parse_from_str(value, form).ok())
        .filter(|day| (2000..=2999).contains(&day.year()))
}

impl Sought {
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// The same as an address, from before an entry's number; every value is letters, digits and hyphens.
    pub fn address(&self, before: Option<i32>) -> String {
        let pairs = [
            ("who", self.hand.map(Hand::word)),
            ("act", self.act.clone()),
            ("day", self.day.map(|day| day.to_string())),
            ("life", self.hero_id.map(|id| id.to_string())),
            ("story", self.submission_id.map(|id| id.to_string())),
            ("before", before.map(|id| id.to_string())),
        ];
        let said: Vec<String> = pairs
            .into_iter()
            .filter_map(|(name, value)| Some(format!("{name}={}", value?)))
            .collect();
        match said.is_empty() {
            true => "/admin/journal".to_owned(),
            false => format!("/admin/journal?{}", said.join("&")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sought_is_read_as_people_type_it() {
        let typed = [
            ("who", "7"),
            ("act", "approve"),
            ("day", " 28.11.2026"),
            ("life", "№ 12"),
            ("story", ""),
        ];
        let (sought, unread) = read(&typed);
        assert_eq!(unread, Vec::<&str>::new());
        assert_eq!(
            sought.address(Some(90)),
            "/admin/journal?who=7&act=approve&day=2026-11-28&life=12&before=90"
        );
        assert_eq!(Sought::default().address(None), "/admin/journal");
    }

    #[test]
    fn what_cannot_be_read_is_named_and_does_not_narrow() {
        let typed = [
            ("who", "somebody"),
            ("act", "a&b"),
            ("day", "31.02.2026"),
            ("life", "x"),
            ("story", "1e3"),
        ];
        let (sought, unread) = read(&typed);
        assert!(sought.is_all());
        assert_eq!(unread, ["who", "act", "day", "life", "story"]);
        assert_eq!(read(&[("day", "+262142-12-31")]).1, ["day"]);
    }
}
