//! One question of a draft in its form.

use super::{form, version};
use crate::base::{Id, Refusal};
use crate::features::question_sets::actions;
use crate::features::question_sets::model::{Body, FocusArea, VersionState};
use crate::features::question_sets::rules::STATUSES;
use crate::features::question_sets::store;
use crate::features::question_sets::views::{Card, QuestionPage, Tick};
use crate::kit::web::{Answer, Params, Posted, Web};
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

/// What the page is about: a stored question or a new one, and how its form looks.
struct Shown {
    old_id: Option<String>,
    form: Option<FormState>,
    section: Option<String>,
    conflict: bool,
}

pub async fn edit(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let shown = Shown { old_id: query.text("id"), form: None, section: query.text("section"), conflict: false };
    show(&web, StatusCode::OK, id.into_inner(), shown).await
}

async fn show(web: &Web, status: StatusCode, id: Id, shown: Shown) -> Answer {
    let (set, row) = web
        .read(move |c, ctx| {
            let row = store::find(c, &ctx.scope, &id)?;
            if row.state != VersionState::Draft {
                return Err(Refusal::rule("rule-sets-published"));
            }
            Ok((store::find_set(c, &ctx.scope, &row.set_id)?, row))
        })
        .await?;
    let body = row.read_body()?;
    let old = match &shown.old_id {
        Some(old_id) => Some(body.question(old_id).ok_or(Refusal::NotFound)?),
        None => None,
    };
    let form = shown.form.unwrap_or_else(|| match old {
        Some(question) => form::state(&body, question),
        None => form::fresh(shown.section.as_deref().unwrap_or_default()),
    });
    let back = format!("/question-set-versions/{}", row.id);
    let written = form.value("answer_type").to_string();
    let page = QuestionPage {
        action: format!("{back}/question"),
        old_id: shown.old_id.clone().unwrap_or_default(),
        stored_version: row.version,
        sections: body
            .sections
            .iter()
            .map(|s| Choice::new(&s.code, label(&s.code, s.title.get(web.language()))))
            .collect(),
        kinds: kinds(web, &written),
        weights: (1..=3_u8).map(|weight| Card::new(weight, web.word(&format!("sets-weight-{weight}")))).collect(),
        tiers: (1..=4_u8).map(|tier| tick(format!("tier_{tier}"), web.word(&format!("tiering-tier-{tier}")))).collect(),
        focus: FocusArea::ALL
            .iter()
            .map(|a| tick(format!("focus_{a}"), web.word(&format!("sets-focus-{a}"))))
            .collect(),
        others: others(web, &body, shown.old_id.as_deref()),
        answers: answers(web),
        conflict: shown.conflict,
        form,
        back,
    };
    let title = match &shown.old_id {
        Some(id) => web.word_with("sets-question-title", &[("id", id.clone())]),
        None => web.word("sets-question-new"),
    };
    let mut crumbs = version::set_crumbs(web, &set);
    crumbs.push((version::title(web, &set, &row), page.back.clone()));
    web.page_titled(status, "pages/question_sets/question", title, crumbs, &page)
}

fn tick(name: String, label: String) -> Tick {
    Tick { name, label }
}

fn label(id: &str, text: &str) -> String {
    let short: String = text.chars().take(80).collect();
    format!("{id} {short}")
}

fn kinds(web: &Web, written: &str) -> Vec<Choice> {
    let word = |kind: &str| web.word(&format!("sets-type-{}", kind.replace(['+', ':'], "_")));
    let mut all: Vec<Choice> = form::KINDS.iter().map(|kind| Choice::new(kind, word(kind))).collect();
    // A sheet may hold a type that the form does not offer; it stays as it is.
    if !written.is_empty() && !form::KINDS.contains(&written) {
        all.push(Choice::new(written, written));
    }
    all
}

fn others(web: &Web, body: &Body, own: Option<&str>) -> Vec<Choice> {
    let other = body.questions.iter().filter(|q| Some(q.id.as_str()) != own);
    other.map(|q| Choice::new(&q.id, label(&q.id, q.text.get(web.language())))).collect()
}

fn answers(web: &Web) -> Vec<Tick> {
    let status = |s: &&str| tick(format!("when_{s}"), web.word(&format!("questionnaires-answer-{s}")));
    let mut all: Vec<Tick> = STATUSES.iter().map(status).collect();
    all.extend(["yes", "no"].iter().map(|s| tick(format!("when_{s}"), web.word(&format!("common-{s}")))));
    all
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let old_id = fields.optional("old_id");
    let (key, old, version) = (id.clone(), old_id.clone(), fields.version());
    let saved = match form::read(&fields) {
        Ok((question, place)) => {
            let new_id = question.id.clone();
            let put = web.write(move |c, ctx| {
                actions::put_question(c, ctx, &key, Some(version), (old.as_deref(), place), question)
            });
            put.await.map(|_| new_id)
        }
        Err(refusal) => Err(refusal),
    };
    let again = |form, conflict| Shown { old_id, form: Some(form), section: None, conflict };
    match saved {
        Ok(new_id) => web.redirect_saying(
            format!("/question-set-versions/{id}#q-{new_id}"),
            "ok",
            "sets-question-saved",
            &[("id", new_id.clone())],
        ),
        Err(Refusal::Conflict(_)) => show(&web, StatusCode::CONFLICT, id, again(fields.state(), true)).await,
        Err(refusal) => {
            let form = web.form_with(&fields, &form::at_input(refusal.fields()?));
            show(&web, StatusCode::UNPROCESSABLE_ENTITY, id, again(form, false)).await
        }
    }
}

pub async fn remove(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, question_id, version) = (id.clone(), fields.text("question_id"), fields.version());
    web.write(move |c, ctx| actions::remove_question(c, ctx, &key, Some(version), &question_id)).await?;
    web.redirect_saying(format!("/question-set-versions/{id}"), "ok", "sets-question-removed", &[])
}
