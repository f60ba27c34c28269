//! The list of decisions, and closing one.

use super::actions;
use super::records::{DecisionState, MeetingDecision};
use super::store::{self, DecisionFilter, OpenDecision};
use super::views::{DecisionRow, DecisionView, DecisionsPage};
use crate::access::Permission;
use crate::base::{Id, Page, Refusal, Result};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Posted, Web, export_list, local_path};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

pub async fn list(web: Web, asked: Query<Params>) -> Answer {
    listed(&web, StatusCode::OK, &asked, None).await
}

/// Open decisions, unless the address asks for others.
async fn listed(web: &Web, status: StatusCode, asked: &Params, refused: Option<(Id, FormState)>) -> Answer {
    let state = match asked.text("state").as_deref() {
        Some("all") => None,
        Some(text) => Some(text.parse().unwrap_or(DecisionState::Open)),
        None => Some(DecisionState::Open),
    };
    let filter = DecisionFilter { contract_id: asked.text("contract_id").and_then(|id| id.parse().ok()), state };
    let request = asked.page_or_file();
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &filter, request)).await?;
    let (language, today) = (web.language(), web.ctx()?.today());
    if asked.asks_for_file() {
        return file(web, asked, &page);
    }
    let (refused_id, refused) = refused.map_or_else(|| (None, FormState::default()), |(id, form)| (Some(id), form));
    let shown = DecisionsPage {
        form: asked.state(),
        refused,
        refused_id,
        states: DecisionState::ALL.to_vec(),
        pager: Pager::from(&page),
        rows: page
            .items
            .into_iter()
            .map(|row| DecisionRow {
                contract_id: row.decision.contract_id.clone(),
                decision: DecisionView::of(row.decision, language, today),
                contract_reference: row.contract_reference,
                vendor_name: row.vendor_name,
            })
            .collect(),
        can_edit: web.can(Permission::DialogueEdit),
    };
    let crumbs = vec![(web.word("nav-dialogues"), "/dialogues".to_string())];
    web.page_titled(status, "pages/meeting_decisions/list", web.word("meetings-decisions"), crumbs, &shown)
}

fn file(web: &Web, asked: &Params, found: &Page<OpenDecision>) -> Answer {
    let columns = [
        ("meetings-decision-about", 36, ColumnKind::Wrapped),
        ("dialogue-decision", 60, ColumnKind::Wrapped),
        ("dialogue-vendor", 36, ColumnKind::Text),
        ("dialogue-contract", 18, ColumnKind::Text),
        ("meetings-decided-on", 12, ColumnKind::Date),
        ("common-status", 14, ColumnKind::Text),
        ("meetings-decision-note", 40, ColumnKind::Wrapped),
        ("meetings-decision-closed-by", 26, ColumnKind::Text),
    ];
    let language = web.language();
    let cells = |row: &OpenDecision| {
        let decision = &row.decision;
        vec![
            Cell::text(decision.title(language)),
            Cell::text(&decision.decision),
            Cell::text(&row.vendor_name),
            Cell::text(&row.contract_reference),
            Cell::Date(decision.decided_on),
            Cell::text(web.word(&format!("meetings-decision-{}", decision.state))),
            Cell::maybe(decision.closed_note.as_deref()),
            Cell::maybe(decision.closed_by_name.as_deref()),
        ]
    };
    export_list(web, asked, "meetings-decisions", &columns, found.items.iter().map(cells).collect(), found.total)
}

type Close = fn(&mut Db, &Ctx, &Id, Option<i32>, &str) -> Result<MeetingDecision>;

async fn close(id: Id, form: Posted, step: Close) -> Answer {
    let Posted { web, fields } = form;
    let (key, version, note) = (id.clone(), fields.version(), fields.text("note"));
    let done = web.write(move |c, ctx| step(c, ctx, &key, Some(version), &note)).await;
    match done {
        Ok(_) => {
            let back = fields.get("back").and_then(local_path).unwrap_or("/meeting-decisions");
            web.redirect_saying(back, "ok", "meetings-decision-closed", &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            listed(&web, StatusCode::UNPROCESSABLE_ENTITY, &Params::default(), Some((id, form))).await
        }
        Err(other) => Err(other),
    }
}

pub async fn carry_out(id: Path<Id>, form: Posted) -> Answer {
    close(id.into_inner(), form, actions::carry_out).await
}

pub async fn withdraw(id: Path<Id>, form: Posted) -> Answer {
    close(id.into_inner(), form, actions::withdraw_decision).await
}
