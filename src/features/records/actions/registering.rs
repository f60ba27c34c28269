//! A record is registered, and what is known of it changes.

use super::{MAX_BODY, MAX_SHORT, MAX_SUBJECT, check_record, diary_number, tidy};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Id, text};
use crate::features::records::model::{Direction, RecordFile, RecordKind};
use crate::features::records::parameters::Parameters;
use crate::features::records::reading::{self, OBJECT, Readable};
use crate::features::records::rows::PublicRecord;
use crate::features::records::store;
use crate::features::vendors;
use crate::kit::attachments::{self, Attachment, Target};
use crate::kit::web::Received;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use crate::platform::view::Views;
use chrono::NaiveDate;

/// A record about to be registered. What is missing of an object's record is taken from the object.
#[derive(Debug, Clone)]
pub struct NewRecord {
    pub kind: RecordKind,
    /// None for a document, which has no other home.
    pub object_id: Option<Id>,
    /// Only for a document; another kind has the object's.
    pub vendor_id: Option<Id>,
    pub facts: RecordEdit,
}

/// What can be changed of a record.
#[derive(Debug, Clone, Default)]
pub struct RecordEdit {
    pub subject: String,
    pub type_key: String,
    pub diary_number: Option<String>,
    pub direction: Option<Direction>,
    pub dated_on: Option<NaiveDate>,
    pub counterpart: Option<String>,
    pub closed_on: Option<NaiveDate>,
    /// Only of a document, when it is registered.
    pub body: Option<String>,
}

struct Checked {
    subject: String,
    type_key: String,
    diary_number: Option<String>,
    direction: Direction,
    dated_on: NaiveDate,
    counterpart: Option<String>,
    closed_on: Option<NaiveDate>,
    body: Option<String>,
}

fn checked(c: &mut Db, ctx: &Ctx, kind: RecordKind, typed: &RecordEdit, stored: Option<&str>) -> Result<Checked> {
    let mut checks = Checks::default();
    let subject = text::tidy(&checks.required("subject", &typed.subject));
    checks.longest("subject", &subject, MAX_SUBJECT);
    let type_key = checks.required("type_key", &typed.type_key);
    let known = type_key.is_empty() || Parameters::on(ctx.today()).document_type(&type_key).is_some();
    checks.that(known, "type_key", "error-choice");
    let diary_number = diary_number(c, ctx, &mut checks, &typed.diary_number, stored)?;
    checks.that(typed.direction.is_some(), "direction", "error-required");
    checks.that(typed.dated_on.is_some(), "dated_on", "error-required");
    checks.that(typed.dated_on.is_none_or(|day| day <= ctx.today()), "dated_on", "error-record-date-ahead");
    let counterpart = tidy(&typed.counterpart);
    checks.longest("counterpart", counterpart.as_deref().unwrap_or_default(), MAX_SHORT);
    let body = tidy(&typed.body).filter(|_| kind == RecordKind::Document);
    checks.longest("body", body.as_deref().unwrap_or_default(), MAX_BODY);
    let before = typed.closed_on.zip(typed.dated_on).is_some_and(|(closed, dated)| closed < dated);
    checks.that(!before, "closed_on", "error-record-closed-before");
    checks.done()?;
    Ok(Checked {
        subject,
        type_key,
        diary_number,
        direction: typed.direction.unwrap_or(Direction::DrawnUp),
        dated_on: typed.dated_on.unwrap_or(ctx.today()),
        counterpart,
        closed_on: typed.closed_on,
        body,
    })
}

/// What the search reads: on its first line what is typed, on its second what the record is about.
fn search_text(said: &Checked, about: &str) -> String {
    let parts = [Some(&said.subject), said.diary_number.as_ref(), said.counterpart.as_ref()];
    let typed = text::fold(&parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" "));
    format!("{typed}\n{about}")
}

/// What a record is found by beside what is typed: its vendor's name, and what its files are called.
fn about(c: &mut Db, ctx: &Ctx, vendor_id: Option<&Id>, files: &[RecordFile]) -> Result<String> {
    let vendor = match vendor_id {
        Some(id) => vendors::names(c, &ctx.scope, std::slice::from_ref(id))?.remove(id),
        None => None,
    };
    let names = vendor.into_iter().chain(files.iter().map(|file| file.name.clone()));
    Ok(text::fold(&names.collect::<Vec<_>>().join(" ")))
}

/// The two lines of a stored search text; one from before there were two has its vendor's name added.
fn searched(c: &mut Db, ctx: &Ctx, record: &PublicRecord) -> Result<(String, String)> {
    match record.search_text.split_once('\n') {
        Some((typed, about)) => Ok((typed.to_string(), about.to_string())),
        None => Ok((record.search_text.clone(), about(c, ctx, record.vendor_id.as_ref(), &[])?)),
    }
}

/// What an object proposes for its own record.
pub fn proposal(c: &mut Db, ctx: &Ctx, views: &Views, kind: RecordKind, object_id: &Id) -> Result<RecordEdit> {
    let object = reading::of_object(c, ctx, views, kind, object_id)?;
    Ok(proposed(ctx, kind, &object))
}

fn proposed(ctx: &Ctx, kind: RecordKind, object: &Readable) -> RecordEdit {
    RecordEdit {
        subject: object.title.chars().take(MAX_SUBJECT).collect(),
        type_key: Parameters::on(ctx.today()).usual_type(kind).to_string(),
        diary_number: object.diary_number.clone(),
        direction: Some(object.direction),
        dated_on: Some(object.dated_on),
        counterpart: object.counterpart.clone(),
        closed_on: None,
        body: None,
    }
}

/// Registers a record. Errors: at the fields; NotFound for an object that is hidden or no record yet;
/// `rule-record-registered` when it is registered already.
pub fn register(c: &mut Db, ctx: &Ctx, views: &Views, new: &NewRecord) -> Result<PublicRecord> {
    ctx.require(Permission::RecordEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let id = ctx.new_id();
    // the object's own number is proposed, and may be older than the pattern
    let (object_id, vendor_id, stands, files) = match (new.kind, &new.object_id) {
        (RecordKind::Document, _) => {
            if let Some(vendor) = &new.vendor_id
                && vendors::find(c, &ctx.scope, vendor).is_err()
            {
                return Err(Refusal::invalid("vendor_id", "error-unknown"));
            }
            (id.clone(), new.vendor_id.clone(), None, Vec::new())
        }
        (_, None) => return Err(Refusal::invalid("object_id", "error-required")),
        (kind, Some(object_id)) => {
            let object = reading::of_object(c, ctx, views, kind, object_id)?;
            if store::of_object(c, &ctx.scope, kind, object_id)?.is_some() {
                return Err(Refusal::rule("rule-record-registered"));
            }
            (object_id.clone(), object.vendor_id, object.diary_number, object.files)
        }
    };
    let said = checked(c, ctx, new.kind, &new.facts, stands.as_deref())?;
    let about = about(c, ctx, vendor_id.as_ref(), &files)?;
    let record = PublicRecord {
        id,
        number: store::next_number(c, &ctx.scope)?,
        organisation_id,
        kind: new.kind,
        object_id,
        vendor_id,
        search_text: search_text(&said, &about),
        type_key: said.type_key,
        type_version: Parameters::on(ctx.today()).version.clone(),
        diary_number: said.diary_number,
        direction: said.direction,
        dated_on: said.dated_on,
        counterpart: said.counterpart,
        subject: said.subject,
        body: said.body,
        closed_on: said.closed_on,
        disposal_id: None,
        disposed_at: None,
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    };
    store::insert(c, &record)?;
    let entry = audit::Entry::new("create", "public_record", &record.id).named(&record.subject).after(&record);
    audit::record(c, ctx, entry)?;
    Ok(record)
}

/// Changes what is known of a record; its text stands as it was registered. Errors: at the fields, Conflict,
/// `rule-record-disposed`, `rule-record-body`.
pub fn edit(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, typed: &RecordEdit) -> Result<PublicRecord> {
    ctx.require(Permission::RecordEdit)?;
    let before = store::find(c, &ctx.scope, id)?;
    check_record(version, &before)?;
    if before.is_disposed() {
        return Err(Refusal::rule("rule-record-disposed"));
    }
    let said = checked(c, ctx, before.kind, typed, before.diary_number.as_deref())?;
    // no earlier text is kept anywhere, so a changed one would be a disposal that nobody has decided
    if typed.body.is_some() && said.body != before.body {
        return Err(Refusal::rule("rule-record-body"));
    }
    let (_, about) = searched(c, ctx, &before)?;
    let after = PublicRecord {
        search_text: search_text(&said, &about),
        subject: said.subject,
        type_key: said.type_key,
        diary_number: said.diary_number,
        direction: said.direction,
        dated_on: said.dated_on,
        counterpart: said.counterpart,
        closed_on: said.closed_on,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("update", "public_record", id).named(&after.subject).change(&before, &after);
    audit::record(c, ctx, entry)?;
    Ok(after)
}

/// Adds a file to a document. Errors: `rule-record-files` for another kind, whose files belong where it was made.
pub fn attach(c: &mut Db, ctx: &Ctx, id: &Id, file: &Received) -> Result<Attachment> {
    ctx.require(Permission::RecordEdit)?;
    let record = store::find(c, &ctx.scope, id)?;
    if record.is_disposed() {
        return Err(Refusal::rule("rule-record-disposed"));
    }
    if record.kind != RecordKind::Document {
        return Err(Refusal::rule("rule-record-files"));
    }
    let target = Target {
        organisation_id: &record.organisation_id,
        vendor_id: record.vendor_id.as_ref(),
        object_type: OBJECT,
        object_id: &record.object_id,
        part: "",
        shared: false,
    };
    let kept = attachments::add(c, ctx, &target, &file.file_name, file.media_type, &file.stored)?;
    let (typed, about) = searched(c, ctx, &record)?;
    let search_text = format!("{typed}\n{about} {}", text::fold(&kept.file_name));
    store::save(c, &ctx.scope, &PublicRecord { search_text, ..record })?;
    Ok(kept)
}
