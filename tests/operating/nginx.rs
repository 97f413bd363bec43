//! An nginx in front, as `docs/operating/nginx.conf` sets it up: TLS, and what is written down of visitors. Needs nginx and
//! openssl; where there is no nginx the tests say that they were skipped, unless `MEMORIAL_NGINX_TESTS=required`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use actix_web::rt::time::sleep;
use reqwest::{Method, StatusCode};

use crate::process::{Place, changed, free_ports, is_there};
use crate::site::Browser;

const CONF: &str = include_str!("../../docs/operating/nginx.conf");

pub fn has_nginx() -> bool {
    is_there("nginx", "-v", "MEMORIAL_NGINX_TESTS")
}

/// A throw-away certificate for the host of the documentation, where certbot would put one.
fn certificate(folder: &Path) {
    let made = Command::new("openssl")
        .current_dir(folder)
        .args(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2".split(' '),
        )
        .args("-keyout privkey.pem -out fullchain.pem -subj /CN=memorial.example".split(' '))
        .args(["-addext", "subjectAltName=DNS:memorial.example"])
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
}

/// A machine in front: nginx, and beside it who takes out what changed. Both end when this is dropped.
pub struct Front {
    pub folder: tempfile::TempDir,
    port: u16,
    /// Where it speaks TLS, as at 443.
    pub tls: u16,
    /// Where it does not, as at 80.
    pub plain: u16,
    pub forgets_at: u16,
    nginx: Option<Child>,
    forgets: Option<Child>,
}

impl Front {
    /// With the file of the documentation; only places are others. Visitors of the tests come without TLS, by a line of its own.
    pub fn new(memorial: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let [port, tls, plain, forgets_at] = free_ports();
        let at = |name: &str| folder.path().join(name).display().to_string();
        for name in ["pages", "html", "html/.well-known/acme-challenge"] {
            fs::create_dir_all(folder.path().join(name)).unwrap();
        }
        certificate(folder.path());
        let mut conf = CONF.to_owned();
        for (from, to) in [
            ("/var/cache/nginx/memorial", at("pages").as_str()),
            ("/var/log/nginx/memorial.log", &at("access.log")),
            ("/var/log/nginx/memorial-error.log", &at("error.log")),
            ("/var/www/html;", &format!("{};", at("html"))),
            (
                "/etc/letsencrypt/live/memorial.example/fullchain.pem",
                &at("fullchain.pem"),
            ),
            (
                "/etc/letsencrypt/live/memorial.example/privkey.pem",
                &at("privkey.pem"),
            ),
            ("server 127.0.0.1:8080;", &format!("server {memorial};")),
            (
                "    listen 443 ssl http2;\n",
                &format!("    listen 127.0.0.1:{tls} ssl http2;\n"),
            ),
            (
                "    listen [::]:443 ssl http2;\n",
                &format!("    listen 127.0.0.1:{port};\n"),
            ),
            (
                "    listen 80;\n",
                &format!("    listen 127.0.0.1:{plain};\n"),
            ),
            ("    listen [::]:80;\n", ""),
        ] {
            conf = changed(&conf, from, to);
        }
        // The server's own nginx.conf writes down who asks and for what, where a server does not say otherwise.
        let whole = format!(
            "daemon off; pid {}; error_log {} crit; worker_processes 1;\nevents {{ worker_connections 512; }}\n\
             http {{ access_log {}; client_body_temp_path {}; proxy_temp_path {}; fastcgi_temp_path {4}; uwsgi_temp_path {4}; scgi_temp_path {4};\n{conf}\n}}\n",
            at("pid"),
            at("error.log"),
            at("everything.log"),
            at("bodies"),
            at("passing"),
        );
        fs::write(folder.path().join("nginx.conf"), whole).unwrap();
        let mut front = Self {
            folder,
            port,
            tls,
            plain,
            forgets_at,
            nginx: None,
            forgets: None,
        };
        let nginx = Command::new("nginx")
            .arg("-p")
            .arg(front.folder.path())
            .arg("-c")
            .arg(front.folder.path().join("nginx.conf"))
            .stderr(Stdio::inherit())
            .spawn();
        front.nginx = Some(nginx.unwrap());
        front.forget();
        front
    }

    pub fn forget(&mut self) {
        let forgets = Command::new(env!("CARGO_BIN_EXE_heroes-memorial"))
            .arg("forget")
            .arg(self.pages())
            .args(["--at", &format!("127.0.0.1:{}", self.forgets_at)])
            .stdout(Stdio::null())
            .spawn();
        self.forgets = Some(forgets.unwrap());
    }

    /// As when its machine is cut off: pages are shown, and nobody takes any out.
    pub fn forgets_no_more(&mut self) {
        let mut forgets = self.forgets.take().unwrap();
        forgets.kill().unwrap();
        forgets.wait().unwrap();
    }

    fn pages(&self) -> PathBuf {
        self.folder.path().join("pages")
    }

    pub fn browser(&self) -> Browser {
        Browser::new(&format!("http://127.0.0.1:{}", self.port))
    }

    pub async fn ready(&self) {
        for _ in 0..200 {
            let asked = self.browser().request(Method::GET, "/healthz").send().await;
            let forgets = std::net::TcpStream::connect(("127.0.0.1", self.forgets_at)).is_ok();
            if forgets && asked.is_ok_and(|answer| answer.status() == StatusCode::OK) {
                return;
            }
            sleep(Duration::from_millis(50)).await;
        }
        panic!("nginx did not open");
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        for child in [&mut self.nginx, &mut self.forgets].into_iter().flatten() {
            // nginx ends its own workers when it is asked, and not when it is killed.
            let _ = Command::new("kill")
                .args(["-TERM", &child.id().to_string()])
                .status();
            let _ = child.wait();
        }
    }
}

/// What comes back over TLS, headers and body, to one who believes this certificate alone.
fn asked_over_tls(front: &Front, path: &str) -> String {
    let mut asking = Command::new("openssl")
        .current_dir(front.folder.path())
        .args("s_client -quiet -verify_return_error -verify_hostname memorial.example".split(' '))
        .args("-servername memorial.example -CAfile fullchain.pem -connect".split(' '))
        .arg(format!("127.0.0.1:{}", front.tls))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = asking.stdin.take().unwrap();
    write!(
        line,
        "GET {path} HTTP/1.1\r\nHost: memorial.example\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let answer = asking.wait_with_output().unwrap();
    drop(line);
    let said = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "{said}");
    String::from_utf8_lossy(&answer.stdout).into_owned()
}

#[actix_web::test]
async fn a_page_comes_over_tls_and_who_comes_without_is_led_there_unrecorded() {
    if !has_nginx() {
        return;
    }
    let mut place = Place::new();
    let front = Front::new(&place.socket.local_addr().unwrap().to_string());
    place.settings = vec![
        ("MEMORIAL_PUBLIC_URL", "https://memorial.example".to_owned()),
        ("MEMORIAL_TRUSTED_PROXY", "127.0.0.1".to_owned()),
    ];
    let _process = place.start();
    place.ready().await;
    front.ready().await;

    let page = asked_over_tls(&front, "/uk/heroes/yurii-lysiuk");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("Лисюк"));
    let (headers, _) = page.split_once("\r\n\r\n").unwrap();
    let headers = headers.to_lowercase();
    assert!(
        headers.contains("\r\nstrict-transport-security: max-age="),
        "{headers}"
    );

    let without = Browser::new(&format!("http://127.0.0.1:{}", front.plain));
    let secret = "/uk/submissions/FhIgn1ROHZ?q=nobody-reads-this";
    let led = without.get(secret).await;
    assert_eq!(led.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(
        led.header("location"),
        Some(format!("https://memorial.example{secret}").as_str())
    );
    asked_over_tls(&front, secret);

    // certbot shows there that the name is ours, when the first certificate is asked for and whenever one is renewed.
    let shown = "/.well-known/acme-challenge/shown";
    fs::write(front.folder.path().join(format!("html{shown}")), "ours").unwrap();
    assert_eq!(without.get(shown).await.ok().text(), "ours");

    let mut written = 0;
    for name in ["access.log", "error.log", "everything.log"] {
        let log = fs::read_to_string(front.folder.path().join(name)).unwrap_or_default();
        written += log.lines().count();
        for told in ["FhIgn1ROHZ", "nobody-reads-this", "127.0.0.1"] {
            assert!(!log.contains(told), "{name} tells {told}: {log}");
        }
    }
    assert!(written > 0, "the log of requests is written");
}
