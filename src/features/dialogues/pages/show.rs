//! One dialogue: its agenda while it is open, its record once it is locked.

use super::{Loaded, crumbs, load, period_words, send_pdf, title};
use crate::access::Permission;
use crate::base::{Id, Language, Refusal, Result};
use crate::features::dialogues::minutes::model::CallKind;
use crate::features::dialogues::minutes::verify::{Stored, verify};
use crate::features::dialogues::minutes::{calling, store as meeting};
use crate::features::dialogues::model::{DialogueStatus, Section};
use crate::features::dialogues::records::Dialogue;
use crate::features::dialogues::store::{self, sources};
use crate::features::dialogues::views::{Happened, LockedPage, Neighbour, RecordView, ShowPage, sections};
use crate::features::dialogues::{Minutes, actions, preparing, rules};
use crate::kit::web::{Answer, Posted, Web};
use crate::kit::{audit, outbox};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::Deserialize;

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    shown(&web, id.into_inner(), StatusCode::OK, FormState::default()).await
}

/// `form` is that of a new agenda item.
async fn shown(web: &Web, id: Id, status: StatusCode, form: FormState) -> Answer {
    let dialogue = web.read({
        let id = id.clone();
        move |c, ctx| {
            ctx.scope.client()?;
            store::find(c, &ctx.scope, &id)
        }
    });
    let dialogue = dialogue.await?;
    match Minutes::readable(&dialogue) {
        Some(minutes) => locked(web, dialogue, minutes).await,
        None if dialogue.status != DialogueStatus::Locked => open(web, id, status, form).await,
        // What cannot be read has been changed by somebody: that page names the part.
        None => web.redirect(format!("/dialogues/{id}/minutes")),
    }
}

async fn open(web: &Web, id: Id, status: StatusCode, form: FormState) -> Answer {
    let (loaded, participants, override_ends_on, withheld, proposals, previous, history, called) = web
        .read(move |c, ctx| {
            let loaded = load(c, ctx, &id)?;
            let participants = store::participants(c, &loaded.dialogue)?;
            let override_ends_on = sources::override_end(c, &loaded.vendor, ctx.today())?;
            let withheld = sources::withheld_actions(c, &loaded.contract)?;
            let previous = loaded.dialogue.previous_id.clone().map(|id| store::find(c, &ctx.scope, &id)).transpose()?;
            let history = audit::history(c, ctx, &id)?;
            let proposals = preparing::waiting_proposals(c, &loaded.dialogue)?;
            let called = match loaded.dialogue.status {
                DialogueStatus::Planned => {
                    let calls = meeting::calls(c, &loaded.dialogue)?;
                    let uninvited = calling::uninvited(c, ctx, &calls, &participants)?;
                    (calls.last().is_some_and(|last| last.kind == CallKind::Cancelled), uninvited)
                }
                _ => (false, Vec::new()),
            };
            Ok((loaded, participants, override_ends_on, withheld, proposals, previous, history, called))
        })
        .await?;
    let language = web.language();
    let items = loaded.items.iter().map(|item| (item.section, loaded.item_view(item, language))).collect();
    let (cancelled, uninvited) = called;
    let page = ShowPage {
        head: loaded.head(),
        sections: sections(items),
        participants: participants.into_iter().map(Into::into).collect(),
        internal_note: loaded.dialogue.internal_note.clone(),
        override_ends_on,
        withheld,
        proposals,
        cancelled,
        uninvited,
        previous: previous.map(|dialogue| neighbour(web, &dialogue)),
        history: worded(web, history),
        form,
        section_choices: Section::ALL.to_vec(),
        can_edit: web.can(Permission::DialogueEdit) && rules::may_edit(loaded.dialogue.status).is_ok(),
        can_lock: web.can(Permission::DialogueLock),
    };
    page_of(web, &loaded, status, "pages/dialogues/show", &page)
}

fn page_of<T: serde::Serialize>(web: &Web, loaded: &Loaded, status: StatusCode, template: &str, page: &T) -> Answer {
    let title = title(web, &loaded.dialogue, &loaded.contract.reference);
    web.page_titled(status, template, title, crumbs(web, loaded, false), page)
}

async fn locked(web: &Web, dialogue: Dialogue, minutes: Minutes) -> Answer {
    let (id, contract_id, number, previous_id) =
        (dialogue.id.clone(), dialogue.contract_id.clone(), dialogue.number, dialogue.previous_id.clone());
    let kept = dialogue.clone();
    let (deliveries, previous, next, history, faults) = web
        .read(move |c, ctx| {
            let stored = Stored::load(c, kept)?;
            let faults = verify(c, ctx, &stored)?;
            let deliveries = outbox::deliveries(c, ctx, &id)?;
            let previous = previous_id.map(|id| store::find(c, &ctx.scope, &id)).transpose()?;
            let next = store::following(c, &ctx.scope, &contract_id, number)?;
            Ok((deliveries, previous, next, audit::history(c, ctx, &id)?, faults))
        })
        .await?;
    // What the page says of the dialogue is in the record, its reference and month too.
    let args = [("period", period_words(web, &minutes.period)), ("reference", minutes.contract.reference.clone())];
    let title = web.word_with("dialogue-title", &args);
    let sha256 = dialogue.sha256.clone().unwrap_or_default();
    let crumbs = vec![
        (web.word("nav-dialogues"), "/dialogues".to_string()),
        (minutes.contract.reference.clone(), format!("/dialogues?contract_id={}&show=locked", dialogue.contract_id)),
    ];
    let expected = crate::features::dialogues::jobs::is_waiting(&deliveries, dialogue.locked_at, web.visitor.now);
    let page = LockedPage {
        id: dialogue.id.clone(),
        record: RecordView::of(minutes, &sha256, web.language()),
        faults: faults.into_iter().map(Into::into).collect(),
        minutes_waiting: expected,
        deliveries: deliveries.into_iter().map(Into::into).collect(),
        internal_note: dialogue.internal_note.clone(),
        previous: previous.map(|dialogue| neighbour(web, &dialogue)),
        next: next.map(|dialogue| neighbour(web, &dialogue)),
        history: worded(web, history),
    };
    web.page_titled(StatusCode::OK, "pages/dialogues/locked", title, crumbs, &page)
}

fn neighbour(web: &Web, dialogue: &Dialogue) -> Neighbour {
    Neighbour { id: dialogue.id.clone(), label: period_words(web, &dialogue.period) }
}

fn worded(web: &Web, history: Vec<audit::Event>) -> Vec<Happened> {
    history
        .into_iter()
        .map(|event| Happened {
            at: event.at,
            who: web.who(&event),
            text: web.word(&format!("dialogue-history-{}-{}", event.verb, event.object_type)),
            note: None,
            tone: if event.verb == "lock" { "ok" } else { "neutral" },
        })
        .collect()
}

pub async fn start(id: Path<Id>, form: Posted) -> Answer {
    let id = id.into_inner();
    let (web, version) = (form.web, form.fields.version());
    let dialogue = web.write(move |c, ctx| actions::start(c, ctx, &id, Some(version))).await?;
    web.redirect(format!("/dialogues/{}/meeting", dialogue.id))
}

pub async fn refresh(id: Path<Id>, form: Posted) -> Answer {
    let id = id.into_inner();
    let to = form
        .fields
        .get("back")
        .filter(|back| *back == "close")
        .map_or(format!("/dialogues/{id}"), |_| format!("/dialogues/{id}/close"));
    let web = form.web;
    let added = web.write(move |c, ctx| actions::refresh(c, ctx, &id)).await?;
    web.redirect_saying(to, "ok", "dialogue-refreshed", &[("count", added.to_string())])
}

/// A free item on the agenda.
pub async fn add_item(id: Path<Id>, form: Posted) -> Answer {
    let id = id.into_inner();
    let Posted { web, fields } = form;
    let (title, section) = (fields.text("title"), fields.required::<Section>("section", "error-choice"));
    let written: Result<_> = match section {
        Ok(section) => {
            let id = id.clone();
            web.write(move |c, ctx| actions::add_item(c, ctx, &id, section, &title)).await
        }
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match written {
        Ok(_) => web.redirect_saying(format!("/dialogues/{id}"), "ok", "dialogue-item-added", &[]),
        Err(Refusal::Invalid(errors)) => {
            shown(&web, id, StatusCode::UNPROCESSABLE_ENTITY, web.form_with(&fields, &errors)).await
        }
        Err(other) => Err(other),
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Asked {
    pub lang: Option<Language>,
}

/// For the region; the vendor has an address of its own.
pub async fn report(web: Web, id: Path<Id>, asked: Query<Asked>) -> Answer {
    let id = id.into_inner();
    let dialogue = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            store::find(c, &ctx.scope, &id)
        })
        .await?;
    let language = asked.lang.unwrap_or(web.language());
    send_pdf(&web, dialogue, language).await
}
