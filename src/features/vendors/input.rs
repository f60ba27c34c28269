//! What a person or a program says of a vendor, read once into values that can be stored.

use super::records::{Vendor, VendorKind, VendorStatus};
use crate::base::org_number::CompanyNumber;
use crate::base::refusal::Checks;
use crate::base::{FieldError, HsaId, Id, OrgNumber, Result, countries, text};
use serde::Serialize;

pub(super) const MAX_NAME: usize = 200;
pub(super) const MAX_NOTE: usize = 10_000;
const MAX_TAGS: usize = 20;
const MAX_TAG: usize = 40;

/// A vendor as typed. `org_number` may be written in any accepted way; it is stored as ten digits,
/// or as written for a company abroad.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVendor {
    pub legal_name: String,
    pub org_number: Option<String>,
    pub hsa_id: Option<String>,
    pub kind: VendorKind,
    /// ISO 3166 alpha-2.
    pub country: String,
    pub status: VendorStatus,
    pub manager_id: Option<Id>,
    pub tags: Vec<String>,
    /// Never shown to the vendor.
    pub internal_note: Option<String>,
}

impl NewVendor {
    /// What is stored now, as a base for a partial change.
    pub fn of(vendor: &Vendor) -> NewVendor {
        NewVendor {
            legal_name: vendor.legal_name.clone(),
            org_number: vendor.org_number.clone(),
            hsa_id: vendor.hsa_id.clone(),
            kind: vendor.kind,
            country: vendor.country.clone(),
            status: vendor.status,
            manager_id: vendor.manager_id.clone(),
            tags: vendor.tag_list(),
            internal_note: vendor.internal_note.clone(),
        }
    }

    /// The same in stored form. Errors: `Invalid` with one error per field.
    pub fn checked(&self) -> Result<NewVendor> {
        let mut checks = Checks::default();
        let legal_name = text::tidy(&checks.required("legal_name", &self.legal_name));
        checks.longest("legal_name", &legal_name, MAX_NAME);
        let country = self.country.trim().to_ascii_uppercase();
        checks.that(countries::is_code(&country), "country", "error-vendor-country");
        let org_number = self.org_number.as_deref().and_then(text::non_empty).and_then(|typed| {
            let read = CompanyNumber::read(&country, &typed).map_err(|e| FieldError::new("org_number", e.code()));
            checks.keep(read).map(|number| match number {
                CompanyNumber::Swedish(number) => number.digits().to_string(),
                CompanyNumber::Foreign { number, .. } => number,
            })
        });
        let hsa_id = self.hsa_id.as_deref().and_then(text::non_empty).and_then(|typed| {
            let read: Result<HsaId, _> = typed.parse();
            checks.keep(read.map_err(|e| FieldError::new("hsa_id", e.code()))).map(|id| id.as_str().to_string())
        });
        let tags = tidy_tags(&self.tags);
        checks.that(
            tags.len() <= MAX_TAGS && tags.iter().all(|t| t.chars().count() <= MAX_TAG),
            "tags",
            "error-vendor-tags",
        );
        let internal_note = self.internal_note.as_deref().and_then(text::non_empty);
        checks.longest("internal_note", internal_note.as_deref().unwrap_or_default(), MAX_NOTE);
        checks.done()?;
        let (kind, status, manager_id) = (self.kind, self.status, self.manager_id.clone());
        Ok(NewVendor { legal_name, org_number, hsa_id, kind, country, status, manager_id, tags, internal_note })
    }

    /// Folded text that the list searches. A personal number is never part of it.
    pub(super) fn search_text(&self) -> String {
        let number = self.org_number.as_deref().map(|number| match number.parse::<OrgNumber>() {
            Ok(own) if own.is_personal() => String::new(),
            Ok(own) => format!("{} {}", own.digits(), own.display()),
            Err(_) => number.to_string(),
        });
        let hsa_id = self.hsa_id.clone().unwrap_or_default();
        text::fold(&format!("{} {} {hsa_id} {}", self.legal_name, number.unwrap_or_default(), self.tags.join(" ")))
    }
}

/// One entry per tag, without repeats; a comma parts tags and so cannot be inside one.
fn tidy_tags(tags: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for tag in tags.iter().flat_map(|t| t.split(',')).map(text::tidy).filter(|t| !t.is_empty()) {
        if !kept.iter().any(|k| text::fold(k) == text::fold(&tag)) {
            kept.push(tag);
        }
    }
    kept
}

/// An organisation number for lists, exports, logs and links: a person's number shows no digit.
pub fn shown_number(org_number: Option<&str>) -> Option<String> {
    org_number.map(|number| number.parse::<OrgNumber>().map_or_else(|_| number.to_string(), |own| own.masked()))
}

/// An organisation number in full, for the vendor's own page and form only.
pub fn full_number(org_number: Option<&str>) -> Option<String> {
    org_number.map(|number| number.parse::<OrgNumber>().map_or_else(|_| number.to_string(), |own| own.display()))
}

/// Fills the columns by which a vendor is found and sorted, from the others.
pub fn index(vendor: &mut Vendor) {
    vendor.name_folded = text::sort_key(&vendor.legal_name);
    vendor.search_text = NewVendor::of(vendor).search_text();
}

/// What the audit log keeps of a vendor: a person's number is masked.
#[derive(Debug, Serialize)]
pub struct Audited {
    legal_name: String,
    org_number: Option<String>,
    hsa_id: Option<String>,
    kind: VendorKind,
    country: String,
    status: VendorStatus,
    manager_id: Option<Id>,
    tags: String,
    internal_note: Option<String>,
    vendor_organisation_id: Option<Id>,
    tier: Option<i32>,
    tier_preliminary: bool,
    order_value: Option<i32>,
}

impl Audited {
    pub fn of(vendor: &Vendor) -> Audited {
        let v = vendor.clone();
        Audited {
            org_number: shown_number(v.org_number.as_deref()),
            legal_name: v.legal_name,
            hsa_id: v.hsa_id,
            kind: v.kind,
            country: v.country,
            status: v.status,
            manager_id: v.manager_id,
            tags: v.tags,
            internal_note: v.internal_note,
            vendor_organisation_id: v.vendor_organisation_id,
            tier: v.tier,
            tier_preliminary: v.tier_preliminary,
            order_value: v.order_value,
        }
    }
}

impl Vendor {
    pub fn tag_list(&self) -> Vec<String> {
        self.tags.split(',').map(text::tidy).filter(|t| !t.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Refusal;

    fn typed(number: &str) -> NewVendor {
        NewVendor {
            legal_name: "  Åsmunda   Ögonklinik AB ".into(),
            org_number: Some(number.into()),
            hsa_id: None,
            kind: VendorKind::CareProvider,
            country: "se".into(),
            status: VendorStatus::Active,
            manager_id: None,
            tags: vec!["ögon, vård".into(), "Ögon".into()],
            internal_note: Some("  ".into()),
        }
    }

    #[test]
    fn a_vendor_is_read_into_its_stored_form() {
        let vendor = typed("16992181-5909").checked().unwrap();
        assert_eq!(vendor.legal_name, "Åsmunda Ögonklinik AB");
        assert_eq!(vendor.org_number.as_deref(), Some("9921815909"));
        assert_eq!((vendor.country.as_str(), vendor.tags.len(), vendor.internal_note.as_deref()), ("SE", 2, None));
        for part in ["asmunda", "9921815909", "992181-5909", "vard"] {
            assert!(vendor.search_text().contains(part), "{part}");
        }
    }

    #[test]
    fn a_personal_number_cannot_be_searched_or_logged() {
        let vendor = typed("121212-1212").checked().unwrap();
        assert!(!vendor.search_text().contains("1212"));
        assert_eq!(shown_number(vendor.org_number.as_deref()).as_deref(), Some("••••••-••••"));
        assert_eq!(full_number(vendor.org_number.as_deref()).as_deref(), Some("121212-1212"));
    }

    #[test]
    fn every_wrong_field_is_named() {
        let wrong = NewVendor {
            legal_name: " ".into(),
            hsa_id: Some("x".into()),
            country: "Sverige".into(),
            ..typed("9978649202")
        };
        let Err(Refusal::Invalid(errors)) = wrong.checked() else { panic!("it should be refused") };
        let fields: Vec<&str> = errors.iter().map(|e| e.field.as_str()).collect();
        assert_eq!(fields, ["legal_name", "country", "hsa_id"]);
        let Err(Refusal::Invalid(errors)) = typed("9978649202").checked() else { panic!("it should be refused") };
        assert_eq!(errors[0].code, "error-org-number-check-digit");
    }
}
