//! What people meet in a real browser, script off or on. Needs chromium and chromedriver; without them each test says that it
//! was skipped, or fails where `MEMORIAL_BROWSER_TESTS=required`.

#![allow(clippy::unwrap_used)]

#[path = "../web/lives.rs"]
#[allow(dead_code)]
mod lives;
#[path = "../web/lysiuk.rs"]
#[allow(dead_code)]
mod lysiuk;
#[path = "../web/site.rs"]
#[allow(dead_code)]
mod site;

mod chromium;
mod copy;
mod desk;
mod family;
mod keeping;
mod line;
mod places;
mod silence;
mod suggest;
