//! Tiers, their models, and what vendors say or do not say of their chains.

use super::{Asker, Counted, IN_ALL, day, paged, when};
use crate::base::{Id, Instant, Page, PageRequest, Result};
use crate::features::categorisation::{self, ProposalFilter};
use crate::features::chains::{ConfirmationState, CorrectionState};
use crate::features::reports::views::Row;
use crate::features::tiering::ModelStatus;
use crate::platform::db::Db;
use crate::platform::db::schema::{chain_confirmations, chain_corrections, contracts, tiering_models, vendors};
use chrono::NaiveDate;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

/// Proposals of another tier, the newest first; a contract manager's own vendors. `whose` is the word of the
/// cause, which the page says. Three queries.
pub fn tier_proposals(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let manager_id = (!a.sees_all()).then(|| a.me.clone());
    let filter = ProposalFilter { open: Some(true), manager_id, ..ProposalFilter::default() };
    let page = categorisation::proposals(c, &a.scope, &filter, asked)?;
    let ids: Vec<Id> = page.items.iter().map(|proposal| proposal.vendor_id.clone()).collect();
    let names = crate::features::vendors::names(c, &a.scope, &ids)?;
    let row = |proposal: categorisation::Proposal| Row {
        what: names.get(&proposal.vendor_id).cloned().unwrap_or_default(),
        whose: format!("tiering-cause-{}", proposal.cause),
        on: Some(day(proposal.created_at)),
        href: format!("/tier-proposals/{}", proposal.id),
    };
    Ok(Page::new(page.items.into_iter().map(row).collect(), page.total, asked))
}

/// Drafts of tier models that I have had no hand in.
pub fn models(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let found: Counted<(Id, String, String, Instant)> = tiering_models::table
        .filter(tiering_models::organisation_id.eq(a.scope.client()?))
        .filter(tiering_models::status.eq(ModelStatus::Draft))
        .filter(tiering_models::created_by.ne(&a.me))
        // The ids of those who have changed it, as JSON.
        .filter(tiering_models::drafted_by.not_like(format!("%\"{}\"%", a.me)))
        .order((tiering_models::updated_at, tiering_models::id))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            sql::<BigInt>(IN_ALL),
            (tiering_models::id, tiering_models::title, tiering_models::created_by_name, tiering_models::updated_at),
        ))
        .load(c)?;
    Ok(paged(found, asked, |(id, title, by, at)| Row {
        what: title,
        whose: by,
        on: Some(day(at)),
        href: format!("/tiering-models/{id}"),
    }))
}

/// What vendors propose to change in their chains, the oldest first.
pub fn corrections(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let found: Counted<(String, String, String, Instant)> = chain_corrections::table
        .inner_join(vendors::table)
        .inner_join(contracts::table.on(contracts::id.eq(chain_corrections::contract_id)))
        .filter(chain_corrections::organisation_id.eq(a.scope.client()?))
        .filter(chain_corrections::state.eq(CorrectionState::Proposed))
        .filter(chain_corrections::vendor_id.eq_any(a.vendors()).or(when(a.sees_all())))
        .order((chain_corrections::proposed_at, chain_corrections::id))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            sql::<BigInt>(IN_ALL),
            (
                vendors::legal_name,
                contracts::reference,
                chain_corrections::proposed_by_name,
                chain_corrections::proposed_at,
            ),
        ))
        .load(c)?;
    Ok(paged(found, asked, |(vendor, reference, by, at)| Row {
        what: format!("{vendor}, {reference}"),
        whose: by,
        on: Some(day(at)),
        href: "/chains/corrections".to_string(),
    }))
}

/// Questions about the chain whose last day has passed without an answer.
pub fn unanswered(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let found: Counted<(Id, String, String, String, NaiveDate)> = chain_confirmations::table
        .inner_join(vendors::table)
        .inner_join(contracts::table)
        .filter(chain_confirmations::organisation_id.eq(a.scope.client()?))
        .filter(chain_confirmations::state.eq(ConfirmationState::Asked))
        .filter(chain_confirmations::due_on.lt(a.today))
        .filter(chain_confirmations::vendor_id.eq_any(a.vendors()).or(when(a.sees_all())))
        .order((chain_confirmations::due_on, chain_confirmations::id))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            sql::<BigInt>(IN_ALL),
            (
                chain_confirmations::id,
                vendors::legal_name,
                contracts::reference,
                contracts::title,
                chain_confirmations::due_on,
            ),
        ))
        .load(c)?;
    Ok(paged(found, asked, |(id, vendor, reference, title, due_on)| Row {
        what: vendor,
        whose: format!("{reference} {title}"),
        on: Some(due_on),
        href: format!("/chains/confirmations/{id}"),
    }))
}
