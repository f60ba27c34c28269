//! A record for the e-archive: everything that it says, nothing masked, with what is proposed to be secret.

use super::{Block, Say, Sheet, set};
use crate::base::{Language, Result};
use crate::features::records::parameters::Parameters;
use crate::features::records::reading::Readable;
use crate::features::records::rows::{Mark, PublicRecord};
use crate::kit::App;

/// The record as PDF/A. Its time is that of its last change, so the same record gives the same bytes.
pub fn record(app: &App, organisation: &str, row: &PublicRecord, said: &Readable, marks: &[Mark]) -> Result<Vec<u8>> {
    let language = Language::Sv;
    let say = Say { views: &app.views, language };
    let parameters = Parameters::named(&row.type_version);
    let fields = said.fields.iter().map(|field| {
        let name = say.word(field.name);
        let label = if field.detail.is_empty() { name } else { format!("{name}: {}", field.detail) };
        (label, field.text.clone())
    });
    let mut blocks =
        vec![Block { heading: say.word("records-content"), level: 1, fields: fields.collect(), ..Block::default() }];
    if !said.files.is_empty() {
        let rows = said.files.iter().map(|file| vec![file.name.clone(), file.sha256.clone()]);
        blocks.push(Block {
            heading: say.word("records-files"),
            level: 1,
            head: ["records-file", "records-paper-sha"].map(|key| say.word(key)).to_vec(),
            rows: rows.collect(),
            ..Block::default()
        });
    }
    if !marks.is_empty() {
        let rows = marks.iter().map(|mark| {
            vec![mark.field_key.clone(), parameters.paragraphs.label(&mark.paragraph), mark.reason.clone()]
        });
        blocks.push(Block {
            heading: say.word("records-marks"),
            level: 1,
            text: vec![say.word("records-marks-warning")],
            head: ["records-field", "records-paragraph", "records-reason"].map(|key| say.word(key)).to_vec(),
            rows: rows.collect(),
            ..Block::default()
        });
    }
    let sheet = Sheet {
        title: row.subject.clone(),
        organisation: organisation.to_string(),
        mark: parameters.type_name(&row.type_key, language),
        lead: String::new(),
        facts: vec![
            (say.word("records-number"), row.number.to_string()),
            (say.word("records-diary"), say.or_none(row.diary_number.as_deref())),
            (say.word("records-dated"), row.dated_on.to_string()),
            (say.word("records-direction"), say.word(&format!("records-direction-{}", row.direction))),
            (say.word("records-counterpart"), say.or_none(row.counterpart.as_deref())),
        ],
        blocks,
        header: row.diary_number.clone().unwrap_or_else(|| row.number.to_string()),
        footer: say.word("records-paper-archived"),
    };
    set(app, language, &sheet, row.updated_at.utc())
}
