//! A workbook that somebody fills in: some cells are open, some have a list to choose from, and a hidden sheet says
//! what the file is. Text stays text here too.

use super::write::{cut, sheet_name};
use super::{Cell, Column};
use crate::base::{Refusal, Result};
use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError};

/// The sheet that says what the file is, and the one that holds the lists to choose from.
pub const HIDDEN_SHEET: &str = "tillit";
pub const LISTS_SHEET: &str = "lists";

/// One cell of the form.
#[derive(Debug, Clone, Default)]
pub struct FormCell {
    pub cell: Cell,
    /// May be filled in.
    pub open: bool,
    /// What it may hold; empty for anything.
    pub choices: Vec<String>,
}

/// The whole form.
#[derive(Debug, Clone)]
pub struct Form {
    pub title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<FormCell>>,
    /// Texts of the hidden sheet.
    pub hidden: Vec<Vec<String>>,
}

/// The form as XLSX: a protected sheet whose open cells can be written in, without a password.
pub fn write_form(form: &Form) -> Result<Vec<u8>> {
    xlsx(form).map_err(Refusal::fault)
}

fn xlsx(form: &Form) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let mut lists: Vec<Vec<String>> = Vec::new();
    write_rows(workbook.add_worksheet(), form, &mut lists)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(LISTS_SHEET)?.set_hidden(true);
    for (column, list) in (0_u16..).zip(&lists) {
        for (row, text) in (0_u32..).zip(list) {
            sheet.write_string(row, column, cut(text))?;
        }
    }
    let sheet = workbook.add_worksheet();
    sheet.set_name(HIDDEN_SHEET)?.set_hidden(true);
    for (row, cells) in (0_u32..).zip(&form.hidden) {
        for (column, text) in (0_u16..).zip(cells) {
            sheet.write_string(row, column, cut(text))?;
        }
    }
    workbook.save_to_buffer()
}

fn write_rows(sheet: &mut Worksheet, form: &Form, lists: &mut Vec<Vec<String>>) -> std::result::Result<(), XlsxError> {
    sheet.set_name(sheet_name(&form.title))?;
    let heading = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    // "@" marks the cell as text, so that a later edit of "=..." stays text as well.
    let closed = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
    let text = closed.clone().set_unlocked();
    let number = Format::new().set_align(FormatAlign::Top).set_unlocked();
    for (column, each) in (0_u16..).zip(&form.columns) {
        sheet.set_column_width(column, f64::from(each.width))?;
        sheet.write_string_with_format(0, column, cut(&each.heading), &heading)?;
    }
    for (row, cells) in (1_u32..).zip(&form.rows) {
        for (column, each) in (0_u16..).zip(cells) {
            let format = if each.open { &text } else { &closed };
            match &each.cell {
                Cell::Number(value) if each.open => sheet.write_number_with_format(row, column, *value, &number)?,
                Cell::Empty => sheet.write_blank(row, column, format)?,
                other => sheet.write_string_with_format(row, column, cut(&other.as_text()), format)?,
            };
            if each.open && !each.choices.is_empty() {
                let place = lists.iter().position(|list| *list == each.choices).unwrap_or_else(|| {
                    lists.push(each.choices.clone());
                    lists.len() - 1
                });
                let letters = super::column_letters(place);
                let source = format!("={LISTS_SHEET}!${letters}$1:${letters}${}", each.choices.len());
                let rule = DataValidation::new().allow_list_formula(Formula::new(source));
                sheet.add_data_validation(row, column, row, column, &rule)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.protect();
    Ok(())
}
