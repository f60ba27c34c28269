//! The figures of a locked dialogue, and their lines over time. Everything comes from the records alone.

use crate::features::dialogues::{ItemKind, Minutes, TrendPoint};
use chrono::NaiveDate;
use serde::Serialize;

/// What one record counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct MeetingFigures {
    pub open: i32,
    /// Closed since the record before.
    pub closed: i32,
    /// Open and late on the day of the meeting.
    pub overdue: i32,
    pub new: i32,
    /// With another due day than in the record before.
    pub moved: i32,
    pub decisions: i32,
}

pub fn figures(minutes: &Minutes) -> MeetingFigures {
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let changed = |field: &str| {
        minutes.actions.iter().filter(|action| action.changes.iter().any(|change| change.field == field)).count()
    };
    let TrendPoint { open, closed, overdue, .. } = TrendPoint::of(minutes);
    MeetingFigures {
        open,
        closed,
        overdue,
        new: count(changed("new")),
        moved: count(changed("due_on")),
        decisions: count(
            minutes.items.iter().filter(|item| item.decision.is_some() && item.kind != ItemKind::Decision).count(),
        ),
    }
}

/// Three lines over the meetings of a series: points for `polyline`s. The scale begins at zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chart {
    pub open: String,
    pub closed: String,
    pub overdue: String,
    pub high: i32,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

const LEFT: f64 = 56.0;
const RIGHT: f64 = 624.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 220.0;

/// The chart of at least two meetings on different days, the oldest first; with fewer there is nothing to draw.
pub fn chart(points: &[(NaiveDate, MeetingFigures)]) -> Option<Chart> {
    let (from, to) = (points.iter().map(|(on, _)| *on).min()?, points.iter().map(|(on, _)| *on).max()?);
    let days = |on: NaiveDate| i32::try_from((on - from).num_days()).map_or(0.0, f64::from);
    let span = days(to);
    if span <= 0.0 {
        return None;
    }
    let high = points.iter().map(|(_, f)| f.open.max(f.closed).max(f.overdue)).max().unwrap_or(0).max(1);
    let line = |value: fn(&MeetingFigures) -> i32| {
        let drawn: Vec<String> = points
            .iter()
            .map(|(on, figures)| {
                let x = LEFT + days(*on) / span * (RIGHT - LEFT);
                let y = BOTTOM - f64::from(value(figures)) / f64::from(high) * (BOTTOM - TOP);
                format!("{x:.1},{y:.1}")
            })
            .collect();
        drawn.join(" ")
    };
    Some(Chart { open: line(|f| f.open), closed: line(|f| f.closed), overdue: line(|f| f.overdue), high, from, to })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(on: &str, open: i32, closed: i32, overdue: i32) -> (NaiveDate, MeetingFigures) {
        (on.parse().unwrap(), MeetingFigures { open, closed, overdue, ..MeetingFigures::default() })
    }

    #[test]
    fn two_meetings_are_a_line_and_one_is_none() {
        assert!(chart(&[]).is_none());
        assert!(chart(&[point("2026-11-23", 3, 0, 1)]).is_none());
        let drawn = chart(&[point("2026-11-23", 4, 0, 2), point("2026-12-23", 2, 4, 0)]).unwrap();
        assert_eq!(drawn.open, "56.0,16.0 624.0,118.0");
        assert_eq!(drawn.closed, "56.0,220.0 624.0,16.0");
        assert_eq!(drawn.overdue, "56.0,118.0 624.0,220.0");
        assert_eq!(drawn.high, 4);
        let flat = chart(&[point("2026-11-23", 0, 0, 0), point("2026-12-23", 0, 0, 0)]).unwrap();
        assert_eq!((flat.high, flat.open.as_str()), (1, "56.0,220.0 624.0,220.0"));
    }
}
