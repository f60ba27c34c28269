//! Contracts and their clause checklist, through pages and through the API.

use crate::support::{Browser, Harness};
use crate::vendors::new_vendor;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::contracts::{self, Contract, NewContract, views};
use tillit::features::vendors::{self, Criteria, Vendor};
use tillit::platform::view::{Views, render_samples};

#[test]
fn every_page_renders_in_both_languages() {
    let registry = Views::new().unwrap();
    render_samples::<views::ListPage>(&registry).unwrap();
    render_samples::<views::VendorContractsPage>(&registry).unwrap();
    render_samples::<views::ChooseVendorPage>(&registry).unwrap();
    render_samples::<views::EditPage>(&registry).unwrap();
    render_samples::<views::ShowPage>(&registry).unwrap();
    render_samples::<views::ClausesPage>(&registry).unwrap();
}

fn contract(t: &Harness, who: &Browser, reference: &str) -> (Vendor, Contract) {
    let ctx = who.ctx.clone().unwrap();
    t.write(|c| {
        let vendor = vendors::add(c, &ctx, &new_vendor(&format!("Åsmunda {reference}"), None))?;
        let new = NewContract {
            vendor_id: vendor.id.clone(),
            reference: reference.to_string(),
            diary_number: None,
            title: "Ögonsjukvård".to_string(),
            starts_on: None,
            ends_on: "2027-01-31".parse().ok(),
            notice_months: Some(6),
            annual_value_sek: Some(4_250_000),
            manager_id: None,
            parent_id: None,
            internal_note: Some("hemlig".to_string()),
        };
        let contract = contracts::add(c, &ctx, &new)?;
        Ok((vendor, contract))
    })
}

fn judge(t: &Harness, who: &Browser, vendor: &Vendor, criteria: Criteria) {
    let ctx = who.ctx.clone().unwrap();
    t.write(|c| vendors::categorise_vendor(c, &ctx, &vendor.id, &criteria, None));
}

both! {
    async fn a_contract_is_added_found_and_changed(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        karin.get("/contracts").await.expect(200).has(&["Här samlas dina avtal"]);
        let vendor = t.write(|c| vendors::add(c, &ctx, &new_vendor("Åsmunda AB", None)));
        karin.get("/contracts/new").await.expect(200).has(&["Åsmunda AB"]);
        karin.get(&format!("/contracts/new?vendor_id={}", vendor.id)).await.expect(200).has(&["Avtal med Åsmunda AB"]);
        let id = vendor.id.to_string();
        let fields = |reference, ends| vec![("vendor_id", id.as_str()), ("reference", reference), ("title", "Ögonsjukvård"), ("starts_on", "2024-01-01"), ("ends_on", ends), ("annual_value_sek", "4 250 000 kr")];
        karin.post("/contracts/new", &fields("AVT-1", "2023-01-01")).await.expect(422).has(&["Slutdatum kan inte ligga före"]);
        let place = karin.post("/contracts/new", &fields("AVT-1", "2027-01-31")).await.expect(303).location().to_string();
        karin.post("/contracts/new", &fields("AVT-1", "")).await.expect(422).has(&["Beteckningen används redan"]);
        karin.get(&place).await.expect(200).has(&["Ögonsjukvård", "Åsmunda AB", "48 ej kontrollerade"]);
        karin.get("/contracts?q=asmunda").await.expect(200).has(&["AVT-1"]);
        karin.get("/contracts?ending=soon&sort=-ends_on").await.expect(200).has(&["AVT-1"]);
        karin.get(&format!("/contracts?vendor_id={id}")).await.expect(200).has(&["Visar bara avtal med Åsmunda AB", "AVT-1"]);
        karin.get(&format!("/vendors/{id}/contracts")).await.expect(200).has(&["AVT-1"]);
        karin.get("/contracts/export?format=csv").await.expect(200).has(&["AVT-1", "2027-01-31"]);
        assert!(karin.get("/contracts/export?format=xlsx").await.expect(200).body.starts_with(b"PK"));
        let mut change = fields("AVT-1b", "2027-01-31");
        change.push(("version", "1"));
        karin.post(&format!("{place}/edit"), &change).await.expect(303);
        let mut stale = fields("AVT-1c", "2027-01-31");
        stale.push(("version", "1"));
        karin.post(&format!("{place}/edit"), &stale).await.expect(409).has(&["AVT-1b", "AVT-1c"]);
        karin.get(&format!("{place}?tab=history")).await.expect(200).has(&["Avtalet lades till", "Avtalet ändrades"]);
    }

    async fn the_checklist_follows_the_tier(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let (vendor, contract) = contract(t, &karin, "AVT-1");
        let place = format!("/contracts/{}/clauses", contract.id);
        karin.get(&place).await.expect(200).has(&["KV-01", "KV-48", "ingen nivå än", "ej verifierad"]);
        let low = Criteria { data_class: Some(0), data_subjects: Some(0), criticality: Some(0), access: Some(0), chain: Some(0), substitution: Some(0) };
        judge(t, &karin, &vendor, low);
        karin.get(&place).await.expect(200).has(&["Inga krav gäller för nivå 4"]).lacks(&["KV-01"]);
        judge(t, &karin, &vendor, Criteria { access: Some(4), ..low });
        let saved = karin.post(&format!("{place}/KV-01"), &[("in_contract", "missing"), ("met", "not_met"), ("section", "4.2"), ("note", "Saknas helt"), ("version", "0")]).await.expect(303);
        assert_eq!(saved.location(), format!("{place}#KV-01"));
        karin.get(&place).await.expect(200).has(&["Saknas helt", "1 saknas", "47 är inte kontrollerade", &format!("{place}/KV-01/finding")]);
        karin.post(&format!("{place}/KV-99"), &[("met", "met")]).await.expect(404);
        karin.post(&format!("{place}/KV-02"), &[("met", "kanske")]).await.expect(422).has(&["Välj ett av alternativen"]);
        t.region_user(Role::Reader).get(&place).await.expect(200).has(&["Saknas helt"]).lacks(&["data-autosave", "KV-01/finding"]);
    }

    async fn two_people_editing_one_clause_both_see_both(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let nils = t.region_user(Role::SecurityOfficer);
        let (_, contract) = contract(t, &karin, "AVT-1");
        let place = format!("/contracts/{}/clauses/KV-05", contract.id);
        let saved = karin.autosave(&place, &[("in_contract", "present"), ("met", "met"), ("note", "Karins text"), ("version", "0")]).await.expect(200).json();
        assert_eq!(saved["version"], 1);
        let conflict = nils.autosave(&place, &[("in_contract", "partly"), ("met", "met"), ("note", "Nils text"), ("version", "0")]).await.expect(409).json();
        assert_eq!((&conflict["conflict"]["note"], &conflict["version"]), (&json!("Karins text"), &json!(1)));
        // Without script: the same page with both texts, and a choice.
        nils.post(&place, &[("in_contract", "partly"), ("met", "met"), ("note", "Nils text"), ("version", "0")]).await.expect(409)
            .has(&["Karins text", "Nils text", "Behåll min text", "Använd den sparade", "name=\"version\" value=\"1\""]);
        nils.post(&place, &[("in_contract", "partly"), ("met", "met"), ("note", "Nils text"), ("version", "1")]).await.expect(303);
        // A save that is sent again loses nothing.
        nils.autosave(&place, &[("in_contract", "partly"), ("met", "met"), ("note", "Nils text"), ("version", "1")]).await.expect(200);
    }

    async fn the_api_says_the_same(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let (vendor, contract) = contract(t, &karin, "AVT-1");
        let token = t.token(&t.region, Role::ContractManager);
        let body = json!({ "vendor_id": vendor.id, "reference": "AVT-2", "title": "Avrop", "parent_id": contract.id, "ends_on": "2027-06-30" });
        let made = karin.api(&token, "POST", "/api/v1/contracts", body.clone(), &[]).await.expect(201).json();
        let twice = karin.api(&token, "POST", "/api/v1/contracts", body, &[]).await.expect(422).json();
        assert_eq!(twice["errors"][0]["pointer"], "/reference");
        let place = format!("/api/v1/contracts/{}", made["id"].as_str().unwrap());
        karin.api(&token, "PATCH", &place, json!({ "title": "B" }), &[]).await.expect(428);
        let changed = karin.api(&token, "PATCH", &place, json!({ "title": "B", "parent_id": null }), &[("if-match", "\"1\"")]).await.expect(200).json();
        assert_eq!((&changed["title"], &changed["parent_id"], &changed["ends_on"]), (&json!("B"), &Value::Null, &json!("2027-06-30")));
        let list = karin.api(&token, "GET", "/api/v1/contracts?limit=1", Value::Null, &[]).await.expect(200).json();
        assert_eq!((&list["total"], &list["next"]), (&json!(2), &json!("p2")));

        let clauses = format!("{place}/clauses");
        let clause = format!("{clauses}/KV-05");
        karin.api(&token, "PATCH", &clause, json!({ "in_contract": "present" }), &[]).await.expect(428);
        karin.api(&token, "PATCH", &clause, json!({ "in_contract": "present", "section": "4" }), &[("if-match", "\"0\"")]).await.expect(200);
        karin.api(&token, "PATCH", &clause, json!({ "in_contract": "missing" }), &[("if-match", "\"0\"")]).await.expect(412);
        let met = karin.api(&token, "PATCH", &clause, json!({ "met": "partly" }), &[("if-match", "\"1\"")]).await.expect(200).json();
        assert_eq!((&met["section"], &met["version"]), (&json!("4"), &json!(2)));
        let all = karin.api(&token, "GET", &clauses, Value::Null, &[]).await.expect(200).json();
        assert_eq!((&all["coverage"]["total"], &all["coverage"]["present"], &all["coverage"]["unknown"]), (&json!(48), &json!(1), &json!(47)));
    }

    async fn others_see_nothing_of_it(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let (_, contract) = contract(t, &karin, "AVT-1");
        let (person, ctx) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        let nils = t.browser_for(&person, ctx);
        for path in [format!("/contracts/{}", contract.id), format!("/contracts/{}/clauses", contract.id), format!("/contracts/{}/edit", contract.id)] {
            nils.get(&path).await.expect(404);
        }
        nils.post(&format!("/contracts/{}/clauses/KV-05", contract.id), &[("met", "met"), ("version", "0")]).await.expect(404);
        nils.get("/contracts").await.expect(200).lacks(&["AVT-1"]);
        let token = t.token(&t.other_region, Role::ContractManager);
        nils.api(&token, "GET", &format!("/api/v1/contracts/{}", contract.id), Value::Null, &[]).await.expect(404);
    }

    async fn a_long_list_costs_as_few_queries_as_a_short_one(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        contract(t, &karin, "A-0");
        let before = t.app.db.query_count();
        karin.get("/contracts").await.expect(200);
        let one = t.app.db.query_count() - before;
        for n in 1..30 {
            contract(t, &karin, &format!("A-{n}"));
        }
        let before = t.app.db.query_count();
        karin.get("/contracts").await.expect(200);
        assert_eq!(t.app.db.query_count() - before, one);
    }
}
