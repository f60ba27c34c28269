//! What a model says of its criteria, levels and rules: its own words, or the shipped ones.

use super::model::{Criterion, Reason};
use super::terms::{Levels, TierRule, TieringModel};
use crate::base::Language;
use crate::kit::web::Web;

/// The text with this end of the word key: `chain`, `chain-hint`, `chain-2`, `chain-unknown`.
pub fn model_text(web: &Web, model: &TieringModel, key: &str) -> String {
    own(web, model, key).unwrap_or_else(|| web.word(&format!("tiering-{key}")))
}

fn own(web: &Web, model: &TieringModel, key: &str) -> Option<String> {
    let worded = model.words.get(key)?;
    let text = if web.language() == Language::Sv { &worded.sv } else { &worded.en };
    (!text.is_empty()).then(|| text.clone())
}

/// A rule as a sentence: its own words; the shipped words while the rule is as it was shipped; else
/// its conditions spelt out.
pub fn rule_text(web: &Web, model: &TieringModel, rule: &TierRule) -> String {
    if let Some(text) = own(web, model, &format!("rule-{}", rule.id)) {
        return text;
    }
    let as_shipped = TieringModel::current()
        .rules
        .iter()
        .any(|shipped| shipped.id == rule.id && shipped.tier == rule.tier && shipped.when == rule.when);
    if as_shipped { web.word(&format!("tiering-rule-{}", rule.id)) } else { conditions_text(web, model, rule) }
}

/// Why a judgement has its tier, in the words of the model that made it.
pub fn reason_text(web: &Web, model: &TieringModel, reason: &Reason) -> String {
    match model.rules.iter().find(|rule| rule.id == reason.rule) {
        Some(rule) => rule_text(web, model, rule),
        None => reason.rule.clone(),
    }
}

/// The conditions one by one: "Åtkomst minst 3, Leveranskedja 2".
pub fn conditions_text(web: &Web, model: &TieringModel, rule: &TierRule) -> String {
    if rule.when.is_empty() {
        return web.word("tiering-when-always");
    }
    let part = |(criterion, levels): (&Criterion, &Levels)| {
        let name = model_text(web, model, criterion.as_str());
        let (low, high) = (levels.low.to_string(), levels.high.to_string());
        match levels {
            Levels { high: u8::MAX, .. } => web.word_with("tiering-when-at-least", &[("name", name), ("low", low)]),
            Levels { low: a, high: b } if a == b => web.word_with("tiering-when-is", &[("name", name), ("low", low)]),
            _ => web.word_with("tiering-when-between", &[("name", name), ("low", low), ("high", high)]),
        }
    };
    rule.when.iter().map(part).collect::<Vec<_>>().join(", ")
}
