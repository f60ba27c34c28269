//! The shipped model is whole and monotone over every combination; models that are not are found.

use super::*;
use crate::base::Refusal;
use crate::features::tiering::{TierRule, categorise};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

fn shipped() -> TieringModel {
    TieringModel::current().clone()
}

fn rule(id: &str, tier: u8, when: &[(Criterion, &str)]) -> TierRule {
    let when = when.iter().map(|(c, text)| (*c, Levels::try_from((*text).to_string()).unwrap())).collect();
    TierRule { id: id.to_string(), tier, floor: false, when }
}

fn codes(model: &TieringModel) -> Vec<(String, &'static str)> {
    match check_model(model) {
        Ok(()) => Vec::new(),
        Err(Refusal::Invalid(errors)) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
        Err(other) => panic!("{other}"),
    }
}

/// "Raising a criterion never lowers the tier", for every combination of levels that there is.
#[test]
fn the_shipped_model_is_monotone_over_the_whole_space() {
    let found = examine(&shipped());
    assert_eq!((found.combinations, &found.gap, &found.reversal), (5 * 5 * 5 * 5 * 5 * 5, &None, &None));
    assert_eq!(found.idle, Vec::<String>::new());
    assert_eq!(codes(&shipped()), []);
}

/// The compact walk says the same as `categorise` itself, and raising any known criterion there never
/// gives a less critical tier.
#[test]
fn categorise_agrees_with_the_walk() {
    let model = shipped();
    let mut random = StdRng::seed_from_u64(27);
    for _ in 0..4000 {
        let mut at = Criteria::default();
        for criterion in Criterion::ALL {
            let level = random.random_range(0..=model.highest(*criterion) + 1);
            at.set(*criterion, (level <= model.highest(*criterion)).then_some(level));
        }
        let before = categorise(&model, &at).tier;
        for criterion in Criterion::ALL {
            let Some(level) = at.get(*criterion) else { continue };
            let mut worse = at;
            worse.set(*criterion, (level < model.highest(*criterion)).then_some(level + 1));
            let after = categorise(&model, &worse).tier;
            assert!(after <= before, "{at:?} tier {before}, {criterion} one up: {after}");
        }
    }
}

/// Whatever rules people make: the model is refused, or warned about, or monotone for every vendor.
#[test]
fn an_own_model_is_monotone_or_says_that_it_is_not() {
    let mut random = StdRng::seed_from_u64(86);
    let (mut whole, mut reversed) = (0, 0);
    for _ in 0..40 {
        let mut model = shipped();
        for n in 0..random.random_range(1..4) {
            let criterion = Criterion::ALL[random.random_range(0..Criterion::ALL.len())];
            let level = random.random_range(0..=model.highest(criterion));
            let text = if random.random_bool(0.5) { format!(">={level}") } else { format!("={level}") };
            model.rules.push(rule(&format!("own-{n}"), random.random_range(1..=4), &[(criterion, &text)]));
        }
        assert_eq!(codes(&model), [], "every vendor still has a tier");
        match examine(&model).reversal {
            Some(found) => {
                reversed += 1;
                let mut worse = found.at;
                let level = found.at.get(found.criterion).unwrap();
                worse.set(found.criterion, (level < model.highest(found.criterion)).then_some(level + 1));
                assert_eq!(categorise(&model, &found.at).tier, found.from_tier);
                assert_eq!(categorise(&model, &worse).tier, found.to_tier);
                assert!(found.to_tier > found.from_tier);
            }
            None => whole += 1,
        }
    }
    assert!(whole > 0 && reversed > 0, "{whole} monotone, {reversed} not");
}

#[test]
fn a_vendor_without_a_tier_is_found_with_an_example() {
    let mut model = shipped();
    model.rules.retain(|rule| rule.id != "t4-otherwise");
    assert_eq!(codes(&model), [("rules".to_string(), "error-model-gap")]);
    let gap = examine(&model).gap.unwrap();
    assert_eq!((gap.data_class, gap.criticality, gap.access), (Some(0), Some(0), Some(0)));
    // Nobody falls through who has an unknown criterion only: that counts as the highest level.
    model.rules.push(rule("known", 4, &[(Criterion::DataClass, "0-3")]));
    assert_eq!(examine(&model).gap, None);
    model.rules.retain(|rule| rule.id == "known");
    let gap = examine(&model).gap.unwrap();
    assert_eq!(gap.data_class, None);
}

#[test]
fn rules_that_never_decide_are_found() {
    let mut model = shipped();
    model.rules.push(rule("late", 3, &[(Criterion::Access, ">=4")]));
    model.rules.push(rule("above", 2, &[(Criterion::Criticality, ">=3"), (Criterion::DataClass, ">=1")]));
    assert_eq!(examine(&model).idle, ["late"]);
}

#[test]
fn numbers_that_do_not_add_up_are_refused() {
    let mut model = shipped();
    model.weights.insert(Criterion::Access, 14);
    assert_eq!(codes(&model), [("weights".to_string(), "error-model-weights")]);
    let mut model = shipped();
    model.rules.push(rule("t1-access", 7, &[(Criterion::DataClass, "4-2")]));
    let found = codes(&model);
    for expected in
        [("rules", "error-model-rule-twice"), ("tier", "error-choice"), ("data_class", "error-model-levels")]
    {
        assert!(found.contains(&(expected.0.to_string(), expected.1)), "{expected:?} in {found:?}");
    }
    let mut model = shipped();
    model.highest.insert(Criterion::DataClass, 4);
    model.tiers.pop();
    model.words.insert("chain-2".into(), crate::features::tiering::Worded { sv: "Två led".into(), en: String::new() });
    model.words.insert("hittepå".into(), crate::features::tiering::Worded { sv: "x".into(), en: "y".into() });
    let found: Vec<_> = codes(&model).into_iter().map(|(field, _)| field).collect();
    assert_eq!(found, ["highest", "tiers", "words.chain-2.en", "words.hittepå"]);
    let mut capacity = Capacity::shipped().clone();
    capacity.staff_hours = 0;
    capacity.tiers[0].aim_low = Some(9);
    let mut model = shipped();
    model.capacity = Some(capacity);
    let found: Vec<_> = codes(&model).into_iter().map(|(field, _)| field).collect();
    assert_eq!(found, ["staff_hours", "aim_high_1"]);
}
