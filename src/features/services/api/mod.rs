//! `/api/v1/services`, `/platforms` and `/information-types`: the client's own; a vendor's token finds none.

pub mod lists;
pub mod platforms;
pub mod steps;
pub mod types;

use super::actions;
use super::comparing;
use super::filter::ServiceQuery;
use super::input::NewService;
use super::model::{Audience, Channel, Class, ClassificationState, ServiceStatus};
use super::pages::today;
use super::records::{Approval, Classification, Exception, Service};
use super::rules::{self, Summary, Verdict};
use super::store;
use super::views::Worth;
use crate::base::refusal::Result;
use crate::base::{Id, Instant, PageRequest};
use crate::features::services::catalogue::ClassModel;
use crate::features::services::pages::list::narrowed;
use crate::features::vendors::given;
use crate::kit::Ctx;
use crate::kit::web::{Answer, ApiBody, Web, list_body};
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
    steps::classify,
    steps::confirm,
    steps::stop,
    steps::answer_lowering,
    steps::ask_publication,
    steps::decide_publication,
    steps::make_exception,
    steps::end_exception,
    lists::waiting,
    lists::unclassified,
    lists::administrations,
    lists::history,
    platforms::list,
    platforms::create,
    platforms::show,
    platforms::change,
    platforms::breaches,
    platforms::set_rule,
    types::list,
    types::create,
    types::change,
    types::import,
))]
pub struct Description;

/// A type or an aspect that stands against the platform.
#[derive(Serialize, utoipa::ToSchema)]
pub struct VerdictBody {
    /// The gravest thing that is said.
    summary: Summary,
    /// Above the ceiling or against a "must not" rule.
    breach: bool,
    above: Vec<AboveBody>,
    /// Types that must not be handled there; no role may override it.
    forbidden: Vec<HitBody>,
    /// Types that should not, without a decision that holds.
    undecided: Vec<HitBody>,
    /// Types that should not, with a decision that holds.
    excepted: Vec<HitBody>,
    unclassified: bool,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct AboveBody {
    /// c, i, a or t.
    aspect: super::model::Aspect,
    level: u8,
    ceiling: u8,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct HitBody {
    type_code: String,
    legal_source: Option<String>,
}

impl VerdictBody {
    pub fn of(verdict: &Verdict, has_platform: bool) -> VerdictBody {
        let hits = |hits: &[rules::RuleHit]| {
            let hit = |each: &rules::RuleHit| HitBody {
                type_code: each.type_code.clone(),
                legal_source: each.legal_source.clone(),
            };
            hits.iter().map(hit).collect()
        };
        VerdictBody {
            summary: verdict.summary(has_platform),
            breach: verdict.is_breach(),
            above: verdict
                .above
                .iter()
                .map(|each| AboveBody { aspect: each.aspect, level: each.level, ceiling: each.ceiling })
                .collect(),
            forbidden: hits(&verdict.forbidden),
            undecided: hits(&verdict.undecided),
            excepted: hits(&verdict.excepted),
            unclassified: verdict.unclassified,
        }
    }
}

/// A service as the list has it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ServiceLineBody {
    id: Id,
    name: String,
    platform_id: Option<Id>,
    administration: Option<String>,
    audience: Audience,
    users_per_day: Option<i32>,
    /// 0-3 for each aspect, or null.
    classification: Class,
    information_types: Vec<String>,
    classified_on: Option<NaiveDate>,
    /// What the classification is worth today.
    worth: Worth,
    /// The gravest thing that its platform says.
    summary: Summary,
    breach: bool,
    status: ServiceStatus,
    version: i32,
}

/// A classification, of now or of the past.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ClassificationBody {
    id: Id,
    number: i32,
    classification: Class,
    information_types: Vec<String>,
    /// What was suggested then, such as `K3 R2 T2 S3`.
    suggested: String,
    model_version: String,
    reason: String,
    /// `pending`: a lowering that waits for a second person.
    state: ClassificationState,
    valid_until: NaiveDate,
    decided_by_name: String,
    decided_at: Instant,
    second_by_name: Option<String>,
    second_note: Option<String>,
    second_at: Option<Instant>,
}

impl From<Classification> for ClassificationBody {
    fn from(row: Classification) -> Self {
        ClassificationBody {
            classification: row.class(),
            information_types: super::model::parts(&row.information_types),
            id: row.id,
            number: row.number,
            suggested: row.suggested,
            model_version: row.model_version,
            reason: row.reason,
            state: row.state,
            valid_until: row.valid_until,
            decided_by_name: row.decided_by_name,
            decided_at: row.decided_at,
            second_by_name: row.second_by_name,
            second_note: row.second_note,
            second_at: row.second_at,
        }
    }
}

/// A decision to handle a "should not" type for a time.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ExceptionBody {
    id: Id,
    type_code: String,
    reason: String,
    /// Compensating measures.
    measures: String,
    ends_on: NaiveDate,
    decided_by_name: String,
    decided_at: Instant,
    ended_at: Option<Instant>,
    holds: bool,
}

impl ExceptionBody {
    fn of(row: Exception, today: NaiveDate) -> ExceptionBody {
        ExceptionBody {
            holds: row.holds(today),
            id: row.id,
            type_code: row.type_code,
            reason: row.reason,
            measures: row.measures,
            ends_on: row.ends_on,
            decided_by_name: row.decided_by_name,
            decided_at: row.decided_at,
            ended_at: row.ended_at,
        }
    }
}

/// Asking for a service to be published, and the answer.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PublicationBody {
    id: Id,
    state: super::model::ApprovalState,
    note: Option<String>,
    asked_by_name: String,
    asked_at: Instant,
    decided_by_name: Option<String>,
    decision_note: Option<String>,
    decided_at: Option<Instant>,
}

impl From<Approval> for PublicationBody {
    fn from(row: Approval) -> Self {
        PublicationBody {
            id: row.id,
            state: row.state,
            note: row.note,
            asked_by_name: row.asked_by_name,
            asked_at: row.asked_at,
            decided_by_name: row.decided_by_name,
            decision_note: row.decision_note,
            decided_at: row.decided_at,
        }
    }
}

/// Why an aspect is suggested at a level.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SuggestionReasonBody {
    aspect: super::model::Aspect,
    level: u8,
    /// Null: the number of persons raises it.
    type_code: Option<String>,
    legal_basis: Option<String>,
    /// False: nobody has checked the law against its source.
    legal_verified: bool,
}

/// A service with everything that belongs to it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ServiceBody {
    id: Id,
    name: String,
    platform_id: Option<Id>,
    contract_id: Option<Id>,
    administration: Option<String>,
    audience: Audience,
    channels: Vec<Channel>,
    users_per_day: Option<i32>,
    persons: Option<i32>,
    affected_groups: Option<String>,
    fallback_routine: Option<String>,
    fallback_tested_on: Option<NaiveDate>,
    operating_hours: Option<String>,
    max_outage_hours: Option<i32>,
    owner_id: Option<Id>,
    information_types: Vec<String>,
    form_fields: Option<String>,
    classification: Class,
    classified_on: Option<NaiveDate>,
    worth: Worth,
    /// The least class that its types and persons ask for.
    suggested: Class,
    suggested_why: Vec<SuggestionReasonBody>,
    verdict: VerdictBody,
    /// Codes of what stands in the way of publishing.
    blockers: Vec<String>,
    classifications: Vec<ClassificationBody>,
    exceptions: Vec<ExceptionBody>,
    publications: Vec<PublicationBody>,
    status: ServiceStatus,
    created_at: Instant,
    updated_at: Instant,
    version: i32,
}

fn worth_of(service: &Service, today: NaiveDate) -> Worth {
    match service.classified_on {
        _ if !service.class().is_whole() => Worth::Unclassified,
        _ if service.reclassify => Worth::Changed,
        Some(on) if rules::is_old(ClassModel::on(today), on, today) => Worth::Old,
        _ => Worth::Whole,
    }
}

fn body_of(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<ServiceBody> {
    let s = store::find(c, &ctx.scope, id)?;
    let verdict = comparing::verdict_of(c, ctx, &s)?;
    let types = actions::catalogue(c, ctx)?;
    let suggestion = rules::suggest(ClassModel::on(ctx.today()), &types.of_codes(&s.type_codes()), s.persons);
    let why = |reason: rules::SuggestionReason| {
        let each = reason.type_code.as_deref().and_then(|code| types.find(code));
        SuggestionReasonBody {
            aspect: reason.aspect,
            level: reason.level,
            legal_basis: each.and_then(|t| t.legal_basis.clone()),
            legal_verified: each.is_some_and(|t| t.legal_verified),
            type_code: reason.type_code,
        }
    };
    let blockers = match s.status {
        ServiceStatus::Published => Vec::new(),
        _ => comparing::publication_blockers(c, ctx, &s)?,
    };
    let today = ctx.today();
    Ok(ServiceBody {
        worth: worth_of(&s, today),
        suggested: suggestion.class,
        suggested_why: suggestion.reasons.into_iter().map(why).collect(),
        verdict: VerdictBody::of(&verdict, s.platform_id.is_some()),
        blockers: blockers.into_iter().map(ToString::to_string).collect(),
        classifications: store::classifications(c, &ctx.scope, id)?.into_iter().map(Into::into).collect(),
        exceptions: store::exceptions(c, &ctx.scope, id)?.into_iter().map(|e| ExceptionBody::of(e, today)).collect(),
        publications: store::approvals(c, &ctx.scope, id)?.into_iter().map(Into::into).collect(),
        channels: s.channel_list(),
        information_types: s.type_codes(),
        classification: s.class(),
        id: s.id,
        name: s.name,
        platform_id: s.platform_id,
        contract_id: s.contract_id,
        administration: s.administration,
        audience: s.audience,
        users_per_day: s.users_per_day,
        persons: s.persons,
        affected_groups: s.affected_groups,
        fallback_routine: s.fallback_routine,
        fallback_tested_on: s.fallback_tested_on,
        operating_hours: s.operating_hours,
        max_outage_hours: s.max_outage_hours,
        owner_id: s.owner_id,
        form_fields: s.form_fields,
        classified_on: s.classified_on,
        status: s.status,
        created_at: s.created_at,
        updated_at: s.updated_at,
        version: s.version,
    })
}

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let body = web.read(move |c, ctx| body_of(c, ctx, &id)).await?;
    web.json_object(status, body.version, &body)
}

/// The services, with what each platform says of them.
#[utoipa::path(get, path = "/api/v1/services", tag = "services", params(ServiceQuery),
    responses((status = 200, description = "A page of services", body = [ServiceLineBody])))]
pub async fn list(web: Web, query: Query<ServiceQuery>) -> Answer {
    let (filter, day) = (query.filter(today(&web)), today(&web));
    let asked = PageRequest::from_cursor(query.cursor.as_deref(), query.limit);
    let (page, verdicts) = web
        .read(move |c, ctx| {
            let filter = narrowed(c, ctx, filter)?;
            let page = store::list(c, &ctx.scope, &filter, asked)?;
            let verdicts = comparing::verdicts(c, ctx, &page.items)?;
            Ok((page, verdicts))
        })
        .await?;
    let rows = page.map(|s| {
        let verdict = verdicts.get(&s.id).cloned().unwrap_or_default();
        ServiceLineBody {
            worth: worth_of(&s, day),
            summary: verdict.summary(s.platform_id.is_some()),
            breach: verdict.is_breach(),
            classification: s.class(),
            information_types: s.type_codes(),
            id: s.id,
            name: s.name,
            platform_id: s.platform_id,
            administration: s.administration,
            audience: s.audience,
            users_per_day: s.users_per_day,
            classified_on: s.classified_on,
            status: s.status,
            version: s.version,
        }
    });
    web.json(StatusCode::OK, &list_body(rows))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewServiceBody {
    #[serde(default)]
    name: String,
    platform_id: Option<Id>,
    contract_id: Option<Id>,
    administration: Option<String>,
    audience: Option<Audience>,
    #[serde(default)]
    channels: Vec<Channel>,
    users_per_day: Option<i32>,
    persons: Option<i32>,
    affected_groups: Option<String>,
    fallback_routine: Option<String>,
    fallback_tested_on: Option<NaiveDate>,
    operating_hours: Option<String>,
    max_outage_hours: Option<i32>,
    owner_id: Option<Id>,
    /// Codes of information types.
    #[serde(default)]
    information_types: Vec<String>,
    form_fields: Option<String>,
}

/// Adds a planned, unclassified service.
#[utoipa::path(post, path = "/api/v1/services", tag = "services", request_body = NewServiceBody,
    responses((status = 201, description = "Added", body = ServiceBody), (status = 422, description = "Invalid")))]
pub async fn create(web: Web, body: ApiBody<NewServiceBody>) -> Answer {
    let b = body.0;
    let new = NewService {
        name: b.name,
        platform_id: b.platform_id,
        contract_id: b.contract_id,
        administration: b.administration,
        audience: b.audience,
        channels: b.channels,
        users_per_day: b.users_per_day,
        persons: b.persons,
        affected_groups: b.affected_groups,
        fallback_routine: b.fallback_routine,
        fallback_tested_on: b.fallback_tested_on,
        operating_hours: b.operating_hours,
        max_outage_hours: b.max_outage_hours,
        owner_id: b.owner_id,
        information_types: b.information_types,
        form_fields: b.form_fields,
    };
    let made = web.write(move |c, ctx| actions::add(c, ctx, &new)).await?;
    one(&web, StatusCode::CREATED, made.id).await
}

/// One service with its class and why, its platform's verdict, and every decision.
#[utoipa::path(get, path = "/api/v1/services/{id}", tag = "services", params(("id" = Id, Path)),
    responses((status = 200, description = "The service", body = ServiceBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServicePatch {
    name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    platform_id: Option<Option<Id>>,
    #[serde(default, deserialize_with = "given")]
    contract_id: Option<Option<Id>>,
    #[serde(default, deserialize_with = "given")]
    administration: Option<Option<String>>,
    audience: Option<Audience>,
    channels: Option<Vec<Channel>>,
    #[serde(default, deserialize_with = "given")]
    users_per_day: Option<Option<i32>>,
    #[serde(default, deserialize_with = "given")]
    persons: Option<Option<i32>>,
    #[serde(default, deserialize_with = "given")]
    affected_groups: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    fallback_routine: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    fallback_tested_on: Option<Option<NaiveDate>>,
    #[serde(default, deserialize_with = "given")]
    operating_hours: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    max_outage_hours: Option<Option<i32>>,
    #[serde(default, deserialize_with = "given")]
    owner_id: Option<Option<Id>>,
    information_types: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given")]
    form_fields: Option<Option<String>>,
}

/// Changes the fields that are given; null empties one. Changed types or form fields ask for a new classification.
#[utoipa::path(patch, path = "/api/v1/services/{id}", tag = "services", params(("id" = Id, Path)), request_body = ServicePatch,
    responses((status = 200, description = "Changed", body = ServiceBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<ServicePatch>) -> Answer {
    let (version, p, id) = (web.if_match()?, body.0, id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| {
        let s = NewService::of(&store::find(c, &ctx.scope, &key)?);
        let new = NewService {
            name: p.name.unwrap_or(s.name),
            platform_id: p.platform_id.unwrap_or(s.platform_id),
            contract_id: p.contract_id.unwrap_or(s.contract_id),
            administration: p.administration.unwrap_or(s.administration),
            audience: p.audience.or(s.audience),
            channels: p.channels.unwrap_or(s.channels),
            users_per_day: p.users_per_day.unwrap_or(s.users_per_day),
            persons: p.persons.unwrap_or(s.persons),
            affected_groups: p.affected_groups.unwrap_or(s.affected_groups),
            fallback_routine: p.fallback_routine.unwrap_or(s.fallback_routine),
            fallback_tested_on: p.fallback_tested_on.unwrap_or(s.fallback_tested_on),
            operating_hours: p.operating_hours.unwrap_or(s.operating_hours),
            max_outage_hours: p.max_outage_hours.unwrap_or(s.max_outage_hours),
            owner_id: p.owner_id.unwrap_or(s.owner_id),
            information_types: p.information_types.unwrap_or(s.information_types),
            form_fields: p.form_fields.unwrap_or(s.form_fields),
        };
        actions::update(c, ctx, &key, &new, version)
    })
    .await?;
    one(&web, StatusCode::OK, id).await
}
