//! The region's page of the minutes: who is asked, what they said, and the steps that follow.

use super::{Whole, decision, load, said, standing, title};
use crate::access::{Permission, Side};
use crate::base::{Id, Refusal, Result};
use crate::features::dialogues::actions::MAX_PARTICIPANTS;
use crate::features::dialogues::minutes::approving::{self, Request, Who};
use crate::features::dialogues::minutes::model::{ApprovalChannel, ApprovalOutcome, MinutesStage};
use crate::features::dialogues::minutes::records::Approval;
use crate::features::dialogues::minutes::views::{MinutesPage, Pick};
use crate::features::dialogues::minutes::{drafting, keeping, rules};
use crate::features::dialogues::model::DialogueStatus;
use crate::features::dialogues::pages::period_words;
use crate::features::dialogues::records::DialogueParticipant;
use crate::features::dialogues::store as dialogues;
use crate::features::dialogues::views::Happened;
use crate::features::vendors;
use crate::kit::audit;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    shown(&web, id.into_inner(), StatusCode::OK, None).await
}

/// `form` is one that was refused, as it was typed.
async fn shown(web: &Web, id: Id, status: StatusCode, form: Option<FormState>) -> Answer {
    let (whole, vendor_name, people, next_begun, history) = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let whole = load(c, ctx, &id)?;
            let dialogue = &whole.stored.dialogue;
            let vendor = vendors::find(c, &ctx.scope, &dialogue.vendor_id)?;
            let people = dialogues::participants(c, dialogue)?;
            let next = dialogues::following(c, &ctx.scope, &dialogue.contract_id, dialogue.number)?;
            let ids: Vec<Id> = whole.stored.row.iter().map(|row| row.id.clone()).collect();
            let history = audit::history_of(c, ctx, &ids)?;
            let next_begun = next.is_some_and(|next| next.status != DialogueStatus::Planned);
            Ok((whole, vendor.legal_name, people, next_begun, history))
        })
        .await?;
    let Whole { stored, faults, contract } = &whole;
    let standing = standing(web, stored, faults.clone())?;
    let (stage, chair) = (standing.stage, web.can(Permission::DialogueLock));
    let waiting: Vec<&Approval> = stored.approvals.iter().filter(|known| to_record(known, stage)).collect();
    let page = MinutesPage {
        id: stored.dialogue.id.clone(),
        version: stored.row.as_ref().map_or(0, |row| row.version),
        dialogue_version: stored.dialogue.version,
        held_on: stored.dialogue.held_on,
        vendor_name,
        contract_reference: contract.reference.clone(),
        answer_href: format!("/dialogues/{}/minutes/answer", stored.dialogue.id),
        record_href: format!("/dialogues/{}", stored.dialogue.id),
        people: picks(web, &people),
        to_record: waiting.into_iter().filter(|_| chair).map(|known| record_choice(web, known)).collect(),
        channels: ApprovalChannel::ALL.iter().copied().filter(|channel| channel.recorded()).collect(),
        form: form.unwrap_or_else(|| proposed(stored.answers(), &people, stored.dialogue.minute_checker.as_deref())),
        history: history.into_iter().map(|event| happened(web, event)).collect(),
        can_end: stage == MinutesStage::Held && web.can(Permission::DialogueEdit),
        can_send: chair && rules::may_send(stage).is_ok(),
        can_take_back: chair && rules::may_take_back(stage, next_begun).is_ok(),
        can_register: chair && rules::may_register(stage).is_ok(),
        can_archive: chair && rules::may_archive(stage).is_ok(),
        can_add: web.can(Permission::DialogueEdit) && rules::may_add(stage).is_ok(),
        standing,
    };
    let crumbs = vec![
        (web.word("nav-dialogues"), "/dialogues".to_string()),
        (period_words(web, &stored.dialogue.period), format!("/dialogues/{}", stored.dialogue.id)),
    ];
    let title = title(web, "minutes-title", &whole);
    web.page_titled(status, "pages/dialogues/minutes", title, crumbs, &page)
}

/// Somebody whose answer the chair can write down now: on the text only who has no account, on a correction anybody.
fn to_record(known: &Approval, stage: MinutesStage) -> bool {
    let open = match &known.addendum_id {
        Some(_) => rules::is_final(stage),
        None => stage == MinutesStage::Sent && known.person_id.is_none(),
    };
    open && matches!(known.outcome, ApprovalOutcome::Waiting | ApprovalOutcome::Objected)
}

fn record_choice(web: &Web, known: &Approval) -> Choice {
    let of = if known.addendum_id.is_some() { "minutes-record-addendum" } else { "minutes-record-text" };
    Choice::new(&known.id, web.word_with(of, &[("name", known.name.clone())]))
}

fn picks(web: &Web, people: &[DialogueParticipant]) -> Vec<Pick> {
    let pick = |(place, person): (usize, &DialogueParticipant)| Pick {
        name: format!("a{place}"),
        label: format!("{}, {}", person.name, web.word(&format!("dialogue-side-{}", person.side))),
    };
    people.iter().enumerate().map(pick).collect()
}

/// Those who are asked already; before anybody is, the named minute checker and the first who was there of each side.
fn proposed<'a>(
    answers: impl Iterator<Item = &'a Approval>,
    people: &[DialogueParticipant],
    checker: Option<&str>,
) -> FormState {
    let asked: Vec<&Approval> = answers.filter(|known| known.outcome != ApprovalOutcome::Replaced).collect();
    let of_side = |side: Side| people.iter().find(|person| person.side == side && person.present);
    let first: Vec<&DialogueParticipant> = [Side::Region, Side::Vendor].into_iter().filter_map(of_side).collect();
    let mut form = FormState::default();
    for (person, place) in people.iter().zip(0..) {
        let known = asked.iter().any(|known| known.side == person.side && known.name == person.name);
        let proposed = checker == Some(person.name.as_str()) || first.iter().any(|first| first.id == person.id);
        if known || asked.is_empty() && proposed {
            form = form.with(&format!("a{place}"), "1");
        }
    }
    form
}

fn happened(web: &Web, event: audit::Event) -> Happened {
    Happened {
        at: event.at,
        who: web.who(&event),
        text: web.word(&format!("minutes-history-{}", event.verb)),
        note: None,
        tone: if event.verb == "approve" { "ok" } else { "neutral" },
    }
}

/// Back to the page, saying what happened; a refused form is shown again as it was typed.
async fn after<T>(web: &Web, fields: &Fields, id: Id, outcome: Result<T>, flash: &str) -> Answer {
    match outcome {
        Ok(_) => web.redirect_saying(format!("/dialogues/{id}/minutes"), "ok", flash, &[]),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(fields, &errors);
            shown(web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
        }
        Err(other) => Err(other),
    }
}

pub async fn end(id: Path<Id>, form: Posted) -> Answer {
    let (id, web, version) = (id.into_inner(), form.web, form.fields.version());
    let target = id.clone();
    web.write(move |c, ctx| drafting::end_meeting(c, ctx, &target, Some(version))).await?;
    web.redirect_saying(format!("/dialogues/{id}/minutes"), "ok", "minutes-said-ended", &[])
}

pub async fn send(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let (target, version) = (id.clone(), fields.version());
    let outcome = match fields.parsed::<NaiveDate>("reply_by", "error-date") {
        Err(error) => Err(Refusal::Invalid(vec![error])),
        Ok(reply_by) => {
            let ticked: Vec<usize> =
                (0..MAX_PARTICIPANTS).filter(|place| fields.checked(&format!("a{place}"))).collect();
            web.write(move |c, ctx| {
                let dialogue = dialogues::find(c, &ctx.scope, &target)?;
                let people = dialogues::participants(c, &dialogue)?;
                let chosen = ticked.iter().filter_map(|place| people.get(*place));
                let approvers = chosen.map(|person| (person.side, person.name.clone())).collect();
                approving::send(c, ctx, &target, Some(version), &Request { approvers, reply_by })
            })
            .await
        }
    };
    after(&web, &fields, id, outcome, "minutes-said-sent").await
}

pub async fn answer(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let target = id.clone();
    let outcome = match decision(&fields, Who::Me) {
        Ok(decision) => web.write(move |c, ctx| approving::decide(c, ctx, &target, &decision)).await,
        Err(refusal) => Err(refusal),
    };
    let flash = outcome.as_ref().map_or("minutes-said-approved", |approval| said(approval.outcome));
    after(&web, &fields, id, outcome, flash).await
}

/// The chair writes down what somebody said who cannot answer here.
pub async fn record(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let target = id.clone();
    let who = || -> Result<Who> {
        let one = |error| Refusal::Invalid(vec![error]);
        Ok(Who::Recorded {
            approval_id: fields.required::<Id>("approval_id", "error-choice").map_err(one)?,
            channel: fields.required::<ApprovalChannel>("channel", "error-choice").map_err(one)?,
            note: fields.text("recorded_note"),
        })
    };
    let outcome = match who().and_then(|who| decision(&fields, who)) {
        Ok(mut decision) => {
            web.write(move |c, ctx| {
                // What is recorded is about the text as it stands: the chair reads it on the same page.
                approving::address(c, ctx, &target, &mut decision)?;
                approving::decide(c, ctx, &target, &decision)
            })
            .await
        }
        Err(refusal) => Err(refusal),
    };
    after(&web, &fields, id, outcome, "minutes-said-recorded").await
}

pub async fn take_back(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let (target, version, reason) = (id.clone(), fields.version(), fields.text("reason"));
    let outcome = web.write(move |c, ctx| drafting::take_back(c, ctx, &target, Some(version), &reason)).await;
    after(&web, &fields, id, outcome, "minutes-said-taken-back").await
}

pub async fn register(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let (target, version, number) = (id.clone(), fields.version(), fields.text("diary_number"));
    let outcome = web.write(move |c, ctx| keeping::register(c, ctx, &target, Some(version), &number)).await;
    after(&web, &fields, id, outcome, "minutes-said-registered").await
}

pub async fn archive(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let (target, version, reference) = (id.clone(), fields.version(), fields.optional("reference"));
    let outcome = web.write(move |c, ctx| keeping::archive(c, ctx, &target, Some(version), reference.as_deref())).await;
    after(&web, &fields, id, outcome, "minutes-said-archived").await
}

pub async fn add(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let (target, body) = (id.clone(), fields.text("body"));
    let outcome = web.write(move |c, ctx| keeping::add_addendum(c, ctx, &target, &body)).await;
    after(&web, &fields, id, outcome, "minutes-said-added").await
}
