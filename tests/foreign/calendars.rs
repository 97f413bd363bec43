//! Calendars, read by Python's `icalendar`, their rules by `dateutil`.

use crate::reader::Reader;

#[actix_web::test]
async fn a_calendar_of_others_has_every_day_once_a_year() {
    let Some(reader) = Reader::open().await else {
        return;
    };
    reader.read("calendars", &[]).await;
}
