//! Documents, sheets and slides: a zip whose XML parts are read, those of the properties too.

use super::{Texts, xml};
use encoding_rs::{Encoding, UTF_8};
use std::io::{Cursor, Read};

const MOST_PARTS: usize = 2_000;
/// Bytes of all parts when unpacked; what is beyond is not read.
const MOST_UNPACKED: u64 = 50_000_000;

pub fn read(bytes: &[u8]) -> Texts {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Texts::default() };
    let mut all = Texts { said: Vec::new(), is_whole: archive.len() <= MOST_PARTS };
    let mut room = MOST_UNPACKED;
    for index in 0..archive.len().min(MOST_PARTS) {
        match part(&mut archive, index, room) {
            Some(text) => {
                room = room.saturating_sub(u64::try_from(text.len()).unwrap_or(u64::MAX));
                all.said.extend(xml::texts(&text));
            }
            None => all.is_whole = false,
        }
    }
    all
}

/// The XML of a part. None for what is no XML, and for what cannot be read or is too much.
fn part(archive: &mut zip::ZipArchive<Cursor<&[u8]>>, index: usize, room: u64) -> Option<String> {
    let part = archive.by_index(index).ok()?;
    let name = part.name().ok()?.to_lowercase();
    if name.ends_with('/') {
        return Some(String::new());
    }
    if ![".xml", ".rels", ".vml"].iter().any(|ending| name.ends_with(ending)) {
        return None;
    }
    let mut bytes = Vec::new();
    let count = part.take(room.saturating_add(1)).read_to_end(&mut bytes).ok()?;
    if u64::try_from(count).ok()? > room {
        return None;
    }
    let (encoding, mark) = Encoding::for_bom(&bytes).unwrap_or((UTF_8, 0));
    let (text, is_bad) = encoding.decode_without_bom_handling(bytes.get(mark..)?);
    (!is_bad).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn every_part_is_read_or_told() {
        let document = ("word/document.xml", "<w:t>Öppet</w:t>".as_bytes());
        let core = ("docProps/core.xml", "<dc:creator>Åke</dc:creator>".as_bytes());
        let whole = read(&packed(&[document, core]));
        assert!(whole.is_whole && whole.said.concat().contains("Åke"), "{whole:?}");
        let wide: Vec<u8> = "\u{feff}<t>Åke</t>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let wide = read(&packed(&[("custom.xml", &wide[..])]));
        assert!(wide.is_whole && wide.said.concat().contains("Åke"), "{wide:?}");
        for (name, bytes) in [
            ("word/media/image1.png", &b"\x89PNG"[..]),
            ("word/embeddings/bok.xlsx", b"PK"),
            ("latin.xml", b"<t>\xc5ke</t>"),
        ] {
            let some = read(&packed(&[core, (name, bytes)]));
            assert!(!some.is_whole && some.said.concat().contains("Åke"), "{name}");
        }
        assert_eq!(read(b"PK ingen zip"), Texts::default());
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let zeros = vec![b' '; 50_000_001];
        assert!(!read(&packed(&[("a.xml", &zeros[..])])).is_whole);
    }
}
