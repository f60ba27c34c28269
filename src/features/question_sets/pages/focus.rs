//! What is in focus at a vendor.

use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{Id, Refusal};
use crate::features::question_sets::actions::{self, NewFocus};
use crate::features::question_sets::model::FocusArea;
use crate::features::question_sets::records::FocusRow;
use crate::features::question_sets::store;
use crate::features::question_sets::views::{Card, FocusLine, FocusPage};
use crate::features::vendors;
use crate::kit::web::{Answer, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

pub async fn list(web: Web, id: Path<Id>) -> Answer {
    show(&web, StatusCode::OK, id.into_inner(), FormState::default(), None).await
}

/// `lifting` is the form of the line whose lifting was refused.
async fn show(web: &Web, status: StatusCode, id: Id, form: FormState, lifting: Option<(Id, FormState)>) -> Answer {
    let (vendor, rows) = web
        .read(move |c, ctx| {
            let vendor = vendors::find(c, &ctx.scope, &id)?;
            Ok((vendor, store::focus_of(c, &ctx.scope, &id)?))
        })
        .await?;
    let line = |row: &FocusRow| FocusLine {
        id: row.id.clone(),
        area: row.area,
        reason: row.reason.clone(),
        set_by: row.set_by_name.clone(),
        set_at: row.set_at,
        lift_action: format!("/focus-areas/{}/lift", row.id),
        lift_decision: row.lift_decision.clone(),
        lift_note: row.lift_note.clone(),
        lifted_by: row.lifted_by_name.clone(),
        lifted_at: row.lifted_at,
        version: row.version,
        form: lifting.as_ref().filter(|(id, _)| *id == row.id).map(|(_, form)| form.clone()).unwrap_or_default(),
    };
    let active = actions::areas(&rows);
    let free = FocusArea::ALL.iter().filter(|area| !active.contains(area));
    let body = FocusPage {
        vendor_href: format!("/vendors/{}", vendor.id),
        action: format!("/vendors/{}/focus-areas", vendor.id),
        rows: rows.iter().map(line).collect(),
        form,
        areas: free.map(|area| Card::new(area, web.word(&format!("sets-focus-{area}")))).collect(),
        can_edit: web.can(Permission::AssessmentReview),
        vendor: vendor.legal_name,
    };
    let crumbs =
        vec![(web.word("nav-vendors"), "/vendors".to_string()), (body.vendor.clone(), body.vendor_href.clone())];
    web.page_titled(status, "pages/question_sets/focus", web.word("sets-focus-title"), crumbs, &body)
}

pub async fn set(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let area = checks.keep(fields.required::<FocusArea>("area", "error-choice"));
    checks.required("reason", &fields.text("reason"));
    let done = match (checks.done(), area) {
        (Ok(()), Some(area)) => {
            let new = NewFocus { vendor_id: id.clone(), area, reason: fields.text("reason") };
            web.write(move |c, ctx| actions::set_focus(c, ctx, &new)).await
        }
        (Err(refusal), _) => Err(refusal),
        (Ok(()), None) => Err(Refusal::invalid("area", "error-choice")),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/vendors/{id}/focus-areas"), "ok", "sets-focus-set", &[]),
        Err(refusal) => {
            let form = web.form_with(&fields, &refusal.fields()?);
            show(&web, StatusCode::UNPROCESSABLE_ENTITY, id, form, None).await
        }
    }
}

pub async fn lift(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    let (decision, note) = (fields.text("decision"), fields.text("note"));
    match web.write(move |c, ctx| actions::lift_focus(c, ctx, &key, Some(version), (&decision, &note))).await {
        Ok(row) => {
            let to = format!("/vendors/{}/focus-areas", row.vendor_id);
            web.redirect_saying(to, "ok", "sets-focus-lifted", &[])
        }
        Err(refusal) => {
            let form = web.form_with(&fields, &refusal.fields()?);
            let key = id.clone();
            let vendor_id = web.read(move |c, ctx| store::find_focus(c, &ctx.scope, &key)).await?.vendor_id;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            show(&web, status, vendor_id, FormState::default(), Some((id, form))).await
        }
    }
}
