//! The pages of the depth: verification, what is unchanged, the difference, the dialogue on both sides.

use super::certificates::{self, ScopeEdit};
use super::standing::VerdictState;
use super::views::{
    self, CertificateView, DifferencePage, PortalTalkPage, ThreadView, UnchangedPage, VerificationPage,
};
use super::{actions, comparing, sampling, store as depth, talking, unchanged as taking};
use crate::access::{Permission, Side};
use crate::base::{Id, Language, Refusal, Result};
use crate::features::questionnaires::AssessmentStatus;
use crate::features::questionnaires::portal_views::{QuestionPath, asked};
use crate::features::questionnaires::store::{self, FullAssessment};
use crate::features::questionnaires::views::Head;
use crate::kit::Ctx;
use crate::kit::web::{Answer, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

fn head_of(c: &mut Db, ctx: &Ctx, full: &FullAssessment) -> Result<Head> {
    let (_, vendor) = store::names(c, &full.assessment)?;
    let (review, find) = (ctx.can(Permission::AssessmentReview), ctx.can(Permission::FindingEdit));
    Ok(Head::of(full, &vendor, ctx.today(), review, find))
}

fn crumbs(web: &Web, head: &Head) -> Vec<(String, String)> {
    vec![(web.word("nav-assessments"), "/assessments".to_string()), (head.vendor.clone(), head.href.clone())]
}

fn question_text(full: &FullAssessment, id: &str, language: Language) -> String {
    let question = full.questions.iter().find(|question| question.id == id);
    question.map(|question| asked(language, question).to_string()).unwrap_or_default()
}

fn verification_page(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<VerificationPage> {
    ctx.scope.client()?;
    let full = store::open(c, &ctx.scope, id)?;
    if full.assessment.submitted_at.is_none() {
        return Err(Refusal::rule("rule-assessment-not-submitted"));
    }
    let head = head_of(c, ctx, &full)?;
    let standings = full.standings(ctx.today());
    let sample = depth::sample_of(c, id)?;
    let weighed = certificates::weigh(c, ctx, &full)?;
    let proposed: Vec<String> =
        certificates::proposals(&full, &weighed, ctx.today()).into_iter().map(|each| each.question_id).collect();
    let threads = talking::threads_of(c, ctx, id)?;
    let text = |id: &str| question_text(&full, id, ctx.language);
    let waiting = [VerdictState::WaitsSecond, VerdictState::GivenBack];
    Ok(VerificationPage {
        sample: sample.map(|sample| views::sample_view(&full, &head, &sample, &standings, ctx.language)),
        waiting: views::lines_in(&full, &head, &standings, &waiting, ctx.language),
        expired: views::lines_in(&full, &head, &standings, &[VerdictState::Expired], ctx.language),
        threads: threads.iter().map(|t| ThreadView::of(t, text(&t.row.question_id), Side::Region)).collect(),
        certificates: weighed.iter().map(views::certificate_view).collect(),
        proposals: views::lines_of(&full, &head, &standings, &proposed, ctx.language),
        comparison: comparing::comparison(c, ctx, id)?,
        head,
    })
}

fn show_verification(web: &Web, status: StatusCode, page: &VerificationPage) -> Answer {
    let title = web.word("reviewing-verification");
    web.page_titled(status, "pages/assessments/verification", title, crumbs(web, &page.head), page)
}

pub async fn verification(web: Web, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let page = web.read(move |c, ctx| verification_page(c, ctx, &id)).await?;
    show_verification(&web, StatusCode::OK, &page)
}

pub async fn draw_again(form: Posted, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let key = id.clone();
    let same = form.web.write(move |c, ctx| sampling::draws_the_same(c, ctx, &key)).await?;
    let (kind, said) = if same { ("ok", "reviewing-same") } else { ("serious", "reviewing-not-same") };
    form.web.redirect_saying(format!("/assessments/{id}/verification"), kind, said, &[])
}

pub async fn decide_scope(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (id, certificate_id)) = (form, path.into_inner());
    let edit = ScopeEdit {
        assessment_id: id.clone(),
        certificate_id: certificate_id.clone(),
        covers: fields.checked("covers"),
        soa_seen: fields.checked("soa_seen"),
        reason: fields.text("reason"),
    };
    let version = fields.version();
    match web.write(move |c, ctx| certificates::decide_scope(c, ctx, &edit, Some(version))).await {
        Ok(_) => web.redirect_saying(
            format!("/assessments/{id}/verification#certificates"),
            "ok",
            "reviewing-scope-decided",
            &[],
        ),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let mut page = web.read(move |c, ctx| verification_page(c, ctx, &id)).await?;
            let refused = |each: CertificateView| match each.id == certificate_id {
                true => CertificateView { form: state.clone(), ..each },
                false => each,
            };
            page.certificates = page.certificates.into_iter().map(refused).collect();
            show_verification(&web, StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn unchanged(web: Web, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let page = web
        .read(move |c, ctx| {
            let (full, earlier, weighed) = taking::candidates(c, ctx, &id)?;
            let head = head_of(c, ctx, &full)?;
            Ok(UnchangedPage::of(&full, head, earlier.as_ref(), &weighed, ctx.language))
        })
        .await?;
    let title = web.word("reviewing-unchanged");
    web.page_titled(StatusCode::OK, "pages/assessments/unchanged", title, crumbs(&web, &page.head), &page)
}

pub async fn accept_unchanged(form: Posted, path: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, path.into_inner());
    let chosen: Vec<String> = fields.all("question").into_iter().map(str::to_string).collect();
    let key = id.clone();
    let count = web.write(move |c, ctx| taking::accept_unchanged(c, ctx, &key, Some(&chosen))).await?;
    let args = [("count", count.to_string())];
    web.redirect_saying(format!("/assessments/{id}"), "ok", "reviewing-unchanged-accepted", &args)
}

pub async fn difference(web: Web, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let page = web
        .read(move |c, ctx| {
            let (full, earlier, found) = comparing::difference(c, ctx, &id)?;
            let head = head_of(c, ctx, &full)?;
            Ok(DifferencePage::of(&full, head, earlier.as_ref(), found, ctx.language))
        })
        .await?;
    let title = web.word("reviewing-difference");
    web.page_titled(StatusCode::OK, "pages/assessments/difference", title, crumbs(&web, &page.head), &page)
}

fn back(id: &Id, question_id: &str) -> String {
    format!("/assessments/{id}/review?q={question_id}")
}

pub async fn use_certificate(form: Posted, path: Path<QuestionPath>) -> Answer {
    let (id, question_id) = path.into_inner();
    let to = back(&id, &question_id);
    form.web.write(move |c, ctx| certificates::use_certificate(c, ctx, (&id, &question_id))).await?;
    form.web.redirect_saying(to, "ok", "questionnaires-review-saved", &[])
}

pub async fn confirm(form: Posted, path: Path<QuestionPath>) -> Answer {
    let (Posted { web, fields }, (id, question_id)) = (form, path.into_inner());
    let (to, version) = (back(&id, &question_id), fields.version());
    web.write(move |c, ctx| actions::confirm(c, ctx, (&id, &question_id), Some(version))).await?;
    web.redirect_saying(to, "ok", "reviewing-confirmed", &[])
}

pub async fn give_back(form: Posted, path: Path<QuestionPath>) -> Answer {
    let (Posted { web, fields }, (id, question_id)) = (form, path.into_inner());
    let (to, version, reason) = (back(&id, &question_id), fields.version(), fields.text("reason"));
    let (key, question) = (id.clone(), question_id.clone());
    match web.write(move |c, ctx| actions::give_back(c, ctx, (&key, &question), Some(version), &reason)).await {
        Ok(_) => web.redirect_saying(to, "ok", "reviewing-given-back", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            crate::features::questionnaires::pages::review::show_with(&web, id, question_id, (Some(state), None)).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn write(form: Posted, path: Path<QuestionPath>) -> Answer {
    let (Posted { web, fields }, (id, question_id)) = (form, path.into_inner());
    let (to, text) = (format!("{}#dialogue", back(&id, &question_id)), fields.text("text"));
    let (key, question) = (id.clone(), question_id.clone());
    match web.write(move |c, ctx| talking::write_message(c, ctx, (&key, &question), &text)).await {
        Ok(_) => web.redirect_saying(to, "ok", "reviewing-message-sent", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            crate::features::questionnaires::pages::review::show_with(&web, id, question_id, (None, Some(state))).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn resolve(form: Posted, path: Path<QuestionPath>) -> Answer {
    let (id, question_id) = path.into_inner();
    let to = format!("{}#dialogue", back(&id, &question_id));
    form.web.write(move |c, ctx| talking::resolve(c, ctx, (&id, &question_id))).await?;
    form.web.redirect_saying(to, "ok", "reviewing-resolved", &[])
}

fn portal_page(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<PortalTalkPage> {
    ctx.scope.vendor()?;
    let assessment = store::find(c, &ctx.scope, id)?;
    let questions = crate::features::questionnaires::store_asked::questions_of(c, &assessment)?;
    let (client, _) = store::names(c, &assessment)?;
    let threads = talking::threads_of(c, ctx, id)?;
    let text = |id: &str| {
        let question = questions.iter().find(|question| question.id == id);
        question.map(|question| asked(ctx.language, question).to_string()).unwrap_or_default()
    };
    Ok(PortalTalkPage {
        href: format!("/portal/assessments/{id}"),
        client,
        threads: threads.iter().map(|t| ThreadView::of(t, text(&t.row.question_id), Side::Vendor)).collect(),
        can_write: ctx.can(Permission::AnswerEdit) && assessment.status != AssessmentStatus::Closed,
    })
}

fn show_portal(web: &Web, status: StatusCode, page: &PortalTalkPage) -> Answer {
    let crumbs = vec![
        (web.word("nav-assessments"), "/portal/assessments".to_string()),
        (page.client.clone(), page.href.clone()),
    ];
    web.page_titled(status, "pages/portal_assessments/dialogue", web.word("reviewing-dialogue"), crumbs, page)
}

pub async fn portal_dialogue(web: Web, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let page = web.read(move |c, ctx| portal_page(c, ctx, &id)).await?;
    show_portal(&web, StatusCode::OK, &page)
}

pub async fn portal_write(form: Posted, path: Path<QuestionPath>) -> Answer {
    let (Posted { web, fields }, (id, question_id)) = (form, path.into_inner());
    let (to, text) = (format!("/portal/assessments/{id}/dialogue#{question_id}"), fields.text("text"));
    let (key, question) = (id.clone(), question_id.clone());
    match web.write(move |c, ctx| talking::write_message(c, ctx, (&key, &question), &text)).await {
        Ok(_) => web.redirect_saying(to, "ok", "reviewing-message-sent", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state: FormState = web.form_with(&fields, &errors);
            let mut page = web.read(move |c, ctx| portal_page(c, ctx, &id)).await?;
            if let Some(thread) = page.threads.iter_mut().find(|thread| thread.question_id == question_id) {
                thread.form = state;
            }
            show_portal(&web, StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(refusal) => Err(refusal),
    }
}
