//! Diary numbers as people type them, held against the organisation's own pattern (`/record-settings`). None is ever made.

use crate::access::Scope;
pub use crate::base::diary::{Numbers, tidy};
use crate::base::{FieldError, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::record_settings;
use diesel::prelude::*;

/// What the organisation has said of its numbers; nothing, before it has.
pub fn numbers(c: &mut Db, scope: &Scope) -> Result<Numbers> {
    let said: Option<(Option<String>, Option<String>)> = record_settings::table
        .filter(record_settings::organisation_id.eq(scope.client()?))
        .select((record_settings::diary_pattern, record_settings::diary_example))
        .first(c)
        .optional()?;
    Ok(said.map(|(pattern, example)| Numbers::new(pattern, example)).unwrap_or_default())
}

/// What is wrong with a typed number, at `field`: `error-record-diary`. One query, and none when nothing is typed.
/// `stored` is the number that stands there already, which may be older than the pattern.
pub fn check(
    c: &mut Db,
    scope: &Scope,
    field: &str,
    typed: Option<&str>,
    stored: Option<&str>,
) -> Result<Option<FieldError>> {
    match tidy(typed) {
        None => Ok(None),
        Some(number) => Ok(numbers(c, scope)?.fault(field, Some(&number), stored)),
    }
}
