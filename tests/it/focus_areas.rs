//! Focus areas of a vendor: extra questions and evidence until a decision lifts them (domain.md 1.3 rows 37, 38).

use super::question_sets::{asked, give, published, question, sent};
use super::questionnaires::{browsers, new, scene};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Refusal;
use tillit::features::question_sets::{self as sets, FocusArea, NewFocus, SetQuestion};
use tillit::features::questionnaires::{self as q, AnswerStatus};

both! {
    async fn a_focus_area_adds_questions_until_a_decision_lifts_it(t: &Harness) {
        let s = scene(t);
        let (omar, sara) = browsers(t, &s);
        let place = format!("/vendors/{}/focus-areas", s.vendor.id);
        omar.get(&place).await.expect(200).has(&["Inget är i fokus"]);
        omar.post(&place, &[("area", "access_control"), ("reason", " ")]).await.expect(422).has(&["Fyll i"]);
        omar.post(&place, &[("area", "boats"), ("reason", "x")]).await.expect(422);
        omar.post(&place, &[("area", "access_control"), ("reason", "HEMLIGT-SKÄL")]).await.expect(303);
        omar.post(&place, &[("area", "access_control"), ("reason", "Igen")]).await.expect(422).has(&["redan i fokus"]);
        omar.get(&format!("/assessments/new?vendor_id={}", s.vendor.id)).await.expect(200).has(&["Behörighet och åtkomst", "underlag krävs"]);
        // The next sending of a shipped set asks the area's questions too, and is kept as a snapshot.
        let focused = t.write(|c| q::send(c, &s.officer, &new(&s.vendor)));
        t.drain();
        assert_eq!(focused.question_count, 29 + 3);
        assert!(focused.catalogue_version.starts_with("questions-2026-1-"));
        let ids = asked(t, &s, &focused.id);
        assert!(ids.contains(&"FA1".to_string()) && ids.contains(&"Q01".to_string()), "{ids:?}");
        sara.get(&format!("/portal/assessments/{}/questions/FA1", focused.id)).await.expect(200)
            .has(&["Särskilt fokus", "Underlag krävs."]).lacks(&["HEMLIGT-SKÄL", "Jämna tal"]);
        let full = t.read(|c| q::open(c, &s.admin.scope, &focused.id));
        let demanded = |id: &str| full.question(id).unwrap().evidence_required();
        assert!(demanded("Q24") && demanded("Q27") && !demanded("Q01"), "evidence on A.5.15-5.18 and A.8.2-8.5");
        // Lifted by a decision: the next one asks no more, what was sent keeps its questions.
        let row = t.read(|c| sets::focus_of(c, &s.officer.scope, &s.vendor.id)).remove(0);
        let lift = format!("/focus-areas/{}/lift", row.id);
        omar.post(&lift, &[("version", "1"), ("decision", "")]).await.expect(422).has(&["Fyll i"]);
        omar.post(&lift, &[("version", "1"), ("decision", "RS 2027-4"), ("note", "Verifierat på plats")]).await.expect(303);
        omar.post(&lift, &[("version", "2"), ("decision", "RS 2027-5")]).await.expect(409);
        omar.get(&place).await.expect(200).has(&["RS 2027-4", "Verifierat på plats"]);
        let plain = t.write(|c| q::send(c, &s.officer, &new(&s.vendor)));
        t.drain();
        assert_eq!((plain.question_count, plain.catalogue_version.as_str()), (29, "questions-2026-1"));
        assert_eq!(asked(t, &s, &focused.id).len(), 32);
    }

    async fn an_own_set_asks_its_tagged_questions_with_evidence(t: &Harness) {
        let s = scene(t);
        let (_, sara) = browsers(t, &s);
        let tagged = SetQuestion { focus: vec![FocusArea::ChangeManagement], controls: vec!["A.8.32".into()], ..question("CM1") };
        let (version, _) = published(t, &s.officer, vec![question("Q1"), tagged]);
        let before = sent(t, &s, &version);
        assert_eq!(asked(t, &s, &before), ["Q1"]);
        let focus = NewFocus { vendor_id: s.vendor.id.clone(), area: FocusArea::ChangeManagement, reason: "Öppen lagringsyta".into() };
        t.write(|c| sets::set_focus(c, &s.officer, &focus));
        let id = sent(t, &s, &version);
        assert_eq!(asked(t, &s, &id), ["Q1", "CM1", "FC1", "FC2", "FC3"], "with the exposure check after changes");
        for question in ["Q1", "CM1", "FC1", "FC2", "FC3"] {
            give(t, &s, &id, question, 0, AnswerStatus::Met);
        }
        // Evidence is demanded where the answer claims something, by a file or on the spot.
        let missing = q::missing_of(&t.read(|c| q::open(c, &s.admin.scope, &id)));
        let named: Vec<_> = missing.iter().map(|m| (m.question_id.as_str(), m.fields.join(","))).collect();
        assert_eq!(named, [("CM1", "evidence".to_string()), ("FC1", "evidence".to_string()), ("FC2", "evidence".to_string()), ("FC3", "evidence".to_string())]);
        let refused = t.app.db.write_now(|c| q::submit(c, &s.admin, &id, "Sara Lind", "vd"));
        assert!(matches!(refused, Err(Refusal::Rule("rule-assessment-incomplete", _))), "{refused:?}");
        sara.get(&format!("/portal/assessments/{id}/submit")).await.expect(200).has(&["Underlag: en fil"]);
        sara.upload(&format!("/portal/assessments/{id}/questions/CM1/evidence"), &[], "file", "rutin.txt", b"Rutin").await.expect(303);
        for (question, fields) in [
            ("FC1", vec![("date", "2026-03-01")]),
            ("FC2", vec![("number", "4"), ("text", "Enligt rutin")]),
            ("FC3", vec![]),
        ] {
            let mut all = vec![("status", "met"), ("shown_on_site", "1"), ("version", "1"), ("go", "later")];
            all.extend(fields);
            sara.post(&format!("/portal/assessments/{id}/questions/{question}"), &all).await.expect(303);
        }
        t.write(|c| q::submit(c, &s.admin, &id, "Sara Lind", "vd"));
        t.drain();
    }

    async fn a_token_sets_and_lifts_and_nobody_else_sees(t: &Harness) {
        let s = scene(t);
        let (omar, sara) = browsers(t, &s);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let path = format!("/api/v1/vendors/{}/focus-areas", s.vendor.id);
        let body = json!({ "area": "access_control", "reason": "HEMLIGT-SKÄL" });
        omar.api(&token, "POST", &path, json!({ "area": "access_control" }), &[]).await.expect(422);
        let made = omar.api(&token, "POST", &path, body.clone(), &[]).await.expect(201).json();
        let lift = format!("/api/v1/focus-areas/{}/lift", made["id"].as_str().unwrap());
        let other = t.token(&t.other_region, Role::SecurityOfficer);
        for (method, path, body) in [("GET", &path, Value::Null), ("POST", &path, body), ("POST", &lift, json!({ "decision": "x" }))] {
            omar.api(&other, method, path, body, &[]).await.expect(404);
        }
        sara.get(&format!("/vendors/{}/focus-areas", s.vendor.id)).await.expect(403).lacks(&["HEMLIGT-SKÄL"]);
        omar.api(&token, "POST", &lift, json!({}), &[]).await.expect(422);
        let lifted = omar.api(&token, "POST", &lift, json!({ "decision": "RS 2027-4" }), &[]).await.expect(200).json();
        assert_eq!((&lifted["lift_decision"], &lifted["version"]), (&json!("RS 2027-4"), &json!(2)));
        let listed = omar.api(&token, "GET", &path, Value::Null, &[]).await.expect(200).json();
        assert_eq!((&listed["total"], listed["items"][0]["lifted_at"].is_string()), (&json!(1), true));
    }
}
