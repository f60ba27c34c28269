//! Catalogues of requirements: those of the product, own sets, relations, and who sees them.

use super::support::Browser;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::accounts::{self, OrganisationKind};

fn id_of(place: &str) -> String {
    place.rsplit('/').next().unwrap().to_string()
}

async fn own_set(eva: &Browser, name: &str) -> String {
    id_of(eva.post("/frameworks", &[("name", name)]).await.expect(303).location())
}

async fn add_node(eva: &Browser, set: &str, number: &str, name: &str, parent: &str) -> String {
    let fields = [("ref_id", number), ("name", name), ("parent", parent), ("assessable", "1")];
    id_of(eva.post(&format!("/frameworks/{set}/nodes"), &fields).await.expect(303).location())
}

both! {
    async fn the_catalogues_of_the_product_are_there_in_both_editions(t: &Harness) {
        let eva = t.region_user(Role::SecurityOfficer);
        eva.get("/frameworks").await.expect(200).has(&["ISO/IEC 27001:2022", "ISO/IEC 27001:2013", "NIS2"]);
        eva.get("/frameworks/iso27001-2022").await.expect(200).has(&["A.5.1", "A.8.34", "Ledningens genomgång", "ej verifierad", "Bilaga A"]);
        // both numberings lead to each other, either way
        eva.get("/frameworks/iso27001-2013/nodes/A.9.2.3").await.expect(200).has(&["A.8.2", "Samma krav", "ISO/IEC 27002:2022 bilaga B"]);
        eva.get("/frameworks/iso27001-2022/nodes/A.5.1").await.expect(200).has(&["A.5.1.1", "A.5.1.2", "Omfattar"]);
        eva.get("/frameworks/iso27001-2013/mapping/iso27001-2022").await.expect(200).has(&["En del av", "115", "Sida 1 av 3"]);
        eva.get("/frameworks/iso27001-2022/mapping/iso27001-2013").await.expect(200).has(&["Omfattar", "A.5.7"]);
        eva.get("/frameworks/nis2").await.expect(200).has(&["21.2.d"]);
        eva.get("/frameworks/iso27001-2022?with=nis2").await.expect(303);
        for path in ["/frameworks/iso27001-1999", "/frameworks/iso27001-2022/nodes/A.9.99", "/frameworks/nis2/mapping/nis2", "/frameworks/nis2/edit", "/frameworks/nis2/report"] {
            eva.get(path).await.expect(404);
        }
        let token = t.token(&t.region, Role::Reader);
        let page = eva.api(&token, "GET", "/api/v1/frameworks/iso27001-2013/nodes?limit=200", Value::Null, &[]).await.expect(200).json();
        assert_eq!(page["items"].as_array().unwrap().iter().filter(|node| node["assessable"] == true).count(), 114);
        let links = eva.api(&token, "GET", "/api/v1/frameworks/iso27001-2013/mapping/iso27001-2022?limit=200", Value::Null, &[]).await.expect(200).json();
        assert_eq!(links["total"], 115);
    }

    async fn an_own_set_is_made_node_by_node(t: &Harness) {
        let eva = t.region_user(Role::SecurityOfficer);
        eva.post("/frameworks", &[("name", " ")]).await.expect(422);
        let set = own_set(&eva, "Egna grundkrav").await;
        let top = add_node(&eva, &set, "1", "Styrning", "").await;
        let below = add_node(&eva, &set, "1.1", "Policy finns", &top).await;
        let nodes = format!("/frameworks/{set}/nodes");
        eva.post(&nodes, &[("ref_id", "1.1"), ("name", "Dubbelt")]).await.expect(422).has(&["Numret finns redan"]);
        eva.post(&nodes, &[("name", "x"), ("parent", "nej")]).await.expect(422);
        let under_itself = [("version", "1"), ("name", "Styrning"), ("parent", below.as_str())];
        eva.post(&format!("{nodes}/{top}/edit"), &under_itself).await.expect(422).has(&["under sig själv"]);
        eva.post(&format!("{nodes}/{below}/edit"), &[("version", "1"), ("ref_id", "1.1"), ("name", "Policyn följs"), ("parent", top.as_str())]).await.expect(303);
        eva.post(&format!("{nodes}/{below}/edit"), &[("version", "1"), ("name", "Gammal")]).await.expect(409);
        eva.get(&format!("/frameworks/{set}")).await.expect(200).has(&["Styrning", "Policyn följs"]);
        eva.post(&format!("{nodes}/{top}/remove"), &[("version", "1")]).await.expect(409).has(&["Det ligger punkter under"]);
        // related to a standard by number, once
        let mapping = format!("/frameworks/{set}/mapping/iso27001-2022");
        let relation = [("from_node", "1.1"), ("to_node", "A.5.1"), ("relation", "subset"), ("source", "Eget beslut")];
        eva.post(&mapping, &relation).await.expect(303);
        eva.post(&mapping, &relation).await.expect(422).has(&["redan ett samband"]);
        eva.post(&mapping, &[("from_node", "9"), ("to_node", "A.5.1"), ("relation", "equal"), ("source", "x"), ("strength", "101")]).await.expect(422).has(&["mellan 0 och 100"]);
        eva.get("/frameworks/iso27001-2022/nodes/A.5.1").await.expect(200).has(&["Egna grundkrav", "Policyn följs", "Omfattar", "50"]);
        eva.get(&format!("{mapping}/export")).await.expect(200).has(&["relationship: \"subset\""]);
        eva.post(&format!("{nodes}/{below}/remove"), &[("version", "2")]).await.expect(303);
        eva.get(&mapping).await.expect(200).has(&["Inga samband"]);
        eva.post(&format!("/frameworks/{set}/retire"), &[("version", "1")]).await.expect(303);
        eva.post(&nodes, &[("name", "För sent")]).await.expect(409);
        eva.get("/frameworks").await.expect(200).lacks(&["Egna grundkrav"]);
        eva.get("/frameworks?retired=1").await.expect(200).has(&["Egna grundkrav"]);
        t.drain();
    }

    async fn what_a_person_can_do_a_token_can(t: &Harness) {
        let eva = t.region_user(Role::SecurityOfficer);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let api = async |method: &str, path: &str, body: Value, version: Option<&str>| {
            let headers: Vec<(&str, &str)> = version.map(|v| ("if-match", v)).into_iter().collect();
            eva.api(&token, method, &format!("/api/v1/frameworks{path}"), body, &headers).await
        };
        let set = api("POST", "", json!({"name": "Krav"}), None).await.expect(201).json()["key"].as_str().unwrap().to_string();
        api("POST", "", json!({"name": "Krav", "extra": 1}), None).await.expect(422);
        let node = api("POST", &format!("/{set}/nodes"), json!({"name": "Ett", "ref_id": "1", "assessable": true}), None).await.expect(201).json();
        let key = node["key"].as_str().unwrap();
        api("PATCH", &format!("/{set}/nodes/{key}"), json!({"name": "Två"}), None).await.expect(428);
        api("PATCH", &format!("/{set}/nodes/{key}"), json!({"name": "Två", "ref_id": "1"}), Some("\"1\"")).await.expect(200);
        api("PATCH", &format!("/{set}/nodes/{key}"), json!({"name": "Tre"}), Some("\"1\"")).await.expect(412);
        let made = api("POST", &format!("/{set}/mapping/nis2"), json!({"from_node": "1", "to_node": "21.2.d", "relation": "equal", "source": "x"}), None).await.expect(201).json();
        assert_eq!(made["strength"], 100);
        api("DELETE", &format!("/{set}/mapping/nis2/framework-relations/{}", made["id"].as_str().unwrap()), Value::Null, None).await.expect(200);
        api("DELETE", &format!("/{set}/nodes/{key}"), Value::Null, None).await.expect(200);
        api("PATCH", &format!("/{set}"), json!({"name": "Nytt namn"}), Some("\"1\"")).await.expect(200);
        api("POST", &format!("/{set}/retire"), json!({}), None).await.expect(200);
        api("POST", &format!("/{set}/retire"), json!({}), None).await.expect(409);
        t.drain();
    }

    async fn neither_a_vendor_nor_another_organisation_sees_an_own_set(t: &Harness) {
        let eva = t.region_user(Role::SecurityOfficer);
        let set = own_set(&eva, "HEMLIG-UPPSATTNING").await;
        let node = add_node(&eva, &set, "1", "HEMLIG-PUNKT", "").await;
        let now = t.now();
        let home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Norrverket AB", None, false));
        let (lena, lena_ctx) = t.person(&home, Role::VendorAdmin, "Lena Sjö");
        let (sara, sara_ctx) = t.person(&t.other_region, Role::SecurityOfficer, "Sara Holm");
        let outsiders = [
            (t.browser_for(&lena, lena_ctx), t.token_of(&lena, &home, Role::VendorAdmin), false),
            (t.browser_for(&sara, sara_ctx), t.token_of(&sara, &t.other_region, Role::SecurityOfficer), true),
        ];
        for (browser, token, region) in &outsiders {
            for path in [format!("/frameworks/{set}"), format!("/frameworks/{set}/nodes/{node}"), format!("/frameworks/{set}/export"), format!("/frameworks/{set}/mapping/nis2"), format!("/frameworks/nis2/mapping/{set}")] {
                let answer = browser.get(&path).await;
                assert!(matches!(answer.status, 403 | 404), "{path}: {}", answer.status);
                answer.lacks(&["HEMLIG-UPPSATTNING", "HEMLIG-PUNKT"]);
                browser.api(token, "GET", &format!("/api/v1{path}"), Value::Null, &[]).await.expect(404).lacks(&["HEMLIG"]);
            }
            let list = browser.get("/frameworks").await;
            assert_eq!(list.status, if *region { 200 } else { 403 });
            list.lacks(&["HEMLIG-UPPSATTNING"]);
        }
        let (sara_browser, ..) = &outsiders[1];
        sara_browser.post(&format!("/frameworks/{set}/nodes"), &[("name", "Intrång")]).await.expect(404);
        t.drain();
    }

    async fn a_large_catalogue_costs_no_more_queries(t: &Harness) {
        let eva = t.region_user(Role::SecurityOfficer);
        let load = async |name: &str, count: usize| {
            let file = crate::framework_files::library(name, count);
            let place = eva.upload("/frameworks/import", &[], "file", "katalog.yaml", file.as_bytes()).await;
            place.expect(303).location().trim_end_matches("/report").to_string()
        };
        let (small, large) = (load("liten", 30).await, load("stor", 1_200).await);
        let count = async |path: String| {
            let before = t.app.db.query_count();
            eva.get(&path).await.expect(200);
            t.app.db.query_count() - before
        };
        assert_eq!(count(small.clone()).await, count(large.clone()).await);
        // the large one is folded: a level at a time, each with how much lies under it
        eva.get(&large).await.expect(200).has(&["under", "Sida 1 av"]);
        assert_eq!(count("/frameworks".to_string()).await, count("/frameworks?page=2".to_string()).await);
        t.drain();
    }
}
