//! Goals, the organisation's own texts, and who is sent which report.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::overview::model::{Measure, Place, ReportKind};
use crate::features::overview::records::{Goal, Mailing, OwnText, Receiver};
use crate::platform::db::schema::{measure_goals, report_mailings, report_receivers, report_texts};
use crate::platform::db::{Db, insert_all};
use diesel::prelude::*;

pub fn goals(c: &mut Db, scope: &Scope) -> Result<Vec<Goal>> {
    Ok(measure_goals::table
        .filter(measure_goals::organisation_id.eq(scope.client()?))
        .order(measure_goals::measure)
        .select(Goal::as_select())
        .load(c)?)
}

pub fn goal(c: &mut Db, scope: &Scope, measure: Measure) -> Result<Option<Goal>> {
    Ok(measure_goals::table
        .filter(measure_goals::organisation_id.eq(scope.client()?))
        .filter(measure_goals::measure.eq(measure))
        .select(Goal::as_select())
        .first(c)
        .optional()?)
}

pub fn insert_goal(c: &mut Db, row: &Goal) -> Result<()> {
    diesel::insert_into(measure_goals::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_goal(c: &mut Db, scope: &Scope, row: &Goal) -> Result<()> {
    let own = measure_goals::table.filter(measure_goals::id.eq(&row.id));
    diesel::update(own.filter(measure_goals::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

pub fn texts(c: &mut Db, scope: &Scope) -> Result<Vec<OwnText>> {
    Ok(report_texts::table
        .filter(report_texts::organisation_id.eq(scope.client()?))
        .order(report_texts::place)
        .select(OwnText::as_select())
        .load(c)?)
}

pub fn text(c: &mut Db, scope: &Scope, place: Place) -> Result<Option<OwnText>> {
    Ok(report_texts::table
        .filter(report_texts::organisation_id.eq(scope.client()?))
        .filter(report_texts::place.eq(place))
        .select(OwnText::as_select())
        .first(c)
        .optional()?)
}

pub fn insert_text(c: &mut Db, row: &OwnText) -> Result<()> {
    diesel::insert_into(report_texts::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_text(c: &mut Db, scope: &Scope, row: &OwnText) -> Result<()> {
    let own = report_texts::table.filter(report_texts::id.eq(&row.id));
    diesel::update(own.filter(report_texts::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

pub fn mailings(c: &mut Db, scope: &Scope) -> Result<Vec<Mailing>> {
    Ok(report_mailings::table
        .filter(report_mailings::organisation_id.eq(scope.client()?))
        .order(report_mailings::report)
        .select(Mailing::as_select())
        .load(c)?)
}

pub fn mailing(c: &mut Db, scope: &Scope, report: ReportKind) -> Result<Option<Mailing>> {
    Ok(report_mailings::table
        .filter(report_mailings::organisation_id.eq(scope.client()?))
        .filter(report_mailings::report.eq(report))
        .select(Mailing::as_select())
        .first(c)
        .optional()?)
}

/// The clients that have a mailing in use, for the sweep.
pub fn clients_mailing(c: &mut Db) -> Result<Vec<Id>> {
    Ok(report_mailings::table
        .filter(report_mailings::active.eq(true))
        .select(report_mailings::organisation_id)
        .distinct()
        .order(report_mailings::organisation_id)
        .load(c)?)
}

pub fn insert_mailing(c: &mut Db, row: &Mailing) -> Result<()> {
    diesel::insert_into(report_mailings::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_mailing(c: &mut Db, scope: &Scope, row: &Mailing) -> Result<()> {
    let own = report_mailings::table.filter(report_mailings::id.eq(&row.id));
    diesel::update(own.filter(report_mailings::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// Who is sent what: mailing and person.
pub fn receivers(c: &mut Db, scope: &Scope) -> Result<Vec<(Id, Id)>> {
    Ok(report_receivers::table
        .filter(report_receivers::organisation_id.eq(scope.client()?))
        .order(report_receivers::id)
        .select((report_receivers::mailing_id, report_receivers::person_id))
        .load(c)?)
}

/// Puts these persons in the place of those that a mailing had.
pub fn put_receivers(c: &mut Db, scope: &Scope, mailing_id: &Id, rows: &[Receiver]) -> Result<()> {
    let own = report_receivers::table.filter(report_receivers::organisation_id.eq(scope.client()?));
    diesel::delete(own.filter(report_receivers::mailing_id.eq(mailing_id))).execute(c)?;
    insert_all!(c, report_receivers::table, rows);
    Ok(())
}
