//! What a person or a program says of a service, a platform or a type, read once into values that can be stored.

use super::model::{Audience, Capability, Channel, Class, joined};
use super::records::{OwnType, Platform, Service};
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Result, diary, text};
use chrono::NaiveDate;

const MAX_NAME: usize = 200;
const MAX_TEXT: usize = 4_000;
/// More users or persons than there are people in the country is a slip.
const MAX_COUNT: i32 = 20_000_000;

/// A service as typed. Its class and status are decided by other actions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewService {
    pub name: String,
    pub platform_id: Option<Id>,
    pub contract_id: Option<Id>,
    pub administration: Option<String>,
    pub audience: Option<Audience>,
    pub channels: Vec<Channel>,
    pub users_per_day: Option<i32>,
    pub persons: Option<i32>,
    pub affected_groups: Option<String>,
    pub fallback_routine: Option<String>,
    pub fallback_tested_on: Option<NaiveDate>,
    pub operating_hours: Option<String>,
    pub max_outage_hours: Option<i32>,
    pub owner_id: Option<Id>,
    /// Codes of information types.
    pub information_types: Vec<String>,
    pub form_fields: Option<String>,
}

/// A platform as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPlatform {
    pub name: String,
    pub vendor_id: Option<Id>,
    pub description: Option<String>,
    /// `None` for an aspect: no ceiling.
    pub ceiling: Class,
    /// Needed, and new, when a ceiling is raised.
    pub evidence: Option<String>,
    pub missing: Vec<Capability>,
}

/// An information type as typed; with the code of a preset it takes the preset's place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewType {
    pub code: Option<String>,
    pub name: String,
    pub class: Class,
    pub pdl: bool,
    pub legal_basis: Option<String>,
    pub reason: Option<String>,
    pub owner: Option<String>,
    pub diary_number: Option<String>,
}

fn optional(checks: &mut Checks, field: &str, typed: &Option<String>, max: usize) -> Option<String> {
    let kept = typed.as_deref().and_then(text::non_empty);
    checks.longest(field, kept.as_deref().unwrap_or_default(), max);
    kept
}

fn count(checks: &mut Checks, field: &str, typed: Option<i32>) -> Option<i32> {
    if typed.is_some_and(|number| !(0..=MAX_COUNT).contains(&number)) {
        checks.add(FieldError::new(field, "error-service-count").with("max", MAX_COUNT));
    }
    typed
}

impl NewService {
    /// What is stored now, as a base for a partial change.
    pub fn of(service: &Service) -> NewService {
        let s = service.clone();
        NewService {
            channels: s.channel_list(),
            information_types: s.type_codes(),
            name: s.name,
            platform_id: s.platform_id,
            contract_id: s.contract_id,
            administration: s.administration,
            audience: Some(s.audience),
            users_per_day: s.users_per_day,
            persons: s.persons,
            affected_groups: s.affected_groups,
            fallback_routine: s.fallback_routine,
            fallback_tested_on: s.fallback_tested_on,
            operating_hours: s.operating_hours,
            max_outage_hours: s.max_outage_hours,
            owner_id: s.owner_id,
            form_fields: s.form_fields,
        }
    }

    /// The same in stored form. Errors: `Invalid` with one error per field.
    pub fn checked(&self) -> Result<NewService> {
        let mut checks = Checks::default();
        let name = text::tidy(&checks.required("name", &self.name));
        checks.longest("name", &name, MAX_NAME);
        checks.that(self.audience.is_some(), "audience", "error-required");
        let short = |checks: &mut Checks, field: &str, typed: &Option<String>| {
            optional(checks, field, typed, MAX_NAME).map(|kept| text::tidy(&kept))
        };
        let mut codes = self.information_types.clone();
        codes.sort();
        codes.dedup();
        let mut channels = self.channels.clone();
        channels.sort();
        channels.dedup();
        let new = NewService {
            name,
            platform_id: self.platform_id.clone(),
            contract_id: self.contract_id.clone(),
            administration: short(&mut checks, "administration", &self.administration),
            audience: self.audience,
            channels,
            users_per_day: count(&mut checks, "users_per_day", self.users_per_day),
            persons: count(&mut checks, "persons", self.persons),
            affected_groups: optional(&mut checks, "affected_groups", &self.affected_groups, MAX_TEXT),
            fallback_routine: optional(&mut checks, "fallback_routine", &self.fallback_routine, MAX_TEXT),
            fallback_tested_on: self.fallback_tested_on,
            operating_hours: short(&mut checks, "operating_hours", &self.operating_hours),
            max_outage_hours: count(&mut checks, "max_outage_hours", self.max_outage_hours),
            owner_id: self.owner_id.clone(),
            information_types: codes,
            form_fields: optional(&mut checks, "form_fields", &self.form_fields, MAX_TEXT * 2),
        };
        checks.done()?;
        Ok(new)
    }

    /// Writes what was said into a row; class, status and version are left alone.
    pub fn onto(&self, row: &mut Service) {
        row.name = self.name.clone();
        row.platform_id = self.platform_id.clone();
        row.contract_id = self.contract_id.clone();
        row.administration = self.administration.clone();
        row.audience = self.audience.unwrap_or(row.audience);
        row.channels = joined(&self.channels);
        row.users_per_day = self.users_per_day;
        row.persons = self.persons;
        row.affected_groups = self.affected_groups.clone();
        row.fallback_routine = self.fallback_routine.clone();
        row.fallback_tested_on = self.fallback_tested_on;
        row.operating_hours = self.operating_hours.clone();
        row.max_outage_hours = self.max_outage_hours;
        row.owner_id = self.owner_id.clone();
        row.set_types(&self.information_types);
        row.form_fields = self.form_fields.clone();
        index(row);
    }
}

/// Fills the columns by which a service is found and sorted, from the others.
pub fn index(row: &mut Service) {
    row.name_folded = text::sort_key(&row.name);
    let (administration, groups) = (row.administration.as_deref(), row.affected_groups.as_deref());
    row.search_text =
        text::fold(&format!("{} {} {}", row.name, administration.unwrap_or_default(), groups.unwrap_or_default()));
}

impl NewPlatform {
    pub fn of(platform: &Platform) -> NewPlatform {
        NewPlatform {
            name: platform.name.clone(),
            vendor_id: platform.vendor_id.clone(),
            description: platform.description.clone(),
            ceiling: platform.ceiling(),
            evidence: platform.evidence.clone(),
            missing: platform.missing_capabilities(),
        }
    }

    /// The same in stored form. Errors: `Invalid` with one error per field. The ceiling's levels are
    /// checked apart, because level 4 stops the case.
    pub fn checked(&self) -> Result<NewPlatform> {
        let mut checks = Checks::default();
        let name = text::tidy(&checks.required("name", &self.name));
        checks.longest("name", &name, MAX_NAME);
        let mut missing = self.missing.clone();
        missing.sort();
        missing.dedup();
        let new = NewPlatform {
            name,
            vendor_id: self.vendor_id.clone(),
            description: optional(&mut checks, "description", &self.description, MAX_TEXT),
            ceiling: self.ceiling,
            evidence: optional(&mut checks, "evidence", &self.evidence, MAX_TEXT),
            missing,
        };
        checks.done()?;
        Ok(new)
    }

    pub fn onto(&self, row: &mut Platform) {
        row.name = self.name.clone();
        row.name_folded = text::sort_key(&self.name);
        row.search_text = text::fold(&format!("{} {}", self.name, self.description.as_deref().unwrap_or_default()));
        row.vendor_id = self.vendor_id.clone();
        row.description = self.description.clone();
        row.set_ceiling(self.ceiling);
        row.evidence = self.evidence.clone();
        row.missing = joined(&self.missing);
    }
}

impl NewType {
    pub fn of(row: &OwnType) -> NewType {
        NewType {
            code: Some(row.code.clone()),
            name: row.name.clone(),
            class: row.class(),
            pdl: row.pdl,
            legal_basis: row.legal_basis.clone(),
            reason: row.reason.clone(),
            owner: row.owner.clone(),
            diary_number: row.diary_number.clone(),
        }
    }

    /// The same in stored form, with a code made of the name when none was given. Errors: at the fields; `number` is
    /// what is wrong with its diary number.
    pub fn checked(&self, number: Option<FieldError>) -> Result<NewType> {
        let mut checks = Checks::default();
        let name = text::tidy(&checks.required("name", &self.name));
        checks.longest("name", &name, MAX_NAME);
        let code = self.code.as_deref().and_then(text::non_empty).unwrap_or_else(|| code_of(&name));
        let plain = code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        checks.that(name.is_empty() || (!code.is_empty() && plain && code.len() <= 60), "code", "error-type-code");
        let new = NewType {
            code: Some(code),
            name,
            class: self.class,
            pdl: self.pdl,
            legal_basis: optional(&mut checks, "legal_basis", &self.legal_basis, MAX_NAME),
            reason: optional(&mut checks, "reason", &self.reason, MAX_TEXT),
            owner: optional(&mut checks, "owner", &self.owner, MAX_NAME),
            diary_number: optional(&mut checks, "diary_number", &diary::tidy(self.diary_number.as_deref()), 100),
        };
        checks.extend(number);
        checks.done()?;
        Ok(new)
    }

    pub fn onto(&self, row: &mut OwnType) {
        row.name = self.name.clone();
        row.set_class(self.class);
        row.pdl = self.pdl;
        row.legal_basis = self.legal_basis.clone();
        row.reason = self.reason.clone();
        row.owner = self.owner.clone();
        row.diary_number = self.diary_number.clone();
    }
}

/// `Elevers betyg (grundskola)` as `elevers_betyg_grundskola`.
fn code_of(name: &str) -> String {
    let folded = text::fold(name);
    let plain: String = folded.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let code: String = plain.split_whitespace().collect::<Vec<_>>().join("_");
    code.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Refusal;

    #[test]
    fn a_service_is_tidied_and_each_wrong_field_named() {
        let typed = NewService {
            name: "  Anmälan   simskola ".into(),
            audience: Some(Audience::Public),
            information_types: vec!["health".into(), "child_concern".into(), "health".into()],
            administration: Some("  ".into()),
            ..NewService::default()
        };
        let kept = typed.checked().unwrap();
        assert_eq!((kept.name.as_str(), kept.administration), ("Anmälan simskola", None));
        assert_eq!(kept.information_types, ["child_concern", "health"]);
        let wrong = NewService { name: " ".into(), users_per_day: Some(-1), ..NewService::default() };
        let Err(Refusal::Invalid(errors)) = wrong.checked() else { panic!("it should be refused") };
        assert_eq!(errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), ["name", "audience", "users_per_day"]);
    }

    #[test]
    fn a_code_is_made_of_the_name() {
        let typed = NewType { name: "Elevers betyg (grundskola)".into(), ..NewType::default() };
        assert_eq!(typed.checked(None).unwrap().code.as_deref(), Some("elevers_betyg_grundskola"));
        for code in ["Health", "a b", "å"] {
            let wrong = NewType { code: Some(code.into()), ..typed.clone() };
            assert!(wrong.checked(None).is_err(), "{code}");
        }
        assert!(NewType { name: "???".into(), ..NewType::default() }.checked(None).is_err());
    }
}
