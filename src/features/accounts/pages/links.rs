//! One-time links: accepting an invitation, asking for a new password, choosing it.

use super::{session_cookie, visit};
use crate::access::Via;
use crate::base::{Email, FieldError, Refusal, Result};
use crate::features::accounts::links::{self, LinkHolder, Purpose};
use crate::features::accounts::passwords;
use crate::features::accounts::views::{LinkPage, ResetPage};
use crate::features::accounts::{sign_in, store, throttle};
use crate::kit::outbox::Mail;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::kit::{Ctx, outbox};
use crate::platform::db::Db;
use crate::platform::view::FormState;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::Path;
use serde_json::json;
use std::time::Duration;

/// Every answer to a reset request takes at least this long, so that its time tells nothing.
const RESET_ANSWER: Duration = Duration::from_millis(200);

pub async fn invitation(web: Web, token: Path<String>) -> Answer {
    show(web, Purpose::Invitation, token.into_inner()).await
}

pub async fn reset(web: Web, token: Path<String>) -> Answer {
    show(web, Purpose::Reset, token.into_inner()).await
}

pub async fn invitation_submit(form: Posted, token: Path<String>) -> Answer {
    submit(form, Purpose::Invitation, token.into_inner()).await
}

pub async fn reset_submit(form: Posted, token: Path<String>) -> Answer {
    submit(form, Purpose::Reset, token.into_inner()).await
}

async fn holder(web: &Web, purpose: Purpose, token: &str) -> Result<LinkHolder> {
    let (token, now) = (token.to_string(), web.visitor.now);
    web.app.db.read(move |c| links::holder(c, now, purpose, &token)).await
}

async fn show(web: Web, purpose: Purpose, token: String) -> Answer {
    let holder = holder(&web, purpose, &token).await?;
    page(&web, StatusCode::OK, purpose, &token, &holder, FormState::default())
}

fn page(web: &Web, status: StatusCode, purpose: Purpose, token: &str, holder: &LinkHolder, form: FormState) -> Answer {
    let title = match purpose {
        Purpose::Invitation => "accounts-invitation-title",
        Purpose::Reset => "accounts-new-password-title",
    };
    let page = LinkPage {
        form,
        person_name: holder.person_name.clone(),
        email: holder.account.email.clone(),
        action: format!("/{purpose}/{token}"),
        invited: purpose == Purpose::Invitation,
    };
    web.page_titled(status, "pages/accounts/link", web.word(title), Vec::new(), &page)
}

async fn submit(form: Posted, purpose: Purpose, token: String) -> Answer {
    let Posted { web, fields } = form;
    let holder = holder(&web, purpose, &token).await?;
    let known = vec![holder.account.email.clone(), holder.person_name.clone()];
    let hashed = passwords::hash_new(fields.text("password"), fields.text("repeat"), known).await;
    let hash = match hashed {
        Ok(hash) => hash,
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&Fields::default(), &errors);
            return page(&web, StatusCode::UNPROCESSABLE_ENTITY, purpose, &token, &holder, state);
        }
        Err(other) => return Err(other),
    };
    let visit = visit(&web);
    let secret = web.app.db.write(move |c| sign_in::accept(c, &visit, purpose, &token, hash)).await?;
    Ok(HttpResponse::SeeOther().insert_header((LOCATION, "/")).cookie(session_cookie(&web, &secret)).finish())
}

pub async fn ask(web: Web) -> Answer {
    web.page("pages/accounts/reset", "accounts-reset-title", &ResetPage { form: FormState::default(), sent: false })
}

pub async fn ask_submit(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let Ok(email) = fields.text("email").parse::<Email>() else {
        let page = ResetPage { form: web.form_with(&fields, &[FieldError::new("email", "error-email")]), sent: false };
        return web.refused_page("pages/accounts/reset", "accounts-reset-title", &page);
    };
    let visit = visit(&web);
    let work = web.app.db.write(move |c| {
        let heeded = throttle::count_reset(c, visit.now, &email.folded(), &visit.address)?;
        if heeded { send(c, &visit, &email) } else { Ok(()) }
    });
    let (outcome, ()) = futures_util::future::join(work, tokio::time::sleep(RESET_ANSWER)).await;
    outcome?;
    web.page("pages/accounts/reset", "accounts-reset-title", &ResetPage { form: FormState::default(), sent: true })
}

/// Queues the mail when the address has an account with somewhere to go.
fn send(c: &mut Db, visit: &sign_in::Visit, email: &Email) -> Result<()> {
    let Some((person, account)) = store::account_by_email(c, &email.folded())?.filter(|(_, a)| !a.disabled) else {
        return Ok(());
    };
    let Some((_, organisation)) = store::memberships_of(c, &person.id)?.into_iter().next() else { return Ok(()) };
    let link = links::create(c, visit.now, Purpose::Reset, &account.id, None)?;
    let ctx = Ctx::job(organisation.id.clone(), "reset", Via::Web, visit.now);
    // To the address as it is stored, not as it was typed.
    let address: Email = account.email.parse().map_err(|()| Refusal::fault("a stored address cannot be read"))?;
    let mail = Mail::new("reset", &address, &person.name, account.language, json!({ "secret_link": link }));
    outbox::mail(c, &ctx, &organisation.id, ("account", &account.id), &mail).map(drop)
}
