//! What is proposed for a timeline, what an entry must say, and when a timeline may be published.

use super::model::{TimelineReview, TimelineSource};
use super::records::TimelineEntry;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Id, Instant, text};
use crate::features::incidents::actions::MAX_TEXT;
use crate::features::incidents::clocks::ClockKey;
use crate::features::incidents::records::{Incident, Party, Report};
use chrono::{DateTime, Utc};

/// More entries than this are no timeline that anybody reads.
pub const MAX_ENTRIES: usize = 100;

/// A fact of the incident that may be told. `word` is the key of its proposed text, which names nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub at: Instant,
    pub source: TimelineSource,
    /// The same for the same fact, whenever it is proposed.
    pub key: String,
    pub word: String,
}

/// What is known of the incident's course, in order. `handled_at`: when it was contained.
pub fn proposals(
    incident: &Incident,
    reports: &[Report],
    parties: &[Party],
    handled_at: Option<Instant>,
) -> Vec<Proposal> {
    let told = parties.iter().filter_map(|party| party.notified_at).min();
    let facts = [
        (TimelineSource::OccurredFrom, incident.occurred_from),
        (TimelineSource::OccurredTo, incident.occurred_to),
        (TimelineSource::Detected, incident.detected_by_vendor_at),
        (TimelineSource::VendorReported, incident.vendor_reported_at),
        (TimelineSource::Received, Some(incident.received_at)),
        // it is usually the same moment, and told once
        (TimelineSource::Aware, incident.region_aware_at.filter(|at| *at != incident.received_at)),
        (TimelineSource::Assessed, incident.assessed_at),
        (TimelineSource::Notified, told),
        (TimelineSource::Handled, handled_at),
        (TimelineSource::Closed, incident.closed_at),
    ];
    let fact = |(source, at): (TimelineSource, Option<Instant>)| {
        let word = format!("timeline-proposal-{source}");
        at.map(|at| Proposal { at, source, key: source.to_string(), word })
    };
    let mut all: Vec<Proposal> = facts.into_iter().filter_map(fact).collect();
    let vendors_own = |report: &&Report| report.clock == ClockKey::Contract && incident.vendor_reported_at.is_some();
    for report in reports.iter().filter(|report| !vendors_own(report)) {
        if let Some(at) = report.sent_at {
            all.push(Proposal {
                at,
                source: TimelineSource::Report,
                key: format!("{}:{}", TimelineSource::Report, report.clock),
                word: format!("timeline-proposal-report-{}", report.clock),
            });
        }
    }
    all.sort_by_key(|one| (one.at, one.source));
    all
}

/// The moment that the incident has by now of an entry's fact, when the entry tells another minute: people write
/// minutes, so seconds are no difference.
pub fn moved(entry: &TimelineEntry, facts: &[Proposal]) -> Option<Instant> {
    let minute = |at: Instant| at.utc().timestamp().div_euclid(60);
    let fact = facts.iter().find(|fact| fact.key == entry.source_key)?;
    (minute(fact.at) != minute(entry.occurred_at)).then_some(fact.at)
}

/// An entry as it was written and reviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryEdit {
    pub at: Option<DateTime<Utc>>,
    pub text_sv: String,
    pub text_en: String,
    pub review: TimelineReview,
    /// The key of the ground by which it is left out, and why.
    pub paragraph: Option<String>,
    pub reason: Option<String>,
}

/// The entry put in order: what is published has both languages, what is left out has a known ground and a reason.
/// Errors: at the fields.
pub fn checked(edit: &EntryEdit, known: impl Fn(&str) -> bool, now: DateTime<Utc>) -> Result<EntryEdit> {
    let tidy = |value: &Option<String>| value.as_deref().and_then(text::non_empty);
    let (paragraph, reason) = (tidy(&edit.paragraph), tidy(&edit.reason));
    let mut checks = Checks::default();
    checks.that(edit.at.is_some(), "at", "error-required");
    checks.that(edit.at.is_none_or(|at| at <= now), "at", "error-incident-future");
    let text_sv = checks.required("text_sv", &edit.text_sv);
    let text_en = edit.text_en.trim().to_string();
    let left_out = edit.review == TimelineReview::LeaveOut;
    match edit.review {
        TimelineReview::Unreviewed => {}
        TimelineReview::Publish => checks.that(!text_en.is_empty(), "text_en", "error-timeline-language"),
        TimelineReview::LeaveOut => {
            checks.that(paragraph.as_deref().is_some_and(known), "paragraph", "error-timeline-paragraph");
            checks.that(reason.is_some(), "reason", "error-reason-required");
        }
    }
    checks.longest("text_sv", &text_sv, MAX_TEXT);
    checks.longest("text_en", &text_en, MAX_TEXT);
    checks.longest("reason", reason.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.done()?;
    Ok(EntryEdit {
        at: edit.at,
        text_sv,
        text_en,
        review: edit.review,
        paragraph: paragraph.filter(|_| left_out),
        reason: reason.filter(|_| left_out),
    })
}

/// Whether it is one's own work that one would decide on: four eyes, so nobody who has had a hand in it decides.
pub fn is_own_work(hands: &[Id], decider: &Id) -> bool {
    hands.contains(decider)
}

/// Whether a timeline may be published. Errors: `rule-timeline-own-work`, `rule-timeline-unreviewed`,
/// `rule-timeline-empty`.
pub fn check_publishing(hands: &[Id], decider: &Id, reviews: &[TimelineReview]) -> Result<()> {
    if is_own_work(hands, decider) {
        return Err(Refusal::rule("rule-timeline-own-work"));
    }
    let unreviewed = reviews.iter().filter(|review| **review == TimelineReview::Unreviewed).count();
    if unreviewed > 0 {
        return Err(Refusal::rule_with("rule-timeline-unreviewed", &[("count", unreviewed.to_string())]));
    }
    if reviews.contains(&TimelineReview::Publish) { Ok(()) } else { Err(Refusal::rule("rule-timeline-empty")) }
}

#[cfg(test)]
mod tests;
