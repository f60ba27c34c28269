//! Links: what the region hands over when a mail does not arrive, and what the vendor's people open.

use crate::access::Permission;
use crate::base::refusal::{Refusal, Result};
use crate::base::{Email, Id};
use crate::features::sendings::model::ReceiverState;
use crate::features::sendings::records::Receiver;
use crate::features::sendings::store;
use crate::features::{accounts, vendors};
use crate::kit::Ctx;
use crate::platform::db::Db;

/// What is handed over to one person at a vendor.
#[derive(Debug, Clone)]
pub struct Handed {
    pub vendor_name: String,
    pub name: String,
    pub email: String,
    /// A one-time link, or the page of the assessment for somebody who signs in with a password.
    pub path: String,
    pub is_link: bool,
}

/// A link for somebody at a receiver who can answer: the given person, or the first one. A one-time link is shown
/// here and never again. Errors: `rule-sending-not-sent-to`, `rule-assessment-nobody`, NotFound for a stranger.
pub fn hand_link(c: &mut Db, ctx: &Ctx, ids: (&Id, &Id), person_id: Option<&Id>) -> Result<Handed> {
    ctx.require(Permission::VendorInvite)?;
    let receiver = store::find_receiver(c, &ctx.scope, ids.0, ids.1)?;
    if receiver.state != ReceiverState::Sent {
        return Err(Refusal::rule("rule-sending-not-sent-to"));
    }
    let vendor = vendors::find(c, &ctx.scope, &receiver.vendor_id)?;
    let home = vendor.vendor_organisation_id.ok_or(Refusal::rule("rule-assessment-nobody"))?;
    let people = accounts::people_of_organisation(c, &home)?;
    let reachable = people.into_iter().filter(|(.., address)| address.parse::<Email>().is_ok());
    let mut asked = reachable.filter(|(person, ..)| person_id.is_none_or(|id| person.id == *id));
    let missing = if person_id.is_some() { Refusal::NotFound } else { Refusal::rule("rule-assessment-nobody") };
    let (person, _, _, email) = asked.next().ok_or(missing)?;
    let link = accounts::link_to_hand_over(c, ctx, &home, &person.id)?;
    Ok(Handed {
        vendor_name: vendor.legal_name,
        name: person.name,
        email,
        is_link: link.is_some(),
        path: link.unwrap_or_else(|| format!("/portal/sent/{}", receiver.id)),
    })
}

/// Notes that the link of a mail was opened, and gives the assessment that it leads to.
pub fn open_link(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Id> {
    let receiver = store::own_receiver(c, &ctx.scope, id)?;
    if receiver.opened_at.is_none() {
        store::note_opened(c, &ctx.scope, &Receiver { opened_at: Some(ctx.instant()), ..receiver.clone() })?;
    }
    receiver.assessment_id.ok_or(Refusal::NotFound)
}
