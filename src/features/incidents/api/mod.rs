//! `/api/v1/incidents`: the region's own; a vendor's token finds none.

pub mod steps;

use super::actions::{self, Edit, NewIncident};
use super::clocks::{ClockKey, Standing};
use super::model::{
    Certainty, Confidence, ConsequenceKind, ConsequenceLevel, Exposure, IncidentSource, IncidentState, Judgement,
    LogCoverage, Unit,
};
use super::pages::list::filter;
use super::records::{Consequence, ExposureFigure, Incident, Party, Report};
use super::store;
use crate::base::refusal::Result;
use crate::base::{Id, Instant};
use crate::kit::Ctx;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, Serialize};

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    list,
    create,
    show,
    change,
    steps::set_state,
    steps::notify,
    steps::refresh,
    steps::add_party,
    steps::acknowledge,
    steps::record_report,
    steps::add_figure,
    steps::assess,
))]
pub struct Description;

/// A field of a PATCH: missing leaves what is stored, null clears it.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(d: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(d).map(Some)
}

/// One clock as it stands now.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ClockBody {
    clock: ClockKey,
    standing: Standing,
    starts_at: Option<Instant>,
    due_at: Option<Instant>,
    sent_at: Option<Instant>,
    /// The authority's case.
    case_id: Option<String>,
    /// Why nothing was sent.
    reason: Option<String>,
    legal_reference: String,
    /// False: nobody has checked the rule against its source, or it is a parameter.
    verified: bool,
    /// The version of what was written down; 0 when nothing was.
    version: i32,
}

/// A vendor or contract that is touched.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PartyBody {
    id: Id,
    vendor_id: Id,
    contract_id: Option<Id>,
    certainty: Certainty,
    manager_name: Option<String>,
    notified_at: Option<Instant>,
    acknowledged_at: Option<Instant>,
    acknowledged_by_name: Option<String>,
}

impl From<Party> for PartyBody {
    fn from(p: Party) -> Self {
        PartyBody {
            id: p.id,
            vendor_id: p.vendor_id,
            contract_id: p.contract_id,
            certainty: p.certainty,
            manager_name: p.manager_name,
            notified_at: p.notified_at,
            acknowledged_at: p.acknowledged_at,
            acknowledged_by_name: p.acknowledged_by_name,
        }
    }
}

/// A figure of exposure. One with `superseded_at` is kept for the history only.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FigureBody {
    id: Id,
    category: Exposure,
    unit: Unit,
    low: Option<i64>,
    high: Option<i64>,
    none_found: bool,
    source: String,
    counting_rule: String,
    evidence_basis: Option<String>,
    log_coverage: LogCoverage,
    log_from: Option<NaiveDate>,
    log_to: Option<NaiveDate>,
    note: Option<String>,
    revises_id: Option<Id>,
    superseded_at: Option<Instant>,
    recorded_by_name: String,
    recorded_at: Instant,
}

impl From<ExposureFigure> for FigureBody {
    fn from(f: ExposureFigure) -> Self {
        FigureBody {
            id: f.id,
            category: f.category,
            unit: f.unit,
            low: f.low,
            high: f.high,
            none_found: f.none_found,
            source: f.source,
            counting_rule: f.counting_rule,
            evidence_basis: f.evidence_basis,
            log_coverage: f.log_coverage,
            log_from: f.log_from,
            log_to: f.log_to,
            note: f.note,
            revises_id: f.revises_id,
            superseded_at: f.superseded_at,
            recorded_by_name: f.recorded_by_name,
            recorded_at: f.recorded_at,
        }
    }
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct ConsequenceBody {
    category: ConsequenceKind,
    level: ConsequenceLevel,
    note: Option<String>,
    assessed_by_name: Option<String>,
    assessed_at: Option<Instant>,
}

/// Every kind, those that nobody has judged as `unknown`.
fn consequence_bodies(stored: &[Consequence]) -> Vec<ConsequenceBody> {
    let body = |category: &ConsequenceKind| {
        let found = stored.iter().find(|row| row.category == *category);
        ConsequenceBody {
            category: *category,
            level: found.map_or(ConsequenceLevel::Unknown, |row| row.level),
            note: found.and_then(|row| row.note.clone()),
            assessed_by_name: found.map(|row| row.assessed_by_name.clone()),
            assessed_at: found.map(|row| row.assessed_at),
        }
    };
    ConsequenceKind::ALL.iter().map(body).collect()
}

/// An incident as the list has it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct IncidentRow {
    id: Id,
    number: i32,
    title: String,
    source: IncidentSource,
    state: IncidentState,
    received_at: Instant,
    owner_name: String,
    node_id: Option<Id>,
    significant: Judgement,
    /// How many contracts are touched.
    contracts: usize,
    version: i32,
}

/// An incident with everything that belongs to it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct IncidentBody {
    id: Id,
    number: i32,
    title: String,
    description: Option<String>,
    source: IncidentSource,
    contact: Option<String>,
    received_at: Instant,
    owner_id: Option<Id>,
    owner_name: String,
    state: IncidentState,
    node_id: Option<Id>,
    occurred_from: Option<Instant>,
    occurred_to: Option<Instant>,
    detected_by_vendor_at: Option<Instant>,
    vendor_reported_at: Option<Instant>,
    region_aware_at: Option<Instant>,
    significant: Judgement,
    significance_reason: Option<String>,
    assessed_at: Option<Instant>,
    assessed_by_name: Option<String>,
    personal_data: Judgement,
    persons_notified: Option<i64>,
    root_cause: Option<String>,
    root_cause_confidence: Confidence,
    open_questions: Option<String>,
    clock_model: String,
    decision: Option<String>,
    decided_by_name: Option<String>,
    closed_at: Option<Instant>,
    clocks: Vec<ClockBody>,
    parties: Vec<PartyBody>,
    exposures: Vec<FigureBody>,
    consequences: Vec<ConsequenceBody>,
    version: i32,
}

fn clock_bodies(incident: &Incident, reports: &[Report], tier: Option<i32>, ctx: &Ctx) -> Vec<ClockBody> {
    let all = actions::readings(incident, reports, tier, ctx.now);
    let body = |(clock, reading): (&super::clocks::Clock, super::clocks::Reading)| {
        let report = reports.iter().find(|r| r.clock == clock.key);
        let by_vendor = incident.vendor_reported_at.filter(|_| clock.key == ClockKey::Contract);
        ClockBody {
            clock: clock.key,
            standing: reading.standing,
            starts_at: reading.starts_at.map(Into::into),
            due_at: reading.due_at.map(Into::into),
            sent_at: report.and_then(|r| r.sent_at).or(by_vendor),
            case_id: report.and_then(|r| r.case_id.clone()),
            reason: report.and_then(|r| r.reason.clone()),
            legal_reference: clock.legal_sv.clone(),
            verified: false,
            version: report.map_or(0, |r| r.version),
        }
    };
    all.into_iter().map(body).collect()
}

fn body_of(c: &mut Db, ctx: &Ctx, i: Incident) -> Result<IncidentBody> {
    let parties = store::parties(c, &ctx.scope, &i.id)?;
    let reports = store::reports(c, &ctx.scope, &i.id)?;
    let vendor_ids: Vec<Id> = parties.iter().map(|p| p.vendor_id.clone()).collect();
    let tier = store::touched_vendors(c, &ctx.scope, &vendor_ids)?.values().filter_map(|v| v.tier).min();
    Ok(IncidentBody {
        clocks: clock_bodies(&i, &reports, tier, ctx),
        parties: parties.into_iter().map(Into::into).collect(),
        exposures: store::exposures(c, &ctx.scope, &i.id)?.into_iter().map(Into::into).collect(),
        consequences: consequence_bodies(&store::consequences(c, &ctx.scope, &i.id)?),
        id: i.id,
        number: i.number,
        title: i.title,
        description: i.description,
        source: i.source,
        contact: i.contact,
        received_at: i.received_at,
        owner_id: i.owner_id,
        owner_name: i.owner_name,
        state: i.state,
        node_id: i.node_id,
        occurred_from: i.occurred_from,
        occurred_to: i.occurred_to,
        detected_by_vendor_at: i.detected_by_vendor_at,
        vendor_reported_at: i.vendor_reported_at,
        region_aware_at: i.region_aware_at,
        significant: i.significant,
        significance_reason: i.significance_reason,
        assessed_at: i.assessed_at,
        assessed_by_name: i.assessed_by_name,
        personal_data: i.personal_data,
        persons_notified: i.persons_notified,
        root_cause: i.root_cause,
        root_cause_confidence: i.root_cause_confidence,
        open_questions: i.open_questions,
        clock_model: i.clock_model,
        decision: i.decision,
        decided_by_name: i.decided_by_name,
        closed_at: i.closed_at,
        version: i.version,
    })
}

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let body = web
        .read(move |c, ctx| {
            let incident = store::find(c, &ctx.scope, &id)?;
            body_of(c, ctx, incident)
        })
        .await?;
    web.json_object(status, body.version, &body)
}

/// The incidents, newest first.
#[utoipa::path(get, path = "/api/v1/incidents", tag = "incidents",
    params(ListQuery, ("state" = Option<String>, Query, description = "A state, open_only or all (without it: all)"),
        ("vendor_id" = Option<Id>, Query), ("node_id" = Option<Id>, Query)),
    responses((status = 200, description = "A page of incidents", body = [IncidentRow])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let filter = filter(&filters, "all")?;
    let asked = query.page();
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &filter, asked)).await?;
    let rows = page.map(|listed| IncidentRow {
        contracts: listed.contracts,
        id: listed.incident.id,
        number: listed.incident.number,
        title: listed.incident.title,
        source: listed.incident.source,
        state: listed.incident.state,
        received_at: listed.incident.received_at,
        owner_name: listed.incident.owner_name,
        node_id: listed.incident.node_id,
        significant: listed.incident.significant,
        version: listed.incident.version,
    });
    web.json(StatusCode::OK, &list_body(rows))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewIncidentBody {
    #[serde(default)]
    title: String,
    description: Option<String>,
    source: IncidentSource,
    contact: Option<String>,
    /// Now, without it.
    received_at: Option<DateTime<Utc>>,
    owner_id: Option<Id>,
    /// Every contract behind the node is listed.
    node_id: Option<Id>,
    vendor_id: Option<Id>,
    contract_id: Option<Id>,
}

/// Registers an incident or a tip.
#[utoipa::path(post, path = "/api/v1/incidents", tag = "incidents", request_body = NewIncidentBody,
    responses((status = 201, description = "Registered", body = IncidentBody), (status = 422, description = "Invalid")))]
pub async fn create(web: Web, body: ApiBody<NewIncidentBody>) -> Answer {
    let b = body.0;
    let new = NewIncident {
        title: b.title,
        description: b.description,
        source: b.source,
        contact: b.contact,
        received_at: b.received_at,
        owner_id: b.owner_id,
        node_id: b.node_id,
        vendor_id: b.vendor_id,
        contract_id: b.contract_id,
    };
    let made = web.write(move |c, ctx| actions::register(c, ctx, &new)).await?;
    one(&web, StatusCode::CREATED, made.id).await
}

/// One incident.
#[utoipa::path(get, path = "/api/v1/incidents/{id}", tag = "incidents", params(("id" = Id, Path)),
    responses((status = 200, description = "The incident", body = IncidentBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IncidentPatch {
    title: Option<String>,
    #[serde(default, deserialize_with = "given")]
    description: Option<Option<String>>,
    source: Option<IncidentSource>,
    #[serde(default, deserialize_with = "given")]
    contact: Option<Option<String>>,
    owner_id: Option<Id>,
    #[serde(default, deserialize_with = "given")]
    occurred_from: Option<Option<DateTime<Utc>>>,
    #[serde(default, deserialize_with = "given")]
    occurred_to: Option<Option<DateTime<Utc>>>,
    #[serde(default, deserialize_with = "given")]
    detected_by_vendor_at: Option<Option<DateTime<Utc>>>,
    #[serde(default, deserialize_with = "given")]
    vendor_reported_at: Option<Option<DateTime<Utc>>>,
    #[serde(default, deserialize_with = "given")]
    region_aware_at: Option<Option<DateTime<Utc>>>,
    significant: Option<Judgement>,
    #[serde(default, deserialize_with = "given")]
    significance_reason: Option<Option<String>>,
    personal_data: Option<Judgement>,
    #[serde(default, deserialize_with = "given")]
    persons_notified: Option<Option<i64>>,
    #[serde(default, deserialize_with = "given")]
    root_cause: Option<Option<String>>,
    root_cause_confidence: Option<Confidence>,
    #[serde(default, deserialize_with = "given")]
    open_questions: Option<Option<String>>,
}

/// Changes the fields that are given.
#[utoipa::path(patch, path = "/api/v1/incidents/{id}", tag = "incidents", params(("id" = Id, Path)), request_body = IncidentPatch,
    responses((status = 200, description = "Changed", body = IncidentBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<IncidentPatch>) -> Answer {
    let (version, p, id) = (web.if_match()?, body.0, id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| {
        let s = store::find(c, &ctx.scope, &key)?;
        let at = |given: Option<Option<DateTime<Utc>>>, stored: Option<Instant>| {
            given.unwrap_or_else(|| stored.map(|at| at.utc()))
        };
        let edit = Edit {
            title: p.title.unwrap_or(s.title),
            description: p.description.unwrap_or(s.description),
            source: p.source.unwrap_or(s.source),
            contact: p.contact.unwrap_or(s.contact),
            owner_id: p.owner_id.or(s.owner_id),
            occurred_from: at(p.occurred_from, s.occurred_from),
            occurred_to: at(p.occurred_to, s.occurred_to),
            detected_by_vendor_at: at(p.detected_by_vendor_at, s.detected_by_vendor_at),
            vendor_reported_at: at(p.vendor_reported_at, s.vendor_reported_at),
            region_aware_at: at(p.region_aware_at, s.region_aware_at),
            significant: p.significant.unwrap_or(s.significant),
            significance_reason: p.significance_reason.unwrap_or(s.significance_reason),
            personal_data: p.personal_data.unwrap_or(s.personal_data),
            persons_notified: p.persons_notified.unwrap_or(s.persons_notified),
            root_cause: p.root_cause.unwrap_or(s.root_cause),
            root_cause_confidence: p.root_cause_confidence.unwrap_or(s.root_cause_confidence),
            open_questions: p.open_questions.unwrap_or(s.open_questions),
        };
        actions::edit(c, ctx, &key, Some(version), &edit)
    })
    .await?;
    one(&web, StatusCode::OK, id).await
}
