//! Hours against staff, how firmly the order stands, and campaigns over the portfolio.

use super::categorisation::{again, judged, levels};
use super::vendors::new_vendor;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::categorisation;
use tillit::features::vendors::{self, NewVendor};

both! {
    async fn the_simulator_counts_with_other_numbers_and_rules(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        judged(t, &omar, "Telelinjen AB", "344243");
        judged(t, &omar, "Husläkarna AB", "322111");
        judged(t, &omar, "Köket AB", "112011");
        let ctx = omar.ctx.clone().unwrap();
        t.write(|c| vendors::add(c, &ctx, &new_vendor("Obedömd AB", None)));
        // 60 + 3 + 3 hours of 3 200.
        let page = omar.get("/capacity").await.expect(200);
        page.has(&["3\u{a0}134 timmar blir över", "Räcker", "33,3 %", "Över målet", "Hur fast står ordningen?", "ej verifierade"]);
        omar.get("/capacity?staff_hours=50&hours_1=100").await.expect(200).has(&["56 timmar saknas", "Räcker inte", "försök"]);
        omar.get("/capacity?rule=t3-data-floor&rule_to=1").await.expect(200).has(&["123"]);
        omar.get("/capacity?hours_1=-4").await.expect(422).has(&["Skriv ett heltal", "value=\"-4\""]);
        omar.get("/capacity?staff_hours=0").await.expect(422).has(&["mellan 1 och"]);
        omar.get("/capacity?model=finns-inte").await.expect(422);
        let token = t.token(&t.region, Role::Reader);
        let get = |path: &'static str| { let (omar, token) = (&omar, &token); async move { omar.api(token, "GET", path, Value::Null, &[]).await } };
        let body = get("/api/v1/capacity?rule=t3-data-floor&rule_to=1").await.expect(200).json();
        assert_eq!((&body["now"]["hours"], &body["simulated"]["hours"], &body["moved"], &body["unjudged"]), (&json!(66), &json!(123), &json!(1), &json!(1)));
        assert_eq!(body["simulated"]["tiers"][0]["fit"], "above");
        let wrong = get("/api/v1/capacity?hours_2=-1&rule=x").await.expect(422).json();
        assert_eq!(wrong["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap().to_string()).collect::<Vec<_>>(), ["/hours_2", "/rule"]);
        let shifts = get("/api/v1/capacity/sensitivity").await.expect(200).json();
        assert_eq!(shifts["items"].as_array().unwrap().len(), 12);
        assert_eq!(shifts["items"][0]["of"], 3);
    }

    async fn the_order_changes_place_with_a_weight(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        // 15 against 16: with more weight on the data the first is ahead.
        judged(t, &omar, "Data AB", "200000");
        judged(t, &omar, "Drift AB", "002100");
        let token = t.token(&t.region, Role::Reader);
        let shifts = omar.api(&token, "GET", "/api/v1/capacity/sensitivity", Value::Null, &[]).await.expect(200).json();
        let data = shifts["items"].as_array().unwrap().iter().find(|s| s["criterion"] == "data_class" && s["up"] == true).unwrap().clone();
        assert_eq!((&data["moved"], &data["weight_after"], &data["movers"][0]["vendor_name"], &data["movers"][0]["to"]), (&json!(2), &json!(40), &json!("Data AB"), &json!(1)));
        omar.get("/capacity").await.expect(200).has(&["Data AB: plats 2 → 1 i nivå 3", "30 → 40 %"]);
    }

    async fn a_campaign_from_start_to_what_remains(t: &Harness) {
        let (eva, ctx) = t.person(&t.region, Role::ContractManager, "Eva Björk");
        let karin = t.browser_for(&eva, ctx.clone());
        let (omar, omar_ctx) = t.person(&t.region, Role::SecurityOfficer, "Omar Haddad");
        let officer = t.browser_for(&omar, omar_ctx.clone());
        for name in ["Almbyrå AB", "Björken AB", "Cedern AB"] {
            judged(t, &karin, name, "322111");
        }
        t.write(|c| vendors::add(c, &ctx, &NewVendor { manager_id: None, ..new_vendor("Dold AB", None) }));
        t.advance_days(1);
        let karin = again(t, &karin);
        let fields = |reach: &'static str, day: &'static str| [("title", "Omprövning 2027"), ("reach", reach), ("due_on", day), ("note", "Börja med vården")];
        karin.post("/categorisation-rounds", &fields("all", "2026-11-01")).await.expect(422).has(&["inte har passerat", "Omprövning 2027"]);
        karin.post("/categorisation-rounds", &fields("everything", "2026-12-10")).await.expect(422);
        karin.post("/categorisation-rounds", &fields("tier_1", "2026-12-10")).await.expect(409).has(&["Ingen leverantör omfattas"]);
        let place = karin.post("/categorisation-rounds", &fields("all", "2026-12-10")).await.expect(303).location().to_string();
        karin.get(&place).await.expect(200).has(&["0 av 4", "Almbyrå AB", "Dold AB", "Eva Björk", "Börja med vården"]);
        karin.get("/categorisation-rounds").await.expect(200).has(&["Omprövning 2027", "4 kvar"]);
        t.region_user(Role::Reader).post(&format!("{place}/close"), &[("version", "1")]).await.expect(403);
        // Judged by a person while it runs: done. A rule's judgement is none.
        t.advance_days(1);
        let karin = again(t, &karin);
        let mut later = ctx.clone();
        later.now = t.now();
        let vendor = |name: &str| { let name = name.to_string(); let all = t.read(|c| vendors::choices(c, &ctx.scope)); all.into_iter().find(|(_, n)| *n == name).unwrap().0 };
        let almbyra = vendor("Almbyrå AB");
        t.write(|c| vendors::categorise_vendor(c, &later, &almbyra, &levels("322111"), None));
        t.write(|c| categorisation::trigger(c, &later, &vendor("Björken AB"), categorisation::Trigger::NewCountry, &[(tillit::features::tiering::Criterion::Chain, 4)]));
        karin.get(&format!("{place}?state=done")).await.expect(200).has(&["1 av 4", "Almbyrå AB"]).lacks(&["Björken AB"]);
        // Left out with a reason; a stale edit shows both.
        let token = t.token_of(&eva, &t.region, Role::ContractManager);
        let api = place.replace("/categorisation-rounds", "/api/v1/categorisation-rounds");
        let lines = karin.api(&token, "GET", &format!("{api}/round-lines"), Value::Null, &[]).await.expect(200).json();
        let line = |name: &str| lines["items"].as_array().unwrap().iter().find(|l| l["vendor_name"] == name).unwrap()["id"].as_str().unwrap().to_string();
        let cedar = format!("{place}/round-lines/{}", line("Cedern AB"));
        karin.get(&cedar).await.expect(200).has(&["Cedern AB", "Skäl att undanta"]);
        karin.post(&cedar, &[("owner_id", omar.id.as_str()), ("skipped_reason", "Avtalet löper ut"), ("version", "1")]).await.expect(303);
        karin.post(&cedar, &[("owner_id", omar.id.as_str()), ("skipped_reason", "Något annat"), ("version", "1")]).await.expect(409).has(&["Avtalet löper ut", "Något annat"]);
        // Many at once; nobody named is refused.
        karin.post(&format!("{place}/assign"), &[("owner_id", omar.id.as_str())]).await.expect(422).has(&["Välj minst en"]);
        karin.post(&format!("{place}/assign"), &[("owner_id", omar.id.as_str()), ("line", &line("Dold AB"))]).await.expect(303);
        let foreign = t.person(&t.other_region, Role::ContractManager, "Nils Ek").0;
        karin.post(&format!("{place}/assign"), &[("owner_id", foreign.id.as_str()), ("all", "1")]).await.expect(422);
        // One mail to each with something left, once.
        categorisation::remind_due(&t.app, t.now()).unwrap();
        assert_eq!(t.drain().len(), 0, "more than a week is left");
        t.advance_days(9);
        for _ in 0..3 { categorisation::remind_due(&t.app, t.now()).unwrap(); }
        let mails = t.drain();
        assert_eq!(mails.len(), 2, "one digest to each person");
        let all: String = mails.iter().map(|m| m.text.clone()).collect();
        assert!(all.contains("Björken AB") && all.contains("Dold AB") && !all.contains("Almbyrå AB") && !all.contains("Cedern AB"), "{all}");
        let fresh = again(t, &karin);
        fresh.post(&format!("{place}/remind"), &[]).await.expect(409).has(&["redan gått ut"]);
        // Closed, with what remains.
        let stored = fresh.api(&token, "GET", &api, Value::Null, &[]).await.expect(200).json();
        assert_eq!((&stored["done"], &stored["skipped"], &stored["left"]), (&json!(1), &json!(1), &json!(2)));
        fresh.post(&format!("{place}/close"), &[("version", "1")]).await.expect(409);
        let version = stored["version"].to_string();
        fresh.post(&format!("{place}/close"), &[("version", &version)]).await.expect(303);
        fresh.get(&place).await.expect(200).has(&["2 leverantörer återstod", "Avslutad"]);
        fresh.post(&format!("{place}/assign"), &[("owner_id", omar.id.as_str()), ("all", "1")]).await.expect(409);
        fresh.api(&token, "POST", &format!("{api}/close"), json!({}), &[]).await.expect(409);
        let other = t.token(&t.other_region, Role::SecurityOfficer);
        officer.api(&other, "GET", &api, Value::Null, &[]).await.expect(404);
    }

    async fn who_is_due_is_within_reach_of_a_renewal(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        let old = judged(t, &omar, "Gammal AB", "322111");
        t.advance_days(400);
        judged(t, &omar, "Ny AB", "322111");
        let token = t.token(&t.region, Role::ContractManager);
        let body = json!({ "title": "Omprövning", "reach": "due", "due_on": "2028-01-15" });
        let made = omar.api(&token, "POST", "/api/v1/categorisation-rounds", body.clone(), &[]).await.expect(201).json();
        assert_eq!(made["total"], 1);
        let lines = omar.api(&token, "GET", &format!("/api/v1/categorisation-rounds/{}/round-lines", made["id"].as_str().unwrap()), Value::Null, &[]).await.expect(200).json();
        assert_eq!(lines["items"][0]["vendor_id"], json!(old.id));
        let narrowed = json!({ "title": "Smalt", "reach": "all", "q": "ny ab", "due_on": "2028-01-15" });
        assert_eq!(omar.api(&token, "POST", "/api/v1/categorisation-rounds", narrowed, &[]).await.expect(201).json()["total"], 1);
    }
}
