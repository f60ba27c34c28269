//! What the record says of the meeting itself: who took part and how, the quorum, conflicts of interest.

use super::model::{AttendanceKind, MeetingSeat, QuorumEffect};
use crate::access::Side;
use serde::{Deserialize, Serialize};

/// Part of the locked record; absent in records from before it was noted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeetingFacts {
    pub attendance: Vec<Attending>,
    pub quorum: Quorum,
    pub conflicts: Vec<Conflict>,
}

/// One participant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attending {
    pub side: Side,
    pub name: String,
    pub attendance: AttendanceKind,
    pub seat: MeetingSeat,
    pub deputy_for: Option<String>,
}

/// Whether those who had to be there were, by which version of the rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quorum {
    pub met: bool,
    pub missing: Vec<MeetingSeat>,
    pub effect: QuorumEffect,
    pub model: String,
}

/// Somebody who had an interest of their own in an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    pub section: i32,
    pub title: super::Titles,
    pub side: Side,
    pub name: String,
    pub reason: String,
    pub stepped_out: bool,
}
