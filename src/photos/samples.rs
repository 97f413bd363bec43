//! Pictures for tests, made here so that no test needs a file.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage};

pub const RED: [u8; 3] = [200, 40, 40];
pub const GREEN: [u8; 3] = [40, 160, 60];
pub const BLUE: [u8; 3] = [40, 60, 190];
pub const GREY: [u8; 3] = [128, 128, 128];

/// Four quarters: red and green above, blue and grey below.
pub fn quarters(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => RED,
            (false, true) => GREEN,
            (true, false) => BLUE,
            (false, false) => GREY,
        })
    })
    .into()
}

/// A camera's block: its make, an orientation, and where it stood.
pub fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0\x03\0".to_vec();
    let mut entry = |tag: u16, kind: u16, count: u32, value: u32| {
        block.extend(tag.to_le_bytes());
        block.extend(kind.to_le_bytes());
        block.extend(count.to_le_bytes());
        block.extend(value.to_le_bytes());
    };
    entry(0x010F, 2, 4, u32::from_le_bytes(*b"Ney\0"));
    entry(0x0112, 3, 1, orientation.into());
    entry(0x8825, 4, 1, 50);
    block.extend(0u32.to_le_bytes());
    // The GPS directory: latitude 50° 27′ north.
    block.extend(b"\x02\0\x01\0\x02\0\x02\0\0\0N\0\0\0\x02\0\x05\0\x03\0\0\0\x50\0\0\0\0\0\0\0");
    for number in [50u32, 1, 27, 1, 0, 1] {
        block.extend(number.to_le_bytes());
    }
    block
}

pub fn jpeg(picture: &DynamicImage) -> Vec<u8> {
    jpeg_with(picture, None, None)
}

pub fn jpeg_with(
    picture: &DynamicImage,
    exif: Option<Vec<u8>>,
    profile: Option<Vec<u8>>,
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 92);
    if let Some(exif) = exif {
        encoder.set_exif_metadata(exif).unwrap();
    }
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile).unwrap();
    }
    encoder.encode_image(picture).unwrap();
    bytes
}

pub fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new(&mut bytes);
    encoder
        .write_image(
            picture.as_bytes(),
            picture.width(),
            picture.height(),
            picture.color().into(),
        )
        .unwrap();
    bytes
}

/// Stored lying as a phone with this EXIF orientation stores it; upright it is [`quarters`].
pub fn lying(orientation: u8, width: u32, height: u32) -> Vec<u8> {
    let to_undo = Orientation::from_exif(orientation).unwrap();
    let undoing = match to_undo {
        Orientation::Rotate90 => Orientation::Rotate270,
        Orientation::Rotate270 => Orientation::Rotate90,
        same => same,
    };
    let mut stored = quarters(width, height);
    stored.apply_orientation(undoing);
    jpeg_with(&stored, Some(exif(orientation)), None)
}

/// Blue on nothing.
pub fn cut_out(width: u32, height: u32) -> DynamicImage {
    RgbaImage::from_fn(width, height, |x, _| {
        if x < width / 2 {
            Rgba([40, 60, 190, 255])
        } else {
            Rgba([0, 0, 0, 0])
        }
    })
    .into()
}

/// Two frames, the first red, the second blue.
pub fn moving_webp(width: u32, height: u32) -> Vec<u8> {
    let frames = [RED, BLUE].map(|colour| RgbImage::from_pixel(width, height, Rgb(colour)));
    let config = webp::WebPConfig::new().unwrap();
    let mut film = webp::AnimEncoder::new(width, height, &config);
    for (frame, at) in frames.iter().zip([0, 500]) {
        film.add_frame(webp::AnimFrame::from_rgb(frame, width, height, at));
    }
    film.encode().to_vec()
}

/// Says 50,000 × 50,000 in one bit a pixel: 300 kB on the wire, 7.5 GB when opened.
pub fn bomb() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".to_vec();
    bytes.extend(50_000u32.to_be_bytes());
    bytes.extend(50_000u32.to_be_bytes());
    bytes.extend(b"\x01\0\0\0\0\0\0\0\0");
    bytes.extend(vec![0; 300_000]);
    bytes
}
