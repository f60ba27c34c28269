//! A line over days, broken where nothing was counted. Nothing is invented between two counted days.

use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct TrendPoint {
    pub on: NaiveDate,
    pub value: i64,
}

/// Days on which nothing was counted, the first and the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct MissingDays {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub days: i64,
}

/// A point that stands alone, or the first of a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dot {
    pub x: String,
    pub y: String,
}

/// A drawing in a view box of 640 x 260: one polyline for each unbroken part, dots for days that stand alone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    pub lines: Vec<String>,
    pub dots: Vec<Dot>,
    /// A level line at the target.
    pub target: Option<String>,
    pub low: i64,
    pub high: i64,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

const LEFT: f64 = 56.0;
const RIGHT: f64 = 624.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 220.0;

/// The gaps between the counted days (in order), and from the last of them to `until`.
pub fn missing(days: &[NaiveDate], until: NaiveDate) -> Vec<MissingDays> {
    let next = |day: NaiveDate| day.checked_add_days(Days::new(1)).unwrap_or(day);
    let ends = days.iter().copied().skip(1).chain([next(until)]);
    let gap = |(from, to): (NaiveDate, NaiveDate)| {
        let days = (to - from).num_days() - 1;
        let last = to.checked_sub_days(Days::new(1)).unwrap_or(to);
        (days > 0).then(|| MissingDays { from: next(from), to: last, days })
    };
    days.iter().copied().zip(ends).filter_map(gap).collect()
}

/// Which day or week a day is, counted from the first Monday there was.
fn place(on: NaiveDate, weekly: bool) -> i32 {
    let day = on.num_days_from_ce();
    if weekly { (day - 1).div_euclid(7) } else { day }
}

/// One value a week, the last that was counted in it, when the points span more than `weekly_over` days.
/// The flag tells whether they do.
pub fn thinned(points: &[TrendPoint], weekly_over: i64) -> (Vec<TrendPoint>, bool) {
    let span = points.first().zip(points.last()).map_or(0, |(first, last)| (last.on - first.on).num_days());
    if span <= weekly_over {
        return (points.to_vec(), false);
    }
    let mut kept: Vec<TrendPoint> = Vec::new();
    for point in points {
        match kept.last_mut() {
            Some(last) if place(last.on, true) == place(point.on, true) => *last = *point,
            _ => kept.push(*point),
        }
    }
    (kept, true)
}

fn real(value: i64) -> f64 {
    i32::try_from(value).map_or(f64::from(i32::MAX), f64::from)
}

/// The drawing of points in order; None of nothing. It begins at zero.
pub fn chart(points: &[TrendPoint], weekly: bool, target: Option<i64>) -> Option<Chart> {
    let (first, last) = points.first().zip(points.last())?;
    let high = points.iter().map(|p| p.value).chain(target).max().unwrap_or(0);
    let span = real((last.on - first.on).num_days()).max(1.0);
    let height = real(high).max(1.0);
    let x = |on: NaiveDate| format!("{:.1}", LEFT + real((on - first.on).num_days()) / span * (RIGHT - LEFT));
    let y = |value: i64| format!("{:.1}", BOTTOM - real(value) / height * (BOTTOM - TOP));
    let mut parts: Vec<Vec<TrendPoint>> = Vec::new();
    for point in points {
        match parts.last_mut() {
            Some(part) if part.last().is_some_and(|before| place(point.on, weekly) - place(before.on, weekly) <= 1) => {
                part.push(*point);
            }
            _ => parts.push(vec![*point]),
        }
    }
    let (mut lines, mut dots) = (Vec::new(), Vec::new());
    for part in parts {
        match part.as_slice() {
            [alone] => dots.push(Dot { x: x(alone.on), y: y(alone.value) }),
            many => {
                let drawn: Vec<String> = many.iter().map(|p| format!("{},{}", x(p.on), y(p.value))).collect();
                lines.push(drawn.join(" "));
            }
        }
    }
    let target = target.map(|value| format!("{LEFT:.1},{0} {RIGHT:.1},{0}", y(value)));
    Some(Chart { lines, dots, target, low: 0, high, from: first.on, to: last.on })
}

/// How much of the way from baseline to target the value has come, in whole percent; less than 0 when it went the
/// other way. None when the two are the same.
pub fn progress(baseline: i64, target: i64, value: i64) -> Option<i64> {
    let way = target.checked_sub(baseline).filter(|way| *way != 0)?;
    let gone = value.checked_sub(baseline)?.checked_mul(100)?;
    Some((gone / way).clamp(-999, 999))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn point(on: &str, value: i64) -> TrendPoint {
        TrendPoint { on: day(on), value }
    }

    #[test]
    fn missing_days_are_named_and_never_filled() {
        let days = [day("2026-11-01"), day("2026-11-02"), day("2026-11-06")];
        let gaps = missing(&days, day("2026-11-08"));
        assert_eq!(
            gaps,
            [
                MissingDays { from: day("2026-11-03"), to: day("2026-11-05"), days: 3 },
                MissingDays { from: day("2026-11-07"), to: day("2026-11-08"), days: 2 },
            ]
        );
        assert!(missing(&days, day("2026-11-06")).len() == 1);
        assert!(missing(&[], day("2026-11-06")).is_empty());
    }

    #[test]
    fn a_line_breaks_where_days_are_missing() {
        let points = [point("2026-11-01", 4), point("2026-11-02", 8), point("2026-11-05", 0)];
        let drawn = chart(&points, false, Some(2)).unwrap();
        assert_eq!(drawn.lines, ["56.0,118.0 198.0,16.0"]);
        assert_eq!(drawn.dots, [Dot { x: "624.0".into(), y: "220.0".into() }]);
        assert_eq!(drawn.target.as_deref(), Some("56.0,169.0 624.0,169.0"));
        assert_eq!((drawn.low, drawn.high), (0, 8));
        assert!(chart(&[], false, None).is_none());
        assert_eq!(chart(&[point("2026-11-01", 0)], false, None).unwrap().dots.len(), 1);
    }

    #[test]
    fn a_long_time_shows_one_value_a_week() {
        let points: Vec<TrendPoint> = (0..120)
            .map(|n| TrendPoint { on: day("2026-06-01") + Days::new(n), value: i64::try_from(n).unwrap() })
            .collect();
        let (kept, weekly) = thinned(&points, 92);
        assert!(weekly);
        assert_eq!(kept.len(), 18);
        assert_eq!(kept[0], point("2026-06-07", 6), "the last day of the week");
        assert_eq!(chart(&kept, weekly, None).unwrap().lines.len(), 1, "weeks follow upon each other");
        assert_eq!(thinned(&points[..90], 92).0.len(), 90);
    }

    #[test]
    fn progress_counts_from_the_baseline() {
        assert_eq!(progress(80, 20, 65), Some(25));
        assert_eq!(progress(20, 80, 10), Some(-16));
        assert_eq!(progress(20, 20, 10), None);
    }
}
