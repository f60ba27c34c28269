//! The words of dialogues.

crate::text_enum! {
    /// Where a dialogue stands. A locked one never changes; a correction is a new note.
    pub enum DialogueStatus {
        Planned => "planned",
        Held => "held",
        Draft => "draft",
        SentForApproval => "sent_for_approval",
        Approved => "approved",
        Locked => "locked",
    }
}

crate::text_enum! {
    /// What the meeting did with an item. `deferred` is a choice too: the item was taken up, and
    /// put off.
    pub enum ItemStatus {
        Untouched => "untouched",
        TakenUp => "taken_up",
        NoChange => "no_change",
        Deferred => "deferred",
        Decided => "decided",
    }
}

crate::text_enum! {
    /// Why an item is on the agenda.
    pub enum ItemKind {
        Standing => "standing",
        Action => "action",
        Assessment => "assessment",
        Expiring => "expiring",
        Finding => "finding",
        Decision => "decision",
        Change => "change",
        Free => "free",
    }
}

crate::text_enum! {
    /// The fourteen standing headings, in their order. Each is the word `agenda-section-<text>`.
    pub enum Section {
        Opening => "opening",
        PreviousMinutes => "previous_minutes",
        ActionPlan => "action_plan",
        Incidents => "incidents",
        Changes => "changes",
        AccessAndLogs => "access_and_logs",
        Vulnerabilities => "vulnerabilities",
        Assessments => "assessments",
        Risks => "risks",
        DataProtection => "data_protection",
        Continuity => "continuity",
        Upcoming => "upcoming",
        Decisions => "decisions",
        NextMeeting => "next_meeting",
    }
}

crate::text_enum! {
    /// What an item points at.
    pub enum ObjectType {
        Action => "action",
        Assessment => "assessment",
        Contract => "contract",
        Evidence => "evidence",
        Finding => "finding",
        Incident => "incident",
        Item => "item",
        Risk => "risk",
        Subcontract => "subcontract",
    }
}
