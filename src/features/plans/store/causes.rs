//! Causes of findings; the client's own, a vendor's scope finds none.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::plans::records::FindingCause;
use crate::platform::db::Db;
use crate::platform::db::schema::finding_causes;
use diesel::prelude::*;

pub fn cause_of(c: &mut Db, scope: &Scope, finding_id: &Id) -> Result<Option<FindingCause>> {
    Ok(finding_causes::table
        .filter(finding_causes::organisation_id.eq(scope.client()?))
        .filter(finding_causes::finding_id.eq(finding_id))
        .select(FindingCause::as_select())
        .first(c)
        .optional()?)
}

pub fn insert_cause(c: &mut Db, row: &FindingCause) -> Result<()> {
    diesel::insert_into(finding_causes::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_cause(c: &mut Db, scope: &Scope, row: &FindingCause) -> Result<()> {
    let own = finding_causes::table.filter(finding_causes::id.eq(&row.id));
    diesel::update(own.filter(finding_causes::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}
