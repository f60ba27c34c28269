//! Reminders: one mail for each person and day, whatever the number of analyses.

use crate::access::{Permission, Via};
use crate::base::refusal::Result;
use crate::base::{Email, Id, clock};
use crate::features::accounts;
use crate::features::service_reviews::parameters::Parameters;
use crate::features::service_reviews::records::{Analysis, Campaign, Reminder};
use crate::features::service_reviews::{rules, store};
use crate::features::services;
use crate::kit::outbox::{self, Mail};
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Reminds everybody who owns an open analysis of the campaign; who was reminded today already is left alone.
/// Gives how many were. Errors: `rule-review-campaign-closed`.
pub fn remind(c: &mut Db, ctx: &Ctx, campaign_id: &Id) -> Result<usize> {
    ctx.require(Permission::CampaignRun)?;
    let campaign = super::running(c, ctx, campaign_id)?;
    let open = store::open_analyses(c, &ctx.scope)?;
    let of_this: Vec<Analysis> = open.into_iter().filter(|each| each.campaign_id == *campaign_id).collect();
    let owners: BTreeSet<Id> = of_this.iter().map(|each| each.owner_id.clone()).collect();
    let told = tell(c, ctx, &of_this, &owners)?;
    let entry = audit::Entry::new("review_remind", "service_campaign", campaign_id).named(&campaign.title);
    audit::record(c, ctx, entry.after(&json!({ "reminded": told })))?;
    Ok(told)
}

/// Reminds whoever has an analysis for which a day of reminding has come since they were last reminded. Run twice
/// on a day, it does nothing more.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    for organisation_id in app.db.read_now(store::organisations_with_campaigns)? {
        let ctx = Ctx::job(organisation_id, "service_reviews.sweep", Via::Job, now);
        let waiting = app.db.read_now(|c| due(c, &ctx))?;
        if !waiting.is_empty() {
            app.db.write_now(|c| {
                let (open, owners) = (store::open_analyses(c, &ctx.scope)?, due(c, &ctx)?);
                tell(c, &ctx, &open, &owners)
            })?;
        }
    }
    Ok(())
}

/// Who is to be reminded now.
fn due(c: &mut Db, ctx: &Ctx) -> Result<BTreeSet<Id>> {
    let (today, parameters) = (ctx.today(), Parameters::on(ctx.today()));
    let last = store::last_reminders(c, &ctx.scope)?;
    let reached: BTreeSet<Id> =
        accounts::people_of_organisation(c, ctx.scope.client()?)?.into_iter().map(|(person, ..)| person.id).collect();
    let is_due = |each: &Analysis| {
        let (before, every) = (&parameters.remind_before_days, parameters.remind_every_days);
        rules::reminder_day(each.due_on, before, every, today).is_some_and(|day| {
            day >= clock::swedish_date(each.created_at.utc())
                && last.get(&each.owner_id).is_none_or(|reminded| *reminded < day)
        })
    };
    let open = store::open_analyses(c, &ctx.scope)?;
    Ok(open
        .iter()
        .filter(|each| reached.contains(&each.owner_id) && is_due(each))
        .map(|e| e.owner_id.clone())
        .collect())
}

/// One mail to each of the owners about what is due soon or late; all of theirs when nothing is.
fn tell(c: &mut Db, ctx: &Ctx, open: &[Analysis], owners: &BTreeSet<Id>) -> Result<usize> {
    let organisation_id = ctx.scope.client()?.clone();
    let today = ctx.today();
    let last = store::last_reminders(c, &ctx.scope)?;
    let campaigns: BTreeMap<Id, Campaign> =
        store::running(c, &ctx.scope)?.into_iter().map(|campaign| (campaign.id.clone(), campaign)).collect();
    let service_ids: Vec<Id> = open.iter().map(|each| each.service_id.clone()).collect();
    let names = services::names(c, &ctx.scope, &service_ids)?;
    let mut told = BTreeSet::new();
    for (person, _, language, address) in accounts::people_of_organisation(c, &organisation_id)? {
        // a person with two roles is listed twice
        let again = last.get(&person.id).is_some_and(|day| *day >= today) || told.contains(&person.id);
        let Ok(email) = address.parse::<Email>() else { continue };
        let theirs = digest(open.iter().filter(|each| each.owner_id == person.id).collect(), today);
        if !owners.contains(&person.id) || again || theirs.is_empty() {
            continue;
        }
        let rows: Vec<_> = theirs
            .iter()
            .map(|each| {
                json!({
                    "service": names.get(&each.service_id),
                    "campaign": campaigns.get(&each.campaign_id).map(|campaign| &campaign.title),
                    "due_on": each.due_on,
                    "late": each.due_on < today,
                })
            })
            .collect();
        let of: BTreeSet<&Id> = theirs.iter().map(|each| &each.campaign_id).collect();
        let path = match (of.first(), of.len()) {
            (Some(id), 1) => format!("/service-campaigns/{id}?owner_id={}", person.id),
            _ => "/service-campaigns".to_string(),
        };
        let late = theirs.iter().filter(|each| each.due_on < today).count();
        let data = json!({ "count": theirs.len(), "late": late, "rows": rows, "path": path });
        let mail = Mail::new("review_reminder", &email, &person.name, language, data);
        outbox::mail(c, ctx, &organisation_id, ("person", &person.id), &mail)?;
        let row = Reminder {
            id: ctx.new_id(),
            organisation_id: organisation_id.clone(),
            person_id: person.id.clone(),
            on_date: today,
            sent_at: ctx.instant(),
        };
        store::insert_reminder(c, &row)?;
        told.insert(person.id);
    }
    Ok(told.len())
}

fn digest(theirs: Vec<&Analysis>, today: NaiveDate) -> Vec<&Analysis> {
    let ahead = Parameters::on(today).digest_ahead_days;
    let soon: Vec<&Analysis> =
        theirs.iter().copied().filter(|each| (each.due_on - today).num_days() <= ahead).collect();
    if soon.is_empty() { theirs } else { soon }
}
