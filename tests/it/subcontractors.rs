//! Approval of subcontractors: asking in the portal, four reviews by four people, the decision by a fifth.

use super::support::tables::insert;
use super::support::{Answer, Browser, Harness};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::chains::{self, ApprovalState};
use tillit::features::subcontractors as sub;
use tillit::kit::Ctx;

/// Everybody who takes part, each at a browser.
pub struct World {
    pub lena: Browser,
    pub eva: Browser,
    pub asa: Browser,
    pub omar: Browser,
    pub daniel: Browser,
    pub maria: Browser,
    pub birgitta: Browser,
    pub eva_ctx: Ctx,
    pub lena_token: String,
    pub eva_token: String,
    pub vendor: Id,
    pub contract: Id,
    people: Vec<(accounts::Person, Ctx)>,
}

pub fn world(t: &Harness) -> World {
    let now = t.now();
    let home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Vidlyssna AB", None, false));
    let (eva, eva_ctx) = t.person(&t.region, Role::ContractManager, "Eva Björk");
    let mut people = vec![(eva.clone(), eva_ctx.clone())];
    for (role, name) in [
        (Role::ContractManager, "Åsa Lindqvist"),
        (Role::SecurityOfficer, "Omar Haddad"),
        (Role::DataProtectionOfficer, "Daniel Öst"),
        (Role::LegalCounsel, "Maria Kron"),
        (Role::Director, "Birgitta Falk"),
    ] {
        people.push(t.person(&t.region, role, name));
    }
    let (lena, lena_ctx) = t.person(&home, Role::VendorAdmin, "Lena Sjö");
    people.push((lena.clone(), lena_ctx));
    let organisation = t.region.id.to_string();
    let vendor = insert(
        t,
        "vendors",
        &[
            ("organisation_id", &organisation),
            ("legal_name", "Vidlyssna Vårdlinje AB"),
            ("kind", "care_provider"),
            ("country", "SE"),
            ("status", "active"),
            ("tags", "[]"),
            ("manager_id", eva.id.as_str()),
            ("vendor_organisation_id", home.id.as_str()),
        ],
    );
    let contract = insert(
        t,
        "contracts",
        &[
            ("organisation_id", &organisation),
            ("vendor_id", vendor.as_str()),
            ("reference", "2024-118"),
            ("title", "Sjukvårdsrådgivning"),
            ("diary_number", "RS 2024-118"),
            ("manager_id", eva.id.as_str()),
        ],
    );
    let browser = |n: usize| t.browser_for(&people[n].0, people[n].1.clone());
    World {
        lena_token: t.token_of(&lena, &home, Role::VendorAdmin),
        eva_token: t.token_of(&eva, &t.region, Role::ContractManager),
        eva: browser(0),
        asa: browser(1),
        omar: browser(2),
        daniel: browser(3),
        maria: browser(4),
        birgitta: browser(5),
        lena: browser(6),
        eva_ctx,
        vendor,
        contract,
        people,
    }
}

/// The form as a good applicant fills it in; `changes` come in the place of its fields.
pub fn asked(w: &World, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = [
        ("security_sensitive", "no"),
        ("contract_id", w.contract.as_str()),
        ("is_processor", "1"),
        ("name", "Nattpasset Rådgivning Ltd"),
        ("country", "Thailand"),
        ("task", "Svarar i telefon på natten"),
        ("data_class", "3"),
        ("information_types", "Hälsouppgifter, Inspelade samtal"),
        ("persons_low", "12000"),
        ("countries", "Thailand, Sverige"),
        ("remote_countries", "Thailand"),
        ("transfer_mechanism", "standard_clauses"),
        ("starts_on", "2027-01-15"),
    ]
    .map(|(name, value)| (name.to_string(), value.to_string()))
    .to_vec();
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_string(), (*value).to_string()));
    }
    fields
}

async fn post(browser: &Browser, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields).await
}

pub async fn refused(w: &World, changes: &[(&str, &str)], words: &str) {
    post(&w.lena, "/portal/subcontracts", &asked(w, changes)).await.expect(422).has(&[words]);
}

impl World {
    // Days later; everybody signs in again.
    pub fn days_later(&mut self, t: &Harness, days: i64) {
        t.advance_days(days);
        let all = [
            &mut self.eva,
            &mut self.asa,
            &mut self.omar,
            &mut self.daniel,
            &mut self.maria,
            &mut self.birgitta,
            &mut self.lena,
        ];
        for (browser, (person, ctx)) in all.into_iter().zip(&self.people) {
            *browser = t.browser_for(person, Ctx { now: t.now(), ..ctx.clone() });
        }
    }

    pub fn case(&self, t: &Harness, id: &str) -> sub::Case {
        let id: Id = id.parse().unwrap();
        t.read(|c| sub::find(c, &self.eva_ctx.scope, &id))
    }

    pub fn version(&self, t: &Harness, id: &str) -> String {
        let id: Id = id.parse().unwrap();
        let scope = tillit::access::Scope::of(&self.lena.ctx.as_ref().unwrap().actor);
        t.read(|c| {
            Ok(sub::find(c, &scope, &id).or_else(|_| sub::find(c, &self.eva_ctx.scope, &id))?.version.to_string())
        })
    }

    // Makes a draft in the portal and answers every criterion with yes.
    pub async fn draft(&self, t: &Harness, changes: &[(&str, &str)]) -> String {
        let answer = post(&self.lena, "/portal/subcontracts", &asked(self, changes)).await.expect(303);
        let id = answer.location().trim_end_matches("/claims").rsplit('/').next().unwrap().to_string();
        let version = self.version(t, &id);
        let criteria: Vec<String> = (1..18).map(|n| format!("answer_{n}")).collect();
        let (is_care, is_processor) = (
            changes.iter().any(|(name, _)| *name == "is_care"),
            !changes.iter().any(|(name, value)| *name == "is_processor" && value.is_empty()),
        );
        let mut fields = vec![("version", version.as_str()), ("note_2", "Behövs på natten.")];
        fields.extend(
            criteria
                .iter()
                .filter(|name| (is_care || *name != "answer_9") && (is_processor || *name != "answer_4"))
                .map(|name| (name.as_str(), "yes")),
        );
        self.lena.post(&format!("/portal/subcontracts/{id}/claims"), &fields).await.expect(303);
        id
    }

    pub async fn submit(&self, t: &Harness, id: &str) -> Answer {
        let version = self.version(t, id);
        self.lena.post(&format!("/portal/subcontracts/{id}/submit"), &[("version", &version)]).await
    }

    // A case that has been sent in.
    pub async fn submitted(&self, t: &Harness, changes: &[(&str, &str)]) -> String {
        let id = self.draft(t, changes).await;
        self.submit(t, &id).await.expect(303);
        id
    }

    pub async fn step(&self, t: &Harness, who: &Browser, id: &str, step: &str, fields: &[(&str, &str)]) -> Answer {
        let version = self.version(t, id);
        let mut all = vec![("version", version.as_str())];
        all.extend_from_slice(fields);
        who.post(&format!("/subcontracts/{id}/{step}"), &all).await
    }

    // Gives a review where everything is met.
    pub async fn review(&self, t: &Harness, who: &Browser, id: &str, kind: &str, note: &str) -> Answer {
        let numbers: &[&str] = match kind {
            "completeness" => &["1", "2"],
            "security" => &["3", "5", "6", "10", "11", "12", "13", "17", "18"],
            "privacy" => &["4", "7", "16"],
            _ => &["8", "14", "15"],
        };
        let names: Vec<String> = numbers.iter().map(|n| format!("verdict_{n}")).collect();
        let mut fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "met")).collect();
        let first_note = format!("note_{}", numbers[0]);
        fields.extend([("outcome", "conditions"), ("comment", note), (first_note.as_str(), note)]);
        self.step(t, who, id, &format!("case-reviews/{kind}"), &fields).await
    }

    // Four people have reviewed it.
    pub async fn reviewed(&self, t: &Harness, id: &str) {
        self.step(t, &self.eva, id, "begin", &[]).await.expect(303);
        self.review(t, &self.eva, id, "completeness", "HEMLIG-KOMPLETT").await.expect(303);
        self.review(t, &self.omar, id, "security", "HEMLIG-SÄKERHET").await.expect(303);
        self.review(t, &self.daniel, id, "privacy", "HEMLIG-DATASKYDD").await.expect(303);
        self.review(t, &self.maria, id, "legal", "HEMLIG-JURIDIK").await.expect(303);
    }

    pub async fn decide(&self, t: &Harness, id: &str, changes: &[(&str, &str)]) -> Answer {
        let mut fields = vec![
            ("decision", "conditional"),
            ("reason", "Kraven är uppfyllda med villkor."),
            ("conditions", "Samtal spelas inte in på natten.\nLoggar lämnas varje månad."),
            ("valid_until", "2028-06-30"),
        ];
        for change in changes {
            fields.retain(|(name, _)| *name != change.0);
            fields.push(*change);
        }
        self.step(t, &self.birgitta, id, "decide", &fields).await
    }

    pub async fn tiered(&self, levels: &Value) {
        let path = format!("/api/v1/vendors/{}/categorisations", self.vendor);
        self.eva.api(&self.eva_token, "POST", &path, levels.clone(), &[]).await.expect(201);
    }
}

/// Tier 3: nothing of it reaches higher until the chain does.
pub fn tier_three() -> Value {
    json!({"data_class": 3, "data_subjects": 2, "criticality": 2, "access": 2, "chain": 1, "substitution": 1})
}

const SECRETS: &[&str] =
    &["HEMLIG", "Nivån blir", "Tillstyrks", "Omar Haddad", "Daniel Öst", "Maria Kron", "Kritisk", "Normal"];

both! {
    // Acceptance story 7 by pages: a sub-processor in a third country.
    async fn a_sub_processor_in_a_third_country_is_decided_and_the_tier_follows(t: &Harness) {
        let mut w = world(t);
        w.tiered(&tier_three()).await;
        let id = w.draft(t, &[]).await;
        // The region does not see a vendor's draft.
        w.eva.get(&format!("/subcontracts/{id}")).await.expect(404);
        let version = w.version(t, &id);
        w.lena.upload(&format!("/portal/subcontracts/{id}/files"), &[("part", "5")], "file", "avtal.txt", b"Alla krav").await.expect(303);
        w.lena.post(&format!("/portal/subcontracts/{id}/submit"), &[("version", "77")]).await.expect(409);
        w.lena.post(&format!("/portal/subcontracts/{id}/submit"), &[("version", &version)]).await.expect(303);
        let letters = t.drain();
        assert_eq!(letters.len(), 1);
        assert!(letters[0].to.starts_with("eva.bjork") && letters[0].subject.contains("Nattpasset"), "{}", letters[0].subject);

        // Five working days for the check, twenty for the decision.
        w.eva.get("/subcontracts").await.expect(200).has(&["Dina granskningar", "2026-11-30", "Tredjeland"]);
        w.decide(t, &id, &[]).await.expect(409);
        w.step(t, &w.eva, &id, "begin", &[]).await.expect(303);
        w.step(t, &w.eva, &id, "completion", &[("text", "Lämna underbiträdesavtalet.")]).await.expect(303);
        w.lena.get(&format!("/portal/subcontracts/{id}")).await.expect(200).has(&["Lämna underbiträdesavtalet."]);
        assert!(t.drain().iter().any(|mail| mail.to.starts_with("lena.sjo") && mail.text.contains("Lämna underbiträdesavtalet.")));
        w.days_later(t, 2);
        w.submit(t, &id).await.expect(303);
        assert_eq!(w.case(t, &id).paused_days, 2);
        t.drain();
        w.review(t, &w.eva, &id, "completeness", "HEMLIG-KOMPLETT").await.expect(303);
        assert_eq!(t.drain().len(), 3, "the three who review");

        w.omar.get(&format!("/subcontracts/{id}/case-reviews/security")).await.expect(200).has(&["Nivån blir 1 i stället för 3", "avtal.txt"]);
        w.review(t, &w.omar, &id, "security", "HEMLIG-SÄKERHET").await.expect(303);
        w.review(t, &w.omar, &id, "privacy", "x").await.expect(404);
        w.review(t, &w.daniel, &id, "privacy", "HEMLIG-DATASKYDD").await.expect(303);
        w.decide(t, &id, &[]).await.expect(409);
        w.review(t, &w.maria, &id, "legal", "HEMLIG-JURIDIK").await.expect(303);

        // Whoever has reviewed does not decide, and whoever proposes does not either.
        w.step(t, &w.omar, &id, "decide", &[("decision", "refused"), ("reason", "x")]).await.expect(409);
        let proposal = [("decision", "conditional"), ("reason", "Förslag"), ("conditions", "Ett"), ("valid_until", "2028-06-30")];
        w.step(t, &w.asa, &id, "propose", &proposal).await.expect(303);
        w.step(t, &w.asa, &id, "decide", &proposal).await.expect(409).has(&["föreslagit"]);
        w.birgitta.get(&format!("/subcontracts/{id}/decide")).await.expect(200).has(&["Förslag av Åsa", "Nivån blir 1 i stället för 3"]);
        w.decide(t, &id, &[("valid_until", "2029-06-30")]).await.expect(422).has(&["högst 24 månader"]);
        w.decide(t, &id, &[("conditions", "")]).await.expect(422);
        w.decide(t, &id, &[]).await.expect(303);

        let case = w.case(t, &id);
        assert_eq!(case.state, sub::CaseState::Decided);
        let link = t.read(|c| chains::find_link(c, &w.eva_ctx.scope, case.link_id.as_ref().unwrap()));
        assert_eq!((link.approval, link.third_country, link.subcontract_id), (ApprovalState::Conditional, true, Some(case.id.clone())));
        assert_eq!(link.approval_reference.as_deref(), Some("RS 2024-118"));
        let vendor = t.read(|c| tillit::features::vendors::find(c, &w.eva_ctx.scope, &w.vendor));
        assert_eq!(vendor.tier, Some(1), "applied at once");
        w.eva.get(&format!("/subcontracts/{id}")).await.expect(200).has(&["HEMLIG-JURIDIK", "Nivån blir 1 i stället för 3", "2028-06-30"]);

        // Both sides are told, and the vendor reads the decision and nothing of the reviews.
        let letters = t.drain();
        assert_eq!(letters.len(), 2);
        for mail in &letters {
            assert!(SECRETS.iter().all(|secret| !mail.text.contains(secret) && !mail.html.contains(secret)), "{}", mail.text);
        }
        for path in ["", "/letter.pdf?lang=sv", "/letter.pdf?lang=en"] {
            let answer = w.lena.get(&format!("/portal/subcontracts/{id}{path}")).await.expect(200);
            if path.is_empty() {
                answer.has(&["Samtal spelas inte in på natten.", "Godkänd med villkor", "avtal.txt"]).lacks(SECRETS);
            } else {
                assert!(answer.body.starts_with(b"%PDF"));
            }
        }
        let rulings = t.read(|c| sub::rulings(c, &case));
        assert_eq!(rulings.len(), 1);
        assert!(SECRETS.iter().all(|secret| !rulings[0].snapshot.contains(secret)), "{}", rulings[0].snapshot);
        assert_eq!(tillit::kit::snapshot::sha256_hex(&rulings[0].snapshot), rulings[0].sha256);
        let path = format!("/api/v1/subcontracts/{id}");
        let body = w.lena.api(&w.lena_token, "GET", &path, Value::Null, &[]).await.expect(200).lacks(SECRETS).json();
        assert!(body["internal"].is_null() && body["decisions"][0]["tier_after"].is_null());
        let body = w.eva.api(&w.eva_token, "GET", &path, Value::Null, &[]).await.expect(200).json();
        assert_eq!((&body["decisions"][0]["tier_before"], &body["decisions"][0]["tier_after"]), (&json!(3), &json!(1)));
        w.lena.api(&w.lena_token, "GET", &format!("{path}/letter.pdf"), Value::Null, &[]).await.expect(200);
        t.drain();
    }

    async fn gates_stop_a_case_and_the_first_keeps_nothing(t: &Harness) {
        let w = world(t);
        let gated = asked(&w, &[("security_sensitive", "yes"), ("name", "HEMLIGT FÖRETAG"), ("task", "HEMLIG UPPGIFT")]);
        let at = post(&w.lena, "/portal/subcontracts", &gated).await.expect(303).location().to_string();
        w.lena.get(&at).await.expect(200).has(&["säkerhetsskyddschefen"]).lacks(&["HEMLIG"]);
        let case = w.case(t, at.rsplit('/').next().unwrap());
        assert_eq!((case.state, case.name.as_str(), case.facts.as_str()), (sub::CaseState::Stopped, "", "{}"));
        let events = t.read(|c| tillit::kit::audit::history(c, &w.eva_ctx, &case.id));
        assert!(events.iter().all(|event| !format!("{event:?}").contains("HEMLIG")));
        // An unfinished form does not stand in the way of the gate.
        let bare = [("security_sensitive".to_string(), "yes".to_string()), ("contract_id".to_string(), w.contract.to_string())];
        post(&w.lena, "/portal/subcontracts", &bare).await.expect(303);

        // Care from abroad: stopped, whoever would decide.
        let care = [("is_care", "1"), ("care_countries", "Thailand")];
        let id = w.submitted(t, &care).await;
        let case = w.case(t, &id);
        assert_eq!((case.state, case.stop_reason), (sub::CaseState::Stopped, Some(sub::StopReason::CareAbroad)));
        w.lena.get(&format!("/portal/subcontracts/{id}")).await.expect(200).has(&["Vård från utlandet kan inte godkännas"]);
        w.step(t, &w.birgitta, &id, "emergency", &[("reason", "x"), ("conditions", "y"), ("valid_until", "2026-12-01")]).await.expect(409);
        w.decide(t, &id, &[]).await.expect(409);

        // The vendor's own answer closes the security gate as well.
        let id = w.draft(t, &[("name", "HEMLIGT BOLAG")]).await;
        let version = w.version(t, &id);
        let no = [("version", version.as_str()), ("answer_17", "no"), ("note_17", "HEMLIG ANLEDNING")];
        w.lena.post(&format!("/portal/subcontracts/{id}/claims"), &no).await.expect(303);
        w.submit(t, &id).await.expect(303);
        w.eva.get(&format!("/subcontracts/{id}")).await.expect(200).lacks(&["HEMLIG"]);
        // So does the reviewer's.
        let id = w.submitted(t, &[]).await;
        w.step(t, &w.eva, &id, "begin", &[]).await.expect(303);
        w.review(t, &w.eva, &id, "completeness", "ja").await.expect(303);
        let mut fields: Vec<(String, String)> =
            [3, 5, 6, 10, 11, 12, 13, 18].iter().map(|n| (format!("verdict_{n}"), "met".to_string())).collect();
        fields.extend([("verdict_17", "not_met"), ("note_17", "Rör skyddsvärt."), ("outcome", "opposes"), ("comment", "Stopp")].map(|(a, b)| (a.to_string(), b.to_string())));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        w.step(t, &w.omar, &id, "case-reviews/security", &fields).await.expect(303);
        assert_eq!(w.case(t, &id).state, sub::CaseState::Stopped);
        w.eva.get(&format!("/subcontracts/{id}")).await.expect(200).lacks(&["Nattpasset"]);
        t.drain();
    }

    async fn what_cannot_be_is_refused_where_it_was_written(t: &Harness) {
        let w = world(t);
        refused(&w, &[("name", "Region Almeå")], "Din egen organisation").await;
        refused(&w, &[("name", "vidlyssna vårdlinje ab")], "sin egen underleverantör").await;
        refused(&w, &[("country", "Atlantis")], "Atlantis").await;
        refused(&w, &[("countries", "Mordor")], "Mordor").await;
        refused(&w, &[("data_class", "4")], "").await;
        refused(&w, &[("data_class", "")], "").await;
        refused(&w, &[("is_processor", "")], "underbiträde").await;
        refused(&w, &[("starts_on", "2026-12-01")], "tidigast 2026-12-23").await;
        refused(&w, &[("transfer_mechanism", "")], "").await;
        refused(&w, &[("task", &"x".repeat(201))], "200").await;
        refused(&w, &[("urgent_reason", &"x".repeat(4001))], "4").await;
        refused(&w, &[("persons_low", "9"), ("persons_high", "3")], "").await;
        refused(&w, &[("security_sensitive", "")], "").await;
        refused(&w, &[("is_care", "1")], "").await;
        refused(&w, &[("org_number", "556677-8890"), ("country", "SE")], "").await;
        // More tiers than the contract allows.
        let none = t.write(|c| chains::set_terms(c, &w.eva_ctx, &w.contract, 0, None, Some(0)));
        refused(&w, &[], "").await;
        t.write(|c| chains::set_terms(c, &w.eva_ctx, &w.contract, 1, None, Some(none.version)));

        let id = w.draft(t, &[]).await;
        let version = w.version(t, &id);
        let edit = |version: &str| { let mut all = asked(&w, &[("task", "Annat")]); all.push(("version".into(), version.into())); all };
        post(&w.lena, &format!("/portal/subcontracts/{id}/edit"), &edit("1")).await.expect(409);
        post(&w.lena, &format!("/portal/subcontracts/{id}/edit"), &edit(&version)).await.expect(303);
        let version = w.version(t, &id);
        let no = [("version", version.as_str()), ("answer_6", "no"), ("note_6", "")];
        w.lena.post(&format!("/portal/subcontracts/{id}/claims"), &no).await.expect(303);
        w.submit(t, &id).await.expect(409).has(&["6"]);
        let version = w.version(t, &id);
        let long = "x".repeat(4001);
        w.lena.post(&format!("/portal/subcontracts/{id}/claims"), &[("version", &version), ("note_6", &long)]).await.expect(422);
        t.drain();
    }

    async fn a_manager_asks_for_a_small_provider_on_the_telephone(t: &Harness) {
        let w = world(t);
        let se = [("country", "SE"), ("countries", "SE"), ("remote_countries", ""), ("transfer_mechanism", "")];
        let at = post(&w.eva, "/subcontracts", &asked(&w, &se)).await.expect(303).location().to_string();
        let id = at.trim_end_matches("/claims").rsplit('/').next().unwrap().to_string();
        w.lena.get(&format!("/portal/subcontracts/{id}")).await.expect(404);
        let version = w.version(t, &id);
        let names: Vec<String> = (1..18).filter(|n| *n != 9).map(|n| format!("answer_{n}")).collect();
        let mut fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "yes")).collect();
        fields.push(("version", &version));
        w.eva.post(&format!("/subcontracts/{id}/claims"), &fields).await.expect(303);
        w.step(t, &w.eva, &id, "submit", &[]).await.expect(303);
        w.eva.get(&format!("/subcontracts/{id}")).await.expect(200).has(&["Inlagt per telefon"]);
        // The one who asked neither checks nor decides.
        w.step(t, &w.eva, &id, "begin", &[]).await.expect(409).has(&["kan inte granska"]);
        w.step(t, &w.asa, &id, "begin", &[]).await.expect(303);
        w.review(t, &w.asa, &id, "completeness", "ja").await.expect(303);
        w.review(t, &w.omar, &id, "security", "ja").await.expect(303);
        w.review(t, &w.daniel, &id, "privacy", "ja").await.expect(303);
        w.review(t, &w.maria, &id, "legal", "ja").await.expect(303);
        w.step(t, &w.eva, &id, "decide", &[("decision", "refused"), ("reason", "x")]).await.expect(409);
        w.decide(t, &id, &[]).await.expect(303);
        // The vendor sees it from when it was sent in.
        w.lena.get(&format!("/portal/subcontracts/{id}")).await.expect(200).has(&["Godkänd med villkor"]);
        t.drain();
    }

    // Row 33 and row 39: the requirements are passed on, and somebody looks at whether they are.
    async fn passing_requirements_on_is_asked_and_judged(t: &Harness) {
        let w = world(t);
        let id = w.draft(t, &[]).await;
        w.lena.get(&format!("/portal/subcontracts/{id}/claims")).await.expect(200).has(&["förs vidare i avtalet", "följer upp dem"]);
        let version = w.version(t, &id);
        w.lena.post(&format!("/portal/subcontracts/{id}/claims"), &[("version", &version), ("answer_5", "")]).await.expect(303);
        w.submit(t, &id).await.expect(409).has(&["saknar svar", "5"]);
        let version = w.version(t, &id);
        let no = [("version", version.as_str()), ("answer_5", "no"), ("note_5", "Avtalet är inte klart.")];
        w.lena.post(&format!("/portal/subcontracts/{id}/claims"), &no).await.expect(303);
        w.submit(t, &id).await.expect(303);
        w.step(t, &w.eva, &id, "begin", &[]).await.expect(303);
        w.review(t, &w.eva, &id, "completeness", "ja").await.expect(303);
        // A criterion that is not met needs its reason.
        let names: Vec<String> = [3, 6, 10, 11, 12, 13, 17, 18].iter().map(|n| format!("verdict_{n}")).collect();
        let mut fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "met")).collect();
        fields.extend([("verdict_5", "not_met"), ("outcome", "opposes"), ("comment", "Kraven förs inte vidare.")]);
        w.step(t, &w.omar, &id, "case-reviews/security", &fields).await.expect(422);
        fields.push(("note_5", "Avtalet saknar kraven."));
        w.step(t, &w.omar, &id, "case-reviews/security", &fields).await.expect(303);
        w.eva.get(&format!("/subcontracts/{id}")).await.expect(200).has(&["Avtalet är inte klart.", "Avtalet saknar kraven.", "Ej uppfyllt", "Avstyrks"]);
        t.drain();
    }

    async fn other_roles_other_organisations_and_the_number_of_queries(t: &Harness) {
        let w = world(t);
        let id = w.submitted(t, &[]).await;
        let (member, ctx) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        let other = t.browser_for(&member, ctx);
        other.get(&format!("/subcontracts/{id}")).await.expect(404);
        other.get("/subcontracts?state=all").await.expect(200).lacks(&["Nattpasset"]);
        for role in [Role::Reader, Role::Auditor] {
            let reader = t.region_user(role);
            reader.get(&format!("/subcontracts/{id}")).await.expect(200).lacks(&["/begin", "/decide"]);
            assert!(matches!(reader.post(&format!("/subcontracts/{id}/begin"), &[("version", "1")]).await.status, 403 | 404));
        }
        // A director decides and does not review; a lawyer the other way round.
        assert!(matches!(w.step(t, &w.maria, &id, "decide", &[]).await.status, 403 | 404));
        assert!(matches!(w.review(t, &w.birgitta, &id, "security", "x").await.status, 403 | 404));
        let count = |path: String| { let eva = &w.eva; async move {
            let before = t.app.db.query_count();
            eva.get(&path).await.expect(200);
            t.app.db.query_count() - before
        } };
        let (list, page) = (count("/subcontracts?state=all".into()).await, count(format!("/subcontracts/{id}")).await);
        for n in 0..6 {
            w.submitted(t, &[("name", &format!("Bolag {n} Ltd"))]).await;
        }
        assert_eq!(count("/subcontracts?state=all".into()).await, list);
        assert_eq!(count(format!("/subcontracts/{id}")).await, page);
        let reader = t.region_user(Role::UnitHead);
        reader.get("/subcontracts?q=nattpasset").await.expect(200).has(&["Nattpasset"]).lacks(&["Bolag 3"]);
        assert!(w.eva.get("/subcontracts/export?format=csv").await.expect(200).text().contains("Bolag 3"));
        t.drain();
    }
}
