//! The watch: what must be decided about the client's contracts in the days ahead.

use super::parameters::DepthModel;
use super::records::{Contract, ExtensionOption, Renewal};
use super::rules::{Dates, Decision, decisions};
use super::store;
use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result};
use crate::platform::db::Db;
use chrono::{Days, NaiveDate};

/// What the watch is narrowed to.
#[derive(Debug, Clone)]
pub struct WatchFilter {
    /// How many days ahead; what should have been decided already is always there.
    pub days: u64,
    pub manager_id: Option<Id>,
}

/// A contract about which something must be decided.
#[derive(Debug, Clone)]
pub struct Watched {
    pub contract: Contract,
    pub decision: Decision,
}

/// The decisions of one contract.
pub fn decisions_of(
    contract: &Contract,
    renewal: Option<&Renewal>,
    open: &[ExtensionOption],
    today: NaiveDate,
) -> Vec<Decision> {
    let options: Vec<(NaiveDate, NaiveDate)> = open.iter().map(|o| (o.use_by_on, o.extends_to_on)).collect();
    let dates = Dates {
        ends_on: contract.ends_on,
        notice_months: contract.notice_months,
        renewal_months: renewal.and_then(Renewal::months),
        options: &options,
    };
    decisions(&dates, DepthModel::current().watch.lead_days, today)
}

/// One page of what must be decided, the soonest first. Three queries, whatever the size of the portfolio.
pub fn watch(
    c: &mut Db,
    scope: &Scope,
    filter: &WatchFilter,
    today: NaiveDate,
    asked: PageRequest,
) -> Result<Page<Watched>> {
    let manager = filter.manager_id.as_ref();
    let contracts = store::ending(c, scope, manager)?;
    let (renewals, options) = store::terms_of_all(c, scope, manager)?;
    let last = today.checked_add_days(Days::new(filter.days)).unwrap_or(today);
    let mut found: Vec<Watched> = Vec::new();
    for contract in contracts {
        let open = options.get(&contract.id).map(Vec::as_slice).unwrap_or_default();
        for decision in decisions_of(&contract, renewals.get(&contract.id), open, today) {
            if decision.on <= last {
                found.push(Watched { contract: contract.clone(), decision });
            }
        }
    }
    found.sort_by(|a, b| (a.decision.on, &a.contract.id).cmp(&(b.decision.on, &b.contract.id)));
    let total = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let skip = usize::try_from(asked.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(asked.size).unwrap_or(usize::MAX);
    Ok(Page::new(found.into_iter().skip(skip).take(size).collect(), total, asked))
}
