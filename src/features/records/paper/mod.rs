//! Extracts, decisions and protocols on paper, each from its snapshot alone; and a record for the e-archive.
//! All are set by the template `record_sheet`, which knows only headings, facts, texts and tables.

mod archived;
mod decided;
mod extracted;

pub use archived::record;
pub use decided::{letter, protocol};
pub use extracted::extract;

use super::snapshot::Ground;
use crate::base::{Language, Refusal, Result};
use crate::kit::App;
use crate::platform::view::Views;
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// A part of a sheet.
#[derive(Debug, Default, Serialize)]
pub struct Block {
    pub heading: String,
    /// 1 or 2.
    pub level: u8,
    /// Label and value, as a strip.
    pub facts: Vec<(String, String)>,
    pub text: Vec<String>,
    /// Label and text, one below the other.
    pub fields: Vec<(String, String)>,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// A whole document.
#[derive(Debug, Default, Serialize)]
pub struct Sheet {
    pub title: String,
    pub organisation: String,
    pub mark: String,
    pub lead: String,
    pub facts: Vec<(String, String)>,
    pub blocks: Vec<Block>,
    pub header: String,
    pub footer: String,
}

/// Words in one language.
pub struct Say<'a> {
    views: &'a Views,
    pub language: Language,
}

impl Say<'_> {
    pub fn word(&self, key: &str) -> String {
        self.views.word0(self.language, key)
    }

    pub fn with(&self, key: &str, name: &'static str, value: impl ToString) -> String {
        self.views.word_of(self.language, key, [(name, value.to_string())])
    }

    /// A heading of nothing but text.
    pub fn block(&self, key: &str, text: impl IntoIterator<Item = String>) -> Block {
        Block { heading: self.word(key), level: 1, text: text.into_iter().collect(), ..Block::default() }
    }

    /// Either the text or the word for none.
    pub fn or_none(&self, text: Option<&str>) -> String {
        text.map_or_else(|| self.word("records-paper-none"), ToString::to_string)
    }

    /// The grounds, each with what it says and that nobody has read it in force yet.
    pub fn grounds(&self, grounds: &[Ground]) -> Option<Block> {
        let fields = grounds.iter().map(|ground| {
            let text = match self.language {
                Language::Sv => &ground.sv,
                Language::En => &ground.en,
            };
            let label = match ground.verified {
                true => ground.label.clone(),
                false => format!("{} ({})", ground.label, self.word("records-unverified")),
            };
            (label, text.clone())
        });
        let block = Block {
            heading: self.word("records-paper-grounds"),
            level: 1,
            fields: fields.collect(),
            ..Block::default()
        };
        Some(block).filter(|block| !block.fields.is_empty())
    }
}

/// Sets a sheet. The same sheet and time give the same bytes.
fn set(app: &App, language: Language, sheet: &Sheet, at: DateTime<Utc>) -> Result<Vec<u8>> {
    let say = Say { views: &app.views, language };
    let mut words = Map::new();
    words.insert("page".to_string(), Value::from(say.word("reviews-memo-page")));
    let data = json!({ "lang": language, "words": words, "sheet": sheet });
    app.printer.render("record_sheet", &data, at).map_err(Refusal::fault)
}
