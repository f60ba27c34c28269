//! Reminders of campaigns: one mail to each person, with everything that is left for them.

use crate::access::{Permission, Via};
use crate::base::{Email, Id, Result, clock};
use crate::features::accounts;
use crate::features::categorisation::records::{Round, RoundLine};
use crate::features::categorisation::store::{self, LineFilter, LineState};
use crate::features::tiering;
use crate::features::vendors;
use crate::kit::outbox::{self, Mail};
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::json;

/// How many vendors a mail names for each campaign; the rest are counted.
const NAMED: usize = 10;

/// Whether a campaign is so near its last day, and its last reminder so long ago, that it reminds.
fn is_due(round: &Round, today: NaiveDate, days: u32) -> bool {
    let days = Duration::days(i64::from(days));
    let again = |at: crate::base::Instant| clock::swedish_date(at.utc()) + days <= today;
    round.due_on - days <= today && round.reminded_at.is_none_or(again)
}

/// Reminds in every client's campaigns that are due for it. Run again the same day, it does nothing.
pub fn remind_due(app: &App, now: DateTime<Utc>) -> Result<()> {
    for client in app.db.read_now(store::clients)? {
        let ctx = Ctx::job(client, "categorisation.reminders", Via::Job, now);
        let due = |c: &mut Db| -> Result<Vec<Round>> {
            let rounds = store::open_rounds(c, &ctx.scope)?;
            if rounds.is_empty() {
                return Ok(rounds);
            }
            let days = tiering::model_on(c, &ctx.scope, ctx.today())?.capacity().reminder_days;
            Ok(rounds.into_iter().filter(|round| is_due(round, ctx.today(), days)).collect())
        };
        if app.db.read_now(due)?.is_empty() {
            continue;
        }
        app.db.write_now(|c| {
            let rounds = due(c)?;
            send(c, &ctx, &rounds)
        })?;
    }
    Ok(())
}

/// Reminds of one campaign now, at most once a day. Gives how many people were written to.
/// Errors: `rule-round-closed`, `rule-round-reminded`.
pub fn remind(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<usize> {
    ctx.require(Permission::CampaignRun)?;
    let round = store::find_round(c, &ctx.scope, id)?;
    if round.closed_at.is_some() {
        return Err(crate::base::Refusal::rule("rule-round-closed"));
    }
    if round.reminded_at.is_some_and(|at| clock::swedish_date(at.utc()) == ctx.today()) {
        return Err(crate::base::Refusal::rule("rule-round-reminded"));
    }
    send(c, ctx, &[round])
}

/// One mail to each person with a vendor left. What nobody owns goes to whoever started the campaign.
fn send(c: &mut Db, ctx: &Ctx, rounds: &[Round]) -> Result<usize> {
    let organisation_id = ctx.scope.client()?.clone();
    let left_filter = LineFilter { state: Some(LineState::Left), ..LineFilter::default() };
    let mut left: Vec<(&Round, Vec<RoundLine>)> = Vec::new();
    for round in rounds {
        left.push((round, store::all_lines(c, &ctx.scope, round, &left_filter, ctx.instant())?));
    }
    let names = vendors::choices(c, &ctx.scope)?.into_iter().collect::<std::collections::BTreeMap<_, _>>();
    let mut told = 0;
    for (person, _, language, address) in accounts::people_of_organisation(c, &organisation_id)? {
        let Ok(email) = address.parse::<Email>() else { continue };
        let mut all = Vec::new();
        for (round, lines) in &left {
            let owner = |line: &&RoundLine| line.owner_id.as_ref().unwrap_or(&round.created_by) == &person.id;
            let theirs: Vec<&RoundLine> = lines.iter().filter(owner).collect();
            if theirs.is_empty() {
                continue;
            }
            let said: Vec<&String> = theirs.iter().filter_map(|line| names.get(&line.vendor_id)).take(NAMED).collect();
            all.push(json!({
                "title": round.title, "due_on": round.due_on, "count": theirs.len(), "names": said,
                "more": theirs.len() - said.len(),
                "path": format!("/categorisation-rounds/{}?owner={}&state=left", round.id, person.id),
            }));
        }
        if all.is_empty() {
            continue;
        }
        let mail = Mail::new("categorisation_reminder", &email, &person.name, language, json!({ "rounds": all }));
        outbox::mail(c, ctx, &organisation_id, ("person", &person.id), &mail)?;
        told += 1;
    }
    for (round, _) in left {
        let after = Round { reminded_at: Some(ctx.instant()), version: round.version + 1, ..round.clone() };
        store::save_round(c, &ctx.scope, &after)?;
        let entry = audit::Entry::new("remind", "categorisation_round", &round.id).named(&round.title);
        audit::record(c, ctx, entry.change(round, &after))?;
    }
    Ok(told)
}
