//! The vendor's pages: the shared plan, most urgent first, and the one place to report from.

use super::actions::{attach_all, read_files};
use super::timeline;
use crate::access::{Permission, Scope};
use crate::base::Id;
use crate::base::refusal::{Refusal, Result};
use crate::features::contracts;
use crate::features::findings::actions;
use crate::features::findings::model::{ActionStatus, Responsible};
use crate::features::findings::records::{Action, Postponement};
use crate::features::findings::store::{self, ActionFilter};
use crate::features::findings::views::{PortalList, PortalRow, PortalShow, at_rest};
use crate::features::vendors;
use crate::kit::Ctx;
use crate::kit::attachments::{self, Attachment};
use crate::kit::web::{Answer, Params, Posted, Upload, Web};
use crate::platform::db::Db;
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let all = query.text("status").as_deref() == Some("all");
    let asked = query.page();
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
    web.page("pages/portal_actions/list", "actions-title", &PortalList { rows: page.items, pager, all })
}

struct Loaded {
    action: Action,
    client_name: String,
    contract_reference: Option<String>,
    postponements: Vec<Postponement>,
    evidence: Vec<Attachment>,
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
        postponements: store::postponements_of(c, scope, id)?,
        evidence: attachments::of_object(c, scope, &linked, id)?,
        action,
    })
}

async fn show_with(web: Web, id: Id, status: StatusCode, form: FormState) -> Answer {
    let key = id.clone();
    let Loaded { action, client_name, contract_reference, postponements, evidence } =
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
        form,
        upload_megabytes: web.app.settings.upload_max_bytes / 1_000_000,
        can_start: mine && action.status == ActionStatus::Open,
        can_report: mine && working,
        action: action.into(),
    };
    let crumbs = vec![
        (web.word("actions-title"), "/portal/actions".to_string()),
        (title.clone(), format!("/portal/actions/{id}")),
    ];
    web.page_titled(status, "pages/portal_actions/show", title, crumbs, &body)
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    show_with(web, id.into_inner(), StatusCode::OK, FormState::default()).await
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
            let form = web.form_with(&upload.fields, &errors);
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
        Err(refusal) => Err(refusal),
    }
}
