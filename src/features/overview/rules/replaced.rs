//! What a logged change of a vendor replaced, read straight from the log's JSON: one list takes back years of changes.

use super::VendorThen;
use crate::features::vendors::shown_number;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::str::FromStr;

/// The fields of the list that a change replaced; others are passed over unread.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Replaced {
    legal_name: Was,
    org_number: Was,
    kind: Was,
    country: Was,
    status: Was,
    manager_id: Was,
    tier: Was,
    tier_preliminary: Was,
}

/// What a field was. None: the change says nothing of it; null: there was nothing.
#[derive(Default)]
struct Was(Option<Value>);

impl<'de> Deserialize<'de> for Was {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        Value::deserialize(reader).map(|value| Was(Some(value)))
    }
}

impl Was {
    fn text(&self) -> Option<&str> {
        self.0.as_ref()?.as_str()
    }

    fn key<T: FromStr>(&self) -> Option<T> {
        self.text()?.parse().ok()
    }

    /// Some(None) of null.
    fn or_none<'a, T>(&'a self, read: impl FnOnce(&'a Value) -> Option<T>) -> Option<Option<T>> {
        match self.0.as_ref()? {
            Value::Null => Some(None),
            value => read(value).map(Some),
        }
    }
}

/// Puts back what a change replaced. Unknown fields and unreadable values change nothing, and JSON that is broken
/// anywhere or is not an object changes nothing at all.
pub fn take_back(vendor: &mut VendorThen, before: &str) {
    if !before.starts_with('{') {
        return;
    }
    let Ok(old) = serde_json::from_str::<Replaced>(before) else { return };
    put(&mut vendor.legal_name, old.legal_name.text().map(str::to_string));
    put(&mut vendor.org_number, old.org_number.or_none(Value::as_str).map(shown_number));
    put(&mut vendor.kind, old.kind.key());
    put(&mut vendor.country, old.country.text().map(str::to_string));
    put(&mut vendor.status, old.status.key());
    put(&mut vendor.manager_id, old.manager_id.or_none(Value::as_str).map(|id| id.map(str::to_string)));
    put(&mut vendor.tier, old.tier.or_none(|tier| i32::try_from(tier.as_i64()?).ok()));
    put(&mut vendor.tier_preliminary, old.tier_preliminary.0.and_then(|flag| flag.as_bool()));
}

fn put<T>(place: &mut T, old: Option<T>) {
    if let Some(old) = old {
        *place = old;
    }
}
