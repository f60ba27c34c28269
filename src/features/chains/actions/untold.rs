//! A tier that a vendor's self-assessment shows that nobody knows.

use super::add_link;
use crate::access::{Actor, Via};
use crate::base::{Id, Result};
use crate::features::chains::model::{ChainModel, Child, LinkFacts, LinkSource, NewLink, NewNode, NodeKind};
use crate::features::chains::records::ChainLink;
use crate::features::chains::store;
use crate::features::contracts;
use crate::kit::Ctx;
use crate::platform::db::Db;

/// A self-assessment whose question about the chain was not answered with a chain.
#[derive(Debug, Clone, Copy)]
pub struct Untold<'a> {
    /// The client that asked.
    pub organisation_id: &'a Id,
    pub vendor_id: &'a Id,
    /// None: it was asked about everything that the vendor does for the client.
    pub contract_id: Option<&'a Id>,
    pub assessment_id: &'a Id,
    pub question_id: &'a str,
}

/// Puts an unknown tier below the main vendor of each contract that was asked about, unless its chain has one
/// (domain.md 1.3 row 49). Gives the new links. It asks for no permission: it is a rule that follows from the
/// vendor's own step, noted under the name of whoever took it.
pub fn note_untold(c: &mut Db, ctx: &Ctx, untold: &Untold<'_>) -> Result<Vec<ChainLink>> {
    let client = as_rule(ctx, untold.organisation_id);
    let contract_ids = match untold.contract_id {
        Some(id) => vec![id.clone()],
        None => running(c, &client, untold.vendor_id)?,
    };
    let mut made = Vec::new();
    for contract_id in contract_ids {
        if !has_unknown(c, &client, &contract_id)? {
            made.push(add_link(c, &client, &unknown_below(contract_id, untold))?);
        }
    }
    Ok(made)
}

/// Whoever answered, acting as a rule in the client's organisation.
fn as_rule(ctx: &Ctx, organisation_id: &Id) -> Ctx {
    let rule = Ctx::job(organisation_id.clone(), "chains.untold", Via::Job, ctx.now);
    let actor = Actor { person_id: ctx.actor.person_id.clone(), name: ctx.actor.name.clone(), ..rule.actor.clone() };
    Ctx { actor, request_id: ctx.request_id.clone(), ..rule }
}

/// The vendor's contracts that have not ended.
fn running(c: &mut Db, ctx: &Ctx, vendor_id: &Id) -> Result<Vec<Id>> {
    let today = ctx.today();
    let all = contracts::of_vendor(c, &ctx.scope, vendor_id)?.into_iter();
    Ok(all.filter(|contract| contract.ends_on.is_none_or(|day| day >= today)).map(|contract| contract.id).collect())
}

fn has_unknown(c: &mut Db, ctx: &Ctx, contract_id: &Id) -> Result<bool> {
    let links = store::links_of_contract(c, &ctx.scope, contract_id)?;
    let nodes = store::nodes_of_links(c, &links)?;
    let is_unknown = |id: &Id| nodes.get(id).is_some_and(|node| node.kind == NodeKind::Unknown);
    Ok(links.iter().any(|link| link.is_active() && is_unknown(&link.child_node_id)))
}

fn unknown_below(contract_id: Id, untold: &Untold<'_>) -> NewLink {
    let words = &ChainModel::current().untold;
    let note = words
        .note
        .replace("{assessment}", &format!("/assessments/{}", untold.assessment_id))
        .replace("{question}", untold.question_id);
    NewLink {
        contract_id,
        service_id: None,
        parent_node_id: None,
        child: Child::New(NewNode {
            kind: NodeKind::Unknown,
            name: words.name.clone(),
            org_number: None,
            country: None,
            location: None,
            shared_note: None,
            internal_note: None,
            is_another: true,
        }),
        source: LinkSource::SelfAssessment,
        facts: LinkFacts {
            task: words.task.clone(),
            vendor_visible: true,
            internal_note: Some(note),
            ..LinkFacts::default()
        },
    }
}
