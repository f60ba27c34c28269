//! A value as form fields and back: `date`, `list`, `chain.0.country`.

use super::answering::tidy_value;
use crate::base::{FieldError, Language};
use crate::features::controls::{AnswerType, FieldKind, Part, StructuredKind};
use crate::features::question_sets::Asked;
use crate::kit::web::Fields;
use crate::platform::view::Choice;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Empty rows that wait to be filled in, after those that are there.
const SPARE_ROWS: usize = 2;
const MOST_ROWS: usize = 200;

/// One input of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueField {
    pub name: String,
    /// `date`, `number`, `text`, `line`, `list`, `bool` or `choice`.
    pub kind: &'static str,
    /// Word key.
    pub label: String,
    /// Word key, or nothing.
    pub hint: Option<&'static str>,
    /// What a choice is stored as; each has the word `words` + itself.
    pub options: Vec<String>,
    pub words: String,
    /// The options with labels of the set's own, in place of words.
    pub labels: Vec<Choice>,
    pub required: bool,
}

/// Inputs that belong together; rows of a list are numbered from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueGroup {
    /// Word key of the legend, or nothing for a lone input.
    pub legend: Option<String>,
    pub number: Option<usize>,
    pub fields: Vec<ValueField>,
}

/// The inputs that an answer type asks for, with room for more rows than the value has.
pub fn groups(answer_type: &AnswerType, value: &Value) -> Vec<ValueGroup> {
    answer_type.values().flat_map(|part| groups_of(part, value)).collect()
}

/// `groups` of a question, with the labels that its set gives the options of a choice.
pub fn groups_of_question(question: &Asked, value: &Value, language: Language) -> Vec<ValueGroup> {
    let mut groups = groups(&question.answer_type, value);
    for field in groups.iter_mut().flat_map(|group| &mut group.fields).filter(|field| field.name == "choice") {
        let label = |option: &String| question.option_label(option, language).map(|label| Choice::new(option, label));
        field.labels = field.options.iter().filter_map(label).collect();
    }
    groups
}

fn groups_of(part: &Part, value: &Value) -> Vec<ValueGroup> {
    let Some(key) = part.key() else { return Vec::new() };
    let lone = |kind, hint, options: Vec<String>| {
        let (label, words) = (format!("answer-{key}"), format!("answer-{key}-"));
        let field =
            ValueField { name: key.to_string(), kind, label, hint, options, words, labels: Vec::new(), required: true };
        vec![ValueGroup { legend: None, number: None, fields: vec![field] }]
    };
    match part {
        Part::Status => Vec::new(),
        Part::Date => lone("date", None, Vec::new()),
        Part::Percent => lone("number", Some("questionnaires-hint-percent"), Vec::new()),
        Part::Number(Some(_)) => lone("number", Some("questionnaires-hint-days"), Vec::new()),
        Part::Number(None) => lone("number", None, Vec::new()),
        Part::Choice(words) => lone("choice", None, words.clone()),
        Part::Text => lone("text", None, Vec::new()),
        Part::Bool => lone("bool", None, Vec::new()),
        Part::List(Some(_)) => lone("list", Some("questionnaires-hint-countries"), Vec::new()),
        Part::List(None) => lone("list", Some("questionnaires-hint-lines"), Vec::new()),
        Part::Structured(kind) => structured(*kind, key, value),
    }
}

fn structured(kind: StructuredKind, key: &str, value: &Value) -> Vec<ValueGroup> {
    let legend = Some(format!("answer-{kind}"));
    if !kind.many() {
        return vec![ValueGroup { legend, number: None, fields: row_fields(kind, key) }];
    }
    let filled = value.get(key).and_then(Value::as_array).map_or(0, Vec::len);
    let rows = (filled + SPARE_ROWS).min(MOST_ROWS);
    let group = |place: usize| ValueGroup {
        legend: legend.clone(),
        number: Some(place + 1),
        fields: row_fields(kind, &format!("{key}.{place}")),
    };
    (0..rows).map(group).collect()
}

fn row_fields(kind: StructuredKind, path: &str) -> Vec<ValueField> {
    let field = |field: &crate::features::controls::Field| {
        let label = format!("answer-{kind}-{}", field.name);
        let (kind, hint, options, words) = match field.kind {
            FieldKind::Text => ("line", None, &[][..], String::new()),
            FieldKind::Date => ("date", None, &[][..], String::new()),
            FieldKind::Country => ("line", Some("questionnaires-hint-country"), &[][..], String::new()),
            FieldKind::Level => ("choice", None, &["0", "1", "2", "3"][..], "questionnaires-level-".to_string()),
            FieldKind::OneOf(words) => ("choice", None, words, format!("{label}-")),
        };
        let options = options.iter().map(ToString::to_string).collect();
        ValueField {
            name: format!("{path}.{}", field.name),
            kind,
            label,
            hint,
            options,
            words,
            labels: Vec::new(),
            required: field.required,
        }
    };
    kind.fields().iter().map(field).collect()
}

/// Reads the value that a form holds. What cannot be read stays text, so that the rules refuse it
/// at its field and the person sees it again.
pub fn read(answer_type: &AnswerType, fields: &Fields) -> Value {
    let mut value = Map::new();
    for part in answer_type.values() {
        if let Some(key) = part.key() {
            value.insert(key.to_string(), read_part(part, key, fields));
        }
    }
    tidy_value(&Value::Object(value))
}

fn read_part(part: &Part, key: &str, fields: &Fields) -> Value {
    let text = || fields.text(key).trim().to_string();
    match part {
        Part::Percent | Part::Number(_) => number(&text()),
        Part::Bool => match text().as_str() {
            "yes" => json!(true),
            "no" => json!(false),
            other => json!(other),
        },
        Part::List(of) => lines(&text(), of.as_deref() == Some("country")),
        Part::Structured(kind) if kind.many() => Value::Array(read_rows(*kind, key, fields)),
        Part::Structured(kind) => read_row(*kind, key, fields),
        Part::Status | Part::Date | Part::Choice(_) | Part::Text => json!(text()),
    }
}

/// A number as people here write it: with a comma, perhaps with a percent sign or spaces.
fn number(text: &str) -> Value {
    let plain = text.trim_end_matches('%').replace([' ', '\u{a0}'], "").replace(',', ".");
    if let Ok(whole) = plain.parse::<i64>() {
        return json!(whole);
    }
    plain.parse::<f64>().map_or_else(|_| json!(text), |number| json!(number))
}

fn lines(text: &str, capitals: bool) -> Value {
    let tidy = |line: &str| if capitals { line.trim().to_uppercase() } else { line.trim().to_string() };
    // Country codes are short enough to be written on one line.
    let parted = |c: char| c == '\n' || (capitals && matches!(c, ',' | ';' | ' '));
    Value::Array(text.split(parted).map(tidy).filter(|line| !line.is_empty()).map(Value::String).collect())
}

fn read_rows(kind: StructuredKind, key: &str, fields: &Fields) -> Vec<Value> {
    let start = format!("{key}.");
    let place = |(name, _): &(String, String)| name.strip_prefix(&start)?.split('.').next()?.parse::<usize>().ok();
    let last = fields.0.iter().filter_map(place).max().map_or(0, |last| last + 1).min(MOST_ROWS);
    (0..last).map(|place| read_row(kind, &format!("{key}.{place}"), fields)).collect()
}

fn read_row(kind: StructuredKind, path: &str, fields: &Fields) -> Value {
    let read = |field: &crate::features::controls::Field| {
        let text = fields.text(&format!("{path}.{}", field.name)).trim().to_string();
        let value = match field.kind {
            FieldKind::Level => text.parse::<u64>().map_or_else(|_| json!(text), |level| json!(level)),
            FieldKind::Country => json!(text.to_uppercase()),
            FieldKind::Text | FieldKind::Date | FieldKind::OneOf(_) => json!(text),
        };
        (field.name.to_string(), value)
    };
    Value::Object(kind.fields().iter().map(read).collect())
}

/// The value as texts by field name, the opposite of `read`.
pub fn texts(value: &Value) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (key, value) in value.as_object().into_iter().flatten() {
        match value {
            Value::Array(entries) if entries.iter().all(|entry| !entry.is_object()) => {
                let lines: Vec<String> = entries.iter().map(plain).collect();
                found.insert(key.clone(), lines.join("\n"));
            }
            Value::Bool(said) => {
                found.insert(key.clone(), if *said { "yes" } else { "no" }.to_string());
            }
            other => flatten(key, other, &mut found),
        }
    }
    found
}

fn flatten(path: &str, value: &Value, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| flatten(&format!("{path}.{key}"), value, found)),
        Value::Array(rows) => {
            rows.iter().enumerate().for_each(|(place, row)| flatten(&format!("{path}.{place}"), row, found))
        }
        other => {
            found.insert(path.to_string(), plain(other));
        }
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// An error at a line of a list belongs, in the form, to the box that holds all lines.
pub fn at_input(mut errors: Vec<FieldError>) -> Vec<FieldError> {
    for error in errors.iter_mut().filter(|error| error.field.starts_with("list.")) {
        error.field = "list".to_string();
    }
    errors
}

/// One line of a value as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueLine {
    /// Word key.
    pub label: String,
    /// The row it belongs to, from 1.
    pub number: Option<usize>,
    pub text: String,
    /// True when `text` is a word key.
    pub word: bool,
}

/// The value in the order that its parts are asked, for reading.
pub fn lines_of(answer_type: &AnswerType, value: &Value) -> Vec<ValueLine> {
    let texts = texts(value);
    let mut lines = Vec::new();
    for group in groups(answer_type, value) {
        for field in group.fields {
            let Some(text) = texts.get(&field.name).filter(|text| !text.is_empty()) else { continue };
            let (text, word) = match field.kind {
                "bool" => (format!("common-{text}"), true),
                "choice" if field.options.contains(text) => (format!("{}{text}", field.words), true),
                _ => (text.clone(), false),
            };
            lines.push(ValueLine { label: field.label, number: group.number, text, word });
        }
    }
    lines
}

/// `lines_of` a question, with the labels that its set gives the options of a choice.
pub fn lines_of_question(question: &Asked, value: &Value, language: Language) -> Vec<ValueLine> {
    let mut lines = lines_of(&question.answer_type, value);
    let chosen = value.get("choice").and_then(Value::as_str);
    if let Some(label) = chosen.and_then(|option| question.option_label(option, language)) {
        for line in lines.iter_mut().filter(|line| line.label == "answer-choice") {
            (line.text, line.word) = (label.to_string(), false);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::controls::catalogue;

    fn round(id: &str, fields: &[(&str, &str)]) -> Value {
        let question = catalogue().current_questions().find(id).unwrap();
        let fields = Fields(fields.iter().map(|(n, v)| (n.to_string(), v.to_string())).collect());
        let value = read(&question.answer_type, &fields);
        let again = Fields(texts(&value).into_iter().collect());
        assert_eq!(read(&question.answer_type, &again), value, "{id}");
        value
    }

    #[test]
    fn values_are_read_and_shown_again() {
        for (id, fields, expected) in [
            ("Q05", vec![("date", "2026-03-01")], json!({"date": "2026-03-01"})),
            ("Q26", vec![("percent", " 97,5 %")], json!({"percent": 97.5})),
            ("Q25", vec![("date", ""), ("number", "12")], json!({"number": 12})),
            ("Q19", vec![("bool", "no"), ("text", " ")], json!({"bool": false})),
            ("Q18", vec![("list", "se\r\n no, FI")], json!({"list": ["SE", "NO", "FI"]})),
            ("Q14", vec![("list", "Lagring, delad\n\nTelefoni")], json!({"list": ["Lagring, delad", "Telefoni"]})),
            ("Q57", vec![("kit_class.c", "3"), ("kit_class.i", "")], json!({"kit_class": {"c": 3}})),
            (
                "Q09",
                vec![("chain.0.name", ""), ("chain.1.name", "Medtel AB"), ("chain.1.country", "se")],
                json!({"chain": [{"name": "Medtel AB", "country": "SE"}]}),
            ),
            ("Q26", vec![("percent", "nästan alla")], json!({"percent": "nästan alla"})),
            ("Q01", vec![], Value::Null),
        ] {
            assert_eq!(round(id, &fields), expected, "{id}");
        }
    }

    #[test]
    fn rows_leave_room_for_more() {
        let question = catalogue().current_questions().find("Q09").unwrap();
        assert_eq!(groups(&question.answer_type, &Value::Null).len(), SPARE_ROWS);
        assert_eq!(groups(&question.answer_type, &json!({"chain": [{"name": "A"}]})).len(), 1 + SPARE_ROWS);
    }
}
