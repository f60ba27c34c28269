//! The door to what other people's files say: for a search, never for showing. What could not be read is told, so that
//! a person reads it instead.

mod office;
mod pdf;
mod xml;

use encoding_rs::WINDOWS_1252;

/// What a file says, as far as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    pub said: Vec<String>,
    /// Nothing was left unread: no picture, no packed or unknown part.
    pub is_whole: bool,
}

/// Reads a file of a media type that is accepted as an attachment. A PDF packs its text and an image shows it, so
/// neither is ever whole.
pub fn read(media_type: &str, bytes: &[u8]) -> Texts {
    if media_type.contains("openxmlformats") {
        return office::read(bytes);
    }
    let mut said = xml::packets(bytes);
    match media_type {
        "application/pdf" => said.push(pdf::strings(bytes)),
        // what nobody could decode may still be letters
        "text/plain" => {
            said.push(String::from_utf8_lossy(bytes).into_owned());
            said.push(WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned());
        }
        _ => {}
    }
    Texts { said, is_whole: false }
}

/// Where the bytes are first found.
fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
