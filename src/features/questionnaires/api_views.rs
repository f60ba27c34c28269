//! The JSON of self-assessments. The vendor's is made of structs of its own, so that nothing of the
//! region's can come along: no tier, no internal notes, no judgements.

use super::model::{AnswerStatus, AssessmentStatus};
use super::portal_views::{is_late, of_question, said};
use super::records::{Answer, AnswerReview};
use super::store::{FullAssessment, Listed};
use super::views::{Interval, claimed};
use crate::base::{Id, Instant, Language};
use crate::features::controls::{Assurance, QuestionSet};
use crate::features::question_sets::Asked;
use crate::kit::attachments::Attachment;
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct Progress {
    pub answered: i32,
    pub total: i32,
}

/// What both sides see of an assessment.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssessmentCore {
    pub id: Id,
    pub question_set: QuestionSet,
    pub catalogue_version: String,
    pub status: AssessmentStatus,
    pub due_on: NaiveDate,
    pub late: bool,
    pub message: Option<String>,
    pub sent_at: Instant,
    pub sent_by: String,
    pub submitted_at: Option<Instant>,
    pub declared_by: Option<String>,
    pub declared_role: Option<String>,
    pub remarks: Option<String>,
    pub returned_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub progress: Progress,
    pub version: i32,
}

impl AssessmentCore {
    fn of(a: &super::Assessment, today: NaiveDate) -> AssessmentCore {
        AssessmentCore {
            id: a.id.clone(),
            question_set: a.question_set,
            catalogue_version: a.catalogue_version.clone(),
            status: a.status,
            due_on: a.due_on,
            late: is_late(a, today),
            message: a.message.clone(),
            sent_at: a.sent_at,
            sent_by: a.sent_by_name.clone(),
            submitted_at: a.submitted_at,
            declared_by: a.declared_by.clone(),
            declared_role: a.declared_role.clone(),
            remarks: a.return_note.clone(),
            returned_at: a.returned_at,
            closed_at: a.closed_at,
            progress: Progress { answered: a.answered_count, total: a.question_count },
            version: a.version,
        }
    }
}

/// An assessment in the region's list.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegionItem {
    #[serde(flatten)]
    pub core: AssessmentCore,
    pub vendor_id: Id,
    pub vendor: String,
    pub contract_id: Option<Id>,
    pub tier: Option<i32>,
    pub reviewed: i32,
    /// Null until the vendor has submitted.
    pub claimed: Option<Interval>,
    /// Percent; null until the vendor has submitted.
    pub verified: Option<i32>,
    pub internal_note: Option<String>,
}

impl RegionItem {
    pub fn of(listed: Listed, today: NaiveDate) -> RegionItem {
        let a = listed.assessment;
        RegionItem {
            core: AssessmentCore::of(&a, today),
            claimed: claimed(&a),
            verified: a.verified.filter(|_| a.submitted_at.is_some()),
            vendor_id: a.vendor_id,
            vendor: listed.vendor_name,
            contract_id: a.contract_id,
            tier: a.tier,
            reviewed: a.reviewed_count,
            internal_note: a.internal_note,
        }
    }
}

/// An assessment in the vendor's list.
#[derive(Debug, Serialize, ToSchema)]
pub struct VendorItem {
    #[serde(flatten)]
    pub core: AssessmentCore,
    /// The organisation that asks.
    pub client: String,
    /// The interval that the vendor's own answers make.
    pub claimed: Option<Interval>,
}

impl VendorItem {
    pub fn of(listed: Listed, today: NaiveDate) -> VendorItem {
        let a = listed.assessment;
        let claimed = a.claimed_low.zip(a.claimed_high).map(|(low, high)| Interval { low, high });
        VendorItem { core: AssessmentCore::of(&a, today), client: listed.client_name, claimed }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionBody {
    pub id: String,
    pub domain: String,
    pub domain_sv: String,
    pub domain_en: String,
    pub question_sv: String,
    pub question_en: String,
    /// Parts of the value, such as `date+text`; its keys are `date`, `text` and so on.
    pub answer_type: Value,
    pub evidence_sv: String,
    pub controls: Vec<String>,
    pub critical: bool,
    /// An answer that claims something needs a file, or evidence to be shown on the spot.
    pub evidence_required: bool,
    /// Why it is asked, what a good answer holds and whom to ask, in Swedish and in English; null where an own set leaves it out.
    pub why_sv: Option<String>,
    pub why_en: Option<String>,
    pub good_sv: Option<String>,
    pub good_en: Option<String>,
    pub ask_sv: Option<String>,
    pub ask_en: Option<String>,
}

impl QuestionBody {
    pub fn of(question: &Asked) -> QuestionBody {
        let [why_sv, good_sv, ask_sv] = question.guidance(Language::Sv);
        let [why_en, good_en, ask_en] = question.guidance(Language::En);
        QuestionBody {
            id: question.id.clone(),
            domain: question.domain.clone(),
            domain_sv: question.domain_sv.clone(),
            domain_en: question.domain_en.clone(),
            question_sv: question.question_sv.clone(),
            question_en: question.question_en.clone(),
            answer_type: serde_json::to_value(&question.answer_type).unwrap_or_default(),
            evidence_sv: question.evidence_sv.clone(),
            controls: question.controls.clone(),
            critical: question.critical,
            evidence_required: question.evidence_required(),
            why_sv,
            why_en,
            good_sv,
            good_en,
            ask_sv,
            ask_en,
        }
    }
}

/// A question as the region alone reads it.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegionQuestionBody {
    #[serde(flatten)]
    pub question: QuestionBody,
    /// Signs that an answer is weak; the vendor is never told them.
    pub warnings_sv: Option<String>,
    pub warnings_en: Option<String>,
}

impl RegionQuestionBody {
    pub fn of(question: &Asked) -> RegionQuestionBody {
        RegionQuestionBody {
            question: QuestionBody::of(question),
            warnings_sv: question.warnings(Language::Sv),
            warnings_en: question.warnings(Language::En),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceBody {
    pub id: Id,
    pub question_id: String,
    pub file_name: String,
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    pub sha256: String,
    pub uploaded_by: String,
    pub uploaded_at: Instant,
}

impl EvidenceBody {
    pub fn of(file: &Attachment) -> EvidenceBody {
        EvidenceBody {
            id: file.id.clone(),
            question_id: file.part.clone(),
            file_name: file.file_name.clone(),
            media_type: file.media_type.clone(),
            size: file.size,
            sha256: file.sha256.clone(),
            uploaded_by: file.uploaded_by_name.clone(),
            uploaded_at: file.uploaded_at,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerBody {
    pub question_id: String,
    pub status: Option<AnswerStatus>,
    /// An object with one key for each part of the answer type, or null.
    pub value: Value,
    pub comment: Option<String>,
    pub shown_on_site: bool,
    pub answered_by: String,
    pub answered_at: Instant,
    pub version: i32,
    pub evidence: Vec<EvidenceBody>,
    /// What the region has said about this answer.
    pub remark: Option<String>,
}

impl AnswerBody {
    pub fn of(answer: &Answer, files: &[Attachment], remark: Option<String>) -> AnswerBody {
        AnswerBody {
            question_id: answer.question_id.clone(),
            status: answer.status,
            value: answer.given().value,
            comment: answer.comment.clone(),
            shown_on_site: answer.shown_on_site,
            answered_by: answer.answered_by_name.clone(),
            answered_at: answer.answered_at,
            version: answer.version,
            evidence: of_question(files, &answer.question_id).map(EvidenceBody::of).collect(),
            remark,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewBody {
    pub question_id: String,
    pub status: Option<AnswerStatus>,
    pub assurance: Assurance,
    pub comment: Option<String>,
    pub internal_note: Option<String>,
    pub reviewed_by: String,
    pub reviewed_at: Instant,
    /// False when the answer was changed after the review.
    pub current: bool,
    pub version: i32,
}

impl ReviewBody {
    pub fn of(review: &AnswerReview, current: bool) -> ReviewBody {
        ReviewBody {
            question_id: review.question_id.clone(),
            status: review.status,
            assurance: review.assurance,
            comment: review.comment.clone(),
            internal_note: review.internal_note.clone(),
            reviewed_by: review.reviewed_by_name.clone(),
            reviewed_at: review.reviewed_at,
            current,
            version: review.version,
        }
    }
}

/// The whole assessment as the region sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegionBody {
    #[serde(flatten)]
    pub item: RegionItem,
    /// Answers "vet ej", and questions without an answer.
    pub unknown: usize,
    pub required_assurance: Assurance,
    pub questions: Vec<RegionQuestionBody>,
    /// Empty until the vendor has submitted.
    pub answers: Vec<AnswerBody>,
    pub reviews: Vec<ReviewBody>,
}

/// The whole assessment as the vendor sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct VendorBody {
    #[serde(flatten)]
    pub item: VendorItem,
    pub questions: Vec<QuestionBody>,
    pub answers: Vec<AnswerBody>,
}

fn answers_of(full: &FullAssessment, files: &[Attachment], remark: impl Fn(&str) -> Option<String>) -> Vec<AnswerBody> {
    full.answers.values().map(|answer| AnswerBody::of(answer, files, remark(&answer.question_id))).collect()
}

impl RegionBody {
    pub fn of(full: &FullAssessment, files: &[Attachment], vendor_name: String, today: NaiveDate) -> RegionBody {
        let submitted = full.assessment.submitted_at.is_some();
        let comment = |id: &str| full.reviews.get(id).and_then(|review| review.comment.clone());
        RegionBody {
            unknown: full.figures(today).map_or(0, |figures| figures.unknown_count),
            required_assurance: full.required(),
            questions: full.questions.iter().map(RegionQuestionBody::of).collect(),
            answers: if submitted { answers_of(full, files, comment) } else { Vec::new() },
            reviews: full
                .reviews
                .values()
                .map(|r| ReviewBody::of(r, full.current_review(&r.question_id).is_some()))
                .collect(),
            item: RegionItem::of(
                Listed { assessment: full.assessment.clone(), vendor_name, client_name: String::new() },
                today,
            ),
        }
    }
}

impl VendorBody {
    pub fn of(full: &FullAssessment, files: &[Attachment], client_name: String, today: NaiveDate) -> VendorBody {
        VendorBody {
            questions: full.questions.iter().map(QuestionBody::of).collect(),
            answers: answers_of(full, files, |id| said(full, id)),
            item: VendorItem::of(
                Listed { assessment: full.assessment.clone(), vendor_name: String::new(), client_name },
                today,
            ),
        }
    }
}
