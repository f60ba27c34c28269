//! What a calendar is told: the kind of thing, the day and where it is found. Never a name, a title or a number.

use crate::base::{Id, Instant, Language};
use crate::platform::calendar::{self, Event, Method, When};
use crate::platform::view::Views;
use chrono::NaiveDate;

crate::text_enum! {
    /// What is on a day; the word and the page follow from it.
    pub enum DatedKind {
        Action => "action",
        Effect => "effect",
        Meeting => "meeting",
        Review => "review",
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
            DatedKind::PortalAction => format!("/portal/actions/{id}"),
            DatedKind::PortalMeeting => format!("/portal/dialogues/{id}"),
            DatedKind::Letter => "/portal/letters".to_string(),
        }
    }
}

/// Something on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    pub kind: DatedKind,
    pub id: Id,
    pub on: NaiveDate,
    pub changed_at: Instant,
    pub version: i32,
}

impl Dated {
    pub fn of(kind: DatedKind, (id, on, changed_at, version): (Id, NaiveDate, Instant, i32)) -> Dated {
        Dated { kind, id, on, changed_at, version }
    }
}

/// The calendar as text, in the reader's language.
pub fn written(views: &Views, base_url: &str, language: Language, dates: &[Dated]) -> String {
    let event = |each: &Dated| {
        let url = format!("{base_url}{}", each.kind.path(&each.id));
        let summary = views.word0(language, &format!("feed-kind-{}", each.kind));
        let uid = format!("{}-{}@tillit", each.kind, each.id);
        Event {
            description: Some(url.clone()),
            url: Some(url),
            sequence: u32::try_from(each.version.saturating_sub(1)).unwrap_or(0),
            ..Event::new(uid, each.changed_at.utc(), When::Day(each.on), summary)
        }
    };
    let events: Vec<Event> = dates.iter().map(event).collect();
    calendar::write(&views.word0(language, "product-name"), Method::Publish, &events)
}
