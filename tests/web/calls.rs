//! Whoever would rather talk is called back.

use reqwest::StatusCode;

use crate::accounts::administrator;
use crate::moderation::opened;
use crate::site::Site;

const CALL: &str = "/uk/submissions/call";

#[actix_web::test]
async fn a_family_is_called_and_its_story_written_down_together() {
    let site = Site::open().await;
    administrator(&site, &site.browser).await;
    let mother = site.visitor();
    let page = mother.get(CALL).await.ok();
    assert!(
        page.says("Про сина Остапа") && !page.says("Лисюк"),
        "nobody real is an example"
    );
    let once = page.attributes("input[name=once]", "value").remove(0);
    let unsaid = mother
        .post(CALL, &[("once", &once), ("contact-phone", "не знаю")])
        .await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsaid.says("Напишіть номер"));
    let form = [
        ("once", once.as_str()),
        ("contact-phone", "+380 67 123 45 67"),
        ("contact-name", "Ганна"),
        ("words", "Увечері. Про сина."),
    ];
    let home = mother.post(CALL, &form).await.seen_at();
    assert_eq!(
        mother.post(CALL, &form).await.seen_at(),
        home,
        "asked twice, it is one story"
    );
    let own = mother.get(&home).await.ok();
    assert!(own.says("Прохання зателефонувати надійшло"));
    assert_eq!(
        own.all("h1"),
        ["Сторінка Вашої розповіді"],
        "no question stands over a page that asks none"
    );
    assert_eq!(own.all(".key-words li").len(), 6);

    assert!(
        site.get("/admin")
            .await
            .ok()
            .says("1 родина просить передзвонити")
    );
    let list = site.get("/admin/calls").await.ok();
    assert!(list.says("Увечері. Про сина.") && !list.text().contains("123"));
    let opened = site.post("/admin/calls/1/contacts", &[]).await.ok();
    assert!(opened.says("+380 67 123 45 67 · Ганна"));
    assert!(
        site.get("/admin/journal")
            .await
            .ok()
            .says("відкрито контакти")
    );
    // The moderator writes with her: another key for the very draft.
    let how = [("how", "Передзвонили на номер із прохання.")];
    let issued = site.post("/admin/submissions/1/key", &how).await.ok();
    let address = issued.all(".flash b").remove(0);
    let draft = address
        .strip_prefix("http://127.0.0.1:8080")
        .unwrap()
        .to_owned();
    let who = [("family", "Лисюк"), ("given", "Юрій")];
    site.post(&format!("{draft}/who"), &who).await.seen_at();

    assert_eq!(
        site.post("/admin/calls/1/outcome", &[("outcome", "")])
            .await
            .status,
        422
    );
    let said = [("outcome", "Записали разом, надішлемо в четвер.")];
    site.post("/admin/calls/1/outcome", &said).await.seen_at();
    let twice = site.post("/admin/calls/1/outcome", &said).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    let own = site.get(&draft).await.ok();
    assert!(own.says("Модератор телефонував Вам") && own.says("Записали разом"));
    assert!(site.get("/admin/calls").await.ok().says("Ніхто не просив"));
}

#[actix_web::test]
async fn a_story_that_has_begun_asks_with_the_number_it_has() {
    let (site, family, home) = opened("Юрій любив ліс.").await;
    let call = format!("{home}/call");
    let page = family.get(&call).await.ok();
    assert_eq!(
        page.attributes("#contact-phone", "value"),
        ["+380671234567"]
    );
    let form = [("contact-phone", "+380671234567"), ("words", "Зранку.")];
    assert_eq!(family.post(&call, &form).await.seen_at(), home);
    let form = [
        ("contact-phone", "+380671234567"),
        ("words", "Ні, ввечері."),
    ];
    family.post(&call, &form).await.seen_at();
    let list = site.get("/admin/calls").await.ok();
    assert!(
        list.says("Ні, ввечері.") && !list.says("Зранку."),
        "one family waits once"
    );
    let wrong = site
        .visitor()
        .post("/uk/submissions/AAAAAAAAAAAAAAAAAAAAAAAA/call", &form)
        .await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
}
