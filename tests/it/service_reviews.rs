//! Campaigns: one analysis and one decision for each service above the ceiling, and the memo to the board.

use super::support::tables::insert;
use super::support::{Answer, Browser, Harness};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::accounts::{self, OrganisationKind, Person};
use tillit::features::service_reviews as reviews;
use tillit::kit::Ctx;
use tillit::platform::view::Views;

/// A platform with its vendor, services above and below its ceiling, and three people.
pub struct World {
    pub ctx: Ctx,
    pub eva: Browser,
    pub eva_id: Id,
    eva_person: Person,
    pub omar: Browser,
    pub omar_id: Id,
    pub helena: Browser,
    /// Of the platform's vendor.
    pub lena: Browser,
    pub helena_id: Id,
    pub token: String,
    pub helena_token: String,
    pub platform: Id,
    pub safe: Id,
    pub services: Vec<Id>,
}

pub fn platform(t: &Harness, name: &str, vendor: Option<&Id>, ceiling: &str) -> Id {
    let mut row = vec![
        ("organisation_id", t.region.id.as_str()),
        ("name", name),
        ("name_folded", name),
        ("search_text", name),
        ("missing", ""),
    ];
    row.extend(["ceiling_c", "ceiling_i", "ceiling_a", "ceiling_t"].map(|column| (column, ceiling)));
    if let Some(vendor) = vendor {
        row.push(("vendor_id", vendor.as_str()));
    }
    insert(t, "platforms", &row)
}

pub fn service(t: &Harness, name: &str, platform: &Id, class: [&str; 4], types: &str) -> Id {
    let folded = name.to_lowercase();
    let mut row = vec![
        ("organisation_id", t.region.id.as_str()),
        ("name", name),
        ("name_folded", folded.as_str()),
        ("search_text", folded.as_str()),
        ("platform_id", platform.as_str()),
        ("administration", "Socialförvaltningen"),
        ("audience", "public"),
        ("channels", "web"),
        ("users_per_day", "100"),
        ("information_types", types),
        ("status", "published"),
    ];
    row.extend(["class_c", "class_i", "class_a", "class_t"].into_iter().zip(class));
    insert(t, "services", &row)
}

pub fn world(t: &Harness) -> World {
    let (eva, ctx) = t.person(&t.region, Role::ContractManager, "Eva Björk");
    let (omar, omar_ctx) = t.person(&t.region, Role::SecurityOfficer, "Omar Haddad");
    let (helena, helena_ctx) = t.person(&t.region, Role::Director, "Helena Ström");
    let now = t.now();
    let home =
        t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Portalverket Norr AB", None, false));
    let (lena, lena_ctx) = t.person(&home, Role::VendorAdmin, "Lena Sjö");
    let vendor = insert(
        t,
        "vendors",
        &[
            ("organisation_id", t.region.id.as_str()),
            ("vendor_organisation_id", home.id.as_str()),
            ("legal_name", "Portalverket Norr AB"),
            ("kind", "it_supplier"),
            ("country", "SE"),
            ("status", "active"),
            ("tags", ""),
        ],
    );
    let (place, safe) =
        (platform(t, "E-tjänstportalen", Some(&vendor), "2"), platform(t, "Vårdplattformen", None, "3"));
    let services = vec![
        service(t, "Orosanmälan barn", &place, ["3", "2", "3", "3"], "child_concern"),
        service(t, "Färdtjänst", &place, ["3", "2", "2", "3"], "health"),
        service(t, "Journalutdrag", &place, ["3", "3", "2", "3"], "patient_records"),
        service(t, "Bygglov", &place, ["1", "2", "1", "1"], ""),
        service(t, "Simskola", &place, ["1", "1", "0", "1"], ""),
    ];
    for (type_code, strength) in [("patient_records", "must_not"), ("health", "should_not")] {
        let row = [
            ("organisation_id", t.region.id.as_str()),
            ("platform_id", place.as_str()),
            ("type_code", type_code),
            ("strength", strength),
        ];
        insert(t, "platform_rules", &row);
    }
    World {
        eva: t.browser_for(&eva, ctx.clone()),
        omar: t.browser_for(&omar, omar_ctx),
        helena: t.browser_for(&helena, helena_ctx),
        lena: t.browser_for(&lena, lena_ctx),
        token: t.token_of(&eva, &t.region, Role::ContractManager),
        helena_token: t.token_of(&helena, &t.region, Role::Director),
        eva_id: eva.id.clone(),
        eva_person: eva,
        omar_id: omar.id,
        helena_id: helena.id,
        ctx,
        platform: place,
        safe,
        services,
    }
}

impl World {
    /// Eva signs in again: her session has ended when days have passed.
    fn eva_again(&self, t: &Harness) -> Browser {
        t.browser_for(&self.eva_person, self.ctx.clone())
    }

    pub async fn api(&self, method: &str, path: &str, body: Value, version: Option<&str>) -> Answer {
        let headers: Vec<(&str, &str)> = version.map(|v| ("if-match", v)).into_iter().collect();
        self.eva.api(&self.token, method, path, body, &headers).await
    }

    fn campaign(&self) -> Vec<(&'static str, String)> {
        vec![
            ("title", "Tjänster över taket".to_string()),
            ("why", "Stickprov visade känsliga uppgifter.".to_string()),
            ("manager_id", self.helena_id.to_string()),
            ("owner_id", self.eva_id.to_string()),
            ("due_on", "2026-12-15".to_string()),
            ("diary_number", "KS 2026/117".to_string()),
            ("platform_id", self.platform.to_string()),
        ]
    }

    /// Starts the campaign over the platform's breaches and gives its id.
    pub async fn start(&self) -> Id {
        let fields = self.campaign();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let place = self.eva.post("/service-campaigns", &fields).await.expect(303).location().to_string();
        place.trim_start_matches("/service-campaigns/").parse().unwrap()
    }

    /// The analysis of the service, by the service's place in `services`.
    pub fn analysis(&self, t: &Harness, campaign: &Id, service: usize) -> reviews::Analysis {
        let filter =
            reviews::AnalysisFilter { campaign_id: Some(campaign.clone()), ..reviews::AnalysisFilter::default() };
        let all = t.read(|c| reviews::all_analyses(c, &self.ctx.scope, &filter));
        all.into_iter().find(|each| each.service_id == self.services[service]).expect("the service is in the campaign")
    }

    pub fn written(&self, decision: &str) -> Vec<(&'static str, String)> {
        [
            ("information", "Uppgifter om barn."),
            ("scenarios", "Obehörig läser."),
            ("privacy", "very_serious"),
            ("availability", "serious"),
            ("safety", "serious"),
            ("benefit", "Låg tröskel dygnet runt."),
            ("harm_of_stopping", "Färre anmälningar kommer in."),
            ("operating_hours", "Dygnet runt"),
            ("max_outage_hours", "4"),
            ("alternative_channel", "Socialjouren på telefon"),
            ("fallback_routine", "Pappersblankett"),
            ("fallback_tested_on", "2026-10-01"),
            ("cost_low", "40 000"),
            ("cost_high", "90 000"),
            ("proposal_reason", "Plattformen räcker inte."),
            ("move_on", "2027-02-01"),
            ("ends_on", "2027-03-01"),
        ]
        .into_iter()
        .map(|(k, v)| (k, v.to_string()))
        .chain([("proposal", decision.to_string()), ("target_platform_id", self.safe.to_string())])
        .collect()
    }

    /// Writes the analysis as Eva, with one measure, and hands it over for decision.
    pub async fn make_ready(&self, id: &Id, version: i32, decision: &str) -> i32 {
        let mut fields = self.written(decision);
        fields.push(("version", version.to_string()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        self.eva.post(&format!("/service-analyses/{id}/edit"), &fields).await.expect(303);
        let measure = [
            ("measure", "Stäng fritextfältet"),
            ("measure_owner_id", self.eva_id.as_str()),
            ("measure_due_on", "2026-12-20"),
        ];
        self.eva.post(&format!("/service-analyses/{id}/compensations"), &measure).await.expect(303);
        let next = (version + 1).to_string();
        self.eva.post(&format!("/service-analyses/{id}/ready"), &[("version", &next)]).await.expect(303);
        version + 2
    }
}

both! {
    async fn a_campaign_takes_every_service_above_the_ceiling(t: &Harness) {
        let w = world(t);
        w.eva.get(&format!("/service-campaigns/new?platform_id={}", w.platform)).await.expect(200)
            .has(&["E-tjänstportalen", "3 (60 %)", "Visa de 3 tjänster", "K3 över taket K2", "Får inte:", "Bör inte:"]);
        w.eva.post("/service-campaigns", &[("title", " ")]).await.expect(422).has(&["Fyll i det här fältet"]);
        let late = [("title", "x"), ("why", "y"), ("due_on", "2026-11-22"), ("manager_id", w.helena_id.as_str()), ("owner_id", w.helena_id.as_str())];
        w.eva.post("/service-campaigns", &late).await.expect(422).has(&["inte har passerat", "roll får inte arbeta med tjänster"]);
        let none = [("title", "x"), ("why", "y"), ("due_on", "2026-12-22"), ("manager_id", w.helena_id.as_str()), ("owner_id", w.eva_id.as_str()), ("platform_id", w.safe.as_str())];
        w.eva.post("/service-campaigns", &none).await.expect(422).has(&["Urvalet ger inga tjänster"]);
        let id = w.start().await;
        let place = format!("/service-campaigns/{id}");
        w.eva.get(&place).await.expect(200).has(&[
            "Helena Ström", "KS 2026/117", "3 av 5 (60 %) avvek", "0 av 3", "Orosanmälan barn", "Färdtjänst", "Journalutdrag", "Ej påbörjad",
        ]).lacks(&["Bygglov", "Simskola"]);
        w.eva.get("/service-campaigns").await.expect(200).has(&["Tjänster över taket", "0 av 3"]);
        // services come and go while it runs
        w.eva.get(&format!("{place}/services?which=all")).await.expect(200).has(&["Bygglov", "Simskola"]).lacks(&["Färdtjänst"]);
        w.eva.post(&format!("{place}/services"), &[]).await.expect(422).has(&["Kryssa för minst en tjänst"]);
        w.eva.post(&format!("{place}/services"), &[("service_ids", w.services[3].as_str())]).await.expect(303);
        let added = w.analysis(t, &id, 3);
        let out = format!("/service-analyses/{}/remove", added.id);
        w.eva.post(&out, &[("version", "1"), ("reason", " ")]).await.expect(422);
        w.eva.post(&out, &[("version", "1"), ("reason", "Ska avvecklas")]).await.expect(303);
        w.eva.get(&place).await.expect(200).has(&["0 av 3"]).lacks(&["Bygglov"]);
        // in again: the number goes on
        w.eva.post(&format!("{place}/services"), &[("service_ids", w.services[3].as_str())]).await.expect(303);
        assert_eq!(w.analysis(t, &id, 3).number, 2);
        w.eva.post(&format!("{place}/close"), &[("version", "1"), ("note", "")]).await.expect(422).has(&["saknar beslut"]);
        w.eva.get(&format!("{place}/export")).await.expect(200);
        w.helena.get(&format!("{place}/edit")).await.expect(403);
        w.eva.post(&format!("{place}/close"), &[("version", "1"), ("note", "Resten nästa år")]).await.expect(303);
        w.eva.post(&format!("{place}/remind"), &[]).await.expect(409);
        t.drain();
    }

    async fn many_are_handed_out_and_each_row_says_what_came_of_it(t: &Harness) {
        let w = world(t);
        let id = w.start().await;
        let place = format!("/service-campaigns/{id}");
        let first = w.analysis(t, &id, 0);
        let version = w.make_ready(&first.id, 1, "stop").await;
        let version = version.to_string();
        let decide = [("version", version.as_str()), ("decision", "stop"), ("reason", "Taket hålls inte."), ("diary_number", "KS 2026/117-4")];
        w.helena.post(&format!("/service-analyses/{}/decide", first.id), &decide).await.expect(303);
        let (second, third) = (w.analysis(t, &id, 1), w.analysis(t, &id, 2));
        let stranger = Id::new(t.now()).to_string();
        let (f, s, h) = (first.id.to_string(), second.id.to_string(), third.id.to_string());
        let fields = [("analysis_id", f.as_str()), ("analysis_id", &s), ("analysis_id", &h), ("analysis_id", &stranger), ("owner_id", w.omar_id.as_str()), ("due_on", "2026-12-01")];
        w.eva.post(&format!("{place}/assign"), &fields).await.expect(200).has(&["2 av 4 ändrades", "Redan beslutad", "Finns inte i kampanjen", "Ändrad"]);
        w.eva.post(&format!("{place}/assign"), &fields).await.expect(200).has(&["0 av 4 ändrades", "Var redan så"]);
        w.eva.post(&format!("{place}/assign"), &[("owner_id", w.omar_id.as_str())]).await.expect(422).has(&["Kryssa för minst en"]);
        w.eva.post(&format!("{place}/assign"), &[("analysis_id", s.as_str()), ("due_on", "2026-11-01")]).await.expect(422);
        let asked = json!({"analysis_ids": [s, stranger], "owner_id": w.eva_id});
        let said = w.api("POST", &format!("/api/v1{place}/assign"), asked, None).await.expect(200).json();
        assert_eq!(said["rows"][0]["outcome"], "changed");
        assert_eq!(said["rows"][1]["outcome"], "missing");
        t.advance_days(10);
        w.eva_again(t).get(&format!("{place}?state=overdue")).await.expect(200).has(&["Färdtjänst", "Journalutdrag"]).lacks(&["Orosanmälan"]);
        t.drain();
    }

    async fn an_analysis_goes_all_the_way_to_a_decision_by_somebody_else(t: &Harness) {
        let w = world(t);
        let id = w.start().await;
        let analysis = w.analysis(t, &id, 0);
        let place = format!("/service-analyses/{}", analysis.id);
        w.eva.get(&place).await.expect(200).has(&["Orosanmälan barn", "K3 över taket K2", "Lämna för beslut"]);
        w.eva.get(&format!("{place}/edit")).await.expect(200).has(&["Skadan av att stoppa tjänsten", "Vårdplattformen"]);
        w.eva.post(&format!("{place}/ready"), &[("version", "1")]).await.expect(422).has(&["”Nyttan med tjänsten” är inte ifyllt", "”Skadan av att stoppa tjänsten” är inte ifyllt"]);
        // costs upside down, endless, and negative keep what was typed
        for (low, high, said) in [("90 000", "40 000", "lägre än den lägsta"), ("1", "∞", "Skriv ett heltal"), ("-5", "10", "mellan 0 och"), ("inf", "", "Skriv ett heltal"), ("99999999999999999999", "1", "Skriv ett heltal")] {
            w.eva.post(&format!("{place}/edit"), &[("version", "1"), ("cost_low", low), ("cost_high", high), ("benefit", "Kvar")]).await.expect(422).has(&[said, "Kvar", high]);
        }
        let duty = [("person_id", w.omar_id.as_str()), ("duty", "Informationssäkerhetsstrateg")];
        w.eva.post(&format!("{place}/co-authors"), &duty).await.expect(303);
        let version = w.make_ready(&analysis.id, 1, "stop").await.to_string();
        w.eva.get(&place).await.expect(200).has(&["Informationssäkerhetsstrateg", "Klar för beslut", "Att stoppa tjänsten kan skada"]);
        let decide = [("version", version.as_str()), ("decision", "stop"), ("reason", "Taket hålls inte."), ("diary_number", "KS 2026/117-4")];
        // neither the co-author nor the analyst decides; the analyst's role may not even
        w.omar.post(&format!("{place}/decide"), &decide).await.expect(409).has(&["Någon annan måste fatta beslutet"]);
        w.eva.post(&format!("{place}/decide"), &decide).await.expect(403);
        w.helena.post(&format!("{place}/decide"), &[("version", version.as_str()), ("decision", "stop")]).await.expect(422);
        w.helena.post(&format!("{place}/decide"), &decide).await.expect(303);
        // the second of two who decide at once is told so
        w.helena.post(&format!("{place}/decide"), &decide).await.expect(409);
        let page = w.helena.get(&place).await.expect(200);
        page.has(&["Beslutat av Helena Ström", "KS 2026/117-4", "SHA-256"]);
        let stored = w.analysis(t, &id, 0);
        let snapshot = stored.snapshot.clone().unwrap();
        assert_eq!(stored.sha256.as_deref(), Some(tillit::kit::snapshot::sha256_hex(&snapshot).as_str()));
        // frozen: a lower ceiling later does not change what was decided, and nothing can be written in it
        let edit = [("version", "9"), ("benefit", "Ändrad i efterhand")];
        w.eva.post(&format!("{place}/edit"), &edit).await.expect(409);
        // the director may open no actions; the contract manager makes them, once
        w.eva.post(&format!("{place}/actions"), &[]).await.expect(303);
        w.eva.get(&place).await.expect(200).has(&["följs upp som åtgärd"]);
        w.eva.get("/findings").await.expect(200).has(&["Orosanmälan barn: K3"]);
        // what the region does itself is not for the platform's vendor to read
        w.eva.get("/actions").await.expect(200).has(&["Stäng fritextfältet", "Bara internt"]);
        w.lena.get("/portal/actions").await.expect(200).lacks(&["Stäng fritextfältet"]);
        // a later change is a version of its own
        let next = w.eva.post(&format!("{place}/revise"), &[("version", stored.version.to_string().as_str())]).await.expect(303).location().to_string();
        w.eva.get(&next).await.expect(200).has(&["Version 2", "Version 1", "Beslutad"]);
        w.eva.get(&place).await.expect(200).has(&["Ersatt av en senare version", "Taket hålls inte."]);
        assert_eq!(t.read(|c| reviews::find_analysis(c, &w.ctx.scope, &stored.id)).snapshot, Some(snapshot));
        t.drain();
    }

    async fn each_decision_needs_what_it_rests_on(t: &Harness) {
        let w = world(t);
        let id = w.start().await;
        let write = async |service: usize, more: &[(&'static str, &str)]| {
            let analysis = w.analysis(t, &id, service);
            let mut fields = w.written("stop");
            fields.retain(|(k, _)| !more.iter().any(|(m, _)| m == k));
            fields.extend(more.iter().map(|(k, v)| (*k, (*v).to_string())));
            fields.push(("version", analysis.version.to_string()));
            let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
            w.eva.post(&format!("/service-analyses/{}/edit", analysis.id), &fields).await.expect(303);
            let analysis = w.analysis(t, &id, service);
            w.eva.post(&format!("/service-analyses/{}/ready", analysis.id), &[("version", &analysis.version.to_string())]).await
        };
        // stopping without another way in, without a routine, or with one that nobody has tried
        write(0, &[("alternative_channel", "")]).await.expect(422).has(&["Beskriv en annan väg in"]);
        write(0, &[("fallback_routine", "")]).await.expect(422).has(&["Beskriv en reservrutin"]);
        write(0, &[("fallback_tested_on", "")]).await.expect(422).has(&["måste ha prövats"]);
        write(0, &[("proposal", "with_measures")]).await.expect(422).has(&["minst en kompenserande åtgärd"]);
        write(0, &[("proposal", "with_measures"), ("ends_on", "2026-11-20")]).await.expect(422);
        write(0, &[("proposal", "move"), ("target_platform_id", "")]).await.expect(422).has(&["Välj den plattform"]);
        // "must not": neither with nor without measures, whoever asks; "should not": only with them
        write(2, &[("proposal", "continue")]).await.expect(422).has(&["”får inte”-regel", "oavsett vem"]);
        write(2, &[("proposal", "with_measures")]).await.expect(422).has(&["”får inte”-regel"]);
        write(1, &[("proposal", "continue")]).await.expect(422).has(&["”bör inte”-regel"]);
        write(2, &[("proposal", "move")]).await.expect(303);
        // the one who decides may choose otherwise, and is held to the same rules
        let ready = w.analysis(t, &id, 2);
        let version = ready.version.to_string();
        let path = format!("/api/v1/service-analyses/{}/decide", ready.id);
        let version = format!("\"{version}\"");
        let decide = async |decision: &str, version: &str| {
            w.helena.api(&w.helena_token, "POST", &path, json!({"decision": decision, "reason": "Så"}), &[("if-match", version)]).await
        };
        for decision in ["continue", "with_measures"] {
            let refused = decide(decision, &version).await.expect(422).json();
            assert_eq!(refused["errors"][0]["code"], "error-review-must-not");
        }
        w.helena.api(&w.helena_token, "POST", &path, json!({"decision": "move", "reason": "Så"}), &[]).await.expect(428);
        decide("move", "\"1\"").await.expect(412);
        decide("move", &version).await.expect(200);
        decide("move", &version).await.expect(412);
        // going on with measures makes the exception that the "should not" rule asks for
        let with = w.analysis(t, &id, 1);
        let version = w.make_ready(&with.id, with.version, "with_measures").await;
        let path = format!("/api/v1/service-analyses/{}/decide", with.id);
        let said = json!({"decision": "with_measures", "reason": "Till flytten är klar"});
        let answer = w.helena.api(&w.helena_token, "POST", &path, said, &[("if-match", &format!("\"{version}\""))]).await.expect(200).json();
        assert_eq!(answer["state"], "decided");
        w.eva.get(&format!("/service-campaigns/{id}/services?which=attention&q=fardtjanst")).await.expect(200);
        t.drain();
    }

    async fn the_memo_says_what_was_found_in_both_languages(t: &Harness) {
        let w = world(t);
        let id = w.start().await;
        for (service, decision) in [(0, "stop"), (2, "move")] {
            let analysis = w.analysis(t, &id, service);
            w.make_ready(&analysis.id, analysis.version, decision).await;
        }
        let place = format!("/service-campaigns/{id}");
        w.eva.post(&format!("{place}/board-memos"), &[]).await.expect(303);
        let memo = t.read(|c| reviews::memos(c, &w.ctx.scope, &id)).remove(0);
        let parsed: Value = serde_json::from_str(&memo.snapshot).unwrap();
        assert_eq!((parsed["basis"]["breaches"].as_i64(), parsed["breach_share"].as_i64()), (Some(3), Some(60)));
        // an interval is summed end by end, and what has no cost is counted, not guessed
        assert_eq!(parsed["costs"], json!({"low": 80_000, "high": 180_000, "unknown": 1}));
        let pdf = format!("{place}/board-memos/{}/memo.pdf", memo.id);
        for (lang, wanted) in [
            ("sv", ["Tjänsteskrivelse", "3 av 5 (60 procent)", "Orosanmälan barn", "80 000–180 000", "KS 2026/117", "Färre anmälningar", "Får inte"]),
            ("en", ["Board memo", "3 of 5 (60 per cent)", "Orosanmälan barn", "80 000–180 000", "KS 2026/117", "Färre anmälningar", "Must not"]),
        ] {
            let answer = w.eva.get(&format!("{pdf}?lang={lang}")).await.expect(200);
            let text = text_of(&answer.body, lang);
            for part in wanted {
                assert!(text.contains(part), "{lang}: {part} is missing in\n{text}");
            }
        }
        // issued is issued: what changes later is in the next one
        let again = w.eva.get(&format!("{pdf}?lang=sv")).await.expect(200);
        assert_eq!(again.body, w.eva.get(&format!("{pdf}?lang=sv")).await.expect(200).body);
        let listed = w.api("GET", &format!("/api/v1{place}/board-memos"), Value::Null, None).await.expect(200).json();
        assert_eq!(listed["items"][0]["sha256"], memo.sha256.as_str());
        w.helena.post(&format!("{place}/board-memos"), &[]).await.expect(403);
        w.helena.get(&format!("{pdf}?lang=sv")).await.expect(200);
        t.drain();
    }

    async fn owners_are_reminded_once_with_one_mail(t: &Harness) {
        let w = world(t);
        let id = w.start().await;
        let third = w.analysis(t, &id, 2);
        let given = json!({"analysis_ids": [third.id], "owner_id": w.omar_id});
        w.api("POST", &format!("/api/v1/service-campaigns/{id}/assign"), given, None).await.expect(200);
        let sweep = || reviews::sweep(&t.app, t.now()).unwrap();
        sweep();
        assert_eq!(t.drain().len(), 0, "22 days before, nobody is reminded");
        t.advance_days(8);
        sweep();
        sweep();
        let mails = t.drain();
        assert_eq!(mails.len(), 2, "one mail each, whatever the number of analyses");
        let eva = mails.iter().find(|m| m.text.contains("Eva Björk")).unwrap();
        assert!(eva.text.contains("Orosanmälan barn") && eva.text.contains("Färdtjänst") && !eva.text.contains("Journalutdrag"), "{}", eva.text);
        t.advance_days(1);
        sweep();
        assert_eq!(t.drain().len(), 0, "the next day is no day of reminding");
        t.advance_days(14);
        sweep();
        assert!(t.drain().iter().all(|m| m.text.contains("försenad")), "after the deadline it is said so");
        w.eva_again(t).post(&format!("/service-campaigns/{id}/remind"), &[]).await.expect(303);
        assert_eq!(t.drain().len(), 0, "nobody is reminded twice on a day");
    }
}

/// The text of a PDF, by pdftotext.
pub fn text_of(pdf: &[u8], name: &str) -> String {
    // Both databases' tests ask for the same name at the same time.
    let path = std::env::temp_dir().join(format!("tillit-{name}-{}.pdf", Id::new(chrono::Utc::now())));
    std::fs::write(&path, pdf).unwrap();
    let out = std::process::Command::new("pdftotext").args(["-layout", path.to_str().unwrap(), "-"]).output();
    std::fs::remove_file(&path).unwrap();
    let text = String::from_utf8(out.expect("pdftotext is installed").stdout).unwrap();
    text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_page_renders_in_both_languages() {
    use tillit::features::service_reviews::views::*;
    use tillit::platform::view::render_samples;
    let views = Views::new().unwrap();
    let pages = [
        render_samples::<CampaignsPage>(&views),
        render_samples::<NewCampaignPage>(&views),
        render_samples::<EditCampaignPage>(&views),
        render_samples::<CampaignPage>(&views),
        render_samples::<AssignedPage>(&views),
        render_samples::<AddServicesPage>(&views),
        render_samples::<AnalysisPage>(&views),
        render_samples::<AnalysisFormPage>(&views),
        render_samples::<ChecksPage>(&views),
        render_samples::<NewCheckPage>(&views),
        render_samples::<CheckPage>(&views),
        render_samples::<ItemPage>(&views),
    ];
    for rendered in pages {
        assert!(!rendered.unwrap().is_empty());
    }
}
