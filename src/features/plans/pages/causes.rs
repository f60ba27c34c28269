//! The root cause of a finding.

use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal};
use crate::features::findings;
use crate::features::plans::actions::{self, CauseInput};
use crate::features::plans::model::{CauseConfidence, CauseKind};
use crate::features::plans::views::{CausePage, FindingLink, Linked};
use crate::features::plans::{rules, store};
use crate::features::question_sets::{self, FocusTerms};
use crate::kit::web::{Answer, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use std::collections::BTreeSet;

async fn show_with(web: &Web, id: Id, status: StatusCode, form: Option<FormState>) -> Answer {
    let can_edit = web.can(Permission::FindingEdit);
    let body = web
        .read(move |c, ctx| {
            let finding = findings::find_finding(c, &ctx.scope, &id)?;
            let cause = store::cause_of(c, &ctx.scope, &id)?;
            let actions = findings::actions_of_finding(c, &ctx.scope, &id)?;
            let ids: Vec<Id> = actions.into_iter().map(|action| action.id).collect();
            let held: BTreeSet<Id> = store::planned(c, &ctx.scope, &ids)?.into_iter().map(|(_, plan)| plan).collect();
            let plans = store::of_vendor(c, &ctx.scope, &finding.vendor_id)?.into_iter();
            let plans = plans.filter(|plan| held.contains(&plan.id));
            let in_force = question_sets::areas(&question_sets::focus_of(c, &ctx.scope, &finding.vendor_id)?);
            let controls = finding.controls();
            let stored = || match &cause {
                Some(cause) => FormState::default()
                    .with("kind", cause.kind)
                    .with("confidence", cause.confidence)
                    .with("description", &cause.description)
                    .with("version", cause.version),
                None => FormState::default().with("confidence", CauseConfidence::Assumed).with("version", 0),
            };
            Ok(CausePage {
                form: form.unwrap_or_else(stored),
                plans: plans
                    .map(|plan| Linked::new(format!("/plans/{}", plan.id), format!("{} {}", plan.number, plan.title)))
                    .collect(),
                areas: rules::suggested_focus(FocusTerms::on(ctx.today()), &in_force, &controls),
                controls: controls.into_iter().map(ToString::to_string).collect(),
                focus_href: format!("/vendors/{}/focus-areas", finding.vendor_id),
                can_edit: can_edit && finding.is_open(),
                kinds: CauseKind::ALL,
                confidences: CauseConfidence::ALL,
                finding: FindingLink {
                    href: format!("/findings/{}", finding.id),
                    number: finding.number,
                    title: finding.title.clone(),
                    severity: finding.severity,
                },
                cause,
            })
        })
        .await?;
    let crumbs = vec![
        (web.word("findings-title"), "/findings".to_string()),
        (body.finding.title.clone(), body.finding.href.clone()),
    ];
    web.page_titled(status, "pages/plans/cause", web.word("plans-cause"), crumbs, &body)
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    show_with(&web, id.into_inner(), StatusCode::OK, None).await
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let kind = checks.keep(fields.required::<CauseKind>("kind", "error-choice"));
    let confidence = checks.keep(fields.required::<CauseConfidence>("confidence", "error-choice"));
    checks.that(!fields.text("description").trim().is_empty(), "description", "error-required");
    let (key, version) = (id.clone(), fields.version());
    let done = match (checks.done(), kind, confidence) {
        (Ok(()), Some(kind), Some(confidence)) => {
            let input = CauseInput { kind, confidence, description: fields.text("description") };
            web.write(move |c, ctx| actions::set_cause(c, ctx, &key, Some(version), &input)).await
        }
        (Err(refusal), ..) => Err(refusal),
        (Ok(()), ..) => Err(Refusal::invalid("kind", "error-choice")),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/findings/{id}"), "ok", "plans-cause-saved", &[]),
        Err(refusal) => {
            let form = web.form_with(&fields, &refusal.fields()?);
            show_with(&web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
        }
    }
}
