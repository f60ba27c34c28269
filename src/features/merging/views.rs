//! What the pages of a merge show. Region side only.

use crate::base::Language;
use crate::platform::view::{Choice, FormState, Pager, Sampled};
use serde::Serialize;

/// One of two rows that may be the same company.
#[derive(Debug, Clone, Serialize)]
pub struct Side {
    pub id: String,
    pub name: String,
    pub org_number: Option<String>,
    pub status: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct PairRow {
    pub kept: Side,
    pub merged: Side,
    /// Word keys.
    pub reasons: Vec<String>,
    pub href: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct DuplicatesPage {
    pub rows: Vec<PairRow>,
    pub pager: Pager,
}

/// Choosing whom to merge with.
#[derive(Debug, Clone, Serialize)]
pub struct ChoosePage {
    pub id: String,
    pub name: String,
    pub form: FormState,
    pub asked: bool,
    pub others: Vec<Side>,
}

/// One field of both, side by side.
#[derive(Debug, Clone, Serialize)]
pub struct FieldRow {
    pub field: &'static str,
    pub kept: String,
    pub merged: String,
    /// What can be chosen; empty when there is nothing to choose.
    pub options: Vec<Choice>,
    /// Whose value stays when nothing is chosen here.
    pub stays: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct MoveRow {
    pub table: &'static str,
    pub count: i64,
}

#[derive(Debug, Clone, Serialize)]
pub struct MergePage {
    pub kept: Side,
    pub merged: Side,
    pub form: FormState,
    pub version: i32,
    pub with_version: i32,
    pub fields: Vec<FieldRow>,
    pub moves: Vec<MoveRow>,
    pub different_numbers: bool,
    /// One of the two was changed while the page was open.
    pub stale: bool,
    pub swap_href: String,
}

impl Side {
    fn sample(name: &str, number: bool) -> Side {
        Side {
            id: "1".into(),
            name: name.into(),
            org_number: number.then(|| "992181-5909".into()),
            status: "active".into(),
        }
    }
}

impl Sampled for DuplicatesPage {
    const TEMPLATE: &'static str = "pages/merging/duplicates";

    fn samples(_: Language) -> Vec<Self> {
        let row = PairRow {
            kept: Side::sample("Arkivhyllan Drift AB", true),
            merged: Side::sample("Arkivhyllan Drift", false),
            reasons: ["org_number", "hsa_id", "name"].iter().map(|r| format!("merging-because-{r}")).collect(),
            href: "/vendors/1/merge?with=2".into(),
        };
        let pager = |total| Pager { number: 1, pages: 1, total };
        vec![DuplicatesPage { rows: vec![row], pager: pager(1) }, DuplicatesPage { rows: Vec::new(), pager: pager(0) }]
    }
}

impl Sampled for ChoosePage {
    const TEMPLATE: &'static str = "pages/merging/choose";

    fn samples(_: Language) -> Vec<Self> {
        let page = |asked, others| ChoosePage {
            id: "1".into(),
            name: "Arkivhyllan Drift AB".into(),
            form: FormState::default().with("q", "arkiv"),
            asked,
            others,
        };
        vec![
            page(false, Vec::new()),
            page(true, Vec::new()),
            page(true, vec![Side::sample("Arkivhyllan Drift", true), Side::sample("Arkivet", false)]),
        ]
    }
}

impl Sampled for MergePage {
    const TEMPLATE: &'static str = "pages/merging/merge";

    fn samples(lang: Language) -> Vec<Self> {
        let choice = |value: &str, label: &str| Choice { value: value.into(), label: label.into() };
        let fields = super::Field::ALL.iter().map(|field| FieldRow {
            field: field.as_str(),
            kept: "Arkivhyllan Drift AB".into(),
            merged: if lang == Language::Sv { "Arkivhyllan".into() } else { "The archive".into() },
            options: if field.may_be_both() {
                vec![choice("kept", "A"), choice("merged", "B"), choice("both", "A B")]
            } else {
                Vec::new()
            },
            stays: "kept".into(),
        });
        let whole = MergePage {
            kept: Side::sample("Arkivhyllan Drift AB", true),
            merged: Side::sample("Arkivhyllan Drift", false),
            form: FormState::default(),
            version: 3,
            with_version: 1,
            fields: fields.collect(),
            moves: super::HANDLED_TABLES.iter().map(|table| MoveRow { table, count: 2 }).collect(),
            different_numbers: true,
            stale: true,
            swap_href: "/vendors/2/merge?with=1".into(),
        };
        let bare = MergePage { moves: Vec::new(), different_numbers: false, stale: false, ..whole.clone() };
        vec![whole, bare]
    }
}
