//! Actions come into a plan, are placed in it and taken out of it.

use super::finding_choices;
use crate::base::Id;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::features::findings::{self, Action, Responsible};
use crate::features::plans::actions::{self, LineEdit, NewLine};
use crate::features::plans::model::PlanOrigin;
use crate::features::plans::store;
use crate::features::plans::views::{LineRow, PlanAdd, PlanLineForm};
use crate::features::plans::whole::{self, WholeLine};
use crate::features::vendors;
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use std::collections::BTreeSet;

/// The vendor's open actions that stand in no open plan; `internal` marks those that it does not see.
fn free_actions(c: &mut Db, ctx: &Ctx, vendor_id: &Id, internal: &str) -> Result<Vec<Choice>> {
    let all = findings::actions_of_vendor(c, &ctx.scope, vendor_id)?;
    let open: Vec<Action> = all.into_iter().filter(Action::is_open).collect();
    let ids: Vec<Id> = open.iter().map(|action| action.id.clone()).collect();
    let taken: BTreeSet<Id> = store::planned(c, &ctx.scope, &ids)?.into_iter().map(|(action, _)| action).collect();
    let free = open.into_iter().filter(|action| !taken.contains(&action.id));
    let label = |action: &Action| {
        let own = action.withheld && action.responsible == Responsible::Region;
        let mark = if own { format!(" ({internal})") } else { String::new() };
        format!("{} {}{mark}", action.number, action.title)
    };
    Ok(free.map(|action| Choice::new(&action.id, label(&action))).collect())
}

async fn add_page(web: &Web, id: Id, status: StatusCode, forms: (Option<FormState>, FormState)) -> Answer {
    let (form, take_form) = forms;
    let internal = web.word("actions-internal").to_lowercase();
    let body = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let plan = store::find(c, &ctx.scope, &id)?;
            let vendor = vendors::find(c, &ctx.scope, &plan.vendor_id)?;
            let fresh = || {
                FormState::default()
                    .with("origin", PlanOrigin::New)
                    .with("responsible", Responsible::Vendor)
                    .with("starts_on", ctx.today())
            };
            Ok(PlanAdd {
                form: form.unwrap_or_else(fresh),
                take_form,
                version: plan.version,
                origins: PlanOrigin::ALL,
                responsibles: Responsible::ALL,
                owners: findings::owners(c, ctx, &vendor)?,
                findings: finding_choices(c, ctx, &plan.vendor_id)?,
                free: free_actions(c, ctx, &plan.vendor_id, &internal)?,
                shared: plan.shared_at.is_some(),
                plan_id: plan.id,
            })
        })
        .await?;
    let crumbs = vec![
        (web.word("plans-title"), "/plans".to_string()),
        (web.word("plans-one"), format!("/plans/{}", body.plan_id)),
    ];
    web.page_titled(status, "pages/plans/add", web.word("plans-add-action"), crumbs, &body)
}

pub async fn add_form(web: Web, id: Path<Id>) -> Answer {
    add_page(&web, id.into_inner(), StatusCode::OK, (None, FormState::default())).await
}

fn read_new(fields: &Fields) -> Result<NewLine> {
    let mut checks = Checks::default();
    let responsible = checks.keep(fields.required::<Responsible>("responsible", "error-choice"));
    let origin = checks.keep(fields.required::<PlanOrigin>("origin", "error-choice"));
    let due_on = checks.keep(fields.required("due_on", "error-date"));
    let starts_on = checks.keep(fields.required("starts_on", "error-date"));
    let finding_id = checks.keep(fields.id("finding_id")).flatten();
    let owner_id = checks.keep(fields.id("owner_id")).flatten();
    checks.that(!fields.text("title").trim().is_empty(), "title", "error-required");
    checks.done()?;
    let (Some(responsible), Some(origin), Some(due_on), Some(starts_on)) = (responsible, origin, due_on, starts_on)
    else {
        return Err(Refusal::invalid("title", "error-required"));
    };
    Ok(NewLine {
        title: fields.text("title"),
        description: fields.optional("description"),
        responsible,
        owner_id,
        owner_name: fields.optional("owner_name"),
        due_on,
        finding_id,
        origin,
        starts_on,
        milestone: fields.optional("milestone"),
        expected_evidence: fields.optional("expected_evidence"),
        private_note: fields.optional("private_note"),
    })
}

pub async fn add(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    let done = match read_new(&fields) {
        Ok(new) => web.write(move |c, ctx| actions::add_line(c, ctx, &key, Some(version), &new)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/plans/{id}"), "ok", "plans-action-added", &[]),
        Err(refusal) => {
            let form = web.form_with(&fields, &refusal.fields()?);
            add_page(&web, id, StatusCode::UNPROCESSABLE_ENTITY, (Some(form), FormState::default())).await
        }
    }
}

pub async fn take_in(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    let read: Result<Vec<Id>, FieldError> = fields
        .all("actions")
        .into_iter()
        .map(|text| text.parse().map_err(|_| FieldError::new("actions", "error-choice")))
        .collect();
    let done = match read {
        Ok(ids) => {
            let chosen = move |c: &mut Db, ctx: &Ctx| {
                actions::take_in(c, ctx, &key, Some(version), (ids.as_slice(), PlanOrigin::Ongoing))
            };
            web.write(chosen).await
        }
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/plans/{id}"), "ok", "plans-taken-in", &[]),
        Err(refusal) => {
            let form = web.form_with(&fields, &refusal.fields()?);
            add_page(&web, id, StatusCode::UNPROCESSABLE_ENTITY, (None, form)).await
        }
    }
}

async fn line_page(web: &Web, (id, line_id): (Id, Id), status: StatusCode, form: Option<FormState>) -> Answer {
    let body = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let whole = whole::open(c, ctx, &id)?;
            let found = whole.lines.into_iter().find(|each| each.line.id == line_id);
            let each: WholeLine = found.ok_or(Refusal::NotFound)?;
            let stored = || {
                let text = |value: &Option<String>| value.clone().unwrap_or_default();
                FormState::default()
                    .with("origin", each.line.origin)
                    .with("starts_on", each.line.starts_on)
                    .with("milestone", text(&each.line.milestone))
                    .with("expected_evidence", text(&each.line.expected_evidence))
                    .with("private_note", text(&each.line.private_note))
                    .with("version", each.line.version)
            };
            Ok(PlanLineForm {
                form: form.unwrap_or_else(stored),
                origins: PlanOrigin::ALL,
                findings: finding_choices(c, ctx, &whole.plan.vendor_id)?,
                can_tie: each.action.is_open(),
                line: LineRow::of(each),
                plan_id: whole.plan.id,
            })
        })
        .await?;
    let crumbs = vec![
        (web.word("plans-title"), "/plans".to_string()),
        (web.word("plans-one"), format!("/plans/{}", body.plan_id)),
    ];
    let title = body.line.title.clone();
    web.page_titled(status, "pages/plans/line", title, crumbs, &body)
}

pub async fn edit(web: Web, path: Path<(Id, Id)>) -> Answer {
    line_page(&web, path.into_inner(), StatusCode::OK, None).await
}

fn read_edit(fields: &Fields) -> Result<LineEdit> {
    let mut checks = Checks::default();
    let origin = checks.keep(fields.required::<PlanOrigin>("origin", "error-choice"));
    let starts_on = checks.keep(fields.required("starts_on", "error-date"));
    let finding_id = checks.keep(fields.id("finding_id")).flatten();
    checks.done()?;
    let (Some(origin), Some(starts_on)) = (origin, starts_on) else {
        return Err(Refusal::invalid("origin", "error-choice"));
    };
    Ok(LineEdit {
        origin,
        starts_on,
        milestone: fields.optional("milestone"),
        expected_evidence: fields.optional("expected_evidence"),
        private_note: fields.optional("private_note"),
        finding_id,
    })
}

pub async fn save(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (id, line_id)) = (form, path.into_inner());
    let (key, line, version) = (id.clone(), line_id.clone(), fields.version());
    let done = match read_edit(&fields) {
        Ok(edit) => web.write(move |c, ctx| actions::edit_line(c, ctx, (&key, &line), Some(version), &edit)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/plans/{id}"), "ok", "plans-line-saved", &[]),
        Err(refusal) => {
            let form = web.form_with(&fields, &refusal.fields()?);
            line_page(&web, (id, line_id), StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
        }
    }
}

pub async fn remove(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (id, line_id)) = (form, path.into_inner());
    let (key, version) = (id.clone(), fields.version());
    web.write(move |c, ctx| actions::remove_line(c, ctx, (&key, &line_id), Some(version))).await?;
    web.redirect_saying(format!("/plans/{id}"), "ok", "plans-line-removed", &[])
}
