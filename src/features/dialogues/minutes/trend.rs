//! How the actions of a contract have developed: what each of the latest meetings counted. Part of the locked record.

use super::{Minutes, MinutesAction};
use crate::features::dialogues::records::Dialogue;
use crate::features::findings::{is_open, is_overdue};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// As many meetings as there is room for beside each other on paper: a year of months.
pub const MOST: usize = 12;

/// What one record counts of its actions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrendPoint {
    pub number: i32,
    pub held_on: NaiveDate,
    pub open: i32,
    /// Closed since the record before.
    pub closed: i32,
    /// Open and late on the day of the meeting.
    pub overdue: i32,
}

impl TrendPoint {
    pub fn of(minutes: &Minutes) -> TrendPoint {
        let count = |keep: &dyn Fn(&MinutesAction) -> bool| {
            i32::try_from(minutes.actions.iter().filter(|action| keep(action)).count()).unwrap_or(i32::MAX)
        };
        TrendPoint {
            number: minutes.number,
            held_on: minutes.held_on,
            open: count(&|a| is_open(a.status)),
            closed: count(&|a| !is_open(a.status)),
            overdue: count(&|a| is_overdue(a.status, a.due_on, minutes.held_on)),
        }
    }
}

/// The points of the records before, the oldest first, and of this one; none for a first meeting. A record that cannot
/// be read counts nothing; its own page says what is wrong with it.
pub fn points(earlier: &[Dialogue], minutes: &Minutes) -> Vec<TrendPoint> {
    let mut points: Vec<TrendPoint> =
        earlier.iter().filter_map(Minutes::readable).map(|record| TrendPoint::of(&record)).collect();
    if points.is_empty() {
        return points;
    }
    points.push(TrendPoint::of(minutes));
    points
}
