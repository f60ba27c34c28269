//! Several people at one vendor: who is here, no text lost, sections handed over and back.

use super::answering::{later, send};
use super::questionnaires::{Scene, browsers, scene};
use super::support::{Browser, Harness};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Refusal;
use tillit::features::accounts::{self, OrganisationKind, Person};
use tillit::features::questionnaires as q;
use tillit::kit::Ctx;

/// A colleague at the vendor with a browser.
fn colleague(t: &Harness, s: &Scene, name: &str) -> (Person, Ctx, Browser) {
    let (person, ctx) = t.person(&s.home, Role::VendorMember, name);
    let browser = t.browser_for(&person, ctx.clone());
    (person, ctx, browser)
}

both! {
    async fn colleagues_see_each_other(t: &Harness) {
        let s = scene(t);
        let id = send(t, &s.officer, &s.vendor);
        let (_, sara) = browsers(t, &s);
        let (_, _, anna) = colleague(t, &s, "Anna Berg");
        let base = format!("/portal/assessments/{id}/questions");
        sara.get(&format!("{base}/Q01")).await.expect(200).lacks(&["svarar på"]);
        anna.get(&format!("{base}/Q01")).await.expect(200).has(&["Sara Lind svarar på den här frågan just nu."]);
        t.app.clock.advance(chrono::Duration::minutes(2));
        sara.get(&format!("{base}/Q01")).await.expect(200).has(&["Anna Berg svarar på den här frågan, för 2 minuter sedan."]);
        sara.get(&format!("{base}/Q03")).await.expect(200).has(&["Anna Berg svarar på Q01, för 2 minuter sedan."]);
        let here = anna.autosave(&format!("{base}/Q01/presence"), &[]).await.expect(200).json();
        assert_eq!(here["others"], json!(["Sara Lind svarar på Q03 just nu."]));
        t.app.clock.advance(chrono::Duration::minutes(6));
        sara.get(&format!("{base}/Q01")).await.expect(200).lacks(&["svarar på"]);
        // Presence leaves no trace in the audit log and is the vendor's own.
        let officer = t.token(&t.region, Role::SecurityOfficer);
        let web = t.stranger();
        web.api(&officer, "GET", &format!("/api/v1/assessments/{id}/presence"), Value::Null, &[]).await.expect(404);
        let member = t.token(&s.home, Role::VendorMember);
        let api = format!("/api/v1/assessments/{id}/presence");
        web.api(&member, "PUT", &api, json!({"question_id": "Q99"}), &[]).await.expect(404);
        web.api(&member, "PUT", &api, json!({"question_id": "Q04"}), &[]).await.expect(404);
        web.api(&member, "PUT", &api, json!({"question_id": "Q01"}), &[]).await.expect(200).has(&["Sara Lind"]);
        t.drain();
    }

    async fn two_texts_are_both_there_until_somebody_chooses(t: &Harness) {
        let s = scene(t);
        let id = send(t, &s.officer, &s.vendor);
        let (_, sara) = browsers(t, &s);
        let (_, _, anna) = colleague(t, &s, "Anna Berg");
        let page = format!("/portal/assessments/{id}/questions/Q01");
        anna.post(&page, &[("version", "0"), ("status", "partly"), ("comment", "Annas text"), ("go", "later")]).await.expect(303);
        let mine = [("version", "0"), ("status", "met"), ("comment", "Saras text"), ("go", "next")];
        sara.post(&page, &mine).await.expect(409).has(&["Annas text", "Saras text", "Behåll min", "Behåll den sparade", "Sätt ihop", "name=\"version\" value=\"1\""]);
        // Put together: both are in the form, and nothing is saved yet.
        let merge = [("version", "1"), ("status", "met"), ("comment", "Saras text"), ("go", "merge")];
        sara.post(&page, &merge).await.expect(200).has(&["Annas text\n\nSaras text", "inte sparade"]);
        let stored = || t.read(|c| q::open(c, &s.admin.scope, &id)).answers["Q01"].comment.clone().unwrap();
        assert_eq!(stored(), "Annas text");
        sara.post(&page, &[("version", "1"), ("status", "met"), ("comment", "Annas text\n\nSaras text"), ("go", "more")]).await.expect(303);
        assert_eq!(stored(), "Annas text\n\nSaras text");
        // Keep mine is to save from the version that was shown; keep theirs is to open the question again.
        anna.post(&page, &[("version", "1"), ("status", "not_met"), ("comment", "Annas andra")]).await.expect(409).has(&["Annas andra", "Saras text"]);
        anna.post(&page, &[("version", "2"), ("status", "not_met"), ("comment", "Annas andra"), ("go", "more")]).await.expect(303);
        assert_eq!(stored(), "Annas andra");
        t.drain();
    }

    async fn a_section_is_handed_over_and_taken_back(t: &Harness) {
        let s = scene(t);
        let id = send(t, &s.officer, &s.vendor);
        let (region, sara) = browsers(t, &s);
        let (anna_person, _, anna) = colleague(t, &s, "Anna Berg");
        let (_, bo_ctx, bo) = colleague(t, &s, "Bo Ek");
        t.drain();
        let base = format!("/portal/assessments/{id}");
        sara.get(&format!("{base}/sections")).await.expect(200).has(&["Vem svarar på vad", "Anna Berg", "Ingen utsedd", "0 av"]);
        let to_anna = anna_person.id.to_string();
        let bad = [("domain", "ZZ"), ("person_id", to_anna.as_str()), ("due_on", "2026-01-01"), ("note", "Ett ord")];
        sara.post(&format!("{base}/delegations"), &bad).await.expect(422).has(&["Ett ord"]);
        let good = [("domain", "A"), ("person_id", to_anna.as_str()), ("due_on", "2026-12-01"), ("note", "Du kan det här bäst")];
        sara.post(&format!("{base}/delegations"), &good).await.expect(303);
        let letters = t.drain();
        assert_eq!(letters.len(), 1);
        // Who does what at the vendor is its own: neither the client's log nor its list of mails tells.
        let auditor = t.region_user(Role::Auditor);
        auditor.get("/audit").await.expect(200).has(&["<tbody>"]).lacks(&["Du kan det här bäst"]);
        // The filter of the log names every kind of object; of this kind there is no event.
        auditor.get("/audit?object_type=section_delegation").await.expect(200).has(&["Inga händelser"]).lacks(&["<tbody>"]);
        region.get(&format!("/assessments/{id}")).await.expect(200).lacks(&["Du kan det här bäst", "Anna Berg", "anna.berg"]);
        assert!(t.read(|c| tillit::kit::outbox::deliveries(c, &s.officer, &id)).iter().all(|row| row.name == "assessment_sent"));
        assert!(letters[0].to.contains("anna.berg") && letters[0].subject.contains("Styrning"), "{}", letters[0].subject);
        assert!(letters[0].text.contains("Du kan det här bäst") && letters[0].text.contains(&format!("{base}/sections/A")), "{}", letters[0].text);
        anna.get("/portal").await.expect(200).has(&["Avsnitt att svara på", "Styrning och ledning", &format!("{base}/sections/A"), "2026-12-01"]);
        bo.get("/portal").await.expect(200).lacks(&["Avsnitt att svara på"]);
        assert!(anna.get(&format!("{base}/sections/A")).await.expect(303).location().ends_with("/questions/Q01"));
        anna.get(&format!("{base}/questions/Q01")).await.expect(200).has(&["Anna Berg har det här avsnittet."]);
        anna.get(&format!("{base}/sections/ZZ")).await.expect(404);
        anna.post(&format!("{base}/questions/Q01"), &[("version", "0"), ("status", "unknown")]).await.expect(303);
        // Progress by section and by person.
        sara.get(&format!("{base}/sections")).await.expect(200).has(&["Du kan det här bäst", "Överlämnat av Sara Lind", "Svar per person", "1 av 29"]);

        // Who has nothing to do with it may not take it back; the one who has it may, and so may an administrator.
        let admin = t.token(&s.home, Role::VendorAdmin);
        let web = t.stranger();
        let all = web.api(&admin, "GET", &format!("/api/v1/assessments/{id}/delegations"), Value::Null, &[]).await.expect(200).json();
        let given = all["items"][0]["id"].as_str().unwrap().to_string();
        bo.post(&format!("{base}/delegations/{given}/end"), &[]).await.expect(409).has(&["Bara den som"]);
        let refused = t.app.db.write_now(|c| q::take_back(c, &later(t, &bo_ctx), &id, &given.parse().unwrap()));
        assert!(matches!(refused, Err(Refusal::Rule("rule-delegation-not-yours", _))), "{refused:?}");
        anna.post(&format!("{base}/delegations/{given}/end"), &[]).await.expect(303);
        anna.get("/portal").await.expect(200).lacks(&["Avsnitt att svara på"]);
        sara.post(&format!("{base}/delegations/{given}/end"), &[]).await.expect(404);

        // The other side of the table hands nothing over, nor does a stranger; nobody of another house receives it.
        let new = q::NewDelegation { domain: "A".into(), person_id: anna_person.id.clone(), due_on: None, note: None };
        let refused = t.app.db.write_now(|c| q::hand_over(c, &later(t, &s.officer), &id, &new));
        assert!(matches!(refused, Err(Refusal::NotAllowed)), "{refused:?}");
        let officer = t.token(&t.region, Role::SecurityOfficer);
        let api = format!("/api/v1/assessments/{id}/delegations");
        let body = json!({"domain": "A", "person_id": anna_person.id});
        let answer = web.api(&officer, "POST", &api, body.clone(), &[]).await;
        assert!(matches!(answer.status, 403 | 404), "{}", answer.status);
        let now = t.now();
        let other = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Annan AB", None, false));
        let (nils, _) = t.person(&other, Role::VendorAdmin, "Nils Annan");
        let nils_token = t.token_of(&nils, &other, Role::VendorAdmin);
        web.api(&nils_token, "POST", &api, body, &[]).await.expect(404);
        web.api(&admin, "POST", &api, json!({"domain": "A", "person_id": nils.id}), &[]).await.expect(422);
        let made = web.api(&admin, "POST", &api, json!({"domain": "A", "person_id": anna_person.id}), &[]).await.expect(201).json();
        web.api(&nils_token, "POST", &format!("{api}/{}/end", made["id"].as_str().unwrap()), json!({}), &[]).await.expect(404);
        // Handing it to the next one takes it from the first.
        web.api(&admin, "POST", &api, json!({"domain": "A", "person_id": bo_ctx.actor.person_id}), &[]).await.expect(201);
        anna.get("/portal").await.expect(200).lacks(&["Avsnitt att svara på"]);
        bo.get("/portal").await.expect(200).has(&["Avsnitt att svara på"]);
        t.drain();
    }
}
