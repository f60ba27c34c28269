//! The generated description of the API: as JSON, and as a page that needs no script.

use crate::features;
use crate::kit::web::{Answer, Endpoint, Web, get};
use actix_web::HttpResponse;
use serde_json::{Value, json};
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(title = "Tillit", version = "1", description = "Everything a person can do, a token with the right role can do. \
        Bearer token; lists with limit and cursor; ETag and If-Match on edits; problem+json errors."),
    paths(json_document),
    modifiers(&BearerToken)
)]
struct Description;

struct BearerToken;

impl utoipa::Modify for BearerToken {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
        let scheme = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        openapi.components.get_or_insert_with(Default::default).add_security_scheme("token", scheme);
    }
}

/// The whole document, merged from the features' parts.
pub fn document() -> utoipa::openapi::OpenApi {
    let mut document = Description::openapi();
    for part in features::api_parts() {
        document.merge(part);
    }
    document
}

pub fn routes() -> Vec<Endpoint> {
    vec![get("/api/v1/openapi.json", json_document), get("/api/docs", docs)]
}

/// This description.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "api",
    responses((status = 200, description = "OpenAPI 3.1 as JSON")))]
async fn json_document() -> Answer {
    Ok(HttpResponse::Ok().json(document()))
}

async fn docs(web: Web) -> Answer {
    let document = serde_json::to_value(document()).unwrap_or_default();
    web.page("pages/shell/api_docs", "api-docs-title", &json!({ "groups": groups(&document) }))
}

/// Operations by their tag, flattened for the template.
fn groups(document: &Value) -> Vec<Value> {
    let mut by_tag: std::collections::BTreeMap<String, Vec<Value>> = Default::default();
    let paths = document.get("paths").and_then(Value::as_object).cloned().unwrap_or_default();
    for (path, methods) in paths {
        for (method, operation) in methods.as_object().cloned().unwrap_or_default() {
            let Some(operation) = operation.as_object() else { continue };
            let text = |key: &str| operation.get(key).and_then(Value::as_str).unwrap_or_default().to_string();
            let tag = operation.get("tags").and_then(|t| t.get(0)).and_then(Value::as_str).unwrap_or("api").to_string();
            let responses: Vec<Value> = operation
                .get("responses")
                .and_then(Value::as_object)
                .map(|map| {
                    map.iter()
                        .map(|(code, r)| json!({ "code": code, "text": r.get("description").and_then(Value::as_str).unwrap_or_default() }))
                        .collect()
                })
                .unwrap_or_default();
            by_tag.entry(tag).or_default().push(json!({
                "method": method.to_uppercase(), "path": path, "summary": text("summary"),
                "description": text("description"), "responses": responses,
            }));
        }
    }
    by_tag.into_iter().map(|(tag, operations)| json!({ "tag": tag, "operations": operations })).collect()
}
