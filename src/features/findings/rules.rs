//! Due dates and the steps of an action (domain.md 7.1 and 4.3; the numbers are parameters).

use super::model::{ActionDates, ActionStatus, Postponed, Severity};
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::text::non_empty;
use crate::features::contracts::{ClauseMet, InContract};
use crate::features::controls::FollowUpModel;
use chrono::{Days, NaiveDate};

/// The due date that is proposed for an action.
pub fn default_due_on(model: &FollowUpModel, severity: Severity, today: NaiveDate) -> NaiveDate {
    let days = match severity {
        Severity::Critical => model.due_days.critical,
        Severity::High => model.due_days.high,
        Severity::Medium => model.due_days.medium,
        Severity::Low => model.due_days.low,
    };
    today.checked_add_days(Days::new(days.into())).unwrap_or(today)
}

/// Whether the action still has to be taken up at dialogues: everything but verified and cancelled.
pub fn is_open(status: ActionStatus) -> bool {
    matches!(status, ActionStatus::Open | ActionStatus::InProgress | ActionStatus::ReportedDone)
}

/// Whether the date has passed while the work is still to be done. An action that was reported
/// done waits for the region, so it is not overdue.
pub fn is_overdue(status: ActionStatus, due_on: NaiveDate, today: NaiveDate) -> bool {
    matches!(status, ActionStatus::Open | ActionStatus::InProgress) && due_on < today
}

/// Work begins.
pub fn start(status: ActionStatus) -> Result<ActionStatus> {
    match status {
        ActionStatus::Open | ActionStatus::InProgress => Ok(ActionStatus::InProgress),
        _ => Err(closed_or_waiting(status)),
    }
}

/// The responsible party says that it is done, and how.
pub fn report_done(status: ActionStatus, note: &str) -> Result<ActionStatus> {
    if !matches!(status, ActionStatus::Open | ActionStatus::InProgress) {
        return Err(closed_or_waiting(status));
    }
    non_empty(note).ok_or_else(|| Refusal::invalid("note", "error-action-note"))?;
    Ok(ActionStatus::ReportedDone)
}

/// The region has looked: effective ends the action, not effective sends it back with a note.
pub fn verify(status: ActionStatus, effective: bool, note: &str) -> Result<ActionStatus> {
    if status != ActionStatus::ReportedDone {
        return Err(Refusal::rule("rule-action-not-reported"));
    }
    if effective {
        return Ok(ActionStatus::Verified);
    }
    non_empty(note).ok_or_else(|| Refusal::invalid("note", "error-action-not-effective-note"))?;
    Ok(ActionStatus::InProgress)
}

/// The region drops the action, with a reason.
pub fn cancel(status: ActionStatus, reason: &str) -> Result<ActionStatus> {
    if !is_open(status) {
        return Err(Refusal::rule("rule-action-closed"));
    }
    non_empty(reason).ok_or_else(|| Refusal::invalid("reason", "error-required"))?;
    Ok(ActionStatus::Cancelled)
}

/// Moves the due date later. The original date stays, the move is counted, and too many moves
/// call for escalation.
pub fn postpone(
    model: &FollowUpModel,
    status: ActionStatus,
    dates: ActionDates,
    due_on: NaiveDate,
    reason: &str,
    today: NaiveDate,
) -> Result<Postponed> {
    if !matches!(status, ActionStatus::Open | ActionStatus::InProgress) {
        return Err(closed_or_waiting(status));
    }
    let mut checks = Checks::default();
    if due_on <= dates.due_on {
        checks.add(FieldError::new("due_on", "error-postpone-earlier").with("due", dates.due_on));
    } else if due_on < today {
        checks.add(FieldError::new("due_on", "error-postpone-past"));
    }
    let reason = checks.required("reason", reason);
    checks.done()?;
    let slips = dates.slips.saturating_add(1);
    Ok(Postponed {
        dates: ActionDates { due_on, slips, ..dates },
        previous_due_on: dates.due_on,
        reason,
        escalate: needs_escalation(model, slips),
    })
}

/// Whether the due date has been moved more often than the model allows.
pub fn needs_escalation(model: &FollowUpModel, slips: i32) -> bool {
    u32::try_from(slips).is_ok_and(|slips| slips > model.action.max_extensions)
}

/// How bad it is that a clause stands as it does: not met is high, a missing clause or one met in part
/// is medium, one that is only partly written is low; a step worse when a critical question leans on
/// it (domain.md 4.3). None: there is nothing to find (met, not applicable, or nobody has looked).
pub fn clause_severity(in_contract: Option<InContract>, met: Option<ClauseMet>, critical: bool) -> Option<Severity> {
    let (plain, worse) = match (in_contract, met) {
        (Some(InContract::NotApplicable), _) => return None,
        (_, Some(ClauseMet::NotMet)) => (Severity::High, Severity::Critical),
        (_, Some(ClauseMet::Partly)) | (Some(InContract::Missing), _) => (Severity::Medium, Severity::High),
        (Some(InContract::Partly), _) => (Severity::Low, Severity::Medium),
        _ => return None,
    };
    Some(if critical { worse } else { plain })
}

/// A finding may be closed when none of its actions is open and one was verified; without a verified
/// action a reason is needed.
pub fn close_finding(actions: &[ActionStatus], has_reason: bool) -> Result<()> {
    let open = actions.iter().filter(|status| is_open(**status)).count();
    if open > 0 {
        return Err(Refusal::rule_with("rule-finding-open-actions", &[("count", open.to_string())]));
    }
    if actions.contains(&ActionStatus::Verified) || has_reason {
        return Ok(());
    }
    Err(Refusal::invalid("reason", "error-finding-close-reason"))
}

fn closed_or_waiting(status: ActionStatus) -> Refusal {
    Refusal::rule(if status == ActionStatus::ReportedDone {
        "rule-action-awaits-verification"
    } else {
        "rule-action-closed"
    })
}

#[cfg(test)]
mod tests {
    use super::ActionStatus::{Cancelled, InProgress, Open, ReportedDone, Verified};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn code<T>(result: Result<T>) -> std::result::Result<T, &'static str> {
        result.map_err(|refusal| match refusal {
            Refusal::Rule(code, _) => code,
            Refusal::Invalid(errors) => errors[0].code,
            other => panic!("{other}"),
        })
    }

    #[test]
    fn the_due_date_follows_the_severity() {
        for (severity, due) in [
            (Severity::Critical, "2026-11-16"),
            (Severity::High, "2026-12-02"),
            (Severity::Medium, "2027-01-31"),
            (Severity::Low, "2027-05-01"),
        ] {
            assert_eq!(default_due_on(FollowUpModel::current(), severity, day("2026-11-02")), day(due), "{severity}");
        }
    }

    #[test]
    fn each_step_from_each_status() {
        const WAITS: std::result::Result<ActionStatus, &str> = Err("rule-action-awaits-verification");
        const CLOSED: std::result::Result<ActionStatus, &str> = Err("rule-action-closed");
        const UNREPORTED: std::result::Result<ActionStatus, &str> = Err("rule-action-not-reported");
        // status, start, report done, verify, not effective, cancel
        for (status, started, reported, verified, sent_back, cancelled) in [
            (Open, Ok(InProgress), Ok(ReportedDone), UNREPORTED, UNREPORTED, Ok(Cancelled)),
            (InProgress, Ok(InProgress), Ok(ReportedDone), UNREPORTED, UNREPORTED, Ok(Cancelled)),
            (ReportedDone, WAITS, WAITS, Ok(Verified), Ok(InProgress), Ok(Cancelled)),
            (Verified, CLOSED, CLOSED, UNREPORTED, UNREPORTED, CLOSED),
            (Cancelled, CLOSED, CLOSED, UNREPORTED, UNREPORTED, CLOSED),
        ] {
            assert_eq!(code(start(status)), started, "start {status}");
            assert_eq!(code(report_done(status, "Rutinen är införd")), reported, "report {status}");
            assert_eq!(code(verify(status, true, "")), verified, "verify {status}");
            assert_eq!(code(verify(status, false, "Stickprovet brast")), sent_back, "not effective {status}");
            assert_eq!(code(cancel(status, "Avtalet upphör")), cancelled, "cancel {status}");
        }
    }

    #[test]
    fn notes_are_required_where_they_carry_the_proof() {
        assert_eq!(code(report_done(Open, "  ")), Err("error-action-note"));
        assert_eq!(code(verify(ReportedDone, false, "")), Err("error-action-not-effective-note"));
        assert_eq!(code(cancel(Open, " ")), Err("error-required"));
    }

    #[test]
    fn open_and_overdue() {
        for (status, open, overdue) in [
            (Open, true, true),
            (InProgress, true, true),
            (ReportedDone, true, false),
            (Verified, false, false),
            (Cancelled, false, false),
        ] {
            assert_eq!(is_open(status), open, "{status}");
            assert_eq!(is_overdue(status, day("2026-11-01"), day("2026-11-02")), overdue, "{status}");
            assert!(!is_overdue(status, day("2026-11-02"), day("2026-11-02")), "{status}");
        }
    }

    #[test]
    fn postponing_counts_and_keeps_the_first_date() {
        let model = FollowUpModel::current();
        let mut dates = ActionDates { due_on: day("2026-11-16"), original_due_on: day("2026-11-16"), slips: 0 };
        for (due, slips, escalate) in [("2026-12-01", 1, false), ("2027-01-10", 2, false), ("2027-02-01", 3, true)] {
            let before = dates.due_on;
            let moved = postpone(model, InProgress, dates, day(due), " Leverans saknas ", day("2026-11-02")).unwrap();
            assert_eq!((moved.dates.slips, moved.escalate, moved.previous_due_on), (slips, escalate, before), "{due}");
            assert_eq!((moved.dates.due_on, moved.dates.original_due_on), (day(due), day("2026-11-16")));
            assert_eq!(moved.reason, "Leverans saknas");
            dates = moved.dates;
        }
    }

    #[test]
    fn postponing_is_refused() {
        let dates = ActionDates { due_on: day("2026-11-16"), original_due_on: day("2026-11-16"), slips: 0 };
        for (status, due, reason, today, expected) in [
            (Open, "2026-11-16", "Skäl", "2026-11-02", "error-postpone-earlier"),
            (Open, "2026-11-15", "Skäl", "2026-11-02", "error-postpone-earlier"),
            (Open, "2026-11-20", "Skäl", "2026-11-21", "error-postpone-past"),
            (Open, "2026-11-20", " ", "2026-11-02", "error-required"),
            (ReportedDone, "2026-11-20", "Skäl", "2026-11-02", "rule-action-awaits-verification"),
            (Verified, "2026-11-20", "Skäl", "2026-11-02", "rule-action-closed"),
        ] {
            let refused = code(postpone(FollowUpModel::current(), status, dates, day(due), reason, day(today)));
            assert_eq!(refused.unwrap_err(), expected, "{status} {due} {reason:?}");
        }
    }

    #[test]
    fn the_severity_follows_the_clause() {
        use ClauseMet as M;
        use InContract as I;
        for (in_contract, met, expected) in [
            (Some(I::Present), Some(M::NotMet), Some(Severity::High)),
            (Some(I::Missing), Some(M::NotMet), Some(Severity::High)),
            (Some(I::Present), Some(M::Partly), Some(Severity::Medium)),
            (Some(I::Missing), Some(M::Unknown), Some(Severity::Medium)),
            (Some(I::Partly), Some(M::Unknown), Some(Severity::Low)),
            (Some(I::Present), Some(M::Met), None),
            (Some(I::NotApplicable), Some(M::NotMet), None),
            (None, Some(M::Unknown), None),
            (None, None, None),
        ] {
            assert_eq!(clause_severity(in_contract, met, false), expected, "{in_contract:?} {met:?}");
            assert!(clause_severity(in_contract, met, true) >= expected, "{in_contract:?} {met:?}");
        }
        assert_eq!(clause_severity(Some(I::Present), Some(M::NotMet), true), Some(Severity::Critical));
    }

    #[test]
    fn a_finding_closes_on_a_verified_action_or_a_reason() {
        for (statuses, has_reason, expected) in [
            (&[Verified][..], false, Ok(())),
            (&[Verified, Cancelled], false, Ok(())),
            (&[Verified, ReportedDone], true, Err("rule-finding-open-actions")),
            (&[Cancelled], false, Err("error-finding-close-reason")),
            (&[], false, Err("error-finding-close-reason")),
            (&[], true, Ok(())),
        ] {
            assert_eq!(code(close_finding(statuses, has_reason)), expected, "{statuses:?}");
        }
    }
}
