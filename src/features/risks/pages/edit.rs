//! The form that describes a risk.

use super::crumbs;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::risks::actions::{self, RiskInput};
use crate::features::risks::model::ConsequenceCategory;
use crate::features::risks::parameters::starters;
use crate::features::risks::records::Risk;
use crate::features::risks::store;
use crate::features::risks::views::FormPage;
use crate::features::vendors::choices_of_people;
use crate::features::{accounts, chains, contracts, services, vendors};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

/// The nodes that most contracts come together in are offered; any other by its own page.
const OFFERED_NODES: i64 = 200;

fn page(c: &mut Db, ctx: &Ctx, risk: Option<&Risk>, form: FormState) -> Result<FormPage> {
    let chosen = |name: &str| form.value(name).parse::<Id>().ok();
    let mut nodes: Vec<Choice> = chains::concentration(c, &ctx.scope, OFFERED_NODES)?
        .into_iter()
        .map(|row| Choice::new(row.node.id, row.node.name))
        .collect();
    if let Some(id) = chosen("node_id").filter(|id| nodes.iter().all(|choice| choice.value != id.as_str()))
        && let Ok(node) = chains::find_node(c, &ctx.scope, &id)
    {
        nodes.insert(0, Choice::new(node.id, node.name));
    }
    let link = chosen("link_id").and_then(|id| chains::find_link(c, &ctx.scope, &id).ok());
    let pairs = |all: Vec<(Id, String)>| all.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
    Ok(FormPage {
        vendors: pairs(vendors::choices(c, &ctx.scope)?),
        contracts: contracts::choices(c, &ctx.scope)?
            .into_iter()
            .map(|(id, reference, title)| Choice::new(id, format!("{reference} {title}")))
            .collect(),
        services: pairs(services::choices(c, &ctx.scope)?),
        nodes,
        owners: choices_of_people(&accounts::organisation_people(c, &ctx.scope)?),
        categories: ConsequenceCategory::ALL,
        link_text: link.map(|link| link.task),
        cancel_href: risk.map_or("/risks".to_string(), |risk| format!("/risks/{}", risk.id)),
        risk_id: risk.map(|risk| risk.id.clone()),
        form,
    })
}

/// `/risks/new`, with `scenario=` a starter, and `vendor_id=`, `contract_id=`, `node_id=`, `link_id=`, `service_id=`
/// what it is about.
pub async fn new(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let mut form = params.state().with("owner_id", &web.ctx()?.actor.person_id);
    if let Some(starter) = params.text("scenario").and_then(|key| starters().iter().find(|s| s.key == key)) {
        let text = starter.text(web.language());
        form = form
            .with("title", &text.title)
            .with("threat", &text.threat)
            .with("asset", &text.asset)
            .with("category", starter.category);
    }
    let body = web.read(move |c, ctx| page(c, ctx, None, form)).await?;
    let crumbs = vec![(web.word("risks-title"), "/risks".to_string())];
    web.page_titled(StatusCode::OK, "pages/risks/form", web.word("risks-new"), crumbs, &body)
}

fn read(fields: &Fields, checks: &mut Checks) -> RiskInput {
    let mut id = |name: &str| checks.keep(fields.id(name)).flatten();
    let (vendor_id, contract_id, link_id) = (id("vendor_id"), id("contract_id"), id("link_id"));
    let (node_id, service_id, owner_id) = (id("node_id"), id("service_id"), id("owner_id"));
    for name in ["title", "threat", "asset"] {
        checks.that(!fields.text(name).trim().is_empty(), name, "error-required");
    }
    RiskInput {
        title: fields.text("title"),
        scenario: fields.optional("scenario"),
        threat: fields.text("threat"),
        asset: fields.text("asset"),
        category: checks.keep(fields.required("category", "error-choice")).unwrap_or(ConsequenceCategory::Integrity),
        vendor_id,
        contract_id,
        link_id,
        node_id,
        service_id,
        owner_id,
        review_on: checks.keep(fields.date("review_on")).flatten(),
        common_cause: fields.checked("common_cause"),
    }
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let input = read(&fields, &mut checks);
    let made = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::add(c, ctx, &input)).await,
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(risk) => {
            let args = [("number", risk.number.to_string())];
            web.redirect_saying(format!("/risks/{}", risk.id), "ok", "risks-created", &args)
        }
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| page(c, ctx, None, state)).await?;
            web.refused_page("pages/risks/form", "risks-new", &body)
        }
        Err(refusal) => Err(refusal),
    }
}

fn stored(risk: &Risk) -> FormState {
    let id = |id: &Option<Id>| id.as_ref().map(ToString::to_string).unwrap_or_default();
    FormState::default()
        .with("title", &risk.title)
        .with("scenario", risk.scenario.clone().unwrap_or_default())
        .with("threat", &risk.threat)
        .with("asset", &risk.asset)
        .with("category", risk.category)
        .with("vendor_id", id(&risk.vendor_id))
        .with("contract_id", id(&risk.contract_id))
        .with("link_id", id(&risk.link_id))
        .with("node_id", id(&risk.node_id))
        .with("service_id", id(&risk.service_id))
        .with("owner_id", id(&risk.owner_id))
        .with("review_on", risk.review_on.map(|day| day.to_string()).unwrap_or_default())
        .with("common_cause", if risk.common_cause { "1" } else { "" })
        .with("version", risk.version)
}

async fn edit_with(web: Web, id: Id, status: StatusCode, form: Option<FormState>) -> Answer {
    let (risk, body) = web
        .read(move |c, ctx| {
            let risk = store::find(c, &ctx.scope, &id)?;
            let form = form.unwrap_or_else(|| stored(&risk));
            let body = page(c, ctx, Some(&risk), form)?;
            Ok((risk, body))
        })
        .await?;
    let crumbs = crumbs(&web, &risk);
    web.page_titled(status, "pages/risks/form", web.word("risks-edit"), crumbs, &body)
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    edit_with(web, id.into_inner(), StatusCode::OK, None).await
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let input = read(&fields, &mut checks);
    let (key, version) = (id.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::edit(c, ctx, &key, Some(version), &input)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/risks/{id}"), "ok", "risks-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            edit_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}
