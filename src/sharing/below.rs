//! What stands at the addresses below a life: it answers there as the life itself does.

use std::collections::HashMap;

use actix_web::HttpResponse;
use diesel::{QueryResult, SqliteConnection};

use crate::app::State;
use crate::error::AppError;
use crate::heroes::elsewhere::elsewhere;
use crate::heroes::hero::Photo;
use crate::heroes::life::Life;
use crate::heroes::pictures;
use crate::heroes::queries::{self, Address, Published};
use crate::heroes::telling::Telling;
use crate::i18n::Words;
use crate::web::portrait::Picture;

/// A public life and where its pictures are.
pub struct Below {
    pub published: Published,
    pictures: HashMap<i32, Picture>,
}

impl Below {
    /// `rest` is what follows the life's own address; where the life is not there, see [`elsewhere`].
    pub async fn open(
        state: &State,
        w: Words,
        slug: &str,
        rest: &str,
    ) -> Result<Result<Below, HttpResponse>, AppError> {
        let asked = slug.to_owned();
        let found = state.db.read(move |conn| find(conn, &asked)).await?;
        match found {
            Ok(below) => Ok(Ok(below)),
            Err(address) => elsewhere(w, address, rest).map(Err),
        }
    }

    /// The life as its page tells it.
    pub fn life(&self, telling: Telling<'_>) -> Life {
        Life::of(telling, &self.published.record, |photo: &Photo| {
            self.pictures.get(&photo.id()?).cloned()
        })
    }

    /// The numbers of the pictures that the page shows, the portrait first.
    pub fn photos(&self) -> Vec<i32> {
        shown(&self.published.record.photos, |id| {
            self.pictures.contains_key(&id)
        })
    }
}

/// The numbers of pictures that are kept, in the order of the record.
pub fn shown(photos: &[Photo], is_kept: impl Fn(i32) -> bool) -> Vec<i32> {
    photos
        .iter()
        .filter_map(Photo::id)
        .filter(|id| is_kept(*id))
        .collect()
}

fn find(conn: &mut SqliteConnection, slug: &str) -> QueryResult<Result<Below, Address>> {
    Ok(match queries::address(conn, slug)? {
        Address::Here(id) => match queries::load(conn, id)? {
            Some(published) => Ok(Below {
                pictures: pictures::of_record(conn, &published.record)?,
                published,
            }),
            None => Err(Address::Gone),
        },
        elsewhere => Err(elsewhere),
    })
}
