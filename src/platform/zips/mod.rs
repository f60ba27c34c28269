//! The door to packages: a ZIP whose bytes depend on its entries alone, without times or owners. A small one is made in
//! memory (`zip`), a large one is written straight onto the disk (`Archive`).

use crate::base::{Refusal, Result};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufWriter, Cursor, Write};
use zip::write::SimpleFileOptions;

/// One file in a package, by its path within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    pub path: String,
    pub bytes: Vec<u8>,
}

impl Packed {
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Packed {
        Packed { path: path.into(), bytes: bytes.into() }
    }
}

/// SHA-256 of bytes, in 64 lower-case hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// The lines that `sha256sum --check` reads, in the order of the entries.
pub fn manifest(entries: &[Packed]) -> String {
    entries.iter().map(|entry| format!("{}  {}\n", sha256(&entry.bytes), entry.path)).collect()
}

/// Without what differs from day to day and from machine to machine.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().last_modified_time(zip::DateTime::default()).unix_permissions(0o644)
}

/// The entries in their order. The same entries give the same bytes.
pub fn zip(entries: &[Packed]) -> Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for entry in entries {
        zip.start_file(entry.path.as_str(), options()).map_err(Refusal::fault)?;
        zip.write_all(&entry.bytes).map_err(Refusal::fault)?;
    }
    Ok(zip.finish().map_err(Refusal::fault)?.into_inner())
}

/// A ZIP that is being written onto the disk, one file in memory at a time.
pub struct Archive {
    writer: zip::ZipWriter<BufWriter<File>>,
}

impl Archive {
    pub fn new(file: File) -> Archive {
        Archive { writer: zip::ZipWriter::new(BufWriter::new(file)) }
    }

    /// Adds a file. A PDF is compressed already, so everything is stored as it is. Errors: a name that is there.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let stored = options().compression_method(zip::CompressionMethod::Stored);
        self.writer.start_file(name, stored).map_err(Refusal::fault)?;
        self.writer.write_all(bytes).map_err(Refusal::fault)
    }

    /// Writes the directory of the archive.
    pub fn finish(self) -> Result<()> {
        let mut inner = self.writer.finish().map_err(Refusal::fault)?;
        inner.flush().map_err(Refusal::fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn the_same_entries_give_the_same_bytes() {
        let entries = [Packed::new("a/b.txt", "å"), Packed::new("c.txt", "")];
        assert_eq!(zip(&entries).unwrap(), zip(&entries).unwrap());
        assert_eq!(manifest(&entries).lines().count(), 2);
        assert!(
            manifest(&entries).ends_with("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  c.txt\n")
        );
    }
    #[test]
    fn what_is_added_can_be_read() {
        let path = std::env::temp_dir().join(format!("tillit-archive-{}.zip", std::process::id()));
        let mut archive = Archive::new(File::create(&path).unwrap());
        archive.add("ett.txt", b"Hej").unwrap();
        archive.add("två.txt", "Åter".as_bytes()).unwrap();
        archive.finish().unwrap();
        let mut read = zip::ZipArchive::new(File::open(&path).unwrap()).unwrap();
        let mut text = String::new();
        read.by_name("två.txt").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!((read.len(), text.as_str()), (2, "Åter"));
        std::fs::remove_file(&path).unwrap();
    }
}
