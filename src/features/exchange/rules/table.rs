//! Where in a workbook the table is: which sheet, and which row holds the headings.

use super::fields::{ImportKind, heading_form};
use super::mapping::guess_mapping;
use crate::base::OrgNumber;
use crate::base::text::{fold, tidy};
use crate::platform::sheets::{Cell, Sheet};

/// So many rows from the top may be title and explanation.
const HEADER_WITHIN: usize = 20;
/// A row with fewer known headings is no header row.
const FEWEST_HEADINGS: usize = 2;

/// A sheet whose header row is known.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    pub sheet: &'a Sheet,
    /// Index into `sheet.rows`; the row number that a person sees is one higher.
    pub header_index: usize,
    /// The headings as they stand, tidied; empty where a column has none.
    pub headers: Vec<String>,
}

/// The sheet and the row that look most like the headings of such a register. `None` when no
/// row of any sheet has at least two known headings: word key `import-error-no-header`.
pub fn find_table(sheets: &[Sheet], kind: ImportKind) -> Option<Table<'_>> {
    let mut best: Option<(usize, Table<'_>)> = None;
    for sheet in sheets {
        for (header_index, row) in sheet.rows.iter().enumerate().take(HEADER_WITHIN) {
            let headers: Vec<String> = row.iter().map(|cell| tidy(&cell.as_text())).collect();
            let known = guess_mapping(&headers, kind).iter().count();
            let better = best.as_ref().is_none_or(|(most, _)| known > *most);
            if known >= FEWEST_HEADINGS && better {
                best = Some((known, Table { sheet, header_index, headers }));
            }
        }
    }
    best.map(|(_, table)| table)
}

impl Table<'_> {
    /// The rows under the headings that say something, each with the number that a person sees:
    /// no empty rows, no sum rows, no headings repeated for print.
    pub(super) fn body(&self) -> impl Iterator<Item = (u32, &[Cell])> {
        self.sheet.rows.iter().enumerate().skip(self.header_index + 1).filter_map(|(index, row)| {
            let speaks = row.iter().any(|cell| !cell.is_blank());
            let kept = speaks && !is_sum_row(row) && !self.repeats_headings(row);
            kept.then(|| (u32::try_from(index + 1).unwrap_or(u32::MAX), row.as_slice()))
        })
    }

    /// Every row of the sheet, those above the headings too, as texts.
    pub fn texts(&self) -> Vec<Vec<String>> {
        self.sheet.rows.iter().map(|row| row.iter().map(Cell::as_text).collect()).collect()
    }

    fn repeats_headings(&self, row: &[Cell]) -> bool {
        let forms = |text: &str| heading_form(text);
        let mut pairs = row.iter().zip(&self.headers).filter(|(cell, _)| !cell.is_blank()).peekable();
        pairs.peek().is_some() && pairs.all(|(cell, header)| forms(&cell.as_text()) == forms(header))
    }
}

const SUM_WORDS: [&str; 8] = ["summa", "totalt", "total", "totalsumma", "delsumma", "sum", "subtotal", "antal"];

/// A row that adds up others: it begins with such a word and holds little else, or it holds
/// nothing but totals.
fn is_sum_row(row: &[Cell]) -> bool {
    let mut filled = row.iter().filter(|cell| !cell.is_blank());
    let Some(first) = filled.next() else { return false };
    let rest: Vec<&Cell> = filled.collect();
    let label = fold(&first.as_text());
    let word = label.split_whitespace().next().unwrap_or_default().trim_end_matches(':');
    if SUM_WORDS.contains(&word) {
        // A company may be called "Total Vård AB": its row has a number of its own, or more text.
        let alone = label.trim_end_matches(':') == word;
        return rest.len() <= 3 && rest.iter().all(|cell| is_figure(cell, alone));
    }
    is_total(first) && rest.iter().all(|cell| is_total(cell))
}

/// A number or a formula, or a text with digits that is neither an address nor an organisation
/// number. Only beside a lone "Summa" may a plain number look like an organisation number.
fn is_figure(cell: &Cell, alone: bool) -> bool {
    let text = cell.as_text();
    let counted = matches!(cell, Cell::Formula { .. }) || (alone && matches!(cell, Cell::Number(_)));
    let digits = text.chars().any(|c| c.is_ascii_digit()) && !text.contains('@');
    counted || (digits && text.parse::<OrgNumber>().is_err())
}

/// A formula that adds up: SUM, SUBTOTAL, AGGREGATE (files hold the English names).
fn is_total(cell: &Cell) -> bool {
    let Cell::Formula { text, .. } = cell else { return false };
    let name = text.trim().to_ascii_uppercase();
    ["SUM(", "SUBTOTAL(", "AGGREGATE(", "COUNTA("].iter().any(|start| name.starts_with(start))
}
