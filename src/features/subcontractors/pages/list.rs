//! The lists of both sides, and the region's export.

use super::{base, is_third, side, tone};
use crate::access::{Permission, Side};
use crate::base::refusal::{Refusal, Result};
use crate::base::{PageRequest, clock};
use crate::features::subcontractors::actions;
use crate::features::subcontractors::model::{CaseState, ReviewKind};
use crate::features::subcontractors::store::{self, CaseFilter, Listed};
use crate::features::subcontractors::views::{ListPage, Row};
use crate::features::vendors;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::sheets::{Cell, Column, ColumnKind};
use crate::platform::view::Pager;
use actix_web::web::Query;
use chrono::NaiveDate;

/// `state` is one of the states, `open_only`, `overdue` or `all`; without it, `otherwise`.
pub fn filter(params: &Params, otherwise: &str, today: NaiveDate) -> Result<CaseFilter> {
    let asked = params.text("state").unwrap_or_else(|| otherwise.to_string());
    let state = match asked.as_str() {
        "all" | "open_only" | "overdue" => None,
        one => Some(one.parse::<CaseState>().map_err(|_| Refusal::invalid("state", "error-choice"))?),
    };
    Ok(CaseFilter {
        q: params.text("q"),
        state,
        open_only: asked == "open_only",
        overdue_on: (asked == "overdue").then_some(today),
        vendor_id: params.parsed("vendor_id")?,
        contract_id: params.parsed("contract_id")?,
        waits_for: Vec::new(),
    })
}

fn row(side: Side, listed: Listed) -> Row {
    let case = listed.case;
    Row {
        href: format!("{}/{}", base(side), case.id),
        number: case.number,
        tone: tone(case.state),
        is_care: case.is_care,
        is_processor: case.is_processor,
        vendor_name: listed.vendor_name,
        tier: listed.tier.filter(|_| side == Side::Region),
        contract: listed.contract,
        due_on: case.due_on,
        done: !case.state.is_open(),
        third_country: is_third(&case),
        by_phone: case.by_phone,
        waits_for: if case.state.is_open() {
            listed.reviews.iter().filter(|review| review.done_at.is_none()).map(|review| review.kind).collect()
        } else {
            Vec::new()
        },
        state: case.state,
        name: case.name,
    }
}

/// The reviews that wait for somebody of this role, now.
fn waits(row: &Row, kinds: &[ReviewKind]) -> bool {
    row.waits_for.iter().any(|kind| {
        kinds.contains(kind)
            && match kind {
                ReviewKind::Completeness => {
                    matches!(row.state, CaseState::Submitted | CaseState::Completeness | CaseState::Temporary)
                }
                _ => matches!(row.state, CaseState::Review | CaseState::Temporary),
            }
    })
}

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let side = side(&web)?;
    let otherwise = if side == Side::Region { "open_only" } else { "all" };
    let today = clock::swedish_date(web.visitor.now);
    let wanted = filter(&params, otherwise, today)?;
    let asked = params.page();
    let kinds = actions::reviews_of(web.ctx()?.actor.role);
    let own = CaseFilter { waits_for: kinds.clone(), ..CaseFilter::default() };
    let first = side == Side::Region && !kinds.is_empty();
    let (page, mine) = web
        .read(move |c, ctx| {
            let page = store::list(c, &ctx.scope, &wanted, asked)?;
            let mine = if first {
                store::list(c, &ctx.scope, &own, PageRequest::new(None, Some(20)))?.items
            } else {
                Vec::new()
            };
            Ok((page, mine))
        })
        .await?;
    let mut form = params.state();
    form.values.entry("state".to_string()).or_insert_with(|| otherwise.to_string());
    let pager = Pager::from(&page);
    let rows: Vec<Row> = page.items.into_iter().map(|listed| row(side, listed)).collect();
    let mine = mine.into_iter().map(|listed| row(side, listed)).filter(|row| waits(row, &kinds)).collect();
    let states = ["open_only", "overdue"].into_iter().filter(|_| side == Side::Region);
    let known = CaseState::ALL.iter().map(|state| state.as_str());
    let body = ListPage {
        portal: side == Side::Vendor,
        form,
        rows,
        mine,
        pager,
        states: states.chain(["all"]).chain(known).collect(),
        can_apply: web.can(Permission::SubcontractApply),
        apply_href: if side == Side::Region { "/subcontracts/new" } else { "/portal/subcontracts/new" },
    };
    web.page("pages/subcontracts/list", "subcontracts-title", &body)
}

/// The list as a sheet: XLSX, or CSV with `format=csv`.
pub async fn export(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let today = clock::swedish_date(web.visitor.now);
    let wanted = filter(&params, "open_only", today)?;
    let found = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            store::list(c, &ctx.scope, &wanted, PageRequest::FILE)
        })
        .await?
        .map(|listed| row(Side::Region, listed));
    let columns = [
        Column::new(web.word("subcontracts-number"), 8, ColumnKind::Whole),
        Column::new(web.word("subcontracts-field-name"), 32, ColumnKind::Text),
        Column::new(web.word("subcontracts-vendor"), 32, ColumnKind::Text),
        Column::new(web.word("subcontracts-contract"), 32, ColumnKind::Text),
        Column::new(web.word("common-status"), 24, ColumnKind::Text),
        Column::new(web.word("subcontracts-next-day"), 12, ColumnKind::Date),
        Column::new(web.word("subcontracts-kind"), 28, ColumnKind::Text),
        Column::new(web.word("subcontracts-third-country"), 12, ColumnKind::Text),
    ];
    let yes = |is: bool| web.word(if is { "subcontracts-yes" } else { "subcontracts-no" });
    let rows: Vec<Vec<Cell>> = found
        .items
        .into_iter()
        .map(|row| {
            let kinds: Vec<String> = [("care", row.is_care), ("processor", row.is_processor)]
                .iter()
                .filter(|(_, is)| *is)
                .map(|(key, _)| web.word(&format!("subcontracts-kind-{key}")))
                .collect();
            vec![
                Cell::Number(f64::from(row.number)),
                Cell::Text(row.name),
                Cell::Text(row.vendor_name),
                Cell::Text(row.contract),
                Cell::Text(web.word(&format!("subcontracts-state-{}", row.state))),
                row.due_on.map_or(Cell::Empty, Cell::Date),
                Cell::Text(kinds.join(", ")),
                Cell::Text(yes(row.third_country)),
            ]
        })
        .collect();
    vendors::export_part(&web, "subcontracts", params.text("format").as_deref(), &columns, rows, found.total)
}
