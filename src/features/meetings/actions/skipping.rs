//! A planned meeting whose month has passed is told: the manager first, a month later the director too, and then it is
//! escalated as well. Nobody answers for it: the security officers are told.

use crate::access::{Role, Via};
use crate::base::{Email, Id, Language, Period, Result};
use crate::features::meetings::parameters::MeetingTerms;
use crate::features::meetings::records::SkippedDialogue;
use crate::features::meetings::rules;
use crate::features::meetings::store::skipped::{self as store, Late};
use crate::features::{accounts, escalations};
use crate::kit::outbox::{self, Mail};
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The mail's event is in the outbox: it may not change.
const MAIL: &str = "dialogue_skipped";

/// A skipped dialogue that has come to a new step.
struct Step {
    late: Late,
    level: i32,
    months: i32,
    before: Option<SkippedDialogue>,
}

/// Tells of every skipped dialogue that has come to a new step, one mail a person. Run twice, it tells nobody twice.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    crate::kit::sweep::for_each(app.db.read_now(super::super::store::plans::organisations)?, |organisation_id| {
        let ctx = Ctx::job(organisation_id, "meetings.skipped", Via::Job, now);
        if !app.db.read_now(|c| steps(c, &ctx))?.is_empty() {
            app.db.write_now(|c| tell(c, &ctx))?;
        }
        Ok(())
    })
}

fn steps(c: &mut Db, ctx: &Ctx) -> Result<Vec<Step>> {
    let today = ctx.today();
    let terms = MeetingTerms::on(today);
    let late = store::late(c, &ctx.scope, &Period::of(today).to_string())?;
    let ids: Vec<Id> = late.iter().map(|each| each.dialogue_id.clone()).collect();
    let mut noted: BTreeMap<(Id, String), SkippedDialogue> = store::noted(c, &ctx.scope, &ids)?
        .into_iter()
        .map(|row| ((row.dialogue_id.clone(), row.period.clone()), row))
        .collect();
    let step = |each: Late| {
        let period: Period = each.period.parse().ok()?;
        let level = rules::level(period, today, terms.skip_grace_days, terms.skip_levels);
        let before = noted.remove(&(each.dialogue_id.clone(), each.period.clone()));
        let told = before.as_ref().map_or(0, |row| row.level);
        let months = rules::months_between(period, Period::of(today));
        (level > told).then_some(Step { late: each, level, months, before })
    };
    Ok(late.into_iter().filter_map(step).collect())
}

/// Somebody who is told, with the rows of the mail.
struct Told {
    name: String,
    language: Language,
    email: Email,
    first: Id,
    rows: Vec<Value>,
}

fn tell(c: &mut Db, ctx: &Ctx) -> Result<()> {
    let people = accounts::people_of_organisation(c, ctx.scope.client()?)?;
    let mut told: BTreeMap<Id, Told> = BTreeMap::new();
    let mut entries = Vec::new();
    let escalates_from = MeetingTerms::on(ctx.today()).skip_escalates_from;
    for step in steps(c, ctx)? {
        let mut managers = step.late.manager_id.iter().chain(&step.late.vendor_manager_id);
        let manager = managers.find(|id| people.iter().any(|(person, ..)| person.id == **id));
        let mut reached = Vec::new();
        for (person, role, language, address) in &people {
            let answers = manager.map_or(*role == Role::SecurityOfficer, |id| *id == person.id);
            let concerned = answers || step.level > 1 && *role == Role::Director;
            let (true, Ok(email)) = (concerned && !reached.contains(&person.id), address.parse::<Email>()) else {
                continue;
            };
            reached.push(person.id.clone());
            let row = json!({
                "vendor": step.late.vendor_name,
                "contract": step.late.contract_reference,
                "held_on": step.late.held_on,
                "months": step.months,
            });
            let new = || Told {
                name: person.name.clone(),
                language: *language,
                email,
                first: step.late.dialogue_id.clone(),
                rows: Vec::new(),
            };
            told.entry(person.id.clone()).or_insert_with(new).rows.push(row);
        }
        let row = SkippedDialogue {
            id: step.before.as_ref().map_or_else(|| ctx.new_id(), |row| row.id.clone()),
            organisation_id: ctx.scope.client()?.clone(),
            dialogue_id: step.late.dialogue_id.clone(),
            contract_id: step.late.contract_id.clone(),
            period: step.late.period.clone(),
            level: step.level,
            told: i32::try_from(reached.len()).unwrap_or(i32::MAX),
            noted_at: step.before.as_ref().map_or_else(|| ctx.instant(), |row| row.noted_at),
            escalated_at: ctx.instant(),
        };
        store::keep(c, &ctx.scope, &row)?;
        let earlier = step.before.as_ref().map_or(0, |row| row.level);
        if (earlier + 1..=row.level).contains(&escalates_from) {
            escalations::open_for_skipped(c, ctx, &step.late.dialogue_id)?;
        }
        let named = format!("{} {}", step.late.contract_reference, step.late.period);
        let said = json!({ "level": row.level, "told": row.told, "period": row.period });
        entries.push(
            audit::Entry::new("dialogue_skip", "dialogue", &step.late.dialogue_id)
                .vendor(&step.late.vendor_id)
                .named(named)
                .after(&said),
        );
    }
    audit::record_all(c, ctx, entries)?;
    let organisation_id = ctx.scope.client()?.clone();
    for person in told.into_values() {
        let data = json!({ "count": person.rows.len(), "rows": person.rows, "path": "/dialogues" });
        let mail = Mail::new(MAIL, &person.email, &person.name, person.language, data);
        outbox::mail(c, ctx, &organisation_id, ("dialogue", &person.first), &mail)?;
    }
    Ok(())
}
