//! Classifying: the suggestion with its law and reasons, the form, and confirming that nothing has changed.

use super::{class_of, crumbs_to, hint_rows, levels, show, today, why_rows};
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::services::catalogue::{Catalogue, ClassModel};
use crate::features::services::model::{Class, ClassificationState};
use crate::features::services::records::Service;
use crate::features::services::rules::{self, Suggestion};
use crate::features::services::views::{ClassifyPage, TypeRow, chips, class_form};
use crate::features::services::{actions, store};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

struct Loaded {
    service: Service,
    types: Catalogue,
    suggestion: Suggestion,
}

fn load(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Loaded> {
    let service = store::find(c, &ctx.scope, id)?;
    let types = actions::catalogue(c, ctx)?;
    let model = ClassModel::on(ctx.today());
    let suggestion = rules::suggest(model, &types.of_codes(&service.type_codes()), service.persons);
    Ok(Loaded { service, types, suggestion })
}

async fn page(web: Web, id: Id, status: StatusCode, form: Option<FormState>) -> Answer {
    let l = web.read(move |c, ctx| load(c, ctx, &id)).await?;
    let model = ClassModel::on(today(&web));
    // What is decided already stands, or else what is suggested.
    let proposed = if l.service.class().is_none() { l.suggestion.class } else { l.service.class() };
    let fresh = || class_form(FormState::default(), "class_", proposed).with("version", l.service.version);
    let body = ClassifyPage {
        form: form.unwrap_or_else(fresh),
        service_id: l.service.id.clone(),
        name: l.service.name.clone(),
        current: chips(l.service.class(), &[]),
        suggested: chips(l.suggestion.class, &[]),
        why: why_rows(&l.types, &l.suggestion),
        types: l.types.of_codes(&l.service.type_codes()).into_iter().map(|t| TypeRow::of(t, None)).collect(),
        hints: hint_rows(&l.types, &l.service),
        persons: l.service.persons,
        aggregation_persons: model.aggregation_persons,
        validity_months: model.validity_months,
        model: model.version.clone(),
        levels: levels(&web),
    };
    let crumbs = crumbs_to(&web, &l.service);
    web.page_titled(status, "pages/services/classify", web.word("services-classify"), crumbs, &body)
}

pub async fn form(web: Web, id: Path<Id>) -> Answer {
    page(web, id.into_inner(), StatusCode::OK, None).await
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let class: Class = class_of(&fields, "class_", &mut checks);
    let (key, reason, version) = (id.clone(), fields.text("reason"), fields.version());
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::classify(c, ctx, &key, class, &reason, version)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(gated) => {
            let row = gated.open()?;
            let pending = row.state == ClassificationState::Pending;
            let (kind, word) = match pending {
                true => ("attention", "services-lowering-waits"),
                false => ("ok", "services-classified"),
            };
            web.redirect_saying(format!("/services/{id}"), kind, word, &[("until", row.valid_until.to_string())])
        }
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            page(web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
        }
        Err(refusal) => Err(refusal),
    }
}

/// The owner says that the class still holds, once a year.
pub async fn confirm(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, reason, version) = (id.clone(), fields.text("reason"), fields.version());
    match web.write(move |c, ctx| actions::confirm_unchanged(c, ctx, &key, &reason, version)).await {
        Ok(row) => {
            let until = [("until", row.valid_until.to_string())];
            web.redirect_saying(format!("/services/{id}"), "ok", "services-confirmed", &until)
        }
        Err(Refusal::Invalid(errors)) => {
            let refused = show::Refused { confirm: Some(web.form_with(&fields, &errors)), ..show::Refused::default() };
            show::page(web, id, StatusCode::UNPROCESSABLE_ENTITY, refused).await
        }
        Err(refusal) => Err(refusal),
    }
}
