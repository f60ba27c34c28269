//! Signing in and out, and the way back to what was interrupted.

use super::{local_path, session_cookie, visit};
use crate::base::{FieldError, Id, Refusal};
use crate::features::accounts::passwords::off_thread;
use crate::features::accounts::views::{Kept, KeptPage, SignInPage};
use crate::features::accounts::{sign_in, store, throttle};
use crate::kit::web::{Answer, Fields, Posted, Visitor, Web, csrf_token};
use crate::platform::secrets::{self, Secret};
use crate::platform::view::FormState;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{LOCATION, RETRY_AFTER};
use actix_web::web::Query;
use serde::Deserialize;
use std::sync::Arc;

const TEMPLATE: &str = "pages/accounts/sign_in";

#[derive(Deserialize)]
pub struct Next {
    next: Option<String>,
}

pub async fn show(web: Web, query: Query<Next>) -> Answer {
    let next = query.next.as_deref().and_then(local_path);
    if web.visitor.signed_in.is_some() {
        return web.redirect(next.unwrap_or_else(|| "/".to_string()));
    }
    let page = SignInPage { form: FormState::default(), next: next.unwrap_or_default(), kept: None, wait: None };
    web.page(TEMPLATE, "accounts-sign-in-title", &page)
}

/// The sign-in page with an interrupted form in it; the caller has checked whose form it is.
/// Errors: SignInNeeded when the form was on its way to somewhere that cannot be repeated.
pub fn sign_in_keeping(web: &Web, fields: &Fields) -> Answer {
    let to = local_path(&web.path).ok_or(Refusal::SignInNeeded)?;
    let kept = Some(Kept::of(&to, fields));
    let page = SignInPage { form: FormState::default(), next: String::new(), kept, wait: None };
    web.page(TEMPLATE, "accounts-sign-in-title", &page)
}

pub async fn submit(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    match check(&web, &fields).await {
        Ok(token) => after(&web, &fields, &token),
        Err(Refusal::Invalid(errors)) => again(&web, &fields, StatusCode::UNPROCESSABLE_ENTITY, &errors, None),
        Err(Refusal::SlowDown(seconds)) => {
            let wait = web.word_with("refusal-slow-down-text", &[("seconds", seconds.to_string())]);
            let mut response = again(&web, &fields, StatusCode::TOO_MANY_REQUESTS, &[], Some(wait))?;
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
            Ok(response)
        }
        Err(other) => Err(other),
    }
}

fn again(web: &Web, fields: &Fields, status: StatusCode, errors: &[FieldError], wait: Option<String>) -> Answer {
    let email = Fields(vec![("email".to_string(), fields.text("email"))]);
    let page = SignInPage {
        form: web.form_with(&email, errors),
        next: fields.get("next").and_then(local_path).unwrap_or_default(),
        kept: Kept::carried(fields),
        wait,
    };
    web.page_titled(status, TEMPLATE, web.word("accounts-sign-in-title"), Vec::new(), &page)
}

/// The same work, and so the same time, whether or not the address has an account.
async fn check(web: &Web, fields: &Fields) -> Result<Secret, Refusal> {
    let email = fields.text("email").trim().to_lowercase();
    let password: String = fields.get("password").unwrap_or_default().chars().take(1000).collect();
    if email.is_empty() || password.is_empty() {
        let empty = if email.is_empty() { "email" } else { "password" };
        return Err(Refusal::invalid(empty, "error-required"));
    }
    let visit = visit(web);
    let (folded, address, now) = (email.clone(), visit.address.clone(), visit.now);
    let (counted, found) = web
        .app
        .db
        .write(move |c| Ok((throttle::count_try(c, now, &folded, &address)?, store::account_by_email(c, &folded)?)))
        .await?;
    let account = found.map(|(_, account)| account).filter(|a| !a.disabled);
    let stored = account.as_ref().and_then(|a| a.password_hash.clone());
    let right = off_thread(move || secrets::verify_password(&password, stored.as_deref())).await?;
    let Some(account) = account.filter(|_| right) else {
        return Err(Refusal::invalid("email", "error-sign-in"));
    };
    web.app.db.write(move |c| sign_in::complete(c, &visit, &account.id, &counted)).await
}

fn after(web: &Web, fields: &Fields, token: &Secret) -> Answer {
    let cookie = session_cookie(web, token);
    if let Some(kept) = Kept::carried(fields) {
        // The page belongs to the new session already, so its form must carry that one's token.
        let csrf = csrf_token(&web.app.settings.secret_key, token.reveal());
        let visitor = Visitor { csrf, ..Visitor::clone(&web.visitor) };
        let mut renewed = web.clone();
        renewed.visitor = Arc::new(visitor);
        let mut response = renewed.page("pages/accounts/kept", "accounts-kept-title", &KeptPage::from(kept))?;
        response.add_cookie(&cookie).map_err(Refusal::fault)?;
        return Ok(response);
    }
    let next = fields.get("next").and_then(local_path).unwrap_or_else(|| "/".to_string());
    Ok(HttpResponse::SeeOther().insert_header((LOCATION, next)).cookie(cookie).finish())
}

pub async fn sign_out(form: Posted) -> Answer {
    let web = form.web;
    let session = web.visitor.signed_in.as_ref().and_then(|s| s.session_id.clone());
    if let Some(session) = session {
        web.write(move |c, ctx| sign_in::sign_out(c, ctx, &session)).await?;
    }
    let mut response = web.redirect_saying("/sign-in", "ok", "accounts-signed-out", &[])?;
    response.add_cookie(&web.cookie("tillit-session", "", Some(0))).map_err(Refusal::fault)?;
    Ok(response)
}

pub async fn switch(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let membership: Id = fields.required("membership", "error-choice").map_err(|_| Refusal::NotFound)?;
    let session = web.visitor.signed_in.as_ref().and_then(|s| s.session_id.clone()).ok_or(Refusal::SignInNeeded)?;
    let token = web.write(move |c, ctx| sign_in::switch(c, ctx, &session, &membership)).await?;
    Ok(HttpResponse::SeeOther().insert_header((LOCATION, "/")).cookie(session_cookie(&web, &token)).finish())
}
