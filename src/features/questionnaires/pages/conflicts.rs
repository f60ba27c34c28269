//! Two people saved the same: the fields that differ, what is stored now beside what was typed.

use crate::features::questionnaires::portal_views::{self, ConflictLine};
use crate::kit::web::{Fields, Web};
use std::collections::{BTreeMap, BTreeSet};

/// The fields of a vendor's answer that differ.
pub fn of_answer(web: &Web, fields: &Fields, stored: &BTreeMap<String, String>) -> Vec<ConflictLine> {
    let mut names: BTreeSet<&str> = stored.keys().map(String::as_str).collect();
    names.extend(fields.0.iter().map(|(name, _)| name.as_str()));
    let status_word =
        |text: &str| if text.is_empty() { String::new() } else { web.word(&format!("questionnaires-answer-{text}")) };
    let line = |name: &str| {
        let (mut old, mut new) = (stored.get(name).cloned().unwrap_or_default(), fields.text(name));
        if name == "status" {
            (old, new) = (status_word(&old), status_word(&new));
        }
        let label = if name == "shown_on_site" {
            "questionnaires-shown-on-site".to_string()
        } else {
            portal_views::missing_word(name)
        };
        (old != new).then(|| ConflictLine { label: web.word(&label), old, new })
    };
    names.into_iter().filter(|name| !matches!(*name, "version" | "_csrf" | "csrf" | "go")).filter_map(line).collect()
}

/// The fields of a region's judgement that differ, of an answer in an assessment or in a passport.
pub fn of_review(web: &Web, fields: &Fields, stored: &BTreeMap<String, String>) -> Vec<ConflictLine> {
    let words = [
        ("status", "questionnaires-field-status", "questionnaires-answer-"),
        ("assurance", "questionnaires-field-assurance", "questionnaires-assurance-"),
        ("comment", "questionnaires-field-said", ""),
        ("internal_note", "questionnaires-field-internal-note", ""),
        ("note", "questionnaires-field-internal-note", ""),
    ];
    let line = |(name, label, values): (&str, &str, &str)| {
        let shown = |text: String| {
            if values.is_empty() || text.is_empty() { text } else { web.word(&format!("{values}{text}")) }
        };
        let (old, new) = (shown(stored.get(name).cloned().unwrap_or_default()), shown(fields.text(name)));
        (old != new).then(|| ConflictLine { label: web.word(label), old, new })
    };
    words.into_iter().filter_map(line).collect()
}
