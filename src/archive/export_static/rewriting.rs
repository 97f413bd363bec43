//! A page of the memorial as a page of the copy: links lead to files, and what needs a server is not there.

use std::cell::RefCell;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str};

use regex::{Captures, Regex};

use super::address::{Lead, lead, relative};
use crate::i18n::Lang;
use crate::web::assets;

/// What stands in the foot of every page of the copy.
pub struct Note {
    /// In each language, with the date.
    pub words: [(Lang, String); 2],
    /// `https://memorial.example`, without a slash at the end.
    pub living: String,
}

/// The page, and the addresses of the memorial that it leads to and the copy must have.
pub struct Rewritten {
    pub html: String,
    pub needs: Vec<String>,
}

/// The scripts that work in a folder.
const OUR_SCRIPTS: [&str; 2] = ["/js/copy_search.js", "/search/"];

/// `file` is where this page lies in the copy.
pub fn rewrite(html: &str, file: &str, note: &Note) -> anyhow::Result<Rewritten> {
    let needs = RefCell::new(Vec::new());
    let lang = if file.starts_with("en/") {
        Lang::En
    } else {
        Lang::Uk
    };
    let go = |address: &str| leads(address, file, lang, &note.living, &needs);
    // A list that is narrowed to a region or a unit has an alphabet of its own, which the copy has not.
    let narrowed = file.contains(".region-") || file.contains(".unit-");
    let link = |el: &mut Element<'_, '_>, name: &str| -> lol_html::HandlerResult {
        if el.has_attribute("data-living") {
            el.remove();
        } else if let Some(address) = el.get_attribute(name) {
            match go(&unescaped(&address)) {
                Some(led) => el.set_attribute(name, &escaped(&led))?,
                None => el.remove_and_keep_content(),
            }
        }
        Ok(())
    };
    let html = rewrite_str(
        html,
        [
            element!("a[href]", |el| link(el, "href")),
            element!("link[href]", |el| {
                let rel = el.get_attribute("rel").unwrap_or_default();
                if matches!(rel.as_str(), "stylesheet" | "icon") {
                    return link(el, "href");
                }
                // Letters of a file may not be loaded ahead, and what a feed says is the living memorial's.
                let elsewhere = el
                    .get_attribute("href")
                    .is_some_and(|to| to.contains("://"));
                if !elsewhere || rel == "preload" {
                    el.remove();
                }
                Ok(())
            }),
            element!("img[src]", |el| {
                link(el, "src")?;
                if let Some(set) = el.get_attribute("srcset") {
                    let set: Vec<String> = set
                        .split(", ")
                        .filter_map(|one| {
                            let (address, width) = one.trim().split_once(' ')?;
                            Some(format!("{} {width}", go(&unescaped(address))?))
                        })
                        .collect();
                    el.set_attribute("srcset", &escaped(&set.join(", ")))?;
                }
                Ok(())
            }),
            element!("script", |el| {
                match el.get_attribute("src") {
                    Some(src) if OUR_SCRIPTS.iter().any(|ours| src.contains(ours)) => {
                        link(el, "src")
                    }
                    None if el.get_attribute("type").is_some() => Ok(()),
                    _ => {
                        el.remove();
                        Ok(())
                    }
                }
            }),
            element!("form", |el| {
                if el.get_attribute("role").as_deref() == Some("search") {
                    let to = relative(file, &format!("{lang}/search.html"));
                    el.set_attribute("action", &to)?;
                } else {
                    el.remove();
                }
                Ok(())
            }),
            element!("form[role=search] input", |el| {
                if el.get_attribute("type").as_deref() == Some("hidden") {
                    el.remove();
                }
                let suggests: Vec<String> = el
                    .attributes()
                    .iter()
                    .map(|attribute| attribute.name())
                    .filter(|name| name.starts_with("data-"))
                    .collect();
                for name in suggests {
                    el.remove_attribute(&name);
                }
                Ok(())
            }),
            element!(
                ".list-filters, .list .sorting, .list .chips, [data-living]",
                |el| {
                    el.remove();
                    Ok(())
                }
            ),
            element!(".list", |el| {
                el.set_attribute("class", "list list-whole")?;
                Ok(())
            }),
            element!(".letters", |el| {
                if narrowed {
                    el.remove();
                }
                Ok(())
            }),
            element!("footer.foot > .wrap", |el| {
                let words = note.words.iter().find(|(of, _)| *of == lang);
                let words = words.map(|(_, words)| words.as_str()).unwrap_or_default();
                let address = html_escape(&note.living);
                let host = html_escape(
                    note.living
                        .split_once("://")
                        .map_or(note.living.as_str(), |(_, host)| host),
                );
                el.prepend(
                    &format!(
                        "<p class=\"foot-line\">{} <a href=\"{address}\">{host}</a>.</p>",
                        html_escape(words)
                    ),
                    ContentType::Html,
                );
                Ok(())
            }),
        ]
        .into_iter()
        .fold(RewriteStrSettings::new(), |settings, handler| {
            settings.append_element_content_handler(handler)
        }),
    )?;
    Ok(Rewritten {
        html,
        needs: needs.into_inner(),
    })
}

/// A stylesheet with its letters inside it: a page opened from a folder may not load them from a file of their own.
pub fn with_letters(sheet: &str) -> String {
    let letters = Regex::new(r#"url\("\.\./(fonts/[a-z-]+\.woff2)"\)"#).expect("a sound pattern");
    letters
        .replace_all(sheet, |found: &Captures<'_>| {
            match assets::bytes(&found[1]) {
                Some(bytes) => format!("url(data:font/woff2;base64,{})", STANDARD.encode(bytes)),
                None => found[0].to_owned(),
            }
        })
        .into_owned()
}

/// Where a link of this page leads in the copy; none where it should be words alone.
fn leads(
    address: &str,
    file: &str,
    lang: Lang,
    living: &str,
    needs: &RefCell<Vec<String>>,
) -> Option<String> {
    let ours = address
        .strip_prefix(living)
        .filter(|rest| rest.starts_with('/'));
    let address = ours.unwrap_or(address);
    if !address.starts_with('/') || address.starts_with("//") {
        return Some(address.to_owned());
    }
    let (address, part) = match address.split_once('#') {
        Some((address, part)) => (address, format!("#{part}")),
        None => (address, String::new()),
    };
    match lead(address) {
        Lead::File(to) => {
            needs.borrow_mut().push(address.to_owned());
            let to = if to == file && !part.is_empty() {
                String::new()
            } else {
                relative(file, &to)
            };
            Some(format!("{to}{part}"))
        }
        Lead::Search(typed) => {
            let query = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("q", &typed)
                .finish();
            let to = relative(file, &format!("{lang}/search.html"));
            Some(format!("{to}?{query}"))
        }
        Lead::Nowhere => None,
        Lead::Living => Some(format!("{living}{address}{part}")),
    }
}

/// What a template wrote for these signs, back again.
fn unescaped(attribute: &str) -> String {
    let mut out = attribute.to_owned();
    for (written, sign) in [
        ("&#38;", "&"),
        ("&amp;", "&"),
        ("&#39;", "'"),
        ("&#34;", "\""),
    ] {
        out = out.replace(written, sign);
    }
    out
}

/// The rewriter sees to quotes.
fn escaped(attribute: &str) -> String {
    attribute.replace('&', "&amp;")
}

fn html_escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note() -> Note {
        Note {
            words: [
                (Lang::Uk, "Копія.".to_owned()),
                (Lang::En, "A copy.".to_owned()),
            ],
            living: "https://memorial.example".to_owned(),
        }
    }

    fn rewritten(html: &str, file: &str) -> Rewritten {
        rewrite(html, file, &note()).unwrap()
    }

    #[test]
    fn links_lead_to_files_and_the_copy_is_told_of_them() {
        let page = rewritten(
            r##"<a href="/uk/units/58-motorized">58</a><a href="/uk/heroes?page=2&#38;letter=%D0%9B">Л</a><a href="#main">x</a>"##,
            "uk/heroes/yu/yurii-lysiuk.html",
        );
        assert_eq!(
            page.html,
            r##"<a href="../../units/58-motorized.html">58</a><a href="../../heroes.letter-d09b.page-2.html">Л</a><a href="#main">x</a>"##
        );
        assert_eq!(
            page.needs,
            ["/uk/units/58-motorized", "/uk/heroes?page=2&letter=%D0%9B"]
        );
    }

    #[test]
    fn what_needs_a_server_is_not_there() {
        let page = rewritten(
            r#"<form action="/uk/heroes/x/candles" method="post"><p>Свічка</p></form><form role="search" action="/uk/heroes"><input type="hidden" name="unit" value="x"><input name="q" data-suggest="/api"></form><div data-living>тут</div><script src="/static/1/js/suggest.js"></script><link rel="preload" href="/static/1/f.woff2"><link rel="alternate" href="/feed.atom">"#,
            "uk/index.html",
        );
        assert_eq!(
            page.html,
            r#"<form role="search" action="search.html"><input name="q"></form>"#
        );
        assert!(page.needs.is_empty());
    }

    #[test]
    fn other_links_go_to_the_living_memorial_or_nowhere() {
        let page = rewritten(
            r#"<a href="/uk/submissions/new">Розповісти</a><a href="/uk/heroes?sort=died">за датою</a><a href="https://else.example/a?b&#38;c">x</a>"#,
            "uk/index.html",
        );
        assert_eq!(
            page.html,
            r#"<a href="https://memorial.example/uk/submissions/new">Розповісти</a>за датою<a href="https://else.example/a?b&amp;c">x</a>"#
        );
    }

    #[test]
    fn a_stylesheet_brings_its_letters() {
        let sheet = r#"@font-face { src: url("../fonts/literata-latin.woff2") format("woff2"); }"#;
        let whole = with_letters(sheet);
        assert!(
            whole.contains("url(data:font/woff2;base64,d09GMg"),
            "{}",
            &whole[..80]
        );
        assert_eq!(
            with_letters("a { b: url(\"../images/x.svg\"); }"),
            "a { b: url(\"../images/x.svg\"); }"
        );
    }

    #[test]
    fn pictures_come_along_in_every_size() {
        let page = rewritten(
            r#"<img src="/photos/7/medium.webp" srcset="/photos/7/medium.webp 800w, /photos/7/large.webp 1600w" alt="">"#,
            "en/index.html",
        );
        assert_eq!(
            page.html,
            r#"<img src="../photos/000/7-medium.webp" srcset="../photos/000/7-medium.webp 800w, ../photos/000/7-large.webp 1600w" alt="">"#
        );
        assert_eq!(page.needs.len(), 3);
    }
}
