//! What several of the pages are made of: a class as four chips, a type with its law.

use crate::features::services::catalogue::InformationType;
use crate::features::services::model::{Aspect, Class};
use crate::features::services::rules::{Above, Fit};
use crate::platform::view::FormState;
use serde::Serialize;

/// One aspect of a class. `level` is null while nobody has said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chip {
    pub aspect: Aspect,
    pub level: Option<u8>,
    pub above: bool,
}

/// The four aspects in their order, those above the ceiling marked. Nothing known: no chips.
pub fn chips(class: Class, above: &[Above]) -> Vec<Chip> {
    if class.is_none() {
        return Vec::new();
    }
    let chip = |aspect: &Aspect| Chip {
        aspect: *aspect,
        level: class.get(*aspect),
        above: above.iter().any(|each| each.aspect == *aspect),
    };
    Aspect::ALL.iter().map(chip).collect()
}

pub fn shown_level(level: Option<u8>) -> String {
    level.map(|level| level.to_string()).unwrap_or_default()
}

/// A class in the fields of a form that begin with `prefix`.
pub fn class_form(mut form: FormState, prefix: &str, class: Class) -> FormState {
    for aspect in Aspect::ALL {
        form = form.with(&format!("{prefix}{aspect}"), shown_level(class.get(*aspect)));
    }
    form
}

/// A type of information as the pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct TypeRow {
    pub code: String,
    pub name: String,
    pub chips: Vec<Chip>,
    pub pdl: bool,
    pub legal: Option<String>,
    pub unverified: bool,
    pub reason: Option<String>,
    pub handling: Option<String>,
    pub owner: Option<String>,
    pub diary_number: Option<String>,
    /// The own row, which can be changed.
    pub own_id: Option<String>,
    pub replaces_preset: bool,
    /// What the platform says of it, where there is one.
    pub fit: Option<Fit>,
    pub fit_tone: &'static str,
}

impl TypeRow {
    pub fn of(each: &InformationType, fit: Option<Fit>) -> TypeRow {
        TypeRow {
            code: each.code.clone(),
            name: each.name.clone(),
            chips: chips(each.class, &[]),
            pdl: each.pdl,
            unverified: each.legal_basis.is_some() && !each.legal_verified,
            legal: each.legal_basis.clone(),
            reason: each.reason.clone(),
            handling: each.handling.clone(),
            owner: each.owner.clone(),
            diary_number: each.diary_number.clone(),
            own_id: each.own_id.as_ref().map(ToString::to_string),
            replaces_preset: each.replaces_preset,
            fit,
            fit_tone: fit.map_or("neutral", Fit::tone),
        }
    }
}
