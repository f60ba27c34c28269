//! A line over time, as the page draws it beside its table.

use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Point {
    pub on: NaiveDate,
    pub value: f64,
}

/// A drawn line: points for a `polyline`, and the values at its ends. It begins at zero unless values lie below it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    pub points: String,
    /// A level line for the target, when there is one.
    pub target: Option<String>,
    pub low: f64,
    pub high: f64,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

const LEFT: f64 = 56.0;
const RIGHT: f64 = 624.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 220.0;

/// The line through at least two points on different days; with fewer there is nothing to draw.
pub fn line(points: &[Point], target: Option<f64>, top: Option<f64>) -> Option<Line> {
    let (from, to) = (points.iter().map(|p| p.on).min()?, points.iter().map(|p| p.on).max()?);
    let days = |on: NaiveDate| -> f64 { i32::try_from((on - from).num_days()).map_or(0.0, f64::from) };
    let span = days(to);
    if span <= 0.0 {
        return None;
    }
    let values = || points.iter().map(|p| p.value).chain(target);
    let low = values().fold(0.0_f64, f64::min);
    let high = top.unwrap_or_else(|| values().fold(0.0_f64, f64::max));
    let height = if high > low { high - low } else { 1.0 };
    let y = |value: f64| BOTTOM - (value - low) / height * (BOTTOM - TOP);
    let x = |on: NaiveDate| LEFT + days(on) / span * (RIGHT - LEFT);
    let mut sorted: Vec<&Point> = points.iter().collect();
    sorted.sort_by_key(|point| point.on);
    let drawn: Vec<String> = sorted.iter().map(|p| format!("{:.1},{:.1}", x(p.on), y(p.value))).collect();
    let target = target.map(|value| format!("{LEFT:.1},{0:.1} {RIGHT:.1},{0:.1}", y(value)));
    Some(Line { points: drawn.join(" "), target, low, high, from, to })
}

/// How much of the way from baseline to target the value has come, in whole percent; less than 0 when it went the
/// other way. None when the two are the same.
pub fn progress(baseline: f64, target: f64, value: f64) -> Option<i32> {
    let way = target - baseline;
    if way == 0.0 || !way.is_finite() {
        return None;
    }
    let percent = ((value - baseline) / way * 100.0).clamp(-999.0, 999.0).floor();
    format!("{percent:.0}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(on: &str, value: f64) -> Point {
        Point { on: on.parse().unwrap(), value }
    }

    #[test]
    fn one_day_is_a_snapshot_and_two_are_a_trend() {
        assert!(line(&[], None, None).is_none());
        assert!(line(&[point("2026-01-01", 5.0)], None, None).is_none());
        assert!(line(&[point("2026-01-01", 5.0), point("2026-01-01", 7.0)], None, None).is_none());
        let drawn = line(&[point("2026-02-01", 100.0), point("2026-01-01", 0.0)], Some(50.0), Some(100.0)).unwrap();
        assert_eq!(drawn.points, "56.0,220.0 624.0,16.0");
        assert_eq!(drawn.target.as_deref(), Some("56.0,118.0 624.0,118.0"));
        let flat = line(&[point("2026-01-01", 0.0), point("2026-02-01", 0.0)], None, None).unwrap();
        assert_eq!(flat.points, "56.0,220.0 624.0,220.0");
    }

    #[test]
    fn progress_counts_from_the_baseline() {
        assert_eq!(progress(20.0, 80.0, 50.0), Some(50));
        assert_eq!(progress(80.0, 20.0, 65.0), Some(25));
        assert_eq!(progress(20.0, 80.0, 10.0), Some(-17));
        assert_eq!(progress(20.0, 20.0, 30.0), None);
    }
}
