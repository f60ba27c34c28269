//! Requests for records.

use crate::base::refusal::Result;
use crate::base::{Id, Instant, Language};
use crate::features::records::actions::{self, DisclosureEdit, NewDisclosure, NewList, Ruling};
use crate::features::records::model::{
    Assessed, DisclosureOutcome, DisclosureSource, DisclosureState, DisclosureStep, Pressure, Term,
};
use crate::features::records::pages::{self, Asked};
use crate::features::records::rows::{DisclosureItem, ExtractRow};
use crate::features::records::snapshot::Extract;
use crate::features::records::store;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Serialize, utoipa::ToSchema)]
pub struct DisclosureLineBody {
    id: Id,
    number: i32,
    received_on: NaiveDate,
    /// Null: whoever asks need not say who it is.
    requester: Option<String>,
    asked_for: String,
    state: DisclosureState,
    outcome: Option<DisclosureOutcome>,
    responsible_name: String,
    /// Working days since it came in, until the answer left.
    waited_days: u32,
    pressure: Pressure,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct DisclosureItemBody {
    id: Id,
    position: i32,
    source: DisclosureSource,
    record_id: Option<Id>,
    assessed_by_name: Option<String>,
    assessed_at: Option<Instant>,
    version: i32,
}

impl DisclosureItemBody {
    fn of(item: DisclosureItem) -> DisclosureItemBody {
        DisclosureItemBody {
            id: item.id,
            position: item.position,
            source: item.source,
            record_id: item.record_id,
            assessed_by_name: item.assessed_by_name,
            assessed_at: item.assessed_at,
            version: item.version,
        }
    }
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct RecordExtractBody {
    id: Id,
    number: i32,
    /// Of the snapshot that the PDF is set from.
    sha256: String,
    /// Paragraphs by which something is masked.
    paragraphs: Vec<String>,
    created_by_name: String,
    created_at: Instant,
}

impl RecordExtractBody {
    fn of(row: &ExtractRow) -> Result<RecordExtractBody> {
        Ok(RecordExtractBody {
            paragraphs: Extract::of(row)?.grounds.into_iter().map(|ground| ground.label).collect(),
            id: row.id.clone(),
            number: row.number,
            sha256: row.sha256.clone(),
            created_by_name: row.created_by_name.clone(),
            created_at: row.created_at,
        })
    }
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct DisclosureEventBody {
    step: DisclosureStep,
    note: Option<String>,
    by_name: String,
    at: Instant,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct DisclosureBody {
    #[serde(flatten)]
    line: DisclosureLineBody,
    contact: Option<String>,
    diary_number: Option<String>,
    terms: Vec<Term>,
    items: Vec<DisclosureItemBody>,
    extracts: Vec<RecordExtractBody>,
    reasons: Option<String>,
    letter_sha256: Option<String>,
    decided_by_name: Option<String>,
    decided_at: Option<Instant>,
    closed_on: Option<NaiveDate>,
    log: Vec<DisclosureEventBody>,
    version: i32,
}

pub(super) fn line(each: crate::features::records::views::DisclosureLine) -> DisclosureLineBody {
    DisclosureLineBody {
        id: each.id,
        number: each.number,
        received_on: each.received_on,
        requester: each.requester,
        asked_for: each.asked_for,
        state: each.state,
        outcome: each.outcome,
        responsible_name: each.responsible_name,
        waited_days: each.days,
        pressure: each.pressure,
    }
}

fn read(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<DisclosureBody> {
    let row = store::find_disclosure(c, &ctx.scope, id)?;
    let extracts = store::extracts(c, &ctx.scope, id)?;
    let events = store::events(c, &ctx.scope, id)?.into_iter();
    Ok(DisclosureBody {
        contact: row.contact.clone(),
        diary_number: row.diary_number.clone(),
        terms: row.read_terms()?,
        items: store::items(c, &ctx.scope, id)?.into_iter().map(DisclosureItemBody::of).collect(),
        extracts: extracts.iter().map(RecordExtractBody::of).collect::<Result<_>>()?,
        reasons: row.reasons.clone(),
        letter_sha256: row.letter_sha256.clone(),
        decided_by_name: row.decided_by_name.clone(),
        decided_at: row.decided_at,
        closed_on: row.closed_on,
        log: events.map(|e| DisclosureEventBody { step: e.step, note: e.note, by_name: e.by_name, at: e.at }).collect(),
        version: row.version,
        line: line(pages::disclosing::line(ctx, row)),
    })
}

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let body = web.read(move |c, ctx| read(c, ctx, &id)).await?;
    web.json_object(status, body.version, &body)
}

/// The requests, newest first: the log of disclosures.
#[utoipa::path(get, path = "/api/v1/disclosures", tag = "disclosures", params(ListQuery, ("state" = Option<DisclosureState>, Query)),
    responses((status = 200, description = "A page of requests", body = [DisclosureLineBody])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let filter = store::DisclosureFilter { q: filters.text("q"), state: filters.parsed("state")? };
    let asked = query.page();
    let page = web
        .read(move |c, ctx| {
            let page = store::list_disclosures(c, &ctx.scope, &filter, asked)?;
            Ok(page.map(|row| line(pages::disclosing::line(ctx, row))))
        })
        .await?;
    web.json(StatusCode::OK, &list_body(page))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDisclosureBody {
    /// Today, without it.
    received_on: Option<NaiveDate>,
    /// Leave it out for somebody who does not say.
    requester: Option<String>,
    contact: Option<String>,
    #[serde(default)]
    asked_for: String,
    diary_number: Option<String>,
    responsible_id: Option<Id>,
}

impl NewDisclosureBody {
    fn read(self) -> NewDisclosure {
        NewDisclosure {
            received_on: self.received_on,
            requester: self.requester,
            contact: self.contact,
            asked_for: self.asked_for,
            diary_number: self.diary_number,
            responsible_id: self.responsible_id,
        }
    }
}

/// Takes a request in. Why is never asked.
#[utoipa::path(post, path = "/api/v1/disclosures", tag = "disclosures", request_body = NewDisclosureBody,
    responses((status = 201, description = "Taken in", body = DisclosureBody), (status = 422, description = "Invalid")))]
pub async fn create(web: Web, body: ApiBody<NewDisclosureBody>) -> Answer {
    let new = body.0.read();
    let row = web.write(move |c, ctx| actions::receive(c, ctx, &new)).await?;
    one(&web, StatusCode::CREATED, row.id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewListBody {
    request: NewDisclosureBody,
    /// `vendor_list` or `service_list`.
    source: DisclosureSource,
    /// By column, such as `column:tier`; what is not named is as the product proposes.
    #[serde(default)]
    assessment: BTreeMap<String, Assessed>,
    #[serde(default)]
    terms: Vec<Term>,
}

/// A list on request in one step: request, assessment and masked extract.
#[utoipa::path(post, path = "/api/v1/disclosures/lists", tag = "disclosures", request_body = NewListBody,
    responses((status = 201, description = "Made", body = DisclosureBody), (status = 422, description = "Invalid")))]
pub async fn create_list(web: Web, body: ApiBody<NewListBody>) -> Answer {
    let (app, b) = (web.app.clone(), body.0);
    let new = NewList { request: b.request.read(), source: b.source, assessment: b.assessment, terms: b.terms };
    let (row, _) = web.write(move |c, ctx| actions::disclose_list(c, ctx, &app, &new)).await?;
    one(&web, StatusCode::CREATED, row.id).await
}

/// One request with what was chosen, its extracts and its log.
#[utoipa::path(get, path = "/api/v1/disclosures/{id}", tag = "disclosures", params(("id" = Id, Path)),
    responses((status = 200, description = "The request", body = DisclosureBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisclosureChange {
    requester: Option<String>,
    contact: Option<String>,
    diary_number: Option<String>,
    /// Somebody who may register records.
    responsible_id: Option<Id>,
}

/// Changes the fields that are given, while nothing is decided; an empty text clears one.
#[utoipa::path(patch, path = "/api/v1/disclosures/{id}", tag = "disclosures", params(("id" = Id, Path)), request_body = DisclosureChange,
    responses((status = 200, description = "Changed", body = DisclosureBody), (status = 409, description = "Decided"), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<DisclosureChange>) -> Answer {
    let (version, b, id) = (web.if_match()?, body.0, id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| {
        let stored = store::find_disclosure(c, &ctx.scope, &key)?;
        let edit = DisclosureEdit {
            requester: b.requester.or(stored.requester),
            contact: b.contact.or(stored.contact),
            diary_number: b.diary_number.or(stored.diary_number),
            responsible_id: b.responsible_id,
        };
        actions::edit_disclosure(c, ctx, &key, Some(version), &edit)
    })
    .await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChooseBody {
    #[serde(default)]
    record_ids: Vec<Id>,
    list: Option<DisclosureSource>,
}

/// Chooses records, or a list, for a request.
#[utoipa::path(post, path = "/api/v1/disclosures/{id}/choose", tag = "disclosures", params(("id" = Id, Path)), request_body = ChooseBody,
    responses((status = 201, description = "Chosen", body = DisclosureBody), (status = 409, description = "Decided"), (status = 422, description = "Invalid")))]
pub async fn choose(web: Web, id: Path<Id>, body: ApiBody<ChooseBody>) -> Answer {
    let (id, b) = (id.into_inner(), body.0);
    let key = id.clone();
    web.write(move |c, ctx| actions::choose(c, ctx, &key, &b.record_ids, b.list)).await?;
    one(&web, StatusCode::CREATED, id).await
}

/// Takes a chosen thing out.
#[utoipa::path(delete, path = "/api/v1/disclosures/{id}/chosen/{item_id}", tag = "disclosures",
    params(("id" = Id, Path), ("item_id" = Id, Path)), responses((status = 200, description = "Taken out", body = DisclosureBody)))]
pub async fn remove(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, item_id) = path.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::remove(c, ctx, &key, &item_id)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct ChosenField {
    key: String,
    detail: String,
    text: String,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct ChosenBody {
    #[serde(flatten)]
    item: DisclosureItemBody,
    /// Everything that must be assessed.
    keys: Vec<String>,
    fields: Vec<ChosenField>,
    /// As it was assessed, or as it is proposed.
    assessment: BTreeMap<String, Assessed>,
}

fn read_chosen(c: &mut Db, ctx: &Ctx, app: &App, id: &Id, item_id: &Id) -> Result<ChosenBody> {
    store::find_disclosure(c, &ctx.scope, id)?;
    let item = store::find_item(c, &ctx.scope, id, item_id)?;
    let chosen = actions::readable(c, ctx, app, &item)?;
    let mut assessment = actions::proposed(ctx, &item, &chosen);
    assessment.extend(item.read_assessment()?);
    let keys = chosen.keys();
    let fields = chosen.fields.into_iter();
    Ok(ChosenBody {
        keys,
        fields: fields.map(|f| ChosenField { key: f.key, detail: f.detail, text: f.text }).collect(),
        assessment,
        item: DisclosureItemBody::of(item),
    })
}

/// One chosen thing with its assessment.
#[utoipa::path(get, path = "/api/v1/disclosures/{id}/chosen/{item_id}", tag = "disclosures",
    params(("id" = Id, Path), ("item_id" = Id, Path)),
    responses((status = 200, description = "The chosen thing", body = ChosenBody), (status = 404, description = "Hidden or missing")))]
pub async fn chosen(web: Web, path: Path<(Id, Id)>) -> Answer {
    let ((id, item_id), app) = (path.into_inner(), web.app.clone());
    let body = web.read(move |c, ctx| read_chosen(c, ctx, &app, &id, &item_id)).await?;
    web.json_object(StatusCode::OK, body.item.version, &body)
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessBody {
    /// Every key of the chosen thing.
    #[serde(default)]
    assessment: BTreeMap<String, Assessed>,
}

/// Writes the assessment of a chosen thing. `If-Match` is its own version.
#[utoipa::path(put, path = "/api/v1/disclosures/{id}/chosen/{item_id}", tag = "disclosures",
    params(("id" = Id, Path), ("item_id" = Id, Path)), request_body = AssessBody,
    responses((status = 200, description = "Written", body = ChosenBody), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn assess(web: Web, path: Path<(Id, Id)>, body: ApiBody<AssessBody>) -> Answer {
    let ((id, item_id), version, app) = (path.into_inner(), web.if_match()?, web.app.clone());
    let given = body.0.assessment;
    let body = web
        .write(move |c, ctx| {
            actions::assess(c, ctx, &app, (&id, &item_id), Some(version), &given)?;
            read_chosen(c, ctx, &app, &id, &item_id)
        })
        .await?;
    web.json_object(StatusCode::OK, body.item.version, &body)
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisclosureTermsBody {
    #[serde(default)]
    terms: Vec<Term>,
}

/// Says which words are masked wherever they stand.
#[utoipa::path(put, path = "/api/v1/disclosures/{id}/terms", tag = "disclosures", params(("id" = Id, Path)), request_body = DisclosureTermsBody,
    responses((status = 200, description = "Written", body = DisclosureBody), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn terms(web: Web, id: Path<Id>, body: ApiBody<DisclosureTermsBody>) -> Answer {
    let (version, id) = (web.if_match()?, id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| actions::set_terms(c, ctx, &key, Some(version), &body.0.terms)).await?;
    one(&web, StatusCode::OK, id).await
}

/// Issues the next extract from the assessments.
#[utoipa::path(post, path = "/api/v1/disclosures/{id}/extracts", tag = "disclosures", params(("id" = Id, Path)),
    responses((status = 201, description = "Issued", body = DisclosureBody), (status = 409, description = "Something is not assessed or has changed, or a file holds what is masked or cannot be searched for it")))]
pub async fn issue(web: Web, id: Path<Id>) -> Answer {
    let (app, id) = (web.app.clone(), id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| actions::issue(c, ctx, &app, &key)).await?;
    one(&web, StatusCode::CREATED, id).await
}

/// The extract as PDF, in `lang` (`sv` or `en`).
#[utoipa::path(get, path = "/api/v1/disclosures/{id}/extracts/{extract_id}/extract.pdf", tag = "disclosures",
    params(("id" = Id, Path), ("extract_id" = Id, Path), ("lang" = Option<Language>, Query)),
    responses((status = 200, description = "PDF/A-2a and PDF/UA-1", content_type = "application/pdf"), (status = 404, description = "Hidden or missing")))]
pub async fn extract(web: Web, path: Path<(Id, Id)>, asked: Query<Asked>) -> Answer {
    pages::disclosure::extract(web, path, asked).await
}

/// The extract with the files that go along, as ZIP.
#[utoipa::path(get, path = "/api/v1/disclosures/{id}/extracts/{extract_id}/package.zip", tag = "disclosures",
    params(("id" = Id, Path), ("extract_id" = Id, Path), ("lang" = Option<Language>, Query)),
    responses((status = 200, description = "ZIP", content_type = "application/zip"), (status = 404, description = "Hidden or missing")))]
pub async fn package(web: Web, path: Path<(Id, Id)>, asked: Query<Asked>) -> Answer {
    pages::disclosure::package(web, path, asked).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisclosureRulingBody {
    outcome: Option<DisclosureOutcome>,
    /// May hold nothing of what is masked: the letter goes to whoever asked.
    #[serde(default)]
    reasons: String,
    #[serde(default)]
    paragraphs: Vec<String>,
}

/// Decides on a request.
#[utoipa::path(post, path = "/api/v1/disclosures/{id}/decide", tag = "disclosures", params(("id" = Id, Path)), request_body = DisclosureRulingBody,
    responses((status = 200, description = "Decided", body = DisclosureBody), (status = 409, description = "Something is masked, or nothing is issued"), (status = 422, description = "Invalid")))]
pub async fn decide(web: Web, id: Path<Id>, body: ApiBody<DisclosureRulingBody>) -> Answer {
    let version = web.header("if-match").map(|_| web.if_match()).transpose()?;
    let (app, id, b) = (web.app.clone(), id.into_inner(), body.0);
    let ruling = Ruling { outcome: b.outcome, reasons: b.reasons, paragraphs: b.paragraphs };
    let key = id.clone();
    web.write(move |c, ctx| actions::decide(c, ctx, &app, &key, version, &ruling)).await?;
    one(&web, StatusCode::OK, id).await
}

/// The decision as PDF, in `lang` (`sv` or `en`).
#[utoipa::path(get, path = "/api/v1/disclosures/{id}/decision.pdf", tag = "disclosures",
    params(("id" = Id, Path), ("lang" = Option<Language>, Query)),
    responses((status = 200, description = "PDF/A-2a and PDF/UA-1", content_type = "application/pdf"), (status = 404, description = "Hidden, missing or undecided")))]
pub async fn letter(web: Web, id: Path<Id>, asked: Query<Asked>) -> Answer {
    pages::disclosure::letter(web, id, asked).await
}

/// Says that the answer has left: the clock stops.
#[utoipa::path(post, path = "/api/v1/disclosures/{id}/hand-over", tag = "disclosures", params(("id" = Id, Path)),
    responses((status = 200, description = "Handed over", body = DisclosureBody), (status = 409, description = "Not decided")))]
pub async fn hand_over(web: Web, id: Path<Id>) -> Answer {
    let version = web.header("if-match").map(|_| web.if_match()).transpose()?;
    let id = id.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::hand_over(c, ctx, &key, version)).await?;
    one(&web, StatusCode::OK, id).await
}
