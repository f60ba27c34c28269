//! Text in XML, by its marks alone: what a program shows, and what it only keeps.

use super::find;

/// Elements, by their local names, that part words. A run of letters (`r`, `t`) does not: programs cut a name in two.
const PARTING: &[&str] = &["br", "c", "cr", "li", "p", "row", "si", "tab", "tc", "tr"];

/// Names of schemas and formats, which nobody wrote.
const MACHINES: &[&str] = &["http://schemas.", "application/vnd.", "http://www.w3.org/", "http://purl.org/"];

/// Bytes of what stands between `&` and `;`.
const LONGEST_NAME: usize = 12;

/// The text between the tags, with words parted as they are shown and at every tag; and what the tags hold.
pub fn texts(xml: &str) -> Vec<String> {
    let (mut shown, mut parted, mut held) = (String::new(), String::new(), String::new());
    let mut rest = xml;
    while let Some((before, after)) = rest.split_once('<') {
        let said = unescaped(before);
        shown.push_str(&said);
        parted.push_str(&said);
        rest = if let Some(comment) = after.strip_prefix("!--") {
            let (said, after) = comment.split_once("-->").unwrap_or((comment, ""));
            held.push_str(said);
            held.push('\n');
            after
        } else if let Some(data) = after.strip_prefix("![CDATA[") {
            let (said, after) = data.split_once("]]>").unwrap_or((data, ""));
            shown.push_str(said);
            parted.push_str(said);
            after
        } else {
            let (tag, after) = tag(after);
            match local_name(tag) {
                // Word's sign for a hyphen where no line breaks
                "noBreakHyphen" if !tag.starts_with('/') => shown.push('-'),
                name if PARTING.contains(&name) => shown.push(' '),
                _ => {}
            }
            parted.push(' ');
            values(tag, &mut held);
            after
        };
    }
    let said = unescaped(rest);
    shown.push_str(&said);
    parted.push_str(&said);
    vec![shown, parted, held]
}

/// Descriptions that programs put into files of any kind (XMP).
pub fn packets(bytes: &[u8]) -> Vec<String> {
    let mut said = Vec::new();
    let mut rest = bytes;
    while let Some(from) = find(rest, b"<x:xmpmeta").and_then(|at| rest.get(at..)) {
        let until = find(from, b"</x:xmpmeta>").unwrap_or(from.len());
        let (packet, after) = from.split_at(until);
        said.extend(texts(&String::from_utf8_lossy(packet)));
        rest = after;
    }
    said
}

/// Until the mark that ends the tag, which is not one within quotes.
fn tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => {
                let (tag, after) = text.split_at(at);
                return (tag, after.strip_prefix('>').unwrap_or(after));
            }
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    (text, "")
}

fn local_name(tag: &str) -> &str {
    let name = tag.trim_start_matches('/').split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    name.rsplit(':').next().unwrap_or_default()
}

/// The values of a tag's attributes, a line each.
fn values(tag: &str, held: &mut String) {
    let mut rest = tag;
    while let Some((_, quoted)) = rest.find(['"', '\'']).map(|at| rest.split_at(at)) {
        let mut letters = quoted.chars();
        let Some(quote) = letters.next() else { break };
        let inner = letters.as_str();
        let (value, after) = inner.split_once(quote).unwrap_or((inner, ""));
        if !MACHINES.iter().any(|start| value.starts_with(start)) {
            held.push_str(&unescaped(value));
            held.push('\n');
        }
        rest = after;
    }
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let named = after.bytes().take(LONGEST_NAME).position(|byte| byte == b';').and_then(|end| {
            let (name, after) = after.split_at(end);
            Some((letter(name)?, after.strip_prefix(';')?))
        });
        rest = match named {
            Some((c, after)) => {
                out.push(c);
                after
            }
            None => {
                out.push('&');
                after
            }
        };
    }
    out.push_str(rest);
    out
}

fn letter(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            code.ok().and_then(char::from_u32)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_however_it_is_cut() {
        for (xml, wanted) in [
            ("<w:r><w:t>Berit Ek</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>vall</w:t></w:r>", "Berit Ekvall"),
            ("<w:t>Berit</w:t><w:br/><w:t>Ekvall</w:t>", "Berit Ekvall"),
            ("<okänd>Berit</okänd><okänd>Ekvall</okänd>", "Berit  Ekvall"),
            ("<w:ins w:id=\"1\" w:author='Berit Ekvall'/>", "Berit Ekvall"),
            ("<a t=\"a > b\" n=\"Berit Ekvall\">", "Berit Ekvall"),
            ("<!-- Berit Ekvall -->", "Berit Ekvall"),
            ("<![CDATA[Berit Ekvall]]>", "Berit Ekvall"),
            ("<t>Ber&#105;t Ekv&#x61;ll</t>", "Berit Ekvall"),
            ("<a b=\"Berit Ekvall", "Berit Ekvall"),
        ] {
            assert!(texts(xml).iter().any(|text| text.contains(wanted)), "{xml}: {:?}", texts(xml));
        }
        let names = texts("<w:document xmlns:w=\"http://schemas.openxmlformats.org/word\"/>");
        assert!(!names.concat().contains("word"), "{names:?}");
        assert_eq!(unescaped("a & b &amp; &okänd;"), "a & b & &okänd;");
    }

    #[test]
    fn a_packet_is_found_in_any_file() {
        let packet = "<x:xmpmeta><dc:creator>Åke</dc:creator></x:xmpmeta>";
        let bytes = [&b"\x89PNG\x00"[..], packet.as_bytes(), &b"\x00"[..]].concat();
        assert!(packets(&bytes).concat().contains("Åke"));
        assert!(packets(b"<x:xmpmeta><t>utan slut").concat().contains("utan slut"));
        assert!(packets(b"ingenting").is_empty());
    }
}
