//! Lens B: losses of a year, simulated from 90 % intervals (domain.md 4.4). Lognormal inputs, Poisson events.

use super::generator::{ALGORITHM, Generator};
use crate::base::refusal::FieldError;
use crate::features::risks::model::SimulationInput;
use crate::features::risks::parameters::Tolerance;
use serde::{Deserialize, Serialize};

/// Width of a 90 % interval in standard deviations.
const WIDTH: f64 = 3.29;

/// The ends of a 90 % interval of something above zero.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Range {
    pub low: f64,
    pub high: f64,
}

impl Range {
    /// Refuses what is no interval: not a number, zero or less, without end, upside down, or a single point.
    pub fn checked(field: &str, low: f64, high: f64, most: f64) -> Result<Range, FieldError> {
        let wrong = |end: &str, code: &'static str| Err(FieldError::new(format!("{field}_{end}"), code));
        if !low.is_finite() || low <= 0.0 {
            return wrong("low", "error-risk-range-positive");
        }
        if !high.is_finite() || high <= 0.0 {
            return wrong("high", "error-risk-range-positive");
        }
        if high > most {
            return Err(FieldError::new(format!("{field}_high"), "error-risk-range-most").with("most", most));
        }
        if low > high {
            return wrong("high", "error-risk-range-order");
        }
        if low >= high {
            return wrong("high", "error-risk-range-point");
        }
        Ok(Range { low, high })
    }

    fn lognormal(self) -> Lognormal {
        let (a, b) = (self.low.ln(), self.high.ln());
        Lognormal { mu: (a + b) / 2.0, sigma: (b - a) / WIDTH }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Lognormal {
    mu: f64,
    sigma: f64,
}

impl Lognormal {
    pub(super) fn of(range: Range) -> Lognormal {
        range.lognormal()
    }

    pub(super) fn draw(self, generator: &mut Generator) -> f64 {
        (self.mu + self.sigma * generator.normal()).exp()
    }
}

/// What one scenario is simulated from. Shares are between 0 and 1, as (low, high).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inputs {
    /// Events a year.
    pub frequency: Range,
    /// Kronor an event.
    pub loss: Range,
    /// Persons an event.
    pub persons: Option<Range>,
    /// What controls take away of the frequency.
    pub effect: (f64, f64),
    /// What controls take away of the loss.
    pub reduction: (f64, f64),
}

/// Of one year; amounts to two significant digits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Percentiles {
    pub mean: f64,
    pub p50: f64,
    pub p90: f64,
    pub p95: f64,
}

/// The probability that a year's loss is at least `loss`, beside what is tolerated.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Exceedance {
    pub loss: f64,
    pub probability: f64,
    pub tolerated: f64,
}

impl Exceedance {
    pub fn is_above(&self) -> bool {
        self.probability > self.tolerated
    }
}

/// The mean yearly loss when one input is held at either end of its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Swing {
    pub input: SimulationInput,
    pub at_low: f64,
    pub at_high: f64,
}

impl Swing {
    pub fn width(&self) -> f64 {
        (self.at_high - self.at_low).abs()
    }
}

/// The outcome of a simulation, with what it takes to repeat it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Outcome {
    pub algorithm: String,
    pub seed: i64,
    pub trials: usize,
    /// The probability of at least one event within twelve months.
    pub at_least_one: f64,
    pub loss: Percentiles,
    pub persons: Option<Percentiles>,
    pub exceedance: Vec<Exceedance>,
    /// The widest first.
    pub tornado: Vec<Swing>,
}

impl Outcome {
    pub fn is_above_tolerance(&self) -> bool {
        self.exceedance.iter().any(Exceedance::is_above)
    }
}

/// Inputs held still: the tornado's question.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    frequency: Option<f64>,
    loss: Option<f64>,
    effect: Option<f64>,
    reduction: Option<f64>,
}

struct Years {
    hit: usize,
    losses: Vec<f64>,
    persons: Vec<f64>,
}

fn years(inputs: &Inputs, held: Held, seed: i64, trials: usize) -> Years {
    let mut generator = Generator::new(seed);
    let (frequency, loss) = (inputs.frequency.lognormal(), inputs.loss.lognormal());
    let persons = inputs.persons.map(Range::lognormal);
    let mut years = Years { hit: 0, losses: Vec::with_capacity(trials), persons: Vec::new() };
    for _ in 0..trials {
        // Everything is drawn even when it is held, so that the trials of a tornado are the same years.
        let rate = frequency.draw(&mut generator);
        let effect = generator.between(inputs.effect.0, inputs.effect.1);
        let reduction = generator.between(inputs.reduction.0, inputs.reduction.1);
        let rate = held.frequency.unwrap_or(rate) * (1.0 - held.effect.unwrap_or(effect).min(0.9));
        let events = generator.poisson(rate);
        let kept = 1.0 - held.reduction.unwrap_or(reduction);
        let (mut sum, mut touched) = (0.0, 0.0);
        for _ in 0..events {
            let drawn = loss.draw(&mut generator);
            sum += held.loss.unwrap_or(drawn) * kept;
            if let Some(persons) = persons {
                touched += persons.draw(&mut generator);
            }
        }
        years.hit += usize::from(events > 0);
        years.losses.push(sum);
        if persons.is_some() {
            years.persons.push(touched);
        }
    }
    years
}

/// Simulates `trials` years. The same seed gives the same outcome.
pub fn simulate(inputs: &Inputs, tolerance: &[Tolerance], seed: i64, trials: usize) -> Outcome {
    let mut simulated = years(inputs, Held::default(), seed, trials);
    simulated.losses.sort_by(f64::total_cmp);
    simulated.persons.sort_by(f64::total_cmp);
    Outcome {
        algorithm: ALGORITHM.to_string(),
        seed,
        trials,
        at_least_one: two_digits(simulated.hit as f64 / trials.max(1) as f64),
        loss: percentiles(&simulated.losses),
        persons: inputs.persons.map(|_| percentiles(&simulated.persons)),
        exceedance: exceedance(&simulated.losses, inputs.loss.low, tolerance),
        tornado: tornado(inputs, seed, trials),
    }
}

fn tornado(inputs: &Inputs, seed: i64, trials: usize) -> Vec<Swing> {
    let mean = |held: Held| two_digits(mean(&years(inputs, held, seed, trials).losses));
    let swing = |input: SimulationInput, (low, high): (f64, f64), hold: &dyn Fn(f64) -> Held| {
        (low < high).then(|| Swing { input, at_low: mean(hold(low)), at_high: mean(hold(high)) })
    };
    let held = Held::default();
    let all = [
        swing(SimulationInput::Frequency, (inputs.frequency.low, inputs.frequency.high), &|x| Held {
            frequency: Some(x),
            ..held
        }),
        swing(SimulationInput::Loss, (inputs.loss.low, inputs.loss.high), &|x| Held { loss: Some(x), ..held }),
        swing(SimulationInput::Effect, inputs.effect, &|x| Held { effect: Some(x), ..held }),
        swing(SimulationInput::Reduction, inputs.reduction, &|x| Held { reduction: Some(x), ..held }),
    ];
    let mut swings: Vec<Swing> = all.into_iter().flatten().collect();
    swings.sort_by(|a, b| b.width().total_cmp(&a.width()));
    swings
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// Mean and percentiles of sorted values.
pub(super) fn percentiles(sorted: &[f64]) -> Percentiles {
    let at = |percent: usize| {
        let index = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
        two_digits(sorted.get(index).copied().unwrap_or(0.0))
    };
    Percentiles { mean: two_digits(mean(sorted)), p50: at(50), p90: at(90), p95: at(95) }
}

/// The curve at 1, 2 and 5 times each power of ten between the least loss and the greatest year.
pub(super) fn exceedance(sorted: &[f64], least: f64, tolerance: &[Tolerance]) -> Vec<Exceedance> {
    let most = sorted.last().copied().unwrap_or(0.0).max(least);
    let mut points = Vec::new();
    let mut decade = 10f64.powf(least.max(1.0).log10().floor());
    while decade <= most && points.len() < 36 {
        for step in [1.0, 2.0, 5.0] {
            let loss = step * decade;
            if loss >= least / 2.0 && loss <= most {
                let below = sorted.partition_point(|year| *year < loss);
                let probability = (sorted.len() - below) as f64 / sorted.len().max(1) as f64;
                points.push(Exceedance {
                    loss,
                    probability: two_digits(probability),
                    tolerated: two_digits(tolerated(tolerance, loss)),
                });
            }
        }
        decade *= 10.0;
    }
    points
}

/// The highest probability that is tolerated for a loss, between the stated points by straight lines in logarithms.
pub fn tolerated(line: &[Tolerance], loss: f64) -> f64 {
    for two in line.windows(2) {
        if let [a, b] = two
            && (a.loss..=b.loss).contains(&loss)
        {
            let share = (loss.ln() - a.loss.ln()) / (b.loss.ln() - a.loss.ln());
            return (a.probability.ln() + share * (b.probability.ln() - a.probability.ln())).exp();
        }
    }
    let end = if line.first().is_some_and(|first| loss < first.loss) { line.first() } else { line.last() };
    end.map_or(1.0, |point| point.probability)
}

/// To two significant digits: more would say that we know more than we do.
pub fn two_digits(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let places = value.abs().log10().floor() - 1.0;
    if places >= 0.0 {
        let scale = 10f64.powf(places);
        (value / scale).round() * scale
    } else {
        let scale = 10f64.powf(-places);
        (value * scale).round() / scale
    }
}
