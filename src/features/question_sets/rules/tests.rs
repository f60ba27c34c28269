//! Tables of what a set may be.

use super::*;
use crate::features::controls::QuestionSet;
use crate::features::question_sets::model::{Both, Condition, OptionLabel, Section};
use serde_json::json;

fn question(id: &str) -> SetQuestion {
    SetQuestion {
        id: id.to_string(),
        section: "A".to_string(),
        text: Both::new("Fråga", "Question"),
        answer_type: "status4".parse().unwrap(),
        options: Vec::new(),
        weight: 2,
        critical: true,
        set: QuestionSet::Full,
        tiers: vec![1, 2],
        controls: vec!["A.5.15".to_string()],
        nis2: vec!["a".to_string()],
        clause_ids: vec!["KV-01".to_string()],
        focus: Vec::new(),
        condition: None,
        evidence: Both::default(),
        evidence_required: false,
        why: Both::default(),
        good: Both::default(),
        ask: Both::default(),
        warnings: Both::default(),
    }
}

fn after(id: &str, other: &str, answer: &str) -> SetQuestion {
    let condition = Condition { question: other.to_string(), answers: vec![answer.to_string()] };
    SetQuestion { condition: Some(condition), ..question(id) }
}

fn body(questions: Vec<SetQuestion>) -> Body {
    let section = Section { code: "A".to_string(), title: Both::new("Avsnitt", "Section") };
    Body { sections: vec![section], questions }
}

fn told(body: &Body) -> Vec<String> {
    let one = |p: Problem| {
        format!("{} {} {}{}", p.question.unwrap_or_default(), p.field, p.code, if p.late { " late" } else { "" })
    };
    problems(body).into_iter().map(one).collect()
}

#[test]
fn each_fault_is_told_at_its_place() {
    let typed = |text: &str| SetQuestion { answer_type: text.parse().unwrap(), ..question("Q1") };
    let labelled = |sv: &str, en: &str| {
        let option = |name: &str| OptionLabel { option: name.to_string(), label: Both::new(sv, en) };
        SetQuestion { options: vec![option("a"), option("b")], ..typed("choice:a/b") }
    };
    for (name, questions, expected) in [
        ("whole", vec![question("Q1"), after("Q2", "Q1", "met")], vec![]),
        ("no questions", vec![], vec![" questions error-sets-empty late"]),
        ("twice", vec![question("Q1"), question("Q1")], vec!["Q1 id error-sets-twice"]),
        ("code", vec![question("Å 1")], vec!["Å 1 id error-sets-code"]),
        ("section", vec![SetQuestion { section: "B".into(), ..question("Q1") }], vec!["Q1 section error-sets-section"]),
        (
            "english",
            vec![SetQuestion { text: Both::new("Fråga", " "), ..question("Q1") }],
            vec!["Q1 text error-sets-no-english late"],
        ),
        (
            "swedish",
            vec![SetQuestion { why: Both::new("", "Why"), ..question("Q1") }],
            vec!["Q1 why error-sets-no-swedish late"],
        ),
        ("neither", vec![SetQuestion { text: Both::default(), ..question("Q1") }], vec!["Q1 text error-required late"]),
        ("weight", vec![SetQuestion { weight: 0, ..question("Q1") }], vec!["Q1 weight error-sets-weight"]),
        ("tiers", vec![SetQuestion { tiers: vec![], ..question("Q1") }], vec!["Q1 tiers error-sets-tiers"]),
        ("tier", vec![SetQuestion { tiers: vec![5], ..question("Q1") }], vec!["Q1 tiers error-sets-tiers"]),
        (
            "control",
            vec![SetQuestion { controls: vec!["A.9.9".into()], ..question("Q1") }],
            vec!["Q1 controls error-sets-control"],
        ),
        (
            "clause",
            vec![SetQuestion { clause_ids: vec!["KV-99".into()], ..question("Q1") }],
            vec!["Q1 clause_ids error-sets-clause"],
        ),
        ("nis2", vec![SetQuestion { nis2: vec!["z".into()], ..question("Q1") }], vec!["Q1 nis2 error-sets-nis2"]),
        ("unit", vec![typed("number:boats")], vec!["Q1 answer_type error-sets-answer-type"]),
        ("parts", vec![typed("text+text")], vec!["Q1 answer_type error-sets-answer-type"]),
        ("one option", vec![typed("choice:a")], vec!["Q1 options error-sets-options"]),
        ("labels", vec![labelled("Ja", "")], vec!["Q1 options error-sets-option-label late"; 2]),
        ("labelled", vec![labelled("Ja", "Yes")], vec![]),
        ("nobody", vec![after("Q1", "Q9", "met")], vec!["Q1 condition error-sets-condition-question"]),
        (
            "no such answer",
            vec![typed("choice:a/b"), after("Q2", "Q1", "yes")],
            vec![
                "Q1 options error-sets-option-label late",
                "Q1 options error-sets-option-label late",
                "Q2 condition error-sets-condition-answer",
            ],
        ),
        ("itself", vec![after("Q1", "Q1", "met")], vec!["Q1 condition error-sets-circle"]),
    ] {
        assert_eq!(told(&body(questions)), expected, "{name}");
    }
}

#[test]
fn a_circle_is_told_with_its_chain() {
    let circular = body(vec![
        after("Q1", "Q3", "met"),
        after("Q2", "Q1", "met"),
        after("Q3", "Q2", "met"),
        after("Q4", "Q1", "met"),
    ]);
    let chains: Vec<_> = problems(&circular).into_iter().filter_map(|p| p.args.get("chain").cloned()).collect();
    assert_eq!(chains, ["Q1 → Q3 → Q2 → Q1", "Q2 → Q1 → Q3 → Q2", "Q3 → Q2 → Q1 → Q3"]);
    assert_eq!(circle(&circular, "Q4"), None, "it leads to the circle and stands outside");
}

#[test]
fn answers_open_by_status_choice_and_yes() {
    for (wanted, status, value, open) in [
        ("met", Some("met"), json!(null), true),
        ("met", Some("partly"), json!(null), false),
        ("met", None, json!(null), false),
        ("yes", Some("met"), json!({"bool": true}), true),
        ("no", None, json!({"bool": true}), false),
        ("no", None, json!({"bool": false}), true),
        ("choice:a", None, json!({"choice": "a"}), true),
        ("choice:a", Some("a"), json!({"choice": "b"}), false),
    ] {
        let condition = Condition { question: "Q1".to_string(), answers: vec![wanted.to_string()] };
        assert_eq!(opens(&condition, status, &value), open, "{wanted} {status:?} {value}");
    }
}

#[test]
fn tier_and_focus_choose_the_questions() {
    let of = |tiers: &[u8], question: SetQuestion| SetQuestion { tiers: tiers.to_vec(), ..question };
    let focused = SetQuestion { focus: vec![FocusArea::AccessControl], ..question("F1") };
    let all = body(vec![
        of(&[1], question("Q1")),
        of(&[1, 2, 3], after("Q2", "Q1", "met")),
        of(&[1, 2, 3], after("Q3", "Q2", "met")),
        of(&[1, 2, 3], question("Q4")),
        focused,
    ]);
    let ids = |tier: Option<u8>, focus: &[FocusArea]| -> Vec<String> {
        select(&all, tier, focus).questions.into_iter().map(|q| q.id).collect()
    };
    assert_eq!(ids(Some(1), &[]), ["Q1", "Q2", "Q3", "Q4"]);
    assert_eq!(ids(Some(3), &[]), ["Q4"], "what waits for a question that is not asked is not asked");
    assert_eq!(ids(Some(4), &[FocusArea::AccessControl]), ["F1"]);
    assert_eq!(ids(Some(4), &[FocusArea::ChangeManagement]), Vec::<String>::new());
    assert_eq!(ids(None, &[]), ["Q1", "Q2", "Q3", "Q4"], "no tier: everything");
    assert!(lacks_critical(&body(vec![SetQuestion { critical: false, ..question("Q1") }])));
}
