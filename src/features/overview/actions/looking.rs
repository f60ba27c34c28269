//! Looking back: the register on a day, and whether a clause was followed up.

use crate::access::Permission;
use crate::base::clock::swedish_date;
use crate::base::{Instant, Refusal, Result};
use crate::features::contracts::{self, ClauseMet, InContract};
use crate::features::controls::catalogue;
use crate::features::overview::model::{end_of, start_of};
use crate::features::overview::rules::{self, Answer, Asked, Known, VendorThen};
use crate::features::overview::store::{self, ClauseBasis};
use crate::features::vendors::{VendorKind, VendorStatus, shown_number};
use crate::kit::Ctx;
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The register on two days.
#[derive(Debug, Clone)]
pub struct Past {
    pub before: Vec<VendorThen>,
    pub after: Vec<VendorThen>,
    /// The first day of the log; nothing can be taken back before it.
    pub log_from: Option<NaiveDate>,
}

/// The list of vendors on the last moment of each of two days, the earlier first. Four queries.
pub fn vendors_at(c: &mut Db, ctx: &Ctx, from: NaiveDate, to: NaiveDate) -> Result<Past> {
    ctx.require(Permission::RegisterRead)?;
    let (from_end, to_end): (Instant, Instant) = (end_of(from).into(), end_of(to).into());
    let basis = store::past_basis(c, &ctx.scope, from_end, to_end)?;
    let now: Vec<(Instant, VendorThen)> = basis
        .now
        .into_iter()
        .map(|row| {
            let vendor = VendorThen {
                id: row.id.to_string(),
                legal_name: row.legal_name,
                org_number: shown_number(row.org_number.as_deref()),
                kind: row.kind,
                country: row.country,
                status: row.status,
                manager_id: row.manager_id.map(|id| id.to_string()),
                tier: row.tier,
                tier_preliminary: row.tier_preliminary,
                contracts: 0,
            };
            (row.created_at, vendor)
        })
        .collect();
    let at_day = |day: NaiveDate, mut rows: Vec<VendorThen>| {
        let mut held: HashMap<&str, usize> = HashMap::new();
        for (vendor, starts, ends) in &basis.contracts {
            if starts.is_none_or(|on| on <= day) && ends.is_none_or(|on| on >= day) {
                *held.entry(vendor.as_str()).or_default() += 1;
            }
        }
        for row in &mut rows {
            row.contracts = held.get(row.id.as_str()).copied().unwrap_or(0);
        }
        // The earlier day takes back every change that was read.
        let changes = basis.changes.iter().filter(|change| day < to || change.after_both);
        rules::at(rows, changes.map(|change| (change.vendor_id.as_str(), change.before.as_str())))
    };
    let earlier = now.iter().filter(|(created, _)| *created < from_end).map(|(_, vendor)| vendor.clone()).collect();
    let before = at_day(from, earlier);
    let later = now.into_iter().filter(|(created, _)| *created < to_end).map(|(_, vendor)| vendor).collect();
    let after = at_day(to, later);
    let log_from = basis.log_from.map(|at| swedish_date(at.utc()));
    Ok(Past { before, after, log_from })
}

/// The auditor's question.
#[derive(Debug, Clone)]
pub struct ClauseAsked {
    pub clause_id: String,
    pub kind: Option<VendorKind>,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// Whether a clause was followed up for every vendor of a kind within some days, with the holes. Six queries.
/// Errors: NotFound for a clause that the catalogue does not have.
pub fn followed_up(c: &mut Db, ctx: &Ctx, asked: &ClauseAsked) -> Result<Answer> {
    ctx.require(Permission::RegisterRead)?;
    let clause = catalogue().current_clauses().find(&asked.clause_id).ok_or(Refusal::NotFound)?;
    let questions: Vec<&str> = catalogue()
        .current_questions()
        .entries
        .iter()
        .filter(|question| question.clause_ids.contains(&clause.id))
        .map(|question| question.id.as_str())
        .collect();
    let time: (Instant, Instant) = (start_of(asked.from).into(), end_of(asked.to).into());
    let basis = store::clause_basis(c, &ctx.scope, asked.kind, (&clause.id, &questions), time)?;
    Ok(rules::answer(asked_vendors(&basis, asked, time)))
}

/// Whether a logged change of the clause was a judgement of whether it is met.
fn is_judgement(after: Option<&str>) -> bool {
    let read = |text: &str| serde_json::from_str::<Value>(text).ok();
    let met = after.and_then(read).and_then(|value| value.get("met").and_then(Value::as_str).map(str::to_string));
    met.is_some_and(|met| met != ClauseMet::Unknown.as_str())
}

fn asked_vendors(basis: &ClauseBasis, asked: &ClauseAsked, (from, to): (Instant, Instant)) -> Vec<Asked> {
    let gone: HashSet<&str> =
        basis.ended.iter().filter(|(_, at)| *at < from).map(|(vendor, _)| vendor.as_str()).collect();
    let judged: HashMap<&str, &store::Judged> =
        basis.judged.iter().map(|row| (row.contract_id.as_str(), row)).collect();
    let vendor_of: HashMap<&str, &str> =
        basis.contracts.iter().map(|row| (row.id.as_str(), row.vendor_id.as_str())).collect();
    let mut followed: HashMap<&str, (Instant, &str)> = HashMap::new();
    for (contract, at, by, after) in &basis.logged {
        if is_judgement(after.as_deref())
            && let Some(vendor) = vendor_of.get(contract.as_str()).copied()
        {
            keep(&mut followed, vendor, *at, by);
        }
    }
    for row in basis.judged.iter().filter(|row| row.met != ClauseMet::Unknown && row.at >= from && row.at < to) {
        if let Some(vendor) = vendor_of.get(row.contract_id.as_str()).copied() {
            keep(&mut followed, vendor, row.at, &row.by);
        }
    }
    for (vendor, at, by) in &basis.reviewed {
        keep(&mut followed, vendor.as_str(), *at, by);
    }
    let mut contracts_of: HashMap<&str, Vec<Known>> = HashMap::new();
    for contract in &basis.contracts {
        let held =
            contract.starts_on.is_none_or(|on| on <= asked.to) && contract.ends_on.is_none_or(|on| on >= asked.from);
        if !held {
            continue;
        }
        let row = judged.get(contract.id.as_str());
        let is = row.and_then(|row| row.in_contract);
        let judged_on = row.filter(|row| row.met != ClauseMet::Unknown).map(|row| swedish_date(row.at.utc()));
        contracts_of.entry(contract.vendor_id.as_str()).or_default().push(Known {
            reference: contract.reference.clone(),
            present: matches!(is, Some(InContract::Present | InContract::Partly)),
            not_applicable: is == Some(InContract::NotApplicable),
            judged_on,
        });
    }
    let required_of: HashMap<Option<i32>, bool> = [None, Some(1), Some(2), Some(3), Some(4)]
        .into_iter()
        .map(|tier| {
            let (_, clauses) = contracts::clauses_for(tier.and_then(|tier| u8::try_from(tier).ok()));
            (tier, clauses.iter().any(|clause| clause.id == asked.clause_id))
        })
        .collect();
    basis
        .vendors
        .iter()
        // One that ended before the time and is still ended is not asked about.
        .filter(|vendor| !(vendor.status == VendorStatus::Ended && gone.contains(vendor.id.as_str())))
        .map(|vendor| Asked {
            id: vendor.id.to_string(),
            name: vendor.name.clone(),
            tier: vendor.tier,
            required: required_of.get(&vendor.tier).copied().unwrap_or(true),
            contracts: contracts_of.remove(vendor.id.as_str()).unwrap_or_default(),
            followed: followed.get(vendor.id.as_str()).map(|(at, by)| (swedish_date(at.utc()), (*by).to_string())),
        })
        .collect()
}

/// Keeps the latest.
fn keep<'a>(followed: &mut HashMap<&'a str, (Instant, &'a str)>, vendor: &'a str, at: Instant, by: &'a str) {
    let stands = followed.entry(vendor).or_insert((at, by));
    if stands.0 < at {
        *stands = (at, by);
    }
}
