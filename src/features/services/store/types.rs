//! The organisation's own information types.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::services::records::OwnType;
use crate::platform::db::Db;
use crate::platform::db::schema::information_types;
use diesel::prelude::*;

/// Every own type, by code.
pub fn own_types(c: &mut Db, scope: &Scope) -> Result<Vec<OwnType>> {
    Ok(information_types::table
        .filter(information_types::organisation_id.eq(scope.client()?))
        .order((information_types::code, information_types::id))
        .select(OwnType::as_select())
        .load(c)?)
}

pub fn find_own_type(c: &mut Db, scope: &Scope, id: &Id) -> Result<OwnType> {
    Ok(information_types::table
        .filter(information_types::organisation_id.eq(scope.client()?))
        .filter(information_types::id.eq(id))
        .select(OwnType::as_select())
        .first(c)?)
}

pub fn insert_own_type(c: &mut Db, row: &OwnType) -> Result<()> {
    diesel::insert_into(information_types::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_own_type(c: &mut Db, scope: &Scope, row: &OwnType) -> Result<()> {
    let own = information_types::table.filter(information_types::id.eq(&row.id));
    diesel::update(own.filter(information_types::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}
