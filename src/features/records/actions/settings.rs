//! The organisation's diary numbers, and its own plan of what is kept how long.

use super::{MAX_SHORT, tidy};
use crate::access::Permission;
use crate::base::diary;
use crate::base::refusal::{Checks, Result, check_version};
use crate::features::records::model::{CountsFrom, RetentionKind};
use crate::features::records::parameters::Parameters;
use crate::features::records::rows::{Retention, Settings};
use crate::features::records::rules::retention::Rule;
use crate::features::records::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

const MOST_YEARS: i32 = 200;

#[derive(Debug, Clone, Default)]
pub struct NewSettings {
    pub diary_pattern: Option<String>,
    pub diary_example: Option<String>,
    pub case_link: Option<String>,
}

/// Says what a diary number looks like. Errors: at the fields, Conflict. Version 0 for the first time.
pub fn set_settings(c: &mut Db, ctx: &Ctx, version: Option<i32>, new: &NewSettings) -> Result<Settings> {
    ctx.require(Permission::RecordEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let before = store::settings(c, &ctx.scope)?;
    check_version(version, before.as_ref().map_or(0, |s| s.version), || {
        let text = |value: Option<&String>| value.cloned().unwrap_or_default();
        BTreeMap::from([
            ("diary_pattern".to_string(), text(before.as_ref().and_then(|s| s.diary_pattern.as_ref()))),
            ("case_link".to_string(), text(before.as_ref().and_then(|s| s.case_link.as_ref()))),
        ])
    })?;
    let mut checks = Checks::default();
    let (pattern, example, link) = (tidy(&new.diary_pattern), tidy(&new.diary_example), tidy(&new.case_link));
    for (field, value) in [("diary_pattern", &pattern), ("diary_example", &example), ("case_link", &link)] {
        checks.longest(field, value.as_deref().unwrap_or_default(), MAX_SHORT);
    }
    if let Some(pattern) = &pattern {
        checks.keep(diary::check_pattern(pattern, example.as_deref()));
    }
    checks.that(link.as_deref().is_none_or(diary::is_link), "case_link", "error-record-link");
    checks.done()?;
    let row = Settings {
        id: before.as_ref().map_or_else(|| ctx.new_id(), |s| s.id.clone()),
        organisation_id,
        diary_pattern: pattern,
        diary_example: example,
        case_link: link,
        updated_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: before.as_ref().map_or(0, |s| s.version) + 1,
    };
    store::put_settings(c, &row, before.is_none())?;
    let entry = audit::Entry::new("update", "record_settings", &row.id);
    let entry = match &before {
        Some(before) => entry.change(before, &row),
        None => entry.after(&row),
    };
    audit::record(c, ctx, entry)?;
    Ok(row)
}

#[derive(Debug, Clone)]
pub struct NewRetention {
    pub rule: Option<RetentionKind>,
    pub years: Option<i32>,
    pub counts_from: Option<CountsFrom>,
    /// The plan or decision that says so.
    pub plan_reference: String,
}

/// Says how long a document type is kept. Errors: at the fields, Conflict; NotFound for a type that there is not.
pub fn set_retention(
    c: &mut Db,
    ctx: &Ctx,
    type_key: &str,
    version: Option<i32>,
    new: &NewRetention,
) -> Result<Retention> {
    ctx.require(Permission::RecordDecide)?;
    let organisation_id = ctx.scope.client()?.clone();
    if Parameters::on(ctx.today()).document_type(type_key).is_none() {
        return Err(crate::base::Refusal::NotFound);
    }
    let before = store::retentions(c, &ctx.scope)?.into_iter().find(|each| each.type_key == type_key);
    check_version(version, before.as_ref().map_or(0, |r| r.version), || {
        BTreeMap::from([("rule".to_string(), before.as_ref().map(|r| r.rule.to_string()).unwrap_or_default())])
    })?;
    let mut checks = Checks::default();
    checks.that(new.rule.is_some(), "rule", "error-required");
    checks.that(new.counts_from.is_some(), "counts_from", "error-required");
    let disposes = new.rule == Some(RetentionKind::Dispose);
    checks.that(!disposes || new.years.is_some(), "years", "error-required");
    checks.that(new.years.is_none_or(|years| (0..=MOST_YEARS).contains(&years)), "years", "error-number");
    let plan_reference = checks.required("plan_reference", &new.plan_reference);
    checks.longest("plan_reference", &plan_reference, MAX_SHORT);
    checks.done()?;
    let row = Retention {
        id: before.as_ref().map_or_else(|| ctx.new_id(), |r| r.id.clone()),
        organisation_id,
        type_key: type_key.to_string(),
        rule: new.rule.unwrap_or(RetentionKind::Preserve),
        years: new.years.filter(|_| disposes),
        counts_from: new.counts_from.unwrap_or(CountsFrom::Dated),
        plan_reference,
        decided_by_name: ctx.actor.name.clone(),
        decided_at: ctx.instant(),
        version: before.as_ref().map_or(0, |r| r.version) + 1,
    };
    store::put_retention(c, &row, before.is_none())?;
    let entry = audit::Entry::new("update", "record_retention", &row.id).named(type_key);
    let entry = match &before {
        Some(before) => entry.change(before, &row),
        None => entry.after(&row),
    };
    audit::record(c, ctx, entry)?;
    Ok(row)
}

/// What holds for every document type: the organisation's own plan before what we propose.
pub fn rules(c: &mut Db, ctx: &Ctx) -> Result<BTreeMap<String, Rule>> {
    let own = store::retentions(c, &ctx.scope)?;
    let types = &Parameters::on(ctx.today()).types;
    let mut all: BTreeMap<String, Rule> = types
        .iter()
        .map(|each| {
            let rule = Rule { kind: each.retention, years: each.years, counts_from: each.counts_from };
            (each.key.clone(), rule)
        })
        .collect();
    all.extend(own.into_iter().map(|row| {
        let rule = Rule { kind: row.rule, years: row.years, counts_from: row.counts_from };
        (row.type_key, rule)
    }));
    Ok(all)
}

/// The rule of a type; what is not known is preserved.
pub fn rule_of(rules: &BTreeMap<String, Rule>, type_key: &str) -> Rule {
    let preserve = Rule { kind: RetentionKind::Preserve, years: None, counts_from: CountsFrom::Dated };
    rules.get(type_key).copied().unwrap_or(preserve)
}
