//! Trees as YAML: blocks for maps and lists, and every text in double quotes, so that nothing is taken for a number,
//! a day or a tag by whoever reads it next.

use serde_json::{Map, Value};

/// The value as a YAML document.
pub fn yaml_text(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Object(map) if !map.is_empty() => entries(map, 0, false, &mut out),
        Value::Array(list) if !list.is_empty() => items(list, 0, &mut out),
        scalar => {
            out.push_str(&inline(scalar));
            out.push('\n');
        }
    }
    out
}

fn indent(level: usize, out: &mut String) {
    out.extend(std::iter::repeat_n("  ", level));
}

/// `begun`: the first entry stands on a line that has begun, after the dash of a list.
fn entries(map: &Map<String, Value>, level: usize, begun: bool, out: &mut String) {
    for (place, (name, value)) in map.iter().enumerate() {
        if place > 0 || !begun {
            indent(level, out);
        }
        out.push_str(&key(name));
        out.push(':');
        below(value, level, out);
    }
}

fn below(value: &Value, level: usize, out: &mut String) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            out.push('\n');
            entries(map, level + 1, false, out);
        }
        Value::Array(list) if !list.is_empty() => {
            out.push('\n');
            items(list, level, out);
        }
        scalar => {
            out.push(' ');
            out.push_str(&inline(scalar));
            out.push('\n');
        }
    }
}

fn items(list: &[Value], level: usize, out: &mut String) {
    for value in list {
        indent(level, out);
        match value {
            Value::Object(map) if !map.is_empty() => {
                out.push_str("- ");
                entries(map, level + 1, true, out);
            }
            Value::Array(inner) if !inner.is_empty() => {
                out.push_str("-\n");
                items(inner, level + 1, out);
            }
            scalar => {
                out.push_str("- ");
                out.push_str(&inline(scalar));
                out.push('\n');
            }
        }
    }
}

fn key(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let taken = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    if plain && !taken.contains(&name.to_ascii_lowercase().as_str()) { name.to_string() } else { quoted(name) }
}

fn inline(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        other => other.to_string(),
    }
}

/// A text in double quotes, as both JSON and YAML read it.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    for c in Value::from(text).to_string().chars() {
        // what YAML takes for a line break or does not allow, and JSON leaves as it is
        if matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}') {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}
