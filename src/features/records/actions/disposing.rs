//! Disposal: a dry run, a proposal, another person's decision, and then it is gone.

use super::settings::{rule_of, rules};
use super::{MAX_SHORT, MAX_TEXT, tidy};
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result, check_version};
use crate::base::{Id, text};
use crate::features::accounts;
use crate::features::records::jobs::ERASE;
use crate::features::records::model::{DisposalState, Hindrance, RecordKind, RetentionKind};
use crate::features::records::parameters::Parameters;
use crate::features::records::reading::OBJECT;
use crate::features::records::rows::{DisclosureItem, Disposal, DisposalRow, Hold, PublicRecord};
use crate::features::records::rules::retention::{due_on, hindrance};
use crate::features::records::snapshot::{PROTOCOL_FORMAT, Protocol, ProtocolRow};
use crate::features::records::store;
use crate::kit::attachments::Attachment;
use crate::kit::snapshot::{canonical_json, sha256_hex};
use crate::kit::{Ctx, audit, outbox};
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// How many records of a type a dry run looks at.
const MOST: i64 = 2_000;

/// How many records one disposal takes.
pub const MOST_AT_ONCE: usize = 2_000;

/// A record whose time has come, and what stands in its way.
#[derive(Debug, Clone)]
pub struct DryRow {
    pub record: PublicRecord,
    pub due_on: NaiveDate,
    pub hindrance: Option<Hindrance>,
    /// The holds that reach it.
    pub holds: Vec<Hold>,
}

/// What would go today, with what cannot and why. One query a type that is disposed of, and two more.
pub fn dry_run(c: &mut Db, ctx: &Ctx) -> Result<Vec<DryRow>> {
    let rules = rules(c, ctx)?;
    let holds = store::standing_holds(c, &ctx.scope)?;
    let mut rows = Vec::new();
    for (key, rule) in rules.iter().filter(|(_, rule)| rule.kind == RetentionKind::Dispose) {
        for record in store::undisposed_of_type(c, &ctx.scope, key, MOST)? {
            let Some(due) = due_on(*rule, record.dated_on, record.closed_on).filter(|day| *day <= ctx.today()) else {
                continue;
            };
            let reaching: Vec<Hold> = holds.iter().filter(|hold| hold.reaches(&record)).cloned().collect();
            let why = hindrance(record.kind, *rule, record.dated_on, record.closed_on, ctx.today());
            let why = if reaching.is_empty() { why } else { Some(Hindrance::Held) };
            rows.push(DryRow { record, due_on: due, hindrance: why, holds: reaching });
        }
    }
    rows.sort_by_key(|row| (row.due_on, row.record.number));
    Ok(rows)
}

/// Refused: which record, and which hold.
fn held(record: &PublicRecord, hold: &Hold) -> Refusal {
    let args = [("record", record.number.to_string()), ("hold", hold.title.clone())];
    Refusal::rule_with("rule-disposal-held", &args)
}

/// Proposes the disposal of records; without ids the oldest that may go, as many as one disposal takes.
/// Errors: `record_ids`, `rule-disposal-held` (which record and which hold), `rule-disposal-not-due`.
pub fn propose(c: &mut Db, ctx: &Ctx, record_ids: &[Id], note: Option<&str>) -> Result<Disposal> {
    ctx.require(Permission::RecordEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let note = note.and_then(text::non_empty);
    let mut checks = Checks::default();
    checks.longest("note", note.as_deref().unwrap_or_default(), MAX_TEXT);
    if record_ids.len() > MOST_AT_ONCE {
        checks.add(FieldError::new("record_ids", "error-record-disposal-many").with("max", MOST_AT_ONCE));
    }
    checks.done()?;
    let found = dry_run(c, ctx)?;
    let holds = store::standing_holds(c, &ctx.scope)?;
    let mut taken: Vec<&DryRow> = Vec::new();
    if record_ids.is_empty() {
        taken = found.iter().filter(|row| row.hindrance.is_none()).take(MOST_AT_ONCE).collect();
    } else {
        let chosen = store::of_ids(c, &ctx.scope, record_ids)?;
        let chosen: BTreeMap<&Id, &PublicRecord> = chosen.iter().map(|record| (&record.id, record)).collect();
        let due: BTreeMap<&Id, &DryRow> = found.iter().map(|row| (&row.record.id, row)).collect();
        let mut seen: BTreeSet<&Id> = BTreeSet::new();
        for id in record_ids {
            let Some(record) = chosen.get(id).copied() else {
                return Err(Refusal::invalid("record_ids", "error-unknown"));
            };
            if let Some(hold) = holds.iter().find(|hold| hold.reaches(record)) {
                return Err(held(record, hold));
            }
            match due.get(id).copied() {
                Some(row) if row.hindrance.is_none() => {
                    if seen.insert(id) {
                        taken.push(row);
                    }
                }
                _ => {
                    let number = [("record", record.number.to_string())];
                    return Err(Refusal::rule_with("rule-disposal-not-due", &number));
                }
            }
        }
    }
    if taken.is_empty() {
        return Err(Refusal::invalid("record_ids", "error-record-nothing-due"));
    }
    let disposal = Disposal {
        id: ctx.new_id(),
        number: store::next_disposal_number(c, &ctx.scope)?,
        organisation_id: organisation_id.clone(),
        state: DisposalState::Proposed,
        note,
        proposed_by: ctx.actor.person_id.clone(),
        proposed_by_name: ctx.actor.name.clone(),
        proposed_at: ctx.instant(),
        reference: None,
        decided_by: None,
        decided_by_name: None,
        decided_at: None,
        refused_reason: None,
        protocol: None,
        protocol_sha256: None,
        version: 1,
    };
    let files = file_counts(c, ctx, &taken)?;
    let mut rows = Vec::new();
    for (position, row) in (1..).zip(taken) {
        rows.push(DisposalRow {
            id: ctx.new_id(),
            organisation_id: organisation_id.clone(),
            disposal_id: disposal.id.clone(),
            position,
            record_id: row.record.id.clone(),
            record_number: row.record.number,
            diary_number: row.record.diary_number.clone(),
            subject: row.record.subject.clone(),
            type_key: row.record.type_key.clone(),
            dated_on: row.record.dated_on,
            due_on: row.due_on,
            files: files.get(row.record.object_id.as_str()).map_or(0, |n| i32::try_from(*n).unwrap_or(i32::MAX)),
        });
    }
    store::insert_disposal(c, &disposal, &rows)?;
    let entry = audit::Entry::new("create", "disposal", &disposal.id).named(disposal.number.to_string());
    audit::record(c, ctx, entry.after(&disposal))?;
    Ok(disposal)
}

/// How many files go with each record, by its object. Two queries.
fn file_counts(c: &mut Db, ctx: &Ctx, rows: &[&DryRow]) -> Result<BTreeMap<String, i64>> {
    let of = |kind: RecordKind| {
        let own = rows.iter().filter(move |row| row.record.kind == kind);
        own.map(|row| row.record.object_id.as_str()).collect::<Vec<_>>()
    };
    let mut counts = store::count_files(c, &ctx.scope, OBJECT, &of(RecordKind::Document))?;
    let evidence = store::there_still(c, &ctx.scope, &of(RecordKind::Evidence))?;
    counts.extend(evidence.into_iter().map(|id| (id, 1)));
    Ok(counts)
}

/// The files that go with a record, those that were taken away before among them.
fn files_of(c: &mut Db, ctx: &Ctx, record: &PublicRecord) -> Result<Vec<Attachment>> {
    Ok(match record.kind {
        RecordKind::Document => store::every_file(c, &ctx.scope, OBJECT, &record.object_id)?,
        RecordKind::Evidence => store::any_file(c, &ctx.scope, &record.object_id)?.into_iter().collect(),
        _ => Vec::new(),
    })
}

fn proposed(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Disposal> {
    let row = store::find_disposal(c, &ctx.scope, id)?;
    check_version(version, row.version, || BTreeMap::from([("state".to_string(), row.state.to_string())]))?;
    if row.state == DisposalState::Proposed { Ok(row) } else { Err(Refusal::rule("rule-disposal-decided")) }
}

/// Decides a disposal and carries it out: rows and files go for good, the register keeps that they were there.
/// Errors: `reference`, Conflict, `rule-disposal-own` (another person than who proposed), `rule-disposal-held`,
/// `rule-disposal-not-due`, `rule-disposal-decided`.
pub fn carry_out(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, reference: &str) -> Result<Disposal> {
    ctx.require(Permission::RecordDecide)?;
    let before = proposed(c, ctx, id, version)?;
    if before.proposed_by == ctx.actor.person_id {
        return Err(Refusal::rule("rule-disposal-own"));
    }
    let mut checks = Checks::default();
    let reference = text::tidy(&checks.required("reference", reference));
    checks.longest("reference", &reference, MAX_SHORT);
    checks.done()?;
    let rows = store::disposal_rows(c, &ctx.scope, id)?;
    let ids: Vec<Id> = rows.iter().map(|row| row.record_id.clone()).collect();
    let records = store::of_ids(c, &ctx.scope, &ids)?;
    let (holds, rules) = (store::standing_holds(c, &ctx.scope)?, rules(c, ctx)?);
    for record in &records {
        if let Some(hold) = holds.iter().find(|hold| hold.reaches(record)) {
            return Err(held(record, hold));
        }
        let rule = rule_of(&rules, &record.type_key);
        let hindered = hindrance(record.kind, rule, record.dated_on, record.closed_on, ctx.today());
        if hindered.is_some() || record.is_disposed() {
            let number = [("record", record.number.to_string())];
            return Err(Refusal::rule_with("rule-disposal-not-due", &number));
        }
    }
    let mut bytes: Vec<String> = Vec::new();
    for record in &records {
        bytes.extend(erase(c, ctx, &before.id, record)?);
    }
    bytes.sort();
    bytes.dedup();
    if !bytes.is_empty() {
        outbox::job(c, ctx, &before.organisation_id, ERASE, ("disposal", &before.id), &json!({ "files": bytes }))?;
    }
    let protocol = protocol(c, ctx, &before, &reference, rows)?;
    let snapshot = canonical_json(&serde_json::to_value(&protocol).map_err(Refusal::fault)?);
    let after = Disposal {
        state: DisposalState::Done,
        reference: Some(reference),
        protocol_sha256: Some(sha256_hex(&snapshot)),
        protocol: Some(snapshot),
        ..decided(ctx, &before)
    };
    store::save_disposal(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("dispose", "disposal", id).named(after.number.to_string());
    audit::record(c, ctx, entry.change(&before, &after))?;
    Ok(after)
}

fn decided(ctx: &Ctx, before: &Disposal) -> Disposal {
    Disposal {
        decided_by: Some(ctx.actor.person_id.clone()),
        decided_by_name: Some(ctx.actor.name.clone()),
        decided_at: Some(ctx.instant()),
        version: before.version + 1,
        ..before.clone()
    }
}

/// Takes a record's text, files, marks and what requests kept of it away. Gives the addresses of its bytes.
fn erase(c: &mut Db, ctx: &Ctx, disposal_id: &Id, record: &PublicRecord) -> Result<Vec<String>> {
    let files = files_of(c, ctx, record)?;
    for file in &files {
        store::erase_file(c, &ctx.scope, &file.id)?;
        // nothing more of what is gone: the log keeps its name and fingerprint from the day it came, never its text
        audit::record(c, ctx, audit::Entry::new("delete", "attachment", &file.id))?;
    }
    store::delete_marks(c, &ctx.scope, &record.id)?;
    for item in store::items_of_record(c, &ctx.scope, &record.id)? {
        let bare = DisclosureItem { assessment: "{}".to_string(), read_sha256: None, ..item };
        store::save_item(c, &ctx.scope, &bare)?;
    }
    let gone = PublicRecord {
        body: None,
        counterpart: None,
        search_text: text::fold(&format!("{} {}", record.subject, record.diary_number.as_deref().unwrap_or_default())),
        disposal_id: Some(disposal_id.clone()),
        disposed_at: Some(ctx.instant()),
        updated_at: ctx.instant(),
        version: record.version + 1,
        ..record.clone()
    };
    store::save(c, &ctx.scope, &gone)?;
    audit::record(c, ctx, audit::Entry::new("dispose", "public_record", &record.id).named(record.number.to_string()))?;
    Ok(files.into_iter().map(|file| file.sha256).collect())
}

fn protocol(c: &mut Db, ctx: &Ctx, row: &Disposal, reference: &str, rows: Vec<DisposalRow>) -> Result<Protocol> {
    let parameters = Parameters::on(ctx.today());
    let day = crate::base::clock::swedish_date;
    Ok(Protocol {
        format: PROTOCOL_FORMAT.to_string(),
        organisation: accounts::find_organisation(c, &row.organisation_id)?.name,
        number: row.number,
        note: row.note.clone(),
        reference: reference.to_string(),
        proposed_by: row.proposed_by_name.clone(),
        proposed_on: day(row.proposed_at.utc()),
        decided_by: ctx.actor.name.clone(),
        decided_on: ctx.today(),
        rows: rows
            .into_iter()
            .map(|each| ProtocolRow {
                number: each.record_number,
                diary_number: each.diary_number,
                subject: each.subject,
                type_sv: parameters.type_name(&each.type_key, crate::base::Language::Sv),
                type_en: parameters.type_name(&each.type_key, crate::base::Language::En),
                dated_on: each.dated_on,
                due_on: each.due_on,
                files: each.files,
            })
            .collect(),
        parameters: parameters.version.clone(),
    })
}

/// Says no to a proposed disposal. Errors: `refused_reason`, Conflict, `rule-disposal-decided`.
pub fn refuse(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, reason: &str) -> Result<Disposal> {
    ctx.require(Permission::RecordDecide)?;
    let before = proposed(c, ctx, id, version)?;
    let Some(reason) = tidy(&Some(reason.to_string())) else {
        return Err(Refusal::Invalid(vec![FieldError::new("refused_reason", "error-required")]));
    };
    let mut checks = Checks::default();
    checks.longest("refused_reason", &reason, MAX_TEXT);
    checks.done()?;
    let after = Disposal { state: DisposalState::Refused, refused_reason: Some(reason), ..decided(ctx, &before) };
    store::save_disposal(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("update", "disposal", id).named(after.number.to_string());
    audit::record(c, ctx, entry.change(&before, &after))?;
    Ok(after)
}
