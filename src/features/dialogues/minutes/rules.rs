//! The steps of minutes, the quorum, and when a meeting begins (domain.md 7.1, 7.3). Pure.

use super::facts::{Attending, Quorum};
use super::model::{ApprovalOutcome, CallKind, MinutesStage, MinutesState};
use super::parameters::MinutesTerms;
use crate::access::Side;
use crate::base::clock::ZONE;
use crate::base::{FieldError, Refusal, Result};
use crate::features::dialogues::model::DialogueStatus;
use chrono::{DateTime, LocalResult, NaiveDate, NaiveTime, TimeZone, Utc};

/// Where the minutes stand, from the dialogue's status and their own state.
pub fn stage(status: DialogueStatus, state: Option<MinutesState>) -> MinutesStage {
    match (status, state) {
        (DialogueStatus::Planned, _) => MinutesStage::Called,
        (DialogueStatus::Held, _) => MinutesStage::Held,
        (DialogueStatus::Draft, _) => MinutesStage::Draft,
        (DialogueStatus::SentForApproval, _) => MinutesStage::Sent,
        (DialogueStatus::Approved, _) => MinutesStage::Approved,
        (DialogueStatus::Locked, None | Some(MinutesState::Draft)) => MinutesStage::Locked,
        (DialogueStatus::Locked, Some(MinutesState::Sent)) => MinutesStage::Sent,
        (DialogueStatus::Locked, Some(MinutesState::Approved)) => MinutesStage::Approved,
        (DialogueStatus::Locked, Some(MinutesState::Registered)) => MinutesStage::Registered,
        (DialogueStatus::Locked, Some(MinutesState::Archived)) => MinutesStage::Archived,
    }
}

/// Whether both sides have approved, after which the text never changes.
pub fn is_final(stage: MinutesStage) -> bool {
    matches!(stage, MinutesStage::Approved | MinutesStage::Registered | MinutesStage::Archived)
}

/// Sending is a step from a locked text; it may be done again to ask somebody else.
pub fn may_send(stage: MinutesStage) -> Result<()> {
    match stage {
        MinutesStage::Locked | MinutesStage::Sent => Ok(()),
        MinutesStage::Called | MinutesStage::Held | MinutesStage::Draft => {
            Err(Refusal::rule("rule-minutes-not-locked"))
        }
        MinutesStage::Approved | MinutesStage::Registered | MinutesStage::Archived => {
            Err(Refusal::rule("rule-minutes-approved"))
        }
    }
}

/// Taking back is for texts that not everybody has approved, while the next meeting does not build on them.
pub fn may_take_back(stage: MinutesStage, next_begun: bool) -> Result<()> {
    may_send(stage)?;
    if next_begun { Err(Refusal::rule("rule-minutes-next-held")) } else { Ok(()) }
}

pub fn may_register(stage: MinutesStage) -> Result<()> {
    match stage {
        MinutesStage::Approved | MinutesStage::Registered => Ok(()),
        MinutesStage::Archived => Err(Refusal::rule("rule-minutes-archived")),
        _ => Err(Refusal::rule("rule-minutes-not-approved")),
    }
}

pub fn may_archive(stage: MinutesStage) -> Result<()> {
    match stage {
        MinutesStage::Registered => Ok(()),
        MinutesStage::Archived => Err(Refusal::rule("rule-minutes-archived")),
        _ => Err(Refusal::rule("rule-minutes-not-registered")),
    }
}

pub fn may_add(stage: MinutesStage) -> Result<()> {
    if is_final(stage) { Ok(()) } else { Err(Refusal::rule("rule-minutes-not-approved")) }
}

/// Everybody who is asked has approved, and somebody was asked on each side. Who was replaced does not count.
pub fn approved_by_both(answers: &[(Side, ApprovalOutcome)]) -> bool {
    let counted: Vec<_> = answers.iter().filter(|(_, outcome)| *outcome != ApprovalOutcome::Replaced).collect();
    let side = |side: Side| counted.iter().any(|(of, _)| *of == side);
    side(Side::Region) && side(Side::Vendor) && counted.iter().all(|(_, outcome)| *outcome == ApprovalOutcome::Approved)
}

/// Whether the seats that the vendor's tier asks for were taken.
pub fn quorum(terms: &MinutesTerms, tier: Option<i32>, attending: &[Attending]) -> Quorum {
    let needed =
        terms.quorum.iter().filter(|need| need.tiers.is_empty() || tier.is_some_and(|t| need.tiers.contains(&t)));
    let taken = |seat| attending.iter().any(|person| person.seat == seat && person.attendance.counts());
    let missing: Vec<_> = needed.map(|need| need.seat).filter(|seat| !taken(*seat)).collect();
    Quorum { met: missing.is_empty(), missing, effect: terms.quorum_effect, model: terms.version.clone() }
}

/// When a meeting begins. An hour that comes twice (the night when summer time ends) is its first time.
/// Errors: an hour that never comes (the night when summer time begins).
pub fn starts_at(day: NaiveDate, time: NaiveTime) -> Result<DateTime<Utc>, FieldError> {
    match ZONE.from_local_datetime(&day.and_time(time)) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Ok(at.with_timezone(&Utc)),
        LocalResult::None => Err(FieldError::new("time", "error-call-no-such-hour")),
    }
}

/// The meaning of one more invitation after those that were sent.
pub fn next_kind(sent: &[CallKind]) -> CallKind {
    match sent.last() {
        None | Some(CallKind::Cancelled) => CallKind::Invited,
        Some(CallKind::Invited | CallKind::Moved) => CallKind::Moved,
    }
}

/// Whether this cancellation is one too many: the second of two, the fourth of four.
pub fn is_one_too_many(cancelled_in_row: usize, limit: usize) -> bool {
    limit > 0 && cancelled_in_row > 0 && cancelled_in_row.is_multiple_of(limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Period;
    use crate::features::dialogues::minutes::model::{AttendanceKind, MeetingSeat};
    use crate::features::dialogues::rules::proposed_day;

    #[test]
    fn every_step_of_minutes() {
        let code = |result: Result<()>| match result {
            Ok(()) => "",
            Err(Refusal::Rule(code, _)) => code,
            Err(other) => panic!("{other}"),
        };
        let table = [
            (
                MinutesStage::Called,
                "rule-minutes-not-locked",
                "rule-minutes-not-approved",
                "rule-minutes-not-registered",
            ),
            (MinutesStage::Held, "rule-minutes-not-locked", "rule-minutes-not-approved", "rule-minutes-not-registered"),
            (
                MinutesStage::Draft,
                "rule-minutes-not-locked",
                "rule-minutes-not-approved",
                "rule-minutes-not-registered",
            ),
            (MinutesStage::Locked, "", "rule-minutes-not-approved", "rule-minutes-not-registered"),
            (MinutesStage::Sent, "", "rule-minutes-not-approved", "rule-minutes-not-registered"),
            (MinutesStage::Approved, "rule-minutes-approved", "", "rule-minutes-not-registered"),
            (MinutesStage::Registered, "rule-minutes-approved", "", ""),
            (MinutesStage::Archived, "rule-minutes-approved", "rule-minutes-archived", "rule-minutes-archived"),
        ];
        for (stage, send, register, archive) in table {
            assert_eq!(
                (code(may_send(stage)), code(may_register(stage)), code(may_archive(stage))),
                (send, register, archive),
                "{stage}"
            );
            assert_eq!(code(may_take_back(stage, false)), send, "{stage}");
            assert_eq!(may_add(stage).is_ok(), is_final(stage), "{stage}");
        }
        assert_eq!(code(may_take_back(MinutesStage::Sent, true)), "rule-minutes-next-held");
        for state in MinutesState::ALL {
            assert_eq!(stage(DialogueStatus::Held, Some(*state)), MinutesStage::Held);
        }
        assert_eq!(stage(DialogueStatus::Locked, None), MinutesStage::Locked);
        assert_eq!(stage(DialogueStatus::Draft, Some(MinutesState::Draft)), MinutesStage::Draft);
    }

    #[test]
    fn both_sides_must_approve() {
        use ApprovalOutcome::{Approved, Objected, Replaced, Waiting};
        use Side::{Region, Vendor};
        for (answers, expected) in [
            (vec![], false),
            (vec![(Region, Approved)], false),
            (vec![(Region, Approved), (Vendor, Approved)], true),
            (vec![(Region, Approved), (Vendor, Waiting)], false),
            (vec![(Region, Approved), (Vendor, Objected)], false),
            (vec![(Region, Approved), (Vendor, Approved), (Vendor, Waiting)], false),
            (vec![(Region, Approved), (Vendor, Approved), (Vendor, Replaced)], true),
            (vec![(Region, Approved), (Vendor, Replaced)], false),
        ] {
            assert_eq!(approved_by_both(&answers), expected, "{answers:?}");
        }
    }

    #[test]
    fn the_quorum_asks_for_seats_by_tier() {
        let terms = MinutesTerms::on("2026-11-23".parse().unwrap());
        let person =
            |seat, attendance| Attending { side: Side::Region, name: "X".into(), attendance, seat, deputy_for: None };
        let people = [
            person(MeetingSeat::ContractManager, AttendanceKind::Present),
            person(MeetingSeat::VendorHead, AttendanceKind::Deputy),
            person(MeetingSeat::InformationSecurity, AttendanceKind::Absent),
        ];
        assert_eq!(quorum(terms, Some(1), &people).missing, [MeetingSeat::InformationSecurity]);
        assert!(quorum(terms, Some(2), &people).met);
        assert!(quorum(terms, None, &people).met);
        assert_eq!(quorum(terms, Some(3), &[]).missing, [MeetingSeat::ContractManager, MeetingSeat::VendorHead]);
    }

    #[test]
    fn the_nights_when_the_clock_is_changed() {
        let at =
            |day: &str, time: &str| starts_at(day.parse().unwrap(), time.parse().unwrap()).map(|at| at.to_rfc3339());
        assert_eq!(at("2026-11-23", "09:00:00").unwrap(), "2026-11-23T08:00:00+00:00");
        assert_eq!(at("2026-07-01", "09:00:00").unwrap(), "2026-07-01T07:00:00+00:00");
        // 02:30 comes twice on 25 October 2026, and never on 28 March 2027.
        assert_eq!(at("2026-10-25", "02:30:00").unwrap(), "2026-10-25T00:30:00+00:00");
        assert_eq!(at("2027-03-28", "02:30:00").unwrap_err().code, "error-call-no-such-hour");
        assert_eq!(at("2027-03-28", "03:00:00").unwrap(), "2027-03-28T01:00:00+00:00");
    }

    #[test]
    fn a_series_that_meets_on_the_29th_of_february() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let after = |held: &str, period: &str| proposed_day(day(held), period.parse::<Period>().unwrap());
        assert_eq!(after("2028-02-29", "2028-03"), day("2028-03-29"));
        assert_eq!(after("2028-02-29", "2029-02"), day("2029-02-28"));
        assert_eq!(after("2028-01-31", "2028-02"), day("2028-02-29"));
        assert!(starts_at(day("2028-02-29"), "13:00:00".parse().unwrap()).is_ok());
    }

    #[test]
    fn cancelled_again_and_again() {
        let told: Vec<usize> = (0..7).filter(|n| is_one_too_many(*n, 2)).collect();
        assert_eq!(told, [2, 4, 6]);
        assert!(!is_one_too_many(3, 0));
        assert_eq!(next_kind(&[]), CallKind::Invited);
        assert_eq!(next_kind(&[CallKind::Invited]), CallKind::Moved);
        assert_eq!(next_kind(&[CallKind::Invited, CallKind::Cancelled]), CallKind::Invited);
    }
}
