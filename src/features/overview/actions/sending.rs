//! Reports by mail: once a month, to those who were chosen, by the outbox. A report that is marked as secret is a link
//! and nothing else; any other shows only the figures that its receiver may read.

use crate::access::{Role, Via, policy};
use crate::base::{Email, Period, Result};
use crate::features::accounts;
use crate::features::overview::actions::{Counted, figures};
use crate::features::overview::model::{Part, ReportKind};
use crate::features::overview::records::Mailing;
use crate::features::overview::store;
use crate::kit::outbox::{self, Mail};
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Datelike, Utc};
use serde_json::{Value, json};

impl ReportKind {
    /// The report's own address.
    pub fn path(self) -> &'static str {
        match self {
            ReportKind::Director => "/overview",
            ReportKind::FollowUp => "/overview/follow-up",
            ReportKind::Memo => "/overview/memo",
        }
    }

    fn parts(self) -> &'static [Part] {
        match self {
            ReportKind::Director | ReportKind::Memo => &[Part::Critical, Part::Changed, Part::Decided, Part::Unknown],
            ReportKind::FollowUp => &[Part::FollowUp],
        }
    }
}

/// The month's mailing has not been sent, and its day has come. After a stop it is sent late, never twice.
fn is_due(row: &Mailing, ctx: &Ctx) -> bool {
    let today = ctx.today();
    let period = Period::of(today).to_string();
    let day = i32::try_from(today.day()).unwrap_or(i32::MAX);
    row.active && day >= row.day_of_month && row.last_period.as_deref() != Some(period.as_str())
}

/// Sends what is due at every client. Run again the same month, it sends nothing.
pub fn send_due(app: &App, now: DateTime<Utc>) -> Result<()> {
    for client in app.db.read_now(store::clients_mailing)? {
        let ctx = Ctx::job(client, "overview.mailing", Via::Job, now);
        let waits = app.db.read_now(|c| store::mailings(c, &ctx.scope))?.iter().any(|row| is_due(row, &ctx));
        if waits {
            app.db.write_now(|c| send(c, &ctx))?;
        }
    }
    Ok(())
}

fn send(c: &mut Db, ctx: &Ctx) -> Result<()> {
    let client = ctx.scope.client()?.clone();
    let due: Vec<Mailing> = store::mailings(c, &ctx.scope)?.into_iter().filter(|row| is_due(row, ctx)).collect();
    let receivers = store::receivers(c, &ctx.scope)?;
    let people = accounts::people_of_organisation(c, &client)?;
    let organisation = store::organisation_name(c, &ctx.scope)?;
    for row in due {
        let counted = figures(c, ctx, row.report.parts())?;
        let mut told = 0_usize;
        for (person, role, language, address) in &people {
            let chosen = receivers.iter().any(|(mailing, id)| *mailing == row.id && *id == person.id);
            let Ok(email) = address.parse::<Email>() else { continue };
            if !chosen || !policy::allows(Some(*role), crate::access::Permission::RegisterRead) {
                continue;
            }
            let rows = if row.secrecy_marked { Vec::new() } else { shown(&counted, *role) };
            let data = json!({
                "report": row.report, "organisation": organisation, "on": ctx.today(), "path": row.report.path(),
                "secret": row.secrecy_marked, "rows": rows,
            });
            let mail = Mail::new("report", &email, &person.name, *language, data);
            outbox::mail(c, ctx, &client, ("report_mailing", &row.id), &mail)?;
            told += 1;
        }
        let after = Mailing { last_period: Some(Period::of(ctx.today()).to_string()), ..row.clone() };
        store::save_mailing(c, &ctx.scope, &after)?;
        let entry = audit::Entry::new("send", "report_mailing", &row.id).named(row.report.as_str());
        audit::record(c, ctx, entry.after(&json!({ "receivers": told, "period": after.last_period })))?;
    }
    Ok(())
}

fn shown(counted: &Counted, role: Role) -> Vec<Value> {
    let may = counted.figures.iter().filter(|figure| policy::allows(Some(role), figure.measure.needs()));
    may.map(|figure| json!({ "measure": figure.measure, "value": figure.value, "change": figure.change() })).collect()
}
