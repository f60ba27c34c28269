//! The list as it was on a day, and what differs between two days.

use super::{crumbs, today};
use crate::base::clock::ZONE;
use crate::base::{Id, Instant, Result};
use crate::features::services::catalogue::Catalogue;
use crate::features::services::changes::{self, Difference, FieldChange, ServiceDifference};
use crate::features::services::model::parts;
use crate::features::services::records::ServiceVersion;
use crate::features::services::views::{ChangeRow, ChangesPage, DifferenceRow};
use crate::features::services::{actions, store};
use crate::features::vendors::{export_file, export_href};
use crate::kit::web::{Answer, Params, Web};
use crate::platform::sheets::{Cell, Column, ColumnKind};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Query;
use chrono::{Days, Months, NaiveDate, NaiveTime, TimeZone};
use std::collections::BTreeMap;

/// The last moment of a day in Sweden.
pub fn end_of(day: NaiveDate) -> Instant {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day).and_time(NaiveTime::MIN);
    let at = ZONE.from_local_datetime(&next).earliest().map_or_else(|| next.and_utc(), |at| at.to_utc());
    (at - chrono::Duration::microseconds(1)).into()
}

/// The two days that were asked for, in order; without them the last half year.
pub fn days(web: &Web, params: &Params) -> Result<(NaiveDate, NaiveDate)> {
    let to = params.day("to")?.unwrap_or_else(|| today(web));
    let from = params.day("from")?;
    let from = from.unwrap_or_else(|| to.checked_sub_months(Months::new(6)).unwrap_or(to));
    Ok((from.min(to), from.max(to)))
}

/// `/services/history?from=&to=`; with `format` the whole list of the later day as a file.
pub async fn history(web: Web, query: Query<Params>) -> Answer {
    let (from, to) = days(&web, &query)?;
    let (differences, before, after, platforms, types) = web
        .read(move |c, ctx| {
            let differences = changes::differences(c, &ctx.scope, end_of(from), end_of(to))?;
            let platforms: BTreeMap<Id, String> = store::platform_choices(c, &ctx.scope)?.into_iter().collect();
            let before = store::list_at(c, &ctx.scope, end_of(from))?.len();
            Ok((
                differences,
                before,
                store::list_at(c, &ctx.scope, end_of(to))?,
                platforms,
                actions::catalogue(c, ctx)?,
            ))
        })
        .await?;
    if let Some(format) = query.text("format") {
        return export(&web, &format, &after, &platforms, &types);
    }
    let body = ChangesPage {
        form: FormState::default().with("from", from).with("to", to),
        from,
        to,
        count_from: before,
        count_to: after.len(),
        rows: differences.into_iter().map(|each| row(&web, each, &platforms, &types)).collect(),
        export_xlsx: export_href("/services/history", &web.path, "xlsx"),
        export_csv: export_href("/services/history", &web.path, "csv"),
    };
    let title = web.word("services-history-title");
    web.page_titled(StatusCode::OK, "pages/services/history", title, crumbs(&web), &body)
}

fn row(web: &Web, each: ServiceDifference, platforms: &BTreeMap<Id, String>, types: &Catalogue) -> DifferenceRow {
    let shown = |field: &str, value: Option<String>| {
        value.map(|text| match field {
            "platform" => text.parse::<Id>().ok().and_then(|id| platforms.get(&id).cloned()).unwrap_or(text),
            "status" => web.word(&format!("services-status-{text}")),
            "types" => parts(&text).iter().map(|code| types.name(code).to_string()).collect::<Vec<_>>().join(", "),
            _ => text,
        })
    };
    let change = |FieldChange { field, old, new }: FieldChange| ChangeRow {
        label: web.word(&format!("services-field-{field}")),
        old: shown(field, old),
        new: shown(field, new),
    };
    DifferenceRow {
        service_id: each.service_id,
        name: each.name,
        difference: each.difference,
        tone: match each.difference {
            Difference::Added => "ok",
            Difference::Changed => "info",
            Difference::Stopped => "neutral",
        },
        changes: each.changes.into_iter().map(change).collect(),
    }
}

fn export(
    web: &Web,
    format: &str,
    list: &[ServiceVersion],
    platforms: &BTreeMap<Id, String>,
    types: &Catalogue,
) -> Answer {
    let head = |key: &str, width, kind| Column::new(web.word(key), width, kind);
    let columns = [
        head("services-field-name", 40, ColumnKind::Text),
        head("services-field-platform", 26, ColumnKind::Text),
        head("services-field-administration", 24, ColumnKind::Text),
        head("services-field-class", 16, ColumnKind::Text),
        head("services-field-types", 40, ColumnKind::Text),
        head("services-field-status", 14, ColumnKind::Text),
    ];
    let rows: Vec<Vec<Cell>> = list
        .iter()
        .map(|each| {
            let names: Vec<String> =
                parts(&each.information_types).iter().map(|code| types.name(code).to_string()).collect();
            let platform = each.platform_id.as_ref().and_then(|id| platforms.get(id));
            vec![
                Cell::text(&each.name),
                platform.map_or(Cell::Empty, Cell::text),
                each.administration.as_ref().map_or(Cell::Empty, Cell::text),
                Cell::Text(each.class().letters()),
                Cell::text(names.join("; ")),
                Cell::Text(web.word(&format!("services-status-{}", each.status))),
            ]
        })
        .collect();
    export_file(web, &web.word("services-history-export"), Some(format), &columns, &rows)
}
