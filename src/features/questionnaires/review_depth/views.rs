//! What the pages of the depth show.

use super::certificates::{Proposal, Unfit, Weighed};
use super::comparing::{Change, Comparison, Difference};
use super::records::{EvidenceKind, Sample};
use super::standing::{Standing, VerdictState};
use super::talking::Thread;
use super::unchanged::{Candidate, WhyNot};
use super::{rules, sampling};
use crate::access::Side;
use crate::base::{Id, Instant, Language};
use crate::features::controls::Assurance;
use crate::features::questionnaires::AnswerStatus;
use crate::features::questionnaires::portal_views::asked;
use crate::features::questionnaires::store::FullAssessment;
use crate::features::questionnaires::views::Head;
use crate::platform::view::FormState;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

pub use super::samples::sample_depth;

/// What the review of one question shows beside claim and verdict.
#[derive(Debug, Clone, Serialize)]
pub struct DepthView {
    pub standing: Standing,
    pub sampled: bool,
    /// A document shows that a routine exists; this question asks whether it works.
    pub only_exists: bool,
    pub evidence_kinds: &'static [EvidenceKind],
    pub proposal: Option<ProposalView>,
    pub thread: Option<ThreadView>,
    pub can_confirm: bool,
    pub action: String,
    pub second_form: FormState,
    pub talk_form: FormState,
}

#[derive(Debug, Clone, Serialize)]
pub struct ProposalView {
    pub issuer: String,
    pub assurance: Assurance,
    pub holds_until: NaiveDate,
}

#[derive(Debug, Clone, Serialize)]
pub struct ThreadView {
    pub question_id: String,
    pub text: String,
    pub resolved_at: Option<Instant>,
    pub resolved_by: Option<String>,
    /// The side that has to write next.
    pub waits_for: Side,
    pub comments: Vec<CommentView>,
    pub form: FormState,
}

#[derive(Debug, Clone, Serialize)]
pub struct CommentView {
    pub who: String,
    pub organisation: String,
    pub at: Instant,
    pub text: String,
    pub mine: bool,
}

impl ThreadView {
    pub fn of(thread: &Thread, text: String, side: Side) -> ThreadView {
        let comment = |message: &super::Message| CommentView {
            who: message.written_by_name.clone(),
            organisation: message.written_by_organisation.clone(),
            at: message.written_at,
            text: message.text.clone(),
            mine: message.side == side,
        };
        ThreadView {
            question_id: thread.row.question_id.clone(),
            text,
            resolved_at: thread.row.resolved_at,
            resolved_by: thread.row.resolved_by_name.clone(),
            waits_for: if thread.row.last_side == Side::Region { Side::Vendor } else { Side::Region },
            comments: thread.messages.iter().map(comment).collect(),
            form: FormState::default(),
        }
    }
}

/// Everything that was read for the depth of one review.
pub struct DepthParts {
    pub sample: Option<Sample>,
    pub weighed: Vec<Weighed>,
    pub threads: Vec<Thread>,
    pub person_id: Id,
    pub today: NaiveDate,
}

impl DepthView {
    pub fn of(full: &FullAssessment, head: &Head, question_id: &str, parts: &DepthParts) -> Option<DepthView> {
        let question = full.questions.iter().find(|question| question.id == question_id)?;
        let standing = full.standing(question, parts.today);
        let judge = full.supports.get(question_id).map(|support| &support.judged_by);
        let last = full.reviews.get(question_id).map(|review| &review.reviewed_by);
        let own = [judge, last].contains(&Some(&parts.person_id));
        let proposal = super::proposals(full, &parts.weighed, parts.today);
        let view = |each: Proposal| ProposalView {
            issuer: each.issuer,
            assurance: each.assurance,
            holds_until: each.holds_until,
        };
        Some(DepthView {
            sampled: parts.sample.as_ref().is_some_and(|sample| sample.holds(question_id)),
            only_exists: standing.asks == rules::Asks::Works
                && standing.assurance == Assurance::A1
                && standing.verdict == Some(AnswerStatus::Met),
            evidence_kinds: EvidenceKind::ALL,
            proposal: proposal.into_iter().find(|each| each.question_id == question_id).map(view),
            thread: parts
                .threads
                .iter()
                .find(|thread| thread.row.question_id == question_id)
                .map(|thread| ThreadView::of(thread, String::new(), Side::Region)),
            can_confirm: head.can_review && standing.state == VerdictState::WaitsSecond && !own,
            action: format!("{}/questions/{question_id}", head.href),
            second_form: FormState::default(),
            talk_form: FormState::default(),
            standing,
        })
    }
}

/// A question in a list of the depth.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    pub id: String,
    pub text: String,
    pub href: String,
    pub critical: bool,
    pub state: VerdictState,
    pub by: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SampleView {
    pub seed: String,
    pub algorithm: String,
    pub parameters: String,
    pub percent: i32,
    pub tier: Option<i32>,
    pub blocks: bool,
    pub always: usize,
    pub population: usize,
    pub drawn: usize,
    pub drawn_at: Instant,
    pub unjudged: usize,
    pub unconfirmed: usize,
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone, Serialize)]
pub struct CertificateView {
    pub id: Id,
    pub issuer: String,
    pub standard: String,
    pub scope: String,
    pub valid_to: Option<NaiveDate>,
    pub unfit: Option<Unfit>,
    pub covers: Option<bool>,
    pub soa_seen: bool,
    pub reason: Option<String>,
    pub decided_by: Option<String>,
    pub decided_at: Option<Instant>,
    pub version: i32,
    pub form: FormState,
}

#[derive(Debug, Serialize)]
pub struct VerificationPage {
    pub head: Head,
    pub sample: Option<SampleView>,
    pub waiting: Vec<Line>,
    pub expired: Vec<Line>,
    pub threads: Vec<ThreadView>,
    pub certificates: Vec<CertificateView>,
    pub proposals: Vec<Line>,
    pub comparison: Comparison,
}

fn line(full: &FullAssessment, head: &Head, standing: &Standing, language: Language) -> Line {
    let question = full.questions.iter().find(|question| question.id == standing.question_id);
    Line {
        id: standing.question_id.clone(),
        text: question.map(|question| asked(language, question).to_string()).unwrap_or_default(),
        href: head.review_href(&standing.question_id),
        critical: standing.critical,
        state: standing.state,
        by: standing.judged_by.clone(),
    }
}

pub fn sample_view(
    full: &FullAssessment,
    head: &Head,
    sample: &Sample,
    standings: &[Standing],
    language: Language,
) -> SampleView {
    let (unjudged, unconfirmed) = sampling::left(full, sample);
    let lines = standings.iter().filter(|standing| sample.holds(&standing.question_id));
    SampleView {
        seed: sample.seed.clone(),
        algorithm: sample.algorithm.clone(),
        parameters: sample.parameters.clone(),
        percent: sample.percent,
        tier: sample.tier,
        blocks: sampling::rule_of(sample).blocks,
        always: sample.always().len(),
        population: sample.population().len(),
        drawn: sample.drawn().len(),
        drawn_at: sample.drawn_at,
        unjudged: unjudged.len(),
        unconfirmed: unconfirmed.len(),
        lines: lines.map(|standing| line(full, head, standing, language)).collect(),
    }
}

/// The lines of questions in a state.
pub fn lines_in(
    full: &FullAssessment,
    head: &Head,
    standings: &[Standing],
    states: &[VerdictState],
    language: Language,
) -> Vec<Line> {
    let wanted = standings.iter().filter(|standing| states.contains(&standing.state));
    wanted.map(|standing| line(full, head, standing, language)).collect()
}

/// The lines of questions by their ids.
pub fn lines_of(
    full: &FullAssessment,
    head: &Head,
    standings: &[Standing],
    ids: &[String],
    language: Language,
) -> Vec<Line> {
    let wanted = standings.iter().filter(|standing| ids.contains(&standing.question_id));
    wanted.map(|standing| line(full, head, standing, language)).collect()
}

pub fn certificate_view(weighed: &Weighed) -> CertificateView {
    let (certificate, scope) = (&weighed.certificate, weighed.scope.as_ref());
    let ticked = |yes: bool| if yes { "1" } else { "" };
    CertificateView {
        id: certificate.id.clone(),
        issuer: certificate.issuer.clone(),
        standard: certificate.standard.clone(),
        scope: certificate.scope.clone(),
        valid_to: certificate.valid_to,
        unfit: weighed.unfit,
        covers: scope.map(|scope| scope.covers),
        soa_seen: scope.is_some_and(|scope| scope.soa_seen),
        reason: scope.map(|scope| scope.reason.clone()),
        decided_by: scope.map(|scope| scope.decided_by_name.clone()),
        decided_at: scope.map(|scope| scope.decided_at),
        version: scope.map_or(0, |scope| scope.version),
        form: FormState::default()
            .with("covers", ticked(scope.is_some_and(|scope| scope.covers)))
            .with("soa_seen", ticked(scope.is_some_and(|scope| scope.soa_seen)))
            .with("reason", scope.map(|scope| scope.reason.as_str()).unwrap_or_default()),
    }
}

/// Last time's assessment.
#[derive(Debug, Clone, Serialize)]
pub struct Earlier {
    pub href: String,
    pub submitted_at: Option<Instant>,
    pub catalogue_version: String,
}

impl Earlier {
    pub fn of(full: &FullAssessment) -> Earlier {
        Earlier {
            href: format!("/assessments/{}", full.assessment.id),
            submitted_at: full.assessment.submitted_at,
            catalogue_version: full.assessment.catalogue_version.clone(),
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct CandidateLine {
    pub id: String,
    pub text: String,
    pub href: String,
    pub why_not: Option<WhyNot>,
    pub status: Option<AnswerStatus>,
    pub assurance: Assurance,
    pub holds_until: Option<NaiveDate>,
}

#[derive(Debug, Serialize)]
pub struct UnchangedPage {
    pub head: Head,
    pub earlier: Option<Earlier>,
    pub accepted: Vec<CandidateLine>,
    pub others: Vec<CandidateLine>,
}

impl UnchangedPage {
    pub fn of(
        full: &FullAssessment,
        head: Head,
        earlier: Option<&FullAssessment>,
        weighed: &[Candidate],
        language: Language,
    ) -> UnchangedPage {
        let view = |each: &Candidate| {
            let question = full.questions.iter().find(|question| question.id == each.question_id);
            CandidateLine {
                id: each.question_id.clone(),
                text: question.map(|question| asked(language, question).to_string()).unwrap_or_default(),
                href: head.review_href(&each.question_id),
                why_not: each.why_not,
                status: each.status,
                assurance: each.assurance,
                holds_until: each.holds_until,
            }
        };
        let (accepted, others): (Vec<_>, Vec<_>) = weighed.iter().map(view).partition(|each| each.why_not.is_none());
        UnchangedPage { earlier: earlier.map(Earlier::of), accepted, others, head }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct DifferenceLine {
    pub id: String,
    pub text: String,
    pub href: Option<String>,
    pub difference: Difference,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub struct ChangeCount {
    pub change: Change,
    pub count: usize,
}

#[derive(Debug, Serialize)]
pub struct DifferencePage {
    pub head: Head,
    pub earlier: Option<Earlier>,
    /// How many of each, in the order of `Change`.
    pub counts: Vec<ChangeCount>,
    pub rows: Vec<DifferenceLine>,
}

impl DifferencePage {
    pub fn of(
        full: &FullAssessment,
        head: Head,
        earlier: Option<&FullAssessment>,
        found: Vec<Difference>,
        language: Language,
    ) -> DifferencePage {
        let texts: BTreeMap<&str, &str> = full
            .questions
            .iter()
            .chain(earlier.iter().flat_map(|then| &then.questions))
            .map(|question| (question.id.as_str(), asked(language, question)))
            .collect();
        let here = |id: &str| full.questions.iter().any(|question| question.id == id);
        let of = |change: Change| found.iter().filter(|each| each.change == change).count();
        let counts = Change::ALL.iter().map(|change| ChangeCount { change: *change, count: of(*change) }).collect();
        let rows = found
            .into_iter()
            .map(|difference| DifferenceLine {
                id: difference.question_id.clone(),
                text: texts.get(difference.question_id.as_str()).copied().unwrap_or_default().to_string(),
                href: here(&difference.question_id).then(|| head.review_href(&difference.question_id)),
                difference,
            })
            .collect();
        DifferencePage { earlier: earlier.map(Earlier::of), counts, rows, head }
    }
}

/// The dialogue on the vendor's side: nothing of the region's own is in it.
#[derive(Debug, Serialize)]
pub struct PortalTalkPage {
    pub href: String,
    pub client: String,
    pub threads: Vec<ThreadView>,
    pub can_write: bool,
}
