//! Classifications, exceptions and approvals of services.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::services::model::{ApprovalState, ClassificationState};
use crate::features::services::records::{Approval, Classification, Exception};
use crate::platform::db::Db;
use crate::platform::db::schema::{service_approvals, service_classifications, service_exceptions, services};
use diesel::prelude::*;

type Backend = <Db as diesel::Connection>::Backend;

/// The classifications of a service, newest first.
pub fn classifications(c: &mut Db, scope: &Scope, service_id: &Id) -> Result<Vec<Classification>> {
    Ok(service_classifications::table
        .filter(service_classifications::organisation_id.eq(scope.client()?))
        .filter(service_classifications::service_id.eq(service_id))
        .order(service_classifications::number.desc())
        .limit(200)
        .select(Classification::as_select())
        .load(c)?)
}

/// One classification of the service. Errors: NotFound when it is of another service.
pub fn find_classification(c: &mut Db, scope: &Scope, service_id: &Id, id: &Id) -> Result<Classification> {
    Ok(service_classifications::table
        .filter(service_classifications::organisation_id.eq(scope.client()?))
        .filter(service_classifications::service_id.eq(service_id))
        .filter(service_classifications::id.eq(id))
        .select(Classification::as_select())
        .first(c)?)
}

/// The classifications that wait for a second person, oldest first.
pub fn pending_classifications(c: &mut Db, scope: &Scope) -> Result<Vec<Classification>> {
    Ok(service_classifications::table
        .filter(service_classifications::organisation_id.eq(scope.client()?))
        .filter(service_classifications::state.eq(ClassificationState::Pending))
        .order((service_classifications::decided_at, service_classifications::id))
        .select(Classification::as_select())
        .load(c)?)
}

pub fn insert_classification(c: &mut Db, row: &Classification) -> Result<()> {
    diesel::insert_into(service_classifications::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_classification(c: &mut Db, scope: &Scope, row: &Classification) -> Result<()> {
    let own = service_classifications::table.filter(service_classifications::id.eq(&row.id));
    diesel::update(own.filter(service_classifications::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// The exceptions of a service, newest first.
pub fn exceptions(c: &mut Db, scope: &Scope, service_id: &Id) -> Result<Vec<Exception>> {
    Ok(service_exceptions::table
        .filter(service_exceptions::organisation_id.eq(scope.client()?))
        .filter(service_exceptions::service_id.eq(service_id))
        .order((service_exceptions::decided_at.desc(), service_exceptions::id.desc()))
        .limit(200)
        .select(Exception::as_select())
        .load(c)?)
}

/// The exceptions on a platform (on all: `None`) that nobody has ended.
pub fn open_exceptions(c: &mut Db, scope: &Scope, platform_id: Option<&Id>) -> Result<Vec<Exception>> {
    let mut query = service_exceptions::table
        .filter(service_exceptions::organisation_id.eq(scope.client()?.clone()))
        .filter(service_exceptions::ended_at.is_null())
        .into_boxed::<Backend>();
    if let Some(id) = platform_id {
        query = query.filter(service_exceptions::platform_id.eq(id.clone()));
    }
    Ok(query.order((service_exceptions::service_id, service_exceptions::id)).select(Exception::as_select()).load(c)?)
}

pub fn find_exception(c: &mut Db, scope: &Scope, service_id: &Id, id: &Id) -> Result<Exception> {
    Ok(service_exceptions::table
        .filter(service_exceptions::organisation_id.eq(scope.client()?))
        .filter(service_exceptions::service_id.eq(service_id))
        .filter(service_exceptions::id.eq(id))
        .select(Exception::as_select())
        .first(c)?)
}

pub fn insert_exception(c: &mut Db, row: &Exception) -> Result<()> {
    diesel::insert_into(service_exceptions::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_exception(c: &mut Db, scope: &Scope, row: &Exception) -> Result<()> {
    let own = service_exceptions::table.filter(service_exceptions::id.eq(&row.id));
    diesel::update(own.filter(service_exceptions::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// What has been asked and answered of a service's publication, newest first.
pub fn approvals(c: &mut Db, scope: &Scope, service_id: &Id) -> Result<Vec<Approval>> {
    Ok(service_approvals::table
        .filter(service_approvals::organisation_id.eq(scope.client()?))
        .filter(service_approvals::service_id.eq(service_id))
        .order((service_approvals::asked_at.desc(), service_approvals::id.desc()))
        .limit(100)
        .select(Approval::as_select())
        .load(c)?)
}

pub fn find_approval(c: &mut Db, scope: &Scope, service_id: &Id, id: &Id) -> Result<Approval> {
    Ok(service_approvals::table
        .filter(service_approvals::organisation_id.eq(scope.client()?))
        .filter(service_approvals::service_id.eq(service_id))
        .filter(service_approvals::id.eq(id))
        .select(Approval::as_select())
        .first(c)?)
}

/// What is asked of publications and waits for an answer, oldest first.
pub fn asked_approvals(c: &mut Db, scope: &Scope) -> Result<Vec<Approval>> {
    Ok(service_approvals::table
        .filter(service_approvals::organisation_id.eq(scope.client()?))
        .filter(service_approvals::state.eq(ApprovalState::Asked))
        .order((service_approvals::asked_at, service_approvals::id))
        .select(Approval::as_select())
        .load(c)?)
}

/// Id and name of the services whose publication waits for an answer, by name.
pub fn waiting_for_approval(c: &mut Db, scope: &Scope) -> Result<Vec<(Id, String)>> {
    let asked: Vec<Id> = service_approvals::table
        .filter(service_approvals::organisation_id.eq(scope.client()?))
        .filter(service_approvals::state.eq(ApprovalState::Asked))
        .select(service_approvals::service_id)
        .load(c)?;
    Ok(services::table
        .filter(services::organisation_id.eq(scope.client()?))
        .filter(services::id.eq_any(asked))
        .order((services::name_folded, services::id))
        .select((services::id, services::name))
        .load(c)?)
}

pub fn insert_approval(c: &mut Db, row: &Approval) -> Result<()> {
    diesel::insert_into(service_approvals::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_approval(c: &mut Db, scope: &Scope, row: &Approval) -> Result<()> {
    let own = service_approvals::table.filter(service_approvals::id.eq(&row.id));
    diesel::update(own.filter(service_approvals::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}
