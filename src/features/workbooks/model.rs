//! The words of workbooks.

use crate::base::refusal::Args;
use serde::Serialize;

crate::text_enum! {
    /// What a row of a workbook that came back would do.
    pub enum WorkbookOutcome {
        Unchanged => "unchanged",
        New => "new",
        Changed => "changed",
        /// Somebody saved in Tillit after the workbook was fetched.
        Conflict => "conflict",
        Refused => "refused",
    }
}

crate::text_enum! { pub enum WorkbookState { Open => "open", Merged => "merged" } }

crate::text_enum! {
    /// Whose text holds where both have changed.
    pub enum Take { Workbook => "workbook", Stored => "stored" }
}

/// What is wrong with one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellError {
    /// As the spreadsheet numbers it.
    pub row: usize,
    /// The letters over the column.
    pub column: String,
    /// Word key.
    pub code: &'static str,
    pub args: Args,
}

/// One field of an answer as it is stored and as the workbook has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Difference {
    /// Word key.
    pub label: String,
    pub stored: String,
    pub workbook: String,
}
