//! Changes to the register: vendors, their contacts, and the link to a vendor's own organisation.

mod bulk;
mod certificates;
mod depth;
mod extra;
mod filters;
mod lifecycle;

pub use bulk::{BulkChange, change_one};
pub use certificates::{
    CertificateFile, add_certificate, attach_certificate_file, certificate_file, remove_certificate, update_certificate,
};
pub use depth::{add_rating, add_whole, update_whole};
pub use extra::{add_extra_field, extra_of, update_extra_field};
pub use filters::{keep_filter, remove_filter};
pub use lifecycle::{ended_error, open_for_change, take_step};

use super::depth_input::NewContact;
use super::input::{Audited, NewVendor, full_number};
use super::records::{Vendor, VendorContact};
use super::{rules, store, store_merged};
use crate::access::{Permission, Role};
use crate::base::{Email, FieldError, Id, Language, Refusal, Result, text};
use crate::features::accounts::{self, OrganisationKind};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// Adds a vendor. Errors: `Invalid` with each field's error; a number that the client already has
/// is `error-vendor-number-taken` at `org_number`.
pub fn add(c: &mut Db, ctx: &Ctx, new: &NewVendor) -> Result<Vendor> {
    ctx.require(Permission::RegisterEdit)?;
    let new = checked(c, ctx, new, None)?;
    let mut vendor = Vendor {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        legal_name: String::new(),
        name_folded: String::new(),
        search_text: String::new(),
        org_number: None,
        hsa_id: None,
        kind: new.kind,
        country: String::new(),
        status: new.status,
        manager_id: None,
        tags: String::new(),
        internal_note: None,
        vendor_organisation_id: None,
        tier: None,
        tier_preliminary: false,
        order_value: None,
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    };
    apply(&mut vendor, &new);
    store::insert(c, &vendor)?;
    let entry = audit::Entry::new("create", "vendor", &vendor.id).vendor(&vendor.id).named(&vendor.legal_name);
    audit::record(c, ctx, entry.after(&Audited::of(&vendor)))?;
    Ok(vendor)
}

/// Changes a vendor. Errors: `Conflict` when `version` is not the stored one; else as `add`.
pub fn update(c: &mut Db, ctx: &Ctx, id: &Id, new: &NewVendor, version: i32) -> Result<Vendor> {
    ctx.require(Permission::RegisterEdit)?;
    ctx.scope.client()?;
    let before = store::find(c, &ctx.scope, id)?;
    if before.version != version {
        return Err(Refusal::Conflict(stored_texts(&before)));
    }
    store_merged::refuse_merged(c, &ctx.scope, id)?;
    let new = checked(c, ctx, new, Some(id))?;
    open_for_change(&before)?;
    if new.status != before.status {
        if !rules::is_plain_step(before.status, new.status) {
            return Err(Refusal::rule("rule-vendor-step-own-page"));
        }
        lifecycle::remember(c, ctx, &before, new.status, None, None, None)?;
    }
    let mut after = before.clone();
    apply(&mut after, &new);
    save(c, ctx, &before, after, "update")
}

/// Saves `after` as the next version and records what differs. Nothing differs: nothing is saved.
pub(super) fn save(c: &mut Db, ctx: &Ctx, before: &Vendor, mut after: Vendor, verb: &'static str) -> Result<Vendor> {
    let (old, new) = (Audited::of(before), Audited::of(&after));
    // A masked number hides a change of one personal number into another.
    let same = before.org_number == after.org_number
        && serde_json::to_value(&old).map_err(Refusal::fault)? == serde_json::to_value(&new).map_err(Refusal::fault)?;
    if same && verb == "update" {
        return Ok(after);
    }
    after.version = before.version + 1;
    after.updated_at = ctx.instant();
    store::save(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new(verb, "vendor", &after.id).vendor(&after.id).named(&after.legal_name);
    audit::record(c, ctx, entry.change(&old, &new))?;
    Ok(after)
}

fn apply(vendor: &mut Vendor, new: &NewVendor) {
    vendor.legal_name = new.legal_name.clone();
    vendor.name_folded = text::sort_key(&new.legal_name);
    vendor.search_text = new.search_text();
    vendor.org_number = new.org_number.clone();
    vendor.hsa_id = new.hsa_id.clone();
    vendor.kind = new.kind;
    vendor.country = new.country.clone();
    vendor.status = new.status;
    vendor.manager_id = new.manager_id.clone();
    vendor.tags = new.tags.join(", ");
    vendor.internal_note = new.internal_note.clone();
}

/// The stored form, with what only the database knows checked as well.
fn checked(c: &mut Db, ctx: &Ctx, new: &NewVendor, own_id: Option<&Id>) -> Result<NewVendor> {
    let read = new.checked();
    let manager_error = check_manager(c, ctx, new.manager_id.as_ref())?;
    let new = match (read, manager_error) {
        (Ok(new), None) => new,
        (Ok(_), Some(error)) => return Err(Refusal::Invalid(vec![error])),
        (Err(Refusal::Invalid(mut errors)), error) => {
            errors.extend(error);
            return Err(Refusal::Invalid(errors));
        }
        (Err(other), _) => return Err(other),
    };
    if let Some(number) = &new.org_number
        && let Some(other) = store::by_org_number(c, &ctx.scope, number)?
        && Some(&other.id) != own_id
    {
        let error = FieldError::new("org_number", "error-vendor-number-taken").with("name", other.legal_name);
        return Err(Refusal::Invalid(vec![error]));
    }
    Ok(new)
}

/// A manager is somebody with a role in the client's organisation.
pub fn check_manager(c: &mut Db, ctx: &Ctx, manager_id: Option<&Id>) -> Result<Option<FieldError>> {
    let Some(id) = manager_id else { return Ok(None) };
    let client = ctx.scope.client()?;
    let known = accounts::memberships_of(c, id)?.iter().any(|(membership, _)| membership.organisation_id == *client);
    Ok((!known).then(|| FieldError::new("manager_id", "error-choice")))
}

/// What is stored now, for whoever edits an older version.
pub(super) fn stored_texts(vendor: &Vendor) -> BTreeMap<String, String> {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    BTreeMap::from([
        ("legal_name".to_string(), vendor.legal_name.clone()),
        ("org_number".to_string(), full_number(vendor.org_number.as_deref()).unwrap_or_default()),
        ("hsa_id".to_string(), optional(&vendor.hsa_id)),
        ("kind".to_string(), vendor.kind.to_string()),
        ("country".to_string(), vendor.country.clone()),
        ("status".to_string(), vendor.status.to_string()),
        ("manager_id".to_string(), vendor.manager_id.as_ref().map(Id::to_string).unwrap_or_default()),
        ("tags".to_string(), vendor.tags.clone()),
        ("internal_note".to_string(), optional(&vendor.internal_note)),
        ("version".to_string(), vendor.version.to_string()),
    ])
}

/// Adds a contact person; somebody without an e-mail or an account can be one.
pub fn add_contact(c: &mut Db, ctx: &Ctx, vendor_id: &Id, new: &NewContact) -> Result<VendorContact> {
    ctx.require(Permission::RegisterEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let vendor = store::find(c, &ctx.scope, vendor_id)?;
    open_for_change(&vendor)?;
    store_merged::refuse_merged(c, &ctx.scope, vendor_id)?;
    let new = new.checked()?;
    let roles = new.stored_roles();
    let contact = VendorContact {
        id: ctx.new_id(),
        organisation_id,
        vendor_id: vendor.id.clone(),
        name: new.name,
        email: new.email,
        phone: new.phone,
        duty: new.duty,
        created_at: ctx.instant(),
        version: 1,
        roles,
        hours: new.hours,
        opens: new.opens,
        closes: new.closes,
    };
    store::insert_contact(c, &contact)?;
    // Kept under the vendor, so that its history tells the whole story.
    let entry = audit::Entry::new("create", "vendor_contact", &vendor.id).vendor(&vendor.id).named(&contact.name);
    audit::record(c, ctx, entry.after(&contact))?;
    Ok(contact)
}

/// Changes a contact person. Errors: `Conflict` when `version` is not the stored one.
pub fn update_contact(
    c: &mut Db,
    ctx: &Ctx,
    vendor_id: &Id,
    id: &Id,
    new: &NewContact,
    version: i32,
) -> Result<VendorContact> {
    ctx.require(Permission::RegisterEdit)?;
    let before = store::find_contact(c, &ctx.scope, vendor_id, id)?;
    if before.version != version {
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        return Err(Refusal::Conflict(BTreeMap::from([
            ("name".to_string(), before.name.clone()),
            ("email".to_string(), optional(&before.email)),
            ("phone".to_string(), optional(&before.phone)),
            ("duty".to_string(), optional(&before.duty)),
            ("hours".to_string(), before.hours.map(|h| h.to_string()).unwrap_or_default()),
            ("opens".to_string(), optional(&before.opens)),
            ("closes".to_string(), optional(&before.closes)),
            ("version".to_string(), before.version.to_string()),
        ])));
    }
    open_for_change(&store::find(c, &ctx.scope, vendor_id)?)?;
    let new = new.checked()?;
    let after = VendorContact {
        roles: new.stored_roles(),
        name: new.name,
        email: new.email,
        phone: new.phone,
        duty: new.duty,
        hours: new.hours,
        opens: new.opens,
        closes: new.closes,
        version: before.version + 1,
        ..before.clone()
    };
    store::save_contact(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("update", "vendor_contact", vendor_id).vendor(vendor_id).named(&after.name);
    audit::record(c, ctx, entry.change(&before, &after))?;
    Ok(after)
}

/// Lets the people of a vendor's own organisation reach what is shared with this vendor.
/// Errors: `Rule` when it is linked to another organisation already.
pub fn link_organisation(c: &mut Db, ctx: &Ctx, id: &Id, vendor_organisation: &Id) -> Result<Vendor> {
    ctx.require(Permission::VendorInvite)?;
    ctx.scope.client()?;
    let before = store::find(c, &ctx.scope, id)?;
    store_merged::refuse_merged(c, &ctx.scope, id)?;
    match &before.vendor_organisation_id {
        Some(linked) if linked == vendor_organisation => return Ok(before),
        Some(_) => return Err(Refusal::rule("rule-vendor-linked")),
        None => {}
    }
    let organisation = accounts::find_organisation(c, vendor_organisation)?;
    if organisation.kind != OrganisationKind::Vendor {
        return Err(Refusal::NotFound);
    }
    let after = Vendor { vendor_organisation_id: Some(organisation.id), ..before.clone() };
    save(c, ctx, &before, after, "update")
}

/// Who at the vendor is invited, and to what.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    pub name: String,
    pub email: Email,
    pub language: Language,
    pub role: Role,
}

/// Invites somebody at the vendor; the first invitation also ties the vendor to an organisation of
/// its own. Errors: at the field for a person who is there already or a role of the region's.
pub fn invite(c: &mut Db, ctx: &Ctx, id: &Id, new: &NewInvitation) -> Result<(Vendor, accounts::Invitation)> {
    let vendor = store::find(c, &ctx.scope, id)?;
    open_for_change(&vendor)?;
    let own = vendor.vendor_organisation_id.clone();
    let (organisation_id, invitation) = accounts::invite_vendor_person(
        c,
        ctx,
        own,
        &vendor.legal_name,
        vendor.org_number.as_deref(),
        &new.name,
        &new.email,
        new.language,
        new.role,
    )?;
    Ok((link_organisation(c, ctx, id, &organisation_id)?, invitation))
}
