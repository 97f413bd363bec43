//! One thing that can be chosen, and which of many stand open.

use std::cmp::Reverse;

/// One option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub words: String,
    /// As the form sends it; for a link its address.
    pub value: String,
    /// Lives that it finds together with everything else that is asked.
    pub count: u32,
    pub chosen: bool,
}

/// Choices of one kind: those that stand open, and those behind «Ще 15».
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    pub open: Vec<Choice>,
    pub more: Vec<Choice>,
}

impl Choices {
    /// So many of the commonest stand open beside whatever is chosen, all in the order given. What would find nobody is
    /// not offered.
    pub fn commonest(all: impl IntoIterator<Item = Choice>, open: usize) -> Choices {
        let offered = offered(all);
        let mut counts: Vec<u32> = counts(&offered).collect();
        counts.sort_unstable_by_key(|count| Reverse(*count));
        // Of equally common ones as many as there is room for, the first first.
        let least = open.checked_sub(1).and_then(|last| counts.get(last));
        let least = least.copied().unwrap_or(0);
        let mut room = open
            - counts
                .iter()
                .take(open)
                .filter(|count| **count > least)
                .count();
        Choices::divided(offered, |choice| {
            let equal = choice.count == least && room > 0;
            room -= usize::from(equal);
            choice.count > least || equal
        })
    }

    /// So many of the first stand open beside whatever is chosen.
    pub fn first(all: impl IntoIterator<Item = Choice>, open: usize) -> Choices {
        let mut room = open;
        Choices::divided(offered(all), |_| {
            let fits = room > 0;
            room = room.saturating_sub(1);
            fits
        })
    }

    /// What stands open in the order in which one looks: what is chosen, then the commonest.
    pub fn by_count(mut self) -> Choices {
        self.open
            .sort_by_key(|choice| (!choice.chosen, Reverse(choice.count)));
        self
    }

    pub fn is_empty(&self) -> bool {
        self.open.is_empty() && self.more.is_empty()
    }

    fn divided(offered: Vec<Choice>, mut stands_open: impl FnMut(&Choice) -> bool) -> Choices {
        let (open, more): (Vec<Choice>, Vec<Choice>) = offered
            .iter()
            .cloned()
            .partition(|choice| choice.chosen || stands_open(choice));
        // A word that hides a single choice takes as much room as the choice.
        if more.len() == 1 {
            return Choices {
                open: offered,
                more: Vec::new(),
            };
        }
        Choices { open, more }
    }
}

fn offered(all: impl IntoIterator<Item = Choice>) -> Vec<Choice> {
    all.into_iter()
        .filter(|choice| choice.chosen || choice.count > 0)
        .collect()
}

fn counts(offered: &[Choice]) -> impl Iterator<Item = u32> {
    offered
        .iter()
        .filter(|choice| !choice.chosen)
        .map(|choice| choice.count)
}

/// The number that belongs to a choice; what is not counted finds nobody.
pub fn count<T: PartialEq + ?Sized, O: std::borrow::Borrow<T>>(
    counted: &[(O, u32)],
    choice: &T,
) -> u32 {
    let found = counted.iter().find(|(of, _)| of.borrow() == choice);
    found.map_or(0, |(_, count)| *count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(words: &str, count: u32, chosen: bool) -> Choice {
        Choice {
            words: words.to_owned(),
            value: String::new(),
            count,
            chosen,
        }
    }

    fn names(choices: &[Choice]) -> String {
        choices.iter().map(|choice| choice.words.as_str()).collect()
    }

    #[test]
    fn the_commonest_and_the_chosen_stand_open() {
        let all = [
            choice("a", 1, false),
            choice("b", 9, false),
            choice("c", 0, false),
            choice("d", 0, true),
            choice("e", 2, false),
            choice("f", 2, false),
            choice("g", 2, false),
        ];
        let choices = Choices::commonest(all.clone(), 2);
        assert_eq!(
            names(&choices.open),
            "bde",
            "what finds nobody is not offered"
        );
        assert_eq!(names(&choices.more), "afg");
        assert_eq!(names(&choices.by_count().open), "dbe");
        assert_eq!(names(&Choices::first(all.clone(), 2).open), "abd");
        assert_eq!(
            names(&Choices::first(all, 4).open),
            "abdefg",
            "one alone is not hidden"
        );
    }

    #[test]
    fn few_choices_are_all_open() {
        assert!(Choices::commonest([], 5).is_empty());
        let one = Choices::commonest([choice("a", 3, false)], 5);
        assert_eq!((one.open.len(), one.more.len()), (1, 0));
    }
}
