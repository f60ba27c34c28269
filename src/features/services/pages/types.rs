//! Types of information: the presets, and the organisation's own.

use super::{class_of, crumbs, level_of, levels, today};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal};
use crate::features::services::catalogue::{ClassModel, InformationType};
use crate::features::services::input::NewType;
use crate::features::services::model::Aspect;
use crate::features::services::records::OwnType;
use crate::features::services::views::{TypeFormPage, TypeListPage, TypeRow, class_form};
use crate::features::services::{actions, store};
use crate::kit::web::{Answer, Fields, Params, Posted, Web, export_whole};
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let types = web.read(actions::catalogue).await?;
    let body = TypeListPage {
        rows: types.types.iter().map(|each| TypeRow::of(each, None)).collect(),
        model: ClassModel::on(today(&web)).version.clone(),
        can_edit: web.can(Permission::ServiceEdit),
    };
    if query.asks_for_file() {
        return file(&web, &query, &body.rows);
    }
    let title = web.word("services-types");
    web.page_titled(StatusCode::OK, "pages/services/types", title, crumbs(&web), &body)
}

fn file(web: &Web, params: &Params, rows: &[TypeRow]) -> Answer {
    let columns = [
        ("services-code", 12, ColumnKind::Text),
        ("services-type", 40, ColumnKind::Wrapped),
        ("services-letter-c", 6, ColumnKind::Whole),
        ("services-letter-i", 6, ColumnKind::Whole),
        ("services-letter-a", 6, ColumnKind::Whole),
        ("services-letter-t", 6, ColumnKind::Whole),
        ("services-legal", 40, ColumnKind::Wrapped),
        ("common-reason", 50, ColumnKind::Wrapped),
        ("services-type-owner", 26, ColumnKind::Text),
    ];
    let cells = |row: &TypeRow| {
        let level = |aspect| Cell::maybe_count(level_of(&row.chips, aspect));
        vec![
            Cell::text(&row.code),
            Cell::text(&row.name),
            level(Aspect::C),
            level(Aspect::I),
            level(Aspect::A),
            level(Aspect::T),
            Cell::maybe(row.legal.as_deref()),
            Cell::maybe(row.reason.as_deref()),
            Cell::maybe(row.owner.as_deref()),
        ]
    };
    export_whole(web, params, "services-types", &columns, rows.iter().map(cells).collect())
}

pub fn type_crumbs(web: &Web) -> Vec<(String, String)> {
    let mut all = crumbs(web);
    all.push((web.word("services-types"), "/information-types".to_string()));
    all
}

fn page(web: &Web, status: StatusCode, action: String, fixed_code: bool, form: FormState) -> Answer {
    let title = web.word(if action.ends_with("/new") { "services-type-new" } else { "services-type-edit" });
    let body = TypeFormPage { form, action, fixed_code, levels: levels(web) };
    web.page_titled(status, "pages/services/type_form", title, type_crumbs(web), &body)
}

fn of_preset(each: &InformationType) -> FormState {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let form = FormState::default()
        .with("code", &each.code)
        .with("name", &each.name)
        .with("pdl", if each.pdl { "1" } else { "" })
        .with("legal_basis", text(&each.legal_basis))
        .with("reason", text(&each.reason));
    class_form(form, "class_", each.class)
}

/// `/information-types/new?code=health` stands in the place of a preset.
pub async fn new(web: Web, query: Query<Params>) -> Answer {
    let types = web.read(actions::catalogue).await?;
    let preset = query.text("code").and_then(|code| types.find(&code).map(of_preset));
    let fixed = preset.is_some();
    page(&web, StatusCode::OK, "/information-types/new".into(), fixed, preset.unwrap_or_default())
}

fn read(fields: &Fields, checks: &mut Checks) -> NewType {
    NewType {
        code: fields.optional("code"),
        name: fields.text("name"),
        class: class_of(fields, "class_", checks),
        pdl: fields.checked("pdl"),
        legal_basis: fields.optional("legal_basis"),
        reason: fields.optional("reason"),
        owner: fields.optional("owner"),
        diary_number: fields.optional("diary_number"),
    }
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let new = read(&fields, &mut checks);
    let made = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::add_type(c, ctx, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(gated) => {
            gated.open()?;
            web.redirect_saying("/information-types", "ok", "services-type-saved", &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            page(&web, StatusCode::UNPROCESSABLE_ENTITY, "/information-types/new".into(), false, state)
        }
        Err(refusal) => Err(refusal),
    }
}

fn stored(row: &OwnType) -> FormState {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let form = FormState::default()
        .with("code", &row.code)
        .with("name", &row.name)
        .with("pdl", if row.pdl { "1" } else { "" })
        .with("legal_basis", text(&row.legal_basis))
        .with("reason", text(&row.reason))
        .with("owner", text(&row.owner))
        .with("diary_number", text(&row.diary_number))
        .with("version", row.version);
    class_form(form, "class_", row.class())
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let row = web.read(move |c, ctx| store::find_own_type(c, &ctx.scope, &id)).await?;
    page(&web, StatusCode::OK, format!("/information-types/{}", row.id), true, stored(&row))
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let new = read(&fields, &mut checks);
    let (key, version) = (id.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::update_type(c, ctx, &key, &new, version)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(gated) => {
            gated.open()?;
            web.redirect_saying("/information-types", "ok", "services-type-saved", &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            page(&web, StatusCode::UNPROCESSABLE_ENTITY, format!("/information-types/{id}"), true, state)
        }
        Err(refusal) => Err(refusal),
    }
}
