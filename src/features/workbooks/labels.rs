//! The words in a workbook's cells, and back: in the language it was written in, read in either.

use crate::base::{Language, text};
use crate::features::controls::{FieldKind, Part};
use crate::features::question_sets::Asked;
use crate::features::questionnaires::AnswerStatus;
use crate::platform::view::Views;
use std::collections::BTreeMap;

/// Word keys with their words in one language, and codes by their words in both.
pub struct Labels {
    words: BTreeMap<String, String>,
    /// By the beginning of the key and the folded word.
    codes: BTreeMap<(String, String), String>,
}

/// The beginning of the keys of what a field may hold.
pub const STATUS: &str = "questionnaires-answer-";
pub const YES_NO: &str = "common-";
pub const CHOICE: &str = "answer-choice-";

/// The headings of the open columns, in order; the first three are number, text and guidance.
pub const FIXED: [&str; 3] = ["workbooks-column-id", "workbooks-column-question", "workbooks-column-guidance"];
pub const OPEN: [&str; 11] = [
    "workbooks-column-status",
    "answer-date",
    "answer-percent",
    "answer-number",
    "answer-choice",
    "answer-bool",
    "answer-text",
    "answer-list",
    "workbooks-column-rows",
    "workbooks-column-comment",
    "workbooks-column-on-site",
];

pub fn field_words(kind: &str, field: &str) -> String {
    format!("answer-{kind}-{field}-")
}

impl Labels {
    /// Everything that the questions can hold.
    pub fn of(views: &Views, language: Language, questions: &[Asked]) -> Labels {
        let mut labels = Labels { words: BTreeMap::new(), codes: BTreeMap::new() };
        let mut add = |beginning: &str, code: &str| {
            let key = format!("{beginning}{code}");
            for each in [Language::Sv, Language::En] {
                let word = views.word0(each, &key);
                labels.codes.insert((beginning.to_string(), text::fold(&word)), code.to_string());
                if each == language {
                    labels.words.insert(key.clone(), word);
                }
            }
            labels.codes.insert((beginning.to_string(), text::fold(code)), code.to_string());
        };
        AnswerStatus::ALL.iter().for_each(|status| add(STATUS, status.as_str()));
        ["yes", "no"].iter().for_each(|code| add(YES_NO, code));
        for part in questions.iter().flat_map(|question| question.answer_type.values()) {
            match part {
                Part::Choice(options) => options.iter().for_each(|option| add(CHOICE, option)),
                Part::Structured(kind) => {
                    for field in kind.fields() {
                        if let FieldKind::OneOf(words) = field.kind {
                            let beginning = field_words(kind.as_str(), field.name);
                            words.iter().for_each(|word| add(&beginning, word));
                        }
                    }
                }
                _ => {}
            }
        }
        labels
    }

    /// The word of a code; the code itself when it has none.
    pub fn word(&self, beginning: &str, code: &str) -> String {
        self.words.get(&format!("{beginning}{code}")).cloned().unwrap_or_else(|| code.to_string())
    }

    /// The code that a person meant.
    pub fn code(&self, beginning: &str, said: &str) -> Option<&str> {
        self.codes.get(&(beginning.to_string(), text::fold(said))).map(String::as_str)
    }
}
