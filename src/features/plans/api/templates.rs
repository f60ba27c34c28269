//! The templates that a plan can be made from.

use crate::base::clock::swedish_date;
use crate::features::findings::Responsible;
use crate::features::plans::templates::{PlanTemplate, PlanTemplates};
use crate::kit::web::{Answer, Web};
use actix_web::http::StatusCode;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct PlanTemplateStepBody {
    milestone: String,
    title: String,
    responsible: Responsible,
    expected_evidence: String,
    /// Days from the plan's first day to the due date.
    after_days: u64,
    controls: Vec<String>,
}

/// A template, in the language of the one who asks.
#[derive(Serialize, ToSchema)]
pub struct PlanTemplateBody {
    key: String,
    title: String,
    purpose: String,
    steps: Vec<PlanTemplateStepBody>,
}

/// The templates in force.
#[utoipa::path(get, path = "/api/v1/plan-templates", tag = "plans", operation_id = "templates",
    responses((status = 200, description = "items, next, total", body = [PlanTemplateBody])))]
pub async fn list(web: Web) -> Answer {
    let language = web.language();
    let body = |template: &PlanTemplate| PlanTemplateBody {
        key: template.key.clone(),
        title: template.title.get(language).to_string(),
        purpose: template.purpose.get(language).to_string(),
        steps: template
            .milestones
            .iter()
            .flat_map(|milestone| {
                milestone.steps.iter().map(move |step| PlanTemplateStepBody {
                    milestone: milestone.title.get(language).to_string(),
                    title: step.title.get(language).to_string(),
                    responsible: step.responsible,
                    expected_evidence: step.evidence.get(language).to_string(),
                    after_days: step.after_days,
                    controls: step.controls.clone(),
                })
            })
            .collect(),
    };
    let all = PlanTemplates::on(swedish_date(web.visitor.now));
    let items: Vec<PlanTemplateBody> = all.templates.iter().map(body).collect();
    web.json(StatusCode::OK, &json!({ "total": items.len(), "next": null, "items": items }))
}
