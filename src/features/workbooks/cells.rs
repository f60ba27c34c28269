//! One answer as the cells of a row, and back. A list has a line for each entry; a table (a chain, roles) a line for
//! each row with bars between the fields.

use super::labels::{CHOICE, Labels, OPEN, STATUS, YES_NO, field_words};
use crate::base::FieldError;
use crate::features::controls::{FieldKind, Part, Question, StructuredKind};
use crate::features::questionnaires::{AnswerStatus, Given, check_value, tidy_value};
use serde_json::{Map, Value, json};

/// Texts of the open columns, in the order of `OPEN`.
pub type Texts = [String; 11];

const STATUS_AT: usize = 0;
const COMMENT_AT: usize = 9;
const ON_SITE_AT: usize = 10;
/// As for an answer in the portal.
const LONGEST_COMMENT: usize = 4000;

/// The open column of a part.
pub fn column(part: &Part) -> Option<usize> {
    Some(match part {
        Part::Status => return None,
        Part::Date => 1,
        Part::Percent => 2,
        Part::Number(_) => 3,
        Part::Choice(_) => 4,
        Part::Bool => 5,
        Part::Text => 6,
        Part::List(_) => 7,
        Part::Structured(_) => 8,
    })
}

/// Whether the question asks for what the open column holds.
pub fn asks(question: &Question, at: usize) -> bool {
    [STATUS_AT, COMMENT_AT, ON_SITE_AT].contains(&at)
        || question.answer_type.values().any(|part| column(part) == Some(at))
}

/// The words that a cell may hold; empty for anything.
pub fn choices(question: &Question, at: usize, labels: &Labels) -> Vec<String> {
    let yes_no = || ["yes", "no"].map(|code| labels.word(YES_NO, code)).to_vec();
    match at {
        STATUS_AT => AnswerStatus::ALL.iter().map(|status| labels.word(STATUS, status.as_str())).collect(),
        5 | ON_SITE_AT => yes_no(),
        4 => question
            .answer_type
            .values()
            .filter_map(|part| if let Part::Choice(options) = part { Some(options) } else { None })
            .flatten()
            .map(|option| labels.word(CHOICE, option))
            .collect(),
        _ => Vec::new(),
    }
}

/// An answer as texts; all are empty for none.
pub fn texts(question: &Question, given: &Given, on_site: bool, labels: &Labels) -> Texts {
    let mut texts = Texts::default();
    let mut put = |at: usize, text: String| {
        if let Some(place) = texts.get_mut(at) {
            *place = text.replace("\r\n", "\n").trim().to_string();
        }
    };
    put(STATUS_AT, given.status.map(|status| labels.word(STATUS, status.as_str())).unwrap_or_default());
    put(COMMENT_AT, given.comment.clone());
    put(ON_SITE_AT, if on_site { labels.word(YES_NO, "yes") } else { String::new() });
    for part in question.answer_type.values() {
        let (Some(at), Some(key)) = (column(part), part.key()) else { continue };
        let value = given.value.get(key).unwrap_or(&Value::Null);
        put(at, part_text(part, value, labels));
    }
    texts
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn part_text(part: &Part, value: &Value, labels: &Labels) -> String {
    match (part, value) {
        (Part::Choice(_), Value::String(code)) => labels.word(CHOICE, code),
        (Part::Bool, Value::Bool(yes)) => labels.word(YES_NO, if *yes { "yes" } else { "no" }),
        (Part::List(_), Value::Array(entries)) => entries.iter().map(plain).collect::<Vec<_>>().join("\n"),
        (Part::Structured(kind), Value::Array(rows)) => {
            rows.iter().map(|row| row_text(*kind, row, labels)).collect::<Vec<_>>().join("\n")
        }
        (Part::Structured(kind), Value::Object(_)) => row_text(*kind, value, labels),
        (_, other) => plain(other),
    }
}

fn row_text(kind: StructuredKind, row: &Value, labels: &Labels) -> String {
    let field = |field: &crate::features::controls::Field| {
        let text = plain(row.get(field.name).unwrap_or(&Value::Null));
        let text = match field.kind {
            FieldKind::OneOf(_) => labels.word(&field_words(kind.as_str(), field.name), &text),
            _ => text,
        };
        text.replace('\\', "\\\\").replace('|', "\\|").replace('\n', "\\n")
    };
    kind.fields().iter().map(field).collect::<Vec<_>>().join(" | ")
}

/// The fields of a line: parted by bars that have no backslash before them.
fn parted(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        let kept = match sign {
            '|' => {
                fields.push(String::new());
                continue;
            }
            '\\' => match signs.next() {
                Some('n') => '\n',
                Some(other) => other,
                None => '\\',
            },
            other => other,
        };
        if let Some(field) = fields.last_mut() {
            field.push(kept);
        }
    }
    fields.iter().map(|field| field.trim().to_string()).collect()
}

/// The answer that the texts say. Errors by the open column that they stand in.
pub fn read(question: &Question, texts: &Texts, labels: &Labels) -> Result<(Given, bool), Vec<(usize, FieldError)>> {
    let mut errors: Vec<(usize, FieldError)> = Vec::new();
    let said = |at: usize| texts.get(at).map(|text| text.trim()).unwrap_or_default();
    for at in (0..OPEN.len()).filter(|at| !said(*at).is_empty() && !asks(question, *at)) {
        errors.push((at, FieldError::new("value", "error-workbook-not-asked")));
    }
    let mut coded = |at: usize, beginning: &str| -> Option<String> {
        let said = said(at);
        let code = labels.code(beginning, said).map(ToString::to_string);
        if !said.is_empty() && code.is_none() {
            errors.push((at, FieldError::new("value", "error-workbook-choice")));
        }
        code
    };
    let status = coded(STATUS_AT, STATUS).and_then(|code| code.parse().ok());
    let on_site = coded(ON_SITE_AT, YES_NO).as_deref() == Some("yes");
    let mut value = Map::new();
    let mut at_key = Vec::new();
    for part in question.answer_type.values() {
        let (Some(at), Some(key)) = (column(part), part.key()) else { continue };
        at_key.push((key.to_string(), at));
        let read = match part {
            Part::Choice(_) => json!(coded(at, CHOICE)),
            Part::Bool => coded(at, YES_NO).map_or(Value::Null, |code| json!(code == "yes")),
            other => read_part(other, said(at), labels),
        };
        value.insert(key.to_string(), read);
    }
    let value = tidy_value(&Value::Object(value));
    for error in check_value(&question.answer_type, &value) {
        let key = error.field.split('.').next().unwrap_or_default();
        let at = at_key.iter().find(|(name, _)| name == key).map_or(STATUS_AT, |(_, at)| *at);
        errors.push((at, error));
    }
    let comment = said(COMMENT_AT).to_string();
    if comment.chars().count() > LONGEST_COMMENT {
        errors.push((COMMENT_AT, FieldError::new("comment", "error-too-long").with("max", LONGEST_COMMENT)));
    }
    if errors.is_empty() { Ok((Given { status, value, comment }, on_site)) } else { Err(errors) }
}

/// A number as people here write it: with a comma, perhaps with a percent sign or spaces.
fn number(text: &str) -> Value {
    let plain = text.trim_end_matches('%').replace([' ', '\u{a0}'], "").replace(',', ".");
    if let Ok(whole) = plain.parse::<i64>() {
        return json!(whole);
    }
    plain.parse::<f64>().map_or_else(|_| json!(text), |number| json!(number))
}

fn read_part(part: &Part, text: &str, labels: &Labels) -> Value {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    match part {
        _ if text.is_empty() => Value::Null,
        Part::Percent | Part::Number(_) => number(text),
        Part::List(of) if of.as_deref() == Some("country") => {
            let codes = text.split(['\n', ',', ';', ' ']).map(str::trim).filter(|code| !code.is_empty());
            json!(codes.map(str::to_uppercase).collect::<Vec<_>>())
        }
        Part::List(_) => json!(lines().collect::<Vec<_>>()),
        Part::Structured(kind) if kind.many() => {
            Value::Array(lines().map(|line| read_fields(*kind, line, labels)).collect())
        }
        Part::Structured(kind) => read_fields(*kind, text, labels),
        _ => json!(text),
    }
}

fn read_fields(kind: StructuredKind, line: &str, labels: &Labels) -> Value {
    let mut row = Map::new();
    let fields = kind.fields();
    for (at, text) in parted(line).into_iter().enumerate() {
        let Some(field) = fields.get(at) else {
            // More bars than fields: refused by the rules as something that is not asked for.
            row.insert(format!("field_{}", at + 1), json!(text));
            continue;
        };
        let value = match field.kind {
            _ if text.is_empty() => Value::Null,
            FieldKind::Level => text.parse::<u64>().map_or_else(|_| json!(text), |level| json!(level)),
            FieldKind::Country => json!(text.to_uppercase()),
            FieldKind::OneOf(_) => {
                json!(labels.code(&field_words(kind.as_str(), field.name), &text).unwrap_or(&text))
            }
            FieldKind::Text | FieldKind::Date => json!(text),
        };
        row.insert(field.name.to_string(), value);
    }
    Value::Object(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Language;
    use crate::features::controls::catalogue;
    use crate::features::question_sets::Asked;
    use crate::platform::view::Views;

    #[test]
    fn every_kind_of_answer_goes_there_and_back() {
        let views = Views::new().unwrap();
        let questions: Vec<Asked> = catalogue().current_questions().entries.iter().map(Asked::shipped).collect();
        for (language, other) in [(Language::Sv, Language::En), (Language::En, Language::Sv)] {
            let labels = Labels::of(&views, language, &questions);
            let elsewhere = Labels::of(&views, other, &questions);
            for (id, value) in [
                ("Q01", json!(null)),
                ("Q05", json!({"date": "2026-03-01"})),
                ("Q26", json!({"percent": 97.5})),
                ("Q28", json!({"choice": "same_day"})),
                ("Q13", json!({"bool": true, "text": "=HYPERLINK(\"x\")\n+1 @x"})),
                ("Q18", json!({"list": ["SE", "NO"]})),
                ("Q14", json!({"list": ["Lagring, delad", "Telefoni"]})),
                ("Q09", json!({"chain": [{"name": "A | B \\ C", "country": "SE", "task": "Drift"}, {"name": "D"}]})),
                ("Q16", json!({"roles": [{"processing": "Journal", "role": "processor"}]})),
                ("Q57", json!({"kit_class": {"c": 3, "i": 2}})),
            ] {
                let question = questions.iter().find(|question| question.id == id).unwrap();
                let given = Given { status: Some(AnswerStatus::Partly), value, comment: "Två\nrader".to_string() };
                let texts = texts(question, &given, true, &labels);
                assert_eq!(read(question, &texts, &labels).unwrap(), (given.clone(), true), "{id}");
                assert_eq!(read(question, &texts, &elsewhere).unwrap().0, given, "{id} in the other language");
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_at_its_column() {
        let views = Views::new().unwrap();
        let questions: Vec<Asked> = catalogue().current_questions().entries.iter().map(Asked::shipped).collect();
        let labels = Labels::of(&views, Language::Sv, &questions);
        for (id, at, text, code) in [
            ("Q01", 0, "Kanske", "error-workbook-choice"),
            ("Q01", 1, "2026-01-01", "error-workbook-not-asked"),
            ("Q05", 1, "i våras", "error-answer-date"),
            ("Q26", 2, "120", "error-answer-percent"),
            ("Q28", 4, "Aldrig", "error-workbook-choice"),
            ("Q09", 8, "A | Sverige | x", "error-answer-country"),
            ("Q57", 8, "9", "error-answer-level"),
            ("Q57", 8, "1 | 1 | 1 | 1 | x | y", "error-answer-form"),
        ] {
            let question = questions.iter().find(|question| question.id == id).unwrap();
            let mut texts = Texts::default();
            texts[at] = text.to_string();
            let errors = read(question, &texts, &labels).unwrap_err();
            assert!(errors.iter().any(|(column, error)| *column == at && error.code == code), "{id} {errors:?}");
        }
    }
}
