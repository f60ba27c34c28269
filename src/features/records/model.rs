//! The words of records, disclosures and disposals.

use crate::base::Id;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

crate::text_enum! {
    /// What can be a record. A later kind is a variant here, a reader in `reading`, and its candidates in
    /// `store/candidates`.
    pub enum RecordKind {
        /// What has no other home in the register: a letter, a note of a telephone call.
        Document => "document",
        /// The minutes of a dialogue, once both sides have approved them.
        Minutes => "minutes",
        /// A self-assessment that was handed in.
        Assessment => "assessment",
        /// One file that a vendor or the organisation attached.
        Evidence => "evidence",
        /// The decision on a subcontractor, with its letter.
        Approval => "approval",
        /// The decided analysis of a service.
        Analysis => "analysis",
        /// One decision on an action plan, by its own id: the plan as it was decided then.
        Plan => "plan",
        /// A letter that was sent to a vendor with a step of an escalation.
        EscalationLetter => "escalation_letter",
    }
}
crate::text_enum! {
    pub enum Direction { Incoming => "incoming", Outgoing => "outgoing", DrawnUp => "drawn_up" }
}
crate::text_enum! {
    pub enum RetentionKind { Preserve => "preserve", Dispose => "dispose" }
}
crate::text_enum! {
    /// From which day the years are counted.
    pub enum CountsFrom { Dated => "dated", Closed => "closed" }
}
crate::text_enum! {
    pub enum DisclosureState { Open => "open", Decided => "decided", HandedOver => "handed_over" }
}
crate::text_enum! {
    /// What came of a request.
    pub enum DisclosureOutcome {
        Full => "full",
        Partial => "partial",
        Refused => "refused",
        /// There is no such record here.
        NotHeld => "not_held",
    }
}
crate::text_enum! {
    /// What a chosen thing is: a registered record, or a list made on request.
    pub enum DisclosureSource { Record => "record", VendorList => "vendor_list", ServiceList => "service_list" }
}
crate::text_enum! {
    /// What was found of one field or file.
    pub enum Openness { Open => "open", Parts => "parts", Whole => "whole" }
}
crate::text_enum! {
    /// What has happened in a request, as its log says.
    pub enum DisclosureStep {
        Received => "received",
        Changed => "changed",
        Chosen => "chosen",
        Removed => "removed",
        Assessed => "assessed",
        /// Somebody has read a file that cannot be searched.
        Read => "read",
        Terms => "terms",
        Issued => "issued",
        Decided => "decided",
        HandedOver => "handed_over",
    }
}
crate::text_enum! {
    pub enum DisposalState { Proposed => "proposed", Refused => "refused", Done => "done" }
}
crate::text_enum! {
    /// Why a record cannot be disposed of.
    pub enum Hindrance {
        Held => "held",
        Kind => "kind",
        Waiting => "waiting",
        Preserve => "preserve",
        NotDue => "not_due",
        /// A file that belongs to a record which stays.
        Part => "part",
    }
}
crate::text_enum! {
    /// How long a request has waited.
    pub enum Pressure { Fresh => "fresh", Attention => "attention", Late => "late" }
}

impl RecordKind {
    /// Whether a disposal can take it: what other parts of the register are built upon is preserved.
    pub fn can_be_disposed(self) -> bool {
        matches!(self, RecordKind::Document | RecordKind::Evidence)
    }
}

impl DisclosureOutcome {
    /// Whether somebody may appeal against it, so that it needs a written decision.
    pub fn is_refusal(self) -> bool {
        matches!(self, DisclosureOutcome::Partial | DisclosureOutcome::Refused)
    }
}

/// What was found of one field: parts are phrases, each masked wherever it stands in the extract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assessed {
    pub openness: Openness,
    /// A paragraph's key, such as `osl_18_8`; needed unless the field is open.
    pub paragraph: Option<String>,
    pub reason: Option<String>,
    #[serde(default)]
    pub parts: Vec<String>,
    /// Of a file that goes along as it is: one's own name, by which one says that one has read it all. Needed to issue
    /// an extract where anything is masked, when the file cannot be searched for it: an image, a PDF.
    pub read_by: Option<String>,
}

impl Assessed {
    pub fn open() -> Assessed {
        Assessed { openness: Openness::Open, paragraph: None, reason: None, parts: Vec::new(), read_by: None }
    }

    pub fn whole(paragraph: String, reason: Option<String>) -> Assessed {
        Assessed { openness: Openness::Whole, paragraph: Some(paragraph), reason, ..Assessed::open() }
    }
}

/// By field key.
pub type Assessment = BTreeMap<String, Assessed>;

/// A word that is masked wherever it stands in the extract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub text: String,
    pub paragraph: String,
}

/// One piece of a record's text. `name` is a word key; `detail` is what tells it from others of that name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    pub key: String,
    pub name: &'static str,
    pub detail: String,
    pub text: String,
}

/// A file of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordFile {
    pub id: Id,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
}

impl RecordFile {
    /// The key by which the file is marked and assessed.
    pub fn key(&self) -> String {
        format!("file:{}", self.id)
    }
}

/// A cell of a list; some are word keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListCell {
    pub text: String,
    pub word: bool,
}

/// A list made on request: a column is a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListTable {
    /// Field key and word key of each.
    pub columns: Vec<(String, String)>,
    pub rows: Vec<Vec<ListCell>>,
}
