//! Controls that act on a risk, and actions that treat it.

use super::crumbs;
use super::reckoning::{control_title, reckoning};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal};
use crate::features::controls::catalogue;
use crate::features::risks::actions::{self, ControlInput};
use crate::features::risks::model::{ControlGroup, RiskState};
use crate::features::risks::parameters::starters;
use crate::features::risks::store;
use crate::features::risks::views::ControlsPage;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::Path;

async fn page_with(web: Web, id: Id, status: StatusCode, form: Option<FormState>) -> Answer {
    let (risk, rows, score) = web
        .read(move |c, ctx| {
            let risk = store::find(c, &ctx.scope, &id)?;
            let rows = store::controls(c, &ctx.scope, std::slice::from_ref(&id))?.remove(&id).unwrap_or_default();
            let score = actions::score_of(c, ctx, &risk)?;
            Ok((risk, rows, score))
        })
        .await?;
    let fresh = || {
        FormState::default()
            .with("acts_by", ControlGroup::Prevent)
            .with("effect_low", 0)
            .with("effect_high", 0)
            .with("reduction_low", 0)
            .with("reduction_high", 0)
    };
    let form = form.unwrap_or_else(fresh);
    let form = if form.values.contains_key("version") { form } else { form.with("version", risk.version) };
    let starter = starters().iter().find(|starter| Some(&starter.key) == risk.scenario.as_ref());
    let typical: Vec<(String, ControlGroup)> = starter.map(|s| s.controls.clone()).unwrap_or_default();
    let label = |id: &str| format!("{id} {}", control_title(&web, id));
    let mut choices: Vec<Choice> = typical.iter().map(|(id, _)| Choice::new(id, label(id))).collect();
    let rest = catalogue().current_controls().entries.iter().filter(|c| typical.iter().all(|(id, _)| *id != c.id));
    choices.extend(rest.map(|control| Choice::new(&control.id, label(&control.id))));
    let words = |(id, group): &(String, ControlGroup)| {
        format!("{} ({})", label(id), web.word(&format!("risks-group-{group}")).to_lowercase())
    };
    let body = ControlsPage {
        form,
        reckoning: reckoning(&web, &rows, &score.credited),
        choices,
        typical: typical.iter().map(words).collect(),
        groups: ControlGroup::ALL,
        has_vendor: risk.vendor_id.is_some(),
        can_edit: web.can(Permission::RiskEdit) && risk.state != RiskState::Closed,
        version: risk.version,
        risk_id: risk.id.clone(),
        risk_title: risk.title.clone(),
    };
    let title = web.word("risks-controls");
    web.page_titled(status, "pages/risks/controls", title, crumbs(&web, &risk), &body)
}

pub async fn controls(web: Web, id: Path<Id>) -> Answer {
    page_with(web, id.into_inner(), StatusCode::OK, None).await
}

fn percent(fields: &Fields, name: &str, checks: &mut Checks) -> i32 {
    let plain: Vec<(String, String)> = fields.0.iter().map(|(n, v)| (n.clone(), v.replace(['%', ' '], ""))).collect();
    checks.keep(Fields(plain).parsed::<i32>(name, "error-risk-percent")).flatten().unwrap_or(0)
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let mut both = |name: &str| {
        (percent(&fields, &format!("{name}_low"), &mut checks), percent(&fields, &format!("{name}_high"), &mut checks))
    };
    let (effect, reduction) = (both("effect"), both("reduction"));
    let input = ControlInput {
        control_id: fields.text("control_id"),
        acts_by: checks.keep(fields.required("acts_by", "error-choice")).unwrap_or(ControlGroup::Prevent),
        effect,
        reduction,
        note: fields.optional("note"),
    };
    let (key, version) = (id.clone(), fields.version());
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::put_control(c, ctx, &key, Some(version), &input)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/risks/{id}/controls"), "ok", "risks-control-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            page_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn remove(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (id, control)) = (form, path.into_inner());
    let (key, version) = (id.clone(), fields.version());
    web.write(move |c, ctx| actions::remove_control(c, ctx, &key, Some(version), &control)).await?;
    web.redirect_saying(format!("/risks/{id}/controls"), "ok", "risks-control-removed", &[])
}

pub async fn link_action(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let key = id.clone();
    let done = match fields.required::<Id>("action_id", "error-choice") {
        Ok(action) => web.write(move |c, ctx| actions::link_action(c, ctx, &key, &action)).await,
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/risks/{id}#actions"), "ok", "risks-action-linked", &[]),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            super::show::refused(web, id, super::show::Refused { action: Some(form), ..Default::default() }).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn unlink_action(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (web, (id, link)) = (form.web, path.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| actions::unlink_action(c, ctx, &key, &link)).await?;
    web.redirect_saying(format!("/risks/{id}#actions"), "ok", "risks-action-unlinked", &[])
}
