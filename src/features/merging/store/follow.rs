//! The tables whose rows simply follow a vendor. A later table with a vendor's id is one more name in the list;
//! a test fails until it stands there.

use crate::base::{Id, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    actions, assessments, attachments, categorisation_round_lines, categorisations, chain_confirmations,
    chain_corrections, chain_follow_ups, chain_nodes, contracts, coverage_marks, coverage_vendors, dialogues,
    escalations, extra_values, findings, incident_parties, legal_holds, passport_reviews, plans, platforms,
    public_records, risks, sending_receivers, subcontract_cases, tier_overrides, tier_proposals, vendor_certificates,
    vendor_contacts, vendor_focus_areas, vendor_ratings, vendor_reviews, vendor_steps,
};
use diesel::prelude::*;

/// One table: how many rows a vendor has there, and how they are given to another. Client, then vendors.
pub struct Follow {
    pub table: &'static str,
    pub count: fn(&mut Db, &Id, &Id) -> Result<i64>,
    pub shift: fn(&mut Db, &Id, &Id, &Id) -> Result<usize>,
}

macro_rules! follows {
    ($($table:ident),+ $(,)?) => {
        pub const FOLLOWS: &[Follow] = &[$(Follow {
            table: stringify!($table),
            count: |c, client, vendor| {
                let own = $table::table.filter($table::organisation_id.eq(client));
                Ok(own.filter($table::vendor_id.eq(vendor)).count().get_result(c)?)
            },
            shift: |c, client, from, to| {
                let own = $table::table.filter($table::organisation_id.eq(client)).filter($table::vendor_id.eq(from));
                Ok(diesel::update(own).set($table::vendor_id.eq(to)).execute(c)?)
            },
        }),+];

        /// The names of all of them.
        pub const fn tables() -> [&'static str; FOLLOWS.len()] {
            [$(stringify!($table)),+]
        }
    };
}

// What must be settled before it can be moved (lines of a round, parties of chains) has been settled by then.
follows!(
    contracts,
    assessments,
    findings,
    actions,
    dialogues,
    vendor_contacts,
    categorisations,
    tier_overrides,
    tier_proposals,
    categorisation_round_lines,
    platforms,
    chain_nodes,
    incident_parties,
    risks,
    chain_confirmations,
    chain_corrections,
    chain_follow_ups,
    subcontract_cases,
    vendor_certificates,
    vendor_ratings,
    vendor_steps,
    vendor_focus_areas,
    extra_values,
    passport_reviews,
    vendor_reviews,
    plans,
    sending_receivers,
    public_records,
    legal_holds,
    attachments,
    escalations,
);

/// A round asks for each vendor once: where it asks for both, the line of the one that goes is taken away.
pub fn round_lines(c: &mut Db, client: &Id, from: &Id, to: &Id) -> Result<usize> {
    let rounds: Vec<Id> = categorisation_round_lines::table
        .filter(categorisation_round_lines::organisation_id.eq(client))
        .filter(categorisation_round_lines::vendor_id.eq(to))
        .select(categorisation_round_lines::round_id)
        .load(c)?;
    let double = categorisation_round_lines::table
        .filter(categorisation_round_lines::organisation_id.eq(client))
        .filter(categorisation_round_lines::vendor_id.eq(from))
        .filter(categorisation_round_lines::round_id.eq_any(rounds));
    Ok(diesel::delete(double).execute(c)?)
}

/// A field of the client's own has one value for each vendor: where both have one, that of the kept stays.
pub fn own_values(c: &mut Db, client: &Id, from: &Id, to: &Id) -> Result<usize> {
    let filled: Vec<Id> = extra_values::table
        .filter(extra_values::organisation_id.eq(client))
        .filter(extra_values::vendor_id.eq(to))
        .select(extra_values::field_id)
        .load(c)?;
    let double = extra_values::table
        .filter(extra_values::organisation_id.eq(client))
        .filter(extra_values::vendor_id.eq(from))
        .filter(extra_values::field_id.eq_any(filled));
    Ok(diesel::delete(double).execute(c)?)
}

/// What was counted of the vendor that goes: the one that stays is marked, and counted anew with all that it took over.
pub fn counted(c: &mut Db, client: &Id, from: &Id) -> Result<usize> {
    let rows = coverage_vendors::table.filter(coverage_vendors::organisation_id.eq(client));
    let marks = coverage_marks::table.filter(coverage_marks::organisation_id.eq(client));
    let gone = diesel::delete(rows.filter(coverage_vendors::vendor_id.eq(from))).execute(c)?;
    Ok(gone + diesel::delete(marks.filter(coverage_marks::vendor_id.eq(from))).execute(c)?)
}
