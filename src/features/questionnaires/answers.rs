//! Whether an answer can be read, and whether it is complete. The two are apart because a half
//! answer is saved, but not submitted.

use super::model::{AnswerStatus, Given, Missing};
use crate::base::FieldError;
use crate::base::text::non_empty;
use crate::features::controls::{AnswerType, FieldKind, Part, Question, StructuredKind};
use chrono::NaiveDate;
use serde_json::Value;

/// Text fields are kept to this many characters.
const LONGEST_TEXT: usize = 10_000;

/// What is wrong with an answer. A comment is required with "partly" and "not applicable"
/// (domain.md 6); `check_value` alone is for a draft whose comment is still to be written.
pub fn check_answer(question: &Question, given: &Given) -> Vec<FieldError> {
    let mut errors = check_value(&question.answer_type, &given.value);
    if lacks_comment(given) {
        errors.push(FieldError::new("comment", "error-answer-comment"));
    }
    errors
}

fn lacks_comment(given: &Given) -> bool {
    matches!(given.status, Some(AnswerStatus::Partly | AnswerStatus::NotApplicable))
        && non_empty(&given.comment).is_none()
}

/// What cannot be read in a value. Fields are named `date`, `chain.0.country` and so on; what is
/// absent, null or an empty text is not wrong, only missing.
pub fn check_value(answer_type: &AnswerType, value: &Value) -> Vec<FieldError> {
    let object = match value {
        Value::Null => return Vec::new(),
        Value::Object(object) => object,
        _ => return vec![FieldError::new("value", "error-answer-form")],
    };
    let known = |key: &String| answer_type.values().any(|part| part.key() == Some(key));
    let mut errors: Vec<_> =
        object.keys().filter(|key| !known(key)).map(|key| FieldError::new(key, "error-answer-form")).collect();
    for part in answer_type.values() {
        if let Some(key) = part.key() {
            let value = object.get(key).unwrap_or(&Value::Null);
            if !is_empty(value) {
                check_part(part, key, value, &mut errors);
            }
        }
    }
    errors
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

fn check_part(part: &Part, key: &str, value: &Value, errors: &mut Vec<FieldError>) {
    let mut that = |good: bool, code: &'static str| {
        if !good {
            errors.push(FieldError::new(key, code));
        }
    };
    match part {
        Part::Status => {}
        Part::Date => that(is_date(value), "error-answer-date"),
        Part::Percent => that(value.as_f64().is_some_and(|n| (0.0..=100.0).contains(&n)), "error-answer-percent"),
        Part::Number(_) => that(value.as_f64().is_some_and(|n| n >= 0.0), "error-answer-number"),
        Part::Choice(options) => {
            that(value.as_str().is_some_and(|text| options.iter().any(|o| o == text)), "error-answer-choice")
        }
        Part::Text => that(is_text(value), "error-answer-text"),
        Part::Bool => that(value.is_boolean(), "error-answer-bool"),
        Part::List(of) => check_list(of.as_deref(), key, value, errors),
        Part::Structured(kind) => check_structured(*kind, key, value, errors),
    }
}

fn check_list(of: Option<&str>, key: &str, value: &Value, errors: &mut Vec<FieldError>) {
    let Some(entries) = value.as_array() else {
        errors.push(FieldError::new(key, "error-answer-list"));
        return;
    };
    for (place, entry) in entries.iter().enumerate() {
        let (good, code) = match of {
            Some("country") => (is_country(entry), "error-answer-country"),
            _ => (is_text(entry) && !is_empty(entry), "error-answer-text"),
        };
        if !good {
            errors.push(FieldError::new(format!("{key}.{place}"), code));
        }
    }
}

fn check_structured(kind: StructuredKind, key: &str, value: &Value, errors: &mut Vec<FieldError>) {
    if !kind.many() {
        return check_row(kind, key, value, errors);
    }
    match value.as_array() {
        Some(rows) => {
            for (place, row) in rows.iter().enumerate() {
                check_row(kind, &format!("{key}.{place}"), row, errors);
            }
        }
        None => errors.push(FieldError::new(key, "error-answer-list")),
    }
}

fn check_row(kind: StructuredKind, path: &str, row: &Value, errors: &mut Vec<FieldError>) {
    let Some(object) = row.as_object() else {
        errors.push(FieldError::new(path, "error-answer-form"));
        return;
    };
    for name in object.keys().filter(|name| !kind.fields().iter().any(|field| field.name == name.as_str())) {
        errors.push(FieldError::new(format!("{path}.{name}"), "error-answer-form"));
    }
    for field in kind.fields() {
        let value = object.get(field.name).unwrap_or(&Value::Null);
        let (good, code) = match field.kind {
            FieldKind::Text => (is_text(value), "error-answer-text"),
            FieldKind::Date => (is_date(value), "error-answer-date"),
            FieldKind::Level => (value.as_u64().is_some_and(|level| level <= 3), "error-answer-level"),
            FieldKind::Country => (is_country(value), "error-answer-country"),
            FieldKind::OneOf(words) => {
                (value.as_str().is_some_and(|text| words.contains(&text)), "error-answer-choice")
            }
        };
        if !is_empty(value) && !good {
            errors.push(FieldError::new(format!("{path}.{}", field.name), code));
        }
    }
}

fn is_date(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.len() == 10 && text.parse::<NaiveDate>().is_ok())
}

fn is_text(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.chars().count() <= LONGEST_TEXT)
}

/// Two capital letters, as in ISO 3166-1.
fn is_country(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// What each question lacks; empty when the assessment can be submitted. Every question needs a
/// status, and "vet ej" is one. Values are required with "met" and "partly" only.
pub fn missing<'a>(answers: impl IntoIterator<Item = (&'a Question, Option<&'a Given>)>) -> Vec<Missing> {
    let of_one = |(question, given): (&Question, Option<&Given>)| Missing {
        question_id: question.id.clone(),
        fields: given.map_or_else(|| vec!["status".to_string()], |given| missing_fields(question, given)),
    };
    answers.into_iter().map(of_one).filter(|missing| !missing.fields.is_empty()).collect()
}

fn missing_fields(question: &Question, given: &Given) -> Vec<String> {
    let mut fields = Vec::new();
    if given.status.is_none() {
        fields.push("status".to_string());
    }
    if matches!(given.status, Some(AnswerStatus::Met | AnswerStatus::Partly)) {
        fields.extend(missing_values(&question.answer_type, &given.value));
    }
    if lacks_comment(given) {
        fields.push("comment".to_string());
    }
    fields
}

fn missing_values(answer_type: &AnswerType, value: &Value) -> Vec<String> {
    let said_no = value.get("bool") == Some(&Value::Bool(false));
    let mut fields = Vec::new();
    for part in answer_type.values() {
        let Some(key) = part.key() else { continue };
        let given = value.get(key).unwrap_or(&Value::Null);
        match part {
            Part::Text if said_no && answer_type.text_follows_yes() => {}
            Part::Structured(kind) if !is_empty(given) => fields.extend(missing_in_rows(*kind, key, given)),
            _ if is_empty(given) => fields.push(key.to_string()),
            _ => {}
        }
    }
    fields
}

fn missing_in_rows(kind: StructuredKind, key: &str, value: &Value) -> Vec<String> {
    let rows: Vec<(String, &Value)> = match value.as_array() {
        Some(rows) => rows.iter().enumerate().map(|(place, row)| (format!("{key}.{place}"), row)).collect(),
        None => vec![(key.to_string(), value)],
    };
    let mut fields = Vec::new();
    for (path, row) in rows {
        for field in kind.fields().iter().filter(|field| field.required) {
            if is_empty(row.get(field.name).unwrap_or(&Value::Null)) {
                fields.push(format!("{path}.{}", field.name));
            }
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::AnswerStatus::{Met, NotApplicable, NotMet, Partly, Unknown};
    use super::*;
    use crate::features::controls::catalogue;
    use serde_json::json;

    fn question(id: &str) -> &'static Question {
        catalogue().current_questions().find(id).unwrap()
    }

    #[test]
    fn values_are_read_by_their_type() {
        for (id, value, expected) in [
            ("Q01", json!(null), vec![]),
            ("Q01", json!({"text": "x"}), vec!["text error-answer-form"]),
            ("Q01", json!("ja"), vec!["value error-answer-form"]),
            ("Q05", json!({"date": "2026-02-28"}), vec![]),
            ("Q05", json!({"date": "2026-02-30"}), vec!["date error-answer-date"]),
            ("Q05", json!({"date": "i våras"}), vec!["date error-answer-date"]),
            ("Q05", json!({"date": ""}), vec![]),
            ("Q23", json!({"percent": 100}), vec![]),
            ("Q23", json!({"percent": 100.5}), vec!["percent error-answer-percent"]),
            ("Q23", json!({"percent": -1}), vec!["percent error-answer-percent"]),
            ("Q23", json!({"percent": "90"}), vec!["percent error-answer-percent"]),
            ("Q40", json!({"number": 0}), vec![]),
            ("Q40", json!({"number": -3}), vec!["number error-answer-number"]),
            ("Q28", json!({"choice": "same_day"}), vec![]),
            ("Q28", json!({"choice": "never"}), vec!["choice error-answer-choice"]),
            ("Q13", json!({"bool": true, "text": "Ägs av samma person"}), vec![]),
            ("Q13", json!({"bool": "ja"}), vec!["bool error-answer-bool"]),
            ("Q14", json!({"list": []}), vec![]),
            ("Q14", json!({"list": ["Lagring", " "]}), vec!["list.1 error-answer-text"]),
            ("Q18", json!({"list": ["SE", "th"]}), vec!["list.1 error-answer-country"]),
            ("Q18", json!({"list": "SE"}), vec!["list error-answer-list"]),
            ("Q09", json!({"chain": [{"name": "Drift AB", "country": "SE", "task": "Lagring"}]}), vec![]),
            (
                "Q09",
                json!({"chain": [{"name": "Drift AB", "country": "Sverige"}]}),
                vec!["chain.0.country error-answer-country"],
            ),
            ("Q09", json!({"chain": {"name": "Drift AB"}}), vec!["chain error-answer-list"]),
            (
                "Q16",
                json!({"roles": [{"processing": "Journal", "role": "ägare"}]}),
                vec!["roles.0.role error-answer-choice"],
            ),
            ("Q02", json!({"certificate": {"valid_until": "2027"}}), vec!["certificate.valid_until error-answer-date"]),
            ("Q02", json!({"certificate": {"colour": "red"}}), vec!["certificate.colour error-answer-form"]),
            ("Q57", json!({"kit_class": {"c": 4, "i": 3}}), vec!["kit_class.c error-answer-level"]),
        ] {
            let errors = check_value(&question(id).answer_type, &value);
            let shown: Vec<_> = errors.iter().map(|e| format!("{} {}", e.field, e.code)).collect();
            assert_eq!(shown, expected, "{id} {value}");
        }
    }

    fn given(status: Option<AnswerStatus>, value: Value, comment: &str) -> Given {
        Given { status, value, comment: comment.to_string() }
    }

    #[test]
    fn comments_are_required_where_the_status_alone_says_too_little() {
        for (status, comment, wrong) in [
            (Some(Partly), "", true),
            (Some(Partly), " \n", true),
            (Some(NotApplicable), "", true),
            (Some(Partly), "Två av tre", false),
            (Some(Met), "", false),
            (Some(NotMet), "", false),
            (Some(Unknown), "", false),
            (None, "", false),
        ] {
            let errors = check_answer(question("Q01"), &given(status, Value::Null, comment));
            assert_eq!(!errors.is_empty(), wrong, "{status:?} {comment:?}");
        }
    }

    #[test]
    fn what_is_missing_before_submitting() {
        for (id, answer, expected) in [
            ("Q01", None, vec!["status"]),
            ("Q01", Some(given(None, Value::Null, "Utkast")), vec!["status"]),
            ("Q01", Some(given(Some(Met), Value::Null, "")), vec![]),
            ("Q01", Some(given(Some(Partly), Value::Null, "")), vec!["comment"]),
            ("Q05", Some(given(Some(Met), Value::Null, "")), vec!["date"]),
            ("Q05", Some(given(Some(NotMet), Value::Null, "")), vec![]),
            ("Q05", Some(given(Some(Unknown), Value::Null, "")), vec![]),
            ("Q55", Some(given(Some(Partly), json!({}), "")), vec!["date", "comment"]),
            ("Q13", Some(given(Some(Met), json!({"bool": false}), "")), vec![]),
            ("Q13", Some(given(Some(Met), json!({"bool": true}), "")), vec!["text"]),
            ("Q13", Some(given(Some(Met), json!({}), "")), vec!["bool", "text"]),
            ("Q53", Some(given(Some(Met), json!({"number": 0, "bool": false}), "")), vec![]),
            ("Q14", Some(given(Some(Met), json!({"list": []}), "")), vec![]),
            ("Q03", Some(given(Some(Met), json!({"contact": {"name": "Eva Björk"}}), "")), vec!["contact.reached_by"]),
            (
                "Q09",
                Some(given(Some(Met), json!({"chain": [{"name": "Drift AB", "country": "SE"}]}), "")),
                vec!["chain.0.task"],
            ),
        ] {
            let missing = missing([(question(id), answer.as_ref())]);
            let fields: Vec<String> = missing.into_iter().flat_map(|m| m.fields).collect();
            assert_eq!(fields, expected, "{id} {answer:?}");
        }
    }
}
