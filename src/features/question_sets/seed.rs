//! The shipped questions as the beginning of an own set.

use super::model::{Body, Both, OptionLabel, Section, SetQuestion};
use super::rules::options_of;
use crate::features::controls::{Edition, FollowUpModel, Guidance, Question, QuestionSet};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What the catalogue says in Swedish alone, in English: the evidence of each question, and the options of choices.
const ENGLISH: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/questions-evidence-en.csv"));

static EVIDENCE: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| ENGLISH.lines().skip(1).filter_map(|line| line.split_once(';')).collect());

/// The options that the shipped choices have, as the words of the answers call them.
const OPTIONS: &[(&str, &str, &str)] = &[
    ("yes_essential", "Ja, som väsentlig verksamhetsutövare", "Yes, as an essential entity"),
    ("yes_important", "Ja, som viktig verksamhetsutövare", "Yes, as an important entity"),
    ("no", "Nej", "No"),
    ("unknown", "Vet ej", "Not known"),
    ("same_day", "Samma dag", "The same day"),
    ("3_days", "Inom tre dagar", "Within three days"),
    ("30_days", "Inom 30 dagar", "Within 30 days"),
];

/// A shipped set as the sections and questions of an own one.
pub fn body_of(edition: &'static Edition<Question>, set: QuestionSet) -> Body {
    let mut body = Body::default();
    for question in edition.in_set(set) {
        if body.section(&question.domain).is_none() {
            let title = Both::new(&question.domain_sv, &question.domain_en);
            body.sections.push(Section { code: question.domain.clone(), title });
        }
        body.questions.push(own(question));
    }
    body
}

fn own(question: &Question) -> SetQuestion {
    let guidance = |sv: fn(&Guidance) -> &String, en: fn(&Guidance) -> &String| {
        question.guidance.as_ref().map(|each| Both::new(sv(each), en(each))).unwrap_or_default()
    };
    SetQuestion {
        id: question.id.clone(),
        section: question.domain.clone(),
        text: Both::new(&question.question_sv, &question.question_en),
        answer_type: question.answer_type.clone(),
        options: options_of(&question.answer_type).into_iter().map(option_label).collect(),
        weight: FollowUpModel::current().weight(question),
        critical: question.critical,
        set: question.set,
        tiers: question.tiers.clone(),
        controls: question.controls.clone(),
        nis2: question.nis2.clone(),
        clause_ids: question.clause_ids.clone(),
        focus: Vec::new(),
        condition: None,
        evidence: Both::new(&question.evidence_sv, english(&question.evidence_sv)),
        evidence_required: false,
        why: guidance(|each| &each.why_sv, |each| &each.why_en),
        good: guidance(|each| &each.good_sv, |each| &each.good_en),
        ask: guidance(|each| &each.ask_sv, |each| &each.ask_en),
        warnings: guidance(|each| &each.warnings_sv, |each| &each.warnings_en),
    }
}

/// An option with the label that the shipped sets give it; a blank one when they do not know it.
pub fn option_label(option: String) -> OptionLabel {
    let known = OPTIONS.iter().find(|(name, ..)| *name == option);
    let label = known.map(|(_, sv, en)| Both::new(*sv, *en)).unwrap_or_default();
    OptionLabel { option, label }
}

/// The English of an evidence text that the catalogue has in Swedish; nothing when it is not the catalogue's.
pub fn english(evidence_sv: &str) -> &'static str {
    EVIDENCE.get(evidence_sv).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::controls::catalogue;
    use crate::features::question_sets::rules;

    #[test]
    fn the_shipped_set_can_be_published_as_it_is() {
        let body = body_of(catalogue().current_questions(), QuestionSet::Full);
        assert_eq!((body.questions.len(), body.sections.len()), (62, 15));
        assert_eq!(rules::problems(&body), []);
        assert!(!rules::lacks_critical(&body));
        for question in &body.questions {
            for (field, text) in question.texts() {
                assert!(!text.is_blank() && text.half().is_none(), "{}: {field}", question.id);
            }
        }
    }
}
