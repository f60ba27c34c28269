//! A plan is shared, closed, decided, or puts an area in focus.

use super::differences;
use super::show::{Refused, show_with};
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::plans::actions::{self, DecisionInput};
use crate::features::plans::rules;
use crate::features::plans::snapshot::FrozenPlan;
use crate::features::plans::views::PlanDecide;
use crate::features::plans::whole;
use crate::features::question_sets::FocusArea;
use crate::kit::web::{Answer, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

pub async fn share(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    web.write(move |c, ctx| actions::share(c, ctx, &key, Some(version))).await?;
    web.redirect_saying(format!("/plans/{id}"), "ok", "plans-shared-now", &[])
}

pub async fn close(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, note) = (id.clone(), fields.version(), fields.optional("note"));
    match web.write(move |c, ctx| actions::close(c, ctx, &key, Some(version), &note)).await {
        Ok(_) => web.redirect_saying(format!("/plans/{id}"), "ok", "plans-closed-now", &[]),
        Err(refusal) => {
            let form = web.form_with(&fields, &refusal.fields()?);
            let refused = Refused { close: Some(form), ..Refused::default() };
            show_with(&web, id, StatusCode::UNPROCESSABLE_ENTITY, refused).await
        }
    }
}

pub async fn focus(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let key = id.clone();
    let done = match fields.required::<FocusArea>("area", "error-choice") {
        Ok(area) => {
            let reason = fields.text("reason");
            web.write(move |c, ctx| actions::focus(c, ctx, &key, (area, &reason))).await
        }
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/plans/{id}"), "ok", "plans-focus-set", &[]),
        Err(refusal) => {
            let form = web.form_with(&fields, &refusal.fields()?);
            let refused = Refused { focus: Some(form), ..Refused::default() };
            show_with(&web, id, StatusCode::UNPROCESSABLE_ENTITY, refused).await
        }
    }
}

async fn decide_page(web: &Web, id: Id, status: StatusCode, form: Option<FormState>) -> Answer {
    let (whole, today) = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            Ok((whole::open(c, ctx, &id)?, ctx.today()))
        })
        .await?;
    let now = whole.content();
    let compared = |latest: FrozenPlan| differences(web, rules::compare(&latest, &now));
    let latest: Result<Option<FrozenPlan>> = whole.decisions.first().map(FrozenPlan::of).transpose();
    let body = PlanDecide {
        plan_id: whole.plan.id.clone(),
        version: whole.plan.version,
        number: now.version,
        seen: whole.fingerprint()?,
        form: form.unwrap_or_else(|| FormState::default().with("decided_on", today)),
        orphans: whole.orphans(),
        differences: latest?.map(compared),
        lines: now.lines.clone(),
    };
    let crumbs = vec![
        (web.word("plans-title"), "/plans".to_string()),
        (whole.plan.title.clone(), format!("/plans/{}", whole.plan.id)),
    ];
    web.page_titled(status, "pages/plans/decide", web.word("plans-decide"), crumbs, &body)
}

pub async fn decide_form(web: Web, id: Path<Id>) -> Answer {
    decide_page(&web, id.into_inner(), StatusCode::OK, None).await
}

pub async fn decide(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let input = DecisionInput {
        role: fields.text("role"),
        name: fields.text("name"),
        decided_on: checks.keep(fields.date("decided_on")).flatten(),
        delegation: fields.text("delegation"),
        diary_number: fields.optional("diary_number"),
        seen: fields.text("seen"),
    };
    let (key, version) = (id.clone(), fields.version());
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::decide(c, ctx, &key, Some(version), &input)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(decision) => {
            let args = [("number", decision.number.to_string())];
            web.redirect_saying(format!("/plans/{id}"), "ok", "plans-decided-now", &args)
        }
        Err(refusal) => {
            let form = web.form_with(&fields, &refusal.fields()?);
            decide_page(&web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
        }
    }
}
