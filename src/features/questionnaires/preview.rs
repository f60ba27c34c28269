//! What the preview of a question set shows.

use super::portal_views::QuestionView;
use super::value_form::{self, ValueGroup};
use crate::base::Language;
use crate::features::controls::catalogue;
use crate::features::question_sets::Asked;
use crate::platform::view::samples::Sampled;
use crate::platform::view::{Choice, FormState};
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
pub struct PreviewPage {
    pub tiers: Vec<Choice>,
    pub areas: Vec<Choice>,
    pub total: usize,
    pub number: usize,
    pub sections: Vec<PreviewSection>,
    /// Nothing when a vendor of this tier is asked nothing.
    pub question: Option<Focused>,
    pub statuses: Vec<&'static str>,
    pub yes_no: [&'static str; 2],
    pub form: FormState,
    pub filter: FormState,
    pub previous_href: Option<String>,
    pub next_href: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Focused {
    pub question: QuestionView,
    pub groups: Vec<ValueGroup>,
    /// In words: when the vendor is asked it.
    pub condition: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct PreviewSection {
    pub code: String,
    pub title: String,
    pub lines: Vec<PreviewLine>,
}

#[derive(Debug, Serialize)]
pub struct PreviewLine {
    pub id: String,
    pub text: String,
    pub href: String,
    pub current: bool,
    pub conditional: bool,
}

impl Sampled for PreviewPage {
    const TEMPLATE: &'static str = "pages/question_sets/preview";
    fn samples(language: Language) -> Vec<Self> {
        let page = |id: Option<&str>| {
            let question = id.and_then(|id| catalogue().current_questions().find(id)).map(Asked::shipped);
            let line = |question: &Asked| PreviewLine {
                id: question.id.clone(),
                text: question.question_sv.clone(),
                href: "/question-set-versions/1/preview?question=Q01".to_string(),
                current: true,
                conditional: true,
            };
            PreviewPage {
                tiers: vec![Choice::new(2, "Nivå 2")],
                areas: vec![Choice::new("access_control", "Behörighet")],
                total: question.iter().count(),
                number: 1,
                sections: question
                    .iter()
                    .map(|each| PreviewSection { code: "A".into(), title: "Styrning".into(), lines: vec![line(each)] })
                    .collect(),
                question: question.as_ref().map(|each| Focused {
                    question: QuestionView {
                        why: Some("Därför".into()),
                        good: Some("Ett datum".into()),
                        ask: Some("Den it-ansvariga".into()),
                        evidence_required: true,
                        ..QuestionView::of(language, each)
                    },
                    groups: value_form::groups_of_question(each, &Value::Null, language),
                    condition: Some("Visas när Q01 besvaras med infört".into()),
                }),
                statuses: super::portal_views::STATUSES.to_vec(),
                yes_no: ["yes", "no"],
                form: FormState::default(),
                filter: FormState::default().with("tier", 2),
                previous_href: Some("/".into()),
                next_href: Some("/".into()),
            }
        };
        vec![page(Some("Q28")), page(Some("Q19")), page(None)]
    }
}
