//! Which events are asked for.

use crate::base::{Id, Instant, clock, text};
use chrono::{Days, NaiveDate, NaiveTime, TimeZone};
use serde::Deserialize;

/// The filter as it stands in an address. What cannot be read filters nothing: old links still work.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    pub object_id: Option<String>,
    pub object_type: Option<String>,
    /// The id or the whole name of whoever did it.
    pub person: Option<String>,
    pub vendor_id: Option<String>,
    /// The first day, in Swedish time.
    pub from: Option<String>,
    /// The last day, in Swedish time.
    pub to: Option<String>,
    /// Page number in pages.
    pub page: Option<i64>,
    /// At most 200 (API).
    pub limit: Option<i64>,
    /// `next` of the page before (API).
    pub cursor: Option<String>,
    /// Anything here has the whole chain checked (page).
    pub check: Option<String>,
}

/// The same, read.
#[derive(Debug, Clone, Default)]
pub struct AuditFilter {
    pub object_id: Option<Id>,
    pub object_type: Option<String>,
    pub person: Option<String>,
    pub vendor_id: Option<Id>,
    pub from: Option<Instant>,
    /// The first instant that is too late.
    pub until: Option<Instant>,
}

impl AuditQuery {
    pub fn filter(&self) -> AuditFilter {
        let some = |value: &Option<String>| value.as_deref().and_then(text::non_empty);
        let day = |value: &Option<String>| {
            some(value).filter(|v| !v.starts_with(['+', '-'])).and_then(|v| v.parse::<NaiveDate>().ok())
        };
        AuditFilter {
            object_id: some(&self.object_id).and_then(|v| v.parse().ok()),
            object_type: some(&self.object_type),
            person: some(&self.person),
            vendor_id: some(&self.vendor_id).and_then(|v| v.parse().ok()),
            from: day(&self.from).and_then(beginning),
            until: day(&self.to).and_then(|d| d.checked_add_days(Days::new(1))).and_then(beginning),
        }
    }
}

/// The first instant of a day in Sweden.
fn beginning(day: NaiveDate) -> Option<Instant> {
    let local = clock::ZONE.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest()?;
    Some(local.to_utc().into())
}
