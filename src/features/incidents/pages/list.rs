//! The list of incidents.

use super::clock_rows;
use crate::access::Permission;
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, PageRequest};
use crate::features::incidents::model::IncidentState;
use crate::features::incidents::store::{self, IncidentFilter, Listed};
use crate::features::incidents::views::{ListPage, Row};
use crate::kit::web::{Answer, Web};
use crate::platform::view::{FormState, Pager};
use actix_web::web::Query;
use std::collections::BTreeMap;

/// The query of an address: empty values are as good as missing ones.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(transparent)]
pub struct Params(pub BTreeMap<String, String>);

impl Params {
    pub fn text(&self, name: &str) -> Option<String> {
        self.0.get(name).map(|v| v.trim().to_string()).filter(|v| !v.is_empty())
    }

    /// Errors: `error-choice` at the parameter.
    pub fn id(&self, name: &str) -> Result<Option<Id>> {
        self.text(name).map(|text| text.parse().map_err(|_| Refusal::invalid(name, "error-choice"))).transpose()
    }

    /// `state` is one of the states, `open_only` or `all`; without it, `otherwise`.
    pub fn filter(&self, otherwise: &str) -> Result<IncidentFilter> {
        let asked = self.text("state").unwrap_or_else(|| otherwise.to_string());
        let state = match asked.as_str() {
            "all" | "open_only" => None,
            one => Some(one.parse::<IncidentState>().map_err(|_| Refusal::invalid("state", "error-choice"))?),
        };
        Ok(IncidentFilter {
            q: self.text("q"),
            state,
            open_only: asked == "open_only",
            vendor_id: self.id("vendor_id")?,
            node_id: self.id("node_id")?,
        })
    }
}

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let filter = params.filter("open_only")?;
    let asked = PageRequest::new(params.text("page").and_then(|p| p.parse().ok()), None);
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &filter, asked)).await?;
    let mut form = FormState::from_values(params.0.clone());
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
