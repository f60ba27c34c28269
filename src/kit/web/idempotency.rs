//! `Idempotency-Key`: a POST that is sent again because its answer was lost happens once.
//!
//! The key is reserved before the work begins and holds the answer when it has ended well. What
//! failed left nothing behind, so its key is free again. A reservation whose work never ended
//! (the process died) is given up after two minutes, a kept answer after a day.

use super::Visitor;
use crate::base::{Id, Instant, Refusal, Result};
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use crate::platform::db::schema::idempotency_keys;
use actix_web::body::{BoxBody, MessageBody, to_bytes};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, LOCATION};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse, web};
use chrono::Duration;
use diesel::prelude::*;
use futures_util::StreamExt;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::sync::Arc;

const KEPT_HOURS: i64 = 24;
const GIVEN_UP_MINUTES: i64 = 2;
/// Room for the other fields of a multipart form beside its file.
const MAX_BESIDE_FILE: usize = 2_000_000;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = idempotency_keys)]
struct Row {
    id: Id,
    organisation_id: Id,
    key: String,
    route: String,
    body_hash: String,
    /// 0 while the work is under way.
    status: i32,
    /// `Kept` as JSON.
    body: String,
    created_at: Instant,
}

/// An answer as it was given the first time.
#[derive(Serialize, Deserialize)]
struct Kept {
    headers: Vec<(String, String)>,
    body: String,
}

/// What a call is told apart by.
#[derive(Clone)]
struct Call {
    ctx: Ctx,
    key: String,
    route: String,
    body_hash: String,
}

enum Found {
    /// The key is now reserved under this id.
    Free(Id),
    Answered(i32, Kept),
}

/// Middleware, between authentication and the handlers.
pub async fn once(mut request: ServiceRequest, next: Next<impl MessageBody + 'static>) -> Result<ServiceResponse<BoxBody>, Error> {
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
    let id = match app.db.write(move |c| reserve(c, &reserving)).await {
        Ok(Found::Free(id)) => id,
        Ok(Found::Answered(status, kept)) => return Ok(request.into_response(replay(status, kept))),
        Err(refusal) => return Ok(request.error_response(refusal)),
    };
    let response = match next.call(request).await {
        Ok(response) => response.map_into_boxed_body(),
        Err(error) => {
            app.db.write(move |c| release(c, &id)).await?;
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

fn reserve(c: &mut Db, call: &Call) -> Result<Found> {
    let (organisation_id, now) = (&call.ctx.actor.organisation_id, call.ctx.now);
    let old = Instant::from(now - Duration::hours(KEPT_HOURS));
    let given_up = Instant::from(now - Duration::minutes(GIVEN_UP_MINUTES));
    let mine = idempotency_keys::organisation_id.eq(organisation_id);
    diesel::delete(idempotency_keys::table.filter(mine).filter(idempotency_keys::created_at.lt(old))).execute(c)?;
    diesel::delete(
        idempotency_keys::table
            .filter(mine)
            .filter(idempotency_keys::status.eq(0))
            .filter(idempotency_keys::created_at.lt(given_up)),
    )
    .execute(c)?;
    let known: Option<Row> = idempotency_keys::table
        .filter(mine)
        .filter(idempotency_keys::key.eq(&call.key))
        .select(Row::as_select())
        .first(c)
        .optional()?;
    match known {
        Some(row) if row.route != call.route || row.body_hash != call.body_hash => {
            Err(Refusal::invalid("", "error-idempotency-key"))
        }
        Some(row) if row.status == 0 => Err(Refusal::rule("rule-idempotency-under-way")),
        Some(row) => Ok(Found::Answered(row.status, serde_json::from_str(&row.body).map_err(Refusal::fault)?)),
        None => {
            let row = Row {
                id: call.ctx.new_id(),
                organisation_id: organisation_id.clone(),
                key: call.key.clone(),
                route: call.route.clone(),
                body_hash: call.body_hash.clone(),
                status: 0,
                body: String::new(),
                created_at: now.into(),
            };
            diesel::insert_into(idempotency_keys::table).values(&row).execute(c)?;
            Ok(Found::Free(row.id))
        }
    }
}

fn release(c: &mut Db, id: &Id) -> Result<()> {
    diesel::delete(idempotency_keys::table.filter(idempotency_keys::id.eq(id))).execute(c)?;
    Ok(())
}

/// Keeps a good answer under the reserved key; any other answer frees the key.
async fn keep(app: &App, id: Id, response: ServiceResponse<BoxBody>) -> Result<ServiceResponse<BoxBody>, Error> {
    if !response.status().is_success() {
        app.db.write(move |c| release(c, &id)).await?;
        return Ok(response);
    }
    let (request, response) = response.into_parts();
    let (head, body) = response.into_parts();
    let bytes = to_bytes(body).await.map_err(Refusal::fault)?;
    let shown = [CONTENT_TYPE, ETAG, LOCATION];
    let headers = head.headers().iter().filter(|(name, _)| shown.contains(name));
    let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_string())).collect();
    let kept = Kept { headers, body: String::from_utf8_lossy(&bytes).to_string() };
    let status = i32::from(head.status().as_u16());
    app.db
        .write(move |c| {
            let text = serde_json::to_string(&kept).map_err(Refusal::fault)?;
            diesel::update(idempotency_keys::table.filter(idempotency_keys::id.eq(&id)))
                .set((idempotency_keys::status.eq(status), idempotency_keys::body.eq(text)))
                .execute(c)?;
            Ok(())
        })
        .await?;
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
