//! What the organisation decides about reminders.

use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::features::sendings::actions::{self, SettingsEdit};
use crate::features::sendings::parameters::SendingTerms;
use crate::features::sendings::rules;
use crate::features::sendings::views::{Interval, SendingSettingsPage};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;

fn render(web: &Web, status: StatusCode, form: FormState, version: i32) -> Answer {
    let terms = SendingTerms::on(web.ctx()?.today());
    let page = SendingSettingsPage {
        form,
        version,
        intervals: (1..=4).map(|tier| Interval { tier, months: terms.interval_months(tier) }).collect(),
        can_edit: web.can(Permission::AssessmentSend),
    };
    let crumbs = vec![(web.word("sendings-title"), "/sendings".to_string())];
    web.page_titled(status, "pages/sendings/settings", web.word("sendings-settings"), crumbs, &page)
}

pub async fn show(web: Web) -> Answer {
    let now = web.read(actions::reminding).await?;
    let form = FormState::default()
        .with("ladder", actions::said_ladder(&now.ladder))
        .with("grace_days", now.grace_days)
        .with("escalate", if now.escalate { "1" } else { "" })
        .with("automatic", if now.automatic { "1" } else { "" });
    render(&web, StatusCode::OK, form, now.version)
}

fn read(fields: &Fields) -> Result<SettingsEdit> {
    let mut checks = Checks::default();
    let ladder = checks.keep(rules::read_ladder(&fields.text("ladder")));
    let grace_days = checks.keep(fields.required::<i32>("grace_days", "error-sending-grace"));
    checks.done()?;
    let wrong = || Refusal::Invalid(vec![FieldError::new("ladder", "error-sending-ladder")]);
    let (ladder, grace_days) = ladder.zip(grace_days).ok_or_else(wrong)?;
    Ok(SettingsEdit {
        ladder,
        grace_days,
        escalate: fields.checked("escalate"),
        automatic: fields.checked("automatic"),
    })
}

pub async fn save(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let version = fields.version();
    let saved = match read(&fields) {
        Ok(edit) => web.write(move |c, ctx| actions::change_settings(c, ctx, Some(version), &edit)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying("/sendings/settings", "ok", "sendings-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            render(&web, StatusCode::UNPROCESSABLE_ENTITY, state, version)
        }
        Err(refusal) => Err(refusal),
    }
}
