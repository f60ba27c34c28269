//! Tier by rules, working order by weights, and the one-step override (domain.md 4.2).

use super::model::{Categorisation, Criteria, Criterion, Reason, TierOverride};
use super::terms::{LOWEST_TIER, TierRule, TieringModel};
use crate::base::refusal::{Checks, FieldError, Result};
use chrono::{Months, NaiveDate};

/// How long an override may hold, in months.
const OVERRIDE_MONTHS: u32 = 12;

/// Refuses a level above the highest one of its criterion.
pub fn check_criteria(model: &TieringModel, criteria: &Criteria) -> Result<()> {
    let mut checks = Checks::default();
    for criterion in Criterion::ALL {
        let highest = model.highest(*criterion);
        if criteria.get(*criterion).is_some_and(|level| level > highest) {
            checks.add(FieldError::new(criterion.as_str(), "error-level").with("highest", highest));
        }
    }
    checks.done()
}

/// The tier, every rule that led to it, and the working order. An unknown criterion counts as the
/// model's assumed level (4, also for the data class whose highest stated level is 3) and makes
/// the tier preliminary.
pub fn categorise(model: &TieringModel, criteria: &Criteria) -> Categorisation {
    let level = |criterion: Criterion| criteria.get(criterion).unwrap_or(model.assumed);
    let holds = |rule: &&TierRule| rule.when.iter().all(|(criterion, levels)| levels.contains(level(*criterion)));
    let fired: Vec<&TierRule> = model.rules.iter().filter(holds).collect();
    let tier = fired.iter().map(|rule| rule.tier).min().unwrap_or(LOWEST_TIER);
    let floor = fired.iter().filter(|rule| rule.floor).map(|rule| rule.tier).min().unwrap_or(LOWEST_TIER);
    let reason = |rule: &&TierRule| Reason {
        rule: rule.id.clone(),
        args: rule.when.keys().map(|criterion| (*criterion, level(*criterion))).collect(),
        assumed: rule.when.keys().copied().filter(|criterion| criteria.get(*criterion).is_none()).collect(),
    };
    let unknown = criteria.unknown();
    Categorisation {
        model_version: model.version.clone(),
        tier,
        preliminary: !unknown.is_empty(),
        reasons: fired.iter().filter(|rule| rule.tier == tier).map(reason).collect(),
        order_value: order_value(model, level),
        unknown,
        floor,
    }
}

/// `E = 100 * sum(weight * level) / 4`, with weights in percent and rounded half up in whole
/// numbers. Every level is divided by 4, the data class too though it stops at 3: that is what
/// gives the reference values of domain.md (84, 69, 50, 28). So E is at most 93 when all is known.
fn order_value(model: &TieringModel, level: impl Fn(Criterion) -> u8) -> u32 {
    let sum: u32 = model.weights.iter().map(|(criterion, weight)| weight * u32::from(level(*criterion))).sum();
    (sum + 2) / 4
}

/// A decided step away from the calculated tier: one step only, with a reason, for 12 months at
/// most, and never below the floor of the information's class.
pub fn override_tier(
    current: &Categorisation,
    requested: u8,
    reason: &str,
    expires_on: NaiveDate,
    today: NaiveDate,
) -> Result<TierOverride> {
    let mut checks = Checks::default();
    let one_step = requested.abs_diff(current.tier) == 1 && (1..=LOWEST_TIER).contains(&requested);
    checks.that(one_step, "tier", "error-override-one-step");
    if one_step && requested > current.floor {
        checks.add(FieldError::new("tier", "error-override-floor").with("floor", current.floor));
    }
    let reason = checks.required("reason", reason);
    let latest = today.checked_add_months(Months::new(OVERRIDE_MONTHS)).unwrap_or(today);
    checks.that(expires_on > today, "expires_on", "error-override-past");
    if expires_on > latest {
        checks.add(FieldError::new("expires_on", "error-override-too-long").with("latest", latest));
    }
    checks.done()?;
    Ok(TierOverride { tier: requested, reason, expires_on })
}

/// The tier to act by. An override counts through its last day, and lapses earlier when a new
/// categorisation leaves it more than one step away or below the floor.
pub fn effective_tier(calculated: &Categorisation, decided: Option<&TierOverride>, today: NaiveDate) -> u8 {
    decided
        .filter(|decided| today <= decided.expires_on)
        .filter(|decided| decided.tier.abs_diff(calculated.tier) <= 1 && decided.tier <= calculated.floor)
        .map_or(calculated.tier, |decided| decided.tier)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Refusal;

    /// Levels in the order D V O A C S; a negative number is unknown.
    fn criteria(levels: [i8; 6]) -> Criteria {
        let [d, v, o, a, c, s] = levels.map(|n| u8::try_from(n).ok());
        Criteria { data_class: d, data_subjects: v, criticality: o, access: a, chain: c, substitution: s }
    }

    fn judged(levels: [i8; 6]) -> Categorisation {
        categorise(TieringModel::current(), &criteria(levels))
    }

    fn rules(of: &Categorisation) -> Vec<&str> {
        of.reasons.iter().map(|reason| reason.rule.as_str()).collect()
    }

    #[test]
    fn reference_values_of_the_domain() {
        for (name, levels, order, tier) in [
            ("call line", [3, 4, 4, 2, 4, 3], 84, 1),
            ("e-service platform", [3, 3, 3, 2, 2, 3], 69, 1),
            ("single doctor", [3, 2, 2, 1, 1, 1], 50, 3),
            ("caterer", [1, 1, 2, 0, 1, 1], 28, 3),
        ] {
            let result = judged(levels);
            assert_eq!((result.order_value, result.tier, result.preliminary), (order, tier, false), "{name}");
        }
    }

    #[test]
    fn each_rule_gives_its_tier_and_its_reason() {
        let table: &[([i8; 6], u8, &[&str])] = &[
            ([3, 4, 0, 0, 0, 0], 1, &["t1-data-volume"]),
            ([3, 3, 3, 0, 0, 0], 1, &["t1-data-volume-criticality"]),
            ([0, 0, 0, 4, 0, 0], 1, &["t1-access"]),
            ([0, 0, 4, 0, 0, 0], 1, &["t1-criticality"]),
            ([3, 2, 0, 0, 4, 0], 1, &["t1-data-chain"]),
            ([3, 1, 0, 0, 4, 0], 2, &["t2-data-chain", "t2-chain"]),
            ([3, 3, 2, 0, 0, 0], 2, &["t2-data-volume"]),
            ([3, 0, 3, 0, 0, 0], 2, &["t2-data-criticality", "t2-criticality"]),
            ([3, 0, 0, 3, 0, 0], 2, &["t2-data-access", "t2-access"]),
            ([3, 0, 0, 0, 3, 0], 2, &["t2-data-chain"]),
            ([0, 0, 3, 0, 0, 0], 2, &["t2-criticality"]),
            ([0, 0, 0, 3, 0, 0], 2, &["t2-access"]),
            ([2, 3, 0, 0, 0, 0], 2, &["t2-considerable-data-volume"]),
            ([0, 0, 0, 0, 4, 0], 2, &["t2-chain"]),
            ([2, 4, 0, 0, 3, 4], 2, &["t2-considerable-data-volume"]),
            ([3, 2, 0, 0, 2, 0], 3, &["t3-data-floor"]),
            ([2, 2, 0, 0, 0, 0], 3, &["t3-data"]),
            ([1, 4, 0, 0, 3, 4], 3, &["t3-data"]),
            ([0, 0, 0, 1, 0, 0], 3, &["t3-access"]),
            ([0, 0, 2, 0, 0, 0], 3, &["t3-criticality"]),
            ([0, 4, 0, 0, 3, 4], 4, &["t4-otherwise"]),
            ([0, 0, 0, 0, 0, 0], 4, &["t4-otherwise"]),
            (
                [3, 4, 4, 4, 4, 4],
                1,
                &["t1-data-volume", "t1-data-volume-criticality", "t1-access", "t1-criticality", "t1-data-chain"],
            ),
        ];
        for (levels, tier, reasons) in table {
            let result = judged(*levels);
            assert_eq!((result.tier, rules(&result).as_slice()), (*tier, *reasons), "{levels:?}");
        }
    }

    #[test]
    fn unknown_is_never_low() {
        let nothing_known = judged([-1; 6]);
        assert_eq!((nothing_known.tier, nothing_known.preliminary, nothing_known.order_value), (1, true, 100));
        assert_eq!(nothing_known.unknown.len(), 6);
        // An unknown that cannot change the tier still leaves it preliminary.
        let one_unknown = judged([0, 0, 0, 0, 0, -1]);
        assert_eq!((one_unknown.tier, one_unknown.preliminary, one_unknown.order_value), (4, true, 5));
        // An unknown data class is not "= 2": it counts as 4.
        let unknown_class = judged([-1, 3, 0, 0, 0, 0]);
        assert_eq!(rules(&unknown_class), ["t2-data-volume"]);
        let reason = &unknown_class.reasons[0];
        assert_eq!(reason.assumed, [Criterion::DataClass]);
        assert_eq!(reason.args, [(Criterion::DataClass, 4), (Criterion::DataSubjects, 3)].into());
    }

    #[test]
    fn a_level_above_the_scale_is_refused() {
        let refused = check_criteria(TieringModel::current(), &criteria([4, 5, 4, 4, 4, 4]));
        let Err(Refusal::Invalid(errors)) = refused else { panic!("accepted") };
        let fields: Vec<_> = errors.iter().map(|e| (e.field.as_str(), e.code)).collect();
        assert_eq!(fields, [("data_class", "error-level"), ("data_subjects", "error-level")]);
        assert!(check_criteria(TieringModel::current(), &criteria([3, 4, -1, 4, 4, 4])).is_ok());
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_override_is_one_reasoned_step_for_a_year_at_most() {
        let today = day("2026-11-02");
        let (low, normal, doctor) = (judged([0; 6]), judged([2, 2, 0, 0, 0, 0]), judged([3, 2, 2, 1, 1, 1]));
        let table = [
            (&normal, 2, "Ny tjänst", "2027-11-02", vec![]),
            (&normal, 4, "Avvecklas", "2026-11-03", vec![]),
            (&doctor, 2, "Ny tjänst", "2027-01-01", vec![]),
            (&doctor, 4, "Liten", "2027-01-01", vec!["error-override-floor"]),
            (&normal, 1, "Ny tjänst", "2027-01-01", vec!["error-override-one-step"]),
            (&normal, 3, "Ny tjänst", "2027-01-01", vec!["error-override-one-step"]),
            (&low, 5, "Ny tjänst", "2027-01-01", vec!["error-override-one-step"]),
            (&normal, 2, "  ", "2027-01-01", vec!["error-required"]),
            (&normal, 2, "Ny tjänst", "2026-11-02", vec!["error-override-past"]),
            (&normal, 2, "Ny tjänst", "2027-11-03", vec!["error-override-too-long"]),
            (&normal, 1, "", "2026-01-01", vec!["error-override-one-step", "error-required", "error-override-past"]),
        ];
        for (current, tier, reason, expires, expected) in table {
            let codes = match override_tier(current, tier, reason, day(expires), today) {
                Ok(decided) => {
                    assert_eq!(decided.tier, tier);
                    vec![]
                }
                Err(Refusal::Invalid(errors)) => errors.iter().map(|e| e.code).collect(),
                Err(other) => panic!("{other}"),
            };
            assert_eq!(codes, expected, "{tier} {reason:?} {expires}");
        }
    }

    #[test]
    fn an_override_lapses() {
        let decided = |tier| TierOverride { tier, reason: "Skäl".into(), expires_on: day("2027-03-31") };
        for (levels, tier, today, expected) in [
            ([2, 2, 0, 0, 0, 0], 2, "2027-03-31", 2),
            ([2, 2, 0, 0, 0, 0], 2, "2027-04-01", 3),
            ([2, 2, 0, 0, 0, 0], 4, "2027-01-01", 4),
            ([3, 2, 0, 0, 0, 0], 4, "2027-01-01", 3),
            ([0, 0, 4, 0, 0, 0], 3, "2027-01-01", 1),
        ] {
            assert_eq!(
                effective_tier(&judged(levels), Some(&decided(tier)), day(today)),
                expected,
                "{levels:?} {today}"
            );
        }
        assert_eq!(effective_tier(&judged([0; 6]), None, day("2027-01-01")), 4);
    }
}
