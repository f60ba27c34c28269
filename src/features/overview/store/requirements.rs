//! Requirements that are only claimed, one by one: unfolded from the letters of the coverage, as many as a page needs.

use super::measures::Behind;
use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::controls::catalogue;
use crate::features::coverage::State;
use crate::platform::db::Db;
use crate::platform::db::schema::{coverage_vendors, vendors};
use diesel::prelude::*;

/// A vendor with its letters and how many of them are claims.
type Lettered = (Id, String, Option<i32>, String, i32);

/// The controls that vendors claim and nobody has verified, the most critical vendors first: `size` of them after
/// `offset`. One query.
pub fn unverified(c: &mut Db, scope: &Scope, (size, offset): (i64, i64)) -> Result<Vec<Behind>> {
    let found: Vec<Lettered> = coverage_vendors::table
        .inner_join(vendors::table)
        .filter(coverage_vendors::organisation_id.eq(scope.client()?))
        .filter(coverage_vendors::claimed_count.gt(0))
        .order((coverage_vendors::tier.is_null(), coverage_vendors::tier, vendors::name_folded, vendors::id))
        .select((
            vendors::id,
            vendors::legal_name,
            coverage_vendors::tier,
            coverage_vendors::states,
            coverage_vendors::claimed_count,
        ))
        .load(c)?;
    let controls = &catalogue().current_controls().entries;
    let mut skip = usize::try_from(offset).unwrap_or(usize::MAX);
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let mut rows: Vec<Behind> = Vec::new();
    for (id, name, tier, letters, count) in found {
        let count = usize::try_from(count).unwrap_or(0);
        if skip >= count {
            skip -= count;
            continue;
        }
        let claimed = letters.chars().zip(controls).filter(|(letter, _)| *letter == State::Claimed.letter());
        rows.extend(claimed.skip(skip).map(|(_, control)| Behind {
            id: id.clone(),
            href: format!("/vendors/{id}/coverage/{}", control.id),
            what: control.id.clone(),
            whose: Some(name.clone()),
            tier,
            on_day: None,
            at: None,
        }));
        skip = 0;
        if rows.len() >= size {
            rows.truncate(size);
            break;
        }
    }
    Ok(rows)
}
