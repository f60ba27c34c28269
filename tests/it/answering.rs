//! The vendor answers again: last time is a suggestion, the bank is its own, and it knows how long it takes.

use super::questionnaires::{Scene, browsers, new, scene, value, vendor_of};
use super::support::Harness;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::{Id, Refusal};
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::controls::{QuestionSet, catalogue};
use tillit::features::questionnaires::{self as q, AnswerEdit, AnswerStatus, Given, NewAssessment};
use tillit::kit::Ctx;
use tillit::platform::view::{Views, render_samples};

#[test]
fn every_page_of_the_work_renders_in_both_languages() {
    let views = Views::new().unwrap();
    for pages in [
        render_samples::<q::portal_work::EarlierPage>(&views),
        render_samples::<q::portal_work::SectionsPage>(&views),
        render_samples::<q::portal_work::LibraryPage>(&views),
        render_samples::<q::portal_work::ReceiptPage>(&views),
        render_samples::<q::portal_work::PrintPage>(&views),
    ] {
        assert!(pages.unwrap().len() >= 4);
    }
}

/// The same person, now.
pub fn later(t: &Harness, ctx: &Ctx) -> Ctx {
    Ctx { now: t.now(), ..ctx.clone() }
}

/// Sends the lite set to a vendor, due in a month.
pub fn send(t: &Harness, ctx: &Ctx, vendor: &tillit::features::vendors::Vendor) -> Id {
    let ctx = later(t, ctx);
    let due_on = ctx.today() + chrono::Duration::days(30);
    t.write(|c| q::send(c, &ctx, &NewAssessment { due_on, ..new(vendor) })).id
}

/// Answers everything as met, with a comment.
pub fn answer_all(t: &Harness, ctx: &Ctx, id: &Id, comment: &str) {
    let ctx = later(t, ctx);
    for question in catalogue().current_questions().in_set(QuestionSet::Lite) {
        let edit = AnswerEdit {
            assessment_id: id.clone(),
            question_id: question.id.clone(),
            version: 0,
            given: Given { status: Some(AnswerStatus::Met), value: value(question), comment: comment.to_string() },
            shown_on_site: false,
        };
        t.write(|c| q::save_answer(c, &ctx, &edit));
    }
}

pub fn submit(t: &Harness, ctx: &Ctx, id: &Id) {
    let ctx = later(t, ctx);
    t.write(|c| q::submit(c, &ctx, id, "Sara Lind", "vd"));
}

/// One assessment handed in, and sixty days later a new one.
fn second(t: &Harness, s: &Scene) -> (Id, Id) {
    let first = send(t, &s.officer, &s.vendor);
    answer_all(t, &s.admin, &first, "Så gör vi");
    submit(t, &s.admin, &first);
    t.advance_days(60);
    (first, send(t, &s.officer, &s.vendor))
}

both! {
    async fn last_time_is_a_suggestion_and_never_an_answer(t: &Harness) {
        let s = scene(t);
        let (_, id) = second(t, &s);
        let (_, vendor) = browsers(t, &s);
        let base = format!("/portal/assessments/{id}");
        vendor.get(&base).await.expect(200).has(&["29 obesvarade frågor har svar från förra gången", "0 av 29"]);
        vendor.get(&format!("{base}/questions/Q01")).await.expect(200).has(&["Fortfarande sant?", "Ja, fortfarande sant", "Så gör vi"]);
        vendor.get(&format!("{base}/earlier")).await.expect(200).has(&["Inget är besvarat förrän", "name=\"question_ids\" value=\"Q01\""]).lacks(&["value=\"Q01\" checked"]);
        // Whatever was looked at: nothing is answered, counted or handed in by it.
        let full = t.read(|c| q::open(c, &s.admin.scope, &id));
        assert!(full.answers.is_empty());
        assert_eq!((full.assessment.answered_count, full.assessment.claimed_low, full.assessment.claimed_high), (0, Some(0), Some(100)));
        assert_eq!(q::missing_of(&full).len(), 29);
        let refused = t.app.db.write_now(|c| q::submit(c, &later(t, &s.admin), &id, "Sara Lind", "vd"));
        assert!(matches!(refused, Err(Refusal::Rule("rule-assessment-not-begun", _))), "{refused:?}");

        // An earlier answer fills in the form, and is still not saved.
        let page = vendor.get(&format!("{base}/questions/Q01")).await.text().replace("&#x3D;", "=");
        let at = page.find("?use=").unwrap();
        let earlier: String = page[at + 5..].chars().take_while(|c| *c != '"').collect();
        vendor.get(&format!("{base}/questions/Q01?use={earlier}")).await.expect(200).has(&["Det är inte sparat", "name=\"version\" value=\"0\""]);
        assert!(t.read(|c| q::open(c, &s.admin.scope, &id)).answers.is_empty());

        // One button confirms one answer as it was; it is the answer of the one who confirms, now.
        let next = vendor.post(&format!("{base}/questions/Q01/confirm"), &[]).await.expect(303).location().to_string();
        assert!(next.ends_with("/questions/Q02"), "{next}");
        let full = t.read(|c| q::open(c, &s.admin.scope, &id));
        let answer = &full.answers["Q01"];
        assert_eq!((answer.status, answer.comment.as_deref(), answer.version), (Some(AnswerStatus::Met), Some("Så gör vi"), 1));
        assert_eq!((answer.answered_by_name.as_str(), answer.answered_at.utc(), full.assessment.answered_count), ("Sara Lind", t.now(), 1));
        vendor.post(&format!("{base}/questions/Q01/confirm"), &[]).await.expect(409).has(&["redan besvarad"]);
        // The certificate has expired since: the button is not there, and the step is refused.
        vendor.get(&format!("{base}/questions/Q02")).await.expect(200).has(&["certifikatet har gått ut"]).lacks(&["Ja, fortfarande sant"]);
        vendor.post(&format!("{base}/questions/Q02/confirm"), &[]).await.expect(409).has(&["Q02"]);

        // Many on one page: none ticked is refused, and one that cannot be stops them all.
        let earlier = format!("{base}/earlier");
        vendor.post(&earlier, &[]).await.expect(422);
        let (third, fourth) = (full.questions[2].id.clone(), full.questions[3].id.clone());
        vendor.post(&earlier, &[("question_ids", &third), ("question_ids", "Q02")]).await.expect(409);
        assert_eq!(t.read(|c| q::open(c, &s.admin.scope, &id)).answers.len(), 1);
        vendor.post(&earlier, &[("question_ids", &third), ("question_ids", &fourth)]).await.expect(303);
        assert_eq!(t.read(|c| q::find(c, &s.admin.scope, &id)).answered_count, 3);
        t.drain();
    }

    async fn what_changed_since_last_time_is_marked_for_both(t: &Harness) {
        let s = scene(t);
        let (_, id) = second(t, &s);
        let (officer, admin) = (t.token(&t.region, Role::SecurityOfficer), t.token(&s.home, Role::VendorAdmin));
        let web = t.stranger();
        let api = format!("/api/v1/assessments/{id}");
        let waiting = web.api(&admin, "GET", &format!("{api}/earlier-answers"), Value::Null, &[]).await.expect(200).json();
        assert_eq!((&waiting["total"], &waiting["items"][0]["confirmable"], &waiting["items"][1]["doubt"]), (&json!(29), &json!(true), &json!("expired")));
        web.api(&admin, "POST", &format!("{api}/earlier-answers/confirm"), json!({"question_ids": []}), &[]).await.expect(422);
        web.api(&admin, "POST", &format!("{api}/earlier-answers/confirm"), json!({"question_ids": ["Q01"]}), &[]).await.expect(200);
        web.api(&admin, "GET", &format!("{api}/changes"), Value::Null, &[]).await.expect(200).has(&["\"total\":0"]);
        web.api(&admin, "PUT", &format!("{api}/answers/Q01"), json!({"status": "partly", "comment": "Bara till hälften"}), &[("if-match", "\"1\"")]).await.expect(200);
        let changed = web.api(&admin, "GET", &format!("{api}/changes"), Value::Null, &[]).await.expect(200).json();
        assert_eq!(changed["items"], json!([{"question_id": "Q01", "before": "met", "now": "partly", "text": true}]));
        let (_, vendor) = browsers(t, &s);
        vendor.get(&format!("/portal/assessments/{id}")).await.expect(200).has(&["Ändrat sedan förra gången"]);
        vendor.get(&format!("/portal/assessments/{id}/questions/Q01")).await.expect(200).has(&["Ändrat sedan förra gången", "Så gör vi"]);
        // The region sees a draft neither whole nor by its difference.
        web.api(&officer, "GET", &format!("{api}/changes"), Value::Null, &[]).await.expect(200).has(&["\"total\":0"]);
        let full = t.read(|c| q::open(c, &s.admin.scope, &id));
        for question in full.questions.iter().skip(1) {
            let given = Given { status: Some(AnswerStatus::Unknown), value: Value::Null, comment: String::new() };
            let edit = AnswerEdit { assessment_id: id.clone(), question_id: question.id.clone(), version: 0, given, shown_on_site: false };
            t.write(|c| q::save_answer(c, &later(t, &s.admin), &edit));
        }
        submit(t, &s.admin, &id);
        let told = web.api(&officer, "GET", &format!("{api}/changes"), Value::Null, &[]).await.expect(200).json();
        assert_eq!((&told["total"], &told["items"][0]["question_id"]), (&json!(29), &json!("Q01")));
        t.drain();
    }

    async fn the_bank_holds_ones_own_answers_to_the_same_client(t: &Harness) {
        let s = scene(t);
        let first = send(t, &s.officer, &s.vendor);
        answer_all(t, &s.admin, &first, "EGET-SVAR");
        // Another vendor of the same region, and another client of the same vendor.
        let now = t.now();
        let other_home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Annan AB", None, false));
        let other = vendor_of(t, &t.region, Some(&other_home), "Annan AB");
        let (nils_person, nils) = t.person(&other_home, Role::VendorAdmin, "Nils Annan");
        let (_, elsewhere) = t.person(&t.other_region, Role::SecurityOfficer, "Lisa Lind");
        let theirs = send(t, &s.officer, &other);
        answer_all(t, &nils, &theirs, "ANNANS-SVAR");
        let known_elsewhere = vendor_of(t, &t.other_region, Some(&s.home), "Åsmunda i Lindvik");
        let for_other = send(t, &elsewhere, &known_elsewhere);
        answer_all(t, &s.admin, &for_other, "ANNAN-KUNDS-SVAR");
        let second = send(t, &s.officer, &s.vendor);
        let (_, vendor) = browsers(t, &s);
        let page = format!("/portal/assessments/{second}/questions/Q03");
        vendor.get(&page).await.expect(200).has(&["Era andra svar på frågan", "EGET-SVAR"]).lacks(&["ANNANS-SVAR", "ANNAN-KUNDS-SVAR"]);
        let (own, stranger) = (t.token(&s.home, Role::VendorMember), t.token_of(&nils_person, &other_home, Role::VendorAdmin));
        let web = t.stranger();
        let api = format!("/api/v1/assessments/{second}/answers/Q03/suggestions");
        web.api(&own, "GET", &api, Value::Null, &[]).await.expect(200).has(&["EGET-SVAR"]).lacks(&["ANNANS-SVAR", "ANNAN-KUNDS-SVAR"]);
        web.api(&stranger, "GET", &api, Value::Null, &[]).await.expect(404).lacks(&["EGET-SVAR"]);
        // An id of another's answer fills in nothing.
        let foreign = t.read(|c| q::open(c, &nils.scope, &theirs)).answers["Q03"].id.clone();
        vendor.get(&format!("{page}?use={foreign}")).await.expect(200).lacks(&["ANNANS-SVAR", "Det är inte sparat"]);
        t.drain();
    }

    async fn a_small_practice_sees_that_it_has_time(t: &Harness) {
        let s = scene(t);
        let id = send(t, &s.officer, &s.vendor);
        let (_, vendor) = browsers(t, &s);
        let base = format!("/portal/assessments/{id}");
        let minutes = |page: &str| -> i64 {
            let at = page.find("data-minutes=\"").unwrap() + "data-minutes=\"".len();
            page[at..].chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap()
        };
        let before = minutes(&vendor.get(&base).await.expect(200).has(&["Tid kvar, ungefär"]).text());
        assert!((5..45).contains(&before), "{before}");
        vendor.post(&format!("{base}/questions/Q09"), &[("version", "0"), ("status", "unknown")]).await.expect(303);
        let after = minutes(&vendor.get(&base).await.text());
        assert!(after < before, "{after} of {before}");
        // On paper: every question with what it builds on, and room to answer.
        let print = vendor.get(&format!("{base}/print")).await.expect(200).text();
        let full = t.read(|c| q::open(c, &s.admin.scope, &id));
        for question in &full.questions {
            assert!(print.contains(&format!("{} ", question.id)), "{}", question.id);
        }
        assert_eq!(print.matches("Exempel på underlag").count(), 29);
        assert!(print.contains("☐ Infört") && !print.contains("HEMLIG"));
        t.drain();
    }

    async fn pages_ask_as_often_however_much_there_is(t: &Harness) {
        let s = scene(t);
        let (_, id) = second(t, &s);
        let (_, vendor) = browsers(t, &s);
        let base = format!("/portal/assessments/{id}");
        let paths = [base.clone(), format!("{base}/questions/Q02"), format!("{base}/earlier"), format!("{base}/sections"), format!("{base}/print")];
        let mut counts = Vec::new();
        for round in 0..2 {
            for path in &paths {
                vendor.get(path).await.expect(200);
                let before = t.app.db.query_count();
                vendor.get(path).await.expect(200);
                counts.push(t.app.db.query_count() - before);
            }
            if round == 0 {
                for _ in 0..5 {
                    let more = send(t, &s.officer, &s.vendor);
                    answer_all(t, &s.admin, &more, &format!("Svar {more}"));
                }
            }
        }
        let (few, many) = counts.split_at(counts.len() / 2);
        assert_eq!(few, many);
        t.drain();
    }
}
