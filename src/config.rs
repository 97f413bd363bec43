//! Every setting: its flag, its variable, its default and its meaning. All faults are reported at once.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use clap::builder::TypedValueParser;
use clap::error::ErrorKind;
use url::Url;

use crate::letters::server::Server;
use crate::operating::log::Format;
use crate::web::forwarded::Trusted;

pub mod faults;

/// Settings of the server; each is a flag and a `MEMORIAL_…` variable, and each default works on a laptop.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Settings")]
pub struct Settings {
    /// Address and port to listen on
    #[arg(
        long,
        global = true,
        env = "MEMORIAL_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDRESS:PORT",
        value_parser = address
    )]
    pub listen: SocketAddr,

    /// The address people type, without a path; https makes cookies Secure
    #[arg(long, global = true, env = "MEMORIAL_PUBLIC_URL", default_value = "http://127.0.0.1:8080", value_name = "URL", value_parser = public_url)]
    pub public_url: Url,

    /// Proxies whose X-Forwarded-For, Forwarded and X-Request-Id are believed, by address or network, divided by commas; none
    /// by default
    #[arg(
        long,
        global = true,
        env = "MEMORIAL_TRUSTED_PROXY",
        value_name = "ADDRESS,…",
        value_delimiter = ','
    )]
    pub trusted_proxy: Vec<Trusted>,

    /// Whether browsers are told to reach all hosts below the public address over TLS alone, too; only with https
    #[arg(long, global = true, env = "MEMORIAL_HSTS_SUBDOMAINS", value_parser = yes_or_no)]
    pub hsts_subdomains: bool,

    /// Address and port where figures (/metrics) and health are told to whoever watches; never open to visitors; none by default
    #[arg(long, global = true, env = "MEMORIAL_METRICS_LISTEN", value_name = "ADDRESS:PORT", value_parser = address)]
    pub metrics_listen: Option<SocketAddr>,

    /// Caches in front that are told what changed (PURGE with the keys in Cache-Tag), http://…, divided by commas; none by default
    #[arg(long, global = true, env = "MEMORIAL_CACHES", value_name = "URL,…", value_delimiter = ',', value_parser = cache_url)]
    pub caches: Vec<Url>,

    /// How a line of the log looks
    #[arg(
        long,
        global = true,
        env = "MEMORIAL_LOG_FORMAT",
        value_enum,
        default_value_t
    )]
    pub log_format: Format,

    /// Threads that answer requests
    #[arg(long, global = true, env = "MEMORIAL_WORKERS", default_value_t = workers(), value_name = "NUMBER", value_parser = |typed: &str| number::<u16>(typed, 1, 256))]
    pub workers: u16,

    /// Memory for public pages as they are sent, in MiB; 0 keeps none
    #[arg(long, global = true, env = "MEMORIAL_PAGE_CACHE", default_value_t = PAGE_CACHE, value_name = "MIB", value_parser = |typed: &str| number::<u16>(typed, 0, 16_384))]
    pub page_cache: u16,

    /// Seconds that a cache in front may keep a page and a picture without asking; only for one that is told what changed
    #[arg(long, global = true, env = "MEMORIAL_SHARED_CACHE", default_value_t = 0, value_name = "SECONDS", value_parser = |typed: &str| number::<u32>(typed, 0, 31_536_000))]
    pub shared_cache: u32,

    /// Whether everybody at the desk needs a second factor: whoever has none is led to set one up first
    #[arg(long, global = true, env = "MEMORIAL_REQUIRE_SECOND_FACTOR", value_parser = yes_or_no)]
    pub require_second_factor: bool,

    /// Mail server for letters to families, smtps://name:password@host or smtp://…; none by default
    #[arg(long, global = true, env = "MEMORIAL_SMTP", value_name = "URL", value_parser = MailServer, hide_env_values = true)]
    pub smtp: Option<Server>,

    /// Address that letters to families come from
    #[arg(long, global = true, env = "MEMORIAL_MAIL_FROM", value_name = "E-MAIL", value_parser = mail_address)]
    pub mail_from: Option<lettre::Address>,

    /// Days within which families are promised an answer; the desk is told of everyone who waits longer
    #[arg(long, global = true, env = "MEMORIAL_PROMISED_DAYS", default_value_t = PROMISED_DAYS, value_name = "DAYS", value_parser = |typed: &str| number::<u16>(typed, 1, 365))]
    pub promised_days: u16,

    /// Folder into which backups are made while the memorial is served; none by default
    #[arg(long, global = true, env = "MEMORIAL_BACKUPS", value_name = "FOLDER")]
    pub backups: Option<PathBuf>,

    /// Hours from one of these backups to the next
    #[arg(long, global = true, env = "MEMORIAL_BACKUP_HOURS", default_value_t = BACKUP_HOURS, value_name = "HOURS", value_parser = |typed: &str| number::<u16>(typed, 1, 744))]
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
    /// The memorial's one file of data; `serve`, `import`, `demo` and `user add` make it if it is not there
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
    /// What two settings together cannot be, as a sentence.
    pub fn fault(&self) -> Option<&'static str> {
        (self.smtp.is_some() && self.mail_from.is_none()).then_some(
            "MEMORIAL_SMTP (--smtp) needs MEMORIAL_MAIL_FROM (--mail-from) beside it: the address that letters come from.",
        )
    }

    /// What is set and comes to nothing.
    pub fn in_vain(&self) -> Option<&'static str> {
        (self.hsts_subdomains && !self.is_secure()).then_some(
            "MEMORIAL_HSTS_SUBDOMAINS (--hsts-subdomains) says nothing to browsers while MEMORIAL_PUBLIC_URL begins with http://.",
        )
    }

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
            trusted_proxy: Vec::new(),
            hsts_subdomains: false,
            metrics_listen: None,
            caches: Vec::new(),
            log_format: Format::Text,
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

fn address(typed: &str) -> Result<SocketAddr, &'static str> {
    typed.trim().parse().map_err(
        |_| "write an address in numbers and a port, such as 127.0.0.1:8080, or 0.0.0.0:8080 for every address of this machine",
    )
}

fn yes_or_no(typed: &str) -> Result<bool, &'static str> {
    match typed.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" | "t" | "y" => Ok(true),
        "false" | "no" | "off" | "0" | "f" | "n" => Ok(false),
        _ => Err("write true or false"),
    }
}

fn number<T>(typed: &str, least: T, most: T) -> Result<T, String>
where
    T: std::str::FromStr + PartialOrd + std::fmt::Display,
{
    let number = typed.trim().parse().ok();
    number
        .filter(|number| (&least..=&most).contains(&number))
        .ok_or_else(|| format!("write a whole number from {least} to {most}"))
}

fn mail_address(typed: &str) -> Result<lettre::Address, &'static str> {
    typed
        .trim()
        .parse()
        .map_err(|_| "write an address of e-mail alone, such as memorial@mail.example")
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

fn cache_url(typed: &str) -> Result<Url, String> {
    let url = Url::parse(typed.trim())
        .map_err(|_| "write it whole, such as http://10.0.0.7:8084".to_owned())?;
    let plain = url.scheme() == "http"
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none();
    plain
        .then_some(url)
        .ok_or_else(|| "it is http, a host, perhaps a port and a path, and nothing more".to_owned())
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
        assert_eq!(both.settings.fault(), None);
        let alone = Told::try_parse_from(smtp).ok().unwrap().settings;
        assert!(
            alone
                .fault()
                .is_some_and(|fault| fault.contains("MEMORIAL_MAIL_FROM"))
        );
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
    fn proxies_and_caches_are_several_divided_by_commas() {
        use clap::Parser;
        let told = |arguments: [&str; 3]| Told::try_parse_from(arguments).map(|told| told.settings);
        let proxies = told(["", "--trusted-proxy", "127.0.0.1,10.0.0.0/8, ::1"])
            .ok()
            .unwrap();
        assert_eq!(proxies.trusted_proxy.len(), 3);
        assert!(told(["", "--trusted-proxy", "127.0.0.1,0.0.0.0/0"]).is_err());
        let caches = told(["", "--caches", "http://10.0.0.7:8084,http://[::1]:8084/x"])
            .ok()
            .unwrap();
        assert_eq!(caches.caches.len(), 2);
        assert!(told(["", "--caches", "https://cache.example"]).is_err());
    }

    #[test]
    fn absolute_addresses_have_one_slash() {
        assert_eq!(
            Settings::default().absolute("/uk"),
            "http://127.0.0.1:8080/uk"
        );
    }
}
