//! A new record, and what is known of one.

use super::{example, types};
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::records::actions::{self, NewRecord, RecordEdit};
use crate::features::records::model::{Direction, RecordKind};
use crate::features::records::parameters::Parameters;
use crate::features::records::store;
use crate::features::records::views::RecordFormPage;
use crate::features::vendors;
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Params, Posted, Upload, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState, Views};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

fn state(edit: &RecordEdit) -> FormState {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    FormState::default()
        .with("subject", &edit.subject)
        .with("type_key", &edit.type_key)
        .with("diary_number", text(&edit.diary_number))
        .with("direction", edit.direction.map(|d| d.to_string()).unwrap_or_default())
        .with("dated_on", edit.dated_on.map(|d| d.to_string()).unwrap_or_default())
        .with("counterpart", text(&edit.counterpart))
        .with("closed_on", edit.closed_on.map(|d| d.to_string()).unwrap_or_default())
        .with("body", text(&edit.body))
}

fn read(fields: &Fields, checks: &mut Checks) -> RecordEdit {
    RecordEdit {
        subject: fields.text("subject"),
        type_key: fields.text("type_key"),
        diary_number: fields.optional("diary_number"),
        direction: checks.keep(fields.parsed("direction", "error-choice")).flatten(),
        dated_on: checks.keep(fields.date("dated_on")).flatten(),
        counterpart: fields.optional("counterpart"),
        closed_on: checks.keep(fields.date("closed_on")).flatten(),
        body: fields.optional("body"),
    }
}

fn form_page(
    c: &mut Db,
    ctx: &Ctx,
    id: Option<Id>,
    kind: RecordKind,
    object_id: Option<Id>,
    form: FormState,
) -> Result<RecordFormPage> {
    let is_document = kind == RecordKind::Document;
    let vendors = if is_document && id.is_none() { vendors::choices(c, &ctx.scope)? } else { Vec::new() };
    Ok(RecordFormPage {
        id,
        kind,
        object_id,
        is_document,
        form,
        types: types(ctx),
        directions: Direction::ALL,
        vendors: vendors.into_iter().map(|(id, name)| Choice::new(id, name)).collect(),
        example: example(store::settings(c, &ctx.scope)?.as_ref()),
    })
}

fn begun(c: &mut Db, ctx: &Ctx, views: &Views, kind: RecordKind, object_id: Option<Id>) -> Result<RecordFormPage> {
    let form = match &object_id {
        Some(id) if kind != RecordKind::Document => {
            if let Some(there) = store::of_object(c, &ctx.scope, kind, id)? {
                let number = [("number", there.number.to_string())];
                return Err(Refusal::rule_with("rule-record-registered-as", &number));
            }
            state(&actions::proposal(c, ctx, views, kind, id)?)
        }
        _ => state(&RecordEdit {
            type_key: Parameters::on(ctx.today()).usual_type(RecordKind::Document).to_string(),
            direction: Some(Direction::Incoming),
            dated_on: Some(ctx.today()),
            ..RecordEdit::default()
        }),
    };
    let kind = if object_id.is_some() { kind } else { RecordKind::Document };
    form_page(c, ctx, None, kind, object_id, form)
}

/// `/records/new?kind=&object_id=`; a document without them.
pub async fn new(web: Web, query: Query<Params>) -> Answer {
    let kind = query.text("kind").and_then(|kind| kind.parse().ok()).unwrap_or(RecordKind::Document);
    let object_id: Option<Id> = query.parsed("object_id")?;
    let app = web.app.clone();
    let body = web.read(move |c, ctx| begun(c, ctx, &app.views, kind, object_id)).await?;
    answer(&web, &body, StatusCode::OK)
}

fn answer(web: &Web, body: &RecordFormPage, status: StatusCode) -> Answer {
    let title = web.word(if body.id.is_some() { "records-edit" } else { "records-new" });
    let mut crumbs = vec![(web.word("records-title"), "/records".to_string())];
    if let Some(id) = &body.id {
        crumbs.push((web.word("records-record"), format!("/records/{id}")));
    }
    web.page_titled(status, "pages/records/form", title, crumbs, body)
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let kind = checks.keep(fields.required::<RecordKind>("kind", "error-choice")).unwrap_or(RecordKind::Document);
    let object_id = checks.keep(fields.id("object_id")).flatten();
    let new = NewRecord {
        kind,
        object_id: object_id.clone(),
        vendor_id: checks.keep(fields.id("vendor_id")).flatten(),
        facts: read(&fields, &mut checks),
    };
    let app = web.app.clone();
    let made = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::register(c, ctx, &app.views, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(record) => web.redirect_saying(format!("/records/{}", record.id), "ok", "records-registered", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| form_page(c, ctx, None, kind, object_id, state)).await?;
            answer(&web, &body, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(refusal) => Err(refusal),
    }
}

fn edit_page(c: &mut Db, ctx: &Ctx, id: &Id, form: Option<FormState>) -> Result<RecordFormPage> {
    let record = store::find(c, &ctx.scope, id)?;
    let stored = || {
        let edit = RecordEdit {
            subject: record.subject.clone(),
            type_key: record.type_key.clone(),
            diary_number: record.diary_number.clone(),
            direction: Some(record.direction),
            dated_on: Some(record.dated_on),
            counterpart: record.counterpart.clone(),
            closed_on: record.closed_on,
            body: None,
        };
        state(&edit).with("version", record.version)
    };
    let form = form.unwrap_or_else(stored);
    form_page(c, ctx, Some(id.clone()), record.kind, None, form)
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    let body = web.read(move |c, ctx| edit_page(c, ctx, &id, None)).await?;
    answer(&web, &body, StatusCode::OK)
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let edit = read(&fields, &mut checks);
    let (key, version) = (id.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::edit(c, ctx, &key, Some(version), &edit)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/records/{id}"), "ok", "records-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| edit_page(c, ctx, &id, Some(state))).await?;
            answer(&web, &body, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(refusal) => Err(refusal),
    }
}

/// Adds a file to a document.
pub async fn attach(upload: Upload, id: Path<Id>) -> Answer {
    let (web, id) = (upload.web.clone(), id.into_inner());
    let key = id.clone();
    web.read(move |c, ctx| store::find(c, &ctx.scope, &key)).await?;
    let key = id.clone();
    let added = match upload.receive("file").await {
        Ok(file) => web.write(move |c, ctx| actions::attach(c, ctx, &key, &file)).await,
        Err(refusal) => Err(refusal),
    };
    match added {
        Ok(_) => web.redirect_saying(format!("/records/{id}"), "ok", "records-file-added", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&upload.fields, &errors);
            super::show::refused(&web, id, FormState::default(), state).await
        }
        Err(refusal) => Err(refusal),
    }
}
