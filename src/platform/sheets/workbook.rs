//! XLSX through calamine, cell by cell: its ready-made ranges allocate the whole rectangle, so a
//! single cell in the far corner would cost gigabytes.

use super::limits::{Budget, refuse_bombs};
use super::{Cell, Sheet, SheetError};
use calamine::{DataRef, Reader, Xlsx, XlsxError, XlsxFormulaMetadata};
use std::io::Cursor;

const MAX_SHEETS: usize = 50;

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    refuse_bombs(bytes)?;
    // A crafted cell reference can overflow inside calamine; that is a damaged file, not a fault.
    std::panic::catch_unwind(|| sheets(bytes)).unwrap_or_else(|_| Err(SheetError::Damaged("panic".into())))
}

fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        // A zip without the parts of a workbook: a Word file, a photo album.
        XlsxError::FileNotFound(_) => SheetError::NotASheet,
        XlsxError::Password => SheetError::OldExcel,
        other => SheetError::Damaged(other.to_string()),
    })?;
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    for name in workbook.sheet_names().into_iter().take(MAX_SHEETS) {
        match rows(&mut workbook, &name, &mut budget)? {
            Some(rows) => sheets.push(Sheet { name, rows }),
            None => continue,
        }
    }
    if sheets.is_empty() { Err(SheetError::NotASheet) } else { Ok(sheets) }
}

/// `None` for what is no worksheet, such as a chart.
fn rows(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    budget: &mut Budget,
) -> Result<Option<Vec<Vec<Cell>>>, SheetError> {
    let damaged = |error: XlsxError| SheetError::Damaged(error.to_string());
    let mut reader = match workbook.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
        Err(error) => return Err(damaged(error)),
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    while let Some(found) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
        let cell = cell(&found.value, found.formula);
        if cell == Cell::Empty {
            continue;
        }
        let row = usize::try_from(found.pos.0).unwrap_or(usize::MAX);
        let column = usize::try_from(found.pos.1).unwrap_or(usize::MAX);
        Budget::place(row, column)?;
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        let Some(cells) = rows.get_mut(row) else { continue };
        let new = (column + 1).saturating_sub(cells.len());
        budget.spend(new, text_bytes(&cell))?;
        if new > 0 {
            cells.resize_with(column + 1, Cell::default);
        }
        if let Some(place) = cells.get_mut(column) {
            *place = cell;
        }
    }
    Ok(Some(rows))
}

fn text_bytes(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) => text.len(),
        Cell::Formula { text, cached } => text.len() + text_bytes(cached),
        _ => 0,
    }
}

fn cell(value: &DataRef<'_>, formula: Option<XlsxFormulaMetadata>) -> Cell {
    let value = plain(value);
    let text = match formula {
        None => return value,
        Some(XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. }) => formula,
        // Its text stands in another cell; written out for each, a small file could grow huge.
        Some(_) => String::new(),
    };
    if text.is_empty() && value == Cell::Empty {
        return Cell::Empty;
    }
    Cell::Formula { text, cached: Box::new(value) }
}

fn plain(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) if text.is_empty() => Cell::Empty,
        DataRef::SharedString("") => Cell::Empty,
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(*text),
        DataRef::Bool(yes) => Cell::Bool(*yes),
        DataRef::Float(number) => Cell::Number(*number),
        // Through text, because there is no lossless cast; a cell never holds more than 15 digits.
        DataRef::Int(number) => number.to_string().parse().map_or(Cell::Empty, Cell::Number),
        DataRef::DateTime(date) => match date.as_datetime() {
            Some(moment) if date.is_datetime() => Cell::Date(moment.date()),
            _ => Cell::Number(date.as_f64()),
        },
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.get(..10).and_then(|day| day.parse().ok()).map_or_else(|| Cell::text(text), Cell::Date)
        }
        DataRef::Error(error) => Cell::Text(error.to_string()),
    }
}
