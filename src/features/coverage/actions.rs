//! Counting anew: the vendors that were marked, and those that time has changed.

use super::model::{Facts, Matrix};
use super::parameters::Parameters;
use super::records::CoverageRow;
use super::{rules, store};
use crate::access::{Permission, Via};
use crate::base::clock::swedish_date;
use crate::base::{Id, Refusal, Result};
use crate::features::vendors::{TieringModel, Vendor, VendorStatus, current_tier};
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use chrono::{DateTime, Utc};

/// Vendors that one transaction of the sweep counts.
const AT_ONCE: i64 = 200;

/// Counts at most `most` of the vendors that wait; tells how many it was. It is derived data: nothing is logged.
pub fn refresh(c: &mut Db, ctx: &Ctx, most: i64) -> Result<usize> {
    ctx.require(Permission::RegisterRead)?;
    let ids = store::due(c, &ctx.scope, ctx.today(), most)?;
    let rows = count(c, ctx, &ids)?;
    store::keep(c, &ctx.scope, &ids, &rows)?;
    Ok(ids.len())
}

/// What would be stored of these vendors, from scratch.
pub fn count(c: &mut Db, ctx: &Ctx, ids: &[Id]) -> Result<Vec<CoverageRow>> {
    let client = ctx.scope.client()?;
    let today = ctx.today();
    let known = store::facts(c, &ctx.scope, ids, today)?;
    known.iter().map(|(id, facts)| CoverageRow::of(client, id, &rules::matrix(facts, today))).collect()
}

/// The matrix of one vendor as it is now, with what it is decided from.
pub fn matrix(c: &mut Db, ctx: &Ctx, vendor: &Vendor) -> Result<(Facts, Matrix)> {
    ctx.require(Permission::RegisterRead)?;
    let today = ctx.today();
    let mut known = store::facts(c, &ctx.scope, std::slice::from_ref(&vendor.id), today)?;
    let facts = match known.remove(&vendor.id) {
        Some(facts) => facts,
        None if vendor.status == VendorStatus::Ended => nothing_required(vendor),
        None => return Err(Refusal::NotFound),
    };
    let matrix = rules::matrix(&facts, today);
    Ok((facts, matrix))
}

/// Nothing is required of a vendor that has ended.
fn nothing_required(vendor: &Vendor) -> Facts {
    let tier = current_tier(vendor);
    Facts {
        tier,
        required: TieringModel::current().required_assurance(tier.unwrap_or(0)),
        demands: Vec::new(),
        replies: Vec::new(),
        findings: Default::default(),
        last_days: Vec::new(),
    }
}

/// How many of the client's vendors wait; after that as many as may be are counted while the person waits.
pub fn freshen(c: &mut Db, ctx: &Ctx) -> Result<()> {
    refresh(c, ctx, Parameters::on(ctx.today()).most_on_read).map(drop)
}

/// Counts everybody who waits, at every client; each transaction takes a part.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    let today = swedish_date(now);
    for organisation_id in app.db.read_now(|c| store::clients_waiting(c, today))? {
        let ctx = Ctx::job(organisation_id, "coverage.sweep", Via::Job, now);
        while app.db.write_now(|c| refresh(c, &ctx, AT_ONCE))? > 0 {}
    }
    Ok(())
}
