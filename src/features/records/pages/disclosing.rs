//! Requests: the list, which is the log of disclosures, and taking a new one in.

use super::example;
use crate::access::{Permission, policy};
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::accounts;
use crate::features::records::actions::{self, DisclosureEdit, NewDisclosure};
use crate::features::records::model::DisclosureState;
use crate::features::records::parameters::Parameters;
use crate::features::records::rows::Disclosure;
use crate::features::records::rules::waited;
use crate::features::records::store::{self, DisclosureFilter};
use crate::features::records::views::{DisclosureEditPage, DisclosureFormPage, DisclosureLine, DisclosuresPage};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

pub fn filter(params: &Params) -> DisclosureFilter {
    DisclosureFilter { q: params.text("q"), state: params.text("state").and_then(|state| state.parse().ok()) }
}

/// A request as a list shows it. The clock stops when the answer has left.
pub fn line(ctx: &Ctx, row: Disclosure) -> DisclosureLine {
    let until = row.closed_on.unwrap_or(ctx.today());
    let (days, pressure) = waited(row.received_on, until, Parameters::on(ctx.today()));
    DisclosureLine {
        id: row.id,
        number: row.number,
        received_on: row.received_on,
        requester: row.requester,
        asked_for: row.asked_for,
        state: row.state,
        outcome: row.outcome,
        responsible_name: row.responsible_name,
        days,
        pressure,
    }
}

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let (wanted, asked) = (filter(&params), params.page());
    let page = web
        .read(move |c, ctx| {
            let page = store::list_disclosures(c, &ctx.scope, &wanted, asked)?;
            Ok(page.map(|row| line(ctx, row)))
        })
        .await?;
    let body = DisclosuresPage {
        form: params.state(),
        pager: Pager::from(&page),
        rows: page.items,
        states: DisclosureState::ALL,
        can_edit: web.can(Permission::RecordEdit),
    };
    web.page("pages/records/disclosures", "records-disclosures", &body)
}

/// Who can be responsible.
fn people(c: &mut Db, ctx: &Ctx) -> Result<Vec<Choice>> {
    let people = accounts::organisation_people(c, &ctx.scope)?;
    let able = people.iter().filter(|(_, role)| policy::allows(Some(*role), Permission::RecordEdit));
    let mut people: Vec<Choice> = able.map(|(person, _)| Choice::new(&person.id, &person.name)).collect();
    people.dedup();
    Ok(people)
}

fn form_page(c: &mut Db, ctx: &Ctx, form: FormState) -> Result<DisclosureFormPage> {
    let example = example(store::settings(c, &ctx.scope)?.as_ref());
    Ok(DisclosureFormPage { form, people: people(c, ctx)?, example })
}

pub async fn new(web: Web) -> Answer {
    let (me, today) = (web.ctx()?.actor.person_id.clone(), web.ctx()?.today());
    let form = FormState::default().with("received_on", today).with("responsible_id", me);
    let body = web.read(move |c, ctx| form_page(c, ctx, form)).await?;
    web.page("pages/records/new_disclosure", "records-disclosure-new", &body)
}

/// The request as a form says it.
pub fn read(fields: &Fields, checks: &mut Checks) -> NewDisclosure {
    NewDisclosure {
        received_on: checks.keep(fields.date("received_on")).flatten(),
        requester: fields.optional("requester"),
        contact: fields.optional("contact"),
        asked_for: fields.text("asked_for"),
        diary_number: fields.optional("diary_number"),
        responsible_id: checks.keep(fields.id("responsible_id")).flatten(),
    }
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let new = read(&fields, &mut checks);
    let made = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::receive(c, ctx, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(row) => web.redirect_saying(format!("/disclosures/{}", row.id), "ok", "records-disclosure-made", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| form_page(c, ctx, state)).await?;
            web.refused_page("pages/records/new_disclosure", "records-disclosure-new", &body)
        }
        Err(refusal) => Err(refusal),
    }
}

fn edit_page(c: &mut Db, ctx: &Ctx, id: &Id, form: Option<FormState>) -> Result<DisclosureEditPage> {
    let row = store::find_disclosure(c, &ctx.scope, id)?;
    let mut people = people(c, ctx)?;
    // who is responsible now can stay so, whatever has become of the role
    if !people.iter().any(|choice| choice.value == row.responsible_id.as_str()) {
        people.push(Choice::new(&row.responsible_id, &row.responsible_name));
    }
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let stored = || {
        FormState::default()
            .with("version", row.version)
            .with("requester", text(&row.requester))
            .with("contact", text(&row.contact))
            .with("diary_number", text(&row.diary_number))
            .with("responsible_id", &row.responsible_id)
    };
    Ok(DisclosureEditPage {
        form: form.unwrap_or_else(stored),
        people,
        example: example(store::settings(c, &ctx.scope)?.as_ref()),
        number: row.number,
        id: row.id,
    })
}

fn edit_answer(web: &Web, body: &DisclosureEditPage, status: StatusCode) -> Answer {
    let request = web.word_with("records-disclosure-title", &[("number", body.number.to_string())]);
    let crumbs = vec![
        (web.word("records-disclosures"), "/disclosures".to_string()),
        (request, format!("/disclosures/{}", body.id)),
    ];
    web.page_titled(status, "pages/records/edit_disclosure", web.word("records-disclosure-edit"), crumbs, body)
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    let body = web.read(move |c, ctx| edit_page(c, ctx, &id, None)).await?;
    edit_answer(&web, &body, StatusCode::OK)
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let edit = DisclosureEdit {
        requester: fields.optional("requester"),
        contact: fields.optional("contact"),
        diary_number: fields.optional("diary_number"),
        responsible_id: checks.keep(fields.id("responsible_id")).flatten(),
    };
    let (key, version) = (id.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::edit_disclosure(c, ctx, &key, Some(version), &edit)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/disclosures/{id}"), "ok", "records-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| edit_page(c, ctx, &id, Some(state))).await?;
            edit_answer(&web, &body, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(refusal) => Err(refusal),
    }
}
