//! Writing and publishing the organisation's own clauses. What is published is never changed: the next text is the
//! next version, and the linter's errors stop it.

use super::{MAX_NAME, MAX_TEXT};
use crate::access::Permission;
use crate::base::refusal::{self, Checks};
use crate::base::{FieldError, Id, Refusal, Result, text};
use crate::features::clause_library::library;
use crate::features::clause_library::model::{Content, groups};
use crate::features::clause_library::records::{OwnClause, OwnVersion};
use crate::features::clause_library::store;
use crate::features::controls::{FaultCode, LintFault, catalogue};
use crate::kit::snapshot::sha256_hex;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// A clause that is begun.
#[derive(Debug, Clone, Default)]
pub struct NewOwn {
    /// The catalogue's clause that it shall replace.
    pub replaces: Option<String>,
    /// The code of a clause that the catalogue does not have.
    pub code: Option<String>,
    /// Without it, what the catalogue says, or nothing.
    pub content: Option<Content>,
}

/// Begins a draft. Errors: at `code` or `replaces` (`error-required`, `error-unknown`, `error-taken`,
/// `error-clause-code`), and at each field of the text.
pub fn draft(c: &mut Db, ctx: &Ctx, new: &NewOwn) -> Result<OwnClause> {
    ctx.require(Permission::ModelEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let mut checks = Checks::default();
    let replaces = new.replaces.as_deref().and_then(text::non_empty);
    let code = match &replaces {
        Some(code) => code.clone(),
        None => checks.required("code", new.code.as_deref().unwrap_or_default()),
    };
    let field = if replaces.is_some() { "replaces" } else { "code" };
    let of_catalogue = library::of_catalogue(&code);
    if replaces.is_some() {
        checks.that(of_catalogue.is_some(), field, "error-unknown");
    } else if !code.is_empty() {
        checks.that(is_code(&code), field, "error-clause-code");
        checks.that(of_catalogue.is_none(), field, "error-taken");
    }
    if store::own_by_code(c, &ctx.scope, &code)?.is_some() {
        checks.that(false, field, "error-taken");
    }
    checks.done()?;
    let start = new.content.clone().or(of_catalogue.filter(|_| replaces.is_some())).unwrap_or_default();
    let content = checked(&start)?;
    let row = OwnClause {
        id: ctx.new_id(),
        organisation_id,
        code,
        replaces: replaces.is_some(),
        draft: Some(stored(&content)?),
        draft_by_name: Some(ctx.actor.name.clone()),
        published: 0,
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    };
    store::insert_own(c, &row)?;
    audit::record(c, ctx, audit::Entry::new("create", "own_clause", &row.id).named(&row.code).after(&row))?;
    Ok(row)
}

/// Letters, digits and hyphens, so that it can stand in an address.
fn is_code(code: &str) -> bool {
    (2..=20).contains(&code.len()) && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// Saves what is being written; faults of the linter do not stop it. Errors: at each field; `Conflict`.
pub fn save_draft(c: &mut Db, ctx: &Ctx, id: &Id, version: i32, content: &Content) -> Result<OwnClause> {
    ctx.require(Permission::ModelEdit)?;
    let before = store::find_own(c, &ctx.scope, id)?;
    refusal::check_version(Some(version), before.version, || texts(&before))?;
    let draft = stored(&checked(content)?)?;
    if before.draft.as_deref() == Some(draft.as_str()) {
        return Ok(before);
    }
    let after = OwnClause {
        draft: Some(draft),
        draft_by_name: Some(ctx.actor.name.clone()),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_own(c, &after)?;
    let entry = audit::Entry::new("update", "own_clause", &after.id).named(&after.code);
    audit::record(c, ctx, entry.change(&before, &after))?;
    Ok(after)
}

/// Publishes the draft as the next version. Errors: `rule-clause-no-draft`; at `decision_reference`; each error of
/// the linter at its field; `Conflict`.
pub fn publish(c: &mut Db, ctx: &Ctx, id: &Id, version: i32, decision_reference: &str) -> Result<OwnVersion> {
    ctx.require(Permission::ModelPublish)?;
    let before = store::find_own(c, &ctx.scope, id)?;
    refusal::check_version(Some(version), before.version, || texts(&before))?;
    let draft = before.draft.clone().ok_or(Refusal::rule("rule-clause-no-draft"))?;
    let content = library::content(&draft)?;
    let mut checks = Checks::default();
    let decision_reference = checks.required("decision_reference", decision_reference);
    checks.longest("decision_reference", &decision_reference, MAX_NAME);
    let named = [
        ("title_sv", &content.title_sv),
        ("title_en", &content.title_en),
        ("rationale_sv", &content.rationale_sv),
        ("rationale_en", &content.rationale_en),
        ("group", &content.group),
    ];
    for (field, text) in named {
        checks.that(!text.trim().is_empty(), field, "error-required");
    }
    for fault in content.errors(ctx.today()) {
        checks.add(field_error(&fault));
    }
    checks.done()?;
    let row = OwnVersion {
        id: ctx.new_id(),
        organisation_id: before.organisation_id.clone(),
        own_clause_id: before.id.clone(),
        number: before.published + 1,
        sha256: sha256_hex(&draft),
        content: draft,
        decision_reference,
        published_by_name: ctx.actor.name.clone(),
        published_at: ctx.instant(),
    };
    store::insert_version(c, &row)?;
    let after = OwnClause {
        draft: None,
        draft_by_name: None,
        published: row.number,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_own(c, &after)?;
    let entry = audit::Entry::new("publish", "own_clause", &after.id).named(format!("{} {}", after.code, row.number));
    audit::record(c, ctx, entry.after(&row))?;
    Ok(row)
}

/// The word of a fault of the linter.
pub fn error_key(code: FaultCode) -> &'static str {
    match code {
        FaultCode::NoText => "error-clause-no-text",
        FaultCode::NoTest => "error-clause-no-test",
        FaultCode::NoEvidence => "error-clause-no-evidence",
        FaultCode::NoEvidenceType => "error-clause-no-evidence-type",
        FaultCode::NoTier => "error-clause-no-tier",
        FaultCode::BareNumber => "error-clause-bare-number",
        FaultCode::UnknownParameter => "error-clause-unknown-parameter",
        FaultCode::Vague => "error-clause-vague",
    }
}

fn field_error(fault: &LintFault) -> FieldError {
    let part = match fault.code {
        FaultCode::NoText | FaultCode::BareNumber | FaultCode::UnknownParameter | FaultCode::Vague => "text",
        FaultCode::NoTest => "test",
        FaultCode::NoEvidence => "evidence",
        FaultCode::NoEvidenceType => "evidence_types",
        FaultCode::NoTier => "tiers",
    };
    let field = fault.language.map_or_else(|| part.to_string(), |language| format!("{part}_{language}"));
    FieldError::new(field, error_key(fault.code)).with("found", fault.found.as_deref().unwrap_or_default())
}

/// The text tidied, with what can be wrong in any draft checked.
fn checked(content: &Content) -> Result<Content> {
    let mut checks = Checks::default();
    let mut new = content.clone();
    let fields: [(&str, &mut String, usize); 11] = [
        ("title_sv", &mut new.title_sv, MAX_NAME),
        ("title_en", &mut new.title_en, MAX_NAME),
        ("text_sv", &mut new.text_sv, MAX_TEXT),
        ("text_en", &mut new.text_en, MAX_TEXT),
        ("rationale_sv", &mut new.rationale_sv, MAX_TEXT),
        ("rationale_en", &mut new.rationale_en, MAX_TEXT),
        ("evidence_sv", &mut new.evidence_sv, MAX_TEXT),
        ("evidence_en", &mut new.evidence_en, MAX_TEXT),
        ("test_sv", &mut new.test_sv, MAX_TEXT),
        ("test_en", &mut new.test_en, MAX_TEXT),
        ("group", &mut new.group, MAX_NAME),
    ];
    for (field, value, max) in fields {
        *value = value.trim().to_string();
        checks.longest(field, value, max);
    }
    checks.that(new.group.is_empty() || groups().contains(&new.group), "group", "error-choice");
    checks.that(new.tiers.iter().all(|tier| (1..=4).contains(tier)), "tiers", "error-choice");
    new.tiers.sort_unstable();
    new.tiers.dedup();
    new.evidence_types.sort_unstable();
    new.evidence_types.dedup();
    for list in [&mut new.controls, &mut new.nis2, &mut new.legal_refs] {
        *list = list.iter().filter_map(|one| text::non_empty(one)).take(50).collect();
    }
    if let Some(unknown) = new.controls.iter().find(|id| catalogue().current_controls().find(id).is_none()) {
        checks.add(FieldError::new("controls", "error-clause-control").with("control", unknown));
    }
    let letters = |point: &String| point.len() == 1 && point.chars().all(|c| ('a'..='j').contains(&c));
    checks.that(new.nis2.iter().all(letters), "nis2", "error-clause-nis2");
    checks.that(new.legal_refs.iter().all(|one| one.chars().count() <= MAX_NAME), "legal_refs", "error-clause-legal");
    let keys: Vec<&str> = new.parameters.iter().map(|parameter| parameter.key.as_str()).collect();
    let good = |key: &str| (1..=40).contains(&key.len()) && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    checks.that(keys.iter().all(|key| good(key)), "parameters", "error-clause-parameter");
    let mut once = keys.clone();
    once.sort_unstable();
    once.dedup();
    checks.that(once.len() == keys.len(), "parameters", "error-clause-parameter");
    let counted = |value: i64| (0..=1_000_000_000).contains(&value);
    checks.that(new.parameters.iter().all(|one| counted(one.value)), "parameters", "error-clause-parameter");
    checks.done()?;
    Ok(new)
}

fn stored(content: &Content) -> Result<String> {
    let value = serde_json::to_value(content).map_err(Refusal::fault)?;
    Ok(crate::kit::snapshot::canonical_json(&value))
}

/// What is stored now, for whoever edits an older version.
fn texts(row: &OwnClause) -> BTreeMap<String, String> {
    let content = row.draft.as_deref().and_then(|draft| library::content(draft).ok()).unwrap_or_default();
    [
        ("title_sv", content.title_sv),
        ("title_en", content.title_en),
        ("text_sv", content.text_sv),
        ("text_en", content.text_en),
        ("rationale_sv", content.rationale_sv),
        ("rationale_en", content.rationale_en),
        ("evidence_sv", content.evidence_sv),
        ("evidence_en", content.evidence_en),
        ("test_sv", content.test_sv),
        ("test_en", content.test_en),
    ]
    .into_iter()
    .map(|(field, text)| (field.to_string(), text))
    .collect()
}
