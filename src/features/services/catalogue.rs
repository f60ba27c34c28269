//! Types of information: the presets of `seed-data/models/`, with the organisation's own in their place.

use super::model::Class;
use super::records::OwnType;
use crate::base::{Id, Language, text};
use crate::features::controls::{Versioned, Versions, embedded};
use crate::features::findings::Severity;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

const FILES: &[&str] =
    &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/information-types-2026-1.toml"))];

/// The presets and the numbers that classification counts with; every number is a parameter [P].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassModel {
    pub version: String,
    pub valid_from: NaiveDate,
    /// Months for which a classification holds.
    pub validity_months: u32,
    /// From this many persons one more level is suggested.
    pub aggregation_persons: i32,
    pub aggregation_highest: u8,
    pub aggregation_aspects: Vec<super::model::Aspect>,
    /// The longest that an exception from a "should not" rule may hold.
    pub exception_months: u32,
    pub breach_severity: BreachSeverity,
    /// The controls of ISO/IEC 27001:2022 that a breach falls short of.
    pub breach_controls: Vec<String>,
    listed_reason_sv: String,
    listed_reason_en: String,
    breach_text_sv: BreachTexts,
    breach_text_en: BreachTexts,
    types: Vec<Preset>,
}

/// How grave the finding of a breach is.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreachSeverity {
    /// Against a "must not" rule.
    pub must_not: Severity,
    /// One level above the ceiling at most.
    pub above: Severity,
    /// Two levels or more.
    pub far_above: Severity,
}

/// What the finding of a breach says; `{service}`, `{platform}`, `{class}`, `{ceiling}` and `{type}` are filled in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreachTexts {
    pub title: String,
    pub classes: String,
    /// One line for each type that must not be handled.
    pub forbidden: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Preset {
    code: String,
    sv: String,
    en: String,
    /// K R T S.
    class: [u8; 4],
    #[serde(default)]
    pdl: bool,
    legal: String,
    legal_verified: bool,
    reason_sv: String,
    reason_en: String,
    #[serde(default)]
    handling_sv: String,
    #[serde(default)]
    handling_en: String,
    aliases: Vec<String>,
    triggers: Vec<String>,
}

impl Versioned for ClassModel {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl ClassModel {
    /// Every version, read once.
    pub fn versions() -> &'static Versions<ClassModel> {
        static READ: LazyLock<Versions<ClassModel>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        &READ
    }

    /// Why a class that came in with a list stands.
    pub fn listed_reason(&self, language: Language) -> &str {
        if language == Language::Sv { &self.listed_reason_sv } else { &self.listed_reason_en }
    }

    pub fn breach_texts(&self, language: Language) -> &BreachTexts {
        if language == Language::Sv { &self.breach_text_sv } else { &self.breach_text_en }
    }

    /// The version in force that day.
    pub fn on(date: NaiveDate) -> &'static ClassModel {
        ClassModel::versions().on(date)
    }
}

/// A type of information as the organisation uses it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InformationType {
    /// What services and rules know it by; stays the same when the name changes.
    pub code: String,
    pub name: String,
    /// The least class that it suggests.
    pub class: Class,
    /// Falls under the Patient Data Act, whatever the channel.
    pub pdl: bool,
    pub legal_basis: Option<String>,
    /// False: from knowledge, to be shown as "ej verifierad".
    pub legal_verified: bool,
    pub reason: Option<String>,
    /// Special care, such as "never in tests or free text".
    pub handling: Option<String>,
    /// Who answers for the organisation's own type, and where it was decided.
    pub owner: Option<String>,
    pub diary_number: Option<String>,
    /// The own row, when there is one.
    pub own_id: Option<Id>,
    /// True when the own row stands in the place of a preset.
    pub replaces_preset: bool,
    /// Folded.
    #[serde(skip)]
    aliases: Vec<String>,
    #[serde(skip)]
    triggers: Vec<Trigger>,
}

/// A word that hints at a type: as it is searched for, and as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Trigger {
    folded: String,
    written: String,
}

/// All types of one organisation.
#[derive(Debug, Clone)]
pub struct Catalogue {
    pub types: Vec<InformationType>,
}

impl Catalogue {
    /// The presets of `model` in `language`, with `own` rows in their place or after them.
    pub fn of(model: &ClassModel, own: &[OwnType], language: Language) -> Catalogue {
        let mut types: Vec<InformationType> = model.types.iter().map(|preset| preset.in_words(language)).collect();
        let mut added: Vec<InformationType> = Vec::new();
        for row in own {
            let place = types.iter_mut().find(|each| each.code == row.code);
            match place {
                Some(preset) => row.replace(preset),
                None => added.push(row.alone()),
            }
        }
        added.sort_by_key(|each| text::sort_key(&each.name));
        types.extend(added);
        Catalogue { types }
    }

    pub fn find(&self, code: &str) -> Option<&InformationType> {
        self.types.iter().find(|each| each.code == code)
    }

    /// Those with these codes; a code that is gone is left out.
    pub fn of_codes(&self, codes: &[String]) -> Vec<&InformationType> {
        codes.iter().filter_map(|code| self.find(code)).collect()
    }

    /// The name, or the code of a type that is gone.
    pub fn name<'a>(&'a self, code: &'a str) -> &'a str {
        self.find(code).map_or(code, |each| each.name.as_str())
    }

    /// A type as a file calls it: code, name or alias, in any letters.
    pub fn called(&self, name: &str) -> Option<&InformationType> {
        let name = text::fold(name);
        let by = |f: &dyn Fn(&InformationType) -> bool| self.types.iter().find(|each| f(each));
        by(&|each| each.code == name || text::fold(&each.name) == name)
            .or_else(|| by(&|each| each.aliases.contains(&name)))
    }

    /// The types that words of `texts` hint at, with the first word that did, as the list of words writes it.
    pub fn hinted(&self, texts: &[&str]) -> Vec<(&InformationType, &str)> {
        let said = texts.iter().map(|each| text::fold(each)).collect::<Vec<_>>().join(" \u{1f} ");
        self.types
            .iter()
            .filter_map(|each| {
                let hit = each.triggers.iter().find(|trigger| contains_word(&said, &trigger.folded));
                hit.map(|trigger| (each, trigger.written.as_str()))
            })
            .collect()
    }
}

/// `trigger` at the beginning of a word of `text`: "journal" is in "journaluppgift", "lön" not in "belöning".
fn contains_word(text: &str, trigger: &str) -> bool {
    text.match_indices(trigger).any(|(at, _)| {
        text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|before| !before.is_alphanumeric())
    })
}

impl Preset {
    fn in_words(&self, language: Language) -> InformationType {
        let swedish = language == Language::Sv;
        let said = |sv: &String, en: &String| text::non_empty(if swedish { sv } else { en });
        let [c, i, a, t] = self.class;
        InformationType {
            code: self.code.clone(),
            name: if swedish { self.sv.clone() } else { self.en.clone() },
            class: Class::of(c, i, a, t),
            pdl: self.pdl,
            legal_basis: text::non_empty(&self.legal),
            legal_verified: self.legal_verified,
            reason: said(&self.reason_sv, &self.reason_en),
            handling: said(&self.handling_sv, &self.handling_en),
            owner: None,
            diary_number: None,
            own_id: None,
            replaces_preset: false,
            aliases: self.aliases.iter().chain([&self.sv, &self.en]).map(|each| text::fold(each)).collect(),
            triggers: self
                .triggers
                .iter()
                .map(|each| Trigger { folded: text::fold(each), written: each.clone() })
                .collect(),
        }
    }
}

impl OwnType {
    fn alone(&self) -> InformationType {
        InformationType {
            code: self.code.clone(),
            name: self.name.clone(),
            class: self.class(),
            pdl: self.pdl,
            legal_basis: self.legal_basis.clone(),
            legal_verified: true,
            reason: self.reason.clone(),
            handling: None,
            owner: self.owner.clone(),
            diary_number: self.diary_number.clone(),
            own_id: Some(self.id.clone()),
            replaces_preset: false,
            aliases: Vec::new(),
            triggers: Vec::new(),
        }
    }

    /// Takes the preset's place; what files call it and what hints at it stay.
    fn replace(&self, preset: &mut InformationType) {
        let own = self.alone();
        let kept_law = own.legal_basis.is_none();
        *preset = InformationType {
            legal_verified: if kept_law { preset.legal_verified } else { true },
            legal_basis: own.legal_basis.clone().or_else(|| preset.legal_basis.clone()),
            reason: own.reason.clone().or_else(|| preset.reason.clone()),
            handling: preset.handling.clone(),
            aliases: std::mem::take(&mut preset.aliases),
            triggers: std::mem::take(&mut preset.triggers),
            replaces_preset: true,
            ..own
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn swedish() -> Catalogue {
        let model = ClassModel::versions().newest();
        Catalogue::of(model, &[], Language::Sv)
    }

    #[test]
    fn the_presets_are_those_of_the_domain() {
        let catalogue = swedish();
        for (code, class, pdl) in [
            ("health", Class::of(3, 3, 2, 3), false),
            ("patient_records", Class::of(3, 3, 3, 3), true),
            ("social_services", Class::of(3, 2, 2, 3), false),
            ("child_concern", Class::of(3, 2, 3, 3), false),
            ("staff_ordinary", Class::of(1, 1, 1, 1), false),
            ("public_web", Class::of(0, 2, 1, 0), false),
        ] {
            let found = catalogue.find(code).unwrap();
            assert_eq!((found.class, found.pdl), (class, pdl), "{code}");
            assert!(!found.legal_verified || found.legal_basis.is_none(), "{code}: law from knowledge is marked");
        }
        assert_eq!(catalogue.types.len(), 13);
    }

    #[test]
    fn files_call_a_type_by_several_names() {
        let catalogue = swedish();
        for (name, code) in [
            ("Hälsa", "health"),
            ("PDL", "patient_records"),
            ("socialtjänst", "social_services"),
            ("skyddad identitet", "protected_identity"),
        ] {
            assert_eq!(catalogue.called(name).map(|each| each.code.as_str()), Some(code), "{name}");
        }
        assert!(catalogue.called("fiskevård").is_none());
    }

    #[test]
    fn words_hint_at_types() {
        let catalogue = swedish();
        let codes =
            |text: &str| catalogue.hinted(&[text]).iter().map(|(each, _)| each.code.clone()).collect::<Vec<_>>();
        assert_eq!(codes("Meddelanden hemtjänst–sjuksköterska"), ["patient_records", "social_services"]);
        assert_eq!(codes("Anmälan om Orosanmälan barn"), ["child_concern"]);
        assert_eq!(codes("Belöning för grävtillstånd"), Vec::<String>::new());
    }

    #[test]
    fn a_hint_is_shown_as_it_is_written() {
        let catalogue = swedish();
        for text in ["Ansökan om EKONOMISKT BISTÅND", "ansokan om ekonomiskt bistand"] {
            let words: Vec<&str> = catalogue.hinted(&[text]).into_iter().map(|(_, word)| word).collect();
            assert_eq!(words, ["ekonomiskt bistånd"], "{text}");
        }
    }

    /// Domain.md 1.3 row 43: a recording is an information type, judged as the record it is part of.
    #[test]
    fn a_recording_is_judged_as_the_record() {
        let catalogue = swedish();
        assert_eq!(catalogue.find("care_recordings").unwrap().class, catalogue.find("patient_records").unwrap().class);
    }
}
