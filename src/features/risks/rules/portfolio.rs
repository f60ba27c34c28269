//! Many scenarios in the same years. Scenarios that share a node are struck together when the node is: a part of each
//! one's events come from events of the node, so they hang together while each keeps its own frequency.

use super::generator::{ALGORITHM, Generator};
use super::simulation::{Exceedance, Inputs, Lognormal, Percentiles, exceedance, percentiles, two_digits};
use crate::features::risks::parameters::Tolerance;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One scenario of the portfolio. `node` numbers the node that it shares with others, if any.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scenario {
    pub inputs: Inputs,
    pub node: Option<usize>,
}

/// The outcome for the whole portfolio.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PortfolioOutcome {
    pub algorithm: String,
    pub seed: i64,
    pub trials: usize,
    pub scenarios: usize,
    /// Nodes that at least two scenarios share.
    pub shared_nodes: usize,
    pub at_least_one: f64,
    /// The probability that two scenarios or more happen within the same twelve months.
    pub several: f64,
    pub loss: Percentiles,
    pub exceedance: Vec<Exceedance>,
}

struct Drawn {
    frequency: Lognormal,
    loss: Lognormal,
    inputs: Inputs,
    node: Option<usize>,
}

/// Simulates the portfolio; `progress` is told after each hundredth how many trials are done, and stops the work by
/// an error. The same seed gives the same outcome.
pub fn simulate<E>(
    scenarios: &[Scenario],
    common_share: f64,
    tolerance: &[Tolerance],
    seed: i64,
    trials: usize,
    mut progress: impl FnMut(usize) -> Result<(), E>,
) -> Result<PortfolioOutcome, E> {
    let shared = shared_nodes(scenarios);
    let all: Vec<Drawn> = scenarios
        .iter()
        .map(|s| Drawn {
            frequency: Lognormal::of(s.inputs.frequency),
            loss: Lognormal::of(s.inputs.loss),
            inputs: s.inputs,
            node: s.node.and_then(|node| shared.get(&node).copied()),
        })
        .collect();
    let mut generator = Generator::new(seed);
    let mut losses = Vec::with_capacity(trials);
    let (mut hit, mut several) = (0_usize, 0_usize);
    let step = (trials / 100).max(1);
    let mut rates = vec![0.0; all.len()];
    let mut strongest = vec![0.0_f64; shared.len()];
    let mut node_events = vec![0_u32; shared.len()];
    for trial in 0..trials {
        if trial % step == 0 {
            progress(trial)?;
        }
        strongest.fill(0.0);
        for (drawn, rate) in all.iter().zip(&mut rates) {
            let effect = generator.between(drawn.inputs.effect.0, drawn.inputs.effect.1).min(0.9);
            *rate = drawn.frequency.draw(&mut generator) * (1.0 - effect);
            if let Some(top) = drawn.node.and_then(|node| strongest.get_mut(node)) {
                *top = top.max(*rate);
            }
        }
        for (events, top) in node_events.iter_mut().zip(&strongest) {
            *events = generator.poisson(common_share * top);
        }
        let (mut sum, mut struck) = (0.0, 0_u32);
        for (drawn, rate) in all.iter().zip(&rates) {
            let events = events_of(drawn, *rate, common_share, &strongest, &node_events, &mut generator);
            struck += u32::from(events > 0);
            if events > 0 {
                let kept = 1.0 - generator.between(drawn.inputs.reduction.0, drawn.inputs.reduction.1);
                for _ in 0..events {
                    sum += drawn.loss.draw(&mut generator) * kept;
                }
            }
        }
        hit += usize::from(struck > 0);
        several += usize::from(struck > 1);
        losses.push(sum);
    }
    losses.sort_by(f64::total_cmp);
    let least = scenarios.iter().map(|s| s.inputs.loss.low).fold(f64::INFINITY, f64::min);
    let least = if least.is_finite() { least } else { 1.0 };
    let share = |count: usize| two_digits(count as f64 / trials.max(1) as f64);
    Ok(PortfolioOutcome {
        algorithm: ALGORITHM.to_string(),
        seed,
        trials,
        scenarios: scenarios.len(),
        shared_nodes: shared.len(),
        at_least_one: share(hit),
        several: share(several),
        loss: percentiles(&losses),
        exceedance: exceedance(&losses, least, tolerance),
    })
}

/// Events of one scenario in a year: its own, and those of the node that strike it. A node's event strikes a scenario
/// in proportion to its own rate, so that the expected number stays what was stated.
fn events_of(
    drawn: &Drawn,
    rate: f64,
    common_share: f64,
    strongest: &[f64],
    node_events: &[u32],
    generator: &mut Generator,
) -> u32 {
    let Some((top, together)) = drawn.node.and_then(|node| Some((*strongest.get(node)?, *node_events.get(node)?)))
    else {
        return generator.poisson(rate);
    };
    let mut events = generator.poisson(rate * (1.0 - common_share));
    for _ in 0..together {
        events += u32::from(generator.uniform() * top < rate);
    }
    events
}

/// The nodes that at least two scenarios name, numbered anew without gaps.
fn shared_nodes(scenarios: &[Scenario]) -> BTreeMap<usize, usize> {
    let mut counted: BTreeMap<usize, usize> = BTreeMap::new();
    for node in scenarios.iter().filter_map(|s| s.node) {
        *counted.entry(node).or_default() += 1;
    }
    counted.into_iter().filter(|(_, n)| *n > 1).enumerate().map(|(at, (node, _))| (node, at)).collect()
}
