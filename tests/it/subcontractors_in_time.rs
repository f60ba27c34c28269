//! What time does to a case: the notice and its silence across Christmas, emergencies, ends, changes; and the API.

use super::subcontractors::{tier_three, world};
use super::support::Harness;
use serde_json::{Value, json};
use tillit::features::chains::{self, ApprovalState};
use tillit::features::findings;
use tillit::features::subcontractors::{self as sub, CaseState};

fn sweep(t: &Harness) {
    sub::sweep(&t.app, t.now()).unwrap();
    sub::sweep(&t.app, t.now()).unwrap();
}

const HARMLESS: &[(&str, &str)] = &[
    ("name", "Städhjälpen Norr AB"),
    ("country", "SE"),
    ("countries", "SE"),
    ("remote_countries", ""),
    ("transfer_mechanism", ""),
    ("data_class", "1"),
];

both! {
    async fn silence_after_the_notice_across_christmas(t: &Harness) {
        let mut w = world(t);
        w.tiered(&tier_three()).await;
        let path = format!("/subcontract-terms/{}", w.contract);
        w.eva.post(&path, &[("version", "0"), ("authorisation", "general")]).await.expect(303);
        w.eva.post(&path, &[("version", "0"), ("authorisation", "specific")]).await.expect(409);
        w.days_later(t, 1);
        // 24 November and thirty days is Christmas Eve; the next working day is Monday the 28th.
        let harmless = w.submitted(t, HARMLESS).await;
        let abroad = w.submitted(t, &[]).await;
        let sensitive = w.submitted(t, &[("name", "Journalhjälpen AB"), ("country", "SE"), ("countries", "SE"), ("remote_countries", ""), ("transfer_mechanism", "")]).await;
        let patients = w.submitted(t, &[HARMLESS, &[("name", "Kallelser AB"), ("patient_data", "1")]].concat()).await;
        let objected = w.submitted(t, &[HARMLESS, &[("name", "Tvätten AB")]].concat()).await;
        t.drain();
        for id in [&harmless, &abroad] {
            assert_eq!(w.case(t, id).notice_until, Some("2026-12-28".parse().unwrap()));
        }
        w.eva.get(&format!("/subcontracts/{harmless}")).await.expect(200).has(&["Om ingen invänder i tid"]);
        w.eva.get(&format!("/subcontracts/{abroad}")).await.expect(200).has(&["Tystnad godkänner inget här"]);
        let objection = [("ground", "guarantees"), ("remedy", "alternative"), ("text", "Garantierna räcker inte.")];
        w.step(t, &w.asa, &objected, "object", &objection[..2]).await.expect(422);
        w.step(t, &w.asa, &objected, "object", &objection).await.expect(303);
        w.lena.get(&format!("/portal/subcontracts/{objected}")).await.expect(200).has(&["Garantierna räcker inte.", "Föreslå någon annan"]).lacks(&["Åsa Lindqvist"]);

        w.days_later(t, 34); // Monday 28 December
        sweep(t);
        assert_eq!(w.case(t, &harmless).state, CaseState::Submitted, "the last day is still to be used");
        t.drain();
        w.days_later(t, 1);
        sweep(t);
        let case = w.case(t, &harmless);
        assert_eq!(case.state, CaseState::Decided);
        let ruling = t.read(|c| sub::rulings(c, &case)).remove(0);
        assert_eq!((ruling.decision, ruling.decided_by), (sub::Decision::NoObjection, None));
        let link = t.read(|c| chains::find_link(c, &w.eva_ctx.scope, case.link_id.as_ref().unwrap()));
        assert_eq!(link.approval, ApprovalState::Approved);
        for id in [&abroad, &sensitive, &patients, &objected] {
            let case = w.case(t, id);
            assert_eq!((case.state, case.link_id, case.silence_at.is_some()), (CaseState::Submitted, None, true), "{}", case.name);
            w.eva.get(&format!("/subcontracts/{id}")).await.expect(200).has(&["Tystnaden godkände inget"]);
        }
        let mails = t.drain();
        assert_eq!(mails.iter().filter(|mail| mail.subject.contains("Uttryckligt beslut")).count(), 4);
        // Too late to object now, and the explicit decision still can be made.
        w.step(t, &w.asa, &abroad, "object", &objection).await.expect(409);
        w.reviewed(t, &abroad).await;
        w.decide(t, &abroad, &[]).await.expect(303);
        w.lena.get(&format!("/portal/subcontracts/{harmless}")).await.expect(200).has(&["Ingen invändning"]);
        assert!(w.lena.get(&format!("/portal/subcontracts/{harmless}/letter.pdf")).await.expect(200).body.starts_with(b"%PDF"));
        t.drain();
    }

    async fn an_emergency_is_short_and_the_end_needs_its_certificate(t: &Harness) {
        let mut w = world(t);
        let urgent = [HARMLESS, &[("starts_on", "2026-11-23"), ("urgent_reason", "Underleverantören gick i konkurs.")]].concat();
        let id = w.submitted(t, &urgent).await;
        let give = |until: &'static str, measures: &'static str| [("reason", "Driften måste gå."), ("conditions", measures), ("valid_until", until)];
        assert!(matches!(w.step(t, &w.asa, &id, "emergency", &give("2026-12-10", "Daglig kontroll")).await.status, 403 | 404));
        w.step(t, &w.birgitta, &id, "emergency", &give("2026-12-24", "Daglig kontroll")).await.expect(422).has(&["högst 30 dagar"]);
        w.step(t, &w.birgitta, &id, "emergency", &give("2026-12-10", "")).await.expect(422);
        w.step(t, &w.birgitta, &id, "emergency", &give("2026-12-10", "Daglig kontroll")).await.expect(303);
        let case = w.case(t, &id);
        assert_eq!(case.state, CaseState::Temporary);
        let link = t.read(|c| chains::find_link(c, &w.eva_ctx.scope, case.link_id.as_ref().unwrap()));
        assert_eq!((link.approval, link.approval_valid_until), (ApprovalState::Conditional, Some("2026-12-10".parse().unwrap())));
        t.drain();
        // The reviews go on, and the ordinary decision takes its place.
        w.review(t, &w.eva, &id, "completeness", "ja").await.expect(303);
        w.review(t, &w.omar, &id, "security", "ja").await.expect(303);
        w.review(t, &w.daniel, &id, "privacy", "ja").await.expect(303);
        w.review(t, &w.maria, &id, "legal", "ja").await.expect(303);
        w.decide(t, &id, &[("decision", "approved"), ("conditions", "")]).await.expect(303);
        assert_eq!(w.case(t, &id).state, CaseState::Active, "the start has passed");

        // Another one is left to run out.
        let forgotten = w.submitted(t, &[&urgent[..], &[("name", "Annan AB")]].concat()).await;
        w.step(t, &w.birgitta, &forgotten, "emergency", &give("2026-12-01", "Daglig kontroll")).await.expect(303);
        w.days_later(t, 9);
        sweep(t);
        assert_eq!(w.case(t, &forgotten).state, CaseState::Expired);
        w.step(t, &w.birgitta, &forgotten, "revoke", &[("reason", "x")]).await.expect(409);

        // The end: without a certificate somebody has to say so, and it becomes a finding.
        let end = [("ended_on", "2026-12-02"), ("reason", "Uppdraget är slut.")];
        w.step(t, &w.birgitta, &id, "end", &end).await.expect(422).has(&["raderingsintyget"]);
        w.step(t, &w.birgitta, &id, "end", &[end[0], end[1], ("certificate_missing", "1")]).await.expect(303);
        let of_case = t.read(|c| findings::findings_of_vendor(c, &w.eva_ctx.scope, &w.vendor));
        let missing = of_case.iter().find(|f| f.title.contains("Raderingsintyg saknas för Städhjälpen")).unwrap();
        assert_eq!(missing.origin, findings::FindingOrigin::Chain);
        w.eva.get(&format!("/findings/{}", missing.id)).await.expect(200).has(&[&format!("href=\"/subcontracts/{id}\"")]);
        w.eva.get(&format!("/subcontracts/{id}")).await.expect(200);
        let link = t.read(|c| chains::find_link(c, &w.eva_ctx.scope, w.case(t, &id).link_id.as_ref().unwrap()));
        assert!(!link.is_active());
        w.step(t, &w.birgitta, &id, "revoke", &[("reason", "x")]).await.expect(409).has(&["avslutat"]);
        w.lena.get(&format!("/portal/subcontracts/{id}")).await.expect(200).has(&["Uppdraget är slut."]).lacks(&["/findings/"]);
        t.drain();
    }

    async fn a_change_is_a_case_of_its_own_that_takes_the_old_ones_place(t: &Harness) {
        let mut w = world(t);
        let id = w.submitted(t, HARMLESS).await;
        w.lena.post(&format!("/portal/subcontracts/{id}/change"), &[("cause", "new_country"), ("change_note", "Nytt kontor")]).await.expect(409);
        w.reviewed(t, &id).await;
        w.decide(t, &id, &[("decision", "approved"), ("conditions", "")]).await.expect(303);
        let link = w.case(t, &id).link_id.unwrap();
        let at = w.lena.post(&format!("/portal/subcontracts/{id}/change"), &[("cause", "new_country"), ("change_note", "Nytt kontor i Norge")]).await.expect(303).location().to_string();
        let new = at.trim_end_matches("/edit").rsplit('/').next().unwrap().to_string();
        w.lena.get(&at).await.expect(200).has(&["Nytt kontor i Norge", "Städhjälpen Norr AB"]);
        let version = w.version(t, &new);
        let fields = crate::subcontractors::asked(&w, &[HARMLESS, &[("countries", "SE, Norge"), ("change_note", "Nytt kontor i Norge"), ("version", &version)]].concat());
        let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        w.lena.post(&at, &fields).await.expect(303);
        w.submit(t, &new).await.expect(303);
        assert_eq!(w.case(t, &id).state, CaseState::Decided, "the old one holds until the new one is decided");
        w.reviewed(t, &new).await;
        w.decide(t, &new, &[("decision", "approved"), ("conditions", "")]).await.expect(303);
        assert_eq!(w.case(t, &id).state, CaseState::Changed);
        assert_eq!(w.case(t, &new).link_id, Some(link.clone()), "one link");
        let link = t.read(|c| chains::find_link(c, &w.eva_ctx.scope, &link));
        assert_eq!((link.countries.as_str(), link.subcontract_id), ("NO;SE", Some(w.case(t, &new).id)));
        // It begins on its day; revoked, the link shows as refused.
        w.days_later(t, 53);
        sweep(t);
        assert_eq!(w.case(t, &new).state, CaseState::Active);
        w.step(t, &w.birgitta, &new, "revoke", &[("reason", "Kraven följs inte.")]).await.expect(303);
        let link = t.read(|c| chains::find_link(c, &w.eva_ctx.scope, &link.id));
        assert_eq!(link.approval, ApprovalState::Refused);
        assert!(t.drain().iter().any(|mail| mail.to.starts_with("lena.sjo") && mail.text.contains("Kraven följs inte.")));
    }

    async fn somebody_is_reminded_once_before_a_deadline(t: &Harness) {
        let mut w = world(t);
        let id = w.submitted(t, HARMLESS).await;
        t.drain();
        sweep(t);
        assert!(t.drain().is_empty(), "the check is due on the 30th");
        w.days_later(t, 4);
        sweep(t);
        let mails = t.drain();
        assert_eq!(mails.len(), 1);
        assert!(mails[0].subject.contains("Frist") && mails[0].text.contains("2026-11-30"), "{}", mails[0].text);
        w.days_later(t, 5);
        w.eva.get("/subcontracts?state=overdue").await.expect(200).has(&["Städhjälpen", "försenad"]);
        assert!(w.case(t, &id).due_on < Some("2026-12-02".parse().unwrap()));
    }

    async fn the_api_does_what_the_pages_do(t: &Harness) {
        let w = world(t);
        let body = json!({
            "contract_id": w.contract, "name": "Molnlagring Norden AB", "country": "SE", "processor": true, "task": "Lagrar dokument",
            "data_class": 2, "countries": ["SE"], "starts_on": "2027-01-15", "security_sensitive": false,
        });
        let lena = |method: &'static str, path: String, body: Value, version: Option<i64>| {
            let (browser, token) = (&w.lena, w.lena_token.clone());
            async move {
                let etag = version.map(|v| format!("\"{v}\"")).unwrap_or_default();
                let headers: Vec<(&str, &str)> = if etag.is_empty() { vec![] } else { vec![("if-match", etag.as_str())] };
                browser.api(&token, method, &path, body, &headers).await
            }
        };
        let mut bad = body.clone();
        bad["processor"] = json!(false);
        bad["country"] = json!("Atlantis");
        lena("POST", "/api/v1/subcontracts".into(), bad, None).await.expect(422).has(&["/processor", "/country"]);
        let made = lena("POST", "/api/v1/subcontracts".into(), body.clone(), None).await.expect(201).json();
        let path = format!("/api/v1/subcontracts/{}", made["id"].as_str().unwrap());
        assert_eq!(made["status"], "draft");
        lena("PATCH", path.clone(), body.clone(), None).await.expect(428);
        lena("PATCH", path.clone(), body.clone(), Some(9)).await.expect(412);
        let claims: Vec<Value> = (1..18).filter(|n| *n != 9).map(|n| json!({"criterion": n, "answer": "yes"})).collect();
        lena("PUT", format!("{path}/claims"), json!([{"criterion": 18, "answer": "yes"}]), Some(1)).await.expect(422);
        let said = lena("PUT", format!("{path}/claims"), json!(claims), Some(1)).await.expect(200).json();
        assert!(said["claims"].as_array().unwrap().iter().all(|claim| claim["answer"] == "yes"));
        lena("POST", format!("{path}/submit"), json!({}), None).await.expect(200).has(&["\"submitted\""]);
        let eva = |method: &'static str, path: String, body: Value| {
            let (browser, token) = (&w.eva, w.eva_token.clone());
            async move { browser.api(&token, method, &path, body, &[]).await }
        };
        eva("POST", format!("{path}/decide"), json!({"decision": "approved", "reason": "x", "valid_until": "2027-06-01"})).await.expect(409).has(&["rule-subcontract-reviews"]);
        eva("POST", format!("{path}/begin"), json!({})).await.expect(200);
        let review = json!({"verdicts": [{"criterion": 1, "verdict": "met"}, {"criterion": 2, "verdict": "met"}], "outcome": "supports"});
        let foreign = json!({"verdicts": [{"criterion": 1, "verdict": "met"}, {"criterion": 2, "verdict": "met"}, {"criterion": 3, "verdict": "met"}], "outcome": "supports"});
        eva("PUT", format!("{path}/case-reviews/completeness"), foreign).await.expect(422).has(&["/verdict_3"]);
        eva("PUT", format!("{path}/case-reviews/completeness"), review).await.expect(200).has(&["\"review\""]);
        let listed = lena("GET", "/api/v1/subcontracts".into(), Value::Null, None).await.expect(200).json();
        assert_eq!((&listed["total"], &listed["items"][0]["status"]), (&json!(1), &json!("review")));
        let gated = json!({"contract_id": w.contract, "security_sensitive": true, "name": "HEMLIG"});
        let stopped = lena("POST", "/api/v1/subcontracts".into(), gated, None).await.expect(201).lacks(&["HEMLIG"]).json();
        assert_eq!((&stopped["status"], &stopped["stop_reason"]), (&json!("stopped"), &json!("security_protection")));
        let terms = format!("/api/v1/subcontract-terms/{}", w.contract);
        w.eva.api(&w.eva_token, "PUT", &terms, json!({"authorisation": "general"}), &[("if-match", "\"0\"")]).await.expect(200);
        w.eva.api(&w.eva_token, "PUT", &terms, json!({"authorisation": "general"}), &[("if-match", "\"0\"")]).await.expect(412);
        t.drain();
    }
}
