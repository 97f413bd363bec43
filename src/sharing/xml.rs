//! XML written by hand, in order: elements open and close, and whatever people wrote is escaped.

/// A document that grows at its end.
#[derive(Debug, Default)]
pub struct Xml(String);

impl Xml {
    /// With the declaration before everything.
    pub fn document() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned())
    }

    /// `<tag attributes>`: what is written here is ours and not escaped.
    pub fn open(&mut self, tag: &str) {
        self.0.push('<');
        self.0.push_str(tag);
        self.0.push('>');
    }

    pub fn close(&mut self, tag: &str) {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push_str(">\n");
    }

    /// An element with nothing but text. `tag` may have attributes.
    pub fn element(&mut self, tag: &str, text: &str) {
        self.open(tag);
        self.0.push_str(&escaped(text));
        self.close(tag.split(' ').next().unwrap_or(tag));
    }

    /// The same, where there is any text.
    pub fn some(&mut self, tag: &str, text: Option<impl AsRef<str>>) {
        if let Some(text) = text {
            self.element(tag, text.as_ref());
        }
    }

    /// What is XML already.
    pub fn raw(&mut self, xml: &str) {
        self.0.push_str(xml);
    }

    pub fn finish(self) -> String {
        self.0
    }
}

/// Text as it may stand in an element or in a quoted attribute. What XML 1.0 cannot say at all (most control characters) is
/// left out.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\r' => safe.push_str("&#13;"),
            '\n' | '\t' => safe.push(letter),
            other if other.is_control() && other < '\u{7f}' => {}
            '\u{fffe}' | '\u{ffff}' => {}
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_stays_text() {
        let mut xml = Xml::default();
        xml.element("title xml:lang=\"uk\"", "«А» & <b>\u{0}\u{b}\u{ffff}");
        assert_eq!(
            xml.finish(),
            "<title xml:lang=\"uk\">«А» &amp; &lt;b&gt;</title>\n"
        );
    }
}
