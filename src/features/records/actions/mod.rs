//! Use cases of records, disclosures, disposals and packages; one write transaction each.

mod assessing;
mod deciding;
mod disclosing;
mod disposing;
mod holding;
mod issuing;
mod listing;
mod marking;
mod packing;
mod registering;
mod settings;
mod telling;

pub use assessing::{Chosen, assess, proposed, readable};
pub use deciding::{Ruling, decide, hand_over};
pub use disclosing::{DisclosureEdit, NewDisclosure, choose, edit_disclosure, receive, remove, set_terms};
pub use disposing::{DryRow, MOST_AT_ONCE, carry_out, dry_run, holds_on, propose, refuse, without_end};
pub use holding::{NewHold, hold, lift};
pub use issuing::issue;
pub use listing::{NewList, disclose_list, list_of};
pub use marking::{mark, unmark};
pub use packing::{PackageDraft, draft_package, keep_package, pack, packed};
pub use registering::{NewRecord, RecordEdit, attach, edit, proposal, register};
pub use settings::{NewRetention, NewSettings, rule_of, rules, set_retention, set_settings};

use super::model::DisclosureStep;
use super::parameters::Parameters;
use super::rows::{Disclosure, DisclosureEvent, PublicRecord};
use super::store;
use crate::base::refusal::{Checks, Refusal, Result, check_version};
use crate::base::text;
use crate::kit::{Ctx, diary};
use crate::platform::db::Db;
use std::collections::BTreeMap;

const MAX_SUBJECT: usize = 200;
const MAX_TEXT: usize = 10_000;
const MAX_BODY: usize = 100_000;
const MAX_SHORT: usize = 200;

fn tidy(typed: &Option<String>) -> Option<String> {
    typed.as_deref().and_then(text::non_empty)
}

fn check_record(given: Option<i32>, record: &PublicRecord) -> Result<()> {
    check_version(given, record.version, || {
        BTreeMap::from([
            ("subject".to_string(), record.subject.clone()),
            ("diary_number".to_string(), record.diary_number.clone().unwrap_or_default()),
            ("type_key".to_string(), record.type_key.clone()),
        ])
    })
}

fn check_disclosure(given: Option<i32>, row: &Disclosure) -> Result<()> {
    check_version(given, row.version, || {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        BTreeMap::from([
            ("state".to_string(), row.state.to_string()),
            ("requester".to_string(), text(&row.requester)),
            ("contact".to_string(), text(&row.contact)),
            ("diary_number".to_string(), text(&row.diary_number)),
            ("responsible_name".to_string(), row.responsible_name.clone()),
        ])
    })
}

/// A diary number as it was typed, in the place of the one that is `stored`. Errors at `diary_number`.
fn diary_number(
    c: &mut Db,
    ctx: &Ctx,
    checks: &mut Checks,
    typed: &Option<String>,
    stored: Option<&str>,
) -> Result<Option<String>> {
    let number = diary::tidy(typed.as_deref());
    checks.longest("diary_number", number.as_deref().unwrap_or_default(), MAX_SHORT);
    checks.extend(diary::check(c, &ctx.scope, "diary_number", number.as_deref(), stored)?);
    Ok(number)
}

/// A paragraph that there is. Errors at `field`.
fn paragraph(ctx: &Ctx, checks: &mut Checks, field: &str, key: &str) -> String {
    checks.that(!key.is_empty(), field, "error-required");
    let known = key.is_empty() || Parameters::on(ctx.today()).paragraphs.find(key).is_some();
    checks.that(known, field, "error-choice");
    key.to_string()
}

/// The request, which must still be open.
fn open(c: &mut Db, ctx: &Ctx, id: &crate::base::Id, version: Option<i32>) -> Result<Disclosure> {
    let row = store::find_disclosure(c, &ctx.scope, id)?;
    check_disclosure(version, &row)?;
    if row.is_open() { Ok(row) } else { Err(Refusal::rule("rule-disclosure-decided")) }
}

/// A line of the request's own log.
fn log(c: &mut Db, ctx: &Ctx, row: &Disclosure, step: DisclosureStep, note: Option<String>) -> Result<()> {
    let event = DisclosureEvent {
        id: ctx.new_id(),
        organisation_id: row.organisation_id.clone(),
        disclosure_id: row.id.clone(),
        position: store::next_event(c, &ctx.scope, &row.id)?,
        step,
        note,
        by_name: ctx.actor.name.clone(),
        at: ctx.instant(),
    };
    store::insert_event(c, &event)
}
