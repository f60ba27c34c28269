//! The assessment of secrecy: field by field, file by file, column by column, made anew at each request.

use super::{MAX_SHORT, MAX_TEXT, log, open, tidy};
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result, check_version};
use crate::base::{Id, Language, text};
use crate::features::records::model::{
    Assessed, Assessment, DisclosureSource, DisclosureStep, Field, ListTable, Openness, RecordFile,
};
use crate::features::records::parameters::Parameters;
use crate::features::records::reading::{self, Readable};
use crate::features::records::rows::{DisclosureItem, Mark, PublicRecord};
use crate::features::records::store;
use crate::kit::snapshot::{canonical_json, sha256_hex};
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use crate::platform::sheets;
use serde_json::json;
use std::collections::BTreeMap;

/// A chosen thing as it stands now.
#[derive(Debug, Clone)]
pub struct Chosen {
    pub record: Option<PublicRecord>,
    pub title: String,
    pub fields: Vec<Field>,
    pub files: Vec<RecordFile>,
    /// What the files of text say; these are set anew, and only the others go along as they are.
    pub texts: BTreeMap<Id, String>,
    pub list: Option<ListTable>,
    pub marks: Vec<Mark>,
}

impl Chosen {
    /// Whether parts of what has the key can be masked: any text, and no other file.
    pub fn is_text(&self, key: &str) -> bool {
        self.files.iter().all(|file| file.key() != key || self.texts.contains_key(&file.id))
    }

    /// The keys that must be assessed.
    pub fn keys(&self) -> Vec<String> {
        let fields = self.fields.iter().map(|field| field.key.clone());
        let files = self.files.iter().map(RecordFile::key);
        let columns = self.list.iter().flat_map(|list| list.columns.iter().map(|(key, _)| key.clone()));
        fields.chain(files).chain(columns).collect()
    }

    /// The fingerprint of what is read: another one, and it must be assessed anew. A list is assessed by its columns
    /// and has none of its own.
    pub fn fingerprint(&self) -> String {
        let fields: Vec<_> = self.fields.iter().map(|field| json!([field.key, field.detail, field.text])).collect();
        let files: Vec<_> = self.files.iter().map(|file| json!([file.id, file.name, file.sha256])).collect();
        sha256_hex(&canonical_json(&json!({ "fields": fields, "files": files })))
    }
}

/// What was chosen, read anew: in Swedish for everybody, so that what one person assessed is what another issues.
pub fn readable(c: &mut Db, ctx: &Ctx, app: &App, item: &DisclosureItem) -> Result<Chosen> {
    let list = |title: &str, table: ListTable| Chosen {
        record: None,
        title: title.to_string(),
        fields: Vec::new(),
        files: Vec::new(),
        texts: BTreeMap::new(),
        list: Some(table),
        marks: Vec::new(),
    };
    match (item.source, &item.record_id) {
        (DisclosureSource::VendorList, _) => Ok(list("", reading::vendor_list(c, ctx)?)),
        (DisclosureSource::ServiceList, _) => Ok(list("", reading::service_list(c, ctx)?)),
        (DisclosureSource::Record, None) => Err(Refusal::NotFound),
        (DisclosureSource::Record, Some(id)) => {
            let record = store::find(c, &ctx.scope, id)?;
            let swedish = Ctx { language: Language::Sv, ..ctx.clone() };
            let said: Readable = reading::of_record(c, &swedish, &app.views, &record)?;
            let mut texts = BTreeMap::new();
            for file in said.files.iter().filter(|file| file.media_type == "text/plain") {
                texts.extend(sheets::decode(&app.files.get(&file.sha256)?).map(|text| (file.id.clone(), text)));
            }
            Ok(Chosen {
                title: record.subject.clone(),
                texts,
                fields: said.fields,
                files: said.files,
                list: None,
                marks: store::marks(c, &ctx.scope, std::slice::from_ref(id))?,
                record: Some(record),
            })
        }
    }
}

/// What is proposed until somebody has assessed it: what is marked is masked, as are the columns that we propose.
pub fn proposed(ctx: &Ctx, item: &DisclosureItem, chosen: &Chosen) -> Assessment {
    let columns = Parameters::on(ctx.today()).columns(item.source);
    let mut all = Assessment::new();
    for key in chosen.keys() {
        let mark = chosen.marks.iter().find(|mark| mark.field_key == key);
        let column = columns.iter().find(|column| key == format!("column:{}", column.key));
        let paragraph = mark.map(|m| m.paragraph.clone()).or_else(|| column.and_then(|c| c.propose.clone()));
        let assessed = match paragraph {
            Some(paragraph) => Assessed::whole(paragraph, mark.map(|m| m.reason.clone())),
            None => Assessed::open(),
        };
        all.insert(key, assessed);
    }
    all
}

/// The assessment as it was given, or everything that is wrong with it. Errors at `how-<key>` and the like.
fn checked(ctx: &Ctx, chosen: &Chosen, given: &Assessment) -> Result<Assessment> {
    let parameters = Parameters::on(ctx.today());
    let at = |what: &str, key: &str| format!("{what}-{key}");
    let mut checks = Checks::default();
    let mut kept = Assessment::new();
    for key in chosen.keys() {
        let Some(said) = given.get(&key) else {
            checks.add(FieldError::new(at("how", &key), "error-required"));
            continue;
        };
        let masks = said.openness != Openness::Open;
        let paragraph = tidy(&said.paragraph);
        if masks {
            let known = paragraph.as_deref().is_some_and(|key| parameters.paragraphs.find(key).is_some());
            checks.that(known, &at("paragraph", &key), "error-record-paragraph");
        }
        let reason = tidy(&said.reason);
        checks.longest(&at("reason", &key), reason.as_deref().unwrap_or_default(), MAX_TEXT);
        let is_text = chosen.is_text(&key);
        checks.that(is_text || said.openness != Openness::Parts, &at("how", &key), "error-record-file-parts");
        // the file goes out as it is, with all that lies in it: somebody must have read it
        checks.that(is_text || masks || reason.is_some(), &at("reason", &key), "error-record-file-read");
        let parts: Vec<String> = said.parts.iter().map(|part| text::tidy(part)).filter(|p| !p.is_empty()).collect();
        if said.openness == Openness::Parts {
            checks.that(!parts.is_empty(), &at("parts", &key), "error-required");
            for part in &parts {
                if part.chars().count() < parameters.shortest_term {
                    let short = FieldError::new(at("parts", &key), "error-record-term-short");
                    checks.add(short.with("min", parameters.shortest_term));
                }
                checks.longest(&at("parts", &key), part, MAX_SHORT * 10);
            }
        }
        let parts = if said.openness == Openness::Parts { parts } else { Vec::new() };
        let read_by = tidy(&said.read_by).filter(|_| !is_text && !masks);
        // nobody says of another that the file is read
        let is_own = read_by.as_deref().is_none_or(|name| name == ctx.actor.name.trim());
        checks.that(is_own, &at("read", &key), "error-record-read-by");
        let paragraph = paragraph.filter(|_| masks);
        kept.insert(key, Assessed { openness: said.openness, paragraph, reason, parts, read_by });
    }
    for key in given.keys().filter(|key| !kept.contains_key(*key) && !chosen.keys().contains(key)) {
        checks.add(FieldError::new(at("how", key), "error-unknown"));
    }
    checks.done()?;
    Ok(kept)
}

/// Writes the assessment of a chosen thing. Every field must be in it.
/// Errors: at the fields, Conflict, `rule-disclosure-decided`.
pub fn assess(
    c: &mut Db,
    ctx: &Ctx,
    app: &App,
    (id, item_id): (&Id, &Id),
    version: Option<i32>,
    given: &Assessment,
) -> Result<DisclosureItem> {
    ctx.require(Permission::RecordEdit)?;
    let row = open(c, ctx, id, None)?;
    let before = store::find_item(c, &ctx.scope, id, item_id)?;
    check_version(version, before.version, || {
        BTreeMap::from([("assessed_by_name".to_string(), before.assessed_by_name.clone().unwrap_or_default())])
    })?;
    let chosen = readable(c, ctx, app, &before)?;
    let kept = checked(ctx, &chosen, given)?;
    let after = DisclosureItem {
        assessment: serde_json::to_string(&kept).map_err(Refusal::fault)?,
        assessed_by_name: Some(ctx.actor.name.clone()),
        assessed_at: Some(ctx.instant()),
        read_sha256: Some(chosen.fingerprint()),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_item(c, &ctx.scope, &after)?;
    log(c, ctx, &row, DisclosureStep::Assessed, Some(after.position.to_string()))?;
    let entry = || audit::Entry::new("review", "disclosure_item", item_id).named(row.number.to_string());
    audit::record(c, ctx, entry().change(&before, &after))?;
    // which files somebody says to have read; their names may be what is masked
    for (place, file) in (1_i32..).zip(&chosen.files) {
        if let Some(name) = kept.get(&file.key()).and_then(|said| said.read_by.as_ref()) {
            log(c, ctx, &row, DisclosureStep::Read, Some(format!("{}.{place}", after.position)))?;
            audit::record(c, ctx, entry().after(&json!({ "file_id": file.id, "read_by": name })))?;
        }
    }
    Ok(after)
}
