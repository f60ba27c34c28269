//! "Still true?": one answer, or all of last time on one page.

use super::portal;
use super::portal_beside;
use crate::base::{Id, Refusal};
use crate::features::questionnaires::portal_aside::{LastAnswer, changed_lines};
use crate::features::questionnaires::portal_views::{self as views, QuestionPath};
use crate::features::questionnaires::portal_work::{EarlierLine, EarlierPage, PrintPage};
use crate::features::questionnaires::{prefill, presence};
use crate::kit::web::{Answer, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

/// Confirms one earlier answer as it was, and goes on to the next question.
pub async fn confirm(form: Posted, path: Path<QuestionPath>) -> Answer {
    let (id, question_id) = path.into_inner();
    let (for_write, asked) = (id.clone(), vec![question_id.clone()]);
    form.web.write(move |tx, ctx| prefill::confirm(tx, ctx, &for_write, &asked)).await?;
    let next = portal::next_href(&form.web, id, &question_id).await?;
    form.web.redirect_saying(next, "ok", "answering-confirmed", &[("count", "1".to_string())])
}

/// All that waits and was answered last time.
pub async fn all(web: Web, path: Path<Id>) -> Answer {
    show(&web, StatusCode::OK, path.into_inner(), FormState::default()).await
}

async fn show(web: &Web, status: StatusCode, id: Id, form: FormState) -> Answer {
    let language = web.language();
    let page = web
        .read(move |c, ctx| {
            let portal::Opened { full, head, .. } = portal::open_in(c, ctx, &id)?;
            let last = prefill::last_time(c, ctx, &full)?;
            let mut lines = Vec::new();
            if let Some(last) = &last {
                for (question, _) in prefill::waiting(&full, last) {
                    lines.extend(LastAnswer::of(&full, &head, question, last, ctx.today()).map(|last| EarlierLine {
                        id: question.id.clone(),
                        text: views::asked(language, question).to_string(),
                        href: head.question_href(&question.id),
                        last,
                    }));
                }
            }
            let changes = last.as_ref().map(|last| prefill::changes(&full, last)).unwrap_or_default();
            Ok(EarlierPage {
                lines,
                changed: changed_lines(&full, &head, language, changes),
                handed_in: last.and_then(|last| last.assessment.submitted_at),
                action: format!("{}/earlier", head.href),
                can_confirm: head.editable,
                form,
                head,
            })
        })
        .await?;
    let crumbs = views::crumbs(web.word("nav-assessments"), &page.head);
    web.page_titled(status, "pages/portal_assessments/earlier", web.word("answering-earlier-title"), crumbs, &page)
}

/// Confirms the ticked ones. None is ticked beforehand.
pub async fn confirm_all(form: Posted, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let Posted { web, fields } = form;
    let asked: Vec<String> = fields.all("question_ids").into_iter().map(ToString::to_string).collect();
    let for_write = id.clone();
    match web.write(move |tx, ctx| prefill::confirm(tx, ctx, &for_write, &asked)).await {
        Ok(saved) => {
            let count = saved.len().to_string();
            let back = format!("/portal/assessments/{id}/earlier");
            web.redirect_saying(back, "ok", "answering-confirmed", &[("count", count)])
        }
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            show(&web, StatusCode::UNPROCESSABLE_ENTITY, id, form).await
        }
        Err(refusal) => Err(refusal),
    }
}

/// Notes that somebody is still here, and tells who else is.
pub async fn presence(form: Posted, path: Path<QuestionPath>) -> Answer {
    let (id, question_id) = path.into_inner();
    let at = question_id.clone();
    let others = form
        .web
        .write(move |tx, ctx| {
            presence::note(tx, ctx, &id, &at)?;
            let seen = presence::others(tx, ctx, &id)?;
            let line = |one: &presence::Presence| {
                (one.person_name.clone(), one.question_id.clone(), presence::minutes_ago(ctx, one))
            };
            Ok(seen.iter().map(line).collect::<Vec<_>>())
        })
        .await?;
    let lines: Vec<String> =
        others.iter().map(|seen| portal_beside::presence_line(&form.web, seen, &question_id)).collect();
    form.web.json(StatusCode::OK, &serde_json::json!({ "others": lines }))
}

/// The first question of a section that waits for an answer, or the section's first.
pub async fn section(web: Web, path: Path<(Id, String)>) -> Answer {
    let (id, domain) = path.into_inner();
    let portal::Opened { full, head, .. } = portal::open(&web, id).await?;
    let in_section = || full.questions.iter().filter(|question| question.domain == domain);
    let waits = in_section().find(|question| full.claim(&question.id).is_none());
    let question = waits.or_else(|| in_section().next()).ok_or(Refusal::NotFound)?;
    web.redirect(head.question_href(&question.id))
}

/// The whole assessment on paper, with what each question builds on.
pub async fn print(web: Web, path: Path<Id>) -> Answer {
    let (id, language) = (path.into_inner(), web.language());
    let portal::Opened { full, files, head } = portal::open(&web, id).await?;
    let page = PrintPage::of(&full, &files, head, language);
    let crumbs = views::crumbs(web.word("nav-assessments"), &page.head);
    let title = web.word_with("answering-print-title", &[("client", page.head.client.clone())]);
    web.page_titled(StatusCode::OK, "pages/portal_assessments/print", title, crumbs, &page)
}
