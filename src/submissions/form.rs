//! What came from a form: names and words, in order, nothing judged yet.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::StreamExt;

use crate::error::AppError;

/// The longest form that is read, in bytes: two stories of 100,000 letters, six bytes a letter as browsers send them,
/// would be 1.2 MB; what can be kept of one page is less.
const LONGEST: usize = 2 * 1024 * 1024;
/// How much of a longer one is listened to and forgotten, so that the browser hears the answer.
const DRAINED: usize = 32 * 1024 * 1024;
/// The most fields that are read; the largest step has some 350.
pub const MOST: usize = 2000;

#[derive(Debug, Clone, Default)]
pub struct Form(Vec<(String, String)>);

impl Form {
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs.into_iter().take(MOST).collect())
    }

    /// The words in a field, as they were typed; only line ends are made one kind. Empty when there is no such field.
    pub fn text(&self, name: &str) -> String {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or_else(String::new, |(_, words)| words.replace("\r\n", "\n"))
    }

    /// Whether a box is ticked or a button pressed.
    pub fn has(&self, name: &str) -> bool {
        self.0
            .iter()
            .any(|(known, words)| known == name && !words.is_empty())
    }

    /// Whether the form had such a field at all, filled in or not.
    pub fn knows(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// Every field with what it holds, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, words)| (name.as_str(), words.as_str()))
    }

    /// All that was chosen under one name.
    pub fn all(&self, name: &str) -> Vec<String> {
        let chosen = self.0.iter().filter(|(known, _)| known == name);
        chosen.map(|(_, words)| words.clone()).collect()
    }

    /// All that was written, one under another: to show it back when it could not be kept.
    pub fn everything(&self) -> String {
        let written = self
            .0
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "base" | "from" | "once"))
            .map(|(_, words)| words.trim())
            .filter(|words| words.chars().count() > 1);
        written
            .collect::<Vec<_>>()
            .join("\n\n")
            .replace("\r\n", "\n")
    }

    /// How many rows `{name}-0-…`, `{name}-1-…` there are, one after another.
    pub fn rows(&self, name: &str, most: usize) -> usize {
        (0..most)
            .take_while(|row| {
                let prefix = format!("{name}-{row}-");
                self.0.iter().any(|(known, _)| known.starts_with(&prefix))
            })
            .count()
    }
}

impl FromRequest for Form {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, AppError>>>>;

    fn from_request(_: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let mut payload = payload.take();
        Box::pin(async move {
            let (mut body, mut heard) = (Vec::new(), 0);
            while let Some(chunk) = payload.next().await {
                let chunk = chunk.map_err(|_| AppError::BadRequest)?;
                heard += chunk.len();
                if heard <= LONGEST {
                    body.extend_from_slice(&chunk);
                } else if heard > DRAINED {
                    break;
                }
            }
            if heard > LONGEST {
                return Err(AppError::TooLarge);
            }
            Ok(Self::new(
                url::form_urlencoded::parse(&body).into_owned().collect(),
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_one_after_another() {
        let form = Form::new(vec![
            ("event-0-kind".into(), "work".into()),
            ("event-1-text".into(), String::new()),
            ("event-3-text".into(), "x".into()),
        ]);
        assert_eq!(form.rows("event", 10), 2);
        assert_eq!(form.rows("event", 1), 1);
        assert!(form.has("event-0-kind") && !form.has("event-1-text"));
    }
}
