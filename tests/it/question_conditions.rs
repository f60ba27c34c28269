//! Conditional questions: shown and hidden by answers, never lost, never counted while hidden.

use super::question_sets::{asked, give, published, question, sent, whole};
use super::questionnaires::{Scene, browsers, scene};
use super::support::Harness;
use tillit::base::{Id, Refusal};
use tillit::features::question_sets::{self as sets, Both, Condition, NewSet, SetQuestion};
use tillit::features::questionnaires::{self as q, AnswerStatus};

fn after(id: &str, other: &str, answer: &str) -> SetQuestion {
    let condition = Condition { question: other.to_string(), answers: vec![answer.to_string()] };
    SetQuestion { condition: Some(condition), ..question(id) }
}

fn chain() -> Vec<SetQuestion> {
    vec![question("Q1"), after("Q2", "Q1", "met"), after("Q3", "Q2", "partly"), question("Q4")]
}

fn counts(t: &Harness, s: &Scene, id: &Id) -> (i32, i32, Option<i32>, Option<i32>) {
    let row = t.read(|c| q::find(c, &s.officer.scope, id));
    (row.question_count, row.answered_count, row.claimed_low, row.claimed_high)
}

both! {
    async fn an_answer_opens_what_waits_for_it(t: &Harness) {
        let s = scene(t);
        let (_, sara) = browsers(t, &s);
        let (version, _) = published(t, &s.officer, chain());
        let id = sent(t, &s, &version);
        assert_eq!((asked(t, &s, &id), counts(t, &s, &id).0), (vec!["Q1".to_string(), "Q4".to_string()], 2));
        give(t, &s, &id, "Q1", 0, AnswerStatus::Met);
        assert_eq!(asked(t, &s, &id), ["Q1", "Q2", "Q4"]);
        // The next question after the one that opens it is the one that it opens.
        let went = sara.post(&format!("/portal/assessments/{id}/questions/Q1"), &[("status", "met"), ("comment", "Så gör vi"), ("version", "1"), ("go", "next")]).await.expect(303);
        assert_eq!(went.location(), format!("/portal/assessments/{id}/questions/Q2"));
        give(t, &s, &id, "Q2", 0, AnswerStatus::Partly);
        assert_eq!(asked(t, &s, &id), ["Q1", "Q2", "Q3", "Q4"]);
        assert_eq!(counts(t, &s, &id), (4, 2, Some(37), Some(88)));
        sara.get(&format!("/portal/assessments/{id}")).await.expect(200).has(&["Fråga Q3?"]);
    }

    async fn a_hidden_answer_is_kept_and_not_counted(t: &Harness) {
        let s = scene(t);
        let (omar, sara) = browsers(t, &s);
        let (version, _) = published(t, &s.officer, chain());
        let id = sent(t, &s, &version);
        give(t, &s, &id, "Q1", 0, AnswerStatus::Met);
        give(t, &s, &id, "Q2", 0, AnswerStatus::Partly);
        give(t, &s, &id, "Q3", 0, AnswerStatus::NotMet);
        give(t, &s, &id, "Q4", 0, AnswerStatus::Met);
        assert_eq!(counts(t, &s, &id), (4, 4, Some(62), Some(63)));
        // Q1 no longer opens Q2, and so neither Q3: a chain closes at once.
        give(t, &s, &id, "Q1", 1, AnswerStatus::Partly);
        assert_eq!(asked(t, &s, &id), ["Q1", "Q4"]);
        assert_eq!(counts(t, &s, &id), (2, 2, Some(75), Some(75)), "figures are of what is asked");
        let full = t.read(|c| q::open(c, &s.admin.scope, &id));
        assert_eq!(full.answers.len(), 4, "nothing that was written is lost");
        assert_eq!(q::missing_of(&full), []);
        // A colleague who still has the hidden question open can save it.
        give(t, &s, &id, "Q3", 1, AnswerStatus::Met);
        assert_eq!(counts(t, &s, &id).1, 2);
        sara.get(&format!("/portal/assessments/{id}")).await.expect(200).lacks(&["Fråga Q2?", "Fråga Q3?"]);
        t.write(|c| q::submit(c, &s.admin, &id, "Sara Lind", "vd"));
        t.drain();
        omar.get(&format!("/assessments/{id}")).await.expect(200).has(&["Fråga Q4?"]).lacks(&["Fråga Q3?"]);
        // Shown again, the old answer is there.
        t.write(|c| q::send_back(c, &s.officer, &id, "Svara igen"));
        t.drain();
        give(t, &s, &id, "Q1", 2, AnswerStatus::Met);
        let full = t.read(|c| q::open(c, &s.admin.scope, &id));
        assert_eq!((full.questions.len(), full.claim("Q2"), full.claim("Q3")), (4, Some(AnswerStatus::Partly), Some(AnswerStatus::Met)));
    }

    async fn circular_conditions_are_refused_with_their_chain(t: &Harness) {
        let s = scene(t);
        let new = NewSet { title: Both::new("Prov", "Trial"), base: String::new() };
        let (_, version) = t.write(|c| sets::add_set(c, &s.officer, &new));
        t.write(|c| sets::replace(c, &s.officer, &version.id, Some(1), whole(chain())));
        let circle = after("Q1", "Q3", "met");
        let refused = t.app.db.write_now(|c| sets::put_question(c, &s.officer, &version.id, Some(2), (Some("Q1"), None), circle.clone()));
        let Err(Refusal::Invalid(errors)) = refused else { panic!("taken") };
        assert_eq!((errors[0].field.as_str(), errors[0].code), ("condition", "error-sets-circle"));
        assert_eq!(errors[0].args["chain"], "Q1 → Q3 → Q2 → Q1");
        let refused = t.app.db.write_now(|c| sets::replace(c, &s.officer, &version.id, Some(2), whole(vec![circle, after("Q2", "Q1", "met"), after("Q3", "Q2", "partly")])));
        assert!(matches!(refused, Err(Refusal::Invalid(_))));
        let refused = t.app.db.write_now(|c| sets::remove_question(c, &s.officer, &version.id, Some(2), "Q2"));
        assert!(matches!(refused, Err(Refusal::Rule("rule-sets-waited-for", _))));
        // A question that is renamed goes on being waited for.
        t.write(|c| sets::put_question(c, &s.officer, &version.id, Some(2), (Some("Q1"), None), question("QX")));
        let stored = t.read(|c| sets::find(c, &s.officer.scope, &version.id)).read_body().unwrap();
        assert_eq!(stored.question("Q2").unwrap().condition.as_ref().unwrap().question, "QX");
    }
}
