//! The extract: what is open, and where something is not there, by which ground.

use super::{Block, Say, Sheet, set};
use crate::base::{Language, Result};
use crate::features::records::model::DisclosureSource;
use crate::features::records::parameters::Parameters;
use crate::features::records::rows::ExtractRow;
use crate::features::records::rules::masking;
use crate::features::records::snapshot::{Extract, ExtractRecord};
use crate::kit::App;

/// The extract as PDF: set from the snapshot, which never held what is masked.
pub fn extract(app: &App, row: &ExtractRow, language: Language) -> Result<Vec<u8>> {
    let extract = Extract::of(row)?;
    let say = Say { views: &app.views, language };
    let number = format!("{}.{}", extract.disclosure_number, extract.number);
    let title = say.with("records-paper-extract", "number", &number);
    let mut blocks = Vec::new();
    for record in &extract.records {
        blocks.extend(record_blocks(&say, &extract, record));
    }
    blocks.extend(say.grounds(&extract.grounds));
    let sheet = Sheet {
        title,
        mark: say.word(if extract.is_masked() { "records-paper-masked" } else { "records-paper-open" }),
        lead: say.word(if extract.is_masked() { "records-paper-masked-lead" } else { "records-paper-open-lead" }),
        facts: vec![
            (say.word("records-paper-request"), extract.disclosure_number.to_string()),
            (say.word("records-diary"), say.or_none(extract.diary_number.as_deref())),
            (say.word("records-paper-made"), extract.made_on.to_string()),
        ],
        blocks,
        header: number,
        footer: format!("SHA-256 {}", row.sha256.get(..12).unwrap_or_default()),
        organisation: extract.organisation,
    };
    set(app, language, &sheet, row.created_at.utc())
}

/// The text with each gap in words.
fn said(say: &Say<'_>, extract: &Extract, text: &str) -> String {
    let label = |key: &str| {
        let known = extract.grounds.iter().find(|ground| ground.key == key);
        known.map_or_else(|| Parameters::on(extract.made_on).paragraphs.label(key), |ground| ground.label.clone())
    };
    masking::said(text, |key| say.with("records-paper-gap", "paragraph", label(key)))
}

fn record_blocks(say: &Say<'_>, extract: &Extract, record: &ExtractRecord) -> Vec<Block> {
    let said = |text: &str| said(say, extract, text);
    let label = |key: &str| Parameters::on(extract.made_on).paragraphs.label(key);
    let heading = match record.source {
        DisclosureSource::Record => said(&record.title),
        DisclosureSource::VendorList => say.word("records-source-vendor_list"),
        DisclosureSource::ServiceList => say.word("records-source-service_list"),
    };
    let mut facts = Vec::new();
    if let Some(number) = record.number {
        facts.push((say.word("records-number"), number.to_string()));
    }
    let type_name = match say.language {
        Language::Sv => record.type_sv.clone(),
        Language::En => record.type_en.clone(),
    };
    facts.extend(type_name.map(|name| (say.word("records-type"), name)));
    facts.extend(record.diary_number.as_deref().map(|text| (say.word("records-diary"), said(text))));
    facts.extend(record.dated_on.map(|day| (say.word("records-dated"), day.to_string())));
    facts
        .extend(record.direction.map(|d| (say.word("records-direction"), say.word(&format!("records-direction-{d}")))));
    facts.extend(record.counterpart.as_deref().map(|text| (say.word("records-counterpart"), said(text))));
    let fields = record.fields.iter().map(|field| {
        let name = say.word(&field.name);
        let label = if field.detail.is_empty() { name } else { format!("{name}: {}", said(&field.detail)) };
        (label, said(&field.text))
    });
    let mut blocks = vec![Block { heading, level: 1, facts, fields: fields.collect(), ..Block::default() }];
    if !record.files.is_empty() {
        let rows = (1..).zip(&record.files).map(|(number, file): (i32, _)| {
            let what = match &file.withheld {
                Some(key) => say.with("records-paper-withheld", "paragraph", label(key)),
                None => said(&file.name),
            };
            vec![number.to_string(), what, file.sha256.clone().unwrap_or_default()]
        });
        blocks.push(Block {
            heading: say.word("records-files"),
            level: 2,
            head: ["records-number", "records-file", "records-paper-sha"].map(|key| say.word(key)).to_vec(),
            rows: rows.collect(),
            ..Block::default()
        });
    }
    if let Some(list) = &record.list {
        let notes = list.withheld.iter().map(|(name, key)| {
            let text = say.with("records-paper-withheld", "paragraph", label(key));
            format!("{}: {text}", say.word(name))
        });
        let rows = list.rows.iter().map(|row| {
            let shown = row.iter().map(|cell| if cell.word { say.word(&cell.text) } else { said(&cell.text) });
            shown.collect::<Vec<String>>()
        });
        blocks.push(Block {
            heading: say.with("records-paper-rows", "count", list.rows.len()),
            level: 2,
            text: notes.collect(),
            head: list.columns.iter().map(|name| say.word(name)).collect(),
            rows: rows.collect(),
            ..Block::default()
        });
    }
    blocks
}
