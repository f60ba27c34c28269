//! What happens in the supply chains when two parties become one.

use crate::base::Id;
use std::collections::{BTreeMap, BTreeSet};

/// An active link of one contract, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    pub id: Id,
    pub contract_id: Id,
    pub service_id: Option<Id>,
    pub parent: Id,
    pub child: Id,
}

fn renamed<'a>(node: &'a Id, from: &'a Id, to: &'a Id) -> &'a Id {
    if node == from { to } else { node }
}

/// The contracts in whose chain the two stand so that one of them would lead back to itself through others.
pub fn circles(ties: &[Tie], from: &Id, to: &Id) -> BTreeSet<Id> {
    let mut below: BTreeMap<(&Id, &Id), Vec<&Id>> = BTreeMap::new();
    for tie in ties {
        let (parent, child) = (renamed(&tie.parent, from, to), renamed(&tie.child, from, to));
        if parent != child {
            below.entry((&tie.contract_id, parent)).or_default().push(child);
        }
    }
    let contracts: BTreeSet<&Id> = ties.iter().map(|tie| &tie.contract_id).collect();
    let back = |contract: &&Id| {
        let (mut seen, mut waiting) = (BTreeSet::new(), vec![to]);
        while let Some(node) = waiting.pop() {
            for child in below.get(&(*contract, node)).into_iter().flatten() {
                if *child == to {
                    return true;
                }
                if seen.insert(*child) {
                    waiting.push(child);
                }
            }
        }
        false
    };
    contracts.into_iter().filter(back).cloned().collect()
}

/// Links that say nothing any more once the two are one: from itself to itself, or the same as an older one.
pub fn superfluous(ties: &[Tie], from: &Id, to: &Id) -> Vec<Id> {
    let mut known: BTreeSet<(&Id, Option<&Id>, &Id, &Id)> = BTreeSet::new();
    ties.iter()
        .filter(|tie| {
            let (parent, child) = (renamed(&tie.parent, from, to), renamed(&tie.child, from, to));
            parent == child || !known.insert((&tie.contract_id, tie.service_id.as_ref(), parent, child))
        })
        .map(|tie| tie.id.clone())
        .collect()
}
