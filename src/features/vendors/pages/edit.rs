//! The form of a vendor: new and changed.

use super::shared::{choices_of_people, conflict_rows, vendor_crumbs};
use crate::access::Role;
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result};
use crate::features::accounts::{self, Person};
use crate::features::vendors::input::{NewVendor, full_number};
use crate::features::vendors::records::{Vendor, VendorKind, VendorStatus};
use crate::features::vendors::views::{ConflictRow, EditPage};
use crate::features::vendors::{actions, store};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

pub async fn new(web: Web) -> Answer {
    let form = FormState::default().with("country", "SE").with("status", "active");
    let people = web.read(|c, ctx| accounts::organisation_people(c, &ctx.scope)).await?;
    web.page("pages/vendors/edit", "vendors-new", &edit_page(None, form, 0, &people, Vec::new()))
}

pub async fn create(form: Posted) -> Answer {
    let web = &form.web;
    let outcome = match command(&form.fields) {
        Ok(new) => web.write(move |c, ctx| actions::add(c, ctx, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(vendor) => web.redirect_saying(
            format!("/vendors/{}", vendor.id),
            "ok",
            "vendors-added",
            &[("name", vendor.legal_name)],
        ),
        Err(Refusal::Invalid(errors)) => {
            let people = web.read(|c, ctx| accounts::organisation_people(c, &ctx.scope)).await?;
            let page = edit_page(None, web.form_with(&form.fields, &errors), 0, &people, Vec::new());
            web.refused_page("pages/vendors/edit", "vendors-new", &page)
        }
        Err(other) => Err(other),
    }
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    let (vendor, people) = load(&web, id.into_inner()).await?;
    let page = edit_page(Some(&vendor), stored_form(&vendor), vendor.version, &people, Vec::new());
    web.page_titled(StatusCode::OK, "pages/vendors/edit", web.word("vendors-edit"), vendor_crumbs(&web, &vendor), &page)
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (&form.web, id.into_inner());
    let (version, target) = (form.fields.version(), id.clone());
    let outcome = match command(&form.fields) {
        Ok(new) => web.write(move |c, ctx| actions::update(c, ctx, &target, &new, version)).await,
        Err(refusal) => Err(refusal),
    };
    let (status, errors, stored) = match outcome {
        Ok(vendor) => return web.redirect_saying(format!("/vendors/{}", vendor.id), "ok", "vendors-saved", &[]),
        Err(Refusal::Invalid(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
        Err(Refusal::Conflict(stored)) => (StatusCode::CONFLICT, Vec::new(), Some(stored)),
        Err(other) => return Err(other),
    };
    let (vendor, people) = load(web, id).await?;
    let rows = stored
        .map_or_else(Vec::new, |s| conflict_rows(web, "vendors", &form.fields, &s, &[&choices_of_people(&people)]));
    // Saving again after a conflict is a choice to keep what was typed.
    let version = if status == StatusCode::CONFLICT { vendor.version } else { version };
    let page = edit_page(Some(&vendor), web.form_with(&form.fields, &errors), version, &people, rows);
    web.page_titled(status, "pages/vendors/edit", web.word("vendors-edit"), vendor_crumbs(web, &vendor), &page)
}

async fn load(web: &Web, id: Id) -> Result<(Vendor, Vec<(Person, Role)>)> {
    web.read(move |c, ctx| Ok((store::find(c, &ctx.scope, &id)?, accounts::organisation_people(c, &ctx.scope)?))).await
}

fn edit_page(
    vendor: Option<&Vendor>,
    form: FormState,
    version: i32,
    people: &[(Person, Role)],
    conflict: Vec<ConflictRow>,
) -> EditPage {
    EditPage {
        id: vendor.map(|v| v.id.to_string()),
        form,
        version,
        kinds: VendorKind::ALL.iter().map(|kind| kind.as_str()).collect(),
        statuses: VendorStatus::ALL.iter().map(|status| status.as_str()).collect(),
        managers: choices_of_people(people),
        conflict,
    }
}

fn stored_form(vendor: &Vendor) -> FormState {
    FormState::default()
        .with("legal_name", &vendor.legal_name)
        .with("org_number", full_number(vendor.org_number.as_deref()).unwrap_or_default())
        .with("hsa_id", vendor.hsa_id.clone().unwrap_or_default())
        .with("kind", vendor.kind)
        .with("country", &vendor.country)
        .with("status", vendor.status)
        .with("manager_id", vendor.manager_id.as_ref().map(Id::to_string).unwrap_or_default())
        .with("tags", &vendor.tags)
        .with("internal_note", vendor.internal_note.clone().unwrap_or_default())
}

/// The form as a command. What is wrong in its texts is found together with its choices.
fn command(fields: &Fields) -> Result<NewVendor> {
    let mut checks = Checks::default();
    let kind = checks.keep::<VendorKind>(fields.required("kind", "error-choice"));
    let status = checks.keep::<VendorStatus>(fields.required("status", "error-choice"));
    let manager_id = checks.keep(fields.id("manager_id")).flatten();
    let new = NewVendor {
        legal_name: fields.text("legal_name"),
        org_number: fields.optional("org_number"),
        hsa_id: fields.optional("hsa_id"),
        kind: kind.unwrap_or(VendorKind::Other),
        country: fields.text("country"),
        status: status.unwrap_or(VendorStatus::Active),
        manager_id,
        tags: fields.text("tags").split(',').map(str::to_string).collect(),
        internal_note: fields.optional("internal_note"),
    };
    let mut errors: Vec<FieldError> = Vec::new();
    for result in [new.checked().map(drop), checks.done()] {
        match result {
            Err(Refusal::Invalid(wrong)) => errors.extend(wrong),
            other => other?,
        }
    }
    if errors.is_empty() { Ok(new) } else { Err(Refusal::Invalid(errors)) }
}
