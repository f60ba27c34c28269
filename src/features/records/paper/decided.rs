//! The decision on a request, with how to appeal; and the protocol of a disposal.

use super::{Block, Say, Sheet, set};
use crate::base::{Language, Refusal, Result};
use crate::features::records::rows::{Disclosure, Disposal};
use crate::features::records::snapshot::{KeptExtract, Letter, Protocol};
use crate::kit::App;

/// The decision as PDF. Errors: NotFound while nothing is decided.
pub fn letter(app: &App, row: &Disclosure, language: Language) -> Result<Vec<u8>> {
    let letter = Letter::of(row)?.ok_or(Refusal::NotFound)?;
    let (Some(sha256), Some(at)) = (&row.letter_sha256, row.decided_at) else { return Err(Refusal::NotFound) };
    let say = Say { views: &app.views, language };
    let mut blocks = vec![
        say.block("records-paper-asked", [letter.asked_for.clone()]),
        say.block("records-paper-decision", [say.word(&format!("records-decision-{}", letter.outcome))]),
    ];
    if !letter.reasons.is_empty() {
        blocks.push(say.block("records-paper-reasons", [letter.reasons.clone()]));
    }
    blocks.extend(say.grounds(&letter.grounds));
    let appeal = match language {
        Language::Sv => letter.appeal_sv.clone(),
        Language::En => letter.appeal_en.clone(),
    };
    if let Some(appeal) = appeal {
        let note = (!letter.appeal_verified).then(|| say.word("records-paper-unverified"));
        blocks.push(say.block("records-paper-appeal", [Some(appeal), note].into_iter().flatten()));
    }
    let role = say.word(&format!("role-{}", letter.decided_role));
    blocks.push(say.block("records-paper-signed", [format!("{}, {role}", letter.decided_by)]));
    let sheet = Sheet {
        title: say.word("records-paper-letter"),
        mark: say.word(&format!("records-outcome-{}", letter.outcome)),
        lead: String::new(),
        facts: vec![
            (say.word("records-paper-request"), letter.disclosure_number.to_string()),
            (say.word("records-diary"), say.or_none(letter.diary_number.as_deref())),
            (say.word("records-received"), letter.received_on.to_string()),
            (
                say.word("records-requester"),
                match &letter.requester {
                    Some(name) => name.clone(),
                    None => say.word("records-anonymous"),
                },
            ),
            (say.word("records-decided"), letter.decided_on.to_string()),
        ],
        blocks,
        header: letter.disclosure_number.to_string(),
        footer: format!("SHA-256 {}", sha256.get(..12).unwrap_or_default()),
        organisation: letter.organisation,
    };
    set(app, language, &sheet, at.utc())
}

/// The protocol as PDF. Errors: NotFound until the disposal is carried out.
pub fn protocol(app: &App, row: &Disposal, language: Language) -> Result<Vec<u8>> {
    let protocol = Protocol::of(row)?.ok_or(Refusal::NotFound)?;
    let (Some(sha256), Some(at)) = (&row.protocol_sha256, row.decided_at) else { return Err(Refusal::NotFound) };
    let say = Say { views: &app.views, language };
    let rows = protocol.rows.iter().map(|each| {
        let kind = match language {
            Language::Sv => &each.type_sv,
            Language::En => &each.type_en,
        };
        vec![
            each.number.to_string(),
            say.or_none(each.diary_number.as_deref()),
            each.subject.clone(),
            kind.clone(),
            each.dated_on.to_string(),
            each.due_on.to_string(),
            each.files.to_string(),
        ]
    });
    let head = [
        "records-number",
        "records-diary",
        "records-subject",
        "records-type",
        "records-dated",
        "records-due",
        "records-files",
    ];
    let mut blocks = Vec::new();
    if let Some(note) = &protocol.note {
        blocks.push(say.block("common-note", [note.clone()]));
    }
    blocks.push(Block {
        heading: say.with("records-paper-gone", "count", protocol.rows.len()),
        level: 1,
        text: vec![say.word("records-paper-gone-text")],
        head: head.map(|key| say.word(key)).to_vec(),
        rows: rows.collect(),
        ..Block::default()
    });
    if !protocol.packages.is_empty() {
        let numbers: Vec<String> = protocol.packages.iter().map(i32::to_string).collect();
        blocks.push(say.block("records-paper-packages", [numbers.join(", ")]));
    }
    if !protocol.extracts.is_empty() {
        let numbers = |records: &[i32]| records.iter().map(i32::to_string).collect::<Vec<_>>().join(", ");
        let row = |each: &KeptExtract| {
            vec![
                each.disclosure_number.to_string(),
                each.number.to_string(),
                each.made_on.to_string(),
                numbers(&each.records),
            ]
        };
        let head = ["records-paper-request", "records-extract", "records-made", "records-rows"];
        blocks.push(Block {
            heading: say.word("records-paper-extracts"),
            level: 1,
            text: vec![say.word("records-paper-extracts-text")],
            head: head.map(|key| say.word(key)).to_vec(),
            rows: protocol.extracts.iter().map(row).collect(),
            ..Block::default()
        });
    }
    let sheet = Sheet {
        title: say.with("records-paper-protocol", "number", protocol.number),
        mark: say.word("records-disposal-done"),
        lead: say.word("records-paper-protocol-lead"),
        facts: vec![
            (say.word("records-reference"), protocol.reference.clone()),
            (say.word("records-decided-by"), protocol.decided_by.clone()),
            (say.word("records-decided"), protocol.decided_on.to_string()),
            (say.word("records-proposed-by"), protocol.proposed_by.clone()),
            (say.word("records-proposed"), protocol.proposed_on.to_string()),
        ],
        blocks,
        header: protocol.reference.clone(),
        footer: format!("SHA-256 {}", sha256.get(..12).unwrap_or_default()),
        organisation: protocol.organisation,
    };
    set(app, language, &sheet, at.utc())
}
