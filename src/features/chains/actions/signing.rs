//! A chain is signed: by the vendor in its portal, or by the region for a small provider that answers by telephone.

use super::portal::{blank, corrected, open_question, put, unanswered};
use super::rounds::in_client;
use super::{MAX_NAME, MAX_TEXT, check_version};
use crate::access::{Permission, Side};
use crate::base::refusal::{Checks, Result};
use crate::base::{Id, text};
use crate::features::chains::model::{ConfirmationState, CorrectionKind, LinkAnswer};
use crate::features::chains::records::{Confirmation, Correction, Statement};
use crate::features::chains::store::{self, Asked};
use crate::features::contracts;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::{BTreeMap, BTreeSet};

/// A signature under a chain.
#[derive(Debug, Clone, Default)]
pub struct Signature {
    /// Who answers at the vendor, and in which role.
    pub name: String,
    pub role: String,
    pub note: Option<String>,
    pub answers: BTreeMap<Id, LinkAnswer>,
}

/// The question, for whoever may answer it: the vendor its own, the region one of its own by telephone.
fn question(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Asked> {
    match ctx.scope.side() {
        Side::Vendor => open_question(c, ctx, id),
        Side::Region => {
            ctx.require(Permission::ChainEdit)?;
            unanswered(store::find_asked(c, &ctx.scope, id)?)
        }
    }
}

/// Signs a chain. Every link that the vendor sees is answered, or a proposal says what is wrong with it. What the
/// region enters is marked with who entered it. Errors: `Conflict` when `version` is stale; at `answer_<link id>`
/// for a link without an answer; at `name` and `role`; `rule-chain-signed`.
pub fn sign(c: &mut Db, ctx: &Ctx, id: &Id, signature: &Signature, version: Option<i32>) -> Result<Confirmation> {
    let before = question(c, ctx, id)?.confirmation;
    check_version(version, before.version, BTreeMap::new)?;
    let by_phone = ctx.scope.side() == Side::Region;
    let corrected: BTreeSet<Id> = corrected(&store::corrections_of(c, id)?);
    let all = store::links_of_contract(c, &ctx.scope, &before.contract_id)?;
    let mut links = store::seen_by_vendor(c, &ctx.scope, &before.contract_id, all)?;
    links.retain(|link| !corrected.contains(&link.id));
    let mut checks = Checks::default();
    let name = text::tidy(&checks.required("name", &signature.name));
    let role = text::tidy(&checks.required("role", &signature.role));
    checks.longest("name", &name, MAX_NAME);
    checks.longest("role", &role, MAX_NAME);
    checks.longest("note", signature.note.as_deref().unwrap_or_default(), MAX_TEXT);
    for link in &links {
        checks.that(signature.answers.contains_key(&link.id), &format!("answer_{}", link.id), "error-chain-answer");
    }
    checks.done()?;
    let client = in_client(ctx, &before.organisation_id);
    for link in &links {
        let Some(answer) = signature.answers.get(&link.id) else { continue };
        let statement = Statement {
            id: ctx.new_id(),
            organisation_id: before.organisation_id.clone(),
            confirmation_id: before.id.clone(),
            link_id: link.id.clone(),
            answer: *answer,
            said_by_name: name.clone(),
            said_at: ctx.instant(),
        };
        store::insert_statement(c, &statement)?;
        match answer {
            LinkAnswer::Confirmed => super::approval::noted_confirmed(c, &client, link).map(drop)?,
            LinkAnswer::NotUsed => {
                let ended = Correction { link_id: Some(link.id.clone()), ..blank(ctx, &before, CorrectionKind::Ended) };
                put(c, &client, &ended)?;
            }
        }
    }
    let after = Confirmation {
        state: ConfirmationState::Signed,
        signed_on: Some(ctx.today()),
        signed_by_name: Some(name),
        signed_by_role: Some(role),
        note: signature.note.as_deref().and_then(text::non_empty),
        phone_by_name: by_phone.then(|| ctx.actor.name.clone()),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_confirmation(c, &client.scope, &after)?;
    let contract = contracts::find(c, &client.scope, &before.contract_id)?;
    let verb = if by_phone { "sign_by_phone" } else { "sign" };
    let entry = audit::Entry::new(verb, "chain_confirmation", id).vendor(&before.vendor_id).named(contract.reference);
    audit::record(c, &client, entry.change(&before, &after))?;
    Ok(after)
}
