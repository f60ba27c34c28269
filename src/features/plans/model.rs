//! The words of plans, and of why findings came about.

crate::text_enum! {
    /// Where an action of a plan comes from (domain.md 1.3 row 22); the plan and its report list them apart.
    pub enum PlanOrigin {
        /// It answers what a review found.
        FromReview => "from_review",
        /// It was decided in this plan.
        New => "new",
        /// It was under way before the plan.
        Ongoing => "ongoing",
    }
}
crate::text_enum! {
    /// Where a plan stands. It is reckoned from its decisions and its content, never stored.
    pub enum PlanState {
        /// Nobody has decided it.
        Draft => "draft",
        /// It is as it was decided.
        Decided => "decided",
        /// It has been edited since; the edits are a version that waits for its own decision.
        Edited => "edited",
        Closed => "closed",
    }
}
crate::text_enum! {
    /// The root cause of a finding.
    pub enum CauseKind {
        /// No routine, or an unclear one.
        Routine => "routine",
        /// The routine is there and was not followed.
        NotFollowed => "not_followed",
        Competence => "competence",
        Technology => "technology",
        Resources => "resources",
        /// Something further down the supply chain.
        Subcontractor => "subcontractor",
        /// The region's own requirement was missing or unclear.
        Requirement => "requirement",
        Unknown => "unknown",
    }
}
crate::text_enum! {
    /// How sure one is of a root cause.
    pub enum CauseConfidence { Assumed => "assumed", Probable => "probable", Confirmed => "confirmed" }
}
