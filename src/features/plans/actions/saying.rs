//! Who is told of a plan.

use crate::base::{Email, Result};
use crate::features::findings::Responsible;
use crate::features::plans::whole::{Whole, WholeLine};
use crate::features::{accounts, vendors};
use crate::kit::Ctx;
use crate::kit::outbox::{self, Mail};
use crate::platform::db::Db;
use serde_json::json;

/// The vendor's people learn that a plan is theirs to read, and how much of it they are to carry out.
pub fn shared(c: &mut Db, ctx: &Ctx, whole: &Whole) -> Result<()> {
    let plan = &whole.plan;
    let vendor = vendors::find(c, &ctx.scope, &plan.vendor_id)?;
    let Some(organisation_id) = &vendor.vendor_organisation_id else { return Ok(()) };
    let mine = |line: &&WholeLine| line.action.responsible == Responsible::Vendor && line.action.is_open();
    let own: Vec<_> = whole.lines.iter().filter(mine).collect();
    let data = json!({
        "client_name": whole.organisation,
        "title": plan.title,
        "actions": whole.lines.len(),
        "own": own.len(),
        "first_due_on": own.iter().map(|line| line.action.due_on).min(),
        "path": format!("/portal/plans/{}", plan.id),
    });
    for (person, _, language, address) in accounts::people_of_organisation(c, organisation_id)? {
        // An address that was accepted once and no longer parses reaches nobody; the page shows the rest.
        let Ok(email) = address.parse::<Email>() else { continue };
        let mail = Mail::new("plan_shared", &email, &person.name, language, data.clone());
        outbox::mail(c, ctx, &plan.organisation_id, ("plan", &plan.id), &mail)?;
    }
    Ok(())
}
