//! Spot checks: the draw, what was seen, and the findings that came of it. Nothing is ever taken out.

use super::{MAX_DIARY, MAX_TEXT, MAX_TITLE, check_version, tidy};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{FieldError, Id, text};
use crate::features::findings::{self, Finding, FindingOrigin, NewFinding, Responsible, Severity};
use crate::features::service_reviews::model::{CheckState, Outcome, Selection, Which};
use crate::features::service_reviews::records::{CheckItem, SpotCheck};
use crate::features::service_reviews::{comparison, rules, store};
use crate::features::services;
use crate::kit::snapshot::{canonical_json, sha256_hex};
use crate::kit::{Ctx, audit, diary};
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A sample about to be drawn. The seed is never chosen by a person: who chooses it chooses the sample.
#[derive(Debug, Clone)]
pub struct NewCheck {
    pub title: String,
    pub purpose: String,
    pub sample_size: Option<i32>,
    pub diary_number: Option<String>,
    pub selection: Selection,
}

/// A member of the frozen population.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Member {
    pub id: Id,
    pub name: String,
}

/// Freezes the population, draws, and opens the protocol. Errors: at the fields.
pub fn draw(c: &mut Db, ctx: &Ctx, new: &NewCheck) -> Result<SpotCheck> {
    ctx.require(Permission::CampaignRun)?;
    let organisation_id = ctx.scope.client()?.clone();
    let mut checks = Checks::default();
    let title = text::tidy(&checks.required("title", &new.title));
    let purpose = checks.required("purpose", &new.purpose);
    let diary_number = diary::tidy(new.diary_number.as_deref());
    checks.longest("title", &title, MAX_TITLE);
    checks.longest("purpose", &purpose, MAX_TEXT);
    checks.longest("diary_number", diary_number.as_deref().unwrap_or_default(), MAX_DIARY);
    checks.extend(diary::check(c, &ctx.scope, "diary_number", diary_number.as_deref(), None)?);
    let chosen = comparison::choose(c, ctx, &new.selection, Which::All)?;
    checks.that(chosen.unknown.is_empty(), "service_ids", "error-unknown");
    let mut population: Vec<Member> =
        chosen.taken.iter().map(|each| Member { id: each.line.id.clone(), name: each.line.name.clone() }).collect();
    population.sort();
    let size = i32::try_from(population.len()).map_err(Refusal::fault)?;
    if population.is_empty() {
        checks.that(false, "which", "error-review-no-services");
    } else if new.sample_size.is_none_or(|count| !(1..=size).contains(&count)) {
        checks.add(FieldError::new("sample_size", "error-number-range").with("min", 1).with("max", size));
    }
    checks.done()?;
    let id = ctx.new_id();
    let population_text = canonical_json(&serde_json::to_value(&population).map_err(Refusal::fault)?);
    let check = SpotCheck {
        number: store::next_check_number(c, &ctx.scope)?,
        organisation_id,
        search_text: text::fold(&title),
        title,
        purpose,
        population_sha256: sha256_hex(&population_text),
        population: population_text,
        population_size: size,
        selection: serde_json::to_string(&new.selection).map_err(Refusal::fault)?,
        // new ids hold random bits that nobody chose; two of them are more than a seed needs
        seed: sha256_hex(&format!("{id}:{}", ctx.new_id())).chars().take(32).collect(),
        algorithm: rules::DRAW.to_string(),
        sample_size: new.sample_size.unwrap_or(size),
        diary_number,
        state: CheckState::Open,
        drawn_by: ctx.actor.person_id.clone(),
        drawn_by_name: ctx.actor.name.clone(),
        drawn_at: ctx.instant(),
        conclusion: None,
        closed_by_name: None,
        closed_at: None,
        version: 1,
        id,
    };
    store::insert_check(c, &check)?;
    let names: BTreeMap<&Id, &str> = population.iter().map(|member| (&member.id, member.name.as_str())).collect();
    for (position, service_id) in (1..).zip(sample(&check, &population)?) {
        let item = CheckItem {
            id: ctx.new_id(),
            organisation_id: check.organisation_id.clone(),
            spot_check_id: check.id.clone(),
            position,
            service_name: names.get(&service_id).map(ToString::to_string).unwrap_or_default(),
            service_id,
            outcome: Outcome::NotLooked,
            looked_at: None,
            looked_on: None,
            looked_by: None,
            note: None,
            evidence: None,
            finding_id: None,
            updated_at: ctx.instant(),
            version: 1,
        };
        store::insert_item(c, &item)?;
    }
    let entry = audit::Entry::new("review_draw", "spot_check", &check.id).named(&check.title).after(&check);
    audit::record(c, ctx, entry)?;
    Ok(check)
}

fn sample(check: &SpotCheck, population: &[Member]) -> Result<Vec<Id>> {
    if check.algorithm != rules::DRAW {
        return Err(Refusal::fault(format!("the draw {} is not known", check.algorithm)));
    }
    let ids: Vec<Id> = population.iter().map(|member| member.id.clone()).collect();
    Ok(rules::draw(&check.seed, &ids, usize::try_from(check.sample_size).unwrap_or(0)))
}

/// Draws again from the frozen population with the stored seed, and says whether it is the same list and the same
/// sample in the same order. The question is kept in the log.
pub fn draws_the_same(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<bool> {
    let check = store::find_check(c, &ctx.scope, id)?;
    let population: Vec<Member> = serde_json::from_str(&check.population).map_err(Refusal::fault)?;
    let drawn: Vec<Id> = store::items(c, &ctx.scope, id)?.into_iter().map(|item| item.service_id).collect();
    let same = sha256_hex(&check.population) == check.population_sha256 && sample(&check, &population)? == drawn;
    let entry = audit::Entry::new("verify", "spot_check", id).named(&check.title);
    audit::record(c, ctx, entry.after(&serde_json::json!({ "same": same })))?;
    Ok(same)
}

/// What was seen of a drawn service.
#[derive(Debug, Clone)]
pub struct Seen {
    pub outcome: Outcome,
    pub looked_at: Option<String>,
    /// Today, without it.
    pub looked_on: Option<NaiveDate>,
    pub note: Option<String>,
    /// Where the evidence is: a document, a case, a log.
    pub evidence: Option<String>,
}

fn open_check(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<SpotCheck> {
    let check = store::find_check(c, &ctx.scope, id)?;
    if check.state == CheckState::Open { Ok(check) } else { Err(Refusal::rule("rule-check-closed")) }
}

/// Writes the protocol of one drawn service. Errors: at the fields, Conflict, `rule-check-closed`,
/// `rule-check-has-finding`.
pub fn record(c: &mut Db, ctx: &Ctx, check_id: &Id, id: &Id, version: Option<i32>, seen: &Seen) -> Result<CheckItem> {
    ctx.require(Permission::ServiceEdit)?;
    open_check(c, ctx, check_id)?;
    let before = store::find_item(c, &ctx.scope, check_id, id)?;
    check_version(version, before.version, || {
        BTreeMap::from([
            ("outcome".to_string(), before.outcome.to_string()),
            ("note".to_string(), before.note.clone().unwrap_or_default()),
        ])
    })?;
    if before.finding_id.is_some() && seen.outcome != Outcome::Deviation {
        return Err(Refusal::rule("rule-check-has-finding"));
    }
    let mut checks = Checks::default();
    let (looked_at, note, evidence) = (tidy(&seen.looked_at), tidy(&seen.note), tidy(&seen.evidence));
    for (field, text) in [("looked_at", &looked_at), ("note", &note), ("evidence", &evidence)] {
        checks.longest(field, text.as_deref().unwrap_or_default(), MAX_TEXT);
    }
    let looked_on = seen.looked_on.unwrap_or(ctx.today());
    if seen.outcome != Outcome::NotLooked {
        checks.that(looked_at.is_some(), "looked_at", "error-required");
        checks.that(looked_on <= ctx.today(), "looked_on", "error-check-future");
    }
    checks.that(seen.outcome != Outcome::Deviation || note.is_some(), "note", "error-check-note");
    checks.done()?;
    let looked = seen.outcome != Outcome::NotLooked;
    let after = CheckItem {
        outcome: seen.outcome,
        looked_at,
        looked_on: looked.then_some(looked_on),
        looked_by: looked.then(|| ctx.actor.name.clone()),
        note,
        evidence,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_item(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("review", "spot_check_item", id).named(&after.service_name).change(&before, &after);
    audit::record(c, ctx, entry)?;
    Ok(after)
}

/// One click: a finding from a deviation. Errors: `rule-check-no-deviation`, `rule-check-has-finding`,
/// `rule-review-no-vendor` when nobody outside answers for the service's platform.
pub fn open_finding_of(c: &mut Db, ctx: &Ctx, check_id: &Id, id: &Id) -> Result<Finding> {
    ctx.require(Permission::FindingEdit)?;
    let check = store::find_check(c, &ctx.scope, check_id)?;
    let before = store::find_item(c, &ctx.scope, check_id, id)?;
    if before.outcome != Outcome::Deviation {
        return Err(Refusal::rule("rule-check-no-deviation"));
    }
    if before.finding_id.is_some() {
        return Err(Refusal::rule("rule-check-has-finding"));
    }
    let service = services::find(c, &ctx.scope, &before.service_id)?;
    let platform = service.platform_id.map(|id| services::find_platform(c, &ctx.scope, &id)).transpose()?;
    let vendor_id =
        platform.and_then(|platform| platform.vendor_id).ok_or_else(|| Refusal::rule("rule-review-no-vendor"))?;
    let note = before.note.clone().unwrap_or_default();
    let first = note.lines().next().unwrap_or_default();
    let new = NewFinding {
        vendor_id,
        contract_id: None,
        origin: FindingOrigin::SpotCheck,
        origin_object_id: Some(check.id.clone()),
        origin_part: Some(before.id.to_string()),
        title: format!("{}: {first}", before.service_name).chars().take(MAX_TITLE).collect(),
        description: None,
        severity: Severity::Medium,
        responsible: Responsible::Region,
        control_ids: Vec::new(),
        internal_note: Some(note.chars().take(2_000).collect()),
    };
    let finding = findings::open_finding(c, ctx, &new)?;
    let after = CheckItem {
        finding_id: Some(finding.id.clone()),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_item(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("update", "spot_check_item", id).named(&after.service_name).change(&before, &after);
    audit::record(c, ctx, entry)?;
    Ok(finding)
}

/// Ends the check with a conclusion, once everything drawn has been looked at.
/// Errors: `conclusion`, Conflict, `rule-check-unlooked`, `rule-check-closed`.
pub fn close_check(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, conclusion: &str) -> Result<SpotCheck> {
    ctx.require(Permission::CampaignRun)?;
    let before = open_check(c, ctx, id)?;
    check_version(version, before.version, || BTreeMap::from([("title".to_string(), before.title.clone())]))?;
    let mut checks = Checks::default();
    let conclusion = checks.required("conclusion", conclusion);
    checks.longest("conclusion", &conclusion, MAX_TEXT);
    checks.done()?;
    let left = store::items(c, &ctx.scope, id)?.iter().filter(|item| item.outcome == Outcome::NotLooked).count();
    if left > 0 {
        return Err(Refusal::rule_with("rule-check-unlooked", &[("count", left.to_string())]));
    }
    let after = SpotCheck {
        state: CheckState::Closed,
        conclusion: Some(conclusion),
        closed_by_name: Some(ctx.actor.name.clone()),
        closed_at: Some(ctx.instant()),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_check(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("close", "spot_check", id).named(&after.title).change(&before, &after);
    audit::record(c, ctx, entry)?;
    Ok(after)
}
