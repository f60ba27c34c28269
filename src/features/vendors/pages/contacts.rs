//! The form of a vendor's contact person.

use super::shared::{conflict_rows, vendor_crumbs};
use crate::base::{Id, Refusal};
use crate::features::vendors::depth_input::NewContact;
use crate::features::vendors::records::{ContactRole, Hours, VendorContact};
use crate::features::vendors::views::{ConflictRow, ContactPage, RoleBox};
use crate::features::vendors::{actions, rules, store};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

pub async fn new_contact(web: Web, id: Path<Id>) -> Answer {
    render(&web, StatusCode::OK, id.into_inner(), None, FormState::default(), 0, Vec::new()).await
}

pub async fn add_contact(form: Posted, id: Path<Id>) -> Answer {
    let (web, id, new) = (&form.web, id.into_inner(), command(&form.fields));
    let target = id.clone();
    match web.write(move |c, ctx| actions::add_contact(c, ctx, &target, &new)).await {
        Ok(_) => web.redirect_saying(format!("/vendors/{id}?tab=contacts"), "ok", "vendors-contact-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&form.fields, &errors);
            render(web, StatusCode::UNPROCESSABLE_ENTITY, id, None, state, 0, Vec::new()).await
        }
        Err(other) => Err(other),
    }
}

pub async fn edit_contact(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, contact_id) = path.into_inner();
    let vendor_id = id.clone();
    let contact = web.read(move |c, ctx| store::find_contact(c, &ctx.scope, &vendor_id, &contact_id)).await?;
    let form = stored_form(&contact);
    render(&web, StatusCode::OK, id, Some(contact.id), form, contact.version, Vec::new()).await
}

pub async fn save_contact(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (web, (id, contact_id), new) = (&form.web, path.into_inner(), command(&form.fields));
    let (vendor_id, target, version) = (id.clone(), contact_id.clone(), form.fields.version());
    match web.write(move |c, ctx| actions::update_contact(c, ctx, &vendor_id, &target, &new, version)).await {
        Ok(_) => web.redirect_saying(format!("/vendors/{id}?tab=contacts"), "ok", "vendors-contact-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&form.fields, &errors);
            render(web, StatusCode::UNPROCESSABLE_ENTITY, id, Some(contact_id), state, version, Vec::new()).await
        }
        Err(Refusal::Conflict(stored)) => {
            let rows = conflict_rows(web, "vendors-contact", &form.fields, &stored, &[]);
            let version = stored.get("version").and_then(|v| v.parse().ok()).unwrap_or(0);
            let state = web.form_with(&form.fields, &[]);
            render(web, StatusCode::CONFLICT, id, Some(contact_id), state, version, rows).await
        }
        Err(other) => Err(other),
    }
}

async fn render(
    web: &Web,
    status: StatusCode,
    id: Id,
    contact_id: Option<Id>,
    form: FormState,
    version: i32,
    conflict: Vec<ConflictRow>,
) -> Answer {
    let vendor = web.read(move |c, ctx| store::find(c, &ctx.scope, &id)).await?;
    let title = web.word(if contact_id.is_some() { "vendors-contact-edit" } else { "vendors-contact-new" });
    let page = ContactPage {
        vendor_id: vendor.id.to_string(),
        id: contact_id.map(|i| i.to_string()),
        form,
        version,
        roles: ContactRole::ALL.iter().map(|role| role_box(web, *role)).collect(),
        hours: Hours::ALL.iter().map(|hours| hours.as_str()).collect(),
        conflict,
    };
    web.page_titled(status, "pages/vendors/contact", title, vendor_crumbs(web, &vendor), &page)
}

fn role_box(web: &Web, role: ContactRole) -> RoleBox {
    RoleBox { name: format!("role_{role}"), label: web.word(&format!("vendors-contact-role-{role}")) }
}

fn stored_form(contact: &VendorContact) -> FormState {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let form = rules::contact_roles(contact)
        .into_iter()
        .fold(FormState::default(), |form, role| form.with(&format!("role_{role}"), "1"));
    form.with("hours", contact.hours.map(|h| h.to_string()).unwrap_or_default())
        .with("opens", optional(&contact.opens))
        .with("closes", optional(&contact.closes))
        .with("name", &contact.name)
        .with("email", optional(&contact.email))
        .with("phone", optional(&contact.phone))
        .with("duty", optional(&contact.duty))
}

fn command(fields: &Fields) -> NewContact {
    NewContact {
        name: fields.text("name"),
        email: fields.optional("email"),
        phone: fields.optional("phone"),
        duty: fields.optional("duty"),
        roles: ContactRole::ALL.iter().copied().filter(|role| fields.checked(&format!("role_{role}"))).collect(),
        hours: fields.get("hours").and_then(|h| h.parse::<Hours>().ok()),
        opens: fields.optional("opens"),
        closes: fields.optional("closes"),
    }
}
