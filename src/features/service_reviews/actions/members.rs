//! Which services a campaign holds, who has each, and by when.

use super::{MAX_TEXT, person, running};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{FieldError, Id, text};
use crate::features::service_reviews::model::{AnalysisState, Content, RowOutcome};
use crate::features::service_reviews::records::{Analysis, Campaign};
use crate::features::service_reviews::store;
use crate::features::services::{self, Service, ServiceFilter};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What the register knows of the service already.
fn prefilled(service: &Service) -> Content {
    Content {
        operating_hours: service.operating_hours.clone(),
        max_outage_hours: service.max_outage_hours,
        fallback_routine: service.fallback_routine.clone(),
        fallback_tested_on: service.fallback_tested_on,
        ..Content::default()
    }
}

/// Puts an analysis for each of the services into the campaign: numbers go on where a service was in it before.
pub fn insert(c: &mut Db, ctx: &Ctx, campaign: &Campaign, service_ids: &[Id]) -> Result<usize> {
    let wanted: BTreeSet<&Id> = service_ids.iter().collect();
    let all = services::all(c, &ctx.scope, &ServiceFilter::default())?;
    let mut numbers: BTreeMap<Id, i32> = BTreeMap::new();
    for (service_id, number, _) in store::members(c, &ctx.scope, &campaign.id)? {
        numbers.insert(service_id, number);
    }
    let mut entries = Vec::new();
    for service in all.iter().filter(|service| wanted.contains(&service.id)) {
        let analysis = Analysis {
            id: ctx.new_id(),
            organisation_id: campaign.organisation_id.clone(),
            campaign_id: campaign.id.clone(),
            service_id: service.id.clone(),
            name_folded: text::sort_key(&service.name),
            number: numbers.get(&service.id).copied().unwrap_or(0) + 1,
            state: AnalysisState::NotStarted,
            owner_id: campaign.owner_id.clone(),
            owner_name: campaign.owner_name.clone(),
            due_on: campaign.due_on,
            content: serde_json::to_string(&prefilled(service)).map_err(Refusal::fault)?,
            ready_by: None,
            ready_by_name: None,
            ready_at: None,
            decision: None,
            decided_by: None,
            decided_by_name: None,
            decided_at: None,
            reason: None,
            diary_number: None,
            snapshot: None,
            sha256: None,
            replaced_at: None,
            removed_at: None,
            removed_reason: None,
            created_at: ctx.instant(),
            updated_at: ctx.instant(),
            version: 1,
        };
        store::insert_analysis(c, &analysis)?;
        entries
            .push(audit::Entry::new("create", "service_analysis", &analysis.id).named(&service.name).after(&analysis));
    }
    let added = entries.len();
    audit::record_all(c, ctx, entries)?;
    Ok(added)
}

/// Adds services to a campaign that runs; those in it already stay as they are. Gives how many were added.
/// Errors: `service_ids`, `rule-review-campaign-closed`.
pub fn add_services(c: &mut Db, ctx: &Ctx, campaign_id: &Id, service_ids: &[Id]) -> Result<usize> {
    ctx.require(Permission::CampaignRun)?;
    let campaign = running(c, ctx, campaign_id)?;
    let known = services::names(c, &ctx.scope, service_ids)?;
    let mut checks = Checks::default();
    checks.that(!service_ids.is_empty(), "service_ids", "error-review-choose-service");
    if service_ids.iter().any(|id| !known.contains_key(id)) {
        checks.add(FieldError::new("service_ids", "error-unknown"));
    }
    checks.done()?;
    let members = store::members(c, &ctx.scope, campaign_id)?;
    let inside: BTreeSet<&Id> = members.iter().filter(|(.., now)| *now).map(|(id, ..)| id).collect();
    let new: Vec<Id> = known.into_keys().filter(|id| !inside.contains(id)).collect();
    insert(c, ctx, &campaign, &new)
}

/// Takes a service out of the campaign, with a reason; what was written stays. A decided one stays in it.
/// Errors: `reason`, Conflict, `rule-review-decided`, `rule-review-campaign-closed`.
pub fn remove(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, reason: &str) -> Result<Analysis> {
    ctx.require(Permission::CampaignRun)?;
    let before = super::open(c, ctx, id, version)?;
    let mut checks = Checks::default();
    let reason = checks.required("reason", reason);
    checks.longest("reason", &reason, MAX_TEXT);
    checks.done()?;
    let after = Analysis {
        removed_at: Some(ctx.instant()),
        removed_reason: Some(reason),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    save(c, ctx, "review_remove", &before, &after)?;
    Ok(after)
}

/// Saves a change of an analysis with its audit event.
pub fn save(c: &mut Db, ctx: &Ctx, verb: &'static str, before: &Analysis, after: &Analysis) -> Result<()> {
    store::save_analysis(c, &ctx.scope, after)?;
    let names = services::names(c, &ctx.scope, std::slice::from_ref(&after.service_id))?;
    let name = names.into_values().next().unwrap_or_default();
    audit::record(c, ctx, audit::Entry::new(verb, "service_analysis", &after.id).named(name).change(before, after))
}

/// Who gets the analyses and by when; what is left out stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Assignment {
    pub analysis_ids: Vec<Id>,
    pub owner_id: Option<Id>,
    pub due_on: Option<NaiveDate>,
}

/// What came of one analysis in a bulk assignment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct RowSaid {
    pub id: Id,
    /// None for what is not in the campaign.
    pub service_name: Option<String>,
    pub outcome: RowOutcome,
}

/// Gives many analyses an owner or a day, and says what came of each: one that is decided or not in the campaign
/// stops none of the others. Errors: at the fields, `rule-review-campaign-closed`.
pub fn assign(c: &mut Db, ctx: &Ctx, campaign_id: &Id, asked: &Assignment) -> Result<Vec<RowSaid>> {
    ctx.require(Permission::CampaignRun)?;
    running(c, ctx, campaign_id)?;
    let mut checks = Checks::default();
    checks.that(!asked.analysis_ids.is_empty(), "analysis_ids", "error-review-choose-service");
    checks.that(asked.owner_id.is_some() || asked.due_on.is_some(), "owner_id", "error-review-assign-what");
    checks.that(asked.due_on.is_none_or(|day| day >= ctx.today()), "due_on", "error-date-past");
    let owner = match &asked.owner_id {
        Some(id) => Some(person(c, ctx, &mut checks, "owner_id", Some(id), Some(Permission::ServiceEdit))?),
        None => None,
    };
    checks.done()?;
    let filter = store::AnalysisFilter { campaign_id: Some(campaign_id.clone()), ..store::AnalysisFilter::default() };
    let mut known: HashMap<Id, Analysis> =
        store::all_analyses(c, &ctx.scope, &filter)?.into_iter().map(|each| (each.id.clone(), each)).collect();
    let service_ids: Vec<Id> = known.values().map(|each| each.service_id.clone()).collect();
    let names = services::names(c, &ctx.scope, &service_ids)?;
    let (mut said, mut entries) = (Vec::new(), Vec::new());
    for id in &asked.analysis_ids {
        let Some(before) = known.remove(id) else {
            // a second mention of a row that has been dealt with is no row of its own
            if !said.iter().any(|row: &RowSaid| row.id == *id) {
                said.push(RowSaid { id: id.clone(), service_name: None, outcome: RowOutcome::Missing });
            }
            continue;
        };
        let name = names.get(&before.service_id).cloned();
        let mut after = before.clone();
        if let Some((owner_id, owner_name)) = &owner {
            (after.owner_id, after.owner_name) = (owner_id.clone(), owner_name.clone());
        }
        after.due_on = asked.due_on.unwrap_or(before.due_on);
        let outcome = if before.state == AnalysisState::Decided {
            RowOutcome::Decided
        } else if (&after.owner_id, after.due_on) == (&before.owner_id, before.due_on) {
            RowOutcome::Unchanged
        } else {
            after.version += 1;
            after.updated_at = ctx.instant();
            store::save_analysis(c, &ctx.scope, &after)?;
            let entry = audit::Entry::new("review_assign", "service_analysis", &after.id);
            entries.push(entry.named(name.clone().unwrap_or_default()).change(&before, &after));
            RowOutcome::Changed
        };
        said.push(RowSaid { id: id.clone(), service_name: name, outcome });
    }
    audit::record_all(c, ctx, entries)?;
    Ok(said)
}
