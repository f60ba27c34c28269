//! An action's day, as a calendar is told of it.

use super::records::Action;
use crate::access::Side;
use crate::kit::calendar::Entry;
use crate::platform::calendar::When;

/// The entry that one side's calendar has; the same as in the calendar that a person subscribes to.
pub fn entry(action: &Action, side: Side) -> Entry {
    let (kind, place) = match side {
        Side::Region => ("action", "/actions"),
        Side::Vendor => ("portal_action", "/portal/actions"),
    };
    Entry {
        kind: kind.to_string(),
        id: action.id.clone(),
        path: format!("{place}/{}", action.id),
        when: When::Day(action.due_on),
        changed_at: action.updated_at,
        version: action.version,
    }
}
