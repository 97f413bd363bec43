//! An item in the three forms that are pasted: HTML, Markdown and plain text.

use askama::Template;

use super::item::{Item, words};
use crate::i18n::Words;

/// One item as HTML that stands by itself: absolute addresses, no script, no style.
#[derive(Template)]
#[template(path = "newsletters/_item.html")]
pub struct Html<'a> {
    w: Words,
    item: &'a Item,
    /// The number of its heading, `h2` or `h3`.
    level: u8,
}

/// The template escapes what it shows, so its text may stand in another template as it is.
impl askama::filters::HtmlSafe for Html<'_> {}

/// The same under the title of a page.
pub fn html(item: &Item) -> Html<'_> {
    Html {
        w: Words::new(item.lang),
        item,
        level: 2,
    }
}

/// Among others, under their common heading.
pub fn html_among_others(item: &Item) -> Html<'_> {
    Html {
        level: 3,
        ..html(item)
    }
}

/// One item as CommonMark. `level` is how deep its heading stands.
pub fn markdown(item: &Item, level: usize) -> String {
    let w = Words::new(item.lang);
    let mut parts = vec![format!(
        "{} {}",
        "#".repeat(level),
        marked_down(&item.heading())
    )];
    let about = item.about_words();
    parts.extend((!about.is_empty()).then(|| marked_down(&about)));
    if let Some(portrait) = &item.portrait {
        let credit = words(&portrait.credit);
        let mut picture = format!("![{}]({})", marked_down(&item.name), portrait.src);
        if !credit.is_empty() {
            picture = format!("{picture}\\\n*{}*", marked_down(&credit));
        }
        parts.push(picture);
    }
    parts.extend(paragraph(item).map(|text| marked_down(&text)));
    if !item.excerpt.is_empty() {
        parts.push(marked_down(&item.excerpt.join(" ")));
    }
    if let Some(quote) = &item.quote {
        let mut said = format!("> {}", marked_down(&quote.words));
        let by = words(&quote.by);
        if !by.is_empty() {
            said = format!("{said}\n>\n> — {}", marked_down(&by));
        }
        parts.push(said);
    }
    parts.push(format!(
        "[{}]({})",
        marked_down(w.newsletters_read()),
        item.url
    ));
    parts.join("\n\n") + "\n"
}

/// One item as plain text.
pub fn text(item: &Item) -> String {
    let w = Words::new(item.lang);
    let mut parts = vec![item.heading()];
    let about = item.about_words();
    parts.extend((!about.is_empty()).then_some(about));
    parts.extend(paragraph(item));
    if !item.excerpt.is_empty() {
        parts.push(item.excerpt.join(" "));
    }
    if let Some(quote) = &item.quote {
        let by = words(&quote.by);
        parts.push(if by.is_empty() {
            quote.words.clone()
        } else {
            format!("{}\n— {by}", quote.words)
        });
    }
    if let Some(portrait) = &item.portrait {
        let credit = words(&portrait.credit);
        parts.push(if credit.is_empty() {
            w.newsletters_portrait(&portrait.src)
        } else {
            format!("{}\n{credit}", w.newsletters_portrait(&portrait.src))
        });
    }
    parts.push(format!("{} {}", w.newsletters_read_at(), item.url));
    parts.join("\n\n").replace('\u{a0}', " ") + "\n"
}

fn paragraph(item: &Item) -> Option<String> {
    let sentences: Vec<String> = item.facts.iter().map(|fact| words(fact)).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// Words that CommonMark shows as they are: no mark of theirs begins a heading, a list, a link or emphasis.
pub fn marked_down(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut begins = true;
    let mut only_digits = false;
    for letter in text.chars() {
        let marks = matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '|' | '~' | '!' | '$'
        );
        // A list begins with a dash or with a number and its stop; a line under a line makes a heading.
        let lists = (begins && matches!(letter, '-' | '+' | '='))
            || (only_digits && matches!(letter, '.' | ')'));
        if marks || lists {
            safe.push('\\');
        }
        safe.push(letter);
        only_digits = letter.is_ascii_digit() && (begins || only_digits);
        begins = letter == '\n' || (begins && letter.is_whitespace());
    }
    safe
}
