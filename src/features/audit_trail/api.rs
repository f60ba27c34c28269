//! Audit events through the API, for auditors.

use super::filter::AuditQuery;
use super::store;
use crate::base::{Id, Instant, PageRequest};
use crate::kit::audit::Event;
use crate::kit::web::{Answer, Endpoint, Web, get, list_body};
use actix_web::http::StatusCode;
use actix_web::web::Query;
use serde::Serialize;
use serde_json::Value;
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(list), components(schemas(AuditEvent)))]
pub struct Description;

pub fn routes() -> Vec<Endpoint> {
    vec![get("/api/v1/audit-events", list)]
}

/// One event; `before` and `after` hold only the fields that changed.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct AuditEvent {
    pub id: Id,
    pub seq: i64,
    pub at: Instant,
    pub actor_id: Option<String>,
    pub actor_name: String,
    pub via: String,
    pub request_id: String,
    pub verb: String,
    pub object_type: String,
    pub object_id: String,
    pub vendor_id: Option<Id>,
    pub summary: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
    /// SHA-256 over this event and the hash of the one before it.
    pub hash: String,
}

impl From<Event> for AuditEvent {
    fn from(event: Event) -> Self {
        let read = |text: Option<String>| text.and_then(|t| serde_json::from_str(&t).ok());
        AuditEvent {
            id: event.id,
            seq: event.seq,
            at: event.at,
            actor_id: event.actor_id,
            actor_name: event.actor_name,
            via: event.via,
            request_id: event.request_id,
            verb: event.verb,
            object_type: event.object_type,
            object_id: event.object_id,
            vendor_id: event.vendor_id,
            summary: event.summary,
            before: read(event.before),
            after: read(event.after),
            hash: event.hash,
        }
    }
}

#[utoipa::path(get, path = "/api/v1/audit-events", tag = "audit", summary = "What happened, newest first", params(AuditQuery),
    responses((status = 200, description = "A page of events", body = [AuditEvent]), (status = 404, description = "The role is not auditor")))]
async fn list(web: Web, query: Query<AuditQuery>) -> Answer {
    let query = query.into_inner();
    let request = PageRequest::from_cursor(query.cursor.as_deref(), query.limit);
    let filter = query.filter();
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &filter, request)).await?;
    web.json(StatusCode::OK, &list_body(page.map(AuditEvent::from)))
}
