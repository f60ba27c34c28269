//! The decision on a service, by somebody who had no part in the analysis, and what follows from it.

use super::members::save;
use super::{MAX_DIARY, MAX_TEXT, MAX_TITLE, open};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Id, text};
use crate::features::accounts;
use crate::features::findings::{self, FindingOrigin, NewAction, NewFinding, Responsible, Severity};
use crate::features::service_reviews::model::{AnalysisState, Breach, Content, Decision, ServiceFacts};
use crate::features::service_reviews::records::{Analysis, Measure};
use crate::features::service_reviews::snapshot::{ANALYSIS_FORMAT, FrozenAnalysis, FrozenAuthor, FrozenMeasure};
use crate::features::service_reviews::{comparison, rules, store};
use crate::features::services::{self, NewException, Service};
use crate::kit::snapshot::{canonical_json, sha256_hex};
use crate::kit::{Ctx, audit, diary};
use crate::platform::db::Db;

/// What is decided, and why.
#[derive(Debug, Clone)]
pub struct Decided {
    pub decision: Decision,
    pub reason: String,
    pub diary_number: Option<String>,
}

/// Decides on a ready analysis: frozen as canonical JSON with its SHA-256. Going on with measures makes the
/// exceptions from "should not" rules that it needs. Errors: at the fields, Conflict,
/// `rule-review-own-analysis`, `rule-review-not-ready`, `rule-review-decided`.
pub fn decide(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, said: &Decided) -> Result<Analysis> {
    ctx.require(Permission::ServiceApprove)?;
    let before = open(c, ctx, id, version)?;
    if before.state != AnalysisState::Ready {
        return Err(Refusal::rule("rule-review-not-ready"));
    }
    let authors = store::authors(c, &ctx.scope, id)?;
    let wrote: Vec<&Id> = authors.iter().map(|author| &author.person_id).chain(&before.ready_by).collect();
    rules::check_decider(&ctx.actor.person_id, &before.owner_id, &wrote)?;
    let content = before.read_content()?;
    let service = services::find(c, &ctx.scope, &before.service_id)?;
    let facts = comparison::facts_of(c, ctx, &service)?;
    let measures = store::measures(c, &ctx.scope, std::slice::from_ref(id))?;
    let mut checks = Checks::default();
    let reason = checks.required("reason", &said.reason);
    let diary_number = diary::tidy(said.diary_number.as_deref());
    checks.longest("reason", &reason, MAX_TEXT);
    checks.longest("diary_number", diary_number.as_deref().unwrap_or_default(), MAX_DIARY);
    // the campaign's own number is proposed, and may be older than the pattern
    let campaign = store::find(c, &ctx.scope, &before.campaign_id)?;
    let proposed = campaign.diary_number.as_deref();
    checks.extend(diary::check(c, &ctx.scope, "diary_number", diary_number.as_deref(), proposed)?);
    rules::check_ready(&mut checks, &content);
    rules::check_decision(&mut checks, said.decision, &content, &facts, measures.len(), ctx.today());
    let target = target(c, ctx, said.decision, &content, &service, &mut checks)?;
    checks.done()?;
    if said.decision == Decision::WithMeasures {
        make_exceptions(c, ctx, &service, &facts, &content, &measures, &reason)?;
    }
    let frozen = FrozenAnalysis {
        format: ANALYSIS_FORMAT.to_string(),
        organisation: accounts::find_organisation(c, &before.organisation_id)?.name,
        campaign: campaign.title,
        number: before.number,
        service: facts,
        content,
        target_platform: target,
        measures: measures
            .iter()
            .map(|m| FrozenMeasure { measure: m.measure.clone(), owner: m.owner_name.clone(), due_on: m.due_on })
            .collect(),
        authors: authors.into_iter().map(|a| FrozenAuthor { name: a.person_name, duty: a.duty }).collect(),
        owner: before.owner_name.clone(),
        ready_by: before.ready_by_name.clone(),
        decision: said.decision,
        reason: reason.clone(),
        diary_number: diary_number.clone(),
        decided_by: ctx.actor.name.clone(),
        decided_at: ctx.now.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
    };
    let text = canonical_json(&serde_json::to_value(&frozen).map_err(Refusal::fault)?);
    let after = Analysis {
        state: AnalysisState::Decided,
        decision: Some(said.decision),
        decided_by: Some(ctx.actor.person_id.clone()),
        decided_by_name: Some(ctx.actor.name.clone()),
        decided_at: Some(ctx.instant()),
        reason: Some(reason),
        diary_number,
        sha256: Some(sha256_hex(&text)),
        snapshot: Some(text),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    save(c, ctx, "review_decide", &before, &after)?;
    if !measures.is_empty() && ctx.can(Permission::FindingEdit) && ctx.can(Permission::ActionEdit) {
        actions_of(c, ctx, &after, &frozen, measures)?;
    }
    Ok(after)
}

/// The name of the platform that it moves to, which must be able to hold it.
fn target(
    c: &mut Db,
    ctx: &Ctx,
    decision: Decision,
    content: &Content,
    service: &Service,
    checks: &mut Checks,
) -> Result<Option<String>> {
    let Some(id) = content.target_platform_id.as_ref().filter(|_| decision == Decision::Move) else { return Ok(None) };
    let platform = services::find_platform(c, &ctx.scope, id)?;
    let there = Service { platform_id: Some(id.clone()), ..service.clone() };
    let fits = !services::verdict_of(c, ctx, &there)?.is_breach();
    checks.that(fits, "target_platform_id", "error-review-target-breach");
    Ok(Some(platform.name))
}

fn make_exceptions(
    c: &mut Db,
    ctx: &Ctx,
    service: &Service,
    facts: &ServiceFacts,
    content: &Content,
    measures: &[Measure],
    reason: &str,
) -> Result<()> {
    let said: Vec<&str> = measures.iter().map(|m| m.measure.as_str()).collect();
    let rules = facts.breaches.iter().filter(|breach| breach.kind == services::Strength::ShouldNot.as_str());
    for type_code in rules.filter_map(|breach| breach.type_code.clone()) {
        let new = NewException {
            type_code,
            reason: reason.chars().take(1_000).collect(),
            measures: said.join("\n").chars().take(1_000).collect(),
            ends_on: content.ends_on,
        };
        services::make_exception(c, ctx, &service.id, &new)?;
    }
    Ok(())
}

/// Makes actions of the measures that have none yet; the vendor does not see what the region does itself. Errors:
/// `rule-review-not-decided`, `rule-review-no-vendor` when nobody outside answers for the platform: the measures then stay
/// with their owners and days.
pub fn open_actions(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<usize> {
    ctx.require(Permission::FindingEdit)?;
    ctx.require(Permission::ActionEdit)?;
    let analysis = store::find_analysis(c, &ctx.scope, id)?;
    let frozen = FrozenAnalysis::of(&analysis)?.ok_or_else(|| Refusal::rule("rule-review-not-decided"))?;
    let measures = store::measures(c, &ctx.scope, std::slice::from_ref(id))?;
    actions_of(c, ctx, &analysis, &frozen, measures)?.ok_or_else(|| Refusal::rule("rule-review-no-vendor"))
}

/// `None` when the platform has no vendor.
fn actions_of(
    c: &mut Db,
    ctx: &Ctx,
    analysis: &Analysis,
    frozen: &FrozenAnalysis,
    measures: Vec<Measure>,
) -> Result<Option<usize>> {
    let Some(platform_id) = &frozen.service.platform_id else { return Ok(None) };
    let Some(vendor_id) = services::find_platform(c, &ctx.scope, platform_id)?.vendor_id else { return Ok(None) };
    let waiting: Vec<Measure> = measures.into_iter().filter(|measure| measure.action_id.is_none()).collect();
    if waiting.is_empty() {
        return Ok(Some(0));
    }
    let open = findings::findings_of_origin(c, &ctx.scope, FindingOrigin::Breach, &analysis.service_id)?;
    let finding = match open.into_iter().find(|finding| finding.vendor_id == vendor_id) {
        Some(finding) => finding,
        None => findings::open_finding(c, ctx, &finding_of(analysis, frozen, &vendor_id))?,
    };
    let made = waiting.len();
    for measure in waiting {
        let new = NewAction {
            vendor_id: vendor_id.clone(),
            contract_id: None,
            finding_id: Some(finding.id.clone()),
            title: measure.measure.clone(),
            description: None,
            responsible: Responsible::Region,
            owner_id: measure.owner_id.clone(),
            owner_name: Some(measure.owner_name.clone()),
            due_on: measure.due_on.max(ctx.today()),
            focus: None,
            internal_note: None,
        };
        let action = findings::open_internal(c, ctx, &new)?;
        let after = Measure { action_id: Some(action.id), ..measure.clone() };
        store::save_measure(c, &ctx.scope, &after)?;
        let entry = audit::Entry::new("review_measure", "service_analysis", &analysis.id).named(&after.measure);
        audit::record(c, ctx, entry.change(&measure, &after))?;
    }
    Ok(Some(made))
}

fn finding_of(analysis: &Analysis, frozen: &FrozenAnalysis, vendor_id: &Id) -> NewFinding {
    let said = |breach: &Breach| match (&breach.aspect, breach.level, breach.ceiling) {
        (Some(aspect), Some(level), Some(ceiling)) => Some(format!("{aspect}{level} > {aspect}{ceiling}")),
        _ => breach.type_name.clone(),
    };
    let breaches: Vec<String> = frozen.service.breaches.iter().filter_map(said).collect();
    let title = format!("{}: {}", frozen.service.name, breaches.join(", "));
    NewFinding {
        vendor_id: vendor_id.clone(),
        contract_id: None,
        origin: FindingOrigin::Breach,
        origin_object_id: Some(analysis.service_id.clone()),
        origin_part: Some("analysis".to_string()),
        title: text::tidy(&title).trim_end_matches(": ").chars().take(MAX_TITLE).collect(),
        description: None,
        severity: if frozen.service.in_breach { Severity::High } else { Severity::Medium },
        responsible: Responsible::Region,
        control_ids: Vec::new(),
        // the reasons of the client are its own: a finding can be shown to the vendor
        internal_note: Some(frozen.reason.chars().take(2_000).collect()),
    }
}
