//! Typst's library with nothing around it: templates and one font from the binary, the words and pictures of one life handed
//! over as data. No file system, no packages, no network, no clock; what a family wrote is never read as markup.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::error::AppError;
use crate::sharing::font;

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// One A4 page.
    Page,
    /// Eight A6 pages in reading order.
    Booklet,
    /// The same on one A4 sheet, to be cut, folded and sewn.
    Sheet,
}

impl Template {
    fn name(self) -> &'static str {
        match self {
            Template::Page => "/page.typ",
            Template::Booklet => "/booklet.typ",
            Template::Sheet => "/sheet.typ",
        }
    }

    /// What a file of it depends on beside its words: another template makes another file.
    pub fn source(self) -> [&'static str; 2] {
        let own = match self {
            Template::Page => include_str!("../../../templates/sharing/paper/page.typ"),
            Template::Booklet => include_str!("../../../templates/sharing/paper/booklet.typ"),
            Template::Sheet => include_str!("../../../templates/sharing/paper/sheet.typ"),
        };
        [own, PARTS]
    }
}

const PARTS: &str = include_str!("../../../templates/sharing/paper/parts.typ");
const CANDLE: &str = include_str!("../../../templates/sharing/paper/candle.svg");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static FONT: LazyLock<Font> = LazyLock::new(|| {
    Font::new(Bytes::new(font::BYTES), 0).expect("the font in the binary is sound")
});
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts([&*FONT])));

/// A template with what it is filled with.
pub struct Press {
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

impl Press {
    pub fn new(template: Template) -> Result<Press, AppError> {
        let mut sources = HashMap::new();
        for (name, text) in [template.name(), "/parts.typ"]
            .into_iter()
            .zip(template.source())
        {
            let id = file(name)?;
            sources.insert(id, Source::new(id, text.to_owned()));
        }
        let files = HashMap::from([(file("/candle.svg")?, Bytes::from_string(CANDLE))]);
        Ok(Press {
            main: file(template.name())?,
            sources,
            files,
        })
    }

    /// A picture or a drawing under a name that the template knows. Names are few and ours: each stays known for ever.
    pub fn lay(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), AppError> {
        self.files
            .insert(file(&format!("/{name}"))?, Bytes::new(bytes));
        Ok(())
    }

    /// Sets the pages with these words.
    pub fn set(&mut self, words: &impl Serialize) -> Result<PagedDocument, AppError> {
        let words = serde_json::to_vec(words).map_err(AppError::internal)?;
        self.lay("life.json", words)?;
        let set = typst::compile::<PagedDocument>(&*self);
        set.output.map_err(|faults| told(&faults))
    }
}

/// The file. The same pages give the same bytes: it has no clock and no chance in it.
pub fn pdf(pages: &PagedDocument, template: Template) -> Result<Vec<u8>, AppError> {
    // The sheet shows pages as pictures: a reader that reads aloud is given the booklet itself.
    let standards: &[PdfStandard] = match template {
        Template::Page | Template::Booklet => &[PdfStandard::Ua_1],
        Template::Sheet => &[],
    };
    let options = PdfOptions {
        creator: Smart::Custom(None),
        standards: PdfStandards::new(standards)
            .map_err(|fault| AppError::internal(format!("{fault:?}")))?,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(pages, &options).map_err(|faults| told(&faults))
}

/// Lets go of what setting one life has left in memory.
pub fn put_away() {
    comemo::evict(1);
}

fn told(faults: &[SourceDiagnostic]) -> AppError {
    let faults: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    AppError::internal(format!("a page could not be set: {}", faults.join("; ")))
}

fn file(name: &str) -> Result<FileId, AppError> {
    let path = VirtualPath::new(name).map_err(AppError::internal)?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Press {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| none(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| none(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        (index == 0).then(|| FONT.clone())
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn none(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
