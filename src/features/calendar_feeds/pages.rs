//! The calendar itself, and the page where its address is made.

use super::views::CalendarPage;
use super::{actions, store};
use crate::access::{Actor, Via};
use crate::base::{Refusal, Result};
use crate::features::accounts;
use crate::kit::web::{Answer, Posted, Web};
use crate::kit::{Ctx, calendar};
use crate::platform::db::Db;
use crate::platform::secrets;
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::{DateTime, Days, Duration, Utc};

/// How far back a calendar shows what is still to be done.
const DAYS_BACK: u64 = 60;
/// A fetch is noted at most this often, so that polling does not keep the writer busy.
const NOTED_EVERY: Duration = Duration::hours(1);

/// Whoever holds the address is the person, for reading dates alone. Errors: NotFound when it is unknown or withdrawn,
/// or the person has no account or no role there any more.
fn holder(c: &mut Db, secret: &str, now: DateTime<Utc>) -> Result<(super::Feed, Ctx)> {
    let feed = store::by_secret(c, &secrets::hash_token(secret))?;
    let account = accounts::account_of_person(c, &feed.person_id)?.filter(|account| !account.disabled);
    let account = account.ok_or(Refusal::NotFound)?;
    let memberships = accounts::memberships_of(c, &feed.person_id)?;
    let (membership, organisation) = memberships
        .into_iter()
        .find(|(membership, _)| membership.organisation_id == feed.organisation_id)
        .ok_or(Refusal::NotFound)?;
    let actor = Actor {
        person_id: feed.person_id.clone(),
        name: accounts::person_name(c, &feed.person_id)?.unwrap_or_default(),
        organisation_id: organisation.id,
        organisation_name: organisation.name,
        role: membership.role,
        via: Via::Web,
    };
    let ctx = Ctx::new(actor, now, account.language, "calendar".to_string());
    Ok((feed, ctx))
}

/// `/calendar/{secret}` or `/calendar/{secret}.ics`: no session, no cookie; the address is the secret.
pub async fn feed(web: Web, secret: Path<String>) -> Answer {
    let secret = secret.into_inner();
    let now = web.visitor.now;
    let (feed, language, dates) = web
        .app
        .db
        .read(move |c| {
            let (feed, ctx) = holder(c, secret.strip_suffix(".ics").unwrap_or(&secret), now)?;
            let from = ctx.today().checked_sub_days(Days::new(DAYS_BACK)).unwrap_or(ctx.today());
            let dates = store::dates(c, &ctx, from)?;
            Ok((feed, ctx.language, dates))
        })
        .await?;
    if feed.last_used_at.is_none_or(|at| now - at.utc() > NOTED_EVERY) {
        web.app.db.write(move |c| store::used(c, &feed.id, now.into())).await?;
    }
    let text = calendar::feed(&web.app.views, &web.app.settings.base_url, language, &dates);
    web.download(calendar::FILE_NAME, calendar::MEDIA_TYPE, text.into_bytes())
}

async fn page(web: &Web, secret: Option<String>) -> Answer {
    let feed = web.read(|c, ctx| store::own(c, &ctx.scope, &ctx.actor.person_id)).await?;
    let body = CalendarPage {
        form: FormState::default().with("address", secret.as_deref().map(|s| address(web, s)).unwrap_or_default()),
        shown: secret.is_some(),
        made_at: feed.as_ref().map(|feed| feed.created_at),
        last_used_at: feed.and_then(|feed| feed.last_used_at),
    };
    let crumbs = vec![(web.word("frame-menu-account"), "/account".to_string())];
    web.page_titled(StatusCode::OK, "pages/calendar_feeds/show", web.word("feed-title"), crumbs, &body)
}

/// Where a calendar finds it.
pub fn address(web: &Web, secret: &str) -> String {
    format!("{}/calendar/{secret}.ics", web.app.settings.base_url)
}

pub async fn show(web: Web) -> Answer {
    page(&web, None).await
}

/// The address is shown once, on the answer to the form that made it.
pub async fn renew(form: Posted) -> Answer {
    let web = form.web;
    let (_, secret) = web.write(actions::renew).await?;
    page(&web, Some(secret.reveal().to_string())).await
}

pub async fn withdraw(form: Posted) -> Answer {
    let web = form.web;
    web.write(actions::withdraw).await?;
    web.redirect_saying("/account/calendar", "ok", "feed-withdrawn", &[])
}
