//! How long evidence holds, what a question asks for, the draw, and what is better than what.

use super::parameters::Parameters;
use super::records::EvidenceKind;
use crate::base::refusal::Checks;
use crate::features::controls::{FollowUpModel, Part, Question};
use crate::features::questionnaires::AnswerStatus;
use crate::kit::snapshot::sha256_hex;
use chrono::{Months, NaiveDate};

/// The name of the draw below. A changed draw gets the next name, so that old samples stay checkable.
pub const DRAW: &str = "tillit-question-draw-1";

crate::text_enum! {
    /// What a question asks for (domain.md 1.3 row 50): a routine that exists, or a control that works.
    pub enum Asks { Exists => "exists", Works => "works" }
}

/// Whether a question asks for a routine or for a control. The catalogue says it by the answer: what is measured
/// (a date, a share, a number) or traced (minutes, statistics, a sample) asks whether it works.
pub fn asks(question: &Question) -> Asks {
    let rule = &Parameters::current().works;
    let measured = question.answer_type.values().filter_map(Part::key).any(|key| rule.parts.iter().any(|p| p == key));
    let evidence = question.evidence_sv.to_lowercase();
    let traced = rule.traces.iter().any(|trace| evidence.contains(trace.as_str()));
    if measured || traced { Asks::Works } else { Asks::Exists }
}

/// The last day that evidence of this kind and day counts (domain.md 4.3); `None` when its kind has no limit.
pub fn longest(kind: EvidenceKind, on: NaiveDate) -> Option<NaiveDate> {
    let months = &FollowUpModel::current().evidence_months;
    let months = match kind {
        EvidenceKind::Test => months.test,
        EvidenceKind::Policy => months.policy,
        EvidenceKind::Screenshot => months.screenshot,
        EvidenceKind::Certificate | EvidenceKind::Other => return None,
    };
    on.checked_add_months(Months::new(months))
}

/// Until when evidence holds: the stated day, or the longest that its kind allows. Errors: at the fields.
pub fn held_until(
    checks: &mut Checks,
    kind: Option<EvidenceKind>,
    on: Option<NaiveDate>,
    stated: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<NaiveDate> {
    checks.that(on.is_none_or(|on| on <= today), "evidence_on", "error-evidence-future");
    checks.that(kind.is_some() || on.is_none(), "evidence_kind", "error-evidence-kind");
    let limited = kind.is_some_and(|kind| longest(kind, today).is_some());
    checks.that(!limited || on.is_some(), "evidence_on", "error-required");
    checks.that(kind != Some(EvidenceKind::Certificate) || stated.is_some(), "holds_until", "error-required");
    let most = kind.zip(on).and_then(|(kind, on)| longest(kind, on));
    match (stated, most) {
        (Some(stated), Some(most)) => {
            checks.that(stated <= most, "holds_until", "error-evidence-too-long");
            Some(stated)
        }
        (stated, most) => stated.or(most),
    }
}

/// Draws `count` of `population`: those whose SHA-256 of `<DRAW>:<seed>:<question>` comes first, in that order. Each
/// has the same chance, the order of the population does not matter, and anybody can do it again by hand.
pub fn draw(seed: &str, population: &[String], count: usize) -> Vec<String> {
    let mut keyed: Vec<(String, &String)> =
        population.iter().map(|id| (sha256_hex(&format!("{DRAW}:{seed}:{id}")), id)).collect();
    keyed.sort();
    keyed.dedup();
    keyed.into_iter().take(count).map(|(_, id)| id.clone()).collect()
}

/// How many of a number, by percent; rounded up.
pub fn share(percent: u32, of: usize) -> usize {
    of.saturating_mul(usize::try_from(percent).unwrap_or(100)).div_ceil(100)
}

/// How good a status is; `None` when the question does not apply. Nobody knows is worse than no.
pub fn rank(status: Option<AnswerStatus>) -> Option<u8> {
    match status {
        Some(AnswerStatus::NotApplicable) => None,
        None | Some(AnswerStatus::Unknown) => Some(0),
        Some(AnswerStatus::NotMet) => Some(1),
        Some(AnswerStatus::Partly) => Some(2),
        Some(AnswerStatus::Met) => Some(3),
    }
}

/// The median; between the two middle ones of an even number, rounded down.
pub fn median(mut values: Vec<i32>) -> Option<i32> {
    values.sort_unstable();
    let upper = values.get(values.len() / 2)?;
    let lower = values.get(values.len().saturating_sub(1) / 2)?;
    Some((upper + lower) / 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::controls::catalogue;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn routines_are_told_from_controls() {
        let questions = catalogue().current_questions();
        for (id, expected) in [
            ("Q01", Asks::Exists),
            ("Q05", Asks::Works),
            ("Q23", Asks::Works),
            ("Q28", Asks::Works),
            ("Q47", Asks::Works),
            ("Q51", Asks::Exists),
            ("Q58", Asks::Exists),
        ] {
            assert_eq!(asks(questions.find(id).unwrap()), expected, "{id}");
        }
    }

    #[test]
    fn evidence_holds_as_long_as_its_kind() {
        use EvidenceKind::{Certificate, Other, Policy, Screenshot, Test};
        let today = day("2026-11-23");
        for (kind, on, stated, expected) in [
            (None, None, None, Ok(None)),
            (Some(Test), Some("2026-03-01"), None, Ok(Some("2027-03-01"))),
            (Some(Policy), Some("2025-12-01"), None, Ok(Some("2027-12-01"))),
            (Some(Screenshot), Some("2026-08-31"), None, Ok(Some("2027-02-28"))),
            (Some(Test), Some("2026-03-01"), Some("2026-12-31"), Ok(Some("2026-12-31"))),
            (Some(Other), None, Some("2026-12-31"), Ok(Some("2026-12-31"))),
            (Some(Other), None, None, Ok(None)),
            (Some(Test), Some("2026-03-01"), Some("2027-03-02"), Err("holds_until")),
            (Some(Test), None, None, Err("evidence_on")),
            (Some(Test), Some("2026-11-24"), None, Err("evidence_on")),
            (Some(Certificate), None, None, Err("holds_until")),
            (None, Some("2026-03-01"), None, Err("evidence_kind")),
        ] {
            let mut checks = Checks::default();
            let until = held_until(&mut checks, kind, on.map(day), stated.map(day), today);
            let done = checks.done().map(|()| until).map_err(|refusal| match refusal {
                crate::base::Refusal::Invalid(errors) => errors[0].field.clone(),
                other => panic!("{other}"),
            });
            assert_eq!(done, expected.map(|d| d.map(day)).map_err(str::to_string), "{kind:?} {on:?} {stated:?}");
        }
    }

    #[test]
    fn the_draw_is_the_same_however_the_list_is_ordered() {
        let all: Vec<String> = (1..=40).map(|n| format!("Q{n:02}")).collect();
        let drawn = draw("frö", &all, 12);
        let turned: Vec<String> = all.iter().rev().cloned().collect();
        assert_eq!(drawn, draw("frö", &turned, 12));
        assert_ne!(drawn, draw("frå", &all, 12));
        assert_eq!((drawn.len(), draw("frö", &all, 99).len()), (12, 40));
        assert_eq!([share(30, 10), share(30, 11), share(0, 11), share(10, 1)], [3, 4, 0, 1]);
    }

    #[test]
    fn medians() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![10, 90, 40]), Some(40));
        assert_eq!(median(vec![10, 90, 40, 51]), Some(45));
    }
}
