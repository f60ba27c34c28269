//! The list as XLSX, with the filters of the page.

use super::list::filter;
use crate::base::PageRequest;
use crate::base::clock::swedish_date;
use crate::features::escalations::ladder::Ladder;
use crate::features::escalations::model::LadderShown;
use crate::features::escalations::records::Escalation;
use crate::features::escalations::store;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::sheets::{Cell, Column, ColumnKind, write_xlsx};
use actix_web::web::Query;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// No export holds more rows than this.
const MOST: i64 = 20_000;

pub async fn export(web: Web, query: Query<Params>) -> Answer {
    let filter = filter(&query, LadderShown::Open)?;
    let whole = PageRequest { number: 1, size: MOST };
    let found = web.read(move |c, ctx| store::list(c, &ctx.scope, &filter, whole)).await?;
    let columns: Vec<Column> = [
        ("ladder-number", 8, ColumnKind::Whole),
        ("ladder-about", 50, ColumnKind::Wrapped),
        ("findings-vendor", 30, ColumnKind::Text),
        ("ladder-cause", 40, ColumnKind::Text),
        ("ladder-step", 24, ColumnKind::Text),
        ("ladder-opened-at", 12, ColumnKind::Date),
        ("common-status", 12, ColumnKind::Text),
    ]
    .map(|(key, width, kind)| Column::new(web.word(key), width, kind))
    .into();
    let rows: Vec<Vec<Cell>> = found.items.iter().map(|(each, vendor)| row(&web, each, vendor)).collect();
    let title = web.word("ladder-title");
    let bytes = write_xlsx(&title, &columns, &rows)?;
    let today = swedish_date(web.visitor.now);
    web.download(&format!("{} {today}.xlsx", title.to_lowercase()), XLSX, bytes)
}

fn row(web: &Web, each: &Escalation, vendor: &str) -> Vec<Cell> {
    let ladder = Ladder::named(&each.ladder_version);
    let step = each.step.as_deref().map(|key| ladder.name_of(key, web.language()));
    vec![
        Cell::Number(f64::from(each.number)),
        Cell::text(&each.title),
        Cell::text(vendor),
        Cell::text(web.word(&format!("ladder-cause-{}", each.cause))),
        step.map_or(Cell::Empty, Cell::text),
        Cell::Date(swedish_date(each.opened_at.utc())),
        Cell::text(web.word(&format!("ladder-state-{}", each.state()))),
    ]
}
