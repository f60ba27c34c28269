//! The list of incidents.

use super::clock_rows;
use crate::access::Permission;
use crate::base::refusal::{Refusal, Result};
use crate::features::incidents::model::IncidentState;
use crate::features::incidents::store::{self, IncidentFilter, Listed};
use crate::features::incidents::views::{ListPage, Row};
use crate::kit::web::{Answer, Params, Web};
use crate::platform::view::Pager;
use actix_web::web::Query;

/// `state` is one of the states, `open_only` or `all`; without it, `otherwise`.
pub fn filter(params: &Params, otherwise: &str) -> Result<IncidentFilter> {
    let asked = params.text("state").unwrap_or_else(|| otherwise.to_string());
    let state = match asked.as_str() {
        "all" | "open_only" => None,
        one => Some(one.parse::<IncidentState>().map_err(|_| Refusal::invalid("state", "error-choice"))?),
    };
    Ok(IncidentFilter {
        q: params.text("q"),
        state,
        open_only: asked == "open_only",
        vendor_id: params.parsed("vendor_id")?,
        node_id: params.parsed("node_id")?,
    })
}

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let wanted = filter(&params, "open_only")?;
    let asked = params.page();
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &wanted, asked)).await?;
    let mut form = params.state();
    form.values.entry("state".to_string()).or_insert_with(|| "open_only".to_string());
    let pager = Pager::from(&page);
    let body = ListPage {
        form,
        rows: page.items.into_iter().map(|listed| row(&web, listed)).collect(),
        pager,
        states: ["open_only"].into_iter().chain(IncidentState::ALL.iter().map(|s| s.as_str())).chain(["all"]).collect(),
        can_edit: web.can(Permission::IncidentEdit),
    };
    web.page("pages/incidents/list", "incidents-title", &body)
}

fn row(web: &Web, listed: Listed) -> Row {
    let clocks = clock_rows(web, &listed.incident, &listed.reports, listed.tier);
    let incident = listed.incident;
    Row {
        id: incident.id,
        number: incident.number,
        title: incident.title,
        state: incident.state,
        source: incident.source,
        received_at: incident.received_at,
        owner_name: incident.owner_name,
        contracts: listed.contracts,
        next: clocks.into_iter().next().filter(|clock| clock.left.is_some()),
    }
}
