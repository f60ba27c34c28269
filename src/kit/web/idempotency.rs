//! `Idempotency-Key`: a POST that is sent again because its answer was lost happens once.

use super::Visitor;
use crate::base::{Id, Refusal, Result};
use crate::kit::idempotency::{self, Call, Found, Kept};
use crate::kit::{App, Ctx};
use actix_web::body::{BoxBody, MessageBody, to_bytes};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, LOCATION};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse, web};
use futures_util::StreamExt;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Room for the other fields of a multipart form beside its file.
const MAX_BESIDE_FILE: usize = 2_000_000;

/// Middleware, between authentication and the handlers.
pub async fn once(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let asked = request.method() == Method::POST && request.path().starts_with("/api/v1/");
    let key = request.headers().get("idempotency-key").and_then(|v| v.to_str().ok()).map(|v| v.trim().to_string());
    let ctx = request.extensions().get::<Arc<Visitor>>().and_then(|v| v.signed_in.as_ref().map(|s| s.ctx.clone()));
    let app = request.app_data::<web::Data<App>>().cloned();
    let (true, Some(key), Some(ctx), Some(app)) = (asked, key, ctx, app) else {
        return next.call(request).await.map(ServiceResponse::map_into_boxed_body);
    };
    let call = match read(&mut request, &app, ctx, key).await {
        Ok(call) => call,
        Err(refusal) => return Ok(request.error_response(refusal)),
    };
    let reserving = call.clone();
    let id = match app.db.write(move |c| idempotency::reserve(c, &reserving)).await {
        Ok(Found::Free(id)) => id,
        Ok(Found::Answered(status, kept)) => return Ok(request.into_response(replay(status, kept))),
        Err(refusal) => return Ok(request.error_response(refusal)),
    };
    let response = match next.call(request).await {
        Ok(response) => response.map_into_boxed_body(),
        Err(error) => {
            app.db.write(move |c| idempotency::release(c, &id)).await?;
            return Err(error);
        }
    };
    keep(&app, id, response).await
}

/// Reads the body to its end, hashes it, and gives it back to the request.
async fn read(request: &mut ServiceRequest, app: &App, ctx: Ctx, key: String) -> Result<Call> {
    if key.is_empty() || key.len() > 200 {
        return Err(Refusal::invalid("", "error-idempotency-key-form"));
    }
    let limit = app.settings.upload_max_bytes.saturating_add(MAX_BESIDE_FILE);
    let mut payload = request.take_payload();
    let mut body = web::BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Refusal::invalid("", "error-form-unreadable"))?;
        if body.len().saturating_add(chunk.len()) > limit {
            return Err(Refusal::invalid("", "error-form-too-large"));
        }
        body.extend_from_slice(&chunk);
    }
    let mut hasher = Sha256::new();
    hasher.update(ctx.actor.person_id.as_str());
    for part in without_boundary(request.headers(), &body) {
        hasher.update(part);
    }
    let route = format!("{} {}", request.method(), request.path());
    request.set_payload(Payload::from(body.freeze()));
    Ok(Call { ctx, key, route, body_hash: hex::encode(hasher.finalize()) })
}

/// A program that sends the same multipart form again draws a new boundary: it is left out.
fn without_boundary<'a>(headers: &HeaderMap, body: &'a [u8]) -> Vec<&'a [u8]> {
    let content_type = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let boundary = content_type.split("boundary=").nth(1).map(|b| b.trim_matches('"').as_bytes()).unwrap_or_default();
    if boundary.is_empty() {
        return vec![body];
    }
    let (mut parts, mut rest) = (Vec::new(), body);
    while let Some(at) = rest.windows(boundary.len()).position(|window| window == boundary) {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, &[]));
        parts.push(before);
        rest = after.get(boundary.len()..).unwrap_or_default();
    }
    parts.push(rest);
    parts
}

/// Keeps a good answer under the reserved key; any other answer frees the key.
async fn keep(app: &App, id: Id, response: ServiceResponse<BoxBody>) -> Result<ServiceResponse<BoxBody>, Error> {
    if !response.status().is_success() {
        app.db.write(move |c| idempotency::release(c, &id)).await?;
        return Ok(response);
    }
    let (request, response) = response.into_parts();
    let (head, body) = response.into_parts();
    let bytes = to_bytes(body).await.map_err(Refusal::fault)?;
    let shown = [CONTENT_TYPE, ETAG, LOCATION];
    let headers = head.headers().iter().filter(|(name, _)| shown.contains(name));
    let headers =
        headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_string())).collect();
    let kept = Kept { headers, body: String::from_utf8_lossy(&bytes).to_string() };
    let status = i32::from(head.status().as_u16());
    app.db.write(move |c| idempotency::keep(c, &id, status, &kept)).await?;
    Ok(ServiceResponse::new(request, head.set_body(BoxBody::new(bytes))))
}

fn replay(status: i32, kept: Kept) -> HttpResponse {
    let status = u16::try_from(status).ok().and_then(|s| StatusCode::from_u16(s).ok()).unwrap_or(StatusCode::OK);
    let mut response = HttpResponse::build(status);
    response.insert_header((CACHE_CONTROL, "no-store"));
    for (name, value) in kept.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.insert_header((name, value));
        }
    }
    response.insert_header(("Idempotency-Replayed", "true")).body(kept.body)
}
