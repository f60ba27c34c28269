//! Delimited text: finds the separator and splits into rows, keeping blank lines so that row
//! numbers are those of the spreadsheet program (the `csv` crate drops them).

use super::limits::Budget;
use super::{Cell, SheetError};

/// In the order in which a draw is settled; Swedish Excel saves semicolons.
const SEPARATORS: [char; 4] = [';', '\t', ',', '|'];
/// So many rows decide which separator it is.
const SAMPLE: usize = 50;

pub(super) fn read(text: &str) -> Result<Vec<Vec<Cell>>, SheetError> {
    let separator = named_separator(text).unwrap_or_else(|| likely_separator(text));
    let mut budget = Budget::default();
    let mut rows = Vec::new();
    for record in Records::new(text, separator) {
        let mut row: Vec<Cell> = record?.into_iter().map(cell).collect();
        while row.last().is_some_and(Cell::is_blank) {
            row.pop();
        }
        if !row.is_empty() {
            Budget::place(rows.len(), row.len().saturating_sub(1))?;
            budget.spend(row.len(), 0)?;
        }
        rows.push(row);
    }
    while rows.last().is_some_and(Vec::is_empty) {
        rows.pop();
    }
    Ok(rows)
}

/// An apostrophe in front of a formula sign is the guard that writers (ours too) put there.
fn cell(text: String) -> Cell {
    let guarded = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r']));
    match guarded {
        Some(rest) => Cell::text(rest),
        None if text.is_empty() => Cell::Empty,
        None => Cell::Text(text),
    }
}

/// Excel's own hint: a first line `sep=;`.
fn named_separator(text: &str) -> Option<char> {
    let mut rest = text.lines().next()?.strip_prefix("sep=")?.chars();
    rest.next().filter(|c| SEPARATORS.contains(c))
}

/// The separator by which most of the first rows have the same width, and the widest such.
fn likely_separator(text: &str) -> char {
    let mut best = (SEPARATORS[0], (0, 0));
    for separator in SEPARATORS {
        let widths: Vec<usize> = Records::new(text, separator)
            .map_while(Result::ok)
            .take(SAMPLE)
            .map(|row| row.len())
            .filter(|width| *width > 1)
            .collect();
        let agree = |width: &usize| widths.iter().filter(|other| *other == width).count();
        let score = widths.iter().map(|width| (agree(width), *width)).max().unwrap_or((0, 0));
        if score > best.1 {
            best = (separator, score);
        }
    }
    best.0
}

/// Rows as lists of texts. A field that begins with a quotation mark runs to the next lone one
/// and may hold separators and line breaks; two marks in it mean one.
struct Records<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    separator: char,
    row: u32,
    over: bool,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, separator: char) -> Self {
        Records { rest: text.chars().peekable(), separator, row: 0, over: false }
    }

    /// The inside of a quoted field, its opening mark already taken.
    fn quoted(&mut self, field: &mut String) -> Result<(), SheetError> {
        while let Some(c) = self.rest.next() {
            match c {
                '"' if self.rest.next_if_eq(&'"').is_some() => field.push('"'),
                '"' => return Ok(()),
                other => field.push(other),
            }
        }
        Err(SheetError::UnclosedQuote(self.row))
    }

    fn record(&mut self) -> Result<Vec<String>, SheetError> {
        let (mut fields, mut field) = (Vec::new(), String::new());
        loop {
            match self.rest.next() {
                Some('"') if field.trim().is_empty() => {
                    field.clear();
                    self.quoted(&mut field)?;
                }
                Some(c) if c == self.separator => fields.push(std::mem::take(&mut field)),
                Some('\r') => {
                    self.rest.next_if_eq(&'\n');
                    break;
                }
                Some('\n') | None => break,
                Some(other) => field.push(other),
            }
        }
        fields.push(field);
        Ok(fields)
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Vec<String>, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over || self.rest.peek().is_none() {
            return None;
        }
        self.row = self.row.saturating_add(1);
        let record = self.record();
        self.over = record.is_err();
        Some(record)
    }
}
