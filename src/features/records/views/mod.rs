//! What the pages show.

mod disposal_samples;
mod samples;

use super::model::{
    CountsFrom, Direction, DisclosureOutcome, DisclosureSource, DisclosureState, DisposalState, Hindrance, Openness,
    Pressure, RecordKind, RetentionKind,
};
use super::rows::{
    ArchivePackage, Disclosure, DisclosureEvent, Disposal, DisposalRow, ExtractRow, Hold, PackedRecord, PublicRecord,
};
use crate::base::{Id, Instant};
use crate::features::secrecy::GroundView;
use crate::platform::view::{Choice, FormState, Pager};
use chrono::NaiveDate;
use serde::Serialize;

/// A record in a list.
#[derive(Debug, Clone, Serialize)]
pub struct RecordRow {
    pub id: Id,
    pub number: i32,
    pub subject: String,
    pub kind: RecordKind,
    pub type_name: String,
    pub direction: Direction,
    pub dated_on: NaiveDate,
    pub diary_number: Option<String>,
    pub case_link: Option<String>,
    pub counterpart: Option<String>,
    /// Something in it is proposed to be secret.
    pub is_marked: bool,
    pub is_disposed: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct RecordsPage {
    pub form: FormState,
    pub rows: Vec<RecordRow>,
    pub pager: Pager,
    pub kinds: &'static [RecordKind],
    pub types: Vec<Choice>,
    pub vendors: Vec<Choice>,
    pub directions: &'static [Direction],
    pub can_edit: bool,
}

/// Something that waits to be registered.
#[derive(Debug, Clone, Serialize)]
pub struct CandidateRow {
    pub object_id: Id,
    pub vendor_name: Option<String>,
    pub title: String,
    pub at: Option<Instant>,
}

#[derive(Debug, Clone, Serialize)]
pub struct UnregisteredPage {
    pub form: FormState,
    pub kind: RecordKind,
    pub kinds: Vec<RecordKind>,
    pub rows: Vec<CandidateRow>,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct RecordFormPage {
    /// None for a new one.
    pub id: Option<Id>,
    pub kind: RecordKind,
    pub object_id: Option<Id>,
    pub is_document: bool,
    pub form: FormState,
    pub types: Vec<Choice>,
    pub directions: &'static [Direction],
    pub vendors: Vec<Choice>,
    /// What a diary number looks like here.
    pub example: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct MarkView {
    pub id: Id,
    pub label: String,
    pub warning: Option<String>,
    pub reason: String,
    pub made_by_name: String,
    pub made_at: Instant,
}

/// A field or a file of a record, with its marks.
#[derive(Debug, Clone, Serialize)]
pub struct PartView {
    /// Word key; None for a file, whose name is the detail.
    pub name: Option<&'static str>,
    pub detail: String,
    pub text: String,
    pub file_id: Option<Id>,
    pub marks: Vec<MarkView>,
}

/// What the plan says of a document type.
#[derive(Debug, Clone, Serialize)]
pub struct RuleView {
    pub kind: RetentionKind,
    pub years: Option<i32>,
    pub counts_from: CountsFrom,
    /// The organisation's own plan; None for what we propose.
    pub plan_reference: Option<String>,
    pub due_on: Option<NaiveDate>,
}

#[derive(Debug, Clone, Serialize)]
pub struct RecordPage {
    pub record: PublicRecord,
    /// Not written with the record itself.
    pub counterpart: Option<String>,
    pub type_name: String,
    pub vendor_name: Option<String>,
    pub case_link: Option<String>,
    /// Where the object itself is shown.
    pub object_href: Option<String>,
    pub parts: Vec<PartView>,
    pub rule: RuleView,
    pub holds: Vec<Hold>,
    /// The packages for the e-archive that it is in, the oldest first.
    pub packages: Vec<PackageLine>,
    /// The requests that it was chosen for, the newest first.
    pub disclosures: Vec<DisclosureLine>,
    pub disposal_href: Option<String>,
    pub mark_fields: Vec<Choice>,
    /// Paragraphs to think of for its document type.
    pub suggested: Vec<String>,
    pub paragraphs: Vec<GroundView>,
    pub paragraph_choices: Vec<Choice>,
    pub mark_form: FormState,
    pub upload_form: FormState,
    pub can_edit: bool,
    pub can_attach: bool,
}

/// A document type in the plan.
#[derive(Debug, Clone, Serialize)]
pub struct TypeRow {
    pub key: String,
    pub name: String,
    pub rule: RuleView,
    pub form: FormState,
    pub version: i32,
    pub decided_by_name: Option<String>,
    /// The form of this type was refused.
    pub is_open: bool,
    /// Ends the ids of its fields, so that no two are alike.
    pub suffix: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct SettingsPage {
    pub form: FormState,
    pub version: i32,
    pub types: Vec<TypeRow>,
    pub rules: &'static [RetentionKind],
    pub counts: &'static [CountsFrom],
    pub parameters: String,
    pub can_edit: bool,
    pub can_decide: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct DisclosureLine {
    pub id: Id,
    pub number: i32,
    pub received_on: NaiveDate,
    pub requester: Option<String>,
    pub asked_for: String,
    pub state: DisclosureState,
    pub outcome: Option<DisclosureOutcome>,
    pub responsible_name: String,
    /// Working days.
    pub days: u32,
    pub pressure: Pressure,
}

#[derive(Debug, Clone, Serialize)]
pub struct DisclosuresPage {
    pub form: FormState,
    pub rows: Vec<DisclosureLine>,
    pub pager: Pager,
    pub states: &'static [DisclosureState],
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct DisclosureFormPage {
    pub form: FormState,
    pub people: Vec<Choice>,
    pub example: Option<String>,
}

/// What can be changed of a request.
#[derive(Debug, Clone, Serialize)]
pub struct DisclosureEditPage {
    pub id: Id,
    pub number: i32,
    /// With the version that it changes.
    pub form: FormState,
    pub people: Vec<Choice>,
    pub example: Option<String>,
}

/// A list in one flow: who asks, what is masked, and the first rows as they are.
#[derive(Debug, Clone, Serialize)]
pub struct ListFlowPage {
    pub form: FormState,
    pub source: DisclosureSource,
    pub sources: Vec<DisclosureSource>,
    pub columns: Vec<ListColumnView>,
    pub paragraphs: Vec<GroundView>,
    pub paragraph_choices: Vec<Choice>,
    pub total: usize,
    pub example: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ListColumnView {
    /// The field of the form that says whether it is masked, and by what.
    pub field: String,
    pub name: String,
    /// The first values, as they are.
    pub samples: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ItemLine {
    pub id: Id,
    pub position: i32,
    pub source: DisclosureSource,
    pub title: String,
    pub record_id: Option<Id>,
    pub assessed_by_name: Option<String>,
    pub assessed_at: Option<Instant>,
    pub masked: usize,
}

/// One page of the records that may be chosen.
#[derive(Debug, Clone, Serialize)]
pub struct Found {
    pub rows: Vec<RecordRow>,
    pub pager: Pager,
}

/// A ground that can be ticked.
#[derive(Debug, Clone, Serialize)]
pub struct GroundBox {
    pub key: String,
    pub label: String,
    pub is_ticked: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct DisclosurePage {
    pub disclosure: Disclosure,
    pub requester: Option<String>,
    pub contact: Option<String>,
    pub days: u32,
    pub pressure: Pressure,
    pub items: Vec<ItemLine>,
    /// The search among the records, as it was typed.
    pub search: FormState,
    /// The address of the search, for its pages.
    pub search_path: String,
    /// None when nothing is searched for.
    pub found: Option<Found>,
    pub kinds: &'static [RecordKind],
    pub types: Vec<Choice>,
    pub vendors: Vec<Choice>,
    pub extracts: Vec<ExtractRow>,
    pub events: Vec<DisclosureEvent>,
    pub terms_form: FormState,
    pub choose_form: FormState,
    pub decide_form: FormState,
    pub paragraphs: Vec<GroundView>,
    pub paragraph_choices: Vec<Choice>,
    /// The same for the decision, with those that the refused form had.
    pub grounds: Vec<GroundBox>,
    pub outcomes: &'static [DisclosureOutcome],
    pub can_edit: bool,
    pub can_refuse: bool,
    pub can_hand_over: bool,
    pub has_letter: bool,
}

/// A field, a file or a column to assess.
#[derive(Debug, Clone, Serialize)]
pub struct AssessRow {
    pub index: usize,
    pub key: String,
    pub name: String,
    pub detail: String,
    pub text: String,
    pub is_long: bool,
    /// The text is only the first cells of a column.
    pub are_samples: bool,
    pub file_href: Option<String>,
    /// Parts of it can be masked: it is text.
    pub has_parts: bool,
    pub marks: Vec<MarkView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct AssessPage {
    pub disclosure_id: Id,
    pub disclosure_number: i32,
    pub item_id: Id,
    pub version: i32,
    pub title: String,
    pub rows: Vec<AssessRow>,
    pub form: FormState,
    /// The name by which a file is said to be read.
    pub reader: String,
    pub opennesses: &'static [Openness],
    pub paragraphs: Vec<GroundView>,
    pub paragraph_choices: Vec<Choice>,
}

#[derive(Debug, Clone, Serialize)]
pub struct DisposalsPage {
    pub rows: Vec<Disposal>,
    pub pager: Pager,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct DryLine {
    pub id: Id,
    pub number: i32,
    pub subject: String,
    pub type_name: String,
    pub dated_on: NaiveDate,
    pub due_on: NaiveDate,
    pub hindrance: Option<Hindrance>,
    pub holds: Vec<String>,
    pub is_ticked: bool,
}

/// A record that is never due until it has an end date.
#[derive(Debug, Clone, Serialize)]
pub struct WaitingLine {
    pub id: Id,
    pub number: i32,
    pub subject: String,
    pub type_name: String,
    pub dated_on: NaiveDate,
}

#[derive(Debug, Clone, Serialize)]
pub struct DryRunPage {
    pub ready: Vec<DryLine>,
    /// More may go than one disposal takes: how many it takes.
    pub at_most: Option<usize>,
    pub hindered: Vec<DryLine>,
    /// The oldest.
    pub waiting: Vec<WaitingLine>,
    pub waiting_total: i64,
    pub form: FormState,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct DisposalPage {
    pub disposal: Disposal,
    pub state: DisposalState,
    pub rows: Vec<DisposalRow>,
    pub decide_form: FormState,
    pub refuse_form: FormState,
    /// The one who looks proposed it: somebody else decides.
    pub is_own: bool,
    pub can_decide: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct HoldLine {
    pub hold: Hold,
    pub record_number: Option<i32>,
    pub vendor_name: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct HoldsPage {
    pub rows: Vec<HoldLine>,
    pub pager: Pager,
    pub form: FormState,
    pub lift_form: FormState,
    pub vendors: Vec<Choice>,
    pub can_edit: bool,
    pub can_decide: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct PackageLine {
    pub package: ArchivePackage,
    pub records: Vec<PackedRecord>,
    /// A disposal took its bytes.
    pub is_gone: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct PackagesPage {
    pub rows: Vec<PackageLine>,
    pub pager: Pager,
    pub form: FormState,
    pub types: Vec<Choice>,
    pub kinds: &'static [RecordKind],
    pub can_edit: bool,
}
