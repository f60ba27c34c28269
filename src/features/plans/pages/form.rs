//! A plan is made, by hand, from a template or from a review; and its head is changed.

use super::finding_choices;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Id, text};
use crate::features::plans::actions::{self, LeftOut, NewPlan, PlanEdit};
use crate::features::plans::store;
use crate::features::plans::templates::PlanTemplates;
use crate::features::plans::views::{Linked, PlanForm};
use crate::features::{contracts, vendors};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

fn contract_choices(c: &mut Db, ctx: &Ctx, vendor_id: &Id) -> Result<Vec<Choice>> {
    let all = contracts::of_vendor(c, &ctx.scope, vendor_id)?.into_iter();
    Ok(all.map(|k| Choice::new(&k.id, format!("{} {}", k.reference, k.title))).collect())
}

fn new_page(c: &mut Db, ctx: &Ctx, vendor_id: Option<&Id>, form: FormState) -> Result<PlanForm> {
    let templates = PlanTemplates::on(ctx.today()).templates.iter();
    let templates = templates.map(|each| Choice::new(&each.key, each.title.get(ctx.language))).collect();
    let Some(id) = vendor_id else {
        let vendors = vendors::choices(c, &ctx.scope)?;
        return Ok(PlanForm {
            id: None,
            form,
            vendor: None,
            vendors: vendors.into_iter().map(|(id, name)| Choice::new(id, name)).collect(),
            contracts: Vec::new(),
            findings: Vec::new(),
            templates,
        });
    };
    let vendor = vendors::find(c, &ctx.scope, id)?;
    Ok(PlanForm {
        id: None,
        form: form.with("vendor_id", id),
        vendor: Some(Linked::new(format!("/vendors/{id}"), vendor.legal_name)),
        vendors: Vec::new(),
        contracts: contract_choices(c, ctx, id)?,
        findings: finding_choices(c, ctx, id)?,
        templates,
    })
}

fn show(web: &Web, status: StatusCode, page: &PlanForm) -> Answer {
    let crumbs = vec![(web.word("plans-title"), "/plans".to_string())];
    let title = web.word(if page.id.is_some() { "plans-edit" } else { "plans-new" });
    web.page_titled(status, "pages/plans/form", title, crumbs, page)
}

/// `/plans/new`, and `vendor_id=` once the vendor is chosen.
pub async fn new(web: Web, query: Query<Params>) -> Answer {
    let vendor_id: Option<Id> = query.parsed("vendor_id")?;
    let form = query.state();
    let page = web
        .read(move |c, ctx| {
            let form = if form.value("starts_on").is_empty() { form.with("starts_on", ctx.today()) } else { form };
            new_page(c, ctx, vendor_id.as_ref(), form)
        })
        .await?;
    show(&web, StatusCode::OK, &page)
}

fn read_new(fields: &Fields, checks: &mut Checks) -> NewPlan {
    NewPlan {
        vendor_id: checks.keep(fields.id("vendor_id")).flatten(),
        contract_id: checks.keep(fields.id("contract_id")).flatten(),
        title: fields.text("title"),
        purpose: fields.optional("purpose"),
        internal_note: fields.optional("internal_note"),
        starts_on: checks.keep(fields.date("starts_on")).flatten(),
        template: fields.optional("template"),
        finding_id: checks.keep(fields.id("finding_id")).flatten(),
    }
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let new = read_new(&fields, &mut checks);
    let vendor_id = new.vendor_id.clone();
    let made = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::add(c, ctx, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(plan) => {
            let args = [("number", plan.number.to_string())];
            web.redirect_saying(format!("/plans/{}", plan.id), "ok", "plans-created", &args)
        }
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let page = web.read(move |c, ctx| new_page(c, ctx, vendor_id.as_ref(), state)).await?;
            show(&web, StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(refusal) => Err(refusal),
    }
}

/// One step from a review to a plan; what it leaves out is said with where it is.
pub async fn from_review(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let contract_id = fields.id("contract_id").map_err(|error| Refusal::Invalid(vec![error]))?;
    let (plan, left) = web.write(move |c, ctx| actions::from_review(c, ctx, &id, contract_id.as_ref())).await?;
    let (to, number) = (format!("/plans/{}", plan.id), ("number", plan.number.to_string()));
    if left.is_empty() {
        return web.redirect_saying(to, "ok", "plans-made-from-review", &[number]);
    }
    let args = [number, ("count", left.len().to_string()), ("plans", LeftOut::numbers(&left))];
    web.redirect_saying(to, "attention", "plans-made-from-review-left", &args)
}

fn edit_page(c: &mut Db, ctx: &Ctx, id: &Id, form: Option<FormState>) -> Result<PlanForm> {
    let plan = store::find(c, &ctx.scope, id)?;
    let vendor = vendors::find(c, &ctx.scope, &plan.vendor_id)?;
    let contracts = contract_choices(c, ctx, &plan.vendor_id)?;
    let stored = || {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        FormState::default()
            .with("title", &plan.title)
            .with("purpose", text(&plan.purpose))
            .with("internal_note", text(&plan.internal_note))
            .with("starts_on", plan.starts_on)
            .with("contract_id", plan.contract_id.as_ref().map(ToString::to_string).unwrap_or_default())
            .with("version", plan.version)
    };
    Ok(PlanForm {
        form: form.unwrap_or_else(stored),
        id: Some(plan.id),
        vendor: Some(Linked::new(format!("/vendors/{}", vendor.id), vendor.legal_name)),
        vendors: Vec::new(),
        contracts,
        findings: Vec::new(),
        templates: Vec::new(),
    })
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    let page = web.read(move |c, ctx| edit_page(c, ctx, &id, None)).await?;
    show(&web, StatusCode::OK, &page)
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let starts_on = checks.keep(fields.required("starts_on", "error-date"));
    let contract_id = checks.keep(fields.id("contract_id")).flatten();
    checks.that(text::non_empty(&fields.text("title")).is_some(), "title", "error-required");
    let (key, version) = (id.clone(), fields.version());
    let saved = match (checks.done(), starts_on) {
        (Ok(()), Some(starts_on)) => {
            let edit = PlanEdit {
                title: fields.text("title"),
                purpose: fields.optional("purpose"),
                internal_note: fields.optional("internal_note"),
                contract_id,
                starts_on,
            };
            web.write(move |c, ctx| actions::edit(c, ctx, &key, Some(version), &edit)).await
        }
        (Err(refusal), _) => Err(refusal),
        (Ok(()), None) => Err(Refusal::invalid("starts_on", "error-required")),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/plans/{id}"), "ok", "plans-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let page = web.read(move |c, ctx| edit_page(c, ctx, &id, Some(state))).await?;
            show(&web, StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(refusal) => Err(refusal),
    }
}
