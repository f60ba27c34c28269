//! The forms that decide a vendor's tier.

use super::shared::vendor_crumbs;
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result};
use crate::features::tiering::{self, Criteria, Criterion, TieringModel};
use crate::features::vendors::records::Vendor;
use crate::features::vendors::views::{CategorisePage, CriterionField, OverridePage};
use crate::features::vendors::{judging, store};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::{Months, NaiveDate};

/// The value of the card that says that nobody knows.
const UNKNOWN: &str = "unknown";

pub async fn categorise(web: Web, id: Path<Id>) -> Answer {
    let (vendor, latest, model) = web
        .read(move |c, ctx| {
            let vendor = store::find(c, &ctx.scope, &id)?;
            let latest = store::latest_categorisation(c, &ctx.scope, &id)?;
            Ok((vendor, latest, tiering::model_on(c, &ctx.scope, ctx.today())?))
        })
        .await?;
    let criteria = latest.map(|record| record.criteria()).unwrap_or_default();
    let form = Criterion::ALL.iter().fold(FormState::default(), |form, criterion| {
        form.with(criterion.as_str(), criteria.get(*criterion).map_or(UNKNOWN.to_string(), |level| level.to_string()))
    });
    categorise_page(&web, StatusCode::OK, &vendor, &model, form)
}

pub async fn save_categorisation(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (&form.web, id.into_inner());
    let (target, note) = (id.clone(), form.fields.optional("note"));
    let outcome = match criteria_of(&form.fields) {
        Ok(criteria) => web.write(move |c, ctx| judging::categorise_vendor(c, ctx, &target, &criteria, note)).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(_) => web.redirect_saying(format!("/vendors/{id}?tab=categorisation"), "ok", "vendors-categorised", &[]),
        Err(refusal) => {
            let errors = refusal.fields()?;
            let (vendor, model) = web
                .read(move |c, ctx| {
                    Ok((store::find(c, &ctx.scope, &id)?, tiering::model_on(c, &ctx.scope, ctx.today())?))
                })
                .await?;
            categorise_page(
                web,
                StatusCode::UNPROCESSABLE_ENTITY,
                &vendor,
                &model,
                web.form_with(&form.fields, &errors),
            )
        }
    }
}

/// An unanswered criterion is unknown, and so counts as the highest.
fn criteria_of(fields: &Fields) -> Result<Criteria> {
    let mut checks = Checks::default();
    let mut level = |criterion: Criterion| match fields.get(criterion.as_str()) {
        None | Some("" | UNKNOWN) => None,
        Some(text) => {
            let read = text.parse::<u8>().map_err(|_| FieldError::new(criterion.as_str(), "error-choice"));
            checks.keep(read)
        }
    };
    let criteria = Criteria {
        data_class: level(Criterion::DataClass),
        data_subjects: level(Criterion::DataSubjects),
        criticality: level(Criterion::Criticality),
        access: level(Criterion::Access),
        chain: level(Criterion::Chain),
        substitution: level(Criterion::Substitution),
    };
    checks.done()?;
    Ok(criteria)
}

fn categorise_page(web: &Web, status: StatusCode, vendor: &Vendor, model: &TieringModel, form: FormState) -> Answer {
    let criteria = Criterion::ALL
        .iter()
        .map(|criterion| {
            let levels = (0..=model.highest(*criterion)).map(|level| Choice {
                value: level.to_string(),
                label: tiering::model_text(web, model, &format!("{criterion}-{level}")),
            });
            let unknown = Choice { value: UNKNOWN.to_string(), label: web.word("tiering-unknown") };
            CriterionField {
                name: criterion.as_str(),
                label: tiering::model_text(web, model, criterion.as_str()),
                hint: tiering::model_text(web, model, &format!("{criterion}-hint")),
                options: levels.chain([unknown]).collect(),
            }
        })
        .collect();
    let page = CategorisePage { id: vendor.id.to_string(), form, criteria, model_version: model.version.clone() };
    web.page_titled(
        status,
        "pages/vendors/categorise",
        web.word("vendors-categorise"),
        vendor_crumbs(web, vendor),
        &page,
    )
}

pub async fn override_form(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    override_page(&web, StatusCode::OK, id, FormState::default()).await
}

pub async fn decide_override(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (&form.web, id.into_inner());
    let (target, reason) = (id.clone(), form.fields.text("reason"));
    let outcome = match decision(&form.fields) {
        Ok((tier, expires_on)) => {
            web.write(move |c, ctx| judging::override_vendor_tier(c, ctx, &target, tier, &reason, expires_on)).await
        }
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(_) => web.redirect_saying(format!("/vendors/{id}?tab=categorisation"), "ok", "vendors-overridden", &[]),
        Err(refusal) => {
            let errors = refusal.fields()?;
            override_page(web, StatusCode::UNPROCESSABLE_ENTITY, id, web.form_with(&form.fields, &errors)).await
        }
    }
}

fn decision(fields: &Fields) -> Result<(u8, NaiveDate)> {
    let mut checks = Checks::default();
    let tier = checks.keep::<u8>(fields.required("tier", "error-choice"));
    let expires_on = checks.keep::<NaiveDate>(fields.required("expires_on", "error-date"));
    checks.required("reason", &fields.text("reason"));
    checks.done()?;
    tier.zip(expires_on).ok_or(Refusal::NotFound)
}

async fn override_page(web: &Web, status: StatusCode, id: Id, form: FormState) -> Answer {
    let (vendor, latest, models) = web
        .read(move |c, ctx| {
            let latest = store::latest_categorisation(c, &ctx.scope, &id)?;
            Ok((store::find(c, &ctx.scope, &id)?, latest, tiering::models(c, &ctx.scope)?))
        })
        .await?;
    let calculated = latest.ok_or(Refusal::rule("rule-vendor-not-categorised"))?.calculated(&models)?;
    let today = web.ctx()?.today();
    // One step either way, and never below the floor of the information's class.
    let options = [calculated.tier.checked_sub(1), calculated.tier.checked_add(1)]
        .into_iter()
        .flatten()
        .filter(|tier| (1..=4).contains(tier) && *tier <= calculated.floor)
        .map(|tier| Choice { value: tier.to_string(), label: web.word(&format!("tiering-tier-{tier}")) })
        .collect();
    let page = OverridePage {
        id: vendor.id.to_string(),
        form,
        tier: i32::from(calculated.tier),
        options,
        latest: today.checked_add_months(Months::new(12)).unwrap_or(today),
    };
    web.page_titled(status, "pages/vendors/override", web.word("vendors-override"), vendor_crumbs(web, &vendor), &page)
}
