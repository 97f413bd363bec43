//! The folder of pictures beside a list: its own files by name, and nothing outside it.

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::photos::photo::{Fault, MAX_BYTES};
use crate::photos::renditions::{Renditions, make};

pub struct Folder(PathBuf);

impl Folder {
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let whole = path
            .canonicalize()
            .with_context(|| format!("The folder {} cannot be opened", path.display()))?;
        anyhow::ensure!(whole.is_dir(), "{} is not a folder", path.display());
        Ok(Self(whole))
    }

    /// The picture of a file in this folder, made ready. A name with a path in it, or a link that leads out of the
    /// folder, is refused: a list from elsewhere decides nothing about this machine's other files.
    pub fn picture(&self, name: &str) -> Result<Renditions, String> {
        if name.contains(['/', '\\', '\0']) || name == "." || name == ".." {
            return Err("a file name must not hold a path".to_owned());
        }
        let missing = |_| "there is no such file in the folder".to_owned();
        let path = self.0.join(name).canonicalize().map_err(missing)?;
        if !path.starts_with(&self.0) {
            return Err("the file leads out of the folder".to_owned());
        }
        let about = path.metadata().map_err(missing)?;
        if !about.is_file() {
            return Err("is not a file".to_owned());
        }
        if about.len() > MAX_BYTES as u64 {
            return Err(Fault::TooLarge.to_string());
        }
        let bytes = std::fs::read(&path).map_err(|fault| fault.to_string())?;
        make(&bytes).map_err(|fault| fault.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photos::samples;

    #[test]
    fn only_what_lies_in_the_folder_is_opened() {
        let outer = tempfile::tempdir().unwrap();
        let inner = outer.path().join("photos");
        std::fs::create_dir(&inner).unwrap();
        let picture = samples::jpeg(&samples::quarters(100, 100));
        std::fs::write(outer.path().join("secret.jpg"), &picture).unwrap();
        std::fs::write(inner.join("лис.jpg"), &picture).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("../secret.jpg", inner.join("link.jpg")).unwrap();
        let folder = Folder::open(&inner).unwrap();
        assert!(folder.picture("лис.jpg").is_ok());
        for name in [
            "../secret.jpg",
            "link.jpg",
            "..",
            ".",
            "",
            "/etc/passwd",
            "..\\secret.jpg",
            "no.jpg",
        ] {
            assert!(folder.picture(name).is_err(), "{name:?}");
        }
    }
}
