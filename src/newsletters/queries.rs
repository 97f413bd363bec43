//! The lives that items are made of, as everyone may see them.

use std::collections::HashMap;

use diesel::{QueryResult, SqliteConnection};

use crate::heroes::pictures;
use crate::heroes::queries::{self as heroes, Address, Published};
use crate::web::portrait::Picture;

/// A life, and its pictures by their numbers.
#[derive(Clone, Debug)]
pub struct Read {
    pub published: Published,
    pub pictures: HashMap<i32, Picture>,
}

/// A life by its permanent number; none of one that is not public.
pub fn read(conn: &mut SqliteConnection, id: i32) -> QueryResult<Option<Read>> {
    let Some(published) = heroes::load(conn, id)? else {
        return Ok(None);
    };
    let pictures = pictures::of_record(conn, &published.record)?;
    Ok(Some(Read {
        published,
        pictures,
    }))
}

/// A life at an address, or where that leads.
pub fn at(conn: &mut SqliteConnection, slug: &str) -> QueryResult<Result<Read, Address>> {
    Ok(match heroes::address(conn, slug)? {
        Address::Here(id) => read(conn, id)?.ok_or(Address::Gone),
        elsewhere => Err(elsewhere),
    })
}
