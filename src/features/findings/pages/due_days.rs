//! The organisation's own days to due dates.

use crate::access::Permission;
use crate::base::clock::swedish_date;
use crate::base::refusal::{Checks, Refusal};
use crate::features::controls::FollowUpModel;
use crate::features::findings::due_days::{self, DueDaysInput};
use crate::features::findings::store::{self, DueDaySetting};
use crate::features::findings::views::{DueDaysFacts, DueDaysPage};
use crate::kit::web::{Answer, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;

async fn show_with(web: &Web, status: StatusCode, form: Option<FormState>) -> Answer {
    let settings: Vec<DueDaySetting> = web.read(|c, ctx| store::due_day_settings_of(c, &ctx.scope)).await?;
    let today = swedish_date(web.visitor.now);
    let shipped = DueDaysFacts::shipped(FollowUpModel::versions().on(today));
    let holds = due_days::in_force(&settings, today).map_or_else(|| shipped.clone(), DueDaysFacts::of);
    let fresh = || {
        FormState::default()
            .with("critical", holds.critical)
            .with("high", holds.high)
            .with("medium", holds.medium)
            .with("low", holds.low)
            .with("valid_from", today)
    };
    let body = DueDaysPage {
        form: form.unwrap_or_else(fresh),
        settings,
        shipped,
        can_edit: web.can(Permission::ModelEdit),
        holds,
    };
    let crumbs = vec![(web.word("findings-title"), "/findings".to_string())];
    web.page_titled(status, "pages/findings/due_days", web.word("duedays-title"), crumbs, &body)
}

pub async fn show(web: Web) -> Answer {
    show_with(&web, StatusCode::OK, None).await
}

pub async fn save(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let input = DueDaysInput {
        critical: checks.keep(fields.required("critical", "error-number")),
        high: checks.keep(fields.required("high", "error-number")),
        medium: checks.keep(fields.required("medium", "error-number")),
        low: checks.keep(fields.required("low", "error-number")),
        valid_from: checks.keep(fields.date("valid_from")).flatten(),
        reason: fields.text("reason"),
    };
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| due_days::set_due_days(c, ctx, &input)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying("/due-days", "ok", "duedays-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            show_with(&web, StatusCode::UNPROCESSABLE_ENTITY, Some(form)).await
        }
        Err(refusal) => Err(refusal),
    }
}
