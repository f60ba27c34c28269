//! The forms that add a service and change it.

use super::{count, crumbs, crumbs_to};
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::services::input::NewService;
use crate::features::services::model::{Audience, Channel};
use crate::features::services::records::Service;
use crate::features::services::views::{FormPage, NamedChoice};
use crate::features::services::{actions, store};
use crate::features::{accounts, contracts};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

struct Choices {
    platforms: Vec<Choice>,
    contracts: Vec<Choice>,
    owners: Vec<Choice>,
    administrations: Vec<Choice>,
    types: Vec<NamedChoice>,
}

fn choices(c: &mut Db, ctx: &Ctx) -> Result<Choices> {
    let people = accounts::organisation_people(c, &ctx.scope)?;
    let administrations = store::administrations(c, &ctx.scope)?;
    let contracts = contracts::choices(c, &ctx.scope)?;
    let types = actions::catalogue(c, ctx)?.types;
    Ok(Choices {
        platforms: store::platform_choices(c, &ctx.scope)?.into_iter().map(|(id, n)| Choice::new(id, n)).collect(),
        contracts: contracts.into_iter().map(|(id, no, title)| Choice::new(id, format!("{no} {title}"))).collect(),
        owners: people.into_iter().map(|(person, _)| Choice::new(&person.id, person.name)).collect(),
        administrations: administrations.into_iter().map(|name| Choice::new(name.clone(), name)).collect(),
        types: types.into_iter().map(|t| NamedChoice { name: format!("type_{}", t.code), label: t.name }).collect(),
    })
}

fn page(web: &Web, status: StatusCode, service: Option<&Service>, all: Choices, form: FormState) -> Answer {
    let channel = |each: &Channel| NamedChoice {
        name: format!("channel_{each}"),
        label: web.word(&format!("services-channel-{each}")),
    };
    let href = service.map_or("/services".to_string(), |s| format!("/services/{}", s.id));
    let body = FormPage {
        form,
        service_id: service.map(|s| s.id.clone()),
        action: service.map_or("/services".to_string(), |_| format!("{href}/edit")),
        cancel_href: href,
        platforms: all.platforms,
        contracts: all.contracts,
        owners: all.owners,
        administrations: all.administrations,
        audiences: Audience::ALL,
        channels: Channel::ALL.iter().map(channel).collect(),
        types: all.types,
    };
    let title = web.word(if service.is_some() { "services-edit" } else { "services-new" });
    let crumbs = service.map_or_else(|| crumbs(web), |s| crumbs_to(web, s));
    web.page_titled(status, "pages/services/form", title, crumbs, &body)
}

/// `/services/new?platform_id=`
pub async fn new(web: Web, query: Query<Params>) -> Answer {
    let form = query.state().with("audience", Audience::Public).with("channel_web", "1");
    let all = web.read(choices).await?;
    page(&web, StatusCode::OK, None, all, form)
}

/// What the form says. Levels of the class are not part of it: they are decided on their own page.
fn read(fields: &Fields, checks: &mut Checks) -> NewService {
    let channels = Channel::ALL.iter().filter(|each| fields.checked(&format!("channel_{each}"))).copied().collect();
    let types = fields.0.iter().filter(|(_, value)| !value.is_empty() && value != "0");
    NewService {
        name: fields.text("name"),
        platform_id: checks.keep(fields.id("platform_id")).flatten(),
        contract_id: checks.keep(fields.id("contract_id")).flatten(),
        administration: fields.optional("administration"),
        audience: checks.keep(fields.parsed("audience", "error-choice")).flatten(),
        channels,
        users_per_day: checks.keep(count(fields, "users_per_day")).flatten(),
        persons: checks.keep(count(fields, "persons")).flatten(),
        affected_groups: fields.optional("affected_groups"),
        fallback_routine: fields.optional("fallback_routine"),
        fallback_tested_on: checks.keep(fields.date("fallback_tested_on")).flatten(),
        operating_hours: fields.optional("operating_hours"),
        max_outage_hours: checks.keep(count(fields, "max_outage_hours")).flatten(),
        owner_id: checks.keep(fields.id("owner_id")).flatten(),
        information_types: types.filter_map(|(name, _)| name.strip_prefix("type_").map(ToString::to_string)).collect(),
        form_fields: fields.optional("form_fields"),
    }
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let new = read(&fields, &mut checks);
    let made = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::add(c, ctx, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(service) => web.redirect_saying(format!("/services/{}/classify", service.id), "ok", "services-created", &[]),
        Err(Refusal::Invalid(errors)) => {
            let all = web.read(choices).await?;
            page(&web, StatusCode::UNPROCESSABLE_ENTITY, None, all, web.form_with(&fields, &errors))
        }
        Err(refusal) => Err(refusal),
    }
}

fn stored(service: &Service) -> FormState {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let number = |value: Option<i32>| value.map(|n| n.to_string()).unwrap_or_default();
    let id = |value: &Option<Id>| value.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut form = FormState::default()
        .with("name", &service.name)
        .with("platform_id", id(&service.platform_id))
        .with("contract_id", id(&service.contract_id))
        .with("administration", text(&service.administration))
        .with("audience", service.audience)
        .with("users_per_day", number(service.users_per_day))
        .with("persons", number(service.persons))
        .with("affected_groups", text(&service.affected_groups))
        .with("fallback_routine", text(&service.fallback_routine))
        .with("fallback_tested_on", service.fallback_tested_on.map(|d| d.to_string()).unwrap_or_default())
        .with("operating_hours", text(&service.operating_hours))
        .with("max_outage_hours", number(service.max_outage_hours))
        .with("owner_id", id(&service.owner_id))
        .with("form_fields", text(&service.form_fields))
        .with("version", service.version);
    for channel in service.channel_list() {
        form = form.with(&format!("channel_{channel}"), "1");
    }
    for code in service.type_codes() {
        form = form.with(&format!("type_{code}"), "1");
    }
    form
}

async fn edit_page(web: Web, id: Id, status: StatusCode, form: Option<FormState>) -> Answer {
    let (service, all) = web.read(move |c, ctx| Ok((store::find(c, &ctx.scope, &id)?, choices(c, ctx)?))).await?;
    let form = form.unwrap_or_else(|| stored(&service));
    page(&web, status, Some(&service), all, form)
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    edit_page(web, id.into_inner(), StatusCode::OK, None).await
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let new = read(&fields, &mut checks);
    let (key, version) = (id.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::update(c, ctx, &key, &new, version)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(service) => {
            let (kind, key) =
                if service.reclassify { ("attention", "services-saved-changed") } else { ("ok", "services-saved") };
            web.redirect_saying(format!("/services/{id}"), kind, key, &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            edit_page(web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
        }
        Err(refusal) => Err(refusal),
    }
}
