//! The interface's words. Each message of `words/{uk,en}/<room>.ftl` is a method here: `born-in` of `heroes.ftl` is
//! `w.heroes_born_in(…)`, its variables being the arguments in alphabetical order. `build.rs` refuses to build when
//! the two languages differ, so a page can never lack a word.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::Lang;
use crate::heroes::hero::Sex;

/// The words of one language. Copied freely: it is only the name of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(Lang);

impl Words {
    pub const fn new(lang: Lang) -> Words {
        Words(lang)
    }

    pub const fn lang(self) -> Lang {
        self.0
    }

    /// The same words in the other language: for the link to the twin page.
    pub const fn other(self) -> Words {
        Words(self.0.other())
    }

    fn say(self, room: usize, key: &str, arguments: &[(&'static str, FluentValue<'_>)]) -> String {
        let (uk, en) = &BUNDLES[room];
        let bundle = match self.0 {
            Lang::Uk => uk,
            Lang::En => en,
        };
        let given: FluentArgs = arguments
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        let pattern = bundle.get_message(key).and_then(|message| message.value());
        let pattern = pattern.expect("build.rs has seen every message");
        let mut faults = Vec::new();
        let said = bundle
            .format_pattern(pattern, Some(&given), &mut faults)
            .into_owned();
        debug_assert!(faults.is_empty(), "{key}: {faults:?}");
        said
    }
}

/// What can stand for a variable in a message: whole numbers, text, and references to them.
///
/// Numbers choose plural forms and are printed with their thousands apart from 10,000 on.
pub trait Argument {
    fn value(&self) -> FluentValue<'_>;
}

impl<T: Argument + ?Sized> Argument for &T {
    fn value(&self) -> FluentValue<'_> {
        (**self).value()
    }
}

impl Argument for str {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::String(Cow::Borrowed(self))
    }
}

impl Argument for String {
    fn value(&self) -> FluentValue<'_> {
        self.as_str().value()
    }
}

impl Argument for Cow<'_, str> {
    fn value(&self) -> FluentValue<'_> {
        (**self).value()
    }
}

/// `$sex` chooses among `[male]`, `[female]` and `*[unknown]`.
impl Argument for Sex {
    fn value(&self) -> FluentValue<'_> {
        match self {
            Sex::Male => "male".value(),
            Sex::Female => "female".value(),
        }
    }
}

impl Argument for Option<Sex> {
    fn value(&self) -> FluentValue<'_> {
        self.as_ref().map_or("unknown".value(), Sex::value)
    }
}

macro_rules! whole_numbers {
    ($($number:ty)*) => {$(
        impl Argument for $number {
            fn value(&self) -> FluentValue<'_> {
                FluentValue::from(*self)
            }
        }
    )*};
}

whole_numbers!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize);

type Bundle = FluentBundle<FluentResource>;

/// One pair of bundles a room, in the order of the room numbers that `build.rs` gave out.
static BUNDLES: LazyLock<Vec<(Bundle, Bundle)>> = LazyLock::new(|| {
    let both = |(uk, en): &(&str, &str)| (bundle(Lang::Uk, uk), bundle(Lang::En, en));
    SOURCES.iter().map(both).collect()
});

fn bundle(lang: Lang, source: &str) -> Bundle {
    let locale: LanguageIdentifier = lang.code().parse().expect("uk and en are language names");
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::Uk => |value, _| number(value, "\u{a0}"),
        Lang::En => |value, _| number(value, ","),
    }));
    let resource = FluentResource::try_new(source.to_owned()).expect("build.rs has read this file");
    bundle
        .add_resource(resource)
        .expect("build.rs has seen that no message stands twice");
    bundle
}

fn number(value: &FluentValue<'_>, between_thousands: &str) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(grouped(number.value as i64, between_thousands)),
        _ => None,
    }
}

/// `9999`, `10 000`, `1 234 567`: four digits read well, and may be a year, without a gap.
fn grouped(number: i64, between: &str) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "−" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len() > 4 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(between);
        }
        out.push(digit);
    }
    out
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart_from_ten_thousand_on() {
        assert_eq!(grouped(1996, ","), "1996");
        assert_eq!(grouped(9_999, ","), "9999");
        assert_eq!(grouped(10_000, "\u{a0}"), "10\u{a0}000");
        assert_eq!(grouped(1_234_567, ","), "1,234,567");
        assert_eq!(grouped(-12_345, ","), "−12,345");
    }

    #[test]
    fn ukrainian_numbers_take_their_right_form() {
        let w = Words::new(Lang::Uk);
        let said = [1_u64, 2, 5, 11, 21, 22, 25, 111]
            .map(|count| w.common_stories(count).replace('\u{a0}', " "));
        assert_eq!(
            said,
            [
                "1 розповідь",
                "2 розповіді",
                "5 розповідей",
                "11 розповідей",
                "21 розповідь",
                "22 розповіді",
                "25 розповідей",
                "111 розповідей"
            ]
        );
        assert_eq!(
            w.common_stories(12_345).replace('\u{a0}', " "),
            "12 345 розповідей"
        );
    }

    #[test]
    fn english_numbers_take_their_right_form() {
        let w = Words::new(Lang::En);
        assert_eq!(w.common_stories(1), "1\u{a0}story");
        let as_templates_give_it: &&usize = &&21;
        assert_eq!(w.common_stories(as_templates_give_it), "21\u{a0}stories");
        assert_eq!(w.common_stories(12_345), "12,345\u{a0}stories");
    }

    #[test]
    fn every_message_of_every_room_is_ready_in_both_languages() {
        assert_eq!(BUNDLES.len(), SOURCES.len());
        assert_eq!(Words::new(Lang::Uk).common_memorial(), "Меморіал Героїв");
        assert_eq!(
            Words::new(Lang::Uk).other().common_memorial(),
            "Heroes Memorial"
        );
    }
}
