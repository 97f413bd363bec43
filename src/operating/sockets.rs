//! What passes between the memorial and whoever starts it (systemd, or anything that speaks as it does): the socket that was
//! opened beforehand, and stays open between one process and the next, and word of how it goes.

use std::net::TcpListener;

use anyhow::Context;
use listenfd::ListenFd;

/// The socket that was handed over, if one was (`LISTEN_FDS`): nobody is refused while processes take turns at it.
pub fn handed_over() -> anyhow::Result<Option<TcpListener>> {
    let mut handed = ListenFd::from_env();
    if handed.len() > 1 {
        anyhow::bail!("Several sockets were handed over; the memorial listens on one");
    }
    let listener = handed
        .take_tcp_listener(0)
        .context("What was handed over is no listening TCP socket")?;
    if let Some(listener) = &listener {
        listener.set_nonblocking(true)?;
    }
    Ok(listener)
}

/// Whether whoever started this process opened a socket for it.
pub fn is_handed_over() -> bool {
    std::env::var_os("LISTEN_FDS").is_some()
}

/// Tells whoever asked to be told (`NOTIFY_SOCKET`); nobody, where nobody did.
pub fn tell(word: Word) {
    #[cfg(target_os = "linux")]
    if let Some(path) = std::env::var_os("NOTIFY_SOCKET")
        && let Err(fault) = linux::tell(&path, word.said())
    {
        tracing::warn!(%fault, "whoever started the memorial could not be told");
    }
    #[cfg(not(target_os = "linux"))]
    let _ = word.said();
}

/// What there is to tell.
#[derive(Debug, Clone, Copy)]
pub enum Word {
    Ready,
    Stopping,
}

impl Word {
    fn said(self) -> &'static [u8] {
        match self {
            Self::Ready => b"READY=1",
            Self::Stopping => b"STOPPING=1",
        }
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::ffi::OsStr;
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::net::{SocketAddr, UnixDatagram};

    pub fn tell(path: &OsStr, words: &[u8]) -> std::io::Result<()> {
        let address = match path.as_bytes().strip_prefix(b"@") {
            Some(name) => SocketAddr::from_abstract_name(name)?,
            None => SocketAddr::from_pathname(path)?,
        };
        UnixDatagram::unbound()?
            .send_to_addr(words, &address)
            .map(|_| ())
    }
}
