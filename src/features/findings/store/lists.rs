//! Lists of findings and actions: filtered, searched, paged, always with a fixed number of queries.

use super::{OPEN, contract_references, vendor_names};
use crate::access::{Scope, Side};
use crate::base::{Id, Page, PageRequest, Result, text};
use crate::features::findings::model::{ActionStatus, Responsible, Severity};
use crate::features::findings::records::{Action, Finding, FindingOrigin};
use crate::features::vendors;
use crate::platform::db::Db;
use crate::platform::db::schema::{actions, findings, vendors as vendor_rows};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeMap;

type Backend = <Db as diesel::Connection>::Backend;

/// Which findings are asked for; what is empty does not narrow.
#[derive(Debug, Clone, Default)]
pub struct FindingFilter {
    pub q: Option<String>,
    pub vendor_id: Option<Id>,
    pub contract_id: Option<Id>,
    pub origin: Option<FindingOrigin>,
    pub severity: Option<Severity>,
    /// `Some(true)` open only, `Some(false)` closed only.
    pub open: Option<bool>,
    pub responsible: Option<Responsible>,
    /// The id of a control that they fall short of, such as `A.5.15`.
    pub control: Option<String>,
}

/// Which actions are asked for; what is empty does not narrow.
#[derive(Debug, Clone, Default)]
pub struct ActionFilter {
    pub q: Option<String>,
    pub vendor_id: Option<Id>,
    pub contract_id: Option<Id>,
    pub finding_id: Option<Id>,
    pub responsible: Option<Responsible>,
    pub owner_id: Option<Id>,
    pub status: Option<ActionStatus>,
    /// Open, in progress or reported done.
    pub open_only: bool,
    /// Only what is late on this day: still to be done, and due before it.
    pub overdue_on: Option<NaiveDate>,
    /// Due on this day or later, and on this day or earlier.
    pub due_from: Option<NaiveDate>,
    pub due_to: Option<NaiveDate>,
    pub sort: ActionSort,
}

crate::text_enum! {
    /// The order of a list of actions; each ends on the id.
    pub enum ActionSort { Due => "due_on", DueLast => "-due_on", Number => "number", NumberLast => "-number" }
}

#[allow(clippy::derivable_impls, reason = "text_enum has no place for #[default]")]
impl Default for ActionSort {
    fn default() -> Self {
        ActionSort::Due
    }
}

/// A finding with the names that a list shows.
#[derive(Debug, Clone)]
pub struct FindingListed {
    pub finding: Finding,
    pub vendor_name: String,
    pub contract_reference: Option<String>,
}

/// An action with the names that a list shows.
#[derive(Debug, Clone)]
pub struct ActionListed {
    pub action: Action,
    pub vendor_name: String,
    pub contract_reference: Option<String>,
}

/// What was typed, as a pattern for folded text and as a number (0, which nothing has, for words).
fn asked_for(q: &str) -> (String, i32) {
    let q = q.trim_start_matches('#');
    (text::like_anywhere(q), q.trim().parse().unwrap_or(0))
}

/// The client's vendors that the pattern finds, as a query within the query.
macro_rules! vendors_like {
    ($client:expr, $like:expr) => {
        vendor_rows::table
            .filter(vendor_rows::organisation_id.eq($client))
            .filter(vendor_rows::search_text.like($like).escape('\\'))
            .select(vendor_rows::id)
    };
}

fn filtered_findings<'a>(scope: &'a Scope, filter: &'a FindingFilter) -> Result<findings::BoxedQuery<'a, Backend>> {
    let mut query = findings::table.filter(findings::organisation_id.eq(scope.client()?)).into_boxed::<Backend>();
    if let Some(q) = filter.q.as_deref().and_then(text::non_empty) {
        let (like, number) = asked_for(&q);
        let titled = findings::search_text.like(like.clone()).escape('\\').or(findings::number.eq(number));
        query = query.filter(titled.or(findings::vendor_id.eq_any(vendors_like!(scope.client()?, like))));
    }
    if let Some(id) = &filter.vendor_id {
        query = query.filter(findings::vendor_id.eq(id));
    }
    if let Some(id) = &filter.contract_id {
        query = query.filter(findings::contract_id.eq(id));
    }
    if let Some(origin) = filter.origin {
        query = query.filter(findings::origin.eq(origin));
    }
    if let Some(severity) = filter.severity {
        query = query.filter(findings::severity.eq(severity));
    }
    if let Some(responsible) = filter.responsible {
        query = query.filter(findings::responsible.eq(responsible));
    }
    if let Some(control) = &filter.control {
        // Stored with semicolons between, so that A.5.1 is not found in A.5.15.
        let among = findings::control_ids
            .eq(control)
            .or(findings::control_ids.like(format!("{control};%")))
            .or(findings::control_ids.like(format!("%;{control}")))
            .or(findings::control_ids.like(format!("%;{control};%")));
        query = query.filter(among);
    }
    Ok(match filter.open {
        Some(true) => query.filter(findings::closed_at.is_null()),
        Some(false) => query.filter(findings::closed_at.is_not_null()),
        None => query,
    })
}

/// One page of findings: open ones first, newest first.
pub fn list_findings(
    c: &mut Db,
    scope: &Scope,
    filter: &FindingFilter,
    page: PageRequest,
) -> Result<Page<FindingListed>> {
    let order = (findings::closed_at.is_not_null(), findings::number.desc(), findings::id);
    let total = filtered_findings(scope, filter)?.count().get_result(c)?;
    let rows = filtered_findings(scope, filter)?.order(order).limit(page.size).offset(page.offset());
    let rows: Vec<Finding> = rows.select(Finding::as_select()).load(c)?;
    let vendors = vendor_names(c, rows.iter().map(|f| f.vendor_id.clone()).collect())?;
    let contracts = contract_references(c, rows.iter().filter_map(|f| f.contract_id.clone()).collect())?;
    let items = rows.into_iter().map(|finding| FindingListed {
        vendor_name: vendors.get(&finding.vendor_id).cloned().unwrap_or_default(),
        contract_reference: finding.contract_id.as_ref().and_then(|id| contracts.get(id).cloned()),
        finding,
    });
    Ok(Page::new(items.collect(), total, page))
}

/// How many of the client's other open findings fall short of each control. One query.
pub fn others_by_control(c: &mut Db, scope: &Scope, except: &Id) -> Result<BTreeMap<String, usize>> {
    let rows: Vec<String> = findings::table
        .filter(findings::organisation_id.eq(scope.client()?))
        .filter(findings::id.ne(except))
        .filter(findings::closed_at.is_null())
        .filter(findings::control_ids.ne(""))
        .select(findings::control_ids)
        .load(c)?;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for id in rows.iter().flat_map(|ids| ids.split(';')) {
        *counts.entry(id.to_string()).or_default() += 1;
    }
    Ok(counts)
}

pub(super) fn filtered_actions<'a>(
    linked: &'a [Id],
    scope: &'a Scope,
    filter: &'a ActionFilter,
) -> Result<actions::BoxedQuery<'a, Backend>> {
    let mut query = match scope.side() {
        Side::Region => actions::table.filter(actions::organisation_id.eq(scope.client()?)).into_boxed::<Backend>(),
        Side::Vendor => actions::table
            .filter(actions::vendor_id.eq_any(linked))
            .filter(actions::withheld.eq(false))
            .into_boxed::<Backend>(),
    };
    if let Some(q) = filter.q.as_deref().and_then(text::non_empty) {
        let (like, number) = asked_for(&q);
        let titled = actions::search_text.like(like.clone()).escape('\\').or(actions::number.eq(number));
        query = match scope.side() {
            Side::Region => query.filter(titled.or(actions::vendor_id.eq_any(vendors_like!(scope.client()?, like)))),
            // A vendor finds no rows by what its clients have noted in their registers.
            Side::Vendor => query.filter(titled),
        };
    }
    if let Some(id) = &filter.vendor_id {
        query = query.filter(actions::vendor_id.eq(id));
    }
    if let Some(id) = &filter.contract_id {
        query = query.filter(actions::contract_id.eq(id));
    }
    if let Some(id) = &filter.finding_id {
        query = query.filter(actions::finding_id.eq(id));
    }
    if let Some(responsible) = filter.responsible {
        query = query.filter(actions::responsible.eq(responsible));
    }
    if let Some(id) = &filter.owner_id {
        query = query.filter(actions::owner_id.eq(id));
    }
    if let Some(status) = filter.status {
        query = query.filter(actions::status.eq(status));
    }
    if filter.open_only {
        query = query.filter(actions::status.eq_any(OPEN));
    }
    if let Some(today) = filter.overdue_on {
        query = query
            .filter(actions::due_on.lt(today))
            .filter(actions::status.eq_any([ActionStatus::Open, ActionStatus::InProgress]));
    }
    if let Some(day) = filter.due_from {
        query = query.filter(actions::due_on.ge(day));
    }
    if let Some(day) = filter.due_to {
        query = query.filter(actions::due_on.le(day));
    }
    Ok(query)
}

fn sorted<'a>(query: actions::BoxedQuery<'a, Backend>, sort: ActionSort) -> actions::BoxedQuery<'a, Backend> {
    match sort {
        ActionSort::Due => query.order((actions::due_on.asc(), actions::id.asc())),
        ActionSort::DueLast => query.order((actions::due_on.desc(), actions::id.asc())),
        ActionSort::Number => query.order((actions::number.asc(), actions::id.asc())),
        ActionSort::NumberLast => query.order((actions::number.desc(), actions::id.asc())),
    }
}

/// One page of actions in the filter's order.
pub fn list_actions(c: &mut Db, scope: &Scope, filter: &ActionFilter, page: PageRequest) -> Result<Page<ActionListed>> {
    let linked = vendors::linked_ids(c, scope)?;
    let total = filtered_actions(&linked, scope, filter)?.count().get_result(c)?;
    let rows = sorted(filtered_actions(&linked, scope, filter)?, filter.sort).limit(page.size).offset(page.offset());
    let rows: Vec<Action> = rows.select(Action::as_select()).load(c)?;
    Ok(Page::new(named(c, rows)?, total, page))
}

/// The same rows with the names that a list shows. Two queries.
pub(super) fn named(c: &mut Db, rows: Vec<Action>) -> Result<Vec<ActionListed>> {
    let vendors = vendor_names(c, rows.iter().map(|a| a.vendor_id.clone()).collect())?;
    let contracts = contract_references(c, rows.iter().filter_map(|a| a.contract_id.clone()).collect())?;
    let items = rows.into_iter().map(|action| ActionListed {
        vendor_name: vendors.get(&action.vendor_id).cloned().unwrap_or_default(),
        contract_reference: action.contract_id.as_ref().and_then(|id| contracts.get(id).cloned()),
        action,
    });
    Ok(items.collect())
}
