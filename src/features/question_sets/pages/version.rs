//! One version: its questions, what stops a publication, and the publication.

use super::form::KINDS;
use super::{crumbs, line_of};
use crate::access::Permission;
use crate::base::Id;
use crate::features::controls::{AnswerType, Part};
use crate::features::question_sets::actions::{self, Publication};
use crate::features::question_sets::model::{Body, Condition, SetQuestion, VersionState};
use crate::features::question_sets::records::{SetRow, VersionLine, VersionRow};
use crate::features::question_sets::rules::{self, Problem};
use crate::features::question_sets::store;
use crate::features::question_sets::views::{ProblemLine, QuestionRow, SectionView, VersionPage};
use crate::kit::audit::{self, Event};
use crate::kit::web::{Answer, Posted, Web};
use crate::platform::view::{FormState, HistoryLine};
use actix_web::http::StatusCode;
use actix_web::web::Path;

pub fn line(row: &VersionRow) -> VersionLine {
    VersionLine {
        id: row.id.clone(),
        set_id: row.set_id.clone(),
        number: row.number,
        state: row.state,
        base: row.base.clone(),
        question_count: row.question_count,
        decision_reference: row.decision_reference.clone(),
        change_log: row.change_log.clone(),
        no_critical_reason: row.no_critical_reason.clone(),
        sha256: row.sha256.clone(),
        published_by_name: row.published_by_name.clone(),
        published_at: row.published_at,
        created_by_name: row.created_by_name.clone(),
        updated_at: row.updated_at,
    }
}

/// The title of a version: the set's, and its number.
pub fn title(web: &Web, set: &SetRow, row: &VersionRow) -> String {
    let args = [("title", set.title().get(web.language()).to_string()), ("number", row.number.to_string())];
    web.word_with("sets-base-own", &args)
}

/// The way from the list to a version's set.
pub fn set_crumbs(web: &Web, set: &SetRow) -> Vec<(String, String)> {
    let own = (set.title().get(web.language()).to_string(), format!("/question-sets/{}", set.id));
    crumbs(web, &[own])
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    show_with(&web, id.into_inner(), StatusCode::OK, FormState::default()).await
}

async fn show_with(web: &Web, id: Id, status: StatusCode, form: FormState) -> Answer {
    let (set, row, events) = web
        .read(move |c, ctx| {
            let row = store::find(c, &ctx.scope, &id)?;
            let set = store::find_set(c, &ctx.scope, &row.set_id)?;
            Ok((set, row, audit::history(c, ctx, &id)?))
        })
        .await?;
    let body = row.read_body()?;
    let href = format!("/question-set-versions/{}", row.id);
    let draft = row.state == VersionState::Draft;
    let problems = rules::problems(&body);
    let page = VersionPage {
        set_href: format!("/question-sets/{}", set.id),
        line: line_of(&line(&row)),
        sha256: row.sha256.clone(),
        sections: sections(web, &body, &href),
        problems: problems.iter().map(|problem| problem_line(web, problem, &href)).collect(),
        lacks_critical: rules::lacks_critical(&body),
        weights: body.questions.iter().map(|question| i32::from(question.weight)).sum(),
        critical: body.questions.iter().filter(|question| question.critical).count(),
        form,
        stored_version: row.version,
        history: history(web, events),
        can_edit: draft && web.can(Permission::ModelEdit),
        can_publish: draft && web.can(Permission::ModelPublish),
        href,
    };
    web.page_titled(status, "pages/question_sets/version", title(web, &set, &row), set_crumbs(web, &set), &page)
}

fn sections(web: &Web, body: &Body, href: &str) -> Vec<SectionView> {
    let of_section =
        |code: &str| body.questions.iter().filter(|q| q.section == code).map(|q| question_row(web, q, href)).collect();
    let view = |section: &crate::features::question_sets::Section| SectionView {
        code: section.code.clone(),
        title: section.title.get(web.language()).to_string(),
        rows: of_section(&section.code),
    };
    body.sections.iter().map(view).collect()
}

fn question_row(web: &Web, question: &SetQuestion, href: &str) -> QuestionRow {
    let tiers: Vec<String> = question.tiers.iter().map(ToString::to_string).collect();
    QuestionRow {
        id: question.id.clone(),
        href: format!("{href}/question?id={}", question.id),
        text: question.text.get(web.language()).to_string(),
        answer_type: kind_words(web, &question.answer_type),
        weight: question.weight,
        critical: question.critical,
        evidence_required: question.evidence_required,
        tiers: tiers.join(", "),
        controls: question.controls.join(", "),
        focus: question.focus.clone(),
        condition: question.condition.as_ref().map(|condition| condition_text(web, condition)),
    }
}

/// What kind of answer it takes, in words: the form's own words, or those of each part for a type that only a sheet has.
pub fn kind_words(web: &Web, kind: &AnswerType) -> String {
    let word = |name: &str| web.word(&format!("sets-type-{}", name.replace(['+', ':'], "_")));
    let written = kind.written();
    if KINDS.contains(&written) {
        return word(written);
    }
    let part = |part: &Part| match part {
        Part::Status => word("status4"),
        Part::Structured(kind) => word(&format!("structured:{kind}")),
        Part::Number(Some(unit)) if unit == "days" => word("number:days"),
        Part::List(Some(of)) if of == "country" => word("list:country"),
        other => word(other.key().unwrap_or("text")),
    };
    kind.parts().iter().map(part).collect::<Vec<_>>().join(" + ")
}

/// "Visas när Q05 besvaras med infört eller delvis."
pub fn condition_text(web: &Web, condition: &Condition) -> String {
    let answer = |answer: &String| match answer.as_str() {
        "yes" | "no" => web.word(&format!("common-{answer}")),
        other => match other.strip_prefix("choice:") {
            Some(option) => option.to_string(),
            None if rules::STATUSES.contains(&other) => web.word(&format!("questionnaires-answer-{other}")),
            None => other.to_string(),
        },
    };
    let answers: Vec<String> = condition.answers.iter().map(answer).collect();
    let args = [("question", condition.question.clone()), ("answers", answers.join(" / "))];
    web.word_with("sets-shown-when", &args)
}

fn problem_line(web: &Web, problem: &Problem, href: &str) -> ProblemLine {
    let what = web.app.views.word(web.language(), problem.code, &problem.args);
    let field = web.word(&format!("sets-field-{}", problem.field));
    let text = match &problem.question {
        Some(id) => web.word_with("sets-problem", &[("question", id.clone()), ("field", field), ("what", what)]),
        None => what,
    };
    let place = match (&problem.question, problem.field) {
        (Some(id), _) => Some(format!("{href}/question?id={id}")),
        (None, "sections") => Some(format!("{href}/sections")),
        _ => None,
    };
    ProblemLine { href: place, text }
}

fn history(web: &Web, events: Vec<Event>) -> Vec<HistoryLine> {
    let line = |event: Event| HistoryLine {
        at: event.at,
        text: web.word(&format!("sets-history-{}", event.verb)),
        who: web.who(&event),
        note: Some(event.summary).filter(|text| !text.is_empty()),
        tone: if event.verb == "publish" { "ok" } else { "neutral" },
    };
    events.into_iter().map(line).collect()
}

pub async fn publish(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let said = Publication {
        decision_reference: fields.text("decision_reference"),
        change_log: fields.text("change_log"),
        no_critical_reason: fields.text("no_critical_reason"),
    };
    let (key, version) = (id.clone(), fields.version());
    match web.write(move |c, ctx| actions::publish(c, ctx, &key, Some(version), &said)).await {
        Ok(row) => web.redirect_saying(format!("/question-set-versions/{}", row.id), "ok", "sets-published", &[]),
        Err(refusal) => {
            // What is wrong with the questions is told in the list of problems; only the form's own fields link here.
            let mut errors = refusal.fields()?;
            let own = |field: &str| matches!(field, "decision_reference" | "change_log" | "no_critical_reason");
            errors.retain(|error| own(&error.field));
            let form = web.form_with(&fields, &errors);
            show_with(&web, id, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
    }
}

pub async fn discard(form: Posted, id: Path<Id>) -> Answer {
    let (web, version) = (form.web, form.fields.version());
    let row = web.write(move |c, ctx| actions::discard(c, ctx, &id, Some(version))).await?;
    web.redirect_saying(format!("/question-sets/{}", row.set_id), "ok", "sets-discarded", &[])
}
