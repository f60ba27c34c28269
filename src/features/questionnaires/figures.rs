//! The three figures of an assessment: a claimed interval, a verified share, and how much is
//! unknown (domain.md 4.3). They stand side by side and are never merged.

use super::model::AnswerStatus;
use crate::features::controls::Assurance;
use serde::Serialize;

/// One question in the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The vendor's claim; `None` is unanswered and counts as unknown.
    pub claim: Option<AnswerStatus>,
    /// The reviewer's judgement, if there is one.
    pub review: Option<AnswerStatus>,
    /// 1-3, by `FollowUpModel::weight`.
    pub weight: u8,
    /// How strongly the reviewer found the answer supported.
    pub assurance: Assurance,
    /// What the vendor's tier demands, by `TieringModel::required_assurance`.
    pub required: Assurance,
    /// False when the evidence has expired.
    pub evidence_valid: bool,
}

/// Whole percent. The claim is an interval because unknown answers could be either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// With every unknown as not met; rounded down.
    pub claimed_low: u8,
    /// With every unknown as met; rounded up.
    pub claimed_high: u8,
    /// Met by the reviewer's judgement, supported as the tier demands, by evidence still valid;
    /// rounded down.
    pub verified: u8,
    /// Answers "vet ej", and questions without an answer.
    pub unknown_count: usize,
    pub answered: usize,
    pub total: usize,
}

/// The figures; `None` when the vendor claims that nothing applies, or nothing was asked.
///
/// A claimed "not applicable" leaves the claimed interval at once, but leaves the verified share
/// only when the reviewer agrees: otherwise a vendor could raise it by its own word.
pub fn figures(lines: &[Line]) -> Option<Figures> {
    use AnswerStatus::NotApplicable;
    let claimed: Vec<_> = lines.iter().filter(|line| line.claim != Some(NotApplicable)).collect();
    let reviewed: Vec<_> = lines.iter().filter(|line| line.review != Some(NotApplicable)).collect();
    let whole = |lines: &[&Line]| lines.iter().map(|line| 2 * u64::from(line.weight)).sum::<u64>();
    let sum = |lines: &[&Line], halves: &dyn Fn(&Line) -> u64| {
        lines.iter().map(|line| u64::from(line.weight) * halves(line)).sum::<u64>()
    };
    let out_of = whole(&claimed);
    if out_of == 0 {
        return None;
    }
    Some(Figures {
        claimed_low: percent_down(sum(&claimed, &|line| halves(line.claim, 0)), out_of),
        claimed_high: percent_up(sum(&claimed, &|line| halves(line.claim, 2)), out_of),
        verified: percent_down(sum(&reviewed, &verified_halves), whole(&reviewed)),
        unknown_count: lines.iter().filter(|line| is_unknown(line.claim)).count(),
        answered: lines.iter().filter(|line| line.claim.is_some()).count(),
        total: lines.len(),
    })
}

fn is_unknown(status: Option<AnswerStatus>) -> bool {
    matches!(status, None | Some(AnswerStatus::Unknown))
}

/// Twice the score of a status, so that "partly" is a whole number.
fn halves(status: Option<AnswerStatus>, when_unknown: u64) -> u64 {
    match status {
        Some(AnswerStatus::Met) => 2,
        Some(AnswerStatus::Partly) => 1,
        Some(AnswerStatus::NotMet | AnswerStatus::NotApplicable) => 0,
        Some(AnswerStatus::Unknown) | None => when_unknown,
    }
}

fn verified_halves(line: &Line) -> u64 {
    if line.assurance >= line.required && line.evidence_valid { halves(line.review, 0) } else { 0 }
}

fn percent_down(part: u64, whole: u64) -> u8 {
    u8::try_from((part * 100).checked_div(whole).unwrap_or(0)).unwrap_or(100)
}

fn percent_up(part: u64, whole: u64) -> u8 {
    u8::try_from(if whole == 0 { 0 } else { (part * 100).div_ceil(whole) }).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::AnswerStatus::{Met, NotApplicable, NotMet, Partly, Unknown};
    use super::*;
    use Assurance::{A0, A1, A2, A3};

    fn line(claim: Option<AnswerStatus>, review: Option<AnswerStatus>, weight: u8, assurance: Assurance) -> Line {
        Line { claim, review, weight, assurance, required: A2, evidence_valid: true }
    }

    fn shown(lines: &[Line]) -> Option<(u8, u8, u8, usize, usize)> {
        figures(lines).map(|f| (f.claimed_low, f.claimed_high, f.verified, f.unknown_count, f.answered))
    }

    #[test]
    fn claims_are_an_interval() {
        let claims = |statuses: &[(Option<AnswerStatus>, u8)]| -> Vec<Line> {
            statuses.iter().map(|(status, weight)| line(*status, None, *weight, A0)).collect()
        };
        for (statuses, expected) in [
            (vec![(Some(Met), 1), (Some(Met), 3)], Some((100, 100, 0, 0, 2))),
            (vec![(Some(Met), 1), (Some(NotMet), 1), (Some(Unknown), 1)], Some((33, 67, 0, 1, 3))),
            (vec![(Some(Met), 3), (Some(NotMet), 1)], Some((75, 75, 0, 0, 2))),
            (vec![(Some(Partly), 3), (None, 2), (Some(NotMet), 1)], Some((25, 59, 0, 1, 2))),
            (vec![(Some(NotApplicable), 3), (Some(Met), 1)], Some((100, 100, 0, 0, 2))),
            (vec![(None, 1), (None, 1)], Some((0, 100, 0, 2, 0))),
            (vec![(Some(NotApplicable), 3), (Some(NotApplicable), 1)], None),
            (vec![], None),
        ] {
            assert_eq!(shown(&claims(&statuses)), expected, "{statuses:?}");
        }
    }

    #[test]
    fn verified_needs_judgement_assurance_and_valid_evidence() {
        let expired = Line { evidence_valid: false, ..line(Some(Met), Some(Met), 1, A3) };
        for (name, lines, verified) in [
            ("a claim alone", vec![line(Some(Met), None, 1, A3)], 0),
            ("too weak", vec![line(Some(Met), Some(Met), 1, A1)], 0),
            ("strong enough", vec![line(Some(Met), Some(Met), 1, A2)], 100),
            ("stronger than the claim", vec![line(Some(NotMet), Some(Met), 1, A3)], 100),
            ("partly", vec![line(Some(Met), Some(Partly), 1, A2)], 50),
            ("expired", vec![expired], 0),
            ("judged unknown", vec![line(Some(Met), Some(Unknown), 1, A2)], 0),
            ("weighted", vec![line(Some(Met), Some(Met), 3, A2), line(Some(Met), None, 1, A0)], 75),
            ("rounded down", vec![line(Some(Met), Some(Met), 2, A2), line(Some(Met), None, 1, A0)], 66),
            ("claimed away", vec![line(Some(Met), Some(Met), 1, A2), line(Some(NotApplicable), None, 1, A0)], 50),
            (
                "agreed away",
                vec![line(Some(Met), Some(Met), 1, A2), line(Some(NotApplicable), Some(NotApplicable), 1, A0)],
                100,
            ),
        ] {
            assert_eq!(figures(&lines).unwrap().verified, verified, "{name}");
        }
    }

    #[test]
    fn a_low_tier_is_verified_by_a_document() {
        let document = Line { required: A1, ..line(Some(Met), Some(Met), 1, A1) };
        assert_eq!(figures(&[document]).unwrap().verified, 100);
    }
}
