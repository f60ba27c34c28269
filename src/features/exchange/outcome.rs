//! What an import does with one row, said so that a person can judge it before it happens.

use super::rules::Field;
use super::said::Said;
use serde::{Deserialize, Serialize};

crate::text_enum! {
    /// Words: `import-outcome-<text>`.
    pub enum Outcome { Created => "created", Updated => "updated", Unchanged => "unchanged", Refused => "refused" }
}

/// One row of the file and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowOutcome {
    /// As the spreadsheet program numbers it.
    pub row: u32,
    pub outcome: Outcome,
    /// The contract or vendor as people know it; empty for a refused row.
    pub name: String,
    pub changes: Vec<Change>,
    pub errors: Vec<Said>,
    /// Values that are left out or kept as they are.
    pub warnings: Vec<Said>,
    /// What else the row brings about, such as a new vendor.
    pub notes: Vec<Said>,
}

/// A field that gets another value. Texts are as stored; kinds are worded when they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub field: Field,
    pub old: Option<String>,
    pub new: String,
}

/// How many rows had each outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    pub created: i32,
    pub updated: i32,
    pub unchanged: i32,
    pub refused: i32,
}

impl Counts {
    pub fn of(rows: &[RowOutcome]) -> Counts {
        let mut counts = Counts::default();
        for row in rows {
            let place = match row.outcome {
                Outcome::Created => &mut counts.created,
                Outcome::Updated => &mut counts.updated,
                Outcome::Unchanged => &mut counts.unchanged,
                Outcome::Refused => &mut counts.refused,
            };
            *place = place.saturating_add(1);
        }
        counts
    }

    pub fn total(self) -> i32 {
        self.created.saturating_add(self.updated).saturating_add(self.unchanged).saturating_add(self.refused)
    }
}
