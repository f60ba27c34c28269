//! The API's conventions: JSON bodies with pointers to what is wrong, lists, ETags.

use super::Web;
use crate::base::{FieldError, Page, PageRequest, Refusal, Result};
use actix_web::{FromRequest, HttpRequest, dev, web};
use chrono::NaiveDate;
use futures_util::StreamExt;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::future::Future;
use std::pin::Pin;

const MAX_JSON_BYTES: usize = 2_000_000;

/// The ETag of a version.
pub fn etag(version: i32) -> String {
    format!("\"{version}\"")
}

/// The body of a list answer: `items`, `next`, `total`.
pub fn list_body<T: Serialize>(page: Page<T>) -> serde_json::Value {
    serde_json::json!({ "next": page.next_cursor(), "total": page.total, "items": page.items })
}

/// The query parameters that every list understands.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// At most 200; 50 without it.
    pub limit: Option<i64>,
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Free text, folded.
    pub q: Option<String>,
    /// A field name; a minus before it turns the order.
    pub sort: Option<String>,
}

impl ListQuery {
    pub fn page(&self) -> PageRequest {
        PageRequest::from_cursor(self.cursor.as_deref(), self.limit)
    }
}

/// A JSON body. What cannot be read is refused with a pointer to the place.
pub struct ApiBody<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for ApiBody<T> {
    type Error = Refusal;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let known = Web::of(request).map(drop);
        let mut payload = payload.take();
        Box::pin(async move {
            known?;
            let mut body = web::BytesMut::new();
            while let Some(chunk) = payload.next().await {
                let chunk = chunk.map_err(Refusal::fault)?;
                if body.len() + chunk.len() > MAX_JSON_BYTES {
                    return Err(Refusal::invalid("", "error-form-too-large"));
                }
                body.extend_from_slice(&chunk);
            }
            let text: &[u8] = if body.is_empty() { b"{}" } else { &body };
            if let Some(error) = unstorable(text) {
                return Err(Refusal::Invalid(vec![error]));
            }
            let mut reader = serde_json::Deserializer::from_slice(text);
            serde_path_to_error::deserialize(&mut reader).map(ApiBody).map_err(|error| {
                let path = error.path().to_string();
                let field = if path == "." { String::new() } else { path };
                Refusal::Invalid(vec![FieldError::new(field, "error-json").with("reason", error.inner())])
            })
        })
    }
}

/// What reads as JSON but no database keeps: the character U+0000 (a PostgreSQL text has none), and
/// a day whose year is not of four digits, which a date writes with a sign.
fn unstorable(body: &[u8]) -> Option<FieldError> {
    let spells = |what: &[u8]| body.windows(what.len()).any(|window| window == what);
    // Nearly every body spells none of it, and is read only once. A day may have space before it.
    if !spells(b"\\u0000") && ![b"\"+", b"\"-", b"\" ", b"\"\\"].into_iter().any(|start| spells(start)) {
        return None;
    }
    unstorable_in(&serde_json::from_slice(body).ok()?, "", String::new())
}

fn is_signed(text: &str) -> bool {
    text.trim_start().starts_with(['+', '-'])
}

/// Whether a text is a day, or the beginning of a moment, with a sign before its year; no other text reads so.
fn is_signed_day(text: &str) -> bool {
    is_signed(text) && text.trim().split(['T', 't', ' ']).next().is_some_and(|day| day.parse::<NaiveDate>().is_ok())
}

fn unstorable_in(value: &serde_json::Value, name: &str, place: String) -> Option<FieldError> {
    let dot = if place.is_empty() { "" } else { "." };
    match value {
        serde_json::Value::String(text) if text.contains('\0') => {
            Some(FieldError::new(place, "error-json").with("reason", "U+0000"))
        }
        serde_json::Value::String(text) if is_signed_day(text) || name.ends_with("_on") && is_signed(text) => {
            Some(FieldError::new(place, "error-date"))
        }
        serde_json::Value::Array(all) => {
            all.iter().enumerate().find_map(|(n, one)| unstorable_in(one, name, format!("{place}[{n}]")))
        }
        serde_json::Value::Object(map) => map.iter().find_map(|(name, one)| {
            if name.contains('\0') {
                return Some(FieldError::new(place.clone(), "error-json").with("reason", "U+0000"));
            }
            unstorable_in(one, name, format!("{place}{dot}{name}"))
        }),
        _ => None,
    }
}

/// The answer to a save that named no version: only what does not exist yet can be saved so, and the rest is asked for
/// its version (428).
pub fn needs_version<T>(result: Result<T>, stated: Option<i32>) -> Result<T> {
    match result {
        Err(Refusal::Conflict(_)) if stated.is_none() => Err(Refusal::VersionNeeded),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_a_sign_are_refused_whatever_the_field_is_called() {
        let place = |body: &str| unstorable(body.as_bytes()).map(|error| error.field);
        for body in [
            r#"{"from":"-9999-01-01"}"#,
            r#"{"from":"+12026-01-01"}"#,
            r#"{"from":" -9999-01-01"}"#,
            r#"{"from":"\u002d9999-01-01"}"#,
            r#"{"from":"-9999-01-01T00:00:00Z"}"#,
        ] {
            assert_eq!(place(body).as_deref(), Some("from"), "{body}");
        }
        assert_eq!(place(r#"{"rows":[{"due_on":"-1"}]}"#).as_deref(), Some("rows[0].due_on"));
        assert_eq!(place(r#"{"note":"a\u0000"}"#).as_deref(), Some("note"));
        for body in
            [r#"{"phone":"+46-8-123 45 67"}"#, r#"{"note":"- ett"}"#, r#"{"note":" -5 %"}"#, r#"{"from":"2026-01-01"}"#]
        {
            assert_eq!(place(body), None, "{body}");
        }
    }
}
