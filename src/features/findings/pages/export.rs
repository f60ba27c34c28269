//! The lists as XLSX, with the filters of the page.

use super::{action_filter, finding_filter};
use crate::base::Result;
use crate::features::findings::store::{self, ActionListed, FindingListed};
use crate::features::findings::views::finding_state;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::sheets::{Cell, Column, ColumnKind, write_xlsx};
use actix_web::web::Query;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn columns(web: &Web, columns: &[(&str, u16, ColumnKind)]) -> Vec<Column> {
    columns.iter().map(|(key, width, kind)| Column::new(web.word(key), *width, *kind)).collect()
}

fn number(value: i32) -> Cell {
    Cell::Number(f64::from(value))
}

fn text(value: Option<&str>) -> Cell {
    value.map_or(Cell::Empty, Cell::text)
}

fn send(web: &Web, title_key: &str, columns: &[Column], rows: &[Vec<Cell>]) -> Answer {
    let title = web.word(title_key);
    let today = crate::base::clock::swedish_date(web.visitor.now);
    let bytes = write_xlsx(&title, columns, rows)?;
    web.download(&format!("{} {today}.xlsx", title.to_lowercase()), XLSX, bytes)
}

pub async fn findings(web: Web, query: Query<Params>) -> Answer {
    let filter = finding_filter(&query, "open")?;
    let found = web.read(move |c, ctx| store::unpaged_findings(c, &ctx.scope, &filter)).await?;
    let columns = columns(
        &web,
        &[
            ("findings-number", 8, ColumnKind::Whole),
            ("findings-field-title", 50, ColumnKind::Wrapped),
            ("findings-vendor", 30, ColumnKind::Text),
            ("findings-contract", 16, ColumnKind::Text),
            ("findings-severity", 12, ColumnKind::Text),
            ("findings-responsible", 14, ColumnKind::Text),
            ("common-status", 12, ColumnKind::Text),
            ("findings-controls", 24, ColumnKind::Text),
            ("findings-found-on", 12, ColumnKind::Date),
        ],
    );
    let rows: Vec<Vec<Cell>> = found.iter().map(|row| finding_row(&web, row)).collect();
    send(&web, "findings-title", &columns, &rows)
}

fn finding_row(web: &Web, row: &FindingListed) -> Vec<Cell> {
    let f = &row.finding;
    vec![
        number(f.number),
        Cell::text(&f.title),
        Cell::text(&row.vendor_name),
        text(row.contract_reference.as_deref()),
        Cell::text(web.word(&format!("findings-severity-{}", f.severity))),
        Cell::text(web.word(&format!("actions-responsible-{}", f.responsible))),
        Cell::text(web.word(&format!("findings-state-{}", finding_state(f)))),
        Cell::text(f.controls().join(", ")),
        Cell::Date(crate::base::clock::swedish_date(f.created_at.utc())),
    ]
}

pub async fn actions(web: Web, query: Query<Params>) -> Answer {
    let filter = action_filter(&query, web.ctx()?, "all_open")?;
    let found: Vec<ActionListed> = web
        .read(move |c, ctx| -> Result<Vec<ActionListed>> {
            ctx.scope.client()?;
            store::unpaged_actions(c, &ctx.scope, &filter)
        })
        .await?;
    let columns = columns(
        &web,
        &[
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
        ],
    );
    let rows: Vec<Vec<Cell>> = found.iter().map(|row| action_row(&web, row)).collect();
    send(&web, "actions-title", &columns, &rows)
}

fn action_row(web: &Web, row: &ActionListed) -> Vec<Cell> {
    let a = &row.action;
    vec![
        number(a.number),
        Cell::text(&a.title),
        Cell::text(&row.vendor_name),
        text(row.contract_reference.as_deref()),
        Cell::text(web.word(&format!("actions-responsible-{}", a.responsible))),
        text(a.owner_name.as_deref()),
        Cell::text(web.word(&format!("action-status-{}", a.status))),
        Cell::Date(a.due_on),
        Cell::Date(a.original_due_on),
        number(a.slips),
    ]
}
