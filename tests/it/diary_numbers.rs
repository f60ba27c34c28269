//! The organisation's pattern for its diary numbers holds wherever a person types one: at the field on the page, with a
//! pointer in the API. A number that stands there already may be older than the pattern.

use super::support::Harness;
use super::{ladder, minutes, plan_decisions, plans, questionnaires, services};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::escalations::{self, LadderCause, LadderOrigin, NewEscalation};
use tillit::features::records::{self, NewSettings};

const EXAMPLE: &str = "KS 2026/1005";

/// The region's numbers look like KS 2026/117 from now on.
fn pattern(t: &Harness) {
    let (_, ctx) = t.person(&t.region, Role::LegalCounsel, "Maria Kron");
    let new = NewSettings {
        diary_pattern: Some(r"KS \d{4}/\d+".into()),
        diary_example: Some(EXAMPLE.into()),
        case_link: None,
    };
    t.write(|c| records::set_settings(c, &ctx, Some(0), &new));
}

fn pointers(answer: &Value) -> Vec<&str> {
    answer["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect()
}

both! {
    async fn a_plan_is_decided_under_a_number_like_the_organisations(t: &Harness) {
        let s = questionnaires::scene(t);
        let (region, _) = questionnaires::browsers(t, &s);
        pattern(t);
        let plan = plan_decisions::planned(t, &s);
        // The form has HSN 2026-0311: refused at its field, with what a number looks like, together with what else is wrong.
        let refused = plan_decisions::decide(&region, &plan, t, &s, &[("role", " ")]).await.expect(422);
        refused.has(&["#f-diary_number", "#f-role", EXAMPLE, "HSN 2026-0311"]);
        plan_decisions::decide(&region, &plan, t, &s, &[]).await.expect(422).has(&["#f-diary_number"]).lacks(&["#f-role"]);
        let api = format!("/api/v1/plans/{}/decide", plan.id);
        let director = t.token(&t.region, Role::Director);
        let body = |id: &Id, number: &str| json!({"role": "Direktör", "name": "Nora Lindqvist", "decided_on": "2026-11-23", "delegation": "4.2", "diary_number": number, "seen": plans::whole(t, &s, id).fingerprint().unwrap()});
        let refused = region.api(&director, "POST", &api, body(&plan.id, "HSN 1"), &[]).await.expect(422).json();
        assert_eq!(pointers(&refused), ["/diary_number"]);
        assert_eq!(refused["errors"][0]["code"], "error-record-diary");
        assert!(plans::whole(t, &s, &plan.id).decisions.is_empty());
        plan_decisions::decide(&region, &plan, t, &s, &[("diary_number", " KS  2026/117 ")]).await.expect(303);
        assert_eq!(plans::whole(t, &s, &plan.id).decisions[0].diary_number.as_deref(), Some("KS 2026/117"));
        let other = plan_decisions::planned(t, &s);
        let api = format!("/api/v1/plans/{}/decide", other.id);
        let decided = region.api(&director, "POST", &api, body(&other.id, "KS 2026/118"), &[]).await.expect(201).json();
        assert_eq!(decided["decisions"][0]["diary_number"], "KS 2026/118");
        t.drain();
    }

    async fn minutes_are_registered_under_a_number_like_the_organisations(t: &Harness) {
        let s = minutes::scene(t);
        pattern(t);
        let sha256 = s.lock(t).sha256.unwrap();
        let (token, vendor) = (s.token(t), s.vendor_token(t));
        s.send(&token, minutes::BOTH).await;
        s.approve(&token, &sha256).await.expect(200);
        s.approve(&vendor, &sha256).await.expect(200);
        t.drain();
        let register = format!("{}/minutes/register", s.page());
        let version = s.minutes(&token).await["version"].to_string();
        let typed = [("version", version.as_str()), ("diary_number", "HSN 2026-114")];
        s.browser.post(&register, &typed).await.expect(422).has(&["#f-diary_number", EXAMPLE, "HSN 2026-114"]);
        let refused = s.step(&token, "register", json!({"diary_number": "HSN 2026-114"})).await.expect(422).json();
        assert_eq!(pointers(&refused), ["/diary_number"]);
        let typed = [("version", version.as_str()), ("diary_number", "KS 2026/114")];
        s.browser.post(&register, &typed).await.expect(303);
        s.browser.get(&format!("{}/minutes", s.page())).await.expect(200).has(&["KS 2026/114"]);
        s.step(&token, "register", json!({"diary_number": "KS 2026/115"})).await.expect(200);
        t.drain();
    }

    async fn a_step_of_the_ladder_is_decided_under_a_number_like_the_organisations(t: &Harness) {
        let w = ladder::world(t);
        pattern(t);
        let action = w.action(t, "Byt nycklar", None, "2026-12-20");
        let new = NewEscalation { origin: LadderOrigin::Action, origin_id: action.id.clone(), cause: LadderCause::Other, reason: "Försenat".into() };
        let row = t.write(|c| escalations::open(c, &w.ctx, &new));
        let steps = format!("/escalations/{}/steps", row.id);
        let mut letter = ladder::letter_fields("1", "Byt alla nycklar", "2026-12-07");
        w.region.post(&steps, &letter).await.expect(422).has(&["#f-diary_number", EXAMPLE, "HSN 2026-0911", "Byt alla nycklar"]);
        let token = t.token(&t.region, Role::ContractManager);
        let body = |step: &str, number: &str| json!({"step": step, "decided_on": "2026-11-23", "decided_by_name": "Karin Öberg", "decided_role": "Avtalsansvarig",
            "delegation": "4.2", "reason": "Försenat", "demand": "Byt alla nycklar", "due_on": "2026-12-07", "diary_number": number});
        let refused = w.region.api(&token, "POST", &format!("/api/v1{steps}"), body("correction", "HSN 1"), &[]).await.expect(422).json();
        assert_eq!(pointers(&refused), ["/diary_number"]);
        assert!(t.read(|c| escalations::steps(c, &w.ctx.scope, &row.id)).is_empty());
        letter.retain(|(name, _)| *name != "diary_number");
        letter.push(("diary_number", "KS 2026/911"));
        w.region.post(&steps, &letter).await.expect(303);
        let decided = w.region.api(&token, "POST", &format!("/api/v1{steps}"), body("penalty", "KS 2026/912"), &[]).await.expect(201).json();
        assert_eq!(decided["diary_number"], "KS 2026/912");
        t.drain();
    }

    async fn a_number_that_is_older_than_the_pattern_stays_until_somebody_types_another(t: &Harness) {
        let s = minutes::scene(t);
        pattern(t);
        // The contract has HSN 2024-11 from before.
        let (token, contract) = (s.token(t), format!("/api/v1/contracts/{}", s.contract.id));
        s.browser.api(&token, "PATCH", &contract, json!({"title": "Ögonsjukvård"}), &[("if-match", "\"1\"")]).await.expect(200);
        let refused = s.browser.api(&token, "PATCH", &contract, json!({"diary_number": "HSN 2026-1"}), &[("if-match", "\"2\"")]).await.expect(422).json();
        assert_eq!(pointers(&refused), ["/diary_number"]);
        let changed = s.browser.api(&token, "PATCH", &contract, json!({"diary_number": "KS 2024/11"}), &[("if-match", "\"2\"")]).await.expect(200).json();
        assert_eq!(changed["diary_number"], "KS 2024/11");
        let amendments = format!("/contracts/{}/amendments", s.contract.id);
        s.browser.post(&amendments, &[("title", "Säkerhetsbilaga"), ("diary_number", "HSN 2026/3")]).await.expect(422).has(&["#f-diary_number", EXAMPLE]);
        s.browser.post(&amendments, &[("title", "Säkerhetsbilaga"), ("diary_number", "KS 2026/3")]).await.expect(303);
        t.drain();
    }

    async fn what_was_decided_before_the_pattern_is_registered_under_its_own_number(t: &Harness) {
        let s = questionnaires::scene(t);
        let (region, _) = questionnaires::browsers(t, &s);
        let plan = plan_decisions::planned(t, &s);
        plan_decisions::decide(&region, &plan, t, &s, &[]).await.expect(303);
        pattern(t);
        let token = t.token(&t.region, Role::ContractManager);
        let decided = plans::whole(t, &s, &plan.id).decisions[0].id.clone();
        let body = |number: &str| json!({"kind": "plan", "object_id": decided, "subject": "Plan", "type_key": "action_plan",
            "direction": "drawn_up", "dated_on": "2026-11-23", "diary_number": number});
        let refused = region.api(&token, "POST", "/api/v1/records", body("HSN 1"), &[]).await.expect(422).json();
        assert_eq!(pointers(&refused), ["/diary_number"]);
        let made = region.api(&token, "POST", "/api/v1/records", body("HSN 2026-0311"), &[]).await.expect(201).json();
        assert_eq!(made["diary_number"], "HSN 2026-0311");
        t.drain();
    }

    async fn a_file_tells_which_of_its_numbers_are_not_the_organisations(t: &Harness) {
        let w = services::world(t).await;
        pattern(t);
        let types = |number: &str| format!("Namn;Kod;K;R;T;S;Dnr\nElevhälsa;;3;2;1;3;{number}\n").into_bytes();
        let refused = w.omar.upload("/information-types/import", &[], "file", "m.csv", &types("HSN 2026-9")).await.expect(422);
        refused.has(&["Rad 2, kolumn G", EXAMPLE, "Inget är sparat"]);
        w.omar.upload("/information-types/import", &[], "file", "m.csv", &types("KS 2026/9")).await.expect(303);
        // A register of contracts is history: its numbers are taken, and said.
        let token = t.token(&t.region, Role::ContractManager);
        let rows = ["A-1;HSN 2018-4;Ekens Drift AB;556677-8899;Drift;2025-01-01;2027-12-31", "A-2;KS 2025/4;Ekens Drift AB;556677-8899;Stöd;2025-01-01;2027-12-31"];
        let register = format!("Avtalsnr;Diarienr;Leverantör;Org.nr;Avtalets namn;Giltigt fr.o.m.;Giltigt t.o.m.\n{}\n", rows.join("\n"));
        let taken = w.omar.api_upload(&token, "/api/v1/imports", &[("kind", "contracts")], "file", "a.csv", register.as_bytes()).await.expect(201).json();
        assert_eq!(taken["created"], 2);
        let codes = |row: usize| -> Vec<String> {
            taken["rows"][row]["warnings"].as_array().unwrap().iter().map(|said| said["code"].as_str().unwrap().to_string()).collect()
        };
        assert_eq!((codes(0), codes(1)), (vec!["import-warning-diary".to_string()], Vec::new()));
        t.drain();
    }
}
