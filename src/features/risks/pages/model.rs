//! What risks are judged by: the table, the anchors, the caps, who accepts, and the organisation's own choices.

use super::{heat, needed_in_words, percent};
use crate::access::Permission;
use crate::base::refusal::Refusal;
use crate::features::controls::Assurance;
use crate::features::risks::model::RiskLevel;
use crate::features::risks::parameters::RiskModel;
use crate::features::risks::views::{AnchorRow, ModelPage, OwnTableRow, TermRow};
use crate::features::risks::{store, tables};
use crate::kit::web::{Answer, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;

async fn page_with(web: Web, status: StatusCode, form: Option<FormState>) -> Answer {
    let (table, own, settings) = web
        .read(|c, ctx| {
            let table = tables::current(c, ctx)?;
            Ok((table, store::own_tables(c, &ctx.scope)?, store::settings(c, &ctx.scope)?))
        })
        .await?;
    let (model, language) = (RiskModel::current(), web.language());
    let term = |level: &RiskLevel| {
        let terms = model.acceptance(*level);
        TermRow {
            level: *level,
            needed: needed_in_words(&web, terms),
            max_months: terms.map_or(0, |terms| terms.max_months),
        }
    };
    let body = ModelPage {
        heat: heat(&web, &table, |_, _| (0, None, false, false)),
        model_version: model.version.clone(),
        anchored: model.table().size() == table.size(),
        anchors: model
            .anchors
            .iter()
            .map(|anchors| AnchorRow { category: anchors.category, texts: anchors.texts(language).to_vec() })
            .collect(),
        terms: RiskLevel::ALL.iter().map(term).collect(),
        caps: Assurance::ALL
            .iter()
            .map(|a| (a.to_string().to_uppercase(), percent(language, model.credit.cap(*a))))
            .collect(),
        total_cap: percent(language, model.credit.total_cap),
        tolerance: model.tolerance.iter().map(|point| (point.loss, percent(language, point.probability))).collect(),
        own: own
            .into_iter()
            .map(|row| OwnTableRow {
                version: row.table_version,
                by: row.created_by_name,
                at: row.created_at,
                note: row.note,
            })
            .collect(),
        lens_b: settings.as_ref().is_none_or(|settings| settings.lens_b),
        settings_version: settings.map_or(0, |settings| settings.version),
        table_form: form.unwrap_or_else(|| FormState::default().with("table", table.written())),
        can_edit: web.can(Permission::ModelEdit),
    };
    let crumbs = vec![(web.word("risks-title"), "/risks".to_string())];
    web.page_titled(status, "pages/risks/model", web.word("risks-model"), crumbs, &body)
}

pub async fn show(web: Web) -> Answer {
    page_with(web, StatusCode::OK, None).await
}

pub async fn import(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let (pasted, note) = (fields.text("table"), fields.optional("note"));
    match web.write(move |c, ctx| tables::import(c, ctx, &pasted, note.as_deref())).await {
        Ok(row) => {
            let args = [("version", row.table_version)];
            web.redirect_saying("/risks/model", "ok", "risks-table-saved", &args)
        }
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            page_with(web, StatusCode::UNPROCESSABLE_ENTITY, Some(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn settings(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let (version, on) = (fields.version(), fields.checked("lens_b"));
    web.write(move |c, ctx| tables::set_lens_b(c, ctx, version, on)).await?;
    web.redirect_saying("/risks/model", "ok", if on { "risks-lens-b-on" } else { "risks-lens-b-off" }, &[])
}
