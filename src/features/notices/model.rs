//! The words of notices: which mails can be written anew, and who is told.

use crate::access::Role;
use crate::base::{Id, Language};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

crate::text_enum! {
    /// A mail whose text an organisation can write itself.
    pub enum MailEvent {
        Digest => "notice_digest",
        AtOnce => "notice",
        ActionAssigned => "action_assigned",
        ActionReported => "action_reported",
        ActionVerified => "action_verified",
        ActionSentBack => "action_sent_back",
        AssessmentSent => "assessment_sent",
        AssessmentReturned => "assessment_returned",
        AssessmentSubmitted => "assessment_submitted",
        AssessmentReminder => "assessment_reminder",
        AssessmentEscalated => "assessment_escalated",
        SectionDelegated => "section_delegated",
        ChainAsked => "chain_asked",
        ChainReminder => "chain_reminder",
        SubcontractNews => "subcontract_news",
        PlanShared => "plan_shared",
        EscalationLetter => "escalation_letter",
        DialogueCall => "dialogue_call",
        DialogueSkipped => "dialogue_skipped",
        Minutes => "minutes",
        MinutesApproval => "minutes_approval",
        MinutesNews => "minutes_news",
        IncidentNotice => "incident_notice",
        Invitation => "invitation",
        Added => "added",
    }
}

impl MailEvent {
    /// The placeholders of the mail beside `{name}` and `{link}`: values of its data by the same name.
    pub fn placeholders(self) -> &'static [&'static str] {
        match self {
            MailEvent::Digest | MailEvent::AtOnce => &["organisation", "count", "rows"],
            MailEvent::ActionAssigned => &["client_name", "title", "due_on", "description"],
            MailEvent::ActionReported => &["title", "number", "note", "reported_by", "reporter_organisation"],
            MailEvent::ActionVerified | MailEvent::ActionSentBack => &["client_name", "title", "due_on", "note"],
            MailEvent::AssessmentSent => &["client", "sender", "due_on", "question_count", "message"],
            MailEvent::AssessmentReturned => &["client", "sender", "due_on", "remarks"],
            MailEvent::AssessmentSubmitted => &["vendor", "declared_by", "declared_role"],
            MailEvent::SectionDelegated => &["client", "giver", "section", "due_on", "note"],
            MailEvent::Invitation | MailEvent::Added => &["organisation", "inviter"],
            MailEvent::AssessmentReminder => &["facts", "client", "count"],
            MailEvent::AssessmentEscalated | MailEvent::DialogueSkipped => &["facts", "count"],
            MailEvent::ChainAsked | MailEvent::ChainReminder => &["facts", "client", "due_on"],
            MailEvent::SubcontractNews => &["heading", "facts", "number", "client", "vendor", "contract"],
            MailEvent::PlanShared => &["facts", "client_name", "title"],
            MailEvent::EscalationLetter => &["client", "due_on"],
            MailEvent::DialogueCall => &["heading", "facts", "organisation", "sender", "contract"],
            MailEvent::Minutes => &["facts", "organisation", "vendor", "contract", "held_on"],
            MailEvent::MinutesApproval | MailEvent::MinutesNews => {
                &["heading", "facts", "organisation", "vendor", "contract", "held_on"]
            }
            MailEvent::IncidentNotice => &["facts", "number", "title", "reported_by"],
        }
    }

    /// The mail has lists and conditions, which no text of one's own can carry: `{facts}` stands for them, as
    /// `templates/mail/<event>/facts` says them.
    pub fn has_facts(self) -> bool {
        self.placeholders().contains(&"facts")
    }

    /// The mail says one of several things: `{heading}` is its shipped subject, which says which.
    pub fn has_heading(self) -> bool {
        self.placeholders().contains(&"heading")
    }

    /// What the text must hold, or the mail would be of no use.
    pub fn needed(self) -> &'static [&'static str] {
        match self {
            MailEvent::Digest | MailEvent::AtOnce => &["rows"],
            _ if self.has_facts() => &["facts", "link"],
            _ => &["link"],
        }
    }
}

/// Somebody who can be told: an account that is not disabled and a role that has not ended.
#[derive(Debug, Clone)]
pub struct Receiver {
    pub person_id: Id,
    pub name: String,
    pub role: Role,
    pub language: Language,
    pub email: String,
}

/// What a dated row says: its day and whom it concerns.
#[derive(Debug, Clone)]
pub struct Dated {
    pub id: Id,
    /// What the notice leads to.
    pub object_id: Id,
    pub due_on: NaiveDate,
    /// Persons of the organisation who are asked first; the second is for when the first is nobody.
    pub first_id: Option<Id>,
    pub second_id: Option<Id>,
    /// The vendor's own organisation when its people are told too.
    pub vendor_home: Option<Id>,
}

/// An object as its reader may know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// The key of a word, for what has no name of its own. Then the title is an edition, or empty.
    pub word: Option<String>,
    pub title: String,
    pub whose: Option<String>,
    pub href: String,
}

impl Subject {
    /// What it is called, with words as the reader's language has them.
    pub fn called(&self, word: impl Fn(&str) -> String) -> String {
        match &self.word {
            None => self.title.clone(),
            Some(key) if self.title.is_empty() => word(key),
            Some(key) => format!("{}:{}", word(key), self.title),
        }
    }
}

/// Objects by type and id.
pub type Subjects = BTreeMap<(String, String), Subject>;
