//! How far the clauses have come, one by one and in all.

use crate::features::own_isms::model::IsmsState;
use crate::features::own_isms::parameters::Weights;
use serde::Serialize;

/// How many clauses are where, and the weighted share of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Tally {
    pub total: i32,
    pub not_started: i32,
    pub ongoing: i32,
    pub in_place: i32,
    pub works: i32,
    /// Whole percent.
    pub percent: i32,
}

/// A main clause (4 to 10), or all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Completion {
    pub all: Tally,
    /// By main clause, in order.
    pub by_clause: Vec<(String, Tally)>,
}

fn tally(states: &[IsmsState], weights: &Weights) -> Tally {
    let count = |state| i32::try_from(states.iter().filter(|each| **each == state).count()).unwrap_or(i32::MAX);
    let total = i32::try_from(states.len()).unwrap_or(i32::MAX);
    let sum: i32 = states.iter().map(|state| weights.of(*state)).sum();
    Tally {
        total,
        not_started: count(IsmsState::NotStarted),
        ongoing: count(IsmsState::Ongoing),
        in_place: count(IsmsState::InPlace),
        works: count(IsmsState::Works),
        // rounded down: nothing is finished before all of it is
        percent: sum.checked_div(total).unwrap_or(0),
    }
}

/// Clauses as (number, state), in the order of the standard.
pub fn completion(clauses: &[(String, IsmsState)], weights: &Weights) -> Completion {
    let main = |id: &str| id.split('.').next().unwrap_or_default().to_string();
    let mut names: Vec<String> = Vec::new();
    for (id, _) in clauses {
        let name = main(id);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let of = |name: &String| -> Vec<IsmsState> {
        clauses.iter().filter(|(id, _)| main(id) == *name).map(|(_, state)| *state).collect()
    };
    let every: Vec<IsmsState> = clauses.iter().map(|(_, state)| *state).collect();
    Completion {
        all: tally(&every, weights),
        by_clause: names.into_iter().map(|name| (name.clone(), tally(&of(&name), weights))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use IsmsState::{InPlace, NotStarted, Ongoing, Works};

    const WEIGHTS: Weights = Weights { not_started: 0, ongoing: 33, in_place: 67, works: 100 };

    fn clause(id: &str, state: IsmsState) -> (String, IsmsState) {
        (id.to_string(), state)
    }

    #[test]
    fn each_main_clause_and_the_whole_are_counted() {
        let all = completion(
            &[clause("4.1", Works), clause("4.2", InPlace), clause("10.1", Ongoing), clause("10.2", NotStarted)],
            &WEIGHTS,
        );
        assert_eq!(all.all, Tally { total: 4, not_started: 1, ongoing: 1, in_place: 1, works: 1, percent: 50 });
        assert_eq!(all.by_clause.len(), 2);
        assert_eq!((all.by_clause[0].0.as_str(), all.by_clause[0].1.percent), ("4", 83));
        assert_eq!((all.by_clause[1].0.as_str(), all.by_clause[1].1.percent), ("10", 16));
    }

    #[test]
    fn all_is_only_all_when_everything_works() {
        let of = |states: &[IsmsState]| {
            completion(&states.iter().map(|s| clause("4.1", *s)).collect::<Vec<_>>(), &WEIGHTS).all.percent
        };
        let mut many = vec![Works; 25];
        assert_eq!(of(&many), 100);
        many[7] = InPlace;
        assert!(of(&many) < 100);
        assert_eq!(of(&[]), 0);
    }
}
