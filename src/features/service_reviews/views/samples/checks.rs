//! Spot checks and their protocol.

use super::*;
use crate::base::Language;
use crate::platform::view::Sampled;

impl Sampled for ChecksPage {
    const TEMPLATE: &'static str = "pages/service_reviews/checks";
    fn samples(_: Language) -> Vec<Self> {
        let row = CheckRow {
            id: id(),
            number: 2,
            title: "Stickprov i november".into(),
            state: CheckState::Open,
            drawn_at: at().into(),
            drawn_by_name: "Jonas Åkerman".into(),
            sample_size: 5,
            population_size: 23,
            looked: 2,
            deviations: 1,
        };
        let form = FormState::default();
        let full = ChecksPage { form, rows: vec![row], pager: pager(), states: CheckState::ALL, can_run: true };
        vec![ChecksPage { rows: vec![], can_run: false, ..full.clone() }, full]
    }
}

impl Sampled for NewCheckPage {
    const TEMPLATE: &'static str = "pages/service_reviews/new_check";
    fn samples(_: Language) -> Vec<Self> {
        [true, false].map(|full| NewCheckPage { selection: selection(full), form: FormState::default() }).into()
    }
}

impl Sampled for CheckPage {
    const TEMPLATE: &'static str = "pages/service_reviews/check";
    fn samples(_: Language) -> Vec<Self> {
        let full = CheckPage {
            check: check(),
            items: vec![
                item(Outcome::NotLooked, false),
                item(Outcome::Ok, false),
                item(Outcome::Deviation, false),
                item(Outcome::Deviation, true),
            ],
            looked: 3,
            deviations: 2,
            close_form: FormState::default(),
            can_record: true,
            can_finding: true,
            can_close: true,
        };
        let closed = SpotCheck {
            state: CheckState::Closed,
            conclusion: Some("En av fem avvek.".into()),
            closed_by_name: Some("Jonas Åkerman".into()),
            closed_at: Some(at().into()),
            diary_number: None,
            ..check()
        };
        vec![CheckPage { check: closed, can_record: false, can_close: false, can_finding: false, ..full.clone() }, full]
    }
}

impl Sampled for ItemPage {
    const TEMPLATE: &'static str = "pages/service_reviews/item";
    fn samples(_: Language) -> Vec<Self> {
        vec![ItemPage {
            check_id: id(),
            check_title: "Stickprov i november".into(),
            item: item(Outcome::NotLooked, false),
            form: FormState::default().with("version", 1),
            outcomes: Outcome::ALL,
        }]
    }
}
