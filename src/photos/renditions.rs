//! From a sent file to three upright pictures in sRGB without a word about where or with what they were taken.

use std::io::{Cursor, ErrorKind};
use std::panic::{AssertUnwindSafe, catch_unwind};

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, Limits, RgbImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::header::{Header, Kind, inspect};
use super::look::Look;
use super::photo::{Fault, MAX_DECODE_BYTES, Size};

/// WebP quality, 0 to 100: at 80 a face is whole and a portrait of 800 pixels some 40 kB.
const QUALITY: f32 = 80.0;
/// What shows through a transparent picture: the paper of the light page.
const PAPER: [u8; 3] = [0xFA, 0xF8, 0xF4];
/// A colour profile of a phone has half a kilobyte; a printer's has a megabyte. More is not a profile.
const MAX_PROFILE_BYTES: usize = 1024 * 1024;

/// One picture in one size, WebP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    pub size: Size,
    pub width: u32,
    pub height: u32,
    pub bytes: Vec<u8>,
}

/// One picture in all its sizes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renditions {
    /// Of the sent picture, upright, in pixels.
    pub width: u32,
    pub height: u32,
    /// SHA-256 of the file as it was sent: the same file twice is one picture.
    pub sha256: [u8; 32],
    /// Small, medium, large.
    pub sizes: [Rendition; 3],
    /// What it looks like, to know it again.
    pub look: Option<Look>,
}

/// Makes the three sizes. Takes up to a second and 200 MB: never call it on an async thread (see [`make_in_turn`]).
pub fn make(bytes: &[u8]) -> Result<Renditions, Fault> {
    unbroken(|| drawn(opened(bytes)?))
}

/// As [`make`], for handlers: off the async thread, two at once at most and a very large one alone.
pub async fn make_in_turn(bytes: Vec<u8>) -> Result<Renditions, Fault> {
    const ALL: u32 = 2;
    static TURNS: Semaphore = Semaphore::const_new(ALL as usize);
    let (bytes, header) = spawn_blocking(move || inspect(&bytes).map(|header| (bytes, header)))
        .await
        .map_err(|_| Fault::Broken)??;
    let turns = if header.decode_bytes > MAX_DECODE_BYTES / 3 {
        ALL
    } else {
        1
    };
    let _turn = TURNS.acquire_many(turns).await.map_err(|_| Fault::Broken)?;
    let all = move || {
        let opened = opened(&bytes)?;
        drop(bytes);
        drawn(opened)
    };
    spawn_blocking(|| unbroken(all))
        .await
        .map_err(|_| Fault::Broken)?
}

/// The decoders are other people's, the file a stranger's: whatever a panic there would say, the file is damaged.
fn unbroken(work: impl FnOnce() -> Result<Renditions, Fault>) -> Result<Renditions, Fault> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Fault::Broken))
}

fn drawn(
    Opened {
        picture,
        orientation,
        profile,
        sha256,
    }: Opened,
) -> Result<Renditions, Fault> {
    let turned = turns_sideways(orientation);
    let (width, height) = if turned {
        (picture.height(), picture.width())
    } else {
        (picture.width(), picture.height())
    };

    // Small first, then colours and turning: each costs by the pixel, and most pixels are gone by then.
    let (w, h) = Size::Large.fit(width, height);
    let shrunk = resized(picture, if turned { (h, w) } else { (w, h) })?;
    let mut upright = DynamicImage::from(on_paper(in_srgb(shrunk, profile.as_deref())));
    upright.apply_orientation(orientation);

    let medium = resized(upright.clone(), Size::Medium.fit(width, height))?;
    let small = resized(medium.clone(), Size::Small.fit(width, height))?;
    let look = Look::of(&small);
    let sizes = [
        encoded(Size::Small, small)?,
        encoded(Size::Medium, medium)?,
        encoded(Size::Large, upright)?,
    ];
    Ok(Renditions {
        width,
        height,
        sha256,
        sizes,
        look,
    })
}

struct Opened {
    picture: DynamicImage,
    orientation: Orientation,
    profile: Option<Vec<u8>>,
    sha256: [u8; 32],
}

/// Of a moving picture the first frame.
fn opened(bytes: &[u8]) -> Result<Opened, Fault> {
    let header = &inspect(bytes)?;
    let file = Cursor::new(bytes);
    let Decoded {
        picture,
        orientation,
        profile,
    } = match header.kind {
        Kind::Jpeg => decoded(JpegDecoder::new(file).map_err(fault)?, header)?,
        Kind::Png => decoded(
            PngDecoder::with_limits(file, limits(header)).map_err(fault)?,
            header,
        )?,
        Kind::Webp => decoded(WebPDecoder::new(file).map_err(fault)?, header)?,
    };
    Ok(Opened {
        picture,
        orientation,
        profile,
        sha256: Sha256::digest(bytes).into(),
    })
}

struct Decoded {
    picture: DynamicImage,
    orientation: Orientation,
    profile: Option<Vec<u8>>,
}

fn decoded(mut decoder: impl ImageDecoder, header: &Header) -> Result<Decoded, Fault> {
    decoder.set_limits(limits(header)).map_err(fault)?;
    // The bounds were checked on the header that we read: the decoder must see the same one.
    if decoder.dimensions() != (header.width, header.height)
        || decoder.total_bytes() > MAX_DECODE_BYTES
    {
        return Err(Fault::Broken);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder
        .icc_profile()
        .ok()
        .flatten()
        .filter(|profile| profile.len() <= MAX_PROFILE_BYTES);
    let picture = DynamicImage::from_decoder(decoder).map_err(fault)?;
    Ok(Decoded {
        picture,
        orientation,
        profile,
    })
}

fn limits(header: &Header) -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(header.width);
    limits.max_image_height = Some(header.height);
    limits.max_alloc = Some(MAX_DECODE_BYTES + 16 * 1024 * 1024);
    limits
}

fn fault(error: ImageError) -> Fault {
    match error {
        ImageError::Limits(_) => Fault::TooManyPixels,
        ImageError::Unsupported(_) => Fault::OtherFormat,
        ImageError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => Fault::CutShort,
        _ => Fault::Broken,
    }
}

fn turns_sideways(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

fn resized(picture: DynamicImage, (width, height): (u32, u32)) -> Result<DynamicImage, Fault> {
    if (picture.width(), picture.height()) == (width, height) {
        return Ok(picture);
    }
    let mut smaller = DynamicImage::new(width, height, picture.color());
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new()
        .resize(&picture, &mut smaller, &options)
        .map_err(|_| Fault::Broken)?;
    Ok(smaller)
}

/// Turns the colours of the picture's own profile (on an iPhone, Display P3) into those of the web. A profile that cannot
/// be read, or that is for another kind of picture, changes nothing: slightly wrong colours are better than no portrait.
fn in_srgb(picture: DynamicImage, profile: Option<&[u8]>) -> DynamicImage {
    let Some(profile) = profile.and_then(|bytes| ColorProfile::new_from_slice(bytes).ok()) else {
        return picture;
    };
    let (width, height) = (picture.width(), picture.height());
    let grey = picture.color().channel_count() < 3;
    let (from, to, pixels) = match (profile.color_space, picture.color().has_alpha()) {
        (DataColorSpace::Rgb, false) if !grey => {
            (Layout::Rgb, Layout::Rgb, picture.to_rgb8().into_raw())
        }
        (DataColorSpace::Rgb, true) if !grey => {
            (Layout::Rgba, Layout::Rgba, picture.to_rgba8().into_raw())
        }
        (DataColorSpace::Gray, false) if grey => {
            (Layout::Gray, Layout::Rgb, picture.to_luma8().into_raw())
        }
        _ => return picture,
    };
    let Ok(transform) = profile.create_transform_8bit(
        from,
        &ColorProfile::new_srgb(),
        to,
        TransformOptions::default(),
    ) else {
        return picture;
    };
    let mut converted = vec![0; width as usize * height as usize * to.channels()];
    if transform.transform(&pixels, &mut converted).is_err() {
        return picture;
    }
    let converted = match to {
        Layout::Rgba => {
            image::RgbaImage::from_raw(width, height, converted).map(DynamicImage::from)
        }
        _ => RgbImage::from_raw(width, height, converted).map(DynamicImage::from),
    };
    converted.unwrap_or(picture)
}

/// Lays what is transparent on paper, so that a cut-out portrait looks the same on every page, light or dark.
fn on_paper(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let see_through = picture.into_rgba8();
    RgbImage::from_fn(see_through.width(), see_through.height(), |x, y| {
        let [r, g, b, alpha] = see_through.get_pixel(x, y).0;
        let over = |ink: u8, paper: u8| {
            let mixed = (u32::from(ink) * u32::from(alpha)
                + u32::from(paper) * (255 - u32::from(alpha))
                + 127)
                / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        image::Rgb([over(r, PAPER[0]), over(g, PAPER[1]), over(b, PAPER[2])])
    })
}

fn encoded(size: Size, picture: DynamicImage) -> Result<Rendition, Fault> {
    let picture = picture.into_rgb8();
    let (width, height) = picture.dimensions();
    let webp = webp::Encoder::from_rgb(&picture, width, height)
        .encode_simple(false, QUALITY)
        .map_err(|_| Fault::Broken)?;
    Ok(Rendition {
        size,
        width,
        height,
        bytes: webp.to_vec(),
    })
}
