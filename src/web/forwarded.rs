//! Who is asking, when proxies stand between: what the trusted ones among them say, and nobody else.
//!
//! A request comes from its peer. Is that a trusted proxy, then it comes from whom that proxy says it had it from, and so on
//! from right to left through what is trusted. What a visitor wrote into the header stands further left and is never reached.
//! Only the address is taken: `X-Forwarded-Host` and `-Proto` are believed of nobody, for the public address is a setting.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use ipnet::IpNet;

/// An address, or a network of them, whose word is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trusted(IpNet);

impl Trusted {
    fn has(self, address: IpAddr) -> bool {
        self.0.contains(&address.to_canonical())
    }
}

impl From<IpAddr> for Trusted {
    fn from(address: IpAddr) -> Self {
        Self(address.to_canonical().into())
    }
}

impl FromStr for Trusted {
    type Err = &'static str;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let written = written.trim();
        if let Ok(address) = written.parse::<IpAddr>() {
            return Ok(address.into());
        }
        let network: IpNet = written
            .parse()
            .map_err(|_| "write an address or a network, such as 127.0.0.1 or 10.0.0.0/8")?;
        if network.prefix_len() == 0 {
            return Err("everybody cannot be trusted: then a visitor could write any address");
        }
        Ok(Self(network.trunc()))
    }
}

/// Whether the peer's word is believed.
pub fn is_trusted(trusted: &[Trusted], peer: IpAddr) -> bool {
    trusted.iter().any(|proxy| proxy.has(peer))
}

/// Who is asking. `for_lines` are the values of `X-Forwarded-For`, `forwarded_lines` those of `Forwarded` (RFC 7239), each in
/// the order in which they came. A proxy writes one of them and may let through what a visitor wrote into the other: where both
/// are there and do not say the same, neither is believed.
pub fn asking<'a>(
    peer: IpAddr,
    trusted: &[Trusted],
    for_lines: impl Iterator<Item = &'a str>,
    forwarded_lines: impl Iterator<Item = &'a str>,
) -> IpAddr {
    let peer = peer.to_canonical();
    if !is_trusted(trusted, peer) {
        return peer;
    }
    let named: Vec<Option<IpAddr>> = for_lines
        .flat_map(|line| line.split(','))
        .map(node)
        .collect();
    let elements: Vec<Option<IpAddr>> = forwarded_lines
        .flat_map(|line| divided(line, ','))
        .map(forwarded_for)
        .collect();
    match (named.is_empty(), elements.is_empty()) {
        (true, _) => walk(peer, trusted, &elements),
        (_, true) => walk(peer, trusted, &named),
        _ => {
            let (one, other) = (walk(peer, trusted, &named), walk(peer, trusted, &elements));
            if one == other { one } else { peer }
        }
    }
}

/// From right to left, as long as whoever spoke last is trusted. One that names nobody ends the walk at itself.
fn walk(peer: IpAddr, trusted: &[Trusted], hops: &[Option<IpAddr>]) -> IpAddr {
    let mut at = peer;
    for hop in hops.iter().rev() {
        if !is_trusted(trusted, at) {
            break;
        }
        match hop {
            Some(address) => at = *address,
            None => break,
        }
    }
    at
}

/// `for=` of one element of `Forwarded`. One that says it twice says nothing.
fn forwarded_for(element: &str) -> Option<IpAddr> {
    let mut found = None;
    for pair in divided(element, ';') {
        let (name, value) = pair.split_once('=')?;
        if !name.trim().eq_ignore_ascii_case("for") {
            continue;
        }
        if found.is_some() {
            return None;
        }
        let value = value.trim();
        let bare = match value.strip_prefix('"') {
            Some(quoted) => quoted.strip_suffix('"')?,
            None => value,
        };
        found = Some(node(bare)?);
    }
    found
}

/// An address as proxies write it: with or without a port, IPv6 in brackets or bare. `unknown` and made-up names are none.
fn node(written: &str) -> Option<IpAddr> {
    let written = written.trim();
    let bare = written
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    bare.unwrap_or(written)
        .parse::<IpAddr>()
        .ok()
        .filter(|address| bare.is_none() || address.is_ipv6())
        .or_else(|| written.parse::<SocketAddr>().ok().map(|at| at.ip()))
        .map(|address| address.to_canonical())
}

/// Parts between separators that stand outside quotation marks.
fn divided(text: &str, by: char) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    text.split(move |letter| {
        if escaped {
            escaped = false;
            return false;
        }
        match letter {
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            letter => return letter == by && !quoted,
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn trusted(written: &[&str]) -> Vec<Trusted> {
        written.iter().map(|one| one.parse().unwrap()).collect()
    }

    fn told(peer: &str, by: &[&str], named: &[&str], forwarded: &[&str]) -> String {
        let (named, forwarded) = (named.iter().copied(), forwarded.iter().copied());
        asking(peer.parse().unwrap(), &trusted(by), named, forwarded).to_string()
    }

    #[test]
    fn a_stranger_is_believed_nothing() {
        let header = ["198.51.100.7"];
        assert_eq!(
            told("203.0.113.9", &["127.0.0.1"], &header, &[]),
            "203.0.113.9"
        );
        assert_eq!(
            told("203.0.113.9", &[], &header, &["for=198.51.100.7"]),
            "203.0.113.9"
        );
    }

    #[test]
    fn what_a_visitor_wrote_stands_left_of_what_is_believed() {
        let line = ["1.2.3.4, 198.51.100.7"];
        assert_eq!(
            told("127.0.0.1", &["127.0.0.1"], &line, &[]),
            "198.51.100.7"
        );
        // Two proxies in a row, by their network; several lines are one.
        let lines = ["1.2.3.4, 198.51.100.7", "10.1.2.3"];
        assert_eq!(
            told("127.0.0.1", &["127.0.0.1", "10.0.0.0/8"], &lines, &[]),
            "198.51.100.7"
        );
        assert_eq!(told("127.0.0.1", &["127.0.0.1"], &lines, &[]), "10.1.2.3");
    }

    #[test]
    fn every_way_of_writing_an_address_is_read() {
        for (written, read) in [
            ("198.51.100.7:4711", "198.51.100.7"),
            ("[2001:db8::7]:4711", "2001:db8::7"),
            ("[2001:db8::7]", "2001:db8::7"),
            ("2001:db8::7", "2001:db8::7"),
            ("::ffff:198.51.100.7", "198.51.100.7"),
        ] {
            assert_eq!(told("::1", &["::1"], &[written], &[]), read);
        }
        for (written, read) in [
            (
                "for=198.51.100.7;proto=https;by=203.0.113.43",
                "198.51.100.7",
            ),
            ("For=\"[2001:db8::7]:4711\"", "2001:db8::7"),
            ("by=\"a,b;for=1.2.3.4\";for=198.51.100.7", "198.51.100.7"),
            ("for=1.2.3.4, for=198.51.100.7", "198.51.100.7"),
        ] {
            assert_eq!(told("::1", &["::1"], &[], &[written]), read, "{written}");
        }
    }

    #[test]
    fn who_names_nobody_is_taken_for_whoever_asks() {
        for none in [
            "unknown",
            "_hidden",
            "",
            "[198.51.100.7]",
            "1.2.3",
            "localhost",
        ] {
            let line = format!("198.51.100.7, {none}");
            assert_eq!(told("::1", &["::1"], &[&line], &[]), "::1", "{none}");
            let line = format!("for=198.51.100.7, for={none}");
            assert_eq!(told("::1", &["::1"], &[], &[&line]), "::1", "{none}");
        }
        let twice = ["for=198.51.100.7;for=198.51.100.8"];
        assert_eq!(told("::1", &["::1"], &[], &twice), "::1");
    }

    #[test]
    fn two_headers_that_differ_are_both_a_strangers() {
        let (named, forwarded) = (["198.51.100.7"], ["for=1.2.3.4"]);
        assert_eq!(told("::1", &["::1"], &named, &forwarded), "::1");
        assert_eq!(
            told("::1", &["::1"], &named, &["for=198.51.100.7"]),
            "198.51.100.7"
        );
    }

    #[test]
    fn not_everybody_can_be_trusted() {
        for wrong in ["0.0.0.0/0", "::/0", "10.0.0.0/33", "proxy.example", "", "*"] {
            assert!(wrong.parse::<Trusted>().is_err(), "{wrong}");
        }
        assert_eq!(
            "10.9.8.7/8".parse(),
            Ok::<Trusted, _>(trusted(&["10.0.0.0/8"])[0])
        );
    }

    proptest! {
        /// Whatever a visitor writes, it comes out as who the proxy saw.
        #[test]
        fn nothing_a_visitor_writes_changes_who_he_is(written in ".{0,60}", seen: [u8; 4]) {
            let seen = IpAddr::from(seen);
            let by = trusted(&["127.0.0.1"]);
            prop_assume!(!is_trusted(&by, seen));
            let line = format!("{written}, {seen}");
            let peer = "127.0.0.1".parse().unwrap();
            prop_assert_eq!(asking(peer, &by, [line.as_str()].into_iter(), std::iter::empty()), seen);
            // Through a second header he can at most be counted with the proxy.
            let found = asking(peer, &by, [line.as_str()].into_iter(), [written.as_str()].into_iter());
            prop_assert!(found == seen || found == peer);
        }

        /// A `Forwarded` that a proxy appended to says whom it saw, unless a quotation mark was left open: then nobody.
        #[test]
        fn an_element_that_was_appended_is_the_one_that_counts(written in ".{0,60}", seen: [u8; 16]) {
            let seen = IpAddr::from(seen).to_canonical();
            let by = trusted(&["127.0.0.1"]);
            prop_assume!(!is_trusted(&by, seen));
            let line = format!("{written}, for=\"[{seen}]\"");
            prop_assume!(seen.is_ipv6());
            let peer: IpAddr = "127.0.0.1".parse().unwrap();
            let found = asking(peer, &by, std::iter::empty(), [line.as_str()].into_iter());
            prop_assert!(found == seen || (found == peer && written.contains('"')));
        }
    }
}
