//! What the start pages show. Nothing internal is in here: no notes, and no tier on the vendor's side.

use crate::access::Role;
use chrono::NaiveDate;
use serde::Serialize;

/// How many rows a list on a start page has; the eleventh makes the link to all of them appear.
pub const ROWS: usize = 10;

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
    /// The whole list, when there are more rows than fit.
    pub all: Option<&'static str>,
}

impl Section {
    /// Keeps ten rows, and the link to all when there are more.
    pub fn of(key: &'static str, on: &'static str, mut rows: Vec<Row>, all: &'static str) -> Section {
        let all = (rows.len() > ROWS).then_some(all);
        rows.truncate(ROWS);
        Section { key, whose: "start-whose", on, calm: false, rows, all }
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
}

impl StartPage {
    pub fn of(role: Role, sections: Vec<Section>, groups: Vec<FigureGroup>) -> StartPage {
        let sections: Vec<_> = sections.into_iter().filter(|s| !s.rows.is_empty()).collect();
        StartPage { role, nothing: sections.is_empty() && groups.is_empty(), sections, groups }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct PortalPage {
    pub sections: Vec<Section>,
    pub nothing: bool,
}
