//! The form of a contract: new and changed. The vendor is chosen before the form.

use super::head::crumbs;
use crate::access::{Permission, Role};
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result};
use crate::features::accounts::{self, Person};
use crate::features::contracts::actions::{self, NewContract};
use crate::features::contracts::records::Contract;
use crate::features::contracts::store;
use crate::features::contracts::views::{ChooseVendorPage, EditPage};
use crate::features::vendors::{self, Vendor};
use crate::features::vendors::{Choice, ConflictRow};
use crate::features::vendors::{choices_of_people, conflict_rows, vendor_crumbs};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct VendorChoice {
    vendor_id: Option<String>,
}

/// What the form needs besides the contract itself.
struct Around {
    vendor: Vendor,
    people: Vec<(Person, Role)>,
    /// The vendor's other contracts that can be framework agreements.
    parents: Vec<Choice>,
}

pub async fn new(web: Web, query: Query<VendorChoice>) -> Answer {
    let Some(vendor_id) = query.vendor_id.as_deref().and_then(|id| id.parse().ok()) else {
        return choose_vendor(&web, StatusCode::OK, FormState::default()).await;
    };
    let around = around(&web, vendor_id, None).await?;
    if let Some(error) = vendors::ended_error(&around.vendor, "vendor_id") {
        let chosen = FormState::default().with("vendor_id", &around.vendor.id);
        let form = chosen.with_refusal(&web.app.views, web.language(), &[error]);
        return choose_vendor(&web, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    }
    render_new(&web, StatusCode::OK, &around, FormState::default())
}

async fn choose_vendor(web: &Web, status: StatusCode, form: FormState) -> Answer {
    let vendors = web.read(|c, ctx| vendors::open_choices(c, &ctx.scope)).await?;
    let page = ChooseVendorPage {
        form,
        vendors: vendors.into_iter().map(|(id, name)| Choice { value: id.to_string(), label: name }).collect(),
        can_edit: web.can(Permission::RegisterEdit),
    };
    web.page_titled(status, "pages/contracts/choose_vendor", web.word("contracts-new"), Vec::new(), &page)
}

pub async fn create(form: Posted) -> Answer {
    let web = &form.web;
    let vendor_id: Id = form.fields.required("vendor_id", "error-choice").map_err(|e| Refusal::Invalid(vec![e]))?;
    let target = vendor_id.clone();
    let outcome = match command(&form.fields, vendor_id.clone()) {
        Ok(new) => web.write(move |c, ctx| actions::add(c, ctx, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(contract) => web.redirect_saying(format!("/contracts/{}", contract.id), "ok", "contracts-added", &[]),
        Err(Refusal::Invalid(errors)) => {
            let around = around(web, target, None).await?;
            render_new(web, StatusCode::UNPROCESSABLE_ENTITY, &around, web.form_with(&form.fields, &errors))
        }
        Err(other) => Err(other),
    }
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let contract = web.read(move |c, ctx| store::find(c, &ctx.scope, &id)).await?;
    let around = around(&web, contract.vendor_id.clone(), Some(&contract.id)).await?;
    let form = stored_form(&contract);
    render_edit(&web, StatusCode::OK, &contract, &around, form, contract.version, Vec::new())
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (&form.web, id.into_inner());
    let target = id.clone();
    let contract = web.read(move |c, ctx| store::find(c, &ctx.scope, &target)).await?;
    let (version, target) = (form.fields.version(), id.clone());
    let outcome = match command(&form.fields, contract.vendor_id.clone()) {
        Ok(new) => web.write(move |c, ctx| actions::update(c, ctx, &target, &new, version)).await,
        Err(refusal) => Err(refusal),
    };
    let (errors, stored) = match outcome {
        Ok(contract) => {
            return web.redirect_saying(format!("/contracts/{}", contract.id), "ok", "contracts-saved", &[]);
        }
        Err(Refusal::Invalid(errors)) => (errors, None),
        Err(Refusal::Conflict(stored)) => (Vec::new(), Some(stored)),
        Err(other) => return Err(other),
    };
    let around = around(web, contract.vendor_id.clone(), Some(&id)).await?;
    let state = web.form_with(&form.fields, &errors);
    let Some(stored) = stored else {
        return render_edit(web, StatusCode::UNPROCESSABLE_ENTITY, &contract, &around, state, version, Vec::new());
    };
    let rows =
        conflict_rows(web, "contracts", &form.fields, &stored, &[&choices_of_people(&around.people), &around.parents]);
    // Saving again after a conflict is a choice to keep what was typed.
    let version = stored.get("version").and_then(|v| v.parse().ok()).unwrap_or(contract.version);
    render_edit(web, StatusCode::CONFLICT, &contract, &around, state, version, rows)
}

async fn around(web: &Web, vendor_id: Id, own_id: Option<&Id>) -> Result<Around> {
    let own_id = own_id.cloned();
    web.read(move |c, ctx| {
        let vendor = vendors::find(c, &ctx.scope, &vendor_id)?;
        let contracts = store::of_vendor(c, &ctx.scope, &vendor_id)?;
        let parents = contracts.into_iter().filter(|k| k.parent_id.is_none() && Some(&k.id) != own_id.as_ref());
        Ok(Around {
            vendor,
            people: accounts::organisation_people(c, &ctx.scope)?,
            parents: parents
                .map(|k| Choice { value: k.id.to_string(), label: format!("{} {}", k.reference, k.title) })
                .collect(),
        })
    })
    .await
}

fn edit_page(id: Option<&Id>, around: &Around, form: FormState, version: i32, conflict: Vec<ConflictRow>) -> EditPage {
    EditPage {
        id: id.map(Id::to_string),
        vendor_id: around.vendor.id.to_string(),
        vendor: around.vendor.legal_name.clone(),
        form,
        version,
        managers: choices_of_people(&around.people),
        parents: around.parents.clone(),
        conflict,
    }
}

fn render_new(web: &Web, status: StatusCode, around: &Around, form: FormState) -> Answer {
    let page = edit_page(None, around, form, 0, Vec::new());
    web.page_titled(
        status,
        "pages/contracts/edit",
        web.word("contracts-new"),
        vendor_crumbs(web, &around.vendor),
        &page,
    )
}

fn render_edit(
    web: &Web,
    status: StatusCode,
    contract: &Contract,
    around: &Around,
    form: FormState,
    version: i32,
    conflict: Vec<ConflictRow>,
) -> Answer {
    let page = edit_page(Some(&contract.id), around, form, version, conflict);
    web.page_titled(status, "pages/contracts/edit", web.word("contracts-edit"), crumbs(web, contract), &page)
}

fn stored_form(contract: &Contract) -> FormState {
    fn text<T: ToString>(value: &Option<T>) -> String {
        value.as_ref().map(T::to_string).unwrap_or_default()
    }
    FormState::default()
        .with("reference", &contract.reference)
        .with("diary_number", text(&contract.diary_number))
        .with("title", &contract.title)
        .with("starts_on", text(&contract.starts_on))
        .with("ends_on", text(&contract.ends_on))
        .with("notice_months", text(&contract.notice_months))
        .with("annual_value_sek", text(&contract.annual_value_sek))
        .with("manager_id", text(&contract.manager_id))
        .with("parent_id", text(&contract.parent_id))
        .with("internal_note", text(&contract.internal_note))
}

fn command(fields: &Fields, vendor_id: Id) -> Result<NewContract> {
    let mut checks = Checks::default();
    // People write amounts with spaces: 4 250 000 kr.
    let bare: String = fields.text("annual_value_sek").chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.strip_suffix("kr").unwrap_or(&bare).to_string();
    let amount = if bare.is_empty() { Ok(None) } else { bare.parse::<i64>().map(Some) };
    let new = NewContract {
        vendor_id,
        reference: fields.text("reference"),
        diary_number: fields.optional("diary_number"),
        title: fields.text("title"),
        starts_on: checks.keep(fields.date("starts_on")).flatten(),
        ends_on: checks.keep(fields.date("ends_on")).flatten(),
        notice_months: checks.keep(fields.parsed("notice_months", "error-number")).flatten(),
        annual_value_sek: checks
            .keep(amount.map_err(|_| FieldError::new("annual_value_sek", "error-amount")))
            .flatten(),
        manager_id: checks.keep(fields.id("manager_id")).flatten(),
        parent_id: checks.keep(fields.id("parent_id")).flatten(),
        internal_note: fields.optional("internal_note"),
    };
    let mut errors: Vec<FieldError> = Vec::new();
    for result in [new.checked().1.done(), checks.done()] {
        match result {
            Err(Refusal::Invalid(wrong)) => errors.extend(wrong),
            other => other?,
        }
    }
    if errors.is_empty() { Ok(new) } else { Err(Refusal::Invalid(errors)) }
}
