//! One escalation: where it stands, each step with its record, the next decision, and its end.

use super::origin_href;
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::{Id, Language};
use crate::features::escalations::actions::{self, NewOutcome, NewStep};
use crate::features::escalations::ladder::Ladder;
use crate::features::escalations::rules::{self, Said};
use crate::features::escalations::views::{Choosable, Deciding, ShowPage, StepRow};
use crate::features::escalations::{store, verify};
use crate::features::vendors;
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

/// What the page shows besides the stored: the step that was chosen, and forms that were refused.
#[derive(Default)]
struct Shown {
    step: Option<String>,
    deciding: Option<FormState>,
    close: FormState,
    outcome: Option<(Id, FormState)>,
}

fn page(c: &mut Db, ctx: &Ctx, id: &Id, shown: Shown, language: Language) -> Result<ShowPage> {
    let escalation = store::find(c, &ctx.scope, id)?;
    let vendor = vendors::find(c, &ctx.scope, &escalation.vendor_id)?;
    let ladder = Ladder::named(&escalation.ladder_version);
    let can_decide = escalation.is_open() && ctx.can(Permission::EscalationDecide);
    let now = escalation.step.as_deref().and_then(|key| ladder.find(key)).map(|(place, _)| place);
    let chosen = shown.step.as_deref().and_then(|key| ladder.find(key)).filter(|_| can_decide);
    let standing = store::standing(c, &ctx.scope, escalation.origin, &escalation.origin_id)?;
    let deciding = match chosen {
        None => None,
        Some((place, rung)) => rules::direction(now, place).ok().map(|direction| {
            let form = shown.deciding.unwrap_or_else(|| {
                FormState::default()
                    .with("decided_on", ctx.today())
                    .with("decided_by_name", &ctx.actor.name)
                    .with("due_on", rules::proposed_deadline(rung, ctx.today()))
            });
            let deciding = Deciding::of(rung, direction, language, ctx.today(), form);
            Deciding { withheld: deciding.letter && standing.is_withheld(), ..deciding }
        }),
    };
    let mut outcome = shown.outcome;
    let steps = store::steps(c, &ctx.scope, id)?;
    let tampered = verify::tampered(c, ctx, &steps)?;
    let steps = steps.into_iter().map(|step| {
        let refused = outcome.take_if(|(of, _)| *of == step.id).map(|(_, form)| form);
        let stored = || {
            let day = step.outcome_on.map(|day| day.to_string()).unwrap_or_default();
            FormState::default().with("outcome", step.outcome.clone().unwrap_or_default()).with("outcome_on", day)
        };
        let form = refused.unwrap_or_else(stored);
        let is_tampered = tampered.contains(&step.id);
        StepRow::of(step, is_tampered, ladder, language, form)
    });
    Ok(ShowPage {
        steps: steps.collect(),
        state: escalation.state(),
        by_rule: escalation.cause.is_by_rule(),
        vendor_name: vendor.legal_name,
        origin_href: origin_href(escalation.origin, &escalation.origin_id),
        propose_close: escalation.is_open() && standing.is_settled(),
        origin_state: standing.word(),
        step: escalation.step.as_deref().map(|key| ladder.name_of(key, language)),
        choices: ladder
            .steps
            .iter()
            .filter(|rung| escalation.step.as_deref() != Some(rung.key.as_str()))
            .map(|rung| Choosable::of(rung, language))
            .collect(),
        deciding,
        close_form: shown.close,
        can_decide,
        escalation,
    })
}

async fn show_with(web: Web, id: Id, status: StatusCode, shown: Shown) -> Answer {
    let language = web.language();
    let body = web.read(move |c, ctx| page(c, ctx, &id, shown, language)).await?;
    let title = web.word_with(
        "ladder-show-title",
        &[("number", body.escalation.number.to_string()), ("title", body.escalation.title.clone())],
    );
    let crumbs = vec![(web.word("ladder-title"), "/escalations".to_string())];
    web.page_titled(status, "pages/escalations/show", title, crumbs, &body)
}

/// `?step=` chooses the step whose form is shown.
pub async fn show(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let shown = Shown { step: query.text("step"), ..Shown::default() };
    show_with(web, id.into_inner(), StatusCode::OK, shown).await
}

/// Kronor as people write them: with spaces, or with kr at the end.
fn kronor(fields: &Fields, name: &str, checks: &mut Checks) -> Option<i64> {
    let text = fields.optional(name)?;
    let plain: String = text.trim_end_matches("kr").chars().filter(|c| !c.is_whitespace()).collect();
    checks.keep(plain.parse::<i64>().map_err(|_| FieldError::new(name, "error-number")))
}

fn read(fields: &Fields) -> Result<NewStep> {
    let mut checks = Checks::default();
    let said = Said {
        decided_on: checks.keep(fields.date("decided_on")).flatten(),
        decided_by_name: fields.text("decided_by_name"),
        decided_role: fields.text("decided_role"),
        delegation: fields.optional("delegation"),
        reason: fields.text("reason"),
        demand: fields.optional("demand"),
        due_on: checks.keep(fields.date("due_on")).flatten(),
        diary_number: fields.optional("diary_number"),
        cost_low: kronor(fields, "cost_low", &mut checks),
        cost_high: kronor(fields, "cost_high", &mut checks),
        proposal: fields.optional("proposal"),
    };
    checks.done()?;
    Ok(NewStep { step: fields.text("step"), said })
}

pub async fn decide(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    let done = match read(&fields) {
        Ok(new) => web.write(move |c, ctx| actions::decide(c, ctx, &key, Some(version), &new)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok((_, step)) => {
            let said = if step.letter.is_some() { "ladder-decided-letter" } else { "ladder-decided" };
            web.redirect_saying(format!("/escalations/{id}"), "ok", said, &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let shown = Shown {
                step: fields.optional("step"),
                deciding: Some(web.form_with(&fields, &errors)),
                ..Shown::default()
            };
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, shown).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn outcome(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (id, step_id)) = (form, path.into_inner());
    let (key, step_key, version) = (id.clone(), step_id.clone(), fields.version());
    let done = match fields.date("outcome_on") {
        Ok(outcome_on) => {
            let new = NewOutcome { outcome: fields.text("outcome"), outcome_on };
            web.write(move |c, ctx| actions::record_outcome(c, ctx, (&key, &step_key), Some(version), &new)).await
        }
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/escalations/{id}"), "ok", "ladder-outcome-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            let shown = Shown { outcome: Some((step_id, form)), ..Shown::default() };
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, shown).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn close(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, reason) = (id.clone(), fields.version(), fields.text("close_reason"));
    let done = web.write(move |c, ctx| actions::close(c, ctx, &key, Some(version), &reason)).await;
    match done {
        Ok(_) => web.redirect_saying(format!("/escalations/{id}"), "ok", "ladder-closed", &[]),
        Err(Refusal::Invalid(errors)) => {
            let shown = Shown { close: web.form_with(&fields, &errors), ..Shown::default() };
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, shown).await
        }
        Err(refusal) => Err(refusal),
    }
}
