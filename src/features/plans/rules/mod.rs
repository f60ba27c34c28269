//! How two versions of a plan differ, and what a difference demands (domain.md 1.3 row 20).

use super::model::PlanState;
use super::snapshot::{FrozenLine, FrozenPlan};
use crate::base::Id;
use crate::features::findings::ActionStatus;
use crate::features::question_sets::{AreaTerms, FocusArea, FocusTerms};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[cfg(test)]
mod tests;

crate::text_enum! {
    /// What became of an action between two versions.
    pub enum LineChange { Added => "added", Removed => "removed", Edited => "edited" }
}

/// A field that two versions say differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    pub field: &'static str,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// An action that two versions hold differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineDifference {
    pub number: i32,
    pub title: String,
    pub change: LineChange,
    pub fields: Vec<FieldChange>,
}

/// What has changed from one version of a plan to another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    pub head: Vec<FieldChange>,
    pub lines: Vec<LineDifference>,
}

impl Comparison {
    pub fn is_empty(&self) -> bool {
        self.head.is_empty() && self.lines.is_empty()
    }

    /// A moved due date has been decided by whoever may move it, and is counted there (domain.md 7.1 and 7.2); any
    /// other edit is a new version that waits for its own decision.
    pub fn needs_decision(&self) -> bool {
        let moved = |line: &LineDifference| {
            line.change == LineChange::Edited && line.fields.iter().all(|field| field.field == "due_on")
        };
        !self.head.is_empty() || !self.lines.iter().all(moved)
    }
}

type Named = (&'static str, Option<String>);

fn head(plan: &FrozenPlan) -> Vec<Named> {
    vec![
        ("title", Some(plan.title.clone())),
        ("purpose", plan.purpose.clone()),
        ("starts_on", Some(plan.starts_on.to_string())),
        ("contract", plan.contract.as_ref().map(|contract| contract.reference.clone())),
    ]
}

/// What is compared of a line. How far the work has come is no edit of the plan, but an action that was dropped is.
fn facts(line: &FrozenLine) -> Vec<Named> {
    vec![
        ("title", Some(line.title.clone())),
        ("description", line.description.clone()),
        ("responsible", Some(line.responsible.to_string())),
        ("owner", line.owner.clone()),
        ("due_on", Some(line.due_on.to_string())),
        ("origin", Some(line.origin.to_string())),
        ("starts_on", Some(line.starts_on.to_string())),
        ("milestone", line.milestone.clone()),
        ("expected_evidence", line.expected_evidence.clone()),
        ("finding", line.finding.as_ref().map(|finding| finding.number.to_string())),
        ("dropped", (line.status == ActionStatus::Cancelled).then(|| line.status.to_string())),
    ]
}

fn differing(old: Vec<Named>, new: Vec<Named>) -> Vec<FieldChange> {
    let pairs = old.into_iter().zip(new);
    pairs
        .filter(|((_, old), (_, new))| old != new)
        .map(|((field, old), (_, new))| FieldChange { field, old, new })
        .collect()
}

/// Every difference from `old` to `new`: the head, then the actions by number.
pub fn compare(old: &FrozenPlan, new: &FrozenPlan) -> Comparison {
    let by_action = |plan: &FrozenPlan| -> BTreeMap<_, _> {
        plan.lines.iter().map(|line| (line.action_id.clone(), line.clone())).collect()
    };
    let (before, after) = (by_action(old), by_action(new));
    let ids: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let difference = |id: &Id| {
        let (change, line, fields) = match (before.get(id), after.get(id)) {
            (Some(old), Some(new)) => (LineChange::Edited, new, differing(facts(old), facts(new))),
            (None, Some(new)) => (LineChange::Added, new, Vec::new()),
            (Some(old), None) => (LineChange::Removed, old, Vec::new()),
            (None, None) => return None,
        };
        let differs = change != LineChange::Edited || !fields.is_empty();
        differs.then(|| LineDifference { number: line.number, title: line.title.clone(), change, fields })
    };
    let mut lines: Vec<_> = ids.into_iter().filter_map(difference).collect();
    lines.sort_by_key(|line| line.number);
    Comparison { head: differing(head(old), head(new)), lines }
}

/// Where a plan stands: `decided` is the latest version that was decided.
pub fn state(closed: bool, decided: Option<&FrozenPlan>, now: &FrozenPlan) -> PlanState {
    match decided {
        _ if closed => PlanState::Closed,
        None => PlanState::Draft,
        Some(decided) if compare(decided, now).needs_decision() => PlanState::Edited,
        Some(_) => PlanState::Decided,
    }
}

/// The focus areas whose controls the findings fall short of and that are not in force yet (rows 37 and 38).
pub fn suggested_focus(terms: &FocusTerms, in_force: &[FocusArea], controls: &[&str]) -> Vec<FocusArea> {
    let touches = |area: &AreaTerms| controls.iter().any(|id| area.controls.iter().any(|own| own == id));
    FocusArea::ALL
        .iter()
        .copied()
        .filter(|area| !in_force.contains(area) && terms.area(*area).is_some_and(touches))
        .collect()
}
