//! The words of reviews and visits.

crate::text_enum! {
    /// Who made the review.
    pub enum ReviewType {
        External => "external",
        Internal => "internal",
        AuditOffice => "audit_office",
        Authority => "authority",
        InternalReport => "internal_report",
        Visit => "visit",
    }
}
crate::text_enum! {
    /// Where a review stands.
    pub enum ReviewStatus { Planned => "planned", Ongoing => "ongoing", Reported => "reported", Closed => "closed" }
}
crate::text_enum! {
    /// What a line of a visit's protocol is about.
    pub enum Subject { Question => "question", Control => "control", Other => "other" }
}
crate::text_enum! {
    /// What was seen on the spot.
    pub enum Seen { AsClaimed => "as_claimed", Deviation => "deviation", NotShown => "not_shown" }
}
