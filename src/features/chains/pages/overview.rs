//! Every chain at once: what to look at, and where much comes together.

use super::listed_row;
use crate::base::PageRequest;
use crate::base::refusal::Result;
use crate::features::chains::store::{self, LinkFilter, LinkView};
use crate::features::chains::views::{LinkRow, OverviewPage, TopNode, ViewCount};
use crate::features::vendors::{export_href, export_part};
use crate::kit::web::{Answer, Params, Web};
use crate::platform::sheets::{Cell, Column, ColumnKind};
use crate::platform::view::Pager;
use actix_web::web::Query;

/// How many nodes the list of concentration shows.
const TOP: i64 = 10;

/// The filter as the address says it: `view`, `contract_id`, `node_id`, `ended`, `q`.
pub fn filter(params: &Params) -> Result<LinkFilter> {
    Ok(LinkFilter {
        view: params.parsed("view")?,
        contract_id: params.parsed("contract_id")?,
        node_id: params.parsed("node_id")?,
        with_ended: params.text("ended").is_some_and(|value| value != "0" && value != "false"),
        q: params.text("q"),
    })
}

fn tone(view: LinkView, count: i64) -> &'static str {
    match (view, count) {
        (_, 0) => "ok",
        (LinkView::UnknownTiers | LinkView::FoundUnapproved, _) => "serious",
        (LinkView::ThirdCountries, _) => "info",
        (LinkView::Unconfirmed | LinkView::Faults, _) => "attention",
    }
}

pub async fn show(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let wanted = filter(&params)?;
    let (view, asked, today) = (wanted.view, params.page(), web.ctx()?.today());
    let (page, counts, top, waiting) = web
        .read(move |c, ctx| {
            Ok((
                store::link_page(c, &ctx.scope, &wanted, today, asked)?,
                store::counts(c, &ctx.scope, today)?,
                store::concentration(c, &ctx.scope, TOP)?,
                store::count_waiting(c, &ctx.scope)?,
            ))
        })
        .await?;
    let count = |(one, count): (LinkView, i64)| ViewCount {
        view: one,
        count,
        tone: tone(one, count),
        href: format!("/chains?view={one}"),
        current: view == Some(one),
    };
    let body = OverviewPage {
        form: params.state(),
        view,
        counts: counts.into_iter().map(count).collect(),
        pager: Pager::from(&page),
        rows: page.items.iter().map(|listed| listed_row(listed, today)).collect(),
        top: top
            .into_iter()
            .map(|row| TopNode {
                id: row.node.id,
                name: row.node.name,
                kind: row.node.kind,
                contracts: row.contracts,
                persons_high: row.persons_high,
            })
            .collect(),
        waiting,
        export_xlsx: export_href("/chains/export", &web.path, "xlsx"),
        export_csv: export_href("/chains/export", &web.path, "csv"),
    };
    web.page("pages/chains/overview", "chains-title", &body)
}

pub async fn export(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let wanted = filter(&params)?;
    let today = web.ctx()?.today();
    let found = web.read(move |c, ctx| store::link_page(c, &ctx.scope, &wanted, today, PageRequest::FILE)).await?;
    let heads = [
        ("chains-contract", 18, ColumnKind::Text),
        ("chains-main-vendor", 30, ColumnKind::Text),
        ("chains-parent", 30, ColumnKind::Text),
        ("chains-child", 30, ColumnKind::Text),
        ("chains-field-kind", 18, ColumnKind::Text),
        ("chains-field-task", 40, ColumnKind::Wrapped),
        ("chains-field-data-class", 12, ColumnKind::Text),
        ("chains-field-persons-low", 14, ColumnKind::Whole),
        ("chains-field-persons-high", 14, ColumnKind::Whole),
        ("chains-field-countries", 16, ColumnKind::Text),
        ("chains-field-remote-countries", 16, ColumnKind::Text),
        ("chains-field-transfer-mechanism", 24, ColumnKind::Text),
        ("chains-approval", 18, ColumnKind::Text),
        ("chains-source", 16, ColumnKind::Text),
        ("chains-confirmed", 14, ColumnKind::Date),
        ("chains-faults", 40, ColumnKind::Wrapped),
    ];
    let columns: Vec<Column> =
        heads.iter().map(|(key, width, kind)| Column::new(web.word(key), *width, *kind)).collect();
    let rows = found.items.iter().map(|listed| export_row(&web, &listed_row(listed, today))).collect();
    let format = params.text("format");
    export_part(&web, &web.word("chains-file"), format.as_deref(), &columns, rows, found.total)
}

fn number(value: Option<i64>) -> Cell {
    // A spreadsheet holds whole numbers exactly up to 2^53, far above any number of persons.
    value.map_or(Cell::Empty, |n| Cell::Number(n.to_string().parse().unwrap_or_default()))
}

fn export_row(web: &Web, row: &LinkRow) -> Vec<Cell> {
    let word = |prefix: &str, value: &str| web.word(&format!("chains-{prefix}-{value}"));
    vec![
        Cell::text(&row.contract),
        Cell::text(&row.vendor),
        Cell::text(&row.parent),
        Cell::text(&row.child),
        Cell::text(word("kind", row.kind.as_str())),
        Cell::text(&row.task),
        Cell::text(row.data_class.map_or_else(|| web.word("chains-class-unknown"), |class| class.to_string())),
        number(row.persons_low),
        number(row.persons_high),
        Cell::text(row.countries.join(", ")),
        Cell::text(row.remote_countries.join(", ")),
        row.transfer_mechanism.map_or(Cell::Empty, |m| Cell::text(word("mechanism", m.as_str()))),
        Cell::text(word("approval", row.approval.as_str())),
        Cell::text(word("source", row.source.as_str())),
        row.confirmed_on.map_or(Cell::Empty, Cell::Date),
        Cell::text(row.faults.iter().map(|f| word("fault", f.as_str())).collect::<Vec<_>>().join(", ")),
    ]
}
