//! What is frozen when a timeline is published. It never holds anything of an entry that was left out but how many
//! there were and by which grounds; page, PDF and JSON are made of it alone.

use super::model::TimelineReview;
use super::records::{Timeline, TimelineEntry};
use crate::base::{Instant, Language, Refusal, Result};
use crate::features::secrecy::Grounds;
use crate::kit::snapshot::{canonical_json, sha256_hex};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

pub const FORMAT: &str = "tillit-incident-timeline-1";

/// An entry that is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenEntry {
    pub at: Instant,
    pub text_sv: String,
    pub text_en: String,
}

/// A ground by which something was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenGround {
    pub key: String,
    pub label: String,
    pub verified: bool,
}

/// The decision to publish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenChoice {
    pub name: String,
    pub role: String,
    pub decided_on: NaiveDate,
    pub diary_number: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenTimeline {
    pub format: String,
    pub organisation: String,
    pub number: i32,
    pub title_sv: String,
    pub title_en: String,
    pub lead_sv: Option<String>,
    pub lead_en: Option<String>,
    pub entries: Vec<FrozenEntry>,
    pub left_out: usize,
    pub grounds: Vec<FrozenGround>,
    pub decision: FrozenChoice,
}

/// A published timeline in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    pub title: String,
    pub lead: Option<String>,
    pub entries: Vec<SaidEntry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SaidEntry {
    pub at: Instant,
    pub text: String,
}

impl FrozenTimeline {
    /// Only what was reviewed as public is taken in.
    pub fn freeze(
        organisation: String,
        timeline: &Timeline,
        entries: &[TimelineEntry],
        grounds: &Grounds,
        decision: FrozenChoice,
    ) -> FrozenTimeline {
        let open = entries.iter().filter(|entry| entry.review == TimelineReview::Publish);
        let out = entries.iter().filter(|entry| entry.review == TimelineReview::LeaveOut);
        let used: BTreeSet<&str> = out.clone().filter_map(|entry| entry.paragraph.as_deref()).collect();
        let ground = |key: &str| FrozenGround {
            key: key.to_string(),
            label: grounds.label(key),
            verified: grounds.find(key).is_some_and(|ground| ground.verified),
        };
        FrozenTimeline {
            format: FORMAT.to_string(),
            organisation,
            number: timeline.number,
            title_sv: timeline.title_sv.clone(),
            title_en: timeline.title_en.clone(),
            lead_sv: timeline.lead_sv.clone(),
            lead_en: timeline.lead_en.clone(),
            entries: open
                .map(|entry| FrozenEntry {
                    at: entry.occurred_at,
                    text_sv: entry.text_sv.clone(),
                    text_en: entry.text_en.clone(),
                })
                .collect(),
            left_out: out.count(),
            grounds: used.into_iter().map(ground).collect(),
            decision,
        }
    }

    /// The canonical text and its fingerprint.
    pub fn sealed(&self) -> Result<(String, String)> {
        let text = canonical_json(&serde_json::to_value(self).map_err(Refusal::fault)?);
        let sha256 = sha256_hex(&text);
        Ok((text, sha256))
    }

    /// What was published. Errors: NotFound for a draft, a fault when the stored text cannot be read.
    pub fn of(row: &Timeline) -> Result<FrozenTimeline> {
        let text = row.snapshot.as_deref().ok_or(Refusal::NotFound)?;
        serde_json::from_str(text).map_err(Refusal::fault)
    }

    pub fn said(&self, language: Language) -> Said {
        let (title, lead) = match language {
            Language::Sv => (&self.title_sv, &self.lead_sv),
            Language::En => (&self.title_en, &self.lead_en),
        };
        let entry = |entry: &FrozenEntry| SaidEntry {
            at: entry.at,
            text: match language {
                Language::Sv => entry.text_sv.clone(),
                Language::En => entry.text_en.clone(),
            },
        };
        Said { title: title.clone(), lead: lead.clone(), entries: self.entries.iter().map(entry).collect() }
    }
}
