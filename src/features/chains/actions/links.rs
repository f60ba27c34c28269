//! Links: made and changed.

use super::nodes::{child_node, is_third};
use super::{
    MAX_NAME, MAX_TEXT, check_version, contract_at, is_client_itself, may_change, record_link, root_of, stored_texts,
};
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result, countries, text};
use crate::features::chains::model::{
    ApprovalState, Child, LinkFacts, LinkSource, LinkState, NewLink, TransferMechanism,
};
use crate::features::chains::records::{ChainLink, ChainNode, ChainProcessing};
use crate::features::chains::rules::{Graph, Wanted, check_new};
use crate::features::chains::store;
use crate::features::services;
use crate::kit::Ctx;
use crate::platform::db::Db;

/// Most persons that a link can be said to concern; more than live on earth is a slip of the hand.
const MAX_PERSONS: i64 = 10_000_000_000;
/// Most information types, countries or purposes of one link.
const MAX_PARTS: usize = 50;

/// Makes a link under a contract. The child is found again when it is known (by vendor, by number),
/// so that a node shared between chains is one node.
/// Errors: at the fields; `same_as` when the name is known and nobody has said whether it is the same;
/// `name`, `node_id` or `vendor_id` for a circle, a link to itself, the same link twice and the client
/// itself; `parent_node_id` for a parent outside the chain and for more tiers than the contract allows.
pub fn add_link(c: &mut Db, ctx: &Ctx, new: &NewLink) -> Result<ChainLink> {
    may_change(ctx)?;
    let organisation_id = ctx.scope.client()?.clone();
    let contract = contract_at(c, ctx, "contract_id", &new.contract_id)?;
    check_service(c, ctx, new.service_id.as_ref())?;
    let root = root_of(c, ctx, &contract)?;
    let facts = together(read_facts(&new.facts), || child_node(c, ctx, &new.child))?;
    let (facts, child) = facts;
    let field = match &new.child {
        Child::Known(_) => "node_id",
        Child::Vendor(_) => "vendor_id",
        Child::New(_) => "name",
    };
    if is_client_itself(c, ctx, child.org_number.as_deref(), &child.name_folded)? {
        return Err(Refusal::invalid(field, "error-chain-client"));
    }
    let links = store::links_of_contract(c, &ctx.scope, &contract.id)?;
    let limit = super::depth_limit(c, &ctx.scope, &contract.id)?;
    let parent_id = new.parent_node_id.clone().unwrap_or_else(|| root.id.clone());
    let graph = Graph::new(&root.id, &links);
    let wanted = Wanted {
        parent: &parent_id,
        child: &child.id,
        service: new.service_id.as_ref(),
        source: new.source,
        child_field: field,
    };
    let mut errors = check_new(&graph, wanted, limit);
    errors.extend(check_transfer(&facts, &child));
    if !errors.is_empty() {
        return Err(Refusal::Invalid(errors));
    }
    let mut link = ChainLink {
        id: ctx.new_id(),
        organisation_id,
        contract_id: contract.id,
        service_id: new.service_id.clone(),
        parent_node_id: parent_id,
        child_node_id: child.id.clone(),
        task: String::new(),
        data_class: None,
        information_types: String::new(),
        persons_low: None,
        persons_high: None,
        countries: String::new(),
        remote_countries: String::new(),
        third_country: false,
        transfer_mechanism: None,
        source: new.source,
        vendor_visible: true,
        approval: ApprovalState::None,
        approval_valid_until: None,
        approval_reference: None,
        subcontract_id: None,
        state: LinkState::Active,
        started_on: ctx.today(),
        ended_on: None,
        end_reason: None,
        confirmed_on: (new.source == LinkSource::Confirmed).then(|| ctx.today()),
        internal_note: None,
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    };
    put(&mut link, &facts, &child);
    store::insert_link(c, &link)?;
    store::replace_processings(c, &link.id, &processings(ctx, &link, &facts))?;
    record_link(c, ctx, "create", None, &link)?;
    super::raise::after_link(c, ctx, &contract.vendor_id, &root, &link, link.third_country)?;
    Ok(link)
}

/// Both outcomes, with the errors of both when both were refused.
fn together<A, B>(first: Result<A>, second: impl FnOnce() -> Result<B>) -> Result<(A, B)> {
    match (first, second()) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(Refusal::Invalid(mut errors)), Err(Refusal::Invalid(more))) => {
            errors.extend(more);
            Err(Refusal::Invalid(errors))
        }
        (Err(refusal), _) | (_, Err(refusal)) => Err(refusal),
    }
}

/// Changes what a link says; whom it ties together is changed by ending it and making another.
/// Errors: `Conflict` when `version` is stale; `rule-chain-link-ended`; at the fields.
pub fn edit_link(c: &mut Db, ctx: &Ctx, id: &Id, facts: &LinkFacts, version: Option<i32>) -> Result<ChainLink> {
    may_change(ctx)?;
    let before = store::find_link(c, &ctx.scope, id)?;
    check_version(version, before.version, || stored_texts(&before))?;
    if !before.is_active() {
        return Err(Refusal::rule("rule-chain-link-ended"));
    }
    let facts = read_facts(facts)?;
    let child = store::find_node(c, &ctx.scope, &before.child_node_id)?;
    if let Some(error) = check_transfer(&facts, &child) {
        return Err(Refusal::Invalid(vec![error]));
    }
    let mut after = ChainLink { updated_at: ctx.instant(), version: before.version + 1, ..before.clone() };
    put(&mut after, &facts, &child);
    store::save_link(c, &ctx.scope, &after)?;
    store::replace_processings(c, &after.id, &processings(ctx, &after, &facts))?;
    record_link(c, ctx, "update", Some(&before), &after)?;
    let contract = contract_at(c, ctx, "contract_id", &after.contract_id)?;
    let root = root_of(c, ctx, &contract)?;
    let moved = after.third_country && after.all_countries() != before.all_countries();
    super::raise::after_link(c, ctx, &contract.vendor_id, &root, &after, moved)?;
    Ok(after)
}

/// The facts in stored form, or each field's error. For those who collect facts before a link is made.
pub fn check_facts(facts: &LinkFacts) -> Result<LinkFacts> {
    read_facts(facts)
}

fn read_facts(facts: &LinkFacts) -> Result<LinkFacts> {
    let mut checks = Checks::default();
    let task = text::tidy(&checks.required("task", &facts.task));
    checks.longest("task", &task, MAX_NAME);
    checks.longest("internal_note", facts.internal_note.as_deref().unwrap_or_default(), MAX_TEXT);
    if facts.data_class.is_some_and(|class| class == 4) {
        checks.add(FieldError::new("data_class", "error-chain-class-four"));
    } else if facts.data_class.is_some_and(|class| !(0..=3).contains(&class)) {
        checks.add(FieldError::new("data_class", "error-number-range").with("min", 0).with("max", 3));
    }
    let information_types = tidy_parts(&mut checks, "information_types", &facts.information_types);
    let countries = read_countries(&mut checks, "countries", &facts.countries);
    let remote_countries = read_countries(&mut checks, "remote_countries", &facts.remote_countries);
    let persons = read_persons(&mut checks, facts.persons);
    let processings = facts.processings.iter().map(|one| {
        let purpose = text::tidy(&one.purpose);
        checks.that(!purpose.is_empty(), "processings", "error-chain-purpose");
        checks.longest("processings", &purpose, MAX_NAME);
        checks.longest("processings", one.legal_note.as_deref().unwrap_or_default(), MAX_TEXT);
        let legal_note = one.legal_note.as_deref().and_then(text::non_empty);
        crate::features::chains::model::NewProcessing { purpose, legal_note, role: one.role }
    });
    let processings: Vec<_> = processings.collect();
    checks.that(processings.len() <= MAX_PARTS, "processings", "error-chain-many");
    checks.done()?;
    Ok(LinkFacts {
        task,
        data_class: facts.data_class,
        information_types,
        persons,
        countries,
        remote_countries,
        transfer_mechanism: facts.transfer_mechanism,
        vendor_visible: facts.vendor_visible,
        internal_note: facts.internal_note.as_deref().and_then(text::non_empty),
        processings,
    })
}

/// A single number is an interval of no width; the lower may not be above the upper.
fn read_persons(checks: &mut Checks, (low, high): (Option<i64>, Option<i64>)) -> (Option<i64>, Option<i64>) {
    for (field, value) in [("persons_low", low), ("persons_high", high)] {
        if value.is_some_and(|n| !(0..=MAX_PERSONS).contains(&n)) {
            checks.add(FieldError::new(field, "error-number-range").with("min", 0).with("max", MAX_PERSONS));
        }
    }
    let (low, high) = (low.or(high), high.or(low));
    checks.that(low <= high, "persons_high", "error-chain-persons");
    (low, high)
}

/// Semicolons part the stored texts and so cannot be inside one.
fn tidy_parts(checks: &mut Checks, field: &str, typed: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for part in typed.iter().flat_map(|text| text.split([';', ',', '\n'])) {
        let part = text::tidy(part);
        if !part.is_empty() && !kept.contains(&part) {
            kept.push(part);
        }
    }
    checks.that(kept.len() <= MAX_PARTS, field, "error-chain-many");
    checks.longest(field, &kept.join(";"), MAX_TEXT);
    kept
}

/// Codes in order, each once. A country that we do not know is refused where it was written.
fn read_countries(checks: &mut Checks, field: &str, typed: &[String]) -> Vec<String> {
    let mut codes = Vec::new();
    for name in tidy_parts(checks, field, typed) {
        match countries::read(&name) {
            Some(code) => codes.push(code),
            None => checks.add(FieldError::new(field, "error-chain-country").with("name", name)),
        }
    }
    codes.sort();
    codes.dedup();
    codes
}

/// What reaches outside the EU and EEA must say on what ground, be it that the ground is unknown.
fn check_transfer(facts: &LinkFacts, child: &ChainNode) -> Option<FieldError> {
    let all: Vec<String> = facts.countries.iter().chain(&facts.remote_countries).cloned().collect();
    let missing = is_third(&all, child) && facts.transfer_mechanism.is_none();
    missing.then(|| FieldError::new("transfer_mechanism", "error-chain-transfer"))
}

fn put(link: &mut ChainLink, facts: &LinkFacts, child: &ChainNode) {
    let all: Vec<String> = facts.countries.iter().chain(&facts.remote_countries).cloned().collect();
    link.task.clone_from(&facts.task);
    link.data_class = facts.data_class;
    link.information_types = facts.information_types.join(";");
    (link.persons_low, link.persons_high) = facts.persons;
    link.countries = facts.countries.join(";");
    link.remote_countries = facts.remote_countries.join(";");
    link.third_country = is_third(&all, child);
    // Within the EU and EEA there is no transfer to rest on anything.
    link.transfer_mechanism =
        facts.transfer_mechanism.filter(|mechanism| link.third_country || *mechanism != TransferMechanism::Unknown);
    link.vendor_visible = facts.vendor_visible;
    link.internal_note.clone_from(&facts.internal_note);
}

fn processings(ctx: &Ctx, link: &ChainLink, facts: &LinkFacts) -> Vec<ChainProcessing> {
    let row = |new: &crate::features::chains::model::NewProcessing| ChainProcessing {
        id: ctx.new_id(),
        organisation_id: link.organisation_id.clone(),
        link_id: link.id.clone(),
        purpose: new.purpose.clone(),
        role: new.role,
        legal_note: new.legal_note.clone(),
        created_at: ctx.instant(),
        version: 1,
    };
    facts.processings.iter().map(row).collect()
}

/// A link can name one of the client's own services.
fn check_service(c: &mut Db, ctx: &Ctx, service_id: Option<&Id>) -> Result<()> {
    let Some(id) = service_id else { return Ok(()) };
    match services::find(c, &ctx.scope, id) {
        Err(Refusal::NotFound) => Err(Refusal::invalid("service_id", "error-unknown")),
        found => found.map(drop),
    }
}
