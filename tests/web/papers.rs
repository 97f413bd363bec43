//! A photograph of a paper: read by moderators, seen by nobody else, and erased in time.

use chrono::{DateTime, TimeDelta, Utc};
use heroes_memorial::papers::queries::erase_old;
use reqwest::StatusCode;
use reqwest::multipart::{Form, Part};

use crate::moderation::{opened, revision};
use crate::photos::picture;

fn paper(name: &str, bytes: Vec<u8>) -> Part {
    Part::bytes(bytes).file_name(name.to_owned())
}

#[actix_web::test]
async fn a_paper_is_read_by_moderators_and_never_published() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    let papers = format!("{home}/papers");
    assert!(
        family
            .get(&home)
            .await
            .ok()
            .attributes("a", "href")
            .contains(&papers)
    );
    let form = Form::new()
        .part("files", paper("некролог.jpg", picture([200, 190, 180])))
        .part(
            "files",
            paper("вірус.exe", b"MZ this is a program".to_vec()),
        );
    let answer = family.post_files(&papers, form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.says("«вірус.exe»") && answer.says("некролог.jpg"),
        "{}",
        answer.words()
    );
    let image = answer.attributes(".file-row img", "src").remove(0);
    family.get(&image).await.ok();
    let id = image.rsplit('/').next().unwrap().to_owned();

    let review = site.get("/admin/submissions/1").await.ok();
    let address = format!("/admin/photos/{id}/large.webp");
    assert!(review.attributes("img", "src").contains(&address));
    site.get(&address).await.ok();
    let read = revision(&review);
    let form = [("revision", read.as_str()), ("seen", "1")];
    site.post("/admin/submissions/1/approval", &form)
        .await
        .seen_at();
    // The page is public; the paper is not, by any address.
    let stranger = site.visitor();
    let page = stranger.get("/uk/heroes/yurii-lysiuk").await.ok();
    assert!(!page.text().contains(&format!("/photos/{id}/")));
    for path in [format!("/photos/{id}/large.webp"), address.clone()] {
        assert!(!stranger.get(&path).await.status.is_success(), "{path}");
    }
    let another = format!("/uk/submissions/AAAAAAAAAAAAAAAAAAAAAAAA/photos/{id}");
    assert_eq!(stranger.get(&another).await.status, StatusCode::NOT_FOUND);
    // After the decision nothing is added any more, and what was said is kept.
    let late = Form::new().part("files", paper("пізно.jpg", picture([1, 2, 3])));
    assert_eq!(
        family.post_files(&papers, late).await.status,
        StatusCode::CONFLICT
    );

    let erased = |at: DateTime<Utc>| site.state.db.write_now(|conn| erase_old(conn, at)).unwrap();
    assert_eq!(erased(Utc::now() + TimeDelta::days(89)), 0);
    assert_eq!(erased(Utc::now() + TimeDelta::days(91)), 1);
    assert_eq!(site.get(&address).await.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn a_paper_can_be_taken_back_and_there_are_no_more_than_ten() {
    let (_site, family, home) = opened("Юрій любив ліс.").await;
    let papers = format!("{home}/papers");
    let mut form = Form::new();
    for number in 0..11_u8 {
        let bytes = picture([number, number, number]);
        form = form.part("files", paper(&format!("{number}.jpg"), bytes));
    }
    let full = family.post_files(&papers, form).await;
    assert!(full.says("«10.jpg»"), "{}", full.words());
    assert_eq!(full.all(".file-row").len(), 10);
    let first = full.attributes("button[name=remove]", "value").remove(0);
    let form = Form::new().text("remove", first);
    assert_eq!(family.post_files(&papers, form).await.seen_at(), papers);
    assert_eq!(family.get(&papers).await.ok().all(".file-row").len(), 9);
}
