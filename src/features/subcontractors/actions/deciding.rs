//! The decision: made by somebody who has neither asked, reviewed nor proposed; kept as a snapshot; and
//! carried out in the chain and in the tiers above it.

use super::{MAX_NAME, MAX_TEXT, check_version, done, entry, save, saying};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Id, text};
use crate::features::categorisation::{self, Trigger};
use crate::features::chains::{
    self, ApprovalState, Child, GdprRole, LinkApproval, LinkFacts, LinkSource, NewLink, NewNode, NewProcessing,
    NodeKind,
};
use crate::features::subcontractors::effect::{self, Effect};
use crate::features::subcontractors::letter::Letter;
use crate::features::subcontractors::model::{CaseState, CriteriaModel, Decision};
use crate::features::subcontractors::records::{Case, Ruling};
use crate::features::subcontractors::rules::{self, Step};
use crate::features::subcontractors::store;
use crate::features::tiering::Criterion;
use crate::kit::snapshot::{canonical_json, sha256_hex};
use crate::kit::{Ctx, audit, diary};
use crate::platform::db::Db;
use chrono::NaiveDate;

/// Whether a node of the same name is the same company; asked only when there is one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SameAs {
    #[default]
    Unsaid,
    Another,
    Node(Id),
}

/// A decision as it is asked for.
#[derive(Debug, Clone)]
pub struct Ruled {
    pub decision: Decision,
    pub reason: String,
    pub conditions: Vec<String>,
    pub valid_until: Option<NaiveDate>,
    /// The contract's own, when nothing is given.
    pub diary_number: Option<String>,
    pub same_as: SameAs,
}

pub(super) fn tidy(conditions: &[String]) -> Vec<String> {
    conditions.iter().filter_map(|condition| text::non_empty(condition)).collect()
}

/// An approval holds from the start, or from today when that has passed.
pub(super) fn valid_from(ctx: &Ctx, case: &Case) -> NaiveDate {
    case.starts_on.map_or_else(|| ctx.today(), |day| day.max(ctx.today()))
}

pub(super) fn check_texts(checks: &mut Checks, reason: &str, conditions: &[String]) {
    checks.longest("reason", reason, MAX_TEXT);
    checks.longest("conditions", &conditions.join("\n"), MAX_TEXT);
}

/// Decides a case whose reviews are done. Errors: `rule-subcontract-reviews`, `rule-subcontract-decider-*`,
/// `rule-subcontract-care` for care from abroad (whoever asks); at the fields; at `same_as` when the chain
/// knows the name and nobody has said whether it is the same; `Conflict`.
pub fn decide(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, ruled: &Ruled) -> Result<Case> {
    ctx.require(Permission::SubcontractDecide)?;
    let before = store::find(c, &ctx.scope, id)?;
    check_version(version, &before)?;
    if ruled.decision == Decision::Temporary {
        return Err(Refusal::invalid("decision", "error-choice"));
    }
    let state = rules::next(before.state, Step::Decide(ruled.decision))?;
    let reviews = store::reviews(c, &ctx.scope, &before)?;
    if reviews.iter().any(|review| review.done_at.is_none()) {
        return Err(Refusal::rule("rule-subcontract-reviews"));
    }
    let proposal = store::proposal(c, &ctx.scope, &before)?;
    let proposer = proposal.as_ref().map(|proposal| &proposal.proposed_by);
    rules::check_decider(&ctx.actor.person_id, &before.applicant_id, &done(&reviews), proposer)?;
    rule(c, ctx, &before, state, ruled)
}

/// Approves at once and for a short time what cannot wait, with compensating measures; the reviews go on.
/// Errors: as for `decide`, apart from the reviews.
pub fn emergency(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, ruled: &Ruled) -> Result<Case> {
    ctx.require(Permission::SubcontractEmergency)?;
    let before = store::find(c, &ctx.scope, id)?;
    check_version(version, &before)?;
    let state = rules::next(before.state, Step::Emergency)?;
    let reviews = store::reviews(c, &ctx.scope, &before)?;
    rules::check_decider(&ctx.actor.person_id, &before.applicant_id, &done(&reviews), None)?;
    rule(c, ctx, &before, state, &Ruled { decision: Decision::Temporary, ..ruled.clone() })
}

fn rule(c: &mut Db, ctx: &Ctx, before: &Case, state: CaseState, ruled: &Ruled) -> Result<Case> {
    let facts = before.facts();
    let allows = ruled.decision != Decision::Refused;
    if allows && rules::care_stop(before.is_care, facts.country.as_deref(), &facts.care_countries).is_some() {
        return Err(Refusal::rule("rule-subcontract-care"));
    }
    let model = CriteriaModel::named(&before.criteria_version);
    let conditions = tidy(&ruled.conditions);
    // What cannot wait begins now, whatever was asked for.
    let from = if ruled.decision == Decision::Temporary { ctx.today() } else { valid_from(ctx, before) };
    rules::check_ruling(ruled.decision, &ruled.reason, &conditions, ruled.valid_until, from, model)?;
    let diary_number = diary::tidy(ruled.diary_number.as_deref());
    let mut checks = Checks::default();
    check_texts(&mut checks, &ruled.reason, &conditions);
    checks.longest("diary_number", diary_number.as_deref().unwrap_or_default(), MAX_NAME);
    checks.extend(diary::check(c, &ctx.scope, "diary_number", diary_number.as_deref(), None)?);
    checks.done()?;
    let decided = Ruled { conditions, diary_number, reason: ruled.reason.trim().to_string(), ..ruled.clone() };
    let by = (Some(ctx.actor.person_id.clone()), ctx.actor.name.clone());
    record(c, ctx, before, state, &decided, from, by)
}

/// Writes a decision down, carries it out and tells both sides.
pub(super) fn record(
    c: &mut Db,
    ctx: &Ctx,
    before: &Case,
    state: CaseState,
    ruled: &Ruled,
    valid_from: NaiveDate,
    (decided_by, decided_by_name): (Option<Id>, String),
) -> Result<Case> {
    let effect = effect::of(c, ctx, before)?;
    let mut after = before.clone();
    after.state = state;
    let mut ruling = Ruling {
        id: ctx.new_id(),
        organisation_id: before.organisation_id.clone(),
        case_id: before.id.clone(),
        decision: ruled.decision,
        reason: ruled.reason.clone(),
        conditions: serde_json::to_string(&ruled.conditions).map_err(Refusal::fault)?,
        valid_from,
        valid_until: ruled.valid_until,
        diary_number: ruled.diary_number.clone(),
        decided_by,
        decided_by_name,
        decided_at: ctx.instant(),
        tier_before: effect.main().and_then(|main| main.before),
        tier_after: effect.main().and_then(|main| main.after),
        tier_reasons: serde_json::to_string(&effect.main().map(|main| &main.reasons)).map_err(Refusal::fault)?,
        snapshot: String::new(),
        sha256: String::new(),
    };
    let letter = Letter::of(c, ctx, before, &ruling)?;
    ruling.diary_number.clone_from(&letter.diary_number);
    ruling.snapshot = canonical_json(&serde_json::to_value(&letter).map_err(Refusal::fault)?);
    ruling.sha256 = sha256_hex(&ruling.snapshot);
    store::insert_ruling(c, &ruling)?;
    after.due_on = ruling.valid_until;
    if state == CaseState::Decided && valid_from <= ctx.today() {
        after.state = rules::next(state, Step::Start)?;
    }
    after.link_id = carry_out(c, ctx, before, &ruling, ruled, &effect)?;
    audit::record(c, ctx, entry("subcontract_decide", before).after(&ruling))?;
    let after = save(c, ctx, "update", before, after)?;
    if ruled.decision != Decision::Refused && ruled.decision != Decision::Temporary {
        replace(c, ctx, &after)?;
    }
    saying::decided(c, ctx, &after, &ruling)?;
    Ok(after)
}

/// The approval that this one changes has had its time.
fn replace(c: &mut Db, ctx: &Ctx, case: &Case) -> Result<()> {
    let Some(previous_id) = &case.previous_id else { return Ok(()) };
    let old = store::find(c, &ctx.scope, previous_id)?;
    if let Ok(state) = rules::next(old.state, Step::Change) {
        save(c, ctx, "update", &old, Case { state, due_on: None, ..old.clone() })?;
    }
    Ok(())
}

/// Makes or updates the link, and lets the tiers above it follow.
fn carry_out(
    c: &mut Db,
    ctx: &Ctx,
    case: &Case,
    ruling: &Ruling,
    ruled: &Ruled,
    effect: &Effect,
) -> Result<Option<Id>> {
    let mut link_id = case.link_id.clone().or(effect.existing.clone());
    let state = match ruling.decision {
        Decision::Refused => ApprovalState::Refused,
        Decision::Approved | Decision::NoObjection => ApprovalState::Approved,
        Decision::Conditional | Decision::Temporary => ApprovalState::Conditional,
    };
    if ruling.decision == Decision::Refused && case.previous_id.is_some() {
        // A change that is refused leaves what was approved as it is.
        return Ok(link_id);
    }
    if ruling.decision != Decision::Refused {
        link_id = Some(tie(c, ctx, case, link_id.as_ref(), &ruled.same_as)?);
    }
    let Some(id) = link_id else { return Ok(None) };
    let approval = LinkApproval {
        state,
        valid_until: ruling.valid_until,
        reference: ruling.diary_number.clone().or_else(|| Some(format!("#{}", case.number))),
        subcontract_id: Some(case.id.clone()),
    };
    chains::set_link_approval(c, ctx, &id, &approval)?;
    if ruling.decision != Decision::Refused {
        for above in &effect.above {
            let mut floors = vec![(Criterion::Chain, above.chain)];
            floors.extend(above.data_class.map(|class| (Criterion::DataClass, class)));
            categorisation::trigger(c, ctx, &above.vendor_id, Trigger::SubcontractDecided, &floors)?;
        }
    }
    Ok(Some(id))
}

fn tie(c: &mut Db, ctx: &Ctx, case: &Case, existing: Option<&Id>, same_as: &SameAs) -> Result<Id> {
    let stated = case.facts();
    let old = existing.map(|id| chains::find_link(c, &ctx.scope, id)).transpose()?.filter(|link| link.is_active());
    let role = case.is_processor.then(|| NewProcessing {
        purpose: stated.task.clone(),
        role: GdprRole::SubProcessor,
        legal_note: None,
    });
    let facts = LinkFacts {
        task: stated.task,
        data_class: stated.data_class,
        information_types: stated.information_types,
        persons: stated.persons,
        countries: stated.countries,
        remote_countries: stated.remote_countries,
        transfer_mechanism: stated.transfer_mechanism,
        vendor_visible: true,
        internal_note: old.as_ref().and_then(|link| link.internal_note.clone()),
        processings: role.into_iter().collect(),
    };
    if let Some(old) = old {
        return Ok(chains::edit_link(c, ctx, &old.id, &facts, None)?.id);
    }
    let child = match same_as {
        SameAs::Node(id) => Child::Known(id.clone()),
        SameAs::Unsaid | SameAs::Another => Child::New(NewNode {
            kind: NodeKind::Subcontractor,
            name: case.name.clone(),
            org_number: stated.org_number,
            country: stated.country,
            location: None,
            shared_note: None,
            internal_note: None,
            is_another: *same_as == SameAs::Another,
        }),
    };
    let new = NewLink {
        contract_id: case.contract_id.clone(),
        service_id: None,
        parent_node_id: case.parent_node_id.clone(),
        child,
        source: LinkSource::Declared,
        facts,
    };
    Ok(chains::add_link(c, ctx, &new)?.id)
}
