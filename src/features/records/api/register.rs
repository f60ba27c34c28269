//! The register of records, marks, and the organisation's plan.

use super::disclosing::{DisclosureLineBody, line};
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, Instant};
use crate::features::records::actions::{self, NewRecord, NewRetention, NewSettings, RecordEdit};
use crate::features::records::model::{CountsFrom, Direction, RecordKind, RetentionKind};
use crate::features::records::pages;
use crate::features::records::parameters::Parameters;
use crate::features::records::reading;
use crate::features::records::rows::{Mark, PublicRecord};
use crate::features::records::rules::retention;
use crate::features::records::store;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Upload, Web, list_body};
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Serialize, utoipa::ToSchema)]
pub struct RecordLine {
    id: Id,
    number: i32,
    kind: RecordKind,
    object_id: Id,
    vendor_id: Option<Id>,
    /// The document type's key.
    type_key: String,
    /// Free text, checked against the organisation's pattern; none is ever made here.
    diary_number: Option<String>,
    direction: Direction,
    dated_on: NaiveDate,
    counterpart: Option<String>,
    subject: String,
    closed_on: Option<NaiveDate>,
    disposed_at: Option<Instant>,
    version: i32,
}

impl RecordLine {
    fn of(record: PublicRecord) -> RecordLine {
        RecordLine {
            id: record.id,
            number: record.number,
            kind: record.kind,
            object_id: record.object_id,
            vendor_id: record.vendor_id,
            type_key: record.type_key,
            diary_number: record.diary_number,
            direction: record.direction,
            dated_on: record.dated_on,
            counterpart: record.counterpart,
            subject: record.subject,
            closed_on: record.closed_on,
            disposed_at: record.disposed_at,
            version: record.version,
        }
    }
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct SecrecyMarkBody {
    id: Id,
    field_key: String,
    paragraph: String,
    paragraph_label: String,
    /// Nobody has read the paragraph in force yet, while it is false.
    paragraph_verified: bool,
    reason: String,
    made_by_name: String,
    made_at: Instant,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct RecordField {
    key: String,
    detail: String,
    text: String,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct RecordFileBody {
    id: Id,
    /// The key by which it is marked and assessed.
    key: String,
    name: String,
    media_type: String,
    size: i64,
    sha256: String,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct PublicRecordBody {
    #[serde(flatten)]
    record: RecordLine,
    fields: Vec<RecordField>,
    files: Vec<RecordFileBody>,
    /// Proposals: warnings, never decisions.
    marks: Vec<SecrecyMarkBody>,
    retention: RetentionKind,
    /// The first day on which it may be disposed of.
    due_on: Option<NaiveDate>,
    /// Titles of the legal holds that reach it.
    holds: Vec<String>,
    /// The requests that it was chosen for, the newest first.
    disclosures: Vec<DisclosureLineBody>,
    /// The ids of the packages for the e-archive that it is in, the oldest first.
    archive_package_ids: Vec<Id>,
}

fn mark_body(mark: Mark, parameters: &Parameters) -> SecrecyMarkBody {
    SecrecyMarkBody {
        paragraph_label: parameters.paragraphs.label(&mark.paragraph),
        paragraph_verified: parameters.paragraphs.find(&mark.paragraph).is_some_and(|p| p.verified),
        id: mark.id,
        field_key: mark.field_key,
        paragraph: mark.paragraph,
        reason: mark.reason,
        made_by_name: mark.made_by_name,
        made_at: mark.made_at,
    }
}

fn read(c: &mut Db, ctx: &Ctx, app: &App, id: &Id) -> Result<PublicRecordBody> {
    let record = store::find(c, &ctx.scope, id)?;
    let said = reading::of_record(c, ctx, &app.views, &record)?;
    let parameters = Parameters::on(ctx.today());
    let marks = store::marks(c, &ctx.scope, std::slice::from_ref(id))?;
    let holds = actions::holds_on(c, ctx, &record)?.into_iter().map(|hold| hold.title).collect();
    let disclosures = store::disclosures_of_record(c, &ctx.scope, id)?;
    let packages = store::packages_of(c, &ctx.scope, std::slice::from_ref(id))?;
    let rule = actions::rule_of(&actions::rules(c, ctx)?, &record.type_key);
    let file = |file: crate::features::records::model::RecordFile| RecordFileBody {
        key: file.key(),
        id: file.id,
        name: file.name,
        media_type: file.media_type,
        size: file.size,
        sha256: file.sha256,
    };
    let field = |field: crate::features::records::model::Field| RecordField {
        key: field.key,
        detail: field.detail,
        text: field.text,
    };
    Ok(PublicRecordBody {
        retention: rule.kind,
        due_on: retention::due_on(rule, record.dated_on, record.closed_on),
        fields: said.fields.into_iter().map(field).collect(),
        files: said.files.into_iter().map(file).collect(),
        marks: marks.into_iter().map(|mark| mark_body(mark, parameters)).collect(),
        holds,
        archive_package_ids: packages.into_iter().map(|package| package.id).collect(),
        disclosures: disclosures.into_iter().map(|row| line(pages::disclosing::line(ctx, row))).collect(),
        record: RecordLine::of(record),
    })
}

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let app = web.app.clone();
    let body = web.read(move |c, ctx| read(c, ctx, &app, &id)).await?;
    web.json_object(status, body.record.version, &body)
}

/// The register of records, newest first.
#[utoipa::path(get, path = "/api/v1/records", tag = "records",
    params(ListQuery, ("kind" = Option<RecordKind>, Query), ("type_key" = Option<String>, Query), ("direction" = Option<Direction>, Query),
        ("vendor_id" = Option<Id>, Query), ("from" = Option<NaiveDate>, Query), ("to" = Option<NaiveDate>, Query),
        ("without_number" = Option<String>, Query, description = "Any value: only those without a diary number")),
    responses((status = 200, description = "A page of records", body = [RecordLine])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let mut filter = crate::features::records::pages::register::filter(&filters);
    filter.kind = filters.parsed("kind")?;
    filter.direction = filters.parsed("direction")?;
    filter.vendor_id = filters.parsed("vendor_id")?;
    (filter.from, filter.to) = (filters.day("from")?, filters.day("to")?);
    let asked = query.page();
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &filter, asked)).await?;
    web.json(StatusCode::OK, &list_body(page.map(RecordLine::of)))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPublicRecordBody {
    kind: RecordKind,
    /// What is registered; not for a document.
    object_id: Option<Id>,
    /// Only for a document.
    vendor_id: Option<Id>,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    type_key: String,
    diary_number: Option<String>,
    direction: Option<Direction>,
    dated_on: Option<NaiveDate>,
    counterpart: Option<String>,
    closed_on: Option<NaiveDate>,
    /// Only of a document.
    body: Option<String>,
}

/// Registers a record.
#[utoipa::path(post, path = "/api/v1/records", tag = "records", request_body = NewPublicRecordBody,
    responses((status = 201, description = "Registered", body = PublicRecordBody), (status = 409, description = "Registered already"), (status = 422, description = "Invalid")))]
pub async fn create(web: Web, body: ApiBody<NewPublicRecordBody>) -> Answer {
    let b = body.0;
    let facts = RecordEdit {
        subject: b.subject,
        type_key: b.type_key,
        diary_number: b.diary_number,
        direction: b.direction,
        dated_on: b.dated_on,
        counterpart: b.counterpart,
        closed_on: b.closed_on,
        body: b.body,
    };
    let new = NewRecord { kind: b.kind, object_id: b.object_id, vendor_id: b.vendor_id, facts };
    let app = web.app.clone();
    let record = web.write(move |c, ctx| actions::register(c, ctx, &app.views, &new)).await?;
    one(&web, StatusCode::CREATED, record.id).await
}

/// One record with what it says.
#[utoipa::path(get, path = "/api/v1/records/{id}", tag = "records", params(("id" = Id, Path)),
    responses((status = 200, description = "The record", body = PublicRecordBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordChange {
    subject: Option<String>,
    type_key: Option<String>,
    diary_number: Option<String>,
    direction: Option<Direction>,
    dated_on: Option<NaiveDate>,
    counterpart: Option<String>,
    closed_on: Option<NaiveDate>,
    /// A registered text stands: another one is refused.
    body: Option<String>,
}

/// Changes the fields that are given; an empty text clears one.
#[utoipa::path(patch, path = "/api/v1/records/{id}", tag = "records", params(("id" = Id, Path)), request_body = RecordChange,
    responses((status = 200, description = "Changed", body = PublicRecordBody), (status = 409, description = "Disposed of, or another text"), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<RecordChange>) -> Answer {
    let (version, b, id) = (web.if_match()?, body.0, id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| {
        let stored = store::find(c, &ctx.scope, &key)?;
        let edit = RecordEdit {
            subject: b.subject.unwrap_or(stored.subject),
            type_key: b.type_key.unwrap_or(stored.type_key),
            diary_number: b.diary_number.or(stored.diary_number),
            direction: b.direction.or(Some(stored.direction)),
            dated_on: b.dated_on.or(Some(stored.dated_on)),
            counterpart: b.counterpart.or(stored.counterpart),
            closed_on: b.closed_on.or(stored.closed_on),
            body: b.body,
        };
        actions::edit(c, ctx, &key, Some(version), &edit)
    })
    .await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct UnregisteredBody {
    kind: RecordKind,
    object_id: Id,
    vendor_id: Option<Id>,
    title: String,
    at: Option<Instant>,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct UnregisteredList {
    /// The newest, at most a hundred.
    items: Vec<UnregisteredBody>,
}

/// What is a record of a kind but has not been registered.
#[utoipa::path(get, path = "/api/v1/records/unregistered", tag = "records", params(("kind" = RecordKind, Query)),
    responses((status = 200, description = "What waits", body = UnregisteredList)))]
pub async fn unregistered(web: Web, query: Query<Params>) -> Answer {
    let kind: RecordKind = query.parsed("kind")?.ok_or_else(|| Refusal::invalid("kind", "error-required"))?;
    let found = web.read(move |c, ctx| store::candidates(c, &ctx.scope, kind, 100)).await?;
    let item = |each: store::Candidate| UnregisteredBody {
        kind: each.kind,
        object_id: each.object_id,
        vendor_id: each.vendor_id,
        title: each.title,
        at: each.at,
    };
    web.json(StatusCode::OK, &UnregisteredList { items: found.into_iter().map(item).collect() })
}

/// Adds a file to a document.
#[utoipa::path(post, path = "/api/v1/records/{id}/files", tag = "records", params(("id" = Id, Path)),
    request_body(content_type = "multipart/form-data", description = "One file in the field `file`"),
    responses((status = 201, description = "Added", body = PublicRecordBody), (status = 409, description = "No document"), (status = 422, description = "Too large, or of a type that is not accepted")))]
pub async fn attach(upload: Upload, id: Path<Id>) -> Answer {
    let (web, id) = (upload.web.clone(), id.into_inner());
    let key = id.clone();
    web.read(move |c, ctx| store::find(c, &ctx.scope, &key)).await?;
    let file = upload.receive("file").await?;
    let key = id.clone();
    web.write(move |c, ctx| actions::attach(c, ctx, &key, &file)).await?;
    one(&web, StatusCode::CREATED, id).await
}

/// One file of a record.
#[utoipa::path(get, path = "/api/v1/records/{id}/record-files/{file_id}", tag = "records",
    params(("id" = Id, Path), ("file_id" = Id, Path)), responses((status = 200, description = "The file")))]
pub async fn file(web: Web, path: Path<(Id, Id)>) -> Answer {
    crate::features::records::pages::show::file(web, path).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSecrecyMarkBody {
    #[serde(default)]
    field_key: String,
    #[serde(default)]
    paragraph: String,
    #[serde(default)]
    reason: String,
}

/// Proposes that a field or a file (`file:<id>`) may be secret: a warning, never a decision.
#[utoipa::path(post, path = "/api/v1/records/{id}/secrecy-marks", tag = "records", params(("id" = Id, Path)), request_body = NewSecrecyMarkBody,
    responses((status = 201, description = "Marked", body = PublicRecordBody), (status = 409, description = "Marked already"), (status = 422, description = "Invalid")))]
pub async fn mark(web: Web, id: Path<Id>, body: ApiBody<NewSecrecyMarkBody>) -> Answer {
    let (app, id, b) = (web.app.clone(), id.into_inner(), body.0);
    let key = id.clone();
    web.write(move |c, ctx| actions::mark(c, ctx, &app.views, &key, &b.field_key, &b.paragraph, &b.reason)).await?;
    one(&web, StatusCode::CREATED, id).await
}

/// Takes a mark away.
#[utoipa::path(delete, path = "/api/v1/records/{id}/secrecy-marks/{mark_id}", tag = "records",
    params(("id" = Id, Path), ("mark_id" = Id, Path)), responses((status = 200, description = "Taken away", body = PublicRecordBody)))]
pub async fn unmark(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, mark_id) = path.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::unmark(c, ctx, &key, &mark_id)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct DocumentTypeBody {
    key: String,
    name_sv: String,
    name_en: String,
    rule: RetentionKind,
    years: Option<i32>,
    counts_from: CountsFrom,
    /// The organisation's own plan; null for what the product proposes.
    plan_reference: Option<String>,
    /// 0 while the organisation has not decided.
    version: i32,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct RecordSettingsBody {
    diary_pattern: Option<String>,
    diary_example: Option<String>,
    case_link: Option<String>,
    /// 0 while nothing is said.
    version: i32,
    document_types: Vec<DocumentTypeBody>,
}

fn read_settings(c: &mut Db, ctx: &Ctx) -> Result<RecordSettingsBody> {
    let settings = store::settings(c, &ctx.scope)?;
    let (own, rules) = (store::retentions(c, &ctx.scope)?, actions::rules(c, ctx)?);
    let types = Parameters::on(ctx.today()).types.iter().map(|each| {
        let rule = actions::rule_of(&rules, &each.key);
        let decided = own.iter().find(|row| row.type_key == each.key);
        DocumentTypeBody {
            key: each.key.clone(),
            name_sv: each.sv.clone(),
            name_en: each.en.clone(),
            rule: rule.kind,
            years: rule.years,
            counts_from: rule.counts_from,
            plan_reference: decided.map(|row| row.plan_reference.clone()),
            version: decided.map_or(0, |row| row.version),
        }
    });
    Ok(RecordSettingsBody {
        document_types: types.collect(),
        version: settings.as_ref().map_or(0, |s| s.version),
        diary_pattern: settings.as_ref().and_then(|s| s.diary_pattern.clone()),
        diary_example: settings.as_ref().and_then(|s| s.diary_example.clone()),
        case_link: settings.and_then(|s| s.case_link),
    })
}

/// Diary numbers, the case system and the plan.
#[utoipa::path(get, path = "/api/v1/record-settings", tag = "records",
    responses((status = 200, description = "The settings", body = RecordSettingsBody)))]
pub async fn settings(web: Web) -> Answer {
    let body = web.read(read_settings).await?;
    web.json_object(StatusCode::OK, body.version, &body)
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRecordSettingsBody {
    /// A regular expression that a whole number must match.
    diary_pattern: Option<String>,
    diary_example: Option<String>,
    /// An address with `{dnr}` in it.
    case_link: Option<String>,
}

/// Says what a diary number looks like.
#[utoipa::path(put, path = "/api/v1/record-settings", tag = "records", request_body = NewRecordSettingsBody,
    responses((status = 200, description = "Written", body = RecordSettingsBody), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn set_settings(web: Web, body: ApiBody<NewRecordSettingsBody>) -> Answer {
    let (version, b) = (web.if_match()?, body.0);
    let new = NewSettings { diary_pattern: b.diary_pattern, diary_example: b.diary_example, case_link: b.case_link };
    web.write(move |c, ctx| actions::set_settings(c, ctx, Some(version), &new)).await?;
    settings(web).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRetentionBody {
    rule: Option<RetentionKind>,
    years: Option<i32>,
    counts_from: Option<CountsFrom>,
    #[serde(default)]
    plan_reference: String,
}

/// Says how long a document type is kept. `If-Match` is the type's own version.
#[utoipa::path(put, path = "/api/v1/record-settings/document-types/{type_key}", tag = "records", params(("type_key" = String, Path)),
    request_body = NewRetentionBody,
    responses((status = 200, description = "Written", body = RecordSettingsBody), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn set_retention(web: Web, type_key: Path<String>, body: ApiBody<NewRetentionBody>) -> Answer {
    let (version, b, key) = (web.if_match()?, body.0, type_key.into_inner());
    let new =
        NewRetention { rule: b.rule, years: b.years, counts_from: b.counts_from, plan_reference: b.plan_reference };
    web.write(move |c, ctx| actions::set_retention(c, ctx, &key, Some(version), &new)).await?;
    settings(web).await
}
