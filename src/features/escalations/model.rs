//! The words of escalations.

crate::text_enum! {
    /// What is escalated.
    pub enum LadderOrigin {
        Action => "action",
        Finding => "finding",
        /// A dialogue that did not take place.
        Dialogue => "dialogue",
    }
}

crate::text_enum! {
    /// Why it was escalated.
    pub enum LadderCause {
        /// The due date was moved as often as it may be.
        Postponed => "postponed",
        /// High priority, and nobody has touched it for too long: said by the rule.
        Untouched => "untouched",
        /// Verified once, and a later check found that it does not work.
        NotEffective => "not_effective",
        /// Two dialogues of a contract in a row were called off.
        CancelledMeetings => "cancelled_meetings",
        /// A planned dialogue was not held, and its month is long past: said by the rule.
        SkippedMeeting => "skipped_meeting",
        Other => "other",
    }
}

impl LadderCause {
    /// What a person may state; the others are said by rules.
    pub const BY_HAND: &'static [LadderCause] =
        &[LadderCause::Postponed, LadderCause::NotEffective, LadderCause::CancelledMeetings, LadderCause::Other];

    /// Whether only a rule says it.
    pub fn is_by_rule(self) -> bool {
        !LadderCause::BY_HAND.contains(&self)
    }
}

crate::text_enum! {
    /// Which way a step goes on the ladder.
    pub enum LadderDirection { Raised => "raised", Lowered => "lowered" }
}

crate::text_enum! {
    /// Which escalations a list shows.
    pub enum LadderShown { Open => "open", Closed => "closed", All => "all" }
}
