//! The register and the log of disclosures as XLSX, with the filters of their pages.

use super::{disclosing, register};
use crate::features::records::store;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::sheets::{Cell, Column, ColumnKind, write_xlsx};
use actix_web::web::Query;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const MOST: i64 = 50_000;

fn optional(text: Option<&str>) -> Cell {
    text.map_or(Cell::Empty, Cell::text)
}

fn send(web: &Web, title: &str, columns: &[(&str, u16, ColumnKind)], cells: &[Vec<Cell>]) -> Answer {
    let title = web.word(title);
    let columns: Vec<Column> =
        columns.iter().map(|(key, width, kind)| Column::new(web.word(key), *width, *kind)).collect();
    let bytes = write_xlsx(&title, &columns, cells)?;
    let today = crate::base::clock::swedish_date(web.visitor.now);
    web.download(&format!("{title} {today}.xlsx"), XLSX, bytes)
}

pub async fn records(web: Web, query: Query<Params>) -> Answer {
    let rows = register::everything(&web, &query, MOST).await?;
    let columns = [
        ("records-number", 8, ColumnKind::Whole),
        ("records-subject", 40, ColumnKind::Wrapped),
        ("records-kind", 18, ColumnKind::Text),
        ("records-type", 24, ColumnKind::Text),
        ("records-direction", 14, ColumnKind::Text),
        ("records-dated", 12, ColumnKind::Date),
        ("records-diary", 20, ColumnKind::Text),
        ("records-counterpart", 30, ColumnKind::Text),
        ("records-secrecy", 16, ColumnKind::Text),
    ];
    let cells = rows.iter().map(|row| {
        let marked = row.is_marked.then(|| web.word("records-marked"));
        vec![
            Cell::Number(row.number.into()),
            Cell::text(&row.subject),
            Cell::text(web.word(&format!("records-kind-{}", row.kind))),
            Cell::text(&row.type_name),
            Cell::text(web.word(&format!("records-direction-{}", row.direction))),
            Cell::Date(row.dated_on),
            optional(row.diary_number.as_deref()),
            optional(row.counterpart.as_deref()),
            optional(marked.as_deref()),
        ]
    });
    send(&web, "records-title", &columns, &cells.collect::<Vec<_>>())
}

/// The log of disclosures: what was asked for, what came of it. Who asked is not in it.
pub async fn disclosures(web: Web, query: Query<Params>) -> Answer {
    let wanted = disclosing::filter(&query);
    let rows = web.read(move |c, ctx| store::all_disclosures(c, &ctx.scope, &wanted, MOST)).await?;
    let columns = [
        ("records-number", 8, ColumnKind::Whole),
        ("records-received", 12, ColumnKind::Date),
        ("records-asked-for", 50, ColumnKind::Wrapped),
        ("records-diary", 20, ColumnKind::Text),
        ("common-status", 16, ColumnKind::Text),
        ("records-outcome", 24, ColumnKind::Text),
        ("records-responsible", 24, ColumnKind::Text),
        ("records-decided-by", 24, ColumnKind::Text),
        ("records-handed-over", 12, ColumnKind::Date),
    ];
    let cells = rows.iter().map(|row| {
        let outcome = row.outcome.map(|outcome| web.word(&format!("records-outcome-{outcome}")));
        vec![
            Cell::Number(row.number.into()),
            Cell::Date(row.received_on),
            Cell::text(&row.asked_for),
            optional(row.diary_number.as_deref()),
            Cell::text(web.word(&format!("records-state-{}", row.state))),
            optional(outcome.as_deref()),
            Cell::text(&row.responsible_name),
            optional(row.decided_by_name.as_deref()),
            row.closed_on.map_or(Cell::Empty, Cell::Date),
        ]
    });
    send(&web, "records-disclosures", &columns, &cells.collect::<Vec<_>>())
}
