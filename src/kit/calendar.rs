//! What a calendar is told of something that has a day: what kind of thing it is, when, and where it is found. Never a
//! name, a title or a number: a calendar is read by more than its owner.

use crate::base::{Id, Instant, Language};
use crate::platform::calendar::{self, Event, Method, When};
use crate::platform::view::Views;
use serde::{Deserialize, Serialize};

pub use crate::platform::calendar::MEDIA_TYPE;
/// What every such file is called.
pub const FILE_NAME: &str = "tillit.ics";

/// One entry. It is stored with a mail that takes it along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The ending of its word, `feed-kind-...`. With the id it is what calendars know the entry by.
    pub kind: String,
    pub id: Id,
    /// Its page, without the host.
    pub path: String,
    pub when: When,
    pub changed_at: Instant,
    pub version: i32,
}

fn event(views: &Views, base_url: &str, language: Language, entry: &Entry) -> Event {
    let url = format!("{base_url}{}", entry.path);
    let summary = views.word0(language, &format!("feed-kind-{}", entry.kind));
    let uid = format!("{}-{}@tillit", entry.kind, entry.id);
    Event {
        description: Some(url.clone()),
        url: Some(url),
        sequence: u32::try_from(entry.version.saturating_sub(1)).unwrap_or(0),
        ..Event::new(uid, entry.changed_at.utc(), entry.when, summary)
    }
}

/// A calendar to subscribe to, in the reader's language.
pub fn feed(views: &Views, base_url: &str, language: Language, entries: &[Entry]) -> String {
    let events: Vec<Event> = entries.iter().map(|entry| event(views, base_url, language, entry)).collect();
    calendar::write(&views.word0(language, "product-name"), Method::Publish, &events)
}

/// One entry as a file of its own, for a calendar that one has already.
pub fn file(views: &Views, base_url: &str, language: Language, entry: &Entry) -> String {
    calendar::write("", Method::Publish, &[event(views, base_url, language, entry)])
}
