//! What a decision on a proposal leads to. Somebody, or another fact, may have changed other criteria
//! since it was made: only those that the proposal itself is about are touched.

use crate::features::tiering::{Criteria, Criterion};

/// The criteria that hold now, with those that the proposal changed as it says.
pub fn merged(now: Option<&Criteria>, before: Option<&Criteria>, proposed: &Criteria) -> Criteria {
    let Some(now) = now else { return *proposed };
    taken_over(now, before, proposed, proposed)
}

/// The criteria that hold now, with those that the proposal changed as they were before it.
pub fn restored(now: &Criteria, before: &Criteria, proposed: &Criteria) -> Criteria {
    taken_over(now, Some(before), proposed, before)
}

fn taken_over(now: &Criteria, before: Option<&Criteria>, proposed: &Criteria, from: &Criteria) -> Criteria {
    let mut all = *now;
    for criterion in Criterion::ALL {
        let changed = before.is_none_or(|before| before.get(*criterion) != proposed.get(*criterion));
        if changed {
            all.set(*criterion, from.get(*criterion));
        }
    }
    all
}
