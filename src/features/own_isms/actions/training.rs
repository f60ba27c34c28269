//! The training register: courses with the roles that must have them, staff, and what each has taken.

use super::{MAX_TEXT, MAX_TITLE, short, tidy};
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Result, check_version};
use crate::base::{Id, text};
use crate::features::own_isms::records::{Course, CourseRecord, CourseRole, Member};
use crate::features::own_isms::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::{Months, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// A role that must have a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleTarget {
    pub role: String,
    pub target_percent: i32,
}

#[derive(Debug, Clone, Default)]
pub struct CourseEdit {
    pub title: String,
    pub description: Option<String>,
    /// For good, without it.
    pub valid_months: Option<i32>,
    pub roles: Vec<RoleTarget>,
    pub retired: bool,
}

fn course_of(ctx: &Ctx, before: Option<&Course>, given: &CourseEdit) -> Result<(Course, Vec<CourseRole>)> {
    let mut checks = Checks::default();
    let title = text::tidy(&checks.required("title", &given.title));
    let description = tidy(&given.description);
    checks.longest("title", &title, MAX_TITLE);
    short(&mut checks, "description", &description, MAX_TEXT);
    if given.valid_months.is_some_and(|months| !(1..=120).contains(&months)) {
        checks.add(FieldError::new("valid_months", "error-number-range").with("min", 1).with("max", 120));
    }
    let id = before.map_or_else(|| ctx.new_id(), |row| row.id.clone());
    let mut seen = BTreeSet::new();
    let mut roles = Vec::new();
    for each in &given.roles {
        let role_name = text::tidy(&each.role);
        checks.that(!role_name.is_empty(), "roles", "error-required");
        checks.longest("roles", &role_name, 100);
        let percent = (1..=100).contains(&each.target_percent);
        checks.that(percent, "roles", "error-isms-role-percent");
        let role_folded = text::fold(&role_name);
        checks.that(seen.insert(role_folded.clone()), "roles", "error-isms-role-twice");
        roles.push(CourseRole {
            id: ctx.new_id(),
            organisation_id: ctx.scope.client()?.clone(),
            course_id: id.clone(),
            role_folded,
            role_name,
            target_percent: each.target_percent,
        });
    }
    checks.that(roles.len() <= 100, "roles", "error-isms-role-many");
    checks.done()?;
    let row = Course {
        id,
        organisation_id: ctx.scope.client()?.clone(),
        title,
        description,
        valid_months: given.valid_months,
        retired_at: given.retired.then(|| ctx.instant()),
        created_at: before.map_or(ctx.instant(), |row| row.created_at),
        updated_at: ctx.instant(),
        version: before.map_or(0, |row| row.version) + 1,
    };
    Ok((row, roles))
}

/// Errors: at the fields.
pub fn add_course(c: &mut Db, ctx: &Ctx, given: &CourseEdit) -> Result<Course> {
    ctx.require(Permission::IsmsEdit)?;
    let (row, roles) = course_of(ctx, None, given)?;
    store::insert_course(c, &row)?;
    store::replace_roles(c, &ctx.scope, &row.id, &roles)?;
    let said = serde_json::json!({ "course": &row, "roles": &roles });
    audit::record(c, ctx, audit::Entry::new("create", "isms_course", &row.id).named(&row.title).after(&said))?;
    Ok(row)
}

/// Errors: at the fields, Conflict.
pub fn edit_course(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, given: &CourseEdit) -> Result<Course> {
    ctx.require(Permission::IsmsEdit)?;
    let before = store::course(c, &ctx.scope, id)?;
    check_version(version, before.version, || BTreeMap::from([("title".to_string(), before.title.clone())]))?;
    let (after, roles) = course_of(ctx, Some(&before), given)?;
    let said = |course: &Course, roles: &[CourseRole]| {
        let roles: Vec<String> = roles.iter().map(|r| format!("{} {}", r.role_name, r.target_percent)).collect();
        serde_json::json!({ "title": course.title, "description": course.description,
            "valid_months": course.valid_months, "retired_at": course.retired_at, "roles": roles })
    };
    let old: Vec<CourseRole> =
        store::course_roles(c, &ctx.scope)?.into_iter().filter(|role| role.course_id == *id).collect();
    store::save_course(c, &ctx.scope, &after)?;
    store::replace_roles(c, &ctx.scope, id, &roles)?;
    let entry = audit::Entry::new("update", "isms_course", id).named(&after.title);
    audit::record(c, ctx, entry.change(&said(&before, &old), &said(&after, &roles)))?;
    Ok(after)
}

#[derive(Debug, Clone, Default)]
pub struct MemberEdit {
    pub name: String,
    pub role: String,
    pub unit: Option<String>,
    pub left_on: Option<NaiveDate>,
}

fn member_of(ctx: &Ctx, before: Option<&Member>, given: &MemberEdit) -> Result<Member> {
    let mut checks = Checks::default();
    let name = text::tidy(&checks.required("name", &given.name));
    let role_name = text::tidy(&checks.required("role", &given.role));
    let unit = tidy(&given.unit);
    checks.longest("name", &name, MAX_TITLE);
    checks.longest("role", &role_name, 100);
    short(&mut checks, "unit", &unit, MAX_TITLE);
    checks.that(given.left_on.is_none_or(|on| on <= ctx.today()), "left_on", "error-isms-future");
    checks.done()?;
    Ok(Member {
        id: before.map_or_else(|| ctx.new_id(), |row| row.id.clone()),
        organisation_id: ctx.scope.client()?.clone(),
        name_folded: text::fold(&name),
        name,
        role_folded: text::fold(&role_name),
        role_name,
        unit,
        left_on: given.left_on,
        created_at: before.map_or(ctx.instant(), |row| row.created_at),
        updated_at: ctx.instant(),
        version: before.map_or(0, |row| row.version) + 1,
    })
}

/// Errors: at the fields.
pub fn add_member(c: &mut Db, ctx: &Ctx, given: &MemberEdit) -> Result<Member> {
    ctx.require(Permission::IsmsEdit)?;
    let row = member_of(ctx, None, given)?;
    store::insert_member(c, &row)?;
    audit::record(c, ctx, audit::Entry::new("create", "isms_member", &row.id).named(&row.name).after(&row))?;
    Ok(row)
}

/// Errors: at the fields, Conflict.
pub fn edit_member(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, given: &MemberEdit) -> Result<Member> {
    ctx.require(Permission::IsmsEdit)?;
    let before = store::member(c, &ctx.scope, id)?;
    check_version(version, before.version, || BTreeMap::from([("name".to_string(), before.name.clone())]))?;
    let after = member_of(ctx, Some(&before), given)?;
    store::save_member(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("update", "isms_member", id).named(&after.name).change(&before, &after);
    audit::record(c, ctx, entry)?;
    Ok(after)
}

/// A course that somebody took.
#[derive(Debug, Clone, Default)]
pub struct NewRecord {
    pub course_id: Option<Id>,
    /// Today, without it.
    pub taken_on: Option<NaiveDate>,
    /// As long as the course says, without it.
    pub valid_until: Option<NaiveDate>,
    pub note: Option<String>,
}

/// Errors: at the fields.
pub fn record(c: &mut Db, ctx: &Ctx, staff_id: &Id, given: &NewRecord) -> Result<CourseRecord> {
    ctx.require(Permission::IsmsEdit)?;
    let member = store::member(c, &ctx.scope, staff_id)?;
    let mut checks = Checks::default();
    let courses = store::courses(c, &ctx.scope)?;
    let course = given.course_id.as_ref().and_then(|id| courses.iter().find(|course| course.id == *id));
    checks.that(given.course_id.is_some(), "course_id", "error-required");
    checks.that(given.course_id.is_none() || course.is_some(), "course_id", "error-unknown");
    let taken_on = given.taken_on.unwrap_or(ctx.today());
    checks.that(taken_on <= ctx.today(), "taken_on", "error-isms-future");
    checks.that(given.valid_until.is_none_or(|last| last >= taken_on), "valid_until", "error-isms-valid-order");
    let note = tidy(&given.note);
    short(&mut checks, "note", &note, 2_000);
    checks.done()?;
    let Some(course) = course else { return Err(crate::base::Refusal::invalid("course_id", "error-required")) };
    let usual = course
        .valid_months
        .and_then(|months| u32::try_from(months).ok())
        .and_then(|months| taken_on.checked_add_months(Months::new(months)));
    let row = CourseRecord {
        id: ctx.new_id(),
        organisation_id: member.organisation_id,
        course_id: course.id.clone(),
        staff_id: staff_id.clone(),
        taken_on,
        valid_until: given.valid_until.or(usual),
        note,
        recorded_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
    };
    store::insert_record(c, &row)?;
    let named = format!("{}: {}", member.name, course.title);
    audit::record(c, ctx, audit::Entry::new("create", "isms_course_record", &row.id).named(named).after(&row))?;
    Ok(row)
}
