//! The lists as files, with the filters of their pages.

use super::{action_filter, finding_filter};
use crate::base::{Page, PageRequest, Result};
use crate::features::findings::store::{self, ActionListed, FindingListed};
use crate::features::findings::views::finding_state;
use crate::kit::web::{Answer, Params, Web, export_list};
use crate::platform::sheets::{Cell, ColumnKind};
use actix_web::web::Query;

fn number(value: i32) -> Cell {
    Cell::Number(f64::from(value))
}

pub async fn findings(web: Web, query: Query<Params>) -> Answer {
    let filter = finding_filter(&query, "open")?;
    let found = web.read(move |c, ctx| store::list_findings(c, &ctx.scope, &filter, PageRequest::FILE)).await?;
    let columns = [
        ("findings-number", 8, ColumnKind::Whole),
        ("findings-field-title", 50, ColumnKind::Wrapped),
        ("findings-vendor", 30, ColumnKind::Text),
        ("findings-contract", 16, ColumnKind::Text),
        ("findings-origin", 24, ColumnKind::Text),
        ("findings-severity", 12, ColumnKind::Text),
        ("findings-responsible", 14, ColumnKind::Text),
        ("common-status", 12, ColumnKind::Text),
        ("findings-controls", 24, ColumnKind::Text),
        ("findings-found-on", 12, ColumnKind::Date),
    ];
    let rows = found.items.iter().map(|row| finding_row(&web, row)).collect();
    export_list(&web, &query, "findings-title", &columns, rows, found.total)
}

fn finding_row(web: &Web, row: &FindingListed) -> Vec<Cell> {
    let f = &row.finding;
    vec![
        number(f.number),
        Cell::text(&f.title),
        Cell::text(&row.vendor_name),
        Cell::maybe(row.contract_reference.as_deref()),
        Cell::text(web.word(&format!("findings-origin-{}", f.origin))),
        Cell::text(web.word(&format!("findings-severity-{}", f.severity))),
        Cell::text(web.word(&format!("actions-responsible-{}", f.responsible))),
        Cell::text(web.word(&format!("findings-state-{}", finding_state(f)))),
        Cell::text(f.controls().join(", ")),
        Cell::Date(crate::base::clock::swedish_date(f.created_at.utc())),
    ]
}

pub async fn actions(web: Web, query: Query<Params>) -> Answer {
    let filter = action_filter(&query, web.ctx()?, "all_open")?;
    let found = web
        .read(move |c, ctx| -> Result<Page<ActionListed>> {
            ctx.scope.client()?;
            store::list_actions(c, &ctx.scope, &filter, PageRequest::FILE)
        })
        .await?;
    let columns = [
        ("findings-number", 8, ColumnKind::Whole),
        ("actions-field-title", 50, ColumnKind::Wrapped),
        ("findings-vendor", 30, ColumnKind::Text),
        ("findings-contract", 16, ColumnKind::Text),
        ("findings-responsible", 14, ColumnKind::Text),
        ("actions-owner", 24, ColumnKind::Text),
        ("common-status", 18, ColumnKind::Text),
        ("actions-due", 12, ColumnKind::Date),
        ("actions-original-due", 12, ColumnKind::Date),
        ("actions-slips", 10, ColumnKind::Whole),
    ];
    let rows = found.items.iter().map(|row| action_row(&web, row)).collect();
    export_list(&web, &query, "actions-title", &columns, rows, found.total)
}

fn action_row(web: &Web, row: &ActionListed) -> Vec<Cell> {
    let a = &row.action;
    vec![
        number(a.number),
        Cell::text(&a.title),
        Cell::text(&row.vendor_name),
        Cell::maybe(row.contract_reference.as_deref()),
        Cell::text(web.word(&format!("actions-responsible-{}", a.responsible))),
        Cell::maybe(a.owner_name.as_deref()),
        Cell::text(web.word(&format!("action-status-{}", a.status))),
        Cell::Date(a.due_on),
        Cell::Date(a.original_due_on),
        number(a.slips),
    ]
}
