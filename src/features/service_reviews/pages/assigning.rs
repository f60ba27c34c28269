//! Many analyses at once: who has them and by when; and services that come and go while a campaign runs.

use super::{campaigns, selecting};
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{FieldError, Id, Page};
use crate::features::service_reviews::actions::{self, Assignment};
use crate::features::service_reviews::model::{RowOutcome, Which};
use crate::features::service_reviews::views::{AddServicesPage, AssignedPage};
use crate::features::service_reviews::{comparison, store};
use crate::features::services;
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use std::collections::BTreeSet;

/// The ids of ticked rows; what is no id is refused.
fn ticked(fields: &Fields, checks: &mut Checks, name: &str) -> Vec<Id> {
    let read = |text: &str| text.parse().map_err(|_| FieldError::new(name, "error-choice"));
    fields.all(name).into_iter().filter_map(|text| checks.keep(read(text))).collect()
}

/// The filter that a form carries along, as a query.
fn carried(fields: &Fields) -> Result<Params> {
    let kept = fields.0.iter().filter_map(|(name, value)| Some((name.strip_prefix("filter_")?, value)));
    let kept: serde_json::Map<String, serde_json::Value> =
        kept.map(|(name, value)| (name.to_string(), value.clone().into())).collect();
    serde_json::from_value(kept.into()).map_err(Refusal::fault)
}

/// Says what came of each row; to send it again changes nothing more.
pub async fn assign(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let params = carried(&fields)?;
    let mut checks = Checks::default();
    let mut asked = Assignment {
        analysis_ids: ticked(&fields, &mut checks, "analysis_id"),
        owner_id: checks.keep(fields.id("owner_id")).flatten(),
        due_on: checks.keep(fields.date("due_on")).flatten(),
    };
    let (key, every, filters) = (id.clone(), fields.checked("every"), params.clone());
    let done = match checks.done() {
        Ok(()) => {
            web.write(move |c, ctx| {
                if every {
                    let filter = campaigns::analysis_filter(ctx, &key, &filters);
                    asked.analysis_ids =
                        store::all_analyses(c, &ctx.scope, &filter)?.into_iter().map(|each| each.id).collect();
                }
                actions::assign(c, ctx, &key, &asked)
            })
            .await
        }
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(rows) => {
            let key = id.clone();
            let campaign = web.read(move |c, ctx| store::find(c, &ctx.scope, &key)).await?;
            let changed = rows.iter().filter(|row| row.outcome == RowOutcome::Changed).count();
            let body = AssignedPage { campaign_id: id, title: campaign.title, rows, changed };
            web.page("pages/service_reviews/assigned", "reviews-assigned", &body)
        }
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body =
                web.read(move |c, ctx| campaigns::page(c, ctx, &id, &params, state, FormState::default())).await?;
            campaigns::answer(&web, &body, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(refusal) => Err(refusal),
    }
}

fn add_page(c: &mut Db, ctx: &Ctx, id: &Id, params: &Params, form: FormState) -> Result<AddServicesPage> {
    let campaign = store::find(c, &ctx.scope, id)?;
    let selection = selecting::of_params(params);
    let chosen = comparison::choose(c, ctx, &selection, Which::Attention)?;
    let types = services::catalogue(c, ctx)?;
    let members = store::members(c, &ctx.scope, id)?;
    let inside: BTreeSet<&Id> = members.iter().filter(|(.., now)| *now).map(|(id, ..)| id).collect();
    let outside: Vec<_> = chosen.taken.iter().filter(|each| !inside.contains(&each.line.id)).collect();
    let asked = params.page();
    let total = i64::try_from(outside.len()).map_err(Refusal::fault)?;
    let (skip, size) = (usize::try_from(asked.offset()).unwrap_or(0), usize::try_from(asked.size).unwrap_or(50));
    let rows = outside.into_iter().skip(skip).take(size).map(|each| selecting::taken_row(each, &types)).collect();
    let page = Page::new(rows, total, asked);
    let mut filter = params.state();
    filter.values.entry("which".to_string()).or_insert_with(|| Which::Attention.to_string());
    Ok(AddServicesPage {
        campaign_id: campaign.id,
        title: campaign.title,
        filter,
        form,
        whiches: Which::ALL,
        pager: Pager::from(&page),
        rows: page.items,
    })
}

pub async fn services(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let (id, params) = (id.into_inner(), query.into_inner());
    let body = web.read(move |c, ctx| add_page(c, ctx, &id, &params, FormState::default())).await?;
    web.page("pages/service_reviews/add_services", "reviews-add-services", &body)
}

pub async fn add_services(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let params = carried(&fields)?;
    let mut checks = Checks::default();
    let ids = ticked(&fields, &mut checks, "service_ids");
    let key = id.clone();
    let added = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::add_services(c, ctx, &key, &ids)).await,
        Err(refusal) => Err(refusal),
    };
    match added {
        Ok(count) => {
            let args = [("count", count.to_string())];
            web.redirect_saying(format!("/service-campaigns/{id}"), "ok", "reviews-added", &args)
        }
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| add_page(c, ctx, &id, &params, state)).await?;
            web.refused_page("pages/service_reviews/add_services", "reviews-add-services", &body)
        }
        Err(refusal) => Err(refusal),
    }
}
