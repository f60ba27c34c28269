use super::{About, Block, Signer, escaped, write};
use crate::base::Language;
use chrono::{TimeZone, Utc};
use std::io::{Cursor, Read};

fn made(blocks: &[Block]) -> Vec<u8> {
    let about = About {
        title: "Tillägg & ändring <1>",
        author: "Region Almeå",
        language: Language::Sv,
        made_at: Utc.with_ymd_and_hms(2026, 11, 23, 8, 0, 0).unwrap(),
    };
    write(&about, blocks).unwrap()
}

fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Every tag that is opened is closed, in order, and no bare mark stands in the text.
fn is_well_formed(xml: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = xml;
    while let Some((text, after)) = rest.split_once('<') {
        if text.contains('>') || text.split('&').skip(1).any(|part| !part.contains(';')) {
            return false;
        }
        let Some((tag, next)) = after.split_once('>') else { return false };
        rest = next;
        if tag.starts_with('?') || tag.ends_with('/') {
            continue;
        }
        match tag.strip_prefix('/') {
            Some(name) => {
                if open.pop() != Some(name) {
                    return false;
                }
            }
            None => open.push(tag.split(' ').next().unwrap_or_default()),
        }
    }
    open.is_empty()
}

fn all() -> Vec<Block> {
    vec![
        Block::Title("Tillägg".into()),
        Block::Lead("Sjukvårdsrådgivning".into()),
        Block::Heading("Krav".into()),
        Block::Item { heading: "KV-05 Åtkomst & ”lås”".into(), numbered: true },
        Block::Paragraph("Rad ett\nrad <två>\n\nNytt stycke åäö ÅÄÖ é ½ 漢字".into()),
        Block::Fact("Land".into(), "SE & TH".into()),
        Block::Signatures(vec![
            Signer { party: "Region Almeå".into(), lines: vec!["Ort och datum".into(), "Namn".into()] },
            Signer { party: "Ögon AB".into(), lines: vec!["Ort och datum".into(), "Namn".into()] },
        ]),
    ]
}

#[test]
fn every_part_is_well_formed_xml() {
    let file = made(&all());
    for name in [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/numbering.xml",
        "word/document.xml",
    ] {
        assert!(is_well_formed(&part(&file, name)), "{name}");
    }
    for bad in ["<a><b></a></b>", "<a>", "<a>&</a>", "<a>></a>"] {
        assert!(!is_well_formed(bad), "{bad}");
    }
}

#[test]
fn text_is_kept_and_never_markup() {
    let document = part(&made(&all()), "word/document.xml");
    for text in ["KV-05 Åtkomst &amp; ”lås”", "rad &lt;två&gt;", "Nytt stycke åäö ÅÄÖ é ½ 漢字", "<w:br/>", "<w:numPr>"]
    {
        assert!(document.contains(text), "{text}");
    }
    assert_eq!(escaped("a\u{0}\u{7}b\u{ffff}<&\">"), "ab&lt;&amp;&quot;&gt;");
    assert!(part(&made(&[]), "docProps/core.xml").contains("Tillägg &amp; ändring &lt;1&gt;"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(made(&all()), made(&all()));
}
