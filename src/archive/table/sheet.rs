//! A table row by row: which mark divides its cells, its headers, and each row with the number that Excel shows beside it.

use std::io::{self, BufReader, Chain, Cursor, Read, Seek};

use super::encoding::{Decoded, NoTable, encoding};

/// The longest row, in bytes of text: as long as the longest line of the other format. More is a quotation mark that nobody
/// closed.
const LONGEST_ROW: usize = 4 * 1024 * 1024;
/// Where the mark between the cells is looked for.
const HEAD: u64 = 64 * 1024;
/// More columns than any list has.
const MOST_COLUMNS: usize = 400;

/// A row as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// As Excel counts: the headers stand in row 1.
    pub number: u32,
    /// Without the empty ones at its end.
    pub cells: Vec<String>,
    /// The row cannot be told from what follows it.
    pub unclosed: bool,
}

type Text<R> = Chain<Cursor<String>, Decoded<BufReader<R>>>;

pub struct Sheet<R: Read> {
    reader: csv::Reader<Text<R>>,
    record: csv::StringRecord,
    number: u32,
    ended: bool,
    pub headers: Vec<String>,
}

impl<R: Read + Seek> Sheet<R> {
    pub fn open(mut file: R) -> io::Result<Result<Self, NoTable>> {
        let found = match encoding(&mut file)? {
            Ok(found) => found,
            Err(fault) => return Ok(Err(fault)),
        };
        let mut text = Decoded::new(BufReader::new(file), found);
        let mut head = Vec::new();
        text.by_ref().take(HEAD).read_to_end(&mut head)?;
        // The pieces are whole letters but for the last one, whose rest is still to come.
        while std::str::from_utf8(&head).is_err() {
            let before = head.len();
            text.by_ref().take(1).read_to_end(&mut head)?;
            if head.len() == before {
                break;
            }
        }
        let mut head = String::from_utf8_lossy(&head).into_owned();
        let mut number = 0;
        let divider = match said_divider(&head) {
            Some((divider, rest)) => {
                head = head[rest..].to_owned();
                number = 1;
                divider
            }
            None => divider(&head),
        };
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(divider)
            .from_reader(Cursor::new(head).chain(text));
        let mut sheet = Self {
            reader,
            record: csv::StringRecord::new(),
            number,
            ended: false,
            headers: Vec::new(),
        };
        match sheet.next_row()? {
            None => Ok(Err(NoTable::Empty)),
            Some(row) => {
                sheet.headers = row.cells.iter().map(|cell| one_line(cell)).collect();
                sheet.headers.truncate(MOST_COLUMNS);
                Ok(Ok(sheet))
            }
        }
    }

    /// The next row with something in it.
    pub fn next_row(&mut self) -> io::Result<Option<Row>> {
        while !self.ended {
            let before = self.reader.position().line();
            let read = self.reader.read_record(&mut self.record);
            if !read.map_err(io::Error::other)? {
                self.ended = true;
                break;
            }
            // Empty lines are passed over by the reader, and counted by Excel.
            let lines = self.reader.position().line() - before;
            let inside: u64 = self
                .record
                .iter()
                .map(|cell| cell.matches('\n').count() as u64)
                .sum();
            let empty = lines.saturating_sub(inside + 1);
            self.number = u32::try_from(u64::from(self.number) + empty + 1).unwrap_or(u32::MAX);
            let mut cells: Vec<String> = self
                .record
                .iter()
                .map(|cell| cell.replace("\r\n", "\n").replace('\u{0}', "\u{FFFD}"))
                .collect();
            while cells.last().is_some_and(|cell| cell.trim().is_empty()) {
                cells.pop();
            }
            let unclosed = self.record.as_slice().len() > LONGEST_ROW;
            if unclosed {
                cells.clear();
            } else if cells.is_empty() {
                continue;
            }
            return Ok(Some(Row {
                number: self.number,
                cells,
                unclosed,
            }));
        }
        Ok(None)
    }

    /// Bytes of text read so far; for a bar.
    pub fn position(&self) -> u64 {
        self.reader.position().byte()
    }
}

/// Excel's own word for it: a first line `sep=;`.
fn said_divider(head: &str) -> Option<(u8, usize)> {
    let line = head.lines().next()?;
    let divider = match line.trim().strip_prefix("sep=")? {
        ";" => b';',
        "," => b',',
        "" | "\\t" => b'\t',
        _ => return None,
    };
    let rest = head.find('\n').map_or(head.len(), |end| end + 1);
    Some((divider, rest))
}

/// The mark by which the headers say most, and then by which there are most of them.
fn divider(head: &str) -> u8 {
    let told = |divider: u8| {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(divider)
            .from_reader(head.as_bytes());
        let mut record = csv::StringRecord::new();
        match reader.read_record(&mut record) {
            Ok(true) => (
                record
                    .iter()
                    .take(MOST_COLUMNS)
                    .filter(|cell| super::column::called(cell).is_some())
                    .count(),
                record.len(),
            ),
            _ => (0, 0),
        }
    };
    [b';', b',', b'\t']
        .into_iter()
        .max_by_key(|mark| told(*mark))
        .unwrap_or(b';')
}

fn one_line(header: &str) -> String {
    header
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(120)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &[u8]) -> (Vec<String>, Vec<(u32, Vec<String>)>) {
        let mut sheet = Sheet::open(Cursor::new(text)).unwrap().unwrap();
        let mut rows = Vec::new();
        while let Some(row) = sheet.next_row().unwrap() {
            rows.push((row.number, row.cells));
        }
        (sheet.headers, rows)
    }

    #[test]
    fn rows_are_numbered_as_excel_numbers_them() {
        let text = "Прізвище;Ім’я;Біографія;;\r\nЛисюк;Юрій;\"Перший; абзац\n\nДругий\";;\r\n;;;;\r\n\r\nЗаярний;Іван;\r\nОстанній;Лев";
        let (headers, rows) = rows(text.as_bytes());
        assert_eq!(headers, ["Прізвище", "Ім’я", "Біографія"]);
        let told: Vec<_> = rows
            .iter()
            .map(|(number, cells)| (*number, cells.len()))
            .collect();
        assert_eq!(told, [(2, 3), (5, 2), (6, 2)]);
        assert_eq!(rows[0].1[2], "Перший; абзац\n\nДругий");
    }

    #[test]
    fn the_mark_between_cells_is_found() {
        for text in [
            "family,given\nЛисюк,Юрій",
            "family;given\nЛисюк;Юрій",
            "family\tgiven\nЛисюк\tЮрій",
            "sep=;\r\nfamily;given\r\nЛисюк;Юрій",
            // A comma inside a header does not deceive.
            "family;given;\"Місто, село, вулиця, дім\"\nЛисюк;Юрій",
        ] {
            let (headers, rows) = rows(text.as_bytes());
            assert_eq!(headers[..2], ["family", "given"], "{text}");
            assert_eq!(rows[0].1, ["Лисюк", "Юрій"], "{text}");
        }
    }

    proptest! {
        #[test]
        fn strangers_bytes_are_read_to_their_end(bytes in proptest::collection::vec(any::<u8>(), 0..600), table in "[а-яА-Я0-9;,\t\"\r\n']{0,300}") {
            for text in [bytes.as_slice(), table.as_bytes()] {
                if let Ok(mut sheet) = Sheet::open(Cursor::new(text)).unwrap() {
                    let mut last = 1;
                    while let Some(row) = sheet.next_row().unwrap() {
                        prop_assert!(row.number > last || last == 1);
                        prop_assert!(!row.cells.is_empty());
                        last = row.number;
                    }
                }
            }
        }
    }
}
