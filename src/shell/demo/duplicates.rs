//! The same company entered twice: once from the contract, once over the phone without its number.

use super::people::People;
use super::story::Story;
use crate::base::Result;
use crate::features::vendors::{self, NewContact, NewVendor, VendorKind, VendorStatus};

/// Enters Arkivhyllan a second time, with the contact that was on the line.
pub fn happen(story: &Story<'_>, people: &People) -> Result<()> {
    story.act(&people.asa, |c, ctx| {
        let new = NewVendor {
            legal_name: "Arkivhyllan Drift".to_string(),
            org_number: None,
            hsa_id: None,
            kind: VendorKind::ItSupplier,
            country: "SE".to_string(),
            status: VendorStatus::Active,
            manager_id: Some(people.asa.person.id.clone()),
            tags: vec!["arkiv".to_string()],
            internal_note: Some("Upplagd efter samtal. Numret saknas.".to_string()),
        };
        let vendor = vendors::add(c, ctx, &new)?;
        let contact = NewContact {
            name: "Nils Hammar".to_string(),
            email: Some("nils.hammar@arkivhyllan.example".to_string()),
            phone: None,
            duty: Some("Driftchef".to_string()),
            roles: Vec::new(),
            hours: None,
            opens: None,
            closes: None,
        };
        vendors::add_contact(c, ctx, &vendor.id, &contact)
    })?;
    Ok(())
}
