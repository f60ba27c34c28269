//! What was reported because of a clock, and a figure of exposure.

use super::edit::count;
use super::{clock_rows, local, moment};
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::incidents::actions;
use crate::features::incidents::clocks::ClockKey;
use crate::features::incidents::model::{Exposure, LogCoverage, Unit};
use crate::features::incidents::records::{ExposureFigure, Incident};
use crate::features::incidents::rules::Figure;
use crate::features::incidents::store;
use crate::features::incidents::views::{FigurePage, ReportPage};
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

fn crumbs(web: &Web, incident: &Incident) -> Vec<(String, String)> {
    let title = [("number", incident.number.to_string()), ("title", incident.title.clone())];
    vec![
        (web.word("incidents-title"), "/incidents".to_string()),
        (web.word_with("incidents-show-title", &title), format!("/incidents/{}", incident.id)),
    ]
}

async fn report_with(web: Web, id: Id, key: ClockKey, status: StatusCode, form: Option<FormState>) -> Answer {
    let (incident, reports, tier) = web
        .read(move |c, ctx| {
            let incident = store::find(c, &ctx.scope, &id)?;
            let vendor_ids: Vec<Id> = store::parties(c, &ctx.scope, &id)?.into_iter().map(|p| p.vendor_id).collect();
            let tier = store::touched_vendors(c, &ctx.scope, &vendor_ids)?.values().filter_map(|v| v.tier).min();
            Ok((incident, store::reports(c, &ctx.scope, &id)?, tier))
        })
        .await?;
    let clock = clock_rows(&web, &incident, &reports, tier).into_iter().find(|row| row.key == key);
    let clock = clock.ok_or(Refusal::NotFound)?;
    let stored = reports.into_iter().find(|r| r.clock == key);
    let text = |value: Option<String>| value.unwrap_or_default();
    let fresh = || match stored {
        Some(r) => FormState::default()
            .with("sent_at", local(r.sent_at))
            .with("case_id", text(r.case_id))
            .with("reason", text(r.reason))
            .with("version", r.version),
        None => FormState::default().with("version", 0),
    };
    let body = ReportPage {
        form: form.unwrap_or_else(fresh),
        incident_id: incident.id.clone(),
        title: incident.title.clone(),
        clock,
    };
    let title = web.word(&format!("incidents-clock-{key}"));
    let crumbs = crumbs(&web, &incident);
    web.page_titled(status, "pages/incidents/report", title, crumbs, &body)
}

fn key_of(text: &str) -> Result<ClockKey> {
    text.parse().map_err(|_| Refusal::NotFound)
}

pub async fn report(web: Web, path: Path<(Id, String)>) -> Answer {
    let (id, key) = path.into_inner();
    report_with(web, id, key_of(&key)?, StatusCode::OK, None).await
}

pub async fn save_report(form: Posted, path: Path<(Id, String)>) -> Answer {
    let (Posted { web, fields }, (id, key)) = (form, path.into_inner());
    let key = key_of(&key)?;
    let mut checks = Checks::default();
    let sent_at = checks.keep(moment(&fields, "sent_at")).flatten();
    let (case_id, reason) = (fields.optional("case_id"), fields.optional("reason"));
    let (incident, version) = (id.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => {
            web.write(move |c, ctx| {
                actions::record_report(c, ctx, &incident, key, Some(version), sent_at, case_id, reason)
            })
            .await
        }
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/incidents/{id}#clocks"), "ok", "incidents-report-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            report_with(web, id, key, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
        }
        Err(refusal) => Err(refusal),
    }
}

async fn figure_with(web: Web, id: Id, revises: Option<Id>, status: StatusCode, form: Option<FormState>) -> Answer {
    let (incident, revised) = web
        .read(move |c, ctx| {
            let incident = store::find(c, &ctx.scope, &id)?;
            let revised = revises.map(|old| store::current_exposure(c, &ctx.scope, &id, &old)).transpose()?;
            Ok((incident, revised))
        })
        .await?;
    let fresh = || revised.as_ref().map_or_else(empty_form, form_of);
    let body = FigurePage {
        form: form.unwrap_or_else(fresh),
        incident_id: incident.id.clone(),
        title: incident.title.clone(),
        categories: Exposure::ALL,
        units: Unit::ALL,
        coverages: LogCoverage::ALL,
        revises: revised,
    };
    let title = web.word(if body.revises.is_some() { "incidents-figure-revise" } else { "incidents-figure-new" });
    let crumbs = crumbs(&web, &incident);
    web.page_titled(status, "pages/incidents/figure", title, crumbs, &body)
}

fn empty_form() -> FormState {
    FormState::default()
        .with("category", Exposure::Exposed)
        .with("unit", Unit::Records)
        .with("log_coverage", LogCoverage::Unknown)
}

fn form_of(figure: &ExposureFigure) -> FormState {
    let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    let day = |d: Option<chrono::NaiveDate>| d.map(|d| d.to_string()).unwrap_or_default();
    FormState::default()
        .with("category", figure.category)
        .with("unit", figure.unit)
        .with("low", number(figure.low))
        .with("high", number(figure.high))
        .with("none_found", if figure.none_found { "1" } else { "" })
        .with("source", &figure.source)
        .with("counting_rule", &figure.counting_rule)
        .with("evidence_basis", figure.evidence_basis.clone().unwrap_or_default())
        .with("log_coverage", figure.log_coverage)
        .with("log_from", day(figure.log_from))
        .with("log_to", day(figure.log_to))
        .with("note", figure.note.clone().unwrap_or_default())
        .with("revises_id", &figure.id)
}

/// `/incidents/{id}/exposures/new`, with `revises=` when the figure stands in the place of another.
pub async fn figure(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let revises = query.parsed("revises")?;
    figure_with(web, id.into_inner(), revises, StatusCode::OK, None).await
}

fn read_figure(fields: &Fields, checks: &mut Checks) -> Figure {
    Figure {
        category: checks.keep(fields.required("category", "error-choice")).unwrap_or(Exposure::Unknown),
        unit: checks.keep(fields.required("unit", "error-choice")).unwrap_or(Unit::Records),
        low: checks.keep(count(fields, "low")).flatten(),
        high: checks.keep(count(fields, "high")).flatten(),
        none_found: fields.checked("none_found"),
        source: fields.text("source"),
        counting_rule: fields.text("counting_rule"),
        evidence_basis: fields.optional("evidence_basis"),
        log_coverage: checks.keep(fields.required("log_coverage", "error-choice")).unwrap_or(LogCoverage::Unknown),
        log_from: checks.keep(fields.date("log_from")).flatten(),
        log_to: checks.keep(fields.date("log_to")).flatten(),
        note: fields.optional("note"),
    }
}

pub async fn save_figure(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let figure = read_figure(&fields, &mut checks);
    let revises = checks.keep(fields.id("revises_id")).flatten();
    let (incident, old) = (id.clone(), revises.clone());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::add_figure(c, ctx, &incident, figure, old.as_ref())).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/incidents/{id}#exposure"), "ok", "incidents-figure-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            figure_with(web, id, revises, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
        }
        Err(refusal) => Err(refusal),
    }
}
