//! The register of risks: scenarios, two ratings before any discussion, what controls take away, and lists.

use super::support::tables::insert;
use super::support::{Answer, Browser, Harness};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tillit::access::Role;
use tillit::base::{Id, PageRequest};
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::controls::catalogue;
use tillit::features::risks::{
    self, Agreed, ConsequenceCategory, ControlGroup, ControlInput, Rated, RiskFilter, RiskInput, RiskLevel, Span,
};
use tillit::kit::Ctx;

/// A vendor with a contract, and everybody who has something to say of its risks.
pub struct World {
    pub karin: Browser,
    pub karin_ctx: Ctx,
    pub token: String,
    pub omar: Browser,
    pub omar_ctx: Ctx,
    pub vendor: Id,
    pub contract: Id,
    pub assessment: Id,
    pub portal: Browser,
    pub vendor_token: String,
}

pub fn world(t: &Harness) -> World {
    let now = t.now();
    let home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Vidlyssna AB", None, false));
    let (karin, karin_ctx) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
    let (omar, omar_ctx) = t.person(&t.region, Role::SecurityOfficer, "Omar Haddad");
    let (lena, lena_ctx) = t.person(&home, Role::VendorAdmin, "Lena Sjö");
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
            ("tags", ""),
            ("manager_id", karin.id.as_str()),
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
            ("title", "Rådgivning"),
        ],
    );
    let version = catalogue().current_questions().version;
    let assessment = insert(
        t,
        "assessments",
        &[
            ("organisation_id", &organisation),
            ("vendor_id", vendor.as_str()),
            ("contract_id", contract.as_str()),
            ("question_set", "full"),
            ("catalogue_version", version),
            ("status", "submitted"),
            ("sent_by", omar.id.as_str()),
            ("reviewed_count", "1"),
        ],
    );
    World {
        token: t.token_of(&karin, &t.region, Role::ContractManager),
        vendor_token: t.token_of(&lena, &home, Role::VendorAdmin),
        portal: t.browser_for(&lena, lena_ctx),
        karin: t.browser_for(&karin, karin_ctx.clone()),
        omar: t.browser_for(&omar, omar_ctx.clone()),
        karin_ctx,
        omar_ctx,
        vendor,
        contract,
        assessment,
    }
}

impl World {
    pub fn input(&self, title: &str) -> RiskInput {
        RiskInput {
            title: title.to_string(),
            scenario: Some("exposed_storage".to_string()),
            threat: "Lagring som går att nå utan inloggning".to_string(),
            asset: "HEMLIGA inspelningar".to_string(),
            category: ConsequenceCategory::Integrity,
            vendor_id: Some(self.vendor.clone()),
            contract_id: Some(self.contract.clone()),
            link_id: None,
            node_id: None,
            service_id: None,
            owner_id: None,
            review_on: None,
            common_cause: false,
        }
    }

    pub fn add(&self, t: &Harness, title: &str) -> Id {
        t.write(|c| risks::add(c, &self.karin_ctx, &self.input(title))).id
    }

    /// Both rate the same, and agree on it.
    pub fn assess(&self, t: &Harness, risk: &Id, likelihood: Span, consequence: Span) {
        let consequences = BTreeMap::from([(ConsequenceCategory::Integrity, consequence)]);
        let rated = Rated { likelihood, consequences: consequences.clone(), note: None };
        t.write(|c| risks::rate(c, &self.karin_ctx, risk, &rated));
        t.write(|c| risks::rate(c, &self.omar_ctx, risk, &rated));
        let agreed = Agreed { likelihood, consequences, reason: "Vi är överens".to_string() };
        t.write(|c| risks::agree(c, &self.karin_ctx, risk, None, &agreed));
    }

    /// The region's own judgement of every question that asks about a control.
    pub fn review(&self, t: &Harness, control: &str, status: &str, assurance: &str) {
        let asked = catalogue().current_questions().entries.iter().filter(|q| q.controls.iter().any(|c| c == control));
        for question in asked {
            insert(
                t,
                "answer_reviews",
                &[
                    ("organisation_id", t.region.id.as_str()),
                    ("assessment_id", self.assessment.as_str()),
                    ("question_id", &question.id),
                    ("status", status),
                    ("assurance", assurance),
                    ("reviewed_by", self.omar_ctx.actor.person_id.as_str()),
                ],
            );
        }
        // Only what has been handed in is reviewed.
        t.write(|c| {
            Ok(diesel::RunQueryDsl::execute(diesel::sql_query("UPDATE assessments SET submitted_at = sent_at"), c)?)
        });
    }

    pub async fn api(&self, method: &str, path: &str, body: Value, version: Option<i64>) -> Answer {
        let tag = version.map(|v| format!("\"{v}\""));
        let headers: Vec<(&str, &str)> = tag.iter().map(|tag| ("if-match", tag.as_str())).collect();
        self.karin.api(&self.token, method, path, body, &headers).await
    }

    pub async fn shown(&self, risk: &Id) -> Value {
        self.api("GET", &format!("/api/v1/risks/{risk}"), Value::Null, None).await.expect(200).json()
    }
}

pub fn stop_password() -> ControlInput {
    ControlInput {
        control_id: "A.8.5".to_string(),
        acts_by: ControlGroup::Prevent,
        effect: (80, 90),
        reduction: (0, 0),
        note: None,
    }
}

both! {
    async fn a_scenario_becomes_a_risk_with_an_owner_and_a_place(t: &Harness) {
        let w = world(t);
        w.karin.get("/risks").await.expect(200).has(&["Inga risker här", "Riskkarta"]);
        w.karin.get("/risks/library").await.expect(200).has(&["Utpressningsprogram", "scenario=exposed_storage"]);
        let new = w.karin.get("/risks/new?scenario=exposed_storage").await.expect(200);
        new.has(&["Lagring som går att nå utan inloggning", "Vidlyssna"]);
        let bad = [("title", " "), ("threat", "x"), ("asset", "y"), ("category", "integrity")];
        w.karin.post("/risks", &bad).await.expect(422).has(&["Fyll i det här fältet"]);
        let fields = [
            ("title", "Öppen lagring åäö"), ("scenario", "exposed_storage"), ("threat", "Nås utan inloggning"),
            ("asset", "Inspelningar"), ("category", "integrity"), ("contract_id", w.contract.as_str()),
            ("review_on", "2027-01-15"),
        ];
        let place = w.karin.post("/risks", &fields).await.expect(303).location().to_string();
        // the vendor follows from the contract
        w.karin.get(&place).await.expect(200).has(&["Risk R1: Öppen lagring åäö", "Vidlyssna Vårdlinje AB", "2024-118", "Karin Öberg", "Utkast", "Inte bedömd"]);
        w.karin.get("/risks?q=oppen+lagring").await.expect(200).has(&["Öppen lagring åäö"]);
        w.karin.get(&format!("/risks?vendor_id={}", w.vendor)).await.expect(200).has(&["R1"]);
        let edit = [("version", "1"), ("title", "Lagringen"), ("threat", "x"), ("asset", "y"), ("category", "integrity")];
        w.karin.post(&format!("{place}/edit"), &edit).await.expect(303);
        w.karin.post(&format!("{place}/edit"), &edit).await.expect(409).has(&["Lagringen"]);
        let close = [("version", "2"), ("state", "closed"), ("reason", "")];
        w.karin.post(&format!("{place}/state"), &close).await.expect(422);
        let close = [("version", "2"), ("state", "closed"), ("reason", "Tjänsten är avvecklad")];
        w.karin.post(&format!("{place}/state"), &close).await.expect(303);
        w.karin.post(&format!("{place}/edit"), &edit).await.expect(409);
        w.karin.get("/risks").await.expect(200).lacks(&["Lagringen"]);
        w.karin.get("/risks?state=all").await.expect(200).has(&["Lagringen"]);
    }

    async fn nobody_sees_the_others_rating_before_both_are_in(t: &Harness) {
        let w = world(t);
        let risk = w.add(t, "Öppen lagring");
        let place = format!("/risks/{risk}");
        let mine = [
            ("likelihood_low", "3"), ("likelihood_high", "4"), ("integrity_low", "4"), ("note", "KARINS-TANKE"),
        ];
        w.karin.post(&format!("{place}/rate"), &mine[..2]).await.expect(422).has(&["Bedöm minst det område"]);
        w.karin.post(&format!("{place}/rate"), &mine).await.expect(303);
        w.karin.get(&place).await.expect(200).has(&["1 av 2 har bedömt", "Din bedömning är lämnad"]);
        w.karin.get(&format!("{place}/rate")).await.expect(200).has(&["KARINS-TANKE"]);
        for path in [place.clone(), format!("{place}/rate")] {
            w.omar.get(&path).await.expect(200).lacks(&["KARINS-TANKE", "S3–S4"]);
        }
        w.omar.get(&format!("{place}/agree")).await.expect(409);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let seen = w.omar.api(&token, "GET", &format!("/api/v1/risks/{risk}"), Value::Null, &[]).await.expect(200).json();
        assert_eq!((seen["rated"].as_i64(), seen["ratings"].as_array().unwrap().len()), (Some(1), 0));
        // the same person is not two people: a second rating replaces the first
        w.karin.post(&format!("{place}/rate"), &mine).await.expect(303);
        w.karin.get(&place).await.expect(200).has(&["1 av 2 har bedömt"]);
        w.karin.post(&format!("{place}/agree"), &[("version", "1"), ("likelihood_low", "3"), ("integrity_low", "4"), ("reason", "x")]).await.expect(409);
        let theirs = [("likelihood_low", "2"), ("integrity_low", "2"), ("integrity_high", "3"), ("trust_low", "1")];
        w.omar.post(&format!("{place}/rate"), &theirs).await.expect(303);
        w.omar.get(&place).await.expect(200).has(&["KARINS-TANKE", "Omar Haddad", "S3–S4"]);
        w.karin.post(&format!("{place}/rate"), &mine).await.expect(409);
        let third = t.region_user(Role::ContractManager);
        third.post(&format!("{place}/rate"), &mine).await.expect(409);
        w.karin.get(&format!("{place}/agree")).await.expect(200).has(&["2 steg i sannolikhet och 2 steg i konsekvens", "Karin Öberg: K4", "Omar Haddad: K2–K3"]);
        let agreed = [("version", "1"), ("likelihood_low", "2"), ("likelihood_high", "3"), ("integrity_low", "3"), ("reason", " ")];
        w.karin.post(&format!("{place}/agree"), &agreed).await.expect(422);
        let agreed = agreed.map(|(k, v)| if k == "reason" { (k, "Vi har sett loggarna") } else { (k, v) });
        w.karin.post(&format!("{place}/agree"), &agreed).await.expect(303);
        w.karin.post(&format!("{place}/agree"), &agreed).await.expect(409);
        // S2-S3 and K3 touch M and H: the worst counts, and both cells are marked
        let shown = w.shown(&risk).await;
        assert_eq!((shown["level"].as_str(), shown["state"].as_str()), (Some("high"), Some("assessed")));
        let cells: Vec<&str> = shown["cells"].as_array().unwrap().iter().map(|c| c["level"].as_str().unwrap()).collect();
        assert_eq!(cells, ["medium", "high"]);
        w.karin.get(&place).await.expect(200).has(&["Sannolikhet S2–S3, konsekvens K3", "Vi har sett loggarna", "Bedömningsomgång 2"]);
        w.karin.get("/risks").await.expect(200).has(&["risker i S2 K3", "risker i S3 K3"]).lacks(&["risker i S1 K3"]);
        w.karin.get("/risks?view=residual&likelihood=2&consequence=3").await.expect(200).has(&["Öppen lagring", "S2 K3"]);
        w.karin.get("/risks?view=residual&likelihood=4&consequence=3").await.expect(200).lacks(&[&format!("/risks/{risk}\"")]);
    }

    async fn only_what_was_reviewed_takes_anything_away(t: &Harness) {
        let w = world(t);
        let risk = w.add(t, "Öppen lagring");
        w.assess(t, &risk, Span::new(3, 3), Span::new(3, 3));
        let after = t.write(|c| risks::put_control(c, &w.karin_ctx, &risk, None, &stop_password()));
        assert_eq!(after.residual_level, Some(RiskLevel::High), "a claim alone gives nothing");
        w.karin.get(&format!("/risks/{risk}")).await.expect(200).has(&["Så räknade vi", "A.8.5", "Inte granskad", "Angivet 80–90"]);
        w.review(t, "A.8.5", "met", "a0");
        let shown = w.shown(&risk).await;
        assert_eq!(shown["credit"]["factors"][0]["verdict"], "claim_only");
        let verdicts = [("partly", "a1", "capped", 0.3), ("not_met", "a3", "not_met", 0.0), ("met", "a3", "capped", 0.8)];
        for (status, assurance, verdict, effect) in verdicts {
            t.write(|c| Ok(diesel::RunQueryDsl::execute(diesel::sql_query("DELETE FROM answer_reviews"), c)?));
            w.review(t, "A.8.5", status, assurance);
            let credit = w.shown(&risk).await["credit"].clone();
            assert_eq!(credit["factors"][0]["verdict"], verdict, "{status} {assurance}");
            assert!((credit["effect"][1].as_f64().unwrap() - effect).abs() < 1e-9, "{credit}");
        }
        // 80 % taken away of once in one to five years: S1 to S2, and the level falls to M
        let shown = w.shown(&risk).await;
        assert_eq!((shown["level"].as_str(), shown["residual"].as_str()), (Some("high"), Some("medium")));
        w.karin.get(&format!("/risks/{risk}/controls")).await.expect(200).has(&["Räknas upp till taket", "80", "gäller till"]);
        // the review counts for two years, then no more
        t.advance_days(800);
        let token = t.token(&t.region, Role::Reader);
        let later = w.karin.api(&token, "GET", &format!("/api/v1/risks/{risk}"), Value::Null, &[]).await.expect(200).json();
        assert_eq!(later["credit"]["factors"][0]["verdict"], "expired");
    }

    async fn a_clause_that_is_not_met_lowers_and_one_that_is_met_proves_nothing(t: &Harness) {
        let w = world(t);
        let risk = w.add(t, "Öppen lagring");
        w.assess(t, &risk, Span::new(3, 3), Span::new(3, 3));
        t.write(|c| risks::put_control(c, &w.karin_ctx, &risk, None, &stop_password()));
        let clause = catalogue().current_clauses().entries.iter().find(|c| c.controls.iter().any(|id| id == "A.8.5"));
        let clause = &clause.unwrap().id;
        let row = [
            ("organisation_id", t.region.id.as_str()), ("contract_id", w.contract.as_str()), ("clause_id", clause.as_str()),
            ("in_contract", "present"), ("met", "met"),
        ];
        let id = insert(t, "contract_clauses", &row);
        assert_eq!(w.shown(&risk).await["credit"]["factors"][0]["verdict"], "not_reviewed");
        w.review(t, "A.8.5", "met", "a2");
        assert_eq!(w.shown(&risk).await["credit"]["factors"][0]["verdict"], "capped");
        t.write(|c| Ok(diesel::RunQueryDsl::execute(diesel::sql_query(format!("UPDATE contract_clauses SET met = 'not_met' WHERE id = '{id}'")), c)?));
        assert_eq!(w.shown(&risk).await["credit"]["factors"][0]["verdict"], "not_met");
    }

    async fn controls_and_actions_are_tied_and_untied(t: &Harness) {
        let w = world(t);
        let risk = w.add(t, "Öppen lagring");
        let place = format!("/risks/{risk}/controls");
        w.karin.get(&place).await.expect(200).has(&["Vanliga säkerhetsåtgärder för det här scenariot", "A.8.9"]);
        let base = [("version", "1"), ("control_id", "A.8.9"), ("acts_by", "prevent"), ("reduction_low", "0"), ("reduction_high", "0")];
        let with = |low: &'static str, high: &'static str| {
            let mut all = base.to_vec();
            all.extend([("effect_low", low), ("effect_high", high)]);
            all
        };
        w.karin.post(&place, &with("60", "20")).await.expect(422).has(&["minst lika stort"]);
        w.karin.post(&place, &with("0", "120")).await.expect(422).has(&["mellan 0 och 100"]);
        w.karin.post(&place, &with("0", "0")).await.expect(422).has(&["vad säkerhetsåtgärden tar bort"]);
        w.karin.post(&place, &with("20", "60")).await.expect(303);
        w.karin.post(&place, &with("20", "60")).await.expect(409);
        let shown = w.shown(&risk).await;
        let control = shown["controls"][0]["id"].as_str().unwrap().to_string();
        w.karin.post(&format!("/risks/{risk}/risk-controls/{control}/remove"), &[("version", "2")]).await.expect(303);
        assert_eq!(w.shown(&risk).await["controls"], json!([]));
        let action = insert(t, "actions", &[
            ("organisation_id", t.region.id.as_str()), ("vendor_id", w.vendor.as_str()), ("title", "Stäng lagringen"),
            ("responsible", "vendor"), ("status", "open"), ("created_by", w.karin_ctx.actor.person_id.as_str()),
        ]);
        w.karin.post(&format!("/risks/{risk}/risk-actions"), &[("action_id", action.as_str())]).await.expect(303);
        w.karin.post(&format!("/risks/{risk}/risk-actions"), &[("action_id", "x")]).await.expect(422);
        w.karin.get(&format!("/risks/{risk}")).await.expect(200).has(&["Stäng lagringen", "knöt en åtgärd"]);
        let link = w.shown(&risk).await["actions"][0]["id"].as_str().unwrap().to_string();
        w.karin.post(&format!("/risks/{risk}/risk-actions/{link}/remove"), &[]).await.expect(303);
        assert_eq!(w.shown(&risk).await["actions"], json!([]));
    }

    async fn no_vendor_sees_a_risk(t: &Harness) {
        let w = world(t);
        let risk = w.add(t, "DOLD RISK");
        w.assess(t, &risk, Span::new(3, 3), Span::new(3, 3));
        let secret = ["DOLD RISK", "HEMLIGA", "Vi är överens"];
        for path in ["/risks", "/risks/export", "/risks/portfolio", "/risks/model", &format!("/risks/{risk}")] {
            let answer = w.portal.get(path).await;
            assert!(matches!(answer.status, 403 | 404), "{path}");
            answer.lacks(&secret);
        }
        for path in ["/api/v1/risks", "/api/v1/risks/heat-map", "/api/v1/risk-portfolio", &format!("/api/v1/risks/{risk}")] {
            let answer = w.portal.api(&w.vendor_token, "GET", path, Value::Null, &[]).await;
            assert!(matches!(answer.status, 403 | 404), "{path}");
            answer.lacks(&secret);
        }
        for path in ["/portal", "/portal/actions", "/portal/assessments", "/portal/dialogues"] {
            w.portal.get(path).await.expect(200).lacks(&secret);
        }
        t.drain();
    }

    async fn the_list_is_exported_and_costs_a_fixed_number_of_queries(t: &Harness) {
        let w = world(t);
        let risk = w.add(t, "=HYPERLINK(1)");
        w.assess(t, &risk, Span::new(2, 3), Span::new(3, 3));
        let csv = w.karin.get("/risks/export?format=csv").await.expect(200).text();
        assert!(csv.contains("S2–S3") && csv.contains("Vidlyssna") && !csv.contains(";=HYPERLINK"), "{csv}");
        assert!(w.karin.get("/risks/export").await.expect(200).body.starts_with(b"PK"));
        let count = |before: u64| t.app.db.query_count() - before;
        w.karin.get("/risks").await.expect(200);
        let before = t.app.db.query_count();
        w.karin.get("/risks").await.expect(200);
        let few = count(before);
        for n in 0..30 {
            w.add(t, &format!("Risk {n}"));
        }
        let before = t.app.db.query_count();
        w.karin.get("/risks").await.expect(200).has(&["31 träffar"]);
        assert_eq!(count(before), few);
        let page = t.read(|c| risks::list(c, &w.karin_ctx.scope, &RiskFilter::default(), PageRequest::new(None, None)));
        assert_eq!(page.items.len(), 31);
        assert!(page.items[0].level.is_none(), "what nobody has assessed comes first");
    }

    async fn an_own_table_holds_from_the_next_assessment(t: &Harness) {
        let w = world(t);
        let old = w.add(t, "Gammal");
        w.assess(t, &old, Span::new(4, 4), Span::new(4, 4));
        w.karin.get("/risks/model").await.expect(200).lacks(&["Använd en egen tabell"]);
        w.karin.post("/risks/model/table", &[("table", "x")]).await.expect(403);
        let text = ";0;0,01;0,1;0,5;2\nK5;H;H;H;EH;EH\nK4;M;H;H;H;EH\nK3;M;M;M;H;H\nK2;L;L;M;M;M\nK1;L;L;L;L;M";
        let broken = text.replace("K3;M;M;M;H;H", "K3;M;M;M;H");
        w.omar.post("/risks/model/table", &[("table", &broken)]).await.expect(422).has(&["Rad 3 ska ha 5 nivåer", "K3;M;M;M;H"]);
        w.omar.post("/risks/model/table", &[("table", text)]).await.expect(303);
        w.omar.get("/risks/model").await.expect(200).has(&["own-1", "S5", "K5"]);
        let new = w.add(t, "Ny");
        w.assess(t, &new, Span::new(5, 5), Span::new(1, 5));
        let shown = w.shown(&new).await;
        assert_eq!((shown["level"].as_str(), shown["assessments"][0]["table_version"].as_str()), (Some("extreme"), Some("own-1")));
        let shown = w.shown(&old).await;
        assert_eq!(shown["assessments"][0]["table_version"], "risk-2026-1");
        w.karin.get("/risks").await.expect(200).has(&["Bedömda med en annan tabell: 1"]);
    }
}
