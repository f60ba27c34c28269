//! The clause library: the list, one clause, legal sources verified per organisation, and the editor of own clauses.

use super::support::{Browser, Harness};
use super::vendors::new_vendor;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::clause_library::views;
use tillit::features::contracts::{self, ClauseInput, ClauseMet, Contract, InContract, NewContract};
use tillit::features::vendors::{self, Criteria, Vendor};
use tillit::platform::view::{Views, render_samples};

#[test]
fn every_page_renders_in_both_languages() {
    let registry = Views::new().unwrap();
    render_samples::<views::ListPage>(&registry).unwrap();
    render_samples::<views::ShowPage>(&registry).unwrap();
    render_samples::<views::OwnListPage>(&registry).unwrap();
    render_samples::<views::EditPage>(&registry).unwrap();
    render_samples::<views::LegalPage>(&registry).unwrap();
    render_samples::<views::VerifyPage>(&registry).unwrap();
    render_samples::<views::ReviewPage>(&registry).unwrap();
    render_samples::<views::GapsPage>(&registry).unwrap();
    render_samples::<views::PackagesPage>(&registry).unwrap();
    render_samples::<views::PackagePage>(&registry).unwrap();
}

/// A vendor with a tier (None: not judged) and a contract with it.
pub fn contract(
    t: &Harness,
    who: &Browser,
    reference: &str,
    access: Option<u8>,
    ends: Option<&str>,
) -> (Vendor, Contract) {
    let ctx = who.ctx.clone().unwrap();
    t.write(|c| {
        let vendor = vendors::add(c, &ctx, &new_vendor(&format!("Åsmunda {reference}"), None))?;
        if let Some(access) = access {
            let low = Criteria {
                data_class: Some(0),
                data_subjects: Some(0),
                criticality: Some(0),
                access: Some(access),
                chain: Some(0),
                substitution: Some(0),
            };
            vendors::categorise_vendor(c, &ctx, &vendor.id, &low, None)?;
        }
        let new = NewContract {
            vendor_id: vendor.id.clone(),
            reference: reference.to_string(),
            diary_number: Some("RS 2024-7".to_string()),
            title: "Ögonsjukvård".to_string(),
            starts_on: None,
            ends_on: ends.map(|day| day.parse().unwrap()),
            notice_months: Some(6),
            annual_value_sek: None,
            manager_id: None,
            parent_id: None,
            internal_note: Some("HEMLIG-ANTECKNING".to_string()),
        };
        let contract = contracts::add(c, &ctx, &new)?;
        Ok((vendor, contract))
    })
}

/// States how a clause stands in a contract for the first time.
pub fn mark(t: &Harness, who: &Browser, contract: &Id, clause: &str, in_contract: InContract, met: ClauseMet) {
    let ctx = who.ctx.clone().unwrap();
    let input = ClauseInput { in_contract: Some(in_contract), section: None, met, note: None };
    t.write(|c| contracts::set_clause(c, &ctx, contract, clause, &input, 0));
}

/// A clause of one's own that the linter has nothing against; `changes` come in the place of its fields.
pub fn fields<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![
        ("code", "RA-01"),
        ("group", "loggning"),
        ("title_sv", "Veckologg"),
        ("title_en", "Weekly log"),
        ("text_sv", "Loggar lämnas till beställaren inom {svarstid}."),
        ("text_en", "Logs are handed to the client within {svarstid}."),
        ("parameters", "svarstid = 24 timmar"),
        ("rationale_sv", "Det som ingen ser hittar ingen."),
        ("rationale_en", "Nobody finds what nobody sees."),
        ("legal_refs", "GDPR art. 32"),
        ("controls", "A.8.15"),
        ("nis2", "b"),
        ("tier_1", "1"),
        ("tier_2", "1"),
        ("tier_3", "1"),
        ("evidence_sv", "Protokoll"),
        ("evidence_en", "Minutes"),
        ("type_record", "1"),
        ("test_sv", "Läs protokollet."),
        ("test_en", "Read the minutes."),
    ];
    for change in changes {
        all.retain(|(name, _)| *name != change.0);
        all.push(*change);
    }
    all
}

/// A published clause of one's own; gives its address.
pub async fn own_clause(officer: &Browser, changes: &[(&str, &str)]) -> String {
    let place = officer.post("/own-clauses", &fields(changes)).await.expect(303).location().to_string();
    let publish = [("version", "1"), ("decision_reference", "RS 2026-118")];
    officer.post(&format!("{place}/publish"), &publish).await.expect(303);
    place
}

both! {
    async fn the_library_shows_each_clause_with_test_evidence_and_legal_ground(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        karin.get("/clauses").await.expect(200).has(&["Kravbibliotek", "KV-01", "KV-48", "clauses-2026-1"]);
        karin.get("/clauses?q=loggranskning").await.expect(200).has(&["KV-22"]).lacks(&["KV-01 "]);
        karin.get("/clauses?tier=3").await.expect(200).has(&["KV-01"]).lacks(&["href=\"/clauses/KV-03\""]);
        karin.get("/clauses?group=loggning").await.expect(200).has(&["KV-21", "KV-22"]).lacks(&["href=\"/clauses/KV-01\""]);
        karin.get("/clauses?legal=GDPR+art.+33.5").await.expect(200).has(&["KV-35"]).lacks(&["href=\"/clauses/KV-01\""]);
        karin.get("/clauses?origin=own").await.expect(200).has(&["Inget stämmer med urvalet"]);
        karin.get("/clauses?tier=x").await.expect(422);
        let page = karin.get("/clauses/KV-34").await.expect(200);
        page.has(&[
            "senast inom 12 timmar", "at the latest within 12 hours", "kritisk: 12 timmar", "Så prövas kravet", "Exercise: give",
            "GDPR art. 33.2", "ej verifierad", "A.5.24", "Styrande dokument", "utan dröjsmål", "Varning",
        ]);
        karin.get("/clauses/KV-99").await.expect(404);
        let token = t.token(&t.region, Role::Reader);
        let all = karin.api(&token, "GET", "/api/v1/clauses?limit=200", Value::Null, &[]).await.expect(200).json();
        assert_eq!(all["total"], 48);
        for clause in all["items"].as_array().unwrap() {
            assert!(!clause["content"]["test_sv"].as_str().unwrap().is_empty(), "{}", clause["code"]);
            assert!(!clause["content"]["evidence_types"].as_array().unwrap().is_empty(), "{}", clause["code"]);
            assert!(clause["faults"].as_array().unwrap().iter().all(|fault| fault["grade"] == "warning"), "{clause}");
        }
        karin.api(&token, "GET", "/api/v1/clauses/KV-99", Value::Null, &[]).await.expect(404);
    }

    async fn a_legal_source_is_verified_by_a_person_for_one_organisation(t: &Harness) {
        let maria = t.region_user(Role::LegalCounsel);
        maria.get("/legal-references?state=unverified").await.expect(200).has(&["GDPR art. 33.2", "ej verifierad"]);
        let form = "/legal-references/verify?reference=GDPR+art.+33.2";
        maria.get(form).await.expect(200).has(&["KV-34"]);
        maria.get("/legal-references/verify?reference=Sagan+1").await.expect(404);
        let said = |changes: &[(&'static str, &'static str)]| {
            let mut all = vec![("reference", "GDPR art. 33.2"), ("source", "EUR-Lex 32016R0679"), ("read_on", "2026-11-20"), ("state", "verified")];
            for change in changes {
                all.retain(|(name, _)| *name != change.0);
                all.push(*change);
            }
            all
        };
        maria.post("/legal-references/verify", &said(&[("source", "")])).await.expect(422).has(&["Fyll i det här fältet"]);
        maria.post("/legal-references/verify", &said(&[("read_on", "2026-11-24")])).await.expect(422).has(&["framtiden"]);
        maria.post("/legal-references/verify", &said(&[("state", "withdrawn")])).await.expect(422).has(&["Ange ett skäl"]);
        maria.post("/legal-references/verify", &said(&[])).await.expect(303);
        let shown = maria.get("/clauses/KV-34").await.expect(200);
        shown.has(&["verifierad av Prov legal counsel 2026-11-20", "EUR-Lex 32016R0679", "ej verifierad"]);
        t.region_user(Role::Auditor).get("/audit").await.expect(200).has(&["rättslig källa", "GDPR art. 33.2"]);
        // What one organisation has read, another has not.
        let (person, ctx) = t.person(&t.other_region, Role::LegalCounsel, "Nils Ek");
        t.browser_for(&person, ctx).get("/clauses/KV-34").await.expect(200).lacks(&["verifierad av", "EUR-Lex"]);
        t.region_user(Role::Reader).post("/legal-references/verify", &said(&[])).await.expect(403);
        // Taken back, with a reason; the history keeps both.
        t.app.clock.advance(chrono::Duration::seconds(1));
        maria.post("/legal-references/verify", &said(&[("state", "withdrawn"), ("note", "Ny lydelse.")])).await.expect(303);
        maria.get("/clauses/KV-34").await.expect(200).lacks(&["verifierad av Prov"]);
        maria.get(form).await.expect(200).has(&["Ny lydelse.", "Återtagen", "Verifierad"]);
        let token = t.token(&t.region, Role::LegalCounsel);
        let body = json!({"reference": "GDPR art. 33.2", "source": "EUR-Lex", "read_on": "2026-11-22"});
        maria.api(&token, "POST", "/api/v1/legal-references/verifications", body, &[]).await.expect(201);
        let unknown = json!({"reference": "Sagan 1", "source": "EUR-Lex", "read_on": "2026-11-22"});
        let refused = maria.api(&token, "POST", "/api/v1/legal-references/verifications", unknown, &[]).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/reference");
    }

    async fn a_vague_or_untestable_clause_is_rejected_with_a_code_for_each_fault(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        let bad = fields(&[("test_sv", ""), ("type_record", ""), ("text_sv", "Lämpliga åtgärder vidtas inom 24 timmar."), ("parameters", ""), ("text_en", "")]);
        let place = omar.post("/own-clauses", &bad).await.expect(303).location().to_string();
        omar.get(&place).await.expect(200).has(&["Skriv hur kravet prövas", "Välj minst ett slag av underlag", "”24 timmar” saknar parameter", "”lämplig” går inte att mäta", "Kravtexten saknas"]);
        let publish = [("version", "1"), ("decision_reference", "RS 2026-118")];
        omar.post(&format!("{place}/publish"), &publish).await.expect(422).has(&["Skriv hur kravet prövas", "saknar parameter"]);
        omar.get("/clauses/RA-01").await.expect(404);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let api = format!("/api/v1{place}");
        let refused = omar.api(&token, "POST", &format!("{api}/publish"), json!({"decision_reference": "RS 1"}), &[("if-match", "\"1\"")]).await.expect(422).json();
        let codes: Vec<&str> = refused["errors"].as_array().unwrap().iter().map(|e| e["code"].as_str().unwrap()).collect();
        for code in ["error-clause-no-test", "error-clause-no-evidence-type", "error-clause-bare-number", "error-clause-no-text"] {
            assert!(codes.contains(&code), "{code}: {codes:?}");
        }
        assert!(!codes.contains(&"error-clause-vague"), "a vague word warns: {codes:?}");
        // Bad input is said at its field.
        for (change, said) in [
            (("parameters", "svarstid = snart"), "Skriv en parameter på varje rad"),
            (("parameters", "Svarstid! = 24 timmar"), "Skriv en parameter på varje rad"),
            (("controls", "A.99.1"), "A.99.1 finns inte"),
            (("nis2", "z"), "Skriv bokstäver a–j"),
            (("group", "sagor"), "Välj ett av alternativen"),
        ] {
            let mut all = fields(&[change]);
            all.push(("version", "1"));
            omar.post(&place, &all).await.expect(422).has(&[said]);
        }
        for (code, said) in [("KV-05", "redan"), ("RA 1", "bindestreck"), ("RA-01", "redan"), ("", "Fyll i")] {
            omar.post("/own-clauses", &fields(&[("code", code)])).await.expect(422).has(&[said]);
        }
    }

    async fn a_published_version_is_frozen_and_the_next_text_is_the_next_version(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        let place = own_clause(&omar, &[]).await;
        omar.get("/clauses/RA-01").await.expect(200).has(&["inom 24 timmar", "within 24 hours", "Eget krav"]);
        omar.get(&place).await.expect(200).has(&["RS 2026-118", "SHA-256", "inom 24 timmar"]);
        omar.post(&format!("{place}/publish"), &[("version", "2"), ("decision_reference", "RS 2")]).await.expect(409).has(&["inget utkast"]);
        let mut next = fields(&[("text_sv", "Loggar lämnas varje vecka."), ("text_en", "Logs are handed over weekly."), ("parameters", "")]);
        next.push(("version", "2"));
        omar.post(&place, &next).await.expect(303);
        // Until it is published the first text holds.
        omar.get("/clauses/RA-01").await.expect(200).has(&["inom 24 timmar"]).lacks(&["varje vecka"]);
        // A stale edit shows both texts.
        omar.post(&place, &next).await.expect(409).has(&["Loggar lämnas varje vecka."]);
        omar.post(&format!("{place}/publish"), &[("version", "3"), ("decision_reference", "RS 2026-200")]).await.expect(303);
        omar.get("/clauses/RA-01").await.expect(200).has(&["varje vecka"]).lacks(&["inom 24 timmar"]);
        omar.get(&place).await.expect(200).has(&["RS 2026-118", "RS 2026-200", "inom 24 timmar"]);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let all = omar.api(&token, "GET", &format!("/api/v1{place}"), Value::Null, &[]).await.expect(200).json();
        let numbers: Vec<i64> = all["versions"].as_array().unwrap().iter().map(|v| v["number"].as_i64().unwrap()).collect();
        assert_eq!((numbers, &all["draft"], &all["published"]), (vec![2, 1], &Value::Null, &json!(2)));
        // Only those who may decide publish, and only those who may write save.
        t.region_user(Role::ContractManager).post(&place, &next).await.expect(403);
        t.region_user(Role::Reader).get(&place).await.expect(200).lacks(&["name=\"text_sv\"", "decision_reference"]);
    }

    async fn an_own_version_stands_in_the_place_of_the_catalogues_clause(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        omar.get("/clauses/KV-34").await.expect(200).has(&["/own-clauses/new?replaces"]);
        omar.get("/own-clauses/new?replaces=KV-34").await.expect(200).has(&["senast inom 12 timmar", "Egen version av KV-34"]);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let made = omar.api(&token, "POST", "/api/v1/own-clauses", json!({"replaces": "KV-34"}), &[]).await.expect(201).json();
        let place = format!("/api/v1/own-clauses/{}", made["id"].as_str().unwrap());
        let mut content = made["draft"].clone();
        content["text_sv"] = json!("Incidenter rapporteras inom {kritisk}.");
        content["text_en"] = json!("Incidents are reported within {kritisk}.");
        content["parameters"] = json!([{"key": "kritisk", "value": 4, "unit": "hours"}]);
        omar.api(&token, "PUT", &place, content.clone(), &[]).await.expect(428);
        omar.api(&token, "PUT", &place, content, &[("if-match", "\"1\"")]).await.expect(200);
        omar.api(&token, "POST", &format!("{place}/publish"), json!({"decision_reference": "RS 4"}), &[("if-match", "\"1\"")]).await.expect(412);
        omar.api(&token, "POST", &format!("{place}/publish"), json!({"decision_reference": "RS 4"}), &[("if-match", "\"2\"")]).await.expect(200);
        omar.get("/clauses/KV-34").await.expect(200).has(&["inom 4 timmar", "Egen version"]).lacks(&["12 timmar", "new?replaces"]);
        let again = omar.api(&token, "POST", "/api/v1/own-clauses", json!({"replaces": "KV-34"}), &[]).await.expect(422).json();
        assert_eq!(again["errors"][0]["pointer"], "/replaces");
        let (person, ctx) = t.person(&t.other_region, Role::SecurityOfficer, "Nils Ek");
        let nils = t.browser_for(&person, ctx);
        nils.get("/clauses/KV-34").await.expect(200).has(&["12 timmar"]).lacks(&["inom 4 timmar"]);
        nils.get(&format!("/own-clauses/{}", made["id"].as_str().unwrap())).await.expect(404);
    }

    async fn a_clause_of_one_organisation_is_no_clause_of_another(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        own_clause(&omar, &[("title_sv", "HEMLIG-RUBRIK")]).await;
        let (person, ctx) = t.person(&t.other_region, Role::SecurityOfficer, "Nils Ek");
        let nils = t.browser_for(&person, ctx);
        nils.get("/clauses/RA-01").await.expect(404);
        nils.get("/clauses").await.expect(200).lacks(&["HEMLIG-RUBRIK", "RA-01"]);
        nils.get("/own-clauses").await.expect(200).lacks(&["RA-01"]);
        // The same code is free there.
        own_clause(&nils, &[]).await;
    }

    async fn a_vendor_sees_nothing_of_the_library(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        let own = own_clause(&omar, &[]).await;
        let (_, contract) = contract(t, &omar, "AVT-1", Some(4), None);
        let home = t.write(|c| {
            tillit::features::accounts::add_organisation(c, t.now(), tillit::features::accounts::OrganisationKind::Vendor, "Vidlyssna AB", None, false)
        });
        let (person, ctx) = t.person(&home, Role::VendorAdmin, "Lena Sjö");
        let (lena, token) = (t.browser_for(&person, ctx), t.token_of(&person, &home, Role::VendorAdmin));
        for path in ["/clauses", "/clauses/KV-05", "/clauses/RA-01", "/own-clauses", own.as_str(), "/legal-references", "/contracts/review"] {
            let answer = lena.get(path).await;
            assert!(matches!(answer.status, 403 | 404), "{path}: {}", answer.status);
            answer.lacks(&["Veckologg", "Den svagaste"]);
        }
        for path in [format!("/contracts/{}/gaps", contract.id), format!("/contracts/{}/packages", contract.id)] {
            assert!(matches!(lena.get(&path).await.status, 403 | 404), "{path}");
            lena.api(&token, "GET", &format!("/api/v1{path}"), Value::Null, &[]).await.expect(404).lacks(&["Åsmunda", "KV-05"]);
        }
        for path in ["/api/v1/clauses", "/api/v1/clauses/RA-01", "/api/v1/own-clauses", "/api/v1/legal-references", "/api/v1/contract-review"] {
            let answer = lena.api(&token, "GET", path, Value::Null, &[]).await;
            assert!(matches!(answer.status, 403 | 404), "{path}: {}", answer.status);
            answer.lacks(&["Veckologg", "AVT-1"]);
        }
    }
}
