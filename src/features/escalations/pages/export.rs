//! The list as a file, with the filters of the page.

use super::list::filter;
use crate::base::PageRequest;
use crate::base::clock::swedish_date;
use crate::features::escalations::ladder::Ladder;
use crate::features::escalations::model::LadderShown;
use crate::features::escalations::records::Escalation;
use crate::features::escalations::store;
use crate::kit::web::{Answer, Params, Web, export_list};
use crate::platform::sheets::{Cell, ColumnKind};
use actix_web::web::Query;

pub async fn export(web: Web, query: Query<Params>) -> Answer {
    let filter = filter(&query, LadderShown::Open)?;
    let found = web.read(move |c, ctx| store::list(c, &ctx.scope, &filter, PageRequest::FILE)).await?;
    let columns = [
        ("ladder-number", 8, ColumnKind::Whole),
        ("ladder-about", 50, ColumnKind::Wrapped),
        ("findings-vendor", 30, ColumnKind::Text),
        ("ladder-cause", 40, ColumnKind::Text),
        ("ladder-step", 24, ColumnKind::Text),
        ("ladder-opened-at", 12, ColumnKind::Date),
        ("common-status", 12, ColumnKind::Text),
    ];
    let rows = found.items.iter().map(|(each, vendor)| row(&web, each, vendor)).collect();
    export_list(&web, &query, "ladder-title", &columns, rows, found.total)
}

fn row(web: &Web, each: &Escalation, vendor: &str) -> Vec<Cell> {
    let ladder = Ladder::named(&each.ladder_version);
    let step = each.step.as_deref().map(|key| ladder.name_of(key, web.language()));
    vec![
        Cell::Number(f64::from(each.number)),
        Cell::text(&each.title),
        Cell::text(vendor),
        Cell::text(web.word(&format!("ladder-cause-{}", each.cause))),
        Cell::maybe(step),
        Cell::Date(swedish_date(each.opened_at.utc())),
        Cell::text(web.word(&format!("ladder-state-{}", each.state()))),
    ]
}
