//! `/contracts/{id}/flow-down`: which clauses have been passed on to which approved subcontractors.

use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{FieldError, Id, Language};
use crate::features::contracts::{self, FlowInput, FlowState};
use crate::features::subcontractors::flowing::{Flow, set_flow};
use crate::features::subcontractors::views::{FlowForm, FlowLine, FlowNode, FlowPage};
use crate::features::vendors::{ConflictRow, conflict_rows};
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

fn tone(state: FlowState) -> &'static str {
    match state {
        FlowState::PassedOn => "ok",
        FlowState::NotYet => "attention",
        FlowState::NotNeeded => "neutral",
        FlowState::Refused => "serious",
    }
}

/// Which subcontractor and which clause an address or a form names, and what was typed of them.
#[derive(Default)]
struct Asked {
    node: Option<Id>,
    clause: Option<String>,
    form: Option<FormState>,
    version: Option<i32>,
    conflict: Vec<ConflictRow>,
}

pub async fn show(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let asked = Asked { node: query.parsed("node_id")?, clause: query.text("clause_id"), ..Asked::default() };
    render(&web, StatusCode::OK, id.into_inner(), asked).await
}

async fn render(web: &Web, status: StatusCode, id: Id, asked: Asked) -> Answer {
    let flow = web.read(move |c, ctx| Flow::of(c, ctx, &id)).await?;
    let chosen = match &asked.node {
        Some(id) => Some(flow.nodes.iter().find(|(node, _)| node == id).ok_or(Refusal::NotFound)?),
        None => flow.nodes.first(),
    };
    let lines = chosen.map(|(node, _)| lines(web, &flow, node)).unwrap_or_default();
    let form = match (chosen, &asked.clause) {
        (Some((node, _)), Some(clause)) if web.can(Permission::ClauseEdit) => {
            if !lines.iter().any(|line| line.clause_id == *clause) {
                return Err(Refusal::NotFound);
            }
            Some(form(&flow, node, clause, &asked))
        }
        _ => None,
    };
    let node = |(id, name): &(Id, String)| FlowNode {
        id: id.to_string(),
        name: name.clone(),
        counts: flow.counts(id),
        current: chosen.is_some_and(|(node, _)| node == id),
    };
    let page = FlowPage {
        head: contracts::contract_head(web, &flow.top, "flow-down"),
        nodes: flow.nodes.iter().map(node).collect(),
        name: chosen.map(|(_, name)| name.clone()).unwrap_or_default(),
        node_id: chosen.map(|(id, _)| id.to_string()).unwrap_or_default(),
        lines,
        form,
        states: FlowState::ALL,
    };
    let title = web.word_with("contracts-flow-title", &[("reference", flow.top.contract.reference.clone())]);
    let crumbs = contracts::contract_crumbs(web, &flow.top.contract);
    web.page_titled(status, "pages/subcontracts/flow_down", title, crumbs, &page)
}

fn lines(web: &Web, flow: &Flow, node: &Id) -> Vec<FlowLine> {
    let line = |line: &contracts::EffectiveLine| {
        let (clause, row) = (line.clause, flow.row(node, &line.clause.id));
        let state = flow.state(node, &clause.id);
        FlowLine {
            clause_id: clause.id.clone(),
            title: if web.language() == Language::Sv { clause.title_sv.clone() } else { clause.title_en.clone() },
            state,
            tone: tone(state),
            reason: row.and_then(|row| row.reason.clone()),
            evidence_on: row.and_then(|row| row.evidence_on),
            note: row.and_then(|row| row.note.clone()),
        }
    };
    flow.lines().map(line).collect()
}

fn form(flow: &Flow, node: &Id, clause: &str, asked: &Asked) -> FlowForm {
    let row = flow.row(node, clause);
    let stored = || {
        FormState::default()
            .with("state", flow.state(node, clause))
            .with("reason", row.and_then(|row| row.reason.clone()).unwrap_or_default())
            .with("evidence_on", row.and_then(|row| row.evidence_on).map(|day| day.to_string()).unwrap_or_default())
            .with("note", row.and_then(|row| row.note.clone()).unwrap_or_default())
    };
    FlowForm {
        clause_id: clause.to_string(),
        node_id: node.to_string(),
        form: asked.form.clone().unwrap_or_else(stored),
        version: asked.version.unwrap_or_else(|| row.map_or(0, |row| row.version)),
        conflict: asked.conflict.clone(),
    }
}

fn input(fields: &Fields) -> Result<FlowInput> {
    let mut checks = Checks::default();
    let node: Option<Id> = checks.keep(fields.required("node_id", "error-choice"));
    let state: Option<FlowState> = checks.keep(fields.required("state", "error-choice"));
    let clause_id = checks.required("clause_id", &fields.text("clause_id"));
    let evidence_on = checks.keep(fields.date("evidence_on")).flatten();
    checks.done()?;
    let (Some(node_id), Some(state)) = (node, state) else {
        return Err(Refusal::Invalid(vec![FieldError::new("state", "error-choice")]));
    };
    let (reason, note) = (fields.optional("reason"), fields.optional("note"));
    Ok(FlowInput { clause_id, node_id, state, reason, evidence_on, note })
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    let saved = match input(&fields) {
        Ok(input) => web.write(move |c, ctx| set_flow(c, ctx, &key, &input, version)).await,
        Err(refusal) => Err(refusal),
    };
    let named = || Asked {
        node: fields.id("node_id").ok().flatten(),
        clause: fields.optional("clause_id"),
        ..Asked::default()
    };
    match saved {
        Ok(row) => web.redirect_saying(
            format!("/contracts/{id}/flow-down?node_id={}", row.node_id),
            "ok",
            "contracts-flow-saved",
            &[("clause", row.clause_id)],
        ),
        Err(Refusal::Invalid(errors))
            if errors.iter().all(|e| !matches!(e.field.as_str(), "node_id" | "clause_id")) =>
        {
            let asked = Asked { form: Some(web.form_with(&fields, &errors)), version: Some(version), ..named() };
            render(&web, StatusCode::UNPROCESSABLE_ENTITY, id, asked).await
        }
        Err(Refusal::Conflict(stored)) => {
            let asked = Asked {
                form: Some(web.form_with(&fields, &[])),
                version: stored.get("version").and_then(|version| version.parse().ok()),
                conflict: conflict_rows(&web, "contracts", &fields, &stored, &[]),
                ..named()
            };
            render(&web, StatusCode::CONFLICT, id, asked).await
        }
        Err(other) => Err(other),
    }
}
