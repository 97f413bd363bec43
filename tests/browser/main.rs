//! What people meet in a real browser, script off and on. Needs chromium and chromedriver; without them each test says
//! that it was skipped, or fails where `MEMORIAL_BROWSER_TESTS=required`.

#[path = "../web/site.rs"]
#[allow(dead_code)]
mod site;

mod chromium;
