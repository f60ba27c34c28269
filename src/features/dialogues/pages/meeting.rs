//! Meeting mode: one agenda item at a time on a shared screen, everything saved as it is written.

use super::{Loaded, aside, crumbs, load, title};
use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result};
use crate::features::controls::FollowUpModel;
use crate::features::dialogues::actions::{self, ItemEdit, MeetingAction};
use crate::features::dialogues::minutes::Minutes;
use crate::features::dialogues::model::{DialogueStatus, ItemKind, ItemStatus, Section};
use crate::features::dialogues::records::DialogueItem;
use crate::features::dialogues::snapshot::{ActionSnapshot, diff_actions};
use crate::features::dialogues::store;
use crate::features::dialogues::views::{AgendaEntry, Difference, MeetingAside, MeetingPage, title_of};
use crate::features::findings::{self, Action, Responsible};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::Deserialize;

/// The choices of an item, in the order of their buttons.
const STATUSES: &[ItemStatus] = &[ItemStatus::TakenUp, ItemStatus::NoChange, ItemStatus::Decided, ItemStatus::Deferred];

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Asked {
    pub item: Option<String>,
}

/// Forms that were refused, as they were typed.
#[derive(Default)]
struct Typed {
    item: Option<FormState>,
    action: Option<FormState>,
    step: Option<FormState>,
    unfolded: &'static str,
    /// What somebody else noted meanwhile, against what was typed.
    conflict: Vec<Difference>,
}

pub async fn meeting(web: Web, id: Path<Id>, asked: Query<Asked>) -> Answer {
    let item = asked.item.as_deref().and_then(|item| item.parse().ok());
    shown(&web, id.into_inner(), item, StatusCode::OK, Typed::default()).await
}

async fn shown(web: &Web, id: Id, item: Option<Id>, status: StatusCode, typed: Typed) -> Answer {
    let (loaded, before, aside, model, owners) = web
        .read(move |c, ctx| {
            let loaded = load(c, ctx, &id)?;
            let aside = aside::read(c, ctx, &loaded, item.as_ref())?;
            let before = match &loaded.dialogue.previous_id {
                Some(id) => Minutes::readable(&store::find(c, &ctx.scope, id)?),
                None => None,
            };
            let model = findings::follow_up_model(c, &ctx.scope, ctx.today())?;
            let owners = findings::owners(c, ctx, &loaded.vendor)?;
            Ok((loaded, before, aside, model, owners))
        })
        .await?;
    match loaded.dialogue.status {
        DialogueStatus::Held | DialogueStatus::Draft => {}
        _ => return web.redirect(format!("/dialogues/{}", loaded.dialogue.id)),
    }
    let Some(item) = loaded.items.iter().find(|item| Some(&item.id) == aside.item_id.as_ref()) else {
        return Err(Refusal::NotFound);
    };
    let mut page = page(web, &loaded, item, (before.as_ref(), &model), typed)?;
    page.aside = aside.view(web, &loaded)?;
    page.owners = owners;
    let title = title(web, &loaded.dialogue, &loaded.contract.reference);
    web.page_titled(status, "pages/dialogues/meeting", title, crumbs(web, &loaded, true), &page)
}

fn page(
    web: &Web,
    loaded: &Loaded,
    item: &DialogueItem,
    (before, model): (Option<&Minutes>, &FollowUpModel),
    typed: Typed,
) -> Result<MeetingPage> {
    let language = web.language();
    let place = loaded.items.iter().position(|i| i.id == item.id).unwrap_or(0);
    let neighbour = |at: Option<usize>| at.and_then(|at| loaded.items.get(at)).map(|i| i.id.clone());
    let action = item.object_id.as_ref().and_then(|id| loaded.actions.get(id));
    let last = action.and_then(|action| before.and_then(|minutes| minutes.action(&action.id)));
    let section = usize::try_from(item.section).ok().and_then(|n| n.checked_sub(1)).and_then(|n| Section::ALL.get(n));
    // As the organisation has its days to due dates.
    let default_due = findings::default_due_on(model, findings::Severity::Medium, web.ctx()?.today());
    Ok(MeetingPage {
        head: loaded.head(),
        agenda: loaded
            .items
            .iter()
            .map(|i| AgendaEntry {
                id: i.id.clone(),
                title: title_of(i, language),
                standing: i.kind == ItemKind::Standing,
                status: i.status,
                current: i.id == item.id,
            })
            .collect(),
        item: loaded.item_view(item, language),
        item_version: item.version,
        section: section.copied().unwrap_or(Section::Opening),
        place: place + 1,
        previous: neighbour(place.checked_sub(1)),
        next: neighbour(place.checked_add(1)),
        changes: match (action, &last) {
            (Some(action), Some(last)) => differences(web, last, &now(action)),
            _ => Vec::new(),
        },
        new_since: action.is_some() && last.is_none() && before.is_some(),
        form: typed.item.unwrap_or_else(|| item_form(item)),
        conflict: typed.conflict,
        aside: MeetingAside::default(),
        action_form: typed.action.unwrap_or_else(|| {
            FormState::default().with("responsible", Responsible::Vendor).with("due_on", default_due)
        }),
        step_form: typed.step.unwrap_or_default(),
        unfolded: typed.unfolded.to_string(),
        statuses: STATUSES.to_vec(),
        parties: Responsible::ALL.to_vec(),
        owners: Vec::new(),
        can_edit: web.can(Permission::DialogueEdit),
        can_add_action: web.can(Permission::DialogueEdit) && web.can(Permission::ActionEdit),
        can_verify: web.can(Permission::ActionVerify),
        can_lock: web.can(Permission::DialogueLock),
    })
}

fn now(action: &Action) -> ActionSnapshot {
    ActionSnapshot {
        id: action.id.to_string(),
        title: action.title.clone(),
        status: action.status.to_string(),
        responsible: action.responsible.to_string(),
        owner: action.owner_name.clone(),
        due_on: action.due_on.to_string(),
        slips: action.slips,
    }
}

fn differences(web: &Web, last: &ActionSnapshot, now: &ActionSnapshot) -> Vec<Difference> {
    let worded = |field: &str, value: Option<String>| match field {
        "status" => value.map(|status| web.word(&format!("dialogue-action-status-{status}"))),
        "responsible" => value.map(|side| web.word(&format!("dialogue-side-{side}"))),
        _ => value,
    };
    diff_actions(Some(last), now)
        .into_iter()
        .map(|change| Difference {
            label: web.word(&format!("dialogue-changed-{}", change.field)),
            old: worded(&change.field, change.from),
            new: worded(&change.field, change.to),
        })
        .collect()
}

fn item_form(item: &DialogueItem) -> FormState {
    let status = if item.status == ItemStatus::Untouched { "" } else { item.status.as_str() };
    FormState::default()
        .with("status", status)
        .with("note", item.note.clone().unwrap_or_default())
        .with("decision", item.decision.clone().unwrap_or_default())
}

pub async fn save_item(path: Path<(Id, Id)>, form: Posted) -> Answer {
    let (id, item_id) = path.into_inner();
    let Posted { web, fields } = form;
    let saved = match fields.parsed::<ItemStatus>("status", "error-choice") {
        Err(error) => Err(Refusal::Invalid(vec![error])),
        Ok(status) => {
            let edit = ItemEdit { status, note: fields.optional("note"), decision: fields.optional("decision") };
            let (id, item_id, version) = (id.clone(), item_id.clone(), fields.version());
            web.write(move |c, ctx| actions::set_item(c, ctx, &id, &item_id, version, &edit)).await
        }
    };
    match saved {
        Ok(item) if web.is_autosave() => web.saved(item.version),
        Ok(_) => web
            .redirect(format!("/dialogues/{id}/meeting?item={}", fields.id("then").ok().flatten().unwrap_or(item_id))),
        Err(Refusal::Invalid(errors)) if !web.is_autosave() => {
            let typed = Typed { item: Some(web.form_with(&fields, &errors)), ..Typed::default() };
            shown(&web, id, Some(item_id), StatusCode::UNPROCESSABLE_ENTITY, typed).await
        }
        // Two take notes: both texts are shown, and what was typed stays in its fields.
        Err(Refusal::Conflict(stored)) if !web.is_autosave() => {
            let conflict = aside::conflict(&web, &fields, &stored);
            let typed = Typed { item: Some(fields.state()), conflict, ..Typed::default() };
            shown(&web, id, Some(item_id), StatusCode::CONFLICT, typed).await
        }
        Err(other) => Err(other),
    }
}

/// The item that the person was at, from a form's hidden field.
fn came_from(fields: &Fields) -> Option<Id> {
    fields.id("item").ok().flatten()
}

fn back(id: &Id, item: Option<&Id>) -> String {
    item.map_or(format!("/dialogues/{id}/meeting"), |item| format!("/dialogues/{id}/meeting?item={item}"))
}

pub async fn add_action(id: Path<Id>, form: Posted) -> Answer {
    let id = id.into_inner();
    let Posted { web, fields } = form;
    let written = match new_action(&fields) {
        Ok(new) => {
            let id = id.clone();
            web.write(move |c, ctx| actions::add_action(c, ctx, &id, &new)).await
        }
        Err(refusal) => Err(refusal),
    };
    match written {
        Ok((action, item)) => {
            let args = [("number", action.number.to_string())];
            web.redirect_saying(back(&id, Some(&item.id)), "ok", "dialogue-action-added", &args)
        }
        Err(Refusal::Invalid(errors)) => {
            let typed = Typed { action: Some(web.form_with(&fields, &errors)), unfolded: "action", ..Typed::default() };
            shown(&web, id, came_from(&fields), StatusCode::UNPROCESSABLE_ENTITY, typed).await
        }
        Err(other) => Err(other),
    }
}

fn new_action(fields: &Fields) -> Result<MeetingAction> {
    let mut checks = Checks::default();
    let title = checks.required("title", &fields.text("title"));
    let responsible = checks.keep(fields.required::<Responsible>("responsible", "error-choice"));
    let owner_id = checks.keep(fields.id("owner_id")).flatten();
    let due_on = checks.keep(fields.required::<NaiveDate>("due_on", "error-date"));
    checks.done()?;
    match (responsible, due_on) {
        (Some(responsible), Some(due_on)) => {
            Ok(MeetingAction { title, responsible, owner_id, owner_name: fields.optional("owner_name"), due_on })
        }
        _ => Err(Refusal::invalid("", "error-form-unreadable")),
    }
}

/// Postpones an action from its item. The rules are those of actions.
pub async fn postpone(path: Path<(Id, Id)>, form: Posted) -> Answer {
    let (id, action_id) = path.into_inner();
    let Posted { web, fields } = form;
    let due_on = fields.required::<NaiveDate>("due_on", "error-date");
    let (version, reason) = (fields.version(), fields.text("reason"));
    let done = match due_on {
        Ok(due_on) => {
            let id = id.clone();
            web.write(move |c, ctx| {
                on_agenda(c, ctx, &id, &action_id)?;
                findings::postpone(c, ctx, &action_id, Some(version), due_on, &reason)
            })
            .await
        }
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    stepped(&web, id, &fields, done, "postpone", "dialogue-action-postponed").await
}

/// Verifies an action that was reported done, from its item.
pub async fn verify(path: Path<(Id, Id)>, form: Posted) -> Answer {
    let (id, action_id) = path.into_inner();
    let Posted { web, fields } = form;
    let (version, note) = (fields.version(), fields.text("verify_note"));
    let done = match fields.get("effective") {
        Some("yes" | "no") => {
            let (id, effective) = (id.clone(), fields.get("effective") == Some("yes"));
            web.write(move |c, ctx| {
                on_agenda(c, ctx, &id, &action_id)?;
                findings::verify(c, ctx, &action_id, Some(version), effective, &note)
            })
            .await
        }
        _ => Err(Refusal::invalid("effective", "error-choice")),
    };
    // The rules of actions call the field `note`, which is the item's own on this page.
    let done = done.map_err(|refusal| match refusal {
        Refusal::Invalid(errors) => Refusal::Invalid(errors.into_iter().map(renamed).collect()),
        other => other,
    });
    stepped(&web, id, &fields, done, "verify", "dialogue-action-verified").await
}

fn renamed(mut error: FieldError) -> FieldError {
    if error.field == "note" {
        error.field = "verify_note".to_string();
    }
    error
}

/// The action must stand on this dialogue's agenda, and the dialogue must be open to notes.
fn on_agenda(c: &mut crate::platform::db::Db, ctx: &crate::kit::Ctx, id: &Id, action_id: &Id) -> Result<()> {
    let dialogue = store::find(c, &ctx.scope, id)?;
    crate::features::dialogues::rules::may_edit(dialogue.status)?;
    let items = store::items(c, &dialogue)?;
    if items.iter().any(|item| item.object_id.as_ref() == Some(action_id)) { Ok(()) } else { Err(Refusal::NotFound) }
}

async fn stepped(
    web: &Web,
    id: Id,
    fields: &Fields,
    done: Result<Action>,
    unfolded: &'static str,
    said: &str,
) -> Answer {
    match done {
        Ok(action) => web.redirect_saying(
            back(&id, came_from(fields).as_ref()),
            "ok",
            said,
            &[("due", action.due_on.to_string())],
        ),
        Err(Refusal::Invalid(errors)) => {
            let typed = Typed { step: Some(web.form_with(fields, &errors)), unfolded, ..Typed::default() };
            shown(web, id, came_from(fields), StatusCode::UNPROCESSABLE_ENTITY, typed).await
        }
        Err(other) => Err(other),
    }
}
