//! One entry of a draft: when, what is told in both languages, and its secrecy review.

use super::{crumbs, href, title};
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::incidents::pages::{local, moment};
use crate::features::incidents::records::Incident;
use crate::features::incidents::store as incident_store;
use crate::features::incidents::timelines::actions;
use crate::features::incidents::timelines::model::{TimelineReview, TimelineSource};
use crate::features::incidents::timelines::records::{Timeline, TimelineEntry};
use crate::features::incidents::timelines::rules::EntryEdit;
use crate::features::incidents::timelines::store;
use crate::features::incidents::timelines::views::TimelineEntryPage;
use crate::features::secrecy::Grounds;
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

fn stored(entry: &TimelineEntry) -> FormState {
    FormState::default()
        .with("at", local(Some(entry.occurred_at)))
        .with("text_sv", &entry.text_sv)
        .with("text_en", &entry.text_en)
        .with("review", entry.review)
        .with("paragraph", entry.paragraph.clone().unwrap_or_default())
        .with("reason", entry.reason.clone().unwrap_or_default())
        .with("version", entry.version)
}

type Shown = (Incident, Timeline, TimelineEntryPage);

/// The form of an entry of a draft. What is decided has no form. Errors: NotFound, `rule-timeline-frozen`.
fn page(
    c: &mut Db,
    ctx: &Ctx,
    (incident_id, id): (&Id, &Id),
    entry_id: Option<&Id>,
    form: Option<FormState>,
) -> Result<Shown> {
    let incident = incident_store::find(c, &ctx.scope, incident_id)?;
    let timeline = store::find(c, &ctx.scope, incident_id, id)?;
    let entry = entry_id.map(|entry_id| store::entry(c, &ctx.scope, id, entry_id)).transpose()?;
    if timeline.state.is_decided() {
        return Err(Refusal::rule("rule-timeline-frozen"));
    }
    let fresh = || match &entry {
        Some(entry) => stored(entry),
        None => FormState::default().with("review", TimelineReview::Unreviewed).with("version", 0),
    };
    let grounds = Grounds::on(ctx.today());
    let body = TimelineEntryPage {
        form: form.unwrap_or_else(fresh),
        incident_id: incident.id.clone(),
        timeline_id: timeline.id.clone(),
        source: entry.as_ref().map_or(TimelineSource::Own, |entry| entry.source),
        reviews: TimelineReview::ALL,
        paragraph_choices: grounds.choices(),
        paragraphs: grounds.explained(ctx.language),
        entry_id: entry.map(|entry| entry.id),
    };
    Ok((incident, timeline, body))
}

async fn show_with(
    web: Web,
    (incident_id, id): (Id, Id),
    entry_id: Option<Id>,
    status: StatusCode,
    form: Option<FormState>,
) -> Answer {
    let read = move |c: &mut Db, ctx: &Ctx| page(c, ctx, (&incident_id, &id), entry_id.as_ref(), form);
    let (incident, timeline, body) = web.read(read).await?;
    let mut crumbs = crumbs(&web, &incident);
    crumbs.push((title(&web, timeline.number), href(&incident.id, &timeline.id)));
    let heading = web.word(if body.entry_id.is_some() { "timeline-entry-edit" } else { "timeline-entry-new" });
    web.page_titled(status, "pages/incidents/timeline_entry", heading, crumbs, &body)
}

pub async fn new(web: Web, path: Path<(Id, Id)>) -> Answer {
    show_with(web, path.into_inner(), None, StatusCode::OK, None).await
}

pub async fn edit(web: Web, path: Path<(Id, Id, Id)>) -> Answer {
    let (incident_id, id, entry_id) = path.into_inner();
    show_with(web, (incident_id, id), Some(entry_id), StatusCode::OK, None).await
}

fn read(fields: &Fields, checks: &mut Checks) -> EntryEdit {
    EntryEdit {
        at: checks.keep(moment(fields, "at")).flatten(),
        text_sv: fields.text("text_sv"),
        text_en: fields.text("text_en"),
        review: checks.keep(fields.required("review", "error-choice")).unwrap_or(TimelineReview::Unreviewed),
        paragraph: fields.optional("paragraph"),
        reason: fields.optional("reason"),
    }
}

/// Back to the version with a word, or the form again with what was wrong in it.
async fn settle(web: Web, fields: Fields, place: (Id, Id), entry_id: Option<Id>, done: Result<()>) -> Answer {
    match done {
        Ok(()) => {
            let to = format!("{}#entries", href(&place.0, &place.1));
            web.redirect_saying(to, "ok", "timeline-entry-saved", &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            show_with(web, place, entry_id, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn create(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, place) = (form, path.into_inner());
    let mut checks = Checks::default();
    let edit = read(&fields, &mut checks);
    let (incident_id, id) = place.clone();
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::add_entry(c, ctx, (&incident_id, &id), &edit).map(drop)).await,
        Err(refusal) => Err(refusal),
    };
    settle(web, fields, place, None, done).await
}

pub async fn save(form: Posted, path: Path<(Id, Id, Id)>) -> Answer {
    let (Posted { web, fields }, (incident_id, id, entry_id)) = (form, path.into_inner());
    let mut checks = Checks::default();
    let edit = read(&fields, &mut checks);
    let (version, place, key) = (fields.version(), (incident_id.clone(), id.clone()), entry_id.clone());
    let done = match checks.done() {
        Ok(()) => {
            web.write(move |c, ctx| {
                actions::save_entry(c, ctx, (&incident_id, &id), &key, Some(version), &edit).map(drop)
            })
            .await
        }
        Err(refusal) => Err(refusal),
    };
    settle(web, fields, place, Some(entry_id), done).await
}

pub async fn remove(form: Posted, path: Path<(Id, Id, Id)>) -> Answer {
    let (Posted { web, fields }, (incident_id, id, entry_id)) = (form, path.into_inner());
    let (version, to) = (fields.version(), href(&incident_id, &id));
    web.write(move |c, ctx| actions::remove_entry(c, ctx, (&incident_id, &id), &entry_id, Some(version))).await?;
    web.redirect_saying(format!("{to}#entries"), "ok", "timeline-entry-removed", &[])
}
