//! The register on a day: the rows of today with every later change of the log taken back, newest first.

use super::replaced::take_back;
use crate::features::vendors::{VendorKind, VendorStatus};
use serde::Serialize;
use std::collections::HashMap;

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

/// Takes back the changes of the log, which come with the newest first: whose, and the JSON of what was there before.
pub fn at<'a>(mut now: Vec<VendorThen>, changes: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<VendorThen> {
    let mut changes_of: HashMap<&str, Vec<&str>> = HashMap::new();
    for (id, before) in changes {
        changes_of.entry(id).or_default().push(before);
    }
    for vendor in &mut now {
        for before in changes_of.get(vendor.id.as_str()).into_iter().flatten() {
            take_back(vendor, before);
        }
    }
    now
}

/// The change of a field, if it has changed. Only then is its text made.
fn differing<T: PartialEq>(
    field: &'static str,
    old: T,
    new: T,
    text: impl Fn(T) -> Option<String>,
) -> Option<VendorFieldChange> {
    (old != new).then(|| VendorFieldChange { field, old: text(old), new: text(new) })
}

fn changes(old: &VendorThen, new: &VendorThen) -> Vec<VendorFieldChange> {
    [
        differing("name", &old.legal_name, &new.legal_name, |name| Some(name.clone())),
        differing("org_number", &old.org_number, &new.org_number, Clone::clone),
        differing("kind", old.kind, new.kind, |kind| Some(kind.to_string())),
        differing("country", &old.country, &new.country, |country| Some(country.clone())),
        differing("status", old.status, new.status, |status| Some(status.to_string())),
        differing("tier", old.tier, new.tier, |tier| tier.map(|tier| tier.to_string())),
        differing("manager", &old.manager_id, &new.manager_id, Clone::clone),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the later list says that the earlier did not, in the later list's order; then what only the earlier had.
pub fn differences(before: &[VendorThen], after: &[VendorThen]) -> Vec<VendorDifference> {
    let mut old: HashMap<&str, &VendorThen> = before.iter().map(|row| (row.id.as_str(), row)).collect();
    let made = |row: &VendorThen, difference, changes| VendorDifference {
        vendor_id: row.id.clone(),
        name: row.legal_name.clone(),
        difference,
        changes,
    };
    let mut all: Vec<VendorDifference> = after
        .iter()
        .filter_map(|row| match old.remove(row.id.as_str()) {
            None => Some(made(row, RegisterChange::Added, Vec::new())),
            Some(was) => {
                let changes = changes(was, row);
                let ended = was.status != row.status && row.status == VendorStatus::Ended;
                let difference = if ended { RegisterChange::Ended } else { RegisterChange::Changed };
                (!changes.is_empty()).then(|| made(row, difference, changes))
            }
        })
        .collect();
    let gone = before.iter().filter(|row| old.contains_key(row.id.as_str()));
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

    /// A vendor with a value in every field, before a change was taken back and after.
    fn full_and_taken_back(before: &str) -> (VendorThen, VendorThen) {
        let now = VendorThen {
            org_number: Some("992181-5909".to_string()),
            manager_id: Some("m".to_string()),
            ..vendor("1", "Nu AB", Some(1))
        };
        let then = at(vec![now.clone()], [("1", before)].into_iter()).remove(0);
        (now, then)
    }

    #[test]
    fn null_is_none_only_where_a_vendor_may_have_none() {
        let (now, then) = full_and_taken_back(
            r#"{"legal_name":null,"org_number":null,"kind":null,"country":null,"status":null,"manager_id":null,"tier":null,"tier_preliminary":null}"#,
        );
        assert_eq!(then, VendorThen { org_number: None, manager_id: None, tier: None, ..now });
    }

    #[test]
    fn fields_that_are_missing_unknown_or_unreadable_change_nothing() {
        for before in [
            "{}",
            r#"{"tags":"a","order_value":7,"internal_note":null,"other":{"tier":[2,{"tier":3}]},"list":["x"]}"#,
            r#"{"legal_name":7,"org_number":[1,[2]],"kind":"no kind","country":true,"status":{"a":[true]},"manager_id":1.5}"#,
            r#"{"tier":"2","tier_preliminary":"true"}"#,
            r#"{"tier":99999999999,"tier_preliminary":1}"#,
            r#"{"tier":18446744073709551615}"#,
            r#"{"tier":2.0}"#,
        ] {
            let (now, then) = full_and_taken_back(before);
            assert_eq!(then, now, "{before}");
        }
    }

    #[test]
    fn broken_json_changes_nothing_of_what_came_before_the_break() {
        for before in [
            "",
            "null",
            "7",
            r#""tier""#,
            r#"["Förr AB",null,2]"#,
            "inte json",
            r#"{"legal_name":"Förr AB","tier":2"#,
            r#"{"legal_name":"Förr AB","tier":}"#,
            r#"{"legal_name":"Förr AB","tags":[1,}"#,
            r#"{"legal_name":"Förr AB"} mer"#,
            r#"{"tier":2,"legal_name":"Förr"#,
            r#"{"tier":2,7:1}"#,
        ] {
            let (now, then) = full_and_taken_back(before);
            assert_eq!(then, now, "{before}");
        }
    }

    #[test]
    fn every_field_is_read_also_when_it_is_written_with_escapes() {
        let (now, then) = full_and_taken_back(
            r#"{"legal_name":"F\u00f6rr \"AB\"","org_number":"FO-1","kind":"it_supplier","country":"FO","status":"ended","manager_id":"n","ti\u0065r":2,"tier_preliminary":true,"other":"\u00e5"}"#,
        );
        let whole = VendorThen {
            legal_name: "Förr \"AB\"".to_string(),
            org_number: Some("FO-1".to_string()),
            kind: VendorKind::ItSupplier,
            country: "FO".to_string(),
            status: VendorStatus::Ended,
            manager_id: Some("n".to_string()),
            tier: Some(2),
            tier_preliminary: true,
            ..now
        };
        assert_eq!(then, whole);
    }

    #[test]
    fn only_fields_that_differ_are_told_in_their_order() {
        let old = vendor("1", "Alfa AB", None);
        let new = VendorThen {
            org_number: Some("FO-1".to_string()),
            kind: VendorKind::ItSupplier,
            country: "FO".to_string(),
            status: VendorStatus::Ended,
            manager_id: Some("m".to_string()),
            ..vendor("1", "Beta AB", Some(2))
        };
        let told: Vec<(&str, Option<String>, Option<String>)> =
            changes(&old, &new).into_iter().map(|change| (change.field, change.old, change.new)).collect();
        let some = |text: &str| Some(text.to_string());
        assert_eq!(
            told,
            [
                ("name", some("Alfa AB"), some("Beta AB")),
                ("org_number", None, some("FO-1")),
                ("kind", some("care_provider"), some("it_supplier")),
                ("country", some("SE"), some("FO")),
                ("status", some("active"), some("ended")),
                ("tier", None, some("2")),
                ("manager", None, some("m")),
            ]
        );
        let counted = VendorThen { tier_preliminary: true, contracts: 3, ..old.clone() };
        assert!(changes(&old, &counted).is_empty());
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
