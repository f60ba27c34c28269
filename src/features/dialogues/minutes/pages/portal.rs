//! The vendor's page of the minutes: to read what both sides said, to approve and to object.

use super::{Whole, decision, load, said, standing, title};
use crate::base::{Id, Refusal, Result};
use crate::features::accounts;
use crate::features::dialogues::minutes::approving::{self, Who};
use crate::features::dialogues::minutes::model::ApprovalOutcome;
use crate::features::dialogues::minutes::views::PortalMinutesPage;
use crate::features::dialogues::minutes::{keeping, rules};
use crate::features::dialogues::model::DialogueStatus;
use crate::features::dialogues::pages::period_words;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    shown(&web, id.into_inner(), StatusCode::OK, FormState::default()).await
}

async fn shown(web: &Web, id: Id, status: StatusCode, form: FormState) -> Answer {
    let (whole, organisation) = web
        .read(move |c, ctx| {
            ctx.scope.vendor()?;
            let whole = load(c, ctx, &id)?;
            // Until the lock, what was noted is the region's own.
            if whole.stored.dialogue.status != DialogueStatus::Locked {
                return Err(Refusal::NotFound);
            }
            let organisation = accounts::find_organisation(c, &whole.stored.dialogue.organisation_id)?;
            Ok((whole, organisation.name))
        })
        .await?;
    let Whole { stored, faults, contract } = &whole;
    let standing = standing(web, stored, faults.clone())?;
    let me = &web.ctx()?.actor.person_id;
    let named = stored
        .answers()
        .any(|known| known.person_id.as_ref() == Some(me) && known.outcome == ApprovalOutcome::Approved);
    let page = PortalMinutesPage {
        id: stored.dialogue.id.clone(),
        held_on: stored.dialogue.held_on,
        organisation,
        contract_reference: contract.reference.clone(),
        answer_href: format!("/portal/dialogues/{}/minutes/answer", stored.dialogue.id),
        record_href: format!("/portal/dialogues/{}", stored.dialogue.id),
        form,
        can_add: named && rules::may_add(standing.stage).is_ok(),
        standing,
    };
    let crumbs = vec![
        (web.word("nav-dialogues"), "/portal/dialogues".to_string()),
        (period_words(web, &stored.dialogue.period), format!("/portal/dialogues/{}", stored.dialogue.id)),
    ];
    let title = title(web, "minutes-title", &whole);
    web.page_titled(status, "pages/portal_dialogues/minutes", title, crumbs, &page)
}

async fn after<T>(web: &Web, fields: &Fields, id: Id, outcome: Result<T>, flash: &str) -> Answer {
    match outcome {
        Ok(_) => web.redirect_saying(format!("/portal/dialogues/{id}/minutes"), "ok", flash, &[]),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(fields, &errors);
            shown(web, id, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
        Err(other) => Err(other),
    }
}

pub async fn answer(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let target = id.clone();
    let outcome = match decision(&fields, Who::Me) {
        Ok(decision) => {
            web.write(move |c, ctx| {
                ctx.scope.vendor()?;
                approving::decide(c, ctx, &target, &decision)
            })
            .await
        }
        Err(refusal) => Err(refusal),
    };
    let flash = outcome.as_ref().map_or("minutes-said-approved", |approval| said(approval.outcome));
    after(&web, &fields, id, outcome, flash).await
}

pub async fn add(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let (target, body) = (id.clone(), fields.text("body"));
    let outcome = web
        .write(move |c, ctx| {
            ctx.scope.vendor()?;
            keeping::add_addendum(c, ctx, &target, &body)
        })
        .await;
    after(&web, &fields, id, outcome, "minutes-said-added").await
}
