//! Incidents: everybody behind a shared node at once, the clocks, and figures that are never merged.

use super::support::tables::insert;
use super::support::{Browser, Harness};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::chains::{self, Child, LinkFacts, LinkSource, NewLink, NewNode, NodeKind};
use tillit::features::incidents;
use tillit::kit::Ctx;

struct World {
    ctx: Ctx,
    region: Browser,
    portal: Browser,
    token: String,
    vendor_token: String,
    node: Id,
    vendors: Vec<Id>,
    contracts: Vec<Id>,
}

fn vendor(t: &Harness, name: &str, tier: &str, home: Option<&Id>, manager: &Id) -> Id {
    let organisation = t.region.id.to_string();
    let mut row = vec![
        ("organisation_id", organisation.as_str()),
        ("legal_name", name),
        ("kind", "care_provider"),
        ("country", "SE"),
        ("status", "active"),
        ("tags", ""),
        ("tier", tier),
        ("manager_id", manager.as_str()),
    ];
    if let Some(home) = home {
        row.push(("vendor_organisation_id", home.as_str()));
    }
    insert(t, "vendors", &row)
}

/// Three contracts of two vendors, all with links to one shared storage.
fn world(t: &Harness) -> World {
    let now = t.now();
    let home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Vidlyssna AB", None, false));
    let (person, ctx) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
    let (other, _) = t.person(&t.region, Role::SecurityOfficer, "Omar Haddad");
    let (lena, lena_ctx) = t.person(&home, Role::VendorAdmin, "Lena Sjö");
    let vendors = vec![
        vendor(t, "Vidlyssna Vårdlinje AB", "2", Some(&home.id), &person.id),
        vendor(t, "Åsmunda Ögonklinik AB", "3", None, &other.id),
    ];
    let organisation = t.region.id.to_string();
    let contract = |vendor: usize, reference: &str, manager: Option<&Id>| {
        let mut row = vec![
            ("organisation_id", organisation.as_str()),
            ("vendor_id", vendors[vendor].as_str()),
            ("reference", reference),
            ("title", "Rådgivning"),
        ];
        row.extend(manager.map(|id| ("manager_id", id.as_str())));
        insert(t, "contracts", &row)
    };
    let contracts = vec![
        contract(0, "2024-118", Some(&person.id)),
        contract(0, "2024-119", Some(&person.id)),
        contract(1, "2025-7", None),
    ];
    let link = |contract: &Id, child: Child| NewLink {
        contract_id: contract.clone(),
        service_id: None,
        parent_node_id: None,
        child,
        source: LinkSource::Discovered,
        facts: LinkFacts {
            task: "Lagrar inspelade samtal".into(),
            data_class: Some(3),
            countries: vec!["SE".into()],
            processings: vec![chains::NewProcessing {
                purpose: "Lagring".into(),
                role: chains::GdprRole::SubProcessor,
                legal_note: None,
            }],
            ..LinkFacts::default()
        },
    };
    let storage = NewNode {
        kind: NodeKind::Storage,
        name: "Delad lagringsyta".into(),
        org_number: None,
        country: Some("SE".into()),
        location: Some("Sundsvall".into()),
        shared_note: None,
        internal_note: None,
        is_another: false,
    };
    let first = t.write(|c| chains::add_link(c, &ctx, &link(&contracts[0], Child::New(storage))));
    let node = first.child_node_id.clone();
    for contract in &contracts[1..] {
        t.write(|c| chains::add_link(c, &ctx, &link(contract, Child::Known(node.clone()))));
    }
    let token = t.token_of(&person, &t.region, Role::ContractManager);
    let vendor_token = t.token_of(&lena, &home, Role::VendorAdmin);
    World {
        region: t.browser_for(&person, ctx.clone()),
        portal: t.browser_for(&lena, lena_ctx),
        token,
        vendor_token,
        ctx,
        node,
        vendors,
        contracts,
    }
}

impl World {
    async fn register(&self) -> String {
        let fields = [
            ("title", "Lagringsyta utan lösenord"),
            ("source", "press"),
            ("contact", "HEMLIG-TIPSARE"),
            ("received_at", "2026-11-23T08:30"),
            ("node_id", self.node.as_str()),
        ];
        self.region.post("/incidents", &fields).await.expect(303).location().to_string()
    }

    async fn api(&self, method: &str, path: &str, body: Value, version: Option<&str>) -> super::support::Answer {
        let headers: Vec<(&str, &str)> = version.map(|v| ("if-match", v)).into_iter().collect();
        self.region.api(&self.token, method, path, body, &headers).await
    }
}

both! {
    async fn everybody_behind_the_node_is_listed_told_and_acknowledges(t: &Harness) {
        let w = world(t);
        let new = w.region.get(&format!("/incidents/new?node_id={}", w.node)).await;
        new.expect(200).has(&["Delad lagringsyta", "2026-11-23T09:00"]);
        let place = w.register().await;
        let page = w.region.get(&place).await.expect(200);
        page.has(&["2024-118", "2024-119", "2025-7", "3 säkert berörda", "Inte underrättad", "Säkert berörd"]);
        w.region.post(&format!("{place}/notify"), &[]).await.expect(303);
        let mails = t.drain();
        assert_eq!(mails.len(), 2, "one mail to each manager");
        let all: String = mails.iter().map(|m| m.text.clone()).collect();
        assert!(all.contains("2024-118") && all.contains("2025-7") && !all.contains("HEMLIG-TIPSARE"), "{all}");
        w.region.post(&format!("{place}/notify"), &[]).await.expect(303);
        assert_eq!(t.drain().len(), 0, "nobody is told twice");
        let id: Id = place.trim_start_matches("/incidents/").parse().unwrap();
        let parties = t.read(|c| incidents::parties(c, &w.ctx.scope, &id));
        assert!(parties.iter().all(|p| p.notified_at.is_some() && p.manager_name.is_some()));
        w.region.post(&format!("{place}/parties/{}/acknowledge", parties[0].id), &[]).await.expect(303);
        let parties = t.read(|c| incidents::parties(c, &w.ctx.scope, &id));
        assert_eq!(parties.iter().filter(|p| p.acknowledged_by_name.as_deref() == Some("Karin Öberg")).count(), 1);
        w.region.post(&format!("{place}/refresh"), &[]).await.expect(303);
        assert_eq!(t.read(|c| incidents::parties(c, &w.ctx.scope, &id)).len(), 3, "nothing is listed twice");
        w.region.get("/incidents").await.expect(200).has(&["Lagringsyta utan lösenord", "Tidig varning", "kvar"]);
        assert_eq!(w.vendors.len() + w.contracts.len(), 5);
    }

    async fn four_clocks_run_and_each_is_answered(t: &Harness) {
        let w = world(t);
        let place = w.register().await;
        let edit = [
            ("version", "1"), ("title", "Lagringsyta utan lösenord"), ("source", "press"),
            ("detected_by_vendor_at", "2026-11-22T20:00"), ("region_aware_at", "2026-11-23T08:30"),
            ("significant", "yes"), ("significance_reason", "Fler än 500 personer"), ("personal_data", "yes"),
            ("root_cause_confidence", "unknown"),
        ];
        let future = edit.map(|(k, v)| if k == "region_aware_at" { (k, "2026-11-24T08:30") } else { (k, v) });
        w.region.post(&format!("{place}/edit"), &future).await.expect(422).has(&["ligger i framtiden", "Fler än 500"]);
        w.region.post(&format!("{place}/edit"), &edit).await.expect(303);
        // tier 2: 24 hours from detection; 72 and 24 hours from awareness
        w.region.get(&place).await.expect(200).has(&[
            "2026-11-23 20:00", "11 timmar kvar", "2026-11-26 08:30", "2 dygn och 23 timmar kvar", "2026-11-24 08:30",
            "23 timmar och 30 minuter kvar", "ej verifierad", "incident-clocks-2026-1",
        ]);
        w.region.post(&format!("{place}/edit"), &edit).await.expect(409);
        let close = [("version", "2"), ("state", "closed"), ("decision", "")];
        w.region.post(&format!("{place}/state"), &close).await.expect(409).has(&["obesvarade"]);
        let id = place.trim_start_matches("/incidents/").to_string();
        let put = |clock: &str| format!("/api/v1/incidents/{id}/reports/{clock}");
        let sent = json!({"sent_at": "2026-11-23T07:50:00Z", "case_id": "DI-2026-9"});
        w.api("PUT", &put("gdpr_33"), sent.clone(), None).await.expect(428);
        w.api("PUT", &put("gdpr_33"), json!({}), Some("\"0\"")).await.expect(422);
        w.api("PUT", &put("gdpr_33"), sent.clone(), Some("\"0\"")).await.expect(200);
        w.api("PUT", &put("gdpr_33"), sent.clone(), Some("\"0\"")).await.expect(412);
        w.api("PUT", &put("csl_notification"), sent, Some("\"0\"")).await.expect(200);
        let reason = [("version", "0"), ("reason", "Anmälan skickades direkt")];
        w.region.post(&format!("{place}/reports/csl_early"), &reason).await.expect(303);
        w.region.post(&format!("{place}/reports/contract"), &[("version", "0"), ("sent_at", "2026-11-23T07:00")]).await.expect(303);
        // the final report: one calendar month after the notification
        w.region.get(&place).await.expect(200).has(&["DI-2026-9", "Skickad i tid", "2026-12-23 08:50", "Anmälan skickades direkt"]);
        let reason = [("version", "0"), ("reason", "Ingår i anmälan")];
        w.region.post(&format!("{place}/reports/csl_final"), &reason).await.expect(303);
        w.region.post(&format!("{place}/state"), &close).await.expect(422).has(&["Grundorsaken är okänd"]);
        let close = [("version", "2"), ("state", "closed"), ("decision", "Går inte att fastställa")];
        w.region.post(&format!("{place}/state"), &close).await.expect(303);
        w.region.get(&place).await.expect(200).has(&["Avslutad", "Går inte att fastställa"]);
        w.region.post(&format!("{place}/edit"), &edit).await.expect(409);
        t.drain();
    }

    async fn two_figures_of_the_same_thing_stand_side_by_side(t: &Harness) {
        let w = world(t);
        let place = w.register().await;
        let base = [("category", "exposed"), ("unit", "calls"), ("log_coverage", "unknown")];
        let add = |more: &[(&'static str, &'static str)]| {
            let mut all = base.to_vec();
            all.extend_from_slice(more);
            let all: Vec<(&str, &str)> = all.into_iter().rev().fold(Vec::new(), |mut kept, (k, v)| {
                if !kept.iter().any(|(known, _)| *known == k) { kept.push((k, v)); }
                kept
            });
            all
        };
        let to = format!("{place}/exposures");
        let paper = add(&[("low", "2 700 000"), ("source", "Tidningen"), ("counting_rule", "Ljudfiler")]);
        w.region.post(&to, &paper).await.expect(303);
        let authority = add(&[("low", "650000"), ("high", "900000"), ("source", "Myndigheten"), ("counting_rule", "Samtal")]);
        w.region.post(&to, &authority).await.expect(303);
        let accessed = add(&[("category", "confirmed_accessed"), ("low", "55"), ("source", "Leverantören"), ("counting_rule", "Nedladdade")]);
        w.region.post(&to, &accessed).await.expect(303);
        w.region.get(&place).await.expect(200).has(&["2\u{a0}700\u{a0}000", "650\u{a0}000–900\u{a0}000", "Myndigheten", "55"]);
        let none = add(&[("category", "probably_accessed"), ("none_found", "1"), ("log_coverage", "none"), ("source", "Leverantören")]);
        w.region.post(&to, &none).await.expect(422).has(&["Inga loggar betyder inte ingen åtkomst", "vilket underlag"]);
        let too_many = add(&[("category", "confirmed_accessed"), ("low", "2700001"), ("source", "X"), ("counting_rule", "Y")]);
        w.region.post(&to, &too_many).await.expect(422).has(&["kan inte vara åtkommet"]);
        let id: Id = place.trim_start_matches("/incidents/").parse().unwrap();
        let shown = w.api("GET", &format!("/api/v1/incidents/{id}"), Value::Null, None).await.expect(200).json();
        let figures = shown["exposures"].as_array().unwrap().clone();
        assert_eq!(figures.len(), 3);
        let old = figures.iter().find(|f| f["source"] == "Tidningen").unwrap()["id"].as_str().unwrap().to_string();
        let revision = json!({"category": "exposed", "unit": "calls", "low": 1, "source": "Tidningen", "counting_rule": "Rättad", "revises_id": old});
        w.api("POST", &format!("/api/v1/incidents/{id}/exposures"), revision.clone(), None).await.expect(201);
        w.api("POST", &format!("/api/v1/incidents/{id}/exposures"), revision, None).await.expect(412);
        w.region.get(&place).await.expect(200).has(&["En tidigare siffra", "Rättad"]);
        let judged = json!({"items": [{"category": "patient_safety", "level": "none", "note": "Granskat"}]});
        let answer = w.api("PUT", &format!("/api/v1/incidents/{id}/consequences"), judged, None).await.expect(200).json();
        let levels: Vec<&str> = answer["consequences"].as_array().unwrap().iter().map(|c| c["level"].as_str().unwrap()).collect();
        assert_eq!(levels, ["none", "unknown", "unknown", "unknown", "unknown"], "what nobody judged is unknown");
        t.drain();
    }

    async fn a_tip_without_a_chain_is_registered_in_one_form(t: &Harness) {
        let w = world(t);
        w.region.post("/incidents", &[("title", " "), ("source", "tip")]).await.expect(422).has(&["Fyll i det här fältet"]);
        let bad = [("title", "x"), ("source", "tip"), ("received_at", "i går")];
        w.region.post("/incidents", &bad).await.expect(422).has(&["datum och klockslag", "i går"]);
        let fields = [("title", "Tips om öppen server åäö"), ("source", "tip"), ("contact", "Journalisten, 070-000 00 00")];
        let place = w.region.post("/incidents", &fields).await.expect(303).location().to_string();
        w.region.get(&place).await.expect(200).has(&["Journalisten", "Karin Öberg", "Ingen är listad än"]);
        let contract = [("contract_id", w.contracts[2].as_str())];
        w.region.post(&format!("{place}/parties"), &contract).await.expect(303);
        w.region.get(&place).await.expect(200).has(&["2025-7", "Tillagd för hand"]);
        w.region.get("/incidents?q=oppen+server").await.expect(200).has(&["Tips om öppen server"]);
        t.drain();
    }

    async fn a_finding_is_made_from_an_incident_and_leads_back(t: &Harness) {
        let w = world(t);
        let place = w.register().await;
        let id = place.trim_start_matches("/incidents/");
        let shown = w.region.get(&place).await.expect(200).text();
        let hrefs = shown.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&").replace("&#x3D;", "="));
        let forms: Vec<String> = hrefs.filter(|href| href.starts_with("/findings/new?")).collect();
        assert_eq!(forms.len(), 3, "one for each contract that is touched");
        let form = forms.iter().find(|href| href.contains(w.contracts[2].as_str())).unwrap();
        w.region.get(form).await.expect(200).has(&["Åsmunda", "Lagringsyta utan lösenord", "Källa: Incident", &format!("value=\"{id}\"")]);
        let fields = [
            ("vendor_id", w.vendors[1].as_str()), ("contract_id", w.contracts[2].as_str()), ("origin", "incident"), ("origin_object_id", id),
            ("title", "Lagringen är öppen"), ("severity", "high"), ("responsible", "vendor"),
        ];
        let finding = w.region.post("/findings", &fields).await.expect(303).location().to_string();
        w.region.get(&finding).await.expect(200).has(&["2025-7", &format!("href=\"{place}\"")]);
        w.region.get(&place).await.expect(200).has(&["Brister som incidenten har visat", "Lagringen är öppen", &finding]);
        t.region_user(Role::Reader).get(&finding).await.expect(200).lacks(&[&place]);
        // It touches the vendor, or it is no source; and it is always said which one it is.
        let untouched = vendor(t, "Oberörd AB", "3", None, &w.ctx.actor.person_id);
        let mut odd = fields.to_vec();
        odd[0].1 = untouched.as_str();
        odd.remove(1);
        w.region.post("/findings", &odd).await.expect(422).has(&["f-origin_object_id", "Lagringen är öppen"]);
        let body = |vendor: &Id, incident: Option<&str>| json!({"vendor_id": vendor, "origin": "incident", "origin_object_id": incident, "title": "Av programmet", "severity": "medium"});
        let made = w.api("POST", "/api/v1/findings", body(&w.vendors[0], Some(id)), None).await.expect(201).json();
        assert_eq!((&made["origin"], &made["origin_object_id"]), (&json!("incident"), &json!(id)));
        let nobody = Id::new(t.now()).to_string();
        for wrong in [body(&untouched, Some(id)), body(&w.vendors[0], Some(&nobody)), body(&w.vendors[0], None)] {
            w.api("POST", "/api/v1/findings", wrong, None).await.expect(422).has(&["/origin_object_id"]);
        }
        t.drain();
    }

    async fn no_vendor_sees_an_incident(t: &Harness) {
        let w = world(t);
        let place = w.register().await;
        for path in ["/incidents", "/incidents/new", place.as_str()] {
            let answer = w.portal.get(path).await;
            assert!(matches!(answer.status, 403 | 404), "{path}");
            answer.lacks(&["HEMLIG-TIPSARE", "Lagringsyta utan lösenord"]);
        }
        for path in ["/api/v1/incidents".to_string(), format!("/api/v1{place}")] {
            let answer = w.portal.api(&w.vendor_token, "GET", &path, Value::Null, &[]).await;
            assert!(matches!(answer.status, 403 | 404), "{path}");
            answer.lacks(&["HEMLIG-TIPSARE", "Lagringsyta"]);
        }
        w.portal.get("/portal").await.expect(200).lacks(&["Lagringsyta utan lösenord", "HEMLIG-TIPSARE"]);
        t.drain();
    }
}
