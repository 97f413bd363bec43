//! Where the kept pictures of a life are seen, and how large they are.

use std::collections::HashMap;

use diesel::{QueryResult, SqliteConnection};

use super::hero::{Photo, Record};
use crate::photos::photo::Size;
use crate::photos::queries::dimensions;
use crate::photos::show::address;
use crate::web::portrait::Picture;

/// The pictures of a record by their numbers, each in all its sizes.
pub fn of_record(
    conn: &mut SqliteConnection,
    record: &Record,
) -> QueryResult<HashMap<i32, Picture>> {
    let mut pictures = HashMap::new();
    for id in record.photos.iter().filter_map(Photo::id) {
        let mut sizes = Vec::new();
        for size in Size::ALL {
            if let Some((width, height)) = dimensions(conn, id, size)? {
                sizes.push((address(id, size), width, height));
            }
        }
        // A small picture is the same in two sizes: offered once.
        sizes.dedup_by_key(|(_, width, _)| *width);
        let srcset = (sizes.len() > 1).then(|| {
            let each: Vec<String> = sizes
                .iter()
                .map(|(address, width, _)| format!("{address} {width}w"))
                .collect();
            each.join(", ")
        });
        let middle = sizes
            .iter()
            .find(|(_, width, _)| *width >= 600)
            .or(sizes.last())
            .cloned();
        if let Some((src, width, height)) = middle {
            pictures.insert(
                id,
                Picture {
                    src,
                    srcset,
                    width,
                    height,
                },
            );
        }
    }
    Ok(pictures)
}

/// The same in the middle size, at addresses for fewer eyes: the desk's, a family's, those of whoever stands at the grave.
pub fn at(
    conn: &mut SqliteConnection,
    record: &Record,
    address: impl Fn(i32) -> String,
) -> QueryResult<HashMap<i32, Picture>> {
    let mut pictures = HashMap::new();
    for id in record.photos.iter().filter_map(Photo::id) {
        if let Some((width, height)) = dimensions(conn, id, Size::Medium)? {
            let picture = Picture {
                src: address(id),
                srcset: None,
                width,
                height,
            };
            pictures.insert(id, picture);
        }
    }
    Ok(pictures)
}

/// The first picture of a life for a frame of a list: the frame gives it its shape.
pub fn of_card(id: i32, large: bool) -> Picture {
    let small = address(id, Size::Small);
    let srcset = large.then(|| format!("{small} 240w, {} 800w", address(id, Size::Medium)));
    Picture {
        src: small,
        srcset,
        width: 240,
        height: 300,
    }
}
