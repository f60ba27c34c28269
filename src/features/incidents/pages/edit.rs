//! The forms that register an incident and change its facts.

use super::{local, moment};
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::incidents::actions::{self, Edit, NewIncident};
use crate::features::incidents::model::{Confidence, IncidentSource, Judgement};
use crate::features::incidents::store;
use crate::features::incidents::views::FormPage;
use crate::features::{accounts, chains, contracts, vendors};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState};
use actix_web::web::{Path, Query};

/// What the incident is registered about, as the address or the form says.
#[derive(Debug, Clone, Default)]
struct About {
    node_id: Option<Id>,
    contract_id: Option<Id>,
    vendor_id: Option<Id>,
}

fn owners(c: &mut Db, ctx: &Ctx) -> Result<Vec<Choice>> {
    let people = accounts::organisation_people(c, &ctx.scope)?;
    Ok(people.into_iter().map(|(person, _)| Choice::new(&person.id, person.name)).collect())
}

fn new_page(c: &mut Db, ctx: &Ctx, about: &About, form: FormState) -> Result<FormPage> {
    let node = about.node_id.as_ref().map(|id| chains::find_node(c, &ctx.scope, id)).transpose()?;
    let contract = about.contract_id.as_ref().map(|id| contracts::find(c, &ctx.scope, id)).transpose()?;
    let vendor = about.vendor_id.as_ref().map(|id| vendors::find(c, &ctx.scope, id)).transpose()?;
    let cancel_href = match (&node, &contract, &vendor) {
        (Some(node), ..) => format!("/chains/nodes/{}", node.id),
        (_, Some(contract), _) => format!("/contracts/{}", contract.id),
        (.., Some(vendor)) => format!("/vendors/{}", vendor.id),
        _ => "/incidents".to_string(),
    };
    Ok(FormPage {
        form,
        incident_id: None,
        number: None,
        node_name: node.map(|n| n.name),
        contract_name: contract.map(|k| format!("{} {}", k.reference, k.title)),
        vendor_name: vendor.map(|v| v.legal_name),
        owners: owners(c, ctx)?,
        sources: IncidentSource::ALL,
        judgements: Judgement::ALL,
        confidences: Confidence::ALL,
        cancel_href,
    })
}

/// `/incidents/new?node_id=`, `contract_id=` or `vendor_id=`, or none of them.
pub async fn new(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let about = About {
        node_id: params.parsed("node_id")?,
        contract_id: params.parsed("contract_id")?,
        vendor_id: params.parsed("vendor_id")?,
    };
    let mut form = params.state().with("received_at", local(Some(web.visitor.now.into())));
    form = form.with("owner_id", &web.ctx()?.actor.person_id).with("source", IncidentSource::Vendor);
    let body = web.read(move |c, ctx| new_page(c, ctx, &about, form)).await?;
    web.page("pages/incidents/form", "incidents-new", &body)
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let source = checks.keep(fields.required("source", "error-choice")).unwrap_or(IncidentSource::Other);
    let received_at = checks.keep(moment(&fields, "received_at")).flatten();
    let owner_id = checks.keep(fields.id("owner_id")).flatten();
    let about = About {
        node_id: checks.keep(fields.id("node_id")).flatten(),
        contract_id: checks.keep(fields.id("contract_id")).flatten(),
        vendor_id: checks.keep(fields.id("vendor_id")).flatten(),
    };
    checks.that(!fields.text("title").trim().is_empty(), "title", "error-required");
    let new = NewIncident {
        title: fields.text("title"),
        description: fields.optional("description"),
        source,
        contact: fields.optional("contact"),
        received_at,
        owner_id,
        node_id: about.node_id.clone(),
        vendor_id: about.vendor_id.clone(),
        contract_id: about.contract_id.clone(),
    };
    let made = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::register(c, ctx, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(incident) => {
            let args = [("number", incident.number.to_string())];
            web.redirect_saying(format!("/incidents/{}", incident.id), "ok", "incidents-created", &args)
        }
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| new_page(c, ctx, &about, state)).await?;
            web.refused_page("pages/incidents/form", "incidents-new", &body)
        }
        Err(refusal) => Err(refusal),
    }
}

fn edit_page(c: &mut Db, ctx: &Ctx, id: &Id, form: Option<FormState>) -> Result<FormPage> {
    let incident = store::find(c, &ctx.scope, id)?;
    let stored = || {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        FormState::default()
            .with("title", &incident.title)
            .with("description", text(&incident.description))
            .with("source", incident.source)
            .with("contact", text(&incident.contact))
            .with("owner_id", incident.owner_id.as_ref().map(ToString::to_string).unwrap_or_default())
            .with("occurred_from", local(incident.occurred_from))
            .with("occurred_to", local(incident.occurred_to))
            .with("detected_by_vendor_at", local(incident.detected_by_vendor_at))
            .with("vendor_reported_at", local(incident.vendor_reported_at))
            .with("region_aware_at", local(incident.region_aware_at))
            .with("significant", incident.significant)
            .with("significance_reason", text(&incident.significance_reason))
            .with("personal_data", incident.personal_data)
            .with("persons_notified", incident.persons_notified.map(|n| n.to_string()).unwrap_or_default())
            .with("root_cause", text(&incident.root_cause))
            .with("root_cause_confidence", incident.root_cause_confidence)
            .with("open_questions", text(&incident.open_questions))
            .with("version", incident.version)
    };
    Ok(FormPage {
        form: form.unwrap_or_else(stored),
        number: Some(incident.number),
        node_name: None,
        contract_name: None,
        vendor_name: None,
        owners: owners(c, ctx)?,
        sources: IncidentSource::ALL,
        judgements: Judgement::ALL,
        confidences: Confidence::ALL,
        cancel_href: format!("/incidents/{id}"),
        incident_id: Some(incident.id),
    })
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    let body = web.read(move |c, ctx| edit_page(c, ctx, &id, None)).await?;
    web.page("pages/incidents/form", "incidents-edit", &body)
}

/// A whole number as people write it: `2 700 000`.
pub fn count(fields: &Fields, name: &str) -> Result<Option<i64>, crate::base::FieldError> {
    let Some(text) = fields.optional(name) else { return Ok(None) };
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    plain.parse().map(Some).map_err(|_| crate::base::FieldError::new(name, "error-number"))
}

fn read_edit(fields: &Fields, checks: &mut Checks) -> Edit {
    let at = |name: &str, checks: &mut Checks| checks.keep(moment(fields, name)).flatten();
    Edit {
        occurred_from: at("occurred_from", checks),
        occurred_to: at("occurred_to", checks),
        detected_by_vendor_at: at("detected_by_vendor_at", checks),
        vendor_reported_at: at("vendor_reported_at", checks),
        region_aware_at: at("region_aware_at", checks),
        title: fields.text("title"),
        description: fields.optional("description"),
        source: checks.keep(fields.required("source", "error-choice")).unwrap_or(IncidentSource::Other),
        contact: fields.optional("contact"),
        owner_id: checks.keep(fields.id("owner_id")).flatten(),
        significant: checks.keep(fields.required("significant", "error-choice")).unwrap_or(Judgement::Unknown),
        significance_reason: fields.optional("significance_reason"),
        personal_data: checks.keep(fields.required("personal_data", "error-choice")).unwrap_or(Judgement::Unknown),
        persons_notified: checks.keep(count(fields, "persons_notified")).flatten(),
        root_cause: fields.optional("root_cause"),
        root_cause_confidence: checks
            .keep(fields.required("root_cause_confidence", "error-choice"))
            .unwrap_or(Confidence::Unknown),
        open_questions: fields.optional("open_questions"),
    }
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let edit = read_edit(&fields, &mut checks);
    let (key, version) = (id.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::edit(c, ctx, &key, Some(version), &edit)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/incidents/{id}"), "ok", "incidents-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| edit_page(c, ctx, &id, Some(state))).await?;
            web.refused_page("pages/incidents/form", "incidents-edit", &body)
        }
        Err(refusal) => Err(refusal),
    }
}
