//! Whatever a phone, a bad connection or a stranger sends: a picture or a named fault, never a panic.

use image::{DynamicImage, GrayImage, Luma, Rgb, RgbImage};
use moxcms::ColorProfile;
use proptest::prelude::*;

use super::photo::{Fault, Size};
use super::renditions::{Rendition, make};
use super::samples::{self, BLUE, GREEN, GREY, RED};

fn pixels(rendition: &Rendition) -> RgbImage {
    image::load_from_memory(&rendition.bytes)
        .unwrap()
        .into_rgb8()
}

fn near(found: Rgb<u8>, wanted: [u8; 3]) {
    let far = found.0.iter().zip(wanted).any(|(&a, b)| a.abs_diff(b) > 12);
    assert!(!far, "{found:?} is not {wanted:?}");
}

#[test]
fn every_orientation_comes_out_upright() {
    for orientation in 1..=8 {
        let made = make(&samples::lying(orientation, 400, 240)).unwrap();
        assert_eq!(
            (made.width, made.height),
            (400, 240),
            "orientation {orientation}"
        );
        for rendition in &made.sizes {
            let picture = pixels(rendition);
            let (w, h) = picture.dimensions();
            assert_eq!((w, h), (rendition.width, rendition.height));
            near(*picture.get_pixel(w / 4, h / 4), RED);
            near(*picture.get_pixel(w * 3 / 4, h / 4), GREEN);
            near(*picture.get_pixel(w / 4, h * 3 / 4), BLUE);
            near(*picture.get_pixel(w * 3 / 4, h * 3 / 4), GREY);
        }
    }
}

#[test]
fn three_sizes_are_made_and_none_is_larger_than_the_picture() {
    let made = make(&samples::jpeg(&samples::quarters(1800, 2400))).unwrap();
    assert_eq!(
        made.sizes.each_ref().map(|r| (r.size, r.width, r.height)),
        [
            (Size::Small, 240, 320),
            (Size::Medium, 800, 1067),
            (Size::Large, 1500, 2000)
        ]
    );
    let made = make(&samples::jpeg(&samples::quarters(200, 250))).unwrap();
    assert!(made.sizes.iter().all(|r| (r.width, r.height) == (200, 250)));
}

#[test]
fn nothing_of_the_camera_or_the_place_is_left() {
    let profile = ColorProfile::new_display_p3().encode().unwrap();
    let sent = samples::jpeg_with(
        &samples::quarters(900, 900),
        Some(samples::exif(6)),
        Some(profile),
    );
    assert!(
        sent.windows(4).any(|four| four == b"Ney\0"),
        "the sample has a camera in it"
    );
    for rendition in make(&sent).unwrap().sizes {
        // A file of one frame and nothing else: no VP8X, and so no ICCP, EXIF or XMP chunk.
        assert_eq!(rendition.bytes[8..16], *b"WEBPVP8 ");
        let frame = u32::from_le_bytes(rendition.bytes[16..20].try_into().unwrap());
        assert_eq!(rendition.bytes.len() as u32, 20 + frame + frame % 2);
    }
}

#[test]
fn the_colours_of_an_iphone_become_those_of_the_web() {
    // The red of sRGB is written 234 51 35 in Display P3.
    let red = DynamicImage::from(RgbImage::from_pixel(300, 300, Rgb([234, 51, 35])));
    let profile = ColorProfile::new_display_p3().encode().unwrap();
    let made = make(&samples::jpeg_with(&red, None, Some(profile))).unwrap();
    near(*pixels(&made.sizes[2]).get_pixel(150, 150), [254, 0, 0]);
    let nonsense = samples::jpeg_with(&red, None, Some(vec![7; 500]));
    near(
        *pixels(&make(&nonsense).unwrap().sizes[2]).get_pixel(150, 150),
        [234, 51, 35],
    );
}

#[test]
fn a_cut_out_lies_on_paper_and_a_grey_scan_stays_grey() {
    let made = make(&samples::png(&samples::cut_out(300, 300))).unwrap();
    let picture = pixels(&made.sizes[1]);
    near(*picture.get_pixel(40, 150), BLUE);
    near(*picture.get_pixel(260, 150), [0xFA, 0xF8, 0xF4]);
    let scan = DynamicImage::from(GrayImage::from_pixel(900, 1200, Luma([90])));
    near(
        *pixels(&make(&samples::png(&scan)).unwrap().sizes[0]).get_pixel(9, 9),
        [90; 3],
    );
    let deep = DynamicImage::from(scan.to_rgba16());
    near(
        *pixels(&make(&samples::png(&deep)).unwrap().sizes[0]).get_pixel(9, 9),
        [90; 3],
    );
}

#[test]
fn of_a_moving_picture_the_first_frame_is_kept() {
    let made = make(&samples::moving_webp(200, 160)).unwrap();
    near(*pixels(&made.sizes[0]).get_pixel(100, 80), RED);
}

#[test]
fn a_picture_cut_off_on_the_way_is_noticed_and_what_phones_append_is_not_minded() {
    let whole = samples::jpeg_with(&samples::quarters(640, 480), Some(samples::exif(1)), None);
    for kept in [whole.len() - 1, whole.len() / 2, 100, 3] {
        assert_eq!(
            make(&whole[..kept]),
            Err(Fault::CutShort),
            "{kept} bytes of {}",
            whole.len()
        );
    }
    let film = [whole.as_slice(), b"\0\0\0\x18ftypmp42", &[0; 5000]].concat();
    assert!(make(&film).is_ok());
    let with_second = [whole.as_slice(), &whole[..whole.len() / 2]].concat();
    assert!(
        make(&with_second).is_ok(),
        "a second picture after the end is not looked at"
    );
    let png = samples::png(&samples::quarters(640, 480));
    assert_eq!(make(&png[..png.len() / 2]), Err(Fault::CutShort));
    let webp = samples::moving_webp(200, 160);
    assert_eq!(make(&webp[..webp.len() / 2]), Err(Fault::CutShort));
}

#[test]
fn a_small_file_that_opens_into_gigabytes_is_refused_at_once() {
    let began = std::time::Instant::now();
    assert_eq!(make(&samples::bomb()), Err(Fault::TooManyPixels));
    assert!(began.elapsed().as_millis() < 100);
}

#[test]
fn what_shows_no_face_or_is_no_picture_is_refused() {
    assert_eq!(
        make(&samples::png(&samples::quarters(59, 400))),
        Err(Fault::TooSmall)
    );
    assert_eq!(make("Лис.jpg".as_bytes()), Err(Fault::NotAPicture));
    assert_eq!(make(&[]), Err(Fault::Empty));
    assert_eq!(
        make(b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>"),
        Err(Fault::OtherFormat)
    );
    assert_eq!(
        make(&[&b"\xFF\xD8\xFF\xE0\0\x04ab"[..], &[0xFF, 0xD9]].concat()),
        Err(Fault::Broken)
    );
}

#[test]
fn the_same_file_is_known_again() {
    let sent = samples::png(&samples::quarters(100, 100));
    assert_eq!(make(&sent).unwrap().sha256, make(&sent).unwrap().sha256);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_bytes_after_an_honest_beginning(kind in 0..4usize, tail in proptest::collection::vec(any::<u8>(), 0..600)) {
        let start: &[u8] = [&b"\xFF\xD8\xFF"[..], b"\x89PNG\r\n\x1A\n", b"RIFF\x40\0\0\0WEBP", b""][kind];
        let _ = make(&[start, &tail].concat());
    }

    #[test]
    fn a_damaged_picture(kind in 0..4usize, damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let picture = samples::quarters(96, 72);
        let mut bytes = match kind {
            0 => samples::jpeg_with(&picture, Some(samples::exif(6)), ColorProfile::new_display_p3().encode().ok()),
            1 => samples::png(&samples::cut_out(96, 72)),
            2 => samples::moving_webp(96, 72),
            _ => make(&samples::png(&picture)).unwrap().sizes[2].bytes.clone(),
        };
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = make(&bytes);
    }
}
