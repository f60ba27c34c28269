//! The only queries on who answers just now.

use crate::base::{Id, Instant, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::answering_presence;
use diesel::prelude::*;

/// Where a person was last seen in an assessment.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = answering_presence)]
pub struct Presence {
    pub id: Id,
    pub organisation_id: Id,
    pub assessment_id: Id,
    pub person_id: Id,
    pub person_name: String,
    pub question_id: String,
    pub seen_at: Instant,
}

/// Those seen since a moment in an assessment that was found within the vendor's scope, the latest first.
pub fn since(c: &mut Db, assessment_id: &Id, moment: Instant) -> Result<Vec<Presence>> {
    Ok(answering_presence::table
        .filter(answering_presence::assessment_id.eq(assessment_id))
        .filter(answering_presence::seen_at.ge(moment))
        .order((answering_presence::seen_at.desc(), answering_presence::id))
        .limit(50)
        .select(Presence::as_select())
        .load(c)?)
}

/// Notes where a person is: one row a person and assessment, which was found within the vendor's scope.
pub fn note(c: &mut Db, row: &Presence) -> Result<()> {
    let own = answering_presence::table
        .filter(answering_presence::assessment_id.eq(&row.assessment_id))
        .filter(answering_presence::person_id.eq(&row.person_id));
    let changed = diesel::update(own)
        .set((
            answering_presence::question_id.eq(&row.question_id),
            answering_presence::person_name.eq(&row.person_name),
            answering_presence::seen_at.eq(row.seen_at),
        ))
        .execute(c)?;
    if changed == 0 {
        diesel::insert_into(answering_presence::table).values(row).execute(c)?;
    }
    Ok(())
}
