//! The list, and the link of a mail as the vendor's people open it.

use crate::access::Permission;
use crate::base::Id;
use crate::features::question_sets;
use crate::features::sendings::actions;
use crate::features::sendings::model::SendingState;
use crate::features::sendings::store::{self, SendingFilter};
use crate::features::sendings::views::{SendingRow, SendingsPage};
use crate::kit::web::{Answer, Params, Web};
use crate::platform::view::Pager;
use actix_web::web::{Path, Query};

pub fn filter(params: &Params) -> SendingFilter {
    SendingFilter { q: params.text("q"), state: params.text("state").and_then(|state| state.parse().ok()) }
}

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let (wanted, asked) = (filter(&params), params.page());
    let (page, titles) = web
        .read(move |c, ctx| {
            let page = store::list(c, &ctx.scope, &wanted, asked)?;
            let own: Vec<Id> = page.items.iter().filter_map(|(sending, _)| sending.set_version_id.clone()).collect();
            Ok((page, question_sets::titled(c, &ctx.scope, &own)?))
        })
        .await?;
    let set_title = |id: &Id| titles.get(id).map(|(title, number)| super::set_title(&web, title, *number));
    let body = SendingsPage {
        form: params.state(),
        pager: Pager::from(&page),
        rows: page
            .items
            .into_iter()
            .map(|(sending, tally)| SendingRow {
                set_title: sending.set_version_id.as_ref().and_then(set_title),
                id: sending.id,
                number: sending.number,
                title: sending.title,
                question_set: sending.question_set,
                state: sending.state,
                origin: sending.origin,
                due_on: sending.due_on,
                tally,
            })
            .collect(),
        states: SendingState::ALL,
        can_send: web.can(Permission::AssessmentSend),
    };
    web.page("pages/sendings/list", "sendings-title", &body)
}

/// Where the mail leads: notes that somebody came, and on to the first question.
pub async fn open(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let assessment = web.write(move |c, ctx| actions::open_link(c, ctx, &id)).await?;
    web.redirect(format!("/portal/assessments/{assessment}/continue"))
}
