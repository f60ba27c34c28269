//! A list of nodes with their parents is a tree, or it is refused with the node that spoils it.

/// The node that makes the list no tree, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Its parents come back to itself.
    Cycle(usize),
    /// It lies deeper than is allowed.
    TooDeep(usize),
}

/// The level of each node, 1 for those without a parent.
pub fn levels(parents: &[Option<usize>], deepest: usize) -> Result<Vec<usize>, Fault> {
    let mut levels: Vec<Option<usize>> = vec![None; parents.len()];
    let mut way: Vec<usize> = Vec::new();
    for start in 0..parents.len() {
        let mut at = start;
        // up to a node whose level is known; a way longer than the list goes round
        let above = loop {
            if let Some(known) = levels.get(at).copied().flatten() {
                break known;
            }
            way.push(at);
            if way.len() > parents.len() {
                return Err(Fault::Cycle(start));
            }
            match parents.get(at).copied().flatten() {
                Some(parent) => at = parent,
                None => break 0,
            }
        };
        let mut level = above;
        while let Some(node) = way.pop() {
            level += 1;
            if level > deepest {
                return Err(Fault::TooDeep(node));
            }
            if let Some(slot) = levels.get_mut(node) {
                *slot = Some(level);
            }
        }
    }
    Ok(levels.into_iter().map(|level| level.unwrap_or(1)).collect())
}

/// The places of the nodes so that each comes right after its parent and the parent's earlier children.
pub fn preorder(parents: &[Option<usize>]) -> Vec<usize> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); parents.len()];
    let mut waiting: Vec<usize> = Vec::new();
    for (place, parent) in parents.iter().enumerate().rev() {
        match parent.and_then(|parent| children.get_mut(parent)) {
            Some(list) => list.push(place),
            None => waiting.push(place),
        }
    }
    let mut order = Vec::with_capacity(parents.len());
    while let Some(place) = waiting.pop() {
        order.push(place);
        if let Some(list) = children.get(place) {
            waiting.extend(list);
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_counted_whatever_the_order() {
        assert_eq!(levels(&[None, Some(0), Some(1), None, Some(3)], 9), Ok(vec![1, 2, 3, 1, 2]));
        assert_eq!(levels(&[Some(2), Some(0), None], 9), Ok(vec![2, 3, 1]));
        assert_eq!(levels(&[], 9), Ok(vec![]));
    }

    #[test]
    fn a_ring_and_a_shaft_are_found() {
        assert_eq!(levels(&[Some(0)], 9), Err(Fault::Cycle(0)));
        assert_eq!(levels(&[None, Some(3), Some(1), Some(2)], 9), Err(Fault::Cycle(1)));
        assert_eq!(levels(&[None, Some(0), Some(1)], 2), Err(Fault::TooDeep(2)));
        let long: Vec<Option<usize>> = (0..10_000_usize).map(|n| n.checked_sub(1)).collect();
        assert_eq!(levels(&long, 20), Err(Fault::TooDeep(20)));
    }

    #[test]
    fn children_follow_their_parents() {
        assert_eq!(preorder(&[None, None, Some(0), Some(1), Some(2)]), [0, 2, 4, 1, 3]);
        assert_eq!(preorder(&[Some(1), None]), [1, 0]);
        assert_eq!(preorder(&[None, Some(0), Some(0)]), [0, 1, 2]);
    }
}
