//! The bytes that came to the desk as a list, and what its first rows and all its rows say before anything is taken.

use std::io::{BufReader, Cursor};

use chrono::{DateTime, Utc};

use super::run::{Kind, Raw};
use crate::archive::read::Lines;
use crate::archive::table::encoding::NoTable;
use crate::archive::table::fault::Fault;
use crate::archive::table::mapping::{Choice, Mapping, Open};
use crate::archive::table::sheet::Sheet;
use crate::archive::taking::{Bytes, Source, next};
use crate::reference::Reference;

/// The largest list that the desk takes, in bytes and in rows; a larger one is for the shell.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;
pub const MOST_ROWS: usize = 10_000;
/// Rows and faults that are shown before anything is taken.
const SHOWN: usize = 5;

/// Why a list cannot be taken at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    NoTable(NoTable),
    TooManyRows,
    /// A header and nothing below it.
    NoRows,
}

/// What a list says of itself.
#[derive(Debug, Clone, Default)]
pub struct Preview {
    pub rows: usize,
    pub sound: usize,
    /// The first rows as they stand.
    pub first: Vec<(u32, Vec<String>)>,
    /// The first faults, with their rows and whom they are about.
    pub faults: Vec<(u32, String, Fault)>,
    pub faulty: usize,
    /// Rows that name a picture; the desk takes none.
    pub pictures: usize,
}

/// What kind of list these bytes are: a line that begins with a brace is a record.
pub fn kind(bytes: &[u8]) -> Kind {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.trim_ascii_start().starts_with(b"{") {
        Kind::Lines
    } else {
        Kind::Table
    }
}

/// The headers of a table.
pub fn headers(bytes: &[u8]) -> Result<Vec<String>, Refused> {
    match Sheet::open(Cursor::new(bytes)) {
        Ok(Ok(sheet)) => Ok(sheet.headers),
        Ok(Err(fault)) => Err(Refused::NoTable(fault)),
        Err(_) => Err(Refused::NoTable(NoTable::Binary)),
    }
}

/// The list, open to be read from its beginning.
pub fn source(bytes: Vec<u8>, kind: Kind, mapping: Mapping) -> Result<Source, Refused> {
    let bytes: Box<dyn Bytes> = Box::new(Cursor::new(bytes));
    match kind {
        Kind::Lines => Ok(Source::Lines(Lines::new(BufReader::new(bytes)))),
        Kind::Table => match Sheet::open(bytes) {
            Ok(Ok(sheet)) => Ok(Source::Table(Box::new(sheet), mapping)),
            Ok(Err(fault)) => Err(Refused::NoTable(fault)),
            Err(_) => Err(Refused::NoTable(NoTable::Binary)),
        },
    }
}

/// Reads the whole list and keeps nothing of it. Blocks.
pub fn preview(
    source: &mut Source,
    reference: &Reference,
    now: DateTime<Utc>,
) -> Result<Preview, Refused> {
    let mut preview = Preview::default();
    while let Some(row) =
        next(source, reference, now).map_err(|_| Refused::NoTable(NoTable::Binary))?
    {
        preview.rows += 1;
        if preview.rows > MOST_ROWS {
            return Err(Refused::TooManyRows);
        }
        if preview.first.len() < SHOWN {
            let cells = match &row.raw {
                Raw::Cells(cells) => cells.clone(),
                Raw::Line(_) => vec![row.whom.clone()],
            };
            preview.first.push((row.number, cells));
        }
        match row.record {
            Ok(record) => {
                preview.sound += 1;
                preview.pictures += usize::from(!record.photos.is_empty());
            }
            Err(faults) => {
                preview.faulty += 1;
                for fault in faults {
                    if preview.faults.len() < 2 * SHOWN {
                        preview.faults.push((row.number, row.whom.clone(), fault));
                    }
                }
            }
        }
    }
    if preview.rows == 0 {
        return Err(Refused::NoRows);
    }
    Ok(preview)
}

/// What a person chose for the columns: `column.0` is a field's name, `-` to leave it out, or nothing yet.
pub fn chosen(headers: &[String], said: &[(String, String)]) -> Mapping {
    let mut mapping = Mapping::of(headers);
    for (key, value) in said {
        let Some(at) = key.strip_prefix("column.").and_then(|at| at.parse().ok()) else {
            continue;
        };
        match (value.as_str(), crate::archive::table::column::named(value)) {
            ("-", _) => mapping.choose(at, Choice::LeaveOut),
            (_, Some(field)) => mapping.choose(at, Choice::Field(field)),
            // «Not said» is said where a header is not believed.
            _ => {
                if let Some(one) = mapping.uses.get_mut(at) {
                    one.field = None;
                    one.left_out = false;
                }
            }
        }
    }
    mapping
}

/// Whether everything is said that must be said.
pub fn is_settled(kind: Kind, mapping: &Mapping) -> Result<(), Vec<Open>> {
    let open = if kind == Kind::Table {
        mapping.open()
    } else {
        Vec::new()
    };
    if open.is_empty() { Ok(()) } else { Err(open) }
}
