//! The contexts of an organisation's own fields and of changes to many vendors.

use super::{ConflictRow, sample_conflict, say};
use crate::base::Language;
use crate::platform::view::{Choice, FormState, Sampled};
use serde::Serialize;

/// One own field in a form: `name` is `extra.<key>`.
#[derive(Debug, Clone, Serialize)]
pub struct ExtraInput {
    pub name: String,
    pub label: String,
    pub kind: &'static str,
    pub options: Vec<Choice>,
    pub required: bool,
    pub value: String,
    pub error: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ExtraFieldRow {
    pub id: String,
    pub key: String,
    pub label: String,
    pub kind: String,
    pub required: bool,
    pub shown_to_vendor: bool,
    pub in_list: bool,
    pub active: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ExtraFieldsPage {
    pub rows: Vec<ExtraFieldRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ExtraFieldPage {
    /// None for a new field.
    pub id: Option<String>,
    pub form: FormState,
    pub version: i32,
    pub kinds: Vec<&'static str>,
    pub conflict: Vec<ConflictRow>,
}

/// What became of one vendor of many.
#[derive(Debug, Clone, Serialize)]
pub struct BulkRow {
    pub id: String,
    pub name: Option<String>,
    pub done: bool,
    /// Why not, in words.
    pub why: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct BulkPage {
    pub rows: Vec<BulkRow>,
    pub done: usize,
    pub refused: usize,
}

impl ExtraInput {
    pub fn samples(lang: Language) -> Vec<ExtraInput> {
        let input = |name: &str, kind, error: Option<String>| ExtraInput {
            name: name.into(),
            label: say(lang, "Förvaltning", "Department"),
            kind,
            options: vec![Choice { value: "a".into(), label: "A".into() }],
            required: error.is_some(),
            value: "a".into(),
            error,
        };
        vec![
            input("extra.one", "text", Some(say(lang, "Fyll i fältet.", "Fill in the field."))),
            input("extra.two", "choice", None),
            input("extra.three", "date", None),
            input("extra.four", "number", None),
        ]
    }
}

impl Sampled for ExtraFieldsPage {
    const TEMPLATE: &'static str = "pages/vendors/extra_fields";

    fn samples(lang: Language) -> Vec<Self> {
        let row = |active| ExtraFieldRow {
            id: "1".into(),
            key: "department".into(),
            label: say(lang, "Förvaltning", "Department"),
            kind: "choice".into(),
            required: active,
            shown_to_vendor: !active,
            in_list: active,
            active,
        };
        vec![ExtraFieldsPage { rows: vec![row(true), row(false)] }, ExtraFieldsPage { rows: Vec::new() }]
    }
}

impl Sampled for ExtraFieldPage {
    const TEMPLATE: &'static str = "pages/vendors/extra_field";

    fn samples(lang: Language) -> Vec<Self> {
        let page = |id: Option<String>, conflict| ExtraFieldPage {
            id,
            form: FormState::default(),
            version: 1,
            kinds: vec!["text", "choice"],
            conflict,
        };
        vec![page(None, Vec::new()), page(Some("1".into()), sample_conflict(lang))]
    }
}

impl Sampled for BulkPage {
    const TEMPLATE: &'static str = "pages/vendors/bulk";

    fn samples(lang: Language) -> Vec<Self> {
        let row = |done: bool| BulkRow {
            id: "1".into(),
            name: done.then(|| "Åsmunda AB".into()),
            done,
            why: (!done).then(|| say(lang, "Finns inte.", "Not found.")),
        };
        vec![BulkPage { rows: vec![row(true), row(false)], done: 1, refused: 1 }]
    }
}
