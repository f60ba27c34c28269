//! The door to documents that people go on writing in: WordprocessingML in a zip, with headings, paragraphs, numbered
//! clauses, facts and a signature block, and nothing that runs. Text of persons is escaped and never markup.

mod parts;

#[cfg(test)]
mod tests;

use crate::base::{Language, Refusal, Result};
use chrono::{DateTime, Utc};
use std::io::{Cursor, Write};

/// The media type of the files.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// What a document consists of, from the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Title(String),
    /// Under the title.
    Lead(String),
    Heading(String),
    /// A heading of the second level; numbered ones count through the whole document.
    Item {
        heading: String,
        numbered: bool,
    },
    /// A line break stays one, an empty line parts paragraphs.
    Paragraph(String),
    /// A label and what it is.
    Fact(String, String),
    /// Side by side: who signs, and the lines to sign on.
    Signatures(Vec<Signer>),
}

/// One who signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    pub party: String,
    /// What stands under each line.
    pub lines: Vec<String>,
}

/// What a file says of itself.
#[derive(Debug, Clone)]
pub struct About<'a> {
    pub title: &'a str,
    pub author: &'a str,
    pub language: Language,
    pub made_at: DateTime<Utc>,
}

/// The document as a file; the same arguments give the same bytes.
pub fn write(about: &About<'_>, blocks: &[Block]) -> Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_string()),
        ("_rels/.rels", parts::PACKAGE_RELATIONS.to_string()),
        ("docProps/core.xml", core(about)),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS.to_string()),
        ("word/styles.xml", parts::STYLES.replace("LANGUAGE", tag(about.language))),
        ("word/numbering.xml", parts::NUMBERING.to_string()),
        ("word/document.xml", body(blocks)),
    ] {
        zip.start_file(name, options).map_err(Refusal::fault)?;
        zip.write_all(text.as_bytes()).map_err(Refusal::fault)?;
    }
    Ok(zip.finish().map_err(Refusal::fault)?.into_inner())
}

fn tag(language: Language) -> &'static str {
    match language {
        Language::Sv => "sv-SE",
        Language::En => "en-GB",
    }
}

fn core(about: &About<'_>) -> String {
    let (title, author) = (escaped(about.title), escaped(about.author));
    let (made_at, language) = (about.made_at.format("%Y-%m-%dT%H:%M:%SZ"), tag(about.language));
    format!(
        "{}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title>\
         <dc:creator>{author}</dc:creator><dc:language>{language}</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{made_at}</dcterms:created></cp:coreProperties>",
        parts::DECLARATION
    )
}

fn body(blocks: &[Block]) -> String {
    let inner: String = blocks.iter().map(block).collect();
    format!(
        "{}<w:document xmlns:w=\"{}\"><w:body>{inner}{}</w:body></w:document>",
        parts::DECLARATION,
        parts::NAMESPACE,
        parts::PAGE
    )
}

fn block(block: &Block) -> String {
    match block {
        Block::Title(text) => paragraph("<w:pStyle w:val=\"Title\"/>", &run(text, false)),
        Block::Lead(text) => paragraph("<w:pStyle w:val=\"Subtitle\"/>", &run(text, false)),
        Block::Heading(text) => paragraph("<w:pStyle w:val=\"Heading1\"/>", &run(text, false)),
        Block::Item { heading, numbered } => {
            let count = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
            let count = if *numbered { count } else { "" };
            paragraph(&format!("<w:pStyle w:val=\"Heading2\"/>{count}"), &run(heading, false))
        }
        Block::Paragraph(text) => {
            let plain = text.replace("\r\n", "\n");
            let parts = plain.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
            parts.map(|part| paragraph("", &run(part, false))).collect()
        }
        Block::Fact(label, value) => {
            let label = run(&format!("{label}: "), true);
            paragraph("<w:pStyle w:val=\"Fact\"/>", &format!("{label}{}", run(value, false)))
        }
        Block::Signatures(signers) => signatures(signers),
    }
}

fn paragraph(properties: &str, runs: &str) -> String {
    let properties = if properties.is_empty() { String::new() } else { format!("<w:pPr>{properties}</w:pPr>") };
    format!("<w:p>{properties}{runs}</w:p>")
}

/// One run of text; a line break in it stays one.
fn run(text: &str, bold: bool) -> String {
    let properties = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    let lines: Vec<String> =
        text.lines().map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line.trim_end()))).collect();
    format!("<w:r>{properties}{}</w:r>", lines.join("<w:br/>"))
}

fn signatures(signers: &[Signer]) -> String {
    let width = 9_000 / signers.len().max(1);
    let grid: String = signers.iter().map(|_| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let cells: String = signers
        .iter()
        .map(|signer| {
            let lines: String = signer
                .lines
                .iter()
                .map(|line| {
                    let rule = paragraph("<w:pStyle w:val=\"SignatureLine\"/>", "");
                    format!("{rule}{}", paragraph("", &run(line, false)))
                })
                .collect();
            let party = paragraph("<w:keepNext/>", &run(&signer.party, true));
            format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{party}{lines}</w:tc>")
        })
        .collect();
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"9000\" w:type=\"dxa\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>\
         <w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>{}",
        paragraph("", "")
    )
}

/// Text as XML has it; what XML 1.0 cannot hold is left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' => safe.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => safe.push(c),
        }
    }
    safe
}
