//! The package for an e-archive: each record as PDF/A with its files, metadata as XML, and a manifest of SHA-256.
//! It is made once and kept.

use super::paper;
use super::parameters::Parameters;
use super::reading::Readable;
use super::rows::{Mark, PublicRecord};
use crate::base::{Language, Result};
use crate::kit::App;
use crate::kit::attachments::safe_name;
use crate::platform::zips::{Archive, sha256};
use std::fmt::Write as _;

/// A record with all that goes into its package.
#[derive(PartialEq)]
pub struct Packed {
    pub record: PublicRecord,
    pub said: Readable,
    pub marks: Vec<Mark>,
}

/// One file of a record in the package.
struct Part {
    path: String,
    media_type: String,
    size: usize,
    sha256: String,
}

/// Adds a file to the package and to its manifest, whose lines `sha256sum --check` reads.
fn add(archive: &mut Archive, listed: &mut String, path: String, media_type: &str, bytes: &[u8]) -> Result<Part> {
    archive.add(&path, bytes)?;
    let part = Part { path, media_type: media_type.to_string(), size: bytes.len(), sha256: sha256(bytes) };
    let _ = writeln!(listed, "{}  {}", part.sha256, part.path);
    Ok(part)
}

/// Writes the package. One file at a time is in memory.
pub fn package(app: &App, organisation: &str, number: i32, records: &[Packed], mut archive: Archive) -> Result<()> {
    let mut listed = String::new();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(xml, "<package format=\"tillit-archive-1\" number=\"{number}\">");
    element(&mut xml, 1, "organisation", organisation);
    for each in records {
        let folder = format!("records/{:06}", each.record.number);
        let pdf = paper::record(app, organisation, &each.record, &each.said, &each.marks)?;
        let path = format!("{folder}/record.pdf");
        let mut parts = vec![add(&mut archive, &mut listed, path, "application/pdf", &pdf)?];
        for (place, file) in (1..).zip(&each.said.files) {
            let place: i32 = place;
            let name = safe_name(&file.name);
            let path = format!("{folder}/files/{place:03}-{name}");
            let bytes = app.files.get(&file.sha256)?;
            parts.push(add(&mut archive, &mut listed, path, &file.media_type, &bytes)?);
        }
        describe(&mut xml, each, &parts);
    }
    xml.push_str("</package>\n");
    add(&mut archive, &mut listed, "metadata.xml".to_string(), "application/xml", xml.as_bytes())?;
    archive.add("manifest-sha256.txt", listed.as_bytes())?;
    archive.finish()
}

/// What the archive must know of a record, in the manner of a case's common specification (FGS).
fn describe(xml: &mut String, each: &Packed, parts: &[Part]) {
    let record = &each.record;
    let parameters = Parameters::named(&record.type_version);
    let _ = writeln!(xml, "  <record id=\"{}\" number=\"{}\">", escaped(record.id.as_str()), record.number);
    let mut optional = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            element(xml, 2, name, &value);
        }
    };
    optional("diaryNumber", record.diary_number.clone());
    optional("subject", Some(record.subject.clone()));
    optional("documentType", Some(parameters.type_name(&record.type_key, Language::Sv)));
    optional("documentTypeKey", Some(record.type_key.clone()));
    optional("documentTypeVersion", Some(record.type_version.clone()));
    optional("direction", Some(record.direction.to_string()));
    optional("date", Some(record.dated_on.to_string()));
    optional("counterpart", record.counterpart.clone());
    optional("closed", record.closed_on.map(|day| day.to_string()));
    optional("registeredBy", Some(record.created_by_name.clone()));
    for mark in &each.marks {
        let (field, label) = (escaped(&mark.field_key), escaped(&parameters.paragraphs.label(&mark.paragraph)));
        let reason = escaped(&mark.reason);
        let _ =
            writeln!(xml, "    <secrecyProposal field=\"{field}\" paragraph=\"{label}\">{reason}</secrecyProposal>");
    }
    for part in parts {
        let (path, kind) = (escaped(&part.path), escaped(&part.media_type));
        let (hash, size) = (&part.sha256, part.size);
        let _ = writeln!(xml, "    <file path=\"{path}\" mediaType=\"{kind}\" size=\"{size}\" sha256=\"{hash}\"/>");
    }
    xml.push_str("  </record>\n");
}

fn element(xml: &mut String, depth: usize, name: &str, value: &str) {
    let indent = "  ".repeat(depth);
    let _ = writeln!(xml, "{indent}<{name}>{}</{name}>", escaped(value));
}

/// Text that XML 1.0 can hold: its own signs escaped, and controls left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn text_is_never_markup() {
        assert_eq!(escaped("<a b=\"c\">&\u{0}å\n"), "&lt;a b=&quot;c&quot;&gt;&amp;å\n");
    }
}
