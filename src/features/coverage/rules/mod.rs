//! Where a control stands, decided from what is known; and the sums over many vendors. Pure.

mod tally;

pub use tally::{HeatLevel, Tally, heat_level, pattern, tally, weakest};

use super::model::{Cell, Facts, Matrix, Reply, State};
use crate::features::controls::{Assurance, Control, catalogue};
use crate::features::questionnaires::AnswerStatus;
use chrono::{Days, NaiveDate};

/// What one answer shows. A review is needed for verified (domain.md 4.3): met by our judgement, as strongly supported
/// as the tier asks for, and still valid. `NotRequired` only when we agree that it does not apply: by its own word a
/// vendor takes nothing away.
pub fn standing(reply: &Reply, required: Assurance, today: NaiveDate) -> State {
    use AnswerStatus::{Met, NotApplicable, NotMet, Partly, Unknown};
    match (reply.review, reply.claim) {
        (Some(review), _) => match review.status {
            Met if review.assurance < required => State::Claimed,
            Met if review.valid_until < today => State::Expired,
            Met => State::Verified,
            Partly => State::Claimed,
            NotApplicable => State::NotRequired,
            NotMet | Unknown => State::Unknown,
        },
        (None, Some(Met | Partly | NotApplicable)) => State::Claimed,
        (None, Some(NotMet | Unknown) | None) => State::Unknown,
    }
}

/// Whether the answer says, by our judgement before the vendor's own, that something is not met.
pub fn says_short(reply: &Reply) -> bool {
    let said = reply.review.map(|review| review.status).or(reply.claim);
    matches!(said, Some(AnswerStatus::NotMet | AnswerStatus::Partly))
}

/// Where one control stands: as the weakest of its answers. Nothing is verified while a clause behind it is known not
/// to be met, or a finding on it is open.
fn cell(control: &'static Control, facts: &Facts, today: NaiveDate) -> Cell {
    let asks = |ids: &[String]| ids.contains(&control.id);
    let demands = || facts.demands.iter().filter(|demand| !demand.left_out && asks(&demand.clause.controls));
    let none = Cell { control, state: State::NotRequired, lacking: false, changes_on: None };
    if demands().next().is_none() {
        return none;
    }
    let replies: Vec<&Reply> = facts.replies.iter().filter(|reply| asks(&reply.question.controls)).collect();
    let stands = |reply: &&Reply| standing(reply, facts.required, today);
    let relevant = replies.iter().map(stands).filter(|state| *state != State::NotRequired).min();
    if relevant.is_none() && !replies.is_empty() {
        return none;
    }
    let held_back = facts.findings.contains(&control.id) || demands().any(|demand| demand.falls_short());
    let state = match relevant.unwrap_or(State::Unknown) {
        State::Verified | State::Expired if held_back => State::Claimed,
        state => state,
    };
    let ends = replies.iter().copied().filter(|reply| stands(reply) == State::Verified);
    let ends = ends.filter_map(|reply| reply.review.map(|review| day_after(review.valid_until)));
    Cell { control, state, lacking: held_back || replies.iter().any(|reply| says_short(reply)), changes_on: ends.min() }
}

fn day_after(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

/// Where every control of the standard stands for a vendor, and when time alone next changes it.
pub fn matrix(facts: &Facts, today: NaiveDate) -> Matrix {
    let edition = catalogue().current_controls();
    let cells: Vec<Cell> = edition.entries.iter().map(|control| cell(control, facts, today)).collect();
    let ends = facts.last_days.iter().copied().map(day_after);
    let changes_on = cells.iter().filter_map(|cell| cell.changes_on).chain(ends).min();
    Matrix { standard: edition.version, tier: facts.tier, cells, changes_on }
}

#[cfg(test)]
mod tests;
