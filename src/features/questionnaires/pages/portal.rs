//! The vendor's pages.

use super::conflicts;
use super::portal_beside::{self, Beside};
use crate::access::Permission;
use crate::base::{FieldError, Id, PageRequest, Refusal, Result};
use crate::features::questionnaires::model::{AnswerStatus, Given};
use crate::features::questionnaires::portal_views::{
    self as views, ConflictLine, MissingLine, PortalHead, PortalList, PortalOverview, PortalQuestion, PortalRow,
    PortalSubmit, QuestionPath, QuestionView,
};
use crate::features::questionnaires::store::{self, Filter, FullAssessment};
use crate::features::questionnaires::{answering, evidence, presence, scan, store_asked, together, value_form};
use crate::kit::Ctx;
use crate::kit::attachments::Attachment;
use crate::kit::web::{Answer, Fields, Params, Posted, Upload, Web};
use crate::platform::db::Db;
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct ListQuery {
    page: Option<i64>,
}

pub async fn list(web: Web, query: Query<ListQuery>) -> Answer {
    let request = PageRequest::new(query.page, None);
    let page = web
        .read(move |c, ctx| {
            ctx.scope.vendor()?;
            let listed = store::list(c, &ctx.scope, &Filter::default(), ctx.today(), request)?;
            Ok(listed.map(|each| PortalRow::of(each, ctx.today())))
        })
        .await?;
    let page = PortalList { pager: (&page).into(), rows: page.items };
    web.page("pages/portal_assessments/list", "nav-assessments", &page)
}

pub(super) struct Opened {
    pub(super) full: FullAssessment,
    pub(super) files: Vec<Attachment>,
    pub(super) head: PortalHead,
}

pub(super) async fn open(web: &Web, id: Id) -> Result<Opened> {
    web.read(move |c, ctx| open_in(c, ctx, &id)).await
}

pub(super) fn open_in(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Opened> {
    ctx.scope.vendor()?;
    let full = store::open(c, &ctx.scope, id)?;
    let (client, _) = store::names(c, &full.assessment)?;
    let files = evidence::of_assessment(c, ctx, &full.assessment)?;
    let (may_edit, may_submit) = (ctx.can(Permission::AnswerEdit), ctx.can(Permission::AnswerSubmit));
    let head = PortalHead::of(&full, &client, ctx.today(), may_edit, may_submit);
    Ok(Opened { full, files, head })
}

pub async fn overview(web: Web, path: Path<Id>) -> Answer {
    let (id, language) = (path.into_inner(), web.language());
    let (full, head, domains, aside) = web
        .read(move |c, ctx| {
            let Opened { full, head, .. } = open_in(c, ctx, &id)?;
            let domains = views::domains(&full, &head, language, None);
            let aside = portal_beside::overview(c, ctx, &full, &head, (&domains, language))?;
            Ok((full, head, domains, aside))
        })
        .await?;
    let a = &full.assessment;
    let page = PortalOverview {
        domains,
        aside,
        message: a.message.clone(),
        sender: a.sent_by_name.clone(),
        submitted_at: a.submitted_at,
        declared_by: a.declared_by.clone(),
        declared_role: a.declared_role.clone(),
        drafts_hidden: a.submitted_at.is_none(),
        head,
    };
    let title = web.word_with("questionnaires-portal-title", &[("client", page.head.client.clone())]);
    let crumbs = vec![(web.word("nav-assessments"), "/portal/assessments".to_string())];
    web.page_titled(StatusCode::OK, "pages/portal_assessments/show", title, crumbs, &page)
}

/// Where the mail leads: the first question that waits for an answer.
pub async fn go_on(web: Web, path: Path<Id>) -> Answer {
    let Opened { full, head, .. } = open(&web, path.into_inner()).await?;
    match views::first_unanswered(&full) {
        Some(question_id) if head.editable => web.redirect(head.question_href(question_id)),
        _ => web.redirect(&head.href),
    }
}

/// One question. `use` is the id of an earlier answer to fill in the form with; nothing is saved by that.
pub async fn question(web: Web, path: Path<QuestionPath>, query: Query<Params>) -> Answer {
    let (id, question_id) = path.into_inner();
    let shown = Shown { stored: true, suggestion: query.text("use"), ..Shown::default() };
    show_question(&web, StatusCode::OK, (id, question_id), shown).await
}

/// What the form holds, and why.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) form: FormState,
    pub(super) version: i32,
    /// The form is what is stored, whatever `form` holds.
    pub(super) stored: bool,
    pub(super) suggestion: Option<String>,
    pub(super) conflict: Vec<ConflictLine>,
    pub(super) merged: bool,
    pub(super) evidence_form: FormState,
    pub(super) doubtful: bool,
}

pub(super) async fn show_question(
    web: &Web,
    status: StatusCode,
    (id, question_id): QuestionPath,
    shown: Shown,
) -> Answer {
    let (asked, at) = (id.clone(), question_id.clone());
    let (Opened { full, files, head }, beside) = web
        .read(move |c, ctx| {
            let opened = open_in(c, ctx, &asked)?;
            opened.full.question(&at)?;
            let beside = Beside::load(c, ctx, &opened.full, &at, opened.head.editable)?;
            Ok((opened, beside))
        })
        .await?;
    if beside.to_note {
        let at = question_id.clone();
        web.write(move |tx, ctx| presence::note(tx, ctx, &id, &at)).await?;
    }
    let question = full.question(&question_id)?;
    let answer = full.answers.get(&question_id);
    let mut value = answer.map(|answer| answer.given().value).unwrap_or_default();
    let mut aside = beside.view(web, &full, (&head, &files), question);
    (aside.merged, aside.doubtful) = (shown.merged, shown.doubtful);
    let (mut form, mut version) = (shown.form, shown.version);
    if shown.stored {
        (form, version) = views::stored_form(&full, &question_id);
        let suggested = shown.suggestion.and_then(|id| beside.suggested(&question_id, &id).cloned());
        if let Some(earlier) = suggested.filter(|_| head.editable) {
            (form, value, aside.suggested) = (views::answer_form(&earlier), earlier.given().value, true);
        }
    }
    let (previous, number, next) = views::neighbours(&full.questions, &question_id);
    let groups = value_form::groups_of_question(question, &value, web.language());
    let page = PortalQuestion {
        domains: views::domains(&full, &head, web.language(), Some(&question_id)),
        question: QuestionView::of(web.language(), question),
        number,
        action: head.question_href(&question_id),
        form,
        version,
        saved_at: answer.map(|answer| answer.answered_at),
        saved_by: answer.map(|answer| answer.answered_by_name.clone()),
        statuses: views::STATUSES.to_vec(),
        rows: groups.iter().any(|group| group.number.is_some()),
        groups,
        yes_no: ["yes", "no"],
        remark: views::said(&full, &question_id),
        conflict: shown.conflict,
        evidence_form: shown.evidence_form,
        megabytes: web.app.settings.upload_max_bytes / 1_000_000,
        previous_href: previous.map(|id| head.question_href(&id)),
        next_href: next.map(|id| head.question_href(&id)),
        aside,
        head,
    };
    let title = web.word_with(
        "questionnaires-question-title",
        &[("id", page.question.id.clone()), ("domain", page.question.domain.clone())],
    );
    let crumbs = views::crumbs(web.word("nav-assessments"), &page.head);
    web.page_titled(status, "pages/portal_assessments/question", title, crumbs, &page)
}

/// Puts together what somebody else has saved and what was typed, for the person to look through and save.
async fn merge(web: &Web, fields: &Fields, (id, question_id): QuestionPath) -> Answer {
    let Opened { full, .. } = open(web, id.clone()).await?;
    full.question(&question_id)?;
    let (stored, version) = views::stored_form(&full, &question_id);
    let form = FormState::from_values(together::merged(&stored.values, &fields.state().values));
    show_question(web, StatusCode::OK, (id, question_id), Shown { form, version, merged: true, ..Shown::default() })
        .await
}

pub async fn save(form: Posted, path: Path<QuestionPath>) -> Answer {
    let (id, question_id) = path.into_inner();
    let Posted { web, fields } = form;
    if fields.get("go") == Some("merge") {
        return merge(&web, &fields, (id, question_id)).await;
    }
    let (given, for_write) = (fields.clone(), (id.clone(), question_id.clone()));
    let status =
        fields.parsed::<AnswerStatus>("status", "error-choice").map_err(|error| Refusal::Invalid(vec![error]))?;
    let saved = web
        .write_together(move |tx, ctx| {
            answering::save_read(tx, ctx, (&for_write.0, &for_write.1, given.version()), |question| {
                let value = value_form::read(&question.answer_type, &given);
                (Given { status, value, comment: given.text("comment") }, given.checked("shown_on_site"))
            })
        })
        .await;
    match saved {
        Ok(answer) if web.is_autosave() => web.saved(answer.version),
        Ok(_) => {
            let base = format!("/portal/assessments/{id}");
            match fields.get("go") {
                Some("later") => web.redirect_saying(&base, "ok", "questionnaires-saved-later", &[]),
                Some("more") => web.redirect(format!("{base}/questions/{question_id}")),
                Some("submit") => web.redirect(format!("{base}/submit")),
                _ => web.redirect(next_href(&web, id, &question_id).await?),
            }
        }
        Err(Refusal::Invalid(errors)) => {
            let errors = value_form::at_input(errors);
            if web.is_autosave() {
                return Err(Refusal::Invalid(errors));
            }
            let shown = Shown { form: web.form_with(&fields, &errors), version: fields.version(), ..Shown::default() };
            show_question(&web, StatusCode::UNPROCESSABLE_ENTITY, (id, question_id), shown).await
        }
        Err(Refusal::Conflict(stored)) if !web.is_autosave() => {
            let version = stored.get("version").and_then(|text| text.parse().ok()).unwrap_or(0);
            let conflict = conflicts::of_answer(&web, &fields, &stored);
            let shown = Shown { form: fields.state(), version, conflict, ..Shown::default() };
            show_question(&web, StatusCode::CONFLICT, (id, question_id), shown).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub(super) async fn next_href(web: &Web, id: Id, question_id: &str) -> Result<String> {
    let base = format!("/portal/assessments/{id}");
    let asked = web.read(move |c, ctx| store_asked::asked_now(c, &ctx.scope, &id)).await?;
    let (_, _, next) = views::neighbours(&asked, question_id);
    // After the last question: on to submit, for those who may.
    let end = || if web.can(Permission::AnswerSubmit) { format!("{base}/submit") } else { base.clone() };
    Ok(next.map_or_else(end, |next| format!("{base}/questions/{next}")))
}

pub async fn submit_form(web: Web, path: Path<Id>) -> Answer {
    let opened = open(&web, path.into_inner()).await?;
    let name = web.ctx()?.actor.name.clone();
    show_submit(&web, StatusCode::OK, &opened, FormState::default().with("declared_by", name))
}

fn show_submit(web: &Web, status: StatusCode, opened: &Opened, form: FormState) -> Answer {
    let line = |missing: super::super::Missing| -> Result<MissingLine> {
        let question = opened.full.question(&missing.question_id)?;
        let mut fields: Vec<String> = missing.fields.iter().map(|field| views::missing_word(field)).collect();
        fields.dedup();
        Ok(MissingLine {
            text: views::asked(web.language(), question).to_string(),
            href: opened.head.question_href(&missing.question_id),
            id: missing.question_id,
            fields,
        })
    };
    let page = PortalSubmit {
        head: opened.head.clone(),
        missing: answering::missing_of(&opened.full).into_iter().map(line).collect::<Result<_>>()?,
        form,
        action: format!("{}/submit", opened.head.href),
    };
    let crumbs = views::crumbs(web.word("nav-assessments"), &page.head);
    web.page_titled(status, "pages/portal_assessments/submit", web.word("questionnaires-submit-title"), crumbs, &page)
}

pub async fn submit(form: Posted, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let Posted { web, fields } = form;
    let (for_write, by, role) = (id.clone(), fields.text("declared_by"), fields.text("role"));
    let declared = fields.checked("declared");
    let done = web
        .write(move |tx, ctx| {
            // The box is the page's way to declare; a program declares by calling at all.
            if !declared {
                store::find(tx, &ctx.scope, &for_write)?;
                return Err(Refusal::invalid("declared", "error-declaration"));
            }
            answering::submit(tx, ctx, &for_write, &by, &role)
        })
        .await;
    match done {
        Ok(_) => web.redirect_saying(format!("/portal/assessments/{id}"), "ok", "questionnaires-submitted", &[]),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            show_submit(&web, StatusCode::UNPROCESSABLE_ENTITY, &open(&web, id).await?, form)
        }
        Err(Refusal::Rule("rule-assessment-incomplete", _)) => {
            show_submit(&web, StatusCode::CONFLICT, &open(&web, id).await?, web.form_with(&fields, &[]))
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn attach(upload: Upload, path: Path<QuestionPath>) -> Answer {
    let (id, question_id) = path.into_inner();
    let web = upload.web.clone();
    match take(&upload, id.clone(), question_id.clone()).await {
        Ok(_) => web.redirect_saying(
            format!("/portal/assessments/{id}/questions/{question_id}#evidence"),
            "ok",
            "questionnaires-attached",
            &[],
        ),
        Err(Refusal::Invalid(errors)) => {
            let doubtful = errors.iter().any(|error| scan::is_doubt(error.code));
            let evidence_form = web.form_with(&upload.fields, &errors);
            let shown = Shown { stored: true, evidence_form, doubtful, ..Shown::default() };
            show_question(&web, StatusCode::UNPROCESSABLE_ENTITY, (id, question_id), shown).await
        }
        Err(refusal) => Err(refusal),
    }
}

/// Takes an uploaded file to a question: whose it is comes before looking at any bytes, and a person's word before
/// keeping what is doubtful.
pub(in crate::features::questionnaires) async fn take(
    upload: &Upload,
    id: Id,
    question_id: String,
) -> Result<Attachment> {
    let asked = id.clone();
    upload.web.read(move |c, ctx| store::find(c, &ctx.scope, &asked)).await?;
    let refused = |error: FieldError| Refusal::Invalid(vec![error]);
    let last = upload.fields.date("expires_on").map_err(refused)?;
    if let Ok(file) = upload.file("file") {
        scan::check("file", &file.file_name, &file.bytes, upload.fields.checked("confirmed")).map_err(refused)?;
    }
    let file = upload.receive("file").await?;
    upload.web.write(move |tx, ctx| evidence::attach(tx, ctx, (&id, &question_id), &file, last)).await
}

pub async fn detach(form: Posted, path: Path<(Id, String, Id)>) -> Answer {
    let (id, question_id, attachment_id) = path.into_inner();
    let for_write = id.clone();
    form.web.write(move |tx, ctx| evidence::remove(tx, ctx, &for_write, &attachment_id)).await?;
    form.web.redirect_saying(
        format!("/portal/assessments/{id}/questions/{question_id}#evidence"),
        "ok",
        "questionnaires-detached",
        &[],
    )
}

pub async fn download(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, attachment_id) = path.into_inner();
    web.ctx()?.scope.vendor()?;
    evidence::download(&web, id, attachment_id).await
}
