//! A memorial of one's own: a real server on a free port, an empty database, a browser without script.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use actix_web::HttpServer;
use actix_web::dev::ServerHandle;
use actix_web::web::Data;
use chrono::{DateTime, Utc};
use heroes_memorial::app::{State, app};
use heroes_memorial::config::Settings;
use heroes_memorial::db::Database;
use reqwest::header::{HeaderMap, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, StatusCode};
use scraper::{Html, Selector};

/// A running memorial. It stops, and its folder goes, when it is dropped.
pub struct Site {
    pub state: Data<State>,
    pub address: String,
    /// Whoever opened the site first; others come by [`Site::visitor`].
    pub browser: Browser,
    clock: fn() -> DateTime<Utc>,
    server: ServerHandle,
    folder: tempfile::TempDir,
}

/// Someone with a browser: cookies of their own, redirects followed by hand.
#[derive(Clone)]
pub struct Browser {
    client: Client,
    address: String,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Site {
    pub async fn open() -> Self {
        Self::open_at(Utc::now).await
    }

    /// A memorial whose clock shows what the test says.
    pub async fn open_at(clock: fn() -> DateTime<Utc>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("memorial.sqlite3");
        std::fs::copy(empty_memorial(), &path).unwrap();
        Self::serve(folder, &path, Settings::default(), clock)
    }

    /// A memorial with settings of its own.
    pub async fn open_with(settings: Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("memorial.sqlite3");
        std::fs::copy(empty_memorial(), &path).unwrap();
        Self::serve(folder, &path, settings, Utc::now)
    }

    /// A memorial with settings of its own, whose clock shows what the test says.
    pub async fn open_with_clock(settings: Settings, clock: fn() -> DateTime<Utc>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("memorial.sqlite3");
        std::fs::copy(empty_memorial(), &path).unwrap();
        Self::serve(folder, &path, settings, clock)
    }

    fn serve(
        folder: tempfile::TempDir,
        path: &Path,
        settings: Settings,
        clock: fn() -> DateTime<Utc>,
    ) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        Self::serve_on(listener, folder, path, settings, clock)
    }

    /// Serves the memorial at `path`, in its folder, to whoever comes by the listener.
    pub fn serve_on(
        listener: std::net::TcpListener,
        folder: tempfile::TempDir,
        path: &Path,
        settings: Settings,
        clock: fn() -> DateTime<Utc>,
    ) -> Self {
        let state = Data::new(State::new(Database::open(path).unwrap(), settings, clock).unwrap());
        let shared = state.clone();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let server = HttpServer::new(move || app(shared.clone()))
            .workers(1)
            .disable_signals()
            .listen(listener)
            .unwrap()
            .run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        let browser = Browser::new(&address);
        Self {
            state,
            address,
            browser,
            clock,
            server: handle,
            folder,
        }
    }

    /// The same memorial as it stands now, at an address of its own: what is done there is not done here. Whoever is signed in
    /// here comes there by [`Browser::at`].
    pub fn copied(&self) -> Self {
        self.copied_at(self.clock)
    }

    /// The same at another time.
    pub fn copied_at(&self, clock: fn() -> DateTime<Utc>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("memorial.sqlite3");
        settle(&self.database());
        std::fs::copy(self.database(), &path).unwrap();
        let mut copy = Self::serve(folder, &path, self.state.settings.clone(), clock);
        copy.browser = self.browser.at(&copy);
        copy
    }

    /// The same memorial as one that has just begun to serve its file and keeps no page.
    pub fn fresh(&self) -> Data<State> {
        let settings = Settings {
            page_cache: 0,
            ..self.state.settings.clone()
        };
        Data::new(State::new(self.state.db.clone(), settings, self.clock).unwrap())
    }

    /// Someone else, with no cookies.
    pub fn visitor(&self) -> Browser {
        Browser::new(&self.address)
    }

    /// The memorial's file, for a command beside the server.
    pub fn database(&self) -> std::path::PathBuf {
        self.folder.path().join("memorial.sqlite3")
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.browser.get(path).await
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.browser.post(path, form).await
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // Dropping what `stop` returns is fine: the order is sent at once.
        drop(self.server.stop(false));
    }
}

impl Browser {
    /// At any address.
    pub fn new(address: &str) -> Self {
        let client = Client::builder()
            .cookie_store(true)
            .redirect(Policy::none())
            .build()
            .unwrap();
        Self {
            client,
            address: address.to_owned(),
        }
    }

    /// The same person, at a copy of the memorial.
    pub fn at(&self, copy: &Site) -> Self {
        Self {
            client: self.client.clone(),
            address: copy.address.clone(),
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.client.get(self.url(path))).await
    }

    pub async fn head(&self, path: &str) -> Answer {
        self.send(self.client.head(self.url(path))).await
    }

    /// Sends a form as a browser would from a page of this site.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send(
            self.client
                .post(self.url(path))
                .header("Sec-Fetch-Site", "same-origin")
                .form(form),
        )
        .await
    }

    /// Begins a story as its page asks for it, in whichever language the page is: where it leads.
    pub async fn begin(&self, page: &str, form: &[(&str, &str)]) -> String {
        let asked = self.get(page).await.ok();
        let once = asked.attributes("input[name=once]", "value").remove(0);
        let form = [&[("once", once.as_str())][..], form].concat();
        self.post(page, &form).await.seen_at()
    }

    /// Sends a form with files.
    pub async fn post_files(&self, path: &str, form: reqwest::multipart::Form) -> Answer {
        self.send(
            self.client
                .post(self.url(path))
                .header("Sec-Fetch-Site", "same-origin")
                .multipart(form),
        )
        .await
    }

    /// For requests with headers or bodies of their own: `browser.send(browser.request(Method::PUT, "/uk"))`.
    pub fn request(&self, method: reqwest::Method, path: &str) -> RequestBuilder {
        self.client.request(method, self.url(path))
    }

    pub async fn send(&self, request: RequestBuilder) -> Answer {
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        Answer {
            status,
            headers,
            bytes: answer.bytes().await.unwrap().to_vec(),
        }
    }

    /// Opens a page, following redirects as a browser does.
    pub async fn open(&self, path: &str) -> Answer {
        let mut answer = self.get(path).await;
        for _ in 0..5 {
            let Some(next) = answer.location() else {
                return answer;
            };
            answer = self.get(&next).await;
        }
        panic!("{path} redirects without end")
    }

    fn url(&self, path: &str) -> String {
        if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{path}", self.address)
        }
    }
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Where a redirect leads.
    pub fn location(&self) -> Option<String> {
        self.status
            .is_redirection()
            .then(|| self.headers.get(LOCATION))?
            .map(|path| path.to_str().unwrap().to_owned())
    }

    /// After an act: the page to look at, or a panic that shows what came instead.
    #[track_caller]
    pub fn seen_at(&self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.words());
        self.location().unwrap()
    }

    #[track_caller]
    pub fn ok(self) -> Self {
        assert_eq!(self.status, StatusCode::OK, "{}", self.words());
        self
    }

    /// Whether the page says this, whatever spaces stand between its words.
    pub fn says(&self, words: &str) -> bool {
        self.words().contains(&spaced(words))
    }

    /// All text of the page, with single spaces (no-break ones too).
    pub fn words(&self) -> String {
        let html = Html::parse_document(&String::from_utf8_lossy(&self.bytes));
        spaced(&html.root_element().text().collect::<Vec<_>>().join(" "))
    }

    /// The texts of whatever the selector finds.
    pub fn all(&self, selector: &str) -> Vec<String> {
        let html = Html::parse_document(&self.text());
        html.select(&Selector::parse(selector).unwrap())
            .map(|element| spaced(&element.text().collect::<Vec<_>>().join("")))
            .collect()
    }

    /// An attribute of whatever the selector finds.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let html = Html::parse_document(&self.text());
        html.select(&Selector::parse(selector).unwrap())
            .filter_map(|element| element.value().attr(name).map(str::to_owned))
            .collect()
    }
}

/// One ordinary space wherever there is any white space.
pub fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A memorial with its tables and authority records, made once: each test copies the file.
fn empty_memorial() -> &'static Path {
    static EMPTY: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    &EMPTY
        .get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("empty.sqlite3");
            drop(Database::open(&path).unwrap());
            settle(&path);
            (folder, path)
        })
        .1
}

/// All that was written stands in the file itself, which can be copied.
pub fn settle(path: &Path) {
    use diesel::connection::SimpleConnection;
    use diesel::{Connection, SqliteConnection};
    let mut conn = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    conn.batch_execute("PRAGMA busy_timeout = 10000; PRAGMA wal_checkpoint(TRUNCATE);")
        .unwrap();
}
