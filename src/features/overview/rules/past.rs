//! The register on a day: the rows of today with every later change of the log taken back, newest first.

use crate::features::vendors::{VendorKind, VendorStatus, shown_number};
use serde::Serialize;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// A vendor as the register had it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct VendorThen {
    pub id: String,
    pub legal_name: String,
    /// Masked when it may be a person's.
    pub org_number: Option<String>,
    pub kind: VendorKind,
    pub country: String,
    pub status: VendorStatus,
    pub manager_id: Option<String>,
    pub tier: Option<i32>,
    pub tier_preliminary: bool,
    /// Contracts that hold on the day, by the dates that they have today: dates have no history.
    pub contracts: usize,
}

crate::text_enum! {
    pub enum RegisterChange { Added => "added", Changed => "changed", Ended => "ended", Gone => "gone" }
}

/// A field that differs, named as in the word `overview-field-<name>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct VendorFieldChange {
    pub field: &'static str,
    pub old: Option<String>,
    pub new: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct VendorDifference {
    pub vendor_id: String,
    pub name: String,
    pub difference: RegisterChange,
    pub changes: Vec<VendorFieldChange>,
}

/// Puts back what a change replaced. Unknown fields and unreadable values change nothing.
fn take_back(vendor: &mut VendorThen, before: &Value) {
    let Some(fields) = before.as_object() else { return };
    let text = |value: &Value| value.as_str().map(str::to_string);
    for (name, value) in fields {
        match name.as_str() {
            "legal_name" => vendor.legal_name = text(value).unwrap_or_else(|| vendor.legal_name.clone()),
            "org_number" => vendor.org_number = shown_number(value.as_str()),
            "country" => vendor.country = text(value).unwrap_or_else(|| vendor.country.clone()),
            "manager_id" => vendor.manager_id = text(value),
            "kind" => vendor.kind = value.as_str().and_then(|key| key.parse().ok()).unwrap_or(vendor.kind),
            "status" => vendor.status = value.as_str().and_then(|key| key.parse().ok()).unwrap_or(vendor.status),
            "tier" => vendor.tier = value.as_i64().and_then(|tier| i32::try_from(tier).ok()),
            "tier_preliminary" => vendor.tier_preliminary = value.as_bool().unwrap_or(vendor.tier_preliminary),
            _ => {}
        }
    }
}

/// Takes back the changes of the log, which come with the newest first.
pub fn at<'a>(mut now: Vec<VendorThen>, changes: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<VendorThen> {
    let places: HashMap<String, usize> = now.iter().enumerate().map(|(place, row)| (row.id.clone(), place)).collect();
    for (id, before) in changes {
        let Some(vendor) = places.get(id).and_then(|place| now.get_mut(*place)) else { continue };
        if let Ok(before) = serde_json::from_str(before) {
            take_back(vendor, &before);
        }
    }
    now
}

fn changes(old: &VendorThen, new: &VendorThen) -> Vec<VendorFieldChange> {
    let tier = |row: &VendorThen| row.tier.map(|tier| tier.to_string());
    let all = [
        ("name", Some(old.legal_name.clone()), Some(new.legal_name.clone())),
        ("org_number", old.org_number.clone(), new.org_number.clone()),
        ("kind", Some(old.kind.to_string()), Some(new.kind.to_string())),
        ("country", Some(old.country.clone()), Some(new.country.clone())),
        ("status", Some(old.status.to_string()), Some(new.status.to_string())),
        ("tier", tier(old), tier(new)),
        ("manager", old.manager_id.clone(), new.manager_id.clone()),
    ];
    let differs = all.into_iter().filter(|(_, old, new)| old != new);
    differs.map(|(field, old, new)| VendorFieldChange { field, old, new }).collect()
}

/// What the later list says that the earlier did not, in the later list's order.
pub fn differences(before: &[VendorThen], after: &[VendorThen]) -> Vec<VendorDifference> {
    let old: HashMap<&str, &VendorThen> = before.iter().map(|row| (row.id.as_str(), row)).collect();
    let still: HashSet<&str> = after.iter().map(|row| row.id.as_str()).collect();
    let made = |row: &VendorThen, difference, changes| VendorDifference {
        vendor_id: row.id.clone(),
        name: row.legal_name.clone(),
        difference,
        changes,
    };
    let mut all: Vec<VendorDifference> = after
        .iter()
        .filter_map(|row| match old.get(row.id.as_str()) {
            None => Some(made(row, RegisterChange::Added, Vec::new())),
            Some(was) => {
                let changes = changes(was, row);
                let ended = was.status != row.status && row.status == VendorStatus::Ended;
                let difference = if ended { RegisterChange::Ended } else { RegisterChange::Changed };
                (!changes.is_empty()).then(|| made(row, difference, changes))
            }
        })
        .collect();
    let gone = before.iter().filter(|row| !still.contains(row.id.as_str()));
    all.extend(gone.map(|row| made(row, RegisterChange::Gone, Vec::new())));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vendor(id: &str, name: &str, tier: Option<i32>) -> VendorThen {
        VendorThen {
            id: id.to_string(),
            legal_name: name.to_string(),
            org_number: None,
            kind: VendorKind::CareProvider,
            country: "SE".to_string(),
            status: VendorStatus::Active,
            manager_id: None,
            tier,
            tier_preliminary: false,
            contracts: 0,
        }
    }

    #[test]
    fn later_changes_are_taken_back_newest_first() {
        let log = [
            ("1", r#"{"tier":2,"legal_name":"Mellan AB"}"#),
            ("2", r#"{"tier":1}"#),
            ("1", r#"{"tier":null,"legal_name":"Först AB","kind":"it_supplier","order_value":7}"#),
            ("9", r#"{"tier":1}"#),
            ("2", "inte json"),
        ];
        let then = at(vec![vendor("1", "Nu AB", Some(1)), vendor("2", "Andra AB", Some(3))], log.into_iter());
        assert_eq!((then[0].legal_name.as_str(), then[0].tier), ("Först AB", None));
        assert_eq!(then[0].kind, VendorKind::ItSupplier);
        assert_eq!((then[1].legal_name.as_str(), then[1].tier), ("Andra AB", Some(1)));
    }

    #[test]
    fn a_persons_number_of_the_log_stays_masked() {
        let log = [("1", r#"{"org_number":"1212121212"}"#), ("2", r#"{"org_number":"9921815909"}"#)];
        let then = at(vec![vendor("1", "Fotvård Ek", None), vendor("2", "Alfa AB", None)], log.into_iter());
        let numbers: Vec<Option<&str>> = then.iter().map(|row| row.org_number.as_deref()).collect();
        assert_eq!(numbers, [Some("••••••-••••"), Some("992181-5909")]);
    }

    #[test]
    fn two_days_differ_by_what_was_added_changed_and_ended() {
        let before = [vendor("1", "Alfa AB", Some(1)), vendor("2", "Beta AB", None), vendor("4", "Delta AB", None)];
        let ended = VendorThen { status: VendorStatus::Ended, ..vendor("2", "Beta AB", None) };
        let after = [vendor("1", "Alfa AB", Some(2)), ended, vendor("3", "Gamma AB", None)];
        let found = differences(&before, &after);
        let said: Vec<(&str, RegisterChange)> = found.iter().map(|d| (d.name.as_str(), d.difference)).collect();
        assert_eq!(
            said,
            [
                ("Alfa AB", RegisterChange::Changed),
                ("Beta AB", RegisterChange::Ended),
                ("Gamma AB", RegisterChange::Added),
                ("Delta AB", RegisterChange::Gone),
            ]
        );
        let tier = VendorFieldChange { field: "tier", old: Some("1".to_string()), new: Some("2".to_string()) };
        assert_eq!(found[0].changes, [tier]);
        assert!(differences(&after, &after).is_empty());
    }
}
