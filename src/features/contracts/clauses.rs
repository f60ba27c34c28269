//! The clause checklist of a contract: what the catalogue asks for, what is known, what is not.

use super::effective::{EffectiveLine, effective_lines};
use super::records::{ClauseMet, Contract, ContractClause, InContract};
use super::store;
use crate::access::{Permission, Scope};
use crate::base::clock::swedish_date;
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result, text};
use crate::features::controls::{Clause, Edition, catalogue};
use crate::kit::{Ctx, audit, coverage as coverage_marks};
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// How much of what applies the contract holds, and how much of it is met. The `met` figures leave
/// out what is not applicable.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Coverage {
    pub total: usize,
    pub present: usize,
    pub partly: usize,
    pub missing: usize,
    pub not_applicable: usize,
    /// Never counted as a no or as a yes.
    pub unknown: usize,
    pub met: usize,
    pub partly_met: usize,
    pub not_met: usize,
    pub met_unknown: usize,
    /// What the framework agreement says.
    pub inherited: usize,
    /// Excused by an approved deviation that holds today.
    pub deviating: usize,
    /// Missing, and newer than the contract: followed up voluntarily.
    pub voluntary: usize,
}

/// The figures of a contract on a day.
pub fn coverage(lines: &[EffectiveLine], today: NaiveDate) -> Coverage {
    let mut sum = Coverage { total: lines.len(), ..Coverage::default() };
    for line in lines {
        sum.inherited += usize::from(line.inherited_from.is_some());
        sum.deviating += usize::from(line.deviates(today));
        sum.voluntary += usize::from(line.voluntary);
        match line.holds(today) {
            Some(InContract::Present) => sum.present += 1,
            Some(InContract::Partly) => sum.partly += 1,
            Some(InContract::Missing) => sum.missing += 1,
            Some(InContract::NotApplicable) => {
                sum.not_applicable += 1;
                continue;
            }
            None => sum.unknown += 1,
        }
        match line.met() {
            ClauseMet::Met => sum.met += 1,
            ClauseMet::Partly => sum.partly_met += 1,
            ClauseMet::NotMet => sum.not_met += 1,
            ClauseMet::Unknown => sum.met_unknown += 1,
        }
    }
    sum
}

/// What a person states of one clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseInput {
    /// `None`: not looked for yet.
    pub in_contract: Option<InContract>,
    pub section: Option<String>,
    pub met: ClauseMet,
    pub note: Option<String>,
}

/// The catalogue in force and the clauses of it that a tier asks for. A vendor without a tier is
/// asked for everything: unknown is never taken as low.
pub fn clauses_for(tier: Option<u8>) -> (&'static Edition<Clause>, Vec<&'static Clause>) {
    let edition = catalogue().current_clauses();
    (edition, edition.for_tier(tier.unwrap_or(1)))
}

/// The clauses that apply to the vendor's effective tier, with what counts of each: `effective_lines`.
pub fn clause_lines(c: &mut Db, scope: &Scope, contract: &Contract) -> Result<Vec<EffectiveLine>> {
    effective_lines(c, scope, contract)
}

/// States what is known of one clause. `version` 0 means that nothing was stored when it was read.
/// Errors: `NotFound` for a clause that no catalogue has; `Conflict` with the stored texts when
/// somebody else saved something different first.
pub fn set_clause(
    c: &mut Db,
    ctx: &Ctx,
    contract_id: &Id,
    clause_id: &str,
    input: &ClauseInput,
    version: i32,
) -> Result<ContractClause> {
    state(c, ctx, (contract_id, clause_id), input, version, false)
}

/// `set_clause` by somebody who has looked at the clause again: what is stored already is dated anew and logged, so
/// that the look counts. Twice by the same person on a day is once. Errors: `met` when nothing is judged.
pub fn look_again(
    c: &mut Db,
    ctx: &Ctx,
    contract_id: &Id,
    clause_id: &str,
    input: &ClauseInput,
    version: i32,
) -> Result<ContractClause> {
    if input.met == ClauseMet::Unknown {
        return Err(Refusal::invalid("met", "error-clause-not-judged"));
    }
    state(c, ctx, (contract_id, clause_id), input, version, true)
}

fn state(
    c: &mut Db,
    ctx: &Ctx,
    (contract_id, clause_id): (&Id, &str),
    input: &ClauseInput,
    version: i32,
    again: bool,
) -> Result<ContractClause> {
    ctx.require(Permission::ClauseEdit)?;
    ctx.scope.client()?;
    let contract = store::find(c, &ctx.scope, contract_id)?;
    let edition = catalogue().current_clauses();
    let clause = edition.find(clause_id).ok_or(Refusal::NotFound)?;
    let input = checked(input)?;
    let stored = store::clause_row(c, &ctx.scope, &contract.id, &clause.id)?;
    let unchanged = stored.as_ref().filter(|row| same(row, &input));
    if let Some(row) = unchanged
        && (!again || is_of_today(row, ctx))
    {
        // The same text twice (a retried save) loses nothing and changes nothing.
        return Ok(row.clone());
    }
    let verb = match (&stored, unchanged) {
        (None, _) => "create",
        (Some(_), None) => "update",
        (Some(_), Some(_)) => "reaffirm",
    };
    if stored.as_ref().map_or(0, |row| row.version) != version {
        return Err(Refusal::Conflict(stored_texts(stored.as_ref())));
    }
    let row = ContractClause {
        id: stored.as_ref().map_or_else(|| ctx.new_id(), |row| row.id.clone()),
        organisation_id: contract.organisation_id.clone(),
        contract_id: contract.id.clone(),
        clause_id: clause.id.clone(),
        catalogue_version: edition.version.to_string(),
        in_contract: input.in_contract,
        section: input.section,
        met: input.met,
        note: input.note,
        updated_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: version + 1,
    };
    let entry = audit::Entry::new(verb, "contract_clause", &contract.id)
        .vendor(&contract.vendor_id)
        .named(format!("{} {}", contract.reference, clause.id));
    let entry = match &stored {
        Some(before) => {
            store::save_clause(c, &ctx.scope, &row)?;
            if verb == "reaffirm" { entry.after(&Reaffirmed { met: row.met }) } else { entry.change(before, &row) }
        }
        None => {
            store::insert_clause(c, &row)?;
            entry.after(&row)
        }
    };
    audit::record(c, ctx, entry)?;
    coverage_marks::touch(c, &contract.organisation_id, &contract.vendor_id)?;
    Ok(row)
}

/// What the log keeps of a look that changed nothing.
#[derive(Serialize)]
struct Reaffirmed {
    met: ClauseMet,
}

/// The same person has stated it today already.
fn is_of_today(row: &ContractClause, ctx: &Ctx) -> bool {
    row.updated_by_name == ctx.actor.name && swedish_date(row.updated_at.utc()) == ctx.today()
}

fn checked(input: &ClauseInput) -> Result<ClauseInput> {
    let mut checks = Checks::default();
    let section = input.section.as_deref().and_then(text::non_empty);
    let note = input.note.as_deref().and_then(text::non_empty);
    for (field, text, max) in [("section", &section, 200), ("note", &note, 4000)] {
        if text.as_deref().is_some_and(|t| t.chars().count() > max) {
            checks.add(FieldError::new(field, "error-too-long").with("max", max));
        }
    }
    checks.done()?;
    Ok(ClauseInput { in_contract: input.in_contract, section, met: input.met, note })
}

fn same(row: &ContractClause, input: &ClauseInput) -> bool {
    row.in_contract == input.in_contract
        && row.section == input.section
        && row.met == input.met
        && row.note == input.note
}

fn stored_texts(row: Option<&ContractClause>) -> BTreeMap<String, String> {
    let text = |get: fn(&ContractClause) -> Option<String>| row.and_then(get).unwrap_or_default();
    BTreeMap::from([
        // The word of the form's own card for "nobody has looked".
        ("in_contract".to_string(), row.and_then(|r| r.in_contract).map_or("unknown", InContract::as_str).to_string()),
        ("section".to_string(), text(|r| r.section.clone())),
        ("met".to_string(), row.map_or(ClauseMet::Unknown, |r| r.met).to_string()),
        ("note".to_string(), text(|r| r.note.clone())),
        ("by".to_string(), text(|r| Some(r.updated_by_name.clone()))),
        ("version".to_string(), row.map_or(0, |r| r.version).to_string()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(in_contract: Option<InContract>, met: ClauseMet) -> EffectiveLine {
        let now = chrono::DateTime::UNIX_EPOCH;
        let clause = catalogue().current_clauses().find("KV-05").unwrap();
        let id = Id::new(now);
        let row = ContractClause {
            id: id.clone(),
            organisation_id: id.clone(),
            contract_id: id,
            clause_id: clause.id.clone(),
            catalogue_version: "clauses-2026-1".into(),
            in_contract,
            section: None,
            met,
            note: None,
            updated_by_name: "K".into(),
            updated_at: now.into(),
            version: 1,
        };
        EffectiveLine::bare(clause, Some(row))
    }

    #[test]
    fn unknown_is_counted_apart() {
        let mut lines = vec![
            line(Some(InContract::Present), ClauseMet::Met),
            line(Some(InContract::Missing), ClauseMet::NotMet),
            line(Some(InContract::NotApplicable), ClauseMet::Unknown),
            line(None, ClauseMet::Unknown),
        ];
        lines.push(EffectiveLine { row: None, ..lines[0].clone() });
        let today = "2026-11-23".parse().unwrap();
        let sum = coverage(&lines, today);
        assert_eq!((sum.total, sum.present, sum.missing, sum.not_applicable, sum.unknown), (5, 1, 1, 1, 2));
        assert_eq!((sum.met, sum.not_met, sum.met_unknown), (1, 1, 2));
        let lacking: Vec<bool> = lines.iter().map(|line| line.lacking(today)).collect();
        assert_eq!(lacking, [false, true, false, false, false]);
    }

    #[test]
    fn a_vendor_without_a_tier_is_asked_for_everything() {
        for (tier, count) in [(None, 48), (Some(1), 48), (Some(3), 33), (Some(4), 0)] {
            assert_eq!(clauses_for(tier).1.len(), count, "{tier:?}");
        }
    }
}
