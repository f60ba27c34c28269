//! Lens B: the intervals that somebody states, and the simulation.

use super::crumbs;
use crate::base::Id;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::features::risks::actions;
use crate::features::risks::parameters::RiskModel;
use crate::features::risks::records::{Intervals, Risk, StatedInputs};
use crate::features::risks::rules::simulation::Range;
use crate::features::risks::store;
use crate::features::risks::views::EstimatePage;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;

fn stored(risk: &Risk, newest: Option<&Intervals>) -> Result<FormState> {
    let form = FormState::default().with("version", risk.version);
    let Some(row) = newest else { return Ok(form) };
    let inputs = row.inputs()?;
    let plain = |value: f64| format!("{value}").replace('.', ",");
    let both = |form: FormState, name: &str, range: Range| {
        form.with(&format!("{name}_low"), plain(range.low)).with(&format!("{name}_high"), plain(range.high))
    };
    let form = both(both(form, "frequency", inputs.frequency), "loss", inputs.loss);
    Ok(inputs.persons.map_or(form.clone(), |persons| both(form, "persons", persons)))
}

async fn page_with(web: Web, id: Id, status: StatusCode, form: Option<FormState>) -> Answer {
    let (risk, form) = web
        .read(move |c, ctx| {
            let risk = store::find(c, &ctx.scope, &id)?;
            let newest = store::intervals(c, &ctx.scope, &id)?.into_iter().next();
            let form = form.map_or_else(|| stored(&risk, newest.as_ref()), Ok)?;
            Ok((risk, form))
        })
        .await?;
    let body = EstimatePage {
        form,
        risk_id: risk.id.clone(),
        risk_title: risk.title.clone(),
        max_frequency: RiskModel::current().simulation.max_frequency,
    };
    let title = web.word("risks-estimate");
    web.page_titled(status, "pages/risks/estimate", title, crumbs(&web, &risk), &body)
}

pub async fn form(web: Web, id: Path<Id>) -> Answer {
    page_with(web, id.into_inner(), StatusCode::OK, None).await
}

/// A number as people write it: `2 700 000` or `0,05`.
fn number(fields: &Fields, name: &str) -> Result<Option<f64>, FieldError> {
    let Some(text) = fields.optional(name) else { return Ok(None) };
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().replace(',', ".");
    plain.parse().map(Some).map_err(|_| FieldError::new(name, "error-number"))
}

/// Both ends, unread: the action says what is wrong with them. None when neither is given.
fn range(fields: &Fields, name: &str, needed: bool, checks: &mut Checks) -> Option<Range> {
    let mut end = |which: &str| {
        let field = format!("{name}_{which}");
        let value = checks.keep(number(fields, &field))?;
        Some((field, value))
    };
    let (low, high) = (end("low")?, end("high")?);
    if !needed && low.1.is_none() && high.1.is_none() {
        return None;
    }
    for (field, value) in [&low, &high] {
        checks.that(value.is_some(), field, "error-required");
    }
    Some(Range { low: low.1?, high: high.1? })
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let (frequency, loss) = (range(&fields, "frequency", true, &mut checks), range(&fields, "loss", true, &mut checks));
    let persons = range(&fields, "persons", false, &mut checks);
    let note = fields.text("note");
    let (key, version) = (id.clone(), fields.version());
    let done = match (checks.done(), frequency.zip(loss)) {
        (Ok(()), Some((frequency, loss))) => {
            let stated = StatedInputs { frequency, loss, persons };
            web.write(move |c, ctx| actions::state_intervals(c, ctx, &key, Some(version), &stated, &note)).await
        }
        (Err(refusal), _) => Err(refusal),
        (Ok(()), None) => Err(Refusal::invalid("frequency_low", "error-required")),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/risks/{id}#lens-b"), "ok", "risks-estimated", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            page_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn simulate(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (form.web, id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| actions::simulate(c, ctx, &key, None)).await?;
    web.redirect_saying(format!("/risks/{id}#lens-b"), "ok", "risks-simulated", &[])
}
