//! What can be done with an incident: one write transaction each.

mod facts;
mod figures;
mod parties;
mod register;

pub use facts::{Edit, edit, record_report, set_state};
pub use figures::{Assessed, add_figure, assess};
pub use parties::{acknowledge, add_party, notify, refresh};
pub use register::{NewIncident, register};

use super::clocks::{ClockKey, ClockModel, Done, Facts, Reading, read};
use super::records::{Incident, Report};
use crate::base::refusal::{self, Result};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// Longest title, in characters.
pub const MAX_TITLE: usize = 200;
/// Longest free text, in characters.
pub const MAX_TEXT: usize = 10_000;

/// The clocks of an incident as they stand at `now`. The vendor's own clock is answered by its report to the region.
pub fn readings(
    incident: &Incident,
    reports: &[Report],
    tier: Option<i32>,
    now: DateTime<Utc>,
) -> Vec<(&'static super::clocks::Clock, Reading)> {
    let done = |key: ClockKey| {
        let report = reports.iter().find(|r| r.clock == key);
        let sent = report.and_then(|r| r.sent_at);
        let sent = if key == ClockKey::Contract { sent.or(incident.vendor_reported_at) } else { sent };
        Done { sent_at: sent.map(|at| at.utc()), explained: report.is_some_and(|r| r.reason.is_some()) }
    };
    let facts = Facts {
        detected_by_vendor: incident.detected_by_vendor_at.map(|at| at.utc()),
        region_aware: incident.region_aware_at.map(|at| at.utc()),
        notification_sent: done(ClockKey::CslNotification).sent_at,
        significant: incident.significant,
        personal_data: incident.personal_data,
        tier,
    };
    let model = ClockModel::named(&incident.clock_model);
    model.clocks.iter().map(|clock| (clock, read(clock, &facts, done(clock.key), now))).collect()
}

fn check_version(version: Option<i32>, stored: &Incident) -> Result<()> {
    refusal::check_version(version, stored.version, || {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        BTreeMap::from([
            ("title".to_string(), stored.title.clone()),
            ("description".to_string(), text(&stored.description)),
            ("state".to_string(), stored.state.to_string()),
            ("root_cause".to_string(), text(&stored.root_cause)),
            ("open_questions".to_string(), text(&stored.open_questions)),
        ])
    })
}
