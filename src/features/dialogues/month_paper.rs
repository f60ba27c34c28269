//! The minutes of one dialogue as a file among many.

use super::minutes::verify::Stored;
use super::minutes::{self, Minutes};
use super::records::Dialogue;
use crate::base::{Language, Result};
use crate::kit::App;

/// The file's name and its bytes, with what was approved, objected and corrected until now. The same rows give the same
/// bytes. Errors: NotFound while it is not locked.
pub fn minutes_file(app: &App, dialogue: &Dialogue, language: Language) -> Result<(String, Vec<u8>)> {
    // A record that was changed is not printed as if it were the minutes.
    let record = Minutes::intact(dialogue)?;
    let stored = app.db.read_now(|c| Stored::load(c, dialogue.clone()))?;
    Ok((minutes::file_name(&record, language), minutes::paper::pdf(app, &stored, language)?))
}
