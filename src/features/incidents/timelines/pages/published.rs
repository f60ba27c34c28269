//! What is published, as people of the organisation find, read and print it, behind sign-in. A timeline is read from
//! its snapshot alone.

use crate::base::{Id, Language, Refusal, Result};
use crate::features::incidents::timelines::model::TimelineState;
use crate::features::incidents::timelines::paper;
use crate::features::incidents::timelines::records::Timeline;
use crate::features::incidents::timelines::snapshot::FrozenTimeline;
use crate::features::incidents::timelines::store;
use crate::features::incidents::timelines::views::{
    PublishedRow, PublishedTimelinePage, PublishedTimelinesPage, SaidPage,
};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Web, export_list};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::Pager;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let asked = query.page_or_file();
    let page = web.read(move |c, ctx| store::list_published(c, &ctx.scope, asked)).await?;
    let body = PublishedTimelinesPage {
        pager: Pager::from(&page),
        rows: page.items.into_iter().map(|line| PublishedRow::of(line, web.language())).collect(),
    };
    if query.asks_for_file() {
        return file(&web, &query, &body.rows, body.pager.total);
    }
    web.page("pages/incidents/timelines", "timelines-title", &body)
}

fn file(web: &Web, params: &Params, rows: &[PublishedRow], total: i64) -> Answer {
    let columns = [
        ("timelines-heading", 60, ColumnKind::Wrapped),
        ("common-version", 10, ColumnKind::Whole),
        ("timeline-decided-on", 14, ColumnKind::Date),
        ("timeline-decided-by", 26, ColumnKind::Text),
        ("timeline-decided-role", 30, ColumnKind::Text),
    ];
    let cells = |row: &PublishedRow| {
        vec![
            Cell::text(&row.title),
            Cell::count(row.number),
            Cell::maybe_date(row.decided_on),
            Cell::maybe(row.decided_by_name.as_deref()),
            Cell::maybe(row.decided_role.as_deref()),
        ]
    };
    export_list(web, params, "timelines-title", &columns, rows.iter().map(cells).collect(), total)
}

/// The version that is published in the place of a replaced one.
fn newer(c: &mut Db, ctx: &Ctx, row: &Timeline) -> Result<Option<Timeline>> {
    match row.state {
        TimelineState::Replaced => store::published(c, &ctx.scope, &row.incident_id),
        _ => Ok(None),
    }
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let (row, newer) = web
        .read(move |c, ctx| {
            let row = store::find_decided(c, &ctx.scope, &id)?;
            let newer = newer(c, ctx, &row)?;
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
    let crumbs = vec![(web.word("timelines-title"), "/timelines".to_string())];
    web.page_titled(StatusCode::OK, "pages/incidents/timeline_published", title, crumbs, &body)
}

/// The PDF/A that the organisation puts where it wants: `?lang=sv` or `en`, or the reader's own language.
pub async fn pdf(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let language = query.parsed::<Language>("lang")?.unwrap_or(web.language());
    let (row, newer) = web
        .read(move |c, ctx| {
            let row = store::find_decided(c, &ctx.scope, &id)?;
            let newer = newer(c, ctx, &row)?;
            Ok((row, newer.map(|newer| newer.number)))
        })
        .await?;
    let name = match language {
        Language::Sv => format!("Tidslinje version {}.pdf", row.number),
        Language::En => format!("Timeline version {}.pdf", row.number),
    };
    let app = web.app.clone();
    // setting the type takes a while: it has no place on the threads that answer others
    let bytes = tokio::task::spawn_blocking(move || paper::pdf(&app, &row, newer, language))
        .await
        .map_err(Refusal::fault)??;
    web.download(&name, "application/pdf", bytes)
}
