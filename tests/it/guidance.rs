//! Help with each question for whoever does not know information security: why it is asked, what a good answer holds
//! and whom to ask for both sides; the signs that an answer is weak for the region alone.

use super::answering::{answer_all, later, send, submit};
use super::questionnaires::{Scene, browsers, new, scene};
use super::support::Harness;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::{Id, Language};
use tillit::features::controls::{Guidance, QuestionSet, catalogue};
use tillit::features::question_sets::{self as sets, Both, NewSet, Publication};
use tillit::features::questionnaires::{self as q, NewAssessment};
use tillit::platform::sheets;

const HEADINGS: [&str; 4] = ["Varför vi frågar", "Ett bra svar", "Vem du kan fråga", "Varningstecken"];

fn guidance(question: &str) -> &'static Guidance {
    catalogue().current_questions().find(question).unwrap().guidance.as_ref().unwrap()
}

/// The longest piece of a text that looks the same on a page and in JSON as in the file.
fn piece(text: &str) -> &str {
    text.split(['"', '\'', '&', '<', '>', '=', '`']).max_by_key(|piece| piece.len()).unwrap()
}

/// What only the region may read, of every question, in both languages; and the name of its heading and its field.
fn warnings() -> Vec<&'static str> {
    let questions = &catalogue().current_questions().entries;
    let texts = questions.iter().flat_map(|each| {
        let guidance = each.guidance.as_ref().unwrap();
        [Language::Sv, Language::En].map(|language| piece(guidance.warnings(language)))
    });
    let texts: Vec<&str> = texts.chain(["Varningstecken", "Warning signs", "warnings"]).collect();
    assert_eq!(texts.len(), 62 * 2 + 3);
    texts
}

fn send_full(t: &Harness, s: &Scene) -> Id {
    let officer = later(t, &s.officer);
    let due_on = officer.today() + chrono::Duration::days(30);
    let full = NewAssessment { question_set: QuestionSet::Full, due_on, ..new(&s.vendor) };
    t.write(|c| q::send(c, &officer, &full)).id
}

both! {
    async fn the_vendor_is_helped_and_never_told_the_warning_signs(t: &Harness) {
        let s = scene(t);
        let id = send_full(t, &s);
        let (_, vendor) = browsers(t, &s);
        let base = format!("/portal/assessments/{id}");
        let secret = warnings();
        let helped = guidance("Q01").open(Language::Sv).map(piece);
        let page = vendor.get(&format!("{base}/questions/Q01")).await.expect(200);
        page.has(&helped).has(&HEADINGS[..3]).lacks(&secret);
        vendor.get(&base).await.expect(200).lacks(&secret);
        vendor.get("/portal/passport/questions/Q01").await.expect(200).has(&helped).lacks(&secret);

        // On paper every question has its help.
        let print = vendor.get(&format!("{base}/print")).await.expect(200).lacks(&secret).text();
        for question in &catalogue().current_questions().entries {
            for text in guidance(&question.id).open(Language::Sv) {
                assert!(print.contains(piece(text)), "{}: {text}", question.id);
            }
        }

        let file = vendor.get(&format!("{base}/workbook/file")).await.expect(200).body;
        let book = sheets::read("a.xlsx", &file).unwrap();
        for cell in book.iter().flat_map(|sheet| sheet.rows.iter().flatten()) {
            let text = cell.as_text();
            assert!(!secret.iter().any(|each| text.contains(*each)), "{text}");
        }

        // The API says it in both languages, and what the region alone reads to the region alone.
        let (of_vendor, of_region) = (t.token(&s.home, Role::VendorMember), t.token(&t.region, Role::SecurityOfficer));
        let api = format!("/api/v1/assessments/{id}");
        let told = t.stranger().api(&of_vendor, "GET", &api, Value::Null, &[]).await.expect(200).lacks(&secret).json();
        let first = &told["questions"][0];
        let expected = guidance("Q01");
        assert_eq!((&first["why_sv"], &first["good_sv"], &first["ask_sv"]), (&json!(expected.why_sv), &json!(expected.good_sv), &json!(expected.ask_sv)));
        assert_eq!((&first["why_en"], &first["good_en"], &first["ask_en"]), (&json!(expected.why_en), &json!(expected.good_en), &json!(expected.ask_en)));
        let told = t.stranger().api(&of_region, "GET", &api, Value::Null, &[]).await.expect(200).json();
        let questions = told["questions"].as_array().unwrap();
        assert_eq!(questions.len(), 62);
        for question in questions {
            let expected = guidance(question["id"].as_str().unwrap());
            assert_eq!((&question["warnings_sv"], &question["warnings_en"]), (&json!(expected.warnings_sv), &json!(expected.warnings_en)));
            assert_eq!(question["why_sv"], json!(expected.why_sv));
        }
        // The vendor reaches no page of the region's that holds them.
        let refused = vendor.get(&format!("/assessments/{id}/review?q=Q01")).await;
        assert_ne!(refused.status, 200);
        refused.lacks(&secret);
        t.drain();
    }

    async fn whoever_reviews_reads_all_four(t: &Harness) {
        let s = scene(t);
        let id = send(t, &s.officer, &s.vendor);
        answer_all(t, &s.admin, &id, "Så gör vi");
        submit(t, &s.admin, &id);
        let (region, _) = browsers(t, &s);
        for question in ["Q01", "Q16", "Q62"] {
            let texts = guidance(question);
            let page = region.get(&format!("/assessments/{id}/review?q={question}")).await.expect(200);
            page.has(&HEADINGS).has(&texts.open(Language::Sv).map(piece)).has(&[piece(&texts.warnings_sv)]);
        }
        t.drain();
    }

    async fn a_set_made_of_the_shipped_one_carries_the_guidance(t: &Harness) {
        let s = scene(t);
        let officer = later(t, &s.officer);
        let base = catalogue().current_questions().version.to_string();
        let made = NewSet { title: Both::new("Egna frågor", "Own questions"), base };
        let (_, version) = t.write(|c| sets::add_set(c, &officer, &made));
        let mut body = version.read_body().unwrap();
        assert_eq!(body.questions.len(), 62);
        for question in &body.questions {
            let shipped = guidance(&question.id);
            for language in [Language::Sv, Language::En] {
                let own = [&question.why, &question.good, &question.ask].map(|text| text.get(language));
                assert_eq!((own, question.warnings.get(language)), (shipped.open(language), shipped.warnings(language)));
            }
        }
        // What the set says itself takes the place of what was shipped.
        body.questions[0].why = Both::new("Egen förklaring", "Own explanation");
        body.questions[0].warnings = Both::new("EGET-TECKEN", "OWN-SIGN");
        t.write(|c| sets::replace(c, &officer, &version.id, Some(1), body));
        let decision = Publication { decision_reference: "RS 2026-118".into(), change_log: "Första".into(), ..Publication::default() };
        t.write(|c| sets::publish(c, &officer, &version.id, Some(2), &decision));
        let due_on = officer.today() + chrono::Duration::days(30);
        let asked = NewAssessment { question_set: QuestionSet::Full, due_on, ..new(&s.vendor) };
        let id = t.write(|c| q::send_set(c, &officer, &asked, Some(&version.id))).id;
        let (_, vendor) = browsers(t, &s);
        let page = |question: &str| format!("/portal/assessments/{id}/questions/{question}");
        let shipped = guidance("Q01");
        let first = vendor.get(&page("Q01")).await.expect(200);
        first.has(&["Egen förklaring", piece(&shipped.good_sv)]).lacks(&["EGET-TECKEN", piece(&shipped.why_sv)]);
        vendor.get(&page("Q09")).await.expect(200).has(&guidance("Q09").open(Language::Sv).map(piece)).lacks(&warnings());
        t.drain();
    }
}
