//! The register on any day, and whether a clause was followed up for everybody.

use super::coverage::{clause, contract_of};
use super::questionnaires::scene;
use super::support::Harness;
use super::vendors::new_vendor;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::contracts::{ClauseMet, InContract};
use tillit::features::vendors::{self, NewVendor, Vendor};
use tillit::kit::Ctx;

/// The same person later.
fn at(t: &Harness, ctx: &Ctx) -> Ctx {
    Ctx { now: t.now(), ..ctx.clone() }
}

fn add(t: &Harness, ctx: &Ctx, name: &str) -> Vendor {
    t.write(|c| vendors::add(c, &at(t, ctx), &new_vendor(name, None)))
}

both! {
    // Domain.md 1.3 row 81.
    async fn the_register_of_any_day_and_the_difference_between_two(t: &Harness) {
        let (person, ctx) = t.person(&t.region, Role::SecurityOfficer, "Omar Haddad");
        let alfa = add(t, &ctx, "Alfa Vård AB");
        t.advance_days(10); // 3 December
        let renamed = NewVendor { legal_name: "Alfa Omsorg AB".to_string(), ..NewVendor::of(&alfa) };
        t.write(|c| vendors::update(c, &at(t, &ctx), &alfa.id, &renamed, alfa.version));
        t.advance_days(10); // 13 December
        add(t, &ctx, "Beta AB");
        let omar = t.browser_for(&person, at(t, &ctx));
        omar.get("/overview/vendors?from=2026-11-23&to=2026-12-02").await.expect(200).has(&["Alfa Vård AB"]).lacks(&["Alfa Omsorg AB", "Beta AB"]);
        omar.get("/overview/vendors?from=2026-11-23&to=2026-12-03").await.expect(200).has(&["Alfa Omsorg AB"]).lacks(&["Beta AB"]);
        omar.get("/overview/vendors").await.expect(200).has(&["Alfa Omsorg AB", "Beta AB", "Avtalens datum har ingen historik", "med nuvarande avtalsdatum", "Loggen börjar"]);
        omar.get("/overview/vendors?from=2026-11-23&to=2026-12-13&view=differences").await.expect(200)
            .has(&["Ändrad", "Alfa Vård AB", "Alfa Omsorg AB", "Tillkommen", "Beta AB"]);
        omar.get("/overview/vendors?from=2026-11-23&to=2026-11-24&view=differences").await.expect(200).has(&["Inget skiljer mellan dagarna"]);
        omar.get("/overview/vendors?from=2026-13-01").await.expect(422);
        let csv = omar.get("/overview/vendors?from=2026-11-23&to=2026-12-02&format=csv").await.expect(200).text();
        assert!(csv.contains("Alfa Vård AB") && csv.contains("med nuvarande avtalsdatum"), "{csv}");
        let csv = omar.get("/overview/vendors?from=2026-11-23&to=2026-12-13&view=differences&format=csv").await.expect(200).text();
        assert_eq!(csv.lines().count(), 3, "{csv}");
        let token = t.token(&t.region, Role::Auditor);
        let list = omar.api(&token, "GET", "/api/v1/overview/vendors?from=2026-11-23&to=2026-12-13&view=differences", Value::Null, &[]).await.expect(200).json();
        assert_eq!((&list["count_from"], &list["count_to"], &list["count_differences"], &list["total"]), (&json!(1), &json!(2), &json!(2), &json!(2)));
        let change = list["differences"].as_array().unwrap().iter().find(|each| each["difference"] == "changed").unwrap();
        assert_eq!(change["changes"][0], json!({"field": "name", "old": "Alfa Vård AB", "new": "Alfa Omsorg AB"}));
        assert!(!list.to_string().contains("HEMLIG"), "no internal note");
        // The first day of year 1 begins in year 0 in Sweden, which PostgreSQL has not.
        omar.get("/overview/measures/new_findings?since=0001-01-01").await.expect(200);
        omar.api(&token, "GET", "/api/v1/overview/measures/new_findings?since=0001-01-01", Value::Null, &[]).await.expect(200);
        // A day that is still to come is today.
        let list = omar.api(&token, "GET", "/api/v1/overview/vendors?to=2031-01-01", Value::Null, &[]).await.expect(200).json();
        assert_eq!(list["to"], "2026-12-13");
    }

    async fn the_auditor_learns_who_was_not_followed_up_and_what_is_missing(t: &Harness) {
        let s = scene(t);
        let gunilla = t.region_user(Role::Auditor);
        let question = "/overview/clauses?clause=KV-01&kind=care_provider&from=2026-01-01&to=2026-12-31";
        gunilla.get("/overview/clauses").await.expect(200).has(&["Välj krav"]);
        gunilla.get(question).await.expect(200).has(&["Nej.", "Inget avtal gällde under perioden", "Åsmunda Ögonklinik AB"]);
        let contract = contract_of(t, &s.officer, &s.vendor, "AVT-1");
        gunilla.get(question).await.expect(200).has(&["Kravet finns inte i avtalet, eller ingen vet"]);
        let version = clause(t, &s.officer, &contract.id, ("KV-01", 0), InContract::Present, ClauseMet::Unknown);
        gunilla.get(question).await.expect(200).has(&["Ingen har bedömt kravet"]);
        clause(t, &s.officer, &contract.id, ("KV-01", version), InContract::Present, ClauseMet::Partly);
        gunilla.get(question).await.expect(200).has(&["Ja.", "Karin Öberg", "2026-11-23"]).lacks(&["Ingen har bedömt kravet"]);
        gunilla.get("/overview/clauses?clause=KV-01&from=2025-01-01&to=2025-12-31").await.expect(200).has(&["Kravet gäller ingen leverantör i urvalet"]);
        t.advance_days(400); // December 2027
        let gunilla = crate::categorisation::again(t, &gunilla);
        let later = "/overview/clauses?clause=KV-01&from=2027-01-01&to=2027-12-31";
        gunilla.get(later).await.expect(200).has(&["Bedömt, men inte under perioden", "2026-11-23"]);
        gunilla.get(question).await.expect(200).has(&["Ja."]);
        let csv = gunilla.get(&format!("{later}&show=holes&format=csv")).await.expect(200).text();
        assert_eq!(csv.lines().count(), 2, "{csv}");
        gunilla.get("/overview/clauses?clause=KV-99").await.expect(422);
        let token = t.token(&t.region, Role::Auditor);
        let answer = gunilla.api(&token, "GET", &format!("/api/v1{later}"), Value::Null, &[]).await.expect(200).json();
        assert_eq!((&answer["yes"], &answer["holes"], &answer["items"][0]["hole"]), (&json!(false), &json!(1), &json!("other_time")));
        gunilla.api(&token, "GET", "/api/v1/overview/clauses", Value::Null, &[]).await.expect(422).has(&["/clause"]);
    }

    // Domain.md 1.3 row 67.
    async fn the_portfolio_by_administration_names_the_vendors_behind(t: &Harness) {
        let region = t.region.id.to_string();
        let alfa = crate::overview::vendor(t, "Alfa AB", &[("tier", "1")]);
        let own = |table: &str, given: &[(&str, &str)]| {
            let mut all = vec![("organisation_id", region.as_str())];
            all.extend_from_slice(given);
            crate::support::tables::insert(t, table, &all).to_string()
        };
        let platform = own("platforms", &[("name", "Portalen"), ("name_folded", "portalen"), ("vendor_id", &alfa), ("missing", "")]);
        let service = |name: &str, administration: &str| {
            own("services", &[("name", name), ("status", "published"), ("audience", "public"), ("channels", ""), ("information_types", ""), ("platform_id", &platform), ("administration", administration)])
        };
        service("Färdtjänst", "Socialförvaltningen");
        service("Orosanmälan", "Socialförvaltningen");
        service("Bygglov", "Byggförvaltningen");
        own("findings", &[("vendor_id", &alfa), ("severity", "high"), ("responsible", "vendor"), ("origin", "manual"), ("control_ids", "")]);
        let director = t.region_user(Role::Director);
        director.get("/overview/administrations").await.expect(200).has(&["Socialförvaltningen", "Byggförvaltningen"]);
        director.get("/overview/administrations?name=Socialf%C3%B6rvaltningen").await.expect(200).has(&["Leverantörer bakom Socialförvaltningen", "Alfa AB"]);
        director.get("/overview/administrations?name=Ingen").await.expect(404);
        let token = t.token(&t.region, Role::Director);
        let list = director.api(&token, "GET", "/api/v1/overview/administrations", Value::Null, &[]).await.expect(200).json();
        let social = list["items"].as_array().unwrap().iter().find(|row| row["name"] == "Socialförvaltningen").unwrap().clone();
        assert_eq!((&social["services"], &social["vendors"], &social["critical"], &social["open_findings"]), (&json!(2), &json!(1), &json!(1), &json!(1)));
    }
}
