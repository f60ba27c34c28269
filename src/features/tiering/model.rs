//! The words of categorisation.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

crate::text_enum! {
    /// What a vendor's tier is judged by, before any control is counted.
    pub enum Criterion {
        DataClass => "data_class",
        DataSubjects => "data_subjects",
        Criticality => "criticality",
        Access => "access",
        Chain => "chain",
        Substitution => "substitution",
    }
}

/// The stated level of each criterion; `None` is "not known", which is never taken as low.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Criteria {
    pub data_class: Option<u8>,
    pub data_subjects: Option<u8>,
    pub criticality: Option<u8>,
    pub access: Option<u8>,
    pub chain: Option<u8>,
    pub substitution: Option<u8>,
}

impl Criteria {
    pub fn get(&self, criterion: Criterion) -> Option<u8> {
        match criterion {
            Criterion::DataClass => self.data_class,
            Criterion::DataSubjects => self.data_subjects,
            Criterion::Criticality => self.criticality,
            Criterion::Access => self.access,
            Criterion::Chain => self.chain,
            Criterion::Substitution => self.substitution,
        }
    }

    pub fn set(&mut self, criterion: Criterion, level: Option<u8>) {
        let place = match criterion {
            Criterion::DataClass => &mut self.data_class,
            Criterion::DataSubjects => &mut self.data_subjects,
            Criterion::Criticality => &mut self.criticality,
            Criterion::Access => &mut self.access,
            Criterion::Chain => &mut self.chain,
            Criterion::Substitution => &mut self.substitution,
        };
        *place = level;
    }

    /// The same with each known level at least at its floor. An unknown one counts as the highest
    /// already, and stays unknown: a fact about the least of it does not say what it is.
    pub fn raised_to(mut self, floors: &[(Criterion, u8)]) -> Criteria {
        for (criterion, floor) in floors {
            if let Some(level) = self.get(*criterion) {
                self.set(*criterion, Some(level.max(*floor)));
            }
        }
        self
    }

    pub fn unknown(&self) -> Vec<Criterion> {
        Criterion::ALL.iter().copied().filter(|c| self.get(*c).is_none()).collect()
    }
}

/// A rule that held. Its sentence is the word `tiering-rule-<rule>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub rule: String,
    /// The levels that made it hold, with the assumed ones among them.
    pub args: BTreeMap<Criterion, u8>,
    /// The criteria among `args` that nobody knows.
    pub assumed: Vec<Criterion>,
}

impl Reason {
    pub fn word_key(&self) -> String {
        format!("tiering-rule-{}", self.rule)
    }
}

/// A vendor's calculated tier, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Categorisation {
    pub model_version: String,
    /// 1 critical, 2 high, 3 normal, 4 low.
    pub tier: u8,
    /// True while any criterion is unknown.
    pub preliminary: bool,
    pub reasons: Vec<Reason>,
    /// 0-100, for the order of a worklist only; it is not a risk and not a percentage.
    pub order_value: u32,
    pub unknown: Vec<Criterion>,
    /// The lowest tier (highest number) that an override may lead to.
    pub floor: u8,
}

/// A decision to follow a vendor one step more or less closely than the rules say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TierOverride {
    pub tier: u8,
    pub reason: String,
    /// The last day on which it holds.
    pub expires_on: NaiveDate,
}

crate::text_enum! {
    /// What made somebody, or a rule, look at a vendor's tier again.
    pub enum Trigger {
        ChainChanged => "chain_changed",
        NewCountry => "new_country",
        Incident => "incident",
        OwnershipChange => "ownership_change",
        CertificateExpired => "certificate_expired",
        FailedAction => "failed_action",
        AuthorityCase => "authority_case",
        SubcontractDecided => "subcontract_decided",
        ServiceClass => "service_class",
        Renewal => "renewal",
        Campaign => "campaign",
        ModelChanged => "model_changed",
    }
}

impl Trigger {
    /// Whether a person has to look again even when no fact about a criterion came with it
    /// (domain.md 4.2: trigger-based extra review).
    pub fn asks_for_review(self) -> bool {
        matches!(
            self,
            Trigger::Incident
                | Trigger::OwnershipChange
                | Trigger::CertificateExpired
                | Trigger::FailedAction
                | Trigger::AuthorityCase
                | Trigger::Renewal
                | Trigger::Campaign
        )
    }
}

crate::text_enum! {
    /// A draft can be changed and tried; a published model never changes.
    pub enum ModelStatus { Draft => "draft", Published => "published", Discarded => "discarded" }
}
