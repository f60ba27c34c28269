//! The delivery log, for administrators of either side.

use super::place;
use crate::base::text;
use crate::features::notices::actions;
use crate::features::notices::store::log::{self, LogFilter};
use crate::features::notices::views::{LogPage, LogRow};
use crate::kit::outbox::State;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::view::Pager;
use actix_web::web::Query;

pub fn filter(params: &Params) -> LogFilter {
    LogFilter {
        recipient: params.text("recipient").and_then(|address| text::non_empty(&address)),
        state: params.text("state").and_then(|state| state.parse().ok()),
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
    let (wanted, asked) = (filter(&params), params.page());
    let (page, names) = web
        .read(move |c, ctx| {
            let page = log::list(c, &ctx.scope, &wanted, asked)?;
            let names = log::names(c, &page.items)?;
            Ok((page, names))
        })
        .await?;
    let body = LogPage {
        form: params.state(),
        pager: Pager::from(&page),
        states: State::ALL,
        rows: page
            .items
            .into_iter()
            .map(|mail| LogRow {
                word: actions::event_word(&web.app.views, &mail.event),
                name: mail.recipient.as_ref().and_then(|address| names.get(address).cloned()),
                recipient: mail.recipient,
                state: mail.state,
                tone: tone(mail.state),
                attempts: mail.attempts,
                error: mail.error,
                created_at: mail.created_at,
                done_at: mail.done_at,
            })
            .collect(),
    };
    let crumbs = vec![(web.word("notices-title"), place(&web)?.to_string())];
    web.page_titled(actix_web::http::StatusCode::OK, "pages/notices/log", web.word("notices-log"), crumbs, &body)
}
