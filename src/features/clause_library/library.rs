//! The library as it holds today: the catalogue, the organisation's own versions of it, and its own clauses.

use super::model::{Content, Entry, Origin};
use super::records::{LegalVerification, OwnClause, OwnVersion};
use super::store;
use crate::access::Scope;
use crate::base::{Refusal, Result};
use crate::features::controls::{ClauseDetails, catalogue};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// What is said of each legal reference, by its text.
pub type LegalStates = BTreeMap<String, LegalVerification>;

/// Every clause that holds for the organisation, the catalogue's first. One query.
pub fn library(c: &mut Db, scope: &Scope) -> Result<Vec<Entry>> {
    scope.client()?;
    let mut own: BTreeMap<String, (OwnClause, OwnVersion)> =
        store::published(c, scope)?.into_iter().map(|pair| (pair.0.code.clone(), pair)).collect();
    let mut entries = Vec::new();
    for clause in &catalogue().current_clauses().entries {
        entries.push(match own.remove(&clause.id) {
            Some((row, version)) => of_own(&row, &version)?,
            None => Entry {
                code: clause.id.clone(),
                origin: Origin::Catalogue,
                content: Content::of(clause, ClauseDetails::current().find(&clause.id)),
                own: None,
            },
        });
    }
    for (row, version) in own.into_values() {
        entries.push(of_own(&row, &version)?);
    }
    Ok(entries)
}

fn of_own(row: &OwnClause, version: &OwnVersion) -> Result<Entry> {
    Ok(Entry {
        code: row.code.clone(),
        origin: if row.replaces { Origin::Version } else { Origin::Own },
        content: content(&version.content)?,
        own: Some((row.id.clone(), version.number)),
    })
}

/// One clause by its code. Errors: NotFound.
pub fn entry(c: &mut Db, scope: &Scope, code: &str) -> Result<Entry> {
    library(c, scope)?.into_iter().find(|entry| entry.code == code).ok_or(Refusal::NotFound)
}

/// A stored text of a clause.
pub fn content(text: &str) -> Result<Content> {
    serde_json::from_str(text).map_err(Refusal::fault)
}

/// What the catalogue says of a clause, as the start of a version of one's own.
pub fn of_catalogue(code: &str) -> Option<Content> {
    let clause = catalogue().current_clauses().find(code)?;
    Some(Content::of(clause, ClauseDetails::current().find(code)))
}

/// Every legal reference that the clauses name, with the codes of those that do, by the reference's text.
pub fn references(entries: &[Entry]) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in entries {
        for reference in &entry.content.legal_refs {
            found.entry(reference.clone()).or_default().push(entry.code.clone());
        }
    }
    found
}
