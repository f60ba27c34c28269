//! The region's pages and API of the supply chain.

use super::support::tables::insert;
use super::support::{Answer, Browser, Harness};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::chains::{self, Child, LinkFacts, LinkSource, NewLink, NewNode, NodeKind};
use tillit::kit::Ctx;

pub struct World {
    pub ctx: Ctx,
    pub region: Browser,
    token: String,
    pub vendors: Vec<Id>,
    pub contracts: Vec<Id>,
}

pub fn vendor(t: &Harness, name: &str) -> Id {
    let (organisation, folded) = (t.region.id.to_string(), name.to_lowercase());
    let row = [
        ("organisation_id", organisation.as_str()),
        ("legal_name", name),
        ("name_folded", &folded),
        ("search_text", &folded),
        ("kind", "it_supplier"),
        ("country", "SE"),
        ("status", "active"),
        ("tags", ""),
        ("tier", "1"),
    ];
    insert(t, "vendors", &row)
}

pub fn contract(t: &Harness, vendor: &Id, reference: &str) -> Id {
    let organisation = t.region.id.to_string();
    let row = [
        ("organisation_id", organisation.as_str()),
        ("vendor_id", vendor.as_str()),
        ("reference", reference),
        ("title", "Rådgivning"),
        ("search_text", reference),
    ];
    insert(t, "contracts", &row)
}

pub fn world(t: &Harness) -> World {
    let (person, ctx) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
    let vendors = vec![vendor(t, "Vidlyssna Vårdlinje AB"), vendor(t, "Åsmunda Ögonklinik AB")];
    let contracts = vec![contract(t, &vendors[0], "2024-118"), contract(t, &vendors[1], "2025-7")];
    let token = t.token_of(&person, &t.region, Role::ContractManager);
    World { region: t.browser_for(&person, ctx.clone()), ctx, token, vendors, contracts }
}

impl World {
    pub fn link(&self, t: &Harness, contract: usize, parent: Option<&Id>, child: Child) -> chains::ChainLink {
        let new = NewLink {
            contract_id: self.contracts[contract].clone(),
            service_id: None,
            parent_node_id: parent.cloned(),
            child,
            source: LinkSource::Discovered,
            facts: LinkFacts { task: "Drift".into(), data_class: Some(2), ..LinkFacts::default() },
        };
        t.write(|c| chains::add_link(c, &self.ctx, &new))
    }

    pub fn named(&self, name: &str, kind: NodeKind) -> Child {
        Child::New(NewNode {
            kind,
            name: name.into(),
            org_number: None,
            country: Some("SE".into()),
            location: None,
            shared_note: None,
            internal_note: None,
            is_another: true,
        })
    }

    async fn api(&self, method: &str, path: &str, body: Value, version: Option<&str>) -> Answer {
        let headers: Vec<(&str, &str)> = version.map(|v| ("if-match", v)).into_iter().collect();
        self.region.api(&self.token, method, path, body, &headers).await
    }
}

fn storage() -> Vec<(&'static str, &'static str)> {
    vec![
        ("child", "new"),
        ("kind", "storage"),
        ("name", "Lagringsytan i Sundsvall"),
        ("country", "Sverige"),
        ("location", "Sundsvall"),
        ("task", "Lagrar inspelade samtal"),
        ("source", "discovered"),
        ("data_class", "3"),
        ("persons_low", "650 000"),
        ("persons_high", "900 000"),
        ("countries", "Sverige"),
        ("purpose_0", "Lagring"),
        ("role_0", "subprocessor"),
    ]
}

both! {
    async fn a_discovered_storage_is_added_once_and_everything_behind_it_is_listed(t: &Harness) {
        let w = world(t);
        let place = format!("/contracts/{}/chain", w.contracts[0]);
        w.region.get(&place).await.expect(200).has(&["Ingen leveranskedja", "/chain/new"]);
        let node = w.region.post(&format!("{place}/new"), &storage()).await.expect(303).location().to_string();
        assert!(node.starts_with("/chains/nodes/"), "{node}");
        w.region.get(&node).await.expect(200).has(&["Lagringsytan i Sundsvall", "2024-118", "1 berörs säkert", "650\u{a0}000–900\u{a0}000", "/incidents/new?node_id"]);
        // Under the other contract it is found by its name, and chosen: one node.
        let found = w.region.get(&format!("/contracts/{}/chain/new?q=lagringsytan", w.contracts[1])).await.expect(200);
        let id = node.rsplit('/').next().unwrap().to_string();
        let value = format!("node:{id}");
        let found = found.has(&[&value, "Sundsvall"]);
        assert!(found.text().contains("Lagring"));
        let mut again = storage();
        again[0] = ("child", value.as_str());
        again[8] = ("persons_low", "1 000");
        let same = w.region.post(&format!("/contracts/{}/chain/new", w.contracts[1]), &again).await.expect(303).location().to_string();
        assert_eq!(same, node);
        let page = w.region.get(&node).await.expect(200);
        page.has(&["2024-118", "2025-7", "2 berörs säkert", "Vidlyssna Vårdlinje AB", "Åsmunda Ögonklinik AB"]);
        w.region.get(&format!("{node}/export")).await.expect(200);
        w.region.get("/chains").await.expect(200).has(&["Upptäckta, aldrig godkända", "Lagringsytan i Sundsvall", "Här samlas mest"]);
        w.region.get("/chains?view=found_unapproved").await.expect(200).has(&["2025-7"]);
        w.region.get("/chains?view=third_countries").await.expect(200).has(&["Inga länkar"]);
        w.region.get("/chains?q=2025-7").await.expect(200).has(&["2025-7"]).lacks(&["2024-118"]);
        w.region.get("/chains/export?format=csv").await.expect(200).has(&["Lagringsytan i Sundsvall", "Aldrig godkänd"]);
        w.region.get("/chains/nodes?q=sundsvall&kind=storage").await.expect(200).has(&["Lagringsytan i Sundsvall"]);
        w.region.get(&format!("/vendors/{}/chain", w.vendors[0])).await.expect(200).has(&["2024-118", "nivå"]);
        // Typed again as if it were new, the same name is asked about and nothing typed is lost.
        let deeper = [&storage()[..], &[("parent_node_id", id.as_str())]].concat();
        w.region.post(&format!("{place}/new"), &deeper).await.expect(422).has(&["samma namn", &value, "is_another", "Lagrar inspelade samtal", "650 000"]);
    }

    async fn the_picture_and_the_table_say_the_same(t: &Harness) {
        let w = world(t);
        let drift = w.link(t, 0, None, w.named("Arkivhyllan Drift AB", NodeKind::Subcontractor));
        let shared = w.link(t, 0, Some(&drift.child_node_id), w.named("Delad yta", NodeKind::Storage));
        let other = w.link(t, 0, None, w.named("Nattpasset", NodeKind::Subcontractor));
        w.link(t, 0, Some(&other.child_node_id), Child::Known(shared.child_node_id.clone()));
        w.link(t, 0, Some(&other.child_node_id), w.named("Okänt led", NodeKind::Unknown));
        let place = format!("/contracts/{}/chain", w.contracts[0]);
        let picture = w.region.get(&place).await.expect(200).text();
        assert_eq!(picture.matches(&format!("href=\"/chains/nodes/{}\"", shared.child_node_id)).count(), 1, "drawn once");
        for said in ["<title id=\"chain-title\">", "<desc id=\"chain-desc\">", "delas av flera", "Okänt led", "Klass 2", "focus="] {
            assert!(picture.contains(said), "{said}");
        }
        let focused = w.region.get(&format!("{place}?focus={}&depth=1", other.child_node_id)).await.expect(200);
        focused.has(&["Bilden börjar hos Nattpasset", "Okänt led", "Delad yta"]).lacks(&["Arkivhyllan"]);
        w.region.get(&format!("{place}?depth=1")).await.expect(200).has(&["part till", "2 parter till"]);
        let elsewhere = w.link(t, 1, None, w.named("Någon annanstans", NodeKind::Subcontractor));
        w.region.get(&format!("{place}?focus={}", elsewhere.child_node_id)).await.expect(404);
        let table = w.region.get(&format!("{place}?shape=table")).await.expect(200);
        table.has(&["Arkivhyllan Drift AB", "Delad yta", "Nattpasset", "Okänt led", "Aldrig godkänd", "Plats saknas", "Roll saknas"]);
    }

    async fn a_link_is_changed_ended_and_decided_about(t: &Harness) {
        let w = world(t);
        let drift = w.link(t, 0, None, w.named("Arkivhyllan Drift AB", NodeKind::Subcontractor));
        w.link(t, 0, Some(&drift.child_node_id), w.named("Delad yta", NodeKind::Storage));
        let place = format!("/chains/links/{}", drift.id);
        w.region.get(&place).await.expect(200).has(&["Aldrig godkänd", "Arkivhyllan Drift AB"]);
        let edit = format!("{place}/edit");
        w.region.get(&edit).await.expect(200).has(&["Drift", "name=\"purpose_0\""]);
        let fields = [("version", "1"), ("task", "Drift och lagring"), ("data_class", "3"), ("countries", "SE, Thailand"), ("transfer_mechanism", "unknown"), ("purpose_0", "Drift"), ("role_0", "processor")];
        w.region.post(&edit, &fields).await.expect(303);
        w.region.get(&place).await.expect(200).has(&["Saknar överföringsgrund", "Personuppgiftsbiträde", "SE, TH"]);
        // Two people edit one link: the second sees both texts, and can keep its own.
        let stale = [("version", "1"), ("task", "Något annat")];
        w.region.post(&edit, &stale).await.expect(409).has(&["Något annat", "Drift och lagring", "name=\"version\" value=\"2\""]);
        let unknown = [("version", "2"), ("task", "Drift"), ("countries", "Atlantis"), ("persons_low", "9"), ("persons_high", "3"), ("purpose_0", "Utan roll")];
        w.region.post(&edit, &unknown).await.expect(422).has(&["Utan roll"]);
        let unknown = &unknown[..5];
        w.region.post(&edit, unknown).await.expect(422).has(&["Atlantis", "kan inte vara mindre än det lägsta"]);
        let decision = format!("{place}/approval");
        w.region.post(&decision, &[("state", "approved")]).await.expect(422);
        w.region.post(&decision, &[("state", "approved"), ("reference", "HSN 2026-12"), ("valid_until", "2027-11-23")]).await.expect(303);
        w.region.get(&place).await.expect(200).has(&["HSN 2026-12", "Godkänd", "2027-11-23"]).lacks(&["Aldrig godkänd"]);
        let end = format!("{place}/end");
        w.region.get(&end).await.expect(200).has(&["Delad yta", "De flyttas upp ett led"]);
        w.region.post(&end, &[("version", "3"), ("ended_on", "2026-11-23"), ("reason", "Uppsagt")]).await.expect(422).has(&["Uppsagt"]);
        let over = w.region.post(&end, &[("version", "3"), ("ended_on", "2026-11-23"), ("reason", "Uppsagt"), ("orphans", "move")]).await.expect(303);
        assert_eq!(over.location(), format!("/contracts/{}/chain", w.contracts[0]));
        w.region.get(&format!("/contracts/{}/chain?shape=table", w.contracts[0])).await.expect(200).has(&["Delad yta", "Avslutad"]);
        // A node that turns out to be somebody.
        let node = format!("/chains/nodes/{}/edit", drift.child_node_id);
        w.region.post(&node, &[("version", "1"), ("kind", "subcontractor"), ("name", "Arkivhyllan AB"), ("country", "Norge")]).await.expect(303);
        w.region.post(&node, &[("version", "1"), ("kind", "subcontractor"), ("name", "Arkivet AB")]).await.expect(409).has(&["Arkivhyllan AB"]);
        w.region.post(&node, &[("version", "2"), ("kind", "subcontractor"), ("name", "Region Almeå")]).await.expect(422);
        // What the contract allows.
        let terms = format!("/contracts/{}/chain/terms", w.contracts[0]);
        w.region.post(&terms, &[("version", "0"), ("depth_limit", "21")]).await.expect(422);
        w.region.post(&terms, &[("version", "0"), ("depth_limit", "1"), ("note", "Punkt 7.2")]).await.expect(303);
        w.region.post(&terms, &[("version", "0"), ("depth_limit", "2")]).await.expect(409);
        w.region.get(&terms).await.expect(200).has(&["Punkt 7.2"]);
    }

    async fn what_cannot_be_is_refused_in_the_form(t: &Harness) {
        let w = world(t);
        let first = w.link(t, 0, None, w.named("Arkivhyllan Drift AB", NodeKind::Subcontractor));
        let place = format!("/contracts/{}/chain/new", w.contracts[0]);
        let post = |child: String, parent: Id| {
            let (region, place) = (&w.region, place.clone());
            async move { region.post(&place, &[("child", child.as_str()), ("parent_node_id", parent.as_str()), ("task", "Drift"), ("source", "declared")]).await }
        };
        let root = first.parent_node_id.clone();
        post(format!("node:{root}"), first.child_node_id.clone()).await.expect(422).has(&["cirkel"]);
        post(format!("node:{}", first.child_node_id), first.child_node_id.clone()).await.expect(422).has(&["underleverantör till sig själv"]);
        post(format!("vendor:{}", w.vendors[0]), root.clone()).await.expect(422).has(&["underleverantör till sig själv"]);
        // Another organisation's node, and one that is nothing at all.
        let home = t.other_region.id.to_string();
        let foreign = insert(t, "chain_nodes", &[("organisation_id", home.as_str()), ("kind", "storage"), ("name", "HEMLIG")]);
        post(format!("node:{foreign}"), root.clone()).await.expect(422).lacks(&["HEMLIG"]);
        post("node:x".into(), root.clone()).await.expect(422);
        post("unknown".into(), foreign.clone()).await.expect(422).lacks(&["HEMLIG"]);
        let own = [("child", "new"), ("kind", "subcontractor"), ("name", "Region Almeå"), ("task", "Drift"), ("source", "declared")];
        w.region.post(&place, &own).await.expect(422).has(&["egen organisation"]);
        w.region.post(&place, &[("task", "Drift")]).await.expect(422);
        post("unknown".into(), root).await.expect(303);
        w.region.get("/chains?view=unknown_tiers").await.expect(200).has(&["Okänt led"]);
        let reader = t.region_user(Role::Reader);
        reader.get(&format!("/contracts/{}/chain", w.contracts[0])).await.expect(200).lacks(&["/chain/new"]);
        reader.get(&place).await.expect(403);
    }

    async fn the_api_does_what_the_pages_do(t: &Harness) {
        let w = world(t);
        let new = json!({
            "contract_id": w.contracts[0], "source": "discovered", "task": "Lagring", "data_class": 3, "persons_low": 5, "persons_high": 9,
            "countries": ["Sverige"], "processings": [{ "purpose": "Lagring", "role": "processor", "legal_note": null }],
            "new_node": { "kind": "storage", "name": "Delad yta", "country": "SE" },
        });
        let link = w.api("POST", "/api/v1/chains/links", new.clone(), None).await.expect(201).json();
        assert_eq!((&link["data_class"], &link["processings"][0]["role"], &link["approval"]), (&json!(3), &json!("processor"), &json!("none")));
        let wrong = w.api("POST", "/api/v1/chains/links", json!({ "contract_id": w.contracts[1], "source": "declared", "task": "X", "new_node": { "kind": "storage", "name": "A", "country": "Atlantis" } }), None).await.expect(422).json();
        assert_eq!(wrong["errors"][0]["pointer"], "/new_node/country");
        let none = w.api("POST", "/api/v1/chains/links", json!({ "contract_id": w.contracts[1], "source": "declared", "task": "X" }), None).await.expect(422).json();
        assert_eq!(none["errors"][0]["code"], "error-chain-one-child");
        let node = link["child_node_id"].as_str().unwrap().to_string();
        let second = json!({ "contract_id": w.contracts[1], "source": "discovered", "task": "Lagring", "node_id": node, "data_class": 2, "countries": [] });
        w.api("POST", "/api/v1/chains/links", second, None).await.expect(201);
        let radius = w.api("GET", &format!("/api/v1/chains/nodes/{node}/blast-radius"), Value::Null, None).await.expect(200).json();
        assert_eq!((&radius["certain"], radius["contracts"].as_array().unwrap().len(), &radius["persons"]["high"]), (&json!(2), 2, &json!(9)));
        let list = w.api("GET", "/api/v1/chains/links?view=found_unapproved", Value::Null, None).await.expect(200).json();
        assert_eq!((&list["total"], &list["items"][0]["child_name"]), (&json!(2), &json!("Delad yta")));
        let top = w.api("GET", "/api/v1/chains/concentration", Value::Null, None).await.expect(200).json();
        assert_eq!((&top["items"][0]["node_id"], &top["items"][0]["contracts"]), (&json!(node), &json!(2)));
        let place = format!("/api/v1/chains/links/{}", link["id"].as_str().unwrap());
        w.api("PATCH", &place, json!({ "task": "Annat" }), None).await.expect(428);
        let changed = w.api("PATCH", &place, json!({ "task": "Annat" }), Some("\"1\"")).await.expect(200).json();
        assert_eq!((&changed["task"], &changed["persons_high"], &changed["version"]), (&json!("Annat"), &json!(9), &json!(2)));
        w.api("PATCH", &place, json!({ "task": "För sent" }), Some("\"1\"")).await.expect(412);
        w.api("POST", &format!("{place}/approval"), json!({ "state": "approved", "reference": "Dnr 7" }), None).await.expect(200);
        let chain = w.api("GET", &format!("/api/v1/contracts/{}/chain", w.contracts[0]), Value::Null, None).await.expect(200);
        assert_eq!(chain.header("etag"), Some("\"0\""));
        let chain = chain.json();
        assert_eq!((chain["links"].as_array().unwrap().len(), &chain["depth_limit"], &chain["criterion"]), (1, &json!(3), &json!(1)));
        w.api("PUT", &format!("/api/v1/contracts/{}/chain/terms", w.contracts[0]), json!({ "depth_limit": 0 }), Some("\"0\"")).await.expect(200);
        let node_place = format!("/api/v1/chains/nodes/{node}");
        let renamed = w.api("PATCH", &node_place, json!({ "location": "Sundsvall" }), Some("\"1\"")).await.expect(200).json();
        assert_eq!((&renamed["name"], &renamed["location"]), (&json!("Delad yta"), &json!("Sundsvall")));
        assert_eq!(w.api("GET", "/api/v1/chains/nodes?q=sundsvall", Value::Null, None).await.expect(200).json()["items"][0]["contracts"], 2);
        let ended = w.api("POST", &format!("{place}/end"), json!({ "reason": "Uppsagt" }), Some("\"3\"")).await.expect(200).json();
        assert_eq!(ended["state"], "ended");
        w.api("POST", &format!("{place}/end"), json!({ "reason": "Uppsagt" }), Some("\"4\"")).await.expect(409);
    }

    async fn pages_ask_a_fixed_number_of_queries(t: &Harness) {
        let w = world(t);
        let first = w.link(t, 0, None, w.named("Nav", NodeKind::Subcontractor));
        let node = format!("/chains/nodes/{}", first.child_node_id);
        let chain = format!("/contracts/{}/chain", w.contracts[0]);
        let vendor = format!("/vendors/{}/chain", w.vendors[0]);
        let table = format!("{chain}?shape=table");
        let paths = ["/chains", "/chains/nodes", &node, &chain, &table, &vendor];
        let mut counts = Vec::new();
        for more in [1, 25] {
            for n in 0..more {
                w.link(t, 0, Some(&first.child_node_id), w.named(&format!("Led {n}"), NodeKind::Storage));
            }
            for path in paths {
                let before = t.app.db.query_count();
                w.region.get(path).await.expect(200);
                counts.push(t.app.db.query_count() - before);
            }
        }
        let (few, many) = counts.split_at(paths.len());
        assert_eq!(few, many);
        assert!(few.iter().all(|count| *count <= 22), "{few:?}");
    }
}
