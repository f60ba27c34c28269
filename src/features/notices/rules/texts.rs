//! Mail texts that an organisation writes itself. There is no template language: `{name}` is a value, anything else is
//! text. A value is never read again, so what somebody has written in it does nothing.

use crate::base::FieldError;
use crate::features::notices::model::MailEvent;
use std::collections::BTreeMap;

/// Values by placeholder.
pub type Values = BTreeMap<String, String>;

const LONGEST_SUBJECT: usize = 150;
const LONGEST_BODY: usize = 4000;
/// Stands for the list until the paragraphs are made; no value holds it, for it is a control character.
const LIST: char = '\u{1}';

/// A line of a mail and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Row {
    pub text: String,
    pub href: String,
}

#[derive(Debug, PartialEq, Eq)]
enum Part<'a> {
    Text(&'a str),
    Place(&'a str),
}

/// The parts of a text; None when a brace has no other.
fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, further) = after.split_once('}')?;
        if before.contains('}') || name.contains('{') {
            return None;
        }
        found.push(Part::Text(before));
        found.push(Part::Place(name));
        rest = further;
    }
    if rest.contains('}') {
        return None;
    }
    found.push(Part::Text(rest));
    Some(found)
}

fn knows(event: MailEvent, name: &str) -> bool {
    matches!(name, "name" | "link") || event.placeholders().contains(&name)
}

fn check(event: MailEvent, field: &str, text: &str, longest: usize, errors: &mut Vec<FieldError>) {
    if text.trim().is_empty() {
        errors.push(FieldError::new(field, "error-required"));
    }
    if text.chars().count() > longest {
        errors.push(FieldError::new(field, "error-too-long").with("max", longest));
    }
    let Some(parts) = parts(text) else {
        errors.push(FieldError::new(field, "error-mail-text-brace"));
        return;
    };
    let unknown = parts.iter().find_map(|part| match part {
        Part::Place(name) if !knows(event, name) => Some(*name),
        _ => None,
    });
    if let Some(name) = unknown {
        let name: String = name.chars().take(40).collect();
        errors.push(FieldError::new(field, "error-mail-text-place").with("place", name));
    }
}

/// What is wrong with a text, each at its field: `subject` or `body`.
pub fn check_text(event: MailEvent, subject: &str, body: &str) -> Vec<FieldError> {
    let mut errors = Vec::new();
    check(event, "subject", subject, LONGEST_SUBJECT, &mut errors);
    check(event, "body", body, LONGEST_BODY, &mut errors);
    if subject.contains(['\n', '\r']) || ["{rows}", "{link}", "{facts}"].iter().any(|long| subject.contains(long)) {
        errors.push(FieldError::new("subject", "error-mail-text-subject"));
    }
    if errors.is_empty() {
        let heading: &[&str] = if event.has_heading() { &["heading"] } else { &[] };
        errors.extend(lacking("subject", subject, heading).into_iter().chain(lacking("body", body, event.needed())));
    }
    errors
}

/// The first of the needed places that a text does not hold.
fn lacking(field: &str, text: &str, needed: &[&str]) -> Option<FieldError> {
    let place = needed.iter().map(|name| format!("{{{name}}}")).find(|place| !text.contains(place.as_str()))?;
    Some(FieldError::new(field, "error-mail-text-needed").with("place", place))
}

/// A value without characters that steer something.
fn plain(value: &str, lines: bool) -> String {
    value.chars().map(|c| if c.is_control() && !(lines && c == '\n') { ' ' } else { c }).collect()
}

fn filled(text: &str, value: impl Fn(&str) -> String) -> String {
    let Some(parts) = parts(text) else { return text.to_string() };
    parts
        .into_iter()
        .map(|part| match part {
            Part::Text(text) => text.to_string(),
            Part::Place(name) => value(name),
        })
        .collect()
}

/// A subject: one line, whatever the values hold.
pub fn fill_line(text: &str, values: &Values) -> String {
    filled(text, |name| plain(values.get(name).map_or("", String::as_str), false)).trim().to_string()
}

/// The text of a mail without markup.
pub fn fill_text(text: &str, values: &Values, rows: &[Row], base_url: &str) -> String {
    filled(text, |name| match name {
        "rows" => rows.iter().map(|row| format!("- {}\n  {base_url}{}\n", plain(&row.text, false), row.href)).collect(),
        name => plain(values.get(name).map_or("", String::as_str), true),
    })
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#x27;"),
            other => safe.push(other),
        }
    }
    safe
}

/// The same text as markup: paragraphs, line breaks, the link and the list. Everything else is escaped.
pub fn fill_html(text: &str, values: &Values, rows: &[Row], base_url: &str) -> String {
    let text = plain(text, true);
    let Some(parts) = parts(&text) else { return escaped(&text) };
    let mut body = String::new();
    for part in parts {
        match part {
            Part::Text(text) => body.push_str(&escaped(text)),
            Part::Place("rows") => body.push(LIST),
            Part::Place("link") => {
                let link = escaped(&plain(values.get("link").map_or("", String::as_str), false));
                body.push_str(&format!("<a href=\"{link}\">{link}</a>"));
            }
            Part::Place(name) => body.push_str(&escaped(&plain(values.get(name).map_or("", String::as_str), true))),
        }
    }
    let list: String = rows
        .iter()
        .map(|row| {
            let href = escaped(&format!("{base_url}{}", row.href));
            format!("<li><a href=\"{href}\">{}</a></li>", escaped(&plain(&row.text, false)))
        })
        .collect();
    let paragraphs = body.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    paragraphs
        .map(|paragraph| format!("<p>{}</p>\n", paragraph.replace('\n', "<br>")))
        .collect::<String>()
        .replace(LIST, &format!("</p><ul>{list}</ul><p>"))
        .replace("<p></p>", "")
}
