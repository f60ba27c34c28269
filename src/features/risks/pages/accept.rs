//! What is left is proposed, accepted, refused or withdrawn.

use super::{crumbs, needed_in_words};
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal};
use crate::features::risks::actions::{self, Proposal};
use crate::features::risks::model::AcceptanceAnswer;
use crate::features::risks::parameters::RiskModel;
use crate::features::risks::store;
use crate::features::risks::views::ProposePage;
use crate::kit::web::{Answer, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

async fn page_with(web: Web, id: Id, status: StatusCode, form: Option<FormState>) -> Answer {
    let (risk, level) = web
        .read(move |c, ctx| {
            let risk = store::find(c, &ctx.scope, &id)?;
            let level = actions::score_of(c, ctx, &risk)?.judged.map(|judged| judged.residual_level);
            Ok((risk, level))
        })
        .await?;
    let level = level.ok_or_else(|| Refusal::rule("rule-risk-not-assessed"))?;
    let terms = RiskModel::current().acceptance(level);
    let form = form.unwrap_or_default();
    let form = if form.values.contains_key("version") { form } else { form.with("version", risk.version) };
    let body = ProposePage {
        form,
        level,
        needed: needed_in_words(&web, terms),
        max_months: terms.map_or(0, |terms| terms.max_months),
        risk_id: risk.id.clone(),
        risk_title: risk.title.clone(),
    };
    let title = web.word("risks-propose");
    web.page_titled(status, "pages/risks/propose", title, crumbs(&web, &risk), &body)
}

pub async fn form(web: Web, id: Path<Id>) -> Answer {
    page_with(web, id.into_inner(), StatusCode::OK, None).await
}

pub async fn propose(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let valid_until = checks.keep(fields.date("valid_until")).flatten();
    let review_on = checks.keep(fields.date("review_on")).flatten();
    let new = Proposal {
        reason: fields.text("reason"),
        conditions: fields.optional("conditions"),
        reference: fields.optional("reference"),
        valid_until,
        review_on,
    };
    let (key, version) = (id.clone(), fields.version());
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::propose(c, ctx, &key, Some(version), &new)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/risks/{id}#acceptance"), "ok", "risks-proposed", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            page_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn answer(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (id, acceptance)) = (form, path.into_inner());
    let (key, version, note) = (id.clone(), fields.version(), fields.text("note"));
    let done = match fields.required::<AcceptanceAnswer>("answer", "error-choice") {
        Ok(said) => {
            web.write(move |c, ctx| actions::answer(c, ctx, &key, &acceptance, Some(version), said, &note)).await
        }
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match done {
        Ok(after) => {
            let word = format!("risks-answered-{}", after.state);
            web.redirect_saying(format!("/risks/{id}#acceptance"), "ok", &word, &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            super::show::refused(web, id, super::show::Refused { answer: Some(form), ..Default::default() }).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn withdraw(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (id, acceptance)) = (form, path.into_inner());
    let (key, version, reason) = (id.clone(), fields.version(), fields.text("reason"));
    let done = web.write(move |c, ctx| actions::withdraw(c, ctx, &key, &acceptance, Some(version), &reason)).await;
    match done {
        Ok(_) => web.redirect_saying(format!("/risks/{id}#acceptance"), "ok", "risks-withdrawn", &[]),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            super::show::refused(web, id, super::show::Refused { answer: Some(form), ..Default::default() }).await
        }
        Err(refusal) => Err(refusal),
    }
}
