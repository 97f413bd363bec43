//! A Chromium of one's own, driven through chromedriver.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use thirtyfour::prelude::*;

/// A browser and the driver it hangs on; both end when this is dropped.
pub struct Chromium {
    pub page: WebDriver,
    _driver: Driver,
    _profile: tempfile::TempDir,
}

/// A screen to look from.
#[derive(Clone, Copy)]
pub enum Screen {
    Desk,
    Telephone,
}

impl Chromium {
    /// A browser, or nothing where there is none and none is required. `script` off is how a family with an old telephone comes.
    pub async fn open(screen: Screen, script: bool) -> Option<Self> {
        let Some((port, driver)) = start_driver() else {
            assert_ne!(
                std::env::var("MEMORIAL_BROWSER_TESTS").as_deref(),
                Ok("required"),
                "chromedriver is required and could not be started"
            );
            eprintln!("skipped: there is no chromedriver on this machine");
            return None;
        };
        let profile = tempfile::tempdir().unwrap();
        let size = match screen {
            Screen::Desk => "--window-size=1280,1000",
            Screen::Telephone => "--window-size=500,1000",
        };
        let mut capabilities = DesiredCapabilities::chrome();
        for argument in [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=uk",
            size,
            &format!("--user-data-dir={}", profile.path().display()),
        ] {
            capabilities.add_arg(argument).unwrap();
        }
        if !script {
            capabilities
                .add_experimental_option(
                    "prefs",
                    serde_json::json!({ "profile.managed_default_content_settings.javascript": 2 }),
                )
                .unwrap();
        }
        let page = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities)
            .await
            .unwrap();
        Some(Self {
            page,
            _driver: driver,
            _profile: profile,
        })
    }

    /// Writes into the field of this name, in place of what stands there.
    pub async fn write(&self, name: &str, text: &str) {
        let field = self.field(name).await;
        let written = async {
            field.clear().await?;
            field.send_keys(text).await
        };
        if let Err(fault) = written.await {
            panic!("{name} cannot be written: {fault:?}");
        }
    }

    /// The field of this name, once the page with it has come; a slow machine is given ten seconds.
    pub async fn field(&self, name: &str) -> WebElement {
        self.element(&format!("[name='{name}']")).await
    }

    /// Whatever the selector finds first, once it has come.
    pub async fn element(&self, selector: &str) -> WebElement {
        for _ in 0..100 {
            if let Ok(element) = self.page.find(By::Css(selector)).await {
                return element;
            }
            actix_web::rt::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("there is no {selector}: {}", self.words().await)
    }

    /// Chooses an option, a radio button or a box by name and value.
    pub async fn choose(&self, name: &str, value: &str) {
        let option = format!(
            "select[name='{name}'] option[value='{value}'], input[name='{name}'][value='{value}']"
        );
        self.press(&option).await;
    }

    /// Presses the first button that the selector finds.
    pub async fn press(&self, selector: &str) {
        let pressed = self.element(selector).await.click().await;
        if let Err(fault) = pressed {
            panic!("{selector} cannot be pressed: {fault:?}");
        }
    }

    /// All visible words of the page, with single spaces.
    pub async fn words(&self) -> String {
        crate::site::spaced(
            &self
                .page
                .find(By::Css("body"))
                .await
                .unwrap()
                .text()
                .await
                .unwrap(),
        )
    }

    pub async fn close(self) {
        self.page.clone().quit().await.unwrap();
    }
}

/// A chromedriver that ends with whoever holds it, also when no browser came of it.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// chromedriver on a port of its own choosing, which it says once it has started (first it repeats the 0 it was given).
fn start_driver() -> Option<(u16, Driver)> {
    let mut driver = Driver(
        Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?,
    );
    let mut lines = BufReader::new(driver.0.stdout.take()?).lines();
    let port = lines.find_map(|line| {
        let line = line.ok()?;
        let digits = line
            .strip_suffix('.')
            .unwrap_or(&line)
            .rsplit_once("on port ")?
            .1;
        digits.parse().ok().filter(|port| *port != 0)
    });
    // Read on, so that the driver never waits for somebody to listen.
    std::thread::spawn(move || lines.for_each(drop));
    port.map(|port| (port, driver))
}
