//! All contracts against today's library, and one contract's gaps. The number of queries does not grow with either.

use super::model::{Entry, Origin};
use super::records::OwnCheck;
use super::rules::{self, ClauseStanding, NextPossible, Tally};
use super::store::{self, Running};
use crate::base::{Id, Page, PageRequest, Result};
use crate::features::contracts::{ClauseLine, ClauseMet, Contract};
use crate::kit::Ctx;
use crate::platform::db::Db;
use std::cmp::Reverse;
use std::collections::BTreeMap;

crate::text_enum! {
    /// A minus before the field turns the order.
    pub enum ReviewSort {
        GapsDown => "-gaps", Gaps => "gaps",
        UnknownDown => "-unknown", Unknown => "unknown",
        CoverageDown => "-coverage", Coverage => "coverage",
        Reference => "reference", ReferenceDown => "-reference",
        Vendor => "vendor", VendorDown => "-vendor",
        Ends => "ends_on", EndsDown => "-ends_on",
    }
}

/// How each clause of the library stands in the contracts that run, by code. Three queries.
pub fn tallies(c: &mut Db, ctx: &Ctx, entries: &[Entry]) -> Result<BTreeMap<String, Tally>> {
    let today = ctx.today();
    let tiers = store::tiers(c, &ctx.scope, today)?;
    let mut of_catalogue: BTreeMap<String, Vec<(Option<i32>, ClauseStanding, i64)>> = BTreeMap::new();
    for row in store::counted(c, &ctx.scope, today)? {
        let standing = ClauseStanding::of(row.in_contract, row.met);
        of_catalogue.entry(row.clause).or_default().push((row.tier, standing, row.count));
    }
    let mut of_own: BTreeMap<Id, Vec<(Option<i32>, ClauseStanding, i64)>> = BTreeMap::new();
    for row in store::own_states(c, &ctx.scope, today)? {
        let standing = ClauseStanding::of(Some(row.in_contract), ClauseMet::Unknown);
        of_own.entry(row.own_clause_id).or_default().push((row.tier, standing, 1));
    }
    let tally = |entry: &Entry| {
        let asked = tiers.iter().filter(|(tier, _)| entry.content.is_for(**tier)).map(|(_, count)| count).sum();
        let counted = match entry.own_id() {
            Some(id) => of_own.get(id),
            None => of_catalogue.get(&entry.code),
        };
        let counted = counted.map_or(&[][..], Vec::as_slice).iter();
        Tally::of(asked, counted.filter(|(tier, ..)| entry.content.is_for(*tier)).map(|(_, how, count)| (*how, *count)))
    };
    Ok(entries.iter().map(|entry| (entry.code.clone(), tally(entry))).collect())
}

/// One contract with how many of its clauses stand in which way.
#[derive(Debug, Clone)]
pub struct ContractSum {
    pub running: Running,
    pub tally: Tally,
}

/// Only contracts where this clause stands in this way.
#[derive(Debug, Clone)]
pub struct Narrowed {
    pub code: String,
    pub standing: ClauseStanding,
}

/// One page of the contracts that run, sorted over all of them, with the rows that the page's plans are made from.
pub fn contract_page(
    c: &mut Db,
    ctx: &Ctx,
    entries: &[Entry],
    narrowed: Option<&Narrowed>,
    sort: ReviewSort,
    page: PageRequest,
) -> Result<(Page<ContractSum>, BTreeMap<Id, Contract>)> {
    let mut all = sums(c, ctx, entries)?;
    if let Some(narrowed) = narrowed {
        let states = standings(c, ctx, entries, &narrowed.code)?;
        let asked = entries.iter().find(|entry| entry.code == narrowed.code);
        all.retain(|sum| {
            let standing = states.get(&sum.running.id).copied().unwrap_or(ClauseStanding::Unknown);
            asked.is_some_and(|entry| entry.content.is_for(sum.running.tier)) && standing == narrowed.standing
        });
    }
    sorted(&mut all, sort);
    let total = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let skip = usize::try_from(page.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(page.size).unwrap_or(usize::MAX);
    let items: Vec<ContractSum> = all.into_iter().skip(skip).take(size).collect();
    let ids: Vec<Id> = items.iter().map(|sum| sum.running.id.clone()).collect();
    let contracts = store::contracts_of(c, &ctx.scope, &ids)?;
    Ok((Page::new(items, total, page), contracts))
}

/// How one clause stands in the contracts where anybody has looked.
fn standings(c: &mut Db, ctx: &Ctx, entries: &[Entry], code: &str) -> Result<BTreeMap<Id, ClauseStanding>> {
    let own = entries.iter().find(|entry| entry.code == code).and_then(Entry::own_id);
    if let Some(own) = own {
        let rows = store::own_states(c, &ctx.scope, ctx.today())?.into_iter();
        let rows = rows.filter(|row| row.own_clause_id == *own);
        return Ok(rows
            .map(|row| (row.contract_id, ClauseStanding::of(Some(row.in_contract), ClauseMet::Unknown)))
            .collect());
    }
    let rows = store::states_of_clause(c, &ctx.scope, ctx.today(), code)?.into_iter();
    Ok(rows.map(|row| (row.contract_id, ClauseStanding::of(row.in_contract, row.met))).collect())
}

fn sums(c: &mut Db, ctx: &Ctx, entries: &[Entry]) -> Result<Vec<ContractSum>> {
    let today = ctx.today();
    let running = store::running(c, &ctx.scope, today)?;
    let mut counted: BTreeMap<Id, Vec<(ClauseStanding, i64)>> = BTreeMap::new();
    // One query for each tier that has contracts, of which there are five at most.
    let mut tiers: Vec<Option<i32>> = running.iter().map(|row| row.tier).collect();
    tiers.sort_unstable();
    tiers.dedup();
    for tier in tiers {
        let asked = entries.iter().filter(|entry| entry.origin != Origin::Own && entry.content.is_for(tier));
        let codes: Vec<String> = asked.map(|entry| entry.code.clone()).collect();
        for row in store::counted_by_contract(c, &ctx.scope, today, tier, &codes)? {
            let standing = ClauseStanding::of(row.in_contract, row.met);
            counted.entry(row.contract_id).or_default().push((standing, row.count));
        }
    }
    for row in store::own_states(c, &ctx.scope, today)? {
        let entry = entries.iter().find(|entry| entry.own_id() == Some(&row.own_clause_id));
        if entry.is_some_and(|entry| entry.content.is_for(row.tier)) {
            let standing = ClauseStanding::of(Some(row.in_contract), ClauseMet::Unknown);
            counted.entry(row.contract_id).or_default().push((standing, 1));
        }
    }
    let sum = |running: Running| {
        let asked = entries.iter().filter(|entry| entry.content.is_for(running.tier)).count();
        let asked = i64::try_from(asked).unwrap_or(i64::MAX);
        let tally = Tally::of(asked, counted.remove(&running.id).unwrap_or_default());
        ContractSum { running, tally }
    };
    Ok(running.into_iter().map(sum).collect())
}

fn sorted(all: &mut [ContractSum], sort: ReviewSort) {
    // They come by reference, and what is equal stays so.
    match sort {
        ReviewSort::Gaps => all.sort_by_key(|sum| sum.tally.gaps()),
        ReviewSort::GapsDown => all.sort_by_key(|sum| Reverse(sum.tally.gaps())),
        ReviewSort::Unknown => all.sort_by_key(|sum| sum.tally.unknown),
        ReviewSort::UnknownDown => all.sort_by_key(|sum| Reverse(sum.tally.unknown)),
        ReviewSort::Coverage => all.sort_by_key(|sum| (sum.tally.coverage().is_none(), sum.tally.coverage())),
        ReviewSort::CoverageDown => {
            all.sort_by_key(|sum| (sum.tally.coverage().is_none(), Reverse(sum.tally.coverage())));
        }
        ReviewSort::Reference => {}
        ReviewSort::ReferenceDown => all.reverse(),
        ReviewSort::Vendor => all.sort_by_key(|sum| sum.running.vendor_folded.clone()),
        ReviewSort::VendorDown => all.sort_by_key(|sum| Reverse(sum.running.vendor_folded.clone())),
        ReviewSort::Ends => all.sort_by_key(|sum| (sum.running.ends_on.is_none(), sum.running.ends_on)),
        ReviewSort::EndsDown => {
            all.sort_by_key(|sum| (sum.running.ends_on.is_none(), Reverse(sum.running.ends_on)));
        }
    }
}

/// One clause that a contract does not wholly hold, or where nobody has looked.
#[derive(Debug, Clone)]
pub struct Gap {
    pub entry: Entry,
    pub standing: ClauseStanding,
    /// What is stored of a clause that only the organisation has.
    pub check: Option<OwnCheck>,
}

/// What one contract lacks of today's library, and when that can change.
#[derive(Debug, Clone)]
pub struct GapList {
    pub gaps: Vec<Gap>,
    pub tally: Tally,
    pub next: NextPossible,
    /// The organisation's own clauses that are asked for, with what is known of each.
    pub own: Vec<Gap>,
}

/// The gaps of a contract whose checklist is loaded: `lines` as `contracts::clause_lines` gives them.
pub fn gap_list(
    c: &mut Db,
    ctx: &Ctx,
    contract: &Contract,
    tier: Option<i32>,
    lines: &[ClauseLine],
) -> Result<GapList> {
    let entries = super::library::library(c, &ctx.scope)?;
    let mut checks = store::own_checks(c, &ctx.scope, &contract.id)?;
    // What a call-off says nothing of is as its framework agreement has it.
    let above = match &contract.parent_id {
        Some(parent) => store::own_checks(c, &ctx.scope, parent)?,
        None => BTreeMap::new(),
    };
    let (mut gaps, mut own, mut counted) = (Vec::new(), Vec::new(), Vec::new());
    let mut asked = 0;
    for entry in entries.into_iter().filter(|entry| entry.content.is_for(tier)) {
        asked += 1;
        let (standing, check) = match entry.own_id() {
            Some(id) => {
                let check = checks.remove(id);
                let stated = check.as_ref().or(above.get(id)).map(|row| row.in_contract);
                (ClauseStanding::of(stated, ClauseMet::Unknown), check)
            }
            None => {
                let line = lines.iter().find(|line| line.clause.id == entry.code);
                (line.map_or(ClauseStanding::Unknown, |line| ClauseStanding::of(line.in_contract(), line.met())), None)
            }
        };
        counted.push((standing, 1));
        let gap = Gap { entry, standing, check };
        if gap.entry.own_id().is_some() {
            own.push(gap.clone());
        }
        if standing.is_gap() || standing == ClauseStanding::Unknown {
            gaps.push(gap);
        }
    }
    // What is known to be lacking comes before what nobody has looked for.
    gaps.sort_by_key(|gap| !gap.standing.is_gap());
    Ok(GapList { gaps, own, tally: Tally::of(asked, counted), next: rules::next_possible(contract, ctx.today()) })
}
