//! The region's list of plans.

use crate::access::Permission;
use crate::base::refusal::{Refusal, Result};
use crate::features::plans::records::Plan;
use crate::features::plans::store::{self, PlanFilter};
use crate::features::plans::views::{Linked, PlanList, PlanRow};
use crate::features::plans::whole;
use crate::features::{contracts, vendors};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Web, export_list};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::Pager;
use actix_web::web::Query;
use std::collections::BTreeMap;

/// `status=open|closed|all`; without it, `otherwise`.
pub fn plan_filter(params: &Params, otherwise: &str) -> Result<PlanFilter> {
    let open = match params.text("status").as_deref().unwrap_or(otherwise) {
        "open" => Some(true),
        "closed" => Some(false),
        "all" => None,
        _ => return Err(Refusal::invalid("status", "error-choice")),
    };
    Ok(PlanFilter {
        q: params.text("q"),
        vendor_id: params.parsed("vendor_id")?,
        contract_id: params.parsed("contract_id")?,
        review_id: params.parsed("review_id")?,
        open,
    })
}

fn narrowed(c: &mut Db, ctx: &Ctx, filter: &PlanFilter) -> Result<Vec<Linked>> {
    let mut all = Vec::new();
    if let Some(id) = &filter.vendor_id {
        let vendor = vendors::find(c, &ctx.scope, id)?;
        all.push(Linked::new(format!("/vendors/{id}"), vendor.legal_name));
    }
    if let Some(id) = &filter.contract_id {
        let contract = contracts::find(c, &ctx.scope, id)?;
        all.push(Linked::new(format!("/contracts/{id}"), format!("{} {}", contract.reference, contract.title)));
    }
    Ok(all)
}

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let filter = plan_filter(&params, "open")?;
    let asked = params.page_or_file();
    let new_href = match (&filter.vendor_id, &filter.contract_id) {
        (Some(vendor), Some(contract)) => format!("/plans/new?vendor_id={vendor}&contract_id={contract}"),
        (Some(vendor), None) => format!("/plans/new?vendor_id={vendor}"),
        _ => "/plans/new".to_string(),
    };
    let (pager, rows, narrowed) = web
        .read(move |c, ctx| {
            let narrowed = narrowed(c, ctx, &filter)?;
            let page = store::list(c, &ctx.scope, &filter, asked)?;
            // A file holds many plans, and a statement only so many ids: a plan has at most three hundred actions.
            let mut standings = BTreeMap::new();
            for some in page.items.chunks(100) {
                standings.extend(whole::standings(c, ctx, some)?);
            }
            let vendors = store::vendor_names(c, page.items.iter().map(|plan| plan.vendor_id.clone()).collect())?;
            let ids = page.items.iter().filter_map(|plan| plan.contract_id.clone()).collect();
            let contracts = store::contract_heads(c, ids)?;
            let pager = Pager::from(&page);
            let row = |plan: Plan| {
                let standing = standings.remove(&plan.id)?;
                let vendor = vendors.get(&plan.vendor_id).cloned().unwrap_or_default();
                let contract = plan.contract_id.as_ref().and_then(|id| contracts.get(id));
                let contract = contract.map(|(reference, _)| reference.clone());
                Some(PlanRow::new(plan, vendor, contract, standing))
            };
            let rows: Vec<PlanRow> = page.items.into_iter().filter_map(row).collect();
            Ok((pager, rows, narrowed))
        })
        .await?;
    if params.asks_for_file() {
        return file(&web, &params, &rows, pager.total);
    }
    let mut form = params.state();
    form.values.entry("status".to_string()).or_insert_with(|| "open".to_string());
    let body = PlanList {
        form,
        rows,
        pager,
        states: vec!["open", "closed", "all"],
        narrowed,
        new_href,
        can_edit: web.can(Permission::ActionEdit),
    };
    web.page("pages/plans/list", "plans-title", &body)
}

fn file(web: &Web, params: &Params, rows: &[PlanRow], total: i64) -> Answer {
    let columns = [
        ("plans-number", 8, ColumnKind::Whole),
        ("plans-one", 44, ColumnKind::Wrapped),
        ("plans-vendor", 36, ColumnKind::Text),
        ("plans-contract", 18, ColumnKind::Text),
        ("common-status", 24, ColumnKind::Text),
        ("plans-is-shared", 10, ColumnKind::Text),
        ("actions-title", 10, ColumnKind::Whole),
        ("plans-open-actions", 14, ColumnKind::Whole),
        ("plans-overdue-actions", 14, ColumnKind::Whole),
    ];
    let cells = |row: &PlanRow| {
        vec![
            Cell::count(row.number),
            Cell::text(&row.title),
            Cell::text(&row.vendor),
            Cell::maybe(row.contract.as_deref()),
            Cell::text(web.word(&format!("plans-state-{}", row.state))),
            Cell::text(web.word(if row.shared { "common-yes" } else { "common-no" })),
            Cell::count(row.actions),
            Cell::count(row.open),
            Cell::count(row.overdue),
        ]
    };
    export_list(web, params, "plans-title", &columns, rows.iter().map(cells).collect(), total)
}
