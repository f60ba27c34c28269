//! The pages of services, platforms and types of information.

pub mod changes;
pub mod classify;
pub mod edit;
pub mod list;
pub mod platform_edit;
pub mod platforms;
pub mod show;
pub mod steps;
pub mod sweeps;
pub mod type_import;
pub mod types;
pub mod waiting;

use super::catalogue::{Catalogue, InformationType};
use super::model::{Aspect, Class, ClassificationState, HIGHEST, Strength};
use super::records::{Classification, Service};
use super::rules::{self, Suggestion, Verdict};
use super::views::{Chip, ClassificationRow, HintRow, WhyRow, Worth, chips};
use crate::base::FieldError;
use crate::base::refusal::Checks;
use crate::features::services::catalogue::ClassModel;
use crate::kit::audit::Event;
use crate::kit::web::{Fields, Web};
use crate::platform::view::{Choice, HistoryLine};
use chrono::NaiveDate;

pub fn today(web: &Web) -> NaiveDate {
    crate::base::clock::swedish_date(web.visitor.now)
}

fn crumbs(web: &Web) -> Vec<(String, String)> {
    vec![(web.word("nav-services"), "/services".to_string())]
}

fn crumbs_to(web: &Web, service: &Service) -> Vec<(String, String)> {
    let mut all = crumbs(web);
    all.push((service.name.clone(), format!("/services/{}", service.id)));
    all
}

/// The level of an aspect among the chips of a class.
fn level_of(chips: &[Chip], aspect: Aspect) -> Option<u8> {
    chips.iter().find(|chip| chip.aspect == aspect).and_then(|chip| chip.level)
}

/// The letter by which an aspect is known: K, R, T, S in Swedish.
fn letter(web: &Web, aspect: Aspect) -> String {
    web.word(&format!("services-letter-{aspect}"))
}

/// The levels of a form. The one above the highest is there so that the gate can say what it means.
fn levels(web: &Web) -> Vec<Choice> {
    (0..=HIGHEST + 1).map(|level| Choice::new(level, web.word(&format!("services-level-{level}")))).collect()
}

/// The class that the fields beginning with `prefix` say; level 4 is read, for the gate.
fn class_of(fields: &Fields, prefix: &str, checks: &mut Checks) -> Class {
    let mut class = Class::default();
    for aspect in Aspect::ALL {
        let level = fields.parsed::<u8>(&format!("{prefix}{aspect}"), "error-class-level");
        class.set(*aspect, checks.keep(level).flatten());
    }
    class
}

/// A whole number as people write it: `1 200`.
fn count(fields: &Fields, name: &str) -> Result<Option<i32>, FieldError> {
    let Some(text) = fields.optional(name) else { return Ok(None) };
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    plain.parse().map(Some).map_err(|_| FieldError::new(name, "error-number"))
}

fn worth(class: Class, classified_on: Option<NaiveDate>, reclassify: bool, today: NaiveDate) -> Worth {
    match classified_on {
        _ if !class.is_whole() => Worth::Unclassified,
        _ if reclassify => Worth::Changed,
        Some(on) if rules::is_old(ClassModel::on(today), on, today) => Worth::Old,
        _ => Worth::Whole,
    }
}

fn worth_of(service: &Service, today: NaiveDate) -> Worth {
    worth(service.class(), service.classified_on, service.reclassify, today)
}

/// Why each aspect is suggested at its level.
fn why_rows(types: &Catalogue, suggestion: &Suggestion) -> Vec<WhyRow> {
    let row = |reason: &rules::SuggestionReason| {
        let each: Option<&InformationType> = reason.type_code.as_deref().and_then(|code| types.find(code));
        WhyRow {
            reason: reason.clone(),
            type_name: each.map(|t| t.name.clone()),
            legal: each.and_then(|t| t.legal_basis.clone()),
            unverified: each.is_some_and(|t| t.legal_basis.is_some() && !t.legal_verified),
            text: each.and_then(|t| t.reason.clone()),
        }
    };
    suggestion.reasons.iter().map(row).collect()
}

/// The types that the service's own words hint at and that it does not name.
fn hint_rows(types: &Catalogue, service: &Service) -> Vec<HintRow> {
    let codes = service.type_codes();
    let texts = [
        service.name.as_str(),
        service.form_fields.as_deref().unwrap_or_default(),
        service.affected_groups.as_deref().unwrap_or_default(),
    ];
    types
        .hinted(&texts)
        .into_iter()
        .filter(|(each, _)| !codes.contains(&each.code))
        .map(|(each, word)| HintRow {
            type_name: each.name.clone(),
            word: word.to_string(),
            chips: chips(each.class, &[]),
        })
        .collect()
}

fn classification_row(row: &Classification) -> ClassificationRow {
    ClassificationRow {
        id: row.id.clone(),
        number: row.number,
        chips: chips(row.class(), &[]),
        suggested: row.suggested.clone(),
        model_version: row.model_version.clone(),
        reason: row.reason.clone(),
        state: row.state,
        state_tone: match row.state {
            ClassificationState::InForce => "ok",
            ClassificationState::Pending => "attention",
            ClassificationState::Refused => "serious",
            ClassificationState::Replaced => "neutral",
        },
        valid_until: row.valid_until,
        decided_by_name: row.decided_by_name.clone(),
        decided_at: row.decided_at,
        second_by_name: row.second_by_name.clone(),
        second_note: row.second_note.clone(),
    }
}

/// A verdict in sentences, for the list of breaches and its export.
fn reasons(web: &Web, types: &Catalogue, verdict: &Verdict) -> Vec<String> {
    let mut said: Vec<String> = verdict
        .above
        .iter()
        .map(|each| {
            let args = [
                ("aspect", letter(web, each.aspect)),
                ("level", each.level.to_string()),
                ("ceiling", each.ceiling.to_string()),
            ];
            web.word_with("services-above-reason", &args)
        })
        .collect();
    let hits = [&verdict.forbidden, &verdict.undecided, &verdict.excepted];
    let keys = ["services-forbidden-reason", "services-undecided-reason", "services-excepted-reason"];
    for (hits, key) in hits.into_iter().zip(keys) {
        said.extend(hits.iter().map(|hit| {
            let law = hit.legal_source.as_deref().map(|law| format!(" ({law})")).unwrap_or_default();
            web.word_with(key, &[("type", format!("{}{law}", types.name(&hit.type_code)))])
        }));
    }
    if verdict.unclassified {
        said.push(web.word("services-unclassified-reason"));
    }
    said
}

fn strengths(web: &Web) -> Vec<Choice> {
    Strength::ALL.iter().map(|each| Choice::new(each, web.word(&format!("services-strength-{each}")))).collect()
}

/// The audit trail of one object in words.
fn history(web: &Web, events: Vec<Event>) -> Vec<HistoryLine> {
    let text = |event: &Event| {
        let key = format!("services-history-{}-{}", event.verb, event.object_type);
        if web.app.views.has_word(web.language(), &key) { web.word(&key) } else { event.summary.clone() }
    };
    let line = |event: Event| HistoryLine {
        at: event.at,
        text: text(&event),
        who: web.who(&event),
        note: None,
        tone: match event.verb.as_str() {
            "create" | "approve" | "confirm" => "ok",
            "propose" | "ask" | "refuse" => "attention",
            _ => "neutral",
        },
    };
    events.into_iter().map(line).collect()
}
