//! The judgements of a whole portfolio: read with three queries, written in as few as can be.

use crate::access::Scope;
use crate::base::{Id, Instant, Result};
use crate::features::categorisation::rules::{Latest, Standing};
use crate::features::tiering::{Criteria, TierOverride};
use crate::features::vendors::{CategorisationRecord, VendorStatus};
use crate::platform::db::schema::{categorisations, tier_overrides, vendors};
use crate::platform::db::{Db, insert_all};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Ids in one statement.
const AT_ONCE: usize = 400;

type Shown = (Id, String, Option<i32>, bool, Option<i32>);
type Levels = (Option<i32>, Option<i32>, Option<i32>, Option<i32>, Option<i32>, Option<i32>);

/// Every vendor that has not ended, by name, with its latest judgement and the override in force.
pub fn standings(c: &mut Db, scope: &Scope) -> Result<Vec<Standing>> {
    let shown: Vec<Shown> = vendors::table
        .filter(vendors::organisation_id.eq(scope.client()?))
        .filter(vendors::status.ne(VendorStatus::Ended))
        .order((vendors::name_folded, vendors::id))
        .select((vendors::id, vendors::legal_name, vendors::tier, vendors::tier_preliminary, vendors::order_value))
        .load(c)?;
    let mut latest = latest(c, scope)?;
    let mut moved = overrides(c, scope)?;
    Ok(shown
        .into_iter()
        .map(|(vendor_id, name, tier, preliminary, order_value)| Standing {
            latest: latest.remove(&vendor_id),
            moved: moved.remove(&vendor_id),
            vendor_id,
            name,
            tier,
            preliminary,
            order_value,
        })
        .collect())
}

/// The latest judgement of every vendor. Judgements are few for each vendor, so all are read from their index alone, in
/// its order, and the newest kept: that is the same, and quick, on both databases.
fn latest(c: &mut Db, scope: &Scope) -> Result<HashMap<Id, Latest>> {
    let rows: Vec<(Id, String, bool, Levels)> = categorisations::table
        .filter(categorisations::organisation_id.eq(scope.client()?))
        .order((categorisations::vendor_id, categorisations::decided_at, categorisations::id))
        .select((
            categorisations::vendor_id,
            categorisations::model_version,
            categorisations::preliminary,
            (
                categorisations::data_class,
                categorisations::data_subjects,
                categorisations::criticality,
                categorisations::access,
                categorisations::chain,
                categorisations::substitution,
            ),
        ))
        .load(c)?;
    // Later rows replace earlier ones.
    Ok(rows
        .into_iter()
        .map(|(vendor_id, model_version, preliminary, levels)| {
            (vendor_id, Latest { criteria: criteria(levels), model_version, preliminary })
        })
        .collect())
}

fn criteria(levels: Levels) -> Criteria {
    let level = |value: Option<i32>| value.and_then(|v| u8::try_from(v).ok());
    Criteria {
        data_class: level(levels.0),
        data_subjects: level(levels.1),
        criticality: level(levels.2),
        access: level(levels.3),
        chain: level(levels.4),
        substitution: level(levels.5),
    }
}

fn overrides(c: &mut Db, scope: &Scope) -> Result<HashMap<Id, TierOverride>> {
    let rows: Vec<(Id, i32, String, NaiveDate)> = tier_overrides::table
        .filter(tier_overrides::organisation_id.eq(scope.client()?))
        .filter(tier_overrides::ended_at.is_null())
        .order((tier_overrides::decided_at, tier_overrides::id))
        .select((tier_overrides::vendor_id, tier_overrides::tier, tier_overrides::reason, tier_overrides::expires_on))
        .load(c)?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, tier, reason, expires_on)| {
            Some((id, TierOverride { tier: u8::try_from(tier).ok()?, reason, expires_on }))
        })
        .collect())
}

pub fn insert_judgements(c: &mut Db, rows: &[CategorisationRecord]) -> Result<()> {
    insert_all!(c, categorisations::table, rows);
    Ok(())
}

/// What the register shows after a judgement: tier, preliminary, order value.
pub type Shows = (i32, bool, i32);

/// Sets what the register shows, all vendors that come to show the same with one statement.
pub fn show(c: &mut Db, scope: &Scope, at: Instant, groups: &BTreeMap<Shows, Vec<Id>>) -> Result<()> {
    for ((tier, preliminary, order_value), ids) in groups {
        for some in ids.chunks(AT_ONCE) {
            let own = vendors::table.filter(vendors::organisation_id.eq(scope.client()?));
            diesel::update(own.filter(vendors::id.eq_any(some)))
                .set((
                    vendors::tier.eq(Some(*tier)),
                    vendors::tier_preliminary.eq(*preliminary),
                    vendors::order_value.eq(Some(*order_value)),
                    vendors::updated_at.eq(at),
                    vendors::version.eq(vendors::version + 1),
                ))
                .execute(c)?;
        }
    }
    Ok(())
}

/// Ends the overrides of vendors whose new tier they no longer fit.
pub fn end_overrides(c: &mut Db, scope: &Scope, at: Instant, ids: &[Id]) -> Result<()> {
    for some in ids.chunks(AT_ONCE) {
        let own = tier_overrides::table.filter(tier_overrides::organisation_id.eq(scope.client()?));
        diesel::update(own.filter(tier_overrides::vendor_id.eq_any(some)).filter(tier_overrides::ended_at.is_null()))
            .set(tier_overrides::ended_at.eq(Some(at)))
            .execute(c)?;
    }
    Ok(())
}

/// How many vendors that have not ended show each tier (none: no tier), and how many are preliminary.
pub fn tier_counts(c: &mut Db, scope: &Scope) -> Result<BTreeMap<(Option<i32>, bool), i64>> {
    let rows: Vec<(Option<i32>, bool, i64)> = vendors::table
        .filter(vendors::organisation_id.eq(scope.client()?))
        .filter(vendors::status.ne(VendorStatus::Ended))
        .group_by((vendors::tier, vendors::tier_preliminary))
        .select((vendors::tier, vendors::tier_preliminary, diesel::dsl::count_star()))
        .load(c)?;
    Ok(rows.into_iter().map(|(tier, preliminary, n)| ((tier, preliminary), n)).collect())
}

/// The vendors that a person judged last before `cutoff`, or never though a rule has.
pub fn due_for_renewal(c: &mut Db, scope: &Scope, cutoff: Instant) -> Result<Vec<Id>> {
    use diesel::dsl::{exists, not};
    let judged = || categorisations::table.filter(categorisations::vendor_id.eq(vendors::id));
    Ok(vendors::table
        .filter(vendors::organisation_id.eq(scope.client()?))
        .filter(vendors::status.ne(VendorStatus::Ended))
        .filter(exists(judged().filter(categorisations::decided_at.le(cutoff))))
        .filter(not(exists(
            judged().filter(categorisations::automatic.eq(false)).filter(categorisations::decided_at.gt(cutoff)),
        )))
        .order((vendors::name_folded, vendors::id))
        .select(vendors::id)
        .load(c)?)
}

/// Every client that has vendors: only the sweep asks, and it then works in the scope of each.
pub fn clients(c: &mut Db) -> Result<BTreeSet<Id>> {
    let ids: Vec<Id> = vendors::table.select(vendors::organisation_id).distinct().load(c)?;
    Ok(ids.into_iter().collect())
}
