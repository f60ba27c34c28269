//! The only queries on self-assessments, their answers and their reviews.

use super::figures::{Figures, Line, figures};
use super::model::{AnswerStatus, AssessmentStatus, Given};
use super::records::{Answer, AnswerReview, Assessment};
use super::review_depth::{Support, Supports};
use super::rules;
use super::store_asked::{evidence_of, questions_of};
use crate::access::{Scope, Side};
use crate::base::{Id, Page, PageRequest, Refusal, Result, text};
use crate::features::controls::{Assurance, FollowUpModel, StructuredKind};
use crate::features::question_sets::Asked;
use crate::features::vendors::TieringModel;
use crate::kit::coverage;
use crate::platform::db::schema::{answer_reviews, answers, assessments, organisations, review_supports, vendors};
use crate::platform::db::{Db, Kept, run_kept};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Integer, Nullable, Text, Timestamp};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What a list shows; everything that is `None` or false does not narrow it.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub status: Option<AssessmentStatus>,
    pub vendor_id: Option<Id>,
    /// Only those that are late: not submitted in time, or submitted after the due date.
    pub late: bool,
    /// Part of the vendor's name or number.
    pub q: Option<String>,
    /// `due_on`, `vendor`, `status` or `sent_at`; a minus before it turns the order.
    pub sort: Option<String>,
}

/// A row of a list.
#[derive(Debug, Clone)]
pub struct Listed {
    pub assessment: Assessment,
    pub vendor_name: String,
    /// The client that sent it.
    pub client_name: String,
}

/// An assessment with all that was asked, answered and reviewed.
#[derive(Debug, Clone)]
pub struct FullAssessment {
    pub assessment: Assessment,
    /// Those that are asked now: what a condition hides is not among them.
    pub questions: Vec<Asked>,
    /// Every question that was sent, the hidden ones too.
    pub sent: Vec<Asked>,
    /// The questions that have a file; known only where some answer must have one.
    pub with_file: BTreeSet<String>,
    /// By question id.
    pub answers: BTreeMap<String, Answer>,
    /// By question id.
    pub reviews: BTreeMap<String, AnswerReview>,
    /// What stands behind the reviews, by question id.
    pub supports: Supports,
}

/// One assessment: the client's own, or for a vendor's scope one with a linked register row.
pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<Assessment> {
    let base =
        assessments::table.inner_join(vendors::table).filter(assessments::id.eq(id)).select(Assessment::as_select());
    Ok(match scope.side() {
        Side::Region => base.filter(assessments::organisation_id.eq(scope.client()?)).first(c)?,
        Side::Vendor => base.filter(vendors::vendor_organisation_id.eq(scope.vendor()?)).first(c)?,
    })
}

/// `find` with the questions, the answers and the reviews: a fixed number of queries however many there are.
pub fn open(c: &mut Db, scope: &Scope, id: &Id) -> Result<FullAssessment> {
    let assessment = find(c, scope, id)?;
    let given: Vec<Answer> =
        answers::table.filter(answers::assessment_id.eq(id)).select(Answer::as_select()).load(c)?;
    let behind = review_supports::assessment_id
        .eq(answer_reviews::assessment_id)
        .and(review_supports::question_id.eq(answer_reviews::question_id));
    let seen: Vec<(AnswerReview, Option<Support>)> = match assessment.submitted_at {
        // Nothing is reviewed before it has been handed in.
        None => Vec::new(),
        Some(_) => answer_reviews::table
            .left_join(review_supports::table.on(behind))
            .filter(answer_reviews::assessment_id.eq(id))
            .select((AnswerReview::as_select(), Option::<Support>::as_select()))
            .load(c)?,
    };
    let (reviews, supports): (Vec<AnswerReview>, Vec<Option<Support>>) = seen.into_iter().unzip();
    let sent = questions_of(c, &assessment)?;
    let with_file = evidence_of(c, scope, &assessment, &sent)?;
    let mut full = FullAssessment {
        questions: Vec::new(),
        sent,
        with_file,
        assessment,
        answers: given.into_iter().map(|each| (each.question_id.clone(), each)).collect(),
        reviews: reviews.into_iter().map(|each| (each.question_id.clone(), each)).collect(),
        supports: supports.into_iter().flatten().map(|each| (each.question_id.clone(), each)).collect(),
    };
    full.show_questions();
    Ok(full)
}

/// The names of the client that sent an assessment and of the vendor as the client knows it.
pub fn names(c: &mut Db, assessment: &Assessment) -> Result<(String, String)> {
    Ok(assessments::table
        .inner_join(vendors::table)
        .inner_join(organisations::table)
        .filter(assessments::id.eq(&assessment.id))
        .select((organisations::name, vendors::legal_name))
        .first(c)?)
}

/// The assessments that the scope may see.
pub fn list(c: &mut Db, scope: &Scope, filter: &Filter, today: NaiveDate, page: PageRequest) -> Result<Page<Listed>> {
    const OPEN: [AssessmentStatus; 3] =
        [AssessmentStatus::Sent, AssessmentStatus::InProgress, AssessmentStatus::Returned];
    let filtered = || -> Result<_> {
        let mut query = assessments::table.inner_join(vendors::table).inner_join(organisations::table).into_boxed();
        query = match scope.side() {
            Side::Region => query.filter(assessments::organisation_id.eq(scope.client()?)),
            Side::Vendor => query.filter(vendors::vendor_organisation_id.eq(scope.vendor()?)),
        };
        if let Some(status) = filter.status {
            query = query.filter(assessments::status.eq(status));
        }
        if let Some(vendor_id) = &filter.vendor_id {
            query = query.filter(assessments::vendor_id.eq(vendor_id));
        }
        if filter.late {
            let overdue = assessments::status.eq_any(OPEN).and(assessments::due_on.lt(today));
            query = query.filter(overdue.or(assessments::submitted_late.eq(true)));
        }
        // A vendor finds no rows by what its clients have noted in their registers.
        let q = filter.q.as_deref().filter(|_| scope.side() == Side::Region);
        if let Some(q) = q.and_then(text::non_empty) {
            query = query.filter(vendors::search_text.like(text::like_anywhere(&q)).escape('\\'));
        }
        Ok(query)
    };
    let total: i64 = filtered()?.count().get_result(c)?;
    let query = filtered()?;
    let query = match filter.sort.as_deref() {
        Some("vendor") => query.order((vendors::name_folded.asc(), assessments::id.asc())),
        Some("-vendor") => query.order((vendors::name_folded.desc(), assessments::id.asc())),
        Some("status") => query.order((assessments::status.asc(), assessments::id.asc())),
        Some("-status") => query.order((assessments::status.desc(), assessments::id.asc())),
        Some("sent_at") => query.order((assessments::sent_at.asc(), assessments::id.asc())),
        Some("-sent_at") => query.order((assessments::sent_at.desc(), assessments::id.asc())),
        Some("-due_on") => query.order((assessments::due_on.desc(), assessments::id.asc())),
        _ => query.order((assessments::due_on.asc(), assessments::id.asc())),
    };
    let rows: Vec<(Assessment, String, String)> = query
        .limit(page.size)
        .offset(page.offset())
        .select((Assessment::as_select(), vendors::legal_name, organisations::name))
        .load(c)?;
    let listed = |(assessment, vendor_name, client_name)| Listed { assessment, vendor_name, client_name };
    Ok(Page::new(rows.into_iter().map(listed).collect(), total, page))
}

/// The assessments of one vendor, newest first, for its page and for the dialogue's agenda.
pub fn of_vendor(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Vec<Assessment>> {
    Ok(assessments::table
        .filter(assessments::organisation_id.eq(scope.client()?))
        .filter(assessments::vendor_id.eq(vendor_id))
        .order((assessments::sent_at.desc(), assessments::id.desc()))
        .limit(200)
        .select(Assessment::as_select())
        .load(c)?)
}

pub fn insert(c: &mut Db, row: &Assessment) -> Result<()> {
    diesel::insert_into(assessments::table).values(row).execute(c)?;
    touch_handed_in(c, row)
}

/// Saves an assessment of the client's own, or for a vendor's scope one of a linked register row.
pub fn update(c: &mut Db, scope: &Scope, row: &Assessment) -> Result<()> {
    let found = assessments::table.filter(assessments::id.eq(&row.id));
    match scope.side() {
        Side::Region => {
            diesel::update(found.filter(assessments::organisation_id.eq(scope.client()?))).set(row).execute(c)?
        }
        Side::Vendor => {
            let linked = vendors::table.filter(vendors::vendor_organisation_id.eq(scope.vendor()?)).select(vendors::id);
            diesel::update(found.filter(assessments::vendor_id.eq_any(linked))).set(row).execute(c)?
        }
    };
    touch_handed_in(c, row)
}

/// Saves what a draft of the vendor's changes of an assessment that was found within the scope: its counts and figures,
/// and nothing that an index is made of while the status stays what it was `before`.
pub fn update_draft(c: &mut Db, scope: &Scope, row: &Assessment, before: AssessmentStatus) -> Result<()> {
    if row.status != before {
        return update(c, scope, row);
    }
    let counted = Kept {
        set: "assessments SET (question_count, answered_count, reviewed_count, claimed_low, claimed_high, verified, \
              version)",
        values: (
            row.question_count.into_sql::<Integer>(),
            row.answered_count.into_sql::<Integer>(),
            row.reviewed_count.into_sql::<Integer>(),
            row.claimed_low.into_sql::<Nullable<Integer>>(),
            row.claimed_high.into_sql::<Nullable<Integer>>(),
            row.verified.into_sql::<Nullable<Integer>>(),
            row.version.into_sql::<Integer>(),
        ),
        id: (&row.id).into_sql::<Text>(),
    };
    run_kept!(c, counted)?;
    touch_handed_in(c, row)
}

/// Drafts change nothing of what the vendor has said; handing in, judging, sending back and closing do.
fn touch_handed_in(c: &mut Db, row: &Assessment) -> Result<()> {
    match row.status {
        AssessmentStatus::Sent | AssessmentStatus::InProgress => Ok(()),
        AssessmentStatus::Submitted | AssessmentStatus::Returned | AssessmentStatus::Closed => {
            coverage::touch(c, &row.organisation_id, &row.vendor_id)
        }
    }
}

/// Inserts the first version of an answer, updates every later one. The assessment that it belongs to
/// was found within the scope.
pub fn put_answer(c: &mut Db, row: &Answer) -> Result<()> {
    if row.version == 1 {
        diesel::insert_into(answers::table).values(row).execute(c)?;
        return Ok(());
    }
    // What never changes is not set again: indexes are made of it, and it points at other rows.
    let said = Kept {
        set: "answers SET (status, value, comment, shown_on_site, answered_by, answered_by_name, answered_at, version)",
        values: (
            row.status.into_sql::<Nullable<Text>>(),
            row.value.as_str().into_sql::<Text>(),
            row.comment.as_deref().into_sql::<Nullable<Text>>(),
            row.shown_on_site.into_sql::<Bool>(),
            (&row.answered_by).into_sql::<Text>(),
            row.answered_by_name.as_str().into_sql::<Text>(),
            row.answered_at.into_sql::<Timestamp>(),
            row.version.into_sql::<Integer>(),
        ),
        id: (&row.id).into_sql::<Text>(),
    };
    run_kept!(c, said)?;
    Ok(())
}

/// Inserts the first version of a review, updates every later one, within an assessment that was found
/// within the scope.
pub fn put_review(c: &mut Db, row: &AnswerReview) -> Result<()> {
    if row.version == 1 {
        diesel::insert_into(answer_reviews::table).values(row).execute(c)?;
    } else {
        diesel::update(answer_reviews::table.filter(answer_reviews::id.eq(&row.id))).set(row).execute(c)?;
    }
    Ok(())
}

impl Answer {
    /// The answer as the rules read it. A stored value is always JSON.
    pub fn given(&self) -> Given {
        Given {
            status: self.status,
            value: serde_json::from_str(&self.value).unwrap_or(Value::Null),
            comment: self.comment.clone().unwrap_or_default(),
        }
    }
}

impl FullAssessment {
    /// Any question that was sent. One that is hidden now can still be saved: nothing that somebody wrote is lost.
    pub fn question(&self, id: &str) -> Result<&Asked> {
        self.sent.iter().find(|question| question.id == id).ok_or(Refusal::NotFound)
    }

    /// Shows what the answers of this moment open, and hides the rest. A hidden answer is kept and not counted.
    pub fn show_questions(&mut self) {
        self.questions = rules::shown(&self.sent, |id| self.answers.get(id).map(Answer::given));
    }

    pub fn claim(&self, question_id: &str) -> Option<AnswerStatus> {
        self.answers.get(question_id).and_then(|answer| answer.status)
    }

    /// The review that holds now: one of an answer that has been changed since holds no longer.
    pub fn current_review(&self, question_id: &str) -> Option<&AnswerReview> {
        let review = self.reviews.get(question_id)?;
        let changed = self.answers.get(question_id).is_some_and(|answer| answer.answered_at > review.reviewed_at);
        (!changed).then_some(review)
    }

    /// The assurance that this vendor's tier asks for.
    pub fn required(&self) -> Assurance {
        // An unknown tier is 0, which no model has: the model then asks for review, never for less.
        let tier = self.assessment.tier.and_then(|tier| u8::try_from(tier).ok()).unwrap_or(0);
        TieringModel::current().required_assurance(tier)
    }

    /// The figures of domain.md 4.3 as they stand today; `None` when nothing applies.
    pub fn figures(&self, today: NaiveDate) -> Option<Figures> {
        let (model, required) = (FollowUpModel::current(), self.required());
        let line = |question: &Asked| {
            let review = self.counted_review(&question.id);
            Line {
                claim: self.claim(&question.id),
                review: review.and_then(|review| review.status),
                weight: question.weight(model),
                assurance: review.map_or(Assurance::A0, |review| review.assurance),
                required,
                // Without a review nothing is verified, whatever there is to see.
                evidence_valid: review.is_some() && self.evidence_valid(&question.id, today),
            }
        };
        figures(&self.questions.iter().map(line).collect::<Vec<_>>())
    }

    /// A certificate has a last day of its own, and so has what a reviewer leaned on (domain.md 4.3).
    pub fn evidence_valid(&self, question_id: &str, today: NaiveDate) -> bool {
        let value = self.answers.get(question_id).map(|answer| answer.given().value).unwrap_or_default();
        let until = value.pointer(&format!("/{}/valid_until", StructuredKind::Certificate)).and_then(Value::as_str);
        let certificate = until.and_then(|text| text.parse::<NaiveDate>().ok());
        let support = self.supports.get(question_id).and_then(|support| support.holds_until);
        [certificate, support].into_iter().flatten().all(|last| last >= today)
    }

    pub fn answered(&self) -> usize {
        self.questions.iter().filter(|question| self.claim(&question.id).is_some()).count()
    }

    pub fn reviewed(&self) -> usize {
        let judged = |id: &str| self.current_review(id).is_some_and(|review| review.status.is_some());
        self.questions.iter().filter(|question| judged(&question.id)).count()
    }

    /// Puts the counts and figures of today on the assessment's row, which lists read.
    pub fn keep_figures(&mut self, today: NaiveDate) {
        self.show_questions();
        let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
        let figures = self.figures(today);
        self.assessment.question_count = count(self.questions.len());
        self.assessment.answered_count = count(self.answered());
        self.assessment.reviewed_count = count(self.reviewed());
        self.assessment.claimed_low = figures.map(|f| i32::from(f.claimed_low));
        self.assessment.claimed_high = figures.map(|f| i32::from(f.claimed_high));
        self.assessment.verified = figures.map(|f| i32::from(f.verified));
    }
}
