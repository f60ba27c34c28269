//! Asking: what is asked for, the criteria, the files, and sending it in. Both sides use the same forms.

use super::{base, claim_rows, head, open, side};
use crate::access::Side;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{FieldError, Id};
use crate::features::chains::{self, TransferMechanism};
use crate::features::subcontractors::actions::{self, CaseInput, ClaimInput};
use crate::features::subcontractors::model::{CaseState, ClaimAnswer, CriteriaModel};
use crate::features::subcontractors::records::Case;
use crate::features::subcontractors::store;
use crate::features::subcontractors::views::{ClaimsPage, FormPage};
use crate::features::{contracts, vendors};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Params, Posted, Upload, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

/// The contracts that one can ask under: the client's own, or those of the vendor's own rows.
fn contract_choices(c: &mut Db, ctx: &Ctx) -> Result<Vec<Choice>> {
    if ctx.scope.side() == Side::Region {
        let all = contracts::choices(c, &ctx.scope)?;
        return Ok(all
            .into_iter()
            .map(|(id, reference, title)| Choice::new(id, format!("{reference} {title}")))
            .collect());
    }
    let mut all = Vec::new();
    for vendor in vendors::portal_vendors(c, &ctx.scope)? {
        let client = actions::of_client(ctx, &vendor.organisation_id);
        for contract in contracts::of_vendor(c, &client.scope, &vendor.id)? {
            all.push(Choice::new(&contract.id, format!("{} {}", contract.reference, contract.title)));
        }
    }
    Ok(all)
}

/// Who in the chain may take in the new one: everybody in it that the one who asks may see.
fn parents(c: &mut Db, ctx: &Ctx, contract_id: Option<&Id>) -> Result<Vec<Choice>> {
    let Some(contract_id) = contract_id else { return Ok(Vec::new()) };
    let links = match chains::links_of_contract(c, &ctx.scope, contract_id) {
        Ok(links) => links,
        Err(Refusal::NotFound) => return Ok(Vec::new()),
        Err(refusal) => return Err(refusal),
    };
    let ids: Vec<Id> = links.into_iter().filter(|link| link.is_active()).map(|link| link.child_node_id).collect();
    Ok(store::node_names(c, &ids)?.into_iter().map(|(id, name)| Choice::new(id, name)).collect())
}

fn form_page(c: &mut Db, ctx: &Ctx, case: Option<&Case>, form: FormState) -> Result<FormPage> {
    let side = ctx.scope.side();
    let base = base(side);
    let contract = case.map(|case| contracts::find(c, &ctx.scope, &case.contract_id)).transpose()?;
    let chosen =
        contract.as_ref().map(|contract| contract.id.clone()).or_else(|| form.value("contract_id").parse().ok());
    Ok(FormPage {
        portal: side == Side::Vendor,
        action: case.map_or_else(|| base.to_string(), |case| format!("{base}/{}/edit", case.id)),
        cancel_href: case.map_or_else(|| base.to_string(), |case| format!("{base}/{}", case.id)),
        contract_name: contract.map(|contract| format!("{} {}", contract.reference, contract.title)),
        contracts: if case.is_none() { contract_choices(c, ctx)? } else { Vec::new() },
        parents: parents(c, ctx, chosen.as_ref())?,
        classes: ["0", "1", "2", "3"],
        mechanisms: TransferMechanism::ALL,
        yes_no: ["no", "yes"],
        changes: case.is_some_and(|case| case.previous_id.is_some()),
        form,
    })
}

/// `/subcontracts/new?contract_id=` and the same in the portal.
pub async fn new(web: Web, query: Query<Params>) -> Answer {
    let form = query.into_inner().state().with("country", "SE");
    let body = web.read(move |c, ctx| form_page(c, ctx, None, form)).await?;
    web.page("pages/subcontracts/form", "subcontracts-new", &body)
}

fn several(fields: &Fields, name: &str) -> Vec<String> {
    fields.optional(name).into_iter().collect()
}

/// Reads the form; what cannot be read is an error at its field.
fn input(fields: &Fields) -> Result<CaseInput> {
    let mut checks = Checks::default();
    let number = |name: &str| -> Result<Option<i64>, FieldError> {
        match fields.optional(name) {
            None => Ok(None),
            Some(text) => {
                let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
                digits.parse().map(Some).map_err(|_| FieldError::new(name, "error-number"))
            }
        }
    };
    let sensitive = match fields.get("security_sensitive") {
        Some("yes") => Some(true),
        Some("no") => Some(false),
        _ => None,
    };
    let read = CaseInput {
        contract_id: checks.keep(fields.id("contract_id")).flatten(),
        parent_node_id: checks.keep(fields.id("parent_node_id")).flatten(),
        is_care: fields.checked("is_care"),
        is_processor: fields.checked("is_processor"),
        name: fields.text("name"),
        org_number: fields.optional("org_number"),
        country: fields.optional("country"),
        task: fields.text("task"),
        data_class: checks.keep(fields.parsed("data_class", "error-choice")).flatten(),
        information_types: several(fields, "information_types"),
        persons: (checks.keep(number("persons_low")).flatten(), checks.keep(number("persons_high")).flatten()),
        countries: several(fields, "countries"),
        remote_countries: several(fields, "remote_countries"),
        care_countries: several(fields, "care_countries"),
        patient_data: fields.checked("patient_data"),
        transfer_mechanism: checks.keep(fields.parsed("transfer_mechanism", "error-choice")).flatten(),
        starts_on: checks.keep(fields.date("starts_on")).flatten(),
        urgent_reason: fields.optional("urgent_reason"),
        change_note: fields.optional("change_note"),
        security_sensitive: sensitive,
    };
    // The gate comes first: when it closes, nothing else matters and nothing else is kept.
    if sensitive != Some(true) {
        checks.done()?;
    }
    Ok(read)
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let side = side(&web)?;
    let made = match input(&fields) {
        Ok(input) => web.write(move |c, ctx| actions::create(c, ctx, &input)).await,
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(case) if case.state == CaseState::Stopped => web.redirect(format!("{}/{}", base(side), case.id)),
        Ok(case) => {
            web.redirect_saying(format!("{}/{}/claims", base(side), case.id), "ok", "subcontracts-created", &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| form_page(c, ctx, None, state)).await?;
            web.refused_page("pages/subcontracts/form", "subcontracts-new", &body)
        }
        Err(refusal) => Err(refusal),
    }
}

fn form_of(case: &Case) -> FormState {
    let f = case.facts();
    let text = |value: Option<String>| value.unwrap_or_default();
    let number = |value: Option<i64>| value.map(|n| n.to_string()).unwrap_or_default();
    let flag = |is: bool| if is { "1" } else { "" };
    FormState::default()
        .with("version", case.version)
        .with("parent_node_id", case.parent_node_id.as_ref().map(ToString::to_string).unwrap_or_default())
        .with("is_care", flag(case.is_care))
        .with("is_processor", flag(case.is_processor))
        .with("name", &case.name)
        .with("org_number", text(f.org_number))
        .with("country", text(f.country))
        .with("task", f.task)
        .with("data_class", f.data_class.map(|class| class.to_string()).unwrap_or_default())
        .with("information_types", f.information_types.join(", "))
        .with("persons_low", number(f.persons.0))
        .with("persons_high", number(f.persons.1))
        .with("countries", f.countries.join(", "))
        .with("remote_countries", f.remote_countries.join(", "))
        .with("care_countries", f.care_countries.join(", "))
        .with("patient_data", flag(f.patient_data))
        .with("transfer_mechanism", f.transfer_mechanism.map(|m| m.to_string()).unwrap_or_default())
        .with("starts_on", case.starts_on.map(|day| day.to_string()).unwrap_or_default())
        .with("urgent_reason", text(f.urgent_reason))
        .with("change_note", text(f.change_note))
        .with("security_sensitive", "no")
}

async fn edit_with(web: Web, id: Id, status: StatusCode, form: Option<FormState>) -> Answer {
    let side = side(&web)?;
    let (body, number) = web
        .read(move |c, ctx| {
            let case = store::find(c, &ctx.scope, &id)?;
            if !case.state.is_editable() {
                return Err(Refusal::rule("rule-subcontract-locked"));
            }
            let form = form.unwrap_or_else(|| form_of(&case));
            Ok((form_page(c, ctx, Some(&case), form)?, case.number))
        })
        .await?;
    let title = web.word_with("subcontracts-edit-title", &[("number", number.to_string())]);
    let crumbs = vec![(web.word("subcontracts-title"), base(side).to_string())];
    web.page_titled(status, "pages/subcontracts/form", title, crumbs, &body)
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    edit_with(web, id.into_inner(), StatusCode::OK, None).await
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let side = side(&web)?;
    let (key, version) = (id.clone(), fields.version());
    let saved = match input(&fields) {
        Ok(input) => web.write(move |c, ctx| actions::edit(c, ctx, &key, Some(version), &input)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("{}/{id}", base(side)), "ok", "subcontracts-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            edit_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
        }
        Err(refusal) => Err(refusal),
    }
}

struct Refused {
    form: Option<FormState>,
    upload: FormState,
}

async fn claims_with(web: Web, id: Id, status: StatusCode, refused: Refused) -> Answer {
    let side = side(&web)?;
    let open = web
        .read(move |c, ctx| {
            let open = open(c, ctx, &id)?;
            if open.case.state.is_editable() { Ok(open) } else { Err(Refusal::rule("rule-subcontract-locked")) }
        })
        .await?;
    let rows = claim_rows(&web, side, &open, true);
    let fresh = || {
        rows.iter().fold(FormState::default().with("version", open.case.version), |form, row| {
            form.with(&row.answer_field, row.answer.map(ClaimAnswer::as_str).unwrap_or_default())
                .with(&row.note_field, row.note.clone().unwrap_or_default())
        })
    };
    let parts = rows.iter().map(|row| Choice::new(row.number, format!("{}. {}", row.number, row.text))).collect();
    let body = ClaimsPage {
        form: refused.form.unwrap_or_else(fresh),
        answers: ClaimAnswer::ALL,
        upload_form: refused.upload,
        parts,
        megabytes: web.app.settings.upload_max_bytes / 1_000_000,
        head: head(&web, side, &open),
        criteria: rows,
    };
    let title = web.word_with("subcontracts-claims-title", &[("name", open.case.name.clone())]);
    let crumbs = vec![
        (web.word("subcontracts-title"), body.head.base.clone()),
        (open.case.name.clone(), body.head.href.clone()),
    ];
    web.page_titled(status, "pages/subcontracts/claims", title, crumbs, &body)
}

pub async fn claims(web: Web, id: Path<Id>) -> Answer {
    let refused = Refused { form: None, upload: FormState::default() };
    claims_with(web, id.into_inner(), StatusCode::OK, refused).await
}

pub async fn save_claims(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let side = side(&web)?;
    let mut checks = Checks::default();
    let mut all = Vec::new();
    for criterion in &CriteriaModel::versions().newest().criteria {
        let (answer, note) = (format!("answer_{}", criterion.number), format!("note_{}", criterion.number));
        if fields.get(&answer).is_some() || fields.get(&note).is_some() {
            let answer = checks.keep(fields.parsed(&answer, "error-choice")).flatten();
            all.push(ClaimInput { criterion: criterion.number, answer, note: fields.optional(&note) });
        }
    }
    let (key, version) = (id.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::claim(c, ctx, &key, Some(version), &all)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("{}/{id}", base(side)), "ok", "subcontracts-claims-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let refused = Refused { form: Some(web.form_with(&fields, &errors)), upload: FormState::default() };
            claims_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, refused).await
        }
        Err(refusal) => Err(refusal),
    }
}

/// A file for one criterion, or the certificate of deletion.
pub async fn attach(upload: Upload, id: Path<Id>) -> Answer {
    let (web, id) = (upload.web.clone(), id.into_inner());
    let side = side(&web)?;
    let part = upload.fields.text("part");
    let deletion = part == actions::DELETION;
    let key = id.clone();
    web.read(move |c, ctx| store::find(c, &ctx.scope, &key)).await?;
    let key = id.clone();
    let added = match upload.receive("file").await {
        Ok(file) => web.write(move |c, ctx| actions::attach(c, ctx, &key, &part, &file)).await,
        Err(refusal) => Err(refusal),
    };
    let home = format!("{}/{id}", base(side));
    match added {
        Ok(_) if deletion => web.redirect_saying(home, "ok", "subcontracts-file-added", &[]),
        Ok(_) => web.redirect_saying(format!("{home}/claims"), "ok", "subcontracts-file-added", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&upload.fields, &errors);
            if deletion {
                return super::show::upload_refused(web, id, state).await;
            }
            let refused = Refused { form: None, upload: state };
            claims_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, refused).await
        }
        Err(refusal) => Err(refusal),
    }
}

/// One file of a case that the person may see.
pub async fn file(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, file_id) = path.into_inner();
    let found = web
        .read(move |c, ctx| {
            let case = store::find(c, &ctx.scope, &id)?;
            actions::evidence(c, ctx, &case)?.into_iter().find(|file| file.id == file_id).ok_or(Refusal::NotFound)
        })
        .await?;
    web.send_attachment(found).await
}

pub async fn submit(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let side = side(&web)?;
    let (key, version) = (id.clone(), fields.version());
    let sent = web.write(move |c, ctx| actions::submit(c, ctx, &key, Some(version))).await;
    let home = format!("{}/{id}", base(side));
    match sent {
        Ok(case) if case.state == CaseState::Stopped => web.redirect(home),
        Ok(_) => web.redirect_saying(home, "ok", "subcontracts-sent", &[]),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            let key = id.clone();
            let stored = web.read(move |c, ctx| store::find(c, &ctx.scope, &key)).await?;
            let mut shown = form_of(&stored);
            shown.errors = form.errors;
            edit_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(shown)).await
        }
        Err(refusal) => Err(refusal),
    }
}
