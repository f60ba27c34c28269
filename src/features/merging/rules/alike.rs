//! Which rows look like the same company: by number, by HSA-id, by name without its form of company.

use crate::base::{Id, text};
use crate::features::merging::model::Likeness;
use std::collections::{BTreeMap, BTreeSet};

/// What is read of each row to compare it with the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub id: Id,
    pub legal_name: String,
    pub org_number: Option<String>,
    pub hsa_id: Option<String>,
    pub status: String,
    pub version: i32,
}

/// Two rows that may be one, and why. The first is the older of the two, which is proposed to stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub kept: Candidate,
    pub merged: Candidate,
    pub reasons: Vec<Likeness>,
}

/// Words that say which form a company has, and not which company it is.
const FORMS: &[&str] =
    &["ab", "aktiebolag", "publ", "hb", "kb", "ek", "for", "ltd", "limited", "inc", "gmbh", "as", "oy"];

/// A number without the signs that people part its digits with.
pub fn bare(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_uppercase()
}

/// The name as it is compared: folded, only letters and digits, without the form of company.
fn plain_name(name: &str) -> String {
    let spaced: String = text::fold(name).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = spaced.split_whitespace().filter(|word| !FORMS.contains(word)).collect();
    if words.is_empty() { spaced } else { words.join(" ") }
}

/// Every pair of rows that share a key, the surest first; `rows` come in the order of their making. In a group of
/// many, each is paired with the first, so that a register full of one name stays readable.
pub fn pairs(rows: &[Candidate]) -> Vec<Pair> {
    let mut found: BTreeMap<(usize, usize), BTreeSet<Likeness>> = BTreeMap::new();
    for likeness in Likeness::ALL {
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            let key = match likeness {
                Likeness::Number => row.org_number.as_deref().map(bare),
                Likeness::HsaId => row.hsa_id.as_deref().map(str::to_uppercase),
                Likeness::Name => Some(plain_name(&row.legal_name)),
            };
            let Some(key) = key.filter(|key| !key.is_empty()) else { continue };
            match first.get(&key) {
                Some(earlier) => {
                    found.entry((*earlier, at)).or_default().insert(*likeness);
                }
                None => {
                    first.insert(key, at);
                }
            }
        }
    }
    let mut pairs: Vec<Pair> = found
        .into_iter()
        .filter_map(|((a, b), reasons)| {
            let (kept, merged) = (rows.get(a)?.clone(), rows.get(b)?.clone());
            Some(Pair { kept, merged, reasons: reasons.into_iter().collect() })
        })
        .collect();
    pairs.sort_by_key(|pair| (pair.reasons.first().copied(), text::sort_key(&pair.kept.legal_name)));
    pairs
}
