//! The rules as tables, and the draw at random.

use super::super::model::{Breach, Content, Decision, Harm, ServiceFacts};
use super::*;
use chrono::{DateTime, Utc};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::collections::{BTreeMap, BTreeSet};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id(second: i64) -> Id {
    Id::new(DateTime::<Utc>::from_timestamp(1_700_000_000 + second, 0).unwrap())
}

fn facts(kinds: &[&str]) -> ServiceFacts {
    let breach = |kind: &&str| Breach {
        kind: (*kind).to_string(),
        aspect: None,
        level: None,
        ceiling: None,
        type_code: None,
        type_name: None,
        legal_source: None,
    };
    ServiceFacts {
        id: id(1),
        name: "Orosanmälan".into(),
        platform_id: Some(id(2)),
        platform_name: None,
        administration: None,
        class: "K3 R2 T3 S3".into(),
        information_types: vec![],
        users_per_day: None,
        affected_groups: None,
        breaches: kinds.iter().map(breach).collect(),
        in_breach: kinds.iter().any(|k| matches!(*k, "above" | "must_not")),
    }
}

fn whole() -> Content {
    Content {
        alternative_channel: Some("Telefon".into()),
        fallback_routine: Some("Pappersblankett".into()),
        fallback_tested_on: Some(day("2026-10-01")),
        target_platform_id: Some(id(3)),
        move_on: Some(day("2027-02-01")),
        ends_on: Some(day("2027-03-01")),
        ..Content::default()
    }
}

/// The fields that a decision is refused at.
fn refused(decision: Decision, content: &Content, kinds: &[&str], measures: usize) -> Vec<(String, &'static str)> {
    let mut checks = Checks::default();
    check_decision(&mut checks, decision, content, &facts(kinds), measures, day("2026-11-23"));
    match checks.done() {
        Ok(()) => vec![],
        Err(Refusal::Invalid(errors)) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn each_decision_needs_what_it_rests_on() {
    let at = |field: &str, code| vec![(field.to_string(), code)];
    let no_fallback = Content { fallback_routine: None, ..whole() };
    let untested = Content { fallback_tested_on: None, ..whole() };
    let no_channel = Content { alternative_channel: None, ..whole() };
    let no_end = Content { ends_on: None, ..whole() };
    let ended = Content { ends_on: Some(day("2026-11-23")), ..whole() };
    let later = Content { fallback_tested_on: Some(day("2026-11-24")), ..whole() };
    for (decision, content, kinds, measures, expected) in [
        (Decision::Continue, &whole(), &["above"][..], 0, vec![]),
        (Decision::Continue, &whole(), &["must_not"], 0, at("decision", "error-review-must-not")),
        (Decision::WithMeasures, &whole(), &["must_not"], 3, at("decision", "error-review-must-not")),
        (Decision::Continue, &whole(), &["should_not"], 0, at("decision", "error-review-should-not")),
        (Decision::WithMeasures, &whole(), &["should_not"], 1, vec![]),
        (Decision::WithMeasures, &whole(), &["above"], 0, at("measures", "error-review-measures")),
        (Decision::WithMeasures, &no_end, &["above"], 1, at("ends_on", "error-review-end")),
        (Decision::WithMeasures, &ended, &["above"], 1, at("ends_on", "error-date-past")),
        (Decision::Stop, &whole(), &["must_not"], 0, vec![]),
        (Decision::Stop, &no_fallback, &[], 0, at("fallback_routine", "error-review-fallback")),
        (Decision::Stop, &untested, &[], 0, at("fallback_tested_on", "error-review-fallback-tested")),
        (Decision::Stop, &no_channel, &[], 0, at("alternative_channel", "error-review-alternative")),
        (Decision::Stop, &later, &[], 0, at("fallback_tested_on", "error-review-tested-future")),
        (Decision::Move, &whole(), &["must_not"], 0, vec![]),
    ] {
        assert_eq!(refused(decision, content, kinds, measures), expected, "{decision} {kinds:?}");
    }
    let mut home = facts(&[]);
    let there = whole();
    home.platform_id = there.target_platform_id.clone();
    let mut checks = Checks::default();
    check_decision(&mut checks, Decision::Move, &there, &home, 0, day("2026-11-23"));
    assert!(matches!(checks.done(), Err(Refusal::Invalid(errors)) if errors[0].code == "error-review-same-platform"));
    assert_eq!(refused(Decision::Move, &Content::default(), &[], 0).len(), 2);
}

#[test]
fn going_on_without_a_tried_fallback_is_warned_of() {
    let untested = Content { fallback_tested_on: None, ..whole() };
    assert_eq!(warnings(Decision::WithMeasures, &untested, &facts(&["above"])), ["reviews-warn-fallback"]);
    assert!(warnings(Decision::WithMeasures, &whole(), &facts(&["above"])).is_empty());
    assert_eq!(warnings(Decision::Continue, &whole(), &facts(&["above"])), ["reviews-warn-breach"]);
    let dangerous = Content { safety: Some(Harm::VerySerious), ..whole() };
    assert_eq!(warnings(Decision::Stop, &dangerous, &facts(&[])), ["reviews-warn-safety"]);
}

#[test]
fn costs_are_intervals_the_right_way_up() {
    for (low, high, code) in [
        (None, None, None),
        (Some(0), Some(0), None),
        (Some(40_000), Some(90_000), None),
        (Some(90_000), Some(40_000), Some("error-review-cost-order")),
        (Some(1), None, Some("error-review-cost-both")),
        (None, Some(1), Some("error-review-cost-both")),
        (Some(-1), Some(1), Some("error-review-cost")),
        (Some(1), Some(i64::MAX), Some("error-review-cost")),
    ] {
        let mut checks = Checks::default();
        check_cost(&mut checks, low, high);
        let found = match checks.done() {
            Err(Refusal::Invalid(errors)) => Some(errors[0].code),
            _ => None,
        };
        assert_eq!(found, code, "{low:?} {high:?}");
    }
    assert_eq!(sum_costs([(Some(1), Some(5)), (None, None), (Some(2), Some(3))]), (3, 8, 1));
}

#[test]
fn an_analysis_is_ready_when_harm_and_benefit_are_said() {
    let mut checks = Checks::default();
    check_ready(&mut checks, &Content { privacy: Some(Harm::Unknown), ..Content::default() });
    let Err(Refusal::Invalid(errors)) = checks.done() else { panic!("an empty analysis is not ready") };
    let fields: Vec<&str> = errors.iter().map(|e| e.field.as_str()).collect();
    for needed in ["privacy", "availability", "safety", "benefit", "harm_of_stopping", "cost_low", "proposal"] {
        assert!(fields.contains(&needed), "{needed}");
    }
}

#[test]
fn nobody_decides_on_their_own_analysis() {
    let (owner, author, other) = (id(1), id(2), id(3));
    assert!(check_decider(&owner, &owner, &[]).is_err());
    assert!(check_decider(&author, &owner, &[&author]).is_err());
    assert!(check_decider(&other, &owner, &[&author]).is_ok());
}

#[test]
fn reminders_fall_before_the_day_and_then_weekly() {
    let due = day("2026-12-15");
    for (today, expected) in [
        ("2026-11-30", None),
        ("2026-12-01", Some("2026-12-01")),
        ("2026-12-05", Some("2026-12-01")),
        ("2026-12-13", Some("2026-12-12")),
        ("2026-12-15", Some("2026-12-12")),
        ("2026-12-16", Some("2026-12-16")),
        ("2026-12-22", Some("2026-12-16")),
        ("2026-12-23", Some("2026-12-23")),
    ] {
        assert_eq!(reminder_day(due, &[14, 3], 7, day(today)), expected.map(day), "{today}");
    }
}

#[test]
fn the_same_seed_draws_the_same_sample_whatever_the_order() {
    let mut random = StdRng::seed_from_u64(54);
    for _ in 0..200 {
        let size = random.random_range(1..60);
        let mut population: Vec<Id> = (0..size).map(id).collect();
        let count = random.random_range(1..=usize::try_from(size).unwrap());
        let seed = format!("{:016x}", random.random::<u64>());
        let drawn = draw(&seed, &population, count);
        assert_eq!(drawn.len(), count);
        assert_eq!(drawn.iter().collect::<BTreeSet<_>>().len(), count, "nothing is drawn twice");
        assert!(drawn.iter().all(|one| population.contains(one)));
        population.reverse();
        assert_eq!(draw(&seed, &population, count), drawn);
    }
}

#[test]
fn everybody_has_the_same_chance() {
    let population: Vec<Id> = (0..20).map(id).collect();
    let mut hits: BTreeMap<Id, u32> = BTreeMap::new();
    for seed in 0..2_000 {
        for one in draw(&seed.to_string(), &population, 5) {
            *hits.entry(one).or_default() += 1;
        }
    }
    // 500 expected, a standard deviation of about 19
    assert!(hits.len() == 20 && hits.values().all(|n| (410..=590).contains(n)), "{hits:?}");
}
