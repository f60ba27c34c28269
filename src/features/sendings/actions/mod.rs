//! Use cases of sendings and reminders.

mod choosing;
mod drafting;
mod handing;
mod recurring;
mod reminding;
mod running;
mod settings;

pub use choosing::{Candidate, candidates};
pub use drafting::{NewSending, SelectionEdit, discard, draft, edit, leave_out, take_all_again};
pub use handing::{Handed, hand_link, open_link};
pub use running::{pause, resume, retry, send_batch, send_some, start, stop};
pub use settings::{SettingsEdit, change_settings, reminding, said as said_ladder};

use super::model::SendingState;
use super::records::Sending;
use super::store;
use crate::base::refusal::{Refusal, Result, check_version};
use crate::base::{Id, clock};
use crate::features::vendors;
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// What time itself leads to: reminders, and sendings whose time has come.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    for organisation_id in app.db.read_now(store::organisations_that_send)? {
        let ctx = Ctx::job(organisation_id, "sendings.sweep", crate::access::Via::Job, now);
        reminding::sweep(app, &ctx)?;
        recurring::sweep(app, &ctx)?;
    }
    Ok(())
}

fn check_sending(given: Option<i32>, sending: &Sending) -> Result<()> {
    check_version(given, sending.version, || {
        BTreeMap::from([
            ("title".to_string(), sending.title.clone()),
            ("due_on".to_string(), sending.due_on.to_string()),
            ("message".to_string(), sending.message.clone().unwrap_or_default()),
            ("state".to_string(), sending.state.to_string()),
        ])
    })
}

/// The sending, still a draft. Errors: `rule-sending-begun`, Conflict.
fn a_draft(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Sending> {
    let sending = store::find(c, &ctx.scope, id)?;
    check_sending(version, &sending)?;
    if sending.state == SendingState::Draft { Ok(sending) } else { Err(Refusal::rule("rule-sending-begun")) }
}

/// The day in Sweden on which something was sent.
fn day_of(at: crate::base::Instant) -> chrono::NaiveDate {
    clock::swedish_date(at.utc())
}

/// Every vendor of the register that a filter leaves.
fn all_vendors(c: &mut Db, ctx: &Ctx, filter: &vendors::VendorFilter) -> Result<Vec<vendors::Vendor>> {
    vendors::all(c, &ctx.scope, filter)
}
