//! An action in the locked record, and what changed in it since the record before.

use serde::{Deserialize, Serialize};

/// An action as it stands in a locked record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionSnapshot {
    pub id: String,
    pub title: String,
    pub status: String,
    pub responsible: String,
    pub owner: Option<String>,
    pub due_on: String,
    pub slips: i32,
}

/// A field that differs. `from` is absent when the action is new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub field: String,
    pub from: Option<String>,
    pub to: Option<String>,
}

/// What changed in an action since the record before. A new action has the one change `new`.
/// `slips` is left out: it never changes without the due date.
pub fn diff_actions(previous: Option<&ActionSnapshot>, now: &ActionSnapshot) -> Vec<Change> {
    let Some(previous) = previous else {
        return vec![Change { field: "new".to_string(), from: None, to: Some(now.title.clone()) }];
    };
    let fields = [
        ("title", Some(&previous.title), Some(&now.title)),
        ("status", Some(&previous.status), Some(&now.status)),
        ("responsible", Some(&previous.responsible), Some(&now.responsible)),
        ("owner", previous.owner.as_ref(), now.owner.as_ref()),
        ("due_on", Some(&previous.due_on), Some(&now.due_on)),
    ];
    fields
        .into_iter()
        .filter(|(_, from, to)| from != to)
        .map(|(field, from, to)| Change { field: field.to_string(), from: from.cloned(), to: to.cloned() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_since_last_month() {
        let before = ActionSnapshot {
            id: "1".into(),
            title: "Loggar".into(),
            status: "open".into(),
            responsible: "vendor".into(),
            owner: None,
            due_on: "2026-11-16".into(),
            slips: 0,
        };
        let same = before.clone();
        assert_eq!(diff_actions(Some(&before), &same), []);
        let now = ActionSnapshot {
            status: "in_progress".into(),
            owner: Some("Eva Björk".into()),
            due_on: "2026-12-01".into(),
            slips: 1,
            ..before.clone()
        };
        let shown: Vec<_> = diff_actions(Some(&before), &now).into_iter().map(|c| (c.field, c.from, c.to)).collect();
        let text = |s: &str| Some(s.to_string());
        assert_eq!(
            shown,
            [
                ("status".to_string(), text("open"), text("in_progress")),
                ("owner".to_string(), None, text("Eva Björk")),
                ("due_on".to_string(), text("2026-11-16"), text("2026-12-01")),
            ]
        );
        assert_eq!(diff_actions(None, &now)[0], Change { field: "new".into(), from: None, to: text("Loggar") });
    }
}
