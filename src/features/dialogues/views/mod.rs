//! What the pages of dialogues show. The vendor's pages have their own structs, which have no
//! place for anything internal.

mod aside;
mod record;
mod samples;
mod vendor;

pub use aside::{MeetingAside, PreparedView, SecurityLine};
pub use record::{RecordAction, RecordItem, RecordSection, RecordView};
pub use vendor::{OwnAction, PortalListPage, PortalRecordPage, PortalShowPage, TitleSection};

use super::minutes::views::FaultView;
use super::model::{DialogueStatus, ItemKind, ItemStatus, Section};
use super::records::{Dialogue, DialogueItem, DialogueParticipant};
use super::store::Listed;
use crate::access::Side;
use crate::base::{Id, Instant, Language};
use crate::features::findings::{Action, ActionStatus, Responsible};
use crate::kit::outbox;
use crate::platform::view::{Choice, FormState, Pager};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct Tab {
    pub label: String,
    pub href: String,
    pub current: bool,
    pub count: Option<i64>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    pub tabs: Vec<Tab>,
    pub form: FormState,
    pub contracts: Vec<Choice>,
    pub statuses: Vec<DialogueStatus>,
    pub rows: Vec<Listed>,
    pub pager: Pager,
    pub locked: bool,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct NewPage {
    pub form: FormState,
    pub contracts: Vec<Choice>,
}

/// What every page of one dialogue says of it.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    pub id: Id,
    pub version: i32,
    pub number: i32,
    pub held_on: NaiveDate,
    pub status: DialogueStatus,
    pub contract_id: Id,
    pub contract_reference: String,
    pub contract_title: String,
    pub vendor_id: Id,
    pub vendor_name: String,
    pub chair_name: Option<String>,
    pub minute_checker: Option<String>,
    pub done: usize,
    pub total: usize,
}

impl Head {
    pub fn of(
        dialogue: &Dialogue,
        contract: &crate::features::contracts::Contract,
        vendor_name: &str,
        items: &[DialogueItem],
    ) -> Head {
        Head {
            id: dialogue.id.clone(),
            version: dialogue.version,
            number: dialogue.number,
            held_on: dialogue.held_on,
            status: dialogue.status,
            contract_id: contract.id.clone(),
            contract_reference: contract.reference.clone(),
            contract_title: contract.title.clone(),
            vendor_id: dialogue.vendor_id.clone(),
            vendor_name: vendor_name.to_string(),
            chair_name: dialogue.chair_name.clone(),
            minute_checker: dialogue.minute_checker.clone(),
            done: items.iter().filter(|item| item.status != ItemStatus::Untouched).count(),
            total: items.len(),
        }
    }
}

/// One agenda item on the region's page.
#[derive(Debug, Clone, Serialize)]
pub struct ItemView {
    pub id: Id,
    pub title: String,
    pub kind: ItemKind,
    pub standing: bool,
    pub status: ItemStatus,
    pub note: Option<String>,
    pub decision: Option<String>,
    pub action: Option<ActionView>,
    /// The finding that the item's number is of. Its title is not here: the screen may be shared.
    pub finding_id: Option<Id>,
}

/// An action as its item shows it.
#[derive(Debug, Clone, Serialize)]
pub struct ActionView {
    pub id: Id,
    pub number: i32,
    pub version: i32,
    pub status: ActionStatus,
    pub responsible: Responsible,
    pub owner: Option<String>,
    pub due_on: NaiveDate,
    pub original_due_on: NaiveDate,
    pub slips: i32,
    pub closed: bool,
    pub may_postpone: bool,
    pub may_verify: bool,
    pub reported_note: Option<String>,
    /// In how many dialogues it has been open, this one included.
    pub meetings: u32,
}

impl ActionView {
    pub fn of(action: &Action, earlier_meetings: u32) -> ActionView {
        ActionView {
            id: action.id.clone(),
            number: action.number,
            version: action.version,
            status: action.status,
            responsible: action.responsible,
            owner: action.owner_name.clone(),
            due_on: action.due_on,
            original_due_on: action.original_due_on,
            slips: action.slips,
            closed: !action.is_open(),
            may_postpone: matches!(action.status, ActionStatus::Open | ActionStatus::InProgress),
            may_verify: action.status == ActionStatus::ReportedDone,
            reported_note: action.reported_note.clone(),
            meetings: earlier_meetings.saturating_add(1),
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    pub number: i32,
    pub section: Section,
    /// The standing heading's own item, then the others.
    pub items: Vec<ItemView>,
}

/// The items under their fourteen headings, in order.
pub fn sections(items: Vec<(i32, ItemView)>) -> Vec<SectionView> {
    let mut sections: Vec<SectionView> = Section::ALL
        .iter()
        .zip(1..)
        .map(|(section, number)| SectionView { number, section: *section, items: Vec::new() })
        .collect();
    for (number, item) in items {
        if let Some(section) = sections.iter_mut().find(|section| section.number == number) {
            section.items.push(item);
        }
    }
    sections.retain(|section| !section.items.is_empty());
    sections
}

pub fn title_of(item: &DialogueItem, language: Language) -> String {
    match language {
        Language::Sv => item.title_sv.clone(),
        Language::En => item.title_en.clone(),
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct ParticipantView {
    pub name: String,
    pub side: Side,
    pub duty: Option<String>,
    pub email: Option<String>,
    pub present: bool,
    pub receives_minutes: bool,
}

impl From<DialogueParticipant> for ParticipantView {
    fn from(p: DialogueParticipant) -> Self {
        ParticipantView {
            name: p.name,
            side: p.side,
            duty: p.duty,
            email: p.email,
            present: p.present,
            receives_minutes: p.receives_minutes,
        }
    }
}

/// Where a mail is on its way.
#[derive(Debug, Clone, Serialize)]
pub struct Delivery {
    pub to: String,
    /// `waiting`, `retrying`, `sent` or `failed`.
    pub state: &'static str,
    pub error: Option<String>,
    pub attempts: i32,
    /// When it was sent, or when the next attempt is made.
    pub at: Instant,
}

impl From<outbox::Row> for Delivery {
    fn from(row: outbox::Row) -> Self {
        let state = match row.state {
            outbox::State::Done => "sent",
            outbox::State::Failed => "failed",
            outbox::State::Pending | outbox::State::Working if row.last_error.is_some() => "retrying",
            outbox::State::Pending | outbox::State::Working => "waiting",
        };
        Delivery {
            to: row.recipient.unwrap_or_default(),
            state,
            at: row.done_at.unwrap_or(row.run_after),
            error: row.last_error,
            attempts: row.attempts,
        }
    }
}

/// One entry of the timeline.
#[derive(Debug, Clone, Serialize)]
pub struct Happened {
    pub at: Instant,
    pub who: String,
    pub text: String,
    pub note: Option<String>,
    pub tone: &'static str,
}

/// The neighbours in the series.
#[derive(Debug, Clone, Serialize)]
pub struct Neighbour {
    pub id: Id,
    pub label: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    pub head: Head,
    pub sections: Vec<SectionView>,
    pub participants: Vec<ParticipantView>,
    pub internal_note: Option<String>,
    /// The last day of an override of the vendor's tier: for the region's eyes only.
    pub override_ends_on: Option<NaiveDate>,
    /// Open actions that no agenda has because the vendor does not see them: for the region's eyes only.
    pub withheld: i64,
    /// What the vendor proposes and nobody has answered.
    pub proposals: i64,
    /// Called off until it gets a new time.
    pub cancelled: bool,
    /// Who has come onto the list since the invitation.
    pub uninvited: Vec<String>,
    pub previous: Option<Neighbour>,
    pub history: Vec<Happened>,
    pub form: FormState,
    pub section_choices: Vec<Section>,
    pub can_edit: bool,
    pub can_lock: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct LockedPage {
    pub id: Id,
    pub record: RecordView,
    /// Parts of what is stored that do not fit together.
    pub faults: Vec<FaultView>,
    pub deliveries: Vec<Delivery>,
    /// True from the lock until the PDF is made and the mails are queued.
    pub minutes_waiting: bool,
    pub internal_note: Option<String>,
    pub previous: Option<Neighbour>,
    pub next: Option<Neighbour>,
    pub history: Vec<Happened>,
}

/// One person in the form of participants; the fields begin with `p<place>_`.
#[derive(Debug, Clone, Serialize)]
pub struct Seat {
    pub place: usize,
    pub name: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct EditPage {
    pub head: Head,
    pub form: FormState,
    pub people: FormState,
    pub seats: Vec<Seat>,
    pub sides: Vec<Side>,
    pub languages: Vec<Language>,
}

/// One line of the list beside the meeting card.
#[derive(Debug, Clone, Serialize)]
pub struct AgendaEntry {
    pub id: Id,
    pub title: String,
    pub standing: bool,
    pub status: ItemStatus,
    pub current: bool,
}

/// A change since the previous record, for `components/diff`.
#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    pub label: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct MeetingPage {
    pub head: Head,
    pub agenda: Vec<AgendaEntry>,
    pub item: ItemView,
    pub item_version: i32,
    pub section: Section,
    pub place: usize,
    pub previous: Option<Id>,
    pub next: Option<Id>,
    pub changes: Vec<Difference>,
    pub new_since: bool,
    pub form: FormState,
    pub conflict: Vec<Difference>,
    pub aside: MeetingAside,
    pub action_form: FormState,
    pub step_form: FormState,
    /// The folded form that is open: `action`, `postpone`, `verify` or nothing.
    pub unfolded: String,
    pub statuses: Vec<ItemStatus>,
    pub parties: Vec<Responsible>,
    /// Whom a new action can be given to.
    pub owners: Vec<Choice>,
    pub can_edit: bool,
    pub can_add_action: bool,
    pub can_verify: bool,
    pub can_lock: bool,
}

/// An item that nobody has touched.
#[derive(Debug, Clone, Serialize)]
pub struct Left {
    pub id: Id,
    pub title: String,
    pub standing: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ClosePage {
    pub head: Head,
    /// Open actions whose items stop the lock.
    pub blocking: Vec<Left>,
    /// Open actions that are not on the agenda at all; they stop the lock too.
    pub missing: Vec<String>,
    /// Headings of information security that nobody has taken up; they stop the lock too.
    pub security: Vec<Left>,
    pub others: Vec<Left>,
    /// Open actions that no agenda has because the vendor does not see them.
    pub withheld: i64,
    /// What the vendor proposes and nobody has answered: the lock takes it to the next dialogue.
    pub proposals: i64,
    pub participants: Vec<ParticipantView>,
    pub recipients: usize,
    pub quorum: super::minutes::facts::Quorum,
    pub form: FormState,
    pub cadence: Option<u32>,
    /// Why the lock was refused, in words.
    pub refused: Option<String>,
    pub can_lock: bool,
}
