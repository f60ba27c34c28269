//! Deviations: a second person decides, time ends them, and a vendor never sees them. Agreed numbers.

use crate::contract_depth::{contract, line, say, vendor};
use crate::subcontractors;
use crate::support::{Browser, Harness};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::contracts::{Contract, DeviationStanding, InContract};

const REASON: &str = "Larmvägen byggs om under året";

fn today(t: &Harness) -> chrono::NaiveDate {
    tillit::base::clock::swedish_date(t.now())
}

async fn proposed(who: &Browser, contract: &Contract, clause: &str, until: &str) -> String {
    let list = format!("/api/v1/contracts/{}/deviations", contract.id);
    who.post(
        &format!("/contracts/{}/deviations", contract.id),
        &[("clause_id", clause), ("reason", REASON), ("until_on", until)],
    )
    .await
    .expect(303);
    list
}

both! {
    async fn a_second_person_decides_and_time_ends_it(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let omar = t.region_user(Role::SecurityOfficer);
        let vendor = vendor(t, &karin, "Åsmunda AB");
        let contract = contract(t, &karin, &vendor, "AVT-1", None);
        say(t, &karin, &contract.id, "KV-34", InContract::Missing);
        let place = format!("/contracts/{}/deviations", contract.id);
        for (until, words) in [("2026-11-23", "inte har kommit än"), ("2028-11-24", "högst 24 månader"), ("snart", "år-månad-dag")] {
            karin.post(&place, &[("clause_id", "KV-34"), ("reason", REASON), ("until_on", until)]).await.expect(422).has(&[words, REASON]);
        }
        karin.post(&place, &[("clause_id", "KV-34"), ("reason", " "), ("until_on", "2027-01-31")]).await.expect(422);
        let list = proposed(&karin, &contract, "KV-34", "2027-01-31").await;
        karin.post(&place, &[("clause_id", "KV-34"), ("reason", REASON), ("until_on", "2027-02-28")]).await.expect(409);
        // A proposal excuses nothing.
        assert!(line(t, &karin, &contract, "KV-34").lacking(today(t)));
        let token = t.token(&t.region, Role::SecurityOfficer);
        let id = karin.api(&token, "GET", &list, Value::Null, &[]).await.expect(200).json()["items"][0]["id"].as_str().unwrap().to_string();
        let decide = format!("{place}/{id}/decide");
        // Not by a manager, who has not the right; and it waits on the page of the one who has.
        karin.post(&decide, &[("decision", "approve"), ("version", "1")]).await.expect(403);
        omar.get("/start").await.expect(200).has(&["Avsteg i avtal att besluta om", "AVT-1 KV-34"]);
        omar.post(&decide, &[("decision", "refuse"), ("note", ""), ("version", "1")]).await.expect(422).has(&["Ange ett skäl"]);
        omar.post(&decide, &[("decision", "kanske"), ("version", "1")]).await.expect(422);
        omar.post(&decide, &[("decision", "approve"), ("version", "7")]).await.expect(409);
        omar.post(&decide, &[("decision", "approve"), ("version", "1")]).await.expect(303);
        let held = line(t, &karin, &contract, "KV-34");
        assert!(held.deviates(today(t)) && !held.lacking(today(t)));
        // It is still missing; the deviation is counted beside.
        let clauses = karin.api(&token, "GET", &format!("/api/v1/contracts/{}/clauses", contract.id), Value::Null, &[]).await.expect(200).json();
        assert_eq!((&clauses["coverage"]["missing"], &clauses["coverage"]["deviating"]), (&json!(1), &json!(1)));
        omar.post(&decide, &[("decision", "approve"), ("version", "2")]).await.expect(409).has(&["redan avgjort"]);
        t.advance_days(70);
        let over = line(t, &karin, &contract, "KV-34");
        assert!(over.lacking(today(t)));
        assert_eq!(over.deviation.unwrap().standing(today(t)), DeviationStanding::Expired);
        let (person, ctx) = t.person(&t.region, Role::ContractManager, "Nils Ek");
        t.browser_for(&person, ctx).get(&place).await.expect(200).has(&["Har gått ut", REASON]);
    }

    async fn nobody_decides_their_own(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        let vendor = vendor(t, &omar, "Åsmunda AB");
        let contract = contract(t, &omar, &vendor, "AVT-1", None);
        let list = proposed(&omar, &contract, "KV-34", "2027-01-31").await;
        let place = format!("/contracts/{}/deviations", contract.id);
        let token = t.token(&t.region, Role::Director);
        let id = omar.api(&token, "GET", &list, Value::Null, &[]).await.expect(200).json()["items"][0]["id"].as_str().unwrap().to_string();
        omar.get(&place).await.expect(200).has(&["Någon annan beslutar"]).lacks(&[&format!("{id}/decide")]);
        omar.post(&format!("{place}/{id}/decide"), &[("decision", "approve"), ("version", "1")]).await.expect(409).has(&["Du har själv föreslagit avsteget"]);
        omar.get("/start").await.expect(200).lacks(&["Avsteg i avtal att besluta om"]);
        let refused = omar.api(&token, "POST", &format!("{list}/{id}/decide"), json!({ "approve": false, "note": "För länge" }), &[("if-match", "\"1\"")]).await.expect(200).json();
        assert_eq!((&refused["standing"], &refused["decision_note"]), (&json!("refused"), &json!("För länge")));
        omar.post(&format!("{place}/{id}/withdraw"), &[("version", "2")]).await.expect(409);
        // One that is approved ends when it is withdrawn.
        proposed(&omar, &contract, "KV-34", "2027-01-31").await;
        let both = omar.api(&token, "GET", &list, Value::Null, &[]).await.expect(200).json();
        let waits = both["items"].as_array().unwrap().iter().find(|each| each["standing"] != "refused").unwrap();
        let id = waits["id"].as_str().unwrap().to_string();
        omar.api(&token, "POST", &format!("{list}/{id}/decide"), json!({ "approve": true }), &[("if-match", "\"1\"")]).await.expect(200);
        assert!(line(t, &omar, &contract, "KV-34").deviates(today(t)));
        omar.post(&format!("{place}/{id}/withdraw"), &[("version", "2")]).await.expect(303);
        assert!(!line(t, &omar, &contract, "KV-34").deviates(today(t)));
    }

    async fn a_laxer_number_is_a_deviation(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let vendor = vendor(t, &karin, "Åsmunda AB");
        let contract = contract(t, &karin, &vendor, "AVT-1", None);
        say(t, &karin, &contract.id, "KV-25", InContract::Present);
        let place = format!("/contracts/{}/agreed/kv25_patch", contract.id);
        karin.post(&place, &[("agreed", "0"), ("version", "0")]).await.expect(422).has(&["mellan 1 och"]);
        karin.post(&place, &[("agreed", "snabbt"), ("version", "0")]).await.expect(422).has(&["snabbt"]);
        karin.post(&format!("/contracts/{}/agreed/nope", contract.id), &[("agreed", "1"), ("version", "0")]).await.expect(404);
        karin.post(&place, &[("agreed", "48"), ("version", "0")]).await.expect(303);
        let strict = line(t, &karin, &contract, "KV-25");
        assert!(!strict.lax() && !strict.lacking(today(t)));
        karin.post(&place, &[("agreed", "120"), ("version", "0")]).await.expect(409).has(&["48", "120"]);
        karin.post(&place, &[("agreed", "120"), ("version", "1")]).await.expect(303);
        let lax = line(t, &karin, &contract, "KV-25");
        assert_eq!((lax.in_contract(), lax.holds(today(t))), (Some(InContract::Present), Some(InContract::Partly)));
        assert!(lax.lacking(today(t)));
        karin.get(&format!("/contracts/{}/deviations", contract.id)).await.expect(200).has(&["72 timmar", "Mildare än katalogen", "value=\"120\""]);
        let list = proposed(&karin, &contract, "KV-25", "2027-01-31").await;
        let token = t.token(&t.region, Role::Director);
        let id = karin.api(&token, "GET", &list, Value::Null, &[]).await.expect(200).json()["items"][0]["id"].as_str().unwrap().to_string();
        karin.api(&token, "POST", &format!("{list}/{id}/decide"), json!({ "approve": true }), &[("if-match", "\"1\"")]).await.expect(200);
        let excused = line(t, &karin, &contract, "KV-25");
        assert_eq!((excused.holds(today(t)), excused.lacking(today(t))), (Some(InContract::Present), false));
        let token = t.token(&t.region, Role::ContractManager);
        let numbers = karin.api(&token, "GET", &format!("/api/v1/contracts/{}/agreed", contract.id), Value::Null, &[]).await.expect(200).json();
        let patch = numbers["items"].as_array().unwrap().iter().find(|n| n["parameter"] == "kv25_patch").unwrap();
        assert_eq!((&patch["proposed"], &patch["agreed"], &patch["lax"]), (&json!(72), &json!(120), &json!(true)));
    }

    async fn a_vendor_never_sees_reasons_and_notes(t: &Harness) {
        let w = subcontractors::world(t);
        let contract = t.read(|c| tillit::features::contracts::find(c, &w.eva_ctx.scope, &w.contract));
        let list = proposed(&w.eva, &contract, "KV-34", "2027-01-31").await;
        let id = w.eva.api(&w.eva_token, "GET", &list, Value::Null, &[]).await.expect(200).json()["items"][0]["id"].as_str().unwrap().to_string();
        w.omar.post(&format!("/contracts/{}/deviations/{id}/decide", contract.id), &[("decision", "approve"), ("note", "HEMLIG motivering"), ("version", "1")]).await.expect(303);
        w.eva.post(&format!("/contracts/{}/amendments", contract.id), &[("title", "Bilaga"), ("note", "HEMLIG tilläggsnot")]).await.expect(303);
        w.eva.post(&format!("/contracts/{}/options", contract.id), &[("use_by_on", "2027-01-15"), ("extends_to_on", "2028-12-31"), ("note", "HEMLIG optionsnot")]).await;
        for path in ["", "/dates", "/amendments", "/deviations", "/clauses", "/flow-down"] {
            let answer = w.lena.get(&format!("/contracts/{}{path}", contract.id)).await;
            assert!(matches!(answer.status, 403 | 404), "{path}: {}", answer.status);
            answer.lacks(&["HEMLIG", REASON]);
        }
        for path in ["/renewal", "/options", "/amendments", "/deviations", "/agreed", "/clauses", "/flow-down"] {
            let answer = w.lena.api(&w.lena_token, "GET", &format!("/api/v1/contracts/{}{path}", contract.id), Value::Null, &[]).await;
            assert!(matches!(answer.status, 403 | 404), "{path}: {}", answer.status);
            answer.lacks(&["HEMLIG", REASON]);
        }
        for path in ["/portal", "/portal/subcontracts", "/portal/subcontracts/new", "/portal/chain", "/search?q=hemlig"] {
            w.lena.get(path).await.lacks(&["HEMLIG", REASON]);
        }
        assert!(t.drain().iter().all(|letter| !letter.text.contains("HEMLIG") && !letter.text.contains(REASON)));
    }
}
