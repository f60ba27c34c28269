//! How much of a file we are willing to read. Parameters, chosen so that a register of any Swedish
//! region fits many times over and a hostile file costs at most some hundred megabytes.

use super::SheetError;
use std::io::{Cursor, Read};

/// Ten megabytes as they arrive.
pub const MAX_FILE_BYTES: usize = 10_000_000;
/// Rows in one sheet.
pub const MAX_ROWS: usize = 100_000;
/// Columns in one sheet.
pub const MAX_COLUMNS: usize = 200;
/// Cells in one file, the empty ones to the left of a filled one included.
const MAX_CELLS: usize = 2_000_000;
/// Bytes of text in one file; a shared string counts once per cell that shows it.
const MAX_TEXT_BYTES: usize = 64_000_000;

/// Bytes of a workbook when unpacked.
const MAX_UNPACKED: u64 = 100_000_000;
/// Below this size no ratio is suspicious.
const SMALL_UNPACKED: u64 = 10_000_000;
/// Sheets pack about 10 to 40 times; bombs go towards 1,000.
const MAX_RATIO: u64 = 100;
const MAX_PARTS: usize = 2_000;

/// Counts what is read, and says stop.
#[derive(Debug, Default)]
pub(super) struct Budget {
    cells: usize,
    text_bytes: usize,
}

impl Budget {
    /// A place, 0-based, that is about to hold something.
    pub(super) fn place(row: usize, column: usize) -> Result<(), SheetError> {
        if row >= MAX_ROWS {
            return Err(SheetError::TooManyRows);
        }
        if column >= MAX_COLUMNS {
            return Err(SheetError::TooManyColumns);
        }
        Ok(())
    }

    pub(super) fn spend(&mut self, cells: usize, text_bytes: usize) -> Result<(), SheetError> {
        self.cells = self.cells.saturating_add(cells);
        self.text_bytes = self.text_bytes.saturating_add(text_bytes);
        let within = self.cells <= MAX_CELLS && self.text_bytes <= MAX_TEXT_BYTES;
        within.then_some(()).ok_or(SheetError::TooManyCells)
    }
}

/// Unpacks every part of the workbook into nothing, before anything else opens it: the sizes that
/// a zip declares may lie, so both they and the real ones are summed.
pub(super) fn refuse_bombs(bytes: &[u8]) -> Result<(), SheetError> {
    let damaged = |error: &dyn std::fmt::Display| SheetError::Damaged(error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    if archive.len() > MAX_PARTS {
        return Err(SheetError::Bomb);
    }
    let packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let ceiling = packed.saturating_mul(MAX_RATIO).clamp(SMALL_UNPACKED, MAX_UNPACKED);
    let (mut declared, mut unpacked) = (0_u64, 0_u64);
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|e| damaged(&e))?;
        declared = declared.saturating_add(part.size());
        if declared > ceiling {
            return Err(SheetError::Bomb);
        }
        let room = ceiling.saturating_sub(unpacked).saturating_add(1);
        let real = std::io::copy(&mut part.take(room), &mut std::io::sink()).map_err(|e| damaged(&e))?;
        unpacked = unpacked.saturating_add(real);
        if unpacked > ceiling {
            return Err(SheetError::Bomb);
        }
    }
    Ok(())
}
