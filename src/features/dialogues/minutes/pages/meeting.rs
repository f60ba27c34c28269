//! Attendance, the quorum and conflicts of interest.

use crate::access::{Permission, Side};
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result};
use crate::features::dialogues::actions::MAX_PARTICIPANTS;
use crate::features::dialogues::minutes::attendance::{self, NewConflict};
use crate::features::dialogues::minutes::facts::Attending;
use crate::features::dialogues::minutes::model::{AttendanceKind, MeetingSeat};
use crate::features::dialogues::minutes::store;
use crate::features::dialogues::minutes::views::{AttendancePage, AttendeeRow, DeclaredView};
use crate::features::dialogues::pages::{crumbs, load};
use crate::features::dialogues::rules;
use crate::features::dialogues::views::title_of;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::Path;

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    shown(&web, id.into_inner(), StatusCode::OK, None).await
}

async fn shown(web: &Web, id: Id, status: StatusCode, refused: Option<FormState>) -> Answer {
    let (loaded, attending, quorum, declared) = web
        .read(move |c, ctx| {
            let loaded = load(c, ctx, &id)?;
            let today = ctx.today();
            let (attending, quorum) =
                attendance::standing(c, &loaded.dialogue, &loaded.contract, &loaded.vendor, today)?;
            let declared = store::conflicts(c, &loaded.dialogue)?;
            Ok((loaded, attending, quorum, declared))
        })
        .await?;
    let language = web.language();
    let item_title = |id: &Id| loaded.items.iter().find(|item| item.id == *id).map(|item| title_of(item, language));
    let person = |side: Side, name: &str| format!("{name}, {}", web.word(&format!("dialogue-side-{side}")));
    let page = AttendancePage {
        id: loaded.dialogue.id.clone(),
        version: loaded.dialogue.version,
        rows: (0..)
            .zip(&attending)
            .map(|(place, seen)| AttendeeRow { place, side: seen.side, name: seen.name.clone() })
            .collect(),
        people: attending
            .iter()
            .map(|seen| Choice::new(format!("{}|{}", seen.side, seen.name), person(seen.side, &seen.name)))
            .collect(),
        form: refused.unwrap_or_else(|| noted(&attending)),
        attendances: AttendanceKind::ALL.to_vec(),
        seats: MeetingSeat::ALL.to_vec(),
        quorum,
        conflicts: declared
            .into_iter()
            .map(|row| DeclaredView {
                item: item_title(&row.item_id).unwrap_or_default(),
                id: row.id,
                side: row.side,
                name: row.name,
                reason: row.reason,
                stepped_out: row.stepped_out,
            })
            .collect(),
        items: loaded.items.iter().map(|item| Choice::new(&item.id, title_of(item, language))).collect(),
        can_edit: web.can(Permission::DialogueEdit) && rules::may_edit(loaded.dialogue.status).is_ok(),
    };
    let crumbs = crumbs(web, &loaded, true);
    web.page_titled(status, "pages/dialogues/attendance", web.word("attendance-title"), crumbs, &page)
}

fn noted(attending: &[Attending]) -> FormState {
    let mut form = FormState::default();
    for (seen, place) in attending.iter().zip(0..) {
        form = form
            .with(&format!("p{place}_attendance"), seen.attendance)
            .with(&format!("p{place}_seat"), seen.seat)
            .with(&format!("p{place}_deputy_for"), seen.deputy_for.clone().unwrap_or_default());
    }
    form
}

/// The participants in the order of the form.
fn seated(fields: &Fields) -> Result<Vec<Attending>> {
    let mut checks = Checks::default();
    let mut list = Vec::new();
    for place in 0..MAX_PARTICIPANTS {
        let field = |name: &str| format!("p{place}_{name}");
        let Some(name) = fields.optional(&field("name")) else { break };
        let side = checks.keep(fields.required::<Side>(&field("side"), "error-choice"));
        let attendance = checks.keep(fields.required::<AttendanceKind>(&field("attendance"), "error-choice"));
        let seat = checks.keep(fields.required::<MeetingSeat>(&field("seat"), "error-choice"));
        if let (Some(side), Some(attendance), Some(seat)) = (side, attendance, seat) {
            list.push(Attending { side, name, attendance, seat, deputy_for: fields.optional(&field("deputy_for")) });
        }
    }
    checks.done()?;
    Ok(list)
}

/// `attendance.3.deputy_for` becomes the field of the row where it was typed.
fn at_row(mut error: FieldError) -> FieldError {
    if let Some((place, name)) = error.field.strip_prefix("attendance.").and_then(|rest| rest.split_once('.')) {
        error.field = format!("p{place}_{}", if name == "name" { "attendance" } else { name });
    }
    error
}

pub async fn save(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let (target, version) = (id.clone(), fields.version());
    let outcome = match seated(&fields) {
        Ok(list) => web.write(move |c, ctx| attendance::set_attendance(c, ctx, &target, Some(version), &list)).await,
        Err(refusal) => Err(refusal),
    };
    after(&web, &fields, id, outcome, "attendance-saved").await
}

async fn after<T>(web: &Web, fields: &Fields, id: Id, outcome: Result<T>, flash: &str) -> Answer {
    match outcome {
        Ok(_) => web.redirect_saying(format!("/dialogues/{id}/attendance"), "ok", flash, &[]),
        Err(Refusal::Invalid(errors)) => {
            let errors: Vec<FieldError> = errors.into_iter().map(at_row).collect();
            let form = web.form_with(fields, &errors);
            shown(web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
        }
        Err(other) => Err(other),
    }
}

pub async fn declare(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let target = id.clone();
    let outcome = match declared(&fields) {
        Ok(new) => web.write(move |c, ctx| attendance::declare_conflict(c, ctx, &target, &new)).await,
        Err(refusal) => Err(refusal),
    };
    after(&web, &fields, id, outcome, "attendance-conflict-noted").await
}

fn declared(fields: &Fields) -> Result<NewConflict> {
    let mut checks = Checks::default();
    let item_id = checks.keep(fields.required::<Id>("item_id", "error-choice"));
    let person = fields.text("name");
    let person = person.split_once('|').and_then(|(side, name)| Some((side.parse::<Side>().ok()?, name.to_string())));
    checks.that(person.is_some(), "name", "error-choice");
    checks.that(!fields.text("reason").trim().is_empty(), "reason", "error-required");
    checks.done()?;
    match (item_id, person) {
        (Some(item_id), Some((side, name))) => Ok(NewConflict {
            item_id,
            side,
            name,
            reason: fields.text("reason"),
            stepped_out: fields.checked("stepped_out"),
        }),
        _ => Err(Refusal::invalid("name", "error-choice")),
    }
}

pub async fn retract(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let target = id.clone();
    let outcome = match fields.required::<Id>("conflict_id", "error-choice") {
        Ok(conflict) => web.write(move |c, ctx| attendance::retract_conflict(c, ctx, &target, &conflict)).await,
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    after(&web, &fields, id, outcome, "attendance-conflict-gone").await
}
