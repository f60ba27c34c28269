//! An analysis is written, by several people if need be, and made ready.

use super::members::save;
use super::{MAX_TEXT, MAX_TITLE, check_analysis, open, person, running, tidy};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::service_reviews::model::{AnalysisState, Content};
use crate::features::service_reviews::records::{Analysis, Author, Measure};
use crate::features::service_reviews::{comparison, rules, store};
use crate::features::services;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;

/// More hours than a year holds is no outage that anybody plans for.
const MAX_HOURS: i32 = 8_760;

fn checked(c: &mut Db, ctx: &Ctx, checks: &mut Checks, typed: &Content) -> Result<Content> {
    let mut content = typed.clone();
    let texts: [(&str, &mut Option<String>); 10] = [
        ("information", &mut content.information),
        ("scenarios", &mut content.scenarios),
        ("privacy_note", &mut content.privacy_note),
        ("safety_note", &mut content.safety_note),
        ("benefit", &mut content.benefit),
        ("harm_of_stopping", &mut content.harm_of_stopping),
        ("alternative_channel", &mut content.alternative_channel),
        ("fallback_routine", &mut content.fallback_routine),
        ("cost_note", &mut content.cost_note),
        ("proposal_reason", &mut content.proposal_reason),
    ];
    for (field, text) in texts {
        *text = tidy(text);
        checks.longest(field, text.as_deref().unwrap_or_default(), MAX_TEXT);
    }
    content.operating_hours = tidy(&content.operating_hours);
    checks.longest("operating_hours", content.operating_hours.as_deref().unwrap_or_default(), MAX_TITLE);
    let hours = content.max_outage_hours.is_none_or(|hours| (0..=MAX_HOURS).contains(&hours));
    checks.that(hours, "max_outage_hours", "error-review-hours");
    rules::check_cost(checks, content.cost_low, content.cost_high);
    let tested = content.fallback_tested_on.is_none_or(|day| day <= ctx.today());
    checks.that(tested, "fallback_tested_on", "error-review-tested-future");
    if let Some(id) = &content.target_platform_id {
        let known = services::find_platform(c, &ctx.scope, id).is_ok();
        checks.that(known, "target_platform_id", "error-unknown");
    }
    Ok(content)
}

/// Notes that the one who acts has written in the analysis, so that they cannot decide on it.
fn has_written(c: &mut Db, ctx: &Ctx, analysis: &Analysis) -> Result<()> {
    let known = store::authors(c, &ctx.scope, &analysis.id)?;
    if known.iter().any(|author| author.person_id == ctx.actor.person_id) {
        return Ok(());
    }
    // A program writes for nobody: its actor is the organisation, not a person.
    if ctx.actor.person_id == ctx.actor.organisation_id {
        return Ok(());
    }
    let author = Author {
        id: ctx.new_id(),
        organisation_id: analysis.organisation_id.clone(),
        analysis_id: analysis.id.clone(),
        person_id: ctx.actor.person_id.clone(),
        person_name: ctx.actor.name.clone(),
        duty: None,
        added_at: ctx.instant(),
    };
    store::insert_author(c, &author)
}

/// Writes the analysis. A ready one is taken back to work by it.
/// Errors: at the fields, Conflict, `rule-review-decided`, `rule-review-campaign-closed`.
pub fn write(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, typed: &Content) -> Result<Analysis> {
    ctx.require(Permission::ServiceEdit)?;
    let before = open(c, ctx, id, version)?;
    let mut checks = Checks::default();
    let content = checked(c, ctx, &mut checks, typed)?;
    checks.done()?;
    let after = Analysis {
        content: serde_json::to_string(&content).map_err(Refusal::fault)?,
        state: AnalysisState::InProgress,
        ready_by: None,
        ready_by_name: None,
        ready_at: None,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    has_written(c, ctx, &after)?;
    save(c, ctx, "update", &before, &after)?;
    Ok(after)
}

/// Names somebody as an author with their duty in it (domain.md 1.3 row 59). Again, with another duty, changes it.
pub fn add_author(c: &mut Db, ctx: &Ctx, id: &Id, person_id: Option<&Id>, duty: Option<&str>) -> Result<Analysis> {
    ctx.require(Permission::ServiceEdit)?;
    let analysis = open(c, ctx, id, None)?;
    let mut checks = Checks::default();
    let duty = tidy(&duty.map(ToString::to_string));
    checks.longest("duty", duty.as_deref().unwrap_or_default(), MAX_TITLE);
    let (person_id, person_name) = person(c, ctx, &mut checks, "person_id", person_id, None)?;
    checks.done()?;
    let known = store::authors(c, &ctx.scope, id)?;
    let author = match known.into_iter().find(|author| author.person_id == person_id) {
        Some(author) => {
            store::set_duty(c, &ctx.scope, &author.id, duty.as_deref())?;
            Author { duty, ..author }
        }
        None => {
            let author = Author {
                id: ctx.new_id(),
                organisation_id: analysis.organisation_id.clone(),
                analysis_id: id.clone(),
                person_id,
                person_name,
                duty,
                added_at: ctx.instant(),
            };
            store::insert_author(c, &author)?;
            author
        }
    };
    let entry = audit::Entry::new("review_author", "service_analysis", id).named(&author.person_name).after(&author);
    audit::record(c, ctx, entry)?;
    Ok(analysis)
}

/// Adds a compensating measure. Errors: at the fields.
pub fn add_measure(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    measure: &str,
    owner_id: Option<&Id>,
    due_on: Option<NaiveDate>,
) -> Result<Measure> {
    ctx.require(Permission::ServiceEdit)?;
    let analysis = open(c, ctx, id, None)?;
    let mut checks = Checks::default();
    let measure = checks.required("measure", measure);
    checks.longest("measure", &measure, MAX_TITLE);
    let owner = person(c, ctx, &mut checks, "measure_owner_id", owner_id, None)?;
    match due_on {
        None => checks.that(false, "measure_due_on", "error-required"),
        Some(day) => checks.that(day >= ctx.today(), "measure_due_on", "error-date-past"),
    }
    checks.done()?;
    let row = Measure {
        id: ctx.new_id(),
        organisation_id: analysis.organisation_id.clone(),
        analysis_id: id.clone(),
        measure,
        owner_id: Some(owner.0),
        owner_name: owner.1,
        due_on: due_on.unwrap_or(ctx.today()),
        action_id: None,
        created_at: ctx.instant(),
    };
    store::insert_measure(c, &row)?;
    has_written(c, ctx, &analysis)?;
    let entry = audit::Entry::new("review_measure", "service_analysis", id).named(&row.measure).after(&row);
    audit::record(c, ctx, entry)?;
    Ok(row)
}

/// Takes a measure away again, as long as nothing is decided.
pub fn remove_measure(c: &mut Db, ctx: &Ctx, id: &Id, measure_id: &Id) -> Result<()> {
    ctx.require(Permission::ServiceEdit)?;
    open(c, ctx, id, None)?;
    let row = store::find_measure(c, &ctx.scope, id, measure_id)?;
    store::delete_measure(c, &ctx.scope, measure_id)?;
    let entry = audit::Entry::new("review_unmeasure", "service_analysis", id).named(&row.measure).after(&row);
    audit::record(c, ctx, entry)
}

/// Says that the analysis can be decided on: everything is said, and the proposal holds.
/// Errors: at the fields of the content, Conflict, `rule-review-decided`.
pub fn set_ready(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Analysis> {
    ctx.require(Permission::ServiceEdit)?;
    let before = open(c, ctx, id, version)?;
    let content = before.read_content()?;
    let service = services::find(c, &ctx.scope, &before.service_id)?;
    let facts = comparison::facts_of(c, ctx, &service)?;
    let measures = store::measures(c, &ctx.scope, std::slice::from_ref(id))?;
    let mut checks = Checks::default();
    rules::check_ready(&mut checks, &content);
    if let Some(proposal) = content.proposal {
        rules::check_decision(&mut checks, proposal, &content, &facts, measures.len(), ctx.today());
    }
    checks.done()?;
    let after = Analysis {
        state: AnalysisState::Ready,
        ready_by: Some(ctx.actor.person_id.clone()),
        ready_by_name: Some(ctx.actor.name.clone()),
        ready_at: Some(ctx.instant()),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    has_written(c, ctx, &after)?;
    save(c, ctx, "submit", &before, &after)?;
    Ok(after)
}

/// Whoever could have decided sends it back to work. Errors: Conflict, `rule-review-not-ready`.
pub fn send_back(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Analysis> {
    ctx.require(Permission::ServiceApprove)?;
    let before = open(c, ctx, id, version)?;
    if before.state != AnalysisState::Ready {
        return Err(Refusal::rule("rule-review-not-ready"));
    }
    let after = Analysis {
        state: AnalysisState::InProgress,
        ready_by: None,
        ready_by_name: None,
        ready_at: None,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    save(c, ctx, "return", &before, &after)?;
    Ok(after)
}

/// Begins the next version of a decided analysis; the decided one stays as it is until the new one is decided too,
/// and then still. Errors: Conflict, `rule-review-not-decided`, `rule-review-campaign-closed`.
pub fn revise(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Analysis> {
    ctx.require(Permission::ServiceEdit)?;
    let before = store::find_analysis(c, &ctx.scope, id)?;
    running(c, ctx, &before.campaign_id)?;
    check_analysis(version, &before)?;
    if before.state != AnalysisState::Decided || !before.is_current() {
        return Err(Refusal::rule("rule-review-not-decided"));
    }
    let replaced = Analysis {
        replaced_at: Some(ctx.instant()),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    save(c, ctx, "review_replace", &before, &replaced)?;
    let last = store::versions(c, &ctx.scope, &before.campaign_id, &before.service_id)?;
    let next = Analysis {
        id: ctx.new_id(),
        number: last.first().map_or(before.number, |each| each.number) + 1,
        state: AnalysisState::InProgress,
        ready_by: None,
        ready_by_name: None,
        ready_at: None,
        decision: None,
        decided_by: None,
        decided_by_name: None,
        decided_at: None,
        reason: None,
        diary_number: before.diary_number.clone(),
        snapshot: None,
        sha256: None,
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
        ..before.clone()
    };
    store::insert_analysis(c, &next)?;
    for measure in store::measures(c, &ctx.scope, std::slice::from_ref(id))? {
        store::insert_measure(c, &Measure { id: ctx.new_id(), analysis_id: next.id.clone(), ..measure })?;
    }
    for author in store::authors(c, &ctx.scope, id)? {
        store::insert_author(c, &Author { id: ctx.new_id(), analysis_id: next.id.clone(), ..author })?;
    }
    has_written(c, ctx, &next)?;
    let names = services::names(c, &ctx.scope, std::slice::from_ref(&next.service_id))?;
    let entry = audit::Entry::new("create", "service_analysis", &next.id);
    audit::record(c, ctx, entry.named(names.into_values().next().unwrap_or_default()).after(&next))?;
    Ok(next)
}
