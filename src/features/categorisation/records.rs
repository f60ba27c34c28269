//! The stored rows of proposals and campaigns.

use crate::base::{Id, Instant};
use crate::features::tiering::{Criteria, Trigger};
use crate::features::vendors::VendorKind;
use crate::platform::db::schema::{categorisation_round_lines, categorisation_rounds, tier_proposals};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

crate::text_enum! {
    /// Where a proposal stands. One that a person's own judgement has overtaken stays `open` in the
    /// table and is left out of every list of open ones.
    pub enum ProposalStatus { Open => "open", Accepted => "accepted", Dismissed => "dismissed" }
}

crate::text_enum! {
    /// Which vendors a campaign takes in when it starts; never those that have ended.
    pub enum Reach {
        All => "all",
        Tier1 => "tier_1",
        Tier2 => "tier_2",
        Tier3 => "tier_3",
        Tier4 => "tier_4",
        NeverJudged => "never_judged",
        Preliminary => "preliminary",
        Due => "due",
    }
}

crate::text_enum! {
    pub enum RoundStatus { Open => "open", Closed => "closed" }
}

/// What facts, time or a campaign suggest about one vendor's tier.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = tier_proposals, treat_none_as_null = true)]
pub struct Proposal {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub cause: Trigger,
    pub model_version: String,
    pub data_class: Option<i32>,
    pub data_subjects: Option<i32>,
    pub criticality: Option<i32>,
    pub access: Option<i32>,
    pub chain: Option<i32>,
    pub substitution: Option<i32>,
    /// The tier that the register showed.
    pub from_tier: Option<i32>,
    /// The tier that the model gives.
    pub tier: i32,
    pub preliminary: bool,
    pub order_value: i32,
    /// True when it was more critical and therefore applied at once.
    pub applied: bool,
    /// The criteria before it, as JSON; `null` when nobody had judged.
    pub before: String,
    pub status: ProposalStatus,
    pub raised_by_name: String,
    pub created_at: Instant,
    pub note: Option<String>,
    pub decided_by: Option<Id>,
    pub decided_by_name: Option<String>,
    pub decided_at: Option<Instant>,
    pub version: i32,
}

impl Proposal {
    pub fn criteria(&self) -> Criteria {
        let level = |value: Option<i32>| value.and_then(|v| u8::try_from(v).ok());
        Criteria {
            data_class: level(self.data_class),
            data_subjects: level(self.data_subjects),
            criticality: level(self.criticality),
            access: level(self.access),
            chain: level(self.chain),
            substitution: level(self.substitution),
        }
    }

    /// The criteria that held before it; none when nobody had judged.
    pub fn criteria_before(&self) -> Option<Criteria> {
        serde_json::from_str(&self.before).ok().flatten()
    }
}

/// A campaign: part of the portfolio is judged anew before a day.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = categorisation_rounds, treat_none_as_null = true)]
pub struct Round {
    pub id: Id,
    pub organisation_id: Id,
    pub title: String,
    pub reach: Reach,
    pub due_on: NaiveDate,
    pub note: Option<String>,
    pub status: RoundStatus,
    pub created_by: Id,
    pub created_by_name: String,
    pub created_at: Instant,
    pub reminded_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub version: i32,
    /// What narrows the reach further, as JSON of `Narrowed`.
    pub narrowed: Option<String>,
    pub closed_by_name: Option<String>,
    /// How many vendors were left without a judgement when it was closed.
    pub remaining: Option<i32>,
}

/// What narrows the reach of a campaign further; nothing set narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Narrowed {
    pub kind: Option<VendorKind>,
    pub manager_id: Option<Id>,
    /// Free text, folded: name, organisation number, tags.
    pub q: Option<String>,
}

impl Round {
    pub fn narrowed(&self) -> Narrowed {
        self.narrowed.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }
}

/// One vendor of a campaign. Whether it is done is read from the judgements, never stored.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = categorisation_round_lines, treat_none_as_null = true)]
pub struct RoundLine {
    pub id: Id,
    pub organisation_id: Id,
    pub round_id: Id,
    pub vendor_id: Id,
    pub owner_id: Option<Id>,
    pub from_tier: Option<i32>,
    /// Why the vendor needs no judgement this time.
    pub skipped_reason: Option<String>,
    pub updated_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}
