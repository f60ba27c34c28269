//! What the page of the calendar address shows.

use crate::base::{Instant, Language};
use crate::platform::view::{FormState, Sampled};
use chrono::DateTime;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct CalendarPage {
    /// Holds the address while it is shown.
    pub form: FormState,
    pub shown: bool,
    pub made_at: Option<Instant>,
    pub last_used_at: Option<Instant>,
}

impl Sampled for CalendarPage {
    const TEMPLATE: &'static str = "pages/calendar_feeds/show";
    fn samples(_: Language) -> Vec<Self> {
        let at: Option<Instant> = DateTime::from_timestamp(1_763_800_000, 0).map(Into::into);
        let form = FormState::default().with("address", "https://tillit.example/calendar/abc.ics");
        let none = CalendarPage { form: FormState::default(), shown: false, made_at: None, last_used_at: None };
        vec![
            CalendarPage { form, shown: true, made_at: at, last_used_at: None },
            CalendarPage { made_at: at, last_used_at: at, ..none.clone() },
            none,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::view::{Views, render_samples};

    #[test]
    fn the_page_renders_in_both_languages() {
        assert!(!render_samples::<CalendarPage>(&Views::new().unwrap()).unwrap().is_empty());
    }
}
