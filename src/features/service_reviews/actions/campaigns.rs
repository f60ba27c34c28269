//! A campaign begins, changes and ends.

use super::{MAX_DIARY, MAX_TEXT, MAX_TITLE, check_campaign, members, person};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{FieldError, Id, text};
use crate::features::service_reviews::comparison;
use crate::features::service_reviews::model::{AnalysisState, CampaignState, Selection, Which};
use crate::features::service_reviews::records::Campaign;
use crate::features::service_reviews::store;
use crate::kit::snapshot::canonical_json;
use crate::kit::{Ctx, audit, diary};
use crate::platform::db::Db;
use chrono::NaiveDate;

/// A campaign about to begin.
#[derive(Debug, Clone)]
pub struct NewCampaign {
    pub title: String,
    pub why: String,
    /// Who answers for the whole (domain.md 1.3 row 72).
    pub manager_id: Option<Id>,
    /// Who owns each analysis until somebody else does.
    pub owner_id: Option<Id>,
    pub due_on: Option<NaiveDate>,
    pub diary_number: Option<String>,
    pub selection: Selection,
}

/// What can be changed of a campaign afterwards.
#[derive(Debug, Clone)]
pub struct CampaignEdit {
    pub title: String,
    pub why: String,
    pub manager_id: Option<Id>,
    pub owner_id: Option<Id>,
    pub due_on: Option<NaiveDate>,
    pub diary_number: Option<String>,
}

struct Checked {
    title: String,
    why: String,
    manager: (Id, String),
    owner: (Id, String),
    due_on: NaiveDate,
    diary_number: Option<String>,
}

fn checked(
    c: &mut Db,
    ctx: &Ctx,
    checks: &mut Checks,
    new: &CampaignEdit,
    before: Option<&Campaign>,
) -> Result<Checked> {
    let title = text::tidy(&checks.required("title", &new.title));
    let why = checks.required("why", &new.why);
    let diary_number = diary::tidy(new.diary_number.as_deref());
    checks.longest("title", &title, MAX_TITLE);
    checks.longest("why", &why, MAX_TEXT);
    checks.longest("diary_number", diary_number.as_deref().unwrap_or_default(), MAX_DIARY);
    let stored = before.and_then(|campaign| campaign.diary_number.as_deref());
    checks.extend(diary::check(c, &ctx.scope, "diary_number", diary_number.as_deref(), stored)?);
    let manager = person(c, ctx, checks, "manager_id", new.manager_id.as_ref(), None)?;
    let owner = person(c, ctx, checks, "owner_id", new.owner_id.as_ref(), Some(Permission::ServiceEdit))?;
    match new.due_on {
        None => checks.that(false, "due_on", "error-required"),
        // a deadline that has passed may stay as it is, but none is set in the past
        Some(day) => {
            let was_due = before.map(|campaign| campaign.due_on);
            checks.that(day >= ctx.today() || Some(day) == was_due, "due_on", "error-date-past");
        }
    }
    Ok(Checked { title, why, manager, owner, due_on: new.due_on.unwrap_or(ctx.today()), diary_number })
}

/// Begins a campaign: one analysis for each service that the selection takes (those in breach, unless it says
/// otherwise), and the counts of the population kept as they stand now.
/// Errors: at the fields; `error-review-no-services` when it takes none.
pub fn start(c: &mut Db, ctx: &Ctx, new: &NewCampaign) -> Result<Campaign> {
    ctx.require(Permission::CampaignRun)?;
    let organisation_id = ctx.scope.client()?.clone();
    let mut checks = Checks::default();
    let facts = CampaignEdit {
        title: new.title.clone(),
        why: new.why.clone(),
        manager_id: new.manager_id.clone(),
        owner_id: new.owner_id.clone(),
        due_on: new.due_on,
        diary_number: new.diary_number.clone(),
    };
    let said = checked(c, ctx, &mut checks, &facts, None)?;
    let selection = &new.selection;
    if let Some(id) = &selection.platform_id {
        let known = crate::features::services::find_platform(c, &ctx.scope, id).is_ok();
        checks.that(known, "platform_id", "error-unknown");
        if !known {
            checks.done()?;
            return Err(Refusal::NotFound);
        }
    }
    let chosen = comparison::choose(c, ctx, selection, Which::Breaches)?;
    if !chosen.unknown.is_empty() {
        checks.add(FieldError::new("service_ids", "error-unknown"));
    }
    checks.that(!chosen.taken.is_empty(), "which", "error-review-no-services");
    checks.done()?;
    let basis = comparison::basis(c, ctx, selection, &chosen)?;
    let campaign = Campaign {
        id: ctx.new_id(),
        number: store::next_number(c, &ctx.scope)?,
        organisation_id,
        search_text: text::fold(&said.title),
        title: said.title,
        why: said.why,
        platform_id: selection.platform_id.clone(),
        manager_id: said.manager.0,
        manager_name: said.manager.1,
        owner_id: said.owner.0,
        owner_name: said.owner.1,
        due_on: said.due_on,
        diary_number: said.diary_number,
        basis: canonical_json(&serde_json::to_value(&basis).map_err(Refusal::fault)?),
        state: CampaignState::Running,
        closed_at: None,
        closed_note: None,
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    };
    store::insert_campaign(c, &campaign)?;
    let entry = audit::Entry::new("create", "service_campaign", &campaign.id).named(&campaign.title).after(&campaign);
    audit::record(c, ctx, entry)?;
    let ids: Vec<Id> = chosen.taken.iter().map(|each| each.line.id.clone()).collect();
    members::insert(c, ctx, &campaign, &ids)?;
    Ok(campaign)
}

/// Changes what the campaign says of itself; analyses keep their owners and days.
/// Errors: at the fields, Conflict, `rule-review-campaign-closed`.
pub fn edit(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, edit: &CampaignEdit) -> Result<Campaign> {
    ctx.require(Permission::CampaignRun)?;
    let before = super::running(c, ctx, id)?;
    check_campaign(version, &before)?;
    let mut checks = Checks::default();
    let said = checked(c, ctx, &mut checks, edit, Some(&before))?;
    checks.done()?;
    let after = Campaign {
        search_text: text::fold(&said.title),
        title: said.title,
        why: said.why,
        manager_id: said.manager.0,
        manager_name: said.manager.1,
        owner_id: said.owner.0,
        owner_name: said.owner.1,
        due_on: said.due_on,
        diary_number: said.diary_number,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_campaign(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("update", "service_campaign", id).named(&after.title).change(&before, &after);
    audit::record(c, ctx, entry)?;
    Ok(after)
}

/// Ends the campaign. With services undecided it takes a note that says why.
/// Errors: `note`, Conflict, `rule-review-campaign-closed`.
pub fn close(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, note: Option<&str>) -> Result<Campaign> {
    ctx.require(Permission::CampaignRun)?;
    let before = super::running(c, ctx, id)?;
    check_campaign(version, &before)?;
    let note = note.and_then(text::non_empty);
    let mut checks = Checks::default();
    checks.longest("note", note.as_deref().unwrap_or_default(), MAX_TEXT);
    let filter = store::AnalysisFilter { campaign_id: Some(id.clone()), ..store::AnalysisFilter::default() };
    let all = store::all_analyses(c, &ctx.scope, &filter)?;
    let undecided = all.iter().any(|each| each.state != AnalysisState::Decided);
    checks.that(!undecided || note.is_some(), "note", "error-review-close-note");
    checks.done()?;
    let after = Campaign {
        state: CampaignState::Closed,
        closed_at: Some(ctx.instant()),
        closed_note: note,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_campaign(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("close", "service_campaign", id).named(&after.title).change(&before, &after);
    audit::record(c, ctx, entry)?;
    Ok(after)
}
