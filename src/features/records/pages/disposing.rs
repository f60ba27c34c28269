//! Disposals: the list, the dry run, the proposal, the decision and its protocol.

use super::{Asked, send_pdf};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Refusal, Result};
use crate::features::records::actions;
use crate::features::records::model::DisposalState;
use crate::features::records::paper;
use crate::features::records::parameters::Parameters;
use crate::features::records::rows::Disposal;
use crate::features::records::store;
use crate::features::records::views::{DisposalPage, DisposalsPage, DryLine, DryRunPage, WaitingLine};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Posted, Web, export_list};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use std::collections::BTreeSet;

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let asked = query.page_or_file();
    let page = web.read(move |c, ctx| store::disposals_page(c, &ctx.scope, asked)).await?;
    let pager = Pager::from(&page);
    if query.asks_for_file() {
        return file(&web, &query, &page.items, pager.total);
    }
    let body = DisposalsPage { rows: page.items, pager, can_edit: web.can(Permission::RecordEdit) };
    web.page("pages/records/disposals", "records-disposals", &body)
}

fn file(web: &Web, params: &Params, rows: &[Disposal], total: i64) -> Answer {
    let columns = [
        ("records-number", 8, ColumnKind::Whole),
        ("common-status", 18, ColumnKind::Text),
        ("records-proposed-by", 26, ColumnKind::Text),
        ("records-proposed-on", 12, ColumnKind::Date),
        ("records-decided-by", 26, ColumnKind::Text),
        ("records-decided-on", 12, ColumnKind::Date),
        ("records-reference", 24, ColumnKind::Text),
    ];
    let cells = |row: &Disposal| {
        vec![
            Cell::count(row.number),
            Cell::text(web.word(&format!("records-disposal-{}", row.state))),
            Cell::text(&row.proposed_by_name),
            Cell::day(row.proposed_at),
            Cell::maybe(row.decided_by_name.as_deref()),
            row.decided_at.map_or(Cell::Empty, Cell::day),
            Cell::maybe(row.reference.as_deref()),
        ]
    };
    export_list(web, params, "records-disposals", &columns, rows.iter().map(cells).collect(), total)
}

/// What may go is ticked, unless the form says which.
fn dry_page(c: &mut Db, ctx: &Ctx, form: FormState, ticked: Option<&BTreeSet<Id>>) -> Result<DryRunPage> {
    let parameters = Parameters::on(ctx.today());
    let line = |row: actions::DryRow| DryLine {
        is_ticked: ticked.is_none_or(|ids| ids.contains(&row.record.id)),
        id: row.record.id,
        number: row.record.number,
        subject: row.record.subject,
        type_name: parameters.type_name(&row.record.type_key, ctx.language),
        dated_on: row.record.dated_on,
        due_on: row.due_on,
        hindrance: row.hindrance,
        holds: row.holds.into_iter().map(|hold| hold.title).collect(),
    };
    let lines = actions::dry_run(c, ctx)?.into_iter().map(line);
    let (mut ready, hindered): (Vec<DryLine>, Vec<DryLine>) = lines.partition(|line| line.hindrance.is_none());
    let at_most = Some(actions::MOST_AT_ONCE).filter(|most| ready.len() > *most);
    ready.truncate(actions::MOST_AT_ONCE);
    let (waiting_total, waiting) = actions::without_end(c, ctx)?;
    let waiting = waiting.into_iter().map(|record| WaitingLine {
        type_name: parameters.type_name(&record.type_key, ctx.language),
        id: record.id,
        number: record.number,
        subject: record.subject,
        dated_on: record.dated_on,
    });
    let waiting = waiting.collect();
    let can_edit = ctx.can(Permission::RecordEdit);
    Ok(DryRunPage { ready, at_most, hindered, waiting, waiting_total, form, can_edit })
}

/// What would go today. Nothing is changed by looking.
pub async fn new(web: Web) -> Answer {
    let body = web.read(|c, ctx| dry_page(c, ctx, FormState::default(), None)).await?;
    web.page("pages/records/dry_run", "records-dry-run", &body)
}

pub async fn propose(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let ids: Vec<Id> = fields.all("record_ids").into_iter().filter_map(|id| id.parse().ok()).collect();
    let ticked: BTreeSet<Id> = ids.iter().cloned().collect();
    let note = fields.optional("note");
    let made = match ids.is_empty() {
        // an empty choice is a mistake here; through the API it means all
        true => Err(Refusal::invalid("record_ids", "error-required")),
        false => web.write(move |c, ctx| actions::propose(c, ctx, &ids, note.as_deref())).await,
    };
    match made {
        Ok(row) => web.redirect_saying(format!("/disposals/{}", row.id), "ok", "records-disposal-made", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| dry_page(c, ctx, state, Some(&ticked))).await?;
            web.refused_page("pages/records/dry_run", "records-dry-run", &body)
        }
        Err(refusal) => Err(refusal),
    }
}

fn page(c: &mut Db, ctx: &Ctx, id: &Id, decide: FormState, refuse: FormState) -> Result<DisposalPage> {
    let disposal = store::find_disposal(c, &ctx.scope, id)?;
    let open = disposal.state == DisposalState::Proposed && ctx.can(Permission::RecordDecide);
    let is_own = disposal.proposed_by == ctx.actor.person_id;
    Ok(DisposalPage {
        rows: store::disposal_rows(c, &ctx.scope, id)?,
        state: disposal.state,
        disposal,
        decide_form: decide,
        refuse_form: refuse,
        is_own: open && is_own,
        can_decide: open && !is_own,
    })
}

fn answer(web: &Web, body: &DisposalPage, status: StatusCode) -> Answer {
    let title = web.word_with("records-disposal-title", &[("number", body.disposal.number.to_string())]);
    let crumbs = vec![(web.word("records-disposals"), "/disposals".to_string())];
    web.page_titled(status, "pages/records/disposal", title, crumbs, body)
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let body = web.read(move |c, ctx| page(c, ctx, &id, FormState::default(), FormState::default())).await?;
    answer(&web, &body, StatusCode::OK)
}

pub async fn decide(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, reference) = (id.clone(), fields.version(), fields.text("reference"));
    match web.write(move |c, ctx| actions::carry_out(c, ctx, &key, Some(version), &reference)).await {
        Ok(_) => web.redirect_saying(format!("/disposals/{id}"), "ok", "records-disposal-carried-out", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| page(c, ctx, &id, state, FormState::default())).await?;
            answer(&web, &body, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn refuse(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, reason) = (id.clone(), fields.version(), fields.text("refused_reason"));
    match web.write(move |c, ctx| actions::refuse(c, ctx, &key, Some(version), &reason)).await {
        Ok(_) => web.redirect_saying(format!("/disposals/{id}"), "ok", "records-disposal-refused-said", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| page(c, ctx, &id, FormState::default(), state)).await?;
            answer(&web, &body, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(refusal) => Err(refusal),
    }
}

/// The protocol as PDF, in `?lang=` or the reader's own language.
pub async fn protocol(web: Web, id: Path<Id>, asked: Query<Asked>) -> Answer {
    let id = id.into_inner();
    let row = web.read(move |c, ctx| store::find_disposal(c, &ctx.scope, &id)).await?;
    let language = asked.lang.unwrap_or(web.language());
    let name = format!("{} {}.pdf", web.word("records-protocol"), row.number);
    send_pdf(&web, name, move |app| paper::protocol(app, &row, language)).await
}
