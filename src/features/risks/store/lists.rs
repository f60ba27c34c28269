//! Lists of risks: pages, the heat map, and the nodes that risks come together in.

use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result, text};
use crate::features::risks::model::{ConsequenceCategory, RiskLevel, RiskState};
use crate::features::risks::records::Risk;
use crate::platform::db::Db;
use crate::platform::db::schema::risks;
use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;

type Backend = <Db as diesel::Connection>::Backend;

/// No portfolio holds more than this.
const MOST: i64 = 20_000;

crate::text_enum! {
    /// Before or after what controls take away.
    pub enum RiskView { Residual => "residual", Inherent => "inherent" }
}

crate::text_enum! {
    pub enum RiskSort { Worst => "worst", Number => "number", Review => "review" }
}

/// Which risks are asked for; what is empty does not narrow.
#[derive(Debug, Clone, Default)]
pub struct RiskFilter {
    pub q: Option<String>,
    pub state: Option<RiskState>,
    /// Every state but closed.
    pub open_only: bool,
    /// Of what is left.
    pub level: Option<RiskLevel>,
    pub category: Option<ConsequenceCategory>,
    pub vendor_id: Option<Id>,
    pub node_id: Option<Id>,
    pub service_id: Option<Id>,
    /// Whose review day has passed on this day.
    pub overdue_on: Option<NaiveDate>,
    /// The cell of the heat map (likelihood, consequence) that the risk's interval touches.
    pub cell: Option<(RiskView, i32, i32)>,
    pub sort: Option<RiskSort>,
}

fn filtered<'a>(scope: &'a Scope, filter: &'a RiskFilter) -> Result<risks::BoxedQuery<'a, Backend>> {
    let mut query = risks::table.filter(risks::organisation_id.eq(scope.client()?)).into_boxed::<Backend>();
    if let Some(q) = filter.q.as_deref().and_then(text::non_empty) {
        let number: i32 = q.trim_start_matches(['R', 'r', '#']).trim().parse().unwrap_or(0);
        let worded = risks::search_text.like(text::like_anywhere(&q)).escape('\\');
        query = query.filter(worded.or(risks::number.eq(number)));
    }
    if let Some(state) = filter.state {
        query = query.filter(risks::state.eq(state));
    }
    if filter.open_only {
        query = query.filter(risks::state.ne(RiskState::Closed));
    }
    if let Some(level) = filter.level {
        query = query.filter(risks::residual_level.eq(level));
    }
    if let Some(category) = filter.category {
        query = query.filter(risks::category.eq(category));
    }
    if let Some(id) = &filter.vendor_id {
        query = query.filter(risks::vendor_id.eq(id));
    }
    if let Some(id) = &filter.node_id {
        query = query.filter(risks::node_id.eq(id));
    }
    if let Some(id) = &filter.service_id {
        query = query.filter(risks::service_id.eq(id));
    }
    if let Some(day) = filter.overdue_on {
        query = query.filter(risks::review_on.lt(day));
    }
    if let Some((view, likelihood, consequence)) = filter.cell {
        query = query.filter(risks::consequence_low.le(consequence)).filter(risks::consequence_high.ge(consequence));
        query = match view {
            RiskView::Residual => {
                query.filter(risks::residual_low.le(likelihood)).filter(risks::residual_high.ge(likelihood))
            }
            RiskView::Inherent => {
                query.filter(risks::likelihood_low.le(likelihood)).filter(risks::likelihood_high.ge(likelihood))
            }
        };
    }
    Ok(query)
}

fn sorted<'a>(query: risks::BoxedQuery<'a, Backend>, sort: Option<RiskSort>) -> risks::BoxedQuery<'a, Backend> {
    match sort.unwrap_or(RiskSort::Worst) {
        // What nobody has assessed comes first: unknown is never taken as low.
        RiskSort::Worst => query.order((
            risks::residual_level.is_null().desc(),
            risks::consequence_high.desc(),
            risks::residual_high.desc(),
            risks::number,
        )),
        RiskSort::Number => query.order((risks::number.desc(), risks::id)),
        RiskSort::Review => query.order((risks::review_on.is_null().asc(), risks::review_on, risks::id)),
    }
}

/// One page of risks: two queries.
pub fn list(c: &mut Db, scope: &Scope, filter: &RiskFilter, page: PageRequest) -> Result<Page<Risk>> {
    let total = filtered(scope, filter)?.count().get_result(c)?;
    let rows = sorted(filtered(scope, filter)?, filter.sort).limit(page.size).offset(page.offset());
    Ok(Page::new(rows.select(Risk::as_select()).load(c)?, total, page))
}

/// All of them, for the portfolio.
pub fn all(c: &mut Db, scope: &Scope, filter: &RiskFilter) -> Result<Vec<Risk>> {
    Ok(sorted(filtered(scope, filter)?, filter.sort).limit(MOST).select(Risk::as_select()).load(c)?)
}

/// The open risks of a vendor.
pub fn of_vendor(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Vec<Risk>> {
    let filter = RiskFilter { vendor_id: Some(vendor_id.clone()), open_only: true, ..RiskFilter::default() };
    all(c, scope, &filter)
}

/// Where a number of risks lie: both intervals, and by which table.
#[derive(Debug, Clone, Queryable)]
pub struct Placed {
    pub table_version: Option<String>,
    pub likelihood_low: Option<i32>,
    pub likelihood_high: Option<i32>,
    pub consequence_low: Option<i32>,
    pub consequence_high: Option<i32>,
    pub count: i64,
}

/// The open risks, counted by where they lie: one query with few rows however many there are.
pub fn heat_map(c: &mut Db, scope: &Scope, view: RiskView) -> Result<Vec<Placed>> {
    let own =
        risks::table.filter(risks::organisation_id.eq(scope.client()?)).filter(risks::state.ne(RiskState::Closed));
    Ok(match view {
        RiskView::Residual => own
            .group_by((
                risks::table_version,
                risks::residual_low,
                risks::residual_high,
                risks::consequence_low,
                risks::consequence_high,
            ))
            .select((
                risks::table_version,
                risks::residual_low,
                risks::residual_high,
                risks::consequence_low,
                risks::consequence_high,
                count_star(),
            ))
            .load(c)?,
        RiskView::Inherent => own
            .group_by((
                risks::table_version,
                risks::likelihood_low,
                risks::likelihood_high,
                risks::consequence_low,
                risks::consequence_high,
            ))
            .select((
                risks::table_version,
                risks::likelihood_low,
                risks::likelihood_high,
                risks::consequence_low,
                risks::consequence_high,
                count_star(),
            ))
            .load(c)?,
    })
}

/// A node and how many open risks are tied to it.
#[derive(Debug, Clone, Queryable)]
pub struct NodeExposure {
    pub node_id: Option<Id>,
    pub risks: i64,
}

/// The nodes that open risks are tied to, those with most risks first.
pub fn nodes_with_risks(c: &mut Db, scope: &Scope, limit: i64) -> Result<Vec<NodeExposure>> {
    Ok(risks::table
        .filter(risks::organisation_id.eq(scope.client()?))
        .filter(risks::state.ne(RiskState::Closed))
        .filter(risks::node_id.is_not_null())
        .group_by(risks::node_id)
        .select((risks::node_id, count_star()))
        .order((count_star().desc(), risks::node_id))
        .limit(limit)
        .load(c)?)
}
