//! Ending a link: nobody below may be left hanging in the air.

use super::{MAX_TEXT, check_version, contract_at, may_change, record_link, root_of, stored_texts};
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result};
use crate::features::chains::model::{EndLink, LinkState, Orphans};
use crate::features::chains::records::ChainLink;
use crate::features::chains::rules::Graph;
use crate::features::chains::store;
use crate::kit::Ctx;
use crate::platform::db::Db;
use std::collections::BTreeSet;

/// Ends a link; those below it are ended too, or tied to the node above, as `end.orphans` says.
/// Gives every link that was changed. Errors: `Conflict` when `version` is stale;
/// `rule-chain-link-ended`; at `orphans` when somebody would lose the way up and nothing is said;
/// at `ended_on` for a day to come or before the link began.
pub fn end_link(c: &mut Db, ctx: &Ctx, id: &Id, end: &EndLink, version: Option<i32>) -> Result<Vec<ChainLink>> {
    may_change(ctx)?;
    let before = store::find_link(c, &ctx.scope, id)?;
    check_version(version, before.version, || stored_texts(&before))?;
    if !before.is_active() {
        return Err(Refusal::rule("rule-chain-link-ended"));
    }
    let contract = contract_at(c, ctx, "contract_id", &before.contract_id)?;
    let root = root_of(c, ctx, &contract)?;
    let links = store::links_of_contract(c, &ctx.scope, &contract.id)?;
    let graph = Graph::new(&root.id, &links);
    let orphans = graph.orphans_without(id);
    // The links that go on from somebody who loses the way up.
    let hanging: Vec<&ChainLink> =
        graph.links.iter().copied().filter(|link| orphans.contains(&link.parent_node_id)).collect();

    let mut checks = Checks::default();
    let reason = checks.required("reason", &end.reason);
    checks.longest("reason", &reason, MAX_TEXT);
    checks.that(end.ended_on <= ctx.today(), "ended_on", "error-chain-ended-later");
    checks.that(end.ended_on >= before.started_on, "ended_on", "error-chain-ended-before");
    if !hanging.is_empty() && end.orphans.is_none() {
        let below: BTreeSet<&Id> = hanging.iter().map(|link| &link.child_node_id).collect();
        checks.add(FieldError::new("orphans", "error-chain-orphans").with("count", below.len()));
    }
    checks.done()?;

    let mut changed = vec![close(c, ctx, &before, end, &reason)?];
    for link in hanging {
        let directly = link.parent_node_id == before.child_node_id;
        match end.orphans {
            Some(Orphans::End) => changed.push(close(c, ctx, link, end, &reason)?),
            Some(Orphans::Move) if directly => changed.push(lift(c, ctx, link, &before, &graph, end, &reason)?),
            Some(Orphans::Move) | None => {}
        }
    }
    super::raise::after_link(c, ctx, &contract.vendor_id, &root, &before, false)?;
    Ok(changed)
}

fn close(c: &mut Db, ctx: &Ctx, before: &ChainLink, end: &EndLink, reason: &str) -> Result<ChainLink> {
    let after = ChainLink {
        state: LinkState::Ended,
        ended_on: Some(end.ended_on.max(before.started_on)),
        end_reason: Some(reason.to_string()),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_link(c, &ctx.scope, &after)?;
    record_link(c, ctx, "end", Some(before), &after)?;
    Ok(after)
}

/// Ties a link to the node above the one that ended. When the same link is there already it is
/// ended instead: one link is enough.
fn lift(
    c: &mut Db,
    ctx: &Ctx,
    link: &ChainLink,
    ended: &ChainLink,
    graph: &Graph<'_>,
    end: &EndLink,
    reason: &str,
) -> Result<ChainLink> {
    let parent = &ended.parent_node_id;
    let there = graph.down_from(parent).any(|other| {
        other.id != ended.id && other.child_node_id == link.child_node_id && other.service_id == link.service_id
    });
    if there {
        return close(c, ctx, link, end, reason);
    }
    let after = ChainLink {
        parent_node_id: parent.clone(),
        updated_at: ctx.instant(),
        version: link.version + 1,
        ..link.clone()
    };
    store::save_link(c, &ctx.scope, &after)?;
    record_link(c, ctx, "chain_move", Some(link), &after)?;
    Ok(after)
}
