//! Chain confirmation: rounds, and what each vendor was asked, said and proposed.

use crate::access::{Scope, Side};
use crate::base::{Id, Instant, Page, PageRequest, Result};
use crate::features::chains::model::{ChainModel, ConfirmationState, CorrectionState};
use crate::features::chains::records::{Confirmation, Correction, Round, Statement};
use crate::features::vendors::VendorStatus;
use crate::platform::db::Db;
use crate::platform::db::schema::{
    chain_campaigns, chain_confirmations, chain_corrections, chain_statements, contracts, organisations, vendors,
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
    let client = scope.client()?;
    let own = || {
        chain_confirmations::table
            .filter(chain_confirmations::organisation_id.eq(client))
            .filter(chain_confirmations::campaign_id.eq_any(rounds))
    };
    let states: Vec<(Id, ConfirmationState, i64)> = own()
        .group_by((chain_confirmations::campaign_id, chain_confirmations::state))
        .select((chain_confirmations::campaign_id, chain_confirmations::state, count_star()))
        .load(c)?;
    let more: Vec<(Id, i64)> = own()
        .filter(chain_confirmations::recipients.eq(0))
        .group_by(chain_confirmations::campaign_id)
        .select((chain_confirmations::campaign_id, count_star()))
        .load(c)?;
    let found: Vec<(Id, i64)> = own()
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
