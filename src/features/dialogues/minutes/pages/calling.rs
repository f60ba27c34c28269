//! Invitations, moves and cancellations of a planned meeting.

use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result, clock};
use crate::features::dialogues::minutes::calling::{self, NewCall};
use crate::features::dialogues::minutes::model::CallKind;
use crate::features::dialogues::minutes::parameters::MinutesTerms;
use crate::features::dialogues::minutes::records::Call;
use crate::features::dialogues::minutes::store;
use crate::features::dialogues::minutes::views::CallPage;
use crate::features::dialogues::model::DialogueStatus;
use crate::features::dialogues::pages::{crumbs, load};
use crate::features::dialogues::records::Dialogue;
use crate::features::dialogues::store as dialogues;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::{NaiveDate, NaiveTime};

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    shown(&web, id.into_inner(), StatusCode::OK, None).await
}

async fn shown(web: &Web, id: Id, status: StatusCode, refused: Option<FormState>) -> Answer {
    let (loaded, people, calls, uninvited, in_row, today) = web
        .read(move |c, ctx| {
            let loaded = load(c, ctx, &id)?;
            let people = dialogues::participants(c, &loaded.dialogue)?;
            let calls = store::calls(c, &loaded.dialogue)?;
            let uninvited = calling::uninvited(c, ctx, &calls, &people)?;
            let in_row = store::cancelled_in_row(c, &ctx.scope, &loaded.dialogue.contract_id)?;
            Ok((loaded, people, calls, uninvited, in_row, ctx.today()))
        })
        .await?;
    let terms = MinutesTerms::on(today);
    let page = CallPage {
        id: loaded.dialogue.id.clone(),
        version: loaded.dialogue.version,
        form: refused.unwrap_or_else(|| proposed(&loaded.dialogue, calls.last(), terms)),
        reached: people.iter().filter(|person| person.email.is_some()).count(),
        unreached: people.into_iter().filter(|person| person.email.is_none()).map(|person| person.name).collect(),
        uninvited,
        cancelled: calls.last().is_some_and(|last| last.kind == CallKind::Cancelled),
        calls: calls.into_iter().rev().map(Into::into).collect(),
        in_row,
        limit: terms.cancelled_in_row,
        can_edit: web.can(Permission::DialogueEdit) && loaded.dialogue.status == DialogueStatus::Planned,
    };
    let crumbs = crumbs(web, &loaded, true);
    web.page_titled(status, "pages/dialogues/call", web.word("call-title"), crumbs, &page)
}

/// As it was sent last; at first the day of the dialogue and the usual length.
fn proposed(dialogue: &Dialogue, last: Option<&Call>, terms: &MinutesTerms) -> FormState {
    let time = last.and_then(|last| last.starts_at).map(|at| at.utc().with_timezone(&clock::ZONE));
    FormState::default()
        .with("held_on", dialogue.held_on)
        .with("time", time.map(|at| at.format("%H:%M").to_string()).unwrap_or_default())
        .with("minutes", last.and_then(|last| last.length_minutes).unwrap_or(terms.meeting_minutes))
        .with("place", last.and_then(|last| last.place.clone()).unwrap_or_default())
}

/// An hour as it is typed or chosen: `09:30`, `9.30`.
pub fn hour(text: &str) -> Option<NaiveTime> {
    let text = text.trim().replace('.', ":");
    NaiveTime::parse_from_str(&text, "%H:%M").or_else(|_| NaiveTime::parse_from_str(&text, "%H:%M:%S")).ok()
}

fn typed(fields: &Fields) -> Result<NewCall> {
    let mut checks = Checks::default();
    let held_on = checks.keep(fields.required::<NaiveDate>("held_on", "error-date"));
    let time = hour(&fields.text("time"));
    checks.that(time.is_some(), "time", "error-call-hour");
    let minutes = checks.keep(fields.parsed::<i32>("minutes", "error-number"));
    checks.done()?;
    match (held_on, time) {
        (Some(held_on), Some(time)) => Ok(NewCall {
            held_on,
            time,
            minutes: minutes.flatten(),
            place: fields.optional("place"),
            reason: fields.optional("reason"),
        }),
        _ => Err(Refusal::invalid("time", "error-call-hour")),
    }
}

async fn again(web: &Web, fields: &Fields, id: Id, errors: &[FieldError]) -> Answer {
    let form = web.form_with(fields, errors);
    shown(web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
}

pub async fn call(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let (target, version) = (id.clone(), fields.version());
    let outcome = match typed(&fields) {
        Ok(new) => web.write(move |c, ctx| calling::call(c, ctx, &target, Some(version), &new)).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(call) => {
            let flash = if call.kind == CallKind::Moved { "call-said-moved" } else { "call-said-invited" };
            web.redirect_saying(format!("/dialogues/{id}/call"), "ok", flash, &[])
        }
        Err(Refusal::Invalid(errors)) => again(&web, &fields, id, &errors).await,
        Err(other) => Err(other),
    }
}

pub async fn cancel(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let (target, version, reason) = (id.clone(), fields.version(), fields.text("cancel_reason"));
    let outcome = web.write(move |c, ctx| calling::cancel(c, ctx, &target, Some(version), &reason)).await;
    match outcome {
        Ok((_, Some(finding))) => {
            let args = [("number", finding.number.to_string())];
            web.redirect_saying(format!("/dialogues/{id}/call"), "attention", "call-said-escalated", &args)
        }
        Ok((_, None)) => web.redirect_saying(format!("/dialogues/{id}/call"), "ok", "call-said-cancelled", &[]),
        Err(Refusal::Invalid(errors)) => {
            let own = |error: FieldError| FieldError { field: format!("cancel_{}", error.field), ..error };
            let errors: Vec<FieldError> = errors.into_iter().map(own).collect();
            again(&web, &fields, id, &errors).await
        }
        Err(other) => Err(other),
    }
}
