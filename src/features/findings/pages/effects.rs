//! Checks of effect: which are waiting, and what one found, with its evidence.

use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::findings::actions::{self, NewEffect};
use crate::features::findings::model::EffectResult;
use crate::features::findings::records::EffectCheck;
use crate::features::findings::store::{self, ActionListed, EffectFilter};
use crate::features::findings::views::{CheckPage, CheckRow, ChecksPage};
use crate::features::vendors;
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Posted, Web};
use crate::platform::db::Db;
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
    let (filter, asked) = (effect_filter(&params, web.ctx()?, "waiting")?, params.page());
    let page = web.read(move |c, ctx| store::list_checks(c, &ctx.scope, &filter, asked)).await?;
    let mut form = params.state();
    form.values.entry("shown".to_string()).or_insert_with(|| "waiting".to_string());
    let pager = Pager::from(&page);
    let body = ChecksPage {
        form,
        rows: page.items.into_iter().map(CheckRow::of).collect(),
        pager,
        shown: vec!["waiting", "overdue", "made", "all"],
    };
    web.page("pages/effect_checks/list", "effects-title", &body)
}

/// One check with its action and the vendor's name.
pub fn load(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<(EffectCheck, ActionListed)> {
    let check = store::find_check(c, &ctx.scope, id)?;
    let action = store::find_action(c, &ctx.scope, &check.action_id)?;
    let vendor = vendors::find(c, &ctx.scope, &action.vendor_id)?;
    Ok((check, ActionListed { action, vendor_name: vendor.legal_name, contract_reference: None }))
}

async fn show_with(web: &Web, id: Id, status: StatusCode, form: FormState) -> Answer {
    let (check, action) = web.read(move |c, ctx| load(c, ctx, &id)).await?;
    let own = action.action.owner_id.as_ref() == Some(&web.ctx()?.actor.person_id);
    let body = CheckPage {
        can_check: check.result.is_none() && web.can(Permission::ActionVerify),
        own,
        months: check.tier,
        row: CheckRow::of((check, action)),
        form,
        results: EffectResult::ALL,
    };
    let title = web.word_with("effects-show-title", &[("number", body.row.number.to_string())]);
    let crumbs = vec![(web.word("effects-title"), "/effect-checks".to_string())];
    web.page_titled(status, "pages/effect_checks/show", title, crumbs, &body)
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    show_with(&web, id.into_inner(), StatusCode::OK, FormState::default()).await
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
            let state = web.form_with(&fields, &errors);
            show_with(&web, id, StatusCode::UNPROCESSABLE_ENTITY, state).await
        }
        Err(refusal) => Err(refusal),
    }
}
