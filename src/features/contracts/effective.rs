//! How each clause stands in a contract, all things told: its own statement or that of its framework agreement,
//! the amendment that brought it in, deviations, and the numbers that were agreed upon.

use super::clauses::clauses_for;
use super::parameters::{ClauseParameter, DepthModel};
use super::records::{AgreedNumber, ClauseMet, Contract, ContractClause, Deviation, DeviationState, InContract};
use super::store;
use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::controls::{Clause, catalogue};
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

crate::text_enum! {
    /// How a deviation stands on a day.
    pub enum DeviationStanding {
        Proposed => "proposed", InForce => "in_force", Expired => "expired", Refused => "refused",
        Withdrawn => "withdrawn",
    }
}

/// The deviation that counts for a clause. Region side only.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct DeviationShown {
    pub id: Id,
    #[schema(value_type = String)]
    pub state: DeviationState,
    pub reason: String,
    pub until_on: NaiveDate,
    pub proposed_by_name: String,
    pub decided_by_name: Option<String>,
}

impl DeviationShown {
    pub fn standing(&self, today: NaiveDate) -> DeviationStanding {
        standing(self.state, self.until_on, today)
    }
}

/// An approved deviation holds until its last day has passed.
pub fn standing(state: DeviationState, until: NaiveDate, today: NaiveDate) -> DeviationStanding {
    match state {
        DeviationState::Proposed => DeviationStanding::Proposed,
        DeviationState::Approved if until >= today => DeviationStanding::InForce,
        DeviationState::Approved => DeviationStanding::Expired,
        DeviationState::Refused => DeviationStanding::Refused,
        DeviationState::Withdrawn => DeviationStanding::Withdrawn,
    }
}

/// A number of the clause: what the library proposes beside what the contract says.
#[derive(Debug, Clone)]
pub struct Agreed {
    pub parameter: &'static ClauseParameter,
    /// None: nobody has noted what the contract says.
    pub agreed: Option<i32>,
    pub inherited: bool,
    /// 0 until the contract's own number has been saved once.
    pub version: i32,
}

impl Agreed {
    /// The contract asks for less than the library.
    pub fn lax(&self) -> bool {
        self.agreed.is_some_and(|agreed| agreed > self.parameter.proposed)
    }
}

/// One clause that applies, with what counts of it.
#[derive(Debug, Clone)]
pub struct EffectiveLine {
    pub clause: &'static Clause,
    /// What is stored; of a framework agreement's row only what the contract says. None: nobody has looked.
    pub row: Option<ContractClause>,
    /// The framework agreement whose statement it is.
    pub inherited_from: Option<Id>,
    /// The signed amendment that brought it in.
    pub amendment: Option<Id>,
    pub deviation: Option<DeviationShown>,
    pub agreed: Vec<Agreed>,
    /// It is missing, and newer than the contract: followed up voluntarily.
    pub voluntary: bool,
}

impl EffectiveLine {
    /// A clause of which nothing is known but its row.
    pub(super) fn bare(clause: &'static Clause, row: Option<ContractClause>) -> EffectiveLine {
        EffectiveLine {
            clause,
            row,
            inherited_from: None,
            amendment: None,
            deviation: None,
            agreed: Vec::new(),
            voluntary: false,
        }
    }

    /// What the contract says, or its framework agreement.
    pub fn in_contract(&self) -> Option<InContract> {
        self.row.as_ref().and_then(|row| row.in_contract)
    }

    pub fn met(&self) -> ClauseMet {
        self.row.as_ref().map_or(ClauseMet::Unknown, |row| row.met)
    }

    /// The version of the contract's own statement: 0 until one has been saved.
    pub fn version(&self) -> i32 {
        self.own_row().map_or(0, |row| row.version)
    }

    /// The row that is the contract's own.
    pub fn own_row(&self) -> Option<&ContractClause> {
        self.row.as_ref().filter(|row| self.inherited_from.as_ref() != Some(&row.contract_id))
    }

    /// Nobody has looked for it in the contract.
    pub fn unknown(&self) -> bool {
        self.in_contract().is_none()
    }

    /// A number that was agreed upon is laxer than the library's.
    pub fn lax(&self) -> bool {
        self.agreed.iter().any(Agreed::lax)
    }

    /// An approved deviation holds today.
    pub fn deviates(&self, today: NaiveDate) -> bool {
        self.deviation.as_ref().is_some_and(|d| d.standing(today) == DeviationStanding::InForce)
    }

    /// How far the contract holds it: a laxer number that nobody has approved is no more than a part.
    pub fn holds(&self, today: NaiveDate) -> Option<InContract> {
        match self.in_contract() {
            Some(InContract::Present) if self.lax() && !self.deviates(today) => Some(InContract::Partly),
            other => other,
        }
    }

    /// Something to follow up: not wholly in the contract and no deviation holds, or not wholly met.
    pub fn lacking(&self, today: NaiveDate) -> bool {
        let absent = matches!(self.holds(today), Some(InContract::Missing | InContract::Partly));
        let unmet = matches!(self.met(), ClauseMet::NotMet | ClauseMet::Partly);
        self.in_contract() != Some(InContract::NotApplicable) && (absent && !self.deviates(today) || unmet)
    }
}

/// The clauses that apply to the vendor's effective tier, in the catalogue's order, with what counts of each. Six
/// queries at most.
pub fn effective_lines(c: &mut Db, scope: &Scope, contract: &Contract) -> Result<Vec<EffectiveLine>> {
    let mut sets = effective_of(c, scope, std::slice::from_ref(contract))?;
    Ok(sets.remove(&contract.id).unwrap_or_default())
}

/// The same for every contract of a vendor, by contract.
pub fn set_of_vendor(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<BTreeMap<Id, Vec<EffectiveLine>>> {
    let contracts = store::of_vendor(c, scope, vendor_id)?;
    effective_of(c, scope, &contracts)
}

/// The same for many contracts, by contract: as many queries as for one.
pub fn effective_of(c: &mut Db, scope: &Scope, contracts: &[Contract]) -> Result<BTreeMap<Id, Vec<EffectiveLine>>> {
    let parent_ids: Vec<Id> = contracts.iter().filter_map(|contract| contract.parent_id.clone()).collect();
    let parents = store::by_ids(c, scope, &parent_ids)?;
    let mut ids: Vec<Id> = contracts.iter().map(|contract| contract.id.clone()).chain(parent_ids).collect();
    ids.sort();
    ids.dedup();
    let mut vendor_ids: Vec<Id> = contracts.iter().map(|contract| contract.vendor_id.clone()).collect();
    vendor_ids.sort();
    vendor_ids.dedup();
    let tiers = store::tiers(c, scope, &vendor_ids)?;
    let known = Known::of(store::said(c, scope, &ids)?);
    let lines = |contract: &Contract| {
        let tier = tiers.get(&contract.vendor_id).copied().flatten();
        let parent = contract.parent_id.as_ref().and_then(|id| parents.get(id));
        let (_, clauses) = clauses_for(tier);
        clauses.into_iter().map(|clause| known.line(contract, parent, clause, tier)).collect()
    };
    Ok(contracts.iter().map(|contract| (contract.id.clone(), lines(contract))).collect())
}

type At = (Id, String);

/// What is said, by contract and clause.
#[derive(Default)]
struct Known {
    rows: BTreeMap<At, ContractClause>,
    amendments: BTreeMap<At, Id>,
    deviations: BTreeMap<At, Vec<Deviation>>,
    numbers: BTreeMap<At, Vec<AgreedNumber>>,
}

impl Known {
    fn of(said: store::Said) -> Known {
        let mut known = Known::default();
        for row in said.rows {
            known.rows.insert((row.contract_id.clone(), row.clause_id.clone()), row);
        }
        // The latest comes last and takes the place of those before it.
        for (contract, clause, amendment) in said.brought {
            known.amendments.insert((contract, clause), amendment);
        }
        for row in said.deviations {
            known.deviations.entry((row.contract_id.clone(), row.clause_id.clone())).or_default().push(row);
        }
        for row in said.numbers {
            known.numbers.entry((row.contract_id.clone(), row.clause_id.clone())).or_default().push(row);
        }
        known
    }

    fn line(
        &self,
        contract: &Contract,
        parent: Option<&Contract>,
        clause: &'static Clause,
        tier: Option<u8>,
    ) -> EffectiveLine {
        let at = (contract.id.clone(), clause.id.clone());
        let own = self.rows.get(&at);
        let above_at = parent.map(|parent| (parent.id.clone(), clause.id.clone()));
        let above = above_at.as_ref().and_then(|at| self.rows.get(at)).filter(|row| row.in_contract.is_some());
        let inherited = above.filter(|_| own.is_none_or(|row| row.in_contract.is_none()));
        let row = match (inherited, own) {
            (Some(above), own) => Some(composed(above, own)),
            (None, own) => own.cloned(),
        };
        let holder = if inherited.is_some() { parent.unwrap_or(contract) } else { contract };
        let holder_at = (holder.id.clone(), clause.id.clone());
        let stated = row.as_ref().and_then(|row| row.in_contract);
        let held = matches!(stated, Some(InContract::Present | InContract::Partly));
        EffectiveLine {
            clause,
            amendment: self.amendments.get(&holder_at).filter(|_| held).cloned(),
            // The contract's own comes first; else that of the framework agreement, whose statement it excuses.
            deviation: self.deviation(&at).or_else(|| inherited.and_then(|_| self.deviation(&holder_at))),
            agreed: self.agreed(&at, above_at.as_ref(), clause, tier),
            voluntary: stated == Some(InContract::Missing) && newer(clause, holder.starts_on),
            inherited_from: inherited.map(|row| row.contract_id.clone()),
            row,
        }
    }

    /// The approved one that holds longest; else the newest that is not withdrawn.
    fn deviation(&self, at: &At) -> Option<DeviationShown> {
        let all = self.deviations.get(at)?;
        let approved = all.iter().filter(|row| row.state == DeviationState::Approved).max_by_key(|row| row.until_on);
        let waiting = all.iter().rev().find(|row| row.state != DeviationState::Withdrawn);
        approved.or(waiting).map(|row| DeviationShown {
            id: row.id.clone(),
            state: row.state,
            reason: row.reason.clone(),
            until_on: row.until_on,
            proposed_by_name: row.proposed_by_name.clone(),
            decided_by_name: row.decided_by_name.clone(),
        })
    }

    fn agreed(&self, at: &At, above: Option<&At>, clause: &Clause, tier: Option<u8>) -> Vec<Agreed> {
        let found = |at: &At, key: &str| self.numbers.get(at).and_then(|all| all.iter().find(|n| n.parameter == key));
        let line = |parameter: &'static ClauseParameter| {
            let own = found(at, &parameter.key);
            let stated = own.and_then(|row| row.agreed);
            let above = above.and_then(|at| found(at, &parameter.key)).and_then(|row| row.agreed);
            Agreed {
                parameter,
                agreed: stated.or(above),
                inherited: stated.is_none() && above.is_some(),
                version: own.map_or(0, |row| row.version),
            }
        };
        DepthModel::current().of_clause(&clause.id, tier).map(line).collect()
    }
}

/// What a framework agreement says, seen from a call-off. Whether it is met is judged in each call-off for itself.
fn composed(above: &ContractClause, own: Option<&ContractClause>) -> ContractClause {
    match own {
        Some(own) => ContractClause { in_contract: above.in_contract, section: above.section.clone(), ..own.clone() },
        None => ContractClause { met: ClauseMet::Unknown, note: None, ..above.clone() },
    }
}

/// Whether the clause came into the library after the contract began. Of a contract without a first day nobody knows.
fn newer(clause: &Clause, starts_on: Option<NaiveDate>) -> bool {
    starts_on.is_some_and(|start| {
        let then = catalogue().clauses_on(start);
        then.valid_from > start || then.find(&clause.id).is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deviation_holds_through_its_last_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let until = day("2027-01-31");
        for (state, today, stands) in [
            (DeviationState::Proposed, "2027-03-01", DeviationStanding::Proposed),
            (DeviationState::Approved, "2027-01-31", DeviationStanding::InForce),
            (DeviationState::Approved, "2027-02-01", DeviationStanding::Expired),
            (DeviationState::Refused, "2026-12-01", DeviationStanding::Refused),
        ] {
            assert_eq!(standing(state, until, day(today)), stands, "{state} {today}");
        }
    }

    #[test]
    fn a_clause_is_newer_than_a_contract_from_before_the_library() {
        let clause = catalogue().current_clauses().find("KV-05").unwrap();
        for (start, is_newer) in [(Some("2024-01-01"), true), (Some("2026-01-15"), false), (None, false)] {
            assert_eq!(newer(clause, start.map(|day| day.parse().unwrap())), is_newer, "{start:?}");
        }
    }
}
