//! Which pages may be kept: those that say so themselves, with what they show. Whatever does not is made anew for each request.

use actix_web::HttpResponse;
use chrono::{DateTime, Utc};

use crate::purges::tag::Tag;

/// Put on an answer that is the same for everyone who asks at its address: it looks at no cookie, no language, no other header.
/// No page is kept past midnight in Kyiv, so a page need not say that it shows which day it is.
#[derive(Clone, Debug, Default)]
pub struct Keep {
    pub tags: Vec<Tag>,
    pub until: Option<DateTime<Utc>>,
    /// The query of the address changes the page. Else one with a query is not kept: a stranger could write as many as wished.
    pub reads_query: bool,
}

impl Keep {
    /// A page that may show anybody.
    pub fn list() -> Keep {
        Keep::of([Tag::public()])
    }

    /// A page that shows one life and nobody else.
    pub fn life(id: i32) -> Keep {
        Keep::of([Tag::life(id), Tag::reference()])
    }

    /// A page of the memorial's own words, which change with the program alone.
    pub fn words() -> Keep {
        Keep::default()
    }

    fn of(tags: impl IntoIterator<Item = Tag>) -> Keep {
        Keep {
            tags: tags.into_iter().collect(),
            ..Keep::default()
        }
    }

    /// It shows this as well.
    pub fn also(mut self, tags: impl IntoIterator<Item = Tag>) -> Keep {
        self.tags.extend(tags);
        self
    }

    /// It is not true after this.
    pub fn until(self, at: Option<DateTime<Utc>>) -> Keep {
        let until = self.until.into_iter().chain(at).min();
        Keep { until, ..self }
    }

    pub fn by_query(self) -> Keep {
        Keep {
            reads_query: true,
            ..self
        }
    }

    /// Says so of this answer.
    pub fn on(mut self, mut answer: HttpResponse) -> HttpResponse {
        self.tags.sort_unstable();
        self.tags.dedup();
        answer.extensions_mut().insert(self);
        answer
    }
}
