//! A published timeline as people of the organisation read and print it: from the snapshot alone, behind sign-in.

use crate::base::{Id, Language, Refusal};
use crate::features::incidents::timelines::model::TimelineState;
use crate::features::incidents::timelines::paper;
use crate::features::incidents::timelines::snapshot::FrozenTimeline;
use crate::features::incidents::timelines::store;
use crate::features::incidents::timelines::views::{PublishedTimelinePage, SaidPage};
use crate::kit::web::{Answer, Params, Web};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let (row, newer) = web
        .read(move |c, ctx| {
            let row = store::find_decided(c, &ctx.scope, &id)?;
            let newer = match row.state {
                TimelineState::Replaced => store::published(c, &ctx.scope, &row.incident_id)?,
                _ => None,
            };
            Ok((row, newer.map(|newer| newer.id)))
        })
        .await?;
    let frozen = FrozenTimeline::of(&row)?;
    let (said, is_shown) = (frozen.said(web.language()), row.state.is_shown());
    let left_out = paper::left_out(&web.app.views, &frozen, web.language());
    let title = if is_shown { said.title } else { web.word("timeline-withdrawn-title") };
    let body = PublishedTimelinePage {
        said: is_shown.then(|| SaidPage {
            lead: said.lead,
            entries: said.entries,
            left_out,
            decided_by_name: frozen.decision.name,
            decided_role: frozen.decision.role,
            decided_on: frozen.decision.decided_on,
            diary_number: frozen.decision.diary_number,
            sha256: row.sha256.unwrap_or_default(),
        }),
        organisation: frozen.organisation,
        number: row.number,
        state: row.state,
        newer_id: newer,
        ended_at: row.ended_at,
        id: row.id,
    };
    web.page_titled(StatusCode::OK, "pages/incidents/timeline_published", title, Vec::new(), &body)
}

/// The PDF/A that the organisation puts where it wants: `?lang=sv` or `en`, or the reader's own language.
pub async fn pdf(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let language = query.parsed::<Language>("lang")?.unwrap_or(web.language());
    let row = web.read(move |c, ctx| store::find_decided(c, &ctx.scope, &id)).await?;
    let name = match language {
        Language::Sv => format!("Tidslinje version {}.pdf", row.number),
        Language::En => format!("Timeline version {}.pdf", row.number),
    };
    let app = web.app.clone();
    // setting the type takes a while: it has no place on the threads that answer others
    let bytes =
        tokio::task::spawn_blocking(move || paper::pdf(&app, &row, language)).await.map_err(Refusal::fault)??;
    web.download(&name, "application/pdf", bytes)
}
