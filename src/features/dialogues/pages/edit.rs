//! The facts and the participants of a dialogue.

use super::{crumbs, load};
use crate::access::Side;
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Language, Refusal};
use crate::features::dialogues::actions::{self, Edit, MAX_PARTICIPANTS, NewParticipant};
use crate::features::dialogues::records::{Dialogue, DialogueParticipant};
use crate::features::dialogues::views::{EditPage, Seat};
use crate::features::dialogues::{rules, store};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;

/// Empty rows for people to be added.
const BLANK_SEATS: usize = 3;

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    shown(&web, id.into_inner(), StatusCode::OK, None, None).await
}

/// `facts` and `people` are forms that were refused, as they were typed.
async fn shown(web: &Web, id: Id, status: StatusCode, facts: Option<FormState>, people: Option<FormState>) -> Answer {
    let (loaded, participants) = web
        .read(move |c, ctx| {
            let loaded = load(c, ctx, &id)?;
            rules::may_edit(loaded.dialogue.status)?;
            let participants = store::participants(c, &loaded.dialogue)?;
            Ok((loaded, participants))
        })
        .await?;
    let people = people.unwrap_or_else(|| people_form(&participants));
    let typed = (0..MAX_PARTICIPANTS)
        .rev()
        .find(|place| people.values.contains_key(&format!("p{place}_name")))
        .map_or(0, |last| last + 1);
    let rows = (participants.len() + BLANK_SEATS).max(typed).min(MAX_PARTICIPANTS);
    let seats =
        (0..rows).map(|place| Seat { place, name: people.value(&format!("p{place}_name")).to_string() }).collect();
    let page = EditPage {
        head: loaded.head(),
        form: facts.unwrap_or_else(|| facts_form(&loaded.dialogue)),
        people,
        seats,
        sides: Side::ALL.to_vec(),
        languages: Language::ALL.to_vec(),
    };
    web.page_titled(status, "pages/dialogues/edit", web.word("dialogue-edit-title"), crumbs(web, &loaded, true), &page)
}

fn facts_form(dialogue: &Dialogue) -> FormState {
    FormState::default()
        .with("held_on", dialogue.held_on)
        .with("chair_name", dialogue.chair_name.clone().unwrap_or_default())
        .with("minute_checker", dialogue.minute_checker.clone().unwrap_or_default())
        .with("internal_note", dialogue.internal_note.clone().unwrap_or_default())
}

fn people_form(people: &[DialogueParticipant]) -> FormState {
    let mut form = FormState::default();
    for (person, place) in people.iter().zip(0..) {
        let flag = |value: bool| if value { "1" } else { "" };
        form = form
            .with(&format!("p{place}_name"), &person.name)
            .with(&format!("p{place}_email"), person.email.clone().unwrap_or_default())
            .with(&format!("p{place}_duty"), person.duty.clone().unwrap_or_default())
            .with(&format!("p{place}_side"), person.side)
            .with(&format!("p{place}_language"), person.language)
            .with(&format!("p{place}_present"), flag(person.present))
            .with(&format!("p{place}_receives_minutes"), flag(person.receives_minutes));
    }
    form
}

pub async fn save(id: Path<Id>, form: Posted) -> Answer {
    let id = id.into_inner();
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let held_on = checks.keep(fields.required::<NaiveDate>("held_on", "error-date"));
    let outcome = match (held_on, checks.done()) {
        (Some(held_on), Ok(())) => {
            let edit = Edit {
                held_on,
                chair_name: fields.optional("chair_name"),
                minute_checker: fields.optional("minute_checker"),
                internal_note: fields.optional("internal_note"),
            };
            let (id, version) = (id.clone(), fields.version());
            web.write(move |c, ctx| actions::edit(c, ctx, &id, Some(version), &edit)).await
        }
        (_, Err(refusal)) => Err(refusal),
        (None, Ok(())) => Err(Refusal::invalid("held_on", "error-date")),
    };
    match outcome {
        Ok(dialogue) if web.is_autosave() => web.saved(dialogue.version),
        Ok(_) => web.redirect_saying(format!("/dialogues/{id}"), "ok", "dialogue-saved", &[]),
        Err(Refusal::Invalid(errors)) if !web.is_autosave() => {
            let form = web.form_with(&fields, &errors);
            shown(&web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(form), None).await
        }
        Err(other) => Err(other),
    }
}

pub async fn save_people(id: Path<Id>, form: Posted) -> Answer {
    let id = id.into_inner();
    let Posted { web, fields } = form;
    let (places, people) = seated(&fields);
    let (target, version) = (id.clone(), fields.version());
    let outcome = web.write(move |c, ctx| actions::set_participants(c, ctx, &target, Some(version), &people)).await;
    match outcome {
        Ok(_) => web.redirect_saying(format!("/dialogues/{id}"), "ok", "dialogue-people-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let errors: Vec<FieldError> = errors.into_iter().map(|error| at_seat(error, &places)).collect();
            let form = web.form_with(&fields, &errors);
            shown(&web, id, StatusCode::UNPROCESSABLE_ENTITY, None, Some(form)).await
        }
        Err(other) => Err(other),
    }
}

/// The people of the form with the places they were typed at. A row without a name takes its person away.
fn seated(fields: &Fields) -> (Vec<usize>, Vec<NewParticipant>) {
    let mut places = Vec::new();
    let mut people = Vec::new();
    for place in 0..MAX_PARTICIPANTS {
        let field = |name: &str| format!("p{place}_{name}");
        let Some(name) = fields.optional(&field("name")) else { continue };
        places.push(place);
        people.push(NewParticipant {
            side: fields.parsed(&field("side"), "error-choice").ok().flatten().unwrap_or(Side::Vendor),
            name,
            email: fields.optional(&field("email")),
            duty: fields.optional(&field("duty")),
            language: fields.parsed(&field("language"), "error-choice").ok().flatten().unwrap_or(Language::Sv),
            present: fields.checked(&field("present")),
            receives_minutes: fields.checked(&field("receives_minutes")),
        });
    }
    (places, people)
}

/// `participants.1.email` becomes the field of the row where it was typed.
fn at_seat(mut error: FieldError, places: &[usize]) -> FieldError {
    let place =
        error.field.strip_prefix("participants.").and_then(|rest| rest.split_once('.')).and_then(|(index, name)| {
            let index: usize = index.parse().ok()?;
            places.get(index).map(|place| format!("p{place}_{name}"))
        });
    if let Some(field) = place {
        error.field = field;
    }
    error
}
