//! Risks are reached from what they are about, and a finding is made from a risk with a link back.

use super::risks::world;
use super::support::Harness;
use super::support::tables::insert;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::risks::{self, RiskInput};

/// A node and a service of the region's.
fn places(t: &Harness) -> (Id, Id) {
    let organisation = t.region.id.to_string();
    let node = [
        ("organisation_id", organisation.as_str()),
        ("kind", "storage"),
        ("name", "Lagringsytan"),
        ("name_folded", "lagringsytan"),
        ("search_text", "lagringsytan"),
    ];
    let service = [
        ("organisation_id", organisation.as_str()),
        ("name", "Samtalsinspelning"),
        ("audience", "public"),
        ("channels", ""),
        ("information_types", ""),
        ("status", "published"),
    ];
    (insert(t, "chain_nodes", &node), insert(t, "services", &service))
}

both! {
    async fn risks_are_counted_where_they_belong(t: &Harness) {
        let w = world(t);
        let (node, service) = places(t);
        let pages = [
            (format!("/vendors/{}", w.vendor), format!("vendor_id={}", w.vendor), "Listan visar risker hos Vidlyssna"),
            (format!("/chains/nodes/{node}"), format!("node_id={node}"), "som hänger på Lagringsytan"),
            (format!("/services/{service}"), format!("service_id={service}"), "risker för tjänsten Samtalsinspelning"),
        ];
        for (page, _, _) in &pages {
            w.karin.get(page).await.expect(200).has(&["Inga öppna risker", "Ny risk"]);
        }
        let input = RiskInput { node_id: Some(node.clone()), service_id: Some(service.clone()), ..w.input("Öppen lagring") };
        let risk = t.write(|c| risks::add(c, &w.karin_ctx, &input));
        let closed = w.add(t, "Avslutad");
        t.write(|c| risks::set_state(c, &w.karin_ctx, &closed, None, risks::RiskState::Closed, "Gäller inte längre"));
        let reader = t.region_user(Role::Reader);
        let escaped = |text: &str| text.replace('=', "&#x3D;");
        for (page, tie, said) in &pages {
            let (list, new) = (format!("/risks?{tie}"), format!("/risks/new?{tie}"));
            w.karin.get(page).await.expect(200).has(&["1 öppen risk", &escaped(&list), &escaped(&new)]);
            reader.get(page).await.expect(200).has(&["1 öppen risk"]).lacks(&[&escaped(&new)]);
            w.karin.get(&list).await.expect(200).has(&["Öppen lagring", said, &escaped(&new)]).lacks(&["Avslutad</a>"]);
            let found = w.karin.api(&w.token, "GET", &format!("/api/v1/risks?{tie}&state=open_only"), Value::Null, &[]).await.expect(200).json();
            assert_eq!((&found["total"], &found["items"][0]["id"]), (&json!(1), &json!(risk.id)));
            let chosen = tie.split('=').nth(1).unwrap();
            w.karin.get(&new).await.expect(200).has(&[&format!("value=\"{chosen}\" selected")]);
        }
        w.karin.get("/risks").await.expect(200).has(&["/risks/library"]);
    }

    async fn a_finding_is_made_from_a_risk_and_leads_back(t: &Harness) {
        let w = world(t);
        let risk = w.add(t, "Öppen lagring");
        let page = format!("/risks/{risk}");
        let shown = w.karin.get(&page).await.expect(200).has(&["Ny brist"]).text();
        let href = shown.split("href=\"").map(|rest| rest.split('"').next().unwrap()).find(|href| href.starts_with("/findings/new")).unwrap();
        let href = href.replace("&amp;", "&").replace("&#x3D;", "=");
        w.karin.get(&href).await.expect(200).has(&["Öppen lagring", "Kommer ur risk R1", "Riskanalys", &format!("value=\"{risk}\"")]);
        let (vendor, contract, origin) = (w.vendor.to_string(), w.contract.to_string(), risk.to_string());
        let fields = [
            ("vendor_id", vendor.as_str()), ("contract_id", contract.as_str()), ("origin", "risk"), ("origin_object_id", origin.as_str()),
            ("title", "Lagringen är öppen"), ("severity", "high"), ("responsible", "vendor"),
        ];
        let finding = w.karin.post("/findings", &fields).await.expect(303).location().to_string();
        w.karin.get(&finding).await.expect(200).has(&["Riskanalys", &page, "2024-118"]);
        w.karin.get(&page).await.expect(200).has(&["Brister ur risken", "Lagringen är öppen", &finding]);
        // What is not a risk of this vendor's is no origin, and nobody can say what only the product finds.
        let nobody = Id::new(t.now()).to_string();
        let mut odd = fields;
        odd[3].1 = nobody.as_str();
        w.karin.post("/findings", &odd).await.expect(422).has(&["Lagringen är öppen"]);
        let mut odd = fields;
        odd[2].1 = "breach";
        w.karin.post("/findings", &odd).await.expect(422);
        odd[2].1 = "påhittad";
        w.karin.post("/findings", &odd).await.expect(422);
        let body = json!({ "vendor_id": w.vendor, "origin": "risk", "origin_object_id": risk, "title": "Av programmet", "severity": "medium" });
        let made = w.karin.api(&w.token, "POST", "/api/v1/findings", body.clone(), &[]).await.expect(201).json();
        assert_eq!((&made["origin"], &made["origin_object_id"]), (&json!("risk"), &json!(risk)));
        let mut strange = body;
        strange["origin_object_id"] = json!(nobody);
        let wrong = w.karin.api(&w.token, "POST", "/api/v1/findings", strange, &[]).await.expect(422).json();
        assert_eq!(wrong["errors"][0]["pointer"], "/origin_object_id");
        t.region_user(Role::Reader).get(&page).await.expect(200).lacks(&["/findings/new"]);
    }
}
