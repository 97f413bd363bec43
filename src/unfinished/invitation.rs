//! The quiet line on a life's page: what is not known yet, and whether the reader does.

use askama::Template;

use super::missing::Missing;
use crate::heroes::hero::Sex;
use crate::i18n::Words;

/// Written into a template as `{{ unfinished }}`. Nothing where nothing is asked.
#[derive(Template)]
#[template(path = "unfinished/invitation.html")]
pub struct Invitation {
    w: Words,
    slug: String,
    asked: Option<(Missing, String)>,
}

/// The template escapes what it shows, so its text may stand in another template as it is.
impl askama::filters::HtmlSafe for Invitation {}

impl Invitation {
    pub fn of(w: Words, slug: &str, sex: Option<Sex>, missing: Option<Missing>) -> Self {
        Self {
            w,
            slug: slug.to_owned(),
            asked: missing.map(|missing| (missing, asked(w, missing, sex))),
        }
    }
}

/// «Ми ще не знаємо, де він навчався. Ви навчалися разом?»
pub fn asked(w: Words, missing: Missing, sex: Option<Sex>) -> String {
    match missing {
        Missing::School => w.unfinished_school(sex),
        Missing::Work => w.unfinished_work(sex),
        Missing::BirthPlace => w.unfinished_birth_place(sex),
        Missing::Unit => w.unfinished_unit(sex),
        Missing::CallSign => w.unfinished_call_sign(sex),
        Missing::Born => w.unfinished_born(sex),
        Missing::Burial => w.unfinished_burial(sex),
    }
}
