//! The words of the own management system.

crate::text_enum! {
    /// How far a clause or a control has come. Ordered: each holds what stands before it.
    pub enum IsmsState {
        NotStarted => "not_started",
        Ongoing => "ongoing",
        /// It exists.
        InPlace => "in_place",
        /// It works, and there is evidence of it: "there is a policy" is never that.
        Works => "works",
    }
}
crate::text_enum! {
    pub enum StepState { Open => "open", Done => "done", Cancelled => "cancelled" }
}
crate::text_enum! {
    /// What is held once a year or so.
    pub enum EventKind {
        InternalAudit => "internal_audit",
        ManagementReview => "management_review",
        /// By somebody from outside: certification body, consultant, authority.
        ExternalAudit => "external_audit",
    }
}
