//! Addresses written so that they might lead where none leads.

use std::io::Read;

use reqwest::StatusCode;
use reqwest::multipart::{Form, Part};

use super::raw::asked;
use crate::accounts::administrator;
use crate::lives::{LYSIUK, publish_life};
use crate::moderation::told;
use crate::photos::picture;
use crate::site::Site;

#[actix_web::test]
async fn no_address_leads_out_of_the_memorial() {
    let site = Site::open().await;
    publish_life(&site, LYSIUK);
    let steps = [
        "..",
        "%2e%2e",
        "%2E.",
        "..%2f",
        "..%5c",
        "..\\",
        "....//",
        "%252e%252e",
        "%c0%ae%c0%ae",
        "%00",
        "..%00",
        ".%2e",
        "%uff0e%uff0e",
    ];
    let ends = ["etc/passwd", "Cargo.toml", "memorial.sqlite3", "admin"];
    let begins = [
        "/static/x",
        "/static",
        "/photos/1",
        "/photos",
        "/uk/heroes",
        "/sitemaps",
        "/data",
        "",
    ];
    for begin in begins {
        for step in steps {
            for end in ends {
                let path = format!("{begin}/{step}/{step}/{step}/{end}");
                let said = asked(&site, "GET", &path).await;
                let refused = matches!(said.status, 303 | 400 | 404);
                assert!(refused, "{path}: {}", said.status);
                assert!(
                    !said.text.contains("root:") && !said.text.contains("[package]"),
                    "{path}"
                );
                if said.status == 303 {
                    assert!(said.text.contains("/admin/sign-in"), "{path}");
                }
            }
        }
    }
}

#[actix_web::test]
async fn a_target_that_is_no_path_is_no_way_in() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    for (method, target, allowed) in [
        (
            "GET",
            "http://evil.example/admin/accounts",
            &[303, 400, 404][..],
        ),
        ("GET", "//admin", &[400, 404]),
        ("GET", "/./admin", &[303, 400, 404]),
        ("GET", "/uk/../admin/accounts", &[303, 400, 404]),
        ("GET", "/%61dmin/accounts", &[303, 404]),
        ("GET", "/ADMIN/accounts", &[404]),
        ("GET", "/admin%2faccounts", &[303, 404]),
        ("GET", "/admin;x/accounts", &[404]),
        ("OPTIONS", "*", &[400, 404, 405]),
        ("TRACE", "/uk", &[400, 404, 405]),
        ("TRACK", "/uk", &[400, 404, 405]),
        ("CONNECT", "evil.example:443", &[400, 404, 405]),
        ("PUT", "/admin/accounts", &[401, 403, 405]),
        ("DELETE", "/admin/accounts", &[401, 403, 405]),
        ("PROPFIND", "/uk", &[400, 404, 405]),
    ] {
        let said = asked(&site, method, target).await;
        assert!(
            allowed.contains(&said.status),
            "{method} {target}: {}",
            said.text
        );
        assert!(
            !said.text.contains("evil.example"),
            "{method} {target}: {}",
            said.text
        );
    }
    // Another method cannot be put on by a header or a field.
    for (name, value) in [
        ("X-HTTP-Method-Override", "DELETE"),
        ("X-HTTP-Method", "POST"),
        ("X-Original-URL", "/admin/accounts"),
        ("X-Rewrite-URL", "/admin/accounts"),
    ] {
        let request = site
            .browser
            .request(reqwest::Method::GET, "/uk")
            .header(name, value);
        let answer = site.browser.send(request).await.ok();
        assert!(!answer.says("Запросити"), "{name}");
    }
}

#[actix_web::test]
async fn a_file_name_is_a_name_and_no_path() {
    let site = Site::open().await;
    let home = told(&site.browser, "Юрій любив ліс.").await;
    let names = [
        "../../../etc/passwd",
        "..\\..\\windows.jpg",
        "/etc/cron.d/x.jpg",
        "a\u{0}b.jpg",
        "....",
        "C:\\x.jpg",
        "x.jpg\r\nX-Evil: 1",
        "\u{202e}gpj.exe",
        "-rf",
        &"д".repeat(5000),
    ];
    for (at, name) in names.iter().enumerate() {
        let part = Part::bytes(picture([at as u8 * 20, 90, 120])).file_name((*name).to_owned());
        let form = Form::new().part("files", part);
        let answer = site
            .browser
            .post_files(&format!("{home}/photos"), form)
            .await;
        assert!(
            matches!(answer.status.as_u16(), 303 | 400 | 422),
            "{name:?}: {}",
            answer.status
        );
        assert!(answer.header("x-evil").is_none(), "{name:?}");
    }
    let folder = site.database().parent().unwrap().to_owned();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            name.starts_with("memorial.sqlite3") || name == "uploads" || name.starts_with('.'),
            "{name}"
        );
    }
    // Nor is one a path in what the family takes home.
    let zip = site.get(&format!("{home}/keepsake.zip")).await.ok();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zip.bytes)).unwrap();
    let inside: Vec<String> = (0..archive.len())
        .map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned())
        .collect();
    assert!(
        inside.iter().any(|name| name.starts_with("photos/")),
        "{inside:?}"
    );
    for name in &inside {
        let plain = name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/'));
        assert!(
            plain && !name.starts_with('/') && !name.contains(".."),
            "{name:?}"
        );
        let mut bytes = Vec::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_end(&mut bytes)
            .unwrap();
    }
    assert_eq!(site.get(&home).await.status, StatusCode::OK);
}
