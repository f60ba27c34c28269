//! What the pages of timelines show.

use super::model::{TimelineReview, TimelineSource, TimelineState};
use super::records::{PublishedLine, Timeline, TimelineEntry, TimelineLine};
use super::rules::{Proposal, moved};
use super::snapshot::SaidEntry;
use crate::base::{Id, Instant, Language};
use crate::features::secrecy::{GroundView, Grounds};
use crate::platform::view::{Choice, FormState, Pager};
use chrono::NaiveDate;
use serde::Serialize;

/// A version in the panel on the incident's page.
#[derive(Debug, Clone, Serialize)]
pub struct VersionRow {
    pub line: TimelineLine,
    /// It can be opened as everybody in the organisation sees it.
    pub is_shown: bool,
}

impl From<TimelineLine> for VersionRow {
    fn from(line: TimelineLine) -> Self {
        VersionRow { is_shown: line.state.is_shown(), line }
    }
}

/// An entry as it is prepared. What was left out of a version that is decided has no texts here either.
#[derive(Debug, Clone, Serialize)]
pub struct EntryRow {
    pub id: Id,
    pub at: Instant,
    /// What the incident says by now, when it is another time.
    pub moved_to: Option<Instant>,
    pub source: TimelineSource,
    pub text_sv: Option<String>,
    pub text_en: Option<String>,
    pub review: TimelineReview,
    pub tone: &'static str,
    pub paragraph: Option<String>,
    pub reason: Option<String>,
    pub reviewed_by_name: Option<String>,
    pub reviewed_at: Option<Instant>,
    pub version: i32,
    /// A person added it, or the incident knows it no longer: it can be taken out.
    pub is_own: bool,
}

impl EntryRow {
    /// `facts`: what the incident knows by now; none for a version that is decided.
    pub fn of(entry: TimelineEntry, state: TimelineState, grounds: &Grounds, facts: &[Proposal]) -> EntryRow {
        let hidden = state.is_decided() && entry.review != TimelineReview::Publish;
        let shown = |text: String| Some(text).filter(|text| !hidden && !text.is_empty());
        EntryRow {
            moved_to: moved(&entry, facts),
            id: entry.id,
            is_own: facts.iter().all(|fact| fact.key != entry.source_key),
            at: entry.occurred_at,
            source: entry.source,
            text_sv: shown(entry.text_sv),
            text_en: shown(entry.text_en),
            review: entry.review,
            tone: match entry.review {
                TimelineReview::Unreviewed => "attention",
                TimelineReview::Publish => "ok",
                TimelineReview::LeaveOut => "neutral",
            },
            paragraph: entry.paragraph.as_deref().map(|key| grounds.label(key)),
            reason: entry.reason,
            reviewed_by_name: entry.reviewed_by_name,
            reviewed_at: entry.reviewed_at,
            version: entry.version,
        }
    }
}

/// The page where a version is prepared, reviewed and decided.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineDraftPage {
    pub incident_id: Id,
    pub timeline: Timeline,
    pub entries: Vec<EntryRow>,
    pub unreviewed: usize,
    pub paragraphs: Vec<GroundView>,
    pub heading_form: FormState,
    pub publish_form: FormState,
    pub withdraw_form: FormState,
    /// It is a draft that the reader may write in.
    pub can_edit: bool,
    /// The reader decides on such things, but has had a hand in this one.
    pub is_own_work: bool,
    pub can_publish: bool,
    pub can_withdraw: bool,
    /// A new version can be prepared: this one is decided, and no later one is being prepared.
    pub can_prepare: bool,
    pub is_shown: bool,
}

/// The form of one entry.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineEntryPage {
    pub form: FormState,
    pub incident_id: Id,
    pub timeline_id: Id,
    /// None while it is being added.
    pub entry_id: Option<Id>,
    pub source: TimelineSource,
    pub reviews: &'static [TimelineReview],
    pub paragraphs: Vec<GroundView>,
    pub paragraph_choices: Vec<Choice>,
}

/// A published version in the list, in the reader's language.
#[derive(Debug, Clone, Serialize)]
pub struct PublishedRow {
    pub id: Id,
    pub title: String,
    pub number: i32,
    pub decided_on: Option<NaiveDate>,
    pub decided_by_name: Option<String>,
    pub decided_role: Option<String>,
}

impl PublishedRow {
    pub fn of(line: PublishedLine, language: Language) -> PublishedRow {
        PublishedRow {
            id: line.id,
            title: match language {
                Language::Sv => line.title_sv,
                Language::En => line.title_en,
            },
            number: line.number,
            decided_on: line.decided_on,
            decided_by_name: line.decided_by_name,
            decided_role: line.decided_role,
        }
    }
}

/// What is published now, of every incident.
#[derive(Debug, Clone, Serialize)]
pub struct PublishedTimelinesPage {
    pub rows: Vec<PublishedRow>,
    pub pager: Pager,
}

/// A published timeline as everybody in the organisation sees it.
#[derive(Debug, Clone, Serialize)]
pub struct PublishedTimelinePage {
    pub id: Id,
    pub organisation: String,
    pub number: i32,
    pub state: TimelineState,
    /// None when it was withdrawn: nothing of it is shown.
    pub said: Option<SaidPage>,
    /// The version that has taken its place.
    pub newer_id: Option<Id>,
    pub ended_at: Option<Instant>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SaidPage {
    pub lead: Option<String>,
    pub entries: Vec<SaidEntry>,
    pub left_out: Option<String>,
    pub decided_by_name: String,
    pub decided_role: String,
    pub decided_on: NaiveDate,
    pub diary_number: Option<String>,
    pub sha256: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::view::{Views, render_samples};

    #[test]
    fn every_page_renders_in_both_languages() {
        let views = Views::new().unwrap();
        render_samples::<TimelineDraftPage>(&views).unwrap();
        render_samples::<TimelineEntryPage>(&views).unwrap();
        render_samples::<PublishedTimelinesPage>(&views).unwrap();
        render_samples::<PublishedTimelinePage>(&views).unwrap();
    }
}
