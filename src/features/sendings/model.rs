//! The words of sendings.

use crate::base::Id;
use crate::features::vendors::VendorKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

crate::text_enum! {
    /// `sent` is the end of the work, whatever came of each receiver.
    pub enum SendingState {
        Draft => "draft", Sending => "sending", Paused => "paused", Stopped => "stopped", Sent => "sent",
    }
}

crate::text_enum! {
    /// Who thought of it: a person, time (a person starts it), or time alone.
    pub enum SendingOrigin { Person => "person", Proposed => "proposed", Automatic => "automatic" }
}

crate::text_enum! {
    pub enum ReceiverState { Queued => "queued", Sent => "sent", Failed => "failed", Skipped => "skipped" }
}

crate::text_enum! {
    /// Why a vendor was not sent to.
    pub enum Why {
        /// Nobody there has an account that a mail reaches.
        Nobody => "nobody",
        Ended => "ended",
        /// It has an assessment that is not handed in yet.
        Open => "open",
        /// The due day passed while it waited.
        DuePassed => "due_passed",
        Stopped => "stopped",
        /// Its tier is asked none of the set's questions.
        NothingAsked => "nothing_asked",
        /// Something of ours; the log says what.
        Fault => "fault",
    }
}

crate::text_enum! {
    /// How far a self-assessment has come on its way. Being late is a mark beside it.
    pub enum SendingDelivery {
        Queued => "queued",
        Skipped => "skipped",
        Failed => "failed",
        /// The mail waits in the outbox.
        Waiting => "waiting",
        /// No mail could be delivered.
        Bounced => "bounced",
        Sent => "sent",
        Opened => "opened",
        Started => "started",
        Submitted => "submitted",
    }
}

/// Who is to be sent to; what is empty does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Selection {
    pub tiers: Vec<i32>,
    pub kind: Option<VendorKind>,
    /// One of the register's tags, whole.
    pub tag: Option<String>,
    /// What a kept filter of the vendor list said when it was chosen.
    pub filter_id: Option<Id>,
    pub filter_name: Option<String>,
    pub filter_query: Option<String>,
    /// Only those that nothing has been sent to since this day.
    pub no_assessment_since_on: Option<NaiveDate>,
    /// Only those whose tier asks for a new one, of those that have had one before.
    pub due_again: bool,
    /// Only these.
    pub vendor_ids: Vec<Id>,
    pub left_out: Vec<Id>,
}

/// How many receivers are where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Tally {
    pub total: i64,
    pub queued: i64,
    pub sent: i64,
    pub failed: i64,
    pub skipped: i64,
}

impl Tally {
    /// Those that the work is done with.
    pub fn done(&self) -> i64 {
        self.total - self.queued
    }
}

/// What an organisation's reminders follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reminding {
    pub ladder: Vec<i32>,
    pub grace_days: i32,
    pub escalate: bool,
    /// Sendings that time has come for start by themselves.
    pub automatic: bool,
    /// 0 while the seed's values hold.
    pub version: i32,
}
