//! Files that have come in part, in a folder beside the database: what has come stays there until the rest does, or a day
//! is over. A part is one file, `{owner}-{id}`: a line with its name and promised length, then its bytes.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::photo::MAX_FILES;

/// Parts of one owner at once. Whatever was left longest makes room: nobody is refused for what they gave up.
const OF_ONE: usize = MAX_FILES;
/// Parts of everyone at once: with the longest file, 2 GB.
const OF_ALL: usize = 100;
/// How long a part waits for its rest.
const PATIENCE: Duration = Duration::from_secs(24 * 60 * 60);
/// Ends the name of a part that has become a picture: who did not hear so may ask again.
const DONE: &str = ".done";

/// The first line of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    name: String,
    length: usize,
}

/// A file that has not come whole yet, or just has.
pub struct Part {
    path: PathBuf,
    /// As its owner knows it.
    pub name: String,
    /// In bytes, as promised.
    pub length: usize,
    /// How much of it is here.
    pub have: usize,
    /// Bytes of the first line.
    head: u64,
}

/// What is known of a part.
pub enum Found {
    Part(Part),
    /// It has become a picture.
    Done,
    Nothing,
}

/// Begins a part; `id` is 144 random bits in base64url, which nobody else can guess.
pub fn begin(folder: &Path, owner: i32, id: &str, name: &str, length: usize) -> io::Result<()> {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = parts(folder);
    make(&folder)?;
    make_room(&folder, owner)?;
    let head = Head {
        name: name.to_owned(),
        length,
    };
    let mut line = serde_json::to_vec(&head)?;
    line.push(b'\n');
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(folder.join(format!("{owner}-{id}")))?
        .write_all(&line)
}

/// The owner's part of this name. What is no such name is no part.
pub fn find(folder: &Path, owner: i32, id: &str) -> io::Result<Found> {
    if URL_SAFE_NO_PAD.decode(id).map_or(0, |bytes| bytes.len()) != 18 {
        return Ok(Found::Nothing);
    }
    let path = parts(folder).join(format!("{owner}-{id}"));
    if done(&path).exists() {
        return Ok(Found::Done);
    }
    let file = match File::open(&path) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
        file => file?,
    };
    let (Head { name, length }, head) = head(&file)?;
    let have = usize::try_from(file.metadata()?.len().saturating_sub(head)).unwrap_or(length);
    Ok(Found::Part(Part {
        path,
        name,
        length,
        have,
        head,
    }))
}

impl Part {
    /// Adds a piece at the end, if it begins there and ends within what was promised; whether it did. Two that come at
    /// once come one after the other.
    pub fn append(&mut self, from: usize, piece: &[u8]) -> io::Result<bool> {
        let mut file = OpenOptions::new().read(true).write(true).open(&self.path)?;
        file.lock()?;
        let end = file.seek(SeekFrom::End(0))?;
        self.have = usize::try_from(end.saturating_sub(self.head)).unwrap_or(self.length);
        if from != self.have || piece.len() > self.length.saturating_sub(self.have) {
            return Ok(false);
        }
        if let Err(fault) = file.write_all(piece) {
            file.set_len(end)?;
            return Err(fault);
        }
        self.have += piece.len();
        Ok(true)
    }

    pub fn is_whole(&self) -> bool {
        self.have == self.length
    }

    /// All that has come.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(self.head))?;
        let mut bytes = Vec::with_capacity(self.have);
        file.take(self.length as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// It has become a picture: its bytes go, and that it did is known for a day.
    pub fn finish(self) -> io::Result<()> {
        let done = done(&self.path);
        fs::rename(&self.path, &done)?;
        File::create(done).map(|_| ())
    }

    /// Whether it has become a picture meanwhile: its last piece came twice.
    pub fn is_done(&self) -> bool {
        done(&self.path).exists()
    }

    pub fn forget(self) -> io::Result<()> {
        fs::remove_file(self.path)
    }
}

/// Lets go of parts that nobody has added to for a day; how many. Called on a timer.
pub fn forget_old(folder: &Path, now: SystemTime) -> io::Result<usize> {
    let mut forgotten = 0;
    for (path, touched) in listed(&parts(folder))? {
        let age = now.duration_since(touched).unwrap_or_default();
        if age > PATIENCE && fs::remove_file(path).is_ok() {
            forgotten += 1;
        }
    }
    Ok(forgotten)
}

fn make_room(folder: &Path, owner: i32) -> io::Result<()> {
    let mut parts = listed(folder)?;
    parts.retain(|(path, _)| !path.as_os_str().to_string_lossy().ends_with(DONE));
    parts.sort_by_key(|(_, touched)| *touched);
    let own = format!("{owner}-");
    let is_own = |path: &Path| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with(&own))
    };
    let owned = parts.iter().filter(|(path, _)| is_own(path)).count();
    let oldest = if owned >= OF_ONE {
        parts.iter().find(|(path, _)| is_own(path))
    } else if parts.len() >= OF_ALL {
        // Of whoever holds the most: many who begin much do not push out one who sends a picture.
        let of = |path: &Path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.split('-').next().unwrap_or_default().to_owned()
        };
        let mut held = std::collections::HashMap::<String, usize>::new();
        for (path, _) in &parts {
            *held.entry(of(path)).or_default() += 1;
        }
        let most = held.values().max().copied().unwrap_or_default();
        parts
            .iter()
            .find(|(path, _)| held.get(&of(path)) == Some(&most))
    } else {
        None
    };
    oldest.map_or(Ok(()), |(path, _)| fs::remove_file(path))
}

/// Each file and when it was last added to. One that goes meanwhile is none.
fn listed(folder: &Path) -> io::Result<Vec<(PathBuf, SystemTime)>> {
    let entries = match fs::read_dir(folder) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let touched = |entry: fs::DirEntry| {
        let at = entry.metadata().ok()?.modified().ok()?;
        Some((entry.path(), at))
    };
    Ok(entries.flatten().filter_map(touched).collect())
}

fn head(file: &File) -> io::Result<(Head, u64)> {
    let mut line = Vec::new();
    let read = BufReader::new(file.take(4096)).read_until(b'\n', &mut line)?;
    Ok((serde_json::from_slice(&line)?, read as u64))
}

fn parts(folder: &Path) -> PathBuf {
    folder.join("uploads")
}

fn done(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(DONE);
    name.into()
}

/// Nobody else on the machine looks in: a picture as it was sent may say where it was taken.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> String {
        URL_SAFE_NO_PAD.encode([number; 18])
    }

    fn part(folder: &Path, owner: i32, number: u8) -> Part {
        match find(folder, owner, &id(number)).unwrap() {
            Found::Part(part) => part,
            _ => panic!("no part {number} of {owner}"),
        }
    }

    #[test]
    fn a_part_grows_from_its_end_and_only_there() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        begin(folder, 7, &id(1), "портрет\n.jpg", 5).unwrap();
        assert!(part(folder, 7, 1).append(0, b"abc").unwrap());
        let mut found = part(folder, 7, 1);
        assert_eq!((found.name.as_str(), found.have), ("портрет\n.jpg", 3));
        assert!(!found.append(0, b"abc").unwrap(), "it is there already");
        assert!(!found.append(4, b"e").unwrap(), "something is missing");
        assert!(!found.append(3, b"def").unwrap(), "more than was promised");
        assert!(!found.is_whole() && found.append(3, b"de").unwrap() && found.is_whole());
        assert_eq!(found.bytes().unwrap(), b"abcde");
        found.finish().unwrap();
        assert!(matches!(find(folder, 7, &id(1)).unwrap(), Found::Done));
    }

    #[test]
    fn a_part_belongs_to_one_and_its_name_leads_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        begin(folder.path(), 7, &id(1), "a.jpg", 5).unwrap();
        for (owner, name) in [(8, id(1).as_str()), (7, "../../etc/passwd"), (7, "")] {
            let found = find(folder.path(), owner, name).unwrap();
            assert!(matches!(found, Found::Nothing), "{owner} {name}");
        }
    }

    #[test]
    fn what_was_left_longest_makes_room() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        for number in 0..=10 {
            begin(folder, 7, &id(number), "a.jpg", 5).unwrap();
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(matches!(find(folder, 7, &id(0)).unwrap(), Found::Nothing));
        part(folder, 7, 1);
        for number in 0..200 {
            begin(folder, 100 + i32::from(number), &id(number), "a.jpg", 5).unwrap();
        }
        assert_eq!(fs::read_dir(parts(folder)).unwrap().count(), OF_ALL);
        part(folder, 299, 199);
    }

    #[test]
    fn after_a_day_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        begin(folder.path(), 7, &id(1), "a.jpg", 5).unwrap();
        let now = SystemTime::now();
        assert_eq!(forget_old(folder.path(), now).unwrap(), 0);
        assert_eq!(forget_old(folder.path(), now + 2 * PATIENCE).unwrap(), 1);
        let nowhere = folder.path().join("nowhere");
        assert_eq!(forget_old(&nowhere, now).unwrap(), 0);
    }
}
