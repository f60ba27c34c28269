//! The door to archives: a ZIP written straight onto the disk, one file in memory at a time.

use crate::base::{Refusal, Result};
use std::fs::File;
use std::io::{BufWriter, Write};

/// A ZIP that is being written.
pub struct Archive {
    writer: zip::ZipWriter<BufWriter<File>>,
}

impl Archive {
    pub fn new(file: File) -> Archive {
        Archive { writer: zip::ZipWriter::new(BufWriter::new(file)) }
    }

    /// Adds a file. A PDF is compressed already, so everything is stored as it is. Errors: a name that is there.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored)
            .large_file(false);
        self.writer.start_file(name, options).map_err(Refusal::fault)?;
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
