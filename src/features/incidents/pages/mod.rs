//! The region's pages of incidents.

pub mod edit;
pub mod list;
pub mod show;
pub mod steps;

use super::actions::readings;
use super::clocks::{Clock, Mark, Reading, Standing};
use super::records::{Incident, Report};
use super::views::ClockRow;
use crate::base::clock::ZONE;
use crate::base::refusal::{FieldError, Result};
use crate::base::{Instant, Language};
use crate::kit::web::{Fields, Web};
use chrono::{DateTime, Duration, NaiveDateTime, TimeZone, Utc};

const LOCAL: &str = "%Y-%m-%dT%H:%M";

/// A moment as a `datetime-local` field holds it, in Swedish time.
pub(super) fn local(at: Option<Instant>) -> String {
    at.map(|at| at.utc().with_timezone(&ZONE).format(LOCAL).to_string()).unwrap_or_default()
}

/// Reads a `datetime-local` field as Swedish time. The hour that comes twice is the first of the two; one that
/// never was is refused.
pub(super) fn moment(fields: &Fields, name: &str) -> Result<Option<DateTime<Utc>>, FieldError> {
    let Some(text) = fields.optional(name) else { return Ok(None) };
    let wrong = || FieldError::new(name, "error-incident-moment");
    let read = NaiveDateTime::parse_from_str(&text, LOCAL)
        .or_else(|_| NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M"))
        .or_else(|_| NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M:%S"))
        .map_err(|_| wrong())?;
    let known = ZONE.from_local_datetime(&read).earliest().ok_or_else(wrong)?.to_utc();
    let years = chrono::Datelike::year(&read);
    if (1900..=9998).contains(&years) { Ok(Some(known)) } else { Err(wrong()) }
}

/// "2 dygn och 3 timmar kvar", or "… försenad": the two greatest units, the lesser left out when it is nothing.
fn left_in_words(web: &Web, left: Duration) -> String {
    let late = left < Duration::zero();
    let minutes = left.num_minutes().abs();
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let part = |unit: &str, count: i64| web.word_with(&format!("incidents-{unit}"), &[("count", count.to_string())]);
    let parts = if days > 0 {
        vec![("days", days), ("hours", hours)]
    } else if hours > 0 {
        vec![("hours", hours), ("minutes", minutes)]
    } else {
        vec![("minutes", minutes)]
    };
    let mut said: Vec<String> =
        parts.iter().filter(|(_, count)| *count > 0).map(|(unit, count)| part(unit, *count)).collect();
    if said.is_empty() {
        said.push(part("minutes", 0));
    }
    let time = said.join(&web.word("incidents-and"));
    web.word_with(if late { "incidents-late" } else { "incidents-left" }, &[("time", time)])
}

fn tone(standing: Standing) -> &'static str {
    match standing {
        Standing::Overdue => "serious",
        Standing::Running | Standing::SentLate => "attention",
        Standing::Sent => "ok",
        Standing::Undecided => "info",
        Standing::NotStarted | Standing::NotApplicable | Standing::Explained => "neutral",
    }
}

fn clock_row(web: &Web, clock: &Clock, reading: Reading, incident: &Incident, reports: &[Report]) -> ClockRow {
    let report = reports.iter().find(|r| r.clock == clock.key);
    let own = report.and_then(|r| r.sent_at);
    let by_vendor = if clock.key == super::clocks::ClockKey::Contract { incident.vendor_reported_at } else { None };
    ClockRow {
        key: clock.key,
        standing: reading.standing,
        tone: tone(reading.standing),
        owner: clock.owner.as_str(),
        starts: clock.starts.as_str(),
        legal: if web.language() == Language::Sv { clock.legal_sv.clone() } else { clock.legal_en.clone() },
        unverified: clock.mark != Mark::Parameter,
        parameter: clock.mark == Mark::Parameter,
        starts_at: reading.starts_at.map(Into::into),
        due_at: reading.due_at.map(Into::into),
        left: reading.left(web.visitor.now).filter(|_| reading.is_unanswered()).map(|left| left_in_words(web, left)),
        sent_at: own.or(by_vendor),
        case_id: report.and_then(|r| r.case_id.clone()),
        reason: report.and_then(|r| r.reason.clone()),
    }
}

/// Every clock of an incident, those that ring first on top.
fn clock_rows(web: &Web, incident: &Incident, reports: &[Report], tier: Option<i32>) -> Vec<ClockRow> {
    let mut all = readings(incident, reports, tier, web.visitor.now);
    all.sort_by_key(|(_, reading)| (!reading.is_unanswered(), reading.due_at.is_none(), reading.due_at));
    all.into_iter().map(|(clock, reading)| clock_row(web, clock, reading, incident, reports)).collect()
}
