//! The contexts of the forms that decide a tier.

use super::{sample_choice, say};
use crate::base::Language;
use crate::platform::view::{Choice, FormState, Sampled};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct CriterionField {
    pub name: &'static str,
    /// Worded by the model in force.
    pub label: String,
    pub hint: String,
    pub options: Vec<Choice>,
}

#[derive(Debug, Clone, Serialize)]
pub struct CategorisePage {
    pub id: String,
    pub form: FormState,
    pub criteria: Vec<CriterionField>,
    pub model_version: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct OverridePage {
    pub id: String,
    pub form: FormState,
    pub tier: i32,
    pub options: Vec<Choice>,
    pub latest: NaiveDate,
}

impl Sampled for CategorisePage {
    const TEMPLATE: &'static str = "pages/vendors/categorise";

    fn samples(lang: Language) -> Vec<Self> {
        let criteria = vec![CriterionField {
            name: "data_class",
            label: say(lang, "Informationens klass", "Class of the information"),
            hint: say(lang, "Den högsta klassen.", "The highest class."),
            options: sample_choice(),
        }];
        vec![CategorisePage {
            id: "1".into(),
            form: FormState::default(),
            criteria,
            model_version: crate::features::tiering::TieringModel::current().version.clone(),
        }]
    }
}

impl Sampled for OverridePage {
    const TEMPLATE: &'static str = "pages/vendors/override";

    fn samples(_: Language) -> Vec<Self> {
        let latest = NaiveDate::from_ymd_opt(2027, 11, 22).unwrap_or_default();
        vec![OverridePage { id: "1".into(), form: FormState::default(), tier: 2, options: sample_choice(), latest }]
    }
}
