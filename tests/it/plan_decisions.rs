//! A plan is decided (domain.md 1.3 row 20): role, name, date, delegation and diary number, a frozen version with its
//! fingerprint; a later edit is a new version that waits for its own decision, and versions are compared.

use super::plans::{action, finding, found, id_in, plan, review, whole};
use super::questionnaires::{Scene, browsers, scene};
use super::support::{Answer, Browser, Harness};
use diesel::RunQueryDsl;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::findings;
use tillit::features::plans::{self, FrozenPlan, Plan, PlanOrigin, PlanState};
use tillit::features::vendor_reviews as reviews;
use tillit::kit::snapshot::sha256_hex;

const DECISION: [(&str, &str); 5] = [
    ("role", "Hälso- och sjukvårdsdirektör"),
    ("name", "Nora Lindqvist"),
    ("decided_on", "2026-11-23"),
    ("delegation", "HSN delegationsordning 4.2"),
    ("diary_number", "HSN 2026-0311"),
];

/// The form of a decision on the plan as it is, with changes.
pub async fn decide(browser: &Browser, plan: &Plan, t: &Harness, s: &Scene, change: &[(&str, &str)]) -> Answer {
    let whole = whole(t, s, &plan.id);
    let (version, seen) = (whole.plan.version.to_string(), whole.content().sealed().unwrap().1);
    let mut fields: Vec<(&str, &str)> = DECISION.to_vec();
    fields.extend([("version", version.as_str()), ("seen", seen.as_str())]);
    fields.retain(|(name, _)| !change.iter().any(|(other, _)| other == name));
    fields.extend_from_slice(change);
    browser.post(&format!("/plans/{}/decide", plan.id), &fields).await
}

/// A plan with one action that answers a finding.
pub fn planned(t: &Harness, s: &Scene) -> Plan {
    let finding = finding(t, s, "Öppen lagringsyta", &["A.8.9"]);
    let plan = plan(t, s, "Stäng lagringsytan");
    let made = action(t, s, "Stäng ytan", Some(&finding.id)).id;
    t.write(|c| plans::take_in(c, &s.officer, &plan.id, None, (&[made], PlanOrigin::FromReview)));
    t.drain();
    plan
}

both! {
    async fn a_decision_freezes_the_plan_with_role_name_date_delegation_and_diary_number(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let empty = plan(t, &s, "Tom plan");
        decide(&region, &empty, t, &s, &[]).await.expect(409).has(&["inga åtgärder än"]);
        let plan = planned(t, &s);
        let path = format!("/plans/{}", plan.id);
        region.get(&format!("{path}/decide")).await.expect(200).has(&["Stäng ytan", "Öppen lagringsyta", "version 1"]);
        for (wrong, field) in [(("role", " "), "role"), (("name", ""), "name"), (("delegation", ""), "delegation"), (("decided_on", ""), "decided_on"), (("decided_on", "2026-11-24"), "decided_on"), (("decided_on", "i går"), "decided_on")] {
            decide(&region, &plan, t, &s, &[wrong]).await.expect(422).has(&[&format!("f-{field}")]);
        }
        decide(&region, &plan, t, &s, &[("seen", "something else")]).await.expect(409).has(&["har ändrats sedan du öppnade sidan"]);
        decide(&region, &plan, t, &s, &[]).await.expect(303);
        // Pressed again, by the same or another, it is not decided twice.
        decide(&region, &plan, t, &s, &[]).await.expect(409).has(&["Inget har ändrats sedan version 1"]);
        decide(&region, &plan, t, &s, &[("version", "1")]).await.expect(409);
        let whole = whole(t, &s, &plan.id);
        let decision = &whole.decisions[0];
        assert_eq!((whole.decisions.len(), whole.state, decision.number), (1, PlanState::Decided, 1));
        assert_eq!(decision.sha256, sha256_hex(&decision.snapshot), "the fingerprint is of the frozen text");
        let frozen = FrozenPlan::of(decision).unwrap();
        let said = frozen.decision.clone().unwrap();
        assert_eq!((said.role.as_str(), said.name.as_str(), said.decided_on.to_string().as_str(), said.delegation.as_str(), said.diary_number.as_deref()),
            ("Hälso- och sjukvårdsdirektör", "Nora Lindqvist", "2026-11-23", "HSN delegationsordning 4.2", Some("HSN 2026-0311")));
        assert_eq!((frozen.lines[0].title.as_str(), frozen.lines[0].finding.as_ref().unwrap().title.as_str()), ("Stäng ytan", "Öppen lagringsyta"));
        region.get(&path).await.expect(200).has(&["Nora Lindqvist", "HSN 2026-0311", "HSN delegationsordning 4.2", &decision.sha256]);
        let (one, two) = (region.get(&format!("{path}/plan.pdf?version=1")).await.expect(200), region.get(&format!("{path}/plan.pdf?version=1")).await.expect(200));
        assert!(one.body.starts_with(b"%PDF") && one.body == two.body, "the same version gives the same bytes");
        region.get(&format!("{path}/plan.pdf?version=1&lang=en")).await.expect(200);
        region.get(&format!("{path}/plan.pdf?version=2")).await.expect(404);
        t.drain();
    }

    async fn a_review_tells_what_was_done_and_decided_about_its_findings(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let place = review(&region, &s, "audit_office").await;
        found(&region, &place, "high", "vendor", "Loggar saknas").await;
        let made = region.post(&format!("{place}/plan"), &[]).await.expect(303).location().to_string();
        let whole = whole(t, &s, &id_in(&made));
        let action = &whole.lines[0].action;
        region.get(&place).await.expect(200).has(&[&format!("/actions/{}", action.id), "inte beslutad", made.as_str()]);
        decide(&region, &whole.plan, t, &s, &[]).await.expect(303);
        // What comes into the plan afterwards was not decided with it.
        t.advance_days(1);
        let (region, _) = browsers(t, &s);
        let finding = t.read(|c| reviews::findings_of(c, &s.officer.scope, &id_in(&place))).remove(0).1;
        let later = crate::plans::action(t, &s, "Granska loggarna", Some(&finding.id)).id;
        let ctx = tillit::kit::Ctx { now: t.now(), ..s.officer.clone() };
        t.write(|c| plans::take_in(c, &ctx, &whole.plan.id, None, (&[later], PlanOrigin::FromReview)));
        region.get(&place).await.expect(200).has(&["version 1 beslutad 2026-11-23 av Nora Lindqvist", "HSN 2026-0311", "Granska loggarna", "inte beslutad"]);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let said = region.api(&token, "GET", &format!("/api/v1{place}"), Value::Null, &[]).await.expect(200).json();
        let (first, second) = (&said["findings"][0]["actions"][0], &said["findings"][0]["actions"][1]);
        assert_eq!((&first["id"], &first["plans"][0]["id"]), (&json!(action.id), &json!(whole.plan.id)));
        assert_eq!(first["plans"][0]["decision"], json!({"number": 1, "decided_on": "2026-11-23", "decided_by": "Nora Lindqvist", "diary_number": "HSN 2026-0311"}));
        assert_eq!((&second["title"], &second["plans"][0]["decision"]), (&json!("Granska loggarna"), &Value::Null));
        t.drain();
    }

    async fn an_edit_after_the_decision_is_a_new_version_that_waits_for_its_own(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let plan = planned(t, &s);
        let path = format!("/plans/{}", plan.id);
        decide(&region, &plan, t, &s, &[]).await.expect(303);
        let kept = whole(t, &s, &plan.id).decisions[0].snapshot.clone();
        // Work that goes on, and a due date that was moved, ask for no new decision.
        let action = whole(t, &s, &plan.id).lines[0].action.clone();
        t.write(|c| findings::start(c, &s.officer, &action.id, None));
        assert_eq!(whole(t, &s, &plan.id).state, PlanState::Decided);
        t.write(|c| findings::postpone(c, &s.officer, &action.id, None, "2027-01-20".parse().unwrap(), "Leverans saknas"));
        assert_eq!(whole(t, &s, &plan.id).state, PlanState::Decided);
        region.get(&path).await.expect(200).has(&["Slutdatum har flyttats"]);
        region.get(&format!("{path}/compare")).await.expect(200).has(&["2026-12-20", "2027-01-20"]);
        // An edit does, and what was decided is what it was.
        let version = whole(t, &s, &plan.id).plan.version.to_string();
        region.post(&format!("{path}/edit"), &[("version", &version), ("title", "Stäng alla ytor"), ("starts_on", "2026-11-23")]).await.expect(303);
        region.post(&format!("{path}/edit"), &[("version", &version), ("title", "Igen"), ("starts_on", "2026-11-23")]).await.expect(409);
        let edited = whole(t, &s, &plan.id);
        assert_eq!((edited.state, edited.content().version), (PlanState::Edited, 2));
        assert_eq!(edited.decisions[0].snapshot, kept);
        region.get(&path).await.expect(200).has(&["Planen har ändrats efter beslutet", "Version 1 gäller"]);
        region.get(&format!("{path}/decide")).await.expect(200).has(&["Ändrat sedan det senaste beslutet", "Stäng alla ytor", "version 2"]);
        decide(&region, &plan, t, &s, &[("diary_number", "HSN 2026-0400")]).await.expect(303);
        let again = whole(t, &s, &plan.id);
        assert_eq!((again.state, again.decisions.len(), again.decisions[1].snapshot.as_str()), (PlanState::Decided, 2, kept.as_str()));
        region.get(&format!("{path}/compare?from=1&to=2")).await.expect(200).has(&["Stäng lagringsytan", "Stäng alla ytor"]);
        region.get(&format!("{path}/compare?from=2&to=now")).await.expect(200).has(&["Inget skiljer sig"]);
        region.get(&format!("{path}/compare?from=9")).await.expect(404);
        // Dropping an action of a decided plan is an edit.
        t.write(|c| findings::cancel(c, &s.officer, &action.id, None, "Behövs inte"));
        assert_eq!(whole(t, &s, &plan.id).state, PlanState::Edited);
        t.drain();
    }

    async fn a_frozen_plan_that_was_changed_in_the_database_is_told_by_its_fingerprint(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let plan = planned(t, &s);
        decide(&region, &plan, t, &s, &[]).await.expect(303);
        t.write(|c| Ok(diesel::sql_query("UPDATE plan_decisions SET snapshot = replace(snapshot, 'Nora', 'Mona')").execute(c)?));
        let decision = whole(t, &s, &plan.id).decisions.remove(0);
        assert_ne!(decision.sha256, sha256_hex(&decision.snapshot));
        region.get(&format!("/plans/{}/plan.pdf?version=1", plan.id)).await.expect(409).has(&["stämmer inte med sin kontrollsumma"]);
        t.drain();
    }

    async fn a_plan_closes_when_no_action_is_open_and_is_then_left_alone(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let plan = planned(t, &s);
        let path = format!("/plans/{}", plan.id);
        let version = whole(t, &s, &plan.id).plan.version.to_string();
        region.post(&format!("{path}/close"), &[("version", &version), ("note", "")]).await.expect(409).has(&["fortfarande öppen"]);
        let action = whole(t, &s, &plan.id).lines[0].action.id.clone();
        t.write(|c| findings::cancel(c, &s.officer, &action, None, "Behövs inte"));
        region.post(&format!("{path}/close"), &[("version", &version), ("note", "Allt är gjort")]).await.expect(303);
        region.get(&path).await.expect(200).has(&["Avslutad", "Allt är gjort"]).lacks(&["Lägg till åtgärd"]);
        region.get("/plans").await.expect(200).lacks(&["Stäng lagringsytan"]);
        region.get("/plans?status=closed").await.expect(200).has(&["Stäng lagringsytan"]);
        region.post(&format!("{path}/share"), &[("version", "9")]).await.expect(409);
        decide(&region, &plan, t, &s, &[]).await.expect(409).has(&["Planen är avslutad"]);
        t.drain();
    }

    async fn who_may_decide_a_plan_is_said_by_the_table_and_a_token_can_too(t: &Harness) {
        let s = scene(t);
        let plan = planned(t, &s);
        let api = format!("/api/v1/plans/{}", plan.id);
        let seen = whole(t, &s, &plan.id).fingerprint().unwrap();
        let body = json!({"role": "Direktör", "name": "Nora Lindqvist", "decided_on": "2026-11-23", "delegation": "4.2", "diary_number": "HSN 1", "seen": seen});
        let browser = t.stranger();
        for role in [Role::Reader, Role::Auditor, Role::Admin] {
            let token = t.token(&t.region, role);
            // The API says "not found" to whoever may not, so that it tells nobody what there is; a page says 403.
            browser.api(&token, "POST", &format!("{api}/decide"), body.clone(), &[]).await.expect(404);
        }
        let (director, manager) = (t.token(&t.region, Role::Director), t.token(&t.region, Role::ContractManager));
        let refused = browser.api(&director, "POST", &format!("{api}/decide"), json!({"role": "Direktör"}), &[]).await.expect(422).json();
        let pointers: Vec<_> = refused["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/name", "/delegation", "/decided_on", "/seen"]);
        let decided = browser.api(&director, "POST", &format!("{api}/decide"), body, &[]).await.expect(201).json();
        assert_eq!((&decided["state"], &decided["decisions"][0]["diary_number"]), (&json!("decided"), &json!("HSN 1")));
        let line = json!({"title": "Ny", "responsible": "region", "due_on": "2026-12-20", "origin": "new", "starts_on": "2026-12-01"});
        let added = browser.api(&manager, "POST", &format!("{api}/plan-actions"), line, &[]).await.expect(201).json();
        assert_eq!((&added["state"], &added["orphans"], &added["lines"][1]["orphan"]), (&json!("edited"), &json!(1), &json!(true)));
        let compared = browser.api(&manager, "GET", &format!("{api}/compare"), Value::Null, &[]).await.expect(200).json();
        assert_eq!((&compared["needs_decision"], &compared["lines"][0]["change"], &compared["from"]), (&json!(true), &json!("added"), &json!("1")));
        let line_id = added["lines"][1]["id"].as_str().unwrap();
        let place = json!({"origin": "ongoing", "starts_on": "2026-12-02", "private_note": "x"});
        browser.api(&manager, "PUT", &format!("{api}/plan-actions/{line_id}"), place.clone(), &[]).await.expect(428);
        browser.api(&manager, "PUT", &format!("{api}/plan-actions/{line_id}"), place, &[("if-match", "\"1\"")]).await.expect(200);
        browser.api(&manager, "DELETE", &format!("{api}/plan-actions/{line_id}"), Value::Null, &[]).await.expect(428);
        browser.api(&manager, "DELETE", &format!("{api}/plan-actions/{line_id}"), Value::Null, &[("if-match", "\"1\"")]).await.expect(412);
        let left = browser.api(&manager, "DELETE", &format!("{api}/plan-actions/{line_id}"), Value::Null, &[("if-match", "\"2\"")]).await.expect(200).json();
        assert_eq!((&left["state"], left["lines"].as_array().unwrap().len()), (&json!("decided"), 1));
        let made = browser.api(&manager, "POST", "/api/v1/plans", json!({"vendor_id": s.vendor.id, "template": "lis"}), &[]).await.expect(201).json();
        assert!(made["lines"].as_array().unwrap().len() >= 12 && made["orphans"].as_u64().unwrap() >= 12);
        let listed = browser.api(&manager, "GET", &format!("/api/v1/plans?vendor_id={}", s.vendor.id), Value::Null, &[]).await.expect(200).json();
        assert_eq!(listed["total"], 2);
        let template = browser.api(&manager, "GET", "/api/v1/plan-templates", Value::Null, &[]).await.expect(200).json()["items"][0].clone();
        assert_eq!(template["key"], "lis");
        for step in template["steps"].as_array().unwrap() {
            assert!(matches!(step["responsible"].as_str(), Some("region" | "vendor")), "{step}");
        }
        assert_eq!(id_in(&format!("/plans/{}", plan.id)), plan.id);
        t.drain();
    }

    async fn nobody_decides_a_plan_that_was_not_read(t: &Harness) {
        let s = scene(t);
        let plan = planned(t, &s);
        let api = format!("/api/v1/plans/{}", plan.id);
        let (browser, manager, director) = (t.stranger(), t.token(&t.region, Role::ContractManager), t.token(&t.region, Role::Director));
        let read = browser.api(&manager, "GET", &api, Value::Null, &[]).await.expect(200).json();
        let version = format!("\"{}\"", read["version"]);
        let body = |seen: &Value| json!({"role": "Direktör", "name": "Nora Lindqvist", "decided_on": "2026-11-23", "delegation": "4.2", "seen": seen});
        // Somebody edits an action meanwhile: the plan's version stands still, what would be frozen does not.
        let action = whole(t, &s, &plan.id).lines[0].action.clone();
        browser.api(&manager, "PATCH", &format!("/api/v1/actions/{}", action.id), json!({"title": "Stäng halva ytan"}), &[("if-match", "\"1\"")]).await.expect(200);
        let same = [("if-match", version.as_str())];
        browser.api(&director, "POST", &format!("{api}/decide"), body(&read["fingerprint"]), &same).await.expect(409).has(&["rule-plan-moved-on"]);
        browser.api(&director, "POST", &format!("{api}/decide"), body(&json!("")), &same).await.expect(422).has(&["/seen"]);
        let again = browser.api(&manager, "GET", &api, Value::Null, &[]).await.expect(200).json();
        browser.api(&director, "POST", &format!("{api}/decide"), body(&again["fingerprint"]), &same).await.expect(201);
        assert_eq!(FrozenPlan::of(&whole(t, &s, &plan.id).decisions[0]).unwrap().lines[0].title, "Stäng halva ytan");
        t.drain();
    }

    async fn a_decided_plan_becomes_a_record_with_its_own_number(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let plan = planned(t, &s);
        let token = t.token(&t.region, Role::ContractManager);
        let waiting = "/records/unregistered?kind=plan";
        let body = json!({"kind": "plan", "object_id": plan.id, "subject": "Plan", "type_key": "action_plan", "direction": "drawn_up", "dated_on": "2026-11-23"});
        // A draft is no record.
        region.api(&token, "POST", "/api/v1/records", body.clone(), &[]).await.expect(404);
        region.get(waiting).await.expect(200).lacks(&["Stäng lagringsytan"]);
        decide(&region, &plan, t, &s, &[]).await.expect(303);
        region.get(waiting).await.expect(200).has(&["Stäng lagringsytan"]);
        let decided = whole(t, &s, &plan.id).decisions[0].id.clone();
        region.get(&format!("/records/new?kind=plan&object_id={decided}")).await.expect(200).has(&["HSN 2026-0311"]);
        let body = json!({"kind": "plan", "object_id": decided, "subject": "Plan", "type_key": "action_plan", "direction": "drawn_up", "dated_on": "2026-11-23"});
        let made = region.api(&token, "POST", "/api/v1/records", body, &[]).await.expect(201).json();
        let page = format!("/records/{}", made["id"].as_str().unwrap());
        region.get(&page).await.expect(200).has(&["Stäng ytan", "Öppen lagringsyta", "Nora Lindqvist"]);
        region.get(&page).await.expect(200).has(&["HSN delegationsordning 4.2", "Hälso- och sjukvårdsdirektör"]);
        region.get(waiting).await.expect(200).lacks(&["Stäng lagringsytan"]);
        // The next decision waits for a record of its own, and the first one says what it said.
        let more = action(t, &s, "Byt nycklarna", None).id;
        t.write(|c| plans::take_in(c, &s.officer, &plan.id, None, (&[more], PlanOrigin::New)));
        decide(&region, &plan, t, &s, &[]).await.expect(303);
        region.get(waiting).await.expect(200).has(&["Stäng lagringsytan (2)"]);
        region.get(&page).await.expect(200).has(&["Stäng ytan"]).lacks(&["Byt nycklarna"]);
        t.drain();
    }
}
