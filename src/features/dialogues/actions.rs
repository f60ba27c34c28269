//! What is done with a dialogue before it is locked: its day, people and agenda, and what is noted.

use super::minutes::calling;
use super::model::{DialogueStatus, ItemKind, ItemStatus, Section};
use super::records::{Dialogue, DialogueItem, DialogueParticipant};
use super::series::{self, Facts};
use super::store::sources::Line;
use super::{rules, store};
use crate::access::{Permission, Side};
use crate::base::refusal;
use crate::base::refusal::Checks;
use crate::base::{Email, FieldError, Id, Language, Period, Refusal, Result, text};
use crate::features::contracts;
use crate::features::findings::{self, Action, NewAction, Responsible};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The longest note or decision, in characters.
pub const MAX_NOTE: usize = 8000;
/// The longest title or name, in characters.
pub const MAX_TITLE: usize = 300;
/// More people than this are not seated.
pub const MAX_PARTICIPANTS: usize = 200;

/// The facts of a dialogue that is not locked.
#[derive(Debug, Clone)]
pub struct Edit {
    pub held_on: NaiveDate,
    pub chair_name: Option<String>,
    pub minute_checker: Option<String>,
    pub internal_note: Option<String>,
}

/// Somebody on the list of participants.
#[derive(Debug, Clone)]
pub struct NewParticipant {
    pub side: Side,
    pub name: String,
    pub email: Option<String>,
    pub duty: Option<String>,
    pub language: Language,
    pub present: bool,
    pub receives_minutes: bool,
}

/// What was said about an item. Without a status, a decision or a note says it.
#[derive(Debug, Clone)]
pub struct ItemEdit {
    pub status: Option<ItemStatus>,
    pub note: Option<String>,
    pub decision: Option<String>,
}

/// An action agreed at the meeting.
#[derive(Debug, Clone)]
pub struct MeetingAction {
    pub title: String,
    pub responsible: Responsible,
    /// A person of either party; their name is taken when `owner_name` is empty.
    pub owner_id: Option<Id>,
    pub owner_name: Option<String>,
    pub due_on: NaiveDate,
}

/// The dialogue for a change: in the scope, of the stated version, and still open to notes.
fn to_edit(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Dialogue> {
    ctx.require(Permission::DialogueEdit)?;
    ctx.scope.client()?;
    let dialogue = store::find(c, &ctx.scope, id)?;
    check_version(&dialogue, version)?;
    rules::may_edit(dialogue.status)?;
    Ok(dialogue)
}

/// Errors: Conflict with what is stored when the version is another.
pub(super) fn check_version(dialogue: &Dialogue, version: Option<i32>) -> Result<()> {
    refusal::check_version(version, dialogue.version, || {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        BTreeMap::from([
            ("held_on".to_string(), dialogue.held_on.to_string()),
            ("status".to_string(), dialogue.status.to_string()),
            ("chair_name".to_string(), text(&dialogue.chair_name)),
            ("minute_checker".to_string(), text(&dialogue.minute_checker)),
            ("internal_note".to_string(), text(&dialogue.internal_note)),
        ])
    })
}

fn save(c: &mut Db, ctx: &Ctx, before: &Dialogue, after: Dialogue) -> Result<Dialogue> {
    let saved = store::save(c, after)?;
    let entry = audit::Entry::new("update", "dialogue", &saved.id)
        .vendor(&saved.vendor_id)
        .named(saved.period.clone())
        .change(&Facts::of(before), &Facts::of(&saved));
    audit::record(c, ctx, entry)?;
    Ok(saved)
}

/// Changes the day, the chair, the minute checker or the internal note. The month follows the day; one that is taken is
/// refused before the meeting, and afterwards, when the day is what it is, the month stays. The day that people have been
/// called to is moved by calling them again.
/// Errors: at the fields, Conflict, `rule-dialogue-locked`.
pub fn edit(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, edit: &Edit) -> Result<Dialogue> {
    let before = to_edit(c, ctx, id, version)?;
    if edit.held_on != before.held_on && calling::is_called(c, &before)? {
        return Err(Refusal::invalid("held_on", "error-dialogue-called"));
    }
    change(c, ctx, before, edit)
}

/// The same for whoever tells the participants of another day.
pub(super) fn change(c: &mut Db, ctx: &Ctx, before: Dialogue, edit: &Edit) -> Result<Dialogue> {
    let mut checks = Checks::default();
    checks.longest("chair_name", edit.chair_name.as_deref().unwrap_or_default(), MAX_TITLE);
    checks.longest("minute_checker", edit.minute_checker.as_deref().unwrap_or_default(), MAX_TITLE);
    checks.longest("internal_note", edit.internal_note.as_deref().unwrap_or_default(), MAX_NOTE);
    let planned = before.status == DialogueStatus::Planned;
    let may_be = planned || edit.held_on == before.held_on || edit.held_on <= ctx.today();
    checks.that(may_be, "held_on", "error-date-ahead");
    checks.done()?;
    let mut after = Dialogue {
        held_on: edit.held_on,
        chair_name: edit.chair_name.as_deref().and_then(text::non_empty),
        minute_checker: edit.minute_checker.as_deref().and_then(text::non_empty),
        internal_note: edit.internal_note.as_deref().and_then(text::non_empty),
        ..before.clone()
    };
    if edit.held_on != before.held_on {
        let period = Period::of(edit.held_on);
        if !series::period_taken(c, ctx, &before.contract_id, period, Some(&before.id))? {
            after.period = period.to_string();
        } else if before.status == DialogueStatus::Planned {
            return Err(series::taken(period));
        }
    }
    save(c, ctx, &before, after)
}

/// The meeting begins: what is new comes onto the agenda, and its day is today. One that is held late counts in today's
/// month when no other of the series does; one that is held early stays in the month that it was planned for.
/// Errors: Conflict; `rule-dialogue-step` when it has been held already.
pub fn start(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Dialogue> {
    let before = to_edit(c, ctx, id, version)?;
    let contract = contracts::find(c, &ctx.scope, &before.contract_id)?;
    let today = ctx.today();
    let month = Period::of(today);
    let follows =
        today > before.held_on && !series::period_taken(c, ctx, &before.contract_id, month, Some(&before.id))?;
    let after = Dialogue {
        status: rules::step(before.status, DialogueStatus::Held)?,
        held_on: today,
        period: if follows { month.to_string() } else { before.period.clone() },
        chair_name: before.chair_name.clone().or_else(|| Some(ctx.actor.name.clone())),
        ..before.clone()
    };
    series::refresh_items(c, ctx, &contract, &before)?;
    save(c, ctx, &before, after)
}

/// Brings what is new onto the agenda; gives the number of new items.
pub fn refresh(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<usize> {
    let dialogue = to_edit(c, ctx, id, None)?;
    let contract = contracts::find(c, &ctx.scope, &dialogue.contract_id)?;
    series::refresh_items(c, ctx, &contract, &dialogue)
}

/// Replaces the list of participants. Attendance and approval know people by side and name, so no two are called the same.
/// Errors: at `participants` and `participants.<n>.<field>`, Conflict, `rule-dialogue-locked`.
pub fn set_participants(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    version: Option<i32>,
    list: &[NewParticipant],
) -> Result<Dialogue> {
    let dialogue = to_edit(c, ctx, id, version)?;
    let before = store::participants(c, &dialogue)?;
    let mut checks = Checks::default();
    if list.len() > MAX_PARTICIPANTS {
        checks.add(FieldError::new("participants", "error-dialogue-participants-many").with("max", MAX_PARTICIPANTS));
    }
    let mut seated: BTreeSet<(Side, String)> = BTreeSet::new();
    for (person, place) in list.iter().zip(0..) {
        check_participant(&mut checks, person, &format!("participants.{place}."));
        let name = text::tidy(&person.name);
        if !name.is_empty() && !seated.insert((person.side, name.clone())) {
            let field = format!("participants.{place}.name");
            checks.add(FieldError::new(field, "error-dialogue-same-name").with("name", name));
        }
    }
    checks.done()?;
    store::remove_participants(c, &dialogue)?;
    for person in list {
        let known = before.iter().find(|p| p.name == person.name && p.side == person.side);
        let row = DialogueParticipant {
            id: ctx.new_id(),
            organisation_id: dialogue.organisation_id.clone(),
            dialogue_id: dialogue.id.clone(),
            side: person.side,
            person_id: known.and_then(|p| p.person_id.clone()),
            name: text::tidy(&person.name),
            email: person.email.as_deref().and_then(text::non_empty),
            duty: person.duty.as_deref().and_then(text::non_empty),
            language: person.language,
            present: person.present,
            receives_minutes: person.receives_minutes,
            version: 1,
        };
        store::insert_participant(c, &row)?;
    }
    let saved = store::save(c, dialogue)?;
    let entry = audit::Entry::new("update", "dialogue_participants", &saved.id)
        .vendor(&saved.vendor_id)
        .named(saved.period.clone())
        .after(
            &serde_json::json!({ "participants": list.len(), "present": list.iter().filter(|p| p.present).count() }),
        );
    audit::record(c, ctx, entry)?;
    Ok(saved)
}

/// Who gets the minutes needs an address; names and addresses are kept within bounds.
fn check_participant(checks: &mut Checks, person: &NewParticipant, prefix: &str) {
    let field = |name: &str| format!("{prefix}{name}");
    checks.required(&field("name"), &person.name);
    checks.longest(&field("name"), &person.name, MAX_TITLE);
    checks.longest(&field("duty"), person.duty.as_deref().unwrap_or_default(), MAX_TITLE);
    let email = person.email.as_deref().and_then(text::non_empty);
    match email {
        Some(email) => checks.that(email.parse::<Email>().is_ok(), &field("email"), "error-email"),
        None => checks.that(!person.receives_minutes, &field("email"), "error-dialogue-minutes-email"),
    }
}

/// Notes what was said about an item.
/// Errors: at `note` and `decision`; Conflict with both texts; `rule-dialogue-locked`.
pub fn set_item(c: &mut Db, ctx: &Ctx, id: &Id, item_id: &Id, version: i32, edit: &ItemEdit) -> Result<DialogueItem> {
    let dialogue = to_edit(c, ctx, id, None)?;
    let before = store::find_item(c, &dialogue, item_id)?;
    if before.version != version {
        return Err(item_conflict(&before));
    }
    let mut checks = Checks::default();
    checks.longest("note", edit.note.as_deref().unwrap_or_default(), MAX_NOTE);
    checks.longest("decision", edit.decision.as_deref().unwrap_or_default(), MAX_NOTE);
    let note = edit.note.as_deref().and_then(text::non_empty);
    let decision = edit.decision.as_deref().and_then(text::non_empty);
    let status = edit.status.unwrap_or(match (&note, &decision) {
        (_, Some(_)) => ItemStatus::Decided,
        (Some(_), None) => ItemStatus::TakenUp,
        (None, None) => ItemStatus::Untouched,
    });
    checks.that(status != ItemStatus::Decided || decision.is_some(), "decision", "error-dialogue-decision");
    checks.done()?;
    let touched = status != ItemStatus::Untouched;
    let after = DialogueItem {
        status,
        note,
        decision,
        taken_up_at: if touched { before.taken_up_at.or(Some(ctx.instant())) } else { None },
        taken_up_by_name: if touched { before.taken_up_by_name.clone().or(Some(ctx.actor.name.clone())) } else { None },
        ..before.clone()
    };
    let saved = store::save_item(c, after)?;
    let entry = audit::Entry::new("update", "dialogue_item", &saved.id)
        .vendor(&dialogue.vendor_id)
        .named(&saved.title_sv)
        .change(&before, &saved);
    audit::record(c, ctx, entry)?;
    Ok(saved)
}

fn item_conflict(item: &DialogueItem) -> Refusal {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    Refusal::Conflict(BTreeMap::from([
        ("status".to_string(), item.status.to_string()),
        ("note".to_string(), text(&item.note)),
        ("decision".to_string(), text(&item.decision)),
        ("version".to_string(), item.version.to_string()),
    ]))
}

/// Puts an item of one's own on the agenda.
/// Errors: `title` missing or too long, `rule-dialogue-locked`.
pub fn add_item(c: &mut Db, ctx: &Ctx, id: &Id, section: Section, title: &str) -> Result<DialogueItem> {
    let dialogue = to_edit(c, ctx, id, None)?;
    let mut checks = Checks::default();
    let title = checks.required("title", title);
    checks.longest("title", &title, MAX_TITLE);
    checks.done()?;
    let line = Line { section, kind: ItemKind::Free, object_id: None, title_sv: title.clone(), title_en: title };
    append(c, ctx, &dialogue, line, ItemStatus::Untouched)
}

fn append(c: &mut Db, ctx: &Ctx, dialogue: &Dialogue, line: Line, status: ItemStatus) -> Result<DialogueItem> {
    let position = store::items(c, dialogue)?.iter().map(|item| item.position).max().unwrap_or(0).saturating_add(1);
    let mut item = series::item_of(ctx, dialogue, line, position);
    item.status = status;
    if status != ItemStatus::Untouched {
        item.taken_up_at = Some(ctx.instant());
        item.taken_up_by_name = Some(ctx.actor.name.clone());
    }
    store::insert_item(c, &item)?;
    let entry = audit::Entry::new("create", "dialogue_item", &item.id)
        .vendor(&dialogue.vendor_id)
        .named(&item.title_sv)
        .after(&item);
    audit::record(c, ctx, entry)?;
    Ok(item)
}

/// Makes an action at the meeting. It becomes an item of the action plan that has been taken up.
/// Errors: at the fields of the action, `rule-dialogue-locked`.
pub fn add_action(c: &mut Db, ctx: &Ctx, id: &Id, new: &MeetingAction) -> Result<(Action, DialogueItem)> {
    let dialogue = to_edit(c, ctx, id, None)?;
    let action = findings::open_action(
        c,
        ctx,
        &NewAction {
            vendor_id: dialogue.vendor_id.clone(),
            contract_id: Some(dialogue.contract_id.clone()),
            finding_id: None,
            title: new.title.clone(),
            description: None,
            responsible: new.responsible,
            owner_id: new.owner_id.clone(),
            owner_name: new.owner_name.clone(),
            due_on: new.due_on,
            focus: None,
            internal_note: None,
        },
    )?;
    let line = Line {
        section: Section::ActionPlan,
        kind: ItemKind::Action,
        object_id: Some(action.id.clone()),
        title_sv: action.title.clone(),
        title_en: action.title.clone(),
    };
    let item = append(c, ctx, &dialogue, line, ItemStatus::TakenUp)?;
    Ok((action, item))
}
