//! The stored rows of services, platforms and information types.

use super::model::{
    ApprovalState, Audience, Capability, Channel, Class, ClassificationState, ServiceStatus, Strength, joined, parts,
    read_parts,
};
use crate::base::{Id, Instant};
use crate::platform::db::schema::{
    information_types, platform_rules, platforms, service_approvals, service_classifications, service_exceptions,
    service_versions, services,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// A platform that services run on. `ceiling_*`: the highest class it can protect, by aspect.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = platforms, treat_none_as_null = true)]
pub struct Platform {
    pub id: Id,
    pub organisation_id: Id,
    pub name: String,
    #[serde(skip_serializing)]
    pub name_folded: String,
    #[serde(skip_serializing)]
    pub search_text: String,
    pub vendor_id: Option<Id>,
    pub description: Option<String>,
    pub ceiling_c: Option<i32>,
    pub ceiling_i: Option<i32>,
    pub ceiling_a: Option<i32>,
    pub ceiling_t: Option<i32>,
    /// What the ceiling rests on.
    pub evidence: Option<String>,
    /// Capabilities that are missing, with commas between.
    pub missing: String,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

impl Platform {
    /// `None` for an aspect without a ceiling: nothing is compared with it.
    pub fn ceiling(&self) -> Class {
        Class::stored(self.ceiling_c, self.ceiling_i, self.ceiling_a, self.ceiling_t)
    }

    pub fn set_ceiling(&mut self, ceiling: Class) {
        [self.ceiling_c, self.ceiling_i, self.ceiling_a, self.ceiling_t] = ceiling.columns();
    }

    pub fn missing_capabilities(&self) -> Vec<Capability> {
        read_parts(&self.missing)
    }
}

/// Whether a type of information may be handled on a platform.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = platform_rules, treat_none_as_null = true)]
pub struct PlatformRule {
    pub id: Id,
    pub organisation_id: Id,
    pub platform_id: Id,
    pub type_code: String,
    pub strength: Strength,
    pub legal_source: Option<String>,
    pub evidence: Option<String>,
    pub decided_by: Id,
    pub decided_by_name: String,
    pub decided_at: Instant,
    pub version: i32,
}

/// An information type of the organisation's own.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = information_types, treat_none_as_null = true)]
pub struct OwnType {
    pub id: Id,
    pub organisation_id: Id,
    pub code: String,
    pub name: String,
    pub class_c: Option<i32>,
    pub class_i: Option<i32>,
    pub class_a: Option<i32>,
    pub class_t: Option<i32>,
    pub pdl: bool,
    pub legal_basis: Option<String>,
    pub reason: Option<String>,
    pub owner: Option<String>,
    pub diary_number: Option<String>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

impl OwnType {
    pub fn class(&self) -> Class {
        Class::stored(self.class_c, self.class_i, self.class_a, self.class_t)
    }

    pub fn set_class(&mut self, class: Class) {
        [self.class_c, self.class_i, self.class_a, self.class_t] = class.columns();
    }
}

/// A service as the register has it. `class_*`: the classification in force.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = services, treat_none_as_null = true)]
pub struct Service {
    pub id: Id,
    pub organisation_id: Id,
    pub name: String,
    #[serde(skip_serializing)]
    pub name_folded: String,
    #[serde(skip_serializing)]
    pub search_text: String,
    pub platform_id: Option<Id>,
    pub contract_id: Option<Id>,
    /// The part of the organisation that answers for it ("förvaltning").
    pub administration: Option<String>,
    pub audience: Audience,
    pub channels: String,
    pub users_per_day: Option<i32>,
    /// How many persons the information is about.
    pub persons: Option<i32>,
    pub affected_groups: Option<String>,
    pub fallback_routine: Option<String>,
    pub fallback_tested_on: Option<NaiveDate>,
    pub operating_hours: Option<String>,
    pub max_outage_hours: Option<i32>,
    pub owner_id: Option<Id>,
    /// Codes, with commas between.
    pub information_types: String,
    /// What the form asks for: fields and questions.
    pub form_fields: Option<String>,
    pub class_c: Option<i32>,
    pub class_i: Option<i32>,
    pub class_a: Option<i32>,
    pub class_t: Option<i32>,
    pub classified_on: Option<NaiveDate>,
    /// Changed since it was classified: to be classified again.
    pub reclassify: bool,
    pub status: ServiceStatus,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
    /// Where people turn instead of a stopped service.
    pub alternative_channel: Option<String>,
}

impl Service {
    pub fn class(&self) -> Class {
        Class::stored(self.class_c, self.class_i, self.class_a, self.class_t)
    }

    pub fn set_class(&mut self, class: Class) {
        [self.class_c, self.class_i, self.class_a, self.class_t] = class.columns();
    }

    pub fn type_codes(&self) -> Vec<String> {
        parts(&self.information_types)
    }

    pub fn channel_list(&self) -> Vec<Channel> {
        read_parts(&self.channels)
    }

    /// The row of the list's history that says the same as this service does now.
    pub fn version_row(&self, id: Id, number: i32, at: Instant) -> ServiceVersion {
        ServiceVersion {
            id,
            organisation_id: self.organisation_id.clone(),
            service_id: self.id.clone(),
            number,
            at,
            name: self.name.clone(),
            platform_id: self.platform_id.clone(),
            administration: self.administration.clone(),
            status: self.status,
            information_types: self.information_types.clone(),
            class_c: self.class_c,
            class_i: self.class_i,
            class_a: self.class_a,
            class_t: self.class_t,
        }
    }

    pub fn set_types(&mut self, codes: &[String]) {
        self.information_types = joined(codes);
    }
}

/// One classification of a service: dated, numbered, with who and why.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = service_classifications, treat_none_as_null = true)]
pub struct Classification {
    pub id: Id,
    pub organisation_id: Id,
    pub service_id: Id,
    pub number: i32,
    pub class_c: Option<i32>,
    pub class_i: Option<i32>,
    pub class_a: Option<i32>,
    pub class_t: Option<i32>,
    pub information_types: String,
    /// The suggestion that was shown, as letters.
    pub suggested: String,
    pub model_version: String,
    pub reason: String,
    pub state: ClassificationState,
    /// The last day on which it holds.
    pub valid_until: NaiveDate,
    pub decided_by: Id,
    pub decided_by_name: String,
    pub decided_at: Instant,
    pub second_by: Option<Id>,
    pub second_by_name: Option<String>,
    pub second_note: Option<String>,
    pub second_at: Option<Instant>,
    pub version: i32,
}

impl Classification {
    pub fn class(&self) -> Class {
        Class::stored(self.class_c, self.class_i, self.class_a, self.class_t)
    }
}

/// A decision that lets a "should not" type be handled, for a time and with measures.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = service_exceptions, treat_none_as_null = true)]
pub struct Exception {
    pub id: Id,
    pub organisation_id: Id,
    pub service_id: Id,
    pub platform_id: Id,
    pub type_code: String,
    pub reason: String,
    pub measures: String,
    /// The last day on which it holds.
    pub ends_on: NaiveDate,
    pub decided_by: Id,
    pub decided_by_name: String,
    pub decided_at: Instant,
    pub ended_at: Option<Instant>,
}

impl Exception {
    pub fn holds(&self, today: NaiveDate) -> bool {
        self.ended_at.is_none() && today <= self.ends_on
    }
}

/// Asking for a new service to be published, and the answer.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = service_approvals, treat_none_as_null = true)]
pub struct Approval {
    pub id: Id,
    pub organisation_id: Id,
    pub service_id: Id,
    pub state: ApprovalState,
    pub note: Option<String>,
    pub asked_by: Id,
    pub asked_by_name: String,
    pub asked_at: Instant,
    pub decided_by: Option<Id>,
    pub decided_by_name: Option<String>,
    pub decision_note: Option<String>,
    pub decided_at: Option<Instant>,
    pub version: i32,
}

/// What the list said of a service from a moment on.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = service_versions)]
pub struct ServiceVersion {
    pub id: Id,
    pub organisation_id: Id,
    pub service_id: Id,
    pub number: i32,
    pub at: Instant,
    pub name: String,
    pub platform_id: Option<Id>,
    pub administration: Option<String>,
    pub status: ServiceStatus,
    pub information_types: String,
    pub class_c: Option<i32>,
    pub class_i: Option<i32>,
    pub class_a: Option<i32>,
    pub class_t: Option<i32>,
}

impl ServiceVersion {
    pub fn class(&self) -> Class {
        Class::stored(self.class_c, self.class_i, self.class_a, self.class_t)
    }

    /// Whether the list would look the same; number and time apart.
    pub fn says_the_same(&self, other: &ServiceVersion) -> bool {
        (&self.name, &self.platform_id, &self.administration)
            == (&other.name, &other.platform_id, &other.administration)
            && (self.status, &self.information_types, self.class())
                == (other.status, &other.information_types, other.class())
    }
}

/// As much of a service as comparing it with a platform takes.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = services)]
pub struct ServiceLine {
    pub id: Id,
    pub name: String,
    pub platform_id: Option<Id>,
    pub administration: Option<String>,
    pub audience: Audience,
    pub users_per_day: Option<i32>,
    pub information_types: String,
    pub class_c: Option<i32>,
    pub class_i: Option<i32>,
    pub class_a: Option<i32>,
    pub class_t: Option<i32>,
    pub classified_on: Option<NaiveDate>,
    pub reclassify: bool,
    pub status: ServiceStatus,
}

impl ServiceLine {
    pub fn class(&self) -> Class {
        Class::stored(self.class_c, self.class_i, self.class_a, self.class_t)
    }

    pub fn type_codes(&self) -> Vec<String> {
        parts(&self.information_types)
    }
}
