//! The line between a telephone and the memorial, which a test can cut: at once, or in the middle of what goes up.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread::spawn;

/// A line to a server; it is cut for good when this is dropped.
pub struct Line {
    /// Where the memorial is found through it.
    pub address: String,
    ends: Arc<Ends>,
}

struct Ends {
    server: String,
    is_cut: AtomicBool,
    /// Bytes that may still go up before it breaks.
    left: AtomicUsize,
    open: Mutex<Vec<TcpStream>>,
}

impl Line {
    pub fn to(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let ends = Arc::new(Ends {
            server: server.trim_start_matches("http://").to_owned(),
            is_cut: AtomicBool::new(false),
            left: AtomicUsize::new(usize::MAX),
            open: Mutex::default(),
        });
        let shared = ends.clone();
        // Listens as long as the tests run; what comes over a cut line is hung up on.
        spawn(move || {
            for here in listener.incoming().flatten() {
                let ends = shared.clone();
                if ends.is_cut.load(SeqCst) {
                    continue;
                }
                let Ok(there) = TcpStream::connect(&ends.server) else {
                    continue;
                };
                let mut open = ends.open.lock().unwrap();
                open.extend([here.try_clone().unwrap(), there.try_clone().unwrap()]);
                drop(open);
                let (from, to) = (here.try_clone().unwrap(), there.try_clone().unwrap());
                let up = ends.clone();
                spawn(move || carry(from, to, |bytes| up.goes_up(bytes)));
                spawn(move || carry(there, here, |bytes| bytes));
            }
        });
        Self { address, ends }
    }

    pub fn cut(&self) {
        self.ends.cut();
    }

    /// Breaks once so many bytes more have gone up.
    pub fn cut_after(&self, bytes: usize) {
        self.ends.left.store(bytes, SeqCst);
    }

    pub fn mend(&self) {
        self.ends.left.store(usize::MAX, SeqCst);
        self.ends.is_cut.store(false, SeqCst);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.cut();
    }
}

impl Ends {
    fn cut(&self) {
        self.is_cut.store(true, SeqCst);
        for stream in self.open.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// How many of these bytes still go.
    fn goes_up(&self, bytes: usize) -> usize {
        let left = self.left.load(SeqCst);
        if left == usize::MAX {
            return bytes;
        }
        let goes = bytes.min(left);
        self.left.store(left - goes, SeqCst);
        if goes < bytes {
            self.cut();
        }
        goes
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream, goes: impl Fn(usize) -> usize) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut bytes) {
        if to.write_all(&bytes[..goes(read)]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
}
