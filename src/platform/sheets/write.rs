//! Rows as XLSX and as CSV. Text stays text: a cell that somebody filled with `=HYPERLINK(...)`
//! must not come alive in the spreadsheet of the person who exports it.

use super::Cell;
use crate::base::{Refusal, Result};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

/// A column of an exported sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub heading: String,
    /// In characters of the standard font.
    pub width: u16,
    pub kind: ColumnKind,
}

/// How a column looks; the cells decide what they hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    Text,
    /// Long text, broken into lines.
    Wrapped,
    Whole,
    Decimal,
    /// Swedish kronor without öre.
    Money,
    Date,
}

impl Column {
    pub fn new(heading: impl Into<String>, width: u16, kind: ColumnKind) -> Self {
        Column { heading: heading.into(), width, kind }
    }
}

/// Excel's own limit for a cell; text beyond it is cut.
const MAX_CELL_CHARS: usize = 32_767;

/// One sheet named `title`, with a frozen header row and filters.
pub fn write_xlsx(title: &str, columns: &[Column], rows: &[Vec<Cell>]) -> Result<Vec<u8>> {
    xlsx(title, columns, rows).map_err(Refusal::fault)
}

fn xlsx(title: &str, columns: &[Column], rows: &[Vec<Cell>]) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(title))?;
    let heading = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let formats: Vec<Format> = columns.iter().map(|column| format(column.kind)).collect();
    for (index, column) in (0_u16..).zip(columns) {
        sheet.set_column_width(index, f64::from(column.width))?;
        sheet.write_string_with_format(0, index, cut(&column.heading), &heading)?;
    }
    let mut last_row = 0;
    for (number, row) in (1_u32..).zip(rows) {
        last_row = number;
        for ((index, cell), format) in (0_u16..).zip(row).zip(&formats) {
            match cell {
                Cell::Empty => continue,
                Cell::Number(value) => sheet.write_number_with_format(number, index, *value, format)?,
                Cell::Date(date) => sheet.write_datetime_with_format(number, index, date, format)?,
                Cell::Bool(yes) => sheet.write_boolean(number, index, *yes)?,
                Cell::Text(_) | Cell::Formula { .. } => {
                    sheet.write_string_with_format(number, index, cut(&cell.as_text()), format)?
                }
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let Some(last) = columns.len().checked_sub(1).and_then(|last| u16::try_from(last).ok()) {
        sheet.autofilter(0, 0, last_row, last)?;
    }
    workbook.save_to_buffer()
}

fn format(kind: ColumnKind) -> Format {
    let top = Format::new().set_align(FormatAlign::Top);
    match kind {
        // "@" marks the cell as text, so that a later edit of "=..." stays text as well.
        ColumnKind::Text => top.set_num_format("@"),
        ColumnKind::Wrapped => top.set_num_format("@").set_text_wrap(),
        ColumnKind::Whole => top.set_num_format("0"),
        ColumnKind::Decimal => top.set_num_format("0.0"),
        ColumnKind::Money => top.set_num_format("#,##0"),
        ColumnKind::Date => top.set_num_format("yyyy-mm-dd"),
    }
}

pub(super) fn cut(text: &str) -> String {
    text.chars().take(MAX_CELL_CHARS).collect()
}

/// Excel refuses some signs in a sheet's name, and more than 31 characters.
pub(super) fn sheet_name(title: &str) -> String {
    let clean: String = title.chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c }).collect();
    let tidy = crate::base::text::tidy(&clean);
    let short: String = tidy.trim_matches('\'').chars().take(31).collect();
    let name = short.trim().trim_end_matches('\'').to_string();
    if name.is_empty() { "Tillit".to_string() } else { name }
}

/// Semicolons, CRLF and a byte order mark: what Swedish Excel opens right by a double click. Text
/// that would be taken for a formula gets an apostrophe in front.
pub fn write_csv(columns: &[Column], rows: &[Vec<Cell>]) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let heading = columns.iter().map(|column| guarded(&column.heading));
    writer.write_record(heading).map_err(Refusal::fault)?;
    for row in rows {
        let texts = row.iter().map(|cell| match cell {
            Cell::Text(_) | Cell::Formula { .. } => guarded(&cell.as_text()),
            other => other.as_text().replace('.', ","),
        });
        writer.write_record(texts).map_err(Refusal::fault)?;
    }
    writer.into_inner().map_err(Refusal::fault)
}

fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_string() }
}
