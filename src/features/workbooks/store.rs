//! The only queries on workbooks that came back.

use super::records::AnswerWorkbook;
use crate::access::Scope;
use crate::base::{Id, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::{answer_workbooks, assessments, vendors};
use diesel::prelude::*;

/// One workbook of an assessment that the vendor's scope reaches.
pub fn find(c: &mut Db, scope: &Scope, assessment_id: &Id, id: &Id) -> Result<AnswerWorkbook> {
    let own: Id = assessments::table
        .inner_join(vendors::table)
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .filter(assessments::id.eq(assessment_id))
        .select(assessments::id)
        .first(c)?;
    Ok(answer_workbooks::table
        .filter(answer_workbooks::assessment_id.eq(own))
        .filter(answer_workbooks::id.eq(id))
        .select(AnswerWorkbook::as_select())
        .first(c)?)
}

/// Keeps a workbook of an assessment that was found within the scope.
pub fn insert(c: &mut Db, row: &AnswerWorkbook) -> Result<()> {
    diesel::insert_into(answer_workbooks::table).values(row).execute(c)?;
    Ok(())
}

/// Saves a workbook that was found within the scope.
pub fn save(c: &mut Db, row: &AnswerWorkbook) -> Result<()> {
    diesel::update(answer_workbooks::table.filter(answer_workbooks::id.eq(&row.id))).set(row).execute(c)?;
    Ok(())
}
