//! What each kind of record says: its fields and its files, read through what the features show. A later kind is
//! one more reader here.

use super::model::{Direction, DisclosureSource, Field, ListCell, ListTable, RecordFile, RecordKind};
use super::parameters::Parameters;
use super::rows::PublicRecord;
use super::store;
use crate::base::{Id, Language, Refusal, Result, clock};
use crate::features::dialogues::minutes::rules::{is_final, stage};
use crate::features::dialogues::minutes::verify::Stored;
use crate::features::dialogues::{self, Minutes};
use crate::features::plans::{self, FrozenPlan};
use crate::features::questionnaires::{self, value_form};
use crate::features::service_reviews::{self, FrozenAnalysis};
use crate::features::subcontractors::{self, Letter};
use crate::features::{escalations, services, vendors};
use crate::kit::Ctx;
use crate::kit::attachments::{self, Attachment};
use crate::platform::db::Db;
use crate::platform::view::Views;
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::BTreeMap;

/// The object type of the files of a document.
pub const OBJECT: &str = "public_record";

/// The keys of what the register itself says of a record; they can be secret too.
pub const SUBJECT: &str = "meta.subject";
pub const COUNTERPART: &str = "meta.counterpart";

/// A record as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readable {
    pub title: String,
    pub vendor_id: Option<Id>,
    pub dated_on: NaiveDate,
    pub direction: Direction,
    pub counterpart: Option<String>,
    pub diary_number: Option<String>,
    pub fields: Vec<Field>,
    pub files: Vec<RecordFile>,
}

fn field(key: impl Into<String>, name: &'static str, detail: impl Into<String>, text: impl Into<String>) -> Field {
    Field { key: key.into(), name, detail: detail.into(), text: text.into() }
}

/// Fields that say nothing are left out.
fn said(fields: Vec<Field>) -> Vec<Field> {
    fields.into_iter().filter(|field| !field.text.trim().is_empty()).collect()
}

fn file(each: Attachment) -> RecordFile {
    RecordFile { id: each.id, name: each.file_name, media_type: each.media_type, size: each.size, sha256: each.sha256 }
}

fn files_of(c: &mut Db, ctx: &Ctx, object_id: &Id) -> Result<Vec<RecordFile>> {
    Ok(attachments::of_object(c, &ctx.scope, &[], object_id)?.into_iter().map(file).collect())
}

fn vendor_name(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Option<String>> {
    Ok(vendors::names(c, &ctx.scope, std::slice::from_ref(id))?.remove(id))
}

/// What a record says: its own text, or that of the object it is about. Nothing is left of what was disposed of.
pub fn of_record(c: &mut Db, ctx: &Ctx, views: &Views, record: &PublicRecord) -> Result<Readable> {
    let counterpart = record.counterpart.clone().unwrap_or_default();
    let about = said(vec![
        field(SUBJECT, "records-field-subject", "", &record.subject),
        field(COUNTERPART, "records-field-counterpart", "", counterpart),
    ]);
    let own = |fields: Vec<Field>, files| Readable {
        title: record.subject.clone(),
        vendor_id: record.vendor_id.clone(),
        dated_on: record.dated_on,
        direction: record.direction,
        counterpart: record.counterpart.clone(),
        diary_number: record.diary_number.clone(),
        fields: about.into_iter().chain(fields).collect(),
        files,
    };
    if record.is_disposed() {
        return Ok(own(Vec::new(), Vec::new()));
    }
    if record.kind == RecordKind::Document {
        let body = record.body.clone().unwrap_or_default();
        let files = files_of(c, ctx, &record.object_id)?;
        return Ok(own(said(vec![field("body", "records-field-body", "", body)]), files));
    }
    let object = match record.kind {
        // whoever attached the file may take it away there, not out of the register
        RecordKind::Evidence => match store::any_file(c, &ctx.scope, &record.object_id)? {
            Some(found) => of_file(c, ctx, found),
            None => Err(Refusal::NotFound),
        },
        // registered before both sides had approved: what is locked is what it says
        RecordKind::Minutes => minutes(c, ctx, views, &record.object_id),
        kind => of_object(c, ctx, views, kind, &record.object_id),
    };
    match object {
        Ok(object) => Ok(own(object.fields, object.files)),
        // what was registered has been taken away since: its entry in the register stands
        Err(Refusal::NotFound) => Ok(own(Vec::new(), Vec::new())),
        Err(refusal) => Err(refusal),
    }
}

/// What an object says that may become a record. Errors: NotFound when it is hidden, or no record yet.
pub fn of_object(c: &mut Db, ctx: &Ctx, views: &Views, kind: RecordKind, id: &Id) -> Result<Readable> {
    ctx.scope.client()?;
    match kind {
        RecordKind::Document => Err(Refusal::NotFound),
        RecordKind::Minutes => approved_minutes(c, ctx, views, id),
        RecordKind::Assessment => assessment(c, ctx, views, id),
        RecordKind::Evidence => evidence(c, ctx, id),
        RecordKind::Approval => approval(c, ctx, views, id),
        RecordKind::Analysis => analysis(c, ctx, id),
        RecordKind::Plan => plan(c, ctx, views, id),
        RecordKind::EscalationLetter => escalation_letter(c, ctx, id),
    }
}

/// What both sides have approved: until then it may be taken back.
fn approved_minutes(c: &mut Db, ctx: &Ctx, views: &Views, id: &Id) -> Result<Readable> {
    let dialogue = dialogues::find(c, &ctx.scope, id)?;
    let state = Stored::load(c, dialogue.clone())?.row.map(|row| row.state);
    if is_final(stage(dialogue.status, state)) { minutes(c, ctx, views, id) } else { Err(Refusal::NotFound) }
}

/// The locked text, with what each said of it.
fn minutes(c: &mut Db, ctx: &Ctx, views: &Views, id: &Id) -> Result<Readable> {
    let dialogue = dialogues::find(c, &ctx.scope, id)?;
    let minutes = Minutes::of(&dialogue)?.ok_or(Refusal::NotFound)?;
    let stored = Stored::load(c, dialogue.clone())?;
    let word = |key: String| views.word0(ctx.language, &key);
    // The minutes' own number when they have been registered; else that of their contract.
    let own_number = stored.row.as_ref().and_then(|row| row.diary_number.clone());
    let mut fields = Vec::new();
    let people: Vec<String> = minutes.participants.iter().filter(|p| p.present).map(|p| p.name.clone()).collect();
    fields.push(field("participants", "records-field-participants", "", people.join("\n")));
    for (place, item) in minutes.items.iter().enumerate() {
        let title = match ctx.language {
            Language::Sv => &item.title.sv,
            Language::En => &item.title.en,
        };
        let note = item.note.clone().unwrap_or_default();
        fields.push(field(format!("items.{place}.note"), "records-field-note", title, note));
        let decision = item.decision.clone().unwrap_or_default();
        fields.push(field(format!("items.{place}.decision"), "records-field-decision", title, decision));
    }
    for (place, action) in minutes.actions.iter().enumerate() {
        let (number, title) = (action.number, &action.title);
        let note = [&action.note, &action.decision].into_iter().flatten().cloned().collect::<Vec<_>>().join("\n");
        fields.push(field(format!("actions.{place}.title"), "records-field-action", number.to_string(), title));
        fields.push(field(format!("actions.{place}.note"), "records-field-note", title, note));
        let owner = owned(views, ctx, action.responsible.as_str(), action.owner.as_deref());
        fields.push(field(format!("actions.{place}.owner"), "records-field-owner", title, owner));
        let due_on = action.due_on.to_string();
        fields.push(field(format!("actions.{place}.due_on"), "records-field-due", title, due_on));
        let status = word(format!("action-status-{}", action.status));
        fields.push(field(format!("actions.{place}.status"), "records-field-status", title, status));
    }
    for (place, answer) in stored.answers().enumerate() {
        let on = answer.decided_at.map(|at| clock::swedish_date(at.utc()).to_string()).unwrap_or_default();
        // a name stands in the text: what is beside it cannot be masked
        let said = format!("{}: {} {on}", answer.name, word(format!("minutes-outcome-{}", answer.outcome)));
        fields.push(field(format!("answers.{place}.outcome"), "records-field-approval", "", said));
        let objection = answer.objection.as_ref().map(|why| format!("{}: {why}", answer.name)).unwrap_or_default();
        fields.push(field(format!("answers.{place}.objection"), "records-field-objection", "", objection));
    }
    for addendum in &stored.addenda {
        let on = clock::swedish_date(addendum.added_at.utc());
        let key = format!("addenda.{}", addendum.number);
        let said = format!("{} {on}\n{}", addendum.author_name, addendum.body);
        fields.push(field(key, "records-field-addendum", addendum.number.to_string(), said));
    }
    Ok(Readable {
        title: format!("{} {} {}", minutes.vendor.name, minutes.contract.reference, minutes.held_on),
        vendor_id: Some(dialogue.vendor_id),
        dated_on: minutes.held_on,
        direction: Direction::DrawnUp,
        counterpart: Some(minutes.vendor.name),
        diary_number: own_number.or(minutes.contract.diary_number),
        fields: said(fields),
        files: Vec::new(),
    })
}

/// Which side is responsible for an action, and who there.
fn owned(views: &Views, ctx: &Ctx, responsible: &str, owner: Option<&str>) -> String {
    let side = views.word0(ctx.language, &format!("actions-responsible-{responsible}"));
    [Some(side.as_str()), owner].into_iter().flatten().collect::<Vec<_>>().join(": ")
}

fn assessment(c: &mut Db, ctx: &Ctx, views: &Views, id: &Id) -> Result<Readable> {
    let full = questionnaires::open(c, &ctx.scope, id)?;
    let submitted = full.assessment.submitted_at.ok_or(Refusal::NotFound)?;
    let word = |key: &str| views.word0(ctx.language, key);
    let mut fields =
        vec![field("declared", "records-field-declared", "", full.assessment.declared_by.clone().unwrap_or_default())];
    for question in &full.questions {
        let Some(answer) = full.answers.get(&question.id) else { continue };
        let asked = match ctx.language {
            Language::Sv => &question.question_sv,
            Language::En => &question.question_en,
        };
        let value: Value = serde_json::from_str(&answer.value).unwrap_or(Value::Null);
        let mut lines: Vec<String> =
            answer.status.iter().map(|s| word(&format!("questionnaires-answer-{s}"))).collect();
        for line in value_form::lines_of_question(question, &value, ctx.language) {
            let text = if line.word { word(&line.text) } else { line.text };
            lines.push(format!("{}: {text}", word(&line.label)));
        }
        let detail = format!("{} {asked}", question.id);
        fields.push(field(format!("{}.answer", question.id), "records-field-answer", &detail, lines.join("\n")));
        let comment = answer.comment.clone().unwrap_or_default();
        fields.push(field(format!("{}.comment", question.id), "records-field-comment", &detail, comment));
    }
    let vendor = vendor_name(c, ctx, &full.assessment.vendor_id)?;
    Ok(Readable {
        title: vendor.clone().unwrap_or_default(),
        vendor_id: Some(full.assessment.vendor_id.clone()),
        dated_on: clock::swedish_date(submitted.utc()),
        direction: Direction::Incoming,
        counterpart: vendor,
        diary_number: None,
        fields: said(fields),
        files: files_of(c, ctx, id)?,
    })
}

fn evidence(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Readable> {
    let found = store::find_evidence(c, &ctx.scope, id)?;
    of_file(c, ctx, found)
}

fn of_file(c: &mut Db, ctx: &Ctx, found: Attachment) -> Result<Readable> {
    let vendor = match &found.vendor_id {
        Some(id) => vendor_name(c, ctx, id)?,
        None => None,
    };
    Ok(Readable {
        title: found.file_name.clone(),
        vendor_id: found.vendor_id.clone(),
        dated_on: clock::swedish_date(found.uploaded_at.utc()),
        direction: if vendor.is_some() { Direction::Incoming } else { Direction::DrawnUp },
        counterpart: vendor,
        diary_number: None,
        fields: Vec::new(),
        files: vec![file(found)],
    })
}

fn approval(c: &mut Db, ctx: &Ctx, views: &Views, id: &Id) -> Result<Readable> {
    let case = subcontractors::find(c, &ctx.scope, id)?;
    let ruling = subcontractors::rulings(c, &case)?.into_iter().next().ok_or(Refusal::NotFound)?;
    let letter: Letter = serde_json::from_str(&ruling.snapshot).map_err(Refusal::fault)?;
    let fields = vec![
        field("subcontractor", "records-field-subcontractor", "", &letter.subcontractor.name),
        field("task", "records-field-task", "", &letter.task),
        field("countries", "records-field-countries", "", letter.countries.join(", ")),
        field(
            "decision",
            "records-field-decision",
            "",
            views.word0(ctx.language, &format!("subcontracts-decision-{}", letter.decision)),
        ),
        field("valid_from", "records-field-valid-from", "", letter.valid_from.to_string()),
        field(
            "valid_until",
            "records-field-valid-until",
            "",
            letter.valid_until.map(|day| day.to_string()).unwrap_or_default(),
        ),
        field("decided_by", "records-field-decided-by", "", letter.decided_by.unwrap_or_default()),
        field("reason", "records-field-reason", "", &letter.reason),
        field("conditions", "records-field-conditions", "", letter.conditions.join("\n")),
    ];
    Ok(Readable {
        title: format!("{}: {}", letter.vendor.name, letter.subcontractor.name),
        vendor_id: Some(case.vendor_id.clone()),
        dated_on: clock::swedish_date(letter.decided_at.utc()),
        direction: Direction::Outgoing,
        counterpart: Some(letter.vendor.name),
        diary_number: letter.diary_number,
        fields: said(fields),
        files: files_of(c, ctx, &case.id)?,
    })
}

fn analysis(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Readable> {
    let row = service_reviews::find_analysis(c, &ctx.scope, id)?;
    let frozen = FrozenAnalysis::of(&row)?.ok_or(Refusal::NotFound)?;
    let content = &frozen.content;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let fields = vec![
        field("information", "records-field-information", "", text(&content.information)),
        field("scenarios", "records-field-scenarios", "", text(&content.scenarios)),
        field("privacy_note", "records-field-privacy", "", text(&content.privacy_note)),
        field("safety_note", "records-field-safety", "", text(&content.safety_note)),
        field("benefit", "records-field-benefit", "", text(&content.benefit)),
        field("harm_of_stopping", "records-field-harm", "", text(&content.harm_of_stopping)),
        field("fallback_routine", "records-field-fallback", "", text(&content.fallback_routine)),
        field(
            "measures",
            "records-field-measures",
            "",
            frozen.measures.iter().map(|m| m.measure.clone()).collect::<Vec<_>>().join("\n"),
        ),
        field("reason", "records-field-reason", "", &frozen.reason),
    ];
    Ok(Readable {
        title: frozen.service.name.clone(),
        vendor_id: None,
        dated_on: row.decided_at.map_or(ctx.today(), |at| clock::swedish_date(at.utc())),
        direction: Direction::DrawnUp,
        counterpart: None,
        diary_number: frozen.diary_number,
        fields: said(fields),
        files: Vec::new(),
    })
}

/// A plan as one decision froze it: without a decision a plan is a draft and no record.
fn plan(c: &mut Db, ctx: &Ctx, views: &Views, id: &Id) -> Result<Readable> {
    let (row, decided) = plans::find_decision(c, &ctx.scope, id)?;
    if !decided.is_intact() {
        return Err(Refusal::rule_with("rule-plan-tampered", &[("number", decided.number.to_string())]));
    }
    let frozen = FrozenPlan::of(&decided)?;
    let mut fields = vec![field("purpose", "records-field-purpose", "", frozen.purpose.unwrap_or_default())];
    for (place, line) in frozen.lines.into_iter().enumerate() {
        let (number, title) = (line.number, line.title.as_str());
        // Marks and assessments know a field by its place in the frozen text.
        let key = |part: &str| format!("lines.{place}.{part}");
        fields.push(field(key("title"), "records-field-action", number.to_string(), title));
        let description = line.description.unwrap_or_default();
        fields.push(field(key("description"), "records-field-description", title, description));
        let owner = owned(views, ctx, line.responsible.as_str(), line.owner.as_deref());
        fields.push(field(key("owner"), "records-field-owner", title, owner));
        fields.push(field(key("due_on"), "records-field-due", title, line.due_on.to_string()));
        let status = views.word0(ctx.language, &format!("action-status-{}", line.status));
        fields.push(field(key("status"), "records-field-status", title, status));
        let proof = [line.milestone, line.expected_evidence].into_iter().flatten().collect::<Vec<_>>().join("\n");
        fields.push(field(key("evidence"), "records-field-expected", title, proof));
        let finding = line.finding.map(|finding| finding.title).unwrap_or_default();
        fields.push(field(key("finding"), "records-field-finding", title, finding));
    }
    fields.push(field("decided_by", "records-field-decided-by", "", &decided.decided_by_name));
    fields.push(field("role", "records-field-role", "", &decided.decided_role));
    fields.push(field("delegation", "records-field-delegation", "", &decided.delegation));
    Ok(Readable {
        title: format!("{}: {}", frozen.vendor, frozen.title),
        vendor_id: Some(row.vendor_id),
        dated_on: decided.decided_on,
        direction: Direction::DrawnUp,
        counterpart: Some(frozen.vendor),
        diary_number: decided.diary_number,
        fields: said(fields),
        files: Vec::new(),
    })
}

/// A letter as the vendor got it, from its frozen text; the reasons behind it are no part of it.
fn escalation_letter(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Readable> {
    let (vendor_id, letter) = escalations::sent_letter(c, ctx, id)?;
    let fields = vec![
        field("demand", "records-field-demand", "", &letter.demand),
        field("due_on", "records-field-due", "", letter.due_on.to_string()),
        field("decided_by", "records-field-decided-by", "", format!("{}, {}", letter.decided_by, letter.decided_role)),
    ];
    Ok(Readable {
        title: format!("{}: {} {}", letter.vendor.name, letter.title(ctx.language), letter.number),
        vendor_id: Some(vendor_id),
        dated_on: letter.decided_on,
        direction: Direction::Outgoing,
        counterpart: Some(letter.vendor.name),
        diary_number: letter.diary_number,
        fields: said(fields),
        files: Vec::new(),
    })
}

fn plain(text: impl Into<String>) -> ListCell {
    ListCell { text: text.into(), word: false }
}

fn word(key: String) -> ListCell {
    ListCell { text: key, word: true }
}

fn columns(source: DisclosureSource, day: NaiveDate) -> Vec<(String, String)> {
    let all = Parameters::on(day).columns(source);
    all.iter().map(|column| (format!("column:{}", column.key), format!("records-column-{}", column.key))).collect()
}

/// Every vendor that works for the organisation. Numbers of persons are masked, as in every list.
pub fn vendor_list(c: &mut Db, ctx: &Ctx) -> Result<ListTable> {
    let all = vendors::all(c, &ctx.scope, &vendors::VendorFilter::default())?;
    let rows = all
        .into_iter()
        .filter(|vendor| vendor.status != vendors::VendorStatus::Ended)
        .map(|vendor| {
            vec![
                plain(vendor.legal_name),
                plain(vendors::shown_number(vendor.org_number.as_deref()).unwrap_or_default()),
                word(format!("vendors-kind-{}", vendor.kind)),
                word(format!("vendors-status-{}", vendor.status)),
                plain(vendor.tier.map(|tier| tier.to_string()).unwrap_or_default()),
            ]
        })
        .collect();
    Ok(ListTable { columns: columns(DisclosureSource::VendorList, ctx.today()), rows })
}

/// Every service that has not been stopped, with its class and platform. Two queries.
pub fn service_list(c: &mut Db, ctx: &Ctx) -> Result<ListTable> {
    let all = services::all(c, &ctx.scope, &services::ServiceFilter::default())?;
    let platforms: BTreeMap<Id, String> = services::platform_choices(c, &ctx.scope)?.into_iter().collect();
    let rows = all
        .into_iter()
        .filter(|service| service.status != services::ServiceStatus::Stopped)
        .map(|service| {
            let platform = service.platform_id.as_ref().and_then(|id| platforms.get(id)).cloned();
            vec![
                plain(service.name.clone()),
                plain(service.administration.clone().unwrap_or_default()),
                word(format!("services-status-{}", service.status)),
                plain(service.class().letters()),
                plain(platform.unwrap_or_default()),
            ]
        })
        .collect();
    Ok(ListTable { columns: columns(DisclosureSource::ServiceList, ctx.today()), rows })
}
