//! Whether an answer holds anything that a program would do and that is not ours. Read as a browser, a reader of feeds, a
//! calendar or a spreadsheet reads it, and not by looking for words.

use std::cell::RefCell;
use std::io::Read;

use scraper::{ElementRef, Html, Node, Selector};
use serde_json::Value;

use crate::site::Answer;

/// What is sent wherever something can be sent: it ends every kind of quote, and an element of its own follows.
pub const EVIL: &str = "\"'><x-evil onclick=a()>`]]>--></script></title>";
/// The same where more than a line can be written.
pub const LONG: &str = "\"'><x-evil onclick=a()></x-evil>`]]>--></script></title></textarea></style><img src=x onerror=a()>\
    <svg onload=a()><a href=\"javascript:a()\">b</a>{{7*7}}${7*7}<%= 7*7 %>&lt;x-evil&gt;&#60;x-evil&#62;\r\nX-EVIL: 1\r\n\
    END:VEVENT\r\n\r\n[b](javascript:a()) ![c](https://evil.example/c.png) <https://evil.example> # h\r\n* * *\r\n=1+1";

thread_local! {
    static FAULTS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Looks at an answer as what it says it is. What is wrong is gathered, and said by [`all_sound`].
pub fn sound(answer: &Answer, what: &str) {
    let looked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| look(answer, what)));
    if let Err(fault) = looked {
        let said = fault.downcast_ref::<String>().cloned();
        noted(said.unwrap_or_else(|| what.to_owned()));
    }
}

/// Something that is not as it must be.
pub fn noted(fault: String) {
    FAULTS.with_borrow_mut(|faults| faults.push(fault.chars().take(400).collect()));
}

/// Every answer that was looked at was sound.
#[track_caller]
pub fn all_sound() {
    let faults = FAULTS.take();
    assert!(
        faults.is_empty(),
        "{}:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[track_caller]
fn look(answer: &Answer, what: &str) {
    let kind = answer.header("content-type").unwrap_or_default().to_owned();
    assert_eq!(
        answer.header("x-content-type-options"),
        Some("nosniff"),
        "{what}"
    );
    for (name, value) in &answer.headers {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        let ours = !name.as_str().starts_with("x-evil") && !value.contains(['<', '\r', '\n']);
        let link = name == "link" && !value.contains("x-evil");
        assert!(ours || link, "{what}: {name}: {value}");
    }
    file(&kind, &answer.bytes, what);
}

/// The same of a file and its kind.
#[track_caller]
pub fn file(kind: &str, bytes: &[u8], what: &str) {
    let text = || String::from_utf8(bytes.to_vec()).unwrap();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    match kind {
        "text/html" => html(&text(), what),
        "application/atom+xml" | "text/xml" | "application/xml" | "image/svg+xml" => {
            xml(&text(), what)
        }
        "application/json" | "application/ld+json" => {
            json(&serde_json::from_slice(bytes).unwrap(), what)
        }
        "application/jsonl" => {
            for line in text().lines() {
                json(&serde_json::from_str(line).unwrap(), what);
            }
        }
        "text/calendar" => calendar(&text(), what),
        "text/markdown" => html(&rendered(&text()), what),
        "application/zip" => zip(bytes, what),
        "text/csv" | "text/plain" | "text/css" | "text/javascript" | "image/png" | "image/webp"
        | "application/pdf" | "" => {}
        other => panic!("{what}: nobody looks into {other}"),
    }
}

fn rendered(markdown: &str) -> String {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(markdown));
    html
}

#[track_caller]
fn html(text: &str, what: &str) {
    let html = Html::parse_document(text);
    for node in html.tree.nodes() {
        match node.value() {
            Node::Element(_) => element(ElementRef::wrap(node).unwrap(), what),
            Node::Comment(comment) => assert!(!comment.contains("evil"), "{what}: a comment"),
            _ => {}
        }
    }
}

#[track_caller]
fn element(element: ElementRef<'_>, what: &str) {
    const NEVER: [&str; 9] = [
        "x-evil",
        "object",
        "embed",
        "applet",
        "base",
        "frame",
        "frameset",
        "foreignobject",
        "style",
    ];
    let name = element.value().name();
    assert!(!NEVER.contains(&name), "{what}: an element {name}");
    for (attribute, value) in element.value().attrs() {
        assert!(
            !attribute.starts_with("on"),
            "{what}: {name} {attribute}={value}"
        );
        assert!(
            !matches!(attribute, "style" | "srcdoc") || what.contains("item"),
            "{what}: {name} {attribute}"
        );
        if matches!(
            attribute,
            "href"
                | "src"
                | "action"
                | "formaction"
                | "data"
                | "poster"
                | "xlink:href"
                | "srcset"
                | "ping"
        ) {
            address(value, &format!("{what}: {name} {attribute}"));
        }
    }
    match name {
        "script" => script(element, what),
        "iframe" => {
            let source = element.value().attr("src").unwrap_or_default();
            assert!(
                source.starts_with("http://127.0.0.1:8080/"),
                "{what}: a frame of {source}"
            );
        }
        "img" => {
            let source = element.value().attr("src").unwrap_or_default();
            assert!(
                !source.contains("evil.example"),
                "{what}: a picture of {source}"
            );
        }
        "meta" if element.value().attr("http-equiv").is_some() => {
            let said = element.value().attr("content").unwrap_or_default();
            assert!(
                !said.contains("evil") && !said.contains("url"),
                "{what}: {said}"
            );
        }
        _ => {}
    }
}

#[track_caller]
fn address(value: &str, what: &str) {
    let bare: String = value
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect();
    let bare = bare.to_lowercase();
    for scheme in ["javascript:", "vbscript:", "data:", "file:"] {
        assert!(!bare.starts_with(scheme), "{what}: {value}");
    }
    // The address of a source is somebody's own and leads elsewhere, whatever signs are in it; it is one whole value here.
    let leads_elsewhere = bare.starts_with("https://") || bare.starts_with("http://");
    assert!(
        !bare.starts_with("//") && (leads_elsewhere || !value.contains('<')),
        "{what}: {value}"
    );
}

/// A file of ours, or facts for machines that cannot end before their end.
#[track_caller]
fn script(element: ElementRef<'_>, what: &str) {
    let text = element.text().collect::<String>();
    match (element.value().attr("src"), element.value().attr("type")) {
        (Some(source), _) => {
            let ours = source.starts_with("/static/")
                || source.starts_with("../")
                || source.starts_with("static/");
            assert!(
                ours && text.trim().is_empty(),
                "{what}: a script of {source}"
            );
        }
        (None, Some("application/ld+json")) => {
            assert!(
                !text.contains('<'),
                "{what}: facts that could end early: {text}"
            );
            json(&serde_json::from_str(&text).unwrap(), what);
        }
        (None, other) => panic!("{what}: a script of {other:?}: {text}"),
    }
}

#[track_caller]
fn xml(text: &str, what: &str) {
    let options = roxmltree::ParsingOptions {
        allow_dtd: false,
        ..roxmltree::ParsingOptions::default()
    };
    let document = roxmltree::Document::parse_with_options(text, options);
    let document = document.unwrap_or_else(|fault| panic!("{what}: {fault}"));
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        assert!(
            !["x-evil", "script", "foreignObject", "iframe"].contains(&name),
            "{what}: {name}"
        );
        for attribute in node.attributes() {
            assert!(
                !attribute.name().starts_with("on"),
                "{what}: {name} {}",
                attribute.name()
            );
            if matches!(attribute.name(), "href" | "src") {
                address(attribute.value(), what);
            }
        }
        // What a reader of feeds shows as a page.
        if node.attribute("type") == Some("html") {
            html(node.text().unwrap_or_default(), &format!("{what}: {name}"));
        }
        // An embedding, in an answer of oEmbed.
        if name == "html" {
            html(node.text().unwrap_or_default(), what);
        }
    }
}

#[track_caller]
fn json(value: &Value, what: &str) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                assert!(!key.contains("x-evil"), "{what}: a key {key}");
                match value {
                    Value::String(text) if key == "html" => html(text, what),
                    // What a family takes home of its answers is what it typed.
                    Value::String(text)
                        if matches!(key.as_str(), "url" | "@id" | "contentUrl")
                            && !what.contains("answers.json") =>
                    {
                        address(text, what)
                    }
                    value => json(value, what),
                }
            }
        }
        Value::Array(all) => all.iter().for_each(|value| json(value, what)),
        _ => {}
    }
}

/// Each line is a word of the format, or goes on with the one before.
#[track_caller]
fn calendar(text: &str, what: &str) {
    let unfolded = text.replace("\r\n ", "").replace("\r\n\t", "");
    let mut depth = 0_i32;
    for line in unfolded.split("\r\n").filter(|line| !line.is_empty()) {
        let name = line.split([':', ';']).next().unwrap();
        let known =
            name.chars().all(|c| c.is_ascii_uppercase() || c == '-') && !name.contains("EVIL");
        assert!(known && !line.contains(['\r', '\n']), "{what}: {line}");
        depth += match name {
            "BEGIN" => 1,
            "END" => -1,
            _ => 0,
        };
        assert!(depth >= 0, "{what}: {line}");
    }
    assert_eq!(depth, 0, "{what}");
}

#[track_caller]
fn zip(bytes: &[u8], what: &str) {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for at in 0..archive.len() {
        let mut inside = archive.by_index(at).unwrap();
        let name = inside.name().unwrap().into_owned();
        assert!(
            !name.contains("evil") && !name.contains(['<', '"', '\\']),
            "{what}: {name}"
        );
        let mut bytes = Vec::new();
        inside.read_to_end(&mut bytes).unwrap();
        let kind = match name.rsplit('.').next().unwrap() {
            "html" => "text/html",
            "json" => "application/json",
            "svg" => "image/svg+xml",
            _ => "",
        };
        file(kind, &bytes, &format!("{what}: {name}"));
    }
}

/// The ways of a page to somewhere else here, and its forms.
pub fn leads(answer: &Answer) -> Vec<String> {
    let html = Html::parse_document(&answer.text());
    let all = Selector::parse("a[href], link[href], img[src]").unwrap();
    let mut found: Vec<String> = html
        .select(&all)
        .filter_map(|element| element.value().attr("href").or(element.value().attr("src")))
        .map(|href| href.split('#').next().unwrap().to_owned())
        .filter(|href| href.starts_with('/'))
        .collect();
    found.sort();
    found.dedup();
    found
}

/// A form of a page, filled in with evil.
pub struct Filled {
    pub action: String,
    pub pairs: Vec<(String, String)>,
    pub takes_files: bool,
    /// How many fields took words.
    pub words: usize,
}

/// What is put where a number belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    Evil,
    Empty,
}

/// Every form of a page that is sent: all that takes words holds evil; the rest is as it stands, and of what must be chosen the
/// first is.
pub fn forms(answer: &Answer, here: &str, numbers: Numbers) -> Vec<Filled> {
    let html = Html::parse_document(&answer.text());
    let select = |what: &str| Selector::parse(what).unwrap();
    let mut forms = Vec::new();
    for form in html.select(&select("form[method=post]")) {
        let mut filled = Filled {
            action: form.value().attr("action").unwrap_or(here).to_owned(),
            pairs: Vec::new(),
            takes_files: form.value().attr("enctype").is_some(),
            words: 0,
        };
        let mut chosen: Vec<String> = Vec::new();
        for field in form.select(&select("input, textarea, select")) {
            let value = field.value();
            let Some(name) = value.attr("name") else {
                continue;
            };
            let held = value.attr("value").unwrap_or_default().to_owned();
            // What only a machine fills in stays empty.
            if name.starts_with("leave-empty") {
                continue;
            }
            let put = match (value.name(), value.attr("type").unwrap_or("text")) {
                ("textarea", _) => {
                    filled.words += 1;
                    LONG.to_owned()
                }
                ("select", _) => {
                    let options: Vec<_> = field.select(&select("option")).collect();
                    let may_be_none = options
                        .iter()
                        .any(|option| option.value().attr("value") == Some(""));
                    if numbers == Numbers::Empty && may_be_none {
                        filled.pairs.push((name.to_owned(), String::new()));
                        continue;
                    }
                    let now = options
                        .iter()
                        .find(|option| option.value().attr("selected").is_some());
                    let now = now.or_else(|| {
                        options.iter().find(|option| {
                            option
                                .value()
                                .attr("value")
                                .is_some_and(|value| !value.is_empty())
                        })
                    });
                    now.and_then(|option| option.value().attr("value"))
                        .unwrap_or_default()
                        .to_owned()
                }
                (_, "hidden") => held,
                (_, "radio") => {
                    if chosen.contains(&name.to_owned()) {
                        continue;
                    }
                    chosen.push(name.to_owned());
                    held
                }
                (_, "checkbox") => {
                    if value.attr("checked").is_none() && value.attr("required").is_none() {
                        continue;
                    }
                    held
                }
                (_, "file" | "submit" | "password") => continue,
                _ if value.attr("inputmode") == Some("numeric") && numbers == Numbers::Empty => {
                    String::new()
                }
                _ => {
                    filled.words += 1;
                    EVIL.to_owned()
                }
            };
            filled.pairs.push((name.to_owned(), put));
        }
        forms.push(filled);
    }
    forms
}
