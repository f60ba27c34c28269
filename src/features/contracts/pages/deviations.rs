//! Deviations of a contract, and the numbers that it has agreed upon beside those of the library.

use super::dates::newest;
use super::head::{crumbs, head, load};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{FieldError, Id, Language};
use crate::features::contracts::actions::{self, DeviationInput};
use crate::features::contracts::effective::{Agreed, DeviationStanding, EffectiveLine, standing};
use crate::features::contracts::parameters::DepthModel;
use crate::features::contracts::records::Deviation;
use crate::features::contracts::store;
use crate::features::contracts::views::{DeviationRow, DeviationsPage, NumberRow};
use crate::features::vendors::{Choice, ConflictRow, conflict_rows};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

/// A form of the page that was refused.
#[derive(Default)]
struct Refused {
    proposal: Option<FormState>,
    /// Of the deviation with this id.
    decision: Option<(Id, FormState)>,
    /// Of the parameter with this key, with the version to go on with.
    number: Option<(String, FormState, Option<i32>)>,
    conflict: Vec<ConflictRow>,
}

pub async fn deviations(web: Web, id: Path<Id>) -> Answer {
    render(&web, StatusCode::OK, id.into_inner(), Refused::default()).await
}

fn title(web: &Web, line: &EffectiveLine) -> String {
    let clause = line.clause;
    let title = if web.language() == Language::Sv { &clause.title_sv } else { &clause.title_en };
    format!("{} {title}", clause.id)
}

async fn render(web: &Web, status: StatusCode, id: Id, refused: Refused) -> Answer {
    let ctx = web.ctx()?;
    let (loaded, all) = web
        .read(move |c, ctx| {
            let loaded = load(c, ctx, &id)?;
            Ok((loaded, store::deviations(c, &ctx.scope, &id)?))
        })
        .await?;
    let named = |clause_id: &str| {
        let line = loaded.lines.iter().find(|line| line.clause.id == clause_id);
        line.map_or_else(|| clause_id.to_string(), |line| title(web, line))
    };
    let rows = all.into_iter().map(|deviation| {
        let form = refused.decision.as_ref().filter(|(id, _)| *id == deviation.id).map(|(_, form)| form.clone());
        row(ctx, named(&deviation.clause_id), deviation, form.unwrap_or_default())
    });
    let numbers = loaded.lines.iter().flat_map(|line| line.agreed.iter().map(move |agreed| (line, agreed)));
    let page = DeviationsPage {
        head: head(web, &loaded, "deviations"),
        rows: rows.collect(),
        clauses: loaded.lines.iter().map(|line| Choice::new(&line.clause.id, title(web, line))).collect(),
        numbers: numbers.map(|(line, agreed)| number_row(web, line, agreed, refused.number.as_ref())).collect(),
        form: refused.proposal.unwrap_or_default(),
        max_months: DepthModel::current().deviation.max_months,
        conflict: refused.conflict,
    };
    let title = web.word_with("contracts-deviations-title", &[("reference", loaded.contract.reference.clone())]);
    web.page_titled(status, "pages/contracts/deviations", title, crumbs(web, &loaded.contract), &page)
}

fn row(ctx: &Ctx, clause: String, deviation: Deviation, form: FormState) -> DeviationRow {
    let stands = standing(deviation.state, deviation.until_on, ctx.today());
    let waits = stands == DeviationStanding::Proposed;
    let own = deviation.proposed_by == ctx.actor.person_id;
    DeviationRow {
        id: deviation.id.to_string(),
        clause,
        tone: match stands {
            DeviationStanding::InForce => "ok",
            DeviationStanding::Proposed => "attention",
            DeviationStanding::Expired | DeviationStanding::Refused => "serious",
            DeviationStanding::Withdrawn => "neutral",
        },
        standing: stands,
        reason: deviation.reason,
        until_on: deviation.until_on,
        proposed_by: deviation.proposed_by_name,
        proposed_at: deviation.proposed_at,
        decided_by: deviation.decided_by_name,
        decision_note: deviation.decision_note,
        version: deviation.version,
        form,
        can_decide: waits && !own && ctx.can(Permission::DeviationDecide),
        is_own: waits && own,
        can_withdraw: matches!(stands, DeviationStanding::Proposed | DeviationStanding::InForce)
            && ctx.can(Permission::ClauseEdit),
    }
}

fn number_row(
    web: &Web,
    line: &EffectiveLine,
    agreed: &Agreed,
    refused: Option<&(String, FormState, Option<i32>)>,
) -> NumberRow {
    let parameter = agreed.parameter;
    let refused = refused.filter(|(key, ..)| *key == parameter.key);
    let stored = || {
        let own = agreed.agreed.filter(|_| !agreed.inherited).map(|number| number.to_string());
        FormState::default().with("agreed", own.unwrap_or_default())
    };
    NumberRow {
        key: parameter.key.clone(),
        clause_id: line.clause.id.clone(),
        label: parameter.label(web.language()).to_string(),
        unit: parameter.unit,
        proposed: parameter.proposed,
        agreed: agreed.agreed,
        inherited: agreed.inherited,
        lax: agreed.lax(),
        version: refused.and_then(|(_, _, version)| *version).unwrap_or(agreed.version),
        form: refused.map_or_else(stored, |(_, form, _)| form.clone()),
    }
}

fn proposal(fields: &Fields) -> Result<DeviationInput> {
    let mut checks = Checks::default();
    let clause_id: Option<String> = checks.keep(fields.required("clause_id", "error-choice"));
    let until = checks.keep(fields.required("until_on", "error-date"));
    let reason = checks.required("reason", &fields.text("reason"));
    checks.done()?;
    match (clause_id, until) {
        (Some(clause_id), Some(until_on)) => Ok(DeviationInput { clause_id, reason, until_on }),
        _ => Err(Refusal::invalid("clause_id", "error-choice")),
    }
}

pub async fn propose(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let key = id.clone();
    let proposed = match proposal(&fields) {
        Ok(input) => web.write(move |c, ctx| actions::propose_deviation(c, ctx, &key, &input)).await,
        Err(refusal) => Err(refusal),
    };
    match proposed {
        Ok(_) => web.redirect_saying(format!("/contracts/{id}/deviations"), "ok", "contracts-deviation-proposed", &[]),
        Err(Refusal::Invalid(errors)) => {
            let refused = Refused { proposal: Some(web.form_with(&fields, &errors)), ..Refused::default() };
            render(&web, StatusCode::UNPROCESSABLE_ENTITY, id, refused).await
        }
        Err(other) => Err(other),
    }
}

/// Whether it is approved. Errors: `error-choice`.
fn approved(fields: &Fields) -> Result<bool, FieldError> {
    match fields.get("decision") {
        Some("approve") => Ok(true),
        Some("refuse") => Ok(false),
        _ => Err(FieldError::new("decision", "error-choice")),
    }
}

pub async fn decide(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (id, deviation_id)) = (form, path.into_inner());
    let (key, deviation, note, version) = (id.clone(), deviation_id.clone(), fields.optional("note"), fields.version());
    let decided = match approved(&fields) {
        Ok(approve) => {
            web.write(move |c, ctx| {
                actions::decide_deviation(c, ctx, (&key, &deviation), approve, note.as_deref(), version)
            })
            .await
        }
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match decided {
        Ok(_) => web.redirect_saying(format!("/contracts/{id}/deviations"), "ok", "contracts-deviation-decided", &[]),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            let refused = Refused { decision: Some((deviation_id, form)), ..Refused::default() };
            render(&web, StatusCode::UNPROCESSABLE_ENTITY, id, refused).await
        }
        Err(other) => Err(other),
    }
}

pub async fn withdraw(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (id, deviation_id)) = (form, path.into_inner());
    let (key, version) = (id.clone(), fields.version());
    web.write(move |c, ctx| actions::withdraw_deviation(c, ctx, &key, &deviation_id, version)).await?;
    web.redirect_saying(format!("/contracts/{id}/deviations"), "ok", "contracts-deviation-withdrawn", &[])
}

pub async fn save_number(form: Posted, path: Path<(Id, String)>) -> Answer {
    let (Posted { web, fields }, (id, parameter)) = (form, path.into_inner());
    let (key, named, version) = (id.clone(), parameter.clone(), fields.version());
    let saved = match fields.parsed::<i32>("agreed", "error-number") {
        Ok(agreed) => web.write(move |c, ctx| actions::set_number(c, ctx, &key, &named, agreed, version)).await,
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/contracts/{id}/deviations"), "ok", "contracts-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let number = Some((parameter, web.form_with(&fields, &errors), Some(version)));
            render(&web, StatusCode::UNPROCESSABLE_ENTITY, id, Refused { number, ..Refused::default() }).await
        }
        Err(Refusal::Conflict(stored)) => {
            let refused = Refused {
                number: Some((parameter, web.form_with(&fields, &[]), newest(&stored))),
                conflict: conflict_rows(&web, "contracts", &fields, &stored, &[]),
                ..Refused::default()
            };
            render(&web, StatusCode::CONFLICT, id, refused).await
        }
        Err(other) => Err(other),
    }
}
