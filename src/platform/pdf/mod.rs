//! The door to paper: documents set by Typst inside this process, as tagged PDF that is both
//! archivable (PDF/A-2a) and accessible (PDF/UA-1). A document that would not be both is refused.
//!
//! Templates lie in `templates/pdf` and are compiled into the program. Data reaches them as the
//! virtual file `/data.json`, never as Typst source, so no text of a person can become markup.
//! The template sees no other file, no network, no package and no clock.

mod legible;
mod words;
mod world;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use words::{DIALOGUE_WORDS, DIALOGUE_WORDS_PREFIX};

use chrono::{DateTime, Datelike, Timelike, Utc};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use world::{House, Sheet};

/// Why a document could not be made. None of these is a person's mistake: all are faults.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// There is no template of this name in `templates/pdf`.
    #[error("there is no PDF template \"{0}\"")]
    UnknownTemplate(String),
    /// The data could not be written as JSON.
    #[error("the data of the document could not be written: {0}")]
    Data(#[from] serde_json::Error),
    /// The time of making lies outside what a PDF can state.
    #[error("a PDF cannot state the time {0}")]
    Time(DateTime<Utc>),
    /// The template refused the data, or has an error of its own.
    #[error("the template could not be set: {0}")]
    Template(String),
    /// The exporter refused the document as PDF/A-2a and PDF/UA-1.
    #[error("the document does not meet PDF/A-2a and PDF/UA-1: {0}")]
    Standard(String),
}

/// Sets documents. Make one at start and share it: it holds the fonts and the parsed templates.
pub struct Printer {
    house: House,
}

impl Default for Printer {
    fn default() -> Printer {
        Printer::new()
    }
}

impl Printer {
    /// Loads the built-in fonts and templates.
    pub fn new() -> Printer {
        Printer { house: House::new() }
    }

    /// Sets `template` ("dialogue") with `data`, which the template reads as `/data.json`, and
    /// returns the PDF. `made_at` is the creation time stated in the file; the same arguments give
    /// the same bytes. Characters that no built-in font can show are replaced by a white square,
    /// since ISO 19005-2 and ISO 14289-1 forbid glyphs without meaning.
    ///
    /// # Errors
    /// An unknown template, data that the template does not accept, or a document that is not both
    /// PDF/A-2a and PDF/UA-1.
    pub fn render(
        &self,
        template: &str,
        data: &serde_json::Value,
        made_at: DateTime<Utc>,
    ) -> Result<Vec<u8>, PdfError> {
        let data = legible::legible(data, self.house.coverage());
        let sheet = Sheet::new(&self.house, template, serde_json::to_vec(&data)?)
            .ok_or_else(|| PdfError::UnknownTemplate(template.to_owned()))?;
        let pdf = print(&sheet, &options(made_at)?);
        // The memory of one vendor's document must not outlive it.
        comemo::evict(0);
        pdf
    }
}

fn print(sheet: &Sheet<'_>, options: &PdfOptions) -> Result<Vec<u8>, PdfError> {
    let set = typst::compile::<PagedDocument>(sheet);
    for warning in &set.warnings {
        tracing::warn!(message = %warning.message, "a PDF template gave a warning");
    }
    let document = set.output.map_err(|errors| PdfError::Template(in_words(&errors)))?;
    typst_pdf::pdf(&document, options).map_err(|errors| PdfError::Standard(in_words(&errors)))
}

fn options(made_at: DateTime<Utc>) -> Result<PdfOptions, PdfError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|refusal| PdfError::Standard(refusal.message().to_string()))?;
    Ok(PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(Some("Tillit".to_owned())),
        timestamp: Some(timestamp(made_at).ok_or(PdfError::Time(made_at))?),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    })
}

fn timestamp(at: DateTime<Utc>) -> Option<Timestamp> {
    let part = |number: u32| u8::try_from(number).ok();
    Datetime::from_ymd_hms(
        at.year(),
        part(at.month())?,
        part(at.day())?,
        part(at.hour())?,
        part(at.minute())?,
        part(at.second())?,
    )
    .map(Timestamp::new_utc)
}

/// The messages of the compiler in one line. They may quote the data, so they are for the log of
/// faults and never for a page.
fn in_words(errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; ")
}
