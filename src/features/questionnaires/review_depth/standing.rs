//! How each question stands: the vendor's claim beside the region's verdict, and whether the verdict counts today.

use super::parameters::Parameters;
use super::records::VerdictSource;
use super::rules::{self, Asks};
use crate::features::controls::{Assurance, Question, StructuredKind};
use crate::features::questionnaires::store::FullAssessment;
use crate::features::questionnaires::{AnswerReview, AnswerStatus};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

crate::text_enum! {
    /// Whether a verdict counts. Everything but `verified` counts as claimed.
    pub enum VerdictState {
        /// Nobody has judged the answer as it is now.
        Claimed => "claimed",
        /// Judged, but weaker than the vendor's tier asks for.
        Weak => "weak",
        /// Waits for a second person.
        WaitsSecond => "waits_second",
        /// A second person gave it back.
        GivenBack => "given_back",
        /// The evidence has run out.
        Expired => "expired",
        Verified => "verified",
    }
}

/// One question as it stands today.
#[derive(Debug, Clone, Serialize)]
pub struct Standing {
    pub question_id: String,
    pub critical: bool,
    pub asks: Asks,
    pub claim: Option<AnswerStatus>,
    pub verdict: Option<AnswerStatus>,
    pub assurance: Assurance,
    pub required: Assurance,
    /// The last day on which evidence and verdict hold.
    pub holds_until: Option<NaiveDate>,
    pub state: VerdictState,
    pub source: Option<VerdictSource>,
    pub judged_by: Option<String>,
    pub confirmed_by: Option<String>,
    /// Why the second person gave it back.
    pub given_back_reason: Option<String>,
}

impl FullAssessment {
    /// Whether a verdict on the question needs a second person: critical, in a tier where errors cost most.
    pub fn needs_second(&self, question_id: &str) -> bool {
        let critical = self.questions.iter().any(|question| question.id == question_id && question.critical);
        critical && Parameters::current().four_eyes(self.assessment.tier)
    }

    fn is_confirmed(&self, review: &AnswerReview) -> bool {
        self.supports.get(&review.question_id).is_some_and(|support| support.confirms(review))
    }

    fn is_given_back(&self, review: &AnswerReview) -> bool {
        let support = self.supports.get(&review.question_id);
        support.is_some_and(|support| support.refused_version == Some(review.version))
    }

    /// The review that counts: of the answer as it is now, and confirmed where that is asked.
    pub fn counted_review(&self, question_id: &str) -> Option<&AnswerReview> {
        let review = self.current_review(question_id)?;
        (!self.needs_second(question_id) || self.is_confirmed(review)).then_some(review)
    }

    /// The last day on which what was handed in and what the reviewer leaned on both count.
    pub fn holds_until(&self, question_id: &str) -> Option<NaiveDate> {
        let value = self.answers.get(question_id).map(|answer| answer.given().value).unwrap_or_default();
        let until = value.pointer(&format!("/{}/valid_until", StructuredKind::Certificate)).and_then(Value::as_str);
        let certificate = until.and_then(|text| text.parse::<NaiveDate>().ok());
        let support = self.supports.get(question_id).and_then(|support| support.holds_until);
        [certificate, support].into_iter().flatten().min()
    }

    /// How a question stands today.
    pub fn standing(&self, question: &Question, today: NaiveDate) -> Standing {
        let id = question.id.as_str();
        let judged = self.current_review(id).filter(|review| review.status.is_some());
        let support = self.supports.get(id).filter(|_| judged.is_some());
        let given_back = judged.is_some_and(|review| self.is_given_back(review));
        let state = match judged {
            None => VerdictState::Claimed,
            Some(_) if given_back => VerdictState::GivenBack,
            Some(review) if self.needs_second(id) && !self.is_confirmed(review) => VerdictState::WaitsSecond,
            Some(_) if !self.evidence_valid(id, today) => VerdictState::Expired,
            Some(review) if review.assurance < self.required() => VerdictState::Weak,
            Some(_) => VerdictState::Verified,
        };
        let confirmed = judged.is_some_and(|review| self.is_confirmed(review));
        Standing {
            question_id: question.id.clone(),
            critical: question.critical,
            asks: rules::asks(question),
            claim: self.claim(id),
            verdict: judged.and_then(|review| review.status),
            assurance: judged.map_or(Assurance::A0, |review| review.assurance),
            required: self.required(),
            holds_until: judged.and_then(|_| self.holds_until(id)),
            state,
            source: support.map(|support| support.source),
            judged_by: judged.map(|review| review.reviewed_by_name.clone()),
            confirmed_by: support.filter(|_| confirmed).and_then(|support| support.confirmed_by_name.clone()),
            given_back_reason: support.filter(|_| given_back).and_then(|support| support.refused_reason.clone()),
        }
    }

    /// Every question as it stands today, in the order they are asked.
    pub fn standings(&self, today: NaiveDate) -> Vec<Standing> {
        self.questions.iter().map(|question| self.standing(question, today)).collect()
    }
}
