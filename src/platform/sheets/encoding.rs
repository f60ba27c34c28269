//! Which letters the bytes of a text file mean.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The text, or `None` when the bytes are no text. A byte order mark decides (UTF-8, UTF-16);
/// without one it is UTF-8 if it can be, and else what Swedish Excel saves, Windows-1252.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let (encoding, mark) = Encoding::for_bom(bytes)
        .unwrap_or_else(|| (if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 }, 0));
    let body = bytes.get(mark..)?;
    let text = encoding.decode_without_bom_handling(body).0.into_owned();
    let binary =
        text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{c}' | '\u{80}'..='\u{9f}'));
    let other = ["%PDF", "<", "{\\rtf"].iter().any(|start| text.trim_start().starts_with(start));
    (!binary && !other).then_some(text)
}
