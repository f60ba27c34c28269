//! What is said about a row: a word key with its arguments, stored so and worded when it is shown.

use super::outcome::Change;
use super::rules::{CellError, Field};
use crate::base::Language;
use crate::base::refusal::Args;
use crate::platform::view::Views;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A remark on a row. Its arguments never hold an organisation number, which may be a person's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The letters over the column; empty when the remark is about the whole row.
    pub column: String,
    pub header: String,
    pub field: Option<Field>,
    /// A word key.
    pub code: String,
    pub args: BTreeMap<String, String>,
}

impl Said {
    pub fn of_row(code: &str, args: &[(&str, &str)]) -> Said {
        Said {
            column: String::new(),
            header: String::new(),
            field: None,
            code: code.to_string(),
            args: args.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect(),
        }
    }

    pub fn of_field(field: Field, code: &str, args: &[(&str, &str)]) -> Said {
        Said { field: Some(field), ..Said::of_row(code, args) }
    }
}

impl From<CellError> for Said {
    fn from(error: CellError) -> Said {
        Said {
            column: error.column,
            header: error.header,
            field: Some(error.field),
            code: error.code.to_string(),
            args: error.args.into_iter().map(|(name, value)| (name.to_string(), value)).collect(),
        }
    }
}

/// The remark alone, in words.
pub fn reason_words(views: &Views, lang: Language, said: &Said) -> String {
    views.word_of(lang, &said.code, said.args.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

/// The remark with its row and column: "Rad 44, kolumn D (Org.nr): ...".
pub fn sentence(views: &Views, lang: Language, row: u32, said: &Said) -> String {
    let reason = reason_words(views, lang, said);
    let row = row.to_string();
    match said.field {
        Some(_) if !said.column.is_empty() => {
            let args = Args::from([
                ("row", row),
                ("column", said.column.clone()),
                ("header", said.header.clone()),
                ("reason", reason),
            ]);
            views.word(lang, "import-error-row", &args)
        }
        Some(field) => {
            let args = Args::from([("row", row), ("field", field_word(views, lang, field)), ("reason", reason)]);
            views.word(lang, "import-error-row-no-column", &args)
        }
        None => views.word(lang, "import-error-row-whole", &Args::from([("row", row), ("reason", reason)])),
    }
}

/// One change in words: "Avtalets namn: Gammalt → Nytt".
pub fn change_words(views: &Views, lang: Language, change: &Change) -> String {
    let value = |text: &String| match change.field {
        Field::Kind => views.word0(lang, &format!("import-vendor-kind-{text}")),
        _ => text.clone(),
    };
    let mut args = Args::from([("field", field_word(views, lang, change.field)), ("new", value(&change.new))]);
    match &change.old {
        Some(old) => {
            args.insert("old", value(old));
            views.word(lang, "import-change", &args)
        }
        None => views.word(lang, "import-change-from-nothing", &args),
    }
}

pub fn field_word(views: &Views, lang: Language, field: Field) -> String {
    views.word0(lang, &format!("import-field-{field}"))
}
