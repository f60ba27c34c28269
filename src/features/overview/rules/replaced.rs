//! What a logged change of a vendor replaced, read straight from the log's JSON: one list takes back years of changes.

use super::VendorThen;
use crate::features::vendors::{VendorKind, VendorStatus, shown_number};
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// The fields of the list that a change replaced. None: the change says nothing readable of the field.
#[derive(Default)]
struct Replaced {
    legal_name: Option<String>,
    /// Some(None): the vendor had none. So too for `manager_id` and `tier`.
    org_number: Option<Option<String>>,
    kind: Option<VendorKind>,
    country: Option<String>,
    status: Option<VendorStatus>,
    manager_id: Option<Option<String>>,
    tier: Option<Option<i32>>,
    tier_preliminary: Option<bool>,
}

/// Puts back what a change replaced. Unknown fields and unreadable values change nothing, and JSON that is broken
/// anywhere or is not an object changes nothing at all.
pub fn take_back(vendor: &mut VendorThen, before: &str) {
    let Ok(old) = serde_json::from_str::<Replaced>(before) else { return };
    put(&mut vendor.legal_name, old.legal_name);
    put(&mut vendor.org_number, old.org_number);
    put(&mut vendor.kind, old.kind);
    put(&mut vendor.country, old.country);
    put(&mut vendor.status, old.status);
    put(&mut vendor.manager_id, old.manager_id);
    put(&mut vendor.tier, old.tier);
    put(&mut vendor.tier_preliminary, old.tier_preliminary);
}

fn put<T>(place: &mut T, old: Option<T>) {
    if let Some(old) = old {
        *place = old;
    }
}

impl<'de> Deserialize<'de> for Replaced {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_map(Replaced::default())
    }
}

/// Fills itself with the fields it knows, and goes past the others.
impl<'de> Visitor<'de> for Replaced {
    type Value = Replaced;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut fields: A) -> Result<Replaced, A::Error> {
        while let Some(name) = fields.next_key::<Held>()? {
            match name.text().unwrap_or_default() {
                "legal_name" => self.legal_name = fields.next_value::<Held>()?.text().map(str::to_string),
                "org_number" => self.org_number = fields.next_value::<Held>()?.text_or_null().map(shown_number),
                "kind" => self.kind = fields.next_value::<Held>()?.text().and_then(|key| key.parse().ok()),
                "country" => self.country = fields.next_value::<Held>()?.text().map(str::to_string),
                "status" => self.status = fields.next_value::<Held>()?.text().and_then(|key| key.parse().ok()),
                "manager_id" => {
                    let id = fields.next_value::<Held>()?;
                    self.manager_id = id.text_or_null().map(|id| id.map(str::to_string));
                }
                "tier" => self.tier = fields.next_value::<Held>()?.whole_or_null(),
                "tier_preliminary" => self.tier_preliminary = fields.next_value::<Held>()?.flag(),
                _ => {
                    fields.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(self)
    }
}

/// A value of the log, or the name of a field; text is borrowed from the log where it can be.
enum Held<'a> {
    Null,
    Flag(bool),
    Whole(i32),
    Text(Cow<'a, str>),
    /// What no field of the list can be.
    Other,
}

impl Held<'_> {
    fn text(&self) -> Option<&str> {
        match self {
            Held::Text(text) => Some(text),
            _ => None,
        }
    }

    fn flag(&self) -> Option<bool> {
        match self {
            Held::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// Some(None) of null.
    fn text_or_null(&self) -> Option<Option<&str>> {
        match self {
            Held::Null => Some(None),
            other => other.text().map(Some),
        }
    }

    /// Some(None) of null.
    fn whole_or_null(&self) -> Option<Option<i32>> {
        match self {
            Held::Null => Some(None),
            Held::Whole(number) => Some(Some(*number)),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Held<'de> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_any(HeldVisitor)
    }
}

struct HeldVisitor;

impl<'de> Visitor<'de> for HeldVisitor {
    type Value = Held<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_unit<E: Error>(self) -> Result<Held<'de>, E> {
        Ok(Held::Null)
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<Held<'de>, E> {
        Ok(Held::Flag(value))
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<Held<'de>, E> {
        Ok(i32::try_from(value).map_or(Held::Other, Held::Whole))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Held<'de>, E> {
        Ok(i32::try_from(value).map_or(Held::Other, Held::Whole))
    }
    fn visit_f64<E: Error>(self, _: f64) -> Result<Held<'de>, E> {
        Ok(Held::Other)
    }
    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Held<'de>, E> {
        Ok(Held::Text(Cow::Borrowed(value)))
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<Held<'de>, E> {
        Ok(Held::Text(Cow::Owned(value.to_string())))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Held<'de>, A::Error> {
        IgnoredAny.visit_seq(list).map(|_| Held::Other)
    }
    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Held<'de>, A::Error> {
        IgnoredAny.visit_map(fields).map(|_| Held::Other)
    }
}
