//! What nobody ever classified, and how exposed each administration is.

use super::{crumbs, today};
use crate::features::services::catalogue::ClassModel;
use crate::features::services::comparing::Exposure;
use crate::features::services::filter::running_href;
use crate::features::services::records::ServiceLine;
use crate::features::services::views::{AdministrationsPage, ExposureRow, GapRow, UnclassifiedPage};
use crate::features::services::{comparing, rules, unclassified};
use crate::features::vendors::export_file;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::sheets::{Cell, Column, ColumnKind};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Query;
use chrono::NaiveDate;

/// A page longer than this is for the export.
const SHOWN: usize = 200;

/// The day that was asked for; without it, that of the model's validity.
pub fn before(web: &Web, params: &Params) -> crate::base::Result<NaiveDate> {
    let day = params.day("before")?;
    Ok(day.unwrap_or_else(|| rules::old_before(ClassModel::on(today(web)), today(web))))
}

fn gap_row(line: ServiceLine) -> GapRow {
    GapRow { id: line.id, name: line.name, administration: line.administration, classified_on: line.classified_on }
}

/// `/services/unclassified?before=2025-01-01`
pub async fn unclassified(web: Web, query: Query<Params>) -> Answer {
    let before = before(&web, &query)?;
    let found = web.read(move |c, ctx| unclassified::gaps(c, ctx, before)).await?;
    if let Some(format) = query.text("format") {
        return export(&web, &format, found);
    }
    let body = UnclassifiedPage {
        form: FormState::default().with("before", before),
        before,
        never_count: found.never.len(),
        old_count: found.old.len(),
        contract_count: found.contracts.len(),
        never: found.never.into_iter().take(SHOWN).map(gap_row).collect(),
        old: found.old.into_iter().take(SHOWN).map(gap_row).collect(),
        contracts: found.contracts.into_iter().take(SHOWN).collect(),
        services_total: found.services_total,
        contracts_total: found.contracts_total,
        shown_at_most: SHOWN,
    };
    let title = web.word("services-unclassified-title");
    web.page_titled(StatusCode::OK, "pages/services/unclassified", title, crumbs(&web), &body)
}

fn export(web: &Web, format: &str, found: unclassified::Gaps) -> Answer {
    let head = |key: &str, width, kind| Column::new(web.word(key), width, kind);
    let columns = [
        head("services-gap-what", 14, ColumnKind::Text),
        head("services-field-name", 46, ColumnKind::Text),
        head("services-gap-belongs", 34, ColumnKind::Text),
        head("services-gap", 30, ColumnKind::Text),
        head("services-field-classified-on", 14, ColumnKind::Date),
    ];
    let day = |on: Option<NaiveDate>| on.map_or(Cell::Empty, Cell::Date);
    let service = |line: ServiceLine, gap: &str| {
        vec![
            Cell::Text(web.word("services-gap-service")),
            Cell::text(&line.name),
            line.administration.as_ref().map_or(Cell::Empty, Cell::text),
            Cell::Text(web.word(&format!("services-gap-{gap}"))),
            day(line.classified_on),
        ]
    };
    let mut rows: Vec<Vec<Cell>> = found.never.into_iter().map(|line| service(line, "unclassified")).collect();
    rows.extend(found.old.into_iter().map(|line| service(line, "old")));
    rows.extend(found.contracts.iter().map(|each| {
        vec![
            Cell::Text(web.word("services-gap-contract")),
            Cell::text(format!("{} {}", each.reference, each.title)),
            Cell::text(&each.vendor_name),
            Cell::Text(web.word(&format!("services-gap-{}", each.gap))),
            day(each.classified_on),
        ]
    }));
    export_file(web, &web.word("services-unclassified-export"), Some(format), &columns, &rows)
}

pub async fn administrations(web: Web) -> Answer {
    let rows = web.read(|c, ctx| Ok(comparing::exposure(&comparing::compare_portfolio(c, ctx)?))).await?;
    let named = |row: Exposure| ExposureRow {
        name: row.administration.clone().unwrap_or_else(|| web.word("services-no-administration")),
        href: running_href(row.administration.as_deref()),
        row,
    };
    let body = AdministrationsPage {
        services: rows.iter().map(|row| row.services).sum(),
        breaches: rows.iter().map(|row| row.breaches).sum(),
        rows: rows.into_iter().map(named).collect(),
    };
    let title = web.word("services-administrations-title");
    web.page_titled(StatusCode::OK, "pages/services/administrations", title, crumbs(&web), &body)
}
