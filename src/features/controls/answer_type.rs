//! What an answer consists of beside its status. A type is written `date+text`, `number:days`,
//! `choice:a/b/c`, `structured:chain`; the status is asked of every question, written or not.

use serde::{Deserialize, Serialize};

/// One value of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The type names the status itself; it carries no value of its own.
    Status,
    Date,
    Percent,
    /// A whole or decimal number, not negative, with its unit when the question has one.
    Number(Option<String>),
    Choice(Vec<String>),
    Text,
    Bool,
    /// A list of texts; what each line is (`country`), when the question says so.
    List(Option<String>),
    Structured(StructuredKind),
}

impl Part {
    /// The key of this part in the stored JSON object; `None` for the status.
    pub fn key(&self) -> Option<&'static str> {
        match self {
            Part::Status => None,
            Part::Date => Some("date"),
            Part::Percent => Some("percent"),
            Part::Number(_) => Some("number"),
            Part::Choice(_) => Some("choice"),
            Part::Text => Some("text"),
            Part::Bool => Some("bool"),
            Part::List(_) => Some("list"),
            Part::Structured(kind) => Some(kind.as_str()),
        }
    }
}

crate::text_enum! {
    /// A small form within an answer.
    pub enum StructuredKind {
        Certificate => "certificate",
        Contact => "contact",
        Chain => "chain",
        Roles => "roles",
        KitClass => "kit_class",
    }
}

/// How a field of a structured answer is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    Text,
    Date,
    /// An information class 0-3.
    Level,
    /// A country as two capital letters.
    Country,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

/// A field of a structured answer. Its label is the word `answer-<kind>-<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    pub name: &'static str,
    pub kind: FieldKind,
    pub required: bool,
}

const fn must(name: &'static str, kind: FieldKind) -> Field {
    Field { name, kind, required: true }
}

const fn may(name: &'static str, kind: FieldKind) -> Field {
    Field { name, kind, required: false }
}

impl StructuredKind {
    /// True when the value is a list of rows; otherwise it is one row.
    pub fn many(self) -> bool {
        matches!(self, StructuredKind::Chain | StructuredKind::Roles)
    }

    /// The fields of one row, in the order they are asked.
    pub fn fields(self) -> &'static [Field] {
        use FieldKind::{Country, Date, Level, OneOf, Text};
        match self {
            StructuredKind::Certificate => {
                const { &[must("body", Text), must("number", Text), must("valid_until", Date), must("scope", Text)] }
            }
            StructuredKind::Contact => {
                const { &[must("name", Text), may("role", Text), must("reached_by", Text), may("deputy", Text)] }
            }
            StructuredKind::Chain => {
                const { &[must("name", Text), may("org_number", Text), must("country", Country), must("task", Text)] }
            }
            StructuredKind::Roles => {
                const {
                    &[
                        must("processing", Text),
                        must("role", OneOf(&["controller", "joint_controller", "processor", "subprocessor"])),
                    ]
                }
            }
            StructuredKind::KitClass => {
                const { &[must("c", Level), must("i", Level), must("a", Level), may("t", Level), may("checked_how", Text)] }
            }
        }
    }
}

/// The parsed form of a question's answer type.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct AnswerType {
    written: String,
    parts: Vec<Part>,
}

impl AnswerType {
    /// The parts that carry a value, in the order they are asked.
    pub fn values(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| part.key().is_some())
    }

    /// As it is written in a catalogue or a sheet.
    pub fn written(&self) -> &str {
        &self.written
    }

    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// True for a yes-or-no with a text: the text is wanted only after a yes.
    pub fn text_follows_yes(&self) -> bool {
        self.parts.contains(&Part::Bool) && self.parts.contains(&Part::Text)
    }
}

impl std::str::FromStr for AnswerType {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let parts = written.split('+').map(part).collect::<Result<Vec<_>, _>>()?;
        Ok(AnswerType { written: written.to_string(), parts })
    }
}

fn part(text: &str) -> Result<Part, String> {
    let (name, detail) = match text.split_once(':') {
        Some((name, detail)) => (name, Some(detail)),
        None => (text, None),
    };
    match (name, detail) {
        ("status4", None) => Ok(Part::Status),
        ("date", None) => Ok(Part::Date),
        ("percent", None) => Ok(Part::Percent),
        ("text", None) => Ok(Part::Text),
        ("bool", None) => Ok(Part::Bool),
        ("number", unit) => Ok(Part::Number(unit.map(str::to_string))),
        ("list", of) => Ok(Part::List(of.map(str::to_string))),
        ("choice", Some(options)) => Ok(Part::Choice(options.split('/').map(str::to_string).collect())),
        ("structured", Some(kind)) => kind.parse().map(Part::Structured),
        _ => Err(format!("{text:?} is not an answer type")),
    }
}

impl TryFrom<String> for AnswerType {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl Serialize for AnswerType {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(text: &str) -> Option<String> {
        Some(text.to_string())
    }

    #[test]
    fn every_written_form_is_read() {
        let table: Vec<(&str, Vec<Part>)> = vec![
            ("status4", vec![Part::Status]),
            ("date", vec![Part::Date]),
            ("percent", vec![Part::Percent]),
            ("text", vec![Part::Text]),
            ("number", vec![Part::Number(None)]),
            ("number:days", vec![Part::Number(some("days"))]),
            ("choice:same_day/3_days", vec![Part::Choice(vec!["same_day".into(), "3_days".into()])]),
            ("list", vec![Part::List(None)]),
            ("list:country", vec![Part::List(some("country"))]),
            ("bool+text", vec![Part::Bool, Part::Text]),
            ("date+number", vec![Part::Date, Part::Number(None)]),
            ("status4+date", vec![Part::Status, Part::Date]),
            ("list+date", vec![Part::List(None), Part::Date]),
            ("structured:kit_class", vec![Part::Structured(StructuredKind::KitClass)]),
        ];
        for (written, parts) in table {
            assert_eq!(written.parse::<AnswerType>().unwrap().parts(), parts, "{written}");
        }
    }

    #[test]
    fn other_forms_are_refused() {
        for bad in ["", "date:x", "choice", "structured:boat", "date+", "status5"] {
            assert!(bad.parse::<AnswerType>().is_err(), "{bad}");
        }
    }
}
