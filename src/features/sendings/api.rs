//! Sendings through the API; the same actions as the pages.

use super::actions::{self, NewSending, SelectionEdit, SettingsEdit};
use super::model::{ReceiverState, Reminding, Selection, SendingOrigin, SendingState, Tally, Why};
use super::pages::list::filter;
use super::pages::show::one_page;
use super::progress::{self, MailPreview, ReceiverLine};
use super::records::Sending;
use super::store;
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, Instant};
use crate::features::controls::QuestionSet;
use crate::features::vendors::VendorKind;
use crate::kit::Ctx;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    list,
    create,
    show,
    change,
    preview,
    receivers,
    start,
    pause,
    resume,
    stop,
    retry,
    discard,
    leave_out,
    link,
    settings,
    put_settings
))]
pub struct Description;

#[derive(Serialize, utoipa::ToSchema)]
pub struct SendingBody {
    id: Id,
    number: i32,
    title: String,
    question_set: QuestionSet,
    due_on: NaiveDate,
    message: Option<String>,
    internal_note: Option<String>,
    selection: Selection,
    origin: SendingOrigin,
    state: SendingState,
    tally: Tally,
    created_by_name: String,
    started_by_name: Option<String>,
    started_at: Option<Instant>,
    finished_at: Option<Instant>,
    version: i32,
}

fn body(row: Sending, tally: Tally) -> Result<SendingBody> {
    Ok(SendingBody {
        selection: row.read_selection()?,
        id: row.id,
        number: row.number,
        title: row.title,
        question_set: row.question_set,
        due_on: row.due_on,
        message: row.message,
        internal_note: row.internal_note,
        origin: row.origin,
        state: row.state,
        tally,
        created_by_name: row.created_by_name,
        started_by_name: row.started_by_name,
        started_at: row.started_at,
        finished_at: row.finished_at,
        version: row.version,
    })
}

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let read = |c: &mut Db, ctx: &Ctx, id: &Id| body(store::find(c, &ctx.scope, id)?, store::tally(c, &ctx.scope, id)?);
    let body = web.read(move |c, ctx| read(c, ctx, &id)).await?;
    web.json_object(status, body.version, &body)
}

/// The sendings, newest first.
#[utoipa::path(get, path = "/api/v1/sendings", tag = "sendings",
    params(ListQuery, ("state" = Option<SendingState>, Query)),
    responses((status = 200, description = "A page of sendings", body = [SendingBody])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let (wanted, asked) = (filter(&filters), query.page());
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &wanted, asked)).await?;
    let (total, number, size) = (page.total, page.number, page.size);
    let items = page.items.into_iter().map(|(row, tally)| body(row, tally)).collect::<Result<Vec<_>>>()?;
    web.json(StatusCode::OK, &list_body(crate::base::Page { items, total, number, size }))
}

/// Who is to be sent to; what is left out does not narrow.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SelectionBody {
    tiers: Vec<i32>,
    kind: Option<VendorKind>,
    tag: Option<String>,
    /// One's own kept filter of the vendor list, or a shared one.
    saved_filter_id: Option<Id>,
    no_assessment_since_on: Option<NaiveDate>,
    /// Only those whose tier asks for a new one.
    due_again: bool,
    vendor_ids: Vec<Id>,
    /// Organisation numbers.
    numbers: Vec<String>,
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSendingBody {
    #[serde(default)]
    title: String,
    question_set: QuestionSet,
    due_on: Option<NaiveDate>,
    message: Option<String>,
    internal_note: Option<String>,
    #[serde(default)]
    selection: SelectionBody,
}

impl From<SelectionBody> for SelectionEdit {
    fn from(b: SelectionBody) -> SelectionEdit {
        SelectionEdit {
            tiers: b.tiers,
            kind: b.kind,
            tag: b.tag,
            saved_filter_id: b.saved_filter_id,
            no_assessment_since_on: b.no_assessment_since_on,
            due_again: b.due_again,
            vendor_ids: b.vendor_ids,
            numbers: b.numbers,
        }
    }
}

impl From<NewSendingBody> for NewSending {
    fn from(b: NewSendingBody) -> NewSending {
        NewSending {
            title: b.title,
            question_set: b.question_set,
            due_on: b.due_on,
            message: b.message,
            internal_note: b.internal_note,
            selection: b.selection.into(),
        }
    }
}

/// Drafts a sending; nothing is sent until it is started.
#[utoipa::path(post, path = "/api/v1/sendings", tag = "sendings", request_body = NewSendingBody,
    responses((status = 201, description = "Drafted", body = SendingBody), (status = 422, description = "Invalid")))]
pub async fn create(web: Web, body: ApiBody<NewSendingBody>) -> Answer {
    let new: NewSending = body.0.into();
    let made = web.write(move |c, ctx| actions::draft(c, ctx, &new)).await.map_err(in_selection)?;
    one(&web, StatusCode::CREATED, made.id).await
}

/// The fields of the selection stand inside it.
fn in_selection(refusal: Refusal) -> Refusal {
    const INSIDE: &[&str] = &["tiers", "kind", "saved_filter_id", "vendor_ids", "numbers"];
    match refusal {
        Refusal::Invalid(mut errors) => {
            for error in errors.iter_mut().filter(|error| INSIDE.contains(&error.field.as_str())) {
                error.field = format!("selection.{}", error.field);
            }
            Refusal::Invalid(errors)
        }
        other => other,
    }
}

/// One sending with how far it has come.
#[utoipa::path(get, path = "/api/v1/sendings/{id}", tag = "sendings", params(("id" = Id, Path)),
    responses((status = 200, description = "The sending", body = SendingBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

/// Writes a draft anew.
#[utoipa::path(put, path = "/api/v1/sendings/{id}", tag = "sendings", params(("id" = Id, Path)), request_body = NewSendingBody,
    responses((status = 200, description = "Changed", body = SendingBody), (status = 409, description = "rule-sending-begun"),
        (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<NewSendingBody>) -> Answer {
    let (version, new, id) = (web.if_match()?, NewSending::from(body.0), id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| actions::edit(c, ctx, &key, Some(version), &new)).await.map_err(in_selection)?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct CandidateBody {
    vendor_id: Id,
    vendor_name: String,
    tier: Option<i32>,
    /// Addresses that are mailed.
    emails: Vec<String>,
    /// Why it cannot be sent to.
    why: Option<Why>,
}

/// What a draft would send, and to whom; also the mails as they will be read.
#[utoipa::path(get, path = "/api/v1/sendings/{id}/preview", tag = "sendings", params(("id" = Id, Path), ListQuery),
    responses((status = 200, description = "`items` of CandidateBody, `able`, `unable`, `question_count`, and `mails` of MailPreview", body = [CandidateBody])))]
pub async fn preview(web: Web, id: Path<Id>, query: Query<ListQuery>) -> Answer {
    let (id, request) = (id.into_inner(), query.page());
    let (sending, taken) = web
        .read(move |c, ctx| {
            let sending = store::find(c, &ctx.scope, &id)?;
            let selection = sending.read_selection()?;
            Ok((sending, actions::candidates(c, ctx, &selection)?))
        })
        .await?;
    let ctx = web.ctx()?;
    let mails: Vec<MailPreview> = progress::mails(&web.app, ctx, &sending, &taken)?;
    let unable = taken.iter().filter(|each| each.why.is_some()).count();
    let able = taken.len() - unable;
    let page = one_page(taken, request).map(|each| CandidateBody {
        emails: if each.why.is_none() { each.people.into_iter().map(|p| p.email).collect() } else { Vec::new() },
        vendor_id: each.vendor.id,
        vendor_name: each.vendor.legal_name,
        tier: each.vendor.tier,
        why: each.why,
    });
    let mut body = list_body(page);
    if let Some(map) = body.as_object_mut() {
        map.insert("able".into(), able.into());
        map.insert("unable".into(), unable.into());
        map.insert("question_count".into(), progress::questions(&sending, ctx.today()).len().into());
        map.insert("mails".into(), serde_json::to_value(mails).map_err(Refusal::fault)?);
    }
    web.json(StatusCode::OK, &body)
}

/// The receivers of a sending that has begun, by name.
#[utoipa::path(get, path = "/api/v1/sendings/{id}/receivers", tag = "sendings",
    params(("id" = Id, Path), ListQuery, ("state" = Option<ReceiverState>, Query)),
    responses((status = 200, description = "A page of receivers", body = [ReceiverLine])))]
pub async fn receivers(web: Web, id: Path<Id>, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let (id, request) = (id.into_inner(), query.page());
    let state = filters.parsed::<ReceiverState>("state")?;
    let page = web
        .read(move |c, ctx| {
            store::find(c, &ctx.scope, &id)?;
            let grace = actions::reminding(c, ctx)?.grace_days;
            let found = store::list_receivers(c, &ctx.scope, &id, state, request)?;
            progress::lines(c, ctx, found, grace)
        })
        .await?;
    web.json(StatusCode::OK, &list_body(page))
}

type Step = fn(&mut Db, &Ctx, &Id, Option<i32>) -> Result<Sending>;

async fn take(web: Web, id: Id, step: Step) -> Answer {
    let (key, version) = (id.clone(), web.stated_version()?);
    web.write(move |c, ctx| step(c, ctx, &key, version)).await?;
    one(&web, StatusCode::OK, id).await
}

/// Starts a draft.
#[utoipa::path(post, path = "/api/v1/sendings/{id}/start", tag = "sendings", params(("id" = Id, Path)),
    responses((status = 200, description = "Started", body = SendingBody), (status = 409, description = "rule-sending-begun, rule-sending-nobody")))]
pub async fn start(web: Web, id: Path<Id>) -> Answer {
    take(web, id.into_inner(), actions::start).await
}

/// Holds the work up.
#[utoipa::path(post, path = "/api/v1/sendings/{id}/pause", tag = "sendings", params(("id" = Id, Path)),
    responses((status = 200, description = "Paused", body = SendingBody), (status = 409, description = "rule-sending-not-running")))]
pub async fn pause(web: Web, id: Path<Id>) -> Answer {
    take(web, id.into_inner(), actions::pause).await
}

/// Goes on after a pause.
#[utoipa::path(post, path = "/api/v1/sendings/{id}/resume", tag = "sendings", params(("id" = Id, Path)),
    responses((status = 200, description = "Goes on", body = SendingBody), (status = 409, description = "rule-sending-not-paused")))]
pub async fn resume(web: Web, id: Path<Id>) -> Answer {
    take(web, id.into_inner(), actions::resume).await
}

/// Ends the work for good.
#[utoipa::path(post, path = "/api/v1/sendings/{id}/stop", tag = "sendings", params(("id" = Id, Path)),
    responses((status = 200, description = "Stopped", body = SendingBody), (status = 409, description = "rule-sending-not-running")))]
pub async fn stop(web: Web, id: Path<Id>) -> Answer {
    take(web, id.into_inner(), actions::stop).await
}

/// Tries those that failed once more.
#[utoipa::path(post, path = "/api/v1/sendings/{id}/retry", tag = "sendings", params(("id" = Id, Path)),
    responses((status = 200, description = "Queued again", body = SendingBody), (status = 409, description = "rule-sending-none-failed")))]
pub async fn retry(web: Web, id: Path<Id>) -> Answer {
    take(web, id.into_inner(), actions::retry).await
}

/// Throws a draft away.
#[utoipa::path(post, path = "/api/v1/sendings/{id}/discard", tag = "sendings", params(("id" = Id, Path)),
    responses((status = 200, description = "Thrown away"), (status = 409, description = "rule-sending-begun")))]
pub async fn discard(web: Web, id: Path<Id>) -> Answer {
    let (id, version) = (id.into_inner(), web.stated_version()?);
    web.write(move |c, ctx| actions::discard(c, ctx, &id, version)).await?;
    web.json(StatusCode::OK, &serde_json::json!({ "discarded": true }))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeaveOutBody {
    #[serde(default)]
    vendor_ids: Vec<Id>,
    /// Takes everybody in again first.
    #[serde(default)]
    none: bool,
}

/// Leaves some vendors out of a draft.
#[utoipa::path(post, path = "/api/v1/sendings/{id}/leave-out", tag = "sendings", params(("id" = Id, Path)), request_body = LeaveOutBody,
    responses((status = 200, description = "Left out", body = SendingBody), (status = 409, description = "rule-sending-begun")))]
pub async fn leave_out(web: Web, id: Path<Id>, body: ApiBody<LeaveOutBody>) -> Answer {
    let id = id.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| {
        if body.0.none {
            actions::take_all_again(c, ctx, &key)?;
        }
        actions::leave_out(c, ctx, &key, &body.0.vendor_ids)
    })
    .await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkBody {
    /// Somebody at the vendor; the first one without it.
    person_id: Option<Id>,
}

/// A link to hand over: a one-time link that is shown now and never again, or the page that one signs in to.
#[utoipa::path(post, path = "/api/v1/sendings/{id}/receivers/{receiver_id}/link", tag = "sendings",
    params(("id" = Id, Path), ("receiver_id" = Id, Path)), request_body = LinkBody,
    responses((status = 201, description = "`name`, `email`, `link`, `is_one_time`"), (status = 409, description = "rule-sending-not-sent-to")))]
pub async fn link(web: Web, path: Path<(Id, Id)>, body: ApiBody<LinkBody>) -> Answer {
    let (id, receiver_id) = path.into_inner();
    let person = body.0.person_id;
    let handed = web.write(move |c, ctx| actions::hand_link(c, ctx, (&id, &receiver_id), person.as_ref())).await?;
    let link = format!("{}{}", web.app.settings.base_url, handed.path);
    let body = serde_json::json!({
        "name": handed.name, "email": handed.email, "link": link, "is_one_time": handed.is_link,
    });
    web.json(StatusCode::CREATED, &body)
}

#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingsBody {
    /// Days from the due day.
    ladder: Vec<i32>,
    grace_days: i32,
    escalate: bool,
    /// Sendings that time has come for start by themselves.
    automatic: bool,
}

fn settings_body(web: &Web, now: Reminding) -> Answer {
    let version = now.version;
    let Reminding { ladder, grace_days, escalate, automatic, .. } = now;
    web.json_object(StatusCode::OK, version, &SettingsBody { ladder, grace_days, escalate, automatic })
}

/// What the organisation's reminders follow.
#[utoipa::path(get, path = "/api/v1/sending-settings", tag = "sendings",
    responses((status = 200, description = "The settings", body = SettingsBody)))]
pub async fn settings(web: Web) -> Answer {
    let now = web.read(actions::reminding).await?;
    settings_body(&web, now)
}

/// Decides on other reminders.
#[utoipa::path(put, path = "/api/v1/sending-settings", tag = "sendings", request_body = SettingsBody,
    responses((status = 200, description = "Changed", body = SettingsBody), (status = 412, description = "Stale"), (status = 422, description = "Invalid")))]
pub async fn put_settings(web: Web, body: ApiBody<SettingsBody>) -> Answer {
    let SettingsBody { ladder, grace_days, escalate, automatic } = body.0;
    let version = web.if_match()?;
    let edit = SettingsEdit { ladder, grace_days, escalate, automatic };
    let now = web.write(move |c, ctx| actions::change_settings(c, ctx, Some(version), &edit)).await?;
    settings_body(&web, now)
}
