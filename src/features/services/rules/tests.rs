use super::*;
use crate::base::{Id, Language};
use crate::features::services::catalogue::Catalogue;
use chrono::{DateTime, Utc};

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap()
}

fn rule(type_code: &str, strength: Strength) -> PlatformRule {
    let id = Id::new(at());
    PlatformRule {
        id: id.clone(),
        organisation_id: id.clone(),
        platform_id: id.clone(),
        type_code: type_code.to_string(),
        strength,
        legal_source: Some("PDL 4 kap.".to_string()),
        evidence: None,
        decided_by: id,
        decided_by_name: "Jonas".to_string(),
        decided_at: at().into(),
        version: 1,
    }
}

/// A generator of our own, so that a failure can be told by its seed.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn level(&mut self) -> Option<u8> {
        u8::try_from(self.throw(5)).ok().filter(|level| *level < 4)
    }

    fn class(&mut self) -> Class {
        Class { c: self.level(), i: self.level(), a: self.level(), t: self.level() }
    }
}

#[test]
fn a_breach_is_an_aspect_above_or_a_must_not_rule_and_nothing_else() {
    let codes = ["health", "patient_records", "social_services", "public_web"];
    for seed in 0..20_000 {
        let mut dice = Dice(seed);
        let (class, ceiling) = (dice.class(), dice.class());
        let picked = |dice: &mut Dice| codes.iter().filter(|_| dice.throw(3) == 0).map(ToString::to_string).collect();
        let types: Vec<String> = picked(&mut dice);
        let mut rules = Vec::new();
        for code in codes {
            let pick = usize::try_from(dice.throw(4)).unwrap();
            if let Some(strength) = Strength::ALL.get(pick) {
                rules.push(rule(code, *strength));
            }
        }
        let decided: Vec<String> = picked(&mut dice);
        let decided: BTreeSet<&str> = decided.iter().map(String::as_str).collect();
        let verdict = compare(class, &types, ceiling, &rules, &decided);
        let above = Aspect::ALL.iter().any(|a| matches!((class.get(*a), ceiling.get(*a)), (Some(l), Some(c)) if l > c));
        let hit = |strength: Strength, code: &str| rules.iter().any(|r| r.type_code == code && r.strength == strength);
        let forbidden = types.iter().any(|code| hit(Strength::MustNot, code));
        assert_eq!(verdict.is_breach(), above || forbidden, "seed {seed}");
        let undecided = types.iter().any(|code| hit(Strength::ShouldNot, code) && !decided.contains(code.as_str()));
        assert_eq!(!verdict.undecided.is_empty(), undecided, "seed {seed}");
        // What explains a breach is never empty, and no decision takes a must-not away.
        let all: BTreeSet<&str> = codes.into_iter().collect();
        assert_eq!(compare(class, &types, ceiling, &rules, &all).forbidden, verdict.forbidden, "seed {seed}");
        assert_eq!(verdict.unclassified, !class.is_whole(), "seed {seed}");
    }
}

#[test]
fn a_higher_class_never_ends_a_breach_and_a_higher_ceiling_never_makes_one() {
    for seed in 0..5_000 {
        let mut dice = Dice(seed);
        let (class, ceiling) = (dice.class(), dice.class());
        let before = compare(class, &[], ceiling, &[], &BTreeSet::new());
        let higher = class.highest(dice.class());
        let higher_known = Aspect::ALL.iter().all(|a| ceiling.get(*a).is_none() || class.get(*a).is_some());
        if before.is_breach() && higher_known {
            assert!(compare(higher, &[], ceiling, &[], &BTreeSet::new()).is_breach(), "seed {seed}");
        }
        let lifted = Class {
            c: ceiling.c.map(|_| 3),
            i: ceiling.i.map(|_| 3),
            a: ceiling.a.map(|_| 3),
            t: ceiling.t.map(|_| 3),
        };
        assert!(!compare(class, &[], lifted, &[], &BTreeSet::new()).is_breach(), "seed {seed}");
    }
}

#[test]
fn suggestions_take_the_highest_and_count_persons() {
    let model = ClassModel::versions().newest();
    let catalogue = Catalogue::of(model, &[], Language::Sv);
    let suggested = |codes: &[&str], persons| {
        let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
        suggest(model, &catalogue.of_codes(&codes), persons)
    };
    for (codes, persons, class) in [
        (&[][..], None, Class::default()),
        (&["social_services", "health"], None, Class::of(3, 3, 2, 3)),
        (&["child_concern", "protected_identity"], Some(50), Class::of(3, 2, 3, 3)),
        (&["extra_worthy"], Some(999), Class::of(2, 2, 1, 2)),
        (&["extra_worthy"], Some(1_000), Class::of(3, 2, 1, 2)),
        (&["health"], Some(50_000), Class::of(3, 3, 2, 3)),
    ] {
        assert_eq!(suggested(codes, persons).class, class, "{codes:?} {persons:?}");
    }
    let because = suggested(&["extra_worthy"], Some(1_000)).reasons;
    assert_eq!(because.last().map(|r| (r.aspect, r.level, r.type_code.clone())), Some((Aspect::C, 3, None)));
    let care = suggested(&["patient_records", "public_web"], None);
    assert!(care.pdl && care.reasons.iter().all(|r| r.type_code.as_deref() == Some("patient_records")), "{care:?}");
}

#[test]
fn lowering_and_loosening_are_seen() {
    let whole = Class::of(3, 2, 2, 3);
    for (after, lowered) in [
        (whole, false),
        (Class::of(3, 3, 3, 3), false),
        (Class::of(3, 2, 1, 3), true),
        (Class::of(3, 3, 1, 3), true),
        (Class { c: None, ..whole }, true),
    ] {
        assert_eq!(is_lowering(whole, after), lowered, "{after:?}");
    }
    assert!(!is_lowering(Class::default(), Class::of(0, 0, 0, 0)), "the first classification lowers nothing");
    for (before, after, raised) in [
        (Class::default(), Class::of(3, 3, 3, 3), false),
        (Class::of(2, 2, 2, 2), Class::of(2, 2, 2, 1), false),
        (Class::of(2, 2, 2, 2), Class::of(3, 1, 1, 1), true),
        (Class::of(2, 2, 2, 2), Class { c: None, ..Class::of(2, 2, 2, 2) }, true),
    ] {
        assert_eq!(raises_ceiling(before, after), raised, "{before:?} {after:?}");
    }
    use Strength::*;
    for (before, after, weaker) in [
        (Some(MustNot), Some(ShouldNot), true),
        (Some(MustNot), None, true),
        (Some(ShouldNot), Some(Allowed), true),
        (Some(ShouldNot), Some(MustNot), false),
        (None, Some(Allowed), false),
        (Some(Allowed), None, false),
    ] {
        assert_eq!(weakens(before, after), weaker, "{before:?} {after:?}");
    }
}

#[test]
fn twelve_months_and_not_a_day_more() {
    let model = ClassModel::versions().newest();
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    assert_eq!(valid_until(model, day("2025-11-24")), day("2026-11-24"));
    assert!(!is_old(model, day("2025-11-24"), day("2026-11-24")));
    assert!(is_old(model, day("2025-11-24"), day("2026-11-25")));
}

#[test]
fn cells_of_the_matrix() {
    let (ceiling, low, high) = (Class::of(2, 2, 2, 2), Class::of(1, 1, 1, 1), Class::of(3, 2, 2, 3));
    use Strength::*;
    for (class, ceiling, strength, cell) in [
        (low, ceiling, None, Fit::Allowed),
        (high, ceiling, None, Fit::AboveCeiling),
        (high, ceiling, Some(MustNot), Fit::Forbidden),
        (low, ceiling, Some(MustNot), Fit::Forbidden),
        (low, ceiling, Some(ShouldNot), Fit::Conditional),
        (high, ceiling, Some(Allowed), Fit::AboveCeiling),
        (low, Class::default(), None, Fit::Unknown),
        (low, Class::default(), Some(Allowed), Fit::Allowed),
        (Class::default(), ceiling, None, Fit::Unknown),
    ] {
        assert_eq!(fit(class, ceiling, strength), cell, "{class:?} {ceiling:?} {strength:?}");
    }
}

#[test]
fn each_blocker_is_named() {
    let all = Verdict {
        above: vec![Above { aspect: Aspect::C, level: 3, ceiling: 2 }],
        forbidden: vec![RuleHit { type_code: "x".into(), strength: Strength::MustNot, legal_source: None }],
        undecided: vec![RuleHit { type_code: "y".into(), strength: Strength::ShouldNot, legal_source: None }],
        excepted: Vec::new(),
        unclassified: true,
    };
    assert_eq!(blockers(&all, false).len(), 5);
    assert_eq!(blockers(&Verdict::default(), true), Vec::<&str>::new());
}
