//! A desk, and a family whose story it published.

use heroes_memorial::submissions::consent;
use reqwest::multipart::{Form, Part};

use crate::process::{Place, Process};
use crate::site::{Answer, Browser};

pub const PASSWORD: &str = "вишня потяг сіль ранок";

/// The first administrator.
pub async fn administrator(place: &Place, process: &Process) -> Browser {
    let browser = Browser::new(&place.address());
    let form = [
        ("name", "Олена М."),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    let accepted = browser.post(&process.first_link(), &form).await;
    assert_eq!(accepted.seen_at(), "/admin");
    browser
}

/// Tells, shows a picture and sends; the address of the family's own page.
pub async fn told(family: &Browser) -> String {
    let form = [("family", "Лисюк"), ("given", "Юрій"), ("sex", "male")];
    let next = family.begin("/uk/submissions/new", &form).await;
    let home = next.strip_suffix("/relation").unwrap().to_owned();
    for (step, form) in [
        ("relation", &[("relation", "sister")][..]),
        (
            "death",
            &[
                ("died-year", "2024"),
                ("died-month", "3"),
                ("died-day", "5"),
            ],
        ),
        ("story", &[("biography", "Юрій любив ліс.")]),
        (
            "contact",
            &[("contact-name", "Яна"), ("contact-phone", "+380671234567")],
        ),
        ("consent", &[("consent", consent::VERSION)]),
    ] {
        family.post(&format!("{home}/{step}"), form).await.seen_at();
    }
    let bytes = Part::bytes(picture()).file_name("портрет.jpg");
    let form = Form::new().part("files", bytes);
    family
        .post_files(&format!("{home}/photos"), form)
        .await
        .seen_at();
    family.post(&format!("{home}/sending"), &[]).await.seen_at();
    home
}

fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_pixel(900, 1200, image::Rgb([200, 190, 180]));
    image::DynamicImage::from(picture)
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

/// A moderator lets every finding stand and approves.
pub async fn approved(desk: &Browser, id: i32) {
    let address = format!("/admin/submissions/{id}");
    let revision = |page: &Answer| page.attributes("[name=revision]", "value").remove(0);
    loop {
        let page = desk.get(&address).await.ok();
        let read = revision(&page);
        let marks = page.attributes("[name=stands]", "value");
        let Some(mark) = marks.first() else {
            let form = [("revision", read.as_str()), ("seen", "1")];
            desk.post(&format!("{address}/approval"), &form)
                .await
                .seen_at();
            return;
        };
        let form = [("revision", read.as_str()), ("stands", mark)];
        desk.post(&format!("{address}/findings"), &form)
            .await
            .seen_at();
    }
}
