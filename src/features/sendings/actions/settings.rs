//! What an organisation decides about its reminders.

use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result, check_version};
use crate::features::sendings::model::Reminding;
use crate::features::sendings::parameters::SendingTerms;
use crate::features::sendings::records::Settings;
use crate::features::sendings::{rules, store};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// The reminders as an organisation wants them.
#[derive(Debug, Clone)]
pub struct SettingsEdit {
    /// Days from the due day.
    pub ladder: Vec<i32>,
    pub grace_days: i32,
    pub escalate: bool,
    pub automatic: bool,
}

/// What holds now: the organisation's own decision, or the seed's values.
pub fn reminding(c: &mut Db, ctx: &Ctx) -> Result<Reminding> {
    let terms = SendingTerms::on(ctx.today());
    Ok(match store::settings(c, &ctx.scope)? {
        Some(row) => Reminding {
            ladder: rules::read_ladder(&row.ladder).unwrap_or_else(|_| terms.ladder.clone()),
            grace_days: row.grace_days,
            escalate: row.escalate,
            automatic: row.automatic,
            version: row.version,
        },
        None => Reminding {
            ladder: terms.ladder.clone(),
            grace_days: terms.grace_days,
            escalate: terms.escalate,
            automatic: false,
            version: 0,
        },
    })
}

/// Decides on other reminders. Errors: `ladder`, `grace_days`, Conflict.
pub fn change_settings(c: &mut Db, ctx: &Ctx, version: Option<i32>, edit: &SettingsEdit) -> Result<Reminding> {
    ctx.require(Permission::AssessmentSend)?;
    let organisation_id = ctx.scope.client()?.clone();
    let before = reminding(c, ctx)?;
    check_version(version, before.version, || {
        BTreeMap::from([
            ("ladder".to_string(), said(&before.ladder)),
            ("grace_days".to_string(), before.grace_days.to_string()),
        ])
    })?;
    let mut checks = Checks::default();
    let ladder = checks.keep(rules::check_ladder(edit.ladder.clone()));
    let grace_days = checks.keep(rules::check_grace(edit.grace_days));
    checks.done()?;
    let (ladder, grace_days) = ladder.zip(grace_days).ok_or(Refusal::NotFound)?;
    let stored = store::settings(c, &ctx.scope)?;
    let row = Settings {
        id: stored.map_or_else(|| ctx.new_id(), |row| row.id),
        organisation_id,
        ladder: said(&ladder),
        grace_days,
        escalate: edit.escalate,
        automatic: edit.automatic,
        updated_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: before.version + 1,
    };
    store::put_settings(c, &ctx.scope, &row)?;
    let after =
        Reminding { ladder, grace_days, escalate: edit.escalate, automatic: edit.automatic, version: row.version };
    audit::record(c, ctx, audit::Entry::new("update", "sending_settings", &row.id).change(&before, &after))?;
    Ok(after)
}

/// `-14, -3, 0, 7`
pub fn said(ladder: &[i32]) -> String {
    ladder.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
