//! An incident or a tip becomes a case with an owner, and everybody behind the node is listed.

use super::{MAX_TEXT, MAX_TITLE, parties};
use crate::access::Permission;
use crate::base::refusal::{Checks, Result};
use crate::base::{Id, text};
use crate::features::accounts;
use crate::features::incidents::clocks::ClockModel;
use crate::features::incidents::model::{Confidence, IncidentSource, IncidentState, Judgement};
use crate::features::incidents::records::Incident;
use crate::features::incidents::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Utc};

/// An incident about to be registered.
#[derive(Debug, Clone)]
pub struct NewIncident {
    pub title: String,
    pub description: Option<String>,
    pub source: IncidentSource,
    /// Who told it and how they can be reached.
    pub contact: Option<String>,
    /// Now, without it.
    pub received_at: Option<DateTime<Utc>>,
    /// Whoever registers it, without it.
    pub owner_id: Option<Id>,
    /// The node of the chain where it happened: every contract behind it is listed.
    pub node_id: Option<Id>,
    pub vendor_id: Option<Id>,
    pub contract_id: Option<Id>,
}

/// Registers an incident with the organisation's next number. The region is aware of it from the moment it was
/// received, which starts the clocks; everybody behind the node or the contract is listed at once.
/// Errors: at the fields.
pub fn register(c: &mut Db, ctx: &Ctx, new: &NewIncident) -> Result<Incident> {
    ctx.require(Permission::IncidentEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let mut checks = Checks::default();
    let title = checks.required("title", &new.title);
    let plain = |value: &Option<String>| value.clone().unwrap_or_default();
    checks.longest("title", &title, MAX_TITLE);
    checks.longest("description", &plain(&new.description), MAX_TEXT);
    checks.longest("contact", &plain(&new.contact), MAX_TITLE);
    let received_at = new.received_at.unwrap_or(ctx.now);
    checks.that(received_at <= ctx.now, "received_at", "error-incident-future");
    let owner = owner(c, ctx, new.owner_id.as_ref(), &mut checks)?;
    let node = parties::node_of(c, ctx, new.node_id.as_ref(), &mut checks)?;
    checks.done()?;
    let tidy = |value: &Option<String>| value.as_deref().and_then(text::non_empty);
    let incident = Incident {
        id: ctx.new_id(),
        number: store::next_number(c, &organisation_id)?,
        organisation_id,
        search_text: text::fold(&title),
        title,
        description: tidy(&new.description),
        source: new.source,
        contact: tidy(&new.contact),
        received_at: received_at.into(),
        owner_id: Some(owner.0),
        owner_name: owner.1,
        state: IncidentState::Reported,
        node_id: node,
        occurred_from: None,
        occurred_to: None,
        detected_by_vendor_at: None,
        vendor_reported_at: None,
        region_aware_at: Some(received_at.into()),
        significant: Judgement::Unknown,
        significance_reason: None,
        assessed_at: None,
        assessed_by_name: None,
        personal_data: Judgement::Unknown,
        persons_notified: None,
        root_cause: None,
        root_cause_confidence: Confidence::Unknown,
        open_questions: None,
        clock_model: ClockModel::versions().on(crate::base::clock::swedish_date(received_at)).version.clone(),
        decision: None,
        decided_by_name: None,
        closed_at: None,
        version: 1,
    };
    store::insert(c, &incident)?;
    let entry = audit::Entry::new("create", "incident", &incident.id).named(&incident.title).after(&incident);
    audit::record(c, ctx, entry)?;
    parties::list_behind(c, ctx, &incident)?;
    if new.vendor_id.is_some() || new.contract_id.is_some() {
        parties::add(c, ctx, &incident, new.vendor_id.as_ref(), new.contract_id.as_ref())?;
    }
    Ok(incident)
}

/// The owner and their name: one of the organisation's people, or whoever acts.
pub fn owner(c: &mut Db, ctx: &Ctx, id: Option<&Id>, checks: &mut Checks) -> Result<(Id, String)> {
    let Some(id) = id else { return Ok((ctx.actor.person_id.clone(), ctx.actor.name.clone())) };
    let people = accounts::organisation_people(c, &ctx.scope)?;
    let found = people.into_iter().find(|(person, _)| person.id == *id).map(|(person, _)| person.name);
    checks.that(found.is_some(), "owner_id", "error-unknown");
    Ok((id.clone(), found.unwrap_or_default()))
}
