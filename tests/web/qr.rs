//! The code on a plaque, read by a reader that is not ours.

use reqwest::StatusCode;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::lives::{LYSIUK, publish_life};
use crate::moderation::{opened, revision};
use crate::site::{Answer, Site};
use crate::submissions::is_secret;

const LIFE: &str = "/uk/heroes/yurii-lysiuk";

/// What a phone reads.
fn read(grey: image::GrayImage) -> String {
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let mut seen = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        grey.get_pixel(x as u32, y as u32).0[0]
    });
    let grids = seen.detect_grids();
    assert_eq!(grids.len(), 1, "one code");
    grids[0].decode().unwrap().1
}

fn read_png(answer: &Answer) -> String {
    assert_eq!(answer.header("content-type"), Some("image/png"));
    read(image::load_from_memory(&answer.bytes).unwrap().to_luma8())
}

/// The drawing as another program shows it, on a light ground, `width` dots wide.
fn read_svg(answer: &Answer, width: f32) -> String {
    assert_eq!(
        answer.header("content-type"),
        Some("image/svg+xml; charset=utf-8")
    );
    let tree = Tree::from_str(&answer.text(), &Options::default()).unwrap();
    let scale = width / tree.size().width();
    let mut paper = Pixmap::new(width as u32, (tree.size().height() * scale) as u32).unwrap();
    paper.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut paper.as_mut(),
    );
    let (wide, high) = (paper.width(), paper.height());
    let greys = paper.pixels().iter().map(|dot| dot.green()).collect();
    read(image::GrayImage::from_raw(wide, high, greys).unwrap())
}

#[actix_web::test]
async fn in_every_size_a_phone_reads_the_permanent_address() {
    let site = Site::open().await;
    let id = publish_life(&site, LYSIUK);
    let address = format!("http://127.0.0.1:8080/h/{id}");
    for mm in [20, 30, 50, 80] {
        let png = site.get(&format!("{LIFE}/qr.png?mm={mm}")).await.ok();
        assert_eq!(read_png(&png), address, "{mm} mm");
        let decoder = png::Decoder::new(std::io::Cursor::new(&png.bytes));
        let reader = decoder.read_info().unwrap();
        let dots = reader.info().pixel_dims.unwrap();
        assert_eq!(dots.unit, png::Unit::Meter);
        assert!(dots.xppu >= 11811, "300 dots an inch, and {}", dots.xppu);
        let wide = f64::from(reader.info().width) / f64::from(dots.xppu) * 1000.0;
        assert!((wide - f64::from(mm)).abs() < 0.05, "{wide} mm");

        let svg = site.get(&format!("{LIFE}/qr.svg?mm={mm}")).await.ok();
        for width in [200.0, 777.0] {
            assert_eq!(read_svg(&svg, width), address, "{mm} mm");
        }
        let drawing = svg.text();
        assert!(drawing.contains(&format!("width=\"{mm}mm\"")));
        assert!(!drawing.contains("<text"), "an engraver needs no font");
    }
    // The short address in letters is one more path; the code itself stands above it.
    let svg = site.get(&format!("{LIFE}/qr.svg")).await.ok().text();
    assert_eq!(svg.matches("<path").count(), 2);
    for wrong in ["14", "201", "0", "-5", "fifty"] {
        let answer = site.get(&format!("{LIFE}/qr.png?mm={wrong}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    let followed = site.get(&format!("/h/{id}")).await;
    assert_eq!(followed.status, StatusCode::MOVED_PERMANENTLY);
}

#[actix_web::test]
async fn the_sheet_says_what_can_be_engraved_and_leads_to_every_file() {
    let site = Site::open().await;
    let id = publish_life(&site, LYSIUK);
    let page = site.get(&format!("{LIFE}/qr")).await.ok();
    assert!(page.says(&format!("127.0.0.1:8080/h/{id}")));
    assert!(page.says("50 мм завширшки") && page.says("Гравіювати цей код варто не меншим"));
    let files = page.attributes(".paper-files a", "href");
    assert_eq!(files.len(), 8);
    for file in files.iter().chain(&page.attributes(".qr-size img", "src")) {
        site.get(file).await.ok();
    }
    let life = site.get(LIFE).await.ok();
    let links = life.attributes(".keep-links a", "href");
    for link in &links {
        site.get(link).await.ok();
    }
    assert_eq!(links.len(), 3);
    assert!(life.says(&format!("127.0.0.1:8080/h/{id}")));
    let en = site.get("/en/heroes/yurii-lysiuk/qr").await.ok();
    assert!(en.says("Code for a plaque") && en.says("50 mm wide"));
}

#[actix_web::test]
async fn the_code_of_a_grave_is_its_familys_alone() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    for file in ["qr", "qr.svg", "qr.png"] {
        let early = family.get(&format!("{home}/{file}")).await;
        assert_eq!(early.status, StatusCode::NOT_FOUND, "not public yet");
    }
    assert!(
        !family
            .get(&home)
            .await
            .ok()
            .attributes("a", "href")
            .contains(&format!("{home}/qr"))
    );
    let read_at = revision(&site.get("/admin/submissions/1").await.ok());
    let form = [("revision", read_at.as_str()), ("seen", "1")];
    site.post("/admin/submissions/1/approval", &form)
        .await
        .seen_at();
    let door = family.get(&home).await.ok().attributes("a", "href");
    assert!(door.contains(&format!("{home}/qr")));
    let page = family.get(&format!("{home}/qr")).await.ok();
    is_secret(&page);
    let grave = page.attributes("a.share-address", "href").remove(0);
    for mm in [20, 50] {
        let png = family.get(&format!("{home}/qr.png?mm={mm}")).await.ok();
        assert_eq!(png.header("cache-control"), Some("no-store"));
        assert_eq!(png.header("x-robots-tag"), Some("noindex, nofollow"));
        assert_eq!(read_png(&png), grave);
        let svg = family.get(&format!("{home}/qr.svg?mm={mm}")).await.ok();
        assert_eq!(read_svg(&svg, 400.0), grave);
    }
    let path = grave.strip_prefix("http://127.0.0.1:8080").unwrap();
    let next = site.visitor().get(path).await.seen_at();
    site.visitor().get(&next).await.ok();
    // Anybody else's code leads to the page that everybody sees, and says nothing of this one.
    let public = site.visitor().get(&format!("{LIFE}/qr.png")).await.ok();
    assert_eq!(read_png(&public), "http://127.0.0.1:8080/h/1");
    let another = format!("/uk/submissions/{}/qr", "A".repeat(24));
    assert_eq!(
        site.visitor().get(&another).await.status,
        StatusCode::NOT_FOUND
    );
}
