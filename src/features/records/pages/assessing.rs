//! The assessment of one chosen thing: field by field, file by file, column by column.

use super::{mark_view, paragraph_choices, paragraphs, renamed};
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::records::actions::{self, Chosen};
use crate::features::records::model::{Assessed, Assessment, DisclosureSource, Openness};
use crate::features::records::rows::DisclosureItem;
use crate::features::records::store;
use crate::features::records::views::{AssessPage, AssessRow};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

/// Characters; a text that is longer has a region of its own to scroll in.
const LONG: usize = 2_000;
/// How many cells of a column are shown.
const SAMPLES: usize = 5;

fn assess_rows(ctx: &Ctx, app: &App, item: &DisclosureItem, chosen: &Chosen) -> Vec<AssessRow> {
    let word = |key: &str| app.views.word0(ctx.language, key);
    let marks = |key: &str| {
        let own = chosen.marks.iter().filter(|mark| mark.field_key == key);
        own.map(|mark| mark_view(ctx, mark)).collect::<Vec<_>>()
    };
    let mut rows = Vec::new();
    for field in &chosen.fields {
        rows.push(AssessRow {
            index: rows.len(),
            key: field.key.clone(),
            name: word(field.name),
            detail: field.detail.clone(),
            is_long: field.text.chars().nth(LONG).is_some(),
            text: field.text.clone(),
            are_samples: false,
            file_href: None,
            has_parts: true,
            marks: marks(&field.key),
        });
    }
    for file in &chosen.files {
        let href = item.record_id.as_ref().map(|id| format!("/records/{id}/record-files/{}", file.id));
        rows.push(AssessRow {
            index: rows.len(),
            key: file.key(),
            name: word("records-file"),
            detail: file.name.clone(),
            text: String::new(),
            is_long: false,
            are_samples: false,
            file_href: href,
            has_parts: chosen.is_text(&file.key()),
            marks: marks(&file.key()),
        });
    }
    if let Some(list) = &chosen.list {
        for (at, (key, name)) in list.columns.iter().enumerate() {
            let cells = list.rows.iter().filter_map(|row| row.get(at));
            let shown = cells.take(SAMPLES).map(|c| if c.word { word(&c.text) } else { c.text.clone() });
            rows.push(AssessRow {
                index: rows.len(),
                key: key.clone(),
                name: word(name),
                detail: String::new(),
                text: shown.collect::<Vec<_>>().join("\n"),
                is_long: false,
                are_samples: list.rows.len() > SAMPLES,
                file_href: None,
                has_parts: true,
                marks: Vec::new(),
            });
        }
    }
    rows
}

fn page(c: &mut Db, ctx: &Ctx, app: &App, (id, item_id): (&Id, &Id), form: Option<FormState>) -> Result<AssessPage> {
    let disclosure = store::find_disclosure(c, &ctx.scope, id)?;
    let item = store::find_item(c, &ctx.scope, id, item_id)?;
    let chosen = actions::readable(c, ctx, app, &item)?;
    let rows = assess_rows(ctx, app, &item, &chosen);
    let mut known = actions::proposed(ctx, &item, &chosen);
    known.extend(item.read_assessment()?);
    let stored = || {
        rows.iter().fold(FormState::default(), |form, row| {
            let said = known.get(&row.key).cloned().unwrap_or_else(Assessed::open);
            form.with(&format!("how-{}", row.index), said.openness)
                .with(&format!("paragraph-{}", row.index), said.paragraph.unwrap_or_default())
                .with(&format!("reason-{}", row.index), said.reason.unwrap_or_default())
                .with(&format!("parts-{}", row.index), said.parts.join("\n"))
                .with(&format!("read-{}", row.index), said.read_by.unwrap_or_default())
        })
    };
    let form = form.unwrap_or_else(stored);
    Ok(AssessPage {
        disclosure_id: disclosure.id,
        disclosure_number: disclosure.number,
        item_id: item.id,
        version: item.version,
        title: match item.source {
            DisclosureSource::Record => chosen.title,
            source => app.views.word0(ctx.language, &format!("records-source-{source}")),
        },
        rows,
        form,
        reader: ctx.actor.name.trim().to_string(),
        opennesses: Openness::ALL,
        paragraphs: paragraphs(ctx),
        paragraph_choices: paragraph_choices(ctx),
    })
}

fn answer(web: &Web, body: &AssessPage, status: StatusCode) -> Answer {
    let request = web.word_with("records-disclosure-title", &[("number", body.disclosure_number.to_string())]);
    let crumbs = vec![
        (web.word("records-disclosures"), "/disclosures".to_string()),
        (request, format!("/disclosures/{}", body.disclosure_id)),
    ];
    web.page_titled(status, "pages/records/assess", body.title.clone(), crumbs, body)
}

pub async fn show(web: Web, path: Path<(Id, Id)>) -> Answer {
    let ((id, item_id), app) = (path.into_inner(), web.app.clone());
    let body = web.read(move |c, ctx| page(c, ctx, &app, (&id, &item_id), None)).await?;
    answer(&web, &body, StatusCode::OK)
}

/// The fields of the form by the keys that they name, and the keys in the order of the form.
fn read(fields: &Fields, checks: &mut Checks) -> (Assessment, Vec<String>) {
    let (mut all, mut keys) = (Assessment::new(), Vec::new());
    for index in 0.. {
        let Some(key) = fields.optional(&format!("key-{index}")) else { break };
        let how = fields.required::<Openness>(&format!("how-{index}"), "error-choice");
        let parts = fields.text(&format!("parts-{index}"));
        let said = Assessed {
            openness: checks.keep(how).unwrap_or(Openness::Open),
            paragraph: fields.optional(&format!("paragraph-{index}")),
            reason: fields.optional(&format!("reason-{index}")),
            parts: parts.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_string).collect(),
            read_by: fields.optional(&format!("read-{index}")),
        };
        all.insert(key.clone(), said);
        keys.push(key);
    }
    (all, keys)
}

pub async fn save(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (id, item_id)) = (form, path.into_inner());
    let mut checks = Checks::default();
    let (given, keys) = read(&fields, &mut checks);
    let (app, version) = (web.app.clone(), fields.version());
    let (request, item) = (id.clone(), item_id.clone());
    let saved = match checks.done() {
        Ok(()) => {
            web.write(move |c, ctx| actions::assess(c, ctx, &app, (&request, &item), Some(version), &given).map(drop))
                .await
        }
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(()) => web.redirect_saying(format!("/disclosures/{id}"), "ok", "records-assessed", &[]),
        Err(Refusal::Invalid(errors)) => {
            // the form numbers what the action calls by its key
            let errors = renamed(errors, |field| {
                let (what, key) = field.split_once('-').unwrap_or((field, ""));
                match keys.iter().position(|known| known == key) {
                    Some(index) => format!("{what}-{index}"),
                    None => field.to_string(),
                }
            });
            let (state, app) = (web.form_with(&fields, &errors), web.app.clone());
            let body = web.read(move |c, ctx| page(c, ctx, &app, (&id, &item_id), Some(state))).await?;
            answer(&web, &body, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(refusal) => Err(refusal),
    }
}
