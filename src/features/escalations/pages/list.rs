//! The list of escalations, and the form that opens one.

use super::origin_href;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Id, Language};
use crate::features::escalations::actions::{self, NewEscalation};
use crate::features::escalations::ladder::Ladder;
use crate::features::escalations::model::{LadderCause, LadderOrigin, LadderShown};
use crate::features::escalations::store::{self, Filter};
use crate::features::escalations::views::{ListPage, NewPage, Row};
use crate::features::vendors;
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::Query;

/// `shown` is open, closed or all; without it, `otherwise`.
pub fn filter(params: &Params, otherwise: LadderShown) -> Result<Filter> {
    Ok(Filter {
        q: params.text("q"),
        shown: Some(params.parsed("shown")?.unwrap_or(otherwise)),
        step: params.text("step"),
        vendor_id: params.parsed("vendor_id")?,
    })
}

/// The steps of the ladder in force, as a filter offers them.
fn step_choices(web: &Web, language: Language) -> Vec<Choice> {
    let today = crate::base::clock::swedish_date(web.visitor.now);
    Ladder::on(today).steps.iter().map(|rung| Choice::new(&rung.key, rung.name(language))).collect()
}

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let (filter, asked) = (filter(&params, LadderShown::Open)?, params.page());
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &filter, asked)).await?;
    let mut form = params.state();
    form.values.entry("shown".to_string()).or_insert_with(|| LadderShown::Open.to_string());
    let language = web.language();
    let pager = Pager::from(&page);
    let body = ListPage {
        form,
        rows: page.items.into_iter().map(|row| Row::of(row, language)).collect(),
        pager,
        shown: LadderShown::ALL,
        steps: step_choices(&web, language),
    };
    web.page("pages/escalations/list", "ladder-title", &body)
}

fn new_page(c: &mut Db, ctx: &Ctx, (origin, id): (LadderOrigin, &Id), form: FormState) -> Result<NewPage> {
    let subject = store::subject(c, &ctx.scope, origin, id)?;
    let vendor = vendors::find(c, &ctx.scope, &subject.vendor_id)?;
    Ok(NewPage {
        form,
        title: subject.title,
        vendor_name: vendor.legal_name,
        origin,
        origin_href: origin_href(origin, id),
        causes: LadderCause::BY_HAND,
    })
}

/// `/escalations/new?origin=action&id=`, as the pages of actions and findings link to it.
pub async fn new(web: Web, query: Query<Params>) -> Answer {
    let origin: LadderOrigin = query.parsed("origin")?.ok_or(Refusal::NotFound)?;
    let id: Id = query.parsed("id")?.ok_or(Refusal::NotFound)?;
    let cause = query.parsed::<LadderCause>("cause")?.unwrap_or(LadderCause::Other);
    let form = FormState::default().with("origin", origin).with("origin_id", &id).with("cause", cause);
    let body = web.read(move |c, ctx| new_page(c, ctx, (origin, &id), form)).await?;
    web.page("pages/escalations/new", "ladder-new", &body)
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let origin = checks.keep(fields.required::<LadderOrigin>("origin", "error-choice"));
    let id = checks.keep(fields.required::<Id>("origin_id", "error-choice"));
    let (Some(origin), Some(origin_id)) = (origin, id) else {
        return Err(checks.done().err().unwrap_or(Refusal::NotFound));
    };
    let cause = checks.keep(fields.required::<LadderCause>("cause", "error-choice")).unwrap_or(LadderCause::Other);
    let new = NewEscalation { origin, origin_id: origin_id.clone(), cause, reason: fields.text("reason") };
    let opened = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::open(c, ctx, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match opened {
        Ok(row) => web.redirect_saying(
            format!("/escalations/{}", row.id),
            "ok",
            "ladder-opened",
            &[("number", row.number.to_string())],
        ),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| new_page(c, ctx, (origin, &origin_id), state)).await?;
            web.page_titled(
                StatusCode::UNPROCESSABLE_ENTITY,
                "pages/escalations/new",
                web.word("ladder-new"),
                Vec::new(),
                &body,
            )
        }
        Err(refusal) => Err(refusal),
    }
}
