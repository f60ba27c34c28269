//! The sections of a draft: their names in both languages and their order.

use super::version;
use crate::base::refusal::Checks;
use crate::base::text::tidy;
use crate::base::{Id, Refusal, Result};
use crate::features::question_sets::actions;
use crate::features::question_sets::model::{Both, Section, VersionState};
use crate::features::question_sets::store;
use crate::features::question_sets::views::{SectionFields, SectionsPage};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

/// Empty rows below those that are there.
const SPARE: usize = 2;
const MOST: usize = 60;

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    show(&web, StatusCode::OK, id.into_inner(), None).await
}

async fn show(web: &Web, status: StatusCode, id: Id, form: Option<FormState>) -> Answer {
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
    let count = (body.sections.len() + SPARE).min(MOST);
    let stored = || {
        body.sections.iter().enumerate().fold(FormState::default(), |form, (at, section)| {
            form.with(&format!("code_{at}"), &section.code)
                .with(&format!("sv_{at}"), &section.title.sv)
                .with(&format!("en_{at}"), &section.title.en)
                .with(&format!("place_{at}"), at + 1)
        })
    };
    let fields = |at: usize| SectionFields {
        number: at + 1,
        code: format!("code_{at}"),
        sv: format!("sv_{at}"),
        en: format!("en_{at}"),
        place: format!("place_{at}"),
    };
    let back = format!("/question-set-versions/{}", row.id);
    let page = SectionsPage {
        action: format!("{back}/sections"),
        form: form.unwrap_or_else(stored),
        stored_version: row.version,
        rows: (0..count).map(fields).collect(),
        back,
    };
    let mut crumbs = version::set_crumbs(web, &set);
    crumbs.push((version::title(web, &set, &row), page.back.clone()));
    web.page_titled(status, "pages/question_sets/sections", web.word("sets-sections"), crumbs, &page)
}

/// The rows that have a code, in the order of their places; a row without a place comes last.
fn read(fields: &Fields) -> Result<Vec<Section>> {
    let mut checks = Checks::default();
    let mut rows = Vec::new();
    for at in 0..MOST {
        let code = tidy(&fields.text(&format!("code_{at}")));
        let title = Both::new(tidy(&fields.text(&format!("sv_{at}"))), tidy(&fields.text(&format!("en_{at}"))));
        let place = checks.keep(fields.parsed::<usize>(&format!("place_{at}"), "error-sets-place")).flatten();
        if code.is_empty() && title.is_blank() {
            continue;
        }
        checks.required(&format!("code_{at}"), &code);
        rows.push((place.unwrap_or(usize::MAX), Section { code, title }));
    }
    checks.done()?;
    rows.sort_by_key(|(place, _)| *place);
    Ok(rows.into_iter().map(|(_, section)| section).collect())
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    let saved = match read(&fields) {
        Ok(sections) => web.write(move |c, ctx| actions::set_sections(c, ctx, &key, Some(version), sections)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(row) => web.redirect_saying(format!("/question-set-versions/{}", row.id), "ok", "sets-sections-saved", &[]),
        Err(refusal) => {
            let mut errors = refusal.fields()?;
            for error in errors.iter_mut().filter(|error| error.field == "sections") {
                error.field = "code_0".to_string();
            }
            let form = web.form_with(&fields, &errors);
            show(&web, StatusCode::UNPROCESSABLE_ENTITY, id, Some(form)).await
        }
    }
}
