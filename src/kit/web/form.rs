//! Posted forms: read once, checked for their CSRF token, kept as typed so that nothing is lost.

use super::Web;
use crate::base::{FieldError, Id, Refusal, Result};
use crate::platform::view::FormState;
use actix_web::{FromRequest, HttpRequest, dev, web};
use chrono::NaiveDate;
use futures_util::StreamExt;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

const MAX_FORM_BYTES: usize = 1_000_000;

/// The fields of a form in the order they came.
#[derive(Debug, Clone, Default)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(n, _)| n == name).map(|(_, v)| v.as_str()).collect()
    }

    /// The text as typed, with line ends made plain; empty when missing.
    pub fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().replace("\r\n", "\n")
    }

    /// Trimmed text, or None when nothing is left.
    pub fn optional(&self, name: &str) -> Option<String> {
        crate::base::text::non_empty(&self.text(name))
    }

    pub fn checked(&self, name: &str) -> bool {
        self.get(name).is_some_and(|v| !v.is_empty() && v != "false" && v != "0")
    }

    /// The version of what was edited; a form without one edits version 0, which never exists.
    pub fn version(&self) -> i32 {
        self.get("version").and_then(|v| v.parse().ok()).unwrap_or(0)
    }

    pub fn date(&self, name: &str) -> Result<Option<NaiveDate>, FieldError> {
        self.parsed(name, "error-date")
    }

    pub fn id(&self, name: &str) -> Result<Option<Id>, FieldError> {
        self.parsed(name, "error-choice")
    }

    /// A value of a closed set or a number; the error at the field has the given code.
    pub fn parsed<T: std::str::FromStr>(&self, name: &str, code: &'static str) -> Result<Option<T>, FieldError> {
        match self.optional(name) {
            None => Ok(None),
            // Four-digit years only: a date writes others with a sign, and neither database nor calendar takes them.
            Some(text) if code == "error-date" && text.starts_with(['+', '-']) => Err(FieldError::new(name, code)),
            Some(text) => text.parse().map(Some).map_err(|_| FieldError::new(name, code)),
        }
    }

    /// The same as `parsed`, but something must be there.
    pub fn required<T: std::str::FromStr>(&self, name: &str, code: &'static str) -> Result<T, FieldError> {
        self.parsed(name, code)?.ok_or_else(|| FieldError::new(name, "error-required"))
    }

    /// What the form template needs to show the same values again.
    pub fn state(&self) -> FormState {
        FormState::from_values(self.0.iter().filter(|(n, _)| n != "_csrf").cloned().collect::<BTreeMap<_, _>>())
    }

    pub fn parse(body: &[u8]) -> Result<Fields> {
        let mut fields: Vec<(String, String)> =
            serde_urlencoded::from_bytes(body).map_err(|_| Refusal::invalid("", "error-form-unreadable"))?;
        for (_, value) in &mut fields {
            without_nul(value);
        }
        Ok(Fields(fields))
    }
}

/// Takes the character U+0000 away: nobody can type it, and a PostgreSQL text cannot hold it.
pub(super) fn without_nul(value: &mut String) {
    value.retain(|c| c != '\0');
}

impl Web {
    /// The values as typed, with the errors worded.
    pub fn form_with(&self, fields: &Fields, errors: &[FieldError]) -> FormState {
        fields.state().with_refusal(&self.app.views, self.language(), errors)
    }

    /// Checks a form's token against the visitor's own.
    pub(super) fn check_csrf(&self, token: Option<&str>) -> Result<()> {
        let expected = self.visitor.csrf.as_bytes();
        let given = token.unwrap_or_default().as_bytes();
        let same =
            expected.len() == given.len() && expected.iter().zip(given).fold(0, |acc, (a, b)| acc | (a ^ b)) == 0;
        if same && !expected.is_empty() { Ok(()) } else { Err(Refusal::rule("rule-form-expired")) }
    }
}

/// The only form extractor: urlencoded, at most 1 MB, with a valid CSRF token.
pub struct Posted {
    pub web: Web,
    pub fields: Fields,
}

impl FromRequest for Posted {
    type Error = Refusal;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let web = Web::of(request);
        let mut payload = payload.take();
        Box::pin(async move {
            let web = web?;
            let mut body = web::BytesMut::new();
            while let Some(chunk) = payload.next().await {
                let chunk = chunk.map_err(Refusal::fault)?;
                if body.len() + chunk.len() > MAX_FORM_BYTES {
                    return Err(Refusal::invalid("", "error-form-too-large"));
                }
                body.extend_from_slice(&chunk);
            }
            let fields = Fields::parse(&body)?;
            web.check_csrf(fields.get("_csrf"))?;
            Ok(Posted { web, fields })
        })
    }
}
