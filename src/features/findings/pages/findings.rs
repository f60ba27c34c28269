//! The region's pages of findings.

use super::{control_choices, control_title, finding_filter, history, narrowed, owners};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::features::controls::{FollowUpModel, catalogue};
use crate::features::findings::actions::{self, FindingEdit, NewAction, NewFinding};
use crate::features::findings::follow_up_model;
use crate::features::findings::model::{ActionStatus, Responsible, Severity};
use crate::features::findings::records::{Finding, FindingOrigin};
use crate::features::findings::rules;
use crate::features::findings::store::{self, Behind};
use crate::features::findings::views::{
    ActionRow, ControlRow, FindingForm, FindingList, FindingRow, FindingShow, Linked, SharedClause, finding_state,
};
use crate::features::{contracts, vendors};
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use std::collections::BTreeMap;

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let filter = finding_filter(&params, "open")?;
    let asked = params.page();
    let (page, narrowed) = web
        .read(move |c, ctx| {
            let narrowed = narrowed(c, ctx, filter.vendor_id.as_ref(), filter.contract_id.as_ref())?;
            Ok((store::list_findings(c, &ctx.scope, &filter, asked)?, narrowed))
        })
        .await?;
    let mut form = params.state();
    form.values.entry("status".to_string()).or_insert_with(|| "open".to_string());
    let pager = Pager::from(&page);
    let body = FindingList {
        form,
        rows: page.items.into_iter().map(FindingRow::from).collect(),
        pager,
        narrowed,
        origins: FindingOrigin::ALL,
        severities: Severity::ALL,
        responsibles: Responsible::ALL,
        states: vec!["open", "closed", "all"],
        controls: control_choices(web.language()),
        can_edit: web.can(Permission::FindingEdit),
    };
    web.page("pages/findings/list", "findings-title", &body)
}

fn new_page(c: &mut Db, ctx: &Ctx, vendor_id: &Id, form: FormState) -> Result<FindingForm> {
    let vendor = vendors::find(c, &ctx.scope, vendor_id)?;
    let contracts = contracts::of_vendor(c, &ctx.scope, vendor_id)?;
    let origin = form.value("origin").parse::<FindingOrigin>().ok().filter(|origin| origin.by_hand());
    let origin_object_id = form.value("origin_object_id").parse::<Id>().ok().filter(|_| origin.is_some());
    let cancel_href = origin.zip(origin_object_id.as_ref()).and_then(|(origin, id)| href_of(origin, id, ""));
    Ok(FindingForm {
        form,
        origin,
        origin_object_id,
        cancel_href: cancel_href.unwrap_or_else(|| format!("/findings?vendor_id={}", vendor.id)),
        vendor: Linked { id: vendor.id, name: vendor.legal_name },
        finding_id: None,
        contracts: contracts
            .into_iter()
            .map(|k| Choice { value: k.id.to_string(), label: format!("{} {}", k.reference, k.title) })
            .collect(),
        severities: Severity::ALL,
        responsibles: Responsible::ALL,
    })
}

/// `/findings/new?vendor_id=`, and `contract_id=` when it is known already. `origin=` and `origin_object_id=` say what
/// it comes from; other names fill the form.
pub async fn new(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let vendor_id: Id = params.parsed("vendor_id")?.ok_or(Refusal::NotFound)?;
    let form = params.state().with("severity", Severity::Medium).with("responsible", Responsible::Vendor);
    let body = web.read(move |c, ctx| new_page(c, ctx, &vendor_id, form)).await?;
    web.page("pages/findings/form", "findings-new", &body)
}

/// What both forms hold.
fn read_form(fields: &Fields, checks: &mut Checks) -> FindingEdit {
    FindingEdit {
        title: fields.text("title"),
        description: fields.optional("description"),
        severity: checks.keep(fields.required("severity", "error-choice")).unwrap_or(Severity::Medium),
        responsible: checks.keep(fields.required("responsible", "error-choice")).unwrap_or(Responsible::Vendor),
        control_ids: control_ids(&fields.text("control_ids")),
        internal_note: fields.optional("internal_note"),
    }
}

/// Controls as people write them: `A.5.19, a.8.15`.
fn control_ids(text: &str) -> Vec<String> {
    text.split([',', ';', ' ', '\n']).map(|id| id.trim().to_uppercase()).filter(|id| !id.is_empty()).collect()
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let vendor_id: Id = checks.keep(fields.required("vendor_id", "error-unknown")).ok_or(Refusal::NotFound)?;
    let contract_id = checks.keep(fields.id("contract_id")).flatten();
    let origin = checks.keep(fields.parsed::<FindingOrigin>("origin", "error-choice")).flatten();
    checks.that(origin.is_none_or(FindingOrigin::by_hand), "origin", "error-choice");
    let origin_object_id = checks.keep(fields.id("origin_object_id")).flatten();
    let edit = read_form(&fields, &mut checks);
    let made = match checks.done() {
        Ok(()) => {
            let new = NewFinding {
                vendor_id: vendor_id.clone(),
                contract_id,
                origin: origin.unwrap_or(FindingOrigin::Manual),
                origin_object_id,
                origin_part: None,
                title: edit.title,
                description: edit.description,
                severity: edit.severity,
                responsible: edit.responsible,
                control_ids: edit.control_ids,
                internal_note: edit.internal_note,
            };
            web.write(move |c, ctx| actions::open_finding(c, ctx, &new)).await
        }
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(finding) => {
            let args = [("number", finding.number.to_string())];
            web.redirect_saying(format!("/findings/{}", finding.id), "ok", "findings-created", &args)
        }
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| new_page(c, ctx, &vendor_id, state)).await?;
            web.refused_page("pages/findings/form", "findings-new", &body)
        }
        Err(refusal) => Err(refusal),
    }
}

/// Which of the page's forms was refused, and what it held.
#[derive(Default)]
struct Refused {
    add: Option<FormState>,
    close: Option<FormState>,
}

async fn show_with(web: Web, id: Id, status: StatusCode, refused: Refused) -> Answer {
    let key = id.clone();
    type Parties = (vendors::Vendor, Option<contracts::Contract>, Vec<Choice>);
    type Shared = (BTreeMap<String, usize>, Option<SharedClause>);
    type Loaded = (Finding, Parties, Vec<ActionRow>, Vec<audit::Event>, Shared, Behind, FollowUpModel);
    let (finding, (vendor, contract, people), rows, events, (others, clause), behind, model): Loaded = web
        .read(move |c, ctx| {
            let finding = store::find_finding(c, &ctx.scope, &key)?;
            let vendor = vendors::find(c, &ctx.scope, &finding.vendor_id)?;
            let contract = finding.contract_id.as_ref().map(|id| contracts::find(c, &ctx.scope, id)).transpose()?;
            let rows = store::actions_of_finding(c, &ctx.scope, &finding.id)?.into_iter().map(ActionRow::of).collect();
            let events = audit::history(c, ctx, &finding.id)?;
            let people = if ctx.can(Permission::ActionEdit) { owners(c, ctx, &vendor)? } else { Vec::new() };
            let shared = (store::others_by_control(c, &ctx.scope, &finding.id)?, shared_clause(c, ctx, &finding)?);
            let behind = store::behind(c, &ctx.scope, &finding.id)?;
            let model = follow_up_model(c, &ctx.scope, ctx.today())?;
            Ok((finding, (vendor, contract, people), rows, events, shared, behind, model))
        })
        .await?;
    let today = crate::base::clock::swedish_date(web.visitor.now);
    let suggested = rules::default_due_on(&model, finding.severity, today);
    let fresh = || FormState::default().with("due_on", suggested).with("responsible", finding.responsible);
    let no_open = !rows.iter().any(|row| rules::is_open(row.status));
    let can_edit = web.can(Permission::FindingEdit);
    let title = web
        .word_with("findings-show-title", &[("number", finding.number.to_string()), ("title", finding.title.clone())]);
    let body = FindingShow {
        state: finding_state(&finding),
        vendor: Linked { id: vendor.id, name: vendor.legal_name },
        contract: contract.map(|k| Linked { id: k.id, name: k.reference }),
        origin_href: origin_href(&web, &finding),
        origin_part: finding.origin_part.clone().filter(|_| is_worded(finding.origin)),
        cause: behind.cause,
        reviews: behind
            .reviews
            .into_iter()
            .map(|r| Linked { id: r.id, name: format!("{} {}", r.number, r.title) })
            .collect(),
        escalation: behind.escalation.map(|(id, number)| Linked { id, name: number.to_string() }),
        controls: control_rows(&web, &finding, &others),
        clause,
        history: history(&web, events),
        form: refused.add.unwrap_or_else(fresh),
        close_form: refused.close.unwrap_or_default(),
        owners: people,
        responsibles: Responsible::ALL,
        can_edit: can_edit && finding.is_open(),
        can_add_action: web.can(Permission::ActionEdit) && finding.is_open(),
        can_close: can_edit && finding.is_open() && no_open,
        needs_reason: !rows.iter().any(|row| row.status == ActionStatus::Verified),
        can_reopen: can_edit && !finding.is_open(),
        actions: rows,
        finding,
    };
    let crumbs =
        vec![(web.word("findings-title"), "/findings".to_string()), (title.clone(), format!("/findings/{id}"))];
    web.page_titled(status, "pages/findings/show", title, crumbs, &body)
}

/// The clause that the finding was made from, and how many other contracts do not meet it either.
fn shared_clause(c: &mut Db, ctx: &Ctx, finding: &Finding) -> Result<Option<SharedClause>> {
    let part = finding.origin_part.as_ref().filter(|_| finding.origin == FindingOrigin::Clause);
    let (Some(id), Some(contract_id)) = (part, &finding.origin_object_id) else { return Ok(None) };
    let others = contracts::unmet_elsewhere(c, &ctx.scope, contract_id)?.remove(id).unwrap_or_default();
    Ok(Some(SharedClause { id: id.clone(), others }))
}

/// Whether its part is what people call it: the number of a question or a clause.
fn is_worded(origin: FindingOrigin) -> bool {
    matches!(origin, FindingOrigin::Answer | FindingOrigin::Clause)
}

/// The page of what it came from; no incident for those who may not read them.
fn origin_href(web: &Web, finding: &Finding) -> Option<String> {
    let object = finding.origin_object_id.as_ref()?;
    let part = finding.origin_part.as_deref().unwrap_or_default();
    match finding.origin {
        FindingOrigin::Incident if !web.can(Permission::IncidentRead) => None,
        origin => href_of(origin, object, part),
    }
}

fn href_of(origin: FindingOrigin, object: &Id, part: &str) -> Option<String> {
    match origin {
        FindingOrigin::Answer => Some(format!("/assessments/{object}/review?q={part}")),
        FindingOrigin::Clause => Some(format!("/contracts/{object}/clauses#{part}")),
        FindingOrigin::Dialogue => Some(format!("/dialogues/{object}")),
        FindingOrigin::Breach => Some(format!("/services/{object}")),
        // A confirmation that never came, a link that nobody followed up, an approval that ended without a certificate.
        FindingOrigin::Chain => match part.split(' ').next() {
            Some("unconfirmed") => Some(format!("/chains/confirmations/{object}")),
            Some("follow_up") => Some(format!("/chains/links/{object}")),
            Some("deletion") => Some(format!("/subcontracts/{object}")),
            _ => None,
        },
        FindingOrigin::SpotCheck => Some(format!("/spot-checks/{object}")),
        FindingOrigin::Incident => Some(format!("/incidents/{object}")),
        FindingOrigin::Risk => Some(format!("/risks/{object}")),
        FindingOrigin::Review | FindingOrigin::AuditRecommendation => Some(format!("/reviews/{object}")),
        FindingOrigin::Manual => None,
    }
}

fn control_rows(web: &Web, finding: &Finding, others: &BTreeMap<String, usize>) -> Vec<ControlRow> {
    let all = catalogue().current_controls();
    let row = |id: &str| ControlRow {
        id: id.to_string(),
        title: all.find(id).map(|control| control_title(control, web.language()).to_string()).unwrap_or_default(),
        others: others.get(id).copied().unwrap_or_default(),
    };
    finding.controls().into_iter().map(row).collect()
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    show_with(web, id.into_inner(), StatusCode::OK, Refused::default()).await
}

fn edit_page(c: &mut Db, ctx: &Ctx, id: &Id, form: Option<FormState>) -> Result<FindingForm> {
    let finding = store::find_finding(c, &ctx.scope, id)?;
    let vendor = vendors::find(c, &ctx.scope, &finding.vendor_id)?;
    let stored = || {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        FormState::default()
            .with("title", &finding.title)
            .with("description", text(&finding.description))
            .with("severity", finding.severity)
            .with("responsible", finding.responsible)
            .with("control_ids", finding.controls().join(", "))
            .with("internal_note", text(&finding.internal_note))
            .with("version", finding.version)
    };
    Ok(FindingForm {
        form: form.unwrap_or_else(stored),
        vendor: Linked { id: vendor.id, name: vendor.legal_name },
        cancel_href: format!("/findings/{id}"),
        finding_id: Some(finding.id),
        origin: None,
        origin_object_id: None,
        contracts: Vec::new(),
        severities: Severity::ALL,
        responsibles: Responsible::ALL,
    })
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    let body = web.read(move |c, ctx| edit_page(c, ctx, &id, None)).await?;
    web.page("pages/findings/form", "findings-edit", &body)
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let edit = read_form(&fields, &mut checks);
    let (key, version) = (id.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::edit_finding(c, ctx, &key, Some(version), &edit)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/findings/{id}"), "ok", "findings-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| edit_page(c, ctx, &id, Some(state))).await?;
            web.refused_page("pages/findings/form", "findings-edit", &body)
        }
        Err(refusal) => Err(refusal),
    }
}

/// Adds an action to the finding.
pub async fn add_action(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let due_on =
        checks.keep(fields.date("due_on")).map(|day| day.ok_or_else(|| FieldError::new("due_on", "error-required")));
    let due_on = due_on.and_then(|day| checks.keep(day));
    let responsible = checks.keep(fields.required("responsible", "error-choice"));
    let owner_id = checks.keep(fields.id("owner_id")).flatten();
    let withheld = fields.checked("withheld");
    checks.that(!fields.text("title").trim().is_empty(), "title", "error-required");
    let made = match (checks.done(), due_on, responsible) {
        (Ok(()), Some(due_on), Some(responsible)) => {
            let (key, fields) = (id.clone(), fields.clone());
            web.write(move |c, ctx| {
                let finding = store::find_finding(c, &ctx.scope, &key)?;
                let new = NewAction {
                    vendor_id: finding.vendor_id,
                    contract_id: finding.contract_id,
                    finding_id: Some(key),
                    title: fields.text("title"),
                    description: fields.optional("description"),
                    responsible,
                    owner_id,
                    owner_name: fields.optional("owner_name"),
                    due_on,
                    focus: fields.optional("focus"),
                    internal_note: fields.optional("internal_note"),
                };
                if withheld { actions::open_internal(c, ctx, &new) } else { actions::open_action(c, ctx, &new) }
            })
            .await
        }
        (Err(refusal), ..) => Err(refusal),
        _ => Err(Refusal::invalid("due_on", "error-required")),
    };
    match made {
        Ok(action) => {
            let key = match action.responsible {
                Responsible::Vendor => "actions-created-vendor",
                Responsible::Region if action.withheld => "actions-created-internal",
                Responsible::Region => "actions-created",
            };
            web.redirect_saying(format!("/findings/{id}"), "ok", key, &[("number", action.number.to_string())])
        }
        Err(Refusal::Invalid(errors)) => {
            let refused = Refused { add: Some(web.form_with(&fields, &errors)), close: None };
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, refused).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn close(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, reason) = (id.clone(), fields.version(), fields.optional("reason"));
    match web.write(move |c, ctx| actions::close_finding(c, ctx, &key, Some(version), reason.as_deref())).await {
        Ok(_) => web.redirect_saying(format!("/findings/{id}"), "ok", "findings-closed", &[]),
        Err(Refusal::Invalid(errors)) => {
            let refused = Refused { add: None, close: Some(web.form_with(&fields, &errors)) };
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, refused).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn reopen(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    web.write(move |c, ctx| actions::reopen_finding(c, ctx, &key, Some(version))).await?;
    web.redirect_saying(format!("/findings/{id}"), "ok", "findings-reopened", &[])
}
