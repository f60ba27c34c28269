//! The delivery log, for administrators of either side.

use super::{as_filtered, place};
use crate::base::{Id, text};
use crate::features::notices::actions;
use crate::features::notices::store::log::{self, LogFilter};
use crate::features::notices::views::{LogPage, LogRow};
use crate::kit::outbox::State;
use crate::kit::web::{Answer, Params, Posted, Web, export_list};
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::Pager;
use actix_web::web::{Path, Query};

pub fn filter(params: &Params) -> LogFilter {
    LogFilter {
        recipient: params.text("recipient").and_then(|address| text::non_empty(&address)),
        state: params.text("state").and_then(|state| state.parse().ok()),
        event: params.text("event").filter(|event| event.chars().all(|c| c.is_ascii_lowercase() || c == '_')),
    }
}

/// Sent is icon, word and colour.
fn tone(state: State) -> &'static str {
    match state {
        State::Done => "ok",
        State::Failed => "serious",
        State::Pending | State::Working => "neutral",
    }
}

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let (wanted, asked) = (filter(&params), params.page_or_file());
    let (page, names, mut events) = web
        .read(move |c, ctx| {
            let page = log::list(c, &ctx.scope, &wanted, asked)?;
            let names = log::names(c, &page.items)?;
            Ok((page, names, log::events(c, &ctx.scope)?))
        })
        .await?;
    events.sort_by_cached_key(|event| web.word(&actions::event_word(&web.app.views, event)));
    let body = LogPage {
        form: params.state(),
        place: place(&web)?,
        // Each by its own word: what has none cannot be told from another.
        events: events.into_iter().filter(|event| actions::has_word(&web.app.views, event)).collect(),
        pager: Pager::from(&page),
        states: State::ALL,
        rows: page
            .items
            .into_iter()
            .map(|mail| LogRow {
                id: mail.id,
                word: actions::event_word(&web.app.views, &mail.event),
                name: mail.recipient.as_ref().and_then(|address| names.get(address).cloned()),
                recipient: mail.recipient,
                state: mail.state,
                failed: mail.state == State::Failed,
                tone: tone(mail.state),
                attempts: mail.attempts,
                error: mail.error,
                created_at: mail.created_at,
                done_at: mail.done_at,
            })
            .collect(),
    };
    if params.asks_for_file() {
        return file(&web, &params, &body.rows, body.pager.total);
    }
    let crumbs = vec![(web.word("notices-title"), place(&web)?.to_string())];
    web.page_titled(actix_web::http::StatusCode::OK, "pages/notices/log", web.word("notices-log"), crumbs, &body)
}

fn file(web: &Web, params: &Params, rows: &[LogRow], total: i64) -> Answer {
    let columns = [
        ("notices-log-mail", 40, ColumnKind::Text),
        ("common-name", 26, ColumnKind::Text),
        ("notices-log-to", 36, ColumnKind::Text),
        ("common-status", 16, ColumnKind::Text),
        ("notices-log-error", 40, ColumnKind::Wrapped),
        ("notices-log-queued", 12, ColumnKind::Date),
        ("notices-log-done", 12, ColumnKind::Date),
    ];
    let cells = |row: &LogRow| {
        vec![
            Cell::text(web.word(&row.word)),
            Cell::maybe(row.name.as_deref()),
            Cell::maybe(row.recipient.as_deref()),
            Cell::text(web.word(&format!("notices-state-{}", row.state))),
            Cell::maybe(row.error.as_deref()),
            Cell::day(row.created_at),
            row.done_at.map_or(Cell::Empty, Cell::day),
        ]
    };
    export_list(web, params, "notices-log", &columns, rows.iter().map(cells).collect(), total)
}

pub async fn resend(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, .. }, id) = (form, id.into_inner());
    web.write(move |c, ctx| actions::resend(c, ctx, &id)).await?;
    let log = format!("{}/deliveries", place(&web)?);
    web.redirect_saying(as_filtered(&web, &log), "ok", "notices-log-resent", &[])
}
