//! Chain confirmation: rounds, what each vendor was asked, said and proposed, and its own follow-up.

use crate::access::{Scope, Side};
use crate::base::{Id, Instant, Page, PageRequest, Result};
use crate::features::chains::model::{ChainModel, ConfirmationState, CorrectionState, LinkSource, LinkState};
use crate::features::chains::records::{
    ChainLink, Confirmation, Correction, FollowUp, MissedFollowUp, Round, Statement,
};
use crate::features::vendors::VendorStatus;
use crate::platform::db::Db;
use crate::platform::db::schema::{
    chain_campaigns, chain_confirmations, chain_corrections, chain_follow_ups, chain_links, chain_missed_follow_ups,
    chain_nodes, chain_statements, contracts, organisations, vendors,
};
use chrono::{Days, Months, NaiveDate, NaiveTime};
use diesel::dsl::{count_star, exists, not};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// No sweep starts more questions, and no round asks more, than this at once.
const AT_MOST: i64 = 5_000;

/// A contract to ask about: the client, the vendor's row, the contract.
pub type Due = (Id, Id, Id);

/// A confirmation with the names that a list shows.
#[derive(Debug, Clone, Queryable)]
pub struct Asked {
    #[diesel(embed)]
    pub confirmation: Confirmation,
    pub vendor: String,
    pub vendor_organisation_id: Option<Id>,
    pub tier: Option<i32>,
    pub reference: String,
    pub title: String,
    pub client: String,
}

/// How far a round has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    pub asked: i64,
    pub signed: i64,
    pub withdrawn: i64,
    pub findings: i64,
    /// Nobody at the vendor could be mailed.
    pub without_people: i64,
}

impl Progress {
    pub fn total(&self) -> i64 {
        self.asked + self.signed + self.withdrawn
    }
}

macro_rules! asked {
    () => {
        chain_confirmations::table
            .inner_join(vendors::table)
            .inner_join(contracts::table)
            .inner_join(organisations::table.on(organisations::id.eq(chain_confirmations::organisation_id)))
            .select((
                Confirmation::as_select(),
                vendors::legal_name,
                vendors::vendor_organisation_id,
                vendors::tier,
                contracts::reference,
                contracts::title,
                organisations::name,
            ))
    };
}

/// The contracts of active vendors of the given tiers that run and are not being asked about.
pub fn askable(c: &mut Db, scope: &Scope, tiers: &[i32], today: NaiveDate) -> Result<Vec<Due>> {
    let open = chain_confirmations::table
        .filter(chain_confirmations::contract_id.eq(contracts::id))
        .filter(chain_confirmations::state.eq(ConfirmationState::Asked));
    Ok(contracts::table
        .inner_join(vendors::table)
        .filter(contracts::organisation_id.eq(scope.client()?))
        .filter(vendors::status.eq_any([VendorStatus::Active, VendorStatus::Leaving]))
        .filter(vendors::tier.eq_any(tiers))
        .filter(contracts::ends_on.is_null().or(contracts::ends_on.ge(today)))
        .filter(not(exists(open)))
        .order((vendors::name_folded, contracts::reference, contracts::id))
        .limit(AT_MOST)
        .select((contracts::organisation_id, vendors::id, contracts::id))
        .load(c)?)
}

/// The contracts of every client whose chain has to be confirmed again soon, by the tier's interval.
/// Only the sweep asks, and it then works in the scope of each client.
pub fn due_everywhere(c: &mut Db, today: NaiveDate, model: &ChainModel) -> Result<Vec<Due>> {
    let mut found = Vec::new();
    for tier in [Some(1), Some(2), Some(3), Some(4), None] {
        let Some(months) = model.confirm_months(tier) else { continue };
        let cutoff = today
            .checked_add_days(Days::new(model.confirmation.ask_before))
            .and_then(|day| day.checked_sub_months(Months::new(months)))
            .unwrap_or(NaiveDate::MIN);
        let since = Instant::from(cutoff.and_time(NaiveTime::MIN).and_utc());
        let asked = chain_confirmations::table.filter(chain_confirmations::contract_id.eq(contracts::id)).filter(
            chain_confirmations::state
                .eq(ConfirmationState::Asked)
                .or(chain_confirmations::signed_on.ge(cutoff))
                .or(chain_confirmations::asked_on.ge(cutoff)),
        );
        let query = contracts::table
            .inner_join(vendors::table)
            .filter(vendors::status.eq_any([VendorStatus::Active, VendorStatus::Leaving]))
            .filter(contracts::ends_on.is_null().or(contracts::ends_on.ge(today)))
            .filter(contracts::created_at.lt(since))
            .filter(not(exists(asked)))
            .order((contracts::organisation_id, vendors::name_folded, contracts::id))
            .limit(AT_MOST)
            .select((contracts::organisation_id, vendors::id, contracts::id));
        let rows: Vec<Due> = match tier {
            Some(tier) => query.filter(vendors::tier.eq(tier)).load(c)?,
            None => query.filter(vendors::tier.is_null()).load(c)?,
        };
        found.extend(rows);
    }
    found.sort();
    Ok(found)
}

/// What nobody has answered, of every client: due at the latest on `day` and not reminded, or without
/// a finding. Only the sweep asks.
pub fn unanswered_everywhere(c: &mut Db, day: NaiveDate, for_finding: bool) -> Result<Vec<Confirmation>> {
    let base = chain_confirmations::table
        .filter(chain_confirmations::state.eq(ConfirmationState::Asked))
        .filter(chain_confirmations::due_on.le(day))
        .order((chain_confirmations::organisation_id, chain_confirmations::vendor_id, chain_confirmations::id))
        .limit(AT_MOST)
        .select(Confirmation::as_select());
    Ok(if for_finding {
        base.filter(chain_confirmations::finding_id.is_null()).load(c)?
    } else {
        base.filter(chain_confirmations::reminded_on.is_null()).load(c)?
    })
}

/// One link straight below its main vendor that the vendor should follow up itself.
#[derive(Debug, Clone, Queryable)]
pub struct FollowedLink {
    pub link_id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub contract_id: Id,
    pub tier: Option<i32>,
    pub started_on: NaiveDate,
    pub child_node_id: Id,
}

/// The vendors' own subcontractors, of every client: what the vendor sees and has itself taken on.
/// Only the sweep asks.
pub fn followed_everywhere(c: &mut Db, before: NaiveDate) -> Result<Vec<FollowedLink>> {
    Ok(chain_links::table
        .inner_join(contracts::table.on(contracts::id.eq(chain_links::contract_id)))
        .inner_join(vendors::table.on(vendors::id.eq(contracts::vendor_id)))
        .inner_join(chain_nodes::table.on(chain_nodes::id.eq(chain_links::parent_node_id)))
        .filter(chain_links::state.eq(LinkState::Active))
        .filter(chain_links::vendor_visible.eq(true))
        .filter(chain_links::source.ne(LinkSource::Discovered))
        .filter(chain_links::started_on.lt(before))
        .filter(vendors::status.eq_any([VendorStatus::Active, VendorStatus::Leaving]))
        .filter(contracts::ends_on.is_null().or(contracts::ends_on.ge(before)))
        .filter(chain_nodes::vendor_id.eq(vendors::id.nullable()))
        .order((chain_links::contract_id, chain_links::id))
        .select((
            chain_links::id,
            chain_links::organisation_id,
            vendors::id,
            contracts::id,
            vendors::tier,
            chain_links::started_on,
            chain_links::child_node_id,
        ))
        .load(c)?)
}

/// The latest follow-up of each of the links, of any client. Only the sweep asks.
pub fn last_follow_ups(c: &mut Db, link_ids: &[Id]) -> Result<BTreeMap<Id, NaiveDate>> {
    let mut found = BTreeMap::new();
    for some in link_ids.chunks(10_000) {
        let rows: Vec<(Id, Option<NaiveDate>)> = chain_follow_ups::table
            .filter(chain_follow_ups::link_id.eq_any(some))
            .group_by(chain_follow_ups::link_id)
            .select((chain_follow_ups::link_id, diesel::dsl::max(chain_follow_ups::held_on)))
            .load(c)?;
        found.extend(rows.into_iter().filter_map(|(id, day)| Some((id, day?))));
    }
    Ok(found)
}

/// Whether the missing follow-up of that day has been noted already.
pub fn is_missed_noted(c: &mut Db, scope: &Scope, contract_id: &Id, due_on: NaiveDate) -> Result<bool> {
    let count: i64 = chain_missed_follow_ups::table
        .filter(chain_missed_follow_ups::organisation_id.eq(scope.client()?))
        .filter(chain_missed_follow_ups::contract_id.eq(contract_id))
        .filter(chain_missed_follow_ups::due_on.eq(due_on))
        .count()
        .get_result(c)?;
    Ok(count > 0)
}

pub(in crate::features::chains) fn insert_missed(c: &mut Db, row: &MissedFollowUp) -> Result<()> {
    diesel::insert_into(chain_missed_follow_ups::table).values(row).execute(c)?;
    Ok(())
}

pub fn find_round(c: &mut Db, scope: &Scope, id: &Id) -> Result<Round> {
    Ok(chain_campaigns::table
        .filter(chain_campaigns::id.eq(id))
        .filter(chain_campaigns::organisation_id.eq(scope.client()?))
        .select(Round::as_select())
        .first(c)?)
}

/// One page of rounds, the newest first.
pub fn round_page(c: &mut Db, scope: &Scope, page: PageRequest) -> Result<Page<Round>> {
    let own = || scope.client().map(|id| chain_campaigns::table.filter(chain_campaigns::organisation_id.eq(id)));
    let total = own()?.count().get_result(c)?;
    let rows = own()?
        .order((chain_campaigns::created_at.desc(), chain_campaigns::id.desc()))
        .limit(page.size)
        .offset(page.offset())
        .select(Round::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

/// How far each of the rounds has come.
pub fn progress(c: &mut Db, scope: &Scope, rounds: &[Id]) -> Result<BTreeMap<Id, Progress>> {
    let own = chain_confirmations::table
        .filter(chain_confirmations::organisation_id.eq(scope.client()?))
        .filter(chain_confirmations::campaign_id.eq_any(rounds));
    let states: Vec<(Id, ConfirmationState, i64)> = own
        .group_by((chain_confirmations::campaign_id, chain_confirmations::state))
        .select((chain_confirmations::campaign_id, chain_confirmations::state, count_star()))
        .load(c)?;
    let more: Vec<(Id, i64)> = own
        .filter(chain_confirmations::recipients.eq(0))
        .group_by(chain_confirmations::campaign_id)
        .select((chain_confirmations::campaign_id, count_star()))
        .load(c)?;
    let found: Vec<(Id, i64)> = own
        .filter(chain_confirmations::finding_id.is_not_null())
        .group_by(chain_confirmations::campaign_id)
        .select((chain_confirmations::campaign_id, count_star()))
        .load(c)?;
    let mut all: BTreeMap<Id, Progress> = BTreeMap::new();
    for (id, state, count) in states {
        let one = all.entry(id).or_default();
        match state {
            ConfirmationState::Asked => one.asked = count,
            ConfirmationState::Signed => one.signed = count,
            ConfirmationState::Withdrawn => one.withdrawn = count,
        }
    }
    for (id, count) in more {
        all.entry(id).or_default().without_people = count;
    }
    for (id, count) in found {
        all.entry(id).or_default().findings = count;
    }
    Ok(all)
}

/// One page of what a round asks, by vendor.
pub fn confirmation_page(c: &mut Db, scope: &Scope, round: &Id, page: PageRequest) -> Result<Page<Asked>> {
    let client = scope.client()?;
    let total = chain_confirmations::table
        .filter(chain_confirmations::organisation_id.eq(client))
        .filter(chain_confirmations::campaign_id.eq(round))
        .count()
        .get_result(c)?;
    let rows = asked!()
        .filter(chain_confirmations::organisation_id.eq(client))
        .filter(chain_confirmations::campaign_id.eq(round))
        .order((vendors::name_folded, contracts::reference, chain_confirmations::id))
        .limit(page.size)
        .offset(page.offset())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

/// The confirmations of a round that nobody has answered.
pub fn open_of_round(c: &mut Db, scope: &Scope, round: &Id) -> Result<Vec<Confirmation>> {
    Ok(chain_confirmations::table
        .filter(chain_confirmations::organisation_id.eq(scope.client()?))
        .filter(chain_confirmations::campaign_id.eq(round))
        .filter(chain_confirmations::state.eq(ConfirmationState::Asked))
        .order((chain_confirmations::vendor_id, chain_confirmations::id))
        .select(Confirmation::as_select())
        .load(c)?)
}

/// One confirmation: the client's own, or one that the vendor's own organisation is asked.
pub fn find_asked(c: &mut Db, scope: &Scope, id: &Id) -> Result<Asked> {
    let base = asked!().filter(chain_confirmations::id.eq(id));
    Ok(match scope.side() {
        Side::Region => base.filter(chain_confirmations::organisation_id.eq(scope.client()?)).first(c)?,
        Side::Vendor => base
            .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
            .filter(chain_confirmations::state.ne(ConfirmationState::Withdrawn))
            .first(c)?,
    })
}

/// What the vendor's own organisation is or was asked: the unanswered first, then the latest.
pub fn asked_of_vendor(c: &mut Db, scope: &Scope) -> Result<Vec<Asked>> {
    Ok(asked!()
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .filter(chain_confirmations::state.ne(ConfirmationState::Withdrawn))
        .order((chain_confirmations::state, chain_confirmations::due_on.desc(), chain_confirmations::id))
        .limit(200)
        .load(c)?)
}

/// What was said of each link. The caller has found the confirmation in its scope.
pub fn statements(c: &mut Db, confirmation_id: &Id) -> Result<BTreeMap<Id, Statement>> {
    let rows: Vec<Statement> = chain_statements::table
        .filter(chain_statements::confirmation_id.eq(confirmation_id))
        .select(Statement::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| (row.link_id.clone(), row)).collect())
}

/// What was proposed, the oldest first. The caller has found the confirmation in its scope.
pub fn corrections_of(c: &mut Db, confirmation_id: &Id) -> Result<Vec<Correction>> {
    Ok(chain_corrections::table
        .filter(chain_corrections::confirmation_id.eq(confirmation_id))
        .order((chain_corrections::proposed_at, chain_corrections::id))
        .select(Correction::as_select())
        .load(c)?)
}

pub fn find_correction(c: &mut Db, scope: &Scope, id: &Id) -> Result<Correction> {
    Ok(chain_corrections::table
        .filter(chain_corrections::id.eq(id))
        .filter(chain_corrections::organisation_id.eq(scope.client()?))
        .select(Correction::as_select())
        .first(c)?)
}

/// One page of what waits for the region's decision, the oldest first.
pub fn waiting_page(c: &mut Db, scope: &Scope, page: PageRequest) -> Result<Page<Correction>> {
    let own = || {
        scope.client().map(|id| {
            chain_corrections::table
                .filter(chain_corrections::organisation_id.eq(id))
                .filter(chain_corrections::state.eq(CorrectionState::Proposed))
        })
    };
    let total = own()?.count().get_result(c)?;
    let rows = own()?
        .order((chain_corrections::proposed_at, chain_corrections::id))
        .limit(page.size)
        .offset(page.offset())
        .select(Correction::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

/// How many proposals wait for the region's decision.
pub fn count_waiting(c: &mut Db, scope: &Scope) -> Result<i64> {
    Ok(chain_corrections::table
        .filter(chain_corrections::organisation_id.eq(scope.client()?))
        .filter(chain_corrections::state.eq(CorrectionState::Proposed))
        .count()
        .get_result(c)?)
}

/// How one link was followed up by the vendor, the latest first: the client's own link.
pub fn follow_ups_of_link(c: &mut Db, scope: &Scope, link_id: &Id) -> Result<Vec<FollowUp>> {
    Ok(chain_follow_ups::table
        .filter(chain_follow_ups::organisation_id.eq(scope.client()?))
        .filter(chain_follow_ups::link_id.eq(link_id))
        .order((chain_follow_ups::held_on.desc(), chain_follow_ups::id.desc()))
        .limit(100)
        .select(FollowUp::as_select())
        .load(c)?)
}

/// One page of follow-ups with the name of whom they were about: the client's, or those that the vendor's own
/// organisation registered of links that it still sees.
pub fn follow_up_page(c: &mut Db, scope: &Scope, page: PageRequest) -> Result<Page<(FollowUp, String)>> {
    macro_rules! page_of {
        ($condition:expr) => {{
            let base = || {
                chain_follow_ups::table
                    .inner_join(vendors::table)
                    .inner_join(chain_links::table)
                    .inner_join(chain_nodes::table.on(chain_nodes::id.eq(chain_links::child_node_id)))
                    .filter($condition)
            };
            let total = base().count().get_result(c)?;
            let rows = base()
                .order((chain_follow_ups::held_on.desc(), chain_follow_ups::id.desc()))
                .limit(page.size)
                .offset(page.offset())
                .select((FollowUp::as_select(), chain_nodes::name))
                .load(c)?;
            Page::new(rows, total, page)
        }};
    }
    Ok(match scope.side() {
        Side::Region => page_of!(chain_follow_ups::organisation_id.eq(scope.client()?)),
        Side::Vendor => {
            page_of!(vendors::vendor_organisation_id.eq(scope.vendor()?).and(chain_links::vendor_visible.eq(true)))
        }
    })
}

macro_rules! writes {
    ($($insert:ident, $save:ident, $table:ident, $row:ty;)+) => {$(
        pub(in crate::features::chains) fn $insert(c: &mut Db, row: &$row) -> Result<()> {
            diesel::insert_into($table::table).values(row).execute(c)?;
            Ok(())
        }

        pub(in crate::features::chains) fn $save(c: &mut Db, scope: &Scope, row: &$row) -> Result<()> {
            let own = $table::table.filter($table::id.eq(&row.id)).filter($table::organisation_id.eq(scope.client()?));
            diesel::update(own).set(row).execute(c)?;
            Ok(())
        }
    )+};
}

writes! {
    insert_round, save_round, chain_campaigns, Round;
    insert_confirmation, save_confirmation, chain_confirmations, Confirmation;
    insert_correction, save_correction, chain_corrections, Correction;
}

pub(in crate::features::chains) fn insert_statement(c: &mut Db, row: &Statement) -> Result<()> {
    diesel::insert_into(chain_statements::table).values(row).execute(c)?;
    Ok(())
}

pub(in crate::features::chains) fn insert_follow_up(c: &mut Db, row: &FollowUp) -> Result<()> {
    diesel::insert_into(chain_follow_ups::table).values(row).execute(c)?;
    Ok(())
}

/// A link of the vendor's own organisation that it sees; None when it sees none such.
pub fn seen_link(c: &mut Db, scope: &Scope, id: &Id) -> Result<Option<ChainLink>> {
    let contract_id: Option<Id> = chain_links::table
        .inner_join(contracts::table.on(contracts::id.eq(chain_links::contract_id)))
        .inner_join(vendors::table.on(vendors::id.eq(contracts::vendor_id)))
        .filter(chain_links::id.eq(id))
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .select(chain_links::contract_id)
        .first(c)
        .optional()?;
    let Some(contract_id) = contract_id else { return Ok(None) };
    let links = super::links_of_contract(c, scope, &contract_id)?;
    Ok(links.into_iter().find(|link| link.id == *id))
}

/// The contracts of the vendor's own organisation, with their clients, by client and reference.
pub fn contracts_of_vendor(c: &mut Db, scope: &Scope) -> Result<Vec<(Id, String, String)>> {
    Ok(contracts::table
        .inner_join(vendors::table)
        .inner_join(organisations::table.on(organisations::id.eq(contracts::organisation_id)))
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .order((organisations::name, contracts::reference, contracts::id))
        .limit(200)
        .select((contracts::id, contracts::reference, organisations::name))
        .load(c)?)
}

/// The active links that the vendor's own organisation sees under any of its contracts, with the names below.
/// Four statements, whatever the number of contracts.
pub fn links_seen(c: &mut Db, scope: &Scope) -> Result<Vec<(ChainLink, String, String)>> {
    let rows: Vec<ChainLink> = chain_links::table
        .inner_join(contracts::table.on(contracts::id.eq(chain_links::contract_id)))
        .inner_join(vendors::table.on(vendors::id.eq(contracts::vendor_id)))
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .filter(chain_links::state.eq(LinkState::Active))
        .filter(chain_links::vendor_visible.eq(true))
        .order((chain_links::created_at, chain_links::id))
        .limit(2_000)
        .select(ChainLink::as_select())
        .load(c)?;
    let references: BTreeMap<Id, String> =
        contracts_of_vendor(c, scope)?.into_iter().map(|(id, reference, _)| (id, reference)).collect();
    let roots: Vec<Id> = chain_nodes::table
        .inner_join(vendors::table.on(vendors::id.nullable().eq(chain_nodes::vendor_id)))
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .select(chain_nodes::id)
        .load(c)?;
    let nodes = super::nodes_of_links(c, &rows)?;
    let mut by_contract: BTreeMap<Id, Vec<ChainLink>> = BTreeMap::new();
    for link in rows {
        by_contract.entry(link.contract_id.clone()).or_default().push(link);
    }
    let mut seen = Vec::new();
    for (contract_id, links) in by_contract {
        for link in super::seen_from(roots.iter().cloned().collect(), links) {
            let child = nodes.get(&link.child_node_id).map(|node| node.name.clone()).unwrap_or_default();
            seen.push((link, child, references.get(&contract_id).cloned().unwrap_or_default()));
        }
    }
    Ok(seen)
}
