//! The locked record: one text form of a JSON value, its fingerprint, and what changed since the
//! record before.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// JSON with sorted keys and no white space, in UTF-8: the same value always gives the same text,
/// whatever the order it was built in.
pub fn canonical_json(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Object(object) => {
            // serde_json's own map may keep the order of insertion, depending on a feature that
            // any crate in the tree can turn on.
            let mut entries: Vec<_> = object.iter().collect();
            entries.sort_by_key(|(key, _)| key.as_str());
            text.push('{');
            for (place, (key, value)) in entries.into_iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(key.as_str()).to_string());
                text.push(':');
                write(value, text);
            }
            text.push('}');
        }
        Value::Array(entries) => {
            text.push('[');
            for (place, value) in entries.iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                write(value, text);
            }
            text.push(']');
        }
        scalar => text.push_str(&scalar.to_string()),
    }
}

/// SHA-256 of the text's UTF-8 bytes, in 64 lower-case hexadecimal digits.
pub fn sha256_hex(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

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
    use serde_json::json;

    #[test]
    fn one_text_for_one_value() {
        for (value, text) in [
            (json!({"b": 1, "a": [true, null, "å\n\"x\""]}), r#"{"a":[true,null,"å\n\"x\""],"b":1}"#),
            (json!({"z": {"y": 2, "x": {}}, "a": []}), r#"{"a":[],"z":{"x":{},"y":2}}"#),
            (json!({"ä": 1, "a": 2, "B": 3}), r#"{"B":3,"a":2,"ä":1}"#),
            (json!("text"), r#""text""#),
        ] {
            assert_eq!(canonical_json(&value), text);
        }
        let one: Value = serde_json::from_str(r#"{"a":1, "b":{"d":1,"c":2}}"#).unwrap();
        let other: Value = serde_json::from_str(r#"{"b":{"c":2,"d":1},"a":1}"#).unwrap();
        assert_eq!(canonical_json(&one), canonical_json(&other));
    }

    #[test]
    fn the_fingerprint_is_the_known_one() {
        assert_eq!(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

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
