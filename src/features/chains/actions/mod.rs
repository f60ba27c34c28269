//! What can be done with the supply chain: one write transaction each.

mod approval;
mod ending;
mod links;
mod nodes;
mod portal;
mod raise;
mod rounds;
mod signing;
mod terms;
mod trial;
mod untold;

pub use approval::{confirm_link, set_link_approval};
pub use ending::end_link;
pub use links::{add_link, check_facts, edit_link};
pub use nodes::{NodeEdit, edit_node, node_of_vendor};
pub use portal::{Decision, NewCorrection, NewFollowUp, decide_correction, follow_up, propose};
pub use raise::criterion_level;
pub use rounds::{NewRound, close_round, remind_round, start_round, sweep};
pub use signing::{Signature, sign};
pub use terms::{depth_limit, set_terms};
pub use trial::{Above, Trial, Tried, try_link};
pub use untold::{Untold, note_untold};

use super::records::{ChainLink, ChainNode};
use super::store;
use crate::access::Permission;
use crate::base::refusal::check_version;
use crate::base::{Id, Refusal, Result};
use crate::features::contracts::{self, Contract};
use crate::features::vendors;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// Longest name or task, in characters.
pub const MAX_NAME: usize = 200;
/// Longest free text, in characters.
pub const MAX_TEXT: usize = 4_000;

/// Whoever may edit the chain, or decide about subcontractors: the decision itself changes the chain.
fn may_change(ctx: &Ctx) -> Result<()> {
    let any = [Permission::ChainEdit, Permission::SubcontractDecide, Permission::SubcontractEmergency];
    if any.into_iter().any(|permission| ctx.can(permission)) { Ok(()) } else { Err(Refusal::NotAllowed) }
}

/// The client's contract, with an error at `field` when there is none.
fn contract_at(c: &mut Db, ctx: &Ctx, field: &str, id: &Id) -> Result<Contract> {
    match contracts::find(c, &ctx.scope, id) {
        Err(Refusal::NotFound) => Err(Refusal::invalid(field, "error-unknown")),
        found => found,
    }
}

/// The top of a contract's chain: the node of its main vendor, made when it is missing.
fn root_of(c: &mut Db, ctx: &Ctx, contract: &Contract) -> Result<ChainNode> {
    node_of_vendor(c, ctx, &contract.vendor_id)
}

/// Notes what happened to a link under its contract, so that the contract's history tells it.
fn record_link(c: &mut Db, ctx: &Ctx, verb: &'static str, before: Option<&ChainLink>, after: &ChainLink) -> Result<()> {
    let contract = contracts::find(c, &ctx.scope, &after.contract_id)?;
    let child = store::find_node(c, &ctx.scope, &after.child_node_id)?;
    let entry = audit::Entry::new(verb, "chain_link", &after.id).vendor(&contract.vendor_id).named(child.name);
    let entry = match before {
        Some(before) => entry.change(before, after),
        None => entry.after(after),
    };
    audit::record(c, ctx, entry)
}

/// What is stored of a link, by the fields of its form.
fn stored_texts(link: &ChainLink) -> BTreeMap<String, String> {
    let number = |value: Option<i64>| value.map(|n| n.to_string()).unwrap_or_default();
    BTreeMap::from([
        ("task".to_string(), link.task.clone()),
        ("data_class".to_string(), link.data_class.map(|n| n.to_string()).unwrap_or_default()),
        ("information_types".to_string(), link.information_types().join(", ")),
        ("persons_low".to_string(), number(link.persons_low)),
        ("persons_high".to_string(), number(link.persons_high)),
        ("countries".to_string(), link.countries().join(", ")),
        ("remote_countries".to_string(), link.remote_countries().join(", ")),
        ("transfer_mechanism".to_string(), link.transfer_mechanism.map(|m| m.to_string()).unwrap_or_default()),
        ("internal_note".to_string(), link.internal_note.clone().unwrap_or_default()),
    ])
}

/// The region or municipality itself: by its number, or by its name.
fn is_client_itself(c: &mut Db, ctx: &Ctx, number: Option<&str>, name_folded: &str) -> Result<bool> {
    let own = crate::features::accounts::find_organisation(c, ctx.scope.client()?)?;
    let same_number = own.org_number.is_some() && own.org_number.as_deref() == number;
    Ok(same_number || crate::base::text::fold(&own.name) == name_folded)
}

/// The vendor of the register, with an error at `field` when there is none.
fn vendor_at(c: &mut Db, ctx: &Ctx, field: &str, id: &Id) -> Result<vendors::Vendor> {
    match vendors::find(c, &ctx.scope, id) {
        Err(Refusal::NotFound) => Err(Refusal::invalid(field, "error-unknown")),
        found => found,
    }
}
