//! The words of minutes after the lock, of attendance and of invitations.

crate::text_enum! {
    /// Where the minutes of a locked dialogue stand. Without a row they are locked and nothing more.
    pub enum MinutesState {
        /// Taken back to be written again.
        Draft => "draft",
        Sent => "sent",
        Approved => "approved",
        Registered => "registered",
        Archived => "archived",
    }
}

crate::text_enum! {
    /// The whole way of a meeting's minutes (domain.md 7.3); `locked` is a draft whose text stands still.
    pub enum MinutesStage {
        Called => "called",
        Held => "held",
        Draft => "draft",
        Locked => "locked",
        Sent => "sent",
        Approved => "approved",
        Registered => "registered",
        Archived => "archived",
    }
}

crate::text_enum! {
    /// What somebody who was asked has said. A replaced one objected, and somebody else is asked instead.
    pub enum ApprovalOutcome { Waiting => "waiting", Approved => "approved", Objected => "objected", Replaced => "replaced" }
}

crate::text_enum! {
    /// How an answer came: by the person's own hand, or recorded by the chair.
    pub enum ApprovalChannel { Web => "web", Api => "api", Phone => "phone", Paper => "paper" }
}

impl ApprovalChannel {
    /// Whether the chair writes it down for somebody else.
    pub fn recorded(self) -> bool {
        matches!(self, ApprovalChannel::Phone | ApprovalChannel::Paper)
    }
}

crate::text_enum! {
    /// How a participant took part.
    pub enum AttendanceKind { Present => "present", Remote => "remote", Absent => "absent", Deputy => "deputy" }
}

impl AttendanceKind {
    /// Whether somebody sat on the seat.
    pub fn counts(self) -> bool {
        self != AttendanceKind::Absent
    }
}

crate::text_enum! {
    /// The seat that a participant takes, as a quorum counts seats.
    pub enum MeetingSeat {
        ContractManager => "contract_manager",
        InformationSecurity => "information_security",
        VendorHead => "vendor_head",
        Other => "other",
    }
}

crate::text_enum! {
    /// What a missing quorum does to the lock.
    pub enum QuorumEffect { Warn => "warn", Hold => "hold" }
}

crate::text_enum! {
    /// What was sent to the participants' calendars.
    pub enum CallKind { Invited => "invited", Moved => "moved", Cancelled => "cancelled" }
}

crate::text_enum! {
    /// A part of stored minutes that does not fit with the others.
    pub enum MinutesPart {
        /// The record is not the text that its fingerprint was made from, or is missing.
        Record => "record",
        /// The fingerprint is not the one that the audit log says was locked.
        Fingerprint => "fingerprint",
        /// A text that was sent for approval is not as it was sent, or is missing.
        SentText => "sent_text",
        /// An approval is of another text, or not as the audit log has it, or missing.
        Approval => "approval",
        Addendum => "addendum",
        /// The state of the minutes is missing, or says more than the approvals do.
        State => "state",
    }
}
