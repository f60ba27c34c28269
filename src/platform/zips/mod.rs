//! The door to packages: a ZIP whose bytes depend on its entries alone, without times or owners.

use crate::base::{Refusal, Result};
use sha2::{Digest, Sha256};
use std::io::{Cursor, Write};

/// One file in a package, by its path within it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub path: String,
    pub bytes: Vec<u8>,
}

impl Entry {
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Entry {
        Entry { path: path.into(), bytes: bytes.into() }
    }
}

/// SHA-256 of bytes, in 64 lower-case hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// The lines that `sha256sum --check` reads, in the order of the entries.
pub fn manifest(entries: &[Entry]) -> String {
    entries.iter().map(|entry| format!("{}  {}\n", sha256(&entry.bytes), entry.path)).collect()
}

/// The entries in their order. The same entries give the same bytes.
pub fn zip(entries: &[Entry]) -> Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default()).unix_permissions(0o644);
    for entry in entries {
        zip.start_file(entry.path.as_str(), options).map_err(Refusal::fault)?;
        zip.write_all(&entry.bytes).map_err(Refusal::fault)?;
    }
    Ok(zip.finish().map_err(Refusal::fault)?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_entries_give_the_same_bytes() {
        let entries = [Entry::new("a/b.txt", "å"), Entry::new("c.txt", "")];
        assert_eq!(zip(&entries).unwrap(), zip(&entries).unwrap());
        assert_eq!(manifest(&entries).lines().count(), 2);
        assert!(
            manifest(&entries).ends_with("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  c.txt\n")
        );
    }
}
