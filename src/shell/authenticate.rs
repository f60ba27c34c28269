//! Who is asking, and may this route be asked at all? Closed by default: a route that the policy
//! table does not know answers 404.

use crate::access::{Actor, Permission, Via, policy, routes};
use crate::base::{Id, Language, Refusal};
use crate::features::accounts::{self, SignedInSession};
use crate::features::notices;
use crate::kit::web::{Fields, MembershipChoice, SignedInAs, Visitor, Web, csrf_token};
use crate::kit::{App, Ctx};
use crate::platform::secrets;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue, USER_AGENT};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};
use chrono::{DateTime, Duration, Utc};
use futures_util::StreamExt;
use std::sync::Arc;

/// How often `last_seen_at` is written; the idle limit is that much less exact.
const TOUCH_SECONDS: i64 = 60;
/// The largest form that is carried through a sign-in.
const MAX_KEPT_BYTES: usize = 300_000;

pub async fn authenticate(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(app) = request.app_data::<web::Data<App>>().cloned() else {
        return Ok(request.error_response(Refusal::fault("no app")));
    };
    let now = app.clock.now();
    let pattern = request.match_pattern();
    let permission = pattern.as_deref().and_then(|p| routes::permission(request.method().as_str(), p));
    let request_id = request_id(&request, now);
    let visitor_cookie = request.cookie(&app.settings.cookie_name("tillit-visitor")).map(|c| c.value().to_string());
    let fresh_visitor = visitor_cookie.is_none().then(secrets::token);
    let cookie_value =
        visitor_cookie.or_else(|| fresh_visitor.as_ref().map(|s| s.reveal().to_string())).unwrap_or_default();

    let (signed_in, csrf_from, language) = match identify(&app, &request, now, &request_id).await {
        Ok(identified) => identified,
        Err(refusal) => return Ok(request.error_response(refusal)),
    };
    let language = language.unwrap_or_else(|| asked_language(&app, &request));
    let csrf = csrf_token(&app.settings.secret_key, csrf_from.as_deref().unwrap_or(&cookie_value));
    let role = signed_in.as_ref().map(|s| s.ctx.actor.role);
    let visitor = Visitor {
        csrf,
        language,
        request_id: request_id.clone(),
        now,
        address: address(&app, &request),
        user_agent: header(&request, &USER_AGENT).unwrap_or_default().to_string(),
        signed_in,
    };
    let is_signed_in = visitor.signed_in.is_some();
    request.extensions_mut().insert(Arc::new(visitor));

    let permission = permission.filter(|p| *p != Permission::Demo || app.settings.demo);
    // No text of ours holds U+0000, and a PostgreSQL text cannot: such an address names nothing.
    let names_nothing = request.uri().path_and_query().is_some_and(|asked| asked.as_str().contains("%00"));
    let refusal = match permission.filter(|_| !names_nothing) {
        None => Some(Refusal::NotFound),
        Some(permission) if policy::allows(role, permission) => None,
        Some(_) if !is_signed_in => Some(Refusal::SignInNeeded),
        Some(_) => Some(Refusal::NotAllowed),
    };
    let mut response = match refusal {
        None => next.call(request).await?.map_into_boxed_body(),
        Some(Refusal::SignInNeeded) if is_interrupted_form(&app, &request) => keep_form(request).await,
        Some(refusal) => return Ok(request.error_response(refusal)),
    };
    if let Ok(value) = HeaderValue::from_str(&request_id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    if let Some(secret) = fresh_visitor.filter(|_| !is_signed_in) {
        let cookie = Cookie::build(app.settings.cookie_name("tillit-visitor"), secret.reveal().to_string())
            .path("/")
            .http_only(true)
            .secure(app.settings.secure_cookies())
            .same_site(SameSite::Lax)
            .finish();
        let _ = response.response_mut().add_cookie(&cookie);
    }
    Ok(response)
}

/// A form of ours whose session ended while somebody wrote: what was typed is carried through the
/// sign-in. A foreign site's form is not: the browser sends no cookie with it, so no token fits.
fn is_interrupted_form(app: &web::Data<App>, request: &ServiceRequest) -> bool {
    let is_form = header(request, &CONTENT_TYPE).is_some_and(|t| t.starts_with("application/x-www-form-urlencoded"));
    let has_session = request.cookie(&app.settings.cookie_name("tillit-session")).is_some();
    let by_hand = request.method() == Method::POST && is_form && !is_by_script(request);
    by_hand && has_session && !request.path().starts_with("/api/")
}

/// Sent by a script of a page, which reads the answer itself: a save while somebody writes, a sign of life.
fn is_by_script(request: &ServiceRequest) -> bool {
    request.headers().contains_key("x-requested-with")
}

/// Answers with the sign-in page that carries the posted fields, or with a plain redirect there.
async fn keep_form(mut request: ServiceRequest) -> ServiceResponse<BoxBody> {
    let mut payload = request.take_payload();
    let mut body = web::BytesMut::new();
    while let Some(Ok(chunk)) = payload.next().await {
        if body.len() + chunk.len() > MAX_KEPT_BYTES {
            return request.error_response(Refusal::SignInNeeded);
        }
        body.extend_from_slice(&chunk);
    }
    let answer = match (Web::of(request.request()), Fields::parse(&body)) {
        (Ok(web), Ok(fields)) if session_wrote(&web, &fields) => accounts::sign_in_keeping(&web, &fields),
        _ => Err(Refusal::SignInNeeded),
    };
    match answer {
        Ok(response) => request.into_response(response),
        Err(refusal) => request.error_response(refusal),
    }
}

/// Whether the form carries the token of the session that is over.
fn session_wrote(web: &Web, fields: &Fields) -> bool {
    let session = web.cookie_value("tillit-session");
    session.is_some_and(|value| fields.get("_csrf") == Some(csrf_token(&web.app.settings.secret_key, &value).as_str()))
}

type Identified = (Option<SignedInAs>, Option<String>, Option<Language>);

async fn identify(
    app: &web::Data<App>,
    request: &ServiceRequest,
    now: DateTime<Utc>,
    request_id: &str,
) -> Result<Identified, Refusal> {
    // Files need no look-up; the frame of a 404 page does.
    if request.path().starts_with("/assets/") {
        return Ok((None, None, None));
    }
    if let Some(token) = bearer(request) {
        return by_token(app, token, now, request_id, asked_language(app, request)).await;
    }
    // A cookie never opens the API: a foreign page could make the browser send it.
    if request.path().starts_with("/api/v1") {
        return Ok((None, None, None));
    }
    let Some(token) = request.cookie(&app.settings.cookie_name("tillit-session")).map(|c| c.value().to_string()) else {
        return Ok((None, None, None));
    };
    by_session(app, token, now, request_id, !is_by_script(request)).await
}

async fn by_session(
    app: &web::Data<App>,
    token: String,
    now: DateTime<Utc>,
    request_id: &str,
    shows_page: bool,
) -> Result<Identified, Refusal> {
    let hash = secrets::hash_token(&token);
    let idle = app.settings.session_idle_minutes;
    let found = app
        .db
        .read(move |c| {
            let Some(session) = accounts::resolve_session(c, &hash, now, idle)? else { return Ok(None) };
            let memberships = accounts::memberships_of(c, &session.person_id)?;
            // What a script saves as somebody writes shows no page, and comes most often of all.
            let home = &session.organisation.id;
            let unread = if shows_page { notices::unread(c, home, &session.person_id)? } else { 0 };
            Ok(Some((session, memberships, unread)))
        })
        .await?;
    let Some((signed_in, memberships, unread)) = found else { return Ok((None, None, None)) };
    let SignedInSession { session, person_id, person_name, language, role, organisation } = signed_in;
    if now - session.last_seen_at.utc() > Duration::seconds(TOUCH_SECONDS) {
        let id = session.id.clone();
        app.db.write(move |c| accounts::touch_session(c, &id, now)).await?;
    }
    let memberships = memberships
        .into_iter()
        .map(|(m, o)| MembershipChoice {
            current: Some(&m.id) == session.membership_id.as_ref(),
            id: m.id,
            organisation_name: o.name,
        })
        .collect();
    let actor = Actor {
        person_id,
        name: person_name,
        organisation_id: organisation.id,
        organisation_name: organisation.name,
        role,
        via: Via::Web,
    };
    let ctx = Ctx::new(actor, now, language, request_id.to_string());
    let (session_id, account_id) = (Some(session.id), Some(session.account_id));
    let signed_in = SignedInAs { ctx, session_id, account_id, memberships, unread };
    Ok((Some(signed_in), Some(token), Some(language)))
}

async fn by_token(
    app: &web::Data<App>,
    token: String,
    now: DateTime<Utc>,
    request_id: &str,
    language: Language,
) -> Result<Identified, Refusal> {
    let hash = secrets::hash_token(&token);
    let found = app.db.read(move |c| accounts::resolve_token(c, &hash, now)).await?;
    let Some(resolved) = found else { return Ok((None, None, None)) };
    if resolved.token.last_used_at.is_none_or(|at| now - at.utc() > Duration::seconds(TOUCH_SECONDS)) {
        let id = resolved.token.id.clone();
        app.db.write(move |c| accounts::touch_token(c, &id, now)).await?;
    }
    let actor = Actor {
        person_id: resolved.token.person_id,
        name: resolved.person_name,
        organisation_id: resolved.organisation.id,
        organisation_name: resolved.organisation.name,
        role: resolved.token.role,
        via: Via::Api,
    };
    let ctx = Ctx::new(actor, now, language, request_id.to_string());
    Ok((
        Some(SignedInAs { ctx, session_id: None, account_id: None, memberships: Vec::new(), unread: 0 }),
        None,
        Some(language),
    ))
}

fn bearer(request: &ServiceRequest) -> Option<String> {
    header(request, &AUTHORIZATION)?.strip_prefix("Bearer ").map(|t| t.trim().to_string())
}

fn header<'a>(request: &'a ServiceRequest, name: &HeaderName) -> Option<&'a str> {
    request.headers().get(name).and_then(|v| v.to_str().ok())
}

fn asked_language(app: &web::Data<App>, request: &ServiceRequest) -> Language {
    request
        .cookie(&app.settings.cookie_name("tillit-language"))
        .and_then(|c| c.value().parse().ok())
        .unwrap_or_else(|| header(request, &ACCEPT_LANGUAGE).map_or(Language::Sv, Language::from_header))
}

fn address(app: &web::Data<App>, request: &ServiceRequest) -> String {
    let forwarded = request.headers().get_all("x-forwarded-for").last().and_then(|v| v.to_str().ok());
    // The last one is the proxy's own word; whatever stands before it was sent by the visitor.
    let last = forwarded.and_then(|list| list.rsplit(',').next()).map(|a| a.trim().to_string());
    last.filter(|a| app.settings.trust_proxy && !a.is_empty())
        .or_else(|| request.peer_addr().map(|a| a.ip().to_string()))
        .unwrap_or_default()
}

/// A request id from the caller is kept when it looks like one, so that logs can be joined.
fn request_id(request: &ServiceRequest, now: DateTime<Utc>) -> String {
    let given = request.headers().get("x-request-id").and_then(|v| v.to_str().ok());
    given
        .filter(|v| (8..=64).contains(&v.len()) && v.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
        .map_or_else(|| Id::new(now).to_string(), ToString::to_string)
}
