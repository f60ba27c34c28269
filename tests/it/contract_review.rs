//! All contracts against today's library: coverage for each clause, gaps for each contract, and when they can close.

use super::categorisation::queries;
use super::clause_library::{contract, mark, own_clause};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::contracts::{ClauseMet, InContract};

both! {
    async fn each_clause_has_its_coverage_over_all_contracts(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let (_, first) = contract(t, &karin, "AVT-1", Some(4), Some("2027-12-31"));
        let (_, second) = contract(t, &karin, "AVT-2", Some(4), None);
        let (_, third) = contract(t, &karin, "AVT-3", None, None);
        // Tier 4 is asked for nothing, and what has ended is left out.
        let (_, low) = contract(t, &karin, "AVT-4", Some(0), None);
        let (_, ended) = contract(t, &karin, "AVT-5", Some(4), Some("2026-11-22"));
        mark(t, &karin, &first.id, "KV-05", InContract::Present, ClauseMet::Met);
        mark(t, &karin, &second.id, "KV-05", InContract::Missing, ClauseMet::Met);
        mark(t, &karin, &third.id, "KV-05", InContract::NotApplicable, ClauseMet::Unknown);
        mark(t, &karin, &first.id, "KV-06", InContract::Partly, ClauseMet::Unknown);
        mark(t, &karin, &second.id, "KV-06", InContract::Missing, ClauseMet::Unknown);
        mark(t, &karin, &low.id, "KV-05", InContract::Missing, ClauseMet::Unknown);
        mark(t, &karin, &ended.id, "KV-05", InContract::Present, ClauseMet::Met);
        let token = t.token(&t.region, Role::Reader);
        let clause = |code: &'static str| karin.api(&token, "GET", if code == "KV-05" { "/api/v1/clauses/KV-05" } else { "/api/v1/clauses/KV-06" }, Value::Null, &[]);
        let five = clause("KV-05").await.expect(200).json();
        assert_eq!(five["contracts"], json!({"asked": 3, "present": 1, "partly": 0, "missing": 0, "voluntary": 1, "deviation": 1, "unknown": 0}));
        assert_eq!(five["coverage"], 50);
        let six = clause("KV-06").await.expect(200).json();
        assert_eq!(six["contracts"], json!({"asked": 3, "present": 0, "partly": 1, "missing": 1, "voluntary": 0, "deviation": 0, "unknown": 1}));
        karin.get("/contracts/review").await.expect(200)
            .has(&["KV-05", "50 %", "Saknas i avtal, följs upp frivilligt", "KV-06"]);
        karin.get("/contracts/review?view=contracts&clause=KV-05&standing=voluntary").await.expect(200).has(&["AVT-2"]).lacks(&["AVT-1", "AVT-3", "AVT-4", "AVT-5"]);
        karin.get("/contracts/review?view=contracts&clause=KV-06&standing=unknown").await.expect(200).has(&["AVT-3"]).lacks(&["AVT-1", "AVT-2", "AVT-4"]);
        karin.get("/contracts/review?view=contracts&standing=kanske").await.expect(422);
    }

    async fn contracts_are_sorted_by_their_gaps_with_the_plan_of_each(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let (_, first) = contract(t, &karin, "AVT-1", Some(4), Some("2027-12-31"));
        let (_, second) = contract(t, &karin, "AVT-2", Some(4), Some("2027-01-31"));
        for clause in ["KV-05", "KV-06"] {
            mark(t, &karin, &second.id, clause, InContract::Missing, ClauseMet::Unknown);
        }
        mark(t, &karin, &first.id, "KV-05", InContract::Partly, ClauseMet::Unknown);
        let token = t.token(&t.region, Role::Reader);
        let all = karin.api(&token, "GET", "/api/v1/contract-review", Value::Null, &[]).await.expect(200).json();
        let rows: Vec<(&str, i64, &str)> = all["items"].as_array().unwrap().iter()
            .map(|row| (row["reference"].as_str().unwrap(), row["gaps"].as_i64().unwrap(), row["next_possible"]["basis"].as_str().unwrap()))
            .collect();
        assert_eq!(rows, [("AVT-2", 2, "after_end"), ("AVT-1", 1, "renewal")]);
        assert_eq!(all["items"][1]["next_possible"]["raise_by_on"], "2027-06-30");
        let turned = karin.api(&token, "GET", "/api/v1/contract-review?sort=gaps&limit=1", Value::Null, &[]).await.expect(200).json();
        assert_eq!((&turned["items"][0]["reference"], &turned["total"], &turned["next"]), (&json!("AVT-1"), &json!(2), &json!("p2")));
        for sort in ["-gaps", "gaps", "-unknown", "unknown", "-coverage", "coverage", "reference", "-reference", "vendor", "-vendor", "ends_on", "-ends_on"] {
            karin.get(&format!("/contracts/review?view=contracts&sort={sort}")).await.expect(200).has(&["AVT-1", "AVT-2"]);
        }
    }

    async fn the_gap_list_says_why_what_and_when(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let (_, one) = contract(t, &karin, "AVT-1", Some(4), Some("2027-12-31"));
        mark(t, &karin, &one.id, "KV-34", InContract::Missing, ClauseMet::Met);
        mark(t, &karin, &one.id, "KV-05", InContract::Present, ClauseMet::Met);
        let page = format!("/contracts/{}/gaps", one.id);
        let shown = karin.get(&page).await.expect(200);
        shown.has(&[
            "KV-34", "senast inom 12 timmar", "GDPR art. 33.2", "ej verifierad", "följs upp ändå", "2027-06-30", "2028-01-01",
            "Regionens egna tidsfrister", "<span class=\"tab-count\">1</span>", "<span class=\"tab-count\">46</span>",
        ]).lacks(&["id=\"KV-05\"", "id=\"KV-06\""]);
        // What nobody has looked for stands apart, a page at a time; what is on the other pages can be taken along.
        let first = karin.get(&format!("{page}?show=unchecked")).await.expect(200);
        first.has(&["id=\"KV-06\"", "Sida 1 av 3", "value=\"KV-48\""]).lacks(&["id=\"KV-34\"", "id=\"KV-05\"", "id=\"KV-48\""]);
        karin.get(&format!("{page}?show=unchecked&page=3")).await.expect(200).has(&["id=\"KV-48\""]).lacks(&["id=\"KV-06\""]);
        karin.get(&format!("{page}?show=magi")).await.expect(422);
        let token = t.token(&t.region, Role::Reader);
        let body = karin.api(&token, "GET", &format!("/api/v1{page}"), Value::Null, &[]).await.expect(200).json();
        assert_eq!((&body["items"][0]["code"], &body["items"][0]["standing"]), (&json!("KV-34"), &json!("voluntary")));
        assert_eq!(body["next_possible"], json!({"basis": "renewal", "raise_by_on": "2027-06-30", "takes_effect_on": "2028-01-01"}));
        t.region_user(Role::Reader).get(&page).await.expect(200).lacks(&["name=\"clauses\""]);
        let (person, ctx) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        t.browser_for(&person, ctx).get(&page).await.expect(404);
    }

    async fn a_clause_that_only_the_organisation_has_is_followed_up_in_its_contracts(t: &Harness) {
        let (karin, omar) = (t.region_user(Role::ContractManager), t.region_user(Role::SecurityOfficer));
        let (_, one) = contract(t, &karin, "AVT-1", Some(4), None);
        let own = own_clause(&omar, &[]).await;
        let id = own.rsplit('/').next().unwrap().to_string();
        let page = format!("/contracts/{}/gaps", one.id);
        karin.get(&format!("{page}?show=unchecked&page=3")).await.expect(200).has(&["id=\"RA-01\"", "inom 24 timmar", "Ej kontrollerat"]);
        karin.get(&format!("{page}?show=own")).await.expect(200).has(&["id=\"own-RA-01\"", "Ej kontrollerat"]).lacks(&["id=\"RA-01\""]);
        let check = format!("/contracts/{}/own-clauses/{id}", one.id);
        karin.post(&check, &[("version", "0")]).await.expect(422).has(&["Fyll i det här fältet"]);
        karin.post(&check, &[("version", "0"), ("in_contract", "missing"), ("note", "Tas upp i vår")]).await.expect(303);
        karin.get(&format!("{page}?show=own")).await.expect(200).has(&["Tas upp i vår"]);
        let token = t.token(&t.region, Role::ContractManager);
        karin.api(&token, "PATCH", &format!("/api/v1{check}"), json!({"in_contract": "present"}), &[("if-match", "\"0\"")]).await.expect(412);
        let clause = karin.api(&token, "GET", "/api/v1/clauses/RA-01", Value::Null, &[]).await.expect(200).json();
        assert_eq!((&clause["contracts"]["missing"], &clause["coverage"]), (&json!(1), &json!(0)));
        karin.get("/contracts/review?view=contracts&clause=RA-01&standing=missing").await.expect(200).has(&["AVT-1"]);
        karin.api(&token, "PATCH", &format!("/api/v1{check}"), json!({"in_contract": "present", "section": "7"}), &[("if-match", "\"1\"")]).await.expect(200);
        let clause = karin.api(&token, "GET", "/api/v1/clauses/RA-01", Value::Null, &[]).await.expect(200).json();
        assert_eq!(clause["coverage"], 100);
        // A draft is no clause yet.
        let draft = omar.post("/own-clauses", &crate::clause_library::fields(&[("code", "RA-02")])).await.expect(303).location().to_string();
        let draft = format!("/contracts/{}{draft}", one.id);
        karin.post(&draft, &[("version", "0"), ("in_contract", "missing")]).await.expect(404);
    }

    async fn the_number_of_queries_does_not_grow_with_the_contracts(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let mut last = None;
        for n in 0..2 {
            let (_, one) = contract(t, &karin, &format!("AVT-{n}"), Some(4), None);
            mark(t, &karin, &one.id, "KV-05", InContract::Missing, ClauseMet::Unknown);
            last = Some(one);
        }
        let gaps = format!("/contracts/{}/gaps", last.unwrap().id);
        let places = ["/clauses", "/clauses/KV-05", "/contracts/review", "/contracts/review?view=contracts", "/contracts/review?view=contracts&clause=KV-05&standing=missing", gaps.as_str(), "/legal-references"];
        let mut before = Vec::new();
        for place in places {
            before.push(queries(t, &karin, place).await);
        }
        for n in 2..12 {
            let (_, one) = contract(t, &karin, &format!("AVT-{n}"), Some(4), None);
            mark(t, &karin, &one.id, "KV-05", InContract::Missing, ClauseMet::Unknown);
        }
        for (place, count) in places.into_iter().zip(before) {
            assert_eq!(queries(t, &karin, place).await, count, "{place}");
            assert!(count <= 16, "{place}: {count} queries");
        }
    }
}
