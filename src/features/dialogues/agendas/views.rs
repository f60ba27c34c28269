//! What the pages of agenda templates show, with samples.

use super::model::TemplateState;
use super::rules::{REQUIRED, SECURITY};
use crate::base::{Id, Instant, Language};
use crate::features::dialogues::model::Section;
use crate::platform::view::{Choice, FormState, Pager, Sampled};
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct TemplateRow {
    pub id: Id,
    pub number: i32,
    pub name: String,
    pub tier: Option<i32>,
    pub state: TemplateState,
    pub published_at: Option<Instant>,
    pub published_by_name: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct TemplatesPage {
    pub rows: Vec<TemplateRow>,
    pub pager: Pager,
    pub form: FormState,
    pub tiers: Vec<Choice>,
    pub can_edit: bool,
}

/// One of the standing headings in the form.
#[derive(Debug, Clone, Serialize)]
pub struct Heading {
    pub number: usize,
    pub section: Section,
    pub name: String,
    /// Always there.
    pub required: bool,
    pub security: bool,
    pub included: bool,
}

impl Heading {
    pub fn all(included: impl Fn(Section) -> bool) -> Vec<Heading> {
        let heading = |(section, number): (&Section, usize)| Heading {
            number,
            section: *section,
            name: format!("section_{section}"),
            required: REQUIRED.contains(section),
            security: SECURITY.contains(section),
            included: included(*section),
        };
        Section::ALL.iter().zip(1..).map(heading).collect()
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct TemplatePage {
    pub id: Id,
    pub version: i32,
    pub number: i32,
    pub name: String,
    pub tier: Option<i32>,
    pub state: TemplateState,
    pub form: FormState,
    pub tiers: Vec<Choice>,
    pub headings: Vec<Heading>,
    /// The places of own points in the form, the empty ones last.
    pub places: Vec<usize>,
    pub sections: Vec<Section>,
    /// Own points as text, for one that cannot be changed.
    pub points: Vec<PointRow>,
    pub can_edit: bool,
    pub can_publish: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct PointRow {
    pub section: Section,
    pub title_sv: String,
    pub title_en: String,
}

fn sample_id() -> Id {
    Id::new(chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default())
}

impl Sampled for TemplatesPage {
    const TEMPLATE: &'static str = "pages/agenda_templates/list";
    fn samples(_: Language) -> Vec<Self> {
        let row = |state: &TemplateState| TemplateRow {
            id: sample_id(),
            number: 3,
            name: "Kritiska leverantörer".into(),
            tier: (*state != TemplateState::Draft).then_some(1),
            state: *state,
            published_at: (*state != TemplateState::Draft)
                .then(|| chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default().into()),
            published_by_name: (*state != TemplateState::Draft).then(|| "Omar Haddad".to_string()),
        };
        let full = TemplatesPage {
            rows: TemplateState::ALL.iter().map(row).collect(),
            pager: Pager { number: 1, pages: 1, total: 3 },
            form: FormState::default(),
            tiers: vec![Choice::new(1, "Kritisk")],
            can_edit: true,
        };
        vec![TemplatesPage { rows: Vec::new(), can_edit: false, ..full.clone() }, full]
    }
}

impl Sampled for TemplatePage {
    const TEMPLATE: &'static str = "pages/agenda_templates/show";
    fn samples(_: Language) -> Vec<Self> {
        let draft = TemplatePage {
            id: sample_id(),
            version: 2,
            number: 3,
            name: "Kritiska leverantörer".into(),
            tier: Some(1),
            state: TemplateState::Draft,
            form: FormState::default().with("name", "Kritiska leverantörer"),
            tiers: vec![Choice::new(1, "Kritisk")],
            headings: Heading::all(|section| section != Section::Continuity),
            places: vec![0, 1, 2],
            sections: Section::ALL.to_vec(),
            points: vec![PointRow {
                section: Section::Continuity,
                title_sv: "Övning".into(),
                title_en: "Drill".into(),
            }],
            can_edit: true,
            can_publish: true,
        };
        let fixed = TemplatePage {
            state: TemplateState::Published,
            tier: None,
            can_edit: false,
            can_publish: false,
            ..draft.clone()
        };
        vec![TemplatePage { points: Vec::new(), ..fixed.clone() }, fixed, draft]
    }
}
