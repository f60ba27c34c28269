//! Reference values of domain.md 4.4, and what must hold whatever the numbers are.

use super::acceptance::{check_dates, is_complete};
use super::credit::{Credit, Linked, credit};
use super::generator::Generator;
use super::portfolio::{self, Scenario};
use super::simulation::{Inputs, Range, simulate, tolerated, two_digits};
use super::table::{Span, Table};
use crate::access::Role;
use crate::base::{Refusal, Result};
use crate::features::controls::Assurance;
use crate::features::risks::model::{ControlGroup, CreditVerdict, RiskLevel, SimulationInput};
use crate::features::risks::parameters::RiskModel;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::convert::Infallible;

const TRIALS: usize = 200_000;

fn range(low: f64, high: f64) -> Range {
    Range { low, high }
}

fn reference() -> Inputs {
    Inputs {
        frequency: range(0.05, 0.5),
        loss: range(0.5e6, 20.0e6),
        persons: None,
        effect: (0.0, 0.0),
        reduction: (0.0, 0.0),
    }
}

fn near(what: &str, value: f64, expected: f64, share: f64) {
    assert!((value - expected).abs() <= share * expected + f64::EPSILON, "{what}: {value}, expected {expected}");
}

#[test]
fn percentiles_match_the_reference() {
    let tolerance = &RiskModel::current().tolerance;
    for seed in [1, 20_261_123] {
        let inherent = simulate(&reference(), tolerance, seed, TRIALS);
        near("P", inherent.at_least_one, 0.17, 0.05);
        near("P90", inherent.loss.p90, 3.0e6, 0.05);
        near("P95", inherent.loss.p95, 7.1e6, 0.05);
        near("mean", inherent.loss.mean, 1.2e6, 0.10);
        assert_eq!(inherent.loss.p50, 0.0);
        let treated = Inputs { effect: (0.4, 0.8), reduction: (0.1, 0.4), ..reference() };
        let residual = simulate(&treated, tolerance, seed, TRIALS);
        near("P after controls", residual.at_least_one, 0.076, 0.05);
        near("P95 after controls", residual.loss.p95, 1.6e6, 0.05);
        near("mean after controls", residual.loss.mean, 0.35e6, 0.10);
    }
}

#[test]
fn the_same_seed_gives_the_same_outcome() {
    let inputs = Inputs { persons: Some(range(100.0, 50_000.0)), effect: (0.2, 0.6), ..reference() };
    let run = |seed| simulate(&inputs, &RiskModel::current().tolerance, seed, 10_000);
    let first = run(7);
    assert_eq!(first, run(7));
    assert_ne!(first.loss, run(8).loss);
    assert_eq!((first.algorithm.as_str(), first.seed, first.trials), ("xoshiro256pp-1", 7, 10_000));
    // Held so that a stored result can be repeated by every later version.
    let mut generator = Generator::new(42);
    let drawn: Vec<String> = (0..3).map(|_| format!("{:.12}", generator.uniform())).collect();
    let mut again = Generator::new(42);
    assert_eq!(drawn, (0..3).map(|_| format!("{:.12}", again.uniform())).collect::<Vec<_>>());
    let inputs: Vec<SimulationInput> = first.tornado.iter().map(|s| s.input).collect();
    assert_eq!(inputs.first(), Some(&SimulationInput::Loss), "the tail of the loss decides");
    assert!(first.exceedance.windows(2).all(|w| w[0].probability >= w[1].probability && w[0].loss < w[1].loss));
    assert!(first.persons.unwrap().p95 > 1_000.0);
}

#[test]
fn counts_and_normals_are_what_they_claim() {
    for mean in [0.02, 0.5, 4.0, 75.0] {
        let mut generator = Generator::new(3);
        let all: Vec<f64> = (0..40_000).map(|_| f64::from(generator.poisson(mean))).collect();
        let average = all.iter().sum::<f64>() / all.len() as f64;
        let variance = all.iter().map(|x| (x - average).powi(2)).sum::<f64>() / all.len() as f64;
        near("mean", average, mean, 0.08);
        near("variance", variance, mean, 0.10);
    }
    let mut generator = Generator::new(5);
    let all: Vec<f64> = (0..100_000).map(|_| generator.normal()).collect();
    let inside = all.iter().filter(|x| x.abs() < 1.645).count() as f64 / all.len() as f64;
    near("within 90 %", inside, 0.90, 0.01);
}

#[test]
fn no_interval_is_taken_that_is_none() {
    let code = |low, high| Range::checked("loss", low, high, 1.0e12).map_err(|e| (e.field, e.code));
    let at = |field: &str, code: &'static str| Err((field.to_string(), code));
    assert_eq!(code(0.5, 2.0), Ok(range(0.5, 2.0)));
    assert_eq!(code(2.0, 0.5), at("loss_high", "error-risk-range-order"));
    assert_eq!(code(2.0, 2.0), at("loss_high", "error-risk-range-point"));
    assert_eq!(code(0.0, 2.0), at("loss_low", "error-risk-range-positive"));
    assert_eq!(code(-1.0, 2.0), at("loss_low", "error-risk-range-positive"));
    assert_eq!(code(f64::NAN, 2.0), at("loss_low", "error-risk-range-positive"));
    assert_eq!(code(1.0, f64::INFINITY), at("loss_high", "error-risk-range-positive"));
    assert_eq!(code(1.0, f64::NAN), at("loss_high", "error-risk-range-positive"));
    assert_eq!(code(1.0, 1.0e13), at("loss_high", "error-risk-range-most"));
}

#[test]
fn two_digits_and_the_tolerance_line() {
    for (value, shown) in [(0.0, 0.0), (0.1749, 0.17), (7_148_233.0, 7_100_000.0), (0.0764, 0.076), (99.6, 100.0)] {
        assert_eq!(two_digits(value), shown, "{value}");
    }
    let line = &RiskModel::current().tolerance;
    assert_eq!(tolerated(line, 10.0), 0.5);
    assert_eq!(two_digits(tolerated(line, 1.0e6)), 0.2);
    assert_eq!(two_digits(tolerated(line, 10f64.powf(6.5))), 0.1, "halfway between 0.2 and 0.05 in logarithms");
    assert_eq!(tolerated(line, 1.0e12), 0.01);
}

#[test]
fn the_table_is_looked_up_and_every_touched_cell_counts() {
    let table = RiskModel::current().table();
    for (s, k, level) in [
        (1, 1, RiskLevel::Low),
        (4, 1, RiskLevel::Medium),
        (1, 4, RiskLevel::High),
        (2, 2, RiskLevel::Medium),
        (4, 2, RiskLevel::High),
        (4, 4, RiskLevel::Extreme),
    ] {
        assert_eq!(table.level(s, k), Some(level), "S{s} K{k}");
    }
    assert_eq!(table.level(0, 1), None);
    assert_eq!(table.level(5, 1), None);
    let touched = table.touched(Span::new(2, 3), Span::new(2, 3));
    assert_eq!(touched.len(), 4);
    assert_eq!(table.worst(Span::new(2, 3), Span::new(2, 3)), Some(RiskLevel::High));
    for (low, high, span) in [
        (0.05, 0.5, Span::new(2, 3)),
        (0.01, 0.04, Span::new(1, 1)),
        (0.05, 0.2, Span::new(2, 2)),
        (0.3, 40.0, Span::new(3, 4)),
        (20.0, 40.0, Span::new(4, 4)),
    ] {
        assert_eq!(table.bands_touched(low, high), span, "{low}-{high}");
    }
    assert_eq!(table.lessened(Span::new(3, 3), (0.0, 0.0)), Span::new(3, 3));
    assert_eq!(table.lessened(Span::new(3, 3), (0.4, 0.8)), Span::new(1, 3));
    assert_eq!(table.lessened(Span::new(3, 3), (0.8, 0.9)), Span::new(1, 2));
}

#[test]
fn a_table_of_ones_own_is_a_full_grid() {
    let text = ";0;0,01;0,1;0,5;2\nK5;H;H;H;EH;EH\nK4;M;H;H;H;EH\nK3;M;M;M;H;H\nK2;L;L;M;M;M\nK1;L;L;L;L;M";
    let table = Table::read("own-1", text).unwrap();
    assert_eq!(
        (table.size(), table.level(5, 5), table.level(1, 1)),
        (5, Some(RiskLevel::Extreme), Some(RiskLevel::Low))
    );
    assert_eq!(Table::read("own-1", &table.written()).unwrap(), table);
    let model = RiskModel::current().table();
    assert_eq!(Table::read(&model.version, &model.written()).unwrap(), model);
    let code = |text: &str| match Table::read("own-1", text) {
        Err(Refusal::Invalid(errors)) => errors[0].code,
        other => panic!("{other:?}"),
    };
    assert_eq!(code(""), "error-required");
    assert_eq!(code(&text.replace("K3;M;M;M;H;H", "K3;M;M;M;H")), "error-risk-table-row");
    assert_eq!(code(&text.replace("\nK1;L;L;L;L;M", "")), "error-risk-table-bands");
    assert_eq!(code(";0;1;2\nK3;L;M;H\nK2;L;M;H\nK1;L;L;L"), "error-risk-table-size");
    assert_eq!(code(&text.replace("0,1", "ofta")), "error-risk-table-bands");
    assert_eq!(code(&text.replace("0,1;", "0,9;")), "error-risk-table-bands");
    assert_eq!(code(&text.replace("EH;EH", "EH;?")), "error-risk-table-level");
    assert_eq!(code(&text.replace("K5;H;H;H;EH;EH", "K5;L;H;H;EH;EH")), "error-risk-table-monotone");
}

#[test]
fn a_worse_rating_never_gives_a_better_level() {
    let table = RiskModel::current().table();
    let spans: Vec<Span> = (1..=4).flat_map(|low| (low..=4).map(move |high| Span::new(low, high))).collect();
    for s in &spans {
        for k in &spans {
            let level = table.worst(*s, *k).unwrap();
            for (ds, dk) in [(1, 0), (0, 1)] {
                let worse = |span: &Span, by: i32| Span::new(span.low, (span.high + by).min(4));
                assert!(table.worst(worse(s, ds), worse(k, dk)).unwrap() >= level, "{s:?} {k:?}");
            }
        }
    }
}

fn linked(group: ControlGroup, status: Option<f64>, assurance: Assurance, effect: (f64, f64)) -> Linked {
    Linked {
        control_id: "A.8.5".to_string(),
        group,
        status,
        assurance,
        evidence_valid: true,
        effect,
        reduction: (0.0, 0.0),
    }
}

fn credited(all: &[Linked], common: bool) -> Credit {
    credit(&RiskModel::current().credit, all, common)
}

#[test]
fn claims_alone_give_nothing() {
    use Assurance::{A0, A1, A2, A3};
    use ControlGroup::Prevent;
    let full = (0.9, 0.9);
    for (status, assurance, valid, expected, verdict) in [
        (Some(1.0), A0, true, 0.0, CreditVerdict::ClaimOnly),
        (Some(1.0), A1, true, 0.3, CreditVerdict::Capped),
        (Some(0.5), A1, true, 0.3, CreditVerdict::Capped),
        (Some(1.0), A2, true, 0.6, CreditVerdict::Capped),
        (Some(1.0), A3, true, 0.8, CreditVerdict::Capped),
        (Some(0.0), A3, true, 0.0, CreditVerdict::NotMet),
        (None, A3, true, 0.0, CreditVerdict::NotReviewed),
        (Some(1.0), A3, false, 0.0, CreditVerdict::Expired),
    ] {
        let one = Linked { evidence_valid: valid, ..linked(Prevent, status, assurance, full) };
        let credit = credited(&[one], false);
        near("e", credit.effect.1, expected, 1.0e-9);
        assert_eq!(credit.factors[0].verdict, verdict, "{status:?} {assurance}");
    }
}

#[test]
fn groups_are_combined_and_capped() {
    use Assurance::{A2, A3};
    let three = [
        linked(ControlGroup::Prevent, Some(1.0), A2, (0.2, 0.5)),
        linked(ControlGroup::Prevent, Some(1.0), A2, (0.4, 0.4)),
        linked(ControlGroup::Detect, Some(1.0), A2, (0.1, 0.5)),
    ];
    let credit = credited(&three, false);
    // the strongest of prevent: 0.4 to 0.5; with detect: 1 - 0.6 * 0.9, and 1 - 0.5 * 0.5
    near("low", credit.effect.0, 0.46, 1.0e-9);
    near("high", credit.effect.1, 0.75, 1.0e-9);
    let common = credited(&three, true);
    assert_eq!(common.effect, (0.4, 0.5), "one cause breaks them all: the strongest alone");
    let strong: Vec<Linked> = ControlGroup::ALL.iter().map(|g| linked(*g, Some(1.0), A3, (0.8, 0.8))).collect();
    assert_eq!(credited(&strong, false).effect, (0.9, 0.9), "never more than the total cap");
    assert_eq!(credited(&[], false).effect, (0.0, 0.0));
}

/// Random controls and random intervals: what is left is never more than what was there.
#[test]
fn residual_never_exceeds_inherent() {
    let mut rng = StdRng::seed_from_u64(11);
    let table = RiskModel::current().table();
    for _ in 0..400 {
        let count = rng.random_range(0..6);
        let all: Vec<Linked> = (0..count)
            .map(|_| {
                let share = |rng: &mut StdRng| {
                    let (a, b) = (rng.random_range(0.0..1.0), rng.random_range(0.0..1.0));
                    if a < b { (a, b) } else { (b, a) }
                };
                Linked {
                    control_id: "A.5.1".to_string(),
                    group: ControlGroup::ALL[rng.random_range(0..3)],
                    status: [None, Some(0.0), Some(0.5), Some(1.0)][rng.random_range(0..4)],
                    assurance: Assurance::ALL[rng.random_range(0..4)],
                    evidence_valid: rng.random_bool(0.7),
                    effect: share(&mut rng),
                    reduction: share(&mut rng),
                }
            })
            .collect();
        let credit = credited(&all, rng.random_bool(0.3));
        for (low, high) in [credit.effect, credit.reduction] {
            assert!((0.0..=0.9).contains(&low) && low <= high && high <= 0.9, "{credit:?}");
        }
        let s_low = rng.random_range(1..=4);
        let s = Span::new(s_low, rng.random_range(s_low..=4));
        let k_low = rng.random_range(1..=4);
        let k = Span::new(k_low, rng.random_range(k_low..=4));
        let left = table.lessened(s, credit.effect);
        assert!(left.low <= s.low && left.high <= s.high, "{s:?} {left:?}");
        assert!(table.worst(left, k) <= table.worst(s, k));
        let low = rng.random_range(0.01..1.0);
        let inputs = Inputs { frequency: range(low, low * rng.random_range(1.5..20.0)), ..reference() };
        let treated = Inputs { effect: credit.effect, reduction: credit.reduction, ..inputs };
        let (before, after) = (simulate(&inputs, &[], 9, 800), simulate(&treated, &[], 9, 800));
        // The draws differ as soon as a count does, so a percentile may wander; the expected loss may not.
        let slack = 1.35;
        assert!(after.at_least_one <= before.at_least_one * slack + 0.02, "{before:?} {after:?}");
    }
}

#[test]
fn a_shared_node_makes_bad_years_worse_and_keeps_the_mean() {
    let inputs = Inputs { frequency: range(0.1, 0.3), loss: range(0.9e6, 1.1e6), ..reference() };
    let run = |node: fn(usize) -> Option<usize>| {
        let all: Vec<Scenario> = (0..40).map(|n| Scenario { inputs, node: node(n) }).collect();
        let never = |_| Ok::<(), Infallible>(());
        match portfolio::simulate(&all, 0.8, &[], 5, 10_000, never) {
            Ok(outcome) => outcome,
        }
    };
    let (apart, together) = (run(|_| None), run(|_| Some(0)));
    assert_eq!((apart.shared_nodes, together.shared_nodes), (0, 1));
    near("mean", together.loss.mean, apart.loss.mean, 0.08);
    assert!(together.loss.p95 > apart.loss.p95 * 1.3, "{together:?} {apart:?}");
    assert_eq!(run(Some).loss, run(|n| Some(n + 7)).loss, "a node that only one names is not shared");
    let stopped: Result<_, &str> =
        portfolio::simulate(&[Scenario { inputs, node: None }], 0.5, &[], 1, 1_000, |done| {
            if done >= 500 { Err("enough") } else { Ok(()) }
        });
    assert_eq!(stopped.unwrap_err(), "enough");
}

#[test]
fn each_level_is_accepted_by_those_who_may() {
    use Role::{Board, ContractManager, Director, SecurityOfficer, UnitHead};
    for (level, roles, enough) in [
        (RiskLevel::Low, vec![UnitHead], true),
        (RiskLevel::Low, vec![ContractManager], false),
        (RiskLevel::Medium, vec![ContractManager], false),
        (RiskLevel::Medium, vec![SecurityOfficer, SecurityOfficer], false),
        (RiskLevel::Medium, vec![SecurityOfficer, ContractManager], true),
        (RiskLevel::Medium, vec![Director], true),
        (RiskLevel::High, vec![SecurityOfficer, ContractManager], false),
        (RiskLevel::High, vec![Director], true),
        (RiskLevel::Extreme, vec![Director], false),
        (RiskLevel::Extreme, vec![Board], true),
        (RiskLevel::Extreme, vec![], false),
    ] {
        let terms = RiskModel::current().acceptance(level).unwrap();
        assert_eq!(is_complete(terms, &roles), enough, "{level} {roles:?}");
    }
}

#[test]
fn an_acceptance_always_ends() {
    let terms = RiskModel::current().acceptance(RiskLevel::High).unwrap();
    let day = |text: &str| text.parse().ok();
    let today = "2026-11-23".parse().unwrap();
    let codes = |until, review| match check_dates(terms, today, until, review) {
        Ok(_) => Vec::new(),
        Err(Refusal::Invalid(errors)) => errors.into_iter().map(|e| e.code).collect(),
        Err(other) => panic!("{other}"),
    };
    assert!(codes(day("2027-11-23"), day("2027-05-01")).is_empty());
    assert_eq!(codes(None, day("2027-05-01")), ["error-risk-no-end"]);
    assert_eq!(codes(day("2027-11-24"), day("2027-05-01")), ["error-risk-too-long"]);
    assert_eq!(codes(day("2026-11-23"), day("2026-11-23")), ["error-date-past", "error-date-past"]);
    assert_eq!(codes(day("2027-05-01"), day("2027-06-01")), ["error-risk-review-after"]);
    assert_eq!(codes(day("2027-05-01"), None), ["error-required"]);
}
