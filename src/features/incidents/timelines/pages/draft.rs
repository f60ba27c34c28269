//! One version of a timeline: its heading, its entries, the decision to publish, and taking it back.

use super::{crumbs, href, title};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::incidents::records::Incident;
use crate::features::incidents::store as incident_store;
use crate::features::incidents::timelines::actions::{self, Choice, Heading};
use crate::features::incidents::timelines::model::{TimelineReview, TimelineState};
use crate::features::incidents::timelines::records::{Timeline, TimelineEntry};
use crate::features::incidents::timelines::rules::{self, Proposal};
use crate::features::incidents::timelines::store;
use crate::features::incidents::timelines::views::{EntryRow, TimelineDraftPage};
use crate::features::secrecy::Grounds;
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

/// Which of the page's forms was refused, and what it held.
#[derive(Default)]
struct Refused {
    heading: Option<FormState>,
    publish: Option<FormState>,
    withdraw: Option<FormState>,
}

struct Loaded {
    incident: Incident,
    timeline: Timeline,
    entries: Vec<TimelineEntry>,
    /// What the incident knows by now, for a draft.
    facts: Vec<Proposal>,
    /// The number of the newest version.
    latest: i32,
    latest_is_draft: bool,
}

fn load(c: &mut Db, ctx: &Ctx, (incident_id, id): (&Id, &Id)) -> Result<Loaded> {
    let incident = incident_store::find(c, &ctx.scope, incident_id)?;
    let timeline = store::find(c, &ctx.scope, incident_id, id)?;
    let latest = store::latest(c, &ctx.scope, incident_id)?;
    let facts = match timeline.state {
        TimelineState::Draft => actions::facts(c, ctx, &incident)?,
        _ => Vec::new(),
    };
    Ok(Loaded {
        entries: store::entries(c, &ctx.scope, id)?,
        facts,
        latest: latest.as_ref().map_or(0, |last| last.number),
        latest_is_draft: latest.is_some_and(|last| last.state == TimelineState::Draft),
        incident,
        timeline,
    })
}

fn heading_form(timeline: &Timeline) -> FormState {
    FormState::default()
        .with("version", timeline.version)
        .with("title_sv", &timeline.title_sv)
        .with("title_en", &timeline.title_en)
        .with("lead_sv", timeline.lead_sv.clone().unwrap_or_default())
        .with("lead_en", timeline.lead_en.clone().unwrap_or_default())
}

/// A refused form keeps the version that its reader saw: what has changed since is a conflict.
fn page(ctx: &Ctx, loaded: Loaded, refused: Refused) -> Result<TimelineDraftPage> {
    let Loaded { timeline, entries, facts, latest, latest_is_draft, .. } = loaded;
    let is_draft = timeline.state == TimelineState::Draft;
    let decides = ctx.can(Permission::IncidentPublish);
    let has_hand = rules::is_own_work(&actions::hands(&timeline)?, &ctx.actor.person_id);
    let is_own_work = is_draft && decides && has_hand;
    let grounds = Grounds::on(ctx.today());
    let fresh = || FormState::default().with("version", timeline.version);
    let decision = || fresh().with("name", &ctx.actor.name).with("decided_on", ctx.today());
    Ok(TimelineDraftPage {
        incident_id: timeline.incident_id.clone(),
        unreviewed: entries.iter().filter(|entry| entry.review == TimelineReview::Unreviewed).count(),
        entries: entries.into_iter().map(|entry| EntryRow::of(entry, timeline.state, grounds, &facts)).collect(),
        paragraphs: grounds.explained(ctx.language),
        heading_form: refused.heading.unwrap_or_else(|| heading_form(&timeline)),
        publish_form: refused.publish.unwrap_or_else(decision),
        withdraw_form: refused.withdraw.unwrap_or_else(fresh),
        can_edit: is_draft && ctx.can(Permission::IncidentEdit),
        is_own_work,
        can_publish: is_draft && decides && !is_own_work,
        can_withdraw: decides && timeline.state.is_shown(),
        can_prepare: timeline.number == latest && !latest_is_draft && ctx.can(Permission::IncidentEdit),
        is_shown: timeline.state.is_shown(),
        timeline,
    })
}

async fn show_with(web: Web, incident_id: Id, id: Id, status: StatusCode, refused: Refused) -> Answer {
    let (body, incident) = web
        .read(move |c, ctx| {
            let loaded = load(c, ctx, (&incident_id, &id))?;
            let incident = loaded.incident.clone();
            Ok((page(ctx, loaded, refused)?, incident))
        })
        .await?;
    let title = title(&web, body.timeline.number);
    web.page_titled(status, "pages/incidents/timeline_draft", title, crumbs(&web, &incident), &body)
}

pub async fn show(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (incident_id, id) = path.into_inner();
    show_with(web, incident_id, id, StatusCode::OK, Refused::default()).await
}

pub async fn prepare(form: Posted, incident_id: Path<Id>) -> Answer {
    let (web, incident_id) = (form.web, incident_id.into_inner());
    let (app, key) = (web.app.clone(), incident_id.clone());
    let made = web.write(move |c, ctx| actions::prepare(c, ctx, &app.views, &key)).await?;
    let args = [("number", made.number.to_string())];
    web.redirect_saying(href(&incident_id, &made.id), "ok", "timeline-prepared", &args)
}

pub async fn refresh(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (web, (incident_id, id)) = (form.web, path.into_inner());
    let (app, to) = (web.app.clone(), href(&incident_id, &id));
    let added = web.write(move |c, ctx| actions::refresh(c, ctx, &app.views, (&incident_id, &id))).await?;
    web.redirect_saying(format!("{to}#entries"), "ok", "timeline-refreshed", &[("count", added.to_string())])
}

/// Back to the version with a word, or the same page with what was wrong in one of its forms.
async fn settle(
    web: Web,
    fields: Fields,
    (incident_id, id): (Id, Id),
    done: Result<()>,
    said: &'static str,
    refused: fn(FormState) -> Refused,
) -> Answer {
    match done {
        Ok(()) => web.redirect_saying(href(&incident_id, &id), "ok", said, &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            show_with(web, incident_id, id, StatusCode::UNPROCESSABLE_ENTITY, refused(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn save(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, place) = (form, path.into_inner());
    let heading = Heading {
        title_sv: fields.text("title_sv"),
        title_en: fields.text("title_en"),
        lead_sv: fields.optional("lead_sv"),
        lead_en: fields.optional("lead_en"),
    };
    let (version, (incident_id, id)) = (fields.version(), place.clone());
    let done = web
        .write(move |c, ctx| actions::edit_heading(c, ctx, (&incident_id, &id), Some(version), &heading).map(drop))
        .await;
    let refused = |heading| Refused { heading: Some(heading), ..Refused::default() };
    settle(web, fields, place, done, "timeline-saved", refused).await
}

pub async fn publish(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, place) = (form, path.into_inner());
    let mut checks = Checks::default();
    let choice = Choice {
        name: fields.text("name"),
        role: fields.text("role"),
        decided_on: checks.keep(fields.date("decided_on")).flatten(),
        diary_number: fields.optional("diary_number"),
    };
    let (version, (incident_id, id)) = (fields.version(), place.clone());
    let done = match checks.done() {
        Ok(()) => {
            web.write(move |c, ctx| actions::publish(c, ctx, (&incident_id, &id), Some(version), &choice).map(drop))
                .await
        }
        Err(refusal) => Err(refusal),
    };
    let refused = |publish| Refused { publish: Some(publish), ..Refused::default() };
    settle(web, fields, place, done, "timeline-published", refused).await
}

pub async fn withdraw(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, place) = (form, path.into_inner());
    let (version, reason, (incident_id, id)) = (fields.version(), fields.text("reason"), place.clone());
    let done =
        web.write(move |c, ctx| actions::withdraw(c, ctx, (&incident_id, &id), Some(version), &reason).map(drop)).await;
    let refused = |withdraw| Refused { withdraw: Some(withdraw), ..Refused::default() };
    settle(web, fields, place, done, "timeline-withdrawn", refused).await
}
