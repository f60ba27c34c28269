//! What waits on the start pages: shown to whoever may do something about it, gone when it is done, and nothing
//! of anybody else's.

use super::support::tables::insert;
use super::support::{Browser, Harness};
use super::{chain_campaigns, risks as risk_tests, service_reviews, subcontractors};
use std::collections::BTreeMap;
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::risks::{AcceptanceAnswer, Agreed, ConsequenceCategory, Proposal, Rated, Span};
use tillit::features::{accounts, chains, risks, subcontractors as sub};
use tillit::kit::Ctx;

const CASE: &str = "Nattpasset Rådgivning Ltd";

async fn shows(browser: &Browser, path: &str, texts: &[&str]) {
    browser.get(path).await.expect(200).has(texts);
}

async fn hides(browser: &Browser, path: &str, texts: &[&str]) {
    browser.get(path).await.expect(200).lacks(texts);
}

fn newcomer(t: &Harness, role: Role, name: &str) -> Browser {
    let (person, ctx) = t.person(&t.region, role, name);
    t.browser_for(&person, ctx)
}

/// Another person in the same vendor's organisation as `known`.
fn colleague(t: &Harness, known: &Browser, role: Role, name: &str) -> Browser {
    let id = known.ctx.as_ref().unwrap().actor.organisation_id.clone();
    let home = t.read(|c| accounts::find_organisation(c, &id));
    let (person, ctx) = t.person(&home, role, name);
    t.browser_for(&person, ctx)
}

fn stranger(t: &Harness, role: Role) -> Browser {
    let (person, ctx) = t.person(&t.other_region, role, "Olle Annan");
    t.browser_for(&person, ctx)
}

fn rated(likelihood: Span, consequence: Span) -> Rated {
    Rated { likelihood, consequences: BTreeMap::from([(ConsequenceCategory::Integrity, consequence)]), note: None }
}

fn draft_model(t: &Harness, title: &str, version: &str, by: &Id) {
    let row = [
        ("organisation_id", t.region.id.as_str()),
        ("title", title),
        ("model_version", version),
        ("status", "draft"),
        ("created_by", by.as_str()),
        ("created_by_name", "Sara Ny"),
        ("drafted_by", "[]"),
    ];
    insert(t, "tiering_models", &row);
}

async fn queries(t: &Harness, browser: &Browser, path: &str) -> u64 {
    let before = t.app.db.query_count();
    browser.get(path).await.expect(200);
    t.app.db.query_count() - before
}

both! {
    async fn a_case_is_shown_to_whoever_has_to_act(t: &Harness) {
        let mut w = subcontractors::world(t);
        let id = w.submitted(t, &[]).await;
        t.drain();
        shows(&w.eva, "/start", &["kontrollera att allt är med", CASE, "Vidlyssna Vårdlinje AB", "2026-11-30", "Visa listan (1)"]).await;
        // Neither the reviewers nor a manager of other vendors have anything to do yet.
        for browser in [&w.omar, &w.daniel, &w.maria, &w.asa, &w.birgitta] {
            hides(browser, "/start", &[CASE]).await;
        }
        w.step(t, &w.eva, &id, "begin", &[]).await.expect(303);
        w.review(t, &w.eva, &id, "completeness", "ja").await.expect(303);
        t.drain();
        hides(&w.eva, "/start", &[CASE]).await;
        for (browser, words, kind) in [
            (&w.omar, "granska informationssäkerheten", "security"),
            (&w.daniel, "granska dataskyddet", "privacy"),
            (&w.maria, "granska juridiken", "legal"),
        ] {
            shows(browser, "/start", &[words, CASE, &format!("/subcontracts/{id}/case-reviews/{kind}")]).await;
            w.review(t, browser, &id, kind, "ja").await.expect(303);
            hides(browser, "/start", &[CASE]).await;
        }
        // The decision is for those who have had no part in it, at the latest on its twentieth working day.
        let terms = sub::CriteriaModel::versions().newest().terms;
        let due = sub::decision_due("2026-11-23".parse().unwrap(), 0, &terms).to_string();
        let place = format!("/subcontracts/{id}/decide");
        shows(&w.birgitta, "/start", &["att besluta om", CASE, &due, &place]).await;
        shows(&w.asa, "/start", &["att besluta om", CASE]).await;
        for browser in [&w.eva, &w.omar] {
            hides(browser, "/start", &[CASE]).await;
        }
        hides(&stranger(t, Role::Director), "/start", &[CASE]).await;
        hides(&newcomer(t, Role::Reader, "Lisa Läsare"), "/start", &[CASE]).await;
        let proposal = [("decision", "conditional"), ("reason", "Förslag"), ("conditions", "Ett"), ("valid_until", "2028-06-30")];
        w.step(t, &w.asa, &id, "propose", &proposal).await.expect(303);
        hides(&w.asa, "/start", &[CASE]).await;
        w.decide(t, &id, &[]).await.expect(303);
        t.drain();
        hides(&w.birgitta, "/start", &[CASE]).await;
        shows(&w.lena, "/portal", &["som godkänts med villkor", CASE, "2028-06-30", "Region Almeå"]).await;
        w.days_later(t, 32);
        hides(&w.lena, "/portal", &[CASE]).await;
    }

    async fn what_is_sent_back_waits_at_the_vendor(t: &Harness) {
        let w = subcontractors::world(t);
        let id = w.submitted(t, &[]).await;
        hides(&w.lena, "/portal", &[CASE]).await;
        w.step(t, &w.eva, &id, "begin", &[]).await.expect(303);
        w.step(t, &w.eva, &id, "completion", &[("text", "Lämna underbiträdesavtalet.")]).await.expect(303);
        t.drain();
        hides(&w.eva, "/start", &[CASE]).await;
        shows(&w.lena, "/portal", &["Ansökningar om underleverantörer att komplettera", CASE, "Region Almeå"]).await;
        shows(&w.lena, "/portal?list=start-portal-completion", &[CASE]).await;
        // A member answers questions, and sends no application.
        let member = colleague(t, &w.lena, Role::VendorMember, "Mia Medlem");
        hides(&member, "/portal", &[CASE]).await;
        member.get("/portal?list=start-portal-completion").await.expect(404);
        let home = t.write(|c| accounts::add_organisation(c, t.now(), accounts::OrganisationKind::Vendor, "Annan AB", None, false));
        let (person, ctx) = t.person(&home, Role::VendorAdmin, "Olga Annan");
        let other = t.browser_for(&person, ctx);
        hides(&other, "/portal", &[CASE]).await;
        hides(&other, "/portal?list=start-portal-completion", &[CASE]).await;
        w.submit(t, &id).await.expect(303);
        t.drain();
        hides(&w.lena, "/portal", &[CASE]).await;
        shows(&w.eva, "/start", &["kontrollera att allt är med", CASE]).await;
    }

    async fn what_cannot_wait_is_shown_to_the_director(t: &Harness) {
        let w = subcontractors::world(t);
        w.submitted(t, &[("name", "Lugn Tjänst AB")]).await;
        let id = w.submitted(t, &[("starts_on", "2026-11-30"), ("urgent_reason", "Konkurs hos den förra.")]).await;
        t.drain();
        shows(&w.birgitta, "/start", &["som inte kan vänta", CASE, "2026-11-30"]).await;
        hides(&w.birgitta, "/start", &["Lugn Tjänst AB"]).await;
        hides(&w.omar, "/start", &["som inte kan vänta"]).await;
        let fields = [("reason", "Driften måste gå."), ("conditions", "Daglig kontroll"), ("valid_until", "2026-12-10")];
        w.step(t, &w.birgitta, &id, "emergency", &fields).await.expect(303);
        t.drain();
        hides(&w.birgitta, "/start", &["som inte kan vänta"]).await;
        // The reviews go on.
        shows(&w.eva, "/start", &["kontrollera att allt är med", CASE]).await;
    }

    async fn a_risk_waits_for_the_second_rating_then_for_its_level_and_again_when_it_lapses(t: &Harness) {
        let w = risk_tests::world(t);
        let risk = w.add(t, "Öppen lagring");
        let high = rated(Span::new(1, 1), Span::new(4, 4));
        t.write(|c| risks::rate(c, &w.karin_ctx, &risk, &high));
        shows(&w.omar, "/start", &["behöver en andra bedömning", "R1 Öppen lagring", "Vidlyssna Vårdlinje AB"]).await;
        hides(&w.karin, "/start", &["behöver en andra bedömning"]).await;
        hides(&newcomer(t, Role::ContractManager, "Åsa Lindqvist"), "/start", &["Öppen lagring"]).await;
        hides(&stranger(t, Role::SecurityOfficer), "/start", &["Öppen lagring"]).await;
        t.write(|c| risks::rate(c, &w.omar_ctx, &risk, &high));
        for browser in [&w.omar, &w.karin] {
            browser.get("/start").await.expect(200).has(&["Risker att enas om", "R1 Öppen lagring"]).lacks(&["andra bedömning"]);
        }
        hides(&newcomer(t, Role::SecurityOfficer, "Olle Ek"), "/start", &["Öppen lagring"]).await;
        let agreed = Agreed { likelihood: high.likelihood, consequences: high.consequences.clone(), reason: "Överens".into() };
        t.write(|c| risks::agree(c, &w.karin_ctx, &risk, None, &agreed));
        hides(&w.karin, "/start", &["Öppen lagring"]).await;

        let proposal = || Proposal {
            reason: "Flytten kostar mer än risken".into(),
            conditions: None,
            reference: None,
            valid_until: Some("2027-06-30".parse().unwrap()),
            review_on: Some("2027-03-01".parse().unwrap()),
        };
        let put = t.write(|c| risks::propose(c, &w.karin_ctx, &risk, None, &proposal()));
        let (person, director_ctx) = t.person(&t.region, Role::Director, "Birgitta Falk");
        let director = t.browser_for(&person, director_ctx.clone());
        let board = newcomer(t, Role::Board, "Nina Nämnd");
        for browser in [&director, &board] {
            shows(browser, "/start", &["Risker att ta ställning till", "R1 Öppen lagring", "Karin Öberg", "2026-11-23"]).await;
        }
        for browser in [&w.karin, &w.omar, &newcomer(t, Role::UnitHead, "Ulla Chef"), &stranger(t, Role::Director)] {
            hides(browser, "/start", &["Öppen lagring"]).await;
        }
        t.write(|c| risks::answer(c, &director_ctx, &risk, &put.id, None, AcceptanceAnswer::Accept, ""));
        for browser in [&director, &board] {
            hides(browser, "/start", &["Öppen lagring"]).await;
        }

        t.advance_days(230);
        risks::sweep(&t.app, t.now()).unwrap();
        let officer = newcomer(t, Role::SecurityOfficer, "Olga Säker");
        shows(&officer, "/start", &["acceptans inte längre gäller", "R1 Öppen lagring", "2027-07-11"]).await;
        hides(&newcomer(t, Role::Director, "Dag Direktör"), "/start", &["acceptans inte längre gäller"]).await;
        let karin = Ctx { now: t.now(), ..w.karin_ctx.clone() };
        let again = Proposal { valid_until: Some("2027-12-31".parse().unwrap()), review_on: Some("2027-10-01".parse().unwrap()), ..proposal() };
        t.write(|c| risks::propose(c, &karin, &risk, None, &again));
        hides(&officer, "/start", &["acceptans inte längre gäller"]).await;
        t.drain();
    }

    async fn services_need_a_second_person(t: &Harness) {
        let (omar, omar_ctx) = t.person(&t.region, Role::SecurityOfficer, "Omar Haddad");
        let officer = t.browser_for(&omar, omar_ctx);
        let (karin, karin_ctx) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
        let manager = t.browser_for(&karin, karin_ctx);
        let director = newcomer(t, Role::Director, "Birgitta Falk");
        let place = service_reviews::platform(t, "E-tjänstportalen", None, "2");
        let made = |name: &str| service_reviews::service(t, name, &place, ["1", "1", "0", "1"], "");
        let (pool, ferry, bus) = (made("Simskola"), made("Färjan"), made("Skolskjuts"));
        let by_karin = [("decided_by", karin.id.as_str()), ("decided_by_name", "Karin Öberg")];
        let own = |table: &str, service: &Id, more: &[(&str, &str)]| {
            let mut row = vec![("organisation_id", t.region.id.as_str()), ("service_id", service.as_str())];
            row.extend_from_slice(more);
            insert(t, table, &row)
        };
        let lowering = own("service_classifications", &pool, &[&by_karin[..], &[("state", "pending")]].concat());
        own("service_classifications", &ferry, &[("decided_by", omar.id.as_str()), ("state", "pending")]);
        own("service_approvals", &bus, &[("state", "asked"), ("asked_by", karin.id.as_str()), ("asked_by_name", "Karin Öberg")]);
        shows(&officer, "/start", &["Sänkta klasser att bekräfta", "Simskola", "Tjänster att godkänna för publicering", "Skolskjuts"]).await;
        hides(&officer, "/start", &["Färjan", "Undantag vars tid"]).await;
        shows(&director, "/start", &["Simskola", "Färjan"]).await;
        hides(&manager, "/start", &["Simskola", "Färjan", "Skolskjuts"]).await;
        hides(&stranger(t, Role::Director), "/start", &["Simskola", "Färjan", "Skolskjuts"]).await;
        officer.post(&format!("/services/{pool}/lowerings/{lowering}"), &[("answer", "no"), ("note", "För lågt")]).await.expect(303);
        hides(&officer, "/start", &["Sänkta klasser att bekräfta"]).await;

        let exception = |service: &Id, until: &str| {
            own("service_exceptions", service, &[("platform_id", place.as_str()), ("type_code", "health"), ("ends_on", until)])
        };
        let over = exception(&ferry, "2026-11-22");
        exception(&pool, "2026-11-23");
        officer.get("/start").await.expect(200).has(&["Undantag vars tid har gått ut", "Färjan", "2026-11-22"]).lacks(&["Simskola"]);
        officer.post(&format!("/services/{ferry}/exceptions/{over}/end"), &[]).await.expect(303);
        hides(&officer, "/start", &["Undantag vars tid har gått ut"]).await;
        t.drain();
    }

    async fn an_analysis_waits_for_its_owner_and_then_for_somebody_without_a_part_in_it(t: &Harness) {
        let w = service_reviews::world(t);
        let campaign = w.start().await;
        t.drain();
        let analysis = w.analysis(t, &campaign, 0);
        shows(&w.eva, "/start", &["Dina riskanalyser", "Orosanmälan barn", "Tjänster över taket", "2026-12-15"]).await;
        hides(&w.omar, "/start", &["Dina riskanalyser", "Riskanalyser att besluta om"]).await;
        w.make_ready(&analysis.id, analysis.version, "stop").await;
        hides(&w.eva, "/start", &["Orosanmälan barn", "Riskanalyser att besluta om"]).await;
        for browser in [&w.omar, &w.helena] {
            shows(browser, "/start", &["Riskanalyser att besluta om", "Orosanmälan barn"]).await;
        }
        insert(t, "analysis_authors", &[
            ("organisation_id", t.region.id.as_str()),
            ("analysis_id", analysis.id.as_str()),
            ("person_id", w.omar_id.as_str()),
        ]);
        hides(&w.omar, "/start", &["Orosanmälan barn"]).await;
        hides(&stranger(t, Role::Director), "/start", &["Orosanmälan barn"]).await;
        t.drain();
    }

    async fn the_chain_waits_at_the_vendor_and_then_at_the_region(t: &Harness) {
        let w = chain_campaigns::world(t);
        let link = w.link(t, "Arkivhyllan", true);
        w.link(t, "DOLD-PART", false);
        let place = w.ask(t).await;
        t.drain();
        shows(&w.portal, "/portal", &["Leveranskedjor att bekräfta", "2024-118 Rådgivning", "Region Almeå", "2026-12-15", &place]).await;
        hides(&colleague(t, &w.portal, Role::VendorMember, "Mia Medlem"), "/portal", &["Leveranskedjor att bekräfta"]).await;
        let officer = newcomer(t, Role::SecurityOfficer, "Omar Haddad");
        hides(&officer, "/start", &["Kedjebekräftelser som inte har kommit"]).await;
        let fix = [("link_id", link.id.as_str()), ("task", "Drift och säkerhetskopior"), ("countries", "SE, Norge"), ("data_class", "3")];
        w.portal.post(&format!("{place}/proposals"), &fix).await.expect(303);
        shows(&officer, "/start", &["Förslag från leverantörer om deras kedjor", "Vidlyssna Vårdlinje AB, 2024-118", "Lena Sjö"]).await;
        // Karin follows up other vendors.
        hides(&w.region, "/start", &["Förslag från leverantörer om deras kedjor"]).await;

        t.advance_days(30);
        let officer = newcomer(t, Role::SecurityOfficer, "Olga Säker");
        shows(&officer, "/start", &["Kedjebekräftelser som inte har kommit", "2024-118 Rådgivning", "2026-12-15"]).await;
        hides(&stranger(t, Role::SecurityOfficer), "/start", &["Vidlyssna Vårdlinje AB"]).await;
        let admin = colleague(t, &w.portal, Role::VendorAdmin, "Siv Sjö");
        admin.post(&format!("{place}/sign"), &[("version", "1"), ("name", "Siv Sjö"), ("role", "VD")]).await.expect(303);
        hides(&admin, "/portal", &["Leveranskedjor att bekräfta"]).await;
        hides(&officer, "/start", &["Kedjebekräftelser som inte har kommit"]).await;
        hides(&admin, "/portal", &["Egna underleverantörer att följa upp"]).await;

        t.advance_days(340);
        let admin = colleague(t, &w.portal, Role::VendorAdmin, "Disa Sjö");
        let page = admin.get("/portal").await.expect(200);
        page.has(&["Egna underleverantörer att följa upp", "Arkivhyllan (2024-118)", "Region Almeå"]).lacks(&["DOLD-PART", "Nivå"]);
        let mut later = admin.ctx.clone().unwrap();
        later.now = t.now();
        let held = chains::NewFollowUp {
            link_id: link.id.clone(),
            held_on: later.today(),
            method: chains::FollowUpMethod::Meeting,
            outcome: chains::FollowUpOutcome::Good,
            note: None,
        };
        t.write(|c| chains::follow_up(c, &later, &held));
        hides(&admin, "/portal", &["Egna underleverantörer att följa upp"]).await;
        t.drain();
    }

    async fn a_list_shows_five_and_leads_to_all_of_them(t: &Harness) {
        let (omar, ctx) = t.person(&t.region, Role::SecurityOfficer, "Omar Haddad");
        let officer = t.browser_for(&omar, ctx);
        let someone = Id::new(t.now());
        draft_model(t, "Modell 1", "egen-1", &someone);
        draft_model(t, "MIN-EGEN", "egen-0", &omar.id);
        let few = queries(t, &officer, "/start").await;
        shows(&officer, "/start", &["Modeller som väntar på publicering", "Modell 1", "Sara Ny", "Visa listan (1)"]).await;
        for number in 2..=7 {
            draft_model(t, &format!("Modell {number}"), &format!("egen-{number}"), &someone);
        }
        assert_eq!(queries(t, &officer, "/start").await, few, "the number of queries does not grow");
        let page = officer.get("/start").await.expect(200).has(&["Visa alla: 7", "/start?list"]).lacks(&["MIN-EGEN"]);
        assert_eq!(page.text().matches("/tiering-models/").count(), 5);
        let page = officer.get("/start?list=start-model-publish").await.expect(200).lacks(&["MIN-EGEN", "Visa listan"]);
        assert_eq!(page.text().matches("/tiering-models/").count(), 7);
        officer.get("/start?list=start-model-publish&page=2").await.expect(200).has(&["Inget väntar just nu"]);
        // A list that does not exist, and one that the role does nothing about.
        officer.get("/start?list=nothing").await.expect(404);
        officer.get("/start?list=start-case-legal").await.expect(404);
        officer.get("/start?list=start-portal-chain").await.expect(404);
        hides(&newcomer(t, Role::ContractManager, "Karin Öberg"), "/start", &["Modell 1"]).await;
        hides(&stranger(t, Role::Director), "/start", &["Modell 1"]).await;
    }
}
