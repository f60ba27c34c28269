//! From the rows of a table to contracts and vendors, or to what is wrong in which cell.

use super::fields::{Field, VendorKind};
use super::mapping::Mapping;
use super::names::nicer_name;
use super::table::Table;
use super::{dates, numbers};
use crate::base::countries;
use crate::base::org_number::CompanyNumber;
use crate::base::refusal::Args;
use crate::base::text::{fold, tidy};
use crate::base::{Email, HsaId, OrgNumber};
use crate::platform::sheets::{Cell, column_letters};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::HashMap;

/// What is wrong in one cell. `code` is a word key; `args` never holds an organisation number,
/// which may be a person's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellError {
    /// The letters over the column; empty when no column is mapped to the field.
    pub column: String,
    /// The heading as it stands in the file.
    pub header: String,
    pub field: Field,
    pub code: &'static str,
    pub args: Args,
}

/// A value that was left out of a row that is accepted; the codes begin with `import-warning-`.
pub type CellWarning = CellError;

/// One row of the file: what it says, or every cell that refuses it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadRow<T> {
    /// As the spreadsheet program numbers it.
    pub row_number: u32,
    pub outcome: Result<T, Vec<CellError>>,
    pub warnings: Vec<CellWarning>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ContractRow {
    pub reference: String,
    pub diary_number: Option<String>,
    pub vendor_name: String,
    pub org_number: OrgNumber,
    pub kind: VendorKind,
    pub title: String,
    pub starts_on: NaiveDate,
    /// `None`: until further notice.
    pub ends_on: Option<NaiveDate>,
    /// Whole Swedish kronor.
    pub annual_value_sek: Option<i64>,
    pub manager_email: Option<Email>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct VendorRow {
    pub legal_name: String,
    /// None only for a company abroad that the file has no number for.
    pub org_number: Option<CompanyNumber>,
    pub hsa_id: Option<HsaId>,
    pub kind: VendorKind,
    pub contact_name: Option<String>,
    pub email: Option<Email>,
    pub phone: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: String,
}

/// What a vendor abroad without a number is known by: its country and its folded name.
pub fn name_key(country: &str, name: &str) -> String {
    format!("{country}:{}", fold(name))
}

impl VendorRow {
    /// The number as it is stored.
    pub fn stored_number(&self) -> Option<String> {
        self.org_number.as_ref().map(|number| match number {
            CompanyNumber::Swedish(number) => number.digits().to_string(),
            CompanyNumber::Foreign { number, .. } => number.clone(),
        })
    }

    /// What rows about one vendor have in common, and by what the register knows it.
    pub fn key(&self) -> String {
        self.stored_number().unwrap_or_else(|| name_key(&self.country, &self.legal_name))
    }

    /// Takes from a second row on the same vendor what this one lacks, and the nicer name.
    pub fn fill_from(&mut self, other: &VendorRow) {
        self.legal_name = nicer_name(&self.legal_name, &other.legal_name);
        if self.kind == VendorKind::Other {
            self.kind = other.kind;
        }
        self.hsa_id = self.hsa_id.take().or_else(|| other.hsa_id.clone());
        self.contact_name = self.contact_name.take().or_else(|| other.contact_name.clone());
        self.email = self.email.take().or_else(|| other.email.clone());
        self.phone = self.phone.take().or_else(|| other.phone.clone());
    }
}

/// Reads every row as a contract. One vendor's name comes out the same on all its rows, in the
/// nicest form that the file has. A reference that stands on an earlier row is refused.
pub fn read_contracts(table: &Table<'_>, mapping: &Mapping) -> Vec<ReadRow<ContractRow>> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    let mut rows = read_all(table, mapping, |cells| {
        let row = contract(cells)?;
        let first = *seen.entry(fold(&row.reference)).or_insert(cells.row_number);
        if first != cells.row_number {
            cells.refuse_with(Field::Reference, "import-error-reference-twice", &[("row", first.to_string())]);
        }
        Some(row)
    });
    let mut nicest: HashMap<OrgNumber, String> = HashMap::new();
    for row in rows.iter().filter_map(|row| row.outcome.as_ref().ok()) {
        let name = nicest.entry(row.org_number.clone()).or_insert_with(|| row.vendor_name.clone());
        *name = nicer_name(name, &row.vendor_name);
    }
    for row in rows.iter_mut().filter_map(|row| row.outcome.as_mut().ok()) {
        if let Some(name) = nicest.get(&row.org_number) {
            row.vendor_name.clone_from(name);
        }
    }
    rows
}

/// Reads every row as a vendor. Rows with the same organisation number stay apart, so that the
/// preview can show each; [`VendorRow::fill_from`] joins them.
pub fn read_vendors(table: &Table<'_>, mapping: &Mapping) -> Vec<ReadRow<VendorRow>> {
    read_all(table, mapping, vendor)
}

pub(super) fn read_all<T>(
    table: &Table<'_>,
    mapping: &Mapping,
    mut read: impl FnMut(&mut Cells<'_>) -> Option<T>,
) -> Vec<ReadRow<T>> {
    table
        .body()
        .map(|(row_number, row)| {
            let (errors, warnings) = (Vec::new(), Vec::new());
            let mut cells = Cells { row_number, row, table, mapping, errors, warnings };
            let value = read(&mut cells);
            let outcome = match value {
                Some(value) if cells.errors.is_empty() => Ok(value),
                _ => Err(cells.errors),
            };
            ReadRow { row_number, outcome, warnings: cells.warnings }
        })
        .collect()
}

fn contract(cells: &mut Cells<'_>) -> Option<ContractRow> {
    // Every cell is read before the first `?`, so that the person learns all that is wrong.
    let reference = cells.required(Field::Reference);
    let vendor_name = cells.required(Field::VendorName);
    let org_number = cells.org_number();
    let title = cells.required(Field::Title);
    let starts_on = cells.date(Field::StartsOn);
    let ends_on = cells.date(Field::EndsOn);
    let annual_value_sek = cells.amount(Field::AnnualValueSek);
    let diary_number = cells.optional(Field::DiaryNumber, SHORT);
    let note = cells.optional(Field::Note, LONG);
    let (kind, manager_email) = (cells.kind(), cells.email(Field::ManagerEmail, "import-warning-manager-email"));
    if let (Some(start), Some(end)) = (starts_on, ends_on)
        && end < start
    {
        let args = [("start", start.to_string()), ("end", end.to_string())];
        cells.refuse_with(Field::EndsOn, "import-error-end-before-start", &args);
    }
    if starts_on.is_none() && !cells.has_error(Field::StartsOn) {
        cells.refuse(Field::StartsOn, "import-error-required");
    }
    Some(ContractRow {
        reference: reference?,
        diary_number,
        vendor_name: vendor_name?,
        org_number: org_number?,
        kind,
        title: title?,
        starts_on: starts_on?,
        ends_on,
        annual_value_sek,
        manager_email,
        note,
    })
}

fn vendor(cells: &mut Cells<'_>) -> Option<VendorRow> {
    let legal_name = cells.required(Field::LegalName);
    let country = cells.country();
    let org_number = cells.company_number(country.as_deref());
    Some(VendorRow {
        hsa_id: cells.hsa_id(),
        kind: cells.kind(),
        contact_name: cells.optional(Field::ContactName, SHORT),
        email: cells.email(Field::Email, "import-warning-email"),
        phone: cells.optional(Field::Phone, SHORT),
        legal_name: legal_name?,
        org_number: org_number?,
        country: country?,
    })
}

/// Characters in a name, a title or a number.
pub(super) const SHORT: usize = 300;
/// Characters in a note.
pub(super) const LONG: usize = 4_000;

/// One row, read field by field; what is wrong is collected.
pub(super) struct Cells<'a> {
    pub row_number: u32,
    row: &'a [Cell],
    table: &'a Table<'a>,
    mapping: &'a Mapping,
    pub errors: Vec<CellError>,
    pub warnings: Vec<CellWarning>,
}

impl Cells<'_> {
    pub fn cell(&self, field: Field) -> &Cell {
        self.mapping.column(field).and_then(|column| self.row.get(column)).unwrap_or(&Cell::Empty)
    }

    pub fn fault(&self, field: Field, code: &'static str, args: &[(&'static str, String)]) -> CellError {
        let column = self.mapping.column(field);
        CellError {
            column: column.map(column_letters).unwrap_or_default(),
            header: column.and_then(|index| self.table.headers.get(index)).cloned().unwrap_or_default(),
            field,
            code,
            args: args.iter().cloned().collect(),
        }
    }

    pub fn refuse_with(&mut self, field: Field, code: &'static str, args: &[(&'static str, String)]) {
        let error = self.fault(field, code, args);
        self.errors.push(error);
    }

    pub fn refuse(&mut self, field: Field, code: &'static str) {
        self.refuse_with(field, code, &[]);
    }

    /// Says what stood in the cell, shortened.
    pub fn refuse_value(&mut self, field: Field, code: &'static str) {
        let value = shown(self.cell(field));
        self.refuse_with(field, code, &[("value", value)]);
    }

    pub fn warn_value(&mut self, field: Field, code: &'static str) {
        let warning = self.fault(field, code, &[("value", shown(self.cell(field)))]);
        self.warnings.push(warning);
    }

    fn has_error(&self, field: Field) -> bool {
        self.errors.iter().any(|error| error.field == field)
    }

    pub fn optional(&mut self, field: Field, most: usize) -> Option<String> {
        let raw = self.cell(field).as_text();
        // A note may have several lines; anything else stands on one.
        let text = if field == Field::Note { raw.trim().to_string() } else { tidy(&raw) };
        if text.chars().count() > most {
            self.refuse_with(field, "import-error-too-long", &[("max", most.to_string())]);
            return None;
        }
        (!text.is_empty()).then_some(text)
    }

    pub fn required(&mut self, field: Field) -> Option<String> {
        let text = self.optional(field, SHORT);
        if text.is_none() && !self.has_error(field) {
            self.refuse(field, "import-error-required");
        }
        text
    }

    fn org_number(&mut self) -> Option<OrgNumber> {
        // A formula without a saved value reads as "=..." and so as letters.
        let text = self.required(Field::OrgNumber)?;
        text.parse::<OrgNumber>().map_err(|error| self.refuse(Field::OrgNumber, error.code())).ok()
    }

    /// The number in its country's own form. A company abroad may lack one; `None` is a refusal.
    fn company_number(&mut self, country: Option<&str>) -> Option<Option<CompanyNumber>> {
        let Some(abroad) = country.filter(|code| *code != "SE") else {
            return self.org_number().map(|number| Some(CompanyNumber::Swedish(number)));
        };
        let Some(text) = self.optional(Field::OrgNumber, SHORT) else {
            return (!self.has_error(Field::OrgNumber)).then_some(None);
        };
        let read = CompanyNumber::read(abroad, &text);
        read.map_err(|error| self.refuse(Field::OrgNumber, error.code())).ok().map(Some)
    }

    fn date(&mut self, field: Field) -> Option<NaiveDate> {
        dates::read(self.cell(field)).unwrap_or_else(|code| {
            self.refuse_value(field, code);
            None
        })
    }

    fn amount(&mut self, field: Field) -> Option<i64> {
        numbers::read(self.cell(field)).unwrap_or_else(|code| {
            self.refuse_value(field, code);
            None
        })
    }

    fn country(&mut self) -> Option<String> {
        let country = countries::read(&self.cell(Field::Country).as_text());
        if country.is_none() {
            self.refuse_value(Field::Country, "import-error-country");
        }
        country
    }

    fn email(&mut self, field: Field, code: &'static str) -> Option<Email> {
        let text = self.optional(field, SHORT)?;
        text.parse().map_err(|()| self.warn_value(field, code)).ok()
    }

    fn hsa_id(&mut self) -> Option<HsaId> {
        let text = self.optional(Field::HsaId, SHORT)?;
        text.parse().map_err(|_| self.warn_value(Field::HsaId, "import-warning-hsa-id")).ok()
    }

    fn kind(&mut self) -> VendorKind {
        let text = fold(&self.cell(Field::Kind).as_text());
        match text.as_str() {
            "vardgivare"
            | "vard"
            | "vardleverantor"
            | "utforare"
            | "care provider"
            | "care_provider"
            | "care"
            | "healthcare provider"
            | "provider" => VendorKind::CareProvider,
            "it" | "it-leverantor" | "it leverantor" | "it-tjanst" | "it supplier" | "it_supplier" | "it vendor"
            | "it-supplier" => VendorKind::ItSupplier,
            "" | "ovrig" | "ovrigt" | "annan" | "annat" | "other" => VendorKind::Other,
            _ => {
                self.warn_value(Field::Kind, "import-warning-kind");
                VendorKind::Other
            }
        }
    }
}

/// What stood in a cell, short enough for a sentence.
fn shown(cell: &Cell) -> String {
    let text = tidy(&cell.as_text());
    if text.chars().count() <= 60 { text } else { text.chars().take(59).chain(['…']).collect() }
}
