//! The review: one answer at a time.

use super::conflicts;
use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{Id, Refusal, Result};
use crate::features::controls::Assurance;
use crate::features::findings::{self, Finding, FindingOrigin};
use crate::features::questionnaires::portal_views::{self, ConflictLine, EvidenceView, QuestionPath, QuestionView};
use crate::features::questionnaires::review_depth::views::{DepthParts, DepthView};
use crate::features::questionnaires::review_depth::{self as depth, EvidenceEdit};
use crate::features::questionnaires::reviewing::ReviewEdit;
use crate::features::questionnaires::store::{self, FullAssessment};
use crate::features::questionnaires::views::{self, Card, FindingLink, Head, ReviewPage};
use crate::features::questionnaires::{AssessmentStatus, evidence, store_asked, value_form};
use crate::kit::attachments::Attachment;
use crate::kit::audit;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct ReviewQuery {
    q: Option<String>,
}

struct Opened {
    full: FullAssessment,
    files: Vec<Attachment>,
    findings: Vec<Finding>,
    history: Vec<audit::Event>,
    head: Head,
    parts: DepthParts,
    forms: Forms,
}

/// Forms of the second person and of the dialogue that were refused.
type Forms = (Option<FormState>, Option<FormState>);

async fn open(web: &Web, id: Id, question_id: Option<String>) -> Result<(Opened, String)> {
    web.read(move |c, ctx| {
        ctx.scope.client()?;
        let full = store::open(c, &ctx.scope, &id)?;
        if full.assessment.submitted_at.is_none() {
            return Err(Refusal::rule("rule-assessment-not-submitted"));
        }
        let first = || full.questions.first().map(|question| question.id.clone()).unwrap_or_default();
        let question_id = question_id.unwrap_or_else(first);
        full.question(&question_id)?;
        let (_, vendor) = store::names(c, &full.assessment)?;
        let files = evidence::of_assessment(c, ctx, &full.assessment)?;
        let findings = findings::findings_of_origin(c, &ctx.scope, FindingOrigin::Answer, &id)?;
        let mut history = match full.answers.get(&question_id) {
            Some(answer) => audit::history(c, ctx, &answer.id)?,
            None => Vec::new(),
        };
        if let Some(review) = full.reviews.get(&question_id) {
            history.extend(audit::history(c, ctx, &review.id)?);
        }
        if let Some(support) = full.supports.get(&question_id) {
            history.extend(audit::history(c, ctx, &support.id)?);
        }
        history.sort_by_key(|event| std::cmp::Reverse(event.seq));
        let head = Head::of(
            &full,
            &vendor,
            ctx.today(),
            ctx.can(Permission::AssessmentReview),
            ctx.can(Permission::FindingEdit),
        );
        let parts = depth::parts(c, ctx, &full)?;
        Ok((Opened { full, files, findings, history, head, parts, forms: (None, None) }, question_id))
    })
    .await
}

pub async fn show(web: Web, path: Path<Id>, query: Query<ReviewQuery>) -> Answer {
    let asked = query.into_inner().q.filter(|id| !id.is_empty());
    let (opened, question_id) = open(&web, path.into_inner(), asked).await?;
    let (form, version) = views::stored_review(&opened.full, &question_id);
    show_review(&web, StatusCode::OK, opened, &question_id, (form, version, Vec::new()))
}

/// The page with a form of the depth that was refused: the second person's, or the dialogue's.
pub async fn show_with(web: &Web, id: Id, question_id: String, forms: Forms) -> Answer {
    let (mut opened, question_id) = open(web, id, Some(question_id)).await?;
    opened.forms = forms;
    let (form, version) = views::stored_review(&opened.full, &question_id);
    show_review(web, StatusCode::UNPROCESSABLE_ENTITY, opened, &question_id, (form, version, Vec::new()))
}

fn show_review(
    web: &Web,
    status: StatusCode,
    opened: Opened,
    question_id: &str,
    (form, version, conflict): (FormState, i32, Vec<ConflictLine>),
) -> Answer {
    let Opened { full, files, findings, history, head, parts, forms } = opened;
    let question = full.question(question_id)?;
    let answer = full.answers.get(question_id);
    let value = answer.map(|answer| answer.given().value).unwrap_or_default();
    let review = full.reviews.get(question_id);
    let (previous, number, next) = portal_views::neighbours(&full.questions, question_id);
    let depth = DepthView::of(&full, &head, question_id, &parts).map(|depth| DepthView {
        second_form: forms.0.unwrap_or_default(),
        talk_form: forms.1.unwrap_or_default(),
        ..depth
    });
    let page = ReviewPage {
        depth,
        can_talk: web.can(Permission::AssessmentReview) && full.assessment.status != AssessmentStatus::Closed,
        question: QuestionView::of_region(web.language(), question),
        number,
        action: format!("{}/reviews/{question_id}", head.href),
        finding_action: format!("{}/questions/{question_id}/finding", head.href),
        finding: FindingLink::of(&findings, question_id),
        suggestion: views::suggestions(&full, &head, &findings, web.language())
            .into_iter()
            .find(|each| each.id == question_id),
        claim: full.claim(question_id),
        values: value_form::lines_of_question(question, &value, web.language()),
        comment: answer.and_then(|answer| answer.comment.clone()),
        shown_on_site: answer.is_some_and(|answer| answer.shown_on_site),
        answered_by: answer.map(|answer| answer.answered_by_name.clone()),
        answered_at: answer.map(|answer| answer.answered_at),
        evidence: portal_views::of_question(&files, question_id)
            .map(|file| EvidenceView::of(file, &head.href, false))
            .collect(),
        form,
        version,
        saved_at: review.map(|review| review.reviewed_at),
        saved_by: review.map(|review| review.reviewed_by_name.clone()),
        changed: review.is_some() && full.current_review(question_id).is_none(),
        conflict,
        statuses: portal_views::STATUSES.to_vec(),
        assurances: assurances(web),
        previous_href: previous.map(|id| head.review_href(&id)),
        next_href: next.map(|id| head.review_href(&id)),
        history: views::history(web, history),
        head,
    };
    let title = web.word_with(
        "questionnaires-question-title",
        &[("id", page.question.id.clone()), ("domain", page.question.domain.clone())],
    );
    let crumbs = vec![
        (web.word("nav-assessments"), "/assessments".to_string()),
        (page.head.vendor.clone(), page.head.href.clone()),
    ];
    web.page_titled(status, "pages/assessments/review", title, crumbs, &page)
}

/// The levels of assurance, each with what it takes.
pub fn assurances(web: &Web) -> Vec<Card> {
    let choice = |level: &Assurance| Card {
        value: level.to_string(),
        label: web.word(&format!("questionnaires-assurance-{level}")),
        text: Some(web.word(&format!("questionnaires-assurance-{level}-text"))),
    };
    Assurance::ALL.iter().map(choice).collect()
}

fn read(fields: &Fields, assessment_id: Id, question_id: String) -> Result<(ReviewEdit, EvidenceEdit)> {
    let mut checks = Checks::default();
    let status = checks.keep(fields.parsed("status", "error-choice")).flatten();
    let assurance = checks.keep(fields.parsed("assurance", "error-choice")).flatten().unwrap_or(Assurance::A0);
    let evidence = EvidenceEdit {
        kind: checks.keep(fields.parsed("evidence_kind", "error-choice")).flatten(),
        on: checks.keep(fields.date("evidence_on")).flatten(),
        until: checks.keep(fields.date("holds_until")).flatten(),
    };
    checks.done()?;
    let edit = ReviewEdit {
        assessment_id,
        question_id,
        version: fields.version(),
        status,
        assurance,
        comment: fields.optional("comment"),
        internal_note: Some(fields.text("internal_note")),
    };
    Ok((edit, evidence))
}

pub async fn save(form: Posted, path: Path<QuestionPath>) -> Answer {
    let (id, question_id) = path.into_inner();
    let Posted { web, fields } = form;
    let saved = match read(&fields, id.clone(), question_id.clone()) {
        Ok((edit, on)) => web.write(move |tx, ctx| depth::review_with_evidence(tx, ctx, &edit, &on)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(review) if web.is_autosave() => web.saved(review.version),
        Ok(_) => {
            let to = if fields.get("go") == Some("later") {
                format!("/assessments/{id}")
            } else {
                next_href(&web, id, &question_id).await?
            };
            web.redirect_saying(to, "ok", "questionnaires-review-saved", &[])
        }
        Err(Refusal::Invalid(errors)) if !web.is_autosave() => {
            let form = web.form_with(&fields, &errors);
            let (opened, _) = open(&web, id, Some(question_id.clone())).await?;
            show_review(
                &web,
                StatusCode::UNPROCESSABLE_ENTITY,
                opened,
                &question_id,
                (form, fields.version(), Vec::new()),
            )
        }
        Err(Refusal::Conflict(stored)) if !web.is_autosave() => {
            let version = stored.get("version").and_then(|text| text.parse().ok()).unwrap_or(0);
            let conflict = conflicts::of_review(&web, &fields, &stored);
            let (opened, _) = open(&web, id, Some(question_id.clone())).await?;
            show_review(&web, StatusCode::CONFLICT, opened, &question_id, (fields.state(), version, conflict))
        }
        Err(refusal) => Err(refusal),
    }
}

async fn next_href(web: &Web, id: Id, question_id: &str) -> Result<String> {
    let base = format!("/assessments/{id}");
    let asked = web.read(move |c, ctx| store_asked::asked_now(c, &ctx.scope, &id)).await?;
    let (_, _, next) = portal_views::neighbours(&asked, question_id);
    Ok(next.map_or_else(|| base.clone(), |next| format!("{base}/review?q={next}")))
}
