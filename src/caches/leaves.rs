//! The pages that an nginx keeps in its folder, found by their keys. nginx itself knows them by their addresses alone; but it lays
//! each down with its headers, and takes a page that is gone from the folder for one that it never had.

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File};
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::cache::Keys;

/// The headers stand within these bytes: nginx takes no more of them from the memorial (`proxy_buffer_size`, with its own).
const HEAD: u64 = 16 * 1024;

/// What was read of the folder. A file is read once, as long as it stays the same one.
#[derive(Debug, Default)]
pub struct Leaves {
    known: HashMap<PathBuf, Leaf>,
}

#[derive(Debug)]
struct Leaf {
    inode: u64,
    written: (i64, i64),
    keys: Option<BTreeSet<String>>,
}

impl Leaves {
    /// Takes from the folder every page that has one of these keys; how many.
    pub fn forget(&mut self, folder: &Path, keys: &Keys) -> io::Result<usize> {
        let mut before = std::mem::take(&mut self.known);
        let mut gone = 0;
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            let entries = match fs::read_dir(&folder) {
                Err(fault) if fault.kind() == io::ErrorKind::NotFound => continue,
                entries => entries?,
            };
            for entry in entries {
                let entry = entry?;
                let path = entry.path();
                // nginx writes and takes away while we look.
                let about = match entry.metadata() {
                    Err(fault) if fault.kind() == io::ErrorKind::NotFound => continue,
                    about => about?,
                };
                if about.is_dir() {
                    folders.push(path);
                    continue;
                }
                if !about.is_file() {
                    continue;
                }
                let (inode, written) = (about.ino(), (about.mtime(), about.mtime_nsec()));
                let same = |leaf: &Leaf| leaf.inode == inode && leaf.written == written;
                let leaf = match before.remove(&path).filter(same) {
                    Some(leaf) => leaf,
                    None => Leaf {
                        inode,
                        written,
                        keys: keys_of(&path)?,
                    },
                };
                if leaf.has(keys) {
                    match fs::remove_file(&path) {
                        Err(fault) if fault.kind() == io::ErrorKind::NotFound => {}
                        done => done?,
                    }
                    gone += 1;
                } else {
                    self.known.insert(path, leaf);
                }
            }
        }
        Ok(gone)
    }
}

impl Leaf {
    fn has(&self, wanted: &Keys) -> bool {
        match (wanted, &self.keys) {
            (Keys::Everything, _) => true,
            (Keys::These(wanted), Some(keys)) => keys.iter().any(|key| wanted.contains(key)),
            (Keys::These(_), None) => false,
        }
    }
}

/// The keys in the head of a page; none where it says none.
fn keys_of(path: &Path) -> io::Result<Option<BTreeSet<String>>> {
    let mut head = Vec::new();
    match File::open(path) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file?.take(HEAD).read_to_end(&mut head)?,
    };
    Ok(read(&head))
}

fn read(head: &[u8]) -> Option<BTreeSet<String>> {
    const NAME: &[u8] = b"cache-tag:";
    let begins = head
        .windows(b"\nHTTP/1.".len())
        .position(|part| part == b"\nHTTP/1.")?;
    for line in head[begins + 1..].split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            return None;
        }
        if line.len() > NAME.len() && line[..NAME.len()].eq_ignore_ascii_case(NAME) {
            let Keys::These(keys) = Keys::read(std::str::from_utf8(&line[NAME.len()..]).ok()?)
            else {
                return None;
            };
            return Some(keys);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(keys: &str, body: &str) -> Vec<u8> {
        let mut bytes = vec![5, 0, 0, 0, 0xff, 0, 0xfe];
        bytes.extend(b"\nKEY: http://x/uk\n");
        let keys = if keys.is_empty() {
            String::new()
        } else {
            format!("cache-tag: {keys}\r\n")
        };
        bytes.extend(format!("HTTP/1.1 200 OK\r\nETag: \"x\"\r\n{keys}\r\n{body}").bytes());
        bytes
    }

    #[test]
    fn a_page_is_let_go_by_any_of_its_keys_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let (deep, mut leaves) = (folder.path().join("a/bc"), Leaves::default());
        fs::create_dir_all(&deep).unwrap();
        let lay = |name: &str, bytes: Vec<u8>| fs::write(deep.join(name), bytes).unwrap();
        lay("one", page("life-1, public", ""));
        lay("two", page("life-12", ""));
        lay("none", page("", "cache-tag: life-1"));
        let mut forget = |keys: &str| leaves.forget(folder.path(), &Keys::read(keys)).unwrap();
        assert_eq!(forget("life-2,life-3"), 0);
        assert_eq!(forget("life-1"), 1);
        assert!(
            !deep.join("one").exists() && deep.join("two").exists() && deep.join("none").exists()
        );
        // Another page in the same place is another.
        lay("two", page("life-1", ""));
        assert_eq!(forget("life-12"), 0);
        assert_eq!(forget("public life-1"), 1);
        assert_eq!(forget("*"), 1);
        assert_eq!(forget("*"), 0);
    }

    proptest::proptest! {
        #[test]
        fn whatever_lies_in_the_folder_is_read_without_a_fall(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
            let mut head = b"\nHTTP/1.1 200 OK\r\n".to_vec();
            head.extend(&bytes);
            let _ = (read(&bytes), read(&head));
        }
    }
}
