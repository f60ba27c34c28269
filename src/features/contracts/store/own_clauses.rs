//! The clauses that only the organisation has, as they stand in one contract. Who writes and states them is the
//! clause library, which stands above.

use crate::access::Scope;
use crate::base::{Id, Instant, Language, Refusal, Result};
use crate::features::contracts::records::{Contract, InContract};
use crate::features::controls::{self, Parameter};
use crate::platform::db::Db;
use crate::platform::db::schema::{own_clause_checks, own_clause_versions, own_clauses};
use diesel::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The parts of a published text that a checklist shows.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Written {
    title_sv: String,
    title_en: String,
    text_sv: String,
    text_en: String,
    evidence_sv: String,
    evidence_en: String,
    tiers: Vec<u8>,
    parameters: Vec<Parameter>,
}

/// What somebody has stated of such a clause in one contract.
#[derive(Debug, Clone, Queryable)]
pub struct OwnStated {
    pub contract_id: Id,
    pub own_clause_id: Id,
    pub in_contract: InContract,
    pub section: Option<String>,
    pub note: Option<String>,
    pub updated_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}

/// One clause of the organisation's own that applies to a contract.
#[derive(Debug, Clone)]
pub struct OwnLine {
    pub id: Id,
    pub code: String,
    written: Written,
    /// The contract's own statement.
    pub stated: Option<OwnStated>,
    /// That of the framework agreement, when the contract says nothing.
    pub inherited: Option<OwnStated>,
}

impl OwnLine {
    pub fn title(&self, language: Language) -> &str {
        match language {
            Language::Sv => &self.written.title_sv,
            Language::En => &self.written.title_en,
        }
    }

    /// With its parameters written out.
    pub fn text(&self, language: Language) -> String {
        let text = match language {
            Language::Sv => &self.written.text_sv,
            Language::En => &self.written.text_en,
        };
        controls::with_parameters(text, &self.written.parameters, language)
    }

    pub fn evidence(&self, language: Language) -> &str {
        match language {
            Language::Sv => &self.written.evidence_sv,
            Language::En => &self.written.evidence_en,
        }
    }

    /// None: nobody has looked.
    pub fn in_contract(&self) -> Option<InContract> {
        self.stated.as_ref().or(self.inherited.as_ref()).map(|row| row.in_contract)
    }

    /// 0 until the contract's own statement has been saved.
    pub fn version(&self) -> i32 {
        self.stated.as_ref().map_or(0, |row| row.version)
    }
}

/// The organisation's own published clauses that the tier asks for, by code, each as it stands in the contract or in
/// its framework agreement. Two queries.
pub fn own_lines(c: &mut Db, scope: &Scope, contract: &Contract, tier: Option<i32>) -> Result<Vec<OwnLine>> {
    let client = scope.client()?;
    let published: Vec<(Id, String, String)> = own_clause_versions::table
        .inner_join(own_clauses::table)
        .filter(own_clauses::organisation_id.eq(client))
        .filter(own_clauses::replaces.eq(false))
        .filter(own_clause_versions::number.eq(own_clauses::published))
        .order((own_clauses::code, own_clauses::id))
        .select((own_clauses::id, own_clauses::code, own_clause_versions::content))
        .load(c)?;
    let held: Vec<Id> = std::iter::once(contract.id.clone()).chain(contract.parent_id.clone()).collect();
    let rows: Vec<OwnStated> = own_clause_checks::table
        .filter(own_clause_checks::organisation_id.eq(client))
        .filter(own_clause_checks::contract_id.eq_any(held))
        .select((
            own_clause_checks::contract_id,
            own_clause_checks::own_clause_id,
            own_clause_checks::in_contract,
            own_clause_checks::section,
            own_clause_checks::note,
            own_clause_checks::updated_by_name,
            own_clause_checks::updated_at,
            own_clause_checks::version,
        ))
        .load(c)?;
    let mut stated: BTreeMap<(Id, bool), OwnStated> = BTreeMap::new();
    for row in rows {
        stated.insert((row.own_clause_id.clone(), row.contract_id == contract.id), row);
    }
    // Whoever has no tier is asked for everything that the highest one is.
    let tier = tier.and_then(|tier| u8::try_from(tier).ok()).unwrap_or(1);
    let mut lines = Vec::new();
    for (id, code, content) in published {
        let written: Written = serde_json::from_str(&content).map_err(Refusal::fault)?;
        if !written.tiers.contains(&tier) {
            continue;
        }
        let own = stated.remove(&(id.clone(), true));
        let above = stated.remove(&(id.clone(), false)).filter(|_| own.is_none());
        lines.push(OwnLine { id, code, written, stated: own, inherited: above });
    }
    Ok(lines)
}
