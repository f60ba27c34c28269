//! What a client is shown of a vendor's passport, and its own review of it.

use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{Id, Refusal, Result};
use crate::features::accounts;
use crate::features::controls::Assurance;
use crate::features::passports::evidence_store::{self, PassportFile};
use crate::features::passports::records::PassportReview;
use crate::features::passports::sharing::{self, ReviewSave};
use crate::features::passports::store::{self, Shown};
use crate::features::passports::views::{self, FileLine, RegionPage, RegionQuestion, ShownLine};
use crate::features::questionnaires::portal_views::{self, ConflictLine, QuestionView};
use crate::features::questionnaires::{AnswerStatus, assurances, conflicts, value_form};
use crate::features::vendors::{self, Vendor};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use std::collections::BTreeMap;

struct Loaded {
    vendor: Vendor,
    manager: Option<String>,
    shown: BTreeMap<String, Shown>,
    reviews: BTreeMap<String, PassportReview>,
    /// Of answers that are shown now, by question.
    files: BTreeMap<String, Vec<PassportFile>>,
}

async fn load(web: &Web, id: Id) -> Result<Loaded> {
    web.read(move |c, ctx| {
        ctx.scope.client()?;
        let vendor = vendors::find(c, &ctx.scope, &id)?;
        let own = vendor.vendor_organisation_id.as_ref();
        let shown = store::shown_to(c, &ctx.scope, own)?;
        let files = evidence_store::shown(c, &ctx.scope, own)?;
        Ok(Loaded {
            manager: vendor.manager_id.as_ref().map(|m| accounts::person_name(c, m)).transpose()?.flatten(),
            reviews: store::reviews_of(c, &ctx.scope, &vendor.id)?,
            shown,
            files,
            vendor,
        })
    })
    .await
}

pub async fn list(web: Web, path: Path<Id>) -> Answer {
    let Loaded { vendor, manager, shown, reviews, .. } = load(&web, path.into_inner()).await?;
    let language = web.language();
    let domains = views::domains(&views::current(), language, |question| {
        let shown = shown.get(&question.id)?;
        let line = ShownLine::of(language, &vendor.id, question, shown, reviews.get(&question.id));
        let done = shown.answer.is_some();
        Some((line, done))
    });
    let page = RegionPage {
        head: vendors::head(&web, &vendor, manager, "passport"),
        linked: vendor.vendor_organisation_id.is_some(),
        domains,
    };
    let title = web.word("passports-title");
    web.page_titled(StatusCode::OK, "pages/passports/region", title, vendors::vendor_crumbs(&web, &vendor), &page)
}

#[derive(Default)]
struct Said {
    form: Option<FormState>,
    version: Option<i32>,
    conflict: Vec<ConflictLine>,
}

async fn show_question(web: &Web, status: StatusCode, (id, question_id): (Id, String), said: Said) -> Answer {
    let mut loaded = load(web, id).await?;
    let questions = views::current();
    let question = questions.into_iter().find(|question| question.id == question_id).ok_or(Refusal::NotFound)?;
    let shown = loaded.shown.remove(&question_id).ok_or(Refusal::NotFound)?;
    let review = loaded.reviews.remove(&question_id);
    let answer = shown.answer;
    let value = answer.as_ref().map(|answer| answer.given().value).unwrap_or_default();
    let stored = FormState::default()
        .with("status", review.as_ref().map(|review| review.status.as_str()).unwrap_or_default())
        .with("assurance", review.as_ref().map(|review| review.assurance.to_string()).unwrap_or_default())
        .with("note", review.as_ref().and_then(|review| review.note.as_deref()).unwrap_or_default());
    let of_answer = loaded.files.remove(&question_id).filter(|_| answer.is_some()).unwrap_or_default().into_iter();
    let file_line = |file: PassportFile| {
        let from = format!("/vendors/{}/passport/{question_id}/evidence/{}", loaded.vendor.id, file.evidence_id);
        FileLine::of(file, from, None)
    };
    let page = RegionQuestion {
        files: of_answer.map(file_line).collect(),
        question: QuestionView::of_region(web.language(), &question),
        action: format!("/vendors/{}/passport/{question_id}", loaded.vendor.id),
        claim: answer.as_ref().and_then(|answer| answer.status),
        values: value_form::lines_of(&question.answer_type, &value),
        comment: answer.as_ref().and_then(|answer| answer.comment.clone()),
        shown_on_site: answer.as_ref().is_some_and(|answer| answer.shown_on_site),
        answered_by: answer.as_ref().map(|answer| answer.answered_by_name.clone()),
        answered_at: answer.as_ref().map(|answer| answer.answered_at),
        answer_version: answer.as_ref().map_or(0, |answer| answer.version),
        withdrawn_at: shown.share.withdrawn_at,
        verdict: review.as_ref().map(|review| review.status),
        assurance: review.as_ref().map(|review| review.assurance.to_string()),
        note: review.as_ref().and_then(|review| review.note.clone()),
        reviewed_by: review.as_ref().map(|review| review.reviewed_by_name.clone()),
        reviewed_at: review.as_ref().map(|review| review.reviewed_at),
        changed: review.as_ref().zip(answer.as_ref()).is_some_and(|(r, a)| r.answer_version != a.version),
        can_review: answer.is_some() && web.can(Permission::AssessmentReview),
        form: said.form.unwrap_or(stored),
        version: said.version.unwrap_or(review.as_ref().map_or(0, |review| review.version)),
        conflict: said.conflict,
        statuses: portal_views::STATUSES.to_vec(),
        assurances: assurances(web),
    };
    let title = web.word_with(
        "questionnaires-question-title",
        &[("id", page.question.id.clone()), ("domain", page.question.domain.clone())],
    );
    let mut crumbs = vendors::vendor_crumbs(web, &loaded.vendor);
    crumbs.push((web.word("passports-title"), format!("/vendors/{}/passport", loaded.vendor.id)));
    web.page_titled(status, "pages/passports/review", title, crumbs, &page)
}

pub async fn question(web: Web, path: Path<(Id, String)>) -> Answer {
    show_question(&web, StatusCode::OK, path.into_inner(), Said::default()).await
}

fn read(fields: &Fields, vendor_id: Id, question_id: String) -> Result<ReviewSave> {
    let mut checks = Checks::default();
    let status = checks.keep(fields.required::<AnswerStatus>("status", "error-choice"));
    let assurance = checks.keep(fields.required::<Assurance>("assurance", "error-choice"));
    checks.done()?;
    let (Some(status), Some(assurance)) = (status, assurance) else {
        return Err(Refusal::invalid("status", "error-required"));
    };
    Ok(ReviewSave {
        vendor_id,
        question_id,
        answer_version: fields.text("answer_version").parse().unwrap_or(0),
        version: fields.version(),
        status,
        assurance,
        note: fields.optional("note"),
    })
}

pub async fn review(form: Posted, path: Path<(Id, String)>) -> Answer {
    let at = path.into_inner();
    let Posted { web, fields } = form;
    // Whose it is comes before what is wrong with the form.
    let asked = at.0.clone();
    web.read(move |c, ctx| vendors::find(c, &ctx.scope, &asked)).await?;
    let saved = match read(&fields, at.0.clone(), at.1.clone()) {
        Ok(edit) => web.write(move |tx, ctx| sharing::review(tx, ctx, &edit)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => {
            let to = format!("/vendors/{}/passport", at.0);
            web.redirect_saying(to, "ok", "questionnaires-review-saved", &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let (form, version) = (Some(web.form_with(&fields, &errors)), Some(fields.version()));
            show_question(&web, StatusCode::UNPROCESSABLE_ENTITY, at, Said { form, version, conflict: Vec::new() })
                .await
        }
        Err(Refusal::Conflict(stored)) => {
            let version = stored.get("version").and_then(|text| text.parse().ok());
            let conflict = conflicts::of_review(&web, &fields, &stored);
            show_question(&web, StatusCode::CONFLICT, at, Said { form: Some(fields.state()), version, conflict }).await
        }
        Err(refusal) => Err(refusal),
    }
}
