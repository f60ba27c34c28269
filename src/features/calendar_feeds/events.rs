//! What stands in a calendar of dates: the kind of thing, when it is and where it is found. Never a name, a title or a number.

use crate::base::{Id, Instant};
use crate::kit::calendar::Entry;
use crate::platform::calendar::When;
use chrono::NaiveDate;

crate::text_enum! {
    /// What is on a day; the word and the page follow from it.
    pub enum DatedKind {
        Action => "action",
        Effect => "effect",
        Meeting => "meeting",
        Review => "review",
        /// The last day of a step of an escalation.
        Escalation => "escalation",
        /// The day by which one is to have approved minutes, or objected to them.
        Minutes => "minutes",
        /// An activity of a contract's follow-up plan.
        FollowUp => "follow_up",
        PortalAction => "portal_action",
        PortalMeeting => "portal_meeting",
        Letter => "letter",
    }
}

impl DatedKind {
    fn path(self, id: &Id) -> String {
        match self {
            DatedKind::Action => format!("/actions/{id}"),
            DatedKind::Effect => format!("/effect-checks/{id}"),
            DatedKind::Meeting => format!("/dialogues/{id}"),
            DatedKind::Review => format!("/reviews/{id}"),
            DatedKind::Escalation => format!("/escalations/{id}"),
            DatedKind::Minutes => format!("/dialogues/{id}/minutes"),
            DatedKind::FollowUp => format!("/follow-up/{id}"),
            DatedKind::PortalAction => format!("/portal/actions/{id}"),
            DatedKind::PortalMeeting => format!("/portal/dialogues/{id}"),
            DatedKind::Letter => "/portal/letters".to_string(),
        }
    }

    /// The entry of something whose page is its own.
    pub fn entry(self, (id, on, changed_at, version): (Id, NaiveDate, Instant, i32)) -> Entry {
        let path = self.path(&id);
        Entry { kind: self.to_string(), path, id, when: When::Day(on), changed_at, version }
    }

    /// The entry of a part of something whose page is where it is found. What is known of it is its day alone, so a
    /// calendar takes the entry that was written last.
    pub fn part(self, id: Id, of: &Id, on: NaiveDate, now: Instant) -> Entry {
        Entry { kind: self.to_string(), path: self.path(of), id, when: When::Day(on), changed_at: now, version: 1 }
    }
}
