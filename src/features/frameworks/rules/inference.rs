//! What is known of a node because something is known of nodes that relate to it. Such a result is always marked.

use crate::features::frameworks::model::{Outcome, Relation};
use serde::Serialize;

/// What is known of another node, which has `relation` to the one in question: `Superset` says that the other asks
/// for all that the one asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carried {
    pub relation: Relation,
    /// 0-100.
    pub strength: i32,
    pub outcome: Outcome,
}

/// A result that nobody looked at itself: it is shown with the word "härlett".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Inferred {
    pub outcome: Outcome,
    /// Always true: what is inferred never passes for what was looked at.
    pub inferred: bool,
    /// The relation that gave the result; none when nothing did.
    pub over: Option<Relation>,
    pub strength: i32,
}

/// What the known results together say of a node. "Equal" carries every result; "superset" carries what is met, and
/// says nothing when it is not; "subset" never says more than partly; "intersects" never proves anything. Below the
/// strength `carries_from` what would be met is partly met. The best of several is taken.
pub fn inferred(known: &[Carried], carries_from: i32) -> Inferred {
    let nothing = Inferred { outcome: Outcome::Unknown, inferred: true, over: None, strength: 0 };
    known.iter().map(|each| (each, carried(each, carries_from))).fold(nothing, |best, (each, outcome)| {
        let better = (outcome, each.strength) > (best.outcome, best.strength);
        if outcome != Outcome::Unknown && better {
            Inferred { outcome, inferred: true, over: Some(each.relation), strength: each.strength }
        } else {
            best
        }
    })
}

fn carried(known: &Carried, carries_from: i32) -> Outcome {
    let strong = known.strength >= carries_from;
    match (known.relation, known.outcome) {
        (_, Outcome::Unknown) | (Relation::Intersects, _) => Outcome::Unknown,
        (Relation::Equal | Relation::Superset, Outcome::Met) if strong => Outcome::Met,
        (Relation::Equal | Relation::Superset, Outcome::Met) => Outcome::Partly,
        (Relation::Equal, Outcome::Partly) => Outcome::Partly,
        // a weak "the same" is too little to say that something is wrong
        (Relation::Equal, Outcome::NotMet) => {
            if strong {
                Outcome::NotMet
            } else {
                Outcome::Unknown
            }
        }
        // what is missing in the larger one may lie outside the smaller one
        (Relation::Superset, Outcome::Partly | Outcome::NotMet) => Outcome::Unknown,
        (Relation::Subset, Outcome::Met | Outcome::Partly) => Outcome::Partly,
        // a part is not met: the whole is not, but the other parts are not known
        (Relation::Subset, Outcome::NotMet) => Outcome::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Outcome::{Met, NotMet, Partly, Unknown};
    use Relation::{Equal, Intersects, Subset, Superset};

    fn one(relation: Relation, strength: i32, outcome: Outcome) -> Outcome {
        inferred(&[Carried { relation, strength, outcome }], 80).outcome
    }

    #[test]
    fn each_relation_carries_what_it_can() {
        for (relation, strength, given, gives) in [
            (Equal, 100, Met, Met),
            (Equal, 80, Met, Met),
            (Equal, 79, Met, Partly),
            (Equal, 100, Partly, Partly),
            (Equal, 100, NotMet, NotMet),
            (Equal, 50, NotMet, Unknown),
            (Superset, 100, Met, Met),
            (Superset, 60, Met, Partly),
            (Superset, 100, Partly, Unknown),
            (Superset, 100, NotMet, Unknown),
            (Subset, 100, Met, Partly),
            (Subset, 10, Met, Partly),
            (Subset, 100, Partly, Partly),
            (Subset, 100, NotMet, Unknown),
            (Intersects, 100, Met, Unknown),
            (Intersects, 100, NotMet, Unknown),
            (Equal, 100, Unknown, Unknown),
        ] {
            assert_eq!(one(relation, strength, given), gives, "{relation} {strength} {given}");
        }
    }

    #[test]
    fn nothing_is_ever_proved_by_an_intersection() {
        for strength in [0, 50, 100] {
            for outcome in Outcome::ALL {
                assert_eq!(one(Intersects, strength, *outcome), Unknown);
            }
        }
    }

    #[test]
    fn the_best_of_several_is_taken_and_it_is_always_marked() {
        let carried = |relation, strength, outcome| Carried { relation, strength, outcome };
        let all = [carried(Subset, 60, Met), carried(Equal, 100, Met), carried(Intersects, 100, Met)];
        let result = inferred(&all, 80);
        assert_eq!((result.outcome, result.over, result.strength, result.inferred), (Met, Some(Equal), 100, true));
        let result = inferred(&all[..1], 80);
        assert_eq!((result.outcome, result.over, result.inferred), (Partly, Some(Subset), true));
        // many parts are still parts: nobody has said that they are all of them
        let parts = [carried(Subset, 100, Met), carried(Subset, 100, Met)];
        assert_eq!(inferred(&parts, 80).outcome, Partly);
        let nothing = inferred(&[], 80);
        assert_eq!((nothing.outcome, nothing.over, nothing.inferred), (Unknown, None, true));
    }

    #[test]
    fn a_relation_turned_twice_is_itself() {
        for relation in Relation::ALL {
            assert_eq!(relation.reversed().reversed(), *relation);
        }
        assert_eq!(Subset.reversed(), Superset);
        assert_eq!(Intersects.reversed(), Intersects);
    }
}
