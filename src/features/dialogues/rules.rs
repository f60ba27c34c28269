//! When dialogues are held, how one moves on, and when it may be locked (domain.md 7).

use super::model::{DialogueStatus, ItemStatus};
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, Period};
use chrono::{Datelike, Months, NaiveDate, Weekday};

/// The month of the next dialogue; `None` when there is no cadence.
pub fn next_period(current: Period, cadence_months: Option<u32>) -> Option<Period> {
    let months = cadence_months.filter(|months| *months > 0)?;
    i32::try_from(months).ok().map(|months| current.plus(months))
}

/// How many months before the last day on which a contract can be ended it comes onto the agenda.
/// Our own choice, long enough for a procurement to be thought of; not law.
const EXPIRING_MONTHS: u32 = 6;

/// Whether a contract that ends on `ends_on` belongs on the agenda: its end, or the day by which
/// notice must be given, is near or has passed.
pub fn is_expiring(ends_on: NaiveDate, notice_months: Option<i32>, today: NaiveDate) -> bool {
    let notice = notice_months.and_then(|months| u32::try_from(months).ok()).unwrap_or(0);
    let ahead = Months::new(EXPIRING_MONTHS.saturating_add(notice).min(1200));
    today.checked_add_months(ahead).is_none_or(|horizon| ends_on <= horizon)
}

/// The proposed day of a dialogue in `period`: the same day of the month as `held_on`, or the
/// nearest working day in the same month.
pub fn proposed_day(held_on: NaiveDate, period: Period) -> NaiveDate {
    let last = period.last_day();
    let day = last.with_day(held_on.day()).unwrap_or(last);
    let weekend = |day: &NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let later = day.iter_days().take(3).find(|day| !weekend(day));
    later
        .filter(|day| *day <= last)
        .unwrap_or_else(|| day.iter_days().rev().take(3).find(|day| !weekend(day)).unwrap_or(day))
}

/// Items may be noted until the minutes are out for approval.
pub fn may_edit(status: DialogueStatus) -> Result<()> {
    match status {
        DialogueStatus::Planned | DialogueStatus::Held | DialogueStatus::Draft => Ok(()),
        DialogueStatus::SentForApproval | DialogueStatus::Approved => {
            Err(Refusal::rule("rule-dialogue-out-for-approval"))
        }
        DialogueStatus::Locked => Err(Refusal::rule("rule-dialogue-locked")),
    }
}

/// A step from one status to another. Approval by both parties is a way to the lock, not the only
/// one; an objection takes the minutes back to draft.
pub fn step(from: DialogueStatus, to: DialogueStatus) -> Result<DialogueStatus> {
    use DialogueStatus::{Approved, Draft, Held, Locked, Planned, SentForApproval};
    match (from, to) {
        (Planned, Held)
        | (Held, Draft | SentForApproval | Locked)
        | (Draft, SentForApproval | Locked)
        | (SentForApproval, Approved | Draft)
        | (Approved, Locked) => Ok(to),
        (Locked, _) => Err(Refusal::rule("rule-dialogue-locked")),
        (Planned, _) => Err(Refusal::rule("rule-dialogue-not-held")),
        (SentForApproval, Locked) => Err(Refusal::rule("rule-dialogue-out-for-approval")),
        _ => Err(Refusal::rule("rule-dialogue-step")),
    }
}

/// An agenda item as the lock sees it: what it points at, and what was done with it.
#[derive(Debug, Clone, Copy)]
pub struct ItemState<'a> {
    pub object_id: Option<&'a Id>,
    pub status: ItemStatus,
}

/// An action that is open at the moment of locking.
#[derive(Debug, Clone, Copy)]
pub struct StillOpen<'a> {
    pub id: &'a Id,
    pub title: &'a str,
}

/// Refuses while an open action of the contract was not taken up, naming them. It asks the open
/// actions and not the agenda, so an action that never came onto the agenda stops the lock too.
pub fn may_lock(items: &[ItemState<'_>], open_actions: &[StillOpen<'_>]) -> Result<()> {
    let taken_up = |action: &StillOpen<'_>| {
        items.iter().any(|item| item.object_id == Some(action.id) && item.status != ItemStatus::Untouched)
    };
    let left: Vec<&str> = open_actions.iter().filter(|action| !taken_up(action)).map(|action| action.title).collect();
    if left.is_empty() {
        return Ok(());
    }
    Err(Refusal::rule_with(
        "rule-dialogue-untouched",
        &[("count", left.len().to_string()), ("titles", left.join("; "))],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::vendors::TieringModel;

    #[test]
    fn the_next_month_follows_the_tier() {
        for (tier, from, next) in [
            (1, "2026-12", Some("2027-01")),
            (2, "2026-11", Some("2027-02")),
            (3, "2026-11", Some("2027-11")),
            (4, "2026-11", None),
        ] {
            let found = next_period(from.parse().unwrap(), TieringModel::current().cadence_months(tier))
                .map(|period| period.to_string());
            assert_eq!(found.as_deref(), next, "tier {tier}");
        }
        assert_eq!(next_period("2026-11".parse().unwrap(), Some(0)), None);
    }

    #[test]
    fn a_proposed_day_is_a_working_day_of_its_month() {
        for (held, period, expected) in [
            ("2026-11-23", "2026-12", "2026-12-23"),
            ("2026-12-23", "2027-01", "2027-01-25"),
            ("2026-12-31", "2027-01", "2027-01-29"),
            ("2026-12-31", "2027-02", "2027-02-26"),
        ] {
            let found = proposed_day(held.parse().unwrap(), period.parse().unwrap());
            assert_eq!(found.to_string(), expected, "{held} {period}");
        }
    }

    #[test]
    fn a_contract_is_taken_up_before_notice_must_be_given() {
        let today = "2026-11-23".parse().unwrap();
        for (ends, notice, expected) in [
            ("2027-05-23", None, true),
            ("2027-05-24", None, false),
            ("2027-11-23", Some(6), true),
            ("2027-11-24", Some(6), false),
            ("2026-01-01", Some(-3), true),
        ] {
            assert_eq!(is_expiring(ends.parse().unwrap(), notice, today), expected, "{ends} {notice:?}");
        }
    }

    #[test]
    fn every_step() {
        use DialogueStatus as D;
        let allowed = [
            (D::Planned, D::Held),
            (D::Held, D::Draft),
            (D::Held, D::SentForApproval),
            (D::Held, D::Locked),
            (D::Draft, D::SentForApproval),
            (D::Draft, D::Locked),
            (D::SentForApproval, D::Approved),
            (D::SentForApproval, D::Draft),
            (D::Approved, D::Locked),
        ];
        for from in D::ALL {
            for to in D::ALL {
                assert_eq!(step(*from, *to).is_ok(), allowed.contains(&(*from, *to)), "{from} -> {to}");
            }
        }
        for (from, to, code) in [
            (D::Planned, D::Locked, "rule-dialogue-not-held"),
            (D::SentForApproval, D::Locked, "rule-dialogue-out-for-approval"),
            (D::Locked, D::Draft, "rule-dialogue-locked"),
            (D::Approved, D::Held, "rule-dialogue-step"),
        ] {
            assert!(matches!(step(from, to), Err(Refusal::Rule(found, _)) if found == code), "{from} -> {to}");
        }
        let editable: Vec<_> = D::ALL.iter().filter(|status| may_edit(**status).is_ok()).collect();
        assert_eq!(editable, [&D::Planned, &D::Held, &D::Draft]);
    }

    #[test]
    fn no_lock_while_an_open_action_was_left_out() {
        let id = |n: u32| format!("00000000-0000-7000-8000-{n:012}").parse::<Id>().unwrap();
        let (one, two) = (id(1), id(2));
        let open = [StillOpen { id: &one, title: "Loggar" }, StillOpen { id: &two, title: "Behörigheter" }];
        let item = |id, status| ItemState { object_id: Some(id), status };
        use ItemStatus::{Decided, Deferred, NoChange, TakenUp, Untouched};
        let table = [
            (vec![item(&one, TakenUp), item(&two, Deferred)], None),
            (vec![item(&one, NoChange), item(&two, Decided)], None),
            (vec![item(&one, TakenUp), item(&two, Untouched)], Some(("1", "Behörigheter"))),
            (vec![item(&one, TakenUp)], Some(("1", "Behörigheter"))),
            (vec![ItemState { object_id: None, status: TakenUp }], Some(("2", "Loggar; Behörigheter"))),
        ];
        for (items, expected) in table {
            match (may_lock(&items, &open), expected) {
                (Ok(()), None) => {}
                (Err(Refusal::Rule("rule-dialogue-untouched", args)), Some((count, titles))) => {
                    assert_eq!((args["count"].as_str(), args["titles"].as_str()), (count, titles));
                }
                (result, expected) => panic!("{result:?}, not {expected:?}"),
            }
        }
        // An action that was verified after the agenda was made no longer needs to be taken up.
        assert!(may_lock(&[item(&one, Untouched)], &[]).is_ok());
    }
}
