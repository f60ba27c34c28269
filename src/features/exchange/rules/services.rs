//! Rows of services. Level 4 is told from a wrong level: such a row is refused with the gate's text, and
//! the kept copy of the file holds nothing else of it.

use super::fields::Field;
use super::mapping::Mapping;
use super::rows::{Cells, LONG, ReadRow, SHORT, read_all};
use super::table::Table;
use crate::base::text::fold;
use crate::features::services::{Aspect, Audience, Class, ClassLevel, NoLevel};
use std::collections::HashMap;

const LEVELS: [(Aspect, Field); 4] =
    [(Aspect::C, Field::ClassC), (Aspect::I, Field::ClassI), (Aspect::A, Field::ClassA), (Aspect::T, Field::ClassT)];

#[derive(Debug, Clone, PartialEq)]
pub struct ServiceRow {
    pub name: String,
    pub platform: Option<String>,
    pub administration: Option<String>,
    pub audience: Option<Audience>,
    /// Unknown where the cell is empty.
    pub class: Class,
    /// As the file calls them; what is unknown is told when the row is planned.
    pub types: Vec<String>,
    pub users_per_day: Option<i32>,
    pub fallback_routine: Option<String>,
}

/// Reads every row as a service. One that stands on an earlier row of the same platform is refused.
pub fn read_services(table: &Table<'_>, mapping: &Mapping) -> Vec<ReadRow<ServiceRow>> {
    let mut seen: HashMap<(String, String), u32> = HashMap::new();
    read_all(table, mapping, |cells| {
        let row = service(cells)?;
        let key = (fold(&row.name), fold(row.platform.as_deref().unwrap_or_default()));
        let first = *seen.entry(key).or_insert(cells.row_number);
        if first != cells.row_number {
            cells.refuse_with(Field::ServiceName, "import-error-service-twice", &[("row", first.to_string())]);
        }
        Some(row)
    })
}

fn service(cells: &mut Cells<'_>) -> Option<ServiceRow> {
    let class = class(cells)?;
    let name = cells.required(Field::ServiceName);
    let types = cells.optional(Field::InformationTypes, LONG).unwrap_or_default();
    let row = ServiceRow {
        platform: cells.optional(Field::Platform, SHORT),
        administration: cells.optional(Field::Administration, SHORT),
        audience: audience(cells),
        class,
        types: types.split([';', ',']).map(str::trim).filter(|t| !t.is_empty()).map(ToString::to_string).collect(),
        users_per_day: count(cells),
        fallback_routine: cells.optional(Field::FallbackRoutine, LONG),
        name: name?,
    };
    Some(row)
}

/// The class, or nothing when level 4 closed the gate: then no other cell of the row is looked at.
fn class(cells: &mut Cells<'_>) -> Option<Class> {
    let mut class = Class::default();
    let read: Vec<_> = LEVELS
        .iter()
        .map(|(aspect, field)| (*aspect, *field, ClassLevel::read(&cells.cell(*field).as_text())))
        .collect();
    if let Some((_, field, _)) = read.iter().find(|(_, _, level)| *level == Err(NoLevel::SecurityProtection)) {
        cells.refuse(*field, "rule-service-gate");
        return None;
    }
    for (aspect, field, level) in read {
        match level {
            Ok(level) => class.set(aspect, level.map(ClassLevel::get)),
            Err(_) => cells.refuse_value(field, "import-error-class"),
        }
    }
    Some(class)
}

fn audience(cells: &mut Cells<'_>) -> Option<Audience> {
    match fold(&cells.cell(Field::Audience).as_text()).as_str() {
        "" => None,
        "publik" | "extern" | "allmanheten" | "public" => Some(Audience::Public),
        "intern" | "internal" => Some(Audience::Internal),
        "partner" | "utforare" => Some(Audience::Partner),
        _ => {
            cells.refuse_value(Field::Audience, "import-error-audience");
            None
        }
    }
}

fn count(cells: &mut Cells<'_>) -> Option<i32> {
    let text: String = cells.cell(Field::UsersPerDay).as_text().chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text.is_empty() {
        return None;
    }
    let number = text.parse::<i32>().ok().filter(|number| (0..=20_000_000).contains(number));
    if number.is_none() {
        cells.refuse_value(Field::UsersPerDay, "import-error-count");
    }
    number
}

/// The table as CSV with everything but the level taken out of each row at level 4; `None` when there is none.
/// The rows keep their numbers.
pub fn without_level_four(table: &Table<'_>, mapping: &Mapping) -> Option<String> {
    let columns: Vec<usize> = LEVELS.iter().filter_map(|(_, field)| mapping.column(*field)).collect();
    let is_four = |row: &[String], column: usize| {
        row.get(column).is_some_and(|text| ClassLevel::read(text) == Err(NoLevel::SecurityProtection))
    };
    let mut closed = false;
    let mut lines = Vec::new();
    for (index, row) in table.texts().into_iter().enumerate() {
        let gated = index > table.header_index && columns.iter().any(|column| is_four(&row, *column));
        closed |= gated;
        let kept = |(column, text): (usize, &String)| {
            let keep = !gated || (columns.contains(&column) && is_four(&row, column));
            if keep { format!("\"{}\"", text.replace('"', "\"\"")) } else { "\"\"".to_string() }
        };
        lines.push(row.iter().enumerate().map(kept).collect::<Vec<_>>().join(";"));
    }
    closed.then(|| lines.join("\n"))
}
