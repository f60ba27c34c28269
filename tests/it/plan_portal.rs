//! The joint plan (domain.md 1.3 row 35): both parties read it once it is shared; the region's private notes, the findings
//! and the review behind it never reach the vendor, on no page, in no body, no mail and no paper.

use super::plan_decisions::{decide, planned};
use super::plans::{action, finding, found, id_in, plan, review, whole};
use super::questionnaires::{browsers, scene, vendor_of};
use super::support::tables::insert;
use diesel::RunQueryDsl;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::dialogues;
use tillit::features::findings::{self, Responsible};
use tillit::features::plans::{self, LineEdit, NewLine, NewPlan, PlanOrigin};
use tillit::features::question_sets::{self as sets, FocusArea, NewFocus};

/// What only the region may know, each in a field of its own.
const SECRETS: [&str; 7] = [
    "HEMLIG-PLANANTECKNING",
    "HEMLIG-RADANTECKNING",
    "HEMLIG-BRIST",
    "HEMLIG-GRANSKNING",
    "HEMLIGT-FOKUSSKÄL",
    "HEMLIG-ORSAK",
    "HEMLIG-ÅTGÄRDSANTECKNING",
];

both! {
    async fn both_parties_read_the_joint_plan_and_nothing_private_leaks(t: &Harness) {
        let s = scene(t);
        let (region, vendor) = browsers(t, &s);
        let vendor_id = s.vendor.id.to_string();
        let fields = [("vendor_id", vendor_id.as_str()), ("kind", "internal"), ("status", "reported"), ("title", "HEMLIG-GRANSKNING"), ("scope", "Lagring")];
        let place = region.post("/reviews", &fields).await.expect(303).location().to_string();
        found(&region, &place, "critical", "vendor", "HEMLIG-BRIST").await;
        let made = region.post(&format!("{place}/plan"), &[]).await.expect(303).location().to_string();
        let id = id_in(&made);
        // The action took the finding's words, which nobody but the region sees yet; the region says it in words for both.
        let line = whole(t, &s, &id).lines.remove(0);
        let theirs = format!("/portal/actions/{}", line.action.id);
        vendor.get(&theirs).await.expect(404).lacks(&SECRETS);
        for path in ["/portal", "/portal/actions", "/portal/actions?status=all", "/portal/search?q=HEMLIG"] {
            vendor.get(path).await.expect(200).lacks(&SECRETS);
        }
        region.get(&made).await.expect(200).has(&["läs igenom rubrikerna innan du delar"]);
        region.get(&format!("/actions/{}", line.action.id)).await.expect(200).has(&["Leverantören ser inte åtgärden"]);
        let edit = [("version", "1"), ("title", "Stäng lagringsytan"), ("responsible", "vendor"), ("internal_note", "HEMLIG-ÅTGÄRDSANTECKNING")];
        region.post(&format!("/actions/{}/edit", line.action.id), &edit).await.expect(303);
        let place_in_plan = [("version", "1"), ("origin", "from_review"), ("starts_on", "2026-11-23"), ("milestone", "Milstolpe ett"), ("expected_evidence", "Skärmbild"), ("private_note", "HEMLIG-RADANTECKNING")];
        region.post(&format!("{made}/plan-actions/{}", line.line.id), &place_in_plan).await.expect(303);
        let version = || whole(t, &s, &id).plan.version.to_string();
        let head = [("version", version()), ("title", "Gemensam plan".to_string()), ("purpose", "Inget ska kunna nås".to_string()), ("internal_note", "HEMLIG-PLANANTECKNING".to_string()), ("starts_on", "2026-11-23".to_string())];
        let head: Vec<(&str, &str)> = head.iter().map(|(n, v)| (*n, v.as_str())).collect();
        region.post(&format!("{made}/edit"), &head).await.expect(303);
        let finding_id = line.finding.unwrap().id;
        region.post(&format!("/findings/{finding_id}/cause"), &[("version", "0"), ("kind", "routine"), ("confidence", "assumed"), ("description", "HEMLIG-ORSAK")]).await.expect(303);
        let focus = NewFocus { vendor_id: s.vendor.id.clone(), area: FocusArea::ChangeManagement, reason: "HEMLIGT-FOKUSSKÄL".into() };
        t.write(|c| sets::set_focus(c, &s.officer, &focus));
        t.drain();
        // Not shared: the vendor finds nothing.
        let portal = format!("/portal/plans/{id}");
        vendor.get(&portal).await.expect(404);
        vendor.get(&format!("{portal}/plan.pdf")).await.expect(404);
        vendor.get("/portal/plans").await.expect(200).has(&["Inga gemensamma planer"]);
        vendor.get("/portal/actions").await.expect(200).lacks(&["Stäng lagringsytan"]);
        region.get(&format!("/actions/{}", line.action.id)).await.expect(200).has(&["Stäng lagringsytan"]);
        region.post(&format!("{made}/share"), &[("version", &version())]).await.expect(303);
        let letters = t.drain();
        assert_eq!(letters.len(), 1, "one mail for the whole plan");
        assert!(letters[0].subject.contains("Gemensam plan") && letters[0].text.contains(&portal), "{}", letters[0].text);
        region.post(&format!("{made}/share"), &[("version", &version())]).await.expect(409).has(&["redan delad"]);
        let decision = [("version", version()), ("role", "Direktör".to_string()), ("name", "Nora Lindqvist".to_string()), ("decided_on", "2026-11-23".to_string()), ("delegation", "4.2".to_string()), ("diary_number", "HSN 7".to_string()), ("seen", whole(t, &s, &id).fingerprint().unwrap())];
        let decision: Vec<(&str, &str)> = decision.iter().map(|(n, v)| (*n, v.as_str())).collect();
        region.post(&format!("{made}/decide"), &decision).await.expect(303);
        // Both see the same actions; the region sees what is its own beside them.
        region.get(&made).await.expect(200).has(&["Stäng lagringsytan", "HEMLIG-PLANANTECKNING", "HEMLIG-RADANTECKNING", "HEMLIG-BRIST", "HEMLIG-GRANSKNING"]);
        vendor.get("/portal/plans").await.expect(200).has(&["Gemensam plan", "Region Almeå", "Beslutad"]).lacks(&SECRETS);
        vendor.get(&portal).await.expect(200).has(&["Stäng lagringsytan", "Milstolpe ett", "Skärmbild", "Inget ska kunna nås", "Nora Lindqvist", "HSN 7", "Ändringar i drift"]).lacks(&SECRETS);
        vendor.get("/portal/actions").await.expect(200).has(&["Stäng lagringsytan"]).lacks(&SECRETS);
        vendor.get(&theirs).await.expect(200).has(&["Stäng lagringsytan"]).lacks(&SECRETS);
        let token = t.token(&s.home, Role::VendorAdmin);
        for path in ["/api/v1/plans".to_string(), format!("/api/v1/plans/{id}")] {
            let answer = vendor.api(&token, "GET", &path, Value::Null, &[]).await.expect(200).lacks(&SECRETS);
            assert!(!answer.text().contains("private_note") && !answer.text().contains("internal_note"), "{}", answer.text());
        }
        let compared = vendor.api(&token, "GET", &format!("/api/v1/plans/{id}/compare"), Value::Null, &[]).await.lacks(&SECRETS);
        assert!(matches!(compared.status, 403 | 404), "{}", compared.status);
        vendor.api(&token, "GET", &format!("/api/v1/plans?review_id={}", id_in(&place)), Value::Null, &[]).await.expect(200).has(&["\"total\":1"]);
        for letter in &letters {
            for secret in SECRETS {
                assert!(!letter.text.contains(secret) && !letter.html.contains(secret) && !letter.subject.contains(secret), "{secret}");
            }
        }
        // What is printed for the vendor is set from data without the findings; the frozen text has no note at all.
        let whole = whole(t, &s, &id);
        let frozen = plans::FrozenPlan::of(&whole.decisions[0]).unwrap();
        assert!(frozen.lines[0].finding.is_some());
        let (theirs, _) = frozen.for_vendor().sealed().unwrap();
        for secret in SECRETS {
            assert!(!theirs.contains(secret), "{secret}");
        }
        for secret in ["HEMLIG-PLANANTECKNING", "HEMLIG-RADANTECKNING", "HEMLIGT-FOKUSSKÄL", "HEMLIG-ORSAK", "HEMLIG-GRANSKNING"] {
            assert!(!whole.decisions[0].snapshot.contains(secret), "{secret}");
        }
        for path in [format!("{portal}/plan.pdf"), format!("{portal}/plan.pdf?version=1&lang=en")] {
            assert!(vendor.get(&path).await.expect(200).body.starts_with(b"%PDF"));
        }
        // The region's own addresses are closed to the vendor.
        for path in [made.clone(), format!("{made}/compare"), format!("{made}/plan.pdf"), format!("{made}/decide"), format!("{made}/add"), "/plans".to_string()] {
            let answer = vendor.get(&path).await;
            assert!(matches!(answer.status, 403 | 404), "{path}: {}", answer.status);
            answer.lacks(&SECRETS);
        }
        // A meeting has the finding on its agenda, by its number alone.
        let contract = insert(t, "contracts", &[("organisation_id", t.region.id.as_str()), ("vendor_id", vendor_id.as_str()), ("reference", "AVT-1")]);
        let dialogue = t.write(|c| dialogues::start_series(c, &s.officer, &contract, "2026-11-23".parse().unwrap()));
        let meeting = format!("/portal/dialogues/{}", dialogue.id);
        for path in [meeting.clone(), format!("{meeting}/prepare")] {
            vendor.get(&path).await.expect(200).has(&["Ny brist nr 1", "Stäng lagringsytan"]).lacks(&SECRETS);
        }
        vendor.api(&token, "GET", &format!("/api/v1/dialogues/{}/agenda", dialogue.id), Value::Null, &[]).await.expect(200).has(&["Ny brist nr 1"]).lacks(&SECRETS);
        region.get(&format!("/dialogues/{}/prepare", dialogue.id)).await.expect(200).has(&["HEMLIG-BRIST"]);
        t.drain();
    }

    async fn what_was_decided_before_the_sharing_and_changed_since_stays_with_the_region(t: &Harness) {
        let s = scene(t);
        let (region, vendor) = browsers(t, &s);
        let token = t.token(&s.home, Role::VendorAdmin);
        let changed = plan(t, &s, "Gemensam plan");
        let path = format!("/plans/{}", changed.id);
        let (portal, api) = (format!("/portal{path}"), format!("/api/v1{path}"));
        let hidden = ["HEMLIG-BORTTAGEN", "HEMLIG-RUBRIK", "plan.pdf?version=1"];
        for (version, title) in [("1", hidden[0]), ("2", hidden[1])] {
            let fields = [("version", version), ("title", title), ("origin", "new"), ("responsible", "vendor"), ("starts_on", "2026-12-01"), ("due_on", "2026-12-20")];
            region.post(&format!("{path}/add"), &fields).await.expect(303);
        }
        decide(&region, &changed, t, &s, &[]).await.expect(303);
        let lines = whole(t, &s, &changed.id).lines;
        t.write(|c| plans::remove_line(c, &s.officer, (&changed.id, &lines[0].line.id), None));
        region.post(&format!("/actions/{}/edit", lines[1].action.id), &[("version", "1"), ("title", "Stäng ytan"), ("responsible", "vendor")]).await.expect(303);
        t.write(|c| plans::share(c, &s.officer, &changed.id, None));
        t.drain();
        // The page, the list, the paper and the API: nothing of the version that was changed before anybody shared it.
        vendor.get(&portal).await.expect(200).has(&["Stäng ytan", "Planen är inte beslutad än"]).lacks(&hidden);
        vendor.get("/portal/plans").await.expect(200).has(&["Ej beslutad"]);
        vendor.get(&format!("{portal}/plan.pdf?version=1")).await.expect(404);
        vendor.api(&token, "GET", &format!("{api}/plan.pdf?version=1"), Value::Null, &[]).await.expect(404);
        let facts = vendor.api(&token, "GET", &api, Value::Null, &[]).await.expect(200).lacks(&hidden).json();
        assert_eq!((&facts["state"], &facts["decisions"]), (&json!("draft"), &json!([])));
        let listed = vendor.api(&token, "GET", "/api/v1/plans", Value::Null, &[]).await.expect(200).json();
        assert_eq!((&listed["items"][0]["state"], &listed["items"][0]["decided"]), (&json!("draft"), &Value::Null));
        assert_eq!(t.read(|c| plans::open(c, &s.admin, &changed.id)).content().version, 2, "a draft has one number");
        region.get(&path).await.expect(200).has(&["plan.pdf?version=1"]);
        // What is decided from then on is read by both.
        decide(&region, &changed, t, &s, &[]).await.expect(303);
        vendor.get(&portal).await.expect(200).has(&["plan.pdf?version=2"]).lacks(&hidden);
        assert!(vendor.get(&format!("{portal}/plan.pdf?version=2")).await.expect(200).body.starts_with(b"%PDF"));
        let facts = vendor.api(&token, "GET", &api, Value::Null, &[]).await.expect(200).json();
        assert_eq!((&facts["state"], &facts["decisions"][0]["number"], &facts["decisions"][1]), (&json!("decided"), &json!(2), &Value::Null));
        // A version that held as the plan was shared is shown, and stays when the plan is edited.
        let same = planned(t, &s);
        let portal_of_same = format!("/portal/plans/{}", same.id);
        decide(&region, &same, t, &s, &[]).await.expect(303);
        t.write(|c| plans::share(c, &s.officer, &same.id, None));
        t.drain();
        vendor.get(&portal_of_same).await.expect(200).has(&["Beslutad", "plan.pdf?version=1"]);
        let version = whole(t, &s, &same.id).plan.version.to_string();
        region.post(&format!("/plans/{}/edit", same.id), &[("version", &version), ("title", "Stäng alla ytor"), ("starts_on", "2026-11-23")]).await.expect(303);
        vendor.get(&portal_of_same).await.expect(200).has(&["Ändringarna väntar på beslut", "plan.pdf?version=1"]);
        assert!(vendor.get(&format!("{portal_of_same}/plan.pdf?version=1")).await.expect(200).body.starts_with(b"%PDF"));
        // A line whose action the vendor does not see is not in its copy, whatever was decided.
        t.write(|c| Ok(diesel::sql_query("UPDATE actions SET withheld = TRUE").execute(c)?));
        t.read(|c| {
            for (ctx, lines) in [(&s.officer, 1), (&s.admin, 0)] {
                let whole = plans::open(c, ctx, &changed.id)?;
                assert_eq!(whole.version(c, ctx, 2)?.unwrap().0.lines.len(), lines);
            }
            Ok(())
        });
        vendor.get(&portal).await.expect(200).lacks(&["Stäng ytan"]);
        t.drain();
    }

    async fn an_action_made_in_a_plan_is_withheld_until_one_with_it_is_shared(t: &Harness) {
        let w = crate::ladder::world(t);
        let known = w.action(t, "Känd sedan tidigare", None, "2026-12-20");
        let new = NewPlan { vendor_id: Some(w.vendor.id.clone()), contract_id: Some(w.contract.id.clone()), title: "Plan".into(), ..NewPlan::default() };
        let id = t.write(|c| plans::add(c, &w.ctx, &new)).id;
        for title in ["Kryptera lagringen", "Byt nycklarna"] {
            let line = NewLine {
                title: title.into(),
                description: None,
                responsible: Responsible::Vendor,
                owner_id: None,
                owner_name: None,
                due_on: "2026-12-20".parse().unwrap(),
                finding_id: None,
                origin: PlanOrigin::New,
                starts_on: w.ctx.today(),
                milestone: None,
                expected_evidence: None,
                private_note: None,
            };
            t.write(|c| plans::add_line(c, &w.ctx, &id, None, &line));
        }
        // What the vendor has already stays where it was, however the plan lists it.
        t.write(|c| plans::take_in(c, &w.ctx, &id, None, (std::slice::from_ref(&known.id), PlanOrigin::New)));
        let dialogue = t.write(|c| dialogues::start_series(c, &w.ctx, &w.contract.id, w.ctx.today()));
        t.drain();
        let token = t.token(&w.vendor_organisation, Role::VendorAdmin);
        let agenda = format!("/api/v1/dialogues/{}/agenda", dialogue.id);
        let lines = t.read(|c| plans::open(c, &w.ctx, &id)).lines;
        let (encrypt, keys) = (&lines[0], &lines[1]);
        assert!(encrypt.action.title == "Kryptera lagringen" && keys.action.title == "Byt nycklarna");
        let hidden = ["Kryptera lagringen", "Byt nycklarna"];
        for path in ["/portal/actions".to_string(), "/portal".to_string(), format!("/portal/dialogues/{}", dialogue.id)] {
            w.portal.get(&path).await.expect(200).has(&["Känd sedan tidigare"]).lacks(&hidden);
        }
        w.portal.get("/portal/search?q=lagringen").await.expect(200).lacks(&hidden);
        for path in ["/api/v1/actions", agenda.as_str()] {
            w.portal.api(&token, "GET", path, Value::Null, &[]).await.expect(200).has(&["Känd sedan tidigare"]).lacks(&hidden);
        }
        for each in [encrypt, keys] {
            w.portal.get(&format!("/portal/actions/{}", each.action.id)).await.expect(404);
            w.portal.api(&token, "GET", &format!("/api/v1/actions/{}", each.action.id), Value::Null, &[]).await.expect(404);
            w.portal.api(&token, "POST", &format!("/api/v1/actions/{}/start", each.action.id), json!({}), &[("if-match", "\"1\"")]).await.expect(404);
        }
        // The region is told on its own pages, and the vendor nowhere.
        let page = format!("/dialogues/{}", dialogue.id);
        let left_out = ["är inte med på dagordningen"];
        w.region.get(&page).await.expect(200).has(&["2 öppna åtgärder är inte med på dagordningen", &format!("/actions?vendor_id={}", w.vendor.id)]);
        for path in [format!("/portal{page}"), format!("/portal{page}/prepare")] {
            w.portal.get(&path).await.expect(200).lacks(&left_out).lacks(&hidden);
        }
        // Nor is it shown alone while the plan is not shared.
        w.region.get(&format!("/actions/{}", keys.action.id)).await.expect(200).has(&["Leverantören ser inte åtgärden", &format!("/plans/{id}")]).lacks(&["/reveal"]);
        w.region.post(&format!("/actions/{}/reveal", keys.action.id), &[("version", "1")]).await.expect(409).has(&["som inte är delad"]);
        // Taken out of the plan again, an action does not come to the vendor by itself.
        t.write(|c| plans::remove_line(c, &w.ctx, (&id, &keys.line.id), None));
        t.write(|c| plans::share(c, &w.ctx, &id, None));
        t.drain();
        t.write(|c| dialogues::refresh(c, &w.ctx, &dialogue.id));
        w.portal.get("/portal/actions").await.expect(200).has(&["Kryptera lagringen"]).lacks(&["Byt nycklarna"]);
        t.write(|c| dialogues::start(c, &w.ctx, &dialogue.id, None));
        w.region.get(&format!("{page}/close")).await.expect(200).has(&["En öppen åtgärd är inte med på dagordningen"]);
        // The screen of the meeting is shared.
        w.region.get(&format!("{page}/meeting")).await.expect(200).lacks(&left_out).lacks(&["Byt nycklarna"]);
        w.portal.get("/portal/search?q=lagringen").await.expect(200).has(&["Kryptera lagringen"]);
        w.portal.api(&token, "GET", &agenda, Value::Null, &[]).await.expect(200).has(&["Kryptera lagringen"]).lacks(&["Byt nycklarna"]);
        // Taken into a plan that is shared, it is shown and told of.
        t.write(|c| plans::take_in(c, &w.ctx, &id, None, (std::slice::from_ref(&keys.action.id), PlanOrigin::New)));
        let letters = t.drain();
        assert!(letters.iter().any(|letter| letter.text.contains("Byt nycklarna")), "the vendor is told");
        w.portal.get("/portal/actions").await.expect(200).has(&["Byt nycklarna"]);
        w.region.get(&format!("{page}/close")).await.expect(200).lacks(&left_out);
    }

    async fn what_only_the_region_sees_is_in_no_plan_of_a_review(t: &Harness) {
        let s = scene(t);
        let (region, vendor) = browsers(t, &s);
        let place = review(&region, &s, "internal").await;
        found(&region, &place, "high", "vendor", "Öppen lagringsyta").await;
        let finding = t.read(|c| findings::findings_of_vendor(c, &s.officer.scope, &s.vendor.id)).remove(0);
        let internal = [("title", "HEMLIG-ÅTGÄRDSANTECKNING"), ("responsible", "region"), ("due_on", "2026-12-20"), ("withheld", "1")];
        region.post(&format!("/findings/{}/actions", finding.id), &internal).await.expect(303);
        let made = region.post(&format!("{place}/plan"), &[]).await.expect(303).location().to_string();
        let whole = whole(t, &s, &id_in(&made));
        assert_eq!(whole.lines.iter().map(|each| each.action.title.as_str()).collect::<Vec<_>>(), ["Öppen lagringsyta"]);
        // Taken in by hand it would be, so the choice says what it is.
        region.get(&format!("{made}/add")).await.expect(200).has(&["HEMLIG-ÅTGÄRDSANTECKNING (bara internt)"]);
        region.post(&format!("{made}/share"), &[("version", &whole.plan.version.to_string())]).await.expect(303);
        vendor.get("/portal/actions").await.expect(200).has(&["Öppen lagringsyta"]).lacks(&SECRETS);
        t.drain();
    }

    async fn an_action_says_what_is_to_be_shown_and_to_the_vendor_once_the_plan_is_shared(t: &Harness) {
        let w = crate::ladder::world(t);
        let action = w.action(t, "Byt nycklar", None, "2026-12-20");
        let new = NewPlan { vendor_id: Some(w.vendor.id.clone()), contract_id: Some(w.contract.id.clone()), title: "Nycklar i tid".into(), ..NewPlan::default() };
        let id = t.write(|c| plans::add(c, &w.ctx, &new)).id;
        t.write(|c| plans::take_in(c, &w.ctx, &id, None, (std::slice::from_ref(&action.id), PlanOrigin::Ongoing)));
        let line = t.read(|c| plans::open(c, &w.ctx, &id)).lines.remove(0).line;
        let edit = LineEdit {
            origin: PlanOrigin::Ongoing,
            starts_on: w.ctx.today(),
            milestone: Some("Bytta i drift".into()),
            expected_evidence: Some("Utdrag ur valvet".into()),
            private_note: Some("HEMLIG-RADANTECKNING".into()),
            finding_id: None,
        };
        t.write(|c| plans::edit_line(c, &w.ctx, (&id, &line.id), None, &edit));
        t.drain();
        let said = ["Nycklar i tid", "Bytta i drift", "Utdrag ur valvet"];
        let (token, own) = (t.token(&w.vendor_organisation, Role::VendorAdmin), t.token(&t.region, Role::ContractManager));
        let (page, api) = (format!("/actions/{}", action.id), format!("/api/v1/actions/{}", action.id));
        // The vendor has the action already, and nothing of a plan that nobody has shared.
        w.region.get(&page).await.expect(200).has(&said).lacks(&["HEMLIG-RADANTECKNING"]);
        w.portal.get(&format!("/portal{page}")).await.expect(200).has(&["Byt nycklar"]).lacks(&said);
        for path in [api.as_str(), "/api/v1/actions"] {
            w.region.api(&own, "GET", path, Value::Null, &[]).await.expect(200).has(&said).lacks(&["HEMLIG-RADANTECKNING"]);
            w.portal.api(&token, "GET", path, Value::Null, &[]).await.expect(200).has(&["Byt nycklar", "\"plan\":null"]).lacks(&said);
        }
        t.write(|c| plans::share(c, &w.ctx, &id, None));
        t.drain();
        let link = format!("/portal/plans/{id}");
        w.portal.get(&format!("/portal{page}")).await.expect(200).has(&said).has(&[&link]).lacks(&["HEMLIG-RADANTECKNING"]);
        for path in [api.as_str(), "/api/v1/actions"] {
            w.portal.api(&token, "GET", path, Value::Null, &[]).await.expect(200).has(&said).lacks(&["HEMLIG-RADANTECKNING"]);
        }
        let begun = w.portal.api(&token, "POST", &format!("{api}/start"), json!({}), &[]).await.expect(200).json();
        assert_eq!((&begun["plan"]["id"], &begun["plan"]["expected_evidence"]), (&json!(id), &json!("Utdrag ur valvet")));
    }

    async fn an_action_of_a_plan_is_given_to_a_person(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let id = plan(t, &s, "Plan").id;
        let add = format!("/plans/{id}/add");
        region.get(&add).await.expect(200).has(&["name=\"owner_id\"", "Karin Öberg (Region Almeå)", "Sara Lind (Åsmunda Ögonklinik AB)"]);
        let (stranger, _) = t.person(&t.other_region, Role::SecurityOfficer, "Nils Ek");
        let (karin, sara) = (s.officer.actor.person_id.to_string(), s.admin.actor.person_id.to_string());
        for (owner, status) in [(stranger.id.as_str(), 422), (karin.as_str(), 303)] {
            let version = whole(t, &s, &id).plan.version.to_string();
            let fields = [("version", version.as_str()), ("title", "Inför rutin"), ("origin", "new"), ("responsible", "region"), ("owner_id", owner), ("starts_on", "2026-11-23"), ("due_on", "2026-12-20")];
            region.post(&add, &fields).await.expect(status);
        }
        let version = format!("\"{}\"", whole(t, &s, &id).plan.version);
        let body = json!({ "title": "Byt nycklar", "origin": "new", "responsible": "vendor", "owner_id": sara, "starts_on": "2026-11-23", "due_on": "2026-12-20" });
        let token = t.token(&t.region, Role::ContractManager);
        region.api(&token, "POST", &format!("/api/v1/plans/{id}/plan-actions"), body, &[("if-match", &version)]).await.expect(201);
        let given: Vec<_> = whole(t, &s, &id).lines.into_iter().map(|each| (each.action.owner_id.unwrap().to_string(), each.action.owner_name.unwrap())).collect();
        assert_eq!(given, [(karin, "Karin Öberg".to_string()), (sara, "Sara Lind".to_string())]);
        t.drain();
    }

    async fn nobody_else_reaches_a_plan(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let plan = plan(t, &s, "Hemlig plan");
        let finding = finding(t, &s, "Brist", &[]);
        let made = action(t, &s, "Åtgärd", Some(&finding.id)).id;
        t.write(|c| plans::take_in(c, &s.officer, &plan.id, None, (&[made], PlanOrigin::New)));
        t.write(|c| plans::share(c, &s.officer, &plan.id, None));
        t.drain();
        let now = t.now();
        let other_home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Annan Vård AB", None, false));
        vendor_of(t, &t.region, Some(&other_home), "Annan Vård AB");
        let (jonas, ctx) = t.person(&t.other_region, Role::SecurityOfficer, "Jonas Åkerman");
        let (lena, lena_ctx) = t.person(&other_home, Role::VendorAdmin, "Lena Sjö");
        let (stranger, rival) = (t.browser_for(&jonas, ctx), t.browser_for(&lena, lena_ctx));
        let (stranger_token, rival_token) = (t.token(&t.other_region, Role::SecurityOfficer), t.token(&other_home, Role::VendorAdmin));
        let path = format!("/plans/{}", plan.id);
        for path in [path.clone(), format!("{path}/edit"), format!("{path}/decide"), format!("{path}/compare"), format!("{path}/plan.pdf"), format!("{path}/add")] {
            stranger.get(&path).await.expect(404).lacks(&["Hemlig plan"]);
        }
        for step in ["share", "close", "take-in"] {
            stranger.post(&format!("{path}/{step}"), &[("version", "2")]).await.expect(404);
        }
        stranger.get("/plans?status=all").await.expect(200).lacks(&["Hemlig plan"]);
        stranger.get(&format!("/plans?vendor_id={}", s.vendor.id)).await.expect(404);
        rival.get(&format!("/portal{path}")).await.expect(404).lacks(&["Hemlig plan"]);
        rival.get("/portal/plans?status=all").await.expect(200).lacks(&["Hemlig plan"]);
        for token in [&stranger_token, &rival_token] {
            stranger.api(token, "GET", &format!("/api/v1{path}"), Value::Null, &[]).await.expect(404);
            assert_eq!(stranger.api(token, "GET", "/api/v1/plans", Value::Null, &[]).await.expect(200).json()["total"], 0);
        }
        stranger.api(&stranger_token, "POST", &format!("/api/v1{path}/decide"), json!({"role": "x", "name": "x", "delegation": "x", "decided_on": "2026-11-23"}), &[]).await.expect(404);
        // Another's finding and another's action do not come into a plan.
        let theirs = vendor_of(t, &t.region, None, "Tredje AB");
        let fields = [("vendor_id", theirs.id.to_string()), ("title", "x".to_string()), ("template", "lis".to_string()), ("finding_id", finding.id.to_string())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        region.post("/plans", &fields).await.expect(422).has(&["f-finding_id"]);
        let mine = review(&region, &s, "internal").await;
        region.post(&format!("{mine}/plan"), &[("contract_id", "not-an-id")]).await.expect(422);
        t.drain();
    }
}
