//! What stands beside an item in meeting mode: the block of information security, what the vendor has prepared, and
//! the decision that is carried forward. The screen is shared: nothing internal has a place here.

use crate::base::{Id, Instant};
use crate::features::dialogues::decisions::DecisionState;
use crate::features::dialogues::decisions::views::DecisionView;
use crate::features::dialogues::model::{ItemStatus, Section};
use serde::Serialize;

/// One heading of the block of information security.
#[derive(Debug, Clone, Serialize)]
pub struct SecurityLine {
    pub id: Id,
    pub section: Section,
    pub status: ItemStatus,
}

#[derive(Debug, Clone, Serialize)]
pub struct PreparedView {
    pub answer: String,
    pub author: String,
    pub at: Instant,
}

#[derive(Debug, Clone, Default, Serialize)]
pub struct MeetingAside {
    pub security: Vec<SecurityLine>,
    /// Every heading of the block has been taken up.
    pub security_done: bool,
    pub prepared: Option<PreparedView>,
    pub decision: Option<DecisionView>,
    /// In how many dialogues the decision has been carried forward.
    pub carried: i32,
}

impl MeetingAside {
    pub fn sample() -> MeetingAside {
        let at = chrono::DateTime::from_timestamp(1_795_435_200, 0).unwrap_or_default();
        let line = |section, status| SecurityLine { id: Id::new(at), section, status };
        MeetingAside {
            security: vec![
                line(Section::AccessAndLogs, ItemStatus::TakenUp),
                line(Section::Vulnerabilities, ItemStatus::Untouched),
            ],
            security_done: false,
            prepared: Some(PreparedView {
                answer: "Klart i en av två miljöer.".into(),
                author: "Lena Sjö".into(),
                at: at.into(),
            }),
            decision: Some(DecisionView::sample(DecisionState::Open)),
            carried: 2,
        }
    }
}
