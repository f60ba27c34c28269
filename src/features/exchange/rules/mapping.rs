//! Which column fills which field: guessed from the headings, then corrected by a person or by
//! a file.

use super::fields::{Field, ImportKind, heading_form};
use crate::platform::sheets::column_index;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Field to column index (0 is column A). In JSON: `{"org_number": 3, ...}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(BTreeMap<Field, usize>);

/// What a map file says that cannot be followed. `code` is a word key; `value` is what stood there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapError {
    pub code: &'static str,
    pub value: String,
}

impl Mapping {
    pub fn column(&self, field: Field) -> Option<usize> {
        self.0.get(&field).copied()
    }

    /// Sets or, with `None`, clears the column of a field. A column fills one field only, so any
    /// other field loses it.
    pub fn set(&mut self, field: Field, column: Option<usize>) {
        self.0.remove(&field);
        if let Some(column) = column {
            self.0.retain(|_, taken| *taken != column);
            self.0.insert(field, column);
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (Field, usize)> {
        self.0.iter().map(|(field, column)| (*field, *column))
    }

    /// Required fields without a column: while there are any, nothing can be imported.
    pub fn missing(&self, kind: ImportKind) -> Vec<Field> {
        kind.required().iter().copied().filter(|field| !self.0.contains_key(field)).collect()
    }

    /// Follows a map file, TOML or JSON, of lines `field = "heading or column letters"`; an empty
    /// text leaves the field out. Headings go before letters. Names every line that is wrong.
    pub fn apply(&mut self, file: &str, headers: &[String], kind: ImportKind) -> Result<(), Vec<MapError>> {
        let lines =
            map_lines(file).ok_or_else(|| vec![MapError { code: "import-error-map-form", value: String::new() }])?;
        let mut errors = Vec::new();
        for (name, place) in lines {
            let field = name.parse::<Field>().ok().filter(|field| kind.fields().contains(field));
            let Some(field) = field else {
                errors.push(MapError { code: "import-error-map-field", value: name });
                continue;
            };
            if place.trim().is_empty() {
                self.set(field, None);
                continue;
            }
            let wanted = heading_form(&place);
            let by_heading = headers.iter().position(|header| !wanted.is_empty() && heading_form(header) == wanted);
            match by_heading.or_else(|| column_index(&place).filter(|index| *index < headers.len())) {
                Some(column) => self.set(field, Some(column)),
                None => errors.push(MapError { code: "import-error-map-column", value: place }),
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

fn map_lines(file: &str) -> Option<BTreeMap<String, String>> {
    let file = file.trim_start_matches('\u{feff}');
    if file.trim_start().starts_with('{') { serde_json::from_str(file).ok() } else { toml::from_str(file).ok() }
}

/// The most likely mapping of these headings. Surest pairs are taken first, and each column and
/// each field once.
pub fn guess_mapping(headers: &[String], kind: ImportKind) -> Mapping {
    let mut pairs: Vec<(u32, usize, usize, Field)> = Vec::new();
    for (column, header) in headers.iter().enumerate() {
        let form = heading_form(header);
        for (order, field) in kind.fields().iter().enumerate() {
            let likeness = likeness(&form, *field);
            if likeness > 0 {
                pairs.push((likeness, order, column, *field));
            }
        }
    }
    pairs.sort_by_key(|(likeness, order, column, _)| (std::cmp::Reverse(*likeness), *order, *column));
    let mut mapping = Mapping::default();
    for (_, _, column, field) in pairs {
        let taken = mapping.0.contains_key(&field) || mapping.0.values().any(|other| *other == column);
        if !taken {
            mapping.0.insert(field, column);
        }
    }
    mapping
}

/// Longer texts are no headings, and comparing them would be slow.
const LONGEST_HEADING: usize = 60;

/// 100 for a known heading, less for a near miss (a typing error), 0 for anything else.
fn likeness(form: &str, field: Field) -> u32 {
    if form.is_empty() || form.len() > LONGEST_HEADING {
        return 0;
    }
    let best = field.headings().iter().map(|known| heading_form(known)).map(|known| {
        if known == form {
            return 100;
        }
        // Short words are too like each other: "typ" and "tfn" are one sign apart.
        let near = form.chars().count() >= 6 && strsim::normalized_damerau_levenshtein(form, &known) >= 0.85;
        if near { 50 } else { 0 }
    });
    best.max().unwrap_or(0)
}
