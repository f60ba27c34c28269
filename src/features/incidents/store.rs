//! The only queries on incidents. All of it is the client's own; a vendor's scope finds nothing.

use super::clocks::ClockKey;
use super::model::IncidentState;
use super::records::{Consequence, ExposureFigure, Incident, Party, Report};
use crate::access::Scope;
use crate::base::{Id, Instant, Page, PageRequest, Refusal, Result, text};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    contracts, incident_consequences, incident_exposures, incident_parties, incident_reports, incidents, persons,
    vendors,
};
use diesel::dsl::max;
use diesel::prelude::*;
use std::collections::BTreeMap;

type Backend = <Db as diesel::Connection>::Backend;

/// Which incidents are asked for; what is empty does not narrow.
#[derive(Debug, Clone, Default)]
pub struct IncidentFilter {
    pub q: Option<String>,
    pub state: Option<IncidentState>,
    /// Every state but closed.
    pub open_only: bool,
    pub vendor_id: Option<Id>,
    pub node_id: Option<Id>,
}

/// One incident of the client's own.
pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<Incident> {
    Ok(incidents::table
        .filter(incidents::organisation_id.eq(scope.client()?))
        .filter(incidents::id.eq(id))
        .select(Incident::as_select())
        .first(c)?)
}

fn filtered<'a>(scope: &'a Scope, filter: &'a IncidentFilter) -> Result<incidents::BoxedQuery<'a, Backend>> {
    let mut query = incidents::table.filter(incidents::organisation_id.eq(scope.client()?)).into_boxed::<Backend>();
    if let Some(q) = filter.q.as_deref().and_then(text::non_empty) {
        let number: i32 = q.trim_start_matches('#').trim().parse().unwrap_or(0);
        let titled = incidents::search_text.like(text::like_anywhere(&q)).escape('\\');
        query = query.filter(titled.or(incidents::number.eq(number)));
    }
    if let Some(state) = filter.state {
        query = query.filter(incidents::state.eq(state));
    }
    if filter.open_only {
        query = query.filter(incidents::state.ne(IncidentState::Closed));
    }
    if let Some(id) = &filter.node_id {
        query = query.filter(incidents::node_id.eq(id));
    }
    if let Some(id) = &filter.vendor_id {
        let touched = incident_parties::table
            .filter(incident_parties::vendor_id.eq(id))
            .filter(incident_parties::organisation_id.eq(scope.client()?))
            .select(incident_parties::incident_id);
        query = query.filter(incidents::id.eq_any(touched));
    }
    Ok(query)
}

/// One page of incidents with what their clocks need, newest first; the number of queries is constant.
pub fn list(c: &mut Db, scope: &Scope, filter: &IncidentFilter, page: PageRequest) -> Result<Page<Listed>> {
    let total = filtered(scope, filter)?.count().get_result(c)?;
    let order = (incidents::number.desc(), incidents::id);
    let rows = filtered(scope, filter)?.order(order).limit(page.size).offset(page.offset());
    let rows: Vec<Incident> = rows.select(Incident::as_select()).load(c)?;
    let ids: Vec<Id> = rows.iter().map(|row| row.id.clone()).collect();
    let all_parties: Vec<Party> = incident_parties::table
        .filter(incident_parties::incident_id.eq_any(&ids))
        .order(incident_parties::id)
        .select(Party::as_select())
        .load(c)?;
    let all_reports: Vec<Report> = incident_reports::table
        .filter(incident_reports::incident_id.eq_any(&ids))
        .order(incident_reports::id)
        .select(Report::as_select())
        .load(c)?;
    let vendor_ids: Vec<Id> = all_parties.iter().map(|p| p.vendor_id.clone()).collect();
    let vendors = touched_vendors(c, scope, &vendor_ids)?;
    let items = rows.into_iter().map(|incident| Listed {
        reports: all_reports.iter().filter(|r| r.incident_id == incident.id).cloned().collect(),
        tier: all_parties
            .iter()
            .filter(|p| p.incident_id == incident.id)
            .filter_map(|p| vendors.get(&p.vendor_id).and_then(|v| v.tier))
            .min(),
        contracts: all_parties.iter().filter(|p| p.incident_id == incident.id && p.contract_id.is_some()).count(),
        incident,
    });
    Ok(Page::new(items.collect(), total, page))
}

/// An incident with what its clocks need.
#[derive(Debug, Clone)]
pub struct Listed {
    pub incident: Incident,
    pub reports: Vec<Report>,
    /// The most critical tier among the vendors touched.
    pub tier: Option<i32>,
    /// How many contracts are touched.
    pub contracts: usize,
}

pub fn next_number(c: &mut Db, organisation_id: &Id) -> Result<i32> {
    let last: Option<i32> = incidents::table
        .filter(incidents::organisation_id.eq(organisation_id))
        .select(max(incidents::number))
        .first(c)?;
    Ok(last.unwrap_or(0) + 1)
}

pub fn insert(c: &mut Db, row: &Incident) -> Result<()> {
    diesel::insert_into(incidents::table).values(row).execute(c)?;
    Ok(())
}

pub fn save(c: &mut Db, scope: &Scope, row: &Incident) -> Result<()> {
    let own = incidents::table.filter(incidents::id.eq(&row.id)).filter(incidents::organisation_id.eq(scope.client()?));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

/// Whom the incident touches, in the order they were added.
pub fn parties(c: &mut Db, scope: &Scope, incident_id: &Id) -> Result<Vec<Party>> {
    Ok(incident_parties::table
        .filter(incident_parties::organisation_id.eq(scope.client()?))
        .filter(incident_parties::incident_id.eq(incident_id))
        .order((incident_parties::certainty.asc(), incident_parties::id))
        .select(Party::as_select())
        .load(c)?)
}

/// One party of one incident.
pub fn party(c: &mut Db, scope: &Scope, incident_id: &Id, id: &Id) -> Result<Party> {
    Ok(incident_parties::table
        .filter(incident_parties::organisation_id.eq(scope.client()?))
        .filter(incident_parties::incident_id.eq(incident_id))
        .filter(incident_parties::id.eq(id))
        .select(Party::as_select())
        .first(c)?)
}

pub fn insert_party(c: &mut Db, row: &Party) -> Result<()> {
    diesel::insert_into(incident_parties::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_party(c: &mut Db, scope: &Scope, row: &Party) -> Result<()> {
    let own = incident_parties::table
        .filter(incident_parties::id.eq(&row.id))
        .filter(incident_parties::organisation_id.eq(scope.client()?));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

pub fn reports(c: &mut Db, scope: &Scope, incident_id: &Id) -> Result<Vec<Report>> {
    Ok(incident_reports::table
        .filter(incident_reports::organisation_id.eq(scope.client()?))
        .filter(incident_reports::incident_id.eq(incident_id))
        .order(incident_reports::id)
        .select(Report::as_select())
        .load(c)?)
}

pub fn report(c: &mut Db, scope: &Scope, incident_id: &Id, clock: ClockKey) -> Result<Option<Report>> {
    Ok(incident_reports::table
        .filter(incident_reports::organisation_id.eq(scope.client()?))
        .filter(incident_reports::incident_id.eq(incident_id))
        .filter(incident_reports::clock.eq(clock))
        .select(Report::as_select())
        .first(c)
        .optional()?)
}

/// Writes a report anew or in the place of the one with its id.
pub fn put_report(c: &mut Db, scope: &Scope, row: &Report, is_new: bool) -> Result<()> {
    if is_new {
        diesel::insert_into(incident_reports::table).values(row).execute(c)?;
        return Ok(());
    }
    let own = incident_reports::table
        .filter(incident_reports::id.eq(&row.id))
        .filter(incident_reports::organisation_id.eq(scope.client()?));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

/// Every figure ever stated, newest first; those that count and those that were revised.
pub fn exposures(c: &mut Db, scope: &Scope, incident_id: &Id) -> Result<Vec<ExposureFigure>> {
    Ok(incident_exposures::table
        .filter(incident_exposures::organisation_id.eq(scope.client()?))
        .filter(incident_exposures::incident_id.eq(incident_id))
        .order((incident_exposures::recorded_at.desc(), incident_exposures::id.desc()))
        .select(ExposureFigure::as_select())
        .load(c)?)
}

pub fn insert_exposure(c: &mut Db, row: &ExposureFigure) -> Result<()> {
    diesel::insert_into(incident_exposures::table).values(row).execute(c)?;
    Ok(())
}

/// A later figure stands in its place; the old one is kept.
pub fn supersede(c: &mut Db, scope: &Scope, id: &Id, at: Instant) -> Result<()> {
    let own = incident_exposures::table
        .filter(incident_exposures::id.eq(id))
        .filter(incident_exposures::organisation_id.eq(scope.client()?));
    diesel::update(own).set(incident_exposures::superseded_at.eq(Some(at))).execute(c)?;
    Ok(())
}

pub fn consequences(c: &mut Db, scope: &Scope, incident_id: &Id) -> Result<Vec<Consequence>> {
    Ok(incident_consequences::table
        .filter(incident_consequences::organisation_id.eq(scope.client()?))
        .filter(incident_consequences::incident_id.eq(incident_id))
        .order(incident_consequences::id)
        .select(Consequence::as_select())
        .load(c)?)
}

/// Writes a consequence anew or in the place of the one with its id.
pub fn put_consequence(c: &mut Db, scope: &Scope, row: &Consequence, is_new: bool) -> Result<()> {
    if is_new {
        diesel::insert_into(incident_consequences::table).values(row).execute(c)?;
        return Ok(());
    }
    let own = incident_consequences::table
        .filter(incident_consequences::id.eq(&row.id))
        .filter(incident_consequences::organisation_id.eq(scope.client()?));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

/// What is shown of a vendor that is touched.
#[derive(Debug, Clone)]
pub struct TouchedVendor {
    pub name: String,
    pub tier: Option<i32>,
    pub manager_id: Option<Id>,
}

pub fn touched_vendors(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<BTreeMap<Id, TouchedVendor>> {
    type Row = (Id, String, Option<i32>, Option<Id>);
    let rows: Vec<Row> = vendors::table
        .filter(vendors::organisation_id.eq(scope.client()?))
        .filter(vendors::id.eq_any(ids))
        .select((vendors::id, vendors::legal_name, vendors::tier, vendors::manager_id))
        .load(c)?;
    Ok(rows.into_iter().map(|(id, name, tier, manager_id)| (id, TouchedVendor { name, tier, manager_id })).collect())
}

/// What is shown of a contract that is touched.
#[derive(Debug, Clone)]
pub struct TouchedContract {
    pub reference: String,
    pub title: String,
    pub manager_id: Option<Id>,
}

pub fn touched_contracts(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<BTreeMap<Id, TouchedContract>> {
    type Row = (Id, String, String, Option<Id>);
    let rows: Vec<Row> = contracts::table
        .filter(contracts::organisation_id.eq(scope.client()?))
        .filter(contracts::id.eq_any(ids))
        .select((contracts::id, contracts::reference, contracts::title, contracts::manager_id))
        .load(c)?;
    let touched = |(id, reference, title, manager_id)| (id, TouchedContract { reference, title, manager_id });
    Ok(rows.into_iter().map(touched).collect())
}

/// Names of persons of the client's contracts and vendors, by id.
pub fn person_names(c: &mut Db, ids: &[Id]) -> Result<BTreeMap<Id, String>> {
    let rows: Vec<(Id, String)> =
        persons::table.filter(persons::id.eq_any(ids)).select((persons::id, persons::name)).load(c)?;
    Ok(rows.into_iter().collect())
}

/// A figure of this incident that still counts, or a stale edit.
pub fn current_exposure(c: &mut Db, scope: &Scope, incident_id: &Id, id: &Id) -> Result<ExposureFigure> {
    let found = exposures(c, scope, incident_id)?.into_iter().find(|row| row.id == *id).ok_or(Refusal::NotFound)?;
    if found.is_current() {
        return Ok(found);
    }
    let shown = |figure: Option<i64>| figure.map(|n| n.to_string()).unwrap_or_default();
    Err(Refusal::Conflict(BTreeMap::from([
        ("low".to_string(), shown(found.low)),
        ("high".to_string(), shown(found.high)),
        ("source".to_string(), found.source),
    ])))
}
