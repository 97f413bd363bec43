//! Words typed on the wrong keyboard: «kbc.r» is лисюк, «фтещт» is anton.

/// The keys of a keyboard as they stand, with the letters of the Ukrainian layout (Windows, the enhanced one).
const LATIN: &str = "`qwertyuiop[]\\asdfghjkl;'zxcvbnm,.QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>";
const UKRAINIAN: &str = "'йцукенгшщзхїґфівапролджєячсмитьбюйцукенгшщзхїґфівапролджєячсмитьбю";

/// What was meant, when Ukrainian was typed with the Latin layout on; none when nothing changes.
#[must_use]
pub fn to_ukrainian(typed: &str) -> Option<String> {
    let meant: String = typed
        .chars()
        .map(|c| match c {
            '’' | 'ʼ' => '\'',
            c => twin(c, LATIN, UKRAINIAN).unwrap_or(c),
        })
        .collect();
    let latin = typed.chars().any(|c| c.is_ascii_alphabetic());
    (latin && meant != typed).then_some(meant)
}

/// What was meant, when Latin was typed with the Ukrainian (or Russian) layout on; none when nothing changes.
#[must_use]
pub fn to_latin(typed: &str) -> Option<String> {
    let meant: String = typed
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'ы' => 's',
            'э' => '\'',
            'ъ' => ']',
            c => twin(c, UKRAINIAN, LATIN).unwrap_or(c),
        })
        .collect();
    let cyrillic = typed.chars().any(super::is_cyrillic);
    (cyrillic && meant != typed).then_some(meant)
}

/// Ukrainian typed with the Russian layout on: ы, ъ and э stand on the keys of і, ї and є.
#[must_use]
pub fn from_russian_keys(word: &str) -> Option<String> {
    word.contains(['ы', 'ъ', 'э', 'ё']).then(|| {
        word.replace('ы', "і")
            .replace('ъ', "ї")
            .replace('э', "є")
            .replace('ё', "")
    })
}

fn twin(c: char, from: &str, to: &str) -> Option<char> {
    let at = from.chars().position(|key| key == c)?;
    to.chars().nth(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_tell_what_was_meant() {
        assert_eq!(LATIN.chars().count(), UKRAINIAN.chars().count() + 1 - 1);
        for (typed, meant) in [
            ("kbc.r", "лисюк"),
            (",thnf ksdxfr", "берта лівчак"),
            ("vb[fqkj", "михайло"),
            ("[elj,ʼzr", "худоб'як"),
        ] {
            assert_eq!(to_ukrainian(typed).as_deref(), Some(meant));
        }
        for (typed, meant) in [
            ("фтещт", "anton"),
            ("ьнлрфшдщ", "mykhailo"),
            ("Вьнекщ", "dmytro"),
        ] {
            assert_eq!(to_latin(typed).as_deref(), Some(meant));
        }
        assert_eq!(to_ukrainian("Лисюк"), None);
        assert_eq!(to_latin("Lysiuk"), None);
        assert_eq!(from_russian_keys("ыгор").as_deref(), Some("ігор"));
    }
}
