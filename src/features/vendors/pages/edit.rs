//! The form of a vendor: new and changed.

use super::extra::{extra_given, extra_inputs};
use super::shared::{choices_of_people, conflict_rows, vendor_crumbs};
use crate::access::Role;
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result};
use crate::features::accounts::{self, Person};
use crate::features::vendors::depth_input::NewDepth;
use crate::features::vendors::input::{NewVendor, full_number};
use crate::features::vendors::records::{Depth, ExtraField, Vendor, VendorKind, VendorStatus};
use crate::features::vendors::views::{ConflictRow, EditPage};
use crate::features::vendors::{actions, rules, store};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use std::collections::BTreeMap;

pub async fn new(web: Web) -> Answer {
    let form = FormState::default().with("country", "SE").with("status", "active");
    let choices = choices(&web).await?;
    web.page("pages/vendors/edit", "vendors-new", &edit_page(&web, None, form, 0, &choices, Vec::new()))
}

pub async fn create(form: Posted) -> Answer {
    let web = &form.web;
    let outcome = match command(&form.fields) {
        Ok((new, depth)) => web.write(move |c, ctx| actions::add_whole(c, ctx, &new, &depth)).await,
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
            let choices = choices(web).await?;
            let page = edit_page(web, None, web.form_with(&form.fields, &errors), 0, &choices, Vec::new());
            web.refused_page("pages/vendors/edit", "vendors-new", &page)
        }
        Err(other) => Err(other),
    }
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    let (vendor, depth, extra, choices) = load(&web, id.into_inner()).await?;
    actions::open_for_change(&vendor)?;
    let form = stored_form(&vendor, &depth, &extra);
    let page = edit_page(&web, Some(&vendor), form, vendor.version, &choices, Vec::new());
    web.page_titled(StatusCode::OK, "pages/vendors/edit", web.word("vendors-edit"), vendor_crumbs(&web, &vendor), &page)
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (&form.web, id.into_inner());
    let (version, target) = (form.fields.version(), id.clone());
    let outcome = match command(&form.fields) {
        Ok((new, depth)) => {
            web.write(move |c, ctx| actions::update_whole(c, ctx, &target, &new, &depth, version)).await
        }
        Err(refusal) => Err(refusal),
    };
    let (status, errors, stored) = match outcome {
        Ok(vendor) => return web.redirect_saying(format!("/vendors/{}", vendor.id), "ok", "vendors-saved", &[]),
        Err(Refusal::Invalid(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
        Err(Refusal::Conflict(stored)) => (StatusCode::CONFLICT, Vec::new(), Some(stored)),
        Err(other) => return Err(other),
    };
    let (vendor, _, _, choices) = load(web, id).await?;
    let rows = stored.map_or_else(Vec::new, |s| {
        conflict_rows(web, "vendors", &form.fields, &s, &[&choices_of_people(&choices.people)])
    });
    // Saving again after a conflict is a choice to keep what was typed.
    let version = if status == StatusCode::CONFLICT { vendor.version } else { version };
    let page = edit_page(web, Some(&vendor), web.form_with(&form.fields, &errors), version, &choices, rows);
    web.page_titled(status, "pages/vendors/edit", web.word("vendors-edit"), vendor_crumbs(web, &vendor), &page)
}

/// Whom and what the form offers.
struct Choices {
    people: Vec<(Person, Role)>,
    fields: Vec<ExtraField>,
}

async fn choices(web: &Web) -> Result<Choices> {
    web.read(|c, ctx| {
        let people = accounts::organisation_people(c, &ctx.scope)?;
        Ok(Choices { people, fields: store::extra_fields(c, &ctx.scope)? })
    })
    .await
}

async fn load(web: &Web, id: Id) -> Result<(Vendor, Depth, BTreeMap<String, String>, Choices)> {
    let loaded = web
        .read(move |c, ctx| {
            let vendor = store::find(c, &ctx.scope, &id)?;
            Ok((store::depth(c, &ctx.scope, &id)?, actions::extra_of(c, ctx, &id)?, vendor))
        })
        .await?;
    let (depth, extra, vendor) = loaded;
    Ok((vendor, depth, extra, choices(web).await?))
}

fn edit_page(
    web: &Web,
    vendor: Option<&Vendor>,
    form: FormState,
    version: i32,
    choices: &Choices,
    conflict: Vec<ConflictRow>,
) -> EditPage {
    // On the form a vendor takes only the steps that need no reason; the others have a page of their own.
    let statuses = VendorStatus::ALL.iter().filter(|to| match vendor {
        Some(vendor) => **to == vendor.status || rules::is_plain_step(vendor.status, **to),
        None => matches!(to, VendorStatus::Prospect | VendorStatus::Active),
    });
    EditPage {
        id: vendor.map(|v| v.id.to_string()),
        version,
        kinds: VendorKind::ALL.iter().map(|kind| kind.as_str()).collect(),
        statuses: statuses.map(|status| status.as_str()).collect(),
        managers: choices_of_people(&choices.people),
        extra: extra_inputs(web, &choices.fields, &form),
        form,
        conflict,
    }
}

fn stored_form(vendor: &Vendor, depth: &Depth, extra: &BTreeMap<String, String>) -> FormState {
    let form = extra.iter().fold(FormState::default(), |form, (key, value)| form.with(&format!("extra.{key}"), value));
    form.with("deputy_id", depth.deputy_id.as_ref().map(Id::to_string).unwrap_or_default())
        .with("legal_basis", depth.legal_basis.clone().unwrap_or_default())
        .with("phone_with", depth.phone_with.clone().unwrap_or_default())
        .with("phone_on", depth.phone_on.map(|day| day.to_string()).unwrap_or_default())
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
fn command(fields: &Fields) -> Result<(NewVendor, NewDepth)> {
    let mut checks = Checks::default();
    let kind = checks.keep::<VendorKind>(fields.required("kind", "error-choice"));
    let status = checks.keep::<VendorStatus>(fields.required("status", "error-choice"));
    let manager_id = checks.keep(fields.id("manager_id")).flatten();
    let given = |name: &str| fields.get(name).is_some();
    let deputy_id = checks.keep(fields.id("deputy_id")).filter(|_| given("deputy_id"));
    let phone_on = checks.keep(fields.date("phone_on")).filter(|_| given("phone_on"));
    let depth = NewDepth {
        deputy_id,
        legal_basis: given("legal_basis").then(|| fields.optional("legal_basis")),
        phone_with: given("phone_with").then(|| fields.optional("phone_with")),
        phone_on,
        extra: extra_given(fields),
    };
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
    if errors.is_empty() { Ok((new, depth)) } else { Err(Refusal::Invalid(errors)) }
}
