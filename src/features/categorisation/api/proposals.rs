//! `/api/v1/tier-proposals`.

use super::CriteriaBody;
use crate::base::refusal::Result;
use crate::base::{Id, Instant};
use crate::features::categorisation::actions::{self, Decision};
use crate::features::categorisation::pages::proposals::{filter, state_of};
use crate::features::categorisation::records::Proposal;
use crate::features::categorisation::store;
use crate::features::tiering::Trigger;
use crate::features::vendors;
use crate::kit::Ctx;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::{Deserialize, Serialize};

/// What facts, time or a campaign suggest about one vendor's tier.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ProposalBody {
    id: Id,
    vendor_id: Id,
    vendor_name: String,
    cause: Trigger,
    /// open, overtaken, accepted or dismissed
    state: String,
    /// The tier that the register showed, and the one that the model gives.
    from_tier: Option<i32>,
    tier: i32,
    preliminary: bool,
    order_value: i32,
    model_version: String,
    /// It was more critical and counts already, until somebody confirms or dismisses it.
    applied: bool,
    criteria: CriteriaBody,
    criteria_before: Option<CriteriaBody>,
    raised_by_name: String,
    created_at: Instant,
    note: Option<String>,
    decided_by_name: Option<String>,
    decided_at: Option<Instant>,
    version: i32,
}

fn body(p: Proposal, vendor_name: String, open: bool) -> ProposalBody {
    ProposalBody {
        state: state_of(&p, open).to_string(),
        criteria: p.criteria().into(),
        criteria_before: p.criteria_before().map(Into::into),
        id: p.id,
        vendor_id: p.vendor_id,
        vendor_name,
        cause: p.cause,
        from_tier: p.from_tier,
        tier: p.tier,
        preliminary: p.preliminary,
        order_value: p.order_value,
        model_version: p.model_version,
        applied: p.applied,
        raised_by_name: p.raised_by_name,
        created_at: p.created_at,
        note: p.note,
        decided_by_name: p.decided_by_name,
        decided_at: p.decided_at,
        version: p.version,
    }
}

/// Proposals about vendors' tiers, the newest first.
#[utoipa::path(get, path = "/api/v1/tier-proposals", tag = "tier_proposals",
    params(ListQuery, ("state" = Option<String>, Query, description = "open, decided or all (without it: all)"),
        ("cause" = Option<Trigger>, Query), ("vendor_id" = Option<Id>, Query),
        ("manager_id" = Option<Id>, Query, description = "Only vendors of this manager")),
    responses((status = 200, description = "A page of proposals", body = [ProposalBody])))]
pub async fn list(web: Web, query: Query<ListQuery>, params: Query<Params>) -> Answer {
    let filter = filter(&params, "all")?;
    let asked = query.page();
    let (page, names, waiting) = web
        .read(move |c, ctx| {
            let page = store::proposals(c, &ctx.scope, &filter, asked)?;
            let ids: Vec<Id> = page.items.iter().map(|p| p.vendor_id.clone()).collect();
            Ok((page, vendors::names(c, &ctx.scope, &ids)?, store::waiting_among(c, &ctx.scope, &ids)?))
        })
        .await?;
    let bodies = page.map(|p| {
        let (name, open) = (names.get(&p.vendor_id).cloned().unwrap_or_default(), waiting.contains(&p.id));
        body(p, name, open)
    });
    web.json(StatusCode::OK, &list_body(bodies))
}

fn one(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<ProposalBody> {
    let proposal = store::find_proposal(c, &ctx.scope, id)?;
    let open = store::is_open(c, &ctx.scope, &proposal)?;
    let vendor = vendors::find(c, &ctx.scope, &proposal.vendor_id)?;
    Ok(body(proposal, vendor.legal_name, open))
}

/// One proposal.
#[utoipa::path(get, path = "/api/v1/tier-proposals/{id}", tag = "tier_proposals", params(("id" = Id, Path)),
    responses((status = 200, description = "The proposal", body = ProposalBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let body = web.read(move |c, ctx| one(c, ctx, &id)).await?;
    web.json_object(StatusCode::OK, body.version, &body)
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionBody {
    decision: Decision,
    /// Needed to dismiss.
    #[serde(default)]
    note: String,
}

/// Accepts a proposal, or dismisses it with a reason. What counted already is confirmed, or taken back.
#[utoipa::path(post, path = "/api/v1/tier-proposals/{id}/decide", tag = "tier_proposals", params(("id" = Id, Path)),
    request_body = DecisionBody,
    responses((status = 200, description = "Decided", body = ProposalBody), (status = 409, description = "Decided already, or overtaken by a judgement"), (status = 422, description = "No reason")))]
pub async fn decide(web: Web, id: Path<Id>, body: ApiBody<DecisionBody>) -> Answer {
    let body = web
        .write(move |c, ctx| {
            actions::decide(c, ctx, &id, None, body.0.decision, &body.0.note)?;
            one(c, ctx, &id)
        })
        .await?;
    web.json_object(StatusCode::OK, body.version, &body)
}
