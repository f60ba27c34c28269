//! The editor of the organisation's own clauses: draft, what the linter says, and publishing.

use super::{TIERS, fault_lines, group_choices};
use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Language, PageRequest, Refusal, Result};
use crate::features::clause_library::actions::{self, NewOwn};
use crate::features::clause_library::library;
use crate::features::clause_library::model::Content;
use crate::features::clause_library::records::{OwnClause, OwnVersion};
use crate::features::clause_library::store;
use crate::features::clause_library::views::{BoxField, EditPage, OwnListPage, OwnRow, VersionLine};
use crate::features::controls::{self, EvidenceType, Parameter};
use crate::features::vendors::conflict_rows;
use crate::kit::web::{Answer, Fields, Params, Posted, Web, export_list};
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use std::collections::BTreeMap;

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let request: PageRequest = query.page_or_file();
    let (page, holding) = web
        .read(move |c, ctx| {
            let page = store::own_page(c, &ctx.scope, request)?;
            let ids: Vec<Id> = page.items.iter().map(|row| row.id.clone()).collect();
            Ok((page, store::holding(c, &ctx.scope, &ids)?))
        })
        .await?;
    let pager = Pager::from(&page);
    let row = |row: OwnClause| {
        // What holds; before anything does, the draft.
        let text = holding.get(&row.id).map(|version| version.content.as_str()).or(row.draft.as_deref());
        let content = text.map(library::content).transpose()?.unwrap_or_default();
        Ok(OwnRow {
            title: content.title(web.language()).to_string(),
            text: controls::without_braces(&content.text(web.language())),
            id: row.id,
            code: row.code,
            replaces: row.replaces,
            published: row.published,
            draft: row.draft.is_some(),
            draft_by_name: row.draft_by_name,
            updated_at: row.updated_at,
        })
    };
    let rows = page.items.into_iter().map(row).collect::<Result<Vec<_>>>()?;
    if query.asks_for_file() {
        return file(&web, &query, &rows, pager.total);
    }
    let body = OwnListPage { rows, pager, can_write: web.can(Permission::ModelEdit) };
    let crumbs = vec![(web.word("library-title"), "/clauses".to_string())];
    web.page_titled(StatusCode::OK, "pages/clauses/own_list", web.word("library-own-title"), crumbs, &body)
}

fn file(web: &Web, params: &Params, rows: &[OwnRow], total: i64) -> Answer {
    let columns = [
        ("library-code", 12, ColumnKind::Text),
        ("library-clause", 40, ColumnKind::Wrapped),
        ("library-clause-text", 60, ColumnKind::Wrapped),
        ("library-origin", 16, ColumnKind::Text),
        ("library-published", 12, ColumnKind::Whole),
        ("library-draft", 26, ColumnKind::Text),
        ("common-updated", 12, ColumnKind::Date),
    ];
    let cells = |row: &OwnRow| {
        vec![
            Cell::text(&row.code),
            Cell::text(&row.title),
            Cell::text(&row.text),
            Cell::text(web.word(if row.replaces { "library-origin-version" } else { "library-origin-own" })),
            Cell::maybe_count(Some(row.published).filter(|number| *number > 0)),
            Cell::maybe(row.draft_by_name.as_deref().filter(|_| row.draft)),
            Cell::day(row.updated_at),
        ]
    };
    export_list(web, params, "library-own-title", &columns, rows.iter().map(cells).collect(), total)
}

pub async fn new(web: Web, query: Query<Params>) -> Answer {
    let replaces = query.text("replaces");
    let start = match &replaces {
        Some(code) => library::of_catalogue(code).ok_or(Refusal::NotFound)?,
        None => Content::default(),
    };
    let form = form_of(&web, &start).with("replaces", replaces.as_deref().unwrap_or_default()).with("code", "");
    new_page(&web, StatusCode::OK, form)
}

fn new_page(web: &Web, status: StatusCode, form: FormState) -> Answer {
    let replaces = form.value("replaces").to_string();
    let page = EditPage {
        id: None,
        code: replaces.clone(),
        replaces: !replaces.is_empty(),
        action: "/own-clauses".to_string(),
        form,
        publish_form: FormState::default(),
        version: 0,
        draft: true,
        groups: group_choices(web),
        tiers: tier_boxes(web),
        evidence_types: evidence_boxes(web),
        faults: Vec::new(),
        versions: Vec::new(),
        conflict: Vec::new(),
        can_write: true,
        can_publish: false,
    };
    let title = if replaces.is_empty() {
        web.word("library-own-new")
    } else {
        web.word_with("library-own-new-version", &[("code", replaces)])
    };
    web.page_titled(status, "pages/clauses/edit", title, crumbs(web), &page)
}

fn crumbs(web: &Web) -> Vec<(String, String)> {
    vec![
        (web.word("library-title"), "/clauses".to_string()),
        (web.word("library-own-title"), "/own-clauses".to_string()),
    ]
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let saved = match content(&fields) {
        Ok(content) => {
            let new =
                NewOwn { replaces: fields.optional("replaces"), code: fields.optional("code"), content: Some(content) };
            web.write(move |c, ctx| actions::draft(c, ctx, &new)).await
        }
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(row) => {
            let to = format!("/own-clauses/{}", row.id);
            web.redirect_saying(to, "ok", "library-own-saved", &[("code", row.code.clone())])
        }
        Err(Refusal::Invalid(errors)) => {
            new_page(&web, StatusCode::UNPROCESSABLE_ENTITY, web.form_with(&fields, &errors))
        }
        Err(other) => Err(other),
    }
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    render(&web, StatusCode::OK, id.into_inner(), Shown::default()).await
}

/// What a refused form shows again.
#[derive(Default)]
struct Shown {
    form: Option<FormState>,
    publish_form: Option<FormState>,
    conflict: Option<(Fields, BTreeMap<String, String>)>,
}

async fn render(web: &Web, status: StatusCode, id: Id, shown: Shown) -> Answer {
    let (row, versions) = web
        .read(move |c, ctx| {
            let row = store::find_own(c, &ctx.scope, &id)?;
            let versions = store::versions(c, &ctx.scope, &row.id)?;
            Ok((row, versions))
        })
        .await?;
    let page = edit_page(web, row, versions, shown)?;
    let title = web.word_with("library-own-edit", &[("code", page.code.clone())]);
    web.page_titled(status, "pages/clauses/edit", title, crumbs(web), &page)
}

fn edit_page(web: &Web, row: OwnClause, versions: Vec<OwnVersion>, shown: Shown) -> Result<EditPage> {
    // The next draft begins with what holds.
    let text = row.draft.as_deref().or_else(|| versions.first().map(|version| version.content.as_str()));
    let content = text.map(library::content).transpose()?.unwrap_or_default();
    let lines = versions.iter().map(|version| {
        let content = library::content(&version.content)?;
        Ok(VersionLine {
            number: version.number,
            decision_reference: version.decision_reference.clone(),
            published_by_name: version.published_by_name.clone(),
            published_at: version.published_at,
            sha256: version.sha256.clone(),
            text_sv: content.text(Language::Sv),
            text_en: content.text(Language::En),
        })
    });
    let stored = shown.conflict.as_ref();
    Ok(EditPage {
        action: format!("/own-clauses/{}", row.id),
        form: shown.form.unwrap_or_else(|| form_of(web, &content)),
        publish_form: shown.publish_form.unwrap_or_default(),
        conflict: stored.map(|(fields, stored)| conflict_rows(web, "library", fields, stored, &[])).unwrap_or_default(),
        version: row.version,
        draft: row.draft.is_some(),
        groups: group_choices(web),
        tiers: tier_boxes(web),
        evidence_types: evidence_boxes(web),
        faults: fault_lines(web, &content),
        versions: lines.collect::<Result<_>>()?,
        can_write: web.can(Permission::ModelEdit),
        can_publish: row.draft.is_some() && web.can(Permission::ModelPublish),
        id: Some(row.id),
        code: row.code,
        replaces: row.replaces,
    })
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    let saved = match content(&fields) {
        Ok(content) => web.write(move |c, ctx| actions::save_draft(c, ctx, &key, version, &content)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(row) => web.redirect_saying(format!("/own-clauses/{id}"), "ok", "library-own-saved", &[("code", row.code)]),
        Err(Refusal::Invalid(errors)) => {
            let shown = Shown { form: Some(web.form_with(&fields, &errors)), ..Shown::default() };
            render(&web, StatusCode::UNPROCESSABLE_ENTITY, id, shown).await
        }
        Err(Refusal::Conflict(stored)) => {
            let form = Some(web.form_with(&fields, &[]));
            let shown = Shown { form, conflict: Some((fields, stored)), ..Shown::default() };
            render(&web, StatusCode::CONFLICT, id, shown).await
        }
        Err(other) => Err(other),
    }
}

pub async fn publish(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, reference) = (id.clone(), fields.version(), fields.text("decision_reference"));
    let done = web.write(move |c, ctx| actions::publish(c, ctx, &key, version, &reference)).await;
    match done {
        Ok(row) => {
            let number = [("number", row.number.to_string())];
            web.redirect_saying(format!("/own-clauses/{id}"), "ok", "library-own-published", &number)
        }
        Err(Refusal::Invalid(errors)) => {
            let shown = Shown { publish_form: Some(web.form_with(&fields, &errors)), ..Shown::default() };
            render(&web, StatusCode::UNPROCESSABLE_ENTITY, id, shown).await
        }
        Err(other) => Err(other),
    }
}

fn tier_boxes(web: &Web) -> Vec<BoxField> {
    TIERS
        .iter()
        .map(|tier| BoxField { name: format!("tier_{tier}"), label: web.word(&format!("tier-{tier}")) })
        .collect()
}

fn evidence_boxes(web: &Web) -> Vec<BoxField> {
    let word = |kind: &EvidenceType| web.word(&format!("library-evidence-{kind}"));
    EvidenceType::ALL.iter().map(|kind| BoxField { name: format!("type_{kind}"), label: word(kind) }).collect()
}

/// A text in the form that shows it.
fn form_of(web: &Web, content: &Content) -> FormState {
    let parameter = |one: &Parameter| format!("{} = {}", one.key, controls::written(one, web.language()));
    let mut form = FormState::default()
        .with("group", &content.group)
        .with("title_sv", &content.title_sv)
        .with("title_en", &content.title_en)
        .with("text_sv", &content.text_sv)
        .with("text_en", &content.text_en)
        .with("rationale_sv", &content.rationale_sv)
        .with("rationale_en", &content.rationale_en)
        .with("evidence_sv", &content.evidence_sv)
        .with("evidence_en", &content.evidence_en)
        .with("test_sv", &content.test_sv)
        .with("test_en", &content.test_en)
        .with("controls", content.controls.join(", "))
        .with("nis2", content.nis2.join(", "))
        .with("legal_refs", content.legal_refs.join("\n"))
        .with("parameters", content.parameters.iter().map(parameter).collect::<Vec<_>>().join("\n"));
    for tier in &content.tiers {
        form = form.with(&format!("tier_{tier}"), "1");
    }
    for kind in &content.evidence_types {
        form = form.with(&format!("type_{kind}"), "1");
    }
    form
}

/// What the form says. Errors: `error-clause-parameter` for a line that is no parameter.
fn content(fields: &Fields) -> Result<Content> {
    let mut checks = Checks::default();
    let listed = |name: &str| -> Vec<String> {
        fields
            .text(name)
            .split([',', ';', '\n'])
            .map(str::trim)
            .filter(|one| !one.is_empty())
            .map(String::from)
            .collect()
    };
    let lines = |name: &str| -> Vec<String> {
        fields.text(name).lines().map(str::trim).filter(|one| !one.is_empty()).map(String::from).collect()
    };
    let mut parameters = Vec::new();
    for line in lines("parameters") {
        let read = line.split_once('=').and_then(|(key, rest)| Some((key.trim(), controls::read_quantity(rest)?)));
        match read {
            Some((key, (value, unit))) => parameters.push(Parameter { key: key.to_string(), value, unit }),
            None => checks.add(FieldError::new("parameters", "error-clause-parameter")),
        }
    }
    checks.done()?;
    let ticked = |name: String| fields.checked(&name);
    Ok(Content {
        group: fields.text("group"),
        title_sv: fields.text("title_sv"),
        title_en: fields.text("title_en"),
        text_sv: fields.text("text_sv"),
        text_en: fields.text("text_en"),
        rationale_sv: fields.text("rationale_sv"),
        rationale_en: fields.text("rationale_en"),
        evidence_sv: fields.text("evidence_sv"),
        evidence_en: fields.text("evidence_en"),
        evidence_types: EvidenceType::ALL.iter().copied().filter(|kind| ticked(format!("type_{kind}"))).collect(),
        test_sv: fields.text("test_sv"),
        test_en: fields.text("test_en"),
        tiers: (1..=4).filter(|tier| ticked(format!("tier_{tier}"))).collect(),
        controls: listed("controls"),
        nis2: listed("nis2"),
        legal_refs: lines("legal_refs"),
        parameters,
    })
}
