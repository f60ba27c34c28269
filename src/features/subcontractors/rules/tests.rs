use super::*;
use crate::features::subcontractors::model::CriteriaModel;
use chrono::{TimeZone, Utc};

fn d(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id(n: i64) -> Id {
    Id::new(Utc.timestamp_opt(1_790_000_000 + n, 0).unwrap())
}

fn code(result: Result<()>) -> &'static str {
    match result {
        Err(Refusal::Rule(code, _)) => code,
        Err(Refusal::Invalid(errors)) => errors[0].code,
        other => panic!("{other:?}"),
    }
}

const STEPS: &[Step] = &[
    Step::Submit,
    Step::Begin,
    Step::AskCompletion,
    Step::Complete,
    Step::Emergency,
    Step::Decide(Decision::Approved),
    Step::Decide(Decision::Conditional),
    Step::Decide(Decision::Refused),
    Step::Silence,
    Step::Start,
    Step::Change,
    Step::Revoke,
    Step::End,
    Step::Expire,
    Step::Stop,
];

/// Every way that is open; all others are refused.
const WAYS: &[(CaseState, Step, CaseState)] = {
    use CaseState as S;
    use Decision as D;
    &[
        (S::Draft, Step::Submit, S::Submitted),
        (S::Draft, Step::Stop, S::Stopped),
        (S::Submitted, Step::Begin, S::Completeness),
        (S::Submitted, Step::Emergency, S::Temporary),
        (S::Submitted, Step::Silence, S::Decided),
        (S::Submitted, Step::Stop, S::Stopped),
        (S::Completeness, Step::AskCompletion, S::Completion),
        (S::Completeness, Step::Complete, S::Review),
        (S::Completeness, Step::Emergency, S::Temporary),
        (S::Completeness, Step::Silence, S::Decided),
        (S::Completeness, Step::Stop, S::Stopped),
        (S::Completion, Step::Submit, S::Completeness),
        (S::Completion, Step::Stop, S::Stopped),
        (S::Review, Step::Emergency, S::Temporary),
        (S::Review, Step::Decide(D::Approved), S::Decided),
        (S::Review, Step::Decide(D::Conditional), S::Decided),
        (S::Review, Step::Decide(D::Refused), S::Refused),
        (S::Review, Step::Silence, S::Decided),
        (S::Review, Step::Stop, S::Stopped),
        (S::Temporary, Step::Complete, S::Temporary),
        (S::Temporary, Step::Decide(D::Approved), S::Decided),
        (S::Temporary, Step::Decide(D::Conditional), S::Decided),
        (S::Temporary, Step::Decide(D::Refused), S::Refused),
        (S::Temporary, Step::Revoke, S::Revoked),
        (S::Temporary, Step::End, S::Ended),
        (S::Temporary, Step::Expire, S::Expired),
        (S::Temporary, Step::Stop, S::Stopped),
        (S::Decided, Step::Start, S::Active),
        (S::Decided, Step::Change, S::Changed),
        (S::Decided, Step::Revoke, S::Revoked),
        (S::Decided, Step::End, S::Ended),
        (S::Decided, Step::Expire, S::Expired),
        (S::Active, Step::Change, S::Changed),
        (S::Active, Step::Revoke, S::Revoked),
        (S::Active, Step::End, S::Ended),
        (S::Active, Step::Expire, S::Expired),
    ]
};

#[test]
fn every_state_meets_every_step() {
    for state in CaseState::ALL {
        for step in STEPS {
            let way = WAYS.iter().find(|(from, by, _)| from == state && by == step);
            match (next(*state, *step), way) {
                (Ok(to), Some((_, _, expected))) => assert_eq!(to, *expected, "{state} {step:?}"),
                (Err(Refusal::Rule(..)), None) => {}
                (other, way) => panic!("{state} {step:?}: {other:?}, expected {way:?}"),
            }
        }
    }
}

#[test]
fn what_has_ended_says_so_and_a_decision_waits_for_the_reviews() {
    for state in [CaseState::Ended, CaseState::Revoked, CaseState::Expired, CaseState::Refused] {
        assert_eq!(code(next(state, Step::Revoke).map(drop)), "rule-subcontract-over");
    }
    for state in [CaseState::Submitted, CaseState::Completeness, CaseState::Completion] {
        assert_eq!(code(next(state, Step::Decide(Decision::Approved)).map(drop)), "rule-subcontract-reviews");
    }
    assert_eq!(code(next(CaseState::Draft, Step::Decide(Decision::Approved)).map(drop)), "rule-subcontract-step");
}

#[test]
fn deadlines_cross_christmas() {
    let terms = CriteriaModel::versions().newest().terms;
    // Thirty days from 24 November is Christmas Eve; Christmas Day is a Friday.
    for (submitted, notice, decision) in [
        ("2026-11-24", "2026-12-28", "2026-12-22"),
        ("2026-11-25", "2026-12-28", "2026-12-23"),
        ("2026-11-28", "2026-12-28", "2026-12-29"),
        ("2026-12-01", "2027-01-04", "2027-01-04"),
        ("2026-12-07", "2027-01-07", "2027-01-11"),
    ] {
        assert_eq!(notice_until(d(submitted), &terms), d(notice), "{submitted}");
        assert_eq!(decision_due(d(submitted), 0, &terms), d(decision), "{submitted}");
    }
    assert_eq!(add_working_days(d("2026-12-18"), terms.completeness_days), d("2026-12-29"));
    assert_eq!(add_working_days(d("2026-12-22"), terms.review_days), d("2027-01-12"));
    let waited = paused(d("2026-12-21"), d("2026-12-29"));
    assert_eq!(waited, 4);
    assert_eq!(decision_due(d("2026-11-24"), waited, &terms), d("2026-12-30"));
    assert_eq!(earliest_start(d("2026-11-24"), &terms), d("2026-12-24"));
    assert_eq!(longest_validity(d("2026-11-24"), &terms), d("2028-11-24"));
}

#[test]
fn silence_is_an_answer_only_within_its_bounds() {
    let bounds = &CriteriaModel::versions().newest().silence;
    let good = Silent {
        authorisation: Authorisation::General,
        tier: Some(3),
        data_class: Some(2),
        third_country: false,
        care: false,
        patient_data: false,
        objected: false,
    };
    assert!(silence_approves(&good, bounds));
    assert!(silence_approves(&Silent { tier: Some(4), data_class: Some(0), ..good }, bounds));
    for bad in [
        Silent { authorisation: Authorisation::Specific, ..good },
        Silent { tier: Some(2), ..good },
        Silent { tier: Some(1), ..good },
        Silent { tier: None, ..good },
        Silent { data_class: Some(3), ..good },
        Silent { data_class: None, ..good },
        Silent { third_country: true, ..good },
        Silent { care: true, ..good },
        Silent { patient_data: true, ..good },
        Silent { objected: true, ..good },
    ] {
        assert!(!silence_approves(&bad, bounds), "{bad:?}");
    }
}

#[test]
fn care_from_abroad_stops() {
    let codes = |codes: &[&str]| codes.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(care_stop(true, Some("SE"), &codes(&["SE"])), None);
    assert_eq!(care_stop(true, Some("TH"), &[]), Some(StopReason::CareAbroad));
    assert_eq!(care_stop(true, Some("SE"), &codes(&["SE", "TH"])), Some(StopReason::CareAbroad));
    assert_eq!(care_stop(true, Some("NO"), &[]), Some(StopReason::CareAbroad), "the EEA is abroad too");
    assert_eq!(care_stop(false, Some("TH"), &[]), None, "processing alone is judged, not stopped");
    assert!(is_third_country(["SE", "TH"]) && !is_third_country(["SE", "NO"]));
}

#[test]
fn four_persons_review_and_a_fifth_decides() {
    let (applicant, omar, daniel) = (id(1), id(2), id(3));
    let done = [(ReviewKind::Security, omar.clone())];
    assert!(check_reviewer(ReviewKind::Privacy, &daniel, &applicant, &done).is_ok());
    assert!(check_reviewer(ReviewKind::Security, &omar, &applicant, &done).is_ok(), "the same review again");
    let twice = check_reviewer(ReviewKind::Privacy, &omar, &applicant, &done);
    assert_eq!(code(twice), "rule-subcontract-reviewer-twice");
    let own = check_reviewer(ReviewKind::Completeness, &applicant, &applicant, &[]);
    assert_eq!(code(own), "rule-subcontract-reviewer-applicant");

    let decider = |person: &Id, proposer| check_decider(person, &applicant, &done, proposer);
    assert!(decider(&daniel, Some(&omar)).is_ok());
    assert_eq!(code(decider(&daniel, Some(&daniel))), "rule-subcontract-decider-proposed");
    assert_eq!(code(decider(&omar, None)), "rule-subcontract-decider-reviewed");
    assert_eq!(code(decider(&applicant, None)), "rule-subcontract-decider-applicant");
}

#[test]
fn rulings_have_reasons_conditions_and_an_end() {
    let model = CriteriaModel::versions().newest();
    let from = d("2026-11-24");
    let some = ["Loggar lämnas varje månad.".to_string()];
    let ruled = |decision, reason: &str, conditions: &[String], until: Option<&str>| {
        check_ruling(decision, reason, conditions, until.map(d), from, model)
    };
    assert!(ruled(Decision::Approved, "Kraven är uppfyllda.", &[], Some("2028-11-24")).is_ok());
    assert!(ruled(Decision::Conditional, "Ja, om.", &some, Some("2027-11-24")).is_ok());
    assert!(ruled(Decision::Refused, "Överföringen saknar stöd.", &[], None).is_ok());
    assert!(ruled(Decision::Temporary, "Akut.", &some, Some("2026-12-24")).is_ok());
    for (result, expected) in [
        (ruled(Decision::Approved, " ", &[], Some("2028-11-24")), "error-reason-required"),
        (ruled(Decision::Approved, "Ja", &[], Some("2028-11-25")), "error-subcontract-valid-long"),
        (ruled(Decision::Approved, "Ja", &[], None), "error-required"),
        (ruled(Decision::Approved, "Ja", &[], Some("2026-11-23")), "error-date-past"),
        (ruled(Decision::Conditional, "Ja", &[], Some("2027-11-24")), "error-subcontract-conditions"),
        (ruled(Decision::Temporary, "Ja", &some, Some("2026-12-25")), "error-subcontract-emergency-long"),
        (ruled(Decision::Temporary, "Ja", &[], Some("2026-12-24")), "error-subcontract-conditions"),
        (ruled(Decision::Refused, "Nej", &[], Some("2026-12-24")), "error-subcontract-refused-until"),
        (ruled(Decision::NoObjection, "Ja", &[], Some("2026-12-24")), "error-choice"),
    ] {
        assert_eq!(code(result), expected);
    }
}
