//! What a class suggests, what a platform allows, and when two people are needed (domain.md 3).

use super::catalogue::{ClassModel, InformationType};
use super::model::{Aspect, Capability, Class, Strength};
use super::records::{Exception, PlatformRule};
use chrono::{Months, NaiveDate};
use serde::Serialize;
use std::collections::BTreeSet;

/// Why an aspect is suggested at a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SuggestionReason {
    pub aspect: Aspect,
    pub level: u8,
    /// The code of the type that asks for it; `None` when the number of persons does.
    pub type_code: Option<String>,
}

/// The least class for some types and a number of persons. The channel is no part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    pub class: Class,
    pub reasons: Vec<SuggestionReason>,
    /// Some type falls under the Patient Data Act.
    pub pdl: bool,
}

/// The highest level of each aspect among `types`; many persons raise some aspects by one.
pub fn suggest(model: &ClassModel, types: &[&InformationType], persons: Option<i32>) -> Suggestion {
    let mut class = types.iter().fold(Class::default(), |class, each| class.highest(each.class));
    let mut reasons = Vec::new();
    for aspect in Aspect::ALL {
        let Some(level) = class.get(*aspect) else { continue };
        let asks = |each: &&&InformationType| each.class.get(*aspect) == Some(level);
        let type_code = types.iter().find(asks).map(|each| each.code.clone());
        reasons.push(SuggestionReason { aspect: *aspect, level, type_code });
    }
    if persons.is_some_and(|count| count >= model.aggregation_persons) {
        for aspect in &model.aggregation_aspects {
            let Some(level) = class.get(*aspect).filter(|level| *level < model.aggregation_highest) else { continue };
            class.set(*aspect, Some(level + 1));
            reasons.push(SuggestionReason { aspect: *aspect, level: level + 1, type_code: None });
        }
    }
    Suggestion { class, reasons, pdl: types.iter().any(|each| each.pdl) }
}

/// Whether any aspect would stand lower than it does, or not be known any more.
pub fn is_lowering(before: Class, after: Class) -> bool {
    Aspect::ALL.iter().any(|aspect| after.get(*aspect) < before.get(*aspect))
}

/// Whether any aspect stands lower than what is suggested.
pub fn is_below(class: Class, suggested: Class) -> bool {
    Aspect::ALL.iter().any(|aspect| class.get(*aspect).is_some() && class.get(*aspect) < suggested.get(*aspect))
}

/// The last day on which a classification of `day` holds.
pub fn valid_until(model: &ClassModel, day: NaiveDate) -> NaiveDate {
    day.checked_add_months(Months::new(model.validity_months)).unwrap_or(day)
}

/// Older than the model's validity: to be confirmed or made again.
pub fn is_old(model: &ClassModel, classified_on: NaiveDate, today: NaiveDate) -> bool {
    valid_until(model, classified_on) < today
}

/// Classified before this day is older than a classification holds.
pub fn old_before(model: &ClassModel, today: NaiveDate) -> NaiveDate {
    today.checked_sub_months(Months::new(model.validity_months)).unwrap_or(today)
}

/// Whether a changed ceiling lets more through: higher somewhere, or gone where there was one.
pub fn raises_ceiling(before: Class, after: Class) -> bool {
    Aspect::ALL.iter().any(|aspect| match (before.get(*aspect), after.get(*aspect)) {
        (Some(old), Some(new)) => new > old,
        (Some(_), None) => true,
        (None, _) => false,
    })
}

/// Whether a changed rule lets more through than the stored one.
pub fn weakens(before: Option<Strength>, after: Option<Strength>) -> bool {
    let weight = |strength: Option<Strength>| match strength {
        Some(Strength::MustNot) => 2,
        Some(Strength::ShouldNot) => 1,
        Some(Strength::Allowed) | None => 0,
    };
    weight(after) < weight(before)
}

/// An aspect that needs more than the platform gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Above {
    pub aspect: Aspect,
    pub level: u8,
    pub ceiling: u8,
}

/// A rule of the platform that speaks of one of the service's types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleHit {
    pub type_code: String,
    pub strength: Strength,
    pub legal_source: Option<String>,
}

/// A service beside its platform.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Verdict {
    pub above: Vec<Above>,
    /// "Får inte": nobody may override it.
    pub forbidden: Vec<RuleHit>,
    /// "Bör inte", and no decision holds.
    pub undecided: Vec<RuleHit>,
    /// "Bör inte", with a decision that holds.
    pub excepted: Vec<RuleHit>,
    /// Some aspect is not known.
    pub unclassified: bool,
}

crate::text_enum! {
    /// The gravest thing that a verdict says.
    pub enum Summary {
        Forbidden => "forbidden",
        Above => "above",
        Undecided => "undecided",
        Unclassified => "unclassified",
        Excepted => "excepted",
        Clear => "clear",
        NoPlatform => "no_platform",
    }
}

impl Summary {
    pub fn tone(self) -> &'static str {
        match self {
            Summary::Forbidden | Summary::Above => "serious",
            Summary::Undecided | Summary::Unclassified => "attention",
            Summary::Excepted => "info",
            Summary::Clear => "ok",
            Summary::NoPlatform => "neutral",
        }
    }
}

impl Verdict {
    /// The gravest first; a service without a platform is compared with nothing.
    pub fn summary(&self, has_platform: bool) -> Summary {
        match self {
            v if !v.forbidden.is_empty() => Summary::Forbidden,
            v if !v.above.is_empty() => Summary::Above,
            v if !v.undecided.is_empty() => Summary::Undecided,
            v if v.unclassified => Summary::Unclassified,
            _ if !has_platform => Summary::NoPlatform,
            v if !v.excepted.is_empty() => Summary::Excepted,
            _ => Summary::Clear,
        }
    }

    /// What the breach consists of, the same for the same breach: `c3>2,patient_records`.
    pub fn signature(&self) -> String {
        let above = self.above.iter().map(|each| format!("{}{}>{}", each.aspect, each.level, each.ceiling));
        above.chain(self.forbidden.iter().map(|hit| hit.type_code.clone())).collect::<Vec<_>>().join(",")
    }

    /// Above the ceiling in some aspect, or against a "must not" rule; nothing else is a breach.
    pub fn is_breach(&self) -> bool {
        !self.above.is_empty() || !self.forbidden.is_empty()
    }

    /// Whether there is anything at all to see to.
    pub fn is_clear(&self) -> bool {
        !self.is_breach() && self.undecided.is_empty() && !self.unclassified
    }
}

/// Compares a class and types with a platform: `decided` are the types for which an exception holds.
pub fn compare(
    class: Class,
    type_codes: &[String],
    ceiling: Class,
    rules: &[PlatformRule],
    decided: &BTreeSet<&str>,
) -> Verdict {
    let above = Aspect::ALL
        .iter()
        .filter_map(|aspect| {
            let (level, ceiling) = class.get(*aspect).zip(ceiling.get(*aspect))?;
            (level > ceiling).then_some(Above { aspect: *aspect, level, ceiling })
        })
        .collect();
    let mut verdict = Verdict { above, unclassified: !class.is_whole(), ..Verdict::default() };
    for rule in rules.iter().filter(|rule| type_codes.contains(&rule.type_code)) {
        let hit = RuleHit {
            type_code: rule.type_code.clone(),
            strength: rule.strength,
            legal_source: rule.legal_source.clone(),
        };
        match rule.strength {
            Strength::MustNot => verdict.forbidden.push(hit),
            Strength::ShouldNot if decided.contains(rule.type_code.as_str()) => verdict.excepted.push(hit),
            Strength::ShouldNot => verdict.undecided.push(hit),
            Strength::Allowed => {}
        }
    }
    verdict
}

/// The types for which some exception of the service on that platform holds today.
pub fn decided_types<'a>(exceptions: impl IntoIterator<Item = &'a Exception>, today: NaiveDate) -> BTreeSet<&'a str> {
    exceptions.into_iter().filter(|each| each.holds(today)).map(|each| each.type_code.as_str()).collect()
}

crate::text_enum! {
    /// A cell of the matrix of information types and platforms.
    pub enum Fit {
        Allowed => "allowed",
        /// A "should not" rule: with a decision for a time.
        Conditional => "conditional",
        /// A "must not" rule.
        Forbidden => "forbidden",
        /// No rule forbids it, but the type needs more than the ceiling.
        AboveCeiling => "above_ceiling",
        /// Nothing has been said of the platform or of the type.
        Unknown => "unknown",
    }
}

impl Fit {
    pub fn tone(self) -> &'static str {
        match self {
            Fit::Allowed => "ok",
            Fit::Conditional => "attention",
            Fit::Forbidden | Fit::AboveCeiling => "serious",
            Fit::Unknown => "neutral",
        }
    }
}

/// What a platform says of a type. A rule that allows does not lift the ceiling.
pub fn fit(type_class: Class, ceiling: Class, strength: Option<Strength>) -> Fit {
    let above = Aspect::ALL.iter().any(|aspect| {
        type_class.get(*aspect).zip(ceiling.get(*aspect)).is_some_and(|(level, ceiling)| level > ceiling)
    });
    match strength {
        Some(Strength::MustNot) => Fit::Forbidden,
        _ if above => Fit::AboveCeiling,
        Some(Strength::ShouldNot) => Fit::Conditional,
        Some(Strength::Allowed) => Fit::Allowed,
        None if ceiling.is_none() || type_class.is_none() => Fit::Unknown,
        None => Fit::Allowed,
    }
}

/// What stands in the way of publishing a service; empty when nothing does. Each is a word key.
pub fn blockers(verdict: &Verdict, has_platform: bool) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut block = |stands: bool, key: &'static str| {
        if stands {
            found.push(key);
        }
    };
    block(!has_platform, "rule-service-blocked-platform");
    block(verdict.unclassified, "rule-service-blocked-unclassified");
    block(!verdict.above.is_empty(), "rule-service-blocked-ceiling");
    block(!verdict.forbidden.is_empty(), "rule-service-blocked-must-not");
    block(!verdict.undecided.is_empty(), "rule-service-blocked-should-not");
    found
}

/// What a platform lacks for a type that falls under the Patient Data Act or has the highest secrecy.
pub fn missing_for(each: &InformationType, missing: &[Capability]) -> Vec<Capability> {
    let demanding = each.pdl || each.class.c == Some(super::model::HIGHEST);
    if demanding { missing.to_vec() } else { Vec::new() }
}

#[cfg(test)]
mod tests;
