//! Plan templates: milestones, steps and the evidence that each of them is expected to leave. Data by version.

use crate::features::controls::{Versioned, Versions, embedded};
use crate::features::findings::Responsible;
use crate::features::question_sets::Both;
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

const FILES: &[&str] =
    &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/plan-templates-2026-1.toml"))];

/// An action of a template.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateStep {
    pub title: Both,
    pub evidence: Both,
    pub responsible: Responsible,
    /// Days from the plan's first day to the action's due date.
    pub after_days: u64,
    /// What it carries out, of ISO/IEC 27001:2022.
    pub controls: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    pub title: Both,
    pub steps: Vec<TemplateStep>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanTemplate {
    pub key: String,
    pub title: Both,
    pub purpose: Both,
    pub milestones: Vec<Milestone>,
}

/// Every template of one version.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanTemplates {
    version: String,
    valid_from: NaiveDate,
    pub templates: Vec<PlanTemplate>,
}

impl Versioned for PlanTemplates {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl PlanTemplates {
    /// The version in force on a day.
    pub fn on(day: NaiveDate) -> &'static PlanTemplates {
        static ALL: LazyLock<Versions<PlanTemplates>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        ALL.on(day)
    }

    pub fn find(&self, key: &str) -> Option<&PlanTemplate> {
        self.templates.iter().find(|each| each.key == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::controls::catalogue;

    #[test]
    fn every_template_is_whole() {
        let all = PlanTemplates::on("2026-11-23".parse().unwrap());
        let lis = all.find("lis").unwrap();
        assert_eq!(lis.title.sv, "LIS-införande");
        assert!(lis.milestones.len() >= 5);
        for template in &all.templates {
            let steps = template.milestones.iter().flat_map(|milestone| &milestone.steps);
            let texts = steps.clone().flat_map(|step| [&step.title, &step.evidence]);
            let heads = template.milestones.iter().map(|milestone| &milestone.title);
            for text in texts.chain(heads).chain([&template.title, &template.purpose]) {
                assert!(!text.is_blank() && text.half().is_none(), "{}: {text:?}", template.key);
                assert!(text.sv.chars().count() <= 200 || text == &template.purpose, "{}", text.sv);
            }
            let mut last = 0;
            for step in steps {
                assert!(step.after_days >= last, "{}: {} comes before the step above it", template.key, step.title.sv);
                last = step.after_days;
                for id in &step.controls {
                    let clause = id.chars().all(|c| c.is_ascii_digit() || c == '.');
                    assert!(clause || catalogue().current_controls().find(id).is_some(), "{id}");
                }
            }
        }
    }
}
