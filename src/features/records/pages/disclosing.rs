//! Requests: the list, which is the log of disclosures, and taking a new one in.

use super::example;
use crate::access::{Permission, policy};
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::accounts;
use crate::features::records::actions::{self, NewDisclosure};
use crate::features::records::model::DisclosureState;
use crate::features::records::parameters::Parameters;
use crate::features::records::rows::Disclosure;
use crate::features::records::rules::waited;
use crate::features::records::store::{self, DisclosureFilter};
use crate::features::records::views::{DisclosureFormPage, DisclosureLine, DisclosuresPage};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState, Pager};
use actix_web::web::Query;

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
        export_href: params.href("/disclosures/export"),
        can_edit: web.can(Permission::RecordEdit),
    };
    web.page("pages/records/disclosures", "records-disclosures", &body)
}

fn form_page(c: &mut Db, ctx: &Ctx, form: FormState) -> Result<DisclosureFormPage> {
    let people = accounts::organisation_people(c, &ctx.scope)?;
    let able = people.iter().filter(|(_, role)| policy::allows(Some(*role), Permission::RecordEdit));
    let mut people: Vec<Choice> = able.map(|(person, _)| Choice::new(&person.id, &person.name)).collect();
    people.dedup();
    Ok(DisclosureFormPage { form, people, example: example(store::settings(c, &ctx.scope)?.as_ref()) })
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
