//! Who took part and how, whether that was enough, and who had an interest of their own.

use super::facts::{Attending, Conflict, MeetingFacts, Quorum};
use super::model::{AttendanceKind, MeetingSeat, QuorumEffect};
use super::parameters::MinutesTerms;
use super::records::{AttendanceRow, ConflictRow};
use super::{Titles, rules, store};
use crate::access::{Permission, Side};
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result, text};
use crate::features::contracts::Contract;
use crate::features::dialogues::actions::{self, MAX_TITLE};
use crate::features::dialogues::records::{Dialogue, DialogueItem, DialogueParticipant};
use crate::features::dialogues::{rules as dialogue_rules, store as dialogues};
use crate::features::vendors::Vendor;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;

/// The longest reason of a conflict of interest, in characters.
pub const MAX_REASON: usize = 1000;

/// A conflict of interest as it is declared.
#[derive(Debug, Clone)]
pub struct NewConflict {
    pub item_id: Id,
    pub side: Side,
    pub name: String,
    pub reason: String,
    /// The person left the room for the item.
    pub stepped_out: bool,
}

/// How each participant took part: as somebody noted it, or else as the list of participants says.
pub fn attending(
    terms: &MinutesTerms,
    people: &[DialogueParticipant],
    noted: &[AttendanceRow],
    contract: &Contract,
) -> Vec<Attending> {
    let of = |person: &DialogueParticipant| {
        let known = noted.iter().find(|row| row.side == person.side && row.name == person.name);
        // The mark on the list is the newer word when the two differ.
        let known = known.filter(|row| row.attendance.counts() == person.present);
        let is_manager = person.person_id.is_some() && person.person_id == contract.manager_id;
        let seat = if is_manager && person.side == Side::Region {
            MeetingSeat::ContractManager
        } else {
            terms.seat_of(person.side, person.duty.as_deref())
        };
        Attending {
            side: person.side,
            name: person.name.clone(),
            attendance: known
                .map_or(if person.present { AttendanceKind::Present } else { AttendanceKind::Absent }, |row| {
                    row.attendance
                }),
            seat: known.map_or(seat, |row| row.seat),
            deputy_for: known.and_then(|row| row.deputy_for.clone()),
        }
    };
    people.iter().map(of).collect()
}

/// Everybody's attendance, and whether it is a quorum, on the day of the meeting's rule.
pub fn standing(
    c: &mut Db,
    dialogue: &Dialogue,
    contract: &Contract,
    vendor: &Vendor,
    today: NaiveDate,
) -> Result<(Vec<Attending>, Quorum)> {
    let terms = MinutesTerms::on(today);
    let people = dialogues::participants(c, dialogue)?;
    let noted = store::attendance(c, dialogue)?;
    let attending = attending(terms, &people, &noted, contract);
    let quorum = rules::quorum(terms, vendor.tier, &attending);
    Ok((attending, quorum))
}

/// What the record says of the meeting. Errors: `rule-minutes-quorum` where the rule holds the lock.
pub fn facts(
    c: &mut Db,
    ctx: &Ctx,
    dialogue: &Dialogue,
    (contract, vendor): (&Contract, &Vendor),
    items: &[DialogueItem],
) -> Result<MeetingFacts> {
    let (attendance, quorum) = standing(c, dialogue, contract, vendor, ctx.today())?;
    if !quorum.met && quorum.effect == QuorumEffect::Hold {
        return Err(Refusal::rule("rule-minutes-quorum"));
    }
    let conflicts = store::conflicts(c, dialogue)?
        .into_iter()
        .filter_map(|row| {
            let item = items.iter().find(|item| item.id == row.item_id)?;
            Some(Conflict {
                section: item.section,
                title: Titles { sv: item.title_sv.clone(), en: item.title_en.clone() },
                side: row.side,
                name: row.name,
                reason: row.reason,
                stepped_out: row.stepped_out,
            })
        })
        .collect();
    Ok(MeetingFacts { attendance, quorum, conflicts })
}

/// The dialogue for a change at the meeting. Errors: Conflict, `rule-dialogue-locked`.
fn to_edit(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Dialogue> {
    ctx.require(Permission::DialogueEdit)?;
    ctx.scope.client()?;
    let dialogue = dialogues::find(c, &ctx.scope, id)?;
    actions::check_version(&dialogue, version)?;
    dialogue_rules::may_edit(dialogue.status)?;
    Ok(dialogue)
}

/// Notes how the participants took part; whoever is not named stays as the list of participants says.
/// Errors: at `attendance.<n>.name` and `attendance.<n>.deputy_for`; Conflict; `rule-dialogue-locked`.
pub fn set_attendance(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, list: &[Attending]) -> Result<Dialogue> {
    let dialogue = to_edit(c, ctx, id, version)?;
    let people = dialogues::participants(c, &dialogue)?;
    let mut checks = Checks::default();
    let mut rows: Vec<AttendanceRow> = Vec::new();
    for (noted, place) in list.iter().zip(0..) {
        let field = |name: &str| format!("attendance.{place}.{name}");
        let Some(person) = people.iter().find(|person| person.side == noted.side && person.name == noted.name) else {
            checks.add(FieldError::new(field("name"), "error-minutes-not-participant").with("name", &noted.name));
            continue;
        };
        let deputy_for = noted.deputy_for.as_deref().and_then(text::non_empty);
        checks.longest(&field("deputy_for"), deputy_for.as_deref().unwrap_or_default(), MAX_TITLE);
        let says_whose = noted.attendance != AttendanceKind::Deputy || deputy_for.is_some();
        checks.that(says_whose, &field("deputy_for"), "error-minutes-deputy");
        if rows.iter().any(|row| row.side == person.side && row.name == person.name) {
            checks.that(false, &field("name"), "error-minutes-twice");
        }
        store::set_present(c, person, noted.attendance.counts())?;
        rows.push(AttendanceRow {
            id: ctx.new_id(),
            organisation_id: dialogue.organisation_id.clone(),
            dialogue_id: dialogue.id.clone(),
            side: person.side,
            name: person.name.clone(),
            attendance: noted.attendance,
            seat: noted.seat,
            deputy_for: deputy_for.filter(|_| noted.attendance == AttendanceKind::Deputy),
        });
    }
    checks.done()?;
    store::replace_attendance(c, &dialogue, &rows)?;
    let saved = dialogues::save(c, dialogue)?;
    let entry = audit::Entry::new("update", "dialogue_attendance", &saved.id)
        .vendor(&saved.vendor_id)
        .named(saved.period.clone())
        .after(&serde_json::json!({ "attendance": list }));
    audit::record(c, ctx, entry)?;
    Ok(saved)
}

/// Notes that a participant has an interest of their own in an item.
/// Errors: at `name`, `item_id` and `reason`; `rule-dialogue-locked`.
pub fn declare_conflict(c: &mut Db, ctx: &Ctx, id: &Id, new: &NewConflict) -> Result<ConflictRow> {
    let dialogue = to_edit(c, ctx, id, None)?;
    let mut checks = Checks::default();
    let reason = checks.required("reason", &new.reason);
    checks.longest("reason", &reason, MAX_REASON);
    let people = dialogues::participants(c, &dialogue)?;
    if !people.iter().any(|person| person.side == new.side && person.name == new.name) {
        checks.add(FieldError::new("name", "error-minutes-not-participant").with("name", &new.name));
    }
    let items = dialogues::items(c, &dialogue)?;
    let item = items.iter().find(|item| item.id == new.item_id);
    checks.that(item.is_some(), "item_id", "error-choice");
    checks.done()?;
    let row = ConflictRow {
        id: ctx.new_id(),
        organisation_id: dialogue.organisation_id.clone(),
        dialogue_id: dialogue.id.clone(),
        item_id: new.item_id.clone(),
        side: new.side,
        name: new.name.clone(),
        reason,
        stepped_out: new.stepped_out,
        declared_at: ctx.instant(),
        recorded_by_name: ctx.actor.name.clone(),
    };
    store::insert_conflict(c, &row)?;
    let entry = audit::Entry::new("create", "dialogue_conflict", &row.id)
        .vendor(&dialogue.vendor_id)
        .named(format!("{} {}", dialogue.period, row.name))
        .after(&row);
    audit::record(c, ctx, entry)?;
    Ok(row)
}

/// Takes a declared conflict away that was noted by mistake; the audit log keeps it.
/// Errors: NotFound; `rule-dialogue-locked`.
pub fn retract_conflict(c: &mut Db, ctx: &Ctx, id: &Id, conflict_id: &Id) -> Result<()> {
    let dialogue = to_edit(c, ctx, id, None)?;
    let row =
        store::conflicts(c, &dialogue)?.into_iter().find(|row| row.id == *conflict_id).ok_or(Refusal::NotFound)?;
    store::remove_conflict(c, &row)?;
    let entry = audit::Entry::new("delete", "dialogue_conflict", &row.id)
        .vendor(&dialogue.vendor_id)
        .named(format!("{} {}", dialogue.period, row.name))
        .change(&row, &serde_json::json!({}));
    audit::record(c, ctx, entry)
}
