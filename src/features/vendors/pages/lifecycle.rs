//! The steps of a vendor's life, and the ratings that others give it.

use super::shared::{conflict_rows, head, vendor_crumbs};
use crate::base::refusal::Checks;
use crate::base::{Id, Refusal, Result};
use crate::features::accounts;
use crate::features::vendors::depth_input::{NewRating, NewStep};
use crate::features::vendors::records::{ContractsAfter, RatingKind, Vendor, VendorStatus};
use crate::features::vendors::views::{ConflictRow, LifecyclePage, RatingPage};
use crate::features::vendors::{actions, rules, store};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;

pub async fn lifecycle(web: Web, id: Path<Id>) -> Answer {
    render(&web, StatusCode::OK, id.into_inner(), FormState::default(), None, Vec::new()).await
}

pub async fn take_step(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (&form.web, id.into_inner());
    let (target, version) = (id.clone(), form.fields.version());
    let outcome = match step(&form.fields) {
        Ok(new) => web.write(move |c, ctx| actions::take_step(c, ctx, &target, &new, version)).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(_) => web.redirect_saying(format!("/vendors/{id}"), "ok", "vendors-step-taken", &[]),
        Err(Refusal::Conflict(stored)) => {
            let rows = conflict_rows(web, "vendors", &form.fields, &stored, &[]);
            let state = web.form_with(&form.fields, &[]);
            render(web, StatusCode::CONFLICT, id, state, None, rows).await
        }
        Err(refusal) => {
            let errors = refusal.fields()?;
            let state = web.form_with(&form.fields, &errors);
            render(web, StatusCode::UNPROCESSABLE_ENTITY, id, state, Some(version), Vec::new()).await
        }
    }
}

fn step(fields: &Fields) -> Result<NewStep> {
    let mut checks = Checks::default();
    let status = checks.keep::<VendorStatus>(fields.required("status", "error-choice"));
    let planned_end = checks.keep(fields.date("planned_end")).flatten();
    let contracts_after = checks.keep(fields.parsed::<ContractsAfter>("contracts_after", "error-choice")).flatten();
    checks.done()?;
    let status = status.ok_or(Refusal::NotFound)?;
    Ok(NewStep { status, reason: fields.text("reason"), planned_end, contracts_after })
}

async fn render(
    web: &Web,
    status: StatusCode,
    id: Id,
    form: FormState,
    version: Option<i32>,
    conflict: Vec<ConflictRow>,
) -> Answer {
    let (vendor, manager, open) = web
        .read(move |c, ctx| {
            let vendor = store::find(c, &ctx.scope, &id)?;
            let manager = vendor.manager_id.as_ref().map(|m| accounts::person_name(c, m)).transpose()?.flatten();
            let open = store::open_contracts(c, &ctx.scope, &id, ctx.today())?;
            Ok((vendor, manager, open))
        })
        .await?;
    let steps = rules::next_steps(vendor.status);
    let page = LifecyclePage {
        head: head(web, &vendor, manager, ""),
        version: version.unwrap_or(vendor.version),
        form,
        steps: steps
            .iter()
            .map(|to| Choice { value: to.to_string(), label: web.word(&format!("vendors-step-{to}")) })
            .collect(),
        open_contracts: open,
        contracts_after: ContractsAfter::ALL.iter().map(|after| after.as_str()).collect(),
        conflict,
    };
    let crumbs = vendor_crumbs(web, &vendor);
    web.page_titled(status, "pages/vendors/lifecycle", web.word("vendors-lifecycle"), crumbs, &page)
}

pub async fn new_rating(web: Web, id: Path<Id>) -> Answer {
    let vendor = web.read(move |c, ctx| store::find(c, &ctx.scope, &id)).await?;
    actions::open_for_change(&vendor)?;
    rating_page(&web, StatusCode::OK, &vendor, FormState::default())
}

pub async fn add_rating(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (&form.web, id.into_inner());
    let target = id.clone();
    let outcome = match rating(&form.fields) {
        Ok(new) => web.write(move |c, ctx| actions::add_rating(c, ctx, &target, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(_) => web.redirect_saying(format!("/vendors/{id}"), "ok", "vendors-rating-saved", &[]),
        Err(refusal) => {
            let errors = refusal.fields()?;
            let vendor = web.read(move |c, ctx| store::find(c, &ctx.scope, &id)).await?;
            rating_page(web, StatusCode::UNPROCESSABLE_ENTITY, &vendor, web.form_with(&form.fields, &errors))
        }
    }
}

fn rating(fields: &Fields) -> Result<NewRating> {
    let mut checks = Checks::default();
    let kind = checks.keep::<RatingKind>(fields.required("kind", "error-choice"));
    let rated_on = checks.keep::<NaiveDate>(fields.required("rated_on", "error-date"));
    checks.required("rating", &fields.text("rating"));
    checks.required("source", &fields.text("source"));
    checks.done()?;
    let (kind, rated_on) = kind.zip(rated_on).ok_or(Refusal::NotFound)?;
    Ok(NewRating { kind, rating: fields.text("rating"), source: fields.text("source"), rated_on })
}

fn rating_page(web: &Web, status: StatusCode, vendor: &Vendor, form: FormState) -> Answer {
    let kinds = RatingKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let page = RatingPage { vendor_id: vendor.id.to_string(), form, kinds };
    let crumbs = vendor_crumbs(web, vendor);
    web.page_titled(status, "pages/vendors/rating", web.word("vendors-rating-new"), crumbs, &page)
}
