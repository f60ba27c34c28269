//! Looking back: the register on a day, and whether a clause was followed up.

use crate::access::Permission;
use crate::base::clock::swedish_date;
use crate::base::{Id, Instant, Refusal, Result};
use crate::features::clause_library::{self, Entry, Origin};
use crate::features::contracts::{self, InContract};
use crate::features::controls::catalogue;
use crate::features::overview::model::{end_of, start_of};
use crate::features::overview::rules::{self, Answer, Asked, Known, VendorThen};
use crate::features::overview::store::{self, ClauseBasis, OfClause};
use crate::features::vendors::{VendorKind, VendorStatus, shown_number};
use crate::kit::Ctx;
use crate::platform::db::Db;
use chrono::NaiveDate;
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
    /// The code of a clause of the library: the catalogue's, or the organisation's own.
    pub clause_id: String,
    pub kind: Option<VendorKind>,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// Whether a clause was followed up for every vendor of a kind within some days, with the holes. Seven queries.
/// Errors: at `clause`, one that the library does not have.
pub fn followed_up(c: &mut Db, ctx: &Ctx, asked: &ClauseAsked) -> Result<Answer> {
    ctx.require(Permission::RegisterRead)?;
    let library = clause_library::library(c, &ctx.scope)?;
    let entry = library.into_iter().find(|entry| entry.code == asked.clause_id);
    let entry = entry.ok_or_else(|| Refusal::invalid("clause", "error-choice"))?;
    let questions: Vec<&str> = catalogue()
        .current_questions()
        .entries
        .iter()
        .filter(|question| question.clause_ids.contains(&entry.code))
        .map(|question| question.id.as_str())
        .collect();
    let time: (Instant, Instant) = (start_of(asked.from).into(), end_of(asked.to).into());
    let of = OfClause { code: &entry.code, questions: &questions, own: entry.own_id() };
    let basis = store::clause_basis(c, &ctx.scope, asked.kind, of, time)?;
    Ok(rules::answer(asked_vendors(&basis, asked, |tier| is_required(&entry, tier), time)))
}

/// Whether the clause is asked of vendors of a tier. The checklist of a contract has the catalogue's tiers also where
/// the organisation has its own version of the text.
fn is_required(entry: &Entry, tier: Option<i32>) -> bool {
    if entry.origin == Origin::Own {
        return entry.content.is_for(tier);
    }
    let (_, clauses) = contracts::clauses_for(tier.and_then(|tier| u8::try_from(tier).ok()));
    clauses.iter().any(|clause| clause.id == entry.code)
}

/// When somebody looked, and who.
type Look<'a> = (Instant, &'a str);

/// The last follow-up within the time: of each contract, and of each vendor as a whole.
#[derive(Default)]
struct Looks<'a> {
    of_contract: HashMap<&'a str, Look<'a>>,
    of_vendor: HashMap<&'a str, Look<'a>>,
}

fn looks<'a>(basis: &'a ClauseBasis, (from, to): (Instant, Instant)) -> Looks<'a> {
    let mut found = Looks::default();
    let judged: Vec<&store::Judged> = basis.judged.iter().filter(|row| row.is_judged).collect();
    let now: HashSet<&str> = judged.iter().map(|row| row.contract_id.as_str()).collect();
    let events =
        basis.logged.iter().map(|each| (each.contract_id.as_str(), each.before.as_deref(), each.after.as_deref()));
    let stood = rules::stood_judged(events, |contract| now.contains(contract));
    for (event, _) in basis.logged.iter().zip(stood).filter(|(event, stood)| *stood && event.at < to) {
        keep(&mut found.of_contract, &event.contract_id, event.at, &event.by);
    }
    // What was written without a line in the log, such as a register that was read in.
    for row in judged.into_iter().filter(|row| row.at >= from && row.at < to) {
        keep(&mut found.of_contract, row.contract_id.as_str(), row.at, &row.by);
    }
    for review in &basis.reviewed {
        match &review.contract_id {
            Some(contract) => keep(&mut found.of_contract, contract.as_str(), review.at, &review.by),
            None => keep(&mut found.of_vendor, review.vendor_id.as_str(), review.at, &review.by),
        }
    }
    found
}

fn asked_vendors(
    basis: &ClauseBasis,
    asked: &ClauseAsked,
    is_required: impl Fn(Option<i32>) -> bool,
    time: (Instant, Instant),
) -> Vec<Asked> {
    let gone: HashSet<&str> =
        basis.ended.iter().filter(|(_, at)| *at < time.0).map(|(vendor, _)| vendor.as_str()).collect();
    let looks = looks(basis, time);
    let last = |look: &Look<'_>| (swedish_date(look.0.utc()), look.1.to_string());
    let mut contracts_of = contracts_of(basis, asked, |contract| looks.of_contract.get(contract).map(last));
    let required_of: HashMap<Option<i32>, bool> =
        [None, Some(1), Some(2), Some(3), Some(4)].into_iter().map(|tier| (tier, is_required(tier))).collect();
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
            followed: looks.of_vendor.get(vendor.id.as_str()).map(last),
        })
        .collect()
}

/// The contracts that held at some time of what is asked, by vendor, with what is known of the clause in each.
fn contracts_of<'a>(
    basis: &'a ClauseBasis,
    asked: &ClauseAsked,
    followed: impl Fn(&str) -> Option<(NaiveDate, String)>,
) -> HashMap<&'a str, Vec<Known>> {
    let judged: HashMap<&str, &store::Judged> =
        basis.judged.iter().map(|row| (row.contract_id.as_str(), row)).collect();
    let held = |contract: &&store::AskedContract| {
        contract.starts_on.is_none_or(|on| on <= asked.to) && contract.ends_on.is_none_or(|on| on >= asked.from)
    };
    let held: Vec<&store::AskedContract> = basis.contracts.iter().filter(held).collect();
    let above = |contract: &'a store::AskedContract| Some((&contract.vendor_id, contract.parent_id.as_ref()?));
    let called_off: HashSet<(&Id, &Id)> = held.iter().copied().filter_map(above).collect();
    let mut found: HashMap<&str, Vec<Known>> = HashMap::new();
    for contract in held {
        let row = judged.get(contract.id.as_str());
        let parent = contract.parent_id.as_ref().and_then(|id| judged.get(id.as_str()));
        // A contract that says nothing says what its framework agreement does.
        let is = row.and_then(|row| row.in_contract).or(parent.and_then(|row| row.in_contract));
        found.entry(contract.vendor_id.as_str()).or_default().push(Known {
            reference: contract.reference.clone(),
            present: matches!(is, Some(InContract::Present | InContract::Partly)),
            not_applicable: is == Some(InContract::NotApplicable),
            called_off: called_off.contains(&(&contract.vendor_id, &contract.id)),
            judged_on: row.filter(|row| row.is_judged).map(|row| swedish_date(row.at.utc())),
            followed: followed(contract.id.as_str()),
        });
    }
    found
}

/// Keeps the latest.
fn keep<'a>(looks: &mut HashMap<&'a str, Look<'a>>, whose: &'a str, at: Instant, by: &'a str) {
    let stands = looks.entry(whose).or_insert((at, by));
    if stands.0 < at {
        *stands = (at, by);
    }
}
