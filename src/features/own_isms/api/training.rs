//! The training register of the own staff.

use crate::base::{Id, Instant};
use crate::features::own_isms::actions::{self, CourseEdit, MemberEdit, NewRecord, RoleTarget};
use crate::features::own_isms::pages::training::role_shares;
use crate::features::own_isms::records::{Course, CourseRecord, CourseRole, Member};
use crate::features::own_isms::rules::RoleShare;
use crate::features::own_isms::store;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleBody {
    role: String,
    /// 1-100.
    target_percent: i32,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct CourseBody {
    id: Id,
    title: String,
    description: Option<String>,
    valid_months: Option<i32>,
    retired_at: Option<Instant>,
    /// The roles that must have it.
    roles: Vec<RoleBody>,
    version: i32,
}

fn course_body(row: Course, roles: &[CourseRole]) -> CourseBody {
    let own = roles.iter().filter(|role| role.course_id == row.id);
    let roles = own.map(|r| RoleBody { role: r.role_name.clone(), target_percent: r.target_percent }).collect();
    CourseBody {
        id: row.id,
        title: row.title,
        description: row.description,
        valid_months: row.valid_months,
        retired_at: row.retired_at,
        roles,
        version: row.version,
    }
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct TrainingBody {
    courses: Vec<CourseBody>,
    /// Percent of each role that has each course it must have, today.
    shares: Vec<RoleShare>,
}

/// The courses in use, and how many of each role have what they must have.
#[utoipa::path(get, path = "/api/v1/own-isms/training", operation_id = "show_training", tag = "own management system",
    responses((status = 200, description = "Courses and shares", body = TrainingBody)))]
pub async fn show(web: Web) -> Answer {
    let body = web
        .read(|c, ctx| {
            let courses = store::courses(c, &ctx.scope)?;
            let roles = store::course_roles(c, &ctx.scope)?;
            let shares = role_shares(c, ctx, &courses)?;
            let courses = courses.into_iter().map(|row| course_body(row, &roles)).collect();
            Ok(TrainingBody { courses, shares })
        })
        .await?;
    web.json(StatusCode::OK, &body)
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CourseChange {
    #[serde(default)]
    title: String,
    description: Option<String>,
    /// For good, without it.
    valid_months: Option<i32>,
    #[serde(default)]
    roles: Vec<RoleBody>,
    #[serde(default)]
    retired: bool,
}

impl From<CourseChange> for CourseEdit {
    fn from(b: CourseChange) -> CourseEdit {
        let target = |each: RoleBody| RoleTarget { role: each.role, target_percent: each.target_percent };
        CourseEdit {
            title: b.title,
            description: b.description,
            valid_months: b.valid_months,
            roles: b.roles.into_iter().map(target).collect(),
            retired: b.retired,
        }
    }
}

async fn the_course(web: &Web, status: StatusCode, id: Id) -> Answer {
    let body = web
        .read(move |c, ctx| {
            let row = store::course(c, &ctx.scope, &id)?;
            Ok(course_body(row, &store::course_roles(c, &ctx.scope)?))
        })
        .await?;
    web.json_object(status, body.version, &body)
}

/// One more course, with the roles that must have it.
#[utoipa::path(post, path = "/api/v1/own-isms/courses", tag = "own management system", request_body = CourseChange,
    responses((status = 201, description = "Made", body = CourseBody), (status = 422, description = "Invalid")))]
pub async fn add_course(web: Web, body: ApiBody<CourseChange>) -> Answer {
    let given = body.0.into();
    let row = web.write(move |c, ctx| actions::add_course(c, ctx, &given)).await?;
    the_course(&web, StatusCode::CREATED, row.id).await
}

/// One course.
#[utoipa::path(get, path = "/api/v1/own-isms/courses/{id}", tag = "own management system", params(("id" = Id, Path)),
    responses((status = 200, description = "The course", body = CourseBody), (status = 404, description = "Hidden or missing")))]
pub async fn course(web: Web, id: Path<Id>) -> Answer {
    the_course(&web, StatusCode::OK, id.into_inner()).await
}

/// Changes a course; its roles are replaced.
#[utoipa::path(put, path = "/api/v1/own-isms/courses/{id}", tag = "own management system", params(("id" = Id, Path)), request_body = CourseChange,
    responses((status = 200, description = "Changed", body = CourseBody), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn edit_course(web: Web, id: Path<Id>, body: ApiBody<CourseChange>) -> Answer {
    let (version, id, given) = (web.if_match()?, id.into_inner(), body.0.into());
    let key = id.clone();
    web.write(move |c, ctx| actions::edit_course(c, ctx, &key, Some(version), &given)).await?;
    the_course(&web, StatusCode::OK, id).await
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct MemberLine {
    id: Id,
    name: String,
    role: String,
    unit: Option<String>,
    left_on: Option<NaiveDate>,
    version: i32,
}

fn member_line(row: Member) -> MemberLine {
    MemberLine {
        id: row.id,
        name: row.name,
        role: row.role_name,
        unit: row.unit,
        left_on: row.left_on,
        version: row.version,
    }
}

/// The staff by name; those who left only when asked for.
#[utoipa::path(get, path = "/api/v1/own-isms/staff", tag = "own management system", params(ListQuery, ("left" = Option<String>, Query)),
    responses((status = 200, description = "A page of staff", body = [MemberLine])))]
pub async fn staff(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let (asked, q, left) = (query.page(), filters.text("q"), filters.text("left").is_some());
    let page = web.read(move |c, ctx| store::staff(c, &ctx.scope, q.as_deref(), left, asked)).await?;
    web.json(StatusCode::OK, &list_body(page.map(member_line)))
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct RecordBody {
    course_id: Id,
    taken_on: NaiveDate,
    valid_until: Option<NaiveDate>,
    note: Option<String>,
    recorded_by_name: String,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct MemberBody {
    #[serde(flatten)]
    member: MemberLine,
    /// What was taken, the latest first.
    records: Vec<RecordBody>,
}

fn record_body(row: CourseRecord) -> RecordBody {
    RecordBody {
        course_id: row.course_id,
        taken_on: row.taken_on,
        valid_until: row.valid_until,
        note: row.note,
        recorded_by_name: row.recorded_by_name,
    }
}

async fn the_member(web: &Web, status: StatusCode, id: Id) -> Answer {
    let body = web
        .read(move |c, ctx| {
            let member = member_line(store::member(c, &ctx.scope, &id)?);
            let records = store::records_of(c, &ctx.scope, std::slice::from_ref(&id))?;
            Ok(MemberBody { member, records: records.into_iter().map(record_body).collect() })
        })
        .await?;
    web.json_object(status, body.member.version, &body)
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberChange {
    #[serde(default)]
    name: String,
    #[serde(default)]
    role: String,
    unit: Option<String>,
    left_on: Option<NaiveDate>,
}

impl From<MemberChange> for MemberEdit {
    fn from(b: MemberChange) -> MemberEdit {
        MemberEdit { name: b.name, role: b.role, unit: b.unit, left_on: b.left_on }
    }
}

/// Somebody more of the staff.
#[utoipa::path(post, path = "/api/v1/own-isms/staff", tag = "own management system", request_body = MemberChange,
    responses((status = 201, description = "Made", body = MemberBody), (status = 422, description = "Invalid")))]
pub async fn add_member(web: Web, body: ApiBody<MemberChange>) -> Answer {
    let given = body.0.into();
    let row = web.write(move |c, ctx| actions::add_member(c, ctx, &given)).await?;
    the_member(&web, StatusCode::CREATED, row.id).await
}

/// Somebody of the staff, with what was taken.
#[utoipa::path(get, path = "/api/v1/own-isms/staff/{id}", tag = "own management system", params(("id" = Id, Path)),
    responses((status = 200, description = "The person", body = MemberBody), (status = 404, description = "Hidden or missing")))]
pub async fn member(web: Web, id: Path<Id>) -> Answer {
    the_member(&web, StatusCode::OK, id.into_inner()).await
}

/// Changes what is said of somebody.
#[utoipa::path(put, path = "/api/v1/own-isms/staff/{id}", tag = "own management system", params(("id" = Id, Path)), request_body = MemberChange,
    responses((status = 200, description = "Changed", body = MemberBody), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn edit_member(web: Web, id: Path<Id>, body: ApiBody<MemberChange>) -> Answer {
    let (version, id, given) = (web.if_match()?, id.into_inner(), body.0.into());
    let key = id.clone();
    web.write(move |c, ctx| actions::edit_member(c, ctx, &key, Some(version), &given)).await?;
    the_member(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRecordBody {
    course_id: Option<Id>,
    /// Today, without it.
    taken_on: Option<NaiveDate>,
    /// As long as the course says, without it.
    valid_until: Option<NaiveDate>,
    note: Option<String>,
}

/// Puts a course that somebody took to the register.
#[utoipa::path(post, path = "/api/v1/own-isms/staff/{id}/records", tag = "own management system", params(("id" = Id, Path)), request_body = NewRecordBody,
    responses((status = 201, description = "Kept", body = MemberBody), (status = 422, description = "Invalid")))]
pub async fn record(web: Web, id: Path<Id>, body: ApiBody<NewRecordBody>) -> Answer {
    let (id, b) = (id.into_inner(), body.0);
    let given = NewRecord { course_id: b.course_id, taken_on: b.taken_on, valid_until: b.valid_until, note: b.note };
    let key = id.clone();
    web.write(move |c, ctx| actions::record(c, ctx, &key, &given)).await?;
    the_member(&web, StatusCode::CREATED, id).await
}
