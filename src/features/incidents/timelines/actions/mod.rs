//! What can be done with a timeline: one write transaction each.

mod deciding;
mod editing;
mod preparing;

pub use deciding::{Choice, publish, withdraw};
pub use editing::{Heading, add_entry, edit_heading, remove_entry, save_entry};
pub use preparing::{facts, prepare, refresh};

use super::model::TimelineState;
use super::records::{Timeline, TimelineEntry};
use super::store;
use crate::base::refusal::{Refusal, Result, check_version};
use crate::base::{Id, text};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// An incident and one version of its timeline.
pub type Place<'a> = (&'a Id, &'a Id);

/// The object types of the audit log.
const TIMELINE: &str = "incident_timeline";
const ENTRY: &str = "incident_timeline_entry";

fn tidy(value: &Option<String>) -> Option<String> {
    value.as_deref().and_then(text::non_empty)
}

/// Refuses an edit of another version than the stored one, with what is stored. Errors: Conflict.
fn check(version: Option<i32>, stored: &Timeline) -> Result<()> {
    check_version(version, stored.version, || {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        BTreeMap::from([
            ("title_sv".to_string(), stored.title_sv.clone()),
            ("title_en".to_string(), stored.title_en.clone()),
            ("lead_sv".to_string(), text(&stored.lead_sv)),
            ("lead_en".to_string(), text(&stored.lead_en)),
        ])
    })
}

/// A version that may still be changed. Errors: NotFound, `rule-timeline-frozen`, Conflict.
fn find_draft(c: &mut Db, ctx: &Ctx, (incident_id, id): Place<'_>, version: Option<i32>) -> Result<Timeline> {
    let stored = store::find(c, &ctx.scope, incident_id, id)?;
    if stored.state != TimelineState::Draft {
        return Err(Refusal::rule("rule-timeline-frozen"));
    }
    check(version, &stored)?;
    Ok(stored)
}

/// The version's name in the log.
fn name(timeline: &Timeline) -> String {
    format!("{} ({})", timeline.title_sv, timeline.number)
}

/// Counts a change of an entry as a change of the whole, so that nobody decides on what they have not read, nor on what
/// they have changed.
fn touch(c: &mut Db, ctx: &Ctx, timeline: &Timeline) -> Result<Timeline> {
    let hands = with_hand(ctx, hands(timeline)?)?;
    let after = Timeline { hands, version: timeline.version + 1, ..timeline.clone() };
    store::save(c, &ctx.scope, &after)?;
    Ok(after)
}

/// Everybody who has had a hand in a version: who prepared it, wrote, reviewed or removed anything, here or in the
/// versions that it was made from. Whoever wrote first stays, though another has written over it.
pub fn hands(timeline: &Timeline) -> Result<Vec<Id>> {
    serde_json::from_str(&timeline.hands).map_err(Refusal::fault)
}

/// The hands with that of the one who acts, as they are stored.
fn with_hand(ctx: &Ctx, mut hands: Vec<Id>) -> Result<String> {
    if !hands.contains(&ctx.actor.person_id) {
        hands.push(ctx.actor.person_id.clone());
    }
    serde_json::to_string(&hands).map_err(Refusal::fault)
}

/// What happened to an entry, for the log.
fn of_entry(verb: &'static str, timeline: &Timeline, entry: &TimelineEntry) -> audit::Entry {
    audit::Entry::new(verb, ENTRY, &entry.id).named(name(timeline))
}
