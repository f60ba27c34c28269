//! The API of dialogues. A vendor's token sees its own dialogues without anything internal, and
//! what was noted first when the record is locked.

use super::actions::{self, Edit, ItemEdit, NewParticipant};
use super::minutes::{Minutes, MinutesItem};
use super::model::{DialogueStatus, ItemKind, ItemStatus, Section};
use super::records::{Dialogue, DialogueItem, DialogueParticipant};
use super::store::{self, Filter, Listed, Order};
use super::views::title_of;
use super::{lock, pages, series};
use crate::access::Side;
use crate::base::{FieldError, Id, Instant, Language, Refusal, Result};
use crate::kit::web::{Answer, ApiBody, ListQuery, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One dialogue. `internal_note` and the addresses of participants are absent for a vendor.
#[derive(Debug, Serialize, ToSchema)]
pub struct DialogueJson {
    pub id: Id,
    pub contract_id: Id,
    pub vendor_id: Id,
    pub previous_id: Option<Id>,
    pub number: i32,
    /// Year and month, `2026-11`.
    pub period: String,
    pub held_on: NaiveDate,
    pub status: DialogueStatus,
    pub chair_name: Option<String>,
    pub minute_checker: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub internal_note: Option<String>,
    pub participants: Vec<ParticipantJson>,
    pub locked_at: Option<Instant>,
    pub locked_by_name: Option<String>,
    /// Of the canonical JSON of the record.
    pub sha256: Option<String>,
    pub version: i32,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ParticipantJson {
    pub side: Side,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(default)]
    pub duty: Option<String>,
    #[serde(default = "swedish")]
    pub language: Language,
    #[serde(default)]
    pub present: bool,
    #[serde(default)]
    pub receives_minutes: bool,
}

fn swedish() -> Language {
    Language::Sv
}

/// One line of the agenda. For a vendor `status`, `note` and `decision` are absent until the lock.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// 1 to 14.
    pub section: i32,
    pub kind: ItemKind,
    /// Absent for a vendor when it is a finding.
    pub object_id: Option<Id>,
    /// In the language of `Accept-Language`.
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<ItemStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i32>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AgendaJson {
    pub items: Vec<ItemJson>,
}

/// One row of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct DialogueRowJson {
    pub id: Id,
    pub contract_id: Id,
    pub contract_reference: String,
    pub vendor_id: Id,
    pub vendor_name: String,
    pub number: i32,
    pub period: String,
    pub held_on: NaiveDate,
    pub status: DialogueStatus,
    /// Planned, and called off until it gets a new time.
    pub cancelled: bool,
    pub version: i32,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDialogueJson {
    pub contract_id: Id,
    pub held_on: NaiveDate,
}

/// What is absent stays as it is; an empty text takes a value away.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DialoguePatchJson {
    /// Refused while people are called to another day: call them again.
    pub held_on: Option<NaiveDate>,
    /// Only `held`: the meeting begins, today when `held_on` says no other day.
    pub status: Option<DialogueStatus>,
    pub chair_name: Option<String>,
    pub minute_checker: Option<String>,
    pub internal_note: Option<String>,
    /// Replaces the whole list: at most 200, and no two of a side with the same name.
    pub participants: Option<Vec<ParticipantJson>>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemEditJson {
    pub status: ItemStatus,
    pub note: Option<String>,
    pub decision: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewItemJson {
    /// `decisions` when absent.
    pub section: Option<Section>,
    pub title: String,
}

/// An empty body plans the next dialogue by the tier's cadence.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LockJson {
    pub next_on: Option<NaiveDate>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct LockedJson {
    pub sha256: Option<String>,
    /// The next dialogue of the series, if there is to be one.
    pub next_id: Option<Id>,
}

impl DialogueJson {
    fn new(dialogue: Dialogue, people: Vec<DialogueParticipant>, side: Side) -> DialogueJson {
        let for_region = side == Side::Region;
        DialogueJson {
            participants: people
                .into_iter()
                .map(|p| ParticipantJson {
                    side: p.side,
                    name: p.name,
                    email: p.email.filter(|_| for_region),
                    duty: p.duty,
                    language: p.language,
                    present: p.present,
                    receives_minutes: p.receives_minutes,
                })
                .collect(),
            internal_note: dialogue.internal_note.filter(|_| for_region),
            id: dialogue.id,
            contract_id: dialogue.contract_id,
            vendor_id: dialogue.vendor_id,
            previous_id: dialogue.previous_id,
            number: dialogue.number,
            period: dialogue.period,
            held_on: dialogue.held_on,
            status: dialogue.status,
            chair_name: dialogue.chair_name,
            minute_checker: dialogue.minute_checker,
            locked_at: dialogue.locked_at,
            locked_by_name: dialogue.locked_by_name,
            sha256: dialogue.sha256,
            version: dialogue.version,
        }
    }
}

impl ItemJson {
    fn of_region(item: &DialogueItem, language: Language) -> ItemJson {
        ItemJson {
            status: Some(item.status),
            note: item.note.clone(),
            decision: item.decision.clone(),
            version: Some(item.version),
            ..ItemJson::titled(item, language)
        }
    }

    /// A finding is the region's own: its line says its number and nothing more.
    fn for_vendor(self) -> ItemJson {
        let is_finding = self.kind == ItemKind::Finding;
        ItemJson { object_id: self.object_id.filter(|_| !is_finding), ..self }
    }

    fn titled(item: &DialogueItem, language: Language) -> ItemJson {
        ItemJson {
            id: Some(item.id.clone()),
            section: item.section,
            kind: item.kind,
            object_id: item.object_id.clone(),
            title: title_of(item, language),
            status: None,
            note: None,
            decision: None,
            version: None,
        }
    }

    fn recorded(item: &MinutesItem, language: Language) -> ItemJson {
        ItemJson {
            id: None,
            section: item.section,
            kind: item.kind,
            object_id: item.object_id.clone(),
            title: if language == Language::Sv { item.title.sv.clone() } else { item.title.en.clone() },
            status: Some(item.status),
            note: item.note.clone(),
            decision: item.decision.clone(),
            version: None,
        }
    }
}

impl From<Listed> for DialogueRowJson {
    fn from(row: Listed) -> Self {
        DialogueRowJson {
            id: row.id,
            contract_id: row.contract_id,
            contract_reference: row.contract_reference,
            vendor_id: row.vendor_id,
            vendor_name: row.vendor_name,
            number: row.number,
            period: row.period,
            held_on: row.held_on,
            status: row.status,
            cancelled: row.cancelled,
            version: row.version,
        }
    }
}

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Narrowed {
    pub contract_id: Option<Id>,
    pub vendor_id: Option<Id>,
    pub status: Option<DialogueStatus>,
}

/// Dialogues by day; `sort=-held_on` turns the order.
#[utoipa::path(get, path = "/api/v1/dialogues", tag = "dialogues", params(ListQuery, Narrowed),
    responses((status = 200, description = "items, next, total", body = [DialogueRowJson])))]
pub async fn list(web: Web, asked: Query<ListQuery>, narrowed: Query<Narrowed>) -> Answer {
    let narrowed = narrowed.into_inner();
    let order = match asked.sort.as_deref() {
        None | Some("held_on") => Order::Soonest,
        Some("-held_on") => Order::Latest,
        Some(_) => return Err(Refusal::invalid("sort", "error-choice")),
    };
    let filter = Filter {
        contract_id: narrowed.contract_id,
        vendor_id: narrowed.vendor_id,
        status: narrowed.status,
        ..Filter::default()
    };
    let request = asked.page();
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &filter, order, request)).await?;
    web.json(StatusCode::OK, &list_body(page.map(DialogueRowJson::from)))
}

/// Starts a contract's series with its first dialogue.
#[utoipa::path(post, path = "/api/v1/dialogues", tag = "dialogues", request_body = NewDialogueJson,
    responses((status = 201, description = "The planned dialogue", body = DialogueJson),
        (status = 409, description = "The contract has a dialogue that is not locked"), (status = 422, description = "Fields")))]
pub async fn create(web: Web, body: ApiBody<NewDialogueJson>) -> Answer {
    let new = body.0;
    let (dialogue, people) = web
        .write(move |c, ctx| {
            let dialogue = series::start_series(c, ctx, &new.contract_id, new.held_on)?;
            let people = store::participants(c, &dialogue)?;
            Ok((dialogue, people))
        })
        .await?;
    answer(&web, StatusCode::CREATED, dialogue, people)
}

fn answer(web: &Web, status: StatusCode, dialogue: Dialogue, people: Vec<DialogueParticipant>) -> Answer {
    let side = web.ctx()?.scope.side();
    web.json_object(status, dialogue.version, &DialogueJson::new(dialogue, people, side))
}

/// One dialogue with its participants.
#[utoipa::path(get, path = "/api/v1/dialogues/{id}", tag = "dialogues", params(("id" = Id, Path)),
    responses((status = 200, description = "The dialogue", body = DialogueJson), (status = 404, description = "Missing or hidden")))]
pub async fn read(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let (dialogue, people) = web
        .read(move |c, ctx| {
            let dialogue = store::find(c, &ctx.scope, &id)?;
            let people = store::participants(c, &dialogue)?;
            Ok((dialogue, people))
        })
        .await?;
    answer(&web, StatusCode::OK, dialogue, people)
}

/// Changes facts and participants, or begins the meeting with `status: held`.
#[utoipa::path(patch, path = "/api/v1/dialogues/{id}", tag = "dialogues", params(("id" = Id, Path)), request_body = DialoguePatchJson,
    responses((status = 200, description = "The dialogue", body = DialogueJson), (status = 409, description = "A rule says no"),
        (status = 412, description = "Stale"), (status = 428, description = "Without If-Match")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<DialoguePatchJson>) -> Answer {
    let (id, version, patch) = (id.into_inner(), web.if_match()?, body.0);
    let (dialogue, people) = web
        .write(move |c, ctx| {
            ctx.scope.client()?;
            let stored = store::find(c, &ctx.scope, &id)?;
            actions::check_version(&stored, Some(version))?;
            let dialogue = patched(c, ctx, stored, patch)?;
            let people = store::participants(c, &dialogue)?;
            Ok((dialogue, people))
        })
        .await?;
    answer(&web, StatusCode::OK, dialogue, people)
}

fn patched(
    c: &mut crate::platform::db::Db,
    ctx: &crate::kit::Ctx,
    stored: Dialogue,
    patch: DialoguePatchJson,
) -> Result<Dialogue> {
    let id = stored.id.clone();
    let facts = patch.held_on.is_some()
        || patch.chair_name.is_some()
        || patch.minute_checker.is_some()
        || patch.internal_note.is_some();
    // A day that is stated is when it was held, whenever it is written down.
    let mut dialogue = match patch.status {
        None => stored,
        Some(DialogueStatus::Held) => actions::start(c, ctx, &id, None)?,
        Some(_) => return Err(Refusal::Invalid(vec![FieldError::new("status", "error-choice")])),
    };
    if facts {
        let edit = Edit {
            held_on: patch.held_on.unwrap_or(dialogue.held_on),
            chair_name: patch.chair_name.or(dialogue.chair_name),
            minute_checker: patch.minute_checker.or(dialogue.minute_checker),
            internal_note: patch.internal_note.or(dialogue.internal_note),
        };
        dialogue = actions::edit(c, ctx, &id, None, &edit)?;
    }
    if let Some(people) = patch.participants {
        let people: Vec<NewParticipant> = people
            .into_iter()
            .map(|p| NewParticipant {
                side: p.side,
                name: p.name,
                email: p.email,
                duty: p.duty,
                language: p.language,
                present: p.present,
                receives_minutes: p.receives_minutes,
            })
            .collect();
        dialogue = actions::set_participants(c, ctx, &id, None, &people)?;
    }
    Ok(dialogue)
}

/// The agenda in its order.
#[utoipa::path(get, path = "/api/v1/dialogues/{id}/agenda", tag = "dialogues", params(("id" = Id, Path)),
    responses((status = 200, description = "The items", body = AgendaJson), (status = 404, description = "Missing or hidden"),
        (status = 409, description = "The record is not the one that was locked")))]
pub async fn agenda(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let language = web.language();
    let items = web
        .read(move |c, ctx| {
            let dialogue = store::find(c, &ctx.scope, &id)?;
            if ctx.scope.side() == Side::Region {
                return Ok(store::items(c, &dialogue)?
                    .iter()
                    .map(|item| ItemJson::of_region(item, language))
                    .collect());
            }
            if dialogue.status == DialogueStatus::Locked {
                let minutes = Minutes::intact(&dialogue)?;
                let items = minutes.items.iter().map(|item| ItemJson::recorded(item, language));
                return Ok(items.map(ItemJson::for_vendor).collect());
            }
            let items = store::items(c, &dialogue)?;
            let titled = items.iter().map(|item| ItemJson::titled(item, language));
            Ok(titled.map(ItemJson::for_vendor).collect::<Vec<_>>())
        })
        .await?;
    web.json(StatusCode::OK, &AgendaJson { items })
}

/// Brings what is new onto the agenda; gives the agenda.
#[utoipa::path(post, path = "/api/v1/dialogues/{id}/agenda", tag = "dialogues", params(("id" = Id, Path)),
    responses((status = 200, description = "The items", body = AgendaJson), (status = 409, description = "A rule says no")))]
pub async fn refresh(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let language = web.language();
    let items = web
        .write(move |c, ctx| {
            actions::refresh(c, ctx, &id)?;
            let dialogue = store::find(c, &ctx.scope, &id)?;
            Ok(store::items(c, &dialogue)?.iter().map(|item| ItemJson::of_region(item, language)).collect::<Vec<_>>())
        })
        .await?;
    web.json(StatusCode::OK, &AgendaJson { items })
}

/// Puts an item of one's own on the agenda.
#[utoipa::path(post, path = "/api/v1/dialogues/{id}/items", tag = "dialogues", params(("id" = Id, Path)), request_body = NewItemJson,
    responses((status = 201, description = "The item", body = ItemJson), (status = 409, description = "A rule says no"),
        (status = 422, description = "Fields")))]
pub async fn add_item(web: Web, id: Path<Id>, body: ApiBody<NewItemJson>) -> Answer {
    let (id, new) = (id.into_inner(), body.0);
    let section = new.section.unwrap_or(Section::Decisions);
    let item = web.write(move |c, ctx| actions::add_item(c, ctx, &id, section, &new.title)).await?;
    web.json_object(StatusCode::CREATED, item.version, &ItemJson::of_region(&item, web.language()))
}

/// Notes what was said about an item.
#[utoipa::path(put, path = "/api/v1/dialogues/{id}/items/{item_id}", tag = "dialogues",
    params(("id" = Id, Path), ("item_id" = Id, Path)), request_body = ItemEditJson,
    responses((status = 200, description = "The item", body = ItemJson), (status = 409, description = "A rule says no"),
        (status = 412, description = "Stale"), (status = 422, description = "Fields"), (status = 428, description = "Without If-Match")))]
pub async fn set_item(web: Web, path: Path<(Id, Id)>, body: ApiBody<ItemEditJson>) -> Answer {
    let ((id, item_id), version, edit) = (path.into_inner(), web.if_match()?, body.0);
    let edit = ItemEdit { status: Some(edit.status), note: edit.note, decision: edit.decision };
    let item = web.write(move |c, ctx| actions::set_item(c, ctx, &id, &item_id, version, &edit)).await?;
    web.json_object(StatusCode::OK, item.version, &ItemJson::of_region(&item, web.language()))
}

/// Locks the record, plans the next dialogue and mails the minutes.
#[utoipa::path(post, path = "/api/v1/dialogues/{id}/lock", tag = "dialogues", params(("id" = Id, Path)), request_body = LockJson,
    responses((status = 200, description = "The fingerprint of the record", body = LockedJson),
        (status = 409, description = "An open action was not taken up, or the dialogue was not held")))]
pub async fn lock_it(web: Web, id: Path<Id>, body: ApiBody<LockJson>) -> Answer {
    let id = id.into_inner();
    let version = web.stated_version()?;
    let next_on = body.0.next_on;
    let locked = web.write(move |c, ctx| lock::lock(c, ctx, &id, version, next_on)).await?;
    web.json(StatusCode::OK, &LockedJson { sha256: locked.dialogue.sha256, next_id: locked.next.map(|next| next.id) })
}

/// The minutes of a locked dialogue as PDF, in `lang` (`sv` or `en`).
#[utoipa::path(get, path = "/api/v1/dialogues/{id}/report.pdf", tag = "dialogues", params(("id" = Id, Path), ("lang" = Option<Language>, Query)),
    responses((status = 200, description = "PDF/A-2a and PDF/UA-1", content_type = "application/pdf"),
        (status = 404, description = "Missing, hidden or not locked")))]
pub async fn report(web: Web, id: Path<Id>, asked: Query<pages::show::Asked>) -> Answer {
    let id = id.into_inner();
    let dialogue = web.read(move |c, ctx| store::find(c, &ctx.scope, &id)).await?;
    let language = asked.lang.unwrap_or(web.language());
    pages::send_pdf(&web, dialogue, language).await
}
