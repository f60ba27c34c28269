//! The vendor's pages. What is noted at a meeting is shown here first when the record is locked.

use super::RecordView;
use crate::base::Id;
use crate::features::dialogues::minutes::approving::Asking;
use crate::features::dialogues::minutes::views::{CallView, FaultView};
use crate::features::dialogues::model::{DialogueStatus, Section};
use crate::features::dialogues::store::Listed;
use crate::features::findings::ActionStatus;
use crate::platform::view::Pager;
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct PortalListPage {
    /// Minutes that wait for the answer of whoever reads.
    pub asking: Vec<Asking>,
    pub upcoming: Vec<Listed>,
    pub locked: Vec<Listed>,
    pub pager: Pager,
}

/// A heading of the agenda with the titles under it.
#[derive(Debug, Clone, Serialize)]
pub struct TitleSection {
    pub number: i32,
    pub section: Section,
    pub titles: Vec<String>,
}

/// An action that the vendor is to carry out.
#[derive(Debug, Clone, Serialize)]
pub struct OwnAction {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub status: ActionStatus,
    pub due_on: NaiveDate,
    pub slips: i32,
}

/// A dialogue that is not locked.
#[derive(Debug, Clone, Serialize)]
pub struct PortalShowPage {
    pub number: i32,
    pub held_on: NaiveDate,
    pub status: DialogueStatus,
    pub contract_reference: String,
    pub contract_title: String,
    pub chair_name: Option<String>,
    pub sections: Vec<TitleSection>,
    pub actions: Vec<OwnAction>,
    /// What was mailed last about a meeting that is still to come.
    pub call: Option<CallView>,
    /// Called off until it gets a new time.
    pub cancelled: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct PortalRecordPage {
    pub id: Id,
    pub record: RecordView,
    pub faults: Vec<FaultView>,
}
