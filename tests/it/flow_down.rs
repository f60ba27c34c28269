//! Which clauses have been passed on to which approved subcontractors.

use crate::subcontractors;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::subcontractors::views;
use tillit::platform::view::{Views, render_samples};

const CASE: &str = "Nattpasset Rådgivning Ltd";

#[test]
fn the_page_renders_in_both_languages() {
    render_samples::<views::FlowPage>(&Views::new().unwrap()).unwrap();
}

both! {
    async fn each_clause_is_passed_on_to_each_approved_subcontractor(t: &Harness) {
        let w = subcontractors::world(t);
        let place = format!("/contracts/{}/flow-down", w.contract);
        w.eva.get(&place).await.expect(200).has(&["inga godkända underleverantörer"]);
        let id = w.submitted(t, &[]).await;
        // Asked for is not approved.
        w.eva.get(&place).await.expect(200).lacks(&[CASE]);
        w.step(t, &w.eva, &id, "begin", &[]).await.expect(303);
        w.review(t, &w.eva, &id, "completeness", "ja").await.expect(303);
        for (browser, kind) in [(&w.omar, "security"), (&w.daniel, "privacy"), (&w.maria, "legal")] {
            w.review(t, browser, &id, kind, "ja").await.expect(303);
        }
        w.decide(t, &id, &[]).await.expect(303);
        t.drain();
        w.eva.get(&place).await.expect(200).has(&[CASE, "Ej förda vidare"]);
        let api = format!("/api/v1{place}");
        let all = w.eva.api(&w.eva_token, "GET", &api, Value::Null, &[]).await.expect(200).json();
        assert_eq!((&all["items"][0]["name"], &all["items"][0]["counts"]["lacking"]), (&json!(CASE), &json!(48)));
        let node = all["items"][0]["node_id"].as_str().unwrap().to_string();
        let state = |clause: &'static str, state: &'static str, day: &'static str, reason: &'static str, version: &'static str| {
            vec![("clause_id", clause), ("state", state), ("evidence_on", day), ("reason", reason), ("version", version)]
        };
        for (fields, words) in [
            (state("KV-05", "passed_on", "", "", "0"), "vilken dag underlaget är från"),
            (state("KV-05", "passed_on", "2026-11-24", "", "0"), "inte har kommit än"),
            (state("KV-05", "refused", "", "", "0"), "Ange ett skäl"),
            (state("KV-05", "kanske", "", "", "0"), "Välj ett av alternativen"),
        ] {
            let fields: Vec<(&str, &str)> = fields.into_iter().chain([("node_id", node.as_str())]).collect();
            w.eva.post(&place, &fields).await.expect(422).has(&[words]);
        }
        let post = |fields: Vec<(&'static str, &'static str)>| {
            let (node, place, eva) = (node.clone(), place.clone(), &w.eva);
            async move {
                let fields: Vec<(&str, &str)> = fields.into_iter().chain([("node_id", node.as_str())]).collect();
                eva.post(&place, &fields).await
            }
        };
        post(state("KV-05", "passed_on", "2026-11-20", "", "0")).await.expect(303);
        post(state("KV-06", "not_needed", "", "Ingen åtkomst", "0")).await.expect(303);
        post(state("KV-07", "refused", "", "Vill inte", "0")).await.expect(303);
        post(state("KV-07", "not_yet", "", "", "0")).await.expect(409).has(&["Vill inte"]);
        let all = w.eva.api(&w.eva_token, "GET", &api, Value::Null, &[]).await.expect(200).json();
        assert_eq!(all["items"][0]["counts"], json!({ "passed_on": 1, "not_needed": 1, "not_yet": 45, "refused": 1, "lacking": 46 }));
        let body = json!({ "clause_id": "KV-07", "node_id": node, "state": "passed_on", "evidence_on": "2026-11-21" });
        w.eva.api(&w.eva_token, "PUT", &api, body.clone(), &[]).await.expect(428);
        w.eva.api(&w.eva_token, "PUT", &api, body.clone(), &[("if-match", "\"0\"")]).await.expect(412);
        w.eva.api(&w.eva_token, "PUT", &api, body, &[("if-match", "\"1\"")]).await.expect(200);
        let stranger = json!({ "clause_id": "KV-07", "node_id": w.contract, "state": "not_yet" });
        let wrong = w.eva.api(&w.eva_token, "PUT", &api, stranger, &[("if-match", "\"0\"")]).await.expect(422).json();
        assert_eq!(wrong["errors"][0]["pointer"], "/node_id");
        // Who only reads has no form; another organisation has no contract.
        let (reader, ctx) = t.person(&t.region, Role::Reader, "Lisa Läsare");
        let form = format!("{place}?node_id={node}&clause_id=KV-05");
        w.eva.get(&form).await.expect(200).has(&["2026-11-20", "name=\"evidence_on\""]);
        t.browser_for(&reader, ctx).get(&form).await.expect(200).has(&["2026-11-20"]).lacks(&["name=\"evidence_on\""]);
        let (other, ctx) = t.person(&t.other_region, Role::ContractManager, "Olle Annan");
        t.browser_for(&other, ctx).get(&place).await.expect(404);
        t.drain();
    }
}
