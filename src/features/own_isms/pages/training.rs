//! The training register of the own staff.

use super::{crumbs, day, text, whole};
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::Id;
use crate::features::own_isms::actions::{self, CourseEdit, MemberEdit, NewRecord, RoleTarget};
use crate::features::own_isms::parameters::Parameters;
use crate::features::own_isms::records::{Course, CourseRecord};
use crate::features::own_isms::rules::{RoleShare, Taken, shares, validity};
use crate::features::own_isms::store;
use crate::features::own_isms::views::{CoursePage, MemberPage, ShareLine, TakenLine, TrainingPage};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

fn taken(record: &CourseRecord) -> Taken {
    Taken {
        course: record.course_id.clone(),
        person: record.staff_id.clone(),
        taken_on: record.taken_on,
        valid_until: record.valid_until,
    }
}

/// The shares of every role that must have a course in use. Three queries beside the courses.
pub fn role_shares(c: &mut Db, ctx: &Ctx, courses: &[Course]) -> Result<Vec<RoleShare>> {
    let asked: Vec<(Id, String, String, i32)> = store::course_roles(c, &ctx.scope)?
        .into_iter()
        .filter(|role| courses.iter().any(|course| course.id == role.course_id))
        .map(|role| (role.course_id, role.role_folded, role.role_name, role.target_percent))
        .collect();
    let people = store::roles_of_staff(c, &ctx.scope)?;
    let records: Vec<Taken> = store::course_records(c, &ctx.scope)?.iter().map(taken).collect();
    let warn = Parameters::on(ctx.today()).training_warn_days;
    Ok(shares(&asked, &people, &records, ctx.today(), warn))
}

fn page(c: &mut Db, ctx: &Ctx, params: &Params, course_form: FormState, member_form: FormState) -> Result<TrainingPage> {
    let courses = store::courses(c, &ctx.scope)?;
    let title = |id: &Id| courses.iter().find(|course| course.id == *id).map(|c| c.title.clone()).unwrap_or_default();
    let shares = role_shares(c, ctx, &courses)?
        .into_iter()
        .map(|share| ShareLine { course_title: title(&share.course_id), share })
        .collect();
    let left = params.text("left").is_some();
    let staff = store::staff(c, &ctx.scope, params.text("q").as_deref(), left, params.page())?;
    Ok(TrainingPage {
        shares,
        courses,
        filter: params.state(),
        pager: Pager::from(&staff),
        staff: staff.items,
        course_form,
        member_form,
        can_edit: ctx.can(Permission::IsmsEdit),
    })
}

async fn answer(web: &Web, status: StatusCode, params: Params, course: FormState, member: FormState) -> Answer {
    let body = web.read(move |c, ctx| page(c, ctx, &params, course, member)).await?;
    web.page_titled(status, "pages/own_isms/training", web.word("own-isms-training"), crumbs(web), &body)
}

pub async fn show(web: Web, query: Query<Params>) -> Answer {
    answer(&web, StatusCode::OK, query.into_inner(), FormState::default(), FormState::default()).await
}

/// Roles as they are typed, one on each line: `Chef: 100`, or `Chef` for the usual share.
fn roles(fields: &Fields, checks: &mut Checks, usual: i32) -> Vec<RoleTarget> {
    let typed = fields.text("roles");
    let mut found = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (role, percent) = match line.rsplit_once(':') {
            None => (line, Some(usual)),
            Some((role, percent)) => (role, percent.trim().trim_end_matches('%').trim().parse().ok()),
        };
        match percent {
            Some(target_percent) => found.push(RoleTarget { role: role.trim().to_string(), target_percent }),
            None => checks.add(FieldError::new("roles", "error-isms-role-percent")),
        }
    }
    found
}

fn course_said(web: &Web, fields: &Fields, checks: &mut Checks) -> CourseEdit {
    let usual = Parameters::on(crate::base::clock::swedish_date(web.visitor.now)).training_target;
    CourseEdit {
        title: fields.text("title"),
        description: fields.optional("description"),
        valid_months: whole(fields, checks, "valid_months"),
        roles: roles(fields, checks, usual),
        retired: fields.checked("retired"),
    }
}

pub async fn add_course(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let given = course_said(&web, &fields, &mut checks);
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::add_course(c, ctx, &given)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying("/own-isms/training", "ok", "own-isms-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            answer(&web, REFUSED, Params::default(), state, FormState::default()).await
        }
        Err(refusal) => Err(refusal),
    }
}

fn course_page(c: &mut Db, ctx: &Ctx, id: &Id, form: Option<FormState>) -> Result<CoursePage> {
    let course = store::course(c, &ctx.scope, id)?;
    let roles: Vec<String> = store::course_roles(c, &ctx.scope)?
        .into_iter()
        .filter(|role| role.course_id == *id)
        .map(|role| format!("{}: {}", role.role_name, role.target_percent))
        .collect();
    let stored = || {
        FormState::default()
            .with("title", &course.title)
            .with("description", text(&course.description))
            .with("valid_months", course.valid_months.map(|months| months.to_string()).unwrap_or_default())
            .with("roles", roles.join("\n"))
            .with("retired", if course.retired_at.is_some() { "1" } else { "" })
            .with("version", course.version)
    };
    Ok(CoursePage { form: form.unwrap_or_else(stored), course, can_edit: ctx.can(Permission::IsmsEdit) })
}

async fn course_answer(web: &Web, status: StatusCode, id: Id, form: Option<FormState>) -> Answer {
    let body = web.read(move |c, ctx| course_page(c, ctx, &id, form)).await?;
    let mut way = crumbs(web);
    way.push((web.word("own-isms-training"), "/own-isms/training".to_string()));
    web.page_titled(status, "pages/own_isms/course", body.course.title.clone(), way, &body)
}

pub async fn course(web: Web, id: Path<Id>) -> Answer {
    course_answer(&web, StatusCode::OK, id.into_inner(), None).await
}

pub async fn save_course(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let (given, version, key) = (course_said(&web, &fields, &mut checks), fields.version(), id.clone());
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::edit_course(c, ctx, &key, Some(version), &given)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying("/own-isms/training", "ok", "own-isms-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            course_answer(&web, REFUSED, id, Some(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}

fn member_said(fields: &Fields, checks: &mut Checks) -> MemberEdit {
    MemberEdit {
        name: fields.text("name"),
        role: fields.text("role"),
        unit: fields.optional("unit"),
        left_on: checks.keep(fields.date("left_on")).flatten(),
    }
}

pub async fn add_member(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let given = member_said(&fields, &mut checks);
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::add_member(c, ctx, &given)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(member) => web.redirect_saying(format!("/own-isms/staff/{}", member.id), "ok", "own-isms-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            answer(&web, REFUSED, Params::default(), FormState::default(), state).await
        }
        Err(refusal) => Err(refusal),
    }
}

fn member_page(c: &mut Db, ctx: &Ctx, id: &Id, form: Option<FormState>, record_form: FormState) -> Result<MemberPage> {
    let member = store::member(c, &ctx.scope, id)?;
    let courses = store::courses(c, &ctx.scope)?;
    let asked = store::course_roles(c, &ctx.scope)?;
    let records = store::records_of(c, &ctx.scope, std::slice::from_ref(id))?;
    let (today, warn) = (ctx.today(), Parameters::on(ctx.today()).training_warn_days);
    let all: Vec<Taken> = records.iter().map(taken).collect();
    let mut rows = Vec::new();
    for course in &courses {
        let latest = records.iter().find(|record| record.course_id == course.id);
        let required =
            asked.iter().any(|role| role.course_id == course.id && role.role_folded == member.role_folded);
        if latest.is_none() && !required {
            continue;
        }
        let own = all.iter().filter(|each| each.course == course.id);
        rows.push(TakenLine {
            course_title: course.title.clone(),
            required,
            validity: validity(own, today, warn),
            taken_on: latest.map(|record| record.taken_on),
            valid_until: latest.and_then(|record| record.valid_until),
            note: latest.and_then(|record| record.note.clone()),
        });
    }
    let stored = || {
        FormState::default()
            .with("name", &member.name)
            .with("role", &member.role_name)
            .with("unit", text(&member.unit))
            .with("left_on", day(member.left_on))
            .with("version", member.version)
    };
    Ok(MemberPage {
        id: id.clone(),
        form: form.unwrap_or_else(stored),
        member,
        rows,
        record_form,
        courses: courses.iter().map(|course| Choice::new(&course.id, &course.title)).collect(),
        can_edit: ctx.can(Permission::IsmsEdit),
    })
}

async fn member_answer(
    web: &Web,
    status: StatusCode,
    id: Id,
    form: Option<FormState>,
    record_form: FormState,
) -> Answer {
    let body = web.read(move |c, ctx| member_page(c, ctx, &id, form, record_form)).await?;
    let mut way = crumbs(web);
    way.push((web.word("own-isms-training"), "/own-isms/training".to_string()));
    web.page_titled(status, "pages/own_isms/member", body.member.name.clone(), way, &body)
}

pub async fn member(web: Web, id: Path<Id>) -> Answer {
    member_answer(&web, StatusCode::OK, id.into_inner(), None, FormState::default()).await
}

pub async fn save_member(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let (given, version, key) = (member_said(&fields, &mut checks), fields.version(), id.clone());
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::edit_member(c, ctx, &key, Some(version), &given)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/own-isms/staff/{id}"), "ok", "own-isms-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            member_answer(&web, REFUSED, id, Some(state), FormState::default()).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn record(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let given = NewRecord {
        course_id: checks.keep(fields.id("course_id")).flatten(),
        taken_on: checks.keep(fields.date("taken_on")).flatten(),
        valid_until: checks.keep(fields.date("valid_until")).flatten(),
        note: fields.optional("note"),
    };
    let key = id.clone();
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::record(c, ctx, &key, &given)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/own-isms/staff/{id}"), "ok", "own-isms-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            member_answer(&web, REFUSED, id, None, state).await
        }
        Err(refusal) => Err(refusal),
    }
}
