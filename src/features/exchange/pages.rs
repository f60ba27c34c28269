//! The import's pages: history, new, mapping, and the preview that becomes the result.

use super::actions::{self, Opened, Rows};
use super::outcome::{Counts, Outcome, RowOutcome};
use super::records::{ImportRun, ImportStatus};
use super::rules::{ImportKind, Mapping};
use super::said::field_word;
use super::store;
use super::views::{ListLine, ListPage, MappingField, MappingPage, NewPage, RowLine, ShowPage, Tab, steps};
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Page, PageRequest, Refusal, Result};
use crate::kit::web::{Answer, Params, Posted, Upload, Web, export_list};
use crate::platform::sheets::{Cell, ColumnKind, MAX_FILE_BYTES, column_letters};
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::Deserialize;

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let request = query.page_or_file();
    let page = ListPage::new(web.read(move |c, ctx| store::list(c, &ctx.scope, request)).await?);
    if query.asks_for_file() {
        return file(&web, &query, &page.imports, page.pager.total);
    }
    web.page("pages/imports/list", "import-title", &page)
}

fn file(web: &Web, params: &Params, rows: &[ListLine], total: i64) -> Answer {
    let columns = [
        ("import-file", 40, ColumnKind::Text),
        ("import-kind", 20, ColumnKind::Text),
        ("common-status", 22, ColumnKind::Text),
        ("import-outcome-created", 12, ColumnKind::Whole),
        ("import-outcome-updated", 12, ColumnKind::Whole),
        ("import-outcome-unchanged", 12, ColumnKind::Whole),
        ("import-outcome-refused", 12, ColumnKind::Whole),
        ("import-who", 26, ColumnKind::Text),
        ("import-when", 12, ColumnKind::Date),
    ];
    let cells = |row: &ListLine| {
        let counted = |of: fn(&Counts) -> i32| Cell::maybe_count(row.counts.as_ref().map(of));
        let who = row.who.clone().unwrap_or_else(|| web.word("import-who-command"));
        vec![
            Cell::text(&row.file_name),
            Cell::text(web.word(&format!("import-kind-{}", row.kind))),
            Cell::text(web.word(&format!("import-status-{}", row.status))),
            counted(|counts| counts.created),
            counted(|counts| counts.updated),
            counted(|counts| counts.unchanged),
            counted(|counts| counts.refused),
            Cell::text(who),
            Cell::day(row.at),
        ]
    };
    export_list(web, params, "import-title", &columns, rows.iter().map(cells).collect(), total)
}

#[derive(Debug, Deserialize)]
pub struct NewAsked {
    kind: Option<String>,
}

pub async fn new(web: Web, query: Query<NewAsked>) -> Answer {
    let kind = query.kind.as_deref().and_then(|k| k.parse().ok()).unwrap_or(ImportKind::Contracts);
    new_page(&web, StatusCode::OK, FormState::default().with("kind", kind))
}

fn new_page(web: &Web, status: StatusCode, form: FormState) -> Answer {
    let page = NewPage {
        steps: steps(&web.app.views, web.language(), 0, None),
        form,
        kinds: ImportKind::ALL.to_vec(),
        megabytes: MAX_FILE_BYTES / 1_000_000,
    };
    web.page_titled(status, NEW, web.word("import-new-title"), crumbs(web), &page)
}

const NEW: &str = "pages/imports/new";

fn crumbs(web: &Web) -> Vec<(String, String)> {
    vec![(web.word("import-title"), "/imports".to_string())]
}

pub async fn create(upload: Upload) -> Answer {
    let mut checks = Checks::default();
    let kind = checks.keep(upload.fields.required::<ImportKind>("kind", "error-choice"));
    let file = checks.keep(upload.file("file")).cloned();
    let web = upload.web.clone();
    let (Some(kind), Some(file), Ok(())) = (kind, file, checks.done()) else {
        return refuse_upload(&upload, upload_errors(&upload));
    };
    let app = web.app.clone();
    let received = web.read(move |_, _| actions::receive(&app.files, kind, &file.file_name, &file.bytes, None)).await;
    match received {
        Ok(received) => {
            let run = web.write(move |c, ctx| actions::start(c, ctx, &received)).await?;
            web.redirect(format!("/imports/{}/mapping", run.id))
        }
        Err(Refusal::Invalid(errors)) => refuse_upload(&upload, errors),
        Err(other) => Err(other),
    }
}

fn upload_errors(upload: &Upload) -> Vec<FieldError> {
    let kind = upload.fields.required::<ImportKind>("kind", "error-choice").err();
    kind.into_iter().chain(upload.file("file").err()).collect()
}

fn refuse_upload(upload: &Upload, errors: Vec<FieldError>) -> Answer {
    let form = upload.web.form_with(&upload.fields, &errors);
    new_page(&upload.web, StatusCode::UNPROCESSABLE_ENTITY, form)
}

async fn opened(web: &Web, id: Id) -> Result<Opened> {
    let app = web.app.clone();
    web.read(move |c, ctx| actions::open(c, ctx, &app.files, &id)).await
}

pub async fn mapping(web: Web, id: Path<Id>) -> Answer {
    let opened = opened(&web, id.into_inner()).await?;
    if opened.run.status == ImportStatus::Applied {
        return web.redirect(format!("/imports/{}", opened.run.id));
    }
    let mut form = FormState::default();
    for (field, column) in opened.mapping.iter() {
        form = form.with(&format!("column_{field}"), column);
    }
    mapping_page(&web, StatusCode::OK, &opened, form)
}

fn mapping_page(web: &Web, status: StatusCode, opened: &Opened, form: FormState) -> Answer {
    let (run, views, lang) = (&opened.run, &web.app.views, web.language());
    let headed = |(index, header): (usize, &String)| match header.is_empty() {
        true => column_letters(index),
        false => format!("{}: {header}", column_letters(index)),
    };
    let heads: Vec<String> = opened.sheets.headers().iter().enumerate().map(headed).collect();
    let fields = run.kind.fields().iter().map(|field| MappingField {
        name: format!("column_{field}"),
        label: field_word(views, lang, *field),
        required: run.kind.required().contains(field),
    });
    let page = MappingPage {
        id: run.id.clone(),
        file_name: run.file_name.clone(),
        kind: run.kind,
        version: run.version,
        steps: steps(views, lang, 1, Some(&run.id)),
        form,
        fields: fields.collect(),
        columns: heads
            .iter()
            .enumerate()
            .map(|(i, head)| Choice { value: i.to_string(), label: head.clone() })
            .collect(),
        rows: opened.sheets.first_rows(5),
        heads,
    };
    web.page_titled(status, "pages/imports/mapping", web.word("import-mapping-title"), crumbs(web), &page)
}

pub async fn set_mapping(form: Posted, id: Path<Id>) -> Answer {
    let (web, fields) = (form.web, form.fields);
    let id = id.into_inner();
    let opened = opened(&web, id.clone()).await?;
    let mapping = match chosen(&fields, &opened) {
        Ok(mapping) => mapping,
        Err(errors) => {
            return mapping_page(&web, StatusCode::UNPROCESSABLE_ENTITY, &opened, web.form_with(&fields, &errors));
        }
    };
    let (to, version) = (format!("/imports/{id}"), fields.version());
    web.write(move |c, ctx| actions::remap(c, ctx, &id, version, &mapping)).await?;
    web.redirect(to)
}

/// The mapping that the form's selects say. Two fields with one column are told at the second.
fn chosen(fields: &crate::kit::web::Fields, opened: &Opened) -> Result<Mapping, Vec<FieldError>> {
    let width = opened.sheets.headers().len();
    let (mut mapping, mut errors) = (Mapping::default(), Vec::new());
    for field in opened.run.kind.fields() {
        let name = format!("column_{field}");
        let column = match fields.parsed::<usize>(&name, "error-choice") {
            Ok(column) => column,
            Err(error) => {
                errors.push(error);
                continue;
            }
        };
        let needed = opened.run.kind.required().contains(field);
        match column {
            Some(column) if column >= width => errors.push(FieldError::new(name, "error-choice")),
            Some(column) if mapping.iter().any(|(_, taken)| taken == column) => {
                errors.push(FieldError::new(name, "import-error-column-twice"));
            }
            Some(column) => mapping.set(*field, Some(column)),
            None if needed => errors.push(FieldError::new(name, "import-error-column-needed")),
            None => {}
        }
    }
    if errors.is_empty() { Ok(mapping) } else { Err(errors) }
}

#[derive(Debug, Deserialize)]
pub struct ShowAsked {
    show: Option<String>,
    page: Option<i64>,
}

pub async fn show(web: Web, id: Path<Id>, query: Query<ShowAsked>) -> Answer {
    let id = id.into_inner();
    let (app, asked) = (web.app.clone(), id.clone());
    let found = web
        .read(move |c, ctx| {
            let run = store::find(c, &ctx.scope, &asked)?;
            if run.status == ImportStatus::Applied {
                let rows = run.row_outcomes()?;
                return Ok((run, rows));
            }
            let opened = actions::open(c, ctx, &app.files, &asked)?;
            let rows = opened.sheets.rows(&opened.mapping)?;
            Ok((run, actions::plan(c, ctx, &rows)?))
        })
        .await;
    match found {
        Ok((run, rows)) => show_page(&web, &run, rows, &query),
        // A required column is not chosen yet.
        Err(Refusal::Invalid(_)) => web.redirect(format!("/imports/{id}/mapping")),
        Err(other) => Err(other),
    }
}

fn show_page(web: &Web, run: &ImportRun, rows: Vec<RowOutcome>, query: &ShowAsked) -> Answer {
    let (views, lang) = (&web.app.views, web.language());
    let applied = run.status == ImportStatus::Applied;
    let counts = Counts::of(&rows);
    let wanted: Option<Outcome> = query.show.as_deref().and_then(|show| show.parse().ok());
    let shown: Vec<&RowOutcome> =
        rows.iter().filter(|row| wanted.is_none_or(|outcome| row.outcome == outcome)).collect();
    let request = PageRequest::new(query.page, None);
    let total = i64::try_from(shown.len()).unwrap_or(i64::MAX);
    let (skip, take) = (usize::try_from(request.offset()).unwrap_or(0), usize::try_from(request.size).unwrap_or(50));
    let lines = shown.iter().skip(skip).take(take).map(|row| RowLine::new(views, lang, row)).collect();
    let page = Page::new(lines, total, request);
    let tab = |outcome: Option<Outcome>, key: String, count: i32| Tab {
        label: views.word0(lang, &key),
        href: outcome.map_or_else(|| format!("/imports/{}", run.id), |o| format!("/imports/{}?show={o}", run.id)),
        current: wanted == outcome,
        count: Some(count),
    };
    let each = [
        (Outcome::Refused, counts.refused),
        (Outcome::Created, counts.created),
        (Outcome::Updated, counts.updated),
        (Outcome::Unchanged, counts.unchanged),
    ];
    let mut tabs = vec![tab(None, "import-tab-all".to_string(), counts.total())];
    tabs.extend(
        each.iter().filter(|(_, count)| *count > 0).map(|(o, count)| tab(Some(*o), format!("import-tab-{o}"), *count)),
    );
    let page = ShowPage {
        id: run.id.clone(),
        file_name: run.file_name.clone(),
        kind: run.kind,
        applied,
        version: run.version,
        at: run.applied_at.unwrap_or(run.created_at),
        counts,
        total: counts.total(),
        useful: counts.created + counts.updated > 0,
        steps: steps(views, lang, if applied { 3 } else { 2 }, Some(&run.id)),
        tabs,
        pager: (&page).into(),
        rows: page.items,
        vendors_href: match run.kind {
            ImportKind::Vendors => "/vendors",
            ImportKind::Contracts => "/contracts",
            ImportKind::Services => "/services",
        },
    };
    let title = if applied { "import-result-title" } else { "import-preview-title" };
    web.page_titled(StatusCode::OK, "pages/imports/show", web.word(title), crumbs(web), &page)
}

pub async fn apply(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (form.web, id.into_inner());
    let opened = opened(&web, id.clone()).await?;
    // Reading the file is slow; only writing holds the database's one writer.
    let rows: Rows = opened.sheets.rows(&opened.mapping)?;
    let asked = id.clone();
    let run = web.write(move |c, ctx| actions::apply(c, ctx, &asked, &rows)).await?;
    let (kind, key) = match run.refused_count {
        0 => ("ok", "import-said-done"),
        _ => ("attention", "import-said-done-but"),
    };
    let args = [
        ("created", run.created_count.to_string()),
        ("updated", run.updated_count.to_string()),
        ("unchanged", run.unchanged_count.to_string()),
        ("refused", run.refused_count.to_string()),
    ];
    web.redirect_saying(format!("/imports/{id}"), kind, key, &args)
}
