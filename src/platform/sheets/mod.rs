//! Sheets in and out: XLSX and CSV become rows of cells, and rows become files. This door knows
//! nothing of what the columns mean, never evaluates a formula and never writes one.

mod csv_text;
mod encoding;
mod forms;
mod limits;
mod workbook;
mod write;

use crate::base::clock::swedish_date;
use crate::base::refusal::{Args, FieldError};
use crate::base::{Instant, Refusal};
use chrono::NaiveDate;

pub use encoding::decode;
pub use forms::{Form, FormCell, HIDDEN_SHEET, LISTS_SHEET, write_form};
pub use limits::{MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS};
pub use write::{Column, ColumnKind, write_csv, write_xlsx};

/// One sheet of a workbook, or a whole CSV file. The row at index 0 is row 1 of the file: empty
/// rows are kept, so that an error can name the row that the person sees.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    Number(f64),
    Date(NaiveDate),
    Bool(bool),
    /// `text` is the formula without its equals sign; `cached` is what the program that saved
    /// the file had worked out, or `Empty`.
    Formula {
        text: String,
        cached: Box<Cell>,
    },
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    /// Nothing becomes an empty cell.
    pub fn maybe(text: Option<impl Into<String>>) -> Cell {
        text.map_or(Cell::Empty, Cell::text)
    }

    pub fn maybe_date(day: Option<NaiveDate>) -> Cell {
        day.map_or(Cell::Empty, Cell::Date)
    }

    /// The Swedish day of a moment.
    pub fn day(at: Instant) -> Cell {
        Cell::Date(swedish_date(at.utc()))
    }

    /// A number that is counted: what a sheet cannot hold exactly is held as near as it can.
    pub fn count(number: impl TryInto<i64>) -> Cell {
        let number = number.try_into().unwrap_or(i64::MAX);
        Cell::Number(number.to_string().parse().unwrap_or_default())
    }

    pub fn maybe_count(number: Option<impl TryInto<i64>>) -> Cell {
        number.map_or(Cell::Empty, Cell::count)
    }

    /// Empty, or nothing but white space.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// As a person would read it: a whole number without decimals, a date as `2026-11-02`, a
    /// formula by its saved value and else literally (`=1+1`).
    pub fn as_text(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::Date(date) => date.to_string(),
            Cell::Bool(yes) => yes.to_string(),
            Cell::Formula { text, cached } if cached.is_blank() => format!("={text}"),
            Cell::Formula { cached, .. } => cached.as_text(),
        }
    }

    /// The saved value of a formula; any other cell is its own value.
    pub fn value(&self) -> &Cell {
        match self {
            Cell::Formula { cached, .. } => cached.value(),
            other => other,
        }
    }
}

/// The letters over a column: index 0 is `A`, 26 is `AA`.
pub fn column_letters(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => break,
        }
    }
    letters.iter().rev().collect()
}

/// The index of a column by its letters (`a` and `A` are the same), up to the last one we read.
pub fn column_index(letters: &str) -> Option<usize> {
    let asked = letters.trim().to_ascii_uppercase();
    (0..MAX_COLUMNS).find(|index| column_letters(*index) == asked)
}

/// Why a file cannot be read as sheets.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    #[error("the file is larger than {MAX_FILE_BYTES} bytes")]
    TooLarge,
    #[error("the file is empty")]
    Empty,
    #[error("neither XLSX nor CSV")]
    NotASheet,
    #[error("the old Excel format, or a workbook with a password")]
    OldExcel,
    #[error("damaged: {0}")]
    Damaged(String),
    #[error("unpacks to far more than it looks")]
    Bomb,
    #[error("more than {MAX_ROWS} rows")]
    TooManyRows,
    #[error("more than {MAX_COLUMNS} columns")]
    TooManyColumns,
    #[error("too many cells or too much text")]
    TooManyCells,
    #[error("the quotation mark on row {0} is never closed")]
    UnclosedQuote(u32),
}

impl SheetError {
    /// The word key of this error.
    pub fn code(&self) -> &'static str {
        match self {
            SheetError::TooLarge => "error-sheet-too-large",
            SheetError::Empty => "error-sheet-empty",
            SheetError::NotASheet => "error-sheet-not-a-sheet",
            SheetError::OldExcel => "error-sheet-old-excel",
            SheetError::Damaged(_) => "error-sheet-damaged",
            SheetError::Bomb => "error-sheet-bomb",
            SheetError::TooManyRows => "error-sheet-too-many-rows",
            SheetError::TooManyColumns => "error-sheet-too-many-columns",
            SheetError::TooManyCells => "error-sheet-too-many-cells",
            SheetError::UnclosedQuote(_) => "error-sheet-unclosed-quote",
        }
    }

    /// What the words of [`SheetError::code`] need.
    pub fn args(&self) -> Args {
        let one = |name: &'static str, value: String| Args::from([(name, value)]);
        match self {
            SheetError::TooLarge => one("max", (MAX_FILE_BYTES / 1_000_000).to_string()),
            SheetError::TooManyRows => one("max", MAX_ROWS.to_string()),
            SheetError::TooManyColumns => one("max", MAX_COLUMNS.to_string()),
            SheetError::UnclosedQuote(row) => one("row", row.to_string()),
            _ => Args::new(),
        }
    }
}

impl From<SheetError> for Refusal {
    /// The fault lies in the form field `file`.
    fn from(error: SheetError) -> Refusal {
        Refusal::Invalid(vec![FieldError { field: "file".into(), code: error.code(), args: error.args() }])
    }
}

/// Reads a file as sheets. What it is follows from its bytes; `file_name` only names a CSV
/// file's one sheet and exposes a workbook that is none.
pub fn read(file_name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(SheetError::TooLarge);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(SheetError::Empty);
    }
    if bytes.starts_with(b"PK") {
        return workbook::read(bytes);
    }
    // The container of .xls, which Excel also wraps around a workbook with a password.
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(SheetError::OldExcel);
    }
    let (stem, extension) = file_name.rsplit_once('.').unwrap_or((file_name, ""));
    if ["xlsx", "xlsm", "xls", "ods"].contains(&extension.to_ascii_lowercase().as_str()) {
        return Err(SheetError::NotASheet);
    }
    let text = encoding::decode(bytes).ok_or(SheetError::NotASheet)?;
    let rows = csv_text::read(&text)?;
    Ok(vec![Sheet { name: stem.to_string(), rows }])
}

#[cfg(test)]
mod tests;
