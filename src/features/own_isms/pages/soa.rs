//! The Statement of Applicability of the own administration, on the page, as XLSX and on paper.

use super::{crumbs, id_text, people};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Language, Page, PageRequest};
use crate::features::frameworks::{ISO_2022, built_in};
use crate::features::own_isms::actions::{self, ControlEdit};
use crate::features::own_isms::model::IsmsState;
use crate::features::own_isms::records::ControlRow;
use crate::features::own_isms::views::{ControlLine, ControlPage, SoaPage};
use crate::features::own_isms::{paper, store};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell, Column, ColumnKind, write_xlsx};
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const FILTERS: &[&str] = &["undecided", "applicable", "not_applicable"];

/// The 93 controls with what is decided of each.
pub fn lines(rows: &[ControlRow], language: Language) -> Vec<ControlLine> {
    let Some(standard) = built_in(ISO_2022) else { return Vec::new() };
    standard
        .assessable()
        .filter(|node| node.id.starts_with("A."))
        .map(|node| {
            let row = rows.iter().find(|row| row.control_id == node.id);
            let theme = node.parent.as_deref().and_then(|parent| standard.find(parent));
            ControlLine {
                id: node.id.clone(),
                title: node.title.in_language(language),
                unverified: node.title.is_unverified(language),
                theme: theme.map(|theme| theme.title.in_language(language)).unwrap_or_default(),
                applicable: row.map(|row| row.applicable),
                justification: row.map(|row| row.justification.clone()).unwrap_or_default(),
                state: row.filter(|row| row.applicable).map(|row| row.state),
                owner_name: row.and_then(|row| row.owner_name.clone()),
            }
        })
        .collect()
}

fn wanted(line: &ControlLine, filter: Option<&str>) -> bool {
    match filter {
        Some("undecided") => line.applicable.is_none(),
        Some("applicable") => line.applicable == Some(true),
        Some("not_applicable") => line.applicable == Some(false),
        _ => true,
    }
}

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let rows = web.read(|c, ctx| store::controls(c, &ctx.scope)).await?;
    let all = lines(&rows, web.language());
    let asked: PageRequest = params.page();
    let filter = params.text("show");
    let count = |applicable: bool| all.iter().filter(|line| line.applicable == Some(applicable)).count();
    let (applicable, decided, total) = (count(true), count(true) + count(false), all.len());
    let kept: Vec<ControlLine> = all.into_iter().filter(|line| wanted(line, filter.as_deref())).collect();
    let found = i64::try_from(kept.len()).unwrap_or(i64::MAX);
    let (skip, size) = (usize::try_from(asked.offset()).unwrap_or(0), usize::try_from(asked.size).unwrap_or(50));
    let shown = Page::new(kept.into_iter().skip(skip).take(size).collect(), found, asked);
    let body = SoaPage {
        form: params.state(),
        pager: Pager::from(&shown),
        rows: shown.items,
        decided,
        applicable,
        total,
        filters: FILTERS,
        can_edit: web.can(Permission::IsmsEdit),
    };
    web.page_titled(StatusCode::OK, "pages/own_isms/soa", web.word("own-isms-soa"), crumbs(&web), &body)
}

fn page(c: &mut Db, ctx: &Ctx, id: &str, form: Option<FormState>) -> Result<ControlPage> {
    let row = store::control(c, &ctx.scope, id)?;
    let all = lines(row.as_slice(), ctx.language);
    let line = all.into_iter().find(|line| line.id == id).ok_or(Refusal::NotFound)?;
    let stored = || match &row {
        None => FormState::default().with("applicable", "yes").with("state", IsmsState::NotStarted).with("version", 0),
        Some(row) => FormState::default()
            .with("applicable", if row.applicable { "yes" } else { "no" })
            .with("justification", &row.justification)
            .with("state", row.state)
            .with("owner_id", id_text(row.owner_id.as_ref()))
            .with("version", row.version),
    };
    Ok(ControlPage {
        line,
        form: form.unwrap_or_else(stored),
        states: IsmsState::ALL,
        people: people(c, ctx)?,
        can_edit: ctx.can(Permission::IsmsEdit),
    })
}

async fn answer(web: &Web, status: StatusCode, id: String, form: Option<FormState>) -> Answer {
    let body = web.read(move |c, ctx| page(c, ctx, &id, form)).await?;
    let mut way = crumbs(web);
    way.push((web.word("own-isms-soa"), "/own-isms/soa".to_string()));
    let title = format!("{} {}", body.line.id, body.line.title);
    web.page_titled(status, "pages/own_isms/control", title, way, &body)
}

pub async fn show(web: Web, id: Path<String>) -> Answer {
    answer(&web, StatusCode::OK, id.into_inner(), None).await
}

pub async fn save(form: Posted, id: Path<String>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    checks.that(matches!(fields.get("applicable"), Some("yes" | "no")), "applicable", "error-choice");
    let given = ControlEdit {
        applicable: fields.get("applicable") == Some("yes"),
        justification: fields.text("justification"),
        state: checks.keep(fields.parsed("state", "error-choice")).flatten().unwrap_or(IsmsState::NotStarted),
        owner_id: checks.keep(fields.id("owner_id")).flatten(),
    };
    let (key, version) = (id.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::write_control(c, ctx, &key, Some(version), &given)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying("/own-isms/soa", "ok", "own-isms-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            answer(&web, StatusCode::UNPROCESSABLE_ENTITY, id, Some(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn xlsx(web: Web) -> Answer {
    let rows = web.read(|c, ctx| store::controls(c, &ctx.scope)).await?;
    let heading = |key: &str, width, kind| Column::new(web.word(key), width, kind);
    let columns = [
        heading("own-isms-control", 10, ColumnKind::Text),
        heading("own-isms-control-title", 50, ColumnKind::Wrapped),
        heading("own-isms-theme", 20, ColumnKind::Text),
        heading("own-isms-applicable", 14, ColumnKind::Text),
        heading("own-isms-justification", 50, ColumnKind::Wrapped),
        heading("common-status", 24, ColumnKind::Text),
        heading("common-owner", 24, ColumnKind::Text),
    ];
    let cells: Vec<Vec<Cell>> = lines(&rows, web.language()).iter().map(|line| cells(&web, line)).collect();
    let title = web.word("own-isms-soa");
    let bytes = write_xlsx(&title, &columns, &cells)?;
    let today = crate::base::clock::swedish_date(web.visitor.now);
    web.download(&format!("{title} {today}.xlsx"), XLSX, bytes)
}

fn cells(web: &Web, line: &ControlLine) -> Vec<Cell> {
    let title = if line.unverified {
        format!("{} ({})", line.title, web.word("frameworks-unverified"))
    } else {
        line.title.clone()
    };
    let applicable = match line.applicable {
        None => web.word("own-isms-undecided"),
        Some(true) => web.word("common-yes"),
        Some(false) => web.word("common-no"),
    };
    vec![
        Cell::text(&line.id),
        Cell::text(title),
        Cell::text(&line.theme),
        Cell::text(applicable),
        Cell::text(&line.justification),
        line.state.map_or(Cell::Empty, |state| Cell::text(web.word(&format!("own-isms-state-{state}")))),
        line.owner_name.as_deref().map_or(Cell::Empty, Cell::text),
    ]
}

/// The statement on paper, in `?lang=` or the reader's own language.
pub async fn pdf(web: Web, query: Query<Params>) -> Answer {
    let language = query.parsed::<Language>("lang")?.unwrap_or(web.language());
    let (rows, organisation, by) = web
        .read(|c, ctx| {
            let rows = store::controls(c, &ctx.scope)?;
            Ok((rows, ctx.actor.organisation_name.clone(), ctx.actor.name.clone()))
        })
        .await?;
    let data = paper::document(&web.app.views, language, &organisation, &by, web.visitor.now, &lines(&rows, language));
    let (app, now) = (web.app.clone(), web.visitor.now);
    // setting the type takes a while: it has no place on the threads that answer others
    let bytes = tokio::task::spawn_blocking(move || app.printer.render("own_soa", &data, now).map_err(Refusal::fault))
        .await
        .map_err(Refusal::fault)??;
    web.download(&paper::file_name(language, web.visitor.now), "application/pdf", bytes)
}
