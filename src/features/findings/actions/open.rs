//! An action is made, and its wording, owner and responsible party are changed.

use super::bulk::prioritise;
use super::steps::save;
use super::{MAX_TEXT, MAX_TITLE, check_vendor_and_contract, check_version, mails, stored_texts};
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::{Id, text};
use crate::features::accounts;
use crate::features::findings::model::{ActionStatus, Responsible, Severity};
use crate::features::findings::records::{Action, Finding};
use crate::features::findings::store;
use crate::features::vendors::{self, Vendor};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;

/// An action about to be made.
#[derive(Debug, Clone)]
pub struct NewAction {
    pub vendor_id: Id,
    /// None takes the finding's.
    pub contract_id: Option<Id>,
    pub finding_id: Option<Id>,
    pub title: String,
    pub description: Option<String>,
    pub responsible: Responsible,
    /// A person of either party; their name is taken when `owner_name` is empty.
    pub owner_id: Option<Id>,
    pub owner_name: Option<String>,
    pub due_on: NaiveDate,
    /// What to look at especially at the next dialogue.
    pub focus: Option<String>,
    pub internal_note: Option<String>,
}

/// What can be changed of an action afterwards; its date only by postponing it.
#[derive(Debug, Clone)]
pub struct ActionEdit {
    pub title: String,
    pub description: Option<String>,
    pub responsible: Responsible,
    pub owner_id: Option<Id>,
    pub owner_name: Option<String>,
    pub focus: Option<String>,
    pub internal_note: Option<String>,
    /// None leaves it as it is.
    pub priority: Option<Severity>,
}

/// Makes an action with the organisation's next number and tells the vendor when it is theirs.
/// Errors: at the fields (`due_on` must not have passed); `rule-finding-closed`.
pub fn open_action(c: &mut Db, ctx: &Ctx, new: &NewAction) -> Result<Action> {
    let action = make(c, ctx, new, false)?;
    if action.responsible == Responsible::Vendor {
        let vendor = vendors::find(c, &ctx.scope, &action.vendor_id)?;
        mails::assigned(c, ctx, &action, &vendor)?;
    }
    Ok(action)
}

/// The same in a plan that is not shared: the vendor neither sees the action nor is told of it until it is revealed.
pub fn open_planned(c: &mut Db, ctx: &Ctx, new: &NewAction) -> Result<Action> {
    make(c, ctx, new, true)
}

/// The same for the region alone: the vendor neither sees the action nor is told of it until somebody shows it.
/// Errors: those of `open_action`; `error-action-internal` at `withheld` when the vendor is to carry it out.
pub fn open_internal(c: &mut Db, ctx: &Ctx, new: &NewAction) -> Result<Action> {
    if new.responsible == Responsible::Vendor {
        return Err(Refusal::invalid("withheld", "error-action-internal"));
    }
    make(c, ctx, new, true)
}

/// Shows the vendor an action that it has not seen, and tells it when it is theirs. What waits in a plan is shown as the
/// plan is shared. Errors: NotFound, Conflict, `rule-action-shown`, `rule-action-in-plan`.
pub fn show_to_vendor(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Action> {
    ctx.require(Permission::ActionEdit)?;
    ctx.scope.client()?;
    let before = store::find_action(c, &ctx.scope, id)?;
    check_version(version, before.version, || stored_texts(&before))?;
    if !before.withheld {
        return Err(Refusal::rule("rule-action-shown"));
    }
    if let Some((_, number)) = store::unshared_plan(c, &ctx.scope, id)? {
        return Err(Refusal::rule_with("rule-action-in-plan", &[("number", number.to_string())]));
    }
    let after = save(c, ctx, "reveal", &before, Action { withheld: false, ..before.clone() })?;
    if after.is_open() && after.responsible == Responsible::Vendor {
        let vendor = vendors::find(c, &ctx.scope, &after.vendor_id)?;
        mails::assigned(c, ctx, &after, &vendor)?;
    }
    Ok(after)
}

/// The vendor sees these actions from now on, as a plan with them is shared; whoever shares it tells the vendor. Each
/// that it did not see before gets its next version and an event.
pub fn reveal(c: &mut Db, ctx: &Ctx, actions: &[&Action]) -> Result<()> {
    ctx.require(Permission::ActionEdit)?;
    let hidden: Vec<&Action> = actions.iter().copied().filter(|action| action.withheld).collect();
    let ids: Vec<Id> = hidden.iter().map(|action| action.id.clone()).collect();
    store::reveal(c, &ctx.scope, &ids, ctx.instant())?;
    let event = |action: &Action| {
        let entry = audit::Entry::new("reveal", "action", &action.id).vendor(&action.vendor_id).named(&action.title);
        entry.change(action, &Action { withheld: false, ..action.clone() })
    };
    audit::record_all(c, ctx, hidden.into_iter().map(event).collect())
}

/// The same for one that comes into a plan that is shared already: the vendor is told when it is theirs.
pub fn reveal_one(c: &mut Db, ctx: &Ctx, action: &Action) -> Result<()> {
    reveal(c, ctx, &[action])?;
    if action.responsible == Responsible::Vendor {
        let vendor = vendors::find(c, &ctx.scope, &action.vendor_id)?;
        mails::assigned(c, ctx, &Action { withheld: false, ..action.clone() }, &vendor)?;
    }
    Ok(())
}

fn make(c: &mut Db, ctx: &Ctx, new: &NewAction, withheld: bool) -> Result<Action> {
    ctx.require(Permission::ActionEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let vendor = check_vendor_and_contract(c, ctx, &new.vendor_id, new.contract_id.as_ref())?;
    let contract_id = check_finding(c, ctx, new)?.or_else(|| new.contract_id.clone());
    let mut checks = Checks::default();
    let title = checks.required("title", &new.title);
    check_texts(&mut checks, &title, [&new.description, &new.focus, &new.internal_note, &new.owner_name]);
    checks.that(new.due_on >= ctx.today(), "due_on", "error-date-past");
    let (owner_id, owner_name) =
        check_owner(c, ctx, &vendor, &mut checks, new.owner_id.as_ref(), new.owner_name.as_deref())?;
    checks.done()?;
    let action = Action {
        id: ctx.new_id(),
        number: store::next_action_number(c, &organisation_id)?,
        organisation_id,
        vendor_id: new.vendor_id.clone(),
        contract_id,
        finding_id: new.finding_id.clone(),
        search_text: text::fold(&title),
        title,
        description: tidy(&new.description),
        responsible: new.responsible,
        owner_id,
        owner_name,
        due_on: new.due_on,
        original_due_on: new.due_on,
        slips: 0,
        status: ActionStatus::Open,
        focus: tidy(&new.focus),
        reported_note: None,
        reported_by_name: None,
        reported_at: None,
        verified_note: None,
        verified_effective: None,
        verified_by_name: None,
        verified_at: None,
        internal_note: tidy(&new.internal_note),
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
        withheld,
    };
    store::insert_action(c, &action)?;
    let entry =
        audit::Entry::new("create", "action", &action.id).vendor(&action.vendor_id).named(&action.title).after(&action);
    audit::record(c, ctx, entry)?;
    Ok(action)
}

/// Changes the wording, the owner, the priority or the responsible party of an action that is open. A vendor that
/// becomes responsible is told; what it does not see it is not given. While it is reported done its owner stays: nobody
/// becomes free to verify their own work. Errors: at the fields, Conflict, `rule-action-closed`, `rule-action-reported`.
pub fn edit_action(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, edit: &ActionEdit) -> Result<Action> {
    ctx.require(Permission::ActionEdit)?;
    ctx.scope.client()?;
    let before = store::find_action(c, &ctx.scope, id)?;
    check_version(version, before.version, || {
        let mut texts = stored_texts(&before);
        texts.insert("internal_note".to_string(), before.internal_note.clone().unwrap_or_default());
        texts
    })?;
    if !before.is_open() {
        return Err(Refusal::rule("rule-action-closed"));
    }
    let vendor = vendors::find(c, &ctx.scope, &before.vendor_id)?;
    let mut checks = Checks::default();
    let title = checks.required("title", &edit.title);
    check_texts(&mut checks, &title, [&edit.description, &edit.focus, &edit.internal_note, &edit.owner_name]);
    let (owner_id, owner_name) =
        check_owner(c, ctx, &vendor, &mut checks, edit.owner_id.as_ref(), edit.owner_name.as_deref())?;
    let given = before.responsible == Responsible::Region && edit.responsible == Responsible::Vendor;
    if given && before.withheld && store::unshared_plan(c, &ctx.scope, id)?.is_none() {
        checks.add(FieldError::new("responsible", "error-action-unseen"));
    }
    checks.done()?;
    if before.status == ActionStatus::ReportedDone && before.owner_id != owner_id {
        return Err(Refusal::rule("rule-action-reported"));
    }
    let after = Action {
        search_text: text::fold(&title),
        title,
        description: tidy(&edit.description),
        responsible: edit.responsible,
        owner_id,
        owner_name,
        focus: tidy(&edit.focus),
        internal_note: tidy(&edit.internal_note),
        ..before.clone()
    };
    let after = save(c, ctx, "update", &before, after)?;
    if let Some(priority) = edit.priority {
        prioritise(c, ctx, &after, priority)?;
    }
    if given {
        mails::assigned(c, ctx, &after, &vendor)?;
    }
    Ok(after)
}

/// Says which finding an action is to put right.
/// Errors: at `finding_id`, Conflict, `rule-action-closed`, `rule-finding-closed`.
pub fn tie_action(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, finding_id: &Id) -> Result<Action> {
    ctx.require(Permission::ActionEdit)?;
    ctx.scope.client()?;
    let before = store::find_action(c, &ctx.scope, id)?;
    check_version(version, before.version, || stored_texts(&before))?;
    if !before.is_open() {
        return Err(Refusal::rule("rule-action-closed"));
    }
    open_finding_of(c, ctx, &before.vendor_id, finding_id)?;
    save(c, ctx, "update", &before, Action { finding_id: Some(finding_id.clone()), ..before.clone() })
}

/// The finding must be the same vendor's and open; gives its contract.
fn check_finding(c: &mut Db, ctx: &Ctx, new: &NewAction) -> Result<Option<Id>> {
    let Some(id) = &new.finding_id else { return Ok(None) };
    let finding = open_finding_of(c, ctx, &new.vendor_id, id)?;
    Ok(new.contract_id.clone().or(finding.contract_id))
}

fn open_finding_of(c: &mut Db, ctx: &Ctx, vendor_id: &Id, id: &Id) -> Result<Finding> {
    let finding = match store::find_finding(c, &ctx.scope, id) {
        Err(Refusal::NotFound) => return Err(Refusal::invalid("finding_id", "error-unknown")),
        found => found?,
    };
    if finding.vendor_id != *vendor_id {
        return Err(Refusal::invalid("finding_id", "error-unknown"));
    }
    if !finding.is_open() {
        return Err(Refusal::rule("rule-finding-closed"));
    }
    Ok(finding)
}

/// The owner's name, and the id when it is a person of one of the two parties.
fn check_owner(
    c: &mut Db,
    ctx: &Ctx,
    vendor: &Vendor,
    checks: &mut Checks,
    id: Option<&Id>,
    name: Option<&str>,
) -> Result<(Option<Id>, Option<String>)> {
    let name = name.and_then(text::non_empty);
    let Some(id) = id else { return Ok((None, name)) };
    let mut people: Vec<(Id, String)> =
        accounts::organisation_people(c, &ctx.scope)?.into_iter().map(|(person, _)| (person.id, person.name)).collect();
    if let Some(organisation_id) = &vendor.vendor_organisation_id {
        let others = accounts::people_of_organisation(c, organisation_id)?;
        people.extend(others.into_iter().map(|(person, ..)| (person.id, person.name)));
    }
    let known = people.into_iter().find(|(person_id, _)| person_id == id);
    checks.that(known.is_some(), "owner_id", "error-unknown");
    Ok((Some(id.clone()), name.or(known.map(|(_, name)| name))))
}

fn check_texts(checks: &mut Checks, title: &str, others: [&Option<String>; 4]) {
    let fields = ["description", "focus", "internal_note", "owner_name"];
    let texts = fields.into_iter().zip(others.map(|t| t.as_deref().unwrap_or_default()));
    let limits = texts.map(|(field, text)| (field, text, if field == "owner_name" { MAX_TITLE } else { MAX_TEXT }));
    for (field, text, max) in limits.chain([("title", title, MAX_TITLE)]) {
        if text.chars().count() > max {
            checks.add(FieldError::new(field, "error-too-long").with("max", max));
        }
    }
}

fn tidy(value: &Option<String>) -> Option<String> {
    value.as_deref().and_then(text::non_empty)
}
