//! Diary numbers, the case system, and how long each document type is kept.

use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::records::actions::{self, NewRetention, NewSettings};
use crate::features::records::model::{CountsFrom, RetentionKind};
use crate::features::records::parameters::Parameters;
use crate::features::records::store;
use crate::features::records::views::{RuleView, SettingsPage, TypeRow};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

/// `refused` is the form of one type, by its key.
fn page(c: &mut Db, ctx: &Ctx, form: Option<FormState>, refused: Option<(String, FormState)>) -> Result<SettingsPage> {
    let settings = store::settings(c, &ctx.scope)?;
    let own = store::retentions(c, &ctx.scope)?;
    let rules = actions::rules(c, ctx)?;
    let parameters = Parameters::on(ctx.today());
    let text = |value: Option<&String>| value.cloned().unwrap_or_default();
    let stored = || {
        FormState::default()
            .with("diary_pattern", text(settings.as_ref().and_then(|s| s.diary_pattern.as_ref())))
            .with("diary_example", text(settings.as_ref().and_then(|s| s.diary_example.as_ref())))
            .with("case_link", text(settings.as_ref().and_then(|s| s.case_link.as_ref())))
    };
    let types = parameters.types.iter().map(|each| {
        let rule = actions::rule_of(&rules, &each.key);
        let decided = own.iter().find(|row| row.type_key == each.key);
        let shown = || {
            FormState::default()
                .with("rule", rule.kind)
                .with("years", rule.years.map(|years| years.to_string()).unwrap_or_default())
                .with("counts_from", rule.counts_from)
                .with("plan_reference", decided.map(|row| row.plan_reference.clone()).unwrap_or_default())
        };
        let wrong = refused.as_ref().filter(|(key, _)| *key == each.key).map(|(_, form)| form.clone());
        TypeRow {
            key: each.key.clone(),
            name: each.name(ctx.language).to_string(),
            rule: RuleView {
                kind: rule.kind,
                years: rule.years,
                counts_from: rule.counts_from,
                plan_reference: decided.map(|row| row.plan_reference.clone()),
                due_on: None,
            },
            suffix: if wrong.is_some() { String::new() } else { format!("-{}", each.key) },
            is_open: wrong.is_some(),
            form: wrong.unwrap_or_else(shown),
            version: decided.map_or(0, |row| row.version),
            decided_by_name: decided.map(|row| row.decided_by_name.clone()),
        }
    });
    Ok(SettingsPage {
        types: types.collect(),
        form: form.unwrap_or_else(stored),
        version: settings.as_ref().map_or(0, |s| s.version),
        rules: RetentionKind::ALL,
        counts: CountsFrom::ALL,
        parameters: parameters.version.clone(),
        can_edit: ctx.can(Permission::RecordEdit),
        can_decide: ctx.can(Permission::RecordDecide),
    })
}

fn answer(web: &Web, body: &SettingsPage, status: StatusCode) -> Answer {
    web.page_titled(status, "pages/records/settings", web.word("records-settings"), Vec::new(), body)
}

pub async fn show(web: Web) -> Answer {
    let body = web.read(|c, ctx| page(c, ctx, None, None)).await?;
    answer(&web, &body, StatusCode::OK)
}

pub async fn save(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let new = NewSettings {
        diary_pattern: fields.optional("diary_pattern"),
        diary_example: fields.optional("diary_example"),
        case_link: fields.optional("case_link"),
    };
    let version = fields.version();
    match web.write(move |c, ctx| actions::set_settings(c, ctx, Some(version), &new)).await {
        Ok(_) => web.redirect_saying("/record-settings", "ok", "records-settings-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| page(c, ctx, Some(state), None)).await?;
            answer(&web, &body, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn save_type(form: Posted, key: Path<String>) -> Answer {
    let (Posted { web, fields }, key) = (form, key.into_inner());
    let mut checks = Checks::default();
    let new = NewRetention {
        rule: checks.keep(fields.parsed("rule", "error-choice")).flatten(),
        years: checks.keep(fields.parsed("years", "error-number")).flatten(),
        counts_from: checks.keep(fields.parsed("counts_from", "error-choice")).flatten(),
        plan_reference: fields.text("plan_reference"),
    };
    let (asked, version) = (key.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::set_retention(c, ctx, &asked, Some(version), &new)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying("/record-settings", "ok", "records-retention-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| page(c, ctx, None, Some((key, state)))).await?;
            answer(&web, &body, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(refusal) => Err(refusal),
    }
}
