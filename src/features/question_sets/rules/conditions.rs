//! Conditions between questions: what may be waited for, whether an answer opens, and circles.

use crate::features::controls::{AnswerType, Part};
use crate::features::question_sets::model::{Body, Condition};
use serde_json::Value;

/// The statuses that a condition may wait for.
pub const STATUSES: [&str; 5] = ["met", "partly", "not_met", "not_applicable", "unknown"];

/// Whether a question of this type can be answered so: a status by every question, `yes` and `no` where it asks for
/// them, `choice:` with one of its options.
pub fn is_answer(answer_type: &AnswerType, answer: &str) -> bool {
    match answer {
        "yes" | "no" => answer_type.parts().contains(&Part::Bool),
        _ => match answer.strip_prefix("choice:") {
            Some(option) => super::options_of(answer_type).iter().any(|each| each == option),
            None => STATUSES.contains(&answer),
        },
    }
}

/// Whether an answer opens what waits for it.
pub fn opens(condition: &Condition, status: Option<&str>, value: &Value) -> bool {
    let said = value.get("bool").and_then(Value::as_bool);
    let chosen = value.get("choice").and_then(Value::as_str);
    condition.answers.iter().any(|wanted| match wanted.as_str() {
        "yes" => said == Some(true),
        "no" => said == Some(false),
        other => match other.strip_prefix("choice:") {
            Some(option) => chosen == Some(option),
            None => status == Some(other),
        },
    })
}

/// The circle that a question stands in by its conditions, from itself to itself; none when it stands in none.
pub fn circle(body: &Body, id: &str) -> Option<Vec<String>> {
    let mut chain = vec![id.to_string()];
    let mut here = body.question(id)?;
    // A circle that this question only leads to is told by those that stand in it.
    for _ in 0..=body.questions.len() {
        let next = &here.condition.as_ref()?.question;
        chain.push(next.clone());
        if next == id {
            return Some(chain);
        }
        here = body.question(next)?;
    }
    None
}
