//! The end of a meeting: what is left, who was there, and the lock.

use super::{crumbs, load};
use crate::access::Permission;
use crate::base::{Id, Refusal};
use crate::features::dialogues::minutes::attendance::standing;
use crate::features::dialogues::model::{DialogueStatus, ItemKind, ItemStatus};
use crate::features::dialogues::store::{self, sources};
use crate::features::dialogues::views::{ClosePage, Left, title_of};
use crate::features::dialogues::{agendas, lock, preparing, series};
use crate::features::tiering;
use crate::kit::web::{Answer, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;

pub async fn close(web: Web, id: Path<Id>) -> Answer {
    shown(&web, id.into_inner(), StatusCode::OK, None, None).await
}

async fn shown(web: &Web, id: Id, status: StatusCode, form: Option<FormState>, refused: Option<String>) -> Answer {
    let (loaded, open, withheld, proposals, participants, model, proposed, quorum) = web
        .read(move |c, ctx| {
            let loaded = load(c, ctx, &id)?;
            let open = sources::open_actions(c, ctx, &loaded.contract)?;
            let withheld = sources::withheld_actions(c, &loaded.contract)?;
            let proposals = preparing::waiting_proposals(c, &loaded.dialogue)?;
            let participants = store::participants(c, &loaded.dialogue)?;
            let model = tiering::model_on(c, &ctx.scope, ctx.today())?;
            let today = ctx.today();
            let (_, quorum) = standing(c, &loaded.dialogue, &loaded.contract, &loaded.vendor, today)?;
            // Minutes that are locked again have their next dialogue already.
            let next = store::following(c, &ctx.scope, &loaded.dialogue.contract_id, loaded.dialogue.number)?;
            let proposed = match next {
                Some(next) => Some(next.held_on),
                None => series::next_free(c, ctx, &model, &loaded.dialogue, (&loaded.contract, &loaded.vendor))?,
            };
            Ok((loaded, open, withheld, proposals, participants, model, proposed, quorum))
        })
        .await?;
    match loaded.dialogue.status {
        DialogueStatus::Held | DialogueStatus::Draft => {}
        _ => return web.redirect(format!("/dialogues/{}", loaded.dialogue.id)),
    }
    let stops = |id: &Option<Id>| id.as_ref().is_some_and(|id| open.iter().any(|action| action.id == *id));
    let untouched = || loaded.items.iter().filter(|item| item.status == ItemStatus::Untouched);
    let left = |item: &crate::features::dialogues::DialogueItem| Left {
        id: item.id.clone(),
        title: title_of(item, web.language()),
        standing: item.kind == ItemKind::Standing,
    };
    let is_security = |item: &&crate::features::dialogues::DialogueItem| {
        !agendas::security_left(std::iter::once(item.standing())).is_empty()
    };
    let page = ClosePage {
        head: loaded.head(),
        blocking: untouched().filter(|item| stops(&item.object_id)).map(left).collect(),
        missing: open
            .iter()
            .filter(|action| !loaded.items.iter().any(|item| item.object_id.as_ref() == Some(&action.id)))
            .map(|action| action.title.clone())
            .collect(),
        security: untouched().filter(is_security).map(left).collect(),
        others: untouched().filter(|item| !stops(&item.object_id) && !is_security(item)).map(left).collect(),
        withheld,
        proposals,
        recipients: participants.iter().filter(|p| p.receives_minutes && p.email.is_some()).count(),
        quorum,
        participants: participants.into_iter().map(Into::into).collect(),
        form: form.unwrap_or_else(|| {
            FormState::default().with("next_on", proposed.map(|day| day.to_string()).unwrap_or_default())
        }),
        cadence: loaded
            .vendor
            .tier
            .and_then(|tier| u8::try_from(tier).ok())
            .and_then(|tier| model.cadence_months(tier)),
        refused,
        can_lock: web.can(Permission::DialogueLock),
    };
    web.page_titled(
        status,
        "pages/dialogues/close",
        web.word("dialogue-close-title"),
        crumbs(web, &loaded, true),
        &page,
    )
}

pub async fn lock_it(id: Path<Id>, form: Posted) -> Answer {
    let id = id.into_inner();
    let Posted { web, fields } = form;
    let outcome = match fields.parsed::<NaiveDate>("next_on", "error-date") {
        Ok(next_on) => {
            let (id, version) = (id.clone(), fields.version());
            web.write(move |c, ctx| lock::lock(c, ctx, &id, Some(version), next_on)).await
        }
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match outcome {
        Ok(_) => web.redirect_saying(format!("/dialogues/{id}"), "ok", "dialogue-locked", &[]),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            shown(&web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(form), None).await
        }
        // Somebody was first: what stands is told, and nothing was changed.
        Err(Refusal::Rule("rule-dialogue-locked", _)) => Err(already_locked(&web, id).await?),
        Err(Refusal::Rule(code @ ("rule-dialogue-untouched" | "rule-dialogue-security-untouched"), args)) => {
            let args: Vec<(&'static str, String)> = args.into_iter().collect();
            let said = web.word_with(code, &args);
            shown(&web, id, StatusCode::CONFLICT, Some(fields.state()), Some(said)).await
        }
        Err(other) => Err(other),
    }
}

/// Who has locked the dialogue, and when.
async fn already_locked(web: &Web, id: Id) -> crate::base::Result<Refusal> {
    let dialogue = web.read(move |c, ctx| store::find(c, &ctx.scope, &id)).await?;
    let at = dialogue.locked_at.map(|at| at.utc().with_timezone(&crate::base::clock::ZONE));
    let at = at.map(|at| at.format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
    let name = dialogue.locked_by_name.unwrap_or_default();
    Ok(Refusal::rule_with("rule-minutes-locked-already", &[("name", name), ("at", at)]))
}
