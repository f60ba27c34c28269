//! One incident: its clocks, everybody it touches, the figures, the consequences, and its steps.

use super::clock_rows;
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::{Id, PageRequest};
use crate::features::findings::{self, Finding, FindingOrigin};
use crate::features::incidents::actions::{self, Assessed};
use crate::features::incidents::model::{Certainty, ConsequenceKind, ConsequenceLevel, Exposure, IncidentState};
use crate::features::incidents::records::{Consequence, ExposureFigure, Incident, Party, Report};
use crate::features::incidents::rules;
use crate::features::incidents::store::{self, TouchedContract, TouchedVendor};
use crate::features::incidents::timelines::{self, TimelineLine, TimelineState};
use crate::features::incidents::views::{ConsequenceRow, FigureGroup, PartyRow, ShowPage};
use crate::features::{chains, contracts};
use crate::kit::web::{Answer, Posted, Web};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState, HistoryLine};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use std::collections::BTreeMap;

/// How many versions of the published timeline are listed.
const VERSIONS: i64 = 20;

struct Loaded {
    incident: Incident,
    node_name: Option<String>,
    reports: Vec<Report>,
    parties: Vec<Party>,
    vendors: BTreeMap<Id, TouchedVendor>,
    contracts: BTreeMap<Id, TouchedContract>,
    figures: Vec<ExposureFigure>,
    consequences: Vec<Consequence>,
    choices: Vec<(Id, String, String)>,
    findings: Vec<Finding>,
    events: Vec<audit::Event>,
    timelines: Vec<TimelineLine>,
}

fn load(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Loaded> {
    let incident = store::find(c, &ctx.scope, id)?;
    let parties = store::parties(c, &ctx.scope, id)?;
    let vendor_ids: Vec<Id> = parties.iter().map(|p| p.vendor_id.clone()).collect();
    let contract_ids: Vec<Id> = parties.iter().filter_map(|p| p.contract_id.clone()).collect();
    let node = incident.node_id.as_ref().map(|id| chains::find_node(c, &ctx.scope, id)).transpose()?;
    Ok(Loaded {
        node_name: node.map(|n| n.name),
        reports: store::reports(c, &ctx.scope, id)?,
        vendors: store::touched_vendors(c, &ctx.scope, &vendor_ids)?,
        contracts: store::touched_contracts(c, &ctx.scope, &contract_ids)?,
        figures: store::exposures(c, &ctx.scope, id)?,
        consequences: store::consequences(c, &ctx.scope, id)?,
        choices: if ctx.can(Permission::IncidentEdit) { contracts::choices(c, &ctx.scope)? } else { Vec::new() },
        findings: match ctx.can(Permission::FindingRead) {
            true => findings::findings_of_origin(c, &ctx.scope, FindingOrigin::Incident, id)?,
            false => Vec::new(),
        },
        events: audit::history(c, ctx, id)?,
        timelines: timelines::list(c, &ctx.scope, id, PageRequest::new(None, Some(VERSIONS)))?.items,
        incident,
        parties,
    })
}

/// Which of the page's forms was refused, and what it held.
#[derive(Default)]
struct Refused {
    state: Option<FormState>,
    party: Option<FormState>,
    consequences: Option<FormState>,
}

async fn show_with(web: Web, id: Id, status: StatusCode, refused: Refused) -> Answer {
    let key = id.clone();
    let l = web.read(move |c, ctx| load(c, ctx, &key)).await?;
    let tier = l.vendors.values().filter_map(|v| v.tier).min();
    let may = web.can(Permission::IncidentEdit);
    let title = web.word_with(
        "incidents-show-title",
        &[("number", l.incident.number.to_string()), ("title", l.incident.title.clone())],
    );
    let consequences = consequence_rows(&l.consequences);
    let body = ShowPage {
        node_name: l.node_name,
        clocks: clock_rows(&web, &l.incident, &l.reports, tier),
        model: l.incident.clock_model.clone(),
        certain: l.parties.iter().filter(|p| p.certainty != Certainty::Possible).count(),
        possible: l.parties.iter().filter(|p| p.certainty == Certainty::Possible).count(),
        waiting: l.parties.iter().filter(|p| p.notified_at.is_none()).count(),
        parties: l.parties.into_iter().map(|p| party_row(&web, &l.incident, p, &l.vendors, &l.contracts)).collect(),
        findings: l.findings.iter().map(|f| Choice::new(&f.id, format!("{} {}", f.number, f.title))).collect(),
        can_find: web.can(Permission::FindingEdit),
        groups: groups(l.figures),
        consequence_form: refused.consequences.unwrap_or_else(|| consequence_form(&consequences)),
        consequences,
        levels: ConsequenceLevel::ALL,
        contract_choices: l
            .choices
            .into_iter()
            .map(|(id, reference, title)| Choice::new(id, format!("{reference} {title}")))
            .collect(),
        next_states: rules::next_states(l.incident.state),
        history: l.events.into_iter().map(|event| history_line(&web, event)).collect(),
        state_form: refused.state.unwrap_or_default(),
        party_form: refused.party.unwrap_or_default(),
        can_edit: may && l.incident.state != IncidentState::Closed,
        can_step: may,
        can_prepare: may && l.timelines.first().is_none_or(|newest| newest.state != TimelineState::Draft),
        timelines: l.timelines.into_iter().map(Into::into).collect(),
        incident: l.incident,
    };
    let crumbs =
        vec![(web.word("incidents-title"), "/incidents".to_string()), (title.clone(), format!("/incidents/{id}"))];
    web.page_titled(status, "pages/incidents/show", title, crumbs, &body)
}

/// The form of a finding about a vendor that the incident touches; it says where it comes from and leads back.
fn finding_href(web: &Web, incident: &Incident, party: &Party) -> Option<String> {
    if !web.can(Permission::FindingEdit) {
        return None;
    }
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("vendor_id", party.vendor_id.as_str());
    if let Some(contract_id) = &party.contract_id {
        query.append_pair("contract_id", contract_id.as_str());
    }
    query.append_pair("origin", FindingOrigin::Incident.as_str());
    query.append_pair("origin_object_id", incident.id.as_str());
    query.append_pair("title", &incident.title);
    Some(format!("/findings/new?{}", query.finish()))
}

fn party_row(
    web: &Web,
    incident: &Incident,
    party: Party,
    vendors: &BTreeMap<Id, TouchedVendor>,
    contracts: &BTreeMap<Id, TouchedContract>,
) -> PartyRow {
    let vendor = vendors.get(&party.vendor_id);
    let contract = party.contract_id.as_ref().and_then(|id| contracts.get(id));
    PartyRow {
        finding_href: finding_href(web, incident, &party),
        vendor_name: vendor.map(|v| v.name.clone()).unwrap_or_default(),
        tier: vendor.and_then(|v| v.tier),
        contract_name: contract.map(|k| format!("{} {}", k.reference, k.title)),
        id: party.id,
        vendor_id: party.vendor_id,
        contract_id: party.contract_id,
        certainty: party.certainty,
        manager_name: party.manager_name,
        notified_at: party.notified_at,
        acknowledged_at: party.acknowledged_at,
        acknowledged_by_name: party.acknowledged_by_name,
    }
}

fn groups(figures: Vec<ExposureFigure>) -> Vec<FigureGroup> {
    let of = |category: Exposure, current: bool| {
        figures.iter().filter(|f| f.category == category && f.is_current() == current).cloned().collect()
    };
    let group = |category: &Exposure| FigureGroup {
        category: *category,
        figures: of(*category, true),
        revised: of(*category, false),
    };
    Exposure::ALL.iter().map(group).collect()
}

fn consequence_rows(stored: &[Consequence]) -> Vec<ConsequenceRow> {
    let row = |category: &ConsequenceKind| {
        let found = stored.iter().find(|row| row.category == *category);
        let level = found.map_or(ConsequenceLevel::Unknown, |row| row.level);
        ConsequenceRow {
            category: *category,
            level,
            tone: match level {
                ConsequenceLevel::VerySerious | ConsequenceLevel::Serious => "serious",
                ConsequenceLevel::Limited => "attention",
                ConsequenceLevel::None => "ok",
                ConsequenceLevel::Unknown => "neutral",
            },
            note: found.and_then(|row| row.note.clone()),
            assessed_by_name: found.map(|row| row.assessed_by_name.clone()),
            assessed_at: found.map(|row| row.assessed_at),
            level_field: format!("level_{category}"),
            note_field: format!("note_{category}"),
        }
    };
    ConsequenceKind::ALL.iter().map(row).collect()
}

fn consequence_form(rows: &[ConsequenceRow]) -> FormState {
    rows.iter().fold(FormState::default(), |form, row| {
        form.with(&row.level_field, row.level).with(&row.note_field, row.note.clone().unwrap_or_default())
    })
}

fn history_line(web: &Web, event: audit::Event) -> HistoryLine {
    HistoryLine {
        at: event.at,
        who: web.who(&event),
        text: web.word(&format!("incidents-history-{}", event.verb)),
        note: None,
        tone: if event.verb == "create" { "attention" } else { "neutral" },
    }
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    show_with(web, id.into_inner(), StatusCode::OK, Refused::default()).await
}

pub async fn set_state(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, decision) = (id.clone(), fields.version(), fields.text("decision"));
    let done = match fields.required::<IncidentState>("state", "error-choice") {
        Ok(to) => web.write(move |c, ctx| actions::set_state(c, ctx, &key, Some(version), to, &decision)).await,
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match done {
        Ok(incident) => {
            let now = web.word(&format!("incidents-state-{}", incident.state));
            web.redirect_saying(format!("/incidents/{id}"), "ok", "incidents-moved", &[("state", now)])
        }
        Err(Refusal::Invalid(errors)) => {
            let refused = Refused { state: Some(web.form_with(&fields, &errors)), ..Refused::default() };
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, refused).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn notify(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (form.web, id.into_inner());
    let key = id.clone();
    let told = web.write(move |c, ctx| actions::notify(c, ctx, &key)).await?;
    let kind = if told > 0 { "ok" } else { "attention" };
    web.redirect_saying(format!("/incidents/{id}#parties"), kind, "incidents-notified", &[("count", told.to_string())])
}

pub async fn refresh(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (form.web, id.into_inner());
    let key = id.clone();
    let added = web.write(move |c, ctx| actions::refresh(c, ctx, &key)).await?;
    web.redirect_saying(
        format!("/incidents/{id}#parties"),
        "ok",
        "incidents-refreshed",
        &[("count", added.to_string())],
    )
}

pub async fn add_party(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let key = id.clone();
    let added = match fields.required::<Id>("contract_id", "error-choice") {
        Ok(contract) => web.write(move |c, ctx| actions::add_party(c, ctx, &key, None, Some(&contract))).await,
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match added {
        Ok(_) => web.redirect_saying(format!("/incidents/{id}#parties"), "ok", "incidents-party-added", &[]),
        Err(Refusal::Invalid(errors)) => {
            let refused = Refused { party: Some(web.form_with(&fields, &errors)), ..Refused::default() };
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, refused).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn acknowledge(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (web, (id, party_id)) = (form.web, path.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| actions::acknowledge(c, ctx, &key, &party_id)).await?;
    web.redirect_saying(format!("/incidents/{id}#parties"), "ok", "incidents-acknowledged", &[])
}

pub async fn assess(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let mut judged = Vec::new();
    for category in ConsequenceKind::ALL {
        let field = format!("level_{category}");
        let level: Result<ConsequenceLevel, FieldError> = fields.required(&field, "error-choice");
        if let Some(level) = checks.keep(level) {
            judged.push(Assessed { category: *category, level, note: fields.optional(&format!("note_{category}")) });
        }
    }
    let key = id.clone();
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::assess(c, ctx, &key, &judged)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/incidents/{id}#consequences"), "ok", "incidents-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let refused = Refused { consequences: Some(web.form_with(&fields, &errors)), ..Refused::default() };
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, refused).await
        }
        Err(refusal) => Err(refusal),
    }
}
