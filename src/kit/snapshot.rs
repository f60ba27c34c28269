//! Locked things are snapshots: one text form of a JSON value, and its fingerprint.

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
}
