//! The vendor's library of evidence: kinds and days, used at many questions, and what should not be uploaded.

use super::answering::send;
use super::questionnaires::{browsers, scene};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::questionnaires as q;

const PDF: &[u8] = b"%PDF-1.7\n%\xE2\xE3\n1 0 obj";

both! {
    async fn one_file_supports_many_answers(t: &Harness) {
        let s = scene(t);
        let id = send(t, &s.officer, &s.vendor);
        let (region, vendor) = browsers(t, &s);
        vendor.get("/portal/evidence").await.expect(200).has(&["Inget underlag än", "Ladda inte upp personuppgifter"]);
        let fields = [("title", "Policy 2026"), ("kind", "policy"), ("covers_from", "2026-01-01"), ("covers_to", "2026-12-31"), ("issued_on", "2026-01-10"), ("expires_on", "2026-12-01")];
        vendor.upload("/portal/evidence", &fields, "file", "policy.pdf", PDF).await.expect(303);
        vendor.get("/portal/evidence").await.expect(200).has(&["Policy 2026", "2026-12-01", "Används inte än", "Går snart ut"]);
        let member = t.token(&s.home, Role::VendorMember);
        let web = t.stranger();
        let all = web.api(&member, "GET", "/api/v1/portal/evidence", Value::Null, &[]).await.expect(200).json();
        let item = all["items"][0]["id"].as_str().unwrap().to_string();
        let base = format!("/portal/assessments/{id}/questions");
        vendor.get(&format!("{base}/Q01")).await.expect(200).has(&["Välj ur biblioteket", "Policy 2026 (2026-12-01)"]);
        for question in ["Q01", "Q03"] {
            vendor.post(&format!("{base}/{question}/library"), &[("evidence_id", item.as_str())]).await.expect(303);
        }
        vendor.post(&format!("{base}/Q01/library"), &[("evidence_id", item.as_str())]).await.expect(409).has(&["stöder redan"]);
        // It ends before the answers are due, which is said where it is used.
        vendor.get(&format!("{base}/Q01")).await.expect(200).has(&["policy.pdf", "Går ut före sista svarsdag"]);
        vendor.get("/portal/evidence").await.expect(200).has(&["Region Almeå, Q01", "Region Almeå, Q03"]);
        let uses = t.read(|c| q::evidence_uses(c, &s.admin, &id));
        assert_eq!(uses.len(), 2);
        assert!(uses.values().all(|one| one.kind == Some(q::EvidenceKind::Policy) && one.evidence_id.is_some()));
        // Before it is handed in the region knows of nothing; the library itself it never sees.
        assert!(t.read(|c| q::evidence_uses(c, &s.officer, &id)).is_empty());
        let officer = t.token(&t.region, Role::SecurityOfficer);
        let answer = web.api(&officer, "GET", "/api/v1/portal/evidence", Value::Null, &[]).await;
        assert!(matches!(answer.status, 403 | 404), "{}", answer.status);
        let page = region.get("/portal/evidence").await;
        assert!(matches!(page.status, 403 | 404), "{}", page.status);
        // Out of the library it supports nothing new, and stays where it is used.
        vendor.post(&format!("/portal/evidence/{item}/end"), &[]).await.expect(303);
        vendor.get("/portal/evidence").await.expect(200).has(&["borttaget ur biblioteket"]);
        vendor.get("/portal/evidence").await.expect(200).lacks(&["Policy 2026"]);
        vendor.get(&format!("{base}/Q01")).await.expect(200).has(&["policy.pdf"]);
        vendor.post(&format!("{base}/Q06/library"), &[("evidence_id", item.as_str())]).await.expect(404);
        t.drain();
    }

    async fn what_expired_yesterday_supports_nothing_new(t: &Harness) {
        let s = scene(t);
        let id = send(t, &s.officer, &s.vendor);
        let (_, vendor) = browsers(t, &s);
        let expired = [("title", "Test 2025"), ("kind", "test"), ("expires_on", "2026-11-22")];
        vendor.upload("/portal/evidence", &expired, "file", "test.pdf", PDF).await.expect(422).has(&["gick ut 2026-11-22", "behåll det här som historik", "Test 2025"]);
        let history = [expired[0], expired[1], expired[2], ("history", "1")];
        vendor.upload("/portal/evidence", &history, "file", "test.pdf", PDF).await.expect(303);
        vendor.get("/portal/evidence").await.expect(200).has(&["Test 2025", "Historik", "Har gått ut"]);
        // Today is the last day of the other one; tomorrow it has expired.
        let last_day = [("title", "Rapport"), ("kind", "report"), ("expires_on", "2026-11-23")];
        vendor.upload("/portal/evidence", &last_day, "file", "rapport.pdf", b"%PDF-1.7 rapport").await.expect(303);
        let member = t.token(&s.home, Role::VendorMember);
        let web = t.stranger();
        let all = web.api(&member, "GET", "/api/v1/portal/evidence", Value::Null, &[]).await.expect(200).json();
        let of = |title: &str| all["items"].as_array().unwrap().iter().find(|i| i["title"] == title).unwrap()["id"].as_str().unwrap().to_string();
        let page = format!("/portal/assessments/{id}/questions/Q01");
        let api = format!("/api/v1/assessments/{id}/answers/Q01/library");
        let refused = web.api(&member, "POST", &api, json!({"evidence_id": of("Test 2025")}), &[]).await.expect(409).json();
        assert_eq!(refused["type"], "rule-evidence-expired");
        vendor.post(&format!("{page}/library"), &[("evidence_id", &of("Test 2025"))]).await.expect(409).has(&["Test 2025 gäller inte längre"]);
        vendor.get(&page).await.expect(200).has(&["Rapport (2026-11-23)"]).lacks(&["Test 2025"]);
        t.advance_days(1);
        let (_, vendor) = browsers(t, &s);
        vendor.post(&format!("{page}/library"), &[("evidence_id", &of("Rapport"))]).await.expect(409);
        // The same at the question itself, where the last day can be said.
        vendor.upload(&format!("{page}/evidence"), &[("expires_on", "2026-11-23")], "file", "a.pdf", PDF).await.expect(422).has(&["gick ut 2026-11-23"]);
        vendor.upload(&format!("{page}/evidence"), &[("expires_on", "2026-11-24")], "file", "a.pdf", PDF).await.expect(303);
        vendor.get(&page).await.expect(200).has(&["a.pdf", "Går ut före sista svarsdag"]);
        // It may still be shown on the spot instead.
        vendor.post(&page, &[("version", "0"), ("status", "met"), ("shown_on_site", "1")]).await.expect(303);
        assert!(t.read(|c| q::open(c, &s.admin.scope, &id)).answers["Q01"].shown_on_site);
        t.drain();
    }

    async fn personal_numbers_and_keys_ask_for_a_second_thought(t: &Harness) {
        let s = scene(t);
        let id = send(t, &s.officer, &s.vendor);
        let (_, vendor) = browsers(t, &s);
        let upload = format!("/portal/assessments/{id}/questions/Q01/evidence");
        let personal = "Anna, 811228-9874".as_bytes();
        vendor.upload(&upload, &[], "file", "lista.txt", personal).await.expect(422).has(&["personnummer", "name=\"confirmed\""]);
        vendor.upload(&upload, &[], "file", "811228-9874.pdf", PDF).await.expect(422).has(&["personnummer"]);
        let key = b"-----BEGIN PRIVATE KEY-----\nMIIE";
        vendor.upload(&upload, &[], "file", "nyckel.txt", key).await.expect(422).has(&["privat nyckel"]);
        let full = t.read(|c| q::open(c, &s.admin.scope, &id));
        assert_eq!(full.assessment.status, q::AssessmentStatus::Sent, "nothing was kept");
        vendor.upload(&upload, &[("confirmed", "1")], "file", "lista.txt", personal).await.expect(303);
        vendor.upload("/portal/evidence", &[("title", "Nyckel"), ("kind", "other")], "file", "n.txt", key).await.expect(422).has(&["privat nyckel", "name=\"confirmed\"", "Nyckel"]);
        let member = t.token(&s.home, Role::VendorMember);
        let web = t.stranger();
        let said = web.api_upload(&member, "/api/v1/portal/evidence", &[("title", "Lista"), ("kind", "other")], "file", "l.txt", personal).await.expect(422).json();
        assert_eq!(said["errors"][0]["pointer"], "/file");
        web.api_upload(&member, "/api/v1/portal/evidence", &[("title", "Lista"), ("kind", "other"), ("confirmed", "1")], "file", "l.txt", personal).await.expect(201);
        let api = format!("/api/v1/assessments/{id}/answers/Q01/evidence");
        web.api_upload(&member, &api, &[], "file", "l.txt", personal).await.expect(422);
        t.drain();
    }

    async fn another_vendors_evidence_is_not_found(t: &Harness) {
        let s = scene(t);
        let id = send(t, &s.officer, &s.vendor);
        let (_, vendor) = browsers(t, &s);
        let now = t.now();
        let other = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Annan AB", None, false));
        let (nils, ctx) = t.person(&other, Role::VendorAdmin, "Nils Annan");
        let stranger = t.browser_for(&nils, ctx);
        let nils_token = t.token_of(&nils, &other, Role::VendorAdmin);
        let web = t.stranger();
        let theirs = web.api_upload(&nils_token, "/api/v1/portal/evidence", &[("title", "ANNANS-POLICY"), ("kind", "policy")], "file", "annan.pdf", PDF).await.expect(201).json();
        let item = theirs["id"].as_str().unwrap();
        stranger.get(&format!("/portal/evidence/{item}/file")).await.expect(200);
        vendor.get("/portal/evidence").await.expect(200).lacks(&["ANNANS-POLICY"]);
        vendor.get(&format!("/portal/assessments/{id}/questions/Q01")).await.expect(200).lacks(&["ANNANS-POLICY"]);
        vendor.get(&format!("/portal/evidence/{item}/file")).await.expect(404).lacks(&["ANNANS"]);
        vendor.post(&format!("/portal/evidence/{item}/end"), &[]).await.expect(404);
        vendor.post(&format!("/portal/assessments/{id}/questions/Q01/library"), &[("evidence_id", item)]).await.expect(404).lacks(&["ANNANS"]);
        let own = t.token(&s.home, Role::VendorAdmin);
        web.api(&own, "GET", "/api/v1/portal/evidence", Value::Null, &[]).await.expect(200).has(&["\"total\":0"]).lacks(&["ANNANS"]);
        web.api(&own, "GET", &format!("/api/v1/portal/evidence/{item}/file"), Value::Null, &[]).await.expect(404);
        web.api(&own, "POST", &format!("/api/v1/portal/evidence/{item}/end"), json!({}), &[]).await.expect(404);
        web.api(&own, "POST", &format!("/api/v1/assessments/{id}/answers/Q01/library"), json!({"evidence_id": item}), &[]).await.expect(404);
        // And one's own evidence supports no answer of another's assessment.
        stranger.post(&format!("/portal/assessments/{id}/questions/Q01/library"), &[("evidence_id", item)]).await.expect(404);
        t.drain();
    }
}
