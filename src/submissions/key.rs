//! The secret in a family's own address. Only its hash is kept: a stolen copy of the file opens no story.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::app::chance;
use crate::error::AppError;

/// Random bytes in a key: 144 bits, 24 letters of base64url.
const BYTES: usize = 18;

/// What a page that begins a story carries, so that sending the same page twice makes one story.
pub fn once() -> Result<String, AppError> {
    Ok(URL_SAFE_NO_PAD.encode(chance::<BYTES>()?))
}

/// The key of a new story. The same page sent twice with the same words gives the same key; other words, or a page that
/// carries nothing of ours, another. It cannot be guessed without the page's own 144 random bits.
pub fn of(once: &str, words: &str) -> Result<String, AppError> {
    let once = match URL_SAFE_NO_PAD.decode(once) {
        Ok(bytes) if bytes.len() == BYTES => bytes,
        _ => chance::<BYTES>()?.to_vec(),
    };
    let mut hash = Sha256::new();
    hash.update(&once);
    hash.update(words.as_bytes());
    Ok(URL_SAFE_NO_PAD.encode(&hash.finalize()[..BYTES]))
}

/// Eighteen random or hashed bytes as a key.
pub fn encoded(bytes: [u8; BYTES]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Under which a key is kept.
pub fn hash(key: &str) -> [u8; 32] {
    Sha256::digest(key.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_page_sent_twice_gives_one_key() {
        let once = once().unwrap();
        let key = of(&once, "Лисюк").unwrap();
        assert_eq!(key.len(), 24);
        assert_eq!(of(&once, "Лисюк").unwrap(), key);
        assert_ne!(of(&once, "Коваль").unwrap(), key);
        assert_ne!(of("", "Лисюк").unwrap(), of("", "Лисюк").unwrap());
        assert_ne!(of("ї", "Лисюк").unwrap(), key);
    }
}
