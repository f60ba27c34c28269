//! A sending before it starts: what it says, and to whom.

use super::{a_draft, all_vendors};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{FieldError, Id, OrgNumber, text};
use crate::features::controls::QuestionSet;
use crate::features::question_sets::{self, VersionState};
use crate::features::sendings::model::{Selection, SendingOrigin, SendingState};
use crate::features::sendings::records::Sending;
use crate::features::sendings::store;
use crate::features::vendors::{self, VendorFilter, VendorKind};
use crate::kit::snapshot::canonical_json;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

const MAX_TITLE: usize = 200;
const MAX_TEXT: usize = 4000;
/// Vendors chosen one by one.
const MAX_CHOSEN: usize = 5000;

/// A sending about to be drafted or changed.
#[derive(Debug, Clone)]
pub struct NewSending {
    pub title: String,
    pub question_set: QuestionSet,
    /// A published version of an own set, in the place of `question_set`.
    pub set_version_id: Option<Id>,
    pub due_on: Option<NaiveDate>,
    /// Said to the vendors.
    pub message: Option<String>,
    /// Never shown to a vendor.
    pub internal_note: Option<String>,
    pub selection: SelectionEdit,
}

/// Who is to be sent to, as a person says it.
#[derive(Debug, Clone, Default)]
pub struct SelectionEdit {
    pub tiers: Vec<i32>,
    pub kind: Option<VendorKind>,
    pub tag: Option<String>,
    /// One's own kept filter of the vendor list, or one that a colleague shares.
    pub saved_filter_id: Option<Id>,
    pub no_assessment_since_on: Option<NaiveDate>,
    pub due_again: bool,
    pub vendor_ids: Vec<Id>,
    /// Organisation numbers of vendors chosen one by one.
    pub numbers: Vec<String>,
}

/// Drafts a sending; nothing is sent. Errors: at the fields.
pub fn draft(c: &mut Db, ctx: &Ctx, new: &NewSending) -> Result<Sending> {
    ctx.require(Permission::AssessmentSend)?;
    let organisation_id = ctx.scope.client()?.clone();
    let mut checks = Checks::default();
    let facts = checked(ctx, &mut checks, new);
    let question_set = set_of(c, ctx, &mut checks, new)?;
    let selection = select(c, ctx, &mut checks, &new.selection, Vec::new())?;
    checks.done()?;
    let (title, due_on) = facts.ok_or_else(|| Refusal::invalid("due_on", "error-required"))?;
    let row = Sending {
        id: ctx.new_id(),
        organisation_id,
        number: store::next_number(c, &ctx.scope)?,
        search_text: text::fold(&title),
        title,
        question_set,
        due_on,
        message: new.message.as_deref().and_then(text::non_empty),
        internal_note: new.internal_note.as_deref().and_then(text::non_empty),
        selection: written(&selection)?,
        origin: SendingOrigin::Person,
        state: SendingState::Draft,
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        started_by: None,
        started_by_name: None,
        started_at: None,
        finished_at: None,
        updated_at: ctx.instant(),
        version: 1,
        set_version_id: new.set_version_id.clone(),
    };
    keep_new(c, ctx, &row)?;
    Ok(row)
}

pub(super) fn keep_new(c: &mut Db, ctx: &Ctx, row: &Sending) -> Result<()> {
    store::insert(c, row)?;
    audit::record(c, ctx, audit::Entry::new("create", "sending", &row.id).named(&row.title).after(row))
}

/// Changes a draft. Errors: at the fields, Conflict, `rule-sending-begun`.
pub fn edit(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, new: &NewSending) -> Result<Sending> {
    ctx.require(Permission::AssessmentSend)?;
    let before = a_draft(c, ctx, id, version)?;
    let mut checks = Checks::default();
    let facts = checked(ctx, &mut checks, new);
    let question_set = set_of(c, ctx, &mut checks, new)?;
    let was = before.read_selection()?;
    let selection = select(c, ctx, &mut checks, &new.selection, was.left_out)?;
    checks.done()?;
    let (title, due_on) = facts.ok_or_else(|| Refusal::invalid("due_on", "error-required"))?;
    let after = Sending {
        search_text: text::fold(&title),
        title,
        question_set,
        due_on,
        message: new.message.as_deref().and_then(text::non_empty),
        internal_note: new.internal_note.as_deref().and_then(text::non_empty),
        selection: written(&selection)?,
        set_version_id: new.set_version_id.clone(),
        ..before.clone()
    };
    keep_change(c, ctx, &before, after)
}

fn keep_change(c: &mut Db, ctx: &Ctx, before: &Sending, after: Sending) -> Result<Sending> {
    let after = Sending { updated_at: ctx.instant(), version: before.version + 1, ..after };
    store::save(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("update", "sending", &after.id).named(&after.title).change(before, &after);
    audit::record(c, ctx, entry)?;
    Ok(after)
}

/// Leaves some vendors out of a draft. Errors: `rule-sending-begun`.
pub fn leave_out(c: &mut Db, ctx: &Ctx, id: &Id, vendor_ids: &[Id]) -> Result<Sending> {
    change_left_out(c, ctx, id, |left_out| left_out.extend(vendor_ids.iter().cloned()))
}

/// Takes those that were left out in again.
pub fn take_all_again(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Sending> {
    change_left_out(c, ctx, id, BTreeSet::clear)
}

fn change_left_out(c: &mut Db, ctx: &Ctx, id: &Id, change: impl FnOnce(&mut BTreeSet<Id>)) -> Result<Sending> {
    ctx.require(Permission::AssessmentSend)?;
    let before = a_draft(c, ctx, id, None)?;
    let mut selection = before.read_selection()?;
    let mut left_out: BTreeSet<Id> = selection.left_out.drain(..).collect();
    change(&mut left_out);
    if left_out.len() > MAX_CHOSEN {
        return Err(Refusal::invalid("vendor_ids", "error-sending-many"));
    }
    selection.left_out = left_out.into_iter().collect();
    let after = Sending { selection: written(&selection)?, ..before.clone() };
    keep_change(c, ctx, &before, after)
}

/// Throws a draft away. What time proposed is kept as stopped, so that it is not proposed again the next minute.
/// Errors: Conflict, `rule-sending-begun`.
pub fn discard(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<()> {
    ctx.require(Permission::AssessmentSend)?;
    let row = a_draft(c, ctx, id, version)?;
    if row.origin == SendingOrigin::Person {
        store::remove(c, &ctx.scope, id)?;
    } else {
        let (state, finished_at, version) = (SendingState::Stopped, Some(ctx.instant()), row.version + 1);
        store::save(c, &ctx.scope, &Sending { state, finished_at, version, ..row.clone() })?;
    }
    audit::record(c, ctx, audit::Entry::new("discard", "sending", id).named(&row.title))
}

fn checked(ctx: &Ctx, checks: &mut Checks, new: &NewSending) -> Option<(String, NaiveDate)> {
    let title = text::tidy(&checks.required("title", &new.title));
    checks.longest("title", &title, MAX_TITLE);
    checks.longest("message", new.message.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.longest("internal_note", new.internal_note.as_deref().unwrap_or_default(), MAX_TEXT);
    match new.due_on {
        None => checks.that(false, "due_on", "error-required"),
        Some(day) => checks.that(day >= ctx.today(), "due_on", "error-date-past"),
    }
    new.due_on.map(|day| (title, day))
}

/// The set that is kept: an own version counts as a full one. Errors noted at `question_set`.
fn set_of(c: &mut Db, ctx: &Ctx, checks: &mut Checks, new: &NewSending) -> Result<QuestionSet> {
    let Some(id) = &new.set_version_id else { return Ok(new.question_set) };
    let published = match question_sets::find(c, &ctx.scope, id) {
        Ok(row) => row.state == VersionState::Published,
        Err(Refusal::NotFound) => false,
        Err(other) => return Err(other),
    };
    checks.that(published, "question_set", "error-sets-not-published");
    Ok(QuestionSet::Full)
}

fn select(c: &mut Db, ctx: &Ctx, checks: &mut Checks, edit: &SelectionEdit, left_out: Vec<Id>) -> Result<Selection> {
    checks.that(edit.tiers.iter().all(|tier| (1..=4).contains(tier)), "tiers", "error-choice");
    let tiers: BTreeSet<i32> = edit.tiers.iter().copied().collect();
    let mut selection = Selection {
        tiers: tiers.into_iter().collect(),
        kind: edit.kind,
        tag: edit.tag.as_deref().map(text::tidy).filter(|tag| !tag.is_empty()),
        no_assessment_since_on: edit.no_assessment_since_on,
        due_again: edit.due_again,
        vendor_ids: chosen(c, ctx, checks, edit)?,
        left_out,
        ..Selection::default()
    };
    if let Some(id) = &edit.saved_filter_id {
        let kept = vendors::saved_filters(c, &ctx.scope, &ctx.actor.person_id)?;
        let kept = kept.into_iter().find(|filter| filter.id == *id);
        checks.that(kept.is_some(), "saved_filter_id", "error-unknown");
        selection.filter_id = kept.as_ref().map(|filter| filter.id.clone());
        selection.filter_name = kept.as_ref().map(|filter| filter.name.clone());
        selection.filter_query = kept.map(|filter| filter.query);
    }
    Ok(selection)
}

/// The vendors chosen one by one, each of the client's own register. Errors noted at `vendor_ids` and `numbers`.
fn chosen(c: &mut Db, ctx: &Ctx, checks: &mut Checks, edit: &SelectionEdit) -> Result<Vec<Id>> {
    if edit.vendor_ids.is_empty() && edit.numbers.is_empty() {
        return Ok(Vec::new());
    }
    if edit.vendor_ids.len() + edit.numbers.len() > MAX_CHOSEN {
        checks.add(FieldError::new("vendor_ids", "error-sending-many"));
        return Ok(Vec::new());
    }
    let all = all_vendors(c, ctx, &VendorFilter::default())?;
    let own: BTreeSet<&Id> = all.iter().map(|vendor| &vendor.id).collect();
    let numbered = all.iter().filter_map(|vendor| vendor.org_number.as_deref().map(|number| (number, &vendor.id)));
    let numbered: BTreeMap<&str, &Id> = numbered.collect();
    let mut found: BTreeSet<Id> = BTreeSet::new();
    checks.that(edit.vendor_ids.iter().all(|id| own.contains(id)), "vendor_ids", "error-unknown");
    found.extend(edit.vendor_ids.iter().cloned());
    let mut unknown = Vec::new();
    for line in &edit.numbers {
        let number = line.parse::<OrgNumber>().map_or_else(|_| line.clone(), |number| number.digits().to_string());
        match numbered.get(number.as_str()) {
            Some(id) => {
                found.insert((*id).clone());
            }
            None => unknown.push(line.clone()),
        }
    }
    if !unknown.is_empty() {
        let said = unknown.into_iter().take(5).collect::<Vec<_>>().join(", ");
        checks.add(FieldError::new("numbers", "error-sending-numbers").with("numbers", said));
    }
    Ok(found.into_iter().collect())
}

pub(super) fn written(selection: &Selection) -> Result<String> {
    Ok(canonical_json(&serde_json::to_value(selection).map_err(Refusal::fault)?))
}
