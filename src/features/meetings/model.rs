//! The words of follow-up plans and of a month's run.

crate::text_enum! {
    /// What a follow-up plan asks for.
    pub enum FollowUpKind {
        Dialogue => "dialogue",
        Assessment => "assessment",
        Verification => "verification",
        Chain => "chain",
        Exercise => "exercise",
        Renewal => "renewal",
    }
}

crate::text_enum! {
    pub enum FollowUpState {
        Planned => "planned",
        Done => "done",
        /// The tier or the contract changed, so that it is no longer asked for.
        Dropped => "dropped",
    }
}

crate::text_enum! {
    pub enum MonthRunState {
        Running => "running",
        Done => "done",
        Failed => "failed",
    }
}

crate::text_enum! {
    pub enum RunFileState {
        Queued => "queued",
        Made => "made",
        /// The dialogue has no locked record.
        Missing => "missing",
        Failed => "failed",
    }
}
