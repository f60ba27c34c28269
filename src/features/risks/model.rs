//! The words of risks.

crate::text_enum! {
    /// Level of a risk by the decision table, from least to worst.
    pub enum RiskLevel { Low => "low", Medium => "medium", High => "high", Extreme => "extreme" }
}

crate::text_enum! {
    /// What a consequence is felt by. Each is judged for itself; none is added to another.
    pub enum ConsequenceCategory {
        LifeHealth => "life_health",
        Integrity => "integrity",
        Operations => "operations",
        Economy => "economy",
        Trust => "trust",
        Law => "law",
    }
}

crate::text_enum! {
    /// Where a risk stands. That an acceptance has become stale is a mark beside it.
    pub enum RiskState {
        Draft => "draft",
        Assessed => "assessed",
        Treated => "treated",
        Accepted => "accepted",
        Closed => "closed",
    }
}

crate::text_enum! {
    /// How a control acts on the event.
    pub enum ControlGroup { Prevent => "prevent", Detect => "detect", Respond => "respond" }
}

crate::text_enum! {
    /// Why a linked control counts, or does not (domain.md 4.4, residual).
    pub enum CreditVerdict {
        Counted => "counted",
        Capped => "capped",
        /// The vendor's word alone.
        ClaimOnly => "claim_only",
        NotMet => "not_met",
        Expired => "expired",
        NotReviewed => "not_reviewed",
    }
}

crate::text_enum! {
    /// Where an acceptance stands. `stale` is said by the product, when what was accepted has changed.
    pub enum AcceptanceState {
        Proposed => "proposed",
        Accepted => "accepted",
        Refused => "refused",
        Withdrawn => "withdrawn",
        Stale => "stale",
        Expired => "expired",
    }
}

crate::text_enum! {
    /// What a person with the right to accept says.
    pub enum AcceptanceAnswer { Accept => "accept", Refuse => "refuse" }
}

crate::text_enum! {
    /// Where a simulation of the portfolio stands.
    pub enum RunState { Waiting => "waiting", Working => "working", Done => "done" }
}

crate::text_enum! {
    /// An input of the simulation whose span is shown in the tornado.
    pub enum SimulationInput { Frequency => "frequency", Loss => "loss", Effect => "effect", Reduction => "reduction" }
}
