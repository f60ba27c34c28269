use super::*;
use crate::features::findings::Responsible;
use crate::features::plans::model::PlanOrigin;
use crate::features::plans::snapshot::{FORMAT, FrozenFinding};
use chrono::{DateTime, NaiveDate};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn line(number: i32) -> FrozenLine {
    let at = DateTime::from_timestamp(1_795_000_000 + i64::from(number), 0).unwrap();
    FrozenLine {
        action_id: Id::new(at),
        number,
        title: format!("Åtgärd {number}"),
        description: None,
        responsible: Responsible::Vendor,
        owner: None,
        due_on: day("2026-12-20"),
        original_due_on: day("2026-12-20"),
        slips: 0,
        status: ActionStatus::Open,
        origin: PlanOrigin::New,
        starts_on: day("2026-11-23"),
        milestone: None,
        expected_evidence: None,
        finding: None,
    }
}

fn plan(lines: Vec<FrozenLine>) -> FrozenPlan {
    FrozenPlan {
        format: FORMAT.to_string(),
        organisation: "Region Almeå".to_string(),
        vendor: "Vidlyssna AB".to_string(),
        contract: None,
        number: 1,
        version: 1,
        title: "Plan".to_string(),
        purpose: None,
        starts_on: day("2026-11-23"),
        focus: Vec::new(),
        lines,
        decision: None,
    }
}

#[test]
fn every_difference_is_said_and_only_differences() {
    let (one, two) = (line(1), line(2));
    let old = plan(vec![one.clone(), two.clone()]);
    assert!(compare(&old, &old).is_empty());
    let mut turned = old.clone();
    turned.lines.reverse();
    assert!(compare(&old, &turned).is_empty(), "the order is no edit");
    let later = FrozenLine { due_on: day("2027-01-20"), slips: 1, ..one.clone() };
    let moved = compare(&old, &plan(vec![later, two.clone()]));
    let expected =
        FieldChange { field: "due_on", old: Some("2026-12-20".to_string()), new: Some("2027-01-20".to_string()) };
    assert_eq!(moved.lines[0].fields, [expected]);
    let edited = compare(&old, &plan(vec![one, line(3)]));
    let changes: Vec<_> = edited.lines.iter().map(|line| (line.number, line.change)).collect();
    assert_eq!(changes, [(2, LineChange::Removed), (3, LineChange::Added)]);
}

#[test]
fn what_asks_for_a_new_decision() {
    let first = line(1);
    let base = || first.clone();
    let finding = FrozenFinding {
        id: base().action_id,
        number: 4,
        title: "Brist".to_string(),
        severity: crate::features::findings::Severity::High,
    };
    for (name, after, asks) in [
        ("nothing", base(), false),
        ("moved", FrozenLine { due_on: day("2027-01-20"), slips: 1, ..base() }, false),
        ("begun", FrozenLine { status: ActionStatus::InProgress, ..base() }, false),
        ("verified", FrozenLine { status: ActionStatus::Verified, ..base() }, false),
        ("dropped", FrozenLine { status: ActionStatus::Cancelled, ..base() }, true),
        ("title", FrozenLine { title: "Annan".to_string(), ..base() }, true),
        ("party", FrozenLine { responsible: Responsible::Region, ..base() }, true),
        ("origin", FrozenLine { origin: PlanOrigin::Ongoing, ..base() }, true),
        ("start", FrozenLine { starts_on: day("2026-12-01"), ..base() }, true),
        ("evidence", FrozenLine { expected_evidence: Some("Logg".to_string()), ..base() }, true),
        ("finding", FrozenLine { finding: Some(finding), ..base() }, true),
    ] {
        let (old, new) = (plan(vec![base()]), plan(vec![after]));
        assert_eq!(compare(&old, &new).needs_decision(), asks, "{name}");
        let expected = if asks { PlanState::Edited } else { PlanState::Decided };
        assert_eq!(state(false, Some(&old), &new), expected, "{name}");
    }
    let now = plan(vec![base()]);
    assert_eq!(state(false, None, &now), PlanState::Draft);
    assert_eq!(state(true, Some(&now), &now), PlanState::Closed);
    let renamed = FrozenPlan { title: "Annan".to_string(), ..now.clone() };
    assert_eq!(state(false, Some(&now), &renamed), PlanState::Edited);
}

#[test]
fn a_focus_area_is_suggested_by_its_controls() {
    let terms = FocusTerms::on(day("2026-11-23"));
    for (controls, in_force, expected) in [
        (&["A.5.15"][..], &[][..], &[FocusArea::AccessControl][..]),
        (&["A.8.5", "A.8.32"], &[], &[FocusArea::AccessControl, FocusArea::ChangeManagement]),
        (&["A.8.9"], &[FocusArea::ChangeManagement], &[]),
        (&["A.8.15", "A.5.1"], &[], &[]),
        (&[], &[], &[]),
    ] {
        assert_eq!(suggested_focus(terms, in_force, controls), expected, "{controls:?}");
    }
}

#[test]
fn the_vendors_copy_has_no_finding() {
    let at = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
    let finding = FrozenFinding {
        id: Id::new(at),
        number: 4,
        title: "HEMLIG".to_string(),
        severity: crate::features::findings::Severity::High,
    };
    let whole = plan(vec![FrozenLine { finding: Some(finding), ..line(1) }]);
    let (text, sha256) = whole.sealed().unwrap();
    assert!(text.contains("HEMLIG") && sha256.len() == 64);
    assert!(!whole.for_vendor().sealed().unwrap().0.contains("HEMLIG"));
}
