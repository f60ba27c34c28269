//! The extract: rendered anew without what is masked, and searched for it before it is kept.

use super::assessing::{Chosen, readable};
use super::telling::tell_deciders;
use super::{log, open};
use crate::access::Permission;
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, text};
use crate::features::accounts;
use crate::features::records::model::{Assessed, Assessment, DisclosureStep, ListCell, Openness, Term};
use crate::features::records::parameters::Parameters;
use crate::features::records::reading::{COUNTERPART, SUBJECT};
use crate::features::records::rows::{Disclosure, DisclosureItem, ExtractRow};
use crate::features::records::rules::masking::{Phrases, gap, holds, mask, paragraphs};
use crate::features::records::snapshot::{
    EXTRACT_FORMAT, Extract, ExtractField, ExtractFile, ExtractList, ExtractRecord, Ground,
};
use crate::features::records::store;
use crate::kit::snapshot::{canonical_json, sha256_hex};
use crate::kit::{App, Ctx, audit};
use crate::platform;
use crate::platform::db::Db;
use std::collections::BTreeSet;

/// More different values than this in a masked column are not looked for elsewhere.
const MOST_VALUES: usize = 500;

/// Issues the next extract of a request from its assessments. The snapshot that is kept never holds what is masked.
/// Errors: `rule-disclosure-nothing`, `rule-disclosure-unassessed`, `rule-disclosure-changed`,
/// `rule-disclosure-leftover`, `rule-disclosure-file`, `rule-disclosure-unread`, `rule-disclosure-decided`.
pub fn issue(c: &mut Db, ctx: &Ctx, app: &App, id: &Id) -> Result<ExtractRow> {
    ctx.require(Permission::RecordEdit)?;
    let row = open(c, ctx, id, None)?;
    let items = store::items(c, &ctx.scope, id)?;
    if items.is_empty() {
        return Err(Refusal::rule("rule-disclosure-nothing"));
    }
    let mut chosen: Vec<(DisclosureItem, Chosen, Assessment)> = Vec::new();
    for item in items {
        let number = [("number", item.position.to_string())];
        if item.assessed_at.is_none() {
            return Err(Refusal::rule_with("rule-disclosure-unassessed", &number));
        }
        let now = readable(c, ctx, app, &item)?;
        let assessment = item.read_assessment()?;
        let is_whole = now.keys().iter().all(|key| assessment.contains_key(key));
        if !is_whole || item.read_sha256 != Some(now.fingerprint()) {
            return Err(Refusal::rule_with("rule-disclosure-changed", &number));
        }
        chosen.push((item, now, assessment));
    }
    let terms = all_terms(ctx, row.read_terms()?, &chosen);
    let mut records = Vec::new();
    for (item, now, assessment) in &chosen {
        records.push(record(ctx, item, now, assessment, &terms));
    }
    if texts(&records).any(|text| holds(text, &terms)) {
        return Err(Refusal::rule("rule-disclosure-leftover"));
    }
    search_files(app, &chosen, &terms)?;
    let parameters = Parameters::on(ctx.today());
    let number = store::extracts(c, &ctx.scope, id)?.first().map_or(0, |extract| extract.number) + 1;
    let extract = Extract {
        format: EXTRACT_FORMAT.to_string(),
        organisation: accounts::find_organisation(c, &row.organisation_id)?.name,
        disclosure_number: row.number,
        number,
        diary_number: row.diary_number.clone(),
        made_on: ctx.today(),
        grounds: grounds(parameters, &used(&records)),
        records,
        parameters: parameters.version.clone(),
    };
    let snapshot = canonical_json(&serde_json::to_value(&extract).map_err(Refusal::fault)?);
    let made = ExtractRow {
        id: ctx.new_id(),
        organisation_id: row.organisation_id.clone(),
        disclosure_id: row.id.clone(),
        number,
        sha256: sha256_hex(&snapshot),
        snapshot,
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
    };
    store::insert_extract(c, &made)?;
    log(c, ctx, &row, DisclosureStep::Issued, Some(number.to_string()))?;
    let name = format!("{}.{number}", row.number);
    audit::record(c, ctx, audit::Entry::new("create", "disclosure_extract", &made.id).named(name).after(&made))?;
    // to give out a masked extract is to refuse a part
    if extract.is_masked() && !ctx.can(Permission::RecordDecide) {
        tell_deciders(c, ctx, "disclosure_refusal", ("disclosure", &row.id))?;
    }
    Ok(made)
}

/// Looks for what is masked in the files that go along as they are. What cannot be searched must have been read by
/// somebody who says so.
fn search_files(app: &App, chosen: &[(DisclosureItem, Chosen, Assessment)], terms: &[Term]) -> Result<()> {
    // what is short, or too many values, is masked without being a word to look for
    let masks = |said: &Assessment| said.values().any(|each| each.openness != Openness::Open);
    if terms.is_empty() && !chosen.iter().any(|(_, _, said)| masks(said)) {
        return Ok(());
    }
    let phrases = Phrases::of(terms);
    for (item, now, assessment) in chosen {
        for file in now.files.iter().filter(|file| !now.texts.contains_key(&file.id)) {
            let open = assessment.get(&file.key()).filter(|said| said.openness != Openness::Whole);
            let Some(said) = open else { continue };
            let refused = |code| {
                let args = [("number", item.position.to_string()), ("file", file.name.clone())];
                Err(Refusal::rule_with(code, &args))
            };
            let found = platform::texts::read(&file.media_type, &app.files.get(&file.sha256)?);
            if found.said.iter().any(|text| phrases.stand_in(text)) {
                return refused("rule-disclosure-file");
            }
            if !found.is_whole && said.read_by.is_none() {
                return refused("rule-disclosure-unread");
            }
        }
    }
    Ok(())
}

/// The grounds by their keys, as they are written today.
pub fn grounds(parameters: &Parameters, keys: &BTreeSet<String>) -> Vec<Ground> {
    let used = parameters.paragraphs.iter().filter(|paragraph| keys.contains(&paragraph.key));
    used.map(|paragraph| Ground {
        key: paragraph.key.clone(),
        label: paragraph.label.clone(),
        sv: paragraph.sv.clone(),
        en: paragraph.en.clone(),
        verified: paragraph.verified,
    })
    .collect()
}

/// What is masked wherever it stands: the request's own words, every part, and every text that is masked whole.
fn all_terms(ctx: &Ctx, own: Vec<Term>, chosen: &[(DisclosureItem, Chosen, Assessment)]) -> Vec<Term> {
    let shortest = Parameters::on(ctx.today()).shortest_whole;
    let mut terms = own;
    for (_, now, assessment) in chosen {
        for (key, said) in assessment {
            let Some(paragraph) = &said.paragraph else { continue };
            let term = |text: &str| Term { text: text.to_string(), paragraph: paragraph.clone() };
            terms.extend(said.parts.iter().map(|part| term(part)));
            if said.openness == Openness::Whole {
                let whole: BTreeSet<&str> =
                    values(now, key).filter(|v| text::tidy(v).chars().count() >= shortest).collect();
                if whole.len() <= MOST_VALUES {
                    terms.extend(whole.into_iter().map(term));
                }
            }
        }
    }
    // the longest first, so that a name is not cut in two by a shorter one
    terms.sort_by(|a, b| b.text.chars().count().cmp(&a.text.chars().count()).then_with(|| a.text.cmp(&b.text)));
    terms.dedup_by(|a, b| a.text == b.text);
    terms
}

/// Everything that is masked in a request, as far as it is assessed.
pub fn masked_words(c: &mut Db, ctx: &Ctx, app: &App, row: &Disclosure) -> Result<Vec<Term>> {
    let mut chosen = Vec::new();
    for item in store::items(c, &ctx.scope, &row.id)?.into_iter().filter(|item| item.assessed_at.is_some()) {
        let (now, assessment) = (readable(c, ctx, app, &item)?, item.read_assessment()?);
        chosen.push((item, now, assessment));
    }
    Ok(all_terms(ctx, row.read_terms()?, &chosen))
}

/// The texts of a field or a column.
fn values<'a>(now: &'a Chosen, key: &'a str) -> impl Iterator<Item = &'a str> {
    let field = now.fields.iter().filter(move |field| field.key == key).map(|field| field.text.as_str());
    let file = now.files.iter().filter(move |file| file.key() == key).map(|file| file.name.as_str());
    let cells = now.list.iter().flat_map(move |list| {
        let place = list.columns.iter().position(|(column, _)| column == key);
        let cells = list.rows.iter().filter_map(move |row| place.and_then(|at| row.get(at)));
        cells.filter(|cell| !cell.word).map(|cell| cell.text.as_str())
    });
    field.chain(file).chain(cells)
}

fn record(ctx: &Ctx, item: &DisclosureItem, now: &Chosen, assessment: &Assessment, terms: &[Term]) -> ExtractRecord {
    let clean = |text: &str| mask(text, terms);
    let of = |key: &str| assessment.get(key).cloned().unwrap_or_else(Assessed::open);
    let masked = |key: &str, text: &str| {
        let said = of(key);
        match (said.openness, said.paragraph) {
            (Openness::Whole, Some(paragraph)) => gap(&paragraph),
            _ => clean(text),
        }
    };
    // a short text that is masked whole is masked nowhere else, but here it stands as it is
    let hidden = |text: &str| {
        let same = now.fields.iter().filter(|field| field.text == text).map(|field| of(&field.key));
        same.filter(|said| said.openness == Openness::Whole).find_map(|said| said.paragraph)
    };
    let detail = |text: &str| hidden(text).map_or_else(|| clean(text), |paragraph| gap(&paragraph));
    let about = |key: &str| now.fields.iter().find(|f| f.key == key).map(|f| masked(key, &f.text));
    let mut fields: Vec<ExtractField> = Vec::new();
    for field in now.fields.iter().filter(|field| field.key != SUBJECT && field.key != COUNTERPART) {
        fields.push(ExtractField {
            name: field.name.to_string(),
            detail: detail(&field.detail),
            text: masked(&field.key, &field.text),
        });
    }
    let mut files: Vec<ExtractFile> = Vec::new();
    for file in &now.files {
        let said = of(&file.key());
        let withheld = said.paragraph.filter(|_| said.openness == Openness::Whole);
        let open = withheld.is_none();
        if let Some(text) = now.texts.get(&file.id).filter(|_| open) {
            // set anew as text, so that nothing hides in the file
            fields.push(ExtractField {
                name: "records-field-file".to_string(),
                detail: clean(&file.name),
                text: clean(text),
            });
            continue;
        }
        files.push(ExtractFile {
            name: if open { clean(&file.name) } else { String::new() },
            attachment_id: open.then(|| file.id.clone()),
            sha256: open.then(|| file.sha256.clone()),
            withheld,
        });
    }
    let record = now.record.as_ref();
    let parameters = record.map(|record| Parameters::named(&record.type_version));
    let document_type = record.zip(parameters).and_then(|(record, all)| all.document_type(&record.type_key));
    ExtractRecord {
        source: item.source,
        title: about(SUBJECT).unwrap_or_default(),
        number: record.map(|record| record.number),
        type_sv: document_type.map(|each| each.sv.clone()),
        type_en: document_type.map(|each| each.en.clone()),
        diary_number: record.and_then(|record| record.diary_number.as_deref()).map(clean),
        dated_on: Some(record.map_or(ctx.today(), |record| record.dated_on)),
        direction: record.map(|record| record.direction),
        counterpart: about(COUNTERPART),
        fields,
        files,
        list: now.list.as_ref().map(|list| {
            let columns = list.columns.iter().map(|(key, name)| (of(key), name)).collect::<Vec<_>>();
            let withheld = columns.iter().filter(|(said, _)| said.openness == Openness::Whole);
            let kept = |at: usize| columns.get(at).is_some_and(|(said, _)| said.openness != Openness::Whole);
            ExtractList {
                columns: columns
                    .iter()
                    .filter(|(said, _)| said.openness != Openness::Whole)
                    .map(|(_, name)| (*name).clone())
                    .collect(),
                withheld: withheld
                    .map(|(said, name)| ((*name).clone(), said.paragraph.clone().unwrap_or_default()))
                    .collect(),
                rows: list
                    .rows
                    .iter()
                    .map(|row| {
                        let cells = row.iter().enumerate().filter(|(at, _)| kept(*at)).map(|(_, cell)| cell);
                        let shown = |cell: &ListCell| ListCell {
                            text: if cell.word { cell.text.clone() } else { clean(&cell.text) },
                            word: cell.word,
                        };
                        cells.map(shown).collect()
                    })
                    .collect(),
            }
        }),
    }
}

/// Every text that people wrote, as it stands in the extract.
fn texts(records: &[ExtractRecord]) -> impl Iterator<Item = &str> {
    records.iter().flat_map(|record| {
        let about = [Some(&record.title), record.counterpart.as_ref(), record.diary_number.as_ref()];
        let fields = record.fields.iter().flat_map(|field| [field.detail.as_str(), field.text.as_str()]);
        let files = record.files.iter().map(|file| file.name.as_str());
        let cells = record.list.iter().flat_map(|list| list.rows.iter().flatten());
        let cells = cells.filter(|cell| !cell.word).map(|cell| cell.text.as_str());
        about.into_iter().flatten().map(String::as_str).chain(fields).chain(files).chain(cells)
    })
}

/// The paragraphs by which something is not there.
fn used(records: &[ExtractRecord]) -> BTreeSet<String> {
    let mut keys: BTreeSet<String> = texts(records).flat_map(paragraphs).collect();
    for record in records {
        keys.extend(record.files.iter().filter_map(|file| file.withheld.clone()));
        keys.extend(record.list.iter().flat_map(|list| list.withheld.iter().map(|(_, key)| key.clone())));
    }
    keys
}
