//! What each focus area adds: the controls whose answers must be shown, and questions of its own. Data by version.

use super::model::{Body, FocusArea, Section, SetQuestion};
use crate::features::controls::{Versioned, Versions, embedded};
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

const FILES: &[&str] =
    &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/focus-areas-2026-1.toml"))];

/// A question of an area, as in the file; it is asked of every tier.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FocusQuestion {
    id: String,
    text: super::model::Both,
    answer_type: crate::features::controls::AnswerType,
    weight: u8,
    critical: bool,
    controls: Vec<String>,
    evidence: super::model::Both,
    why: super::model::Both,
    good: super::model::Both,
    ask: super::model::Both,
    warnings: super::model::Both,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaTerms {
    pub area: FocusArea,
    /// An answer about one of these must come with evidence.
    pub controls: Vec<String>,
    section: Section,
    questions: Vec<FocusQuestion>,
}

/// Every area of one version.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FocusTerms {
    version: String,
    valid_from: NaiveDate,
    areas: Vec<AreaTerms>,
}

impl Versioned for FocusTerms {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl FocusTerms {
    /// The version in force on a day.
    pub fn on(day: NaiveDate) -> &'static FocusTerms {
        static ALL: LazyLock<Versions<FocusTerms>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        ALL.on(day)
    }

    pub fn area(&self, area: FocusArea) -> Option<&AreaTerms> {
        self.areas.iter().find(|each| each.area == area)
    }

    /// Adds what the areas ask to a set: their own questions, and evidence where an answer touches their controls.
    /// A question whose id the set has already is the set's.
    pub fn add_to(&self, body: &mut Body, areas: &[FocusArea]) {
        for terms in areas.iter().filter_map(|area| self.area(*area)) {
            let fresh: Vec<SetQuestion> = terms.questions().filter(|q| body.question(&q.id).is_none()).collect();
            if !fresh.is_empty() && body.section(&terms.section.code).is_none() {
                body.sections.push(terms.section.clone());
            }
            body.questions.extend(fresh);
            for question in &mut body.questions {
                question.evidence_required |= question.controls.iter().any(|id| terms.controls.contains(id));
            }
        }
        body.sort();
    }
}

impl AreaTerms {
    fn questions(&self) -> impl Iterator<Item = SetQuestion> {
        self.questions.iter().cloned().map(|q| SetQuestion {
            id: q.id,
            section: self.section.code.clone(),
            text: q.text,
            answer_type: q.answer_type,
            options: Vec::new(),
            weight: q.weight,
            critical: q.critical,
            set: crate::features::controls::QuestionSet::Full,
            tiers: vec![1, 2, 3, 4],
            controls: q.controls,
            nis2: Vec::new(),
            clause_ids: Vec::new(),
            focus: vec![self.area],
            condition: None,
            evidence: q.evidence,
            evidence_required: true,
            why: q.why,
            good: q.good,
            ask: q.ask,
            warnings: q.warnings,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::controls::catalogue;

    #[test]
    fn every_area_adds_whole_questions() {
        let terms = FocusTerms::on("2026-11-23".parse().unwrap());
        for (area, controls, questions) in [(FocusArea::AccessControl, 8, 3), (FocusArea::ChangeManagement, 2, 3)] {
            let one = terms.area(area).unwrap();
            assert_eq!((one.controls.len(), one.questions.len()), (controls, questions), "{area}");
            for id in one.controls.iter().chain(one.questions.iter().flat_map(|q| &q.controls)) {
                assert!(catalogue().current_controls().find(id).is_some(), "{id}");
            }
            let mut body = Body::default();
            terms.add_to(&mut body, &[area]);
            assert!(
                body.questions
                    .iter()
                    .all(|q| q.texts().iter().all(|(_, text)| !text.is_blank() && text.half().is_none()))
            );
            assert!(super::super::rules::problems(&body).is_empty(), "{area}");
            terms.add_to(&mut body, &[area]);
            assert_eq!(body.questions.len(), questions, "added once");
        }
    }
}
