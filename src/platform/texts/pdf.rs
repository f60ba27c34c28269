//! The strings of a PDF outside its packed streams: who made it, bookmarks, names of files, notes in the margin.

use encoding_rs::{Encoding, WINDOWS_1252};
use std::iter::{Copied, Peekable};
use std::slice::Iter;

type Bytes<'a> = Peekable<Copied<Iter<'a, u8>>>;

/// The strings, a line each.
pub fn strings(bytes: &[u8]) -> String {
    let mut said = String::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(7).position(begins) {
        let (before, stream) = rest.split_at(at);
        read(before, &mut said);
        let end = super::find(stream, b"endstream").map_or(stream.len(), |end| end + b"endstream".len());
        rest = stream.get(end..).unwrap_or_default();
    }
    read(rest, &mut said);
    said
}

/// `stream` at the end of its line.
fn begins(window: &[u8]) -> bool {
    window.starts_with(b"stream") && matches!(window.last(), Some(b'\r' | b'\n'))
}

fn read(part: &[u8], said: &mut String) {
    let mut bytes = part.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        let string = match byte {
            b'(' => literal(&mut bytes),
            // `<<` opens a dictionary
            b'<' if bytes.next_if_eq(&b'<').is_none() => hexadecimal(&mut bytes),
            _ => continue,
        };
        let (encoding, mark) = Encoding::for_bom(&string).unwrap_or((WINDOWS_1252, 0));
        let text = encoding.decode_without_bom_handling(string.get(mark..).unwrap_or_default()).0;
        said.push_str(&text);
        said.push('\n');
    }
}

fn hexadecimal(bytes: &mut Bytes<'_>) -> Vec<u8> {
    let mut digits = String::new();
    while let Some(byte) = bytes.next_if(|byte| *byte != b'>') {
        if byte.is_ascii_hexdigit() {
            digits.push(char::from(byte));
        }
    }
    if digits.len() % 2 == 1 {
        digits.push('0');
    }
    hex::decode(digits).unwrap_or_default()
}

fn literal(bytes: &mut Bytes<'_>) -> Vec<u8> {
    let (mut said, mut depth) = (Vec::new(), 1_usize);
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => said.extend(escaped(bytes)),
            b'(' => {
                depth += 1;
                said.push(byte);
            }
            b')' => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
                said.push(byte);
            }
            other => said.push(other),
        }
    }
    said
}

/// What stands after a backslash; none at the end of a line, which goes on.
fn escaped(bytes: &mut Bytes<'_>) -> Option<u8> {
    match bytes.next()? {
        b'n' | b'r' => Some(b'\n'),
        b't' | b'b' | b'f' => Some(b' '),
        b'\n' => None,
        b'\r' => {
            let _ = bytes.next_if_eq(&b'\n');
            None
        }
        digit @ b'0'..=b'7' => {
            let mut code = u32::from(digit - b'0');
            for _ in 0..2 {
                let Some(next) = bytes.next_if(|byte| matches!(byte, b'0'..=b'7')) else { break };
                code = code * 8 + u32::from(next - b'0');
            }
            u8::try_from(code & 0xff).ok()
        }
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strings_around_the_streams_are_read() {
        let wide: String = "Åke".encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        let text = format!(
            "%PDF-1.7\n1 0 obj <</Author (Berit \\(Ek\\)vall \\305ke) /Title <FEFF{wide}>>> endobj\n\
             2 0 obj <</Length 9>> stream\n(packad) endstream endobj 3 0 obj <</Contents (efter (allt))>>"
        );
        let said = strings(text.as_bytes());
        assert_eq!(said, "Berit (Ek)vall Åke\nÅke\nefter (allt)\n");
        assert_eq!(strings(b"%PDF (utan slut"), "utan slut\n");
        assert_eq!(strings(b"stream\nutan slut"), "");
    }
}
