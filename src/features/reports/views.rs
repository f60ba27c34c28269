//! What the start pages show. Nothing internal is in here: no notes, and no tier on the vendor's side.

use crate::access::Role;
use crate::base::Page;
use crate::platform::view::Pager;
use chrono::NaiveDate;
use serde::Serialize;

/// How many rows a list on a start page has; the eleventh makes the link to all of them appear.
pub const ROWS: usize = 10;
/// How many rows a list of tasks has, whose count leads to all of them.
pub const TASK_ROWS: i64 = 5;

/// One thing to do: what, whose, by when, and where it is done.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub what: String,
    pub whose: String,
    pub on: Option<NaiveDate>,
    pub href: String,
}

/// A list of things to do. `key` is the word of its heading.
#[derive(Debug, Clone, Serialize)]
pub struct Section {
    pub key: &'static str,
    /// The word of the second column.
    pub whose: &'static str,
    /// The word of the date column: when it is due, held or ends; empty for none.
    pub on: &'static str,
    /// True when a passed date is not late, only passed.
    pub calm: bool,
    pub rows: Vec<Row>,
    /// How many there are, or how many are shown where nobody has counted.
    pub count: i64,
    /// The whole list, and the word that leads there: when there are more rows than fit, or they are counted.
    pub all: Option<String>,
    pub all_word: &'static str,
}

impl Section {
    /// Keeps ten rows, and the link to all when there are more.
    pub fn of(key: &'static str, on: &'static str, mut rows: Vec<Row>, all: &'static str) -> Section {
        let all = (rows.len() > ROWS).then(|| all.to_string());
        rows.truncate(ROWS);
        let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        Section { key, whose: "start-whose", on, calm: false, rows, count, all, all_word: "start-all" }
    }

    /// The first tasks of a list that is counted, or, without an address for all of them, one page of it.
    pub fn of_tasks(key: &'static str, on: &'static str, page: Page<Row>, all: Option<String>) -> Section {
        let (count, rows) = (page.total, page.items);
        let shown = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let all_word = if count > shown { "start-all-count" } else { "start-all-shown" };
        Section { key, whose: "start-whose", on, calm: false, rows, count, all, all_word }
    }

    /// What the second column holds.
    pub fn whose(self, whose: &'static str) -> Section {
        Section { whose, ..self }
    }

    /// A list whose second column is the vendor's tier, and which has no dates.
    pub fn of_tiers(self) -> Section {
        Section { whose: "tier-label", on: "", ..self }
    }

    pub fn calm(self) -> Section {
        Section { calm: true, ..self }
    }
}

/// A number and the list that proves it. `key` is its word.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    pub key: &'static str,
    pub value: i64,
    /// The whole of which `value` is a part.
    pub of: Option<i64>,
    pub href: &'static str,
}

/// Figures under one heading, whose word is `key`.
#[derive(Debug, Clone, Serialize)]
pub struct FigureGroup {
    pub key: &'static str,
    pub figures: Vec<Figure>,
}

#[derive(Debug, Clone, Serialize)]
pub struct StartPage {
    pub role: Role,
    /// The lists that have rows, most urgent first.
    pub sections: Vec<Section>,
    pub groups: Vec<FigureGroup>,
    /// True when every list is empty.
    pub nothing: bool,
    /// Where one list is shown to its end.
    pub pager: Option<Pager>,
}

impl StartPage {
    pub fn of(role: Role, sections: Vec<Section>, groups: Vec<FigureGroup>) -> StartPage {
        let sections = filled(sections);
        StartPage { role, nothing: sections.is_empty() && groups.is_empty(), sections, groups, pager: None }
    }

    /// One list, fifty rows at a time.
    pub fn of_list(role: Role, list: Section, pager: Pager) -> StartPage {
        StartPage { pager: Some(pager), ..StartPage::of(role, vec![list], Vec::new()) }
    }
}

fn filled(sections: Vec<Section>) -> Vec<Section> {
    sections.into_iter().filter(|section| !section.rows.is_empty()).collect()
}

#[derive(Debug, Clone, Serialize)]
pub struct PortalPage {
    pub sections: Vec<Section>,
    pub nothing: bool,
    /// Where one list is shown to its end.
    pub pager: Option<Pager>,
}

impl PortalPage {
    pub fn of(sections: Vec<Section>, pager: Option<Pager>) -> PortalPage {
        let sections = filled(sections);
        PortalPage { nothing: sections.is_empty(), sections, pager }
    }
}
