//! Refusals become answers: a page for a person, problem+json (RFC 9457) for the API.

use super::{Visitor, Web, local_path};
use crate::base::Refusal;
use crate::platform::view::FormState;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, LOCATION, RETRY_AFTER};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse, ResponseError};
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

impl ResponseError for Refusal {
    fn status_code(&self) -> StatusCode {
        match self {
            Refusal::NotFound => StatusCode::NOT_FOUND,
            Refusal::NotAllowed => StatusCode::FORBIDDEN,
            Refusal::SignInNeeded => StatusCode::UNAUTHORIZED,
            Refusal::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Refusal::Rule(..) | Refusal::Conflict(_) => StatusCode::CONFLICT,
            Refusal::VersionNeeded => StatusCode::PRECONDITION_REQUIRED,
            Refusal::SlowDown(_) => StatusCode::TOO_MANY_REQUESTS,
            Refusal::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// Middleware: turns whatever refusal comes out of a handler or extractor into its answer.
pub async fn answer_refusals(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    // No copy of the request may be held while the router works on it; the response gives it back.
    let response = next.call(request).await?;
    let refusal = response.response().error().map(of_error);
    // A plain 404 or 405 of the router itself has no error value.
    let unrouted = response.request().match_pattern().is_none() && response.status() == StatusCode::NOT_FOUND;
    let unanswered = unrouted || response.status() == StatusCode::METHOD_NOT_ALLOWED;
    let Some(refusal) = refusal.or_else(|| unanswered.then_some(Refusal::NotFound)) else {
        return Ok(response.map_into_boxed_body());
    };
    let request = response.request().clone();
    let answer = answer(&request, refusal);
    Ok(response.into_response(answer))
}

fn of_error(error: &Error) -> Refusal {
    match error.as_error::<Refusal>() {
        Some(Refusal::NotFound) => Refusal::NotFound,
        Some(Refusal::NotAllowed) => Refusal::NotAllowed,
        Some(Refusal::SignInNeeded) => Refusal::SignInNeeded,
        Some(Refusal::Invalid(fields)) => Refusal::Invalid(fields.clone()),
        Some(Refusal::Rule(code, args)) => Refusal::Rule(code, args.clone()),
        Some(Refusal::Conflict(stored)) => Refusal::Conflict(stored.clone()),
        Some(Refusal::VersionNeeded) => Refusal::VersionNeeded,
        Some(Refusal::SlowDown(seconds)) => Refusal::SlowDown(*seconds),
        Some(Refusal::Fault(text)) => Refusal::Fault(text.clone()),
        // Unreadable path or query: the address does not exist.
        None if error.as_response_error().status_code().is_client_error() => Refusal::NotFound,
        None => Refusal::Fault(error.to_string()),
    }
}

fn answer(request: &actix_web::HttpRequest, refusal: Refusal) -> HttpResponse {
    if let Refusal::Fault(text) = &refusal {
        let request_id = request.extensions().get::<Arc<Visitor>>().map(|v| v.request_id.clone()).unwrap_or_default();
        tracing::error!(request_id, path = request.match_pattern(), error = %text, "fault");
    }
    let Ok(web) = Web::of(request) else {
        return HttpResponse::build(refusal.status_code()).finish();
    };
    if request.path().starts_with("/api/") {
        problem(&web, &refusal)
    } else if web.is_autosave() {
        autosave_refusal(&web, &refusal)
    } else {
        page(&web, &refusal)
    }
}

/// The stable code of a refusal, used as the problem's `type` and as a word key.
fn code(refusal: &Refusal) -> &str {
    match refusal {
        Refusal::NotFound => "refusal-not-found",
        Refusal::NotAllowed => "refusal-not-allowed",
        Refusal::SignInNeeded => "refusal-sign-in",
        Refusal::Invalid(_) => "refusal-invalid",
        Refusal::Rule(code, _) => code,
        Refusal::Conflict(_) => "refusal-conflict",
        Refusal::VersionNeeded => "refusal-version-needed",
        Refusal::SlowDown(_) => "refusal-slow-down",
        Refusal::Fault(_) => "refusal-fault",
    }
}

fn title(web: &Web, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Rule(..) => web.word("refusal-rule-title"),
        other => web.word(&format!("{}-title", code(other))),
    }
}

fn detail(web: &Web, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Rule(code, args) => web.app.views.word(web.language(), code, args),
        Refusal::SlowDown(seconds) => web.word_with("refusal-slow-down-text", &[("seconds", seconds.to_string())]),
        other => web.word(&format!("{}-text", code(other))),
    }
}

fn problem(web: &Web, refusal: &Refusal) -> HttpResponse {
    let status = match refusal {
        Refusal::Conflict(_) => StatusCode::PRECONDITION_FAILED,
        Refusal::NotAllowed => StatusCode::NOT_FOUND,
        other => other.status_code(),
    };
    let shown = if matches!(refusal, Refusal::NotAllowed) { &Refusal::NotFound } else { refusal };
    let errors: Vec<_> = match refusal {
        Refusal::Invalid(fields) => fields
            .iter()
            .map(|e| {
                let pointer = if e.field.is_empty() { String::new() } else { format!("/{}", e.field.replace(['.', '['], "/").replace(']', "")) };
                json!({ "pointer": pointer, "code": e.code, "message": web.app.views.word(web.language(), e.code, &e.args) })
            })
            .collect(),
        _ => Vec::new(),
    };
    let mut body = json!({
        "type": code(shown), "title": title(web, shown), "detail": detail(web, shown),
        "status": status.as_u16(), "errors": errors, "request_id": web.visitor.request_id,
    });
    if let (Refusal::Conflict(stored), Some(map)) = (refusal, body.as_object_mut()) {
        map.insert("stored".to_string(), json!(stored));
    }
    let mut response = HttpResponse::build(status);
    response.insert_header((CACHE_CONTROL, "no-store"));
    if let Refusal::SlowDown(seconds) = refusal {
        response.insert_header((RETRY_AFTER, seconds.to_string()));
    }
    response.content_type("application/problem+json").body(body.to_string())
}

fn autosave_refusal(web: &Web, refusal: &Refusal) -> HttpResponse {
    let status = refusal.status_code();
    let body = match refusal {
        Refusal::Invalid(fields) => {
            let state = FormState::default().with_refusal(&web.app.views, web.language(), fields);
            json!({ "errors": state.errors })
        }
        Refusal::Conflict(stored) => {
            let mut texts = stored.clone();
            let version = texts.remove("version").and_then(|v| v.parse::<i32>().ok());
            json!({ "conflict": texts, "version": version })
        }
        other => json!({ "message": detail(web, other) }),
    };
    HttpResponse::build(status).json(body)
}

#[derive(Serialize)]
struct RefusalPage {
    detail: String,
    /// What is stored now, beside what the person typed: field and text.
    stored: BTreeMap<String, String>,
    fields: Vec<String>,
    kind: &'static str,
    back: Option<String>,
}

fn page(web: &Web, refusal: &Refusal) -> HttpResponse {
    if matches!(refusal, Refusal::SignInNeeded) {
        let next: String = url::form_urlencoded::byte_serialize(web.path.as_bytes()).collect();
        return HttpResponse::SeeOther().insert_header((LOCATION, format!("/sign-in?next={next}"))).finish();
    }
    let (stored, fields) = match refusal {
        Refusal::Conflict(stored) => (stored.clone(), Vec::new()),
        Refusal::Invalid(errors) => {
            let worded = errors.iter().map(|e| web.app.views.word(web.language(), e.code, &e.args)).collect();
            (BTreeMap::new(), worded)
        }
        _ => (BTreeMap::new(), Vec::new()),
    };
    let kind = match refusal {
        Refusal::Fault(_) => "serious",
        _ => "attention",
    };
    let back = web
        .header("referer")
        .and_then(|r| url::Url::parse(r).ok())
        .and_then(|u| local_path(u.path()).map(ToString::to_string));
    let body = RefusalPage { detail: detail(web, refusal), stored, fields, kind, back };
    match web.page_titled(refusal.status_code(), "pages/refusal/show", title(web, refusal), Vec::new(), &body) {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(error = %error, "the refusal page itself failed");
            HttpResponse::InternalServerError().content_type("text/plain; charset=utf-8").body(body.detail)
        }
    }
}
