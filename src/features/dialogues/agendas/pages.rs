//! The pages of agenda templates.

use super::actions::{self, TemplateEdit};
use super::model::{Body, TemplateState};
use super::records::AgendaTemplate;
use super::store;
use super::views::{Heading, PointRow, TemplatePage, TemplateRow, TemplatesPage};
use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result};
use crate::features::dialogues::model::Section;
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::view::{Choice, FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

/// Empty rows for new points.
const BLANKS: usize = 3;
/// More rows than this are not read from a form.
const MAX_PLACES: usize = 60;

fn tiers(web: &Web) -> Vec<Choice> {
    (1..=4).map(|tier| Choice::new(tier, web.word(&format!("tiering-tier-{tier}")))).collect()
}

pub async fn list(web: Web, asked: Query<Params>) -> Answer {
    listed(&web, StatusCode::OK, &asked, FormState::default()).await
}

async fn listed(web: &Web, status: StatusCode, asked: &Params, form: FormState) -> Answer {
    let request = asked.page();
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, request)).await?;
    let shown = TemplatesPage {
        pager: Pager::from(&page),
        rows: page.items.into_iter().map(row).collect(),
        form,
        tiers: tiers(web),
        can_edit: web.can(Permission::ModelEdit),
    };
    let crumbs = vec![(web.word("nav-dialogues"), "/dialogues".to_string())];
    web.page_titled(status, "pages/agenda_templates/list", web.word("meetings-templates"), crumbs, &shown)
}

fn row(row: AgendaTemplate) -> TemplateRow {
    TemplateRow {
        id: row.id,
        number: row.number,
        name: row.name,
        tier: row.tier,
        state: row.state,
        published_at: row.published_at,
        published_by_name: row.published_by_name,
    }
}

/// A new draft has the shipped headings; they are changed on its own page.
pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let made = match fields.parsed::<i32>("tier", "error-choice") {
        Ok(tier) => {
            let body = Body::shipped();
            let edit = TemplateEdit { name: fields.text("name"), tier, sections: body.sections, points: Vec::new() };
            web.write(move |c, ctx| actions::draft_template(c, ctx, &edit)).await
        }
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match made {
        Ok(row) => web.redirect(format!("/agenda-templates/{}", row.id)),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            listed(&web, StatusCode::UNPROCESSABLE_ENTITY, &Params::default(), form).await
        }
        Err(other) => Err(other),
    }
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    shown(&web, id.into_inner(), StatusCode::OK, None).await
}

async fn shown(web: &Web, id: Id, status: StatusCode, typed: Option<FormState>) -> Answer {
    let template = web.read(move |c, ctx| store::find(c, &ctx.scope, &id)).await?;
    let body = template.read_body()?;
    let draft = template.state == TemplateState::Draft;
    let form = typed.unwrap_or_else(|| form_of(&template, &body));
    let last = (0..MAX_PLACES).rev().find(|place| !form.value(&format!("p{place}_title_sv")).is_empty());
    let page = TemplatePage {
        id: template.id.clone(),
        version: template.version,
        number: template.number,
        name: template.name.clone(),
        tier: template.tier,
        state: template.state,
        headings: Heading::all(|section| !form.value(&format!("section_{section}")).is_empty()),
        places: (0..last.map_or(0, |last| last + 1) + BLANKS).collect(),
        form,
        tiers: tiers(web),
        sections: Section::ALL.to_vec(),
        points: body
            .points
            .into_iter()
            .map(|point| PointRow { section: point.section, title_sv: point.title_sv, title_en: point.title_en })
            .collect(),
        can_edit: draft && web.can(Permission::ModelEdit),
        can_publish: draft && web.can(Permission::ModelPublish),
    };
    let crumbs = vec![
        (web.word("nav-dialogues"), "/dialogues".to_string()),
        (web.word("meetings-templates"), "/agenda-templates".to_string()),
    ];
    web.page_titled(status, "pages/agenda_templates/show", template.name, crumbs, &page)
}

fn form_of(template: &AgendaTemplate, body: &Body) -> FormState {
    let mut form = FormState::default()
        .with("name", &template.name)
        .with("tier", template.tier.map(|tier| tier.to_string()).unwrap_or_default());
    for section in &body.sections {
        form = form.with(&format!("section_{section}"), "1");
    }
    for (point, place) in body.points.iter().zip(0..) {
        form = form
            .with(&format!("p{place}_id"), &point.id)
            .with(&format!("p{place}_section"), point.section)
            .with(&format!("p{place}_title_sv"), &point.title_sv)
            .with(&format!("p{place}_title_en"), &point.title_en);
    }
    form
}

/// The template of the form, with the places that its points were typed at. A point without a Swedish title is taken
/// away, unless it has an English one.
fn read(fields: &Fields) -> Result<(Vec<usize>, TemplateEdit)> {
    let mut checks = Checks::default();
    let tier = checks.keep(fields.parsed::<i32>("tier", "error-choice")).flatten();
    let sections =
        Section::ALL.iter().copied().filter(|section| fields.checked(&format!("section_{section}"))).collect();
    let (mut places, mut points) = (Vec::new(), Vec::new());
    for place in 0..MAX_PLACES {
        let field = |name: &str| format!("p{place}_{name}");
        let (sv, en) = (fields.text(&field("title_sv")), fields.text(&field("title_en")));
        if sv.trim().is_empty() && en.trim().is_empty() {
            continue;
        }
        let section = checks.keep(fields.required::<Section>(&field("section"), "error-choice"));
        let id = checks.keep(fields.id(&field("id"))).flatten();
        places.push(place);
        points.push((id, section.unwrap_or(Section::Decisions), sv, en));
    }
    checks.done()?;
    Ok((places, TemplateEdit { name: fields.text("name"), tier, sections, points }))
}

/// `points.1.title_sv` becomes the field of the row where it was typed.
fn at_place(mut error: FieldError, places: &[usize]) -> FieldError {
    let place = error.field.strip_prefix("points.").and_then(|rest| rest.split_once('.')).and_then(|(index, name)| {
        let index: usize = index.parse().ok()?;
        places.get(index).map(|place| format!("p{place}_{name}"))
    });
    if let Some(field) = place {
        error.field = field;
    }
    error
}

pub async fn save(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let (places, saved) = match read(&fields) {
        Ok((places, edit)) => {
            let (key, version) = (id.clone(), fields.version());
            (places, web.write(move |c, ctx| actions::change_template(c, ctx, &key, Some(version), &edit)).await)
        }
        Err(refusal) => (Vec::new(), Err(refusal)),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/agenda-templates/{id}"), "ok", "meetings-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let errors: Vec<FieldError> = errors.into_iter().map(|error| at_place(error, &places)).collect();
            let form = web.form_with(&fields, &errors);
            shown(&web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
        }
        Err(other) => Err(other),
    }
}

pub async fn publish(id: Path<Id>, form: Posted) -> Answer {
    let (id, web, version) = (id.into_inner(), form.web, form.fields.version());
    let row = web.write(move |c, ctx| actions::publish_template(c, ctx, &id, Some(version))).await?;
    web.redirect_saying(format!("/agenda-templates/{}", row.id), "ok", "meetings-template-in-force", &[])
}
