//! A kept picture, cut and scaled for a drawing or for paper.

use std::io::Cursor;

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, RgbImage};

use crate::error::AppError;

/// Dots an inch on paper: more than this no printer shows.
const DPI: f64 = 300.0;
const MM_IN_AN_INCH: f64 = 25.4;
/// A photograph in print.
const QUALITY: u8 = 88;

/// A portrait that fills this frame exactly: cut as on the pages, around the upper third.
pub fn framed(webp: &[u8], width: u32, height: u32) -> Result<RgbImage, AppError> {
    let picture = opened(webp)?;
    let (left, top, wide, high) = frame(picture.width(), picture.height(), width, height);
    scaled(&picture, Some((left, top, wide, high)), width, height)
}

/// A portrait of 4:5 for paper, `mm` wide, as JPEG. As many dots as the picture has, up to what a printer shows.
pub fn portrait(webp: &[u8], mm: f64) -> Result<Vec<u8>, AppError> {
    let picture = opened(webp)?;
    let cut = frame(picture.width(), picture.height(), 4, 5);
    let width = dots(mm).min(whole(cut.2));
    jpeg(scaled(&picture, Some(cut), width, width * 5 / 4)?)
}

/// Another picture for paper, uncut, at most `mm` wide and `high` high; and its width and height in millimetres.
pub fn printed(webp: &[u8], mm: f64, high: f64) -> Result<(Vec<u8>, f64, f64), AppError> {
    let picture = opened(webp)?;
    let (w, h) = (f64::from(picture.width()), f64::from(picture.height()));
    let scale = (mm / w).min(high / h);
    let (wide, tall) = (w * scale, h * scale);
    let (width, height) = (
        dots(wide).min(picture.width()),
        dots(tall).min(picture.height()),
    );
    Ok((jpeg(scaled(&picture, None, width, height)?)?, wide, tall))
}

fn opened(webp: &[u8]) -> Result<DynamicImage, AppError> {
    image::load_from_memory_with_format(webp, ImageFormat::WebP).map_err(AppError::internal)
}

/// What of a picture is seen in a frame: left, top, width, height, in its own pixels. As `object-position: 50% 25%`.
fn frame(width: u32, height: u32, wide: u32, high: u32) -> (f64, f64, f64, f64) {
    let (width, height) = (f64::from(width), f64::from(height));
    let shape = f64::from(wide) / f64::from(high);
    if width / height > shape {
        let seen = height * shape;
        ((width - seen) / 2.0, 0.0, seen, height)
    } else {
        let seen = width / shape;
        (0.0, (height - seen) / 4.0, width, seen)
    }
}

fn scaled(
    picture: &DynamicImage,
    cut: Option<(f64, f64, f64, f64)>,
    width: u32,
    height: u32,
) -> Result<RgbImage, AppError> {
    let picture = DynamicImage::from(picture.to_rgb8());
    let mut to = DynamicImage::new(width.max(1), height.max(1), picture.color());
    let mut options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    if let Some((left, top, wide, high)) = cut {
        options = options.crop(left, top, wide, high);
    }
    Resizer::new()
        .resize(&picture, &mut to, &options)
        .map_err(AppError::internal)?;
    Ok(to.into_rgb8())
}

fn jpeg(picture: RgbImage) -> Result<Vec<u8>, AppError> {
    let mut bytes = Cursor::new(Vec::new());
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(&picture)
        .map_err(AppError::internal)?;
    Ok(bytes.into_inner())
}

fn dots(mm: f64) -> u32 {
    whole(mm / MM_IN_AN_INCH * DPI)
}

fn whole(pixels: f64) -> u32 {
    (pixels.round() as u32).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_shows_the_upper_third_of_a_tall_picture_and_the_middle_of_a_wide_one() {
        assert_eq!(frame(400, 900, 4, 5), (0.0, 100.0, 400.0, 500.0));
        assert_eq!(frame(1000, 500, 4, 5), (300.0, 0.0, 400.0, 500.0));
        assert_eq!(frame(400, 500, 4, 5), (0.0, 0.0, 400.0, 500.0));
    }

    #[test]
    fn paper_gets_what_a_printer_shows_and_never_more_than_there_is() {
        let webp = |width, height| {
            let picture = DynamicImage::new_rgb8(width, height);
            let mut bytes = Cursor::new(Vec::new());
            picture.write_to(&mut bytes, ImageFormat::WebP).unwrap();
            bytes.into_inner()
        };
        let size = |jpeg: &[u8]| {
            let picture = image::load_from_memory(jpeg).unwrap();
            (picture.width(), picture.height())
        };
        assert_eq!(
            size(&portrait(&webp(1600, 2000), 50.8).unwrap()),
            (600, 750)
        );
        assert_eq!(size(&portrait(&webp(240, 300), 50.8).unwrap()), (240, 300));
        let (bytes, wide, high) = printed(&webp(1600, 800), 50.8, 100.0).unwrap();
        assert_eq!(size(&bytes), (600, 300));
        assert_eq!((wide.round(), high.round()), (51.0, 25.0));
    }
}
