//! Disposal: a dry run, a proposal, another person's decision, and then it is gone.

use super::settings::{rule_of, rules};
use super::telling::tell_deciders;
use super::{MAX_SHORT, MAX_TEXT, tidy};
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result, check_version};
use crate::base::{Id, text};
use crate::features::accounts;
use crate::features::records::jobs::ERASE;
use crate::features::records::model::{CountsFrom, DisposalState, Hindrance, RecordKind, RetentionKind};
use crate::features::records::parameters::Parameters;
use crate::features::records::reading::OBJECT;
use crate::features::records::rows::{ArchivePackage, DisclosureItem, Disposal, DisposalRow, Hold, PublicRecord};
use crate::features::records::rules::retention::{Rule, counts_until, due_on, hindrance};
use crate::features::records::snapshot::{Extract, KeptExtract, PROTOCOL_FORMAT, Protocol, ProtocolRow};
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

/// How many records without an end date a dry run names.
const MOST_WAITING: i64 = 100;

/// How many extracts are read at once.
const PAGE: i64 = 100;

/// A record whose time has come, and what stands in its way.
#[derive(Debug, Clone)]
pub struct DryRow {
    pub record: PublicRecord,
    pub due_on: NaiveDate,
    pub hindrance: Option<Hindrance>,
    /// The holds that reach it.
    pub holds: Vec<Hold>,
}

/// What is weighed before anything goes: the holds, the plan, and what each file is a part of.
struct Weighing {
    holds: Vec<Hold>,
    rules: BTreeMap<String, Rule>,
    /// By the record of a file: the records of the object that it was attached to.
    wholes: BTreeMap<Id, Vec<PublicRecord>>,
}

impl Weighing {
    /// In at most four queries.
    fn load(c: &mut Db, ctx: &Ctx, records: &[PublicRecord]) -> Result<Weighing> {
        let holds = store::standing_holds(c, &ctx.scope)?;
        let files: Vec<&PublicRecord> = records.iter().filter(|r| r.kind == RecordKind::Evidence).collect();
        let ids: Vec<&str> = files.iter().map(|record| record.object_id.as_str()).collect();
        let homes = store::homes(c, &ctx.scope, &ids)?;
        let objects: Vec<&str> = homes.values().map(String::as_str).collect();
        let mut by_object: BTreeMap<String, Vec<PublicRecord>> = BTreeMap::new();
        for whole in store::about_objects(c, &ctx.scope, &objects)? {
            by_object.entry(whole.object_id.to_string()).or_default().push(whole);
        }
        let whole = |record: &&PublicRecord| {
            let home = homes.get(record.object_id.as_str())?;
            Some((record.id.clone(), by_object.get(home)?.clone()))
        };
        Ok(Weighing { holds, rules: rules(c, ctx)?, wholes: files.iter().filter_map(whole).collect() })
    }

    fn wholes(&self, record: &PublicRecord) -> &[PublicRecord] {
        self.wholes.get(&record.id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The holds that reach it or what it is a part of.
    fn holds<'a>(&'a self, record: &'a PublicRecord) -> impl Iterator<Item = &'a Hold> {
        let reaches =
            move |hold: &&Hold| hold.reaches(record) || self.wholes(record).iter().any(|whole| hold.reaches(whole));
        self.holds.iter().filter(reaches)
    }

    /// Why it may not go today; None when it may. A file stays for as long as what it is a part of.
    fn hindrance(&self, record: &PublicRecord, today: NaiveDate) -> Option<Hindrance> {
        if self.holds(record).next().is_some() {
            return Some(Hindrance::Held);
        }
        let by_rule = |record: &PublicRecord| {
            let rule = rule_of(&self.rules, &record.type_key);
            hindrance(record.kind, rule, record.dated_on, record.closed_on, today)
        };
        let stays = |whole: &PublicRecord| by_rule(whole).is_some_and(|why| why != Hindrance::Kind);
        by_rule(record).or_else(|| self.wholes(record).iter().any(stays).then_some(Hindrance::Part))
    }
}

/// The holds that reach a record or what it is a part of.
pub fn holds_on(c: &mut Db, ctx: &Ctx, record: &PublicRecord) -> Result<Vec<Hold>> {
    let weighing = Weighing::load(c, ctx, std::slice::from_ref(record))?;
    let holds = weighing.holds(record).cloned().collect();
    Ok(holds)
}

/// What would go today, with what cannot and why. One query a type that is disposed of, and five more.
pub fn dry_run(c: &mut Db, ctx: &Ctx) -> Result<Vec<DryRow>> {
    let mut found = Vec::new();
    for (key, rule) in rules(c, ctx)?.iter().filter(|(_, rule)| rule.kind == RetentionKind::Dispose) {
        let Some(until) = counts_until(*rule, ctx.today()) else { continue };
        for record in store::undisposed_of_type(c, &ctx.scope, key, (rule.counts_from, until), MOST)? {
            let due = due_on(*rule, record.dated_on, record.closed_on).filter(|day| *day <= ctx.today());
            found.extend(due.map(|due| (due, record)));
        }
    }
    let (due, records): (Vec<NaiveDate>, Vec<PublicRecord>) = found.into_iter().unzip();
    let weighing = Weighing::load(c, ctx, &records)?;
    let row = |(due_on, record): (NaiveDate, PublicRecord)| {
        let holds = weighing.holds(&record).cloned().collect();
        DryRow { due_on, hindrance: weighing.hindrance(&record, ctx.today()), holds, record }
    };
    let mut rows: Vec<DryRow> = due.into_iter().zip(records).map(row).collect();
    rows.sort_by_key(|row| (row.due_on, row.record.number));
    Ok(rows)
}

/// What can never be due until somebody gives it an end date: how many records, and the oldest of them.
pub fn without_end(c: &mut Db, ctx: &Ctx) -> Result<(i64, Vec<PublicRecord>)> {
    let rules = rules(c, ctx)?;
    let waiting =
        rules.iter().filter(|(_, rule)| rule.kind == RetentionKind::Dispose && rule.counts_from == CountsFrom::Closed);
    let types: Vec<&str> = waiting.map(|(key, _)| key.as_str()).collect();
    store::without_end(c, &ctx.scope, &types, MOST_WAITING)
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
    let mut taken: Vec<&DryRow> = Vec::new();
    if record_ids.is_empty() {
        taken = found.iter().filter(|row| row.hindrance.is_none()).take(MOST_AT_ONCE).collect();
    } else {
        let chosen = store::of_ids(c, &ctx.scope, record_ids)?;
        let weighing = Weighing::load(c, ctx, &chosen)?;
        let chosen: BTreeMap<&Id, &PublicRecord> = chosen.iter().map(|record| (&record.id, record)).collect();
        let due: BTreeMap<&Id, &DryRow> = found.iter().map(|row| (&row.record.id, row)).collect();
        let mut seen: BTreeSet<&Id> = BTreeSet::new();
        for id in record_ids {
            let Some(record) = chosen.get(id).copied() else {
                return Err(Refusal::invalid("record_ids", "error-unknown"));
            };
            if let Some(hold) = weighing.holds(record).next() {
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
    tell_deciders(c, ctx, "disposal_proposed", ("disposal", &disposal.id))?;
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
    let weighing = Weighing::load(c, ctx, &records)?;
    for record in &records {
        if let Some(hold) = weighing.holds(record).next() {
            return Err(held(record, hold));
        }
        if weighing.hindrance(record, ctx.today()).is_some() || record.is_disposed() {
            let number = [("record", record.number.to_string())];
            return Err(Refusal::rule_with("rule-disposal-not-due", &number));
        }
    }
    let copies = Copies { packages: packages_that_go(c, ctx, &ids)?, extracts: extracts_that_stay(c, ctx, &rows)? };
    let mut bytes: Vec<String> = Vec::new();
    for record in &records {
        bytes.extend(erase(c, ctx, &before.id, record)?);
    }
    for package in &copies.packages {
        let entry = audit::Entry::new("delete", "archive_package", &package.id).named(package.number.to_string());
        audit::record(c, ctx, entry)?;
        bytes.push(package.sha256.clone());
    }
    bytes.sort();
    bytes.dedup();
    if !bytes.is_empty() {
        outbox::job(c, ctx, &before.organisation_id, ERASE, ("disposal", &before.id), &json!({ "files": bytes }))?;
    }
    let protocol = protocol(c, ctx, &before, &reference, rows, copies)?;
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

/// Where else a disposal's records are.
struct Copies {
    packages: Vec<ArchivePackage>,
    extracts: Vec<KeptExtract>,
}

/// The packages that hold any of the records and still have their bytes.
fn packages_that_go(c: &mut Db, ctx: &Ctx, record_ids: &[Id]) -> Result<Vec<ArchivePackage>> {
    let packages = store::packages_of(c, &ctx.scope, record_ids)?;
    let known = store::packed_records(c, &ctx.scope, &packages)?;
    let mut going = Vec::new();
    for package in packages {
        if !package.is_gone(&known)? {
            going.push(package);
        }
    }
    Ok(going)
}

/// The extracts that hold any of the records: each is a record of its own, of a request.
fn extracts_that_stay(c: &mut Db, ctx: &Ctx, rows: &[DisposalRow]) -> Result<Vec<KeptExtract>> {
    let going: BTreeSet<i32> = rows.iter().map(|row| row.record_number).collect();
    let mut kept = Vec::new();
    let mut after = String::new();
    loop {
        let page = store::extracts_after(c, &ctx.scope, &after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = last.id.to_string();
        for row in &page {
            let extract = Extract::of(row)?;
            let numbers = extract.records.iter().filter_map(|record| record.number);
            let records: Vec<i32> = numbers.filter(|number| going.contains(number)).collect();
            if !records.is_empty() {
                kept.push(KeptExtract {
                    disclosure_number: extract.disclosure_number,
                    number: extract.number,
                    made_on: extract.made_on,
                    records,
                });
            }
        }
    }
    Ok(kept)
}

fn protocol(
    c: &mut Db,
    ctx: &Ctx,
    row: &Disposal,
    reference: &str,
    rows: Vec<DisposalRow>,
    copies: Copies,
) -> Result<Protocol> {
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
        packages: copies.packages.into_iter().map(|package| package.number).collect(),
        extracts: copies.extracts,
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
