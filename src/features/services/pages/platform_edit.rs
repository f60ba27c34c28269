//! The forms of a platform and of what it says of a type.

use super::platforms::crumbs;
use super::{class_of, levels, strengths};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal};
use crate::features::services::actions::{self, NewRule};
use crate::features::services::input::NewPlatform;
use crate::features::services::model::{Capability, Strength};
use crate::features::services::records::Platform;
use crate::features::services::rules;
use crate::features::services::store;
use crate::features::services::views::{NamedChoice, PlatformFormPage, RulePage, TypeRow, class_form};
use crate::features::vendors;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::Path;

async fn form_page(web: Web, id: Option<Id>, status: StatusCode, form: Option<FormState>) -> Answer {
    let (platform, vendors) = web
        .read(move |c, ctx| {
            let platform = id.as_ref().map(|id| store::find_platform(c, &ctx.scope, id)).transpose()?;
            Ok((platform, vendors::choices(c, &ctx.scope)?))
        })
        .await?;
    let href = platform.as_ref().map_or("/platforms".to_string(), |p| format!("/platforms/{}", p.id));
    let missing = |each: &Capability| NamedChoice {
        name: format!("missing_{each}"),
        label: web.word(&format!("services-capability-{each}")),
    };
    let body = PlatformFormPage {
        form: form.or_else(|| platform.as_ref().map(stored)).unwrap_or_default(),
        action: platform.as_ref().map_or("/platforms".to_string(), |_| format!("{href}/edit")),
        cancel_href: href.clone(),
        vendors: vendors.into_iter().map(|(id, name)| Choice::new(id, name)).collect(),
        levels: levels(&web),
        missing: Capability::ALL.iter().map(missing).collect(),
        can_approve: web.can(Permission::ServiceApprove),
    };
    let title = web.word(if platform.is_some() { "services-platform-edit" } else { "services-platform-new" });
    let mut crumbs = crumbs(&web);
    crumbs.extend(platform.map(|p| (p.name, href)));
    web.page_titled(status, "pages/services/platform_form", title, crumbs, &body)
}

fn stored(platform: &Platform) -> FormState {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let mut form = FormState::default()
        .with("name", &platform.name)
        .with("vendor_id", platform.vendor_id.as_ref().map(ToString::to_string).unwrap_or_default())
        .with("description", text(&platform.description))
        .with("evidence", text(&platform.evidence))
        .with("version", platform.version);
    form = class_form(form, "ceiling_", platform.ceiling());
    for each in platform.missing_capabilities() {
        form = form.with(&format!("missing_{each}"), "1");
    }
    form
}

fn read(fields: &Fields, checks: &mut Checks) -> NewPlatform {
    NewPlatform {
        name: fields.text("name"),
        vendor_id: checks.keep(fields.id("vendor_id")).flatten(),
        description: fields.optional("description"),
        ceiling: class_of(fields, "ceiling_", checks),
        evidence: fields.optional("evidence"),
        missing: Capability::ALL.iter().filter(|e| fields.checked(&format!("missing_{e}"))).copied().collect(),
    }
}

pub async fn new(web: Web) -> Answer {
    form_page(web, None, StatusCode::OK, None).await
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let new = read(&fields, &mut checks);
    let made = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::add_platform(c, ctx, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(gated) => {
            let platform = gated.open()?;
            web.redirect_saying(format!("/platforms/{}", platform.id), "ok", "services-platform-created", &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            form_page(web, None, StatusCode::UNPROCESSABLE_ENTITY, Some(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    form_page(web, Some(id.into_inner()), StatusCode::OK, None).await
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let new = read(&fields, &mut checks);
    let (key, version) = (id.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::update_platform(c, ctx, &key, &new, version)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(gated) => {
            gated.open()?;
            web.redirect_saying(format!("/platforms/{id}"), "ok", "services-platform-saved", &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            form_page(web, Some(id), StatusCode::UNPROCESSABLE_ENTITY, Some(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}

async fn rule_page(web: Web, id: Id, code: String, status: StatusCode, form: Option<FormState>) -> Answer {
    let key = code.clone();
    let (platform, rule, each) = web
        .read(move |c, ctx| {
            let platform = store::find_platform(c, &ctx.scope, &id)?;
            let types = actions::catalogue(c, ctx)?;
            let each = types.find(&key).cloned().ok_or(Refusal::NotFound)?;
            let stored = store::platform_rules_of(c, &ctx.scope, Some(&id))?;
            Ok((platform, stored.into_iter().find(|rule| rule.type_code == key), each))
        })
        .await?;
    let text = |value: Option<String>| value.unwrap_or_default();
    let fresh = || match &rule {
        Some(rule) => FormState::default()
            .with("strength", rule.strength)
            .with("legal_source", text(rule.legal_source.clone()))
            .with("evidence", text(rule.evidence.clone()))
            .with("version", rule.version),
        None => FormState::default().with("legal_source", text(each.legal_basis.clone())).with("version", 0),
    };
    let fit = rules::fit(each.class, platform.ceiling(), rule.as_ref().map(|rule| rule.strength));
    let href = format!("/platforms/{}", platform.id);
    let body = RulePage {
        form: form.unwrap_or_else(fresh),
        action: format!("{href}/type-rules/{code}"),
        cancel_href: format!("{href}#rules"),
        platform_name: platform.name.clone(),
        missing: rules::missing_for(&each, &platform.missing_capabilities()),
        each: TypeRow::of(&each, Some(fit)),
        strengths: strengths(&web),
        can_approve: web.can(Permission::ServiceApprove),
    };
    let mut crumbs = crumbs(&web);
    crumbs.push((platform.name, href));
    let title = web.word_with("services-rule-title", &[("type", each.name)]);
    web.page_titled(status, "pages/services/rule", title, crumbs, &body)
}

pub async fn rule(web: Web, path: Path<(Id, String)>) -> Answer {
    let (id, code) = path.into_inner();
    rule_page(web, id, code, StatusCode::OK, None).await
}

pub async fn save_rule(form: Posted, path: Path<(Id, String)>) -> Answer {
    let (Posted { web, fields }, (id, code)) = (form, path.into_inner());
    let version = fields.version();
    let done = match fields.parsed::<Strength>("strength", "error-choice") {
        Ok(strength) => {
            let new = NewRule {
                type_code: code.clone(),
                strength,
                legal_source: fields.optional("legal_source"),
                evidence: fields.optional("evidence"),
            };
            let key = id.clone();
            web.write(move |c, ctx| actions::set_rule(c, ctx, &key, &new, version)).await
        }
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/platforms/{id}#rules"), "ok", "services-rule-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            rule_page(web, id, code, StatusCode::UNPROCESSABLE_ENTITY, Some(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}
