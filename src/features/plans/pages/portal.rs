//! The vendor's pages: the joint plans that its clients have shared.

use crate::base::Id;
use crate::features::plans::records::Plan;
use crate::features::plans::store::{self, PlanFilter};
use crate::features::plans::views::{PortalPlanList, PortalPlanRow, PortalPlanShow};
use crate::features::plans::whole;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::view::Pager;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let all = query.text("status").as_deref() == Some("all");
    let asked = query.page();
    let (pager, rows) = web
        .read(move |c, ctx| {
            ctx.scope.vendor()?;
            let filter = PlanFilter { open: (!all).then_some(true), ..PlanFilter::default() };
            let page = store::list(c, &ctx.scope, &filter, asked)?;
            let mut standings = whole::standings(c, ctx, &page.items)?;
            let ids = page.items.iter().map(|plan| plan.organisation_id.clone()).collect();
            let clients = store::client_names(c, ids)?;
            let pager = Pager::from(&page);
            let row = |plan: Plan| {
                let standing = standings.remove(&plan.id)?;
                Some(PortalPlanRow {
                    client: clients.get(&plan.organisation_id).cloned().unwrap_or_default(),
                    id: plan.id,
                    title: plan.title,
                    state: standing.state,
                    decided: standing.decided,
                    actions: standing.actions,
                    open: standing.open,
                    overdue: standing.overdue,
                })
            };
            let rows: Vec<PortalPlanRow> = page.items.into_iter().filter_map(row).collect();
            Ok((pager, rows))
        })
        .await?;
    web.page("pages/portal_plans/list", "plans-title", &PortalPlanList { rows, pager, all })
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let whole = web
        .read(move |c, ctx| {
            ctx.scope.vendor()?;
            whole::open(c, ctx, &id)
        })
        .await?;
    let body = PortalPlanShow::of(whole);
    let crumbs = vec![(web.word("plans-title"), "/portal/plans".to_string())];
    web.page_titled(StatusCode::OK, "pages/portal_plans/show", body.plan.title.clone(), crumbs, &body)
}
