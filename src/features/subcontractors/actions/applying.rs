//! Asking: the vendor, or a manager on the telephone for a small provider.

use super::{MAX_NAME, MAX_TEXT, check_version, entry, of_client, save, saying};
use crate::access::{Permission, Side};
use crate::base::org_number::CompanyNumber;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::workdays::add_working_days;
use crate::base::{Id, countries, text};
use crate::features::chains::{self, LinkFacts, TransferMechanism, Tried};
use crate::features::contracts::{self, Contract};
use crate::features::subcontractors::model::{
    Authorisation, CaseState, ChangeCause, ClaimAnswer, CriteriaModel, ReviewKind, StopReason,
};
use crate::features::subcontractors::records::{Case, Claim, Facts, Review};
use crate::features::subcontractors::rules::{self, Step};
use crate::features::subcontractors::store;
use crate::features::vendors;
use crate::kit::attachments;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;

/// What is asked for, as typed.
#[derive(Debug, Clone, Default)]
pub struct CaseInput {
    pub contract_id: Option<Id>,
    pub parent_node_id: Option<Id>,
    pub is_care: bool,
    pub is_processor: bool,
    pub name: String,
    pub org_number: Option<String>,
    /// Codes or names, here and below.
    pub country: Option<String>,
    pub task: String,
    pub data_class: Option<i32>,
    pub information_types: Vec<String>,
    pub persons: (Option<i64>, Option<i64>),
    pub countries: Vec<String>,
    pub remote_countries: Vec<String>,
    pub care_countries: Vec<String>,
    pub patient_data: bool,
    pub transfer_mechanism: Option<TransferMechanism>,
    pub starts_on: Option<NaiveDate>,
    pub urgent_reason: Option<String>,
    pub change_note: Option<String>,
    /// Whether the task may concern security-sensitive activities; None is no answer.
    pub security_sensitive: Option<bool>,
}

/// Begins a case. When the security gate closes, nothing but that fact is kept.
/// Errors: at the fields; the region itself, the vendor itself, circles and depth at `name` and `parent_node_id`.
pub fn create(c: &mut Db, ctx: &Ctx, input: &CaseInput) -> Result<Case> {
    ctx.require(Permission::SubcontractApply)?;
    let contract = contract(c, ctx, input)?;
    let vendor = vendors::find(c, &ctx.scope, &contract.vendor_id)?;
    if let Some(error) = vendors::ended_error(&vendor, "contract_id") {
        return Err(Refusal::Invalid(vec![error]));
    }
    let today = ctx.today();
    let mut case = Case {
        id: ctx.new_id(),
        organisation_id: contract.organisation_id.clone(),
        vendor_id: contract.vendor_id.clone(),
        contract_id: contract.id.clone(),
        number: store::next_number(c, &contract.organisation_id)?,
        previous_id: None,
        change_cause: None,
        parent_node_id: None,
        link_id: None,
        is_care: false,
        is_processor: false,
        name: String::new(),
        search_text: String::new(),
        facts: "{}".to_string(),
        state: CaseState::Draft,
        stop_reason: None,
        authorisation: Authorisation::Specific,
        by_phone: ctx.scope.side() == Side::Region,
        applicant_id: ctx.actor.person_id.clone(),
        applicant_name: ctx.actor.name.clone(),
        criteria_version: CriteriaModel::versions().on(today).version.clone(),
        created_at: ctx.instant(),
        submitted_at: None,
        completion_text: None,
        completion_asked_on: None,
        paused_days: 0,
        complete_on: None,
        due_on: None,
        notice_until: None,
        silence_at: None,
        starts_on: None,
        version: 1,
    };
    if input.security_sensitive == Some(true) {
        case.state = rules::next(case.state, Step::Stop)?;
        case.stop_reason = Some(StopReason::SecurityProtection);
        case.submitted_at = Some(ctx.instant());
    } else {
        put(c, ctx, &mut case, &contract, input)?;
    }
    store::insert(c, &case)?;
    let verb = if case.state == CaseState::Stopped { "subcontract_stop" } else { "create" };
    audit::record_for(c, ctx, &case.organisation_id, entry(verb, &case))?;
    Ok(case)
}

fn contract(c: &mut Db, ctx: &Ctx, input: &CaseInput) -> Result<Contract> {
    let id = input.contract_id.as_ref().ok_or_else(|| Refusal::invalid("contract_id", "error-choice"))?;
    match contracts::find(c, &ctx.scope, id) {
        Err(Refusal::NotFound) => Err(Refusal::invalid("contract_id", "error-unknown")),
        found => found,
    }
}

/// Changes what is asked for, in a draft or when more was asked. The contract stays.
/// Errors: as for `create`; `Conflict`; `rule-subcontract-locked`.
pub fn edit(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, input: &CaseInput) -> Result<Case> {
    let before = editable(c, ctx, id)?;
    check_version(version, &before)?;
    let contract = contracts::find(c, &ctx.scope, &before.contract_id)?;
    let mut after = before.clone();
    if input.security_sensitive == Some(true) {
        return stop(c, ctx, &before, StopReason::SecurityProtection);
    }
    put(c, ctx, &mut after, &contract, input)?;
    save(c, ctx, "update", &before, after)
}

pub(super) fn editable(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Case> {
    ctx.require(Permission::SubcontractApply)?;
    let case = store::find(c, &ctx.scope, id)?;
    // The region writes only where it has asked for the vendor.
    if ctx.scope.side() == Side::Region && !case.by_phone {
        return Err(Refusal::rule("rule-subcontract-not-yours"));
    }
    if !case.state.is_editable() {
        return Err(Refusal::rule("rule-subcontract-locked"));
    }
    Ok(case)
}

/// Closes a case at a gate. After the security gate nothing but the fact is kept.
pub(super) fn stop(c: &mut Db, ctx: &Ctx, before: &Case, reason: StopReason) -> Result<Case> {
    let mut after = before.clone();
    after.state = rules::next(before.state, Step::Stop)?;
    after.stop_reason = Some(reason);
    after.due_on = None;
    if reason == StopReason::SecurityProtection {
        after.name = String::new();
        after.search_text = String::new();
        after.facts = "{}".to_string();
        after.completion_text = None;
        after.parent_node_id = None;
        (after.is_care, after.is_processor) = (false, false);
        store::forget_claims(c, before)?;
        for file in attachments::of_object(c, &ctx.scope, std::slice::from_ref(&before.vendor_id), &before.id)? {
            attachments::remove(c, ctx, &file)?;
        }
    }
    save(c, ctx, "subcontract_stop", before, after)
}

/// Reads what was typed into the case; all errors at once.
fn put(c: &mut Db, ctx: &Ctx, case: &mut Case, contract: &Contract, input: &CaseInput) -> Result<()> {
    let mut checks = Checks::default();
    checks.that(input.security_sensitive.is_some(), "security_sensitive", "error-choice");
    checks.that(input.is_care || input.is_processor, "is_processor", "error-subcontract-kind");
    let name = text::tidy(&checks.required("name", &input.name));
    checks.longest("name", &name, MAX_NAME);
    for (field, value) in [("urgent_reason", &input.urgent_reason), ("change_note", &input.change_note)] {
        checks.longest(field, value.as_deref().unwrap_or_default(), MAX_TEXT);
    }
    let country = match input.country.as_deref().and_then(text::non_empty) {
        None => {
            checks.that(false, "country", "error-required");
            None
        }
        Some(typed) => {
            let code = countries::read(&typed);
            if code.is_none() {
                checks.add(FieldError::new("country", "error-chain-country").with("name", &typed));
            }
            code
        }
    };
    let org_number = input.org_number.as_deref().and_then(text::non_empty).and_then(|typed| {
        let read = CompanyNumber::read(country.as_deref().unwrap_or("SE"), &typed);
        checks.keep(read.map_err(|error| FieldError::new("org_number", error.code()))).map(|number| match number {
            CompanyNumber::Swedish(number) => number.digits().to_string(),
            CompanyNumber::Foreign { number, .. } => number,
        })
    });
    let care_countries = codes(&mut checks, &input.care_countries);
    checks.that(!input.is_care || !input.care_countries.is_empty(), "care_countries", "error-required");
    checks.that(input.data_class.is_some(), "data_class", "error-choice");
    match input.starts_on {
        None => checks.that(false, "starts_on", "error-required"),
        Some(day) => {
            let terms = CriteriaModel::named(&case.criteria_version).terms;
            let earliest = rules::earliest_start(ctx.today(), &terms);
            if day < earliest && input.urgent_reason.as_deref().and_then(text::non_empty).is_none() {
                checks.add(FieldError::new("starts_on", "error-subcontract-start-early").with("earliest", earliest));
            }
        }
    }
    let stated = LinkFacts {
        task: input.task.clone(),
        data_class: input.data_class,
        information_types: input.information_types.clone(),
        persons: input.persons,
        countries: input.countries.clone(),
        remote_countries: input.remote_countries.clone(),
        transfer_mechanism: input.transfer_mechanism,
        vendor_visible: true,
        internal_note: None,
        processings: Vec::new(),
    };
    let stated = match (checks.done(), chains::check_facts(&stated)) {
        (Ok(()), Ok(stated)) => stated,
        (Err(Refusal::Invalid(mut errors)), Err(Refusal::Invalid(more))) => {
            errors.extend(more);
            return Err(Refusal::Invalid(errors));
        }
        (Err(refusal), _) | (_, Err(refusal)) => return Err(refusal),
    };
    let tidy = |value: &Option<String>| value.as_deref().and_then(text::non_empty);
    let facts = Facts {
        org_number,
        country,
        task: stated.task,
        data_class: stated.data_class,
        information_types: stated.information_types,
        persons: stated.persons,
        countries: stated.countries,
        remote_countries: stated.remote_countries,
        care_countries,
        patient_data: input.patient_data,
        transfer_mechanism: stated.transfer_mechanism,
        urgent_reason: tidy(&input.urgent_reason),
        change_note: tidy(&input.change_note),
    };
    (case.is_care, case.is_processor) = (input.is_care, input.is_processor);
    case.starts_on = input.starts_on;
    case.parent_node_id.clone_from(&input.parent_node_id);
    case.search_text = text::fold(&format!("{name} {} {}", contract.reference, facts.task));
    case.name = name;
    case.set_facts(&facts)?;
    check_chain(c, ctx, case, contract)
}

fn codes(checks: &mut Checks, typed: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    for name in typed.iter().flat_map(|text| text.split([';', ',', '\n'])).filter_map(text::non_empty) {
        match countries::read(&name) {
            Some(code) => all.push(code),
            None => checks.add(FieldError::new("care_countries", "error-chain-country").with("name", &name)),
        }
    }
    all.sort();
    all.dedup();
    all
}

/// Neither the client nor the vendor itself, no circle, no more tiers than the contract allows; and
/// what reaches outside the EU and EEA says on what ground.
fn check_chain(c: &mut Db, ctx: &Ctx, case: &Case, contract: &Contract) -> Result<()> {
    let client = of_client(ctx, &case.organisation_id);
    let vendor = vendors::find(c, &client.scope, &contract.vendor_id)?;
    let facts = case.facts();
    let mut errors = Vec::new();
    let same_number = facts.org_number.is_some() && facts.org_number == vendor.org_number;
    if same_number || text::fold(&vendor.legal_name) == text::fold(&case.name) {
        errors.push(FieldError::new("name", "error-subcontract-self"));
    } else {
        errors.extend(chains::try_link(c, &client, &tried(case))?.errors);
    }
    if rules::is_third_country(case.all_countries().iter().map(String::as_str)) && facts.transfer_mechanism.is_none() {
        errors.push(FieldError::new("transfer_mechanism", "error-chain-transfer"));
    }
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Invalid(errors)) }
}

/// The case as a link that is not made yet.
pub(in crate::features::subcontractors) fn tried(case: &Case) -> Tried {
    let facts = case.facts();
    Tried {
        contract_id: case.contract_id.clone(),
        parent_node_id: case.parent_node_id.clone(),
        name: case.name.clone(),
        org_number: facts.org_number,
        country: facts.country,
        data_class: facts.data_class,
        countries: facts.countries,
        remote_countries: facts.remote_countries,
        replaces: case.link_id.clone(),
    }
}

/// Sends the case in. Every criterion that is asked has an answer, and a no has its reason; an answer
/// that closes a gate stops the case. Errors: `rule-subcontract-claims`; `starts_on` too early.
pub fn submit(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Case> {
    let before = editable(c, ctx, id)?;
    check_version(version, &before)?;
    let model = CriteriaModel::named(&before.criteria_version);
    let claims = store::claims(c, &before)?;
    let said = |number: i32| claims.iter().find(|claim| claim.criterion == number);
    let missing: Vec<String> = model
        .of(before.is_care, before.is_processor)
        .filter(|criterion| criterion.asked)
        .filter(|criterion| {
            said(criterion.number).is_none_or(|claim| match claim.answer {
                None => true,
                Some(ClaimAnswer::No) => claim.note.is_none(),
                Some(ClaimAnswer::Yes | ClaimAnswer::NotApplicable) => false,
            })
        })
        .map(|criterion| criterion.number.to_string())
        .collect();
    if !missing.is_empty() {
        let args = [("count", missing.len().to_string()), ("numbers", missing.join(", "))];
        return Err(Refusal::rule_with("rule-subcontract-claims", &args));
    }
    let facts = before.facts();
    let closed = model.of(before.is_care, before.is_processor).find_map(|criterion| {
        criterion.gate.filter(|_| said(criterion.number).is_some_and(|claim| claim.answer == Some(ClaimAnswer::No)))
    });
    let closed = closed.or_else(|| rules::care_stop(before.is_care, facts.country.as_deref(), &facts.care_countries));
    if let Some(reason) = closed {
        let mut sent = before.clone();
        sent.submitted_at = Some(ctx.instant());
        return stop(c, ctx, &sent, reason);
    }
    let contract = contracts::find(c, &ctx.scope, &before.contract_id)?;
    check_chain(c, ctx, &before, &contract)?;
    let today = ctx.today();
    let mut after = before.clone();
    after.state = rules::next(before.state, Step::Submit)?;
    after.due_on = Some(add_working_days(today, model.terms.completeness_days));
    if before.state == CaseState::Draft {
        let earliest = rules::earliest_start(today, &model.terms);
        if facts.urgent_reason.is_none() && before.starts_on.is_none_or(|day| day < earliest) {
            let error = FieldError::new("starts_on", "error-subcontract-start-early").with("earliest", earliest);
            return Err(Refusal::Invalid(vec![error]));
        }
        after.submitted_at = Some(ctx.instant());
        after.authorisation =
            store::terms(c, &before.contract_id)?.map_or(Authorisation::Specific, |terms| terms.authorisation);
        after.notice_until =
            (after.authorisation == Authorisation::General).then(|| rules::notice_until(today, &model.terms));
        for kind in ReviewKind::ALL {
            store::insert_review(c, &blank_review(ctx, &after, *kind))?;
        }
    } else if let Some(asked_on) = before.completion_asked_on {
        after.paused_days = before.paused_days.saturating_add(rules::paused(asked_on, today));
    }
    let after = save(c, ctx, "subcontract_submit", &before, after)?;
    saying::submitted(c, ctx, &after)?;
    Ok(after)
}

fn blank_review(ctx: &Ctx, case: &Case, kind: ReviewKind) -> Review {
    Review {
        id: ctx.new_id(),
        organisation_id: case.organisation_id.clone(),
        case_id: case.id.clone(),
        kind,
        reviewer_id: None,
        reviewer_name: None,
        outcome: None,
        comment: None,
        done_at: None,
        version: 1,
    }
}

/// Begins a case that changes one that is allowed, with everything as it was stated.
/// Errors: `rule-subcontract-step` for a case that allows nothing.
pub fn change(c: &mut Db, ctx: &Ctx, id: &Id, cause: ChangeCause, note: &str) -> Result<Case> {
    ctx.require(Permission::SubcontractApply)?;
    let old = store::find(c, &ctx.scope, id)?;
    if !matches!(old.state, CaseState::Decided | CaseState::Active) {
        return Err(Refusal::rule("rule-subcontract-step"));
    }
    let mut checks = Checks::default();
    let note = checks.required("change_note", note);
    checks.longest("change_note", &note, MAX_TEXT);
    checks.done()?;
    let model = CriteriaModel::versions().on(ctx.today());
    let mut facts = old.facts();
    facts.change_note = Some(note);
    let mut case = Case {
        id: ctx.new_id(),
        number: store::next_number(c, &old.organisation_id)?,
        previous_id: Some(old.id.clone()),
        change_cause: Some(cause),
        state: CaseState::Draft,
        by_phone: ctx.scope.side() == Side::Region,
        applicant_id: ctx.actor.person_id.clone(),
        applicant_name: ctx.actor.name.clone(),
        criteria_version: model.version.clone(),
        created_at: ctx.instant(),
        submitted_at: None,
        completion_text: None,
        completion_asked_on: None,
        paused_days: 0,
        complete_on: None,
        due_on: None,
        notice_until: None,
        silence_at: None,
        starts_on: Some(rules::earliest_start(ctx.today(), &model.terms)),
        version: 1,
        ..old.clone()
    };
    case.set_facts(&facts)?;
    store::insert(c, &case)?;
    for claim in store::claims(c, &old)? {
        let copied = Claim { id: ctx.new_id(), case_id: case.id.clone(), ..claim };
        store::put_claim(c, &copied, true)?;
    }
    audit::record_for(c, ctx, &case.organisation_id, entry("create", &case))?;
    Ok(case)
}
