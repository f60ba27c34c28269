//! The page of the days to due dates.

use crate::base::{Id, Language};
use crate::features::controls::FollowUpModel;
use crate::features::findings::store::DueDaySetting;
use crate::platform::view::{FormState, Sampled};
use chrono::{DateTime, NaiveDate};
use serde::Serialize;

/// Days by severity, and what they come from.
#[derive(Debug, Clone, Serialize)]
pub struct DueDaysFacts {
    pub critical: i64,
    pub high: i64,
    pub medium: i64,
    pub low: i64,
    /// None: the shipped model.
    pub own_from: Option<NaiveDate>,
}

impl DueDaysFacts {
    pub fn shipped(model: &FollowUpModel) -> DueDaysFacts {
        let days = model.due_days;
        DueDaysFacts {
            critical: days.critical.into(),
            high: days.high.into(),
            medium: days.medium.into(),
            low: days.low.into(),
            own_from: None,
        }
    }

    pub fn of(own: &DueDaySetting) -> DueDaysFacts {
        DueDaysFacts {
            critical: own.critical.into(),
            high: own.high.into(),
            medium: own.medium.into(),
            low: own.low.into(),
            own_from: Some(own.valid_from),
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct DueDaysPage {
    pub form: FormState,
    pub holds: DueDaysFacts,
    pub shipped: DueDaysFacts,
    pub settings: Vec<DueDaySetting>,
    pub can_edit: bool,
}

impl Sampled for DueDaysPage {
    const TEMPLATE: &'static str = "pages/findings/due_days";
    fn samples(_: Language) -> Vec<Self> {
        let at = DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default();
        let shipped = DueDaysFacts::shipped(FollowUpModel::current());
        let own = DueDaySetting {
            id: Id::new(at),
            organisation_id: Id::new(at),
            critical: 7,
            high: 20,
            medium: 60,
            low: 120,
            valid_from: NaiveDate::default(),
            reason: "Beslut i ledningsgruppen.".into(),
            set_by: Id::new(at),
            set_by_name: "Karin Öberg".into(),
            set_at: at.into(),
        };
        let full = DueDaysPage {
            form: FormState::default(),
            holds: DueDaysFacts::of(&own),
            shipped: shipped.clone(),
            settings: vec![own],
            can_edit: true,
        };
        let bare = DueDaysPage { holds: shipped, settings: vec![], can_edit: false, ..full.clone() };
        vec![full, bare]
    }
}
