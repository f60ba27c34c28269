//! The list of services at a moment, and what differs between two (domain.md 1.3 row 81).

use super::model::{Class, ServiceStatus};
use super::records::ServiceVersion;
use super::store;
use crate::access::Scope;
use crate::base::{Id, Instant, Result};
use crate::platform::db::Db;
use serde::Serialize;
use std::collections::BTreeMap;

crate::text_enum! {
    pub enum Difference { Added => "added", Changed => "changed", Stopped => "stopped" }
}

/// One service that the two lists say different things of.
#[derive(Debug, Clone, Serialize)]
pub struct ServiceDifference {
    pub service_id: Id,
    pub name: String,
    pub difference: Difference,
    pub changes: Vec<FieldChange>,
}

/// A field that differs: its name as in the word `services-field-<name>`, and the two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct FieldChange {
    pub field: &'static str,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// What the list of `to` says that the list of `from` did not, by name. Two queries.
pub fn differences(c: &mut Db, scope: &Scope, from: Instant, to: Instant) -> Result<Vec<ServiceDifference>> {
    let before: BTreeMap<Id, ServiceVersion> =
        store::list_at(c, scope, from)?.into_iter().map(|row| (row.service_id.clone(), row)).collect();
    let after = store::list_at(c, scope, to)?;
    Ok(after.iter().filter_map(|row| difference(before.get(&row.service_id), row)).collect())
}

fn difference(before: Option<&ServiceVersion>, after: &ServiceVersion) -> Option<ServiceDifference> {
    let made = |difference, changes| ServiceDifference {
        service_id: after.service_id.clone(),
        name: after.name.clone(),
        difference,
        changes,
    };
    let Some(before) = before else { return Some(made(Difference::Added, Vec::new())) };
    if before.says_the_same(after) {
        return None;
    }
    let letters = |class: Class| (!class.is_none()).then(|| class.letters());
    let text = |value: &str| (!value.is_empty()).then(|| value.to_string());
    let id = |value: &Option<Id>| value.as_ref().map(Id::to_string);
    let all = [
        ("name", text(&before.name), text(&after.name)),
        ("platform", id(&before.platform_id), id(&after.platform_id)),
        ("administration", before.administration.clone(), after.administration.clone()),
        ("status", Some(before.status.to_string()), Some(after.status.to_string())),
        ("types", text(&before.information_types), text(&after.information_types)),
        ("class", letters(before.class()), letters(after.class())),
    ];
    let changes =
        all.into_iter().filter(|(_, old, new)| old != new).map(|(field, old, new)| FieldChange { field, old, new });
    let stopped = before.status != after.status && after.status == ServiceStatus::Stopped;
    Some(made(if stopped { Difference::Stopped } else { Difference::Changed }, changes.collect()))
}
