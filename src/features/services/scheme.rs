//! An organisation's own scheme of information types, read from a sheet: all of it, or nothing and
//! what is wrong in which cell (domain.md 3: practice varies, so an own scheme may be imported).

use super::actions;
use super::input::NewType;
use super::model::{Aspect, Class, ClassLevel, Gated, NoLevel};
use super::records::OwnType;
use super::store;
use crate::access::Permission;
use crate::base::refusal::Args;
use crate::base::text::{fold, tidy};
use crate::base::{Refusal, Result};
use crate::kit::Ctx;
use crate::kit::diary::{self, Numbers};
use crate::platform::db::Db;
use crate::platform::sheets::{self, Cell, column_letters};
use std::collections::BTreeMap;

/// So many rows from the top may be title and explanation.
const HEADER_WITHIN: usize = 20;
/// No organisation sorts its information into more types than this.
const MOST_TYPES: usize = 500;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Head {
    Name,
    Code,
    Level(Aspect),
    Pdl,
    Legal,
    Reason,
    Owner,
    Diary,
}

fn head(text: &str) -> Option<Head> {
    let folded: String = fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
    Some(match folded.as_str() {
        "namn" | "informationstyp" | "informationsslag" | "typ" | "name" | "informationtype" | "type" => Head::Name,
        "kod" | "code" => Head::Code,
        "k" | "konfidentialitet" | "c" | "confidentiality" => Head::Level(Aspect::C),
        "r" | "riktighet" | "i" | "integrity" => Head::Level(Aspect::I),
        "t" | "tillganglighet" | "a" | "availability" => Head::Level(Aspect::A),
        "s" | "sparbarhet" | "traceability" => Head::Level(Aspect::T),
        "pdl" | "patientdatalagen" | "patientdataact" => Head::Pdl,
        "rattsliggrund" | "lagrum" | "lag" | "legalbasis" | "law" => Head::Legal,
        "skal" | "motivering" | "beskrivning" | "reason" | "description" => Head::Reason,
        "agare" | "informationsagare" | "owner" => Head::Owner,
        "diarienr" | "diarienummer" | "dnr" | "registrationnumber" | "diarynumber" => Head::Diary,
        _ => return None,
    })
}

/// What is wrong in one cell. `code` is a word key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// As the spreadsheet program numbers it.
    pub row: u32,
    /// The letters over the column.
    pub column: String,
    pub code: &'static str,
    pub args: Args,
}

/// The rows of a file, or what is wrong with them.
#[derive(Debug, Default)]
pub struct Rows {
    good: Vec<(u32, NewType)>,
    faults: Vec<RowFault>,
    /// Some row stands at level 4: nothing of it is kept.
    gated: bool,
    /// The letters over the diary numbers.
    diary_column: String,
}

/// What an import of a scheme did.
#[derive(Debug, Default)]
pub struct Taken {
    pub added: usize,
    pub changed: usize,
    pub refused: Vec<RowFault>,
}

/// Reads a file. Errors at `file`: it is no sheet, or no row names a type and its confidentiality.
pub fn read(file_name: &str, bytes: &[u8]) -> Result<Rows> {
    for sheet in sheets::read(file_name, bytes)? {
        for (index, row) in sheet.rows.iter().enumerate().take(HEADER_WITHIN) {
            let heads: BTreeMap<Head, usize> = row
                .iter()
                .enumerate()
                .rev()
                .filter_map(|(column, cell)| head(&cell.as_text()).map(|head| (head, column)))
                .collect();
            if heads.contains_key(&Head::Name) && heads.contains_key(&Head::Level(Aspect::C)) {
                return Ok(rows(&heads, sheet.rows.get(index + 1..).unwrap_or_default(), index + 2));
            }
        }
    }
    Err(Refusal::invalid("file", "error-scheme-header"))
}

fn rows(heads: &BTreeMap<Head, usize>, body: &[Vec<Cell>], first: usize) -> Rows {
    let letters = heads.get(&Head::Diary).map(|at| column_letters(*at)).unwrap_or_default();
    let mut found = Rows { diary_column: letters, ..Rows::default() };
    let filled = body.iter().enumerate().filter(|(_, row)| row.iter().any(|cell| !cell.is_blank()));
    for (index, row) in filled {
        let number = u32::try_from(first + index).unwrap_or(u32::MAX);
        read_row(heads, row, number, &mut found);
    }
    if found.good.len() > MOST_TYPES {
        let args = Args::from([("max", MOST_TYPES.to_string())]);
        found.faults.push(RowFault { row: 0, column: String::new(), code: "error-scheme-too-many", args });
    }
    found
}

fn read_row(heads: &BTreeMap<Head, usize>, row: &[Cell], number: u32, found: &mut Rows) {
    let text = |head: Head| heads.get(&head).and_then(|at| row.get(*at)).map(Cell::as_text).unwrap_or_default();
    let some = |head: Head| Some(tidy(&text(head))).filter(|text| !text.is_empty());
    let fault = |head: Head, code: &'static str| RowFault {
        row: number,
        column: heads.get(&head).map(|at| column_letters(*at)).unwrap_or_default(),
        code,
        args: Args::new(),
    };
    let mut class = Class::default();
    let before = found.faults.len();
    for aspect in Aspect::ALL {
        match ClassLevel::read(&text(Head::Level(*aspect))) {
            Ok(level) => class.set(*aspect, level.map(ClassLevel::get)),
            Err(NoLevel::Unreadable) => found.faults.push(fault(Head::Level(*aspect), "error-class-level")),
            Err(NoLevel::SecurityProtection) => {
                found.gated = true;
                found.faults.push(fault(Head::Level(*aspect), "rule-service-gate"));
                return;
            }
        }
    }
    if class.c.is_none() && found.faults.len() == before {
        found.faults.push(fault(Head::Level(Aspect::C), "error-required"));
    }
    let pdl = matches!(fold(&text(Head::Pdl)).as_str(), "ja" | "x" | "1" | "yes" | "true" | "pdl");
    let new = NewType {
        code: some(Head::Code),
        name: text(Head::Name),
        class,
        pdl,
        legal_basis: some(Head::Legal),
        reason: some(Head::Reason),
        owner: some(Head::Owner),
        diary_number: some(Head::Diary),
    };
    match new.checked(None) {
        Ok(new) if found.good.iter().any(|(_, other)| other.code == new.code) => {
            found.faults.push(fault(Head::Name, "error-scheme-twice"));
        }
        Ok(new) if found.faults.len() == before => found.good.push((number, new)),
        Ok(_) => {}
        Err(Refusal::Invalid(errors)) => found.faults.extend(errors.into_iter().map(|error| {
            let head = if error.field == "code" { Head::Code } else { Head::Name };
            RowFault { args: error.args, ..fault(head, error.code) }
        })),
        Err(_) => found.faults.push(fault(Head::Name, "error-required")),
    }
}

/// Takes the types of a file: those that are there already (by code) are changed, what is the same is left.
/// A file with any fault changes nothing; a row at level 4 closes the gate.
pub fn apply(c: &mut Db, ctx: &Ctx, rows: Rows) -> Result<Taken> {
    ctx.require(Permission::ServiceEdit)?;
    if rows.gated {
        actions::note_gate(c, ctx)?;
    }
    if !rows.faults.is_empty() {
        return Ok(Taken { refused: rows.faults, ..Taken::default() });
    }
    let stored = store::own_types(c, &ctx.scope)?;
    let refused = wrong_numbers(&diary::numbers(c, &ctx.scope)?, &rows, &stored);
    if !refused.is_empty() {
        return Ok(Taken { refused, ..Taken::default() });
    }
    let mut taken = Taken::default();
    for (_, new) in rows.good {
        match stored.iter().find(|row| Some(&row.code) == new.code.as_ref()) {
            None => {
                opened(actions::add_type(c, ctx, &new)?)?;
                taken.added += 1;
            }
            Some(before) if NewType::of(before) == new => {}
            Some(before) => {
                opened(actions::update_type(c, ctx, &before.id, &new, before.version)?)?;
                taken.changed += 1;
            }
        }
    }
    Ok(taken)
}

/// The rows whose diary number is not one of the organisation's, but for those that have it already.
fn wrong_numbers(numbers: &Numbers, rows: &Rows, stored: &[OwnType]) -> Vec<RowFault> {
    let fault = |(row, new): &(u32, NewType)| {
        let before = stored.iter().find(|before| Some(&before.code) == new.code.as_ref());
        let there = before.and_then(|before| before.diary_number.as_deref());
        let wrong = numbers.fault("diary_number", new.diary_number.as_deref(), there)?;
        Some(RowFault { row: *row, column: rows.diary_column.clone(), code: wrong.code, args: wrong.args })
    };
    rows.good.iter().filter_map(fault).collect()
}

fn opened<T>(gated: Gated<T>) -> Result<()> {
    gated.open().map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Rows {
        read("a.csv", text.as_bytes()).unwrap()
    }

    #[test]
    fn a_scheme_is_read_by_its_headings() {
        let rows = of(
            "Vår modell\n\nInformationstyp;K;R;T;S;PDL;Rättslig grund\nElevhälsa åäö;3;2;1;3;ja;OSL 23:1\nBetyg;2;;;;;\n",
        );
        assert!(rows.faults.is_empty(), "{:?}", rows.faults);
        let (row, first) = &rows.good[0];
        assert_eq!((*row, first.code.as_deref(), first.class), (4, Some("elevhalsa_aao"), Class::of(3, 2, 1, 3)));
        assert!(first.pdl && rows.good[1].1.class.i.is_none());
    }

    #[test]
    fn each_fault_is_told_with_its_cell() {
        let rows = of("Namn;K;R\n;3;1\nBetyg;hög;1\nLoggar;;1\nBetyg2;1;9\nA b;1;1\nA b;2;2\n");
        let told: Vec<(u32, &str, &str)> = rows.faults.iter().map(|f| (f.row, f.column.as_str(), f.code)).collect();
        assert_eq!(
            told,
            [
                (2, "A", "error-required"),
                (3, "B", "error-class-level"),
                (4, "B", "error-required"),
                (5, "C", "error-class-level"),
                (7, "A", "error-scheme-twice"),
            ]
        );
        assert!(read("a.csv", b"x;y\n1;2\n").is_err());
    }

    #[test]
    fn level_four_is_the_gate_and_nothing_of_its_row_is_kept() {
        let rows = of("Namn;K\nHemligt;4\n");
        assert!(rows.gated && rows.good.is_empty());
        assert_eq!(rows.faults[0].code, "rule-service-gate");
    }
}
