//! A version of an own set as a vendor sees it: the same parts as in the vendor's own pages, one question at a time.

use crate::base::{Id, Refusal};
use crate::features::question_sets::{self, Asked, FocusArea};
use crate::features::questionnaires::portal_views::{self, QuestionView};
use crate::features::questionnaires::preview::{Focused, PreviewLine, PreviewPage, PreviewSection};
use crate::features::questionnaires::value_form;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde_json::Value;

pub async fn show(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let (id, params) = (id.into_inner(), query.into_inner());
    let tier = params.parsed::<u8>("tier")?.filter(|tier| (1..=4).contains(tier));
    let focus: Vec<FocusArea> = params.parsed("focus")?.into_iter().collect();
    let (set, row, asked) = web
        .read(move |c, ctx| {
            let row = question_sets::find(c, &ctx.scope, &id)?;
            let set = question_sets::find_set(c, &ctx.scope, &row.set_id)?;
            let asked = question_sets::preview(ctx, &row.read_body()?, tier, &focus);
            Ok((set, row, asked))
        })
        .await?;
    let current = match params.text("question") {
        Some(question_id) => Some(asked.iter().find(|each| each.id == question_id).ok_or(Refusal::NotFound)?),
        None => asked.first(),
    };
    let href = format!("/question-set-versions/{}/preview", row.id);
    let at = |id: &str| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for name in ["tier", "focus"] {
            if let Some(value) = params.text(name) {
                query.append_pair(name, &value);
            }
        }
        format!("{href}?{}", query.append_pair("question", id).finish())
    };
    let current_id = current.map(|question| question.id.clone()).unwrap_or_default();
    let (previous, number, next) = portal_views::neighbours(&asked, &current_id);
    let page = PreviewPage {
        tiers: (1..=4_u8).map(|tier| Choice::new(tier, web.word(&format!("tiering-tier-{tier}")))).collect(),
        areas: FocusArea::ALL.iter().map(|a| Choice::new(a, web.word(&format!("sets-focus-{a}")))).collect(),
        total: asked.len(),
        number,
        sections: sections(&web, &asked, &current_id, &at),
        question: current.map(|question| Focused {
            question: QuestionView::of(web.language(), question),
            groups: value_form::groups_of_question(question, &Value::Null, web.language()),
            condition: question.condition().map(|condition| question_sets::condition_text(&web, condition)),
        }),
        statuses: portal_views::STATUSES.to_vec(),
        yes_no: ["yes", "no"],
        form: FormState::default(),
        filter: params.state(),
        previous_href: previous.map(|id| at(&id)),
        next_href: next.map(|id| at(&id)),
    };
    let title = set.title().get(web.language()).to_string();
    let crumbs = vec![
        (web.word("sets-title"), "/question-sets".to_string()),
        (format!("{title} {}", row.number), format!("/question-set-versions/{}", row.id)),
    ];
    web.page_titled(StatusCode::OK, "pages/question_sets/preview", web.word("sets-preview"), crumbs, &page)
}

fn sections(web: &Web, asked: &[Asked], current: &str, at: &dyn Fn(&str) -> String) -> Vec<PreviewSection> {
    let mut sections: Vec<PreviewSection> = Vec::new();
    for question in asked {
        if sections.last().is_none_or(|section| section.code != question.domain) {
            let title = portal_views::domain_name(web.language(), question).to_string();
            sections.push(PreviewSection { code: question.domain.clone(), title, lines: Vec::new() });
        }
        if let Some(section) = sections.last_mut() {
            section.lines.push(PreviewLine {
                id: question.id.clone(),
                text: portal_views::asked(web.language(), question).to_string(),
                href: at(&question.id),
                current: question.id == current,
                conditional: question.condition().is_some(),
            });
        }
    }
    sections
}
