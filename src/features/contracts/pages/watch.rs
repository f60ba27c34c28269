//! `/contracts/watch`: what must be decided about contracts in the days ahead.

use super::list::names;
use crate::base::Id;
use crate::features::accounts;
use crate::features::contracts::parameters::DepthModel;
use crate::features::contracts::views::{WatchPage, WatchRow};
use crate::features::contracts::watching::{WatchFilter, Watched, watch as watched};
use crate::features::vendors::{Choice, choices_of_people};
use crate::kit::web::{Answer, Params, Web};
use crate::platform::view::Pager;
use actix_web::http::StatusCode;
use actix_web::web::Query;

/// The farthest that anybody may look.
const MOST_DAYS: u64 = 3660;

/// What an address asks for; the model's number of days when it says nothing.
pub fn filter(params: &Params) -> crate::base::Result<WatchFilter> {
    let days = params.parsed::<u64>("days")?.unwrap_or(DepthModel::current().watch.days);
    Ok(WatchFilter { days: days.min(MOST_DAYS), manager_id: params.parsed::<Id>("manager_id")? })
}

pub async fn watch(web: Web, query: Query<Params>) -> Answer {
    let (filter, asked) = (filter(&query)?, query.page());
    let today = web.ctx()?.today();
    let days = filter.days;
    let (page, names, people) = web
        .read(move |c, ctx| {
            let page = watched(c, &ctx.scope, &filter, today, asked)?;
            let contracts: Vec<_> = page.items.iter().map(|item| item.contract.clone()).collect();
            let names = names(c, &ctx.scope, &contracts)?;
            Ok((page, names, accounts::organisation_people(c, &ctx.scope)?))
        })
        .await?;
    let row = |item: &Watched| WatchRow {
        id: item.contract.id.to_string(),
        reference: item.contract.reference.clone(),
        title: item.contract.title.clone(),
        vendor_id: item.contract.vendor_id.to_string(),
        vendor: names.0.get(&item.contract.vendor_id).cloned().unwrap_or_default(),
        manager: item.contract.manager_id.as_ref().and_then(|id| names.1.get(id)).cloned(),
        kind: item.decision.kind,
        on: item.decision.on,
        ends_on: item.decision.ends_on,
    };
    let terms = &DepthModel::current().watch;
    let choice = |days: &u64| Choice::new(days, web.word_with("contracts-watch-days", &[("days", days.to_string())]));
    let view = WatchPage {
        pager: Pager::from(&page),
        rows: page.items.iter().map(row).collect(),
        form: query.state().with("days", days),
        days: terms.choices.iter().map(choice).collect(),
        managers: choices_of_people(&people),
        lead_days: terms.lead_days,
    };
    let crumbs = vec![(web.word("nav-contracts"), "/contracts".to_string())];
    web.page_titled(StatusCode::OK, "pages/contracts/watch", web.word("contracts-watch"), crumbs, &view)
}
