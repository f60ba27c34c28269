//! Checks of effect: which are waiting, and what one found, with its evidence.

use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::findings::actions::{self, Evidence, NewEffect};
use crate::features::findings::model::EffectResult;
use crate::features::findings::records::EffectCheck;
use crate::features::findings::store::{self, ActionListed, EffectFilter};
use crate::features::findings::views::{CheckPage, CheckRow, ChecksPage};
use crate::features::vendors;
use crate::kit::Ctx;
use crate::kit::attachments;
use crate::kit::web::{Answer, Params, Posted, Upload, Web, export_list};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

/// `shown` is waiting, overdue, made or all; without it, `otherwise`.
pub fn effect_filter(params: &Params, ctx: &Ctx, otherwise: &str) -> Result<EffectFilter> {
    let result = params.parsed::<EffectResult>("result")?;
    let (waiting, overdue) = match params.text("shown").as_deref().unwrap_or(otherwise) {
        "waiting" => (Some(true), false),
        "overdue" => (Some(true), true),
        "made" => (Some(false), false),
        "all" => (None, false),
        _ => return Err(Refusal::invalid("shown", "error-choice")),
    };
    Ok(EffectFilter { waiting, result, overdue_on: overdue.then(|| ctx.today()) })
}

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let (filter, asked) = (effect_filter(&params, web.ctx()?, "waiting")?, params.page_or_file());
    let page = web.read(move |c, ctx| store::list_checks(c, &ctx.scope, &filter, asked)).await?;
    let mut form = params.state();
    form.values.entry("shown".to_string()).or_insert_with(|| "waiting".to_string());
    let pager = Pager::from(&page);
    let rows: Vec<CheckRow> = page.items.into_iter().map(CheckRow::of).collect();
    if params.asks_for_file() {
        return list_file(&web, &params, &rows, pager.total);
    }
    let body = ChecksPage { form, rows, pager, shown: vec!["waiting", "overdue", "made", "all"] };
    web.page("pages/effect_checks/list", "effects-title", &body)
}

fn list_file(web: &Web, params: &Params, rows: &[CheckRow], total: i64) -> Answer {
    let columns = [
        ("findings-number", 8, ColumnKind::Whole),
        ("actions-field-title", 50, ColumnKind::Wrapped),
        ("findings-vendor", 36, ColumnKind::Text),
        ("effects-due", 12, ColumnKind::Date),
        ("effects-result", 16, ColumnKind::Text),
    ];
    let cells = |row: &CheckRow| {
        let result = row.check.result;
        let said = result.map_or_else(|| "effects-waiting".to_string(), |found| format!("effects-result-{found}"));
        vec![
            Cell::count(row.number),
            Cell::text(&row.title),
            Cell::text(&row.vendor_name),
            Cell::Date(row.check.due_on),
            Cell::text(web.word(&said)),
        ]
    };
    export_list(web, params, "effects-title", &columns, rows.iter().map(cells).collect(), total)
}

/// One check with its action and the vendor's name.
pub fn load(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<(EffectCheck, ActionListed)> {
    let check = store::find_check(c, &ctx.scope, id)?;
    let action = store::find_action(c, &ctx.scope, &check.action_id)?;
    let vendor = vendors::find(c, &ctx.scope, &action.vendor_id)?;
    Ok((check, ActionListed { action, vendor_name: vendor.legal_name, contract_reference: None }))
}

/// The page's two forms; what was refused keeps what was typed.
#[derive(Default)]
struct Forms {
    check: FormState,
    file: FormState,
}

async fn show_with(web: &Web, id: Id, status: StatusCode, forms: Forms) -> Answer {
    let ((check, action), reporter, files) = web
        .read(move |c, ctx| {
            let (check, action) = load(c, ctx, &id)?;
            let reporter = store::last_reporter(c, &ctx.scope, &check.action_id)?;
            Ok(((check, action), reporter, attachments::of_object(c, &ctx.scope, &[], &id)?))
        })
        .await?;
    let me = &web.ctx()?.actor.person_id;
    let own = [&action.action.owner_id, &reporter].into_iter().any(|person| person.as_ref() == Some(me));
    let body = CheckPage {
        can_check: check.result.is_none() && web.can(Permission::ActionVerify),
        can_attach: web.can(Permission::ActionVerify),
        own,
        months: check.tier,
        row: CheckRow::of((check, action)),
        files: files.into_iter().map(Into::into).collect(),
        form: forms.check,
        file_form: forms.file,
        megabytes: web.app.settings.upload_max_bytes / 1_000_000,
        results: EffectResult::ALL,
    };
    let title = web.word_with("effects-show-title", &[("number", body.row.number.to_string())]);
    let crumbs = vec![(web.word("effects-title"), "/effect-checks".to_string())];
    web.page_titled(status, "pages/effect_checks/show", title, crumbs, &body)
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    show_with(&web, id.into_inner(), StatusCode::OK, Forms::default()).await
}

/// The file of a form's `file`, stored. Errors: at `file`.
pub async fn receive(upload: &Upload) -> Result<Evidence> {
    let file = upload.receive("file").await?;
    Ok(Evidence { file_name: file.file_name, media_type: file.media_type, stored: file.stored })
}

pub async fn attach(upload: Upload, id: Path<Id>) -> Answer {
    let (id, web) = (id.into_inner(), upload.web.clone());
    let asked = id.clone();
    web.read(move |c, ctx| store::find_check(c, &ctx.scope, &asked)).await?;
    let key = id.clone();
    let done = match receive(&upload).await {
        Ok(file) => web.write(move |c, ctx| actions::attach_to_check(c, ctx, &key, &file)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/effect-checks/{id}"), "ok", "actions-evidence-added", &[]),
        Err(Refusal::Invalid(errors)) => {
            let forms = Forms { file: web.form_with(&upload.fields, &errors), ..Forms::default() };
            show_with(&web, id, StatusCode::UNPROCESSABLE_ENTITY, forms).await
        }
        Err(refusal) => Err(refusal),
    }
}

/// One file of a check; the region's own, whatever it is called.
pub async fn file(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, attachment_id) = path.into_inner();
    let file = web
        .read(move |c, ctx| {
            let check = store::find_check(c, &ctx.scope, &id)?;
            let file = attachments::find(c, &ctx.scope, &[], &attachment_id)?;
            if file.object_id == check.id.as_str() { Ok(file) } else { Err(Refusal::NotFound) }
        })
        .await?;
    web.send_attachment(file).await
}

pub async fn check(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let result = checks.keep(fields.required::<EffectResult>("result", "error-choice"));
    let due_on = checks.keep(fields.date("due_on")).flatten();
    let new = NewEffect {
        result: result.unwrap_or(EffectResult::Effective),
        note: fields.text("note"),
        evidence: fields.text("evidence"),
        due_on,
    };
    let (key, version) = (id.clone(), fields.version());
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::check_effect(c, ctx, &key, Some(version), &new)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(made) => {
            let failed = made.result == Some(EffectResult::NotEffective);
            let said = if failed { "effects-saved-failed" } else { "effects-saved" };
            web.redirect_saying(format!("/actions/{}", made.action_id), "ok", said, &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let forms = Forms { check: web.form_with(&fields, &errors), ..Forms::default() };
            show_with(&web, id, StatusCode::UNPROCESSABLE_ENTITY, forms).await
        }
        Err(refusal) => Err(refusal),
    }
}
