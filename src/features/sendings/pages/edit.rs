//! Drafting a sending, and changing the draft.

use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::controls::QuestionSet;
use crate::features::question_sets::{self, Both};
use crate::features::sendings::actions::{self, NewSending, SelectionEdit};
use crate::features::sendings::store;
use crate::features::sendings::views::{EditSendingPage, TierBox};
use crate::features::vendors::{self, VendorKind};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::Path;

/// How an own set is chosen in the form: this and the id of its version.
const OWN: &str = "own:";

fn own_version(chosen: &str) -> Option<Id> {
    chosen.strip_prefix(OWN).and_then(|id| id.parse().ok())
}

async fn show(web: &Web, status: StatusCode, id: Option<Id>, form: FormState) -> Answer {
    let chosen = own_version(form.value("question_set"));
    let (kept, own, titles) = web
        .read(move |c, ctx| {
            let kept = vendors::saved_filters(c, &ctx.scope, &ctx.actor.person_id)?;
            let own = question_sets::sendable(c, &ctx.scope)?;
            // A draft may hold a version that a newer one has replaced.
            let older: Vec<Id> = chosen.into_iter().filter(|id| own.iter().all(|(_, line)| line.id != *id)).collect();
            Ok((kept, own, question_sets::titled(c, &ctx.scope, &older)?))
        })
        .await?;
    let choice =
        |id: &Id, title: &Both, number: i32| Choice::new(format!("{OWN}{id}"), super::set_title(web, title, number));
    let mut sets: Vec<Choice> =
        QuestionSet::ALL.iter().map(|set| Choice::new(set, web.word(&format!("questionnaires-set-{set}")))).collect();
    sets.extend(own.iter().map(|(set, line)| choice(&line.id, &set.title(), line.number)));
    sets.extend(titles.iter().map(|(id, (title, number))| choice(id, title, *number)));
    let body = EditSendingPage {
        action: id.as_ref().map_or_else(|| "/sendings".to_string(), |id| format!("/sendings/{id}/edit")),
        id: id.clone(),
        form,
        sets,
        tiers: (1..=4)
            .map(|tier| TierBox { name: format!("tier_{tier}"), label: web.word(&format!("tiering-tier-{tier}")) })
            .collect(),
        kinds: VendorKind::ALL.iter().map(|kind| kind.as_str()).collect(),
        filters: kept.into_iter().map(|filter| Choice::new(&filter.id, filter.name)).collect(),
    };
    let title = web.word(if id.is_some() { "sendings-edit" } else { "sendings-new" });
    let crumbs = vec![(web.word("sendings-title"), "/sendings".to_string())];
    web.page_titled(status, "pages/sendings/edit", title, crumbs, &body)
}

pub async fn new(web: Web) -> Answer {
    show(&web, StatusCode::OK, None, FormState::default().with("question_set", QuestionSet::Lite)).await
}

fn read(fields: &Fields) -> Result<NewSending> {
    let mut checks = Checks::default();
    let set_version_id = own_version(&fields.text("question_set"));
    let question_set = match &set_version_id {
        Some(_) => Some(QuestionSet::Full),
        None => checks.keep(fields.required::<QuestionSet>("question_set", "error-choice")),
    };
    let due_on = checks.keep(fields.date("due_on")).flatten();
    let selection = SelectionEdit {
        tiers: (1..=4).filter(|tier| fields.checked(&format!("tier_{tier}"))).collect(),
        kind: checks.keep(fields.parsed::<VendorKind>("kind", "error-choice")).flatten(),
        tag: fields.optional("tag"),
        saved_filter_id: checks.keep(fields.id("saved_filter_id")).flatten(),
        no_assessment_since_on: checks.keep(fields.date("no_assessment_since_on")).flatten(),
        due_again: fields.checked("due_again"),
        vendor_ids: fields.all("vendor_ids").into_iter().filter_map(|id| id.parse().ok()).collect(),
        numbers: fields.text("numbers").lines().filter_map(crate::base::text::non_empty).collect(),
    };
    checks.done()?;
    Ok(NewSending {
        title: fields.text("title"),
        question_set: question_set.ok_or(Refusal::NotFound)?,
        set_version_id,
        due_on,
        message: fields.optional("message"),
        internal_note: fields.optional("internal_note"),
        selection,
    })
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let made = match read(&fields) {
        Ok(new) => web.write(move |c, ctx| actions::draft(c, ctx, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(sending) => web.redirect(format!("/sendings/{}", sending.id)),
        Err(Refusal::Invalid(errors)) => {
            show(&web, StatusCode::UNPROCESSABLE_ENTITY, None, web.form_with(&fields, &errors)).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn form(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let key = id.clone();
    let (sending, selection, numbers) = web
        .read(move |c, ctx| {
            let sending = store::find(c, &ctx.scope, &key)?;
            let selection = sending.read_selection()?;
            let mut numbers = Vec::new();
            if !selection.vendor_ids.is_empty() {
                let all = vendors::all(c, &ctx.scope, &vendors::VendorFilter::default())?;
                let chosen = all.into_iter().filter(|vendor| selection.vendor_ids.contains(&vendor.id));
                numbers.extend(chosen.filter_map(|vendor| vendor.org_number));
            }
            Ok((sending, selection, numbers))
        })
        .await?;
    let set = match &sending.set_version_id {
        Some(id) => format!("{OWN}{id}"),
        None => sending.question_set.to_string(),
    };
    let mut state = FormState::default()
        .with("title", &sending.title)
        .with("question_set", set)
        .with("due_on", sending.due_on)
        .with("message", sending.message.unwrap_or_default())
        .with("internal_note", sending.internal_note.unwrap_or_default())
        .with("kind", selection.kind.map(VendorKind::as_str).unwrap_or_default())
        .with("tag", selection.tag.unwrap_or_default())
        .with("saved_filter_id", selection.filter_id.map(|id| id.to_string()).unwrap_or_default())
        .with("no_assessment_since_on", selection.no_assessment_since_on.map(|d| d.to_string()).unwrap_or_default())
        .with("due_again", if selection.due_again { "1" } else { "" })
        .with("numbers", numbers.join("\n"))
        .with("version", sending.version);
    for tier in &selection.tiers {
        state = state.with(&format!("tier_{tier}"), 1);
    }
    show(&web, StatusCode::OK, Some(id), state).await
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    let saved = match read(&fields) {
        Ok(new) => web.write(move |c, ctx| actions::edit(c, ctx, &key, Some(version), &new)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/sendings/{id}"), "ok", "sendings-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let key = id.clone();
            web.read(move |c, ctx| store::find(c, &ctx.scope, &key)).await?;
            show(&web, StatusCode::UNPROCESSABLE_ENTITY, Some(id), web.form_with(&fields, &errors)).await
        }
        Err(refusal) => Err(refusal),
    }
}
