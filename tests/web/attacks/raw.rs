//! Bytes on the wire as no browser would send them.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::site::Site;

/// What came back: the status of the first answer, and all bytes until the other side was done.
pub struct Said {
    pub status: u16,
    pub text: String,
}

pub async fn connected(site: &Site) -> TcpStream {
    let address = site.address.strip_prefix("http://").unwrap();
    TcpStream::connect(address).await.unwrap()
}

/// Sends these bytes and listens until the other side closes or is silent.
pub async fn said(site: &Site, bytes: &[u8]) -> Said {
    let mut stream = connected(site).await;
    // A server that has heard enough hangs up while more is being sent.
    let _ = stream.write_all(bytes).await;
    heard(&mut stream, Duration::from_secs(3)).await
}

pub async fn heard(stream: &mut TcpStream, silence: Duration) -> Said {
    let mut bytes = Vec::new();
    let mut piece = [0; 64 * 1024];
    while let Ok(Ok(length)) = tokio::time::timeout(silence, stream.read(&mut piece)).await {
        if length == 0 {
            break;
        }
        bytes.extend_from_slice(&piece[..length]);
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let status = text
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .unwrap_or(0);
    Said { status, text }
}

/// A request for an address just as it is written, that asks for the connection to be closed.
pub async fn asked(site: &Site, method: &str, target: &str) -> Said {
    let head = format!(
        "{method} {target} HTTP/1.1\r\nHost: memorial.example\r\nConnection: close\r\n\r\n"
    );
    said(site, head.as_bytes()).await
}
