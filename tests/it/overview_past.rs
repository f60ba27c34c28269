//! The register on any day, and whether a clause was followed up for everybody.

use super::coverage::{clause, contract_of};
use super::questionnaires::{browsers, scene};
use super::support::Harness;
use super::vendors::new_vendor;
use diesel::RunQueryDsl;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::clause_library::{self, OwnCheckInput};
use tillit::features::contracts::{self, ClauseInput, ClauseMet, InContract, NewContract};
use tillit::features::merging::{self, MergeCommand};
use tillit::features::vendors::{self, NewVendor, Vendor};
use tillit::kit::Ctx;

/// The auditor's question about the year that the test begins in.
const YEAR: &str = "/overview/clauses?clause=KV-01&from=2026-01-01&to=2026-12-31";

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
        omar.get("/overview/vendors?from=2026-11-23&to=2026-12-13").await.expect(200).has(&["from&#x3D;2026-11-23&amp;to&#x3D;2026-11-23"]);
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

    async fn a_manager_who_has_left_keeps_the_name(t: &Harness) {
        let (nils, _) = t.person(&t.region, Role::ContractManager, "Nils Ek");
        crate::overview::vendor(t, "Alfa AB", &[("manager_id", nils.id.as_str())]);
        let left = format!("UPDATE memberships SET ended_at = '2026-11-23 07:00:00' WHERE person_id = '{}'", nils.id);
        t.write(|c| Ok(diesel::sql_query(left).execute(c)?));
        let omar = t.region_user(Role::SecurityOfficer);
        for path in ["/overview/vendors", "/overview/vendors?format=csv"] {
            omar.get(path).await.expect(200).has(&["Alfa AB", "Nils Ek"]);
        }
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

    async fn one_that_lives_on_in_another_is_no_hole(t: &Harness) {
        let (_, ctx) = t.person(&t.region, Role::SecurityOfficer, "Omar Haddad");
        let (kept, twin) = (add(t, &ctx, "Alfa Vård AB"), add(t, &ctx, "Alfa Vård Aktiebolag"));
        let contract = contract_of(t, &ctx, &twin, "AVT-1");
        clause(t, &ctx, &contract.id, ("KV-01", 0), InContract::Present, ClauseMet::Met);
        let gunilla = t.region_user(Role::Auditor);
        gunilla.get(YEAR).await.expect(200).has(&["Nej.", "Inget avtal gällde under perioden"]);
        let command = MergeCommand {
            with: twin.id.clone(), version: kept.version, with_version: twin.version, picks: BTreeMap::new(), different_numbers: false, reason: None,
        };
        t.write(|c| merging::merge(c, &ctx, &kept.id, &command));
        gunilla.get(YEAR).await.expect(200).has(&["Ja.", "Alfa Vård AB", "AVT-1"]).lacks(&["Alfa Vård Aktiebolag", "Inget avtal gällde"]);
    }

    async fn a_look_that_changes_nothing_counts_and_so_does_a_note(t: &Harness) {
        let s = scene(t);
        let contract = contract_of(t, &s.officer, &s.vendor, "AVT-1");
        clause(t, &s.officer, &contract.id, ("KV-01", 0), InContract::Present, ClauseMet::Partly);
        let year = |year: i32| format!("/overview/clauses?clause=KV-01&from={year}-01-01&to={year}-12-31");
        t.advance_days(400); // 28 December 2027
        let gunilla = t.region_user(Role::Auditor);
        gunilla.get(&year(2027)).await.expect(200).has(&["Bedömt, men inte under perioden"]);
        let (karin, _) = browsers(t, &s);
        let page = format!("/contracts/{}/clauses", contract.id);
        karin.get(&page).await.expect(200).has(&["Kontrollerat igen, oförändrat"]);
        let same = [("in_contract", "present"), ("section", "7.2"), ("met", "partly"), ("note", ""), ("version", "1")];
        karin.autosave(&format!("{page}/KV-01"), &same).await.expect(200);
        gunilla.get(&year(2027)).await.expect(200).has(&["Bedömt, men inte under perioden"]);
        // A second press, from the same page, says nothing more.
        for _ in 0..2 {
            karin.post(&format!("{page}/KV-01"), &[&same[..], &[("again", "1")]].concat()).await.expect(303);
        }
        gunilla.get(&year(2027)).await.expect(200).has(&["Ja.", "Karin Öberg", "2027-12-28"]);
        let log = gunilla.get(&format!("/exports/audit-events?object_id={}&format=csv", contract.id)).await.expect(200).text();
        assert_eq!(log.matches("bekräftade oförändrat").count(), 1, "{log}");
        karin.post(&format!("{page}/KV-02"), &[("met", "unknown"), ("version", "0"), ("again", "1")]).await.expect(422).has(&["Ange först om kravet är uppfyllt."]);
        // Somebody who writes no more than a note has seen the clause, and a later judgement takes nothing away.
        t.advance_days(10); // 7 January 2028
        let mut stated = ClauseInput { in_contract: Some(InContract::Present), section: Some("7.2".into()), met: ClauseMet::Partly, note: Some("Ring Eva".into()) };
        t.write(|c| contracts::set_clause(c, &at(t, &s.officer), &contract.id, "KV-01", &stated, 2));
        t.advance_days(400); // February 2029
        stated.met = ClauseMet::Met;
        t.write(|c| contracts::set_clause(c, &at(t, &s.officer), &contract.id, "KV-01", &stated, 3));
        let gunilla = crate::categorisation::again(t, &gunilla);
        for (year, said) in [(year(2026), "2026-11-23"), (year(2027), "2027-12-28"), (year(2028), "2028-01-07"), (year(2029), "Ja.")] {
            gunilla.get(&year).await.expect(200).has(&["Ja.", said]);
        }
        let (token, path) = (t.token(&t.region, Role::SecurityOfficer), format!("/api/v1{page}/KV-01"));
        t.advance_days(1);
        let seen = gunilla.api(&token, "PATCH", &path, json!({"seen_again": true}), &[("if-match", "\"4\"")]).await.expect(200).json();
        assert_eq!((&seen["met"], &seen["version"], &seen["note"]), (&json!("met"), &json!(5), &json!("Ring Eva")));
        gunilla.api(&token, "PATCH", &path, json!({"seen_again": true, "met": "unknown"}), &[("if-match", "\"5\"")]).await.expect(422).has(&["/met"]);
    }

    async fn a_contract_that_nobody_looked_at_is_named(t: &Harness) {
        let s = scene(t);
        let of = |reference| contract_of(t, &s.officer, &s.vendor, reference);
        let (one, two) = (of("AVT-1"), of("AVT-2"));
        clause(t, &s.officer, &one.id, ("KV-01", 0), InContract::Present, ClauseMet::Met);
        let gunilla = t.region_user(Role::Auditor);
        gunilla.get(YEAR).await.expect(200).has(&["Nej.", "Inte uppföljt i alla avtal. Saknas i AVT-2"]);
        let csv = gunilla.get(&format!("{YEAR}&format=csv")).await.expect(200).text();
        assert!(csv.contains("Saknas i AVT-2") && csv.contains("AVT-1, AVT-2"), "{csv}");
        let token = t.token(&t.region, Role::Auditor);
        let answer = gunilla.api(&token, "GET", &format!("/api/v1{YEAR}"), Value::Null, &[]).await.expect(200).json();
        assert_eq!((&answer["items"][0]["hole"], &answer["items"][0]["missing"]), (&json!("some_contracts"), &json!("AVT-2")));
        clause(t, &s.officer, &two.id, ("KV-01", 0), InContract::Missing, ClauseMet::NotMet);
        gunilla.get(YEAR).await.expect(200).has(&["Ja."]);
        // A framework agreement is followed up in its call-offs.
        let call_off = NewContract { reference: "AVT-1:1".to_string(), parent_id: Some(one.id.clone()), ..NewContract::of(&one) };
        let call_off = t.write(|c| contracts::add(c, &s.officer, &call_off));
        gunilla.get(YEAR).await.expect(200).has(&["Nej.", "Saknas i AVT-1:1"]);
        clause(t, &s.officer, &call_off.id, ("KV-01", 0), InContract::Present, ClauseMet::Met);
        gunilla.get(YEAR).await.expect(200).has(&["Ja."]);
    }

    async fn the_question_is_asked_of_own_clauses_too(t: &Harness) {
        let s = scene(t);
        let (karin, _) = browsers(t, &s);
        let own: Id = crate::clause_library::own_clause(&karin, &[]).await.trim_start_matches("/own-clauses/").parse().unwrap();
        let contract = contract_of(t, &s.officer, &s.vendor, "AVT-1");
        let year = |year: i32| format!("/overview/clauses?clause=RA-01&from={year}-01-01&to={year}-12-31");
        let state = |version| {
            let input = OwnCheckInput { in_contract: InContract::Present, section: None, note: None };
            t.write(|c| clause_library::check_own(c, &at(t, &s.officer), &contract.id, &own, version, &input));
        };
        let gunilla = t.region_user(Role::Auditor);
        gunilla.get("/overview/clauses").await.expect(200).has(&["RA-01 Veckologg"]);
        gunilla.get(&year(2026)).await.expect(200).has(&["Nej.", "RA-01 Veckologg", "Kravet finns inte i avtalet, eller ingen vet"]);
        state(0);
        gunilla.get(&year(2026)).await.expect(200).has(&["Ja.", "Karin Öberg"]);
        t.advance_days(400); // December 2027
        let gunilla = crate::categorisation::again(t, &gunilla);
        gunilla.get(&year(2027)).await.expect(200).has(&["Bedömt, men inte under perioden"]);
        state(1);
        for year in [2026, 2027].map(year) {
            gunilla.get(&year).await.expect(200).has(&["Ja."]);
        }
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
        director.get("/overview/administrations?name=Socialf%C3%B6rvaltningen").await.expect(200).has(&["Leverantörer bakom Socialförvaltningen", "Alfa AB", "/findings?status", "/services?administration", "running"]);
        director.get("/overview/administrations?name=Ingen").await.expect(404);
        let token = t.token(&t.region, Role::Director);
        let list = director.api(&token, "GET", "/api/v1/overview/administrations", Value::Null, &[]).await.expect(200).json();
        let social = list["items"].as_array().unwrap().iter().find(|row| row["name"] == "Socialförvaltningen").unwrap().clone();
        assert_eq!((&social["services"], &social["vendors"], &social["critical"], &social["open_findings"]), (&json!(2), &json!(1), &json!(1), &json!(1)));
    }
}
