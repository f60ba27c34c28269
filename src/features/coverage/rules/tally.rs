//! Sums over the stored letters of many vendors.

use crate::features::coverage::model::{Counts, State};
use std::collections::BTreeMap;

crate::text_enum! {
    /// How large a share of the vendors a number in the heat map is.
    pub enum HeatLevel { None => "none", Low => "low", Medium => "medium", High => "high" }
}

/// How many vendors stand where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    pub vendors: usize,
    /// In the order of the standard: vendors by state.
    pub controls: Vec<Counts>,
    /// Vendors, and their controls by state, by tier; `None` for those without one.
    pub tiers: BTreeMap<Option<i32>, (usize, Counts)>,
}

/// One pass over the rows (tier, letters); `size` is the number of controls.
pub fn tally(rows: &[(Option<i32>, String)], size: usize) -> Tally {
    let mut sum = Tally { vendors: rows.len(), controls: vec![Counts::default(); size], tiers: BTreeMap::new() };
    for (tier, letters) in rows {
        let (vendors, of_tier) = sum.tiers.entry(*tier).or_default();
        *vendors += 1;
        for (control, state) in sum.controls.iter_mut().zip(letters.chars().filter_map(State::of_letter)) {
            control.add(state);
            of_tier.add(state);
        }
    }
    sum
}

/// The weakest state of a vendor among the controls at these places: `NotRequired` when none of them is required.
pub fn weakest(letters: &str, places: &[usize]) -> State {
    let at = |place: &usize| letters.as_bytes().get(*place).and_then(|byte| State::of_letter(char::from(*byte)));
    places.iter().filter_map(at).min().unwrap_or(State::NotRequired)
}

/// The pattern of LIKE that finds the rows where the control at this place is in this state.
pub fn pattern(place: usize, state: State) -> String {
    format!("{}{}%", "_".repeat(place), state.letter())
}

/// `count` of `all` vendors, against the percents from which on it is medium and high.
pub fn heat_level(count: usize, all: usize, medium: usize, high: usize) -> HeatLevel {
    match count.saturating_mul(100) {
        0 => HeatLevel::None,
        share if share >= all.saturating_mul(high) => HeatLevel::High,
        share if share >= all.saturating_mul(medium) => HeatLevel::Medium,
        _ => HeatLevel::Low,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_summed_by_control_and_by_tier() {
        let rows = [(Some(1), "uvn".to_string()), (Some(1), "cvn".to_string()), (None, "een".to_string())];
        let sum = tally(&rows, 3);
        assert_eq!(sum.vendors, 3);
        assert_eq!(sum.controls[0], Counts { unknown: 1, claimed: 1, expired: 1, ..Counts::default() });
        assert_eq!(sum.controls[1], Counts { verified: 2, expired: 1, ..Counts::default() });
        assert_eq!(sum.controls[2].not_required, 3);
        assert_eq!(
            sum.tiers[&Some(1)],
            (2, Counts { unknown: 1, claimed: 1, verified: 2, not_required: 2, expired: 0 })
        );
        assert_eq!(sum.tiers[&None].0, 1);
        assert_eq!(sum.controls.iter().map(Counts::required).sum::<usize>(), 6);
    }

    #[test]
    fn a_point_stands_as_its_weakest_control() {
        for (letters, places, state) in [
            ("vvc", vec![0, 1], State::Verified),
            ("vvc", vec![0, 2], State::Claimed),
            ("evc", vec![0, 1, 2], State::Claimed),
            ("evv", vec![0, 1, 2], State::Expired),
            ("nnv", vec![0, 1], State::NotRequired),
            ("nnv", vec![0, 2], State::Verified),
            ("nnv", vec![], State::NotRequired),
        ] {
            assert_eq!(weakest(letters, &places), state, "{letters} {places:?}");
        }
        assert_eq!(pattern(3, State::Expired), "___e%");
    }

    #[test]
    fn shares_have_levels() {
        for (count, level) in [
            (0, HeatLevel::None),
            (1, HeatLevel::Low),
            (9, HeatLevel::Low),
            (10, HeatLevel::Medium),
            (29, HeatLevel::Medium),
            (30, HeatLevel::High),
        ] {
            assert_eq!(heat_level(count, 100, 10, 30), level, "{count}");
        }
    }
}
