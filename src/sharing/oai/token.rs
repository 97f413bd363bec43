//! What a harvester comes back with for the rest of a list: all that was asked and where it stopped, signed, so that nothing is
//! kept here and nobody can make one up.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::asking::{Format, List, Selection};

/// How long a list can be gone on with.
const HOURS: i64 = 24;
/// Bytes of the signature.
const SEAL: usize = 16;

/// A place in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub list: List,
    pub selection: Selection,
    /// The time and the number of the last record that was given.
    pub after: (String, i32),
    /// How many were given.
    pub given: i64,
    /// How many there were at the beginning.
    pub all: i64,
}

/// Short, for it is part of an address.
#[derive(Serialize, Deserialize)]
struct Written(
    bool,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    String,
    i32,
    i64,
    i64,
    i64,
);

/// When a token that is made now is no good any more.
pub fn expires(now: DateTime<Utc>) -> DateTime<Utc> {
    now + TimeDelta::hours(HOURS)
}

pub fn write(
    secret: &[u8],
    place: &Place,
    now: DateTime<Utc>,
) -> Result<String, serde_json::Error> {
    let Selection {
        format,
        from,
        until,
        set,
    } = place.selection.clone();
    let written = serde_json::to_vec(&Written(
        place.list == List::Records,
        format.prefix().to_owned(),
        from,
        until,
        set,
        place.after.0.clone(),
        place.after.1,
        place.given,
        place.all,
        expires(now).timestamp(),
    ))?;
    let mut token = seal(secret, &written);
    token.extend(written);
    Ok(URL_SAFE_NO_PAD.encode(token))
}

/// The place, if the token was made here, for this list, and in time.
pub fn read(secret: &[u8], list: List, token: &str, now: DateTime<Utc>) -> Option<Place> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (sealed, written) = bytes.split_at_checked(SEAL)?;
    // Compared by hashes, so that time tells nothing of it.
    if Sha256::digest(sealed) != Sha256::digest(seal(secret, written)) {
        return None;
    }
    let Written(is_records, prefix, from, until, set, at, id, given, all, expires) =
        serde_json::from_slice(written).ok()?;
    let place = Place {
        list: if is_records {
            List::Records
        } else {
            List::Identifiers
        },
        selection: Selection {
            format: Format::from_prefix(&prefix)?,
            from,
            until,
            set,
        },
        after: (at, id),
        given,
        all,
    };
    (place.list == list && now.timestamp() <= expires).then_some(place)
}

fn seal(secret: &[u8], written: &[u8]) -> Vec<u8> {
    let hash = Sha256::new()
        .chain_update(secret)
        .chain_update(b" the rest of ")
        .chain_update(written)
        .finalize();
    // The inside is hashed once more, so that nothing can be added at its end.
    Sha256::new()
        .chain_update(secret)
        .chain_update(hash)
        .finalize()[..SEAL]
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place() -> Place {
        Place {
            list: List::Records,
            selection: Selection {
                format: Format::Memorial,
                from: Some("2024-02-05T00:00:00Z".to_owned()),
                until: None,
                set: Some("unit-58-motorized".to_owned()),
            },
            after: ("2024-02-06T10:00:00Z".to_owned(), 7),
            given: 50,
            all: 120,
        }
    }

    #[test]
    fn a_token_is_good_for_its_list_and_its_day() {
        let now = "2026-11-28T10:00:00Z".parse().unwrap();
        let token = write(b"secret", &place(), now).unwrap();
        assert_eq!(read(b"secret", List::Records, &token, now), Some(place()));
        assert_eq!(read(b"secret", List::Identifiers, &token, now), None);
        assert_eq!(read(b"another", List::Records, &token, now), None);
        let late = now + TimeDelta::hours(HOURS) + TimeDelta::seconds(1);
        assert_eq!(read(b"secret", List::Records, &token, late), None);
    }

    proptest! {
        #[test]
        fn nobody_makes_one_up(typed in "\\PC{0,80}|[A-Za-z0-9_-]{0,120}", at in 0usize..200) {
            let now = "2026-11-28T10:00:00Z".parse().unwrap();
            prop_assert_eq!(read(b"secret", List::Records, &typed, now), None);
            let mut token: Vec<char> = write(b"secret", &place(), now).unwrap().chars().collect();
            let at = at % token.len();
            let other = if token[at] == 'A' { 'B' } else { 'A' };
            token[at] = other;
            let changed: String = token.into_iter().collect();
            let read = read(b"secret", List::Records, &changed, now);
            prop_assert!(read.is_none() || read == Some(place()));
        }
    }
}
