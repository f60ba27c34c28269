//! Plans that are made of a review.

use super::plans::PlanBody;
use crate::base::Id;
use crate::features::plans::actions::{self, LeftOut};
use crate::features::plans::whole;
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanOfReviewBody {
    contract_id: Option<Id>,
}

/// An open plan that holds actions of a finding.
#[derive(Serialize, ToSchema)]
pub struct PlanHoldingBody {
    id: Id,
    number: i32,
}

/// An open finding of the review that the plan leaves out: its open actions all stand in other plans.
#[derive(Serialize, ToSchema)]
pub struct PlanLeftOutBody {
    finding_id: Id,
    number: i32,
    title: String,
    plans: Vec<PlanHoldingBody>,
}

impl From<LeftOut> for PlanLeftOutBody {
    fn from(left: LeftOut) -> Self {
        let holding = |(id, number): (Id, i32)| PlanHoldingBody { id, number };
        PlanLeftOutBody {
            finding_id: left.finding_id,
            number: left.number,
            title: left.title,
            plans: left.plans.into_iter().map(holding).collect(),
        }
    }
}

/// The plan that was made of a review, and what it leaves out.
#[derive(Serialize, ToSchema)]
pub struct PlanOfReviewMade {
    #[serde(flatten)]
    plan: PlanBody,
    left_out: Vec<PlanLeftOutBody>,
}

/// Makes a plan of a review's open findings in one step.
#[utoipa::path(post, path = "/api/v1/reviews/{id}/plan", tag = "plans", params(("id" = Id, Path)), request_body = PlanOfReviewBody,
    responses((status = 201, description = "Made", body = PlanOfReviewMade), (status = 409, description = "rule-plan-review-empty, rule-plan-review-elsewhere, rule-plan-review-planned")))]
pub async fn from_review(web: Web, id: Path<Id>, body: ApiBody<PlanOfReviewBody>) -> Answer {
    let (id, contract_id) = (id.into_inner(), body.0.contract_id);
    let (version, made) = web
        .write(move |c, ctx| {
            let (made, left_out) = actions::from_review(c, ctx, &id, contract_id.as_ref())?;
            let plan = PlanBody::of(&whole::open(c, ctx, &made.id)?)?;
            let left_out = left_out.into_iter().map(PlanLeftOutBody::from).collect();
            Ok((made.version, PlanOfReviewMade { plan, left_out }))
        })
        .await?;
    web.json_object(StatusCode::CREATED, version, &made)
}
