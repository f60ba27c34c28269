//! Actions as a board: a column for each status, and a form on each card that takes the step. Nothing needs dragging.

use super::{action_filter, narrowed, spread};
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::findings::actions;
use crate::features::findings::model::{Responsible, Severity};
use crate::features::findings::records::Action;
use crate::features::findings::store::{self, ActionFilter, Column};
use crate::features::findings::views::{ActionRow, BoardColumn, BoardPage, Card, Move};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Query;
use std::collections::BTreeMap;

/// Cards in a column; the rest are in the list.
const MOST: i64 = 50;

type Loaded = (Vec<Column>, BTreeMap<Id, Severity>, crate::features::findings::views::Narrowed);

fn load(c: &mut Db, ctx: &Ctx, filter: &ActionFilter) -> Result<Loaded> {
    ctx.scope.client()?;
    let columns = store::board(c, &ctx.scope, filter, MOST)?;
    let rows: Vec<&Action> = columns.iter().flat_map(|column| &column.rows).map(|row| &row.action).collect();
    let priorities = store::priorities(c, &ctx.scope, &rows)?;
    let narrowed = narrowed(c, ctx, filter.vendor_id.as_ref(), filter.contract_id.as_ref())?;
    Ok((columns, priorities, narrowed))
}

async fn show_with(web: &Web, params: &Params, status: StatusCode, refused: Option<(Id, FormState)>) -> Answer {
    let filter = action_filter(params, web.ctx()?, "all_open")?;
    let (columns, priorities, narrowed) = web.read(move |c, ctx| load(c, ctx, &filter)).await?;
    let may = web.can(crate::access::Permission::ActionEdit);
    let card = |row: ActionRow| {
        let form = refused.as_ref().filter(|(id, _)| *id == row.id).map(|(_, form)| form.clone());
        Card {
            moves: if may { Move::of(row.status) } else { Vec::new() },
            refused: form.is_some(),
            form: form.unwrap_or_default(),
            row,
        }
    };
    let total = columns.iter().map(|column| column.total).sum();
    let columns = columns.into_iter().map(|column| {
        let shown = i64::try_from(column.rows.len()).unwrap_or(i64::MAX);
        let list = format!("status={}", column.status);
        BoardColumn {
            more_href: (column.total > shown).then(|| spread::list_href(params, &list)),
            status: column.status,
            total: column.total,
            cards: column.rows.into_iter().map(|row| card(ActionRow::from(row).with(&priorities))).collect(),
        }
    });
    let body = BoardPage {
        columns: columns.collect(),
        tabs: spread::tabs(web, params, "/actions/board"),
        form: spread::filter_form(params),
        narrowed,
        statuses: spread::statuses(),
        responsibles: Responsible::ALL,
        total,
    };
    let crumbs = vec![(web.word("actions-title"), "/actions".to_string())];
    web.page_titled(status, "pages/actions/board", web.word("actions-board"), crumbs, &body)
}

pub async fn show(web: Web, query: Query<Params>) -> Answer {
    show_with(&web, &query, StatusCode::OK, None).await
}

/// Moves one card by the step that it means; the board comes back with the filters that it had.
pub async fn move_card(form: Posted, query: Query<Params>) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let id = checks.keep(fields.required::<Id>("action_id", "error-choice"));
    let to = checks.keep(fields.required::<Move>("to", "error-choice"));
    let (version, note) = (Some(fields.version()), fields.text("note"));
    let Some(id) = id else { return Err(checks.done().err().unwrap_or(Refusal::NotFound)) };
    let key = id.clone();
    let done = match to {
        None => Err(checks.done().err().unwrap_or(Refusal::NotFound)),
        Some(to) => {
            web.write(move |c, ctx| {
                ctx.scope.client()?;
                match to {
                    Move::Begin => actions::start(c, ctx, &key, version),
                    Move::Report => actions::report_done(c, ctx, &key, version, &note),
                    Move::Verify => actions::verify(c, ctx, &key, version, true, &note),
                    Move::SendBack => actions::verify(c, ctx, &key, version, false, &note),
                    Move::Cancel => actions::cancel(c, ctx, &key, version, &note).map_err(at_note),
                }
            })
            .await
        }
    };
    match done {
        Ok(action) => {
            let args = [("number", action.number.to_string())];
            web.redirect_saying(query.href("/actions/board"), "ok", "actions-moved", &args)
        }
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            show_with(&web, &query, StatusCode::UNPROCESSABLE_ENTITY, Some((id, form))).await
        }
        Err(refusal) => Err(refusal),
    }
}

/// Cancelling calls its field `reason`; a card has one field for what is said.
fn at_note(refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::Invalid(mut errors) => {
            for error in &mut errors {
                error.field = "note".to_string();
            }
            Refusal::Invalid(errors)
        }
        other => other,
    }
}
