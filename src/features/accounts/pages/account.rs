//! My account: details, password, sessions and API tokens.

use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Language, Refusal, Result};
use crate::features::accounts::passwords::{self, off_thread};
use crate::features::accounts::profile::{self, Details};
use crate::features::accounts::views::{AccountPage, SessionRow, TokenPage, TokenRow};
use crate::features::accounts::{sessions, throttle, tokens};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::secrets;
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

const TITLE: &str = "frame-menu-account";

pub async fn show(web: Web) -> Answer {
    page(&web, StatusCode::OK, &Fields::default(), &[]).await
}

/// The page with what was typed in any of its forms; the field names are all different.
async fn page(web: &Web, status: StatusCode, typed: &Fields, errors: &[FieldError]) -> Answer {
    let idle = web.app.settings.session_idle_minutes;
    let (person, account, open, keys) = web
        .read(move |c, ctx| {
            let (person, account) = profile::own(c, ctx)?;
            let open = sessions::living(c, &account.id, ctx.now, idle)?;
            let keys = tokens::living(c, &person.id, ctx.now)?;
            Ok((person, account, open, keys))
        })
        .await?;
    let mut form = FormState::default()
        .with("name", &person.name)
        .with("phone", person.phone.clone().unwrap_or_default())
        .with("language", account.language)
        .with("days", 90);
    form.values.extend(web.form_with(typed, &[]).values);
    let current = web.visitor.signed_in.as_ref().and_then(|s| s.session_id.clone());
    let page = AccountPage {
        form: form.with_refusal(&web.app.views, web.language(), errors),
        version: person.version,
        email: account.email,
        role: web.ctx()?.actor.role,
        organisation: web.ctx()?.actor.organisation_name.clone(),
        languages: Language::ALL,
        sessions: open.into_iter().map(|s| SessionRow::of(s, current.as_ref())).collect(),
        tokens: keys.into_iter().map(TokenRow::of).collect(),
    };
    web.page_titled(status, "pages/accounts/account", web.word(TITLE), Vec::new(), &page)
}

async fn answered(web: &Web, typed: &Fields, outcome: Result<()>, said: &str) -> Answer {
    match outcome {
        Ok(()) => web.redirect_saying("/account", "ok", said, &[]),
        Err(Refusal::Invalid(errors)) => page(web, StatusCode::UNPROCESSABLE_ENTITY, typed, &errors).await,
        Err(other) => Err(other),
    }
}

pub async fn save_details(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let name = checks.required("name", &fields.text("name"));
    let language = checks.keep(fields.required("language", "error-choice")).unwrap_or(web.language());
    let outcome = match checks.done() {
        Ok(()) => {
            let new = Details { version: fields.version(), name, phone: fields.optional("phone"), language };
            web.write(move |c, ctx| profile::save_details(c, ctx, &new)).await
        }
        Err(refusal) => Err(refusal),
    };
    answered(&web, &fields, outcome, "account-details-saved").await
}

pub async fn change_password(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let outcome = new_password(&web, &fields).await;
    // A password is never sent back to the page.
    answered(&web, &Fields::default(), outcome, "account-password-saved").await
}

async fn new_password(web: &Web, fields: &Fields) -> Result<()> {
    let address = web.visitor.address.clone();
    let from = address.clone();
    let (counted, account, person) = web
        .write(move |c, ctx| {
            let (person, account) = profile::own(c, ctx)?;
            Ok((throttle::count_try(c, ctx.now, &account.email_folded, &from)?, account, person))
        })
        .await?;
    let (current, stored) = (fields.text("current"), account.password_hash.clone());
    if !off_thread(move || secrets::verify_password(&current, stored.as_deref())).await? {
        return Err(Refusal::invalid("current", "error-current-password"));
    }
    let hash =
        passwords::hash_new(fields.text("password"), fields.text("repeat"), vec![account.email, person.name]).await?;
    let kept = web.visitor.signed_in.as_ref().and_then(|s| s.session_id.clone());
    web.write(move |c, ctx| profile::change_password(c, ctx, kept.as_ref(), &counted, &address, &hash)).await
}

pub async fn end_session(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (form.web, id.into_inner());
    web.write(move |c, ctx| profile::end_own_session(c, ctx, &id)).await?;
    web.redirect_saying("/account", "ok", "account-session-ended", &[])
}

pub async fn end_others(form: Posted) -> Answer {
    let web = form.web;
    let kept = web.visitor.signed_in.as_ref().and_then(|s| s.session_id.clone());
    web.write(move |c, ctx| profile::end_other_sessions(c, ctx, kept.as_ref())).await?;
    web.redirect_saying("/account", "ok", "account-sessions-ended", &[])
}

pub async fn new_token(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let days = match fields.required::<i64>("days", "error-number") {
        Ok(days) => days,
        Err(error) => return page(&web, StatusCode::UNPROCESSABLE_ENTITY, &fields, &[error]).await,
    };
    let name = fields.text("token_name");
    match web.write(move |c, ctx| profile::new_token(c, ctx, &name, days)).await {
        Ok(secret) => {
            let page = TokenPage { form: FormState::default().with("token", secret.reveal()) };
            let crumbs = vec![(web.word(TITLE), "/account".to_string())];
            web.page_titled(StatusCode::OK, "pages/accounts/token", web.word("account-token-title"), crumbs, &page)
        }
        Err(refusal) => answered(&web, &fields, Err(refusal), "").await,
    }
}

pub async fn revoke_token(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (form.web, id.into_inner());
    web.write(move |c, ctx| profile::revoke_token(c, ctx, &id)).await?;
    web.redirect_saying("/account", "ok", "account-token-revoked", &[])
}
