//! Where a public address lies in the copy, and what becomes of an address that is not copied.
//!
//! Names are lower-case ASCII letters, digits, points and hyphens, so that every file system of a stick keeps them, FAT too;
//! and folders are divided so that none of 100,000 lives is too full for one.

/// What a link of a page leads to in the copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// A file of the copy, by its path from the copy's folder.
    File(String),
    /// The copy's own search, with what is typed into it.
    Search(String),
    /// A narrowed or reordered list: there are too many to copy, and the words of the link say enough.
    Nowhere,
    /// Something only the living memorial can do.
    Living,
}

/// Pages of one room, each with its own list page (`/uk/units`) and pages below it (`/uk/units/58-motorized`).
const ROOMS: [&str; 6] = ["heroes", "regions", "units", "days", "digests", "about"];
/// Pages that stand alone.
const ALONE: [&str; 5] = ["privacy", "rules", "accessibility", "data", "search"];
/// What else a life has that opens from a folder.
const OF_A_LIFE: [&str; 4] = ["memories", "plain", "text.txt", "text.brf"];

/// Where an address from the root (`/uk/heroes?page=2`) leads in the copy. Whatever stands after `#` is not the address's.
pub fn lead(address: &str) -> Lead {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    if path.contains("..") || path.contains(['\\', '%', ':']) {
        return Lead::Living;
    }
    let query: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes())
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let steps: Vec<&str> = path.split('/').skip(1).collect();
    match steps.as_slice() {
        ["static", _, rest @ ..] if query.is_empty() => {
            Lead::File(format!("static/{}", rest.join("/")))
        }
        ["search", file] => Lead::File(format!("search/{file}")),
        ["photos", id, file] if query.is_empty() => match id.parse::<u32>() {
            Ok(number) => Lead::File(format!("photos/{:03}/{id}-{file}", number / 500)),
            Err(_) => Lead::Living,
        },
        [lang @ ("uk" | "en"), rest @ ..] => page(lang, rest, query),
        _ => Lead::Living,
    }
}

fn page(lang: &str, steps: &[&str], mut query: Vec<(String, String)>) -> Lead {
    query.sort();
    let names: Vec<&str> = query.iter().map(|(name, _)| name.as_str()).collect();
    let bare = match steps {
        [] => format!("{lang}/index"),
        ["heroes", slug] => life(lang, slug, None),
        ["heroes", slug, part] if OF_A_LIFE.contains(part) => life(lang, slug, Some(part)),
        [room] if ROOMS.contains(room) || ALONE.contains(room) => format!("{lang}/{room}"),
        [room @ ("regions" | "units" | "days" | "digests"), slug] if is_plain(slug) => {
            format!("{lang}/{room}/{slug}")
        }
        _ => return Lead::Living,
    };
    let file = |bare: String| {
        if bare.ends_with(".txt") || bare.ends_with(".brf") {
            Lead::File(bare)
        } else {
            Lead::File(format!("{bare}.html"))
        }
    };
    if query.is_empty() {
        return file(bare);
    }
    if *steps == ["heroes"] {
        match names.as_slice() {
            ["page"] | ["letter"] | ["letter", "page"] => {}
            ["region"]
            | ["region", "region_role"]
            | ["page", "region"]
            | ["page", "region", "region_role"]
            | ["unit"]
            | ["page", "unit"] => {}
            _ => {
                let typed = query.iter().find(|(name, _)| name == "q");
                return typed.map_or(Lead::Nowhere, |(_, typed)| Lead::Search(typed.clone()));
            }
        }
    } else if names != ["page"] && names != ["region_role"] {
        return Lead::Nowhere;
    }
    let said: Vec<String> = query
        .iter()
        .map(|(name, value)| format!("{}-{}", name.replace('_', "-"), plain(value)))
        .collect();
    file(format!("{bare}.{}", said.join(".")))
}

/// By the first two letters of the name in the address: a folder of FAT holds some 16,000 such names.
fn life(lang: &str, slug: &str, part: Option<&str>) -> String {
    let slug = plain(slug);
    let begin: String = slug.chars().take(2).collect();
    match part {
        None => format!("{lang}/heroes/{begin}/{slug}"),
        Some(part) => format!("{lang}/heroes/{begin}/{slug}.{part}"),
    }
}

fn is_plain(word: &str) -> bool {
    !word.is_empty()
        && word
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// A word as it is when it is plain, else its bytes in figures: another alphabet, a capital, a sign that a stick forbids.
fn plain(word: &str) -> String {
    if is_plain(word) {
        word.to_owned()
    } else {
        hex::encode(word)
    }
}

/// From one file of the copy to another: `../../static/css/base.css`.
pub fn relative(from: &str, to: &str) -> String {
    let here: Vec<&str> = from.split('/').collect();
    let there: Vec<&str> = to.split('/').collect();
    let folders = here.len().min(there.len()).saturating_sub(1);
    let shared = (0..folders).take_while(|&at| here[at] == there[at]).count();
    let up = here.len() - 1 - shared;
    let mut steps = vec![".."; up];
    steps.extend(&there[shared..]);
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file(address: &str) -> String {
        match lead(address) {
            Lead::File(file) => file,
            other => panic!("{address}: {other:?}"),
        }
    }

    #[test]
    fn every_public_page_has_a_file() {
        for (address, wanted) in [
            ("/uk", "uk/index.html"),
            ("/en/heroes", "en/heroes.html"),
            ("/uk/heroes?page=12", "uk/heroes.page-12.html"),
            (
                "/uk/heroes?letter=%D0%9B&page=2",
                "uk/heroes.letter-d09b.page-2.html",
            ),
            ("/en/heroes?letter=L", "en/heroes.letter-4c.html"),
            (
                "/uk/heroes?region=zhytomyrska&region_role=from&page=2",
                "uk/heroes.page-2.region-zhytomyrska.region-role-from.html",
            ),
            ("/uk/heroes/yurii-lysiuk", "uk/heroes/yu/yurii-lysiuk.html"),
            (
                "/en/heroes/yurii-lysiuk/memories",
                "en/heroes/yu/yurii-lysiuk.memories.html",
            ),
            (
                "/en/heroes/yurii-lysiuk/text.txt",
                "en/heroes/yu/yurii-lysiuk.text.txt",
            ),
            ("/uk/units/58-motorized", "uk/units/58-motorized.html"),
            ("/uk/days/03-05?page=2", "uk/days/03-05.page-2.html"),
            (
                "/uk/regions?region_role=fell",
                "uk/regions.region-role-fell.html",
            ),
            ("/photos/1203/medium.webp", "photos/002/1203-medium.webp"),
            ("/static/0f3e/css/base.css", "static/css/base.css"),
        ] {
            assert_eq!(file(address), wanted);
        }
    }

    #[test]
    fn what_only_a_server_can_do_is_left_to_the_living_memorial() {
        for address in [
            "/uk/submissions/new?about=x",
            "/admin",
            "/uk/heroes/yurii-lysiuk/card.png",
            "/h/1",
            "/feed.atom",
            "/photos/x/large.webp",
        ] {
            assert_eq!(lead(address), Lead::Living, "{address}");
        }
        assert_eq!(lead("/uk/heroes?sort=died"), Lead::Nowhere);
        assert_eq!(
            lead("/uk/heroes?letter=%D0%9B&region=zhytomyrska"),
            Lead::Nowhere
        );
        assert_eq!(
            lead("/uk/heroes?q=%D0%9F%D1%83%D0%BB%D0%B8%D0%BD%D0%B8"),
            Lead::Search("Пулини".to_owned())
        );
    }

    #[test]
    fn a_link_goes_from_any_folder_to_any_other() {
        for (from, to, wanted) in [
            ("uk/index.html", "uk/heroes.html", "heroes.html"),
            (
                "uk/heroes/yu/yurii-lysiuk.html",
                "static/css/base.css",
                "../../../static/css/base.css",
            ),
            ("uk/heroes/yu/a.html", "uk/heroes/ol/b.html", "../ol/b.html"),
            ("uk/heroes/yu/a.html", "uk/heroes/yu/b.html", "b.html"),
            ("index.html", "uk/index.html", "uk/index.html"),
        ] {
            assert_eq!(relative(from, to), wanted);
        }
    }

    proptest! {
        #[test]
        fn a_file_name_stays_inside_the_copy(address in "/(uk|en|photos|static|search)(/[^?#]{0,12}){0,3}(\\?(page|letter|unit)=[^#]{0,8})?") {
            if let Lead::File(file) = lead(&address) {
                prop_assert!(!file.contains("..") && !file.contains(['\\', '?', '%', ':']), "{}", file);
            }
        }
    }
}
