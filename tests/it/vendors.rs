//! The register: adding, listing, tiers, invitations; through pages and through the API.

use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::vendors::{self, NewVendor, VendorKind, VendorStatus, views};
use tillit::platform::view::{Views, render_samples};

const NOTE: &str = "hemlig förhandling";

pub fn new_vendor(name: &str, org_number: Option<&str>) -> NewVendor {
    NewVendor {
        legal_name: name.to_string(),
        org_number: org_number.map(str::to_string),
        hsa_id: None,
        kind: VendorKind::CareProvider,
        country: "SE".to_string(),
        status: VendorStatus::Active,
        manager_id: None,
        tags: vec![],
        internal_note: Some(NOTE.to_string()),
    }
}

#[test]
fn every_page_renders_in_both_languages() {
    let registry = Views::new().unwrap();
    render_samples::<views::ListPage>(&registry).unwrap();
    render_samples::<views::ShowPage>(&registry).unwrap();
    render_samples::<views::EditPage>(&registry).unwrap();
    render_samples::<views::CategorisePage>(&registry).unwrap();
    render_samples::<views::OverridePage>(&registry).unwrap();
    render_samples::<views::ContactPage>(&registry).unwrap();
    render_samples::<views::InvitePage>(&registry).unwrap();
    render_samples::<views::InvitedPage>(&registry).unwrap();
}

both! {
    async fn a_vendor_is_added_found_and_changed(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        karin.get("/vendors").await.expect(200).has(&["Här samlas dina leverantörer"]);
        let fields = [("legal_name", "Åsmunda Ögonklinik AB"), ("org_number", "992181-5909"), ("kind", "care_provider"), ("status", "active"), ("country", "SE"), ("tags", "ögon")];
        let place = karin.post("/vendors/new", &fields).await.expect(303).location().to_string();
        karin.get(&place).await.expect(200).has(&["Åsmunda Ögonklinik AB", "992181-5909", "ingen nivå än"]);
        for q in ["asmunda", "%C3%96GON", "992181-5909", "9921815909"] {
            karin.get(&format!("/vendors?q={q}")).await.expect(200).has(&["Åsmunda Ögonklinik AB", "1 träff"]);
        }
        karin.get("/vendors?q=100%25").await.expect(200).has(&["Ingen leverantör stämmer"]);
        karin.get("/vendors?tier=none&kind=care_provider&status=active&sort=-tier").await.expect(200).has(&["Åsmunda"]);
        karin.get("/vendors?kind=it_supplier").await.expect(200).lacks(&["Åsmunda"]);

        // The same number again, and a wrong one, at its field with everything kept.
        karin.post("/vendors/new", &fields).await.expect(422).has(&["finns redan i registret", "Åsmunda Ögonklinik AB"]);
        let wrong = [("legal_name", "Kopia HB"), ("org_number", "9978649202"), ("kind", "other"), ("status", "active"), ("country", "SE")];
        karin.post("/vendors/new", &wrong).await.expect(422).has(&["Kopia HB", "9978649202"]);

        // A stale edit shows both texts, and saving again keeps one's own.
        let edit = format!("{place}/edit");
        let change = |name: &'static str, version: &'static str| vec![("legal_name", name), ("org_number", "992181-5909"), ("kind", "care_provider"), ("status", "active"), ("country", "SE"), ("version", version)];
        karin.post(&edit, &change("Åsmunda Vård AB", "1")).await.expect(303);
        karin.post(&edit, &change("Åsmunda Sjukvård AB", "1")).await.expect(409).has(&["Åsmunda Vård AB", "Åsmunda Sjukvård AB", "name=\"version\" value=\"2\""]);
        karin.post(&edit, &change("Åsmunda Sjukvård AB", "2")).await.expect(303);
        karin.get(&format!("{place}?tab=history")).await.expect(200).has(&["Leverantören lades till", "Uppgifterna ändrades", "Åsmunda Vård AB → Åsmunda Sjukvård AB"]);
    }

    async fn a_personal_number_is_masked(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let vendor = t.write(|c| vendors::add(c, &ctx, &new_vendor("Fotvård Ek", Some("121212-1212"))));
        karin.get("/vendors").await.expect(200).has(&["Fotvård Ek", "••••••-••••"]).lacks(&["121212"]);
        karin.get("/vendors?q=1212121212").await.expect(200).lacks(&["Fotvård Ek"]);
        karin.get("/vendors/export?format=csv").await.expect(200).has(&["Fotvård Ek"]).lacks(&["121212"]);
        let events = t.read(|c| tillit::kit::audit::history(c, &ctx, &vendor.id));
        assert!(events.iter().all(|e| !format!("{e:?}").contains("121212")), "{events:?}");
        let token = t.token(&t.region, Role::Reader);
        let list = karin.api(&token, "GET", "/api/v1/vendors", Value::Null, &[]).await.expect(200);
        assert_eq!(list.json()["items"][0]["org_number"], "••••••-••••");
    }

    async fn the_tier_explains_itself_and_can_be_moved_for_a_time(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let vendor = t.write(|c| vendors::add(c, &ctx, &new_vendor("Nordlänk AB", None)));
        let base = format!("/vendors/{}", vendor.id);
        karin.get(&format!("{base}/tier-override")).await.expect(409);
        karin.get(&format!("{base}/categorise")).await.expect(200).has(&["Vet ej", "3 – Allvarlig skada", "tiering-2026-1"]);
        // The caterer of the domain's reference values: E 28, tier 3.
        let levels = [("data_class", "1"), ("data_subjects", "1"), ("criticality", "2"), ("access", "0"), ("chain", "1"), ("substitution", "1")];
        karin.post(&format!("{base}/categorise"), &levels).await.expect(303);
        karin.get(&format!("{base}?tab=categorisation")).await.expect(200)
            .has(&["Informationen har klass 1 eller 2.", "28", "Arbetsordning, inte risk", "tiering-2026-1", "Prov contract manager"]);
        karin.post(&format!("{base}/categorise"), &[("data_class", "9")]).await.expect(422).has(&["mellan 0 och 3"]);

        let moved = [("tier", "2"), ("reason", "Pågående incident"), ("expires_on", "2026-12-31")];
        karin.post(&format!("{base}/tier-override"), &[("tier", "1"), ("reason", ""), ("expires_on", "2026-01-01")]).await.expect(422);
        karin.post(&format!("{base}/tier-override"), &moved).await.expect(303);
        assert_eq!(t.read(|c| vendors::find(c, &ctx.scope, &vendor.id)).tier, Some(2));
        t.advance_days(60);
        vendors::sweep(&t.app, t.now()).unwrap();
        vendors::sweep(&t.app, t.now()).unwrap();
        assert_eq!(t.read(|c| vendors::find(c, &ctx.scope, &vendor.id)).tier, Some(3));
        let events = t.read(|c| tillit::kit::audit::history(c, &ctx, &vendor.id));
        assert_eq!(events.iter().filter(|e| e.verb == "expire").count(), 1);
    }

    async fn unknown_is_never_low(t: &Harness) {
        let karin = t.region_user(Role::SecurityOfficer);
        let ctx = karin.ctx.clone().unwrap();
        let vendor = t.write(|c| vendors::add(c, &ctx, &new_vendor("Okänd AB", None)));
        karin.post(&format!("/vendors/{}/categorise", vendor.id), &[("data_class", "unknown")]).await.expect(303);
        let vendor = t.read(|c| vendors::find(c, &ctx.scope, &vendor.id));
        assert_eq!((vendor.tier, vendor.tier_preliminary), (Some(1), true));
        karin.get("/vendors?preliminary=true&tier=1").await.expect(200).has(&["Okänd AB", "preliminär"]);
        karin.get("/vendors?preliminary=false").await.expect(200).lacks(&["Okänd AB"]);
    }

    async fn contacts_need_no_address(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let vendor = t.write(|c| vendors::add(c, &ctx, &new_vendor("Nordlänk AB", None)));
        let base = format!("/vendors/{}", vendor.id);
        karin.post(&format!("{base}/contacts/new"), &[("name", ""), ("email", "fel")]).await.expect(422).has(&["fullständig e-postadress"]);
        karin.post(&format!("{base}/contacts/new"), &[("name", "Eva Björk")]).await.expect(303);
        let contact = t.read(|c| vendors::contacts(c, &ctx.scope, &vendor.id)).remove(0);
        let place = format!("{base}/contacts/{}", contact.id);
        karin.post(&place, &[("name", "Eva Ek"), ("version", "1")]).await.expect(303);
        karin.post(&place, &[("name", "Eva Alm"), ("version", "1")]).await.expect(409).has(&["Eva Ek", "Eva Alm"]);
        karin.get(&format!("{base}?tab=contacts")).await.expect(200).has(&["Eva Ek"]);
    }

    async fn the_api_says_the_same(t: &Harness) {
        let karin = t.region_user(Role::Reader);
        let token = t.token(&t.region, Role::ContractManager);
        let body = json!({ "legal_name": "Åsmunda AB", "org_number": "16992181-5909", "kind": "it_supplier", "tags": ["a"] });
        let made = karin.api(&token, "POST", "/api/v1/vendors", body.clone(), &[]).await.expect(201);
        assert_eq!((made.header("etag"), &made.json()["org_number"]), (Some("\"1\""), &json!("9921815909")));
        let place = format!("/api/v1/vendors/{}", made.json()["id"].as_str().unwrap());
        let twice = karin.api(&token, "POST", "/api/v1/vendors", body, &[]).await.expect(422);
        assert_eq!(twice.json()["errors"][0]["pointer"], "/org_number");
        let empty = karin.api(&token, "POST", "/api/v1/vendors", json!({}), &[]).await.expect(422).json();
        assert_eq!(empty["errors"].as_array().unwrap().len(), 2, "{empty}");
        karin.api(&token, "PATCH", &place, json!({ "status": "leaving" }), &[]).await.expect(428);
        let changed = karin.api(&token, "PATCH", &place, json!({ "status": "leaving", "org_number": null }), &[("if-match", "\"1\"")]).await.expect(200).json();
        assert_eq!((&changed["status"], &changed["org_number"], &changed["legal_name"]), (&json!("leaving"), &Value::Null, &json!("Åsmunda AB")));
        karin.api(&token, "PATCH", &place, json!({ "status": "active" }), &[("if-match", "\"1\"")]).await.expect(412);

        karin.api(&token, "POST", &format!("{place}/tier-override"), json!({ "tier": 2, "reason": "x", "expires_on": "2026-12-31" }), &[]).await.expect(409);
        let levels = json!({ "data_class": 3, "data_subjects": 4, "criticality": 4, "access": 2, "chain": 4, "substitution": 3 });
        let judged = karin.api(&token, "POST", &format!("{place}/categorisations"), levels, &[]).await.expect(201).json();
        assert_eq!((&judged["tier"], &judged["order_value"], &judged["preliminary"]), (&json!(1), &json!(84), &json!(false)));
        assert!(!judged["reasons"].as_array().unwrap().is_empty());
        let controls = karin.api(&token, "GET", "/api/v1/controls?standard=iso27001_2022", Value::Null, &[]).await.expect(200).json();
        assert_eq!(controls["items"].as_array().unwrap().len(), 93);
    }

    async fn others_see_nothing_of_it(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let vendor = t.write(|c| vendors::add(c, &ctx, &new_vendor("Nordlänk AB", None)));
        let (stranger, stranger_ctx) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        let nils = t.browser_for(&stranger, stranger_ctx);
        nils.get(&format!("/vendors/{}", vendor.id)).await.expect(404);
        nils.post(&format!("/vendors/{}/categorise", vendor.id), &[]).await.expect(404);
        nils.get("/vendors").await.expect(200).lacks(&["Nordlänk"]);
        let reader = t.region_user(Role::Reader);
        reader.get(&format!("/vendors/{}", vendor.id)).await.expect(200);
        reader.get(&format!("/vendors/{}/edit", vendor.id)).await.expect(403);

        // Somebody at the vendor is invited: the link is shown, and the portal side sees no register.
        let invited = karin.post(&format!("/vendors/{}/invite", vendor.id), &[("name", "Eva Björk"), ("email", "eva@nordlank.example"), ("role", "vendor_admin"), ("language", "sv")]).await;
        invited.expect(200).has(&["http://localhost:8080/", "eva@nordlank.example"]);
        let linked = t.read(|c| vendors::find(c, &ctx.scope, &vendor.id));
        let organisation = t.read(|c| tillit::features::accounts::find_organisation(c, linked.vendor_organisation_id.as_ref().unwrap()));
        let token = t.token(&organisation, Role::VendorAdmin);
        for path in ["/api/v1/vendors".to_string(), format!("/api/v1/vendors/{}", vendor.id), "/api/v1/contracts".into(), "/api/v1/controls".into()] {
            nils.api(&token, "GET", &path, Value::Null, &[]).await.expect(404).lacks(&[NOTE, "Nordlänk"]);
        }
        t.drain();
    }

    async fn a_long_list_costs_as_few_queries_as_a_short_one(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let mut costs = Vec::new();
        for upto in [1, 30] {
            for n in costs.len()..upto {
                t.write(|c| vendors::add(c, &ctx, &NewVendor { manager_id: Some(ctx.actor.person_id.clone()), ..new_vendor(&format!("Leverantör {upto} {n}"), None) }));
            }
            let before = t.app.db.query_count();
            karin.get("/vendors").await.expect(200);
            costs.push(usize::try_from(t.app.db.query_count() - before).unwrap());
        }
        assert_eq!(costs[0], costs[1]);
    }
}
