//! What is sent as a picture and is more than one, or none: it is refused by name, or it is made anew and nothing else of it is
//! kept.

use std::io::Write;

use reqwest::StatusCode;
use reqwest::multipart::{Form, Part};

use crate::photos::picture;
use crate::site::{Answer, Browser, Site};
use crate::submissions::{begun, image_png};

const TRACE: &[u8] = b"x-evil-trace";

async fn sent(browser: &Browser, home: &str, name: &str, bytes: Vec<u8>) -> Answer {
    let part = Part::bytes(bytes)
        .file_name(name.to_owned())
        .mime_str("image/jpeg")
        .unwrap();
    browser
        .post_files(&format!("{home}/photos"), Form::new().part("files", part))
        .await
}

/// A block of a PNG with the sum that it needs.
fn block(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut bytes = (content.len() as u32).to_be_bytes().to_vec();
    bytes.extend_from_slice(kind);
    bytes.extend_from_slice(content);
    let mut sum = flate2::Crc::new();
    sum.update(kind);
    sum.update(content);
    bytes.extend_from_slice(&sum.sum().to_be_bytes());
    bytes
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// A few hundred kilobytes that would be gigabytes.
fn png(width: u32, height: u32, depth: u8, colour: u8, data: &[u8]) -> Vec<u8> {
    let mut head = width.to_be_bytes().to_vec();
    head.extend_from_slice(&height.to_be_bytes());
    head.extend_from_slice(&[depth, colour, 0, 0, 0]);
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        block(b"IHDR", &head),
        block(b"IDAT", data),
        block(b"IEND", b""),
    ]
    .concat()
}

/// A picture with a block put in after its head.
fn with_block(png: &[u8], block: &[u8]) -> Vec<u8> {
    [&png[..33], block, &png[33..]].concat()
}

fn jpeg_with(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let length = (content.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xFF, marker], &length, content, &jpeg[2..]].concat()
}

#[actix_web::test]
async fn what_only_looks_like_a_picture_is_refused_by_its_name() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert(1)</script></svg>".to_vec();
    let mut flat = vec![0; 6250 * 100];
    flat.resize(6251 * 100, 0);
    let big = packed(&vec![0; 10_000_000]);
    let webp_bomb = {
        // The head of a lossless picture of 16,384 × 16,384.
        let mut head = b"RIFF\x20\0\0\0WEBPVP8L\x14\0\0\0\x2f".to_vec();
        head.extend_from_slice(&(0x3fff_u32 | (0x3fff << 14)).to_le_bytes());
        head.extend_from_slice(&[0; 15]);
        head
    };
    for (name, bytes) in [
        ("малюнок.jpg", svg.clone()),
        ("малюнок.svg", svg.clone()),
        (
            "малюнок-2.jpg",
            [b"\xef\xbb\xbf<?xml version=\"1.0\"?>".to_vec(), svg].concat(),
        ),
        (
            "скрипт.gif",
            b"GIF89a/*\x01\0\x01\0*/=1;alert(1)//".to_vec(),
        ),
        (
            "сторінка.jpg",
            b"<!doctype html><script>alert(1)</script>".to_vec(),
        ),
        (
            "документ.jpg",
            b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>".to_vec(),
        ),
        ("архів.png", b"PK\x03\x04\x14\0\0\0\x08\0".to_vec()),
        ("програма.jpg", b"MZ\x90\0\x03\0\0\0\x04".to_vec()),
        ("оболонка.jpg", b"#!/bin/sh\nid\n".to_vec()),
        ("фото.bmp", b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0".to_vec()),
        ("фото.tiff", b"II*\0\x08\0\0\0".to_vec()),
        ("фото.jxl", b"\xff\x0a\xfa\x1f".to_vec()),
        ("лише-початок.jpg", b"\xff\xd8\xff\xe0".to_vec()),
        ("бомба.png", png(50_000, 50_000, 1, 0, &packed(&flat))),
        ("бомба-16.png", png(30_000, 30_000, 16, 6, &big)),
        ("бомба-0.png", png(0, 0, 8, 2, &big)),
        ("бомба-ширша.png", png(u32::MAX, u32::MAX, 8, 2, &big)),
        ("бомба-висока.png", png(1, 4_000_000, 8, 2, &big)),
        ("бомба.webp", webp_bomb),
    ] {
        let answer = sent(&site.browser, &home, name, bytes).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(
            answer.says(&format!("«{name}»")),
            "{name}: {}",
            answer.words()
        );
    }
    let page = site.get(&format!("{home}/photos")).await.ok();
    assert!(
        page.attributes("main img", "src").is_empty(),
        "nothing was kept"
    );
    site.get("/uk").await.ok();
}

#[actix_web::test]
async fn of_a_picture_that_is_something_else_too_only_the_picture_is_kept() {
    let site = Site::open().await;
    let home = begun(&site).await;
    let (jpeg, png) = (picture([200, 190, 180]), image_png());
    let script = [b"<script>alert('".as_slice(), TRACE, b"')</script>"].concat();
    let zip = {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        archive
            .start_file(
                "x-evil-trace.html",
                zip::write::SimpleFileOptions::default(),
            )
            .unwrap();
        archive.write_all(&script).unwrap();
        archive.finish().unwrap().into_inner()
    };
    // A profile that unpacks to a hundred megabytes, and a comment as long.
    let profile = [b"x\0\0".to_vec(), packed(&vec![0; 100_000_000])].concat();
    let comment = [
        b"x-evil-trace\0\0".to_vec(),
        packed(&vec![b'x'; 100_000_000]),
    ]
    .concat();
    let exif = {
        // A directory of pictures that is its own next one, and a value that lies about its length.
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
        exif.extend_from_slice(b"\x0f\x01\x02\0\xff\xff\xff\x7f\x1a\0\0\0");
        exif.extend_from_slice(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
        exif.extend_from_slice(b"\x08\0\0\0");
        exif.extend_from_slice(TRACE);
        exif
    };
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("хвіст.jpg", [jpeg.clone(), script.clone()].concat()),
        (
            "коментар.jpg",
            jpeg_with(&picture([10, 190, 180]), 0xFE, &script),
        ),
        ("місце.jpg", jpeg_with(&picture([90, 10, 180]), 0xE1, &exif)),
        (
            "xmp.jpg",
            jpeg_with(
                &picture([90, 110, 10]),
                0xE1,
                &[b"http://ns.adobe.com/xap/1.0/\0".as_slice(), &script].concat(),
            ),
        ),
        (
            "профіль.jpg",
            jpeg_with(
                &picture([30, 30, 90]),
                0xE2,
                &[b"ICC_PROFILE\0\x01\x01".as_slice(), TRACE].concat(),
            ),
        ),
        ("архів.png", [png.clone(), zip].concat()),
        ("профіль.png", with_block(&png, &block(b"iCCP", &profile))),
        ("слова.png", with_block(&png, &block(b"zTXt", &comment))),
        (
            "текст.png",
            with_block(
                &png,
                &block(b"tEXt", &[b"Comment\0".as_slice(), &script].concat()),
            ),
        ),
    ];
    let (mut kept, mut refused) = (0, 0);
    for (name, bytes) in files {
        let answer = sent(&site.browser, &home, name, bytes).await;
        match answer.status {
            StatusCode::SEE_OTHER => kept += 1,
            StatusCode::UNPROCESSABLE_ENTITY => refused += 1,
            other => panic!("{name}: {other}"),
        }
    }
    assert!(kept >= 5, "{kept} kept, {refused} refused");
    let page = site.get(&format!("{home}/photos")).await.ok();
    let sources = page.attributes("main img", "src");
    assert_eq!(sources.len() as i32, kept, "{}", page.words());
    for source in sources {
        for size in ["", "?size=medium"] {
            let shown = site.get(&format!("{source}{size}")).await.ok();
            assert_eq!(shown.header("content-type"), Some("image/webp"));
            assert_eq!(shown.header("x-content-type-options"), Some("nosniff"));
            assert_eq!(
                shown.bytes[8..16],
                *b"WEBPVP8 ",
                "one frame and nothing else"
            );
            let traced = shown.bytes.windows(TRACE.len()).any(|bytes| bytes == TRACE);
            assert!(!traced, "{source} carries what was hidden in it");
        }
    }
    // Nothing of it in the whole file of data either.
    crate::site::settle(&site.database());
    let file = std::fs::read(site.database()).unwrap();
    assert!(!file.windows(TRACE.len()).any(|bytes| bytes == TRACE));
}
