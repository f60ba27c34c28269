//! The words of published timelines.

crate::text_enum! {
    /// Where a version of a timeline stands. Only a draft can be changed.
    pub enum TimelineState {
        Draft => "draft",
        Published => "published",
        /// A later version has been published in its place.
        Replaced => "replaced",
        Withdrawn => "withdrawn",
    }
}

crate::text_enum! {
    /// What the secrecy review of one entry found.
    pub enum TimelineReview { Unreviewed => "unreviewed", Publish => "publish", LeaveOut => "leave_out" }
}

crate::text_enum! {
    /// Which fact of the incident an entry was proposed from.
    pub enum TimelineSource {
        OccurredFrom => "occurred_from",
        OccurredTo => "occurred_to",
        Detected => "detected",
        VendorReported => "vendor_reported",
        Received => "received",
        Aware => "aware",
        Assessed => "assessed",
        /// The managers of the contracts that are touched were told.
        Notified => "notified",
        /// What was sent because of a clock.
        Report => "report",
        /// The incident was contained: it went to "handled".
        Handled => "handled",
        Closed => "closed",
        /// A person wrote it.
        Own => "own",
    }
}

impl TimelineState {
    /// Whether it has been decided, so that there is something frozen.
    pub fn is_decided(self) -> bool {
        self != TimelineState::Draft
    }

    /// Whether it may be shown: decided, and not taken back.
    pub fn is_shown(self) -> bool {
        matches!(self, TimelineState::Published | TimelineState::Replaced)
    }
}
