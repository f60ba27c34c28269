//! The vendor's pages: the shared plan, most urgent first, and the one place to report from.

use super::actions::{attach_all, read_files};
use super::timeline;
use crate::access::{Permission, Scope};
use crate::base::Id;
use crate::base::refusal::{Refusal, Result};
use crate::features::contracts;
use crate::features::findings::actions;
use crate::features::findings::model::{ActionStatus, PlanPlace, Responsible};
use crate::features::findings::records::{Action, Postponement};
use crate::features::findings::store::{self, ActionFilter};
use crate::features::findings::views::{PortalFacts, PortalList, PortalRow, PortalShow, at_rest};
use crate::features::vendors;
use crate::kit::Ctx;
use crate::kit::attachments::{self, Attachment};
use crate::kit::web::{Answer, Params, Posted, Upload, Web, export_list};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let all = query.text("status").as_deref() == Some("all");
    let asked = query.page_or_file();
    let page = web
        .read(move |c, ctx| {
            ctx.scope.vendor()?;
            let filter = ActionFilter { open_only: !all, ..ActionFilter::default() };
            let page = store::list_actions(c, &ctx.scope, &filter, asked)?;
            let clients =
                store::client_names(c, page.items.iter().map(|row| row.action.organisation_id.clone()).collect())?;
            Ok(page.map(|row| {
                let client = clients.get(&row.action.organisation_id).cloned().unwrap_or_default();
                PortalRow::new(row.action, client)
            }))
        })
        .await?;
    let pager = Pager::from(&page);
    if query.asks_for_file() {
        return file(&web, &query, &page.items, pager.total);
    }
    web.page("pages/portal_actions/list", "actions-title", &PortalList { rows: page.items, pager, all })
}

fn file(web: &Web, query: &Params, rows: &[PortalRow], total: i64) -> Answer {
    let columns = [
        ("actions-field-title", 50, ColumnKind::Wrapped),
        ("portal-actions-client", 36, ColumnKind::Text),
        ("findings-responsible", 14, ColumnKind::Text),
        ("actions-due", 12, ColumnKind::Date),
        ("common-status", 18, ColumnKind::Text),
    ];
    let cells = |row: &PortalRow| {
        vec![
            Cell::text(&row.title),
            Cell::text(&row.client_name),
            Cell::text(web.word(&format!("portal-actions-responsible-{}", row.responsible))),
            Cell::Date(row.due_on),
            Cell::text(web.word(&format!("action-status-{}", row.status))),
        ]
    };
    export_list(web, query, "actions-title", &columns, rows.iter().map(cells).collect(), total)
}

struct Loaded {
    action: Action,
    client_name: String,
    contract_reference: Option<String>,
    plan: Option<PlanPlace>,
    postponements: Vec<Postponement>,
    evidence: Vec<Attachment>,
}

/// The page's forms; what was refused keeps what was typed.
#[derive(Default)]
struct Forms {
    report: FormState,
    file: FormState,
}

fn load(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Loaded> {
    ctx.scope.vendor()?;
    let scope: &Scope = &ctx.scope;
    let action = store::find_action(c, scope, id)?;
    let linked = vendors::linked_ids(c, scope)?;
    let contract = action.contract_id.as_ref().map(|id| contracts::find(c, scope, id)).transpose()?;
    Ok(Loaded {
        client_name: store::client_name(c, &action)?,
        contract_reference: contract.map(|k| k.reference),
        plan: store::plan_places(c, scope, &[&action])?.remove(id),
        postponements: store::postponements_of(c, scope, id)?,
        evidence: attachments::of_object(c, scope, &linked, id)?,
        action,
    })
}

async fn show_with(web: Web, id: Id, status: StatusCode, forms: Forms) -> Answer {
    let key = id.clone();
    let Loaded { action, client_name, contract_reference, plan, postponements, evidence } =
        web.read(move |c, ctx| load(c, ctx, &key)).await?;
    let working = !at_rest(action.status);
    let mine = action.responsible == Responsible::Vendor && web.can(Permission::ActionReport);
    let title = action.title.clone();
    let body = PortalShow {
        at_rest: !working,
        client_name,
        contract_reference,
        timeline: timeline(&web, &action, &postponements),
        evidence: evidence.into_iter().map(Into::into).collect(),
        sent_back: working && action.verified_effective == Some(false),
        form: forms.report,
        file_form: forms.file,
        upload_megabytes: web.app.settings.upload_max_bytes / 1_000_000,
        can_start: mine && action.status == ActionStatus::Open,
        can_report: mine && working,
        can_attach: mine && action.is_open(),
        action: PortalFacts { plan, ..action.into() },
    };
    let crumbs = vec![
        (web.word("actions-title"), "/portal/actions".to_string()),
        (title.clone(), format!("/portal/actions/{id}")),
    ];
    web.page_titled(status, "pages/portal_actions/show", title, crumbs, &body)
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    show_with(web, id.into_inner(), StatusCode::OK, Forms::default()).await
}

pub async fn start(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    web.write(move |c, ctx| {
        ctx.scope.vendor()?;
        actions::start(c, ctx, &key, Some(version))
    })
    .await?;
    web.redirect_saying(format!("/portal/actions/{id}"), "ok", "portal-actions-started", &[])
}

/// The report and its evidence in one form: either both are kept, or the page comes back with the note.
pub async fn report(upload: Upload, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let (web, note, version) = (upload.web.clone(), upload.fields.text("note"), upload.fields.version());
    let (key, files) = (id.clone(), web.app.files.clone());
    let done = match read_files(&upload, false) {
        Ok(read) => {
            web.write(move |c, ctx| {
                ctx.scope.vendor()?;
                attach_all(&files, c, ctx, &key, &read, true)?;
                actions::report_done(c, ctx, &key, Some(version), &note)
            })
            .await
        }
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/portal/actions/{id}"), "ok", "portal-actions-reported", &[]),
        Err(Refusal::Invalid(errors)) => {
            let forms = Forms { report: web.form_with(&upload.fields, &errors), ..Forms::default() };
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, forms).await
        }
        Err(refusal) => Err(refusal),
    }
}

/// Evidence by itself, before the report, or after it until the region has verified.
pub async fn attach(upload: Upload, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let (web, key, files) = (upload.web.clone(), id.clone(), upload.web.app.files.clone());
    let done = match read_files(&upload, true) {
        Ok(read) => {
            web.write(move |c, ctx| {
                ctx.scope.vendor()?;
                attach_all(&files, c, ctx, &key, &read, true)
            })
            .await
        }
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/portal/actions/{id}"), "ok", "actions-evidence-added", &[]),
        Err(Refusal::Invalid(errors)) => {
            let forms = Forms { file: web.form_with(&upload.fields, &errors), ..Forms::default() };
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, forms).await
        }
        Err(refusal) => Err(refusal),
    }
}
