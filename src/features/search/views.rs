//! What the page of the search shows.

use crate::base::Language;
use crate::platform::view::{FormState, Pager, Sampled};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct HitRow {
    pub href: String,
    pub title: String,
    pub detail: Option<String>,
    pub state: Option<String>,
    /// The word key of the state.
    pub state_word: Option<String>,
    pub date: Option<NaiveDate>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Group {
    pub kind: &'static str,
    pub icon: &'static str,
    pub total: i64,
    pub rows: Vec<HitRow>,
    /// Where all of them are, when there are more than are shown here.
    pub more: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SearchPage {
    /// The address of the search on this side.
    pub path: &'static str,
    pub form: FormState,
    /// Whether something was looked for.
    pub asked: bool,
    pub too_short: bool,
    pub total: i64,
    /// The one kind that is asked for.
    pub kind: Option<&'static str>,
    pub all_kinds: String,
    pub groups: Vec<Group>,
    pub pager: Option<Pager>,
}

impl Sampled for SearchPage {
    const TEMPLATE: &'static str = "pages/search/show";

    fn samples(_: Language) -> Vec<Self> {
        let row = HitRow {
            href: "/vendors/1".into(),
            title: "Åsmunda Ögonklinik AB".into(),
            detail: Some("992181-5909".into()),
            state: Some("active".into()),
            state_word: Some("vendors-status-active".into()),
            date: NaiveDate::from_ymd_opt(2026, 11, 23),
        };
        let bare = HitRow { detail: None, state: None, state_word: None, ..row.clone() };
        let kinds = [
            "vendors",
            "contacts",
            "contracts",
            "services",
            "platforms",
            "nodes",
            "certificates",
            "subcontracts",
            "findings",
            "actions",
        ];
        let kinds = kinds.into_iter().chain(["dialogues", "assessments", "incidents", "risks"]);
        let group = |kind| Group {
            kind,
            icon: "search",
            total: 14,
            rows: if ["certificates", "actions", "dialogues", "assessments"].contains(&kind) {
                vec![row.clone(), bare.clone()]
            } else {
                vec![HitRow { date: None, ..row.clone() }]
            },
            more: Some("/search?q=ab&kind=vendors".into()),
        };
        let whole = SearchPage {
            path: "/search",
            form: FormState::default().with("q", "ögon"),
            asked: true,
            too_short: false,
            total: 154,
            kind: None,
            all_kinds: "/search?q=%C3%B6gon".into(),
            groups: kinds.map(group).collect(),
            pager: None,
        };
        let one = SearchPage {
            kind: Some("vendors"),
            groups: vec![Group { more: None, ..group("vendors") }],
            pager: Some(Pager { number: 1, pages: 3, total: 140 }),
            ..whole.clone()
        };
        let none = SearchPage { groups: Vec::new(), total: 0, ..whole.clone() };
        let short = SearchPage { asked: false, too_short: true, ..none.clone() };
        let new = SearchPage { asked: false, form: FormState::default(), path: "/portal/search", ..none.clone() };
        vec![whole, one, none, short, new]
    }
}
