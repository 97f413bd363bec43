//! `/{lang}/submissions/{key}/keepsake.zip`: all that a family gave, in one archive that opens from a folder, without a network
//! and without a script, for as long as there are browsers. From its own answers alone: what another family tells on the same
//! page, anybody's contacts and what moderators say are not in it.

use std::io::{Cursor, Write};

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::made::{Work, hand_out_privately};
use super::own;
use super::paper::file::{make, today};
use super::paper::press::Template as Paper;
use super::paper::told::{Imprint, Told};
use super::qr;
use crate::app::State;
use crate::dates::kyiv;
use crate::error::AppError;
use crate::heroes::hero::{Photo, Record};
use crate::heroes::life::Life;
use crate::heroes::telling::{Piece, Telling};
use crate::i18n::{Lang, Words};
use crate::names;
use crate::papers;
use crate::photos;
use crate::photos::photo::Size;
use crate::reference::Reference;
use crate::submissions::step::{home, open};
use crate::submissions::submission::Kind;
use crate::web::portrait::Picture;
use crate::web::show::see;

const STYLE: &str = include_str!("../../templates/sharing/keepsake.css");

/// A page of the archive, which has no site around it.
#[derive(Template)]
#[template(path = "sharing/keepsake.html")]
struct Page {
    w: Words,
    life: Life,
    /// Of the papers, which only the family sees.
    papers: Vec<String>,
    /// The page in the other language.
    other: &'static str,
    paper: &'static str,
    text: &'static str,
    /// Where it is public, as one would type it.
    address: Option<String>,
    kept: String,
}

/// All that goes into the archive.
struct Kept {
    record: Record,
    /// As typed, whatever came of it.
    answers: String,
    /// Pictures and papers: numbers and WebP.
    photos: Vec<(i32, Vec<u8>)>,
    papers: Vec<(i32, Vec<u8>)>,
    /// The address of the public page: as one types it, and in full.
    public: Option<(String, String)>,
    days: [String; 2],
}

/// `GET /{lang}/submissions/{key}/keepsake.zip`
pub async fn page(
    state: Data<State>,
    w: Words,
    at: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (_, key) = at.into_inner();
    let opened = open(&state, &key).await?;
    if !opened.sent.holder.is_family() || opened.sent.kind != Kind::Life {
        return Err(AppError::NotFound);
    }
    let page = own::page_of(&state, &opened).await?;
    let sent = opened.sent;
    let reference = state.reference();
    let now = kyiv::today(state.now());
    let reading = sent.answers.read(sent.language, &reference, now);
    let Some(mut record) = reading.record else {
        // There is no name yet: nothing to put a page under.
        return Ok(see(home(w, &key)));
    };
    reference.settle(&mut record);
    let answers = serde_json::to_string_pretty(&sent.answers).map_err(AppError::internal)?;
    let ids: Vec<i32> = opened.pictures.iter().map(|sent| sent.photo_id).collect();
    record
        .photos
        .retain(|photo| photo.id().is_some_and(|id| ids.contains(&id)));
    let file = format!("{}-keepsake.zip", names::slug(&record.latin()));
    let public = page.map(|id| {
        (
            qr::short(&state, id),
            state.settings.absolute(&format!("/h/{id}")),
        )
    });
    let days = Lang::ALL.map(|lang| today(&state, Words::new(lang)));
    let (id, shared) = (sent.id, state.clone());
    let bytes = state.made.now(Work::Keepsake, move || {
        let (photos, papers) = shared.db.read_now(|conn| {
            let mut photos = Vec::new();
            for id in record.photos.iter().filter_map(Photo::id) {
                let kept = photos::queries::rendition(conn, id, Size::Large)?;
                photos.extend(kept.map(|kept| (id, kept.bytes)));
            }
            let mut papers = Vec::new();
            for paper in papers::queries::of_submission(conn, id)? {
                let kept = photos::queries::rendition(conn, paper.photo_id, Size::Large)?;
                papers.extend(kept.map(|kept| (paper.photo_id, kept.bytes)));
            }
            Ok((photos, papers))
        })?;
        let kept = Kept {
            record,
            answers,
            photos,
            papers,
            public,
            days,
        };
        pack(&kept, &reference)
    });
    Ok(hand_out_privately("application/zip", &file, bytes.await?))
}

fn pack(kept: &Kept, reference: &Reference) -> Result<Vec<u8>, AppError> {
    let mut zip = Archive::new();
    let record = serde_json::to_string_pretty(&kept.record).map_err(AppError::internal)?;
    for (lang, day) in Lang::ALL.into_iter().zip(&kept.days) {
        let telling = Telling {
            w: Words::new(lang),
            reference,
        };
        let page = Page {
            w: telling.w,
            life: kept.life(telling),
            papers: kept.papers.iter().map(|(id, _)| paper(*id)).collect(),
            other: names_of(lang.other()).page,
            paper: names_of(lang).paper,
            text: names_of(lang).text,
            address: kept.public.as_ref().map(|(words, _)| words.clone()),
            kept: telling.w.keepsake_kept(day),
        };
        zip.text(names_of(lang).page, &page.render()?)?;
        zip.text(names_of(lang).text, &plain(&page))?;
        zip.bytes(names_of(lang).paper, &kept.printed(telling, day)?)?;
    }
    zip.text("style.css", STYLE)?;
    zip.text("record.json", &record)?;
    zip.text("answers.json", &kept.answers)?;
    let [uk, en] = Lang::ALL.map(|lang| Words::new(lang).keepsake_readme());
    zip.text("README.txt", &format!("{uk}\n\n{en}\n"))?;
    for (id, bytes) in &kept.photos {
        zip.bytes(&photo(*id), bytes)?;
    }
    for (id, bytes) in &kept.papers {
        zip.bytes(&paper(*id), bytes)?;
    }
    zip.end()
}

struct Names {
    page: &'static str,
    text: &'static str,
    paper: &'static str,
}

/// The files of one language. The Ukrainian page is the one that opens first.
fn names_of(lang: Lang) -> Names {
    match lang {
        Lang::Uk => Names {
            page: "index.html",
            text: "life-uk.txt",
            paper: "page-uk.pdf",
        },
        Lang::En => Names {
            page: "index-en.html",
            text: "life-en.txt",
            paper: "page-en.pdf",
        },
    }
}

/// As the record names it, so that `import record.jsonl --photos photos` would find it.
fn photo(id: i32) -> String {
    format!("photos/{id}.webp")
}

fn paper(id: i32) -> String {
    format!("papers/{id}.webp")
}

impl Kept {
    fn life(&self, telling: Telling<'_>) -> Life {
        Life::of(telling, &self.record, |shown| {
            let id = shown.id()?;
            let (_, bytes) = self.photos.iter().find(|(kept, _)| *kept == id)?;
            let (width, height) = webp_size(bytes)?;
            Some(Picture {
                src: photo(id),
                srcset: None,
                width,
                height,
            })
        })
    }

    fn printed(&self, telling: Telling<'_>, day: &str) -> Result<Vec<u8>, AppError> {
        let life = self.life(telling);
        let imprint = Imprint {
            address: self.public.clone(),
            whole: names_of(telling.lang()).text,
            printed: day,
        };
        let told = Told::of(telling.w, &life, imprint);
        let ids: Vec<i32> = self.photos.iter().map(|(id, _)| *id).collect();
        make(Paper::Page, told, &life, &ids, |id| {
            let found = self.photos.iter().find(|(kept, _)| *kept == id);
            found
                .map(|(_, bytes)| bytes.clone())
                .ok_or(AppError::NotFound)
        })
    }
}

fn webp_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let reader = image::ImageReader::with_format(Cursor::new(bytes), image::ImageFormat::WebP);
    reader.into_dimensions().ok()
}

/// The same as the page, in nothing but letters.
fn plain(page: &Page) -> String {
    let life = &page.life;
    let mut text = vec![life.name.clone()];
    text.extend(life.stressed.clone());
    text.extend(life.call_sign.clone());
    text.extend(life.years.clone());
    text.extend(life.age.clone());
    text.push(String::new());
    for fact in &life.facts {
        for value in &fact.values {
            let more = value.more.iter().map(|more| format!(", {more}"));
            let more: String = more.collect();
            text.push(format!("{}: {}{more}", fact.label, said(&value.pieces)));
        }
    }
    if let Some(story) = &life.story {
        if story.foreign.is_some() {
            text.push(format!("\n{}", page.w.heroes_story_in_other_language()));
        }
        for paragraph in &story.paragraphs {
            text.push(format!("\n{paragraph}"));
        }
    }
    for quote in &life.quotes {
        text.push(format!("\n{}", quote.paragraphs.join("\n")));
        text.push(said(&quote.by));
    }
    if !life.line.is_empty() {
        text.push(format!("\n{}\n", page.w.heroes_line_of_life()));
        for event in &life.line {
            text.push(format!("{} — {}", event.when, said(&event.what)));
        }
    }
    text.push(format!("\n{}", page.kept));
    text.extend(page.address.clone());
    text.push(String::new());
    text.join("\n")
}

fn said(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.words.as_str()).collect()
}

/// A ZIP in memory: ten pictures and ten papers of some hundred kilobytes each at most.
struct Archive(ZipWriter<Cursor<Vec<u8>>>);

impl Archive {
    fn new() -> Archive {
        Archive(ZipWriter::new(Cursor::new(Vec::new())))
    }

    /// With line ends and a mark that every editor understands.
    fn text(&mut self, name: &str, text: &str) -> Result<(), AppError> {
        let is_plain = name.ends_with(".txt");
        let text = match is_plain {
            true => format!("\u{feff}{}", text.replace('\n', "\r\n")),
            false => text.to_owned(),
        };
        self.put(name, text.as_bytes(), CompressionMethod::Deflated)
    }

    /// Packed already.
    fn bytes(&mut self, name: &str, bytes: &[u8]) -> Result<(), AppError> {
        self.put(name, bytes, CompressionMethod::Stored)
    }

    fn put(&mut self, name: &str, bytes: &[u8], how: CompressionMethod) -> Result<(), AppError> {
        let options = SimpleFileOptions::default().compression_method(how);
        self.0
            .start_file(name, options)
            .map_err(AppError::internal)?;
        self.0.write_all(bytes).map_err(AppError::internal)
    }

    fn end(self) -> Result<Vec<u8>, AppError> {
        let written = self.0.finish().map_err(AppError::internal)?;
        Ok(written.into_inner())
    }
}
