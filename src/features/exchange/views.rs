//! The contexts of the import pages.

use super::outcome::{Counts, Outcome, RowOutcome};
use super::records::{ImportLine, ImportStatus};
use super::rules::ImportKind;
use super::said::{change_words, reason_words, sentence};
use crate::base::{Id, Instant, Language, Page};
use crate::platform::view::{Choice, FormError, FormState, Pager, Sampled, Views};
use serde::Serialize;

/// One step of the four, for components/stepper.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    pub label: String,
    pub state: &'static str,
    pub href: Option<String>,
}

/// The four steps with the one at `current` (0-3) under way.
pub fn steps(views: &Views, lang: Language, current: usize, id: Option<&Id>) -> Vec<Step> {
    let keys = ["import-step-file", "import-step-mapping", "import-step-preview", "import-step-done"];
    let links = [None, id.map(|id| format!("/imports/{id}/mapping")), id.map(|id| format!("/imports/{id}")), None];
    let steps = keys.iter().zip(links).enumerate();
    steps
        .map(|(index, (key, link))| {
            let state = match index.cmp(&current) {
                std::cmp::Ordering::Less => "done",
                std::cmp::Ordering::Equal => "current",
                std::cmp::Ordering::Greater => "todo",
            };
            // Once the import has happened nothing before it can be changed.
            let href = link.filter(|_| index < current && current < 3);
            Step { label: views.word0(lang, key), state, href }
        })
        .collect()
}

#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    pub imports: Vec<ListLine>,
    pub pager: Pager,
}

#[derive(Debug, Clone, Serialize)]
pub struct ListLine {
    pub id: Id,
    pub kind: ImportKind,
    pub file_name: String,
    pub status: ImportStatus,
    /// Nothing is counted until the import has been made.
    pub counts: Option<Counts>,
    pub who: Option<String>,
    pub at: Instant,
}

impl ListPage {
    pub fn new(page: Page<(ImportLine, Option<String>)>) -> ListPage {
        let pager = Pager::from(&page);
        ListPage { imports: page.items.into_iter().map(ListLine::new).collect(), pager }
    }
}

impl ListLine {
    fn new((line, who): (ImportLine, Option<String>)) -> ListLine {
        let counts = Counts {
            created: line.created_count,
            updated: line.updated_count,
            unchanged: line.unchanged_count,
            refused: line.refused_count,
        };
        ListLine {
            counts: (line.status == ImportStatus::Applied).then_some(counts),
            id: line.id,
            kind: line.kind,
            file_name: line.file_name,
            status: line.status,
            who,
            at: line.applied_at.unwrap_or(line.created_at),
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct NewPage {
    pub steps: Vec<Step>,
    pub form: FormState,
    pub kinds: Vec<ImportKind>,
    pub megabytes: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct MappingPage {
    pub id: Id,
    pub file_name: String,
    pub kind: ImportKind,
    pub version: i32,
    pub steps: Vec<Step>,
    pub form: FormState,
    pub fields: Vec<MappingField>,
    pub columns: Vec<Choice>,
    /// Headings over the first rows, so that a column without a heading still has its letters.
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// A field and the select that gives it a column.
#[derive(Debug, Clone, Serialize)]
pub struct MappingField {
    pub name: String,
    pub label: String,
    pub required: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    pub id: Id,
    pub file_name: String,
    pub kind: ImportKind,
    pub applied: bool,
    pub version: i32,
    pub at: Instant,
    pub counts: Counts,
    pub total: i32,
    /// True when the import would change something.
    pub useful: bool,
    pub steps: Vec<Step>,
    pub tabs: Vec<Tab>,
    pub rows: Vec<RowLine>,
    pub pager: Pager,
    pub vendors_href: &'static str,
}

#[derive(Debug, Clone, Serialize)]
pub struct Tab {
    pub label: String,
    pub href: String,
    pub current: bool,
    pub count: Option<i32>,
}

/// One row in words.
#[derive(Debug, Clone, Serialize)]
pub struct RowLine {
    pub row: u32,
    pub outcome: Outcome,
    pub name: String,
    pub errors: Vec<String>,
    pub warnings: Vec<String>,
    pub remarks: Vec<String>,
}

impl RowLine {
    pub fn new(views: &Views, lang: Language, row: &RowOutcome) -> RowLine {
        let mut remarks: Vec<String> = row.changes.iter().map(|change| change_words(views, lang, change)).collect();
        remarks.extend(row.notes.iter().map(|said| reason_words(views, lang, said)));
        RowLine {
            row: row.row,
            outcome: row.outcome,
            name: row.name.clone(),
            errors: row.errors.iter().map(|said| sentence(views, lang, row.row, said)).collect(),
            warnings: row.warnings.iter().map(|said| reason_words(views, lang, said)).collect(),
            remarks,
        }
    }
}

fn sample_id() -> Id {
    Id::new(chrono::DateTime::UNIX_EPOCH)
}

fn sample_steps(lang: Language, current: usize) -> Vec<Step> {
    let names = match lang {
        Language::Sv => ["Välj fil", "Koppla kolumner", "Granska", "Klart"],
        Language::En => ["Choose a file", "Match columns", "Review", "Done"],
    };
    names
        .iter()
        .enumerate()
        .map(|(i, name)| Step {
            label: (*name).to_string(),
            state: if i < current {
                "done"
            } else if i == current {
                "current"
            } else {
                "todo"
            },
            href: None,
        })
        .collect()
}

impl Sampled for ListPage {
    const TEMPLATE: &'static str = "pages/imports/list";
    fn samples(_: Language) -> Vec<Self> {
        let line = |status, counts| ListLine {
            id: sample_id(),
            kind: ImportKind::Contracts,
            file_name: "avtalsregister.xlsx".into(),
            status,
            counts,
            who: Some("Karin Öberg".into()),
            at: chrono::DateTime::UNIX_EPOCH.into(),
        };
        let counts = Counts { created: 316, updated: 0, unchanged: 0, refused: 4 };
        let imports = vec![
            line(ImportStatus::Preview, None),
            ListLine { who: None, ..line(ImportStatus::Applied, Some(counts)) },
        ];
        vec![
            ListPage { imports, pager: Pager { number: 1, pages: 2, total: 52 } },
            ListPage { imports: vec![], pager: Pager { number: 1, pages: 1, total: 0 } },
        ]
    }
}

impl Sampled for NewPage {
    const TEMPLATE: &'static str = "pages/imports/new";
    fn samples(lang: Language) -> Vec<Self> {
        let mut form = FormState::default().with("kind", "contracts");
        let page =
            |form| NewPage { steps: sample_steps(lang, 0), form, kinds: ImportKind::ALL.to_vec(), megabytes: 10 };
        let first = page(form.clone());
        form.errors = vec![FormError { field: "file".into(), text: "Filen är tom.".into() }];
        vec![first, page(form)]
    }
}

impl Sampled for MappingPage {
    const TEMPLATE: &'static str = "pages/imports/mapping";
    fn samples(lang: Language) -> Vec<Self> {
        vec![MappingPage {
            id: sample_id(),
            file_name: "avtalsregister.xlsx".into(),
            kind: ImportKind::Contracts,
            version: 1,
            steps: sample_steps(lang, 1),
            form: FormState::default().with("column_reference", "0"),
            fields: vec![
                MappingField { name: "column_reference".into(), label: "Avtalsnummer".into(), required: true },
                MappingField { name: "column_note".into(), label: "Anmärkning".into(), required: false },
            ],
            columns: vec![Choice { value: "0".into(), label: "A: Avtalsnr".into() }],
            heads: vec!["A: Avtalsnr".into()],
            rows: vec![vec!["AVT-2018-0001".into()], vec![String::new()]],
        }]
    }
}

impl Sampled for ShowPage {
    const TEMPLATE: &'static str = "pages/imports/show";
    fn samples(lang: Language) -> Vec<Self> {
        let row = |outcome| RowLine {
            row: 44,
            outcome,
            name: "AVT-2018-0001 Drift".into(),
            errors: if outcome == Outcome::Refused { vec!["Rad 44, kolumn D (Org.nr): …".into()] } else { vec![] },
            warnings: vec!["…".into()],
            remarks: vec!["Avtalets namn: Drift → Drift och support".into()],
        };
        let page = |applied: bool, refused: i32, useful: bool| ShowPage {
            id: sample_id(),
            file_name: "avtalsregister.xlsx".into(),
            kind: ImportKind::Contracts,
            applied,
            version: 1,
            at: chrono::DateTime::UNIX_EPOCH.into(),
            counts: Counts { created: 316, updated: 2, unchanged: 1, refused },
            total: 319,
            useful,
            steps: sample_steps(lang, if applied { 3 } else { 2 }),
            tabs: vec![Tab { label: "Alla rader".into(), href: "/imports/1".into(), current: true, count: Some(3) }],
            rows: Outcome::ALL.iter().map(|outcome| row(*outcome)).collect(),
            pager: Pager { number: 1, pages: 3, total: 140 },
            vendors_href: "/contracts",
        };
        let empty = ShowPage { rows: vec![], ..page(false, 0, false) };
        vec![page(false, 4, true), page(true, 4, true), page(true, 0, true), empty]
    }
}
