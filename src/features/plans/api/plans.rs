//! `/api/v1/plans`: both sides; the vendor's body has no private note, no finding and no review.

use crate::access::Side;
use crate::base::{Id, Instant, Refusal, Result};
use crate::features::findings::Severity;
use crate::features::plans::actions::{self, NewPlan, PlanEdit};
use crate::features::plans::model::PlanState;
use crate::features::plans::pages::list::plan_filter;
use crate::features::plans::records::Plan;
use crate::features::plans::store;
use crate::features::plans::views::{PortalLine, PortalPlanFacts};
use crate::features::plans::whole::{self, Standing, Whole, WholeLine, is_orphan};
use crate::features::question_sets::FocusArea;
use crate::features::vendors::given;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// The finding that an action of a plan puts right.
#[derive(Serialize, ToSchema)]
pub struct PlanFindingBody {
    id: Id,
    number: i32,
    title: String,
    severity: Severity,
}

/// An action in a plan as the region knows it.
#[derive(Serialize, ToSchema)]
pub struct PlanLineBody {
    #[serde(flatten)]
    shared: PortalLine,
    finding: Option<PlanFindingBody>,
    /// Nobody can say which finding it answers.
    orphan: bool,
    private_note: Option<String>,
    line_version: i32,
}

impl PlanLineBody {
    fn of(each: &WholeLine) -> PlanLineBody {
        PlanLineBody {
            shared: PortalLine::of(each),
            finding: each.finding.as_ref().map(|finding| PlanFindingBody {
                id: finding.id.clone(),
                number: finding.number,
                title: finding.title.clone(),
                severity: finding.severity,
            }),
            orphan: is_orphan(each),
            private_note: each.line.private_note.clone(),
            line_version: each.line.version,
        }
    }
}

/// A decided version.
#[derive(Serialize, ToSchema)]
pub struct PlanDecisionBody {
    pub number: i32,
    pub role: String,
    pub name: String,
    pub decided_on: NaiveDate,
    pub delegation: String,
    pub diary_number: Option<String>,
    /// Of the canonical JSON of the frozen plan.
    pub sha256: String,
    pub recorded_by: String,
    pub recorded_at: Instant,
}

/// A plan as the region knows it. A vendor's token gets it without the private notes, findings and review.
#[derive(Serialize, ToSchema)]
pub struct PlanBody {
    id: Id,
    number: i32,
    vendor_id: Id,
    contract_id: Option<Id>,
    title: String,
    purpose: Option<String>,
    internal_note: Option<String>,
    review_id: Option<Id>,
    template_key: Option<String>,
    template_version: Option<String>,
    starts_on: NaiveDate,
    shared_at: Option<Instant>,
    closed_at: Option<Instant>,
    close_note: Option<String>,
    state: PlanState,
    /// Areas in focus at the vendor.
    focus: Vec<FocusArea>,
    orphans: usize,
    decisions: Vec<PlanDecisionBody>,
    lines: Vec<PlanLineBody>,
    /// SHA-256 of the plan as it is now: `seen` of a decision on it. It moves with the actions, `version` does not.
    fingerprint: String,
    version: i32,
}

impl PlanBody {
    /// Errors: a fault when the plan cannot be sealed.
    pub fn of(whole: &Whole) -> Result<PlanBody> {
        let plan = &whole.plan;
        Ok(PlanBody {
            id: plan.id.clone(),
            number: plan.number,
            vendor_id: plan.vendor_id.clone(),
            contract_id: plan.contract_id.clone(),
            title: plan.title.clone(),
            purpose: plan.purpose.clone(),
            internal_note: plan.internal_note.clone(),
            review_id: plan.review_id.clone(),
            template_key: plan.template_key.clone(),
            template_version: plan.template_version.clone(),
            starts_on: plan.starts_on,
            shared_at: plan.shared_at,
            closed_at: plan.closed_at,
            close_note: plan.close_note.clone(),
            state: whole.state,
            focus: whole.focus.clone(),
            orphans: whole.orphans(),
            decisions: whole.decisions.iter().map(super::decisions::body).collect(),
            lines: whole.lines.iter().map(PlanLineBody::of).collect(),
            fingerprint: whole.fingerprint()?,
            version: plan.version,
        })
    }
}

/// The body that belongs to the side that asks.
fn body(side: Side, whole: &Whole) -> Result<Value> {
    let rendered = match side {
        Side::Vendor => serde_json::to_value(PortalPlanFacts::from(whole)),
        Side::Region => serde_json::to_value(PlanBody::of(whole)?),
    };
    rendered.map_err(Refusal::fault)
}

/// One plan, as it stands after whatever was done to it.
pub async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let side = web.ctx()?.scope.side();
    let (version, body) = web
        .read(move |c, ctx| {
            let whole = whole::open(c, ctx, &id)?;
            Ok((whole.plan.version, body(side, &whole)?))
        })
        .await?;
    web.json_object(status, version, &body)
}

/// A plan in a list.
#[derive(Serialize, ToSchema)]
pub struct PlanSummaryBody {
    id: Id,
    number: i32,
    vendor_id: Id,
    contract_id: Option<Id>,
    title: String,
    state: PlanState,
    /// The number of the latest decision.
    decided: Option<i32>,
    actions: usize,
    open: usize,
    overdue: usize,
    /// Always 0 for a vendor.
    orphans: usize,
    shared_at: Option<Instant>,
    closed_at: Option<Instant>,
    version: i32,
}

/// The plans, open ones first.
#[utoipa::path(get, path = "/api/v1/plans", tag = "plans",
    params(ListQuery, ("vendor_id" = Option<Id>, Query), ("contract_id" = Option<Id>, Query),
        ("review_id" = Option<Id>, Query, description = "For the region"),
        ("status" = Option<String>, Query, description = "open, closed or all; without it: all")),
    responses((status = 200, description = "A page of plans", body = [PlanSummaryBody])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let mut filter = plan_filter(&filters, "all")?;
    // Which review a plan came from is the region's own, so a vendor cannot ask by it either.
    if web.ctx()?.scope.side() == Side::Vendor {
        filter.review_id = None;
    }
    let asked = query.page();
    let page = web
        .read(move |c, ctx| {
            let page = store::list(c, &ctx.scope, &filter, asked)?;
            let mut standings = whole::standings(c, ctx, &page.items)?;
            Ok(page.map(|plan| (standings.remove(&plan.id), plan)))
        })
        .await?;
    let body = |(standing, plan): (Option<Standing>, Plan)| {
        let count = |of: fn(&Standing) -> usize| standing.as_ref().map_or(0, of);
        PlanSummaryBody {
            state: standing.as_ref().map_or(PlanState::Draft, |each| each.state),
            decided: standing.as_ref().and_then(|each| each.decided),
            actions: count(|each| each.actions),
            open: count(|each| each.open),
            overdue: count(|each| each.overdue),
            orphans: count(|each| each.orphans),
            id: plan.id,
            number: plan.number,
            vendor_id: plan.vendor_id,
            contract_id: plan.contract_id,
            title: plan.title,
            shared_at: plan.shared_at,
            closed_at: plan.closed_at,
            version: plan.version,
        }
    };
    web.json(StatusCode::OK, &list_body(page.map(body)))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPlanBody {
    vendor_id: Option<Id>,
    contract_id: Option<Id>,
    /// Without it: the template's.
    #[serde(default)]
    title: String,
    purpose: Option<String>,
    internal_note: Option<String>,
    /// Without it: today.
    starts_on: Option<NaiveDate>,
    /// The key of a template whose steps become actions.
    template: Option<String>,
    /// The finding that the template's actions are to put right.
    finding_id: Option<Id>,
}

/// Makes a plan, empty or from a template.
#[utoipa::path(post, path = "/api/v1/plans", tag = "plans", request_body = NewPlanBody,
    responses((status = 201, description = "Made", body = PlanBody), (status = 422, description = "Invalid")))]
pub async fn create(web: Web, body: ApiBody<NewPlanBody>) -> Answer {
    let b = body.0;
    let new = NewPlan {
        vendor_id: b.vendor_id,
        contract_id: b.contract_id,
        title: b.title,
        purpose: b.purpose,
        internal_note: b.internal_note,
        starts_on: b.starts_on,
        template: b.template,
        finding_id: b.finding_id,
    };
    let plan = web.write(move |c, ctx| actions::add(c, ctx, &new)).await?;
    one(&web, StatusCode::CREATED, plan.id).await
}

/// One plan with its actions and decisions.
#[utoipa::path(get, path = "/api/v1/plans/{id}", tag = "plans", params(("id" = Id, Path)),
    responses((status = 200, description = "The plan", body = PlanBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanPatchBody {
    title: Option<String>,
    #[serde(default, deserialize_with = "given")]
    purpose: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    internal_note: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    contract_id: Option<Option<Id>>,
    starts_on: Option<NaiveDate>,
}

/// Changes the fields that are given. After a decision, an edit waits for a decision of its own.
#[utoipa::path(patch, path = "/api/v1/plans/{id}", tag = "plans", params(("id" = Id, Path)), request_body = PlanPatchBody,
    responses((status = 200, description = "Changed", body = PlanBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<PlanPatchBody>) -> Answer {
    let (id, version, patch) = (id.into_inner(), web.if_match()?, body.0);
    let key = id.clone();
    web.write(move |c, ctx| {
        ctx.scope.client()?;
        let stored = store::find(c, &ctx.scope, &key)?;
        let edit = PlanEdit {
            title: patch.title.unwrap_or(stored.title),
            purpose: patch.purpose.unwrap_or(stored.purpose),
            internal_note: patch.internal_note.unwrap_or(stored.internal_note),
            contract_id: patch.contract_id.unwrap_or(stored.contract_id),
            starts_on: patch.starts_on.unwrap_or(stored.starts_on),
        };
        actions::edit(c, ctx, &key, Some(version), &edit)
    })
    .await?;
    one(&web, StatusCode::OK, id).await
}

/// Shares the plan with the vendor, whose people are told by mail.
#[utoipa::path(post, path = "/api/v1/plans/{id}/share", tag = "plans", params(("id" = Id, Path)),
    responses((status = 200, description = "Shared", body = PlanBody), (status = 409, description = "rule-plan-shared, rule-plan-empty, rule-plan-closed")))]
pub async fn share(web: Web, id: Path<Id>) -> Answer {
    let (id, version) = (id.into_inner(), web.stated_version()?);
    let key = id.clone();
    web.write(move |c, ctx| actions::share(c, ctx, &key, version)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClosePlanBody {
    note: Option<String>,
}

/// Closes the plan: no action of it may be open.
#[utoipa::path(post, path = "/api/v1/plans/{id}/close", tag = "plans", params(("id" = Id, Path)), request_body = ClosePlanBody,
    responses((status = 200, description = "Closed", body = PlanBody), (status = 409, description = "rule-plan-open-actions, rule-plan-closed")))]
pub async fn close(web: Web, id: Path<Id>, body: ApiBody<ClosePlanBody>) -> Answer {
    let (id, version, note) = (id.into_inner(), web.stated_version()?, body.0.note);
    let key = id.clone();
    web.write(move |c, ctx| actions::close(c, ctx, &key, version, &note)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanFocusBody {
    area: FocusArea,
    #[serde(default)]
    reason: String,
}

/// Puts an area in focus at the plan's vendor, until a decision lifts it.
#[utoipa::path(post, path = "/api/v1/plans/{id}/focus", tag = "plans", params(("id" = Id, Path)), request_body = PlanFocusBody,
    responses((status = 201, description = "The plan, with the area in focus", body = PlanBody), (status = 422, description = "No reason, or in focus already")))]
pub async fn focus(web: Web, id: Path<Id>, body: ApiBody<PlanFocusBody>) -> Answer {
    let (id, PlanFocusBody { area, reason }) = (id.into_inner(), body.0);
    let key = id.clone();
    web.write(move |c, ctx| actions::focus(c, ctx, &key, (area, &reason))).await?;
    one(&web, StatusCode::CREATED, id).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_vendors_body_has_no_field_of_the_regions_own() {
        let vendor = json!(PortalPlanFacts {
            id: Id::new(chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap()),
            vendor_id: Id::new(chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap()),
            contract_id: None,
            number: 1,
            title: "Plan".into(),
            purpose: None,
            starts_on: NaiveDate::default(),
            shared_at: None,
            closed_at: None,
            state: PlanState::Draft,
            focus: vec![],
            decisions: vec![],
            lines: vec![],
            version: 1,
        });
        for own in ["internal_note", "review_id", "orphans", "close_note", "template_key"] {
            assert!(vendor.get(own).is_none(), "{own}");
        }
    }
}
