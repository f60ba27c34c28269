//! The register and the log of disclosures as files, with the filters of their pages.

use super::{disclosing, register};
use crate::base::PageRequest;
use crate::features::records::store;
use crate::kit::web::{Answer, Params, Web, export_list};
use crate::platform::sheets::{Cell, ColumnKind};
use actix_web::web::Query;

pub async fn records(web: Web, query: Query<Params>) -> Answer {
    let (rows, total) = register::everything(&web, &query).await?;
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
            Cell::maybe(row.diary_number.as_deref()),
            Cell::maybe(row.counterpart.as_deref()),
            Cell::maybe(marked.as_deref()),
        ]
    });
    export_list(&web, &query, "records-title", &columns, cells.collect(), total)
}

/// The log of disclosures: what was asked for, what came of it. Who asked is not in it.
pub async fn disclosures(web: Web, query: Query<Params>) -> Answer {
    let wanted = disclosing::filter(&query);
    let found = web.read(move |c, ctx| store::list_disclosures(c, &ctx.scope, &wanted, PageRequest::FILE)).await?;
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
    let cells = found.items.iter().rev().map(|row| {
        let outcome = row.outcome.map(|outcome| web.word(&format!("records-outcome-{outcome}")));
        vec![
            Cell::Number(row.number.into()),
            Cell::Date(row.received_on),
            Cell::text(&row.asked_for),
            Cell::maybe(row.diary_number.as_deref()),
            Cell::text(web.word(&format!("records-state-{}", row.state))),
            Cell::maybe(outcome.as_deref()),
            Cell::text(&row.responsible_name),
            Cell::maybe(row.decided_by_name.as_deref()),
            Cell::maybe_date(row.closed_on),
        ]
    });
    export_list(&web, &query, "records-disclosures", &columns, cells.collect(), found.total)
}
