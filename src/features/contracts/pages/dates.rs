//! The dates of a contract: renewal, rights to extend, what must be decided, its framework agreement and call-offs.

use super::head::{crumbs, head, load};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{FieldError, Id};
use crate::features::contracts::actions::{self, OptionInput};
use crate::features::contracts::records::{Contract, ExtensionOption, OptionState, Renewal};
use crate::features::contracts::store;
use crate::features::contracts::views::{DatesPage, DecisionRow, OptionPage, OptionRow};
use crate::features::contracts::watching::decisions_of;
use crate::features::vendors::{Choice, ConflictRow, conflict_rows};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use std::collections::BTreeMap;

/// The version that a refused form carries on: what is stored, once both texts are shown.
pub(super) fn newest(stored: &BTreeMap<String, String>) -> Option<i32> {
    stored.get("version").and_then(|version| version.parse().ok())
}

/// A form of the page that was refused.
#[derive(Default)]
struct Refused {
    renewal: Option<FormState>,
    renewal_version: Option<i32>,
    conflict: Vec<ConflictRow>,
    option: Option<FormState>,
}

pub async fn dates(web: Web, id: Path<Id>) -> Answer {
    render(&web, StatusCode::OK, id.into_inner(), Refused::default()).await
}

async fn render(web: &Web, status: StatusCode, id: Id, refused: Refused) -> Answer {
    let today = web.ctx()?.today();
    let (loaded, renewal, options, parent, call_offs) = web
        .read(move |c, ctx| {
            let loaded = load(c, ctx, &id)?;
            let parent = loaded.contract.parent_id.as_ref().map(|p| store::find(c, &ctx.scope, p)).transpose()?;
            let renewal = store::renewal(c, &ctx.scope, &id)?;
            let options = store::options(c, &ctx.scope, &id)?;
            Ok((loaded, renewal, options, parent, store::call_offs(c, &ctx.scope, &id)?))
        })
        .await?;
    let open: Vec<ExtensionOption> = options.iter().filter(|o| o.state == OptionState::Open).cloned().collect();
    let due = decisions_of(&loaded.contract, renewal.as_ref(), &open, today);
    let named = |contract: &Contract| Choice::new(&contract.id, format!("{} {}", contract.reference, contract.title));
    let months = renewal.as_ref().and_then(Renewal::months).map(|months| months.to_string()).unwrap_or_default();
    let page = DatesPage {
        head: head(web, &loaded, "dates"),
        starts_on: loaded.contract.starts_on,
        ends_on: loaded.contract.ends_on,
        notice_months: loaded.contract.notice_months,
        renewal_months: renewal.as_ref().and_then(Renewal::months),
        decisions: due.iter().map(|d| DecisionRow { kind: d.kind, on: d.on, ends_on: d.ends_on }).collect(),
        options: options.into_iter().map(|option| row(option, today)).collect(),
        framework: parent.as_ref().map(named),
        call_offs: call_offs.iter().map(named).collect(),
        renewal_version: refused
            .renewal_version
            .unwrap_or_else(|| renewal.as_ref().map_or(0, |renewal| renewal.version)),
        renewal_form: refused.renewal.unwrap_or_else(|| FormState::default().with("renewal_months", months)),
        option_form: refused.option.unwrap_or_default(),
        conflict: refused.conflict,
    };
    let title = web.word_with("contracts-dates-title", &[("reference", loaded.contract.reference.clone())]);
    web.page_titled(status, "pages/contracts/dates", title, crumbs(web, &loaded.contract), &page)
}

fn row(option: ExtensionOption, today: chrono::NaiveDate) -> OptionRow {
    OptionRow {
        id: option.id.to_string(),
        number: option.number,
        late: option.state == OptionState::Open && option.use_by_on < today,
        use_by_on: option.use_by_on,
        extends_to_on: option.extends_to_on,
        state: option.state,
        note: option.note,
        decided_on: option.decided_on,
        decided_by: option.decided_by_name,
        version: option.version,
    }
}

pub async fn save_renewal(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    let saved = match fields.parsed::<i32>("renewal_months", "error-number") {
        Ok(months) => web.write(move |c, ctx| actions::set_renewal(c, ctx, &key, months, version)).await,
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/contracts/{id}/dates"), "ok", "contracts-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let refused = Refused {
                renewal: Some(web.form_with(&fields, &errors)),
                renewal_version: Some(version),
                ..Refused::default()
            };
            render(&web, StatusCode::UNPROCESSABLE_ENTITY, id, refused).await
        }
        Err(Refusal::Conflict(stored)) => {
            let refused = Refused {
                renewal: Some(web.form_with(&fields, &[])),
                renewal_version: newest(&stored),
                conflict: conflict_rows(&web, "contracts", &fields, &stored, &[]),
                ..Refused::default()
            };
            render(&web, StatusCode::CONFLICT, id, refused).await
        }
        Err(other) => Err(other),
    }
}

fn option_input(fields: &Fields) -> Result<OptionInput> {
    let mut checks = Checks::default();
    let day = |name: &str| fields.date(name).and_then(|day| day.ok_or_else(|| FieldError::new(name, "error-required")));
    let (use_by, extends_to) = (checks.keep(day("use_by_on")), checks.keep(day("extends_to_on")));
    checks.done()?;
    let (Some(use_by_on), Some(extends_to_on)) = (use_by, extends_to) else {
        return Err(Refusal::invalid("use_by_on", "error-required"));
    };
    Ok(OptionInput { use_by_on, extends_to_on, note: fields.optional("note") })
}

pub async fn add_option(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let key = id.clone();
    let added = match option_input(&fields) {
        Ok(input) => web.write(move |c, ctx| actions::add_option(c, ctx, &key, &input)).await,
        Err(refusal) => Err(refusal),
    };
    match added {
        Ok(_) => web.redirect_saying(format!("/contracts/{id}/dates"), "ok", "contracts-option-added", &[]),
        Err(Refusal::Invalid(errors)) => {
            let refused = Refused { option: Some(web.form_with(&fields, &errors)), ..Refused::default() };
            render(&web, StatusCode::UNPROCESSABLE_ENTITY, id, refused).await
        }
        Err(other) => Err(other),
    }
}

pub async fn option(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, option_id) = path.into_inner();
    render_option(&web, StatusCode::OK, id, option_id, None, Vec::new(), None).await
}

async fn render_option(
    web: &Web,
    status: StatusCode,
    id: Id,
    option_id: Id,
    form: Option<FormState>,
    conflict: Vec<ConflictRow>,
    version: Option<i32>,
) -> Answer {
    let (contract, option) = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            Ok((store::find(c, &ctx.scope, &id)?, store::find_option(c, &ctx.scope, &id, &option_id)?))
        })
        .await?;
    let stored = || {
        FormState::default()
            .with("use_by_on", option.use_by_on)
            .with("extends_to_on", option.extends_to_on)
            .with("note", option.note.clone().unwrap_or_default())
    };
    let page = OptionPage {
        contract_id: contract.id.to_string(),
        reference: contract.reference.clone(),
        id: option.id.to_string(),
        form: form.unwrap_or_else(stored),
        version: version.unwrap_or(option.version),
        conflict,
        editable: option.state == OptionState::Open && web.can(Permission::RegisterEdit),
    };
    let title = web.word_with("contracts-option-number", &[("number", option.number.to_string())]);
    web.page_titled(status, "pages/contracts/option", title, crumbs(web, &contract), &page)
}

pub async fn save_option(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (id, option_id)) = (form, path.into_inner());
    let (key, option_key, version) = (id.clone(), option_id.clone(), fields.version());
    let saved = match option_input(&fields) {
        Ok(input) => web.write(move |c, ctx| actions::change_option(c, ctx, &key, &option_key, &input, version)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/contracts/{id}/dates"), "ok", "contracts-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            render_option(&web, status, id, option_id, Some(state), Vec::new(), Some(version)).await
        }
        Err(Refusal::Conflict(stored)) => {
            let rows = conflict_rows(&web, "contracts", &fields, &stored, &[]);
            let state = web.form_with(&fields, &[]);
            render_option(&web, StatusCode::CONFLICT, id, option_id, Some(state), rows, newest(&stored)).await
        }
        Err(other) => Err(other),
    }
}

pub async fn decide_option(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (id, option_id)) = (form, path.into_inner());
    let used = match fields.get("used") {
        Some("1") => true,
        Some("0") => false,
        _ => return Err(Refusal::invalid("used", "error-choice")),
    };
    let (key, version) = (id.clone(), fields.version());
    web.write(move |c, ctx| actions::decide_option(c, ctx, &key, &option_id, used, version)).await?;
    let word = if used { "contracts-option-is-used" } else { "contracts-option-is-declined" };
    web.redirect_saying(format!("/contracts/{id}/dates"), "ok", word, &[])
}
