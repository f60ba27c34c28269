//! The fields of each part of a model: what stands in them, and what is read out of them.

use super::models::cadence_text;
use super::tier_choices;
use crate::base::Language;
use crate::base::refusal::{Checks, FieldError, Result};
use crate::features::categorisation::views::{FieldGroup, WordedField};
use crate::features::controls::{Assurance, QuestionSet};
use crate::features::tiering::{
    self, CADENCES, Capacity, Criterion, LOWEST_TIER, Levels, TierCapacity, TierRule, TieringModel, Worded,
};
use crate::kit::web::{Fields, Web};
use crate::platform::view::{Choice, FormState};
use std::collections::BTreeMap;

crate::text_enum! {
    /// What is edited at a time. A rule and a criterion's texts are named by a key.
    pub enum Part { Weights => "weights", Rule => "rule", Texts => "texts", Terms => "terms" }
}

fn field(name: impl Into<String>, label: String, kind: &'static str, options: Vec<Choice>) -> WordedField {
    WordedField { name: name.into(), label, hint: None, kind, options }
}

/// The fields of a part, and what the model holds in them.
pub fn of(web: &Web, model: &TieringModel, part: Part, key: &str) -> (Vec<FieldGroup>, FormState) {
    match part {
        Part::Weights => weights(web, model),
        Part::Rule => rule(web, model, key),
        Part::Texts => texts(web, model, key),
        Part::Terms => terms(web, model),
    }
}

fn weights(web: &Web, model: &TieringModel) -> (Vec<FieldGroup>, FormState) {
    let name = |c: &Criterion| format!("weights.{c}");
    let label = |c: &Criterion| tiering::model_text(web, model, c.as_str());
    let fields = Criterion::ALL.iter().map(|c| field(name(c), label(c), "number", Vec::new())).collect();
    let form = Criterion::ALL.iter().fold(FormState::default(), |f, c| f.with(&name(c), model.weight(*c)));
    let group = FieldGroup {
        name: "weights",
        heading: web.word("categorisation-weights"),
        hint: Some(web.word("categorisation-weights-hint")),
        fields,
    };
    (vec![group], form)
}

/// Every range of a criterion's levels: one level, from a level on, between two.
fn ranges(web: &Web, highest: u8) -> Vec<Choice> {
    let mut all = vec![Choice::new("", web.word("categorisation-any-level"))];
    for low in 0..=highest {
        let said = |high: u8| [("low", low.to_string()), ("high", high.to_string())];
        if low > 0 {
            all.push(Choice::new(format!(">={low}"), web.word_with("categorisation-level-from", &said(highest))));
        }
        all.push(Choice::new(format!("={low}"), web.word_with("categorisation-level-is", &said(low))));
        all.extend((low + 1..highest.max(1)).map(|high| {
            Choice::new(format!("{low}-{high}"), web.word_with("categorisation-level-between", &said(high)))
        }));
    }
    all
}

fn rule(web: &Web, model: &TieringModel, key: &str) -> (Vec<FieldGroup>, FormState) {
    let found = model.rules.iter().find(|one| one.id == key);
    let mut form = FormState::default().with("tier", found.map_or(3, |one| one.tier));
    if found.is_some_and(|one| one.floor) {
        form = form.with("floor", "1");
    }
    let mut conditions = Vec::new();
    for criterion in Criterion::ALL {
        let mut options = ranges(web, model.highest(*criterion));
        let levels = found.and_then(|one| one.when.get(criterion)).map(ToString::to_string).unwrap_or_default();
        if !options.iter().any(|choice| choice.value == levels) {
            options.push(Choice::new(&levels, levels.clone()));
        }
        conditions.push(field(
            criterion.as_str(),
            tiering::model_text(web, model, criterion.as_str()),
            "select",
            options,
        ));
        form = form.with(criterion.as_str(), levels);
    }
    let words = found.and_then(|one| model.words.get(&format!("rule-{}", one.id))).cloned().unwrap_or_default();
    form = form.with("words.sv", words.sv).with("words.en", words.en);
    let group = |name, heading: &str, hint: &str, fields| FieldGroup {
        name,
        heading: web.word(heading),
        hint: Some(web.word(hint)),
        fields,
    };
    let leads = vec![
        field("tier", web.word("categorisation-rule-tier"), "select", tier_choices(web)),
        field("floor", web.word("categorisation-rule-floor"), "check", Vec::new()),
    ];
    let said = vec![
        field("words.sv", web.word("categorisation-text-sv"), "long", Vec::new()),
        field("words.en", web.word("categorisation-text-en"), "long", Vec::new()),
    ];
    let groups = vec![
        group("rules", "categorisation-rule-when", "categorisation-rule-when-hint", conditions),
        group("leads", "categorisation-rule-leads", "categorisation-rule-leads-hint", leads),
        group("said", "categorisation-rule-said", "categorisation-rule-said-hint", said),
    ];
    (groups, form)
}

/// The keys of a criterion's texts: its name, its hint, each level, and when nobody knows.
fn text_keys(model: &TieringModel, criterion: Criterion) -> Vec<(String, Option<u8>)> {
    let mut all = vec![(criterion.to_string(), None), (format!("{criterion}-hint"), None)];
    all.extend((0..=model.highest(criterion)).map(|level| (format!("{criterion}-{level}"), Some(level))));
    all.push((format!("{criterion}-unknown"), None));
    all
}

fn shipped_text(web: &Web, key: &str) -> Worded {
    let word = |lang| web.app.views.word(lang, &format!("tiering-{key}"), &BTreeMap::new());
    Worded { sv: word(Language::Sv), en: word(Language::En) }
}

fn texts(web: &Web, model: &TieringModel, key: &str) -> (Vec<FieldGroup>, FormState) {
    let criterion: Criterion = key.parse().unwrap_or(Criterion::DataClass);
    let mut form = FormState::default();
    let mut groups = Vec::new();
    for (text_key, level) in text_keys(model, criterion) {
        let worded = model.words.get(&text_key).cloned().unwrap_or_else(|| shipped_text(web, &text_key));
        let (sv, en) = (format!("words.{text_key}.sv"), format!("words.{text_key}.en"));
        form = form.with(&sv, worded.sv).with(&en, worded.en);
        let end = text_key.strip_prefix(criterion.as_str()).unwrap_or_default().trim_start_matches('-');
        let heading = match level {
            Some(level) => web.word_with("categorisation-text-level", &[("level", level.to_string())]),
            None if end.is_empty() => web.word("categorisation-text-name"),
            None => web.word(&format!("categorisation-text-{end}")),
        };
        groups.push(FieldGroup {
            name: "words",
            heading,
            hint: None,
            fields: vec![
                field(sv, web.word("categorisation-text-sv"), "long", Vec::new()),
                field(en, web.word("categorisation-text-en"), "long", Vec::new()),
            ],
        });
    }
    (groups, form)
}

/// The fields of hours and aims of every tier, as the simulator has them too.
pub fn hour_fields(web: &Web) -> Vec<WordedField> {
    let labelled = |name: &str, key: &str, tier: u8| {
        field(format!("{name}_{tier}"), web.word_with(key, &[("tier", tier.to_string())]), "number", Vec::new())
    };
    (1..=LOWEST_TIER)
        .flat_map(|tier| {
            [
                labelled("hours", "categorisation-hours-of", tier),
                labelled("aim_low", "categorisation-aim-low-of", tier),
                labelled("aim_high", "categorisation-aim-high-of", tier),
            ]
        })
        .collect()
}

/// What a capacity holds in those fields, and in `staff_hours`.
pub fn hour_values(capacity: &Capacity, form: FormState) -> FormState {
    let number = |value: Option<u32>| value.map(|n| n.to_string()).unwrap_or_default();
    let form = form.with("staff_hours", capacity.staff_hours);
    capacity.tiers.iter().fold(form, |form, each| {
        form.with(&format!("hours_{}", each.tier), each.hours)
            .with(&format!("aim_low_{}", each.tier), number(each.aim_low))
            .with(&format!("aim_high_{}", each.tier), number(each.aim_high))
    })
}

fn terms(web: &Web, model: &TieringModel) -> (Vec<FieldGroup>, FormState) {
    let capacity = model.capacity();
    let mut form = hour_values(&capacity, FormState::default())
        .with("renewal_months", capacity.renewal_months)
        .with("reminder_days", capacity.reminder_days);
    let cadences: Vec<Choice> = CADENCES
        .iter()
        .map(|months| Choice::new(months, cadence_text(web, Some(*months))))
        .chain([Choice::new("", cadence_text(web, None))])
        .collect();
    let sets: Vec<Choice> =
        QuestionSet::ALL.iter().map(|set| Choice::new(set, web.word(&format!("questionnaires-set-{set}")))).collect();
    let assurances: Vec<Choice> = Assurance::ALL
        .iter()
        .map(|level| Choice::new(level, web.word(&format!("questionnaires-assurance-{level}"))))
        .collect();
    let mut groups = Vec::new();
    for terms in &model.tiers {
        let tier = terms.tier;
        form = form
            .with(&format!("cadence_{tier}"), terms.cadence_months.map(|m| m.to_string()).unwrap_or_default())
            .with(&format!("question_set_{tier}"), terms.question_set)
            .with(&format!("assurance_{tier}"), terms.required_assurance);
        groups.push(FieldGroup {
            name: "tiers",
            heading: web.word(&format!("tiering-tier-{tier}")),
            hint: None,
            fields: vec![
                field(format!("cadence_{tier}"), web.word("categorisation-cadence"), "select", cadences.clone()),
                field(format!("question_set_{tier}"), web.word("categorisation-question-set"), "select", sets.clone()),
                field(format!("assurance_{tier}"), web.word("categorisation-assurance"), "select", assurances.clone()),
            ],
        });
    }
    let plain = |name: &str, key: &str| field(name, web.word(key), "number", Vec::new());
    let mut hours = vec![
        plain("staff_hours", "categorisation-staff-hours"),
        plain("renewal_months", "categorisation-renewal-months"),
        plain("reminder_days", "categorisation-reminder-days"),
    ];
    hours.extend(hour_fields(web));
    groups.push(FieldGroup {
        name: "capacity",
        heading: web.word("categorisation-hours-and-aims"),
        hint: Some(web.word("categorisation-parameter-hint")),
        fields: hours,
    });
    (groups, form)
}

fn number(fields: &Fields, checks: &mut Checks, name: &str) -> u32 {
    checks.keep(fields.required::<u32>(name, "error-number")).unwrap_or_default()
}

/// What was typed in a part, put into the model. Errors: at the fields.
pub fn apply(web: &Web, fields: &Fields, part: Part, key: &str, model: &mut TieringModel) -> Result<()> {
    let mut checks = Checks::default();
    match part {
        Part::Weights => {
            for criterion in Criterion::ALL {
                let weight = number(fields, &mut checks, &format!("weights.{criterion}"));
                model.weights.insert(*criterion, weight);
            }
        }
        Part::Rule => apply_rule(fields, key, model, &mut checks),
        Part::Texts => apply_texts(web, fields, key, model, &mut checks),
        Part::Terms => apply_terms(fields, model, &mut checks),
    }
    checks.done()
}

fn apply_rule(fields: &Fields, key: &str, model: &mut TieringModel, checks: &mut Checks) {
    if fields.checked("remove") {
        model.rules.retain(|one| one.id != key);
        return;
    }
    let mut when = BTreeMap::new();
    for criterion in Criterion::ALL {
        let Some(text) = fields.optional(criterion.as_str()) else { continue };
        let read = Levels::try_from(text).map_err(|_| FieldError::new(criterion.as_str(), "error-choice"));
        when.extend(checks.keep(read).map(|levels| (*criterion, levels)));
    }
    let tier = checks.keep(fields.required::<u8>("tier", "error-choice")).unwrap_or(LOWEST_TIER);
    let free = |n: &usize| !model.rules.iter().any(|one| one.id == format!("own-{n}"));
    let id = if key.is_empty() { format!("own-{}", (1..).find(free).unwrap_or_default()) } else { key.to_string() };
    let words = Worded { sv: fields.text("words.sv").trim().into(), en: fields.text("words.en").trim().into() };
    for (name, text) in [("words.sv", &words.sv), ("words.en", &words.en)] {
        let alone = text.is_empty() && (!words.sv.is_empty() || !words.en.is_empty());
        checks.that(!alone, name, "error-model-both-languages");
        if text.chars().count() > tiering::MAX_TEXT {
            checks.add(FieldError::new(name, "error-too-long").with("max", tiering::MAX_TEXT));
        }
    }
    if words.sv.is_empty() {
        model.words.remove(&format!("rule-{id}"));
    } else {
        model.words.insert(format!("rule-{id}"), words);
    }
    let rule = TierRule { id: id.clone(), tier, floor: fields.checked("floor"), when };
    match model.rules.iter_mut().find(|one| one.id == id) {
        Some(stored) => *stored = rule,
        None if key.is_empty() => model.rules.push(rule),
        None => checks.that(false, "rules", "error-unknown"),
    }
}

/// Texts that are as shipped are not stored, so that a later shipped wording is used.
fn apply_texts(web: &Web, fields: &Fields, key: &str, model: &mut TieringModel, checks: &mut Checks) {
    let Ok(criterion) = key.parse::<Criterion>() else {
        checks.that(false, "words", "error-unknown");
        return;
    };
    for (text_key, _) in text_keys(model, criterion) {
        let read = |lang: &str| fields.text(&format!("words.{text_key}.{lang}")).trim().to_string();
        let worded = Worded { sv: read("sv"), en: read("en") };
        if worded == shipped_text(web, &text_key) {
            model.words.remove(&text_key);
        } else {
            model.words.insert(text_key, worded);
        }
    }
}

/// Hours and aims as typed over those of `base`. Errors: at the fields.
pub fn read_hours(fields: &Fields, base: &Capacity, checks: &mut Checks) -> Capacity {
    let staff_hours = number(fields, checks, "staff_hours");
    let mut tiers = Vec::new();
    for tier in 1..=LOWEST_TIER {
        let mut aim =
            |name: &str| checks.keep(fields.parsed::<u32>(&format!("{name}_{tier}"), "error-number")).flatten();
        let (aim_low, aim_high) = (aim("aim_low"), aim("aim_high"));
        tiers.push(TierCapacity { tier, hours: number(fields, checks, &format!("hours_{tier}")), aim_low, aim_high });
    }
    Capacity { staff_hours, tiers, ..base.clone() }
}

fn apply_terms(fields: &Fields, model: &mut TieringModel, checks: &mut Checks) {
    for terms in &mut model.tiers {
        let tier = terms.tier;
        terms.cadence_months = checks.keep(fields.parsed::<u32>(&format!("cadence_{tier}"), "error-choice")).flatten();
        let set = checks.keep(fields.required::<QuestionSet>(&format!("question_set_{tier}"), "error-choice"));
        let assurance = checks.keep(fields.required::<Assurance>(&format!("assurance_{tier}"), "error-choice"));
        terms.question_set = set.unwrap_or(terms.question_set);
        terms.required_assurance = assurance.unwrap_or(terms.required_assurance);
    }
    let base = model.capacity();
    let read = read_hours(fields, &base, checks);
    let capacity = Capacity {
        renewal_months: number(fields, checks, "renewal_months"),
        reminder_days: number(fields, checks, "reminder_days"),
        ..read
    };
    // As shipped is not stored, so that later shipped parameters are used.
    model.capacity = (capacity != *Capacity::shipped()).then_some(capacity);
}
