//! Courses, the roles that must have them, the staff, and what each has taken.

use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result, text};
use crate::features::own_isms::records::{Course, CourseRecord, CourseRole, Member};
use crate::platform::db::schema::{isms_course_records, isms_course_roles, isms_courses, isms_staff};
use crate::platform::db::{Db, insert_all};
use diesel::prelude::*;

type Backend = <Db as diesel::Connection>::Backend;

/// The courses in use; at most 200.
pub fn courses(c: &mut Db, scope: &Scope) -> Result<Vec<Course>> {
    Ok(isms_courses::table
        .filter(isms_courses::organisation_id.eq(scope.client()?))
        .filter(isms_courses::retired_at.is_null())
        .order(isms_courses::id)
        .limit(200)
        .select(Course::as_select())
        .load(c)?)
}

pub fn course(c: &mut Db, scope: &Scope, id: &Id) -> Result<Course> {
    Ok(isms_courses::table
        .filter(isms_courses::organisation_id.eq(scope.client()?))
        .filter(isms_courses::id.eq(id))
        .select(Course::as_select())
        .first(c)?)
}

pub fn insert_course(c: &mut Db, row: &Course) -> Result<()> {
    diesel::insert_into(isms_courses::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_course(c: &mut Db, scope: &Scope, row: &Course) -> Result<()> {
    let own = isms_courses::table.filter(isms_courses::id.eq(&row.id));
    diesel::update(own.filter(isms_courses::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// Which roles must have which course.
pub fn course_roles(c: &mut Db, scope: &Scope) -> Result<Vec<CourseRole>> {
    Ok(isms_course_roles::table
        .filter(isms_course_roles::organisation_id.eq(scope.client()?))
        .order((isms_course_roles::course_id, isms_course_roles::role_folded))
        .select(CourseRole::as_select())
        .load(c)?)
}

/// Puts these roles in the place of those that the course had.
pub fn replace_roles(c: &mut Db, scope: &Scope, course_id: &Id, rows: &[CourseRole]) -> Result<()> {
    let own = isms_course_roles::table.filter(isms_course_roles::course_id.eq(course_id));
    diesel::delete(own.filter(isms_course_roles::organisation_id.eq(scope.client()?))).execute(c)?;
    insert_all!(c, isms_course_roles::table, rows);
    Ok(())
}

fn some_staff<'a>(scope: &Scope, q: Option<&str>, left: bool) -> Result<isms_staff::BoxedQuery<'a, Backend>> {
    let mut query =
        isms_staff::table.filter(isms_staff::organisation_id.eq(scope.client()?.clone())).into_boxed::<Backend>();
    if let Some(q) = q.and_then(text::non_empty) {
        let like = text::like_anywhere(&q);
        let named = isms_staff::name_folded.like(like.clone()).escape('\\');
        query = query.filter(named.or(isms_staff::role_folded.like(like).escape('\\')));
    }
    if !left {
        query = query.filter(isms_staff::left_on.is_null());
    }
    Ok(query)
}

/// One page of the staff, by name. Two queries.
pub fn staff(c: &mut Db, scope: &Scope, q: Option<&str>, left: bool, page: PageRequest) -> Result<Page<Member>> {
    let total = some_staff(scope, q, left)?.count().get_result(c)?;
    let rows = some_staff(scope, q, left)?
        .order((isms_staff::name_folded, isms_staff::id))
        .limit(page.size)
        .offset(page.offset())
        .select(Member::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

/// Id and role of everybody who has not left, for the shares.
pub fn roles_of_staff(c: &mut Db, scope: &Scope) -> Result<Vec<(Id, String)>> {
    Ok(isms_staff::table
        .filter(isms_staff::organisation_id.eq(scope.client()?))
        .filter(isms_staff::left_on.is_null())
        .select((isms_staff::id, isms_staff::role_folded))
        .load(c)?)
}

pub fn member(c: &mut Db, scope: &Scope, id: &Id) -> Result<Member> {
    Ok(isms_staff::table
        .filter(isms_staff::organisation_id.eq(scope.client()?))
        .filter(isms_staff::id.eq(id))
        .select(Member::as_select())
        .first(c)?)
}

pub fn insert_member(c: &mut Db, row: &Member) -> Result<()> {
    diesel::insert_into(isms_staff::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_member(c: &mut Db, scope: &Scope, row: &Member) -> Result<()> {
    let own = isms_staff::table.filter(isms_staff::id.eq(&row.id));
    diesel::update(own.filter(isms_staff::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// Everything that was taken, of everybody.
pub fn course_records(c: &mut Db, scope: &Scope) -> Result<Vec<CourseRecord>> {
    Ok(isms_course_records::table
        .filter(isms_course_records::organisation_id.eq(scope.client()?))
        .order(isms_course_records::id)
        .select(CourseRecord::as_select())
        .load(c)?)
}

/// What these people took, the latest first.
pub fn records_of(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<Vec<CourseRecord>> {
    Ok(isms_course_records::table
        .filter(isms_course_records::organisation_id.eq(scope.client()?))
        .filter(isms_course_records::staff_id.eq_any(ids))
        .order((isms_course_records::taken_on.desc(), isms_course_records::id.desc()))
        .select(CourseRecord::as_select())
        .load(c)?)
}

pub fn insert_record(c: &mut Db, row: &CourseRecord) -> Result<()> {
    diesel::insert_into(isms_course_records::table).values(row).execute(c)?;
    Ok(())
}
