//! The vendor's own passport: its answers, and who is shown which.

use crate::access::Permission;
use crate::base::{FieldError, Id, Refusal, Result};
use crate::features::passports::actions::{self, AnswerSave};
use crate::features::passports::sharing::{self, share_version, shown_questions};
use crate::features::passports::store;
use crate::features::passports::views::{self, OwnPage, OwnQuestion, ShareLine, SharePage};
use crate::features::questionnaires::portal_views::{self, ConflictLine, QuestionView};
use crate::features::questionnaires::{AnswerStatus, Given, conflicts, value_form};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use std::collections::BTreeSet;

const HOME: &str = "/portal/passport";

fn crumbs(web: &Web) -> Vec<(String, String)> {
    vec![
        (web.word("nav-assessments"), "/portal/assessments".to_string()),
        (web.word("passports-title"), HOME.to_string()),
    ]
}

pub async fn list(web: Web) -> Answer {
    let (language, can_share) = (web.language(), web.can(Permission::AnswerSubmit));
    let page = web
        .read(move |c, ctx| {
            let clients = store::clients(c, &ctx.scope)?;
            let (answers, shares) = (store::answers(c, &ctx.scope)?, store::shares(c, &ctx.scope)?);
            Ok(OwnPage::of(language, &clients, &answers, &shares, can_share))
        })
        .await?;
    let crumbs = vec![(web.word("nav-assessments"), "/portal/assessments".to_string())];
    web.page_titled(StatusCode::OK, "pages/passports/own", web.word("passports-title"), crumbs, &page)
}

/// How the question's page is shown: as stored, or as it was sent.
#[derive(Default)]
struct Said {
    form: Option<FormState>,
    version: Option<i32>,
    conflict: Vec<ConflictLine>,
}

async fn show_question(web: &Web, status: StatusCode, id: String, said: Said) -> Answer {
    let questions = views::current();
    let asked = id.clone();
    let (answer, shown_to) = web
        .read(move |c, ctx| {
            let shares = store::shares(c, &ctx.scope)?;
            let shown = |client: &store::Client| shown_questions(&shares, &client.id).contains(&asked);
            let names = store::clients(c, &ctx.scope)?.into_iter().filter(shown).map(|client| client.name).collect();
            Ok((store::answers(c, &ctx.scope)?.remove(&asked), names))
        })
        .await?;
    let question = questions.iter().find(|question| question.id == id).ok_or(Refusal::NotFound)?;
    let (previous, number, next) = portal_views::neighbours(&questions, &id);
    let value = answer.as_ref().map(|answer| answer.given().value).unwrap_or_default();
    let groups = value_form::groups(&question.answer_type, &value);
    let (stored, version) = views::stored_form(answer.as_ref());
    let href = |id: String| format!("{HOME}/questions/{id}");
    let page = OwnQuestion {
        question: QuestionView::of(web.language(), question),
        number,
        total: questions.len(),
        action: href(id),
        form: said.form.unwrap_or(stored),
        version: said.version.unwrap_or(version),
        editable: web.can(Permission::AnswerEdit),
        saved_at: answer.map(|answer| answer.answered_at),
        statuses: portal_views::STATUSES.to_vec(),
        rows: groups.iter().any(|group| group.number.is_some()),
        groups,
        yes_no: ["yes", "no"],
        conflict: said.conflict,
        shown_to,
        previous_href: previous.map(href),
        next_href: next.map(href),
    };
    let title = web.word_with(
        "questionnaires-question-title",
        &[("id", page.question.id.clone()), ("domain", page.question.domain.clone())],
    );
    web.page_titled(status, "pages/passports/question", title, crumbs(web), &page)
}

pub async fn question(web: Web, path: Path<String>) -> Answer {
    show_question(&web, StatusCode::OK, path.into_inner(), Said::default()).await
}

pub async fn save(form: Posted, path: Path<String>) -> Answer {
    let id = path.into_inner();
    let Posted { web, fields } = form;
    let question = views::current().into_iter().find(|question| question.id == id).ok_or(Refusal::NotFound)?;
    let status = fields.parsed::<AnswerStatus>("status", "error-choice").map_err(|e| Refusal::Invalid(vec![e]));
    let saved = match status {
        Ok(status) => {
            let value = value_form::read(&question.answer_type, &fields);
            let given = Given { status, value, comment: fields.text("comment") };
            let edit = AnswerSave {
                question_id: id.clone(),
                version: fields.version(),
                given,
                shown_on_site: fields.checked("shown_on_site"),
            };
            web.write(move |tx, ctx| actions::save(tx, ctx, &edit)).await
        }
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(answer) if web.is_autosave() => web.saved(answer.version),
        Ok(_) if fields.get("go") == Some("later") => {
            web.redirect_saying(HOME, "ok", "questionnaires-saved-later", &[])
        }
        Ok(_) if fields.get("go") == Some("more") => web.redirect(format!("{HOME}/questions/{id}")),
        Ok(_) => {
            let (_, _, next) = portal_views::neighbours(&views::current(), &id);
            web.redirect(next.map_or_else(|| HOME.to_string(), |next| format!("{HOME}/questions/{next}")))
        }
        Err(Refusal::Invalid(errors)) => {
            let errors = value_form::at_input(errors);
            if web.is_autosave() {
                return Err(Refusal::Invalid(errors));
            }
            let (form, version) = (Some(web.form_with(&fields, &errors)), Some(fields.version()));
            show_question(&web, StatusCode::UNPROCESSABLE_ENTITY, id, Said { form, version, ..Said::default() }).await
        }
        Err(Refusal::Conflict(stored)) if !web.is_autosave() => {
            let version = stored.get("version").and_then(|text| text.parse().ok());
            let conflict = conflicts::of_answer(&web, &fields, &stored);
            show_question(&web, StatusCode::CONFLICT, id, Said { form: Some(fields.state()), version, conflict }).await
        }
        Err(refusal) => Err(refusal),
    }
}

/// What was ticked when the form came back refused; none shows what is stored.
#[derive(Default)]
struct Ticked {
    wanted: Option<BTreeSet<String>>,
    errors: Vec<FieldError>,
    changed_meanwhile: bool,
}

async fn show_client(web: &Web, status: StatusCode, client_id: Id, ticked: Ticked) -> Answer {
    let language = web.language();
    let Ticked { wanted, errors, changed_meanwhile } = ticked;
    let form = web.form_with(&Fields::default(), &errors);
    let page = web
        .read(move |c, ctx| {
            let clients = store::clients(c, &ctx.scope)?;
            let client = clients.into_iter().find(|client| client.id == client_id).ok_or(Refusal::NotFound)?;
            let (answers, shares) = (store::answers(c, &ctx.scope)?, store::shares(c, &ctx.scope)?);
            let open = shown_questions(&shares, &client_id);
            let ticked = wanted.unwrap_or_else(|| open.clone());
            let domains = views::domains(&views::current(), language, |question| {
                let status = answers.get(&question.id).and_then(|answer| answer.status);
                let share = shares.get(&(client_id.clone(), question.id.clone()));
                let line = ShareLine {
                    id: question.id.clone(),
                    text: portal_views::asked(language, question).to_string(),
                    status,
                    shown: ticked.contains(&question.id),
                    withdrawn_at: share.and_then(|share| share.withdrawn_at),
                };
                Some((line, status.is_some()))
            });
            Ok(SharePage {
                action: format!("{HOME}/clients/{client_id}"),
                version: share_version(&shares, &client_id),
                client: client.name,
                form,
                shown: open.len(),
                answered: domains.iter().map(|domain| domain.done).sum(),
                domains,
                changed_meanwhile,
            })
        })
        .await?;
    let title = web.word_with("passports-share-title", &[("client", page.client.clone())]);
    web.page_titled(status, "pages/passports/share", title, crumbs(web), &page)
}

pub async fn client(web: Web, path: Path<Id>) -> Answer {
    show_client(&web, StatusCode::OK, path.into_inner(), Ticked::default()).await
}

pub async fn share(form: Posted, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let Posted { web, fields } = form;
    let wanted: BTreeSet<String> = fields.all("questions").into_iter().map(str::to_string).collect();
    let (for_write, asked, version) = (id.clone(), wanted.clone(), fields.version());
    let done: Result<()> = web.write(move |tx, ctx| sharing::share(tx, ctx, &for_write, version, &asked)).await;
    match done {
        Ok(()) => web.redirect_saying(format!("{HOME}/clients/{id}"), "ok", "passports-shared", &[]),
        Err(Refusal::Invalid(errors)) => {
            let ticked = Ticked { wanted: Some(wanted), errors, changed_meanwhile: false };
            show_client(&web, StatusCode::UNPROCESSABLE_ENTITY, id, ticked).await
        }
        Err(Refusal::Conflict(_)) => {
            let ticked = Ticked { changed_meanwhile: true, ..Ticked::default() };
            show_client(&web, StatusCode::CONFLICT, id, ticked).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn fill(form: Posted, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let for_write = id.clone();
    let filled = form.web.write(move |tx, ctx| actions::fill(tx, ctx, &for_write)).await?;
    let (tone, word) = if filled == 0 { ("attention", "passports-filled-none") } else { ("ok", "passports-filled") };
    let to = format!("/portal/assessments/{id}");
    form.web.redirect_saying(to, tone, word, &[("count", filled.to_string())])
}

pub async fn take(form: Posted, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let taken = form.web.write(move |tx, ctx| actions::take(tx, ctx, &id)).await?;
    form.web.redirect_saying(HOME, "ok", "passports-taken", &[("count", taken.to_string())])
}
