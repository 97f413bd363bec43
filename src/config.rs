//! Every setting: its flag, its variable, its default and its meaning. All faults are reported at once.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::Args;
use clap::builder::{BoolishValueParser, TypedValueParser};
use clap::error::ErrorKind;
use url::Url;

use crate::letters::server::Server;

/// Settings of the server; each is a flag and a `MEMORIAL_…` variable, and each default works on a laptop.
#[derive(Debug, Clone, Args)]
pub struct Settings {
    /// Address and port to listen on
    #[arg(
        long,
        env = "MEMORIAL_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDRESS:PORT"
    )]
    pub listen: SocketAddr,

    /// The address people type, without a path; https makes cookies Secure
    #[arg(long, env = "MEMORIAL_PUBLIC_URL", default_value = "http://127.0.0.1:8080", value_name = "URL", value_parser = public_url)]
    pub public_url: Url,

    /// Address of the proxy whose X-Forwarded-For is believed; none by default
    #[arg(long, env = "MEMORIAL_TRUSTED_PROXY", value_name = "ADDRESS")]
    pub trusted_proxy: Option<IpAddr>,

    /// Threads that answer requests
    #[arg(long, env = "MEMORIAL_WORKERS", default_value_t = workers(), value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub workers: u16,

    /// Memory for public pages as they are sent, in MiB; 0 keeps none
    #[arg(long, env = "MEMORIAL_PAGE_CACHE", default_value_t = PAGE_CACHE, value_name = "MIB", value_parser = clap::value_parser!(u16).range(0..=16_384))]
    pub page_cache: u16,

    /// Seconds that a cache in front may keep a page and a picture without asking; only for one that is told what changed
    #[arg(long, env = "MEMORIAL_SHARED_CACHE", default_value_t = 0, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(0..=31_536_000))]
    pub shared_cache: u32,

    /// Whether everybody at the desk needs a second factor: whoever has none is led to set one up first
    #[arg(long, env = "MEMORIAL_REQUIRE_SECOND_FACTOR", value_parser = BoolishValueParser::new())]
    pub require_second_factor: bool,

    /// Mail server for letters to families, smtps://name:password@host or smtp://…; none by default
    #[arg(long, env = "MEMORIAL_SMTP", value_name = "URL", value_parser = MailServer, hide_env_values = true, requires = "mail_from")]
    pub smtp: Option<Server>,

    /// Address that letters to families come from
    #[arg(long, env = "MEMORIAL_MAIL_FROM", value_name = "E-MAIL")]
    pub mail_from: Option<lettre::Address>,

    /// Days within which families are promised an answer; the desk is told of everyone who waits longer
    #[arg(long, env = "MEMORIAL_PROMISED_DAYS", default_value_t = PROMISED_DAYS, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=365))]
    pub promised_days: u16,

    /// Folder into which backups are made while the memorial is served; none by default
    #[arg(long, env = "MEMORIAL_BACKUPS", value_name = "FOLDER")]
    pub backups: Option<PathBuf>,

    /// Hours from one of these backups to the next
    #[arg(long, env = "MEMORIAL_BACKUP_HOURS", default_value_t = BACKUP_HOURS, value_name = "HOURS", value_parser = clap::value_parser!(u16).range(1..=744))]
    pub backup_hours: u16,
}

/// Once a day: what is written in between is in the file itself, and at most a day is lost with its disk.
const BACKUP_HOURS: u16 = 24;

/// Some thousands of lives, as they are sent.
const PAGE_CACHE: u16 = 32;

/// Two weeks are honest for a desk of volunteers.
const PROMISED_DAYS: u16 = 14;

/// Where the memorial's one file is; every command needs it.
#[derive(Debug, Clone, Args)]
pub struct DatabaseSetting {
    /// The memorial's one file of data; made if it is not there
    #[arg(
        long,
        env = "MEMORIAL_DATABASE",
        default_value = "./data/memorial.sqlite3",
        value_name = "FILE",
        global = true
    )]
    pub database: PathBuf,
}

impl Settings {
    /// Whether the public address is reached over TLS, so that cookies are Secure and bound to the host.
    pub fn is_secure(&self) -> bool {
        self.public_url.scheme() == "https"
    }

    /// Memory for pages that are kept.
    pub fn page_cache_bytes(&self) -> u64 {
        u64::from(self.page_cache) * 1024 * 1024
    }

    /// How long a family is promised to wait at most.
    pub fn promised(&self) -> chrono::TimeDelta {
        chrono::TimeDelta::days(self.promised_days.into())
    }

    /// An absolute address for a path that begins with a slash.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.as_str().trim_end_matches('/'))
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: Url::parse("http://127.0.0.1:8080").expect("a sound address"),
            trusted_proxy: None,
            workers: workers(),
            page_cache: PAGE_CACHE,
            shared_cache: 0,
            require_second_factor: false,
            smtp: None,
            mail_from: None,
            promised_days: PROMISED_DAYS,
            backups: None,
            backup_hours: BACKUP_HOURS,
        }
    }
}

/// Reads the mail server's address. clap repeats what it cannot read: this one's fault does not, for the password is in it.
#[derive(Clone)]
struct MailServer;

impl TypedValueParser for MailServer {
    type Value = Server;

    fn parse_ref(
        &self,
        command: &clap::Command,
        _: Option<&clap::Arg>,
        written: &std::ffi::OsStr,
    ) -> Result<Server, clap::Error> {
        written
            .to_str()
            .ok_or("it is not text")
            .and_then(Server::parse)
            .map_err(|fault| {
                clap::Error::raw(
                    ErrorKind::ValueValidation,
                    format!("the mail server (--smtp, MEMORIAL_SMTP) cannot be used: {fault}\n"),
                )
                .with_cmd(command)
            })
    }
}

fn workers() -> u16 {
    std::thread::available_parallelism()
        .map_or(2, |cores| u16::try_from(cores.get()).unwrap_or(256))
}

fn public_url(typed: &str) -> Result<Url, String> {
    let url = Url::parse(typed)
        .map_err(|_| "write it whole, such as https://memorial.example".to_owned())?;
    let plain = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    plain.then_some(url).ok_or_else(|| {
        "it is http or https, a host and perhaps a port, and nothing more".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_address_is_a_host_and_nothing_more() {
        assert!(public_url("https://memorial.example").is_ok());
        for wrong in [
            "memorial.example",
            "ftp://memorial.example",
            "https://memorial.example/uk",
            "https://a:b@c.example",
        ] {
            assert!(public_url(wrong).is_err(), "{wrong}");
        }
    }

    #[derive(clap::Parser)]
    struct Told {
        #[command(flatten)]
        settings: Settings,
    }

    #[test]
    fn a_mail_server_needs_an_address_that_letters_come_from() {
        use clap::Parser;
        let smtp = ["", "--smtp", "smtps://memorial:secret@mail.example"];
        let from = ["--mail-from", "memorial@mail.example"];
        let both = Told::try_parse_from(smtp.iter().chain(&from)).ok().unwrap();
        assert!(both.settings.smtp.is_some() && both.settings.mail_from.is_some());
        assert!(!format!("{:?}", both.settings).contains("secret"));
        let fault = Told::try_parse_from(smtp).err().unwrap().to_string();
        assert!(fault.contains("--mail-from"), "{fault}");
        assert!(!fault.contains("secret"), "{fault}");
    }

    #[test]
    fn a_mail_server_that_cannot_be_used_is_said_without_its_password() {
        use clap::Parser;
        for wrong in [
            "smtps://memorial:secret@",
            "memorial:secret@mail.example",
            "smtps://a:secret@b.c/#d",
        ] {
            let told = ["", "--smtp", wrong, "--mail-from", "memorial@mail.example"];
            let fault = Told::try_parse_from(told).err().unwrap().to_string();
            assert!(fault.contains("MEMORIAL_SMTP"), "{fault}");
            assert!(!fault.contains("secret"), "{fault}");
        }
    }

    #[test]
    fn absolute_addresses_have_one_slash() {
        assert_eq!(
            Settings::default().absolute("/uk"),
            "http://127.0.0.1:8080/uk"
        );
    }
}
