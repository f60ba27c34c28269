//! The words of the supply chain, and its parameters by version (`seed-data/models/chain-*.toml`).

use crate::base::Id;
use crate::features::controls::{Versioned, Versions, embedded};
use chrono::{Months, NaiveDate};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

crate::text_enum! {
    /// What a node is. `unknown` is a tier that somebody knows exists but nobody knows who it is
    /// (domain.md 1.3 row 49): a state of its own that counts as a risk.
    pub enum NodeKind {
        Vendor => "vendor",
        Subcontractor => "subcontractor",
        Storage => "storage",
        Service => "service",
        Unknown => "unknown",
    }
}

crate::text_enum! {
    /// How the link became known. `self_assessment`: the vendor's answer shows a tier that nobody knows; only the
    /// product itself says so.
    pub enum LinkSource {
        Declared => "declared",
        Confirmed => "confirmed",
        Discovered => "discovered",
        SelfAssessment => "self_assessment",
    }
}

impl LinkSource {
    /// Whether a person of the client's can state it; the vendor alone confirms.
    pub fn by_hand(self) -> bool {
        matches!(self, LinkSource::Declared | LinkSource::Discovered)
    }
}

crate::text_enum! {
    /// What has been decided about the link.
    pub enum ApprovalState {
        None => "none",
        Pending => "pending",
        Approved => "approved",
        Conditional => "conditional",
        Refused => "refused",
        NotRequired => "not_required",
    }
}

crate::text_enum! {
    pub enum LinkState { Active => "active", Ended => "ended" }
}

crate::text_enum! {
    /// On what a transfer out of the EU and EEA rests (GDPR chapter V). `unknown` is shown as a fault.
    pub enum TransferMechanism {
        Adequacy => "adequacy",
        StandardClauses => "standard_clauses",
        BindingRules => "binding_rules",
        Derogation => "derogation",
        Unknown => "unknown",
    }
}

crate::text_enum! {
    /// The part played in one processing of personal data (domain.md 0.2: never assumed from the contract).
    pub enum GdprRole {
        Controller => "controller",
        JointController => "joint_controller",
        Processor => "processor",
        SubProcessor => "subprocessor",
    }
}

crate::text_enum! {
    /// What becomes of those below a link that ends.
    pub enum Orphans {
        /// They are ended too.
        End => "end",
        /// They are tied to the node above.
        Move => "move",
    }
}

crate::text_enum! {
    pub enum RoundState { Open => "open", Closed => "closed" }
}

crate::text_enum! {
    /// What has become of the question to one vendor about one contract.
    pub enum ConfirmationState { Asked => "asked", Signed => "signed", Withdrawn => "withdrawn" }
}

crate::text_enum! {
    /// What the vendor says of a link.
    pub enum LinkAnswer { Confirmed => "confirmed", NotUsed => "not_used" }
}

crate::text_enum! {
    /// What the vendor proposes.
    pub enum CorrectionKind { New => "new", Changed => "changed", Ended => "ended" }
}

crate::text_enum! {
    pub enum CorrectionState { Proposed => "proposed", Accepted => "accepted", Rejected => "rejected" }
}

crate::text_enum! {
    /// How a vendor followed up one of its own subcontractors.
    pub enum FollowUpMethod {
        Meeting => "meeting",
        Questionnaire => "questionnaire",
        Audit => "audit",
        SpotCheck => "spot_check",
        Certificate => "certificate",
        Other => "other",
    }
}

crate::text_enum! {
    pub enum FollowUpOutcome { Good => "good", Remarks => "remarks", Serious => "serious" }
}

/// Who stands at the lower end of a new link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Child {
    /// A node that is known already.
    Known(Id),
    /// A vendor of the register; its node is made when it has none.
    Vendor(Id),
    /// Described; matched by its organisation number, else a new node.
    New(NewNode),
}

/// A node as described.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNode {
    pub kind: NodeKind,
    pub name: String,
    /// Ten digits in any writing, or a foreign number as written.
    pub org_number: Option<String>,
    /// A code or a name; None is not known.
    pub country: Option<String>,
    pub location: Option<String>,
    /// What is known of other customers on it. Never shown to a vendor.
    pub shared_note: Option<String>,
    pub internal_note: Option<String>,
    /// A person has said that equal names are not the same: no suggestion is made.
    pub is_another: bool,
}

/// One purpose of processing and the part played in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProcessing {
    pub purpose: String,
    pub role: GdprRole,
    /// Never shown to a vendor.
    pub legal_note: Option<String>,
}

/// What a link says, apart from whom it ties together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LinkFacts {
    pub task: String,
    /// 0-3; None is not known.
    pub data_class: Option<i32>,
    pub information_types: Vec<String>,
    /// The least and the greatest number of persons; None, None is not known.
    pub persons: (Option<i64>, Option<i64>),
    /// Codes or names of the countries where information is handled or kept.
    pub countries: Vec<String>,
    /// From which it can be reached without being there.
    pub remote_countries: Vec<String>,
    pub transfer_mechanism: Option<TransferMechanism>,
    /// Whether the vendor sees the link among its own; what was discovered need not be shown.
    pub vendor_visible: bool,
    /// Never shown to a vendor.
    pub internal_note: Option<String>,
    pub processings: Vec<NewProcessing>,
}

/// A link about to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLink {
    pub contract_id: Id,
    pub service_id: Option<Id>,
    /// None is the contract's main vendor.
    pub parent_node_id: Option<Id>,
    pub child: Child,
    pub source: LinkSource,
    pub facts: LinkFacts,
}

/// A decision about a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkApproval {
    pub state: ApprovalState,
    /// The last day; None holds until further notice.
    pub valid_until: Option<NaiveDate>,
    /// Diary number or the like of the decision.
    pub reference: Option<String>,
    /// The approval case, when there is one.
    pub subcontract_id: Option<Id>,
}

/// How a link ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndLink {
    pub ended_on: NaiveDate,
    pub reason: String,
    /// Needed when somebody below would lose the way up.
    pub orphans: Option<Orphans>,
}

const FILES: &[&str] = &[
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/chain-2026-1.toml")),
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/chain-2026-2.toml")),
];

/// The parameters of the supply chain; proposals that an organisation may want to change.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainModel {
    pub version: String,
    pub valid_from: NaiveDate,
    pub depth_limit: i32,
    confirm_months: BTreeMap<String, u32>,
    /// The first version asked for none.
    #[serde(default)]
    follow_up_months: BTreeMap<String, u32>,
    #[serde(default)]
    pub confirmation: ConfirmationDays,
    /// The first version had none.
    #[serde(default)]
    pub untold: UntoldWords,
    pub criterion: CriterionLevels,
    /// The country whose chains are nearest.
    pub home: String,
}

/// How a chain confirmation runs, in days.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfirmationDays {
    /// The vendor is asked this long before the due day.
    pub ask_before: u64,
    pub remind_before: u64,
    /// Unconfirmed this long after the due day is a finding.
    pub finding_after: u64,
}

/// What an unknown tier that a self-assessment shows is called in the client's register. `note` is internal;
/// `{assessment}` and `{question}` are filled in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UntoldWords {
    pub name: String,
    pub task: String,
    pub note: String,
}

/// Levels of criterion C (domain.md 4.2).
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionLevels {
    pub one_tier_home: u8,
    pub one_tier_near: u8,
    pub two_tiers_home: u8,
    pub two_tiers_near: u8,
    pub country_not_stated: u8,
    pub worst: u8,
    pub worst_from_tiers: usize,
}

impl Versioned for ChainModel {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl ChainModel {
    /// Every version, read once.
    pub fn versions() -> &'static Versions<ChainModel> {
        static READ: LazyLock<Versions<ChainModel>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        &READ
    }

    pub fn current() -> &'static ChainModel {
        ChainModel::versions().newest()
    }

    /// Months between confirmations of the chain for a tier; None asks for no confirmation. A tier
    /// that is not known counts as the most critical.
    pub fn confirm_months(&self, tier: Option<i32>) -> Option<u32> {
        self.confirm_months.get(&tier.unwrap_or(1).to_string()).copied()
    }

    /// Months between the vendor's own follow-ups of those it engages; None asks for none.
    pub fn follow_up_months(&self, tier: Option<i32>) -> Option<u32> {
        self.follow_up_months.get(&tier.unwrap_or(1).to_string()).copied()
    }

    /// The day when the vendor should have followed up a link that it took on on `started_on` and last followed
    /// up on `last`; None when its tier asks for none.
    pub fn follow_up_due(
        &self,
        tier: Option<i32>,
        started_on: NaiveDate,
        last: Option<NaiveDate>,
    ) -> Option<NaiveDate> {
        let from = last.map_or(started_on, |held| held.max(started_on));
        from.checked_add_months(Months::new(self.follow_up_months(tier)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parameters_are_whole() {
        let model = ChainModel::current();
        assert_eq!((model.version.as_str(), model.depth_limit), ("chain-2026-2", 3));
        assert_eq!(model.home, "SE");
        let months = [Some(1), Some(2), Some(3), Some(4), None].map(|tier| model.confirm_months(tier));
        assert_eq!(months, [Some(6), Some(12), Some(12), None, Some(6)]);
        let follow_up = [Some(1), Some(3), Some(4), None].map(|tier| model.follow_up_months(tier));
        assert_eq!(follow_up, [Some(12), Some(24), None, Some(12)]);
        let days = model.confirmation;
        assert_eq!((days.ask_before, days.remind_before, days.finding_after), (30, 7, 30));
        let words = &model.untold;
        assert!([&words.name, &words.task, &words.note].iter().all(|text| !text.is_empty()));
        assert!(words.note.contains("{assessment}") && words.note.contains("{question}"));
    }
}
