//! The door to stored files: content-addressed, outside any web root, written whole or not at all.

use crate::base::{Refusal, Result};
use sha2::{Digest, Sha256};
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, Clone)]
pub struct Files {
    root: PathBuf,
}

/// Bytes that have been stored, by their SHA-256 in hex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    pub sha256: String,
    pub size: i64,
}

impl Files {
    pub fn new(root: impl Into<PathBuf>) -> Files {
        Files { root: root.into() }
    }

    /// Stores `bytes` durably and tells their address.
    pub fn put(&self, bytes: &[u8]) -> Result<Stored> {
        let sha256 = hex::encode(Sha256::digest(bytes));
        let path = self.path(&sha256)?;
        if !path.exists() {
            let folder = path.parent().unwrap_or(&self.root);
            std::fs::create_dir_all(folder).map_err(Refusal::fault)?;
            let temporary = folder.join(format!("{sha256}.{}.part", uuid::Uuid::now_v7()));
            write_synced(&temporary, bytes).map_err(Refusal::fault)?;
            std::fs::rename(&temporary, &path).map_err(Refusal::fault)?;
        }
        Ok(Stored { sha256, size: i64::try_from(bytes.len()).unwrap_or(i64::MAX) })
    }

    pub fn get(&self, sha256: &str) -> Result<Vec<u8>> {
        std::fs::read(self.path(sha256)?).map_err(Refusal::fault)
    }

    /// Removes stored bytes for good; those that are gone already are no error. Whoever calls has seen that no row
    /// points at them.
    pub fn remove(&self, sha256: &str) -> Result<()> {
        match std::fs::remove_file(self.path(sha256)?) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Refusal::fault(error)),
            _ => Ok(()),
        }
    }

    /// Stores what `write` writes into a file, durably, without holding it in memory, and tells its address.
    pub fn build(&self, write: impl FnOnce(std::fs::File) -> Result<()>) -> Result<Stored> {
        std::fs::create_dir_all(&self.root).map_err(Refusal::fault)?;
        let temporary = self.root.join(format!("{}.part", uuid::Uuid::now_v7()));
        let built = self.built(&temporary, write);
        if built.is_err() {
            // Nothing points at it; what cannot be removed now is no fault of the work.
            let _ = std::fs::remove_file(&temporary);
        }
        built
    }

    fn built(&self, temporary: &Path, write: impl FnOnce(std::fs::File) -> Result<()>) -> Result<Stored> {
        let file = std::fs::File::create(temporary).map_err(Refusal::fault)?;
        write(file.try_clone().map_err(Refusal::fault)?)?;
        file.sync_all().map_err(Refusal::fault)?;
        let (mut reader, mut hasher) = (std::fs::File::open(temporary).map_err(Refusal::fault)?, Sha256::new());
        let size = std::io::copy(&mut reader, &mut hasher).map_err(Refusal::fault)?;
        let sha256 = hex::encode(hasher.finalize());
        let path = self.path(&sha256)?;
        std::fs::create_dir_all(path.parent().unwrap_or(&self.root)).map_err(Refusal::fault)?;
        std::fs::rename(temporary, &path).map_err(Refusal::fault)?;
        Ok(Stored { sha256, size: i64::try_from(size).unwrap_or(i64::MAX) })
    }

    /// The stored bytes as a file, for whoever reads them piece by piece.
    pub fn open(&self, sha256: &str) -> Result<std::fs::File> {
        std::fs::File::open(self.path(sha256)?).map_err(Refusal::fault)
    }

    /// As `open`, once the bytes have been read through. Errors: NotFound when they are not here, a fault when they are not
    /// what their address says.
    pub fn open_checked(&self, sha256: &str) -> Result<std::fs::File> {
        let mut file = match std::fs::File::open(self.path(sha256)?) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Refusal::NotFound),
            opened => opened.map_err(Refusal::fault)?,
        };
        let mut hasher = Sha256::new();
        std::io::copy(&mut file, &mut hasher).map_err(Refusal::fault)?;
        if hex::encode(hasher.finalize()) != sha256 {
            return Err(Refusal::fault("stored bytes are not what their address says"));
        }
        file.rewind().map_err(Refusal::fault)?;
        Ok(file)
    }

    fn path(&self, sha256: &str) -> Result<PathBuf> {
        let good = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
        let folder = sha256.get(..2).filter(|_| good).ok_or_else(|| Refusal::fault("not a file address"))?;
        Ok(self.root.join(folder).join(sha256))
    }
}

fn write_synced(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = std::fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
