//! A question as the fields of a form, and back.

use crate::base::refusal::{Checks, FieldError};
use crate::base::text::tidy;
use crate::base::{Refusal, Result};
use crate::features::controls::{AnswerType, QuestionSet};
use crate::features::question_sets::model::{Body, Both, Condition, FocusArea, SetQuestion};
use crate::features::question_sets::rules::{self, STATUSES};
use crate::features::question_sets::{seed, sheet};
use crate::kit::web::Fields;
use crate::platform::view::FormState;

/// The answer types that the form offers; `choice` is written out with its options.
pub const KINDS: &[&str] = &[
    "status4",
    "text",
    "date",
    "percent",
    "number",
    "number:days",
    "choice",
    "bool+text",
    "date+text",
    "date+number",
    "date+bool",
    "status4+date",
    "number+text",
    "number+bool",
    "list",
    "list:country",
    "list+date",
    "structured:contact",
    "structured:certificate",
    "structured:chain",
    "structured:roles",
    "structured:kit_class",
];

/// The fields of a stored question.
pub fn state(body: &Body, question: &SetQuestion) -> FormState {
    let written = question.answer_type.written();
    let options = rules::options_of(&question.answer_type);
    let kind = if written.starts_with("choice:") { "choice" } else { written };
    let lines: Vec<String> =
        question.options.iter().map(|o| format!("{}: {} | {}", o.option, o.label.sv, o.label.en)).collect();
    let place = body.questions.iter().filter(|q| q.section == question.section).position(|q| q.id == question.id);
    let mut form = FormState::default()
        .with("id", &question.id)
        .with("section", &question.section)
        .with("place", place.map(|place| (place + 1).to_string()).unwrap_or_default())
        .with("answer_type", kind)
        .with("options", if lines.is_empty() { options.join("\n") } else { lines.join("\n") })
        .with("weight", question.weight)
        .with("critical", flag(question.critical))
        .with("lite", flag(question.set == QuestionSet::Lite))
        .with("evidence_required", flag(question.evidence_required))
        .with("controls", question.controls.join("; "))
        .with("nis2", question.nis2.join("; "))
        .with("clause_ids", question.clause_ids.join("; "));
    for (name, text) in question.texts() {
        form = form.with(&format!("{name}.sv"), &text.sv).with(&format!("{name}.en"), &text.en);
    }
    for tier in &question.tiers {
        form = form.with(&format!("tier_{tier}"), "1");
    }
    for area in &question.focus {
        form = form.with(&format!("focus_{area}"), "1");
    }
    if let Some(condition) = &question.condition {
        form = form.with("condition", &condition.question);
        let mut chosen = Vec::new();
        for answer in &condition.answers {
            match answer.strip_prefix("choice:") {
                Some(option) => chosen.push(option.to_string()),
                None => form = form.with(&format!("when_{answer}"), "1"),
            }
        }
        form = form.with("when_options", chosen.join("; "));
    }
    form
}

fn flag(yes: bool) -> &'static str {
    if yes { "1" } else { "" }
}

/// A new question's form: asked of tiers 1-3, of ordinary weight.
pub fn fresh(section: &str) -> FormState {
    let form = FormState::default().with("section", section).with("answer_type", "status4").with("weight", 2);
    form.with("tier_1", "1").with("tier_2", "1").with("tier_3", "1")
}

/// Reads the form. Errors: at its fields.
pub fn read(fields: &Fields) -> Result<(SetQuestion, Option<usize>)> {
    let mut checks = Checks::default();
    let id = checks.required("id", &fields.text("id"));
    let section = checks.required("section", &fields.text("section"));
    let weight = checks.keep(fields.required::<u8>("weight", "error-sets-weight")).unwrap_or(1);
    let place = checks.keep(fields.parsed::<usize>("place", "error-sets-place")).flatten();
    let options = sheet::option_lines(&fields.text("options"));
    checks.that(options.is_some(), "options", "error-sets-options");
    let mut options = options.unwrap_or_default();
    let kind = fields.text("answer_type");
    let written = if kind == "choice" {
        let names: Vec<&str> = options.iter().map(|each| each.option.as_str()).collect();
        checks.that(names.len() >= 2 && names.iter().all(|name| !name.is_empty()), "options", "error-sets-options");
        format!("choice:{}", names.join("/"))
    } else {
        kind
    };
    let answer_type = written.parse::<AnswerType>();
    checks.that(answer_type.is_ok(), "answer_type", "error-choice");
    checks.done()?;
    let Ok(answer_type) = answer_type else { return Err(Refusal::fault("a checked type is there")) };
    let wanted = rules::options_of(&answer_type);
    options.retain(|each| wanted.contains(&each.option));
    for each in options.iter_mut().filter(|each| each.label.is_blank()) {
        each.label = seed::option_label(each.option.clone()).label;
    }
    let both = |name: &str| {
        let text = |language: &str| fields.text(&format!("{name}.{language}")).trim().to_string();
        Both::new(text("sv"), text("en"))
    };
    let question = SetQuestion {
        id,
        section,
        text: both("text"),
        answer_type,
        options,
        weight,
        critical: fields.checked("critical"),
        set: if fields.checked("lite") { QuestionSet::Lite } else { QuestionSet::Full },
        tiers: (1..=4_u8).filter(|tier| fields.checked(&format!("tier_{tier}"))).collect(),
        controls: list(&fields.text("controls")),
        nis2: list(&fields.text("nis2")),
        clause_ids: list(&fields.text("clause_ids")),
        focus: FocusArea::ALL.iter().copied().filter(|area| fields.checked(&format!("focus_{area}"))).collect(),
        condition: condition(fields),
        evidence: both("evidence"),
        evidence_required: fields.checked("evidence_required"),
        why: both("why"),
        good: both("good"),
        ask: both("ask"),
        warnings: both("warnings"),
    };
    Ok((question, place))
}

fn list(text: &str) -> Vec<String> {
    text.split([';', ',']).map(tidy).filter(|part| !part.is_empty()).collect()
}

fn condition(fields: &Fields) -> Option<Condition> {
    let question = fields.optional("condition")?;
    let said = STATUSES.iter().chain(&["yes", "no"]).filter(|answer| fields.checked(&format!("when_{answer}")));
    let mut answers: Vec<String> = said.map(ToString::to_string).collect();
    answers.extend(list(&fields.text("when_options")).into_iter().map(|option| format!("choice:{option}")));
    Some(Condition { question, answers })
}

/// An error at a field of the JSON belongs, in the form, to the input of the language that lacks it.
pub fn at_input(errors: Vec<FieldError>) -> Vec<FieldError> {
    let named = |mut error: FieldError| {
        if ["text", "evidence", "why", "good", "ask", "warnings"].contains(&error.field.as_str()) {
            error.field = format!("{}.sv", error.field);
        }
        if error.field == "tiers" {
            error.field = "tier_1".to_string();
        }
        error
    };
    errors.into_iter().map(named).collect()
}
