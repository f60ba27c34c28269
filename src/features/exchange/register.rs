//! The register as an import meets it: everything it may touch, loaded with a handful of queries.

use super::rules::{Field, VendorKind as FileKind, name_key};
use super::said::Said;
use crate::base::diary::Numbers;
use crate::base::{Email, Id, text};
use crate::features::contracts::Contract;
use crate::features::vendors::{Vendor, VendorContact, VendorKind};
use std::collections::HashMap;

/// What exists, by what a file knows it by.
#[derive(Debug, Default)]
pub struct Register {
    /// By the ten digits of the organisation number, or as `VendorRow::key` says for one abroad.
    pub vendors: HashMap<String, Vendor>,
    /// By the folded reference.
    pub contracts: HashMap<String, Contract>,
    /// By folded e-mail: those with a role in the organisation.
    pub people: HashMap<String, Id>,
    /// How a manager is shown in a change.
    pub people_names: HashMap<Id, String>,
    pub contacts: HashMap<Id, Vec<VendorContact>>,
    /// Vendors that live on in another, with the name of that one.
    pub merged: HashMap<Id, String>,
    /// What the organisation's diary numbers look like.
    pub diary: Numbers,
}

/// One thing to do to the register; steps are taken in order.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "a plan lives as long as its import")]
pub enum Step {
    AddVendor(Box<Vendor>),
    ChangeVendor { before: Box<Vendor>, after: Box<Vendor> },
    AddContract(Box<Contract>),
    ChangeContract { before: Box<Contract>, after: Box<Contract> },
    AddContact(VendorContact),
    ChangeContact { before: VendorContact, after: VendorContact },
}

impl Register {
    pub fn person(&self, email: &Email) -> Option<&Id> {
        self.people.get(&email.folded())
    }

    pub fn person_name(&self, id: Option<&Id>) -> Option<String> {
        id.and_then(|id| self.people_names.get(id)).cloned()
    }

    pub fn contract(&self, reference: &str) -> Option<&Contract> {
        self.contracts.get(&text::fold(reference))
    }

    pub fn keep_contract(&mut self, contract: Contract) {
        self.contracts.insert(text::fold(&contract.reference), contract);
    }

    pub fn keep_vendor(&mut self, vendor: Vendor) {
        match vendor.org_number.clone() {
            Some(number) => drop(self.vendors.insert(number, vendor)),
            // Only a company abroad may lack a number; a Swedish one is never found by its name alone.
            None if vendor.country != "SE" => {
                drop(self.vendors.insert(name_key(&vendor.country, &vendor.legal_name), vendor));
            }
            None => {}
        }
    }

    /// Why a row of a vendor that has ended is refused, said at `field`.
    pub fn why_closed(&self, ended: &Vendor, field: Field) -> Said {
        match self.merged.get(&ended.id) {
            Some(name) => Said::of_field(field, "rule-vendor-merged", &[("name", name)]),
            None => Said::of_field(field, "import-error-vendor-ended", &[]),
        }
    }

    pub fn vendor_name(&self, id: &Id) -> String {
        self.vendors.values().find(|v| v.id == *id).map(|v| v.legal_name.clone()).unwrap_or_default()
    }
}

/// The register's kind for a file's kind.
pub fn stored_kind(kind: FileKind) -> VendorKind {
    match kind {
        FileKind::CareProvider => VendorKind::CareProvider,
        FileKind::ItSupplier => VendorKind::ItSupplier,
        FileKind::Other => VendorKind::Other,
    }
}
