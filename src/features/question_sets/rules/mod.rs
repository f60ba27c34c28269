//! What is wrong with a set, which of its questions a vendor is asked, and how a condition is written. Pure.

mod conditions;
#[cfg(test)]
mod tests;

pub use conditions::{STATUSES, circle, is_answer, opens};

use super::model::{Body, FocusArea, SetQuestion};
use crate::base::Language;
use crate::base::refusal::Args;
use crate::features::controls::{AnswerType, Part, catalogue};
use std::collections::BTreeSet;

/// Texts are kept to this many characters; a set to this many questions.
pub const LONGEST_TEXT: usize = 2000;
pub const MOST_QUESTIONS: usize = 400;
const MOST_OPTIONS: usize = 20;
const LONGEST_CODE: usize = 20;

/// What is wrong at one place of a set. `code` is a word key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The question, or nothing when it is the set as a whole.
    pub question: Option<String>,
    /// As in the JSON of a question: `id`, `text`, `condition`.
    pub field: &'static str,
    pub code: &'static str,
    pub args: Args,
    /// A draft may have it; a published version may not.
    pub late: bool,
}

struct Found {
    all: Vec<Problem>,
    question: Option<String>,
}

impl Found {
    fn add(&mut self, field: &'static str, code: &'static str, args: &[(&'static str, String)]) {
        self.push(field, code, args, false);
    }

    fn late(&mut self, field: &'static str, code: &'static str, args: &[(&'static str, String)]) {
        self.push(field, code, args, true);
    }

    fn push(&mut self, field: &'static str, code: &'static str, args: &[(&'static str, String)], late: bool) {
        let args = args.iter().cloned().collect();
        self.all.push(Problem { question: self.question.clone(), field, code, args, late });
    }
}

/// Everything that is wrong with a set, in its own order. That nothing is critical is not among it: a person may
/// decide so.
pub fn problems(body: &Body) -> Vec<Problem> {
    let mut found = Found { all: Vec::new(), question: None };
    sections(body, &mut found);
    if body.questions.is_empty() {
        found.late("questions", "error-sets-empty", &[]);
    }
    if body.questions.len() > MOST_QUESTIONS {
        found.add("questions", "error-sets-too-many", &[("max", MOST_QUESTIONS.to_string())]);
    }
    let mut seen = BTreeSet::new();
    for question in &body.questions {
        found.question = Some(question.id.clone());
        if !is_code(&question.id) {
            found.add("id", "error-sets-code", &[]);
        }
        if !seen.insert(question.id.as_str()) {
            found.add("id", "error-sets-twice", &[("id", question.id.clone())]);
        }
        if body.section(&question.section).is_none() {
            found.add("section", "error-sets-section", &[("section", question.section.clone())]);
        }
        texts(question, &mut found);
        numbers(question, &mut found);
        answer_type(question, &mut found);
        references(question, &mut found);
        condition(body, question, &mut found);
    }
    found.all
}

/// True when no question that everybody is asked is critical: whoever publishes it says why.
pub fn lacks_critical(body: &Body) -> bool {
    !body.questions.iter().any(|question| question.critical && question.focus.is_empty())
}

fn is_code(text: &str) -> bool {
    let good = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    !text.is_empty() && text.len() <= LONGEST_CODE && text.chars().all(good)
}

fn sections(body: &Body, found: &mut Found) {
    let mut seen = BTreeSet::new();
    for section in &body.sections {
        if !is_code(&section.code) {
            found.add("sections", "error-sets-code", &[]);
        }
        if !seen.insert(section.code.as_str()) {
            found.add("sections", "error-sets-twice", &[("id", section.code.clone())]);
        }
        if section.title.sv.trim().is_empty() || section.title.en.trim().is_empty() {
            found.late("sections", "error-sets-section-title", &[("section", section.code.clone())]);
        }
        if section.title.sv.chars().count().max(section.title.en.chars().count()) > LONGEST_TEXT {
            found.add("sections", "error-too-long", &[("max", LONGEST_TEXT.to_string())]);
        }
    }
}

fn texts(question: &SetQuestion, found: &mut Found) {
    for (field, text) in question.texts() {
        if text.sv.chars().count().max(text.en.chars().count()) > LONGEST_TEXT {
            found.add(field, "error-too-long", &[("max", LONGEST_TEXT.to_string())]);
        }
        match text.half() {
            Some(Language::Sv) => found.late(field, "error-sets-no-swedish", &[]),
            Some(Language::En) => found.late(field, "error-sets-no-english", &[]),
            None if field == "text" && text.is_blank() => found.late(field, "error-required", &[]),
            None => {}
        }
    }
}

fn numbers(question: &SetQuestion, found: &mut Found) {
    if !(1..=3).contains(&question.weight) {
        found.add("weight", "error-sets-weight", &[]);
    }
    if question.tiers.is_empty() || question.tiers.iter().any(|tier| !(1..=4).contains(tier)) {
        found.add("tiers", "error-sets-tiers", &[]);
    }
}

fn answer_type(question: &SetQuestion, found: &mut Found) {
    let mut keys = BTreeSet::new();
    for part in question.answer_type.parts() {
        match part {
            Part::Number(Some(unit)) if unit != "days" => found.add("answer_type", "error-sets-answer-type", &[]),
            Part::List(Some(of)) if of != "country" => found.add("answer_type", "error-sets-answer-type", &[]),
            Part::Choice(options) => choice(question, options, found),
            _ => {}
        }
        if part.key().is_some_and(|key| !keys.insert(key)) {
            found.add("answer_type", "error-sets-answer-type", &[]);
        }
    }
}

fn choice(question: &SetQuestion, options: &[String], found: &mut Found) {
    let different: BTreeSet<&String> = options.iter().collect();
    let good = options.len() >= 2 && options.len() <= MOST_OPTIONS && different.len() == options.len();
    if !good || options.iter().any(|option| !is_code(option)) {
        found.add("options", "error-sets-options", &[]);
        return;
    }
    for option in options {
        let label = question.options.iter().find(|each| each.option == *option).map(|each| &each.label);
        if label.is_none_or(|label| label.sv.trim().is_empty() || label.en.trim().is_empty()) {
            found.late("options", "error-sets-option-label", &[("option", option.clone())]);
        }
    }
}

fn references(question: &SetQuestion, found: &mut Found) {
    for id in question.controls.iter().filter(|id| catalogue().current_controls().find(id).is_none()) {
        found.add("controls", "error-sets-control", &[("id", id.clone())]);
    }
    for id in question.clause_ids.iter().filter(|id| catalogue().current_clauses().find(id).is_none()) {
        found.add("clause_ids", "error-sets-clause", &[("id", id.clone())]);
    }
    for point in question.nis2.iter().filter(|p| !(p.len() == 1 && p.chars().all(|c| ('a'..='j').contains(&c)))) {
        found.add("nis2", "error-sets-nis2", &[("id", point.clone())]);
    }
}

fn condition(body: &Body, question: &SetQuestion, found: &mut Found) {
    let Some(condition) = &question.condition else { return };
    let Some(other) = body.question(&condition.question) else {
        return found.add("condition", "error-sets-condition-question", &[("id", condition.question.clone())]);
    };
    if condition.answers.is_empty() {
        found.add("condition", "error-sets-condition-answers", &[]);
    }
    for answer in condition.answers.iter().filter(|answer| !is_answer(&other.answer_type, answer)) {
        found.add("condition", "error-sets-condition-answer", &[("answer", answer.clone()), ("id", other.id.clone())]);
    }
    if let Some(chain) = circle(body, &question.id) {
        found.add("condition", "error-sets-circle", &[("chain", chain.join(" → "))]);
    }
}

/// The questions that a vendor of this tier is asked while these areas are in focus, with those conditions that can
/// still be met. Whoever has no tier is asked everything, never silently fewer.
pub fn select(body: &Body, tier: Option<u8>, focus: &[FocusArea]) -> Body {
    let of_tier = |question: &SetQuestion| tier.is_none_or(|tier| question.tiers.contains(&tier));
    let in_focus = |question: &SetQuestion| question.focus.iter().any(|area| focus.contains(area));
    let wanted = |question: &&SetQuestion| {
        if question.focus.is_empty() { of_tier(question) } else { in_focus(question) }
    };
    let mut questions: Vec<SetQuestion> = body.questions.iter().filter(wanted).cloned().collect();
    // What depends on a question that is not asked is not asked either, and so on down the chain.
    loop {
        let asked: BTreeSet<String> = questions.iter().map(|question| question.id.clone()).collect();
        let before = questions.len();
        questions.retain(|q| q.condition.as_ref().is_none_or(|condition| asked.contains(&condition.question)));
        if questions.len() == before {
            break;
        }
    }
    let used = |code: &str| questions.iter().any(|question| question.section == code);
    let sections = body.sections.iter().filter(|section| used(&section.code)).cloned().collect();
    let mut chosen = Body { sections, questions };
    chosen.sort();
    chosen
}

/// The options of the choice in an answer type, when it has one.
pub fn options_of(answer_type: &AnswerType) -> Vec<String> {
    let options = answer_type.parts().iter().find_map(|part| match part {
        Part::Choice(options) => Some(options.clone()),
        _ => None,
    });
    options.unwrap_or_default()
}
