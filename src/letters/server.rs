//! The memorial's mail server, as `MEMORIAL_SMTP` says it, and one letter handed to it.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{AsyncSmtpTransportBuilder, Error};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use url::{Host, Url};

use super::letter::Fault;

/// The longest wait for one answer of the mail server, and for all of them together.
const ANSWER: Duration = Duration::from_secs(20);
const WHOLE: Duration = Duration::from_secs(60);

/// Where letters are handed over. It knows the password and shows it to nobody: `Debug` says nothing of it.
#[derive(Clone)]
pub struct Server(AsyncSmtpTransportBuilder);

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Server")
    }
}

impl Server {
    /// `smtps://` is TLS from the first byte; `smtp://` must change to TLS before anything is said, but for a server on
    /// this very machine. The fault never repeats what was written, which holds the password.
    pub fn parse(written: &str) -> Result<Self, &'static str> {
        let mut url = Url::parse(written).map_err(
            |_| "it is not an address such as smtps://name:password@mail.example:465 (signs such as @ and / in the password are written %40 and %2F)",
        )?;
        if !matches!(url.scheme(), "smtp" | "smtps") {
            return Err("it begins with smtps:// or smtp://");
        }
        let host = url.host_str().unwrap_or_default();
        if host.is_empty() || !matches!(url.path(), "" | "/") || url.query().is_some() {
            return Err("it is a host, perhaps a port, a name and a password, and nothing more");
        }
        if url.fragment().is_some() {
            return Err("a # in the password is written %23");
        }
        if url.username().is_empty() != url.password().is_none() {
            return Err("a name and a password go together");
        }
        if url.scheme() == "smtp" && !is_here(host) {
            url.set_query(Some("tls=required"));
        }
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str())
            .map_err(|_| "no connection can be made of it")?;
        Ok(Self(server.timeout(Some(ANSWER))))
    }

    /// Hands over one letter, within a minute. `name` is what the memorial calls itself.
    pub async fn take(&self, name: Option<Host<&str>>, letter: Message) -> Result<(), Fault> {
        let server = match name {
            Some(Host::Domain(name)) => {
                self.0.clone().hello_name(ClientId::Domain(name.to_owned()))
            }
            Some(Host::Ipv4(address)) => self.0.clone().hello_name(ClientId::Ipv4(address)),
            Some(Host::Ipv6(address)) => self.0.clone().hello_name(ClientId::Ipv6(address)),
            None => self.0.clone(),
        };
        let server = server.build::<Tokio1Executor>();
        let to = letter.envelope().to();
        let plain = to.iter().all(|to| AsRef::<str>::as_ref(to).is_ascii());
        match tokio::time::timeout(WHOLE, server.send(letter)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(fault)) => Err(kind_of(&fault, plain)),
            Err(_) => Err(Fault::Unreachable),
        }
    }
}

fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// `plain` says that the address is in ASCII, which every mail server knows.
fn kind_of(fault: &Error, plain: bool) -> Fault {
    // Without TLS, without the right password, with too weak a one (RFC 4954, section 6): the letter itself is not at fault.
    let closed = [530, 534, 535, 538];
    match fault.status().map(u16::from) {
        Some(code) if closed.contains(&code) => Fault::Closed,
        Some(400..500) => Fault::Later,
        Some(_) => Fault::Declined,
        // What lettre itself will not do: speak without TLS, or sign in as the server asks; or write to such an address.
        None if fault.is_client() && plain => Fault::Closed,
        None if fault.is_client() => Fault::Address,
        None => Fault::Unreachable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_server_is_an_address_that_cannot_be_overheard() {
        for right in [
            "smtps://memorial:s%40fe@mail.example:465",
            "smtps://mail.example",
            "smtp://memorial:safe@mail.example:587",
            "smtp://127.0.0.1:1025",
            "smtp://localhost:1025/",
        ] {
            assert!(Server::parse(right).is_ok(), "{right}");
        }
        for wrong in [
            "mail.example:465",
            "https://mail.example",
            "smtp:mail.example",
            "smtps://mail.example/letters",
            "smtp://mail.example?tls=opportunistic",
            "smtps://memorial@mail.example",
            "smtps://memorial:secret#1@mail.example",
            "",
        ] {
            let fault = Server::parse(wrong).unwrap_err();
            assert!(!fault.contains("secret"), "{fault}");
        }
    }

    #[test]
    fn the_letter_goes_out_in_the_clear_on_this_machine_only() {
        let told = |written| format!("{:?}", Server::parse(written).unwrap().0);
        assert!(told("smtp://mail.example").contains("Required"));
        assert!(told("smtp://128.0.0.1:1025").contains("Required"));
        assert!(told("smtps://mail.example").contains("Wrapper"));
        assert!(told("smtp://127.0.0.1:1025").contains("tls: None"));
    }

    #[test]
    fn the_password_is_shown_by_nothing() {
        let server = Server::parse("smtps://memorial:secret@mail.example").unwrap();
        assert!(!format!("{server:?}").contains("secret"));
    }
}
