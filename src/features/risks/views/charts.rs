//! Charts as coordinates: the template draws them as SVG, and prints the same numbers in a table.

use crate::features::risks::model::SimulationInput;
use crate::features::risks::rules::simulation::{Exceedance, Swing};
use serde::Serialize;

const LEFT: f64 = 56.0;
const RIGHT: f64 = 624.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 220.0;

/// A mark on an axis, as a coordinate and what stands there.
#[derive(Debug, Clone, Serialize)]
pub struct Tick {
    pub at: String,
    pub label: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct CurveRow {
    pub loss: f64,
    pub inherent: String,
    /// None when there is no second curve.
    pub residual: Option<String>,
    pub tolerated: String,
    pub above: bool,
}

/// Exceedance curves before and after controls, against the tolerance line.
#[derive(Debug, Clone, Serialize)]
pub struct Curve {
    pub inherent: String,
    pub residual: Option<String>,
    pub tolerance: String,
    pub losses: Vec<Tick>,
    pub probabilities: Vec<Tick>,
    pub rows: Vec<CurveRow>,
}

fn probability_at(points: &[Exceedance], loss: f64) -> f64 {
    points.iter().find(|point| (point.loss - loss).abs() < 0.5).map_or(0.0, |point| point.probability)
}

/// Draws one or two curves; `percent` and `amount` word numbers in the reader's language.
pub fn curve(
    inherent: &[Exceedance],
    residual: Option<&[Exceedance]>,
    percent: &dyn Fn(f64) -> String,
    amount: &dyn Fn(f64) -> String,
) -> Curve {
    let longest = match residual {
        Some(other) if other.len() > inherent.len() => other,
        _ => inherent,
    };
    let ends = longest.first().zip(longest.last()).map(|(a, b)| (a.loss.log10(), b.loss.log10()));
    let (from, to) = ends.unwrap_or((0.0, 1.0));
    let width = (to - from).max(0.1);
    let most = longest.iter().flat_map(|p| [probability_at(inherent, p.loss), p.probability]).fold(0.01, f64::max);
    let top = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0].into_iter().find(|edge| *edge >= most).unwrap_or(1.0);
    let x = |loss: f64| LEFT + (loss.log10() - from) / width * (RIGHT - LEFT);
    let y = |probability: f64| BOTTOM - (probability / top).min(1.0) * (BOTTOM - TOP);
    let line = |of: &dyn Fn(&Exceedance) -> f64| {
        let points: Vec<String> = longest.iter().map(|p| format!("{:.1},{:.1}", x(p.loss), y(of(p)))).collect();
        points.join(" ")
    };
    let decades = longest.iter().filter(|p| (p.loss.log10() - p.loss.log10().round()).abs() < 0.01);
    Curve {
        inherent: line(&|p| probability_at(inherent, p.loss)),
        residual: residual.map(|points| line(&|p| probability_at(points, p.loss))),
        tolerance: line(&|p| p.tolerated),
        losses: decades.map(|p| Tick { at: format!("{:.1}", x(p.loss)), label: amount(p.loss) }).collect(),
        probabilities: [0.0, top / 2.0, top]
            .into_iter()
            .map(|p| Tick { at: format!("{:.1}", y(p)), label: percent(p) })
            .collect(),
        rows: longest
            .iter()
            .map(|p| {
                let after = residual.map(|points| probability_at(points, p.loss));
                CurveRow {
                    loss: p.loss,
                    inherent: percent(probability_at(inherent, p.loss)),
                    residual: after.map(percent),
                    tolerated: percent(p.tolerated),
                    above: after.unwrap_or_else(|| probability_at(inherent, p.loss)) > p.tolerated,
                }
            })
            .collect(),
    }
}

/// One bar of the tornado.
#[derive(Debug, Clone, Serialize)]
pub struct Bar {
    pub input: SimulationInput,
    pub at_low: f64,
    pub at_high: f64,
    pub x: String,
    pub width: String,
    pub y: usize,
    pub text_y: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct Tornado {
    pub bars: Vec<Bar>,
    /// Where the mean stands.
    pub mean_x: String,
    pub mean: f64,
    pub height: usize,
    pub axis_y: usize,
    pub most: String,
}

/// Draws the tornado around the mean.
pub fn tornado(swings: &[Swing], mean: f64, amount: &dyn Fn(f64) -> String) -> Tornado {
    let left = 170.0;
    let most = swings.iter().flat_map(|s| [s.at_low, s.at_high]).fold(mean, f64::max).max(1.0);
    let x = |value: f64| left + value / most * (RIGHT - left);
    let bars: Vec<Bar> = swings
        .iter()
        .enumerate()
        .map(|(n, s)| Bar {
            input: s.input,
            at_low: s.at_low,
            at_high: s.at_high,
            x: format!("{:.1}", x(s.at_low.min(s.at_high))),
            width: format!("{:.1}", (x(s.at_low.max(s.at_high)) - x(s.at_low.min(s.at_high))).max(1.0)),
            y: 16 + n * 36,
            text_y: 16 + n * 36 + 17,
        })
        .collect();
    let axis_y = 16 + bars.len() * 36;
    Tornado { bars, mean_x: format!("{:.1}", x(mean)), mean, height: axis_y + 28, axis_y, most: amount(most) }
}
