//! Every kind of fact against the state that follows.

use super::super::model::{Demand, Verdict};
use super::*;
use crate::features::contracts::ClauseMet;
use crate::features::question_sets::Asked;
use crate::features::questionnaires::AnswerStatus::{Met, NotApplicable, NotMet, Partly, Unknown};
use Assurance::{A0, A1, A2, A3};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-23")
}

fn review(status: AnswerStatus, assurance: Assurance, until: &str) -> Option<Verdict> {
    Some(Verdict { status, assurance, valid_until: day(until) })
}

fn reply(question: &str, claim: Option<AnswerStatus>, review: Option<Verdict>) -> Reply {
    let asked = Asked::shipped(catalogue().current_questions().find(question).unwrap());
    let assessment_id = "0193f2a1-7c1e-7000-8000-000000000001".parse().unwrap();
    Reply { question: asked, assessment_id, claim, review }
}

/// A vendor of tier 2 with one contract that holds every clause.
fn facts(replies: Vec<Reply>) -> Facts {
    let clauses = &catalogue().current_clauses().entries;
    let demand = |clause| Demand { clause, left_out: false, met: ClauseMet::Met };
    Facts {
        tier: Some(2),
        required: A2,
        demands: clauses.iter().map(demand).collect(),
        replies,
        findings: Default::default(),
        last_days: Vec::new(),
    }
}

fn state_of(facts: &Facts, control: &str) -> (State, bool) {
    let all = matrix(facts, today());
    let cell = all.cells.iter().find(|cell| cell.control.id == control).unwrap();
    (cell.state, cell.lacking)
}

#[test]
fn only_a_review_that_is_strong_enough_and_still_holds_verifies() {
    for (name, claim, review, state) in [
        ("nothing said", None, None, State::Unknown),
        ("does not know", Some(Unknown), None, State::Unknown),
        ("says no", Some(NotMet), None, State::Unknown),
        ("says so", Some(Met), None, State::Claimed),
        ("says partly", Some(Partly), None, State::Claimed),
        ("says that it does not apply", Some(NotApplicable), None, State::Claimed),
        ("we agree that it does not", Some(NotApplicable), review(NotApplicable, A1, "2027-11-23"), State::NotRequired),
        ("seen, but weakly", Some(Met), review(Met, A1, "2027-11-23"), State::Claimed),
        ("seen", Some(Met), review(Met, A2, "2027-11-23"), State::Verified),
        ("seen by others", Some(Met), review(Met, A3, "2026-11-23"), State::Verified),
        ("ran out yesterday", Some(Met), review(Met, A3, "2026-11-22"), State::Expired),
        ("seen partly", Some(Met), review(Partly, A3, "2027-11-23"), State::Claimed),
        ("seen not to be so", Some(Met), review(NotMet, A3, "2027-11-23"), State::Unknown),
        ("could not be seen", Some(Met), review(Unknown, A2, "2027-11-23"), State::Unknown),
        ("better than claimed", Some(NotMet), review(Met, A2, "2027-11-23"), State::Verified),
    ] {
        assert_eq!(standing(&reply("Q01", claim, review), A2, today()), state, "{name}");
    }
    let document = reply("Q01", Some(Met), review(Met, A1, "2027-11-23"));
    assert_eq!(standing(&document, A1, today()), State::Verified, "a low tier is verified by a document");
    assert_eq!(standing(&reply("Q01", Some(Met), None), A0, today()), State::Claimed, "never without a review");
}

#[test]
fn a_control_stands_as_the_weakest_of_its_answers() {
    let both = |one: Reply, other: Reply| state_of(&facts(vec![one, other]), "A.5.36");
    let seen = |q: &str| reply(q, Some(Met), review(Met, A2, "2027-11-23"));
    assert_eq!(both(seen("Q01"), seen("Q02")), (State::Verified, false));
    assert_eq!(both(seen("Q01"), reply("Q02", Some(Met), None)), (State::Claimed, false));
    assert_eq!(both(seen("Q01"), reply("Q02", Some(Met), review(Met, A2, "2026-11-01"))), (State::Expired, false));
    assert_eq!(both(seen("Q01"), reply("Q02", Some(NotMet), None)), (State::Unknown, true));
    let away = reply("Q02", Some(NotApplicable), review(NotApplicable, A2, "2027-11-23"));
    assert_eq!(both(seen("Q01"), away.clone()), (State::Verified, false));
    let other = Reply { question: reply("Q01", None, None).question, ..away.clone() };
    assert_eq!(both(away, other), (State::NotRequired, false));
}

#[test]
fn a_clause_that_is_met_proves_nothing_and_one_that_is_not_holds_back() {
    assert_eq!(state_of(&facts(Vec::new()), "A.5.1"), (State::Unknown, false), "every clause is met");
    let seen = || vec![reply("Q01", Some(Met), review(Met, A2, "2027-11-23"))];
    assert_eq!(state_of(&facts(seen()), "A.5.1").0, State::Verified);
    let mut short = facts(seen());
    for demand in short.demands.iter_mut().filter(|demand| demand.clause.id == "KV-01") {
        demand.met = ClauseMet::Partly;
    }
    assert_eq!(state_of(&short, "A.5.1"), (State::Claimed, true));
    let mut found = facts(seen());
    found.findings.insert("A.5.1".to_string());
    assert_eq!(state_of(&found, "A.5.1"), (State::Claimed, true));
    let mut out = facts(seen());
    out.demands.iter_mut().for_each(|demand| demand.left_out = true);
    assert_eq!(state_of(&out, "A.5.1"), (State::NotRequired, false));
}

#[test]
fn every_control_is_in_one_state_and_time_is_foreseen() {
    let mut all = facts(vec![
        reply("Q01", Some(Met), review(Met, A2, "2027-03-01")),
        reply("Q10", Some(Met), review(Met, A2, "2027-02-01")),
        reply("Q20", Some(Met), review(Met, A2, "2026-01-01")),
    ]);
    let now = matrix(&all, today());
    assert_eq!(now.cells.len(), 93);
    assert_eq!(now.counts().required() + now.counts().not_required, 93);
    assert_eq!(now.letters().len(), 93);
    assert_eq!(now.changes_on, Some(day("2027-02-02")), "the day after the first that runs out");
    assert_eq!(matrix(&all, day("2027-02-01")).letters(), now.letters(), "the last day counts");
    assert_ne!(matrix(&all, day("2027-02-02")).letters(), now.letters());
    all.last_days.push(day("2026-12-31"));
    assert_eq!(matrix(&all, today()).changes_on, Some(day("2027-01-01")));
    assert_eq!(matrix(&facts(Vec::new()), today()).changes_on, None);
}
