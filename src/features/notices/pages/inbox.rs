//! The inbox.

use super::{as_filtered, place};
use crate::access::Permission;
use crate::base::{Id, Result};
use crate::features::notices::actions::{self, Shown};
use crate::features::notices::store::{self, Filter};
use crate::features::notices::views::{InboxPage, NoticeRow};
use crate::kit::notices::NoticeKind;
use crate::kit::web::{Answer, Params, Posted, Web};
use crate::platform::view::Pager;
use actix_web::web::{Path, Query};

/// A filter that is not understood does not narrow a page.
pub fn filter(params: &Params) -> Filter {
    Filter {
        kind: params.text("kind").and_then(|kind| kind.parse().ok()),
        unread: params.text("unread").is_some_and(|unread| unread == "1" || unread == "true"),
    }
}

fn row(web: &Web, one: Shown) -> NoticeRow {
    NoticeRow {
        word: one.word(&web.app.views),
        hidden: one.is_hidden(),
        due_on: one.notice.due_on.filter(|_| !one.is_hidden()),
        title: one.title(&web.app.views, web.language()),
        whose: one.subject.and_then(|subject| subject.whose),
        id: one.notice.id,
        created_at: one.notice.created_at,
        read: one.notice.read_at.is_some(),
    }
}

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let (wanted, asked) = (filter(&params), params.page());
    let page = web.read(move |c, ctx| actions::inbox(c, ctx, &wanted, asked)).await?;
    let body = InboxPage {
        form: params.state(),
        pager: Pager::from(&page),
        rows: page.items.into_iter().map(|one| row(&web, one)).collect(),
        kinds: NoticeKind::ALL,
        place: place(&web)?,
        unread: web.visitor.signed_in.as_ref().map_or(0, |s| s.unread),
        can_see_log: web.can(Permission::UsersManage) || web.can(Permission::PortalUsers),
        can_write_texts: web.can(Permission::UsersManage),
    };
    web.page("pages/notices/inbox", "notices-title", &body)
}

/// Where a notice leads, in the inbox and in mails: it is read by that.
pub async fn open(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    match web.write(move |c, ctx| actions::open(c, ctx, &id)).await? {
        Some(href) => web.redirect(href),
        None => web.redirect_saying(place(&web)?, "attention", "notices-hidden", &[]),
    }
}

pub async fn mark(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let read = fields.checked("read");
    web.write(move |c, ctx| actions::mark(c, ctx, &id, read)).await?;
    back(&web)
}

/// To the inbox as it was filtered.
fn back(web: &Web) -> Answer {
    web.redirect(as_filtered(web, place(web)?))
}

pub async fn read_all(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let kind: Option<NoticeKind> = kind_of(&fields.text("kind"))?;
    let count = web.write(move |c, ctx| actions::mark_all(c, ctx, kind)).await?;
    web.redirect_saying(place(&web)?, "ok", "notices-all-read", &[("count", count.to_string())])
}

/// Errors: `error-choice` at `kind`.
fn kind_of(text: &str) -> Result<Option<NoticeKind>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| crate::base::Refusal::invalid("kind", "error-choice"))
}

/// One's own notice, for the API.
pub async fn one(web: &Web, id: Id) -> Result<Shown> {
    web.read(move |c, ctx| {
        let notice = store::find(c, &ctx.scope, &ctx.actor.person_id, &id)?;
        actions::shown(c, ctx, vec![notice])?.into_iter().next().ok_or(crate::base::Refusal::NotFound)
    })
    .await
}
