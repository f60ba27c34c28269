//! The tables whose rows simply follow a vendor. A later table with a vendor's id is one more name in the list;
//! a test fails until it stands there.

use crate::base::{Id, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    actions, assessments, attachments, categorisation_round_lines, categorisations, chain_nodes, contracts, dialogues,
    findings, incident_parties, platforms, risks, tier_overrides, tier_proposals, vendor_contacts,
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
    attachments,
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
