//! Platforms through the API: ceilings, rules, and the list of breaches.

use super::bodies::VerdictBody;
use crate::base::refusal::Result;
use crate::base::{Id, PageRequest};
use crate::features::services::actions::{self, NewRule};
use crate::features::services::comparing;
use crate::features::services::input::NewPlatform;
use crate::features::services::model::{Capability, Class, Strength};
use crate::features::services::records::{Platform, PlatformRule};
use crate::features::services::store;
use crate::features::vendors::given;
use crate::kit::Ctx;
use crate::kit::web::{Answer, ApiBody, ListQuery, Web, list_body};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::{Deserialize, Serialize};

/// What may be handled of a type on a platform.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RuleBody {
    type_code: String,
    /// `must_not`: no role may override it; `should_not`: only with a decision for a time.
    strength: Strength,
    legal_source: Option<String>,
    evidence: Option<String>,
    decided_by_name: String,
    decided_at: crate::base::Instant,
    version: i32,
}

impl From<PlatformRule> for RuleBody {
    fn from(rule: PlatformRule) -> Self {
        RuleBody {
            type_code: rule.type_code,
            strength: rule.strength,
            legal_source: rule.legal_source,
            evidence: rule.evidence,
            decided_by_name: rule.decided_by_name,
            decided_at: rule.decided_at,
            version: rule.version,
        }
    }
}

/// A platform and its rules.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PlatformBody {
    id: Id,
    name: String,
    vendor_id: Option<Id>,
    description: Option<String>,
    /// The highest class that it can protect; null for an aspect without a ceiling.
    ceiling: Class,
    /// What the ceiling rests on.
    evidence: Option<String>,
    missing: Vec<Capability>,
    rules: Vec<RuleBody>,
    version: i32,
}

impl PlatformBody {
    fn of(platform: Platform, rules: Vec<PlatformRule>) -> PlatformBody {
        PlatformBody {
            ceiling: platform.ceiling(),
            missing: platform.missing_capabilities(),
            rules: rules.into_iter().map(Into::into).collect(),
            id: platform.id,
            name: platform.name,
            vendor_id: platform.vendor_id,
            description: platform.description,
            evidence: platform.evidence,
            version: platform.version,
        }
    }
}

fn body_of(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<PlatformBody> {
    let platform = store::find_platform(c, &ctx.scope, id)?;
    Ok(PlatformBody::of(platform, store::platform_rules_of(c, &ctx.scope, Some(id))?))
}

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let body = web.read(move |c, ctx| body_of(c, ctx, &id)).await?;
    web.json_object(status, body.version, &body)
}

/// The platforms by name, each with its rules.
#[utoipa::path(get, path = "/api/v1/platforms", tag = "platforms", params(ListQuery),
    responses((status = 200, description = "A page of platforms", body = [PlatformBody])))]
pub async fn list(web: Web, query: Query<ListQuery>) -> Answer {
    let (asked, q): (PageRequest, _) = (query.page(), query.q.clone());
    let (page, rules) = web
        .read(move |c, ctx| {
            let page = store::list_platforms(c, &ctx.scope, q.as_deref(), asked)?;
            Ok((page, store::platform_rules_of(c, &ctx.scope, None)?))
        })
        .await?;
    let rows = page.map(|platform| {
        let own = rules.iter().filter(|rule| rule.platform_id == platform.id).cloned().collect();
        PlatformBody::of(platform, own)
    });
    web.json(StatusCode::OK, &list_body(rows))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPlatformBody {
    #[serde(default)]
    name: String,
    vendor_id: Option<Id>,
    description: Option<String>,
    #[serde(default)]
    ceiling: Class,
    evidence: Option<String>,
    #[serde(default)]
    missing: Vec<Capability>,
}

/// Adds a platform.
#[utoipa::path(post, path = "/api/v1/platforms", tag = "platforms", request_body = NewPlatformBody,
    responses((status = 201, description = "Added", body = PlatformBody), (status = 409, description = "Level 4"), (status = 422, description = "Invalid")))]
pub async fn create(web: Web, body: ApiBody<NewPlatformBody>) -> Answer {
    let b = body.0;
    let new = NewPlatform {
        name: b.name,
        vendor_id: b.vendor_id,
        description: b.description,
        ceiling: b.ceiling,
        evidence: b.evidence,
        missing: b.missing,
    };
    let made = web.write(move |c, ctx| actions::add_platform(c, ctx, &new)).await?.open()?;
    one(&web, StatusCode::CREATED, made.id).await
}

/// One platform with its rules.
#[utoipa::path(get, path = "/api/v1/platforms/{id}", tag = "platforms", params(("id" = Id, Path)),
    responses((status = 200, description = "The platform", body = PlatformBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlatformPatch {
    name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    vendor_id: Option<Option<Id>>,
    #[serde(default, deserialize_with = "given")]
    description: Option<Option<String>>,
    /// All four aspects at once.
    ceiling: Option<Class>,
    /// Needed, and new, when a ceiling is raised or taken away.
    #[serde(default, deserialize_with = "given")]
    evidence: Option<Option<String>>,
    missing: Option<Vec<Capability>>,
}

/// Changes the fields that are given. A ceiling is raised only by somebody who may approve services.
#[utoipa::path(patch, path = "/api/v1/platforms/{id}", tag = "platforms", params(("id" = Id, Path)), request_body = PlatformPatch,
    responses((status = 200, description = "Changed", body = PlatformBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<PlatformPatch>) -> Answer {
    let (version, p, id) = (web.if_match()?, body.0, id.into_inner());
    let key = id.clone();
    let gated = web
        .write(move |c, ctx| {
            let s = NewPlatform::of(&store::find_platform(c, &ctx.scope, &key)?);
            let new = NewPlatform {
                name: p.name.unwrap_or(s.name),
                vendor_id: p.vendor_id.unwrap_or(s.vendor_id),
                description: p.description.unwrap_or(s.description),
                ceiling: p.ceiling.unwrap_or(s.ceiling),
                evidence: p.evidence.unwrap_or(s.evidence),
                missing: p.missing.unwrap_or(s.missing),
            };
            actions::update_platform(c, ctx, &key, &new, version)
        })
        .await?;
    gated.open()?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct BreachBody {
    service_id: Id,
    name: String,
    administration: Option<String>,
    users_per_day: Option<i32>,
    classification: Class,
    verdict: VerdictBody,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct BreachesBody {
    /// Services that are not stopped.
    total: usize,
    breaches: usize,
    /// Whole percent; null without services.
    share: Option<usize>,
    above: usize,
    forbidden: usize,
    undecided: usize,
    unclassified: usize,
    items: Vec<BreachBody>,
}

/// What stands on the platform above its ceiling or against its rules, with counts and shares.
#[utoipa::path(get, path = "/api/v1/platforms/{id}/breaches", tag = "platforms", params(("id" = Id, Path)),
    responses((status = 200, description = "The breaches", body = BreachesBody), (status = 404, description = "Hidden or missing")))]
pub async fn breaches(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let report = web.read(move |c, ctx| comparing::report(c, ctx, &id)).await?;
    let item = |each: &comparing::Compared| BreachBody {
        service_id: each.line.id.clone(),
        name: each.line.name.clone(),
        administration: each.line.administration.clone(),
        users_per_day: each.line.users_per_day,
        classification: each.line.class(),
        verdict: VerdictBody::of(&each.verdict, true),
    };
    let counts = &report.counts;
    let body = BreachesBody {
        total: counts.total,
        breaches: counts.breaches,
        share: counts.share(counts.breaches),
        above: counts.above,
        forbidden: counts.forbidden,
        undecided: counts.undecided,
        unclassified: counts.unclassified,
        items: report.breaches().map(item).collect(),
    };
    web.json(StatusCode::OK, &body)
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleEdit {
    /// Null takes the rule away.
    strength: Option<Strength>,
    /// That of the type without it.
    legal_source: Option<String>,
    /// Needed, and new, when a rule is weakened or taken away.
    evidence: Option<String>,
}

/// Says what holds for a type on the platform. `If-Match` is the rule's version, 0 for none yet.
#[utoipa::path(put, path = "/api/v1/platforms/{id}/type-rules/{type_code}", tag = "platforms", params(("id" = Id, Path), ("type_code" = String, Path)), request_body = RuleEdit,
    responses((status = 200, description = "The platform with the rule", body = PlatformBody), (status = 412, description = "Stale"), (status = 422, description = "Unknown type, or evidence is missing")))]
pub async fn set_rule(web: Web, path: Path<(Id, String)>, body: ApiBody<RuleEdit>) -> Answer {
    let (version, (id, type_code), b) = (web.if_match()?, path.into_inner(), body.0);
    let new = NewRule { type_code, strength: b.strength, legal_source: b.legal_source, evidence: b.evidence };
    let key = id.clone();
    web.write(move |c, ctx| actions::set_rule(c, ctx, &key, &new, version)).await?;
    one(&web, StatusCode::OK, id).await
}
