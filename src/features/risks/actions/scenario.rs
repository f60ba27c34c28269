//! A scenario: threat, asset, where in the chain, and what it is felt by first.

use super::{MAX_TEXT, MAX_TITLE, check_version, open_risk, scoring, tidy};
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::{Id, text};
use crate::features::risks::model::{ConsequenceCategory, RiskState};
use crate::features::risks::parameters::starters;
use crate::features::risks::records::Risk;
use crate::features::risks::{rules, store};
use crate::features::{accounts, chains, contracts, services, vendors};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;

/// What a person states of a risk.
#[derive(Debug, Clone)]
pub struct RiskInput {
    pub title: String,
    /// A scenario of the starter library.
    pub scenario: Option<String>,
    pub threat: String,
    pub asset: String,
    pub category: ConsequenceCategory,
    pub vendor_id: Option<Id>,
    pub contract_id: Option<Id>,
    pub link_id: Option<Id>,
    pub node_id: Option<Id>,
    pub service_id: Option<Id>,
    /// Whoever acts, without it.
    pub owner_id: Option<Id>,
    pub review_on: Option<NaiveDate>,
    /// The same administrator or platform can break every control.
    pub common_cause: bool,
}

/// Where the risk lies, each known in the client's own register.
struct Place {
    vendor_id: Option<Id>,
    contract_id: Option<Id>,
    link_id: Option<Id>,
    node_id: Option<Id>,
    service_id: Option<Id>,
}

/// Gives what was found; what is not there is an error at the field.
fn known<T>(checks: &mut Checks, field: &'static str, found: Option<Result<T>>) -> Result<Option<T>> {
    match found {
        None => Ok(None),
        Some(Ok(value)) => Ok(Some(value)),
        Some(Err(Refusal::NotFound)) => {
            checks.that(false, field, "error-unknown");
            Ok(None)
        }
        Some(Err(refusal)) => Err(refusal),
    }
}

fn place(c: &mut Db, ctx: &Ctx, input: &RiskInput, checks: &mut Checks) -> Result<Place> {
    let link = input.link_id.as_ref().map(|id| chains::find_link(c, &ctx.scope, id));
    let link = known(checks, "link_id", link)?;
    let contract_id = input.contract_id.clone().or_else(|| link.as_ref().map(|link| link.contract_id.clone()));
    let contract = contract_id.as_ref().map(|id| contracts::find(c, &ctx.scope, id));
    let contract = known(checks, "contract_id", contract)?;
    if let (Some(link), Some(contract)) = (&link, &contract) {
        checks.that(link.contract_id == contract.id, "link_id", "error-risk-other-contract");
    }
    let vendor_id = input.vendor_id.clone().or_else(|| contract.as_ref().map(|contract| contract.vendor_id.clone()));
    let vendor = vendor_id.as_ref().map(|id| vendors::find(c, &ctx.scope, id));
    let vendor = known(checks, "vendor_id", vendor)?;
    if let (Some(vendor), Some(contract)) = (&vendor, &contract) {
        checks.that(contract.vendor_id == vendor.id, "contract_id", "error-risk-other-vendor");
    }
    let node_id = input.node_id.clone().or_else(|| link.as_ref().map(|link| link.child_node_id.clone()));
    let node = node_id.as_ref().map(|id| chains::find_node(c, &ctx.scope, id));
    let node = known(checks, "node_id", node)?;
    let service = input.service_id.as_ref().map(|id| services::find(c, &ctx.scope, id));
    let service = known(checks, "service_id", service)?;
    Ok(Place {
        vendor_id: vendor.map(|vendor| vendor.id),
        contract_id: contract.map(|contract| contract.id),
        link_id: link.map(|link| link.id),
        node_id: node.map(|node| node.id),
        service_id: service.map(|service| service.id),
    })
}

struct Checked {
    title: String,
    threat: String,
    asset: String,
    place: Place,
    owner: (Id, String),
}

fn check(c: &mut Db, ctx: &Ctx, input: &RiskInput, owner_before: Option<&Id>) -> Result<Checked> {
    let mut checks = Checks::default();
    let title = checks.required("title", &input.title);
    let threat = checks.required("threat", &input.threat);
    let asset = checks.required("asset", &input.asset);
    checks.longest("title", &title, MAX_TITLE);
    checks.longest("threat", &threat, MAX_TEXT);
    checks.longest("asset", &asset, MAX_TEXT);
    if let Some(key) = &input.scenario {
        checks.that(starters().iter().any(|starter| starter.key == *key), "scenario", "error-unknown");
    }
    let place = place(c, ctx, input, &mut checks)?;
    let owner_id = input.owner_id.as_ref().or(owner_before);
    let owner = match owner_id {
        None => (ctx.actor.person_id.clone(), ctx.actor.name.clone()),
        Some(id) => {
            let people = accounts::organisation_people(c, &ctx.scope)?;
            let found = people.into_iter().find(|(person, _)| person.id == *id).map(|(person, _)| person.name);
            checks.that(found.is_some(), "owner_id", "error-unknown");
            (id.clone(), found.unwrap_or_default())
        }
    };
    checks.done()?;
    Ok(Checked { title, threat, asset, place, owner })
}

/// Adds a risk with the organisation's next number. Errors: at the fields.
pub fn add(c: &mut Db, ctx: &Ctx, input: &RiskInput) -> Result<Risk> {
    ctx.require(Permission::RiskEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let checked = check(c, ctx, input, None)?;
    let risk = Risk {
        id: ctx.new_id(),
        number: store::next_number(c, &organisation_id)?,
        organisation_id,
        search_text: text::fold(&format!("{} {} {}", checked.title, checked.threat, checked.asset)),
        title: checked.title,
        scenario: input.scenario.clone(),
        threat: checked.threat,
        asset: checked.asset,
        category: input.category,
        vendor_id: checked.place.vendor_id,
        contract_id: checked.place.contract_id,
        link_id: checked.place.link_id,
        node_id: checked.place.node_id,
        service_id: checked.place.service_id,
        owner_id: Some(checked.owner.0),
        owner_name: checked.owner.1,
        review_on: input.review_on,
        state: RiskState::Draft,
        common_cause: input.common_cause,
        round: 1,
        table_version: None,
        likelihood_low: None,
        likelihood_high: None,
        residual_low: None,
        residual_high: None,
        consequence_low: None,
        consequence_high: None,
        level: None,
        residual_level: None,
        fingerprint: String::new(),
        created_at: ctx.instant(),
        version: 1,
    };
    store::insert(c, &risk)?;
    audit::record(c, ctx, entry("create", &risk).after(&risk))?;
    Ok(risk)
}

/// Changes a risk. Errors: at the fields, Conflict, `rule-risk-closed`.
pub fn edit(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, input: &RiskInput) -> Result<Risk> {
    let before = open_risk(c, ctx, id, version)?;
    let checked = check(c, ctx, input, before.owner_id.as_ref())?;
    let after = Risk {
        search_text: text::fold(&format!("{} {} {}", checked.title, checked.threat, checked.asset)),
        title: checked.title,
        scenario: tidy(&input.scenario),
        threat: checked.threat,
        asset: checked.asset,
        category: input.category,
        vendor_id: checked.place.vendor_id,
        contract_id: checked.place.contract_id,
        link_id: checked.place.link_id,
        node_id: checked.place.node_id,
        service_id: checked.place.service_id,
        owner_id: Some(checked.owner.0),
        owner_name: checked.owner.1,
        review_on: input.review_on,
        common_cause: input.common_cause,
        version: before.version + 1,
        ..before.clone()
    };
    store::save(c, &ctx.scope, &after)?;
    audit::record(c, ctx, entry("update", &after).change(&before, &after))?;
    scoring::rescore(c, ctx, after)
}

/// Moves a risk on by hand. Closing and opening again need a reason. Errors: `rule-risk-step`, at `reason`, Conflict.
pub fn set_state(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, to: RiskState, reason: &str) -> Result<Risk> {
    ctx.require(Permission::RiskEdit)?;
    let before = store::find(c, &ctx.scope, id)?;
    check_version(version, &before)?;
    if !rules::acceptance::next_states(before.state).contains(&to) {
        return Err(Refusal::rule("rule-risk-step"));
    }
    let reason = text::non_empty(reason);
    let reopened = before.state == RiskState::Closed;
    if (to == RiskState::Closed || reopened) && reason.is_none() {
        return Err(Refusal::invalid("reason", "error-reason-required"));
    }
    if reason.as_ref().is_some_and(|reason| reason.chars().count() > MAX_TEXT) {
        return Err(Refusal::Invalid(vec![FieldError::new("reason", "error-too-long").with("max", MAX_TEXT)]));
    }
    // What nobody has assessed cannot come back as assessed.
    let state = if reopened && before.level.is_none() { RiskState::Draft } else { to };
    let after = Risk { state, version: before.version + 1, ..before.clone() };
    store::save(c, &ctx.scope, &after)?;
    let verb = match (to, reopened) {
        (RiskState::Closed, _) => "close",
        (_, true) => "open_again",
        _ => "update",
    };
    let said = serde_json::json!({ "state": after.state, "reason": reason });
    let entry = entry(verb, &after).change(&serde_json::json!({ "state": before.state }), &said);
    audit::record(c, ctx, entry)?;
    if to == RiskState::Closed {
        scoring::end_open(c, ctx, &after, "risks-ended-closed")?;
    }
    Ok(after)
}

/// An audit entry about a risk.
pub fn entry(verb: &'static str, risk: &Risk) -> audit::Entry {
    let entry = audit::Entry::new(verb, "risk", &risk.id).named(&risk.title);
    match &risk.vendor_id {
        Some(vendor_id) => entry.vendor(vendor_id),
        None => entry,
    }
}
